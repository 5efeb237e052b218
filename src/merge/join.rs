//! Joining the three versions of a record, field by field.

use std::collections::{BTreeSet, HashMap};

use super::order;
use crate::model::Rank;
use crate::model::fields::{FieldValue, Fields, Item, Join};

/// A field that both versions changed in different ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DisputedField {
    pub field: String,
    pub ours: String,
    pub theirs: String,
}

/// Joins what both versions say on the ground of what they come from; where both differ from it and
/// from each other, ours stands. `None` as base: both made the record by themselves.
pub(super) fn join<T: Fields>(base: Option<&T>, ours: &T, theirs: &T) -> (T, Vec<DisputedField>) {
    let mut by = ThreeWay { has_base: base.is_some(), within: String::new(), disputed: Vec::new() };
    let joined = T::join([base.unwrap_or(ours), ours, theirs], &mut by);
    (joined, by.disputed)
}

struct ThreeWay {
    /// Without a base, what says nothing gives way to what says something.
    has_base: bool,
    /// The item of a list to which the fields belong, with a blank behind it.
    within: String,
    disputed: Vec<DisputedField>,
}

impl ThreeWay {
    /// Which of the versions stands: 1 ours, 2 theirs; `None` if they cannot be joined.
    fn choice<T: PartialEq>(&self, [base, ours, theirs]: [&T; 3], is_blank: impl Fn(&T) -> bool) -> Option<usize> {
        if ours == theirs {
            return Some(1);
        }
        let gives_way = |side: &T| if self.has_base { side == base } else { is_blank(side) };
        match (gives_way(ours), gives_way(theirs)) {
            (true, _) => Some(2),
            (_, true) => Some(1),
            (false, false) => None,
        }
    }
}

impl Join for ThreeWay {
    fn field<T: FieldValue>(&mut self, name: &'static str, versions: [&T; 3]) -> T {
        let choice = self.choice(versions, |value| value.words().is_empty());
        if choice.is_none() {
            let field = format!("{}{name}", self.within);
            let (ours, theirs) = (versions[1].words(), versions[2].words());
            self.disputed.push(DisputedField { field, ours, theirs });
        }
        versions[choice.unwrap_or(1)].clone()
    }

    fn list<T: Item>(&mut self, name: &'static str, versions: [&Vec<T>; 3]) -> Vec<T> {
        if let Some(choice) = self.choice(versions, |list| list.is_empty()) {
            return versions[choice].clone();
        }
        let nothing = Vec::new();
        let base = if self.has_base { versions[0] } else { &nothing };
        let [base, ours, theirs] = Numbered::of([base, versions[1], versions[2]].map(Vec::as_slice));
        let is_kept = |key: &usize| match (base.get(key), ours.get(key), theirs.get(key)) {
            (_, Some(_), Some(_)) | (None, ..) => true,
            (Some(former), Some(item), None) | (Some(former), None, Some(item)) => former != item,
            (Some(_), None, None) => false,
        };
        // The order of a list is no dispute; it is the same whichever version is ours.
        let (first, second) = if ours.keys <= theirs.keys { (&ours, &theirs) } else { (&theirs, &ours) };
        let order = order::join(&base.keys, &first.keys, &second.keys, is_kept);
        let (within, has_base) = (self.within.clone(), self.has_base);
        let joined = order.keys.iter().filter_map(|key| match (base.get(key), ours.get(key), theirs.get(key)) {
            (former, Some(our), Some(their)) => {
                self.within = format!("{within}{name}, {}: ", our.key());
                self.has_base = former.is_some();
                Some(T::join([former.unwrap_or(our), our, their], self))
            }
            (_, one, other) => one.or(other).cloned(),
        });
        let joined = joined.collect();
        (self.within, self.has_base) = (within, has_base);
        joined
    }

    fn group<T: Fields>(&mut self, _name: &'static str, versions: [&T; 3]) -> T {
        T::join(versions, self)
    }

    fn rank(&mut self, _name: &'static str, versions: [&Rank; 3]) -> Rank {
        match self.choice(versions, |rank| *rank == Rank::default()) {
            Some(choice) => versions[choice].clone(),
            None => versions[1].max(versions[2]).clone(),
        }
    }
}

/// The items of a list by numbers; the same number in each version stands for the same item. Numbers go
/// with the keys and not with the versions, so that it does not matter which version is ours.
struct Numbered<'a, T> {
    keys: Vec<usize>,
    items: HashMap<usize, &'a T>,
}

impl<'a, T: Item> Numbered<'a, T> {
    fn of(lists: [&'a [T]; 3]) -> [Self; 3] {
        let keys = lists.map(keys);
        let all: BTreeSet<&(String, usize)> = keys.iter().flatten().collect();
        let numbers: HashMap<&(String, usize), usize> = all.into_iter().enumerate().map(|(n, key)| (key, n)).collect();
        let numbered = |n: usize| {
            let keys: Vec<usize> = keys[n].iter().filter_map(|key| numbers.get(key).copied()).collect();
            let items = keys.iter().copied().zip(lists[n]).collect();
            Self { keys, items }
        };
        [numbered(0), numbered(1), numbered(2)]
    }

    fn get(&self, number: &usize) -> Option<&'a T> {
        self.items.get(number).copied()
    }
}

/// The key of each item, and how many items with this key stand up to there: the second is another than
/// the first.
fn keys<T: Item>(list: &[T]) -> Vec<(String, usize)> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut keys = Vec::with_capacity(list.len());
    for item in list {
        let key = item.key();
        let times = seen.entry(key.clone()).or_insert(0);
        *times += 1;
        keys.push((key, *times));
    }
    keys
}
