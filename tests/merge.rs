//! Merging, in examples and as properties of all edits of all maps.

#[path = "common/maps.rs"]
mod maps;

use fastrand::Rng;
use pathos::edit::{self, *};
use pathos::merge::{Conflict, Dispute, MergeError, Merged, merge};
use pathos::model::check::{check as problems, limits};
use pathos::model::fields::{Fields, changes};
use pathos::model::*;
use proptest::prelude::*;

fn id<K>(text: &str) -> Id<K> {
    Id::new(text).expect("an id")
}

/// Stages `a` (steps a1, a2) and `b` (step b1), the lane `l`, the personas `ada` and `ben`, the card `pay` at
/// a1 with a rating, and a pain point with an opportunity.
fn base() -> Map {
    let mut map = Map::new(id("m"), "Buying a bicycle");
    for (stage, steps) in [("a", vec!["a1", "a2"]), ("b", vec!["b1"])] {
        let steps = steps.into_iter().map(|step| Step::new(id(step), step)).collect();
        map.stages.push(Stage { id: id(stage), title: stage.into(), goal: String::new(), note: String::new(), steps });
    }
    map.lanes.push(Lane::new(id("l"), "Touchpoints", LaneKind::Touchpoints));
    for persona in ["ada", "ben"] {
        map.personas.push(Persona::new(id(persona), persona));
    }
    let mut pay = Card::new(id("pay"), CardKind::Touchpoint, "Pay", Place::Cell(id("l"), id("a1")));
    pay.tags = vec!["till".into(), "cash".into()];
    map.cards.push(pay);
    let at = Target::Card(id("pay"));
    map.ratings.push(Rating { actual: Emotion::new(-1), ..Rating::new(id("r"), id("ada"), at) });
    map.pains.push(PainPoint::new(id("queue"), "One till is open", Severity::Minor, at));
    map.opportunities.push(Opportunity { answers: vec![id("queue")], ..Opportunity::new(id("more"), "More tills") });
    map
}

fn edited(map: &Map, edits: &[Edit]) -> Map {
    by_somebody(map, edits, 1)
}

/// The map after edits whose new ids are somebody's own.
fn by_somebody(map: &Map, edits: &[Edit], seed: u64) -> Map {
    let (mut map, mut ids) = (map.clone(), IdSource::seeded(seed));
    for edit in edits {
        apply(&mut map, edit, &mut ids).expect("a valid edit");
    }
    map
}

/// Merges what two lists of edits make of [`base`], and holds the result to be sound.
fn merged(ours: &[Edit], theirs: &[Edit]) -> Merged {
    let (base, mut ids) = (base(), IdSource::seeded(99));
    let (ours, theirs) = (by_somebody(&base, ours, 1), by_somebody(&base, theirs, 2));
    let merged = merge(&base, &ours, &theirs, &mut ids).expect("versions of one map");
    assert_eq!(errors(&merged.map), []);
    merged
}

fn errors(map: &Map) -> Vec<Problem> {
    problems(map).into_iter().filter(|problem| problem.severity == ProblemSeverity::Error).collect()
}

fn set_card(field: CardField) -> Edit {
    Edit::SetCards { cards: vec![id("pay")], field }
}

fn title(title: &str) -> Edit {
    set_card(CardField::Title(title.into()))
}

fn set_pain(field: PainField) -> Edit {
    Edit::SetPain { pain: id("queue"), field }
}

fn rate(emotion: i64, persona: &str) -> Edit {
    let field = RatingField::Actual(Emotion::new(emotion));
    Edit::SetRating { persona: id(persona), at: Target::Card(id("pay")), channel: None, field }
}

/// The kept values of theirs: text of each card that is tagged as a conflict.
fn kept(map: &Map) -> Vec<&Card> {
    map.cards.iter().filter(|card| card.tags.iter().any(|tag| tag == MERGE_CONFLICT_TAG)).collect()
}

