//! The menu bar, from the table of commands.

use eframe::egui::{self, MenuBar};

use crate::app::action::{Action, Entry, Menu, TABLE};
use crate::app::ask::Purpose;
use crate::app::command::Command;
use crate::app::dialogs::path::file_name;
use crate::app::help;
use crate::app::kit::Kit;
use crate::app::look::Look;
use crate::app::session::Session;
use crate::app::workshop::show_timer;

/// Shows the bar.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            ui.menu_button(menu.title(), |ui| {
                begin_menu(ui);
                entries(ui, session, kit, menu, commands);
            });
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            show_timer(ui, session, kit, commands);
        });
    });
}

fn entries(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, menu: Menu, commands: &mut Vec<Command>) {
    let mut group = 0;
    for entry in TABLE.iter().filter(|entry| entry.menu.0 == menu) {
        if entry.menu.1 != group {
            group = entry.menu.1;
            ui.separator();
        }
        let button = entry_button(ui, session, kit, entry);
        if let Some(text) = explains(entry.action) {
            // Beside the menu: below it would hide the next entry.
            let mut tip = egui::Tooltip::for_enabled(&button);
            tip.popup = tip.popup.align(egui::RectAlign::RIGHT).gap(12.0);
            tip.show(|ui| ui.label(text));
        }
        if button.clicked() {
            commands.push(Command::Action(entry.action));
        }
        if entry.action == Action::Open {
            recent_menu(ui, session, kit, commands);
        }
        if entry.action == Action::ImportReadings {
            typed_path_menu(ui, commands);
        }
    }
}

/// Room for check marks before the entries of a menu, in points.
const MARGIN: f32 = 28.0;

/// Prepares a menu of entries: its width, and room for check marks.
pub fn begin_menu(ui: &mut egui::Ui) {
    ui.set_min_width(240.0);
    ui.spacing_mut().button_padding.x = MARGIN;
}

/// The button of an entry in a menu, with a check mark if it switches something that is on.
pub fn entry_button(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, entry: &Entry) -> egui::Response {
    let keys = entry.keys.first().map(|keys| ui.ctx().format_shortcut(keys)).unwrap_or_default();
    let (name, is_on) = (name(session, entry), session.is_on(entry.action));
    let has_margin = ui.spacing().button_padding.x >= MARGIN;
    let response = kit.menu_button(ui, &name, &keys, is_on && !has_margin, (entry.enabled)(session));
    if is_on && has_margin {
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, response.enabled(), true, &name));
        check_mark(ui, response.rect.left_center() + egui::vec2(MARGIN / 2.0, 0.0));
    }
    response
}

fn check_mark(ui: &egui::Ui, center: egui::Pos2) {
    let points = [(-5.0, 0.5), (-1.5, 4.0), (5.0, -4.0)].map(|(x, y)| center + egui::vec2(x, y));
    ui.painter().add(egui::Shape::line(points.into(), egui::Stroke::new(1.75, Look::of(ui.ctx()).accent)));
}

/// What an entry is called now: undo and redo say what they would do.
pub fn name(session: &Session, entry: &Entry) -> String {
    let label = match entry.action {
        Action::Undo => session.undo_label(),
        Action::Redo => session.redo_label(),
        Action::ToggleTimer => return session.timer_words().to_owned(),
        _ => None,
    };
    match label {
        Some(label) => format!("{}: {label}", entry.name),
        None => entry.name.to_owned(),
    }
}

fn recent_menu(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    ui.add_enabled_ui(!session.recent.is_empty(), |ui| {
        ui.menu_button("Open recent", |ui| {
            for path in &session.recent {
                let entry = kit.menu_button(ui, &file_name(path), "", false, true);
                if kit.tip(entry, &path.display().to_string()).clicked() {
                    commands.push(Command::OpenPath(path.clone()));
                }
            }
        });
    });
}

/// For those who would rather type a path than look for it in the desktop's dialog.
fn typed_path_menu(ui: &mut egui::Ui, commands: &mut Vec<Command>) {
    ui.menu_button("Type a path", |ui| {
        for (name, purpose) in [("Open…", Purpose::Open), ("Import…", Purpose::Import), ("Save as…", Purpose::SaveAs)]
        {
            if ui.button(name).clicked() {
                commands.push(Command::TypePath(purpose));
            }
        }
    });
}

/// What an entry does, where its name alone may be taken for that of another.
fn explains(action: Action) -> Option<&'static str> {
    Some(match action {
        Action::New => "Begin with a template, a sample or a recent map",
        Action::Import => "Make a map of a table, an outline or a Mermaid journey",
        Action::ImportReadings => "Take values of metrics over periods out of a table into this map",
        Action::ExportText => "Write the map as text for other programs; what it does not hold is told",
        Action::SaveAs => "Save under another name, and go on in that file",
        Action::SaveCopy => "Write a copy beside; you go on in this file",
        Action::HandOn => "Write the map with its pictures into one file that others can open",
        Action::CopyPicture => "Put the map, or what is selected, on the clipboard as an image",
        Action::SaveTemplate => "Keep a copy to begin new maps with",
        Action::EarlierVersions => "Look at what the file held before, and go back to it",
        Action::RecordWorkshop => "What is changed from its beginning on stands in the minutes",
        Action::Revert => "Drop what was changed since the last save; undo brings it back",
        action if action.entry().menu.0 == Menu::Mark => help::term(action.entry().name)?.meaning,
        _ => return None,
    })
}
