//! A map as an outline in Markdown: headings for what there is, lists for what is said of it.
//!
//! ```text
//! <!-- pathos-outline: 1 -->
//!
//! # An errand {#m-errand}
//!
//! - Language: en
//!
//! ## Journey
//!
//! ### Go {#st-go}
//!
//! #### Pay {#s-pay}
//!
//! ##### Queue at the till {#c-till}
//!
//! - Lane: In sight
//! - Emotion (Ada): -1
//! ```
//!
//! The first line tells it from other Markdown. The second level names a section; in `Journey` stand
//! stages, their steps, and their cards, in the others one kind of record each. `{#…}` is the id and
//! may be left out, as may all that is not known. A value goes on in lines that begin with two
//! blanks. A paragraph below a card is its text.

use super::field::{Field, Meaning};
use super::record::{self, Notes, Record, RecordKind, Value, shortened};
use super::{Exported, ImportError, Imported};
use crate::model::{Id, IdSource, Map};

/// The first line of an outline.
const HEAD: &str = "<!-- pathos-outline: 1 -->";
/// How the first line begins, whatever the version.
const HEAD_START: &str = "<!-- pathos-outline:";

/// The most bytes of an outline.
pub const MAX_TEXT_BYTES: usize = 32 << 20;

/// Whether a text is an outline: its first line that is not empty says so.
pub fn is_outline(text: &str) -> bool {
    head_of(text).is_some_and(|line| line.starts_with(HEAD_START))
}

fn head_of(text: &str) -> Option<&str> {
    text.trim_start_matches('\u{feff}').lines().map(str::trim).find(|line| !line.is_empty())
}

/// The sections, with what stands in each, in the order in which they are written.
const SECTIONS: [(&str, RecordKind); 8] = [
    ("Personas", RecordKind::Persona),
    ("Channels", RecordKind::Channel),
    ("Lanes", RecordKind::Lane),
    ("Journey", RecordKind::Stage),
    (PARKING_LOT, RecordKind::Card),
    ("Pain points", RecordKind::Pain),
    ("Opportunities", RecordKind::Opportunity),
    ("Metrics", RecordKind::Metric),
];

const PARKING_LOT: &str = "Parking lot";

/// Writes a map as an outline.
pub fn export(map: &Map) -> Exported {
    let (records, left_out) = record::records_of(map);
    let mut text = format!("{HEAD}\n");
    let heads = records.iter().filter(|record| record.kind == Some(RecordKind::Map));
    heads.for_each(|record| push_record(&mut text, record, 1));
    for (title, kind) in SECTIONS {
        let mut is_begun = false;
        for record in &records {
            let is_parked = !record.get(Field::Place).is_empty() && record.get(Field::Step).is_empty();
            let level = match (record.kind, kind) {
                (Some(RecordKind::Stage), RecordKind::Stage) => 3,
                (Some(RecordKind::Step), RecordKind::Stage) => 4,
                (Some(RecordKind::Card), RecordKind::Stage) if !is_parked => 5,
                (Some(RecordKind::Card), RecordKind::Card) if is_parked => 3,
                (Some(found), kind) if found == kind && !matches!(kind, RecordKind::Stage | RecordKind::Card) => 3,
                _ => continue,
            };
            if !std::mem::replace(&mut is_begun, true) {
                text.push_str(&format!("\n## {title}\n"));
            }
            push_record(&mut text, record, level);
        }
    }
    Exported { text, left_out }
}

fn push_record(text: &mut String, record: &Record, level: usize) {
    let heading = [escaped(record.get(Field::Title)), format!("{{#{}}}", record.get(Field::Id))];
    let heading: Vec<&str> = heading.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    text.push_str(&format!("\n{} {}\n", "#".repeat(level), heading.join(" ")));
    // Where a card stands is said by where its heading does.
    let is_said = |field: Field| {
        let is_parked = record.get(Field::Step).is_empty();
        matches!(field, Field::Title | Field::Id | Field::Stage | Field::Step) || (field == Field::Place && is_parked)
    };
    let said: Vec<&Value> = record.values.iter().filter(|value| !is_said(value.meaning.field)).collect();
    if !said.is_empty() {
        text.push('\n');
    }
    for value in said {
        let lines = value.text.replace('\n', "\n  ");
        text.push_str(&format!("- {}: {lines}\n", value.meaning));
    }
}

/// A title on one line.
fn escaped(title: &str) -> String {
    title.replace('\\', "\\\\").replace('<', "\\<").replace('\n', "<br>")
}

