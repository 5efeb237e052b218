//! The order of the cards within a cell, as their ranks tell it.
//!
//! Moving a card changes its own rank alone, so that a diff shows one line. A whole cell is
//! numbered anew only where there is no room left for ranks of reasonable length.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{Card, CardId, LaneId, Map, Rank, StepId};

/// The cell in which a card begins; `None` is the parking lot.
pub(super) type Cell = Option<(LaneId, StepId)>;

/// The most letters that a rank gets before its cell is numbered anew; far below
/// [`MAX_RANK_LEN`](crate::model::MAX_RANK_LEN), which a file must not exceed.
const LONG_RANK: usize = 100;

/// The cards of a cell in their order. Of two with the same rank the earlier in the file is first.
pub(super) fn cards_of(map: &Map, cell: Cell) -> Vec<&Card> {
    let mut cards: Vec<&Card> = map.cards.iter().filter(|card| map.cell_of(card.place) == cell).collect();
    cards.sort_by(|a, b| a.rank.cmp(&b.rank));
    cards
}

/// Ranks `moved`, cards that stand in the cell already, one after the other above `before`; at the
/// end where `before` is none of the cell's other cards. Changes nothing if they stand so.
pub(super) fn put_before(map: &mut Map, cell: Cell, moved: &[CardId], before: Option<CardId>) {
    let moving: HashSet<CardId> = moved.iter().copied().collect();
    let standing = cards_of(map, cell);
    let others: Vec<(CardId, &Rank)> =
        standing.iter().filter(|card| !moving.contains(&card.id)).map(|card| (card.id, &card.rank)).collect();
    let at = before.and_then(|before| others.iter().position(|(id, _)| *id == before)).unwrap_or(others.len());
    let (above, below) = others.split_at(at);
    let ids = |cards: &[(CardId, &Rank)]| cards.iter().map(|(id, _)| *id).collect::<Vec<_>>();
    let wanted = [ids(above), moved.to_vec(), ids(below)].concat();

    let is_strict = standing.windows(2).all(|pair| pair[0].rank < pair[1].rank);
    if is_strict && standing.iter().map(|card| card.id).eq(wanted.iter().copied()) {
        return;
    }
    let (low, high) = (above.last().map(|(_, rank)| *rank), below.first().map(|(_, rank)| *rank));
    let ranks = match between(low, high, moved.len()) {
        Some(ranks) => moved.iter().copied().zip(ranks).collect(),
        None => wanted.iter().copied().zip(even(wanted.len())).collect(),
    };
    set_ranks(map, &ranks);
}

/// Parts cards of one cell that have the same rank, as cards have that a change of the grid brought
/// together. The earlier in the file comes first, and only the later gets another rank.
pub(super) fn settle(map: &mut Map) {
    let mut cells: BTreeMap<Cell, Vec<(&Rank, CardId)>> = BTreeMap::new();
    for card in map.cards.iter() {
        cells.entry(map.cell_of(card.place)).or_default().push((&card.rank, card.id));
    }
    let mut ranks = HashMap::new();
    for cards in cells.values_mut() {
        cards.sort_by(|a, b| a.0.cmp(b.0));
        if cards.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            part(cards, &mut ranks);
        }
    }
    set_ranks(map, &ranks);
}

/// Gives those of the sorted cards another rank that have the rank of one before them.
fn part(cards: &[(&Rank, CardId)], ranks: &mut HashMap<CardId, Rank>) {
    let mut parted = Vec::new();
    let mut last: Option<Rank> = None;
    for (n, (rank, id)) in cards.iter().enumerate() {
        let is_free = last.as_ref().is_none_or(|last| last < *rank);
        let new = if is_free {
            (*rank).clone()
        } else {
            let high = cards[n..].iter().map(|(rank, _)| *rank).find(|rank| Some(*rank) > last.as_ref());
            Rank::between(last.as_ref(), high)
        };
        if new.as_str().len() > LONG_RANK && !is_free {
            ranks.extend(cards.iter().map(|(_, id)| *id).zip(even(cards.len())));
            return;
        }
        parted.push((*id, new.clone()));
        last = Some(new);
    }
    ranks.extend(parted);
}

