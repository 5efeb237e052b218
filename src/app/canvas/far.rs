//! Cards that are seen from far away: what is on them is a shade, not writing.

#![deny(clippy::wildcard_enum_match_arm)]

use eframe::egui;

use super::glyphs::{BAR_HEIGHT_EM, BAR_SHARE};
use super::paint::Painting;
use crate::color::Color;
use crate::geom::Rect;
use crate::scene::{Geometry, Group, Item, Node, ShapeItem, TextItem};

/// Where a point of the page has fewer pixels, a card has one shade for all its writing: its lines are
/// about a pixel apart.
const FAR_BELOW_PX: f64 = 0.085;

/// Shapes on cards far away that are smaller on both sides leave no trace.
const TRACELESS_BELOW_PX: f64 = 0.5;

/// Ink that is less high is painted as a bar, whose middle alone is full.
const BAR_BELOW_PX: f32 = 1.0;

/// How much of its square an icon inks, by the share that letters have of theirs.
const ICON_SHARE: f64 = 0.3 / BAR_SHARE as f64;

/// Where writing stands and how much of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ink {
    /// Around its lines, on the page.
    rect: Rect,
    /// How many square points of the page its letters and the gaps between them take.
    area: f64,
    color: Color,
}

impl Ink {
    /// The ink of a paragraph; none if it has no letters.
    pub fn of(item: &TextItem) -> Option<Self> {
        let (lines, run) = (&item.paragraph.lines, item.paragraph.runs.first()?);
        let (first, last) = (lines.first()?, lines.last()?);
        let left = lines.iter().map(|line| line.extent.0).fold(f64::INFINITY, f64::min);
        let right = lines.iter().map(|line| line.extent.1).fold(f64::NEG_INFINITY, f64::max);
        let bar = f64::from(BAR_HEIGHT_EM) * run.size_pt;
        let width: f64 = lines.iter().map(|line| line.extent.1 - line.extent.0).sum();
        let rect = Rect::new(left, first.baseline - bar, right, last.baseline) + item.origin.to_vec2();
        (rect.area() > 0.0).then_some(Self { rect, area: width * bar, color: item.color })
    }

    /// The ink of an icon.
    fn of_icon(rect: Rect, color: Color) -> Option<Self> {
        let side = rect.width().min(rect.height());
        let rect = Rect::from_center_size(rect.center(), (side, side));
        (side > 0.0).then_some(Self { rect, area: ICON_SHARE * rect.area(), color })
    }

    fn is_colored(self) -> bool {
        let Color { r, g, b, .. } = self.color;
        r.max(g).max(b) - r.min(g).min(b) > 0x50
    }

    /// Both, as one.
    fn and(self, other: Self) -> Self {
        let area = self.area + other.area;
        let color = self.color.mix(other.color, self.area / area);
        Self { rect: self.rect.union(other.rect), area, color }
    }
}

impl Painting<'_> {
    /// Whether a group is a card that is too far away for its writing to be told apart.
    pub(super) fn is_far(&self, group: &Group) -> bool {
        self.px_per_page_pt() < FAR_BELOW_PX
            && matches!(group.node, Some(Node::Card(_) | Node::Pain(_) | Node::Opportunity(_) | Node::Rating(_)))
    }

    /// Paints a card that is far away: its ground and its shapes, and a shade or two for all that stands on it.
    pub(super) fn far(&mut self, items: &[Item]) {
        let traceless = TRACELESS_BELOW_PX / self.px_per_page_pt();
        // What is meant by a color, such as a pain point, is told apart from all that is gray.
        let (mut gray, mut colored): (Option<Ink>, Option<Ink>) = (None, None);
        for item in items {
            let more = match item {
                Item::Group(group) => {
                    self.far(&group.items);
                    None
                }
                Item::Shape(ShapeItem { geometry: Geometry::Icon(_, rect), fill: Some(color), .. }) => {
                    Ink::of_icon(*rect, *color)
                }
                Item::Shape(shape) => {
                    let bounds = shape.geometry.bounds();
                    if bounds.width().max(bounds.height()) >= traceless {
                        self.shape(shape);
                    }
                    None
                }
                Item::Text(text) if self.is_in_editor(text) => None,
                Item::Text(text) => Ink::of(text),
                Item::Image(image) => {
                    self.image(image);
                    None
                }
            };
            if let Some(more) = more {
                let ink = if more.is_colored() { &mut colored } else { &mut gray };
                *ink = Some(ink.map_or(more, |ink| ink.and(more)));
            }
        }
        self.ink(gray);
        self.ink(colored);
    }

    fn px_per_page_pt(&self) -> f64 {
        self.screen_from_page.scale * f64::from(self.px_per_point)
    }

    /// Paints ink as one rectangle.
    pub(super) fn ink(&mut self, ink: Option<Ink>) {
        let Some(Ink { rect, area, color }) = ink else { return };
        let share = (area / rect.area()).min(1.0) as f32;
        let rect: egui::Rect = self.screen_from_page.rect(rect);
        let mut brush = self.brush(color);
        brush.color = brush.color.gamma_multiply(BAR_SHARE * share);
        if rect.height() < BAR_BELOW_PX * brush.pixel { brush.bar(rect) } else { brush.rect(rect) }
    }
}
