//! The slide format: a part of a map composed for a screen that a room looks at.
//!
//! A slide is always [`SLIDE_HEIGHT_PT`] high and as wide as its screen's shape says, so that the
//! smallest type of [`Theme::slide`](crate::theme::Theme::slide) is a fixed share of the screen's
//! height, whatever the screen. What does not fit is paged, never shrunk.

mod bar;
mod card;
mod grid;
mod opened;
mod overview;
mod pages;

use std::ops::Range;

pub use bar::{BarCurve, BarStage, JourneyBar};
pub use opened::{pages_of_card, pages_of_cards, pages_of_overview, pages_of_parking};
pub use pages::pages_of_stage;

use super::compose::Composer;
use super::contents::Contents;
use super::mirror::mirror;
use super::notes::Notes;
use super::{ChipSubject, Form, Layout, Mark};
use crate::geom::{Point, Size};
use crate::model::{CardId, LaneId, Map, StageId, StepId};
use crate::picture::Pictures;
use crate::text::Shaper;
use crate::theme::{Ink, Role, Theme};

/// The height of a slide in points.
pub const SLIDE_HEIGHT_PT: f64 = 400.0;

/// The least size of type that is in focus, as a share of the screen's height: what can be read from
/// the last row of a room as deep as six times the picture's height.
pub const LEAST_TYPE_SHARE: f64 = 0.022;

/// How many lines a text on a slide has at most; a longer one is cut, or its card shows the title.
const MAX_LINES: usize = 4;
/// How tall a picture on a card is at most, in points.
const PICTURE_PT: f64 = 70.0;
/// The room above the journey's bar, in points.
const ABOVE_BAR_PT: f64 = 8.0;

/// One view of a map on a screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Slide {
    /// The screen's width as a multiple of its height, 1 to 4.
    pub aspect: f64,
    /// What stands above; may be empty.
    pub headline: String,
    /// What is shown.
    pub part: Part,
    /// Which page of how many that show the same, from 1.
    pub page: (usize, usize),
}

/// What a slide shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// The stages with the curves of their steps.
    Overview(Range<usize>),
    /// Some lanes at some steps of a stage.
    Stage {
        /// The stage.
        stage: StageId,
        /// Its steps, counted over the whole map.
        steps: Range<usize>,
        /// The lanes.
        lanes: Vec<LaneId>,
        /// Of what stands in them, only this.
        only: Option<Vec<Piece>>,
    },
    /// One card, opened.
    Card {
        /// The card.
        card: CardId,
        /// The bytes of its text that are shown.
        text: Range<usize>,
        /// Which of its pain points are shown.
        pains: Range<usize>,
    },
    /// Some cards, each with its place.
    Cards(Vec<CardId>),
    /// Some cards of the parking lot.
    Parked(Vec<CardId>),
}

/// Something that stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Piece {
    /// A card.
    Card(CardId),
    /// A chip in a step's column.
    Chip(StepId, ChipSubject),
}

/// What differs for the builder on a slide.
#[derive(Debug, Clone)]
pub(super) struct OnSlide {
    /// The lanes that are shown.
    pub lanes: Vec<LaneId>,
    /// What is shown of what stands in them.
    pub only: Option<Vec<Piece>>,
    /// How many lines a text has at most.
    pub max_lines: Option<usize>,
    /// How tall a card or a chip is at most, in points.
    pub tallest_pt: Option<f64>,
    /// Where the lanes of a page end at the latest; what stands in them is no taller than they are.
    pub lanes_end_pt: Option<f64>,
    /// How tall a picture is at most, in points.
    pub picture_pt: f64,
    /// Whether the lanes have names.
    pub shows_names: bool,
    /// Whether the steps have heads.
    pub shows_steps: bool,
    /// The role of the stages' titles.
    pub stage_role: Role,
    /// How much larger than usual everything is.
    pub unit: f64,
    /// What is shown of the card that is opened.
    pub opened: Option<Opened>,
}

