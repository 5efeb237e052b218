//! Joining stages and steps: a step can move from one stage to another.

use std::collections::HashMap;

use super::conflict::{Conflict, Dispute};
use super::order;
use super::table::{Joined, conflict};
use crate::model::{IdSource, Map, Stage, StageId, Step, StepId, Table};

/// The stages of three versions without their steps, and the steps with the stages that they are in.
pub(super) struct Grid<'a> {
    pub stages: Joined<'a, Stage>,
    pub steps: Joined<'a, Step>,
    versions: [&'a Map; 3],
    parents: [HashMap<StepId, StageId>; 3],
    /// Steps that were made for stages that would have none.
    made: HashMap<StageId, Step>,
}

impl<'a> Grid<'a> {
    pub fn new(versions: [&'a Map; 3], heads: [&'a Table<Stage>; 3]) -> Self {
        let parents =
            versions.map(|map| map.steps().map(|(stage, step)| (step.id, stage.id)).collect::<HashMap<_, _>>());
        let steps = Joined::new(versions.map(|map| map.steps().map(|(_, step)| step).collect()));
        let stages = Joined::of_tables(heads);
        let mut grid = Self { stages, steps, versions, parents, made: HashMap::new() };
        for id in grid.steps.order().keys {
            let parent = |side: usize| grid.parents[side].get(&id).copied();
            let (base, ours, theirs) = (parent(0), parent(1), parent(2));
            if ours != theirs
                && ours != base
                && theirs != base
                && let (Some(ours), Some(theirs), Some(step)) = (ours, theirs, grid.steps.theirs(id))
            {
                let title = |map: &Map, id| map.stages.find(id).map(|stage| stage.title.clone()).unwrap_or_default();
                let (ours, theirs) = (title(versions[1], ours), title(versions[2], theirs));
                let dispute = Dispute::Field { field: "stage".to_owned(), ours, theirs };
                grid.steps.conflicts.push(conflict(step, dispute));
            }
        }
        grid
    }

    /// The stage that a step is in.
    fn parent(&self, step: StepId) -> Option<StageId> {
        let [base, ours, theirs] = self.parents.each_ref().map(|parents| parents.get(&step).copied());
        match (ours, theirs) {
            (Some(_), Some(_)) if ours == base => theirs,
            (Some(_), _) => ours,
            (None, Some(_)) => theirs,
            (None, None) => base,
        }
    }

    /// The stages with their steps. A stage that lost its last step gets one back; what a kept step is in
    /// is kept.
    pub fn assemble(&mut self, ids: &mut IdSource) -> (Table<Stage>, Vec<Conflict>) {
        for step in self.steps.kept_ids() {
            if let Some(parent) = self.parent(step) {
                self.stages.revive(parent);
            }
        }
        let order = self.stages.order();
        let mut conflicts: Vec<Conflict> =
            self.stages.order_conflict("map", self.versions[1].id.to_string(), &order).into_iter().collect();
        let mut stages = Table::default();
        for id in order.keys.iter().copied() {
            let (mut steps, conflict) = self.steps_of(id);
            conflicts.extend(conflict);
            if steps.is_empty() {
                steps.push(self.step_for(id, ids));
            }
            for stage in &self.stages.table(&[id]) {
                stages.push(Stage { steps: steps.clone(), ..stage.clone() });
            }
        }
        (stages, conflicts)
    }

    fn steps_of(&self, stage: StageId) -> (Table<Step>, Option<Conflict>) {
        let keys = |map: &Map| -> Vec<StepId> {
            map.stages.find(stage).map(|stage| stage.steps.iter().map(|step| step.id).collect()).unwrap_or_default()
        };
        let [base, ours, theirs] = self.versions.map(keys);
        let is_kept = |id: &StepId| self.steps.keeps(*id) && self.parent(*id) == Some(stage);
        let order = order::join(&base, &ours, &theirs, is_kept);
        let conflict = self.steps.order_conflict("stage", stage.to_string(), &order);
        (self.steps.table(&order.keys), conflict)
    }

    /// A step for a stage that would have none: one that it had, else a new one.
    fn step_for(&mut self, stage: StageId, ids: &mut IdSource) -> Step {
        let had = |map: &&Map| -> Vec<StepId> {
            map.stages.find(stage).map(|stage| stage.steps.iter().map(|step| step.id).collect()).unwrap_or_default()
        };
        let mut former = self.versions.iter().flat_map(had).collect::<Vec<_>>();
        former.retain(|id| self.parent(*id) == Some(stage) && !self.steps.keeps(*id));
        if let Some(id) = former.first()
            && self.steps.revive(*id)
            && let Some(step) = self.steps.table(&[*id]).at(0)
        {
            return step.clone();
        }
        let is_known = |id| self.versions.iter().any(|map| map.find_step(id).is_some());
        let id = std::iter::repeat_with(|| ids.next()).find(|id| !is_known(*id)).unwrap_or_else(|| ids.next());
        self.made.entry(stage).or_insert_with(|| Step::new(id, "")).clone()
    }
}
