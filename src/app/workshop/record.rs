//! Of what the minutes are: the map as it was when the workshop began, and when its records changed. Kept in the
//! program's own folder beside the window, so that a crash loses no more than the last second of it.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::app::session::Session;
use crate::minutes::Since;
use crate::model::{Id, Map, Record as MapRecord, Stage, Table};
use crate::store::{StateFolder, WorkshopLog};

/// For how long a workshop goes on by itself, in seconds: half a day.
const LONGEST_SECS: i64 = 12 * 60 * 60;

/// The time between two writes.
const PACE: Duration = Duration::from_millis(500);

/// The record of a workshop; empty while there is none.
#[derive(Default)]
pub struct Record {
    /// Which of the maps that were open it belongs to.
    generation: Option<u64>,
    running: Option<Running>,
}

struct Running {
    base: Map,
    log: WorkshopLog,
    /// The map as it was when the times were noted last, and its revision.
    seen: (u64, Map),
    keeper: Keeper,
}

impl Record {
    /// What the minutes need to know; nothing without a workshop.
    pub fn since(&self) -> Option<Since> {
        let Running { base, log, .. } = self.running.as_ref()?;
        Some(Since { base: base.clone(), began: Some(log.began), ended: log.ended, times: log.times.clone() })
    }

    /// Whether a workshop goes on.
    pub fn is_running(&self) -> bool {
        self.running.as_ref().is_some_and(|running| running.log.ended.is_none())
    }
}

impl Session {
    /// Notes what was changed since the last frame. To be called once a frame; costs nothing while nothing changes.
    pub(in crate::app) fn note_changes(&mut self) {
        if self.workshop.record.generation != Some(self.generation) {
            self.take_up_record();
        }
        let revision = self.history.revision();
        let map = self.history.map();
        let Some(running) = &mut self.workshop.record.running else { return };
        if running.seen.0 == revision || self.history.is_in_gesture() {
            return;
        }
        if running.log.ended.is_none() {
            running.log.note(changed_records(&running.seen.1, map), (self.clock)().timestamp());
            running.keeper.keep_log(running.log.clone());
        }
        running.seen = (revision, map.clone());
    }

    /// Another map is open: with it goes what belonged to the former one, and a workshop of its own that goes on,
    /// as after a crash, is taken up.
    fn take_up_record(&mut self) {
        let timer_and_panels = std::mem::take(&mut self.workshop);
        let is_first = timer_and_panels.record.generation.is_none();
        self.workshop.record.generation = Some(self.generation);
        if is_first {
            self.workshop.bar = timer_and_panels.bar;
        }
        let now = (self.clock)().timestamp();
        // It may be the record of this map itself, opened anew: all that was handed over is on disk before it is read.
        drop(timer_and_panels);
        let Some((base, mut log)) = self.state.workshop(self.map().id) else { return };
        if log.ended.is_none() && now.as_second() - log.began.as_second() > LONGEST_SECS {
            log.ended = log.times.values().map(|(_, last)| *last).max().or(Some(log.began));
        }
        self.run(base, log);
    }

    fn run(&mut self, base: Map, log: WorkshopLog) {
        let seen = (self.history.revision(), self.map().clone());
        let keeper = Keeper::new(self.state.clone(), &base);
        self.workshop.record.running = Some(Running { base, log, seen, keeper });
    }

    /// Begins the record of a workshop with the map as it is, unless one goes on.
    pub(in crate::app) fn begin_record(&mut self) {
        self.note_changes();
        if !self.workshop.record.is_running() {
            self.begin_workshop();
        }
    }

    /// Begins a workshop with the map as it is: what is changed from now on stands in its minutes.
    fn begin_workshop(&mut self) {
        let log = WorkshopLog::new((self.clock)().timestamp());
        let base = self.map().clone();
        self.run(base.clone(), log.clone());
        if let Some(running) = &self.workshop.record.running {
            running.keeper.keep_base(base);
            running.keeper.keep_log(log);
        }
    }

    /// Begins a workshop, or ends the one that goes on.
    pub(in crate::app) fn toggle_workshop(&mut self) {
        self.note_changes();
        if !self.workshop.record.is_running() {
            self.begin_workshop();
            return self.say("The workshop has begun: what is changed from now on stands in its minutes");
        }
        let now = (self.clock)().timestamp();
        if let Some(running) = &mut self.workshop.record.running {
            running.log.ended = Some(now);
            running.keeper.keep_log(running.log.clone());
        }
        self.say("The workshop has ended; Workshop, Write the minutes tells what came out");
    }
}

