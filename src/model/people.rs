//! Personas and the channels through which they meet the organisation.

use serde::{Deserialize, Serialize};

use super::id::{ChannelId, PersonaId};
use super::scale::choice;
use super::table::Record;
use super::{Hue, Picture, is_default};

/// Who makes the journey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Persona {
    /// Names the persona for good.
    pub id: PersonaId,
    /// What people read.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// Customer or employee.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: PersonaKind,
    /// Profession, age, situation in a few words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub role: String,
    /// One sentence in the persona's own words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub quote: String,
    /// What the persona wants.
    #[serde(default, skip_serializing_if = "is_default")]
    pub goals: Vec<String>,
    /// A portrait.
    #[serde(default, skip_serializing_if = "is_default")]
    pub picture: Option<Picture>,
    /// The colour of its curve; not set means the next free one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hue: Option<Hue>,
    /// How its curve is drawn.
    #[serde(default, skip_serializing_if = "is_default")]
    pub line: LineStyle,
    /// Whether its curve is shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub curve: Showing,
    /// A private note.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl Persona {
    /// A customer with nothing but a name.
    pub fn new(id: PersonaId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            kind: PersonaKind::default(),
            role: String::new(),
            quote: String::new(),
            goals: Vec::new(),
            picture: None,
            hue: None,
            line: LineStyle::default(),
            curve: Showing::default(),
            note: String::new(),
        }
    }
}

impl Record for Persona {
    fn id(&self) -> PersonaId {
        self.id
    }
}

choice! {
    /// On which side of the counter a persona stands.
    #[derive(Default)]
    PersonaKind {
        /// Someone whom the organisation serves.
        #[default]
        Customer => "customer",
        /// Someone who serves.
        Employee => "employee",
    }
}

choice! {
    /// How a persona's curve is drawn, so that curves differ without colour.
    #[derive(Default)]
    LineStyle {
        /// By the persona's place in the list.
        #[default]
        Auto => "automatic",
        /// One unbroken line.
        Solid => "solid",
        /// Long dashes.
        Dashed => "dashed",
        /// Dots.
        Dotted => "dotted",
        /// A dash and a dot in turn.
        DashDot => "dash-dot",
    }
}

choice! {
    /// Whether something is shown.
    #[derive(Default)]
    Showing {
        /// The first five curves are.
        #[default]
        Auto => "automatic",
        /// Always.
        Shown => "shown",
        /// Never.
        Hidden => "hidden",
    }
}

/// A channel of the map's own, beside the built-in ones. One with the id of a built-in channel
/// takes its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Names the channel for good.
    pub id: ChannelId,
    /// What people read.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// The name of an icon of the set (see [`Icon::ALL`](crate::icon::Icon::ALL)).
    #[serde(default, skip_serializing_if = "is_default")]
    pub icon: String,
    /// A colour from the palette.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hue: Option<Hue>,
}

impl Record for Channel {
    fn id(&self) -> ChannelId {
        self.id
    }
}

/// A channel that every map knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuiltInChannel {
    /// Its id in files.
    pub id: &'static str,
    /// What people read.
    pub name: &'static str,
    /// The name of its icon.
    pub icon: &'static str,
}

const fn built_in(id: &'static str, name: &'static str, icon: &'static str) -> BuiltInChannel {
    BuiltInChannel { id, name, icon }
}

/// The channels that every map knows, in the order in which people are shown them.
pub const BUILT_IN_CHANNELS: &[BuiltInChannel] = &[
    built_in("web", "Web", "globe"),
    built_in("app", "App", "device-mobile"),
    built_in("email", "E-mail", "envelope"),
    built_in("phone", "Phone", "phone"),
    built_in("chat", "Chat", "chat-circle"),
    built_in("sms", "Text message", "chat-text"),
    built_in("social", "Social media", "share-network"),
    built_in("store", "Store", "storefront"),
    built_in("in-person", "In person", "users"),
    built_in("counter", "Counter", "desk"),
    built_in("kiosk", "Kiosk", "monitor"),
    built_in("post", "Post", "mailbox"),
    built_in("delivery", "Delivery", "truck"),
    built_in("print", "Print", "newspaper"),
    built_in("ad", "Advertisement", "megaphone"),
    built_in("event", "Event", "calendar"),
    built_in("video", "Video call", "video-camera"),
    built_in("document", "Document", "file-text"),
];

impl BuiltInChannel {
    /// Its id.
    pub fn channel_id(&self) -> ChannelId {
        ChannelId::new(self.id).expect("built-in ids are ids")
    }

    /// The built-in channel with this id.
    pub fn find(id: ChannelId) -> Option<&'static Self> {
        let id = id.as_str();
        BUILT_IN_CHANNELS.iter().find(|channel| channel.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::icon::Icon;

    #[test]
    fn every_channel_has_its_icon() {
        for channel in BUILT_IN_CHANNELS {
            assert!(Icon::named(channel.icon).is_some(), "{}", channel.icon);
        }
    }
}
