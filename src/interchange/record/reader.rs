//! Reads the values of records, and tells what is wrong with them.

use super::{Notes, Record, RecordKind, Value};
use crate::interchange::field::{Field, plain};
use crate::interchange::value::{self, choice, held};
use crate::model::*;

/// Takes values out of records; what is left in one at the end was not understood.
pub(super) struct Reader<'a> {
    pub(super) ids: &'a mut IdSource,
    pub(super) notes: &'a mut Notes,
}

impl Record {
    /// Takes the value of a field that is not a persona's out of the record.
    pub(super) fn take(&mut self, field: Field) -> Option<Value> {
        let is_it = |value: &Value| value.meaning.field == field && value.meaning.persona.is_empty();
        let at = self.values.iter().position(is_it)?;
        Some(self.values.remove(at))
    }
}

impl Reader<'_> {
    /// A text, as much of it as a map can hold.
    pub(super) fn text(&mut self, record: &mut Record, field: Field) -> String {
        record.take(field).map(|value| self.held(&value)).unwrap_or_default()
    }

    /// What a map can hold of a value.
    pub(super) fn held(&mut self, value: &Value) -> String {
        let (text, is_cut) = held(&value.text);
        if is_cut {
            let text = format!(
                "{} has control characters or is too long; they, or the rest of it, were left out",
                value.meaning
            );
            self.notes.tell(value.line, value.column, text);
        }
        text
    }

    /// The items of a list, each once.
    pub(super) fn list(&mut self, record: &mut Record, field: Field) -> Vec<String> {
        let text = self.text(record, field);
        let mut items = value::items(&text);
        let mut seen = std::collections::HashSet::new();
        items.retain(|item| seen.insert(item.clone()));
        items
    }

    /// A value, or a word about what it should have been.
    pub(super) fn value<T>(
        &mut self,
        record: &mut Record,
        field: Field,
        read: impl Fn(&str) -> Option<T>,
        expected: &str,
    ) -> Option<T> {
        record.take(field).and_then(|value| self.read(&value, read, expected))
    }

    /// What a value says, or a word about what it should have been.
    pub(super) fn read<T>(&mut self, value: &Value, read: impl Fn(&str) -> Option<T>, expected: &str) -> Option<T> {
        let text = value.text.trim();
        if text.is_empty() {
            return None;
        }
        let result = read(text);
        if result.is_none() {
            let text = format!("{}: \"{}\" is not {expected} and was left out", value.meaning, shortened(text));
            self.notes.tell(value.line, value.column, text);
        }
        result
    }

    /// The id of a record, a new one where it has none or one that another record has.
    pub(super) fn id<K: Kind>(&mut self, record: &mut Record, is_taken: impl Fn(Id<K>) -> bool) -> Id<K> {
        let value = record.take(Field::Id);
        if let Some(value) = value {
            let id = self.read(&value, |text| Id::new(text), "an id");
            if let Some(id) = id.filter(|id| !is_taken(*id)) {
                return id;
            }
            if id.is_some() {
                let text = format!("another {} has the id \"{}\" already; this one got a new id", K::NAME, value.text);
                self.notes.tell(value.line, value.column, text);
            }
        }
        loop {
            let id = self.ids.next();
            if !is_taken(id) {
                return id;
            }
        }
    }

    pub(super) fn hue(&mut self, record: &mut Record) -> Option<Hue> {
        let others = [("gray", Hue::Gray)];
        let hue = |text: &str| choice(Hue::ALL, Hue::words, &others, text);
        self.value(record, Field::Color, hue, "a color of the palette")
    }

    /// Whether there is room for another; tells once that there is none.
    pub(super) fn room(&mut self, record: &Record, count: usize, limit: usize, what: &str) -> bool {
        if count >= limit {
            let text = format!("a map holds {limit} {what}; what goes beyond that was left out, from here on");
            self.notes.tell_once(record.line, 1, text);
        }
        count < limit
    }

    /// Tells what nothing has taken out of a record.
    pub(super) fn tell_rest(&mut self, record: &Record) {
        let what = record.kind.unwrap_or(RecordKind::Card).words();
        for value in record.values.iter().filter(|value| !value.text.trim().is_empty()) {
            let (meaning, text) = (&value.meaning, shortened(&value.text));
            let text = format!("a {what} has no \"{meaning}\", or has one already; \"{text}\" was left out");
            self.notes.tell(value.line, value.column, text);
        }
    }
}

/// The channel that people call by another name than Pathos does.
pub(super) fn known(name: &str) -> Option<ChannelId> {
    const NAMES: [(&str, &str); 44] = [
        ("website", "web"),
        ("webseite", "web"),
        ("online", "web"),
        ("internet", "web"),
        ("site web", "web"),
        ("mobile", "app"),
        ("mobile app", "app"),
        ("smartphone", "app"),
        ("mail", "email"),
        ("correo", "email"),
        ("courriel", "email"),
        ("telefon", "phone"),
        ("telephone", "phone"),
        ("téléphone", "phone"),
        ("teléfono", "phone"),
        ("telefono", "phone"),
        ("call", "phone"),
        ("hotline", "phone"),
        ("call center", "phone"),
        ("chatbot", "chat"),
        ("sms", "sms"),
        ("text", "sms"),
        ("social", "social"),
        ("soziale medien", "social"),
        ("réseaux sociaux", "social"),
        ("redes sociales", "social"),
        ("shop", "store"),
        ("filiale", "store"),
        ("laden", "store"),
        ("geschäft", "store"),
        ("magasin", "store"),
        ("tienda", "store"),
        ("negozio", "store"),
        ("retail", "store"),
        ("face to face", "in-person"),
        ("persönlich", "in-person"),
        ("en personne", "in-person"),
        ("en persona", "in-person"),
        ("brief", "post"),
        ("letter", "post"),
        ("courrier", "post"),
        ("werbung", "ad"),
        ("advertising", "ad"),
        ("video", "video"),
    ];
    let name = plain(name);
    let (_, id) = NAMES.iter().find(|(other, _)| plain(other) == name)?;
    ChannelId::new(id)
}

/// The beginning of a text, on one line, for a message.
pub(in crate::interchange) fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    let line: String = text.chars().take(MOST + 1).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.chars().count() <= MOST { line } else { line.chars().take(MOST - 1).chain(['…']).collect() }
}
