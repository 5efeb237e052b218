//! The ways that arrows take: streets between the columns and between the lanes of a strip, in which no
//! card stands but those that span several columns.

use super::{Layout, LinkBox};
use crate::geom::{Line, Point, Rect};
use crate::hash::HashMap;
use crate::model::LaneKind;

/// What turning off costs, in points of way.
const TURN_COST_PT: f64 = 14.0;
/// How far two arrows in one street stand apart, in points.
const TRACK_PT: f64 = 3.5;
/// The shortest straight arrow between two cards, in points.
const SHORTEST_PT: f64 = 9.0;
/// How far from a border between lanes an arrow runs above it, in points.
const ABOVE_PT: f64 = 3.0;
/// The most that two arrows at one side of a card stand apart, in points.
const PORTS_PT: f64 = 12.0;

/// A side of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Side {
    Left,
    Right,
}

/// How an arrow gets from one card to another.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Way {
    /// Right across the gap between two columns, or down or up within one.
    Straight(Point, Point),
    /// Out at one side, along a street, and in at a side.
    Around {
        /// The box where it begins, its side, and the street beside it.
        out: (usize, Side, usize),
        /// The same where it ends.
        into: (usize, Side, usize),
        /// The border between lanes along which it gets from the one street to the other.
        border: Option<usize>,
    },
}

/// The streets of all strips.
pub(super) struct Streets<'a> {
    layout: &'a Layout,
    /// For each box of a card its first and last column.
    columns: Vec<(usize, usize)>,
    /// For each strip where its streets lie.
    strips: Vec<StripStreets>,
    /// What stands in each column.
    taken: Vec<Vec<Rect>>,
}

/// The streets of a strip.
struct StripStreets {
    /// The first of its columns.
    first: usize,
    /// The middle of each street down, one before each column and one behind the last.
    downs: Vec<f64>,
    /// What lies across each street down.
    across: Vec<Vec<(f64, f64)>>,
    /// The height of each street across, one above each lane and one below the last.
    borders: Vec<f64>,
}

impl<'a> Streets<'a> {
    pub(super) fn of(layout: &'a Layout) -> Self {
        let mut strips: Vec<StripStreets> = Vec::new();
        for (n, strip) in layout.strips.iter().enumerate() {
            let steps = &layout.steps[strip.steps.clone()];
            let mut downs = Vec::with_capacity(steps.len() + 1);
            downs.extend(steps.first().map(|step| step.column.x0 + ABOVE_PT));
            downs.extend(steps.windows(2).map(|pair| (pair[0].column.x1 + pair[1].column.x0) / 2.0));
            downs.extend(steps.last().map(|step| step.column.x1 - ABOVE_PT));
            let mut lanes = layout.lanes.iter().filter(|lane| lane.strip == n);
            let mut borders: Vec<f64> = lanes.clone().map(|lane| lane.row.y0 - ABOVE_PT).collect();
            borders.extend(lanes.next_back().map(|lane| lane.row.y1 - ABOVE_PT));
            if let Some(first) = borders.first_mut() {
                // Above the first lane stand the heads.
                *first += 2.0 * ABOVE_PT;
            }
            let across = vec![Vec::new(); downs.len()];
            strips.push(StripStreets { first: strip.steps.start, downs, across, borders });
        }
        let mut streets = Self { layout, columns: Vec::new(), strips, taken: vec![Vec::new(); layout.steps.len()] };
        streets.columns = layout.cards.iter().map(|card| streets.columns_of(card.rect)).collect();
        let chips: Vec<(Rect, (usize, usize))> =
            layout.chips.iter().map(|chip| (chip.rect, streets.columns_of(chip.rect))).collect();
        let cards = layout.cards.iter().map(|card| card.rect).zip(streets.columns.clone());
        for (rect, (first, last)) in cards.chain(chips) {
            streets.taken[first..=last].iter_mut().for_each(|taken| taken.push(rect));
            let Some(strip) = streets.strips.iter_mut().rfind(|strip| strip.first <= first) else { continue };
            for street in first + 1..=last {
                if let Some(across) = strip.across.get_mut(street - strip.first) {
                    across.push((rect.y0, rect.y1));
                }
            }
        }
        streets
    }

