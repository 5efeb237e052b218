//! Another program changed the map's file since it was read or saved.

use std::path::Path;

use eframe::egui;

use super::frame::{dialog, footer, main_button, or_close};
use super::path::file_name;
use crate::app::action::Action;
use crate::app::command::Command;

pub fn show(ctx: &egui::Context, path: &Path) -> Vec<Command> {
    let (commands, closed) = dialog(ctx, "The file has changed", 460.0, |ui| {
        ui.label(format!(
            "Another program changed {} since it was opened here. Saving replaces what that program wrote.",
            file_name(path)
        ));
        let mut commands = Vec::new();
        footer(ui, |ui| {
            if main_button(ui, "Save as…", true) {
                commands.push(Command::Action(Action::SaveAs));
            }
            if ui.button("Replace it").clicked() {
                commands.push(Command::Overwrite);
            }
            if ui.button("Cancel").clicked() {
                commands.push(Command::CloseDialog);
            }
        });
        commands
    });
    or_close(commands, closed)
}
