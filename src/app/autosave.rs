//! Keeps what is not saved in the recovery file, on a thread of its own that never waits for the
//! window: a map that is handed over is written even if no frame follows.
//!
//! The first change is written at once and those after it once in a while, the last one always.
//! What is handed over is numbered, so that a write that was slow to begin never replaces a later one.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use eframe::egui;

use crate::store::{Leftover, Presence, PresenceNote, RecoveryFile, SaveError, Unsaved};

/// The time between two writes: with what a write takes, less than two seconds of work are ever unwritten.
pub const PACE: Duration = Duration::from_secs(1);

/// Keeps what is not saved.
pub struct Autosave {
    writer: Arc<Writer>,
    thread: Option<JoinHandle<()>>,
    number: u64,
    /// Which map in which revision was handed over last; none if there is nothing to keep.
    handed: Option<(u64, u64)>,
    /// The file that other windows were told of last.
    told: Option<PathBuf>,
}

/// Writes what is handed over, from whichever thread.
struct Writer {
    recovery: RecoveryFile,
    note: PresenceNote,
    pace: Duration,
    ctx: egui::Context,
    waiting: Mutex<Waiting>,
    wake: Condvar,
    /// The number of the last order that was carried out; held while another one is.
    done: Mutex<u64>,
    failure: Mutex<Option<SaveError>>,
}

#[derive(Default)]
struct Waiting {
    order: Option<Order>,
    file: Option<Option<PathBuf>>,
    ends: bool,
}

/// What the recovery file is to hold.
struct Order {
    number: u64,
    /// Nothing means that everything is saved.
    unsaved: Option<Box<Unsaved>>,
    /// What need no longer be kept once this is.
    superseded: Vec<Leftover>,
}

/// A map that is about to be saved, to be kept before: should saving be cut off, the recovery file
/// is never older than the map's own.
pub struct SafetyCopy {
    writer: Arc<Writer>,
    number: u64,
    unsaved: Box<Unsaved>,
}

impl SafetyCopy {
    /// Keeps it, unless something later is kept already.
    pub fn keep(self) {
        self.writer.carry_out(Order { number: self.number, unsaved: Some(self.unsaved), superseded: Vec::new() });
    }
}

impl Autosave {
    /// For a window; nothing is written yet.
    pub fn new(presence: &Presence, pace: Duration, ctx: egui::Context) -> Self {
        let writer = Writer {
            recovery: presence.recovery_file(),
            note: presence.note(),
            pace,
            ctx,
            waiting: Mutex::default(),
            wake: Condvar::new(),
            done: Mutex::new(0),
            failure: Mutex::default(),
        };
        Self { writer: Arc::new(writer), thread: None, number: 0, handed: None, told: None }
    }

    /// Whether another map or revision is to be kept than was handed over last.
    pub fn is_behind(&self, wanted: Option<(u64, u64)>) -> bool {
        self.handed != wanted
    }

    /// Hands over what is to be kept, which is a map in a revision, or that nothing is.
    pub fn hand_over(&mut self, unsaved: Option<((u64, u64), Unsaved)>, superseded: Vec<Leftover>) {
        self.handed = unsaved.as_ref().map(|(state, _)| *state);
        let unsaved = unsaved.map(|(_, unsaved)| Box::new(unsaved));
        let order = Order { number: self.next_number(), unsaved, superseded };
        self.give(|waiting| {
            let former = waiting.order.take().map(|order| order.superseded).unwrap_or_default();
            waiting.order = Some(Order { superseded: former.into_iter().chain(order.superseded).collect(), ..order });
        });
    }

    /// A copy of a map in a revision, to be kept before that is saved.
    pub fn safety_copy(&mut self, state: (u64, u64), unsaved: Unsaved) -> SafetyCopy {
        self.handed = Some(state);
        SafetyCopy { writer: self.writer.clone(), number: self.next_number(), unsaved: Box::new(unsaved) }
    }

    /// Tells other windows which file is open, if it is another one than before.
    pub fn tell_file(&mut self, file: Option<&Path>) {
        if self.told.as_deref() != file {
            self.told = file.map(Path::to_owned);
            let file = self.told.clone();
            self.give(|waiting| waiting.file = Some(file));
        }
    }

    /// Why something was not kept, the first time that is asked.
    pub fn take_failure(&self) -> Option<SaveError> {
        locked(&self.writer.failure).take()
    }

    fn next_number(&mut self) -> u64 {
        self.number += 1;
        self.number
    }

    /// Changes what waits for the thread, and starts it if it does not run.
    fn give(&mut self, change: impl FnOnce(&mut Waiting)) {
        change(&mut locked(&self.writer.waiting));
        self.writer.wake.notify_all();
        if self.thread.is_none() {
            let writer = self.writer.clone();
            let thread = std::thread::Builder::new().name("autosave".to_owned()).spawn(move || writer.run());
            // Without a thread it is done here and now: slow is better than lost.
            match thread {
                Ok(thread) => self.thread = Some(thread),
                Err(_) => self.writer.work_off(),
            }
        }
    }
}

impl Drop for Autosave {
    /// The last that was handed over is written before the window is gone.
    fn drop(&mut self) {
        locked(&self.writer.waiting).ends = true;
        self.writer.wake.notify_all();
        if let Some(thread) = self.thread.take() {
            // If it panicked, what it wrote before is still there.
            let _ = thread.join();
        }
    }
}

