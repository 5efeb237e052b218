//! The metrics over periods: their values as a chart and as a table that is typed or pasted into, their
//! scales and targets.

mod chart;
mod draft;
mod grid;

use eframe::egui::{self, vec2};

use self::draft::Draft;
use super::head;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::leads::Lead;
use crate::app::look::{self, GRID, Look};
use crate::app::metric_words::{metric_name, rule_words, value_words};
use crate::app::panels::inspector::{Form, metrics};
use crate::app::session::Session;
use crate::model::{Metric, MetricId};

/// What the view remembers.
#[derive(Debug, Default)]
pub struct Shown {
    /// The metric that is shown.
    metric: Option<MetricId>,
    /// The metrics that were there when it was shown last.
    known: Vec<MetricId>,
    /// Its values as they are typed.
    draft: Option<Draft>,
}

/// From this width on the list stands beside the metric, in points.
const WIDE: f32 = 620.0;

/// The width of the list, in points.
const LIST: f32 = 200.0;

/// From this width on the scale stands beside the values, in points.
const WIDEST: f32 = 700.0;

/// Shows the view.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    head(
        ui,
        "Metrics",
        commands,
        |_| {},
        |ui, commands| {
            if ui.button("Add a metric").clicked() {
                commands.push(Command::AddMetric);
            }
            if ui.button("Import readings…").clicked() {
                commands.push(Command::Action(Action::ImportReadings));
            }
        },
    );
    let Some(metric) = chosen(session, kit) else {
        ui.weak(
            "A metric is a figure that is measured again and again. There is none yet: add one, or import readings.",
        );
        return;
    };
    if ui.available_width() >= WIDE {
        let (room, down) = (ui.available_size(), egui::Layout::top_down(egui::Align::Min));
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(vec2(LIST, room.y), down, |ui| {
                look::panel_area().id_salt("metrics").show(ui, |ui| {
                    ui.set_max_width(LIST - 12.0);
                    list(ui, session, kit, metric.id);
                });
            });
            ui.add_space(GRID);
            let rest = vec2(room.x - LIST - 3.0 * GRID, room.y);
            ui.allocate_ui_with_layout(rest, down, |ui| metric_ui(ui, session, kit, metric, commands));
        });
    } else {
        chooser(ui, session, kit, metric.id);
        metric_ui(ui, session, kit, metric, commands);
    }
}

/// The metric that is shown: the one that was added last, the one that was chosen, else the first.
fn chosen<'a>(session: &'a Session, kit: &mut Kit) -> Option<&'a Metric> {
    let metrics = &session.map().metrics;
    let is_new = |metric: &&Metric| !kit.metrics.known.contains(&metric.id);
    if !kit.metrics.known.is_empty()
        && let Some(added) = metrics.iter().rfind(is_new)
    {
        kit.metrics.metric = Some(added.id);
    }
    kit.metrics.known = metrics.iter().map(|metric| metric.id).collect();
    let metric = kit.metrics.metric.and_then(|id| metrics.find(id)).or_else(|| metrics.at(0));
    kit.metrics.metric = metric.map(|metric| metric.id);
    metric
}

fn list(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, shown: MetricId) {
    ui.spacing_mut().item_spacing.y = 1.0;
    for metric in &session.map().metrics {
        let name = metric_name(metric);
        let figure = metric.series.last().map(|reading| value_words(metric, reading.value)).unwrap_or_default();
        let note = place_words(session, metric);
        let spoken = format!("{name}, {note}, {figure}");
        let lead = Lead { name: &name, note: &note, figure: &figure, spoken: &spoken, leads: true, ..Lead::default() };
        let row = ui.push_id(metric.id, |ui| kit.lead_row(ui, lead)).inner;
        if metric.id == shown {
            let stroke = egui::Stroke::new(1.5, Look::of(ui.ctx()).accent);
            ui.painter().rect_stroke(row.rect, 6.0, stroke, egui::StrokeKind::Inside);
        }
        if row.clicked() {
            kit.metrics.metric = Some(metric.id);
        }
    }
}

fn chooser(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, shown: MetricId) {
    let choices: Vec<(MetricId, String)> =
        session.map().metrics.iter().map(|metric| (metric.id, metric_name(metric))).collect();
    ui.horizontal(|ui| {
        let label = ui.label("Metric");
        let width = ui.available_width().min(320.0);
        if let Some(chosen) = kit.chooser(ui, label.id, ("shown metric", width), Some(shown), &choices) {
            kit.metrics.metric = Some(chosen);
        }
    });
}

/// Where a metric is measured.
fn place_words(session: &Session, metric: &Metric) -> String {
    match metric.at.as_slice() {
        [] => "the whole journey".to_owned(),
        [at] => session.name_of(*at),
        [at, others @ ..] => format!("{} and {} more", session.name_of(*at), others.len()),
    }
}

fn metric_ui(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, metric: &Metric, commands: &mut Vec<Command>) {
    look::panel_area().id_salt(("metric", metric.id)).show(ui, |ui| {
        let width = (ui.available_width() - 14.0).max(160.0);
        ui.set_max_width(width);
        // A sentence of the window's, whichever way the name runs.
        let name = format!("\u{200e}{}, {}", metric_name(metric), place_words(session, metric));
        kit.label(ui, &name, 15.0, Look::of(ui.ctx()).ink);
        ui.add(egui::Label::new(egui::RichText::new(rule_words(metric)).color(Look::of(ui.ctx()).quiet)).wrap());
        if !metric.at.is_empty() && ui.button("Show where it is measured").clicked() {
            commands.push(Command::ShowPlaces(metric_name(metric), metric.at.clone()));
        }
        ui.push_id(metric.id, |ui| {
            if width >= WIDEST {
                ui.horizontal_top(|ui| {
                    ui.vertical(|ui| {
                        ui.set_width(width - 280.0 - 3.0 * GRID);
                        values(ui, session, kit, metric, commands);
                    });
                    ui.add_space(2.0 * GRID);
                    ui.vertical(|ui| {
                        ui.set_width(280.0);
                        settings(ui, session, kit, metric, commands);
                    });
                });
            } else {
                values(ui, session, kit, metric, commands);
                settings(ui, session, kit, metric, commands);
            }
        });
        ui.add_space(24.0);
    });
}

fn values(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, metric: &Metric, commands: &mut Vec<Command>) {
    chart::show(ui, session, kit, metric);
    ui.scope(|ui| grid::show(ui, kit, metric, commands));
}

/// Scale, rules, target and places, as in the inspector.
fn settings(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, metric: &Metric, commands: &mut Vec<Command>) {
    ui.set_max_width(ui.available_width().min(420.0));
    let mut form = Form { session, kit, commands, salt: 2 };
    metrics::settings(ui, &mut form, metric);
    metrics::places_and_end(ui, &mut form, metric);
}
