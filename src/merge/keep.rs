//! Keeping both sides of a dispute, and setting right what the joining of single fields cannot see.

use std::collections::{HashMap, HashSet};

use super::conflict::{Conflict, Dispute};
use super::join::join;
use super::table::{Joined, conflict};
use crate::model::check::limits;
use crate::model::fields::{Fields, changes};
use crate::model::*;

/// A card that one version moved to another place goes with the rank that it has there.
pub(super) fn rank_with_place(cards: &mut Joined<Card>) {
    for id in cards.kept_ids() {
        if let (Some(ours), Some(theirs)) = (cards.ours(id), cards.theirs(id))
            && ours.place != theirs.place
            && let Some(card) = cards.kept_mut(id)
        {
            card.rank = if card.place == theirs.place { theirs.rank.clone() } else { ours.rank.clone() };
        }
    }
}

/// A metric whose values would not fit its scale any more stays as ours has it.
pub(super) fn whole_metrics(metrics: &mut Joined<Metric>) {
    let fits = |metric: &Metric| {
        let range = metric.kind.range().or(metric.range);
        range.is_none_or(|(low, high)| metric.series.iter().all(|reading| (low..=high).contains(&reading.value)))
    };
    for id in metrics.kept_ids() {
        let (Some(ours), Some(theirs)) = (metrics.ours(id), metrics.theirs(id)) else { continue };
        if metrics.kept_mut(id).is_none_or(|metric| fits(metric)) {
            continue;
        }
        let disputes = changes(ours, theirs).into_iter().map(|change| {
            let field = change.field.to_owned();
            conflict(ours, Dispute::Field { field, ours: change.before, theirs: change.after })
        });
        let disputes: Vec<Conflict> = disputes.collect();
        metrics.conflicts.retain(|conflict| conflict.id != id.as_str());
        metrics.conflicts.extend(disputes);
        metrics.put(ours.clone());
    }
}

/// Makes the other version of each card about which there is a dispute, once.
pub(super) fn make_twins(cards: &mut Joined<Card>, twins: &mut HashMap<CardId, Card>, ids: &mut IdSource) {
    let disputed: Vec<usize> =
        cards.conflicts.iter().enumerate().filter(|(_, c)| is_field(c)).map(|(n, _)| n).collect();
    for index in disputed {
        let Some(id) = CardId::new(&cards.conflicts[index].id) else { continue };
        let (Some(ours), Some(theirs)) = (cards.ours(id), cards.theirs(id)) else { continue };
        let twin = twins.entry(id).or_insert_with(|| {
            let mut twin = join(cards.base(id), theirs, ours).0;
            twin.id = fresh(ids, |id| cards.keeps(id));
            twin.tags.retain(|tag| tag != MERGE_CONFLICT_TAG);
            twin.tags.push(MERGE_CONFLICT_TAG.to_owned());
            twin
        });
        cards.conflicts[index].kept_in = Some(twin.id);
    }
}

/// The cards, each with its other version behind it.
pub(super) fn with_twins(cards: Table<Card>, twins: &HashMap<CardId, Card>) -> Table<Card> {
    if twins.is_empty() {
        return cards;
    }
    let next_rank = |card: &Card| {
        let after = cards.iter().filter(|other| other.place == card.place && other.rank > card.rank);
        after.map(|other| &other.rank).min()
    };
    let mut all = Table::default();
    for card in &cards {
        all.push(card.clone());
        if let Some(twin) = twins.get(&card.id) {
            let rank = match twin.place == card.place {
                true => Rank::between(Some(&card.rank), next_rank(card)),
                false => twin.rank.clone(),
            };
            all.push(Card { rank, ..twin.clone() });
        }
    }
    all
}

fn is_field(conflict: &Conflict) -> bool {
    matches!(conflict.dispute, Dispute::Field { .. })
}

