//! What a layout consists of: a box for each thing that stands in the picture, and what lies where.

use std::ops::Range;

use super::JourneyBar;
use super::mark::{Mark, Placed};
use crate::geom::{BezPath, Line, Point, Rect, Size};
use crate::insight::Extreme;
use crate::model::{
    CalloutKind, CardId, CardKind, ChannelId, Direction, Emotion, Evidence, Hue, LaneId, LaneKind, LinkKind, MetricId,
    OpportunityId, PainId, PersonaId, RatingId, Severity, StageId, StepId, Target, Zone,
};

/// Where everything of a map stands.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Which way the journey runs; all rectangles are already mirrored for it.
    pub direction: Direction,
    /// The size of the whole picture with its margins.
    pub size: Size,
    /// The title block.
    pub title: TitleBox,
    /// Everything under the lanes: the legend, author and date.
    pub foot: Vec<Mark>,
    /// The strips that the journey is broken into, from top to bottom; a canvas has one.
    pub strips: Vec<StripBox>,
    /// The heads of the stages, in the order of time; a stage in two strips has two.
    pub stages: Vec<StageBox>,
    /// The heads and columns of the steps, in the order of time.
    pub steps: Vec<StepBox>,
    /// The lanes that are shown, from top to bottom; each in each strip.
    pub lanes: Vec<LaneBox>,
    /// The cards that are shown; of two that lie on each other the later is above. A card that goes on
    /// in the next strip stands in both.
    pub cards: Vec<CardBox>,
    /// The arrows between cards.
    pub links: Vec<LinkBox>,
    /// The emotion curves.
    pub curves: Vec<CurveBox>,
    /// The points of the emotion curves.
    pub points: Vec<PointBox>,
    /// What is called out on the curves.
    pub callouts: Vec<CalloutBox>,
    /// What stands in the cells of lanes that hold no cards.
    pub chips: Vec<ChipBox>,
    /// The lines between the zones of a blueprint, with their names.
    pub zone_lines: Vec<ZoneLine>,
    /// Below a slide, the whole journey with the place that is shown.
    pub bar: Option<JourneyBar>,
}

/// The title block.
#[derive(Debug, Clone)]
pub struct TitleBox {
    /// The whole block.
    pub rect: Rect,
    /// The map's shaped title.
    pub title: Placed,
    /// State, scenario, purpose.
    pub marks: Vec<Mark>,
    /// The personas.
    pub personas: Vec<PersonaBox>,
}

/// A persona in the title block.
#[derive(Debug, Clone)]
pub struct PersonaBox {
    /// The persona.
    pub id: PersonaId,
    /// Its block.
    pub rect: Rect,
    /// Name, role, quote, picture.
    pub marks: Vec<Mark>,
}

/// A line between two zones of a blueprint.
#[derive(Debug, Clone)]
pub struct ZoneLine {
    /// Where it runs.
    pub line: Line,
    /// Its name.
    pub name: Placed,
}

/// A strip of the journey: some steps with all lanes.
#[derive(Debug, Clone)]
pub struct StripBox {
    /// Its lanes with their names, below its heads.
    pub lanes: Rect,
    /// Which of the layout's steps stand in it.
    pub steps: Range<usize>,
}

/// A stage's head.
#[derive(Debug, Clone)]
pub struct StageBox {
    /// The stage.
    pub id: StageId,
    /// The strip in which it stands, from 0.
    pub strip: usize,
    /// Whether it is the first in its strip.
    pub opens_strip: bool,
    /// Whether it began in the strip before.
    pub continues: bool,
    /// Its head.
    pub head: Rect,
    /// Its columns, from the head down to the last lane.
    pub column: Rect,
    /// How far its pointed end reaches, in points.
    pub point_pt: f64,
    /// Its shaped title and where the title's origin stands.
    pub title: Placed,
    /// Its goal.
    pub marks: Vec<Mark>,
}

/// A step's head and column.
#[derive(Debug, Clone)]
pub struct StepBox {
    /// The step.
    pub id: StepId,
    /// Its stage.
    pub stage: StageId,
    /// The strip in which it stands, from 0.
    pub strip: usize,
    /// Its head.
    pub head: Rect,
    /// Its column, from the head's lower edge down to the last lane.
    pub column: Rect,
    /// Its shaped title.
    pub title: Placed,
    /// Its number, where it has no title.
    pub marks: Vec<Mark>,
}

