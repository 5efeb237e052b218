//! Direct editing on the canvas: selecting, placing, moving and sizing, with the pointer and without.
#![cfg(feature = "gui")]

mod window_support;

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use pathos::app::{Action, Command};
use pathos::edit::{CardField, Edit, Selection};
use pathos::model::*;
use window_support::{Window, shift};

#[test]
fn the_cards_of_a_stage_a_step_or_a_lane_are_selected_at_once() {
    let mut window = Window::with_shop();
    let stage = window.map().stages.at(0).expect("a stage").id;
    let step = window.map().steps().next().expect("a step").1.id;
    let lane = window.map().lanes.at(0).expect("a lane").id;
    for (inside, count) in [(Selection::Stage(stage), 2), (Selection::Step(step), 1), (Selection::Lane(lane), 2)] {
        window.perform(Command::Select(inside));
        window.press(Key::A, shift(Modifiers::COMMAND));
        assert_eq!(window.selection().cards().len(), count);
    }
    assert_eq!(window.app().session().status().text, "2 cards selected");
}

#[test]
fn several_cards_are_marked_and_colored_as_one_step() {
    let mut window = Window::with_shop();
    window.press(Key::A, Modifiers::COMMAND);
    let cards = window.selection().cards().to_vec();
    for key in [Key::Num5, Key::P, Key::M] {
        let before = window.undo_steps();
        window.press(key, Modifiers::NONE);
        assert_eq!(window.undo_steps(), before + 1, "{key:?}");
    }
    assert_eq!((window.map().ratings.len(), window.map().pains.len(), window.map().callouts.len()), (2, 2, 2));
    let field = CardField::Hue(Some(Hue::Green));
    window.perform(Command::Edit(Edit::SetCards { cards, field }));
    window.press(Key::Delete, Modifiers::NONE);
    assert!(window.map().cards.is_empty());
    window.press(Key::Z, Modifiers::COMMAND);
    assert!(window.map().cards.iter().all(|card| card.hue == Some(Hue::Green)));
}

#[test]
fn the_dialog_begins_where_the_card_stands_and_counts_as_it_is_seen() {
    let mut window = Window::with_shop();
    let (lane, step) = window.first_cell();
    let last = window.map().steps().last().expect("a step").1.id;
    window.perform(Command::SelectCell(lane, step));
    window.perform(Command::Paste("Middle\nLow\nWide".into()));
    let (cards, to) = (vec![window.card("Wide")], Place::Span(lane, step, last));
    window.perform(Command::Edit(Edit::PlaceCards { cards, to, before: None }));
    assert_eq!(window.seen_in_first_cell(), ["Wide", "See the bicycle", "Middle", "Low"]);

    let before = window.map().clone();
    window.click_at(window.card_center("Middle"), Modifiers::NONE);
    window.perform(Command::Action(Action::MoveTo));
    window.harness.get_by_label("Place in the cell");
    window.click("Move");
    assert_eq!(*window.map(), before, "the dialog begins where the card stands");

    let cards = vec![window.card("Low")];
    window.perform(Command::PlaceCards { cards, lane, step, index: 1 });
    assert_eq!(window.seen_in_first_cell(), ["Wide", "See the bicycle", "Low", "Middle"]);
}
