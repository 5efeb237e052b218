//! Points, rectangles and lengths.
//!
//! Page space is points (1/72 inch) as `f64`, y down, origin at the top left. Pixels exist only in
//! the exporters and in the window's camera.

pub use kurbo::{Affine, BezPath, Circle, Line, PathEl, Point, Rect, RoundedRect, Shape, Size, Vec2};

/// Points in an inch, by definition.
pub const PT_PER_INCH: f64 = 72.0;

/// Millimetres in an inch, by definition.
pub const MM_PER_INCH: f64 = 25.4;

/// Points from millimetres.
pub fn pt_from_mm(mm: f64) -> f64 {
    mm / MM_PER_INCH * PT_PER_INCH
}

/// Millimetres from points.
pub fn mm_from_pt(pt: f64) -> f64 {
    pt / PT_PER_INCH * MM_PER_INCH
}
