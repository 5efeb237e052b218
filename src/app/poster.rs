//! The poster: composed beside the window for the preview, and written to where it goes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ask::Purpose;
use super::dialogs::Dialog;
use super::dialogs::path::file_name;
use super::disk::export_error_lines;
use super::kept_order;
use super::session::Session;
use super::writing::{ExportOrder, WriteError, Written};
use crate::export::{ExportError, Format, Paper, TileSettings};
use crate::poster::{Poster, PosterOptions, Remedy, Subject, usual_distance_m};
use crate::store::safe_file_stem;

/// The posters of the open map.
#[derive(Default)]
pub struct Posters {
    /// The one that is being composed.
    composing: Option<PosterKey>,
    /// The last one that was composed.
    composed: Option<(PosterKey, Composed)>,
    /// What was found to make every card readable, and for which question.
    remedies: Option<(RemedyKey, Option<Vec<Remedy>>)>,
    /// The one that waits for a path or for being composed.
    waiting: Option<WaitingPoster>,
}

/// A poster as it is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct PosterOrder {
    /// What it is made with.
    pub options: PosterOptions,
    /// The kind of file.
    pub format: Format,
    /// The sheets of an office printer that it is divided into, if it is: pages of one PDF, or PNG
    /// files in a folder.
    pub tiles: Option<TileSettings>,
    /// Whether words in an SVG are text instead of outlines.
    pub is_svg_text: bool,
    /// Whether a PNG carries the map along, with its notes and pictures.
    pub carries_map: bool,
    /// From how far it is read, in meters.
    pub distance_m: f64,
}

impl PosterOrder {
    /// The usual poster on a paper.
    pub fn new(paper: Paper) -> Self {
        Self {
            options: PosterOptions::new(paper),
            format: Format::Png,
            tiles: None,
            is_svg_text: false,
            carries_map: false,
            distance_m: usual_distance_m(paper),
        }
    }
}

/// A poster, or why it could not be composed and what to do.
pub type Composed = Result<Arc<Poster>, Vec<String>>;

/// What a poster is made of: the map as it was, and the options.
#[derive(Debug, Clone, PartialEq)]
pub struct PosterKey {
    generation: u64,
    revision: u64,
    options: PosterOptions,
}

/// What was asked: what makes a poster readable from a distance.
#[derive(Debug, Clone, PartialEq)]
pub struct RemedyKey {
    poster: PosterKey,
    distance_m: f64,
}

/// A poster that is not yet being written.
struct WaitingPoster {
    order: PosterOrder,
    /// Where it goes, once that was chosen.
    path: Option<PathBuf>,
}

impl Session {
    fn poster_key(&self, options: &PosterOptions) -> PosterKey {
        PosterKey { generation: self.generation, revision: self.history.revision(), options: options.clone() }
    }

    /// The poster of the map as it is, if it is composed.
    pub fn poster(&self, options: &PosterOptions) -> Option<&Composed> {
        let (key, result) = self.posters.composed.as_ref()?;
        (*key == self.poster_key(options)).then_some(result)
    }

    /// The poster that was composed last, whatever the map and the options are by now.
    pub fn last_poster(&self) -> Option<&Arc<Poster>> {
        self.posters.composed.as_ref().and_then(|(_, result)| result.as_ref().ok())
    }

    /// Whether a poster is being composed; then one is asked for again when it is done.
    pub fn is_composing(&self) -> bool {
        self.posters.composing.is_some()
    }

    /// Composes a poster beside the window, unless one is composed already.
    pub(super) fn compose_poster(&mut self, options: &PosterOptions) {
        if self.posters.composing.is_none() && self.poster(options).is_none() {
            let key = self.poster_key(options);
            self.posters.composing = Some(key.clone());
            self.jobs.compose(key.clone(), key.options, self.map().clone(), self.pictures.clone());
        }
    }

    pub(super) fn composed(&mut self, key: PosterKey, result: Result<Poster, ExportError>) {
        self.posters.composing = None;
        let result = result.map(Arc::new).map_err(|error| export_error_lines(&error));
        self.posters.composed = Some((key, result));
    }

    /// No poster was composed because of a fault.
    pub(super) fn composing_failed(&mut self) {
        self.posters.composing = None;
        self.posters.waiting = None;
        self.end_progress();
        self.dialog.take_if(|dialog| matches!(dialog, Dialog::Export(_)));
    }

    /// What makes every card of a poster readable: `Some(None)` while it is being found out.
    pub fn remedies(&self, options: &PosterOptions, distance_m: f64) -> Option<Option<&[Remedy]>> {
        let (key, remedies) = self.posters.remedies.as_ref()?;
        let wanted = RemedyKey { poster: self.poster_key(options), distance_m };
        (*key == wanted).then_some(remedies.as_deref())
    }

    /// Finds out what makes every card readable.
    pub(super) fn find_remedies(&mut self, options: &PosterOptions, distance_m: f64) {
        let key = RemedyKey { poster: self.poster_key(options), distance_m };
        self.posters.remedies = Some((key.clone(), None));
        self.jobs.find_remedies(key, options.clone(), distance_m, self.map().clone(), self.pictures.clone());
    }

    pub(super) fn found_remedies(&mut self, key: RemedyKey, found: Vec<Remedy>) {
        if let Some((wanted, remedies)) = &mut self.posters.remedies
            && *wanted == key
        {
            *remedies = Some(found);
        }
    }

    /// What this map was exported with last, in this window or an earlier one.
    pub fn last_export(&self) -> Option<PosterOrder> {
        kept_order::read(&self.state.export_of(self.map().id)?, self.map())
    }

