//! What is painted over the map: selection, the cursor's cell, where a drag would go.

use eframe::egui::{self, CornerRadius, Painter, Rect, Response, Stroke, StrokeKind, pos2, vec2};

use super::canvas::ScreenFromPage;
use super::chips::is_chip_of;
use super::drop_place::{DropPlace, refusal};
use super::gesture::{Gesture, Hit, PaletteDrop, PaletteItem, in_frame, room};
use super::kit::Kit;
use super::look::{self, ICON, Look, faded};
use super::panels::palette;
use super::pointer::{hit_at, plus_at};
use super::reorder::Head;
use super::session::Session;
use super::sticky;
use crate::edit::Selection;
use crate::geom::{Line, Vec2};
use crate::icon::Icon;
use crate::model::{CardId, Emotion};
use crate::scene::{Item, Node};

/// Paints what belongs to the map as it is seen at `place`: in the whole canvas, or in a pane.
pub fn paint_seen(ui: &egui::Ui, painter: &Painter, place: ScreenFromPage, session: &Session, response: &Response) {
    let pens = Pens { painter, look: Look::of(ui.ctx()), place };
    if session.gesture.is_none() && session.in_place().is_none() {
        hover(&pens, session, response);
    }
    if session.in_place().is_none() {
        selection(&pens, session, response.has_focus() || ui.memory(|memory| memory.focused().is_none()));
    }
    match &session.gesture {
        Some(
            gesture @ (Gesture::Cards { drop: Some(drop), .. }
            | Gesture::Palette { drop: Some(PaletteDrop::Cell(drop)), .. }),
        ) => {
            let room = room(session.map(), session.layout(), gesture).map_or(0.0, |(_, room)| room);
            pens.drop_mark(drop, room);
        }
        Some(Gesture::Head { head, at: Some(at), .. }) => {
            if let Some(drop) = head.drops(session.map(), session.layout()).get(*at) {
                pens.insertion_line(drop.mark);
            }
        }
        Some(Gesture::Size { border, .. }) => {
            border.line(session.layout()).into_iter().for_each(|line| pens.line(line, 2.0));
        }
        _ => {}
    }
}

/// Paints what is above everything: what is carried, a frame, the “+” under the pointer.
pub fn paint(ui: &egui::Ui, session: &Session, kit: &mut Kit, response: &Response) {
    let place = session.view.camera.screen_from_page(session.view.rect);
    let pens = Pens { painter: ui.painter(), look: Look::of(ui.ctx()), place };
    match &session.gesture {
        None if session.in_place().is_none() => {
            if let Some(pointer) = response.hover_pos() {
                plus(&pens, kit, session, pointer);
            }
        }
        Some(gesture @ Gesture::Marquee { .. }) => {
            if let Some(frame) = gesture.frame() {
                let rect = place.rect(frame);
                let stroke = Stroke::new(1.0, pens.look.accent);
                pens.painter.rect(rect, 2.0, faded(pens.look.accent, 0.10), stroke, StrokeKind::Inside);
                // What would be selected shows already.
                let selected = in_frame(session.layout(), frame);
                let cards = selected.cards().iter().filter_map(|card| Some(session.layout().card(*card)?.rect));
                let heads = Head::all_of(&selected).into_iter().filter_map(|head| head.rect(session.layout()));
                cards.chain(heads).for_each(|rect| pens.outline(place.rect(rect), 1.5));
            }
        }
        Some(gesture @ Gesture::Cards { cards, drop, to, .. }) => {
            for card in cards {
                ghost(&pens, session, kit, *card, place.moved(gesture.carried_by()));
                // What comes from the parking lot stands in no picture yet.
                if session.layout().card(*card).is_none() && drop.is_some() {
                    bubble(&pens, kit, place.point(*to) + vec2(16.0, 12.0), &session.map().card_words(*card), None);
                }
            }
            if drop.is_none() {
                let why = refusal(session.layout(), *to);
                bubble(&pens, kit, place.point(*to) + vec2(16.0, 12.0), &why, Some(Icon::Warning));
            }
        }
        Some(gesture @ Gesture::Head { head, .. }) => {
            head_ghost(&pens, session, kit, *head, place.moved(gesture.carried_by()));
        }
        Some(Gesture::Size { border, size, .. }) => {
            let middle = border.line(session.layout()).map(|line| place.point(line.p0));
            let text = format!("{:.0} pt", size.pt());
            middle.into_iter().for_each(|at| bubble(&pens, kit, at + vec2(12.0, 8.0), &text, None));
        }
        Some(Gesture::Point { center, level, .. }) => value_bubble(&pens, kit, place.point(*center), *level),
        Some(Gesture::Palette { item, to: Some(to), drop, .. }) => {
            match drop {
                Some(PaletteDrop::Card(_, rect)) => pens.outline(place.rect(*rect), 3.0),
                Some(PaletteDrop::Cell(_)) | None => {}
            }
            palette_ghost(&pens, session, kit, *item, place.point(*to));
        }
        _ => {}
    }
}

