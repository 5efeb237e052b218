//! Metrics over periods: typed into a grid, pasted as a block, read from a table.

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use pathos::app::{Action, Command};
use pathos::model::*;

use crate::window_support::Window;

/// The shop with an NPS and the grid of its values.
fn with_metric() -> Window {
    let mut window = Window::with_shop();
    window.perform(Command::AddMetric);
    window.perform(Command::Action(Action::Metrics));
    window
}

fn series(window: &Window) -> Vec<(String, f64, Option<u32>)> {
    let metric = window.map().metrics.at(0).expect("a metric");
    metric.series.iter().map(|reading| (reading.period.clone(), reading.value, reading.n)).collect()
}

#[test]
fn values_are_typed_into_a_grid_and_held_against_their_scale() {
    let mut window = with_metric();
    window.focus_field("Period 1");
    window.type_text("2026-Q1");
    assert_eq!(series(&window), [], "a period alone is no reading");
    window.focus_field("Value 1");
    window.type_text("300");
    assert_eq!(series(&window), [("2026-Q1".into(), 30.0, None)], "300 is outside the scale; 30 was not");
    window.harness.get_by_label_contains("300 is outside the scale of NPS, -100 to 100");
    window.press(Key::Backspace, Modifiers::NONE);
    assert!(window.harness.query_by_label_contains("outside the scale").is_none());
    window.press(Key::Enter, Modifiers::NONE);
    window.type_text("42");
    window.focus_field("Period 2");
    window.type_text("2026-Q2");
    assert_eq!(series(&window)[1], ("2026-Q2".into(), 42.0, None), "Enter goes to the cell below");
    window.press(Key::ArrowUp, Modifiers::NONE);
    window.type_text("2025-Q4");
    assert_eq!(series(&window)[0].0, "2025-Q4", "an arrow goes to the cell above, and typing replaces what is there");
}

#[test]
fn a_block_of_a_spreadsheet_is_pasted_as_one_step() {
    let mut window = with_metric();
    let steps = window.undo_steps();
    window.focus_field("Period 1");
    window.event(Event::Paste("Period\tValue\tn\n2026-Q2\t42\t120\n2026-Q1\t31,5\t80\n".into()));
    assert_eq!(series(&window), [("2026-Q2".into(), 42.0, Some(120)), ("2026-Q1".into(), 31.5, Some(80))]);
    assert_eq!(window.undo_steps(), steps + 1);
    window.click("Sort by period");
    assert_eq!(series(&window)[0].0, "2026-Q1");
    window.activate("Remove row 1");
    assert_eq!(series(&window), [("2026-Q2".into(), 42.0, Some(120))]);
    window.harness.get_by_label_contains("NPS from 42 in 2026-Q2");
    window.press(Key::Escape, Modifiers::NONE);
    for _ in 0..3 {
        window.perform(Command::Action(Action::Undo));
    }
    assert_eq!(series(&window), []);
}

#[test]
fn scale_and_direction_are_shown_and_changed() {
    let mut window = with_metric();
    window.harness.get_by_label_contains("Scale: −100 to 100");
    let metric = window.map().metrics.at(0).expect("a metric").id;
    let set = |field| Command::Edit(pathos::edit::Edit::SetMetric { metric, field });
    window.perform(set(pathos::edit::MetricField::Kind(MetricKind::Csat)));
    window.harness.get_by_label_contains("the top 2 of 5 answers, as usual");
    window.perform(Command::Select(pathos::edit::Selection::Pain(Id::new("pp-none").expect("an id"))));
    window.replace_text("Top answers that count as satisfied", "1 of 4");
    window.harness.get_by_label_contains("the top 1 of 4 answers.");
    window.perform(set(pathos::edit::MetricField::Kind(MetricKind::Ces)));
    window.harness.get_by_label_contains("7 is very easy. Direction: higher is better");
    window.perform(set(pathos::edit::MetricField::Better(Some(Better::Lower))));
    window.harness.get_by_label_contains("7 is the most effort. Direction: lower is better");
}

#[test]
fn readings_are_imported_into_the_open_map_as_one_step() {
    let mut window = with_metric();
    let path = window.folder.path().join("readings.csv");
    let table =
        "Metric,Period,Value,n,Touchpoint\nNPS,2026-Q1,31,80,\nCSAT,2026-Q1,87,40,Pay at the till\nNPS,2026-Q2,900,,\n";
    std::fs::write(&path, table).expect("a file");
    let steps = window.undo_steps();
    window.perform(Command::ImportPath(path));
    window.wait_for("2 readings; 1 metric added, 1 metric changed");
    window.harness.get_by_label_contains("900 is outside the scale of NPS");
    window.click("Import");
    assert_eq!(series(&window), [("2026-Q1".into(), 31.0, Some(80))]);
    let csat = window.map().metrics.at(1).expect("another metric");
    assert_eq!((csat.kind, &csat.at[..]), (MetricKind::Csat, &[Target::Card(window.card("Pay at the till"))][..]));
    assert_eq!(window.undo_steps(), steps + 1);
    assert!(window.has_card("Pay at the till"), "the map is the same one");
}
