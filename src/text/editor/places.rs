//! Places in laid out text: where a caret stands, what a point hits, where a movement leads.
//!
//! Within a part between line breaks `parley`'s own cursor knows; what leads from one part to the
//! next, and where lines stand, is told here.

use std::ops::Range;

use parley::editing::{Cursor, Selection};
use parley::layout::{Affinity, Line};

use crate::geom::{Point, Rect};
use crate::text::typeset::{Part, Typeset};

/// A place between two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The byte in the text before which it is.
    pub index: usize,
    /// To which of the two characters it belongs, where they do not stand side by side: at the end
    /// of a line and where the direction changes.
    pub affinity: Affinity,
}

/// A step of the caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// One character to the left, whatever the direction of the text.
    Left,
    /// One character to the right.
    Right,
    /// To the next edge of a word on the left.
    WordLeft,
    /// To the next edge of a word on the right.
    WordRight,
    /// To the beginning of the line.
    LineStart,
    /// To the end of the line.
    LineEnd,
    /// One line up, or to the beginning of the text from its first line.
    Up,
    /// One line down, or to the end of the text from its last line.
    Down,
    /// To the beginning of the text.
    TextStart,
    /// To the end of the text.
    TextEnd,
}

/// What a double or triple click takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    /// The place between two characters.
    Character,
    /// A word.
    Word,
    /// All between two line breaks.
    Part,
}

impl Place {
    /// The place before a byte, belonging to what follows.
    pub fn before(index: usize) -> Self {
        Self { index, affinity: Affinity::Downstream }
    }

    /// The place before a byte, belonging to what precedes.
    pub fn after(index: usize) -> Self {
        Self { index, affinity: Affinity::Upstream }
    }
}

impl Typeset {
    /// The number of the part that holds a byte; a break belongs to the part before it.
    fn part_at(&self, index: usize) -> usize {
        self.parts.partition_point(|part| part.range.start <= index).saturating_sub(1)
    }

    /// The part with a line and the line's number in it; the last line for one that is too far.
    fn part_with_line(&self, line: usize) -> (&Part, usize) {
        let number = self.parts.partition_point(|part| part.first_line <= line).saturating_sub(1);
        let part = &self.parts[number];
        (part, (line - part.first_line).min(part.layout.len().saturating_sub(1)))
    }

    fn line_count(&self) -> usize {
        self.parts.last().map_or(0, |part| part.first_line + part.layout.len())
    }

    fn cursor(&self, place: Place) -> (&Part, Cursor) {
        let part = &self.parts[self.part_at(place.index)];
        let index = (place.index - part.range.start).min(part.range.len());
        (part, Cursor::from_byte_index(&part.layout, index, place.affinity))
    }

    /// The line of a place and how far from the left it stands.
    pub(super) fn line_and_x(&self, place: Place) -> (usize, f64) {
        let (part, cursor) = self.cursor(place);
        let geometry = cursor.geometry(&part.layout, 0.0);
        let line = part.layout.lines().position(|line| box_top(&line) == geometry.y0).unwrap_or(0);
        let empty_line = || part.layout.get(0).map(|line| edges(&line, part.layout.is_rtl()).0);
        let x = if part.range.is_empty() { empty_line().unwrap_or(0.0) } else { geometry.x0 };
        (part.first_line + line, x)
    }

    /// The place on a line that is nearest to a distance from the left.
    pub(super) fn place_on_line(&self, line: usize, x: f64) -> Place {
        let (part, number) = self.part_with_line(line);
        let cursor = Cursor::from_point(&part.layout, x as f32, middle(part, number));
        part.place(cursor)
    }

    /// The line at a height, the first or last for one outside.
    pub(super) fn line_at(&self, y: f64) -> usize {
        let line = (y / self.grid.height).max(0.0);
        if line.is_finite() { (line as usize).min(self.line_count().saturating_sub(1)) } else { 0 }
    }

    /// The place that is nearest to a point.
    pub(super) fn place_at(&self, point: Point) -> Place {
        self.place_on_line(self.line_at(point.y), point.x)
    }

    /// What a click at a point takes: the bytes from where to where.
    pub(super) fn range_at(&self, point: Point, grain: Grain) -> Range<usize> {
        let (part, line) = self.part_with_line(self.line_at(point.y));
        match grain {
            Grain::Character => {
                let index = self.place_at(point).index;
                index..index
            }
            Grain::Word => {
                let word = Selection::word_from_point(&part.layout, point.x as f32, middle(part, line));
                part.in_text(word.text_range())
            }
            Grain::Part => part.range.clone(),
        }
    }

    /// Rectangles around what stands between two bytes, with a small one for each line break.
    pub(super) fn rects(&self, range: Range<usize>) -> Vec<Rect> {
        const BREAK_WIDTH_EM: f64 = 0.3;
        let mut rects = Vec::new();
        let first = self.part_at(range.start);
        for part in self.parts[first..].iter().take_while(|part| part.range.start < range.end) {
            let within = |index: usize| index.clamp(part.range.start, part.range.end) - part.range.start;
            let (start, end) = (within(range.start), within(range.end));
            let row = |line: usize| {
                let top = self.grid.top(part.first_line + line);
                (top, top + self.grid.height)
            };
            if start < end {
                let layout = &part.layout;
                let selection = Selection::new(
                    Cursor::from_byte_index(layout, start, Affinity::Downstream),
                    Cursor::from_byte_index(layout, end, Affinity::Upstream),
                );
                selection.geometry_with(layout, |rect, line| {
                    let (top, bottom) = row(line);
                    rects.push(Rect::new(rect.x0, top, rect.x1, bottom));
                });
            }
            if range.end > part.range.end
                && let Some(line) = part.layout.lines().next_back()
            {
                let (top, bottom) = row(part.layout.len() - 1);
                let is_rtl = part.layout.is_rtl();
                let end = if part.range.is_empty() { edges(&line, is_rtl).0 } else { edges(&line, is_rtl).1 };
                let width = BREAK_WIDTH_EM * self.grid.size_pt * if is_rtl { -1.0 } else { 1.0 };
                rects.push(Rect::from_points((end, top), (end + width, bottom)));
            }
        }
        rects
    }

