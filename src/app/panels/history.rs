//! The history: every step with what it did; a click goes back to it, or on to it.

use eframe::egui::{self, Role, Sense, WidgetInfo, vec2};

use crate::app::command::Command;
use crate::app::icons::paint_ground;
use crate::app::kit::Kit;
use crate::app::look::{self, GRID, ICON, Look, TARGET, heading};
use crate::app::session::Session;
use crate::icon::Icon;

/// The height of a row, in points.
const ROW: f32 = TARGET + 2.0;

/// Shows the panel.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    heading(ui, "History");
    let steps: Vec<_> = session.history.steps().collect();
    let done = session.undo_steps();
    let mut area = look::panel_area();
    // What happens is seen, as long as nobody looks elsewhere.
    if std::mem::replace(&mut kit.shown_step, done) != done {
        area = area.vertical_scroll_offset((done as f32 * ROW - ui.available_height() / 2.0).max(0.0));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    area.show_rows(ui, ROW, steps.len() + 1, |ui, range| {
        for n in range {
            let label = n.checked_sub(1).map_or("As it was opened", |n| steps[n].label);
            if row(ui, kit, n, label, done) {
                commands.push(Command::JumpTo(n));
            }
        }
    });
}

fn row(ui: &mut egui::Ui, kit: &mut Kit, n: usize, label: &str, done: usize) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - GRID, ROW), Sense::click());
    let is_current = n == done;
    let state = match n.cmp(&done) {
        std::cmp::Ordering::Less => "",
        std::cmp::Ordering::Equal => ", the map is here",
        std::cmp::Ordering::Greater => ", undone",
    };
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_current, format!("{label}{state}")));
    if ui.is_rect_visible(rect) {
        let look = Look::of(ui.ctx());
        paint_ground(ui, rect, &response, is_current);
        if is_current {
            let icon = egui::Rect::from_center_size(rect.left_center() + vec2(12.0, 0.0), vec2(ICON, ICON) * 0.8);
            kit.icons.paint(ui.painter(), Icon::CaretRight, icon, look.accent);
        }
        let ink = if n > done { look.quiet } else { look.ink };
        let clip = rect.intersect(ui.clip_rect());
        kit.text_at(&ui.painter().with_clip_rect(clip), label, rect.left_center() + vec2(24.0, 0.0), ink);
    }
    let is_cut = kit.text_width(label) + 24.0 > rect.width();
    let response = if is_cut { kit.tip(response, label) } else { response };
    response.clicked()
}
