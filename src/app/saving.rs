//! Saving: what is written, when it is asked before, and what follows once it is written.

use std::path::PathBuf;

use super::ask::Purpose;
use super::autosave::SafetyCopy;
use super::command::Next;
use super::dialogs::path::file_name;
use super::dialogs::{Dialog, Notice};
use super::disk;
use super::files::OpenFile;
use super::naming::stem;
use super::session::Session;
use crate::disk::Existing;
use crate::model::Map;
use crate::store::{self, PictureFiles, SaveError, SaveReport, StateFolder};

/// A map to write, as it was when that was asked for.
pub struct SaveOrder {
    /// Kept before anything is written; none for a copy, which saves nothing.
    safety: Option<SafetyCopy>,
    target: Target,
    map: Map,
    /// What is written in place of the map: the minutes.
    text: Option<String>,
    pictures: PictureFiles,
    state: StateFolder,
    revision: u64,
}

/// Where a map goes, and which of the maps that were open it is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Target {
    path: PathBuf,
    purpose: Purpose,
    generation: u64,
}

/// How saving ended.
pub struct SaveOutcome {
    target: Target,
    revision: u64,
    result: Result<SaveReport, SaveError>,
}

impl SaveOrder {
    /// Writes the map.
    pub fn run(self) -> SaveOutcome {
        if let Some(copy) = self.safety {
            copy.keep();
        }
        let nothing = SaveReport { warnings: Vec::new(), stamp: None };
        let result = match (self.target.purpose, &self.text) {
            (Purpose::Minutes, Some(text)) => store::save_text(&self.target.path, text).map(|()| nothing),
            (Purpose::HandOn, _) => {
                store::save_archive(&self.target.path, &self.map, &self.pictures, Existing::Replaced).map(|_| nothing)
            }
            _ => store::save(&self.target.path, &self.map, &self.pictures, &self.state),
        };
        SaveOutcome { target: self.target, revision: self.revision, result }
    }

    /// Whether another order that has not begun need not run, as this one writes the same map later.
    pub fn replaces(&self, other: &Self) -> bool {
        self.target == other.target
    }
}

