//! Draws a scene into pixels, tile by tile, with `vello_cpu`.
//!
//! A tile's pixels depend on the scene and on the tile's place alone: not on the thread that draws
//! it, nor on what was drawn before.

#![deny(clippy::wildcard_enum_match_arm)]

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use kurbo::{Cap, Join};
use vello_cpu::color::{AlphaColor, Srgb};
use vello_cpu::peniko::{ImageAlphaType, ImageSampler};
use vello_cpu::{
    Image, ImageSource, Level, PixelMetadata, Pixmap, PixmapMut, RasterizerSettings, RenderContext, RenderSettings,
    Resources, TargetInit,
};

use super::pictures::{ShrunkKey, shrink};
use super::{Page, reaches_beyond_page};
use crate::color::Color;
use crate::geom::{Affine, BezPath, Circle, Dash, Point, Rect, Vec2};
use crate::picture::Bitmap;
use crate::scene::{Geometry, ImageItem, Item, Scene, ShapeItem, Stroke, TextItem};
use crate::text::Run;

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
    pixmaps: Mutex<HashMap<ShrunkKey, Arc<Prepared>>>,
}

impl<'a> Drawing<'a> {
    /// A scene alone.
    fn new(scene: &'a Scene, pixels_from_scene: Affine) -> Self {
        let cut = reaches_beyond_page(scene).then(|| scene.size.to_rect());
        let marks = (&[][..], Affine::IDENTITY);
        Self { scene, pixels_from_scene, cut, window: None, marks, pixmaps: Mutex::default() }
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
            pixmaps: Mutex::default(),
        }
    }

    /// The color of the paper where nothing is drawn.
    fn ground(&self) -> Color {
        if self.window.is_some() { Color::WHITE } else { self.scene.background.with_alpha(255) }
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
    fn pixmap(&self, image: &ImageItem) -> Option<(Arc<Pixmap>, Affine)> {
        let pixels_per_pt = self.pixels_from_scene.determinant().abs().sqrt();
        let key = ShrunkKey::of(image, pixels_per_pt)?;
        // Other threads may prepare other pictures meanwhile.
        let slot = self.pixmaps.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default().clone();
        let pixmap = slot.get_or_init(|| Arc::new(pixmap(shrink(&image.bitmap, key)))).clone();
        Some((pixmap, key.page_from_pixels(image)))
    }
}

/// A picture ready for painting, made by the first thread that needs it.
type Prepared = OnceLock<Arc<Pixmap>>;

/// Draws tiles; each thread has its own.
pub(super) struct Painter {
    context: RenderContext,
    resources: Resources,
    run_path: BezPath,
    pixels: Vec<u8>,
}

impl Painter {
    pub fn new() -> Self {
        Self::with_level(steady_level())
    }

    /// A painter for some kind of processor.
    fn with_level(level: Level) -> Self {
        // The threads of this program draw tiles of their own; none needs threads inside.
        let settings = RenderSettings { level, num_threads: 0 };
        Self {
            context: RenderContext::new_with(1, 1, settings),
            resources: Resources::new(),
            run_path: BezPath::new(),
            pixels: Vec::new(),
        }
    }

    /// The pixels of a tile: rows from the top, four bytes each, of which the last says nothing.
    pub fn draw(&mut self, drawing: &Drawing<'_>, tile: Tile) -> &[u8] {
        let (width, height) = (tile.width as u16, tile.height as u16);
        self.context.reset_and_resize(width, height);
        self.pixels.resize(tile.width as usize * tile.height as usize * 4, 0);

        let tile_from_pixels = Affine::translate((-f64::from(tile.x), -f64::from(tile.y)));
        if let Some(window) = drawing.window {
            self.context.set_transform(tile_from_pixels);
            self.context.set_paint(vello_color(drawing.scene.background.with_alpha(255)));
            self.context.fill_rect(&window);
        }
        let mut pass = Pass::new(self, drawing, tile, tile_from_pixels * drawing.pixels_from_scene);
        if let Some(cut) = drawing.cut {
            pass.painter.context.set_transform(pass.tile_from_scene);
            pass.painter.context.push_clip_rect(&cut);
        }
        pass.items(&drawing.scene.items);
        if drawing.cut.is_some() {
            pass.painter.context.pop_clip();
        }
        let (marks, pixels_from_page) = drawing.marks;
        Pass::new(self, drawing, tile, tile_from_pixels * pixels_from_page).items(marks);

        self.context.flush();
        let settings = RasterizerSettings {
            target_init: TargetInit::Clear(vello_color(drawing.ground())),
            ..RasterizerSettings::default()
        };
        let target = PixmapMut::new(width, height, &mut self.pixels).expect("the buffer was made for this size");
        self.context.render_with(target, &mut self.resources, settings);
        &self.pixels
    }
}

