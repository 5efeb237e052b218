use proptest::prelude::*;

use super::*;
use crate::model::Direction;
use crate::text::{Align, SystemFonts, Weight};

const STYLE: TextStyle = TextStyle {
    size_pt: 10.0,
    line_height: 1.4,
    weight: Weight::Regular,
    italic: false,
    align: Align::Start,
    direction: Direction::LeftToRight,
};

/// A field and its shaper; `|` in a text marks the caret, and the anchor if there are two.
struct Field {
    shaper: Shaper,
    editor: TextEditor,
}

impl Field {
    fn new(marked: &str) -> Self {
        Self::with(marked, STYLE, Some(100.0))
    }

    fn with(marked: &str, style: TextStyle, width: Option<f64>) -> Self {
        let mut shaper = Shaper::new(SystemFonts::Ignored);
        let text = marked.replace('|', "");
        let mut editor = TextEditor::new(&mut shaper, &text, style, width, "");
        let anchor = marked.find('|').unwrap_or(text.len());
        let focus = marked.rfind('|').filter(|at| *at > anchor).map_or(anchor, |at| at - 1);
        editor.select_range(&mut shaper, anchor, focus);
        Self { shaper, editor }
    }

    fn go(&mut self, motions: &[Motion], extend: bool) -> &mut Self {
        for motion in motions {
            self.editor.move_caret(&mut self.shaper, *motion, extend);
        }
        self
    }

    fn insert(&mut self, text: &str) -> &mut Self {
        self.editor.insert(&mut self.shaper, text);
        self
    }

    fn marked(&self) -> String {
        let mut text = self.editor.text().to_owned();
        let Range { start, end } = self.editor.selected_range();
        text.insert(end, '|');
        if start < end {
            text.insert(start, '|');
        }
        text
    }
}

#[test]
fn the_field_shows_the_same_glyphs_as_the_poster() {
    let texts = [
        "Latin words that need several lines to stand in",
        "مرحبا بكم في خريطة رحلة العميل، كيف تشعر؟",
        "he said “مرحبا بالعالم” and שלום (2 times)",
        "Latin\nمرحبا بكم\n\nשלום\r\nनमस्ते ไทย 😀",
        "",
    ];
    for align in [Align::Start, Align::Center, Align::End] {
        for width in [Some(70.0), None] {
            for text in texts {
                let style = TextStyle { align, ..STYLE };
                let Field { mut shaper, editor } = Field::with(text, style, width);
                let paragraph = shaper.paragraph(text, style, width, "");
                assert_eq!(format!("{:?}", editor.paragraph()), format!("{paragraph:?}"));
            }
        }
    }
}

#[test]
fn steps_lead_where_the_eye_expects() {
    use Motion::*;
    let check = |before: &str, motions: &[Motion], after: &str| {
        assert_eq!(Field::new(before).go(motions, false).marked(), after, "{before:?} {motions:?}");
    };
    check("|ab", &[Right], "a|b");
    check("a|b", &[Left], "|ab");
    check("|ab", &[Left], "|ab");
    check("ab|\ncd", &[Right], "ab\n|cd");
    check("ab\n|cd", &[Left], "ab|\ncd");
    check("ab\r\n|cd", &[Left], "ab|\r\ncd");
    check("ab|\n\ncd", &[Right, Right], "ab\n\n|cd");
    check("ab\n|\ncd", &[Left], "ab|\n\ncd");
    check("|שלום", &[Left], "ש|לום");
    check("ש|לום", &[Right], "|שלום");
    check("שלום|\nab", &[Left], "שלום\n|ab");
    check("ab\n|שלום", &[Right], "ab|\nשלום");
    check("👩‍💻|x", &[Left], "|👩‍💻x");
    check("one two| three", &[WordLeft], "one |two three");
    check("one |two three", &[WordRight], "one two| three");
    check("one\n|two", &[WordLeft], "one|\ntwo");
    check("one| two\nthree", &[LineEnd], "one two|\nthree");
    check("one\ntw|o", &[LineStart], "one\n|two");
    check("one\ntw|o", &[TextStart], "|one\ntwo");
    check("o|ne\ntwo", &[TextEnd], "one\ntwo|");
    check("one\nt|wo", &[Up], "o|ne\ntwo");
    check("on|e\n\ntwo", &[Down, Down], "one\n\ntw|o");
    check("on|e", &[Up], "|one");
    check("on|e", &[Down], "one|");
    check("a|bc|d", &[Left], "a|bcd");
    check("a|bc|d", &[Right], "abc|d");
    check("ש|לו|ם", &[Left], "שלו|ם");
}

