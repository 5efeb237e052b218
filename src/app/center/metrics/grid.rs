//! The values of a metric as a small spreadsheet: one types into the cell that has the keyboard, Enter
//! and the arrows go up and down, Tab goes on, a block of a spreadsheet is pasted.

use eframe::egui::{self, Event, Id, Key, Modifiers, Rect, Role, Sense, WidgetInfo, vec2};

use super::draft::{COLUMNS, Draft, MOST_ROWS};
use crate::app::command::Command;
use crate::app::icons::paint_ground;
use crate::app::kit::Kit;
use crate::app::look::{ICON, Look, TARGET};
use crate::app::text_field::TextField;
use crate::edit::{Edit, MetricField};
use crate::icon::Icon;
use crate::interchange::table::in_order_of_time;
use crate::model::{Metric, Reading};

/// The widths of the columns, in points.
const WIDTHS: [f32; 3] = [150.0, 110.0, 90.0];

/// What stands above them.
const HEADS: [&str; 3] = ["Period", "Value", "Answers (n)"];

/// Shows the grid.
pub fn show(ui: &mut egui::Ui, kit: &mut Kit, metric: &Metric, commands: &mut Vec<Command>) {
    let mut draft = kit.metrics.draft.take().filter(|draft| draft.is_of(metric)).unwrap_or_else(|| Draft::of(metric));
    let mut grid = Grid { kit, metric, commands };
    let series = grid.take_keys(ui, &mut draft);
    grid.put(series, true);
    ui.spacing_mut().item_spacing = vec2(4.0, 2.0);
    ui.horizontal(|ui| {
        for (head, width) in HEADS.iter().zip(WIDTHS) {
            let text = egui::RichText::new(*head).text_style(egui::TextStyle::Small).color(Look::of(ui.ctx()).quiet);
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.label(text);
            });
        }
    });
    let mut problems = Vec::new();
    for row in 0..draft.len().min(MOST_ROWS) {
        problems.extend(grid.row(ui, &mut draft, row));
    }
    for (row, why) in problems.iter().take(5) {
        ui.colored_label(Look::of(ui.ctx()).danger, format!("Row {}: {why}.", row + 1));
    }
    if !problems.is_empty() {
        ui.weak("What cannot be read is not taken; the value before it stays.");
    }
    grid.below(ui);
    kit.metrics.draft = Some(draft);
}

/// What the grid is made with.
struct Grid<'a> {
    kit: &'a mut Kit,
    metric: &'a Metric,
    commands: &'a mut Vec<Command>,
}

