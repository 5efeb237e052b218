//! Capturing what a room says: remarks, feelings, votes, parked cards, the timer, the minutes.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use pathos::app::{Action, Choice, Command, WorkshopCommand};
use pathos::edit::{Edit, Selection};
use pathos::model::*;

use crate::window_support::{Window, shift};

impl Window {
    /// Types a line into the capture box and takes it.
    fn capture(&mut self, line: &str) {
        self.event(Event::Text(line.to_owned()));
        self.press(Key::Enter, Modifiers::NONE);
    }

    fn rating(&self, title: &str) -> &Rating {
        let at = Target::Card(self.card(title));
        self.map().ratings.iter().find(|rating| rating.at == at).expect("a rating")
    }

    fn ballot(&self) -> &Ballot {
        self.map().ballots.at(0).expect("a ballot")
    }
}

#[test]
fn thirty_remarks_are_captured_by_keys_alone() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.press(Key::F10, Modifiers::NONE);
    for n in 0..30 {
        let signs = ["", "-- ", "! ", "? ", "_ ", "++@ada "][n % 6];
        window.capture(&format!("{signs}remark {n}"));
    }
    let remarks: Vec<&Card> = window.map().cards.iter().filter(|card| card.title.starts_with("remark")).collect();
    assert_eq!(remarks.len(), 30);
    assert_eq!(window.undo_steps(), 30, "one step a remark");
    for card in remarks {
        let n: usize = card.title["remark ".len()..].parse().expect("a number");
        let at = Target::Card(card.id);
        let felt = window.map().ratings.iter().find(|rating| rating.at == at).and_then(|rating| rating.actual);
        let hurts = window.map().pains.iter().any(|pain| pain.at == [at] && pain.text == card.title);
        let is_here = card.place.lane().is_some() && window.cell_of(&card.title).1 == "Pay";
        let expected = [
            (None, false, false, true),
            (Emotion::new(-2), false, false, true),
            (None, true, false, true),
            (None, false, true, true),
            (None, false, false, false),
            (Emotion::new(2), false, false, true),
        ][n % 6];
        assert_eq!((felt, hurts, card.is_question(), is_here), expected, "{}", card.title);
    }
    // Undo in the empty line takes the last one back, and the next one goes on.
    window.press(Key::Z, Modifiers::COMMAND);
    assert!(!window.has_card("remark 29") && window.has_card("remark 28"));
    window.capture("one more");
    assert_eq!(window.cell_of("one more").1, "Pay", "undo leaves one where one was");
    window.press(Key::Escape, Modifiers::NONE);
    assert!(window.harness.query_by_role_and_label(Role::TextInput, "What was said").is_none());
}

#[test]
fn a_line_stays_until_it_is_taken_and_keys_of_it_are_its_own() {
    let mut window = Window::with_shop();
    window.press(Key::F10, Modifiers::NONE);
    window.event(Event::Text("half a".into()));
    window.press(Key::Num1, Modifiers::NONE);
    window.press(Key::Escape, Modifiers::NONE);
    assert_eq!(window.undo_steps(), 0, "what is typed is in no map");
    window.press(Key::F10, Modifiers::NONE);
    window.capture(" word");
    assert!(window.has_card("half a word"), "{:?}", window.titles());
    window.capture("--");
    assert_eq!(window.map().cards.len(), 3, "signs alone are no card");
    window.press(Key::Escape, Modifiers::NONE);
}

#[test]
fn an_undone_remark_leaves_the_next_one_where_it_was_while_a_room_looks_on() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    let place = window.cell_of("Pay at the till");
    window.perform(Command::Action(Action::Projector));
    for line in ["one", "a slip"] {
        window.perform(Command::Workshop(WorkshopCommand::Line(line.to_owned())));
        window.perform(Command::Workshop(WorkshopCommand::TakeLine));
    }
    window.perform(Command::Action(Action::Undo));
    window.perform(Command::Workshop(WorkshopCommand::Line("two".to_owned())));
    window.perform(Command::Workshop(WorkshopCommand::TakeLine));
    assert!(!window.has_card("a slip"));
    assert_eq!((window.cell_of("one"), window.cell_of("two")), (place.clone(), place));
}

