//! Reads what a command is given: a map, or a file of another format that becomes one.

use std::path::Path;

use super::{Failure, output};
use crate::disk;
use crate::interchange::mermaid::{self, Diagram, SourceKind};
use crate::interchange::table::{self, CellTable, Mapping};
use crate::interchange::{ImportError, Imported, Notice, outline};
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

/// Reads a map, or makes one of a table, an outline, or the only diagram or the `nth` in a text.
pub(super) fn open(path: &Path, nth: Option<usize>) -> Result<Source, Failure> {
    let drawn = |imported: Imported| {
        let (pictures, files) = Default::default();
        Ok(Source { map: imported.map, pictures, files })
    };
    let ids = &mut IdSource::random();
    let is_table = table::is_table_file(path);
    let text = if mermaid::is_diagram_file(path) { Some(read_text(path)?) } else { None };
    let outline = text.as_deref().filter(|text| outline::is_outline(text));
    if let Some(text) = text.as_deref().filter(|_| outline.is_none()) {
        let found = journeys(path, text)?;
        return drawn(import(path, choose(path, &found, nth)?, ids)?);
    }
    if nth.is_some() {
        let text = format!("{}: --nth chooses among the diagrams of a text, and this is a map", path.display());
        return Err(Failure::new(text, "leave --nth out"));
    }
    if let Some(text) = outline {
        return drawn(import_outline(path, text, ids)?);
    }
    if is_table {
        let table = read_table(path, None)?;
        return drawn(import_table(path, &table, &Mapping::guess(table.heads()), ids)?);
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
    disk::read_text(path, outline::MAX_TEXT_BYTES).map_err(|error| Failure::new(error.at(path), error.hint()))
}

/// The table in a file: text, or a sheet of a workbook, the first with anything in it if none is named.
pub(super) fn read_table(path: &Path, sheet: Option<&str>) -> Result<CellTable, Failure> {
    let bytes = disk::read_bytes(path, table::MAX_FILE_BYTES);
    let bytes = bytes.map_err(|error| Failure::new(error.at(path), error.hint()))?;
    table::read(&bytes, sheet).map_err(|error| import_failure(path, &error))
}

/// Makes a map of a table and tells what was left out. It is called as its file.
pub(super) fn import_table(
    path: &Path,
    table: &CellTable,
    mapping: &Mapping,
    ids: &mut IdSource,
) -> Result<Imported, Failure> {
    let mut imported = table::import(table, mapping, ids).map_err(|error| import_failure(path, &error))?;
    if imported.map.title.is_empty() {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        imported.map.title = stem.unwrap_or_default();
    }
    tell(path, &imported.notices);
    Ok(imported)
}

/// Makes a map of an outline and tells what was left out.
pub(super) fn import_outline(path: &Path, text: &str, ids: &mut IdSource) -> Result<Imported, Failure> {
    let imported = outline::import(text, ids).map_err(|error| import_failure(path, &error))?;
    tell(path, &imported.notices);
    Ok(imported)
}

/// Tells what was left out or changed on the way in.
pub(super) fn tell(path: &Path, notices: &[Notice]) {
    for notice in notices {
        output::note(&format!("{}:{}:{}: note: {}", path.display(), notice.line, notice.column, notice.text));
    }
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
    tell(path, &imported.notices);
    Ok(imported)
}

/// Why something was not imported, with its place.
pub(super) fn import_failure(path: &Path, error: &ImportError) -> Failure {
    Failure::new(format!("{}:{error}", path.display()), error.hint.clone())
}
