//! Keeping the map as a template of one's own.

use eframe::egui;

use super::frame::{dialog, footer, main_button, or_close};
use crate::app::command::Command;
use crate::app::look::{GRID, Look};
use crate::app::session::Session;

/// The dialog's state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateDialog {
    name: String,
    fresh: bool,
}

impl TemplateDialog {
    /// A dialog that proposes a name.
    pub fn new(name: &str) -> Self {
        Self { name: name.replace('\n', " "), fresh: true }
    }

    pub fn show(&mut self, ctx: &egui::Context, session: &Session) -> Vec<Command> {
        let (commands, closed) = dialog(ctx, "Save as template", 440.0, |ui| {
            ui.label("A template is a copy of this map, with its cards, to begin new maps with. File, New shows it.");
            ui.add_space(GRID);
            let label = ui.label("Name");
            let field = egui::TextEdit::singleline(&mut self.name).desired_width(f32::INFINITY).char_limit(100);
            let field = ui.add(field.margin(egui::Margin::symmetric(8, 6))).labelled_by(label.id);
            if std::mem::take(&mut self.fresh) {
                field.request_focus();
            }
            let is_there = session.template_of_name(&self.name).is_some();
            if is_there {
                ui.colored_label(Look::of(ui.ctx()).warning, "There is a template of this name; it will be replaced.");
            }
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            let mut commands = Vec::new();
            footer(ui, |ui| {
                let verb = if is_there { "Replace" } else { "Save" };
                let is_named = !self.name.trim().is_empty();
                if main_button(ui, verb, is_named) || (entered && is_named && !is_there) {
                    commands.push(Command::SaveTemplate(self.name.trim().to_owned()));
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
