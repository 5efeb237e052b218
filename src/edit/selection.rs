//! What is selected in the window: what the inspector shows and what the next command is meant for.

use crate::model::{CardId, LaneId, Map, MetricId, OpportunityId, PainId, PersonaId, StageId, StepId, Target};

/// What is selected. Of cards, stages, steps and lanes there can be several at a time, all of one sort.
///
/// Plain data beside the map, no part of what undo undoes; call [`Selection::retain_existing`] after
/// every change of the map.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Selection {
    /// Nothing in particular, that is the map as a whole.
    #[default]
    Map,
    /// One card or several, in the order in which they were selected; never empty. The last is the
    /// lead: it has the focus, and its fields stand in the inspector.
    Cards(Vec<CardId>),
    /// A stage.
    Stage(StageId),
    /// Two stages or more, in the order in which they were selected.
    Stages(Vec<StageId>),
    /// A step.
    Step(StepId),
    /// Two steps or more, in the order in which they were selected.
    Steps(Vec<StepId>),
    /// A lane.
    Lane(LaneId),
    /// Two lanes or more, in the order in which they were selected.
    Lanes(Vec<LaneId>),
    /// A persona.
    Persona(PersonaId),
    /// A point of a persona's curve, whether or not it is rated yet.
    Point {
        /// Whose curve.
        persona: PersonaId,
        /// Where on it.
        at: Target,
    },
    /// A pain point.
    Pain(PainId),
    /// An opportunity.
    Opportunity(OpportunityId),
    /// A metric.
    Metric(MetricId),
}

impl Selection {
    /// One card.
    pub fn card(card: CardId) -> Self {
        Self::Cards(vec![card])
    }

    /// Several cards, the last of which is the lead; the map if there is none. A card named twice
    /// counts once, where it was named last.
    pub fn of_cards(cards: impl IntoIterator<Item = CardId>) -> Self {
        let selected = each_once(cards);
        if selected.is_empty() { Self::Map } else { Self::Cards(selected) }
    }

    /// Stages: none, one or several; the map if there is none.
    pub fn of_stages(stages: impl IntoIterator<Item = StageId>) -> Self {
        match each_once(stages)[..] {
            [] => Self::Map,
            [stage] => Self::Stage(stage),
            ref stages => Self::Stages(stages.to_vec()),
        }
    }

    /// Steps: none, one or several; the map if there is none.
    pub fn of_steps(steps: impl IntoIterator<Item = StepId>) -> Self {
        match each_once(steps)[..] {
            [] => Self::Map,
            [step] => Self::Step(step),
            ref steps => Self::Steps(steps.to_vec()),
        }
    }

    /// Lanes: none, one or several; the map if there is none.
    pub fn of_lanes(lanes: impl IntoIterator<Item = LaneId>) -> Self {
        match each_once(lanes)[..] {
            [] => Self::Map,
            [lane] => Self::Lane(lane),
            ref lanes => Self::Lanes(lanes.to_vec()),
        }
    }

    /// The selected stages, in the order in which they were selected.
    pub fn stages(&self) -> &[StageId] {
        match self {
            Self::Stage(stage) => std::slice::from_ref(stage),
            Self::Stages(stages) => stages,
            _ => &[],
        }
    }

    /// The selected steps, in the order in which they were selected.
    pub fn steps(&self) -> &[StepId] {
        match self {
            Self::Step(step) => std::slice::from_ref(step),
            Self::Steps(steps) => steps,
            _ => &[],
        }
    }

    /// The selected lanes, in the order in which they were selected.
    pub fn lanes(&self) -> &[LaneId] {
        match self {
            Self::Lane(lane) => std::slice::from_ref(lane),
            Self::Lanes(lanes) => lanes,
            _ => &[],
        }
    }

    /// Whether all of another selection is selected.
    pub fn contains(&self, other: &Self) -> bool {
        fn all<T: PartialEq>(of: &[T], wanted: &[T]) -> bool {
            !wanted.is_empty() && wanted.iter().all(|id| of.contains(id))
        }
        self == other
            || all(self.cards(), other.cards())
            || all(self.stages(), other.stages())
            || all(self.steps(), other.steps())
            || all(self.lanes(), other.lanes())
    }

    /// The selection with another one of the same sort added, or taken out if it is in it. One of
    /// another sort takes its place.
    #[must_use]
    pub fn toggled(&self, other: &Self) -> Self {
        fn toggle<T: Copy + PartialEq>(ids: &[T], others: &[T]) -> Vec<T> {
            let is_in = others.iter().all(|id| ids.contains(id));
            let kept = ids.iter().filter(|id| !others.contains(id));
            kept.chain(others.iter().filter(|_| !is_in)).copied().collect()
        }
        match other {
            Self::Cards(cards) => Self::of_cards(toggle(self.cards(), cards)),
            Self::Stage(_) | Self::Stages(_) => Self::of_stages(toggle(self.stages(), other.stages())),
            Self::Step(_) | Self::Steps(_) => Self::of_steps(toggle(self.steps(), other.steps())),
            Self::Lane(_) | Self::Lanes(_) => Self::of_lanes(toggle(self.lanes(), other.lanes())),
            _ => other.clone(),
        }
    }

