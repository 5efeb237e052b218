//! As which text the map is written, and what that does not hold.

use eframe::egui;

use super::frame::{dialog, footer, main_button, or_close};
use crate::app::command::Command;
use crate::app::look::GRID;
use crate::app::session::Session;
use crate::interchange::TextFormat;

/// The dialog's state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExportTextDialog {
    format: Option<TextFormat>,
    /// What the format does not hold of the map, once it was found out.
    left_out: Option<Vec<String>>,
}

impl ExportTextDialog {
    /// Shows it.
    pub fn show(&mut self, ctx: &egui::Context, session: &Session) -> Vec<Command> {
        let format = *self.format.get_or_insert(TextFormat::Csv);
        let (commands, closed) = dialog(ctx, "Export as text", 480.0, |ui| {
            for other in TextFormat::ALL {
                if ui.radio(other == format, other.words()).clicked() && other != format {
                    (self.format, self.left_out) = (Some(other), None);
                }
            }
            let format = self.format.unwrap_or(format);
            ui.add_space(GRID);
            let left_out = self.left_out.get_or_insert_with(|| format.write(session.map()).left_out);
            if left_out.is_empty() {
                ui.label("It holds all of this map.");
            } else {
                ui.label("It does not hold:");
                egui::ScrollArea::vertical().max_height(160.0).auto_shrink([false, true]).show(ui, |ui| {
                    for line in left_out {
                        ui.add(egui::Label::new(format!("• {line}")).wrap());
                    }
                });
            }
            let mut commands = Vec::new();
            footer(ui, |ui| {
                if main_button(ui, "Export…", true) {
                    commands.push(Command::ExportText(self.format.unwrap_or(format)));
                }
                if ui.button("Cancel").clicked() {
                    commands.push(Command::CloseDialog);
                }
            });
            commands
        });
        or_close(commands, closed)
    }
}
