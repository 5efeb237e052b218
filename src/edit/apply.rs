//! Applying an edit: all of it or nothing.

use super::same::same;
use super::{Edit, cards, experience, merge_cards, metrics, paste, people, story, structure, vote, workshop};
use crate::model::{Id, IdSource, Kind, Map, Subject};

/// What an edit did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applied {
    /// Whether the map is another one than before.
    pub changed: bool,
    /// The records that were made, in their order; what the selection goes to.
    pub created: Vec<Subject>,
}

/// Why an edit could not be applied. The map is then as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// It names a record that is not in the map.
    #[error("there is no {kind} with the id \"{id}\"; it may have been removed in the meantime")]
    Missing {
        /// What a person calls such a record.
        kind: &'static str,
        /// The id that nothing has.
        id: String,
    },
    /// It adds a record whose id another has.
    #[error("the id \"{id}\" belongs to another {kind} already")]
    Taken {
        /// What a person calls such a record.
        kind: &'static str,
        /// The id.
        id: String,
    },
    /// It adds more than a map can hold.
    #[error("a map can hold {limit} records of the kind {kind}; divide it into several maps")]
    Full {
        /// What a person calls such a record.
        kind: &'static str,
        /// The most that there can be.
        limit: usize,
    },
    /// It adds a stage without a step.
    #[error("a stage needs at least one step")]
    StageWithoutStep,
}

impl EditError {
    pub(super) fn missing<K: Kind>(id: Id<K>) -> Self {
        Self::Missing { kind: K::NAME, id: id.to_string() }
    }

    pub(super) fn taken<K: Kind>(id: Id<K>) -> Self {
        Self::Taken { kind: K::NAME, id: id.to_string() }
    }
}

/// Changes the map as the edit says. Ids that the edit does not bring along come from `ids`.
///
/// A map in which `model::check` finds no error has none afterwards either. Records that the edit
/// does not concern stay shared with every copy of the map.
///
/// # Errors
/// If the edit names a record that is not there, adds one whose id is taken, or more than a map can
/// hold; the map is then as it was.
pub fn apply(map: &mut Map, edit: &Edit, ids: &mut IdSource) -> Result<Applied, EditError> {
    let (changed, applied) = changed(map, edit, ids)?;
    if applied.changed {
        *map = changed;
    }
    Ok(applied)
}

/// A copy of the map with the edit applied.
pub(super) fn changed(map: &Map, edit: &Edit, ids: &mut IdSource) -> Result<(Map, Applied), EditError> {
    let mut copy = map.clone();
    let created = change(&mut copy, edit, ids)?;
    let changed = !same(&copy, map);
    Ok((copy, Applied { changed, created }))
}

/// Hands the edit to the part that knows how, and gives back what was made.
fn change(map: &mut Map, edit: &Edit, ids: &mut IdSource) -> Result<Vec<Subject>, EditError> {
    match edit {
        Edit::AddCards { cards, before } => return cards::add(map, cards, *before),
        Edit::RemoveCards(cards) => cards::remove(map, cards)?,
        Edit::PlaceCards { cards, to, before } => cards::place(map, cards, *to, *before)?,
        Edit::DuplicateCards(cards) => return paste::duplicate(map, cards, ids),
        Edit::Paste { clip, at } => return paste::paste(map, clip, *at, ids),
        Edit::SetCards { cards, field } => cards::set(map, cards, field)?,
        Edit::MergeCards { into, cards } => merge_cards::merge(map, *into, cards)?,

        Edit::AddStage { stage, before } => return structure::add_stage(map, stage, *before),
        Edit::RemoveStage(stage) => structure::remove_stage(map, *stage)?,
        Edit::MoveStage { stage, before } => structure::move_stage(map, *stage, *before)?,
        Edit::SetStage { stage, field } => structure::set_stage(map, *stage, field)?,
        Edit::AddStep { step, stage, before } => return structure::add_step(map, step, *stage, *before),
        Edit::RemoveStep(step) => structure::remove_step(map, *step)?,
        Edit::MoveStep { step, stage, before } => structure::move_step(map, *step, *stage, *before)?,
        Edit::SetStep { step, field } => structure::set_step(map, *step, field)?,
        Edit::AddLane { lane, before } => return structure::add_lane(map, lane, *before),
        Edit::RemoveLane(lane) => structure::remove_lane(map, *lane)?,
        Edit::MoveLane { lane, before } => structure::move_lane(map, *lane, *before)?,
        Edit::SetLane { lane, field } => structure::set_lane(map, *lane, field)?,

        Edit::AddPersona { persona, before } => return people::add_persona(map, persona, *before),
        Edit::RemovePersona(persona) => people::remove_persona(map, *persona)?,
        Edit::MovePersona { persona, before } => people::move_persona(map, *persona, *before)?,
        Edit::SetPersona { persona, field } => people::set_persona(map, *persona, field)?,
        Edit::AddChannel(channel) => people::add_channel(map, channel)?,
        Edit::RemoveChannel(channel) => people::remove_channel(map, *channel)?,
        Edit::SetChannel { channel, field } => people::set_channel(map, *channel, field)?,
        Edit::SetMap(field) => people::set_map(map, field)?,

        Edit::SetRating { persona, at, channel, field } => {
            experience::set_rating(map, (*persona, *at, *channel), field, ids)?;
        }
        Edit::SetCallout { kind, at, persona, text } => {
            experience::set_callout(map, (*kind, *at, *persona), text.as_deref(), ids)?;
        }
        Edit::AddPain(pain) => return experience::add_pain(map, pain),
        Edit::RemovePain(pain) => experience::remove_pain(map, *pain)?,
        Edit::SetPain { pain, field } => experience::set_pain(map, *pain, field)?,
        Edit::AddOpportunity(opportunity) => return experience::add_opportunity(map, opportunity),
        Edit::RemoveOpportunity(opportunity) => experience::remove_opportunity(map, *opportunity)?,
        Edit::SetOpportunity { opportunity, field } => experience::set_opportunity(map, *opportunity, field)?,
        Edit::AddMetric(metric) => metrics::add_metric(map, metric)?,
        Edit::RemoveMetric(metric) => metrics::remove_metric(map, *metric)?,
        Edit::SetMetric { metric, field } => metrics::set_metric(map, *metric, field)?,

        Edit::AddBallot(ballot) => vote::add(map, ballot)?,
        Edit::RemoveBallot(ballot) => vote::remove(map, *ballot)?,
        Edit::SetBallot { ballot, field } => vote::set(map, *ballot, field)?,
        Edit::SetVote { ballot, vote, dots } => vote::give(map, *ballot, *vote, *dots)?,
        Edit::AddScenes { scenes, before } => story::add_scenes(map, scenes, *before)?,
        Edit::RemoveScene(scene) => story::remove_scene(map, *scene)?,
        Edit::MoveScene { scene, before } => story::move_scene(map, *scene, *before)?,
        Edit::SetScene { scene, field } => story::set_scene(map, *scene, field)?,

        Edit::PlanChange(change) => workshop::plan_change(map, change)?,
        Edit::WithdrawChange(at) => map.changes.retain(|change| change.at != *at),
        Edit::AcceptFinding(accepted) => workshop::accept_finding(map, accepted)?,
        Edit::WithdrawFinding { finding, about } => workshop::withdraw_finding(map, finding, about),
    }
    Ok(Vec::new())
}
