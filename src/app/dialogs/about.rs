//! About the program.

use eframe::egui;

use super::frame::{dialog, footer, main_button, or_close};
use crate::app::command::Command;

pub fn show(ctx: &egui::Context) -> Vec<Command> {
    let (commands, closed) = dialog(ctx, "About Pathos", 400.0, |ui| {
        ui.label(format!("Pathos {}", env!("CARGO_PKG_VERSION")));
        ui.label("Designs journey maps, and prints them as wall posters. Nothing leaves this machine.");
        ui.weak("MIT or Apache 2.0. Fonts: Inter and Noto, SIL Open Font License. Icons: Phosphor, MIT.");
        let mut commands = Vec::new();
        footer(ui, |ui| {
            if main_button(ui, "OK", true) {
                commands.push(Command::CloseDialog);
            }
        });
        commands
    });
    or_close(commands, closed)
}
