//! Emotion lanes: a scale, smooth curves through the rated moments, words beside them.

use crate::hash::HashMap;

use kurbo::{ParamCurve as _, PathEl, PathSeg};

use super::average::AVERAGES_PT;
use super::callout::Labels;
use super::compose::Composer;
use super::gap::Gap;
use super::{CurveBox, EmotionScale, Form, Mark, Note, Placed, PointBox};
use crate::geom::{BezPath, Dash, Line, Point, Rect};
use crate::insight::{Curve, CurvePoint};
use crate::model::{Emotion, Hue, Lane, Persona, PersonaId, Target};
use crate::theme::{Ink, Role};

/// The room above +2 and below −2 for words, in points.
const HEADROOM_PT: f64 = 40.0;
/// The same on a slide, in points.
const SLIDE_HEADROOM_PT: f64 = 28.0;
/// The radius of a point's face, in points.
const FACE_PT: f64 = 8.0;
/// The radius of a point of a curve that stands behind another.
const SHADOW_PT: f64 = 2.5;
/// The width of the ring around a high or a low, in points.
pub(crate) const RING_PT: f64 = 4.0;
/// Into how many pieces a curve between two points is cut to see whether words stand on it.
const STEPS_PER_SEGMENT: u8 = 24;
/// The radius of a face on the scale, in points.
const SCALE_FACE_PT: f64 = 6.5;

impl<'a> Composer<'a> {
    /// Lays out the curves of a lane that begins at `y`; answers where it ends, its scale, and the
    /// marks of its label.
    ///
    /// A curve is drawn through all strips as if they stood beside each other; of that, each shows
    /// its own part.
    pub(super) fn emotion_lane(&mut self, lane: &Lane, strip: usize, y: f64) -> (f64, EmotionScale, Vec<Mark>) {
        let own = lane.height.filter(|_| self.grid.keeps_sizes);
        let headroom = if self.slide.is_some() { SLIDE_HEADROOM_PT } else { HEADROOM_PT };
        let taken = 2.0 * headroom + AVERAGES_PT;
        let height = own.map_or(self.space.curve, |height| (height.pt() - taken).max(60.0));
        let scale = EmotionScale { top: y + headroom, bottom: y + headroom + height };
        let contents = self.contents;
        let curves = contents.curves_of.get(&lane.id).map_or(&[][..], Vec::as_slice);
        let notes = contents.notes;
        let is_shadow = |persona| notes.shadows.contains_key(&persona);
        // A shadow stands where the curve before it does.
        let front: Vec<PersonaId> =
            curves.iter().map(|curve| curve.persona).filter(|persona| !is_shadow(*persona)).collect();
        let place_of = |curve: &Curve, n: usize| {
            front.iter().position(|persona| *persona == notes.foreground(curve.persona)).unwrap_or(n)
        };
        let radius = if front.len() > 2 { FACE_PT - 1.5 } else { FACE_PT };
        // Curves that meet at a step stand a little beside each other, so that no face hides another.
        let middle = (front.len() as f64 - 1.0) / 2.0;
        let apart = (2.0 * (radius + RING_PT) + 1.0).min(self.space.column / (front.len() as f64 + 2.0));
        let placed: Vec<Vec<PointBox>> = curves
            .iter()
            .enumerate()
            .map(|(n, curve)| {
                let radius = if is_shadow(curve.persona) { SHADOW_PT } else { radius };
                self.points(lane, curve, strip, scale, radius, (place_of(curve, n) as f64 - middle) * apart)
            })
            .collect();
        let columns = self.grid.strips[strip].clone();
        let is_here =
            |point: &PointBox| self.contents.column_of.get(&point.step).is_some_and(|at| columns.contains(at));
        let bounds = (self.body_x().0, self.body_x().1, y, scale.bottom + headroom);
        let mut labels = Labels { bounds, taken: Vec::new(), lines: Vec::new(), leaders: Vec::new() };
        for points in &placed {
            let centers: Vec<Point> = points.iter().map(|point| point.center).collect();
            labels.lines.extend(pieces(&smooth(&centers), (bounds.0, bounds.1)));
        }
        for point in placed.iter().flatten().filter(|point| is_here(point)) {
            let side = 2.0 * point.radius + 2.0;
            labels.taken.push(Rect::from_center_size(point.center, (side, side)));
        }
        let here: Vec<PointBox> = placed.iter().flatten().filter(|point| is_here(point)).copied().collect();
        let known = curves.iter().zip(&placed).flat_map(|(curve, placed)| curve.points.iter().zip(placed));
        let marked: Vec<(&CurvePoint, &PointBox)> =
            known.filter(|(_, point)| is_here(point) && !is_shadow(point.persona)).collect();
        let noted = self.point_notes(&here, &mut labels);
        self.callouts_on_curves(lane.id, strip, &marked, &mut labels);
        for (curve, points) in curves.iter().zip(&placed) {
            self.curve(lane, curve, points, strip, scale, &mut labels);
        }
        if let Some(curve) = self.layout.curves.iter_mut().rev().find(|curve| curve.lane == lane.id) {
            curve.marks.extend(noted);
        }
        self.layout.points.extend(here);
        let below = scale.bottom + headroom;
        let shown: Vec<Curve> = curves.iter().filter(|curve| !is_shadow(curve.persona)).cloned().collect();
        // A slide leaves its room to the curves.
        let is_on_slide = self.slide.is_some();
        let (bottom, averages) = if is_on_slide { (below, Vec::new()) } else { self.averages(&shown, strip, below) };
        let mut marks = self.scale_faces(scale);
        marks.extend(averages);
        (bottom, scale, marks)
    }