#[test]
fn a_step_across_a_wrapped_line_stays_on_screen() {
    let mut field = Field::with("one two three four", STYLE, Some(45.0));
    field.go(&[Motion::TextStart], false);
    let mut places = vec![field.editor.caret()];
    for _ in 0..40 {
        field.go(&[Motion::Right], false);
        places.push(field.editor.caret());
    }
    assert_eq!(field.editor.selected_range(), 18..18);
    assert!(places.windows(2).all(|pair| pair[0].y0 <= pair[1].y0));
    field.go(&[Motion::TextStart, Motion::LineEnd], false);
    assert!(field.editor.caret().y0 == 0.0, "the end of a wrapped line is on that line");
}

#[test]
fn selections_extend_and_are_shown() {
    let mut field = Field::new("ab|c\ndef");
    field.go(&[Motion::Right, Motion::Right, Motion::Right], true);
    assert_eq!(field.marked(), "ab|c\nd|ef");
    assert_eq!(field.editor.selected_text(), "c\nd");
    let rows: Vec<(f64, f64)> = field.editor.selection().iter().map(|rect| (rect.y0, rect.y1)).collect();
    assert_eq!(rows, [(0.0, 14.0), (0.0, 14.0), (14.0, 28.0)], "the letter, the break, the letter");
    assert_eq!(Field::new("a|b").editor.selection(), []);
    assert_eq!(Field::new("|\n|").editor.selection().len(), 1);
}

#[test]
fn carets_stand_where_text_begins() {
    let check = |marked: &str, align: Align, direction: Direction, expected: f64| {
        let field = Field::with(marked, TextStyle { align, direction, ..STYLE }, Some(100.0));
        let caret = field.editor.caret();
        assert!((caret.x0 - expected).abs() < 0.01, "{marked:?} {align:?} {direction:?}: {caret:?}");
    };
    use Direction::{LeftToRight, RightToLeft};
    check("|", Align::Start, LeftToRight, 0.0);
    check("|", Align::Center, LeftToRight, 50.0);
    check("|", Align::End, LeftToRight, 100.0);
    check("|", Align::Start, RightToLeft, 100.0);
    check("|", Align::Center, RightToLeft, 50.0);
    check("|", Align::End, RightToLeft, 0.0);
    check("ab\n|", Align::End, LeftToRight, 100.0);
    check("|ab", Align::Start, LeftToRight, 0.0);
    check("|שלום", Align::Start, LeftToRight, 100.0);
    check("ab\n|שלום", Align::Start, LeftToRight, 100.0);
}

#[test]
fn deleting_takes_what_one_key_should() {
    type Deletion = fn(&mut TextEditor, &mut Shaper);
    let check = |before: &str, delete: Deletion, after: &str| {
        let mut field = Field::new(before);
        delete(&mut field.editor, &mut field.shaper);
        assert_eq!(field.marked(), after, "{before:?}");
    };
    check("ab|c", TextEditor::backspace, "a|c");
    check("|abc", TextEditor::backspace, "|abc");
    check("a👨‍👩‍👧|c", TextEditor::backspace, "a|c");
    check("น้ำ|", TextEditor::backspace, "น้|");
    check("a\r\n|b", TextEditor::backspace, "a|b");
    check("a|bc|d", TextEditor::backspace, "a|d");
    check("a|bc", TextEditor::delete_forward, "a|c");
    check("a|\nc", TextEditor::delete_forward, "a|c");
    check("abc|", TextEditor::delete_forward, "abc|");
    check("|न्ते", TextEditor::delete_forward, "|");
    check("one two|", TextEditor::backspace_word, "one |");
    check("one\n|two", TextEditor::backspace_word, "one|two");
    check("one |two three", TextEditor::delete_word_forward, "one |three");
    check("one|\ntwo", TextEditor::delete_word_forward, "one|two");
}

#[test]
fn clicks_take_characters_words_and_parts() {
    let mut field = Field::with("one two\nthree", STYLE, Some(100.0));
    let on_two = Point::new(28.0, 7.0);
    let on_three = Point::new(10.0, 20.0);
    let Field { shaper, editor } = &mut field;
    editor.double_click(shaper, on_two);
    assert_eq!(editor.selected_text(), "two");
    editor.drag_to(shaper, on_three);
    assert_eq!(editor.selected_text(), "two\nthree");
    editor.drag_to(shaper, Point::new(2.0, 7.0));
    assert_eq!(editor.selected_text(), "one two");
    editor.triple_click(shaper, on_two);
    assert_eq!(editor.selected_text(), "one two");
    editor.click(shaper, Point::new(-50.0, 7.0), false);
    assert_eq!(editor.selected_range(), 0..0);
    editor.drag_to(shaper, Point::new(500.0, 7.0));
    assert_eq!(editor.selected_text(), "one two");
    editor.click(shaper, Point::new(500.0, 900.0), true);
    assert_eq!(editor.selected_text(), "one two\nthree");
    editor.click(shaper, Point::new(f64::NAN, f64::NAN), false);
    assert!(editor.selected_range().is_empty());
}

