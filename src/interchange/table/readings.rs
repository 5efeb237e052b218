//! Metrics over periods out of a table: a row for each reading, with the touchpoint or step, the
//! metric, the period, the value and how many answers stand behind it.

use std::collections::HashMap;

use super::{CellTable, Mapping, Row};
use crate::interchange::field::{Field, plain};
use crate::interchange::record::{self, Names, Notes};
use crate::interchange::value;
use crate::interchange::{ImportError, Notice};
use crate::model::*;

/// What a table of readings makes of a map's metrics.
#[derive(Debug)]
pub struct Readings {
    /// Metrics of the map with the readings of the table among theirs.
    pub changed: Vec<Metric>,
    /// Metrics that the map does not have yet.
    pub added: Vec<Metric>,
    /// How many readings were taken.
    pub count: usize,
    /// What was left out or changed, in the order of the file.
    pub notices: Vec<Notice>,
}

/// The most metrics that a map has after taking readings in.
const MAX_METRICS: usize = 5_000;

/// The columns without which there is no reading.
const NEEDED: [Field; 3] = [Field::Metric, Field::Period, Field::Value];

/// Whether a table holds readings and not touchpoints.
pub fn is_of_readings(mapping: &Mapping) -> bool {
    NEEDED.iter().all(|field| mapping.has_any(&[*field]))
}

/// Takes the readings of a table into the metrics of a map, which itself stays as it is.
///
/// A metric is known by its kind, its name and where it is measured. A reading for a period that
/// has one already takes its place. A value outside the scale of its metric is left out. The series
/// are sorted where every period says when it is, as `2026`, `2026-Q3`, `2026-W07`, `2026-10` and
/// `2026-10-05` do.
///
/// # Errors
/// A column for the metric, the period or the value is missing, or no row can be used.
pub fn import_readings(
    table: &CellTable,
    mapping: &Mapping,
    map: &Map,
    ids: &mut IdSource,
) -> Result<Readings, ImportError> {
    let line = table.head_line();
    if !is_of_readings(mapping) {
        let missing = NEEDED.iter().filter(|field| !mapping.has_any(&[**field])).map(|field| field.words());
        let text = format!("there is no column for {}", missing.collect::<Vec<_>>().join(", "));
        let hint = "readings need the columns Metric, Period and Value, and may have Touchpoint, Step and n";
        return Err(ImportError::new(line, 1, text, hint));
    }
    let mut intake = Intake::new(map, mapping);
    super::tell_about(table, mapping, &mut intake.notes);
    table.rows().iter().for_each(|row| intake.row(row, ids));
    let (count, notices) = (intake.count, std::mem::take(&mut intake.notes).into_notices());
    if count == 0 {
        let (line, text) = notices
            .first()
            .map_or((line, "there are no readings below the heads"), |first| (first.line, first.text.as_str()));
        return Err(ImportError::new(line, 1, text, "no row of the table could be used; correct it, or the mapping"));
    }
    // One that the table only named, with no reading that could be used, is not worth adding.
    let says_more =
        |metric: &Metric| map.metrics.find(metric.id).map_or(!metric.series.is_empty(), |known| known != metric);
    let metrics = intake.metrics.into_iter().filter(says_more);
    let (changed, added) = metrics.map(sorted).partition(|metric| map.metrics.contains(metric.id));
    Ok(Readings { changed, added, count, notices })
}

/// Reads one reading of a metric as people type it. A value may carry a unit of its own, such as `90 min` of a
/// metric in hours.
///
/// # Errors
/// The field that cannot be read, and why, in a sentence without a full stop.
pub fn read_reading(metric: &Metric, period: &str, value: &str, n: &str) -> Result<Reading, (Field, String)> {
    let (period, value, n) = (value::held(period).0, value.trim(), n.trim());
    if period.is_empty() {
        return Err((Field::Period, "write when it was, such as 2026-Q3 or 2026-10".to_owned()));
    }
    if value.is_empty() {
        return Err((Field::Value, "write the value, a number".to_owned()));
    }
    let Some((number, unit)) = value_and_unit(value, "") else {
        return Err((Field::Value, format!("\"{}\" is not a number", record::shortened(value))));
    };
    let Some(number) = in_unit(number, &unit, &metric.unit) else {
        let text = format!("the value is in {unit}, and the metric counts in {}", metric.unit);
        return Err((Field::Value, text));
    };
    if !record::is_on_scale(metric, number) {
        return Err((Field::Value, format!("{number} is outside the scale of {}", scale_words(metric))));
    }
    let count = value::whole(n).and_then(|n| u32::try_from(n).ok());
    if count.is_none() && !n.is_empty() {
        return Err((Field::Count, format!("\"{}\" is not a number of answers", record::shortened(n))));
    }
    Ok(Reading { period, value: number, n: count })
}

