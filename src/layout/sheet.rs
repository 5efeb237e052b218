//! The sheet format: a map composed for its paper instead of shrunk to it.
//!
//! Type has the sizes of the theme; the page around it is made just as large as the text needs, in
//! the shape of the paper. The smaller that page, the larger the type once it is brought to paper.
//! So the search is for the smallest page: how many strips the journey is broken into, where, and
//! how wide a strip has to be. What then is left of the height goes to the curves and the rows.

use crate::hash::HashMap;
use std::cmp::Reverse;
use std::ops::Range;

use super::compose::compose;
use super::contents::Contents;
use super::grid::{Grid, NAMES_PT, shows_curves};
use super::{LaneBox, Layout, Rows, SheetFormat};
use crate::model::{LaneKind, Map, Place};
use crate::picture::Pictures;
use crate::text::{Align, Shaper};
use crate::theme::{Role, Space, Theme};

/// The narrowest column that still holds words, in points of the theme's type.
const MIN_COLUMN_PT: f64 = 78.0;
/// How wide a column is made at most for the sake of a long word; what is longer is broken.
const MAX_WORD_COLUMN_PT: f64 = 124.0;
/// What stands beside a word in a column: the cell's, the card's and an icon's room.
const BESIDE_WORD_PT: f64 = 46.0;
/// How many of the longest words are measured.
const WORDS_MEASURED: usize = 12;
/// Columns narrower than this break words too often to be wished for.
const GOOD_COLUMN_PT: f64 = 112.0;
/// The widest that the room for lane names and for the names of curves is, as shares of the page.
const LABEL_SHARE: f64 = 0.12;
const NAMES_SHARE: f64 = 0.07;
/// How much taller a curve may become to fill a sheet.
const MAX_CURVE_GROWTH: f64 = 2.2;
/// The most strips that are tried.
const MAX_STRIPS: usize = 8;
/// How near the height found has to come to the sheet's: 4 % of height are about 2 % of type.
const CLOSE_ENOUGH: f64 = 0.96;
/// What share of the sheet's height is aimed at: a little less than all, so that one page too many is
/// seldom composed.
const AIM: f64 = 0.985;
/// The most pages that are composed to find the width for one number of strips.
const MAX_TRIALS: usize = 12;

/// Lays out a map on a sheet. The layout's size has the sheet's shape; brought to the sheet's own
/// size its type is as large as it can be.
pub(super) fn layout_sheet(
    map: &Map,
    contents: &Contents<'_>,
    format: &SheetFormat,
    theme: &Theme,
    shaper: &mut Shaper,
    pictures: &Pictures,
) -> Layout {
    let min_column_pt = min_column(map, theme, shaper);
    let mut search = Search { map, contents, format, theme, shaper, pictures, weights: weights(map), min_column_pt };
    let columns = search.weights.len();
    let wanted: Vec<usize> = match format.rows {
        Rows::One => vec![1],
        Rows::Exactly(rows) => vec![usize::from(rows.get()).clamp(1, columns.max(1))],
        Rows::Auto => (1..=MAX_STRIPS.min(columns.max(1))).collect(),
    };
    let mut best: Option<Found> = None;
    for rows in wanted {
        let limit = best.as_ref().map(|best| best.score);
        match search.smallest(rows, limit) {
            Some(found) if best.as_ref().is_none_or(|best| best.score < found.score) => best = Some(found),
            // More strips only help up to a number.
            _ if best.is_some() => break,
            _ => {}
        }
    }
    let found = best.unwrap_or_else(|| search.widest());
    search.filled(&found)
}

/// A way to compose the map that fits the sheet.
#[derive(Debug, Clone)]
struct Found {
    strips: Vec<Range<usize>>,
    width_pt: f64,
    height_pt: f64,
    /// Larger is better: how large the type becomes, less for columns that are too narrow.
    score: f64,
}

struct Search<'a> {
    map: &'a Map,
    contents: &'a Contents<'a>,
    format: &'a SheetFormat,
    theme: &'a Theme,
    shaper: &'a mut Shaper,
    pictures: &'a Pictures,
    weights: Vec<f64>,
    /// The narrowest that a column of weight 1 may be.
    min_column_pt: f64,
}

