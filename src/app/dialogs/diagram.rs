//! Which of a file's journeys is imported.

use std::path::Path;

use eframe::egui;

use super::frame::{dialog, footer, or_close};
use super::path::file_name;
use crate::app::command::Command;

pub fn show(ctx: &egui::Context, path: &Path, titles: &[String]) -> Vec<Command> {
    let (commands, closed) = dialog(ctx, "Which journey?", 440.0, |ui| {
        ui.label(format!("{} holds {} journeys.", file_name(path), titles.len()));
        let mut commands = Vec::new();
        egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            for (n, title) in titles.iter().enumerate() {
                let text = if title.is_empty() { format!("Journey {}", n + 1) } else { title.clone() };
                let button = egui::Button::new(text).min_size(egui::vec2(ui.available_width(), 32.0));
                if ui.add(button).clicked() {
                    commands.push(Command::ImportNth(path.to_owned(), n));
                }
            }
        });
        footer(ui, |ui| {
            if ui.button("Cancel").clicked() {
                commands.push(Command::CloseDialog);
            }
        });
        commands
    });
    or_close(commands, closed)
}
