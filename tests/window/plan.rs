//! From pain to plan in the window: findings of the map check, figures that lead to their cards, the matrix and
//! the list of opportunities.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use pathos::app::{Action, Command};
use pathos::edit::{Edit, RatingField, Selection};
use pathos::model::*;

use crate::window_support::Window;

fn id<K>(text: &str) -> Id<K> {
    Id::new(text).expect("an id")
}

/// The shop with a pain point at the till.
fn with_pain() -> Window {
    let mut window = Window::with_shop();
    let at = Target::Card(window.card("Pay at the till"));
    window.perform(Command::Edit(Edit::AddPain(PainPoint::new(id("pp-queue"), "Queue", Severity::Major, at))));
    window
}

/// The shop with two opportunities, one of them judged, and the matrix.
fn with_matrix() -> Window {
    let mut window = with_pain();
    let mut judged = Opportunity::new(id("op-call"), "Call back");
    (judged.impact, judged.effort) = (Score::new(4), Score::new(2));
    let mut other = Opportunity::new(id("op-till"), "A second till");
    other.owner = "Shop".into();
    window.perform(Command::Edit(Edit::AddOpportunity(judged)));
    window.perform(Command::Edit(Edit::AddOpportunity(other)));
    window.perform(Command::Action(Action::Opportunities));
    window
}

fn scores(window: &Window, opportunity: &str) -> (Option<i64>, Option<i64>) {
    let found = window.map().opportunities.find(id(opportunity)).expect("an opportunity");
    (found.impact.map(Score::value), found.effort.map(Score::value))
}

#[test]
fn a_finding_is_accepted_with_a_reason_and_taken_back() {
    let mut window = with_pain();
    window.click("3 findings");
    let (steps, name) = (window.undo_steps(), "Nobody is accountable for “Queue” (major)");
    window.activate(&format!("Accept: {name}"));
    window.replace_text("Reason", "The shop closes in June");
    window.press(Key::Enter, Modifiers::NONE);
    let accepted = window.map().accepted.first().expect("an accepted finding").clone();
    assert_eq!((accepted.finding.as_str(), accepted.about.as_str()), ("pain-without-owner", "pp-queue"));
    assert_eq!(accepted.reason, "The shop closes in June");
    assert!(accepted.date.is_some(), "the day is kept");
    assert_eq!(window.undo_steps(), steps + 1);
    window.harness.get_by_label("2 findings");
    assert!(window.harness.query_by_label(name).is_none(), "it is no longer among the open ones");

    window.activate("Accepted as they are (1)");
    window.harness.get_by_label_contains("The shop closes in June");
    window.activate(&format!("Take back: {name}"));
    assert!(window.map().accepted.is_empty());
    window.harness.get_by_label("3 findings");
}

#[test]
fn a_finding_is_not_accepted_without_a_reason_and_escape_leaves_it() {
    let mut window = with_pain();
    window.perform(Command::Action(Action::Problems));
    window.activate("Accept: Nobody is accountable for “Queue” (major)");
    window.focus_field("Reason");
    window.press(Key::Enter, Modifiers::NONE);
    assert!(window.map().accepted.is_empty());
    window.focus_field("Reason");
    window.press(Key::Escape, Modifiers::NONE);
    assert!(window.harness.query_by_label("Reason").is_none());
    assert!(window.map().accepted.is_empty());
}

#[test]
fn a_finding_goes_to_its_card_and_says_why_it_matters() {
    let mut window = with_pain();
    window.perform(Command::Action(Action::Problems));
    window.harness.get_by_label_contains("What belongs to nobody is mended by nobody");
    window.activate("Nobody is accountable for “Queue” (major)");
    assert_eq!(*window.selection(), Selection::card(window.card("Pay at the till")));
}

#[test]
fn every_figure_leads_to_its_cards() {
    let mut window = with_pain();
    let persona = window.map().personas.at(0).expect("a persona").id;
    let cards = ["See the bicycle", "Pay at the till"].map(|title| window.card(title));
    for (card, (actual, expected)) in cards.into_iter().zip([(2, 0), (-2, 1)]) {
        for field in [RatingField::Actual(Emotion::new(actual)), RatingField::Expected(Emotion::new(expected))] {
            let at = Target::Card(card);
            window.perform(Command::Edit(Edit::SetRating { persona, at, channel: None, field }));
        }
    }
    window.perform(Command::Action(Action::Insight));
    window.activate("High +2: See the bicycle, Ada");
    assert_eq!(*window.selection(), Selection::card(cards[0]));
    window.activate("Gap −3: Pay at the till, Ada, expected +1, is −2");
    assert_eq!(*window.selection(), Selection::card(cards[1]));
    window.activate("Average 0: Ada, Buy");
    assert_eq!(*window.selection(), Selection::Cards(cards.to_vec()));
    assert!(window.app().session().status().text.ends_with("2 cards"), "{:?}", window.app().session().status());
    window.activate("Pain by owner: Nobody, 1, the worst is major");
    assert_eq!(*window.selection(), Selection::card(cards[1]));
    window.activate("Assumed, or nobody said: 100 %, 2 cards");
    assert_eq!(window.selection().cards().len(), 2);
    for name in ["Low −2: Pay at the till, Ada", "Peak −2: Pay at the till, Ada", "End −2: Pay at the till, Ada"]
    {
        window.harness.get_by_label(name);
    }
}

