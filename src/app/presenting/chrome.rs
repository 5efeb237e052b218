//! The one thing that the screen shows beside the slide: that editing is on.

use eframe::egui::{self, Align2, FontId, StrokeKind, vec2};

use crate::app::kit::Kit;
use crate::app::look::Look;
use crate::icon::Icon;

/// The size of its words, as a share of the screen's height.
const TYPE_SHARE: f32 = 0.024;

/// A sign in the corner and a frame around the slide, so that the room too sees that what is done
/// changes the map.
pub fn editing_badge(ui: &egui::Ui, kit: &mut Kit, rect: egui::Rect) {
    let look = Look::of(ui.ctx());
    let size = (rect.height() * TYPE_SHARE).max(14.0);
    let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("editing")));
    painter.rect_stroke(rect, 0.0, (size * 0.2, look.accent), StrokeKind::Inside);
    let galley = painter.layout_no_wrap("Editing".to_owned(), FontId::proportional(size), look.on_accent);
    let pad = size * 0.5;
    let plate = egui::Rect::from_min_size(
        egui::pos2(rect.center().x - (galley.size().x + size + 3.0 * pad) / 2.0, rect.top()),
        vec2(galley.size().x + size + 3.0 * pad, size * 1.7),
    );
    painter.rect_filled(plate, egui::CornerRadius { sw: 8, se: 8, ..egui::CornerRadius::ZERO }, look.accent);
    let icon = egui::Rect::from_min_size(plate.left_center() + vec2(pad, -size / 2.0), vec2(size, size));
    kit.icons.paint(&painter, Icon::PencilSimple, icon, look.on_accent);
    let at = Align2::RIGHT_CENTER.anchor_size(plate.right_center() - vec2(pad, 0.0), galley.size());
    painter.galley(at.min, galley, look.on_accent);
    let response = ui.interact(plate, egui::Id::unique("editing badge"), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Status, true, "Editing is on"));
}
