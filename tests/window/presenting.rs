//! Presenting, as a facilitator does it: by keys, clicks and the story.

use eframe::App as _;
use eframe::egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, RawInput, TouchPhase, ViewportId, vec2};
use egui_kittest::kittest::Queryable;
use pathos::app::{Action, Command, Move, Screen, WorkshopCommand};
use pathos::edit::{Edit, Selection};
use pathos::layout::Part;
use pathos::model::*;

use crate::window_support::Window;

fn presenting() -> Window {
    let mut window = Window::with_shop();
    window.press(Key::F5, Modifiers::NONE);
    window
}

fn at(window: &Window) -> usize {
    window.app().session().presenting().expect("presenting").at()
}

fn opened(window: &Window) -> Option<String> {
    let card = window.app().session().presenting()?.opened()?;
    window.map().cards.find(card).map(|card| card.title.clone())
}

#[test]
fn f5_presents_and_escape_leaves_at_once() {
    let mut window = presenting();
    assert!(window.app().session().is_presenting_here());
    assert!(window.harness.query_by_label("Edit").is_none(), "no menu, no panel");
    assert!(window.harness.query_by_label_contains("Slide 1 of").is_some());
    window.press(Key::Escape, Modifiers::NONE);
    assert!(window.app().session().presenting().is_none());
    assert!(window.harness.query_by_label("Edit").is_some());
}

#[test]
fn keys_go_through_the_journey() {
    let mut window = presenting();
    window.press(Key::Space, Modifiers::NONE);
    assert_eq!(at(&window), 1);
    window.press(Key::ArrowLeft, Modifiers::NONE);
    assert_eq!(at(&window), 0);
    window.press(Key::Num1, Modifiers::NONE);
    assert!(matches!(
        window.app().session().presenting().and_then(|now| now.page()).map(|page| &page.slide.part),
        Some(Part::Stage { .. })
    ));
    window.press(Key::ArrowDown, Modifiers::NONE);
    assert_eq!(opened(&window).as_deref(), Some("See the bicycle"));
    window.press(Key::PageDown, Modifiers::NONE);
    assert_eq!(opened(&window).as_deref(), Some("Pay at the till"));
    window.press(Key::ArrowUp, Modifiers::NONE);
    assert_eq!((opened(&window), at(&window)), (None, 1));
    window.press(Key::Home, Modifiers::NONE);
    assert_eq!(at(&window), 0);
    window.press(Key::End, Modifiers::NONE);
    assert_eq!(at(&window) + 1, window.app().session().presenting().expect("presenting").deck().pages.len());
}

#[test]
fn in_a_map_from_right_to_left_the_arrows_go_the_other_way() {
    let mut window = Window::with_shop_in("ar");
    window.press(Key::F5, Modifiers::NONE);
    window.press(Key::ArrowLeft, Modifiers::NONE);
    assert_eq!(at(&window), 1);
    window.press(Key::ArrowRight, Modifiers::NONE);
    assert_eq!(at(&window), 0);
}

#[test]
fn nothing_is_changed_or_dragged_while_editing_is_off() {
    let mut window = presenting();
    window.press(Key::Num1, Modifiers::NONE);
    let before = window.map().clone();
    let size = window.harness.ctx.content_rect();
    window.drag(size.center(), size.center() + eframe::egui::vec2(200.0, -80.0));
    for key in [Key::P, Key::H, Key::Delete, Key::Num5] {
        window.press(key, Modifiers::NONE);
    }
    window.press(Key::Z, Modifiers::COMMAND);
    window.type_text("x");
    assert_eq!(*window.map(), before);
}

