//! Files in and out of the window: saving, opening, importing, posters, and the dialogs that ask.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use pathos::app::Command;

use crate::window_support::{Window, shift};

#[test]
fn a_saved_map_reads_back_as_it_is() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.press(Key::H, Modifiers::NONE);
    let path = window.folder.path().join("shop.ron");
    window.press(Key::S, shift(Modifiers::COMMAND));
    window.wait_for("Save the map as");
    window.replace_text("Path or name", path.to_str().expect("a path"));
    window.click("Save");
    window.wait_until(|app| !app.session().is_dirty());
    let loaded = pathos::store::load(&path).expect("a map");
    assert_eq!(loaded.map, *window.map());
}

#[test]
fn a_broken_file_tells_where_and_leaves_the_map_alone() {
    let mut window = Window::with_shop();
    let before = window.map().clone();
    let path = window.folder.path().join("broken.ron");
    std::fs::write(&path, "Pathos(version: 1, map: (id: \"m-1\", titel: \"x\"))").expect("a file");
    window.perform(Command::OpenPath(path));
    if window.harness.query_by_label("Don't save").is_some() {
        window.click("Don't save");
    }
    window.wait_for("broken.ron cannot be opened");
    window.harness.get_by_label_contains("broken.ron:1:");
    window.click("OK");
    assert_eq!(*window.map(), before);
}

#[test]
fn unsaved_changes_are_asked_about() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.press(Key::H, Modifiers::NONE);
    let before = window.map().clone();
    window.perform(Command::New("customer-journey"));
    window.wait_for("Save the changes?");
    window.click("Cancel");
    assert_eq!(*window.map(), before);
    window.perform(Command::New("customer-journey"));
    window.settle();
    window.click("Don't save");
    assert_ne!(window.map().id, before.id);
}

#[test]
fn a_journey_is_imported_only_over_saved_changes() {
    let mut window = Window::with_shop();
    let path = window.folder.path().join("bike.mmd");
    std::fs::write(&path, "journey\n  title Buying\n  section Find\n    See it: 4: Ada\n").expect("a file");
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.press(Key::H, Modifiers::NONE);
    window.perform(Command::ImportPath(path));
    assert_eq!(window.map().title, "Shop");
    window.click("Don't save");
    assert_eq!(window.map().title, "Buying");
    assert!(window.app().session().is_dirty(), "an imported map was never saved");
}

#[test]
fn a_poster_is_planned_and_written() {
    let mut window = Window::with_shop();
    window.press(Key::E, Modifiers::COMMAND);
    window.wait_for("Export a poster");
    window.wait_until(|app| app.session().last_poster().is_some());
    window.harness.get_by_label_contains("17 megapixels");
    window.click("Export…");
    window.wait_for("Export the poster");
    let path = window.folder.path().join("poster.png");
    window.replace_text("Path or name", path.to_str().expect("a path"));
    window.click("Choose");
    window.wait_until(|app| app.session().status().text.starts_with("Exported"));
    assert!(path.exists());
}

#[test]
fn the_sheet_is_seen_and_edited_as_a_page() {
    let mut window = Window::with_shop();
    let canvas = window.app().session().layout().size;
    window.press(Key::F7, Modifiers::NONE);
    let sheet = window.app().session().layout().size;
    let shape = sheet.width / sheet.height;
    assert!((shape - 594.0 / 841.0).abs() < 0.01, "so few steps hang on an upright A1: {shape}");
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.press(Key::H, Modifiers::NONE);
    assert_eq!(window.app().session().map().callouts.len(), 1, "a card on the sheet is marked as one on the canvas");
    window.press(Key::Z, Modifiers::COMMAND);
    window.press(Key::F7, Modifiers::NONE);
    assert_eq!(window.app().session().layout().size, canvas);
}

#[test]
fn enter_presses_the_main_button_of_a_dialog_and_escape_closes_it() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.press(Key::H, Modifiers::NONE);
    let poster = window.folder.path().join("poster.png");
    std::fs::write(&poster, "not to be lost").expect("a file");
    window.press(Key::E, Modifiers::COMMAND);
    window.press(Key::Enter, Modifiers::NONE);
    window.wait_for("Export the poster");
    window.replace_text("Path or name", poster.with_extension("").to_str().expect("a path"));
    for _ in 0..2 {
        window.press(Key::Enter, Modifiers::NONE);
    }
    assert_eq!(std::fs::read(&poster).expect("a file"), b"not to be lost", "Enter alone replaces nothing");
    window.press(Key::Escape, Modifiers::NONE);
    assert!(window.app().session().dialog().is_none());

    window.perform(Command::New("customer-journey"));
    window.press(Key::Enter, Modifiers::NONE);
    window.wait_until(|app| app.session().path().is_none());
    assert!(!window.app().session().is_dirty());
    let saved = pathos::store::load(&window.folder.path().join("start.ron")).expect("a map");
    assert_eq!(saved.map.callouts.len(), 1, "Enter saved the changes first");
}

#[test]
fn a_path_that_is_given_up_gives_up_what_had_to_wait() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.press(Key::H, Modifiers::NONE);
    let path = window.folder.path().join("start.ron");
    // Another program writes the file.
    let text = std::fs::read_to_string(&path).expect("a file");
    std::fs::write(&path, text.replace("Shop", "A shop of another name")).expect("a file");
    let before = window.map().id;
    window.perform(Command::New("customer-journey"));
    window.click("Save");
    window.wait_for("The file has changed");
    window.click("Cancel");
    window.perform(Command::Overwrite);
    window.wait_until(|app| !app.session().is_dirty());
    assert_eq!(window.map().id, before);

    // Whoever goes on to save as something else is taken where they wanted to go.
    window.press(Key::H, Modifiers::NONE);
    std::fs::write(&path, text).expect("a file");
    window.perform(Command::New("customer-journey"));
    window.click("Save");
    window.click("Keep both…");
    window.wait_for("Save the map as");
    window.replace_text("Path or name", "other");
    window.press(Key::Enter, Modifiers::NONE);
    window.wait_until(|app| app.session().path().is_none());
    assert!(window.folder.path().join("other.ron").exists());
}
