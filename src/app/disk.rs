//! What the store and the importer say, in lines for a dialog.

use std::path::Path;

use crate::disk;
use crate::export::ExportError;
use crate::interchange::mermaid::{self, Diagram, ImportError, Imported, MAX_TEXT_BYTES, SourceKind};
use crate::model::IdSource;
use crate::store::{LoadError, Loaded, SaveError};

/// The most problems of a file that are listed.
const MOST_LINES: usize = 50;

/// Why a map cannot be opened: each problem with its place, then what to do.
pub fn load_error_lines(error: &LoadError) -> Vec<String> {
    let path = error.path().display();
    let mut lines: Vec<String> = match error.problems() {
        [] => vec![error.to_string()],
        problems => problems.iter().take(MOST_LINES).map(|located| format!("{path}:{located}")).collect(),
    };
    push_hint(&mut lines, &error.hint());
    lines
}

/// What is not as it should be in a map that was opened all the same.
pub fn warning_lines(loaded: &Loaded) -> Vec<String> {
    loaded.problems.iter().take(MOST_LINES).map(ToString::to_string).collect()
}

/// Why a map was not saved, then what to do.
pub fn save_error_lines(error: &SaveError) -> Vec<String> {
    with_hint(error.to_string(), error.hint())
}

/// Why a poster was not written, then what to do.
pub fn export_error_lines(error: &ExportError) -> Vec<String> {
    with_hint(error.to_string(), error.hint())
}

/// The journeys in a Mermaid or Markdown file; there is at least one.
pub fn diagrams(path: &Path) -> Result<Vec<Diagram>, Vec<String>> {
    let text = disk::read_text(path, MAX_TEXT_BYTES).map_err(|error| with_hint(error.at(path), error.hint()))?;
    let kind = SourceKind::of(path, &text);
    let diagrams = mermaid::diagrams(&text, kind);
    if diagrams.is_empty() {
        return Err(import_error_lines(path, &mermaid::explain_none(&text, kind)));
    }
    Ok(diagrams)
}

/// One journey of a file as a map.
pub fn import(path: &Path, nth: usize, ids: &mut IdSource) -> Result<Imported, Vec<String>> {
    let diagrams = diagrams(path)?;
    let diagram = diagrams.get(nth).ok_or_else(|| vec!["The file no longer holds this journey.".to_owned()])?;
    mermaid::import(diagram, ids).map_err(|error| import_error_lines(path, &error))
}

/// What was left out or changed on the way in.
pub fn notice_lines(imported: &Imported) -> Vec<String> {
    let notices = imported.notices.iter().take(MOST_LINES);
    notices.map(|notice| format!("{}:{}: {}", notice.line, notice.column, notice.text)).collect()
}

fn import_error_lines(path: &Path, error: &ImportError) -> Vec<String> {
    with_hint(format!("{}:{error}", path.display()), &error.hint)
}

/// What happened, then what to do.
pub fn with_hint(line: String, hint: &str) -> Vec<String> {
    let mut lines = vec![line];
    push_hint(&mut lines, hint);
    lines
}

fn push_hint(lines: &mut Vec<String>, hint: &str) {
    if !hint.is_empty() {
        lines.push(format!("hint: {hint}"));
    }
}
