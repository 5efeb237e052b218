//! The values of a metric as they are typed: rows of text, of which those that can be read are the
//! metric's series. What cannot be read yet leaves the map as it was.

use crate::interchange::Field;
use crate::interchange::table::read_reading;
use crate::model::{Metric, MetricId, Reading};

/// What the columns hold, in their order.
pub const COLUMNS: [Field; 3] = [Field::Period, Field::Value, Field::Count];

/// The most rows of a metric that are shown and pasted.
pub const MOST_ROWS: usize = 2_000;

/// The rows of a metric.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    metric: MetricId,
    rows: Vec<Row>,
    /// What the map holds as far as it came from here.
    series: Vec<Reading>,
}

/// A row.
#[derive(Debug, Clone, Default, PartialEq)]
struct Row {
    cells: [String; 3],
    /// What could be read of it last.
    held: Option<Reading>,
}

impl Row {
    fn of(reading: &Reading) -> Self {
        let n = reading.n.map(|n| n.to_string()).unwrap_or_default();
        let cells = [reading.period.clone(), reading.value.to_string(), n];
        Self { cells, held: Some(reading.clone()) }
    }

    fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

impl Draft {
    /// The rows of a metric.
    pub fn of(metric: &Metric) -> Self {
        let rows = metric.series.iter().map(Row::of).collect();
        Self { metric: metric.id, rows, series: metric.series.clone() }
    }

    /// Whether these are the rows of a metric as the map holds it: it is another one, or was changed
    /// elsewhere, where not.
    pub fn is_of(&self, metric: &Metric) -> bool {
        self.metric == metric.id && self.series == metric.series
    }

    /// How many rows there are, with an empty one at the end.
    pub fn len(&self) -> usize {
        self.rows.len() + 1
    }

    /// What stands in a cell.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.cells.get(column)).map_or("", String::as_str)
    }

    /// What cannot be read in a row: the column, and why.
    pub fn problem(&self, metric: &Metric, row: usize) -> Option<(usize, String)> {
        let this = self.rows.get(row).filter(|row| !row.is_empty())?;
        let [period, value, n] = &this.cells;
        match read_reading(metric, period, value, n) {
            Ok(reading) => {
                let is_same = |other: &Row| other.cells[0].trim() == reading.period;
                let is_twice = self.rows[..row].iter().any(is_same);
                is_twice.then(|| (0, format!("there is a value for {} already", reading.period)))
            }
            Err((field, why)) => COLUMNS.iter().position(|column| *column == field).map(|column| (column, why)),
        }
    }

    /// Writes into a cell. Answers the series that it is now, if it is another one.
    pub fn set(&mut self, metric: &Metric, row: usize, column: usize, text: &str) -> Option<Vec<Reading>> {
        self.write(row, column, text);
        self.read(metric)
    }

    /// Takes a row away.
    pub fn remove(&mut self, metric: &Metric, row: usize) -> Option<Vec<Reading>> {
        if row < self.rows.len() {
            self.rows.remove(row);
        }
        self.read(metric)
    }

    /// Writes a block of a spreadsheet from a cell on: lines of cells with tabs between them. With heads
    /// above it the columns go where those say. A row for a period that is there already takes its
    /// place.
    pub fn paste(&mut self, metric: &Metric, row: usize, column: usize, text: &str) -> Option<Vec<Reading>> {
        let lines = text.lines().map(|line| line.split('\t').collect::<Vec<_>>());
        let mut lines: Vec<Vec<&str>> =
            lines.filter(|cells| cells.iter().any(|cell| !cell.trim().is_empty())).collect();
        let heads: Vec<Option<usize>> = lines.first().map(|heads| columns_of(heads)).unwrap_or_default();
        let has_heads = heads.iter().flatten().count() > 1;
        let columns: Vec<Option<usize>> = if has_heads {
            lines.remove(0);
            heads
        } else {
            let widest = lines.iter().map(Vec::len).max().unwrap_or(0);
            (column..column + widest).map(|column| (column < COLUMNS.len()).then_some(column)).collect()
        };
        lines.truncate(MOST_ROWS);
        let mut at = row.min(self.rows.len());
        for cells in lines {
            let placed = cells.iter().zip(&columns).filter_map(|(cell, column)| Some((column.as_ref()?, cell.trim())));
            let placed: Vec<(usize, &str)> = placed.map(|(column, cell)| (*column, cell)).collect();
            let period = placed.iter().find(|(column, _)| *column == 0).map(|(_, period)| *period);
            let known = period.and_then(|period| self.rows.iter().position(|row| row.cells[0].trim() == period));
            let target = known.unwrap_or(at);
            for (column, cell) in placed {
                self.write(target, column, cell);
            }
            at = if target == at { at + 1 } else { at };
        }
        self.read(metric)
    }

