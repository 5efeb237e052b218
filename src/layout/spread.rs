//! What people in a room said about a point of a curve: a bar for each value, as wide as its share, and how
//! many they were. The face stands at the mean, so that a room of two minds is seen at once.

use super::callout::Labels;
use super::compose::Composer;
use super::{EmotionScale, Form, Mark, Placed, PointBox, SpreadBox};
use crate::geom::{Line, Point, Rect};
use crate::insight::CurvePoint;
use crate::theme::{Ink, Role};

/// The width of a bar that stands for everybody, in points.
const WIDEST_PT: f64 = 44.0;
/// The least width of a bar, in points.
const LEAST_PT: f64 = 6.0;
/// The height of a bar, in points.
const BAR_PT: f64 = 6.0;

impl Composer<'_> {
    /// The spreads of the points that are means, and the numbers of people as marks beside them.
    pub(super) fn spreads(
        &mut self,
        points: &[(&CurvePoint, &PointBox)],
        scale: EmotionScale,
        labels: &mut Labels,
    ) -> (Vec<SpreadBox>, Vec<Mark>) {
        let (mut spreads, mut marks) = (Vec::new(), Vec::new());
        // Where a curve stands behind another, what a room said of each would hide what became of it.
        if !self.contents.notes.shadows.is_empty() {
            return (spreads, marks);
        }
        for (point, placed) in points {
            let Some(tally) = point.tally else { continue };
            let widest = WIDEST_PT.min(self.space.column / 3.0);
            let Some(spread) = spread(&tally, placed.center, scale, widest) else { continue };
            let total: u64 = tally.iter().map(|n| u64::from(*n)).sum();
            marks.extend(self.count(total, &spread, placed, labels));
            spreads.push(spread);
        }
        (spreads, marks)
    }

    /// How many people there were, above the highest bar or, where something stands there, below the lowest,
    /// else beside; nothing where there is no room at all.
    fn count(&mut self, total: u64, spread: &SpreadBox, placed: &PointBox, labels: &mut Labels) -> Option<Mark> {
        let paragraph = self.set(Role::Label, &format!("n = {total}"), None);
        let size = paragraph.size;
        let reach = placed.radius + super::RING_PT;
        let (top, bottom) =
            (spread.range.p0.y.min(placed.center.y - reach), spread.range.p1.y.max(placed.center.y + reach));
        let at = |y: f64| Rect::from_origin_size((placed.center.x - size.width / 2.0, y), size);
        let places = [at(top - BAR_PT / 2.0 - 3.0 - size.height), at(bottom + BAR_PT / 2.0 + 3.0)];
        let is_free = |rect: &&Rect| !labels.taken.iter().any(|taken| taken.overlaps(**rect));
        let rect = match places.iter().find(is_free) {
            Some(rect) => {
                labels.taken.push(*rect);
                *rect
            }
            None => labels.find(placed.center, reach, (size.width, size.height), placed.level >= 0.0)?,
        };
        Some(Mark { ink: Ink::Text, form: Form::Text(Placed { paragraph, origin: rect.origin() }) })
    }
}

/// The bars of a tally around a place; none if nobody said anything.
fn spread(tally: &[u32; 5], center: Point, scale: EmotionScale, widest: f64) -> Option<SpreadBox> {
    let most = f64::from(*tally.iter().max()?);
    let said: Vec<(f64, u32)> =
        tally.iter().zip(-2..).filter(|(n, _)| **n > 0).map(|(n, value)| (f64::from(value), *n)).collect();
    let (lowest, highest) = (said.first()?.0, said.last()?.0);
    let bar = |(value, n): &(f64, u32)| {
        let width = LEAST_PT + (widest - LEAST_PT) * f64::from(*n) / most;
        Rect::from_center_size((center.x, scale.y(*value)), (width, BAR_PT))
    };
    let range = Line::new((center.x, scale.y(highest)), (center.x, scale.y(lowest)));
    Some(SpreadBox { range, bars: said.iter().map(bar).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_stands_at_each_value_that_somebody_said() {
        let scale = EmotionScale { top: 0.0, bottom: 100.0 };
        assert!(spread(&[0; 5], Point::ZERO, scale, 44.0).is_none());
        let spread = spread(&[4, 0, 0, 0, 2], Point::new(50.0, 60.0), scale, 44.0).expect("somebody said something");
        let bars: Vec<(f64, f64)> = spread.bars.iter().map(|bar| (bar.center().y, bar.width())).collect();
        assert_eq!(bars, [(100.0, 44.0), (0.0, 25.0)]);
        assert_eq!((spread.range.p0.y, spread.range.p1.y), (0.0, 100.0));
    }
}
