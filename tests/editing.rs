//! Direct editing on the canvas: selecting, placing, moving and sizing, with the pointer and without.
#![cfg(feature = "gui")]

mod window_support;

use eframe::egui::{self, Key, Modifiers};
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
    window.perform(Command::PlaceCards { cards, to: Place::Cell(lane, step), index: 1 });
    assert_eq!(window.seen_in_first_cell(), ["Wide", "See the bicycle", "Low", "Middle"]);
}

/// The titles of the steps, in the order of time.
fn steps(window: &Window) -> Vec<&str> {
    window.map().steps().map(|(_, step)| step.title.as_str()).collect()
}

/// The titles of the lanes, from top to bottom.
fn lanes(window: &Window) -> Vec<&str> {
    window.map().lanes.iter().map(|lane| lane.title.as_str()).collect()
}

#[test]
fn heads_are_dragged_to_another_place_as_one_step() {
    let mut window = Window::with_shop();
    let (pay, look) = (window.step_rect("Pay"), window.step_rect("Look"));
    window.drag(pay.center(), look.left_center() + egui::vec2(4.0, 0.0));
    assert_eq!(steps(&window), ["Pay", "Look"]);
    let (backstage, touchpoints) = (window.lane_rect("Backstage"), window.lane_rect("Touchpoints"));
    window.drag(backstage.center(), touchpoints.center_top() + egui::vec2(0.0, 4.0));
    assert_eq!(lanes(&window), ["Backstage", "Touchpoints", "Emotions"]);
    assert_eq!(window.undo_steps(), 2);
    assert_eq!(window.app().session().status().text, "Moved lane “Backstage”, 1 of 3");
    let (from, to) = (window.step_rect("Pay").center(), window.step_rect("Look").right_center());
    window.grasp(from, to);
    window.press(Key::Escape, Modifiers::NONE);
    window.release(to);
    assert_eq!(steps(&window), ["Pay", "Look"]);
}

#[test]
fn what_is_picked_up_goes_where_one_clicks_or_where_the_arrows_bring_it() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.press(Key::G, Modifiers::NONE);
    window.click_at(window.cell_center("Backstage", "Look"), Modifiers::NONE);
    assert_eq!(window.cell_of("Pay at the till"), ("Backstage".into(), "Look".into()));

    window.press(Key::G, Modifiers::NONE);
    window.press(Key::ArrowUp, Modifiers::NONE);
    assert_eq!(window.app().session().status().text, "Touchpoints, Buy Look, 2 of 2");
    window.press(Key::ArrowUp, Modifiers::NONE);
    window.press(Key::Enter, Modifiers::NONE);
    assert_eq!(window.seen_in_first_cell(), ["Pay at the till", "See the bicycle"]);
    assert_eq!(window.undo_steps(), 2);

    window.press(Key::G, Modifiers::NONE);
    window.press(Key::ArrowRight, Modifiers::NONE);
    window.press(Key::Escape, Modifiers::NONE);
    assert_eq!(window.cell_of("Pay at the till"), ("Touchpoints".into(), "Look".into()));

    let lane = window.map().lanes.at(2).expect("a lane").id;
    window.perform(Command::Select(Selection::Lane(lane)));
    window.press(Key::G, Modifiers::NONE);
    window.press(Key::ArrowUp, Modifiers::NONE);
    window.press(Key::Enter, Modifiers::NONE);
    assert_eq!(lanes(&window), ["Touchpoints", "Backstage", "Emotions"]);
}

#[test]
fn a_lane_that_holds_no_cards_says_why() {
    let mut window = Window::with_shop();
    let before = window.map().clone();
    let (from, to) = (window.card_center("Pay at the till"), window.cell_rect("Emotions", "Pay").center());
    window.drag(from, to);
    assert_eq!(*window.map(), before);
    let expected = "No card stands in this lane: it shows the curves of the emotions that are rated.";
    assert_eq!(window.app().session().status().text, expected);
}

