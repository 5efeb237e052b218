//! Something to read: what failed and what to do about it, or remarks on a file.

use eframe::egui;

use super::frame::{dialog, footer, main_button, or_close};
use crate::app::command::Command;
use crate::app::look::Look;
use crate::app::panels::palette::capitalized;

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What happened.
    pub title: String,
    /// Where, why, and what to do, a line each.
    pub lines: Vec<String>,
    /// Whether something failed.
    pub failed: bool,
}

impl Notice {
    pub fn show(&self, ctx: &egui::Context) -> Vec<Command> {
        let (commands, closed) = dialog(ctx, &self.title, 560.0, |ui| {
            let look = Look::of(ui.ctx());
            egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                for line in &self.lines {
                    match line.strip_prefix("hint: ") {
                        Some(hint) => ui.label(capitalized(hint)),
                        None if self.failed => ui.colored_label(look.danger, line),
                        None => ui.label(line),
                    };
                }
            });
            let mut commands = Vec::new();
            footer(ui, |ui| {
                if main_button(ui, "OK", true) {
                    commands.push(Command::CloseDialog);
                }
                if ui.button("Copy the text").clicked() {
                    ui.copy_text(format!("{}\n{}", self.title, self.lines.join("\n")));
                }
            });
            commands
        });
        or_close(commands, closed)
    }
}