#[test]
fn a_remark_is_captured_into_the_stage_that_is_shown() {
    let mut window = Window::with_shop();
    window.perform(Command::Action(Action::InsertStageAfter));
    window.type_text("Ride");
    window.press(Key::Enter, Modifiers::NONE);
    window.perform(Command::Select(Selection::card(window.card("See the bicycle"))));
    window.press(Key::F5, Modifiers::NONE);
    window.press(Key::Num2, Modifiers::NONE);
    let page = at(&window);
    window.press(Key::F10, Modifiers::NONE);
    // Letters and digits that would blank the screen or go elsewhere, were they not typed.
    window.type_text("bumpy 1 west");
    window.press(Key::Enter, Modifiers::NONE);
    let ride = window.map().stages.at(1).expect("two stages").clone();
    let place = window.find("bumpy 1 west").place;
    assert!(window.map().cell_of(place).is_some_and(|(_, step)| ride.steps.contains(step)), "{place:?}");
    let now = window.app().session().presenting().expect("presenting");
    assert_eq!((now.screen(), now.is_editing), (Screen::Shown, false));
    assert_eq!(at(&window), page);
    window.press(Key::Escape, Modifiers::NONE);
    assert!(window.app().session().is_presenting_here(), "the first Esc closes the box");
    window.press(Key::B, Modifiers::NONE);
    assert_eq!(window.app().session().presenting().expect("presenting").screen(), Screen::Black);
}

#[test]
fn b_blanks_and_w_whitens() {
    let mut window = presenting();
    let screen = |window: &Window| window.app().session().presenting().expect("presenting").screen();
    window.press(Key::B, Modifiers::NONE);
    assert_eq!(screen(&window), Screen::Black);
    window.press(Key::W, Modifiers::NONE);
    assert_eq!(screen(&window), Screen::White);
    window.press(Key::W, Modifiers::NONE);
    assert_eq!(screen(&window), Screen::Shown);
    window.press(Key::B, Modifiers::NONE);
    window.press(Key::Space, Modifiers::NONE);
    assert_eq!((screen(&window), at(&window)), (Screen::Shown, 1), "going on shows the slide again");
}

#[test]
fn e_turns_editing_on_and_the_screen_shows_it() {
    let mut window = presenting();
    window.press(Key::Num1, Modifiers::NONE);
    assert!(window.harness.query_by_label("Editing is on").is_none());
    window.press(Key::E, Modifiers::NONE);
    assert!(window.harness.query_by_label("Editing is on").is_some());
    let card = window.card("Pay at the till");
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    assert_eq!(*window.selection(), Selection::card(card));
    window.press(Key::Num5, Modifiers::NONE);
    assert_eq!(window.emotion(Target::Card(card)), Some(Emotion::MAX));
    window.press(Key::E, Modifiers::NONE);
    assert!(window.harness.query_by_label("Editing is on").is_none());
    window.press(Key::Num0, Modifiers::NONE);
    assert_eq!(window.emotion(Target::Card(card)), Some(Emotion::MAX), "digits go to stages again");
    window.press(Key::Escape, Modifiers::NONE);
    assert!(window.app().session().presenting().is_none());
}

#[test]
fn a_stage_of_the_bar_and_a_card_are_pressed_by_name() {
    let mut window = presenting();
    window.activate("Stage 1, Buy");
    assert_eq!(at(&window), 1);
    window.activate("Open Pay at the till");
    assert_eq!(opened(&window).as_deref(), Some("Pay at the till"));
}

#[test]
fn a_story_is_made_told_and_undone() {
    let mut window = Window::with_shop();
    window.perform(Command::Action(Action::FirstStory));
    assert_eq!(window.map().story.len(), 3, "the overview, the stage, the aim");
    assert_eq!(window.undo_steps(), 1);
    window.click("Scene 2: Buy");
    window.replace_text("Headline", "How one buys");
    assert_eq!(window.map().story.at(1).map(|scene| scene.headline.as_str()), Some("How one buys"));
    window.click("Scene comes earlier");
    assert_eq!(window.map().story.at(0).map(|scene| scene.headline.as_str()), Some("How one buys"));
    window.click("Scene comes later");
    window.click("Skip the scene");
    assert!(window.map().story.at(1).is_some_and(|scene| scene.skipped));
    window.press(Key::F5, Modifiers::NONE);
    let scene = window.map().story.at(1).map(|scene| scene.id);
    let deck = window.app().session().presenting().expect("presenting").deck();
    assert!(deck.pages.iter().all(|page| page.scene.is_some() && page.scene != scene), "a skipped scene is not told");
    window.press(Key::Escape, Modifiers::NONE);
    for _ in 0..5 {
        window.press(Key::Z, Modifiers::COMMAND);
    }
    assert!(window.map().story.is_empty());
}

