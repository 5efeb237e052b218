//! Emotions as faces.

use super::{Geometry, Item, ShapeItem, Stroke};
use crate::color::Color;
use crate::geom::{BezPath, Circle, Point};
use crate::model::Emotion;

/// A face of a color: two eyes, and a mouth that tells the emotion without color.
pub fn face(emotion: Emotion, circle: Circle, ground: Color) -> Vec<Item> {
    let (c, r) = (circle.center, circle.radius);
    let features = if ground.contrast(Color::WHITE) >= 3.0 { Color::WHITE } else { Color::BLACK };
    let at = |x: f64, y: f64| Point::new(c.x + x * r, c.y + y * r);
    let disc = |circle: Circle, color: Color| Item::Shape(ShapeItem::filled(Geometry::Circle(circle), color));
    let eye = |x: f64| disc(Circle::new(at(x, -0.26), r * 0.13), features);
    let bend = emotion.value() as f64 / 2.0;
    let corner = 0.30 - 0.14 * bend;
    let mut mouth = BezPath::new();
    mouth.move_to(at(-0.46, corner));
    mouth.quad_to(at(0.0, corner + 0.62 * bend), at(0.46, corner));
    let is_open = emotion == Emotion::MAX || emotion == Emotion::MIN;
    if is_open {
        mouth.close_path();
    }
    let stroke = Stroke { round: true, ..Stroke::new(features, r * if is_open { 0.14 } else { 0.17 }) };
    let fill = is_open.then_some(features);
    let mouth = Item::Shape(ShapeItem { geometry: Geometry::path(mouth), fill, stroke: Some(stroke) });
    vec![disc(circle, ground), eye(-0.34), eye(0.34), mouth]
}
