//! A table, an outline and a map's own file give back all that the README says they hold.

use pathos::interchange::{Exported, outline, table};
use pathos::model::check::check;
use pathos::model::*;
use pathos::store::{parse, to_ron};
use proptest::prelude::*;

use super::import;
use super::maps::{any_map, map};

/// What a format holds of a text: no control characters but line breaks and tabs, no blanks at the ends.
fn clean(text: &str) -> String {
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.retain(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    text.trim().to_owned()
}

/// Sound maps whose texts a table and an outline hold.
fn any_clean_map() -> impl Strategy<Value = Map> {
    let special = [
        "=SUM(A1)",
        "+1",
        "-x",
        "@a",
        "'=x",
        "''=x",
        "a, b; c",
        "back\\slash",
        "# head",
        "- item",
        "a: b",
        "{#c-1}",
        "<br>",
        "yes",
        "yes: no",
        "no",
        "two\nlines",
        "a\n\n  b\n\tc",
        "\"q\"",
        "a|b",
        "None",
        "Ada",
        "(x)",
        "Pay",
        "السَّلَام",
        "待つ",
        "card x",
        "",
        "leads to",
        "2026-Q3: 5",
        "-- ",
        "<!-- x -->",
        "sep=;",
        "```mermaid",
    ];
    let text = prop_oneof![
        3 => proptest::sample::select(special.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    let texts = proptest::collection::vec(text.prop_map(|text| clean(&text)), 1..20);
    (any::<u64>(), texts).prop_map(|(seed, texts)| map(seed, texts))
}

fn distinct<T: Clone + PartialEq>(list: &mut Vec<T>) {
    let all = std::mem::take(list);
    all.into_iter().for_each(|item| {
        if !list.contains(&item) {
            list.push(item)
        }
    });
}

fn table_by<T: Record, K: Ord>(table: &Table<T>, key: impl Fn(&T) -> K, change: impl Fn((usize, T)) -> T) -> Table<T> {
    let mut records: Vec<T> = table.iter().cloned().collect();
    records.sort_by_key(key);
    records.into_iter().enumerate().map(change).collect()
}

/// The map without what the README says is not held, its records in the order of reading and with
/// ids and ranks by that order where those are not held.
fn held(map: &Map) -> Map {
    let mut held = map.clone();
    (held.logo, held.changes, held.accepted) = (None, Vec::new(), Vec::new());
    (held.story, held.ballots) = (Table::default(), Table::default());
    held.personas.update(
        |_| true,
        |persona| {
            persona.picture = None;
            persona.goals.retain(|goal| !goal.is_empty());
            distinct(&mut persona.goals);
        },
    );
    held.lanes.update(|_| true, |lane| distinct(&mut lane.personas));
    held.cards.update(
        |_| true,
        |card| {
            card.picture = None;
            card.tags.retain(|tag| !tag.is_empty());
            distinct(&mut card.tags);
            distinct(&mut card.channels);
            distinct(&mut card.personas);
            if let Place::Span(lane, from, to) = card.place
                && from == to
            {
                card.place = Place::Cell(lane, from);
            }
        },
    );
    let step_at = |id: StepId| map.steps().position(|(_, step)| step.id == id);
    let cell = |place: Place| {
        let (lane, step) = map.cell_of(place)?;
        Some((step_at(step), map.lanes.position(lane)))
    };
    let in_order = |card: &Card| (cell(card.place).is_none(), cell(card.place), card.rank.clone());
    held.cards = table_by(&held.cards, in_order, |(n, card)| Card {
        rank: Rank::new(&format!("{n:06}1")).expect("a rank"),
        ..card
    });
    let place_of = |at: Target| match at {
        Target::Card(card) => (1, held.cards.position(card)),
        Target::Step(step) => (0, step_at(step)),
    };
    held.ratings.retain(|rating| {
        *rating != Rating { channel: rating.channel, ..Rating::new(rating.id, rating.persona, rating.at) }
    });
    let mut ids = IdSource::seeded(9);
    let new_ids: Vec<RatingId> = (0..held.ratings.len()).map(|_| ids.next()).collect();
    let key = |rating: &Rating| (place_of(rating.at), rating.persona, rating.channel);
    held.ratings = table_by(&held.ratings, key, |(n, rating)| Rating { id: new_ids[n], ..rating });
    let mut seen = Vec::new();
    held.callouts.retain(|callout| {
        let key = (callout.kind, callout.at, callout.persona);
        !seen.contains(&key) && {
            seen.push(key);
            true
        }
    });
    let new_ids: Vec<CalloutId> = (0..held.callouts.len()).map(|_| ids.next()).collect();
    let key = |callout: &Callout| (place_of(callout.at), callout.kind, callout.persona);
    held.callouts = table_by(&held.callouts, key, |(n, callout)| Callout { id: new_ids[n], ..callout });
    held.pains.update(
        |_| true,
        |pain| {
            distinct(&mut pain.at);
            distinct(&mut pain.personas);
        },
    );
    held.opportunities.update(|_| true, |opportunity| distinct(&mut opportunity.at));
    held.metrics.update(|_| true, |metric| distinct(&mut metric.at));
    held
}

/// Expects that a format gives back what it holds, and says nothing on the way in.
fn check_format(
    map: &Map,
    export: impl Fn(&Map) -> Exported,
    import: impl Fn(&str) -> (Map, String),
) -> Result<(), TestCaseError> {
    let exported = export(map);
    let (back, told) = import(&exported.text);
    prop_assert_eq!(&told, "", "{}", exported.text);
    let (expected, found) = (to_ron(&held(map)), to_ron(&held(&back)));
    let line = expected.lines().zip(found.lines()).position(|(a, b)| a != b);
    let near =
        |text: &str| text.lines().skip(line.unwrap_or(0).saturating_sub(8)).take(12).collect::<Vec<_>>().join("\n");
    prop_assert!(expected == found, "expected\n{}\nfound\n{}\nin\n{}", near(&expected), near(&found), exported.text);
    prop_assert_eq!(check(&back).into_iter().filter(|p| p.severity == ProblemSeverity::Error).count(), 0);
    Ok(())
}

fn from_table(text: &str) -> (Map, String) {
    let imported = import(text.as_bytes()).expect("a table of ours");
    (imported.map.clone(), super::told(&imported))
}

fn from_outline(text: &str) -> (Map, String) {
    let imported = outline::import(text, &mut IdSource::seeded(1)).expect("an outline of ours");
    (imported.map.clone(), super::told(&imported))
}

/// The cells of a table as a program reads them that knows RFC 4180 and no more.
fn cells(text: &str, separator: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let (mut is_quoted, mut letters) = (false, text.chars().peekable());
    while let Some(letter) = letters.next() {
        let cell = cells.last_mut().expect("one cell at least");
        match letter {
            '"' if is_quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if is_quoted || cell.is_empty() => is_quoted = !is_quoted,
            '\r' if !is_quoted => {}
            _ if !is_quoted && (letter == separator || letter == '\n') => cells.push(String::new()),
            _ => cell.push(letter),
        }
    }
    cells
}

#[test]
fn a_cell_is_read_as_it_was_written() {
    assert_eq!(cells("a,\"\"\"=\",\"b,\n\"\"c\"\r\n,=1", ','), ["a", "\"=", "b,\n\"c", "", "=1"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_table_with_commas_gives_back_what_it_holds(map in any_clean_map()) {
        check_format(&map, |map| table::export(map, ','), from_table)?;
    }

    #[test]
    fn a_table_with_tabs_gives_back_what_it_holds(map in any_clean_map()) {
        check_format(&map, |map| table::export(map, '\t'), from_table)?;
    }

    #[test]
    fn an_outline_gives_back_what_it_holds(map in any_clean_map()) {
        check_format(&map, outline::export, from_outline)?;
    }

    #[test]
    fn a_map_file_gives_back_everything(map in any_clean_map()) {
        let back = parse(&to_ron(&map)).map(|(map, _)| map);
        prop_assert_eq!(back, Ok(map));
    }

    #[test]
    fn what_was_read_is_written_the_same(map in any_map()) {
        let once = table::export(&from_table(&table::export(&map, ',').text).0, ',').text;
        prop_assert_eq!(&table::export(&from_table(&once).0, ',').text, &once);
        let once = outline::export(&from_outline(&outline::export(&map).text).0).text;
        prop_assert_eq!(&outline::export(&from_outline(&once).0).text, &once);
    }

    #[test]
    fn no_cell_of_a_table_is_a_formula(map in any_map()) {
        for separator in [',', '\t'] {
            let text = table::export(&map, separator).text;
            for cell in cells(text.trim_start_matches('\u{feff}'), separator) {
                prop_assert!(!cell.starts_with(['=', '@', '＝', '＠', '\t']), "{cell:?} in {text}");
            }
        }
    }
}

#[test]
fn the_samples_come_back_from_every_format() {
    for name in
        ["retail-bicycle", "onboarding-current", "onboarding-future", "hotel-blueprint", "clinic-ar", "station-ja"]
    {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("samples/{name}.ron"));
        let map = parse(&std::fs::read_to_string(path).expect("a sample")).expect("a map").0;
        check_format(&map, |map| table::export(map, ','), from_table).expect(name);
        check_format(&map, |map| table::export(map, '\t'), from_table).expect(name);
        check_format(&map, outline::export, from_outline).expect(name);
    }
}

#[test]
fn what_is_not_held_is_told() {
    let map = parse(VERSION_1).expect("a map").0;
    for exported in [table::export(&map, ','), outline::export(&map)] {
        let told = exported.left_out.join("\n");
        for word in ["picture", "story", "dot vote", "changes against the baseline", "accepted finding"] {
            assert!(told.contains(word) || !has(&map, word), "{word}: {told}");
        }
        assert!(!exported.left_out.is_empty());
    }
    let bare = Map::new(IdSource::seeded(1).next(), "Bare");
    assert_eq!(table::export(&bare, ',').left_out, [""; 0]);
}

/// A map with something of everything.
const VERSION_1: &str = include_str!("../fixtures/store/version-1.ron");

fn has(map: &Map, word: &str) -> bool {
    match word {
        "picture" => map.pictures().next().is_some(),
        "story" => !map.story.is_empty(),
        "dot vote" => !map.ballots.is_empty(),
        "changes against the baseline" => map.changes.len() > 1,
        _ => !map.accepted.is_empty(),
    }
}
