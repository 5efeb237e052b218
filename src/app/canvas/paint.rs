//! From the items of a scene to meshes.

#![deny(clippy::wildcard_enum_match_arm)]

use eframe::egui::epaint::Mesh;
use eframe::egui::{self, Color32, Painter, Pos2, pos2};

use super::atlas::{Found, Key, SizeStep, Swatches};
use super::brush::Brush;
use super::dashes::dashes;
use super::glyphs::push_quad;
use super::ribbon::Ends;
use super::{Appearance, SceneCanvas, ScreenFromPage, Visibility};
use crate::color::Color;
use crate::coverage::{PixelRect, Rasterizer};
use crate::geom::{Affine, BezPath, PathEl, Rect};
use crate::icon::Icon;
use crate::scene::{Dash, Geometry, Group, ImageItem, Item, ShapeItem, Stroke};

/// How much of an item's own colour is left where it is dimmed.
const DIMMED_SHARE: f64 = 0.25;

/// How far a straight piece may be from a stroked curve, in pixels.
const STROKE_TOLERANCE_PX: f64 = 0.1;

/// The same for a dashed curve, so that the pieces are as long as the curve and its dashes stay in place.
const DASHED_TOLERANCE_PX: f64 = 0.02;

/// A dashed line whose pattern repeats within fewer pixels is drawn unbroken and fainter.
const SMALLEST_PATTERN_PX: f64 = 1.5;

/// What colours become.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tint {
    /// 0–1.
    pub opacity: f32,
    /// What dimmed colours come near to.
    pub ground: Color,
    /// Whether they do.
    pub dimmed: bool,
}

impl Tint {
    pub(super) fn color(self, color: Color) -> Color32 {
        let alpha = color.a;
        let color = if self.dimmed { color.mix(self.ground, DIMMED_SHARE) } else { color };
        let alpha = (f32::from(alpha) * self.opacity).round() as u8;
        Color32::from_rgba_unmultiplied(color.r, color.g, color.b, alpha)
    }

    fn image(self) -> Color32 {
        let share = if self.dimmed { DIMMED_SHARE as f32 } else { 1.0 };
        Color32::WHITE.gamma_multiply(self.opacity * share)
    }
}

/// Memory that is kept from frame to frame.
#[derive(Default)]
pub(super) struct Scratch {
    rasterizer: Rasterizer,
    points: Vec<Pos2>,
}

/// One painting: some items on one painter.
pub(super) struct Painting<'a> {
    pub(super) canvas: &'a mut SceneCanvas,
    painter: &'a Painter,
    pub(super) mesh: Mesh,
    pub(super) screen_from_page: ScreenFromPage,
    pub(super) appearance: &'a Appearance<'a>,
    pub(super) tint: Tint,
    /// Whether the group of the node whose text is edited is being painted.
    pub(super) is_edited: bool,
    /// What can be seen, on the screen and on the page.
    pub(super) clip: egui::Rect,
    visible: Rect,
    /// Pixels in a screen point, and its inverse.
    pub(super) px_per_point: f32,
    pixel: f32,
}

impl<'a> Painting<'a> {
    pub fn new(
        canvas: &'a mut SceneCanvas,
        painter: &'a Painter,
        screen_from_page: ScreenFromPage,
        appearance: &'a Appearance<'a>,
        tint: Tint,
    ) -> Self {
        let texture = canvas.atlas.texture();
        let mesh = canvas.take_mesh(texture);
        let px_per_point = painter.pixels_per_point();
        let clip = painter.clip_rect();
        let pixel = 1.0 / px_per_point;
        // A ramp reaches half a pixel beyond its shape.
        let visible = screen_from_page.page_rect(clip.expand(pixel));
        Self {
            canvas,
            painter,
            mesh,
            screen_from_page,
            appearance,
            tint,
            is_edited: false,
            clip,
            visible,
            px_per_point,
            pixel,
        }
    }