#[test]
fn edits_of_different_things_are_both_there_and_it_does_not_matter_whose_is_whose() {
    let add = |name: &str| {
        let card = Card::new(id(name), CardKind::Action, name, Place::Cell(id("l"), id("a2")));
        Edit::AddCards { cards: vec![card], before: None }
    };
    let ours = [
        title("Pay now"),
        add("c-ours"),
        set_card(CardField::Tags(vec!["till".into(), "cash".into(), "fast".into()])),
        Edit::SetMap(MapField::Vision("No queues".into())),
        Edit::AddStep { step: Step::new(id("a3"), "a3"), stage: id("a"), before: None },
        Edit::RemovePersona(id("ben")),
        rate(1, "ada"),
    ];
    let theirs = [
        set_card(CardField::Owner("Shop".into())),
        add("c-theirs"),
        set_card(CardField::Tags(vec!["cash".into(), "slow".into()])),
        Edit::SetMap(MapField::Promise("In and out in a minute".into())),
        Edit::MoveStage { stage: id("b"), before: Some(id("a")) },
        set_pain(PainField::Severity(Severity::Major)),
    ];
    let (there, back) = (merged(&ours, &theirs), merged(&theirs, &ours));
    assert_eq!((there.conflicts.as_slice(), back.conflicts.as_slice()), (&[][..], &[][..]));
    assert_eq!(there.map, back.map);
    let map = there.map;
    let pay = map.cards.find(id("pay")).expect("kept");
    assert_eq!((pay.title.as_str(), pay.owner.as_str()), ("Pay now", "Shop"));
    assert_eq!(pay.tags, ["cash", "fast", "slow"]);
    assert_eq!((map.purpose.vision.as_str(), map.purpose.promise.as_str()), ("No queues", "In and out in a minute"));
    assert_eq!(map.steps().map(|(_, step)| step.id.to_string()).collect::<Vec<_>>(), ["b1", "a1", "a2", "a3"]);
    assert!(map.cards.contains(id("c-ours")) && map.cards.contains(id("c-theirs")) && map.personas.len() == 1);
    assert_eq!(map.ratings.find(id("r")).and_then(|rating| rating.actual), Emotion::new(1));
    assert_eq!(map.pains.find(id("queue")).map(|pain| pain.severity), Some(Severity::Major));
}

#[test]
fn a_card_of_which_both_changed_a_field_stands_there_twice() {
    let merged = merged(&[title("Pay now"), set_card(CardField::Owner("Shop".into()))], &[title("Pay at the till")]);
    let [twin] = kept(&merged.map)[..] else { panic!("one card is tagged") };
    let ours = merged.map.cards.find(id("pay")).expect("kept");
    assert_eq!((ours.title.as_str(), twin.title.as_str()), ("Pay now", "Pay at the till"));
    assert_eq!((&twin.owner, twin.place), (&ours.owner, ours.place));
    assert!(twin.rank > ours.rank);
    let [conflict] = &merged.conflicts[..] else { panic!("{:?}", merged.conflicts) };
    assert_eq!(conflict.kept_in, Some(twin.id));
    assert_eq!(
        conflict.to_string(),
        format!(
            "card “Pay now” (pay): title: ours says “Pay now”, theirs says “Pay at the till”; ours stands, theirs is \
             kept in the card {}",
            twin.id
        )
    );
}

#[test]
fn a_card_that_both_moved_stands_at_both_places() {
    let to = |step: &str| Edit::PlaceCards { cards: vec![id("pay")], to: Place::Cell(id("l"), id(step)), before: None };
    let merged = merged(&[to("a2"), Edit::RemoveStage(id("b"))], &[to("b1")]);
    let places: Vec<Place> = merged.map.cards.iter().map(|card| card.place).collect();
    assert_eq!(places, [Place::Cell(id("l"), id("a2")), Place::Cell(id("l"), id("b1"))]);
    assert!(merged.conflicts.iter().any(|c| c.id == "b" && c.dispute == Dispute::Needed), "{:?}", merged.conflicts);
}

