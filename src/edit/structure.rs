//! Changing the grid: stages, steps and lanes, and what stands in them.

use std::collections::{HashMap, HashSet};

use super::forget::{self, Gone};
use super::records::{self, require};
use super::{EditError, LaneField, StageField, StepField, clean, order, references};
use crate::model::check::limits;
use crate::model::*;

pub(super) fn add_stage(map: &mut Map, stage: &Stage, before: Option<StageId>) -> Result<Vec<Subject>, EditError> {
    if stage.steps.is_empty() {
        return Err(EditError::StageWithoutStep);
    }
    let mut known: HashSet<StepId> = columns(map).into_iter().collect();
    for step in &stage.steps {
        if !known.insert(step.id) {
            return Err(EditError::taken(step.id));
        }
    }
    if known.len() > limits::STEPS {
        return Err(EditError::Full { kind: Step::NAME, limit: limits::STEPS });
    }
    let mut stage = stage.clone();
    clean::stage(&mut stage);
    stage.steps.update(|_| true, clean::step);
    let created = vec![Subject::Stage(stage.id)];
    records::add(&mut map.stages, stage, before, limits::STEPS)?;
    Ok(created)
}

pub(super) fn remove_stage(map: &mut Map, id: StageId) -> Result<(), EditError> {
    let stage = map.stages.find(id).ok_or_else(|| EditError::missing(id))?;
    let steps = stage.steps.iter().map(|step| step.id).collect();
    remove_steps(map, steps);
    Ok(())
}

pub(super) fn move_stage(map: &mut Map, id: StageId, before: Option<StageId>) -> Result<(), EditError> {
    let columns = columns(map);
    records::shift(&mut map.stages, id, before)?;
    let moved = map.stages.find(id).into_iter().flat_map(|stage| &stage.steps).map(|step| step.id).collect();
    anchor_spans(map, &columns, &moved);
    order::settle(map);
    Ok(())
}

pub(super) fn set_stage(map: &mut Map, id: StageId, field: &StageField) -> Result<(), EditError> {
    let stage = records::find_mut(&mut map.stages, id)?;
    field.put(stage);
    clean::stage(stage);
    Ok(())
}

pub(super) fn add_step(
    map: &mut Map,
    step: &Step,
    stage: StageId,
    before: Option<StepId>,
) -> Result<Vec<Subject>, EditError> {
    let columns = columns(map);
    if columns.contains(&step.id) {
        return Err(EditError::taken(step.id));
    }
    if columns.len() >= limits::STEPS {
        return Err(EditError::Full { kind: Step::NAME, limit: limits::STEPS });
    }
    let mut step = step.clone();
    clean::step(&mut step);
    let created = vec![Subject::Step(step.id)];
    let stage = records::find_mut(&mut map.stages, stage)?;
    records::add(&mut stage.steps, step, before, limits::STEPS)?;
    Ok(created)
}

pub(super) fn remove_step(map: &mut Map, id: StepId) -> Result<(), EditError> {
    references::step(map, id)?;
    remove_steps(map, HashSet::from([id]));
    Ok(())
}

pub(super) fn move_step(map: &mut Map, id: StepId, to: StageId, before: Option<StepId>) -> Result<(), EditError> {
    let (from, step) = map.find_step(id).ok_or_else(|| EditError::missing(id))?;
    let (from, step) = (from.id, step.clone());
    require(&map.stages, to)?;
    let columns = columns(map);
    if from == to {
        records::shift(&mut records::find_mut(&mut map.stages, to)?.steps, id, before)?;
    } else {
        let target = records::find_mut(&mut map.stages, to)?;
        records::add(&mut target.steps, step, before, limits::STEPS)?;
        let source = records::find_mut(&mut map.stages, from)?;
        source.steps.remove(id);
        if source.steps.is_empty() {
            dissolve(map, from, id);
        }
    }
    anchor_spans(map, &columns, &HashSet::from([id]));
    order::settle(map);
    Ok(())
}

pub(super) fn set_step(map: &mut Map, id: StepId, field: &StepField) -> Result<(), EditError> {
    let stage = map.find_step(id).map(|(stage, _)| stage.id).ok_or_else(|| EditError::missing(id))?;
    let stage = records::find_mut(&mut map.stages, stage)?;
    let step = records::find_mut(&mut stage.steps, id)?;
    field.put(step);
    clean::step(step);
    Ok(())
}

pub(super) fn add_lane(map: &mut Map, lane: &Lane, before: Option<LaneId>) -> Result<Vec<Subject>, EditError> {
    references::personas(map, &lane.personas)?;
    let mut lane = lane.clone();
    clean::lane(&mut lane);
    let created = vec![Subject::Lane(lane.id)];
    records::add(&mut map.lanes, lane, before, limits::LANES)?;
    Ok(created)
}

