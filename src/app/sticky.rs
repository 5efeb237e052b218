//! What stays in sight while one pans: the heads of stages and steps, the names of lanes, and the lanes
//! that are pinned. Each is a pane: a part of the window in which the same scene is shown elsewhere.

use eframe::egui::{Pos2, Rect, pos2};

use super::canvas::ScreenFromPage;
use super::session::Session;
use crate::geom::{Point, Vec2};

/// A part of the canvas that shows what would be scrolled away.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pane {
    /// Where it is in the window.
    pub rect: Rect,
    /// Which part of the page it shows.
    pub place: ScreenFromPage,
}

/// The most of the window's height that heads take, as a share, and the most of its width for names.
const MOST_OF_VIEW: f32 = 0.35;

/// The most of the window's height that pinned lanes take, as a share.
const MOST_PINNED: f32 = 0.5;

/// What must still be seen beside a pane, in points of the screen.
const LEFT_BESIDE: f32 = 48.0;

/// How far the page is moved in the panes, and where they end. A sheet has none.
struct Shifts {
    view: Rect,
    place: ScreenFromPage,
    /// The height of the heads and how far down they are moved; 0 where they are in sight.
    heads: (f32, f32),
    /// The width of the names and how far across they are moved.
    names: (f32, f32),
}

/// The panes, in the order in which they are painted.
pub fn panes(session: &Session) -> Vec<Pane> {
    let Some(shifts) = Shifts::of(session) else { return Vec::new() };
    let layout = session.layout();
    let (Some(first), Some(last)) = (layout.lanes.first(), layout.lanes.last()) else { return Vec::new() };
    let view = shifts.view;
    let on_screen = |y: f64| shifts.place.point(Point::new(0.0, y)).y;
    let mut panes = Vec::new();
    let below_heads = view.top() + shifts.heads.0;
    // The corner beside the heads stays empty.
    let top = layout.stages.first().map_or(first.row.y0, |stage| stage.head.y0);
    let names = Rect::from_min_max(
        pos2(view.left(), on_screen(top).max(below_heads)),
        pos2(view.right(), on_screen(last.row.y1).min(view.bottom())),
    );
    panes.extend(shifts.names_part(names, 0.0));
    let lanes =
        Rect::everything_below(on_screen(first.row.y0)).intersect(Rect::everything_above(on_screen(last.row.y1)));
    for (rect, down) in pinned(session, &shifts, below_heads, lanes) {
        panes.push(shifts.pane(rect, 0.0, down));
        panes.extend(shifts.names_part(rect, down));
    }
    if shifts.heads.0 > 0.0 {
        let rect = Rect::from_min_max(view.min, pos2(view.right(), below_heads));
        panes.push(shifts.pane(rect, 0.0, shifts.heads.1));
        panes.extend(shifts.names_part(rect, shifts.heads.1));
    }
    panes
}

/// Where the page stands at a place in the window.
pub fn place_under(session: &Session, pointer: Pos2) -> ScreenFromPage {
    let pane = panes(session).into_iter().rev().find(|pane| pane.rect.contains(pointer));
    pane.map_or(session.view.camera.screen_from_page(session.view.rect), |pane| pane.place)
}

/// Where the page stands for the heads of stages and steps, and for the names of lanes, where they stay
/// in sight.
pub fn places_of_heads_and_names(session: &Session) -> (ScreenFromPage, ScreenFromPage) {
    let place = session.view.camera.screen_from_page(session.view.rect);
    let Some(shifts) = Shifts::of(session) else { return (place, place) };
    let moved = |across: f32, down: f32| shifts.pane(shifts.view, across, down).place;
    (moved(0.0, shifts.heads.1), moved(shifts.names.1, 0.0))
}

/// How much of the view panes cover at its top and at the side where the names are, in points of the
/// screen; what is brought into sight must not lie under them.
pub fn covered(session: &Session) -> (f32, f32) {
    let Some(shifts) = Shifts::of(session) else { return (0.0, 0.0) };
    (shifts.heads.0, shifts.names.0)
}

