//! Maps from files and to files: new, open, save, revert, import, and what has to be asked before.

use std::path::{Path, PathBuf};

use super::ask::{Answer, Purpose, Question};
use super::command::Next;
use super::dialogs::path::{PathDialog, file_name};
use super::dialogs::{Dialog, Notice};
use super::disk;
use super::jobs::{ExportOrder, Message};
use super::session::Session;
use crate::edit::{History, Selection};
use crate::export::{ExportError, Plan};
use crate::model::{IdSource, Map};
use crate::picture::Pictures;
use crate::store::{self, PictureFiles, SaveError, SaveReport, Stamp};
use crate::template::{TEMPLATES, Template};

/// The map's file.
#[derive(Debug, Clone)]
pub struct OpenFile {
    /// Where it is.
    pub path: PathBuf,
    /// How it was when it was read or written last.
    pub stamp: Option<Stamp>,
}

/// How saving ended.
pub struct SaveOutcome {
    path: PathBuf,
    revision: u64,
    purpose: Purpose,
    result: Result<SaveReport, SaveError>,
}

/// Opening and making maps.
impl Session {
    /// Does something that gives up the map, or asks first if it has unsaved changes.
    pub(super) fn guarded(&mut self, next: Next) {
        if self.is_dirty() {
            self.dialog = Some(Dialog::Unsaved(Box::new(next)));
        } else {
            self.go_on(next);
        }
    }

    /// Does what had to wait.
    pub(super) fn go_on(&mut self, next: Next) {
        self.dialog = None;
        match next {
            Next::New(name) => {
                let mut ids = IdSource::random();
                let map = Template::find(name).unwrap_or(&TEMPLATES[0]).map(&mut ids);
                self.take_map(map, ids, None, Pictures::default(), PictureFiles::default());
                self.say("A new map");
            }
            Next::AskOpen => self.ask(Purpose::Open, String::new()),
            Next::Open(path) => self.open(&path),
            Next::AskImport => self.ask(Purpose::ImportMermaid, String::new()),
            Next::Import(path) => self.choose_diagram(path),
            Next::TypePath(purpose) => self.type_path(purpose),
            Next::Quit => self.closes = true,
        }
    }

    /// Opens a map. If it cannot be opened, the one that is open stays.
    pub(super) fn open(&mut self, path: &Path) {
        match store::load(path) {
            Ok(loaded) => {
                let lines = disk::warning_lines(&loaded);
                let file = OpenFile { path: path.to_owned(), stamp: Some(loaded.stamp) };
                self.take_map(loaded.map, IdSource::random(), Some(file), loaded.pictures, loaded.files);
                self.note_recent(path);
                self.say(format!("Opened {}", file_name(path)));
                if !lines.is_empty() {
                    let title = format!("{} was opened, with remarks", file_name(path));
                    self.dialog = Some(Dialog::Notice(Notice { title, lines, failed: false }));
                }
            }
            Err(error) => {
                let lines = disk::load_error_lines(&error);
                self.show_failure(&format!("{} cannot be opened", file_name(path)), lines);
            }
        }
    }

    pub(super) fn revert(&mut self) {
        let Some(path) = self.path().map(Path::to_owned) else { return };
        match store::load(&path) {
            Ok(loaded) => {
                self.history.replace(loaded.map, "Revert to the saved map");
                let revision = self.history.revision();
                self.history.mark_saved(revision);
                self.pictures = loaded.pictures.into();
                self.picture_files = loaded.files;
                self.file = Some(OpenFile { path, stamp: Some(loaded.stamp) });
                self.after_change();
                self.say("Reverted to the saved map; undo brings the changes back");
            }
            Err(error) => self.show_failure("The saved map cannot be read", disk::load_error_lines(&error)),
        }
    }

    pub(super) fn import(&mut self, path: &Path, nth: usize) {
        self.dialog = None;
        let mut ids = IdSource::random();
        match disk::import(path, nth, &mut ids) {
            Ok(imported) => {
                let lines = disk::notice_lines(&imported);
                self.take_map(imported.map, ids, None, Pictures::default(), PictureFiles::default());
                // What was imported stands in no map's file yet: no revision of it was ever saved.
                self.history.mark_saved(u64::MAX);
                self.say(format!("Imported {}", file_name(path)));
                if !lines.is_empty() {
                    let title = format!("{} was imported, with remarks", file_name(path));
                    self.dialog = Some(Dialog::Notice(Notice { title, lines, failed: false }));
                }
            }
            Err(lines) => self.show_failure(&format!("{} cannot be imported", file_name(path)), lines),
        }
    }

