//! What is computed about a map: the map check by damaging a clean map field by field, figures, and
//! what becomes different from a current to a future map.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use pathos::insight::*;
use pathos::model::*;
use pathos::store;
use pathos::template::future_of;

/// A map in which the map check finds nothing, with a way to break each thing that it looks at.
fn clean() -> Map {
    store::parse(include_str!("fixtures/insight/clean.ron")).expect("a map").0
}

const TODAY: Date = date(2026, 11, 23);

fn id<K>(text: &str) -> Id<K> {
    Id::new(text).expect("an id")
}

fn card<'a>(map: &'a mut Map, name: &str) -> &'a mut Card {
    map.cards.find_mut(id(name)).expect("a card")
}

fn pain<'a>(map: &'a mut Map, name: &str) -> &'a mut PainPoint {
    map.pains.find_mut(id(name)).expect("a pain point")
}

fn names(map: &Map, today: Date) -> Vec<(&'static str, String)> {
    findings(map, today).iter().map(|finding| (finding.kind.name(), finding.about())).collect()
}

#[test]
fn a_clean_map_has_no_findings() {
    assert_eq!(names(&clean(), TODAY), []);
}

#[test]
fn each_damage_gives_its_one_finding() {
    let damaged = std::cell::RefCell::new(BTreeSet::new());
    let check = |name: &str, about: &str, damage: &dyn Fn(&mut Map)| {
        let mut map = clean();
        damage(&mut map);
        damaged.borrow_mut().insert(name.to_owned());
        assert_eq!(names(&map, TODAY), [(name, about.to_owned())].map(|(a, b)| (leak(a), b)));
        let found = findings(&map, TODAY);
        let position = store::parse(&store::to_ron(&map)).expect("still a map");
        assert!(!found[0].text.is_empty() && !found[0].path.is_empty() && position.1.is_empty());

        let accepted = Accepted { finding: name.into(), about: about.into(), reason: "so".into(), date: None };
        map.accepted.push(accepted.clone());
        assert_eq!(findings(&map, TODAY).iter().map(|f| f.accepted.clone()).collect::<Vec<_>>(), [Some(accepted)]);
    };
    let rate = |map: &mut Map, rating: &str, level| map.ratings.find_mut(id(rating)).expect("one").actual = level;
    check("pain-without-owner", "pp-queue", &|map| pain(map, "pp-queue").owner = " ".into());
    check("pain-without-opportunity", "pp-queue", &|map| {
        map.opportunities.find_mut(id("op-callback")).expect("one").answers.clear();
    });
    check("pain-without-opportunity", "pp-price", &|map| {
        map.opportunities.find_mut(id("op-offer")).expect("one").status = OpportunityStatus::Dropped;
    });
    check("broken-basic", "c-till", &|map| card(map, "c-till").kano = Some(Kano::Basic));
    check("broken-basic", "c-site", &|map| rate(map, "r-ada-site", Emotion::new(-1)));
    check("broken-basic", "c-phone", &|map| card(map, "c-phone").kano = Some(Kano::Basic));
    check("expectation-gap", "c-till", &|map| rate(map, "r-ada-till", Emotion::new(-1)));
    check("expectation-gap", "s-pay", &|map| {
        map.ratings.find_mut(id("r-ben-pay")).expect("one").rounds[0].tally = (0, 1, 0, 0, 0);
    });
    check("lane-without-voice", "l-feel", &|map| drop(map.cards.remove(id("c-quote"))));
    check("lane-without-voice", "l-feel", &|map| {
        map.lanes.find_mut(id("l-feel")).expect("a lane").personas = vec![id("p-ada")];
        card(map, "c-quote").personas = vec![id("p-ben")];
    });
    check("channel-switch-without-owner", "c-site", &|map| card(map, "c-site").owner.clear());
    check("channel-switch-without-owner", "c-site", &|map| card(map, "c-phone").owner.clear());
    check("hand-off-without-owner", "c-counter", &|map| card(map, "c-bench").owner.clear());
    check("little-evidence", "", &|map| card(map, "c-bill").evidence = Some(Evidence::Assumed));
    check("future-without-period", "", &|map| map.period.clear());
    check("not-reviewed", "", &|map| map.reviewed = Some(date(2026, 5, 22)));
    check("not-reviewed", "", &|map| map.reviewed = None);
    check("not-reviewed", "", &|map| (map.reviewed, map.created) = (None, None));
    check("promise-broken", "", &|map| {
        map.callouts.find_mut(id("co-keeps")).expect("one").kind = CalloutKind::BreaksPromise;
    });
    check("merge-conflict", "c-till", &|map| card(map, "c-till").tags.push(MERGE_CONFLICT_TAG.into()));
    // Every other field on which a finding hangs.
    check("pain-without-opportunity", "pp-queue", &|map| {
        map.opportunities.remove(id("op-callback"));
        map.ballots.find_mut(id("b-first")).expect("one").votes.clear();
    });
    check("broken-basic", "c-site", &|map| pain(map, "pp-price").at.push(Target::Card(id("c-site"))));
    check("expectation-gap", "c-till", &|map| {
        map.ratings.find_mut(id("r-ada-till")).expect("one").expected = Emotion::new(2);
    });
    check("expectation-gap", "c-phone", &|map| rate(map, "r-ada-phone", Emotion::new(-2)));
    check("lane-without-voice", "l-feel", &|map| card(map, "c-quote").kind = CardKind::Text);
    check("hand-off-without-owner", "c-counter", &|map| card(map, "c-counter").owner.clear());
    check("channel-switch-without-owner", "c-counter", &|map| {
        card(map, "c-counter").links[0].kind = LinkKind::ChannelSwitch;
        card(map, "c-bench").owner = "  ".into();
    });
    for backed in ["c-site", "c-phone", "c-counter", "c-bench", "c-bill"] {
        check("little-evidence", "", &|map| card(map, backed).evidence = None);
    }
    check("future-without-period", "", &|map| map.period = " ".into());
    check("promise-broken", "", &|map| {
        let at = Target::Step(id("s-pay"));
        let (kind, persona, text) = (CalloutKind::BreaksPromise, None, String::new());
        map.callouts.push(Callout { id: id("co-breaks"), kind, at, persona, text });
    });
    let all: BTreeSet<String> = FindingKind::ALL.iter().map(|kind| kind.name().to_owned()).collect();
    assert_eq!(*damaged.borrow(), all, "every kind of finding has a damage of its own");
}