#[test]
fn a_plus_adds_where_it_stands() {
    let mut window = Window::with_shop();
    // What is added makes the map larger than the canvas; the overview would lie over the last cell.
    window.perform(Command::Action(Action::Overview));
    type Place = fn(&Window) -> egui::Pos2;
    let places: [(Place, &str); 3] = [
        (|window| window.step_rect("Look").right_bottom() + egui::vec2(0.0, 6.0), "Compare"),
        (|window| window.lane_rect("Backstage").left_top(), "Systems"),
        (|window| window.cell_rect("Backstage", "Pay").center(), "Count the cash"),
    ];
    for (place, name) in places {
        let place = place(&window);
        window.click_at(place, Modifiers::NONE);
        window.press(Key::A, Modifiers::COMMAND);
        window.type_text(name);
        window.press(Key::Enter, Modifiers::NONE);
        window.press(Key::Escape, Modifiers::NONE);
    }
    assert_eq!(steps(&window), ["Look", "Compare", "Pay"]);
    assert_eq!(lanes(&window), ["Touchpoints", "Emotions", "Systems", "Backstage"]);
    assert_eq!(window.cell_of("Count the cash"), ("Backstage".into(), "Pay".into()));
}

#[test]
fn borders_settle_widths_and_heights() {
    let mut window = Window::with_shop();
    let width = |window: &Window| window.map().steps().next().and_then(|(_, step)| step.width).map(Length::pt);
    let height = |window: &Window| window.map().lanes.at(2).and_then(|lane| lane.height).map(Length::pt);
    let at = window.step_rect("Look").right_center() - egui::vec2(0.0, 4.0);
    window.drag(at, at + egui::vec2(40.0, 0.0));
    let wide = width(&window).expect("a width");
    assert_eq!(window.undo_steps(), 1);
    assert!(window.app().session().status().text.starts_with("Set width of step “Look” to "));
    let foot = window.lane_rect("Backstage").center_bottom();
    window.drag(foot, foot + egui::vec2(0.0, 60.0));
    let high = height(&window).expect("a height");
    window.press(Key::ArrowDown, shift(Modifiers::ALT));
    assert_eq!(height(&window), Some(high + 12.0));
    window.perform(Command::Action(Action::FitSize));
    assert_eq!(height(&window), None);
    let at = window.step_rect("Look").right_center() - egui::vec2(0.0, 4.0);
    window.double_click_at(at);
    assert_eq!(width(&window), None);
    window.press(Key::ArrowRight, shift(Modifiers::ALT));
    assert!(width(&window).expect("a width") < wide);
}

#[test]
fn lanes_are_folded_hidden_and_shown_again() {
    let mut window = Window::with_shop();
    let lane = window.map().lanes.at(2).expect("a lane").id;
    window.perform(Command::Select(Selection::Lane(lane)));
    window.perform(Command::Action(Action::CollapseLane));
    window.perform(Command::Action(Action::PinLane));
    window.perform(Command::Action(Action::HideLane));
    let flags = |window: &Window| {
        let lane = window.map().lanes.at(2).expect("a lane");
        (lane.collapsed, lane.pinned, lane.hidden)
    };
    assert_eq!(flags(&window), (true, true, true));
    window.perform(Command::Action(Action::ShowLanes));
    assert_eq!(flags(&window), (true, true, false));
    assert_eq!(window.undo_steps(), 4);
}

