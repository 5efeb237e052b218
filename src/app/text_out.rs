//! The map as text of another format: where it goes, and what it does not hold.

use std::io;
use std::path::{Path, PathBuf};

use super::ask::Purpose;
use super::dialogs::path::file_name;
use super::dialogs::{Dialog, Notice};
use super::disk::with_hint;
use super::session::Session;
use crate::disk;
use crate::interchange::TextFormat;
use crate::model::Map;
use crate::store;

/// How writing the map as text ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextWritten {
    path: PathBuf,
    /// What is not in it, or what happened and what to do.
    result: Result<Vec<String>, Vec<String>>,
}

/// Writes a map.
fn write(path: &Path, map: &Map, format: TextFormat) -> TextWritten {
    let exported = format.write(map);
    let result = disk::replace(path, exported.text.as_bytes());
    let told = |error: io::Error| {
        let reason = disk::explain(&error);
        with_hint(format!("{}: {}", path.display(), reason.text), reason.hint)
    };
    TextWritten { path: path.to_owned(), result: result.map(|()| exported.left_out).map_err(told) }
}

impl Session {
    pub(super) fn ask_where_to_export_text(&mut self, format: TextFormat) {
        self.dialog = None;
        let name = format!("{}.{}", store::safe_file_stem(self.title()), format.ending());
        self.ask(Purpose::ExportText(format), name);
    }

    /// Writes the map as it is now. Whether a file may be replaced was asked where the path was chosen.
    pub(super) fn export_text(&mut self, path: PathBuf, format: TextFormat) {
        if self.path() == Some(&path) {
            let lines = vec!["The map itself is in this file. Choose another name.".to_owned()];
            return self.show_failure("The map was not exported", lines);
        }
        let map = self.map().clone();
        self.jobs.write_text(move || write(&path, &map, format));
    }

    pub(super) fn text_written(&mut self, written: TextWritten) {
        let name = file_name(&written.path);
        match written.result {
            Ok(left_out) => {
                self.say(format!("Exported {name}"));
                if !left_out.is_empty() {
                    let title = format!("{name} is written; it does not hold all of the map");
                    self.dialog = Some(Dialog::Notice(Notice { title, lines: left_out, failed: false }));
                }
            }
            Err(lines) => self.show_failure(&format!("{name} was not written"), lines),
        }
    }
}
