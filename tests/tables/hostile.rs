//! Files that were broken or made to break the program.

use pathos::interchange::outline;
use pathos::interchange::table::{self, MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROWS, Mapping};
use pathos::model::check::{self, limits};
use pathos::model::*;
use proptest::prelude::*;

use super::{import, told};

/// Expects an error with these words and something to do about it.
#[track_caller]
fn refused(text: &[u8], line: u32, word: &str) {
    let error = import(text).expect_err("an error");
    assert!(error.text.contains(word) && error.line == line, "{error}");
    assert!(!error.hint.is_empty(), "{error}");
}

#[test]
fn what_is_no_table_is_refused() {
    refused(b"", 1, "empty");
    refused(b"\n\n\n", 1, "empty");
    refused(b"Stage,Title\n", 1, "nothing below");
    refused(b"Stage,Title\n,,,\n , \n", 1, "nothing below");
    refused(b"Weather,Rain\n1,2", 1, "no column");
    refused(b"Title,Owner\n,Ada", 1, "no row of the table says anything");
    refused(b"Title,Text\nA,\"never closed\nB,C\n", 2, "never closed");
    refused(b"S\0t\0a\0g\0e\0\n\0", 1, "UTF-16");
    refused(b"PK\x03\x04 not really", 1, "workbook cannot be read");
    refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 1, "neither text");
}

#[test]
fn limits_are_told_when_they_are_reached() {
    let rows = "x\n".repeat(1_000_000);
    refused(format!("Title\n{rows}").as_bytes(), MAX_ROWS as u32 + 2, "more than 100000 rows");
    let columns = "x,".repeat(MAX_COLUMNS + 5) + "x";
    refused(format!("Title\n{columns}").as_bytes(), 2, "more than 500 columns");
    refused(&vec![b'x'; (32 << 20) + 1], 1, "longer than 32 MiB");
    refused(
        format!("Title\n{}", "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1\n".repeat(99_000)).as_bytes(),
        90_911,
        "more than 2000000 cells",
    );
}

#[test]
fn a_cell_of_ten_megabytes_is_cut_and_told() {
    let long = "ä".repeat(5 << 20);
    let imported = import(format!("Title,Text\nA,\"{long}\"\nB,").as_bytes()).expect("a map");
    let card = imported.map.cards.at(0).expect("a card");
    assert_eq!(card.text.len(), MAX_CELL_BYTES);
    assert_eq!(told(&imported), "2:2: the cell has more than 100000 bytes; the rest was left out");
}

#[test]
fn more_than_a_map_holds_is_left_out_and_told_once() {
    let rows: String = (0..limits::STEPS + 50).map(|n| format!("S{n},T{n}\n")).collect();
    let imported = import(format!("Step,Title\n{rows}").as_bytes()).expect("a map");
    assert_eq!(imported.map.steps().count(), limits::STEPS);
    assert_eq!(told(&imported).lines().filter(|line| line.contains("2000 steps")).count(), 1, "{}", told(&imported));
    // A stage that has no step yet needs room for one.
    let rows: String = (0..limits::STEPS + 50).map(|n| format!("stage,T{n},\n")).collect();
    let imported = import(format!("Row,Title,Step\n{rows}card,A,b\n").as_bytes()).expect("a map");
    assert_eq!(imported.map.steps().count(), limits::STEPS);
    let personas: String = (0..300).map(|n| format!("A,P{n},1\n")).collect();
    let map = import(format!("Title,Persona,Emotion\n{personas}").as_bytes()).expect("a map").map;
    assert_eq!(map.personas.len(), limits::PERSONAS);
}

#[test]
fn odd_bytes_and_wrong_encodings_are_read_or_told() {
    let imported = import(b"Title,Text\nA\0B,\x1b[31mred\x07").expect("a map");
    let card = imported.map.cards.at(0).expect("a card");
    assert_eq!((card.title.as_str(), card.text.as_str()), ("AB", "[31mred"));
    assert_eq!(told(&imported).lines().count(), 2, "{}", told(&imported));
    let imported = import(b"Title;Owner\nCaf\xe9;\x84Ada\x93").expect("a map");
    let card = imported.map.cards.at(0).expect("a card");
    assert_eq!((card.title.as_str(), card.owner.as_str()), ("Café", "„Ada“"));
    assert!(told(&imported).contains("Windows-1252"), "{}", told(&imported));
    let wide: Vec<u8> = "\u{feff}Title\tOwner\r\n待つ\tAda\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let imported = import(&wide).expect("a map");
    assert_eq!(imported.map.cards.at(0).map(|card| card.title.as_str()), Some("待つ"));
    assert_eq!(told(&imported), "");
}

