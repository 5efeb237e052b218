//! Tables and outlines: what goes out comes back, and whatever comes in is a map or an error.

#[path = "tables/hostile.rs"]
mod hostile;
#[path = "store/maps.rs"]
mod maps;
#[path = "tables/people.rs"]
mod people;
#[path = "tables/readings.rs"]
mod readings;
#[path = "tables/round_trip.rs"]
mod round_trip;
#[path = "tables/workbook.rs"]
mod workbook;
#[path = "common/workbook.rs"]
mod workbooks;

use pathos::interchange::table::{self, CellTable, Mapping};
use pathos::interchange::{ImportError, Imported};
use pathos::model::IdSource;

/// The table of a text.
#[track_caller]
fn table_of(text: &str) -> CellTable {
    table::read(text.as_bytes(), None).expect("a table")
}

/// Makes a map of a text as the command line does without `--map`.
fn import(text: &[u8]) -> Result<Imported, ImportError> {
    let table = table::read(text, None)?;
    table::import(&table, &Mapping::guess(table.heads()), &mut IdSource::seeded(1))
}

/// The notices of an import, one a line.
fn told(imported: &Imported) -> String {
    let lines: Vec<String> =
        imported.notices.iter().map(|notice| format!("{}:{}: {}", notice.line, notice.column, notice.text)).collect();
    lines.join("\n")
}
