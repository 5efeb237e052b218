//! The grid of a clip: which steps and lanes of the map its own are, and those that the map gets.

use std::collections::HashSet;

use super::Pasting;
use crate::edit::records::{self, fresh_id, require};
use crate::edit::{EditError, clean, references};
use crate::model::check::limits;
use crate::model::*;

impl Pasting<'_> {
    /// The cells from an upper left one on. Where the map ends, it gets steps and lanes.
    pub(super) fn cells_from(&mut self, map: &mut Map, lane: LaneId, step: StepId) -> Result<(), EditError> {
        require(&map.lanes, lane)?;
        references::step(map, step)?;
        let first = map.steps().position(|(_, other)| other.id == step).unwrap_or(0);
        self.columns_from(map, first)?;
        let shown = |other: &&Lane| other.id == lane || (other.kind.holds_cards() && !other.hidden);
        let rows: Vec<LaneId> =
            map.lanes.iter().filter(shown).map(|lane| lane.id).skip_while(|id| *id != lane).collect();
        for (n, copied) in self.clip.lanes.iter().enumerate() {
            let id = match rows.get(n) {
                Some(row) => *row,
                None => self.add_lane(map, copied, None)?,
            };
            self.lanes.insert(copied.id, id);
        }
        Ok(())
    }

    /// The columns of the clip, the first of them at a position among the map's.
    fn columns_from(&mut self, map: &mut Map, first: usize) -> Result<(), EditError> {
        let columns: Vec<StepId> = map.steps().map(|(_, step)| step.id).collect();
        for (n, copied) in self.clip.columns.iter().enumerate() {
            let last = map.stages.iter().next_back().map(|stage| stage.id);
            let id = match (columns.get(first + n), last) {
                (Some(column), _) => *column,
                (None, Some(stage)) => self.add_step(map, &Step::new(*copied, ""), stage, None)?,
                (None, None) => return Ok(()),
            };
            self.steps.insert(*copied, id);
        }
        Ok(())
    }

    /// For lanes: the columns that the map knows, and else those at the same position.
    fn columns_by_place(&mut self, map: &mut Map) -> Result<(), EditError> {
        let is_known = self.clip.columns.iter().all(|step| map.find_step(*step).is_some());
        if !is_known {
            return self.columns_from(map, 0);
        }
        self.steps = self.clip.columns.iter().map(|step| (*step, *step)).collect();
        Ok(())
    }

    /// For steps and stages: the lanes that the map knows by id or name, and else new ones.
    fn lanes_by_name(&mut self, map: &mut Map) -> Result<(), EditError> {
        let used: HashSet<LaneId> = self.clip.cards.iter().filter_map(|card| card.place.lane()).collect();
        for copied in self.clip.lanes.iter().filter(|lane| used.contains(&lane.id)) {
            let same = |other: &&Lane| other.title == copied.title && other.kind == copied.kind;
            let found = map.lanes.find(copied.id).or_else(|| map.lanes.iter().find(same)).map(|lane| lane.id);
            let id = match found {
                Some(id) => id,
                None => self.add_lane(map, copied, None)?,
            };
            self.lanes.insert(copied.id, id);
        }
        Ok(())
    }

    pub(super) fn lanes_above(&mut self, map: &mut Map, before: Option<LaneId>) -> Result<Vec<Subject>, EditError> {
        let mut created = Vec::new();
        for copied in &self.clip.lanes {
            let id = self.add_lane(map, copied, before)?;
            self.lanes.insert(copied.id, id);
            created.push(Subject::Lane(id));
        }
        self.columns_by_place(map)?;
        Ok(created)
    }

    fn add_lane(&mut self, map: &mut Map, copied: &Lane, before: Option<LaneId>) -> Result<LaneId, EditError> {
        let personas = self.known.personas(&copied.personas);
        let mut lane = Lane { id: fresh_id(&map.lanes, self.ids), personas, ..copied.clone() };
        clean::lane(&mut lane);
        let id = lane.id;
        records::add(&mut map.lanes, lane, before, limits::LANES)?;
        Ok(id)
    }

    pub(super) fn steps_into(
        &mut self,
        map: &mut Map,
        stage: StageId,
        before: Option<StepId>,
    ) -> Result<Vec<Subject>, EditError> {
        let mut created = Vec::new();
        for copied in self.clip.stages.iter().flat_map(|stage| &stage.steps) {
            let id = self.add_step(map, copied, stage, before)?;
            self.steps.insert(copied.id, id);
            created.push(Subject::Step(id));
        }
        self.lanes_by_name(map)?;
        Ok(created)
    }

    fn add_step(
        &mut self,
        map: &mut Map,
        copied: &Step,
        stage: StageId,
        before: Option<StepId>,
    ) -> Result<StepId, EditError> {
        if map.steps().count() >= limits::STEPS {
            return Err(EditError::Full { kind: Step::NAME, limit: limits::STEPS });
        }
        let mut step = Step { id: self.fresh_step(map), ..copied.clone() };
        clean::step(&mut step);
        let id = step.id;
        let stage = records::find_mut(&mut map.stages, stage)?;
        records::add(&mut stage.steps, step, before, limits::STEPS)?;
        Ok(id)
    }

    pub(super) fn stages_before(&mut self, map: &mut Map, before: Option<StageId>) -> Result<Vec<Subject>, EditError> {
        let mut created = Vec::new();
        for copied in &self.clip.stages {
            let mut steps = Vec::new();
            for step in &copied.steps {
                let id = self.fresh_step(map);
                self.steps.insert(step.id, id);
                steps.push(Step { id, ..step.clone() });
            }
            if steps.is_empty() {
                return Err(EditError::StageWithoutStep);
            }
            if map.steps().count() + steps.len() > limits::STEPS {
                return Err(EditError::Full { kind: Step::NAME, limit: limits::STEPS });
            }
            let id = fresh_id(&map.stages, self.ids);
            let mut stage = Stage { id, steps: steps.into_iter().collect(), ..copied.clone() };
            clean::stage(&mut stage);
            stage.steps.update(|_| true, clean::step);
            records::add(&mut map.stages, stage, before, limits::STEPS)?;
            self.stages.insert(copied.id, id);
            created.push(Subject::Stage(id));
        }
        self.lanes_by_name(map)?;
        Ok(created)
    }

    fn fresh_step(&mut self, map: &Map) -> StepId {
        loop {
            let id = self.ids.next();
            if map.find_step(id).is_none() && self.new_steps.insert(id) {
                return id;
            }
        }
    }
}
