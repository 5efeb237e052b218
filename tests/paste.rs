//! Copying a part of a map and putting it into the same map or another.

use std::sync::Arc;

use pathos::edit::*;
use pathos::model::check::check as problems;
use pathos::model::*;

fn id<K>(text: &str) -> Id<K> {
    Id::new(text).expect("an id")
}

/// The stages `A` (steps a1, a2) and `B` (b1), the lanes Web and Back, Ada, and the card `1` at a1 and
/// `2` at a2 in Web, an arrow from the first to the second, and what is felt at the first.
fn shop() -> Map {
    let mut map = Map::new(id("m"), "Shop");
    for (stage, steps) in [("A", vec!["a1", "a2"]), ("B", vec!["b1"])] {
        let steps = steps.into_iter().map(|step| Step::new(id(step), step)).collect();
        let (goal, note) = (String::new(), String::new());
        map.stages.push(Stage { id: id(&stage.to_lowercase()), title: stage.into(), goal, note, steps });
    }
    for lane in ["Web", "Back"] {
        map.lanes.push(Lane::new(id(&lane.to_lowercase()), lane, LaneKind::Touchpoints));
    }
    map.personas.push(Persona::new(id("ada"), "Ada"));
    map.channels.push(Channel { id: id("pigeon"), name: "Pigeon".into(), icon: String::new(), hue: None });
    for (card, step) in [("1", "a1"), ("2", "a2")] {
        map.cards.push(Card::new(id(card), CardKind::Touchpoint, card, Place::Cell(id("web"), id(step))));
    }
    let first = map.cards.find_mut(id("1")).expect("a card");
    first.links = vec![Link { to: id("2"), kind: LinkKind::Flow, label: String::new() }];
    first.channels = vec![id("pigeon"), id("web")];
    let at = Target::Card(id("1"));
    map.ratings.push(Rating { actual: Some(Emotion::MIN), ..Rating::new(id("r"), id("ada"), at) });
    let persona = Some(id("ada"));
    map.callouts.push(Callout { id: id("co"), kind: CalloutKind::Low, at, persona, text: "Here".into() });
    map.pains.push(PainPoint::new(id("own"), "Hers alone", Severity::Major, at));
    let mut shared = PainPoint::new(id("shared"), "Of both", Severity::Minor, at);
    shared.at.push(Target::Card(id("2")));
    map.pains.push(shared);
    map
}

/// Another map: one stage with one step, one lane of touchpoints.
fn other() -> Map {
    let mut map = Map::new(id("n"), "Other");
    let steps = [Step::new(id("x1"), "x1")].into_iter().collect();
    let (title, goal, note) = ("X".into(), String::new(), String::new());
    map.stages.push(Stage { id: id("x"), title, goal, note, steps });
    map.lanes.push(Lane::new(id("front"), "Front", LaneKind::Touchpoints));
    map
}

fn paste(map: &mut Map, clip: Clip, at: PasteAt) -> Vec<Subject> {
    let edit = Edit::Paste { clip: Arc::new(clip), at };
    let applied = apply(map, &edit, &mut IdSource::seeded(3)).expect("a valid edit");
    let errors: Vec<Problem> =
        problems(map).into_iter().filter(|problem| problem.severity == ProblemSeverity::Error).collect();
    assert_eq!(errors, []);
    applied.created
}

fn into_cell(lane: &str, step: &str) -> PasteAt {
    PasteAt::Cell { lane: id(lane), step: id(step), before: None }
}

/// The card with a title and the title of its step; the last of several.
fn found<'a>(map: &'a Map, title: &str) -> (&'a Card, &'a str, &'a str) {
    let card = map.cards.iter().rfind(|card| card.title == title).expect("a card");
    let (lane, step) = map.cell_of(card.place).expect("a cell");
    let lane = map.lanes.find(lane).expect("a lane");
    (card, lane.title.as_str(), map.find_step(step).expect("a step").1.title.as_str())
}

