//! Workbooks of Excel.

use pathos::interchange::table::{self, MAX_UNPACKED_BYTES, Mapping};
use pathos::model::IdSource;

use super::workbooks::{ROWS, workbook};
use super::{import, told};

#[test]
fn a_sheet_becomes_a_map() {
    let book = workbook(ROWS, &[]);
    let imported = import(&book).expect("a map");
    assert_eq!(told(&imported), "");
    let map = imported.map;
    let card = map.cards.at(0).expect("a card");
    assert_eq!((card.title.as_str(), card.date), ("=1+1", Some(jiff::civil::date(2026, 11, 23))));
    assert_eq!(map.ratings.at(0).and_then(|rating| rating.actual).map(|emotion| emotion.value()), Some(-2));
    assert_eq!(map.callouts.len(), 1);
    assert_eq!(table::read(&book, Some("shop")).expect("a table").rows()[0].line, 4);
}

#[test]
fn a_sheet_is_chosen_by_its_name() {
    let book = workbook(ROWS, &[]);
    let error = table::read(&book, Some("Store")).expect_err("no such sheet");
    assert_eq!(
        (error.text.as_str(), error.hint.as_str()),
        ("there is no sheet \"Store\"", "the workbook has Empty, Shop")
    );
    let table = table::read(&book, Some("Empty")).expect("an empty table");
    assert!(table::import(&table, &Mapping::guess(table.heads()), &mut IdSource::seeded(1)).is_err());
    assert!(table::read(b"a,b", Some("Shop")).expect_err("text").text.contains("not a workbook"));
}

#[test]
fn a_workbook_made_to_break_the_program_is_refused() {
    let refused = |book: &[u8], word: &str| {
        let error = import(book).expect_err("an error");
        assert!(error.text.contains(word) && !error.hint.is_empty(), "{error}");
    };
    // A cell in the last row and column, which as a whole sheet would be 17 billion cells.
    let far = r#"<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>"#;
    refused(&workbook(&format!("{ROWS}<row r=\"1048576\">{far}</row>"), &[]), "more than 500 columns");
    let bomb = " ".repeat(MAX_UNPACKED_BYTES as usize + 1);
    let book = workbook(ROWS, &[("xl/media/bomb.xml", &bomb)]);
    assert!(book.len() < 1 << 20, "it is small");
    refused(&book, "more than 256 MiB when it is unpacked");
    let texts =
        r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="99999999999999"></sst>"#;
    refused(&workbook(ROWS, &[("xl/sharedStrings.xml", texts)]), "more texts than any workbook");
    for broken in ["<row r=\"0\"><c r=\"A0\"><v>1</v></c></row>", "<row><c r=\"A", "<c r=\"ZZZZZZZZ1\"><v>1</v></c>"] {
        let _ = import(&workbook(&format!("{ROWS}{broken}"), &[]));
    }
    let book = workbook(ROWS, &[]);
    for at in (0..book.len()).step_by(37) {
        let _ = import(&book[..at]);
        let mut damaged = book.clone();
        damaged[at] ^= 0x55;
        let _ = import(&damaged);
    }
}
