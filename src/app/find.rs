//! Finding in the map: words anywhere in it, and cards by owner, channel, emotion, pain point and tag.
//!
//! Words match whatever their case and accents. Accents are told apart by a table of the letters of
//! Europe's languages and by the combining marks of Latin, Arabic and Hebrew; others must match as
//! they are.

use std::collections::HashSet;
use std::ops::Range;

use super::spoken::one_line;
use crate::edit::{
    CardField, Edit, LaneField, MapField, OpportunityField, PainField, PersonaField, Selection, StageField, StepField,
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
            Self::PainText(id) => &map.pains.find(id)?.text,
            Self::OpportunityName(id) => &map.opportunities.find(id)?.name,
            Self::OpportunityText(id) => &map.opportunities.find(id)?.text,
        })
    }

    /// The edit that sets it.
    pub fn edit(self, text: String) -> Edit {
        let cards = |card, field| Edit::SetCards { cards: vec![card], field };
        let of_persona = |persona, field| Edit::SetPersona { persona, field };
        match self {
            Self::MapTitle => Edit::SetMap(MapField::Title(text)),
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
            Self::PainText(pain) => Edit::SetPain { pain, field: PainField::Text(text) },
            Self::OpportunityName(opportunity) => {
                Edit::SetOpportunity { opportunity, field: OpportunityField::Name(text) }
            }
            Self::OpportunityText(opportunity) => {
                Edit::SetOpportunity { opportunity, field: OpportunityField::Text(text) }
            }
        }
    }

    /// What is selected to see it.
    pub fn selection(self) -> Selection {
        match self {
            Self::MapTitle => Selection::Map,
            Self::PersonaName(id) | Self::PersonaRole(id) | Self::PersonaQuote(id) => Selection::Persona(id),
            Self::StageTitle(id) | Self::StageGoal(id) => Selection::Stage(id),
            Self::StepTitle(id) => Selection::Step(id),
            Self::LaneTitle(id) => Selection::Lane(id),
            Self::CardTitle(id)
            | Self::CardText(id)
            | Self::CardOwner(id)
            | Self::CardSource(id)
            | Self::CardNote(id) => Selection::card(id),
            Self::PainText(id) => Selection::Pain(id),
            Self::OpportunityName(id) | Self::OpportunityText(id) => Selection::Opportunity(id),
        }
    }

    /// The card that it belongs to.
    pub fn card(self) -> Option<CardId> {
        self.selection().lead()
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
        let fields = if self.is_about_cards() { Vec::new() } else { fields_beside_cards(map) };
        let cards = map.cards.iter().filter(|card| self.matches_card(map, card)).flat_map(|card| {
            let fields: &[fn(CardId) -> Field] =
                &[Field::CardTitle, Field::CardText, Field::CardOwner, Field::CardSource, Field::CardNote];
            // Without words a card is one hit.
            let count = if wanted.is_empty() { 1 } else { fields.len() };
            fields[..count].iter().map(|field| field(card.id)).collect::<Vec<_>>()
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
            (!ranges.is_empty()).then(|| field.edit(new))
        };
        fields.into_iter().filter_map(replaced).collect()
    }
}

/// The cards among the hits.
pub fn cards_of(hits: &[Hit]) -> HashSet<CardId> {
    hits.iter().filter_map(|hit| hit.field.card()).collect()
}

fn fields_beside_cards(map: &Map) -> Vec<Field> {
    let mut fields = vec![Field::MapTitle];
    for persona in &map.personas {
        fields.extend([Field::PersonaName, Field::PersonaRole, Field::PersonaQuote].map(|field| field(persona.id)));
    }
    for stage in &map.stages {
        fields.extend([Field::StageTitle(stage.id), Field::StageGoal(stage.id)]);
        fields.extend(stage.steps.iter().map(|step| Field::StepTitle(step.id)));
    }
    fields.extend(map.lanes.iter().map(|lane| Field::LaneTitle(lane.id)));
    fields.extend(map.pains.iter().map(|pain| Field::PainText(pain.id)));
    for opportunity in &map.opportunities {
        fields.extend([Field::OpportunityName(opportunity.id), Field::OpportunityText(opportunity.id)]);
    }
    fields
}

