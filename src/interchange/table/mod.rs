//! Tables: text with commas, semicolons or tabs between its cells, and sheets of Excel.
//!
//! The first row that is not empty holds the heads of the columns. A [`Mapping`] says what each
//! column holds; [`import`] makes a map of the rows. [`export`] writes a map as a table that gives
//! the same map again.

mod decode;
mod excel;
mod mapping;
mod read;
mod readings;
mod write;

use std::path::Path;

pub use excel::MAX_UNPACKED_BYTES;
pub use mapping::{Mapping, letters};
pub use readings::{Readings, import_readings, in_order_of_time, is_of_readings, read_reading};
pub use write::export;

use super::field::{Field, Meaning};
use super::record::{self, Notes, Record, RecordKind, Value};
use super::value;
use super::{ImportError, Imported};
use crate::model::IdSource;

/// The most bytes of a file with a table.
pub const MAX_FILE_BYTES: usize = 32 << 20;
/// The most rows.
pub const MAX_ROWS: usize = 100_000;
/// The most columns.
pub const MAX_COLUMNS: usize = 500;
/// The most cells that are not empty.
pub const MAX_CELLS: usize = 2_000_000;
/// The most bytes of a cell; what is longer is cut, and that is told.
pub const MAX_CELL_BYTES: usize = crate::model::check::limits::TEXT;

/// How the names of files end that tables are looked for in.
pub const ENDINGS: [&str; 5] = ["csv", "tsv", "tab", "xlsx", "xlsm"];

/// How a workbook begins, which is a compressed archive.
const WORKBOOK: &[u8] = b"PK\x03\x04";

/// A table: rows of cells. Rows may differ in length.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CellTable {
    rows: Vec<Row>,
    /// Cells that were cut, by line and column.
    cut: Vec<(u32, u32)>,
    /// How the text was read, where that was a guess that may be wrong.
    remark: String,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The line of the text where it begins, or the row of the sheet, from 1.
    pub line: u32,
    /// Its cells, without the mark that keeps a spreadsheet from taking text for a formula.
    pub cells: Vec<String>,
}

impl CellTable {
    /// The heads of the columns.
    pub fn heads(&self) -> &[String] {
        self.rows.first().map_or(&[], |row| &row.cells)
    }

    /// The rows below the heads. None of them is empty.
    pub fn rows(&self) -> &[Row] {
        self.rows.get(1..).unwrap_or_default()
    }

    fn head_line(&self) -> u32 {
        self.rows.first().map_or(1, |row| row.line)
    }

    /// Adds a row, unless it is empty.
    fn push(&mut self, mut row: Row) -> Result<(), ImportError> {
        while row.cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            row.cells.pop();
        }
        if row.cells.is_empty() {
            return Ok(());
        }
        let refused = |text: String| Err(ImportError::new(row.line, 1, text, "divide it into several tables"));
        if self.rows.len() > MAX_ROWS {
            return refused(format!("the table has more than {MAX_ROWS} rows"));
        }
        if row.cells.len() > MAX_COLUMNS {
            return refused(format!("the table has more than {MAX_COLUMNS} columns"));
        }
        for (cell, column) in row.cells.iter_mut().zip(1..) {
            if cell.len() > MAX_CELL_BYTES {
                cell.truncate(cell.floor_char_boundary(MAX_CELL_BYTES));
                self.cut.push((row.line, column));
            }
            if write::is_marked(cell) {
                cell.remove(0);
            }
        }
        self.rows.push(row);
        Ok(())
    }
}

