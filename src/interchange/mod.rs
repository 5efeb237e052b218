//! Journeys in other programs' formats: Mermaid, tables, outlines in Markdown.
//!
//! Pure: bytes in, a map out, and back. What a format says and a map cannot hold is told as a
//! [`Notice`], and what of a map a format cannot hold stands in [`Exported::left_out`]; neither is
//! dropped in silence. What comes from outside is taken as hostile: it has limits, and nothing in it
//! can make this module panic.

mod field;
mod format;
mod language;
mod markdown;
pub mod mermaid;
pub mod outline;
mod record;
pub mod table;
mod value;

pub use field::{Field, Meaning};
pub use format::TextFormat;

use crate::model::Map;

/// A map out of another format.
#[derive(Debug)]
pub struct Imported {
    /// The map. It has no errors; see [`check`](crate::model::check::check).
    pub map: Map,
    /// What was left out or changed, in the order of the file.
    pub notices: Vec<Notice>,
}

/// A map in another format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The text of the file.
    pub text: String,
    /// What of the map is not in it, a sentence without a full stop for each.
    pub left_out: Vec<String>,
}

/// Something that was left out or changed on the way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The line of the file, or the row of the sheet, from 1.
    pub line: u32,
    /// The column from 1: in characters, and in a table in cells.
    pub column: u32,
    /// What happened, in a sentence without a full stop.
    pub text: String,
}

/// Why no map could be made. Shown as `LINE:COLUMN: text`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {text}")]
pub struct ImportError {
    /// The line of the file, or the row of the sheet, from 1.
    pub line: u32,
    /// The column from 1: in characters, and in a table in cells.
    pub column: u32,
    /// What is wrong, in a sentence without a full stop.
    pub text: String,
    /// What to do about it.
    pub hint: String,
}

impl ImportError {
    fn new(line: u32, column: u32, text: impl Into<String>, hint: &str) -> Self {
        Self { line, column, text: text.into(), hint: hint.to_owned() }
    }
}
