//! The map: plain data, as it stands in the file.
//!
//! Pure: no clock, no random numbers, no input or output. What a value may not be, its type does
//! not let it be (an emotion of 3, an id with a blank); what only the whole can tell (an id that
//! nothing has, two records with one id) is found by [`check`](check::check) and told as a
//! [`Problem`]. Nothing here is ever stored as 0 because it is unknown: unknown is not set.

mod card;
pub mod check;
mod experience;
pub mod fields;
mod id;
mod metric;
mod names;
mod people;
mod rank;
mod scale;
mod structure;
mod table;
mod workshop;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use card::{Card, CardKind, Link, LinkKind, MERGE_CONFLICT_TAG, Place, QUESTION_TAG};
pub use check::{Problem, Severity as ProblemSeverity, Subject};
pub use experience::{Callout, CalloutKind, Opportunity, OpportunityStatus, PainPoint, Rating, Round, Target};
pub use id::{
    BallotId, CalloutId, CardId, ChannelId, Id, IdSource, Kind, LaneId, MAX_ID_LEN, MapId, MetricId, OpportunityId,
    PainId, PersonaId, RatingId, StageId, StepId, StorySceneId,
};
pub use metric::{Better, Metric, MetricKind, Reading};
pub use names::stage_words;
pub use people::{BUILT_IN_CHANNELS, BuiltInChannel, Channel, LineStyle, Persona, PersonaKind, Showing};
pub use rank::{MAX_RANK_LEN, Rank};
pub use scale::{Ease, Emotion, Evidence, Kano, Score, Severity, Success, TimeSpan, TimeUnit};
pub use structure::{Lane, LaneKind, Length, Stage, Step, Zone};
pub use table::{Record, Table};
pub use workshop::{Accepted, Ballot, StoryScene, StoryView, VoteFor};

use scale::choice;

/// One journey of one or more personas: the whole document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Map {
    /// Names the map for good, also when its file is renamed.
    pub id: MapId,
    /// What people read first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: String,
    /// How the journey is, how it is to be, or what is being found out.
    #[serde(default, skip_serializing_if = "is_default")]
    pub state: MapState,
    /// When a future map is to be true, such as `2027`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub period: String,
    /// The language of its text as a BCP 47 tag such as `ar` or `zh-Hant`; the direction of the
    /// whole picture follows from it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub language: String,
    /// Who made it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub author: String,
    /// The version that its author gave it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub edition: String,
    /// When it was begun.
    #[serde(default, skip_serializing_if = "is_default")]
    pub created: Option<Date>,
    /// When it was last held against reality.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reviewed: Option<Date>,
    /// What the journey serves.
    #[serde(default, skip_serializing_if = "is_default")]
    pub purpose: Purpose,
    /// The situation that the journey starts from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub scenario: Scenario,
    /// The map that a future map starts from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub baseline: Option<Baseline>,
    /// What differs from the baseline, and why.
    #[serde(default, skip_serializing_if = "is_default")]
    pub changes: Vec<Change>,
    /// A logo for the title block.
    #[serde(default, skip_serializing_if = "is_default")]
    pub logo: Option<Picture>,
    /// A colour of the map's own for its title block and stages.
    #[serde(default, skip_serializing_if = "is_default")]
    pub accent: Option<crate::color::Color>,
    /// A private note.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
    /// Who makes the journey.
    #[serde(default, skip_serializing_if = "is_default")]
    pub personas: Table<Persona>,
    /// Channels beside the built-in ones.
    #[serde(default, skip_serializing_if = "is_default")]
    pub channels: Table<Channel>,
    /// The stages in the order of time.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stages: Table<Stage>,
    /// The lanes from top to bottom.
    #[serde(default, skip_serializing_if = "is_default")]
    pub lanes: Table<Lane>,
    /// What stands in the grid.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cards: Table<Card>,
    /// How it feels.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ratings: Table<Rating>,
    /// What somebody pinned.
    #[serde(default, skip_serializing_if = "is_default")]
    pub callouts: Table<Callout>,
    /// Where it hurts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pains: Table<PainPoint>,
    /// What could be done.
    #[serde(default, skip_serializing_if = "is_default")]
    pub opportunities: Table<Opportunity>,
    /// What is measured.
    #[serde(default, skip_serializing_if = "is_default")]
    pub metrics: Table<Metric>,
    /// How the map is told.
    #[serde(default, skip_serializing_if = "is_default")]
    pub story: Table<StoryScene>,
    /// What people voted for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ballots: Table<Ballot>,
    /// Findings of the map check that somebody accepted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub accepted: Vec<Accepted>,
}