impl Search<'_> {
    /// The height that a page of a width has by its shape.
    fn sheet_height(&self, width_pt: f64) -> f64 {
        width_pt * self.format.height_pt / self.format.width_pt
    }

    /// The grid of a page of a width.
    fn grid(&self, strips: &[Range<usize>], width_pt: f64) -> Grid {
        let margin = self.format.margin_pt * width_pt / self.format.width_pt;
        let room = width_pt - 2.0 * margin;
        let base = self.theme.space;
        let space = Space { margin, label: base.label.min(room * LABEL_SHARE).max(72.0), ..base };
        let names =
            if shows_curves(self.map) && !self.weights.is_empty() { NAMES_PT.min(room * NAMES_SHARE) } else { 0.0 };
        Grid::justified(self.map, &self.weights, strips, width_pt, names, space)
    }

    fn compose(&mut self, grid: Grid) -> Layout {
        compose(self.map, self.contents, grid, self.theme, self.shaper, self.pictures)
    }

    /// What [`Search::compose`] answers, without any glyphs.
    fn draft(&mut self, grid: Grid) -> Layout {
        let Self { map, contents, theme, pictures, .. } = *self;
        self.shaper.draft(|shaper| compose(map, contents, grid, theme, shaper, pictures))
    }

    /// The width at which the longest strip's columns are as narrow as they may be.
    fn narrowest(&self, strips: &[Range<usize>]) -> f64 {
        let columns = |strip: &Range<usize>| {
            let weights = &self.weights[strip.clone()];
            // Each column has to be wide enough, also the lightest one.
            weights.iter().sum::<f64>() / weights.iter().copied().fold(1.0, f64::min)
        };
        let longest = strips.iter().map(columns).fold(1.0, f64::max);
        let shared = self.theme.space.label + if shows_curves(self.map) { NAMES_PT } else { 0.0 };
        let share = 1.0 - 2.0 * self.format.margin_pt / self.format.width_pt;
        (longest * self.min_column_pt + shared) / share
    }

    /// The smallest page for a number of strips; none if it cannot reach a score.
    fn smallest(&mut self, rows: usize, limit: Option<f64>) -> Option<Found> {
        let strips = broken(self.map, &self.weights, rows)?;
        let least = self.narrowest(&strips);
        let mut width = least.max(self.first_guess(&strips));
        // A width that is too small and one that is large enough.
        let (mut low, mut high): (f64, Option<(f64, f64)>) = (least, None);
        // The share of the sheet that is filled falls with about this power of the width.
        let mut power = 2.0;
        let mut before: Option<(f64, f64)> = None;
        for _ in 0..MAX_TRIALS {
            let grid = self.grid(&strips, width);
            let height = self.draft(grid).size.height;
            let filled = height / self.sheet_height(width);
            if filled <= 1.0 {
                high = Some((width, height));
                if filled >= CLOSE_ENOUGH || width <= least * 1.001 {
                    break;
                }
            } else {
                low = low.max(width);
                // No page for this number of strips can be better than this one, which is too small.
                if limit.is_some_and(|limit| self.score(&strips, width) < limit) {
                    return None;
                }
            }
            if let Some((width_before, filled_before)) = before {
                power = ((filled_before / filled).ln() / (width / width_before).ln()).clamp(0.5, 4.0);
            }
            before = Some((width, filled));
            let guess = width * (filled / AIM).powf(1.0 / power);
            width = match high {
                Some((high, _)) if guess <= low || guess >= high => (low + high) / 2.0,
                Some(_) => guess,
                None => guess.max(low * 1.01),
            }
            .max(least);
        }
        let (width_pt, height_pt) = high?;
        let score = self.score(&strips, width_pt);
        Some(Found { strips, width_pt, height_pt, score })
    }

    /// A width to begin with, from the amount of text.
    fn first_guess(&self, strips: &[Range<usize>]) -> f64 {
        let letters: usize = self.map.cards.iter().map(|card| 40 + card.title.len() + card.text.len()).sum();
        let area = letters as f64 * 240.0 + strips.len() as f64 * 150_000.0 + 150_000.0;
        (area * self.format.width_pt / self.format.height_pt).sqrt()
    }

    fn score(&self, strips: &[Range<usize>], width_pt: f64) -> f64 {
        let grid = self.grid(strips, width_pt);
        let narrow = (grid.space.column / GOOD_COLUMN_PT).min(1.0);
        // A break is a cost to the reader too: another strip has to give larger type for it.
        let breaks = 0.97_f64.powi(strips.len() as i32 - 1);
        1e3 / width_pt * narrow.sqrt() * breaks
    }

    /// Where no page holds the map in its shape: one strip, as wide as it comes.
    fn widest(&mut self) -> Found {
        let columns = self.weights.len();
        let strips = vec![Range { start: 0, end: columns }];
        let width_pt = self.narrowest(&strips) * 2.0;
        Found { strips, width_pt, height_pt: 0.0, score: 0.0 }
    }

    /// The page that was found, its height filled.
    fn filled(&mut self, found: &Found) -> Layout {
        let target = self.sheet_height(found.width_pt);
        let mut grid = self.grid(&found.strips, found.width_pt);
        let spare = (target - found.height_pt).max(0.0);
        let shown = self.map.lanes.iter().filter(|lane| !lane.hidden && !lane.collapsed);
        let curves = shown.filter(|lane| lane.kind == LaneKind::Emotion).count() * found.strips.len();
        if curves > 0 {
            // Curves gain most from height, up to where they look stretched.
            let most = grid.space.curve * (MAX_CURVE_GROWTH - 1.0);
            grid.space.curve += (spare * 0.6 / curves as f64).min(most);
        }
        let mut draft = self.draft(grid.clone());
        for _ in 0..3 {
            let rest = target - draft.size.height;
            let rows = draft.lanes.iter().filter(|lane| lane.stretches()).count();
            if rest.abs() < 0.5 || rows == 0 {
                break;
            }
            grid.row_extra_pt = (grid.row_extra_pt + rest / rows as f64).max(0.0);
            draft = self.draft(grid.clone());
        }
        let mut layout = self.compose(grid);
        layout.size.height = target.max(layout.size.height);
        layout
    }
}

