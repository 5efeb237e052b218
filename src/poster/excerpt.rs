//! A part of a map: some lanes, stages and personas.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::layout::numbered;
use crate::model::{LaneId, Map, PersonaId, StageId};

/// Which part of a map is shown. A list that is not given means all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The lanes.
    pub lanes: Option<Vec<LaneId>>,
    /// The stages.
    pub stages: Option<Vec<StageId>>,
    /// The personas: their blocks, curves and ratings.
    pub personas: Option<Vec<PersonaId>>,
    /// Whether steps and cards have the numbers before their titles that they have in the whole map.
    pub numbers: bool,
}

impl Excerpt {
    /// A map that has nothing but what is shown. What is left out is gone, and what referred to it
    /// with it; the given map stays as it is.
    pub fn of<'a>(&self, map: &'a Map) -> Cow<'a, Map> {
        if *self == Self::default() {
            return Cow::Borrowed(map);
        }
        let mut part = if self.numbers { numbered(map) } else { map.clone() };
        if let Some(lanes) = &self.lanes {
            part.lanes.update(|lane| !lanes.contains(&lane.id), |lane| lane.hidden = true);
        }
        if let Some(stages) = &self.stages {
            part.stages.retain(|stage| stages.contains(&stage.id));
            let steps: HashSet<_> = part.steps().map(|(_, step)| step.id).collect();
            let shown: HashSet<_> = part
                .cards
                .iter()
                .filter(|card| map.cell_of(card.place).is_some_and(|(_, step)| steps.contains(&step)))
                .map(|card| card.id)
                .collect();
            part.cards.retain(|card| shown.contains(&card.id));
        }
        if let Some(personas) = &self.personas {
            part.personas.retain(|persona| personas.contains(&persona.id));
            part.ratings.retain(|rating| personas.contains(&rating.persona));
        }
        Cow::Owned(part)
    }
}
