//! One map that holds what two maps hold, so that both are seen in one picture: records of the second
//! map as it says, and those of the first that it no longer has, where they stood.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::insight::shown_personas;
use crate::layout::persona_hue;
use crate::model::{
    Card, CardId, Id, LaneKind, LineStyle, Map, Persona, PersonaId, Place, Purpose, Rating, Record, Scenario, Showing,
    Stage, Step, StepId, Table, Target,
};

/// Both maps in one.
pub(super) struct Union {
    pub map: Map,
    /// Cards that stand for where another one stood, and that other one.
    pub former_places: Vec<(CardId, CardId)>,
    /// Personas whose curve is the one of the first map, and whose curve it was.
    pub shadows: Vec<(PersonaId, PersonaId)>,
}

impl Union {
    /// Both maps in one; `state` names the first one at its curves.
    pub fn of(before: &Map, after: &Map, state: &str) -> Self {
        let mut map = Map {
            stages: stages(before, after),
            lanes: woven(before.lanes.iter(), &after.lanes),
            personas: woven(before.personas.iter(), &after.personas),
            channels: woven(before.channels.iter(), &after.channels),
            pains: woven(before.pains.iter().filter(|pain| !pain.resolved), &after.pains),
            opportunities: woven(before.opportunities.iter(), &after.opportunities),
            purpose: Purpose::default(),
            scenario: Scenario::default(),
            ..after.clone()
        };
        let is_placed = |map: &Map, card: &Card| match card.place {
            Place::Cell(_, step) => map.find_step(step).is_some(),
            Place::Span(_, from, to) => map.find_step(from).is_some() && map.find_step(to).is_some(),
            Place::Stage(_, stage) => map.stages.contains(stage),
            Place::Parked => false,
        };
        map.cards = woven(before.cards.iter().filter(|card| is_placed(&map, card)), &after.cards);
        let now: HashMap<CardId, &Card> = after.cards.iter().map(|card| (card.id, card)).collect();
        let mut former_places = Vec::new();
        let mut ids = Fresh::default();
        let placed: Vec<&Card> = before.cards.iter().filter(|card| is_placed(&map, card)).collect();
        for former in placed {
            let Some(now) = now.get(&former.id).filter(|now| now.place != former.place) else { continue };
            let id = ids.next(|id| map.cards.contains(id));
            former_places.push((id, now.id));
            let place = Card::new(id, former.kind, former.title.clone(), former.place);
            map.cards.push(Card { rank: former.rank.clone(), language: former.language.clone(), ..place });
        }
        let shadows = shadows(&mut map, before, after, state);
        // Two curves for each persona are enough.
        map.ratings.update(|rating| rating.expected.is_some(), |rating| rating.expected = None);
        Self { map, former_places, shadows }
    }
}

/// Ids that nothing has, the same in every run.
#[derive(Default)]
struct Fresh(usize);

impl Fresh {
    fn next<K>(&mut self, is_taken: impl Fn(Id<K>) -> bool) -> Id<K> {
        loop {
            self.0 += 1;
            if let Some(id) = Id::new(&format!("was-{}", self.0)).filter(|id| !is_taken(*id)) {
                return id;
            }
        }
    }
}

/// The records of `after`, and those of `before` that it lacks behind the one that they stood behind.
fn woven<'a, T: Record + 'a>(before: impl Iterator<Item = &'a T>, after: &Table<T>) -> Table<T> {
    let kept: HashSet<Id<T>> = after.iter().map(Record::id).collect();
    let mut gone: HashMap<Option<Id<T>>, Vec<T>> = HashMap::new();
    let mut last = None;
    for record in before {
        if kept.contains(&record.id()) {
            last = Some(record.id());
        } else {
            gone.entry(last).or_default().push(record.clone());
        }
    }
    let mut behind = |id| gone.remove(&id).unwrap_or_default();
    let first = behind(None);
    let rest = after.iter().flat_map(|record| std::iter::once(record.clone()).chain(behind(Some(record.id()))));
    first.into_iter().chain(rest).collect()
}

