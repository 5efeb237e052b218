//! From how far a poster can be read, and what helps where it cannot.

use super::{Excerpt, Poster, PosterOptions, Subject};
use crate::export::Paper;
use crate::layout::{CardBox, Form, Placed, Rows};
use crate::model::{CardId, LaneId, LaneKind, Map, StageId};
use crate::picture::Pictures;
use crate::text::Shaper;

/// Below so many points for each meter a text cannot be read; twice as many are comfortable.
const LEAST_PT_PER_METER: f64 = 10.0;

/// From how far a sheet is usually read, in meters: a poster across a table, a handout in the hand.
pub fn usual_distance_m(paper: Paper) -> f64 {
    let (width_mm, height_mm) = paper.size_mm();
    let (a2_width_mm, a2_height_mm) = Paper::A2.size_mm();
    if width_mm * height_mm < a2_width_mm * a2_height_mm { 0.5 } else { 1.2 }
}

/// What of a poster can be read from a distance.
#[derive(Debug, Clone, PartialEq)]
pub struct Legibility {
    /// The distance, in meters.
    pub distance_m: f64,
    /// The smallest type that can be read from there, in points.
    pub least_pt: f64,
    /// The cards with smaller type, from top to bottom.
    pub cards: Vec<CardId>,
}

/// What makes every card readable; [`Remedy::apply`] takes it.
#[derive(Debug, Clone, PartialEq)]
pub enum Remedy {
    /// A larger paper.
    Paper(Paper),
    /// Breaking the journey into as many strips as it needs.
    Wrap,
    /// Hiding lanes.
    Hide(Vec<LaneId>),
    /// A larger paper, and hiding lanes too.
    PaperAndHide(Paper, Vec<LaneId>),
    /// Several posters, each with some of the stages.
    Parts(Vec<Vec<StageId>>),
}

impl Remedy {
    /// The options with what helps; of several posters those of the first.
    pub fn apply(&self, map: &Map, options: &PosterOptions) -> PosterOptions {
        let mut helped = options.clone();
        match self {
            Self::Paper(paper) => helped.settings.paper = *paper,
            Self::Wrap => helped.rows = Rows::Auto,
            Self::Hide(lanes) => hide(map, lanes, &mut helped),
            Self::PaperAndHide(paper, lanes) => {
                helped.settings.paper = *paper;
                hide(map, lanes, &mut helped);
            }
            Self::Parts(parts) => helped.excerpt.stages = parts.first().cloned(),
        }
        helped
    }
}

fn hide(map: &Map, lanes: &[LaneId], options: &mut PosterOptions) {
    let was_shown = |lane: &LaneId| options.excerpt.lanes.as_ref().is_none_or(|shown| shown.contains(lane));
    let left = map.lanes.iter().map(|lane| lane.id).filter(|lane| was_shown(lane) && !lanes.contains(lane)).collect();
    options.excerpt.lanes = Some(left);
}

impl Poster {
    /// Holds the poster against a distance.
    pub fn legibility(&self, distance_m: f64) -> Legibility {
        let least_pt = LEAST_PT_PER_METER * distance_m;
        let too_small =
            |card: &&CardBox| smallest_pt(card).is_some_and(|size| size * self.plan.scale < least_pt - 0.005);
        let mut cards: Vec<CardId> = Vec::new();
        for card in self.layout.cards.iter().filter(too_small) {
            if !cards.contains(&card.id) {
                cards.push(card.id);
            }
        }
        Legibility { distance_m, least_pt, cards }
    }
}

/// The smallest type on a card, in points of the layout.
fn smallest_pt(card: &CardBox) -> Option<f64> {
    let of_text = |placed: &Placed| {
        let runs = placed.paragraph.runs.iter().filter(|run| !run.glyphs.is_empty());
        runs.map(|run| run.size_pt).reduce(f64::min)
    };
    let marks = card.marks.iter().filter_map(|mark| match &mark.form {
        Form::Text(placed) => of_text(placed),
        Form::Icon(..)
        | Form::Face(..)
        | Form::Dots { .. }
        | Form::Line(..)
        | Form::Path(..)
        | Form::Area(_)
        | Form::Block { .. }
        | Form::Hatched(_)
        | Form::Pill(_)
        | Form::Frame(_)
        | Form::Picture { .. } => None,
    });
    marks.chain(of_text(&card.title)).reduce(f64::min)
}