    /// The first and the last column that a rectangle of a strip lies in.
    fn columns_of(&self, rect: Rect) -> (usize, usize) {
        let at = self.layout.strips.iter().position(|strip| strip.lanes.y0 <= rect.y0 && rect.y0 < strip.lanes.y1);
        let Some(strip) = at.and_then(|at| self.layout.strips.get(at)) else { return (0, 0) };
        let steps = &self.layout.steps[strip.steps.clone()];
        let first = steps.partition_point(|step| step.column.x1 <= rect.x0 + 0.5);
        let behind = steps.partition_point(|step| step.column.x0 < rect.x1 - 0.5);
        let last = behind.saturating_sub(1).max(first).min(steps.len().saturating_sub(1));
        (strip.steps.start + first.min(last), strip.steps.start + last)
    }

    fn strip_of(&self, column: usize) -> Option<usize> {
        self.layout.steps.get(column).map(|step| step.strip)
    }

    /// The best way from one box to another; none if there is none.
    pub(super) fn way(&mut self, from: usize, to: usize) -> Option<Way> {
        let (a, b) = (self.columns[from], self.columns[to]);
        let strip = self.strip_of(a.0)?;
        if self.strip_of(b.0)? != strip {
            return None;
        }
        self.straight(from, to).or_else(|| self.around(from, to, strip))
    }

    /// The straight way between two cards beside or above each other.
    fn straight(&self, from: usize, to: usize) -> Option<Way> {
        let (a, b) = (self.layout.cards[from].rect, self.layout.cards[to].rect);
        let (columns_a, columns_b) = (self.columns[from], self.columns[to]);
        let (top, bottom) = (a.y0.max(b.y0), a.y1.min(b.y1));
        if bottom - top > 2.0 * SHORTEST_PT {
            let y = (top + bottom) / 2.0;
            if columns_a.1 + 1 == columns_b.0 {
                return Some(Way::Straight(Point::new(a.x1, y), Point::new(b.x0, y)));
            }
            if columns_b.1 + 1 == columns_a.0 {
                return Some(Way::Straight(Point::new(a.x0, y), Point::new(b.x1, y)));
            }
        }
        let (left, right) = (a.x0.max(b.x0), a.x1.min(b.x1));
        let (first, last) = (columns_a.0.max(columns_b.0), columns_a.1.min(columns_b.1));
        if right - left < 2.0 * SHORTEST_PT || first > last {
            return None;
        }
        let (start, end) = if a.y1 < b.y0 { (a.y1, b.y0) } else { (a.y0, b.y1) };
        let (upper, lower) = (start.min(end), start.max(end));
        let is_between = |rect: &Rect| rect.y0 < lower - 0.1 && rect.y1 > upper + 0.1;
        let is_apart = lower - upper >= SHORTEST_PT && (a.y1 < b.y0 || b.y1 < a.y0);
        let mut lanes = self.layout.lanes.iter();
        if !is_apart || lanes.any(|lane| lane.kind == LaneKind::Emotion && is_between(&lane.row)) {
            return None;
        }
        // Within the first column that both stand in and that is free between them.
        let ways = (first..=last).filter_map(|at| {
            let column = self.layout.steps[at].column;
            let x = (left.max(column.x0) + right.min(column.x1)) / 2.0;
            let is_free = !self.taken[at].iter().any(|rect| is_between(rect) && rect.x0 < x && rect.x1 > x);
            is_free.then(|| Way::Straight(Point::new(x, start), Point::new(x, end)))
        });
        ways.into_iter().next()
    }

