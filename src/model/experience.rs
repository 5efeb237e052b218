//! How it feels, where it hurts and what could be done: ratings, call-outs, pain points,
//! opportunities.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::id::{CalloutId, CardId, ChannelId, OpportunityId, PainId, PersonaId, RatingId, StepId};
use super::is_default;
use super::scale::{Ease, Emotion, Evidence, Score, Severity, Success, choice};
use super::table::Record;

/// What something is about: a card, or a step as such.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Target {
    /// A card.
    Card(CardId),
    /// A step, with or without cards.
    Step(StepId),
}

/// How a persona fared at a touchpoint or a step: one point of its curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// Names the rating for good.
    pub id: RatingId,
    /// Who feels so.
    pub persona: PersonaId,
    /// Where.
    pub at: Target,
    /// In which channel, where the same step is compared across several.
    #[serde(default, skip_serializing_if = "is_default")]
    pub channel: Option<ChannelId>,
    /// How it felt. The mean of the last round, where there is one, stands in its place.
    #[serde(default, skip_serializing_if = "is_default")]
    pub actual: Option<Emotion>,
    /// How the persona expected it to feel; the gap is actual − expected.
    #[serde(default, skip_serializing_if = "is_default")]
    pub expected: Option<Emotion>,
    /// The persona's own word for it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub word: String,
    /// How easy it was.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ease: Option<Ease>,
    /// Whether the persona reached what it wanted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub success: Option<Success>,
    /// What people in a room said, round by round, oldest first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rounds: Vec<Round>,
}

impl Rating {
    /// A rating that says nothing yet.
    pub fn new(id: RatingId, persona: PersonaId, at: Target) -> Self {
        Self {
            id,
            persona,
            at,
            channel: None,
            actual: None,
            expected: None,
            word: String::new(),
            ease: None,
            success: None,
            rounds: Vec::new(),
        }
    }

    /// Where the curve stands, −2 … +2: the mean of the last round that anybody took part in, else
    /// the actual emotion.
    pub fn level(&self) -> Option<f64> {
        let round = self.last_round().and_then(Round::mean);
        round.or_else(|| self.actual.map(|emotion| emotion.value() as f64))
    }

    /// The last round that anybody took part in.
    pub fn last_round(&self) -> Option<&Round> {
        self.rounds.iter().rev().find(|round| round.total() > 0)
    }
}

/// How many people said −2, −1, 0, +1 and +2 on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// When they were asked.
    #[serde(default, skip_serializing_if = "is_default")]
    pub date: Option<Date>,
    /// The count of each value, from −2 to +2.
    pub tally: (u32, u32, u32, u32, u32),
}

impl Round {
    /// The counts from −2 to +2.
    pub fn counts(&self) -> [u32; 5] {
        let (a, b, c, d, e) = self.tally;
        [a, b, c, d, e]
    }

    /// How many people said something.
    pub fn total(&self) -> u64 {
        self.counts().iter().map(|n| u64::from(*n)).sum()
    }

    /// The mean of what people said; `None` if nobody did.
    pub fn mean(&self) -> Option<f64> {
        let total = self.total() as f64;
        let sum: f64 = self.counts().iter().zip(-2..).map(|(n, value)| f64::from(*n) * f64::from(value)).sum();
        (total > 0.0).then(|| sum / total)
    }
}

/// Something that somebody pinned to a place because it matters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Callout {
    /// Names the call-out for good.
    pub id: CalloutId,
    /// What it says.
    pub kind: CalloutKind,
    /// Where.
    pub at: Target,
    /// For whom; not set means everyone.
    #[serde(default, skip_serializing_if = "is_default")]
    pub persona: Option<PersonaId>,
    /// Why, in a few words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: String,
}

choice! {
    /// What a call-out says.
    CalloutKind {
        /// An emotional high.
        High => "high",
        /// An emotional low.
        Low => "low",
        /// It weighs out of proportion in satisfaction, purchase or recommendation.
        MomentOfTruth => "moment of truth",
        /// The brand's promise is kept here.
        KeepsPromise => "keeps the promise",
        /// The brand's promise is broken here.
        BreaksPromise => "breaks the promise",
    }
}

/// An obstacle or frustration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PainPoint {
    /// Names the pain point for good.
    pub id: PainId,
    /// What hurts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: String,
    /// How much.
    pub severity: Severity,
    /// Where; it may hurt in several places.
    #[serde(default, skip_serializing_if = "is_default")]
    pub at: Vec<Target>,
    /// Whom; empty means everyone.
    #[serde(default, skip_serializing_if = "is_default")]
    pub personas: Vec<PersonaId>,
    /// The person or department that is accountable.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: String,
    /// How well it is backed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub evidence: Option<Evidence>,
    /// Where the evidence comes from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: String,
    /// It no longer hurts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub resolved: bool,
    /// A private note.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl PainPoint {
    /// A pain point at one place.
    pub fn new(id: PainId, text: impl Into<String>, severity: Severity, at: Target) -> Self {
        Self {
            id,
            text: text.into(),
            severity,
            at: vec![at],
            personas: Vec::new(),
            owner: String::new(),
            evidence: None,
            source: String::new(),
            resolved: false,
            note: String::new(),
        }
    }
}

/// An idea that answers pain points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opportunity {
    /// Names the opportunity for good.
    pub id: OpportunityId,
    /// What people read first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// More about it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: String,
    /// The pain points that it answers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub answers: Vec<PainId>,
    /// Where it applies, beyond the places of those pain points.
    #[serde(default, skip_serializing_if = "is_default")]
    pub at: Vec<Target>,
    /// The person or department that is accountable.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: String,
    /// How much it would change.
    #[serde(default, skip_serializing_if = "is_default")]
    pub impact: Option<Score>,
    /// How much it would cost.
    #[serde(default, skip_serializing_if = "is_default")]
    pub effort: Option<Score>,
    /// How far it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub status: OpportunityStatus,
    /// When it is to be done, such as `2027-Q1`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub period: String,
    /// A private note.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl Opportunity {
    /// An idea with a name and nothing more.
    pub fn new(id: OpportunityId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            text: String::new(),
            answers: Vec::new(),
            at: Vec::new(),
            owner: String::new(),
            impact: None,
            effort: None,
            status: OpportunityStatus::default(),
            period: String::new(),
            note: String::new(),
        }
    }
}

choice! {
    /// How far an opportunity is.
    #[derive(Default)]
    OpportunityStatus {
        /// Somebody said it.
        #[default]
        Idea => "idea",
        /// It is to be done.
        Planned => "planned",
        /// It is being done.
        Started => "started",
        /// It is done.
        Done => "done",
        /// It will not be done.
        Dropped => "dropped",
    }
}

impl Record for Rating {
    fn id(&self) -> RatingId {
        self.id
    }
}
impl Record for Callout {
    fn id(&self) -> CalloutId {
        self.id
    }
}
impl Record for PainPoint {
    fn id(&self) -> PainId {
        self.id
    }
}
impl Record for Opportunity {
    fn id(&self) -> OpportunityId {
        self.id
    }
}
impl Record for super::Card {
    fn id(&self) -> CardId {
        self.id
    }
}