struct Pens<'a> {
    painter: &'a Painter,
    look: &'static Look,
    place: ScreenFromPage,
}

impl Pens<'_> {
    fn outline(&self, rect: Rect, width: f32) {
        let stroke = Stroke::new(width, self.look.accent);
        self.painter.rect_stroke(rect.expand(2.0), self.radius(), stroke, StrokeKind::Outside);
    }

    fn radius(&self) -> CornerRadius {
        CornerRadius::from((6.0 * self.place.scale as f32).clamp(2.0, 8.0))
    }

    /// The cell into which a card would go, and the line that shows where in it.
    fn drop_mark(&self, drop: &DropPlace, room: f64) {
        let cell = self.place.rect(drop.cell);
        let stroke = Stroke::new(1.5, faded(self.look.accent, 0.7));
        self.painter.rect(cell.shrink(1.0), 4.0, faded(self.look.accent, 0.10), stroke, StrokeKind::Inside);
        // Where cards make room the line stands in the middle of it.
        let down = Vec2::new(0.0, room / 2.0);
        self.insertion_line(Line::new(drop.mark.p0 + down, drop.mark.p1 + down));
    }

    /// The line that shows where something would go.
    fn insertion_line(&self, mark: Line) {
        self.line(mark, 3.0);
        for end in [mark.p0, mark.p1] {
            self.painter.circle_filled(self.place.point(end), 4.0, self.look.accent);
        }
    }

    fn line(&self, line: Line, width: f32) {
        let ends = [self.place.point(line.p0), self.place.point(line.p1)];
        self.painter.line_segment(ends, Stroke::new(width, self.look.accent));
    }
}

/// A quiet outline around what a click would select.
fn hover(pens: &Pens<'_>, session: &Session, response: &Response) {
    let Some(pointer) = response.hover_pos() else { return };
    let layout = session.layout();
    let stroke = Stroke::new(1.0, faded(pens.look.accent, 0.6));
    let rect = match hit_at(session, pointer) {
        Hit::Card(card) => layout.card(card).map(|card| card.rect),
        Hit::Stage(stage) => layout.stage(stage).map(|stage| stage.head),
        Hit::Step(step) => layout.step(step).map(|step| step.head),
        Hit::Lane(lane) => layout.lane(lane).map(|lane| lane.label),
        Hit::Point(persona, at, lane) => {
            let point = layout.points.iter().find(|p| (p.persona, p.at, p.lane) == (persona, at, lane));
            if let Some(point) = point {
                let radius = (point.radius * pens.place.scale) as f32 + 4.0;
                pens.painter.circle_stroke(pens.place.point(point.center), radius, Stroke::new(2.0, stroke.color));
            }
            None
        }
        Hit::Persona(persona) => {
            let mut personas = layout.title.personas.iter();
            personas.find(|found| found.id == persona).map(|found| found.rect)
        }
        Hit::Border(border) => {
            border.line(layout).into_iter().for_each(|line| pens.line(line, 2.0));
            None
        }
        Hit::Chip(about, step) => {
            let mut chips = layout.chips.iter();
            chips.find(|chip| (chip.about, chip.step) == (about, step)).map(|chip| chip.rect)
        }
        Hit::Cell(..) | Hit::Title | Hit::Plus(_) | Hit::Nothing => None,
    };
    if let Some(rect) = rect {
        pens.painter.rect_stroke(pens.place.rect(rect).expand(2.0), pens.radius(), stroke, StrokeKind::Outside);
    }
}

fn selection(pens: &Pens<'_>, session: &Session, has_keyboard: bool) {
    let layout = session.layout();
    for chip in layout.chips.iter().filter(|chip| is_chip_of(session.selection(), chip)) {
        pens.outline(pens.place.rect(chip.rect), 2.0);
    }
    match session.selection() {
        Selection::Cards(cards) => {
            for card in layout.cards.iter().filter(|card| cards.contains(&card.id)) {
                let is_lead = cards.last() == Some(&card.id);
                let rect = pens.place.rect(card.rect);
                pens.outline(rect, 2.0);
                if is_lead && has_keyboard {
                    let halo = Stroke::new(3.0, faded(pens.look.accent, 0.3));
                    pens.painter.rect_stroke(rect.expand(4.0), pens.radius(), halo, StrokeKind::Outside);
                }
            }
        }
        Selection::Point { persona, at } => {
            for point in layout.points.iter().filter(|point| (point.persona, point.at) == (*persona, *at)) {
                let radius = (point.radius * pens.place.scale) as f32 + 4.0;
                pens.painter.circle_stroke(pens.place.point(point.center), radius, Stroke::new(2.5, pens.look.accent));
            }
        }
        selected => {
            let heads = Head::all_of(selected).into_iter().filter_map(|head| head.rect(layout));
            let cell = session.cell.and_then(|(lane, step)| layout.cell(lane, step));
            for rect in heads.chain(cell) {
                let rect = pens.place.rect(rect).shrink(1.0);
                let stroke = Stroke::new(2.0, pens.look.accent);
                let ground = faded(pens.look.accent, if session.cell.is_some() { 0.06 } else { 0.0 });
                pens.painter.rect(rect, 4.0, ground, stroke, StrokeKind::Inside);
            }
        }
    }
}

