//! Which column of a table holds what.

use std::collections::HashSet;

use super::super::field::{Field, Meaning, plain};

/// What each column of a table holds. Guessed from the heads, changed by a person, written as
/// `Stage=A, Title=Touchpoint`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    columns: Vec<Option<Meaning>>,
}

impl Mapping {
    /// What the heads of columns say in any of the languages that are known. Where two heads mean
    /// the same, the first holds it.
    pub fn guess(heads: &[String]) -> Self {
        let mut seen = HashSet::new();
        let meaning = |head: &String| Meaning::of_head(head).filter(|meaning| seen.insert(meaning.clone()));
        Self { columns: heads.iter().map(meaning).collect() }
    }

    /// What a column holds, counted from 0; `None` if nothing that is read.
    pub fn meaning(&self, column: usize) -> Option<&Meaning> {
        self.columns.get(column)?.as_ref()
    }

    /// Says what a column holds. Another that held it holds nothing then.
    pub fn set(&mut self, column: usize, meaning: Option<Meaning>) {
        for other in self.columns.iter_mut().filter(|other| **other == meaning) {
            *other = None;
        }
        if self.columns.len() <= column {
            self.columns.resize(column + 1, None);
        }
        self.columns[column] = meaning;
    }

    /// Whether any column holds one of the fields.
    pub fn has_any(&self, fields: &[Field]) -> bool {
        self.columns.iter().flatten().any(|meaning| fields.contains(&meaning.field))
    }

    /// Changes the mapping by a text such as `Stage=A,Title=Touchpoint,Emotion (Ada)=G,-=C`: what a
    /// column holds, and its head or its letters. A hyphen stands for nothing.
    ///
    /// # Errors
    /// A sentence that says what is not known, and what is.
    pub fn change(&mut self, text: &str, heads: &[String]) -> Result<(), String> {
        for part in parts(text) {
            let Some((what, column)) = part.rsplit_once('=') else {
                return Err(format!("`{part}` is not as Stage=A or Title=Touchpoint"));
            };
            let column = column_of(column.trim(), heads)?;
            let meaning = match what.trim() {
                "-" => None,
                what => Some(Meaning::of_head(what).ok_or_else(|| unknown_field(what))?),
            };
            self.set(column, meaning);
        }
        Ok(())
    }

    /// The mapping as a text that [`change`](Self::change) reads.
    pub fn text(&self) -> String {
        let columns = self.columns.iter().enumerate();
        let parts = columns.filter_map(|(n, meaning)| Some(format!("{}={}", meaning.as_ref()?, letters(n))));
        parts.collect::<Vec<_>>().join(",")
    }
}

/// The parts of a text between commas, but for those within brackets.
fn parts(text: &str) -> Vec<&str> {
    let mut depth = 0_u32;
    let parts = text.split(|letter| {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        letter == ',' && depth == 0
    });
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn unknown_field(what: &str) -> String {
    let of_cards = Field::ALL.iter().filter(|field| **field <= Field::Opportunity && **field != Field::Row);
    let known: Vec<&str> = of_cards.map(|field| field.words()).collect();
    format!("there is no field `{what}`; a column holds one of {}, or `-` for nothing", known.join(", "))
}

/// The position of a column from its letters as in a spreadsheet, its head, or its number from 1.
/// Capital letters are a column's also where a head is the same.
fn column_of(name: &str, heads: &[String]) -> Result<usize, String> {
    let letters = || {
        let is_letters = (1..=3).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphabetic());
        let number = |sum: usize, b: u8| sum * 26 + usize::from(b.to_ascii_uppercase() - b'A') + 1;
        is_letters.then(|| name.bytes().fold(0, number) - 1).filter(|column| *column < heads.len())
    };
    let by_capitals = if name.bytes().all(|b| b.is_ascii_uppercase()) { letters() } else { None };
    let by_head = || heads.iter().position(|head| head.trim() == name);
    let by_name = || heads.iter().position(|head| !plain(name).is_empty() && plain(head) == plain(name));
    let by_number = || name.parse::<usize>().ok()?.checked_sub(1);
    let column = by_capitals.or_else(by_head).or_else(by_name).or_else(letters).or_else(by_number);
    column.filter(|column| *column < heads.len()).ok_or_else(|| {
        let heads: Vec<String> = (0..heads.len()).map(|n| name_of(heads, n)).collect();
        format!("there is no column `{name}`; the table has {}", heads.join(", "))
    })
}

/// A column's head and letters, for a message: `"Notes" (D)`.
pub(super) fn name_of(heads: &[String], column: usize) -> String {
    match heads.get(column).map(|head| head.trim()).filter(|head| !head.is_empty()) {
        Some(head) => format!("\"{}\" ({})", super::record::shortened(head), letters(column)),
        None => letters(column),
    }
}

/// The letters of a column in a spreadsheet: A … Z, AA …
pub fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + (rest % 26) as u8);
        rest /= 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn heads_are_guessed_and_the_first_of_two_holds() {
        let mapping = Mapping::guess(&heads(&["Phase", "Schritt", "Kontaktpunkt", "title", "???", "Emotion (Ada)"]));
        assert_eq!(mapping.text(), "Stage=A,Step=B,Title=C,Emotion (Ada)=F");
    }

    #[test]
    fn a_mapping_is_changed_by_its_text() {
        let heads = heads(&["A", "What", "Ada, Ben", "D", "E"]);
        let mut mapping = Mapping::guess(&heads);
        let text = "Stage=A, Title=what, Emotion (Ada, Store)=C, Owner=4";
        assert_eq!(mapping.change(text, &heads), Ok(()));
        assert_eq!(mapping.text(), "Stage=A,Title=B,Emotion (Ada, Store)=C,Owner=D");
        assert_eq!(mapping.change("Title=E,-=D", &heads), Ok(()));
        assert_eq!(mapping.text(), "Stage=A,Emotion (Ada, Store)=C,Title=E");
        let mut again = Mapping::default();
        assert_eq!(again.change(&mapping.text(), &heads), Ok(()));
        assert_eq!(again.text(), mapping.text());
    }

    #[test]
    fn what_is_not_known_is_told_with_what_is() {
        let heads = heads(&["Stage", "What"]);
        let error = |text: &str| Mapping::default().change(text, &heads).expect_err("unknown");
        assert!(error("Stage").contains("Stage=A"));
        assert!(error("Stage=C").contains("\"Stage\" (A), \"What\" (B)"));
        assert!(error("Nonsense=A").contains("Title"));
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
