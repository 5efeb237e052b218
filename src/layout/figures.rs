//! Metrics as small charts: the last value, how it changed, its history with the target, and how many
//! answers stand behind it.

use super::compose::Composer;
use super::{ChipBox, ChipSubject, Form, Mark, Piece, Placed};
use crate::geom::{BezPath, Circle, Dash, Line, Point, Rect, Shape as _};
use crate::icon::Icon;
use crate::insight::{Standing, standing};
use crate::model::{Lane, Metric, MetricKind, StepId};
use crate::theme::{Ink, Role};

/// Around what stands in a chart, in points.
const PAD_PT: f64 = 7.0;
/// The height of a line of values, in points.
const CHART_PT: f64 = 26.0;
/// The narrowest that such a chart is while there is room, and that any chart is, in points.
const NARROW_PT: f64 = 124.0;
const NARROWEST_PT: f64 = 24.0;

impl<'a> Composer<'a> {
    /// The charts of a lane of metrics that begins at `y`: those of the whole journey where the first
    /// strip begins, and those of each step, below what stands in its column already. Answers where they end.
    pub(super) fn metric_rows(&mut self, lane: &Lane, strip: usize, y: f64) -> f64 {
        let contents = self.contents;
        let columns = self.grid.strips[strip].clone();
        let (cell, gap) = (self.space.cell, self.space.gap);
        let mut filled = vec![y + cell; columns.end];
        if strip == 0 && !contents.metrics_of_all.is_empty() && !columns.is_empty() {
            self.metrics_of_all(lane, &mut filled);
        }
        for column in columns {
            let step = self.grid.columns[column].step;
            let (x0, x1) = (self.grid.columns[column].x0 + cell, self.grid.columns[column].x1 - cell);
            for metric in contents.metrics_at(column) {
                if self.is_left_out(Piece::Chip(step, ChipSubject::Metric(metric.id))) {
                    continue;
                }
                let rect = self.chart(lane, metric, step, (x0, x1.max(x0 + NARROWEST_PT)), filled[column]);
                filled[column] = rect.y1 + gap;
            }
        }
        filled.into_iter().fold(y, f64::max) - gap + cell
    }

    /// What is measured of the whole journey, side by side, in rows where there are many; `filled` says
    /// up to where each column of the first strip is filled.
    fn metrics_of_all(&mut self, lane: &Lane, filled: &mut [f64]) {
        let (contents, gap, cell) = (self.contents, self.space.gap, self.space.cell);
        let (x0, x1) = (self.body_x().0 + cell, self.grid.columns[filled.len() - 1].x1 - cell);
        let step = self.grid.columns[0].step;
        // As wide as the first column, so that it is filled before others are, if that is not too narrow.
        let width = (self.grid.columns[0].x1 - cell - x0).max(NARROW_PT).min((x1 - x0).max(NARROWEST_PT));
        let mut x = x0;
        for metric in &contents.metrics_of_all {
            if self.is_left_out(Piece::Chip(step, ChipSubject::Metric(metric.id))) {
                continue;
            }
            if x > x0 && x + width > x1 + 0.1 {
                x = x0;
            }
            let columns = &self.grid.columns[..filled.len()];
            let first = columns.partition_point(|column| column.x1 <= x);
            let behind = columns.partition_point(|column| column.x0 < x + width).max(first + 1).min(filled.len());
            let top = filled[first..behind].iter().copied().fold(0.0, f64::max);
            let rect = self.chart(lane, metric, step, (x, x + width), top);
            filled[first..behind].fill(rect.y1 + gap);
            x += width + 2.0 * cell;
        }
    }