    /// The selected cards, in the order in which they were selected; empty if something else is.
    pub fn cards(&self) -> &[CardId] {
        match self {
            Self::Cards(cards) => cards,
            _ => &[],
        }
    }

    /// The card that has the focus.
    pub fn lead(&self) -> Option<CardId> {
        self.cards().last().copied()
    }

    /// Whether a card is among the selected.
    pub fn contains_card(&self, card: CardId) -> bool {
        self.cards().contains(&card)
    }

    /// Adds a card and makes it the lead, also if it is selected already.
    pub fn add_card(&mut self, card: CardId) {
        *self = Self::of_cards(self.cards().iter().copied().chain([card]));
    }

    /// Adds a card as the lead, or takes it out if it is selected.
    pub fn toggle_card(&mut self, card: CardId) {
        *self = self.toggled(&Self::card(card));
    }

    /// Lets go of what is not in the map. Of several cards those that are still there stay selected.
    pub fn retain_existing(&mut self, map: &Map) {
        let has_target = |at: Target| match at {
            Target::Card(card) => map.cards.contains(card),
            Target::Step(step) => map.find_step(step).is_some(),
        };
        let exists = match self {
            Self::Cards(cards) => {
                cards.retain(|card| map.cards.contains(*card));
                !cards.is_empty()
            }
            Self::Stages(_) | Self::Steps(_) | Self::Lanes(_) => {
                *self = self.existing_heads(map);
                true
            }
            Self::Stage(stage) => map.stages.contains(*stage),
            Self::Step(step) => map.find_step(*step).is_some(),
            Self::Lane(lane) => map.lanes.contains(*lane),
            Self::Persona(persona) => map.personas.contains(*persona),
            Self::Point { persona, at } => map.personas.contains(*persona) && has_target(*at),
            Self::Pain(pain) => map.pains.contains(*pain),
            Self::Opportunity(opportunity) => map.opportunities.contains(*opportunity),
            Self::Metric(metric) => map.metrics.contains(*metric),
            Self::Map => true,
        };
        if !exists {
            *self = Self::Map;
        }
    }

    /// Those of the selected stages, steps or lanes that are in the map.
    fn existing_heads(&self, map: &Map) -> Self {
        match self {
            Self::Stages(stages) => Self::of_stages(stages.iter().copied().filter(|stage| map.stages.contains(*stage))),
            Self::Steps(steps) => Self::of_steps(steps.iter().copied().filter(|step| map.find_step(*step).is_some())),
            _ => Self::of_lanes(self.lanes().iter().copied().filter(|lane| map.lanes.contains(*lane))),
        }
    }
}

/// The ids, each where it was named last.
fn each_once<T: PartialEq>(ids: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut once: Vec<T> = Vec::new();
    for id in ids {
        once.retain(|other| *other != id);
        once.push(id);
    }
    once
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Card, CardKind, IdSource, Place};

    fn card(name: &str) -> CardId {
        CardId::new(name).expect("an id")
    }

    #[test]
    fn the_card_that_was_added_last_is_the_lead() {
        let mut selection = Selection::card(card("a"));
        selection.toggle_card(card("b"));
        assert_eq!(selection.lead(), Some(card("b")));
        selection.add_card(card("a"));
        assert_eq!(selection.cards(), [card("b"), card("a")]);
        selection.toggle_card(card("a"));
        selection.toggle_card(card("b"));
        assert_eq!(selection, Selection::Map);
    }

    #[test]
    fn adding_a_card_to_another_selection_replaces_it() {
        let mut selection = Selection::Lane(LaneId::new("l").expect("an id"));
        selection.toggle_card(card("a"));
        assert_eq!(selection, Selection::card(card("a")));
    }

    #[test]
    fn several_heads_are_of_one_sort() {
        let step = |name: &str| Selection::Step(StepId::new(name).expect("an id"));
        let several = step("a").toggled(&step("b"));
        assert!(several.contains(&step("a")) && several.contains(&step("b")) && !several.contains(&step("c")));
        assert_eq!(several.toggled(&step("a")), step("b"));
        let lane = Selection::Lane(LaneId::new("l").expect("an id"));
        assert_eq!(several.toggled(&lane), lane);
        assert_eq!(step("a").toggled(&step("a")), Selection::Map);
    }

    #[test]
    fn what_is_gone_is_let_go_of() {
        let mut map = Map::new(IdSource::seeded(1).next(), "");
        map.cards.push(Card::new(card("a"), CardKind::Action, "A", Place::Parked));
        let mut selection = Selection::of_cards([card("a"), card("b")]);
        selection.retain_existing(&map);
        assert_eq!(selection, Selection::card(card("a")));
        let mut selection = Selection::Step(StepId::new("s").expect("an id"));
        selection.retain_existing(&map);
        assert_eq!(selection, Selection::Map);
    }
}