/// The narrowest that a column may be: wide enough for the longest words, within limits.
pub(super) fn min_column(map: &Map, theme: &Theme, shaper: &mut Shaper) -> f64 {
    let texts = map.cards.iter().flat_map(|card| [&card.title, &card.text, &card.owner]);
    let steps = map.steps().map(|(_, step)| &step.title);
    let mut words: Vec<&str> = texts.chain(steps).flat_map(|text| text.split([' ', '\n', '-', '/'])).collect();
    words.sort_by_key(|word| Reverse(word.len()));
    words.dedup();
    let style = Role::Body.text_style(&theme.sizes, Align::Start, map.direction());
    // Addresses and what is written without blanks are broken anyway.
    let words = words.into_iter().filter(|word| word.chars().count() <= 24).take(WORDS_MEASURED);
    let longest = words.map(|word| shaper.paragraph(word, style, None, &map.language).size.width).fold(0.0, f64::max);
    (longest + BESIDE_WORD_PT).clamp(MIN_COLUMN_PT, MAX_WORD_COLUMN_PT)
}

impl LaneBox {
    /// Whether the row takes its share of what a sheet has left.
    fn stretches(&self) -> bool {
        self.kind != LaneKind::Emotion
    }
}

/// How wide the columns are beside each other: what was set by hand, else by how much is in them.
fn weights(map: &Map) -> Vec<f64> {
    let mut letters: HashMap<_, f64> = HashMap::default();
    for card in &map.cards {
        if let (Some((_, step)), Place::Cell(..)) = (map.cell_of(card.place), card.place) {
            *letters.entry(step).or_default() += 60.0 + (card.title.len() + card.text.len()) as f64;
        }
    }
    let loads: Vec<f64> = map.steps().map(|(_, step)| letters.get(&step.id).copied().unwrap_or_default()).collect();
    let mean = (loads.iter().sum::<f64>() / loads.len().max(1) as f64).max(1.0);
    map.steps()
        .zip(loads)
        .map(|((_, step), load)| match step.width {
            Some(width) => width.pt() / 144.0,
            None => 0.7 + 0.3 * (load / mean).sqrt(),
        })
        .map(|weight: f64| weight.clamp(0.5, 2.0))
        .collect()
}

/// Breaks the columns into strips of about the same weight: between stages, or, where that would make
/// one strip much longer than another, within them. `None` if there are fewer columns than strips.
fn broken(map: &Map, weights: &[f64], rows: usize) -> Option<Vec<Range<usize>>> {
    if rows == 1 {
        return Some(vec![Range { start: 0, end: weights.len() }]);
    }
    if weights.len() < rows {
        return None;
    }
    let mut starts = Vec::new();
    let mut at = 0;
    for stage in &map.stages {
        starts.push(at);
        at += stage.steps.len();
    }
    let whole: f64 = weights.iter().sum();
    let by_stages = even(weights, &starts, rows);
    let longest = |strips: &[Range<usize>]| {
        strips.iter().map(|strip| weights[strip.clone()].iter().sum::<f64>()).fold(0.0, f64::max)
    };
    /// How much longer the longest strip may be than the mean for the sake of whole stages.
    const UNEVEN: f64 = 1.34;
    match by_stages {
        Some(strips) if longest(&strips) <= UNEVEN * whole / rows as f64 => Some(strips),
        _ => even(weights, &(0..weights.len()).collect::<Vec<_>>(), rows),
    }
}

