//! The order of cards within a cell, as a text that always has room for another in between.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A place in an order: texts of `0-9a-z` that compare letter by letter, never ending in `0`, so
/// that between any two of them there is a third. Moving a card changes its own rank alone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank(String);

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// The longest rank that a file may hold, in letters.
pub const MAX_RANK_LEN: usize = 256;

fn value(digit: u8) -> usize {
    DIGITS.iter().position(|d| *d == digit).unwrap_or(0)
}

impl Rank {
    /// A rank from its text; `None` if the text is not one.
    pub fn new(text: &str) -> Option<Self> {
        let digits = text.bytes().all(|b| DIGITS.contains(&b));
        (!text.is_empty() && text.len() <= MAX_RANK_LEN && digits && !text.ends_with('0'))
            .then(|| Self(text.to_owned()))
    }

    /// The rank as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A rank after `low` and before `high`; `None` stands for the very start and the very end.
    ///
    /// Where `low` is not below `high` (two cards that a merge gave the same rank), the new rank
    /// stands after `low`.
    pub fn between(low: Option<&Self>, high: Option<&Self>) -> Self {
        let low = low.map_or(&[][..], |rank| rank.0.as_bytes());
        let high = high.map(|rank| rank.0.as_bytes()).filter(|high| low < *high);
        let mut text = String::new();
        let mut high = high;
        for at in 0.. {
            let from = low.get(at).copied().map_or(0, value);
            let to = match high {
                Some(high) => high.get(at).copied().map_or(0, value),
                None => DIGITS.len(),
            };
            if to > from + 1 {
                // At the end of a cell step on by little: appending a hundred cards then takes
                // two or three letters and not twenty.
                let at_end = high.is_none() && !low.is_empty();
                let middle = if at_end && to - from > 4 { from + 2 } else { (from + to) / 2 };
                text.push(char::from(DIGITS[middle]));
                return Self(text);
            }
            text.push(char::from(DIGITS[from]));
            if to > from {
                high = None;
            }
        }
        unreachable!("a longer text always finds room")
    }

    /// `count` ranks in ascending order, after `low` and before `high`.
    pub fn spread(low: Option<&Self>, high: Option<&Self>, count: usize) -> Vec<Self> {
        let mut ranks: Vec<Self> = Vec::with_capacity(count);
        for _ in 0..count {
            let next = Self::between(ranks.last().or(low), high);
            ranks.push(next);
        }
        ranks
    }
}

impl Default for Rank {
    /// The middle, where the first card of a cell goes.
    fn default() -> Self {
        Self("i".to_owned())
    }
}

impl fmt::Debug for Rank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Rank {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Rank {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::new(&text).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "`{text}` is not a rank; a rank is 1 to {MAX_RANK_LEN} of 0-9 and a-z and does not end in 0"
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rank(text: &str) -> Rank {
        Rank::new(text).expect("a rank")
    }

    #[test]
    fn there_is_always_room_in_between() {
        let mut random = fastrand::Rng::with_seed(3);
        let mut ranks: Vec<Rank> = Vec::new();
        for _ in 0..2_000 {
            let at = random.usize(..=ranks.len());
            let low = at.checked_sub(1).map(|i| ranks[i].clone());
            let new = Rank::between(low.as_ref(), ranks.get(at));
            assert_eq!(Rank::new(new.as_str()), Some(new.clone()));
            ranks.insert(at, new);
        }
        assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ranks.iter().all(|rank| rank.as_str().len() < 16));
    }

    #[test]
    fn always_before_and_always_after() {
        let mut first = Rank::default();
        let mut last = Rank::default();
        for _ in 0..300 {
            let before = Rank::between(None, Some(&first));
            assert!(before < first);
            first = before;
            let after = Rank::between(Some(&last), None);
            assert!(after > last);
            last = after;
        }
        assert!(last.as_str().len() < 32, "{last:?}");
    }

    #[test]
    fn equal_ranks_give_one_behind() {
        assert!(Rank::between(Some(&rank("i")), Some(&rank("i"))) > rank("i"));
    }
}
