//! Exporting a poster: what it is made with, beside the sheet itself and everything that follows.

use eframe::egui;

use super::export_choices::choices_ui;
use super::export_sheet::sheet_ui;
use super::frame::{dialog, footer, main_button, or_close};
use crate::app::command::Command;
use crate::app::comparing::Mode;
use crate::app::kit::Kit;
use crate::app::look::GRID;
use crate::app::poster::PosterOrder;
use crate::app::session::Session;
use crate::export::Paper;
use crate::model::Map;
use crate::poster::{Remedy, Subject};

/// The dialog's state.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportDialog {
    pub(in crate::app) order: PosterOrder,
}

/// The width of the dialog and of its column of settings.
const WIDTH: f32 = 960.0;
const SETTINGS_WIDTH: f32 = 340.0;
/// The width that the sheet beside it needs; with less it stands below.
const LEAST_SHEET_WIDTH: f32 = 260.0;

impl ExportDialog {
    /// The dialog with what the map was exported with last.
    pub fn new(session: &Session) -> Self {
        let usual = || PosterOrder::new(session.settings.paper.parse().unwrap_or(Paper::A1));
        let mut order = session.last_export().unwrap_or_else(usual);
        order.options.excerpt.numbers = session.settings.numbers;
        order.options.display = session.display();
        // What is seen is what is exported.
        let against = session.other.as_ref().map(|other| other.against.clone());
        if let Some(comparing) = session.comparing() {
            order.options.subject = match (comparing.mode, against) {
                (Mode::RoadMap, against) => Subject::RoadMap(comparing.rows, against),
                (Mode::SideBySide | Mode::Overlaid, Some(against)) => Subject::Delta(against),
                (Mode::SideBySide | Mode::Overlaid, None) => Subject::Map,
            };
        }
        Self { order }
    }

    /// Shows it.
    pub fn show(&mut self, ctx: &egui::Context, session: &Session, kit: &mut Kit) -> Vec<Command> {
        let (commands, closed) = dialog(ctx, "Export a poster", WIDTH, |ui| {
            let mut commands = Vec::new();
            let is_narrow = ui.available_width() < SETTINGS_WIDTH + LEAST_SHEET_WIDTH;
            let height = (ui.ctx().content_rect().height() - 220.0).clamp(200.0, 560.0);
            if is_narrow {
                choices_ui(ui, &mut self.order, session, kit);
                ui.add_space(2.0 * GRID);
                sheet_ui(ui, self, session, kit, height, &mut commands);
            } else {
                ui.horizontal_top(|ui| {
                    ui.allocate_ui_with_layout(
                        egui::vec2(SETTINGS_WIDTH, height),
                        egui::Layout::top_down(egui::Align::Min),
                        |ui| {
                            egui::ScrollArea::vertical().max_height(height).show(ui, |ui| {
                                ui.set_width(SETTINGS_WIDTH - GRID);
                                choices_ui(ui, &mut self.order, session, kit);
                            });
                        },
                    );
                    ui.add_space(2.0 * GRID);
                    ui.vertical(|ui| {
                        // What is known about the sheet comes and goes; the buttons below stay where they are.
                        ui.set_min_height(height);
                        sheet_ui(ui, self, session, kit, height, &mut commands);
                    });
                });
            }
            let is_ready = session.poster(&self.order.options).is_none_or(Result::is_ok);
            footer(ui, |ui| {
                if main_button(ui, "Export…", is_ready) {
                    commands.push(Command::Export(Box::new(self.order.clone())));
                }
                if ui.button("Cancel").clicked() {
                    commands.push(Command::CloseDialog);
                }
            });
            if session.poster(&self.order.options).is_none() && !session.is_composing() {
                commands.push(Command::ComposePoster(Box::new(self.order.options.clone())));
            }
            commands
        });
        or_close(commands, closed)
    }

    /// Takes what was found to help.
    pub(super) fn take(&mut self, map: &Map, remedy: &Remedy) {
        self.order.options = remedy.apply(map, &self.order.options);
    }
}
