//! What is dragged with the pointer: cards, a frame around them, points of a curve.

use eframe::egui::{Key, Modifiers};
use pathos::app::Command;
use pathos::edit::{Edit, Selection};
use pathos::model::*;

use crate::window_support::{Window, shift};

#[test]
fn a_card_is_dragged_to_another_lane_as_one_step() {
    let mut window = Window::with_shop();
    let (from, to) = (window.card_center("Pay at the till"), window.cell_center("Backstage", "Look"));
    window.drag(from, to);
    assert_eq!(window.cell_of("Pay at the till"), ("Backstage".into(), "Look".into()));
    window.press(Key::Z, Modifiers::COMMAND);
    assert_eq!(window.cell_of("Pay at the till"), ("Touchpoints".into(), "Pay".into()));
    window.press(Key::Z, shift(Modifiers::COMMAND));
    assert_eq!(window.cell_of("Pay at the till"), ("Backstage".into(), "Look".into()));
}

#[test]
fn escape_gives_a_drag_up() {
    let mut window = Window::with_shop();
    let before = window.map().clone();
    let (from, to) = (window.card_center("Pay at the till"), window.cell_center("Backstage", "Look"));
    window.grasp(from, to);
    window.press(Key::Escape, Modifiers::NONE);
    window.release(to);
    assert_eq!(*window.map(), before);
    assert!(!window.app().session().can_undo());
}

#[test]
fn undo_during_a_drag_gives_the_drag_up_and_nothing_more() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.press(Key::H, Modifiers::NONE);
    let before = window.map().clone();
    let (from, to) = (window.card_center("Pay at the till"), window.cell_center("Backstage", "Look"));
    window.grasp(from, to);
    window.press(Key::Z, Modifiers::COMMAND);
    window.release(to);
    assert_eq!((window.map(), window.undo_steps()), (&before, 1));
    window.press(Key::Z, Modifiers::COMMAND);
    assert_eq!(window.undo_steps(), 0);
}

#[test]
fn several_cards_are_dragged_together() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("See the bicycle"), Modifiers::NONE);
    window.click_at(window.card_center("Pay at the till"), Modifiers::SHIFT);
    let (from, to) = (window.card_center("Pay at the till"), window.cell_center("Backstage", "Pay"));
    window.drag(from, to);
    for card in ["See the bicycle", "Pay at the till"] {
        assert_eq!(window.cell_of(card), ("Backstage".into(), "Pay".into()));
    }
    window.press(Key::Z, Modifiers::COMMAND);
    assert_eq!(window.cell_of("See the bicycle"), ("Touchpoints".into(), "Look".into()));
}

#[test]
fn a_frame_selects_cards_and_escape_lets_go() {
    let mut window = Window::with_shop();
    let (left, right) = (window.cell_rect("Touchpoints", "Look"), window.cell_rect("Touchpoints", "Pay"));
    window.drag(left.left_bottom() + [1.0, -1.0].into(), right.right_top() + [-1.0, 1.0].into());
    assert_eq!(window.selection().cards().len(), 2);
    window.press(Key::Escape, Modifiers::NONE);
    assert_eq!(*window.selection(), Selection::Map);
}

#[test]
fn a_point_of_the_curve_is_dragged_to_a_whole_value() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.press(Key::Num3, Modifiers::NONE);
    let steps_before = window.undo_steps();
    let (from, to) = window.point_and_level(2.0);
    window.drag(from, to);
    assert_eq!(window.emotion(Target::Card(window.card("Pay at the till"))), Emotion::new(2));
    assert_eq!(window.undo_steps(), steps_before + 1);
    let (from, to) = window.point_and_level(-2.0);
    window.grasp(from, to);
    window.press(Key::Escape, Modifiers::NONE);
    window.release(to);
    assert_eq!(window.emotion(Target::Card(window.card("Pay at the till"))), Emotion::new(2));
}

#[test]
fn cards_go_where_the_line_shows_beside_a_card_that_spans_steps() {
    let mut window = Window::with_shop();
    let (lane, step) = window.first_cell();
    let last = window.map().steps().last().expect("a step").1.id;
    window.perform(Command::SelectCell(lane, step));
    window.perform(Command::Paste("Wide\nLow".into()));
    let (cards, to) = (vec![window.card("Wide")], Place::Span(lane, step, last));
    window.perform(Command::Edit(Edit::PlaceCards { cards, to, before: Some(window.card("Low")) }));
    assert_eq!(window.seen_in_first_cell(), ["Wide", "See the bicycle", "Low"]);

    window.click_at(window.card_center("Wide"), Modifiers::NONE);
    for next in ["See the bicycle", "Low"] {
        window.press(Key::ArrowDown, Modifiers::NONE);
        assert_eq!(window.selection().lead(), Some(window.card(next)));
    }
    window.press(Key::ArrowUp, Modifiers::ALT);
    assert_eq!(window.seen_in_first_cell(), ["Wide", "Low", "See the bicycle"]);

    let above_low = window.card_center("Low") - eframe::egui::vec2(0.0, 8.0);
    window.drag(window.card_center("Pay at the till"), above_low);
    assert_eq!(window.seen_in_first_cell(), ["Wide", "Pay at the till", "Low", "See the bicycle"]);
    let above_all = window.card_center("Wide") - eframe::egui::vec2(60.0, 4.0);
    window.drag(window.card_center("See the bicycle"), above_all);
    assert_eq!(window.seen_in_first_cell(), ["Wide", "See the bicycle", "Pay at the till", "Low"]);
}
