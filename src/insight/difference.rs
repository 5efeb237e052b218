//! What one map holds beyond another: records that were added, changed, moved or taken out.
//!
//! Records are the same if their ids are. That a record has moved says nothing of its content: a
//! card moves to another place or rank, a stage, a step or a lane past one of its neighbours.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Card, Id, Map, Record, Stage, Step, Table};

/// How two maps differ; the second is what became of the first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// What became of the records, a kind each; kinds that are the same are not in it.
    pub counts: Vec<Count>,
    /// The title after it was changed.
    pub title: Option<String>,
    /// Whether anything else about the map as a whole was changed.
    pub has_other_details: bool,
}

/// How many records of a kind differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// What one of them is called, and several.
    pub words: (&'static str, &'static str),
    /// Those that are new.
    pub added: usize,
    /// Those that say something else, wherever they stand.
    pub changed: usize,
    /// Those that say the same in another place.
    pub moved: usize,
    /// Those that are gone.
    pub removed: usize,
}

impl Difference {
    /// Whether the maps say the same.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty() && self.title.is_none() && !self.has_other_details
    }

    /// A line for each kind: `3 cards added, 2 changed, 1 moved`.
    pub fn lines(&self) -> Vec<String> {
        let title = self.title.iter().map(|title| format!("the title is now “{}”", title.replace('\n', " ")));
        let counts = self.counts.iter().map(Count::line);
        let other = self.has_other_details.then(|| "other details of the map changed".to_owned());
        title.chain(counts).chain(other).collect()
    }
}

impl Count {
    fn line(&self) -> String {
        let parts =
            [(self.added, "added"), (self.changed, "changed"), (self.moved, "moved"), (self.removed, "removed")];
        let mut line = String::new();
        for (count, verb) in parts.into_iter().filter(|(count, _)| *count > 0) {
            if line.is_empty() {
                let noun = if count == 1 { self.words.0 } else { self.words.1 };
                line = format!("{count} {noun} {verb}");
            } else {
                line += &format!(", {count} {verb}");
            }
        }
        line
    }
}

/// What `after` holds beyond `before`, and what it lacks.
pub fn difference(before: &Map, after: &Map) -> Difference {
    let counts = [
        compare(("stage", "stages"), &heads(before), &heads(after), |_, _| false),
        steps(before, after),
        compare(("lane", "lanes"), &records(&before.lanes), &records(&after.lanes), |_, _| false),
        cards(&before.cards, &after.cards),
        plain(("persona", "personas"), &before.personas, &after.personas),
        plain(("emotion", "emotions"), &before.ratings, &after.ratings),
        plain(("call-out", "call-outs"), &before.callouts, &after.callouts),
        plain(("pain point", "pain points"), &before.pains, &after.pains),
        plain(("opportunity", "opportunities"), &before.opportunities, &after.opportunities),
        plain(("metric", "metrics"), &before.metrics, &after.metrics),
        plain(("channel", "channels"), &before.channels, &after.channels),
        plain(("scene of the story", "scenes of the story"), &before.story, &after.story),
        plain(("vote", "votes"), &before.ballots, &after.ballots),
    ];
    let is_other = |count: &Count| count.added + count.changed + count.moved + count.removed > 0;
    Difference {
        counts: counts.into_iter().filter(is_other).collect(),
        title: (before.title != after.title).then(|| after.title.clone()),
        has_other_details: without_records(before) != without_records(after),
    }
}

/// What a map says about itself, its title aside.
fn without_records(map: &Map) -> Map {
    Map {
        title: String::new(),
        personas: Table::default(),
        channels: Table::default(),
        stages: Table::default(),
        lanes: Table::default(),
        cards: Table::default(),
        ratings: Table::default(),
        callouts: Table::default(),
        pains: Table::default(),
        opportunities: Table::default(),
        metrics: Table::default(),
        story: Table::default(),
        ballots: Table::default(),
        ..map.clone()
    }
}

fn records<T: Record>(table: &Table<T>) -> Vec<Arc<T>> {
    table.shared().to_vec()
}

/// The stages without their steps, which are counted by themselves.
pub(super) fn heads(map: &Map) -> Vec<Arc<Stage>> {
    map.stages.iter().map(|stage| Stage { steps: Table::default(), ..stage.clone() }).map(Arc::new).collect()
}

