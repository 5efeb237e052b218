//! The poster: where it goes, and its export.

use std::path::PathBuf;

use super::ask::Purpose;
use super::dialogs::Dialog;
use super::dialogs::path::file_name;
use super::disk::export_error_lines;
use super::jobs::ExportOrder;
use super::session::Session;
use crate::export::{ExportError, Plan, PosterSettings};
use crate::store::safe_file_stem;

/// A poster that is not yet being written.
pub struct WaitingPoster {
    settings: PosterSettings,
    /// Where it goes, once that was chosen.
    path: Option<PathBuf>,
}

impl Session {
    /// Asks where the poster goes.
    pub(super) fn ask_where_to_export(&mut self, settings: PosterSettings) {
        self.dialog = None;
        self.waiting_poster = Some(WaitingPoster { settings, path: None });
        self.ask(Purpose::ExportPoster, format!("{}.png", safe_file_stem(self.title())));
    }

    /// The path was chosen: the export starts as soon as the picture is that of the map as it is now.
    pub(super) fn export_to(&mut self, path: PathBuf) {
        if let Some(waiting) = &mut self.waiting_poster {
            waiting.path = Some(path);
            self.dialog = Some(Dialog::Exporting);
        }
    }

    /// Starts the export that waits for the picture. To be called when that was made.
    pub(super) fn start_export(&mut self) {
        let Some(WaitingPoster { settings, path: Some(path) }) =
            self.waiting_poster.take_if(|waiting| waiting.path.is_some())
        else {
            return;
        };
        let scene = self.view.poster(self.map());
        match Plan::new(&scene, &settings) {
            Ok(plan) => {
                // Whether it may be replaced was asked where the path was chosen.
                let order = ExportOrder { path, plan, overwrite: true };
                self.jobs.export(scene, self.title().to_owned(), order);
            }
            Err(error) => self.exported(Err(error)),
        }
    }

    pub(super) fn exported(&mut self, result: Result<ExportOrder, ExportError>) {
        self.end_progress();
        match result {
            Ok(order) => {
                let (width, height) = (order.plan.width_px, order.plan.height_px);
                self.say(format!("Exported {} ({width} × {height} pixels)", file_name(&order.path)));
            }
            Err(ExportError::Cancelled) => self.say("The export was cancelled; nothing was written"),
            Err(error) => self.show_failure("The poster was not exported", export_error_lines(&error)),
        }
    }

    /// Closes the dialog that shows the progress, and no other.
    pub(super) fn end_progress(&mut self) {
        self.dialog.take_if(|dialog| *dialog == Dialog::Exporting);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use eframe::egui;

    use super::*;
    use crate::app::ask::NoDialogs;
    use crate::app::command::Command;
    use crate::app::jobs::Message;
    use crate::export::{Dpi, Paper};
    use crate::store::StateFolder;
    use crate::text::{Shaper, SystemFonts};

    #[test]
    fn the_poster_is_planned_for_the_map_as_it_is_when_the_path_was_chosen() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut shaper = Shaper::new(SystemFonts::Ignored);
        let state = StateFolder::at(folder.path().join("state"));
        let mut session = Session::new(egui::Context::default(), Arc::new(NoDialogs), state, &mut shaper);
        let settings = PosterSettings { dpi: Dpi::new(72).expect("a resolution"), ..PosterSettings::new(Paper::A4) };
        let plan = |session: &Session| Plan::new(&session.view.scene, &settings).expect("a plan");
        session.refresh(false, &mut shaper);
        let before = plan(&session);

        session.perform(Command::Export(settings));
        session.perform(Command::Action(crate::app::Action::InsertLaneBelow));
        session.perform(Command::PathChosen(Purpose::ExportPoster, folder.path().join("poster.png")));
        session.refresh(false, &mut shaper);
        let exported = std::iter::repeat_with(|| {
            std::thread::sleep(std::time::Duration::from_millis(5));
            session.jobs.next()
        });
        let order = exported.take(4_000).flatten().find_map(|message| match message {
            Message::Exported(result) => Some(result.expect("a poster")),
            _ => None,
        });
        let order = order.expect("the export ends");
        assert_ne!(plan(&session), before);
        assert_eq!(order.plan, plan(&session));
    }
}