#[test]
fn a_field_on_which_nothing_hangs_gives_no_finding() {
    let harmless: [&dyn Fn(&mut Map); 12] = [
        &|map| map.title.clear(),
        &|map| map.state = MapState::Current,
        &|map| map.created = None,
        &|map| map.purpose.promise.clear(),
        &|map| card(map, "c-till").owner.clear(),
        &|map| card(map, "c-site").channels.clear(),
        &|map| card(map, "c-site").links.clear(),
        &|map| card(map, "c-parts").evidence = Some(Evidence::Assumed),
        &|map| pain(map, "pp-queue").resolved = true,
        &|map| pain(map, "pp-queue").severity = Severity::Blocking,
        &|map| map.callouts.find_mut(id("co-keeps")).expect("one").kind = CalloutKind::High,
        &|map| map.metrics.find_mut(id("me-nps")).expect("one").series.clear(),
    ];
    for (n, change) in harmless.iter().enumerate() {
        let mut map = clean();
        change(&mut map);
        assert_ne!(map, clean(), "change {n} changes something");
        assert_eq!(names(&map, TODAY), [], "change {n}");
    }
}

/// The name of a kind of finding, which the program has for good.
fn leak(name: &str) -> &'static str {
    FindingKind::ALL.iter().map(|kind| kind.name()).find(|known| *known == name).expect("a known name")
}

#[test]
fn every_kind_of_finding_has_a_name_and_says_why_it_matters() {
    for kind in FindingKind::ALL {
        let is_name = kind.name().bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        assert!(is_name && kind.why().len() > 20, "{kind:?}");
    }
}

