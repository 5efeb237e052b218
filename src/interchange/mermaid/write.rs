//! A map as Mermaid's `journey` diagram.

use std::collections::HashMap;

use crate::interchange::Exported;
use crate::model::*;

/// Writes a map as a diagram: a section for each stage, a task for each touchpoint and action, and
/// for a step that is rated as such; scores of 1 … 5 for emotions of −2 … +2. Personas who feel
/// differently at a place have a task each.
///
/// Mermaid has no task without a score, so what nobody rated gets 3, the middle, and is told.
pub fn export(map: &Map) -> Exported {
    let mut writer = Writer { text: String::from("journey\n"), unrated: 0, repeated: 0 };
    if !map.title.trim().is_empty() {
        writer.text.push_str(&format!("    title {}\n", escaped(&map.title)));
    }
    let mut ratings: HashMap<Target, Vec<&Rating>> = HashMap::new();
    for rating in map.ratings.iter().filter(|rating| rating.channel.is_none()) {
        ratings.entry(rating.at).or_default().push(rating);
    }
    let rated = |at: Target| ratings.get(&at).map_or(&[][..], Vec::as_slice);
    let lanes: HashMap<LaneId, usize> = map.lanes.iter().enumerate().map(|(n, lane)| (lane.id, n)).collect();
    let mut cards: HashMap<StepId, Vec<&Card>> = HashMap::new();
    for card in map.cards.iter().filter(|card| is_task(card)) {
        let step = map.cell_of(card.place).map(|(_, step)| step);
        step.iter().for_each(|step| cards.entry(*step).or_default().push(card));
    }
    let mut number = 0;
    for stage in &map.stages {
        writer.text.push_str(&format!("    section {}\n", escaped(&stage.title)));
        for step in &stage.steps {
            number += 1;
            let of_step = rated(Target::Step(step.id));
            if of_step.iter().any(|rating| rating.level().is_some()) {
                let name = if step.title.trim().is_empty() { format!("Step {number}") } else { step.title.clone() };
                writer.task(map, &name, &[], of_step);
            }
            let mut cards = cards.remove(&step.id).unwrap_or_default();
            cards.sort_by_key(|card| (card.place.lane().and_then(|lane| lanes.get(&lane)), &card.rank));
            for card in cards {
                let name = if card.title.trim().is_empty() { &card.text } else { &card.title };
                writer.task(map, name, &card.personas, rated(Target::Card(card.id)));
            }
        }
    }
    let mut left_out = not_held(map);
    let told = [
        (writer.unrated, "without an emotion got the score 3, because Mermaid has no task without one"),
        (writer.repeated, "where personas feel differently became a task for each score"),
    ];
    left_out.extend(
        told.iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, text)| format!("{count} {} {text}", if *count == 1 { "touchpoint" } else { "touchpoints" })),
    );
    Exported { text: writer.text, left_out }
}

/// Whether a card becomes a task.
fn is_task(card: &Card) -> bool {
    matches!(card.kind, CardKind::Touchpoint | CardKind::Action) && card.place != Place::Parked
}

struct Writer {
    text: String,
    unrated: usize,
    repeated: usize,
}

impl Writer {
    fn task(&mut self, map: &Map, name: &str, personas: &[PersonaId], ratings: &[&Rating]) {
        let mut scores: Vec<(i64, Vec<PersonaId>)> = Vec::new();
        for rating in ratings {
            let Some(level) = rating.level() else { continue };
            let score = level.round() as i64 + 3;
            match scores.iter_mut().find(|(known, _)| *known == score) {
                Some((_, actors)) => actors.push(rating.persona),
                None => scores.push((score, vec![rating.persona])),
            }
        }
        if scores.is_empty() {
            self.unrated += 1;
            scores.push((3, personas.to_vec()));
        }
        self.repeated += usize::from(scores.len() > 1);
        for (score, actors) in scores {
            let names = actors.iter().filter_map(|id| map.personas.find(*id));
            let names: Vec<String> = names
                .map(|persona| escaped(&persona.name).replace(',', "#44;"))
                .filter(|name| !name.is_empty())
                .collect();
            let actors = if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
            self.text.push_str(&format!("      {}: {score}{actors}\n", task_name(name)));
        }
    }
}

/// A name that Mermaid does not take for a keyword.
fn task_name(name: &str) -> String {
    let name = escaped(name);
    let lower = name.to_lowercase();
    let Some(first) = name.chars().next() else { return "…".to_owned() };
    if ["title", "section", "acctitle", "accdescr"].iter().any(|word| lower.starts_with(word)) {
        return format!("#{};{}", u32::from(first), &name[first.len_utf8()..]);
    }
    name
}

/// A text on one line, with entities for what means something to Mermaid.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        match letter {
            '\n' => escaped.push_str("<br>"),
            '#' | ';' | ':' | '&' | '<' | '%' => escaped.push_str(&format!("#{};", u32::from(letter))),
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// What of a map a diagram does not say.
fn not_held(map: &Map) -> Vec<String> {
    let texts = map.cards.iter().filter(|card| is_task(card));
    let more = |card: &&Card| {
        !card.text.is_empty()
            || !card.owner.is_empty()
            || !card.channels.is_empty()
            || !card.tags.is_empty()
            || !card.note.is_empty()
            || card.kano.is_some()
            || card.evidence.is_some()
            || !card.links.is_empty()
    };
    let is_more_than_felt = |rating: &&Rating| {
        rating.expected.is_some() || !rating.word.is_empty() || rating.ease.is_some() || rating.success.is_some()
    };
    let titled = map.steps().filter(|(_, step)| !step.title.trim().is_empty()).count();
    let timed = map.steps().filter(|(_, step)| step.duration.is_some() || step.waiting.is_some()).count();
    [
        (map.lanes.len(), "lane", "lanes"),
        (
            map.cards.iter().filter(|card| !is_task(card)).count(),
            "card that is neither touchpoint nor action, or parked",
            "cards that are neither touchpoints nor actions, or parked",
        ),
        (
            texts.filter(more).count(),
            "touchpoint's text, channels, owner and the like",
            "touchpoints' texts, channels, owners and the like",
        ),
        (titled, "step's title", "steps' titles"),
        (timed, "step's duration", "steps' durations"),
        (
            map.ratings.iter().filter(is_more_than_felt).count(),
            "expectation, word, ease or success",
            "expectations, words, ease and success",
        ),
        (
            map.ratings.iter().filter(|rating| rating.channel.is_some()).count(),
            "rating of a channel",
            "ratings of channels",
        ),
        (map.callouts.len(), "call-out", "call-outs"),
        (map.pains.len(), "pain point", "pain points"),
        (map.opportunities.len(), "opportunity", "opportunities"),
        (map.metrics.len(), "metric", "metrics"),
        (map.pictures().count(), "picture", "pictures"),
        (map.story.len(), "scene of the story", "scenes of the story"),
        (map.ballots.len(), "dot vote", "dot votes"),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(
        |(count, one, many)| {
            if count == 1 { format!("1 {one} is not in it") } else { format!("{count} {many} are not in it") }
        },
    )
    .collect()
}