    fn write(&mut self, row: usize, column: usize, text: &str) {
        if row >= MOST_ROWS {
            return;
        }
        while self.rows.len() <= row {
            self.rows.push(Row::default());
        }
        if let Some(cell) = self.rows[row].cells.get_mut(column) {
            *cell = text.to_owned();
        }
    }

    /// Reads every row. One that cannot be read keeps what could be read of it last; an empty one goes.
    fn read(&mut self, metric: &Metric) -> Option<Vec<Reading>> {
        for row in 0..self.rows.len() {
            let [period, value, n] = &self.rows[row].cells;
            let reading = read_reading(metric, period, value, n).ok();
            let is_empty = self.rows[row].is_empty();
            if is_empty {
                self.rows[row].held = None;
            } else if self.problem(metric, row).is_none() {
                self.rows[row].held = reading;
            }
        }
        let series: Vec<Reading> = self.rows.iter().filter_map(|row| row.held.clone()).collect();
        (series != self.series).then(|| {
            self.series.clone_from(&series);
            series
        })
    }
}

/// Which column each head of a block names.
fn columns_of(heads: &[&str]) -> Vec<Option<usize>> {
    let column = |head: &&str| {
        let field = Field::named(head)?;
        COLUMNS.iter().position(|column| *column == field)
    };
    heads.iter().map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, MetricKind};

    fn nps() -> Metric {
        let mut metric = Metric::new(Id::new("me-1").expect("an id"), MetricKind::Nps);
        metric.series.push(Reading { period: "2026-Q1".into(), value: 31.0, n: Some(80) });
        metric
    }

    fn written(series: Option<Vec<Reading>>) -> Option<String> {
        let line = |reading: &Reading| format!("{} {} {:?}", reading.period, reading.value, reading.n);
        series.map(|series| series.iter().map(line).collect::<Vec<_>>().join("; "))
    }

    #[test]
    fn what_cannot_be_read_yet_leaves_the_series_as_it_was() {
        let metric = nps();
        let mut draft = Draft::of(&metric);
        assert_eq!(draft.set(&metric, 0, 1, "3x"), None);
        assert_eq!(draft.problem(&metric, 0), Some((1, "\"3x\" is not a number".into())));
        assert_eq!(draft.set(&metric, 0, 1, "300"), None);
        assert!(draft.problem(&metric, 0).is_some_and(|(_, why)| why.contains("-100 to 100")));
        assert_eq!(written(draft.set(&metric, 0, 1, "−30")).as_deref(), Some("2026-Q1 -30 Some(80)"));
        assert_eq!(draft.set(&metric, 1, 0, "2026-Q1"), None);
        assert_eq!(draft.set(&metric, 1, 1, "5"), None);
        assert_eq!(draft.problem(&metric, 1).map(|(column, _)| column), Some(0));
    }

    #[test]
    fn a_block_of_a_spreadsheet_is_written_from_a_cell_on() {
        let metric = nps();
        let mut draft = Draft::of(&metric);
        let block = "2026-Q2\t42\t120\r\n\r\n2026-Q3\t44,5\t\r\n";
        let expected = "2026-Q1 31 Some(80); 2026-Q2 42 Some(120); 2026-Q3 44.5 None";
        assert_eq!(written(draft.paste(&metric, 1, 0, block)).as_deref(), Some(expected));
        let column = "32\n43";
        let expected = "2026-Q1 32 Some(80); 2026-Q2 43 Some(120); 2026-Q3 44.5 None";
        assert_eq!(written(draft.paste(&metric, 0, 1, column)).as_deref(), Some(expected));
    }

    #[test]
    fn heads_say_where_columns_go_and_a_known_period_is_replaced() {
        let metric = nps();
        let mut draft = Draft::of(&metric);
        let block = "n\tValue\tQuarter\n7\t50\t2026-Q1\n8\t51\t2026-Q2";
        let expected = "2026-Q1 50 Some(7); 2026-Q2 51 Some(8)";
        assert_eq!(written(draft.paste(&metric, 1, 0, block)).as_deref(), Some(expected));
        assert_eq!(written(draft.remove(&metric, 0)).as_deref(), Some("2026-Q2 51 Some(8)"));
        let emptied = ["", "", ""].iter().enumerate().filter_map(|(n, text)| draft.set(&metric, 0, n, text)).last();
        assert_eq!(written(emptied).as_deref(), Some(""));
    }
}
