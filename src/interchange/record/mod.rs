//! A map as a list of records, each a list of named values: what a row of a table and a heading of
//! an outline have in common. A table and an outline differ only in how they write this list down.
//!
//! The list is in reading order: the map, its stages with their steps, each step followed by its
//! cards, then lanes, personas, channels, pain points, opportunities and metrics.

mod declare;
mod experience;
mod from_map;
mod names;
mod notes;
mod reader;
mod to_map;

pub(super) use experience::is_on_scale;
pub(super) use from_map::{PARKED, records_of, target_names};
pub(super) use names::Names;
pub(super) use notes::Notes;
pub(super) use reader::shortened;
pub(super) use to_map::map_of;

use super::field::{Field, Meaning, plain};
use super::value;

/// What a record is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum RecordKind {
    Map,
    Stage,
    Step,
    Card,
    Lane,
    Persona,
    Channel,
    Pain,
    Opportunity,
    Metric,
}

impl RecordKind {
    const ALL: [Self; 10] = [
        Self::Map,
        Self::Stage,
        Self::Step,
        Self::Card,
        Self::Lane,
        Self::Persona,
        Self::Channel,
        Self::Pain,
        Self::Opportunity,
        Self::Metric,
    ];

    /// What stands in the column [`Field::Row`].
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Stage => "stage",
            Self::Step => "step",
            Self::Card => "card",
            Self::Lane => "lane",
            Self::Persona => "persona",
            Self::Channel => "channel",
            Self::Pain => "pain point",
            Self::Opportunity => "opportunity",
            Self::Metric => "metric",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| plain(kind.words()) == plain(name))
    }
}

/// A record: what it is about and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// Not set in the row of a table that says nothing about it: a card then, or a step where
    /// neither title nor text is given.
    pub(super) kind: Option<RecordKind>,
    /// Where it stands: the line from 1.
    pub(super) line: u32,
    pub(super) values: Vec<Value>,
}

/// A value with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) meaning: Meaning,
    pub(super) text: String,
}

impl Record {
    fn new(kind: RecordKind) -> Self {
        Self { kind: Some(kind), line: 0, values: Vec::new() }
    }

    /// Says something of it, unless there is nothing to say.
    fn put(&mut self, meaning: impl Into<Meaning>, text: impl AsRef<str>) {
        let (text, _) = value::held(text.as_ref());
        if !text.is_empty() {
            self.values.push(Value { line: 0, column: 0, meaning: meaning.into(), text });
        }
    }

    /// The value of a field that is not a persona's; empty if nothing is said.
    pub(super) fn get(&self, field: Field) -> &str {
        self.value(field).map_or("", |value| &value.text)
    }

    fn value(&self, field: Field) -> Option<&Value> {
        self.values.iter().find(|value| value.meaning.field == field && value.meaning.persona.is_empty())
    }
}
