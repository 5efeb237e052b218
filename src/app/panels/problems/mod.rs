//! What is wrong with the map, and what it lacks, in one place. Each line goes there; a finding of the
//! map check can be accepted with a reason.

mod finding;

use eframe::egui;

pub use finding::Accepting;

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::leads::Lead;
use crate::app::look::Look;
use crate::app::session::Session;
use crate::icon::Icon;
use crate::model::ProblemSeverity;

/// Shows the list.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.strong("Problems and findings");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.button("Close").clicked() {
                commands.push(Command::Action(Action::Problems));
            }
        });
    });
    egui::ScrollArea::vertical().auto_shrink([false, true]).min_scrolled_height(0.0).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 12.0);
        ui.spacing_mut().item_spacing.y = 1.0;
        problems(ui, session, kit, commands);
        finding::show(ui, session, kit, commands);
    });
}

/// A heading above one of the two kinds.
fn part(ui: &mut egui::Ui, name: &str, count: usize, remark: &str) {
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.label(egui::RichText::new(format!("{name} ({count})")).color(Look::of(ui.ctx()).ink).strong());
        ui.weak(remark);
    });
}

fn problems(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let problems = session.problems();
    let remark = if problems.is_empty() { "The map is sound." } else { "" };
    part(ui, "What is wrong", problems.len(), remark);
    for (n, problem) in problems.iter().enumerate() {
        let icon = match problem.severity {
            ProblemSeverity::Error => Icon::WarningOctagon,
            ProblemSeverity::Warning => Icon::Warning,
        };
        let lead = Lead {
            name: &problem.text,
            note: &problem.hint,
            spoken: &problem.text,
            icon: Some(icon),
            is_sentence: true,
            leads: true,
            ..Lead::default()
        };
        if ui.push_id(("problem", n), |ui| kit.lead_row(ui, lead)).inner.clicked() {
            commands.push(Command::GoTo(problem.subject));
        }
    }
}
