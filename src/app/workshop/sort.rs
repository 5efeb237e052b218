//! Sorting parked cards into lanes by keys: one card is shown, the cursor says where it goes.

use super::capture::short;
use super::{Bar, choices};
use crate::app::command::Arrow;
use crate::app::session::Session;
use crate::edit::{CardField, Edit};
use crate::insight::alike;
use crate::model::{Card, CardId, CardKind, LaneId, Place, StepId};

impl Session {
    /// The parked cards, in their order.
    pub fn parked(&self) -> Vec<&Card> {
        self.map().parked()
    }

    /// Whether a card is parked.
    pub fn has_parked(&self) -> bool {
        self.map().cards.iter().any(|card| card.place == Place::Parked)
    }

    /// The parked card that is sorted now: the one that is shown, else the first.
    pub fn sorted_card(&self) -> Option<&Card> {
        let parked = self.parked();
        let shown = self.workshop.sorting;
        parked.iter().find(|card| Some(card.id) == shown).or(parked.first()).copied()
    }

    /// The card of the grid, or the parked one before it, that says the same as the one that is sorted.
    pub fn same_as_sorted(&self) -> Option<&Card> {
        let card = self.sorted_card()?.id;
        let same = alike(self.map()).into_iter().find(|same| same.others.contains(&card))?;
        self.map().cards.find(same.into)
    }

    /// Begins to sort.
    pub(in crate::app) fn sort_parked(&mut self) {
        self.open_bar(Bar::Sort);
        let lane = self.current_lane().filter(|lane| choices::lanes(self.map()).iter().any(|(id, _)| id == lane));
        let (lane, step) = (lane.or_else(|| self.capture_lane()), self.capture_step());
        if let (Some(lane), Some(step)) = (lane, step) {
            self.select_cell(lane, step);
        }
    }

    /// Where the card goes that is sorted: the cell with the cursor.
    pub fn sort_cell(&self) -> Option<(LaneId, StepId)> {
        self.cell.filter(|(lane, _)| choices::lanes(self.map()).iter().any(|(id, _)| id == lane))
    }

    /// Brings the cursor to a lane or a step, or leaves either as it is.
    pub(super) fn sort_to(&mut self, lane: Option<LaneId>, step: Option<StepId>) {
        let lane = lane.or(self.sort_cell().map(|(lane, _)| lane)).or_else(|| self.capture_lane());
        let step = step.or(self.cell.map(|(_, step)| step)).or_else(|| self.capture_step());
        if let (Some(lane), Some(step)) = (lane, step) {
            self.select_cell(lane, step);
        }
    }

    /// Brings the cursor to the first step of a stage.
    pub(super) fn sort_to_stage(&mut self, nth: usize) {
        let step = self.map().stages.at(nth).and_then(|stage| stage.steps.at(0)).map(|step| step.id);
        if step.is_some() {
            self.sort_to(None, step);
        }
    }

    /// The lane or step that an arrow leads to from the cursor, as seen.
    pub fn sort_neighbor(&self, arrow: Arrow) -> (Option<LaneId>, Option<StepId>) {
        let along = |at: Option<usize>, by: isize, count: usize| {
            let at = at.map_or(0, |at| at.saturating_add_signed(by));
            at.min(count.saturating_sub(1))
        };
        let cell = self.sort_cell();
        let forward = if self.layout().direction.is_rtl() { -1 } else { 1 };
        match arrow {
            Arrow::Up | Arrow::Down => {
                let lanes = choices::lanes(self.map());
                let at = cell.and_then(|(lane, _)| lanes.iter().position(|(id, _)| *id == lane));
                let by = if arrow == Arrow::Down { 1 } else { -1 };
                (lanes.get(along(at, by, lanes.len())).map(|(lane, _)| *lane), None)
            }
            Arrow::Left | Arrow::Right => {
                let steps: Vec<StepId> = self.map().steps().map(|(_, step)| step.id).collect();
                let at = self.cell.and_then(|(_, step)| steps.iter().position(|id| *id == step));
                let by = if arrow == Arrow::Right { forward } else { -forward };
                (None, steps.get(along(at, by, steps.len())).copied())
            }
        }
    }

    /// Puts the card where the cursor is, and shows the next one.
    pub(super) fn place_parked(&mut self) {
        let (Some(card), Some((lane, step))) = (self.sorted_card().cloned(), self.sort_cell()) else { return };
        let next = self.parked_after(card.id);
        let cards = vec![card.id];
        let mut edits = vec![Edit::PlaceCards { cards: cards.clone(), to: Place::Cell(lane, step), before: None }];
        // What was captured as plain text becomes what stands in the lane.
        let kind = self.map().lanes.find(lane).map_or(card.kind, |lane| lane.kind.card_kind());
        if card.kind == CardKind::Text && kind != card.kind {
            edits.push(Edit::SetCards { cards, field: CardField::Kind(kind) });
        }
        self.begin_record();
        let name = short(&self.map().words_of(&card));
        self.edit_all(&format!("Sort “{name}”"), &edits);
        self.say(format!("“{name}” is now at {}", self.map().place_words(Place::Cell(lane, step))));
        self.show_parked(next);
    }

    /// Shows the next parked card, or the one before.
    pub(super) fn next_parked(&mut self, forward: bool) {
        let parked: Vec<CardId> = self.parked().iter().map(|card| card.id).collect();
        let Some(shown) = self.sorted_card().map(|card| card.id) else { return };
        let at = parked.iter().position(|card| *card == shown).unwrap_or_default();
        let by = if forward { 1 } else { parked.len() - 1 };
        self.workshop.sorting = parked.get((at + by) % parked.len()).copied();
    }

    /// Takes the card out of the map.
    pub(super) fn remove_parked(&mut self) {
        let Some(card) = self.sorted_card().map(|card| card.id) else { return };
        let (next, edit) = (self.parked_after(card), Edit::RemoveCards(vec![card]));
        let removed = crate::edit::announce(self.map(), &edit);
        self.begin_record();
        if self.edit(&edit).is_some() {
            self.say(removed);
        }
        self.show_parked(next);
    }

    /// Merges the card into the one that says the same.
    pub(super) fn merge_parked(&mut self) {
        let (Some(card), Some(into)) = (self.sorted_card().map(|card| card.id), self.same_as_sorted().map(|c| c.id))
        else {
            return;
        };
        let next = self.parked_after(card);
        self.begin_record();
        self.edit(&Edit::MergeCards { into, cards: vec![card] });
        self.show_parked(next);
    }

    fn parked_after(&self, card: CardId) -> Option<CardId> {
        let parked = self.parked();
        let at = parked.iter().position(|other| other.id == card)?;
        parked.get(at + 1).map(|card| card.id)
    }

    fn show_parked(&mut self, card: Option<CardId>) {
        self.workshop.sorting = card;
        if !self.has_parked() {
            let said = self.status().text.clone();
            self.close_bar();
            self.say(format!("{said}. The parking lot is empty."));
        }
    }
}
