//! What a group says to those who cannot see it, and shows under the pointer in a browser.

#![deny(clippy::wildcard_enum_match_arm)]

use std::fmt;

use super::value::Escaped;
use crate::scene::{Group, Item, Node};

/// The name of something of the map, and all else that is written in it.
pub(super) struct Spoken {
    title: String,
    description: String,
}

impl Spoken {
    /// What a group says; none if it has no words or is no single thing.
    pub fn of(node: Node, group: &Group) -> Option<Self> {
        match node {
            Node::Card(_) | Node::Stage(_) | Node::Step(_) | Node::Lane(_) | Node::Persona(_) => {}
            Node::Pain(_) | Node::Opportunity(_) | Node::Callout(_) | Node::Rating(_) | Node::Metric(_) => {}
            Node::Title | Node::Curve(..) | Node::Point(..) | Node::Legend => return None,
        }
        let mut texts = Vec::new();
        collect(&group.items, &mut texts);
        let mut texts = texts.into_iter().filter(|text| !text.trim().is_empty());
        let title = texts.next()?.to_owned();
        Some(Self { title, description: texts.collect::<Vec<_>>().join("\n") })
    }
}

fn collect<'a>(items: &'a [Item], texts: &mut Vec<&'a str>) {
    for item in items {
        match item {
            Item::Group(group) => collect(&group.items, texts),
            Item::Text(text) => texts.push(&text.paragraph.text),
            Item::Shape(_) | Item::Image(_) => {}
        }
    }
}

impl fmt::Display for Spoken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<title>{}</title>", Escaped(&self.title))?;
        if self.description.is_empty() { Ok(()) } else { write!(f, "<desc>{}</desc>", Escaped(&self.description)) }
    }
}