/// Readings in the order of time; `None` where a period does not say when it is, or they are in that order.
pub fn in_order_of_time(series: &[Reading]) -> Option<Vec<Reading>> {
    let moments: Option<Vec<_>> = series.iter().map(|reading| moment(&reading.period)).collect();
    let is_sorted = moments?.is_sorted();
    (!is_sorted).then(|| {
        let mut sorted = series.to_vec();
        sorted.sort_by_key(|reading| moment(&reading.period));
        sorted
    })
}

/// The scale of a metric: `CES, 1 to 7`.
fn scale_words(metric: &Metric) -> String {
    let (low, high) = metric.kind.range().or(metric.range).unwrap_or_default();
    let scale = if high.is_finite() { format!("{low} to {high}") } else { format!("{low} or more") };
    format!("{}, {scale}", metric.kind.words())
}

struct Intake<'a> {
    mapping: &'a Mapping,
    targets: Names<Target>,
    metrics: Vec<Metric>,
    /// Where a metric of a kind, a name and places stands in the list.
    known: HashMap<(MetricKind, String, Vec<Target>), usize>,
    notes: Notes,
    count: usize,
}

impl<'a> Intake<'a> {
    fn new(map: &Map, mapping: &'a Mapping) -> Self {
        let metrics: Vec<Metric> = map.metrics.iter().cloned().collect();
        let key = |metric: &Metric| (metric.kind, plain(&name_of(metric)), metric.at.clone());
        let mut known = HashMap::new();
        for (index, metric) in metrics.iter().enumerate() {
            known.entry(key(metric)).or_insert(index);
        }
        Self { mapping, targets: record::target_names(map), metrics, known, notes: Notes::default(), count: 0 }
    }

