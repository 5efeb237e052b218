//! The bar below a slide: all stages in their order, the curves of the whole journey, and a marker at
//! the place that is shown.

use kurbo::{ParamCurve as _, PathSeg};

use super::super::Placed;
use super::super::compose::Composer;
use super::super::curve::smooth;
use super::SLIDE_HEIGHT_PT;
use crate::geom::{BezPath, Point, Rect};
use crate::insight::Curve;
use crate::model::{LaneKind, PersonaId, StageId, StepId};
use crate::theme::Role;

/// The bar's height with its margin below, in points.
pub(super) const BAR_PT: f64 = 58.0;
/// The height of the stages' names, in points.
const NAMES_PT: f64 = 20.0;
/// The room below it, in points.
const BELOW_PT: f64 = 10.0;
/// Between two stages, in points.
const GAP_PT: f64 = 3.0;

/// The whole journey in small.
#[derive(Debug, Clone)]
pub struct JourneyBar {
    /// The whole of it.
    pub rect: Rect,
    /// The stages in the order of time.
    pub stages: Vec<BarStage>,
    /// The curves of the map's first lane of emotions.
    pub curves: Vec<BarCurve>,
    /// The part of the journey that the slide shows, across the curves and the stages.
    pub span: Option<Rect>,
    /// Where the curves are at that place.
    pub markers: Vec<(PersonaId, usize, Point)>,
}

/// A stage of the bar.
#[derive(Debug, Clone)]
pub struct BarStage {
    /// The stage.
    pub id: StageId,
    /// Where it stands.
    pub rect: Rect,
    /// Its number, with its title where there is room.
    pub title: Placed,
    /// Whether the slide shows it.
    pub is_shown: bool,
}

/// A curve of the bar.
#[derive(Debug, Clone)]
pub struct BarCurve {
    /// Whose it is.
    pub persona: PersonaId,
    /// The persona's place in the map, from 0.
    pub index: usize,
    /// The curve.
    pub path: BezPath,
}