/// A card that is carried, above the map.
fn ghost(pens: &Pens<'_>, session: &Session, kit: &mut Kit, card: CardId, place: ScreenFromPage) {
    let Some(found) = session.layout().card(card) else { return };
    let rect = place.rect(found.rect);
    pens.painter.add(look::lifted_shadow().as_shape(rect, pens.radius()));
    if let Some(items) = items_of(&session.view.scene.items, Node::Card(card)) {
        kit.canvas.paint_items(pens.painter, items, place, 0.92);
    }
    pens.painter.rect_stroke(rect, pens.radius(), Stroke::new(2.0, pens.look.accent), StrokeKind::Outside);
}

/// A head that is carried, above the map.
fn head_ghost(pens: &Pens<'_>, session: &Session, kit: &mut Kit, head: Head, place: ScreenFromPage) {
    let Some(rect) = head.rect(session.layout()).map(|rect| place.rect(rect)) else { return };
    pens.painter.add(look::lifted_shadow().as_shape(rect, pens.radius()));
    if let Some(items) = items_of(&session.view.scene.items, head.node()) {
        let painter = pens.painter.with_clip_rect(rect.intersect(pens.painter.clip_rect()));
        kit.canvas.paint_items(&painter, items, place, 0.92);
    }
    pens.painter.rect_stroke(rect, pens.radius(), Stroke::new(2.0, pens.look.accent), StrokeKind::Outside);
}

/// The “+” that shows while the pointer is there, stronger when a click would use it.
fn plus(pens: &Pens<'_>, kit: &mut Kit, session: &Session, pointer: egui::Pos2) {
    let Some(plus) = plus_at(session, pointer) else { return };
    let center = sticky::place_under(session, pointer).point(plus.center);
    let is_under = center.distance(pointer) <= look::TARGET / 2.0;
    let (ground, ink) =
        if is_under { (pens.look.accent, pens.look.on_accent) } else { (pens.look.raised, pens.look.accent) };
    pens.painter.circle(center, look::TARGET / 2.0 - 1.0, ground, Stroke::new(1.5, pens.look.accent));
    kit.icons.paint(pens.painter, Icon::Plus, Rect::from_center_size(center, egui::Vec2::splat(14.0)), ink);
}

/// The items of a node's group, wherever it stands in the scene.
pub fn items_of(items: &[Item], node: Node) -> Option<&[Item]> {
    items.iter().find_map(|item| match item {
        Item::Group(group) if group.node == Some(node) => Some(&group.items[..]),
        Item::Group(group) => items_of(&group.items, node),
        _ => None,
    })
}

fn value_bubble(pens: &Pens<'_>, kit: &mut Kit, at: egui::Pos2, level: Emotion) {
    let text = format!("{}  {}", level.signed(), level.words());
    bubble(pens, kit, at + vec2(18.0, -22.0), &text, None);
}

fn palette_ghost(pens: &Pens<'_>, session: &Session, kit: &mut Kit, item: PaletteItem, at: egui::Pos2) {
    let (icon, name) = palette::name_of(session, item);
    bubble(pens, kit, at + vec2(14.0, 6.0), &name, Some(icon));
}

/// A small label in the accent.
fn bubble(pens: &Pens<'_>, kit: &mut Kit, corner: egui::Pos2, text: &str, icon: Option<Icon>) {
    let indent = icon.map_or(0.0, |_| ICON + 6.0);
    let rect = Rect::from_min_size(corner, vec2(kit.text_width(text) + indent + 16.0, 28.0));
    pens.painter.rect_filled(rect, 6.0, pens.look.accent);
    if let Some(icon) = icon {
        let square = Rect::from_min_size(rect.left_top() + vec2(8.0, 5.0), egui::Vec2::splat(ICON));
        kit.icons.paint(pens.painter, icon, square, pens.look.on_accent);
    }
    let at = pos2(rect.left() + 8.0 + indent, rect.center().y);
    kit.text_at(pens.painter, text, at, pens.look.on_accent);
}
