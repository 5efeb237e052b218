//! Another program changed the map's file since it was read or saved.

use std::path::{Path, PathBuf};

use eframe::egui;

use super::frame::{dialog, footer, main_button, or_close};
use super::path::file_name;
use crate::app::command::Command;
use crate::app::look::GRID;
use crate::app::session::Session;

/// What there is to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedDialog {
    /// The file.
    pub path: PathBuf,
    /// What the other program did to the map as it was read or saved here.
    pub theirs: Changes,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// It is a map, which differs in this from the one that is open.
    Map(Vec<String>),
    /// It can no longer be opened, and why.
    Broken(String),
}

impl ChangedDialog {
    pub fn show(&self, ctx: &egui::Context, session: &Session) -> Vec<Command> {
        let (commands, closed) = dialog(ctx, "The file has changed", 560.0, |ui| {
            ui.label(format!("Another program or window changed {} since it was opened here.", file_name(&self.path)));
            self.theirs_ui(ui);
            let mut commands = Vec::new();
            ui.add_space(GRID);
            egui::Grid::new("ways").num_columns(2).spacing([16.0, 4.0]).show(ui, |ui| {
                for (what, does) in self.ways(session) {
                    ui.label(what);
                    ui.weak(does);
                    ui.end_row();
                }
            });
            footer(ui, |ui| self.buttons_ui(ui, session, &mut commands));
            commands
        });
        or_close(commands, closed)
    }

    fn theirs_ui(&self, ui: &mut egui::Ui) {
        match &self.theirs {
            Changes::Map(lines) => {
                ui.add_space(GRID / 2.0);
                ui.weak("Seen from the map in this window:");
                egui::ScrollArea::vertical().max_height(140.0).show(ui, |ui| {
                    for line in lines {
                        ui.label(format!("• {line}"));
                    }
                });
            }
            Changes::Broken(why) => {
                ui.add_space(GRID / 2.0);
                ui.label(format!("It can no longer be opened: {why}."));
            }
        }
    }

    /// What the buttons do, in a sentence each.
    fn ways(&self, session: &Session) -> Vec<(&'static str, &'static str)> {
        let reload = if session.is_dirty() {
            "shows what is in the file now; undo brings your changes back."
        } else {
            "shows what is in the file now."
        };
        let mut ways = vec![
            ("Keep both", "saves this map under another name and leaves the file alone."),
            ("Replace", "writes this map over the file; what is in it now stays among the earlier versions."),
        ];
        if self.can_reload() {
            ways.insert(0, ("Reload", reload));
        }
        ways
    }

    fn can_reload(&self) -> bool {
        matches!(self.theirs, Changes::Map(_))
    }

    fn buttons_ui(&self, ui: &mut egui::Ui, session: &Session, commands: &mut Vec<Command>) {
        let keep_both = ("Keep both…", Command::KeepBoth);
        let reload = ("Reload", Command::Reload);
        // What loses nothing has the keyboard.
        let (main, other) = match (self.can_reload(), session.is_dirty()) {
            (true, false) => (reload, Some(keep_both)),
            (true, true) => (keep_both, Some(reload)),
            (false, _) => (keep_both, None),
        };
        if main_button(ui, main.0, true) {
            commands.push(main.1);
        }
        if let Some((name, command)) = other
            && ui.button(name).clicked()
        {
            commands.push(command);
        }
        if ui.button("Replace").clicked() {
            commands.push(Command::Overwrite);
        }
        if ui.button("Cancel").clicked() {
            commands.push(Command::CloseDialog);
        }
    }
}

/// What became of a file, beside the map that is open.
pub fn changes(path: &Path, session: &Session) -> Changes {
    match crate::store::load(path) {
        Ok(loaded) => match crate::insight::difference(session.map(), &loaded.map).lines() {
            lines if lines.is_empty() => Changes::Map(vec!["nothing of another content".to_owned()]),
            lines => Changes::Map(lines),
        },
        Err(error) => Changes::Broken(error.to_string()),
    }
}
