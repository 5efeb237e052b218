//! A stage on its pages: groups of steps, and for each the lanes that have room below each other.

use std::ops::Range;

use super::super::compose::Composer;
use super::super::contents::Contents;
use super::super::grid::shows_curves;
use super::super::notes::Notes;
use super::super::{Layout, StepBox};
use super::bar::BAR_PT;
use super::grid::{grid, groups};
use super::{ABOVE_BAR_PT, OnSlide, Part, Piece, SLIDE_HEIGHT_PT, Slide};
use crate::geom::Rect;
use crate::model::{LaneId, LaneKind, Map, StageId};
use crate::picture::Pictures;
use crate::text::Shaper;
use crate::theme::Theme;

/// The height of a line between two zones, in points.
const ZONE_LINE_PT: f64 = 20.0;
/// How much taller a row becomes at most to fill a page, in points.
const MOST_EXTRA_PT: f64 = 26.0;
/// How much taller a curve becomes at most to fill a page, as a multiple.
const MOST_CURVE: f64 = 2.2;

/// What of a stage a page shows.
pub(super) struct StagePart {
    pub steps: Range<usize>,
    pub lanes: Vec<LaneId>,
    pub only: Option<Vec<Piece>>,
}

/// The pages of a stage, of the lanes that are given, in their order. Together they show every step
/// and everything that stands in those lanes; lanes with nothing in them are left out.
#[expect(clippy::too_many_arguments, reason = "what a layout is made of, and what it shows")]
pub fn pages_of_stage(
    map: &Map,
    stage: StageId,
    lanes: &[LaneId],
    headline: &str,
    aspect: f64,
    theme: &Theme,
    shaper: &mut Shaper,
    pictures: &Pictures,
) -> Vec<Slide> {
    let notes = Notes::default();
    let contents = Contents::of(map, &notes, theme.display.arrangement);
    let groups = groups(map, aspect, theme, shaper);
    let own: Vec<(usize, &Range<usize>)> = groups
        .iter()
        .enumerate()
        .filter(|(_, group)| map.steps().nth(group.start).is_some_and(|(of, _)| of.id == stage))
        .collect();
    let blank = Slide { aspect, headline: headline.to_owned(), part: Part::Overview(0..0), page: (1, 2) };
    let mut parts: Vec<StagePart> = Vec::new();
    for (_, group) in own {
        let mut paging = Paging {
            map,
            contents: &contents,
            slide: &blank,
            theme,
            shaper: &mut *shaper,
            pictures,
            steps: group.clone(),
        };
        parts.extend(paging.parts(lanes));
    }
    let count = parts.len();
    let page = |(n, part): (usize, StagePart)| Slide {
        part: Part::Stage { stage, steps: part.steps, lanes: part.lanes, only: part.only },
        page: (n + 1, count),
        ..blank.clone()
    };
    parts.into_iter().enumerate().map(page).collect()
}

struct Paging<'a> {
    map: &'a Map,
    contents: &'a Contents<'a>,
    slide: &'a Slide,
    theme: &'a Theme,
    shaper: &'a mut Shaper,
    pictures: &'a Pictures,
    steps: Range<usize>,
}

impl Paging<'_> {
    fn raw(&mut self, lanes: &[LaneId], only: Option<Vec<Piece>>) -> Layout {
        let part = StagePart { steps: self.steps.clone(), lanes: lanes.to_vec(), only };
        raw(self.map, self.contents, self.slide, &part, self.theme, self.shaper, self.pictures, Extra::default())
    }

    /// The pages of a group of steps.
    fn parts(&mut self, lanes: &[LaneId]) -> Vec<StagePart> {
        let layout = self.raw(lanes, None);
        let top = layout.strips.first().map_or(0.0, |strip| strip.lanes.y0);
        let room = bottom_of_lanes() - top;
        let mut parts = Vec::new();
        let (mut page, mut filled): (Vec<LaneId>, f64) = (Vec::new(), 0.0);
        let mut zone = None;
        for lane in &layout.lanes {
            let is_empty = lane.kind != LaneKind::Emotion && pieces_in(&layout, lane.id).is_empty();
            let has_points = layout.points.iter().any(|point| point.lane == lane.id);
            if is_empty || (lane.kind == LaneKind::Emotion && !has_points) {
                continue;
            }
            let own = self.map.lanes.find(lane.id).map(|lane| lane.zone);
            let line = if zone.is_some() && zone != own && !page.is_empty() { ZONE_LINE_PT } else { 0.0 };
            let height = lane.row.height();
            if filled + line + height > room && !page.is_empty() {
                parts.push(self.part(std::mem::take(&mut page), None));
                filled = 0.0;
            }
            if height > room {
                parts.extend(self.divided(lane.id, &layout, room));
                zone = None;
                continue;
            }
            filled += height + if page.is_empty() { 0.0 } else { line };
            page.push(lane.id);
            zone = own;
        }
        if !page.is_empty() || parts.is_empty() {
            parts.push(self.part(page, None));
        }
        parts
    }

    fn part(&self, lanes: Vec<LaneId>, only: Option<Vec<Piece>>) -> StagePart {
        StagePart { steps: self.steps.clone(), lanes, only }
    }

    /// A lane that is taller than a page, on several.
    fn divided(&mut self, lane: LaneId, layout: &Layout, room: f64) -> Vec<StagePart> {
        let mut left: Vec<(Piece, Rect)> = pieces_in(layout, lane);
        let mut parts = Vec::new();
        while !left.is_empty() {
            let only: Vec<Piece> = left.iter().map(|(piece, _)| *piece).collect();
            let layout = self.raw(&[lane], Some(only));
            let top = layout.strips.first().map_or(0.0, |strip| strip.lanes.y0);
            let standing = pieces_in(&layout, lane);
            let fits = |(_, rect): &&(Piece, Rect)| rect.y1 - top + self.theme.space.cell <= room;
            let mut here: Vec<Piece> = standing.iter().filter(fits).map(|(piece, _)| *piece).collect();
            if here.is_empty() {
                here.extend(standing.first().map(|(piece, _)| *piece));
            }
            if here.is_empty() {
                break;
            }
            let before = left.len();
            left.retain(|(piece, _)| !here.contains(piece));
            if left.len() == before {
                // What belongs together cannot be divided.
                break;
            }
            parts.push(self.part(vec![lane], Some(here)));
        }
        parts
    }
}

