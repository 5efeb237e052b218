//! Tables of words and figures, written as Markdown or CSV.

use std::path::Path;

use clap::ValueEnum;

use super::{Failure, output};
use crate::minutes::escaped;

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TextFormat {
    /// Markdown, to read.
    Md,
    /// CSV in UTF-8, to compute with.
    Csv,
}

impl TextFormat {
    /// The format that was asked for, else the one that the ending of the output says; Markdown on
    /// standard output.
    pub fn of(wanted: Option<Self>, output: &Path) -> Result<Self, Failure> {
        let ending = output.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let by_ending = Self::from_str(ending, true).ok();
        match (wanted, by_ending) {
            (Some(format), _) | (None, Some(format)) => Ok(format),
            (None, None) if output == Path::new("-") => Ok(Self::Md),
            (None, None) => Err(Failure::new(
                format!("{}: the ending does not say what to write", output.display()),
                "call the output something.md or something.csv, or add --format",
            )),
        }
    }
}

/// Something to tell about a map.
pub(super) struct Section {
    pub title: &'static str,
    /// The heads of the columns; the first names what a row is about.
    pub columns: &'static [&'static str],
    pub rows: Vec<Row>,
}

/// A row of a section: the id of the record that it is about, and a cell for each column.
pub(super) struct Row {
    pub id: String,
    pub cells: Vec<String>,
}

impl Row {
    pub fn new(id: impl ToString, cells: impl IntoIterator<Item = String>) -> Self {
        Self { id: id.to_string(), cells: cells.into_iter().collect() }
    }
}

/// Writes sections to a file, or to standard output where the path is `-`.
pub(super) fn write(
    path: &Path,
    overwrite: bool,
    format: TextFormat,
    title: &str,
    sections: &[Section],
) -> Result<(), Failure> {
    let text = match format {
        TextFormat::Md => markdown(title, sections),
        TextFormat::Csv => csv(sections),
    };
    output::text(path, overwrite, &text)
}

/// A heading, and a table for each section that has a row.
pub(super) fn markdown(title: &str, sections: &[Section]) -> String {
    let mut text = format!("# {}\n", escaped(title));
    for section in sections.iter().filter(|section| !section.rows.is_empty()) {
        let row = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        text += &format!("\n## {}\n\n", section.title);
        text += &row(&section.columns.iter().map(|column| (*column).to_owned()).collect::<Vec<_>>());
        text += &row(&vec!["---".to_owned(); section.columns.len()]);
        for cells in section.rows.iter().map(|row| &row.cells) {
            text += &row(&cells.iter().map(|cell| escaped(cell)).collect::<Vec<_>>());
        }
    }
    text
}

/// A line for each figure that is set: section, id, what it is about, which figure, and its value.
fn csv(sections: &[Section]) -> String {
    let mut text = "section,id,item,measure,value\n".to_owned();
    for section in sections {
        for row in &section.rows {
            let item = row.cells.first().map(String::as_str).unwrap_or_default();
            let measures = section.columns.iter().copied().zip(row.cells.iter().map(String::as_str)).skip(1);
            for (measure, value) in measures.filter(|(_, value)| !value.is_empty()) {
                let cells = [section.title, &row.id, item, measure, value].map(cell);
                text += &(cells.join(",") + "\n");
            }
        }
    }
    text
}

/// A cell that no spreadsheet takes for a formula; numbers have a plain sign.
fn cell(value: &str) -> String {
    let number = value.replacen('−', "-", 1);
    if number.parse::<f64>().is_ok() {
        return number;
    }
    let is_formula = value.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let value = if is_formula { format!("'{value}") } else { value.to_owned() };
    if value.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", value.replace('"', "\"\"")) } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sections(name: &str) -> [Section; 1] {
        let rows = vec![Row::new("c-1", [name.to_owned(), "−1.5".to_owned()])];
        [Section { title: "Lows", columns: &["Moment", "Level"], rows }]
    }

    #[test]
    fn markdown_is_a_table_whatever_the_names_hold() {
        let text = markdown("A | b", &sections("*Pay*\n|now"));
        assert_eq!(text, "# A \\| b\n\n## Lows\n\n| Moment | Level |\n| --- | --- |\n| \\*Pay\\* \\|now | −1.5 |\n");
    }

    #[test]
    fn csv_has_numbers_and_no_formulas() {
        for (name, expected) in
            [("Pay, now", "\"Pay, now\""), ("=1+1", "'=1+1"), ("-", "'-"), ("say \"hi\"", "\"say \"\"hi\"\"\"")]
        {
            assert_eq!(csv(&sections(name)).lines().nth(1), Some(&*format!("Lows,c-1,{expected},Level,-1.5")));
        }
    }

    #[test]
    fn the_ending_says_the_format() {
        assert_eq!(TextFormat::of(None, Path::new("a.CSV")).ok(), Some(TextFormat::Csv));
        assert_eq!(TextFormat::of(None, Path::new("-")).ok(), Some(TextFormat::Md));
        assert_eq!(TextFormat::of(Some(TextFormat::Csv), Path::new("a.txt")).ok(), Some(TextFormat::Csv));
        assert!(TextFormat::of(None, Path::new("a.txt")).is_err());
    }
}
