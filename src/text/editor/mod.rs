//! Text that is edited in place, exactly where it will stand.
//!
//! The field is laid out by the same code as every other paragraph, part by part, and keeps those
//! layouts; so what is typed never moves when editing ends. (`parley`'s own editor gives a text of
//! several parts one direction, that of its first letter.) It is laid out anew after each change, so
//! carets and selections always belong to what is shown.
//!
//! It reads no keys and no clock and paints nothing.

mod history;
mod places;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use history::{Change, FieldHistory, Moment};
pub use places::Motion;
use places::{Grain, Place};

use super::typeset::Typeset;
use super::{Paragraph, Shaper, TextStyle};
use crate::geom::{Point, Rect};

/// How many characters may be in a field.
pub const MAX_CHARACTERS: usize = 10_000;

/// A text with a caret, a selection and its own undo.
///
/// All rectangles and points are in the paragraph's points, origin at its top left, y down; all
/// ranges are bytes.
pub struct TextEditor {
    text: String,
    style: TextStyle,
    width: Option<f64>,
    language: String,
    anchor: Place,
    focus: Place,
    /// How far from the left steps up and down aim, while they follow each other.
    column: Option<f64>,
    /// What the last click took, from which dragging goes on; a change of the text ends it.
    click: (Grain, Range<usize>),
    preedit: Option<Preedit>,
    history: FieldHistory,
    typeset: Typeset,
    paragraph: Arc<Paragraph>,
}

/// What an input method shows before it is committed.
struct Preedit {
    /// Where it stands in the text.
    start: usize,
    text: String,
    /// What of it the input method has selected; the caret stands at its end.
    cursor: Option<Range<usize>>,
}

impl TextEditor {
    /// A field with a text, all of it selected. The text is taken as it is, whatever its length.
    pub fn new(shaper: &mut Shaper, text: &str, style: TextStyle, width: Option<f64>, language: &str) -> Self {
        let typeset = shaper.typeset(text, style, width, language);
        let paragraph = Arc::new(typeset.paragraph(false));
        Self {
            text: text.into(),
            style,
            width,
            language: language.into(),
            anchor: Place::before(0),
            focus: Place::after(text.len()),
            column: None,
            click: (Grain::Character, 0..0),
            preedit: None,
            history: FieldHistory::default(),
            typeset,
            paragraph,
        }
    }

    /// The text, without what an input method has not committed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as shown: the same glyphs at the same places as [`Shaper::paragraph`] gives for it.
    pub fn paragraph(&self) -> Arc<Paragraph> {
        self.paragraph.clone()
    }

    /// Breaks lines at another width.
    pub fn set_width(&mut self, shaper: &mut Shaper, width: Option<f64>) {
        if self.width != width {
            self.width = width;
            self.lay_out(shaper);
        }
    }

    /// The caret: a rectangle of no width, as high as the line.
    pub fn caret(&self) -> Rect {
        let place = match &self.preedit {
            Some(preedit) => {
                Place::after(preedit.start + preedit.cursor.as_ref().map_or(preedit.text.len(), |c| c.end))
            }
            None => self.focus,
        };
        let (line, x) = self.typeset.line_and_x(place);
        let top = self.typeset.grid.top(line);
        Rect::new(x, top, x, top + self.typeset.grid.height)
    }

    /// Rectangles around what is selected, line by line; none for a bare caret.
    pub fn selection(&self) -> Vec<Rect> {
        if self.preedit.is_some() { Vec::new() } else { self.typeset.rects(self.selected_range()) }
    }

    /// Rectangles around what an input method has not committed, to be underlined.
    pub fn preedit(&self) -> Vec<Rect> {
        let range = self.preedit.as_ref().map(|preedit| preedit.start..preedit.start + preedit.text.len());
        range.map_or_else(Vec::new, |range| self.typeset.rects(range))
    }

    /// From where to where the text is selected; empty where only a caret stands.
    pub fn selected_range(&self) -> Range<usize> {
        self.anchor.index.min(self.focus.index)..self.anchor.index.max(self.focus.index)
    }

    /// What is selected.
    pub fn selected_text(&self) -> &str {
        &self.text[self.selected_range()]
    }

    /// Puts text in the place of what is selected: line breaks become ordinary ones, tabs become
    /// blanks, other control characters go, and so does what is beyond [`MAX_CHARACTERS`]; answers
    /// whether there was room for all of it.
    pub fn insert(&mut self, shaper: &mut Shaper, text: &str) -> bool {
        self.preedit = None;
        let range = self.selected_range();
        let kept = self.text.chars().count() - self.text[range.clone()].chars().count();
        let room = MAX_CHARACTERS.saturating_sub(kept);
        let fits = plain(text).nth(room).is_none();
        let text: String = plain(text).take(room).collect();
        let is_typed = range.is_empty() && text.chars().count() == 1;
        if text.starts_with(char::is_whitespace) {
            self.history.close_step();
        }
        self.replace(shaper, range, &text, if is_typed { Change::Typing } else { Change::Other });
        fits
    }