/// What stands in a lane.
fn pieces_in(layout: &Layout, lane: LaneId) -> Vec<(Piece, Rect)> {
    let cards = layout
        .cards
        .iter()
        .filter(|card| card.cell.is_some_and(|(at, _)| at == lane))
        .map(|card| (Piece::Card(card.id), card.rect));
    let chips = layout.chips.iter().filter(|chip| chip.lane == lane);
    cards.chain(chips.map(|chip| (Piece::Chip(chip.step, chip.about), chip.rect))).collect()
}

/// Where the lanes of a slide end at the latest, in points.
pub(super) fn bottom_of_lanes() -> f64 {
    SLIDE_HEIGHT_PT - BAR_PT - ABOVE_BAR_PT
}

/// Where the lanes of a page and what stands below them end.
fn end_of(layout: &Layout) -> f64 {
    let lanes = layout.lanes.iter().map(|lane| lane.row.y1);
    lanes.chain(layout.foot.iter().map(|mark| mark.bounds().y1)).fold(0.0, f64::max)
}

/// What a page has left, given to its rows and curves.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Extra {
    row_pt: f64,
    curve_pt: f64,
}

/// Composes a page, its height filled.
pub(super) fn compose(
    map: &Map,
    contents: &Contents<'_>,
    slide: &Slide,
    part: &StagePart,
    theme: &Theme,
    shaper: &mut Shaper,
    pictures: &Pictures,
) -> Layout {
    let mut compose = |extra| raw(map, contents, slide, part, theme, shaper, pictures, extra);
    let mut layout = compose(Extra::default());
    let curves = layout.lanes.iter().filter(|lane| lane.kind == LaneKind::Emotion).count();
    let rows = layout.lanes.len() - curves;
    let mut extra = Extra::default();
    // What the numbers on a curve say stands below it, and may take another line when that is stretched.
    for _ in 0..3 {
        let spare = bottom_of_lanes() - end_of(&layout);
        if layout.lanes.is_empty() || spare.abs() < 1.0 {
            break;
        }
        // Curves gain most from height, up to where they look stretched.
        let (least, most) = (40.0 - theme.space.curve, theme.space.curve * (MOST_CURVE - 1.0));
        let before = extra;
        if curves > 0 {
            extra.curve_pt = (extra.curve_pt + spare / curves as f64).clamp(least, most);
        }
        let rest = spare - (extra.curve_pt - before.curve_pt) * curves as f64;
        if rows > 0 {
            extra.row_pt = (extra.row_pt + rest / rows as f64).clamp(0.0, MOST_EXTRA_PT);
        }
        if extra == before {
            break;
        }
        layout = compose(extra);
    }
    layout
}

#[expect(clippy::too_many_arguments, reason = "what a layout is made of, and where it stands")]
fn raw(
    map: &Map,
    contents: &Contents<'_>,
    slide: &Slide,
    part: &StagePart,
    theme: &Theme,
    shaper: &mut Shaper,
    pictures: &Pictures,
    extra: Extra,
) -> Layout {
    let groups = groups(map, slide.aspect, theme, shaper);
    let strip = groups.iter().position(|group| group.contains(&part.steps.start)).unwrap_or(0);
    // With or without a curve: columns of other widths would be filled otherwise than was paged.
    let mut grid = grid(map, slide, &groups, strip, shows_curves(map), theme);
    grid.row_extra_pt = extra.row_pt;
    grid.space.curve += extra.curve_pt;
    let mut composer = Composer::new(map, contents, grid, theme, shaper, pictures);
    let on_slide = OnSlide {
        only: part.only.clone(),
        lanes_end_pt: Some(bottom_of_lanes()),
        ..OnSlide::with_lanes(part.lanes.clone(), f64::INFINITY)
    };
    composer.slide = Some(on_slide);
    let y = composer.above(&slide.headline, slide.page, slide.size().width);
    if strip < groups.len() {
        let y = composer.strip(strip, y);
        composer.numbers_below(y);
    }
    let shown: Vec<StepBox> = composer.layout.steps.clone();
    let shown: Vec<_> = shown.iter().map(|step| step.id).collect();
    composer.journey_bar(&shown);
    composer.layout
}
