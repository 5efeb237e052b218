//! The textures of pictures, in the size in which they are seen.
//!
//! A picture is halved by averaging until it has between one and two pixels for each pixel of the
//! screen: linear filtering then neither blurs nor flickers.

use std::collections::HashMap;
use std::sync::Arc;

use eframe::egui::{self, Color32, ColorImage, TextureHandle, TextureId, TextureOptions};

use crate::geom::Rect;
use crate::picture::Bitmap;

/// A texture that no frame used for as many frames is dropped.
const KEPT_FRAMES: u32 = 120;

/// How many pixels of pictures are made ready in a frame; about 10 ms of work.
const PIXELS_PER_FRAME: usize = 4_000_000;

/// The textures, by picture.
pub(super) struct Textures {
    /// Keyed by the bitmap's address, which is no other's as long as the entry holds it.
    pictures: HashMap<usize, Picture>,
    max_side: usize,
    frame: u32,
    pixels_in_frame: usize,
}

struct Picture {
    bitmap: Arc<Bitmap>,
    /// Each a half of the one before; the first is half of the bitmap.
    halves: Vec<Arc<ColorImage>>,
    textures: HashMap<usize, TextureHandle>,
    used: u32,
}

impl Textures {
    pub fn new() -> Self {
        Self { pictures: HashMap::new(), max_side: 2048, frame: 0, pixels_in_frame: 0 }
    }

    pub fn begin_frame(&mut self, ctx: &egui::Context) {
        self.max_side = ctx.input(|input| input.max_texture_side);
        self.frame = self.frame.wrapping_add(1);
        self.pixels_in_frame = 0;
        let frame = self.frame;
        self.pictures.retain(|_, picture| frame.wrapping_sub(picture.used) <= KEPT_FRAMES);
    }

    /// Whether a picture was left out of this frame.
    pub fn is_behind(&self) -> bool {
        self.pixels_in_frame >= PIXELS_PER_FRAME
    }

    /// The texture of a bitmap and the part of it (0–1) that shows `crop`, for `texels` pixels of
    /// the bitmap on each pixel of the screen. `None` in a frame that has made enough of them.
    pub fn find(
        &mut self,
        ctx: &egui::Context,
        bitmap: &Arc<Bitmap>,
        crop: Rect,
        texels: f64,
    ) -> Option<(TextureId, egui::Rect)> {
        let picture = self.pictures.entry(Arc::as_ptr(bitmap) as usize).or_insert_with(|| Picture {
            bitmap: bitmap.clone(),
            halves: Vec::new(),
            textures: HashMap::new(),
            used: self.frame,
        });
        picture.used = self.frame;
        let level = picture.level(texels, self.max_side);
        let texture = match picture.textures.get(&level) {
            Some(texture) => texture,
            None if self.pixels_in_frame >= PIXELS_PER_FRAME => return None,
            None => {
                self.pixels_in_frame += picture.cost(level);
                let image = picture.image(level);
                let texture = ctx.load_texture("picture", image, TextureOptions::LINEAR);
                picture.textures.entry(level).or_insert(texture)
            }
        };
        let [width, height] = texture.size();
        let shrunk = (1_u64 << level) as f64;
        let at = |x: f64, y: f64| egui::pos2((x / shrunk / width as f64) as f32, (y / shrunk / height as f64) as f32);
        Some((texture.id(), egui::Rect::from_min_max(at(crop.x0, crop.y0), at(crop.x1, crop.y1))))
    }
}

impl Picture {
    /// How often the bitmap is halved.
    fn level(&self, texels: f64, max_side: usize) -> usize {
        let longest = self.bitmap.width.max(self.bitmap.height) as usize;
        let wanted = texels.max(1.0).log2().floor() as usize;
        let smallest = longest.max(1).ilog2() as usize;
        let needed = (0..smallest).find(|level| longest.div_ceil(1 << level) <= max_side).unwrap_or(smallest);
        wanted.clamp(needed, smallest.max(needed))
    }

    /// How many pixels are touched to make a level.
    fn cost(&self, level: usize) -> usize {
        let pixels = self.bitmap.width as usize * self.bitmap.height as usize;
        if level > 0 && level <= self.halves.len() { pixels >> (2 * level) } else { pixels }
    }