impl Map {
    /// A map with nothing in it.
    pub fn new(id: MapId, title: impl Into<String>) -> Self {
        Self {
            id,
            title: title.into(),
            state: MapState::default(),
            period: String::new(),
            language: String::new(),
            author: String::new(),
            edition: String::new(),
            created: None,
            reviewed: None,
            purpose: Purpose::default(),
            scenario: Scenario::default(),
            baseline: None,
            changes: Vec::new(),
            logo: None,
            accent: None,
            note: String::new(),
            personas: Table::default(),
            channels: Table::default(),
            stages: Table::default(),
            lanes: Table::default(),
            cards: Table::default(),
            ratings: Table::default(),
            callouts: Table::default(),
            pains: Table::default(),
            opportunities: Table::default(),
            metrics: Table::default(),
            story: Table::default(),
            ballots: Table::default(),
            accepted: Vec::new(),
        }
    }

    /// The direction of the whole picture: it follows from the language.
    pub fn direction(&self) -> Direction {
        Direction::of_language(&self.language)
    }

    /// All steps with their stages, in the order of time.
    pub fn steps(&self) -> impl Iterator<Item = (&Stage, &Step)> {
        self.stages.iter().flat_map(|stage| stage.steps.iter().map(move |step| (stage, step)))
    }

    /// The step with this id and its stage.
    pub fn find_step(&self, id: StepId) -> Option<(&Stage, &Step)> {
        self.steps().find(|(_, step)| step.id == id)
    }

    /// The cards of a cell, in their order: those of one lane that begin at one step.
    pub fn cards_in(&self, lane: LaneId, step: StepId) -> Vec<&Card> {
        let mut cards: Vec<&Card> =
            self.cards.iter().filter(|card| self.cell_of(card.place) == Some((lane, step))).collect();
        cards.sort_by(|a, b| a.rank.cmp(&b.rank));
        cards
    }

    /// The cards of the parking lot, in their order.
    pub fn parked(&self) -> Vec<&Card> {
        let mut cards: Vec<&Card> = self.cards.iter().filter(|card| card.place == Place::Parked).collect();
        cards.sort_by(|a, b| a.rank.cmp(&b.rank));
        cards
    }

    /// The cell in which a place begins; `None` for a parked card or a stage that is not there.
    pub fn cell_of(&self, place: Place) -> Option<(LaneId, StepId)> {
        match place {
            Place::Cell(lane, step) | Place::Span(lane, step, _) => Some((lane, step)),
            Place::Stage(lane, stage) => Some((lane, self.stages.find(stage)?.steps.at(0)?.id)),
            Place::Parked => None,
        }
    }

    /// Every picture that the map refers to.
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        let cards = self.cards.iter().filter_map(|card| card.picture.as_ref());
        let personas = self.personas.iter().filter_map(|persona| persona.picture.as_ref());
        cards.chain(personas).chain(self.logo.as_ref())
    }

    /// The name and the icon of a channel; `None` if the map does not know it.
    pub fn channel(&self, id: ChannelId) -> Option<(&str, &str)> {
        if let Some(own) = self.channels.find(id) {
            return Some((&own.name, &own.icon));
        }
        BuiltInChannel::find(id).map(|channel| (channel.name, channel.icon))
    }
}

choice! {
    /// What a map tells.
    #[derive(Default)]
    MapState {
        /// How the journey is today.
        #[default]
        Current => "current",
        /// How it is to be.
        Future => "future",
        /// What is being found out.
        Research => "research",
    }
}

/// What the journey serves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// Where the organisation wants to be.
    #[serde(default, skip_serializing_if = "is_default")]
    pub vision: String,
    /// What the brand promises.
    #[serde(default, skip_serializing_if = "is_default")]
    pub promise: String,
    /// What is to be reached with this journey.
    #[serde(default, skip_serializing_if = "is_default")]
    pub goal: String,
}

/// The situation that the journey starts from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What is the case.
    #[serde(default, skip_serializing_if = "is_default")]
    pub situation: String,
    /// What the persona wants.
    #[serde(default, skip_serializing_if = "is_default")]
    pub goal: String,
    /// What the persona expects.
    #[serde(default, skip_serializing_if = "is_default")]
    pub expectation: String,
}

/// The map that a future map starts from. Both keep the ids of what they share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The other map's id.
    pub map: MapId,
    /// The other map's file, seen from the folder of this one, with `/` between folders.
    #[serde(default, skip_serializing_if = "is_default")]
    pub path: String,
}

/// What differs from the baseline; it may stand in one of both maps alone. An emotion, a pain point or a
/// call-out differs where it stands: at a card or a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ChangeAt {
    /// A card.
    Card(CardId),
    /// A step.
    Step(StepId),
    /// A stage.
    Stage(StageId),
    /// A lane.
    Lane(LaneId),
    /// A persona.
    Persona(PersonaId),
    /// A metric.
    Metric(MetricId),
}

impl From<Target> for ChangeAt {
    fn from(at: Target) -> Self {
        match at {
            Target::Card(id) => Self::Card(id),
            Target::Step(id) => Self::Step(id),
        }
    }
}