    /// Paints the ground.
    pub fn background(&mut self, page: Rect) {
        if self.is_in_view(page) {
            let rect = self.screen_from_page.rect(page).expand(self.pixel);
            self.brush(self.tint.ground).rect(rect);
        }
    }

    /// Paints items from the bottom to the top, without those out of view.
    pub fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Group(group) => self.group(group),
                Item::Shape(shape) => self.shape(shape),
                Item::Text(text) => self.text(text),
                Item::Image(image) => self.image(image),
            }
        }
    }

    /// Hands what was painted to egui.
    pub fn finish(self) {
        self.canvas.give_mesh(self.painter, self.mesh);
    }

    fn group(&mut self, group: &Group) {
        if !self.is_in_view(group.bounds) {
            return;
        }
        let (tint, is_edited) = (self.tint, self.is_edited);
        if let Some(node) = &group.node {
            match (self.appearance.visibility)(node) {
                Visibility::Shown => {}
                Visibility::Dimmed => self.tint.dimmed = true,
                Visibility::Hidden => return,
            }
            self.is_edited |= self.appearance.edited.is_some_and(|(edited, _)| edited == *node);
        }
        if self.is_far(group) {
            self.far(&group.items)
        } else {
            self.items(&group.items)
        }
        (self.tint, self.is_edited) = (tint, is_edited);
    }

    pub(super) fn shape(&mut self, shape: &ShapeItem) {
        if !self.is_in_view(shape.bounds()) {
            return;
        }
        if self.thinly_framed(shape) {
            return;
        }
        if let Some(fill) = shape.fill {
            self.fill(&shape.geometry, fill);
        }
        if let Some(stroke) = &shape.stroke {
            self.stroke(&shape.geometry, stroke);
        }
    }

    /// Paints a filled and stroked rectangle in one go if it is far away.
    fn thinly_framed(&mut self, shape: &ShapeItem) -> bool {
        let map = self.screen_from_page;
        let (Some(fill), Some(stroke)) = (shape.fill, &shape.stroke) else { return false };
        let (rect, radius) = match &shape.geometry {
            Geometry::Rect(rect) => (rect, 0.0),
            Geometry::RoundRect(rect, radius) => (rect, *radius),
            Geometry::Circle(_) | Geometry::Line(_) | Geometry::Path(_) | Geometry::Icon(..) => return false,
        };
        let (rect, width) = (map.rect(rect.abs()), (stroke.width * map.scale) as f32);
        let frame = self.tint.color(stroke.color);
        let mut brush = self.brush(fill);
        let is_thin = brush.is_thinly_framed(rect, (radius * map.scale) as f32, width);
        if is_thin && stroke.dash == Dash::Solid {
            brush.framed_rect(rect, frame, width);
        }
        is_thin && stroke.dash == Dash::Solid
    }

    fn fill(&mut self, geometry: &Geometry, color: Color) {
        let map = self.screen_from_page;
        match geometry {
            Geometry::Rect(rect) => self.brush(color).rect(map.rect(rect.abs())),
            Geometry::RoundRect(rect, radius) => {
                self.brush(color).round_rect(map.rect(rect.abs()), (radius * map.scale) as f32);
            }
            Geometry::Circle(circle) => {
                self.brush(color).circle(map.point(circle.center), (circle.radius * map.scale) as f32);
            }
            Geometry::Line(_) => {}
            Geometry::Path(outline) => self.fill_path(&outline.path, Affine::IDENTITY, color),
            Geometry::Icon(icon, rect) => self.icon(*icon, *rect, color),
        }
    }

    /// Fills any path, brought to the page by `to_page`, pixel by pixel along its edges.
    pub(super) fn fill_path(&mut self, path: &BezPath, to_page: Affine, color: Color) {
        let map = self.screen_from_page;
        let px = f64::from(self.px_per_point);
        let to_px = Affine::scale(px) * Affine::translate(map.offset) * Affine::scale(map.scale) * to_page;
        let clip = (self.clip * self.px_per_point).expand(1.0);
        let clip = PixelRect {
            x0: clip.min.x.floor() as i32,
            y0: clip.min.y.floor() as i32,
            x1: clip.max.x.ceil() as i32,
            y1: clip.max.y.ceil() as i32,
        };
        let mut rasterizer = std::mem::take(&mut self.canvas.scratch.rasterizer);
        let mut brush = self.brush(color);
        rasterizer.fill(path, to_px, clip, |span| brush.span(span));
        self.canvas.scratch.rasterizer = rasterizer;
    }

    fn icon(&mut self, icon: Icon, rect: Rect, color: Color) {
        let side = rect.width().min(rect.height()) * self.screen_from_page.scale;
        let Some(step) = SizeStep::of(side as f32 * self.px_per_point) else {
            return self.fill_path(icon.outline(), Icon::placed_in(rect), color);
        };
        match self.canvas.atlas.find(Key::icon(icon, step), step, || icon.outline()) {
            Found::Slot(slot) => {
                let corner = Icon::placed_in(rect) * crate::geom::Point::ORIGIN;
                let origin = self.screen_from_page.point(corner);
                let color = self.tint.color(color);
                push_quad(&mut self.mesh, &slot, origin, side as f32, 0.0, color);
            }
            Found::Blank | Found::Later => {}
        }
    }

    fn stroke(&mut self, geometry: &Geometry, stroke: &Stroke) {
        let map = self.screen_from_page;
        let width = (stroke.width * map.scale) as f32;
        let width_px = f64::from(width * self.px_per_point);
        let ends = if stroke.round { Ends::Round } else { Ends::Flat };
        let (pattern, color) = match Pattern::of(stroke.dash, stroke.round, width_px) {
            Pattern::Broken(pattern) => (pattern, stroke.color),
            Pattern::Unbroken(share) => {
                (&[][..], stroke.color.with_alpha((f64::from(stroke.color.a) * share).round() as u8))
            }
        };
        let mut points = std::mem::take(&mut self.canvas.scratch.points);
        points.clear();
        let mut brush = self.brush(color);
        match geometry {
            Geometry::Rect(rect) if pattern.is_empty() => {
                brush.round_rect_points(map.rect(rect.abs()), 0.0, &mut points);
                brush.stroke(&mut points, true, width, ends);
            }
            Geometry::RoundRect(rect, radius) if pattern.is_empty() => {
                brush.round_rect_points(map.rect(rect.abs()), (radius * map.scale) as f32, &mut points);
                brush.stroke(&mut points, true, width, ends);
            }
            Geometry::Line(line) if pattern.is_empty() => {
                points.extend([map.point(line.p0), map.point(line.p1)]);
                brush.stroke(&mut points, false, width, ends);
            }
            Geometry::Rect(_)
            | Geometry::RoundRect(..)
            | Geometry::Line(_)
            | Geometry::Circle(_)
            | Geometry::Path(_) => {
                let to_screen = Affine::translate(map.offset) * Affine::scale(map.scale);
                let pattern: Vec<f32> = pattern.iter().map(|length| *length as f32 * width).collect();
                let seen = self.clip.expand(width * 4.0 + self.pixel);
                let tolerance = if pattern.is_empty() { STROKE_TOLERANCE_PX } else { DASHED_TOLERANCE_PX };
                let tolerance = tolerance * f64::from(self.pixel);
                let mut brush = self.brush(color);
                let path = to_screen * geometry.to_path();
                polylines(path.iter(), tolerance, &mut points, &mut |points, is_closed| {
                    if pattern.is_empty() && seen.intersects(egui::Rect::from_points(points)) {
                        brush.stroke(points, is_closed, width, ends);
                    } else if !pattern.is_empty() {
                        dashes(points, is_closed, &pattern, seen, &mut |dash| brush.stroke(dash, false, width, ends));
                    }
                });
            }
            Geometry::Icon(..) => {}
        }
        self.canvas.scratch.points = points;
    }

    /// A picture, in a mesh of its own since it has a texture of its own.
    pub(super) fn image(&mut self, item: &ImageItem) {
        if !self.is_in_view(item.rect) || item.crop.width() <= 0.0 || item.rect.width() <= 0.0 {
            return;
        }
        let rect = self.screen_from_page.rect(item.rect);
        let radius = (item.radius * self.screen_from_page.scale) as f32;
        let texels = item.crop.width() / f64::from(rect.width() * self.px_per_point);
        let found = self.canvas.textures.find(self.painter.ctx(), &item.bitmap, item.crop, texels);
        let Some((texture, uv)) = found else {
            return self.brush(Color::rgb(0x80_80_80).with_alpha(0x40)).round_rect(rect, radius);
        };
        let mut mesh = self.canvas.take_mesh(texture);
        let color = self.tint.image();
        Brush { mesh: &mut mesh, swatches: Swatches::of_atlas(), pixel: self.pixel, color }.round_rect(rect, radius);
        for vertex in &mut mesh.vertices {
            vertex.uv =
                uv.lerp_inside(((vertex.pos - rect.min) / rect.size()).clamp(egui::Vec2::ZERO, egui::Vec2::ONE));
        }
        let atlas = self.canvas.atlas.texture();
        let below = self.canvas.take_mesh(atlas);
        let below = std::mem::replace(&mut self.mesh, below);
        self.canvas.give_mesh(self.painter, below);
        self.canvas.give_mesh(self.painter, mesh);
    }

    pub(super) fn brush(&mut self, color: Color) -> Brush<'_> {
        let color = self.tint.color(color);
        Brush { mesh: &mut self.mesh, swatches: Swatches::of_atlas(), pixel: self.pixel, color }
    }

    pub(super) fn is_in_view(&self, bounds: Rect) -> bool {
        bounds.x0 <= self.visible.x1
            && bounds.x1 >= self.visible.x0
            && bounds.y0 <= self.visible.y1
            && bounds.y1 >= self.visible.y0
    }
}

