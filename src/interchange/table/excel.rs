//! Sheets of Excel's workbooks (`.xlsx`): values only, as text.
//!
//! A workbook is a compressed archive, so its parts are unpacked once before anything is read, to
//! see that they are not more than [`MAX_UNPACKED_BYTES`]. Cells are read one by one, wherever they
//! say they stand, and never as a whole sheet.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};
use zip::ZipArchive;

use super::{CellTable, MAX_CELL_BYTES, MAX_CELLS, MAX_COLUMNS, Row};
use crate::interchange::ImportError;

/// The most bytes of all parts of a workbook together, unpacked.
pub const MAX_UNPACKED_BYTES: u64 = 256 << 20;
/// The most parts of a workbook.
const MAX_PARTS: usize = 2_000;
/// The most bytes of the text of all cells.
const MAX_TEXT_BYTES: usize = 64 << 20;

/// Reads a sheet of a workbook, the first with anything in it if none is named.
///
/// # Errors
/// It is no workbook, has no such sheet, or is beyond the limits.
pub(super) fn read(bytes: &[u8], sheet: Option<&str>) -> Result<CellTable, ImportError> {
    check_size(bytes)?;
    // The library is sound on workbooks that Excel writes. Where one was made to break it, that is
    // the workbook's fault and no reason to end.
    let result = catch_unwind(AssertUnwindSafe(|| sheet_of(bytes, sheet)));
    result.unwrap_or_else(|_| Err(damaged("its parts contradict each other")))
}

/// What the sheets of a workbook are called, in their order.
///
/// # Errors
/// It is no workbook, or is beyond the limits.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<String>, ImportError> {
    check_size(bytes)?;
    let names = || {
        let workbook: Xlsx<_> =
            Xlsx::new(Cursor::new(bytes)).map_err(|error: XlsxError| damaged(&error.to_string()))?;
        Ok(workbook.sheet_names())
    };
    catch_unwind(AssertUnwindSafe(names)).unwrap_or_else(|_| Err(damaged("its parts contradict each other")))
}

fn damaged(what: &str) -> ImportError {
    let hint = "save it anew as .xlsx in Excel, LibreOffice or the program that it comes from, or as CSV";
    ImportError::new(1, 1, format!("the workbook cannot be read: {what}"), hint)
}

/// Unpacks every part once and keeps none.
fn check_size(bytes: &[u8]) -> Result<(), ImportError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
    if archive.len() > MAX_PARTS {
        return Err(damaged(&format!("it has more than {MAX_PARTS} parts")));
    }
    let mut left = MAX_UNPACKED_BYTES;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| damaged(&error.to_string()))?;
        let is_of_texts = part.name().is_ok_and(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml"));
        let mut part = part.take(left + 1);
        let read = if is_of_texts {
            let mut text = Vec::new();
            part.read_to_end(&mut text).map_err(|error| damaged(&error.to_string()))?;
            check_count(&text)?;
            text.len() as u64
        } else {
            std::io::copy(&mut part, &mut std::io::sink()).map_err(|error| damaged(&error.to_string()))?
        };
        left = left.checked_sub(read).ok_or_else(|| {
            let text = format!("the workbook has more than {} MiB when it is unpacked", MAX_UNPACKED_BYTES >> 20);
            ImportError::new(1, 1, text, "divide it into several workbooks")
        })?;
    }
    Ok(())
}

/// Room is made for as many texts as a workbook says it has, so it may not say any number.
fn check_count(part: &[u8]) -> Result<(), ImportError> {
    const NAME: &[u8] = b"uniqueCount";
    // Text in UTF-16 has zeros in between.
    let text: Vec<u8> = part.iter().copied().filter(|byte| *byte != 0).collect();
    let mut rest = &text[..];
    while let Some(at) = rest.windows(NAME.len()).position(|word| word == NAME) {
        rest = &rest[at + NAME.len()..];
        let is_between =
            |byte: &&u8| matches!(**byte, b' ' | b'\t' | b'\r' | b'\n' | b'=' | b'"' | b'\'' | b'+' | b'0');
        let number = &rest[rest.iter().take_while(is_between).count()..];
        if number.iter().take_while(|byte| byte.is_ascii_digit()).count() > 7 {
            return Err(damaged("it says that it has more texts than any workbook can have"));
        }
    }
    Ok(())
}

