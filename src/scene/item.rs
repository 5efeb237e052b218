//! The items of a scene.

use std::sync::Arc;

use crate::color::Color;
use crate::geom::{Affine, BezPath, Circle, Dash, Line, Point, Rect, Shape as _, Size};
use crate::icon::Icon;
use crate::model::{
    CalloutId, CardId, LaneId, MetricId, OpportunityId, PainId, PersonaId, RatingId, StageId, StepId, Target,
};
use crate::picture::Bitmap;
use crate::text::Paragraph;

/// A picture of a map, in points, origin at the top left, y down.
#[derive(Debug, Clone)]
pub struct Scene {
    /// Its size. What lies outside is cut off.
    pub size: Size,
    /// What it is painted on; opaque.
    pub background: Color,
    /// What is painted, the first at the bottom.
    pub items: Vec<Item>,
}

impl Scene {
    /// All text that is seen, a paragraph a line.
    pub fn text(&self) -> String {
        let mut text = String::new();
        collect_text(&self.items, &mut text);
        text
    }
}

fn collect_text(items: &[Item], text: &mut String) {
    for item in items {
        match item {
            Item::Group(group) => collect_text(&group.items, text),
            Item::Text(item) => {
                text.push_str(&item.paragraph.text);
                text.push('\n');
            }
            Item::Shape(_) | Item::Image(_) => {}
        }
    }
}

/// Something to paint.
#[derive(Debug, Clone)]
pub enum Item {
    /// Items that belong together.
    Group(Group),
    /// A filled or stroked shape.
    Shape(ShapeItem),
    /// Shaped text.
    Text(TextItem),
    /// A picture.
    Image(ImageItem),
}

impl Item {
    /// A rectangle around everything that the item paints.
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Group(group) => group.bounds,
            Self::Shape(shape) => shape.bounds(),
            Self::Text(text) => text.bounds(),
            Self::Image(image) => image.rect,
        }
    }
}

/// Items that belong together and, where it has a node, stand for something of the map.
#[derive(Debug, Clone)]
pub struct Group {
    /// What the group stands for.
    pub node: Option<Node>,
    /// A rectangle around everything in it; what lies outside the window is skipped by it.
    pub bounds: Rect,
    /// The items, the first at the bottom.
    pub items: Vec<Item>,
}

impl Group {
    /// A group around these items.
    pub fn new(node: Option<Node>, items: Vec<Item>) -> Self {
        let bounds = items.iter().map(Item::bounds).reduce(|a, b| a.union(b)).unwrap_or_default();
        Self { node, bounds, items }
    }
}

/// What of the map a group stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Node {
    /// The title block.
    Title,
    /// A persona in the title block.
    Persona(PersonaId),
    /// A stage's head.
    Stage(StageId),
    /// A step's head.
    Step(StepId),
    /// A lane's name and ground.
    Lane(LaneId),
    /// A card.
    Card(CardId),
    /// A persona's curve in a lane.
    Curve(LaneId, PersonaId),
    /// A point of a persona's curve.
    Point(LaneId, PersonaId, Target),
    /// A rating shown elsewhere than on a curve.
    Rating(RatingId),
    /// A call-out.
    Callout(CalloutId),
    /// A pain point in a lane of its own.
    Pain(PainId),
    /// An opportunity in a lane of its own.
    Opportunity(OpportunityId),
    /// A metric in a lane of its own.
    Metric(MetricId),
    /// The legend.
    Legend,
}

/// A shape: filled first, then stroked.
#[derive(Debug, Clone)]
pub struct ShapeItem {
    /// Its form.
    pub geometry: Geometry,
    /// What fills it (non-zero rule).
    pub fill: Option<Color>,
    /// What follows its edge, half on either side.
    pub stroke: Option<Stroke>,
}

impl ShapeItem {
    /// A filled shape.
    pub fn filled(geometry: Geometry, fill: Color) -> Self {
        Self { geometry, fill: Some(fill), stroke: None }
    }

    /// A stroked shape.
    pub fn stroked(geometry: Geometry, stroke: Stroke) -> Self {
        Self { geometry, fill: None, stroke: Some(stroke) }
    }

