//! What is selected in the window: what the inspector shows and what the next command is meant for.

use crate::model::{CardId, LaneId, Map, OpportunityId, PainId, PersonaId, StageId, StepId, Target};

/// What is selected. Only cards can be selected several at a time.
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
    /// A step.
    Step(StepId),
    /// A lane.
    Lane(LaneId),
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
}

impl Selection {
    /// One card.
    pub fn card(card: CardId) -> Self {
        Self::Cards(vec![card])
    }

    /// Several cards, the last of which is the lead; the map if there is none. A card named twice
    /// counts once, where it was named last.
    pub fn of_cards(cards: impl IntoIterator<Item = CardId>) -> Self {
        let mut selected: Vec<CardId> = Vec::new();
        for card in cards {
            selected.retain(|other| *other != card);
            selected.push(card);
        }
        if selected.is_empty() { Self::Map } else { Self::Cards(selected) }
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
        if self.contains_card(card) {
            *self = Self::of_cards(self.cards().iter().copied().filter(|other| *other != card));
        } else {
            self.add_card(card);
        }
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
            Self::Stage(stage) => map.stages.contains(*stage),
            Self::Step(step) => map.find_step(*step).is_some(),
            Self::Lane(lane) => map.lanes.contains(*lane),
            Self::Persona(persona) => map.personas.contains(*persona),
            Self::Point { persona, at } => map.personas.contains(*persona) && has_target(*at),
            Self::Pain(pain) => map.pains.contains(*pain),
            Self::Opportunity(opportunity) => map.opportunities.contains(*opportunity),
            Self::Map => true,
        };
        if !exists {
            *self = Self::Map;
        }
    }
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
