//! The values of a metric as a line, with its target.

use eframe::egui::{self, Rect, Role, Sense, Shape, Stroke, WidgetInfo, pos2, vec2};

use crate::app::kit::Kit;
use crate::app::look::{Look, color32};
use crate::app::metric_words::{metric_name, value_words};
use crate::app::session::Session;
use crate::model::{Hue, Metric};
use crate::theme::Ink;

/// Its height, in points.
const HEIGHT: f32 = 150.0;

/// The room for the lowest and the highest value at its left, in points.
const AXIS: f32 = 64.0;

/// Shows the chart of a metric that has values.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, metric: &Metric) {
    let (Some(first), Some(last)) = (metric.series.first(), metric.series.last()) else { return };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let spoken = format!(
        "{} from {} in {} to {} in {}",
        metric_name(metric),
        value_words(metric, first.value),
        first.period,
        value_words(metric, last.value),
        last.period
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &spoken));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let look = Look::of(ui.ctx());
    let plot = Rect::from_min_max(rect.min + vec2(AXIS, 10.0), rect.max - vec2(12.0, 26.0));
    let (low, high) = range(metric);
    let y = |value: f64| plot.bottom() - ((value - low) / (high - low)) as f32 * plot.height();
    let step = plot.width() / (metric.series.len().max(2) - 1) as f32;
    let x = |n: usize| if metric.series.len() == 1 { plot.center().x } else { plot.left() + step * n as f32 };
    let painter = ui.painter_at(rect);
    for value in [low, high] {
        painter.hline(plot.x_range(), y(value), Stroke::new(1.0, look.line));
        let words = value_words(metric, value);
        let width = kit.text_width(&words);
        kit.text_at(&painter, &words, pos2(plot.left() - 8.0 - width, y(value)), look.quiet);
    }
    if let Some(target) = metric.target.filter(|target| (low..=high).contains(target)) {
        let line = [pos2(plot.left(), y(target)), pos2(plot.right(), y(target))];
        painter.extend(Shape::dashed_line(&line, Stroke::new(1.5, look.quiet), 6.0, 4.0));
        let words = format!("Target {}", value_words(metric, target));
        let above = if y(target) - plot.top() > 18.0 { -9.0 } else { 9.0 };
        kit.text_at(&painter, &words, pos2(plot.left() + 6.0, y(target) + above), look.quiet);
    }
    let line = color32(session.view.theme.color(Ink::Hue(Hue::Blue)));
    let points: Vec<egui::Pos2> =
        metric.series.iter().enumerate().map(|(n, reading)| pos2(x(n), y(reading.value))).collect();
    painter.add(Shape::line(points.clone(), Stroke::new(2.5, line)));
    for point in &points {
        painter.circle(*point, 4.0, line, Stroke::new(1.5, look.raised));
    }
    let foot = plot.bottom() + 16.0;
    kit.text_at(&painter, &first.period, pos2(plot.left(), foot), look.quiet);
    if metric.series.len() > 1 {
        let width = kit.text_width(&last.period);
        kit.text_at(&painter, &last.period, pos2(plot.right() - width, foot), look.quiet);
    }
}

/// What the chart reaches over: values and target, with some room, within the scale of the metric.
fn range(metric: &Metric) -> (f64, f64) {
    let values = metric.series.iter().map(|reading| reading.value).chain(metric.target);
    let (low, high) =
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    let room = ((high - low) * 0.15).max(1e-6 * high.abs().max(1.0));
    let (low, high) = if high - low < 1e-9 { (low - 1.0, high + 1.0) } else { (low - room, high + room) };
    let round = |value: f64, up: bool| {
        let unit = 10_f64.powf((high - low).log10().floor() - 1.0);
        let steps = value / unit;
        (if up { steps.ceil() } else { steps.floor() }) * unit
    };
    let (low, high) = (round(low, false), round(high, true));
    match metric.kind.range().or(metric.range) {
        Some((least, most)) => {
            let (low, high) = (low.max(least), high.min(most));
            if high > low { (low, high) } else { (low - 1.0, low + 1.0) }
        }
        None => (low, high),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, MetricKind, Reading};

    #[test]
    fn a_chart_reaches_over_its_values_and_no_further_than_the_scale() {
        for (kind, values) in [
            (MetricKind::Nps, vec![31.0, 42.0]),
            (MetricKind::Csat, vec![99.0, 100.0]),
            (MetricKind::Ces, vec![7.0]),
            (MetricKind::ResponseTime, vec![0.0, 0.0]),
            (MetricKind::Own, vec![-1e12, 1e12]),
        ] {
            let mut metric = Metric::new(Id::new("me-1").expect("an id"), kind);
            metric.series = values.iter().map(|value| Reading { period: "a".into(), value: *value, n: None }).collect();
            let (low, high) = range(&metric);
            assert!(low < high && low.is_finite() && high.is_finite(), "{kind:?} {low} {high}");
            assert!(values.iter().all(|value| (low..=high).contains(value)), "{kind:?} {low} {high}");
        }
    }
}
