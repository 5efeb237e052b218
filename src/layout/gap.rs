//! The gap between what was felt and what was expected: where it was better than expected it is filled,
//! where it was worse it is hatched, so that both can be told without color.

use kurbo::{ParamCurve as _, PathSeg};

use crate::geom::{BezPath, Point};

/// How far two places lie apart at which both curves are looked at, in points.
const STEP_PT: f64 = 2.0;
/// How far the lines of a hatching lie apart, in points.
const HATCH_PT: f64 = 4.0;
/// A gap that is lower than this is none, in points.
const LEAST_PT: f64 = 0.75;

/// The gap of a curve.
#[derive(Debug, Clone, Default)]
pub(super) struct Gap {
    /// The areas in which it felt better than expected.
    pub(super) better: BezPath,
    /// Upright lines where it felt worse.
    pub(super) worse: BezPath,
}

impl Gap {
    /// The gap between two curves of which each cubic runs evenly across, where both are. Its hatching
    /// begins `shift` points beside the usual, so that those of several curves stand beside each other.
    pub(super) fn between(actual: &BezPath, expected: &BezPath, shift: f64) -> Self {
        let mut gap = Self::default();
        let (mut actual, mut expected) = (Heights::of(actual), Heights::of(expected));
        let (Some(a), Some(b)) = (actual.range(), expected.range()) else { return gap };
        let (x0, x1) = (a.0.max(b.0), a.1.min(b.1));
        if x0 >= x1 {
            return gap;
        }
        let count = ((x1 - x0) / STEP_PT).ceil().max(1.0) as usize;
        let mut run: Vec<(Point, f64)> = Vec::new();
        let mut next_line = ((x0 - shift) / HATCH_PT).ceil() * HATCH_PT + shift;
        let mut before: Option<(f64, f64, f64)> = None;
        for n in 0..=count {
            let x = x0 + (x1 - x0) * n as f64 / count as f64;
            let (felt, wanted) = (actual.at(x), expected.at(x));
            if let Some((x_before, felt_before, wanted_before)) = before {
                let (d, e) = (felt_before - wanted_before, felt - wanted);
                if d * e < 0.0 {
                    // Where the curves cross, both areas end in a point.
                    let share = d / (d - e);
                    let cut = Point::new(x_before + share * (x - x_before), felt_before + share * (felt - felt_before));
                    run.push((cut, cut.y));
                    if d < 0.0 {
                        gap.close(&mut run);
                        run.push((cut, cut.y));
                    } else {
                        run.clear();
                        run.push((cut, cut.y));
                    }
                }
                while next_line <= x {
                    let share = (next_line - x_before) / (x - x_before).max(1e-9);
                    let between = |from: f64, to: f64| from + share * (to - from);
                    let (top, bottom) = (between(wanted_before, wanted), between(felt_before, felt));
                    if bottom - top > LEAST_PT {
                        gap.worse.move_to((next_line, top));
                        gap.worse.line_to((next_line, bottom));
                    }
                    next_line += HATCH_PT;
                }
            }
            // Better is higher, which is less on paper.
            if felt <= wanted {
                run.push((Point::new(x, felt), wanted));
            } else {
                gap.close(&mut run);
            }
            before = Some((x, felt, wanted));
        }
        gap.close(&mut run);
        gap
    }

    /// Adds the area between both curves along a run, if there is one.
    fn close(&mut self, run: &mut Vec<(Point, f64)>) {
        if run.iter().any(|(felt, wanted)| wanted - felt.y > LEAST_PT)
            && let Some(((first, _), rest)) = run.split_first()
        {
            self.better.move_to(*first);
            rest.iter().for_each(|(felt, _)| self.better.line_to(*felt));
            run.iter().rev().for_each(|(felt, wanted)| self.better.line_to((felt.x, *wanted)));
            self.better.close_path();
        }
        run.clear();
    }
}

/// The height of a curve at places that are asked for from left to right.
struct Heights {
    cubics: Vec<kurbo::CubicBez>,
    at: usize,
}

impl Heights {
    fn of(path: &BezPath) -> Self {
        let cubic = |segment| match segment {
            PathSeg::Cubic(cubic) => Some(cubic),
            PathSeg::Line(_) | PathSeg::Quad(_) => None,
        };
        Self { cubics: path.segments().filter_map(cubic).collect(), at: 0 }
    }

    fn range(&self) -> Option<(f64, f64)> {
        Some((self.cubics.first()?.p0.x, self.cubics.last()?.p3.x))
    }

    fn at(&mut self, x: f64) -> f64 {
        while self.at + 1 < self.cubics.len() && self.cubics[self.at].p3.x < x {
            self.at += 1;
        }
        let Some(cubic) = self.cubics.get(self.at) else { return 0.0 };
        let width = (cubic.p3.x - cubic.p0.x).max(1e-9);
        cubic.eval(((x - cubic.p0.x) / width).clamp(0.0, 1.0)).y
    }
}

#[cfg(test)]
mod tests {
    use super::super::curve::smooth;
    use super::*;
    use crate::geom::Shape as _;

    fn curve(points: &[(f64, f64)]) -> BezPath {
        smooth(&points.iter().map(|(x, y)| Point::new(*x, *y)).collect::<Vec<_>>())
    }

    #[test]
    fn what_is_better_is_filled_and_what_is_worse_is_hatched() {
        // On paper less is higher: first better by 20, then worse by 20.
        let expected = curve(&[(0.0, 50.0), (100.0, 50.0), (200.0, 50.0)]);
        let actual = curve(&[(0.0, 30.0), (100.0, 50.0), (200.0, 70.0)]);
        let gap = Gap::between(&actual, &expected, 0.0);
        let (better, worse) = (gap.better.bounding_box(), gap.worse.bounding_box());
        assert!(better.x1 <= 101.0 && better.y0 >= 29.9 && better.y1 <= 50.1, "{better:?}");
        assert!(worse.x0 >= 99.0 && worse.y0 >= 49.9 && worse.y1 <= 70.1, "{worse:?}");
        assert!(gap.better.area().abs() > 500.0 && gap.worse.elements().len() > 30);
    }

    #[test]
    fn there_is_no_gap_where_one_of_both_is_unknown() {
        let actual = curve(&[(0.0, 30.0), (100.0, 50.0)]);
        assert!(Gap::between(&actual, &BezPath::new(), 0.0).better.elements().is_empty());
        let elsewhere = curve(&[(200.0, 70.0), (300.0, 70.0)]);
        assert!(Gap::between(&actual, &elsewhere, 0.0).worse.elements().is_empty());
        let same = Gap::between(&actual, &actual, 0.0);
        assert!(same.better.elements().is_empty() && same.worse.elements().is_empty());
    }
}