#[test]
fn half_a_year_is_six_months_to_the_day() {
    let mut map = clean();
    map.reviewed = Some(date(2026, 5, 23));
    assert_eq!(names(&map, TODAY), []);
    assert_eq!(names(&map, date(2026, 11, 24)), [("not-reviewed", String::new())]);
}

fn levels(feelings: &[Feeling]) -> Vec<(String, f64)> {
    let name = |at| match at {
        Target::Card(id) => id.to_string(),
        Target::Step(id) => id.to_string(),
    };
    feelings.iter().map(|feeling| (name(feeling.at), feeling.level)).collect()
}

fn pairs<const N: usize>(pairs: [(&str, f64); N]) -> Vec<(String, f64)> {
    pairs.map(|(name, value)| (name.to_owned(), value)).to_vec()
}

#[test]
fn highs_and_lows_are_ranked_with_equals_in_the_order_of_time() {
    let map = clean();
    let highs = highs(&map);
    assert_eq!(levels(&highs), pairs([("c-message", 2.0), ("c-site", 1.0), ("c-counter", 1.0), ("s-pay", 1.0)]));
    assert_eq!(levels(&lows(&map)), pairs([("c-phone", -1.0)]));
    assert_eq!((highs[0].stage, highs[0].step, highs[0].word.as_str()), (id("st-fetch"), id("s-wait"), "surprised"));
}

#[test]
fn gaps_begin_with_the_greatest_disappointment() {
    let gaps = gaps(&clean());
    let sizes: Vec<f64> = gaps.iter().map(|gap| gap.size).collect();
    assert_eq!(sizes, [-1.0, -1.0, 1.0, 1.0, 2.0]);
    assert_eq!(gaps[0].feeling.at, Target::Card(id("c-phone")));
}

#[test]
fn peak_and_end_are_those_of_each_persona() {
    let found = peaks_and_ends(&clean());
    let places: Vec<(PersonaId, Target, Target)> = found.iter().map(|p| (p.persona, p.peak.at, p.end.at)).collect();
    let [message, till, counter] = ["c-message", "c-till", "c-counter"].map(|card| Target::Card(id(card)));
    assert_eq!(places, [(id("p-ada"), message, till), (id("p-ben"), counter, Target::Step(id("s-pay")))]);
}

#[test]
fn averages_are_told_with_what_they_are_the_mean_of() {
    let found = averages(&clean());
    let told: Vec<(&str, &str, f64, usize)> =
        found.iter().map(|a| (a.stage.as_str(), a.persona.as_str(), a.level, a.at.len())).collect();
    assert_eq!(
        told,
        [
            ("st-bring", "p-ada", 0.0, 2),
            ("st-bring", "p-ben", 1.0, 1),
            ("st-fetch", "p-ada", 1.0, 2),
            ("st-fetch", "p-ben", 1.0, 1)
        ]
    );
}

#[test]
fn the_weakest_channel_of_a_step_goes_first() {
    let mut map = clean();
    let found = spreads(&map);
    assert_eq!(found.iter().map(|spread| spread.step).collect::<Vec<_>>(), [id("s-book")]);
    let channels: Vec<(&str, f64)> = found[0].channels.iter().map(|c| (c.channel.as_str(), c.level)).collect();
    assert_eq!((channels, found[0].size()), (vec![("phone", -1.0), ("web", 1.0)], 2.0));
    // A rating that names its channel counts for it, wherever it is.
    map.ratings.find_mut(id("r-ada-phone")).expect("one").channel = Some(id("web"));
    assert_eq!(spreads(&map), []);
}