#[test]
fn heads_that_stand_twice_are_told() {
    let imported = import(b"Title,Touchpoint,Emotion (Ada),Emotion: Ada\nA,B,1,2").expect("a map");
    assert_eq!(imported.map.cards.at(0).map(|card| card.title.as_str()), Some("A"));
    let told = told(&imported);
    assert!(told.contains("the column \"Touchpoint\" (B) is not known"), "{told}");
    assert!(told.contains("the column \"Emotion: Ada\" (D) is not known"), "{told}");
}

#[test]
fn formulas_stay_text() {
    let imported = import("Title,Text\n\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",+1+cmd|' /C calc'!A0".as_bytes())
        .expect("a map");
    assert_eq!(imported.map.cards.at(0).map(|card| card.title.as_str()), Some("=HYPERLINK(\"http://x\",\"y\")"));
    let text = table::export(&imported.map, ',').text;
    assert!(text.contains("\"'=HYPERLINK(") && text.contains("\"'+1+cmd|"), "{text}");
    let back = import(text.as_bytes()).expect("a map").map;
    assert_eq!(back.cards.at(0).map(|card| card.title.as_str()), Some("=HYPERLINK(\"http://x\",\"y\")"));
}

#[test]
fn ids_that_clash_are_made_anew_and_told() {
    let text = b"Row,Id,Title,Step,Emotion (p-1)\ncard,c-1,A,x,\ncard,c-1,B,x,1\ncard,not an id,C,x,\nnonsense,,D,x,";
    let imported = import(text).expect("a map");
    assert_eq!(imported.map.cards.len(), 4);
    let told = told(&imported);
    for word in ["3:2: another card has the id", "\"not an id\" is not an id", "\"nonsense\" is no kind of row"] {
        assert!(told.contains(word), "{word}\n{told}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_a_sound_map_or_an_error(
        head in prop_oneof!["", "Title,", "Row,Stage,Step,Id,At,Links\n", "PK\x03\x04", "\u{feff}", "Titel;Emotion Ada;Pain\n"],
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        sound(&[head.as_bytes(), &bytes].concat())?;
    }

    #[test]
    fn any_cells_are_a_sound_map_or_an_error(
        cells in proptest::collection::vec("[a-c,;\n\"'=:()0-9 -]{0,12}|card|step|stage|lane|pain point|opportunity|metric|persona|channel|map|parked", 0..120),
    ) {
        let heads = "Row,Stage,Step,Lane,Title,Id,Until step,Place,Personas,Channels,Links,At,Answers,Series,Kind,Emotion (a),Rounds (a),High,Pain point,Opportunity";
        let rows: Vec<String> = cells.chunks(20).map(|row| row.join(",")).collect();
        sound(format!("{heads}\n{}", rows.join("\n")).as_bytes())?;
    }

    #[test]
    fn any_outline_is_a_sound_map_or_an_error(lines in proptest::collection::vec(
        "#{1,7} [a-c]{0,2}( \\{#[a-c]\\})?|- (Lane|Emotion|Emotion \\(a\\)|At|Links|Until step|Place|Kind|Series|High|Id|Answers|Stage): [a-c0-9:; ]{0,5}|  [a-c]{0,3}|[a-c]{0,3}|## (Personas|Channels|Lanes|Journey|Parking lot|Pain points|Opportunities|Metrics)",
        0..60,
    )) {
        let text = format!("<!-- pathos-outline: 1 -->\n{}", lines.join("\n"));
        if let Ok(imported) = outline::import(&text, &mut IdSource::seeded(1)) {
            prop_assert_eq!(errors(&imported.map), Vec::<String>::new());
        }
    }

    #[test]
    fn any_mapping_is_taken_or_refused(text in "[A-Za-z(),= -]{0,40}", heads in proptest::collection::vec("[A-Za-z ]{0,8}", 0..6)) {
        let mut mapping = Mapping::guess(&heads);
        let _ = mapping.change(&text, &heads);
        let mut again = Mapping::default();
        prop_assert_eq!(again.change(&mapping.text(), &heads).map(|()| again.text()), Ok(mapping.text()));
    }
}

fn errors(map: &Map) -> Vec<String> {
    let problems = check::check(map).into_iter();
    problems.filter(|problem| problem.severity == ProblemSeverity::Error).map(|problem| problem.text).collect()
}

fn sound(bytes: &[u8]) -> Result<(), TestCaseError> {
    match import(bytes) {
        Ok(imported) => prop_assert_eq!(errors(&imported.map), Vec::<String>::new()),
        Err(error) => prop_assert!(!error.hint.is_empty() && error.line > 0, "{}", error),
    }
    Ok(())
}
