//! The overview: all stages with the curve above them, in as many strips as their names need.

use std::ops::Range;

use super::super::compose::Composer;
use super::super::contents::Contents;
use super::super::grid::{Grid, shows_curves};
use super::super::{Form, Layout, Mark, Placed};
use super::pages::bottom_of_lanes;
use super::{OnSlide, Slide};
use crate::geom::Point;
use crate::model::{LaneId, LaneKind, Map};
use crate::picture::Pictures;
use crate::text::{Align, Shaper};
use crate::theme::{Ink, Role, Space, Theme};

/// The room at the end for the names of the curves, in points.
const NAMES_PT: f64 = 58.0;
/// The room before the first stage for the faces of the scale, in points.
const FACES_PT: f64 = 26.0;
/// The least height of a strip with its curve, in points.
const STRIP_PT: f64 = 130.0;
/// The least height of a curve, in points.
const LEAST_CURVE_PT: f64 = 30.0;
/// What stands beside a stage's title in its head, in points.
const BESIDE_TITLE_PT: f64 = 27.0;

/// The steps of the map in groups, each of which is a page of the overview.
pub(super) fn pages(map: &Map, aspect: f64, theme: &Theme, shaper: &mut Shaper) -> Vec<Range<usize>> {
    let per_page = stages_in_strip(map, aspect, theme, shaper) * strips_on_page();
    groups(map, per_page)
}

/// How many strips a page of the overview has at most.
fn strips_on_page() -> usize {
    2
}

/// The steps of so many stages at a time, evenly.
fn groups(map: &Map, stages: usize) -> Vec<Range<usize>> {
    let steps: Vec<usize> = map.stages.iter().map(|stage| stage.steps.len()).collect();
    let pages = steps.len().div_ceil(stages.max(1)).max(1);
    let mut groups = Vec::new();
    let mut at = 0;
    for page in 0..pages {
        let (from, to) = (steps.len() * page / pages, steps.len() * (page + 1) / pages);
        let count: usize = steps[from..to].iter().sum();
        groups.push(at..at + count);
        at += count;
    }
    groups
}

/// How many stages have room for their names beside each other.
fn stages_in_strip(map: &Map, aspect: f64, theme: &Theme, shaper: &mut Shaper) -> usize {
    let style = Role::Head.text_style(&theme.sizes, Align::Start, map.direction());
    let words = map.stages.iter().flat_map(|stage| stage.title.split_whitespace());
    let longest = words.map(|word| shaper.paragraph(word, style, None, &map.language).size.width).fold(0.0, f64::max);
    let room = super::SLIDE_HEIGHT_PT * aspect - 2.0 * theme.space.margin - FACES_PT - NAMES_PT;
    ((room / (longest + BESIDE_TITLE_PT).clamp(48.0, 150.0)).floor() as usize).max(1)
}

/// Composes a page of the overview.
pub(super) fn compose(
    map: &Map,
    contents: &Contents<'_>,
    slide: &Slide,
    steps: &Range<usize>,
    theme: &Theme,
    shaper: &mut Shaper,
    pictures: &Pictures,
) -> Layout {
    let in_strip = stages_in_strip(map, slide.aspect, theme, shaper);
    let strips = strips(map, steps, in_strip);
    let lanes: Vec<LaneId> = map
        .lanes
        .iter()
        .filter(|lane| lane.kind == LaneKind::Emotion && !lane.hidden && !lane.collapsed)
        .filter(|lane| contents.curves_of.get(&lane.id).is_some_and(|curves| !curves.is_empty()))
        .map(|lane| lane.id)
        .take(if strips.len() > 1 { 1 } else { 2 })
        .collect();
    let role = title_role(map, slide, &strips, theme, shaper);
    let grid = |curve: f64| {
        let names = if shows_curves(map) { NAMES_PT } else { 0.0 };
        let weights: Vec<f64> = map.steps().map(|(stage, _)| 1.0 / stage.steps.len() as f64).collect();
        let space = Space { label: FACES_PT, curve, ..theme.space };
        Grid::justified(map, &weights, &strips, slide.size().width, names, space)
    };
    let mut compose = |curve: f64| {
        let mut composer = Composer::new(map, contents, grid(curve), theme, shaper, pictures);
        let on_slide = OnSlide {
            shows_names: false,
            shows_steps: false,
            stage_role: role,
            ..OnSlide::with_lanes(lanes.clone(), STRIP_PT)
        };
        composer.slide = Some(on_slide);
        let mut y = composer.overview_title(slide);
        for strip in 0..strips.len() {
            if strip > 0 {
                y += 8.0;
            }
            y = composer.strip(strip, y);
        }
        if lanes.is_empty() {
            y = composer.goals(y);
        } else {
            y = composer.numbers_below(y);
        }
        (y, composer.with_bar())
    };
    let (bottom, layout) = compose(theme.space.curve);
    let count = (lanes.len() * strips.len()) as f64;
    if lanes.is_empty() {
        return layout;
    }
    let mut curve = theme.space.curve;
    let (mut bottom, mut layout) = (bottom, layout);
    // What the numbers on the curves say may take fewer lines or more, once those are stretched.
    for _ in 0..3 {
        let spare = bottom_of_lanes() - bottom;
        if spare.abs() < 1.0 || (spare < 0.0 && curve <= LEAST_CURVE_PT) {
            break;
        }
        curve = (curve + spare / count).max(LEAST_CURVE_PT);
        (bottom, layout) = compose(curve);
    }
    layout
}

