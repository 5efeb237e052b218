//! The columns of a slide: so many steps of a stage as have room for words.

use std::ops::Range;

use super::super::grid::{Grid, shows_curves};
use super::super::sheet::min_column;
use super::{SLIDE_HEIGHT_PT, Slide};
use crate::model::Map;
use crate::text::Shaper;
use crate::theme::{Space, Theme};

/// The room at a slide's end for the names of the curves, in points.
const NAMES_PT: f64 = 54.0;
/// The widest that the lane names are, as a share of the slide.
const LABEL_SHARE: f64 = 0.16;

/// How wide lane names and the names of curves are on a slide, in points.
fn beside(has_curves: bool, width_pt: f64, space: Space) -> (f64, f64) {
    (space.label.min(width_pt * LABEL_SHARE), if has_curves { NAMES_PT } else { 0.0 })
}

/// The steps of the map in groups that have room beside each other, none of them across two stages.
pub(super) fn groups(map: &Map, aspect: f64, theme: &Theme, shaper: &mut Shaper) -> Vec<Range<usize>> {
    let width = SLIDE_HEIGHT_PT * aspect;
    let (label, names) = beside(shows_curves(map), width, theme.space);
    let room = width - 2.0 * theme.space.margin - label - names;
    let most = ((room / min_column(map, theme, shaper)).floor() as usize).clamp(1, 8);
    let mut groups = Vec::new();
    let mut at = 0;
    for stage in &map.stages {
        let steps = stage.steps.len();
        let pages = steps.div_ceil(most).max(1);
        for page in 0..pages {
            // Pages of about the same number of steps look better than full ones and a rest.
            groups.push(at + steps * page / pages..at + steps * (page + 1) / pages);
        }
        at += steps;
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// The grid of all groups; each is a strip, of which a slide shows one. The names of curves have room
/// only where there are any.
pub(super) fn grid(
    map: &Map,
    slide: &Slide,
    groups: &[Range<usize>],
    shown: usize,
    has_curves: bool,
    theme: &Theme,
) -> Grid {
    let width = slide.size().width;
    let (label, names) = beside(has_curves, width, theme.space);
    let space = Space { label, ..theme.space };
    let weights = vec![1.0; map.steps().count()];
    let mut grid = Grid::justified(map, &weights, groups, width, names, space);
    let columns = groups.get(shown).map_or(1, ExactSizeIterator::len).max(1);
    grid.space.column = (width - 2.0 * space.margin - label - names) / columns as f64;
    grid
}
