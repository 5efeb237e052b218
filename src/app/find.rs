//! Finding in the map: words anywhere in it, and cards by owner, channel, emotion, pain point and tag.

use std::collections::{HashMap, HashSet};

use super::letters::{fold, ranges_of};
use super::spoken::one_line;
use crate::edit::{
    CardField, Edit, LaneField, MapField, OpportunityField, PainField, PersonaField, RatingField, Selection,
    StageField, StepField,
};
use crate::model::*;

/// The most hits that are listed.
pub const MOST_HITS: usize = 2_000;

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    /// Words that stand somewhere; empty means any.
    pub text: String,
    /// Who is accountable for the card.
    pub owner: Option<String>,
    /// A channel of the card.
    pub channel: Option<ChannelId>,
    /// How somebody feels at the card.
    pub emotion: Option<Feeling>,
    /// Whether it hurts at the card.
    pub pain: Option<Hurts>,
    /// A tag of the card.
    pub tag: Option<String>,
}

/// Groups of emotions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feeling {
    /// Above 0.
    Good,
    /// 0.
    Neutral,
    /// Below 0.
    Bad,
    /// Not set for anybody.
    NotSet,
}

impl Feeling {
    /// Every group.
    pub const ALL: &'static [Self] = &[Self::Good, Self::Neutral, Self::Bad, Self::NotSet];

    /// What people read.
    pub fn words(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Neutral => "neutral",
            Self::Bad => "bad",
            Self::NotSet => "not set",
        }
    }
}

/// Whether it hurts, and how much at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hurts {
    /// A pain point of this severity or a worse one.
    AtLeast(Severity),
    /// No pain point.
    NotAtAll,
}

/// A text of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names of record and field say it")]
pub enum Field {
    MapTitle,
    Situation,
    ScenarioGoal,
    Expectation,
    PersonaName(PersonaId),
    PersonaRole(PersonaId),
    PersonaQuote(PersonaId),
    StageTitle(StageId),
    StageGoal(StageId),
    StepTitle(StepId),
    LaneTitle(LaneId),
    CardTitle(CardId),
    CardText(CardId),
    CardOwner(CardId),
    CardSource(CardId),
    CardNote(CardId),
    /// One of the card's tags, by its place among them.
    CardTag(CardId, usize),
    /// A persona's own word for how it feels.
    RatingWord(RatingId),
    CalloutText(CalloutId),
    PainText(PainId),
    OpportunityName(OpportunityId),
    OpportunityText(OpportunityId),
}

impl Field {
    /// The text as it is.
    pub fn text(self, map: &Map) -> Option<&str> {
        let persona = |id| map.personas.find(id);
        let card = |id| map.cards.find(id);
        Some(match self {
            Self::MapTitle => &map.title,
            Self::Situation => &map.scenario.situation,
            Self::ScenarioGoal => &map.scenario.goal,
            Self::Expectation => &map.scenario.expectation,
            Self::PersonaName(id) => &persona(id)?.name,
            Self::PersonaRole(id) => &persona(id)?.role,
            Self::PersonaQuote(id) => &persona(id)?.quote,
            Self::StageTitle(id) => &map.stages.find(id)?.title,
            Self::StageGoal(id) => &map.stages.find(id)?.goal,
            Self::StepTitle(id) => &map.find_step(id)?.1.title,
            Self::LaneTitle(id) => &map.lanes.find(id)?.title,
            Self::CardTitle(id) => &card(id)?.title,
            Self::CardText(id) => &card(id)?.text,
            Self::CardOwner(id) => &card(id)?.owner,
            Self::CardSource(id) => &card(id)?.source,
            Self::CardNote(id) => &card(id)?.note,
            Self::CardTag(id, at) => card(id)?.tags.get(at)?,
            Self::RatingWord(id) => &map.ratings.find(id)?.word,
            Self::CalloutText(id) => &map.callouts.find(id)?.text,
            Self::PainText(id) => &map.pains.find(id)?.text,
            Self::OpportunityName(id) => &map.opportunities.find(id)?.name,
            Self::OpportunityText(id) => &map.opportunities.find(id)?.text,
        })
    }

