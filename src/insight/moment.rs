//! When things happen along the journey.

use crate::hash::HashMap;
use crate::model::{CardId, Map, StepId, Target};

/// When something is: by its step, then by its lane, rank and place in the file.
pub(super) type Moment<'a> = (usize, usize, &'a str, usize);

/// Where every target stands in time.
pub(super) struct MomentOrder<'a> {
    steps: HashMap<StepId, usize>,
    cards: HashMap<CardId, (Moment<'a>, StepId)>,
}

impl<'a> MomentOrder<'a> {
    pub fn new(map: &'a Map) -> Self {
        let steps: HashMap<StepId, usize> = map.steps().enumerate().map(|(n, (_, step))| (step.id, n)).collect();
        let lanes: HashMap<_, usize> = map.lanes.iter().enumerate().map(|(n, lane)| (lane.id, n)).collect();
        let cards = map
            .cards
            .iter()
            .enumerate()
            .filter_map(|(index, card)| {
                let (lane, step) = map.cell_of(card.place)?;
                let moment = (*steps.get(&step)?, *lanes.get(&lane)?, card.rank.as_str(), index);
                Some((card.id, (moment, step)))
            })
            .collect();
        Self { steps, cards }
    }

    /// When a target is, and in which step's column; `None` if it stands nowhere in the grid.
    pub fn find(&self, target: Target) -> Option<(Moment<'a>, StepId)> {
        match target {
            Target::Card(id) => self.cards.get(&id).copied(),
            Target::Step(id) => self.steps.get(&id).map(|n| ((*n, 0, "", 0), id)),
        }
    }
}