#[test]
fn what_is_no_card_is_kept_on_a_parked_card() {
    let long = "ä".repeat(limits::TEXT / 2);
    for (ours, theirs, kept_text) in [
        (set_pain(PainField::Severity(Severity::Major)), set_pain(PainField::Severity(Severity::Blocking)), "blocking"),
        (set_pain(PainField::Note("a".into())), set_pain(PainField::Note(long.clone())), long.as_str()),
        (Edit::SetMap(MapField::Title("Ours".into())), Edit::SetMap(MapField::Title("Theirs".into())), "Theirs"),
        (rate(2, "ada"), rate(0, "ada"), "0"),
        (rate(2, "ben"), rate(-2, "ben"), "−2"),
        (
            Edit::SetMap(MapField::Created(Some(jiff::civil::date(2026, 1, 1)))),
            Edit::SetMap(MapField::Created(Some(jiff::civil::date(2026, 2, 1)))),
            "2026-02-01",
        ),
    ] {
        let merged = merged(std::slice::from_ref(&ours), std::slice::from_ref(&theirs));
        let [card] = kept(&merged.map)[..] else { panic!("{ours:?}: {:?}", merged.conflicts) };
        assert_eq!((card.place, card.text.as_str()), (Place::Parked, kept_text));
        assert_eq!(merged.conflicts.iter().map(|conflict| conflict.kept_in).collect::<Vec<_>>(), [Some(card.id)]);
    }
}

#[test]
fn what_one_removed_and_the_other_changed_stays() {
    let remove = Edit::RemoveCards(vec![id("pay")]);
    for (ours, theirs, dispute) in [
        (remove.clone(), title("Pay now"), Dispute::RemovedByUs),
        (title("Pay now"), remove.clone(), Dispute::RemovedByThem),
    ] {
        let merged = merged(&[ours], &[theirs]);
        assert_eq!(merged.map.cards.find(id("pay")).map(|card| card.title.as_str()), Some("Pay now"));
        assert_eq!(merged.conflicts.iter().map(|conflict| &conflict.dispute).collect::<Vec<_>>(), [&dispute]);
    }
    // The rating of a card that is gone needs the card.
    let merged = merged(&[remove], &[rate(2, "ada")]);
    assert!(merged.map.cards.contains(id("pay")) && merged.map.ratings.len() == 1);
}

#[test]
fn a_stage_that_loses_a_step_in_each_version_keeps_one() {
    let merged = merged(&[Edit::RemoveStep(id("a1"))], &[Edit::RemoveStep(id("a2"))]);
    let steps: Vec<String> = merged.map.steps().map(|(_, step)| step.id.to_string()).collect();
    assert_eq!(steps, ["a1", "b1"]);
    assert_eq!(merged.conflicts.iter().map(|conflict| conflict.id.as_str()).collect::<Vec<_>>(), ["a1"]);
}

#[test]
fn ratings_of_the_same_moment_become_one() {
    let word = |word: &str| {
        let (at, field) = (Target::Card(id("pay")), RatingField::Word(word.into()));
        Edit::SetRating { persona: id("ben"), at, channel: None, field }
    };
    let merged = merged(&[rate(1, "ben")], &[word("relieved")]);
    let own: Vec<&Rating> = merged.map.ratings.iter().filter(|rating| rating.persona == id("ben")).collect();
    assert_eq!(own.len(), 1);
    assert_eq!((own[0].actual, own[0].word.as_str()), (Emotion::new(1), "relieved"));
    assert_eq!(merged.conflicts, []);
}

#[test]
fn two_orders_of_the_lanes_are_told() {
    let lane = |name: &str| Edit::AddLane { lane: Lane::new(id(name), name, LaneKind::Text), before: None };
    let start = edited(&base(), &[lane("x"), lane("y")]);
    let shift = |lane: &str, before: &str| Edit::MoveLane { lane: id(lane), before: Some(id(before)) };
    let (ours, theirs) = (edited(&start, &[shift("y", "l")]), edited(&start, &[shift("x", "l")]));
    let merged = merge(&start, &ours, &theirs, &mut IdSource::seeded(1)).expect("versions of one map");
    let order: Vec<&str> = merged.map.lanes.iter().map(|lane| lane.id.as_str()).collect::<Vec<_>>().clone();
    assert_eq!(order, ["y", "l", "x"]);
    assert_eq!(kept(&merged.map).first().map(|card| card.text.as_str()), Some("x, Touchpoints, y"));
}

