//! The overview: the whole map, small, in a corner of the canvas, with what is seen of it. A click or a
//! drag in it goes there.

use eframe::egui::{self, Id, Rect, Sense, Stroke, StrokeKind, WidgetInfo, vec2};

use super::canvas::ScreenFromPage;
use super::look::{self, GRID, Look, color32, faded};
use super::session::Session;
use crate::geom::Vec2;
use crate::theme::Ink;

/// The most that it takes of the canvas, in points of the screen.
const SIZE: egui::Vec2 = vec2(208.0, 132.0);

/// The least canvas beside which it has room.
const LEAST_CANVAS: egui::Vec2 = vec2(520.0, 360.0);

/// Shows the overview where the map is larger than what is seen, unless it is switched off.
pub fn show(ui: &mut egui::Ui, session: &mut Session) {
    let view = session.view.rect;
    let place = session.view.camera.screen_from_page(view);
    let page = place.rect(session.view.page());
    let has_room = view.width() >= LEAST_CANVAS.x && view.height() >= LEAST_CANVAS.y;
    if !session.settings.overview || !has_room || view.contains_rect(page) || session.in_place().is_some() {
        return;
    }
    let size = session.view.page().size();
    let scale = (f64::from(SIZE.x) / size.width).min(f64::from(SIZE.y) / size.height);
    let drawn = vec2((size.width * scale) as f32, (size.height * scale) as f32);
    let rect =
        Rect::from_min_max(view.max - drawn - egui::Vec2::splat(2.0 * GRID), view.max - egui::Vec2::splat(2.0 * GRID));
    let small = ScreenFromPage { scale, offset: Vec2::new(f64::from(rect.left()), f64::from(rect.top())) };
    let response = ui.interact(rect, Id::unique("overview"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, "Overview of the map"));
    let grasped =
        response.dragged_by(egui::PointerButton::Primary) || response.clicked_by(egui::PointerButton::Primary);
    if let Some(pointer) = response.interact_pointer_pos().filter(|_| grasped) {
        session.view.camera.center = small.page_point(pointer);
        session.view.camera.keep_in_sight(session.view.page(), view);
        ui.ctx().request_repaint();
    }
    paint(ui, session, rect, small);
    response
        .on_hover_cursor(egui::CursorIcon::Move)
        .on_hover_text("Click or drag to go there. View > Overview hides it.");
}

fn paint(ui: &egui::Ui, session: &Session, rect: Rect, small: ScreenFromPage) {
    let look = Look::of(ui.ctx());
    let (theme, layout) = (&session.view.theme, session.layout());
    let painter = ui.painter().with_clip_rect(rect.expand(8.0).intersect(ui.clip_rect()));
    painter.add(look::page_shadow().as_shape(rect, 4.0));
    painter.rect(rect, 4.0, color32(theme.paper), Stroke::new(1.0, look.edge), StrokeKind::Outside);
    let mut mesh = egui::Mesh::default();
    let least = |rect: Rect| Rect::from_center_size(rect.center(), rect.size().max(egui::Vec2::splat(1.0)));
    for stage in &layout.stages {
        mesh.add_colored_rect(least(small.rect(stage.head)), color32(theme.accent));
    }
    for lane in &layout.lanes {
        mesh.add_colored_rect(least(small.rect(lane.label)), color32(theme.shade));
    }
    for card in &layout.cards {
        let look = theme.card(card.kind, card.hue);
        mesh.add_colored_rect(least(small.rect(card.rect)), color32(look.edge));
    }
    for point in &layout.points {
        let center = small.point(point.center);
        let square = Rect::from_center_size(center, egui::Vec2::splat(2.0));
        mesh.add_colored_rect(square, color32(theme.color(Ink::Emotion(point.emotion()))));
    }
    painter.add(mesh);
    let place = session.view.camera.screen_from_page(session.view.rect);
    let seen = small.rect(place.page_rect(session.view.rect)).intersect(rect);
    painter.rect(seen, 2.0, faded(look.accent, 0.12), Stroke::new(2.0, look.accent), StrokeKind::Inside);
}
