//! What steps back: nearer to the colour of the ground, so that something else stands out.

#![deny(clippy::wildcard_enum_match_arm)]

use super::{Geometry, Group, Item, ShapeItem, TextItem};
use crate::color::Color;

/// An item nearer to the colour of the ground; `share` (0–1) of its own colour is left. A picture
/// lies under a veil of the ground.
pub fn stepped_back(item: &Item, ground: Color, share: f64) -> Item {
    let back = |color: Color| color.mix(ground, share).with_alpha(color.a);
    match item {
        Item::Group(group) => Item::Group(Group {
            node: group.node,
            bounds: group.bounds,
            items: group.items.iter().map(|item| stepped_back(item, ground, share)).collect(),
        }),
        Item::Shape(shape) => {
            let mut shape = shape.clone();
            shape.fill = shape.fill.map(back);
            if let Some(stroke) = &mut shape.stroke {
                stroke.color = back(stroke.color);
            }
            Item::Shape(shape)
        }
        Item::Text(text) => Item::Text(TextItem { color: back(text.color), ..text.clone() }),
        Item::Image(image) => {
            let alpha = ((1.0 - share.clamp(0.0, 1.0)) * 255.0).round() as u8;
            let veil = Geometry::RoundRect(image.rect, image.radius);
            let veil = Item::Shape(ShapeItem::filled(veil, ground.with_alpha(alpha)));
            Item::Group(Group::new(None, vec![Item::Image(image.clone()), veil]))
        }
    }
}
