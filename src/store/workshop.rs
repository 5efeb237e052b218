//! What a workshop began with and when its records changed, so that its minutes can be written: kept in the
//! program's own folder for each map, as the map itself has no need of it.
//!
//! The map as it was at the beginning is a map's file like any other. Beside it stands a list of times.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::state::StateFolder;
use super::{file, load, to_ron};
use crate::model::{Map, MapId};

/// The most records whose times are kept: the file stays short enough to be read.
const MAX_RECORDS: usize = 10_000;

/// When a record was changed first and last in a workshop.
pub type WorkshopTimes = BTreeMap<String, (Timestamp, Timestamp)>;

/// When a workshop was, and when its records changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WorkshopLog {
    /// When it began.
    pub began: Timestamp,
    /// When it was ended; none while it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Timestamp>,
    /// When the records changed, by their ids.
    #[serde(default)]
    pub times: WorkshopTimes,
}

impl WorkshopLog {
    /// That of a workshop that begins.
    pub fn new(began: Timestamp) -> Self {
        Self { began, ended: None, times: BTreeMap::new() }
    }

    /// Takes note of records that were changed at a moment.
    pub fn note(&mut self, records: impl IntoIterator<Item = String>, at: Timestamp) {
        for record in records {
            let is_full = self.times.len() >= MAX_RECORDS;
            match self.times.get_mut(&record) {
                Some((_, last)) => *last = at,
                None if is_full => {}
                None => {
                    self.times.insert(record, (at, at));
                }
            }
        }
    }
}

impl StateFolder {
    /// The last workshop of a map: the map as it was at its beginning, and the times. None if there was none,
    /// or if what is left of it cannot be read.
    pub fn workshop(&self, map: MapId) -> Option<(Map, WorkshopLog)> {
        let log = file::options().from_str(&self.read(&log_file(map))?).ok()?;
        let base = load(&self.root()?.join(base_file(map))).ok()?.map;
        (base.id == map).then_some((base, log))
    }

    /// Keeps the map as it is at the beginning of a workshop, in place of that of a former one.
    ///
    /// # Errors
    /// Whatever the operating system reports.
    pub fn keep_workshop_base(&self, base: &Map) -> io::Result<()> {
        self.write(&base_file(base.id), to_ron(base).as_bytes())
    }

    /// Keeps the times of a map's workshop.
    ///
    /// # Errors
    /// Whatever the operating system reports.
    pub fn keep_workshop_log(&self, map: MapId, log: &WorkshopLog) -> io::Result<()> {
        let text = file::options().to_string(log).map_err(io::Error::other)?;
        self.write(&log_file(map), text.as_bytes())
    }
}

fn base_file(map: MapId) -> PathBuf {
    Path::new("workshops").join(map.as_str()).join("base.ron")
}

fn log_file(map: MapId) -> PathBuf {
    Path::new("workshops").join(map.as_str()).join("times.ron")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::IdSource;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).expect("a time")
    }

    #[test]
    fn a_workshop_is_read_as_it_was_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = StateFolder::at(folder.path());
        let map = Map::new(IdSource::seeded(1).next(), "Shop");
        assert_eq!(state.workshop(map.id), None);
        let mut log = WorkshopLog::new(at(0));
        log.note(["c-1".to_owned(), "r-1".to_owned()], at(10));
        log.note(["c-1".to_owned()], at(20));
        state.keep_workshop_base(&map).expect("it can be written");
        state.keep_workshop_log(map.id, &log).expect("it can be written");
        let (base, kept) = state.workshop(map.id).expect("a workshop");
        assert_eq!((base, &kept), (map.clone(), &log));
        assert_eq!(kept.times["c-1"], (at(10), at(20)));
        std::fs::write(folder.path().join("workshops").join(map.id.as_str()).join("times.ron"), "(").expect("written");
        assert_eq!(state.workshop(map.id), None, "what cannot be read counts as not there");
    }
}