    /// The edit that sets it, if it is still in the map.
    pub fn edit(self, map: &Map, text: String) -> Option<Edit> {
        let cards = |card, field| Edit::SetCards { cards: vec![card], field };
        let of_persona = |persona, field| Edit::SetPersona { persona, field };
        Some(match self {
            Self::MapTitle => Edit::SetMap(MapField::Title(text)),
            Self::Situation => Edit::SetMap(MapField::Situation(text)),
            Self::ScenarioGoal => Edit::SetMap(MapField::ScenarioGoal(text)),
            Self::Expectation => Edit::SetMap(MapField::Expectation(text)),
            Self::PersonaName(id) => of_persona(id, PersonaField::Name(text)),
            Self::PersonaRole(id) => of_persona(id, PersonaField::Role(text)),
            Self::PersonaQuote(id) => of_persona(id, PersonaField::Quote(text)),
            Self::StageTitle(stage) => Edit::SetStage { stage, field: StageField::Title(text) },
            Self::StageGoal(stage) => Edit::SetStage { stage, field: StageField::Goal(text) },
            Self::StepTitle(step) => Edit::SetStep { step, field: StepField::Title(text) },
            Self::LaneTitle(lane) => Edit::SetLane { lane, field: LaneField::Title(text) },
            Self::CardTitle(id) => cards(id, CardField::Title(text)),
            Self::CardText(id) => cards(id, CardField::Text(text)),
            Self::CardOwner(id) => cards(id, CardField::Owner(text)),
            Self::CardSource(id) => cards(id, CardField::Source(text)),
            Self::CardNote(id) => cards(id, CardField::Note(text)),
            Self::CardTag(id, at) => {
                let mut tags = map.cards.find(id)?.tags.clone();
                *tags.get_mut(at)? = text;
                cards(id, CardField::Tags(tags))
            }
            Self::RatingWord(id) => {
                let Rating { persona, at, channel, .. } = *map.ratings.find(id)?;
                Edit::SetRating { persona, at, channel, field: RatingField::Word(text) }
            }
            Self::CalloutText(id) => {
                let Callout { kind, at, persona, .. } = *map.callouts.find(id)?;
                Edit::SetCallout { kind, at, persona, text: Some(text) }
            }
            Self::PainText(pain) => Edit::SetPain { pain, field: PainField::Text(text) },
            Self::OpportunityName(opportunity) => {
                Edit::SetOpportunity { opportunity, field: OpportunityField::Name(text) }
            }
            Self::OpportunityText(opportunity) => {
                Edit::SetOpportunity { opportunity, field: OpportunityField::Text(text) }
            }
        })
    }

    /// What is selected to see it.
    pub fn selection(self, map: &Map) -> Selection {
        let place = |at: Target| match at {
            Target::Card(card) => Selection::card(card),
            Target::Step(step) => Selection::Step(step),
        };
        match self {
            Self::MapTitle | Self::Situation | Self::ScenarioGoal | Self::Expectation => Selection::Map,
            Self::PersonaName(id) | Self::PersonaRole(id) | Self::PersonaQuote(id) => Selection::Persona(id),
            Self::StageTitle(id) | Self::StageGoal(id) => Selection::Stage(id),
            Self::StepTitle(id) => Selection::Step(id),
            Self::LaneTitle(id) => Selection::Lane(id),
            Self::CardTitle(id)
            | Self::CardText(id)
            | Self::CardOwner(id)
            | Self::CardSource(id)
            | Self::CardNote(id)
            | Self::CardTag(id, _) => Selection::card(id),
            Self::RatingWord(id) => map.ratings.find(id).map_or(Selection::Map, |rating| place(rating.at)),
            Self::CalloutText(id) => map.callouts.find(id).map_or(Selection::Map, |callout| place(callout.at)),
            Self::PainText(id) => Selection::Pain(id),
            Self::OpportunityName(id) | Self::OpportunityText(id) => Selection::Opportunity(id),
        }
    }

    /// The card that it belongs to.
    pub fn card(self, map: &Map) -> Option<CardId> {
        self.selection(map).lead()
    }
}

/// A text of the map in which something was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The text.
    pub field: Field,
    /// It, on one line.
    pub shown: String,
}

impl Query {
    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether only cards can be hits.
    fn is_about_cards(&self) -> bool {
        Self { text: String::new(), ..self.clone() } != Self::default()
    }

