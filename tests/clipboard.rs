//! Copying in one window and pasting in another, and what comes from other programs.
#![cfg(feature = "gui")]

mod window_support;

use std::sync::Arc;

use eframe::egui::{self, ColorImage, Event, Key, Modifiers};
use pathos::app::{Action, Command, Content, OwnClipboard};
use pathos::edit::{CardField, Edit, Selection};
use pathos::model::*;
use window_support::Window;

/// Two windows, each with its own map, on one desktop.
fn two_windows() -> (Window, Window, OwnClipboard) {
    let clipboard = OwnClipboard::default();
    let (mut one, mut other) = (Window::with_shop(), Window::with_shop());
    one.use_clipboard(clipboard.clone());
    other.use_clipboard(clipboard.clone());
    (one, other, clipboard)
}

fn small_picture() -> ColorImage {
    ColorImage::filled([3, 2], egui::Color32::RED)
}

#[test]
fn cards_go_from_window_to_window_with_what_belongs_to_them() {
    let (mut one, mut other, clipboard) = two_windows();
    one.click_at(one.card_center("Pay at the till"), Modifiers::NONE);
    for key in [Key::Num1, Key::P, Key::M] {
        one.press(key, Modifiers::NONE);
    }
    let cards = vec![one.card("Pay at the till")];
    one.perform(Command::PastePicture(Arc::new(small_picture())));
    one.perform(Command::Edit(Edit::SetCards { cards, field: CardField::Owner("Till".into()) }));
    one.event(Event::Copy);
    assert_eq!(one.app().session().status().text, "Copied “Pay at the till”");

    other.click_at(other.cell_center("Backstage", "Look"), Modifiers::NONE);
    other.event(Event::Paste("Pay at the till".into()));
    let pasted = other.map().cards.at(2).expect("a card").clone();
    assert_eq!((pasted.title.as_str(), pasted.owner.as_str()), ("Pay at the till", "Till"));
    assert_eq!(pasted.picture, one.find("Pay at the till").picture);
    assert_eq!(other.emotion(Target::Card(pasted.id)), Emotion::new(-2));
    assert_eq!((other.map().pains.len(), other.map().callouts.len(), other.undo_steps()), (1, 1, 1));
    assert_eq!(*other.selection(), Selection::card(pasted.id));
    let path = other.folder.path().join("pasted.ron");
    other.save_as(&path);
    let loaded = pathos::store::load(&path).expect("a map");
    assert_eq!(loaded.problems, [], "the picture's file came along");

    let html = clipboard_html(&clipboard);
    assert!(html.contains("<td>Pay at the till</td>"), "other programs read a table");
}

fn clipboard_html(clipboard: &OwnClipboard) -> String {
    use pathos::app::Clipboard;
    clipboard.clone().content().html
}

#[test]
fn stages_steps_and_lanes_are_copied_and_duplicated() {
    let (mut one, mut other, _clipboard) = two_windows();
    let stage = one.map().stages.at(0).expect("a stage").id;
    one.perform(Command::Select(Selection::Stage(stage)));
    one.perform(Command::Action(Action::Copy));
    other.perform(Command::Action(Action::Paste));
    assert_eq!(other.map().stages.iter().map(|stage| stage.steps.len()).collect::<Vec<_>>(), [2, 2]);
    assert_eq!(other.map().cards.len(), 4);
    assert!(matches!(other.selection(), Selection::Stage(_)));

    let step = one.map().steps().next().expect("a step").1.id;
    one.perform(Command::Select(Selection::Step(step)));
    one.press(Key::D, Modifiers::COMMAND);
    let titles: Vec<&str> = one.map().steps().map(|(_, step)| step.title.as_str()).collect();
    assert_eq!(titles, ["Look", "Look", "Pay"]);
    let lane = one.map().lanes.at(0).expect("a lane").id;
    one.perform(Command::Select(Selection::Lane(lane)));
    one.press(Key::D, Modifiers::COMMAND);
    assert_eq!(one.map().lanes.at(1).map(|lane| lane.title.as_str()), Some("Touchpoints"));
    assert_eq!(one.map().cards.len(), 6);
    assert_eq!(one.undo_steps(), 2);
}

