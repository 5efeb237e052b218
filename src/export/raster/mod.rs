//! Draws a scene into pixels, tile by tile.
//!
//! A tile's pixels depend on the scene and on the tile's place alone: not on the thread that draws
//! it, nor on what was drawn before, nor on the machine. Shapes are laid over each other at once, each
//! in one color; small letters and icons come from masks that are drawn once.

#![deny(clippy::wildcard_enum_match_arm)]

mod letters;
mod masks;
mod pass;
mod photo;
mod rounded;
mod strokes;
mod surface;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use self::letters::Letters;
use self::masks::Masks;
use self::pass::Pass;
use self::photo::Photo;
use self::strokes::stroked;
pub(super) use self::surface::Pixel;
use self::surface::Surface;
use super::pictures::{ShrunkKey, shrink};
use super::{Page, reaches_beyond_page};
use crate::color::Color;
use crate::coverage::Rasterizer;
use crate::geom::{Affine, BezPath, Dash, Point, Rect};
use crate::picture::Bitmap;
use crate::scene::{ImageItem, Item, Outline, Scene, Stroke};

/// The widest tile in pixels; a wider picture is drawn in several, so that a worker's memory stays
/// small and its coordinates within 16 bits.
pub(super) const MAX_TILE_WIDTH: u32 = 16_384;
/// The highest tile in pixels; of 64 to 512 rows this is the fastest. Strips of 2,048 columns within it,
/// which would stay in the processor's cache, were no faster.
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
        self.brushes.draw(drawing, tile, pixels);
        pixels
    }
}

impl Brushes {
    /// Draws all that is seen in a tile.
    fn draw(&mut self, drawing: &Drawing<'_>, tile: Tile, pixels: &mut [Pixel]) {
        let width = tile.width as usize;
        let mut surface = Surface::new(pixels, width);
        surface.clear(drawing.scene.background);
        let tile_from_pixels = Affine::translate((-f64::from(tile.x), -f64::from(tile.y)));
        let mut pass = Pass::new(self, surface, drawing, tile, drawing.pixels_from_scene);
        pass.items(&drawing.scene.items);
        if let Some(cut) = drawing.cut {
            pass.around(pass.tile_from_scene.transform_rect_bbox(cut), drawing.scene.background);
        }
        if let Some(window) = drawing.window {
            pass.around(tile_from_pixels.transform_rect_bbox(window), Color::WHITE);
        }
        let (marks, pixels_from_page) = drawing.marks;
        Pass::new(self, Surface::new(pixels, width), drawing, tile, pixels_from_page).items(marks);
    }
}

/// Whether two rectangles share a point. One without area may be that of a line.
fn overlap(a: Rect, b: Rect) -> bool {
    a.x0 <= b.x1 && a.x1 >= b.x0 && a.y0 <= b.y1 && a.y1 >= b.y0
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
    use crate::geom::{Circle, Line, Shape as _, Size};
    use crate::scene::{Geometry, ShapeItem};

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
