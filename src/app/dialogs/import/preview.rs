//! The first rows of a table below a choice for each column; the first lines of an outline.

use eframe::egui::{self, Role, Sense, WidgetInfo, vec2};

use super::meanings::{offered, words};
use super::{Goal, TableSource};
use crate::app::kit::Kit;
use crate::app::look::{Look, TARGET};
use crate::app::spoken::one_line;
use crate::interchange::table::letters;

/// How many rows are shown.
const ROWS: usize = 5;

/// How many columns are shown.
const COLUMNS: usize = 60;

/// How many lines of an outline are shown.
const LINES: usize = 14;

/// The width of a column, in points.
const WIDTH: f32 = 156.0;

/// The height of a row, in points.
const ROW: f32 = 22.0;

/// Shows a table.
pub fn table(ui: &mut egui::Ui, kit: &mut Kit, source: &mut TableSource, goal: Goal) {
    let meanings = offered(source, goal);
    let choices: Vec<(usize, String)> =
        meanings.iter().enumerate().map(|(n, meaning)| (n, words(meaning.as_ref()))).collect();
    let cells = source.table.rows().iter().take(ROWS).map(|row| row.cells.len());
    let columns = cells.chain([source.table.heads().len()]).max().unwrap_or(0);
    let height = 2.0 * TARGET + ROW * (ROWS + 1) as f32 + 24.0;
    egui::ScrollArea::horizontal().id_salt("columns").auto_shrink([false, true]).max_height(height).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            for column in 0..columns.min(COLUMNS) {
                let chosen = ui.push_id(column, |ui| column_ui(ui, kit, source, column, &meanings, &choices)).inner;
                if let Some(chosen) = chosen.and_then(|chosen| meanings.get(chosen)) {
                    source.mapping.set(column, chosen.clone());
                }
            }
        });
        ui.add_space(8.0);
    });
    let (rows, more) = (source.table.rows().len(), columns.saturating_sub(COLUMNS));
    let of_columns = if more > 0 { format!("; {more} more columns are not shown") } else { String::new() };
    ui.weak(match rows {
        0 => "There is nothing below the heads.".to_owned(),
        1 => format!("1 row{of_columns}."),
        rows if rows <= ROWS => format!("{rows} rows{of_columns}."),
        rows => format!("The first {ROWS} of {rows} rows{of_columns}."),
    });
}

/// A column; answers which meaning was chosen for it.
fn column_ui(
    ui: &mut egui::Ui,
    kit: &mut Kit,
    source: &TableSource,
    column: usize,
    meanings: &[Option<crate::interchange::Meaning>],
    choices: &[(usize, String)],
) -> Option<usize> {
    let look = Look::of(ui.ctx());
    let head = source.table.heads().get(column).map(|head| one_line(head)).unwrap_or_default();
    let meaning = source.mapping.meaning(column);
    let is_read = meaning.is_some();
    ui.vertical(|ui| {
        ui.set_width(WIDTH);
        ui.spacing_mut().item_spacing.y = 2.0;
        let name = if head.is_empty() { letters(column) } else { format!("{}: {head}", letters(column)) };
        let label = ui.scope(|ui| kit.label(ui, &name, 11.5, look.quiet)).inner;
        let current = meanings.iter().position(|offered| offered.as_ref() == meaning);
        let chosen = kit.chooser(ui, label.id, ("meaning", WIDTH), current, choices);
        let rows = source.table.rows().iter().take(ROWS);
        for (n, row) in rows.enumerate() {
            let text = row.cells.get(column).map(|cell| one_line(cell)).unwrap_or_default();
            cell(ui, kit, &text, n, is_read);
        }
        chosen
    })
    .inner
}

fn cell(ui: &mut egui::Ui, kit: &mut Kit, text: &str, row: usize, is_read: bool) {
    let (rect, response) = ui.allocate_exact_size(vec2(WIDTH, ROW), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    let look = Look::of(ui.ctx());
    if row.is_multiple_of(2) {
        ui.painter().rect_filled(rect, 3.0, look.hover);
    }
    // More letters than fit need not be shaped.
    let shown: String = text.chars().take(60).collect();
    let ink = if is_read { look.ink } else { look.quiet };
    let clip = rect.shrink2(vec2(4.0, 0.0)).intersect(ui.clip_rect());
    kit.text_at(&ui.painter().with_clip_rect(clip), &shown, rect.left_center() + vec2(5.0, 0.0), ink);
    if kit.text_width(&shown) > rect.width() - 10.0 {
        kit.tip(response, &text.chars().take(400).collect::<String>());
    }
}

/// Shows the first lines of an outline.
pub fn outline(ui: &mut egui::Ui, kit: &mut Kit, text: &str, room: f32) {
    let look = Look::of(ui.ctx());
    let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    egui::Frame::new().fill(look.hover).corner_radius(6).inner_margin(10).show(ui, |ui| {
        egui::ScrollArea::vertical().id_salt("lines").max_height(room).auto_shrink([false, true]).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 14.0);
            ui.spacing_mut().item_spacing.y = 1.0;
            for line in lines.take(LINES) {
                let shown: String = line.chars().take(160).collect();
                kit.label(ui, &shown, 12.0, look.ink);
            }
        });
    });
}
