//! A future map, the comparison with what it starts from, the road map.

use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable;
use pathos::app::{Action, Command, Mode};
use pathos::edit::{CardField, Edit, LaneField, Selection};
use pathos::insight::Sign;
use pathos::model::*;

use crate::window_support::{Window, shift};

/// A window with a future map of the shop in which something is different.
fn future_shop(language: &str) -> Window {
    let mut window = Window::with_shop_in(language);
    begin_future(&mut window);
    let (till, window_card) = (window.card("Pay at the till"), window.card("See the bicycle"));
    let retitle = CardField::Title("Pay with the watch".into());
    window.perform(Command::Edit(Edit::SetCards { cards: vec![till], field: retitle }));
    window.perform(Command::EndTyping);
    window.perform(Command::Edit(Edit::RemoveCards(vec![window_card])));
    window
}

fn begin_future(window: &mut Window) {
    window.perform(Command::Action(Action::BeginFuture));
    window.wait_for("Begin a future map");
    window.replace_text("When it is to be true", "2027");
    window.click("Choose its file…");
    window.wait_for("Begin the future map in");
    let path = window.folder.path().join("plans/then.ron");
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    window.replace_text("Path or name", path.to_str().expect("a path"));
    window.click("Save");
    window.wait_until(|app| app.session().path().is_some_and(|file| file.ends_with("plans/then.ron")));
}

fn mode(window: &Window) -> Option<Mode> {
    window.app().session().comparing().map(|comparing| comparing.mode)
}

#[test]
fn a_future_map_keeps_every_id_and_names_where_it_starts() {
    let mut window = Window::with_shop();
    let now = window.map().clone();
    begin_future(&mut window);
    let then = window.map();
    assert_eq!((then.state, then.period.as_str(), then.title.as_str()), (MapState::Future, "2027", "Shop, 2027"));
    assert_eq!(then.baseline, Some(Baseline { map: now.id, path: "../start.ron".into() }));
    assert_eq!((&then.cards, &then.stages, &then.lanes), (&now.cards, &now.stages, &now.lanes));
    assert_ne!(then.id, now.id);
    let file = pathos::store::load(&window.folder.path().join("plans/then.ron")).expect("a map");
    assert_eq!(file.map, *then);
}

#[test]
fn the_differences_are_listed_drawn_and_planned() {
    let mut window = future_shop("en");
    let opportunity = Opportunity {
        owner: "Shop team".into(),
        ..Opportunity::new(Id::new("op-watch").expect("an id"), "Pay by watch")
    };
    window.perform(Command::Edit(Edit::AddOpportunity(opportunity)));
    window.press(Key::F4, Modifiers::NONE);
    assert_eq!(mode(&window), Some(Mode::SideBySide));
    let text = |window: &Window| {
        let made = window.app().session().comparing().and_then(|comparing| comparing.made.as_ref()).expect("pictures");
        made.panes.iter().map(|pane| pane.scene.text()).collect::<Vec<_>>()
    };
    let [before, after] = &text(&window)[..] else { panic!("two pictures") };
    assert!(before.contains("Gone") && before.contains("Changed"), "{before}");
    assert!(after.contains("was “Pay at the till”") && !after.contains("See the bicycle"), "{after}");
    window.click("Overlaid");
    assert!(text(&window)[0].contains("See the bicycle"), "what is gone is a ghost");

    // Into the list by the keys: the canvas has the keyboard.
    window.press(Key::ArrowDown, Modifiers::NONE);
    assert!(window.app().session().status().text.starts_with("1 of 3"), "{:?}", window.app().session().status());
    window.activate("Pay with the watch, title: “Pay at the till” → “Pay with the watch”");
    window.replace_text("Why", "Nobody queues");
    window.replace_text("Period", "2027-Q2");
    let till = ChangeAt::Card(window.card("Pay with the watch"));
    let change = |window: &Window| window.map().changes.iter().find(|change| change.at == till).cloned();
    let planned = change(&window).expect("a plan");
    assert_eq!((planned.text.as_str(), planned.period.as_str()), ("Nobody queues", "2027-Q2"));
    window.press(Key::Escape, Modifiers::NONE);
    window.activate("Only what is not planned");
    assert!(window.harness.query_all_by_label_contains("planned: 2027-Q2").count() == 0);
    window.perform(Command::Action(Action::Undo));
    window.perform(Command::Action(Action::Undo));
    assert_eq!(change(&window), None, "a text is one step of the history");
}

