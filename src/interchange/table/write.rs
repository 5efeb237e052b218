//! A map as a table: a row for each touchpoint and for whatever else it has.

use super::{Field, Meaning};
use crate::interchange::{Exported, record};
use crate::model::Map;

/// Writes a map as a table whose cells are parted by `separator`, a comma or a tab.
///
/// Text that a spreadsheet would take for a formula stands behind an apostrophe, which
/// [`read`](super::read()) takes away again. A mark at the start says that it is UTF-8.
pub fn export(map: &Map, separator: char) -> Exported {
    let (records, left_out) = record::records_of(map);
    let mut columns = vec![Meaning::from(Field::Row)];
    columns.extend(super::columns_of(&records));
    let mut text = String::from('\u{feff}');
    push_row(&mut text, columns.iter().map(|meaning| meaning.to_string()), separator);
    for record in &records {
        let cell = |meaning: &Meaning| match meaning.field {
            Field::Row => record.kind.map_or_else(String::new, |kind| kind.words().to_owned()),
            _ => {
                let value = record.values.iter().find(|value| value.meaning == *meaning);
                value.map_or_else(String::new, |value| value.text.clone())
            }
        };
        push_row(&mut text, columns.iter().map(cell), separator);
    }
    Exported { text, left_out }
}

fn push_row(text: &mut String, cells: impl Iterator<Item = String>, separator: char) {
    for (n, cell) in cells.enumerate() {
        if n > 0 {
            text.push(separator);
        }
        let cell = if is_like_formula(&cell) { format!("'{cell}") } else { cell };
        let parts = |c: char| c == separator || matches!(c, '"' | '\n' | '\r' | '\t' | ',' | ';' | '|') || c == '\'';
        if cell.contains(parts) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}

/// Whether a spreadsheet could take a text for a formula: it begins with `=`, `+`, `-`, `@`, a tab or
/// a line break, and is no plain number. One that only has apostrophes before that counts too, so
/// that taking one away gives back what was written.
fn is_like_formula(text: &str) -> bool {
    let inner = text.trim_start_matches('\'');
    let begins = inner.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    begins && (inner.len() < text.len() || !is_number(inner))
}

/// Whether there is an apostrophe before a cell that was put there for [`is_like_formula`].
pub(super) fn is_marked(cell: &str) -> bool {
    cell.starts_with('\'') && is_like_formula(cell)
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    are_digits(whole) && are_digits(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless_and_come_back() {
        for text in ["=1+1", "+x", "-x", "@sum", "'=x", "''=x", "＝1", "\t=1"] {
            assert!(is_like_formula(text), "{text}");
            let written = format!("'{text}");
            assert!(is_marked(&written), "{text}");
            assert_eq!(&written[1..], text);
        }
        for text in ["-1", "+2", "-1.5", "x=1", "'tis", "''", "", "1-1"] {
            assert!(!is_like_formula(text), "{text}");
            assert!(!is_marked(text), "{text}");
        }
    }

    #[test]
    fn cells_are_quoted_where_something_could_part_them() {
        let mut text = String::new();
        push_row(&mut text, ["a", "b,c", "say \"hi\"", "two\nlines", "=1"].map(str::to_owned).into_iter(), ',');
        assert_eq!(text, "a,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",\"'=1\"\r\n");
    }
}