#[test]
fn what_is_seen_becomes_a_scene() {
    let mut window = Window::with_shop();
    let card = window.card("Pay at the till");
    window.perform(Command::Action(Action::Present));
    window.perform(Command::Present(Move::Card(card)));
    window.perform(Command::Action(Action::AddScene));
    assert_eq!(window.map().story.at(0).map(|scene| scene.view.clone()), Some(StoryView::Cards(vec![card])));
}

#[test]
fn the_projector_shows_what_is_typed_when_it_is_done() {
    let mut window = Window::with_shop();
    window.perform(Command::Action(Action::Projector));
    window.perform(Command::Present(Move::Number(1)));
    let seen = |window: &Window| {
        format!("{:?}", window.app().session().presenting().and_then(|now| now.shown()).expect("a slide").scene)
    };
    let card = window.card("Pay at the till");
    window.perform(Command::Select(Selection::card(card)));
    let before = seen(&window);
    window.press(Key::F2, Modifiers::NONE);
    window.type_text("half a word");
    assert_eq!(seen(&window), before, "the room does not read along");
    window.press(Key::Enter, Modifiers::NONE);
    assert!(seen(&window).contains("half a word"), "what is done is seen at once");
    window.perform(Command::Present(Move::Leave));
    assert!(window.app().session().presenting().is_none());
}

#[test]
fn the_projector_goes_to_the_page_of_what_is_captured() {
    let mut window = Window::with_shop();
    window.perform(Command::Action(Action::Projector));
    assert_eq!(at(&window), 0, "the overview");
    window.perform(Command::Workshop(WorkshopCommand::Line("too dark in there".to_owned())));
    window.perform(Command::Workshop(WorkshopCommand::TakeLine));
    let card = window.card("too dark in there");
    let presenting = window.app().session().presenting().expect("presenting");
    assert_eq!((presenting.opened(), Some(presenting.at())), (None, presenting.deck().page_of_card(card)));
    assert!(presenting.shown().expect("a slide").scene.text().contains("too dark in there"));
}

#[test]
fn the_projector_goes_to_a_card_that_is_on_no_page() {
    let mut window = Window::with_shop();
    window.perform(Command::Action(Action::FirstStory));
    window.perform(Command::Action(Action::Projector));
    let card = window.card("Pay at the till");
    window.perform(Command::Edit(Edit::PlaceCards { cards: vec![card], to: Place::Parked, before: None }));
    window.perform(Command::Select(Selection::Map));
    assert_eq!(opened(&window), None, "a story without a parking lot");
    window.perform(Command::Select(Selection::card(card)));
    assert_eq!(opened(&window).as_deref(), Some("Pay at the till"));
    let shown = window.app().session().presenting().and_then(|now| now.shown()).expect("a slide");
    assert!(shown.scene.text().contains("Parking lot"), "it says where the card is");
}