#[test]
fn signs_and_clicks_say_where_a_remark_goes() {
    let mut window = Window::with_shop();
    window.press(Key::F10, Modifiers::NONE);
    window.capture("- ! >back #pay the safe is empty");
    assert_eq!(window.cell_of("the safe is empty"), ("Backstage".into(), "Pay".into()));
    let card = window.find("the safe is empty").clone();
    assert_eq!((card.kind, card.date.is_some()), (CardKind::Action, true));
    // The next one is again where one was, not where the last one went.
    window.capture("and the window is dirty");
    assert_eq!(window.cell_of("and the window is dirty"), ("Touchpoints".into(), "Look".into()));
    window.click("Capture as bad, −1");
    window.click("Capture as a pain point, major");
    window.capture("no bags");
    let pain = window.map().pains.iter().find(|pain| pain.text == "no bags").expect("a pain point");
    assert_eq!((pain.severity, window.rating("no bags").actual), (Severity::Major, Emotion::new(-1)));
    window.capture("nothing chosen any more");
    assert!(window.map().pains.iter().all(|pain| pain.text != "nothing chosen any more"));
    window.click("Capture onto the parking lot");
    window.capture("later");
    window.capture("later too");
    assert_eq!(window.find("later too").place, Place::Parked);
}

#[test]
fn remarks_are_captured_from_right_to_left() {
    let mut window = Window::with_shop_in("ar");
    window.press(Key::F10, Modifiers::NONE);
    window.capture("\u{200f}-- ؟ الطابور طويل");
    let card = window.find("الطابور طويل");
    assert!(card.is_question());
    assert_eq!(window.rating("الطابور طويل").actual, Emotion::new(-2));
    window.compose("né");
    window.commit_composed("né");
    window.press(Key::Enter, Modifiers::NONE);
    assert!(window.has_card("né"), "{:?}", window.titles());
}

#[test]
fn a_room_is_counted_in_one_step_and_the_curve_shows_how_it_disagrees() {
    let mut window = Window::with_shop();
    window.click_at(window.card_center("Pay at the till"), Modifiers::NONE);
    window.press(Key::E, shift(Modifiers::COMMAND));
    for key in [Key::Num1, Key::Num1, Key::Num1, Key::Num5, Key::Num4, Key::Num5] {
        window.press(key, Modifiers::NONE);
    }
    window.press(Key::Backspace, Modifiers::NONE);
    window.press(Key::Num1, Modifiers::SHIFT);
    window.click("One more: very good, +2; 1 so far");
    let tally = |window: &Window| window.rating("Pay at the till").rounds.last().map(Round::counts);
    assert_eq!(tally(&window), Some([2, 0, 0, 1, 2]));
    window.press(Key::Enter, Modifiers::NONE);
    assert_eq!(window.undo_steps(), 1);
    assert!(window.rating("Pay at the till").rounds[0].date.is_some());
    let curve = window.app().session().layout().curves.first().expect("a curve");
    assert_eq!(curve.spreads.first().map(|spread| spread.bars.len()), Some(3));
    // Another round is another step; given up, it leaves none.
    window.press(Key::E, shift(Modifiers::COMMAND));
    window.press(Key::Num3, Modifiers::NONE);
    assert_eq!(window.rating("Pay at the till").rounds.len(), 2);
    window.press(Key::Escape, Modifiers::NONE);
    assert_eq!((window.rating("Pay at the till").rounds.len(), window.undo_steps()), (1, 1));
    // The inspector corrects it and takes it away.
    window.activate("Remove round 1");
    assert!(window.map().ratings.is_empty());
    window.press(Key::Z, Modifiers::COMMAND);
    assert_eq!(tally(&window), Some([2, 0, 0, 1, 2]));
}

