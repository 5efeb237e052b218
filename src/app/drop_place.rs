//! Where in a cell carried cards would go, and why not elsewhere: pure, in page space.

use crate::geom::{Line, Point, Rect};
use crate::layout::{CardBox, Layout};
use crate::model::{CardId, LaneId, LaneKind, Map, Place, StepId};

/// A place in a cell between two cards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DropPlace {
    /// The lane.
    pub lane: LaneId,
    /// The step.
    pub step: StepId,
    /// Before which of the cell's other cards; `None` behind the last.
    pub before: Option<CardId>,
    /// The whole cell.
    pub cell: Rect,
    /// Where the line goes that shows the place.
    pub mark: Line,
}

/// Why cards that are carried to a place cannot stand there.
pub fn refusal(layout: &Layout, place: Point) -> String {
    let Some(lane) = layout.lane_at(place.y) else {
        return "No card stands outside the lanes: drop it into one.".to_owned();
    };
    let shown = match lane.kind {
        LaneKind::Emotion => "the curves of the emotions that are rated",
        LaneKind::Ease => "how easy it was and whether it succeeded, as it is rated",
        LaneKind::Channels => "the channels of the touchpoints",
        LaneKind::Time => "how long the steps take",
        LaneKind::Pains => "the pain points",
        LaneKind::Opportunities => "the opportunities",
        LaneKind::Metrics => "the figures",
        LaneKind::Touchpoints
        | LaneKind::Actions
        | LaneKind::Text
        | LaneKind::Quotes
        | LaneKind::Storyboard
        | LaneKind::Evidence
        | LaneKind::Systems => return "No card stands beside the steps: drop it into a column.".to_owned(),
    };
    format!("No card stands in this lane: it shows {shown}.")
}

/// Where cards dropped at a place would go; `None` where cards cannot stand.
pub fn drop_at(map: &Map, layout: &Layout, place: Point, carried: &[CardId]) -> Option<DropPlace> {
    let (lane, step) = layout.cell_at(place)?;
    let is_below = |card: &CardId| layout.card(*card).is_some_and(|card| card.rect.center().y >= place.y);
    let before = peers_in(map, layout, (lane.id, step.id), carried).into_iter().find(is_below);
    drop_before(map, layout, (lane.id, step.id), before, carried)
}

/// The place in a cell before one of its cards, or at its end; `None` if no cards stand in its lane.
pub fn drop_before(
    map: &Map,
    layout: &Layout,
    (lane, step): (LaneId, StepId),
    before: Option<CardId>,
    carried: &[CardId],
) -> Option<DropPlace> {
    if !layout.lane(lane)?.kind.holds_cards() {
        return None;
    }
    let cell = layout.cell(lane, step)?;
    let standing: Vec<&CardBox> = layout.cards_in(lane, step).filter(|card| !carried.contains(&card.id)).collect();
    let is_peer = |card: &&&CardBox| is_spanning(map, card.id) == is_spanning_when_carried(map, carried);
    let index = match before {
        Some(before) => standing.iter().position(|card| card.id == before),
        None => standing.iter().rposition(|card| is_peer(&card)).map(|last| last + 1),
    };
    let end = if is_spanning_when_carried(map, carried) { 0 } else { standing.len() };
    let rects: Vec<Rect> = standing.iter().map(|card| card.rect).collect();
    let mark = insertion_mark(cell, &rects, index.unwrap_or(end));
    Some(DropPlace { lane, step, before, cell, mark })
}

/// Whether a card may reach over several steps. The layout puts such cards above the others of their
/// cell, whatever their order, so that each card has its place only among its own sort.
fn is_spanning(map: &Map, card: CardId) -> bool {
    matches!(map.cards.find(card).map(|card| card.place), Some(Place::Span(..) | Place::Stage(..)))
}

/// Whether what is carried will still reach over several steps: only a card that is carried alone does.
pub fn is_spanning_when_carried(map: &Map, carried: &[CardId]) -> bool {
    matches!(carried, [card] if is_spanning(map, *card))
}

/// The cards of a cell from top to bottom as they are seen, without those that are carried, and only
/// those among which these can be placed.
pub fn peers_in(map: &Map, layout: &Layout, cell: (LaneId, StepId), carried: &[CardId]) -> Vec<CardId> {
    peers(map, layout, cell, carried, is_spanning_when_carried(map, carried))
}

/// The same for cards that go to a place, whatever they reach over now.
pub fn peers_of_place(map: &Map, layout: &Layout, to: Place, carried: &[CardId]) -> Vec<CardId> {
    let spans = match to {
        Place::Span(_, first, last) => first != last,
        Place::Stage(..) => true,
        Place::Cell(..) | Place::Parked => false,
    };
    map.cell_of(to).map(|cell| peers(map, layout, cell, carried, spans)).unwrap_or_default()
}

fn peers(map: &Map, layout: &Layout, cell: (LaneId, StepId), carried: &[CardId], spans: bool) -> Vec<CardId> {
    let seen = cards_seen(map, layout, cell).into_iter();
    seen.filter(|card| !carried.contains(card) && is_spanning(map, *card) == spans).collect()
}

/// The cards of a cell from top to bottom as they are seen; in a lane that is folded, in their order.
pub fn cards_seen(map: &Map, layout: &Layout, (lane, step): (LaneId, StepId)) -> Vec<CardId> {
    let top = |card: CardId| layout.card(card).map_or(f64::INFINITY, |card| card.rect.y0);
    let mut cards: Vec<(f64, CardId)> =
        map.cards_in(lane, step).into_iter().map(|card| (top(card.id), card.id)).collect();
    cards.sort_by(|a, b| a.0.total_cmp(&b.0));
    cards.into_iter().map(|(_, card)| card).collect()
}

/// The line that shows before which of a cell's cards a card will stand.
fn insertion_mark(cell: Rect, standing: &[Rect], index: usize) -> Line {
    let above = index.checked_sub(1).and_then(|above| standing.get(above));
    let below = standing.get(index);
    let y = match (above, below) {
        (Some(above), Some(below)) => (above.y1 + below.y0) / 2.0,
        (Some(above), None) => (above.y1 + MARK_GAP).min(cell.y1 - 1.0),
        (None, Some(below)) => (below.y0 - MARK_GAP).max(cell.y0 + 1.0),
        (None, None) => cell.y0 + 2.0 * MARK_GAP,
    };
    Line::new((cell.x0 + MARK_INSET, y), (cell.x1 - MARK_INSET, y))
}

/// How far the mark stands from a card's edge, in points.
const MARK_GAP: f64 = 3.0;

/// How far the mark stays within its cell, in points.
const MARK_INSET: f64 = 6.0;
