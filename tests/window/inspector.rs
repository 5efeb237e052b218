//! The inspector: every field of what is selected, taken as it is typed.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use pathos::app::{Action, Command};
use pathos::edit::{CardField, Edit, Selection};
use pathos::model::*;

use crate::window_support::Window;

fn with_card_selected() -> (Window, CardId) {
    let mut window = Window::with_shop();
    let card = window.card("Pay at the till");
    window.perform(Command::Select(Selection::card(card)));
    (window, card)
}

#[test]
fn what_is_typed_for_several_cards_is_one_step_for_all() {
    let mut window = Window::with_shop();
    let cards: Vec<CardId> = window.map().cards.iter().map(|card| card.id).collect();
    let owner = Edit::SetCards { cards: vec![cards[0]], field: CardField::Owner("Ada".into()) };
    window.perform(Command::Edit(owner));
    window.perform(Command::Select(Selection::of_cards(cards)));
    let before = window.undo_steps();
    window.focus_field("Owner");
    window.type_text("Sales");
    assert!(window.map().cards.iter().all(|card| card.owner == "Sales"));
    assert_eq!(window.undo_steps(), before + 1);
    window.press(Key::Escape, Modifiers::NONE);
    window.perform(Command::Action(Action::Undo));
    let owners: Vec<&str> = window.map().cards.iter().map(|card| card.owner.as_str()).collect();
    assert_eq!(owners, ["Ada", ""]);
}

#[test]
fn emotions_of_several_cards_are_set_in_one_step() {
    let mut window = Window::with_shop();
    let cards: Vec<CardId> = window.map().cards.iter().map(|card| card.id).collect();
    window.perform(Command::Select(Selection::of_cards(cards.clone())));
    window.click("Ada feels bad, −1");
    assert!(cards.iter().all(|card| window.emotion(Target::Card(*card)) == Emotion::new(-1)));
    assert_eq!(window.undo_steps(), 1);
    window.click("Ada feels bad, −1");
    assert!(window.map().ratings.is_empty());
}

#[test]
fn a_call_out_has_words_and_goes_to_somebody() {
    let (mut window, card) = with_card_selected();
    window.click("Mark: breaks the promise");
    window.replace_text("Breaks the promise: why", "Nobody is there");
    let callout = window.map().callouts.at(0).expect("a call-out").clone();
    assert_eq!((callout.kind, callout.text.as_str()), (CalloutKind::BreaksPromise, "Nobody is there"));
    window.click("For whom…");
    window.click("Ada");
    let callout = window.map().callouts.at(0).expect("a call-out").clone();
    assert!(callout.persona.is_some() && callout.text == "Nobody is there" && callout.at == Target::Card(card));
    assert!(window.app().session().is_marked(Action::BreaksPromise), "also for one persona it counts as marked");
    window.click("Mark: breaks the promise");
    assert!(window.map().callouts.is_empty());
}

#[test]
fn a_value_that_cannot_be_read_is_told_and_changes_nothing() {
    let (mut window, card) = with_card_selected();
    window.replace_text("Date", "2026-02-30");
    assert!(window.harness.query_by_label_contains("Write the day as").is_some());
    assert_eq!(window.map().cards.find(card).and_then(|card| card.date), None);
    window.press(Key::A, Modifiers::COMMAND);
    window.event(Event::Text("2026-02-28".into()));
    assert!(window.map().cards.find(card).is_some_and(|card| card.date.is_some()));
    assert!(window.harness.query_by_label_contains("Write the day as").is_none());
}

#[test]
fn words_of_a_card_are_typed_with_commas() {
    let (mut window, card) = with_card_selected();
    let before = window.undo_steps();
    window.focus_field("Tags, with commas between");
    window.type_text("till, cash");
    assert_eq!(window.map().cards.find(card).expect("the card").tags, ["till", "cash"]);
    assert_eq!(window.undo_steps(), before + 1);
}