#[test]
fn values_that_would_not_fit_the_scale_of_their_metric_stay_apart() {
    let reading = |value| Reading { period: "2026-Q3".into(), value, n: None };
    let metric = Metric { series: vec![reading(40.0)], ..Metric::new(id("me"), MetricKind::Own) };
    let start = edited(&base(), &[Edit::AddMetric(metric)]);
    let set = |field| Edit::SetMetric { metric: id("me"), field };
    let ours = edited(&start, &[set(MetricField::Kind(MetricKind::Csat))]);
    let theirs = edited(&start, &[set(MetricField::Series(vec![reading(400.0)]))]);
    let merged = merge(&start, &ours, &theirs, &mut IdSource::seeded(1)).expect("versions of one map");
    assert_eq!(errors(&merged.map), []);
    assert_eq!(merged.map.metrics.find(id("me")), ours.metrics.find(id("me")));
    assert!(kept(&merged.map).iter().any(|card| card.text.contains("400")));
}

#[test]
fn maps_with_other_ids_are_refused() {
    let other = Map::new(id("other"), "");
    let refused = merge(&base(), &base(), &other, &mut IdSource::seeded(1));
    assert!(matches!(refused, Err(MergeError::OtherMap(..))));
}

#[test]
fn without_a_base_what_only_one_says_is_taken() {
    let nothing = Map::new(id("m"), "");
    let ours = edited(&base(), &[set_card(CardField::Owner("Shop".into()))]);
    let theirs = edited(&base(), &[set_pain(PainField::Note("Ask Ada".into()))]);
    let merged = merge(&nothing, &ours, &theirs, &mut IdSource::seeded(1)).expect("versions of one map");
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged.map.cards.find(id("pay")), ours.cards.find(id("pay")));
    assert_eq!(merged.map.pains.find(id("queue")), theirs.pains.find(id("queue")));
}

/// A map after some of the edits that can be made; the same for the same seeds.
fn wander(map: &Map, seeds: &[u64]) -> Map {
    let mut map = map.clone();
    for seed in seeds {
        let mut ids = IdSource::seeded(*seed);
        let edit = maps::edit(&mut Rng::with_seed(*seed), &map, &mut ids);
        let _ = edit::apply(&mut map, &edit, &mut ids);
    }
    map
}

/// Whether two places are spans between the same steps: one that ends before it begins is turned round,
/// which loses nothing.
fn is_turned(a: &str, b: &str) -> bool {
    let words = |place: &str| {
        let mut words: Vec<String> = place.split(' ').map(str::to_owned).collect();
        words.sort();
        words
    };
    a.contains(" to ") && words(a) == words(b)
}

