//! Where a stage, a step or a lane goes when it is carried: pure, in page space.

use crate::edit::{Edit, Selection};
use crate::geom::{Line, Point, Rect};
use crate::layout::Layout;
use crate::model::{LaneId, Map, StageId, StepId};
use crate::scene::Node;

/// A part of the grid that can be carried by its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// A stage, with its steps.
    Stage(StageId),
    /// A step.
    Step(StepId),
    /// A lane.
    Lane(LaneId),
}

/// A place between two others.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadDrop {
    /// What happens there.
    pub edit: Edit,
    /// Where the line goes that shows the place.
    pub mark: Line,
}

impl Head {
    /// The head of what is selected; of several the one that was selected last.
    pub fn of(selection: &Selection) -> Option<Self> {
        Self::all_of(selection).pop()
    }

    /// The heads of all that is selected.
    pub fn all_of(selection: &Selection) -> Vec<Self> {
        let stages = selection.stages().iter().copied().map(Self::Stage);
        let steps = selection.steps().iter().copied().map(Self::Step);
        stages.chain(steps).chain(selection.lanes().iter().copied().map(Self::Lane)).collect()
    }

    /// It, selected.
    pub fn selection(self) -> Selection {
        match self {
            Self::Stage(stage) => Selection::Stage(stage),
            Self::Step(step) => Selection::Step(step),
            Self::Lane(lane) => Selection::Lane(lane),
        }
    }

    /// Its group in the scene.
    pub fn node(self) -> Node {
        match self {
            Self::Stage(stage) => Node::Stage(stage),
            Self::Step(step) => Node::Step(step),
            Self::Lane(lane) => Node::Lane(lane),
        }
    }

    /// Where it stands.
    pub fn rect(self, layout: &Layout) -> Option<Rect> {
        match self {
            Self::Stage(stage) => layout.stage(stage).map(|stage| stage.head),
            Self::Step(step) => layout.step(step).map(|step| step.head),
            Self::Lane(lane) => layout.lane(lane).map(|lane| lane.label),
        }
    }

    /// Every place to which it can go, in the order of time or from top to bottom.
    pub fn drops(self, map: &Map, layout: &Layout) -> Vec<HeadDrop> {
        match self {
            Self::Stage(stage) => stage_drops(layout, stage),
            Self::Step(step) => step_drops(map, layout, step),
            Self::Lane(lane) => lane_drops(layout, lane),
        }
    }

    /// Which of its places is the nearest to a point.
    pub fn nearest(self, drops: &[HeadDrop], place: Point) -> Option<usize> {
        let distance = |drop: &HeadDrop| match self {
            Self::Stage(_) | Self::Step(_) => (drop.mark.p0.x - place.x).abs(),
            Self::Lane(_) => (drop.mark.p0.y - place.y).abs(),
        };
        (0..drops.len()).min_by(|a, b| distance(&drops[*a]).total_cmp(&distance(&drops[*b])))
    }

    /// Where it stands now among its places.
    pub fn standing(self, map: &Map, layout: &Layout) -> Option<usize> {
        let places = self.drops(map, layout);
        let is_own = |drop: &HeadDrop| match (self, &drop.edit) {
            (Self::Stage(id), Edit::MoveStage { before, .. }) => *before == Some(id),
            (Self::Step(id), Edit::MoveStep { before, .. }) => *before == Some(id),
            (Self::Lane(id), Edit::MoveLane { before, .. }) => *before == Some(id),
            _ => false,
        };
        places.iter().position(is_own)
    }
}

/// The side at which a rectangle begins in time.
pub fn start_of(layout: &Layout, rect: Rect) -> f64 {
    if layout.direction.is_rtl() { rect.x1 } else { rect.x0 }
}

/// The side at which a rectangle ends in time.
pub fn end_of(layout: &Layout, rect: Rect) -> f64 {
    if layout.direction.is_rtl() { rect.x0 } else { rect.x1 }
}

fn stage_drops(layout: &Layout, stage: StageId) -> Vec<HeadDrop> {
    let mut former: Option<Rect> = None;
    let mut drops = Vec::new();
    for other in &layout.stages {
        let start = start_of(layout, other.head);
        let x = former.map_or(start, |former| (end_of(layout, former) + start) / 2.0);
        let edit = Edit::MoveStage { stage, before: Some(other.id) };
        drops.push(HeadDrop { edit, mark: Line::new((x, other.head.y0), (x, other.column.y1)) });
        former = Some(other.head);
    }
    drops.extend(layout.stages.last().map(|last| {
        let x = end_of(layout, last.head);
        let edit = Edit::MoveStage { stage, before: None };
        HeadDrop { edit, mark: Line::new((x, last.head.y0), (x, last.column.y1)) }
    }));
    drops
}

fn step_drops(map: &Map, layout: &Layout, step: StepId) -> Vec<HeadDrop> {
    let mut drops = Vec::new();
    for stage in &map.stages {
        let boxes: Vec<_> = stage.steps.iter().filter_map(|step| layout.step(step.id)).collect();
        let mut add = |before: Option<StepId>, x: f64, head: Rect, bottom: f64| {
            let edit = Edit::MoveStep { step, stage: stage.id, before };
            drops.push(HeadDrop { edit, mark: Line::new((x, head.y0), (x, bottom)) });
        };
        for other in &boxes {
            add(Some(other.id), start_of(layout, other.head), other.head, other.column.y1);
        }
        if let Some(last) = boxes.last() {
            add(None, end_of(layout, last.head), last.head, last.column.y1);
        }
    }
    drops
}

fn lane_drops(layout: &Layout, lane: LaneId) -> Vec<HeadDrop> {
    let line = |row: Rect, y: f64| Line::new((row.x0, y), (row.x1, y));
    let mut drops: Vec<HeadDrop> = layout
        .lanes
        .iter()
        .map(|other| HeadDrop {
            edit: Edit::MoveLane { lane, before: Some(other.id) },
            mark: line(other.row, other.row.y0),
        })
        .collect();
    drops.extend(
        layout
            .lanes
            .last()
            .map(|last| HeadDrop { edit: Edit::MoveLane { lane, before: None }, mark: line(last.row, last.row.y1) }),
    );
    drops
}
