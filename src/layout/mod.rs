//! Where everything of a map stands: pure rectangles and shaped text, keyed by id, in points.
//!
//! The layout knows no colour and paints nothing; the scene is built from it, and the window asks
//! it what lies under the pointer. The same map and the same format give the same layout.

mod average;
mod block;
mod boxes;
mod callout;
mod cards;
mod chips;
mod compose;
mod contents;
mod curve;
mod dots;
mod figures;
mod foot;
mod gap;
mod grid;
mod heat;
mod links;
mod mark;
mod matrix;
mod mirror;
mod notes;
mod numbers;
mod route;
mod sheet;
mod slide;
mod spread;
mod time;
mod words;

use std::num::NonZeroU8;

use crate::model::Map;
use crate::picture::Pictures;
use crate::text::Shaper;
use crate::theme::Theme;

pub use boxes::{
    CalloutBox, CardBox, ChipBox, ChipSubject, CurveBox, EmotionScale, LaneBox, Layout, LinkBox, PersonaBox, PointBox,
    SpreadBox, StageBox, StepBox, StripBox, TitleBox, ZoneLine,
};
pub(crate) use cards::evidence_dash;
pub(crate) use curve::{RING_PT, persona_hue};
pub use links::{Head, arrows};
pub use mark::{Form, Mark, Placed};
pub use notes::{Note, Notes};
pub use numbers::numbered;
pub use slide::{
    BarCurve, BarStage, JourneyBar, LEAST_TYPE_SHARE, Part, Piece, SLIDE_HEIGHT_PT, Slide, pages_of_card,
    pages_of_cards, pages_of_overview, pages_of_parking, pages_of_stage, slide,
};
pub use words::Words;

/// What a map is laid out for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Format {
    /// A canvas as large as the map needs, with columns as wide as the map says.
    Canvas,
    /// A sheet of paper, which the map is composed for.
    Sheet(SheetFormat),
}

/// A sheet that a map is composed for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SheetFormat {
    /// The sheet's width in points, more than twice the margin.
    pub width_pt: f64,
    /// The sheet's height in points, more than twice the margin.
    pub height_pt: f64,
    /// What stays free on each side, in points.
    pub margin_pt: f64,
    /// Into how many strips the journey is broken.
    pub rows: Rows,
}

/// Into how many strips below each other a journey is broken on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// As many as give the largest type that is still pleasant to read.
    Auto,
    /// One.
    One,
    /// So many, but never more than there are steps.
    Exactly(NonZeroU8),
}

impl Rows {
    /// So many; 0 means as many as fit.
    pub fn of_number(number: u8) -> Self {
        match NonZeroU8::new(number) {
            None => Self::Auto,
            Some(NonZeroU8::MIN) => Self::One,
            Some(number) => Self::Exactly(number),
        }
    }

    /// How many were asked for; none if as many as fit.
    pub fn number(self) -> Option<u8> {
        match self {
            Self::Auto => None,
            Self::One => Some(1),
            Self::Exactly(number) => Some(number.get()),
        }
    }
}

/// Lays out a map. The same map, format and theme give the same layout.
pub fn layout(map: &Map, format: Format, theme: &Theme, shaper: &mut Shaper, pictures: &Pictures) -> Layout {
    layout_with(map, &Notes::default(), format, theme, shaper, pictures)
}

/// The same with notes beside what they are about.
pub fn layout_with(
    map: &Map,
    notes: &Notes,
    format: Format,
    theme: &Theme,
    shaper: &mut Shaper,
    pictures: &Pictures,
) -> Layout {
    let contents = contents::Contents::of(map, notes, theme.display.arrangement);
    let mut layout = match format {
        Format::Canvas => compose::compose(map, &contents, grid::Grid::canvas(map, theme), theme, shaper, pictures),
        Format::Sheet(sheet) => sheet::layout_sheet(map, &contents, &sheet, theme, shaper, pictures),
    };
    links::add_links(map, &mut layout, theme, shaper);
    if map.direction().is_rtl() {
        mirror::mirror(&mut layout);
    }
    layout
}