#[test]
fn figures_follow_the_map() {
    let mut window = Window::with_shop();
    // The inspector has the same fields.
    window.perform(Command::Action(Action::Inspector));
    window.perform(Command::Action(Action::Insight));
    window.harness.get_by_label("Promise broken: 0");
    let at = Target::Card(window.card("Pay at the till"));
    let callout = Edit::toggle_callout(window.map(), CalloutKind::BreaksPromise, at, None);
    window.perform(Command::Edit(callout));
    window.harness.get_by_label("Promise broken: 1");
    window.press(Key::Z, Modifiers::COMMAND);
    window.harness.get_by_label("Promise broken: 0");
    window.focus_field("Promise");
    window.type_text("On time");
    assert_eq!(window.map().purpose.promise, "On time");
}

#[test]
fn an_opportunity_is_dragged_in_the_matrix_as_one_step() {
    let mut window = with_matrix();
    let steps = window.undo_steps();
    let from = window.widget_rect("Call back, impact 4, effort 2, quick win, idea").center();
    let right = window.widget_rect("A second till, impact not set, effort not set, not judged yet, idea, Shop");
    window.grasp(from, right.center());
    assert_eq!(window.undo_steps(), steps, "nothing changes before it is dropped");
    window.release(right.center());
    assert_eq!(scores(&window, "op-call"), (None, None), "it lies in the tray");
    assert_eq!(window.undo_steps(), steps + 1);
    assert_eq!(*window.selection(), Selection::Opportunity(id("op-call")));
    let dragged = window.widget_rect("Call back, impact not set, effort not set, not judged yet, idea").center();
    window.drag(dragged, from);
    assert_eq!(scores(&window, "op-call"), (Some(4), Some(2)));
    window.press(Key::Z, Modifiers::COMMAND);
    window.press(Key::Z, Modifiers::COMMAND);
    assert_eq!((scores(&window, "op-call"), window.undo_steps()), ((Some(4), Some(2)), steps));
}

#[test]
fn escape_gives_a_drag_in_the_matrix_up() {
    let mut window = with_matrix();
    let steps = window.undo_steps();
    let from = window.widget_rect("Call back, impact 4, effort 2, quick win, idea").center();
    let to = window.widget_rect("A second till, impact not set, effort not set, not judged yet, idea, Shop").center();
    window.grasp(from, to);
    window.press(Key::Escape, Modifiers::NONE);
    window.release(to);
    assert_eq!((scores(&window, "op-call"), window.undo_steps()), ((Some(4), Some(2)), steps));
    window.harness.get_by_label("Matrix");
}

#[test]
fn arrows_move_an_opportunity_and_escape_goes_back_to_the_map() {
    let mut window = with_matrix();
    let focus = |window: &mut Window, name: &str| {
        window.harness.get_by_label(name).focus();
        window.settle();
    };
    focus(&mut window, "Call back, impact 4, effort 2, quick win, idea");
    window.press(Key::ArrowUp, Modifiers::NONE);
    window.press(Key::ArrowUp, Modifiers::NONE);
    window.press(Key::ArrowRight, Modifiers::NONE);
    assert_eq!(scores(&window, "op-call"), (Some(5), Some(3)), "the scale ends at 5");
    window.press(Key::Delete, Modifiers::NONE);
    assert_eq!(scores(&window, "op-call"), (None, None));
    focus(&mut window, "A second till, impact not set, effort not set, not judged yet, idea, Shop");
    window.press(Key::ArrowLeft, Modifiers::NONE);
    assert_eq!(scores(&window, "op-till"), (Some(3), Some(3)), "the middle");
    window.click("Back to the map");
    assert!(window.harness.query_by_label("Matrix").is_none());
    window.harness.get_by_label_contains("Pay at the till");
}

#[test]
fn the_list_is_sorted_and_edited_in_place() {
    let mut window = with_matrix();
    window.click("List");
    let order = |window: &Window| -> Vec<f32> {
        let tops = ["Call back", "A second till"]
            .map(|name| window.widget_rect(&format!("Show “{name}” in the inspector")).top());
        tops.into()
    };
    assert!(order(&window)[0] < order(&window)[1], "what is judged stands first");
    window.click("Owner");
    assert!(order(&window)[0] > order(&window)[1], "what has an owner stands first");
    let steps = window.undo_steps();
    window.focus_field("Owner of “Call back”");
    window.type_text("Call center");
    let call = |window: &Window| window.map().opportunities.find(id("op-call")).expect("one").clone();
    assert_eq!(call(&window).owner, "Call center");
    assert_eq!(window.undo_steps(), steps + 1, "what is typed is one step");
    assert!(order(&window)[0] > order(&window)[1], "no row moves under the hands");
    window.press(Key::Enter, Modifiers::NONE);
    assert!(order(&window)[0] < order(&window)[1]);
    {
        let mut choices = window.harness.query_all_by_role(Role::ComboBox);
        choices.find(|node| node.value().is_some_and(|value| value == "Idea")).expect("a status").click();
    }
    window.settle();
    window.click("Planned");
    assert_eq!(call(&window).status, OpportunityStatus::Planned);
}

#[test]
fn pains_and_opportunities_are_linked_from_both_ends() {
    let mut window = with_matrix();
    window.perform(Command::Select(Selection::Pain(id("pp-queue"))));
    window.activate("Link an opportunity…");
    window.click("Call back");
    let answers = |window: &Window| window.map().opportunities.find(id("op-call")).expect("one").answers.clone();
    assert_eq!(answers(&window), [id("pp-queue")]);
    window.activate("Remove Call back");
    assert!(answers(&window).is_empty());
    window.perform(Command::Select(Selection::Opportunity(id("op-call"))));
    window.activate("Add a pain point…");
    window.click("Queue");
    assert_eq!(answers(&window), [id("pp-queue")]);
    window.event(Event::PointerGone);
}