/// The title that a line stands for.
fn unescaped(line: &str) -> String {
    let mut title = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(letter) = rest.chars().next() {
        let is_break = ["<br>", "<br/>", "<br />"].into_iter().find(|tag| rest.starts_with(tag));
        let (read, len) = match (letter, is_break) {
            (_, Some(tag)) => ('\n', tag.len()),
            ('\\', None) if rest[1..].starts_with(['\\', '<']) => (char::from(rest.as_bytes()[1]), 2),
            (letter, None) => (letter, letter.len_utf8()),
        };
        title.push(read);
        rest = &rest[len..];
    }
    title
}

/// Makes a map of an outline. The same ids give the same map.
///
/// # Errors
/// It is no outline, one of a later version, too long, or has nothing in it.
pub fn import(text: &str, ids: &mut IdSource) -> Result<Imported, ImportError> {
    if text.len() > MAX_TEXT_BYTES {
        let text = format!("the text is longer than {} MiB", MAX_TEXT_BYTES >> 20);
        return Err(ImportError::new(1, 1, text, "divide it into several files"));
    }
    match head_of(text) {
        Some(HEAD) => {}
        Some(head) if head.starts_with(HEAD_START) => {
            let hint = format!("this version of Pathos reads outlines that begin with {HEAD}");
            return Err(ImportError::new(1, 1, "the outline is of another version", &hint));
        }
        _ => {
            let hint = format!("an outline begins with the line {HEAD}");
            return Err(ImportError::new(1, 1, "this is not an outline of a map", &hint));
        }
    }
    let mut notes = Notes::default();
    let mut reader =
        Reader { records: Vec::new(), section: None, is_open: false, blank: Vec::new(), notes: &mut notes };
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let mut is_head_seen = false;
    for (line, number) in text.split('\n').zip(1..) {
        if !is_head_seen {
            is_head_seen = line.trim() == HEAD;
            continue;
        }
        reader.line(line, number);
    }
    let mut records = reader.records;
    if !records.iter().any(|record| record.kind == Some(RecordKind::Map)) {
        records.insert(0, Record { kind: Some(RecordKind::Map), line: 1, values: Vec::new() });
    }
    if records.len() == 1 && records[0].values.is_empty() {
        let hint = "below its first line stand a heading with the map's title, and sections such as ## Journey";
        return Err(ImportError::new(1, 1, "the outline has nothing in it", hint));
    }
    let map = record::map_of(records, ids, &mut notes);
    Ok(Imported { map, notices: notes.into_notices() })
}

struct Reader<'a> {
    records: Vec<Record>,
    /// What stands in the section that is read; nothing before the first and in one that is not known.
    section: Option<RecordKind>,
    /// Whether the next line can belong to the value before it.
    is_open: bool,
    /// Blank lines within a value, if it goes on.
    blank: Vec<String>,
    notes: &'a mut Notes,
}

