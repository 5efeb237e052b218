//! From text to lines of glyphs: one `parley` layout for each part between line breaks.
//!
//! Only what stands along a line is `parley`'s. The lines themselves stand on a grid that depends
//! on the style alone, so that lines of any script follow each other in one rhythm.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, FontFamily, FontFamilyName, FontStyle, FontWeight,
    GlyphRun, Language, Layout, LayoutContext, LineBreakContext, LineHeight, OverflowWrap, PositionedLayoutItem,
    StyleProperty, WhiteSpaceCollapse, WordBreak,
};
use unicode_script::{Script, UnicodeScript as _};

use super::paragraph::Source;
use super::shaper::{Align, TextStyle, Weight};
use super::{Font, Glyph, Line, Paragraph, Run, bundled};
use crate::geom::{Rect, Size};
use crate::model::Direction;

/// A text laid out, still with what an editor needs to find places in it.
pub(in crate::text) struct Typeset {
    /// The text as it was given.
    pub text: Arc<str>,
    /// Its parts between line breaks, at least one.
    pub parts: Vec<Part>,
    /// The width that lines are aligned in.
    pub width: f64,
    /// Where lines stand.
    pub grid: LineGrid,
}

/// A part of a text between two line breaks.
pub(in crate::text) struct Part {
    /// Its bytes in the text, without the break.
    pub range: Range<usize>,
    /// The number of its first line within the text.
    pub first_line: usize,
    /// Its lines; the vertical places in it mean nothing outside.
    pub layout: Layout<()>,
}

/// The even grid that lines stand on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::text) struct LineGrid {
    /// The size of an em.
    pub size_pt: f64,
    /// The distance from line to line.
    pub height: f64,
    /// From the top of a line to its baseline.
    pub baseline: f64,
}

impl LineGrid {
    /// The grid of a style: the first bundled family's letters in the middle of each line.
    pub fn new(style: TextStyle) -> Self {
        let (ascent, descent) = bundled::ascent_and_descent();
        let height = style.line_height * style.size_pt;
        Self { size_pt: style.size_pt, height, baseline: (height + (ascent - descent) * style.size_pt) / 2.0 }
    }

    /// The upper edge of a line.
    pub fn top(&self, line: usize) -> f64 {
        line as f64 * self.height
    }
}

/// What lays text out.
pub(in crate::text) struct Typesetter<'a> {
    /// The fonts.
    pub fonts: &'a mut FontContext,
    /// Scratch space.
    pub context: &'a mut LayoutContext<()>,
    /// The families in the order in which a glyph is looked for.
    pub families: &'a [FontFamilyName<'static>],
}

impl Typesetter<'_> {
    /// Shapes a text; its lines are those of its line breaks until [`Typeset::set`]. The style's numbers
    /// must be finite.
    pub fn shape(&mut self, text: &str, style: TextStyle, language: &str) -> Typeset {
        let language = Language::parse(language).ok();
        let mut blank: Option<Layout<()>> = None;
        let parts = parts(text)
            .map(|range| {
                let layout = if range.is_empty() {
                    // Texts of very many empty lines are cheap this way.
                    blank.get_or_insert_with(|| self.layout("", style, language)).clone()
                } else {
                    self.layout(&text[range.clone()], style, language)
                };
                Part { range, first_line: 0, layout }
            })
            .collect();
        Typeset { text: text.into(), parts, width: 0.0, grid: LineGrid::new(style) }
    }

    fn layout(&mut self, text: &str, style: TextStyle, language: Option<Language>) -> Layout<()> {
        let text = drawable(text);
        let mut builder = self.context.ranged_builder(self.fonts, &text, 1.0, false);
        builder.push_default(StyleProperty::FontFamily(FontFamily::List(Cow::Borrowed(self.families))));
        builder.push_default(StyleProperty::FontSize(style.size_pt as f32));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.0)));
        builder.push_default(StyleProperty::FontWeight(style.weight.into()));
        builder.push_default(StyleProperty::FontStyle(if style.italic {
            FontStyle::Italic
        } else {
            FontStyle::Normal
        }));
        builder.push_default(StyleProperty::Locale(language));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        // Blanks at the end of a line hang outside of it, also at the end of the text.
        builder.push_default(StyleProperty::WhiteSpaceCollapse(WhiteSpaceCollapse::Collapse));
        if language.is_some_and(|language| language.language() == "ko") {
            // Korean is read by words, which blanks part.
            builder.push_default(StyleProperty::WordBreak(WordBreak::KeepAll));
        }
        if text.contains("://") || text.contains("www.") {
            builder.set_line_break_override(Some(&break_in_address));
        }
        builder.set_base_direction(match direction(&text).unwrap_or(style.direction) {
            Direction::LeftToRight => BaseDirection::Ltr,
            Direction::RightToLeft => BaseDirection::Rtl,
        });
        builder.build(&*text)
    }
}