impl Session {
    pub(super) fn save(&mut self) {
        match self.path().map(PathBuf::from) {
            // While a map is being saved its file changes by that.
            Some(path) if !self.jobs.is_saving() && self.was_changed_by_others() => {
                self.show_changed(path);
            }
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
        if let Some(path) = self.path().map(PathBuf::from) {
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
        self.dialog = None;
        let name = match self.path() {
            Some(path) if purpose == Purpose::SaveAs => file_name(path),
            Some(path) => format!("{} copy.ron", stem(path)),
            None => format!("{}.ron", store::safe_file_stem(self.title())),
        };
        self.ask(purpose, name);
    }

    /// Asks where the map goes with its pictures in one file.
    pub(super) fn ask_where_to_hand_on(&mut self) {
        self.dialog = None;
        self.ask(Purpose::HandOn, format!("{}.{}", store::safe_file_stem(self.title()), store::ARCHIVE_ENDING));
    }

    /// Writes the map as it is now, after what is being written.
    pub(super) fn save_to(&mut self, path: PathBuf, purpose: Purpose) {
        let target = Target { path, purpose, generation: self.generation };
        let (map, revision) = (self.map().clone(), self.history.revision());
        let (pictures, state) = (self.picture_files.clone(), self.state.clone());
        let is_copy = matches!(purpose, Purpose::SaveCopy | Purpose::HandOn | Purpose::Minutes);
        let text = (purpose == Purpose::Minutes).then(|| self.minutes_text());
        let safety = (!is_copy && self.is_dirty()).then(|| {
            let unsaved = self.unsaved();
            self.autosave.safety_copy((self.generation, revision), unsaved)
        });
        self.jobs.save(SaveOrder { safety, target, map, text, pictures, state, revision });
    }

    /// Takes what became of a save. The map that was saved may no longer be the one that is open.
    pub(super) fn saved(&mut self, outcome: SaveOutcome) {
        let SaveOutcome { target, revision, result } = outcome;
        let name = file_name(&target.path);
        match result {
            Ok(_) if target.purpose == Purpose::SaveCopy => self.say(format!("Saved a copy as {name}")),
            Ok(_) if target.purpose == Purpose::Minutes => self.say(format!("Wrote the minutes to {name}")),
            Ok(_) if target.purpose == Purpose::HandOn => {
                self.say(format!("Wrote {name}: the map with its pictures; File, Open opens it"));
            }
            Ok(report) => {
                self.note_recent(&target.path);
                self.say(format!("Saved {name}"));
                if !report.warnings.is_empty() {
                    let title = format!("{name} was saved, with remarks");
                    self.dialog = Some(Dialog::Notice(Notice { title, lines: report.warnings, failed: false }));
                }
                if target.generation == self.generation {
                    let is_new = self.path() != Some(&target.path);
                    self.is_file_missing = false;
                    self.history.mark_saved(revision);
                    self.file = Some(OpenFile { path: target.path, stamp: report.stamp });
                    if is_new && self.after_save.is_none() {
                        self.warn_of_other_window();
                    }
                    self.go_on_after_save();
                }
            }
            Err(error) => {
                self.after_save = None;
                let mut lines = disk::save_error_lines(&error);
                lines.push("hint: The map is still open, and its file is as it was.".to_owned());
                self.show_failure(&format!("{name} was not saved"), lines);
            }
        }
    }

    /// Does what had to wait, or first saves what was changed since the save that has ended began.
    fn go_on_after_save(&mut self) {
        match self.after_save.take() {
            Some(next) if self.is_dirty() => self.save_then(next),
            Some(next) => self.go_on(next),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use eframe::egui;

    use super::*;
    use crate::app::ask::NoDialogs;
    use crate::app::command::Command;
    use crate::edit::{Edit, MapField};
    use crate::text::{Shaper, SystemFonts};

    fn session(folder: &Path) -> Session {
        let state = StateFolder::at(folder.join("state"));
        let mut shaper = Shaper::new(SystemFonts::Ignored);
        Session::new(egui::Context::default(), Arc::new(NoDialogs), state, &mut shaper)
    }

    fn retitle(session: &mut Session, title: &str) {
        session.perform(Command::EndTyping);
        session.perform(Command::Edit(Edit::SetMap(MapField::Title(title.into()))));
    }

    /// Takes what the jobs say until `done`.
    fn hear_until(session: &mut Session, done: impl Fn(&Session) -> bool) {
        for _ in 0..2_000 {
            session.hear_jobs();
            if done(session) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        panic!("it took too long: {:?}", session.status());
    }

    fn title_in(path: &Path) -> String {
        store::load(path).expect("a map").map.title
    }

    #[test]
    fn a_save_that_ends_late_leaves_another_map_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.ron");
        let mut session = session(folder.path());
        retitle(&mut session, "A");
        session.save_to(path.clone(), Purpose::SaveAs);
        session.perform(Command::Discard(Box::new(Next::New("customer-journey"))));
        retitle(&mut session, "B");
        hear_until(&mut session, |session| !session.jobs.is_saving());
        assert_eq!((session.path(), session.is_dirty()), (None, true));
        assert_eq!(session.status().text, "Saved a.ron");
        assert_eq!(title_in(&path), "A");
    }

    #[test]
    fn what_is_changed_while_saving_is_saved_before_the_window_closes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.ron");
        let mut session = session(folder.path());
        retitle(&mut session, "A");
        session.save_to(path.clone(), Purpose::SaveAs);
        retitle(&mut session, "B");
        session.perform(Command::SaveThen(Box::new(Next::Quit)));
        session.perform(Command::PathChosen(Purpose::SaveAs, path.clone()));
        retitle(&mut session, "C");
        hear_until(&mut session, |session| session.closes);
        assert_eq!(title_in(&path), "C");
    }

    #[test]
    fn a_save_asked_for_while_saving_is_done_after_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.ron");
        let mut session = session(folder.path());
        retitle(&mut session, "A");
        session.save_to(path.clone(), Purpose::SaveAs);
        retitle(&mut session, "B");
        session.save_to(path.clone(), Purpose::SaveAs);
        hear_until(&mut session, |session| !session.is_dirty());
        assert_eq!(title_in(&path), "B");
    }

    #[test]
    fn what_is_being_saved_is_written_even_if_the_window_closes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.ron");
        let mut session = session(folder.path());
        for title in ["A", "B"] {
            retitle(&mut session, title);
            session.save_to(path.clone(), Purpose::SaveAs);
        }
        drop(session);
        assert_eq!(title_in(&path), "B");
    }

    #[test]
    fn who_gives_up_the_path_gives_up_what_had_to_wait() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut session = session(folder.path());
        retitle(&mut session, "A");
        session.perform(Command::SaveThen(Box::new(Next::Quit)));
        hear_until(&mut session, |session| session.dialog().is_some());
        session.perform(Command::CloseDialog);
        session.save_to(folder.path().join("a.ron"), Purpose::SaveAs);
        hear_until(&mut session, |session| !session.is_dirty());
        assert!(!session.closes);
    }
}
