//! How long each step takes and how long one waits in it: bars on one scale for the whole map, and the
//! sums of the stages.

use super::compose::Composer;
use super::{ChipBox, ChipSubject, Form, Mark};
use crate::geom::{Dash, Line, Point, Rect};
use crate::icon::Icon;
use crate::model::{Lane, Stage, TimeSpan, TimeUnit};
use crate::theme::{Ink, Role};

/// The height of a bar, in points.
const BAR_PT: f64 = 7.0;
/// The least length of a bar, in points.
const SHORTEST_PT: f64 = 2.0;
/// From how many times the shortest to the longest bars are drawn in proportion; beyond, by logarithm.
const PROPORTIONAL: f64 = 100.0;

/// How long a bar is for a length of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TimeScale {
    shortest: f64,
    longest: f64,
}

impl TimeScale {
    /// A scale for lengths in seconds, of which those that are 0 are left out; none where nothing is left.
    pub(super) fn of(seconds: impl Iterator<Item = f64>) -> Option<Self> {
        let (mut shortest, mut longest) = (f64::INFINITY, 0.0_f64);
        for seconds in seconds.filter(|seconds| *seconds > 0.0) {
            (shortest, longest) = (shortest.min(seconds), longest.max(seconds));
        }
        (longest > 0.0).then_some(Self { shortest, longest })
    }

    pub(super) fn is_logarithmic(self) -> bool {
        self.longest > self.shortest * PROPORTIONAL
    }

    /// What share of the longest bar a length has, 0 … 1.
    pub(super) fn share(self, seconds: f64) -> f64 {
        /// The share of the shortest on a logarithmic scale.
        const LEAST: f64 = 0.1;
        if seconds <= 0.0 {
            0.0
        } else if self.is_logarithmic() {
            LEAST + (1.0 - LEAST) * (seconds / self.shortest).ln() / (self.longest / self.shortest).ln()
        } else {
            seconds / self.longest
        }
    }
}

impl<'a> Composer<'a> {
    /// The bars of a lane of times that begins at `y`; answers where they end, and the sums of the stages.
    pub(super) fn time_rows(&mut self, lane: &Lane, strip: usize, y: f64, below_title: f64) -> (f64, Vec<Mark>) {
        let contents = self.contents;
        let Some(scale) = contents.time_scale() else { return (y, Vec::new()) };
        let pad = self.space.cell + 2.0;
        // The same length is the same time in wide and in narrow columns.
        let narrowest = self.grid.columns.iter().map(|column| column.x1 - column.x0).fold(f64::INFINITY, f64::min);
        let longest = (narrowest - 2.0 * pad).max(12.0);
        let mut bottom = y;
        for column in self.grid.strips[strip].clone() {
            let (_, step) = contents.steps[column];
            let (x0, x1) = (self.grid.columns[column].x0 + pad, self.grid.columns[column].x1 - pad);
            let mut at = Point::new(x0, y + pad);
            let mut marks = Vec::new();
            for (span, is_waiting) in [(step.duration, false), (step.waiting, true)] {
                let Some(span) = span else { continue };
                let length = (longest * scale.share(span.seconds())).max(SHORTEST_PT);
                let (bar, height) = self.bar(span, is_waiting, at, length, (x1 - x0).max(20.0));
                marks.extend(bar);
                at.y += height + 5.0;
            }
            if marks.is_empty() {
                continue;
            }
            let rect = Rect::new(x0, y + pad, x1.max(x0 + 20.0), at.y - 5.0);
            bottom = bottom.max(rect.y1 + pad);
            let (step, about) = (step.id, ChipSubject::Time);
            self.layout.chips.push(ChipBox { lane: lane.id, step, about, rect, severity: None, evidence: None, marks });
        }
        let (bottom, mut sums) = self.sums(strip, bottom);
        if scale.is_logarithmic() {
            let at = Point::new(self.space.margin + 8.0, below_title - 3.0);
            let note = self.place(Role::Small, self.words.logarithmic, at, Some(self.space.label - 16.0));
            sums.push(Mark { ink: Ink::Quiet, form: Form::Text(note) });
        }
        (bottom, sums)
    }

    /// A time in words, and its bar below them: filled for what the persona does, hatched for what it waits.
    fn bar(&mut self, span: TimeSpan, is_waiting: bool, at: Point, length: f64, width: f64) -> (Vec<Mark>, f64) {
        let (icon, ink, text) = match is_waiting {
            false => (Icon::Clock, Ink::Accent, self.words.time(span)),
            true => (Icon::HourglassMedium, Ink::Pain, format!("{} {}", self.words.time(span), self.words.waiting)),
        };
        let (mut marks, height) = self.icon_line(icon, ink, Role::Small, &text, at, width);
        if let Some(text) = marks.last_mut() {
            text.ink = Ink::Text;
        }
        let rect = Rect::from_origin_size(at + (0.0, height + 2.0), (length, BAR_PT));
        let form = if is_waiting { Form::Hatched(rect) } else { Form::Block { rect, radius: 1.0, share: 1.0 } };
        marks.push(Mark { ink, form });
        (marks, height + 2.0 + BAR_PT)
    }

