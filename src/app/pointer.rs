//! The pointer on the canvas: clicks, and gestures from press to release.

use eframe::egui::{self, CursorIcon, PointerButton, Pos2, Response, vec2};

use super::border::{Border, border_at};
use super::chips::chip_selection;
use super::command::{Command, TextPlace};
use super::drop_place::refusal;
use super::gesture::{Gesture, Held, Hit, hit, in_frame};
use super::insert_here::{Plus, plus_near};
use super::kit::Kit;
use super::marks::VOTED;
use super::reorder::Head;
use super::session::Session;
use super::{edit_view, sticky};
use crate::edit::{Edit, RatingField, Selection};
use crate::geom::Point;
use crate::model::{CardId, LaneId, Length, PersonaId, Target};

/// How near to a curve's point counts as on it, in points of the screen (half of the least target).
const REACH: f64 = 12.0;

/// How near to a border counts as on it, in points of the screen.
const BORDER_REACH: f64 = 5.0;

/// How near to the edge the canvas begins to scroll, in points of the screen.
const SCROLL_ZONE: f32 = 40.0;

/// How fast it scrolls at the very edge, in points of the screen a second.
const SCROLL_SPEED: f32 = 900.0;

/// Takes what the pointer does on the canvas.
pub fn take(ui: &egui::Ui, session: &mut Session, kit: &mut Kit, response: &Response) {
    if response.drag_started_by(PointerButton::Primary) && session.gesture.is_none() {
        begin(ui, session);
    }
    if session.gesture.is_some() {
        go_on(ui, session, response);
        return;
    }
    if edit_view::takes_pointer(ui, session, kit) {
        return;
    }
    let Some(pointer) = response.interact_pointer_pos().or(response.hover_pos()) else { return };
    let under = hit_at(session, pointer);
    if response.double_clicked() {
        double_click(session, under);
    // A key that presses a focused widget is no click here: it has no place.
    } else if response.clicked_by(PointerButton::Primary) {
        response.request_focus();
        click(ui, session, under);
    } else if response.secondary_clicked() {
        response.request_focus();
        select_for_menu(session, under);
    }
    if response.hovered() {
        ui.set_cursor_icon(cursor(ui, under));
        if let Hit::Plus(plus) = under {
            response.clone().on_hover_text_at_pointer(plus.insert.words());
        }
    }
}

fn place_at(session: &Session, pointer: Pos2) -> Point {
    session.view.camera.screen_from_page(session.view.rect).page_point(pointer)
}

/// What lies under the pointer.
pub fn hit_at(session: &Session, pointer: Pos2) -> Hit {
    let seen = sticky::place_under(session, pointer);
    let (place, reach) = (seen.page_point(pointer), REACH / seen.scale);
    let layout = session.layout();
    if let Some(plus) = plus_at(session, pointer)
        && plus.center.distance(place) <= reach
    {
        return Hit::Plus(plus);
    }
    if let Some(border) = border_at(layout, place, BORDER_REACH / seen.scale) {
        return Hit::Border(border);
    }
    hit(layout, place, reach)
}

/// The “+” that shows while the pointer is there.
pub fn plus_at(session: &Session, pointer: Pos2) -> Option<Plus> {
    let seen = sticky::place_under(session, pointer);
    plus_near(session.map(), session.layout(), seen.page_point(pointer), REACH / seen.scale)
}

fn cursor(ui: &egui::Ui, under: Hit) -> CursorIcon {
    if ui.input(|input| input.key_down(egui::Key::Space)) {
        return CursorIcon::Grab;
    }
    match under {
        Hit::Card(_) | Hit::Stage(_) | Hit::Step(_) | Hit::Lane(_) => CursorIcon::Grab,
        Hit::Border(Border::Column(_)) => CursorIcon::ResizeColumn,
        Hit::Border(Border::Row(_)) => CursorIcon::ResizeRow,
        Hit::Point(..) => CursorIcon::ResizeVertical,
        Hit::Plus(_) | Hit::Persona(_) | Hit::Chip(..) => CursorIcon::PointingHand,
        Hit::Cell(..) | Hit::Title | Hit::Nothing => CursorIcon::Default,
    }
}