    fn cell<'r>(&self, row: &'r Row, field: Field) -> (u32, &'r str) {
        let columns =
            (0..row.cells.len()).filter(|n| self.mapping.meaning(*n).is_some_and(|meaning| meaning.field == field));
        let filled = columns.map(|n| (n as u32 + 1, row.cells[n].trim())).find(|(_, text)| !text.is_empty());
        filled.unwrap_or((1, ""))
    }

    fn row(&mut self, row: &Row, ids: &mut IdSource) {
        let (column, metric) = self.cell(row, Field::Metric);
        let (_, period) = self.cell(row, Field::Period);
        let (value_column, text) = self.cell(row, Field::Value);
        let empty = [(metric, Field::Metric), (period, Field::Period), (text, Field::Value)];
        if let Some((_, field)) = empty.iter().find(|(text, _)| text.is_empty()) {
            let text = format!("the row has no {} and was left out", field.words().to_lowercase());
            return self.notes.tell(row.line, column, text);
        }
        let Some(at) = self.place(row) else { return };
        let (_, unit) = self.cell(row, Field::Unit);
        let Some((value, unit)) = value_and_unit(text, unit) else {
            let text = format!("\"{}\" is not a number; the row was left out", record::shortened(text));
            return self.notes.tell(row.line, value_column, text);
        };
        let (count_column, n) = self.cell(row, Field::Count);
        let count = value::whole(n).and_then(|n| u32::try_from(n).ok());
        if count.is_none() && !n.is_empty() {
            let text = format!("\"{}\" is not a number of answers; the reading has none", record::shortened(n));
            self.notes.tell(row.line, count_column, text);
        }
        let Some(index) = self.metric(row, metric, at, &unit, ids) else { return };
        let metric = &mut self.metrics[index];
        let Some(value) = in_unit(value, &unit, &metric.unit) else {
            let text =
                format!("the value is in {unit} and \"{}\" in {}; the row was left out", name_of(metric), metric.unit);
            return self.notes.tell(row.line, value_column, text);
        };
        if !record::is_on_scale(metric, value) {
            let text = format!("{value} is outside the scale of {}; the row was left out", scale_words(metric));
            return self.notes.tell(row.line, value_column, text);
        }
        if metric.kind == MetricKind::Csat && value > 0.0 && value < 1.0 {
            let text =
                format!("{value} was taken for {value} % satisfied; if it is a share, write {} %", value * 100.0);
            self.notes.tell(row.line, value_column, text);
        }
        let reading = Reading { period: value::held(period).0, value, n: count };
        match metric.series.iter_mut().find(|known| known.period.trim() == reading.period) {
            Some(known) if *known != reading => {
                let text = format!(
                    "{} of \"{}\" had {} and has {value} now",
                    known.period,
                    record::shortened(&name_of_kind(metric.kind, &metric.name)),
                    known.value
                );
                *known = reading;
                self.notes.tell(row.line, value_column, text);
            }
            Some(_) => {}
            None => metric.series.push(reading),
        }
        self.count += 1;
    }

    /// Where the reading was taken; `None` if it names what is not there.
    fn place(&mut self, row: &Row) -> Option<Vec<Target>> {
        let named = [Field::Title, Field::At, Field::Step].map(|field| self.cell(row, field));
        let Some((column, name)) = named.into_iter().find(|(_, name)| !name.is_empty()) else {
            return Some(Vec::new());
        };
        let found = self.targets.find(name);
        if found.is_none() {
            let text = format!(
                "there is no touchpoint or step \"{}\", or more than one; the row was left out",
                record::shortened(name)
            );
            self.notes.tell(row.line, column, text);
        }
        found.map(|target| vec![target])
    }

    /// The position of a metric in the list, to which it is added if it is new.
    fn metric(&mut self, row: &Row, text: &str, at: Vec<Target>, unit: &str, ids: &mut IdSource) -> Option<usize> {
        let kind = kind_of(text);
        let key = (kind, plain(&name_of_kind(kind, text)), at);
        if let Some(index) = self.known.get(&key) {
            return Some(*index);
        }
        if self.metrics.len() >= MAX_METRICS {
            let text = format!(
                "readings make no more than {} metrics; what goes beyond that was left out, from here on",
                MAX_METRICS
            );
            self.notes.tell_once(row.line, 1, text);
            return None;
        }
        let mut metric = Metric::new(ids.next(), kind);
        if plain(text) != plain(kind.words()) {
            metric.name = value::held(text).0;
        }
        metric.unit = value::held(unit).0;
        metric.at.clone_from(&key.2);
        metric.target = value::number(self.cell(row, Field::Target).1);
        metric.owner = value::held(self.cell(row, Field::Owner).1).0;
        // A name that only says the kind again is the kind's own name.
        self.known.insert(key, self.metrics.len());
        self.metrics.push(metric);
        Some(self.metrics.len() - 1)
    }
}

/// What a metric is called.
fn name_of(metric: &Metric) -> String {
    name_of_kind(metric.kind, &metric.name)
}

fn name_of_kind(kind: MetricKind, name: &str) -> String {
    let name = name.trim();
    if name.is_empty() || (kind != MetricKind::Own && KINDS.iter().any(|(known, _)| plain(known) == plain(name))) {
        return kind.words().to_owned();
    }
    name.to_owned()
}

/// What people call the metrics that have a scale of their own.
const KINDS: [(&str, MetricKind); 14] = [
    ("NPS", MetricKind::Nps),
    ("Net Promoter Score", MetricKind::Nps),
    ("CSAT", MetricKind::Csat),
    ("Customer satisfaction", MetricKind::Csat),
    ("Customer satisfaction score", MetricKind::Csat),
    ("Kundenzufriedenheit", MetricKind::Csat),
    ("CES", MetricKind::Ces),
    ("Customer effort", MetricKind::Ces),
    ("Customer effort score", MetricKind::Ces),
    ("Response time", MetricKind::ResponseTime),
    ("First response time", MetricKind::ResponseTime),
    ("Antwortzeit", MetricKind::ResponseTime),
    ("Reaktionszeit", MetricKind::ResponseTime),
    ("Temps de réponse", MetricKind::ResponseTime),
];

