//! Glyphs and icons as coverage in one texture.
//!
//! Each is rastered once per size step, larger than it is drawn; the quad is scaled down to the
//! exact size at the exact place, so that there is nothing to sharpen after a zoom and nothing
//! jitters while panning. The atlas is emptied only between two frames, never while a frame's
//! quads already point into it.

use eframe::egui::{self, Color32, ColorImage, Pos2, TextureHandle, TextureId, TextureOptions, pos2};

use crate::coverage::{PixelRect, Rasterizer};
use crate::geom::{Affine, BezPath, Shape as _};
use crate::hash::HashMap;
use crate::icon::Icon;

/// The side of the texture in pixels; every graphics driver since 2008 takes it.
pub(super) const SIDE: usize = 2048;

/// The height of the strip above the shelves that holds the [`Swatches`].
const STRIP: usize = 4;

/// The parts of the texture that everything looks at that is no glyph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Swatches {
    /// Where it is white.
    pub white: Pos2,
    /// From where to where it goes, downwards, from nothing to white and back to nothing.
    pub ridge: [Pos2; 2],
    /// The upper left and lower right corner of a part that is white in its middle alone.
    pub speck: [Pos2; 2],
}

impl Swatches {
    /// Four by four white texels; to the right of them a white row between transparent ones, and a
    /// white texel among transparent ones.
    const SIZE: usize = 4;

    fn paint(image: &mut ColorImage) {
        for y in 0..Self::SIZE {
            image.pixels[y * SIDE..y * SIDE + Self::SIZE].fill(Color32::WHITE);
        }
        image.pixels[SIDE + 2 * Self::SIZE..SIDE + 3 * Self::SIZE].fill(Color32::WHITE);
        image.pixels[SIDE + 4 * Self::SIZE + 1] = Color32::WHITE;
    }

    /// Where they are in the atlas.
    pub fn of_atlas() -> Self {
        let at = |x: f32, y: f32| pos2(x, y) / SIDE as f32;
        let size = Self::SIZE as f32;
        Self {
            white: at(size / 2.0, size / 2.0),
            ridge: [at(2.5 * size, 0.5), at(2.5 * size, 2.5)],
            speck: [at(4.0 * size + 0.5, 0.5), at(4.0 * size + 2.5, 2.5)],
        }
    }
}

/// How much larger than it is drawn a glyph is rastered at least: below, linear filtering blurs it;
/// at twice the size and more, stems become uneven.
const OVERSAMPLING: f32 = 1.6;

/// Size steps in a doubling.
const STEPS: f32 = 8.0;

/// The largest size of an em, in pixels, that is rastered; what is larger is drawn as a path.
const MAX_RASTER_PX: f32 = 256.0;

/// How many glyphs are rastered in a frame; one takes 2–10 µs.
const NEW_PER_FRAME: usize = 300;

/// Emptying the atlas helps if less than this share of what it holds is in use by the frame.
const CROWDED: f32 = 0.75;

/// A shape in the atlas at one size step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key(u64);

impl Key {
    /// The keys of a font's glyphs at a size; [`Key::with_glyph`] makes it one glyph's.
    pub fn font(font: u32, step: SizeStep) -> Self {
        Self(u64::from(font) << 32 | u64::from(step.0) << 16)
    }

    /// An icon at a size.
    pub fn icon(icon: Icon, step: SizeStep) -> Self {
        Self(1 << 24 | u64::from(step.0) << 16 | icon as u64)
    }

    /// The key of one glyph.
    pub fn with_glyph(self, glyph: u16) -> Self {
        Self(self.0 | u64::from(glyph))
    }
}

/// A step on the scale of sizes at which shapes are rastered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SizeStep(u8);

impl SizeStep {
    /// The step for an em (or an icon's side) of this many pixels, if the atlas holds such sizes.
    pub fn of(em_px: f32) -> Option<Self> {
        if em_px * OVERSAMPLING > MAX_RASTER_PX {
            return None;
        }
        Some(Self((STEPS * (em_px * OVERSAMPLING).max(1.0).log2()).ceil() as u8))
    }

