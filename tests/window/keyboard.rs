//! Where the keyboard is while forms grow and shrink, and the help that it finds there.

use eframe::egui::{Event, Key, Modifiers, PointerButton};
use egui_kittest::kittest::{NodeT as _, Queryable};
use pathos::app::Command;
use pathos::edit::{Edit, MapField, Selection};
use pathos::model::*;

use crate::window_support::Window;

/// Whether the widget with a name has the keyboard.
fn has_keyboard(window: &Window, name: &str) -> bool {
    window.harness.query_all_by_label(name).any(|node| node.is_focused())
}

fn focus(window: &mut Window, name: &str) {
    window.harness.get_all_by_label(name).last().expect("a widget").focus();
    window.settle();
    assert!(has_keyboard(window, name), "{name}");
}

#[test]
fn what_is_added_by_key_is_described_at_once() {
    let mut window = Window::with_shop();
    window.activate("Own channels");
    focus(&mut window, "Add a channel");
    window.press(Key::Space, Modifiers::NONE);
    window.type_text("Dock");
    let names: Vec<&str> = window.map().channels.iter().map(|channel| channel.name.as_str()).collect();
    assert_eq!(names, ["Dock"]);
    window.activate("Metrics");
    focus(&mut window, "Add a metric");
    window.press(Key::Space, Modifiers::NONE);
    window.type_text("Rides");
    assert_eq!(window.map().metrics.at(0).expect("a metric").name, "Rides");
    let card = window.card("Pay at the till");
    window.perform(Command::Select(Selection::card(card)));
    focus(&mut window, "Add a pain point");
    window.press(Key::Space, Modifiers::NONE);
    window.type_text("It is slow");
    assert_eq!(window.map().pains.at(0).expect("a pain point").text, "It is slow");
}

#[test]
fn the_keyboard_stays_while_something_comes_and_goes_above() {
    let mut window = Window::with_shop();
    let (lane, _) = window.first_cell();
    window.perform(Command::Select(Selection::Lane(lane)));
    // “Everyone” stands above it until somebody is chosen.
    focus(&mut window, "Shows: Ada");
    for expected in [1, 0, 1] {
        window.press(Key::Space, Modifiers::NONE);
        assert_eq!(window.map().lanes.find(lane).expect("the lane").personas.len(), expected);
        assert!(has_keyboard(&window, "Shows: Ada"));
    }
}

#[test]
fn where_a_widget_went_the_keyboard_is_beside() {
    let mut window = Window::with_shop();
    window.activate("Own channels");
    window.activate("Add a channel");
    focus(&mut window, "Remove the channel");
    window.press(Key::Space, Modifiers::NONE);
    assert!(window.map().channels.is_empty());
    assert!(has_keyboard(&window, "Add a channel"));
}

#[test]
fn after_a_dialog_the_keyboard_is_where_it_was() {
    let mut window = Window::with_shop();
    let card = window.card("Pay at the till");
    window.perform(Command::Select(Selection::card(card)));
    focus(&mut window, "Owner");
    window.press(Key::K, Modifiers::COMMAND);
    assert!(!has_keyboard(&window, "Owner"));
    window.press(Key::Escape, Modifiers::NONE);
    assert!(has_keyboard(&window, "Owner"));
    window.press(Key::K, Modifiers::COMMAND);
    window.type_text("add a persona");
    window.press(Key::Enter, Modifiers::NONE);
    window.type_text("Ben");
    let names: Vec<&str> = window.map().personas.iter().map(|persona| persona.name.as_str()).collect();
    assert_eq!(names, ["Ada", "Ben"]);
}

#[test]
fn a_list_opens_with_an_arrow_and_tab_leaves_it_as_it_is() {
    let mut window = Window::with_shop();
    let (lane, _) = window.first_cell();
    window.perform(Command::Select(Selection::Lane(lane)));
    focus(&mut window, "Zone");
    window.press(Key::ArrowDown, Modifiers::NONE);
    assert!(has_keyboard(&window, "Customer"), "the list begins where it is");
    window.press(Key::ArrowDown, Modifiers::NONE);
    window.press(Key::Tab, Modifiers::NONE);
    assert!(has_keyboard(&window, "Zone") && window.harness.query_by_label("Backstage").is_none());
    assert_eq!(window.map().lanes.find(lane).expect("the lane").zone, Zone::Customer);
    window.press(Key::ArrowDown, Modifiers::NONE);
    window.type_text("sup");
    window.press(Key::Enter, Modifiers::NONE);
    assert_eq!(window.map().lanes.find(lane).expect("the lane").zone, Zone::Support);
    assert!(has_keyboard(&window, "Zone"));
}

