//! The welcome screen, and what is offered after a window has ended without warning.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use pathos::app::{Action, Command};
use pathos::edit::{Edit, MapField};
use pathos::store::{PictureFiles, Presence, Unsaved};

use crate::window_support::Window;

#[test]
fn from_the_first_launch_to_the_first_card_takes_two_actions() {
    let mut window = Window::without_file();
    window.click("New map: Blank");
    window.type_text("See the poster");
    window.press(Key::Enter, Modifiers::NONE);
    assert!(window.has_card("See the poster"), "{:?}", window.titles());
}

#[test]
fn the_welcome_screen_is_reached_by_key_and_left_by_key() {
    let mut window = Window::with_shop();
    window.press(Key::N, Modifiers::COMMAND);
    window.harness.get_by_label("Sample: Buying a bicycle");
    window.harness.get_by_label("Open start");
    window.press(Key::Escape, Modifiers::NONE);
    assert!(!window.app().session().shows_welcome());
    assert_eq!(window.map().title, "Shop");
    window.press(Key::N, Modifiers::COMMAND);
    window.click("Back to “Shop”");
    assert!(!window.app().session().shows_welcome());
}

#[test]
fn a_sample_opens_as_a_copy_that_belongs_to_no_file() {
    let mut window = Window::without_file();
    window.click("Sample: Buying a bicycle");
    assert_eq!((window.map().title.as_str(), window.app().session().path()), ("Buying a bicycle", None));
    assert!(!window.app().session().is_dirty());
}

#[test]
fn unsaved_changes_are_asked_about_before_another_map_begins() {
    let mut window = Window::with_shop();
    window.perform(Command::Edit(Edit::SetMap(MapField::Title("Changed".into()))));
    window.press(Key::N, Modifiers::COMMAND);
    window.click("New map: Blank");
    window.wait_for("Save the changes?");
    window.click("Cancel");
    assert_eq!(window.map().title, "Changed");
}

#[test]
fn a_template_of_ones_own_is_kept_used_and_removed() {
    let mut window = Window::with_shop();
    let id = window.map().id;
    window.perform(Command::Action(Action::SaveTemplate));
    window.replace_text("Name", "My: shop");
    window.press(Key::Enter, Modifiers::NONE);
    assert!(window.app().session().dialog().is_none());
    window.press(Key::N, Modifiers::COMMAND);
    window.click("New map: My shop");
    assert!(window.has_card("Pay at the till"));
    assert_ne!(window.map().id, id);
    assert_eq!(window.app().session().path(), None);
    let template = window.folder.path().join("state/templates/My shop.ron");
    window.perform(Command::RemoveTemplate(window.folder.path().join("start.ron")));
    window.click("OK");
    assert!(window.folder.path().join("start.ron").exists(), "only templates are removed so");
    window.perform(Command::RemoveTemplate(template.clone()));
    assert!(!template.exists());
}

#[test]
fn a_file_goes_off_the_list_and_stays() {
    let mut window = Window::with_shop();
    let path = window.folder.path().join("start.ron");
    window.perform(Command::ForgetRecent(path.clone()));
    window.press(Key::N, Modifiers::COMMAND);
    assert!(window.harness.query_by_label("Open start").is_none());
    assert!(path.exists());
}

#[test]
fn what_a_dead_window_left_is_offered_above_everything() {
    let mut window = Window::without_file_after(|state| {
        let map = pathos::template::TEMPLATES[1].map(&mut pathos::model::IdSource::seeded(1));
        let at = "2027-03-31T10:00:00Z".parse().expect("a time");
        let unsaved = Unsaved { map, pictures: PictureFiles::default(), file: None, stamp: None, at };
        Presence::new(state).recovery_file().keep(&unsaved).expect("kept");
    });
    window.harness.get_by_label("Changes that were not saved");
    window.click("Decide later");
    window.click("Look at them");
    window.press(Key::Enter, Modifiers::NONE);
    assert!(window.app().session().is_dirty() && !window.app().session().shows_welcome());
    assert_eq!(window.map().title, "New customer journey");
}

#[test]
fn earlier_versions_are_listed_and_opened() {
    let mut window = Window::with_shop();
    window.perform(Command::Edit(Edit::SetMap(MapField::Title("Second".into()))));
    window.press(Key::S, Modifiers::COMMAND);
    window.wait_until(|app| !app.session().is_dirty());
    window.perform(Command::Action(Action::EarlierVersions));
    window.harness.get_by_label_contains("the title is now “Shop”");
    window.click("Go back to it");
    assert_eq!((window.map().title.as_str(), window.app().session().is_dirty()), ("Shop", true));
}
