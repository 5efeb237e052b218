//! The pictures of a comparison in the window: one, or two that move together.

use eframe::egui::{self, EventFilter, Key, Modifiers, Response, Role, Sense, Stroke, StrokeKind, WidgetInfo};

use super::made::{Made, Pane};
use super::{Chosen, Compare, Comparing};
use crate::app::canvas::{Appearance, ScreenFromPage};
use crate::app::canvas_view::canvas_id;
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::look::{self, Look};
use crate::app::session::Session;

/// The height of the strip that names a picture, in points.
const NAME_HEIGHT: f32 = 28.0;
/// Two pictures stand below each other in a view that is narrower, in points.
const NARROW: f32 = 520.0;

/// Shows the pictures in what is left of the window.
pub fn show(ui: &mut egui::Ui, session: &mut Session, kit: &mut Kit) {
    let rect = ui.available_rect_before_wrap();
    ui.allocate_rect(rect, Sense::hover());
    let response = ui.interact(rect, canvas_id(), Sense::click_and_drag());
    let Some(mut comparing) = session.comparing.take() else { return };
    let Some(made) = comparing.made.take() else {
        session.comparing = Some(comparing);
        return;
    };
    let places = places(rect, made.panes.len());
    look_at(&mut comparing, &made, &places);
    move_view(ui, &mut comparing, &made, &response, &places);
    let looks = Look::of(ui.ctx());
    ui.painter().rect_filled(rect, 0.0, looks.desk);
    for (pane, place) in made.panes.iter().zip(&places) {
        let screen = comparing.camera.screen_from_page(*place).moved(pane.moved);
        paint(ui, kit, pane, *place, screen, comparing.chosen);
        name_strip(ui, kit, pane, *place);
    }
    describe(ui, &made, &response);
    let mut commands = pressed(ui, kit, &response);
    commands.extend(clicked(&comparing, &made, &response, &places));
    comparing.made = Some(made);
    session.comparing = Some(comparing);
    commands.into_iter().for_each(|command| session.perform(Command::Compare(command)));
}

/// Where the pictures stand, below the strips with their names.
fn places(rect: egui::Rect, count: usize) -> Vec<egui::Rect> {
    let below = |part: egui::Rect| part.with_min_y((part.top() + NAME_HEIGHT).min(part.bottom()));
    match count {
        2 if rect.width() < NARROW => {
            let (upper, lower) = rect.split_top_bottom_at_fraction(0.5);
            vec![below(upper), below(lower)]
        }
        2 => {
            let (left, right) = rect.split_left_right_at_fraction(0.5);
            vec![below(left.with_max_x(left.right() - 1.0)), below(right.with_min_x(right.left() + 1.0))]
        }
        _ => vec![below(rect)],
    }
}

/// Looks at the whole, or at what was chosen in the list.
fn look_at(comparing: &mut Comparing, made: &Made, places: &[egui::Rect]) {
    let Some(place) = places.first() else { return };
    comparing.view = *place;
    if std::mem::take(&mut comparing.fits) {
        comparing.camera.fit(made.page(), *place);
        comparing.camera.zoom = comparing.camera.zoom.min(2.0);
    }
    if std::mem::take(&mut comparing.reveals)
        && let Some(chosen) = comparing.chosen
    {
        let rects = made.panes.iter().filter_map(|pane| Some(pane.rect_of(chosen)? + pane.moved));
        if let Some(rect) = rects.reduce(|a, b| a.union(b)) {
            // What cannot be read is brought nearer.
            if comparing.camera.zoom < 0.5 {
                comparing.camera.zoom = 0.8;
                comparing.camera.center = rect.center();
            }
            comparing.camera.reveal(rect, *place);
        }
    }
}

/// Wheel, pinch and dragging move all pictures alike.
fn move_view(ui: &egui::Ui, comparing: &mut Comparing, made: &Made, response: &Response, places: &[egui::Rect]) {
    let Some(first) = places.first().copied() else { return };
    let camera = &mut comparing.camera;
    if response.contains_pointer() {
        let (scroll, zoom, pointer) =
            ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta(), input.pointer.hover_pos()));
        if zoom != 1.0 {
            let place = pointer.and_then(|pointer| places.iter().copied().find(|place| place.contains(pointer)));
            let place = place.unwrap_or(first);
            camera.zoom_about(place, pointer.unwrap_or(place.center()), f64::from(zoom));
        }
        camera.pan(scroll);
    }
    if response.dragged() {
        camera.pan(response.drag_delta());
        ui.set_cursor_icon(egui::CursorIcon::Grabbing);
    }
    camera.keep_in_sight(made.page(), first);
}

