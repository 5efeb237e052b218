//! What is measured, in the form of the map.

use eframe::egui;

use super::common::Common;
use super::fields::Form;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::panels::palette::capitalized;
use crate::app::steady::Steady as _;
use crate::edit::{Edit, MetricField};
use crate::model::{Better, Metric, MetricId, MetricKind, Reading};

/// Shows every metric, and a button that adds one.
pub fn show(ui: &mut egui::Ui, form: &mut Form<'_>) {
    let metrics: Vec<Metric> = form.session.map().metrics.iter().cloned().collect();
    for metric in &metrics {
        ui.steady(metric.id.as_str(), |ui| metric_ui(ui, form, metric));
        ui.separator();
    }
    let buttons = |ui: &mut egui::Ui| {
        if ui.button("Add a metric").clicked() {
            form.commands.push(Command::AddMetric);
        }
        if ui.button("Open as a table").clicked() {
            form.commands.push(Command::Action(Action::Metrics));
        }
    };
    ui.steady("buttons", |ui| ui.horizontal_wrapped(buttons));
}

/// Shows one metric.
pub fn one(ui: &mut egui::Ui, form: &mut Form<'_>, metric: MetricId) {
    let Some(metric) = form.session.map().metrics.find(metric).cloned() else { return };
    let name = if metric.name.is_empty() { metric.kind.words() } else { &metric.name };
    form.title(ui, "Metric", name);
    metric_ui(ui, form, &metric);
}

fn metric_ui(ui: &mut egui::Ui, form: &mut Form<'_>, metric: &Metric) {
    let set = |field: MetricField| Edit::SetMetric { metric: metric.id, field };
    form.begin(ui, metric.id.as_str(), "Name of the metric");
    settings(ui, form, metric);
    let series = metric.series.iter().map(written).collect::<Vec<_>>().join("\n");
    let hint = "2026-Q3: 42 (n 120), one a line";
    form.value_lines(ui, "Values, oldest first", hint, &series, read_series, |series| set(MetricField::Series(series)));
    places_and_end(ui, form, metric);
}

/// What a metric is called, on what scale it counts, and what is to be reached.
pub fn settings(ui: &mut egui::Ui, form: &mut Form<'_>, metric: &Metric) {
    let set = |field: MetricField| Edit::SetMetric { metric: metric.id, field };
    form.line(ui, "Name of the metric", &metric.name, |text| set(MetricField::Name(text)));
    let words = |kind: MetricKind| capitalized(kind.words());
    form.choice(ui, "Metric", Common::Same(metric.kind), MetricKind::ALL, words, |kind| set(MetricField::Kind(kind)));
    if matches!(metric.kind, MetricKind::ResponseTime | MetricKind::Own) {
        form.line(ui, "Unit", &metric.unit, |text| set(MetricField::Unit(text)));
    }
    if metric.kind == MetricKind::Own || metric.range.is_some() {
        let range = metric.range.map(|(low, high)| format!("{low} to {high}")).unwrap_or_default();
        let hint = "such as 0 to 10";
        form.value(ui, "Scale, lowest to highest", hint, &range, read_range, |range| set(MetricField::Range(range)));
    }
    if metric.kind == MetricKind::Csat || metric.top_box.is_some() {
        let share = metric.top_box.map(|(top, of)| format!("{top} of {of}")).unwrap_or_default();
        let hint = "such as 2 of 5";
        form.value(ui, "Top answers that count as satisfied", hint, &share, read_top_box, |share| {
            set(MetricField::TopBox(share))
        });
    }
    let target = metric.target.map(|target| target.to_string()).unwrap_or_default();
    form.value(ui, "To be reached", "a number", &target, read_number, |target| set(MetricField::Target(target)));
    let words = |better: Better| capitalized(better.words());
    form.optional(ui, "Direction", Common::Same(metric.better), Better::ALL, words, |new| {
        set(MetricField::Better(new))
    });
    form.line(ui, "Owner of the metric", &metric.owner, |text| set(MetricField::Owner(text)));
}

