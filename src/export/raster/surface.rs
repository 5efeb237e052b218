//! The pixels of a tile, and how a color is laid over them.
//!
//! All of it is arithmetic of whole numbers, so that every machine makes the same pixels of the same
//! coverage.

use crate::color::Color;
use crate::coverage::{PixelRect, Span};
use crate::geom::Rect;

/// A pixel as it is drawn: red, green, blue, and a byte that says nothing.
pub(in crate::export) type Pixel = [u8; 4];

/// A tile that is being drawn, from its own upper left corner.
pub(super) struct Surface<'a> {
    pixels: &'a mut [Pixel],
    width: usize,
}

impl<'a> Surface<'a> {
    /// Rows of `width` pixels, at least 1.
    pub fn new(pixels: &'a mut [Pixel], width: usize) -> Self {
        Self { pixels, width }
    }

    /// All of it.
    pub fn bounds(&self) -> PixelRect {
        PixelRect { x0: 0, y0: 0, x1: self.width as i32, y1: (self.pixels.len() / self.width) as i32 }
    }

    /// Covers all of it.
    pub fn clear(&mut self, color: Color) {
        self.pixels.fill(opaque(color));
    }

    /// Covers pixels of a row, which have to be within the surface.
    pub fn span(&mut self, span: Span, color: Color) {
        let row = span.y as usize * self.width;
        let pixels = &mut self.pixels[row + span.x0 as usize..row + span.x1 as usize];
        match multiplied(byte(span.coverage), color.a) {
            0 => {}
            255 => pixels.fill(opaque(color)),
            opacity => {
                let veil = Veil::new(color, opacity);
                let (several, rest) = pixels.as_chunks_mut();
                several.iter_mut().for_each(|pixels| veil.over_several(pixels));
                rest.iter_mut().for_each(|pixel| *pixel = veil.over(*pixel));
            }
        }
    }

    /// Covers a rectangle in pixels, its edges by what they take of theirs.
    pub fn rect(&mut self, rect: Rect, color: Color) {
        if !rect.is_finite() {
            return;
        }
        let rect = rect.intersect(self.bounds().to_rect());
        if rect.width() <= 0.0 || rect.height() <= 0.0 {
            return;
        }
        for y in rect.y0.floor() as i32..rect.y1.ceil() as i32 {
            let share = rect.y1.min(f64::from(y) + 1.0) - rect.y0.max(f64::from(y));
            self.columns(y, rect.x0, rect.x1, share, color);
        }
    }

    /// Covers a share of each pixel of a row from `x0` to `x1`.
    fn columns(&mut self, y: i32, x0: f64, x1: f64, share: f64, color: Color) {
        let mut part = |x0: f64, x1: f64, share: f64| {
            self.span(Span { y, x0: x0 as i32, x1: x1 as i32, coverage: share as f32 }, color);
        };
        let (first, last) = (x0.ceil(), x1.floor());
        if first > last {
            part(last, first, share * (x1 - x0));
            return;
        }
        if x0 < first {
            part(first - 1.0, first, share * (first - x0));
        }
        part(first, last, share);
        if x1 > last {
            part(last, last + 1.0, share * (x1 - last));
        }
    }

    /// Covers pixels of a row from `x` on, each as far as its number from 0 to 255 says. They have to be
    /// within the surface.
    pub fn coverage(&mut self, x: usize, y: usize, coverage: &[u8], color: Color) {
        let start = y * self.width + x;
        let pixels = &mut self.pixels[start..start + coverage.len()];
        let (several, rest) = pixels.as_chunks_mut();
        let (coverages, coverage_of_rest) = coverage.as_chunks();
        for (pixels, coverage) in several.iter_mut().zip(coverages).filter(|(_, coverage)| **coverage != [0; SEVERAL]) {
            lay_over(pixels, color, coverage.map(|coverage| multiplied(coverage, color.a)));
        }
        for (pixel, coverage) in rest.iter_mut().zip(coverage_of_rest) {
            *pixel = Veil::new(color, multiplied(*coverage, color.a)).over(*pixel);
        }
    }

    /// Covers pixels of a row as [`Surface::span`] does, each with a color of its own by its column.
    pub fn colors(&mut self, span: Span, color: impl Fn(i32) -> Color) {
        let row = span.y as usize * self.width;
        for x in span.x0..span.x1 {
            let color = color(x);
            let pixel = &mut self.pixels[row + x as usize];
            *pixel = Veil::new(color, multiplied(byte(span.coverage), color.a)).over(*pixel);
        }
    }
}

/// How many pixels are laid over at once: what every processor's registers hold.
const SEVERAL: usize = 4;

/// Lays a color over pixels, over each with its own opacity.
fn lay_over(pixels: &mut [Pixel; SEVERAL], color: Color, opacities: [u8; SEVERAL]) {
    let (color, channels) = (opaque(color), pixels.as_flattened_mut());
    // One even loop over all channels is what the compiler makes wide instructions of.
    for (number, channel) in channels.iter_mut().enumerate() {
        let opacity = u16::from(opacities[number / 4]);
        let added = u16::from(color[number % 4]) * opacity + 128;
        *channel = divided(u16::from(*channel) * (255 - opacity) + added);
    }
}

