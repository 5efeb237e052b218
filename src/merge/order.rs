//! The order of what two versions keep.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// What two versions keep, in one order.
pub(super) struct Order<K> {
    /// Every key that is kept, once.
    pub keys: Vec<K>,
    /// Whether both versions moved the same things to different places; the order is then ours.
    pub is_disputed: bool,
}

/// Puts the keys of both versions in one order: that of the version that moved something, with what
/// only one of them has behind the neighbor that it has there. Where both add something at the same
/// place, the order does not depend on which of them is ours.
pub(super) fn join<K: Copy + Eq + Ord + Hash>(
    base: &[K],
    ours: &[K],
    theirs: &[K],
    is_kept: impl Fn(&K) -> bool,
) -> Order<K> {
    let in_theirs: HashSet<K> = theirs.iter().copied().filter(&is_kept).collect();
    let in_both: HashSet<K> = ours.iter().copied().filter(|key| in_theirs.contains(key)).collect();
    let common = |keys: &[K]| keys.iter().copied().filter(|key| in_both.contains(key)).collect::<Vec<K>>();
    let (our_order, their_order) = (common(ours), common(theirs));
    let former: HashSet<K> = common(base).into_iter().collect();
    let of_base = |keys: &[K]| keys.iter().copied().filter(|key| former.contains(key)).collect::<Vec<K>>();
    let (base_order, our_former, their_former) = (common(base), of_base(&our_order), of_base(&their_order));
    let (we_moved, they_moved) = (our_former != base_order, their_former != base_order);
    // Two new things that both have can stand in two orders too.
    let is_disputed = our_order != their_order && we_moved == they_moved;
    let skeleton = if they_moved && !we_moved { their_order } else { our_order };

    let mut ours = behind(ours, &in_both, &is_kept);
    let mut theirs = behind(theirs, &in_both, &is_kept);
    let mut keys = Vec::new();
    for anchor in std::iter::once(None).chain(skeleton.into_iter().map(Some)) {
        keys.extend(anchor);
        let mut runs = [ours.remove(&anchor).unwrap_or_default(), theirs.remove(&anchor).unwrap_or_default()];
        runs.sort_by_key(|run| run.first().copied());
        keys.extend(runs.into_iter().flatten());
    }
    Order { keys, is_disputed }
}

/// What only one version has, by what stands before it in that version.
fn behind<K: Copy + Eq + Hash>(
    keys: &[K],
    in_both: &HashSet<K>,
    is_kept: impl Fn(&K) -> bool,
) -> HashMap<Option<K>, Vec<K>> {
    let mut anchor = None;
    let mut runs: HashMap<Option<K>, Vec<K>> = HashMap::new();
    for key in keys.iter().copied().filter(is_kept) {
        if in_both.contains(&key) {
            anchor = Some(key);
        } else {
            runs.entry(anchor).or_default().push(key);
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(base: &str, ours: &str, theirs: &str, gone: &str, expected: &str, is_disputed: bool) {
        let bytes = |text: &str| text.as_bytes().to_vec();
        let order = join(&bytes(base), &bytes(ours), &bytes(theirs), |key| !bytes(gone).contains(key));
        assert_eq!((String::from_utf8(order.keys), order.is_disputed), (Ok(expected.to_owned()), is_disputed));
    }

    #[test]
    fn one_side_moves_and_the_other_adds() {
        check("abcd", "dabc", "abcd", "", "dabc", false);
        check("abcd", "abcd", "dabc", "", "dabc", false);
        check("abcd", "dabc", "abxcd", "", "dabxc", false);
        check("abcd", "abxcd", "dabc", "", "dabxc", false);
        check("abcd", "dabc", "dabc", "", "dabc", false);
    }

    #[test]
    fn what_both_add_at_one_place_stands_the_same_either_way_round() {
        check("ab", "axyb", "amb", "", "amxyb", false);
        check("ab", "amb", "axyb", "", "amxyb", false);
        check("", "x", "m", "", "mx", false);
    }

    #[test]
    fn what_is_gone_leaves_its_neighbors_where_they_are() {
        check("abc", "ac", "abxc", "b", "axc", false);
        check("abc", "ac", "abc", "", "abc", false);
    }

    #[test]
    fn two_ways_of_moving_the_same_are_a_dispute() {
        check("abc", "bac", "cab", "", "bac", true);
        check("a", "axy", "ayx", "", "axy", true);
    }
}
