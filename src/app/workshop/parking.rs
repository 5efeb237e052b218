//! The strip of parked cards below the canvas: a lane outside the grid. Cards are dragged out of it into a cell
//! and back onto it; by clicks they are picked up, or moved by name.

use eframe::egui::{
    self, CornerRadius, CursorIcon, Id, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, UiBuilder, WidgetInfo, vec2,
};

use super::Bar;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::gesture::{Gesture, Held};
use crate::app::kit::Kit;
use crate::app::look::{GRID, Look, color};
use crate::app::session::Session;
use crate::app::text_field::field_style;
use crate::app::text_input::{at_screen, paint_paragraph};
use crate::edit::{Edit, Selection};
use crate::geom::Point;
use crate::icon::Icon;
use crate::model::{Card, CardId, Place};

/// The size of a tile, in points.
const TILE: egui::Vec2 = vec2(176.0, 58.0);
/// Within a tile, in points.
const PADDING: egui::Vec2 = vec2(10.0, 6.0);

/// What the pointer does on the strip.
#[derive(Debug, Clone, PartialEq)]
pub enum Carried {
    /// It takes a card up.
    Up(CardId),
    /// It drops what it carries.
    Dropped,
}

/// The card's tile in the strip, to give it the keyboard.
fn tile_id(card: CardId) -> Id {
    Id::unique(("parked", card))
}

/// Shows the strip. What the pointer takes up or drops there is returned.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) -> Option<Carried> {
    let rect = ui.max_rect();
    let parked = session.parked();
    let is_over = ui.input(|input| input.pointer.latest_pos()).is_some_and(|pointer| rect.contains(pointer));
    let carries = matches!(session.gesture, Some(Gesture::Cards { held: Held::Pressed, .. }));
    head(ui, session, kit, parked.len(), commands);
    let mut carried = None;
    if parked.is_empty() {
        let look = Look::of(ui.ctx());
        let text = "Drag a card here, or capture one with the sign _ before it.";
        ui.colored_label(look.quiet, text);
    } else {
        ScrollArea::horizontal().auto_shrink([false, true]).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = GRID;
                for card in &parked {
                    if tile(ui, session, kit, card, commands) {
                        carried = Some(Carried::Up(card.id));
                    }
                }
            });
        });
    }
    if carries && is_over {
        let look = Look::of(ui.ctx());
        let ground = crate::app::look::faded(look.accent, 0.10);
        ui.painter().rect(rect.expand(4.0), 6.0, ground, Stroke::new(1.5, look.accent), StrokeKind::Inside);
        if ui.input(|input| input.pointer.primary_released()) {
            return Some(Carried::Dropped);
        }
    }
    carried
}

fn head(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, count: usize, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        let look = Look::of(ui.ctx());
        let (rect, _) = ui.allocate_exact_size(vec2(16.0, 16.0), Sense::hover());
        kit.icons.paint(ui.painter(), Icon::Package, rect, look.quiet);
        ui.strong("Parking lot");
        ui.weak(match count {
            0 => "empty".to_owned(),
            1 => "1 card".to_owned(),
            _ => format!("{count} cards"),
        });
        ui.add_space(GRID);
        for (action, name) in [(Action::SortParked, "Sort…"), (Action::Duplicates, "Merge duplicates…")] {
            ui.add_enabled_ui((action.entry().enabled)(session), |ui| {
                if ui.button(name).clicked() {
                    commands.push(Command::Action(action));
                }
            });
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if kit.icons.button(ui, Icon::X, "Close the parking lot", false).clicked() {
                commands.push(Command::Action(Action::ParkingLot));
            }
        });
    });
}

/// A parked card. Says whether the pointer takes it up.
fn tile(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, card: &Card, commands: &mut Vec<Command>) -> bool {
    let (_, rect) = ui.allocate_space(TILE);
    let response = ui.interact(rect, tile_id(card.id), Sense::click_and_drag());
    let map = session.map();
    let words = map.words_of(card);
    let is_sorted =
        session.workshop.bar == Some(Bar::Sort) && session.sorted_card().map(|card| card.id) == Some(card.id);
    let is_selected = is_sorted || session.selection().contains_card(card.id);
    let question = if card.is_question() { ", open question" } else { "" };
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, true, is_selected, format!("Parked card: {words}{question}"))
    });
    if response.clicked() || response.gained_focus() {
        commands.push(Command::Select(Selection::card(card.id)));
    }
    if response.double_clicked() {
        commands.push(Command::Action(Action::MoveTo));
    }
    if ui.is_rect_visible(rect) {
        paint(ui, session, kit, card, rect, is_selected, response.has_focus());
    }
    let grasped = ui.input(|input| input.pointer.primary_down() && input.pointer.is_decidedly_dragging());
    let from = ui.input(|input| input.pointer.press_origin()).filter(|_| grasped);
    let is_taken = session.gesture.is_none()
        && from.is_some_and(|at| {
            response.interact_rect.contains(at) && ui.ctx().layer_id_at(at) == Some(response.layer_id)
        });
    let is_deleted =
        response.has_focus() && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Delete));
    if is_deleted {
        commands.push(Command::Edit(Edit::RemoveCards(vec![card.id])));
    }
    kit.tip(response, &words).on_hover_cursor(CursorIcon::Grab);
    is_taken
}

