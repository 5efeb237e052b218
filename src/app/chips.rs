//! What stands in the lanes without cards: what a click on it selects, and the way to it by keyboard.

use super::session::Session;
use crate::edit::Selection;
use crate::layout::{ChipBox, ChipSubject};
use crate::model::{LaneId, StepId};

/// What a chip selects: what it shows, or the step that it says something about.
pub fn chip_selection(about: ChipSubject, step: StepId) -> Selection {
    match about {
        ChipSubject::Pain(pain) => Selection::Pain(pain),
        ChipSubject::Opportunity(opportunity) => Selection::Opportunity(opportunity),
        ChipSubject::Rating(_, persona, at) => Selection::Point { persona, at },
        ChipSubject::Metric(metric) => Selection::Metric(metric),
        ChipSubject::Channel(_) | ChipSubject::Spread | ChipSubject::Time => Selection::Step(step),
    }
}

/// Whether a chip shows what is selected; a step has its head and no chip.
pub fn is_chip_of(selection: &Selection, chip: &ChipBox) -> bool {
    let own = chip_selection(chip.about, chip.step);
    !matches!(own, Selection::Step(_)) && own == *selection
}

impl Session {
    /// The chip that is selected, where only lanes without cards show what is selected.
    fn selected_chip(&self) -> Option<&ChipBox> {
        let is_shown_here =
            matches!(self.selection, Selection::Pain(_) | Selection::Opportunity(_) | Selection::Metric(_));
        let mut chips = self.layout().chips.iter().filter(|_| is_shown_here);
        chips.find(|chip| is_chip_of(&self.selection, chip))
    }

    /// The cell with the cursor, or the one in which stands what is selected.
    pub(super) fn cell_or_chip(&self) -> Option<(LaneId, StepId)> {
        self.cell.or_else(|| self.selected_chip().map(|chip| (chip.lane, chip.step)))
    }

    /// What stands in the cell with the cursor, or next to what is selected in its cell, after the last
    /// the first again.
    pub fn next_chip(&self) -> Option<Selection> {
        let (lane, step) = self.cell_or_chip()?;
        let chips: Vec<Selection> = self
            .layout()
            .chips
            .iter()
            .filter(|chip| (chip.lane, chip.step) == (lane, step))
            .map(|chip| chip_selection(chip.about, chip.step))
            .collect();
        let at = chips.iter().position(|selection| *selection == self.selection);
        chips.get(at.map_or(0, |at| (at + 1) % chips.len())).cloned()
    }
}
