//! From a layout to a scene: grounds, lines and marks get their colours.

use super::{Dash, Geometry, Group, ImageItem, Item, Node, Scene, ShapeItem, Stroke, TextItem, face};
use crate::color::Color;
use crate::geom::{BezPath, Circle, Line, Point, Rect};
use crate::icon::Icon;
use crate::insight::Extreme;
use crate::layout::{
    CardBox, ChipBox, ChipSubject, CurveBox, Form, JourneyBar, LaneBox, Layout, LinkBox, Mark, Placed, PointBox,
    RING_PT, SpreadBox, StageBox, StepBox, evidence_dash, persona_hue,
};
use crate::model::{Emotion, Evidence, LineStyle, LinkKind, Map, PersonaId, Zone};
use crate::theme::{Ink, Theme};

/// Builds the scene of a map from its layout.
pub fn build(map: &Map, layout: &Layout, theme: &Theme) -> Scene {
    let painter = Painter { map, layout, theme };
    let mut items = Vec::with_capacity(layout.cards.len() + layout.lanes.len() + 64);
    items.push(painter.title());
    items.extend(layout.lanes.iter().map(|lane| painter.lane(lane)));
    items.push(painter.grid());
    items.extend(layout.stages.iter().map(|stage| painter.stage(stage)));
    items.extend(layout.steps.iter().map(|step| painter.step(step)));
    items.extend(layout.chips.iter().map(|chip| painter.chip(chip)));
    items.extend(layout.links.iter().map(|link| painter.link(link)));
    items.extend(layout.cards.iter().map(|card| painter.card(card)));
    // The signs of the arrows stand on the edges of the cards.
    items.extend(layout.links.iter().map(|link| Item::Group(Group::new(None, painter.marks(&link.marks)))));
    items.extend(layout.curves.iter().map(|curve| painter.curve(curve)));
    items.extend(layout.curves.iter().map(|curve| painter.curve_words(curve)));
    items.extend(layout.callouts.iter().map(|callout| Item::Group(Group::new(None, painter.marks(&callout.marks)))));
    items.extend(layout.points.iter().map(|point| painter.point(point)));
    items.push(Item::Group(Group::new(Some(Node::Legend), painter.marks(&layout.foot))));
    items.extend(layout.bar.iter().map(|bar| painter.bar(bar)));
    Scene { size: layout.size, background: theme.paper, items }
}

/// How opaque the area is in which it felt better than expected.
const BETTER_ALPHA: u8 = 46;
/// How much paper there is on both sides of a curve, in points.
const CASING_PT: f64 = 1.25;
/// How much of its color something has that stands behind.
const PALE_SHARE: f64 = 0.7;
/// Between a peak's two rings, in points.
const PEAK_PT: f64 = 2.5;

struct Painter<'a> {
    map: &'a Map,
    layout: &'a Layout,
    theme: &'a Theme,
}