impl Grid<'_> {
    fn cell_id(&self, row: usize, column: usize) -> Id {
        TextField::id(self.salt(row, column))
    }

    fn salt(&self, row: usize, column: usize) -> impl std::hash::Hash + use<> {
        ("reading", self.metric.id, row, column)
    }

    /// Asks for a series. What is pasted or removed is a step of its own.
    fn put(&mut self, series: Option<Vec<Reading>>, is_step: bool) {
        let Some(series) = series else { return };
        let field = MetricField::Series(series);
        let edit = Command::Edit(Edit::SetMetric { metric: self.metric.id, field });
        if is_step {
            self.commands.extend([Command::EndTyping, edit, Command::EndTyping]);
        } else {
            self.commands.push(edit);
        }
    }

    /// Takes the keys that go up and down, and what is pasted as a block, before the cell gets them.
    fn take_keys(&mut self, ui: &egui::Ui, draft: &mut Draft) -> Option<Vec<Reading>> {
        let focused = ui.memory(|memory| memory.focused())?;
        let cells = (0..draft.len()).flat_map(|row| (0..COLUMNS.len()).map(move |column| (row, column)));
        let (row, column) = cells.into_iter().find(|(row, column)| self.cell_id(*row, *column) == focused)?;
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let up = pressed(Modifiers::NONE, Key::ArrowUp) | pressed(Modifiers::SHIFT, Key::Enter);
        let down = pressed(Modifiers::NONE, Key::ArrowDown) | pressed(Modifiers::NONE, Key::Enter);
        let goal = match (up, down) {
            (true, _) => row.checked_sub(1),
            (_, true) => Some((row + 1).min(draft.len() - 1)),
            _ => None,
        };
        if let Some(goal) = goal {
            ui.memory_mut(|memory| memory.request_focus(self.cell_id(goal, column)));
        }
        let mut block = None;
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Paste(text) if text.trim_end().contains(['\t', '\n']) => {
                    block = Some(text.clone());
                    false
                }
                _ => true,
            });
        });
        let series = block.and_then(|block| draft.paste(self.metric, row, column, &block));
        if series.is_some() {
            // The cell begins anew with what was pasted into it.
            self.kit.input = None;
        }
        series
    }

    /// A row; answers what cannot be read in it.
    fn row(&mut self, ui: &mut egui::Ui, draft: &mut Draft, row: usize) -> Option<(usize, String)> {
        let problem = draft.problem(self.metric, row);
        let is_last = row + 1 == draft.len();
        ui.horizontal(|ui| {
            for (column, width) in WIDTHS.into_iter().enumerate() {
                let is_wrong = problem.as_ref().is_some_and(|(at, _)| *at == column);
                self.cell(ui, draft, (row, column), width, is_wrong);
            }
            if !is_last && self.trash(ui, row) {
                let series = draft.remove(self.metric, row);
                self.kit.input = None;
                self.put(series, true);
            }
        });
        problem.map(|(_, why)| (row, why))
    }

    fn cell(
        &mut self,
        ui: &mut egui::Ui,
        draft: &mut Draft,
        (row, column): (usize, usize),
        width: f32,
        is_wrong: bool,
    ) {
        let name = format!("{} {}", HEADS[column], row + 1);
        let hint = match (column, row + 1 == draft.len()) {
            (0, true) => "2026-Q3",
            _ => "",
        };
        let text = draft.cell(row, column).to_owned();
        let field = TextField { name: &name, text: &text, hint, language: "", breaks_lines: false };
        let salt = self.salt(row, column);
        let shown = ui.vertical(|ui| {
            ui.set_width(width);
            field.show(ui, self.kit, salt)
        });
        if is_wrong {
            let rect = shown.response.rect;
            let stroke = egui::Stroke::new(1.5, Look::of(ui.ctx()).danger);
            ui.painter().rect_stroke(rect, 6.0, stroke, egui::StrokeKind::Inside);
            ui.ctx().accesskit_node_builder(self.cell_id(row, column), |node| {
                node.set_invalid(egui::accesskit::Invalid::True);
            });
        }
        if let Some(text) = shown.inner.text {
            let series = draft.set(self.metric, row, column, &text);
            self.put(series, false);
        }
        if shown.inner.ended {
            self.commands.push(Command::EndTyping);
        }
    }

    /// Takes a row away. It has no place in the order of Tab, in which one types.
    fn trash(&mut self, ui: &mut egui::Ui, row: usize) -> bool {
        let (rect, response) = ui.allocate_exact_size(vec2(TARGET + 4.0, TARGET + 4.0), Sense::CLICK);
        let name = format!("Remove row {}", row + 1);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if ui.is_rect_visible(rect) {
            paint_ground(ui, rect, &response, false);
            let side = Rect::from_center_size(rect.center(), vec2(ICON - 2.0, ICON - 2.0));
            self.kit.icons.paint(ui.painter(), Icon::Trash, side, Look::of(ui.ctx()).quiet);
        }
        response.on_hover_text(name).clicked()
    }

    fn below(&mut self, ui: &mut egui::Ui) {
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            let sorted = in_order_of_time(&self.metric.series);
            if ui.add_enabled(sorted.is_some(), egui::Button::new("Sort by period")).clicked() {
                self.put(sorted, true);
            }
            ui.weak("A block of a spreadsheet can be pasted into any cell.");
        });
    }
}
