//! What is not saved: handed over to be kept while one works, and offered after a window has ended
//! without warning.

use std::path::{Path, PathBuf};

use super::clock::moment;
use super::dialogs::path::file_name;
use super::dialogs::{Dialog, Notice, RecoveryDialog, RecoveryOffer};
use super::disk;
use super::files::OpenFile;
use super::session::Session;
use crate::insight::{Count, difference};
use crate::model::{IdSource, Map};
use crate::picture::Pictures;
use crate::store::{self, Leftover, LoadError, Loaded, PictureFiles, Recovered, Unsaved};

/// Keeping.
impl Session {
    /// Hands over what is not saved, or that everything is, and tells other windows which file is
    /// open. To be called once a frame; costs nothing while nothing changes.
    pub(super) fn keep_unsaved(&mut self) {
        let revision = self.history.revision();
        let is_given_up = self.closes && self.given_up == Some(revision);
        let wanted = (self.is_dirty() && !is_given_up).then_some((self.generation, revision));
        if self.autosave.is_behind(wanted) {
            let unsaved = wanted.map(|state| (state, self.unsaved()));
            let superseded = std::mem::take(&mut self.superseded);
            self.autosave.hand_over(unsaved, superseded);
        }
        let file = self.file.as_ref().map(|file| file.path.as_path());
        self.autosave.tell_file(file);
        if let Some(error) = self.autosave.take_failure() {
            let hint = error.hint().to_owned();
            self.fail(format!("Unsaved changes are not kept for a recovery: {error}; {hint}. Save often."));
        }
    }

    /// The map as it is, with all that is needed to recover it.
    pub(super) fn unsaved(&self) -> Unsaved {
        Unsaved {
            map: self.map().clone(),
            pictures: self.picture_files.clone(),
            file: self.file.as_ref().map(|file| file.path.clone()),
            stamp: self.file.as_ref().and_then(|file| file.stamp.clone()),
            at: (self.clock)().timestamp(),
        }
    }
}

/// Offering.
impl Session {
    /// Looks for what windows left behind, and offers what belongs to the open file first.
    pub(super) fn look_for_leftovers(&mut self) {
        self.leftovers = self.state.leftovers();
        let open = self.path().map(canonical);
        self.leftovers.sort_by_cached_key(|leftover| {
            let file = leftover.load().ok().and_then(|recovered| recovered.unsaved.file);
            open.is_none() || file.as_deref().map(canonical) != open
        });
        self.offer_leftover(0);
    }

    /// Offers the leftover at `index` or the next one that holds anything; none are left behind it
    /// if nothing is offered.
    pub(super) fn offer_leftover(&mut self, index: usize) {
        while let Some(leftover) = self.leftovers.get(index).cloned() {
            match leftover.load() {
                Ok(recovered) => {
                    if let Some(offer) = self.offer(index, &leftover, recovered) {
                        self.dialog = Some(Dialog::Recovery(Box::new(RecoveryDialog { offer })));
                        return;
                    }
                    // It was saved after all, and nobody came to take this away.
                    leftover.clear();
                    self.leftovers.remove(index);
                }
                Err(error) => {
                    self.leftovers.remove(index);
                    self.set_aside(&leftover, &error);
                    return;
                }
            }
        }
    }

    /// What there is to decide about a leftover; nothing if all of it is saved.
    fn offer(&self, index: usize, leftover: &Leftover, recovered: Recovered) -> Option<RecoveryOffer> {
        let unsaved = recovered.unsaved;
        let saved = unsaved.file.as_deref().map(store::load);
        let (lines, remark) = match &saved {
            None => (contents(&unsaved.map), None),
            Some(Ok(saved)) => {
                let difference = difference(&saved.map, &unsaved.map);
                if difference.is_empty() {
                    return None;
                }
                let is_changed = unsaved.stamp.as_ref().is_some_and(|stamp| *stamp != saved.stamp);
                let remark = is_changed.then(|| "The file was changed since, by another program or window.".to_owned());
                (difference.lines(), remark)
            }
            Some(Err(error)) => (contents(&unsaved.map), Some(format!("The saved file cannot be opened: {error}."))),
        };
        let title = unsaved.map.title.trim();
        Some(RecoveryOffer {
            index,
            count: self.leftovers.len(),
            leftover: leftover.clone(),
            title: if title.is_empty() { "Untitled map".to_owned() } else { title.replace('\n', " ") },
            saved_opens: matches!(saved, Some(Ok(_))),
            file: unsaved.file,
            when: moment(unsaved.at, &(self.clock)()),
            lines,
            remark,
        })
    }

