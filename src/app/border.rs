//! The borders that are dragged to make a column wider or a lane higher: pure, in page space.

use super::reorder::{end_of, start_of};
use crate::edit::{Edit, LaneField, Selection, StepField};
use crate::geom::{Line, Point, Rect, Vec2};
use crate::layout::Layout;
use crate::model::{LaneId, Length, StepId};

/// A border that can be dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Border {
    /// The end of a step's column, at its head.
    Column(StepId),
    /// The lower edge of a lane, at its name.
    Row(LaneId),
}

/// The border within `reach` points of a place.
pub fn border_at(layout: &Layout, place: Point, reach: f64) -> Option<Border> {
    // Between two stages the whole gap is the border.
    let is_column = |n: usize, head: Rect| {
        let end = end_of(layout, head);
        let next = layout.steps.get(n + 1).map_or(end, |next| start_of(layout, next.head));
        let zone = end.min(next) - reach..=end.max(next) + reach;
        (head.y0..head.y1).contains(&place.y) && zone.contains(&place.x)
    };
    if let Some((_, step)) = layout.steps.iter().enumerate().find(|(n, step)| is_column(*n, step.head)) {
        return Some(Border::Column(step.id));
    }
    let is_row = |label: Rect| (label.x0..label.x1).contains(&place.x) && (label.y1 - place.y).abs() <= reach;
    layout.lanes.iter().find(|lane| is_row(lane.label)).map(|lane| Border::Row(lane.id))
}

impl Border {
    /// The width or height that it settles, in points.
    pub fn size(self, layout: &Layout) -> Option<f64> {
        match self {
            Self::Column(step) => layout.step(step).map(|step| step.head.width()),
            Self::Row(lane) => layout.lane(lane).map(|lane| lane.row.height()),
        }
    }

    /// What it belongs to, selected.
    pub fn selection(self) -> Selection {
        match self {
            Self::Column(step) => Selection::Step(step),
            Self::Row(lane) => Selection::Lane(lane),
        }
    }

    /// Where it runs.
    pub fn line(self, layout: &Layout) -> Option<Line> {
        match self {
            Self::Column(step) => layout.step(step).map(|step| {
                let x = end_of(layout, step.head);
                Line::new((x, step.head.y0), (x, step.column.y1))
            }),
            Self::Row(lane) => {
                layout.lane(lane).map(|lane| Line::new((lane.row.x0, lane.row.y1), (lane.row.x1, lane.row.y1)))
            }
        }
    }

    /// The size that a drag over a distance makes of another.
    pub fn dragged(self, layout: &Layout, size: f64, by: Vec2) -> Length {
        let onward = if layout.direction.is_rtl() { -by.x } else { by.x };
        let grown = match self {
            Self::Column(_) => size + onward,
            Self::Row(_) => size + by.y,
        };
        Length::clamped(grown.round())
    }

    /// The edit that sets the size; `None` lets it follow from what is in it.
    pub fn edit(self, size: Option<Length>) -> Edit {
        match self {
            Self::Column(step) => Edit::SetStep { step, field: StepField::Width(size) },
            Self::Row(lane) => Edit::SetLane { lane, field: LaneField::Height(size) },
        }
    }
}