#[test]
fn a_vote_is_secret_until_it_is_revealed() {
    let mut window = Window::with_shop();
    let scene = |window: &Window| format!("{:?}", window.app().session().layout().cards);
    let before = scene(&window);
    window.press(Key::D, shift(Modifiers::COMMAND));
    window.perform(Command::Action(Action::SelectAll));
    window.perform(Command::Workshop(WorkshopCommand::BeginVote(Choice::Selected)));
    assert_eq!(window.ballot().votes.len(), 2);
    window.click("Pay at the till, secret: one more dot");
    window.press(Key::Plus, Modifiers::NONE);
    window.press(Key::ArrowRight, Modifiers::NONE);
    window.press(Key::Minus, Modifiers::NONE);
    let till = VoteFor::Card(window.card("Pay at the till"));
    let dots = |window: &Window, vote| window.ballot().votes.iter().find(|(v, _)| *v == vote).map(|(_, dots)| *dots);
    assert_eq!(dots(&window, till), Some(2));
    window.press(Key::ArrowUp, Modifiers::NONE);
    window.press(Key::Num1, Modifiers::NONE);
    assert_eq!(scene(&window), before, "dots that are not revealed are in no picture");
    assert!(window.harness.query_by_label_contains("2 dots: one more").is_none());
    window.click("Reveal the result");
    assert_ne!(scene(&window), before);
    let rows: Vec<f32> = ["Pay at the till, 2 dots: one more dot", "See the bicycle, 1 dot: one more dot"]
        .map(|name| window.widget_rect(name).top())
        .into();
    assert!(rows[0] < rows[1], "the most dots come first");
    window.perform(Command::Action(Action::Undo));
    assert_eq!(scene(&window), before);
    window.click("One dot less: Pay at the till");
    assert_eq!(dots(&window, till), Some(1));
    assert!(!window.app().session().status().text.contains('1'), "{:?}", window.app().session().status());
}

#[test]
fn parked_cards_are_sorted_by_keys() {
    let mut window = Window::with_shop();
    window.press(Key::F10, Modifiers::NONE);
    for line in ["_ first", "_ second", "_ Pay at a till", "_ fourth"] {
        window.capture(line);
    }
    window.perform(Command::Action(Action::SortParked));
    window.press(Key::ArrowRight, Modifiers::NONE);
    window.press(Key::ArrowDown, Modifiers::NONE);
    window.press(Key::Enter, Modifiers::NONE);
    assert_eq!(window.cell_of("first"), ("Backstage".into(), "Pay".into()));
    assert_eq!(window.find("first").kind, CardKind::Action);
    window.press(Key::Space, Modifiers::NONE);
    window.press(Key::M, Modifiers::NONE);
    assert!(!window.has_card("Pay at a till"));
    assert_eq!(window.find("Pay at the till").text, "Pay at a till");
    window.press(Key::Delete, Modifiers::NONE);
    assert!(!window.has_card("fourth"));
    window.press(Key::Num1, Modifiers::NONE);
    window.press(Key::ArrowUp, Modifiers::NONE);
    window.press(Key::Enter, Modifiers::NONE);
    assert_eq!(window.cell_of("second"), ("Touchpoints".into(), "Look".into()));
    assert_eq!(window.app().session().status().text, "“second” is now at Touchpoints, Look. The parking lot is empty.");
    for _ in 0..4 {
        window.press(Key::Z, Modifiers::COMMAND);
    }
    assert_eq!(window.map().cards.iter().filter(|card| card.place == Place::Parked).count(), 4);
}

#[test]
fn cards_are_dragged_onto_the_parking_lot_and_out_of_it() {
    let mut window = Window::with_shop();
    window.perform(Command::Action(Action::ParkingLot));
    let strip = window.widget_center("Drag a card here, or capture one with the sign _ before it.");
    window.drag(window.card_center("Pay at the till"), strip);
    assert_eq!(window.find("Pay at the till").place, Place::Parked);
    let tile = window.widget_center("Parked card: Pay at the till");
    let cell = window.cell_center("Touchpoints", "Look");
    window.drag(tile, cell);
    assert_eq!(window.cell_of("Pay at the till"), ("Touchpoints".into(), "Look".into()));
    assert_eq!(window.undo_steps(), 2);
}