impl Painter<'_> {
    fn color(&self, ink: Ink) -> Color {
        self.theme.color(ink)
    }

    fn text(&self, placed: &Placed, ink: Ink) -> Item {
        Item::Text(TextItem {
            paragraph: placed.paragraph.clone(),
            origin: placed.origin,
            color: self.theme.text_color(ink),
        })
    }

    fn title(&self) -> Item {
        let title = &self.layout.title;
        let mut items = vec![self.text(&title.title, Ink::Text)];
        items.extend(self.marks(&title.marks));
        items.extend(
            title
                .personas
                .iter()
                .map(|persona| Item::Group(Group::new(Some(Node::Persona(persona.id)), self.marks(&persona.marks)))),
        );
        Item::Group(Group::new(Some(Node::Title), items))
    }

    /// A lane's label and the lines above and below it.
    fn lane(&self, lane: &LaneBox) -> Item {
        let shade = match lane.zone {
            Zone::Customer => self.theme.shade,
            Zone::Frontstage | Zone::Backstage | Zone::Support => self.theme.accent.mix(self.theme.shade, 0.06),
        };
        let mut items = vec![filled(Geometry::Rect(lane.label), shade)];
        let (left, right) = (lane.row.x0, lane.row.x1);
        for y in [lane.row.y0, lane.row.y1] {
            items.push(self.line(Line::new((left, y), (right, y)), Ink::StrongLine, 0.75));
        }
        if let Some(scale) = lane.scale {
            for level in self.theme.display.guides.levels() {
                let (y, neutral) = (scale.y(level), level == 0.0);
                let (ink, width) = if neutral { (Ink::StrongLine, 1.0) } else { (Ink::Hairline, 0.75) };
                items.push(self.line(Line::new((lane.body.x0, y), (lane.body.x1, y)), ink, width));
            }
        }
        items.push(self.text(&lane.title, Ink::Text));
        items.extend(self.marks(&lane.marks));
        Item::Group(Group::new(Some(Node::Lane(lane.id)), items))
    }

    /// The lines between columns and between the zones of a blueprint.
    fn grid(&self) -> Item {
        let mut items = Vec::new();
        let rtl = self.layout.direction.is_rtl();
        let end = |step: &StepBox| if rtl { step.column.x0 } else { step.column.x1 };
        let start = |step: &StepBox| if rtl { step.column.x1 } else { step.column.x0 };
        for strip in self.layout.strips.iter().filter(|strip| strip.lanes.height() > 0.0) {
            let steps = &self.layout.steps[strip.steps.clone()];
            for (n, step) in steps.iter().enumerate() {
                // Between two stages the line stands in the middle of the gap.
                let next = steps.get(n + 1).map_or(end(step), start);
                let x = (end(step) + next) / 2.0;
                items.push(self.line(Line::new((x, strip.lanes.y0), (x, strip.lanes.y1)), Ink::Hairline, 0.75));
            }
        }
        for zone in &self.layout.zone_lines {
            let stroke = Stroke { dash: Dash::Dashed, ..Stroke::new(self.color(Ink::StrongLine), 1.25) };
            items.push(Item::Shape(ShapeItem::stroked(Geometry::Line(zone.line), stroke)));
            items.push(self.text(&zone.name, Ink::Quiet));
        }
        Item::Group(Group::new(None, items))
    }

    fn stage(&self, stage: &StageBox) -> Item {
        let path = arrow(stage.head, stage.point_pt, stage.opens_strip, self.layout.direction.is_rtl());
        // A head that is as white as the paper is seen by its outline.
        let stroke = (self.theme.head == self.theme.paper).then(|| Stroke::new(self.theme.accent, 1.25));
        let head = ShapeItem { geometry: Geometry::path(path), fill: Some(self.theme.head), stroke };
        let mut items = vec![Item::Shape(head), self.text(&stage.title, Ink::OnHead)];
        items.extend(self.marks(&stage.marks));
        Item::Group(Group::new(Some(Node::Stage(stage.id)), items))
    }

    fn step(&self, step: &StepBox) -> Item {
        let ground = Geometry::Rect(step.head.inset((-1.0, 0.0)));
        let mut items = vec![filled(ground, self.theme.shade), self.text(&step.title, Ink::Text)];
        items.extend(self.marks(&step.marks));
        Item::Group(Group::new(Some(Node::Step(step.id)), items))
    }

    fn card(&self, card: &CardBox) -> Item {
        let look = self.theme.card(card.kind, card.hue);
        let radius = self.theme.space.radius;
        // A mark may be several items, such as dots.
        let mut items = Vec::with_capacity(2 * card.marks.len() + 4);
        items.push(Item::Shape(ShapeItem {
            geometry: Geometry::RoundRect(card.rect, radius),
            fill: Some(look.ground),
            stroke: Some(self.outline(card.evidence, look.edge)),
        }));
        if let Some(bar) = look.bar {
            let side = if self.layout.direction.is_rtl() { card.rect.x1 - 3.0 } else { card.rect.x0 };
            let rect = Rect::new(side, card.rect.y0 + radius, side + 3.0, card.rect.y1 - radius);
            items.push(filled(Geometry::RoundRect(rect, 1.5), bar));
        }
        items.push(self.text(&card.title, Ink::Text));
        card.marks.iter().for_each(|mark| self.mark(mark, &mut items));
        Item::Group(Group::new(Some(Node::Card(card.id)), items))
    }

    /// An arrow by what it means: quiet where one card leads to another, in the map's color where somebody
    /// else takes over, and dashed where the channel is another one.
    fn link(&self, link: &LinkBox) -> Item {
        let (ink, width, dash) = match link.kind {
            LinkKind::Flow => (Ink::StrongLine, 1.0, Dash::Solid),
            LinkKind::ChannelSwitch => (Ink::Accent, 1.25, Dash::Dashed),
            LinkKind::HandOff => (Ink::Accent, 1.25, Dash::Solid),
        };
        let mut items = Vec::new();
        if !link.path.elements().is_empty() {
            let stroke = Stroke { color: self.color(ink), width, dash, round: dash != Dash::Solid };
            items.push(Item::Shape(ShapeItem::stroked(Geometry::path(link.path.clone()), stroke)));
            items.push(filled(Geometry::path(link.head.clone()), self.color(ink)));
        }
        Item::Group(Group::new(None, items))
    }

    /// The outline of something by how well it is backed: pale where nobody said it.
    fn outline(&self, evidence: Option<Evidence>, edge: Color) -> Stroke {
        let dash = evidence_dash(evidence);
        match evidence {
            None => Stroke::new(edge, 1.0),
            Some(_) => {
                let width = if dash == Dash::Solid { 1.0 } else { 1.25 };
                Stroke { color: self.color(Ink::StrongLine), width, dash, round: dash != Dash::Solid }
            }
        }
    }

    fn chip(&self, chip: &ChipBox) -> Item {
        let node = match chip.about {
            ChipSubject::Pain(id) => Some(Node::Pain(id)),
            ChipSubject::Opportunity(id) => Some(Node::Opportunity(id)),
            ChipSubject::Rating(id, ..) => Some(Node::Rating(id)),
            ChipSubject::Metric(id) => Some(Node::Metric(id)),
            ChipSubject::Channel(_) | ChipSubject::Spread | ChipSubject::Time => None,
        };
        let mut items = Vec::new();
        let ground = match (chip.about, chip.severity) {
            (_, Some(severity)) => Some(self.theme.pain_ground(severity)),
            (ChipSubject::Opportunity(_), None) => Some(self.theme.accent.mix(self.theme.paper, 0.06)),
            (_, None) => None,
        };
        if let Some(ground) = ground {
            items.push(Item::Shape(ShapeItem {
                geometry: Geometry::RoundRect(chip.rect, self.theme.space.radius),
                fill: Some(ground),
                stroke: chip.evidence.map(|evidence| self.outline(Some(evidence), ground)),
            }));
        }
        items.extend(self.marks(&chip.marks));
        Item::Group(Group::new(node, items))
    }

    /// A color that stands behind, and is told from the paper all the same.
    fn pale(&self, color: Color) -> Color {
        color.mix(self.theme.paper, PALE_SHARE).with_contrast(self.theme.paper, 3.3, self.theme.ink)
    }

    fn curve(&self, curve: &CurveBox) -> Item {
        let persona = self.map.personas.find(curve.persona);
        let hue = persona.map_or(Ink::Quiet, |persona| Ink::Hue(persona_hue(persona, curve.index)));
        let style = persona.map_or(LineStyle::Auto, |persona| persona.line);
        let color = self.color(hue);
        let mut items = Vec::new();
        if !curve.better.elements().is_empty() {
            items.push(filled(Geometry::path(curve.better.clone()), color.with_alpha(BETTER_ALPHA)));
        }
        if !curve.worse.elements().is_empty() {
            let stroke = Stroke::new(self.pale(color), 0.75);
            items.push(Item::Shape(ShapeItem::stroked(Geometry::path(curve.worse.clone()), stroke)));
        }
        if !curve.expected.elements().is_empty() {
            let casing = Stroke { round: true, ..Stroke::new(self.theme.paper, 1.25 + 2.0 * CASING_PT) };
            items.push(Item::Shape(ShapeItem::stroked(Geometry::path(curve.expected.clone()), casing)));
            let stroke = Stroke { color, width: 1.25, dash: Dash::Dotted, round: true };
            items.push(Item::Shape(ShapeItem::stroked(Geometry::path(curve.expected.clone()), stroke)));
        }
        items.extend(curve.spreads.iter().flat_map(|spread| self.spread(spread, color)));
        if !curve.actual.elements().is_empty() {
            // On paper also where it runs through the areas and the curves of others.
            let casing = Stroke { round: true, ..Stroke::new(self.theme.paper, 2.5 + 2.0 * CASING_PT) };
            items.push(Item::Shape(ShapeItem::stroked(Geometry::path(curve.actual.clone()), casing)));
            let stroke = Stroke { color, width: 2.5, dash: dash(style, curve.index), round: true };
            items.push(Item::Shape(ShapeItem::stroked(Geometry::path(curve.actual.clone()), stroke)));
        }
        Item::Group(Group::new(Some(Node::Curve(curve.lane, curve.persona)), items))
    }

    /// What people in a room said: paler than the curve, and seen against the paper all the same.
    fn spread(&self, spread: &SpreadBox, color: Color) -> Vec<Item> {
        let stroke = Stroke::new(self.pale(color), 1.5);
        let casing = Stroke::new(self.theme.paper, 1.5 + 2.0 * CASING_PT);
        let line = |stroke: Stroke| Item::Shape(ShapeItem::stroked(Geometry::Line(spread.range), stroke));
        let mut items = vec![line(casing), line(stroke)];
        let around = |bar: &Rect| bar.inflate(CASING_PT + 0.5, CASING_PT + 0.5);
        items.extend(
            spread
                .bars
                .iter()
                .map(around)
                .map(|rect| filled(Geometry::RoundRect(rect, rect.height() / 2.0), self.theme.paper)),
        );
        let bar = |bar: &Rect| ShapeItem {
            geometry: Geometry::RoundRect(*bar, bar.height() / 2.0),
            fill: Some(color.mix(self.theme.paper, 0.45)),
            stroke: Some(Stroke::new(color, 1.0)),
        };
        items.extend(spread.bars.iter().map(|rect| Item::Shape(bar(rect))));
        items
    }

    /// The words of a curve stand above all curves of its lane.
    fn curve_words(&self, curve: &CurveBox) -> Item {
        Item::Group(Group::new(None, self.marks(&curve.marks)))
    }

    fn point(&self, point: &PointBox) -> Item {
        let emotion = point.emotion();
        let mut items = Vec::new();
        let ring = if point.mark.is_some() { RING_PT } else { 1.5 };
        let outer = Circle::new(point.center, point.radius + ring);
        // Each ring stands on paper.
        let reach = outer.radius + CASING_PT + if point.is_peak { PEAK_PT } else { 0.75 };
        items.push(filled(Geometry::Circle(Circle::new(point.center, reach)), self.theme.paper));
        if let Some(hue) = self.hue_of(point) {
            let circle = Circle::new(point.center, point.radius + 1.0);
            items.push(Item::Shape(ShapeItem::stroked(Geometry::Circle(circle), Stroke::new(hue, 2.0))));
        }
        if let Some(mark) = point.mark {
            let level = if mark == Extreme::High { Emotion::MAX } else { Emotion::MIN };
            let stroke = Stroke::new(self.color(Ink::Emotion(level)), 1.5);
            items.push(Item::Shape(ShapeItem::stroked(Geometry::Circle(outer), stroke)));
        }
        if point.is_peak {
            // A second ring around the first.
            let stroke = Stroke::new(self.color(Ink::Emotion(emotion)), 1.25);
            let ring = Circle::new(point.center, outer.radius + PEAK_PT);
            items.push(Item::Shape(ShapeItem::stroked(Geometry::Circle(ring), stroke)));
        }
        if point.is_end {
            let side = point.radius * 1.1;
            let along = if self.layout.direction.is_rtl() { -1.0 } else { 1.0 };
            let at = point.center + (along * (point.radius + ring), -point.radius - ring * 0.5);
            let rect = Rect::from_center_size(at, (side, side));
            items.push(filled(Geometry::Icon(Icon::FlagFill, rect), self.theme.text_color(Ink::Text)));
        }
        items.extend(face(emotion, Circle::new(point.center, point.radius), self.color(Ink::Emotion(emotion))));
        Item::Group(Group::new(Some(Node::Point(point.lane, point.persona, point.at)), items))
    }

    /// The colour of a point's persona, where several curves share its lane.
    fn hue_of(&self, point: &PointBox) -> Option<Color> {
        let mut curves = self.layout.curves.iter().filter(|curve| curve.lane == point.lane);
        let own = curves.clone().find(|curve| curve.persona == point.persona)?;
        curves.find(|curve| curve.persona != point.persona)?;
        let persona = self.map.personas.find(own.persona)?;
        Some(self.color(Ink::Hue(persona_hue(persona, own.index))))
    }

    /// The journey in small: the stages, the curves above them, and a marker at the place.
    fn bar(&self, bar: &JourneyBar) -> Item {
        let theme = self.theme;
        let mut items = Vec::new();
        if let Some(span) = bar.span {
            items.push(filled(Geometry::RoundRect(span, 3.0), theme.accent.mix(theme.paper, 0.16)));
        }
        for stage in &bar.stages {
            let (ground, ink) = if stage.is_shown { (theme.head, Ink::OnHead) } else { (theme.shade, Ink::Quiet) };
            items.push(filled(Geometry::RoundRect(stage.rect, 3.0), ground));
            items.push(self.text(&stage.title, ink));
        }
        let hue = |persona: PersonaId, index: usize| {
            let persona = self.map.personas.find(persona);
            self.color(persona.map_or(Ink::Quiet, |persona| Ink::Hue(persona_hue(persona, index))))
        };
        for curve in bar.curves.iter().filter(|curve| curve.path.elements().len() > 1) {
            let style = self.map.personas.find(curve.persona).map_or(LineStyle::Auto, |persona| persona.line);
            let color = hue(curve.persona, curve.index);
            let stroke = Stroke { color, width: 1.75, dash: dash(style, curve.index), round: true };
            items.push(Item::Shape(ShapeItem::stroked(Geometry::path(curve.path.clone()), stroke)));
        }
        for (persona, index, point) in &bar.markers {
            items.push(filled(Geometry::Circle(Circle::new(*point, 5.5)), theme.paper));
            items.push(filled(Geometry::Circle(Circle::new(*point, 4.0)), hue(*persona, *index)));
        }
        Item::Group(Group::new(None, items))
    }

    fn line(&self, line: Line, ink: Ink, width: f64) -> Item {
        Item::Shape(ShapeItem::stroked(Geometry::Line(line), Stroke::new(self.color(ink), width)))
    }

    pub(super) fn marks(&self, marks: &[Mark]) -> Vec<Item> {
        let mut items = Vec::with_capacity(marks.len());
        for mark in marks {
            self.mark(mark, &mut items);
        }
        items
    }

    fn mark(&self, mark: &Mark, items: &mut Vec<Item>) {
        let color = self.color(mark.ink);
        match &mark.form {
            Form::Text(placed) => items.push(self.text(placed, mark.ink)),
            Form::Icon(icon, rect) => {
                items.push(filled(Geometry::Icon(*icon, *rect), self.theme.text_color(mark.ink)));
            }
            Form::Face(emotion, rect) => {
                let circle = Circle::new(rect.center(), rect.width() / 2.0);
                items.extend(face(*emotion, circle, self.color(Ink::Emotion(*emotion))));
            }
            Form::Dots { level, of, rect } => items.extend(self.dots(*level, *of, *rect, color)),
            Form::Line(line, width, dash) => {
                let stroke = Stroke { color, width: *width, dash: *dash, round: *dash != Dash::Solid };
                items.push(Item::Shape(ShapeItem::stroked(Geometry::Line(*line), stroke)));
            }
            Form::Path(path, width, dash) => {
                let stroke = Stroke { color, width: *width, dash: *dash, round: true };
                items.push(Item::Shape(ShapeItem::stroked(Geometry::path(path.clone()), stroke)));
            }
            Form::Area(path) => items.push(filled(Geometry::path(path.clone()), color)),
            Form::Block { rect, radius, share } => {
                items.push(filled(Geometry::RoundRect(*rect, *radius), color.mix(self.theme.paper, *share)));
            }
            Form::Hatched(rect) => items.extend(self.hatched(*rect, color)),
            Form::Pill(rect) => items.push(filled(Geometry::RoundRect(*rect, rect.height() / 2.0), color)),
            Form::Frame(rect) => items.push(Item::Shape(ShapeItem {
                geometry: Geometry::RoundRect(rect.inset(-0.75), rect.width() / 2.0 - 0.75),
                fill: Some(color.mix(self.theme.paper, 0.12)),
                stroke: Some(Stroke::new(color, 1.5)),
            })),
            Form::Picture { rect, radius, bitmap, crop, alt } => items.push(Item::Image(ImageItem {
                rect: *rect,
                radius: *radius,
                bitmap: bitmap.clone(),
                crop: *crop,
                alt: alt.clone(),
            })),
        }
    }

    /// A bar of lines that lean the way the journey runs.
    fn hatched(&self, rect: Rect, color: Color) -> [Item; 2] {
        const APART_PT: f64 = 3.0;
        let frame = rect.inset(-0.4);
        let (lean, height) = (if self.layout.direction.is_rtl() { -1.0 } else { 1.0 }, frame.height());
        let mut lines = BezPath::new();
        let mut x = frame.x0 - height + APART_PT;
        while x < frame.x1 {
            // The line from (x, lower edge) to (x + height, upper edge), cut at both sides.
            let (from, to) = ((frame.x0 - x).max(0.0), (frame.x1 - x).min(height));
            if from < to {
                let at = |along: f64| {
                    let across = if lean > 0.0 { x + along } else { frame.x0 + frame.x1 - x - along };
                    Point::new(across, frame.y1 - along)
                };
                lines.move_to(at(from));
                lines.line_to(at(to));
            }
            x += APART_PT;
        }
        let stroke = Stroke::new(color, 0.8);
        [
            Item::Shape(ShapeItem::stroked(Geometry::path(lines), stroke)),
            Item::Shape(ShapeItem::stroked(Geometry::Rect(frame), stroke)),
        ]
    }

    /// Dots in a row, filled from the side where reading begins.
    fn dots(&self, level: u8, of: u8, rect: Rect, color: Color) -> Vec<Item> {
        let radius = rect.height() / 2.0;
        let step = if of > 1 { (rect.width() - rect.height()) / f64::from(of - 1) } else { 0.0 };
        let dot = |n: u8| {
            let along = radius + f64::from(n) * step;
            let x = if self.layout.direction.is_rtl() { rect.x1 - along } else { rect.x0 + along };
            let center = Point::new(x, rect.center().y);
            if n < level {
                filled(Geometry::Circle(Circle::new(center, radius)), color)
            } else {
                let stroke = Stroke::new(self.pale(color), 0.75);
                Item::Shape(ShapeItem::stroked(Geometry::Circle(Circle::new(center, radius - 0.4)), stroke))
            }
        };
        (0..of).map(dot).collect()
    }
}

