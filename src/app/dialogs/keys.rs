//! The sheet of keys, made from the table of commands.

use eframe::egui::{self, RichText};

use super::frame::{dialog, footer, main_button, or_close};
use crate::app::action::{Menu, TABLE};
use crate::app::command::Command;

/// What the pointer and the keys do on the canvas beside the table.
const CANVAS: &[(&str, &str)] = &[
    ("Arrow keys", "move between cards, cells, heads and lanes"),
    ("Shift+arrow", "select the next card too"),
    ("Alt+arrow", "carry the selected cards, stage, step or lane"),
    ("Typing", "in an empty cell begins a card"),
    ("Shift+Enter", "breaks the line while typing"),
    ("Esc", "ends what is under way, else clears the selection"),
    ("Space or middle button, dragging", "moves the view"),
    ("Ctrl+wheel, pinch", "zooms to the pointer"),
    ("Shift+wheel", "scrolls sideways"),
    ("Right button", "opens the menu of what is under it"),
];

pub fn show(ctx: &egui::Context) -> Vec<Command> {
    let (commands, closed) = dialog(ctx, "Keys", 640.0, |ui| {
        let height = (ui.ctx().content_rect().height() - 240.0).clamp(160.0, 520.0);
        egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            for menu in Menu::ALL {
                let entries = TABLE.iter().filter(|entry| entry.menu.0 == menu && !entry.keys.is_empty());
                section(
                    ui,
                    menu.title(),
                    entries
                        .map(|entry| {
                            let keys: Vec<String> = entry.keys.iter().map(|keys| ui_keys(ctx, keys)).collect();
                            (keys.join("  or  "), entry.name.trim_end_matches('…').to_owned())
                        })
                        .collect(),
                );
            }
            section(
                ui,
                "On the canvas",
                CANVAS.iter().map(|(keys, does)| (keys.to_string(), does.to_string())).collect(),
            );
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

fn ui_keys(ctx: &egui::Context, keys: &egui::KeyboardShortcut) -> String {
    ctx.format_shortcut(keys)
}

fn section(ui: &mut egui::Ui, title: &str, rows: Vec<(String, String)>) {
    if rows.is_empty() {
        return;
    }
    ui.add_space(8.0);
    ui.strong(title);
    egui::Grid::new(("keys", title)).num_columns(2).spacing([24.0, 4.0]).min_col_width(200.0).show(ui, |ui| {
        for (keys, does) in rows {
            ui.label(RichText::new(keys).monospace());
            ui.label(does);
            ui.end_row();
        }
    });
}
