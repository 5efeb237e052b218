//! Finding, filtering, replacing; the command palette; the history; settings that last.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use pathos::app::{Action, Command};
use pathos::edit::{Edit, MapField, Selection};

use crate::window_support::{Window, shift};

#[test]
fn what_is_found_is_stepped_through_and_replaced_in_one_step() {
    let mut window = Window::with_shop();
    window.press(Key::F, Modifiers::COMMAND);
    window.event(Event::Text("AT THE".into()));
    window.press(Key::F3, Modifiers::NONE);
    assert_eq!(*window.selection(), Selection::card(window.card("Pay at the till")));
    window.replace_text("Find", "e");
    let titles = |window: &Window| window.titles().join(", ");
    window.replace_text("Replace with", "E");
    window.click("Replace all");
    assert_eq!(titles(&window), "SEE thE bicyclE, Pay at thE till");
    assert_eq!(window.undo_steps(), 1);
    window.perform(Command::Action(Action::Undo));
    assert_eq!(titles(&window), "See the bicycle, Pay at the till");
}

#[test]
fn cards_that_do_not_match_are_dimmed_while_the_panel_is_open() {
    let mut window = Window::with_shop();
    let (found, other) = (window.card("Pay at the till"), window.card("See the bicycle"));
    window.press(Key::F, Modifiers::COMMAND);
    window.event(Event::Text("till".into()));
    let session = window.app().session();
    assert!(session.is_dimmed(other) && !session.is_dimmed(found));
    window.click("Dim the rest on the canvas");
    assert!(!window.app().session().is_dimmed(other));
    window.click("Dim the rest on the canvas");
    window.perform(Command::Action(Action::Palette));
    assert!(!window.app().session().is_dimmed(other));
}

#[test]
fn the_command_palette_does_and_goes() {
    let mut window = Window::with_shop();
    window.press(Key::K, Modifiers::COMMAND);
    window.type_text("addpers");
    window.press(Key::Enter, Modifiers::NONE);
    assert_eq!(window.map().personas.len(), 2);
    assert!(window.app().session().dialog().is_none());
    window.press(Key::K, Modifiers::COMMAND);
    window.type_text("till");
    window.press(Key::Enter, Modifiers::NONE);
    assert_eq!(*window.selection(), Selection::card(window.card("Pay at the till")));
    window.press(Key::K, Modifiers::COMMAND);
    window.press(Key::Escape, Modifiers::NONE);
    assert!(window.app().session().dialog().is_none());
}

#[test]
fn the_history_goes_to_any_step() {
    let mut window = Window::with_shop();
    for title in ["One", "Two", "Three"] {
        window.perform(Command::Edit(Edit::SetMap(MapField::Title(title.into()))));
        window.perform(Command::EndTyping);
    }
    window.press(Key::H, shift(Modifiers::COMMAND));
    let rows = |window: &Window| window.harness.query_all_by_label_contains("Rename").count();
    assert!(rows(&window) >= 3);
    window.activate("As it was opened");
    assert_eq!((window.map().title.as_str(), window.undo_steps()), ("Shop", 0));
    window.perform(Command::JumpTo(2));
    assert_eq!((window.map().title.as_str(), window.undo_steps()), ("Two", 2));
}

#[test]
fn settings_apply_at_once_and_last() {
    let mut window = Window::with_shop();
    window.press(Key::Comma, Modifiers::COMMAND);
    window.click("High contrast");
    window.replace_text("Author of new maps", "Ada");
    window.press(Key::Escape, Modifiers::NONE);
    window.press(Key::Escape, Modifiers::NONE);
    window.perform(Command::Action(Action::LargerInterface));
    assert!(window.app().session().is_on(Action::HighContrastTheme));
    assert_eq!(window.harness.ctx.zoom_factor(), 1.25);
    let text = std::fs::read_to_string(window.folder.path().join("state/settings.ron")).expect("a file");
    assert!(text.contains("HighContrast") && text.contains("125") && text.contains("Ada"), "{text}");
    window.perform(Command::New("blank"));
    assert_eq!(window.map().author, "Ada");
    assert!(window.harness.query_all_by_role(Role::Button).count() > 10);
}
