//! The dots that something got in a vote, once that may be seen.

use super::compose::Composer;
use super::{Form, Mark};
use crate::geom::{Point, Rect};
use crate::theme::{Ink, Role};

/// The side of a dot, in points.
const DOT_PT: f64 = 8.0;
/// From one dot to the next, in points.
const STEP_PT: f64 = 10.0;
/// The most dots of a row, so that they can be counted.
const ROW: u32 = 10;
/// The most rows; the number beside them says how many dots there are.
const MOST_ROWS: u32 = 3;

impl Composer<'_> {
    /// Rows of dots with their number, and their height: as many as there are, up to three rows.
    pub(super) fn vote_dots(&mut self, dots: u32, origin: Point, width: f64) -> (Vec<Mark>, f64) {
        let number = self.set(Role::Head, &dots.to_string(), None);
        let line = number.size.height.max(DOT_PT);
        let room = width - number.size.width - 6.0;
        let per_row = ((room / STEP_PT).floor().max(1.0) as u32).min(ROW);
        let drawn = dots.min(MOST_ROWS * per_row);
        let top = origin.y + (line - DOT_PT) / 2.0;
        let row = |n: u32| {
            let count = (drawn - n * per_row).min(per_row);
            let (y, length) = (top + f64::from(n) * STEP_PT, f64::from(count - 1) * STEP_PT + DOT_PT);
            let rect = Rect::new(origin.x, y, origin.x + length, y + DOT_PT);
            Mark { ink: Ink::Accent, form: Form::Dots { level: count as u8, of: count as u8, rect } }
        };
        let rows = drawn.div_ceil(per_row);
        let mut marks: Vec<Mark> = (0..rows).map(row).collect();
        let beside = f64::from(drawn.min(per_row)) * STEP_PT + 3.0;
        let at = Point::new(origin.x + beside, origin.y + (line - number.size.height) / 2.0);
        let placed = super::Placed { paragraph: number, origin: at };
        marks.push(Mark { ink: Ink::Text, form: Form::Text(placed) });
        (marks, line + f64::from(rows.saturating_sub(1)) * STEP_PT)
    }
}
