//! The status line: what happened last, what is wrong, how large one sees.

use eframe::egui::{self, Align, Button, Layout, RichText};

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::look::Look;
use crate::app::session::Session;

/// Shows the line.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let look = Look::of(ui.ctx());
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let zoom = format!("{:.0} %", session.camera().zoom * 100.0);
            let actual = Action::ZoomActual.entry();
            let button = ui.add(Button::new(RichText::new(zoom).color(look.quiet)).frame(false));
            if button.on_hover_text(actual.name).clicked() {
                commands.push(Command::Action(Action::ZoomActual));
            }
            problems_button(ui, session, commands);
            findings_button(ui, session, commands);
            missing_fonts(ui, session);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| message(ui, session, kit));
        });
    });
}

/// What happened last; a screen reader says it when it changes.
pub fn message(ui: &mut egui::Ui, session: &Session, kit: &mut Kit) {
    let look = Look::of(ui.ctx());
    let status = session.status();
    let color = if status.failed { look.danger } else { look.quiet };
    let label = kit.label(ui, &status.text, 13.0, color);
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
}

fn problems_button(ui: &mut egui::Ui, session: &Session, commands: &mut Vec<Command>) {
    let count = session.problems().len();
    let text = match count {
        0 => "No problems".to_owned(),
        1 => "1 problem".to_owned(),
        _ => format!("{count} problems"),
    };
    let look = Look::of(ui.ctx());
    let color = if count == 0 { look.quiet } else { look.warning };
    if ui.add(Button::new(RichText::new(text).color(color)).frame(false)).clicked() {
        commands.push(Command::Action(Action::Problems));
    }
}

/// How many findings of the map check nobody accepted.
fn findings_button(ui: &mut egui::Ui, session: &Session, commands: &mut Vec<Command>) {
    let text = match session.open_findings() {
        0 => return,
        1 => "1 finding".to_owned(),
        count => format!("{count} findings"),
    };
    let button = ui.add(Button::new(RichText::new(text).color(Look::of(ui.ctx()).quiet)).frame(false));
    if button.on_hover_text("What the map check says that the map lacks").clicked() {
        commands.push(Command::Action(Action::Problems));
    }
}

fn missing_fonts(ui: &mut egui::Ui, session: &Session) {
    let missing = &session.view.missing;
    if missing.is_empty() {
        return;
    }
    let scripts: Vec<&str> = missing.iter().map(|script| script.script.as_str()).collect();
    let text = format!("No font for {}", scripts.join(", "));
    let label = ui.colored_label(Look::of(ui.ctx()).warning, text);
    let packages: Vec<String> = missing
        .iter()
        .filter(|script| !script.package.is_empty())
        .map(|script| format!("{}: install the package {}", script.script, script.package))
        .collect();
    if !packages.is_empty() {
        label.on_hover_text(packages.join("\n"));
    }
}
