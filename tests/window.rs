//! The window, driven as a person drives it: widgets are found by their accessible names, the canvas
//! is used with the pointer and the keys.
#![cfg(feature = "gui")]

#[path = "window/around.rs"]
mod around;
#[path = "window/compare.rs"]
mod compare;
#[path = "window/dragging.rs"]
mod dragging;
#[path = "window/export.rs"]
mod export;
#[path = "window/files.rs"]
mod files;
#[path = "window/find.rs"]
mod find;
#[path = "window/heads.rs"]
mod heads;
#[path = "window/inspector.rs"]
mod inspector;
#[path = "window/keyboard.rs"]
mod keyboard;
#[path = "window/lanes.rs"]
mod lanes;
#[path = "window/metrics.rs"]
mod metrics;
#[path = "window/outline.rs"]
mod outline;
#[path = "window/plan.rs"]
mod plan;
#[path = "window/presenting.rs"]
mod presenting;
#[path = "window/tables.rs"]
mod tables;
#[path = "window/welcome.rs"]
mod welcome;
mod window_support;
#[path = "common/workbook.rs"]
mod workbooks;
#[path = "window/workshop.rs"]
mod workshop;

use eframe::egui::{self, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use pathos::app::{Action, Command};
use pathos::edit::{CardField, Edit, RatingField, Selection};
use pathos::model::*;
use window_support::{Window, shift};

#[test]
fn keys_set_emotion_pain_and_call_outs() {
    let mut window = Window::with_shop();
    let card = window.card("Pay at the till");
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.press(Key::Num1, Modifiers::NONE);
    assert_eq!(window.emotion(Target::Card(card)), Emotion::new(-2));
    window.press(Key::Plus, Modifiers::NONE);
    assert_eq!(window.emotion(Target::Card(card)), Emotion::new(-1));
    window.press(Key::Num0, Modifiers::NONE);
    assert_eq!(window.emotion(Target::Card(card)), None);
    for expected in Severity::ALL {
        window.press(Key::P, Modifiers::NONE);
        assert_eq!(window.map().pains.at(0).map(|pain| pain.severity), Some(*expected));
    }
    window.press(Key::P, Modifiers::NONE);
    assert!(window.map().pains.is_empty());
    for (key, kind) in [(Key::H, CalloutKind::High), (Key::L, CalloutKind::Low), (Key::M, CalloutKind::MomentOfTruth)] {
        window.press(key, Modifiers::NONE);
        assert!(window.map().callouts.iter().any(|callout| callout.kind == kind), "{kind:?}");
        window.press(key, Modifiers::NONE);
        assert!(window.map().callouts.is_empty());
    }
}

#[test]
fn a_title_is_edited_in_its_place() {
    let mut window = Window::with_shop();
    window.double_click_at(window.card_center("Pay at the till"));
    window.type_text("Pay by card");
    window.press(Key::Enter, Modifiers::NONE);
    assert!(window.has_card("Pay by card"), "{:?}", window.titles());
    assert!(window.app().session().in_place().is_none(), "Enter ends the text and begins no other");
    window.press(Key::F2, Modifiers::NONE);
    window.type_text("Nothing");
    window.press(Key::Escape, Modifiers::NONE);
    assert!(window.has_card("Pay by card"));
    window.press(Key::Z, Modifiers::COMMAND);
    assert!(window.has_card("Pay at the till"));
}

#[test]
fn a_title_is_edited_in_arabic() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.press(Key::F2, Modifiers::NONE);
    window.type_text("الدفع");
    window.press(Key::ArrowLeft, Modifiers::NONE);
    window.press(Key::Backspace, Modifiers::NONE);
    window.type_text("ع");
    window.press(Key::Enter, shift(Modifiers::NONE));
    window.type_text("نقدا");
    window.press(Key::Enter, Modifiers::NONE);
    assert!(window.has_card("الدفع\nنقدا"), "{:?}", window.titles());
}

#[test]
fn what_an_input_method_composes_is_taken_over_when_it_is_done() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.press(Key::F2, Modifiers::NONE);
    window.compose("né");
    window.commit_composed("né");
    window.press(Key::Enter, Modifiers::NONE);
    assert!(window.has_card("né"), "{:?}", window.titles());
}

