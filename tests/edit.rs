//! What an edit does to a map, in examples and as properties of all edits of all maps.

#[path = "common/maps.rs"]
mod maps;
#[path = "edit/random.rs"]
mod random;

use std::sync::Arc;

use pathos::edit::*;
use pathos::model::check::{check as problems, limits};
use pathos::model::*;

fn id<K>(text: &str) -> Id<K> {
    Id::new(text).expect("an id")
}

fn errors(map: &Map) -> Vec<Problem> {
    problems(map).into_iter().filter(|problem| problem.severity == ProblemSeverity::Error).collect()
}

/// The titles of a cell's cards from top to bottom.
fn titles(map: &Map, place: Place) -> Vec<&str> {
    let mut cards: Vec<&Card> = map.cards.iter().filter(|card| map.cell_of(card.place) == map.cell_of(place)).collect();
    cards.sort_by(|a, b| a.rank.cmp(&b.rank));
    cards.iter().map(|card| card.title.as_str()).collect()
}

/// Two stages (`A` with steps a1, a2, a3; `B` with b1), the lanes Web and Back, two personas, and
/// cards 1, 2, 3 in Web at a1. Ids are lower-case names.
fn start() -> Map {
    let mut map = Map::new(id("m"), "Buying a bicycle");
    for (stage, steps) in [("A", vec!["a1", "a2", "a3"]), ("B", vec!["b1"])] {
        let steps = steps.into_iter().map(|step| Step::new(id(step), step)).collect();
        let (goal, note) = (String::new(), String::new());
        map.stages.push(Stage { id: id(&stage.to_lowercase()), title: stage.into(), goal, note, steps });
    }
    for lane in ["Web", "Back"] {
        map.lanes.push(Lane::new(id(&lane.to_lowercase()), lane, LaneKind::Touchpoints));
    }
    for persona in ["Ada", "Ben"] {
        map.personas.push(Persona::new(id(&persona.to_lowercase()), persona));
    }
    for (card, rank) in [("1", "g"), ("2", "i"), ("3", "k")] {
        let mut card = Card::new(id(card), CardKind::Touchpoint, card, cell("a1"));
        card.rank = Rank::new(rank).expect("a rank");
        map.cards.push(card);
    }
    map
}

fn cell(step: &str) -> Place {
    Place::Cell(id("web"), id(step))
}

fn span(from: &str, to: &str) -> Place {
    Place::Span(id("web"), id(from), id(to))
}

fn after(mut map: Map, edits: &[Edit]) -> Map {
    for edit in edits {
        apply(&mut map, edit, &mut IdSource::seeded(9)).expect("a valid edit");
        assert_eq!(errors(&map), []);
    }
    map
}

fn add(card: &str, to: Place) -> Edit {
    Edit::AddCards { cards: vec![Card::new(id(card), CardKind::Touchpoint, card, to)], before: None }
}

fn place(cards: &[&str], to: Place, before: Option<&str>) -> Edit {
    Edit::PlaceCards { cards: cards.iter().map(|card| id(card)).collect(), to, before: before.map(id) }
}

fn check_place(first: &[Edit], last: Edit, card: &str, expected: Option<Place>) {
    let map = after(after(start(), first), std::slice::from_ref(&last));
    assert_eq!(map.cards.find(id(card)).map(|card| card.place), expected, "{last:?}");
}

#[test]
fn cards_keep_their_order_wherever_they_are_put() {
    for (moved, before, expected) in [
        (&["3"][..], Some("1"), ["3", "1", "2"]),
        (&["3", "1"], None, ["2", "1", "3"]),
        (&["1"], Some("3"), ["2", "1", "3"]),
        (&["1", "2"], Some("2"), ["1", "2", "3"]),
        (&["2"], Some("2"), ["1", "2", "3"]),
    ] {
        let map = after(start(), &[place(moved, cell("a1"), before.map(|b| b as &str))]);
        assert_eq!(titles(&map, cell("a1")), expected, "{moved:?} before {before:?}");
    }
    let map = after(start(), &[place(&["2"], cell("a2"), None), place(&["3", "1"], cell("a2"), Some("2"))]);
    assert_eq!(titles(&map, cell("a2")), ["1", "3", "2"]);
}

