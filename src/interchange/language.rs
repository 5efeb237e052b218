//! The language of a text, guessed from its letters, and the few words that a map made from it
//! needs in that language.
//!
//! It is a guess for the direction of the picture and the shapes of letters, not for grammar:
//! languages that share the Latin alphabet are not told apart.

use unicode_script::{Script, UnicodeScript};

/// What a map needs words for, in one language.
pub(super) struct Words {
    /// BCP 47 tag; empty for the Latin alphabet and for all that is not known.
    pub(super) language: &'static str,
    /// The name of the lane of touchpoints.
    pub(super) touchpoints: &'static str,
    /// The name of the lane of curves.
    pub(super) emotion: &'static str,
    /// The persona of whom only the feelings are known.
    pub(super) customer: &'static str,
}

const fn words(
    language: &'static str,
    touchpoints: &'static str,
    emotion: &'static str,
    customer: &'static str,
) -> Words {
    Words { language, touchpoints, emotion, customer }
}

const UNKNOWN: Words = words("", "Touchpoints", "Emotion", "Customer");

const LANGUAGES: [Words; 12] = [
    words("ar", "نقاط التواصل", "المشاعر", "العميل"),
    words("fa", "نقاط تماس", "احساس", "مشتری"),
    words("ur", "رابطے کے مقامات", "جذبات", "گاہک"),
    words("he", "נקודות מגע", "רגש", "לקוח"),
    words("ja", "タッチポイント", "感情", "お客様"),
    words("ko", "접점", "감정", "고객"),
    words("zh", "触点", "情绪", "客户"),
    words("th", "จุดสัมผัส", "อารมณ์", "ลูกค้า"),
    words("hi", "संपर्क बिंदु", "भावना", "ग्राहक"),
    words("el", "Σημεία επαφής", "Συναίσθημα", "Πελάτης"),
    words("ru", "Точки контакта", "Эмоции", "Клиент"),
    words("uk", "Точки дотику", "Емоції", "Клієнт"),
];

/// The words for the language in which most of the text seems to be written.
pub(super) fn guess<'a>(texts: impl Iterator<Item = &'a str>) -> &'static Words {
    let mut letters = Letters::default();
    texts.flat_map(str::chars).for_each(|letter| letters.count(letter));
    let language = letters.language();
    LANGUAGES.iter().find(|words| words.language == language).unwrap_or(&UNKNOWN)
}

/// How many letters of each script, and of the languages that have letters of their own.
#[derive(Default)]
struct Letters {
    latin: usize,
    greek: usize,
    cyrillic: usize,
    ukrainian: usize,
    arabic: usize,
    persian: usize,
    urdu: usize,
    hebrew: usize,
    thai: usize,
    devanagari: usize,
    han: usize,
    kana: usize,
    hangul: usize,
}

impl Letters {
    fn count(&mut self, letter: char) {
        match letter.script() {
            Script::Latin => self.latin += 1,
            Script::Greek => self.greek += 1,
            Script::Cyrillic => {
                self.cyrillic += 1;
                self.ukrainian += usize::from("іїєґІЇЄҐ".contains(letter));
            }
            Script::Arabic => {
                self.arabic += 1;
                self.urdu += usize::from("ٹڈڑںےہ".contains(letter));
                self.persian += usize::from("پچژگکی".contains(letter));
            }
            Script::Hebrew => self.hebrew += 1,
            Script::Thai => self.thai += 1,
            Script::Devanagari => self.devanagari += 1,
            Script::Han => self.han += 1,
            Script::Hiragana | Script::Katakana => self.kana += 1,
            Script::Hangul => self.hangul += 1,
            _ => {}
        }
    }

    fn language(&self) -> &'static str {
        // One letter in fifty is enough to tell a language by, and more than a foreign name brings.
        let marked = |some: usize, all: usize| some * 50 > all;
        let arabic = match () {
            () if marked(self.urdu, self.arabic) => "ur",
            () if marked(self.persian, self.arabic) => "fa",
            () => "ar",
        };
        let cyrillic = if marked(self.ukrainian, self.cyrillic) { "uk" } else { "ru" };
        let east_asian = match () {
            () if self.hangul > self.han.max(self.kana) => "ko",
            () if self.kana * 10 > self.han => "ja",
            () => "zh",
        };
        let scripts = [
            (self.latin, ""),
            (self.greek, "el"),
            (self.cyrillic, cyrillic),
            (self.arabic, arabic),
            (self.hebrew, "he"),
            (self.thai, "th"),
            (self.devanagari, "hi"),
            // An ideograph or a syllable says as much as two or three letters.
            ((self.han + self.kana + self.hangul) * 2, east_asian),
        ];
        scripts.into_iter().max_by_key(|(letters, _)| *letters).filter(|(letters, _)| *letters > 0).map_or("", |s| s.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_told_by_its_letters() {
        for (text, language) in [
            ("", ""),
            ("4711 !", ""),
            ("See the poster", ""),
            ("رأى الملصق وطلب المساعدة", "ar"),
            ("گرفتن بلیت و پرداخت", "fa"),
            ("ٹکٹ خریدنا اور بس میں بیٹھنا ہے", "ur"),
            ("קונים אופניים", "he"),
            ("自転車を買う", "ja"),
            ("购买自行车", "zh"),
            ("자전거 사기", "ko"),
            ("ซื้อจักรยาน", "th"),
            ("साइकिल खरीदना", "hi"),
            ("Αγορά ποδηλάτου", "el"),
            ("Покупка велосипеда", "ru"),
            ("Купівля велосипеда", "uk"),
            ("使用 App 下单", "zh"),
            ("يفتح العميل تطبيق Pathos", "ar"),
            ("Ask أحمد about it tomorrow", ""),
        ] {
            assert_eq!(guess([text].into_iter()).language, language, "{text}");
        }
    }
}
