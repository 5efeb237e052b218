//! Selecting many cards at once: all of them, or those of stages, steps or lanes.

use super::session::Session;
use crate::edit::Selection;
use crate::model::{Card, CardId};

impl Session {
    pub(super) fn select_all(&mut self) {
        self.select(Selection::of_cards(self.map().cards.iter().map(|card| card.id)));
        self.say_selected();
    }

    /// Selects the cards that stand in the selected stage, step or lane.
    pub(super) fn select_inside(&mut self) {
        let cards = self.cards_inside();
        self.select(Selection::of_cards(cards));
        self.say_selected();
    }

    /// Whether a stage, a step or a lane is selected in which cards stand.
    pub fn has_cards_inside(&self) -> bool {
        let is_inside = self.is_inside();
        self.map().cards.iter().any(is_inside)
    }

    /// The cards that begin in the selected stage, step or lane, in the order of the file.
    pub fn cards_inside(&self) -> Vec<CardId> {
        let is_inside = self.is_inside();
        self.map().cards.iter().filter(|card| is_inside(card)).map(|card| card.id).collect()
    }

    fn is_inside(&self) -> impl Fn(&Card) -> bool {
        let map = self.map();
        move |card| {
            let Some((lane, step)) = map.cell_of(card.place) else { return false };
            let selected = &self.selection;
            let mut stages = selected.stages().iter().filter_map(|stage| map.stages.find(*stage));
            stages.any(|stage| stage.steps.contains(step))
                || selected.steps().contains(&step)
                || selected.lanes().contains(&lane)
        }
    }

    /// Says how many cards are selected, where it is not one that is seen and named anyhow.
    pub(super) fn say_selected(&mut self) {
        let selected = &self.selection;
        if selected.cards().len() + selected.stages().len() + selected.steps().len() + selected.lanes().len() > 1 {
            self.say(format!("{} selected", super::heads::words(selected)));
        }
    }
}