impl Typeset {
    /// Breaks the text into lines of a width, which must be finite, and aligns them. It may be set as
    /// often as one likes; what was set before has no influence.
    pub fn set(&mut self, width: Option<f64>, align: Align) {
        let max_advance = width.map_or(f32::MAX, |width| width as f32);
        for part in &mut self.parts {
            part.layout.break_all_lines(Some(max_advance));
        }
        self.width = width.unwrap_or_else(|| {
            // Alignment needs a common width, so the parts are broken again at the widest one's.
            let widest = self.parts.iter().map(|part| part.layout.width()).fold(0.0, f32::max);
            for part in &mut self.parts {
                part.layout.break_lines().break_remaining(widest * (1.0 + f32::EPSILON) + f32::MIN_POSITIVE);
            }
            f64::from(widest)
        });
        let mut line = 0;
        for part in &mut self.parts {
            part.layout.align(align.into(), AlignmentOptions::default());
            part.first_line = line;
            line += part.layout.len();
        }
    }

    /// The lines and, unless it is a draft, the glyphs.
    pub fn paragraph(&self, is_draft: bool) -> Paragraph {
        let mut lines = Vec::new();
        let mut runs = Vec::new();
        for part in &self.parts {
            for line in part.layout.lines() {
                let top = self.grid.top(lines.len());
                let baseline = top + self.grid.baseline;
                let metrics = line.metrics();
                let left = metrics.offset + metrics.inline_min_coord;
                let extent = if part.layout.is_rtl() {
                    (left + metrics.hanging_advance, left + metrics.advance)
                } else {
                    (left, left + metrics.advance - metrics.hanging_advance)
                };
                let text = part.in_text(line.text_range());
                let extent = (f64::from(extent.0), f64::from(extent.1));
                lines.push(Line { top, baseline, bottom: top + self.grid.height, extent, text });
                // An empty part is laid out as a blank, for the height of its line.
                if !is_draft && !part.range.is_empty() {
                    runs.extend(line.items().filter_map(|item| match item {
                        PositionedLayoutItem::GlyphRun(run) => self.run(part, &run, baseline),
                        PositionedLayoutItem::InlineBox(_) => None,
                    }));
                }
            }
        }
        let size = Size::new(self.width, lines.last().map_or(0.0, |line| line.bottom));
        let bounds = bounds(&lines, &runs);
        Paragraph { text: self.text.clone(), size, bounds, lines, runs }
    }

