//! Several stages, steps or lanes at once.

use eframe::egui::{Key, Modifiers};
use pathos::app::{Action, Command};
use pathos::edit::Selection;
use pathos::model::*;

use crate::window_support::Window;

fn steps(window: &Window) -> Vec<String> {
    window.map().steps().map(|(_, step)| step.title.clone()).collect()
}

fn lanes(window: &Window) -> Vec<String> {
    window.map().lanes.iter().map(|lane| lane.title.clone()).collect()
}

fn with_steps(titles: &[&str]) -> Window {
    let mut window = Window::with_shop();
    for title in titles {
        window.perform(Command::Action(Action::InsertStepAfter));
        window.type_text(title);
        window.press(Key::Enter, Modifiers::NONE);
    }
    window.perform(Command::Select(Selection::Map));
    window
}

#[test]
fn heads_are_gathered_by_shift_clicks_and_go_in_one_step() {
    let mut window = with_steps(&["Ride", "Return"]);
    window.click_at(window.step_rect("Pay").center(), Modifiers::NONE);
    window.click_at(window.step_rect("Return").center(), Modifiers::SHIFT);
    assert_eq!(window.selection().steps().len(), 2);
    let before = window.undo_steps();
    window.press(Key::ArrowLeft, Modifiers::ALT);
    assert_eq!(steps(&window), ["Pay", "Return", "Look", "Ride"]);
    assert_eq!(window.undo_steps(), before + 1);
    window.press(Key::Delete, Modifiers::NONE);
    assert_eq!(steps(&window), ["Look", "Ride"]);
    assert_eq!(window.undo_steps(), before + 2);
    window.perform(Command::Action(Action::Undo));
    window.perform(Command::Action(Action::Undo));
    assert_eq!(steps(&window), ["Look", "Pay", "Ride", "Return"]);
}

#[test]
fn several_lanes_are_set_and_copied_together() {
    let mut window = Window::with_shop();
    window.click_at(window.lane_rect("Touchpoints").center(), Modifiers::NONE);
    window.press(Key::ArrowDown, Modifiers::SHIFT);
    assert_eq!(window.selection().lanes().len(), 2);
    let before = window.undo_steps();
    window.perform(Command::Action(Action::PinLane));
    assert!(window.map().lanes.iter().take(2).all(|lane| lane.pinned) && window.undo_steps() == before + 1);
    window.perform(Command::Action(Action::Duplicate));
    assert_eq!(lanes(&window).len(), 5);
    assert_eq!(window.selection().lanes().len(), 2, "the copies are selected");
    window.perform(Command::Action(Action::Delete));
    assert_eq!(lanes(&window), ["Touchpoints", "Emotions", "Backstage"]);
}

#[test]
fn a_frame_over_heads_selects_them_and_one_that_is_dragged_takes_all_along() {
    let mut window = with_steps(&["Ride", "Return"]);
    let (pay, ride) = (window.step_rect("Pay"), window.step_rect("Ride"));
    window.click_at(pay.center(), Modifiers::NONE);
    window.click_at(ride.center(), Modifiers::SHIFT);
    let target = window.step_rect("Return");
    window.drag(ride.center(), target.right_center() - eframe::egui::vec2(2.0, 0.0));
    assert_eq!(steps(&window), ["Look", "Return", "Pay", "Ride"]);
    assert_eq!(window.selection().steps().len(), 2);
}

#[test]
fn a_card_reaches_over_steps_and_stages_and_can_be_parked() {
    let mut window = Window::with_shop();
    let card = window.card("See the bicycle");
    window.perform(Command::Select(Selection::card(card)));
    for (reach, expected) in [("The whole stage", "Stage"), ("The parking lot, in no step", "Parked")] {
        window.perform(Command::Action(Action::MoveTo));
        window.click("Reaches over");
        window.click(reach);
        window.click("Move");
        let place = format!("{:?}", window.find("See the bicycle").place);
        assert!(place.starts_with(expected), "{place}");
    }
    assert_eq!(window.find("See the bicycle").place, Place::Parked);
}
