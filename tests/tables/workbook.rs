//! Workbooks of Excel, made here part by part.

use std::io::{Cursor, Write as _};

use pathos::interchange::table::{self, MAX_UNPACKED_BYTES, Mapping};
use pathos::model::IdSource;
use zip::write::SimpleFileOptions;

use super::{import, told};

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Empty" sheetId="1" r:id="rId1"/><sheet name="Shop" sheetId="2" r:id="rId2"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

fn sheet(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    )
}

/// A workbook with an empty first sheet, and `rows` in its second.
fn workbook(rows: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let (empty, full) = (sheet(""), sheet(rows));
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &empty),
        ("xl/worksheets/sheet2.xml", &full),
    ];
    for (name, text) in parts.into_iter().chain(more.iter().copied()) {
        archive.start_file(name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(text.as_bytes()).expect("a part");
    }
    archive.finish().expect("a workbook").into_inner()
}

const ROWS: &str = r#"<row r="2"><c r="A2" t="inlineStr"><is><t>Stage</t></is></c><c r="B2" t="inlineStr"><is><t>Touchpoint</t></is></c><c r="C2" t="inlineStr"><is><t>Emotion Ada</t></is></c><c r="D2" t="inlineStr"><is><t>Date</t></is></c><c r="E2" t="inlineStr"><is><t>Moment of truth</t></is></c></row><row r="4"><c r="A4" t="inlineStr"><is><t>Go</t></is></c><c r="B4" t="inlineStr"><is><t>'=1+1</t></is></c><c r="C4"><v>-2</v></c><c r="D4" s="1"><v>46349</v></c><c r="E4" t="b"><v>1</v></c></row>"#;

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
