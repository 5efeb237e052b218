//! The canvas in the window: where one looks, what is painted, and whom the pointer and the keys
//! reach.

use eframe::egui::{self, Id, Response, Sense};

use super::canvas::{Appearance, ScreenFromPage, Visibility};
use super::command::Command;
use super::gesture::{Gesture, room};
use super::kit::Kit;
use super::look::{self, Look};
use super::overlay::items_of;
use super::panels::context_menu;
use super::session::Session;
use super::{canvas_keys, edit_view, nodes, overlay, overview, pointer, slid, sticky};
use crate::edit::Selection;
use crate::geom::{Rect, Vec2};
use crate::scene::Node;

/// The canvas's own id: it has the keyboard while no other widget has it.
pub fn canvas_id() -> Id {
    Id::unique("canvas")
}

/// Shows the canvas in what is left of the window.
pub fn show(ui: &mut egui::Ui, session: &mut Session, kit: &mut Kit) {
    let rect = ui.available_rect_before_wrap();
    ui.allocate_rect(rect, Sense::hover());
    let response = ui.interact(rect, canvas_id(), Sense::click_and_drag());
    look_at(session, rect);
    let was_typing = session.in_place().is_some();
    let edited = edit_view::begin(ui, session, kit);
    move_view(ui, session, &response);
    pointer::take(ui, session, kit, &response);
    if !was_typing {
        canvas_keys::take(ui, session, kit, &response);
    }

    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 0.0, Look::of(ui.ctx()).desk);
    let seen = session.view.camera.screen_from_page(rect);
    paint_map(&painter, seen, session, kit, edited.as_ref());
    overlay::paint_seen(ui, &painter, seen, session, &response);
    for pane in sticky::panes(session) {
        let painter = ui.painter_at(pane.rect.intersect(rect));
        paint_map(&painter, pane.place, session, kit, edited.as_ref());
        overlay::paint_seen(ui, &painter, pane.place, session, &response);
        painter.rect_stroke(pane.rect, 0.0, (1.0, Look::of(ui.ctx()).line), egui::StrokeKind::Inside);
    }
    slid::paint(ui, session, kit);
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    inner.set_clip_rect(rect.intersect(ui.clip_rect()));
    overlay::paint(&inner, session, kit, &response);
    nodes::show(&mut inner, session, &response);
    edit_view::show(&mut inner, session, kit);
    overview::show(&mut inner, session);

    let mut commands = Vec::new();
    response.context_menu(|ui| context_menu::show(ui, session, kit, &mut commands));
    commands.into_iter().for_each(|command| session.perform(command));
}

/// Looks where the session wants to: at the whole map, or at what was selected by keyboard.
fn look_at(session: &mut Session, rect: egui::Rect) {
    let view = &mut session.view;
    view.rect = rect;
    let page = view.page();
    if std::mem::take(&mut view.fits) {
        view.camera.fit(page, rect);
        view.camera.zoom = view.camera.zoom.min(2.0);
    }
    let shows_whole = std::mem::take(&mut session.view.shows_whole);
    if std::mem::take(&mut session.view.reveals)
        && let Some(selected) = session.selected_rect()
    {
        if shows_whole {
            see_whole(session, selected);
        }
        // What stays in sight covers the view's edges; what is brought into sight must not lie under it.
        let (top, side) =
            if matches!(session.selection(), Selection::Cards(_) | Selection::Map | Selection::Point { .. }) {
                sticky::covered(session)
            } else {
                (0.0, 0.0)
            };
        let scale = session.view.camera.screen_from_page(rect).scale;
        let (top, side) = (f64::from(top) / scale, f64::from(side) / scale);
        let rtl = session.layout().direction.is_rtl();
        let (left, right) = if rtl { (0.0, side) } else { (side, 0.0) };
        let wanted = Rect::new(selected.x0 - left, selected.y0 - top, selected.x1 + right, selected.y1);
        session.view.camera.reveal(wanted, rect);
    }
}

/// Zooms out until a rectangle of the page is seen as a whole; does nothing if it has room.
fn see_whole(session: &mut Session, rect: Rect) {
    let view = &mut session.view;
    let seen = view.camera.screen_from_page(view.rect).page_rect(view.rect);
    if rect.width() > seen.width() || rect.height() > seen.height() {
        let zoom = view.camera.zoom;
        view.camera.fit(rect, view.rect);
        view.camera.zoom = view.camera.zoom.min(zoom);
    }
}

/// Wheel, pinch, and dragging with the middle button or with Space.
fn move_view(ui: &egui::Ui, session: &mut Session, response: &Response) {
    let rect = session.view.rect;
    let page = session.view.page();
    let camera = &mut session.view.camera;
    if response.contains_pointer() {
        let (scroll, zoom, pointer) =
            ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta(), input.pointer.hover_pos()));
        if zoom != 1.0 {
            camera.zoom_about(rect, pointer.unwrap_or(rect.center()), f64::from(zoom));
        }
        camera.pan(scroll);
    }
    let with_space = response.dragged() && matches!(session.gesture, Some(Gesture::Pan));
    if response.dragged_by(egui::PointerButton::Middle) || with_space {
        camera.pan(response.drag_delta());
        ui.set_cursor_icon(egui::CursorIcon::Grabbing);
    }
    camera.keep_in_sight(page, rect);
}

fn paint_map(
    painter: &egui::Painter,
    place: ScreenFromPage,
    session: &Session,
    kit: &mut Kit,
    edited: Option<&edit_view::Edited>,
) {
    let view = &session.view;
    let page = place.rect(view.page());
    painter.add(look::page_shadow().as_shape(page, 0.0));
    let carried = match &session.gesture {
        Some(Gesture::Cards { cards, .. }) => &cards[..],
        _ => &[],
    };
    let room = session.gesture.as_ref().and_then(|gesture| room(session.map(), session.layout(), gesture));
    let (moved, down) = room.unwrap_or_default();
    let visibility = |node: &Node| match node {
        Node::Card(card) if moved.contains(card) => Visibility::Hidden,
        Node::Card(card) if carried.contains(card) => Visibility::Dimmed,
        Node::Card(card) if session.is_dimmed(*card) => Visibility::Dimmed,
        _ => Visibility::Shown,
    };
    let edited = edited.map(|edited| (edited.node, &edited.paragraph));
    kit.canvas.paint(painter, &view.scene, place, &Appearance { visibility: &visibility, edited });
    for card in moved {
        if let Some(items) = items_of(&view.scene.items, Node::Card(card)) {
            kit.canvas.paint_items(painter, items, place.moved(Vec2::new(0.0, down)), 1.0);
        }
    }
}

/// Performs commands that came from beside the canvas.
pub fn perform_all(session: &mut Session, commands: Vec<Command>) {
    commands.into_iter().for_each(|command| session.perform(command));
}