    /// The texts that match, in the order of the map.
    pub fn hits(&self, map: &Map) -> Vec<Hit> {
        if self.is_empty() {
            return Vec::new();
        }
        let wanted = fold(&self.text);
        let matches = |field: &Field| match field.text(map) {
            Some(text) if wanted.is_empty() => matches!(field, Field::CardTitle(_)) || !text.is_empty(),
            Some(text) => !ranges_of(text, &wanted).is_empty(),
            None => false,
        };
        let mut words = words_by_place(map);
        let fields = if self.is_about_cards() { Vec::new() } else { fields_beside_cards(map, &mut words) };
        let cards = map.cards.iter().filter(|card| self.matches_card(map, card)).flat_map(|card| {
            let mut fields = fields_of(card);
            fields.extend(words.remove(&Target::Card(card.id)).unwrap_or_default());
            // Without words a card is one hit.
            if wanted.is_empty() {
                fields.truncate(1);
            }
            fields
        });
        let found = fields.into_iter().chain(cards).filter(matches).take(MOST_HITS);
        found.map(|field| Hit { field, shown: one_line(field.text(map).unwrap_or_default()) }).collect()
    }

    fn matches_card(&self, map: &Map, card: &Card) -> bool {
        let at = Target::Card(card.id);
        let pains = || map.pains.iter().filter(move |pain| pain.at.contains(&at) && !pain.resolved);
        let levels = || map.ratings.iter().filter(move |rating| rating.at == at).filter_map(Rating::level);
        let feels = |feeling: Feeling| match feeling {
            Feeling::Good => levels().any(|level| level > 0.0),
            Feeling::Neutral => levels().any(|level| level == 0.0),
            Feeling::Bad => levels().any(|level| level < 0.0),
            Feeling::NotSet => levels().next().is_none(),
        };
        let hurts = |hurts: Hurts| match hurts {
            Hurts::AtLeast(severity) => pains().any(|pain| pain.severity >= severity),
            Hurts::NotAtAll => pains().next().is_none(),
        };
        self.owner.as_ref().is_none_or(|owner| card.owner == *owner)
            && self.channel.is_none_or(|channel| card.channels.contains(&channel))
            && self.tag.as_ref().is_none_or(|tag| card.tags.contains(tag))
            && self.emotion.is_none_or(feels)
            && self.pain.is_none_or(hurts)
    }

    /// The edits that put other words in the place of those that were found in some texts.
    pub fn replace(&self, map: &Map, fields: impl IntoIterator<Item = Field>, by: &str) -> Vec<Edit> {
        let wanted = fold(&self.text);
        let replaced = |field: Field| {
            let text = field.text(map)?;
            let ranges = ranges_of(text, &wanted);
            let mut new = text.to_owned();
            ranges.iter().rev().for_each(|range| new.replace_range(range.clone(), by));
            if ranges.is_empty() { None } else { field.edit(map, new) }
        };
        fields.into_iter().filter_map(replaced).collect()
    }
}

/// The cards among the hits.
pub fn cards_of(map: &Map, hits: &[Hit]) -> HashSet<CardId> {
    hits.iter().filter_map(|hit| hit.field.card(map)).collect()
}

/// The texts of a card, its title first.
fn fields_of(card: &Card) -> Vec<Field> {
    let own = [Field::CardTitle, Field::CardText, Field::CardOwner, Field::CardSource, Field::CardNote];
    let own = own.into_iter().map(|field| field(card.id));
    own.chain((0..card.tags.len()).map(|at| Field::CardTag(card.id, at))).collect()
}

/// The words of ratings and call-outs, by their place.
fn words_by_place(map: &Map) -> HashMap<Target, Vec<Field>> {
    let mut words: HashMap<Target, Vec<Field>> = HashMap::new();
    for rating in &map.ratings {
        words.entry(rating.at).or_default().push(Field::RatingWord(rating.id));
    }
    for callout in &map.callouts {
        words.entry(callout.at).or_default().push(Field::CalloutText(callout.id));
    }
    words
}

