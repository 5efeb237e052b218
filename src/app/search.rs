//! What is looked for in the window: the hits, which of them one is at, what is dimmed.

use std::collections::HashSet;

use super::find::{Hit, Query, cards_of};
use super::session::Session;
use super::sides::LeftPanel;
use crate::model::CardId;

/// What was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    /// What is looked for.
    pub query: Query,
    /// What replaces the words that were found.
    pub replacement: String,
    /// Whether cards that do not match are dimmed on the canvas.
    pub dims: bool,
}

/// What is looked for, and what was found.
#[derive(Debug, Default)]
pub struct Search {
    /// What was asked for.
    pub wish: Wish,
    /// The texts that match, in the order of the map.
    pub hits: Vec<Hit>,
    /// Which of them one is at.
    pub at: Option<usize>,
    /// The cards among the hits.
    cards: HashSet<CardId>,
    /// The revision and the query for which that was found out.
    made_for: Option<(u64, Query)>,
}

impl Default for Wish {
    fn default() -> Self {
        Self { query: Query::default(), replacement: String::new(), dims: true }
    }
}

impl Session {
    /// Looks again where the map or the query is another one than before.
    pub(super) fn refresh_search(&mut self) {
        if self.panels.left() != Some(LeftPanel::Find) && self.search.wish.query.is_empty() {
            return;
        }
        let made_for = (self.history.revision(), self.search.wish.query.clone());
        if self.search.made_for.as_ref() != Some(&made_for) {
            self.search.hits = made_for.1.hits(self.history.map());
            self.search.cards = cards_of(self.history.map(), &self.search.hits);
            self.search.at = self.search.at.filter(|at| *at < self.search.hits.len());
            self.search.made_for = Some(made_for);
        }
    }

    /// Whether a filter dims a card on the canvas.
    pub fn is_dimmed(&self, card: CardId) -> bool {
        let search = &self.search;
        self.panels.left() == Some(LeftPanel::Find)
            && search.wish.dims
            && !search.wish.query.is_empty()
            && !search.cards.contains(&card)
    }

    /// Opens the panel and gives its field the keyboard.
    pub(super) fn show_find(&mut self) {
        self.panels.open_left(LeftPanel::Find);
        self.focus_next = Some(super::panels::find::words_id());
    }

    pub(super) fn set_wish(&mut self, wish: Wish) {
        if wish.query != self.search.wish.query {
            self.search.at = None;
        }
        self.search.wish = wish;
        self.refresh_search();
    }

    /// Goes to the next hit, or back, round at the end.
    pub(super) fn step_through_hits(&mut self, by: isize) {
        let count = self.search.hits.len();
        if count == 0 {
            self.panels.open_left(LeftPanel::Find);
            return self.say("Nothing was found");
        }
        let next = match self.search.at {
            Some(at) => (at + count).wrapping_add_signed(by) % count,
            None if by < 0 => count - 1,
            None => 0,
        };
        self.go_to_hit(next);
    }

    pub(super) fn go_to_hit(&mut self, n: usize) {
        let Some(hit) = self.search.hits.get(n) else { return };
        let (selection, shown) = (hit.field.selection(self.history.map()), hit.shown.clone());
        self.search.at = Some(n);
        self.select(selection);
        self.say(format!("{} of {}: {shown}", n + 1, self.search.hits.len()));
    }

    /// Replaces the words in the hit that one is at, or in all, as one step.
    pub(super) fn replace_found(&mut self, all: bool) {
        let Wish { query, replacement, .. } = self.search.wish.clone();
        let at = self.search.at.unwrap_or(0);
        let fields: Vec<_> = if all {
            self.search.hits.iter().map(|hit| hit.field).collect()
        } else {
            self.search.hits.get(at).map(|hit| hit.field).into_iter().collect()
        };
        let edits = query.replace(self.map(), fields, &replacement);
        let count = edits.len();
        let label = format!("Replace “{}” with “{replacement}”", query.text);
        self.edit_all(&label, &edits);
        self.refresh_search();
        match (all, self.search.hits.len()) {
            (true, _) => self.say(format!("{label}: {count} {}", if count == 1 { "text" } else { "texts" })),
            (false, 0) => {}
            (false, left) => self.go_to_hit(at % left),
        }
    }
}