#[test]
fn cards_keep_their_arrangement_and_bring_what_belongs_to_them() {
    let shop = shop();
    let mut map = other();
    let created = paste(&mut map, Clip::of_cards(&shop, &[id("1"), id("2")]), into_cell("front", "x1"));
    assert_eq!(created.len(), 2);
    let (first, lane, step) = found(&map, "1");
    let (second, _, next) = found(&map, "2");
    assert_eq!((lane, step, next), ("Front", "x1", ""), "the map got a step for the second card");
    assert_eq!(first.links.iter().map(|link| link.to).collect::<Vec<_>>(), [second.id]);
    assert_eq!(first.channels, [id("pigeon"), id("web")]);
    assert_eq!(map.channels.at(0).map(|channel| channel.name.as_str()), Some("Pigeon"));
    assert_eq!(map.personas.at(0).map(|persona| persona.name.as_str()), Some("Ada"));
    let at = Target::Card(first.id);
    assert_eq!(map.ratings.at(0).map(|rating| (rating.at, rating.actual)), Some((at, Some(Emotion::MIN))));
    assert_eq!(map.callouts.at(0).map(|callout| (callout.at, callout.text.as_str())), Some((at, "Here")));
    assert_eq!(map.pains.len(), 2);
    assert_eq!(map.pains.at(1).map(|pain| pain.at.clone()), Some(vec![at, Target::Card(second.id)]));
}

#[test]
fn a_persona_of_the_same_name_is_the_same() {
    let mut map = other();
    map.personas.push(Persona::new(id("ada-2"), "Ada"));
    paste(&mut map, Clip::of_cards(&shop(), &[id("1")]), into_cell("front", "x1"));
    assert_eq!(map.personas.len(), 1);
    assert_eq!(map.ratings.at(0).map(|rating| rating.persona), Some(id("ada-2")));
}

#[test]
fn a_copy_in_the_same_map_shares_what_it_shared_and_owns_what_was_its_own() {
    let mut map = shop();
    paste(&mut map, Clip::of_cards(&shop(), &[id("1")]), into_cell("back", "b1"));
    let (copy, lane, step) = found(&map, "1");
    assert_eq!((lane, step), ("Back", "b1"));
    assert_eq!(copy.links.len(), 1, "the arrow to the card that stayed");
    let places: Vec<(&str, usize)> = map.pains.iter().map(|pain| (pain.text.as_str(), pain.at.len())).collect();
    assert_eq!(places, [("Hers alone", 1), ("Of both", 3), ("Hers alone", 1)]);
}

#[test]
fn what_was_cut_gets_its_pain_points_back() {
    let mut map = shop();
    let clip = Clip::of_cards(&map, &[id("1"), id("2")]);
    apply(&mut map, &Edit::RemoveCards(vec![id("1"), id("2")]), &mut IdSource::seeded(1)).expect("a valid edit");
    assert!(map.pains.iter().all(|pain| pain.at.is_empty()));
    paste(&mut map, clip, into_cell("back", "a1"));
    assert_eq!(map.pains.iter().map(|pain| pain.at.len()).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn steps_stages_and_lanes_come_with_their_cards() {
    let shop = shop();
    let mut map = other();
    let created = paste(&mut map, Clip::of_steps(&shop, &[id("a1")]), PasteAt::Step { stage: id("x"), before: None });
    assert!(matches!(created[..], [Subject::Step(_)]));
    assert_eq!((found(&map, "1").1, found(&map, "1").2), ("Web", "a1"), "the lane came along");

    paste(&mut map, Clip::of_stages(&shop, &[id("a")]), PasteAt::Stage(Some(id("x"))));
    assert_eq!(map.stages.iter().map(|stage| stage.title.as_str()).collect::<Vec<_>>(), ["A", "X"]);
    assert_eq!(map.lanes.len(), 2, "a lane of the same name is the same");
    assert_eq!(map.cards.len(), 3);

    let mut map = other();
    let created = paste(&mut map, Clip::of_lanes(&shop, &[id("web")]), PasteAt::Lane(Some(id("front"))));
    assert!(matches!(created[..], [Subject::Lane(_)]));
    assert_eq!(map.lanes.iter().map(|lane| lane.title.as_str()).collect::<Vec<_>>(), ["Web", "Front"]);
    assert_eq!((found(&map, "1").2, map.steps().count()), ("x1", 2));
}

#[test]
fn a_duplicate_has_ratings_of_its_own() {
    let mut map = shop();
    apply(&mut map, &Edit::DuplicateCards(vec![id("1")]), &mut IdSource::seeded(1)).expect("a valid edit");
    assert_eq!(map.ratings.len(), 2);
    assert_ne!(map.ratings.at(0).map(|rating| rating.at), map.ratings.at(1).map(|rating| rating.at));
}
