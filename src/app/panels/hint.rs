//! What to do with a map in which nothing stands yet, told at the foot of the canvas.

use eframe::egui::{self, Align2, Rect, Stroke, StrokeKind, vec2};

use crate::app::action::Action;
use crate::app::look::{GRID, Look};
use crate::app::session::Session;
use crate::model::Map;

/// What to do next: the first line says it, the second what else helps. `{commands}` stands for the keys
/// of the command palette.
fn lines(map: &Map) -> Option<[&'static str; 2]> {
    let has_lane = map.lanes.iter().any(|lane| lane.kind.holds_cards() && !lane.hidden);
    Some(match (map.stages.is_empty(), has_lane, map.cards.is_empty()) {
        (true, ..) => [
            "Insert, Add a stage after begins the journey: a stage with its first step.",
            "{commands} finds everything by name  ·  File, New shows templates  ·  F1 helps",
        ],
        (false, false, true) => [
            "Insert, Add a lane below makes a row in which cards can stand.",
            "F2 names what is selected  ·  {commands} finds everything by name  ·  F1 helps",
        ],
        (false, true, true) => [
            "Click an empty cell of a lane and type: that makes the first card.",
            "F2 names what is selected  ·  drag channels from the palette  ·  F1 helps",
        ],
        (false, _, false) => return None,
    })
}

/// Paints the hint.
pub fn paint(ui: &egui::Ui, session: &Session) {
    let canvas = session.view.rect;
    let Some(lines) = lines(session.map()) else { return };
    if session.in_place().is_some() || canvas.width() < 480.0 {
        return;
    }
    let look = Look::of(ui.ctx());
    let font = egui::TextStyle::Body.resolve(ui.style());
    let painter = ui.painter_at(canvas);
    let lines = [(lines[0], look.ink), (lines[1], look.quiet)];
    let keys = Action::Commands.entry().keys.first().map(|keys| ui.ctx().format_shortcut(keys)).unwrap_or_default();
    let lines = lines.map(|(text, ink)| painter.layout_no_wrap(text.replace("{commands}", &keys), font.clone(), ink));
    let width = lines.iter().map(|line| line.size().x).fold(0.0, f32::max) + 4.0 * GRID;
    let height = lines.iter().map(|line| line.size().y).sum::<f32>() + 3.5 * GRID;
    let center = canvas.center_bottom() - vec2(0.0, height / 2.0 + 2.0 * GRID);
    let rect = Rect::from_center_size(center, vec2(width, height));
    painter.rect(rect, 8.0, look.raised, Stroke::new(1.0, look.line), StrokeKind::Inside);
    let mut top = rect.center_top() + vec2(0.0, 1.5 * GRID);
    for line in lines {
        let at = Align2::CENTER_TOP.anchor_size(top, line.size());
        top.y += line.size().y + GRID / 2.0;
        painter.galley(at.min, line, look.ink);
    }
}