impl Writer {
    fn run(&self) {
        loop {
            let waiting = locked(&self.waiting);
            let is_idle = |waiting: &mut Waiting| waiting.order.is_none() && waiting.file.is_none() && !waiting.ends;
            drop(self.wake.wait_while(waiting, is_idle).unwrap_or_else(PoisonError::into_inner));
            self.work_off();
            let waiting = locked(&self.waiting);
            let rested = self.wake.wait_timeout_while(waiting, self.pace, |waiting| !waiting.ends);
            let (waiting, _) = rested.unwrap_or_else(PoisonError::into_inner);
            if waiting.ends && waiting.order.is_none() {
                return;
            }
        }
    }

    /// Does what waits.
    fn work_off(&self) {
        let (order, file) = {
            let mut waiting = locked(&self.waiting);
            (waiting.order.take(), waiting.file.take())
        };
        if let Some(file) = file {
            self.note.tell(file.as_deref());
        }
        if let Some(order) = order {
            self.carry_out(order);
        }
    }

    fn carry_out(&self, order: Order) {
        let mut done = locked(&self.done);
        if order.number < *done {
            // Something later is kept by now, and makes up for these as well.
            order.superseded.iter().for_each(Leftover::clear);
            return;
        }
        *done = order.number;
        let kept = match &order.unsaved {
            Some(unsaved) => self.recovery.keep(unsaved),
            None => {
                self.recovery.clear();
                Ok(())
            }
        };
        match kept {
            Ok(()) => order.superseded.iter().for_each(Leftover::clear),
            Err(error) => {
                *locked(&self.failure) = Some(error);
                self.ctx.request_repaint();
            }
        }
    }
}

/// What a lock guards; a panic elsewhere leaves nothing half done behind these.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, Map};
    use crate::store::{PictureFiles, StateFolder};

    fn unsaved(title: &str) -> Unsaved {
        let map = Map::new(IdSource::seeded(1).next(), title);
        let at = "2027-03-31T10:00:00Z".parse().expect("a time");
        Unsaved { map, pictures: PictureFiles::default(), file: None, stamp: None, at }
    }

    /// The titles that a window leaves behind which ends after `work`.
    fn check(work: impl FnOnce(&mut Autosave), expected: &[&str]) {
        let folder = tempfile::tempdir().expect("a folder");
        let state = StateFolder::at(folder.path());
        let presence = Presence::new(&state);
        // Nobody waits an hour: what is written second is written because the window ends.
        let mut autosave = Autosave::new(&presence, Duration::from_secs(3_600), egui::Context::default());
        work(&mut autosave);
        drop(autosave);
        drop(presence);
        let title = |leftover: &Leftover| leftover.load().expect("a map").unsaved.map.title;
        assert_eq!(state.leftovers().iter().map(title).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_last_state_is_written_when_the_window_ends() {
        check(
            |autosave| {
                for (revision, title) in ["one", "two", "three"].into_iter().enumerate() {
                    let state = (0, revision as u64 + 1);
                    assert!(autosave.is_behind(Some(state)));
                    autosave.hand_over(Some((state, unsaved(title))), Vec::new());
                    assert!(!autosave.is_behind(Some(state)));
                }
            },
            &["three"],
        );
    }

    #[test]
    fn what_is_saved_leaves_nothing_behind() {
        check(
            |autosave| {
                autosave.hand_over(Some(((0, 1), unsaved("one"))), Vec::new());
                autosave.hand_over(None, Vec::new());
            },
            &[],
        );
    }

    #[test]
    fn a_copy_made_for_a_save_replaces_nothing_later() {
        check(
            |autosave| {
                let early = autosave.safety_copy((0, 1), unsaved("early"));
                let late = autosave.safety_copy((0, 2), unsaved("late"));
                late.keep();
                early.keep();
            },
            &["late"],
        );
    }

    #[test]
    fn what_a_dead_window_left_goes_once_it_is_kept_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = StateFolder::at(folder.path());
        let dead = Presence::new(&state);
        dead.recovery_file().keep(&unsaved("dead")).expect("kept");
        drop(dead);
        let leftovers = state.leftovers();
        let presence = Presence::new(&state);
        let mut autosave = Autosave::new(&presence, PACE, egui::Context::default());
        autosave.hand_over(Some(((0, 1), unsaved("taken over"))), leftovers);
        autosave.hand_over(Some(((0, 2), unsaved("and changed"))), Vec::new());
        drop(autosave);
        drop(presence);
        let left = state.leftovers();
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].load().expect("a map").unsaved.map.title, "and changed");
    }

    #[test]
    fn what_cannot_be_kept_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let occupied = folder.path().join("occupied");
        std::fs::write(&occupied, "").expect("a file");
        let presence = Presence::new(&StateFolder::at(&occupied));
        let mut autosave = Autosave::new(&presence, PACE, egui::Context::default());
        autosave.safety_copy((0, 1), unsaved("lost")).keep();
        assert!(autosave.take_failure().is_some_and(|error| !error.hint().is_empty()));
        assert!(autosave.take_failure().is_none(), "it is told once");
    }
}