/// A lane's row.
#[derive(Debug, Clone)]
pub struct LaneBox {
    /// The lane.
    pub id: LaneId,
    /// The strip in which it stands, from 0.
    pub strip: usize,
    /// What it holds.
    pub kind: LaneKind,
    /// The zone in which it stands.
    pub zone: Zone,
    /// The whole row, with the room at its end where the curves' names stand.
    pub row: Rect,
    /// The part with its name.
    pub label: Rect,
    /// The part with its cells.
    pub body: Rect,
    /// Its shaped name.
    pub title: Placed,
    /// For an emotion lane, where −2 and +2 lie.
    pub scale: Option<EmotionScale>,
    /// What else stands beside its name: faces, kind.
    pub marks: Vec<Mark>,
}

/// From an emotion to a height in an emotion lane, and back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EmotionScale {
    /// Where +2 lies.
    pub top: f64,
    /// Where −2 lies, below it.
    pub bottom: f64,
}

impl EmotionScale {
    /// Where a level (−2 … +2) lies.
    pub fn y(self, level: f64) -> f64 {
        self.bottom + (level + 2.0) / 4.0 * (self.top - self.bottom)
    }

    /// Which level lies at a height; not clamped.
    pub fn level(self, y: f64) -> f64 {
        (y - self.bottom) / (self.top - self.bottom) * 4.0 - 2.0
    }
}

/// A card's place.
#[derive(Debug, Clone)]
pub struct CardBox {
    /// The card.
    pub id: CardId,
    /// Its outline.
    pub rect: Rect,
    /// Its lane, and the step at which it begins; none on the parking lot.
    pub cell: Option<(LaneId, StepId)>,
    /// What it stands for.
    pub kind: CardKind,
    /// Its colour, where it has one of its own.
    pub hue: Option<Hue>,
    /// How well it is backed; it settles the pattern of the outline.
    pub evidence: Option<Evidence>,
    /// Where its title is shaped and edited.
    pub title: Placed,
    /// Everything else on it: text, channels, owner, signs.
    pub marks: Vec<Mark>,
}

/// An arrow from one card to another.
#[derive(Debug, Clone)]
pub struct LinkBox {
    /// The card where it begins.
    pub from: CardId,
    /// The card where it ends.
    pub to: CardId,
    /// What it means.
    pub kind: LinkKind,
    /// Its line, which runs through no card; empty where marks at both ends stand in its place.
    pub path: BezPath,
    /// Its head.
    pub head: BezPath,
    /// The sign of what it means, or what belongs together by a letter.
    pub marks: Vec<Mark>,
}

/// What stands in a cell of a lane that holds no cards.
#[derive(Debug, Clone)]
pub struct ChipBox {
    /// The lane.
    pub lane: LaneId,
    /// The step in whose column it stands.
    pub step: StepId,
    /// What it shows.
    pub about: ChipSubject,
    /// Its outline.
    pub rect: Rect,
    /// How severe it is, for a pain point; it settles the ground.
    pub severity: Option<Severity>,
    /// How well it is backed; it settles the pattern of the outline.
    pub evidence: Option<Evidence>,
    /// What stands on it.
    pub marks: Vec<Mark>,
}

/// What a chip shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChipSubject {
    /// A pain point.
    Pain(PainId),
    /// An opportunity.
    Opportunity(OpportunityId),
    /// A rating's ease and success; whose it is, and where.
    Rating(RatingId, PersonaId, Target),
    /// A channel that is used at the step.
    Channel(ChannelId),
    /// How far the step's channels lie apart.
    Spread,
    /// How long the step takes.
    Time,
    /// A metric.
    Metric(MetricId),
}

/// A persona's curve in an emotion lane.
#[derive(Debug, Clone)]
pub struct CurveBox {
    /// The lane.
    pub lane: LaneId,
    /// The strip in which this part of it stands, from 0.
    pub strip: usize,
    /// The persona.
    pub persona: PersonaId,
    /// The persona's place in the map, from 0.
    pub index: usize,
    /// The curve of what was felt.
    pub actual: BezPath,
    /// The curve of what was expected; empty if nothing was.
    pub expected: BezPath,
    /// Where it felt better than expected: the areas between both.
    pub better: BezPath,
    /// Where it felt worse: upright lines between both.
    pub worse: BezPath,
    /// What people in a room said, at the points that are their mean.
    pub spreads: Vec<SpreadBox>,
    /// The persona's name, words of emotion, highs and lows.
    pub marks: Vec<Mark>,
}