/// A color that lets something of what is below it through.
struct Veil {
    /// How much of it.
    through: u16,
    /// What is added to that, with a half for rounding.
    added: [u16; 4],
}

impl Veil {
    fn new(color: Color, opacity: u8) -> Self {
        let added = opaque(color).map(|channel| u16::from(channel) * u16::from(opacity) + 128);
        Self { through: u16::from(255 - opacity), added }
    }

    fn over_several(&self, pixels: &mut [Pixel; SEVERAL]) {
        for (number, channel) in pixels.as_flattened_mut().iter_mut().enumerate() {
            *channel = divided(u16::from(*channel) * self.through + self.added[number % 4]);
        }
    }

    fn over(&self, pixel: Pixel) -> Pixel {
        std::array::from_fn(|channel| divided(u16::from(pixel[channel]) * self.through + self.added[channel]))
    }
}

/// A color without its opacity.
fn opaque(color: Color) -> Pixel {
    [color.r, color.g, color.b, 255]
}

/// A share of 0 to 1 in 255 steps.
pub(super) fn byte(share: f32) -> u8 {
    (share * 255.0 + 0.5) as u8
}

/// The product of two shares.
fn multiplied(a: u8, b: u8) -> u8 {
    divided(u16::from(a) * u16::from(b) + 128)
}

/// By 255, rounded, if 128 was added before.
fn divided(number: u16) -> u8 {
    ((number + (number >> 8)) >> 8) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws on white and expects these red values, row by row.
    #[track_caller]
    fn check(width: usize, draw: impl FnOnce(&mut Surface<'_>), expected: &[u8]) {
        let mut pixels = vec![Pixel::default(); expected.len()];
        let mut surface = Surface::new(&mut pixels, width);
        surface.clear(Color::WHITE);
        draw(&mut surface);
        let red: Vec<u8> = pixels.iter().map(|pixel| pixel[0]).collect();
        assert_eq!(red, expected);
    }

    #[test]
    fn a_product_of_shares_is_rounded() {
        for (a, b) in (0..=255).flat_map(|a| (0..=255).map(move |b| (a, b))) {
            assert_eq!(multiplied(a, b), (f64::from(a) * f64::from(b) / 255.0).round() as u8);
        }
    }

    #[test]
    fn the_edges_of_a_rectangle_take_their_share() {
        let black = |rect: Rect| move |surface: &mut Surface<'_>| surface.rect(rect, Color::BLACK);
        check(4, black(Rect::new(1.0, 0.0, 3.0, 1.0)), &[255, 0, 0, 255, 255, 255, 255, 255]);
        check(4, black(Rect::new(0.8, 0.0, 2.4, 1.0)), &[204, 0, 153, 255]);
        check(4, black(Rect::new(1.2, 0.5, 1.6, 9.0)), &[255, 204, 255, 255, 255, 153, 255, 255]);
        check(2, black(Rect::new(-5.0, -5.0, 5.0, 5.0)), &[0, 0, 0, 0]);
        check(2, black(Rect::new(f64::NAN, 0.0, 5.0, 5.0)), &[255, 255]);
        check(2, black(Rect::new(0.5, 0.25, 0.5, 0.75)), &[255, 255]);
    }

    #[test]
    fn what_is_translucent_lets_through_what_is_below() {
        let half = Color::BLACK.with_alpha(51);
        check(2, |surface| surface.rect(Rect::new(0.0, 0.0, 1.0, 1.0), half), &[204, 255]);
        check(3, |surface| surface.coverage(0, 0, &[0, 255, 51], half), &[255, 204, 245]);
        check(3, |surface| surface.coverage(1, 0, &[255, 0], Color::BLACK), &[255, 0, 255]);
    }

    /// Pixels that are laid over together become what each would by itself.
    #[test]
    fn several_pixels_are_laid_over_like_one() {
        let color = Color { r: 200, g: 30, b: 90, a: 180 };
        let coverage: Vec<u8> = (0..=255).collect();
        let ground = |pixels: &mut [Pixel]| {
            for (number, pixel) in pixels.iter_mut().enumerate() {
                *pixel = [number as u8, 255 - number as u8, (number * 7) as u8, 255];
            }
        };
        let (mut together, mut alone) = (vec![Pixel::default(); 256], vec![Pixel::default(); 256]);
        ground(&mut together);
        ground(&mut alone);
        Surface::new(&mut together, 256).coverage(0, 0, &coverage, color);
        for x in 0..256 {
            Surface::new(&mut alone, 256).coverage(x, 0, &coverage[x..=x], color);
        }
        assert_eq!(together, alone);
        let span = |x0: i32, x1: i32| Span { y: 0, x0, x1, coverage: 0.4 };
        Surface::new(&mut together, 256).span(span(0, 255), color);
        (0..255).for_each(|x| Surface::new(&mut alone, 256).span(span(x, x + 1), color));
        assert_eq!(together, alone);
    }
}