    fn image(&mut self, level: usize) -> Arc<ColorImage> {
        if level == 0 {
            return Arc::new(self.original());
        }
        while self.halves.len() < level {
            let half = match self.halves.last() {
                Some(image) => halved(image),
                None => halved(&self.original()),
            };
            self.halves.push(Arc::new(half));
        }
        self.halves[level - 1].clone()
    }

    fn original(&self) -> ColorImage {
        let size = [self.bitmap.width as usize, self.bitmap.height as usize];
        ColorImage::from_rgba_unmultiplied(size, &self.bitmap.rgba)
    }
}

/// A picture of half the size; each pixel is the mean of four. A last odd row or column is doubled.
fn halved(image: &ColorImage) -> ColorImage {
    let [width, height] = image.size;
    let size = [width.div_ceil(2), height.div_ceil(2)];
    let mut pixels = Vec::with_capacity(size[0] * size[1]);
    for y in 0..size[1] {
        let upper = &image.pixels[2 * y * width..][..width];
        let lower = &image.pixels[(2 * y + 1).min(height - 1) * width..][..width];
        for x in 0..size[0] {
            let (left, right) = (2 * x, (2 * x + 1).min(width - 1));
            let four = [upper[left], upper[right], lower[left], lower[right]].map(|pixel| pixel.to_array());
            let mean = |i: usize| ((four.iter().map(|pixel| u32::from(pixel[i])).sum::<u32>() + 2) / 4) as u8;
            pixels.push(Color32::from_rgba_premultiplied(mean(0), mean(1), mean(2), mean(3)));
        }
    }
    ColorImage::new(size, pixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bitmap(width: u32, height: u32) -> Arc<Bitmap> {
        let rgba = (0..width * height).flat_map(|i| [if i % 2 == 0 { 255 } else { 0 }, 0, 0, 255]).collect();
        Arc::new(Bitmap { width, height, rgba })
    }

    #[test]
    fn a_picture_is_halved_to_between_one_and_two_pixels_a_pixel() {
        let ctx = egui::Context::default();
        let mut textures = Textures::new();
        textures.begin_frame(&ctx);
        let bitmap = bitmap(64, 33);
        let crop = Rect::new(0.0, 0.0, 64.0, 33.0);
        for (texels, size) in [(0.3, [64, 33]), (1.9, [64, 33]), (2.0, [32, 17]), (1e9, [1, 1])] {
            let (id, uv) = textures.find(&ctx, &bitmap, crop, texels).expect("a texture");
            let found = ctx.tex_manager().read().meta(id).map(|meta| meta.size);
            assert_eq!(found, Some(size), "{texels}");
            assert!(uv.width() <= 1.0 && uv.height() <= 1.0, "{uv:?}");
        }
    }

    #[test]
    fn a_picture_larger_than_the_driver_takes_is_halved_first() {
        let picture = Picture { bitmap: bitmap(100, 3), halves: Vec::new(), textures: HashMap::new(), used: 0 };
        assert_eq!(picture.level(0.1, 100), 0);
        assert_eq!(picture.level(0.1, 50), 1);
        assert_eq!(picture.level(0.1, 30), 2);
    }

    #[test]
    fn halving_is_the_mean() {
        let image = ColorImage::new([3, 1], vec![Color32::WHITE, Color32::BLACK, Color32::from_gray(40)]);
        let half = halved(&image);
        assert_eq!(half.size, [2, 1]);
        assert_eq!(half.pixels, [Color32::from_gray(128), Color32::from_gray(40)]);
    }

    #[test]
    fn what_no_frame_uses_is_dropped() {
        let ctx = egui::Context::default();
        let mut textures = Textures::new();
        textures.begin_frame(&ctx);
        let before = ctx.tex_manager().read().num_allocated();
        let used = bitmap(4, 4);
        textures.find(&ctx, &used, Rect::new(0.0, 0.0, 4.0, 4.0), 1.0);
        assert_eq!(ctx.tex_manager().read().num_allocated(), before + 1);
        for _ in 0..=KEPT_FRAMES {
            textures.begin_frame(&ctx);
        }
        assert_eq!(ctx.tex_manager().read().num_allocated(), before);
        assert_eq!(Arc::strong_count(&used), 1);
    }
}