/// The steps, each stage's by themselves.
fn steps(before: &Map, after: &Map) -> Count {
    let (former, now) = (steps_by_stage(before, before), steps_by_stage(before, after));
    compare(("step", "steps"), &former, &now, |a, b| has_left_stage(before, after, a, b))
}

/// The steps of `map`, stage by stage in the order of `before`: those of a stage that moved have not
/// moved in it.
pub(super) fn steps_by_stage(before: &Map, map: &Map) -> Vec<Arc<Step>> {
    let mut stages: Vec<&Stage> = map.stages.iter().collect();
    stages.sort_by_key(|stage| before.stages.position(stage.id).unwrap_or(usize::MAX));
    stages.into_iter().flat_map(|stage| stage.steps.shared().iter().cloned()).collect()
}

/// Whether a step is in another stage than before.
pub(super) fn has_left_stage(before: &Map, after: &Map, former: &Step, now: &Step) -> bool {
    let stage_of = |map: &Map, step: &Step| map.find_step(step.id).map(|(stage, _)| stage.id);
    stage_of(before, former) != stage_of(after, now)
}

fn cards(before: &Table<Card>, after: &Table<Card>) -> Count {
    let content =
        |table: &Table<Card>| -> BTreeMap<_, Card> { table.iter().map(|card| (card.id, card.clone())).collect() };
    let (before, after) = (content(before), content(after));
    let mut count = Count { words: ("card", "cards"), added: 0, changed: 0, moved: 0, removed: 0 };
    count.removed = before.keys().filter(|id| !after.contains_key(id)).count();
    for (id, card) in &after {
        match before.get(id) {
            None => count.added += 1,
            Some(former) if former == card => {}
            Some(former) => {
                let placed = Card { place: card.place, rank: card.rank.clone(), ..former.clone() };
                if placed == *card { count.moved += 1 } else { count.changed += 1 }
            }
        }
    }
    count
}

/// Records whose order means nothing.
fn plain<T: Record + PartialEq>(words: (&'static str, &'static str), before: &Table<T>, after: &Table<T>) -> Count {
    Count { moved: 0, ..compare(words, &records(before), &records(after), |_, _| false) }
}

/// Counts what became of records in an order that means something.
fn compare<T: Record + PartialEq>(
    words: (&'static str, &'static str),
    before: &[Arc<T>],
    after: &[Arc<T>],
    has_left: impl Fn(&T, &T) -> bool,
) -> Count {
    let mut count = Count { words, added: 0, changed: 0, moved: 0, removed: 0 };
    for (_, fate) in fates(before, after, has_left) {
        match fate {
            Fate::Added => count.added += 1,
            Fate::Removed => count.removed += 1,
            Fate::Kept { has_changed: true, .. } => count.changed += 1,
            Fate::Kept { has_moved, .. } => count.moved += usize::from(has_moved),
        }
    }
    count
}

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Added,
    Removed,
    Kept { has_changed: bool, has_moved: bool },
}

/// What became of records in an order that means something, in the order of `after`, and then those
/// that are gone; `has_left` says whether a record moved although it stands between the same neighbors.
pub(super) fn fates<T: Record + PartialEq>(
    before: &[Arc<T>],
    after: &[Arc<T>],
    has_left: impl Fn(&T, &T) -> bool,
) -> Vec<(Id<T>, Fate)> {
    let places: BTreeMap<_, usize> = before.iter().enumerate().map(|(at, record)| (record.id(), at)).collect();
    let order: Vec<usize> = after.iter().filter_map(|record| places.get(&record.id()).copied()).collect();
    let mut stays = longest_rise(&order).into_iter();
    let mut fates = Vec::with_capacity(after.len());
    for record in after {
        let fate = match places.get(&record.id()) {
            None => Fate::Added,
            Some(place) => {
                let former = &before[*place];
                let has_changed = !Arc::ptr_eq(former, record) && former != record;
                let stays = stays.next().unwrap_or(true);
                Fate::Kept { has_changed, has_moved: !stays || has_left(former, record) }
            }
        };
        fates.push((record.id(), fate));
    }
    let kept: BTreeSet<_> = after.iter().map(|record| record.id()).collect();
    let gone = before.iter().map(|record| record.id()).filter(|id| !kept.contains(id));
    fates.extend(gone.map(|id| (id, Fate::Removed)));
    fates
}