#[test]
fn another_selection_is_shown_from_its_head() {
    let (mut window, _) = with_card_selected();
    let at_first = window.widget_rect("Owner").top();
    let over = window.widget_rect("Kind").center();
    window.harness.hover_at(over);
    let unit = eframe::egui::MouseWheelUnit::Point;
    let (delta, modifiers) = (eframe::egui::vec2(0.0, -300.0), Modifiers::NONE);
    let source = eframe::egui::MouseWheelSource::Wheel;
    window.event(Event::MouseWheel { unit, delta, modifiers, phase: eframe::egui::TouchPhase::Move, source });
    window.harness.run_steps(30);
    assert!(window.widget_rect("Owner").top() < at_first, "the inspector has scrolled");
    let other = window.card("See the bicycle");
    window.perform(Command::Select(Selection::card(other)));
    assert_eq!(window.widget_rect("Owner").top(), at_first);
}

#[test]
fn an_opportunity_answers_a_pain_point() {
    let (mut window, card) = with_card_selected();
    window.click("Add a pain point");
    window.activate("More of pain point 1");
    window.activate("Add an opportunity");
    let (pain, opportunity) = (window.map().pains.at(0).expect("a pain"), window.map().opportunities.at(0));
    let opportunity = opportunity.expect("an opportunity");
    assert_eq!((&pain.at[..], &opportunity.answers[..]), (&[Target::Card(card)][..], &[pain.id][..]));
    assert_eq!(*window.selection(), Selection::Opportunity(opportunity.id));
    window.click("Impact: 4");
    assert_eq!(window.map().opportunities.at(0).and_then(|found| found.impact), Score::new(4));
}

#[test]
fn a_step_takes_its_time_and_a_persona_its_goals() {
    let mut window = Window::with_shop();
    let step = window.map().steps().next().expect("a step").1.id;
    window.perform(Command::Select(Selection::Step(step)));
    window.replace_text("Duration", "2.5 h");
    let span = window.map().find_step(step).and_then(|(_, step)| step.duration);
    assert_eq!(span, TimeSpan::new(2.5, TimeUnit::Hours));
    let persona = window.map().personas.at(0).expect("a persona").id;
    window.perform(Command::Select(Selection::Persona(persona)));
    window.replace_text("Goals, one a line", "A bicycle\nA bell");
    window.click("Color of the curve: green");
    let persona = window.map().personas.find(persona).expect("the persona");
    assert_eq!(
        (&persona.goals[..], persona.hue),
        (&["A bicycle".to_owned(), "A bell".to_owned()][..], Some(Hue::Green))
    );
}

#[test]
fn a_metric_is_described_by_its_values() {
    let mut window = Window::with_shop();
    window.activate("Metrics");
    window.activate("Add a metric");
    window.replace_text("Values, oldest first", "2026-Q2: 31");
    assert_eq!(window.map().metrics.at(0).expect("a metric").series.len(), 1);
    window.replace_text("Values, oldest first", "2026-Q2: many");
    assert!(window.harness.query_by_label_contains("“2026-Q2: many” is not as").is_some());
    assert_eq!(window.map().metrics.at(0).expect("a metric").series[0].value, 31.0);
    window.activate("Remove the metric");
    assert!(window.map().metrics.is_empty());
}

#[test]
fn fields_of_one_name_are_told_apart() {
    let mut window = Window::with_shop();
    window.activate("Own channels");
    window.activate("Add a channel");
    window.activate("Add a channel");
    let fields = window.harness.query_all_by_role_and_label(Role::TextInput, "Name of the channel");
    fields.last().expect("two fields").focus();
    window.settle();
    window.press(Key::A, Modifiers::COMMAND);
    window.event(Event::Text("Pigeon".into()));
    let names: Vec<&str> = window.map().channels.iter().map(|channel| channel.name.as_str()).collect();
    assert_eq!(names, ["New channel", "Pigeon"]);
}
