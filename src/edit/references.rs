//! Whether everything that a record names is in the map.

use super::EditError;
use super::records::require;
use crate::model::*;

/// Checks what a card names, but for its place; `knows` tells which cards there are.
pub(super) fn card(map: &Map, card: &Card, knows: impl Fn(CardId) -> bool) -> Result<(), EditError> {
    personas(map, &card.personas)?;
    card.channels.iter().try_for_each(|id| channel(map, *id))?;
    match card.links.iter().find(|link| !knows(link.to)) {
        Some(link) => Err(EditError::missing(link.to)),
        None => Ok(()),
    }
}

/// Checks what a pain point names.
pub(super) fn pain(map: &Map, pain: &PainPoint) -> Result<(), EditError> {
    personas(map, &pain.personas)?;
    targets(map, &pain.at)
}

/// Checks what an opportunity names.
pub(super) fn opportunity(map: &Map, opportunity: &Opportunity) -> Result<(), EditError> {
    opportunity.answers.iter().try_for_each(|id| require(&map.pains, *id))?;
    targets(map, &opportunity.at)
}

/// Checks what a metric names.
pub(super) fn metric(map: &Map, metric: &Metric) -> Result<(), EditError> {
    targets(map, &metric.at)
}

/// Checks what a scene of the story names.
pub(super) fn scene(map: &Map, scene: &StoryScene) -> Result<(), EditError> {
    personas(map, &scene.personas)?;
    scene.lanes.iter().try_for_each(|id| require(&map.lanes, *id))?;
    scene.highlight.iter().try_for_each(|id| require(&map.cards, *id))?;
    match &scene.view {
        StoryView::Overview | StoryView::Parked => Ok(()),
        StoryView::Stage(stage) => require(&map.stages, *stage),
        StoryView::Cards(cards) => cards.iter().try_for_each(|id| require(&map.cards, *id)),
    }
}

pub(super) fn personas(map: &Map, personas: &[PersonaId]) -> Result<(), EditError> {
    personas.iter().try_for_each(|id| require(&map.personas, *id))
}

pub(super) fn channel(map: &Map, id: ChannelId) -> Result<(), EditError> {
    if map.channel(id).is_some() { Ok(()) } else { Err(EditError::missing(id)) }
}

pub(super) fn target(map: &Map, at: Target) -> Result<(), EditError> {
    match at {
        Target::Card(id) => require(&map.cards, id),
        Target::Step(id) => step(map, id),
    }
}

pub(super) fn step(map: &Map, id: StepId) -> Result<(), EditError> {
    if map.find_step(id).is_some() { Ok(()) } else { Err(EditError::missing(id)) }
}

fn targets(map: &Map, targets: &[Target]) -> Result<(), EditError> {
    targets.iter().try_for_each(|at| target(map, *at))
}
