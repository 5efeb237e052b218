//! What the pointer is doing on the canvas, from press to release, in page space.
//!
//! Pure: it knows the layout and nothing of the window. While cards are carried the map stays as it
//! is, and only the place where they would go is shown.

use crate::geom::{Line, Point, Rect, Vec2};
use crate::layout::{CardBox, EmotionScale, Layout};
use crate::model::{CardId, CardKind, ChannelId, Emotion, LaneId, Map, PersonaId, Place, StageId, StepId, Target};

/// What the pointer is doing.
#[derive(Debug, Clone, PartialEq)]
pub enum Gesture {
    /// Drawing a frame around cards.
    Marquee {
        /// Where it began.
        from: Point,
        /// Where it is now.
        to: Point,
        /// Whether the cards are added to those that were selected.
        adds: bool,
    },
    /// Carrying cards.
    Cards {
        /// The cards, in the order in which they will stand.
        cards: Vec<CardId>,
        /// Where they were grasped.
        from: Point,
        /// Where they are now.
        to: Point,
        /// Where they would go.
        drop: Option<DropPlace>,
    },
    /// Moving a point of an emotion curve.
    Point {
        /// Whose curve.
        persona: PersonaId,
        /// What is rated.
        at: Target,
        /// From a height to an emotion.
        scale: EmotionScale,
        /// Where the pointer is above or below the point.
        grasp: f64,
        /// Where the point stands.
        center: Point,
        /// The emotion that is set now.
        level: Emotion,
    },
    /// Carrying something out of the palette.
    Palette {
        /// What.
        item: PaletteItem,
        /// Where it is; `None` outside the canvas.
        to: Option<Point>,
        /// Where it would go.
        drop: Option<PaletteDrop>,
        /// Whether it was well within the canvas once; before, its edge does not scroll.
        entered: bool,
    },
    /// Moving the map under the pointer.
    Pan,
    /// Given up with Esc; nothing happens until the button is released.
    GivenUp,
}

/// What the palette holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PaletteItem {
    /// A card of a kind.
    Kind(CardKind),
    /// A channel: a touchpoint with it, or, on a card, one more channel of that card.
    Channel(ChannelId),
}

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

/// Where something from the palette would go.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PaletteDrop {
    /// Into a cell, as a new card.
    Cell(DropPlace),
    /// Onto a card.
    Card(CardId, Rect),
}

/// What lies under the pointer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Hit {
    /// A card.
    Card(CardId),
    /// A point of a curve.
    Point(PersonaId, Target, LaneId),
    /// A stage's head.
    Stage(StageId),
    /// A step's head.
    Step(StepId),
    /// A lane's name.
    Lane(LaneId),
    /// The ground of a cell.
    Cell(LaneId, StepId),
    /// The title block.
    Title,
    /// Nothing of the map.
    Nothing,
}

/// What lies at a place; `reach` is how near to a curve's point counts, in points.
pub fn hit(layout: &Layout, place: Point, reach: f64) -> Hit {
    if let Some(point) = layout.point_at(place, reach) {
        return Hit::Point(point.persona, point.at, point.lane);
    }
    if let Some(card) = layout.card_at(place) {
        return Hit::Card(card.id);
    }
    if let Some(stage) = layout.stages.iter().find(|stage| stage.head.contains(place)) {
        return Hit::Stage(stage.id);
    }
    if let Some(step) = layout.steps.iter().find(|step| step.head.contains(place)) {
        return Hit::Step(step.id);
    }
    if let Some(lane) = layout.lanes.iter().find(|lane| lane.label.contains(place)) {
        return Hit::Lane(lane.id);
    }
    if let Some((lane, step)) = layout.cell_at(place) {
        return Hit::Cell(lane.id, step.id);
    }
    if layout.title.rect.contains(place) { Hit::Title } else { Hit::Nothing }
}

