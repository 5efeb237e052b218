//! What is told about an import, within bounds.

use std::collections::HashSet;

use crate::interchange::Notice;

/// The most notices of an import; one more says how many there would be.
const MAX_NOTICES: usize = 200;

/// Collects what was left out or changed.
#[derive(Default)]
pub(in crate::interchange) struct Notes {
    notices: Vec<Notice>,
    more: usize,
    /// What is told once, however often it happens.
    once: HashSet<String>,
}

impl Notes {
    /// Tells something about a place.
    pub(in crate::interchange) fn tell(&mut self, line: u32, column: u32, text: impl Into<String>) {
        if self.notices.len() < MAX_NOTICES {
            self.notices.push(Notice { line, column, text: text.into() });
        } else {
            self.more += 1;
        }
    }

    /// Tells something the first time that it happens.
    pub(in crate::interchange) fn tell_once(&mut self, line: u32, column: u32, text: impl Into<String>) {
        let text = text.into();
        if self.once.insert(text.clone()) {
            self.tell(line, column, text);
        }
    }

    /// All of it, in the order of the file.
    pub(in crate::interchange) fn into_notices(mut self) -> Vec<Notice> {
        if self.more > 0 {
            let (line, column) = self.notices.last().map_or((1, 1), |last| (last.line, last.column));
            let text = format!("{} more places have something that was left out or changed", self.more);
            self.notices.push(Notice { line, column, text });
        }
        let told = self.notices.len() - usize::from(self.more > 0);
        self.notices[..told].sort_by_key(|notice| (notice.line, notice.column));
        self.notices
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_has_an_end() {
        let mut notes = Notes::default();
        (0..1_000).for_each(|line| notes.tell(line, 1, "odd"));
        (0..1_000).for_each(|line| notes.tell_once(line, 1, "even"));
        let notices = notes.into_notices();
        assert_eq!(notices.len(), MAX_NOTICES + 1);
        assert_eq!(notices[MAX_NOTICES].text, "801 more places have something that was left out or changed");
    }
}