fn click(ui: &egui::Ui, session: &mut Session, under: Hit) {
    let adds = ui.input(|input| input.modifiers.command || input.modifiers.shift);
    match under {
        Hit::Card(_) | Hit::Stage(_) | Hit::Step(_) | Hit::Lane(_) if adds => {
            let selection = selection_of(under).map(|part| session.selection().toggled(&part));
            session.perform(Command::Select(selection.unwrap_or_default()));
            session.say_selected();
        }
        Hit::Cell(lane, step) => session.perform(Command::SelectCell(lane, step)),
        Hit::Plus(plus) => return session.perform(Command::Insert(plus.insert)),
        _ => session.perform(Command::Select(selection_of(under).unwrap_or_default())),
    }
    // What was clicked is in sight already; the canvas must not move under the pointer.
    session.view.reveals = false;
}

/// What a click on something selects; cells and what adds to the map select nothing.
fn selection_of(under: Hit) -> Option<Selection> {
    Some(match under {
        Hit::Card(card) => Selection::card(card),
        Hit::Point(persona, at, _) => Selection::Point { persona, at },
        Hit::Stage(stage) => Selection::Stage(stage),
        Hit::Step(step) => Selection::Step(step),
        Hit::Lane(lane) => Selection::Lane(lane),
        Hit::Persona(persona) => Selection::Persona(persona),
        Hit::Border(border) => border.selection(),
        Hit::Chip(about, step) => chip_selection(about, step),
        Hit::Cell(..) | Hit::Plus(_) | Hit::Title | Hit::Nothing => return None,
    })
}

fn double_click(session: &mut Session, under: Hit) {
    let place = match under {
        Hit::Card(card) => TextPlace::Card(card),
        Hit::Stage(stage) => TextPlace::Stage(stage),
        Hit::Step(step) => TextPlace::Step(step),
        Hit::Lane(lane) => TextPlace::Lane(lane),
        Hit::Title => TextPlace::Title,
        Hit::Cell(lane, step) => {
            session.perform(Command::SelectCell(lane, step));
            return session.perform(Command::TypeCard(String::new()));
        }
        Hit::Border(border) => return session.perform(Command::Edit(border.edit(None))),
        Hit::Point(..) | Hit::Persona(_) | Hit::Chip(..) | Hit::Plus(_) | Hit::Nothing => return,
    };
    session.perform(Command::Select(place.selection()));
    session.view.reveals = false;
    session.perform(Command::EditText(place));
}

/// A menu is for what is selected; what lies under the pointer is selected unless it is already.
fn select_for_menu(session: &mut Session, under: Hit) {
    let part = selection_of(under);
    if part.as_ref().is_some_and(|part| session.selection().contains(part)) {
        return;
    }
    match (part, under) {
        (None, Hit::Cell(lane, step)) => session.perform(Command::SelectCell(lane, step)),
        (part, _) => {
            session.perform(Command::Select(part.unwrap_or_default()));
            session.view.reveals = false;
        }
    }
}

fn begin(ui: &egui::Ui, session: &mut Session) {
    session.workshop.is_leaving_strip = false;
    let Some(origin) = ui.input(|input| input.pointer.press_origin()) else { return };
    // A press beside the canvas and a move onto it can come in one frame.
    if !session.view.rect.contains(origin) {
        return;
    }
    let (adds, space) =
        ui.input(|input| (input.modifiers.command || input.modifiers.shift, input.key_down(egui::Key::Space)));
    session.perform(Command::EndText(super::command::Ending::Keep));
    if space {
        session.gesture = Some(Gesture::Pan);
        return;
    }
    let from = sticky::place_under(session, origin).page_point(origin);
    let gesture = match hit_at(session, origin) {
        Hit::Card(card) => carry(session, card, adds, from),
        Hit::Point(persona, at, lane) => take_point(session, persona, at, lane, from),
        Hit::Stage(stage) => Some(take_head(session, Head::Stage(stage), from)),
        Hit::Step(step) => Some(take_head(session, Head::Step(step), from)),
        Hit::Lane(lane) => Some(take_head(session, Head::Lane(lane), from)),
        Hit::Border(border) => take_border(session, border, place_at(session, origin)),
        Hit::Plus(_) => Some(Gesture::GivenUp),
        _ => {
            let from = place_at(session, origin);
            Some(Gesture::Marquee { from, to: from, adds })
        }
    };
    session.gesture = gesture;
}

fn carry(session: &mut Session, card: CardId, adds: bool, from: Point) -> Option<Gesture> {
    if !session.selection().contains_card(card) {
        let mut selection = if adds { session.selection().clone() } else { Selection::Map };
        selection.add_card(card);
        session.perform(Command::Select(selection));
        session.view.reveals = false;
    }
    let cards = session.selection().cards().to_vec();
    Some(Gesture::carry(session.layout(), session.map(), cards, from))
}

