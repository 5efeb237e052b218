//! The map's file as others see it: earlier versions of it, and what another program made of it.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::clock::moment;
use super::dialogs::Dialog;
use super::dialogs::changed::{ChangedDialog, changes};
use super::dialogs::path::file_name;
use super::dialogs::versions::{Version, VersionsDialog};
use super::disk;
use super::files::OpenFile;
use super::naming::stem;
use super::session::Session;
use crate::model::IdSource;
use crate::store::{self, Stamp};

/// What a look at the map's file found.
pub struct Look {
    /// Which of the maps that were open it was about.
    generation: u64,
    path: PathBuf,
    /// What the file is; none if it is not there.
    stamp: Option<Stamp>,
}

/// Earlier versions.
impl Session {
    pub(super) fn show_versions(&mut self) {
        let now = (self.clock)();
        let version = |path: PathBuf| {
            let metadata = path.metadata().ok()?;
            let at = Timestamp::try_from(metadata.modified().ok()?).ok()?;
            Some(Version { path, when: moment(at, &now), bytes: metadata.len() })
        };
        let versions = self.state.backups(self.map().id).into_iter().filter_map(version).collect();
        self.dialog = Some(Dialog::Versions(Box::new(VersionsDialog::new(versions))));
    }

    /// Puts an earlier version in the place of the map, as a step that can be undone.
    pub(super) fn go_back_to(&mut self, path: &Path) {
        self.dialog = None;
        match store::load(path) {
            Ok(loaded) => {
                self.history.replace(loaded.map, "Go back to an earlier version");
                self.take_missing_pictures();
                self.after_change();
                self.say("This is an earlier version; undo leads back, saving keeps it");
            }
            Err(error) => self.show_failure("This version cannot be opened", disk::load_error_lines(&error)),
        }
    }

    /// Opens an earlier version as a map of its own that belongs to no file.
    pub(super) fn open_as_new(&mut self, path: &Path) {
        match store::load(path) {
            Ok(loaded) => {
                let mut ids = IdSource::random();
                let (mut map, files) = (loaded.map, self.picture_files.clone());
                map.id = ids.next();
                let pictures = (*self.pictures).clone();
                let beside = self.path().map(Path::to_owned);
                self.take_map(map, ids, None, pictures, files);
                self.history.mark_saved(u64::MAX);
                if let Some(beside) = beside {
                    self.take_pictures_beside(&beside);
                }
                self.say("Opened an earlier version as a new map");
            }
            Err(error) => self.show_failure("This version cannot be opened", disk::load_error_lines(&error)),
        }
    }

    /// Reads the pictures that the map shows and that are not at hand; no picture is ever deleted, so
    /// they lie beside the map's file.
    fn take_missing_pictures(&mut self) {
        if let Some(path) = self.path().map(Path::to_owned) {
            self.take_pictures_beside(&path);
        }
    }

    fn take_pictures_beside(&mut self, file: &Path) {
        let (pictures, files) = store::load_pictures(self.map(), file);
        let all = std::sync::Arc::make_mut(&mut self.pictures);
        all.extend(pictures);
        self.picture_files.extend(files);
        self.view.forget();
    }
}

/// The file that another program changed.
impl Session {
    /// Looks whether the map's file is as it was, beside the window: the disk may be slow. To be called
    /// when the window gets the keyboard back.
    pub(super) fn look_at_file(&mut self) {
        let Some(OpenFile { path, stamp: Some(stamp) }) = self.file.clone() else { return };
        let generation = self.generation;
        self.jobs.look(move || {
            if stamp.seems_current(&path) {
                return None;
            }
            let stamp = store::stamp(&path);
            Some(Look { generation, path, stamp })
        });
    }