/// Where cards dropped at a place would go; `None` where cards cannot stand.
pub fn drop_at(map: &Map, layout: &Layout, place: Point, carried: &[CardId]) -> Option<DropPlace> {
    let (lane, step) = layout.cell_at(place)?;
    if !lane.kind.holds_cards() {
        return None;
    }
    let cell = layout.cell(lane.id, step.id)?;
    let standing: Vec<&CardBox> =
        layout.cards_in(lane.id, step.id).filter(|card| !carried.contains(&card.id)).collect();
    let is_peer = |card: &&&CardBox| is_spanning(map, card.id) == is_spanning_when_carried(map, carried);
    let below = standing.iter().filter(is_peer).find(|card| card.rect.center().y >= place.y);
    let before = below.map(|card| card.id);
    let index = match before {
        Some(before) => standing.iter().position(|card| card.id == before),
        None => standing.iter().rposition(|card| is_peer(&card)).map(|last| last + 1),
    };
    let end = if is_spanning_when_carried(map, carried) { 0 } else { standing.len() };
    let rects: Vec<Rect> = standing.iter().map(|card| card.rect).collect();
    let mark = insertion_mark(cell, &rects, index.unwrap_or(end));
    Some(DropPlace { lane: lane.id, step: step.id, before, cell, mark })
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
    let spans = is_spanning_when_carried(map, carried);
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

impl Gesture {
    /// Begins to carry the selected cards, or the one that was grasped.
    pub fn carry(layout: &Layout, map: &Map, mut cards: Vec<CardId>, from: Point) -> Self {
        let place = |id: &CardId| {
            let card = layout.card(*id);
            let lane = map.cards.find(*id).and_then(|card| card.place.lane()).and_then(|lane| map.lanes.position(lane));
            (lane, card.map_or(0, |card| card.rect.x0 as i64), card.map_or(0, |card| card.rect.y0 as i64))
        };
        cards.sort_by_key(place);
        Self::Cards { cards, from, to: from, drop: None }
    }

    /// Moves on to another place.
    pub fn move_to(&mut self, map: &Map, layout: &Layout, place: Point) {
        match self {
            Self::Marquee { to, .. } => *to = place,
            Self::Cards { cards, to, drop, .. } => {
                *to = place;
                *drop = drop_at(map, layout, place, cards);
            }
            Self::Point { scale, grasp, center, level, .. } => {
                let y = place.y - *grasp;
                *level = Emotion::clamped(scale.level(y).round() as i64);
                center.y = scale.y(level.value() as f64);
            }
            Self::Palette { item, to, drop, .. } => {
                *to = Some(place);
                *drop = item.drop_at(map, layout, place);
            }
            Self::Pan | Self::GivenUp => {}
        }
    }

    /// How far the cards were carried, in points.
    pub fn carried_by(&self) -> Vec2 {
        match self {
            Self::Cards { from, to, .. } => *to - *from,
            _ => Vec2::ZERO,
        }
    }

    /// The frame of a marquee.
    pub fn frame(&self) -> Option<Rect> {
        match self {
            Self::Marquee { from, to, .. } => Some(Rect::from_points(*from, *to)),
            _ => None,
        }
    }

    /// Whether the canvas scrolls when the pointer comes near its edge.
    pub fn scrolls_at_edges(&self) -> bool {
        matches!(self, Self::Marquee { .. } | Self::Cards { .. } | Self::Palette { .. })
    }
}

impl PaletteItem {
    /// Where it would go from a place.
    pub fn drop_at(self, map: &Map, layout: &Layout, place: Point) -> Option<PaletteDrop> {
        match (self, layout.card_at(place)) {
            (Self::Channel(_), Some(card)) => Some(PaletteDrop::Card(card.id, card.rect)),
            _ => drop_at(map, layout, place, &[]).map(PaletteDrop::Cell),
        }
    }
}

/// The cards that a frame touches.
pub fn cards_in_frame(layout: &Layout, frame: Rect) -> Vec<CardId> {
    let touches = |rect: Rect| rect.x0 < frame.x1 && frame.x0 < rect.x1 && rect.y0 < frame.y1 && frame.y0 < rect.y1;
    layout.cards.iter().filter(|card| touches(card.rect)).map(|card| card.id).collect()
}