/// Holds that nothing of theirs is lost in a table: what is new is there, what was changed is there or in
/// a conflict.
fn check_table<T: Record + Fields>(
    [base, ours, theirs, merged]: [&Table<T>; 4],
    conflicts: &[Conflict],
    may_fold: bool,
) {
    for their in theirs {
        let id = their.id();
        let Some(found) = merged.find(id) else {
            let is_gone = base.find(id).is_some_and(|base| changes(base, their).is_empty()) && !ours.contains(id);
            assert!(is_gone || may_fold, "{} {id} is lost", T::NAME);
            continue;
        };
        let Some(base) = base.find(id) else { continue };
        let our_changes = ours.find(id).map(|ours| changes(base, ours)).unwrap_or_default();
        for change in changes(base, their) {
            let differs = changes(found, their).into_iter().find(|differing| differing.field == change.field);
            let Some(differs) = differs.filter(|differs| !is_turned(&differs.before, &differs.after)) else { continue };
            assert!(our_changes.iter().any(|ours| ours.field == change.field), "{} {id}: {differs:?}", T::NAME);
            let is_list = matches!(
                change.field,
                "tags"
                    | "personas"
                    | "channels"
                    | "arrows"
                    | "places"
                    | "pain points"
                    | "goals"
                    | "lanes"
                    | "highlights"
                    | "votes"
            );
            let is_told = conflicts.iter().any(|conflict| {
                conflict.id == id.as_str()
                    && matches!(&conflict.dispute, Dispute::Field { field, theirs, .. }
                        if *field == change.field && *theirs == change.after)
            });
            assert!(is_list || is_told, "{} {id}: {differs:?} is lost: {conflicts:?}", T::NAME);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn where_one_side_did_nothing_the_other_stands(seed: u64, edits in prop::collection::vec(any::<u64>(), 0..25)) {
        let base = maps::map(seed);
        let other = wander(&base, &edits);
        let mut ids = IdSource::seeded(seed);
        for [a, b, c] in [[&base, &base, &other], [&base, &other, &base], [&base, &other, &other]] {
            let merged = merge(a, b, c, &mut ids).expect("versions of one map");
            prop_assert_eq!(&merged.map, &other);
            prop_assert_eq!(merged.conflicts, []);
        }
        // The same with a field changed on the other side, so that every record is joined.
        let dated = Map { edition: "1.1".into(), ..base.clone() };
        let expected = Map { edition: "1.1".into(), ..other.clone() };
        for [ours, theirs] in [[&dated, &other], [&other, &dated]] {
            let merged = merge(&base, ours, theirs, &mut ids).expect("versions of one map");
            prop_assert_eq!(merged.conflicts, []);
            prop_assert_eq!(&merged.map, &expected);
        }
    }

    #[test]
    fn any_two_versions_become_a_sound_map_in_which_nothing_is_lost(
        seed: u64,
        ours in prop::collection::vec(any::<u64>(), 1..20),
        theirs in prop::collection::vec(any::<u64>(), 1..20),
    ) {
        let base = maps::map(seed);
        let (ours, theirs) = (wander(&base, &ours), wander(&base, &theirs));
        let merged = merge(&base, &ours, &theirs, &mut IdSource::seeded(seed)).expect("a sound map");
        prop_assert_eq!(errors(&merged.map), []);
        let Merged { map, conflicts } = &merged;
        check_table([&base.personas, &ours.personas, &theirs.personas, &map.personas], conflicts, false);
        check_table([&base.channels, &ours.channels, &theirs.channels, &map.channels], conflicts, false);
        check_table([&base.stages, &ours.stages, &theirs.stages, &map.stages], conflicts, false);
        check_table([&base.lanes, &ours.lanes, &theirs.lanes, &map.lanes], conflicts, false);
        check_table([&base.cards, &ours.cards, &theirs.cards, &map.cards], conflicts, false);
        check_table([&base.ratings, &ours.ratings, &theirs.ratings, &map.ratings], conflicts, true);
        check_table([&base.callouts, &ours.callouts, &theirs.callouts, &map.callouts], conflicts, true);
        check_table([&base.pains, &ours.pains, &theirs.pains, &map.pains], conflicts, false);
        check_table(
            [&base.opportunities, &ours.opportunities, &theirs.opportunities, &map.opportunities], conflicts, false,
        );
        for (_, step) in theirs.steps().filter(|(_, step)| base.find_step(step.id).is_none()) {
            prop_assert!(map.find_step(step.id).is_some());
        }
        for conflict in conflicts {
            let is_kept = conflict.kept_in.is_none_or(|card| map.cards.contains(card));
            prop_assert!(is_kept, "{}", conflict);
        }
    }

    #[test]
    fn a_clean_merge_is_the_same_either_way_round(
        seed: u64,
        ours in prop::collection::vec(any::<u64>(), 1..6),
        theirs in prop::collection::vec(any::<u64>(), 1..6),
    ) {
        let base = maps::map(seed);
        let (ours, theirs) = (wander(&base, &ours), wander(&base, &theirs));
        let there = merge(&base, &ours, &theirs, &mut IdSource::seeded(seed)).expect("a sound map");
        let back = merge(&base, &theirs, &ours, &mut IdSource::seeded(seed)).expect("a sound map");
        prop_assert_eq!(there.conflicts.is_empty(), back.conflicts.is_empty());
        if there.conflicts.is_empty() {
            let lines = pathos::insight::difference(&there.map, &back.map).lines();
            prop_assert!(there.map == back.map, "{:?}", lines);
        }
    }
}
