//! One tile being drawn: each item of the scene in turn.

#![deny(clippy::wildcard_enum_match_arm)]

use super::letters;
use super::masks::{Form, FormShape, MAX_SIZE_PX};
use super::rounded::Rounded;
use super::strokes::{STROKE_TOLERANCE_PX, is_straight, stroke_area, stroked};
use super::surface::Surface;
use super::{Brushes, Drawing, Tile, overlap};
use crate::color::Color;
use crate::coverage::PixelRect;
use crate::geom::{Affine, BezPath, Dash, Point, Rect};
use crate::icon::Icon;
use crate::scene::{Geometry, ImageItem, Item, ShapeItem, Stroke, TextItem};

/// One tile being drawn.
pub(super) struct Pass<'a, 'b> {
    brushes: &'a mut Brushes,
    surface: Surface<'a>,
    drawing: &'a Drawing<'b>,
    /// The tile's corner in the whole picture.
    corner: (i64, i64),
    pixels_from_scene: Affine,
    pub(super) tile_from_scene: Affine,
    /// How many pixels a point of the scene has on each side.
    pixels_per_pt: f64,
    /// The tile in the scene's points.
    seen: Rect,
}

impl<'a, 'b> Pass<'a, 'b> {
    /// `pixels_from_scene` scales and moves, and never turns.
    pub fn new(
        brushes: &'a mut Brushes,
        surface: Surface<'a>,
        drawing: &'a Drawing<'b>,
        tile: Tile,
        pixels_from_scene: Affine,
    ) -> Self {
        let tile_from_scene = Affine::translate((-f64::from(tile.x), -f64::from(tile.y))) * pixels_from_scene;
        let seen = tile_from_scene.inverse().transform_rect_bbox(surface.bounds().to_rect());
        let pixels_per_pt = pixels_from_scene.determinant().abs().sqrt();
        let corner = (tile.x.into(), tile.y.into());
        Self { brushes, surface, drawing, corner, pixels_from_scene, tile_from_scene, pixels_per_pt, seen }
    }

    pub fn items(&mut self, items: &[Item]) {
        for item in items {
            if !overlap(item.bounds(), self.seen) {
                continue;
            }
            match item {
                Item::Group(group) => self.items(&group.items),
                Item::Shape(shape) => self.shape(shape),
                Item::Text(text) => self.text(text),
                Item::Image(image) => self.image(image),
            }
        }
    }

    /// Covers what lies outside of a rectangle of the tile.
    pub fn around(&mut self, inner: Rect, color: Color) {
        let outer = self.surface.bounds().to_rect();
        let inner = inner.intersect(outer);
        self.surface.rect(Rect { y1: inner.y0, ..outer }, color);
        self.surface.rect(Rect { y0: inner.y1, ..outer }, color);
        self.surface.rect(Rect { x1: inner.x0, y0: inner.y0, y1: inner.y1, ..outer }, color);
        self.surface.rect(Rect { x0: inner.x1, y0: inner.y0, y1: inner.y1, ..outer }, color);
    }

    fn shape(&mut self, shape: &ShapeItem) {
        if let Some(fill) = shape.fill {
            match &shape.geometry {
                Geometry::Rect(rect) => {
                    self.surface.rect(self.tile_from_scene.transform_rect_bbox(rect.abs()), fill);
                }
                Geometry::RoundRect(rect, radius) => self.round_rect(*rect, *radius, fill),
                Geometry::Path(outline) => self.area(&outline.path, fill),
                Geometry::Icon(icon, rect) => self.icon(*icon, *rect, fill),
                Geometry::Circle(_) => self.area(&shape.geometry.to_path(), fill),
                Geometry::Line(_) => {}
            }
        }
        if let Some(stroke) = &shape.stroke {
            match &shape.geometry {
                Geometry::Icon(..) => {}
                Geometry::Path(outline) => {
                    let area = self.drawing.stroked(outline, stroke, STROKE_TOLERANCE_PX / self.pixels_per_pt);
                    if let Some(area) = area.get() {
                        self.area(area, stroke.color);
                    }
                }
                Geometry::RoundRect(rect, radius) if stroke.dash == Dash::Solid && *radius > stroke.width / 2.0 => {
                    self.round_frame(*rect, *radius, stroke);
                }
                Geometry::Line(line) if is_straight(line, stroke) => {
                    let area = Rect::from_points(line.p0, line.p1);
                    let (across, down) = if area.width() > 0.0 { (0.0, 1.0) } else { (1.0, 0.0) };
                    let area = area.inflate(across * stroke.width / 2.0, down * stroke.width / 2.0);
                    self.surface.rect(self.tile_from_scene.transform_rect_bbox(area), stroke.color);
                }
                Geometry::Rect(_) | Geometry::RoundRect(..) | Geometry::Circle(_) | Geometry::Line(_) => {
                    let area = stroke_area(&shape.geometry, stroke).unwrap_or_else(|| {
                        stroked(&shape.geometry.to_path(), stroke, STROKE_TOLERANCE_PX / self.pixels_per_pt)
                    });
                    self.area(&area, stroke.color);
                }
            }
        }
    }

    /// Fills a path in the scene's points.
    fn area(&mut self, path: &BezPath, color: Color) {
        let Self { brushes, surface, tile_from_scene, .. } = self;
        brushes.rasterizer.fill(path, *tile_from_scene, surface.bounds(), |span| surface.span(span, color));
    }