    /// The size of an em in the atlas, in pixels.
    fn raster_px(self) -> f32 {
        (f32::from(self.0) / STEPS).exp2()
    }
}

/// A shape's place in the atlas.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    /// The corners in the texture, 0–1.
    pub uv: egui::Rect,
    /// The corners around the shape's origin, in ems, with the transparent border.
    pub em: egui::Rect,
    /// The frame that drew it last.
    used: u32,
}

/// What the atlas has of a shape.
#[derive(Debug, Clone, Copy)]
pub(super) enum Found {
    /// The shape.
    Slot(Slot),
    /// The shape paints nothing.
    Blank,
    /// Not yet; another frame is needed.
    Later,
}

/// The texture and what stands where in it.
pub(super) struct Atlas {
    texture: TextureHandle,
    rasterizer: Rasterizer,
    /// The coverage of all texels, kept to send whole pieces of shelves to the texture.
    coverage: Vec<u8>,
    slots: HashMap<Key, Option<Slot>>,
    shelves: Vec<Shelf>,
    frame: u32,
    new_in_frame: usize,
    overflow: Overflow,
}

/// Whether something found no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Overflow {
    None,
    /// In this frame; the atlas is emptied before the next.
    Some,
    /// One frame alone needs more than the atlas holds; bars stay in place of the rest.
    Crowded,
}

/// A row of shapes of about the same height.
#[derive(Debug)]
struct Shelf {
    y: usize,
    height: usize,
    /// From where on it is free.
    free_x: usize,
    /// From where on the texture does not know it yet.
    sent_x: usize,
}

impl Atlas {
    pub fn new(ctx: &egui::Context) -> Self {
        let mut image = ColorImage::filled([SIDE, SIDE], Color32::TRANSPARENT);
        Swatches::paint(&mut image);
        Self {
            texture: ctx.load_texture("canvas atlas", image, TextureOptions::LINEAR),
            rasterizer: Rasterizer::default(),
            coverage: vec![0; SIDE * SIDE],
            slots: HashMap::default(),
            shelves: Vec::new(),
            frame: 0,
            new_in_frame: 0,
            overflow: Overflow::None,
        }
    }

    /// The texture.
    pub fn texture(&self) -> TextureId {
        self.texture.id()
    }

    /// How many shapes it holds.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// To be called before the first quad of a frame; empties the atlas if it ran over.
    pub fn begin_frame(&mut self) {
        if self.overflow == Overflow::Some {
            self.slots.clear();
            self.shelves.clear();
        }
        self.overflow = Overflow::None;
        self.frame = self.frame.wrapping_add(1);
        self.new_in_frame = 0;
    }

