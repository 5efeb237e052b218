//! Mermaid's `journey` diagrams, from files of their own and out of Markdown.
//!
//! A section becomes a stage, a task a step with one touchpoint, an actor a persona, and a score
//! of 1 … 5 an emotion of −2 … +2. What a map cannot hold is told, not dropped in silence.

mod build;
mod statement;
mod text;
mod write;

use std::path::Path;

use build::Draft;
use statement::NotAJourney;

use super::markdown;
pub use super::{ImportError, Imported, Notice};
use crate::model::IdSource;
pub use write::export;

/// The most bytes of text that are read.
pub const MAX_TEXT_BYTES: usize = 4 * 1024 * 1024;

/// How the names of files end that diagrams are looked for in: Mermaid's own two, then Markdown's.
pub const ENDINGS: [&str; 8] = ["mmd", "mermaid", "md", "markdown", "mdx", "mdown", "qmd", "rmd"];

/// Those of Markdown.
const MARKDOWN_ENDINGS: &[&str] = ENDINGS.split_at(2).1;

/// The most tasks that are taken out of one diagram; each becomes a step.
pub const MAX_TASKS: usize = crate::model::check::limits::STEPS;

/// A journey diagram in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagram {
    /// The line of the file where its text begins, from 1.
    pub line: u32,
    /// Its title; empty if it has none.
    pub title: String,
    /// Its text, each line as long as in the file, so that columns are those of the file.
    pub source: String,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// One diagram.
    Mermaid,
    /// Text with diagrams in code blocks.
    Markdown,
}

impl SourceKind {
    /// Told by the file's ending, else by whether there is a code block in it. (`.mmd` is
    /// Mermaid's ending, and that of a dialect of Markdown.)
    pub fn of(path: &Path, text: &str) -> Self {
        if ends_in(path, MARKDOWN_ENDINGS) || markdown::has_block(text) { Self::Markdown } else { Self::Mermaid }
    }
}

/// Whether the name of a file is that of a text with diagrams: it has one of the [`ENDINGS`].
pub fn is_diagram_file(path: &Path) -> bool {
    ends_in(path, &ENDINGS)
}

fn ends_in(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The journey diagrams in a text, in its order; diagrams of other types are passed over. Why
/// there is none says [`explain_none`].
pub fn diagrams(text: &str, kind: SourceKind) -> Vec<Diagram> {
    let journey = |(line, source): (u32, String)| {
        let statements = statement::statements(&source).ok()?;
        Some(Diagram { line, title: Draft::new(statements).into_title(), source })
    };
    blocks(text, kind).into_iter().filter_map(journey).collect()
}

/// Says why [`diagrams`] finds none in a text.
pub fn explain_none(text: &str, kind: SourceKind) -> ImportError {
    const JOURNEY: &str = "Pathos reads Mermaid's user journeys; such a diagram begins with the word `journey`";
    if text.len() > MAX_TEXT_BYTES {
        let text = format!("the text is longer than {} MiB", MAX_TEXT_BYTES / 1024 / 1024);
        return ImportError::new(1, 1, text, "divide it into several files");
    }
    let found = blocks(text, kind);
    let other = found.iter().find_map(|(line, source)| match statement::statements(source) {
        Err(NotAJourney::Other(at, word)) => Some((line.saturating_add(at.line - 1), at.column, name_of(word))),
        _ => None,
    });
    match (kind, other) {
        (_, Some((line, column, name))) => {
            ImportError::new(line, column, format!("this is {name}, not a journey"), JOURNEY)
        }
        (SourceKind::Markdown, None) => {
            let hint = "a diagram stands in a code block that begins with ```mermaid and then the word `journey`";
            ImportError::new(1, 1, "there is no Mermaid diagram in this text", hint)
        }
        (SourceKind::Mermaid, None) => ImportError::new(1, 1, "there is no diagram in this file", JOURNEY),
    }
}

/// Makes a map of a diagram. The same ids give the same map.
pub fn import(diagram: &Diagram, ids: &mut IdSource) -> Result<Imported, ImportError> {
    if diagram.source.len() > MAX_TEXT_BYTES {
        return Err(explain_none(&diagram.source, SourceKind::Mermaid));
    }
    let source = unix_lines(&diagram.source);
    let Ok(statements) = statement::statements(&source) else {
        let mut error = explain_none(&source, SourceKind::Mermaid);
        error.line = error.line.saturating_add(diagram.line.saturating_sub(1));
        return Err(error);
    };
    let mut draft = Draft::new(statements);
    if draft.is_empty() {
        let hint = "a task is written `name: score: actors`, such as `See the poster: 4: Ada`";
        return Err(ImportError::new(diagram.line, 1, "the journey has neither a section nor a task", hint));
    }
    let mut notices = std::mem::take(&mut draft.notices);
    for notice in &mut notices {
        notice.line = notice.line.saturating_add(diagram.line.saturating_sub(1));
    }
    notices.sort_by_key(|notice| (notice.line, notice.column));
    Ok(Imported { map: draft.into_map(ids), notices })
}

/// All diagrams of whatever type, each with the line where it begins.
fn blocks(text: &str, kind: SourceKind) -> Vec<(u32, String)> {
    if text.len() > MAX_TEXT_BYTES {
        return Vec::new();
    }
    let text = unix_lines(text);
    let blocks = match kind {
        SourceKind::Mermaid => Vec::new(),
        SourceKind::Markdown => markdown::mermaid_blocks(&text),
    };
    // A diagram without a code block around it is one all the same, whatever its file is called.
    let is_bare = blocks.is_empty() && (kind == SourceKind::Mermaid || statement::statements(&text).is_ok());
    if is_bare { vec![(1, text)] } else { blocks }
}

/// The text without a byte order mark and with line feeds for all line ends.
fn unix_lines(text: &str) -> String {
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n")
}

/// What people call the diagram that begins with a word.
fn name_of(word: &str) -> String {
    const TYPES: [(&str, &str); 21] = [
        ("flowchart", "a flowchart"),
        ("graph", "a flowchart"),
        ("sequencediagram", "a sequence diagram"),
        ("classdiagram", "a class diagram"),
        ("statediagram", "a state diagram"),
        ("erdiagram", "an entity relationship diagram"),
        ("gantt", "a Gantt chart"),
        ("pie", "a pie chart"),
        ("quadrantchart", "a quadrant chart"),
        ("requirement", "a requirement diagram"),
        ("gitgraph", "a Git graph"),
        ("mindmap", "a mind map"),
        ("timeline", "a timeline"),
        ("c4", "a C4 diagram"),
        ("zenuml", "a ZenUML diagram"),
        ("sankey", "a Sankey diagram"),
        ("xychart", "an XY chart"),
        ("block", "a block diagram"),
        ("packet", "a packet diagram"),
        ("kanban", "a Kanban board"),
        ("architecture", "an architecture diagram"),
    ];
    let lower = word.to_lowercase();
    match TYPES.iter().find(|(begin, _)| lower.starts_with(begin)) {
        Some((_, name)) => (*name).to_owned(),
        None => format!("a text that begins with `{}`", word.chars().take(30).collect::<String>()),
    }
}