    /// Faces at the levels of the scale; where there are three lines alone, at those.
    fn scale_faces(&self, scale: EmotionScale) -> Vec<Mark> {
        let guides = self.theme.display.guides;
        let has_line = |emotion: &Emotion| guides.number() > 3 || emotion.value() % 2 == 0;
        let x = self.body_x().0 - 16.0;
        let face = |emotion: Emotion| {
            let center = Point::new(x, scale.y(emotion.value() as f64));
            let rect = Rect::from_center_size(center, (2.0 * SCALE_FACE_PT, 2.0 * SCALE_FACE_PT));
            Mark { ink: Ink::Emotion(emotion), form: Form::Face(emotion, rect) }
        };
        Emotion::all().filter(has_line).map(face).collect()
    }

    /// The points of a curve as seen from a strip, those of other strips to its left and right. Those
    /// of one step stand side by side, evenly across its column.
    fn points(
        &self,
        lane: &Lane,
        curve: &Curve,
        strip: usize,
        scale: EmotionScale,
        radius: f64,
        dodge: f64,
    ) -> Vec<PointBox> {
        let (body_x0, body_x1) = self.body_x();
        let mut count: HashMap<_, (usize, usize)> = HashMap::default();
        for point in &curve.points {
            count.entry(point.step).or_default().0 += 1;
        }
        let place = |point: &CurvePoint| {
            let column = self.grid.columns.get(*self.contents.column_of.get(&point.step)?)?;
            let beside = (column.strip as f64 - strip as f64) * (body_x1 - body_x0);
            let (all, before) = count.get_mut(&point.step)?;
            *before += 1;
            let share = *before as f64 / (*all as f64 + 1.0);
            let x = column.x0 + share * (column.x1 - column.x0) + dodge + beside;
            let center = Point::new(x, scale.y(point.level));
            let (lane, persona) = (lane.id, curve.persona);
            let CurvePoint { at, step, level, mark, .. } = *point;
            let mark = mark.filter(|_| !self.contents.notes.shadows.contains_key(&persona));
            let (is_peak, is_end) = (false, false);
            Some(PointBox { lane, persona, at, step, center, level, radius, mark, is_peak, is_end })
        };
        let mut points: Vec<PointBox> = curve.points.iter().filter_map(place).collect();
        if !self.contents.notes.shadows.contains_key(&curve.persona) {
            mark_peak_and_end(&mut points);
        }
        points
    }

