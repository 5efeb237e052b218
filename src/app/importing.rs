//! Tables and outlines into the window: what the dialog reads, what it would make, and taking that in.

use std::path::{Path, PathBuf};

use super::command::Next;
use super::dialogs::Dialog;
use super::dialogs::import::{Goal, ImportDialog, Source, Trial};
use super::dialogs::path::file_name;
use super::disk::with_hint;
use super::naming::stem;
use super::session::Session;
use crate::disk;
use crate::edit::{Edit, MetricField};
use crate::interchange::mermaid::is_diagram_file;
use crate::interchange::table::{self, Readings, is_table_file};
use crate::interchange::{ImportError, Imported, Notice, outline};
use crate::model::{IdSource, Map, Metric};
use crate::picture::Pictures;
use crate::store::PictureFiles;

/// What an import made, not taken in yet.
#[derive(Debug)]
pub struct Tried {
    /// Which of the dialog's wishes it answers.
    pub serial: u64,
    /// What was made.
    made: Result<Made, ImportError>,
}

#[derive(Debug)]
enum Made {
    Map(Box<Map>, Vec<Notice>, Box<IdSource>),
    Readings(Box<Readings>),
}

/// Whether a file is opened by importing it: it is a table, an outline or holds diagrams.
pub fn is_imported(path: &Path) -> bool {
    is_table_file(path) || is_diagram_file(path)
}

/// The only text of a file, if it is an outline.
fn outline_of(path: &Path) -> Option<String> {
    let text = is_diagram_file(path).then(|| disk::read_text(path, outline::MAX_TEXT_BYTES).ok()).flatten()?;
    outline::is_outline(&text).then_some(text)
}

/// Reads a file for the dialog.
fn read(path: &Path) -> Result<Source, Vec<String>> {
    if let Some(text) = outline_of(path) {
        return Ok(Source::outline(text));
    }
    let bytes = disk::read_bytes(path, table::MAX_FILE_BYTES);
    let bytes = bytes.map_err(|error| with_hint(error.at(path), error.hint()))?;
    Source::table(bytes).map_err(|error| with_hint(format!("{}:{error}", path.display()), &error.hint))
}

impl Session {
    /// Imports a file: a table or an outline after a look at it, a diagram at once or after a choice.
    pub(super) fn import_path(&mut self, path: PathBuf) {
        if is_table_file(&path) || outline_of(&path).is_some() {
            self.show_import(path, None);
        } else {
            self.guard(Next::Import(path));
        }
    }

    /// Shows what a table or an outline holds before it is taken in.
    pub(super) fn show_import(&mut self, path: PathBuf, goal: Option<Goal>) {
        self.imported = None;
        match read(&path) {
            Ok(source) => self.dialog = Some(Dialog::Import(Box::new(ImportDialog::new(path, source, goal)))),
            Err(lines) => self.show_failure(&format!("{} cannot be imported", file_name(&path)), lines),
        }
    }

    /// Finds out beside the window what the dialog would make.
    pub(super) fn try_import(&mut self) {
        let Some(Dialog::Import(dialog)) = &self.dialog else { return };
        let (serial, source, goal, title) = (dialog.serial(), dialog.source(), dialog.goal(), stem(dialog.path()));
        let map = (goal == Goal::Readings).then(|| self.map().clone());
        self.jobs.try_import(move || {
            let mut ids = IdSource::random();
            let made = match (&source, &map) {
                (Source::Table(source), Some(map)) => {
                    table::import_readings(&source.table, &source.mapping, map, &mut ids)
                        .map(|readings| Made::Readings(Box::new(readings)))
                }
                (Source::Table(source), None) => {
                    table::import(&source.table, &source.mapping, &mut ids).map(|made| of_map(made, &title, ids))
                }
                (Source::Outline(text), _) => outline::import(text, &mut ids).map(|made| of_map(made, &title, ids)),
            };
            Tried { serial, made }
        });
    }

