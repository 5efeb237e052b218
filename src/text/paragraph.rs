//! Shaped text: what the back ends draw.

use std::ops::Range;
use std::sync::Arc;

use super::Font;
use crate::geom::{Rect, Size};

/// Shaped and broken text, in points; its origin is the top left corner of its box, y down.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// The text as it was given, for text output, search and screen readers.
    pub text: Arc<str>,
    /// The width that lines were broken at and aligned in (the widest line's where none was given)
    /// and the height of all lines.
    pub size: Size,
    /// A rectangle around everything that the glyphs paint, and around the lines' boxes.
    pub bounds: Rect,
    /// The lines from top to bottom; an empty text has one.
    pub lines: Vec<Line>,
    /// The glyphs, run by run.
    pub runs: Vec<Run>,
}

/// One line of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The upper edge of the line's box.
    pub top: f64,
    /// Where its letters stand.
    pub baseline: f64,
    /// The lower edge of the line's box.
    pub bottom: f64,
    /// From where to where its text reaches, left to right, without blanks at its end.
    pub extent: (f64, f64),
    /// The bytes of the paragraph's text that it shows.
    pub text: Range<usize>,
}

/// Glyphs of one font that follow each other on one line.
#[derive(Debug, Clone)]
pub struct Run {
    /// The font.
    pub font: Font,
    /// The size of an em in points.
    pub size_pt: f64,
    /// Where the glyphs stand.
    pub baseline: f64,
    /// From where to where the run reaches, left to right.
    pub extent: (f64, f64),
    /// The tangent of the angle by which upright glyphs are slanted, where the font has no italic.
    pub skew: f64,
    /// Whether it runs from right to left.
    pub is_rtl: bool,
    /// The bytes of the paragraph's text that it shows.
    pub text: Range<usize>,
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
    /// For each glyph what it stands for.
    pub sources: Vec<Source>,
    /// From where to where each of its words reaches, left to right, for drawing bars where text is
    /// too small to read.
    pub words: Vec<(f32, f32)>,
}

/// What a glyph stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The bytes of the paragraph's text, alone or together with those that have the same bytes (a
    /// letter and its mark).
    pub text: Range<u32>,
    /// How far the next glyph stands from it, in points, before that is moved; 0 for a mark.
    pub advance: f32,
}

/// A glyph at its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Its number in the font; 0 is the font's sign for what it lacks.
    pub id: u16,
    /// Where its origin stands in the paragraph, in points.
    pub x: f32,
    /// Where its origin stands in the paragraph, in points, y down: the baseline and its own offset.
    pub y: f32,
}
