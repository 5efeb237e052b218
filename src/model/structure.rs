//! The grid: stages with their steps, and lanes.

use serde::{Deserialize, Serialize};

use super::id::{LaneId, PersonaId, StageId, StepId};
use super::scale::{TimeSpan, choice};
use super::table::{Record, Table};
use super::{default, is_default};

/// A high-level part of the journey. It has at least one step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Names the stage for good.
    pub id: StageId,
    /// What people read.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: String,
    /// What the persona wants to reach in this stage.
    #[serde(default, skip_serializing_if = "is_default")]
    pub goal: String,
    /// A private note.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
    /// Its steps, in the order of time.
    pub steps: Table<Step>,
}

/// One moment within a stage: a column of the grid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Names the step for good.
    pub id: StepId,
    /// What people read.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: String,
    /// How long the persona is busy with it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub duration: Option<TimeSpan>,
    /// How long the persona waits in it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub waiting: Option<TimeSpan>,
    /// The column's width in points, where it was set by hand.
    #[serde(default, skip_serializing_if = "is_default")]
    pub width: Option<Length>,
    /// A private note.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl Step {
    /// A step with nothing but a title.
    pub fn new(id: StepId, title: impl Into<String>) -> Self {
        Self { id, title: title.into(), duration: None, waiting: None, width: None, note: String::new() }
    }
}

/// A length in points, 20 to 5,000, that somebody set by hand.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Length(f64);

impl Length {
    /// The nearest length that can be set.
    pub fn clamped(pt: f64) -> Self {
        Self(if pt.is_finite() { pt.clamp(20.0, 5_000.0) } else { 20.0 })
    }

    /// The length in points.
    pub fn pt(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Length {
    type Error = String;

    fn try_from(pt: f64) -> Result<Self, String> {
        (20.0..=5_000.0)
            .contains(&pt)
            .then_some(Self(pt))
            .ok_or_else(|| format!("{pt} is outside what a width or height may be: 20 to 5000 points"))
    }
}

impl From<Length> for f64 {
    fn from(length: Length) -> f64 {
        length.0
    }
}

/// A horizontal row that holds one kind of information.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lane {
    /// Names the lane for good.
    pub id: LaneId,
    /// What people read.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: String,
    /// What it holds.
    #[serde(default = "default", skip_serializing_if = "is_default")]
    pub kind: LaneKind,
    /// On which side of the blueprint's lines it lies.
    #[serde(default, skip_serializing_if = "is_default")]
    pub zone: Zone,
    /// Whose emotions, ease or cards it shows; empty means everyone who fits.
    #[serde(default, skip_serializing_if = "is_default")]
    pub personas: Vec<PersonaId>,
    /// The row's least height in points, where it was set by hand.
    #[serde(default, skip_serializing_if = "is_default")]
    pub height: Option<Length>,
    /// Shown as a thin strip.
    #[serde(default, skip_serializing_if = "is_default")]
    pub collapsed: bool,
    /// Not shown at all.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hidden: bool,
    /// Kept in sight while the canvas scrolls.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pinned: bool,
    /// A private note.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl Lane {
    /// A lane with nothing but a title and a kind.
    pub fn new(id: LaneId, title: impl Into<String>, kind: LaneKind) -> Self {
        Self {
            id,
            title: title.into(),
            kind,
            zone: Zone::default(),
            personas: Vec::new(),
            height: None,
            collapsed: false,
            hidden: false,
            pinned: false,
            note: String::new(),
        }
    }
}

choice! {
    /// What a lane holds.
    #[derive(Default)]
    LaneKind {
        /// Touchpoints.
        #[default]
        Touchpoints => "touchpoints",
        /// What the customer or the staff do.
        Actions => "actions",
        /// Thoughts, goals, needs.
        Text => "text",
        /// The customer's own words.
        Quotes => "quotes",
        /// Emotion curves.
        Emotion => "emotion",
        /// How easy it was, and whether it succeeded.
        Ease => "ease and success",
        /// Which channels are used when.
        Channels => "channels",
        /// How long it takes, and how long one waits.
        Time => "time",
        /// Pictures with captions.
        Storyboard => "storyboard",
        /// Pain points.
        Pains => "pain points",
        /// Ideas that answer pain points.
        Opportunities => "opportunities",
        /// Figures and their history.
        Metrics => "metrics",
        /// What the customer can see or touch.
        Evidence => "physical evidence",
        /// Systems, enablers, partners.
        Systems => "systems",
    }
}

impl LaneKind {
    /// Whether cards stand in such a lane; the others are drawn from ratings, pain points and the like.
    pub fn holds_cards(self) -> bool {
        match self {
            Self::Touchpoints
            | Self::Actions
            | Self::Text
            | Self::Quotes
            | Self::Storyboard
            | Self::Evidence
            | Self::Systems => true,
            Self::Emotion
            | Self::Ease
            | Self::Channels
            | Self::Time
            | Self::Pains
            | Self::Opportunities
            | Self::Metrics => false,
        }
    }

    /// The kind of a card that is made in such a lane.
    pub fn card_kind(self) -> super::CardKind {
        use super::CardKind;
        match self {
            Self::Actions => CardKind::Action,
            Self::Text => CardKind::Text,
            Self::Quotes => CardKind::Quote,
            Self::Storyboard => CardKind::Picture,
            Self::Evidence => CardKind::Evidence,
            Self::Systems => CardKind::System,
            Self::Touchpoints
            | Self::Emotion
            | Self::Ease
            | Self::Channels
            | Self::Time
            | Self::Pains
            | Self::Opportunities
            | Self::Metrics => CardKind::Touchpoint,
        }
    }
}

choice! {
    /// Zones of a service blueprint. The line of interaction lies below `Customer`, the line of
    /// visibility below `Frontstage`, the line of internal interaction below `Backstage`.
    #[derive(Default)]
    Zone {
        /// What the customer does and sees.
        #[default]
        Customer => "customer",
        /// What staff do in the customer's sight.
        Frontstage => "frontstage",
        /// What staff do out of sight.
        Backstage => "backstage",
        /// The systems and partners behind both.
        Support => "support",
    }
}

impl Record for Stage {
    fn id(&self) -> StageId {
        self.id
    }
}
impl Record for Step {
    fn id(&self) -> StepId {
        self.id
    }
}
impl Record for Lane {
    fn id(&self) -> LaneId {
        self.id
    }
}
