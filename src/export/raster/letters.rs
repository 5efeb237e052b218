//! Letters: small ones from masks, large ones and those that touch each other as one path.

use unicode_script::{Script, UnicodeScript as _};

use super::masks::{Form, FormShape, Mask, Masks, Spot};
use super::overlap;
use super::surface::Surface;
use crate::color::Color;
use crate::coverage::PixelRect;
use crate::geom::{Affine, BezPath, Point, Rect};
use crate::text::Run;

/// Puts masks side by side and draws them in one color, so that letters which overlap have no darker
/// seam between them.
#[derive(Default)]
pub(super) struct Letters {
    placed: Vec<(Mask, i64, i64)>,
    coverage: Vec<u8>,
}

impl Letters {
    /// Begins anew.
    pub fn begin(&mut self) {
        self.placed.clear();
    }

    /// Adds a run at its place, by what brings its paragraph into the whole picture's pixels.
    pub fn add_run(&mut self, masks: &mut Masks, run: &Run, size_px: f64, pixels_from_text: Affine) {
        for glyph in &run.glyphs {
            let form = Form::new(FormShape::Glyph(run.font.key(), glyph.id), size_px, run.skew);
            let origin = pixels_from_text * Point::new(glyph.x.into(), glyph.y.into());
            self.add(masks, form, origin, || {
                let bounds = run.font.outline_bounds(glyph.id)?;
                Some((run.font.outline(glyph.id), bounds, from_em(size_px, run.skew)))
            });
        }
    }

    /// Adds a form with its origin at a point of the whole picture; [`Masks::find`] tells of `outline`.
    pub fn add<'a>(
        &mut self,
        masks: &mut Masks,
        form: Form,
        origin: Point,
        outline: impl FnOnce() -> Option<(&'a BezPath, Rect, Affine)>,
    ) {
        let spot = Spot::near(origin);
        if let Some(mask) = masks.find(form, spot, outline) {
            self.placed.push((mask, spot.x, spot.y));
        }
    }

    /// Draws what was added onto a tile, which has its corner at a pixel of the whole picture.
    pub fn draw(&mut self, masks: &Masks, corner: (i64, i64), surface: &mut Surface<'_>, color: Color) {
        let in_tile = |(mask, x, y): &(Mask, i64, i64)| mask.rect.moved(x - corner.0, y - corner.1);
        let seen = |rect: PixelRect| rect.intersect(surface.bounds());
        let all = self.placed.iter().map(|placed| seen(in_tile(placed))).filter(|rect| !rect.is_empty());
        let Some(all) = all.reduce(PixelRect::union) else { return };
        let width = (all.x1 - all.x0) as usize;
        self.coverage.clear();
        self.coverage.resize(width * (all.y1 - all.y0) as usize, 0);
        for placed in &self.placed {
            let rect = in_tile(placed);
            let part = rect.intersect(all);
            if part.is_empty() {
                continue;
            }
            let (skipped, count) = ((part.y0 - rect.y0) as usize, (part.y1 - part.y0) as usize);
            let columns = (part.x0 - rect.x0) as usize..(part.x1 - rect.x0) as usize;
            let start = (part.y0 - all.y0) as usize * width + (part.x0 - all.x0) as usize;
            let rows = masks.rows(placed.0).skip(skipped).take(count);
            for (into, row) in self.coverage[start..].chunks_mut(width).zip(rows) {
                for (into, coverage) in into.iter_mut().zip(&row[columns.clone()]) {
                    *into = into.saturating_add(*coverage);
                }
            }
        }
        for (y, row) in self.coverage.chunks_exact(width).enumerate() {
            surface.coverage(all.x0 as usize, all.y0 as usize + y, row, color);
        }
    }
}

/// Brings a glyph's outline from the em into pixels around its origin, slanted.
fn from_em(size_px: f64, skew: f64) -> Affine {
    // y points down, so what stands above the baseline leans to the right by a negative share.
    Affine::new([size_px, 0.0, -skew * size_px, size_px, 0.0, 0.0])
}

/// Whether letters of a text are joined to each other, so that they have to be drawn at their exact
/// places.
pub(super) fn touch(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|character| !stands_alone(character.script()))
}

/// Whether a script's letters stand beside each other.
fn stands_alone(script: Script) -> bool {
    use Script::{
        Armenian, Bopomofo, Common, Cyrillic, Georgian, Greek, Han, Hangul, Hebrew, Hiragana, Inherited, Katakana,
        Latin, Thai,
    };
    matches!(
        script,
        Armenian
            | Bopomofo
            | Common
            | Cyrillic
            | Georgian
            | Greek
            | Han
            | Hangul
            | Hebrew
            | Hiragana
            | Inherited
            | Katakana
            | Latin
            | Thai
    )
}

/// Makes one path, in the paragraph's points, of a run's glyphs that are seen in a rectangle of it.
pub(super) fn collect(run: &Run, seen: Rect, path: &mut BezPath) {
    path.truncate(0);
    for glyph in &run.glyphs {
        let run_from_em = Affine::translate((glyph.x.into(), glyph.y.into())) * from_em(run.size_pt, run.skew);
        let Some(bounds) = run.font.outline_bounds(glyph.id) else { continue };
        if overlap(run_from_em.transform_rect_bbox(bounds), seen) {
            path.extend(run.font.outline(glyph.id).iter().map(|element| run_from_em * element));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::icon::Icon;

    /// The red values of a row in the middle of a half-translucent icon that was added so many times.
    fn row(times: usize) -> Vec<u8> {
        const SIDE: usize = 32;
        let mut pixels = vec![[255; 4]; SIDE * SIDE];
        let (mut letters, mut masks) = (Letters::default(), Masks::default());
        letters.begin();
        for _ in 0..times {
            let form = Form::new(FormShape::Icon(Icon::StarFill), SIDE as f64, 0.0);
            let square = Rect::new(0.0, 0.0, 1.0, 1.0);
            letters.add(&mut masks, form, Point::new(7.0, 9.0), || {
                Some((Icon::StarFill.outline(), square, Affine::scale(SIDE as f64)))
            });
        }
        let mut surface = Surface::new(&mut pixels, SIDE);
        letters.draw(&masks, (7, 9), &mut surface, Color::BLACK.with_alpha(128));
        pixels[SIDE * SIDE / 2..][..SIDE].iter().map(|pixel| pixel[0]).collect()
    }

    #[test]
    fn what_lies_on_each_other_is_no_darker() {
        let (once, twice) = (row(1), row(2));
        assert!(once.contains(&127) && once.contains(&255), "{once:?}");
        assert!(twice.iter().all(|red| *red >= 127), "{twice:?}");
        assert_eq!(row(0), [255; 32]);
    }

    #[test]
    fn only_scripts_whose_letters_join_are_drawn_as_paths() {
        for text in ["Pay", "Größe – 5 €", "Оплата", "支払い", "שלום"] {
            assert!(!touch(text), "{text}");
        }
        for text in ["دفع", "भुगतान", "Pay دفع"] {
            assert!(touch(text), "{text}");
        }
    }
}
