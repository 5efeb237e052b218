//! Marks on paper that tell where to cut, and words beside them.

#![deny(clippy::wildcard_enum_match_arm)]

use std::sync::Arc;

use crate::color::Color;
use crate::geom::{Line, Point, Rect, pt_from_mm};
use crate::scene::{Geometry, Item, ShapeItem, Stroke, TextItem};
use crate::text::Paragraph;

/// How far crop marks stay away from the edge that they mark, at least, in millimeters: what is
/// left of them after a cut that is a little off would be seen.
pub(super) const CROP_GAP_MM: f64 = 3.0;
/// How long crop marks are, in millimeters.
pub(super) const CROP_LENGTH_MM: f64 = 5.0;
/// How wide a mark is, in points: the finest line that every printer draws.
const HAIRLINE_PT: f64 = 0.25;

/// Lines that go on outward from the edges of a rectangle at its corners, from `gap` to `gap` and
/// `length` points away from it.
pub(super) fn corners(rect: Rect, gap: f64, length: f64) -> Vec<Item> {
    let lines = [(rect.x0, -1.0), (rect.x1, 1.0)].into_iter().flat_map(|(x, right)| {
        [(rect.y0, -1.0), (rect.y1, 1.0)].into_iter().flat_map(move |(y, down)| {
            let along = |from: f64, to: f64| Line::new((x + right * from, y), (x + right * to, y));
            let upright = |from: f64, to: f64| Line::new((x, y + down * from), (x, y + down * to));
            [along(gap, gap + length), upright(gap, gap + length)]
        })
    });
    lines.map(|line| stroked(line, Color::BLACK, HAIRLINE_PT)).collect()
}

/// The same with white beside each line, so that it is seen on every ground.
pub(super) fn corners_on_picture(rect: Rect, gap: f64, length: f64) -> Vec<Item> {
    let marks = corners(rect, gap, length);
    let halo = |item: &Item| match item {
        Item::Shape(shape) => {
            let stroke = shape.stroke.map(|stroke| Stroke { color: Color::WHITE, width: stroke.width * 5.0, ..stroke });
            Item::Shape(ShapeItem { stroke, ..shape.clone() })
        }
        Item::Group(_) | Item::Text(_) | Item::Image(_) => item.clone(),
    };
    marks.iter().map(halo).chain(marks.clone()).collect()
}

/// A straight line.
pub(super) fn stroked(line: Line, color: Color, width: f64) -> Item {
    Item::Shape(ShapeItem::stroked(Geometry::Line(line), Stroke::new(color, width)))
}

/// Words in black, with their upper left corner at a point.
pub(super) fn words(paragraph: Arc<Paragraph>, origin: Point) -> Item {
    Item::Text(TextItem { paragraph, origin, color: Color::BLACK })
}

/// Words in black on white, in the middle of a rectangle's height and from its left edge.
pub(super) fn words_on_white(paragraph: Arc<Paragraph>, strip: Rect) -> [Item; 2] {
    let room = pt_from_mm(0.6);
    let origin = Point::new(strip.x0 + room, strip.center().y - paragraph.size.height / 2.0);
    let size = paragraph.size;
    let ground = Rect::from_origin_size(origin, size).inflate(room, 0.0);
    let ground = Item::Shape(ShapeItem::filled(Geometry::RoundRect(ground, room), Color::WHITE));
    [ground, words(paragraph, origin)]
}