fn fields_beside_cards(map: &Map, words: &mut HashMap<Target, Vec<Field>>) -> Vec<Field> {
    let mut fields = vec![Field::MapTitle, Field::Situation, Field::ScenarioGoal, Field::Expectation];
    for persona in &map.personas {
        fields.extend([Field::PersonaName, Field::PersonaRole, Field::PersonaQuote].map(|field| field(persona.id)));
    }
    for stage in &map.stages {
        fields.extend([Field::StageTitle(stage.id), Field::StageGoal(stage.id)]);
        for step in &stage.steps {
            fields.push(Field::StepTitle(step.id));
            fields.extend(words.remove(&Target::Step(step.id)).unwrap_or_default());
        }
    }
    fields.extend(map.lanes.iter().map(|lane| Field::LaneTitle(lane.id)));
    fields.extend(map.pains.iter().map(|pain| Field::PainText(pain.id)));
    for opportunity in &map.opportunities {
        fields.extend([Field::OpportunityName(opportunity.id), Field::OpportunityText(opportunity.id)]);
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map() -> (Map, CardId, CardId) {
        let mut ids = IdSource::seeded(5);
        let mut map = Map::new(ids.next(), "Buying a bicycle");
        let persona = Persona::new(ids.next(), "Ada");
        let (paid, seen): (CardId, CardId) = (ids.next(), ids.next());
        let mut card = Card::new(paid, CardKind::Touchpoint, "Pay at the till", Place::Parked);
        card.owner = "Sales".into();
        card.tags = vec!["money".into()];
        card.channels = vec![ChannelId::new("store").expect("an id")];
        map.cards.push(card);
        map.cards.push(Card::new(seen, CardKind::Touchpoint, "See the bicycle", Place::Parked));
        map.pains.push(PainPoint::new(ids.next(), "A queue", Severity::Major, Target::Card(paid)));
        let rating = Rating { actual: Emotion::new(-1), ..Rating::new(ids.next(), persona.id, Target::Card(paid)) };
        map.ratings.push(rating);
        map.personas.push(persona);
        (map, paid, seen)
    }

    #[test]
    fn words_are_found_anywhere_and_cards_by_what_they_are() {
        let (map, paid, seen) = map();
        let fields = |query: &Query| query.hits(&map).into_iter().map(|hit| hit.field).collect::<Vec<_>>();
        let words = Query { text: "BICYCLE".into(), ..Query::default() };
        assert_eq!(fields(&words), [Field::MapTitle, Field::CardTitle(seen)]);
        for query in [
            Query { owner: Some("Sales".into()), ..Query::default() },
            Query { channel: ChannelId::new("store"), ..Query::default() },
            Query { tag: Some("money".into()), ..Query::default() },
            Query { emotion: Some(Feeling::Bad), ..Query::default() },
            Query { pain: Some(Hurts::AtLeast(Severity::Moderate)), ..Query::default() },
            Query { text: "till".into(), owner: Some("Sales".into()), ..Query::default() },
        ] {
            assert_eq!(fields(&query), [Field::CardTitle(paid)], "{query:?}");
        }
        let unhurt = Query { pain: Some(Hurts::NotAtAll), ..Query::default() };
        assert_eq!(fields(&unhurt), [Field::CardTitle(seen)]);
        let tag = Query { text: "MONEY".into(), ..Query::default() };
        assert_eq!(fields(&tag), [Field::CardTag(paid, 0)]);
        let edits = tag.replace(&map, fields(&tag), "cash");
        let expected = Edit::SetCards { cards: vec![paid], field: CardField::Tags(vec!["cash".into()]) };
        assert_eq!(edits, [expected]);
        let nothing = Query { text: "bicycle".into(), owner: Some("Sales".into()), ..Query::default() };
        assert!(fields(&nothing).is_empty() && fields(&Query::default()).is_empty());
    }

    #[test]
    fn words_are_replaced_wherever_they_stand() {
        let (map, _, seen) = map();
        let query = Query { text: "bicycle".into(), ..Query::default() };
        let fields: Vec<Field> = query.hits(&map).into_iter().map(|hit| hit.field).collect();
        let edits = query.replace(&map, fields, "bike");
        let expected = [
            Field::MapTitle.edit(&map, "Buying a bike".into()),
            Field::CardTitle(seen).edit(&map, "See the bike".into()),
        ];
        assert_eq!(edits.into_iter().map(Some).collect::<Vec<_>>(), expected);
    }
}