    /// A metric's chart below `top`; answers where it stands.
    fn chart(&mut self, lane: &Lane, metric: &Metric, step: StepId, x: (f64, f64), top: f64) -> Rect {
        let (x0, width) = (x.0 + PAD_PT, (x.1 - x.0 - 2.0 * PAD_PT).max(10.0));
        let mut y = top + PAD_PT;
        let mut marks = Vec::new();
        if metric.at.is_empty() {
            let whole = self.place(Role::Small, self.words.whole, Point::new(x0, y), Some(width));
            y = whole.rect().y1;
            marks.push(Mark { ink: Ink::Quiet, form: Form::Text(whole) });
        }
        let name = if metric.name.is_empty() { metric.kind.words() } else { &metric.name };
        let name = self.place(Role::Label, name, Point::new(x0, y), Some(width));
        y = name.rect().y1 + 1.0;
        marks.push(Mark { ink: Ink::Text, form: Form::Text(name) });
        let found = standing(metric);
        let (line, height) = self.value_line(metric, found.as_ref(), Point::new(x0, y), width);
        marks.extend(line);
        y += height + 3.0;
        if metric.series.len() > 1 {
            marks.extend(sparkline(metric, Rect::new(x0, y, x0 + width, y + CHART_PT)));
            y += CHART_PT + 3.0;
        }
        for (text, icon) in self.chart_notes(metric, found.as_ref()) {
            let at = Point::new(x0, y);
            let (line, height) = match icon {
                Some(icon) => self.icon_line(icon, Ink::Quiet, Role::Small, &text, at, width),
                None => {
                    let placed = self.place(Role::Small, &text, at, Some(width));
                    let height = placed.paragraph.size.height;
                    (vec![Mark { ink: Ink::Quiet, form: Form::Text(placed) }], height)
                }
            };
            marks.extend(line);
            y += height;
        }
        let rect = Rect::new(x.0, top, x.1, y + PAD_PT);
        let ground = Form::Block { rect, radius: self.space.radius, share: 0.05 };
        marks.insert(0, Mark { ink: Ink::Accent, form: ground });
        let about = ChipSubject::Metric(metric.id);
        self.layout.chips.push(ChipBox { lane: lane.id, step, about, rect, severity: None, evidence: None, marks });
        rect
    }

    /// The last value, large, with its unit, and beside or below it how it changed.
    fn value_line(&mut self, metric: &Metric, found: Option<&Standing>, at: Point, width: f64) -> (Vec<Mark>, f64) {
        let unit = unit(metric);
        let value = found.map_or("–".to_owned(), |standing| number(standing.latest.value));
        let paragraph = self.set(Role::Stage, &value, None);
        let large = Placed { paragraph, origin: at };
        let (mut end, mut height) = (large.rect().x1, large.paragraph.size.height);
        let baseline = |paragraph: &crate::text::Paragraph| paragraph.lines.first().map_or(0.0, |line| line.baseline);
        let below = at.y + baseline(&large.paragraph);
        let mut marks = vec![Mark { ink: Ink::Text, form: Form::Text(large) }];
        if !unit.is_empty() && found.is_some() {
            let paragraph = self.set(Role::Small, unit, None);
            let x = end + 2.0;
            if x + paragraph.size.width <= at.x + width {
                end = x + paragraph.size.width;
                let origin = Point::new(x, below - baseline(&paragraph));
                marks.push(Mark { ink: Ink::Text, form: Form::Text(Placed { paragraph, origin }) });
            }
        }
        if let Some(delta) = found.and_then(|standing| standing.delta) {
            let (icon, ink, word) = match found.and_then(Standing::has_improved) {
                Some(is_better) => {
                    let icon = if delta > 0.0 { Icon::TrendUp } else { Icon::TrendDown };
                    let (ink, word) =
                        if is_better { (Ink::Accent, self.words.better) } else { (Ink::Pain, self.words.worse) };
                    (icon, ink, word)
                }
                None => (Icon::ArrowRight, Ink::Quiet, ""),
            };
            let text = format!("{} {word}", signed(delta));
            let (line, line_height) = self.icon_line(icon, ink, Role::Label, text.trim_end(), Point::ZERO, width);
            let needed = line.last().map_or(0.0, |text| text.bounds().x1);
            let place = if end + 8.0 + needed <= at.x + width {
                Point::new(end + 8.0, at.y + (height - line_height) / 2.0 + 1.0)
            } else {
                height += line_height + 1.0;
                at + (0.0, height - line_height)
            };
            marks.extend(line.into_iter().map(|mark| mark.moved(place.to_vec2())));
        }
        (marks, height)
    }

