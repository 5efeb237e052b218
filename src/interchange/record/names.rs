//! Records by the names and ids that tables and outlines call them.

use std::collections::HashMap;
use std::hash::Hash;

use crate::interchange::field::plain;

/// What names stand for: an id always for its own record, a title where only one record has it.
pub(in crate::interchange) struct Names<T> {
    ids: HashMap<String, T>,
    titles: HashMap<String, Option<T>>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { ids: HashMap::new(), titles: HashMap::new() }
    }
}

impl<T: Copy + Eq + Hash> Names<T> {
    /// The names of records: value, id, title.
    pub(in crate::interchange) fn of<'a>(records: impl IntoIterator<Item = (T, &'a str, &'a str)>) -> Self {
        let mut names = Self::default();
        records.into_iter().for_each(|(value, id, title)| names.add(value, id, title));
        names
    }

    /// Adds a record.
    pub(in crate::interchange) fn add(&mut self, value: T, id: &str, title: &str) {
        self.ids.entry(id.to_owned()).or_insert(value);
        let title = plain(title);
        if !title.is_empty() {
            self.titles
                .entry(title)
                .and_modify(|known| *known = known.filter(|known| *known == value))
                .or_insert(Some(value));
        }
    }

    /// The record that a text names.
    pub(in crate::interchange) fn find(&self, text: &str) -> Option<T> {
        let text = text.trim();
        self.ids.get(text).or_else(|| self.titles.get(&plain(text))?.as_ref()).copied()
    }

    /// What to call a record so that [`find`](Self::find) finds it: its title, or else its id.
    pub(in crate::interchange) fn call(&self, value: T, id: &str, title: &str) -> String {
        // A long text is a title but no name.
        const MOST: usize = 60;
        let title = title.trim();
        let is_name = title.chars().count() <= MOST && !title.contains(char::is_control);
        if is_name && self.find(title) == Some(value) { title.to_owned() } else { id.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_a_name_where_only_one_record_has_it() {
        let names =
            Names::of([(1, "s-1", "Pay"), (2, "s-2", "pay!"), (3, "s-3", "Ask"), (4, "s-4", "s-1"), (5, "s-5", "👋")]);
        let called = |value, id, title| names.call(value, id, title);
        assert_eq!(called(1, "s-1", "Pay"), "s-1");
        assert_eq!(called(3, "s-3", "Ask"), "Ask");
        assert_eq!(called(4, "s-4", "s-1"), "s-4");
        assert_eq!(called(5, "s-5", "👋"), "s-5");
        assert_eq!((names.find(" ASK "), names.find("s-1"), names.find("Pay")), (Some(3), Some(1), None));
    }
}
