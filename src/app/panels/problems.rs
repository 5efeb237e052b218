//! The list of what is wrong with the map; a click goes there.

use eframe::egui::{self, Button, RichText};

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::look::Look;
use crate::app::session::Session;
use crate::model::ProblemSeverity;

/// Shows the list.
pub fn show(ui: &mut egui::Ui, session: &Session, commands: &mut Vec<Command>) {
    let look = Look::of(ui.ctx());
    ui.horizontal(|ui| {
        ui.strong("Problems");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.button("Close").clicked() {
                commands.push(Command::Action(Action::Problems));
            }
        });
    });
    if session.problems().is_empty() {
        ui.weak("The map is sound.");
    }
    egui::ScrollArea::vertical().auto_shrink([false, true]).show(ui, |ui| {
        for problem in session.problems() {
            let color = if problem.severity == ProblemSeverity::Error { look.danger } else { look.ink };
            let button = Button::new(RichText::new(&problem.text).color(color)).wrap();
            let row = ui.add(button.min_size(egui::vec2(ui.available_width(), 26.0)).frame(false));
            if row.on_hover_text(&problem.hint).clicked() {
                commands.push(Command::GoTo(problem.subject));
            }
        }
    });
}
