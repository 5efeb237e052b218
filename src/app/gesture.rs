//! What the pointer is doing on the canvas, from press to release, in page space.
//!
//! Pure: it knows the layout and nothing of the window. While cards are carried the map stays as it
//! is, and only the place where they would go is shown.

use super::border::Border;
use super::insert_here::Plus;
use super::reorder::Head;
use crate::geom::{Line, Point, Rect, Vec2};
use crate::layout::{CardBox, EmotionScale, Layout};
use crate::model::{
    CardId, CardKind, ChannelId, Emotion, LaneId, LaneKind, Length, Map, PersonaId, Place, StageId, StepId, Target,
};

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
        /// How they are held.
        held: Held,
    },
    /// Carrying a stage, a step or a lane by its head.
    Head {
        /// What is carried.
        head: Head,
        /// Where it was grasped.
        from: Point,
        /// Where it is now.
        to: Point,
        /// To which of its places it would go.
        at: Option<usize>,
        /// How it is held.
        held: Held,
    },
    /// Moving the border of a column or a lane.
    Size {
        /// Which border.
        border: Border,
        /// Where it was grasped.
        from: Point,
        /// The size at the start, in points.
        before: f64,
        /// The size that is set now.
        size: Length,
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

/// How something is carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// By the pointer's button: it goes where the button is released.
    Pressed,
    /// Picked up by a command: it goes where one clicks next, or where the arrow keys bring it.
    PickedUp,
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
    /// A persona in the title block.
    Persona(PersonaId),
    /// The title block.
    Title,
    /// A border that can be dragged.
    Border(Border),
    /// A “+” between two others.
    Plus(Plus),
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
    if let Some(persona) = layout.title.personas.iter().find(|persona| persona.rect.contains(place)) {
        return Hit::Persona(persona.id);
    }
    if layout.title.rect.contains(place) { Hit::Title } else { Hit::Nothing }
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

/// The cards that make room for what is carried over them, and how far they move down, in points.
pub fn room(map: &Map, layout: &Layout, gesture: &Gesture) -> Option<(Vec<CardId>, f64)> {
    let (drop, carried, height) = match gesture {
        Gesture::Cards { drop: Some(drop), cards, .. } => {
            (drop, &cards[..], layout.card(*cards.first()?).map_or(ROOM, |card| card.rect.height()))
        }
        Gesture::Palette { drop: Some(PaletteDrop::Cell(drop)), .. } => (drop, &[][..], ROOM),
        _ => return None,
    };
    let before = drop.before?;
    let peers = peers_in(map, layout, (drop.lane, drop.step), carried);
    let at = peers.iter().position(|card| *card == before)?;
    Some((peers[at..].to_vec(), height.min(ROOM)))
}

/// The most room that cards make, in points: enough to see it, too little to bury the next lane.
const ROOM: f64 = 30.0;

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
        Self::Cards { cards, from, to: from, drop: None, held: Held::Pressed }
    }

    /// Moves on to another place. `target` is the part of the map that is seen there, which is another
    /// one where heads or lanes stay in sight.
    pub fn move_to(&mut self, map: &Map, layout: &Layout, place: Point, target: Point) {
        match self {
            Self::Marquee { to, .. } => *to = place,
            Self::Cards { cards, to, drop, .. } => {
                *to = place;
                *drop = drop_at(map, layout, target, cards);
            }
            Self::Head { head, to, at, .. } => {
                *to = place;
                *at = head.nearest(&head.drops(map, layout), place);
            }
            Self::Size { border, from, before, size } => *size = border.dragged(layout, *before, place - *from),
            Self::Point { scale, grasp, center, level, .. } => {
                let y = place.y - *grasp;
                *level = Emotion::clamped(scale.level(y).round() as i64);
                center.y = scale.y(level.value() as f64);
            }
            Self::Palette { item, to, drop, .. } => {
                *to = Some(place);
                *drop = item.drop_at(map, layout, target);
            }
            Self::Pan | Self::GivenUp => {}
        }
    }

    /// How far what is carried was carried, in points.
    pub fn carried_by(&self) -> Vec2 {
        match self {
            Self::Cards { from, to, .. } | Self::Head { from, to, .. } => *to - *from,
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
        matches!(self, Self::Marquee { .. } | Self::Cards { .. } | Self::Head { .. } | Self::Palette { .. })
            && !self.is_picked_up()
    }

    /// Whether something was picked up by a command and not by the pointer's button.
    pub fn is_picked_up(&self) -> bool {
        matches!(self, Self::Cards { held: Held::PickedUp, .. } | Self::Head { held: Held::PickedUp, .. })
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
