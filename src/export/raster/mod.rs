//! Draws a scene into pixels, tile by tile.
//!
//! A tile's pixels depend on the scene and on the tile's place alone: not on the thread that draws
//! it, nor on what was drawn before, nor on the machine. Shapes are laid over each other at once, each
//! in one color; small letters and icons come from masks that are drawn once.

#![deny(clippy::wildcard_enum_match_arm)]

mod letters;
mod masks;
mod photo;
mod surface;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use kurbo::{Cap, Join, StrokeOpts};

use self::letters::Letters;
use self::masks::{Form, FormShape, MAX_SIZE_PX, Masks};
use self::photo::Photo;
pub(super) use self::surface::Pixel;
use self::surface::Surface;
use super::pictures::{ShrunkKey, shrink};
use super::{Page, reaches_beyond_page};
use crate::color::Color;
use crate::coverage::{PixelRect, Rasterizer};
use crate::geom::{Affine, BezPath, Circle, Dash, Line, Point, Rect, Vec2};
use crate::icon::Icon;
use crate::picture::Bitmap;
use crate::scene::{Geometry, ImageItem, Item, Outline, Scene, ShapeItem, Stroke, TextItem};

/// The widest tile in pixels; a wider picture is drawn in several, so that a worker's memory stays
/// small and its coordinates within 16 bits.
pub(super) const MAX_TILE_WIDTH: u32 = 16_384;
/// The highest tile in pixels. Of 64 to 512 rows this is the fastest: its pixels stay in the cache.
pub(super) const MAX_TILE_HEIGHT: u32 = 128;

/// A part of a picture in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tile {
    pub x: u32,
    pub y: u32,
    /// 1 to [`MAX_TILE_WIDTH`].
    pub width: u32,
    /// 1 to [`MAX_TILE_HEIGHT`].
    pub height: u32,
}

/// A scene that is to become pixels, shared by all threads that draw it.
pub(super) struct Drawing<'a> {
    scene: &'a Scene,
    pixels_from_scene: Affine,
    /// Where the scene is cut off, in its own points; none if nothing reaches beyond.
    cut: Option<Rect>,
    /// Where the scene's ground is seen, in pixels, if white paper is around it.
    window: Option<Rect>,
    /// What stands above the scene, and what brings it into pixels.
    marks: (&'a [Item], Affine),
    photos: Mutex<HashMap<ShrunkKey, Arc<Prepared>>>,
    strokes: Mutex<HashMap<StrokeKey, Arc<OnceLock<BezPath>>>>,
}

impl<'a> Drawing<'a> {
    /// A scene alone.
    fn new(scene: &'a Scene, pixels_from_scene: Affine) -> Self {
        let cut = reaches_beyond_page(scene).then(|| scene.size.to_rect());
        let marks = (&[][..], Affine::IDENTITY);
        Self { scene, pixels_from_scene, cut, window: None, marks, photos: Mutex::default(), strokes: Mutex::default() }
    }

    /// A page with what stands around the scene.
    pub fn of(page: &'a Page<'_>) -> Self {
        let pixels_from_page = page.pixels_from_page();
        Self {
            scene: page.scene,
            pixels_from_scene: pixels_from_page * page.page_from_scene,
            cut: page.cut(),
            window: page.is_framed().then(|| pixels_from_page.transform_rect_bbox(page.window)),
            marks: (&page.marks, pixels_from_page),
            photos: Mutex::default(),
            strokes: Mutex::default(),
        }
    }

    /// Whether nothing but the ground is seen in a band of rows over the whole width.
    pub fn is_blank(&self, y: u32, height: u32) -> bool {
        if self.window.is_some() || !self.marks.0.is_empty() {
            return false;
        }
        let scene_from_pixels = |y: u32| self.pixels_from_scene.inverse() * Point::new(0.0, f64::from(y));
        let (top, bottom) = (scene_from_pixels(y).y, scene_from_pixels(y + height).y);
        !self.scene.items.iter().any(|item| item.bounds().y0 <= bottom && item.bounds().y1 >= top)
    }

    /// An image's pixels at this scale and what brings them into the scene; none if it shows nothing.
    fn photo(&self, image: &ImageItem) -> Option<(Arc<Photo>, Affine)> {
        let pixels_per_pt = self.pixels_from_scene.determinant().abs().sqrt();
        let key = ShrunkKey::of(image, pixels_per_pt)?;
        // Other threads may prepare other pictures meanwhile.
        let slot = self.photos.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default().clone();
        let photo = slot.get_or_init(|| Arc::new(Photo::new(shrink(&image.bitmap, key)))).clone();
        Some((photo, key.page_from_pixels(image)))
    }