    fn curve(
        &mut self,
        lane: &Lane,
        curve: &Curve,
        points: &[PointBox],
        strip: usize,
        scale: EmotionScale,
        labels: &mut Labels,
    ) {
        let Some(persona) = self.map.personas.find(curve.persona) else { return };
        let centers: Vec<Point> = points.iter().map(|point| point.center).collect();
        let expected: Vec<Point> = curve
            .points
            .iter()
            .zip(points)
            .filter_map(|(point, placed)| {
                let level = point.expected?.value() as f64;
                Some(Point::new(placed.center.x, scale.y(level)))
            })
            .collect();
        let range = self.body_x();
        let (actual, expected) = match self.grid.strips.len() {
            1 => (smooth(&centers), smooth(&expected)),
            _ => (within(&smooth(&centers), range), within(&smooth(&expected), range)),
        };
        let gap = Gap::between(&actual, &expected, 2.0 * (curve.index % 2) as f64);
        let columns = self.grid.strips[strip].clone();
        let is_here =
            |point: &PointBox| self.contents.column_of.get(&point.step).is_some_and(|at| columns.contains(at));
        let here: Vec<(&CurvePoint, &PointBox)> =
            curve.points.iter().zip(points).filter(|(_, point)| is_here(point)).collect();
        if here.is_empty() && actual.elements().is_empty() {
            return;
        }
        let (spreads, mut marks) = self.spreads(&here, scale, labels);
        marks.extend(self.words(&here, labels));
        let end = end_of(&actual).or(here.last().map(|(_, point)| point.center));
        marks.extend(self.name(persona, curve.index, end, labels));
        marks.extend(broken_ends(&actual, range, Ink::Hue(persona_hue(persona, curve.index))));
        self.layout.curves.push(CurveBox {
            lane: lane.id,
            strip,
            persona: curve.persona,
            index: curve.index,
            actual,
            expected,
            better: gap.better,
            worse: gap.worse,
            spreads,
            marks,
        });
    }

    /// The persona's own words, where there is room.
    fn words(&mut self, points: &[(&CurvePoint, &PointBox)], labels: &mut Labels) -> Vec<Mark> {
        let mut marks = Vec::new();
        for (point, placed) in points {
            if point.word.is_empty() || placed.mark.is_some() {
                continue;
            }
            let natural = self.set(Role::Word, &point.word, None);
            // On a slide a word stands whole or not at all; its card has it too.
            let paragraph = if self.slide.is_some() || natural.size.width <= self.space.column - 16.0 {
                natural
            } else {
                self.set(Role::Word, &point.word, Some(self.space.column - 16.0))
            };
            let size = (paragraph.size.width, paragraph.size.height);
            if let Some(rect) = labels.find(placed.center, placed.radius, size, point.level >= 0.0) {
                let placed = Placed { paragraph, origin: rect.origin() };
                marks.push(Mark { ink: Ink::Paper, form: Form::Pill(rect.inflate(2.0, -1.0)) });
                marks.push(Mark { ink: Ink::Text, form: Form::Text(placed) });
            }
        }
        marks
    }

    /// What is remarked about points, where there is room: with its words, else its sign alone.
    fn point_notes(&mut self, points: &[PointBox], labels: &mut Labels) -> Vec<Mark> {
        const SIGN_PT: f64 = 10.0;
        let (contents, mut marks) = (self.contents, Vec::new());
        for point in points {
            let Some(note) = contents.notes.points.get(&(point.persona, point.at)) else { continue };
            let sign_alone = Note { text: String::new(), ..note.clone() };
            for note in [note, &sign_alone] {
                let (own, height) = self.note(note, Point::ORIGIN, f64::INFINITY);
                let width =
                    if note.text.is_empty() { SIGN_PT } else { own.iter().map(|m| m.bounds().x1).fold(0.0, f64::max) };
                let size = (width, if note.text.is_empty() { SIGN_PT } else { height });
                if let Some(rect) = labels.find(point.center, point.radius, size, point.level >= 0.0) {
                    marks.push(Mark { ink: Ink::Paper, form: Form::Pill(rect.inflate(2.0, -1.0)) });
                    marks.extend(own.into_iter().map(|mark| mark.moved(rect.origin().to_vec2())));
                    break;
                }
            }
        }
        marks
    }

