//! How a table is read: its first rows, which column holds what, which sheet of a workbook; and what would
//! come of it, before it is taken in. Of an outline the first lines are shown.

mod meanings;
mod preview;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{self, RichText};

use super::frame::{dialog, footer, main_button, or_close};
use super::path::file_name;
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::look::{GRID, Look};
use crate::app::session::Session;
use crate::interchange::table::{self, CellTable, Mapping};
use crate::interchange::{Field, ImportError};

/// What becomes of what is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// A map of its own.
    Map,
    /// Values of the metrics of the open map.
    Readings,
}

/// What is imported.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// A table.
    Table(TableSource),
    /// An outline.
    Outline(Arc<str>),
}

/// A table with how it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct TableSource {
    bytes: Arc<[u8]>,
    sheets: Arc<[String]>,
    sheet: Option<usize>,
    /// Its cells.
    pub table: Arc<CellTable>,
    /// What its columns hold.
    pub mapping: Mapping,
}

impl Source {
    /// The text of an outline.
    pub fn outline(text: String) -> Self {
        Self::Outline(text.into())
    }

    /// The bytes of a table: of a workbook the first sheet with anything in it.
    pub fn table(bytes: Vec<u8>) -> Result<Self, ImportError> {
        let sheets: Arc<[String]> = table::sheets(&bytes)?.into();
        let first = |n: &usize| {
            let table = table::read(&bytes, sheets.get(*n).map(String::as_str));
            table.is_ok_and(|table| !table.heads().is_empty())
        };
        let sheet = (0..sheets.len()).find(first);
        let table = table::read(&bytes, sheet.and_then(|sheet| sheets.get(sheet)).map(String::as_str))?;
        let mapping = Mapping::guess(table.heads());
        Ok(Self::Table(TableSource { bytes: bytes.into(), sheets, sheet, table: table.into(), mapping }))
    }
}

/// What would come of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// How much there would be.
    pub summary: String,
    /// What would be left out or changed.
    pub notices: Vec<String>,
    /// Why nothing would come of it, and what to do.
    pub error: Option<(String, String)>,
}

/// The dialog's state.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportDialog {
    path: PathBuf,
    goal: Goal,
    source: Source,
    /// Counts what was wished for; the answer to an older wish is not shown.
    serial: u64,
    /// What was asked for last.
    asked: u64,
    trial: Option<Trial>,
    /// Why the sheet that was chosen last cannot be read.
    complaint: String,
}

