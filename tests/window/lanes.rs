//! The lanes without cards: what is clicked in them is selected, a screen reader hears it; and the switch
//! between journey map and blueprint, which changes nothing in the map.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use pathos::app::{Action, Command};
use pathos::edit::{Edit, Selection};
use pathos::layout::ChipSubject;
use pathos::model::*;
use pathos::theme::Arrangement;

use crate::window_support::{Window, shift};

/// The shop with lanes of pain points and of figures, and something in each.
fn with_chips() -> Window {
    let mut window = Window::with_shop();
    let card = window.card("Pay at the till");
    let mut ids = IdSource::seeded(77);
    for kind in [LaneKind::Pains, LaneKind::Metrics] {
        let lane = Lane::new(ids.next(), kind.words(), kind);
        window.perform(Command::Edit(Edit::AddLane { lane, before: None }));
    }
    let pain = PainPoint::new(ids.next(), "Nobody answers", Severity::Major, Target::Card(card));
    window.perform(Command::Edit(Edit::AddPain(pain)));
    let series = vec![Reading { period: "2026-Q1".into(), value: 31.0, n: Some(80) }];
    let metric = Metric { series, target: Some(40.0), ..Metric::new(ids.next(), MetricKind::Nps) };
    window.perform(Command::Edit(Edit::AddMetric(metric)));
    window.perform(Command::Action(Action::ZoomFit));
    window
}

fn click_chip(window: &mut Window, is_it: impl Fn(ChipSubject) -> bool) {
    let session = window.app().session();
    let chip = session.layout().chips.iter().find(|chip| is_it(chip.about)).expect("a chip");
    let center = session.screen_rect(chip.rect).center();
    window.click_at(center, Modifiers::NONE);
}

#[test]
fn what_is_clicked_in_a_lane_without_cards_is_selected() {
    let mut window = with_chips();
    click_chip(&mut window, |about| matches!(about, ChipSubject::Pain(_)));
    let pain = window.map().pains.at(0).expect("a pain point").id;
    assert_eq!(*window.selection(), Selection::Pain(pain));
    click_chip(&mut window, |about| matches!(about, ChipSubject::Metric(_)));
    let metric = window.map().metrics.at(0).expect("a metric").id;
    assert_eq!(*window.selection(), Selection::Metric(metric));
    assert!(window.harness.query_all_by_label("To be reached").count() > 0, "the inspector shows the metric");
    window.press(Key::Delete, Modifiers::NONE);
    assert!(window.map().metrics.is_empty(), "Delete takes out what is selected");
    window.press(Key::Z, Modifiers::COMMAND);
    assert_eq!(window.map().metrics.len(), 1);
}

#[test]
fn the_keyboard_reaches_what_stands_in_lanes_without_cards() {
    let mut window = with_chips();
    let card = window.card("Pay at the till");
    let second = PainPoint::new(IdSource::seeded(79).next(), "It costs more", Severity::Minor, Target::Card(card));
    window.perform(Command::Edit(Edit::AddPain(second)));
    window.click_at(window.cell_center(LaneKind::Pains.words(), "Look"), Modifiers::NONE);
    window.press(Key::ArrowRight, Modifiers::NONE);
    let pains: Vec<PainId> = window.map().pains.iter().map(|pain| pain.id).collect();
    for pain in [pains[0], pains[1], pains[0]] {
        window.press(Key::Enter, Modifiers::NONE);
        assert_eq!(*window.selection(), Selection::Pain(pain));
    }
    // An arrow goes on from the cell in which it stands.
    window.press(Key::ArrowLeft, Modifiers::NONE);
    window.press(Key::ArrowRight, Modifiers::NONE);
    window.press(Key::Enter, Modifiers::NONE);
    assert_eq!(*window.selection(), Selection::Pain(pains[0]));
}

#[test]
fn a_screen_reader_hears_what_stands_in_lanes_without_cards() {
    let mut window = with_chips();
    window.harness.get_by_label("Pain point, Nobody answers, major");
    window.activate("Metric NPS, 31 in 2026-Q1, target 40");
    let metric = window.map().metrics.at(0).expect("a metric").id;
    assert_eq!(*window.selection(), Selection::Metric(metric));
}

#[test]
fn a_blueprint_is_a_way_to_look_that_lasts_and_changes_no_map() {
    let mut window = Window::with_shop();
    let mut ids = IdSource::seeded(78);
    let lane = Lane::new(ids.next(), "Systems", LaneKind::Systems);
    let first = window.map().lanes.at(0).map(|lane| lane.id);
    window.perform(Command::Edit(Edit::AddLane { lane, before: first }));
    let (before, dirty) = (window.map().clone(), window.app().session().is_dirty());
    let lines = |window: &Window| window.app().session().layout().zone_lines.len();
    let last = |window: &Window| {
        window.app().session().layout().lanes.last().map(|lane| lane.title.paragraph.text.to_string())
    };
    assert_eq!((lines(&window), last(&window).as_deref()), (0, Some("Backstage")));
    window.press(Key::F7, shift(Modifiers::NONE));
    assert!(window.app().session().is_on(Action::Blueprint));
    assert_eq!((lines(&window), last(&window).as_deref()), (3, Some("Systems")));
    assert_eq!((window.map(), window.app().session().is_dirty()), (&before, dirty));
    // The map opens again as it was looked at last.
    let path = window.folder.path().join("again.ron");
    window.save_as(&path);
    window.perform(Command::New("blank"));
    assert_eq!(window.app().session().display().arrangement, Arrangement::AsTheyAre);
    window.perform(Command::OpenPath(path));
    assert_eq!(lines(&window), 3);
    window.perform(Command::Action(Action::Blueprint));
    assert_eq!((lines(&window), last(&window).as_deref()), (0, Some("Backstage")));
    assert_eq!(window.map(), &before);
}

#[test]
fn the_lines_behind_curves_are_a_setting() {
    let mut window = Window::with_shop();
    window.press(Key::Comma, Modifiers::COMMAND);
    window.click("9 lines behind curves");
    window.press(Key::Escape, Modifiers::NONE);
    assert_eq!(window.app().session().display().guides.number(), 9);
    let text = std::fs::read_to_string(window.folder.path().join("state/settings.ron")).expect("a file");
    assert!(text.contains("guides: 9"), "{text}");
}