fn kind_of(text: &str) -> MetricKind {
    let name = plain(text);
    let known = KINDS.iter().find(|(known, _)| plain(known) == name);
    // `NPS after delivery` is an NPS too.
    let first = || {
        let word = plain(text.split_whitespace().next().unwrap_or_default());
        KINDS.iter().find(|(known, _)| !known.contains(' ') && plain(known) == word)
    };
    known.or_else(first).map_or(MetricKind::Own, |(_, kind)| *kind)
}

/// A value and its unit, which may stand behind the number.
fn value_and_unit(text: &str, unit: &str) -> Option<(f64, String)> {
    if let Some(value) = value::number(text) {
        let unit = if unit.is_empty() && text.ends_with('%') { "%" } else { unit };
        return Some((value, unit.to_owned()));
    }
    let span = value::span(text)?;
    Some((span.value(), span.unit().words().to_owned()))
}

/// A value in the unit of its metric; `None` if one unit cannot be counted in the other.
fn in_unit(value: f64, unit: &str, wanted: &str) -> Option<f64> {
    if unit.is_empty() || plain(unit) == plain(wanted) || (unit == "%" && wanted.is_empty()) {
        return Some(value);
    }
    let seconds = |unit: &str| value::span(&format!("1 {unit}")).map(TimeSpan::seconds);
    Some(value * seconds(unit)? / seconds(wanted)?)
}

/// The readings in the order of time, where all of them say when they are.
fn sorted(mut metric: Metric) -> Metric {
    if metric.series.iter().all(|reading| moment(&reading.period).is_some()) {
        metric.series.sort_by_key(|reading| moment(&reading.period));
    }
    metric
}

/// When a period begins: the year, and the day in it.
fn moment(period: &str) -> Option<(i32, i32)> {
    let lower = period.trim().to_lowercase();
    let mut parts: Vec<&str> = lower.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let is_year = |part: &&str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    // `10/2026` and `Q3 2026` begin with what others end with.
    if parts.last().is_some_and(is_year) {
        parts.reverse();
    }
    let (year, rest) = parts.split_first().filter(|(year, _)| is_year(year))?;
    let numbered = |part: &str, mark: &str, most: i32| {
        let number: i32 = part.strip_prefix(mark)?.parse().ok()?;
        (1..=most).contains(&number).then_some(number - 1)
    };
    let day = match rest {
        [] => 0,
        [part] => numbered(part, "q", 4)
            .map(|quarter| quarter * 92)
            .or_else(|| numbered(part, "w", 53).or_else(|| numbered(part, "kw", 53)).map(|week| week * 7))
            .or_else(|| numbered(part, "h", 2).map(|half| half * 183))
            .or_else(|| numbered(part, "", 12).map(|month| month * 31))?,
        [month, day] => numbered(month, "", 12)? * 31 + numbered(day, "", 31)?,
        _ => return None,
    };
    Some((year.parse().ok()?, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_stand_in_the_order_of_time() {
        let order = ["2025", "2025-Q2", "2025-06", "Q3 2025", "2025-W40", "12/2025", "2025-12-24", "24.12.2026"];
        let moments: Vec<_> = order.iter().map(|period| moment(period).expect(period)).collect();
        assert!(moments.is_sorted(), "{moments:?}");
        for odd in ["", "soon", "2025-Q5", "2025-13", "Q3", "1-2-3-4"] {
            assert_eq!(moment(odd), None, "{odd}");
        }
    }

    #[test]
    fn kinds_are_known_by_their_names() {
        for (text, kind) in [
            ("nps", MetricKind::Nps),
            ("NPS after delivery", MetricKind::Nps),
            ("Net promoter score", MetricKind::Nps),
            ("Customer Effort Score", MetricKind::Ces),
            ("Antwortzeit", MetricKind::ResponseTime),
            ("Visits", MetricKind::Own),
        ] {
            assert_eq!(kind_of(text), kind, "{text}");
        }
    }

    #[test]
    fn values_are_counted_in_the_unit_of_the_metric() {
        assert_eq!(value_and_unit("3 h", ""), Some((3.0, "h".to_owned())));
        assert_eq!(value_and_unit("87 %", ""), Some((87.0, "%".to_owned())));
        assert_eq!(in_unit(90.0, "min", "h"), Some(1.5));
        assert_eq!(in_unit(90.0, "", "h"), Some(90.0));
        assert_eq!(in_unit(90.0, "euros", "h"), None);
    }
}