#[test]
fn typing_in_an_empty_cell_begins_a_card() {
    let mut window = Window::with_shop();
    window.click_at(window.cell_center("Backstage", "Look"), Modifiers::NONE);
    window.type_text("Clean the window");
    window.press(Key::Enter, Modifiers::NONE);
    assert_eq!(window.cell_of("Clean the window"), ("Backstage".into(), "Look".into()));
    assert_eq!(window.undo_steps(), 1);
    window.press(Key::Escape, Modifiers::NONE);
    window.press(Key::ArrowUp, Modifiers::NONE);
    window.press(Key::ArrowDown, Modifiers::NONE);
    window.press(Key::Delete, Modifiers::NONE);
    assert!(!window.has_card("Clean the window"));
}

#[test]
fn enter_on_an_empty_cell_begins_a_card() {
    let mut window = Window::with_shop();
    window.perform(Command::Select(Selection::card(window.card("Pay at the till"))));
    window.press(Key::ArrowDown, Modifiers::NONE);
    window.press(Key::ArrowDown, Modifiers::NONE);
    assert_eq!(*window.selection(), Selection::Map, "the cell below is empty");
    window.press(Key::Enter, Modifiers::NONE);
    assert!(window.app().session().in_place().is_some(), "its text is being edited");
    window.type_text("Count the money");
    window.press(Key::Enter, Modifiers::NONE);
    assert_eq!(window.cell_of("Count the money"), ("Backstage".into(), "Pay".into()));
}

#[test]
fn letters_that_come_fast_are_all_in_the_card_that_they_begin() {
    let mut window = Window::with_shop();
    window.click_at(window.cell_center("Backstage", "Look"), Modifiers::NONE);
    for letter in ["S", "e", "e"] {
        window.harness.event(egui::Event::Text(letter.to_owned()));
    }
    window.harness.step();
    for letter in [" ", "i", "t"] {
        window.harness.event(egui::Event::Text(letter.to_owned()));
        window.harness.step();
    }
    window.press(Key::Enter, Modifiers::NONE);
    assert!(window.has_card("See it"), "{:?}", window.titles());
}

#[test]
fn enter_edits_what_is_selected_wherever_the_pointer_is() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.harness.hover_at(window.cell_center("Backstage", "Look"));
    window.harness.run();
    window.press(Key::Enter, Modifiers::NONE);
    window.type_text("Pay by card");
    window.press(Key::Enter, Modifiers::NONE);
    assert!(window.has_card("Pay by card"), "{:?}", window.titles());
    assert!(!window.has_card("Pay at the till"));
}

#[test]
fn a_new_card_without_a_word_leaves_no_trace() {
    let mut window = Window::with_shop();
    let before = window.map().clone();
    window.click_at(window.cell_center("Backstage", "Look"), Modifiers::NONE);
    window.press(Key::Enter, Modifiers::NONE);
    window.press(Key::Escape, Modifiers::NONE);
    assert_eq!(*window.map(), before);
    assert_eq!(window.undo_steps(), 0);
}

#[test]
fn the_palette_gives_cards_by_drag_and_by_click() {
    let mut window = Window::with_shop();
    let (from, to) = (window.widget_center("Quote"), window.cell_center("Backstage", "Look"));
    window.drag(from, to);
    window.type_text("Too dear");
    window.press(Key::Enter, Modifiers::NONE);
    assert_eq!(window.cell_of("Too dear"), ("Backstage".into(), "Look".into()));

    window.click_at(window.cell_center("Backstage", "Pay"), Modifiers::NONE);
    window.click("System");
    window.type_text("Till");
    window.press(Key::Enter, Modifiers::NONE);
    assert_eq!(window.cell_of("Till"), ("Backstage".into(), "Pay".into()));

    let (from, to) = (window.widget_center("Phone"), window.card_center("Pay at the till"));
    window.drag(from, to);
    let channels: Vec<String> = window.find("Pay at the till").channels.iter().map(ToString::to_string).collect();
    assert_eq!(channels, ["phone"]);
}

#[test]
fn arrows_move_the_cursor_and_carry_cards() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("See the bicycle"), Modifiers::NONE);
    window.press(Key::ArrowRight, Modifiers::NONE);
    assert_eq!(window.selection().lead(), Some(window.card("Pay at the till")));
    window.press(Key::ArrowDown, Modifiers::ALT);
    assert_eq!(window.cell_of("Pay at the till"), ("Backstage".into(), "Pay".into()));
    window.press(Key::ArrowLeft, Modifiers::ALT);
    assert_eq!(window.cell_of("Pay at the till"), ("Backstage".into(), "Look".into()));
}