impl Composer<'_> {
    /// Adds the bar, with a marker at the steps that are shown.
    pub(super) fn journey_bar(&mut self, shown: &[StepId]) {
        let width = self.slide_width();
        let (x0, x1) = (self.space.margin, width - self.space.margin);
        let y1 = SLIDE_HEIGHT_PT - BELOW_PT;
        let rect = Rect::new(x0, SLIDE_HEIGHT_PT - BAR_PT, x1, y1);
        let names = Rect::new(x0, y1 - NAMES_PT, x1, y1);
        let stages = self.bar_stages(names, shown);
        let x_of = |step: StepId| {
            let (stage, _) = self.map.find_step(step)?;
            let rect = stages.iter().find(|bar| bar.id == stage.id)?.rect;
            let at = stage.steps.position(step)?;
            let each = rect.width() / stage.steps.len() as f64;
            Some((rect.x0 + at as f64 * each, rect.x0 + (at as f64 + 1.0) * each))
        };
        let places: Vec<(f64, f64)> = shown.iter().filter_map(|step| x_of(*step)).collect();
        let left = places.iter().map(|place| place.0).reduce(f64::min);
        let right = places.iter().map(|place| place.1).reduce(f64::max);
        let is_part = shown.len() < self.map.steps().count();
        let span = left.zip(right).filter(|_| is_part).map(|(x0, x1)| Rect::new(x0, rect.y0, x1, names.y0 - 2.0));
        let (top, bottom) = (rect.y0 + 4.0, names.y0 - 6.0);
        let curves: Vec<BarCurve> = self
            .first_curves()
            .iter()
            .map(|curve| {
                let point = |point: &crate::insight::CurvePoint| {
                    let (x0, x1) = x_of(point.step)?;
                    Some(Point::new((x0 + x1) / 2.0, bottom + (point.level + 2.0) / 4.0 * (top - bottom)))
                };
                let path = smooth(&means(curve.points.iter().filter_map(point)));
                BarCurve { persona: curve.persona, index: curve.index, path }
            })
            .collect();
        let markers = span.map(|span| {
            let x = span.center().x;
            curves.iter().filter_map(|curve| Some((curve.persona, curve.index, on_path(&curve.path, x)?))).collect()
        });
        self.layout.bar = Some(JourneyBar { rect, stages, curves, span, markers: markers.unwrap_or_default() });
    }

    /// The slide's width in points.
    fn slide_width(&self) -> f64 {
        self.layout.title.rect.x1 + self.space.margin
    }

    fn first_curves(&self) -> &[Curve] {
        let lane = self.map.lanes.iter().find(|lane| lane.kind == LaneKind::Emotion && !lane.hidden && !lane.collapsed);
        lane.and_then(|lane| self.contents.curves_of.get(&lane.id)).map_or(&[], Vec::as_slice)
    }

    /// Numbers with names; where those have no room, numbers alone, and the name of what is shown.
    fn bar_stages(&mut self, rect: Rect, shown: &[StepId]) -> Vec<BarStage> {
        let map = self.map;
        let count = map.stages.len().max(1) as f64;
        let even = (rect.width() - GAP_PT * (count - 1.0)) / count;
        let is_shown = |stage: &crate::model::Stage| stage.steps.iter().any(|step| shown.contains(&step.id));
        let alone = map.stages.iter().filter(|stage| is_shown(stage)).count() == 1;
        let named: Vec<(StageId, bool, String)> = map
            .stages
            .iter()
            .enumerate()
            .map(|(n, stage)| (stage.id, is_shown(stage) && alone, format!("{}  {}", n + 1, stage.title)))
            .collect();
        let wanted = named
            .iter()
            .find(|(_, is_shown, _)| *is_shown)
            .map_or(0.0, |(_, _, name)| self.set(Role::Label, name, None).size.width + 14.0);
        let own = wanted.clamp(even, (rect.width() * 0.5).max(even));
        let others = if count > 1.0 { (rect.width() - own - GAP_PT * (count - 1.0)) / (count - 1.0) } else { even };
        let mut x = rect.x0;
        let mut stages = Vec::new();
        for (n, (id, is_shown, name)) in named.into_iter().enumerate() {
            let width = match (alone, is_shown) {
                (true, true) => own,
                (true, false) => others.max(1.0),
                (false, _) => even,
            };
            let natural = self.set(Role::Label, &name, None);
            let fits = natural.size.width + 10.0 <= width;
            let text = match (fits, is_shown) {
                (true, _) => natural,
                (false, true) => self.one_line(&name, width - 10.0),
                (false, false) => self.set(Role::Label, &(n + 1).to_string(), None),
            };
            let place = Rect::new(x, rect.y0, x + width, rect.y1);
            let origin =
                Point::new(place.center().x - text.size.width / 2.0, place.center().y - text.size.height / 2.0);
            stages.push(BarStage { id, rect: place, title: Placed { paragraph: text, origin }, is_shown });
            x += width + GAP_PT;
        }
        stages
    }

    /// A label cut to one line of a width.
    fn one_line(&mut self, text: &str, width: f64) -> std::sync::Arc<crate::text::Paragraph> {
        let lines = self.slide.as_mut().map(|slide| slide.max_lines.replace(1));
        let line = self.set(Role::Label, text, Some(width));
        if let (Some(slide), Some(lines)) = (self.slide.as_mut(), lines) {
            slide.max_lines = lines;
        }
        line
    }
}

/// Points of ascending x, of which those at the same x are one at their mean.
fn means(points: impl Iterator<Item = Point>) -> Vec<Point> {
    let mut means: Vec<(Point, f64)> = Vec::new();
    for point in points {
        match means.last_mut() {
            Some((mean, count)) if (mean.x - point.x).abs() < 1e-6 => {
                *count += 1.0;
                mean.y += (point.y - mean.y) / *count;
            }
            _ => means.push((point, 1.0)),
        }
    }
    means.into_iter().map(|(point, _)| point).collect()
}

/// Where a curve is at a place across; its nearest end beyond them.
fn on_path(path: &BezPath, x: f64) -> Option<Point> {
    let mut nearest: Option<Point> = None;
    for segment in path.segments() {
        let PathSeg::Cubic(cubic) = segment else { continue };
        let width = cubic.p3.x - cubic.p0.x;
        if width > 0.0 && (cubic.p0.x..=cubic.p3.x).contains(&x) {
            return Some(cubic.eval((x - cubic.p0.x) / width));
        }
        for end in [cubic.p0, cubic.p3] {
            if nearest.is_none_or(|nearest| (end.x - x).abs() < (nearest.x - x).abs()) {
                nearest = Some(end);
            }
        }
    }
    nearest
}
