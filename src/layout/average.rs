//! The averages of a lane of emotions: below the curves, a value a stage and persona.

use super::compose::Composer;
use super::curve::persona_hue;
use super::{Form, Mark};
use crate::geom::{Dash, Line, Point, Rect};
use crate::insight::{Curve, level_words};
use crate::model::{Emotion, Stage};
use crate::theme::{Ink, Role};

/// The height of a line of averages, in points.
pub(super) const AVERAGES_PT: f64 = 18.0;
/// The side of a face, in points.
const FACE_PT: f64 = 10.0;
/// Between the averages of two personas, in points.
const GAP_PT: f64 = 10.0;

impl Composer<'_> {
    /// The averages of the stages that begin in a strip, in a row from `top`; answers where it ends.
    pub(super) fn averages(&mut self, curves: &[Curve], strip: usize, top: f64) -> (f64, Vec<Mark>) {
        let columns = self.grid.strips[strip].clone();
        let (mut marks, mut bottom) = (Vec::new(), top);
        for stage in &self.map.stages {
            let Some(range) = self.columns_of(stage).filter(|range| columns.contains(&range.start)) else { continue };
            let averages: Vec<(usize, f64)> =
                curves.iter().enumerate().filter_map(|(n, curve)| Some((n, self.average(curve, stage)?))).collect();
            if averages.is_empty() {
                continue;
            }
            let (x0, x1) = (self.grid.columns[range.start].x0, self.grid.columns[range.end.min(columns.end) - 1].x1);
            let end = self.stage_averages(curves, &averages, (x0 + 8.0, x1 - 2.0), top, &mut marks);
            let line = Line::new((x0 + 2.0, top + 0.5), (x1 - 2.0, top + 0.5));
            marks.push(Mark { ink: Ink::StrongLine, form: Form::Line(line, 1.0, Dash::Solid) });
            bottom = bottom.max(end);
        }
        if bottom > top {
            marks.push(self.row_name(self.words.average, Ink::Quiet, (top + 1.0, bottom)));
        }
        (bottom, marks)
    }

    /// The mean of a curve in a stage, from what the curve shows there.
    fn average(&self, curve: &Curve, stage: &Stage) -> Option<f64> {
        let columns = self.columns_of(stage)?;
        let is_here = |step| self.contents.column_of.get(step).is_some_and(|column| columns.contains(column));
        let levels: Vec<f64> =
            curve.points.iter().filter(|point| is_here(&point.step)).map(|point| point.level).collect();
        (!levels.is_empty()).then(|| levels.iter().sum::<f64>() / levels.len() as f64)
    }

    /// The averages of a stage side by side, each with its face and, where there are several, its
    /// persona's name, shortened to its first letter where there is no room; answers where they end.
    fn stage_averages(
        &mut self,
        curves: &[Curve],
        averages: &[(usize, f64)],
        (x0, x1): (f64, f64),
        top: f64,
        marks: &mut Vec<Mark>,
    ) -> f64 {
        let is_named = curves.len() > 1;
        let map = self.map;
        let name = |n: usize| map.personas.find(curves[n].persona).map_or("", |persona| persona.name.as_str());
        let texts = |is_short: bool| -> Vec<String> {
            let text = |(n, level): &(usize, f64)| match (is_named, is_short) {
                (false, _) => level_words(*level),
                (true, true) => format!("{} {}", name(*n).chars().take(1).collect::<String>(), level_words(*level)),
                (true, false) => format!("{} {}", name(*n), level_words(*level)),
            };
            averages.iter().map(text).collect()
        };
        let mut wide = |texts: &[String]| -> f64 {
            let width = |text: &String| self.set(Role::Label, text, None).size.width + FACE_PT + 3.0 + GAP_PT;
            texts.iter().map(width).sum::<f64>() - GAP_PT
        };
        let whole = texts(false);
        let shown = if wide(&whole) <= x1 - x0 { whole } else { texts(true) };
        let mut at = Point::new(x0, top);
        for ((n, level), text) in averages.iter().zip(shown) {
            let hue = map.personas.find(curves[*n].persona).map(|persona| persona_hue(persona, curves[*n].index));
            let text = self.place(Role::Label, &text, Point::ZERO, None);
            let needed = FACE_PT + 3.0 + text.paragraph.size.width;
            if at.x > x0 && at.x + needed > x1 {
                at = Point::new(x0, at.y + AVERAGES_PT - 4.0);
            }
            let middle = at.y + AVERAGES_PT / 2.0 + 0.5;
            let emotion = Emotion::clamped(level.round() as i64);
            let face = Rect::from_origin_size((at.x, middle - FACE_PT / 2.0), (FACE_PT, FACE_PT));
            marks.push(Mark { ink: Ink::Emotion(emotion), form: Form::Face(emotion, face) });
            let origin = Point::new(at.x + FACE_PT + 3.0, middle - text.paragraph.size.height / 2.0);
            let ink = if is_named { hue.map_or(Ink::Text, Ink::Hue) } else { Ink::Text };
            marks.push(Mark { ink, form: Form::Text(super::Placed { origin, ..text }) });
            at.x += needed + GAP_PT;
        }
        at.y + AVERAGES_PT
    }
}