/// Why something differs from the baseline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// What differs.
    pub at: ChangeAt,
    /// The opportunity that is taken with it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub opportunity: Option<OpportunityId>,
    /// When, such as `2027-Q1`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub period: String,
    /// Why, in a few words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: String,
}

/// A picture beside the map: `(file: "3f2a….png", alt: "The shop from the street")`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// Its file in the map's folder of pictures, named by content.
    pub file: PictureName,
    /// What it shows, for those who cannot see it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub alt: String,
    /// The part that is shown, in thousandths of its width and height: left, top, right, bottom.
    #[serde(default, skip_serializing_if = "is_default")]
    pub crop: Option<(u16, u16, u16, u16)>,
}

/// The name of a picture's file: 32 hexadecimal digits (half of its SHA-256), a dot, and the ending of its kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PictureName(String);

impl PictureName {
    /// The endings that a picture may have.
    pub const ENDINGS: [&'static str; 4] = ["png", "jpg", "gif", "webp"];

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for PictureName {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        let valid = name.split_once('.').is_some_and(|(stem, ending)| {
            stem.len() == 32
                && stem.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
                && Self::ENDINGS.contains(&ending)
        });
        if valid {
            Ok(Self(name))
        } else {
            Err(format!(
                "`{name}` is not the name of a picture; it is 32 hexadecimal digits and .png, .jpg, .gif or .webp"
            ))
        }
    }
}

impl From<PictureName> for String {
    fn from(name: PictureName) -> Self {
        name.0
    }
}

choice! {
    /// A colour of the palette; the theme says how it looks.
    Hue {
        /// Blue.
        Blue => "blue",
        /// Orange.
        Orange => "orange",
        /// Green.
        Green => "green",
        /// Pink.
        Pink => "pink",
        /// Sky blue.
        Sky => "sky",
        /// Vermilion.
        Vermilion => "vermilion",
        /// Yellow.
        Yellow => "yellow",
        /// Grey.
        Gray => "grey",
    }
}

/// Which way a picture or a paragraph runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    /// Left to right.
    #[default]
    LeftToRight,
    /// Right to left.
    RightToLeft,
}

impl Direction {
    /// The direction of a language, from its BCP 47 tag: by its script where one is given
    /// (`az-Arab`), else by the script in which the language is mostly written.
    pub fn of_language(tag: &str) -> Self {
        const LANGUAGES: [&str; 16] =
            ["ar", "he", "iw", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "syr", "arc", "nqo", "ks", "prs"];
        const SCRIPTS: [&str; 8] = ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg", "samr"];
        let tag = tag.to_ascii_lowercase();
        let mut parts = tag.split(['-', '_']);
        let language = parts.next().unwrap_or_default();
        let script = parts.find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()));
        let right_to_left = match script {
            Some(script) => SCRIPTS.contains(&script),
            None => LANGUAGES.contains(&language),
        };
        if right_to_left { Self::RightToLeft } else { Self::LeftToRight }
    }

    /// Whether it runs from right to left.
    pub fn is_rtl(self) -> bool {
        self == Self::RightToLeft
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn default<T: Default>() -> T {
    T::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_follows_the_language_and_its_script() {
        for rtl in ["ar", "ar-EG", "he", "fa-IR", "az-Arab", "UR", "pa_Arab_PK"] {
            assert!(Direction::of_language(rtl).is_rtl(), "{rtl}");
        }
        for ltr in ["", "en", "ja", "zh-Hant", "ar-Latn", "tr"] {
            assert!(!Direction::of_language(ltr).is_rtl(), "{ltr}");
        }
    }

    #[test]
    fn a_pictures_name_cannot_leave_its_folder() {
        for bad in ["../../etc/passwd", "a.png", "0123456789abcdef0123456789abcdef.svg", ""] {
            assert!(PictureName::try_from(bad.to_owned()).is_err(), "{bad}");
        }
        assert!(PictureName::try_from("0123456789abcdef0123456789abcdef.png".to_owned()).is_ok());
    }

    #[test]
    fn a_copy_shares_what_did_not_change() {
        let mut ids = IdSource::seeded(1);
        let mut map = Map::new(ids.next(), "Buying a bicycle");
        for title in ["See the poster", "Ask a friend"] {
            map.cards.push(Card::new(ids.next(), CardKind::Touchpoint, title, Place::Parked));
        }
        let before = map.clone();
        let id = map.cards.at(1).map(|card| card.id).expect("two cards");
        map.cards.find_mut(id).expect("a card").title = "Ask two friends".into();
        assert!(std::sync::Arc::ptr_eq(&before.cards.shared()[0], &map.cards.shared()[0]));
        assert_eq!(before.cards.at(1).map(|card| card.title.as_str()), Some("Ask a friend"));
    }
}