/// The instructions to draw with. Newer processors multiply and add at once, which rounds
/// differently: a pixel in a hundred thousand would be another. On x86 these are taken that give
/// the same file on all of them.
fn steady_level() -> Level {
    #[cfg(target_arch = "x86_64")]
    if let Some(sse4_2) = Level::try_detect().and_then(Level::as_sse4_2) {
        return Level::Sse4_2(sse4_2);
    }
    Level::baseline()
}

/// One tile being drawn.
struct Pass<'a, 'b> {
    painter: &'a mut Painter,
    drawing: &'a Drawing<'b>,
    tile_from_scene: Affine,
    /// The tile in the scene's points.
    seen: Rect,
}

impl<'a, 'b> Pass<'a, 'b> {
    fn new(painter: &'a mut Painter, drawing: &'a Drawing<'b>, tile: Tile, tile_from_scene: Affine) -> Self {
        let whole = Rect::new(0.0, 0.0, tile.width.into(), tile.height.into());
        let seen = tile_from_scene.inverse().transform_rect_bbox(whole);
        Self { painter, drawing, tile_from_scene, seen }
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

    fn shape(&mut self, shape: &ShapeItem) {
        let context = &mut self.painter.context;
        context.set_transform(self.tile_from_scene);
        if let Some(fill) = shape.fill {
            context.set_paint(vello_color(fill));
            match &shape.geometry {
                Geometry::Rect(rect) => context.fill_rect(rect),
                Geometry::Path(outline) => context.fill_path(&outline.path),
                Geometry::Icon(icon, rect) => {
                    context.set_transform(self.tile_from_scene * crate::icon::Icon::placed_in(*rect));
                    context.fill_path(icon.outline());
                }
                Geometry::RoundRect(..) | Geometry::Circle(_) => context.fill_path(&shape.geometry.to_path()),
                Geometry::Line(_) => {}
            }
        }
        if let Some(stroke) = &shape.stroke {
            match &shape.geometry {
                Geometry::Icon(..) => {}
                Geometry::Path(outline) => self.stroke(&outline.path, stroke),
                Geometry::Rect(_) | Geometry::RoundRect(..) | Geometry::Circle(_) | Geometry::Line(_) => {
                    match stroke_area(&shape.geometry, stroke) {
                        Some(area) => {
                            self.painter.context.set_paint(vello_color(stroke.color));
                            self.painter.context.fill_path(&area);
                        }
                        None => self.stroke(&shape.geometry.to_path(), stroke),
                    }
                }
            }
        }
    }

    fn stroke(&mut self, path: &BezPath, stroke: &Stroke) {
        let context = &mut self.painter.context;
        context.set_paint(vello_color(stroke.color));
        context.set_stroke(kurbo_stroke(stroke));
        context.stroke_path(path);
    }

    fn text(&mut self, text: &TextItem) {
        let origin = text.origin.to_vec2();
        self.painter.context.set_paint(vello_color(text.color));
        self.painter.context.set_transform(self.tile_from_scene * Affine::translate(origin));
        let seen = self.seen - origin;
        for run in &text.paragraph.runs {
            self.run(run, seen);
        }
    }

    /// Fills a run's glyphs as one path, so that letters that touch (Arabic, Devanagari) have no
    /// seam between them.
    fn run(&mut self, run: &Run, seen: Rect) {
        let mut path = std::mem::take(&mut self.painter.run_path);
        path.truncate(0);
        for glyph in &run.glyphs {
            let run_from_em = run_from_em(run, glyph.x.into(), glyph.y.into());
            let Some(bounds) = run.font.outline_bounds(glyph.id) else { continue };
            if overlap(run_from_em.transform_rect_bbox(bounds), seen) {
                path.extend(run.font.outline(glyph.id).iter().map(|element| run_from_em * element));
            }
        }
        self.painter.context.fill_path(&path);
        self.painter.run_path = path;
    }

    fn image(&mut self, image: &ImageItem) {
        let Some((pixmap, scene_from_pixmap)) = self.drawing.pixmap(image) else { return };
        let context = &mut self.painter.context;
        context.set_transform(self.tile_from_scene);
        context.set_paint_transform(scene_from_pixmap);
        context.set_paint(Image { image: ImageSource::Pixmap(pixmap), sampler: ImageSampler::default() });
        if image.radius > 0.0 {
            context.fill_path(&Geometry::RoundRect(image.rect, image.radius).to_path());
        } else {
            context.fill_rect(&image.rect);
        }
        context.reset_paint_transform();
    }
}

/// Whether two rectangles share a point. One without area may be that of a line.
fn overlap(a: Rect, b: Rect) -> bool {
    a.x0 <= b.x1 && a.x1 >= b.x0 && a.y0 <= b.y1 && a.y1 >= b.y0
}

/// Places a glyph's outline in its run's paragraph: scaled from the em, slanted and moved.
fn run_from_em(run: &Run, x: f64, y: f64) -> Affine {
    // y points down, so what stands above the baseline leans to the right by a negative share.
    Affine::new([run.size_pt, 0.0, -run.skew * run.size_pt, run.size_pt, x, y])
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
        Geometry::RoundRect(rect, radius) if *radius > half => {
            let outer = Geometry::RoundRect(rect.inflate(half, half), radius + half);
            Some(ring(outer, shrunk(*rect).map(|inner| Geometry::RoundRect(inner, radius - half))))
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

fn pixmap(bitmap: Bitmap) -> Pixmap {
    let metadata = PixelMetadata { alpha_type: ImageAlphaType::Alpha, may_have_transparency: true };
    // Both sides were made to fit.
    Pixmap::from_parts(bitmap.rgba, bitmap.width as u16, bitmap.height as u16, metadata)
}

fn vello_color(color: Color) -> AlphaColor<Srgb> {
    AlphaColor::from_rgba8(color.r, color.g, color.b, color.a)
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
    let mut painter = Painter::new();
    let mut rgba = Vec::with_capacity(width as usize * height as usize * 4);
    for y in (0..height).step_by(MAX_TILE_HEIGHT as usize) {
        let tile = Tile { x: 0, y, width, height: MAX_TILE_HEIGHT.min(height - y) };
        rgba.extend_from_slice(painter.draw(&drawing, tile));
    }
    // Translucent layers leave it a level below for rounding.
    rgba.iter_mut().skip(3).step_by(4).for_each(|alpha| *alpha = 255);
    Bitmap { width, height, rgba }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Circle, Size};
    use crate::scene::Dash;

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
                for (row, pixels) in pixels.chunks_exact(tile.width as usize * 4).enumerate() {
                    let start = ((y as usize + row) * SIDE as usize + x as usize) * 4;
                    picture[start..start + pixels.len()].copy_from_slice(pixels);
                }
            }
        }
        picture
    }

    #[test]
    fn tiles_have_no_seams() {
        let mut painter = Painter::new();
        let whole = draw(&mut painter, 450, MAX_TILE_HEIGHT);
        for (width, height) in [(450, 100), (450, 37), (199, MAX_TILE_HEIGHT)] {
            let tiled = draw(&mut painter, width, height);
            let difference = whole.iter().zip(&tiled).map(|(a, b)| a.abs_diff(*b)).max();
            assert!(difference <= Some(1), "{width} × {height}: {difference:?}");
        }
    }

    #[test]
    fn a_tile_does_not_depend_on_what_was_drawn_before() {
        let mut used = Painter::new();
        draw(&mut used, 64, 64);
        assert!(draw(&mut used, 450, MAX_TILE_HEIGHT) == draw(&mut Painter::new(), 450, MAX_TILE_HEIGHT));
    }

    /// The file is to be the same on every x86 processor, as far back as they go.
    #[cfg(target_arch = "x86_64")]
    #[test]
    fn every_processor_draws_the_same() {
        let oldest = draw(&mut Painter::with_level(Level::baseline()), 450, MAX_TILE_HEIGHT);
        assert!(draw(&mut Painter::new(), 450, MAX_TILE_HEIGHT) == oldest);
    }
}