#[test]
fn duplicates_are_merged_by_clicks() {
    let mut window = Window::with_shop();
    window.press(Key::F10, Modifiers::NONE);
    window.capture("_ -- Pay at that till");
    window.press(Key::Escape, Modifiers::NONE);
    window.perform(Command::Action(Action::Duplicates));
    window.click("Merge into the first");
    assert_eq!(window.titles(), ["See the bicycle", "Pay at the till"]);
    assert_eq!(window.rating("Pay at the till").actual, Emotion::new(-2));
    window.click("Close");
    window.perform(Command::Action(Action::SelectAll));
    window.perform(Command::Action(Action::MergeCards));
    assert_eq!(window.titles(), ["See the bicycle"]);
    assert_eq!(*window.selection(), Selection::card(window.card("See the bicycle")));
    window.perform(Command::Action(Action::Undo));
    assert_eq!(window.map().cards.len(), 2);
}

#[test]
fn a_timer_is_set_paused_and_extended() {
    let mut window = Window::with_shop();
    window.press(Key::T, Modifiers::COMMAND);
    window.click("10 minutes");
    let has = |window: &Window, words: &str| window.harness.query_all_by_label_contains(words).next().is_some();
    assert!(has(&window, "left") && !has(&window, "left, paused"));
    window.press(Key::T, Modifiers::COMMAND);
    assert!(has(&window, "left, paused"));
    window.click("A minute more");
    assert!(has(&window, "10:5") || has(&window, "11:00"));
    window.click("Take the timer away");
    assert!(!has(&window, " left"));
}

#[test]
fn minutes_tell_what_was_captured_also_after_a_crash() {
    let mut window = Window::with_shop();
    window.press(Key::F10, Modifiers::NONE);
    window.capture("- the queue is long");
    window.capture("? _ who owns the till");
    window.press(Key::Escape, Modifiers::NONE);
    let text = window.app().session().minutes_text();
    for words in
        ["## Added", "**the queue is long** (Touchpoints, Look; Ada −1)", "## Open questions", "## Parking lot"]
    {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(text.lines().any(|line| line.starts_with("- ") && line.contains(" — **the queue is long**")), "{text}");
    window.perform(Command::Edit(Edit::RemoveCards(vec![window.card("the queue is long")])));
    assert!(!window.app().session().minutes_text().contains("the queue is long"), "what is gone again is not told");
    let path = window.folder.path().join("minutes.md");
    window.perform(Command::Action(Action::Minutes));
    window.wait_for("Write the minutes");
    window.replace_text("Path or name", path.to_str().expect("a path"));
    window.click("Save");
    window.wait_until(|app| app.session().status().text.starts_with("Wrote the minutes"));
    let written = std::fs::read_to_string(&path).expect("minutes");
    assert!(written.starts_with("# Minutes: Shop") && written.contains("who owns the till"), "{written}");
    // Another window that opens the same map goes on with the same record.
    let file = window.app().session().path().expect("a file").to_owned();
    // Of two that are captured one after the other, the second one is not on disk yet.
    window.press(Key::F10, Modifiers::NONE);
    window.capture("- a moment before");
    window.capture("- a moment ago");
    window.press(Key::Escape, Modifiers::NONE);
    window.press(Key::S, Modifiers::COMMAND);
    window.wait_until(|app| !app.session().is_dirty());
    window.perform(Command::OpenPath(file));
    assert!(window.app().session().is_on(Action::RecordWorkshop));
    let text = window.app().session().minutes_text();
    assert!(text.contains("who owns the till"), "{text}");
    assert!(text.lines().any(|line| line.starts_with("- ") && line.contains(" — **a moment ago**")), "{text}");
}
