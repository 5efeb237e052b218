//! The fonts inside the program: the same on every machine.
//!
//! `assets/fonts/README.md` names their sources and licences.

use std::sync::{Arc, LazyLock};

use parley::fontique::Blob;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};

/// Families in the order in which a glyph is looked for: the fonts of single scripts before the wide
/// one that stands behind them, letters before pictures, and emoji before the other symbols, so that
/// pictures which both have look alike.
pub(super) const FAMILIES: [&str; 10] = [
    "Inter",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Noto Sans",
    "Noto Emoji",
    "Noto Sans Symbols",
    "Noto Sans Symbols 2",
    "Noto Sans Math",
];

/// The family for characters that are to be shown as pictures.
pub(super) const EMOJI_FAMILY: &str = "Noto Emoji";

macro_rules! font {
    ($family:literal, $style:literal) => {
        include_bytes!(concat!("../../assets/fonts/", $family, "/", $family, "-", $style, ".ttf"))
    };
}

static FILES: [&[u8]; 16] = [
    font!("Inter", "Regular"),
    font!("Inter", "Bold"),
    font!("NotoSans", "Regular"),
    font!("NotoSans", "Bold"),
    font!("NotoSansArabic", "Regular"),
    font!("NotoSansArabic", "Bold"),
    font!("NotoSansHebrew", "Regular"),
    font!("NotoSansHebrew", "Bold"),
    font!("NotoSansDevanagari", "Regular"),
    font!("NotoSansDevanagari", "Bold"),
    font!("NotoSansThai", "Regular"),
    font!("NotoSansThai", "Bold"),
    font!("NotoEmoji", "Regular"),
    font!("NotoSansSymbols", "Regular"),
    font!("NotoSansSymbols2", "Regular"),
    font!("NotoSansMath", "Regular"),
];

/// The files, each one object for the whole process.
pub(super) fn files() -> &'static [Blob<u8>] {
    static BLOBS: LazyLock<Vec<Blob<u8>>> =
        LazyLock::new(|| FILES.iter().map(|bytes| Blob::new(Arc::new(*bytes))).collect());
    &BLOBS
}

/// The upright, regular font files by family, for the window's own labels.
pub fn bundled_regular_fonts() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    const REGULAR: [usize; 10] = [0, 2, 4, 6, 8, 10, 12, 13, 14, 15];
    FAMILIES.into_iter().zip(REGULAR.map(|index| FILES[index]))
}

/// How far the first family's letters reach above and below the baseline, in em units.
pub(super) fn ascent_and_descent() -> (f64, f64) {
    static METRICS: LazyLock<(f64, f64)> = LazyLock::new(|| {
        let font = FontRef::new(FILES[0]).expect("the bundled fonts are fonts");
        let metrics = font.metrics(Size::new(1.0), LocationRef::default());
        (f64::from(metrics.ascent), -f64::from(metrics.descent))
    });
    *METRICS
}

/// Whether a bundled font has a glyph for a character.
pub(super) fn covers(character: char) -> bool {
    static COVERAGE: LazyLock<Coverage> = LazyLock::new(Coverage::new);
    // Most maps need no more than the first font, and to read all of them takes a while.
    let is_in_first = FontRef::new(FILES[0]).is_ok_and(|font| font.charmap().map(character).is_some());
    is_in_first || COVERAGE.contains(u32::from(character))
}

/// One bit for each code point up to the last one that a bundled font knows.
struct Coverage(Vec<u64>);

impl Coverage {
    fn new() -> Self {
        let mut words = Vec::new();
        for bytes in FILES {
            let Ok(font) = FontRef::new(bytes) else { continue };
            for (code_point, glyph) in font.charmap().mappings() {
                let (word, bit) = (code_point as usize / 64, code_point % 64);
                if glyph.to_u32() == 0 || code_point > u32::from(char::MAX) {
                    continue;
                }
                if word >= words.len() {
                    words.resize(word + 1, 0);
                }
                words[word] |= 1 << bit;
            }
        }
        Self(words)
    }

    fn contains(&self, code_point: u32) -> bool {
        self.0.get(code_point as usize / 64).is_some_and(|word| word >> (code_point % 64) & 1 == 1)
    }
}