    /// The shortest way along the streets.
    fn around(&self, from: usize, to: usize, strip: usize) -> Option<Way> {
        let (a, b) = (self.layout.cards[from].rect, self.layout.cards[to].rect);
        let streets = &self.strips[strip];
        let mut best: Option<(f64, Way)> = None;
        for out_side in [Side::Right, Side::Left] {
            for in_side in [Side::Left, Side::Right] {
                let (out, into) = (self.street(from, out_side, strip), self.street(to, in_side, strip));
                let (x0, x1) = (streets.downs[out], streets.downs[into]);
                let (y0, y1) = (a.center().y, b.center().y);
                let stubs = (x0 - out_side.of(a)).abs() + (x1 - in_side.of(b)).abs();
                let mut take = |cost: f64, border: Option<usize>| {
                    if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                        let (out, into) = ((from, out_side, out), (to, in_side, into));
                        best = Some((cost, Way::Around { out, into, border }));
                    }
                };
                if out == into {
                    if streets.is_free(out, y0, y1) {
                        take((y1 - y0).abs() + stubs, None);
                    }
                    continue;
                }
                for (n, y) in streets.borders.iter().enumerate() {
                    if streets.is_free(out, y0, *y) && streets.is_free(into, *y, y1) {
                        let length = (y0 - y).abs() + (y1 - y).abs() + (x0 - x1).abs();
                        take(length + stubs + 2.0 * TURN_COST_PT, Some(n));
                    }
                }
            }
        }
        best.map(|(_, way)| way)
    }

    /// The street down beside a card.
    fn street(&self, card: usize, side: Side, strip: usize) -> usize {
        let (first, last) = self.columns[card];
        let column = if side == Side::Left { first } else { last + 1 };
        let streets = &self.strips[strip];
        (column - streets.first.min(column)).min(streets.downs.len().saturating_sub(1))
    }

    /// The corners of each way, each arrow on a track of its own where several share a street or a card's
    /// side. A way that is none has no corners.
    pub(super) fn paths(&self, ways: &[Option<Way>]) -> Vec<Vec<Point>> {
        let ports = Ports::of(self.layout, ways);
        let mut tracks = Tracks::default();
        let mut straight: Vec<(Point, Point)> = Vec::new();
        let mut paths = Vec::with_capacity(ways.len());
        for (n, way) in ways.iter().enumerate() {
            paths.push(match way {
                None => Vec::new(),
                Some(Way::Straight(a, b)) => {
                    // What goes there and back stands side by side.
                    let same = |(c, d): &&(Point, Point)| (a == c && b == d) || (a == d && b == c);
                    let beside = straight.iter().filter(same).count() as f64 * 2.0 * TRACK_PT;
                    straight.push((*a, *b));
                    let by = if a.y == b.y { (0.0, beside) } else { (beside, 0.0) };
                    vec![*a + by, *b + by]
                }
                Some(Way::Around { out, into, border }) => {
                    let a = Point::new(out.1.of(self.layout.cards[out.0].rect), ports.y(n, true));
                    let b = Point::new(into.1.of(self.layout.cards[into.0].rect), ports.y(n, false));
                    self.around_path(&mut tracks, (a, out.1, out.2), (b, into.1, into.2), (out.0, *border))
                }
            });
        }
        paths
    }

    fn around_path(
        &self,
        tracks: &mut Tracks,
        (a, out_side, out): (Point, Side, usize),
        (b, in_side, into): (Point, Side, usize),
        (card, border): (usize, Option<usize>),
    ) -> Vec<Point> {
        let strip = self.strip_of(self.columns[card].0).unwrap_or_default();
        let streets = &self.strips[strip];
        let away = |side: Side| if side == Side::Left { -TRACK_PT } else { TRACK_PT };
        // An arrow's head needs room, so that the street's far side is the better one.
        let Some(border) = border else {
            let x = streets.downs[into] + tracks.take((strip, into, false), (a.y, b.y), away(in_side));
            return vec![a, Point::new(x, a.y), Point::new(x, b.y), b];
        };
        let y = streets.borders[border];
        let x0 = streets.downs[out] + tracks.take((strip, out, false), (a.y, y), -away(out_side));
        let x1 = streets.downs[into] + tracks.take((strip, into, false), (y, b.y), away(in_side));
        let y = y + tracks.take((strip, border, true), (x0, x1), 0.0).max(-2.0) * 0.8;
        vec![a, Point::new(x0, a.y), Point::new(x0, y), Point::new(x1, y), Point::new(x1, b.y), b]
    }
}

