//! From a picture of differences to its scene: what differs stands out, what is as it was stands back,
//! what is gone is an outline.

use super::look::{Look, sign_ink};
use super::picture::Picture;
use crate::color::Color;
use crate::geom::{Circle, Dash};
use crate::insight::Sign;
use crate::layout::{self, Head, Layout};
use crate::scene::{self, Geometry, Group, Item, Node, Scene, ShapeItem, Stroke};
use crate::theme::{Ink, Theme};

/// The width of what outlines a record that differs, in points.
const EDGE_PT: f64 = 1.75;
/// The head of an arrow from where a card stood.
const HEAD_PT: Head = Head { length: 7.0, half_width: 3.5 };
/// The width of its shaft, in points.
const SHAFT_PT: f64 = 2.0;

impl Picture {
    /// Builds the scene from the picture's layout.
    pub fn scene(&self, layout: &Layout, theme: &Theme) -> Scene {
        let mut scene = scene::build(&self.map, layout, theme);
        let signs: Vec<Color> = Sign::ALL.map(|sign| theme.text_color(sign_ink(sign))).into();
        let painter = Painter { picture: self, theme, signs };
        for item in &mut scene.items {
            if let Item::Group(group) = item {
                painter.group(group, layout);
            }
        }
        let first = scene
            .items
            .iter()
            .position(|item| matches!(item, Item::Group(group) if matches!(group.node, Some(Node::Card(_)))));
        let arrows = painter.arrows(layout);
        let at = first.unwrap_or(scene.items.len());
        scene.items.splice(at..at, arrows);
        scene
    }
}

struct Painter<'a> {
    picture: &'a Picture,
    theme: &'a Theme,
    /// The colors of signs, which stay as they are.
    signs: Vec<Color>,
}

