//! Shapes paragraphs and keeps them.

use std::sync::Arc;

use super::{Line, Paragraph};
use crate::geom::{Rect, Size};
use crate::model::Direction;

/// How a paragraph looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// The size of an em in points.
    pub size_pt: f64,
    /// The distance of lines, as a multiple of the size.
    pub line_height: f64,
    /// How heavy it is.
    pub weight: Weight,
    /// Whether it is slanted.
    pub italic: bool,
    /// How its lines stand in the width.
    pub align: Align,
    /// The direction of paragraphs in which no letter tells one, and the side to which
    /// [`Align::Start`] goes in those.
    pub direction: Direction,
}

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// For reading.
    Regular,
    /// For heads.
    Bold,
}

/// How lines stand in the width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Align {
    /// At the side where the paragraph begins: left, or right for a right-to-left one.
    Start,
    /// In the middle.
    Center,
    /// At the side where the paragraph ends.
    End,
}

/// Which fonts stand behind the bundled ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SystemFonts {
    /// Those of this machine.
    Used,
    /// None, so that the picture is the same on every machine.
    Ignored,
}

/// Letters for which no font was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingScript {
    /// The script's English name, such as `Japanese` or `Tibetan`.
    pub script: String,
    /// Some of the letters.
    pub sample: String,
    /// The Debian package that brings a font for it; empty if none is known.
    pub package: &'static str,
}

/// Shapes text and keeps what it shaped.
pub struct Shaper {}

impl Shaper {
    /// A shaper with the bundled fonts.
    pub fn new(_system: SystemFonts) -> Self {
        Self {}
    }

    /// Shapes a text and breaks it at `width` points, if one is given. `language` is a BCP 47 tag
    /// or empty.
    pub fn paragraph(&mut self, text: &str, _style: TextStyle, width: Option<f64>, _language: &str) -> Arc<Paragraph> {
        let size = Size::new(width.unwrap_or_default(), 0.0);
        let line = Line { top: 0.0, baseline: 0.0, bottom: 0.0, extent: (0.0, 0.0), text: 0..text.len() };
        Arc::new(Paragraph { text: text.into(), size, bounds: Rect::ZERO, lines: vec![line], runs: Vec::new() })
    }

    /// The scripts in a text for which no font has glyphs.
    pub fn missing(&mut self, _text: &str, _language: &str) -> Vec<MissingScript> {
        Vec::new()
    }
}
