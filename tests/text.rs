//! Text in every script that Pathos promises, with the bundled fonts alone unless a test says
//! otherwise.

use std::ops::Range;

use pathos::model::Direction;
use pathos::text::{Align, Paragraph, Shaper, SystemFonts, TextStyle, Weight};
use proptest::prelude::*;

const STYLE: TextStyle = TextStyle {
    size_pt: 10.0,
    line_height: 1.3,
    weight: Weight::Regular,
    italic: false,
    align: Align::Start,
    direction: Direction::LeftToRight,
};

fn shape(text: &str, width: f64, language: &str) -> Paragraph {
    shape_with(STYLE, text, Some(width), language)
}

fn shape_with(style: TextStyle, text: &str, width: Option<f64>, language: &str) -> Paragraph {
    (*Shaper::new(SystemFonts::Ignored).paragraph(text, style, width, language)).clone()
}

fn glyph_ids(paragraph: &Paragraph) -> Vec<u16> {
    paragraph.runs.iter().flat_map(|run| run.glyphs.iter().map(|glyph| glyph.id)).collect()
}

fn line_texts(paragraph: &Paragraph) -> Vec<&str> {
    paragraph.lines.iter().map(|line| paragraph.text[line.text.clone()].trim_end()).collect()
}

/// The left edge of the run that shows some of the text.
fn left_of(paragraph: &Paragraph, part: &str) -> f64 {
    let at = paragraph.text.find(part).expect("the part is in the text");
    let run = paragraph.runs.iter().find(|run| run.text.contains(&at)).expect("all text is shown");
    run.extent.0
}

#[test]
fn every_bundled_script_is_drawn_in_both_weights() {
    let check = |name: &str, font: &str, text: &str| {
        for weight in [Weight::Regular, Weight::Bold] {
            let paragraph = shape_with(TextStyle { weight, ..STYLE }, text, Some(150.0), "");
            let ids = glyph_ids(&paragraph);
            assert!(!ids.is_empty() && !ids.contains(&0), "{name} has letters without a glyph");
            let names: Vec<_> = paragraph.runs.iter().map(|run| run.font.name()).collect();
            assert!(names.iter().any(|name| name.starts_with(font)), "{name} is drawn by {names:?}");
            let style = if weight == Weight::Bold && font != "Noto Emoji" { "Bold" } else { "Regular" };
            assert!(names.iter().any(|name| name.ends_with(style)), "{name} has no {style}: {names:?}");
        }
        assert_eq!(Shaper::new(SystemFonts::Ignored).missing(text, ""), [], "{name}");
    };
    check("Latin", "Inter", "Größe, façade, Ærø, Łódź, İstanbul — “quoted” €99");
    check("Vietnamese", "Inter", "Đặt vé, nhận hoá đơn điện tử");
    check("Greek", "Inter", "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία");
    check("Cyrillic", "Inter", "Съешь же ещё этих мягких булок, їжак, ђак");
    check("Arabic", "Noto Sans Arabic", "مرحبا بكم في خريطة رحلة العميل، كيف؟");
    check("Persian", "Noto Sans Arabic", "سفر مشتری: خرید دوچرخه ۱۲۳");
    check("Hebrew", "Noto Sans Hebrew", "שלום, מפת מסע לקוח: שָׁלוֹם");
    check("Devanagari", "Noto Sans Devanagari", "ग्राहक यात्रा मानचित्र: क्षत्रिय कृपया");
    check("Thai", "Noto Sans Thai", "แผนที่การเดินทางของลูกค้า น้ำ ปู่");
    check("Emoji", "Noto Emoji", "😀 🎉 👩‍💻 👨‍👩‍👧‍👦 ❤️ 👍🏽 🇩🇪 1️⃣");
    check("Symbols", "Inter", "∑ ∫ √ ≤ ≠ ∞ ⚖ ⚠ ♻ ▲ ◆ ☐ ☑ ⌘ ⏱ ⇄ → ✓ •");
}

#[test]
fn arabic_letters_join() {
    let joined = glyph_ids(&shape("ههه", 100.0, "ar"));
    let alone = glyph_ids(&shape("ه", 100.0, "ar"));
    let forms: std::collections::BTreeSet<_> = joined.iter().chain(&alone).collect();
    assert_eq!((joined.len(), forms.len()), (3, 4), "first, middle, last and lone forms differ: {joined:?} {alone:?}");
}

#[test]
fn devanagari_conjuncts_are_single_glyphs() {
    let text = "क्षत्रिय";
    assert!(glyph_ids(&shape(text, 100.0, "hi")).len() < text.chars().count());
}

