//! Presenting in this window: the whole of it shows the slide.

use eframe::egui::{self, Event, Id, Key, Modifiers, PointerButton, Response, Role, Sense, WidgetInfo};

use super::frame::Playback;
use super::{Move, Zoom, chrome, keys, screen_from_slide};
use crate::app::action::Action;
use crate::app::canvas::ScreenFromPage;
use crate::app::canvas_keys;
use crate::app::canvas_view;
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::session::Session;
use crate::geom::Point;
use crate::layout::Layout;

/// How much the wheel enlarges for a point of its way.
const ZOOM_PER_POINT: f64 = 0.004;

/// Shows the slide in the whole window, and hears keys, wheel and pointer.
pub fn show(ui: &mut egui::Ui, session: &mut Session, kit: &mut Kit, playback: &mut Playback) {
    let rect = ui.max_rect();
    if let Some(presenting) = &mut session.presenting {
        presenting.aspect = aspect_of(rect);
    }
    take_keys(ui, session, kit);
    session.refresh_presentation(&mut kit.shaper);
    let Some(presenting) = session.presenting() else { return };
    if presenting.is_editing {
        edit(ui, session, kit, rect);
        chrome::editing_badge(ui, kit, rect);
    } else {
        let response = ui.interact(rect, Id::unique("slide"), Sense::click_and_drag());
        hear_pointer(ui, session, &response, rect);
        session.refresh_presentation(&mut kit.shaper);
        let is_still = session.settings.reduced_motion;
        let timer = session.timer_face();
        if let Some(wait) = timer.as_ref().and_then(|timer| timer.changes_in) {
            ui.ctx().request_repaint_after(wait);
        }
        if let Some(frame) = session.presenting().and_then(|presenting| presenting.frame(is_still)) {
            let frame = frame.with_timer(timer);
            let now = ui.input(|input| input.time);
            if let Some(wait) = frame.paint(ui.painter(), rect, &mut kit.canvas, playback, now) {
                ui.ctx().request_repaint_after(wait);
            }
        }
        nodes(ui, session, rect);
    }
}

/// A screen's width as a multiple of its height, within what a slide can be.
pub fn aspect_of(rect: egui::Rect) -> f64 {
    let aspect = f64::from(rect.width()) / f64::from(rect.height()).max(1.0);
    // To the pixel: a slide for each would be another one while a window is resized.
    (aspect.clamp(1.0, 4.0) * 100.0).round() / 100.0
}

fn take_keys(ui: &egui::Ui, session: &mut Session, kit: &Kit) {
    if session.dialog.is_some() {
        return;
    }
    let Some(presenting) = session.presenting() else { return };
    let moves = if presenting.is_editing || session.workshop.bar.is_some() {
        keys_while_editing(ui, session, kit)
    } else {
        // The capture box is one key away; every other command waits until editing is on.
        if Action::Capture.entry().keys.iter().any(|keys| ui.input_mut(|input| input.consume_shortcut(keys))) {
            session.perform(Command::Action(Action::Capture));
        }
        let is_rtl = session.map().direction().is_rtl();
        ui.input_mut(|input| keys::take(&mut input.events, is_rtl))
    };
    moves.into_iter().for_each(|what| session.perform(Command::Present(what)));
}

/// While editing the canvas has the keys, while capturing the bar; those that end editing or presenting are taken before.
fn keys_while_editing(ui: &egui::Ui, session: &mut Session, kit: &Kit) -> Vec<Move> {
    let is_typing = session.in_place().is_some() || kit.input.is_some();
    // A letter in a cell with the cursor begins a card.
    let begins_card = session.cell.is_some() && session.card_cell().is_some();
    // What captures has keys of its own.
    let is_busy =
        is_typing || session.workshop.bar.is_some() || session.gesture.is_some() || egui::Popup::is_any_open(ui.ctx());
    let take = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if take(Key::F5) || (!is_busy && take(Key::Escape)) {
        return vec![Move::Leave];
    }
    if take(Key::PageDown) {
        return vec![Move::Next];
    }
    if take(Key::PageUp) {
        return vec![Move::Back];
    }
    if !is_busy && !begins_card && take(Key::E) {
        ui.input_mut(|input| input.events.retain(|event| !matches!(event, Event::Text(_))));
        return vec![Move::Editing];
    }
    canvas_keys::take_for_window(ui.ctx(), session, kit.input.is_some());
    Vec::new()
}

/// The slide as a canvas: what the pointer and the keys do changes the map.
fn edit(ui: &mut egui::Ui, session: &mut Session, kit: &mut Kit, rect: egui::Rect) {
    session.refresh(ui.theme() == egui::Theme::Dark, &mut kit.shaper);
    let place = screen_from_slide(session.layout().size, rect, None);
    let camera = &mut session.view.camera;
    camera.zoom = place.scale / crate::app::canvas::SCREEN_PT_PER_PAGE_PT;
    camera.center = Point::new(session.view.layout.size.width / 2.0, session.view.layout.size.height / 2.0);
    session.view.fits = false;
    session.view.reveals = false;
    canvas_view::show(ui, session, kit);
}

