//! A page as it is written: a window onto the poster, and what stands around it.
//!
//! Page space is points from the page's own upper left corner, y down. A page that is cut after
//! printing is larger than what is left of it.

use super::reaches_beyond_page;
use crate::color::Color;
use crate::geom::{Affine, PT_PER_INCH, Rect, Size};
use crate::scene::{Item, Scene};

use super::paper::Dpi;

/// One page of a file, or one picture.
pub struct Page<'a> {
    /// The poster.
    pub scene: &'a Scene,
    /// The whole page.
    pub size: Size,
    /// The resolution of what is made of pixels.
    pub dpi: Dpi,
    /// Brings the poster onto the page: scaled and moved, never turned.
    pub page_from_scene: Affine,
    /// Where the poster and its ground are seen; white paper is around it.
    pub window: Rect,
    /// What is left when the page was cut.
    pub trim: Rect,
    /// About how many bytes a PNG of it has; good to a factor of two.
    pub estimated_png_bytes: u64,
    /// Where marks and words stand on the page, above the poster.
    pub marks: Vec<Item>,
}

impl Page<'_> {
    /// Whether white paper is seen around the window.
    pub fn is_framed(&self) -> bool {
        /// A sum in another order misses the edge by less.
        const NOISE_PT: f64 = 0.01;
        !self.window.inflate(NOISE_PT, NOISE_PT).contains_rect(self.size.to_rect())
    }

    /// The color of the paper where nothing is drawn.
    pub fn ground(&self) -> Color {
        if self.is_framed() { Color::WHITE } else { self.scene.background.with_alpha(255) }
    }

    /// Where the poster is cut off, in the scene's points; none if nothing reaches beyond.
    pub fn cut(&self) -> Option<Rect> {
        let window = self.page_from_scene.inverse().transform_rect_bbox(self.window);
        match (self.is_framed(), reaches_beyond_page(self.scene)) {
            (true, _) => Some(window.intersect(self.scene.size.to_rect())),
            (false, true) => Some(self.scene.size.to_rect()),
            (false, false) => None,
        }
    }

    /// Width and height in pixels, each at least 1.
    pub fn size_px(&self) -> (u32, u32) {
        (self.dpi.pixels(self.size.width).max(1), self.dpi.pixels(self.size.height).max(1))
    }

    /// Brings the page into its pixels.
    pub fn pixels_from_page(&self) -> Affine {
        Affine::scale(self.dpi.dots_per_inch() / PT_PER_INCH)
    }

    /// How many pixels a point of the poster has on each side.
    pub fn pixels_per_scene_pt(&self) -> f64 {
        (self.pixels_from_page() * self.page_from_scene).determinant().abs().sqrt()
    }
}
