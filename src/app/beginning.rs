//! What a map can begin with: a template, a sample, a file of one's own.

use std::path::{Path, PathBuf};

use super::dialogs::path::file_name;
use super::dialogs::{Dialog, TemplateDialog};
use super::disk;
use super::session::Session;
use crate::model::{IdSource, LaneId, Map, StepId};
use crate::picture::Pictures;
use crate::sample::Sample;
use crate::store::{self, PictureFiles};
use crate::template::{TEMPLATES, Template};

impl Session {
    /// Whether something was begun to which one can go back from the welcome screen.
    pub fn has_begun(&self) -> bool {
        self.path().is_some() || self.is_dirty() || self.undo_steps() > 0
    }

    /// Whether the welcome screen is shown in place of the map.
    pub fn shows_welcome(&self) -> bool {
        self.shows_welcome
    }

    pub(super) fn show_welcome(&mut self, shows: bool) {
        self.shows_welcome = shows;
        self.dialog = None;
        self.say("");
        if !shows && !self.has_begun() {
            self.select_first_cell();
        }
    }

    /// A map from a template of the program.
    pub(super) fn begin_from_template(&mut self, name: &str) {
        let mut ids = IdSource::random();
        let map = Template::find(name).unwrap_or(&TEMPLATES[0]).map(&mut ids);
        let map = Map { author: self.settings.author.clone(), ..map };
        self.begin(map, ids, Pictures::default(), PictureFiles::default());
    }

    /// A map from a template of one's own.
    pub(super) fn begin_from_file(&mut self, path: &Path) {
        match store::load(path) {
            Ok(loaded) => {
                let mut ids = IdSource::random();
                let author =
                    if loaded.map.author.is_empty() { self.settings.author.clone() } else { loaded.map.author };
                let map = Map { id: ids.next(), author, ..loaded.map };
                self.begin(map, ids, loaded.pictures, loaded.files);
            }
            Err(error) => self.show_failure("The template cannot be opened", disk::load_error_lines(&error)),
        }
    }

    /// A sample, as a map that nobody has saved yet.
    pub(super) fn begin_from_sample(&mut self, name: &str) {
        let Some(sample) = Sample::find(name) else { return };
        let mut ids = IdSource::random();
        let (map, pictures, files) = sample.map(&mut ids);
        self.take_map(map, ids, None, pictures, files);
        self.say(format!("A copy of the sample “{}”; change it as you like", sample.name));
    }

    /// A new map, with the cursor where the first card goes.
    fn begin(&mut self, map: Map, ids: IdSource, pictures: Pictures, files: PictureFiles) {
        self.take_map(map, ids, None, pictures, files);
        self.select_first_cell();
        self.say("A new map: type to begin the first card");
    }

    fn select_first_cell(&mut self) {
        if let Some((lane, step)) = first_cell(self.map()) {
            self.select_cell(lane, step);
            self.view.fits = true;
        }
    }

    pub(super) fn ask_for_template_name(&mut self) {
        self.dialog = Some(Dialog::Template(Box::new(TemplateDialog::new(self.title()))));
    }

    pub(super) fn save_template(&mut self, name: &str) {
        self.dialog = None;
        let map = Map { id: IdSource::random().next(), ..self.map().clone() };
        match self.state.save_template(name, &map, &self.picture_files) {
            Ok(path) => self.say(format!("Saved the template “{}”; File, New shows it", super::naming::stem(&path))),
            Err(error) => self.show_failure("The template was not saved", disk::save_error_lines(&error)),
        }
    }

    pub(super) fn remove_template(&mut self, path: &Path) {
        match self.state.remove_template(path) {
            Ok(()) => self.say(format!("Removed the template “{}”", super::naming::stem(path))),
            Err(error) => {
                let reason = crate::disk::explain(&error);
                let lines = vec![format!("{}: {}", path.display(), reason.text), format!("hint: {}", reason.hint)];
                self.show_failure("The template was not removed", lines);
            }
        }
    }

    pub(super) fn forget_recent(&mut self, path: &Path) {
        self.state.forget_recent(path);
        self.recent = self.state.recent();
        self.say(format!("{} is no longer on the list; the file stays", file_name(path)));
    }

    /// Where a template of a name stands already.
    pub fn template_of_name(&self, name: &str) -> Option<PathBuf> {
        self.state.template_file(name).filter(|path| path.exists())
    }
}

/// The first cell that takes cards.
fn first_cell(map: &Map) -> Option<(LaneId, StepId)> {
    let lane = map.lanes.iter().find(|lane| lane.kind.holds_cards())?;
    Some((lane.id, map.steps().next()?.1.id))
}