#[test]
fn a_finding_is_accepted_once_and_withdrawn() {
    let accept = |reason: &str| {
        let (finding, about) = ("broken-basic".to_owned(), "1".to_owned());
        Edit::AcceptFinding(Accepted { finding, about, reason: reason.into(), date: None })
    };
    let map = after(start(), &[accept("First\u{7}"), accept("Then")]);
    assert_eq!(map.accepted.iter().map(|accepted| accepted.reason.as_str()).collect::<Vec<_>>(), ["Then"]);
    // With its record the acceptance goes.
    assert!(after(map.clone(), &[Edit::RemoveCards(vec![id("1")])]).accepted.is_empty());
    let withdraw = Edit::WithdrawFinding { finding: "broken-basic".into(), about: "1".into() };
    assert_eq!(after(map, &[withdraw]), start());
}

#[test]
fn what_is_planned_for_a_difference_is_said_once() {
    let change = |period: &str, opportunity| {
        let at = ChangeAt::Card(id("1"));
        Edit::PlanChange(Change { at, opportunity, period: period.into(), text: String::new() })
    };
    let map = after(start(), &[change("2027", None), change("2028\n", None)]);
    assert_eq!(map.changes.iter().map(|change| change.period.as_str()).collect::<Vec<_>>(), ["2028"]);
    assert_eq!(after(map, &[Edit::WithdrawChange(ChangeAt::Card(id("1")))]), start());
    assert!(apply(&mut start(), &change("2027", Some(id("none"))), &mut IdSource::seeded(1)).is_err());
}

#[test]
fn putting_a_card_where_it_is_changes_nothing() {
    for edit in [
        place(&["2"], cell("a1"), Some("3")),
        place(&["2"], cell("a1"), Some("2")),
        place(&["2", "3"], cell("a1"), None),
        Edit::MoveLane { lane: id("web"), before: Some(id("back")) },
        Edit::MoveStage { stage: id("b"), before: None },
        Edit::MoveStep { step: id("a1"), stage: id("a"), before: Some(id("a1")) },
    ] {
        let mut map = start();
        assert_eq!(apply(&mut map, &edit, &mut IdSource::seeded(1)), Ok(Applied::default()), "{edit:?}");
    }
}

#[test]
fn a_span_runs_with_the_journey_and_over_more_than_one_step() {
    check_place(&[], place(&["1"], span("a3", "a1"), None), "1", Some(span("a1", "a3")));
    check_place(&[], place(&["1"], span("a2", "a2"), None), "1", Some(cell("a2")));
}

#[test]
fn cards_follow_the_steps_that_go() {
    let spanning = [add("x", span("a2", "b1"))];
    check_place(&spanning, Edit::RemoveStep(id("a2")), "x", Some(span("a3", "b1")));
    check_place(&spanning, Edit::RemoveStep(id("b1")), "x", Some(span("a2", "a3")));
    check_place(&spanning, Edit::RemoveStep(id("a3")), "x", Some(span("a2", "b1")));
    check_place(&spanning, Edit::RemoveStage(id("a")), "x", Some(cell("b1")));
    check_place(&[], Edit::RemoveStep(id("a1")), "1", None);
    let across = [add("x", Place::Stage(id("web"), id("a")))];
    check_place(&across, Edit::RemoveStep(id("a1")), "x", Some(Place::Stage(id("web"), id("a"))));
    check_place(&across, Edit::RemoveStage(id("a")), "x", None);
    check_place(&across, Edit::RemoveLane(id("web")), "x", None);
}