#[test]
fn a_list_that_a_click_opens_has_the_keyboard() {
    let mut window = Window::with_shop();
    let card = window.card("Pay at the till");
    window.perform(Command::Select(Selection::card(card)));
    window.press(Key::M, Modifiers::COMMAND.plus(Modifiers::SHIFT));
    // The dialog's main button has it before.
    let center = window.harness.get_all_by_label("Reaches over").last().expect("the list").rect().center();
    window.click_at(center, Modifiers::NONE);
    window.type_text("the wh");
    window.press(Key::Enter, Modifiers::NONE);
    focus(&mut window, "Move");
    window.press(Key::Enter, Modifiers::NONE);
    let place = window.map().cards.find(card).expect("the card").place;
    assert!(matches!(place, Place::Stage(..)), "{place:?}");
}

#[test]
fn a_list_stands_above_its_dialog_each_time() {
    let mut window = Window::with_shop();
    let card = window.card("Pay at the till");
    window.perform(Command::Select(Selection::card(card)));
    for name in ["Several steps", "The whole stage"] {
        window.press(Key::M, Modifiers::COMMAND.plus(Modifiers::SHIFT));
        let pos = window.harness.get_all_by_label("Reaches over").last().expect("the list").rect().center();
        let button =
            |pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
        // Within one frame, as from a touchpad or on a slow machine.
        let events = [Event::PointerMoved(pos), button(true), button(false)];
        window.harness.input_mut().events.extend(events);
        window.settle();
        window.click_at(window.widget_center(name), Modifiers::NONE);
        window.click("Move");
    }
    let place = window.map().cards.find(card).expect("the card").place;
    assert!(matches!(place, Place::Stage(..)), "{place:?}");
}

#[test]
fn a_list_that_is_used_by_the_pointer_leaves_the_keyboard_at_its_field() {
    let mut window = Window::with_shop();
    let card = window.card("Pay at the till");
    window.perform(Command::Select(Selection::card(card)));
    let at_field = |window: &Window| {
        let fields = window.harness.get_all_by_label("Kind").filter(|node| node.is_focused()).count();
        fields == 1
    };
    window.click("Kind");
    let row = window.widget_rect("Action").center();
    window.click_at(row, Modifiers::NONE);
    assert_eq!(window.map().cards.find(card).expect("the card").kind, CardKind::Action);
    assert!(at_field(&window));
    window.press(Key::ArrowDown, Modifiers::NONE);
    assert_eq!(window.harness.query_all_by_label("Quote").count(), 2, "the list opens again, beside the palette");
}

#[test]
fn letters_that_share_a_frame_with_a_click_belong_to_their_field() {
    let mut window = Window::with_shop();
    let card = window.card("Pay at the till");
    window.perform(Command::Select(Selection::card(card)));
    let (owner, text) = (window.widget_rect("Owner").center(), window.widget_rect("Text").center());
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let click = |pos| [Event::PointerMoved(pos), button(pos, true), button(pos, false)];
    let typed = |text: &str| Event::Text(text.to_owned());
    let events = click(owner).into_iter().chain([typed("Shop")]).chain(click(text)).chain([typed("At noon")]);
    window.feed(events.collect());
    window.press(Key::Escape, Modifiers::NONE);
    let card = window.map().cards.find(card).expect("the card");
    assert_eq!((card.owner.as_str(), card.text.as_str()), ("Shop", "At noon"));
}

#[test]
fn help_explains_the_term_that_has_the_keyboard() {
    let mut window = Window::with_shop();
    let card = window.card("Pay at the till");
    window.perform(Command::Select(Selection::card(card)));
    let is_told = |window: &Window, words: &str| window.harness.query_by_label_contains(words).is_some();
    window.press(Key::F1, Modifiers::NONE);
    assert!(!is_told(&window, "angers by its lack"), "the canvas needs no term");
    for (field, words) in [("Kano class", "angers by its lack"), ("Owner", "that is accountable")] {
        focus(&mut window, field);
        window.press(Key::F1, Modifiers::NONE);
        assert!(is_told(&window, words), "{field}");
    }
    let mut fields = window.harness.query_all_by_label("Owner");
    let is_described =
        fields.any(|node| node.accesskit_node().description().is_some_and(|text| text.contains("accountable")));
    assert!(is_described, "a screen reader is told too");
}

#[test]
fn buttons_beside_each_other_are_as_wide_as_their_words() {
    let mut window = Window::with_shop();
    let baseline = Baseline { map: window.map().id, path: "before.ron".to_owned() };
    window.perform(Command::Edit(Edit::SetMap(MapField::Baseline(Some(baseline)))));
    for name in ["Choose the map that it starts from…", "It starts from no map"] {
        assert!(window.widget_rect(name).height() < 40.0, "{name} is broken: {:?}", window.widget_rect(name));
    }
}