    /// Deletes what is selected.
    pub fn delete_selection(&mut self, shaper: &mut Shaper) {
        self.preedit = None;
        let range = self.selected_range();
        self.replace(shaper, range, "", Change::Other);
    }

    /// Deletes what is selected, or else what stands before the caret: a mark, a letter, an emoji or
    /// a line break.
    pub fn backspace(&mut self, shaper: &mut Shaper) {
        self.delete(shaper, Change::Deleting, Typeset::character_before);
    }

    /// Deletes what is selected, or else the character after the caret with its marks.
    pub fn delete_forward(&mut self, shaper: &mut Shaper) {
        self.delete(shaper, Change::Deleting, Typeset::character_after);
    }

    /// Deletes what is selected, or else back to the beginning of a word.
    pub fn backspace_word(&mut self, shaper: &mut Shaper) {
        self.delete(shaper, Change::Other, Typeset::word_before);
    }

    /// Deletes what is selected, or else up to the beginning of the next word.
    pub fn delete_word_forward(&mut self, shaper: &mut Shaper) {
        self.delete(shaper, Change::Other, Typeset::word_after);
    }

    /// Moves the caret; with `extend` the selection follows it.
    pub fn move_caret(&mut self, shaper: &mut Shaper, motion: Motion, extend: bool) {
        self.clear_preedit(shaper);
        self.history.close_step();
        let is_vertical = matches!(motion, Motion::Up | Motion::Down);
        let column = self.column.filter(|_| is_vertical).unwrap_or_else(|| self.typeset.line_and_x(self.focus).1);
        self.focus = match motion {
            Motion::Left | Motion::Right if !extend && self.anchor.index != self.focus.index => {
                self.edge_of_selection(motion == Motion::Right)
            }
            _ => self.typeset.step(self.focus, motion, column),
        };
        self.column = is_vertical.then_some(column);
        if !extend {
            self.anchor = self.focus;
        }
    }

    /// Selects everything.
    pub fn select_all(&mut self, shaper: &mut Shaper) {
        self.clear_preedit(shaper);
        self.select(Place::before(0), Place::after(self.text.len()));
    }

    /// Selects what stands between two bytes, the caret at the second; for screen readers.
    pub fn select_range(&mut self, shaper: &mut Shaper, anchor: usize, focus: usize) {
        self.clear_preedit(shaper);
        let place = |index: usize| Place::before(self.text.floor_char_boundary(index));
        self.select(place(anchor), place(focus));
    }

    /// Puts the caret where a click hits; with `extend` the selection follows it.
    pub fn click(&mut self, shaper: &mut Shaper, point: Point, extend: bool) {
        self.clear_preedit(shaper);
        let place = self.typeset.place_at(point);
        self.select(if extend { self.anchor } else { place }, place);
        self.click = (Grain::Character, 0..0);
    }

    /// Selects the word at a point.
    pub fn double_click(&mut self, shaper: &mut Shaper, point: Point) {
        self.click_on(shaper, point, Grain::Word);
    }

    /// Selects all between two line breaks at a point.
    pub fn triple_click(&mut self, shaper: &mut Shaper, point: Point) {
        self.click_on(shaper, point, Grain::Part);
    }

    /// Extends the selection to a point, by words or parts if it began with one.
    pub fn drag_to(&mut self, shaper: &mut Shaper, point: Point) {
        self.clear_preedit(shaper);
        let (grain, base) = self.click.clone();
        if grain == Grain::Character {
            self.select(self.anchor, self.typeset.place_at(point));
            return;
        }
        let target = self.typeset.range_at(point, grain);
        if target.start >= base.start {
            self.select(Place::before(base.start), Place::after(target.end.max(base.end)));
        } else {
            self.select(Place::after(base.end), Place::before(target.start));
        }
    }

    /// Shows what an input method is composing at the caret; what was selected is deleted. `cursor`
    /// is what of it the input method has selected, in its bytes.
    pub fn set_preedit(&mut self, shaper: &mut Shaper, text: &str, cursor: Option<Range<usize>>) {
        self.delete_selection_for_preedit();
        let text: String = plain(text).collect();
        let cursor = cursor.map(|range| text.floor_char_boundary(range.start)..text.floor_char_boundary(range.end));
        self.preedit = (!text.is_empty()).then_some(Preedit { start: self.focus.index, text, cursor });
        self.lay_out(shaper);
    }