/// Where a metric is measured, and the button that takes it out.
pub fn places_and_end(ui: &mut egui::Ui, form: &mut Form<'_>, metric: &Metric) {
    let set = |field: MetricField| Edit::SetMetric { metric: metric.id, field };
    form.places(ui, &metric.at, 0, |places| set(MetricField::At(places)));
    ui.add_space(4.0);
    if ui.steady_button("Remove the metric").clicked() {
        form.commands.push(Command::Edit(Edit::RemoveMetric(metric.id)));
    }
}

fn written(reading: &Reading) -> String {
    let n = reading.n.map(|n| format!(" (n {n})")).unwrap_or_default();
    format!("{}: {}{n}", reading.period, reading.value)
}

fn read_number(text: &str) -> Result<Option<f64>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let number: Option<f64> = text.replace(',', ".").parse().ok();
    number.filter(|number| number.is_finite()).map(Some).ok_or_else(|| "Write a number.".to_owned())
}

/// A lowest and a highest value, such as `0 to 10`.
fn read_range(text: &str) -> Result<Option<(f64, f64)>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let error = || "Write the lowest and the highest value, such as 0 to 10.".to_owned();
    let (low, high) = text.split_once(" to ").ok_or_else(error)?;
    match (read_number(low), read_number(high)) {
        (Ok(Some(low)), Ok(Some(high))) if low < high => Ok(Some((low, high))),
        _ => Err(error()),
    }
}

/// How many of how many answers, such as `2 of 5`.
fn read_top_box(text: &str) -> Result<Option<(u8, u8)>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let number = |text: &str| text.trim().parse::<u8>().ok();
    let share = text.split_once(" of ").and_then(|(top, of)| Some((number(top)?, number(of)?)));
    let share = share.filter(|(top, of)| (1..=*of).contains(top));
    share.map(Some).ok_or_else(|| "Write how many of how many answers, such as 2 of 5.".to_owned())
}

/// Lines such as `2026-Q3: 42 (n 120)`.
fn read_series(text: &str) -> Result<Vec<Reading>, String> {
    let read = |line: &str| -> Option<Reading> {
        let (period, rest) = line.rsplit_once(':')?;
        let (value, n) = match rest.split_once('(') {
            Some((value, n)) => {
                (value, Some(n.trim().strip_prefix('n')?.trim().strip_suffix(')')?.trim().parse().ok()?))
            }
            None => (rest, None),
        };
        let value = read_number(value).ok()??;
        Some(Reading { period: period.trim().to_owned(), value, n })
    };
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let error = |line: &str| format!("“{}” is not as “2026-Q3: 42 (n 120)”.", line.trim());
    lines.map(|line| read(line).ok_or_else(|| error(line))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_they_are_written() {
        let text = "2026-Q2: -12.5 (n 120)\n2026-Q3: 42";
        let series = read_series(text).expect("two values");
        assert_eq!(series.iter().map(written).collect::<Vec<_>>().join("\n"), text);
        for wrong in ["2026-Q3", "2026-Q3: high", "2026-Q3: 42 (120)", "2026-Q3: inf"] {
            assert!(read_series(wrong).is_err(), "{wrong}");
        }
        assert_eq!(read_series(" \n"), Ok(Vec::new()));
        assert_eq!(read_range("-1,5 to 10"), Ok(Some((-1.5, 10.0))));
        assert_eq!(read_top_box("2 of 5"), Ok(Some((2, 5))));
        for wrong in ["10 to 0", "0-10", "low to high", "5"] {
            assert!(read_range(wrong).is_err(), "{wrong}");
        }
        for wrong in ["6 of 5", "0 of 5", "2", "2 of 300"] {
            assert!(read_top_box(wrong).is_err(), "{wrong}");
        }
    }
}
