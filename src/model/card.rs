//! Cards: the one thing that stands in the grid.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::id::{CardId, ChannelId, LaneId, PersonaId, StageId, StepId};
use super::rank::Rank;
use super::scale::{Evidence, Kano, choice};
use super::{Hue, Picture, default, is_default};

/// The tag of a card that keeps what a merge could not decide.
pub const MERGE_CONFLICT_TAG: &str = "merge-conflict";

/// The tag of a card that asks what nobody in the room could answer.
pub const QUESTION_TAG: &str = "question";

/// One card. Its kind says which of the fields mean something; a field that its kind does not use
/// is kept, so that changing the kind there and back loses nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Names the card for good.
    pub id: CardId,
    /// What the card stands for.
    #[serde(default = "default", skip_serializing_if = "is_default")]
    pub kind: CardKind,
    /// What people read first. May hold line breaks and bare links.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: String,
    /// More, below the title.
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// Its order among the cards of the same cell, lowest at the top.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rank: Rank,
    /// The media of a touchpoint; the first gives the icon.
    #[serde(default, skip_serializing_if = "is_default")]
    pub channels: Vec<ChannelId>,
    /// Whom it concerns; empty means everyone.
    #[serde(default, skip_serializing_if = "is_default")]
    pub personas: Vec<PersonaId>,
    /// The person or department that is accountable.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: String,
    /// How well it is backed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub evidence: Option<Evidence>,
    /// Where the evidence, or a quote, comes from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: String,
    /// When a quote was said or a finding made.
    #[serde(default, skip_serializing_if = "is_default")]
    pub date: Option<Date>,
    /// What it does to satisfaction.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kano: Option<Kano>,
    /// A picture, for a card of kind picture and for a storyboard.
    #[serde(default, skip_serializing_if = "is_default")]
    pub picture: Option<Picture>,
    /// A colour from the palette instead of the kind's own.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hue: Option<Hue>,
    /// Words to find and filter by.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tags: Vec<String>,
    /// Arrows to other cards.
    #[serde(default, skip_serializing_if = "is_default")]
    pub links: Vec<Link>,
    /// A private note, printed only on request.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
    /// The language of its text as a BCP 47 tag, where it differs from the map's.
    #[serde(default, skip_serializing_if = "is_default")]
    pub language: String,
}

impl Card {
    /// A card with nothing on it but its title.
    pub fn new(id: CardId, kind: CardKind, title: impl Into<String>, place: Place) -> Self {
        Self {
            id,
            kind,
            title: title.into(),
            text: String::new(),
            place,
            rank: Rank::default(),
            channels: Vec::new(),
            personas: Vec::new(),
            owner: String::new(),
            evidence: None,
            source: String::new(),
            date: None,
            kano: None,
            picture: None,
            hue: None,
            tags: Vec::new(),
            links: Vec::new(),
            note: String::new(),
            language: String::new(),
        }
    }

    /// Whether it asks what nobody could answer yet.
    pub fn is_question(&self) -> bool {
        self.tags.iter().any(|tag| tag == QUESTION_TAG)
    }
}

choice! {
    /// What a card stands for.
    #[derive(Default)]
    CardKind {
        /// An interaction of the customer with the organisation.
        #[default]
        Touchpoint => "touchpoint",
        /// Something that the customer or a member of staff does.
        Action => "action",
        /// A thought, a goal, a need: plain text.
        Text => "text",
        /// The customer's own words, with source and date.
        Quote => "quote",
        /// A picture with a caption.
        Picture => "picture",
        /// A system, a tool or a partner that something rests on.
        System => "system",
        /// Physical evidence: what the customer can see or touch.
        Evidence => "physical evidence",
    }
}

/// Where a card stands. A card names its place; lanes do not own cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Place {
    /// In a lane, at one step.
    Cell(LaneId, StepId),
    /// In a lane, from one step to another, both included.
    Span(LaneId, StepId, StepId),
    /// In a lane, across a whole stage.
    Stage(LaneId, StageId),
    /// On the parking lot, outside the grid.
    Parked,
}

impl Place {
    /// The lane, unless the card is parked.
    pub fn lane(self) -> Option<LaneId> {
        match self {
            Self::Cell(lane, _) | Self::Span(lane, _, _) | Self::Stage(lane, _) => Some(lane),
            Self::Parked => None,
        }
    }
}

/// An arrow from the card that holds it to another: `(to: "c-…", kind: HandOff)`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Where the arrow ends.
    pub to: CardId,
    /// What it means.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: LinkKind,
    /// What stands beside it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub label: String,
}

choice! {
    /// What an arrow between two cards means.
    #[derive(Default)]
    LinkKind {
        /// One leads to the other.
        #[default]
        Flow => "leads to",
        /// The customer goes on in another channel.
        ChannelSwitch => "channel switch",
        /// Another person or department takes over.
        HandOff => "hand-off",
    }
}