#[test]
fn open_pains_are_grouped_by_owner_stage_and_channel() {
    let mut map = clean();
    let by_owner = pains_by_owner(&map);
    assert_eq!(by_owner.len(), 1);
    assert_eq!((by_owner[0].key.as_str(), by_owner[0].worst), ("Shop", Severity::Major));
    assert_eq!(by_owner[0].pains, [id("pp-price"), id("pp-queue")]);
    let stages: Vec<(StageId, usize)> = pains_by_stage(&map).iter().map(|g| (g.key, g.pains.len())).collect();
    assert_eq!(stages, [(id("st-fetch"), 1), (id("st-bring"), 1)]);
    pain(&mut map, "pp-form").resolved = false;
    let channels: Vec<(ChannelId, usize)> = pains_by_channel(&map).iter().map(|g| (g.key, g.pains.len())).collect();
    assert_eq!(channels, [(id("web"), 1), (id("store"), 1), (id("phone"), 1)]);
    assert_eq!(pains_by_owner(&map)[1].key, "");
}

#[test]
fn metrics_stand_where_their_last_value_is() {
    let found = standings(&clean());
    assert_eq!((found[0].latest.value, found[0].delta, found[0].to_target), (42.0, Some(11.0), Some(-2.0)));
    assert_eq!((found[0].has_improved(), found[0].has_reached_target()), (Some(true), Some(true)));
    // Less waiting is better.
    assert_eq!((found[1].has_improved(), found[1].has_reached_target()), (Some(false), Some(false)));
}

#[test]
fn opportunities_stand_in_their_quadrants() {
    let mut map = clean();
    let expected = [(Quadrant::QuickWin, id("op-callback")), (Quadrant::BigBet, id("op-offer"))];
    assert_eq!(opportunities_by_quadrant(&map), expected);
    for (impact, effort, quadrant) in [
        (Some(3), Some(3), Quadrant::FillIn),
        (Some(3), Some(4), Quadrant::MoneyPit),
        (Some(5), Some(3), Quadrant::QuickWin),
        (None, Some(1), Quadrant::Unjudged),
    ] {
        let idea = map.opportunities.find_mut(id("op-offer")).expect("one");
        (idea.impact, idea.effort) = (impact.and_then(Score::new), effort.and_then(Score::new));
        assert_eq!(Quadrant::of(idea), quadrant);
    }
}

#[test]
fn votes_are_ranked_once_they_may_be_seen() {
    let found = ranked_votes(&clean());
    assert_eq!(found.len(), 1);
    let ranked = [(VoteFor::Opportunity(id("op-offer")), 2), (VoteFor::Opportunity(id("op-callback")), 1)];
    assert_eq!(found[0], Votes { ballot: id("b-first"), ranked: ranked.to_vec() });
}

#[test]
fn the_road_map_goes_by_period_and_ends_with_what_has_none() {
    let mut map = clean();
    let change = |at: &str, opportunity: Option<&str>, period: &str| Change {
        at: ChangeAt::Card(id(at)),
        opportunity: opportunity.map(id),
        period: period.into(),
        text: String::new(),
    };
    map.changes = vec![
        change("c-till", Some("op-offer"), ""),
        change("c-phone", Some("op-callback"), "2027-Q2"),
        change("c-site", None, ""),
    ];
    let found = road_map(&map);
    let told: Vec<(&str, usize, usize)> =
        found.iter().map(|p| (p.name.as_str(), p.opportunities.len(), p.changes.len())).collect();
    assert_eq!(told, [("2026-Q4", 1, 1), ("2027-Q1", 1, 0), ("2027-Q2", 0, 1), ("", 0, 1)]);
}

/// What is told about a record after a change of the clean map.
fn check_difference(subject: Compared, change: impl FnOnce(&mut Map), expected: &[&str]) {
    let before = clean();
    let mut after = before.clone();
    change(&mut after);
    let found = comparison(&before, &after);
    assert_eq!(found.entries.iter().map(|entry| entry.subject).collect::<Vec<_>>(), [subject]);
    let words: Vec<String> = found.entries[0].what.iter().map(What::words).collect();
    assert_eq!(words, expected);
}

