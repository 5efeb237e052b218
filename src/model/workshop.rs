//! What a workshop needs and leaves behind: the story, votes, accepted findings.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::id::{BallotId, CardId, LaneId, OpportunityId, PainId, PersonaId, StageId, StorySceneId};
use super::is_default;
use super::table::Record;

/// One scene of the story that is told with the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoryScene {
    /// Names the scene for good.
    pub id: StorySceneId,
    /// What stands above the picture.
    #[serde(default, skip_serializing_if = "is_default")]
    pub headline: String,
    /// What is in view.
    #[serde(default, skip_serializing_if = "is_default")]
    pub view: StoryView,
    /// The lanes that are shown; empty means all.
    #[serde(default, skip_serializing_if = "is_default")]
    pub lanes: Vec<LaneId>,
    /// The personas whose curves are shown; empty means all.
    #[serde(default, skip_serializing_if = "is_default")]
    pub personas: Vec<PersonaId>,
    /// The cards that stand out.
    #[serde(default, skip_serializing_if = "is_default")]
    pub highlight: Vec<CardId>,
    /// What the speaker says; never on the projector.
    #[serde(default, skip_serializing_if = "is_default")]
    pub notes: String,
    /// Left out when the story is told.
    #[serde(default, skip_serializing_if = "is_default")]
    pub skipped: bool,
}

/// What a scene shows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub enum StoryView {
    /// The whole map.
    #[default]
    Overview,
    /// One stage.
    Stage(StageId),
    /// Some cards.
    Cards(Vec<CardId>),
    /// The parking lot; nothing while it is empty.
    Parked,
}

/// A vote by dots.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// Names the ballot for good.
    pub id: BallotId,
    /// What was asked.
    #[serde(default, skip_serializing_if = "is_default")]
    pub question: String,
    /// When.
    #[serde(default, skip_serializing_if = "is_default")]
    pub date: Option<Date>,
    /// How many people voted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub voters: u32,
    /// How many dots each had.
    #[serde(default, skip_serializing_if = "is_default")]
    pub dots: u32,
    /// Whether the result may be seen.
    #[serde(default, skip_serializing_if = "is_default")]
    pub revealed: bool,
    /// What got how many dots.
    #[serde(default, skip_serializing_if = "is_default")]
    pub votes: Vec<(VoteFor, u32)>,
}

impl Ballot {
    /// A ballot on which nothing stands yet, and whose result may not be seen.
    pub fn new(id: BallotId, question: impl Into<String>) -> Self {
        Self { id, question: question.into(), date: None, voters: 0, dots: 0, revealed: false, votes: Vec::new() }
    }

    /// How many dots were given in all.
    pub fn given(&self) -> u64 {
        self.votes.iter().map(|(_, dots)| u64::from(*dots)).sum()
    }

    /// How many dots all voters have together; 0 while it is not known how many they are.
    pub fn available(&self) -> u64 {
        u64::from(self.voters) * u64::from(self.dots)
    }
}

/// What a dot can be given to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum VoteFor {
    /// A card.
    Card(CardId),
    /// A pain point.
    Pain(PainId),
    /// An opportunity.
    Opportunity(OpportunityId),
}

/// A finding of the map check that somebody accepted as it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// The name of the finding, such as `pain-without-owner`.
    pub finding: String,
    /// The id of the record that it is about; empty means the map.
    #[serde(default, skip_serializing_if = "is_default")]
    pub about: String,
    /// Why it is accepted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reason: String,
    /// When it was accepted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub date: Option<Date>,
}

impl Record for StoryScene {
    fn id(&self) -> StorySceneId {
        self.id
    }
}
impl Record for Ballot {
    fn id(&self) -> BallotId {
        self.id
    }
}