    fn set_aside(&mut self, leftover: &Leftover, error: &LoadError) {
        let aside = leftover.set_aside();
        let mut lines = disk::load_error_lines(error);
        lines.push(format!(
            "hint: It is kept as {}; a person who knows the file format may save parts of it.",
            aside.display()
        ));
        self.show_failure("What was not saved cannot be read", lines);
    }

    /// Opens what a window left behind. Where its file can be read, that comes first, so that undo
    /// leads back to it. Until the open map is kept by this window, the leftover stays.
    pub(super) fn recover(&mut self, leftover: &Leftover) {
        let Recovered { unsaved, pictures } = match leftover.load() {
            Ok(recovered) => recovered,
            Err(error) => return self.set_aside(leftover, &error),
        };
        let Unsaved { map, pictures: files, file, stamp, .. } = unsaved;
        let saved = file.as_deref().and_then(|path| store::load(path).ok()).filter(|saved| saved.map.id == map.id);
        let is_saved = saved.is_some();
        // The stamp is that of the file from which the work began: if another program changed the
        // file since, saving asks first.
        let file = file.map(|path| OpenFile { path, stamp });
        let (first, pictures, files) = match saved {
            Some(saved) => with_saved(saved, pictures, files),
            None => (map.clone(), pictures, files),
        };
        self.take_map(first, IdSource::random(), file, pictures, files);
        if is_saved {
            self.history.replace(map, "Recover what was not saved");
        }
        if !self.is_dirty() {
            // No revision of it was ever saved.
            self.history.mark_saved(u64::MAX);
        }
        self.leftovers.retain(|other| other != leftover);
        self.superseded.push(leftover.clone());
        self.say("Recovered what was not saved; save the map to keep it");
        self.warn_of_other_window();
    }

    /// Gives up what a window left behind; it stays among the earlier versions of its map.
    pub(super) fn keep_saved(&mut self, leftover: &Leftover, file: Option<PathBuf>) {
        self.dialog = None;
        self.state.keep_as_backup(leftover);
        self.leftovers.retain(|other| other != leftover);
        match file {
            Some(file) if self.path().map(canonical) != Some(canonical(&file)) => {
                self.guarded(super::command::Next::Open(file))
            }
            _ => self.offer_leftover(0),
        }
    }

    /// Says so if another window has the same file open.
    pub(super) fn warn_of_other_window(&mut self) {
        let Some(path) = self.path() else { return };
        let Some(process) = self.presence.other_on(path) else { return };
        let line = format!("Another window of Pathos has this file open too (process {process}).");
        let hint = "hint: Work on it in one of the two. If both save, the second one is asked before it replaces what \
                    the first one wrote.";
        let title = format!("{} is open in another window", file_name(path));
        match &mut self.dialog {
            Some(Dialog::Notice(notice)) => notice.lines.extend([String::new(), line, hint.to_owned()]),
            _ => {
                self.dialog = Some(Dialog::Notice(Notice { title, lines: vec![line, hint.to_owned()], failed: false }))
            }
        }
    }
}

/// The saved map to begin with, and the pictures of both.
fn with_saved(saved: Loaded, pictures: Pictures, files: PictureFiles) -> (Map, Pictures, PictureFiles) {
    let mut all = saved.pictures;
    all.extend(pictures);
    let mut all_files = saved.files;
    all_files.extend(files);
    (saved.map, all, all_files)
}