fn hear_pointer(ui: &egui::Ui, session: &mut Session, response: &Response, rect: egui::Rect) {
    let Some(presenting) = session.presenting() else { return };
    let Some(shown) = presenting.shown() else { return };
    let size = shown.layout.size;
    let place = screen_from_slide(size, rect, presenting.zoom);
    let pointer = response.hover_pos().or_else(|| response.interact_pointer_pos());
    let mut moves = Vec::new();
    if presenting.has_spot && presenting.spot != pointer.map(|pos| place.page_point(pos)) {
        moves.push(Move::PointAt(pointer.map(|pos| place.page_point(pos))));
    }
    if presenting.has_pen || presenting.has_spot {
        ui.set_cursor_icon(egui::CursorIcon::None);
    }
    if presenting.has_pen {
        ui.set_cursor_icon(egui::CursorIcon::Crosshair);
        match response.interact_pointer_pos().filter(|_| response.is_pointer_button_down_on()) {
            Some(pos) => moves.push(Move::Draw(place.page_point(pos))),
            None if presenting.lines.iter().any(|line| line.is_open) => moves.push(Move::Lift),
            None => {}
        }
    } else if response.clicked_by(PointerButton::Primary)
        && let Some(pos) = pointer
    {
        moves.extend(clicked(&shown.layout, presenting.opened().is_some(), place.page_point(pos)));
    }
    moves.extend(wheel(ui, presenting.zoom, size, place, pointer, response));
    moves.into_iter().for_each(|what| session.perform(Command::Present(what)));
}

/// What a click asks for: a stage of the bar or of the overview, a card; beside a card that is open,
/// its end.
pub fn clicked(layout: &Layout, is_opened: bool, at: Point) -> Option<Move> {
    let in_bar = layout.bar.as_ref().and_then(|bar| {
        bar.stages.iter().find(|stage| stage.rect.inflate(0.0, 6.0).contains(at)).map(|stage| stage.id)
    });
    if let Some(stage) = in_bar {
        return Some(Move::Stage(stage));
    }
    if is_opened {
        return layout.card_at(at).is_none().then_some(Move::Out);
    }
    if let Some(card) = layout.card_at(at) {
        return Some(Move::Card(card.id));
    }
    let is_overview = layout.stages.len() > 1;
    let stage = layout.stages.iter().find(|stage| stage.head.union(stage.column).contains(at));
    stage.filter(|_| is_overview).map(|stage| Move::Stage(stage.id))
}

/// The wheel and two fingers enlarge; dragging moves what is enlarged.
pub fn wheel(
    ui: &egui::Ui,
    zoom: Option<Zoom>,
    size: crate::geom::Size,
    place: ScreenFromPage,
    pointer: Option<egui::Pos2>,
    response: &Response,
) -> Option<Move> {
    let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
    let factor = f64::from(pinch) * (f64::from(scroll) * ZOOM_PER_POINT).exp();
    let now = zoom.unwrap_or(Zoom { factor: 1.0, center: Point::new(size.width / 2.0, size.height / 2.0) });
    if (factor - 1.0).abs() > 1e-6 {
        let still = pointer.map_or(now.center, |pos| place.page_point(pos));
        let larger = (now.factor * factor).clamp(1.0, 6.0);
        let center = still + (now.center - still) * (now.factor / larger);
        return Some(Move::Look((larger > 1.001).then_some(Zoom { factor: larger, center })));
    }
    let drag = response.drag_delta();
    if zoom.is_some() && drag != egui::Vec2::ZERO && response.dragged() {
        let by = crate::geom::Vec2::new(f64::from(drag.x), f64::from(drag.y)) / place.scale;
        return Some(Move::Look(Some(Zoom { center: now.center - by, ..now })));
    }
    None
}

/// What is on the slide, for those who cannot see it: the slide itself, the stages of the bar, the
/// cards.
fn nodes(ui: &mut egui::Ui, session: &mut Session, rect: egui::Rect) {
    let Some(presenting) = session.presenting() else { return };
    let Some(shown) = presenting.shown().cloned() else { return };
    let place = screen_from_slide(shown.layout.size, rect, presenting.zoom);
    let mut asked = Vec::new();
    for (node, rect, name, is_selected) in named(session, &shown.layout) {
        let rect = place.rect(rect);
        let response =
            ui.interact(rect, Id::unique(("slide node", node_key(&node))), Sense::focusable_noninteractive());
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_selected, &name));
        let is_asked =
            ui.input(|input| input.has_accesskit_action_request(response.id, egui::accesskit::Action::Click));
        if is_asked {
            asked.push(node);
        }
    }
    let text = spoken(session, &shown.layout);
    let slide = ui.interact(rect, Id::unique("slide as a whole"), Sense::hover());
    slide.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
    asked.into_iter().for_each(|what| session.perform(Command::Present(what)));
}

fn node_key(what: &Move) -> String {
    format!("{what:?}")
}

/// What can be pressed on a slide: what it asks for, where it stands, what it is called.
fn named(session: &Session, layout: &Layout) -> Vec<(Move, crate::geom::Rect, String, bool)> {
    let map = session.map();
    let stages = layout.bar.iter().flat_map(|bar| &bar.stages).filter_map(|stage| {
        let found = map.stages.find(stage.id)?;
        let number = map.stages.position(stage.id)? + 1;
        Some((Move::Stage(stage.id), stage.rect, format!("Stage {number}, {}", found.title), stage.is_shown))
    });
    let cards = layout.cards.iter().filter_map(|card| {
        Some((Move::Card(card.id), card.rect, format!("Open {}", map.cards.find(card.id)?.title), false))
    });
    stages.chain(cards).collect()
}

/// What a screen reader says of the slide: what it shows and which page it is.
pub fn spoken(session: &Session, layout: &Layout) -> String {
    let Some(presenting) = session.presenting() else { return String::new() };
    let headline = layout.title.title.paragraph.text.trim();
    let stage = presenting.page().and_then(|page| page.stage).and_then(|stage| session.map().stages.find(stage));
    let card = presenting.opened().and_then(|card| session.map().cards.find(card));
    let what = match (card, stage) {
        (Some(card), _) => card.title.clone(),
        (None, Some(stage)) if headline.is_empty() => stage.title.clone(),
        _ => headline.to_owned(),
    };
    format!("Slide {} of {}: {what}", presenting.at() + 1, presenting.deck().pages.len())
}