    /// Finds a shape or rasters it. `outline` is in ems, y down, around the shape's origin.
    pub fn find<'a>(&mut self, key: Key, step: SizeStep, outline: impl FnOnce() -> &'a BezPath) -> Found {
        if let Some(slot) = self.slots.get_mut(&key) {
            return match slot {
                Some(slot) => {
                    slot.used = self.frame;
                    Found::Slot(*slot)
                }
                None => Found::Blank,
            };
        }
        if self.new_in_frame >= NEW_PER_FRAME || self.overflow != Overflow::None {
            return Found::Later;
        }
        let Some(slot) = self.raster(outline(), step.raster_px()) else {
            self.overflow();
            return Found::Later;
        };
        self.slots.insert(key, slot);
        slot.map_or(Found::Blank, Found::Slot)
    }

    /// To be called after the last quad of a frame: sends what is new to the texture. Whether
    /// another frame is needed to show everything.
    pub fn end_frame(&mut self) -> bool {
        for shelf in &mut self.shelves {
            if shelf.sent_x == shelf.free_x {
                continue;
            }
            let size = [shelf.free_x - shelf.sent_x, shelf.height];
            let rows = (shelf.y..shelf.y + shelf.height).map(|y| y * SIDE);
            let pixels = rows
                .flat_map(|row| &self.coverage[row + shelf.sent_x..row + shelf.free_x])
                .map(|coverage| Color32::from_white_alpha(*coverage))
                .collect();
            let at = [shelf.sent_x, shelf.y];
            self.texture.set_partial(at, ColorImage::new(size, pixels), TextureOptions::LINEAR);
            shelf.sent_x = shelf.free_x;
        }
        self.new_in_frame >= NEW_PER_FRAME || self.overflow == Overflow::Some
    }

    /// Rasters an outline; `None` if there is no room, `Some(None)` if it paints nothing.
    fn raster(&mut self, outline: &BezPath, size_px: f32) -> Option<Option<Slot>> {
        let bounds = outline.bounding_box();
        if outline.is_empty() || !bounds.is_finite() || bounds.area() <= 0.0 {
            return Some(None);
        }
        let pixels = bounds.scale_from_origin(f64::from(size_px)).expand();
        // A border of one transparent pixel on each side; a wild outline of a broken font is cut.
        let size = |length: f64| (length as usize).min(SIDE / 4) + 2;
        let (width, height) = (size(pixels.width()), size(pixels.height()));
        let (x, y) = self.room(width, height)?;
        self.new_in_frame += 1;
        for row in y..y + height {
            self.coverage[row * SIDE + x..row * SIDE + x + width].fill(0);
        }
        let origin = (pixels.x0 - 1.0, pixels.y0 - 1.0);
        let to_px = Affine::translate((-origin.0, -origin.1)) * Affine::scale(f64::from(size_px));
        let clip = PixelRect { x0: 1, y0: 1, x1: width as i32 - 1, y1: height as i32 - 1 };
        let coverage = &mut self.coverage;
        self.rasterizer.fill(outline, to_px, clip, |span| {
            let row = (y + span.y as usize) * SIDE + x;
            coverage[row + span.x0 as usize..row + span.x1 as usize].fill((span.coverage * 255.0).round() as u8);
        });
        // From middle to middle of the border's texels: the filter then never looks at what stands
        // beside, which may be older than the atlas's last emptying.
        let em_corner = pos2(origin.0 as f32 + 0.5, origin.1 as f32 + 0.5) / size_px;
        let uv_corner = pos2(x as f32 + 0.5, y as f32 + 0.5) / SIDE as f32;
        let size = egui::vec2(width as f32 - 1.0, height as f32 - 1.0);
        Some(Some(Slot {
            uv: egui::Rect::from_min_size(uv_corner, size / SIDE as f32),
            em: egui::Rect::from_min_size(em_corner, size / size_px),
            used: self.frame,
        }))
    }

    /// Takes room from a shelf.
    fn room(&mut self, width: usize, height: usize) -> Option<(usize, usize)> {
        let height = height.next_multiple_of(4);
        let y = self.shelves.last().map_or(STRIP, |last| last.y + last.height);
        let has_room = |shelf: &Shelf| shelf.free_x + width <= SIDE;
        let same = self.shelves.iter().position(|shelf| shelf.height == height && has_room(shelf));
        let index = match same {
            Some(index) => index,
            None if y + height <= SIDE => {
                self.shelves.push(Shelf { y, height, free_x: 0, sent_x: 0 });
                self.shelves.len() - 1
            }
            None => self.shelves.iter().position(|shelf| shelf.height > height && has_room(shelf))?,
        };
        let shelf = &mut self.shelves[index];
        let place = (shelf.free_x, shelf.y);
        shelf.free_x += width;
        Some(place)
    }

    fn overflow(&mut self) {
        let (mut all, mut in_use) = (0.0, 0.0);
        for slot in self.slots.values().flatten() {
            all += slot.uv.area();
            in_use += if slot.used == self.frame { slot.uv.area() } else { 0.0 };
        }
        self.overflow = if in_use < CROWDED * all { Overflow::Some } else { Overflow::Crowded };
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::geom::Rect;

    fn square() -> &'static BezPath {
        static SQUARE: LazyLock<BezPath> = LazyLock::new(|| Rect::new(0.1, -0.7, 0.6, 0.0).to_path(0.1));
        &SQUARE
    }

    fn atlas() -> Atlas {
        Atlas::new(&egui::Context::default())
    }

    #[track_caller]
    fn slot(atlas: &mut Atlas, key: u16, em_px: f32) -> Slot {
        let step = SizeStep::of(em_px).expect("a size that the atlas holds");
        match atlas.find(Key::font(1, step).with_glyph(key), step, square) {
            Found::Slot(slot) => slot,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_raster_is_larger_than_what_is_drawn_but_not_much() {
        for em_px in [1.0_f32, 3.9, 10.0, 16.0, 99.0, 160.0] {
            let ratio = SizeStep::of(em_px).expect("a size").raster_px() / em_px;
            assert!((1.599..1.6 * 1.0906).contains(&ratio), "{em_px}: {ratio}");
        }
        assert!(SizeStep::of(161.0).is_none());
    }

    #[test]
    fn a_shape_is_rastered_once_for_neighbouring_sizes() {
        let mut atlas = atlas();
        let (a, b) = (slot(&mut atlas, 7, 16.0), slot(&mut atlas, 7, 16.1));
        assert_eq!(a.uv, b.uv);
        slot(&mut atlas, 7, 20.0);
        slot(&mut atlas, 8, 16.0);
        assert_eq!(atlas.len(), 3);
    }

    #[test]
    fn the_quad_holds_the_shape_with_a_border() {
        let slot = slot(&mut atlas(), 7, 20.0);
        let shape = egui::Rect::from_min_max(pos2(0.1, -0.7), pos2(0.6, 0.0));
        assert!(slot.em.contains_rect(shape) && shape.expand(0.1).contains_rect(slot.em), "{:?}", slot.em);
        assert!(slot.uv.top() >= STRIP as f32 / SIDE as f32);
    }

    #[test]
    fn an_empty_outline_is_blank() {
        let step = SizeStep::of(16.0).expect("a size");
        let nothing = BezPath::new();
        assert!(matches!(atlas().find(Key::font(1, step), step, || &nothing), Found::Blank));
    }

    #[test]
    fn a_frame_rasters_no_more_than_its_share() {
        let mut atlas = atlas();
        let step = SizeStep::of(10.0).expect("a size");
        for frame in 0..3 {
            atlas.begin_frame();
            let later = |glyph: &u16| {
                let key = Key::font(1, step).with_glyph(*glyph);
                matches!(atlas.find(key, step, square), Found::Later)
            };
            let later = (0..700_u16).filter(later).count();
            assert_eq!(later, [400, 100, 0][frame]);
            assert_eq!(atlas.end_frame(), later > 0);
        }
    }

    #[test]
    fn an_atlas_that_ran_over_is_emptied_before_the_next_frame_and_not_earlier() {
        let mut atlas = atlas();
        let mut glyph = 0;
        while atlas.overflow == Overflow::None {
            atlas.begin_frame();
            let step = SizeStep::of(150.0).expect("a size");
            for _ in 0..40 {
                glyph += 1;
                atlas.find(Key::font(1, step).with_glyph(glyph), step, square);
            }
            assert!(glyph < 5000);
        }
        assert!(atlas.len() > 50);
        assert!(atlas.end_frame(), "another frame is needed");
        atlas.begin_frame();
        assert_eq!(atlas.len(), 0);
        slot(&mut atlas, 1, 150.0);
        assert!(!atlas.end_frame());
    }

    #[test]
    fn a_frame_that_needs_more_than_the_atlas_does_not_empty_it_for_ever() {
        let mut atlas = atlas();
        let step = SizeStep::of(150.0).expect("a size");
        let mut wants_more = true;
        for _ in 0..8 {
            atlas.begin_frame();
            for glyph in 0..400 {
                atlas.find(Key::font(1, step).with_glyph(glyph), step, square);
            }
            wants_more = atlas.end_frame();
        }
        assert!(!wants_more && atlas.len() > 50);
    }
}
