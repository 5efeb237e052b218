//! The grid that a map is composed in: columns, and the strips that they are broken into.

use std::ops::Range;

use crate::model::{LaneKind, Map, StepId};
use crate::theme::{Space, Theme};

/// The room at a strip's end for the names of the curves on a canvas, in points.
pub(super) const NAMES_PT: f64 = 84.0;

/// A step's column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) step: StepId,
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// The strip in which it stands.
    pub(super) strip: usize,
}

/// Columns in strips.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    /// The columns, in the order of time.
    pub(super) columns: Vec<Column>,
    /// Which columns stand in which strip; at least one strip, even without columns.
    pub(super) strips: Vec<Range<usize>>,
    /// The room at each strip's end for the names of the curves; 0 where no curve is shown.
    pub(super) names_pt: f64,
    /// How much higher each row is than what is in it needs, in points, half of it above and half below:
    /// the same for all, so that the rows keep their rhythm.
    pub(super) row_extra_pt: f64,
    /// Whether the heights that were set by hand hold.
    pub(super) keeps_sizes: bool,
    /// Distances.
    pub(super) space: Space,
}

impl Grid {
    /// One strip with columns as wide as the map says.
    pub(super) fn canvas(map: &Map, theme: &Theme) -> Self {
        let space = theme.space;
        let mut columns = Vec::new();
        let mut x = space.margin + space.label;
        for (n, stage) in map.stages.iter().enumerate() {
            if n > 0 {
                x += space.stage_gap;
            }
            for step in &stage.steps {
                let width = step.width.map_or(space.column, |width| width.pt());
                columns.push(Column { step: step.id, x0: x, x1: x + width, strip: 0 });
                x += width;
            }
        }
        let names_pt = if shows_curves(map) && !columns.is_empty() { NAMES_PT } else { 0.0 };
        let strips = vec![Range { start: 0, end: columns.len() }];
        Self { columns, strips, names_pt, row_extra_pt: 0.0, keeps_sizes: true, space }
    }

    /// Strips of which each fills a width, with columns by weight. `strips` says which columns stand
    /// in which; `space` has the margin and the width of the lane names.
    pub(super) fn justified(
        map: &Map,
        weights: &[f64],
        strips: &[Range<usize>],
        width_pt: f64,
        names_pt: f64,
        space: Space,
    ) -> Self {
        let stage_of: Vec<(usize, StepId)> = map
            .stages
            .iter()
            .enumerate()
            .flat_map(|(n, stage)| stage.steps.iter().map(move |step| (n, step.id)))
            .collect();
        let x0 = space.margin + space.label;
        let room = width_pt - space.margin - x0 - names_pt;
        let mut columns = Vec::with_capacity(stage_of.len());
        for (n, strip) in strips.iter().enumerate() {
            let gaps = strip.clone().skip(1).filter(|column| stage_of[*column].0 != stage_of[column - 1].0).count();
            let each = (room - gaps as f64 * space.stage_gap) / weights[strip.clone()].iter().sum::<f64>().max(1e-9);
            let mut x = x0;
            for column in strip.clone() {
                if column > strip.start && stage_of[column].0 != stage_of[column - 1].0 {
                    x += space.stage_gap;
                }
                let end = x + each * weights[column];
                columns.push(Column { step: stage_of[column].1, x0: x, x1: end, strip: n });
                x = end;
            }
        }
        let space = Space { column: room / (columns.len() as f64 / strips.len() as f64).max(1.0), ..space };
        Self { columns, strips: strips.to_vec(), names_pt, row_extra_pt: 0.0, keeps_sizes: false, space }
    }
}

/// Whether a map shows a lane of curves.
pub(super) fn shows_curves(map: &Map) -> bool {
    map.lanes.iter().any(|lane| lane.kind == LaneKind::Emotion && !lane.hidden && !lane.collapsed)
}
