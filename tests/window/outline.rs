//! The outline: the whole map as a tree, for those who do not see the canvas and for those who do.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use pathos::app::{Action, Command};
use pathos::edit::Selection;

use crate::window_support::Window;

fn with_outline() -> Window {
    let mut window = Window::with_shop();
    window.perform(Command::Action(Action::Outline));
    window
}

fn names(window: &Window) -> Vec<String> {
    let rows = window.harness.query_all_by_role(Role::TreeItem);
    rows.map(|row| row.accesskit_node().label().unwrap_or_default()).collect()
}

#[test]
fn every_part_of_the_map_is_a_row_with_its_level() {
    let window = with_outline();
    let names = names(&window);
    for name in ["Persona, Ada", "Stage, Buy", "Step 2, Pay, Buy", "Pay at the till, Buy, Touchpoints", "Lanes"] {
        assert!(names.iter().any(|row| row == name), "{name} in {names:?}");
    }
    let card = window.harness.get_by_role_and_label(Role::TreeItem, "Pay at the till, Buy, Touchpoints");
    assert_eq!(card.accesskit_node().level(), Some(3));
}

#[test]
fn arrows_move_open_and_close() {
    let mut window = with_outline();
    let step = window.map().steps().nth(1).expect("two steps").1.id;
    window.perform(Command::Select(Selection::Step(step)));
    window.harness.get_by_role_and_label(Role::TreeItem, "Step 2, Pay, Buy").click_accesskit();
    window.settle();
    window.press(Key::ArrowDown, Modifiers::NONE);
    assert_eq!(*window.selection(), Selection::card(window.card("Pay at the till")));
    window.press(Key::ArrowLeft, Modifiers::NONE);
    assert_eq!(*window.selection(), Selection::Step(step));
    window.press(Key::ArrowLeft, Modifiers::NONE);
    assert!(names(&window).iter().all(|name| !name.starts_with("Pay at the till")), "the step is closed");
    let card = window.card("Pay at the till");
    window.perform(Command::Select(Selection::card(card)));
    assert!(names(&window).iter().any(|name| name.starts_with("Pay at the till")), "what is selected is seen");
}

#[test]
fn rows_are_renamed_moved_and_removed_by_keys() {
    let mut window = with_outline();
    let stage = window.map().stages.at(0).expect("a stage").id;
    window.harness.get_by_role_and_label(Role::TreeItem, "Step 1, Look, Buy").click_accesskit();
    window.settle();
    window.press(Key::F2, Modifiers::NONE);
    window.press(Key::A, Modifiers::COMMAND);
    window.event(Event::Text("Browse".into()));
    window.press(Key::Enter, Modifiers::NONE);
    let titles = |window: &Window| -> Vec<String> {
        let stage = window.map().stages.find(stage).expect("the stage");
        stage.steps.iter().map(|step| step.title.clone()).collect()
    };
    assert_eq!(titles(&window), ["Browse", "Pay"]);
    assert_eq!(window.undo_steps(), 1);
    window.press(Key::ArrowDown, Modifiers::ALT);
    assert_eq!(titles(&window), ["Pay", "Browse"]);
    window.press(Key::Delete, Modifiers::NONE);
    assert_eq!(titles(&window), ["Pay"]);
}
