//! Earlier versions of the map: those that saving replaced, the last ten.

use std::path::PathBuf;

use eframe::egui::{self, RichText, vec2};

use super::frame::{dialog, footer, main_button, or_close};
use crate::app::command::Command;
use crate::app::look::{GRID, Look, TARGET};
use crate::app::session::Session;
use crate::insight::difference;
use crate::store;

/// The dialog's state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionsDialog {
    rows: Vec<Version>,
    chosen: usize,
    /// What the chosen one has beside the open map, or why it cannot be opened; none until it was read.
    lines: Option<Result<Vec<String>, String>>,
}

/// A version that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its file.
    pub path: PathBuf,
    /// When it was saved, in words.
    pub when: String,
    /// How many bytes it has.
    pub bytes: u64,
}

impl VersionsDialog {
    /// A dialog for these, the last one first.
    pub fn new(rows: Vec<Version>) -> Self {
        Self { rows, chosen: 0, lines: None }
    }

    pub fn show(&mut self, ctx: &egui::Context, session: &Session) -> Vec<Command> {
        let (commands, closed) = dialog(ctx, "Earlier versions", 560.0, |ui| {
            let mut commands = Vec::new();
            if self.rows.is_empty() {
                ui.label("There is none yet. Each time the map is saved, the version that was in the file before is kept here; the last ten stay.");
                footer(ui, |ui| {
                    if main_button(ui, "OK", true) {
                        commands.push(Command::CloseDialog);
                    }
                });
                return commands;
            }
            ui.weak("Each time the map is saved, the version before it is kept; the last ten stay.");
            ui.add_space(GRID / 2.0);
            self.list_ui(ui);
            self.lines_ui(ui, session);
            self.footer_ui(ui, &mut commands);
            commands
        });
        or_close(commands, closed)
    }

    fn list_ui(&mut self, ui: &mut egui::Ui) {
        egui::ScrollArea::vertical().max_height(240.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
            for (n, row) in self.rows.iter().enumerate() {
                let size = size_in_words(row.bytes);
                let button = egui::Button::selectable(n == self.chosen, row.when.as_str())
                    .right_text(RichText::new(&size).weak())
                    .min_size(vec2(ui.available_width(), TARGET + 4.0));
                let response = ui.add(button);
                let name = format!("{}, {size}", row.when);
                let is_chosen = n == self.chosen;
                response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_chosen, &name));
                if response.clicked() && n != self.chosen {
                    self.chosen = n;
                    self.lines = None;
                }
            }
        });
    }

    fn lines_ui(&mut self, ui: &mut egui::Ui, session: &Session) {
        let Some(row) = self.rows.get(self.chosen) else { return };
        let lines = self.lines.get_or_insert_with(|| match store::load(&row.path) {
            Ok(loaded) => Ok(difference(session.map(), &loaded.map).lines()),
            Err(error) => Err(error.to_string()),
        });
        ui.add_space(GRID);
        match lines {
            Ok(lines) if lines.is_empty() => {
                ui.label("It is the same as the map in this window.");
            }
            Ok(lines) => {
                ui.weak("Seen from the map in this window:");
                for line in lines {
                    ui.label(format!("• {line}"));
                }
            }
            Err(why) => {
                ui.colored_label(Look::of(ui.ctx()).danger, format!("It cannot be opened: {why}"));
            }
        }
    }

    fn footer_ui(&self, ui: &mut egui::Ui, commands: &mut Vec<Command>) {
        let Some(row) = self.rows.get(self.chosen) else { return };
        let opens = matches!(self.lines, Some(Ok(_)));
        footer(ui, |ui| {
            if main_button(ui, "Go back to it", opens) {
                commands.push(Command::GoBackTo(row.path.clone()));
            }
            let copy = ui.add_enabled(opens, egui::Button::new("Open as a new map"));
            if copy.clicked() {
                commands.push(Command::OpenAsNew(row.path.clone()));
            }
            if ui.button("Cancel").clicked() {
                commands.push(Command::CloseDialog);
            }
        });
    }
}

fn size_in_words(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", (bytes + 500) / 1_000),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
