//! Names of the map to choose among: steps, lanes, personas.

use crate::model::{LaneId, Map, PersonaId, StepId, stage_words};

/// The steps with their stages: `Buy · Pay`.
pub fn steps(map: &Map) -> Vec<(StepId, String)> {
    map.steps().map(|(_, step)| (step.id, step_name(map, step.id))).collect()
}

/// A step with its stage.
pub fn step_name(map: &Map, id: StepId) -> String {
    let stage = map.find_step(id).map(|(stage, _)| stage_words(stage)).unwrap_or_default();
    let step = map.step_words(id);
    if step == stage || step.starts_with(&format!("{stage}, ")) { step } else { format!("{stage} · {step}") }
}

/// The lanes in which cards can stand.
pub fn lanes(map: &Map) -> Vec<(LaneId, String)> {
    let lanes = map.lanes.iter().filter(|lane| lane.kind.holds_cards() && !lane.hidden);
    lanes.map(|lane| (lane.id, map.lane_words(lane.id))).collect()
}

/// The personas.
pub fn personas(map: &Map) -> Vec<(PersonaId, String)> {
    map.personas.iter().map(|persona| (persona.id, map.persona_words(persona.id))).collect()
}