fn paint(
    ui: &mut egui::Ui,
    session: &Session,
    kit: &mut Kit,
    card: &Card,
    rect: Rect,
    is_selected: bool,
    has_focus: bool,
) {
    let look = Look::of(ui.ctx());
    let map = session.map();
    let language = if card.language.is_empty() { &map.language } else { &card.language };
    let stroke = match (has_focus, is_selected) {
        (true, _) => Stroke::new(2.5, look.accent),
        (_, true) => Stroke::new(2.0, look.accent),
        _ => Stroke::new(1.0, look.edge),
    };
    ui.painter().rect(rect, CornerRadius::same(6), look.raised, stroke, StrokeKind::Inside);
    let mut inner = rect.shrink2(PADDING);
    if card.is_question() {
        let icon = Rect::from_min_size(inner.min + vec2(0.0, 1.0), vec2(14.0, 14.0));
        kit.icons.paint(ui.painter(), Icon::Question, icon, look.accent);
        inner.min.x += 18.0;
    }
    let width = f64::from(inner.width());
    let style = crate::text::TextStyle { line_height: 1.25, ..field_style(language) };
    let paragraph = kit.shaper.paragraph(&map.words_of(card), style, Some(width), language);
    let clipped = ui.new_child(UiBuilder::new().max_rect(inner));
    let painter = clipped.painter().with_clip_rect(inner.intersect(ui.clip_rect()));
    paint_paragraph(&painter, &mut kit.canvas, &paragraph, at_screen(inner.min), color(look.ink));
}

impl Session {
    /// Lets the pointer carry a parked card, or drop on the strip what it carries.
    pub(in crate::app) fn carry_parked(&mut self, carried: Carried) {
        match carried {
            Carried::Up(card) => {
                self.select(Selection::card(card));
                self.view.reveals = false;
                self.workshop.is_leaving_strip = true;
                let (from, drop) = (Point::ORIGIN, None);
                self.gesture = Some(Gesture::Cards { cards: vec![card], from, to: from, drop, held: Held::Pressed });
            }
            Carried::Dropped => {
                let Some(Gesture::Cards { cards, .. }) = self.gesture.take() else { return };
                let is_parked = |card: &CardId| self.map().cards.find(*card).is_some_and(|c| c.place == Place::Parked);
                if !cards.iter().all(is_parked) {
                    self.edit(&Edit::PlaceCards { cards, to: Place::Parked, before: None });
                }
            }
        }
    }

    /// Whether a place in the window lies on the strip of parked cards.
    pub(in crate::app) fn is_over_parking(&self, place: egui::Pos2) -> bool {
        self.workshop.parking_rect.is_some_and(|rect| rect.contains(place))
    }

    /// Opens the strip of parked cards, or closes it.
    pub(in crate::app) fn toggle_parking(&mut self) {
        self.panels.parking = !self.panels.parking;
        self.shows_welcome = false;
    }

    /// Whether cards can be merged: several are selected.
    pub fn can_merge(&self) -> bool {
        self.selection().cards().len() > 1
    }

    /// Makes one card of those that are selected: the first of them that stands in the grid stays.
    pub(in crate::app) fn merge_selected(&mut self) {
        let cards = self.selection().cards().to_vec();
        let is_placed = |card: &&CardId| self.map().cards.find(**card).is_some_and(|card| card.place != Place::Parked);
        let Some(into) = cards.iter().find(is_placed).or(cards.first()).copied() else { return };
        let others: Vec<CardId> = cards.into_iter().filter(|card| *card != into).collect();
        self.begin_record();
        self.edit(&Edit::MergeCards { into, cards: others });
        self.select(Selection::card(into));
    }
}