#[test]
fn thai_breaks_between_words_only() {
    let text = "แผนที่การเดินทางของลูกค้า";
    let words = ["แผนที่", "การ", "เดิน", "ทาง", "ของ", "ลูกค้า"];
    let mut ends = vec![0];
    for word in words {
        ends.push(ends[ends.len() - 1] + word.len());
    }
    assert_eq!(ends.last(), Some(&text.len()));
    for width in [35.0, 45.0, 60.0, 80.0] {
        let paragraph = shape(text, width, "th");
        assert!(paragraph.lines.len() > 1);
        for line in &paragraph.lines {
            assert!(ends.contains(&line.text.end), "at {width}: {:?}", line_texts(&paragraph));
        }
    }
}

#[test]
fn japanese_lines_do_not_begin_with_a_full_stop() {
    let text = "吾輩は猫である。名前はまだ無い。どこで生れたか。";
    for width in 20..140 {
        let paragraph = shape(text, f64::from(width), "ja");
        for line in line_texts(&paragraph).iter().skip(1) {
            assert!(!line.starts_with(['。', '、']), "at {width}: {line}");
        }
    }
}

#[test]
fn korean_breaks_at_blanks() {
    let paragraph = shape("자전거를 처음 사는 사람", 60.0, "ko");
    for line in line_texts(&paragraph) {
        assert!("자전거를 처음 사는 사람".split(' ').any(|word| line.ends_with(word)), "{line}");
    }
}

#[test]
fn right_to_left_text_stands_on_the_right() {
    let check = |text: &str, style: TextStyle, expected: &str| {
        let paragraph = shape_with(style, text, Some(200.0), "");
        for line in &paragraph.lines {
            let (left, right) = line.extent;
            let side = match (left.abs() < 0.01, (right - 200.0).abs() < 0.01) {
                (true, false) => "left",
                (false, true) => "right",
                _ if (left + right - 200.0).abs() < 0.01 => "middle",
                _ => "elsewhere",
            };
            assert_eq!(side, expected, "{text:?} at {left} … {right}");
        }
    };
    let end = TextStyle { align: Align::End, ..STYLE };
    let center = TextStyle { align: Align::Center, ..STYLE };
    let rtl = TextStyle { direction: Direction::RightToLeft, ..STYLE };
    check("Latin words", STYLE, "left");
    check("مرحبا بكم", STYLE, "right");
    check("שלום  ", STYLE, "right");
    check("Latin words", end, "right");
    check("مرحبا بكم", end, "left");
    check("Latin words   ", center, "middle");
    check("مرحبا بكم   ", center, "middle");
    check("Latin in a right-to-left map", rtl, "left");
    check("123 – 456", rtl, "right");
    check("123 – 456", STYLE, "left");
    check("\u{200f}Latin", STYLE, "right");
}

#[test]
fn directions_mix_in_their_order() {
    let latin = shape("one מילה two", 200.0, "");
    assert!(left_of(&latin, "one") < left_of(&latin, "מילה") && left_of(&latin, "מילה") < left_of(&latin, "two"));
    let hebrew = shape("אחת word שתיים", 200.0, "");
    assert!(left_of(&hebrew, "אחת") > left_of(&hebrew, "word") && left_of(&hebrew, "word") > left_of(&hebrew, "שתיים"));
}

#[test]
fn each_part_has_a_direction_of_its_own() {
    let paragraph = shape("Latin\nمرحبا\r\nLatin\u{2028}שלום", 200.0, "");
    let is_left: Vec<bool> = paragraph.lines.iter().map(|line| line.extent.0 < 0.01).collect();
    assert_eq!(is_left, [true, false, true, false]);
    assert_eq!(line_texts(&paragraph), ["Latin", "مرحبا", "Latin", "שלום"]);
}

#[test]
fn lines_stand_on_an_even_grid() {
    for text in ["a\nb\nc", "a\nน้ำ\nب", "क्ष ᾏ Ậ\n\n😀", ""] {
        let paragraph = shape(text, 100.0, "");
        assert_eq!(paragraph.lines.len(), text.split('\n').count());
        for (number, line) in paragraph.lines.iter().enumerate() {
            let top = number as f64 * 13.0;
            assert!((line.top - top).abs() < 1e-9 && (line.bottom - top - 13.0).abs() < 1e-9, "{line:?}");
            assert!((line.baseline - top - (paragraph.lines[0].baseline)).abs() < 1e-9, "{line:?}");
        }
        assert!((paragraph.size.height - 13.0 * paragraph.lines.len() as f64).abs() < 1e-9);
    }
}