    /// Takes what was found out, for the dialog to tell.
    pub(super) fn tried(&mut self, tried: Tried) {
        let Some(Dialog::Import(dialog)) = &mut self.dialog else { return };
        if dialog.serial() == tried.serial {
            dialog.take(tried.trial());
            self.imported = Some(tried);
        }
    }

    /// Takes in what the dialog made: a map in the place of this one, which may be saved first, or
    /// readings into this one.
    pub(super) fn take_import(&mut self) {
        let Some(Dialog::Import(dialog)) = &self.dialog else { return };
        let name = file_name(dialog.path());
        match self.imported.take() {
            Some(Tried { made: Ok(Made::Readings(readings)), .. }) => {
                self.dialog = None;
                self.take_readings(*readings, &name);
            }
            other => {
                self.imported = other;
                self.imported_from = name;
                self.guard(Next::TakeImport);
            }
        }
    }

    /// Puts the map that was made in the place of the open one.
    pub(super) fn take_imported_map(&mut self) {
        let Some(Tried { made: Ok(Made::Map(map, _, ids)), .. }) = self.imported.take() else { return };
        self.dialog = None;
        self.take_map(*map, *ids, None, Pictures::default(), PictureFiles::default());
        // What was imported stands in no map's file yet: no revision of it was ever saved.
        self.history.mark_saved(u64::MAX);
        self.say(format!("Imported {}", self.imported_from));
    }

    /// Puts readings into the map as one step.
    fn take_readings(&mut self, readings: Readings, name: &str) {
        let series = |metric: Metric| Edit::SetMetric { metric: metric.id, field: MetricField::Series(metric.series) };
        let changed = readings.changed.into_iter().map(series);
        let edits: Vec<Edit> = changed.chain(readings.added.into_iter().map(Edit::AddMetric)).collect();
        self.edit_all(&format!("Import readings from {name}"), &edits);
        self.comparing = None;
        self.panels.center = super::sides::Center::Metrics;
        self.shows_welcome = false;
    }
}

/// A map that is called as its file where it has no title.
fn of_map(made: Imported, title: &str, ids: IdSource) -> Made {
    let mut map = made.map;
    if map.title.is_empty() {
        title.clone_into(&mut map.title);
    }
    Made::Map(Box::new(map), made.notices, Box::new(ids))
}

impl Tried {
    /// What the dialog tells of it.
    fn trial(&self) -> Trial {
        let count = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        match &self.made {
            Ok(Made::Map(map, notices, _)) => {
                let parts = [
                    (map.stages.len(), "stage", "stages"),
                    (map.steps().count(), "step", "steps"),
                    (map.cards.len(), "card", "cards"),
                    (map.personas.len(), "persona", "personas"),
                    (map.pains.len(), "pain point", "pain points"),
                    (map.opportunities.len(), "opportunity", "opportunities"),
                    (map.metrics.len(), "metric", "metrics"),
                ];
                // The first three are always told.
                let told = parts.iter().enumerate().filter(|(n, (some, ..))| *n < 3 || *some > 0);
                let words: Vec<String> = told.map(|(_, (some, one, many))| count(*some, one, many)).collect();
                Trial { summary: words.join(", "), notices: lines(notices), error: None }
            }
            Ok(Made::Readings(readings)) => {
                let summary = format!(
                    "{}; {} added, {} changed",
                    count(readings.count, "reading", "readings"),
                    count(readings.added.len(), "metric", "metrics"),
                    count(readings.changed.len(), "metric", "metrics"),
                );
                Trial { summary, notices: lines(&readings.notices), error: None }
            }
            Err(error) => {
                let error = (format!("Line {}: {}", error.line, error.text), error.hint.clone());
                Trial { summary: String::new(), notices: Vec::new(), error: Some(error) }
            }
        }
    }
}

fn lines(notices: &[Notice]) -> Vec<String> {
    notices.iter().map(|notice| format!("{}:{}: {}", notice.line, notice.column, notice.text)).collect()
}