#[test]
fn lines_become_cards_or_steps_and_a_block_becomes_a_grid() {
    let mut window = Window::with_shop();
    window.click_at(window.cell_center("Backstage", "Look"), Modifiers::NONE);
    window.event(Event::Paste("One\r\nTwo\n\n".into()));
    assert_eq!(window.cell_of("Two"), ("Backstage".into(), "Look".into()));
    assert_eq!(window.selection().cards().len(), 2);

    let step = window.map().steps().next().expect("a step").1.id;
    window.perform(Command::Select(Selection::Step(step)));
    window.event(Event::Paste("Compare\nDecide".into()));
    let titles: Vec<&str> = window.map().steps().map(|(_, step)| step.title.as_str()).collect();
    assert_eq!(titles, ["Look", "Compare", "Decide", "Pay"]);

    window.perform(Command::SelectCell(window.first_cell().0, step));
    window.event(Event::Paste("A\tB\n\"C 1\nC 2\"\tD\nE\t".into()));
    assert_eq!(window.cell_of("B"), ("Touchpoints".into(), "Compare".into()));
    assert_eq!(window.cell_of("C 1\nC 2"), ("Backstage".into(), "Look".into()));
    assert_eq!(window.find("D").kind, CardKind::Action, "a lane's cards are of its kind");
    assert_eq!(window.map().lanes.len(), 4, "the third row got a lane");
    let before = window.undo_steps();
    window.press(Key::Z, Modifiers::COMMAND);
    assert_eq!((window.undo_steps(), window.map().lanes.len()), (before - 1, 3));
}

#[test]
fn a_picture_becomes_that_of_the_persona_the_card_or_a_card() {
    let mut window = Window::with_shop();
    let picture = || Event::PasteImage(Arc::new(small_picture()));
    let persona = window.map().personas.at(0).expect("a persona").id;
    window.perform(Command::Select(Selection::Persona(persona)));
    window.event(picture());
    let name = window.map().personas.at(0).and_then(|persona| persona.picture.clone()).expect("a picture").file;
    window.click_at(window.cell_center("Backstage", "Look"), Modifiers::NONE);
    window.event(picture());
    let card = window.map().cards.at(2).expect("a card");
    assert_eq!((card.kind, card.picture.as_ref().map(|picture| &picture.file)), (CardKind::Picture, Some(&name)));

    let path = window.folder.path().join("shop window.png");
    let image = image::RgbaImage::from_pixel(4, 4, image::Rgba([0, 90, 0, 255]));
    image.save(&path).expect("a file");
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.perform(Command::TakePictures(vec![path.clone()]));
    let picture = window.find("Pay at the till").picture.clone().expect("a picture");
    assert_eq!(picture.alt, "shop window");
    std::fs::write(&path, "no picture").expect("a file");
    let before = window.map().clone();
    window.perform(Command::TakePictures(vec![path]));
    assert_eq!(*window.map(), before);
    assert!(window.app().session().status().text.starts_with("shop window.png cannot be used as a picture"));
}

#[test]
fn what_another_program_put_there_harms_nothing() {
    let mut window = Window::with_shop();
    let clipboard = OwnClipboard::default();
    window.use_clipboard(clipboard.clone());
    window.click_at(window.cell_center("Backstage", "Look"), Modifiers::NONE);
    for html in [
        "<div data-pathos-clip=\"1:",
        "<div data-pathos-clip=\"1:AAAA\">",
        "<div data-pathos-clip=\"1:KGtpbmQ6Q2FyZHMp\"></div>",
        "<div data-pathos-clip=\"2:KGtpbmQ6Q2FyZHMp\"></div>",
    ] {
        let before = window.map().cards.len();
        clipboard.set(Content { text: "Plain".into(), html: html.into(), picture: None });
        window.event(Event::Paste("Plain".into()));
        assert!(window.map().cards.len() <= before + 1, "{html}");
        assert!(window.map().cards.iter().all(|card| !card.title.is_empty()), "{html}");
    }
    clipboard.set(Content { text: "Other".into(), html: "<div data-pathos-clip=\"1:x\">".into(), picture: None });
    window.event(Event::Paste("Not what is there now".into()));
    assert!(window.has_card("Not what is there now"));
}