/// `count` ascending ranks between two; `None` where two cards have the same rank already, or where
/// the ranks would become long.
fn between(low: Option<&Rank>, high: Option<&Rank>, count: usize) -> Option<Vec<Rank>> {
    if high.is_some() && low >= high {
        return None;
    }
    let mut ranks: Vec<Rank> = Vec::with_capacity(count);
    for _ in 0..count {
        let next = Rank::between(ranks.last().or(low), high);
        if next.as_str().len() > LONG_RANK {
            return None;
        }
        ranks.push(next);
    }
    Some(ranks)
}

/// `count` ascending ranks, evenly apart, of as few letters as are needed.
fn even(count: usize) -> impl Iterator<Item = Rank> {
    let parts = count as u64 + 1;
    let letters = (1..).find(|letters| 36_u64.pow(*letters) >= parts).unwrap_or(1);
    (1..parts).map(move |n| {
        let mut number = n * 36_u64.pow(letters) / parts;
        let mut digits = Vec::new();
        for _ in 0..letters {
            digits.push((number % 36) as u32);
            number /= 36;
        }
        let text: String = digits.iter().rev().filter_map(|digit| char::from_digit(*digit, 36)).collect();
        Rank::new(text.trim_end_matches('0')).unwrap_or_default()
    })
}

fn set_ranks(map: &mut Map, ranks: &HashMap<CardId, Rank>) {
    let wanted = |card: &Card| ranks.get(&card.id).is_some_and(|rank| *rank != card.rank);
    map.cards.update(wanted, |card| card.rank.clone_from(&ranks[&card.id]));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CardKind, IdSource, MAX_RANK_LEN, Place};

    fn parked(count: usize, rank: &str) -> Map {
        let mut ids = IdSource::seeded(1);
        let mut map = Map::new(ids.next(), "");
        for _ in 0..count {
            let mut card = Card::new(ids.next(), CardKind::Action, "", Place::Parked);
            card.rank = Rank::new(rank).expect("a rank");
            map.cards.push(card);
        }
        map
    }

    fn ids_of(map: &Map) -> Vec<CardId> {
        cards_of(map, None).iter().map(|card| card.id).collect()
    }

    fn is_strict(map: &Map) -> bool {
        cards_of(map, None).windows(2).all(|pair| pair[0].rank < pair[1].rank)
    }

    #[test]
    fn even_ranks_ascend_and_are_short() {
        for count in [0, 1, 2, 35, 36, 37, 1_295, 1_296, 50_000] {
            let ranks: Vec<Rank> = even(count).collect();
            assert_eq!(ranks.len(), count);
            assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]), "{count}");
            assert!(ranks.iter().all(|rank| rank.as_str().len() <= 4), "{count}");
        }
    }

    #[test]
    fn cards_with_one_rank_are_parted_in_the_order_of_the_file() {
        for rank in ["i", "1", "z", &"z".repeat(MAX_RANK_LEN)] {
            let mut map = parked(5, rank);
            let before: Vec<CardId> = map.cards.iter().map(|card| card.id).collect();
            settle(&mut map);
            assert!(is_strict(&map), "{rank}");
            assert_eq!(ids_of(&map), before);
        }
    }

    #[test]
    fn a_cell_without_room_is_numbered_anew() {
        let mut map = parked(3, "i");
        let ids = ids_of(&map);
        put_before(&mut map, None, &ids[2..], Some(ids[1]));
        assert_eq!(ids_of(&map), [ids[0], ids[2], ids[1]]);
        assert!(is_strict(&map));
    }

    #[test]
    fn thousands_at_the_end_of_one_cell_keep_short_ranks() {
        let mut map = parked(4_000, "i");
        let ids = ids_of(&map);
        put_before(&mut map, None, &ids, None);
        assert!(is_strict(&map));
        assert!(map.cards.iter().all(|card| card.rank.as_str().len() <= LONG_RANK));
        assert_eq!(ids_of(&map), ids);
    }

    #[test]
    fn only_what_moves_gets_another_rank() {
        let mut map = parked(6, "i");
        settle(&mut map);
        let (before, ids) = (map.clone(), ids_of(&map));
        put_before(&mut map, None, &[ids[4], ids[5]], Some(ids[1]));
        assert_eq!(ids_of(&map), [ids[0], ids[4], ids[5], ids[1], ids[2], ids[3]]);
        let changed = before.cards.iter().zip(map.cards.iter()).filter(|(a, b)| a.rank != b.rank);
        assert_eq!(changed.count(), 2);
    }
}
