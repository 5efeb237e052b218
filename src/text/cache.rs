//! Shaped paragraphs, kept while they are in use.

use std::hash::{BuildHasher as _, Hash};
use std::mem;
use std::sync::Arc;

use crate::hash::{HashMap, RandomState};

use super::Paragraph;
use super::shaper::{Align, TextStyle, Weight};
use super::typeset::Typeset;
use crate::model::Direction;

/// What was shaped, and what was set of it: shaping is dear, breaking what is shaped into lines of another
/// width is cheap, and finding what was set before is what an edit does thousands of times.
///
/// Two generations: what is asked for moves to the young one; when that is full it becomes the old
/// one, and what nobody asked for since the last time goes.
#[derive(Default)]
pub(super) struct Cache {
    young: Generation,
    old: Generation,
    /// How many glyphs the young generation holds, those of shaped texts and of paragraphs.
    glyphs: usize,
    hashers: (RandomState, std::hash::RandomState),
}

/// What was asked for within a time.
#[derive(Default)]
struct Generation {
    set: HashMap<Print, Arc<Paragraph>>,
    shaped: HashMap<Print, Typeset>,
}

/// What stands in for a key: a fast hash and one with a secret key, the standard library's. Reading a kept
/// text again to compare it took a fifth of an edit's time. That two keys share both is less likely than a
/// machine's error, and nobody can write texts that do without the secret, which is another in every run.
type Print = (u64, u64);

/// How many glyphs the young generation holds at most: about 50 MB, several maps of 10,000 cards.
const MAX_GLYPHS: usize = 2_000_000;

/// What a shaped text or a paragraph without any glyphs counts as.
const MIN_GLYPHS: usize = 32;

/// All that the shape of a text depends on.
#[derive(Debug, Clone, Copy, Hash)]
pub(super) struct Key<'a> {
    text: &'a str,
    language: &'a str,
    look: Look,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Look {
    size_bits: u64,
    line_height_bits: u64,
    weight: Weight,
    is_italic: bool,
    is_rtl: bool,
}

/// How a shaped text is broken and aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Setting {
    width_bits: Option<u64>,
    align: Align,
    /// Whether it has lines alone and no glyphs.
    is_draft: bool,
}

impl Setting {
    /// Lines of a width, if one is given.
    pub fn new(width: Option<f64>, align: Align, is_draft: bool) -> Self {
        Self { width_bits: width.map(f64::to_bits), align, is_draft }
    }
}

impl<'a> Key<'a> {
    /// The key of a text; the style's alignment does not count.
    pub fn new(text: &'a str, style: TextStyle, language: &'a str) -> Self {
        let look = Look {
            size_bits: style.size_pt.to_bits(),
            line_height_bits: style.line_height.to_bits(),
            weight: style.weight,
            is_italic: style.italic,
            is_rtl: style.direction == Direction::RightToLeft,
        };
        Self { text, language, look }
    }
}

impl Cache {
    /// The paragraph of a key in a setting: the one that is kept, or else one made now, of the shaped
    /// text that is kept or of one shaped now.
    pub fn paragraph(&mut self, key: Key<'_>, setting: Setting, shape: impl FnOnce() -> Typeset) -> Arc<Paragraph> {
        let shaped_print = self.print(key);
        let print = self.print((shaped_print, setting));
        if let Some(paragraph) = self.young.set.get(&print) {
            return paragraph.clone();
        }
        let kept = self.old.set.remove(&print);
        let paragraph = kept.unwrap_or_else(|| {
            let typeset = self.shaped(shaped_print, key.text, shape);
            typeset.set(setting.width_bits.map(f64::from_bits), setting.align);
            Arc::new(typeset.paragraph(setting.is_draft))
        });
        self.young.set.insert(print, paragraph.clone());
        self.count(key.text);
        paragraph
    }

    /// The shaped text of a key, moved to the young generation.
    fn shaped(&mut self, print: Print, text: &str, shape: impl FnOnce() -> Typeset) -> &mut Typeset {
        let typeset = self.young.shaped.remove(&print).unwrap_or_else(|| {
            self.count(text);
            self.old.shaped.remove(&print).unwrap_or_else(shape)
        });
        self.young.shaped.entry(print).insert_entry(typeset).into_mut()
    }

    fn print(&self, of: impl Hash + Copy) -> Print {
        let (fast, keyed) = &self.hashers;
        (fast.hash_one(of), keyed.hash_one(of))
    }

    /// Counts what a text's glyphs take, and begins a new generation when the young one is full.
    fn count(&mut self, text: &str) {
        self.glyphs += text.len().max(MIN_GLYPHS);
        if self.glyphs > MAX_GLYPHS {
            self.glyphs = 0;
            self.old = mem::take(&mut self.young);
        }
    }
}