#[test]
fn cards_follow_the_steps_that_move() {
    let move_step = |step: &str, stage: &str, before: Option<&str>| Edit::MoveStep {
        step: id(step),
        stage: id(stage),
        before: before.map(id),
    };
    let spanning = [add("x", span("a1", "a2"))];
    check_place(&spanning, move_step("a1", "a", Some("a3")), "x", Some(span("a2", "a1")));
    check_place(&spanning, move_step("a1", "a", None), "x", Some(cell("a2")));
    check_place(&spanning, move_step("a3", "a", Some("a2")), "x", Some(span("a1", "a2")));
    check_place(&[], move_step("a1", "b", None), "1", Some(cell("a1")));
    check_place(&spanning, Edit::MoveStage { stage: id("a"), before: None }, "x", Some(span("a1", "a2")));
    let across_both = [add("x", span("a3", "b1"))];
    check_place(&across_both, Edit::MoveStage { stage: id("a"), before: None }, "x", Some(cell("b1")));
}

#[test]
fn cards_that_a_change_of_the_grid_brings_together_get_an_order() {
    let apart = [add("x", span("a3", "b1")), add("y", cell("b1")), add("z", Place::Stage(id("web"), id("a")))];
    let to_b = Edit::MoveStep { step: id("a3"), stage: id("b"), before: None };
    let to_first = Edit::MoveStep { step: id("b1"), stage: id("a"), before: Some(id("a1")) };
    for (edit, place, expected) in [
        (Edit::RemoveStage(id("a")), cell("b1"), &["x", "y"][..]),
        (Edit::MoveStage { stage: id("a"), before: None }, cell("b1"), &["x", "y"]),
        (Edit::RemoveStep(id("a3")), cell("b1"), &["x", "y"]),
        (to_b, cell("b1"), &["x", "y"]),
        (to_first, cell("b1"), &["y", "z"]),
    ] {
        let map = after(after(start(), &apart), std::slice::from_ref(&edit));
        random::check_ranks(&map);
        assert_eq!(titles(&map, place), expected, "{edit:?}");
    }
}

#[test]
fn a_stage_goes_with_its_last_step() {
    let across = add("x", Place::Stage(id("web"), id("b")));
    let moved = Edit::MoveStep { step: id("b1"), stage: id("a"), before: None };
    let map = after(start(), &[across, moved]);
    assert_eq!(map.stages.len(), 1);
    assert_eq!(map.cards.find(id("x")).map(|card| card.place), Some(cell("b1")));
    assert_eq!(after(start(), &[Edit::RemoveStep(id("b1"))]).stages.len(), 1);
}

#[test]
fn a_copy_stands_below_and_keeps_its_arrows() {
    let link = |to: &str| Link { to: id(to), kind: LinkKind::Flow, label: String::new() };
    let links = Edit::SetCards { cards: vec![id("1")], field: CardField::Links(vec![link("2"), link("3")]) };
    let mut map = after(start(), &[links]);
    let edit = Edit::DuplicateCards(vec![id("2"), id("1")]);
    let applied = apply(&mut map, &edit, &mut IdSource::seeded(5)).expect("a valid edit");
    assert_eq!(titles(&map, cell("a1")), ["1", "2", "1", "2", "3"]);
    let [Subject::Card(first), Subject::Card(second)] = applied.created[..] else { panic!("two copies") };
    let copy = map.cards.find(first).expect("the copy");
    assert_eq!(copy.links, [Link { to: second, ..link("2") }, link("3")]);
}

#[test]
fn a_rating_is_made_when_needed_and_goes_when_it_says_nothing() {
    let rate = |field| Edit::SetRating { persona: id("ada"), at: Target::Step(id("a1")), channel: None, field };
    let map = after(start(), &[rate(RatingField::Actual(Some(Emotion::MIN))), rate(RatingField::Word("cross".into()))]);
    assert_eq!(map.ratings.len(), 1);
    let map = after(map, &[rate(RatingField::Actual(None))]);
    assert_eq!(map.ratings.at(0).map(|rating| rating.word.as_str()), Some("cross"));
    assert!(after(map, &[rate(RatingField::Word(String::new()))]).ratings.is_empty());
}

