//! Shaped paragraphs, kept while they are in use.

use std::hash::BuildHasher as _;
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
    /// The languages that were asked for; a text's is told by its place here.
    languages: Vec<Box<str>>,
    hasher: RandomState,
}

/// What was asked for within a time.
#[derive(Default)]
struct Generation {
    /// Paragraphs by the hash of all that they depend on. Of two with the same hash the later is kept.
    set: HashMap<u64, Set>,
    /// Shaped texts by the hash of their [`Key`]; of two with the same hash, too, the later.
    shaped: HashMap<u64, Shaped>,
}

/// How many glyphs the young generation holds at most: about 50 MB, several maps of 10,000 cards.
const MAX_GLYPHS: usize = 2_000_000;

/// What a shaped text or a paragraph without any glyphs counts as.
const MIN_GLYPHS: usize = 32;

/// All that the shape of a text depends on.
#[derive(Debug, Clone, Copy)]
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

struct Set {
    look: Look,
    setting: Setting,
    language: usize,
    paragraph: Arc<Paragraph>,
}

struct Shaped {
    look: Look,
    language: usize,
    typeset: Typeset,
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
        let language = self.language(key.language);
        let hash = self.hasher.hash_one((key.text, key.look, language));
        let set_hash = self.hasher.hash_one((hash, setting));
        let is_it = |set: &Set| {
            let alike = set.setting == setting && set.look == key.look && set.language == language;
            alike && *set.paragraph.text == *key.text
        };
        if let Some(set) = self.young.set.get(&set_hash).filter(|set| is_it(set)) {
            return set.paragraph.clone();
        }
        let kept = self.old.set.remove(&set_hash).filter(is_it);
        let set = kept.unwrap_or_else(|| {
            let shaped = self.shaped(key, hash, language, shape);
            shaped.typeset.set(setting.width_bits.map(f64::from_bits), setting.align);
            let paragraph = Arc::new(shaped.typeset.paragraph(setting.is_draft));
            Set { look: key.look, setting, language, paragraph }
        });
        let paragraph = set.paragraph.clone();
        self.young.set.insert(set_hash, set);
        self.count(key.text);
        paragraph
    }

    /// The shaped text of a key, moved to the young generation.
    fn shaped(&mut self, key: Key<'_>, hash: u64, language: usize, shape: impl FnOnce() -> Typeset) -> &mut Shaped {
        let is_it = |shaped: &Shaped| {
            shaped.look == key.look && shaped.language == language && *shaped.typeset.text == *key.text
        };
        let young = self.young.shaped.remove(&hash).filter(is_it);
        let shaped = young.unwrap_or_else(|| {
            self.count(key.text);
            let old = self.old.shaped.remove(&hash).filter(is_it);
            old.unwrap_or_else(|| Shaped { look: key.look, language, typeset: shape() })
        });
        self.young.shaped.entry(hash).insert_entry(shaped).into_mut()
    }

    fn language(&mut self, language: &str) -> usize {
        self.languages.iter().position(|known| **known == *language).unwrap_or_else(|| {
            self.languages.push(language.into());
            self.languages.len() - 1
        })
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
