//! Looks among the system's fonts for letters that no bundled font has.
//!
//! Nothing is read before the first such letter. Families are chosen by fixed lists of names and by
//! what their fonts cover, so that the same machine gives the same picture every time.

use std::collections::{HashMap, HashSet};

use parley::FontFamilyName;
use parley::fontique::{Collection, CollectionOptions, FamilyInfo, FontInfo, FontStyle, FontWidth, SourceCache};
use unicode_script::{Script, UnicodeScript as _};

/// A search among the system's fonts.
#[derive(Default)]
pub(super) struct FontSearch {
    system: Option<Collection>,
    sources: SourceCache,
    registered: HashSet<u64>,
    found: Vec<String>,
    answers: HashMap<(char, Region), Option<usize>>,
}

/// Whose forms of Chinese characters are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Region {
    Japan,
    China,
    Taiwan,
    HongKong,
    Korea,
}

impl FontSearch {
    /// The families that draw these letters, in the order in which a glyph is to be looked for.
    /// They are added to the collection.
    pub fn families(
        &mut self,
        collection: &mut Collection,
        letters: impl Iterator<Item = char> + Clone,
        language: &str,
    ) -> Vec<FontFamilyName<'static>> {
        let region = Region::of(letters.clone(), language);
        let mut families: Vec<usize> = Vec::new();
        for letter in letters {
            let answer = match self.answers.get(&(letter, region)) {
                Some(answer) => *answer,
                None => {
                    let answer = self.find(collection, letter, region);
                    self.answers.insert((letter, region), answer);
                    answer
                }
            };
            families.extend(answer.filter(|family| !families.contains(family)));
        }
        families.into_iter().map(|family| FontFamilyName::Named(self.found[family].clone().into())).collect()
    }

    /// The first family with a glyph for a letter, by its place in `found`.
    fn find(&mut self, collection: &mut Collection, letter: char, region: Region) -> Option<usize> {
        let family = self
            .candidates(letter, region)
            .into_iter()
            .find(|family| self.has_glyph(family, letter) && self.register(collection, family))?;
        Some(self.found.iter().position(|name| name == family.name()).unwrap_or_else(|| {
            self.found.push(family.name().to_owned());
            self.found.len() - 1
        }))
    }

    /// Families that may have a letter, the best first.
    fn candidates(&mut self, letter: char, region: Region) -> Vec<FamilyInfo> {
        let system =
            self.system.get_or_insert_with(|| Collection::new(CollectionOptions { shared: false, system_fonts: true }));
        if is_east_asian(letter) {
            return region.families().filter_map(|name| system.family_by_name(name)).collect();
        }
        let script = letter.script();
        let name = script.full_name().replace('_', " ");
        let own = ["Noto Sans", "Noto Serif"].map(|prefix| format!("{prefix} {name}"));
        let tag = script.short_name().as_bytes().try_into().map(parley::fontique::Script::from_bytes);
        let usual: Vec<_> = tag.map(|tag| system.fallback_families(tag).collect()).unwrap_or_default();
        let mut families: Vec<_> = own.iter().filter_map(|name| system.family_by_name(name)).collect();
        families.extend(usual.into_iter().filter_map(|id| system.family(id)));
        families.extend(WIDE_FAMILIES.iter().filter_map(|name| system.family_by_name(name)));
        families
    }

    fn has_glyph(&mut self, family: &FamilyInfo, letter: char) -> bool {
        let Some(font) = upright(family, 400.0) else { return false };
        let Some(blob) = font.load(Some(&mut self.sources)) else { return false };
        let charmap = font.charmap_index();
        charmap.charmap(blob.as_ref()).and_then(|charmap| charmap.map(letter)).is_some_and(|glyph| glyph != 0)
    }

    /// Adds a family's regular and bold faces to a collection; false if that did not work.
    fn register(&mut self, collection: &mut Collection, family: &FamilyInfo) -> bool {
        for weight in [400.0, 700.0] {
            let Some(font) = upright(family, weight) else { continue };
            if self.registered.insert(font.source().id().to_u64())
                && let Some(blob) = font.load(Some(&mut self.sources))
            {
                collection.register_fonts(blob, None);
            }
        }
        collection.family_id(family.name()).is_some()
    }
}

