//! What is set for good. Each change applies at once.

use eframe::egui;

use super::frame::{dialog, footer, main_button, or_close};
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::session::Session;
use crate::app::settings::{SIZES, ThemeChoice};
use crate::app::text_field::TextField;
use crate::export::Paper;
use crate::theme::Guides;

/// Shows the settings.
pub fn show(ctx: &egui::Context, session: &Session, kit: &mut Kit) -> Vec<Command> {
    let mut next = session.settings.clone();
    let (mut commands, closed) = dialog(ctx, "Settings", 480.0, |ui| {
        egui::Grid::new("settings").num_columns(2).spacing([24.0, 12.0]).min_col_width(120.0).show(ui, |ui| {
            ui.label("Theme");
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(2.0, 2.0);
                for theme in ThemeChoice::ALL {
                    let button = egui::Button::selectable(next.theme == *theme, theme.words());
                    if ui.add(button.frame_when_inactive(true)).clicked() {
                        next.theme = *theme;
                    }
                }
            });
            ui.end_row();
            let label = ui.label("Size of the interface");
            let size =
                egui::DragValue::new(&mut next.size_percent).range(SIZES).suffix(" %").update_while_editing(false);
            ui.add(size).labelled_by(label.id);
            ui.end_row();
            ui.label("Motion");
            ui.checkbox(&mut next.reduced_motion, "Nothing moves that need not");
            ui.end_row();
            ui.label("Numbers");
            ui.checkbox(&mut next.numbers, "Before steps and cards: 1.2, 1.2.3");
            ui.end_row();
            ui.label("Lines behind curves");
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(2.0, 2.0);
                for guides in Guides::ALL {
                    let number = guides.number();
                    let button = egui::Button::selectable(next.guides == number, number.to_string());
                    let response = ui.add(button.frame_when_inactive(true));
                    let name = format!("{number} lines behind curves");
                    let (is_enabled, is_on) = (ui.is_enabled(), next.guides == number);
                    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, is_enabled, is_on, &name));
                    if response.clicked() {
                        next.guides = number;
                    }
                }
            });
            ui.end_row();
            let label = ui.label("Paper of posters");
            let usual = (0, "As usual".to_owned());
            let named = Paper::NAMED.iter().enumerate().map(|(n, paper)| (n + 1, paper.to_string()));
            let papers: Vec<(usize, String)> = [usual].into_iter().chain(named).collect();
            let current = papers.iter().position(|(_, name)| *name == next.paper).unwrap_or(0);
            if let Some(chosen) = kit.chooser(ui, label.id, ("paper", 160.0), Some(current), &papers) {
                next.paper = if chosen == 0 { String::new() } else { papers[chosen].1.clone() };
            }
            ui.end_row();
            ui.label("Author of new maps");
            let field = TextField {
                name: "Author of new maps",
                text: &next.author,
                hint: "a name",
                language: "",
                breaks_lines: false,
            };
            if let Some(author) = field.show(ui, kit, "author of new maps").text {
                next.author = author;
            }
            ui.end_row();
        });
        let mut commands = Vec::new();
        footer(ui, |ui| {
            if main_button(ui, "OK", true) {
                commands.push(Command::CloseDialog);
            }
        });
        commands
    });
    if next != session.settings {
        commands.insert(0, Command::Settings(Box::new(next)));
    }
    or_close(commands, closed)
}
