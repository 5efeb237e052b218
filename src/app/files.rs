//! Maps from files and to files: new, open, save, revert, import, and what has to be asked before.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ask::{Answer, Purpose, Question};
use super::command::Next;
use super::dialogs::Dialog;
use super::dialogs::path::file_name;
use super::jobs::Message;
use super::session::Session;
use crate::edit::{History, Selection};
use crate::model::{IdSource, Map};
use crate::picture::Pictures;
use crate::store;

/// The map's file.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenFile {
    /// Where it is.
    pub path: PathBuf,
    /// How it was when it was read or written last.
    pub stamp: Option<store::Stamp>,
}

/// How saving ended.
pub struct SaveOutcome {
    path: PathBuf,
    revision: u64,
    /// Whether it was a copy: the map stays with its own file and stays unsaved.
    is_copy: bool,
    result: Result<Option<store::Stamp>, String>,
}