    /// A rectangle around the shape with its stroke.
    pub fn bounds(&self) -> Rect {
        // A mitred corner (limit 4) reaches up to twice the width beyond the edge.
        let is_sharp = matches!(self.geometry, Geometry::Path(_));
        let reach = |stroke: &Stroke| if is_sharp && !stroke.round { stroke.width * 2.0 } else { stroke.width / 2.0 };
        let margin = self.stroke.as_ref().map_or(0.0, reach);
        self.geometry.bounds().inflate(margin, margin)
    }
}

/// The form of a shape.
#[derive(Debug, Clone)]
pub enum Geometry {
    /// A rectangle.
    Rect(Rect),
    /// A rectangle with one radius at all four corners.
    RoundRect(Rect, f64),
    /// A circle.
    Circle(Circle),
    /// A straight line; it has a stroke and no fill.
    Line(Line),
    /// Any path.
    Path(Arc<Outline>),
    /// An icon, centred in a rectangle; it has a fill and no stroke.
    Icon(Icon, Rect),
}

impl Geometry {
    /// A path.
    pub fn path(path: BezPath) -> Self {
        Self::Path(Arc::new(Outline::new(path)))
    }

    /// A rectangle around it, without a stroke.
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Rect(rect) | Self::RoundRect(rect, _) | Self::Icon(_, rect) => *rect,
            Self::Circle(circle) => circle.bounding_box(),
            Self::Line(line) => line.bounding_box(),
            Self::Path(outline) => outline.bounds,
        }
    }

    /// The same as a path.
    pub fn to_path(&self) -> BezPath {
        /// How far a curve may be from the true circle, in points: invisible at 1,200 dpi.
        const TOLERANCE: f64 = 0.005;
        match self {
            Self::Rect(rect) => rect.to_path(TOLERANCE),
            Self::RoundRect(rect, radius) => rect.to_rounded_rect(*radius).to_path(TOLERANCE),
            Self::Circle(circle) => circle.to_path(TOLERANCE),
            Self::Line(line) => line.to_path(TOLERANCE),
            Self::Path(outline) => outline.path.clone(),
            Self::Icon(icon, rect) => Icon::placed_in(*rect) * icon.outline(),
        }
    }
}

/// A path with the rectangle around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// The path.
    pub path: BezPath,
    /// The rectangle around it.
    pub bounds: Rect,
}

impl Outline {
    /// A path with its bounds.
    pub fn new(path: BezPath) -> Self {
        let bounds = path.bounding_box();
        Self { path, bounds }
    }
}

/// A line along an edge. Corners are mitred (limit 4) where the ends are flat, else round.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub color: Color,
    /// Its width in points.
    pub width: f64,
    /// Its pattern.
    pub dash: Dash,
    /// Whether its ends and corners are round.
    pub round: bool,
}

impl Stroke {
    /// An unbroken line with flat ends.
    pub fn new(color: Color, width: f64) -> Self {
        Self { color, width, dash: Dash::Solid, round: false }
    }
}

/// Shaped text at a place.
#[derive(Debug, Clone)]
pub struct TextItem {
    /// The glyphs.
    pub paragraph: Arc<Paragraph>,
    /// Where the paragraph's own origin (its top left) stands.
    pub origin: Point,
    /// The colour of all glyphs.
    pub color: Color,
}

impl TextItem {
    /// A rectangle around the paragraph's lines.
    pub fn bounds(&self) -> Rect {
        self.paragraph.bounds + self.origin.to_vec2()
    }
}

/// A picture in a rectangle, cut at its rounded corners.
#[derive(Debug, Clone)]
pub struct ImageItem {
    /// Where it stands.
    pub rect: Rect,
    /// The radius of its corners.
    pub radius: f64,
    /// The pixels.
    pub bitmap: Arc<Bitmap>,
    /// The part of the bitmap that fills `rect`, in pixels.
    pub crop: Rect,
    /// What it shows, for those who cannot see it.
    pub alt: String,
}

impl ImageItem {
    /// Brings the bitmap's pixels into page space.
    pub fn page_from_pixels(&self) -> Affine {
        let scale =
            (self.rect.width() / self.crop.width().max(1e-9), self.rect.height() / self.crop.height().max(1e-9));
        Affine::translate(self.rect.origin().to_vec2())
            * Affine::scale_non_uniform(scale.0, scale.1)
            * Affine::translate(-self.crop.origin().to_vec2())
    }
}
