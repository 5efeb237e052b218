//! The map that the open one starts from: chosen as a file, kept by its id and by the way to it; and a
//! future map that starts from the open one.

use std::path::Path;

use super::ask::Purpose;
use super::command::Next;
use super::dialogs::path::file_name;
use super::dialogs::{Dialog, FutureDialog};
use super::disk;
use super::session::Session;
use crate::disk::{way_between, way_in_words};
use crate::edit::{Edit, MapField};
use crate::model::{Baseline, IdSource, Map};
use crate::poster::Against;
use crate::store;
use crate::template::future_of;

impl Session {
    /// Lets the open map start from the one in a file.
    pub(super) fn take_baseline(&mut self, path: &Path) {
        if self.asked_in != self.generation {
            return self.say("The file was chosen for a map that is no longer open");
        }
        match store::load(path) {
            Ok(loaded) if loaded.map.id == self.map().id => {
                self.fail("A map cannot start from itself: choose the file of another map.");
            }
            Ok(loaded) => {
                let baseline = Baseline { map: loaded.map.id, path: self.way_to(path) };
                self.edit(&Edit::SetMap(MapField::Baseline(Some(baseline))));
                self.history.break_group();
                self.other = None;
                self.say(format!("The map starts from {}", file_name(path)));
            }
            Err(error) => {
                self.show_failure(&format!("{} cannot be read", file_name(path)), disk::load_error_lines(&error));
            }
        }
    }

    /// A file as the open map's folder sees it; its whole path while the map has no file.
    fn way_to(&self, path: &Path) -> String {
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = self.path().map(absolute).and_then(|file| file.parent().map(Path::to_owned));
        folder.map_or_else(|| way_in_words(&absolute(path)), |folder| way_between(path, &folder))
    }
}

/// A map that starts from the open one, before it has a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FutureWish {
    /// What it is called.
    pub title: String,
    /// When it is to be true; may be empty.
    pub period: String,
}

impl Session {
    /// Asks what a future map is called. The open map has to have a file, which the future one names.
    pub(super) fn ask_for_future(&mut self) {
        if self.path().is_none() {
            self.say("The map is saved first: the future map names its file");
            return self.save_then(Next::BeginFuture);
        }
        self.guarded(Next::BeginFuture);
    }

    pub(super) fn show_future_dialog(&mut self) {
        if self.path().is_some() {
            self.dialog = Some(Dialog::Future(Box::new(FutureDialog::new(self.map()))));
        }
    }

    /// Asks where the future map goes.
    pub(super) fn ask_where_to_begin(&mut self, wish: FutureWish) {
        self.dialog = None;
        let name = format!("{}.ron", store::safe_file_stem(&wish.title));
        self.future = Some(wish);
        self.ask(Purpose::Future, name);
    }

    /// Begins the future map in a file: a copy that keeps every id and names where it starts.
    pub(super) fn begin_future(&mut self, path: &Path) {
        let (Some(wish), Some(current)) = (self.future.take(), self.path().map(Path::to_owned)) else { return };
        let whole = |path: &Path| path.canonicalize().ok();
        if current == path || (whole(path).is_some() && whole(path) == whole(&current)) {
            return self.show_failure(
                "The future map was not begun",
                vec!["That is the file of the map that it starts from: give it a name of its own.".to_owned()],
            );
        }
        let mut ids = IdSource::random();
        let way = way_between(&current, &crate::disk::folder_of(path));
        let map = future_of(self.map(), ids.next(), &way);
        let map = Map { title: wish.title, period: wish.period, created: Some((self.clock)().date()), ..map };
        let (pictures, files) = (self.pictures.as_ref().clone(), self.picture_files.clone());
        self.take_map(map, ids, None, pictures, files);
        // Nothing of it stands in a file yet.
        self.history.mark_saved(u64::MAX);
        self.save_to(path.to_owned(), Purpose::SaveAs);
        self.say(format!("A future map that starts from {}; change what is to be different", file_name(&current)));
    }

    /// The file of the baseline, if the map names one.
    pub(super) fn baseline_file(&self) -> Option<std::path::PathBuf> {
        let way = &self.map().baseline.as_ref()?.path;
        if way.is_empty() {
            return None;
        }
        Some(self.path().map(crate::disk::folder_of).unwrap_or_default().join(way))
    }

    /// Reads the baseline where a poster may want it. What cannot be read is not offered.
    pub(super) fn read_baseline_for_export(&mut self) {
        if self.other.is_none() && self.baseline_file().is_some() {
            drop(self.read_baseline());
        }
    }

    /// Reads the baseline. Says why it cannot be read.
    pub(super) fn read_baseline(&mut self) -> Result<(), Vec<String>> {
        let Some(path) = self.baseline_file() else {
            return Err(vec!["The map does not say from which one it starts.".to_owned()]);
        };
        let loaded = store::load(&path).map_err(|error| disk::load_error_lines(&error))?;
        let is_baseline = self.map().baseline.as_ref().is_some_and(|baseline| baseline.map == loaded.map.id);
        self.other = Some(Other { against: Against::new(loaded.map, loaded.pictures), path, is_baseline });
        Ok(())
    }
}

/// The map that the open one is held against.
#[derive(Debug, Clone)]
pub struct Other {
    /// The map with its pictures.
    pub against: Against,
    /// Its file.
    pub path: std::path::PathBuf,
    /// Whether it is the one that the open map says it starts from.
    pub is_baseline: bool,
}