/// Turns spans round that end before they begin, and makes one of two ratings or call-outs that both
/// versions made for the same.
pub(super) fn set_right(map: &mut Map, theirs: &Map, conflicts: &mut Vec<Conflict>) {
    let order: HashMap<StepId, usize> = map.steps().enumerate().map(|(n, (_, step))| (step.id, n)).collect();
    let is_turned = |place: &Place| matches!(place, Place::Span(_, from, to) if order.get(from) > order.get(to));
    map.cards.update(
        |card| is_turned(&card.place),
        |card| {
            if let Place::Span(lane, from, to) = card.place {
                card.place = Place::Span(lane, to, from);
            }
        },
    );
    let rating = |rating: &Rating| (rating.persona, rating.at, rating.channel);
    map.ratings = fold(&map.ratings, &theirs.ratings, rating, conflicts);
    let callout = |callout: &Callout| (callout.kind, callout.at, callout.persona);
    map.callouts = fold(&map.callouts, &theirs.callouts, callout, conflicts);
}

/// Makes one record of those with the same key; where it can be told, the one that is not theirs goes first.
fn fold<T: Record + Fields, K: Eq + std::hash::Hash>(
    table: &Table<T>,
    theirs: &Table<T>,
    key: impl Fn(&T) -> K,
    conflicts: &mut Vec<Conflict>,
) -> Table<T> {
    let mut places: HashMap<K, usize> = HashMap::new();
    let mut folded: Vec<T> = Vec::with_capacity(table.len());
    for record in table {
        let Some(place) = places.get(&key(record)).copied() else {
            places.insert(key(record), folded.len());
            folded.push(record.clone());
            continue;
        };
        let other = &folded[place];
        let (first, second) = if theirs.contains(other.id()) { (record, other) } else { (other, record) };
        let (joined, disputed) = join(None, first, second);
        // Without a dispute it does not matter which of the versions is ours.
        let is_other_way = disputed.is_empty() && second.id() < first.id();
        for disputed in disputed {
            let (field, ours, theirs) = (disputed.field, disputed.ours, disputed.theirs);
            conflicts.push(conflict(&joined, Dispute::Field { field, ours, theirs }));
        }
        folded[place] = if is_other_way { join(None, second, first).0 } else { joined };
    }
    folded.into_iter().collect()
}

/// Writes down what no card keeps yet: a parked card for each dispute about anything but a card.
pub(super) fn note_down(map: &mut Map, conflicts: &mut [Conflict], ids: &mut IdSource) {
    let known: HashSet<CardId> = map.cards.iter().map(|card| card.id).collect();
    for conflict in conflicts.iter_mut().filter(|conflict| conflict.kept_in.is_none()) {
        let (what, ours, theirs) = match &conflict.dispute {
            Dispute::Field { field, ours, theirs } => (field.as_str(), ours, theirs),
            Dispute::Order { ours, theirs } => ("order", ours, theirs),
            Dispute::RemovedByUs | Dispute::RemovedByThem | Dispute::Needed => continue,
        };
        let name = if conflict.name.is_empty() { String::new() } else { format!(" “{}”", conflict.name) };
        let title = format!("Merge conflict: {what} of {}{name}", conflict.kind);
        let note = format!("{} {} says: {ours}", conflict.kind, conflict.id);
        for text in pieces(theirs) {
            let card = Card {
                text: text.to_owned(),
                note: note[..note.floor_char_boundary(limits::TEXT)].to_owned(),
                tags: vec![MERGE_CONFLICT_TAG.to_owned()],
                ..Card::new(
                    fresh(ids, |id| known.contains(&id)),
                    CardKind::Text,
                    &title[..title.floor_char_boundary(limits::TEXT)],
                    Place::Parked,
                )
            };
            conflict.kept_in.get_or_insert(card.id);
            map.cards.push(card);
        }
    }
}

/// A text in pieces that a card can hold; at least one.
fn pieces(mut text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    loop {
        let (piece, rest) = text.split_at(text.floor_char_boundary(limits::TEXT));
        pieces.push(piece);
        if rest.is_empty() {
            return pieces;
        }
        text = rest;
    }
}

fn fresh(ids: &mut IdSource, is_known: impl Fn(CardId) -> bool) -> CardId {
    loop {
        let id = ids.next();
        if !is_known(id) {
            return id;
        }
    }
}