    /// Fills a rectangle with round corners.
    fn round_rect(&mut self, rect: Rect, radius: f64, color: Color) {
        let outer = self.rounded(rect, radius);
        let middle = self.beside_corners(&[outer], color);
        if let Some((top, bottom)) = middle {
            self.surface.rect(Rect { y0: top, y1: bottom, ..outer.rect }, color);
        }
    }

    /// Draws an unbroken line around a rectangle with round corners.
    fn round_frame(&mut self, rect: Rect, radius: f64, stroke: &Stroke) {
        let half = stroke.width / 2.0;
        let outer = self.rounded(rect.inflate(half, half), radius + half);
        let has_hole = rect.width() > stroke.width && rect.height() > stroke.width;
        let inner = if has_hole { self.rounded(rect.inset(-half), radius - half) } else { outer };
        let rings = [outer, inner];
        let middle = self.beside_corners(&rings[..1 + usize::from(has_hole)], stroke.color);
        let Some((top, bottom)) = middle else { return };
        let (outer, inner) = (Rect { y0: top, y1: bottom, ..outer.rect }, inner.rect);
        if has_hole {
            self.surface.rect(Rect { x1: inner.x0, ..outer }, stroke.color);
            self.surface.rect(Rect { x0: inner.x1, ..outer }, stroke.color);
        } else {
            self.surface.rect(outer, stroke.color);
        }
    }

    fn rounded(&self, rect: Rect, radius: f64) -> Rounded {
        let rect = self.tile_from_scene.transform_rect_bbox(rect.abs());
        let most = rect.width().min(rect.height()) / 2.0;
        Rounded { rect, radius: (radius * self.pixels_per_pt).clamp(0.0, most.max(0.0)) }
    }

    /// Draws the rows of the corners of a rounded rectangle, or of one around another, and answers from
    /// where to where the rows between them reach, which all are alike. Only corners need a path.
    fn beside_corners(&mut self, rings: &[Rounded], color: Color) -> Option<(f64, f64)> {
        let Self { brushes, surface, .. } = self;
        let bounds = surface.bounds();
        let top = rings.iter().map(|ring| ring.rect.y0 + ring.radius).fold(f64::NEG_INFINITY, f64::max).ceil();
        let bottom = rings.iter().map(|ring| ring.rect.y1 - ring.radius).fold(f64::INFINITY, f64::min).floor();
        let middle = (top < bottom).then_some((top, bottom));
        let (until, from) = middle.unwrap_or((f64::from(bounds.y1), f64::from(bounds.y1)));
        let parts = [PixelRect { y1: until as i32, ..bounds }, PixelRect { y0: from as i32, ..bounds }];
        for part in parts.map(|part| part.intersect(bounds)) {
            let (y0, y1) = (f64::from(part.y0), f64::from(part.y1));
            if part.is_empty() || rings.iter().all(|ring| ring.rect.y1 <= y0 || ring.rect.y0 >= y1) {
                continue;
            }
            brushes.path.truncate(0);
            for (number, ring) in rings.iter().enumerate() {
                ring.add_to(&mut brushes.path, number % 2 == 1);
            }
            brushes.rasterizer.fill(&brushes.path, Affine::IDENTITY, part, |span| surface.span(span, color));
        }
        middle
    }

    fn icon(&mut self, icon: Icon, rect: Rect, color: Color) {
        let placed = Icon::placed_in(rect);
        let size_px = rect.width().min(rect.height()) * self.pixels_per_pt;
        if size_px > MAX_SIZE_PX {
            self.brushes.path = placed * icon.outline();
            let path = std::mem::take(&mut self.brushes.path);
            self.area(&path, color);
            self.brushes.path = path;
            return;
        }
        let form = Form::new(FormShape::Icon(icon), size_px, 0.0);
        let Brushes { letters, masks, .. } = &mut *self.brushes;
        letters.begin();
        letters.add(masks, form, self.pixels_from_scene * (placed * Point::ORIGIN), || {
            Some((icon.outline(), Rect::new(0.0, 0.0, 1.0, 1.0), Affine::scale(size_px)))
        });
        letters.draw(masks, self.corner, &mut self.surface, color);
    }

    fn text(&mut self, text: &TextItem) {
        let scene_from_text = Affine::translate(text.origin.to_vec2());
        for run in &text.paragraph.runs {
            let size_px = run.size_pt * self.pixels_per_pt;
            if size_px > MAX_SIZE_PX || letters::touch(&text.paragraph.text[run.text.clone()]) {
                let mut path = std::mem::take(&mut self.brushes.path);
                letters::collect(run, self.seen - text.origin.to_vec2(), &mut path);
                let to_tile = self.tile_from_scene * scene_from_text;
                let Self { brushes, surface, .. } = self;
                brushes.rasterizer.fill(&path, to_tile, surface.bounds(), |span| surface.span(span, text.color));
                self.brushes.path = path;
            } else {
                let Brushes { letters, masks, .. } = &mut *self.brushes;
                letters.begin();
                letters.add_run(masks, run, size_px, self.pixels_from_scene * scene_from_text);
                letters.draw(masks, self.corner, &mut self.surface, text.color);
            }
        }
    }

    fn image(&mut self, image: &ImageItem) {
        let Some((photo, scene_from_photo)) = self.drawing.photo(image) else { return };
        let photo_from_tile = (self.tile_from_scene * scene_from_photo).inverse();
        let Self { brushes, surface, tile_from_scene, .. } = self;
        let path = Geometry::RoundRect(image.rect, image.radius.max(0.0)).to_path();
        brushes.rasterizer.fill(&path, *tile_from_scene, surface.bounds(), |span| {
            surface.colors(span, photo.row(photo_from_tile, span.y));
        });
    }
}
