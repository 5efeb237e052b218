//! The list of what is wrong with the map; a click goes there.

use eframe::egui::{self, Sense};

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::session::Session;
use crate::icon::Icon;
use crate::model::ProblemSeverity;

/// Shows the list.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
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
            let icon = match problem.severity {
                ProblemSeverity::Error => Icon::WarningOctagon,
                ProblemSeverity::Warning => Icon::Warning,
            };
            let mut row = kit.row(ui, icon, &problem.text, Sense::click());
            if !problem.hint.is_empty() {
                row = row.on_hover_text(&problem.hint);
            }
            if row.clicked() {
                commands.push(Command::GoTo(problem.subject));
            }
        }
    });
}
