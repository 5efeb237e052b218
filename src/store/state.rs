//! What the program keeps for itself: files opened last, backups, with what each map was exported last.
//!
//! Nothing here is the person's work, so nothing here may hinder it: what cannot be read counts as
//! not there, and what cannot be written is forgotten.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::disk::{folder_of, replace};
use crate::model::MapId;

/// How many files opened last are remembered.
const MAX_RECENT: usize = 20;
/// How many former versions of a map are kept.
const MAX_BACKUPS: usize = 10;
/// The most bytes of a file that the program keeps for itself, backups aside.
const MAX_LEN: u64 = 1 << 20;

/// The program's own folder, or none where the system has no place for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateFolder(Option<PathBuf>);

impl StateFolder {
    /// The folder that the system provides, or the one that the variable `PATHOS_STATE_DIR` names.
    pub fn standard() -> Self {
        if let Some(path) = std::env::var_os("PATHOS_STATE_DIR").filter(|path| !path.is_empty()) {
            return Self(Some(path.into()));
        }
        let folders = directories::ProjectDirs::from("", "", "pathos");
        Self(folders.map(|folders| folders.state_dir().unwrap_or(folders.data_local_dir()).to_owned()))
    }

    /// A folder of one's own; it is made when something is to be kept.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self(Some(path.into()))
    }

    /// The files opened last, the last one first.
    pub fn recent(&self) -> Vec<PathBuf> {
        let text = self.read(Path::new("recent.ron")).unwrap_or_default();
        let paths: Vec<String> = ron::from_str(&text).unwrap_or_default();
        paths.into_iter().take(MAX_RECENT).map(PathBuf::from).collect()
    }

    /// Puts a file at the head of those opened last.
    pub fn add_recent(&self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let mut paths = self.recent();
        paths.retain(|other| *other != path);
        paths.insert(0, path);
        self.set_recent(&paths);
    }

    pub(super) fn set_recent(&self, paths: &[PathBuf]) {
        // A path that is no Unicode cannot be written down, and is left out.
        let paths: Vec<&str> = paths.iter().filter_map(|path| path.to_str()).take(MAX_RECENT).collect();
        if let Ok(text) = ron::ser::to_string_pretty(&paths, ron::ser::PrettyConfig::new().new_line("\n")) {
            // That a file is not listed next time is no harm.
            let _ = self.write(Path::new("recent.ron"), text.as_bytes());
        }
    }

    /// With what a map was exported last, as it was given to [`set_export_of`](Self::set_export_of).
    pub fn export_of(&self, map: MapId) -> Option<String> {
        self.read(&export_file(map))
    }

    /// Keeps with what a map is exported: a small text of the window's own.
    pub fn set_export_of(&self, map: MapId, export: &str) {
        // That the usual is proposed next time is no harm.
        let _ = self.write(&export_file(map), export.as_bytes());
    }

    /// How a map's lanes stood last, as it was given to [`set_arrangement_of`](Self::set_arrangement_of).
    pub fn arrangement_of(&self, map: MapId) -> Option<String> {
        self.read(&arrangement_file(map))
    }

    /// Keeps how a map's lanes stand: a word of the window's own; an empty one means as usual.
    pub fn set_arrangement_of(&self, map: MapId, word: &str) {
        let file = arrangement_file(map);
        // That they stand as usual next time is no harm.
        let _ = match (word, self.root()) {
            ("", Some(root)) => fs::remove_file(root.join(file)),
            _ => self.write(&file, word.as_bytes()),
        };
    }

    /// What was set for good, as it was given to [`set_settings`](Self::set_settings).
    pub fn settings(&self) -> Option<String> {
        self.read(Path::new("settings.ron"))
    }

    /// Keeps what is set for good: a small text of the window's own.
    pub fn set_settings(&self, settings: &str) {
        // That it is as at first next time is no harm.
        let _ = self.write(Path::new("settings.ron"), settings.as_bytes());
    }

    /// The files of a map's former versions, the last one first.
    pub fn backups(&self, map: MapId) -> Vec<PathBuf> {
        let numbers = self.backup_numbers(map);
        let folder = self.0.as_deref().unwrap_or(Path::new("")).join(backup_folder(map));
        numbers.into_iter().rev().map(|number| folder.join(backup_name(number))).collect()
    }

    /// Puts what a window left behind among the former versions of its map, and takes it away there.
    pub fn keep_as_backup(&self, leftover: &super::Leftover) {
        let Ok(recovered) = leftover.load() else { return };
        let text = super::to_ron(&recovered.unsaved.map);
        // If that fails it stays where it is, and is offered once more.
        if self.keep_backup(recovered.unsaved.map.id, text.as_bytes(), Some(recovered.unsaved.at.into())).is_ok() {
            leftover.clear();
        }
    }

    /// Keeps a former version of a map, as old as it was when it was saved, and drops those that are too old.
    ///
    /// # Errors
    /// Whatever the operating system reports.
    pub(super) fn keep_backup(&self, map: MapId, bytes: &[u8], saved_at: Option<SystemTime>) -> io::Result<()> {
        let numbers = self.backup_numbers(map);
        let next = numbers.last().map_or(1, |last| last.saturating_add(1));
        let path = backup_folder(map).join(backup_name(next));
        self.write(&path, bytes)?;
        if let (Some(root), Some(saved_at)) = (self.root(), saved_at) {
            // Else it seems as old as its copy, which is a small lie and no loss.
            let _ = fs::File::options().write(true).open(root.join(path)).and_then(|file| file.set_modified(saved_at));
        }
        let superfluous = (numbers.len() + 1).saturating_sub(MAX_BACKUPS);
        for path in self.backups(map).iter().rev().take(superfluous) {
            fs::remove_file(path)?;
        }
        Ok(())
    }

    /// The numbers of a map's backups, in ascending order.
    fn backup_numbers(&self, map: MapId) -> Vec<u32> {
        let entries = self.0.as_ref().and_then(|root| fs::read_dir(root.join(backup_folder(map))).ok());
        let number = |entry: fs::DirEntry| entry.file_name().to_str()?.strip_suffix(".ron")?.parse().ok();
        let mut numbers: Vec<u32> = entries.into_iter().flatten().flatten().filter_map(number).collect();
        numbers.sort_unstable();
        numbers
    }

    /// The folder itself; it may not be there yet.
    pub(super) fn root(&self) -> Option<&Path> {
        self.0.as_deref()
    }

    pub(super) fn read(&self, file: &Path) -> Option<String> {
        let mut text = String::new();
        let file = fs::File::open(self.0.as_ref()?.join(file)).ok()?;
        file.take(MAX_LEN).read_to_string(&mut text).ok()?;
        Some(text)
    }

    pub(super) fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        let root = self.0.as_ref().ok_or(io::Error::from(io::ErrorKind::NotFound))?;
        let path = root.join(file);
        fs::create_dir_all(folder_of(&path))?;
        replace(&path, bytes)
    }
}

fn arrangement_file(map: MapId) -> PathBuf {
    Path::new("arrangements").join(format!("{map}.txt"))
}

fn export_file(map: MapId) -> PathBuf {
    Path::new("exports").join(format!("{map}.ron"))
}

fn backup_folder(map: MapId) -> PathBuf {
    Path::new("backups").join(map.as_str())
}

fn backup_name(number: u32) -> String {
    format!("{number:010}.ron")
}
