//! A window ended without warning: what it left behind, and what becomes of it.

use std::path::PathBuf;

use eframe::egui::{self, RichText};

use super::frame::{dialog, footer, main_button, or_close};
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::look::{GRID, Look};
use crate::icon::Icon;
use crate::store::Leftover;

/// The dialog's state.
#[derive(Debug, Clone, PartialEq)]
pub struct RecoveryDialog {
    /// What is decided about.
    pub offer: RecoveryOffer,
}

/// What there is to decide.
#[derive(Debug, Clone, PartialEq)]
pub struct RecoveryOffer {
    /// Which of the leftovers it is, from 0.
    pub index: usize,
    /// How many there are.
    pub count: usize,
    /// Where it lies.
    pub leftover: Leftover,
    /// The map's title.
    pub title: String,
    /// The file that it belongs to; none if it was never saved.
    pub file: Option<PathBuf>,
    /// Whether that file can be opened.
    pub saved_opens: bool,
    /// When the map was like this, in words.
    pub when: String,
    /// What it holds beyond the saved file.
    pub lines: Vec<String>,
    /// What else is worth knowing about the file.
    pub remark: Option<String>,
}

impl RecoveryDialog {
    pub fn show(&self, ctx: &egui::Context, kit: &mut Kit) -> Vec<Command> {
        let offer = &self.offer;
        let (commands, closed) = dialog(ctx, "Changes that were not saved", 560.0, |ui| {
            ui.label("Pathos ended without warning while this map had unsaved changes. They were kept.");
            ui.add_space(GRID);
            self.card_ui(ui, kit);
            ui.add_space(GRID);
            if let Some(remark) = &offer.remark {
                ui.colored_label(Look::of(ui.ctx()).warning, remark);
            }
            ui.weak(match offer.file {
                Some(_) => {
                    "Both stay as they are until you choose. The one that you do not choose stays among the earlier \
                     versions, in the menu File."
                }
                None => "It stays as it is until you choose.",
            });
            self.footer_ui(ui)
        });
        or_close(commands, closed)
    }

    /// The map, where it belongs, when it was so, and what is new in it.
    fn card_ui(&self, ui: &mut egui::Ui, kit: &mut Kit) {
        let offer = &self.offer;
        let frame = egui::Frame::new().stroke(ui.visuals().window_stroke).corner_radius(8).inner_margin(12);
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(20.0), egui::Sense::hover());
                kit.icons.paint(ui.painter(), Icon::FileText, rect, Look::of(ui.ctx()).accent);
                kit.label(ui, &offer.title, 15.0, Look::of(ui.ctx()).ink);
            });
            let place = match &offer.file {
                Some(file) => file.display().to_string(),
                None => "never saved to a file".to_owned(),
            };
            kit.label(ui, &format!("{place}, {}", offer.when), 13.0, Look::of(ui.ctx()).quiet);
            ui.add_space(GRID);
            let heading = if offer.saved_opens { "Beyond the saved file it holds" } else { "It holds" };
            ui.label(RichText::new(heading).text_style(egui::TextStyle::Small).weak());
            egui::ScrollArea::vertical().max_height(160.0).show(ui, |ui| {
                for line in &offer.lines {
                    kit.label(ui, &format!("• {line}"), 13.0, Look::of(ui.ctx()).ink);
                }
            });
        });
    }

    fn footer_ui(&self, ui: &mut egui::Ui) -> Vec<Command> {
        let offer = &self.offer;
        let mut commands = Vec::new();
        footer(ui, |ui| {
            if main_button(ui, "Open the recovered map", true) {
                commands.push(Command::Recover(offer.leftover.clone()));
            }
            let (other, file) = match (&offer.file, offer.saved_opens) {
                (Some(file), true) => ("Open the saved file", Some(file.clone())),
                _ => ("Give it up", None),
            };
            if ui.button(other).clicked() {
                commands.push(Command::KeepSaved(offer.leftover.clone(), file));
            }
            if ui.button("Decide later").clicked() {
                commands.push(Command::CloseDialog);
            }
            if offer.count > 1 {
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.weak(format!("{} of {}", offer.index + 1, offer.count));
                });
            }
        });
        commands
    }
}