impl Reader<'_> {
    fn line(&mut self, line: &str, number: u32) {
        let inner = line.strip_prefix("  ").or_else(|| line.strip_prefix('\t'));
        if line.trim().is_empty() {
            self.blank.push(inner.unwrap_or_default().to_owned());
            return;
        }
        if let Some(inner) = inner.filter(|_| self.is_open) {
            return self.go_on(inner);
        }
        self.blank.clear();
        self.is_open = false;
        let marks = line.bytes().take_while(|byte| *byte == b'#').count();
        if (1..=6).contains(&marks) && line[marks..].starts_with([' ', '\t']) {
            return self.heading(marks, line[marks..].trim(), number);
        }
        let item = line.strip_prefix(['-', '*', '+']).filter(|rest| rest.starts_with([' ', '\t']));
        match item {
            Some(item) => self.item(item.trim(), number),
            None => self.paragraph(line.trim(), number),
        }
    }

    /// A line that belongs to the value before it.
    fn go_on(&mut self, inner: &str) {
        let value = self.records.last_mut().and_then(|record| record.values.last_mut());
        if let Some(value) = value {
            for line in self.blank.drain(..).chain([inner.to_owned()]) {
                value.text.push('\n');
                value.text.push_str(&line);
            }
        }
    }

    fn heading(&mut self, level: usize, text: &str, line: u32) {
        let (title, id) = title_and_id(text);
        let kind = match (level, self.section) {
            (1, _) => Some(RecordKind::Map),
            (2, _) => return self.section(&title, line),
            (3, Some(RecordKind::Stage)) => Some(RecordKind::Stage),
            (4, Some(RecordKind::Stage)) => Some(RecordKind::Step),
            (_, Some(RecordKind::Stage)) => Some(RecordKind::Card),
            (_, section) => section,
        };
        let Some(kind) = kind else {
            let text = format!("\"{}\" stands in no section and was left out", shortened(&title));
            return self.notes.tell(line, 1, text);
        };
        if kind == RecordKind::Map && self.records.iter().any(|record| record.kind == Some(kind)) {
            let text = format!("the outline has a title already; \"{}\" was left out", shortened(&title));
            return self.notes.tell(line, 1, text);
        }
        let said = |field: Field, text: String| Value { line, column: 1, meaning: field.into(), text };
        let mut record = Record { kind: Some(kind), line, values: vec![said(Field::Title, title)] };
        record.values.extend(id.map(|id| said(Field::Id, id.to_owned())));
        if kind == RecordKind::Card && self.section == Some(RecordKind::Card) {
            record.values.push(said(Field::Place, record::PARKED.to_owned()));
        }
        self.records.push(record);
    }

    fn section(&mut self, title: &str, line: u32) {
        let same = |name: &str| name.eq_ignore_ascii_case(title.trim());
        self.section = SECTIONS.into_iter().find(|(name, _)| same(name)).map(|(_, kind)| kind);
        if self.section.is_none() {
            let known = SECTIONS.map(|(name, _)| name).join(", ");
            let text = format!("\"{}\" is no section and was left out; there are {known}", shortened(title));
            self.notes.tell(line, 1, text);
            // What is said below it belongs to nothing.
            self.records.push(Record { kind: None, line, values: Vec::new() });
        }
    }

    fn item(&mut self, item: &str, line: u32) {
        let named = item.split_once(':').filter(|(_, rest)| rest.is_empty() || rest.starts_with([' ', '\t', '*']));
        let is_bold = item.starts_with("**");
        let bare = |text: &str| if is_bold { text.trim_matches('*').trim().to_owned() } else { text.to_owned() };
        let said = named.and_then(|(name, text)| Some((Meaning::of_head(&bare(name))?, text)));
        let is_unplaced = self.records.last().is_none_or(|record| record.kind.is_none());
        let Some((meaning, text)) = said.filter(|_| !is_unplaced) else {
            let text = format!("\"{}\" says nothing that is known and was left out", shortened(item));
            return self.notes.tell(line, 1, text);
        };
        let text = if is_bold { text.trim_start_matches('*') } else { text }.trim().to_owned();
        if let Some(record) = self.records.last_mut() {
            record.values.push(Value { line, column: 1, meaning, text });
            self.is_open = true;
        }
    }

    /// A line of its own: more about a card or an opportunity.
    fn paragraph(&mut self, text: &str, line: u32) {
        let has_text = |record: &&mut Record| matches!(record.kind, Some(RecordKind::Card | RecordKind::Opportunity));
        let Some(record) = self.records.last_mut().filter(has_text) else {
            let text = format!("\"{}\" belongs to nothing and was left out", shortened(text));
            return self.notes.tell(line, 1, text);
        };
        match record.values.iter_mut().find(|value| value.meaning.field == Field::Text) {
            Some(value) => {
                value.text.push('\n');
                value.text.push_str(text);
            }
            None => record.values.push(Value { line, column: 1, meaning: Field::Text.into(), text: text.to_owned() }),
        }
    }
}

/// The title and the id of a heading such as `Pay {#s-pay}`.
fn title_and_id(heading: &str) -> (String, Option<&str>) {
    let found = heading.strip_suffix('}').and_then(|heading| heading.rsplit_once("{#"));
    match found.filter(|(_, id)| Id::<Map>::new(id).is_some()) {
        Some((title, id)) => (unescaped(title.trim()), Some(id)),
        None => (unescaped(heading), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_stands_on_one_line() {
        for title in ["Pay", "two\nlines", "a <br> b", "back\\slash \\<", "a {#b} c", "#1"] {
            assert_eq!(unescaped(&escaped(title)), title);
            let heading = format!("{} {{#c-1}}", escaped(title));
            assert_eq!(title_and_id(&heading), (title.to_owned(), Some("c-1")));
        }
        assert_eq!(title_and_id("Pay {#not an id}"), ("Pay {#not an id}".to_owned(), None));
        assert_eq!(title_and_id("{#c-1}"), (String::new(), Some("c-1")));
    }
}
