//! Rectangles with round corners.

use crate::geom::{BezPath, Point, Rect, Vec2};

/// A rectangle with round corners, in pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rounded {
    pub rect: Rect,
    /// 0 to half of the shorter side.
    pub radius: f64,
}

impl Rounded {
    /// Adds its outline to a path, in straight pieces, one way round or the other.
    pub fn add_to(self, path: &mut BezPath, is_reversed: bool) {
        let Self { rect, radius } = self;
        // The corners' centers in turn, and where an arc leads from: to the right, down, and so on.
        let inner = rect.inset(-radius);
        let corners = [
            ((inner.x1, inner.y0), Vec2::new(0.0, -radius), Vec2::new(radius, 0.0)),
            ((inner.x1, inner.y1), Vec2::new(radius, 0.0), Vec2::new(0.0, radius)),
            ((inner.x0, inner.y1), Vec2::new(0.0, radius), Vec2::new(-radius, 0.0)),
            ((inner.x0, inner.y0), Vec2::new(-radius, 0.0), Vec2::new(0.0, -radius)),
        ];
        let pieces = pieces_of_arc(radius);
        let points = corners.into_iter().flat_map(|(center, from, to)| {
            (0..=pieces).map(move |piece| Point::from(center) + on_arc(from, to, f64::from(piece) / f64::from(pieces)))
        });
        let mut add = |(number, point): (usize, Point)| {
            if number == 0 { path.move_to(point) } else { path.line_to(point) }
        };
        if is_reversed {
            let points: Vec<Point> = points.collect();
            points.into_iter().rev().enumerate().for_each(&mut add);
        } else {
            points.enumerate().for_each(&mut add);
        }
        path.close_path();
    }
}

/// In how many straight pieces a quarter of a circle is drawn: each is off by a fiftieth of a pixel at most.
fn pieces_of_arc(radius_px: f64) -> u32 {
    (1.0 + 4.0 * radius_px.sqrt()).min(1000.0) as u32
}

/// A point on a quarter of a circle from one end to the other, both seen from its center; without sines,
/// which are not the same on every machine.
fn on_arc(from: Vec2, to: Vec2, share: f64) -> Vec2 {
    /// How long the handles of a curve like a quarter of a circle are.
    const HANDLE: f64 = 0.551_915_024_494;
    let rest = 1.0 - share;
    let (first, last) = (rest * rest * rest, share * share * share);
    let (second, third) = (3.0 * rest * rest * share, 3.0 * rest * share * share);
    from * (first + second + HANDLE * third) + to * (HANDLE * second + third + last)
}
