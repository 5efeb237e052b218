//! Letters for which no font is there, and where to get one.

use unicode_script::{Script, UnicodeScript as _};

/// Letters for which no font was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingScript {
    /// The script's English name, such as `Japanese` or `Tibetan`.
    pub script: String,
    /// Some of the letters.
    pub sample: String,
    /// The Debian package that brings a font for it; empty if none is known.
    pub package: &'static str,
}

/// How many letters a sample has at most.
const MAX_SAMPLE: usize = 8;

/// Groups letters by script, in the order in which the scripts appear.
pub(super) fn by_script(letters: impl Iterator<Item = char>, text: &str, language: &str) -> Vec<MissingScript> {
    let han = han_name(text, language);
    let mut missing: Vec<MissingScript> = Vec::new();
    for letter in letters {
        let script = letter.script();
        let name = name(script, han);
        let at = missing.iter().position(|group| group.script == name).unwrap_or_else(|| {
            missing.push(MissingScript { script: name, sample: String::new(), package: package(script) });
            missing.len() - 1
        });
        let sample = &mut missing[at].sample;
        if !sample.contains(letter) && sample.chars().count() < MAX_SAMPLE {
            sample.push(letter);
        }
    }
    missing
}

/// What people call a script.
fn name(script: Script, han: &str) -> String {
    match script {
        Script::Han => han.into(),
        Script::Hiragana | Script::Katakana => "Japanese".into(),
        Script::Hangul => "Korean".into(),
        Script::Bopomofo => "Chinese".into(),
        Script::Common | Script::Inherited => "Symbols".into(),
        Script::Unknown => "Unknown".into(),
        other => other.full_name().replace('_', " "),
    }
}

/// Whose letters Chinese characters are, as far as the text and its language tell.
fn han_name(text: &str, language: &str) -> &'static str {
    match language.split(['-', '_']).next() {
        Some("ja") => "Japanese",
        Some("ko") => "Korean",
        Some("zh") => "Chinese",
        _ if text.chars().any(|c| matches!(c.script(), Script::Hiragana | Script::Katakana)) => "Japanese",
        _ if text.chars().any(|c| c.script() == Script::Hangul) => "Korean",
        _ => "Chinese",
    }
}

/// The Debian package with a font for a script (as of Debian 12).
fn package(script: Script) -> &'static str {
    use Script::*;
    match script {
        Bopomofo | Han | Hangul | Hiragana | Katakana => "fonts-noto-cjk",
        // The bundled fonts have what there is.
        Braille | Common | Cyrillic | Greek | Inherited | Latin | Unknown => "",
        // Scripts younger than the package.
        Chorasmian | Cypro_Minoan | Dives_Akuru | Garay | Gurung_Khema | Khitan_Small_Script | Kirat_Rai | Makasar
        | Nag_Mundari | Nandinagari | Old_Uyghur | Ol_Onal | Sunuwar | Tangsa | Todhri | Toto | Tulu_Tigalari
        | Vithkuqi | Kawi => "",
        _ => "fonts-noto-core",
    }
}
