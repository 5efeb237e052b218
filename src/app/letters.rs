//! How letters are compared: whatever their case and accents.
//!
//! Accents are told apart by a table of the letters of Europe's languages and by the combining marks of
//! Latin, Arabic and Hebrew; others must match as they are.

use std::ops::Range;

/// Letters with accents, before the letter that they are found as.
const ACCENTED: &[(&str, char)] = &[
    ("àáâãäåāăąǎ", 'a'),
    ("çćĉċč", 'c'),
    ("ďđð", 'd'),
    ("èéêëēĕėęě", 'e'),
    ("ĝğġģ", 'g'),
    ("ĥħ", 'h'),
    ("ìíîïĩīĭįı", 'i'),
    ("ĵ", 'j'),
    ("ķ", 'k'),
    ("ĺļľŀł", 'l'),
    ("ñńņňŋ", 'n'),
    ("òóôõöøōŏőǒ", 'o'),
    ("ŕŗř", 'r'),
    ("śŝşšș", 's'),
    ("ţťŧț", 't'),
    ("ùúûüũūŭůűųǔ", 'u'),
    ("ŵ", 'w'),
    ("ýÿŷ", 'y'),
    ("źżž", 'z'),
    ("ά", 'α'),
    ("έ", 'ε'),
    ("ή", 'η'),
    ("ίϊΐ", 'ι'),
    ("ό", 'ο'),
    ("ύϋΰ", 'υ'),
    ("ώ", 'ω'),
    ("ς", 'σ'),
    ("ё", 'е'),
    ("й", 'и'),
    ("أإآٱ", 'ا'),
    ("ى", 'ي'),
    ("ة", 'ه'),
];

/// Whether a character is a mark on the one before it, which finding does not look at.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}' | '\u{5c4}'..='\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

fn plain(c: char) -> char {
    ACCENTED.iter().find(|(accented, _)| accented.contains(c)).map_or(c, |(_, plain)| *plain)
}

/// The text as it is compared: in lower case, without accents.
pub fn fold(text: &str) -> Vec<char> {
    folded(text).map(|(c, _)| c).collect()
}

/// Each character as it is compared, with the bytes that it stands for.
fn folded(text: &str) -> impl Iterator<Item = (char, Range<usize>)> + '_ {
    text.char_indices().filter(|(_, c)| !is_mark(*c)).flat_map(|(at, c)| {
        let range = at..at + c.len_utf8();
        c.to_lowercase().filter(|c| !is_mark(*c)).map(move |c| (plain(c), range.clone()))
    })
}

/// The bytes of a text in which the folded words stand, marks at their end included.
pub fn ranges_of(text: &str, wanted: &[char]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    if wanted.is_empty() {
        return ranges;
    }
    let letters: Vec<(char, Range<usize>)> = folded(text).collect();
    let mut at = 0;
    while at + wanted.len() <= letters.len() {
        let found = &letters[at..at + wanted.len()];
        if found.iter().map(|(c, _)| c).eq(wanted) {
            let mut end = found[found.len() - 1].1.end;
            end += text[end..].chars().take_while(|c| is_mark(*c)).map(char::len_utf8).sum::<usize>();
            ranges.push(found[0].1.start..end);
            at += wanted.len();
        } else {
            at += 1;
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &str, expected: &[&str]) {
        let found: Vec<&str> = ranges_of(text, &fold(wanted)).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{wanted} in {text}");
    }

    #[test]
    fn case_and_accents_do_not_count() {
        check("Café, CAFE\u{301}s", "cafe", &["Café", "CAFE\u{301}"]);
        check("naive", "naïve", &["naive"]);
        check("Straße ŁÓDŹ", "lodz", &["ŁÓDŹ"]);
        check("مُحَمَّد", "محمد", &["مُحَمَّد"]);
        check("Σίσυφος", "ΣΙΣΥΦΟΣ", &["Σίσυφος"]);
        check("aaa", "aa", &["aa"]);
        check("abc", "", &[]);
        check("İstanbul", "istanbul", &["İstanbul"]);
    }
}