#[test]
fn arrows_follow_what_is_seen_in_a_right_to_left_map() {
    let mut window = Window::with_shop_in("ar");
    window.click_at(window.card_center("See the bicycle"), Modifiers::NONE);
    window.press(Key::ArrowLeft, Modifiers::NONE);
    assert_eq!(window.selection().lead(), Some(window.card("Pay at the till")));
}

#[test]
fn stages_steps_and_lanes_are_added_renamed_and_deleted() {
    let mut window = Window::with_shop();
    window.click("Add a stage after");
    window.type_text("Use");
    window.press(Key::Enter, Modifiers::NONE);
    assert_eq!(window.map().stages.iter().map(|stage| stage.title.as_str()).collect::<Vec<_>>(), ["Buy", "Use"]);
    window.click("Add a step after");
    window.type_text("Ride");
    window.press(Key::Enter, Modifiers::NONE);
    assert!(window.map().steps().any(|(stage, step)| (stage.title.as_str(), step.title.as_str()) == ("Use", "Ride")));
    window.click("Add a lane below");
    window.type_text("Systems");
    window.press(Key::Enter, Modifiers::NONE);
    assert!(window.map().lanes.iter().any(|lane| lane.title == "Systems"));
    window.press(Key::Delete, Modifiers::NONE);
    assert!(!window.map().lanes.iter().any(|lane| lane.title == "Systems"));
    let stage = window.map().stages.at(1).map(|stage| stage.id).expect("two stages");
    window.perform(Command::Select(Selection::Stage(stage)));
    window.press(Key::Delete, Modifiers::NONE);
    assert_eq!(window.map().stages.len(), 1);
}

#[test]
fn the_inspector_edits_what_is_selected() {
    let mut window = Window::with_shop();
    window.click("Title");
    window.type_text("Buying a bicycle");
    assert_eq!(window.map().title, "Buying a bicycle");
    assert_eq!(window.undo_steps(), 1, "typing into one field is one step");
    window.perform(Command::Edit(pathos::edit::Edit::SetMap(pathos::edit::MapField::State(MapState::Future))));
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.click("Ada feels bad, −1");
    assert_eq!(window.emotion(Target::Card(window.card("Pay at the till"))), Emotion::new(-1));
    window.click("Add a pain point");
    window.click("Pain point 1: blocking");
    assert_eq!(window.map().pains.at(0).map(|pain| pain.severity), Some(Severity::Blocking));
}

#[test]
fn cards_are_nodes_with_names_that_say_everything() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.press(Key::Num1, Modifiers::NONE);
    window.press(Key::P, Modifiers::NONE);
    window.harness.get_by_label("Pay at the till, Buy, Touchpoints, emotion −2, pain minor");
    window.harness.get_by_label("See the bicycle, Buy, Touchpoints").click_accesskit();
    window.settle();
    assert_eq!(window.selection().lead(), Some(window.card("See the bicycle")));
}

#[test]
fn cards_are_cut_pasted_and_moved_by_dialog() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.event(eframe::egui::Event::Cut);
    assert!(!window.has_card("Pay at the till"));
    window.click_at(window.cell_center("Backstage", "Look"), Modifiers::NONE);
    window.event(eframe::egui::Event::Paste("Pay at the till".into()));
    assert_eq!(window.cell_of("Pay at the till"), ("Backstage".into(), "Look".into()));
    window.event(eframe::egui::Event::Paste("One\nTwo".into()));
    assert!(window.has_card("One") && window.has_card("Two"));
    window.perform(Command::Action(Action::MoveTo));
    window.click("Cancel");
}

#[test]
fn signs_on_the_digit_keys_are_typed() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    let (zoom, center) = (window.app().session().camera().zoom, window.app().session().camera().center);
    window.press(Key::F2, Modifiers::NONE);
    for (key, sign) in [(Key::Num1, "\""), (Key::Num2, "@")] {
        window.press(key, Modifiers::SHIFT);
        window.type_text(sign);
    }
    assert!(window.has_card("\"@"), "{:?}", window.titles());
    let camera = window.app().session().camera();
    assert_eq!((camera.zoom, camera.center), (zoom, center));
}