    /// What a stroke along a path covers, in straight pieces; it reaches through many tiles.
    fn stroked(&self, outline: &Arc<Outline>, stroke: &Stroke, tolerance_pt: f64) -> Arc<OnceLock<BezPath>> {
        let key = (Arc::as_ptr(outline) as usize, stroke.width.to_bits(), stroke.dash, stroke.round);
        let slot = self.strokes.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default().clone();
        slot.get_or_init(|| stroked(&outline.path, stroke, tolerance_pt));
        slot
    }
}

/// What a stroke along a path covers: by the path's address, which the scene keeps alive, and the bits of
/// the stroke's width, its dashes and its ends.
type StrokeKey = (usize, u64, Dash, bool);

/// A picture ready for painting, made by the first thread that needs it.
type Prepared = OnceLock<Arc<Photo>>;

/// Draws tiles; each thread has its own.
#[derive(Default)]
pub(super) struct Painter {
    brushes: Brushes,
    pixels: Vec<Pixel>,
}

/// What is kept from one shape to the next.
#[derive(Default)]
struct Brushes {
    rasterizer: Rasterizer,
    masks: Masks,
    letters: Letters,
    path: BezPath,
}

impl Painter {
    /// The pixels of a tile, rows from the top.
    pub fn draw(&mut self, drawing: &Drawing<'_>, tile: Tile) -> &[Pixel] {
        let pixels = tile.width as usize * tile.height as usize;
        // What is too much stays for the next tile.
        if self.pixels.len() < pixels {
            self.pixels.resize(pixels, Pixel::default());
        }
        let pixels = &mut self.pixels[..pixels];
        self.brushes.masks.make_room();
        let mut surface = Surface::new(pixels, tile.width as usize);
        surface.clear(drawing.scene.background);
        let tile_from_pixels = Affine::translate((-f64::from(tile.x), -f64::from(tile.y)));
        let mut pass = Pass::new(&mut self.brushes, surface, drawing, tile, drawing.pixels_from_scene);
        pass.items(&drawing.scene.items);
        if let Some(cut) = drawing.cut {
            pass.around(pass.tile_from_scene.transform_rect_bbox(cut), drawing.scene.background);
        }
        if let Some(window) = drawing.window {
            pass.around(tile_from_pixels.transform_rect_bbox(window), Color::WHITE);
        }
        let (marks, pixels_from_page) = drawing.marks;
        let surface = Surface::new(pixels, tile.width as usize);
        Pass::new(&mut self.brushes, surface, drawing, tile, pixels_from_page).items(marks);
        pixels
    }
}

/// One tile being drawn.
struct Pass<'a, 'b> {
    brushes: &'a mut Brushes,
    surface: Surface<'a>,
    drawing: &'a Drawing<'b>,
    /// The tile's corner in the whole picture.
    corner: (i64, i64),
    pixels_from_scene: Affine,
    tile_from_scene: Affine,
    /// How many pixels a point of the scene has on each side.
    pixels_per_pt: f64,
    /// The tile in the scene's points.
    seen: Rect,
}

impl<'a, 'b> Pass<'a, 'b> {
    /// `pixels_from_scene` scales and moves, and never turns.
    fn new(
        brushes: &'a mut Brushes,
        surface: Surface<'a>,
        drawing: &'a Drawing<'b>,
        tile: Tile,
        pixels_from_scene: Affine,
    ) -> Self {
        let tile_from_scene = Affine::translate((-f64::from(tile.x), -f64::from(tile.y))) * pixels_from_scene;
        let whole = Rect::new(0.0, 0.0, tile.width.into(), tile.height.into());
        let seen = tile_from_scene.inverse().transform_rect_bbox(whole);
        let pixels_per_pt = pixels_from_scene.determinant().abs().sqrt();
        let corner = (tile.x.into(), tile.y.into());
        Self { brushes, surface, drawing, corner, pixels_from_scene, tile_from_scene, pixels_per_pt, seen }
    }