#[test]
fn words_that_are_too_long_are_broken_and_others_are_not() {
    let check = |text: &str, width: f64, expected: &[&str]| {
        assert_eq!(line_texts(&shape(text, width, "en")), expected, "{text} at {width}");
    };
    check("short words wrap here", 60.0, &["short words", "wrap here"]);
    check("a Donaudampfschiff b", 50.0, &["a", "Donauda", "mpfschiff", "b"]);
    check("https://example.org/a_long/path?key=value", 85.0, &["https://example.", "org/a_long/path?", "key=value"]);
    for line in shape(&"long ".repeat(1000), 70.0, "en").lines {
        assert!(line.extent.1 <= 70.0);
    }
}

#[test]
fn what_is_not_to_be_seen_draws_nothing() {
    let plain = shape("ab", 100.0, "");
    for hidden in
        ['\u{200b}', '\u{200d}', '\u{200e}', '\u{202a}', '\u{2068}', '\u{2060}', '\u{feff}', '\u{ad}', '\u{fe0f}']
    {
        let paragraph = shape(&format!("a{hidden}b"), 100.0, "");
        let drawn = |paragraph: &Paragraph| -> usize {
            let runs = paragraph.runs.iter();
            runs.flat_map(|run| run.glyphs.iter().filter_map(|glyph| run.font.outline_bounds(glyph.id))).count()
        };
        assert_eq!(drawn(&paragraph), drawn(&plain), "U+{:04X}", u32::from(hidden));
        assert!((paragraph.lines[0].extent.1 - plain.lines[0].extent.1).abs() < 0.5, "U+{:04X}", u32::from(hidden));
    }
    for control in ["\t", "\0", "\u{7f}", "\u{85}", "\u{9b}", "\u{b}"] {
        assert!(!glyph_ids(&shape(&format!("a{control}b"), 100.0, "")).contains(&0), "{control:?}");
    }
}

#[test]
fn bold_and_italic_are_what_they_say() {
    let regular = shape("Pay", 100.0, "");
    let bold = shape_with(TextStyle { weight: Weight::Bold, ..STYLE }, "Pay", Some(100.0), "");
    let italic = shape_with(TextStyle { italic: true, ..STYLE }, "Pay", Some(100.0), "");
    assert_ne!(regular.runs[0].font, bold.runs[0].font);
    assert_eq!(regular.runs[0].font, italic.runs[0].font);
    assert!(italic.runs[0].skew > 0.1 && regular.runs[0].skew == 0.0);
    assert!(italic.bounds.x1 > regular.bounds.x1);
}

#[test]
fn words_are_told_for_bars() {
    let words = |text: &str| -> usize { shape(text, 300.0, "").runs.iter().map(|run| run.words.len()).sum() };
    assert_eq!(words("three short words"), 3);
    assert_eq!(words("  blanks   around  "), 2);
    assert_eq!(words(""), 0);
    assert_eq!(words("مرحبا بكم"), 2);
}

#[test]
fn outlines_are_in_em_units_with_y_down() {
    let paragraph = shape("Hp", 100.0, "");
    let run = &paragraph.runs[0];
    let capital = run.font.outline_bounds(run.glyphs[0].id).expect("a letter has an outline");
    let descender = run.font.outline_bounds(run.glyphs[1].id).expect("a letter has an outline");
    assert!((-0.8..-0.6).contains(&capital.y0) && capital.y1.abs() < 0.02, "{capital:?}");
    assert!(descender.y1 > 0.15, "{descender:?}");
}

#[test]
fn the_same_text_gives_the_same_paragraph() {
    let text = "Mixed: “مرحبا” and שלום 😀 नमस्ते ไทย";
    let [first, second] = [(); 2].map(|()| shape(text, 90.0, "en"));
    assert_eq!(format!("{first:?}"), format!("{second:?}"));
    let mut shaper = Shaper::new(SystemFonts::Ignored);
    let kept = shaper.paragraph(text, STYLE, Some(90.0), "en");
    for other in ["x", "漢字", text] {
        shaper.paragraph(other, STYLE, Some(90.0), "ja");
    }
    assert!(std::sync::Arc::ptr_eq(&kept, &shaper.paragraph(text, STYLE, Some(90.0), "en")));
    assert!(!std::sync::Arc::ptr_eq(&kept, &shaper.paragraph(text, STYLE, Some(91.0), "en")));
    assert!(!std::sync::Arc::ptr_eq(&kept, &shaper.paragraph(text, STYLE, Some(90.0), "de")));
}