fn filled(geometry: Geometry, color: Color) -> Item {
    Item::Shape(ShapeItem::filled(geometry, color))
}

/// The pattern of a curve: the persona's own, or by its place, so that curves differ without colour.
fn dash(style: LineStyle, index: usize) -> Dash {
    const ORDER: [Dash; 3] = [Dash::Solid, Dash::Dashed, Dash::DashDot];
    match style {
        LineStyle::Auto => ORDER[index % ORDER.len()],
        LineStyle::Solid => Dash::Solid,
        LineStyle::Dashed => Dash::Dashed,
        LineStyle::Dotted => Dash::Dotted,
        LineStyle::DashDot => Dash::DashDot,
    }
}

/// A bar that points on to the next: all but the first are notched to take the point before them.
fn arrow(rect: Rect, point: f64, first: bool, rtl: bool) -> BezPath {
    let middle = rect.center().y;
    let notch = if first { 0.0 } else { point };
    let x = |along: f64| if rtl { rect.x1 - along } else { rect.x0 + along };
    let width = rect.width();
    let mut path = BezPath::new();
    path.move_to((x(0.0), rect.y0));
    path.line_to((x(width - point), rect.y0));
    path.line_to((x(width), middle));
    path.line_to((x(width - point), rect.y1));
    path.line_to((x(0.0), rect.y1));
    path.line_to((x(notch), middle));
    path.close_path();
    path
}