    /// The persona's name at the end of the curve.
    fn name(&mut self, persona: &Persona, index: usize, end: Option<Point>, labels: &mut Labels) -> Vec<Mark> {
        let Some(end) = end else { return Vec::new() };
        let x = self.body_x().1 + 8.0;
        let width = self.content_x1() - x;
        let paragraph = self.set(Role::Label, &persona.name, Some(width.max(20.0)));
        let height = paragraph.size.height;
        let mut rect = Rect::new(x, end.y - height / 2.0, x + width, end.y + height / 2.0);
        while let Some(other) = labels.taken.iter().find(|taken| taken.overlaps(rect)) {
            rect = rect + kurbo::Vec2::new(0.0, other.y1 + 1.0 - rect.y0);
        }
        labels.taken.push(rect);
        let placed = Placed { paragraph, origin: rect.origin() };
        vec![Mark { ink: Ink::Hue(persona_hue(persona, index)), form: Form::Text(placed) }]
    }

    /// What a rated moment is called.
    pub(super) fn title_of(&self, target: Target) -> String {
        let title = match target {
            Target::Card(id) => self.map.cards.find(id).map(|card| &card.title),
            Target::Step(id) => self.map.find_step(id).map(|(_, step)| &step.title),
        };
        title.cloned().unwrap_or_default()
    }
}

/// Marks what of a curve is remembered: the point farthest from neutral, the first of equals, of a good
/// and a bad one the bad; and the last.
fn mark_peak_and_end(points: &mut [PointBox]) {
    // A curve of one or two points has no peak to speak of.
    if points.len() < 3 {
        return;
    }
    let intensity = |point: &PointBox| (point.level.abs(), point.level < 0.0);
    let mut peak = 0;
    for n in 1..points.len() {
        if intensity(&points[n]) > intensity(&points[peak]) {
            peak = n;
        }
    }
    points[peak].is_peak = points[peak].level != 0.0;
    if let Some(last) = points.last_mut() {
        last.is_end = true;
    }
}

/// The colour of a persona's curve: its own, or the next of the palette.
pub(crate) fn persona_hue(persona: &Persona, index: usize) -> Hue {
    const ORDER: [Hue; 7] = [Hue::Blue, Hue::Vermilion, Hue::Green, Hue::Pink, Hue::Orange, Hue::Sky, Hue::Yellow];
    persona.hue.unwrap_or(ORDER[index % ORDER.len()])
}

/// A smooth curve through points of ascending x that never leaves the range of two neighbours: a
/// monotone cubic after Fritsch and Carlson (1980), with harmonic means as Fritsch and Butland (1984).
pub(crate) fn smooth(points: &[Point]) -> BezPath {
    let mut path = BezPath::new();
    let Some(first) = points.first() else { return path };
    path.move_to(*first);
    let slopes: Vec<f64> = points.windows(2).map(|p| (p[1].y - p[0].y) / (p[1].x - p[0].x).max(1e-9)).collect();
    let tangent = |i: usize| {
        if i == 0 || i + 1 == points.len() {
            return 0.0;
        }
        let (before, after) = (slopes[i - 1], slopes[i]);
        if before * after <= 0.0 {
            return 0.0;
        }
        let (a, b) = (points[i].x - points[i - 1].x, points[i + 1].x - points[i].x);
        3.0 * (a + b) / ((2.0 * b + a) / before + (b + 2.0 * a) / after)
    };
    for (i, pair) in points.windows(2).enumerate() {
        let third = (pair[1].x - pair[0].x) / 3.0;
        let p1 = Point::new(pair[0].x + third, pair[0].y + tangent(i) * third);
        let p2 = Point::new(pair[1].x - third, pair[1].y - tangent(i + 1) * third);
        path.curve_to(p1, p2, pair[1]);
    }
    path
}

