//! How signs look: an icon and a color each, beside the word; and what is drawn how.

use crate::hash::HashMap;
use crate::icon::Icon;
use crate::insight::Sign;
use crate::model::{CardId, Emotion, Hue, LaneId, OpportunityId, PainId, StageId, StepId};
use crate::theme::Ink;

/// The icon of a sign.
pub fn sign_icon(sign: Sign) -> Icon {
    match sign {
        Sign::Added => Icon::Plus,
        Sign::Removed => Icon::Minus,
        Sign::Moved => Icon::ArrowBendUpRight,
        Sign::Changed => Icon::PencilSimple,
        Sign::Better => Icon::ArrowUp,
        Sign::Worse => Icon::ArrowDown,
        Sign::Resolved => Icon::Check,
        Sign::NewPain => Icon::WarningFill,
    }
}

/// The color of a sign, which never stands without its icon and its word.
pub fn sign_ink(sign: Sign) -> Ink {
    match sign {
        Sign::Added | Sign::Resolved => Ink::Hue(Hue::Green),
        Sign::Removed => Ink::Hue(Hue::Vermilion),
        Sign::Moved => Ink::Hue(Hue::Blue),
        Sign::Changed => Ink::Hue(Hue::Orange),
        Sign::Better => Ink::Emotion(Emotion::MAX),
        Sign::Worse => Ink::Emotion(Emotion::MIN),
        Sign::NewPain => Ink::Pain,
    }
}

/// How something is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// It differs: it stands out in the color of its sign.
    Marked(Sign),
    /// It is not there any more, or not yet: only its outline and its words.
    Ghost(Sign),
}

/// What stands out; what is in none of the lists is as it was and stands back.
#[derive(Debug, Clone, Default)]
pub(super) struct Looks {
    pub cards: HashMap<CardId, Look>,
    pub stages: HashMap<StageId, Look>,
    pub steps: HashMap<StepId, Look>,
    pub lanes: HashMap<LaneId, Look>,
    pub pains: HashMap<PainId, Look>,
    pub opportunities: HashMap<OpportunityId, Look>,
}
