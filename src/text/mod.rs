//! Text: from a string to glyphs at their places.
//!
//! A paragraph is shaped once, in points, without a pixel grid; the screen and every export draw
//! the same glyphs at the same places, so lines break alike everywhere and at every zoom.
//!
//! The bundled fonts are asked first and are all that most maps need; the system's stand behind
//! them, for scripts that are not bundled. Nothing here knows colors, maps or pixels.

mod bundled;
mod cache;
mod editor;
mod font;
mod missing;
mod paragraph;
mod shaper;
mod system;
mod typeset;

pub use bundled::bundled_regular_fonts;
pub use editor::{MAX_CHARACTERS, Motion, TextEditor};
pub use font::{Embedding, Font, FontError};
pub use missing::MissingScript;
pub use paragraph::{Glyph, Line, Paragraph, Run, Source};
pub use shaper::{Align, Shaper, SystemFonts, TextStyle, Weight};
