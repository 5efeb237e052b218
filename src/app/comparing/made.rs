//! The pictures of a comparison: composed once for each revision, and where everything stands in them.

use super::{Chosen, Mode};
use crate::delta::{Picture, overlay, side_by_side, side_by_side_layouts};
use crate::geom::{Point, Rect, Vec2};
use crate::insight::{Compared, Comparison, comparison, road_map};
use crate::layout::{self, ChipSubject, Format, Layout};
use crate::model::{CardId, ChangeAt, Map, Target};
use crate::picture::Pictures;
use crate::poster::Against;
use crate::roadmap::{Planned, RoadMap, RoadMapRows, RoadMapWords};
use crate::scene::Scene;
use crate::text::Shaper;
use crate::theme::{ScreenTheme, Theme};

/// What pictures are made for; for anything else they are made anew.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MadeFor {
    pub revision: u64,
    pub generation: u64,
    pub theme: ScreenTheme,
    pub mode: Mode,
    pub rows: RoadMapRows,
    pub against: Option<Against>,
}

/// The pictures, and what is listed beside them.
#[derive(Debug)]
pub struct Made {
    made_for: MadeFor,
    /// What differs; nothing without another map.
    pub comparison: Comparison,
    /// What is planned, period by period, each with its words.
    pub periods: Vec<(String, Vec<(Chosen, String)>)>,
    /// The pictures from left to right.
    pub panes: Vec<Pane>,
}

/// One picture.
#[derive(Debug)]
pub struct Pane {
    /// What it is of.
    pub name: String,
    /// Where everything stands.
    pub layout: Layout,
    /// What is drawn.
    pub scene: Scene,
    /// How far it is moved, so that its rows stand beside those of the other picture.
    pub moved: Vec2,
    shown: Shown,
}

/// What the cards of a picture stand for.
#[derive(Debug)]
enum Shown {
    Maps(Box<Picture>),
    RoadMap(Box<RoadMap>),
}

impl Made {
    pub(super) fn new(
        made_for: MadeFor,
        map: &Map,
        pictures: &Pictures,
        against: Option<&Against>,
        shaper: &mut Shaper,
    ) -> Self {
        let theme = Theme::screen(made_for.theme).with_accent(map.accent);
        let mut panes = match (made_for.mode, against) {
            (Mode::SideBySide, Some(against)) => beside(against, map, pictures, &theme, shaper),
            (Mode::Overlaid, Some(against)) => vec![overlaid(against, map, pictures, &theme, shaper)],
            (Mode::RoadMap, _) | (_, None) => {
                vec![planned(map, against.map(Against::map), made_for.rows, &theme, shaper)]
            }
        };
        let lanes_y = |pane: &Pane| pane.layout.strips.first().map_or(0.0, |strip| strip.lanes.y0);
        let lowest = panes.iter().map(lanes_y).fold(0.0, f64::max);
        for pane in &mut panes {
            pane.moved = Vec2::new(0.0, lowest - lanes_y(pane));
        }
        let comparison = against.map(|against| comparison(against.map(), map)).unwrap_or_default();
        Self { made_for, comparison, periods: periods(map, against), panes }
    }

    pub(super) fn is_for(&self, wanted: &MadeFor) -> bool {
        self.made_for == *wanted
    }

    /// A rectangle around all pictures, as they are moved.
    pub fn page(&self) -> Rect {
        let pages = self.panes.iter().map(|pane| pane.layout.size.to_rect() + pane.moved);
        pages.reduce(|a, b| a.union(b)).unwrap_or_default()
    }
}

fn beside(against: &Against, map: &Map, pictures: &Pictures, theme: &Theme, shaper: &mut Shaper) -> Vec<Pane> {
    let mut both = side_by_side(against.map(), map);
    let layouts = side_by_side_layouts(&mut both, theme, shaper, [against.pictures(), pictures]);
    let pane = |(picture, layout): (Picture, Layout)| Pane {
        name: name_of(&picture.map),
        scene: picture.scene(&layout, theme),
        layout,
        moved: Vec2::ZERO,
        shown: Shown::Maps(Box::new(picture)),
    };
    both.into_iter().zip(layouts).map(pane).collect()
}