    fn run(&self, part: &Part, glyph_run: &GlyphRun<'_, ()>, baseline: f64) -> Option<Run> {
        let run = glyph_run.run();
        let coords: Vec<i16> = run.normalized_coords().iter().map(|coord| coord.to_bits()).collect();
        let font = Font::of_run(run.font(), &coords).ok()?;
        let shift = baseline as f32 - glyph_run.baseline();
        let glyphs = glyph_run
            .positioned_glyphs()
            .map(|glyph| Glyph { id: u16::try_from(glyph.id).unwrap_or(0), x: glyph.x, y: glyph.y + shift })
            .collect();
        let left = f64::from(glyph_run.offset());
        Some(Run {
            font,
            size_pt: f64::from(run.font_size()),
            baseline,
            extent: (left, left + f64::from(glyph_run.advance())),
            skew: run.synthesis().skew().map_or(0.0, |degrees| f64::from(degrees).to_radians().tan()),
            is_rtl: run.is_rtl(),
            text: part.in_text(run.text_range()),
            glyphs,
            sources: sources(part, glyph_run),
            words: self.words(part, glyph_run),
        })
    }

    fn words(&self, part: &Part, glyph_run: &GlyphRun<'_, ()>) -> Vec<(f32, f32)> {
        let mut words: Vec<(f32, f32)> = Vec::new();
        let mut x = glyph_run.offset();
        let mut is_within = false;
        for cluster in glyph_run.run().visual_clusters() {
            let right = x + cluster.advance();
            let start = part.range.start + cluster.text_range().start;
            let is_blank = self.text[start..].starts_with(char::is_whitespace);
            match words.last_mut() {
                _ if is_blank || right <= x => {}
                Some(word) if is_within => word.1 = right,
                _ => words.push((x, right)),
            }
            is_within = !is_blank && (is_within || right > x);
            x = right;
        }
        words
    }

    /// The characters that no font has.
    pub fn missing(&self) -> impl Iterator<Item = char> {
        let runs = |part: &Part| {
            let lines: Vec<Vec<char>> = part
                .layout
                .lines()
                .map(|line| {
                    line.runs()
                        .flat_map(|run| run.clusters())
                        .filter(|cluster| cluster.glyphs().any(|glyph| glyph.id == 0))
                        .flat_map(|cluster| self.text[part.in_text(cluster.text_range())].chars())
                        .collect()
                })
                .collect();
            lines.into_iter().flatten()
        };
        self.parts.iter().filter(|part| !part.range.is_empty()).flat_map(runs)
    }
}

impl Part {
    /// A range of bytes in the whole text, from one in this part.
    pub fn in_text(&self, range: Range<usize>) -> Range<usize> {
        let length = self.range.len();
        self.range.start + range.start.min(length)..self.range.start + range.end.min(length)
    }
}

impl From<Align> for Alignment {
    fn from(align: Align) -> Self {
        match align {
            Align::Start => Self::Start,
            Align::Center => Self::Center,
            Align::End => Self::End,
        }
    }
}

impl From<Weight> for FontWeight {
    fn from(weight: Weight) -> Self {
        match weight {
            Weight::Regular => Self::NORMAL,
            Weight::Bold => Self::BOLD,
        }
    }
}

/// For each glyph of a run, from left to right, what it stands for.
fn sources(part: &Part, glyph_run: &GlyphRun<'_, ()>) -> Vec<Source> {
    let mut clusters: Vec<Vec<Source>> = Vec::new();
    for cluster in glyph_run.run().clusters() {
        let text = part.in_text(cluster.text_range());
        let text = text.start as u32..text.end as u32;
        let sources = cluster.glyphs().map(|glyph| Source { text: text.clone(), advance: glyph.advance });
        let sources: Vec<Source> = sources.collect();
        match clusters.last_mut() {
            // The second letter of a ligature has no glyph of its own.
            Some(before) if sources.is_empty() => before.iter_mut().for_each(|source| source.text.end = text.end),
            _ => clusters.push(sources),
        }
    }
    if glyph_run.run().is_rtl() {
        clusters.reverse();
    }
    clusters.concat()
}