    /// Takes away what an input method was composing.
    pub fn clear_preedit(&mut self, shaper: &mut Shaper) {
        if self.preedit.take().is_some() {
            self.lay_out(shaper);
        }
    }

    /// Puts what an input method has composed in the place of what it was composing.
    pub fn commit(&mut self, shaper: &mut Shaper, text: &str) {
        self.history.close_step();
        self.insert(shaper, text);
        self.history.close_step();
    }

    /// Takes back the last step; false if there is none.
    pub fn undo(&mut self, shaper: &mut Shaper) -> bool {
        let now = self.moment();
        let moment = self.history.undo(now);
        self.restore(shaper, moment)
    }

    /// Does the step again that was taken back last; false if there is none.
    pub fn redo(&mut self, shaper: &mut Shaper) -> bool {
        let now = self.moment();
        let moment = self.history.redo(now);
        self.restore(shaper, moment)
    }

    fn select(&mut self, anchor: Place, focus: Place) {
        self.history.close_step();
        (self.anchor, self.focus, self.column) = (anchor, focus, None);
    }

    fn click_on(&mut self, shaper: &mut Shaper, point: Point, grain: Grain) {
        self.clear_preedit(shaper);
        let range = self.typeset.range_at(point, grain);
        self.select(Place::before(range.start), Place::after(range.end));
        self.click = (grain, range);
    }

    fn delete(&mut self, shaper: &mut Shaper, change: Change, range: impl Fn(&Typeset, usize) -> Range<usize>) {
        self.clear_preedit(shaper);
        if self.anchor.index == self.focus.index {
            let range = range(&self.typeset, self.focus.index);
            self.replace(shaper, range, "", change);
        } else {
            self.delete_selection(shaper);
        }
    }

    /// The end of the selection on the left or right, where a step without extending leads.
    fn edge_of_selection(&self, is_right: bool) -> Place {
        let (first, last) =
            if self.anchor.index <= self.focus.index { (self.anchor, self.focus) } else { (self.focus, self.anchor) };
        let ((first_line, first_x), (last_line, last_x)) =
            (self.typeset.line_and_x(first), self.typeset.line_and_x(last));
        let is_reversed = first_line == last_line && last_x < first_x;
        if is_right == is_reversed { first } else { last }
    }

    /// Replaces a range by text and lays it out; nothing happens if neither has anything in it.
    fn replace(&mut self, shaper: &mut Shaper, range: Range<usize>, text: &str, change: Change) {
        if !range.is_empty() || !text.is_empty() {
            let moment = self.moment();
            self.history.note(moment, change);
            self.text.replace_range(range.clone(), text);
            let end = range.start + text.len();
            let place = if text.is_empty() { Place::before(end) } else { Place::after(end) };
            (self.anchor, self.focus, self.column) = (place, place, None);
        }
        self.lay_out(shaper);
    }

    fn delete_selection_for_preedit(&mut self) {
        let range = self.selected_range();
        if self.preedit.is_none() && !range.is_empty() {
            let moment = self.moment();
            self.history.note(moment, Change::Other);
            self.text.replace_range(range.clone(), "");
            (self.anchor, self.focus) = (Place::before(range.start), Place::before(range.start));
        }
    }

    fn moment(&self) -> Moment {
        Moment { text: self.text.clone(), anchor: self.anchor, focus: self.focus }
    }

    fn restore(&mut self, shaper: &mut Shaper, moment: Option<Moment>) -> bool {
        self.preedit = None;
        let is_done = moment.is_some();
        if let Some(Moment { text, anchor, focus }) = moment {
            (self.text, self.anchor, self.focus, self.column) = (text, anchor, focus, None);
        }
        self.lay_out(shaper);
        is_done
    }

    fn lay_out(&mut self, shaper: &mut Shaper) {
        self.click = (Grain::Character, 0..0);
        let shown = match &self.preedit {
            Some(preedit) => {
                let (before, after) = self.text.split_at(preedit.start);
                &[before, &preedit.text, after].concat()
            }
            None => &self.text,
        };
        self.typeset = shaper.typeset(shown, self.style, self.width, &self.language);
        self.paragraph = Arc::new(self.typeset.paragraph(false));
    }
}

/// A text's characters with ordinary line breaks, blanks for tabs and no control characters.
fn plain(text: &str) -> impl Iterator<Item = char> {
    let mut previous = '\0';
    text.chars().filter_map(move |character| {
        let is_second_half = previous == '\r' && character == '\n';
        previous = character;
        match character {
            '\n' if is_second_half => None,
            '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => Some('\n'),
            '\t' => Some(' '),
            other => Some(other).filter(|other| !other.is_control()),
        }
    })
}