#[test]
fn cards_are_typed_one_after_the_other_without_the_mouse() {
    let mut window = Window::with_shop();
    window.click_at(window.cell_center("Backstage", "Look"), Modifiers::NONE);
    window.type_text("5 lamps, p. 4");
    window.press(Key::Enter, Modifiers::NONE);
    window.type_text("Sweep");
    window.press(Key::Enter, shift(Modifiers::NONE));
    window.type_text("the floor");
    window.press(Key::Tab, Modifiers::NONE);
    window.type_text("Count");
    window.press(Key::Tab, shift(Modifiers::NONE));
    window.type_text("Air");
    window.press(Key::Enter, Modifiers::NONE);
    window.press(Key::Enter, Modifiers::NONE);
    assert!(window.app().session().in_place().is_none(), "an empty card ends the typing");
    let titles = |step: &str| -> Vec<String> {
        let step = window.map().steps().find(|(_, found)| found.title == step).expect("a step").1.id;
        let lane = window.map().lanes.at(2).expect("a lane").id;
        window.map().cards_in(lane, step).iter().map(|card| card.title.clone()).collect()
    };
    assert_eq!(titles("Look"), ["5 lamps, p. 4", "Sweep\nthe floor", "Air"]);
    assert_eq!(titles("Pay"), ["Count"]);
    assert_eq!(window.undo_steps(), 4);
    assert!(window.map().pains.is_empty() && window.map().ratings.is_empty());
}

#[test]
fn what_is_typed_fast_goes_into_the_cards_that_it_belongs_to() {
    let mut window = Window::with_shop();
    window.click_at(window.cell_center("Backstage", "Look"), Modifiers::NONE);
    let enter = |pressed| egui::Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    window.type_text("One");
    for event in [enter(true), enter(false), egui::Event::Text("Two".into()), enter(true), enter(false)] {
        window.harness.event(event);
    }
    window.settle();
    window.type_text("Three");
    window.press(Key::Enter, Modifiers::NONE);
    window.press(Key::Escape, Modifiers::NONE);
    assert!(["One", "Two", "Three"].iter().all(|title| window.has_card(title)), "{:?}", window.titles());
}

#[test]
fn a_palette_item_is_the_one_that_was_pressed_however_fast_the_pointer_is() {
    let mut window = Window::with_shop();
    let (from, to) = (window.widget_center("Quote"), window.cell_center("Backstage", "Look"));
    window.harness.hover_at(from);
    window.harness.run_steps(2);
    let button = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    for event in [button(from, true), egui::Event::PointerMoved(from + egui::vec2(30.0, 60.0))] {
        window.harness.event(event);
    }
    window.harness.run_steps(1);
    window.harness.hover_at(to);
    window.harness.run_steps(2);
    window.release(to);
    window.type_text("Too dear");
    window.press(Key::Enter, Modifiers::NONE);
    window.press(Key::Escape, Modifiers::NONE);
    assert_eq!(window.find("Too dear").kind, CardKind::Quote);
}

#[test]
fn heads_stay_in_sight_and_the_overview_leads_about() {
    let mut window = Window::with_shop();
    assert!(window.harness.query_by_label("Overview of the map").is_none(), "the whole map is in view");
    for _ in 0..2 {
        window.perform(Command::Action(Action::ZoomIn));
    }
    let canvas = window.widget_rect("Map: Shop");
    window.harness.hover_at(canvas.center());
    window.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -300.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    assert!(window.step_rect("Look").top() < canvas.top(), "the heads themselves are scrolled away");
    let head = window.harness.get_by_label("Step 1, Look, Buy").rect().intersect(canvas);
    assert!(head.height() > 20.0, "{head:?}");
    window.click_at(head.center(), Modifiers::NONE);
    let step = window.map().steps().next().expect("a step").1.id;
    assert_eq!(*window.selection(), Selection::Step(step));
    assert!(window.step_rect("Look").top() < canvas.top(), "a click does not scroll");

    let before = window.app().session().camera().center;
    let overview = window.widget_rect("Overview of the map");
    window.click_at(overview.left_top() + egui::vec2(20.0, 20.0), Modifiers::NONE);
    assert_ne!(window.app().session().camera().center, before);
    window.perform(Command::Action(Action::Overview));
    assert!(window.harness.query_by_label("Overview of the map").is_none());
}

#[test]
fn cards_make_room_where_one_is_carried_over_them() {
    let mut window = Window::with_shop();
    let (from, to) = (window.card_center("Pay at the till"), window.card_center("See the bicycle"));
    window.drag(from, to - egui::vec2(0.0, 8.0));
    assert_eq!(window.seen_in_first_cell(), ["Pay at the till", "See the bicycle"]);
}
