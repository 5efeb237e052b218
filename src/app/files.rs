//! Maps from files: new, open, revert, import, what has to be asked before, and what the jobs answer.

use std::path::{Path, PathBuf};

use super::ask::{Answer, Purpose, Question};
use super::command::Next;
use super::dialogs::import::Goal;
use super::dialogs::path::{PathDialog, file_name};
use super::dialogs::{Dialog, Notice};
use super::disk;
use super::importing::is_imported;
use super::jobs::{Job, Message};
use super::session::Session;
use super::sides::Center;
use crate::edit::{History, Selection};
use crate::model::{IdSource, Map};
use crate::picture::Pictures;
use crate::store::{self, FileKind, PictureFiles, Stamp};
use crate::template::TEMPLATES;

/// The map's file.
#[derive(Debug, Clone)]
pub struct OpenFile {
    /// Where it is.
    pub path: PathBuf,
    /// How it was when it was read or written last.
    pub stamp: Option<Stamp>,
}

/// Opening and making maps.
impl Session {
    /// Does something that gives up the map, or asks first if it has unsaved changes.
    pub(super) fn guarded(&mut self, next: Next) {
        // Who wants something else now no longer waits for what was wanted before.
        self.after_save = None;
        self.given_up = None;
        self.guard(next);
    }

    pub(super) fn guard(&mut self, next: Next) {
        if self.is_dirty() && self.given_up != Some(self.history.revision()) {
            self.dialog = Some(Dialog::Unsaved(Box::new(next)));
        } else {
            self.go_on(next);
        }
    }

    /// Does what had to wait without saving.
    pub(super) fn discard(&mut self, next: Next) {
        self.given_up = Some(self.history.revision());
        self.go_on(next);
    }

    /// Does what had to wait.
    pub(super) fn go_on(&mut self, next: Next) {
        self.dialog = None;
        match next {
            Next::New(name) => self.begin_from_template(name),
            Next::NewFromFile(path) => self.begin_from_file(&path),
            Next::OpenSample(name) => self.begin_from_sample(name),
            Next::AskOpen => self.ask(Purpose::Open, String::new()),
            Next::Open(path) => self.open(&path),
            Next::OpenAsNew(path) => self.open_as_new(&path),
            Next::Recover(leftover) => self.recover(&leftover),
            Next::BeginFuture => self.show_future_dialog(),
            Next::AskImport => self.ask(Purpose::Import, String::new()),
            Next::Import(path) => self.choose_diagram(path),
            Next::TakeImport => self.take_imported_map(),
            Next::TypePath(purpose) => self.type_path(purpose),
            Next::Quit => self.closes = true,
        }
    }

