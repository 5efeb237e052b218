//! Unsaved changes: save them, give them up, or stay.

use eframe::egui;

use super::frame::{dialog, footer, main_button, or_close};
use crate::app::command::{Command, Next};
use crate::app::session::Session;

pub fn show(ctx: &egui::Context, session: &Session, next: &Next) -> Vec<Command> {
    let (commands, closed) = dialog(ctx, "Save the changes?", 440.0, |ui| {
        ui.label(format!(
            "“{}” has changes that are not saved. They are lost if you do not save them.",
            session.title()
        ));
        let mut commands = Vec::new();
        footer(ui, |ui| {
            if main_button(ui, "Save", true) {
                commands.push(Command::SaveThen(Box::new(next.clone())));
            }
            if ui.button("Cancel").clicked() {
                commands.push(Command::CloseDialog);
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                if ui.button("Don't save").clicked() {
                    commands.push(Command::Discard(Box::new(next.clone())));
                }
            });
        });
        commands
    });
    or_close(commands, closed)
}