pub(super) fn remove_lane(map: &mut Map, id: LaneId) -> Result<(), EditError> {
    require(&map.lanes, id)?;
    let cards = map.cards.iter().filter(|card| card.place.lane() == Some(id)).map(|card| card.id).collect();
    forget::remove(map, &Gone { cards, lanes: HashSet::from([id]), ..Gone::default() });
    Ok(())
}

pub(super) fn move_lane(map: &mut Map, id: LaneId, before: Option<LaneId>) -> Result<(), EditError> {
    records::shift(&mut map.lanes, id, before)
}

pub(super) fn set_lane(map: &mut Map, id: LaneId, field: &LaneField) -> Result<(), EditError> {
    let lane = records::find_mut(&mut map.lanes, id)?;
    field.put(lane);
    clean::lane(lane);
    let personas = lane.personas.clone();
    references::personas(map, &personas)
}

/// The steps in the order of time.
fn columns(map: &Map) -> Vec<StepId> {
    map.steps().map(|(_, step)| step.id).collect()
}

/// Takes steps out, with the stages that have no other and with the cards that stand nowhere else.
fn remove_steps(map: &mut Map, steps: HashSet<StepId>) {
    let columns = columns(map);
    let is_emptied = |stage: &&Stage| stage.steps.iter().all(|step| steps.contains(&step.id));
    let stages: HashSet<StageId> = map.stages.iter().filter(is_emptied).map(|stage| stage.id).collect();
    let left: HashSet<StepId> = columns.iter().copied().filter(|step| !steps.contains(step)).collect();
    let has_nothing_left = |card: &&Card| match card.place {
        Place::Cell(_, step) => steps.contains(&step),
        Place::Span(_, from, to) => covered(&columns, from, to).iter().all(|step| !left.contains(step)),
        Place::Stage(_, stage) => stages.contains(&stage),
        Place::Parked => false,
    };
    let cards = map.cards.iter().filter(has_nothing_left).map(|card| card.id).collect();
    forget::remove(map, &Gone { cards, steps, stages, ..Gone::default() });
    anchor_spans(map, &columns, &HashSet::new());
    order::settle(map);
}

/// Takes out a stage whose last step has left; what stood across it stands at that step.
fn dissolve(map: &mut Map, stage: StageId, step: StepId) {
    let is_across = |card: &Card| matches!(card.place, Place::Stage(_, id) if id == stage);
    map.cards.update(is_across, |card| {
        if let Some(lane) = card.place.lane() {
            card.place = Place::Cell(lane, step);
        }
    });
    forget::remove(map, &Gone { stages: HashSet::from([stage]), ..Gone::default() });
}

/// Fits the cards that span several steps to the columns as they are now. `former` are the columns
/// as they were, `moved` the steps that were taken elsewhere.
///
/// A card keeps covering the steps that it covered as long as they stand side by side. Where they no
/// longer do, it lets go of the steps that were moved away from the others.
fn anchor_spans(map: &mut Map, former: &[StepId], moved: &HashSet<StepId>) {
    let now: HashMap<StepId, usize> = columns(map).into_iter().enumerate().map(|(n, step)| (step, n)).collect();
    let anchored = |place: Place| {
        let Place::Span(lane, from, to) = place else { return place };
        let kept: Vec<StepId> = covered(former, from, to).iter().copied().filter(|s| now.contains_key(s)).collect();
        let rest: Vec<StepId> = kept.iter().copied().filter(|step| !moved.contains(step)).collect();
        match ends(&kept, &now) {
            Some((first, last, true)) => span(lane, first, last),
            Some((first, last, false)) => {
                let (first, last, _) = ends(&rest, &now).unwrap_or((first, last, true));
                span(lane, first, last)
            }
            None => place,
        }
    };
    map.cards.update(|card| anchored(card.place) != card.place, |card| card.place = anchored(card.place));
}

/// The columns from one step to another; none if one of the two is not there.
fn covered(columns: &[StepId], from: StepId, to: StepId) -> &[StepId] {
    let position = |id| columns.iter().position(|step| *step == id);
    match (position(from), position(to)) {
        (Some(from), Some(to)) => &columns[from.min(to)..=from.max(to)],
        _ => &[],
    }
}

/// The first and the last of some steps, and whether no other stands between them.
fn ends(steps: &[StepId], now: &HashMap<StepId, usize>) -> Option<(StepId, StepId, bool)> {
    let place = |step: &&StepId| now.get(*step).copied();
    let (first, last) = (steps.iter().min_by_key(place)?, steps.iter().max_by_key(place)?);
    let width = place(&last)? - place(&first)? + 1;
    Some((*first, *last, width == steps.len()))
}

fn span(lane: LaneId, first: StepId, last: StepId) -> Place {
    if first == last { Place::Cell(lane, first) } else { Place::Span(lane, first, last) }
}
