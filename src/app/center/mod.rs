//! What can stand in the middle of the window in place of the map: the opportunities, the metrics.
//! Like a panel it reads the session and returns commands.

pub mod metrics;
pub mod opportunities;

use eframe::egui::{self, Key, Margin};

use super::command::Command;
use super::kit::Kit;
use super::look::{GRID, Look};
use super::session::Session;
use super::sides::Center;

/// Shows what stands in the middle.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    // Esc leaves it, unless something in the window had the keyboard.
    let is_free = ui.memory(|memory| memory.focused().is_none()) && session.dialog.is_none() && kit.input.is_none();
    let is_quiet = !egui::Popup::is_any_open(ui.ctx()) && session.help.is_none();
    let look = Look::of(ui.ctx());
    let frame = egui::Frame::new().fill(look.raised).inner_margin(Margin::symmetric(16, 10));
    frame.show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        match session.panels.center {
            Center::Map => {}
            Center::Opportunities => opportunities::show(ui, session, kit, commands),
            Center::Metrics => metrics::show(ui, session, kit, commands),
        }
    });
    if is_free && is_quiet && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape)) {
        commands.push(Command::ShowMap);
    }
}

/// The head of a view: its title, what stands beside it, and at its end the way back.
fn head(
    ui: &mut egui::Ui,
    title: &str,
    commands: &mut Vec<Command>,
    beside: impl FnOnce(&mut egui::Ui),
    at_end: impl FnOnce(&mut egui::Ui, &mut Vec<Command>),
) {
    ui.horizontal_wrapped(|ui| {
        ui.heading(title);
        ui.add_space(GRID);
        beside(ui);
        ui.add_space(GRID);
        at_end(ui, commands);
        if ui.button("Back to the map").clicked() {
            commands.push(Command::ShowMap);
        }
    });
    ui.add_space(GRID);
}
