//! Titles of stages that slide along their heads, so that a stage that begins out of sight is still
//! named where it is seen.

use eframe::egui::{self, Rect};

use super::canvas::ScreenFromPage;
use super::kit::Kit;
use super::overlay::items_of;
use super::session::Session;
use super::sticky;
use crate::geom::{self, Vec2};
use crate::layout::StageBox;
use crate::scene::Node;

/// The room between a title and the edge of what is seen, in points of the screen.
const GAP: f32 = 12.0;

/// Paints the titles that have slid, over their heads.
pub fn paint(ui: &egui::Ui, session: &Session, kit: &mut Kit) {
    let is_typed = session.in_place().is_some() && !session.selection().stages().is_empty();
    if session.view.is_composed() || is_typed {
        return;
    }
    let (heads, _) = sticky::places_of_heads_and_names(session);
    let seen = seen_beside_names(session);
    for stage in &session.layout().stages {
        let head = heads.rect(stage.head).intersect(seen);
        let Some(by) = slide(stage, heads, seen, session.layout().direction.is_rtl()) else { continue };
        let Some([shape, text @ ..]) = items_of(&session.view.scene.items, Node::Stage(stage.id)) else { continue };
        let painter = ui.painter().with_clip_rect(head.intersect(ui.clip_rect()));
        kit.canvas.paint_items(&painter, std::slice::from_ref(shape), heads, 1.0);
        kit.canvas.paint_items(&painter, text, heads.moved(Vec2::new(by, 0.0)), 1.0);
    }
}

/// The part of the view beside the names of lanes that stay in sight.
fn seen_beside_names(session: &Session) -> Rect {
    let (_, names) = sticky::covered(session);
    let mut seen = session.view.rect;
    if session.layout().direction.is_rtl() {
        seen.max.x -= names;
    } else {
        seen.min.x += names;
    }
    seen
}

/// How far a title slides along its head, in points of the page; nothing where it is in sight, or
/// has no room to slide.
fn slide(stage: &StageBox, place: ScreenFromPage, seen: Rect, is_rtl: bool) -> Option<f64> {
    let (head, title) = (place.rect(stage.head), place.rect(letters_of(stage)));
    if !head.intersects(seen) {
        return None;
    }
    let by = if is_rtl {
        let wanted = (title.right() + GAP - seen.right()).min(title.left() - head.left() - GAP);
        -wanted.max(0.0)
    } else {
        (seen.left() + GAP - title.left()).min(head.right() - GAP - title.right()).max(0.0)
    };
    (by != 0.0).then(|| f64::from(by) / place.scale)
}

/// The rectangle of a title's letters, without the room that is left beside them.
fn letters_of(stage: &StageBox) -> geom::Rect {
    let (rect, lines) = (stage.title.rect(), &stage.title.paragraph.lines);
    let left = lines.iter().map(|line| line.extent.0).fold(f64::INFINITY, f64::min);
    let right = lines.iter().map(|line| line.extent.1).fold(f64::NEG_INFINITY, f64::max);
    if left > right {
        return rect;
    }
    geom::Rect::new(rect.x0 + left, rect.y0, rect.x0 + right, rect.y1)
}