fn take_point(session: &mut Session, persona: PersonaId, at: Target, lane: LaneId, from: Point) -> Option<Gesture> {
    let layout = session.layout();
    let point = layout.points.iter().find(|point| (point.persona, point.at, point.lane) == (persona, at, lane))?;
    let (center, level) = (point.center, point.emotion());
    let scale = layout.lane_at(center.y)?.scale?;
    session.perform(Command::Select(Selection::Point { persona, at }));
    session.view.reveals = false;
    if session.is_voted(persona, at) {
        session.say(VOTED);
        return Some(Gesture::GivenUp);
    }
    session.history.begin(format!("Set the emotion at “{}”", session.name_of(at)));
    Some(Gesture::Point { persona, at, scale, grasp: from.y - center.y, center, level })
}

fn take_head(session: &mut Session, head: Head, from: Point) -> Gesture {
    // One of several that are selected takes the others along.
    if !session.selection().contains(&head.selection()) {
        session.perform(Command::Select(head.selection()));
        session.view.reveals = false;
    }
    Gesture::Head { head, from, to: from, at: None, held: Held::Pressed }
}

fn take_border(session: &mut Session, border: Border, from: Point) -> Option<Gesture> {
    let before = border.size(session.layout())?;
    session.perform(Command::Select(border.selection()));
    session.view.reveals = false;
    session.history.begin(session.size_label(border));
    Some(Gesture::Size { border, from, before, size: Length::clamped(before) })
}

fn go_on(ui: &egui::Ui, session: &mut Session, response: &Response) {
    let is_picked_up = session.gesture.as_ref().is_some_and(Gesture::is_picked_up);
    let (pointer, moves, button) = ui.input(|input| {
        let button = !input.pointer.primary_down() || input.pointer.primary_released();
        (input.pointer.latest_pos(), input.pointer.is_moving(), button)
    });
    let primary = PointerButton::Primary;
    let clicked = response.clicked_by(primary) || response.drag_stopped_by(primary);
    let released = if is_picked_up { clicked } else { button };
    // What was picked up stays where the arrow keys brought it until the pointer moves over the canvas.
    let follows = !is_picked_up || released || (moves && response.contains_pointer());
    if let Some(pointer) = pointer.filter(|_| follows) {
        scroll_at_edge(ui, session, pointer);
        follow(session, pointer);
    }
    match &session.gesture {
        Some(Gesture::Cards { drop: None, .. }) => ui.set_cursor_icon(CursorIcon::NoDrop),
        Some(Gesture::Cards { .. } | Gesture::Head { .. } | Gesture::Palette { .. }) => {
            ui.set_cursor_icon(CursorIcon::Grabbing);
        }
        Some(Gesture::Size { border: Border::Column(_), .. }) => ui.set_cursor_icon(CursorIcon::ResizeColumn),
        Some(Gesture::Size { border: Border::Row(_), .. }) => ui.set_cursor_icon(CursorIcon::ResizeRow),
        Some(Gesture::Point { .. }) => ui.set_cursor_icon(CursorIcon::ResizeVertical),
        _ => {}
    }
    if released && let Some(gesture) = session.gesture.take() {
        end(session, gesture);
    }
}

fn follow(session: &mut Session, pointer: Pos2) {
    let place = place_at(session, pointer);
    let is_inside = session.view.rect.contains(pointer);
    let Some(mut gesture) = session.gesture.take() else { return };
    let (level_before, size_before) = (level_of(&gesture), size_of(&gesture));
    if let (Gesture::Palette { to, drop, .. }, false) = (&mut gesture, is_inside) {
        (*to, *drop) = (None, None);
    } else if let (Gesture::Cards { to, drop, .. }, true) = (&mut gesture, session.is_over_parking(pointer)) {
        (*to, *drop) = (place, None);
    } else {
        let target = sticky::place_under(session, pointer).page_point(pointer);
        gesture.move_to(session.map(), session.layout(), place, target);
    }
    if let (Gesture::Point { persona, at, level, .. }, Some(before)) = (&gesture, level_before)
        && before != *level
    {
        let field = RatingField::Actual(Some(*level));
        session.edit(&Edit::SetRating { persona: *persona, at: *at, channel: None, field });
    }
    if let (Gesture::Size { border, size, .. }, Some(before)) = (&gesture, size_before)
        && before != *size
    {
        session.history.restart_gesture();
        session.edit(&border.edit(Some(*size)));
    }
    session.gesture = Some(gesture);
}

fn size_of(gesture: &Gesture) -> Option<Length> {
    match gesture {
        Gesture::Size { size, .. } => Some(*size),
        _ => None,
    }
}