    /// Where a step leads. For steps up and down, `column` is how far from the left to aim.
    pub(super) fn step(&self, from: Place, motion: Motion, column: f64) -> Place {
        let (part, cursor) = self.cursor(from);
        let layout = &part.layout;
        let line = self.line_and_x(from).0;
        match motion {
            Motion::Left => self.sideways(from, false, cursor.previous_visual(layout)),
            Motion::Right => self.sideways(from, true, cursor.next_visual(layout)),
            Motion::WordLeft => self.sideways(from, false, cursor.previous_visual_word(layout)),
            Motion::WordRight => self.sideways(from, true, cursor.next_visual_word(layout)),
            Motion::LineStart => part.place(Selection::from(cursor).line_start(layout, false).focus()),
            Motion::LineEnd => part.place(Selection::from(cursor).line_end(layout, false).focus()),
            Motion::Up if line == 0 => Place::before(0),
            Motion::Up => self.place_on_line(line - 1, column),
            Motion::Down if line + 1 >= self.line_count() => Place::after(self.text.len()),
            Motion::Down => self.place_on_line(line + 1, column),
            Motion::TextStart => Place::before(0),
            Motion::TextEnd => Place::after(self.text.len()),
        }
    }

    /// The place of a cursor that was moved sideways, in the next part if it is stuck at an edge.
    fn sideways(&self, from: Place, is_rightward: bool, moved: Cursor) -> Place {
        let number = self.part_at(from.index);
        let part = &self.parts[number];
        let place = part.place(moved);
        if !part.range.is_empty() && moved != self.cursor(from).1 {
            return place;
        }
        let other = if is_rightward == part.layout.is_rtl() {
            number.checked_sub(1).and_then(|previous| self.parts.get(previous)).map(|part| Place::after(part.range.end))
        } else {
            self.parts.get(number + 1).map(|part| Place::before(part.range.start))
        };
        other.unwrap_or(from)
    }

    /// The bytes of the character before a place: a whole emoji, else the last mark or letter.
    pub(super) fn character_before(&self, index: usize) -> Range<usize> {
        let (part, cursor) = self.cursor(Place::before(index));
        if index <= part.range.start {
            return self.break_before(index);
        }
        match cursor.upstream_cluster(&part.layout) {
            Some(cluster) if cluster.is_emoji() => part.in_text(cluster.text_range()),
            _ => self.text[..index].char_indices().next_back().map_or(index, |(start, _)| start)..index,
        }
    }

    /// The bytes of the character after a place, with the marks on it.
    pub(super) fn character_after(&self, index: usize) -> Range<usize> {
        let (part, cursor) = self.cursor(Place::before(index));
        if index >= part.range.end {
            return self.break_after(index);
        }
        let cluster = cursor.downstream_cluster(&part.layout);
        index..cluster.map_or(part.range.end, |cluster| part.in_text(cluster.text_range()).end)
    }

    /// The bytes from the beginning of the word before a place.
    pub(super) fn word_before(&self, index: usize) -> Range<usize> {
        let (part, cursor) = self.cursor(Place::before(index));
        if index <= part.range.start {
            return self.break_before(index);
        }
        part.place(cursor.previous_logical_word(&part.layout)).index.min(index)..index
    }

    /// The bytes up to the beginning of the next word after a place.
    pub(super) fn word_after(&self, index: usize) -> Range<usize> {
        let (part, cursor) = self.cursor(Place::before(index));
        if index >= part.range.end {
            return self.break_after(index);
        }
        index..part.place(cursor.next_logical_word(&part.layout)).index.max(index)
    }

    fn break_before(&self, index: usize) -> Range<usize> {
        let previous = self.part_at(index).checked_sub(1).map(|number| self.parts[number].range.end);
        previous.unwrap_or(index)..index
    }

    fn break_after(&self, index: usize) -> Range<usize> {
        let next = self.parts.get(self.part_at(index) + 1).map(|part| part.range.start);
        index..next.unwrap_or(index)
    }
}

impl Part {
    fn place(&self, cursor: Cursor) -> Place {
        let index = self.range.start + cursor.index().min(self.range.len());
        Place { index, affinity: cursor.affinity() }
    }
}

/// The upper edge that `parley` gives a caret on a line.
fn box_top(line: &Line<'_, ()>) -> f64 {
    let metrics = line.metrics();
    f64::from(metrics.block_min_coord.min(metrics.content_block_min_coord))
}

/// The middle of a line in its layout, by which `parley` finds it.
fn middle(part: &Part, line: usize) -> f32 {
    part.layout.get(line).map_or(0.0, |line| {
        let metrics = line.metrics();
        f32::midpoint(metrics.block_min_coord, metrics.block_max_coord)
    })
}

/// Where a line's text begins and where it ends, in the direction of its part.
fn edges(line: &Line<'_, ()>, is_rtl: bool) -> (f64, f64) {
    let metrics = line.metrics();
    let left = metrics.offset + metrics.inline_min_coord;
    let (left, right) = (f64::from(left), f64::from(left + metrics.advance));
    if is_rtl { (right, left) } else { (left, right) }
}