fn sheet_of(bytes: &[u8], sheet: Option<&str>) -> Result<CellTable, ImportError> {
    let failed = |error: XlsxError| damaged(&error.to_string());
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(failed)?;
    let names = workbook.sheet_names();
    let Some(wanted) = sheet else {
        for name in &names {
            let table = cells_of(&mut workbook, name)?;
            if !table.rows.is_empty() {
                return Ok(table);
            }
        }
        return Ok(CellTable::default());
    };
    match names.iter().find(|name| name.trim().eq_ignore_ascii_case(wanted.trim())) {
        Some(name) => cells_of(&mut workbook, name),
        None => {
            let text = format!("there is no sheet \"{wanted}\"");
            Err(ImportError::new(1, 1, text, &format!("the workbook has {}", names.join(", "))))
        }
    }
}

fn cells_of(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<CellTable, ImportError> {
    let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let (mut count, mut bytes) = (0, 0);
    let mut cells = match workbook.worksheet_cells_reader(name) {
        // A sheet that holds a chart alone has no cells.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(CellTable::default()),
        cells => cells.map_err(|error| damaged(&error.to_string()))?,
    };
    while let Some(cell) = cells.next_cell().map_err(|error| damaged(&error.to_string()))? {
        let (row, column) = cell.get_position();
        let text = text_of(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        let line = row.saturating_add(1);
        let refused = |text: String| Err(ImportError::new(line, 1, text, "divide it into several tables"));
        if column as usize >= MAX_COLUMNS {
            return refused(format!("the table has more than {MAX_COLUMNS} columns"));
        }
        (count, bytes) = (count + 1, bytes + text.len());
        if count > MAX_CELLS {
            return refused(format!("the table has more than {MAX_CELLS} cells"));
        }
        if bytes > MAX_TEXT_BYTES {
            return refused(format!("the table has more than {} MiB of text", MAX_TEXT_BYTES >> 20));
        }
        if !rows.contains_key(&row) && rows.len() > super::MAX_ROWS {
            return refused(format!("the table has more than {} rows", super::MAX_ROWS));
        }
        let cells = rows.entry(row).or_default();
        if cells.len() <= column as usize {
            cells.resize(column as usize + 1, String::new());
        }
        cells[column as usize] = text;
    }
    let mut table = CellTable::default();
    for (row, cells) in rows {
        table.push(Row { line: row.saturating_add(1), cells })?;
    }
    Ok(table)
}

/// The value of a cell as a person sees it, but for the look of numbers.
fn text_of(value: &DataRef<'_>) -> String {
    // One byte more than is kept tells that there was more.
    let cut = |text: &str| text[..text.floor_char_boundary(MAX_CELL_BYTES + 4)].to_owned();
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => cut(text),
        DataRef::SharedString(text) => cut(text),
        DataRef::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(time) if time.is_duration() || time.as_f64() < 1.0 => {
            let minutes = (time.as_f64() * 24.0 * 60.0).round().clamp(0.0, 1e9) as u64;
            format!("{}:{:02}", minutes / 60, minutes % 60)
        }
        DataRef::DateTime(time) => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_beyond_reason_is_refused() {
        for fine in ["<sst uniqueCount=\"12\">", "uniqueCount = '0000000000007'", "uniqueCount"] {
            assert!(check_count(fine.as_bytes()).is_ok(), "{fine}");
        }
        let far = "<sst count='1' uniqueCount=\"99999999999\">";
        assert!(check_count(far.as_bytes()).is_err());
        let wide: Vec<u8> = far.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(check_count(&wide).is_err());
    }
}
