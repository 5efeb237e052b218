//! Cards on the clipboard: as plain text for other programs, and whole for this window.

use super::session::Session;
use crate::edit::{Edit, Selection};
use crate::model::{Card, CardId, LaneId, Place, StepId, check::limits};

/// The most cards that are made of the lines of a pasted text.
const MOST_LINES: usize = 500;

impl Session {
    /// Copies the selected cards, and takes them out if they are cut. The text goes to the system's
    /// clipboard with the next frame.
    pub(super) fn copy(&mut self, cut: bool) {
        let selected = self.selection.cards();
        let cards: Vec<Card> = selected.iter().filter_map(|id| self.map().cards.find(*id)).cloned().collect();
        if cards.is_empty() {
            return;
        }
        self.copied_text = Some(text_of(&cards));
        self.clipboard = cards;
        if cut {
            self.delete();
        } else {
            let count = self.clipboard.len();
            self.say(if count == 1 { "Copied a card".to_owned() } else { format!("Copied {count} cards") });
        }
    }

    /// Pastes the cards that were copied in this window.
    pub(super) fn paste_own(&mut self) {
        self.paste(&text_of(&self.clipboard.clone()));
    }

    /// Puts what the clipboard holds into the selected cell: the cards that were copied here if it
    /// is still their text, else a card for each line.
    pub(super) fn paste(&mut self, text: &str) {
        let Some((lane, step)) = self.card_cell() else {
            return self.say("Select a cell to paste into.");
        };
        let cards = if !self.clipboard.is_empty() && text_of(&self.clipboard) == text {
            self.copies_for(lane, step)
        } else {
            self.cards_of_lines(text, lane, step)
        };
        if cards.is_empty() {
            let is_blank = text.trim().is_empty();
            let long = format!("A line is longer than the {} bytes that a card's title can have.", limits::TEXT);
            return self.say(if is_blank { "There is no text on the clipboard." } else { &long });
        }
        let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
        let count = cards.len();
        let pasted: Vec<CardId> = cards.iter().map(|card| card.id).collect();
        if self.edit(&Edit::AddCards { cards, before: None }).is_some() {
            self.select(Selection::of_cards(pasted));
            if count < lines {
                self.say(format!("Only {count} of {lines} lines became cards: the others are too many or too long."));
            }
        }
    }

    /// Puts a copy of each selected card below it and selects the copies.
    pub(super) fn duplicate(&mut self) {
        use crate::model::Subject;
        let cards = self.selection.cards().to_vec();
        if let Some(applied) = self.edit(&Edit::DuplicateCards(cards)) {
            let copies = applied.created.iter().filter_map(|subject| match subject {
                Subject::Card(card) => Some(*card),
                _ => None,
            });
            self.select(Selection::of_cards(copies));
        }
    }

    fn copies_for(&mut self, lane: LaneId, step: StepId) -> Vec<Card> {
        let mut cards = self.clipboard.clone();
        for card in &mut cards {
            card.id = self.history.new_id();
            card.place = Place::Cell(lane, step);
            card.links.clear();
            // They may be copied from another map, whose personas and channels are not known here.
            let map = self.map();
            card.personas.retain(|persona| map.personas.contains(*persona));
            card.channels.retain(|channel| map.channel(*channel).is_some());
        }
        cards
    }

    fn cards_of_lines(&mut self, text: &str, lane: LaneId, step: StepId) -> Vec<Card> {
        let kind = self.map().lanes.find(lane).map_or_else(Default::default, |lane| lane.kind.card_kind());
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && line.len() <= limits::TEXT);
        lines
            .take(MOST_LINES)
            .map(|line| Card::new(self.history.new_id(), kind, line, Place::Cell(lane, step)))
            .collect()
    }
}

/// Cards as other programs read them: a line for each title, line breaks as blanks.
fn text_of(cards: &[Card]) -> String {
    let lines: Vec<String> = cards.iter().map(|card| card.title.replace('\n', " ")).collect();
    lines.join("\n")
}
