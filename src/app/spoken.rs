//! What a screen reader says of the map's parts: "Pay at the till, Buy, emotion −2, pain major".

use crate::model::{CalloutKind, CardId, LaneId, Map, PersonaId, StageId, StepId, Target};

/// A card with its stage, emotions, pain points and call-outs.
pub fn card(map: &Map, id: CardId) -> String {
    let Some(card) = map.cards.find(id) else { return String::new() };
    let title = one_line(&card.title);
    let mut parts = vec![if title.is_empty() { format!("{} without title", card.kind.words()) } else { title }];
    if let Some((lane, step)) = map.cell_of(card.place) {
        parts.extend(map.find_step(step).map(|(stage, _)| one_line(&stage.title)));
        parts.extend(map.lanes.find(lane).map(|lane| one_line(&lane.title)));
    }
    parts.extend(marks(map, Target::Card(id)));
    join(parts)
}

/// A stage's head.
pub fn stage(map: &Map, id: StageId) -> String {
    let title = map.stages.find(id).map(|stage| one_line(&stage.title)).unwrap_or_default();
    join(vec!["Stage".to_owned(), title])
}

/// A step's head.
pub fn step(map: &Map, id: StepId) -> String {
    let Some((stage, step)) = map.find_step(id) else { return String::new() };
    let number = stage.steps.position(id).unwrap_or(0) + 1;
    let mut parts = vec![format!("Step {number}"), one_line(&step.title), one_line(&stage.title)];
    parts.extend(marks(map, Target::Step(id)));
    join(parts)
}

/// A lane's name.
pub fn lane(map: &Map, id: LaneId) -> String {
    let Some(lane) = map.lanes.find(id) else { return String::new() };
    join(vec!["Lane".to_owned(), one_line(&lane.title), lane.kind.words().to_owned()])
}

/// An empty cell.
pub fn cell(map: &Map, lane: LaneId, step: StepId) -> String {
    join(vec!["Empty cell".to_owned(), cell_name(map, lane, step)])
}

/// A cell by its lane, stage and step.
pub fn cell_name(map: &Map, lane: LaneId, step: StepId) -> String {
    let lane = map.lanes.find(lane).map(|lane| one_line(&lane.title)).unwrap_or_default();
    let place =
        map.find_step(step).map(|(stage, step)| format!("{} {}", one_line(&stage.title), one_line(&step.title)));
    join(vec![lane, place.unwrap_or_default()])
}

/// A point of a curve.
pub fn point(map: &Map, persona: PersonaId, at: Target, level: f64) -> String {
    let name = map.personas.find(persona).map(|persona| one_line(&persona.name)).unwrap_or_default();
    let place = match at {
        Target::Card(card) => map.cards.find(card).map(|card| one_line(&card.title)),
        Target::Step(step) => map.find_step(step).map(|(_, step)| one_line(&step.title)),
    };
    let emotion = crate::model::Emotion::clamped(level.round() as i64);
    join(vec![format!("Emotion of {name}"), place.unwrap_or_default(), emotion.signed().to_owned()])
}

/// Emotions, pain points and call-outs of a place.
fn marks(map: &Map, at: Target) -> Vec<String> {
    let mut parts = Vec::new();
    let several = map.personas.len() > 1;
    for rating in map.ratings.iter().filter(|rating| rating.at == at) {
        let Some(emotion) = rating.actual else { continue };
        let who = map.personas.find(rating.persona).filter(|_| several).map(|p| format!(" of {}", one_line(&p.name)));
        parts.push(format!("emotion{} {}", who.unwrap_or_default(), emotion.signed()));
    }
    let pains = map.pains.iter().filter(|pain| pain.at.contains(&at));
    parts.extend(pains.map(|pain| format!("pain {}", pain.severity.words())));
    let callouts = map.callouts.iter().filter(|callout| callout.at == at);
    parts.extend(callouts.map(|callout| match callout.kind {
        CalloutKind::High => "marked as a high".to_owned(),
        CalloutKind::Low => "marked as a low".to_owned(),
        kind => kind.words().to_owned(),
    }));
    parts
}

/// A text without line breaks.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn join(parts: Vec<String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