/// What would make every card of a poster readable from a distance, the mildest first; each was
/// composed and held against the distance.
pub(super) fn remedies(
    map: &Map,
    pictures: &Pictures,
    options: &PosterOptions,
    distance_m: f64,
    shaper: &mut Shaper,
) -> Vec<Remedy> {
    let mut is_readable = |options: &PosterOptions| {
        let poster = Poster::compose(map, pictures, options, shaper);
        poster.is_ok_and(|poster| poster.legibility(distance_m).cards.is_empty())
    };
    let mut helps = |remedy: &Remedy| is_readable(&remedy.apply(map, options));
    let mut found = Vec::new();
    if options.rows != Rows::Auto && helps(&Remedy::Wrap) {
        found.push(Remedy::Wrap);
    }
    // A road map is whole, and has neither the map's lanes nor its stages.
    let is_road_map = matches!(options.subject, Subject::RoadMap(..));
    let lanes = if is_road_map { Vec::new() } else { lanes_to_hide(map) };
    let larger = larger_papers(options.settings.paper);
    let hidings = || (1..=lanes.len()).map(|count| lanes[..count].to_vec());
    found.extend(hidings().map(Remedy::Hide).find(|remedy| helps(remedy)));
    found.extend(larger.iter().copied().map(Remedy::Paper).find(|remedy| helps(remedy)));
    if let (true, Some(largest)) = (found.is_empty(), larger.last()) {
        found.extend(hidings().map(|lanes| Remedy::PaperAndHide(*largest, lanes)).find(|remedy| helps(remedy)));
    }
    if found.is_empty() && !is_road_map {
        let is_of_readable = |parts: &Vec<Vec<StageId>>| {
            let parts = parts.iter().map(|part| {
                let excerpt = Excerpt { stages: Some(part.clone()), ..options.excerpt.clone() };
                PosterOptions { rows: Rows::Auto, excerpt, ..options.clone() }
            });
            parts.into_iter().all(|part| is_readable(&part))
        };
        found.extend(parts(map, &options.excerpt).into_iter().find(is_of_readable).map(Remedy::Parts));
    }
    found
}

/// The stages that are shown, on two posters and on more, as evenly as they go.
fn parts(map: &Map, excerpt: &Excerpt) -> Vec<Vec<Vec<StageId>>> {
    let is_shown = |stage: &StageId| excerpt.stages.as_ref().is_none_or(|shown| shown.contains(stage));
    let stages: Vec<StageId> = map.stages.iter().map(|stage| stage.id).filter(is_shown).collect();
    let count = stages.len();
    let begin = |part: usize, of: usize| part * count / of;
    let in_parts = |of: usize| (0..of).map(|part| stages[begin(part, of)..begin(part + 1, of)].to_vec()).collect();
    (2..=count).map(in_parts).collect()
}

/// The lanes that a journey can do without, one after the other: those that only sum up others.
fn lanes_to_hide(map: &Map) -> Vec<LaneId> {
    const ORDER: [LaneKind; 8] = [
        LaneKind::Metrics,
        LaneKind::Channels,
        LaneKind::Time,
        LaneKind::Ease,
        LaneKind::Systems,
        LaneKind::Evidence,
        LaneKind::Storyboard,
        LaneKind::Opportunities,
    ];
    let of_kind = |kind: LaneKind| map.lanes.iter().filter(move |lane| lane.kind == kind && !lane.hidden);
    ORDER.into_iter().flat_map(of_kind).map(|lane| lane.id).take(4).collect()
}

/// The papers of the same family that are larger, from small to large.
fn larger_papers(paper: Paper) -> Vec<Paper> {
    const ISO: [Paper; 5] = [Paper::A4, Paper::A3, Paper::A2, Paper::A1, Paper::A0];
    let area = |paper: Paper| paper.size_mm().0 * paper.size_mm().1;
    let is_inch = matches!(
        paper,
        Paper::Letter | Paper::Tabloid | Paper::AnsiC | Paper::AnsiD | Paper::AnsiE | Paper::Inches24x36
    );
    let mut papers: Vec<Paper> = Paper::NAMED
        .into_iter()
        .filter(|other| ISO.contains(other) != is_inch && area(*other) > area(paper) * 1.01)
        .collect();
    papers.sort_by(|a, b| area(*a).total_cmp(&area(*b)));
    papers
}
