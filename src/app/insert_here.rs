//! The “+” that appears between two columns, rows or cards, and what a click on it adds: pure, in page
//! space.

use super::drop_place::drop_at;
use super::reorder::{end_of, start_of};
use crate::geom::{Point, Rect};
use crate::layout::Layout;
use crate::model::{CardId, LaneId, Map, StageId, StepId};

/// What is added, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Insert {
    /// A stage, before another or at the end.
    Stage(Option<StageId>),
    /// A step of a stage, before another or at its end.
    Step(StageId, Option<StepId>),
    /// A lane, above another or at the end.
    Lane(Option<LaneId>),
    /// A card in a cell, above another or at the end.
    Card(LaneId, StepId, Option<CardId>),
}

/// A “+” and where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plus {
    /// What it adds.
    pub insert: Insert,
    /// Its middle.
    pub center: Point,
}

impl Insert {
    /// What a tooltip says.
    pub fn words(self) -> &'static str {
        match self {
            Self::Stage(_) => "Add a stage here",
            Self::Step(..) => "Add a step here",
            Self::Lane(_) => "Add a lane here",
            Self::Card(..) => "Add a card here",
        }
    }
}

/// The “+” that shows while the pointer is at a place. `reach` is its radius in points.
pub fn plus_near(map: &Map, layout: &Layout, place: Point, reach: f64) -> Option<Plus> {
    stage_plus(layout, place, reach)
        .or_else(|| step_plus(map, layout, place, reach))
        .or_else(|| lane_plus(layout, place, reach))
        .or_else(|| card_plus(map, layout, place, reach))
}

/// At the upper end of the border between two stages.
fn stage_plus(layout: &Layout, place: Point, reach: f64) -> Option<Plus> {
    let heads = layout.stages.first()?.head;
    let y = heads.y0 + reach;
    if !(heads.y0 - reach..heads.y1).contains(&place.y) {
        return None;
    }
    let mut borders = Vec::new();
    let mut former: Option<Rect> = None;
    for stage in &layout.stages {
        let start = start_of(layout, stage.head);
        borders.push((former.map_or(start, |former| (end_of(layout, former) + start) / 2.0), Some(stage.id)));
        former = Some(stage.head);
    }
    borders.extend(former.map(|last| (end_of(layout, last), None)));
    let (x, before) = nearest(&borders, place.x, 1.5 * reach)?;
    Some(Plus { insert: Insert::Stage(before), center: Point::new(x, y) })
}

/// Below the border between two steps.
fn step_plus(map: &Map, layout: &Layout, place: Point, reach: f64) -> Option<Plus> {
    let head = layout.steps.first()?.head;
    let y = head.y1 + reach / 2.0;
    if !(head.y0..y + 1.5 * reach).contains(&place.y) {
        return None;
    }
    let mut borders = Vec::new();
    for stage in &map.stages {
        for step in stage.steps.iter().filter_map(|step| layout.step(step.id)) {
            borders.push((start_of(layout, step.head), (stage.id, Some(step.id))));
        }
        let last = stage.steps.iter().next_back().and_then(|step| layout.step(step.id));
        borders.extend(last.map(|last| (end_of(layout, last.head), (stage.id, None))));
    }
    let (x, (stage, before)) = nearest(&borders, place.x, 1.5 * reach)?;
    Some(Plus { insert: Insert::Step(stage, before), center: Point::new(x, y) })
}

/// On the border between two lanes, where their names begin.
fn lane_plus(layout: &Layout, place: Point, reach: f64) -> Option<Plus> {
    let label = layout.lanes.first()?.label;
    let inward = if layout.direction.is_rtl() { -reach } else { reach };
    let x = start_of(layout, label) + inward;
    if (x - place.x).abs() > 2.0 * reach {
        return None;
    }
    let mut borders: Vec<(f64, Option<LaneId>)> =
        layout.lanes.iter().map(|lane| (lane.row.y0, Some(lane.id))).collect();
    borders.extend(layout.lanes.last().map(|last| (last.row.y1, None)));
    let (y, before) = nearest(&borders, place.y, 1.5 * reach)?;
    Some(Plus { insert: Insert::Lane(before), center: Point::new(x, y) })
}

/// In an empty cell, between two cards and below the last.
fn card_plus(map: &Map, layout: &Layout, place: Point, reach: f64) -> Option<Plus> {
    if layout.card_at(place).is_some() {
        return None;
    }
    let drop = drop_at(map, layout, place, &[])?;
    let last = layout.cards_in(drop.lane, drop.step).map(|card| card.rect.y1).fold(f64::NEG_INFINITY, f64::max);
    let y = match drop.before {
        Some(_) => drop.mark.p0.y,
        None if last.is_finite() => (last + reach).min(drop.cell.y1 - reach / 2.0),
        None => drop.cell.center().y,
    };
    let insert = Insert::Card(drop.lane, drop.step, drop.before);
    Some(Plus { insert, center: Point::new(drop.cell.center().x, y) })
}

fn nearest<T: Copy>(borders: &[(f64, T)], at: f64, reach: f64) -> Option<(f64, T)> {
    let distance = |border: &&(f64, T)| (border.0 - at).abs();
    let near = borders.iter().filter(|border| distance(border) <= reach);
    near.min_by(|a, b| distance(a).total_cmp(&distance(b))).copied()
}