/// How a dashed line is drawn at a width.
enum Pattern {
    /// With these lengths, for a line of width 1; empty for a line without gaps.
    Broken(&'static [f64]),
    /// Unbroken, with this share of its opacity.
    Unbroken(f64),
}

impl Pattern {
    fn of(dash: Dash, is_round: bool, width_px: f64) -> Self {
        let pattern = dash.pattern();
        let period: f64 = pattern.iter().sum();
        if pattern.is_empty() || period * width_px >= SMALLEST_PATTERN_PX {
            return Self::Broken(pattern);
        }
        let end = if is_round { std::f64::consts::FRAC_PI_4 } else { 0.0 };
        let inked: f64 = pattern.iter().step_by(2).map(|length| length + end).sum();
        Self::Unbroken((inked / period).min(1.0))
    }
}

/// Flattens a path and tells each of its parts, with whether it is closed.
fn polylines(
    path: impl Iterator<Item = PathEl>,
    tolerance: f64,
    points: &mut Vec<Pos2>,
    tell: &mut impl FnMut(&mut Vec<Pos2>, bool),
) {
    let screen = |point: crate::geom::Point| pos2(point.x as f32, point.y as f32);
    points.clear();
    kurbo::flatten(path, tolerance, |element| match element {
        PathEl::MoveTo(point) => {
            if points.len() > 1 {
                tell(points, false);
            }
            points.clear();
            points.push(screen(point));
        }
        PathEl::LineTo(point) => points.push(screen(point)),
        PathEl::QuadTo(..) | PathEl::CurveTo(..) => {}
        PathEl::ClosePath => {
            let start = points.first().copied();
            tell(points, true);
            points.clear();
            points.extend(start);
        }
    });
    if points.len() > 1 {
        tell(points, false);
    }
}