impl Painter<'_> {
    fn group(&self, group: &mut Group, layout: &Layout) {
        let looks = &self.picture.looks;
        match group.node {
            Some(Node::Card(id)) => self.framed(group, looks.cards.get(&id).copied(), self.theme.space.radius),
            Some(Node::Pain(id)) => self.framed(group, looks.pains.get(&id).copied(), self.theme.space.radius),
            Some(Node::Opportunity(id)) => {
                self.framed(group, looks.opportunities.get(&id).copied(), self.theme.space.radius);
            }
            Some(Node::Step(id)) => self.head(group, looks.steps.get(&id).copied()),
            Some(Node::Lane(id)) => {
                if let Some(Look::Ghost(_)) = looks.lanes.get(&id) {
                    self.fade(&mut group.items, self.theme.shade);
                }
            }
            Some(Node::Stage(id)) => {
                if let (Some(Look::Ghost(_)), Some(stage)) = (looks.stages.get(&id), layout.stage(id)) {
                    let edge = Stroke { dash: Dash::Dashed, ..Stroke::new(self.theme.on_head, EDGE_PT) };
                    let inner = Geometry::Rect(stage.head.inset(-3.0));
                    group.items.push(Item::Shape(ShapeItem::stroked(inner, edge)));
                }
            }
            Some(Node::Curve(_, persona)) if self.picture.notes.shadows.contains_key(&persona) => {
                self.thin(&mut group.items);
            }
            Some(Node::Point(_, persona, _)) if self.picture.notes.shadows.contains_key(&persona) => {
                self.dot(group);
            }
            Some(
                Node::Title
                | Node::Persona(_)
                | Node::Curve(..)
                | Node::Point(..)
                | Node::Rating(_)
                | Node::Callout(_)
                | Node::Metric(_)
                | Node::Legend,
            )
            | None => {}
        }
    }

    fn color(&self, sign: Sign) -> Color {
        self.theme.color(sign_ink(sign))
    }

    /// A card or a chip, whose first item is its ground.
    fn framed(&self, group: &mut Group, look: Option<Look>, radius: f64) {
        let paper = self.theme.paper;
        match look {
            Some(Look::Marked(sign)) => {
                let color = self.color(sign);
                if let Some(Item::Shape(ground)) = group.items.first_mut() {
                    ground.fill = Some(color.mix(paper, 0.07));
                    ground.stroke = Some(Stroke::new(color, EDGE_PT));
                }
                // The bar of a touchpoint takes the color of its sign.
                if let (Some(Node::Card(_)), Some(Item::Shape(bar))) = (group.node, group.items.get_mut(1))
                    && matches!(bar.geometry, Geometry::RoundRect(..))
                {
                    bar.fill = Some(color);
                }
            }
            Some(Look::Ghost(sign)) => {
                self.fade(&mut group.items, paper);
                if let Some(Item::Shape(ground)) = group.items.first_mut() {
                    ground.fill = Some(paper);
                    ground.stroke = Some(Stroke { dash: Dash::Dashed, ..Stroke::new(self.color(sign), 1.25) });
                    if let Geometry::RoundRect(_, corner) = &mut ground.geometry {
                        *corner = radius;
                    }
                }
            }
            None => self.fade(&mut group.items, paper),
        }
        group.bounds = group.items.iter().map(Item::bounds).reduce(|a, b| a.union(b)).unwrap_or_default();
    }

    /// The head of a step, whose first item is its ground.
    fn head(&self, group: &mut Group, look: Option<Look>) {
        let Some(look) = look else { return };
        let (sign, is_ghost) = match look {
            Look::Marked(sign) => (sign, false),
            Look::Ghost(sign) => (sign, true),
        };
        if is_ghost {
            self.fade(&mut group.items, self.theme.paper);
        }
        if let Some(Item::Shape(ground)) = group.items.first_mut() {
            let rect = ground.geometry.bounds();
            ground.fill = Some(if is_ghost { self.theme.paper } else { self.color(sign).mix(self.theme.paper, 0.07) });
            let dash = if is_ghost { Dash::Dashed } else { Dash::Solid };
            let edge = Stroke { dash, ..Stroke::new(self.color(sign), EDGE_PT) };
            let line = crate::geom::Line::new((rect.x0 + 1.0, rect.y1 - 1.0), (rect.x1 - 1.0, rect.y1 - 1.0));
            group.items.push(Item::Shape(ShapeItem::stroked(Geometry::Line(line), edge)));
        }
        group.bounds = group.items.iter().map(Item::bounds).reduce(|a, b| a.union(b)).unwrap_or_default();
    }

    /// Lets items stand back: everything but the signs comes near to the ground, and text stays
    /// readable on it.
    fn fade(&self, items: &mut Vec<Item>, ground: Color) {
        /// What is left of a color.
        const SHARE: f64 = 0.55;
        let mut veils = Vec::new();
        for item in items.iter_mut() {
            match item {
                Item::Group(group) => self.fade(&mut group.items, ground),
                Item::Text(text) if !self.signs.contains(&text.color) => {
                    text.color = text.color.mix(ground, SHARE).with_contrast(ground, 4.6, self.theme.ink);
                }
                Item::Text(_) => {}
                Item::Shape(shape) => {
                    let is_sign = |color: &Color| self.signs.contains(color);
                    let is_icon = matches!(shape.geometry, Geometry::Icon(..));
                    if !shape.fill.as_ref().is_some_and(|color| is_icon && is_sign(color)) {
                        shape.fill = shape.fill.map(|color| color.mix(ground, SHARE));
                    }
                    shape.stroke =
                        shape.stroke.map(|stroke| Stroke { color: stroke.color.mix(ground, SHARE), ..stroke });
                }
                Item::Image(image) => veils.push(Item::Shape(ShapeItem::filled(
                    Geometry::RoundRect(image.rect, image.radius),
                    ground.with_alpha(128),
                ))),
            }
        }
        items.extend(veils);
    }

    /// The curve of the first map: thin and paler, as far as it can be told from the paper.
    fn thin(&self, items: &mut [Item]) {
        for item in items {
            if let Item::Shape(ShapeItem { stroke: Some(stroke), .. }) = item {
                stroke.color = self.pale(stroke.color);
                stroke.width = 1.75;
            }
        }
    }

    fn pale(&self, color: Color) -> Color {
        color.mix(self.theme.paper, 0.7).with_contrast(self.theme.paper, 3.0, self.theme.ink)
    }

    /// A point of the first map's curve is a dot in place of a face.
    fn dot(&self, group: &mut Group) {
        let hue = match group.node {
            Some(Node::Point(_, persona, _)) => self.picture.map.personas.find(persona).and_then(|found| found.hue),
            _ => None,
        };
        let color = self.pale(self.theme.color(hue.map_or(Ink::Quiet, Ink::Hue)));
        let center = group.bounds.center();
        let dot = ShapeItem {
            geometry: Geometry::Circle(Circle::new(center, 3.0)),
            fill: Some(self.theme.paper),
            stroke: Some(Stroke::new(color, 1.5)),
        };
        *group = Group::new(group.node, vec![Item::Shape(dot)]);
    }

    /// Arrows from where cards stood to where they stand, around what stands between. Where there is no way, the
    /// notes at both ends say it alone.
    fn arrows(&self, layout: &Layout) -> Vec<Item> {
        let color = self.color(Sign::Moved);
        let stroke = Stroke { round: true, ..Stroke::new(color, SHAFT_PT) };
        let arrow = |(shaft, head)| {
            let shaft = Item::Shape(ShapeItem::stroked(Geometry::path(shaft), stroke));
            Item::Group(Group::new(None, vec![shaft, Item::Shape(ShapeItem::filled(Geometry::path(head), color))]))
        };
        layout::arrows(layout, &self.picture.moves, HEAD_PT).into_iter().flatten().map(arrow).collect()
    }
}
