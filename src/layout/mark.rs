//! Marks: what stands on a card, in a head or beside a curve, at its place and by its meaning.

use std::sync::Arc;

use crate::geom::{Affine, BezPath, Dash, Line, Point, Rect, Shape as _, Vec2};
use crate::icon::Icon;
use crate::model::Emotion;
use crate::picture::Bitmap;
use crate::text::Paragraph;
use crate::theme::Ink;

/// Something small at its place. Its colour is a meaning, which the theme makes a colour of.
#[derive(Debug, Clone)]
pub struct Mark {
    /// What it means.
    pub ink: Ink,
    /// What it is.
    pub form: Form,
}

/// The forms of a mark.
#[derive(Debug, Clone)]
pub enum Form {
    /// Text.
    Text(Placed),
    /// An icon.
    Icon(Icon, Rect),
    /// A face that shows an emotion, filled with the emotion's colour.
    Face(Emotion, Rect),
    /// Dots in a row: as many filled as the level says, of so many in all.
    Dots {
        /// How many are filled.
        level: u8,
        /// How many there are.
        of: u8,
        /// Where they stand.
        rect: Rect,
    },
    /// A straight line.
    Line(Line, f64, Dash),
    /// A line along a path, with round ends and corners: its width in points and its pattern.
    Path(BezPath, f64, Dash),
    /// A filled path.
    Area(BezPath),
    /// A ground behind other marks.
    Block {
        /// Where it lies.
        rect: Rect,
        /// The radius of its corners, in points.
        radius: f64,
        /// How much of its ink is mixed into the paper, 0 … 1.
        share: f64,
    },
    /// A bar with a line around it and lines across, for what has to be told from a filled one.
    Hatched(Rect),
    /// A filled round rectangle behind other marks.
    Pill(Rect),
    /// An outlined round rectangle behind other marks.
    Frame(Rect),
    /// A picture with rounded corners; the crop in pixels.
    Picture {
        /// Where it stands.
        rect: Rect,
        /// The radius of its corners.
        radius: f64,
        /// The pixels.
        bitmap: Arc<Bitmap>,
        /// The part that is shown, in pixels.
        crop: Rect,
        /// What it shows.
        alt: String,
    },
}

/// Shaped text and where its origin stands.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The text.
    pub paragraph: Arc<Paragraph>,
    /// The paragraph's top left corner.
    pub origin: Point,
}

impl Placed {
    /// The rectangle of its lines.
    pub fn rect(&self) -> Rect {
        Rect::from_origin_size(self.origin, self.paragraph.size)
    }
}

impl Mark {
    /// The same mark, somewhere else.
    pub(super) fn moved(mut self, by: Vec2) -> Self {
        match &mut self.form {
            Form::Text(placed) => placed.origin += by,
            Form::Icon(_, rect)
            | Form::Face(_, rect)
            | Form::Dots { rect, .. }
            | Form::Pill(rect)
            | Form::Frame(rect)
            | Form::Block { rect, .. }
            | Form::Hatched(rect)
            | Form::Picture { rect, .. } => *rect = *rect + by,
            Form::Path(path, ..) | Form::Area(path) => path.apply_affine(Affine::translate(by)),
            Form::Line(line, _, _) => *line = Line::new(line.p0 + by, line.p1 + by),
        }
        self
    }

    /// A rectangle around it.
    pub fn bounds(&self) -> Rect {
        match &self.form {
            Form::Text(placed) => placed.rect(),
            Form::Icon(_, rect)
            | Form::Face(_, rect)
            | Form::Dots { rect, .. }
            | Form::Pill(rect)
            | Form::Frame(rect)
            | Form::Block { rect, .. }
            | Form::Hatched(rect)
            | Form::Picture { rect, .. } => *rect,
            Form::Path(path, width, _) => path.bounding_box().inflate(width / 2.0, width / 2.0),
            Form::Area(path) => path.bounding_box(),
            Form::Line(line, width, _) => Rect::from_points(line.p0, line.p1).inflate(width / 2.0, width / 2.0),
        }
    }
}