/// The strips of a page.
fn strips(map: &Map, steps: &Range<usize>, in_strip: usize) -> Vec<Range<usize>> {
    let mut ends = Vec::new();
    let mut at = 0;
    for stage in &map.stages {
        let end = at + stage.steps.len();
        if at >= steps.start && end <= steps.end && end > at {
            ends.push(at..end);
        }
        at = end;
    }
    let count = ends.len().div_ceil(in_strip.max(1)).max(1);
    let strips = (0..count).filter_map(|n| {
        let part = &ends[ends.len() * n / count..ends.len() * (n + 1) / count];
        Some(part.first()?.start..part.last()?.end)
    });
    let strips: Vec<Range<usize>> = strips.collect();
    if strips.is_empty() { vec![Range { start: 0, end: 0 }] } else { strips }
}

/// The stages' titles are as large as leaves their words whole.
fn title_role(map: &Map, slide: &Slide, strips: &[Range<usize>], theme: &Theme, shaper: &mut Shaper) -> Role {
    let style = Role::Stage.text_style(&theme.sizes, Align::Start, map.direction());
    let words = map.stages.iter().flat_map(|stage| stage.title.split_whitespace());
    let longest = words.map(|word| shaper.paragraph(word, style, None, &map.language).size.width).fold(0.0, f64::max);
    let room = slide.size().width - 2.0 * theme.space.margin - FACES_PT - NAMES_PT;
    let in_strip = |strip: &Range<usize>| {
        let mut stages: Vec<_> = map.steps().skip(strip.start).take(strip.len()).map(|(stage, _)| stage.id).collect();
        stages.dedup();
        stages.len().max(1)
    };
    let most = strips.iter().map(in_strip).max().unwrap_or(1);
    if longest + BESIDE_TITLE_PT <= room / most as f64 { Role::Stage } else { Role::Head }
}

impl Composer<'_> {
    /// The headline or the map's title, with its state above; answers where that ends.
    fn overview_title(&mut self, slide: &Slide) -> f64 {
        let margin = self.space.margin;
        let state = self.words.state(self.map.state);
        let eyebrow = match self.map.period.as_str() {
            "" => state.to_owned(),
            period => format!("{state} · {period}"),
        };
        let eyebrow = self.place(Role::Label, &eyebrow, Point::new(margin, margin - 2.0), None);
        let height = eyebrow.paragraph.size.height;
        self.layout.title.marks.push(Mark { ink: Ink::Accent, form: Form::Text(eyebrow) });
        let headline = if slide.headline.is_empty() { &self.map.title } else { &slide.headline };
        let bottom = self.above(headline, slide.page, slide.size().width);
        let title = &mut self.layout.title;
        title.title.origin.y += height;
        title.rect.y1 += height;
        bottom + height + 2.0
    }

    /// Without a curve: what the persona wants in each stage, and the stage's steps.
    fn goals(&mut self, y: f64) -> f64 {
        let end = bottom_of_lanes();
        let map = self.map;
        for n in 0..self.layout.stages.len() {
            let (id, head, strip) = {
                let stage = &self.layout.stages[n];
                (stage.id, stage.head, stage.strip)
            };
            let Some(stage) = map.stages.find(id) else { continue };
            let below = self.layout.stages.iter().filter(|other| other.strip == strip + 1).map(|other| other.head.y0);
            let limit = below.fold(end, f64::min);
            let mut at = Point::new(head.x0 + 8.0, head.y1 + 8.0);
            let width = (head.width() - 16.0).max(12.0);
            let goal = (!stage.goal.is_empty()).then_some((Role::Body, stage.goal.as_str(), Ink::Text));
            let steps = stage.steps.iter().map(|step| (Role::Small, step.title.as_str(), Ink::Quiet));
            for (role, text, ink) in goal.into_iter().chain(steps).filter(|(_, text, _)| !text.is_empty()) {
                let paragraph = self.set(role, text, Some(width));
                if at.y + paragraph.size.height > limit {
                    break;
                }
                let height = paragraph.size.height;
                let form = Form::Text(Placed { paragraph, origin: at });
                self.layout.foot.push(Mark { ink, form });
                at.y += height + 5.0;
            }
        }
        y
    }

    fn with_bar(mut self) -> Layout {
        let shown: Vec<_> = self.layout.steps.iter().map(|step| step.id).collect();
        self.journey_bar(&shown);
        self.layout
    }
}