    /// Takes what a look found. Meanwhile the map may have been saved, or another one opened.
    pub(super) fn looked(&mut self, look: Look) {
        let Some(OpenFile { path, stamp: Some(known) }) = &self.file else { return };
        let is_own = look.generation == self.generation && look.path == *path;
        if !is_own || self.jobs.is_saving() || self.dialog.is_some() || known.seems_current(path) {
            return;
        }
        match look.stamp {
            Some(stamp) if stamp == *known || self.seen.as_ref() == Some(&stamp) => {}
            Some(stamp) => {
                self.seen = Some(stamp);
                self.show_changed(look.path);
            }
            None if !self.is_file_missing => {
                self.is_file_missing = true;
                let name = file_name(&look.path);
                // No file holds the map any more, so it is not saved.
                self.history.mark_saved(u64::MAX);
                self.fail(format!("{name} is no longer there. The map is still open; saving writes it anew."));
            }
            None => {}
        }
    }

    pub(super) fn show_changed(&mut self, path: PathBuf) {
        let theirs = changes(&path, self);
        self.dialog = Some(Dialog::Changed(Box::new(ChangedDialog { path, theirs })));
    }

    /// Takes what is in the file now. What had to wait for saving no longer does.
    pub(super) fn reload(&mut self) {
        self.dialog = None;
        self.after_save = None;
        self.revert();
    }

    /// Asks under which other name this map goes on, so that the file stays as the other program left it.
    pub(super) fn keep_both(&mut self) {
        self.dialog = None;
        let name = self.path().map_or_else(|| "map".to_owned(), stem);
        self.ask(super::ask::Purpose::SaveAs, format!("{name} mine.ron"));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use eframe::egui;

    use super::*;
    use crate::app::ask::{NoDialogs, Purpose};
    use crate::app::command::Command;
    use crate::edit::{Edit, MapField};
    use crate::store::StateFolder;
    use crate::text::{Shaper, SystemFonts};

    fn session(folder: &Path) -> Session {
        let mut shaper = Shaper::new(SystemFonts::Ignored);
        let state = StateFolder::at(folder.join("state"));
        Session::new(egui::Context::default(), Arc::new(NoDialogs), state, &mut shaper)
    }

    fn retitle(session: &mut Session, title: &str) {
        session.perform(Command::Edit(Edit::SetMap(MapField::Title(title.into()))));
    }

    fn save(session: &mut Session, path: &Path, title: &str) {
        retitle(session, title);
        session.save_to(path.to_owned(), Purpose::SaveAs);
        hear_until(session, |session| !session.is_dirty());
    }

    fn hear_until(session: &mut Session, done: impl Fn(&Session) -> bool) {
        for _ in 0..4_000 {
            session.hear_jobs();
            if done(session) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        panic!("it took too long: {:?}", session.status());
    }

    /// Writes the map's file as another program would.
    fn meddle(path: &Path, from: &str, to: &str) {
        let text = std::fs::read_to_string(path).expect("a file");
        assert!(text.contains(from));
        std::fs::write(path, text.replace(from, to)).expect("a file");
    }

    fn is_asked(session: &Session) -> bool {
        matches!(session.dialog(), Some(Dialog::Changed(_)))
    }

    #[test]
    fn an_earlier_version_comes_back_as_a_step_or_as_a_map_of_its_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("map.ron");
        let mut session = session(folder.path());
        for title in ["One", "Two", "Three"] {
            save(&mut session, &path, title);
        }
        session.perform(Command::Action(crate::app::Action::EarlierVersions));
        assert!(matches!(session.dialog(), Some(Dialog::Versions(_))));
        let versions = session.state.backups(session.map().id);
        assert_eq!(versions.len(), 2);
        session.perform(Command::GoBackTo(versions[1].clone()));
        assert_eq!((session.title(), session.path(), session.is_dirty()), ("One", Some(path.as_path()), true));
        session.perform(Command::Action(crate::app::Action::Undo));
        assert_eq!((session.title(), session.is_dirty()), ("Three", false));
        let id = session.map().id;
        session.perform(Command::OpenAsNew(versions[0].clone()));
        assert_eq!((session.title(), session.path(), session.is_dirty()), ("Two", None, true));
        assert_ne!(session.map().id, id);
    }

    #[test]
    fn a_version_is_as_old_as_the_file_that_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("map.ron");
        let mut session = session(folder.path());
        save(&mut session, &path, "One");
        let then = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
        std::fs::File::options().write(true).open(&path).and_then(|file| file.set_modified(then)).expect("a file");
        session.perform(Command::Action(crate::app::Action::Revert));
        session.open(&path);
        save(&mut session, &path, "Two");
        let version = &session.state.backups(session.map().id)[0];
        assert_eq!(version.metadata().and_then(|metadata| metadata.modified()).expect("a time"), then);
    }