fn level_of(gesture: &Gesture) -> Option<crate::model::Emotion> {
    match gesture {
        Gesture::Point { level, .. } => Some(*level),
        _ => None,
    }
}

fn scroll_at_edge(ui: &egui::Ui, session: &mut Session, pointer: Pos2) {
    let rect = session.view.rect;
    let scrolls = session.gesture.as_ref().is_some_and(Gesture::scrolls_at_edges);
    session.workshop.is_leaving_strip &= !rect.shrink(SCROLL_ZONE).contains(pointer);
    if !scrolls || session.workshop.is_leaving_strip || session.is_over_parking(pointer) {
        return;
    }
    if let Some(Gesture::Palette { entered, .. }) = &mut session.gesture {
        *entered |= rect.shrink(SCROLL_ZONE).contains(pointer);
        if !*entered || !rect.contains(pointer) {
            return;
        }
    }
    let push = |at: f32, low: f32, high: f32| {
        let (into_low, into_high) = (low + SCROLL_ZONE - at, at - (high - SCROLL_ZONE));
        (into_low.clamp(0.0, SCROLL_ZONE) - into_high.clamp(0.0, SCROLL_ZONE)) / SCROLL_ZONE
    };
    let push = vec2(push(pointer.x, rect.left(), rect.right()), push(pointer.y, rect.top(), rect.bottom()));
    if push != egui::Vec2::ZERO {
        let seconds = ui.input(|input| input.stable_dt.min(0.1));
        session.view.camera.pan(push * SCROLL_SPEED * seconds);
        session.view.camera.keep_in_sight(session.view.page(), rect);
        ui.request_repaint();
    }
}

/// Ends a gesture where it is now.
pub fn end(session: &mut Session, gesture: Gesture) {
    match gesture {
        Gesture::Marquee { adds, .. } => {
            let framed = gesture.frame().map(|frame| in_frame(session.layout(), frame)).unwrap_or_default();
            let before = session.selection().clone();
            // Of what was selected before nothing is taken out.
            let selection = match (adds, &framed) {
                (true, Selection::Map) => before,
                (true, _) if before.contains(&framed) => before,
                (true, Selection::Cards(cards)) => {
                    Selection::of_cards(before.cards().iter().copied().chain(cards.iter().copied()))
                }
                (true, _) => before.toggled(&framed),
                (false, _) => framed,
            };
            session.perform(Command::Select(selection));
            session.say_selected();
            session.view.reveals = false;
        }
        Gesture::Cards { cards, drop: Some(drop), .. } => {
            let to = session.place_for(&cards, drop.lane, drop.step);
            session.perform(Command::Edit(Edit::PlaceCards { cards, to, before: drop.before }));
        }
        Gesture::Cards { drop: None, to, .. } => {
            let why = refusal(session.layout(), to);
            session.perform(Command::Say(why));
        }
        Gesture::Head { head, at: Some(at), .. } => {
            if let Some(drop) = head.drops(session.map(), session.layout()).into_iter().nth(at) {
                session.move_heads(&drop.edit);
                session.view.reveals = true;
            }
        }
        Gesture::Size { border, size, .. } => {
            if session.history.commit() {
                let done = crate::edit::announce(session.map(), &border.edit(Some(size)));
                session.say(done);
            }
        }
        Gesture::Point { level, .. } => {
            if session.history.commit() {
                session.say(format!("Emotion {} ({})", level.signed(), level.words()));
            }
        }
        Gesture::Palette { item, drop: Some(drop), .. } => session.perform(Command::PaletteDropped(item, drop)),
        Gesture::Head { at: None, .. } | Gesture::Palette { drop: None, .. } | Gesture::Pan | Gesture::GivenUp => {}
    }
}

/// Takes pictures that were dropped: onto what lies under the pointer where the desktop says where
/// that is, else onto what is selected.
pub fn drop_pictures(ctx: &egui::Context, session: &mut Session, pictures: Vec<std::path::PathBuf>) {
    let pointer = ctx.input(|input| input.pointer.latest_pos());
    if let Some(pointer) = pointer.filter(|pointer| session.view.rect.contains(*pointer)) {
        match hit_at(session, pointer) {
            Hit::Card(card) => session.perform(Command::Select(Selection::card(card))),
            Hit::Persona(persona) => session.perform(Command::Select(Selection::Persona(persona))),
            Hit::Cell(lane, step) => session.perform(Command::SelectCell(lane, step)),
            _ => {}
        }
    }
    session.perform(Command::TakePictures(pictures));
}