/// A curve in pieces that are all but straight, as far as they lie between two places across.
fn pieces(path: &BezPath, (x0, x1): (f64, f64)) -> Vec<Line> {
    let mut pieces = Vec::new();
    let at = |segment: &PathSeg, n: u8| segment.eval(f64::from(n) / f64::from(STEPS_PER_SEGMENT));
    for segment in path.segments().filter(|segment| segment.end().x > x0 && segment.start().x < x1) {
        pieces.extend((0..STEPS_PER_SEGMENT).map(|n| Line::new(at(&segment, n), at(&segment, n + 1))));
    }
    pieces
}

/// Where a curve ends.
fn end_of(path: &BezPath) -> Option<Point> {
    path.segments().last().map(|segment| segment.end()).or_else(|| match path.elements().last() {
        Some(PathEl::MoveTo(point)) => Some(*point),
        _ => None,
    })
}

/// The part of a curve between two places across. Each of its cubics runs evenly across, as those
/// of [`smooth`] do.
fn within(path: &BezPath, (x0, x1): (f64, f64)) -> BezPath {
    let mut part = BezPath::new();
    for segment in path.segments() {
        let PathSeg::Cubic(cubic) = segment else { continue };
        let width = cubic.p3.x - cubic.p0.x;
        if cubic.p3.x < x0 || cubic.p0.x > x1 || width <= 0.0 {
            continue;
        }
        let share = |x: f64| ((x - cubic.p0.x) / width).clamp(0.0, 1.0);
        let cubic = cubic.subsegment(share(x0)..share(x1));
        if part.elements().is_empty() {
            part.move_to(cubic.p0);
        }
        part.curve_to(cubic.p1, cubic.p2, cubic.p3);
    }
    part
}

/// Arrowheads where a curve comes from another strip or goes on in one.
fn broken_ends(path: &BezPath, (x0, x1): (f64, f64), ink: Ink) -> Vec<Mark> {
    const ARROW_PT: f64 = 5.0;
    let start = path.segments().next().map(|segment| segment.start());
    let ends = [start.filter(|point| point.x <= x0 + 0.1), end_of(path).filter(|point| point.x >= x1 - 0.1)];
    let mut marks = Vec::new();
    for (n, point) in ends.into_iter().enumerate() {
        let Some(point) = point else { continue };
        let tip = Point::new(if n == 0 { point.x + ARROW_PT + 1.0 } else { point.x }, point.y);
        for side in [-1.0, 1.0] {
            let line = Line::new((tip.x - ARROW_PT, tip.y + side * ARROW_PT), tip);
            marks.push(Mark { ink, form: Form::Line(line, 2.0, Dash::Solid) });
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_never_leaves_the_range_of_two_neighbours() {
        let mut random = fastrand::Rng::with_seed(5);
        for _ in 0..200 {
            let points: Vec<Point> = (0..12)
                .map(|i| Point::new(f64::from(i) * (10.0 + random.f64() * 40.0) + 0.1, f64::from(random.i32(-2..=2))))
                .collect();
            let mut sorted = points.clone();
            sorted.sort_by(|a, b| a.x.total_cmp(&b.x));
            for (segment, pair) in smooth(&sorted).segments().zip(sorted.windows(2)) {
                let PathSeg::Cubic(cubic) = segment else { panic!("a curve is made of cubics") };
                let (low, high) = (pair[0].y.min(pair[1].y), pair[0].y.max(pair[1].y));
                for t in 0..=20 {
                    let y = cubic.eval(f64::from(t) / 20.0).y;
                    assert!((low - 1e-6..=high + 1e-6).contains(&y), "{y} outside {low}..{high}");
                }
            }
        }
    }

    #[test]
    fn a_curve_goes_through_its_points() {
        let points = [Point::new(0.0, 1.0), Point::new(10.0, -2.0), Point::new(30.0, 2.0)];
        let ends: Vec<Point> = smooth(&points).segments().map(|segment| segment.end()).collect();
        assert_eq!(ends, points[1..]);
    }
}
