//! The maps that one can begin with.

use crate::model::{IdSource, Lane, LaneKind, Map, Persona, Stage, Step, Zone};

/// The templates: name, and what it is for.
pub const NAMES: &[(&str, &str)] = &[
    ("Journey map", "five stages, touchpoints, emotions, pain points"),
    ("Service blueprint", "frontstage, backstage and support beside the journey"),
    ("Empty map", "one stage, one lane"),
];

/// A new map from a template; the first one if there is none of that name.
pub fn map(name: &str, ids: &mut IdSource) -> Map {
    let (stages, lanes): (&[&str], &[(&str, LaneKind, Zone)]) = match name {
        "Service blueprint" => (&["Before", "During", "After"], BLUEPRINT),
        "Empty map" => (&["Stage"], &[("Touchpoints", LaneKind::Touchpoints, Zone::Customer)]),
        _ => (&["Discover", "Try", "Buy", "Use", "Leave"], JOURNEY),
    };
    let mut map = Map::new(ids.next(), "");
    map.personas.push(Persona::new(ids.next(), "Customer"));
    for title in stages {
        let steps = ["", ""].iter().take(if stages.len() == 1 { 1 } else { 2 });
        let steps = steps.map(|title| Step::new(ids.next(), *title)).collect();
        let (id, empty) = (ids.next(), String::new());
        map.stages.push(Stage { id, title: (*title).to_owned(), goal: empty.clone(), note: empty, steps });
    }
    for (title, kind, zone) in lanes {
        map.lanes.push(Lane { zone: *zone, ..Lane::new(ids.next(), *title, *kind) });
    }
    map
}

const JOURNEY: &[(&str, LaneKind, Zone)] = &[
    ("Actions", LaneKind::Actions, Zone::Customer),
    ("Touchpoints", LaneKind::Touchpoints, Zone::Customer),
    ("Emotions", LaneKind::Emotion, Zone::Customer),
    ("Thoughts", LaneKind::Text, Zone::Customer),
    ("Pain points", LaneKind::Pains, Zone::Customer),
    ("Opportunities", LaneKind::Opportunities, Zone::Customer),
];

const BLUEPRINT: &[(&str, LaneKind, Zone)] = &[
    ("Physical evidence", LaneKind::Evidence, Zone::Customer),
    ("Customer actions", LaneKind::Actions, Zone::Customer),
    ("Emotions", LaneKind::Emotion, Zone::Customer),
    ("Frontstage", LaneKind::Touchpoints, Zone::Frontstage),
    ("Backstage", LaneKind::Actions, Zone::Backstage),
    ("Support", LaneKind::Systems, Zone::Support),
];