#[test]
fn a_callout_is_pinned_and_taken_away() {
    let toggle = |map: &Map| Edit::toggle_callout(map, CalloutKind::High, Target::Card(id("1")), None);
    let map = after(start(), &[toggle(&start())]);
    assert_eq!(map.callouts.len(), 1);
    let edit = toggle(&map);
    assert!(after(map, &[edit]).callouts.is_empty());
}

/// A map whose cards 1 and 2 say the same, with all that can be said about a card.
fn said_twice() -> Map {
    let at = |card: &str| Target::Card(id(card));
    let rate =
        |card: &str, persona: &str, field| Edit::SetRating { persona: id(persona), at: at(card), channel: None, field };
    let round = |tally| RatingField::Rounds(vec![Round { date: None, tally }]);
    let set = |card: &str, field| Edit::SetCards { cards: vec![id(card)], field };
    let arrow = |to: &str, label: &str| Link { to: id(to), kind: LinkKind::Flow, label: label.into() };
    let pain =
        PainPoint { at: vec![at("1"), at("2")], ..PainPoint::new(id("pp"), "It hurts", Severity::Major, at("2")) };
    let votes = vec![(VoteFor::Card(id("1")), 2), (VoteFor::Card(id("2")), 3)];
    let edits = [
        set("1", CardField::Title("The queue is long".into())),
        set("2", CardField::Title("Queue is too long".into())),
        set("2", CardField::Text("said by Ada".into())),
        set("2", CardField::Note("private".into())),
        set("1", CardField::Tags(vec!["a".into()])),
        set("2", CardField::Tags(vec!["a".into(), "b".into()])),
        set("1", CardField::Personas(vec![id("ada")])),
        set("2", CardField::Owner("Cashier".into())),
        set("2", CardField::Links(vec![arrow("1", ""), arrow("3", "then")])),
        set("3", CardField::Links(vec![arrow("2", "back")])),
        rate("1", "ada", RatingField::Actual(Some(Emotion::MIN))),
        rate("1", "ada", round((1, 0, 0, 0, 0))),
        rate("2", "ada", RatingField::Word("cross".into())),
        rate("2", "ada", round((0, 0, 0, 0, 2))),
        rate("2", "ben", RatingField::Actual(Some(Emotion::MAX))),
        Edit::AddPain(pain),
        Edit::SetCallout { kind: CalloutKind::Low, at: at("1"), persona: None, text: Some("worst".into()) },
        Edit::SetCallout { kind: CalloutKind::Low, at: at("2"), persona: None, text: Some("really".into()) },
        Edit::AddBallot(Ballot { votes, ..Ballot::new(id("b"), "What first?") }),
    ];
    after(start(), &edits)
}

