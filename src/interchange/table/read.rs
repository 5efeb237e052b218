//! Text to cells, whatever parts them.

use super::{CellTable, MAX_CELLS, Row};
use crate::interchange::ImportError;

/// What may part cells, the likeliest first.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// How many rows are looked at to find out what parts the cells.
const ROWS_TO_GUESS: usize = 30;

/// Reads the cells of a text.
pub(super) fn read(text: &str) -> Result<CellTable, ImportError> {
    // What Excel writes at the start for itself.
    let told = text.strip_prefix("sep=").and_then(|rest| rest.chars().next());
    let (text, first_line) = match told {
        Some(_) => (text.split_once('\n').map_or("", |(_, rest)| rest), 2),
        None => (text, 1),
    };
    let separator = told.unwrap_or_else(|| separator_of(text));
    let mut cells = Cells::new(text, separator, first_line);
    let mut table = CellTable::default();
    let mut count = 0;
    while let Some(row) = cells.row() {
        count += row.cells.iter().filter(|cell| !cell.is_empty()).count();
        if count > MAX_CELLS {
            let text = format!("the table has more than {MAX_CELLS} cells");
            return Err(ImportError::new(row.line, 1, text, "divide it into several tables"));
        }
        table.push(row)?;
    }
    match cells.unclosed {
        Some(line) => {
            let hint = "write a second quotation mark behind the text, or two for each within it";
            Err(ImportError::new(line, 1, "a quotation mark opens in this row and is never closed", hint))
        }
        None => Ok(table),
    }
}

/// What parts the cells: with it, the most rows have as many cells as the heads.
fn separator_of(text: &str) -> char {
    let share = |separator: &char| {
        let mut cells = Cells::new(text, *separator, 1);
        let counts: Vec<usize> = std::iter::from_fn(|| cells.row())
            .filter(|row| row.cells.iter().any(|cell| !cell.is_empty()))
            .take(ROWS_TO_GUESS)
            .map(|row| row.cells.len())
            .collect();
        let heads = counts.first().copied().unwrap_or_default();
        let same = counts.iter().filter(|count| **count == heads).count();
        if heads < 2 { (0, 0) } else { (same * 100 / counts.len(), heads) }
    };
    // Of equals, `max_by_key` gives the last.
    SEPARATORS.iter().rev().copied().max_by_key(share).unwrap_or(',')
}

/// Reads rows one by one.
struct Cells<'a> {
    rest: &'a str,
    separator: char,
    line: u32,
    /// The line of a row with a quotation mark that is never closed.
    unclosed: Option<u32>,
}

impl<'a> Cells<'a> {
    fn new(text: &'a str, separator: char, line: u32) -> Self {
        Self { rest: text, separator, line, unclosed: None }
    }

    /// The next row; `None` at the end.
    fn row(&mut self) -> Option<Row> {
        if self.rest.is_empty() {
            return None;
        }
        let mut row = Row { line: self.line, cells: Vec::new() };
        loop {
            let (cell, ends_row) = self.cell(row.line);
            row.cells.push(cell);
            if ends_row {
                return Some(row);
            }
        }
    }

    /// The next cell, and whether it is the last of its row.
    fn cell(&mut self, row_line: u32) -> (String, bool) {
        let mut cell = String::new();
        // A quotation mark that does not open the cell is a letter.
        let mut is_quoted = self.rest.starts_with('"');
        let mut at = usize::from(is_quoted);
        while let Some(letter) = self.rest[at..].chars().next() {
            let next = at + letter.len_utf8();
            match letter {
                '"' if is_quoted && self.rest[next..].starts_with('"') => {
                    cell.push('"');
                    at = next + 1;
                    continue;
                }
                '"' if is_quoted => is_quoted = false,
                letter if !is_quoted && letter == self.separator => {
                    self.rest = &self.rest[next..];
                    // What follows is another cell, also an empty one at the very end.
                    if self.rest.is_empty() {
                        self.rest = "\n";
                        self.line = self.line.saturating_sub(1);
                    }
                    return (cell, false);
                }
                '\n' | '\r' if !is_quoted => {
                    let rest = &self.rest[next..];
                    self.rest = if letter == '\r' { rest.strip_prefix('\n').unwrap_or(rest) } else { rest };
                    self.line = self.line.saturating_add(1);
                    return (cell, true);
                }
                letter => {
                    self.line = self.line.saturating_add(u32::from(letter == '\n'));
                    cell.push(letter);
                }
            }
            at = next;
        }
        if is_quoted {
            self.unclosed.get_or_insert(row_line);
        }
        self.rest = "";
        (cell, true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        let table = read(text).expect("a table");
        let rows: Vec<Vec<&str>> =
            table.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect();
        assert_eq!(rows, expected, "{text:?}");
    }

    #[test]
    fn what_parts_the_cells_is_found() {
        check("a,b\n1,2", &[&["a", "b"], &["1", "2"]]);
        check("a;b\n1,5;2,5\n3;4", &[&["a", "b"], &["1,5", "2,5"], &["3", "4"]]);
        check("a\tb\n1,2\t3", &[&["a", "b"], &["1,2", "3"]]);
        check("a|b\n1|2", &[&["a", "b"], &["1", "2"]]);
        check("sep=;\na;b,c\n1;2", &[&["a", "b,c"], &["1", "2"]]);
        check("a\n1\n2", &[&["a"], &["1"], &["2"]]);
        check("Name, first;Age\nAda, Ben;2\nCy;3", &[&["Name, first", "Age"], &["Ada, Ben", "2"], &["Cy", "3"]]);
    }

    #[test]
    fn cells_may_hold_what_parts_them() {
        check("a,b\r\n\"x,\r\ny\",\"say \"\"hi\"\"\"\r\n", &[&["a", "b"], &["x,\r\ny", "say \"hi\""]]);
        check("a,b\n5\" pipe,x", &[&["a", "b"], &["5\" pipe", "x"]]);
        check("a,b\n\"x\"y,z", &[&["a", "b"], &["xy", "z"]]);
    }

    #[test]
    fn rows_may_be_ragged_or_empty() {
        check("a,b,c\n1\n\n,,\n1,2,3,4\n", &[&["a", "b", "c"], &["1"], &["1", "2", "3", "4"]]);
        check("", &[]);
        check("\n\n", &[]);
        check("a,b\r1,2\r", &[&["a", "b"], &["1", "2"]]);
        check("a,b\n1,", &[&["a", "b"], &["1"]]);
    }

    #[test]
    fn rows_know_their_lines() {
        let table = read("\na,b\n\"1\n2\",3\n4,5").expect("a table");
        assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3, 5]);
    }

    #[test]
    fn a_quotation_mark_without_an_end_is_told_with_its_line() {
        let error = read("a,b\n1,2\n\"3,4\n5,6\n").expect_err("unclosed");
        assert_eq!((error.line, error.text.contains("never closed")), (3, true));
    }
}
