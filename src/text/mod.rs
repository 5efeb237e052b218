//! Text: from a string to glyphs at their places.
//!
//! A paragraph is shaped once, in points, without a pixel grid; the screen and every export draw
//! the same glyphs at the same places, so lines break alike everywhere and at every zoom.

mod font;
mod paragraph;
mod shaper;

pub use font::{Font, FontError};
pub use paragraph::{Glyph, Line, Paragraph, Run};
pub use shaper::{Align, MissingScript, Shaper, SystemFonts, TextStyle, Weight};