    /// Opens a map. If it cannot be opened, the one that is open stays.
    pub(super) fn open(&mut self, path: &Path) {
        if is_imported(path) {
            return self.import_path(path.to_owned());
        }
        match store::load(path) {
            Ok(loaded) => {
                let lines = disk::warning_lines(&loaded);
                // What was handed on is no file that saving replaces.
                let is_own = loaded.kind == FileKind::Map;
                let file = is_own.then(|| OpenFile { path: path.to_owned(), stamp: Some(loaded.stamp) });
                self.take_map(loaded.map, IdSource::random(), file, loaded.pictures, loaded.files);
                self.note_recent(path);
                self.say(match loaded.kind {
                    FileKind::Map => format!("Opened {}", file_name(path)),
                    FileKind::Archive | FileKind::Poster => {
                        format!("Opened the map in {}; Save makes a file of its own", file_name(path))
                    }
                });
                if !lines.is_empty() {
                    let title = format!("{} was opened, with remarks", file_name(path));
                    self.dialog = Some(Dialog::Notice(Notice { title, lines, failed: false }));
                }
                self.warn_of_other_window();
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
    pub(super) fn take_map(
        &mut self,
        map: Map,
        ids: IdSource,
        file: Option<OpenFile>,
        pictures: Pictures,
        picture_files: PictureFiles,
    ) {
        self.history = History::new(map, ids);
        self.generation += 1;
        self.forget_posters();
        self.arrangement = self.kept_arrangement();
        (self.other, self.comparing) = (None, None);
        self.shows_welcome = false;
        self.after_save = None;
        self.given_up = None;
        (self.seen, self.is_file_missing) = (None, false);
        self.file = file;
        self.pictures = pictures.into();
        self.picture_files = picture_files;
        self.selection = Selection::Map;
        self.cell = None;
        self.persona = None;
        self.gesture = None;
        self.in_place = None;
        self.problems.0 = u64::MAX;
        self.forget_insights();
        self.panels.center = Center::Map;
        self.view.forget();
        self.view.fits = true;
    }

    pub(super) fn note_recent(&mut self, path: &Path) {
        self.state.add_recent(path);
        self.recent = self.state.recent();
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
        if self.jobs.ask(Question { purpose, folder, name }) {
            self.asked_in = self.generation;
        } else {
            self.after_save = None;
            self.fail("A dialog for a file is open already");
        }
    }

    pub(super) fn type_path(&mut self, purpose: Purpose) {
        let name = if purpose.writes() {
            format!("{}.{}", store::safe_file_stem(self.title()), purpose.filter().1[0])
        } else {
            String::new()
        };
        let question = Question { purpose, folder: self.folder(), name };
        self.dialog = Some(Dialog::Path(Box::new(PathDialog::new(&question))));
    }

    pub(super) fn path_chosen(&mut self, purpose: Purpose, path: PathBuf) {
        self.dialog = None;
        match purpose {
            // The map may have been changed while the desktop's dialog was open.
            Purpose::Open => self.guard(Next::Open(path)),
            Purpose::Import => self.import_path(path),
            Purpose::ImportReadings => self.show_import(path, Some(Goal::Readings)),
            Purpose::ExportText(format) => self.export_text(path, format),
            Purpose::SaveAs | Purpose::SaveCopy | Purpose::HandOn | Purpose::Minutes => self.save_to(path, purpose),
            Purpose::ExportPoster | Purpose::ExportSheets => self.export_to(path),
            Purpose::ExportStory { has_notes } => self.export_story(path, has_notes),
            Purpose::Picture => self.take_chosen_picture(&path),
            Purpose::Baseline => self.take_baseline(&path),
            Purpose::CompareWith => self.compare_with(&path),
            Purpose::Future => self.begin_future(&path),
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
                Message::Asked(question, answer) => self.answered(&question, answer),
                Message::Saved(outcome) => self.saved(outcome),
                Message::Composed(key, result) => self.composed(key, *result),
                Message::Remedies(key, found) => self.found_remedies(key, found),
                Message::Exported(result) => self.exported(result),
                Message::StoryWritten(result) => self.story_written(result),
                Message::FolderShown => {}
                Message::Looked(Some(look)) => self.looked(look),
                Message::Looked(None) => {}
                Message::Tried(tried) => self.tried(*tried),
                Message::TextWritten(written) => self.text_written(written),
                Message::Failed(job, reason) => self.job_failed(job, reason),
            }
        }
    }

    fn answered(&mut self, question: &Question, answer: Answer) {
        if question.purpose.writes() && self.asked_in != self.generation {
            self.say("Nothing was written: the path was chosen for a map that is no longer open");
            return;
        }
        match answer {
            Answer::Path(path) => self.path_chosen(question.purpose, path),
            Answer::Exists(path) => self.dialog = Some(Dialog::Path(Box::new(PathDialog::replacing(question, path)))),
            Answer::Cancelled => self.forget_waiting(),
            Answer::Unavailable => self.dialog = Some(Dialog::Path(Box::new(PathDialog::new(question)))),
        }
    }

    fn job_failed(&mut self, job: Job, reason: String) {
        let title = match job {
            // What was not noticed now is noticed when the map is saved.
            Job::Look => return,
            Job::AskPath => "No path could be asked for",
            Job::Save => "The map was not saved",
            Job::Compose | Job::FindRemedies => "The poster could not be composed",
            Job::Export => "The poster was not exported",
            Job::ExportStory => "The story was not exported",
            Job::ShowFolder => "This desktop shows no folder",
            Job::TryImport => "The file could not be imported",
            Job::WriteText => "The map was not exported",
        };
        match job {
            Job::Look | Job::ShowFolder | Job::ExportStory | Job::TryImport | Job::WriteText => {}
            Job::AskPath => self.forget_waiting(),
            Job::Save => self.after_save = None,
            Job::Compose | Job::FindRemedies => self.composing_failed(),
            Job::Export => self.end_progress(),
        }
        self.show_failure(title, vec![reason]);
    }

    /// Closes the dialog. Where it asked for something that is needed to go on, nothing goes on.
    pub(super) fn close_dialog(&mut self) {
        match self.dialog.take() {
            Some(Dialog::Path(_) | Dialog::Changed(_)) => self.forget_waiting(),
            Some(Dialog::Recovery(dialog)) => self.offer_leftover(dialog.offer.index + 1),
            _ => {}
        }
    }

    /// Forgets what waits for a path.
    fn forget_waiting(&mut self) {
        self.after_save = None;
        self.forget_poster();
    }

    pub(super) fn show_failure(&mut self, title: &str, lines: Vec<String>) {
        self.fail(title);
        self.dialog = Some(Dialog::Notice(Notice { title: title.to_owned(), lines, failed: true }));
    }
}

/// The map that the window begins with.
pub fn first_map(ids: &mut IdSource) -> Map {
    TEMPLATES[0].map(ids)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use eframe::egui;

    use super::*;
    use crate::app::ask::NoDialogs;
    use crate::app::command::Command;
    use crate::edit::{Edit, MapField};
    use crate::store::StateFolder;
    use crate::text::{Shaper, SystemFonts};

    #[test]
    fn changes_made_while_the_desktop_asks_for_a_path_are_not_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut shaper = Shaper::new(SystemFonts::Ignored);
        let state = StateFolder::at(folder.path().join("state"));
        let mut session = Session::new(egui::Context::default(), Arc::new(NoDialogs), state, &mut shaper);
        let path = folder.path().join("other.ron");
        let retitle = |title: &str| Command::Edit(Edit::SetMap(MapField::Title(title.into())));
        let chosen = || Command::PathChosen(Purpose::Open, path.clone());
        let asks = |session: &Session| matches!(session.dialog(), Some(Dialog::Unsaved(_)));

        session.perform(Command::Action(crate::app::Action::Open));
        session.perform(retitle("Changed meanwhile"));
        session.perform(chosen());
        assert!(asks(&session));

        session.perform(Command::CloseDialog);
        session.perform(Command::Discard(Box::new(Next::AskOpen)));
        session.perform(chosen());
        assert!(!asks(&session), "it was said already that the changes may be lost");
        session.perform(retitle("And once more"));
        session.perform(chosen());
        assert!(asks(&session));

        session.perform(Command::New("customer-journey"));
        let question = Question { purpose: Purpose::SaveAs, folder: folder.path().to_owned(), name: String::new() };
        session.perform(Command::Discard(Box::new(Next::New("customer-journey"))));
        session.answered(&question, Answer::Path(path.clone()));
        assert!(!session.jobs.is_saving(), "the path was chosen for another map");
    }
}