    fn items(&mut self, items: &[Item]) {
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
    fn around(&mut self, inner: Rect, color: Color) {
        let PixelRect { x1, y1, .. } = self.surface.bounds();
        let (x1, y1) = (f64::from(x1), f64::from(y1));
        let inner = inner.intersect(Rect::new(0.0, 0.0, x1, y1));
        self.surface.rect(Rect::new(0.0, 0.0, x1, inner.y0), color);
        self.surface.rect(Rect::new(0.0, inner.y1, x1, y1), color);
        self.surface.rect(Rect::new(0.0, inner.y0, inner.x0, inner.y1), color);
        self.surface.rect(Rect::new(inner.x1, inner.y0, x1, inner.y1), color);
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

/// Whether two rectangles share a point. One without area may be that of a line.
fn overlap(a: Rect, b: Rect) -> bool {
    a.x0 <= b.x1 && a.x1 >= b.x0 && a.y0 <= b.y1 && a.y1 >= b.y0
}

/// How far the area of a stroke may be from the line's true one, in pixels.
const STROKE_TOLERANCE_PX: f64 = 0.05;

/// What a stroke along a path covers, in straight pieces.
fn stroked(path: &BezPath, stroke: &Stroke, tolerance_pt: f64) -> BezPath {
    let area = kurbo::stroke(path.iter(), &kurbo_stroke(stroke), &StrokeOpts::default(), tolerance_pt);
    let mut pieces = BezPath::new();
    kurbo::flatten(area, tolerance_pt, |element| pieces.push(element));
    pieces
}

/// Whether a line runs along the pixels' rows or columns and has flat ends.
fn is_straight(line: &Line, stroke: &Stroke) -> bool {
    let is_along = (line.p0.x == line.p1.x) != (line.p0.y == line.p1.y);
    is_along && stroke.dash == Dash::Solid && !stroke.round
}

/// A rectangle with round corners, in pixels.
#[derive(Debug, Clone, Copy)]
struct Rounded {
    rect: Rect,
    radius: f64,
}

impl Rounded {
    /// Adds its outline to a path, in straight pieces, one way round or the other.
    fn add_to(self, path: &mut BezPath, is_reversed: bool) {
        let Self { rect, radius } = self;
        // The corners' centers in turn, and where an arc leads from: to the right, down, and so on.
        let inner = rect.inset(-radius);
        let corners = [
            ((inner.x1, inner.y0), Vec2::new(0.0, -radius), Vec2::new(radius, 0.0)),
            ((inner.x1, inner.y1), Vec2::new(radius, 0.0), Vec2::new(0.0, radius)),
            ((inner.x0, inner.y1), Vec2::new(0.0, radius), Vec2::new(-radius, 0.0)),
            ((inner.x0, inner.y0), Vec2::new(-radius, 0.0), Vec2::new(0.0, -radius)),
        ];
        let pieces = pieces_of_arc(radius);
        let points = corners.into_iter().flat_map(|(center, from, to)| {
            (0..=pieces).map(move |piece| Point::from(center) + on_arc(from, to, f64::from(piece) / f64::from(pieces)))
        });
        let mut add = |(number, point): (usize, Point)| {
            if number == 0 { path.move_to(point) } else { path.line_to(point) }
        };
        if is_reversed {
            let points: Vec<Point> = points.collect();
            points.into_iter().rev().enumerate().for_each(&mut add);
        } else {
            points.enumerate().for_each(&mut add);
        }
        path.close_path();
    }
}

/// In how many straight pieces a quarter of a circle is drawn: each is off by a fiftieth of a pixel at most.
fn pieces_of_arc(radius_px: f64) -> u32 {
    (1.0 + 4.0 * radius_px.sqrt()).min(1000.0) as u32
}

/// A point on a quarter of a circle from one end to the other, both seen from its center; without sines,
/// which are not the same on every machine.
fn on_arc(from: Vec2, to: Vec2, share: f64) -> Vec2 {
    /// How long the handles of a curve like a quarter of a circle are.
    const HANDLE: f64 = 0.551_915_024_494;
    let rest = 1.0 - share;
    let (first, last) = (rest * rest * rest, share * share * share);
    let (second, third) = (3.0 * rest * rest * share, 3.0 * rest * share * share);
    from * (first + second + HANDLE * third) + to * (HANDLE * second + third + last)
}

/// What an unbroken line around a simple shape covers, as an area to fill. It is the same as the
/// line's own, and found without fitting curves beside curves, which takes longer than all else.
fn stroke_area(geometry: &Geometry, stroke: &Stroke) -> Option<BezPath> {
    if stroke.dash != Dash::Solid {
        return None;
    }
    let half = stroke.width / 2.0;
    let ring = |outer: Geometry, inner: Option<Geometry>| {
        let mut path = outer.to_path();
        if let Some(inner) = inner {
            path.extend(inner.to_path().reverse_subpaths().iter());
        }
        path
    };
    let shrunk = |rect: Rect| {
        let inner = rect.inset(-half);
        (rect.width() > stroke.width && rect.height() > stroke.width).then_some(inner)
    };
    match geometry {
        Geometry::Rect(rect) if !stroke.round => {
            Some(ring(Geometry::Rect(rect.inflate(half, half)), shrunk(*rect).map(Geometry::Rect)))
        }
        Geometry::Circle(circle) if circle.radius > half => {
            let with_radius = |radius: f64| Geometry::Circle(Circle::new(circle.center, radius));
            Some(ring(with_radius(circle.radius + half), Some(with_radius(circle.radius - half))))
        }
        Geometry::Line(line) if !stroke.round && line.p0 != line.p1 => {
            let along = (line.p1 - line.p0).normalize() * half;
            let aside = Vec2::new(-along.y, along.x);
            let mut path = BezPath::new();
            path.move_to(line.p0 + aside);
            path.line_to(line.p1 + aside);
            path.line_to(line.p1 - aside);
            path.line_to(line.p0 - aside);
            path.close_path();
            Some(path)
        }
        Geometry::Rect(_)
        | Geometry::RoundRect(..)
        | Geometry::Circle(_)
        | Geometry::Line(_)
        | Geometry::Path(_)
        | Geometry::Icon(..) => None,
    }
}

/// A stroke as the drawing libraries name it.
fn kurbo_stroke(stroke: &Stroke) -> kurbo::Stroke {
    let (cap, join) = if stroke.round { (Cap::Round, Join::Round) } else { (Cap::Butt, Join::Miter) };
    kurbo::Stroke::new(stroke.width)
        .with_caps(cap)
        .with_join(join)
        .with_miter_limit(4.0)
        .with_dashes(0.0, stroke.dash.pattern().iter().map(|length| length * stroke.width))
}

/// Draws a part of a scene at `scale` pixels a point, for thumbnails, the clipboard and tests.
/// `region` is in the scene's points; what lies outside the scene has its background.
///
/// A picture has at least 1 pixel and at most 16,384 on each side; beyond that the region is cut
/// at its right and lower edge.
pub fn render_rgba(scene: &Scene, scale: f64, region: Rect) -> Bitmap {
    // Less than a thousandth of a pixel is only noise of a sum.
    let side = |points: f64| (points * scale - 1e-3).ceil().clamp(1.0, f64::from(MAX_TILE_WIDTH)) as u32;
    let (width, height) = (side(region.width()), side(region.height()));
    let drawing = Drawing::new(scene, Affine::scale(scale) * Affine::translate(-region.origin().to_vec2()));
    let mut painter = Painter::default();
    let mut rgba = Vec::with_capacity(width as usize * height as usize * 4);
    for y in (0..height).step_by(MAX_TILE_HEIGHT as usize) {
        let tile = Tile { x: 0, y, width, height: MAX_TILE_HEIGHT.min(height - y) };
        rgba.extend_from_slice(painter.draw(&drawing, tile).as_flattened());
    }
    rgba.iter_mut().skip(3).step_by(4).for_each(|alpha| *alpha = 255);
    Bitmap { width, height, rgba }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Shape as _, Size};

    /// Curves, translucent layers and dashes, as they show differences first.
    fn scene() -> Scene {
        let mut items = Vec::new();
        for number in 0..40_u8 {
            let place = f64::from(number);
            let color = Color { r: number * 6, g: 255 - number * 5, b: 90, a: 60 + number * 4 };
            let circle = Circle::new((place * 7.3, 150.0 + 120.0 * (place * 0.7).sin()), 20.0 + place);
            items.push(Item::Shape(ShapeItem {
                geometry: Geometry::Circle(circle),
                fill: Some(color),
                stroke: Some(Stroke { dash: Dash::DashDot, round: number % 2 == 0, ..Stroke::new(Color::BLACK, 1.3) }),
            }));
            let rect = Rect::from_origin_size((place * 6.1, place * 7.7), (61.3, 17.9));
            items.push(Item::Shape(ShapeItem::filled(Geometry::RoundRect(rect, 5.0), color)));
            let icon = crate::icon::Icon::ALL[usize::from(number)];
            items.push(Item::Shape(ShapeItem::filled(Geometry::Icon(icon, rect), Color::BLACK)));
        }
        Scene { size: Size::new(300.0, 300.0), background: Color::WHITE, items }
    }

    /// The scene in tiles of this size, as one picture.
    fn draw(painter: &mut Painter, width: u32, height: u32) -> Vec<u8> {
        const SIDE: u32 = 450;
        assert!(width <= MAX_TILE_WIDTH && height <= MAX_TILE_HEIGHT);
        let scene = scene();
        let drawing = Drawing::new(&scene, Affine::scale(1.5));
        let mut picture = vec![0; (SIDE * SIDE * 4) as usize];
        for y in (0..SIDE).step_by(height as usize) {
            for x in (0..SIDE).step_by(width as usize) {
                let tile = Tile { x, y, width: width.min(SIDE - x), height: height.min(SIDE - y) };
                let pixels = painter.draw(&drawing, tile);
                for (row, pixels) in pixels.as_flattened().chunks_exact(tile.width as usize * 4).enumerate() {
                    let start = ((y as usize + row) * SIDE as usize + x as usize) * 4;
                    picture[start..start + pixels.len()].copy_from_slice(pixels);
                }
            }
        }
        picture
    }

    #[test]
    fn tiles_have_no_seams() {
        let mut painter = Painter::default();
        let whole = draw(&mut painter, 450, MAX_TILE_HEIGHT);
        for (width, height) in [(450, 100), (450, 37), (199, MAX_TILE_HEIGHT)] {
            let tiled = draw(&mut painter, width, height);
            let difference = whole.iter().zip(&tiled).map(|(a, b)| a.abs_diff(*b)).max();
            assert!(difference <= Some(1), "{width} × {height}: {difference:?}");
        }
    }

    /// What is drawn by rows looks as if it was drawn as a path.
    #[test]
    fn simple_shapes_are_drawn_like_their_paths() {
        let rect = Rect::new(10.3, 12.6, 71.9, 55.2);
        let frame = Stroke::new(Color::BLACK, 2.6);
        let filled = |geometry| ShapeItem::filled(geometry, Color::BLACK);
        let of_path = |path: BezPath| filled(Geometry::path(path));
        let ring = |rect: Rect, radius: f64| {
            let mut path = rect.inflate(1.3, 1.3).to_rounded_rect(radius + 1.3).to_path(0.001);
            path.extend(rect.inset(-1.3).to_rounded_rect(radius - 1.3).to_path(0.001).reverse_subpaths());
            path
        };
        let upright = Line::new((20.2, 5.5), (20.2, 60.25));
        let area = Rect::new(20.2 - 1.3, 5.5, 20.2 + 1.3, 60.25);
        let pairs = [
            (filled(Geometry::RoundRect(rect, 7.7)), of_path(rect.to_rounded_rect(7.7).to_path(0.001))),
            (filled(Geometry::RoundRect(rect, 40.0)), of_path(rect.to_rounded_rect(40.0).to_path(0.001))),
            (ShapeItem::stroked(Geometry::RoundRect(rect, 7.7), frame), of_path(ring(rect, 7.7))),
            (filled(Geometry::Rect(rect)), of_path(rect.to_path(0.001))),
            (ShapeItem::stroked(Geometry::Line(upright), frame), of_path(area.to_path(0.001))),
        ];
        for (number, (fast, path)) in pairs.into_iter().enumerate() {
            let [fast, path] = [fast, path].map(|shape| {
                let items = vec![Item::Shape(shape)];
                let scene = Scene { size: Size::new(90.0, 70.0), background: Color::WHITE, items };
                render_rgba(&scene, 1.7, Rect::new(0.0, 0.0, 90.0, 70.0)).rgba
            });
            assert!(fast.contains(&0), "pair {number} shows nothing");
            let most = fast.iter().zip(&path).map(|(a, b)| a.abs_diff(*b)).max();
            assert!(most <= Some(8), "pair {number} differs by {most:?}");
        }
    }

    #[test]
    fn a_tile_does_not_depend_on_what_was_drawn_before() {
        let mut used = Painter::default();
        draw(&mut used, 64, 64);
        assert!(draw(&mut used, 450, MAX_TILE_HEIGHT) == draw(&mut Painter::default(), 450, MAX_TILE_HEIGHT));
    }
}
