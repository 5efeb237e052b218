//! Shaped paragraphs, kept while they are in use.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, BuildHasherDefault, Hasher};
use std::mem;
use std::sync::Arc;

use super::Paragraph;
use super::shaper::{Align, TextStyle, Weight};
use crate::model::Direction;

/// Paragraphs by what they were shaped from.
///
/// Two generations: what is asked for moves to the young one; when that is full it becomes the old
/// one, and what nobody asked for since the last time goes.
#[derive(Default)]
pub(super) struct Cache {
    young: Entries,
    old: Entries,
    glyphs: usize,
}

type Entries = HashMap<u64, Vec<Entry>, BuildHasherDefault<KeyHasher>>;

/// How many glyphs the young generation holds: about 30 MB, several maps of 10,000 cards.
const MAX_GLYPHS: usize = 1_500_000;

/// What an entry without any glyphs counts as.
const MIN_GLYPHS: usize = 32;

/// All that a paragraph depends on.
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
    align: Align,
    is_rtl: bool,
    width_bits: Option<u64>,
}

struct Entry {
    language: Box<str>,
    look: Look,
    paragraph: Arc<Paragraph>,
}

impl<'a> Key<'a> {
    /// The key of a paragraph.
    pub fn new(text: &'a str, style: TextStyle, width: Option<f64>, language: &'a str) -> Self {
        let look = Look {
            size_bits: style.size_pt.to_bits(),
            line_height_bits: style.line_height.to_bits(),
            weight: style.weight,
            is_italic: style.italic,
            align: style.align,
            is_rtl: style.direction == Direction::RightToLeft,
            width_bits: width.map(f64::to_bits),
        };
        Self { text, language, look }
    }
}

impl Entry {
    fn is_for(&self, key: &Key<'_>) -> bool {
        self.look == key.look && *self.paragraph.text == *key.text && *self.language == *key.language
    }
}

impl Cache {
    /// The paragraph of a key: the one that is kept, or else one made now.
    pub fn get_or_insert(&mut self, key: Key<'_>, make: impl FnOnce() -> Paragraph) -> Arc<Paragraph> {
        let hash = self.young.hasher().hash_one(key);
        if let Some(entry) = self.young.get(&hash).and_then(|entries| entries.iter().find(|entry| entry.is_for(&key))) {
            return entry.paragraph.clone();
        }
        let kept = self.old.get_mut(&hash).and_then(|entries| {
            let at = entries.iter().position(|entry| entry.is_for(&key))?;
            Some(entries.swap_remove(at))
        });
        let entry = kept.unwrap_or_else(|| Entry {
            language: key.language.into(),
            look: key.look,
            paragraph: Arc::new(make()),
        });
        let paragraph = entry.paragraph.clone();
        self.insert(hash, entry);
        paragraph
    }

    fn insert(&mut self, hash: u64, entry: Entry) {
        let glyphs: usize = entry.paragraph.runs.iter().map(|run| run.glyphs.len()).sum();
        self.glyphs += glyphs.max(MIN_GLYPHS);
        if self.glyphs > MAX_GLYPHS {
            self.glyphs = glyphs.max(MIN_GLYPHS);
            self.old = mem::take(&mut self.young);
        }
        self.young.entry(hash).or_default().push(entry);
    }
}

/// Spreads the bits of a [`Key`], eight bytes at a time. A layout asks for each of its paragraphs, and
/// the standard hasher took a good part of its time.
#[derive(Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.write_u64(u64::from_le_bytes(*eight));
        }
        if !rest.is_empty() {
            let mut eight = [0; 8];
            eight[..rest.len()].copy_from_slice(rest);
            self.write_u64(u64::from_le_bytes(eight));
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.write_u64(value.into());
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }

    fn write_u64(&mut self, value: u64) {
        /// Any odd number with about as many ones as zeros; this is 2⁶⁴ by the golden ratio.
        const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
        let product = u128::from(self.0.rotate_left(23) ^ value ^ FACTOR) * u128::from(FACTOR);
        self.0 = (product >> 64) as u64 ^ product as u64;
    }
}