    /// What stands below a chart: the target and whether it is reached; when, and from how many answers.
    fn chart_notes(&self, metric: &Metric, found: Option<&Standing>) -> Vec<(String, Option<Icon>)> {
        let mut notes = Vec::new();
        if let Some(target) = metric.target {
            let unit = unit(metric);
            let blank = if unit.is_empty() || unit == "%" { "" } else { " " };
            let icon = match found.and_then(Standing::has_reached_target) {
                Some(true) => Icon::Check,
                Some(false) | None => Icon::Flag,
            };
            notes.push((format!("{} {}{blank}{unit}", self.words.target, number(target)), Some(icon)));
        }
        if let Some(standing) = found {
            let answers = standing.latest.n.map(|n| format!("n {n}"));
            let parts: Vec<String> = [Some(standing.latest.period.clone()), answers].into_iter().flatten().collect();
            notes.push((parts.join(" · "), None));
        }
        if !metric.owner.is_empty() {
            notes.push((metric.owner.clone(), Some(Icon::User)));
        }
        notes.retain(|(text, _)| !text.is_empty());
        notes
    }
}

/// The values as a line through their periods, the last of them marked, with the target as a dotted line.
fn sparkline(metric: &Metric, rect: Rect) -> Vec<Mark> {
    const DOT_PT: f64 = 2.5;
    let values = || metric.series.iter().map(|reading| reading.value).filter(|value| value.is_finite());
    let all = || values().chain(metric.target);
    let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
    let span = (high - low).max(1e-9);
    let room = rect.inset((-DOT_PT, -DOT_PT - 0.5));
    let y = |value: f64| if high > low { room.y1 - (value - low) / span * room.height() } else { room.center().y };
    let count = values().count();
    let x = |n: usize| room.x0 + room.width() * n as f64 / (count.max(2) - 1) as f64;
    let mut marks = Vec::new();
    let base = Line::new((rect.x0, rect.y1), (rect.x1, rect.y1));
    marks.push(Mark { ink: Ink::Hairline, form: Form::Line(base, 0.75, Dash::Solid) });
    if let Some(target) = metric.target {
        let line = Line::new((rect.x0, y(target)), (rect.x1, y(target)));
        marks.push(Mark { ink: Ink::StrongLine, form: Form::Line(line, 1.0, Dash::Dotted) });
    }
    let mut path = BezPath::new();
    let mut last = None;
    for (n, value) in values().enumerate() {
        let at = Point::new(x(n), y(value));
        match n {
            0 => path.move_to(at),
            _ => path.line_to(at),
        }
        last = Some(at);
    }
    marks.push(Mark { ink: Ink::Accent, form: Form::Path(path, 1.5, Dash::Solid) });
    if let Some(last) = last {
        let dot = Circle::new(last, DOT_PT).to_path(0.01);
        marks.push(Mark { ink: Ink::Accent, form: Form::Area(dot) });
    }
    marks
}

/// The unit that stands behind a metric's values.
fn unit(metric: &Metric) -> &str {
    if metric.kind == MetricKind::Csat { "%" } else { &metric.unit }
}

/// A value with at most two decimals, with the true minus.
fn number(value: f64) -> String {
    format!("{}", (value * 100.0).round() / 100.0).replace('-', "−")
}

/// A change with its sign.
fn signed(value: f64) -> String {
    let number = number(value);
    if number.starts_with('−') || number == "0" { number } else { format!("+{number}") }
}
