//! Pixels of a picture at any place between them.

use crate::color::Color;
use crate::geom::{Affine, Point};
use crate::picture::Bitmap;

/// A picture ready for painting.
pub(super) struct Photo {
    width: usize,
    height: usize,
    /// Red, green, blue, each as much as the opacity lets be seen, and that: 0 to 255.
    pixels: Vec<[u8; 4]>,
}

impl Photo {
    pub fn new(bitmap: Bitmap) -> Self {
        let seen = |&[r, g, b, a]: &[u8; 4]| {
            let part = |channel: u8| ((u16::from(channel) * u16::from(a) + 127) / 255) as u8;
            [part(r), part(g), part(b), a]
        };
        let pixels = bitmap.rgba.as_chunks().0.iter().map(seen).collect();
        Self { width: bitmap.width as usize, height: bitmap.height as usize, pixels }
    }

    /// The colors of a row of a tile by their columns, each in the middle of its pixel.
    pub fn row(&self, photo_from_tile: Affine, y: i32) -> impl Fn(i32) -> Color {
        move |x| self.color(photo_from_tile * Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5))
    }

    /// The color at a point, between those of the four pixels around it; beyond its edges it goes on
    /// with those.
    fn color(&self, at: Point) -> Color {
        let (left, right, across) = neighbors(at.x, self.width);
        let (above, below, down) = neighbors(at.y, self.height);
        let between = |a: f32, b: f32, share: f32| a + (b - a) * share;
        let pixel = |x: usize, y: usize, channel: usize| f32::from(self.pixels[y * self.width + x][channel]);
        let row = |y: usize, channel: usize| between(pixel(left, y, channel), pixel(right, y, channel), across);
        let [r, g, b, a] = std::array::from_fn(|channel| between(row(above, channel), row(below, channel), down));
        // The color itself, where anything of it is seen.
        let whole = |channel: f32| if a > 0.0 { (channel * 255.0 / a + 0.5).min(255.0) as u8 } else { 0 };
        Color { r: whole(r), g: whole(g), b: whole(b), a: (a + 0.5) as u8 }
    }
}

/// The pixels before and after a place on a line of so many, at least one, and how near it is to the
/// second, 0 to 1.
fn neighbors(at: f64, count: usize) -> (usize, usize, f32) {
    let at = (at - 0.5).clamp(0.0, (count - 1) as f64);
    let before = at as usize;
    (before, (before + 1).min(count - 1), (at - before as f64) as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_between_pixels_has_a_color_between_theirs() {
        let rgba = [[0, 0, 0, 255], [200, 100, 0, 255], [0, 0, 0, 0], [200, 100, 0, 0]].concat();
        let photo = Photo::new(Bitmap { width: 2, height: 2, rgba });
        let check = |x: f64, y: f64, expected: [u8; 4]| {
            let Color { r, g, b, a } = photo.color(Point::new(x, y));
            assert_eq!([r, g, b, a], expected, "at {x}, {y}");
        };
        check(0.5, 0.5, [0, 0, 0, 255]);
        check(1.0, 0.5, [100, 50, 0, 255]);
        check(9.0, -9.0, [200, 100, 0, 255]);
        // What is not seen has no color of its own.
        check(1.5, 1.0, [200, 100, 0, 128]);
        check(0.5, 1.5, [0, 0, 0, 0]);
    }
}