    /// Puts a map in the place of the one that is open, with a history of its own.
    fn take_map(
        &mut self,
        map: Map,
        ids: IdSource,
        file: Option<OpenFile>,
        pictures: Pictures,
        picture_files: PictureFiles,
    ) {
        self.history = History::new(map, ids);
        self.file = file;
        self.pictures = pictures.into();
        self.picture_files = picture_files;
        self.selection = Selection::Map;
        self.cell = None;
        self.persona = None;
        self.gesture = None;
        self.in_place = None;
        self.problems.0 = u64::MAX;
        self.view.forget();
        self.view.fits = true;
    }

    fn note_recent(&mut self, path: &Path) {
        self.state.add_recent(path);
        self.recent = self.state.recent();
    }
}

/// Saving.
impl Session {
    pub(super) fn save(&mut self) {
        match self.path().map(Path::to_owned) {
            Some(path) if self.was_changed_by_others() => self.dialog = Some(Dialog::Changed(path)),
            Some(path) => self.save_to(path, Purpose::SaveAs),
            None => self.ask_where_to_save(Purpose::SaveAs),
        }
    }

    /// Whether the map's file is another one than was read or written last.
    fn was_changed_by_others(&self) -> bool {
        let Some(OpenFile { path, stamp: Some(stamp) }) = &self.file else { return false };
        !stamp.seems_current(path) && store::stamp(path).is_some_and(|now| now != *stamp)
    }

    pub(super) fn overwrite(&mut self) {
        self.dialog = None;
        if let Some(path) = self.path().map(Path::to_owned) {
            self.save_to(path, Purpose::SaveAs);
        }
    }

    /// Saves and then does what had to wait; if saving fails it is not done.
    pub(super) fn save_then(&mut self, next: Next) {
        self.dialog = None;
        self.after_save = Some(next);
        self.save();
    }

    pub(super) fn ask_where_to_save(&mut self, purpose: Purpose) {
        let name = match self.path() {
            Some(path) if purpose == Purpose::SaveAs => file_name(path),
            Some(path) => format!("{} copy.ron", stem(path)),
            None => format!("{}.ron", plain_name(self.title())),
        };
        self.ask(purpose, name);
    }

    fn save_to(&mut self, path: PathBuf, purpose: Purpose) {
        if self.jobs.is_saving() {
            return;
        }
        let (map, revision) = (self.map().clone(), self.history.revision());
        let (pictures, state) = (self.picture_files.clone(), self.state.clone());
        self.jobs.save(move || {
            let result = store::save(&path, &map, &pictures, &state);
            SaveOutcome { path, revision, purpose, result }
        });
    }

    fn saved(&mut self, outcome: SaveOutcome) {
        let name = file_name(&outcome.path);
        match outcome.result {
            Ok(_) if outcome.purpose == Purpose::SaveCopy => self.say(format!("Saved a copy as {name}")),
            Ok(report) => {
                self.history.mark_saved(outcome.revision);
                self.note_recent(&outcome.path);
                self.file = Some(OpenFile { path: outcome.path, stamp: report.stamp });
                self.say(format!("Saved {name}"));
                if !report.warnings.is_empty() {
                    let title = format!("{name} was saved, with remarks");
                    self.dialog = Some(Dialog::Notice(Notice { title, lines: report.warnings, failed: false }));
                }
                if let Some(next) = self.after_save.take() {
                    self.go_on(next);
                }
            }
            Err(error) => {
                self.after_save = None;
                self.show_failure(&format!("{name} was not saved"), disk::save_error_lines(&error));
            }
        }
    }
}

/// Asking for paths, and what comes back from the jobs.
impl Session {
    /// The folder that a dialog shows first: that of the map, else the working folder.
    fn folder(&self) -> PathBuf {
        let of_map = self.path().and_then(Path::parent).filter(|folder| folder.is_dir()).map(Path::to_owned);
        let folder = of_map.or_else(|| std::env::current_dir().ok()).unwrap_or_else(|| PathBuf::from("/"));
        std::path::absolute(&folder).unwrap_or(folder)
    }

    pub(super) fn ask(&mut self, purpose: Purpose, name: String) {
        let folder = self.folder();
        self.jobs.ask(Question { purpose, folder, name });
    }