/// Letters with accents, before the letter that they are found as.
const ACCENTED: &[(&str, char)] = &[
    ("àáâãäåāăąǎ", 'a'),
    ("çćĉċč", 'c'),
    ("ďđð", 'd'),
    ("èéêëēĕėęě", 'e'),
    ("ĝğġģ", 'g'),
    ("ĥħ", 'h'),
    ("ìíîïĩīĭįı", 'i'),
    ("ĵ", 'j'),
    ("ķ", 'k'),
    ("ĺļľŀł", 'l'),
    ("ñńņňŋ", 'n'),
    ("òóôõöøōŏőǒ", 'o'),
    ("ŕŗř", 'r'),
    ("śŝşšș", 's'),
    ("ţťŧț", 't'),
    ("ùúûüũūŭůűųǔ", 'u'),
    ("ŵ", 'w'),
    ("ýÿŷ", 'y'),
    ("źżž", 'z'),
    ("ά", 'α'),
    ("έ", 'ε'),
    ("ή", 'η'),
    ("ίϊΐ", 'ι'),
    ("ό", 'ο'),
    ("ύϋΰ", 'υ'),
    ("ώ", 'ω'),
    ("ς", 'σ'),
    ("ё", 'е'),
    ("й", 'и'),
    ("أإآٱ", 'ا'),
    ("ى", 'ي'),
    ("ة", 'ه'),
];

/// Whether a character is a mark on the one before it, which finding does not look at.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}' | '\u{5c4}'..='\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

fn plain(c: char) -> char {
    ACCENTED.iter().find(|(accented, _)| accented.contains(c)).map_or(c, |(_, plain)| *plain)
}

/// The text as it is compared: in lower case, without accents.
pub fn fold(text: &str) -> Vec<char> {
    folded(text).map(|(c, _)| c).collect()
}

/// Each character as it is compared, with the bytes that it stands for.
fn folded(text: &str) -> impl Iterator<Item = (char, Range<usize>)> + '_ {
    text.char_indices().filter(|(_, c)| !is_mark(*c)).flat_map(|(at, c)| {
        let range = at..at + c.len_utf8();
        c.to_lowercase().filter(|c| !is_mark(*c)).map(move |c| (plain(c), range.clone()))
    })
}

/// The bytes of a text in which the folded words stand, marks at their end included.
fn ranges_of(text: &str, wanted: &[char]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    if wanted.is_empty() {
        return ranges;
    }
    let letters: Vec<(char, Range<usize>)> = folded(text).collect();
    let mut at = 0;
    while at + wanted.len() <= letters.len() {
        let found = &letters[at..at + wanted.len()];
        if found.iter().map(|(c, _)| c).eq(wanted) {
            let mut end = found[found.len() - 1].1.end;
            end += text[end..].chars().take_while(|c| is_mark(*c)).map(char::len_utf8).sum::<usize>();
            ranges.push(found[0].1.start..end);
            at += wanted.len();
        } else {
            at += 1;
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &str, expected: &[&str]) {
        let found: Vec<&str> = ranges_of(text, &fold(wanted)).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{wanted} in {text}");
    }

    #[test]
    fn case_and_accents_do_not_count() {
        check("Café, CAFE\u{301}s", "cafe", &["Café", "CAFE\u{301}"]);
        check("naive", "naïve", &["naive"]);
        check("Straße ŁÓDŹ", "lodz", &["ŁÓDŹ"]);
        check("مُحَمَّد", "محمد", &["مُحَمَّد"]);
        check("Σίσυφος", "ΣΙΣΥΦΟΣ", &["Σίσυφος"]);
        check("aaa", "aa", &["aa"]);
        check("abc", "", &[]);
        check("İstanbul", "istanbul", &["İstanbul"]);
    }

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
        let nothing = Query { text: "bicycle".into(), owner: Some("Sales".into()), ..Query::default() };
        assert!(fields(&nothing).is_empty() && fields(&Query::default()).is_empty());
    }

    #[test]
    fn words_are_replaced_wherever_they_stand() {
        let (map, _, seen) = map();
        let query = Query { text: "bicycle".into(), ..Query::default() };
        let fields: Vec<Field> = query.hits(&map).into_iter().map(|hit| hit.field).collect();
        let edits = query.replace(&map, fields, "bike");
        let expected =
            [Field::MapTitle.edit("Buying a bike".into()), Field::CardTitle(seen).edit("See the bike".into())];
        assert_eq!(edits, expected);
    }
}
