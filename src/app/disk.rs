//! What the store and the importer say, in lines for a dialog.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::interchange::mermaid::{self, Diagram, ImportError, Imported, SourceKind};
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
    let mut lines = vec![error.to_string()];
    push_hint(&mut lines, error.hint());
    lines
}

/// The journeys in a Mermaid or Markdown file; there is at least one.
pub fn diagrams(path: &Path) -> Result<Vec<Diagram>, Vec<String>> {
    let text = read_text(path)?;
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
    let mut lines = vec![format!("{}:{error}", path.display())];
    push_hint(&mut lines, &error.hint);
    lines
}

fn push_hint(lines: &mut Vec<String>, hint: &str) {
    if !hint.is_empty() {
        lines.push(format!("hint: {hint}"));
    }
}

/// The text of a file, as far as the importer reads; it says itself when that is too long.
fn read_text(path: &Path) -> Result<String, Vec<String>> {
    let failed = |error: std::io::Error| vec![format!("{}: {error}", path.display())];
    let mut bytes = Vec::new();
    let most = mermaid::MAX_TEXT_BYTES as u64 + 1;
    File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)).map_err(failed)?;
    String::from_utf8(bytes).map_err(|_| {
        let line = format!("{}: this is no text in UTF-8", path.display());
        vec![line, "hint: save it as UTF-8 in a text editor".to_owned()]
    })
}
