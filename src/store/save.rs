//! Saves a map with its pictures, without ever putting a good file at risk.

use std::fs;
use std::io;
use std::path::Path;

use super::error::SaveError;
use super::explain::{self, Words};
use super::pictures::{self, PictureFiles};
use super::stamp::{Stamp, stamp};
use super::state::StateFolder;
use super::{load, parse, to_ron};
use crate::disk::{Existing, clear_abandoned, folder_of, follow_links, write_whole};
use crate::model::Map;

/// What is worth saying about a map that was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveReport {
    /// What did not go as it should, in sentences without a full stop.
    pub warnings: Vec<String>,
    /// What the file is now; `None` if it cannot be read back.
    pub stamp: Option<Stamp>,
}

/// Saves a map, and brings along the pictures that it uses.
///
/// The former version is kept in the state folder. A link stays a link; what it leads to is
/// replaced. The mode of the file stays.
///
/// # Errors
/// The file cannot be written. Nothing on disk has changed then.
pub fn save(path: &Path, map: &Map, pictures: &PictureFiles, state: &StateFolder) -> Result<SaveReport, SaveError> {
    let refused = |words| SaveError::new(path, words);
    let failed = |error| SaveError::new(path, explain::io(&error));
    let file = follow_links(path).map_err(failed)?;
    check_target(&file).map_err(refused)?;
    let text = to_ron(map);
    let mut warnings = Vec::new();
    // The person's work is written down whatever it is; what would keep it from opening is said now.
    if let Err(error) = parse(&text) {
        warnings.push(format!("the map is saved, but something in it needs correcting: line {error}"));
    }
    let folder = pictures::folder_of(&file);
    let (brought, missing) =
        pictures::bring_along(map, pictures, &folder).map_err(|error| SaveError::new(&folder, explain::io(&error)))?;
    warnings.extend(missing.iter().map(|name| format!("the picture {} is missing", name.as_str())));
    let keep_former = || {
        let former = load::read(&file).ok().filter(|(former, _)| former != text.as_bytes());
        if let Some((former, stamp)) = former
            && let Err(error) = state.keep_backup(map.id, &former, stamp.modified())
        {
            warnings.push(format!("no backup of the former version was kept: {}", explain::io(&error).text));
        }
    };
    let written: io::Result<u64> =
        write_whole(&file, Existing::Replaced, |out| out.write_all(text.as_bytes()), keep_former);
    written.map_err(failed)?;
    brought.keep();
    clear_abandoned(&folder_of(&file));
    Ok(SaveReport { warnings, stamp: stamp(&file) })
}

/// Writes a text to a file, in place of what is there.
///
/// # Errors
/// The file cannot be written. Nothing on disk has changed then.
pub fn save_text(path: &Path, text: &str) -> Result<(), SaveError> {
    let failed = |error| SaveError::new(path, explain::io(&error));
    let file = follow_links(path).map_err(failed)?;
    check_target(&file).map_err(|words| SaveError::new(path, words))?;
    let written: io::Result<u64> = write_whole(&file, Existing::Replaced, |out| out.write_all(text.as_bytes()), || {});
    written.map(|_| ()).map_err(failed)
}

/// Says why a file must not be written, before anything is.
fn check_target(file: &Path) -> Result<(), Words> {
    if file.file_name().is_none() {
        return Err(Words::new("this is not the name of a file", "name a file"));
    }
    if let Ok(metadata) = fs::metadata(file) {
        if metadata.is_dir() {
            return Err(Words::new("this is a folder, not a file", "name a file in it"));
        }
        if !metadata.is_file() {
            return Err(Words::new("this is no ordinary file", "choose another name"));
        }
        if metadata.permissions().readonly() {
            return Err(Words::new("the file is read-only", "save under another name, or allow writing to it"));
        }
    }
    let folder = fs::metadata(folder_of(file)).map_err(|error| {
        let words = explain::io(&error);
        Words::new(format!("its folder cannot be used: {}", words.text), words.hint)
    })?;
    // Elsewhere the mark says nothing about what is in a folder.
    if cfg!(unix) && folder.permissions().readonly() {
        return Err(Words::new("the folder is read-only", "choose another folder"));
    }
    Ok(())
}