/// Which numbers belong to a longest rising part of a sequence: the others are the fewest that have
/// to be moved to put it in order.
fn longest_rise(numbers: &[usize]) -> Vec<bool> {
    // The index of the smallest number that ends a rise of each length, and what stands before each.
    let mut ends: Vec<usize> = Vec::new();
    let mut former = vec![None; numbers.len()];
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        former[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() { ends.push(at) } else { ends[length] = at }
    }
    let mut rises = vec![false; numbers.len()];
    let mut at = ends.last().copied();
    while let Some(index) = at {
        rises[index] = true;
        at = former[index];
    }
    rises
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CardKind, IdSource, Lane, LaneKind, Place};

    fn map() -> (Map, IdSource) {
        let mut ids = IdSource::seeded(5);
        let mut map = Map::new(ids.next(), "Shop");
        for title in ["Find", "Buy", "Use"] {
            let steps = [Step::new(ids.next(), title), Step::new(ids.next(), "and more")].into_iter().collect();
            map.stages.push(Stage {
                id: ids.next(),
                title: title.into(),
                goal: String::new(),
                note: String::new(),
                steps,
            });
            map.lanes.push(Lane::new(ids.next(), title, LaneKind::Touchpoints));
            map.cards.push(Card::new(ids.next(), CardKind::Touchpoint, title, Place::Parked));
        }
        (map, ids)
    }

    /// The lines about what a change does to a map.
    fn check(change: impl FnOnce(&mut Map, &mut IdSource), expected: &[&str]) {
        let (before, mut ids) = map();
        let mut after = before.clone();
        change(&mut after, &mut ids);
        assert_eq!(difference(&before, &after).lines(), expected);
        assert_eq!(difference(&before, &after).is_empty(), expected.is_empty());
    }

    #[test]
    fn the_same_map_differs_in_nothing() {
        check(|_, _| {}, &[]);
    }

    #[test]
    fn cards_are_added_changed_moved_and_removed() {
        check(
            |map, ids| {
                let cards: Vec<_> = map.cards.iter().map(|card| card.id).collect();
                let lane = map.lanes.at(0).expect("a lane").id;
                let step = map.steps().next().expect("a step").1.id;
                map.cards.find_mut(cards[0]).expect("a card").title = "Found".into();
                map.cards.find_mut(cards[1]).expect("a card").place = Place::Cell(lane, step);
                map.cards.remove(cards[2]);
                for _ in 0..3 {
                    map.cards.push(Card::new(ids.next(), CardKind::Quote, "", Place::Parked));
                }
            },
            &["3 cards added, 1 changed, 1 moved, 1 removed"],
        );
    }

    #[test]
    fn a_stage_that_goes_to_the_front_is_the_only_one_that_moved() {
        check(
            |map, _| {
                let last = map.stages.remove(map.stages.at(2).expect("three").id).expect("there");
                map.stages.insert(0, last);
            },
            &["1 stage moved"],
        );
        check(
            |map, _| {
                let first = map.lanes.remove(map.lanes.at(0).expect("three").id).expect("there");
                map.lanes.push(first);
            },
            &["1 lane moved"],
        );
    }

    #[test]
    fn a_step_that_goes_to_the_next_stage_has_moved() {
        check(
            |map, _| {
                let (first, second) = (map.stages.at(0).expect("a stage").id, map.stages.at(1).expect("a stage").id);
                let stage = map.stages.find_mut(first).expect("a stage");
                let step = stage.steps.remove(stage.steps.at(1).expect("a step").id).expect("there");
                map.stages.find_mut(second).expect("a stage").steps.insert(0, step);
            },
            &["1 step moved"],
        );
    }

    #[test]
    fn what_the_map_says_of_itself_is_told() {
        check(|map, _| map.title = "Bicycle\nshop".into(), &["the title is now “Bicycle shop”"]);
        check(|map, _| map.author = "Ada".into(), &["other details of the map changed"]);
    }
}
