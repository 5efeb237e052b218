//! What is true of every edit, tried with edits made by chance.

use std::collections::HashMap;

use fastrand::Rng;
use pathos::edit::*;
use pathos::model::*;
use proptest::prelude::*;

use crate::{errors, maps};

pub fn check_ranks(map: &Map) {
    let mut seen = HashMap::new();
    for card in map.cards.iter() {
        let other = seen.insert((map.cell_of(card.place), card.rank.clone()), card.id);
        assert_eq!(other, None, "{} has the rank of another card of its cell", card.id);
    }
}

/// Applies an edit and holds it against what is true of every edit.
fn check_edit(map: &mut Map, edit: &Edit, ids: &mut IdSource) {
    let before = map.clone();
    assert!(!label(map, edit).is_empty());
    match apply(map, edit, ids) {
        Ok(applied) => assert_eq!(applied.changed, *map != before, "{edit:?}"),
        Err(_) => assert_eq!(*map, before, "{edit:?}"),
    }
    assert!(!announce(map, edit).is_empty());
    assert_eq!(errors(map), [], "{edit:?}");
    check_ranks(map);
    if let Edit::PlaceCards { cards, .. } = edit {
        let unmoved = before.cards.iter().zip(map.cards.iter()).filter(|(card, _)| !cards.contains(&card.id));
        unmoved.for_each(|(a, b)| assert_eq!(a.rank, b.rank, "{edit:?}"));
    }
}

/// What can be done with a history.
fn step(history: &mut History, rng: &mut Rng, ids: &mut IdSource) {
    match rng.u8(..24) {
        0 => history.begin("Drag"),
        1 => history.restart_gesture(),
        2 => drop(history.commit()),
        3 => drop(history.abort()),
        4 => history.break_group(),
        5 => history.jump_to(rng.usize(..40)),
        6 => history.mark_saved(history.revision()),
        7 => history.replace(maps::map(rng.u64(..3)), "Revert"),
        8..=10 => drop(history.undo()),
        11..=12 => drop(history.redo()),
        _ => {
            let edit = maps::edit(rng, history.map(), ids);
            // Wrong edits are tried too, and must change nothing.
            let _ = history.apply(&edit);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_edit_leaves_a_map_without_errors(seed: u64, edits in prop::collection::vec(any::<u64>(), 1..40)) {
        let mut map = maps::map(seed);
        prop_assert_eq!(errors(&map), []);
        let mut ids = IdSource::seeded(!seed);
        for edit in edits {
            let edit = maps::edit(&mut Rng::with_seed(edit), &map, &mut ids);
            check_edit(&mut map, &edit, &mut ids);
        }
    }

    #[test]
    fn undo_leads_back_to_the_start_and_redo_to_the_end(seed: u64, edits in prop::collection::vec(any::<u64>(), 1..30)) {
        let start = maps::map(seed);
        let mut history = History::new(start.clone(), IdSource::seeded(!seed));
        let mut ids = IdSource::seeded(seed ^ 1);
        for edit in edits {
            let edit = maps::edit(&mut Rng::with_seed(edit), history.map(), &mut ids);
            let before = history.map().clone();
            history.break_group();
            if history.apply(&edit).is_ok_and(|applied| applied.changed) {
                let after = history.map().clone();
                history.undo();
                prop_assert_eq!(history.map(), &before);
                history.redo();
                prop_assert_eq!(history.map(), &after);
            }
        }
        let end = history.map().clone();
        while history.undo().is_some() {}
        prop_assert_eq!(history.map(), &start);
        prop_assert!(!history.is_dirty());
        while history.redo().is_some() {}
        prop_assert_eq!(history.map(), &end);
    }

    #[test]
    fn a_revision_always_means_the_same_map(seed: u64, steps in prop::collection::vec(any::<u64>(), 1..60)) {
        let mut history = History::new(maps::map(seed), IdSource::seeded(!seed));
        let mut ids = IdSource::seeded(seed ^ 1);
        let mut known = HashMap::from([(0, history.map().clone())]);
        for seed in steps {
            step(&mut history, &mut Rng::with_seed(seed), &mut ids);
            let map = history.map().clone();
            let former = known.entry(history.revision()).or_insert_with(|| map.clone());
            prop_assert_eq!(&*former, &map);
        }
    }
}