#[test]
fn of_cards_that_are_merged_nothing_is_lost() {
    let merge = |into: &str, cards: &[&str]| {
        let cards = cards.iter().map(|card| id(card)).collect();
        Edit::MergeCards { into: id(into), cards }
    };
    let map = after(said_twice(), &[merge("1", &["2"])]);
    let card = map.cards.find(id("1")).expect("it stays");
    assert_eq!((card.title.as_str(), card.text.as_str()), ("The queue is long", "Queue is too long\nsaid by Ada"));
    assert_eq!((card.note.as_str(), card.owner.as_str()), ("private", "Cashier"));
    assert_eq!((&card.tags[..], &card.personas[..]), (&["a".to_owned(), "b".to_owned()][..], &[][..]));
    assert_eq!(card.links.iter().map(|link| link.label.as_str()).collect::<Vec<_>>(), ["then"]);
    let third = map.cards.find(id("3")).expect("a card");
    assert_eq!(third.links.iter().map(|link| link.to).collect::<Vec<_>>(), [id("1")]);
    assert!(!map.cards.contains(id("2")));
    assert_eq!(map.ratings.len(), 2);
    let of_ada = map.ratings.iter().find(|rating| rating.persona == id("ada")).expect("a rating");
    assert_eq!((of_ada.actual, of_ada.word.as_str(), of_ada.rounds.len()), (Some(Emotion::MIN), "cross", 2));
    assert!(map.ratings.iter().all(|rating| rating.at == Target::Card(id("1"))));
    assert_eq!(map.pains.at(0).map(|pain| pain.at.clone()), Some(vec![Target::Card(id("1"))]));
    let callouts: Vec<&str> = map.callouts.iter().map(|callout| callout.text.as_str()).collect();
    assert_eq!(callouts, ["worst\nreally"]);
    assert_eq!(map.ballots.at(0).map(|ballot| ballot.votes.clone()), Some(vec![(VoteFor::Card(id("1")), 5)]));
    // A card is not merged with itself, and merging what is the same says nothing twice.
    let said_twice = said_twice();
    let mut same = said_twice.clone();
    assert_eq!(apply(&mut same, &merge("1", &["1"]), &mut IdSource::seeded(1)), Ok(Applied::default()));
    let copied = after(start(), &[Edit::DuplicateCards(vec![id("1")])]);
    let copy = copied.cards.iter().next_back().expect("a copy").id;
    assert_eq!(after(copied, &[Edit::MergeCards { into: id("1"), cards: vec![copy] }]), start());
}

#[test]
fn dots_are_given_in_a_vote_and_go_with_what_they_were_given_to() {
    let give = |card: &str, dots| Edit::SetVote { ballot: id("b"), vote: VoteFor::Card(id(card)), dots };
    let ballot = Ballot { votes: vec![(VoteFor::Card(id("1")), 0)], ..Ballot::new(id("b"), "What\nfirst?") };
    let map = after(start(), &[Edit::AddBallot(ballot), give("1", Some(3)), give("2", Some(1)), give("3", None)]);
    let found = map.ballots.at(0).expect("a ballot");
    assert_eq!((found.question.as_str(), found.given()), ("What first?", 4));
    let map = after(map, &[Edit::RemoveCards(vec![id("1")])]);
    assert_eq!(map.ballots.at(0).map(|ballot| ballot.votes.clone()), Some(vec![(VoteFor::Card(id("2")), 1)]));
    let map = after(map, &[give("2", None), Edit::SetBallot { ballot: id("b"), field: BallotField::Voters(9) }]);
    assert_eq!(map.ballots.at(0).map(|ballot| (ballot.votes.len(), ballot.voters)), Some((0, 9)));
    assert_eq!(after(map, &[Edit::RemoveBallot(id("b"))]), after(start(), &[Edit::RemoveCards(vec![id("1")])]));
}

#[test]
fn counting_a_round_is_one_step() {
    let mut history = History::new(start(), IdSource::seeded(3));
    for count in 1..=5 {
        let rounds = vec![Round { date: None, tally: (count, 0, 0, 0, 0) }];
        let field = RatingField::Rounds(rounds);
        let edit = Edit::SetRating { persona: id("ada"), at: Target::Card(id("1")), channel: None, field };
        history.apply(&edit).expect("a valid edit");
    }
    assert_eq!(history.steps().len(), 1);
    history.undo();
    assert!(history.map().ratings.is_empty());
}

#[test]
fn a_channel_that_stands_for_a_built_in_one_gives_it_its_place_back() {
    let own = |channel: &str| {
        Edit::AddChannel(Channel { id: id(channel), name: "Own".into(), icon: String::new(), hue: None })
    };
    let used = |channel: &str| {
        let field = CardField::Channels(vec![id(channel)]);
        [own(channel), Edit::SetCards { cards: vec![id("1")], field }, Edit::RemoveChannel(id(channel))]
    };
    let channels = |map: &Map| map.cards.at(0).map_or(0, |card| card.channels.len());
    assert_eq!(channels(&after(start(), &used("web"))), 1);
    assert_eq!(channels(&after(start(), &used("pigeon"))), 0);
}

