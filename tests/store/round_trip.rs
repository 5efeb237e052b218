//! Reading gives back what was written, and any bytes give a map or an error.

use pathos::store::{parse, to_ron};
use proptest::prelude::*;

use super::BICYCLE;
use super::maps::any_map;

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_gives_back_what_was_written(map in any_map()) {
        let text = to_ron(&map);
        let (back, _) = parse(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(&back, &map);
        prop_assert_eq!(to_ron(&back), text);
    }

    #[test]
    fn line_ends_of_another_system_change_nothing(map in any_map()) {
        let text = to_ron(&map).replace('\n', "\r\n");
        let (back, _) = parse(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(back, map);
    }

    #[test]
    fn any_text_is_a_map_or_an_error(text in any::<String>()) {
        prop_assert!(parse(&text).is_err());
        // Whatever stands in the map's place.
        let _ = parse(&format!("Pathos(version: 1, map: {text}"));
    }

    #[test]
    fn a_damaged_file_is_a_map_or_an_error(
        at in 0..BICYCLE.len(),
        len in 0..40_usize,
        new in prop_oneof!["[\\x00-\\x7f]{0,3}", "[(){}\\[\\],:\"#r\\\\/*-]{0,4}", any::<String>()],
    ) {
        let mut bytes = BICYCLE.as_bytes().to_vec();
        bytes.splice(at..(at + len).min(BICYCLE.len()), new.bytes());
        match parse(&String::from_utf8_lossy(&bytes)) {
            Ok((map, _)) => prop_assert_eq!(parse(&to_ron(&map)).map(|(map, _)| map), Ok(map)),
            Err(error) => {
                let lines = bytes.iter().filter(|b| **b == b'\n').count() as u32 + 1;
                prop_assert!((1..=lines).contains(&error.position().line), "{}", error);
                prop_assert!(!error.hint().is_empty(), "{}", error);
            }
        }
    }
}

#[test]
fn a_file_cut_off_anywhere_is_an_error() {
    let end = BICYCLE.trim_end().len();
    for at in (0..end).filter(|at| BICYCLE.is_char_boundary(*at)) {
        assert!(parse(&BICYCLE[..at]).is_err(), "cut off at byte {at}");
    }
}

#[test]
fn a_file_of_version_1_still_opens_and_is_written_the_same() {
    let (map, warnings) = parse(BICYCLE).expect("a sound file");
    assert_eq!(warnings, []);
    assert_eq!(to_ron(&map), BICYCLE);
    assert_eq!(map.title, "Buying a \"bicycle\"");
    assert_eq!(map.cards.len(), 4);
}

#[test]
fn a_person_may_write_it_differently() {
    let (map, _) = parse(BICYCLE).expect("a sound file");
    let by_hand = BICYCLE.replace("actual: -2", "actual: Some(-2) /* by /* hand */ */").replace("  ", "\t");
    for text in [
        format!("\u{feff}{BICYCLE}"),
        format!("#![enable(implicit_some)]\n{BICYCLE}"),
        BICYCLE.replace('\n', "\r\n"),
        by_hand,
    ] {
        assert_eq!(parse(&text).map(|(map, _)| map), Ok(map.clone()), "{text}");
    }
}
