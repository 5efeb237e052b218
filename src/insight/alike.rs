//! Cards that say nearly the same, to be merged after a workshop.
//!
//! Words are compared by their pairs of letters (after Dice), which needs no knowledge of a language: case,
//! signs and the order of words count little.

use std::collections::BTreeMap;

use crate::hash::HashMap;
use crate::model::{Card, CardId, Map, Place, StepId};

/// From which likeness on two cards are taken to say the same.
const SAME: f64 = 0.6;
/// How many letters a title needs to be compared at all.
const LEAST_LETTERS: usize = 3;
/// How many cards are compared; more than anyone says in a room.
const MOST_CARDS: usize = 4_000;

/// Cards that say nearly the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// The one that stays when they are merged: one that has its place in the grid before one that is parked.
    pub into: CardId,
    /// The others, in the order of the map; at least one.
    pub others: Vec<CardId>,
}

/// Groups of cards that say nearly the same, and of which some are parked or all stand at one step.
pub fn alike(map: &Map) -> Vec<Alike> {
    let (parked, placed): (Vec<&Card>, Vec<&Card>) =
        map.cards.iter().take(MOST_CARDS).partition(|card| card.place == Place::Parked);
    let letters: HashMap<CardId, Letters> =
        map.cards.iter().take(MOST_CARDS).map(|card| (card.id, Letters::of(&card.title))).collect();
    let alike = |a: &Card, b: &Card| letters[&a.id].likeness(&letters[&b.id]);
    let mut groups: BTreeMap<usize, Vec<CardId>> = BTreeMap::new();
    let mut heads: Vec<(&Card, Option<StepId>)> = Vec::new();
    for card in placed.into_iter().chain(parked) {
        let step = map.cell_of(card.place).map(|(_, step)| step);
        let may_be = |head: &Option<StepId>| step.is_none() || *head == step;
        let nearest = heads
            .iter()
            .enumerate()
            .filter(|(_, (_, head))| may_be(head))
            .map(|(n, (head, _))| (n, alike(head, card)))
            .filter(|(_, likeness)| *likeness >= SAME)
            // Of two that are as near the first.
            .fold(None, |best: Option<(usize, f64)>, next| best.filter(|best| best.1 >= next.1).or(Some(next)));
        match nearest {
            Some((n, _)) => groups.entry(n).or_default().push(card.id),
            None => heads.push((card, step)),
        }
    }
    groups.into_iter().map(|(n, others)| Alike { into: heads[n].0.id, others }).collect()
}

/// How alike two texts are: 1 if they have the same pairs of letters, 0 if they share none.
pub fn likeness(a: &str, b: &str) -> f64 {
    Letters::of(a).likeness(&Letters::of(b))
}

/// The pairs of letters of a text, in order.
struct Letters(Vec<(char, char)>);

impl Letters {
    fn of(text: &str) -> Self {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut pairs = Vec::new();
        let mut count = 0;
        for word in words {
            let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
            count += letters.len();
            // A word of one letter counts as one pair, so that it counts at all.
            if let [letter] = letters[..] {
                pairs.push((letter, ' '));
            }
            pairs.extend(letters.windows(2).map(|pair| (pair[0], pair[1])));
        }
        if count < LEAST_LETTERS {
            pairs.clear();
        }
        pairs.sort_unstable();
        Self(pairs)
    }

    fn likeness(&self, other: &Self) -> f64 {
        let (a, b) = (&self.0, &other.0);
        let total = a.len() + b.len();
        // Texts whose lengths differ too much cannot be alike enough.
        if a.is_empty() || b.is_empty() || (2 * a.len().min(b.len())) as f64 <= 0.3 * total as f64 {
            return 0.0;
        }
        let (mut i, mut j, mut shared) = (0, 0, 0_usize);
        while i < a.len() && j < b.len() {
            match a[i].cmp(&b[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    (i, j, shared) = (i + 1, j + 1, shared + 1);
                }
            }
        }
        (2 * shared) as f64 / total as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CardKind, IdSource, Lane, LaneKind, Stage, Step};

    #[test]
    fn the_same_in_other_words_is_alike_and_something_else_is_not() {
        for (a, b) in [
            ("The queue is too long", "Queue is far too long!"),
            ("nobody answers the phone", "Nobody answers on the phone"),
            ("الطابور طويل جدا", "الطابور طويل"),
            ("行列が長すぎる", "行列が長い"),
        ] {
            assert!(likeness(a, b) >= SAME, "{a} / {b}: {}", likeness(a, b));
        }
        for (a, b) in [("The queue is too long", "The price is too high"), ("Pay", "Payment by card"), ("", "")] {
            assert!(likeness(a, b) < SAME, "{a} / {b}: {}", likeness(a, b));
        }
    }

    #[test]
    fn a_parked_card_is_found_beside_one_in_the_grid() {
        let mut ids = IdSource::seeded(9);
        let mut map = Map::new(ids.next(), "");
        let steps = ["Look", "Pay"].map(|title| Step::new(ids.next(), title));
        let places = steps.clone().map(|step| step.id);
        let (id, empty) = (ids.next(), String::new());
        map.stages.push(Stage {
            id,
            title: empty.clone(),
            goal: empty.clone(),
            note: empty,
            steps: steps.into_iter().collect(),
        });
        let lane = Lane::new(ids.next(), "", LaneKind::Touchpoints);
        let at = |n: usize| Place::Cell(lane.id, places[n]);
        let card = |ids: &mut IdSource, title: &str, place| Card::new(ids.next(), CardKind::Text, title, place);
        let cards = [
            card(&mut ids, "The queue is long", Place::Parked),
            card(&mut ids, "The queue is long", at(0)),
            card(&mut ids, "The queue is long", at(1)),
            card(&mut ids, "Queue is long", at(1)),
            card(&mut ids, "Something else", Place::Parked),
        ];
        let id = cards.each_ref().map(|card| card.id);
        map.lanes.push(lane);
        cards.into_iter().for_each(|card| map.cards.push(card));
        let expected = [Alike { into: id[1], others: vec![id[0]] }, Alike { into: id[2], others: vec![id[3]] }];
        assert_eq!(alike(&map), expected);
    }
}