/// The ids of the records that are other ones than before: new, changed or gone. Records that are shared are the same.
fn changed_records(before: &Map, after: &Map) -> Vec<String> {
    let mut ids = Vec::new();
    changed_in(&before.personas, &after.personas, &mut ids);
    changed_in(&before.channels, &after.channels, &mut ids);
    changed_in(&before.stages, &after.stages, &mut ids);
    changed_in(&steps(before), &steps(after), &mut ids);
    changed_in(&before.lanes, &after.lanes, &mut ids);
    changed_in(&before.cards, &after.cards, &mut ids);
    changed_in(&before.ratings, &after.ratings, &mut ids);
    changed_in(&before.callouts, &after.callouts, &mut ids);
    changed_in(&before.pains, &after.pains, &mut ids);
    changed_in(&before.opportunities, &after.opportunities, &mut ids);
    changed_in(&before.metrics, &after.metrics, &mut ids);
    changed_in(&before.story, &after.story, &mut ids);
    changed_in(&before.ballots, &after.ballots, &mut ids);
    ids
}

/// The steps of all stages, each shared with its stage.
fn steps(map: &Map) -> Table<crate::model::Step> {
    map.stages.iter().flat_map(|stage: &Stage| stage.steps.iter().cloned()).collect()
}

fn changed_in<T: MapRecord + PartialEq>(before: &Table<T>, after: &Table<T>, ids: &mut Vec<String>) {
    let (former, now) = (before.shared(), after.shared());
    if former.len() == now.len() && former.iter().zip(now).all(|(a, b)| Arc::ptr_eq(a, b)) {
        return;
    }
    let pointers: HashSet<*const T> = former.iter().map(Arc::as_ptr).collect();
    let same: HashSet<Id<T>> = now.iter().filter(|r| pointers.contains(&Arc::as_ptr(r))).map(|r| r.id()).collect();
    let known: std::collections::HashMap<Id<T>, &Arc<T>> =
        former.iter().filter(|record| !same.contains(&record.id())).map(|record| (record.id(), record)).collect();
    let mut left: HashSet<Id<T>> = known.keys().copied().collect();
    for record in now.iter().filter(|record| !same.contains(&record.id())) {
        let id = record.id();
        left.remove(&id);
        if known.get(&id).is_none_or(|former| former.as_ref() != record.as_ref()) {
            ids.push(id.to_string());
        }
    }
    ids.extend(left.into_iter().map(|id| id.to_string()));
}

/// Writes the record on a thread of its own, the last state of it.
struct Keeper {
    sender: Option<Sender<Kept>>,
    thread: Option<JoinHandle<()>>,
}

enum Kept {
    Base(Box<Map>),
    Log(WorkshopLog),
}

impl Keeper {
    fn new(state: StateFolder, base: &Map) -> Self {
        let (sender, receiver) = channel();
        let map = base.id;
        let write = move |batch: Vec<Kept>| {
            let mut log = None;
            for kept in batch {
                match kept {
                    // Without it the minutes tell what stands in the map, which is no loss of work.
                    Kept::Base(base) => drop(state.keep_workshop_base(&base)),
                    Kept::Log(last) => log = Some(last),
                }
            }
            // Times that are not kept are left out of the minutes.
            log.into_iter().for_each(|log| drop(state.keep_workshop_log(map, &log)));
        };
        let run = move |receiver: Receiver<Kept>| {
            while let Ok(first) = receiver.recv() {
                write(std::iter::once(first).chain(receiver.try_iter()).collect());
                // What comes in the next moment is written together.
                let rested = Instant::now() + PACE;
                let mut batch = Vec::new();
                while let Ok(next) = receiver.recv_timeout(rested.saturating_duration_since(Instant::now())) {
                    batch.push(next);
                }
                write(batch);
            }
        };
        let thread = std::thread::Builder::new().name("workshop".to_owned()).spawn(move || run(receiver));
        Self { sender: Some(sender), thread: thread.ok() }
    }

    fn keep_base(&self, base: Map) {
        self.send(Kept::Base(Box::new(base)));
    }

    fn keep_log(&self, log: WorkshopLog) {
        self.send(Kept::Log(log));
    }

    fn send(&self, kept: Kept) {
        // If the thread is gone, there is nobody to keep it.
        if let Some(sender) = &self.sender {
            let _ = sender.send(kept);
        }
    }
}

impl Drop for Keeper {
    /// The last that was handed over is written before the window is gone.
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
