//! The display list: everything that is seen of a map, in paint order, in points.
//!
//! It is closed: four kinds of item and no other, so that a new one breaks every back end until
//! each of them draws it. It holds everything that drawing needs (glyphs, outlines, pixels) and
//! names no type of a drawing library. Drawing cannot fail.

mod back;
mod build;
mod face;
mod item;

pub use crate::geom::Dash;
pub use back::stepped_back;
pub use build::build;
pub use face::face;
pub use item::{Geometry, Group, ImageItem, Item, Node, Outline, Scene, ShapeItem, Stroke, TextItem};
