//! Rows with names of the map: those that open and close, are on or off, or have a button at their
//! end.

use eframe::egui::{self, Id, Rect, Response, Role, Sense, WidgetInfo, vec2};

use super::explained::{explain, with_meaning};
use super::icons::paint_ground;
use super::kit::Kit;
use super::look::{ICON, Look, TARGET};
use crate::icon::Icon;

impl Kit {
    /// A heading that opens and closes what stands below it, and whether it is open.
    pub fn disclosure(&mut self, ui: &mut egui::Ui, id: Id, name: &str, is_open_at_first: bool) -> bool {
        let mut is_open = ui.data(|data| data.get_temp(id)).unwrap_or(is_open_at_first);
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), TARGET + 4.0));
        let response = ui.interact(rect, id.with("row"), Sense::click());
        if response.clicked() {
            is_open = !is_open;
            ui.data_mut(|data| data.insert_temp(id, is_open));
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(is_open));
        explain(&response, name);
        with_meaning(response.clone(), name);
        if ui.is_rect_visible(rect) {
            let look = Look::of(ui.ctx());
            paint_ground(ui, rect, &response, false);
            let caret = Rect::from_center_size(rect.left_center() + vec2(8.0, 0.0), vec2(14.0, 14.0));
            let icon = if is_open { Icon::CaretDown } else { Icon::CaretRight };
            self.icons.paint(ui.painter(), icon, caret, look.quiet);
            self.text_at(&ui.painter_at(rect), name, rect.left_center() + vec2(20.0, 0.0), look.ink);
        }
        is_open
    }

    /// A row that is on or off. `spoken` is its full name.
    pub fn check_row(&mut self, ui: &mut egui::Ui, spoken: &str, name: &str, is_on: bool) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), TARGET + 4.0), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), is_on, spoken));
        explain(&response, spoken);
        if ui.is_rect_visible(rect) {
            let look = Look::of(ui.ctx());
            paint_ground(ui, rect, &response, false);
            let side = Rect::from_center_size(rect.left_center() + vec2(6.0 + ICON / 2.0, 0.0), vec2(ICON, ICON));
            let stroke = egui::Stroke::new(1.0, look.edge);
            ui.painter().rect(side.shrink(1.0), 4.0, look.raised, stroke, egui::StrokeKind::Inside);
            if is_on {
                self.icons.paint(ui.painter(), Icon::Check, side.shrink(3.0), look.accent);
            }
            self.text_at(&ui.painter_at(rect), name, rect.left_center() + vec2(14.0 + ICON, 0.0), look.ink);
        }
        response
    }

    /// A row that can be pressed, with a button at its end that takes it away. Says which was pressed.
    pub fn removable_row(&mut self, ui: &mut egui::Ui, icon: Icon, name: &str, can_remove: bool) -> (bool, bool) {
        let mut removed = false;
        let mut row = None;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let room = ui.available_width() - TARGET - 8.0;
            row = Some(ui.scope(|ui| {
                ui.set_max_width(room);
                self.row(ui, icon, name, Sense::click())
            }));
            ui.add_enabled_ui(can_remove, |ui| {
                removed = self.icons.button(ui, Icon::Trash, &format!("Remove {name}"), false).clicked();
            });
        });
        (row.is_some_and(|row| row.inner.clicked()), removed)
    }

    /// A row with a button at its end. Says whether that was pressed.
    pub fn row_with_button(
        &mut self,
        ui: &mut egui::Ui,
        icon: Icon,
        name: &str,
        button: Icon,
        does: &str,
        is_enabled: bool,
    ) -> bool {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let room = ui.available_width() - TARGET - 8.0;
            ui.scope(|ui| {
                ui.set_max_width(room);
                self.row(ui, icon, name, Sense::hover())
            });
            ui.add_enabled_ui(is_enabled, |ui| self.icons.button(ui, button, does, false).clicked()).inner
        })
        .inner
    }
}