#[test]
fn what_stands_at_no_card_is_planned_too_and_stands_on_the_road_map() {
    let mut window = future_shop("en");
    let lane = window.map().lanes.at(0).expect("a lane").clone();
    let title = format!("{} and beyond", lane.title);
    let retitle = LaneField::Title(title.clone());
    window.perform(Command::Edit(Edit::SetLane { lane: lane.id, field: retitle }));
    window.press(Key::F4, Modifiers::NONE);
    window.activate(&format!("{title}, title: “{}” → “{title}”", lane.title));
    window.replace_text("Period", "2027-Q3");
    window.press(Key::Escape, Modifiers::NONE);
    let planned = window.map().changes.iter().map(|change| (change.at, change.period.as_str())).collect::<Vec<_>>();
    assert_eq!(planned, [(ChangeAt::Lane(lane.id), "2027-Q3")]);
    window.press(Key::F4, shift(Modifiers::NONE));
    let made = window.app().session().comparing().and_then(|comparing| comparing.made.as_ref()).expect("pictures");
    let text = made.panes[0].scene.text();
    assert!(text.contains("beyond") && text.contains("Q3"), "{text}");
    window.activate(&format!("{title}, no opportunity named"));
    window.click("Show it in the map");
    assert_eq!((mode(&window), window.selection()), (None, &Selection::Lane(lane.id)));
}

#[test]
fn the_list_is_filtered_and_leads_to_the_map() {
    let mut window = future_shop("en");
    window.press(Key::F4, Modifiers::NONE);
    window.perform(Command::Compare(pathos::app::Compare::Filter(Some(Sign::Changed))));
    assert_eq!(window.harness.query_all_by_label_contains("See the bicycle, gone").count(), 0);
    window.press(Key::ArrowDown, Modifiers::NONE);
    window.press(Key::Enter, Modifiers::NONE);
    assert_eq!(mode(&window), None);
    assert_eq!(*window.selection(), Selection::card(window.card("Pay with the watch")));
    window.press(Key::F4, Modifiers::NONE);
    window.press(Key::Escape, Modifiers::NONE);
    assert_eq!(mode(&window), None, "Esc leaves");
}

#[test]
fn the_road_map_is_seen_and_edited_beside_its_list() {
    let mut window = future_shop("en");
    let id = Id::new("op-watch").expect("an id");
    let opportunity = Opportunity { period: "2027-Q1".into(), ..Opportunity::new(id, "Pay by watch") };
    window.perform(Command::Edit(Edit::AddOpportunity(opportunity)));
    window.press(Key::F4, shift(Modifiers::NONE));
    assert_eq!(mode(&window), Some(Mode::RoadMap));
    window.activate("Pay by watch, no owner yet · idea · not judged yet");
    window.replace_text("Owner", "Shop team");
    assert_eq!(window.map().opportunities.find(id).expect("there").owner, "Shop team");
    let made = window.app().session().comparing().and_then(|comparing| comparing.made.as_ref()).expect("pictures");
    let text = made.panes[0].scene.text();
    assert!(text.contains("Shop team") && text.contains("Q1") && text.contains("Road map"), "{text}");
}

#[test]
fn without_a_baseline_another_map_is_asked_for() {
    let mut window = Window::with_shop();
    window.press(Key::F4, Modifiers::NONE);
    window.wait_for("Choose the map to compare with");
    let path = window.folder.path().join("start.ron");
    window.replace_text("Path or name", path.to_str().expect("a path"));
    window.click("Choose");
    window.wait_until(|app| app.session().comparing().is_some());
    assert!(window.harness.query_all_by_label_contains("The maps say the same").count() > 0);
}

#[test]
fn right_to_left_maps_are_compared_in_the_smallest_window() {
    let mut window = future_shop("ar");
    window.harness.set_size(vec2(640.0, 480.0));
    window.settle();
    window.press(Key::F4, Modifiers::NONE);
    for name in ["Overlaid", "Road map", "Side by side"] {
        window.activate(name);
        window.press(Key::ArrowDown, Modifiers::NONE);
    }
    let made = window.app().session().comparing().and_then(|comparing| comparing.made.as_ref()).expect("pictures");
    assert!(made.panes.iter().all(|pane| pane.layout.direction.is_rtl()));
    assert!(made.panes[0].scene.text().contains("أُزيل"), "words in the map's language");
}

#[test]
fn what_is_compared_is_what_is_exported() {
    let mut window = future_shop("en");
    window.press(Key::F4, Modifiers::NONE);
    window.perform(Command::Action(Action::ExportPoster));
    window.wait_until(|app| app.session().last_poster().is_some());
    let poster = window.app().session().last_poster().expect("a poster").scene.text();
    assert!(poster.contains("What becomes different"), "{poster}");
}
