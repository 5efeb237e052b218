//! Adding, removing, placing, copying and changing cards.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::forget::{self, Gone};
use super::order::{self, Cell};
use super::records::require;
use super::{CardField, EditError, clean, references};
use crate::model::check::limits;
use crate::model::*;

pub(super) fn add(map: &mut Map, cards: &[Card], before: Option<CardId>) -> Result<Vec<Subject>, EditError> {
    before.map_or(Ok(()), |before| require(&map.cards, before))?;
    let placed = cards.iter().map(|card| Ok(Card { place: checked(map, card.place)?, ..card.clone() }));
    let placed = placed.collect::<Result<Vec<Card>, EditError>>()?;
    let mut known: HashSet<CardId> = map.cards.iter().map(|card| card.id).collect();
    if let Some(card) = cards.iter().find(|card| !known.insert(card.id)) {
        return Err(EditError::taken(card.id));
    }
    cards.iter().try_for_each(|card| references::card(map, card, |id| known.contains(&id)))?;
    push(map, placed, |_| before)?;
    Ok(cards.iter().map(|card| Subject::Card(card.id)).collect())
}

pub(super) fn remove(map: &mut Map, cards: &[CardId]) -> Result<(), EditError> {
    let cards = known(map, cards)?;
    forget::remove(map, &Gone { cards, ..Gone::default() });
    Ok(())
}

pub(super) fn place(map: &mut Map, cards: &[CardId], to: Place, before: Option<CardId>) -> Result<(), EditError> {
    let moving = known(map, cards)?;
    let to = checked(map, to)?;
    let cell = map.cell_of(to);
    let before = match before {
        Some(before) => {
            require(&map.cards, before)?;
            first_staying(map, cell, before, &moving)
        }
        None => None,
    };
    let moved: Vec<CardId> = in_reading_order(map, &moving).iter().map(|card| card.id).collect();
    map.cards.update(|card| moving.contains(&card.id) && card.place != to, |card| card.place = to);
    order::put_before(map, cell, &moved, before);
    Ok(())
}

pub(super) fn set(map: &mut Map, cards: &[CardId], field: &CardField) -> Result<(), EditError> {
    let wanted = known(map, cards)?;
    let change = |card: &mut Card| {
        field.put(card);
        clean::card(card);
    };
    map.cards.update(|card| wanted.contains(&card.id), change);
    // All of them name the same now, so one of them tells whether it is there.
    match map.cards.iter().find(|card| wanted.contains(&card.id)) {
        Some(card) => references::card(map, card, |id| map.cards.contains(id)),
        None => Ok(()),
    }
}

/// The place as it can stand in the map: a span from left to right, and of more than one step.
fn checked(map: &Map, place: Place) -> Result<Place, EditError> {
    place.lane().map_or(Ok(()), |lane| require(&map.lanes, lane))?;
    match place {
        Place::Cell(_, step) => references::step(map, step).map(|()| place),
        Place::Span(lane, from, to) => {
            references::step(map, from)?;
            references::step(map, to)?;
            let first = map.steps().map(|(_, step)| step.id).find(|id| *id == from || *id == to);
            Ok(match (from == to, first == Some(from)) {
                (true, _) => Place::Cell(lane, from),
                (false, true) => place,
                (false, false) => Place::Span(lane, to, from),
            })
        }
        Place::Stage(_, stage) => require(&map.stages, stage).map(|()| place),
        Place::Parked => Ok(place),
    }
}

/// Puts new cards into the table and ranks them within their cells.
fn push(map: &mut Map, cards: Vec<Card>, before: impl Fn(Cell) -> Option<CardId>) -> Result<(), EditError> {
    if map.cards.len() + cards.len() > limits::CARDS {
        return Err(EditError::Full { kind: Card::NAME, limit: limits::CARDS });
    }
    let mut cells: BTreeMap<Cell, Vec<CardId>> = BTreeMap::new();
    for mut card in cards {
        clean::card(&mut card);
        cells.entry(map.cell_of(card.place)).or_default().push(card.id);
        map.cards.push(card);
    }
    for (cell, cards) in cells {
        order::put_before(map, cell, &cards, before(cell));
    }
    Ok(())
}

/// The cards as a set, if all of them are there.
fn known(map: &Map, cards: &[CardId]) -> Result<HashSet<CardId>, EditError> {
    let wanted: HashSet<CardId> = cards.iter().copied().collect();
    if map.cards.iter().filter(|card| wanted.contains(&card.id)).count() == wanted.len() {
        return Ok(wanted);
    }
    let missing = cards.iter().find(|id| !map.cards.contains(**id));
    missing.map_or(Ok(wanted), |id| Err(EditError::missing(*id)))
}

/// The cards in the order in which the journey comes to them: column by column, each from top to
/// bottom, the parked ones last.
fn in_reading_order<'a>(map: &'a Map, wanted: &HashSet<CardId>) -> Vec<&'a Card> {
    let steps: HashMap<StepId, usize> = map.steps().enumerate().map(|(n, (_, step))| (step.id, n)).collect();
    let lanes: HashMap<LaneId, usize> = map.lanes.iter().enumerate().map(|(n, lane)| (lane.id, n)).collect();
    let place = |card: &Card| match map.cell_of(card.place) {
        Some((lane, step)) => (steps.get(&step).copied(), lanes.get(&lane).copied()),
        None => (Some(usize::MAX), None),
    };
    let mut cards: Vec<&Card> = map.cards.iter().filter(|card| wanted.contains(&card.id)).collect();
    cards.sort_by(|a, b| (place(a), &a.rank).cmp(&(place(b), &b.rank)));
    cards
}

/// The card at or below `from` in its cell that does not move; `None` is the end.
fn first_staying(map: &Map, cell: Cell, from: CardId, moving: &HashSet<CardId>) -> Option<CardId> {
    let cards = order::cards_of(map, cell);
    let rest = cards.iter().skip_while(|card| card.id != from);
    rest.map(|card| card.id).find(|id| !moving.contains(id))
}
