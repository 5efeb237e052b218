//! Which windows are open, and on which files: told to the other windows through the state folder.
//!
//! A window holds a lock for as long as it lives, which the system releases however the window ends.
//! So what a dead window left behind is told from what a living one still needs, without asking
//! which process has which number. The folder `windows` has two files of each window: the lock,
//! which is empty, and a note that others can read.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::recovery::RecoveryFile;
use super::state::StateFolder;

/// The folder of locks and notes.
const FOLDER: &str = "windows";
/// The most windows that are looked at.
const MAX_WINDOWS: usize = 1_000;

/// That a window is open. Others no longer see it once this is dropped.
#[derive(Debug)]
pub struct Presence {
    state: StateFolder,
    token: String,
    /// None where the folder cannot be written: then nobody knows of this window.
    lock: Option<File>,
}

/// What a window tells the others.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Note {
    process: u32,
    file: String,
}

impl Presence {
    /// Lets other windows know that this one is open.
    pub fn new(state: &StateFolder) -> Self {
        let mut presence = Self { state: state.clone(), token: new_token(), lock: None };
        // Whoever clears up may take the file away before it is locked.
        for _ in 0..8 {
            let Some(path) = presence.path("lock") else { break };
            let lock = state.open_lock(&path);
            if let Some(lock) = lock.filter(|lock| !matches!(lock.try_lock(), Err(TryLockError::WouldBlock)))
                && path.exists()
            {
                presence.lock = Some(lock);
                break;
            }
            presence.token = new_token();
        }
        presence
    }

    fn path(&self, ending: &str) -> Option<PathBuf> {
        Some(self.state.root()?.join(FOLDER).join(format!("{}.{ending}", self.token)))
    }

    /// Where this window keeps what is not saved yet.
    pub fn recovery_file(&self) -> RecoveryFile {
        RecoveryFile::new(&self.state, &self.token)
    }

    /// What is needed to tell others which file is open; it may go to another thread.
    pub fn note(&self) -> PresenceNote {
        let path = self.lock.as_ref().map(|_| Path::new(FOLDER).join(format!("{}.ron", self.token)));
        PresenceNote { state: self.state.clone(), path }
    }

    /// The process of another window that has this file open.
    pub fn other_on(&self, file: &Path) -> Option<u32> {
        let file = canonical(file)?;
        let folder = self.state.root()?.join(FOLDER);
        let is_on = |token: &String| {
            let text = self.state.read(&Path::new(FOLDER).join(format!("{token}.ron")))?;
            let note: Note = ron::from_str(&text).ok()?;
            (note.file == file).then_some(note.process)
        };
        tokens(&folder)
            .into_iter()
            .filter(|token| *token != self.token && is_alive(&folder, token))
            .find_map(|token| is_on(&token))
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        for ending in ["ron", "lock"] {
            if let Some(path) = self.path(ending) {
                // A file that stays is taken for that of a dead window, and cleared up by another one.
                let _ = fs::remove_file(path);
            }
        }
    }
}

/// Tells others which file a window has open.
#[derive(Debug, Clone)]
pub struct PresenceNote {
    state: StateFolder,
    path: Option<PathBuf>,
}

impl PresenceNote {
    /// Tells it; none if the map has no file. A path that is no Unicode cannot be told.
    pub fn tell(&self, file: Option<&Path>) {
        let Some(path) = &self.path else { return };
        let note = Note { process: std::process::id(), file: file.and_then(canonical).unwrap_or_default() };
        if let Ok(text) = ron::to_string(&note) {
            // That others do not know is made good when either saves: the file has changed then.
            let _ = self.state.write(path, text.as_bytes());
        }
    }
}

impl StateFolder {
    fn open_lock(&self, path: &Path) -> Option<File> {
        fs::create_dir_all(path.parent()?).ok()?;
        File::options().write(true).create(true).truncate(false).open(path).ok()
    }

    /// Whether the window with this token is still open.
    pub(super) fn has_window(&self, token: &str) -> bool {
        self.root().is_some_and(|root| is_alive(&root.join(FOLDER), token))
    }

    /// Takes away what tells of windows that are no longer open.
    pub(super) fn forget_dead_windows(&self) {
        let Some(folder) = self.root().map(|root| root.join(FOLDER)) else { return };
        for token in tokens(&folder).into_iter().filter(|token| !is_alive(&folder, token)) {
            for ending in ["ron", "lock"] {
                let _ = fs::remove_file(folder.join(format!("{token}.{ending}")));
            }
        }
    }
}

/// Whether a window holds its lock. Where files cannot be locked, none counts as alive: it is better
/// to offer what a living window keeps than to hide what a dead one left.
fn is_alive(folder: &Path, token: &str) -> bool {
    let Ok(lock) = File::options().write(true).open(folder.join(format!("{token}.lock"))) else { return false };
    matches!(lock.try_lock(), Err(TryLockError::WouldBlock))
}

/// The windows that have a lock in the folder, dead or alive.
fn tokens(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().take(2 * MAX_WINDOWS);
    let token = |entry: fs::DirEntry| Some(entry.file_name().to_str()?.strip_suffix(".lock")?.to_owned());
    let mut tokens: Vec<String> = entries.filter_map(token).collect();
    tokens.sort_unstable();
    tokens
}

fn new_token() -> String {
    format!("{}-{:08x}", std::process::id(), fastrand::u32(..))
}

/// The file that a path stands for, by whichever way one comes to it.
fn canonical(path: &Path) -> Option<String> {
    let path = path.canonicalize().or_else(|_| std::path::absolute(path)).ok()?;
    path.to_str().map(str::to_owned)
}
