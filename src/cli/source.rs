//! Reads what a command is given: a map, or a text with a Mermaid journey in it.

use std::path::Path;

use super::{Failure, output};
use crate::disk;
use crate::interchange::mermaid::{self, Diagram, ImportError, Imported, MAX_TEXT_BYTES, SourceKind};
use crate::model::{IdSource, Map};
use crate::picture::Pictures;
use crate::store::{self, LoadError, PictureFiles};

/// A map with its pictures, ready to be drawn.
pub(super) struct Source {
    pub(super) map: Map,
    pub(super) pictures: Pictures,
    /// The files of the pictures.
    pub(super) files: PictureFiles,
}

/// Reads a map, or makes one of the only diagram or the `nth` in a text.
pub(super) fn open(path: &Path, nth: Option<usize>) -> Result<Source, Failure> {
    if mermaid::is_diagram_file(path) {
        let text = read_text(path)?;
        let found = journeys(path, &text)?;
        let imported = import(path, choose(path, &found, nth)?, &mut IdSource::random())?;
        let (pictures, files) = Default::default();
        return Ok(Source { map: imported.map, pictures, files });
    }
    if nth.is_some() {
        let text = format!("{}: --nth chooses among the diagrams of a text, and this is a map", path.display());
        return Err(Failure::new(text, "leave --nth out"));
    }
    open_map(path)
}

/// Reads a map, whatever kind of file it is in, and tells what is not as it should be.
pub(super) fn open_map(path: &Path) -> Result<Source, Failure> {
    let loaded = store::load(path).map_err(load_failure)?;
    for located in &loaded.problems {
        output::note(&format!(
            "{}:{}: {}: {}",
            path.display(),
            located.position,
            located.problem.severity,
            located.problem.text
        ));
    }
    Ok(Source { map: loaded.map, pictures: loaded.pictures, files: loaded.files })
}

/// Why a map could not be read.
pub(super) fn load_failure(error: LoadError) -> Failure {
    Failure::new(error.to_string(), error.hint())
}

/// The text of a file, within the limits of what is imported.
pub(super) fn read_text(path: &Path) -> Result<String, Failure> {
    disk::read_text(path, MAX_TEXT_BYTES).map_err(|error| Failure::new(error.at(path), error.hint()))
}

/// The journeys in a text; at least one.
pub(super) fn journeys(path: &Path, text: &str) -> Result<Vec<Diagram>, Failure> {
    let kind = SourceKind::of(path, text);
    let found = mermaid::diagrams(text, kind);
    if found.is_empty() {
        return Err(import_failure(path, &mermaid::explain_none(text, kind)));
    }
    Ok(found)
}

/// The `nth` journey, counted from 1, or the only one.
pub(super) fn choose<'a>(path: &Path, found: &'a [Diagram], nth: Option<usize>) -> Result<&'a Diagram, Failure> {
    let chosen = match (nth, found) {
        (None, [only]) => Some(only),
        (None, _) => None,
        (Some(nth), _) => nth.checked_sub(1).and_then(|index| found.get(index)),
    };
    chosen.ok_or_else(|| {
        let mut text = match nth {
            Some(nth) => format!("{}: there is no journey {nth} in this file; it holds", path.display()),
            None => format!("{}: this file holds more than one journey:", path.display()),
        };
        for (diagram, number) in found.iter().zip(1..) {
            let title = if diagram.title.is_empty() { "(no title)" } else { &diagram.title };
            text.push_str(&format!("\n  {number}. line {}: {title}", diagram.line));
        }
        Failure::new(text, "choose one with --nth, such as --nth 1")
    })
}

/// Makes a map of a diagram and tells what was left out.
pub(super) fn import(path: &Path, diagram: &Diagram, ids: &mut IdSource) -> Result<Imported, Failure> {
    let imported = mermaid::import(diagram, ids).map_err(|error| import_failure(path, &error))?;
    for notice in &imported.notices {
        output::note(&format!("{}:{}:{}: note: {}", path.display(), notice.line, notice.column, notice.text));
    }
    Ok(imported)
}

fn import_failure(path: &Path, error: &ImportError) -> Failure {
    Failure::new(format!("{}:{error}", path.display()), error.hint.clone())
}