#[test]
fn undo_while_typing_takes_back_what_was_typed() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.press(Key::F2, Modifiers::NONE);
    window.press(Key::End, Modifiers::NONE);
    window.type_text("x");
    assert!(window.has_card("Pay at the tillx"));
    window.press(Key::Z, Modifiers::COMMAND);
    assert!(window.has_card("Pay at the till"), "{:?}", window.titles());
    assert!(window.app().session().in_place().is_some(), "the text is still being edited");
    window.press(Key::Y, Modifiers::COMMAND);
    assert!(window.has_card("Pay at the tillx"), "{:?}", window.titles());

    window.press(Key::Escape, Modifiers::NONE);
    window.click("Owner");
    window.type_text("x");
    assert_eq!(window.find("Pay at the till").owner, "x");
    window.press(Key::Z, Modifiers::COMMAND);
    assert_eq!(window.find("Pay at the till").owner, "");
}

#[test]
fn undo_works_again_once_a_text_field_is_left() {
    type Leave = fn(&mut Window);
    let another_card: Leave = |window| window.click_at(window.card_center("See the bicycle"), Modifiers::NONE);
    let closed_inspector: Leave = |window| window.press(Key::F9, Modifiers::SHIFT);
    for leave in [another_card, closed_inspector] {
        let mut window = Window::with_shop();
        window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
        window.click("Owner");
        window.type_text("Ada");
        leave(&mut window);
        window.press(Key::Z, Modifiers::COMMAND);
        assert_eq!(window.find("Pay at the till").owner, "");
    }
    let mut window = Window::with_shop();
    window.double_click_at(window.card_center("Pay at the till"));
    window.type_text("Pay");
    window.perform(Command::Select(Selection::Map));
    window.press(Key::Z, Modifiers::COMMAND);
    assert!(window.has_card("Pay at the till"), "{:?}", window.titles());
}

#[test]
fn what_is_deleted_is_named() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.press(Key::Delete, Modifiers::NONE);
    assert_eq!(window.app().session().status().text, "Removed “Pay at the till”");
}

#[test]
fn copied_cards_leave_behind_whom_the_map_does_not_know() {
    let mut window = Window::with_shop();
    let (card, persona) = (window.card("Pay at the till"), window.map().personas.at(0).expect("a persona").id);
    let field = CardField::Personas(vec![persona]);
    window.perform(Command::Edit(Edit::SetCards { cards: vec![card], field }));
    window.perform(Command::Select(Selection::card(card)));
    window.perform(Command::Action(Action::Copy));
    window.perform(Command::Edit(Edit::RemovePersona(persona)));
    window.perform(Command::Action(Action::Paste));
    assert_eq!(window.titles().iter().filter(|title| **title == "Pay at the till").count(), 2);
}

#[test]
fn an_emotion_that_was_voted_on_cannot_be_set() {
    let mut window = Window::with_shop();
    let (card, persona) = (window.card("Pay at the till"), window.map().personas.at(0).expect("a persona").id);
    let at = Target::Card(card);
    let set = |field: RatingField| Command::Edit(Edit::SetRating { persona, at, channel: None, field });
    window.perform(set(RatingField::Rounds(vec![Round { date: None, tally: (0, 3, 0, 0, 0) }])));
    let before = window.map().clone();
    let (from, to) = window.point_and_level(2.0);
    window.drag(from, to);
    assert!(window.app().session().status().text.contains("vote"));
    window.perform(Command::Select(Selection::card(card)));
    window.press(Key::Num5, Modifiers::NONE);
    assert!(window.app().session().status().text.contains("vote"));
    assert_eq!(*window.map(), before);
}

#[test]
fn the_inspector_keeps_its_width() {
    let mut window = Window::with_shop();
    let canvas = window.widget_rect("Map: Shop");
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    assert_eq!(window.widget_rect("Map: Shop"), canvas);
    for name in ["Ada feels very good, +2", "Owner"] {
        assert!(window.widget_rect(name).right() < 1400.0, "{name}");
    }
}

#[test]
fn the_context_menu_opens_by_key() {
    let mut window = Window::with_shop();
    for (key, modifiers) in [(Key::F10, Modifiers::SHIFT), (Key::Menu, Modifiers::NONE)] {
        window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
        window.press(key, modifiers);
        window.press(Key::Enter, Modifiers::NONE);
        assert!(window.app().session().in_place().is_some(), "the first entry edits the text");
        window.press(Key::Escape, Modifiers::NONE);
    }
}
