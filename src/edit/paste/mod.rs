//! Putting a clip into a map: new ids for what is new, and the map's own for what it knows already.

mod content;
mod grid;

use std::collections::{HashMap, HashSet};

use super::clip::{Clip, PasteAt};
use super::records::{self, require};
use super::{EditError, clean, order};
use crate::model::check::limits;
use crate::model::*;

/// Puts a clip into the map and answers what it made: the cards, or the steps, stages,
/// lanes or personas.
pub(super) fn paste(map: &mut Map, clip: &Clip, at: PasteAt, ids: &mut IdSource) -> Result<Vec<Subject>, EditError> {
    let mut pasting = Pasting::new(clip, ids);
    pasting.personas(map)?;
    pasting.channels(map)?;
    let mut above = None;
    let grid = match at {
        PasteAt::Cell { lane, step, before } => {
            above = before;
            before.map_or(Ok(()), |before| require(&map.cards, before))?;
            pasting.cells_from(map, lane, step)?;
            Vec::new()
        }
        PasteAt::Step { stage, before } => pasting.steps_into(map, stage, before)?,
        PasteAt::Stage(before) => pasting.stages_before(map, before)?,
        PasteAt::Lane(before) => pasting.lanes_above(map, before)?,
        PasteAt::Personas => clip.personas.iter().filter_map(|persona| pasting.as_known(persona.id)).collect(),
    };
    let cards = pasting.cards(map, |_| above)?;
    pasting.experience(map)?;
    Ok(if grid.is_empty() { cards } else { grid })
}

/// Puts a copy of each card below the last of them in its cell.
pub(super) fn duplicate(map: &mut Map, cards: &[CardId], ids: &mut IdSource) -> Result<Vec<Subject>, EditError> {
    cards.iter().try_for_each(|id| require(&map.cards, *id))?;
    let clip = Clip::of_cards(map, cards);
    let mut below: HashMap<order::Cell, Option<CardId>> = HashMap::new();
    for card in &clip.cards {
        let cell = map.cell_of(card.place);
        let standing = order::cards_of(map, cell);
        let last = standing.iter().rposition(|other| cards.contains(&other.id)).unwrap_or(0);
        below.insert(cell, standing.get(last + 1).map(|card| card.id));
    }
    let mut pasting = Pasting::new(&clip, ids);
    pasting.personas(map)?;
    pasting.channels(map)?;
    pasting.stay(map);
    let created = pasting.cards(map, |cell| below.get(&cell).copied().flatten())?;
    pasting.experience(map)?;
    Ok(created)
}

/// A clip on its way into a map: what each of its records is there.
struct Pasting<'a> {
    clip: &'a Clip,
    ids: &'a mut IdSource,
    cards: HashMap<CardId, CardId>,
    steps: HashMap<StepId, StepId>,
    /// Those of the steps that the map did not have.
    new_steps: HashSet<StepId>,
    stages: HashMap<StageId, StageId>,
    lanes: HashMap<LaneId, LaneId>,
    known: Known,
}

/// The persons and channels of the clip as the map knows them.
#[derive(Default)]
struct Known {
    personas: HashMap<PersonaId, PersonaId>,
    channels: HashMap<ChannelId, ChannelId>,
}

impl Known {
    fn personas(&self, personas: &[PersonaId]) -> Vec<PersonaId> {
        personas.iter().filter_map(|id| self.personas.get(id).copied()).collect()
    }
}

impl<'a> Pasting<'a> {
    fn new(clip: &'a Clip, ids: &'a mut IdSource) -> Self {
        Self {
            clip,
            ids,
            cards: HashMap::new(),
            steps: HashMap::new(),
            new_steps: HashSet::new(),
            stages: HashMap::new(),
            lanes: HashMap::new(),
            known: Known::default(),
        }
    }

    /// Everything stands in the same cells as in the map.
    fn stay(&mut self, map: &Map) {
        self.steps = map.steps().map(|(_, step)| (step.id, step.id)).collect();
        self.stages = map.stages.iter().map(|stage| (stage.id, stage.id)).collect();
        self.lanes = map.lanes.iter().map(|lane| (lane.id, lane.id)).collect();
    }
}

/// Whom and what the map knows, and what it gets.
impl Pasting<'_> {
    fn personas(&mut self, map: &mut Map) -> Result<(), EditError> {
        for persona in &self.clip.personas {
            let same_name = |other: &&Persona| other.name == persona.name && other.kind == persona.kind;
            let found = map.personas.find(persona.id).or_else(|| map.personas.iter().find(same_name));
            let id = match found {
                Some(found) => found.id,
                None => {
                    let mut persona = persona.clone();
                    clean::persona(&mut persona);
                    let id = persona.id;
                    records::add(&mut map.personas, persona, None, limits::PERSONAS)?;
                    id
                }
            };
            self.known.personas.insert(persona.id, id);
        }
        Ok(())
    }

    fn channels(&mut self, map: &mut Map) -> Result<(), EditError> {
        for channel in &self.clip.channels {
            let same_name = |other: &&Channel| other.name == channel.name;
            let found = map.channels.find(channel.id).or_else(|| map.channels.iter().find(same_name));
            let id = match found {
                Some(found) => found.id,
                None => {
                    let mut channel = channel.clone();
                    clean::channel(&mut channel);
                    let id = channel.id;
                    records::add(&mut map.channels, channel, None, limits::CHANNELS)?;
                    id
                }
            };
            self.known.channels.insert(channel.id, id);
        }
        Ok(())
    }

    /// What a persona of the clip is in the map.
    fn as_known(&self, id: PersonaId) -> Option<Subject> {
        self.known.personas.get(&id).copied().map(Subject::Persona)
    }

    fn channel(&self, map: &Map, id: ChannelId) -> Option<ChannelId> {
        let id = self.known.channels.get(&id).copied().unwrap_or(id);
        map.channel(id).map(|_| id)
    }
}