/// The parts of a text between line breaks; at least one.
fn parts(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = Some(0);
    std::iter::from_fn(move || {
        let from = start?;
        let rest = &text[from..];
        let Some((at, character)) = rest.char_indices().find(|(_, character)| is_line_break(*character)) else {
            start = None;
            return Some(from..text.len());
        };
        let is_pair = character == '\r' && rest[at + 1..].starts_with('\n');
        start = Some(from + at + if is_pair { 2 } else { character.len_utf8() });
        Some(from..from + at)
    })
}

/// Where long addresses of the web may be broken beyond where text may.
fn break_in_address(place: LineBreakContext) -> Option<bool> {
    let is_within = place.before_before.is_some_and(|before| before.is_ascii_alphanumeric());
    let is_separator = matches!(place.before, '/' | '.' | '-' | '_' | '?' | '&' | '=' | '#' | '+' | '%');
    (is_separator && is_within && place.after.is_ascii_alphanumeric()).then_some(true)
}

/// Whether a character ends a line of text: as in Unicode, without the page break.
fn is_line_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// The text with a blank of the same number of bytes for each control character, which would be
/// drawn as a box.
fn drawable(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let blank = |character: char| match character {
        '\0'..='\u{1f}' | '\u{7f}' => ' ',
        '\u{80}'..='\u{9f}' => '\u{a0}',
        other => other,
    };
    Cow::Owned(text.chars().map(blank).collect())
}

/// The direction of the first letter, or none if no character has one. What stands in an isolate
/// does not count (Unicode Standard Annex 9, rule P2).
fn direction(text: &str) -> Option<Direction> {
    let mut depth = 0_usize;
    for character in text.chars() {
        match character {
            '\u{2066}'..='\u{2068}' => depth += 1,
            '\u{2069}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '\u{200e}' => return Some(Direction::LeftToRight),
            '\u{200f}' | '\u{61c}' => return Some(Direction::RightToLeft),
            letter if letter.is_alphabetic() => {
                let is_rtl = is_right_to_left(letter.script());
                return Some(if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight });
            }
            _ => {}
        }
    }
    None
}

/// Whether a script runs from right to left.
fn is_right_to_left(script: Script) -> bool {
    use Script::*;
    matches!(
        script,
        Adlam
            | Arabic
            | Avestan
            | Chorasmian
            | Cypriot
            | Elymaic
            | Garay
            | Hanifi_Rohingya
            | Hatran
            | Hebrew
            | Imperial_Aramaic
            | Inscriptional_Pahlavi
            | Inscriptional_Parthian
            | Kharoshthi
            | Lydian
            | Mandaic
            | Manichaean
            | Mende_Kikakui
            | Meroitic_Cursive
            | Meroitic_Hieroglyphs
            | Nabataean
            | Nko
            | Old_Hungarian
            | Old_North_Arabian
            | Old_Sogdian
            | Old_South_Arabian
            | Old_Turkic
            | Old_Uyghur
            | Palmyrene
            | Phoenician
            | Psalter_Pahlavi
            | Samaritan
            | Sogdian
            | Syriac
            | Thaana
            | Yezidi
    )
}

/// A rectangle around the lines' boxes and all that the glyphs paint.
fn bounds(lines: &[Line], runs: &[Run]) -> Rect {
    let boxes = lines.iter().map(|line| Rect::new(line.extent.0, line.top, line.extent.1, line.bottom));
    let ink = runs.iter().flat_map(|run| {
        run.glyphs.iter().filter_map(|glyph| {
            let outline = run.font.outline_bounds(glyph.id)?;
            let lean = |y: f64| -y * run.skew;
            let (left, right) = (outline.x0 + lean(outline.y1), outline.x1 + lean(outline.y0));
            let (x, y) = (f64::from(glyph.x), f64::from(glyph.y));
            let em = run.size_pt;
            Some(Rect::new(x + left * em, y + outline.y0 * em, x + right * em, y + outline.y1 * em))
        })
    });
    boxes.chain(ink).reduce(|a, b| a.union(b)).unwrap_or_default()
}