fn overlaid(against: &Against, map: &Map, pictures: &Pictures, theme: &Theme, shaper: &mut Shaper) -> Pane {
    let picture = overlay(against.map(), map);
    let both = against.pictures().iter().chain(pictures.iter());
    let pictures: Pictures = both.map(|(name, bitmap)| (name.clone(), bitmap.clone())).collect();
    let layout = layout::layout_with(&picture.map, &picture.notes, Format::Canvas, theme, shaper, &pictures);
    let name = format!("{} → {}", name_of(against.map()), name_of(map));
    let (scene, shown) = (picture.scene(&layout, theme), Shown::Maps(Box::new(picture)));
    Pane { name, scene, layout, moved: Vec2::ZERO, shown }
}

fn planned(map: &Map, baseline: Option<&Map>, rows: RoadMapRows, theme: &Theme, shaper: &mut Shaper) -> Pane {
    let mut road_map = RoadMap::of(map, baseline, rows);
    // Entries hold more than cards do.
    let wide = crate::model::Length::clamped(theme.space.column * 1.5);
    let stages: Vec<_> = road_map.map.stages.iter().map(|stage| stage.id).collect();
    for stage in stages {
        if let Some(stage) = road_map.map.stages.find_mut(stage) {
            stage.steps.update(|_| true, |step| step.width = Some(wide));
        }
    }
    let pictures = Pictures::new();
    let layout = layout::layout_with(&road_map.map, &road_map.notes, Format::Canvas, theme, shaper, &pictures);
    let name = format!("{}: {}", RoadMapWords::of_language(&map.language).road_map, name_of(map));
    let (scene, shown) = (road_map.scene(&layout, theme), Shown::RoadMap(Box::new(road_map)));
    Pane { name, scene, layout, moved: Vec2::ZERO, shown }
}

fn name_of(map: &Map) -> String {
    let title = map.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = if title.is_empty() { "Untitled map".to_owned() } else { title };
    let state = map.state.words();
    match map.period.trim() {
        "" => format!("{title} ({state})"),
        period => format!("{title} ({state}, {period})"),
    }
}

/// What is planned, period by period.
fn periods(map: &Map, against: Option<&Against>) -> Vec<(String, Vec<(Chosen, String)>)> {
    let name = |at: ChangeAt| {
        let words = map.change_words(at);
        if words.is_empty() { against.map(|against| against.map().change_words(at)).unwrap_or_default() } else { words }
    };
    let mut periods = Vec::new();
    for period in road_map(map) {
        let opportunities = period.opportunities.iter().filter_map(|id| map.opportunities.find(*id));
        let mut rows: Vec<(Chosen, String)> =
            opportunities.map(|opportunity| (Chosen::Opportunity(opportunity.id), opportunity.name.clone())).collect();
        let alone = period.changes.iter().filter(|change| change.opportunity.is_none());
        rows.extend(alone.map(|change| (Chosen::Change(change.at), name(change.at))));
        if !rows.is_empty() {
            periods.push((period.name, rows));
        }
    }
    periods
}

impl Pane {
    /// What lies at a place of the picture.
    pub fn at(&self, place: Point) -> Option<Chosen> {
        let card = self.layout.card_at(place).map(|card| card.id);
        match &self.shown {
            Shown::RoadMap(road_map) => road_map.about(card?).and_then(chosen),
            Shown::Maps(picture) => {
                if let Some(card) = card {
                    return Some(Chosen::Difference(Compared::Card(picture.card_of(card))));
                }
                if let Some(chip) = self.layout.chips.iter().find(|chip| chip.rect.contains(place)) {
                    return match chip.about {
                        ChipSubject::Pain(id) => Some(Chosen::Difference(Compared::Pain(id))),
                        ChipSubject::Opportunity(id) => Some(Chosen::Difference(Compared::Opportunity(id))),
                        ChipSubject::Metric(id) => Some(Chosen::Difference(Compared::Metric(id))),
                        ChipSubject::Rating(_, persona, at) => {
                            Some(Chosen::Difference(Compared::Emotion(persona, at, None)))
                        }
                        ChipSubject::Channel(_) | ChipSubject::Spread | ChipSubject::Time => None,
                    };
                }
                if let Some(point) = self.layout.point_at(place, 10.0) {
                    let persona = picture.notes.shadows.get(&point.persona).copied().unwrap_or(point.persona);
                    return Some(Chosen::Difference(Compared::Emotion(persona, point.at, None)));
                }
                if let Some(step) = self.layout.steps.iter().find(|step| step.head.contains(place)) {
                    return Some(Chosen::Difference(Compared::Step(step.id)));
                }
                let stage = self.layout.stages.iter().find(|stage| stage.head.contains(place));
                if let Some(stage) = stage {
                    return Some(Chosen::Difference(Compared::Stage(stage.id)));
                }
                let lane = self.layout.lanes.iter().find(|lane| lane.label.contains(place))?;
                Some(Chosen::Difference(Compared::Lane(lane.id)))
            }
        }
    }