    /// Shows the map as the sheet that was exported last, or as the canvas again.
    pub(super) fn toggle_sheet(&mut self) {
        let sheet = (!self.view.is_sheet()).then(|| super::dialogs::ExportDialog::new(self).order.options);
        self.say(match &sheet {
            Some(options) => format!("The map as a sheet of {}", options.settings.paper),
            None => "The map as a canvas".to_owned(),
        });
        self.view.show_sheet(sheet);
    }

    /// Asks where the poster goes.
    pub(super) fn ask_where_to_export(&mut self, order: PosterOrder) {
        let stem = safe_file_stem(&format!("{}{}", self.title(), order.options.subject.suffix()));
        let name = format!("{stem}.{}", order.format);
        let is_in_folder = order.tiles.is_some() && order.format == Format::Png;
        let purpose = if is_in_folder { Purpose::ExportSheets } else { Purpose::ExportPoster };
        self.dialog = None;
        self.state.set_export_of(self.map().id, &kept_order::write(&order));
        self.posters.waiting = Some(WaitingPoster { order, path: None });
        self.ask(purpose, name);
    }

    /// The path was chosen: the export starts as soon as the poster is that of the map as it is now.
    pub(super) fn export_to(&mut self, path: PathBuf) {
        if let Some(waiting) = &mut self.posters.waiting {
            waiting.path = Some(path);
            self.dialog = Some(Dialog::Exporting);
        }
    }

    /// Forgets the poster that waits for a path.
    pub(super) fn forget_poster(&mut self) {
        self.posters.waiting = None;
    }

    /// Forgets everything about the posters of a map that is no longer open.
    pub(super) fn forget_posters(&mut self) {
        self.posters = Posters { composing: self.posters.composing.take(), ..Posters::default() };
    }

    /// Starts the export that waits for its poster, and has that composed first.
    pub(super) fn start_export(&mut self) {
        let Some(WaitingPoster { order, path: Some(path) }) = &self.posters.waiting else { return };
        let (order, path) = (order.clone(), path.clone());
        let Some(poster) = self.poster(&order.options).cloned() else {
            self.compose_poster(&order.options);
            return;
        };
        self.posters.waiting = None;
        match poster {
            Ok(poster) => {
                let PosterOrder { tiles, is_svg_text, carries_map, .. } = order;
                let order = ExportOrder {
                    path,
                    plan: poster.plan,
                    tiles,
                    is_svg_text,
                    title: match &order.options.subject {
                        Subject::Map => self.title().to_owned(),
                        subject => subject.title(self.map()),
                    },
                    language: self.map().language.clone(),
                    carried: carries_map.then(|| (self.map().clone(), self.picture_files.clone())),
                };
                self.jobs.export(poster, order);
            }
            Err(reasons) => {
                self.end_progress();
                self.show_failure("The poster was not exported", reasons);
            }
        }
    }

    pub(super) fn exported(&mut self, result: Result<Written, WriteError>) {
        self.end_progress();
        match result {
            Ok(written) => {
                let (width, height) = (written.plan.width_mm.round(), written.plan.height_mm.round());
                self.say(format!("Exported {} ({width} × {height} mm)", written.name()));
                if self.dialog.is_none() {
                    self.dialog = Some(Dialog::Exported(Box::new(written)));
                }
            }
            Err(WriteError::Export(ExportError::Cancelled)) => {
                self.say("The export was cancelled; nothing was written");
            }
            Err(error) => self.show_failure("The poster was not exported", error.lines()),
        }
    }

    /// Shows a file among its neighbors, in the desktop's own program for folders.
    pub(super) fn show_in_folder(&mut self, path: &Path) {
        self.dialog = None;
        let folder = crate::disk::folder_of(path);
        self.say(format!("{} is in {}", file_name(path), folder.display()));
        self.jobs.show_folder(folder);
    }

    /// Closes the dialog that shows the progress, and no other.
    pub(super) fn end_progress(&mut self) {
        self.dialog.take_if(|dialog| *dialog == Dialog::Exporting);
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui;

    use super::*;
    use crate::app::ask::NoDialogs;
    use crate::app::command::Command;
    use crate::export::{Dpi, Paper, PosterSettings};
    use crate::store::StateFolder;
    use crate::text::{Shaper, SystemFonts};

    #[test]
    fn the_poster_is_that_of_the_map_as_it_is_when_the_path_was_chosen() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut shaper = Shaper::new(SystemFonts::Ignored);
        let state = StateFolder::at(folder.path().join("state"));
        let mut session = Session::new(egui::Context::default(), Arc::new(NoDialogs), state, &mut shaper);
        let settings = PosterSettings { dpi: Dpi::new(72).expect("a resolution"), ..PosterSettings::new(Paper::A4) };
        let options = PosterOptions { settings, ..PosterOptions::new(Paper::A4) };
        let compose = |session: &Session, shaper: &mut Shaper| {
            Poster::compose(session.map(), &session.pictures, &options, shaper).expect("a poster").plan
        };
        let before = compose(&session, &mut shaper);

        session.perform(Command::Export(Box::new(PosterOrder {
            options: options.clone(),
            ..PosterOrder::new(Paper::A4)
        })));
        session.perform(Command::Action(crate::app::Action::InsertLaneBelow));
        session.perform(Command::PathChosen(Purpose::ExportPoster, folder.path().join("poster.png")));
        let path = folder.path().join("poster.png");
        for _ in 0..4_000 {
            session.refresh(false, &mut shaper);
            session.hear_jobs();
            if session.status().text.starts_with("Exported") {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        assert!(path.exists(), "the poster is written");
        let now = compose(&session, &mut shaper);
        assert_ne!(now, before);
        assert_eq!(session.poster(&options).expect("composed").as_ref().expect("a poster").plan, now);
    }
}