/// What is shown of a card that is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opened {
    /// The bytes of its text.
    pub text: Range<usize>,
    /// Which of its pain points.
    pub pains: Range<usize>,
}

impl OnSlide {
    /// Some lanes with everything that is in them.
    fn with_lanes(lanes: Vec<LaneId>, tallest_pt: f64) -> Self {
        Self {
            lanes,
            only: None,
            max_lines: Some(MAX_LINES),
            tallest_pt: Some(tallest_pt),
            lanes_end_pt: None,
            picture_pt: PICTURE_PT,
            shows_names: true,
            shows_steps: true,
            stage_role: Role::Stage,
            unit: 1.0,
            opened: None,
        }
    }
}

impl Slide {
    /// The slide's size in points.
    pub fn size(&self) -> Size {
        Size::new(SLIDE_HEIGHT_PT * self.aspect, SLIDE_HEIGHT_PT)
    }
}

/// Lays out a slide. The same map, slide and theme give the same layout; the theme is one of
/// [`Theme::slide`].
pub fn slide(map: &Map, slide: &Slide, theme: &Theme, shaper: &mut Shaper, pictures: &Pictures) -> Layout {
    let notes = Notes::default();
    let contents = Contents::of(map, &notes, theme.display.arrangement);
    let mut layout = match &slide.part {
        Part::Overview(steps) => overview::compose(map, &contents, slide, steps, theme, shaper, pictures),
        Part::Stage { steps, lanes, only, .. } => {
            let part = pages::StagePart { steps: steps.clone(), lanes: lanes.clone(), only: only.clone() };
            pages::compose(map, &contents, slide, &part, theme, shaper, pictures)
        }
        Part::Card { card, text, pains } => {
            let opened = Opened { text: text.clone(), pains: pains.clone() };
            card::compose(map, &contents, slide, *card, &opened, theme, shaper, pictures)
        }
        Part::Cards(cards) | Part::Parked(cards) => {
            card::compose_several(map, &contents, slide, cards, theme, shaper, pictures)
        }
    };
    layout.size = slide.size();
    if map.direction().is_rtl() {
        mirror(&mut layout);
    }
    layout
}

impl Composer<'_> {
    /// How much larger than usual everything is.
    pub(super) fn unit(&self) -> f64 {
        self.slide.as_ref().map_or(1.0, |slide| slide.unit)
    }

    /// Whether something that stands in a cell is on another page.
    pub(super) fn is_left_out(&self, piece: Piece) -> bool {
        let only = self.slide.as_ref().and_then(|slide| slide.only.as_ref());
        only.is_some_and(|only| !only.contains(&piece))
    }

    /// What stands above a slide, if anything, and which of several pages it is; answers where that ends.
    fn above(&mut self, headline: &str, page: (usize, usize), width: f64) -> f64 {
        let margin = self.space.margin;
        let number = (page.1 > 1).then(|| format!("{} / {}", page.0, page.1));
        let mut room = width - 2.0 * margin;
        let mut bottom = margin;
        if let Some(number) = number {
            let natural = self.set(Role::Label, &number, None);
            let origin = Point::new(width - margin - natural.size.width, margin);
            room -= natural.size.width + 12.0;
            bottom = bottom.max(origin.y + natural.size.height + 2.0);
            let placed = super::Placed { paragraph: natural, origin };
            self.layout.title.marks.push(Mark { ink: Ink::Quiet, form: Form::Text(placed) });
        }
        if !headline.is_empty() {
            let lines = self.slide.as_mut().map(|slide| slide.max_lines.replace(2));
            self.layout.title.title = self.place(Role::Title, headline, Point::new(margin, margin - 2.0), Some(room));
            if let (Some(slide), Some(lines)) = (self.slide.as_mut(), lines) {
                slide.max_lines = lines;
            }
            bottom = bottom.max(self.layout.title.title.rect().y1 + 6.0);
        }
        self.layout.title.rect = crate::geom::Rect::new(margin, margin, width - margin, bottom);
        bottom
    }
}
