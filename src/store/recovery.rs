//! What a window has not saved yet, for the case that it ends without warning.
//!
//! A recovery file is a map's file like any other, with a comment at its head that says which file
//! it belongs to, so that even an editor of text can make something of it. Pictures that do not lie
//! beside the map's own file yet lie beside this one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::error::{LoadError, SaveError};
use super::stamp::Stamp;
use super::state::StateFolder;
use super::{explain, load, parse, pictures, to_ron};
use crate::disk::{Existing, clear_abandoned, write_whole};
use crate::model::Map;
use crate::picture::Pictures;
use crate::store::PictureFiles;

/// The folder of recovery files.
const FOLDER: &str = "recovery";
/// How the comment at the head begins.
const HEAD: &str = "// Not saved yet: ";
/// The most recovery files that are offered.
const MAX_OFFERED: usize = 50;

/// A map that is not saved, and where it comes from.
#[derive(Debug, Clone)]
pub struct Unsaved {
    /// The map as it is.
    pub map: Map,
    /// Its pictures, as far as they are at hand.
    pub pictures: PictureFiles,
    /// The file that the map was read from or saved to.
    pub file: Option<PathBuf>,
    /// How that file was then.
    pub stamp: Option<Stamp>,
    /// When the map was like this.
    pub at: Timestamp,
}

/// Where a window keeps what is not saved.
#[derive(Debug, Clone)]
pub struct RecoveryFile {
    path: Option<PathBuf>,
}

/// The comment at the head.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    #[serde(default)]
    file: Option<String>,
    #[serde(default)]
    stamp: Option<Stamp>,
    at: Timestamp,
}

impl RecoveryFile {
    pub(super) fn new(state: &StateFolder, token: &str) -> Self {
        Self { path: state.root().map(|root| root.join(FOLDER).join(format!("{token}.ron"))) }
    }

    /// Keeps a map in place of what was kept before. The map itself first, so that it is safe soon;
    /// then those of its pictures that are nowhere else.
    ///
    /// # Errors
    /// It cannot be written, or the system has no place for it. What was kept before still is.
    pub fn keep(&self, unsaved: &Unsaved) -> Result<(), SaveError> {
        let path = self.path.as_deref().ok_or_else(|| {
            let error = io::Error::from(io::ErrorKind::NotFound);
            SaveError::new(Path::new(FOLDER), explain::io(&error))
        })?;
        let failed = |error: io::Error| SaveError::new(path, explain::io(&error));
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let text = format!("{}{}", head(unsaved), to_ron(&unsaved.map));
        let written: io::Result<u64> =
            write_whole(path, Existing::Replaced, |out| out.write_all(text.as_bytes()), || {});
        written.map_err(failed)?;
        let beside = unsaved.file.as_deref().map(pictures::folder_of);
        let elsewhere = unsaved.pictures.without_those_in(beside.as_deref());
        let (brought, _) =
            pictures::bring_along(&unsaved.map, &elsewhere, &pictures::folder_of(path)).map_err(failed)?;
        brought.keep();
        Ok(())
    }

    /// Forgets what was kept.
    pub fn clear(&self) {
        if let Some(path) = &self.path {
            clear(path);
        }
    }
}

fn clear(path: &Path) {
    // What cannot be removed is offered once more, and is then the same as what is saved.
    let _ = fs::remove_file(path);
    let _ = fs::remove_dir_all(pictures::folder_of(path));
}

/// The comment at the head, a line of its own.
fn head(unsaved: &Unsaved) -> String {
    // A path that is no Unicode cannot be written down; the map is recovered without its file then.
    let file = unsaved.file.as_deref().and_then(|file| std::path::absolute(file).ok());
    let file = file.and_then(|file| file.to_str().map(str::to_owned));
    let head = Head { file, stamp: unsaved.stamp.clone(), at: unsaved.at };
    let text = super::file::options().to_string(&head).unwrap_or_default();
    format!("{HEAD}{text}\n")
}

/// What a window left behind that ended without warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    path: PathBuf,
}

/// What was recovered.
#[derive(Debug)]
pub struct Recovered {
    /// The map, its pictures as files, where it belongs and when it was like this.
    pub unsaved: Unsaved,
    /// The pictures that could be read.
    pub pictures: Pictures,
}

impl StateFolder {
    /// What windows left behind that are no longer open, the last one first.
    pub fn leftovers(&self) -> Vec<Leftover> {
        self.forget_dead_windows();
        if let Some(root) = self.root() {
            clear_abandoned(&root.join(FOLDER));
        }
        let entries = self.root().and_then(|root| fs::read_dir(root.join(FOLDER)).ok());
        let leftover = |entry: fs::DirEntry| {
            let path = entry.path();
            let is_left = path.extension()? == "ron" && !self.has_window(path.file_stem()?.to_str()?);
            is_left.then(|| (entry.metadata().and_then(|metadata| metadata.modified()).ok(), Leftover { path }))
        };
        let mut found: Vec<_> = entries.into_iter().flatten().flatten().filter_map(leftover).collect();
        found.sort_by(|(a, x), (b, y)| b.cmp(a).then_with(|| x.path.cmp(&y.path)));
        found.into_iter().take(MAX_OFFERED).map(|(_, leftover)| leftover).collect()
    }
}

impl Leftover {
    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads it.
    ///
    /// # Errors
    /// It cannot be read, or holds no map. A picture that cannot be read is left out.
    pub fn load(&self) -> Result<Recovered, LoadError> {
        let path = &self.path;
        let unreadable =
            |words: explain::Words| LoadError::Unreadable { path: path.clone(), what: words.text, hint: words.hint };
        let broken = |error| LoadError::Broken { path: path.clone(), error };
        let (bytes, _) = load::read(path).map_err(unreadable)?;
        let text = load::decode(&bytes).map_err(broken)?;
        let (map, _, positions) = parse::read(text).map_err(broken)?;
        let modified = fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
        let at = modified.and_then(|modified| Timestamp::try_from(modified).ok()).unwrap_or_default();
        let head = read_head(text).unwrap_or(Head { file: None, stamp: None, at });
        let file = head.file.map(PathBuf::from);
        let folders: Vec<PathBuf> =
            [Some(path), file.as_ref()].into_iter().flatten().map(|at| pictures::folder_of(at)).collect();
        let (bitmaps, files, _) = pictures::load(&map, &folders, &positions);
        let unsaved = Unsaved { map, pictures: files, file, stamp: head.stamp, at: head.at };
        Ok(Recovered { unsaved, pictures: bitmaps })
    }

    /// Takes it away: it was decided upon.
    pub fn clear(&self) {
        clear(&self.path);
    }

    /// Puts it aside, so that it is no longer offered and still can be looked at; gives its new place.
    pub fn set_aside(&self) -> PathBuf {
        let aside = self.path.with_extension("unreadable");
        match fs::rename(&self.path, &aside) {
            Ok(()) => aside,
            Err(_) => self.path.clone(),
        }
    }
}

fn read_head(text: &str) -> Option<Head> {
    let line = text.lines().next()?.strip_prefix(HEAD)?;
    super::file::options().from_str(line).ok()
}
