//! Pictures made ready for paper: cut and, where they are shown much smaller than they are,
//! averaged down first, or fine detail would turn into noise (and fill a file for nothing).

use std::sync::Arc;

use crate::geom::Affine;
use crate::picture::Bitmap;
use crate::scene::ImageItem;

/// What of a bitmap is shown, and how often it is halved. Two images with the same key show the
/// same pixels.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ShrunkKey {
    /// The bitmap, by its address; the scene keeps it alive.
    bitmap: usize,
    part: Part,
    halvings: u32,
}

/// A part of a bitmap in whole pixels; not empty.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Part {
    x: u32,
    y: u32,
    width: u32,
    height: u32,
}

impl ShrunkKey {
    /// What an image shows at a scale; none if it shows nothing.
    pub fn of(image: &ImageItem, pixels_per_pt: f64) -> Option<Self> {
        let side = |from: f64, to: f64, length: u32| {
            let from = from.floor().clamp(0.0, length.into()) as u32;
            let to = to.ceil().clamp(0.0, length.into()) as u32;
            (to > from).then(|| (from, to - from))
        };
        let (x, width) = side(image.crop.x0, image.crop.x1, image.bitmap.width)?;
        let (y, height) = side(image.crop.y0, image.crop.y1, image.bitmap.height)?;
        let part = Part { x, y, width, height };
        Some(Self { bitmap: Arc::as_ptr(&image.bitmap) as usize, part, halvings: halvings(image, part, pixels_per_pt) })
    }

    /// Brings the shrunk pixels into page space.
    pub fn page_from_pixels(self, image: &ImageItem) -> Affine {
        let (width, height) = self.size();
        image.page_from_pixels()
            * Affine::translate((self.part.x.into(), self.part.y.into()))
            * Affine::scale_non_uniform(
                f64::from(self.part.width) / f64::from(width),
                f64::from(self.part.height) / f64::from(height),
            )
    }

    /// Width and height of the shrunk pixels: 1 to 65,535.
    fn size(self) -> (u32, u32) {
        let side = 1_u32 << self.halvings;
        (self.part.width.div_ceil(side), self.part.height.div_ceil(side))
    }
}

/// How often to halve, so that less than a half is left to shrink and the sides fit in 16 bits.
fn halvings(image: &ImageItem, part: Part, pixels_per_pt: f64) -> u32 {
    const MOST: u32 = 17;
    let across = image.crop.width() / (image.rect.width() * pixels_per_pt).max(1.0);
    let down = image.crop.height() / (image.rect.height() * pixels_per_pt).max(1.0);
    let for_looks = (0..MOST).find(|&halvings| across.min(down) < 2_f64.powi(halvings as i32 + 1)).unwrap_or(MOST);
    let side = part.width.max(part.height);
    let to_fit = (0..MOST).find(|&halvings| side.div_ceil(1 << halvings) <= u16::MAX.into()).unwrap_or(MOST);
    for_looks.max(to_fit)
}

/// Cuts and halves the bitmap that a key was made for.
pub(super) fn shrink(bitmap: &Bitmap, key: ShrunkKey) -> Bitmap {
    let side = 1_u32 << key.halvings;
    let (width, height) = key.size();
    let mut rgba = Vec::with_capacity(width as usize * height as usize * 4);
    for y in 0..height {
        for x in 0..width {
            rgba.extend_from_slice(&mean(bitmap, key.part, x * side, y * side, side));
        }
    }
    Bitmap { width, height, rgba }
}

/// The mean of a square of a part's pixels; what is see-through counts for less.
fn mean(bitmap: &Bitmap, part: Part, x: u32, y: u32, side: u32) -> [u8; 4] {
    let (width, height) = (side.min(part.width - x), side.min(part.height - y));
    let mut sum = [0_u64; 3];
    let mut opacity = 0_u64;
    for row in y..y + height {
        let first = ((part.y + row) as usize * bitmap.width as usize + (part.x + x) as usize) * 4;
        for &[r, g, b, a] in bitmap.rgba[first..first + width as usize * 4].as_chunks::<4>().0 {
            let alpha = u64::from(a);
            opacity += alpha;
            for (sum, channel) in sum.iter_mut().zip([r, g, b]) {
                *sum += u64::from(channel) * alpha;
            }
        }
    }
    let count = u64::from(width) * u64::from(height);
    // What shows nothing at all has no color.
    let [r, g, b] = sum.map(|sum| (sum + opacity / 2).checked_div(opacity).unwrap_or_default() as u8);
    [r, g, b, ((opacity + count / 2) / count) as u8]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Rect;

    /// A fine chequer of black and white, shown in a square of 10 points.
    fn chequer(side: u32) -> ImageItem {
        let pixel = |x: u32, y: u32| if (x + y).is_multiple_of(2) { [0, 0, 0, 255] } else { [255; 4] };
        let rgba = (0..side).flat_map(|y| (0..side).flat_map(move |x| pixel(x, y))).collect();
        ImageItem {
            rect: Rect::new(0.0, 0.0, 10.0, 10.0),
            radius: 0.0,
            bitmap: Arc::new(Bitmap { width: side, height: side, rgba }),
            crop: Rect::new(0.0, 0.0, side.into(), side.into()),
            alt: String::new(),
        }
    }

    fn check(side: u32, pixels_per_pt: f64, expected_side: u32, expected_first: [u8; 4]) {
        let image = chequer(side);
        let shrunk = shrink(&image.bitmap, ShrunkKey::of(&image, pixels_per_pt).expect("something to show"));
        assert_eq!((shrunk.width, shrunk.height), (expected_side, expected_side));
        assert_eq!(shrunk.rgba[..4], expected_first);
    }

    #[test]
    fn detail_that_is_too_fine_to_show_becomes_its_mean() {
        check(40, 4.0, 40, [0, 0, 0, 255]);
        check(40, 2.1, 40, [0, 0, 0, 255]);
        check(40, 2.0, 20, [128, 128, 128, 255]);
        check(40, 1.0, 10, [128, 128, 128, 255]);
        check(41, 1.0, 11, [128, 128, 128, 255]);
    }

    #[test]
    fn what_shows_nothing_has_no_key() {
        let nothing = ImageItem { crop: Rect::new(50.0, 0.0, 60.0, 10.0), ..chequer(40) };
        assert!(ShrunkKey::of(&nothing, 1.0).is_none());
        let not_a_number = ImageItem { crop: Rect::new(f64::NAN, 0.0, f64::NAN, 10.0), ..chequer(40) };
        assert!(ShrunkKey::of(&not_a_number, 1.0).is_none());
    }

    #[test]
    fn see_through_pixels_do_not_darken_the_mean() {
        let mut image = chequer(2);
        let rgba = vec![200, 100, 50, 255, 0, 0, 0, 0, 0, 0, 0, 0, 200, 100, 50, 255];
        image.bitmap = Arc::new(Bitmap { width: 2, height: 2, rgba });
        let key = ShrunkKey::of(&image, 0.1).expect("something to show");
        assert_eq!(shrink(&image.bitmap, key).rgba, [200, 100, 50, 128]);
    }
}
