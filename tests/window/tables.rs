//! Tables and outlines into the window and out of it: the dialog that says what a column holds, and what a format
//! does not hold.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use pathos::app::{Action, Command};
use pathos::interchange::TextFormat;
use pathos::model::*;

use crate::window_support::Window;
use crate::workbooks::{ROWS, workbook};

fn write(window: &Window, name: &str, text: &str) -> std::path::PathBuf {
    let path = window.folder.path().join(name);
    std::fs::write(&path, text).expect("a file");
    path
}

#[test]
fn a_table_is_imported_with_columns_that_are_said_anew() {
    let mut window = Window::with_shop();
    let path = write(&window, "journey.csv", "Phase,What happens here,Ada\nFind,See the poster,4\nBuy,Pay,1\n");
    window.perform(Command::OpenPath(path));
    window.wait_for("2 stages, 2 steps, 0 cards");
    window.harness.get_by_label_contains("the column \"Ada\" (C) is not known; its 2 cells were left out");
    choose(&mut window, "B: What happens here", "Title (touchpoint)");
    window.wait_for("2 stages, 2 steps, 2 cards");
    choose(&mut window, "C: Ada", "Emotion (Ada)");
    window.wait_for("2 stages, 2 steps, 2 cards, 1 persona");
    window.click("Import");
    assert_eq!(window.titles(), ["See the poster", "Pay"]);
    assert_eq!(window.map().title, "journey");
    assert_eq!(window.emotion(Target::Card(window.card("See the poster"))), Emotion::new(1));
    assert!(window.app().session().is_dirty() && window.app().session().path().is_none());
}

#[test]
fn a_sheet_of_excel_is_imported_like_a_table() {
    let mut window = Window::with_shop();
    let path = window.folder.path().join("Journey.xlsx");
    std::fs::write(&path, workbook(ROWS, &[])).expect("a file");
    window.perform(Command::OpenPath(path));
    window.wait_for("1 stage, 1 step, 1 card, 1 persona");
    choose(&mut window, "D: Date", "– not read –");
    window.click("Import");
    window.wait_until(|app| app.session().title() == "Journey");
    assert_eq!(window.titles(), ["=1+1"]);
    let card = window.card("=1+1");
    assert_eq!((window.find("=1+1").date, window.emotion(Target::Card(card))), (None, Emotion::new(-2)));
    assert!(window.app().session().is_dirty() && window.app().session().path().is_none());
}

/// Says what a column holds.
fn choose(window: &mut Window, column: &str, meaning: &str) {
    let role = eframe::egui::accesskit::Role::ComboBox;
    window.harness.get_by_role_and_label(role, column).click();
    window.settle();
    window.activate(meaning);
}

#[test]
fn what_cannot_be_imported_says_why_and_what_to_do() {
    let mut window = Window::with_shop();
    let path = write(&window, "odd.csv", "Colour of the sky\nblue\n");
    let before = window.map().clone();
    window.perform(Command::ImportPath(path));
    choose(&mut window, "A: Colour of the sky", "– not read –");
    window.wait_until(|_| true);
    window.harness.run_steps(2);
    window.wait_for("Cancel");
    let start = std::time::Instant::now();
    while window.harness.query_by_label_contains("no column says what a touchpoint is called").is_none() {
        assert!(start.elapsed().as_secs() < 60);
        window.harness.run_steps(1);
    }
    window.click("Import");
    assert_eq!(*window.map(), before, "the button can do nothing");
    window.press(Key::Escape, Modifiers::NONE);
    assert!(window.app().session().dialog().is_none());
}

#[test]
fn an_outline_is_shown_before_it_is_taken_and_changes_are_asked_about() {
    let mut window = Window::with_shop();
    let outline = TextFormat::Markdown.write(window.map()).text;
    let path = write(&window, "shop.md", &outline.replace("Pay at the till", "Pay by phone"));
    window.perform(Command::Edit(pathos::edit::Edit::SetMap(pathos::edit::MapField::Author("Ada".into()))));
    window.perform(Command::ImportPath(path));
    window.wait_for("1 stage, 2 steps, 2 cards, 1 persona");
    window.click("Import");
    window.wait_for("Save the changes?");
    window.click("Don't save");
    assert!(window.has_card("Pay by phone"));
}

#[test]
fn a_map_goes_out_as_text_and_what_is_missing_is_told_before_and_after() {
    let mut window = Window::with_shop();
    let at = Target::Card(window.card("Pay at the till"));
    let pain = PainPoint::new(Id::new("pp-1").expect("an id"), "Queue", Severity::Major, at);
    window.perform(Command::Edit(pathos::edit::Edit::AddPain(pain)));
    window.perform(Command::Action(Action::ExportText));
    window.harness.get_by_label("It holds all of this map.");
    window.click("Mermaid journey (.mmd)");
    window.harness.get_by_label("It does not hold:");
    window.click("Export…");
    window.wait_for("Export the map as text");
    let path = window.folder.path().join("shop.mmd");
    window.replace_text("Path or name", path.to_str().expect("a path"));
    window.click("Choose");
    window.wait_until(|app| app.session().status().text == "Exported shop.mmd");
    window.harness.get_by_label("shop.mmd is written; it does not hold all of the map");
    let text = std::fs::read_to_string(&path).expect("a file");
    assert!(text.starts_with("journey") && text.contains("Pay at the till"), "{text}");
}
