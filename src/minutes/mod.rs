//! The minutes of a workshop, in Markdown: what was added, changed and taken out, how the room felt, what it
//! voted for, what is parked and which questions are open, each by the time when it was said.
//!
//! What happened is the difference between the map as it was at the beginning and the map as it is now. The map
//! knows no times of day; they come along as a list. Pure: the time is given, no clock is read. Private notes
//! and votes that are not revealed are not in it.

mod lines;
mod room;

use std::collections::BTreeMap;

use jiff::{Timestamp, Zoned};

use crate::insight::difference;
use crate::model::{Card, Map, Place};

/// What a workshop began with, and when its records changed.
#[derive(Debug, Clone)]
pub struct Since {
    /// The map as it was at the beginning.
    pub base: Map,
    /// When it began, where that is known.
    pub began: Option<Timestamp>,
    /// When it ended, where that is known.
    pub ended: Option<Timestamp>,
    /// When records were changed first and last, by their ids; may lack any of them.
    pub times: BTreeMap<String, (Timestamp, Timestamp)>,
}

impl Since {
    /// A beginning of which nothing but the map is known.
    pub fn map(base: Map) -> Self {
        Self { base, began: None, ended: None, times: BTreeMap::new() }
    }
}

/// The minutes of a map since a beginning; without one what the room left in it at any time. `now` also says
/// where one is, which settles the hours.
pub fn minutes(map: &Map, since: Option<&Since>, now: &Zoned) -> String {
    let title = if map.title.trim().is_empty() { "(no title)" } else { map.title.trim() };
    let mut text = format!("# Minutes: {}\n\n{}\n", escaped(title), when(since, now));
    if let Some(since) = since {
        let counts = difference(&since.base, map).lines();
        let counts = if counts.is_empty() { "Nothing was changed.".to_owned() } else { sentence(&counts.join("; ")) };
        text += &format!("\n{counts}\n");
        let changes = lines::changes(map, since);
        push(&mut text, "Added", &changes.added, now);
        push(&mut text, "Changed", &changes.changed, now);
        push(&mut text, "Taken out", &changes.removed, now);
    }
    text += &room::rounds(map, since, now);
    text += &room::votes(map, since, now);
    push(&mut text, "Parking lot", &lines::cards(map, since, |card| card.place == Place::Parked), now);
    push(&mut text, "Open questions", &lines::cards(map, since, Card::is_question), now);
    text
}

/// A line of a list, and when it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    at: Option<Timestamp>,
    text: String,
}

/// A heading with a list, the earliest first and those without a time at the end; nothing for no line.
fn push(text: &mut String, heading: &str, lines: &[Line], now: &Zoned) {
    if lines.is_empty() {
        return;
    }
    let mut lines: Vec<&Line> = lines.iter().collect();
    lines.sort_by_key(|line| (line.at.is_none(), line.at));
    *text += &format!("\n## {heading}\n\n");
    for line in lines {
        let at = line.at.map_or_else(String::new, |at| format!("{} — ", time(at, now)));
        *text += &format!("- {at}{}\n", line.text);
    }
}

/// When it was: `25 November 2026, 14:03 to 15:20`.
fn when(since: Option<&Since>, now: &Zoned) -> String {
    let day = |time: &Zoned| time.strftime("%-d %B %Y").to_string();
    let hour = |time: &Zoned| time.strftime("%-H:%M").to_string();
    let Some(began) = since.and_then(|since| since.began) else { return day(now) };
    let ended = since.and_then(|since| since.ended.or(since.times.values().map(|(_, last)| *last).max()));
    let (began, ended) = (zoned(began, now), zoned(ended.unwrap_or(began), now));
    match (began.date() == ended.date(), hour(&began) == hour(&ended)) {
        (true, true) => format!("{}, {}", day(&began), hour(&began)),
        (true, false) => format!("{}, {} to {}", day(&began), hour(&began), hour(&ended)),
        (false, _) => format!("{}, {} to {}, {}", day(&began), hour(&began), day(&ended), hour(&ended)),
    }
}

/// A time of day where one is; with the day, if that is another one than today.
fn time(at: Timestamp, now: &Zoned) -> String {
    let at = zoned(at, now);
    let format = if at.date() == now.date() { "%-H:%M" } else { "%-d %b %-H:%M" };
    at.strftime(format).to_string()
}

fn zoned(at: Timestamp, now: &Zoned) -> Zoned {
    at.to_zoned(now.time_zone().clone())
}

/// Words as a sentence.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}

/// A text on one line, in which nothing means anything to Markdown.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(letter, '\\' | '|' | '<' | '*' | '_' | '`' | '[' | ']') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

#[cfg(test)]
mod tests;
