//! What the pointer is doing on the canvas, from press to release, in page space.
//!
//! Pure: it knows the layout and nothing of the window. While cards are carried the map stays as it
//! is, and only the place where they would go is shown.

use super::border::Border;
use super::drop_place::{DropPlace, drop_at, peers_in};
use super::insert_here::Plus;
use super::reorder::Head;
use crate::edit::Selection;
use crate::geom::{Point, Rect, Vec2};
use crate::layout::{ChipSubject, EmotionScale, Layout};
use crate::model::{CardId, CardKind, ChannelId, Emotion, LaneId, Length, Map, PersonaId, StageId, StepId, Target};

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
    /// What stands in a cell of a lane without cards, at a step.
    Chip(ChipSubject, StepId),
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
    if let Some(chip) = layout.chip_at(place) {
        return Hit::Chip(chip.about, chip.step);
    }
    if let Some((lane, step)) = layout.cell_at(place) {
        return Hit::Cell(lane.id, step.id);
    }
    if let Some(persona) = layout.title.personas.iter().find(|persona| persona.rect.contains(place)) {
        return Hit::Persona(persona.id);
    }
    if layout.title.rect.contains(place) { Hit::Title } else { Hit::Nothing }
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

/// What a frame selects: the cards that it touches; where there is none, the names of lanes, the heads of
/// steps or those of stages.
pub fn in_frame(layout: &Layout, frame: Rect) -> Selection {
    let touches = |rect: Rect| rect.overlaps(frame);
    let cards = cards_in_frame(layout, frame);
    if !cards.is_empty() {
        return Selection::of_cards(cards);
    }
    let lanes = Selection::of_lanes(layout.lanes.iter().filter(|lane| touches(lane.label)).map(|lane| lane.id));
    if lanes != Selection::Map {
        return lanes;
    }
    let steps = Selection::of_steps(layout.steps.iter().filter(|step| touches(step.head)).map(|step| step.id));
    if steps != Selection::Map {
        return steps;
    }
    Selection::of_stages(layout.stages.iter().filter(|stage| touches(stage.head)).map(|stage| stage.id))
}

/// The cards that a frame touches.
pub fn cards_in_frame(layout: &Layout, frame: Rect) -> Vec<CardId> {
    layout.cards.iter().filter(|card| card.rect.overlaps(frame)).map(|card| card.id).collect()
}