/// Whether the name of a file is that of a table: it has one of the [`ENDINGS`].
pub fn is_table_file(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Reads a table from the bytes of a file: a sheet of Excel if they are a workbook, the first with
/// anything in it if none is named; else text.
///
/// Text is UTF-8, UTF-16 with a mark at its start, or else Windows-1252, which is told. What parts
/// the cells is found by itself.
///
/// # Errors
/// It is no table, names a sheet that is not there, has a quotation mark that is never closed, or is
/// beyond the limits.
pub fn read(bytes: &[u8], sheet: Option<&str>) -> Result<CellTable, ImportError> {
    if bytes.len() > MAX_FILE_BYTES {
        let text = format!("the file is longer than {} MiB", MAX_FILE_BYTES >> 20);
        return Err(ImportError::new(1, 1, text, "divide it into several files"));
    }
    if bytes.starts_with(WORKBOOK) {
        return excel::read(bytes, sheet);
    }
    if let Some(sheet) = sheet {
        let text = format!("there is no sheet \"{sheet}\": this is text, not a workbook");
        return Err(ImportError::new(1, 1, text, "leave --sheet out"));
    }
    let decoded = decode::decode(bytes)?;
    let mut table = read::read(&decoded.text)?;
    table.remark = decoded.remark.to_owned();
    Ok(table)
}

/// What the sheets of a workbook are called, in their order; nothing if the bytes are text.
///
/// # Errors
/// It is a damaged workbook, or beyond the limits.
pub fn sheets(bytes: &[u8]) -> Result<Vec<String>, ImportError> {
    if bytes.starts_with(WORKBOOK) && bytes.len() <= MAX_FILE_BYTES { excel::sheets(bytes) } else { Ok(Vec::new()) }
}

/// Makes a map of a table. The same ids give the same map.
///
/// # Errors
/// There is nothing in the table, or no column says what a card or a step is called.
pub fn import(table: &CellTable, mapping: &Mapping, ids: &mut IdSource) -> Result<Imported, ImportError> {
    if table.rows.is_empty() {
        return Err(ImportError::new(
            1,
            1,
            "the table is empty",
            "it needs a row of heads and a row for each touchpoint",
        ));
    }
    if table.rows().is_empty() {
        let hint = "below the heads stands a row for each touchpoint";
        return Err(ImportError::new(table.head_line(), 1, "the table has heads and nothing below them", hint));
    }
    if !mapping.has_any(&[Field::Row, Field::Title, Field::Text, Field::Step, Field::Stage]) {
        let text = "no column says what a touchpoint is called, nor a stage or a step";
        let hint = "call a column Title, Stage or Step, or say which it is with --map, such as --map \"Title=A\"";
        return Err(ImportError::new(table.head_line(), 1, text, hint));
    }
    let mut notes = Notes::default();
    tell_about(table, mapping, &mut notes);
    let shifted = five_point_columns(table, mapping, &mut notes);
    let records = table.rows().iter().map(|row| record_of(row, mapping, &shifted, &mut notes)).collect();
    let map = record::map_of(records, ids, &mut notes);
    if map.stages.is_empty() && map.cards.is_empty() {
        let hint = "each row needs a title, a text, a step or a stage";
        return Err(ImportError::new(table.head_line(), 1, "no row of the table says anything that a map holds", hint));
    }
    Ok(Imported { map, notices: notes.into_notices() })
}

/// Tells what of a table as a whole is not read as it stands.
fn tell_about(table: &CellTable, mapping: &Mapping, notes: &mut Notes) {
    if !table.remark.is_empty() {
        notes.tell(1, 1, table.remark.clone());
    }
    for (line, column) in &table.cut {
        notes.tell(*line, *column, format!("the cell has more than {MAX_CELL_BYTES} bytes; the rest was left out"));
    }
    let columns = table.rows().iter().map(|row| row.cells.len()).max().unwrap_or_default();
    for column in 0..columns {
        if mapping.meaning(column).is_some() {
            continue;
        }
        let cells = table.rows().iter().filter_map(|row| row.cells.get(column));
        let filled = cells.filter(|cell| !cell.trim().is_empty()).count();
        if filled > 0 {
            let head = mapping::name_of(table.heads(), column);
            let (cells, were) = if filled == 1 { ("cell", "was") } else { ("cells", "were") };
            let text = format!("the column {head} is not known; its {filled} {cells} {were} left out");
            notes.tell(table.head_line(), column as u32 + 1, text);
        }
    }
}

/// The columns of emotions that run from 1 to 5.
fn five_point_columns(table: &CellTable, mapping: &Mapping, notes: &mut Notes) -> Vec<usize> {
    let mut shifted = Vec::new();
    let is_own = mapping.has_any(&[Field::Row]);
    for column in 0..table.heads().len() {
        let is_emotion =
            mapping.meaning(column).is_some_and(|meaning| matches!(meaning.field, Field::Emotion | Field::Expected));
        let cells = || table.rows().iter().filter_map(|row| value::whole(row.cells.get(column)?));
        if is_emotion && !is_own && cells().any(|value| value > 2) && cells().all(|value| (1..=5).contains(&value)) {
            let head = mapping::name_of(table.heads(), column);
            notes.tell(
                table.head_line(),
                column as u32 + 1,
                format!("the column {head} runs from 1 to 5; 1 was taken for -2 and 5 for +2"),
            );
            shifted.push(column);
        }
    }
    shifted
}

fn record_of(row: &Row, mapping: &Mapping, shifted: &[usize], notes: &mut Notes) -> Record {
    let mut record = Record { kind: None, line: row.line, values: Vec::new() };
    for (n, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
        let Some(meaning) = mapping.meaning(n) else { continue };
        let column = n as u32 + 1;
        if meaning.field == Field::Row {
            record.kind = RecordKind::named(cell);
            if record.kind.is_none() {
                notes.tell(
                    row.line,
                    column,
                    format!("\"{}\" is no kind of row; it was taken for a card", record::shortened(cell)),
                );
            }
            continue;
        }
        let five = shifted.contains(&n).then(|| value::whole(cell)).flatten();
        let text = five.map_or_else(|| cell.clone(), |five| (five - 3).to_string());
        record.values.push(Value { line: row.line, column, meaning: meaning.clone(), text });
    }
    if record.kind.is_none() && mapping.has_any(&[Field::Row]) {
        record.kind = Some(RecordKind::Card);
    }
    record
}

/// The columns that a list of records needs: fields in their order, of each persona in turn.
fn columns_of(records: &[Record]) -> Vec<Meaning> {
    let mut columns: Vec<Meaning> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for value in records.iter().flat_map(|record| &record.values) {
        if seen.insert(&value.meaning) {
            columns.push(value.meaning.clone());
        }
    }
    // Those of a persona keep the order of the first time that it is rated.
    columns.sort_by_key(|meaning| meaning.field);
    columns
}
