//! Getting about in the window by keyboard, and help.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, TouchDeviceId, TouchId, TouchPhase, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use pathos::app::{Action, Command};
use pathos::edit::Selection;

use crate::window_support::{Window, shift};

fn focused(window: &Window) -> String {
    let is_focused = |node: &egui_kittest::Node<'_>| node.accesskit_node().is_focused();
    let names = window.harness.root().children_recursive();
    let found = names.filter(is_focused).find_map(|node| node.accesskit_node().label());
    found.unwrap_or_default()
}

#[test]
fn f6_goes_round_the_parts_of_the_window() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    let mut round = Vec::new();
    for _ in 0..5 {
        window.press(Key::F6, Modifiers::NONE);
        round.push(focused(&window));
    }
    assert_eq!(round, ["Inspector", "Status line", "Toolbar", "Palette", "Pay at the till, Buy, Touchpoints"]);
    window.press(Key::F6, shift(Modifiers::NONE));
    assert_eq!(focused(&window), "Palette");
    window.press(Key::Tab, Modifiers::NONE);
    assert_eq!(focused(&window), "Touchpoint");
}

#[test]
fn what_the_keyboard_comes_to_in_the_inspector_is_seen() {
    let mut window = Window::with_shop();
    let card = window.card("Pay at the till");
    window.perform(Command::Select(Selection::card(card)));
    let below = window.widget_rect("Tags, with commas between");
    assert!(below.top() > 860.0, "it stands below the window's edge");
    window.focus_field("Tags, with commas between");
    window.harness.run_steps(30);
    assert!(window.widget_rect("Tags, with commas between").bottom() < 870.0);
}

#[test]
fn help_opens_beside_the_work() {
    let mut window = Window::with_shop();
    window.press(Key::F1, Modifiers::NONE);
    window.click("Terms of the field");
    assert!(window.harness.query_by_label_contains("Kano class: what an attribute").is_some());
    window.press(Key::F9, Modifiers::NONE);
    assert!(!window.app().session().is_on(Action::Palette), "the window takes its keys beside it");
    assert!(window.harness.query_by_label("Posters").is_some(), "it stays open");
    window.press(Key::Escape, Modifiers::NONE);
    assert!(window.harness.query_by_label("Posters").is_none());
}

#[test]
fn a_narrow_window_folds_tools_and_panels() {
    let mut window = Window::with_shop();
    window.harness.set_size(eframe::egui::vec2(640.0, 480.0));
    window.settle();
    let tools = window.harness.get_by_role_and_label(Role::Button, "More tools");
    let inspector = window.harness.get_by_role_and_label(Role::Button, "Inspector");
    assert!(tools.rect().right() < inspector.rect().left() && inspector.rect().right() <= 640.0);
    assert!(window.app().session().is_on(Action::Palette) && !window.app().session().is_on(Action::Inspector));
    window.perform(Command::Action(Action::Inspector));
    assert!(!window.app().session().is_on(Action::Palette) && window.app().session().is_on(Action::Inspector));
}

/// What the desktop says of a finger: the touch itself and, of the first finger, a pointer that does the same.
fn finger(id: u64, phase: TouchPhase, pos: Pos2, is_pointer: bool) -> Vec<Event> {
    let touch = Event::Touch { device_id: TouchDeviceId(1), id: TouchId(id), phase, pos, force: None };
    let button =
        |pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
    let pointer = match (is_pointer, phase) {
        (false, _) | (_, TouchPhase::Cancel) => vec![],
        (true, TouchPhase::Start) => vec![Event::PointerMoved(pos), button(true)],
        (true, TouchPhase::Move) => vec![Event::PointerMoved(pos)],
        (true, TouchPhase::End) => vec![button(false), Event::PointerGone],
    };
    [vec![touch], pointer].concat()
}