fn paint(ui: &egui::Ui, kit: &mut Kit, pane: &Pane, place: egui::Rect, screen: ScreenFromPage, chosen: Option<Chosen>) {
    let painter = ui.painter_at(place);
    let page = screen.rect(pane.layout.size.to_rect());
    painter.add(look::page_shadow().as_shape(page, 0.0));
    kit.canvas.paint(&painter, &pane.scene, screen, &Appearance::default());
    if let Some(rect) = chosen.and_then(|chosen| pane.rect_of(chosen)) {
        let looks = Look::of(ui.ctx());
        let around = screen.rect(rect).expand(4.0);
        painter.rect_stroke(around, 7.0, Stroke::new(4.0, looks.panel), StrokeKind::Middle);
        painter.rect_stroke(around, 7.0, Stroke::new(2.5, looks.accent), StrokeKind::Middle);
    }
}

/// The strip above a picture that says what it is of.
fn name_strip(ui: &egui::Ui, kit: &mut Kit, pane: &Pane, place: egui::Rect) {
    let looks = Look::of(ui.ctx());
    let strip = egui::Rect::from_min_max(place.left_top() - egui::vec2(0.0, NAME_HEIGHT), place.right_top());
    let painter = ui.painter_at(strip);
    painter.rect_filled(strip, 0.0, looks.panel);
    painter.hline(strip.x_range(), strip.bottom() - 0.5, Stroke::new(1.0, looks.line));
    kit.text_at(&painter, &pane.name, strip.left_center() + egui::vec2(12.0, 0.0), looks.ink);
}

fn describe(ui: &egui::Ui, made: &Made, response: &Response) {
    let names: Vec<&str> = made.panes.iter().map(|pane| pane.name.as_str()).collect();
    let name = names.join("; ");
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, ui.is_enabled(), &name));
}

/// The keys while the pictures have the keyboard: the arrows go through the list, Enter goes to the map,
/// Esc leaves.
fn pressed(ui: &egui::Ui, kit: &Kit, response: &Response) -> Vec<Compare> {
    if kit.input.is_some() || !response.has_focus() {
        return Vec::new();
    }
    let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let keys = [
        (Key::ArrowDown, Compare::Step(1)),
        (Key::ArrowRight, Compare::Step(1)),
        (Key::ArrowUp, Compare::Step(-1)),
        (Key::ArrowLeft, Compare::Step(-1)),
        (Key::Enter, Compare::GoTo),
        (Key::Escape, Compare::Leave),
    ];
    let is_pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    keys.into_iter().filter(|(key, _)| is_pressed(*key)).map(|(_, command)| command).collect()
}

/// A click chooses what lies under it.
fn clicked(comparing: &Comparing, made: &Made, response: &Response, places: &[egui::Rect]) -> Option<Compare> {
    let pointer = response.interact_pointer_pos().filter(|_| response.clicked())?;
    response.request_focus();
    let (pane, place) = made.panes.iter().zip(places).find(|(_, place)| place.contains(pointer))?;
    let page = comparing.camera.screen_from_page(*place).moved(pane.moved).page_point(pointer);
    Some(Compare::Choose(pane.at(page).map(|chosen| known(made, chosen))))
}

/// What the list calls it: of an emotion also its channel is known there.
fn known(made: &Made, chosen: Chosen) -> Chosen {
    use crate::insight::Compared;
    let Chosen::Difference(Compared::Emotion(persona, at, None)) = chosen else { return chosen };
    let entries = made.comparison.entries.iter().map(|entry| entry.subject);
    let same = |subject: &Compared| matches!(*subject, Compared::Emotion(p, a, _) if (p, a) == (persona, at));
    entries.into_iter().find(same).map_or(chosen, Chosen::Difference)
}
