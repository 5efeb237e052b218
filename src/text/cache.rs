//! Shaped paragraphs, kept while they are in use.

use std::hash::BuildHasher as _;
use std::mem;
use std::sync::Arc;

use crate::hash::HashMap;

use super::Paragraph;
use super::shaper::{Align, TextStyle, Weight};
use super::typeset::Typeset;
use crate::model::Direction;

/// Texts by what they were shaped from, each with its paragraphs: shaping is dear, and breaking what is
/// shaped into lines of another width is cheap.
///
/// Two generations: what is asked for moves to the young one; when that is full it becomes the old
/// one, and what nobody asked for since the last time goes.
#[derive(Default)]
pub(super) struct Cache {
    /// By the hash of a [`Key`].
    young: Entries,
    old: Entries,
    glyphs: usize,
}

type Entries = HashMap<u64, Vec<Entry>>;

/// How many glyphs the young generation holds, those of shaped texts and of paragraphs: about 50 MB,
/// several maps of 10,000 cards.
const MAX_GLYPHS: usize = 2_000_000;

/// What an entry or a paragraph without any glyphs counts as.
const MIN_GLYPHS: usize = 32;

/// All that the shape of a text depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

struct Entry {
    language: Box<str>,
    look: Look,
    typeset: Typeset,
    paragraphs: Vec<(Setting, Arc<Paragraph>)>,
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

impl Entry {
    fn is_for(&self, key: &Key<'_>) -> bool {
        self.look == key.look && *self.typeset.text == *key.text && *self.language == *key.language
    }

    fn find(&self, setting: Setting) -> Option<Arc<Paragraph>> {
        // What was set last is asked for most.
        self.paragraphs.iter().rev().find(|(found, _)| *found == setting).map(|(_, paragraph)| paragraph.clone())
    }

    /// How many glyphs it counts as.
    fn glyphs(&self) -> usize {
        (1 + self.paragraphs.len()) * self.glyphs_each()
    }

    fn glyphs_each(&self) -> usize {
        self.typeset.text.len().max(MIN_GLYPHS)
    }
}

impl Cache {
    /// The paragraph of a key in a setting: the one that is kept, or else one made now, of the shaped
    /// text that is kept or of one shaped now.
    pub fn paragraph(&mut self, key: Key<'_>, setting: Setting, shape: impl FnOnce() -> Typeset) -> Arc<Paragraph> {
        let hash = self.young.hasher().hash_one(key);
        if let Some(entry) = self.young.get_mut(&hash).and_then(|entries| entries.iter_mut().find(|it| it.is_for(&key)))
        {
            if let Some(paragraph) = entry.find(setting) {
                return paragraph;
            }
            let paragraph = set(&mut entry.typeset, setting);
            entry.paragraphs.push((setting, paragraph.clone()));
            self.glyphs += entry.glyphs_each();
            self.age();
            return paragraph;
        }
        let kept = self.old.get_mut(&hash).and_then(|entries| {
            let at = entries.iter().position(|entry| entry.is_for(&key))?;
            Some(entries.swap_remove(at))
        });
        let mut entry = kept.unwrap_or_else(|| Entry {
            language: key.language.into(),
            look: key.look,
            typeset: shape(),
            paragraphs: Vec::new(),
        });
        let paragraph = entry.find(setting).unwrap_or_else(|| set(&mut entry.typeset, setting));
        // Widths that nobody asks for any more go with the generation.
        entry.paragraphs = vec![(setting, paragraph.clone())];
        self.glyphs += entry.glyphs();
        self.young.entry(hash).or_default().push(entry);
        self.age();
        paragraph
    }

    /// Begins a new generation when the young one is full.
    fn age(&mut self) {
        if self.glyphs > MAX_GLYPHS {
            self.glyphs = 0;
            self.old = mem::take(&mut self.young);
        }
    }
}

fn set(typeset: &mut Typeset, setting: Setting) -> Arc<Paragraph> {
    typeset.set(setting.width_bits.map(f64::from_bits), setting.align);
    Arc::new(typeset.paragraph(setting.is_draft))
}