impl StripStreets {
    /// Whether nothing lies across a street down between two heights.
    fn is_free(&self, street: usize, a: f64, b: f64) -> bool {
        let (top, bottom) = (a.min(b), a.max(b));
        !self.across[street].iter().any(|(y0, y1)| *y0 < bottom && *y1 > top)
    }
}

/// Where the arrows begin and end at the sides of cards.
struct Ports {
    out: Vec<f64>,
    into: Vec<f64>,
}

impl Ports {
    fn of(layout: &Layout, ways: &[Option<Way>]) -> Self {
        let mut ports = Self { out: vec![0.0; ways.len()], into: vec![0.0; ways.len()] };
        // Which side of which card, toward which height, of which way, and whether it begins there.
        let mut ends: Vec<(usize, Side, f64, usize, bool)> = Vec::new();
        for (n, way) in ways.iter().enumerate() {
            if let Some(Way::Around { out, into, .. }) = way {
                let middle = |card: usize| layout.cards[card].rect.center().y;
                ends.push((out.0, out.1, middle(into.0), n, true));
                ends.push((into.0, into.1, middle(out.0), n, false));
            }
        }
        ends.sort_by(|a, b| (a.0, a.1 as u8).cmp(&(b.0, b.1 as u8)).then(a.2.total_cmp(&b.2)));
        for group in ends.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let rect = layout.cards[group[0].0].rect;
            let apart = (rect.height() / (group.len() as f64 + 1.0)).min(PORTS_PT);
            for (place, (_, _, _, way, begins)) in group.iter().enumerate() {
                let y = rect.center().y + (place as f64 - (group.len() as f64 - 1.0) / 2.0) * apart;
                let ends = if *begins { &mut ports.out } else { &mut ports.into };
                ends[*way] = y;
            }
        }
        ports
    }

    fn y(&self, way: usize, begins: bool) -> f64 {
        if begins { self.out[way] } else { self.into[way] }
    }
}

/// A strip, the number of a street in it, and whether that runs across.
type Street = (usize, usize, bool);

/// How far beside a street's middle an arrow runs, and from where to where.
type Run = (f64, f64, f64);

/// Which tracks of which streets are taken from where to where.
#[derive(Default)]
struct Tracks {
    taken: HashMap<Street, Vec<Run>>,
}

impl Tracks {
    /// How far beside a street's middle a run between two places stands: on the preferred side, in the
    /// middle or on the other side, where it meets no other.
    fn take(&mut self, street: Street, (a, b): (f64, f64), preferred: f64) -> f64 {
        let (from, to) = (a.min(b) - 1.0, a.max(b) + 1.0);
        let taken = self.taken.entry(street).or_default();
        let offsets = if preferred == 0.0 { [0.0, TRACK_PT, -TRACK_PT] } else { [preferred, 0.0, -preferred] };
        let is_free = |offset: &f64| !taken.iter().any(|(at, x0, x1)| at == offset && *x0 < to && *x1 > from);
        let offset = offsets.into_iter().find(is_free).unwrap_or(offsets[0]);
        taken.push((offset, from, to));
        offset
    }
}

impl LinkBox {
    /// The straight pieces of its line, bends cut short.
    pub fn pieces(&self) -> Vec<Line> {
        let segments = self.path.segments();
        segments
            .map(|segment| Line::new(kurbo::ParamCurve::start(&segment), kurbo::ParamCurve::end(&segment)))
            .collect()
    }
}