/// The breaks, out of those allowed, that make the longest of so many strips as short as it can be.
fn even(weights: &[f64], allowed: &[usize], rows: usize) -> Option<Vec<Range<usize>>> {
    if allowed.len() < rows {
        return None;
    }
    let end = weights.len();
    let mut sums = vec![0.0];
    for weight in weights {
        sums.push(sums.last().copied().unwrap_or(0.0) + weight);
    }
    // The least longest strip when the columns before `allowed[n]` are in `row` strips, and where the
    // last of them begins.
    let mut stops: Vec<usize> = allowed.to_vec();
    stops.push(end);
    let mut cost = vec![f64::INFINITY; stops.len()];
    cost[0] = 0.0;
    let mut from: Vec<Vec<usize>> = Vec::new();
    for _ in 0..rows {
        let mut next = vec![f64::INFINITY; stops.len()];
        let mut came = vec![0; stops.len()];
        for b in 1..stops.len() {
            for a in 0..b {
                let longest = cost[a].max(sums[stops[b]] - sums[stops[a]]);
                if longest < next[b] {
                    (next[b], came[b]) = (longest, a);
                }
            }
        }
        cost = next;
        from.push(came);
    }
    let mut strips = Vec::new();
    let mut at = stops.len() - 1;
    for came in from.iter().rev() {
        strips.push(stops[came[at]]..stops[at]);
        at = came[at];
    }
    strips.reverse();
    Some(strips)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_a_twentieth_larger_would_not_fit() {
        let theme = Theme::light();
        let mut shaper = Shaper::new(crate::text::SystemFonts::Ignored);
        let (map, pictures) = (rich_map(), Pictures::new());
        let notes = super::super::Notes::default();
        let contents = &Contents::of(&map, &notes, theme.display.arrangement);
        let min_column_pt = min_column(&map, &theme, &mut shaper);
        for (width_pt, height_pt) in [(595.0, 842.0), (842.0, 595.0), (3370.0, 2384.0)] {
            let format = SheetFormat { width_pt, height_pt, margin_pt: 28.0, rows: Rows::Auto };
            let (map, format, theme, pictures, shaper) = (&map, &format, &theme, &pictures, &mut shaper);
            let weights = weights(map);
            let mut search = Search { map, contents, format, theme, shaper, pictures, weights, min_column_pt };
            for rows in 1..=4 {
                let Some(found) = search.smallest(rows, None) else { continue };
                let width = found.width_pt / 1.05;
                let grid = search.grid(&found.strips, width);
                let is_too_narrow = width < search.narrowest(&found.strips);
                let is_too_high = search.compose(grid).size.height > search.sheet_height(width);
                assert!(is_too_narrow || is_too_high, "{rows} rows on {width_pt} × {height_pt}");
            }
        }
    }

    /// A map of twelve steps, unevenly full.
    fn rich_map() -> Map {
        use crate::model::{Card, CardKind, IdSource, Lane, Stage, Step};
        let mut ids = IdSource::seeded(3);
        let mut map = Map::new(ids.next(), "A journey");
        let lanes: Vec<Lane> = (0..4).map(|_| Lane::new(ids.next(), "Touchpoints", LaneKind::Touchpoints)).collect();
        lanes.iter().for_each(|lane| map.lanes.push(lane.clone()));
        for stage in 0..4 {
            let steps: Vec<Step> = (0..3).map(|_| Step::new(ids.next(), "A step")).collect();
            for (n, step) in steps.iter().enumerate() {
                for lane in lanes.iter().take(1 + (stage + n) % 4) {
                    let title = "Somebody asks somebody else for something. ".repeat(1 + (n + stage) % 3);
                    map.cards.push(Card::new(ids.next(), CardKind::Touchpoint, title, Place::Cell(lane.id, step.id)));
                }
            }
            let (goal, note, steps) = (String::new(), String::new(), steps.into_iter().collect());
            map.stages.push(Stage { id: ids.next(), title: "A stage".into(), goal, note, steps });
        }
        map
    }

    #[test]
    fn the_longest_strip_is_as_short_as_it_can_be() {
        let check = |weights: &[f64], allowed: &[usize], rows: usize, expected: &[Range<usize>]| {
            assert_eq!(even(weights, allowed, rows).expect("enough breaks"), expected);
        };
        check(&[1.0; 6], &[0, 1, 2, 3, 4, 5], 2, &[0..3, 3..6]);
        check(&[1.0; 7], &[0, 2, 4], 2, &[0..4, 4..7]);
        check(&[3.0, 1.0, 1.0, 1.0], &[0, 1, 2, 3], 2, &[0..1, 1..4]);
        check(&[1.0, 1.0], &[0, 1], 2, &[0..1, 1..2]);
        assert!(even(&[1.0; 3], &[0, 2], 3).is_none());
    }
}
