//! The kinds of text that a map is written as.

use super::{Exported, mermaid, outline, table};
use crate::model::Map;

/// A kind of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextFormat {
    /// A table with commas between its cells.
    Csv,
    /// A table with tabs between its cells.
    Tsv,
    /// An outline in Markdown.
    Markdown,
    /// A journey diagram of Mermaid's.
    Mermaid,
}

impl TextFormat {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Csv, Self::Tsv, Self::Markdown, Self::Mermaid];

    /// The ending of a file's name, which is the name of the format on the command line too.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Markdown => "md",
            Self::Mermaid => "mmd",
        }
    }

    /// What people read.
    pub fn words(self) -> &'static str {
        match self {
            Self::Csv => "Table with commas (.csv)",
            Self::Tsv => "Table with tabs (.tsv)",
            Self::Markdown => "Outline in Markdown (.md)",
            Self::Mermaid => "Mermaid journey (.mmd)",
        }
    }

    /// Writes a map.
    pub fn write(self, map: &Map) -> Exported {
        match self {
            Self::Csv => table::export(map, ','),
            Self::Tsv => table::export(map, '\t'),
            Self::Markdown => outline::export(map),
            Self::Mermaid => mermaid::export(map),
        }
    }
}