#[test]
fn pasted_text_is_cleaned_and_limited() {
    assert_eq!(Field::new("|").insert("a\r\nb\rc\u{2028}d\te\u{7}\u{85}f").editor.text(), "a\nb\nc\nd e\nf");
    let mut field = Field::new("abc|");
    field.insert(&"é".repeat(MAX_CHARACTERS));
    assert_eq!(field.editor.text().chars().count(), MAX_CHARACTERS);
    field.insert("x");
    assert_eq!(field.editor.text().chars().count(), MAX_CHARACTERS);
}

#[test]
fn steps_are_undone_word_by_word() {
    let mut field = Field::new("|");
    for letter in ["o", "n", "e", " ", "t", "w", "o"] {
        field.insert(letter);
    }
    let Field { shaper, editor } = &mut field;
    assert!(editor.undo(shaper));
    assert_eq!(editor.text(), "one");
    assert!(editor.undo(shaper));
    assert_eq!(editor.text(), "");
    assert!(!editor.undo(shaper));
    assert!(editor.redo(shaper) && editor.redo(shaper) && !editor.redo(shaper));
    assert_eq!(editor.text(), "one two");
    editor.backspace(shaper);
    editor.backspace(shaper);
    editor.undo(shaper);
    assert_eq!(editor.text(), "one two");
}

#[test]
fn composing_shows_and_then_commits() {
    let mut field = Field::new("a|bc|d");
    let Field { shaper, editor } = &mut field;
    editor.set_preedit(shaper, "ni", Some(1..2));
    assert_eq!((editor.text(), &*editor.paragraph().text), ("ad", "anid"));
    assert_eq!(editor.preedit().len(), 1);
    editor.set_preedit(shaper, "nih", None);
    assert_eq!(&*editor.paragraph().text, "anihd");
    editor.commit(shaper, "你");
    assert_eq!((editor.text(), &*editor.paragraph().text), ("a你d", "a你d"));
    editor.set_preedit(shaper, "x", None);
    editor.clear_preedit(shaper);
    assert_eq!(&*editor.paragraph().text, "a你d");
    editor.undo(shaper);
    editor.undo(shaper);
    assert_eq!(editor.text(), "abcd");
}

#[derive(Debug, Clone)]
enum Act {
    Insert(String),
    Preedit(String),
    Move(Motion, bool),
    Click(f64, f64, u8),
    Delete(u8),
    Undo(bool),
}

fn act() -> impl Strategy<Value = Act> {
    use Motion::*;
    let motion =
        prop::sample::select(vec![Left, Right, WordLeft, WordRight, LineStart, LineEnd, Up, Down, TextStart, TextEnd]);
    prop_oneof![
        "[a-c אبनกำ😀\u{200d}\u{301}\n\r\u{2029}.]{0,6}".prop_map(Act::Insert),
        "[aあ]{0,3}".prop_map(Act::Preedit),
        (motion, any::<bool>()).prop_map(|(motion, extend)| Act::Move(motion, extend)),
        (-20.0..120.0, -20.0..120.0, 0..5_u8).prop_map(|(x, y, kind)| Act::Click(x, y, kind)),
        (0..4_u8).prop_map(Act::Delete),
        any::<bool>().prop_map(Act::Undo),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_acts_keep_the_field_whole(text in "[a-c אبनกำ\n\r\u{2028}]{0,20}", acts in prop::collection::vec(act(), 0..24)) {
        let Field { mut shaper, mut editor } = Field::with(&text, STYLE, Some(40.0));
        for act in acts {
            let shaper = &mut shaper;
            match act {
                Act::Insert(text) => {
                    editor.insert(shaper, &text);
                }
                Act::Preedit(text) => editor.set_preedit(shaper, &text, Some(0..1)),
                Act::Move(motion, extend) => editor.move_caret(shaper, motion, extend),
                Act::Click(x, y, kind) => match kind {
                    0 => editor.double_click(shaper, Point::new(x, y)),
                    1 => editor.triple_click(shaper, Point::new(x, y)),
                    2 => editor.drag_to(shaper, Point::new(x, y)),
                    other => editor.click(shaper, Point::new(x, y), other == 3),
                },
                Act::Delete(0) => editor.backspace(shaper),
                Act::Delete(1) => editor.delete_forward(shaper),
                Act::Delete(2) => editor.backspace_word(shaper),
                Act::Delete(_) => editor.delete_word_forward(shaper),
                Act::Undo(true) => { editor.undo(shaper); }
                Act::Undo(false) => { editor.redo(shaper); }
            }
            prop_assert!(editor.text().get(editor.selected_range()).is_some());
            prop_assert!(editor.caret().is_finite());
            prop_assert!(editor.selection().iter().chain(&editor.preedit()).all(|rect| rect.is_finite()));
        }
    }
}