    /// The sums of the stages that begin in a strip, in a row from `top`; answers where it ends.
    fn sums(&mut self, strip: usize, top: f64) -> (f64, Vec<Mark>) {
        let columns = self.grid.strips[strip].clone();
        let (mut marks, mut bottom) = (Vec::new(), top);
        let pad = self.space.cell + 2.0;
        for stage in &self.map.stages {
            let Some(range) = self.columns_of(stage).filter(|range| columns.contains(&range.start)) else { continue };
            let (x0, x1) = (self.grid.columns[range.start].x0, self.grid.columns[range.end.min(columns.end) - 1].x1);
            let sums = [
                (Icon::Clock, Ink::Accent, sum(stage, |step| step.duration)),
                (Icon::HourglassMedium, Ink::Pain, sum(stage, |step| step.waiting)),
            ];
            let mut at = Point::new(x0 + pad, top + 4.0);
            let mut end = top;
            for (icon, ink, span) in sums {
                let Some(span) = span else { continue };
                let text = self.words.time(span);
                let (mut line, height) = self.icon_line(icon, ink, Role::Label, &text, at, f64::INFINITY);
                if let Some(text) = line.last_mut() {
                    text.ink = Ink::Text;
                }
                let width = line.last().map_or(0.0, |text| text.bounds().x1) - at.x;
                if at.x > x0 + pad && at.x + width > x1 - 2.0 {
                    let by = crate::geom::Vec2::new(x0 + pad - at.x, height + 1.0);
                    at += by;
                    line = line.into_iter().map(|mark| mark.moved(by)).collect();
                }
                end = end.max(at.y + height);
                at.x += width + 10.0;
                marks.extend(line);
            }
            if end > top {
                let line = Line::new((x0 + 2.0, top + 1.0), (x1 - 2.0, top + 1.0));
                marks.push(Mark { ink: Ink::StrongLine, form: Form::Line(line, 1.0, Dash::Solid) });
                bottom = bottom.max(end + self.space.cell);
            }
        }
        if bottom > top {
            marks.push(self.row_name(self.words.total, Ink::Quiet, (top + 2.0, bottom)));
        }
        (bottom, marks)
    }
}

/// The sum of the steps of a stage, in the largest of their units in which it is 1 or more; none where no
/// step has such a time.
fn sum(stage: &Stage, of: fn(&crate::model::Step) -> Option<TimeSpan>) -> Option<TimeSpan> {
    let spans = || stage.steps.iter().filter_map(of);
    let seconds: f64 = spans().map(TimeSpan::seconds).sum();
    let in_unit = |unit: TimeUnit| TimeSpan::new(1.0, unit).map_or(1.0, TimeSpan::seconds);
    let fitting = spans().map(TimeSpan::unit).filter(|unit| seconds >= in_unit(*unit)).max();
    let unit = fitting.or_else(|| spans().map(TimeSpan::unit).min())?;
    TimeSpan::new((seconds / in_unit(unit) * 10.0).round() / 10.0, unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, Step};

    #[test]
    fn bars_are_in_proportion_until_the_shortest_would_vanish() {
        let scale = TimeScale::of([60.0, 600.0, 0.0].into_iter()).expect("times");
        assert!(!scale.is_logarithmic() && (scale.share(60.0) - 0.1).abs() < 1e-9 && scale.share(600.0) == 1.0);
        let scale = TimeScale::of([60.0, 864_000.0].into_iter()).expect("times");
        assert!(scale.is_logarithmic() && scale.share(60.0) > 0.05 && (scale.share(864_000.0) - 1.0).abs() < 1e-9);
        assert!(scale.share(600.0) < scale.share(6_000.0) && scale.share(0.0) == 0.0);
        assert_eq!(TimeScale::of([0.0].into_iter()), None);
    }

    #[test]
    fn a_sum_stands_in_the_largest_unit_that_it_fills() {
        let mut ids = IdSource::seeded(1);
        let mut stage = Stage {
            id: ids.next(),
            title: String::new(),
            goal: String::new(),
            note: String::new(),
            steps: [].into_iter().collect(),
        };
        let mut check = |spans: &[(f64, TimeUnit)], expected: Option<(f64, TimeUnit)>| {
            let step = |(value, unit): &(f64, TimeUnit)| Step {
                duration: TimeSpan::new(*value, *unit),
                ..Step::new(ids.next(), "")
            };
            stage.steps = spans.iter().map(step).collect();
            assert_eq!(sum(&stage, |step| step.duration).map(Into::into), expected);
        };
        check(&[(45.0, TimeUnit::Minutes), (30.0, TimeUnit::Minutes)], Some((75.0, TimeUnit::Minutes)));
        check(&[(90.0, TimeUnit::Minutes), (1.0, TimeUnit::Hours)], Some((2.5, TimeUnit::Hours)));
        check(&[(6.0, TimeUnit::Hours), (0.5, TimeUnit::Days)], Some((18.0, TimeUnit::Hours)));
        check(&[], None);
    }
}
