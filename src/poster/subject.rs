//! What of a map a poster shows: the map itself, how it differs from another, or its road map.

use std::borrow::Cow;
use std::sync::Arc;

use super::Excerpt;
use crate::delta::{self, DeltaWords, Picture};
use crate::layout::{Layout, Notes};
use crate::model::Map;
use crate::picture::Pictures;
use crate::roadmap::{RoadMap, RoadMapRows, RoadMapWords};
use crate::scene::{self, Scene};
use crate::theme::Theme;

/// What of a map a poster shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Subject {
    /// The map itself.
    #[default]
    Map,
    /// How it differs from the one that it starts from.
    Delta(Against),
    /// What is to be done, and when; with the map that it starts from also what is not planned yet.
    RoadMap(RoadMapRows, Option<Against>),
}

impl Subject {
    /// What a file with such a poster is called within.
    pub fn title(&self, map: &Map) -> String {
        let what = match self {
            Self::Map => return map.title.clone(),
            Self::Delta(_) => DeltaWords::of_language(&map.language).differences,
            Self::RoadMap(..) => RoadMapWords::of_language(&map.language).road_map,
        };
        if map.title.trim().is_empty() { what.to_owned() } else { format!("{} – {what}", map.title.trim()) }
    }

    /// What distinguishes the name of such a file from the map's own; empty for the map itself.
    pub fn suffix(&self) -> &'static str {
        match self {
            Self::Map => "",
            Self::Delta(_) => " differences",
            Self::RoadMap(..) => " road map",
        }
    }
}

/// A map that another one is held against, with its pictures. It is equal to itself and its copies.
#[derive(Debug, Clone)]
pub struct Against(Arc<(Map, Pictures)>);

impl Against {
    /// A map with its pictures.
    pub fn new(map: Map, pictures: Pictures) -> Self {
        Self(Arc::new((map, pictures)))
    }

    /// The map.
    pub fn map(&self) -> &Map {
        &self.0.0
    }

    /// Its pictures.
    pub fn pictures(&self) -> &Pictures {
        &self.0.1
    }
}

impl PartialEq for Against {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What is laid out for a poster.
pub(super) enum Drawn<'a> {
    Map(Box<Cow<'a, Map>>),
    Delta(Box<Picture>),
    RoadMap(Box<RoadMap>),
}

impl<'a> Drawn<'a> {
    /// What is drawn of a part of a map. A road map is always whole.
    pub fn of(map: &'a Map, subject: &Subject, excerpt: &Excerpt) -> Self {
        match subject {
            Subject::Map => Self::Map(Box::new(excerpt.of(map))),
            Subject::Delta(against) => {
                let mut picture = delta::overlay(against.map(), map);
                let mut excerpt = excerpt.clone();
                if let Some(personas) = &mut excerpt.personas {
                    let shadows = &picture.notes.shadows;
                    let all = picture.map.personas.iter().map(|persona| persona.id);
                    *personas = all.filter(|id| personas.contains(shadows.get(id).unwrap_or(id))).collect();
                }
                if let Cow::Owned(part) = excerpt.of(&picture.map) {
                    picture.map = part;
                }
                Self::Delta(Box::new(picture))
            }
            Subject::RoadMap(rows, against) => {
                Self::RoadMap(Box::new(RoadMap::of(map, against.as_ref().map(Against::map), *rows)))
            }
        }
    }

    /// The map and the notes that are laid out.
    pub fn parts(&self) -> (&Map, Cow<'_, Notes>) {
        match self {
            Self::Map(map) => (map, Cow::Owned(Notes::default())),
            Self::Delta(picture) => (&picture.map, Cow::Borrowed(&picture.notes)),
            Self::RoadMap(road_map) => (&road_map.map, Cow::Borrowed(&road_map.notes)),
        }
    }

    pub fn scene(&self, layout: &Layout, theme: &Theme) -> Scene {
        match self {
            Self::Map(map) => scene::build(map, layout, theme),
            Self::Delta(picture) => picture.scene(layout, theme),
            Self::RoadMap(road_map) => road_map.scene(layout, theme),
        }
    }
}

/// The pictures of a map, and those of the one that it is held against.
pub(super) fn pictures<'a>(own: &'a Pictures, subject: &Subject) -> Cow<'a, Pictures> {
    match subject {
        Subject::Delta(against) if !against.pictures().is_empty() => {
            let others = against.pictures().iter().map(|(name, bitmap)| (name.clone(), bitmap.clone()));
            Cow::Owned(others.chain(own.iter().map(|(name, bitmap)| (name.clone(), bitmap.clone()))).collect())
        }
        Subject::Map | Subject::Delta(_) | Subject::RoadMap(..) => Cow::Borrowed(own),
    }
}
