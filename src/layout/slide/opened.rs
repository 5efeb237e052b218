//! The slides of an opened card, of a list of cards and of the overview: as many as it takes.

use super::super::Words;
use super::super::contents::Contents;
use super::super::notes::Notes;
use super::{Opened, Part, Slide, card, overview};
use crate::model::{CardId, Map, Target};
use crate::picture::Pictures;
use crate::text::Shaper;
use crate::theme::Theme;

/// The pages of the overview.
pub fn pages_of_overview(map: &Map, headline: &str, aspect: f64, theme: &Theme, shaper: &mut Shaper) -> Vec<Slide> {
    let parts = overview::pages(map, aspect, theme, shaper).into_iter().map(Part::Overview);
    numbered(headline, aspect, parts.collect())
}

/// The pages of some cards beside each other.
pub fn pages_of_cards(
    map: &Map,
    cards: &[CardId],
    headline: &str,
    aspect: f64,
    theme: &Theme,
    shaper: &mut Shaper,
    pictures: &Pictures,
) -> Vec<Slide> {
    let parts = in_parts(map, cards, headline, aspect, theme, shaper, pictures);
    numbered(headline, aspect, parts.into_iter().map(Part::Cards).collect())
}

/// The pages of the parking lot; none if it is empty. Without a headline of its own it is called what it is.
pub fn pages_of_parking(
    map: &Map,
    headline: &str,
    aspect: f64,
    theme: &Theme,
    shaper: &mut Shaper,
    pictures: &Pictures,
) -> Vec<Slide> {
    let headline = if headline.is_empty() { Words::of_language(&map.language).parking } else { headline };
    let cards: Vec<CardId> = map.parked().iter().map(|card| card.id).collect();
    let parts = in_parts(map, &cards, headline, aspect, theme, shaper, pictures);
    numbered(headline, aspect, parts.into_iter().map(Part::Parked).collect())
}

/// So many cards for each page as have room.
fn in_parts(
    map: &Map,
    cards: &[CardId],
    headline: &str,
    aspect: f64,
    theme: &Theme,
    shaper: &mut Shaper,
    pictures: &Pictures,
) -> Vec<Vec<CardId>> {
    let notes = Notes::default();
    let contents = Contents::of(map, &notes, theme.display.arrangement);
    let mut left: Vec<CardId> = cards.iter().filter(|id| map.cards.contains(**id)).copied().collect();
    let blank = Slide { aspect, headline: headline.to_owned(), part: Part::Cards(Vec::new()), page: (1, 2) };
    let mut parts = Vec::new();
    while !left.is_empty() {
        let count = card::fitting(map, &contents, &blank, &left, theme, shaper, pictures).min(left.len());
        let rest = left.split_off(count);
        parts.push(std::mem::replace(&mut left, rest));
    }
    parts
}

/// The pages of an opened card: one, unless its text or its pain points are too many.
pub fn pages_of_card(
    map: &Map,
    id: CardId,
    aspect: f64,
    theme: &Theme,
    shaper: &mut Shaper,
    pictures: &Pictures,
) -> Vec<Slide> {
    let notes = Notes::default();
    let contents = Contents::of(map, &notes, theme.display.arrangement);
    let Some(card) = map.cards.find(id) else { return Vec::new() };
    let (text, pains) = (card.text.len(), contents.pains_at(Target::Card(id)).len());
    let blank = Slide { aspect, headline: String::new(), part: Part::Cards(Vec::new()), page: (1, 2) };
    let mut fits = |opened: &Opened| card::fits(map, &contents, &blank, id, opened, theme, shaper, pictures);
    let mut parts = Vec::new();
    let (mut from, mut first_pain) = (0, 0);
    loop {
        let whole = Opened { text: from..text, pains: first_pain..pains };
        if fits(&whole) {
            parts.push(whole);
            break;
        }
        // As much of the text as has room, up to the end of a word; then as many of the pain points.
        let end = most(&card.text, from, |end| fits(&Opened { text: from..end, pains: 0..0 }));
        let pain = if end < text {
            first_pain
        } else {
            let fitting = |n: &usize| fits(&Opened { text: from..text, pains: first_pain..*n });
            (first_pain + 1..=pains).take_while(fitting).last().unwrap_or(first_pain)
        };
        let is_stuck = end == from && pain == first_pain;
        let (end, pain) = if is_stuck { (text, (first_pain + 1).min(pains)) } else { (end, pain) };
        parts.push(Opened { text: from..end, pains: first_pain..pain });
        if end >= text && pain >= pains {
            break;
        }
        (from, first_pain) = (end, pain);
    }
    let parts = parts.into_iter().map(|part| Part::Card { card: id, text: part.text, pains: part.pains });
    numbered("", aspect, parts.collect())
}

/// The last end of a word up to which a text from a place fits; the place itself where not even one
/// word does.
fn most(text: &str, from: usize, mut fits: impl FnMut(usize) -> bool) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let ends: Vec<usize> = rest
        .char_indices()
        .filter(|(_, letter)| letter.is_whitespace())
        .map(|(at, letter)| from + at + letter.len_utf8())
        .chain([text.len()])
        .collect();
    // Scripts without blanks are cut between letters.
    let ends = if ends.len() > 8 {
        ends
    } else {
        rest.char_indices().map(|(at, _)| from + at).skip(1).chain([text.len()]).collect()
    };
    let (mut low, mut high) = (0, ends.len());
    while low < high {
        let middle = (low + high) / 2;
        if fits(ends[middle]) { low = middle + 1 } else { high = middle }
    }
    if low == 0 { from } else { ends[low - 1] }
}

fn numbered(headline: &str, aspect: f64, parts: Vec<Part>) -> Vec<Slide> {
    let count = parts.len();
    let slide = |(n, part)| Slide { aspect, headline: headline.to_owned(), part, page: (n + 1, count) };
    parts.into_iter().enumerate().map(slide).collect()
}
