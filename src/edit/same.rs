//! Whether two maps say the same, told quickly: records that are shared need no second look.

use std::sync::Arc;

use crate::model::{Map, Table};

/// Whether two maps are equal. Between a map and its changed copy this takes one comparison of
/// pointers a record, and looks only into the records that an edit touched.
pub(super) fn same(a: &Map, b: &Map) -> bool {
    // Taken apart by name, so that a new field of the map cannot be forgotten here.
    let Map {
        id,
        title,
        state,
        period,
        language,
        author,
        edition,
        created,
        reviewed,
        purpose,
        scenario,
        baseline,
        changes,
        logo,
        accent,
        note,
        personas,
        channels,
        stages,
        lanes,
        cards,
        ratings,
        callouts,
        pains,
        opportunities,
        metrics,
        story,
        ballots,
        accepted,
    } = a;
    let tables = same_table(personas, &b.personas)
        && same_table(channels, &b.channels)
        && same_table(stages, &b.stages)
        && same_table(lanes, &b.lanes)
        && same_table(cards, &b.cards)
        && same_table(ratings, &b.ratings)
        && same_table(callouts, &b.callouts)
        && same_table(pains, &b.pains)
        && same_table(opportunities, &b.opportunities)
        && same_table(metrics, &b.metrics)
        && same_table(story, &b.story)
        && same_table(ballots, &b.ballots);
    tables
        && (id, title, state, period, language, author)
            == (&b.id, &b.title, &b.state, &b.period, &b.language, &b.author)
        && (edition, created, reviewed, purpose, scenario)
            == (&b.edition, &b.created, &b.reviewed, &b.purpose, &b.scenario)
        && (baseline, changes, logo, accent, note, accepted)
            == (&b.baseline, &b.changes, &b.logo, &b.accent, &b.note, &b.accepted)
}

fn same_table<T: PartialEq>(a: &Table<T>, b: &Table<T>) -> bool {
    let (a, b) = (a.shared(), b.shared());
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| Arc::ptr_eq(a, b) || a == b)
}
