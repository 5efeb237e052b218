//! Posters out of the window, maps handed on in one file, and pictures for the clipboard.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use pathos::app::{Action, Clipboard as _, Command, OwnClipboard};
use pathos::edit::Selection;

use crate::window_support::Window;

/// Opens the dialog and waits for its sheet.
fn plan_poster(window: &mut Window) {
    window.press(Key::E, Modifiers::COMMAND);
    window.wait_for("Export a poster");
    window.wait_until(|app| app.session().last_poster().is_some());
}

/// Exports what the dialog says to a file of this name.
fn export(window: &mut Window, asks: &str, name: &str) -> std::path::PathBuf {
    window.click("Export…");
    window.wait_for(asks);
    let path = window.folder.path().join(name);
    window.replace_text("Path or name", path.to_str().expect("a path"));
    window.click("Choose");
    window.wait_until(|app| app.session().status().text.starts_with("Exported"));
    path
}

#[test]
fn a_poster_is_exported_as_it_was_the_last_time() {
    let mut window = Window::with_shop();
    plan_poster(&mut window);
    window.click("Office A3");
    window.click("SVG");
    window.click("Words as text instead of outlines");
    let path = export(&mut window, "Export the poster", "poster.svg");
    window.wait_for("The poster is exported");
    window.harness.get_by_label("Show in folder");
    window.click("Close");
    let svg = std::fs::read_to_string(&path).expect("a file");
    assert!(svg.contains(">Pay at the till</text>"), "words are text");

    // Another map, and then the first one again.
    let map = window.folder.path().join("shop.ron");
    window.save_as(&map);
    window.perform(Command::New("customer-journey"));
    plan_poster(&mut window);
    window.harness.get_by_label_contains("megapixels");
    window.press(Key::Escape, Modifiers::NONE);
    window.perform(Command::OpenPath(map));
    plan_poster(&mut window);
    window.harness.get_by_label("Words as text instead of outlines");
}

#[test]
fn a_picture_carries_its_map_and_opens_as_it() {
    let mut window = Window::with_shop();
    plan_poster(&mut window);
    window.click("Handout A4");
    window.click("Carry the map along, to be opened again");
    let path = export(&mut window, "Export the poster", "poster.png");
    window.click("Close");
    let map = window.map().clone();
    window.perform(Command::New("customer-journey"));
    window.perform(Command::OpenPath(path));
    assert_eq!(*window.map(), map);
    assert!(window.app().session().path().is_none(), "saving it does not replace the picture");
    plan_poster(&mut window);
    window.press(Key::Escape, Modifiers::NONE);
}

#[test]
fn sheets_to_glue_together_become_pictures_in_a_folder() {
    let mut window = Window::with_shop();
    plan_poster(&mut window);
    window.click("Office A3");
    window.activate("Printed on");
    window.click("Sheets of A4 to glue together");
    window.click("PNG files");
    let path = export(&mut window, "Export the sheets", "shop.png");
    assert!(!path.exists());
    let sheets = std::fs::read_dir(window.folder.path()).expect("a folder");
    let names = sheets.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".png")).collect();
    names.sort();
    assert!(names.len() >= 3 && names[0] == "shop-01.png", "{names:?}");
}

#[test]
fn a_map_is_handed_on_in_one_file() {
    let mut window = Window::with_shop();
    let map = window.map().clone();
    window.perform(Command::Action(Action::HandOn));
    window.wait_for("Hand on the map in one file");
    let path = window.folder.path().join("shop.pathos");
    window.replace_text("Path or name", path.to_str().expect("a path"));
    window.click("Save");
    window.wait_until(|app| app.session().status().text.starts_with("Wrote shop.pathos"));
    window.perform(Command::New("customer-journey"));
    window.perform(Command::OpenPath(path));
    assert_eq!(*window.map(), map);
    assert!(window.app().session().path().is_none(), "saving it does not replace what was handed on");
}

#[test]
fn the_map_or_what_is_selected_is_copied_as_a_picture() {
    let mut window = Window::with_shop();
    let mut clipboard = OwnClipboard::default();
    window.use_clipboard(clipboard.clone());
    let mut size_of = |window: &mut Window, selection: Selection| {
        window.perform(Command::Select(selection));
        window.perform(Command::Action(Action::CopyPicture));
        clipboard.content().picture.expect("a picture").size
    };
    let page = window.app().session().layout().size;
    let whole = size_of(&mut window, Selection::Map);
    assert_eq!(whole, [(2.0 * page.width).ceil() as usize, (2.0 * page.height).ceil() as usize]);
    assert!(window.app().session().status().text.starts_with("Copied the map as a picture of"));
    let card = window.card("Pay at the till");
    let rect = window.app().session().layout().card(card).expect("a card").rect;
    let [width, height] = size_of(&mut window, Selection::card(card));
    assert!((width as f64 - 2.0 * (rect.width() + 16.0)).abs() < 8.0, "{width} × {height}");
    assert!(height < whole[1] / 2);
}
