//! Finds letters in the text of a map's file, for what is told about them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::load;
use super::positions::{Cursor, Position};
use super::tokens::{TokenKind, Tokens};
use crate::disk::follow_links;

/// The field of private notes, which are not drawn.
const NOTE: &str = "note";

/// Where letters first stand in the texts of a map's file, notes and comments aside. One that stands
/// there only as an escape (`\u{…}`) is not found, nor is any if the file cannot be read.
pub fn find_letters(path: &Path, letters: &BTreeSet<char>) -> BTreeMap<char, Position> {
    let file = follow_links(path).and_then(|file| load::read(&file).map_err(|_| std::io::ErrorKind::Other.into()));
    let bytes = file.map(|(bytes, _)| bytes).unwrap_or_default();
    find_in(std::str::from_utf8(&bytes).unwrap_or_default(), letters)
}

fn find_in(text: &str, letters: &BTreeSet<char>) -> BTreeMap<char, Position> {
    let mut found = BTreeMap::new();
    let mut cursor = Cursor::new(text);
    let (mut word, mut field) = ("", "");
    for token in Tokens::new(text).map_while(Result::ok) {
        let content = &text[token.start..token.end];
        match token.kind {
            TokenKind::Name => word = content,
            TokenKind::Colon => field = word,
            TokenKind::Text { .. } if field != NOTE => {
                for (at, letter) in content.char_indices().filter(|(_, letter)| letters.contains(letter)) {
                    found.entry(letter).or_insert_with(|| cursor.position(token.start + at));
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str =
        "// Ω\nPathos(version: 1, map: (\n  note: \"Ω\", /* Ω */\n  tags: [\"Ä\", \"aΩ\"],\n  title: \"Ω\",\n))";

    fn check(letter: char, expected: Option<(u32, u32)>) {
        let found = find_in(FILE, &BTreeSet::from([letter, 'Ä']));
        assert_eq!(found.get(&letter).map(|place| (place.line, place.column)), expected, "{letter}");
    }

    #[test]
    fn letters_are_found_in_texts_alone() {
        check('Ω', Some((4, 17)));
        check('Ä', Some((4, 11)));
        check('P', None);
        check('я', None);
    }
}