/// What a map holds that was never saved.
fn contents(map: &Map) -> Vec<String> {
    let count = |count: &Count| match count.added {
        1 => format!("1 {}", count.words.0),
        several => format!("{several} {}", count.words.1),
    };
    difference(&Map::new(map.id, ""), map).counts.iter().map(count).collect()
}

fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use eframe::egui;

    use super::*;
    use crate::app::ask::{NoDialogs, Purpose};
    use crate::app::command::{Command, Next};
    use crate::edit::{Edit, MapField};
    use crate::store::StateFolder;
    use crate::text::{Shaper, SystemFonts};

    struct Desk {
        folder: tempfile::TempDir,
        shaper: Shaper,
    }

    impl Desk {
        fn new() -> Self {
            Self { folder: tempfile::tempdir().expect("a folder"), shaper: Shaper::new(SystemFonts::Ignored) }
        }

        fn path(&self) -> PathBuf {
            self.folder.path().join("map.ron")
        }

        /// A window that opens a file, as the program does when it starts.
        fn window(&mut self, file: Option<&Path>) -> Session {
            let state = StateFolder::at(self.folder.path().join("state"));
            let mut session = Session::new(egui::Context::default(), Arc::new(NoDialogs), state, &mut self.shaper);
            session.clock = Arc::new(|| "2027-03-31T10:00:00+00:00[UTC]".parse().expect("a time"));
            if let Some(file) = file {
                session.open(file);
            }
            session.look_for_leftovers();
            session
        }

        /// A file with a map of this title, by a window that saved and was closed.
        fn save(&mut self, title: &str) {
            let path = self.path();
            let mut session = self.window(None);
            retitle(&mut session, title);
            session.save_to(path, Purpose::SaveAs);
            while session.is_dirty() {
                session.hear_jobs();
                std::thread::yield_now();
            }
            session.keep_unsaved();
        }

        /// A window that changes the file's map and ends without warning.
        fn die(&mut self, file: Option<&Path>, title: &str) {
            let mut session = self.window(file);
            retitle(&mut session, title);
            session.keep_unsaved();
        }
    }

    fn retitle(session: &mut Session, title: &str) {
        session.perform(Command::Edit(Edit::SetMap(MapField::Title(title.into()))));
    }

    fn offer(session: &Session) -> &RecoveryOffer {
        let Some(Dialog::Recovery(dialog)) = session.dialog() else { panic!("{:?}", session.dialog()) };
        &dialog.offer
    }

    #[test]
    fn what_a_dead_window_did_not_save_is_offered_and_opened() {
        let mut desk = Desk::new();
        desk.save("Saved");
        let path = desk.path();
        desk.die(Some(&path), "Changed");
        for file in [Some(path.clone()), None] {
            let mut session = desk.window(file.as_deref());
            let found = offer(&session).clone();
            assert_eq!((found.title.as_str(), found.file.as_deref()), ("Changed", Some(path.as_path())));
            assert_eq!(found.lines, ["the title is now “Changed”"]);
            assert_eq!((found.when.as_str(), found.remark, found.saved_opens), ("a moment ago", None, true));
            session.perform(Command::Recover(found.leftover));
            assert_eq!((session.title(), session.path(), session.is_dirty()), ("Changed", Some(path.as_path()), true));
            session.perform(Command::Action(crate::app::Action::Undo));
            assert_eq!((session.title(), session.is_dirty()), ("Saved", false));
            session.perform(Command::Action(crate::app::Action::Redo));
            // It dies once more; what it took over is still there.
            session.keep_unsaved();
        }
    }

    #[test]
    fn who_decides_for_the_saved_file_finds_the_other_among_the_versions() {
        let mut desk = Desk::new();
        desk.save("Saved");
        let path = desk.path();
        desk.die(Some(&path), "Changed");
        let mut session = desk.window(None);
        let found = offer(&session).clone();
        session.perform(Command::KeepSaved(found.leftover, found.file));
        assert_eq!((session.title(), session.is_dirty()), ("Saved", false));
        let kept = session.state.backups(session.map().id);
        assert_eq!(store::load(&kept[0]).expect("a map").map.title, "Changed");
        drop(session);
        assert!(desk.window(None).dialog().is_none());
    }

    #[test]
    fn what_is_decided_later_is_offered_again() {
        let mut desk = Desk::new();
        desk.die(None, "Never saved");
        desk.die(None, "Nor this");
        for _ in 0..2 {
            let mut session = desk.window(None);
            for title in ["Nor this", "Never saved"] {
                assert_eq!((offer(&session).title.as_str(), offer(&session).count), (title, 2));
                session.perform(Command::CloseDialog);
            }
            assert!(session.dialog().is_none());
        }
    }

    #[test]
    fn a_map_that_was_never_saved_is_recovered_without_a_file() {
        let mut desk = Desk::new();
        desk.die(None, "Never saved");
        let mut session = desk.window(None);
        assert!(offer(&session).lines.iter().any(|line| line == "3 stages"), "{:?}", offer(&session).lines);
        let leftover = offer(&session).leftover.clone();
        session.perform(Command::Recover(leftover));
        assert_eq!((session.title(), session.path(), session.is_dirty()), ("Never saved", None, true));
    }

    #[test]
    fn what_was_saved_or_given_up_is_not_offered() {
        let mut desk = Desk::new();
        desk.save("Saved");
        let path = desk.path();
        let mut session = desk.window(Some(&path));
        retitle(&mut session, "Given up");
        session.keep_unsaved();
        session.perform(Command::Discard(Box::new(Next::Quit)));
        session.keep_unsaved();
        drop(session);
        assert!(desk.window(None).dialog().is_none());
        // It was saved, but the window died before it could take this away.
        desk.die(Some(&path), "Changed");
        desk.save("Changed");
        let text = std::fs::read_to_string(&path).expect("a file");
        let leftover = desk.window(None).state.leftovers();
        assert_eq!(leftover.len(), 1, "another map of the same title is another map");
        std::fs::write(&path, text).expect("a file");
    }

    #[test]
    fn a_leftover_that_is_saved_already_goes_without_a_word() {
        let mut desk = Desk::new();
        desk.save("Saved");
        let path = desk.path();
        let mut session = desk.window(Some(&path));
        retitle(&mut session, "Changed");
        session.keep_unsaved();
        session.save_to(path.clone(), Purpose::SaveAs);
        // It dies without hearing that it was saved.
        drop(session);
        let session = desk.window(Some(&path));
        assert!(session.dialog().is_none());
        assert_eq!((session.title(), session.state.leftovers().len()), ("Changed", 0));
    }

    #[test]
    fn an_unreadable_leftover_is_told_once_and_kept() {
        let mut desk = Desk::new();
        let folder = desk.folder.path().join("state/recovery");
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join("1-1.ron"), "Pathos(").expect("a file");
        assert!(matches!(desk.window(None).dialog(), Some(Dialog::Notice(_))));
        assert!(desk.window(None).dialog().is_none());
        assert!(folder.join("1-1.unreadable").exists());
    }

    #[test]
    fn a_second_window_on_a_file_is_told_so() {
        let mut desk = Desk::new();
        desk.save("Saved");
        let path = desk.path();
        let mut first = desk.window(Some(&path));
        first.keep_unsaved();
        // The note is written beside the window.
        let second =
            std::iter::repeat_with(|| desk.window(Some(&path))).take(2_000).find(|second| second.dialog().is_some());
        let second = second.expect("the first window is seen");
        let Some(Dialog::Notice(notice)) = second.dialog() else { panic!("{:?}", second.dialog()) };
        assert!(notice.title.contains("open in another window"), "{notice:?}");
        drop(first);
        assert!(desk.window(Some(&path)).dialog().is_none());
    }
}