#[test]
fn each_kind_of_difference_is_told_for_its_record() {
    let pay = Compared::Card(id("c-till"));
    check_difference(pay, |map| card(map, "c-till").title = "Pay by phone".into(), &["title: “Pay” → “Pay by phone”"]);
    let to = Place::Cell(id("l-touch"), id("s-wait"));
    let moved = "moved from Touchpoints, Pay to Touchpoints, Wait";
    check_difference(pay, |map| card(map, "c-till").place = to, &[moved]);
    check_difference(pay, |map| card(map, "c-till").kano = Some(Kano::Basic), &["Kano class: nothing → “basic”"]);
    let queue = Compared::Pain(id("pp-queue"));
    check_difference(queue, |map| pain(map, "pp-queue").resolved = true, &["resolved"]);
    let worse = |map: &mut Map| pain(map, "pp-queue").severity = Severity::Blocking;
    check_difference(queue, worse, &["hurts more: moderate → blocking"]);
    check_difference(Compared::Pain(id("pp-form")), |map| pain(map, "pp-form").resolved = false, &["hurts again"]);
    let at = Target::Card(id("c-phone"));
    let better = |map: &mut Map| map.ratings.find_mut(id("r-ada-phone")).expect("one").actual = Emotion::new(1);
    check_difference(Compared::Emotion(id("p-ada"), at, None), better, &["feels better: −1 → +1"]);
    let again = |map: &mut Map| {
        let mut rating = map.ratings.remove(id("r-ada-phone")).expect("one");
        (rating.id, rating.actual) = (id("r-other"), Emotion::new(-2));
        map.ratings.push(rating);
    };
    check_difference(Compared::Emotion(id("p-ada"), at, None), again, &["feels worse: −1 → −2"]);
    let status = |map: &mut Map| {
        map.opportunities.find_mut(id("op-callback")).expect("one").status = OpportunityStatus::Done;
    };
    check_difference(Compared::Opportunity(id("op-callback")), status, &["status: “planned” → “done”"]);
    let first = |map: &mut Map| {
        let lane = map.lanes.remove(id("l-feel")).expect("a lane");
        map.lanes.insert(0, lane);
    };
    check_difference(Compared::Lane(id("l-feel")), first, &["moved from 4 to 1"]);
    check_difference(
        Compared::Opportunity(id("op-lamp")),
        |map| drop(map.opportunities.remove(id("op-lamp"))),
        &["gone"],
    );
    check_difference(
        Compared::Card(id("c-new")),
        |map| map.cards.push(Card::new(id("c-new"), CardKind::Action, "Test ride", to)),
        &["new"],
    );
}

#[test]
fn a_future_map_that_was_just_begun_differs_in_its_state_alone() {
    let now = clean();
    let then = future_of(&Map { state: MapState::Current, ..now.clone() }, id("m-2027"), "now.ron");
    let found = comparison(&Map { state: MapState::Current, ..now }, &then);
    assert_eq!(found.entries, []);
    let fields: Vec<&str> = found.map.iter().map(|change| change.field).collect();
    assert_eq!(fields, ["state", "period", "date of creation", "date of review"]);
}

#[test]
fn the_differences_of_the_samples_name_their_opportunities_owners_and_periods() {
    let read = |text: &str| store::parse(text).expect("a sample").0;
    let now = read(include_str!("../samples/onboarding-current.ron"));
    let then = read(include_str!("../samples/onboarding-future.ron"));
    let found = comparison(&now, &then);
    let entry = |subject| found.entries.iter().find(|entry| entry.subject == subject).expect("a difference");
    let tracker = entry(Compared::Card(id("c-tracker")));
    assert_eq!(tracker.what, [What::Added]);
    let plan = tracker.plan.as_ref().expect("a plan");
    assert_eq!(plan.opportunity, Some(id("op-tracker")));
    assert_eq!((plan.period.as_str(), plan.owner.as_str()), ("2026-Q4", "Market communication"));
    let silence = entry(Compared::Pain(id("pp-silence")));
    assert!(silence.what.contains(&What::Resolved) && silence.plan.is_some());
    assert_eq!(entry(Compared::Card(id("c-meterletter"))).what, [What::Removed]);
    let ups = found
        .entries
        .iter()
        .flat_map(|entry| &entry.what)
        .filter(|what| matches!(what, What::Felt { before: Some(before), after: Some(after) } if after > before));
    assert!(ups.count() > 3);
    assert!(comparison(&now, &now).is_empty());
}
