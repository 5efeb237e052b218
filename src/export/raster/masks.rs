//! What small shapes cover of the pixels around their origin, kept from one to the next.
//!
//! A letter stands on a poster a thousand times. It is drawn once for each size and for each quarter
//! of a pixel on which it may stand; at 300 dpi that is off by a hundredth of a millimeter at most.

use crate::coverage::{PixelRect, Rasterizer};
use crate::geom::{Affine, BezPath, Point, Rect};
use crate::hash::HashMap;
use crate::icon::Icon;

use super::surface::byte;

/// The largest em or icon, in pixels, that is kept; what is larger is drawn at its exact place.
pub(super) const MAX_SIZE_PX: f64 = 64.0;

/// How many places there are within a pixel on each side.
const PARTS: i64 = 4;

/// How many bytes are kept; then all are forgotten.
const MAX_BYTES: usize = 8 << 20;

/// A shape of a size; a mask is of one at a part of a pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Form {
    pub shape: FormShape,
    /// The bits of what brings it into pixels: the size of an em or a side, and how far it leans.
    size_bits: u64,
    lean_bits: u64,
}

/// A shape by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum FormShape {
    /// A font's key and a glyph.
    Glyph(u32, u16),
    /// An icon.
    Icon(Icon),
}

impl Form {
    pub fn new(shape: FormShape, size_px: f64, lean: f64) -> Self {
        Self { shape, size_bits: size_px.to_bits(), lean_bits: lean.to_bits() }
    }
}

/// A pixel of the whole picture, and the part of it on which a shape's origin stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub x: i64,
    pub y: i64,
    parts: (u8, u8),
}

impl Spot {
    /// The spot nearest to a point of the picture.
    pub fn near(point: Point) -> Self {
        let (x, y) = ((point.x * PARTS as f64).round() as i64, (point.y * PARTS as f64).round() as i64);
        let parts = (x.rem_euclid(PARTS) as u8, y.rem_euclid(PARTS) as u8);
        Self { x: x.div_euclid(PARTS), y: y.div_euclid(PARTS), parts }
    }

    /// How far the origin stands from the pixel's corner.
    fn offset(self) -> (f64, f64) {
        (f64::from(self.parts.0) / PARTS as f64, f64::from(self.parts.1) / PARTS as f64)
    }
}

/// How far each pixel of a rectangle is covered; the rectangle is around the pixel of the origin.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mask {
    pub rect: PixelRect,
    /// Where its rows begin.
    start: usize,
}

impl Mask {
    fn width(self) -> usize {
        (self.rect.x1 - self.rect.x0) as usize
    }

    fn height(self) -> usize {
        (self.rect.y1 - self.rect.y0) as usize
    }
}

/// The masks that were needed so far.
#[derive(Default)]
pub(super) struct Masks {
    masks: HashMap<(Form, (u8, u8)), Mask>,
    bytes: Vec<u8>,
    rasterizer: Rasterizer,
}

impl Masks {
    /// Forgets all if they have become too many. What was found before means nothing after.
    pub fn make_room(&mut self) {
        if self.bytes.len() > MAX_BYTES {
            self.masks.clear();
            self.bytes.clear();
        }
    }

    /// The mask of a form at a spot, drawn if it is not there: `outline` with its bounds, brought into
    /// pixels by `to_px`. None if it paints nothing.
    pub fn find<'a>(
        &mut self,
        form: Form,
        spot: Spot,
        outline: impl FnOnce() -> Option<(&'a BezPath, Rect, Affine)>,
    ) -> Option<Mask> {
        let Self { masks, bytes, rasterizer } = self;
        let mask = *masks.entry((form, spot.parts)).or_insert_with(|| {
            let start = bytes.len();
            let nothing = Mask { rect: PixelRect { x0: 0, y0: 0, x1: 0, y1: 0 }, start };
            let Some((path, bounds, to_px)) = outline() else { return nothing };
            let to_px = Affine::translate(spot.offset()) * to_px;
            let bounds = to_px.transform_rect_bbox(bounds);
            if !bounds.is_finite() {
                return nothing;
            }
            let mask = Mask { rect: PixelRect::around(bounds), start };
            bytes.resize(start + mask.width() * mask.height(), 0);
            rasterizer.fill(path, to_px, mask.rect, |span| {
                let row = start + (span.y - mask.rect.y0) as usize * mask.width();
                let (x0, x1) = ((span.x0 - mask.rect.x0) as usize, (span.x1 - mask.rect.x0) as usize);
                bytes[row + x0..row + x1].fill(byte(span.coverage));
            });
            mask
        });
        (mask.width() * mask.height() > 0).then_some(mask)
    }

    /// The rows of a mask.
    pub fn rows(&self, mask: Mask) -> impl Iterator<Item = &[u8]> {
        self.bytes[mask.start..mask.start + mask.width() * mask.height()].chunks_exact(mask.width())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spot_is_the_nearest_quarter_of_a_pixel() {
        let check = |x: f64, pixel: i64, part: u8| {
            let spot = Spot::near(Point::new(x, -x));
            assert_eq!((spot.x, spot.parts.0), (pixel, part), "{x}");
            assert!((spot.y as f64 + spot.offset().1 + x).abs() <= 0.125, "{x}");
        };
        check(0.0, 0, 0);
        check(0.3, 0, 1);
        check(1.9, 2, 0);
        check(-0.3, -1, 3);
        check(-7.5, -8, 2);
    }

    #[test]
    fn what_is_forgotten_is_drawn_again() {
        let mut masks = Masks::default();
        let form = Form::new(FormShape::Icon(Icon::Star), 20.0, 0.0);
        let mut drawn = 0;
        for _ in 0..3 {
            let spot = Spot::near(Point::new(3.0, 4.0));
            let outline = || {
                drawn += 1;
                Some((Icon::Star.outline(), Rect::new(0.0, 0.0, 1.0, 1.0), Affine::scale(20.0)))
            };
            let mask = masks.find(form, spot, outline).expect("a star");
            assert_eq!(masks.rows(mask).count(), 20);
        }
        assert_eq!(drawn, 1);
        masks.bytes.resize(MAX_BYTES + 1, 0);
        masks.make_room();
        assert!(masks.masks.is_empty() && masks.bytes.is_empty());
    }
}
