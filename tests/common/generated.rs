//! A made-up map of any size with text as people write it, for measuring. The same numbers give the
//! same map on every machine.

#![allow(dead_code, reason = "each test and benchmark uses a part of it")]

use pathos::layout::{Format, layout};
use pathos::model::*;
use pathos::picture::Pictures;
use pathos::scene::{self, Scene};
use pathos::text::{Shaper, SystemFonts};
use pathos::theme::Theme;

const PHRASES: [&str; 20] = [
    "Compares three offers on the train",
    "Asks a colleague who did it last year",
    "Waits in the queue and reads the notice",
    "Finds the form, loses the password",
    "Gets a call back after two days",
    "Signs on a tablet that nobody explained",
    "Looks for the right counter",
    "Opens the parcel at the kitchen table",
    "Reads the confirmation twice",
    "Tells the whole story again",
    "Pays and keeps the receipt",
    "Checks whether the order went through",
    "Brings the old device along",
    "Hopes that somebody picks up",
    "Tries the app before the website",
    "Learns the price on the last page",
    "Sees a friendly face at the door",
    "Gets a photo from the workshop",
    "Fills in the same address a third time",
    "Shows the neighbours the result",
];

const OWNERS: [&str; 6] = ["Marketing", "Web team", "Customer care", "Logistics", "Shop floor", "Accounts"];

/// The picture of such a map.
pub fn scene(lanes: usize, steps: usize) -> Scene {
    let (map, theme) = (map(lanes, steps), Theme::light());
    let layout = layout(&map, Format::Canvas, &theme, &mut Shaper::new(SystemFonts::Ignored), &Pictures::new());
    scene::build(&map, &layout, &theme)
}

/// A map of `lanes` lanes by `steps` steps with one card in each cell, and an emotion lane below, so
/// that 20 × 60 make 1,200 touchpoints.
pub fn map(lanes: usize, steps: usize) -> Map {
    let mut ids = IdSource::seeded(20);
    let mut random = fastrand::Rng::with_seed(60);
    let mut map = Map::new(ids.next(), "A journey of many steps");
    map.scenario.situation = "Someone needs something done and does not know where to begin.".into();
    for (index, name) in ["Ada", "Ben", "Chiara"].into_iter().enumerate() {
        map.personas.push(Persona { role: format!("Customer {index}"), ..Persona::new(ids.next(), name) });
    }
    for first in (0..steps).step_by(5) {
        let titles = (first..(first + 5).min(steps)).map(|n| format!("Step {}", n + 1));
        let steps = titles.map(|title| Step::new(ids.next(), title)).collect();
        let (id, goal, note) = (ids.next(), "Get on without asking".into(), String::new());
        map.stages.push(Stage { id, title: format!("Stage {}", first / 5 + 1), goal, note, steps });
    }
    for n in 0..lanes {
        map.lanes.push(Lane::new(ids.next(), format!("Lane {}", n + 1), LaneKind::Touchpoints));
    }
    map.lanes.push(Lane::new(ids.next(), "How it feels", LaneKind::Emotion));
    let steps: Vec<StepId> = map.steps().map(|(_, step)| step.id).collect();
    let lane_ids: Vec<LaneId> = map.lanes.iter().take(lanes).map(|lane| lane.id).collect();
    for (n, step) in steps.iter().enumerate() {
        for lane in &lane_ids {
            let card = card(&mut ids, &mut random, Place::Cell(*lane, *step));
            if random.u8(..8) == 0 {
                let severity = Severity::ALL[random.usize(..4)];
                map.pains.push(PainPoint::new(
                    ids.next(),
                    "Nobody says how long it takes",
                    severity,
                    Target::Card(card.id),
                ));
            }
            map.cards.push(card);
        }
        let personas: Vec<PersonaId> = map.personas.iter().map(|persona| persona.id).collect();
        for (index, persona) in personas.into_iter().enumerate() {
            let actual = Emotion::new(((n * 7 + index * 3) % 5) as i64 - 2);
            map.ratings.push(Rating { actual, ..Rating::new(ids.next(), persona, Target::Step(*step)) });
        }
    }
    map
}

fn card(ids: &mut IdSource, random: &mut fastrand::Rng, place: Place) -> Card {
    let mut phrase = || PHRASES[random.usize(..PHRASES.len())];
    let (title, text) = (phrase(), phrase());
    let channel = BUILT_IN_CHANNELS[random.usize(..BUILT_IN_CHANNELS.len())].channel_id();
    Card {
        text: text.into(),
        channels: vec![channel],
        owner: OWNERS[random.usize(..OWNERS.len())].into(),
        ..Card::new(ids.next(), CardKind::Touchpoint, title, place)
    }
}