/// A text that was set once is set again from what is kept of it.
#[test]
fn what_was_set_before_has_no_influence() {
    let text = "Pay at the till\n\nthen wait — الدفع عند الصندوق ثم الانتظار\nhttps://example.org/a-long/address";
    let mut shaper = Shaper::new(SystemFonts::Ignored);
    let widths = [Some(200.0), Some(40.0), None, Some(90.0), Some(40.0), Some(7.0), Some(900.0)];
    for (width, align) in widths.into_iter().zip([Align::Start, Align::End, Align::Center].into_iter().cycle()) {
        let style = TextStyle { align, ..STYLE };
        let (again, anew) = (shaper.paragraph(text, style, width, ""), shape_with(style, text, width, ""));
        assert_eq!((again.size, again.bounds, &again.lines), (anew.size, anew.bounds, &anew.lines), "{width:?}");
        let glyphs = |paragraph: &Paragraph| -> Vec<_> {
            let runs = paragraph.runs.iter();
            runs.map(|run| (run.glyphs.clone(), run.sources.clone(), run.words.clone(), run.extent)).collect()
        };
        assert!(glyphs(&again) == glyphs(&anew), "{width:?}");
    }
}

#[test]
fn missing_letters_are_named_with_their_package() {
    let check = |text: &str, language: &str, expected: &[(&str, &str, &str)]| {
        let missing = Shaper::new(SystemFonts::Ignored).missing(text, language);
        let found: Vec<_> = missing.iter().map(|one| (one.script.as_str(), one.sample.as_str(), one.package)).collect();
        assert_eq!(found, expected, "{text}");
    };
    check("Hello, мир, 😀, مرحبا", "", &[]);
    check("海", "ja", &[("Japanese", "海", "fonts-noto-cjk")]);
    check("海と", "", &[("Japanese", "海と", "fonts-noto-cjk")]);
    check("海海", "", &[("Chinese", "海", "fonts-noto-cjk")]);
    check("사람", "", &[("Korean", "사람", "fonts-noto-cjk")]);
    check("ক ქ", "", &[("Bengali", "ক", "fonts-noto-core"), ("Georgian", "ქ", "fonts-noto-core")]);
    check("\u{100000}\u{378}", "", &[("Unknown", "\u{100000}\u{378}", "")]);
    check("a\u{200d}\u{fe0f}\u{7}b", "", &[]);
}

#[test]
fn east_asian_text_is_drawn_by_the_system_or_reported() {
    let mut shaper = Shaper::new(SystemFonts::Used);
    let text = "骨直海";
    let mut families = Vec::new();
    for language in ["ja", "zh-Hans", "zh-TW", "ko"] {
        let missing = shaper.missing(text, language);
        let paragraph = shaper.paragraph(text, STYLE, None, language);
        let has_boxes = paragraph.runs.iter().any(|run| run.glyphs.iter().any(|glyph| glyph.id == 0));
        assert_eq!(has_boxes, !missing.is_empty(), "{missing:?}");
        families.push(paragraph.runs[0].font.name().to_owned());
    }
    if families[0].starts_with("Noto Sans CJK") {
        let ends = ["JP", "SC", "TC", "KR"];
        assert!(families.iter().zip(ends).all(|(family, end)| family.contains(end)), "{families:?}");
    }
}

/// What must hold of any paragraph.
fn check_paragraph(paragraph: &Paragraph, text: &str) {
    assert_eq!(&*paragraph.text, text);
    assert!(!paragraph.lines.is_empty());
    assert!(paragraph.bounds.is_finite() && paragraph.size.is_finite());
    let in_text = |range: &Range<usize>| text.get(range.clone()).is_some();
    let mut end = 0;
    for line in &paragraph.lines {
        assert!(in_text(&line.text) && line.text.start >= end, "{line:?}");
        assert!(line.extent.0 <= line.extent.1 + 0.01, "{line:?}");
        end = line.text.end;
    }
    for run in &paragraph.runs {
        assert!(in_text(&run.text), "{run:?}");
        assert!(run.glyphs.iter().all(|glyph| glyph.x.is_finite() && glyph.y.is_finite()));
        assert!(run.words.iter().all(|word| word.0 <= word.1));
    }
}

#[test]
fn very_long_texts_are_shaped() {
    for text in ["x".repeat(100_000), "\n".repeat(20_000), " ".repeat(100_000), "\u{301}".repeat(20_000)] {
        check_paragraph(&shape(&text, 100.0, ""), &text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_shaped_at_any_width(text in any::<String>(), width in any::<Option<f64>>(), size in any::<f64>()) {
        let style = TextStyle { size_pt: size, ..STYLE };
        check_paragraph(&shape_with(style, &text, width, ""), &text);
    }

    #[test]
    fn text_of_mixed_scripts_is_shaped_at_any_width(
        text in "[a-z ابת שnन्กำ😀\u{200d}\u{fe0f}\u{301}\n\r\t\u{2028}\u{2067}\u{2069}(\"-/]{0,40}",
        width in 0.0..200.0_f64,
    ) {
        check_paragraph(&shape(&text, width, "xx-bad-tag-!"), &text);
        check_paragraph(&shape_with(STYLE, &text, None, ""), &text);
    }
}