#[test]
fn text_is_cleaned_on_its_way_in() {
    let title = Edit::SetCards { cards: vec![id("1")], field: CardField::Title("Pay\r\nnow\u{7}".into()) };
    let lane = Edit::AddLane { lane: Lane::new(id("l"), "Web\nshop", LaneKind::Text), before: None };
    let note = Edit::SetMap(MapField::Note("x".repeat(limits::TEXT + 1)));
    let map = after(start(), &[title, lane, note]);
    assert_eq!(map.cards.at(0).map(|card| card.title.as_str()), Some("Pay\nnow"));
    assert_eq!(map.lanes.at(2).map(|lane| lane.title.as_str()), Some("Web shop"));
    assert_eq!(map.note.len(), limits::TEXT);
}

#[test]
fn errors_name_what_is_wrong() {
    let check = |edit: Edit, expected: &str| {
        let mut map = start();
        let error = apply(&mut map, &edit, &mut IdSource::seeded(1)).expect_err("a wrong edit");
        assert_eq!(error.to_string(), expected);
        assert_eq!(map, start());
    };
    let gone = "it may have been removed in the meantime";
    check(Edit::RemoveCards(vec![id("1"), id("9")]), &format!("there is no card with the id \"9\"; {gone}"));
    let set = |field| Edit::SetCards { cards: vec![id("1")], field };
    check(set(CardField::Channels(vec![id("pigeon")])), &format!("there is no channel with the id \"pigeon\"; {gone}"));
    let link = Link { to: id("9"), kind: LinkKind::Flow, label: String::new() };
    check(set(CardField::Links(vec![link])), &format!("there is no card with the id \"9\"; {gone}"));
    check(place(&["1"], cell("z"), None), &format!("there is no step with the id \"z\"; {gone}"));
    check(add("1", Place::Parked), "the id \"1\" belongs to another card already");
    check(
        Edit::SetLane { lane: id("web"), field: LaneField::Personas(vec![id("eve")]) },
        &format!("there is no persona with the id \"eve\"; {gone}"),
    );
    let empty =
        Stage { id: id("c"), title: String::new(), goal: String::new(), note: String::new(), steps: Table::default() };
    check(Edit::AddStage { stage: empty, before: None }, "a stage needs at least one step");
    let many = (0..=limits::CARDS).map(|n| Card::new(id(&format!("c-{n}")), CardKind::Text, "", Place::Parked));
    check(
        Edit::AddCards { cards: many.collect(), before: None },
        "a map can hold 50000 records of the kind card; divide it into several maps",
    );
}

#[test]
fn only_what_an_edit_concerns_is_copied() {
    let before = maps::map(4);
    let mut map = before.clone();
    let card = before.cards.at(1).expect("a card").id;
    let edit = Edit::SetCards { cards: vec![card], field: CardField::Kano(Some(Kano::Delighter)) };
    assert!(apply(&mut map, &edit, &mut IdSource::seeded(1)).expect("a valid edit").changed);
    let shared = unshared(&before.cards, &map.cards);
    assert_eq!(shared, [1]);
    assert_eq!(unshared(&before.stages, &map.stages), []);
    assert_eq!(unshared(&before.story, &map.story), []);
}

/// The positions at which two tables of the same length do not share their record.
fn unshared<T>(a: &Table<T>, b: &Table<T>) -> Vec<usize> {
    assert_eq!(a.len(), b.len());
    let pairs = a.shared().iter().zip(b.shared());
    pairs.enumerate().filter(|(_, (a, b))| !Arc::ptr_eq(a, b)).map(|(n, _)| n).collect()
}