impl ImportDialog {
    /// A dialog for a file. Where nobody said what is wanted, the heads of the columns tell.
    pub fn new(path: PathBuf, source: Source, goal: Option<Goal>) -> Self {
        let goal = goal.unwrap_or_else(|| usual_goal(&source));
        Self { path, goal, source, serial: 1, asked: 0, trial: None, complaint: String::new() }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What becomes of it.
    pub fn goal(&self) -> Goal {
        self.goal
    }

    /// What is imported, and how it is read.
    pub fn source(&self) -> Source {
        self.source.clone()
    }

    /// Which wish this is.
    pub fn serial(&self) -> u64 {
        self.serial
    }

    /// Takes what would come of it.
    pub fn take(&mut self, trial: Trial) {
        self.trial = Some(trial);
    }

    /// Shows it.
    pub fn show(&mut self, ctx: &egui::Context, _session: &Session, kit: &mut Kit) -> Vec<Command> {
        let before = (self.goal, self.source.clone());
        let title = format!("Import {}", file_name(&self.path));
        let (mut commands, closed) = dialog(ctx, &title, 860.0, |ui| self.content_ui(ui, kit));
        if before != (self.goal, self.source.clone()) {
            self.serial += 1;
            self.trial = None;
        }
        if self.asked != self.serial {
            self.asked = self.serial;
            commands.push(Command::TryImport);
            return commands;
        }
        or_close(commands, closed)
    }

    fn content_ui(&mut self, ui: &mut egui::Ui, kit: &mut Kit) -> Vec<Command> {
        let room = (ui.ctx().content_rect().height() - 420.0).clamp(90.0, 320.0);
        match &mut self.source {
            Source::Table(source) => {
                ui.horizontal_wrapped(|ui| {
                    for (goal, name) in [(Goal::Map, "A new map"), (Goal::Readings, "Readings for this map")] {
                        let button = egui::Button::selectable(self.goal == goal, name).frame_when_inactive(true);
                        if ui.add(button).clicked() {
                            self.goal = goal;
                        }
                    }
                    if source.sheets.len() > 1 {
                        ui.add_space(2.0 * GRID);
                        sheet_ui(ui, kit, source, &mut self.complaint);
                    }
                });
                if !self.complaint.is_empty() {
                    ui.colored_label(Look::of(ui.ctx()).danger, &self.complaint);
                }
                ui.weak("Say above each column what it holds.");
                ui.add_space(GRID / 2.0);
                preview::table(ui, kit, source, self.goal);
            }
            Source::Outline(text) => preview::outline(ui, kit, text, room),
        }
        ui.add_space(GRID);
        self.trial_ui(ui, kit, room.min(150.0));
        let mut commands = Vec::new();
        let is_fine = self.asked == self.serial && self.trial.as_ref().is_some_and(|trial| trial.error.is_none());
        footer(ui, |ui| {
            if main_button(ui, "Import", is_fine) {
                commands.push(Command::TakeImport);
            }
            if ui.button("Cancel").clicked() {
                commands.push(Command::CloseDialog);
            }
        });
        commands
    }

    /// What would come of it. A screen reader says it when it changes.
    fn trial_ui(&self, ui: &mut egui::Ui, kit: &mut Kit, room: f32) {
        let look = Look::of(ui.ctx());
        let Some(trial) = &self.trial else {
            ui.weak("Counting…");
            return;
        };
        let (text, color) = match &trial.error {
            None => (trial.summary.clone(), look.ink),
            Some((text, hint)) => (format!("{text}. {}.", crate::app::panels::palette::capitalized(hint)), look.danger),
        };
        let label = ui.add(egui::Label::new(RichText::new(text).color(color).strong()).wrap());
        ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
        if trial.notices.is_empty() {
            if trial.error.is_none() {
                ui.weak("Nothing is left out.");
            }
            return;
        }
        let count = trial.notices.len();
        let places = if count == 1 { "1 place".to_owned() } else { format!("{count} places") };
        ui.colored_label(look.warning, format!("Left out or changed at {places}:"));
        egui::ScrollArea::vertical().id_salt("notices").max_height(room).auto_shrink([false, true]).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 14.0);
            ui.spacing_mut().item_spacing.y = 1.0;
            for line in &trial.notices {
                kit.label(ui, line, 12.0, look.quiet);
            }
        });
    }
}

/// A table with a metric, a period and a value in each row holds readings.
fn usual_goal(source: &Source) -> Goal {
    match source {
        Source::Table(source) if table::is_of_readings(&source.mapping) && !source.mapping.has_any(&[Field::Row]) => {
            Goal::Readings
        }
        Source::Table(_) | Source::Outline(_) => Goal::Map,
    }
}

fn sheet_ui(ui: &mut egui::Ui, kit: &mut Kit, source: &mut TableSource, complaint: &mut String) {
    let label = ui.label("Sheet");
    let sheets: Vec<(usize, String)> = source.sheets.iter().cloned().enumerate().collect();
    if let Some(chosen) = kit.chooser(ui, label.id, ("sheet", 200.0), source.sheet, &sheets) {
        match table::read(&source.bytes, source.sheets.get(chosen).map(String::as_str)) {
            Ok(table) => {
                complaint.clear();
                source.mapping = Mapping::guess(table.heads());
                (source.table, source.sheet) = (table.into(), Some(chosen));
            }
            Err(error) => *complaint = format!("{error}. {}.", error.hint),
        }
    }
}
