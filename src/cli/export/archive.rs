//! The map itself with its pictures in one file, for handing on.

use std::path::Path;
use std::process::ExitCode;

use super::super::source::{self, Source};
use super::super::{Failure, output};
use super::Arguments;
use crate::disk::Existing;
use crate::poster::Excerpt;
use crate::store::{self, ARCHIVE_ENDING};

/// Whether an output's name asks for the map itself.
pub(super) fn is_wanted(output: &Path) -> bool {
    output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ARCHIVE_ENDING))
}

/// Writes the map into one file.
pub(super) fn write(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let path = &arguments.output;
    let [map] = &arguments.maps[..] else {
        let text = format!("{}: one file holds one map", path.display());
        return Err(Failure::new(text, "export the maps one after the other"));
    };
    if arguments.format.is_some() || arguments.tile.is_some() || arguments.embed_map {
        let text = format!("{}: the ending asks for the map itself, not for a poster", path.display());
        return Err(Failure::new(text, "leave --format, --tile and --embed-map out, or change the ending"));
    }
    output::check_not_same(map, path)?;
    let source = source::open(map, arguments.nth)?;
    if arguments.excerpt.of(&source.map)? != Excerpt::default() {
        let text = format!("{}: a map is handed on as a whole", path.display());
        return Err(Failure::new(text, "leave --lanes, --stages and --personas out, or export a poster"));
    }
    let existing = if arguments.overwrite { Existing::Replaced } else { Existing::Kept };
    let written = store::save_archive(path, &source.map, &source.files, existing);
    let written = written.map_err(|error| Failure::new(error.to_string(), error.hint()))?;
    let cards = output::counted(source.map.cards.len(), "card", "cards");
    let pictures = output::counted(source.files.len(), "picture", "pictures");
    output::line(&format!("{}: {cards}, {pictures}, {:.1} MB", path.display(), written as f64 / 1e6))?;
    Ok(ExitCode::SUCCESS)
}

/// The map with its pictures as the bytes of one file.
pub(super) fn packed(source: &Source) -> Result<Vec<u8>, Failure> {
    store::pack(&source.map, &source.files).map_err(|error| Failure::new(error.to_string(), error.hint()))
}