/// How far the people in a room disagreed about a point of a curve.
#[derive(Debug, Clone)]
pub struct SpreadBox {
    /// From the lowest to the highest that somebody said.
    pub range: Line,
    /// A bar at each value that somebody said, as wide as its share.
    pub bars: Vec<Rect>,
}

/// A point of an emotion curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PointBox {
    /// The lane in which it is drawn.
    pub lane: LaneId,
    /// Whose curve.
    pub persona: PersonaId,
    /// What was rated.
    pub at: Target,
    /// The step in whose column it stands.
    pub step: StepId,
    /// Where it stands.
    pub center: Point,
    /// Its level, −2 … +2.
    pub level: f64,
    /// The radius of its face.
    pub radius: f64,
    /// Whether it is a high or a low.
    pub mark: Option<Extreme>,
    /// Whether it is the most intense of its curve.
    pub is_peak: bool,
    /// Whether it is the last of its curve.
    pub is_end: bool,
}

/// A high, a low or a moment of truth that is called out on a curve.
#[derive(Debug, Clone)]
pub struct CalloutBox {
    /// The lane in which it stands.
    pub lane: LaneId,
    /// The strip in which it stands, from 0.
    pub strip: usize,
    /// What it is.
    pub kind: CalloutKind,
    /// What it is about.
    pub at: Target,
    /// What it says.
    pub text: String,
    /// Where its words stand, or its number.
    pub rect: Rect,
    /// The line from its point to its words, where they do not stand right beside it. It crosses no
    /// curve, no face, no words and no other such line.
    pub leader: Option<Line>,
    /// The number, from 1, by which the foot tells what it says, where there is no room for words.
    pub number: Option<usize>,
    /// Its words or its number, and the line.
    pub marks: Vec<Mark>,
}

impl PointBox {
    /// The emotion that its face shows.
    pub fn emotion(&self) -> Emotion {
        Emotion::clamped(self.level.round() as i64)
    }
}

impl Layout {
    /// The card under a point; the uppermost of several.
    pub fn card_at(&self, point: Point) -> Option<&CardBox> {
        self.cards.iter().rev().find(|card| card.rect.contains(point))
    }

    /// The box of a card.
    pub fn card(&self, id: CardId) -> Option<&CardBox> {
        self.cards.iter().find(|card| card.id == id)
    }

    /// The chip under a point.
    pub fn chip_at(&self, point: Point) -> Option<&ChipBox> {
        self.chips.iter().rev().find(|chip| chip.rect.contains(point))
    }

    /// The lane whose row holds a height.
    pub fn lane_at(&self, y: f64) -> Option<&LaneBox> {
        self.lanes.iter().find(|lane| (lane.row.y0..lane.row.y1).contains(&y))
    }

    /// The box of a lane; the first of several.
    pub fn lane(&self, id: LaneId) -> Option<&LaneBox> {
        self.lanes.iter().find(|lane| lane.id == id)
    }

    /// The step in whose column a point lies.
    pub fn step_at(&self, point: Point) -> Option<&StepBox> {
        self.steps.iter().find(|step| step.column.contains(point))
    }

    /// The box of a step.
    pub fn step(&self, id: StepId) -> Option<&StepBox> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// The box of a stage.
    pub fn stage(&self, id: StageId) -> Option<&StageBox> {
        self.stages.iter().find(|stage| stage.id == id)
    }

    /// The cell under a point: the part of a lane's body in a step's column.
    pub fn cell_at(&self, point: Point) -> Option<(&LaneBox, &StepBox)> {
        Some((self.lane_at(point.y)?, self.step_at(point)?))
    }

    /// The rectangle of a cell.
    pub fn cell(&self, lane: LaneId, step: StepId) -> Option<Rect> {
        let step = self.step(step)?;
        let lane = self.lanes.iter().find(|found| found.id == lane && found.strip == step.strip)?;
        Some(Rect::new(step.column.x0, lane.body.y0, step.column.x1, lane.body.y1))
    }

    /// The point of a curve within `reach` points of a place; the nearest of several.
    pub fn point_at(&self, place: Point, reach: f64) -> Option<&PointBox> {
        let distance = |point: &&PointBox| point.center.distance(place);
        self.points.iter().filter(|point| distance(point) <= reach).min_by(|a, b| distance(a).total_cmp(&distance(b)))
    }

    /// The cards that begin in a cell, from top to bottom as they are seen.
    pub fn cards_in(&self, lane: LaneId, step: StepId) -> impl Iterator<Item = &CardBox> {
        self.cards.iter().filter(move |card| card.cell == Some((lane, step)))
    }
}
