//! What strokes cover, as areas to fill.

#![deny(clippy::wildcard_enum_match_arm)]

use kurbo::{Cap, Join, StrokeOpts};

use crate::geom::{BezPath, Circle, Dash, Line, Rect, Vec2};
use crate::scene::{Geometry, Stroke};

/// How far the area of a stroke may be from the line's true one, in pixels.
pub(super) const STROKE_TOLERANCE_PX: f64 = 0.05;

/// What a stroke along a path covers, in straight pieces.
pub(super) fn stroked(path: &BezPath, stroke: &Stroke, tolerance_pt: f64) -> BezPath {
    let area = kurbo::stroke(path.iter(), &kurbo_stroke(stroke), &StrokeOpts::default(), tolerance_pt);
    let mut pieces = BezPath::new();
    kurbo::flatten(area, tolerance_pt, |element| pieces.push(element));
    pieces
}

/// Whether a line runs along the pixels' rows or columns and has flat ends.
pub(super) fn is_straight(line: &Line, stroke: &Stroke) -> bool {
    let is_along = (line.p0.x == line.p1.x) != (line.p0.y == line.p1.y);
    is_along && stroke.dash == Dash::Solid && !stroke.round
}

/// What an unbroken line around a simple shape covers, as an area to fill. It is the same as the
/// line's own, and found without fitting curves beside curves, which takes longer than all else.
pub(super) fn stroke_area(geometry: &Geometry, stroke: &Stroke) -> Option<BezPath> {
    if stroke.dash != Dash::Solid {
        return None;
    }
    let half = stroke.width / 2.0;
    let ring = |outer: Geometry, inner: Option<Geometry>| {
        let mut path = outer.to_path();
        if let Some(inner) = inner {
            path.extend(inner.to_path().reverse_subpaths().iter());
        }
        path
    };
    let shrunk = |rect: Rect| {
        let inner = rect.inset(-half);
        (rect.width() > stroke.width && rect.height() > stroke.width).then_some(inner)
    };
    match geometry {
        Geometry::Rect(rect) if !stroke.round => {
            Some(ring(Geometry::Rect(rect.inflate(half, half)), shrunk(*rect).map(Geometry::Rect)))
        }
        Geometry::Circle(circle) if circle.radius > half => {
            let with_radius = |radius: f64| Geometry::Circle(Circle::new(circle.center, radius));
            Some(ring(with_radius(circle.radius + half), Some(with_radius(circle.radius - half))))
        }
        Geometry::Line(line) if !stroke.round && line.p0 != line.p1 => {
            let along = (line.p1 - line.p0).normalize() * half;
            let aside = Vec2::new(-along.y, along.x);
            let mut path = BezPath::new();
            path.move_to(line.p0 + aside);
            path.line_to(line.p1 + aside);
            path.line_to(line.p1 - aside);
            path.line_to(line.p0 - aside);
            path.close_path();
            Some(path)
        }
        Geometry::Rect(_)
        | Geometry::RoundRect(..)
        | Geometry::Circle(_)
        | Geometry::Line(_)
        | Geometry::Path(_)
        | Geometry::Icon(..) => None,
    }
}

/// A stroke as the drawing libraries name it.
fn kurbo_stroke(stroke: &Stroke) -> kurbo::Stroke {
    let (cap, join) = if stroke.round { (Cap::Round, Join::Round) } else { (Cap::Butt, Join::Miter) };
    kurbo::Stroke::new(stroke.width)
        .with_caps(cap)
        .with_join(join)
        .with_miter_limit(4.0)
        .with_dashes(0.0, stroke.dash.pattern().iter().map(|length| length * stroke.width))
}