/// The pinned lanes that would be out of sight, and how far down each is moved; `lanes` are all of them
/// as they lie in the window.
fn pinned(session: &Session, shifts: &Shifts, top: f32, lanes: Rect) -> Vec<(Rect, f32)> {
    let view = shifts.view;
    let is_pinned = |id| session.map().lanes.find(id).is_some_and(|lane| lane.pinned);
    let rows: Vec<(f32, f32)> = session
        .layout()
        .lanes
        .iter()
        .filter(|lane| is_pinned(lane.id))
        .map(|lane| shifts.place.rect(lane.row))
        .map(|row| (row.top(), row.height()))
        .collect();
    let mut room = view.height() * MOST_PINNED;
    let (mut top, mut bottom) = (top, view.bottom());
    let mut found = Vec::new();
    let strip = |y: f32, height: f32| Rect::from_min_max(pos2(view.left(), y), pos2(view.right(), y + height));
    for (row, height) in &rows {
        // Where the lanes themselves end, nothing of them stays.
        if *row < top && *height <= room && lanes.bottom() > top + height + LEFT_BESIDE {
            found.push((strip(top, *height), top - row));
            top += height;
            room -= height;
        }
    }
    for (row, height) in rows.iter().rev() {
        if row + height > bottom && *height <= room && lanes.top() < bottom - height - LEFT_BESIDE {
            bottom -= height;
            room -= height;
            found.push((strip(bottom, *height), bottom - row));
        }
    }
    found
}

impl Shifts {
    fn of(session: &Session) -> Option<Self> {
        // A sheet is seen as it is printed.
        if session.view.is_composed() {
            return None;
        }
        let (layout, view) = (session.layout(), session.view.rect);
        let place = session.view.camera.screen_from_page(view);
        let (lanes, stage) = (layout.lanes.first()?, layout.stages.first()?);
        let end = place.rect(layout.lanes.last()?.row).bottom();
        let heads =
            Rect::from_min_max(place.point(Point::new(0.0, stage.head.y0)), place.point(Point::new(1.0, lanes.row.y0)));
        let (height, down) = (heads.height(), view.top() - heads.top());
        let shows_heads =
            down > 0.0 && end > view.top() + height + LEFT_BESIDE && height <= view.height() * MOST_OF_VIEW;
        let (names, body) = (place.rect(lanes.label), place.rect(lanes.body));
        let rtl = layout.direction.is_rtl();
        let across = if rtl { view.right() - names.right() } else { view.left() - names.left() };
        let left_beside = if rtl { names.left() + across - body.left() } else { body.right() - names.right() - across };
        let shows_names = (across > 0.0) != rtl
            && across != 0.0
            && left_beside > LEFT_BESIDE
            && names.width() <= view.width() * MOST_OF_VIEW;
        Some(Self {
            view,
            place,
            heads: if shows_heads { (height, down) } else { (0.0, 0.0) },
            names: if shows_names { (names.width(), across) } else { (0.0, 0.0) },
        })
    }

    fn pane(&self, rect: Rect, across: f32, down: f32) -> Pane {
        let by = Vec2::new(f64::from(across), f64::from(down));
        Pane { rect, place: ScreenFromPage { offset: self.place.offset + by, ..self.place } }
    }

    /// The part of a strip across the view in which the lanes' names stay.
    fn names_part(&self, strip: Rect, down: f32) -> Option<Pane> {
        let (width, across) = self.names;
        if width == 0.0 || !strip.is_positive() {
            return None;
        }
        let rect = if across > 0.0 {
            Rect::from_min_max(strip.min, pos2(self.view.left() + width, strip.bottom()))
        } else {
            Rect::from_min_max(pos2(self.view.right() - width, strip.top()), strip.max)
        };
        Some(self.pane(rect, across, down))
    }
}
