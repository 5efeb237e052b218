//! The sheet of keys, made from the table of commands.

use eframe::egui::{self, Align, Layout, RichText, Stroke};

use super::frame::{dialog, footer, main_button, or_close};
use crate::app::action::{Menu, TABLE};
use crate::app::command::Command;
use crate::app::look::{GRID, Look};

/// What the pointer and the keys do on the canvas beside the table.
const CANVAS: &[(&[&str], &str)] = &[
    (&["Arrow keys"], "Move between cards, cells, heads and lanes"),
    (&["Shift+Arrow"], "Select the next card too"),
    (&["Alt+Arrow"], "Carry the selected cards, stage, step or lane"),
    (&["Typing"], "Begin a card in an empty cell"),
    (&["Shift+Enter"], "Break the line while typing"),
    (&["Esc"], "End what is under way, else clear the selection"),
    (&["Space+Drag", "Middle button"], "Move the view"),
    (&["Ctrl+Wheel", "Pinch"], "Zoom to the pointer"),
    (&["Shift+Wheel"], "Scroll sideways"),
    (&["Right button", "Shift+F10"], "Menu of what is selected"),
];

/// The least width of a column, in points.
const COLUMN: f32 = 340.0;

/// A heading with its lines: keys, and what they do.
type Section = (&'static str, Vec<(Vec<String>, String)>);

/// Shows the sheet.
pub fn show(ctx: &egui::Context) -> Vec<Command> {
    let (commands, closed) = dialog(ctx, "Keys", 2.0 * COLUMN + 3.0 * GRID, |ui| {
        let height = (ui.ctx().content_rect().height() - 200.0).clamp(120.0, 640.0);
        egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            // Room for the scroll bar.
            ui.set_max_width(ui.available_width() - 12.0);
            columns_ui(ui);
        });
        let mut commands = Vec::new();
        footer(ui, |ui| {
            if main_button(ui, "OK", true) {
                commands.push(Command::CloseDialog);
            }
        });
        commands
    });
    or_close(commands, closed)
}

/// The keys, in one column or two.
pub fn columns_ui(ui: &mut egui::Ui) {
    let sections = sections(ui.ctx());
    columns(ui, &sections);
}

fn sections(ctx: &egui::Context) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for menu in Menu::ALL {
        let entries = TABLE.iter().filter(|entry| entry.menu.0 == menu && !entry.keys.is_empty());
        let rows = entries.map(|entry| {
            let keys = entry.keys.iter().map(|keys| ctx.format_shortcut(keys)).collect();
            (keys, entry.name.trim_end_matches('…').to_owned())
        });
        sections.push((menu.title(), rows.collect()));
    }
    let canvas = CANVAS.iter().map(|(keys, does)| (keys.iter().map(|key| key.to_string()).collect(), does.to_string()));
    sections.push(("On the canvas", canvas.collect()));
    sections.retain(|(_, rows)| !rows.is_empty());
    sections
}

/// One column, or two of about the same length where there is room.
fn columns(ui: &mut egui::Ui, sections: &[Section]) {
    if ui.available_width() < 2.0 * COLUMN {
        sections.iter().for_each(|found| section(ui, found));
        return;
    }
    let lines = |found: &[Section]| found.iter().map(|(_, rows)| rows.len() + 2).sum::<usize>();
    let half = (1..sections.len()).min_by_key(|at| lines(&sections[..*at]).abs_diff(lines(&sections[*at..])));
    let (left, right) = sections.split_at(half.unwrap_or(0));
    ui.spacing_mut().item_spacing.x = 4.0 * GRID;
    ui.columns(2, |columns| {
        left.iter().for_each(|found| section(&mut columns[0], found));
        right.iter().for_each(|found| section(&mut columns[1], found));
    });
}

fn section(ui: &mut egui::Ui, (title, rows): &Section) {
    ui.spacing_mut().item_spacing = egui::vec2(GRID, 4.0);
    ui.add_space(GRID);
    ui.label(RichText::new(*title).color(Look::of(ui.ctx()).quiet));
    for (keys, does) in rows {
        ui.horizontal(|ui| {
            ui.label(does);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                for key in keys.iter().rev() {
                    key_cap(ui, key);
                }
            });
        });
    }
    ui.add_space(GRID);
}

/// Keys that are pressed together, as on a key.
fn key_cap(ui: &mut egui::Ui, keys: &str) {
    let look = Look::of(ui.ctx());
    let frame = egui::Frame::new().fill(look.hover).stroke(Stroke::new(1.0, look.line)).corner_radius(4);
    frame.inner_margin(egui::Margin::symmetric(6, 1)).show(ui, |ui| {
        ui.label(RichText::new(keys).size(12.0));
    });
}
