//! What stands in the cells of a clip, how it feels and where it hurts.

use std::collections::{HashMap, HashSet};

use super::Pasting;
use crate::edit::clip::ClipKind;
use crate::edit::records::{self, fresh_id};
use crate::edit::{EditError, clean, order};
use crate::model::check::limits;
use crate::model::*;

/// The cards.
impl Pasting<'_> {
    /// Adds the cards, those of one cell in their order.
    pub(super) fn cards(
        &mut self,
        map: &mut Map,
        before: impl Fn(order::Cell) -> Option<CardId>,
    ) -> Result<Vec<Subject>, EditError> {
        if map.cards.len() + self.clip.cards.len() > limits::CARDS {
            return Err(EditError::Full { kind: Card::NAME, limit: limits::CARDS });
        }
        let mut copied: Vec<(&Card, Place)> =
            self.clip.cards.iter().filter_map(|card| Some((card, self.place(map, card.place)?))).collect();
        copied.sort_by(|(a, _), (b, _)| a.rank.cmp(&b.rank));
        let mut taken: HashSet<CardId> = map.cards.iter().map(|card| card.id).collect();
        for (card, _) in &copied {
            let id = std::iter::repeat_with(|| self.ids.next()).find(|id| taken.insert(*id));
            self.cards.extend(id.map(|id| (card.id, id)));
        }
        let mut cells: HashMap<order::Cell, Vec<CardId>> = HashMap::new();
        let (mut created, mut done) = (Vec::new(), HashSet::new());
        for (card, place) in copied {
            if let Some(id) = self.cards.get(&card.id).copied().filter(|id| done.insert(*id)) {
                map.cards.push(self.card(map, card, id, place));
                cells.entry(map.cell_of(place)).or_default().push(id);
                created.push(Subject::Card(id));
            }
        }
        let mut cells: Vec<_> = cells.into_iter().collect();
        cells.sort();
        for (cell, cards) in cells {
            order::put_before(map, cell, &cards, before(cell));
        }
        Ok(created)
    }

    fn card(&self, map: &Map, copied: &Card, id: CardId, place: Place) -> Card {
        let mut card = Card { id, place, personas: self.known.personas(&copied.personas), ..copied.clone() };
        card.channels = copied.channels.iter().filter_map(|id| self.channel(map, *id)).collect();
        for link in &mut card.links {
            link.to = self.cards.get(&link.to).copied().unwrap_or(link.to);
        }
        // An arrow to a card that stayed behind is kept in its own map and lost in another.
        let is_new = |id: CardId| self.cards.values().any(|new| *new == id);
        card.links.retain(|link| is_new(link.to) || map.cards.contains(link.to));
        clean::card(&mut card);
        card
    }

    /// Where a card of the clip goes; `None` if the clip does not say.
    fn place(&self, map: &Map, place: Place) -> Option<Place> {
        let lane = |id: LaneId| self.lanes.get(&id).copied();
        let step = |id: StepId| self.steps.get(&id).copied();
        Some(match place {
            Place::Cell(l, s) => Place::Cell(lane(l)?, step(s)?),
            Place::Span(l, from, to) => {
                let (l, from) = (lane(l)?, step(from)?);
                let to = step(to).unwrap_or(from);
                let first = map.steps().map(|(_, step)| step.id).find(|id| *id == from || *id == to)?;
                let last = if first == from { to } else { from };
                if first == last { Place::Cell(l, first) } else { Place::Span(l, first, last) }
            }
            Place::Stage(l, stage) => {
                // Where its stage does not come along, it stands across the one in which it begins.
                let first = || step(self.clip.stages.find(stage)?.steps.at(0)?.id);
                match (self.stages.get(&stage), self.clip.kind) {
                    (Some(stage), _) => Place::Stage(lane(l)?, *stage),
                    (None, ClipKind::Steps) => Place::Cell(lane(l)?, first()?),
                    (None, _) => Place::Stage(lane(l)?, map.find_step(first()?)?.0.id),
                }
            }
            Place::Parked => Place::Parked,
        })
    }
}

/// How it feels and where it hurts.
impl Pasting<'_> {
    pub(super) fn experience(&mut self, map: &mut Map) -> Result<(), EditError> {
        let mut rated = HashSet::new();
        for rating in &self.clip.ratings {
            let channel = rating.channel.map(|channel| self.channel(map, channel));
            let (Some(at), Some(persona)) = (self.target(rating.at), self.known.personas.get(&rating.persona)) else {
                continue;
            };
            if channel == Some(None) || !rated.insert((at, *persona, channel)) {
                continue;
            }
            let id = fresh_id(&map.ratings, self.ids);
            let mut rating = Rating { id, at, persona: *persona, channel: channel.flatten(), ..rating.clone() };
            clean::rating(&mut rating);
            records::add(&mut map.ratings, rating, None, limits::RECORDS)?;
        }
        let mut pinned = HashSet::new();
        for callout in &self.clip.callouts {
            let persona = callout.persona.map(|persona| self.known.personas.get(&persona).copied());
            let Some(at) = self.target(callout.at) else { continue };
            if persona == Some(None) || !pinned.insert((at, callout.kind, persona)) {
                continue;
            }
            let id = fresh_id(&map.callouts, self.ids);
            let mut callout = Callout { id, at, persona: persona.flatten(), ..callout.clone() };
            clean::callout(&mut callout);
            records::add(&mut map.callouts, callout, None, limits::RECORDS)?;
        }
        self.clip.pains.iter().try_for_each(|pain| self.pain(map, pain))
    }

    /// A pain point that the map shares with cards that stayed, or that lost its place when the cards
    /// were cut, gets the new places; any other comes along as a new one.
    fn pain(&mut self, map: &mut Map, pain: &PainPoint) -> Result<(), EditError> {
        let at: Vec<Target> = pain.at.iter().filter_map(|at| self.target(*at)).collect();
        if at.is_empty() {
            return Ok(());
        }
        let is_copied = at.len() == pain.at.len();
        if let Some(known) = map.pains.find_mut(pain.id)
            && (!is_copied || known.at.is_empty())
        {
            known.at.extend(at);
            clean::pain(known);
            return Ok(());
        }
        let personas = self.known.personas(&pain.personas);
        let mut pain = PainPoint { id: fresh_id(&map.pains, self.ids), at, personas, ..pain.clone() };
        clean::pain(&mut pain);
        records::add(&mut map.pains, pain, None, limits::RECORDS)
    }

    fn target(&self, at: Target) -> Option<Target> {
        match at {
            Target::Card(card) => self.cards.get(&card).copied().map(Target::Card),
            Target::Step(step) => {
                self.steps.get(&step).copied().filter(|step| self.new_steps.contains(step)).map(Target::Step)
            }
        }
    }
}