#[test]
fn wheel_and_two_fingers_enlarge_at_the_pointer_and_dragging_moves_what_is_enlarged() {
    let mut window = presenting();
    let zoom = |window: &Window| window.app().session().presenting().expect("presenting").zoom();
    let place = window.harness.ctx.content_rect().center() + vec2(200.0, -100.0);
    window.event(Event::PointerMoved(place));
    let wheel = |way: f32| Event::MouseWheel {
        unit: MouseWheelUnit::Line,
        delta: vec2(0.0, way),
        phase: TouchPhase::Move,
        modifiers: Modifiers::NONE,
        source: MouseWheelSource::Wheel,
    };
    window.event(wheel(3.0));
    let once = zoom(&window).expect("it is enlarged");
    assert!(once.factor > 1.1, "{}", once.factor);
    let middle = window.app().session().presenting().and_then(|now| now.shown()).expect("a slide").scene.size;
    assert!(once.center.x > middle.width / 2.0 && once.center.y < middle.height / 2.0, "towards the pointer");
    window.event(Event::Zoom(1.5));
    let twice = zoom(&window).expect("it is enlarged");
    assert!((twice.factor / once.factor - 1.5).abs() < 0.01, "{} after {}", twice.factor, once.factor);
    window.drag(place, place - vec2(40.0, 0.0));
    let moved = zoom(&window).expect("it is enlarged");
    assert!(moved.center.x > twice.center.x, "what is enlarged follows the pointer");
    window.event(Event::Zoom(0.05));
    assert_eq!(zoom(&window), None, "the whole slide again");
}

#[test]
fn a_frozen_projector_keeps_what_it_shows_and_the_panel_has_the_notes() {
    let mut window = Window::with_shop();
    window.perform(Command::Action(Action::FirstStory));
    window.click("Scene 1: Overview");
    window.replace_text("Speaker notes", "Greet everybody");
    window.perform(Command::Action(Action::Projector));
    assert!(window.harness.query_by_label("Greet everybody").is_some());
    window.activate("Freeze what the room sees");
    assert!(window.app().session().presenting().expect("presenting").is_frozen);
    window.activate("Next slide");
    assert_eq!(at(&window), 1);
    assert!(window.harness.query_by_label("Greet everybody").is_none());
}

#[test]
fn keys_that_wait_for_the_next_frame_wait_for_the_window_in_which_they_were_pressed() {
    let mut window = Window::with_shop();
    let ctx = window.harness.ctx.clone();
    let typed = |text: &str| Event::Text(text.to_owned());
    let enter =
        Event::Key { key: Key::Enter, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
    let mut in_window = |viewport_id, events| {
        let mut input = RawInput { viewport_id, events, ..RawInput::default() };
        window.harness.state_mut().raw_input_hook(&ctx, &mut input);
        if viewport_id == ViewportId::ROOT {
            window.harness.run_steps(1);
        }
        input.events
    };
    let projector = ViewportId::from_hash_of("another window");
    assert_eq!(in_window(ViewportId::ROOT, vec![typed("a"), enter.clone(), typed("b")]), [typed("a")]);
    assert_eq!(in_window(projector, vec![]), []);
    assert_eq!(in_window(ViewportId::ROOT, vec![]), [enter]);
    assert_eq!(in_window(projector, vec![typed("c")]), [typed("c")]);
    assert_eq!(in_window(ViewportId::ROOT, vec![]), [typed("b")]);
}

/// In how many seconds the window wants to be painted again by itself.
fn wait(window: &Window) -> f64 {
    window.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay.as_secs_f64()
}

#[test]
fn the_camera_glides_for_half_a_second_and_then_nothing_is_painted() {
    let mut window = presenting();
    window.harness.run_steps(120);
    assert!(wait(&window) > 1.0, "{}", wait(&window));
    window.harness.key_press(Key::Space);
    window.harness.run_steps(4);
    assert_eq!((at(&window), wait(&window)), (1, 0.0));
    window.harness.run_steps(45);
    assert!(wait(&window) > 1.0, "{}", wait(&window));
}

#[test]
fn a_line_of_the_pen_stays_and_then_fades() {
    let mut window = presenting();
    window.press(Key::P, Modifiers::NONE);
    let middle = window.harness.ctx.content_rect().center();
    window.drag(middle, middle + vec2(80.0, 40.0));
    window.harness.run_steps(30);
    assert!((2.0..4.0).contains(&wait(&window)), "it waits to fade: {}", wait(&window));
    window.harness.run_steps(240);
    assert_eq!(wait(&window), 0.0, "it fades");
    window.harness.run_steps(120);
    assert!(wait(&window) > 1.0, "it is gone: {}", wait(&window));
}