impl Window {
    fn touch(&mut self, events: Vec<Event>) {
        self.harness.input_mut().events.extend(events);
        self.harness.run_steps(1);
    }
}

#[test]
fn a_finger_drags_a_card_and_two_enlarge_the_map() {
    let mut window = Window::with_shop();
    let (from, to) = (window.card_center("Pay at the till"), window.cell_center("Backstage", "Look"));
    window.touch(finger(1, TouchPhase::Start, from, true));
    for part in 1..=6 {
        window.touch(finger(1, TouchPhase::Move, from + (to - from) * (part as f32 / 6.0), true));
    }
    window.touch(finger(1, TouchPhase::End, to, true));
    window.settle();
    assert_eq!(window.cell_of("Pay at the till"), ("Backstage".to_owned(), "Look".to_owned()));
    assert_eq!(window.undo_steps(), 1);
    let before = window.map().clone();
    let zoom = window.app().session().camera().zoom;
    let middle = window.widget_rect("Map: Shop").center();
    let at = |side: f32, apart: f32| middle + vec2(side * apart, 0.0);
    window.touch(
        [finger(1, TouchPhase::Start, at(-1.0, 40.0), true), finger(2, TouchPhase::Start, at(1.0, 40.0), false)]
            .concat(),
    );
    for apart in [50.0, 60.0, 70.0, 80.0] {
        window.touch(
            [finger(1, TouchPhase::Move, at(-1.0, apart), true), finger(2, TouchPhase::Move, at(1.0, apart), false)]
                .concat(),
        );
    }
    window.touch(
        [finger(2, TouchPhase::End, at(1.0, 80.0), false), finger(1, TouchPhase::End, at(-1.0, 80.0), true)].concat(),
    );
    window.settle();
    let larger = window.app().session().camera().zoom / zoom;
    // The first way of two fingers begins the gesture.
    assert!((larger - 80.0 / 50.0).abs() < 0.01, "the map grows as the fingers part: {larger}");
    assert_eq!(*window.map(), before, "two fingers drag no card");
}

#[test]
fn a_long_press_of_a_finger_opens_the_menu_of_a_card() {
    let mut window = Window::with_shop();
    let card = window.card("Pay at the till");
    let pos = window.card_center("Pay at the till");
    let is_open = |window: &Window| window.harness.query_all_by_label("Cut").count() > 0;
    window.touch(finger(1, TouchPhase::Start, pos, true));
    assert!(!is_open(&window), "a finger that only touches opens nothing");
    window.harness.run_steps(90);
    window.touch(finger(1, TouchPhase::End, pos, true));
    window.settle();
    assert!(is_open(&window));
    assert_eq!(*window.selection(), Selection::card(card));
}

#[test]
fn a_dialog_that_is_higher_than_the_window_is_scrolled_to_its_end() {
    let mut window = Window::with_shop();
    window.harness.set_size(vec2(640.0, 300.0));
    window.settle();
    for (action, title, last) in
        [(Action::Settings, "Settings", "OK"), (Action::ExportPoster, "Export a poster", "Export…")]
    {
        window.perform(Command::Action(action));
        window.settle();
        let screen = window.harness.ctx.content_rect();
        let heading = window.widget_rect(title);
        assert!(screen.contains_rect(heading), "{title}: {heading:?}");
        assert!(!screen.contains_rect(window.widget_rect(last)), "{title} would have room as it is");
        let unit = eframe::egui::MouseWheelUnit::Point;
        let (delta, modifiers) = (vec2(0.0, -2_000.0), Modifiers::NONE);
        let source = eframe::egui::MouseWheelSource::Wheel;
        window.harness.hover_at(screen.center());
        window.event(Event::MouseWheel { unit, delta, modifiers, phase: TouchPhase::Move, source });
        assert!(screen.contains_rect(window.widget_rect(last)), "{title}: {:?}", window.widget_rect(last));
        window.press(Key::Escape, Modifiers::NONE);
    }
}
