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

/// The pattern of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dash {
    /// Unbroken.
    Solid,
    /// Long dashes.
    Dashed,
    /// Dots.
    Dotted,
    /// A dash and a dot in turn.
    DashDot,
}

impl Dash {
    /// The lengths of strokes and gaps in turn, for a line of width 1; empty means unbroken. They
    /// leave room for round ends, which reach half a width into each gap.
    pub fn pattern(self) -> &'static [f64] {
        match self {
            Self::Solid => &[],
            Self::Dashed => &[4.0, 3.0],
            Self::Dotted => &[0.01, 2.2],
            Self::DashDot => &[5.0, 2.6, 0.01, 2.6],
        }
    }
}