    pub(super) fn type_path(&mut self, purpose: Purpose) {
        let name = if purpose.writes() {
            format!("{}.{}", plain_name(self.title()), purpose.filter().1[0])
        } else {
            String::new()
        };
        let question = Question { purpose, folder: self.folder(), name };
        self.dialog = Some(Dialog::Path(Box::new(PathDialog::new(&question))));
    }

    pub(super) fn path_chosen(&mut self, purpose: Purpose, path: PathBuf) {
        self.dialog = None;
        match purpose {
            Purpose::Open => self.open(&path),
            Purpose::SaveAs | Purpose::SaveCopy => self.save_to(path, purpose),
            Purpose::ImportMermaid => self.choose_diagram(path),
            Purpose::ExportPoster => self.export_to(path),
        }
    }

    fn choose_diagram(&mut self, path: PathBuf) {
        match disk::diagrams(&path) {
            Ok(diagrams) if diagrams.len() > 1 => {
                let titles = diagrams.into_iter().map(|diagram| diagram.title).collect();
                self.dialog = Some(Dialog::Diagram { path, titles });
            }
            Ok(_) => self.import(&path, 0),
            Err(lines) => self.show_failure(&format!("{} cannot be imported", file_name(&path)), lines),
        }
    }

    /// Takes what the jobs have to say. To be called once a frame.
    pub fn hear_jobs(&mut self) {
        while let Some(message) = self.jobs.next() {
            match message {
                Message::Asked(question, Answer::Path(path)) => self.path_chosen(question.purpose, path),
                Message::Asked(_, Answer::Cancelled) => self.after_save = None,
                Message::Asked(question, Answer::Unavailable) => {
                    self.dialog = Some(Dialog::Path(Box::new(PathDialog::new(&question))));
                }
                Message::Saved(outcome) => self.saved(outcome),
                Message::Exported(result) => self.exported(result),
                Message::NotStarted(error) => {
                    self.show_failure("The system gave no thread to work with", vec![error.to_string()]);
                }
            }
        }
    }

    pub(super) fn show_failure(&mut self, title: &str, lines: Vec<String>) {
        self.fail(title);
        self.dialog = Some(Dialog::Notice(Notice { title: title.to_owned(), lines, failed: true }));
    }
}

/// The poster.
impl Session {
    /// Asks where the poster goes; it is written as planned.
    pub(super) fn ask_where_to_export(&mut self, plan: Plan) {
        self.waiting_export = Some(plan);
        self.dialog = None;
        self.ask(Purpose::ExportPoster, format!("{}.png", plain_name(self.title())));
    }

    fn export_to(&mut self, path: PathBuf) {
        let Some(plan) = self.waiting_export.take() else { return };
        // Whether it may be replaced was asked where the path was chosen.
        let order = ExportOrder { path, plan, overwrite: true };
        self.dialog = Some(Dialog::Exporting);
        let title = self.title().to_owned();
        self.jobs.export(self.view.poster(self.map()), title, order);
    }

    fn exported(&mut self, result: Result<ExportOrder, ExportError>) {
        self.dialog = None;
        match result {
            Ok(order) => {
                let (width, height) = (order.plan.width_px, order.plan.height_px);
                self.say(format!("Exported {} ({width} × {height} pixels)", file_name(&order.path)));
            }
            Err(ExportError::Cancelled) => self.say("The export was cancelled; nothing was written"),
            Err(error) => self.show_failure("The poster was not exported", vec![error.to_string()]),
        }
    }
}

/// The map that the window begins with.
pub fn first_map(ids: &mut IdSource) -> Map {
    TEMPLATES[0].map(ids)
}

fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(|| "map".to_owned(), |stem| stem.to_string_lossy().into_owned())
}

/// A title as the name of a file: without what file systems do not take.
fn plain_name(title: &str) -> String {
    let plain: String =
        title.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { ' ' } else { c }).take(80).collect();
    let plain = plain.trim_start_matches(['.', ' ']).trim_end();
    if plain.is_empty() { "map".to_owned() } else { plain.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name_that_every_system_takes() {
        assert_eq!(plain_name("Buying: a bicycle?"), "Buying  a bicycle");
        assert_eq!(plain_name("../../etc/passwd"), "etc passwd");
        assert_eq!(plain_name("رحلة"), "رحلة");
        assert_eq!(plain_name(" \n"), "map");
    }
}
