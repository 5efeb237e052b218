//! The menu bar, from the table of commands.

use eframe::egui::{self, Button, MenuBar};

use crate::app::action::{Action, Entry, Menu, TABLE};
use crate::app::ask::Purpose;
use crate::app::command::Command;
use crate::app::dialogs::path::file_name;
use crate::app::panels::palette::capitalized;
use crate::app::session::Session;
use crate::template::TEMPLATES;

/// Shows the bar.
pub fn show(ui: &mut egui::Ui, session: &Session, commands: &mut Vec<Command>) {
    MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            ui.menu_button(menu.title(), |ui| {
                ui.set_min_width(220.0);
                if menu == Menu::File {
                    new_menu(ui, commands);
                }
                entries(ui, session, menu, commands);
            });
        }
    });
}

fn entries(ui: &mut egui::Ui, session: &Session, menu: Menu, commands: &mut Vec<Command>) {
    let mut group = 0;
    for entry in TABLE.iter().filter(|entry| entry.menu.0 == menu) {
        if entry.menu.1 != group {
            group = entry.menu.1;
            ui.separator();
        }
        if entry_button(ui, session, entry).clicked() {
            commands.push(Command::Action(entry.action));
        }
        if entry.action == Action::Open {
            recent_menu(ui, session, commands);
            typed_path_button(ui, "Open by path…", Purpose::Open, commands);
        }
        if entry.action == Action::SaveCopy {
            typed_path_button(ui, "Save as, by path…", Purpose::SaveAs, commands);
        }
        if entry.action == Action::ImportMermaid {
            typed_path_button(ui, "Import by path…", Purpose::ImportMermaid, commands);
        }
    }
}

/// The button of an entry in a menu.
pub fn entry_button(ui: &mut egui::Ui, session: &Session, entry: &Entry) -> egui::Response {
    let keys = entry.keys.first().map(|keys| ui.ctx().format_shortcut(keys)).unwrap_or_default();
    let is_on = is_on(session, entry.action);
    let button = Button::selectable(is_on, name(session, entry)).shortcut_text(keys);
    ui.add_enabled((entry.enabled)(session), button)
}

/// What an entry is called now: undo and redo say what they would do.
pub fn name(session: &Session, entry: &Entry) -> String {
    let label = match entry.action {
        Action::Undo => session.undo_label(),
        Action::Redo => session.redo_label(),
        _ => None,
    };
    match label {
        Some(label) => format!("{}: {label}", entry.name),
        None => entry.name.to_owned(),
    }
}

/// Whether an entry that switches something is on.
fn is_on(session: &Session, action: Action) -> bool {
    match action {
        Action::Palette => session.panels.palette,
        Action::Inspector => session.panels.inspector,
        Action::Problems => session.panels.problems,
        Action::LightTheme => session.theme == egui::ThemePreference::Light,
        Action::DarkTheme => session.theme == egui::ThemePreference::Dark,
        Action::SystemTheme => session.theme == egui::ThemePreference::System,
        Action::High | Action::Low | Action::MomentOfTruth | Action::Pain | Action::Emotion(_) => {
            session.is_marked(action)
        }
        _ => false,
    }
}

fn new_menu(ui: &mut egui::Ui, commands: &mut Vec<Command>) {
    ui.menu_button("New", |ui| {
        for template in TEMPLATES {
            let name = capitalized(&template.name.replace('-', " "));
            if ui.button(name).on_hover_text(template.about).clicked() {
                commands.push(Command::New(template.name));
            }
        }
    });
}

fn recent_menu(ui: &mut egui::Ui, session: &Session, commands: &mut Vec<Command>) {
    ui.add_enabled_ui(!session.recent.is_empty(), |ui| {
        ui.menu_button("Open recent", |ui| {
            for path in &session.recent {
                if ui.button(file_name(path)).on_hover_text(path.display().to_string()).clicked() {
                    commands.push(Command::OpenPath(path.clone()));
                }
            }
        });
    });
}

fn typed_path_button(ui: &mut egui::Ui, name: &str, purpose: Purpose, commands: &mut Vec<Command>) {
    if ui.button(name).clicked() {
        commands.push(Command::TypePath(purpose));
    }
}