/// The stages of both with the steps of both; a step is where the second map has it.
fn stages(before: &Map, after: &Map) -> Table<Stage> {
    let kept: BTreeSet<StepId> = after.steps().map(|(_, step)| step.id).collect();
    let with_steps = |stage: &Stage| {
        let former = before.stages.find(stage.id);
        let now = after.stages.find(stage.id).map(|stage| stage.steps.clone()).unwrap_or_default();
        let lacking = |step: &&Step| !kept.contains(&step.id) || now.contains(step.id);
        let steps = woven(former.iter().flat_map(|stage| stage.steps.iter()).filter(lacking), &now);
        Stage { steps, ..stage.clone() }
    };
    let all = woven(before.stages.iter(), &after.stages);
    all.iter().map(with_steps).filter(|stage| !stage.steps.is_empty()).collect()
}

/// Adds the curves of the first map, of those personas that the lanes show and that fare another way.
fn shadows(map: &mut Map, before: &Map, after: &Map, state: &str) -> Vec<(PersonaId, PersonaId)> {
    let mut shadows: Vec<(PersonaId, PersonaId)> = Vec::new();
    let mut ids = Fresh::default();
    let lanes: Vec<_> = map.lanes.iter().filter(|lane| lane.kind == LaneKind::Emotion).cloned().collect();
    for lane in lanes {
        let shown: Vec<(usize, Persona)> =
            shown_personas(map, &lane).into_iter().map(|(index, persona)| (index, persona.clone())).collect();
        let mut personas: Vec<PersonaId> = shown.iter().map(|(_, persona)| persona.id).collect();
        for (index, persona) in shown {
            if levels(before, persona.id) == levels(after, persona.id) {
                continue;
            }
            let known = shadows.iter().find(|(_, of)| *of == persona.id).map(|(shadow, _)| *shadow);
            let shadow = known.unwrap_or_else(|| {
                let id = ids.next(|id| map.personas.contains(id));
                shadows.push((id, persona.id));
                add_shadow(map, before, &persona, index, id, state);
                id
            });
            personas.push(shadow);
        }
        if let Some(lane) = map.lanes.find_mut(lane.id) {
            lane.personas = personas;
        }
    }
    shadows
}

fn add_shadow(map: &mut Map, before: &Map, persona: &Persona, index: usize, id: PersonaId, state: &str) {
    let line = if persona.line == LineStyle::Dashed { LineStyle::Dotted } else { LineStyle::Dashed };
    let name = format!("{} · {state}", persona.name);
    let hue = Some(persona_hue(persona, index));
    map.personas.push(Persona { kind: persona.kind, hue, line, curve: Showing::Shown, ..Persona::new(id, name) });
    let mut ids = Fresh::default();
    for former in before.ratings.iter().filter(|rating| rating.persona == persona.id) {
        let is_there = match former.at {
            Target::Card(card) => map.cards.contains(card),
            Target::Step(step) => map.find_step(step).is_some(),
        };
        if is_there {
            let rating = Rating::new(ids.next(|id| map.ratings.contains(id)), id, former.at);
            let (channel, actual, rounds) = (former.channel, former.actual, former.rounds.clone());
            map.ratings.push(Rating { channel, actual, rounds, ..rating });
        }
    }
}

/// How a persona fares at each place.
fn levels(map: &Map, persona: PersonaId) -> Vec<(Target, Option<String>, Option<f64>)> {
    let own = map.ratings.iter().filter(|rating| rating.persona == persona);
    let mut levels: Vec<_> =
        own.map(|rating| (rating.at, rating.channel.map(|id| id.to_string()), rating.level())).collect();
    levels.sort_by_key(|(at, channel, _)| (format!("{at:?}"), channel.clone()));
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table<Step> {
        let step = |letter: char| Step::new(Id::new(&letter.to_string()).expect("an id"), "");
        text.chars().map(step).collect()
    }

    #[test]
    fn what_is_gone_stands_behind_what_it_stood_behind() {
        let check = |before: &str, after: &str, expected: &str| {
            let woven = woven(table(before).iter(), &table(after));
            let ids: String = woven.iter().map(|step| step.id.to_string()).collect();
            assert_eq!(ids, expected, "{before} → {after}");
        };
        check("abc", "abc", "abc");
        check("abc", "ac", "abc");
        check("abc", "bc", "abc");
        check("abc", "ab", "abc");
        check("abcd", "axd", "abcxd");
        check("abc", "cxa", "cxab");
        check("ab", "xy", "abxy");
        check("", "xy", "xy");
    }
}
