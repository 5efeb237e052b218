//! The maps that people begin with.
//!
//! They stand in `assets/templates` as files like any other and are compiled in.

use crate::model::{Baseline, IdSource, Map, MapId, MapState};
use crate::store;

/// A map to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What it is for, in a line.
    pub about: &'static str,
    ron: &'static str,
}

/// All templates; the first is the one that is taken when nothing is said.
pub const TEMPLATES: [Template; 4] = [
    Template {
        name: "blank",
        about: "three stages with two steps each; touchpoints, emotion and pain points",
        ron: include_str!("../assets/templates/blank.ron"),
    },
    Template {
        name: "customer-journey",
        about: "from discovering to returning; what customers do, meet, feel and say, and what to do about it",
        ron: include_str!("../assets/templates/customer-journey.ron"),
    },
    Template {
        name: "service-blueprint",
        about: "one service in depth: evidence, customer, frontstage, backstage and support",
        ron: include_str!("../assets/templates/service-blueprint.ron"),
    },
    Template {
        name: "experience-map",
        about: "what people do, think and feel on the way to a goal, whoever serves them",
        ron: include_str!("../assets/templates/experience-map.ron"),
    },
];

impl Template {
    /// The template with this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        TEMPLATES.iter().find(|template| template.name.eq_ignore_ascii_case(name))
    }

    /// A map like it, with an id of its own.
    pub fn map(&self, ids: &mut IdSource) -> Map {
        let (mut map, _) = store::parse(self.ron).expect("a template is a map; a test holds it to that");
        map.id = ids.next();
        map
    }
}

/// A future map that starts from a current one: the same records with the same ids, so that what
/// becomes different can be told. `path` leads to the current map's file, seen from the folder of the
/// new one. It has no period and no date yet, and no change.
pub fn future_of(current: &Map, id: MapId, path: &str) -> Map {
    Map {
        id,
        state: MapState::Future,
        period: String::new(),
        created: None,
        reviewed: None,
        baseline: Some(Baseline { map: current.id, path: path.to_owned() }),
        changes: Vec::new(),
        ..current.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LaneKind, check};

    #[test]
    fn every_template_is_a_sound_map() {
        for template in TEMPLATES {
            let map = template.map(&mut IdSource::seeded(1));
            assert_eq!(check::check(&map), [], "{}", template.name);
            for kind in [LaneKind::Touchpoints, LaneKind::Emotion] {
                assert!(map.lanes.iter().any(|lane| lane.kind == kind), "{}", template.name);
            }
            assert!(!map.personas.is_empty() && map.stages.len() >= 3, "{}", template.name);
        }
    }

    #[test]
    fn two_maps_of_one_template_have_two_ids() {
        let mut ids = IdSource::seeded(1);
        assert_ne!(TEMPLATES[0].map(&mut ids).id, TEMPLATES[0].map(&mut ids).id);
    }

    #[test]
    fn a_future_map_keeps_every_record_and_names_where_it_starts() {
        let mut ids = IdSource::seeded(1);
        let current = TEMPLATES[1].map(&mut ids);
        let future = future_of(&current, ids.next(), "now.ron");
        assert_eq!(future.baseline, Some(Baseline { map: current.id, path: "now.ron".into() }));
        assert_eq!(future.state, MapState::Future);
        assert_eq!((&future.stages, &future.lanes, &future.cards), (&current.stages, &current.lanes, &current.cards));
        assert_ne!(future.id, current.id);
        assert_eq!(check::check(&future), []);
    }
}
