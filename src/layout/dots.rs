//! The dots that something got in a vote, once that may be seen.

use super::compose::Composer;
use super::{Form, Mark};
use crate::geom::{Point, Rect};
use crate::theme::{Ink, Role};

/// The side of a dot, in points.
const DOT_PT: f64 = 8.0;
/// From one dot to the next, in points.
const STEP_PT: f64 = 10.0;
/// The most dots that are drawn one by one; the number beside them says how many there are.
const MOST: u32 = 12;

impl Composer<'_> {
    /// A row of dots with their number, and its height: as many as there are and as fit, or one.
    pub(super) fn vote_dots(&mut self, dots: u32, origin: Point, width: f64) -> (Vec<Mark>, f64) {
        let number = self.set(Role::Head, &dots.to_string(), None);
        let room = width - number.size.width - 6.0;
        let drawn = if dots <= MOST && f64::from(dots) * STEP_PT <= room { dots } else { 1 };
        let height = number.size.height.max(DOT_PT);
        let row = f64::from(drawn - 1).max(0.0) * STEP_PT + DOT_PT;
        let top = origin.y + (height - DOT_PT) / 2.0;
        let rect = Rect::new(origin.x, top, origin.x + row, top + DOT_PT);
        let (level, of) = (drawn as u8, drawn as u8);
        let at = Point::new(origin.x + row + 5.0, origin.y + (height - number.size.height) / 2.0);
        let placed = super::Placed { paragraph: number, origin: at };
        let dots = Mark { ink: Ink::Accent, form: Form::Dots { level, of, rect } };
        (vec![dots, Mark { ink: Ink::Text, form: Form::Text(placed) }], height)
    }
}
