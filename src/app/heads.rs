//! Stages, steps and lanes that are selected, one or several: moving them, taking them out.

use super::navigate::{Way, neighbor};
use super::session::Session;
use crate::edit::{Edit, Selection};
use crate::model::{LaneId, Map, StageId, StepId};

/// Moving.
impl Session {
    /// Moves the selected stages, steps or lanes by one, all of them together.
    pub(super) fn carry_heads(&mut self, way: Way) {
        let map = self.map();
        let selection = &self.selection;
        let to = match way {
            Way::Time(by) if !selection.stages().is_empty() => stage_beside(map, selection.stages(), by),
            Way::Time(by) => step_beside(map, selection.steps(), by),
            Way::Lane(by) => lane_beside(map, selection.lanes(), by),
        };
        if let Some(to) = to {
            self.move_heads(&to);
        }
    }

    /// Moves all that is selected to where one of them would go by an edit.
    pub(super) fn move_heads(&mut self, to: &Edit) {
        let edits = moves(self.map(), &self.selection, to);
        let label = format!("Move {}", words(&self.selection));
        self.edit_one_or_all(&label, edits);
    }

    /// Takes out several stages, steps or lanes as one step.
    pub(super) fn delete_heads(&mut self) {
        let selection = &self.selection;
        let stages = selection.stages().iter().map(|stage| Edit::RemoveStage(*stage));
        let steps = selection.steps().iter().map(|step| Edit::RemoveStep(*step));
        let lanes = selection.lanes().iter().map(|lane| Edit::RemoveLane(*lane));
        let edits: Vec<Edit> = stages.chain(steps).chain(lanes).collect();
        let words = words(selection);
        self.edit_all(&format!("Remove {words}"), &edits);
        self.say(format!("Removed {words}"));
    }
}

/// What is selected, in words: `3 lanes`.
pub fn words(selection: &Selection) -> String {
    let count = |count: usize, one: &str| if count == 1 { format!("the {one}") } else { format!("{count} {one}s") };
    match selection {
        Selection::Stage(_) | Selection::Stages(_) => count(selection.stages().len(), "stage"),
        Selection::Step(_) | Selection::Steps(_) => count(selection.steps().len(), "step"),
        Selection::Lane(_) | Selection::Lanes(_) => count(selection.lanes().len(), "lane"),
        _ => count(selection.cards().len(), "card"),
    }
}

/// The edits that bring all that is selected to where an edit brings one of them, in their order.
pub fn moves(map: &Map, selection: &Selection, to: &Edit) -> Vec<Edit> {
    match to {
        Edit::MoveStage { before, .. } => {
            let order: Vec<StageId> = map.stages.iter().map(|stage| stage.id).collect();
            let before = staying(&order, *before, selection.stages());
            let moved = order.iter().filter(|stage| selection.stages().contains(stage));
            moved.map(|stage| Edit::MoveStage { stage: *stage, before }).collect()
        }
        Edit::MoveStep { stage, before, .. } => {
            let order: Vec<StepId> = map.stages.find(*stage).into_iter().flat_map(|s| &s.steps).map(|s| s.id).collect();
            let before = staying(&order, *before, selection.steps());
            let moved = map.steps().map(|(_, step)| step.id).filter(|step| selection.steps().contains(step));
            moved.map(|step| Edit::MoveStep { step, stage: *stage, before }).collect()
        }
        Edit::MoveLane { before, .. } => {
            let order: Vec<LaneId> = map.lanes.iter().map(|lane| lane.id).collect();
            let before = staying(&order, *before, selection.lanes());
            let moved = order.iter().filter(|lane| selection.lanes().contains(lane));
            moved.map(|lane| Edit::MoveLane { lane: *lane, before }).collect()
        }
        other => vec![other.clone()],
    }
}

fn stage_beside(map: &Map, stages: &[StageId], by: isize) -> Option<Edit> {
    let order: Vec<StageId> = map.stages.iter().map(|stage| stage.id).collect();
    let before = beside(&order, stages, by)?;
    Some(Edit::MoveStage { stage: *stages.first()?, before })
}

fn lane_beside(map: &Map, lanes: &[LaneId], by: isize) -> Option<Edit> {
    let order: Vec<LaneId> = map.lanes.iter().map(|lane| lane.id).collect();
    let before = beside(&order, lanes, by)?;
    Some(Edit::MoveLane { lane: *lanes.first()?, before })
}

fn step_beside(map: &Map, steps: &[StepId], by: isize) -> Option<Edit> {
    let columns: Vec<StepId> = map.steps().map(|(_, step)| step.id).filter(|step| steps.contains(step)).collect();
    let edge = if by < 0 { columns.first() } else { columns.last() };
    let (stage, edge) = map.find_step(*edge?)?;
    let order: Vec<StepId> = stage.steps.iter().map(|step| step.id).collect();
    let step = edge.id;
    if let Some(before) = beside(&order, steps, by) {
        return Some(Edit::MoveStep { step, stage: stage.id, before });
    }
    // At the end of its stage a step goes on into the next one.
    let stages: Vec<StageId> = map.stages.iter().map(|stage| stage.id).collect();
    let into = neighbor(&stages, stage.id, by)?;
    let first = map.stages.find(into).and_then(|stage| stage.steps.at(0)).map(|step| step.id);
    Some(Edit::MoveStep { step, stage: into, before: if by > 0 { first } else { None } })
}

/// Before whom a group goes that moves by one; `None` inside means at the end, outside that it cannot
/// move.
pub fn beside<T: Copy + PartialEq>(order: &[T], group: &[T], by: isize) -> Option<Option<T>> {
    if by < 0 {
        let first = order.iter().position(|id| group.contains(id))?;
        first.checked_sub(1).map(|before| Some(order[before]))
    } else {
        let last = order.iter().rposition(|id| group.contains(id))?;
        (last + 1 < order.len()).then(|| order.get(last + 2).copied())
    }
}

/// The first at or behind a place that does not move; `None` is the end.
fn staying<T: Copy + PartialEq>(order: &[T], before: Option<T>, moving: &[T]) -> Option<T> {
    let before = before?;
    order.iter().skip_while(|id| **id != before).find(|id| !moving.contains(id)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_by_one_names_the_one_before_which_a_group_goes() {
        let order = ['a', 'b', 'c', 'd'];
        for (group, by, expected) in [
            (&['a'][..], 1, Some(Some('c'))),
            (&['c'], 1, Some(None)),
            (&['d'], 1, None),
            (&['a'], -1, None),
            (&['c'], -1, Some(Some('b'))),
            (&['a', 'b'], 1, Some(Some('d'))),
            (&['b', 'd'], -1, Some(Some('a'))),
        ] {
            assert_eq!(beside(&order, group, by), expected, "{group:?} {by}");
        }
        assert_eq!(staying(&order, Some('b'), &['b', 'c']), Some('d'));
        assert_eq!(staying(&order, Some('d'), &['d']), None);
    }
}