/// Families with letters of very many scripts, for those that have no better one.
const WIDE_FAMILIES: [&str; 5] = ["DejaVu Sans", "FreeSans", "FreeSerif", "Symbola", "Unifont"];

/// A family's upright font of the weight that is nearest; among equals the first in the file.
fn upright(family: &FamilyInfo, weight: f32) -> Option<&FontInfo> {
    family
        .fonts()
        .iter()
        .filter(|font| font.style() == FontStyle::Normal && font.width() == FontWidth::NORMAL)
        .min_by(|a, b| {
            let distance = |font: &FontInfo| (font.weight().value() - weight).abs();
            distance(a).total_cmp(&distance(b)).then(a.index().cmp(&b.index()))
        })
        .or_else(|| family.default_font())
}

/// Whether a letter or sign belongs to Chinese, Japanese or Korean text.
fn is_east_asian(letter: char) -> bool {
    use Script::{Bopomofo, Han, Hangul, Hiragana, Katakana};
    matches!(letter.script(), Bopomofo | Han | Hangul | Hiragana | Katakana)
        || matches!(letter, '\u{2e80}'..='\u{33ff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}')
}

impl Region {
    /// The region of a text's language or, where that tells nothing, of its letters.
    fn of(mut letters: impl Iterator<Item = char> + Clone, language: &str) -> Self {
        let mut subtags = language.split(['-', '_']).map(str::to_ascii_lowercase);
        match subtags.next().as_deref() {
            Some("ja") => return Self::Japan,
            Some("ko") => return Self::Korea,
            Some("zh" | "yue") => {
                let subtags: Vec<_> = subtags.collect();
                let has = |subtag: &str| subtags.iter().any(|one| one == subtag);
                return if has("hk") || has("mo") {
                    Self::HongKong
                } else if has("tw") || has("hant") {
                    Self::Taiwan
                } else {
                    Self::China
                };
            }
            _ => {}
        }
        letters
            .find_map(|letter| match letter.script() {
                Script::Hiragana | Script::Katakana => Some(Self::Japan),
                Script::Hangul => Some(Self::Korea),
                Script::Bopomofo => Some(Self::Taiwan),
                _ => None,
            })
            .unwrap_or(Self::China)
    }

    /// Names of families for East Asian text, this region's first.
    fn families(self) -> impl Iterator<Item = &'static str> {
        let all = [Self::China, Self::Japan, Self::Taiwan, Self::HongKong, Self::Korea];
        let others = all.into_iter().filter(move |region| *region != self);
        std::iter::once(self).chain(others).flat_map(Self::own_families).copied()
    }

    /// Names of families with this region's forms: those of free systems first.
    fn own_families(self) -> &'static [&'static str] {
        match self {
            Self::Japan => &[
                "Noto Sans CJK JP",
                "Noto Sans JP",
                "Source Han Sans JP",
                "Source Han Sans",
                "IPAexGothic",
                "IPAGothic",
                "VL Gothic",
                "TakaoPGothic",
                "Hiragino Sans",
                "Yu Gothic",
                "Meiryo",
                "MS Gothic",
            ],
            Self::China => &[
                "Noto Sans CJK SC",
                "Noto Sans SC",
                "Source Han Sans SC",
                "Source Han Sans CN",
                "WenQuanYi Micro Hei",
                "WenQuanYi Zen Hei",
                "Droid Sans Fallback",
                "PingFang SC",
                "Microsoft YaHei",
                "SimSun",
            ],
            Self::Taiwan => &[
                "Noto Sans CJK TC",
                "Noto Sans TC",
                "Source Han Sans TC",
                "Source Han Sans TW",
                "AR PL UMing TW",
                "PingFang TC",
                "Microsoft JhengHei",
            ],
            Self::HongKong => &[
                "Noto Sans CJK HK",
                "Noto Sans HK",
                "Source Han Sans HC",
                "Source Han Sans HK",
                "AR PL UMing HK",
                "PingFang HK",
                "Noto Sans CJK TC",
                "Noto Sans TC",
            ],
            Self::Korea => &[
                "Noto Sans CJK KR",
                "Noto Sans KR",
                "Source Han Sans K",
                "Source Han Sans KR",
                "NanumGothic",
                "UnDotum",
                "Baekmuk Gulim",
                "Apple SD Gothic Neo",
                "Malgun Gothic",
            ],
        }
    }
}
