//! Shapes paragraphs and keeps them.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use parley::fontique::{Collection, CollectionOptions, GenericFamily};
use parley::{FontContext, FontFamilyName, LayoutContext};

use super::cache::{Cache, Key, Setting};
use super::missing::{self, MissingScript};
use super::system::FontSearch;
use super::typeset::{Typeset, Typesetter};
use super::{Paragraph, bundled};
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

/// Shapes text and keeps what it shaped.
///
/// The bundled fonts are asked first. Those of the system are looked at only when a text has letters
/// that no bundled font has; which ones are taken depends on the text, its language and the machine,
/// never on what was shaped before.
pub struct Shaper {
    fonts: FontContext,
    context: LayoutContext<()>,
    system: Option<FontSearch>,
    cache: Cache,
    is_drafting: bool,
}

impl Shaper {
    /// A shaper with the bundled fonts.
    pub fn new(system: SystemFonts) -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut collection = Collection::new(options);
        for file in bundled::files() {
            collection.register_fonts(file.clone(), None);
        }
        let emoji = collection.family_id(bundled::EMOJI_FAMILY);
        collection.set_generic_families(GenericFamily::Emoji, emoji.into_iter());
        Self {
            fonts: FontContext { collection, source_cache: Default::default() },
            context: LayoutContext::new(),
            system: (system == SystemFonts::Used).then(FontSearch::default),
            cache: Cache::default(),
            is_drafting: false,
        }
    }

    /// Shapes a text and breaks it at `width` points, if one is given. `language` is a BCP 47 tag
    /// or empty.
    ///
    /// Each part of the text between line breaks has the direction of its first letter. Words that
    /// are wider than the width are broken within. A width that is not a number or is infinite
    /// counts as none, a negative one as 0.
    pub fn paragraph(&mut self, text: &str, style: TextStyle, width: Option<f64>, language: &str) -> Arc<Paragraph> {
        let (style, width) = (style.within_limits(), usable(width));
        let Self { fonts, context, system, cache, is_drafting } = self;
        let setting = Setting::new(width, style.align, *is_drafting);
        cache.paragraph(Key::new(text, style, language), setting, || {
            shape(fonts, context, system, text, style, language)
        })
    }

    /// Does some work for which paragraphs need no glyphs, only lines: where they are set in many widths
    /// to find the best.
    pub fn draft<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        self.is_drafting = true;
        let done = work(self);
        self.is_drafting = false;
        done
    }

    /// The scripts in a text for which no font has glyphs, in the order in which they appear.
    pub fn missing(&mut self, text: &str, language: &str) -> Vec<MissingScript> {
        if text.chars().all(|character| !needs_system_font(character)) {
            return Vec::new();
        }
        let style = TextStyle {
            size_pt: 10.0,
            line_height: 1.0,
            weight: Weight::Regular,
            italic: false,
            align: Align::Start,
            direction: Direction::LeftToRight,
        };
        let typeset = self.typeset(text, style, None, language);
        missing::by_script(typeset.missing(), text, language)
    }

    /// Lays a text out for an editor, which keeps it.
    pub(super) fn typeset(&mut self, text: &str, style: TextStyle, width: Option<f64>, language: &str) -> Typeset {
        let Self { fonts, context, system, .. } = self;
        let mut typeset = shape(fonts, context, system, text, style.within_limits(), language);
        typeset.set(usable(width), style.align);
        typeset
    }
}

fn shape(
    fonts: &mut FontContext,
    context: &mut LayoutContext<()>,
    system: &mut Option<FontSearch>,
    text: &str,
    style: TextStyle,
    language: &str,
) -> Typeset {
    let found = match system {
        Some(search) if text.chars().any(needs_system_font) => {
            search.families(&mut fonts.collection, text.chars().filter(|c| needs_system_font(*c)), language)
        }
        _ => Vec::new(),
    };
    let families: Cow<'_, [FontFamilyName<'static>]> = if found.is_empty() {
        Cow::Borrowed(&*BUNDLED_FAMILIES)
    } else {
        Cow::Owned(BUNDLED_FAMILIES.iter().cloned().chain(found).collect())
    };
    Typesetter { fonts, context, families: &families }.shape(text, style, language)
}

/// The bundled families as `parley` names them.
static BUNDLED_FAMILIES: LazyLock<Vec<FontFamilyName<'static>>> =
    LazyLock::new(|| bundled::FAMILIES.into_iter().map(FontFamilyName::named).collect());

/// Whether no bundled font draws a character that ought to be seen.
fn needs_system_font(character: char) -> bool {
    !character.is_ascii()
        && !bundled::covers(character)
        && !character.is_control()
        && !character.is_whitespace()
        && !is_default_ignorable(character)
}

/// Whether a character is not to be seen even where no font knows it (the property
/// `Default_Ignorable_Code_Point` of Unicode 16).
fn is_default_ignorable(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

impl TextStyle {
    /// The style with its numbers brought to where arithmetic stays exact enough.
    fn within_limits(self) -> Self {
        const SIZES_PT: std::ops::RangeInclusive<f64> = 0.01..=10_000.0;
        const LINE_HEIGHTS: std::ops::RangeInclusive<f64> = 0.0..=100.0;
        let clamp = |value: f64, range: std::ops::RangeInclusive<f64>, otherwise: f64| {
            if value.is_nan() { otherwise } else { value.clamp(*range.start(), *range.end()) }
        };
        Self {
            size_pt: clamp(self.size_pt, SIZES_PT, 10.0),
            line_height: clamp(self.line_height, LINE_HEIGHTS, 1.0),
            ..self
        }
    }
}

/// A width that lines can be broken at.
fn usable(width: Option<f64>) -> Option<f64> {
    /// Beyond this nothing is wrapped; 1,000 metres.
    const MAX_WIDTH_PT: f64 = 2_834_646.0;
    width.filter(|width| width.is_finite()).map(|width| width.clamp(0.0, MAX_WIDTH_PT))
}