    #[test]
    fn a_change_by_another_program_is_told_once_when_the_window_comes_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("map.ron");
        let mut session = session(folder.path());
        save(&mut session, &path, "Mine");
        meddle(&path, "Mine", "Theirs, and a longer one");
        session.look_at_file();
        hear_until(&mut session, is_asked);
        session.perform(Command::CloseDialog);
        for _ in 0..2 {
            session.look_at_file();
            hear_until(&mut session, |session| !session.jobs.is_looking());
            assert!(!is_asked(&session), "it was told");
        }
        session.perform(Command::Action(crate::app::Action::Save));
        assert!(is_asked(&session), "nothing is overwritten without asking");
        session.perform(Command::Reload);
        assert_eq!((session.title(), session.is_dirty()), ("Theirs, and a longer one", false));
        session.perform(Command::Action(crate::app::Action::Undo));
        assert_eq!((session.title(), session.is_dirty()), ("Mine", true));
    }

    #[test]
    fn what_is_overwritten_stays_among_the_versions() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("map.ron");
        let mut session = session(folder.path());
        save(&mut session, &path, "Mine");
        meddle(&path, "Mine", "Theirs, and a longer one");
        session.perform(Command::Action(crate::app::Action::Save));
        assert!(is_asked(&session));
        session.perform(Command::Overwrite);
        hear_until(&mut session, |session| !session.jobs.is_saving());
        assert_eq!(store::load(&path).expect("a map").map.title, "Mine");
        let version = &session.state.backups(session.map().id)[0];
        assert_eq!(store::load(version).expect("a map").map.title, "Theirs, and a longer one");
    }

    #[test]
    fn a_file_that_is_gone_leaves_the_map_unsaved() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("map.ron");
        let mut session = session(folder.path());
        save(&mut session, &path, "Mine");
        std::fs::remove_file(&path).expect("a file");
        session.look_at_file();
        hear_until(&mut session, Session::is_dirty);
        assert!(session.status().failed && session.status().text.contains("no longer there"));
        session.perform(Command::Action(crate::app::Action::Save));
        hear_until(&mut session, |session| !session.is_dirty());
        assert_eq!(store::load(&path).expect("a map").map.title, "Mine");
    }

    /// Saving to a path fails, says what to do, and leaves the map open, dirty and what it was.
    fn check_refused(session: &mut Session, path: PathBuf) {
        let before = session.path().map(Path::to_owned);
        session.save_to(path.clone(), Purpose::SaveAs);
        hear_until(session, |session| session.dialog().is_some());
        let Some(Dialog::Notice(notice)) = session.dialog() else { panic!("{:?}", session.dialog()) };
        assert!(notice.failed && notice.lines.iter().any(|line| line.starts_with("hint: ")), "{path:?}: {notice:?}");
        assert!(session.is_dirty());
        assert_eq!(session.path().map(Path::to_owned), before);
        session.perform(Command::CloseDialog);
    }

    #[test]
    fn a_save_that_fails_says_what_to_do_and_loses_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("map.ron");
        let mut session = session(folder.path());
        save(&mut session, &path, "Saved");
        retitle(&mut session, "Not saved");
        std::fs::create_dir(folder.path().join("folder.ron")).expect("a folder");
        check_refused(&mut session, folder.path().join("gone/map.ron"));
        check_refused(&mut session, folder.path().join("folder.ron"));
        check_refused(&mut session, folder.path().join(format!("{}.ron", "x".repeat(300))));
        check_refused(&mut session, folder.path().join("a\0b.ron"));
        check_refused(&mut session, path.join("in a file.ron"));
        let mut permissions = path.metadata().expect("a file").permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&path, permissions).expect("mine");
        check_refused(&mut session, path.clone());
        assert_eq!(store::load(&path).expect("a map").map.title, "Saved");
    }
}