    /// Where something stands in the picture; nothing if it is not in it.
    pub fn rect_of(&self, wanted: Chosen) -> Option<Rect> {
        let card = |id: CardId| self.layout.card(id).map(|card| card.rect);
        match (&self.shown, wanted) {
            (Shown::RoadMap(road_map), _) => {
                let entry = road_map.entries.iter().find(|(_, about)| chosen(*about) == Some(wanted))?;
                card(entry.0)
            }
            (Shown::Maps(_), Chosen::Difference(subject)) => self.rect_of_difference(subject),
            (Shown::Maps(_), Chosen::Opportunity(id)) => self.chip(ChipSubject::Opportunity(id)),
            (Shown::Maps(_), Chosen::Change(at)) => self.rect_of_change(at),
        }
    }

    fn chip(&self, about: ChipSubject) -> Option<Rect> {
        self.layout.chips.iter().find(|chip| chip.about == about).map(|chip| chip.rect)
    }

    fn rect_of_target(&self, at: Target) -> Option<Rect> {
        match at {
            Target::Card(id) => self.layout.card(id).map(|card| card.rect),
            Target::Step(id) => self.layout.step(id).map(|step| step.head),
        }
    }

    fn rect_of_change(&self, at: ChangeAt) -> Option<Rect> {
        self.rect_of_difference(match at {
            ChangeAt::Card(id) => Compared::Card(id),
            ChangeAt::Step(id) => Compared::Step(id),
            ChangeAt::Stage(id) => Compared::Stage(id),
            ChangeAt::Lane(id) => Compared::Lane(id),
            ChangeAt::Persona(id) => Compared::Persona(id),
            ChangeAt::Metric(id) => Compared::Metric(id),
        })
    }

    fn rect_of_difference(&self, subject: Compared) -> Option<Rect> {
        let layout = &self.layout;
        match subject {
            Compared::Card(id) => self.rect_of_target(Target::Card(id)),
            Compared::Step(id) => self.rect_of_target(Target::Step(id)),
            Compared::Stage(id) => layout.stage(id).map(|stage| stage.head),
            Compared::Lane(id) => layout.lane(id).map(|lane| lane.label),
            Compared::Persona(id) => {
                layout.title.personas.iter().find(|persona| persona.id == id).map(|persona| persona.rect)
            }
            Compared::Emotion(persona, at, _) => {
                let point = layout.points.iter().find(|point| (point.persona, point.at) == (persona, at));
                let around = |point: &crate::layout::PointBox| Rect::from_center_size(point.center, (24.0, 24.0));
                point.map(around).or_else(|| self.rect_of_target(at))
            }
            Compared::Pain(id) => self.chip(ChipSubject::Pain(id)),
            Compared::Opportunity(id) => self.chip(ChipSubject::Opportunity(id)),
            Compared::Metric(id) => self.chip(ChipSubject::Metric(id)),
            Compared::Callout(_) => None,
        }
    }
}

fn chosen(about: Planned) -> Option<Chosen> {
    match about {
        Planned::Opportunity(id) => Some(Chosen::Opportunity(id)),
        Planned::Change(at) => Some(Chosen::Change(at)),
        Planned::Unplanned => None,
    }
}
