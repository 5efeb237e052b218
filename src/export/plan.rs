//! What an export will write, known before a byte is written.
//!
//! Nothing is ever made smaller in silence: what cannot be written is refused, with its numbers.

#![deny(clippy::wildcard_enum_match_arm)]

use super::marks::{CROP_GAP_MM, CROP_LENGTH_MM, corners};
use super::paper::{Dpi, Orientation, Paper, Sheet};
use super::{ExportError, Format, Page};
use crate::geom::{Affine, PT_PER_INCH, Rect, Size, Vec2, mm_from_pt, pt_from_mm};
use crate::scene::{Geometry, Item, Scene, ShapeItem};

/// The most pixels of a picture: A0 at 1,200 dpi has 2,232 million. Beyond it a file takes minutes
/// and gigabytes, and hardly any program opens it.
pub const MAX_PIXELS: u64 = 2_500_000_000;

/// The widest bleed, in millimeters; print shops ask for 3 to 10.
pub const MAX_BLEED_MM: f64 = 20.0;

/// The points in which a text has to be set for each meter from which it is read (in comfort).
const COMFORTABLE_PT_PER_METER: f64 = 20.0;

/// How a scene is put on paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PosterSettings {
    /// The paper.
    pub paper: Paper,
    /// How it hangs.
    pub orientation: Orientation,
    /// The resolution of a picture made of pixels.
    pub dpi: Dpi,
    /// What stays free on each side, in millimeters, from 0 to less than half of the shorter side.
    pub margin_mm: f64,
    /// How far the ground runs beyond the edge at which the sheet is cut, in millimeters, from 0 to
    /// [`MAX_BLEED_MM`].
    pub bleed_mm: f64,
    /// Whether marks outside of the sheet tell where to cut it.
    pub has_crop_marks: bool,
}

impl PosterSettings {
    /// The usual settings for a paper: its usual resolution and a margin of 10 mm.
    pub fn new(paper: Paper) -> Self {
        let dpi = paper.usual_dpi();
        Self { paper, orientation: Orientation::Auto, dpi, margin_mm: 10.0, bleed_mm: 0.0, has_crop_marks: false }
    }
}

/// What will be written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plan {
    /// The sheet as it hangs.
    pub sheet: Sheet,
    /// The sheet's width in millimeters, without what is cut off.
    pub width_mm: f64,
    /// The sheet's height in millimeters, without what is cut off.
    pub height_mm: f64,
    /// How far the ground runs beyond the sheet, in points.
    pub bleed_pt: f64,
    /// Whether marks tell where to cut.
    pub has_crop_marks: bool,
    /// The resolution.
    pub dpi: Dpi,
    /// The picture's width in pixels, at least 1.
    pub width_px: u32,
    /// The picture's height in pixels, at least 1.
    pub height_px: u32,
    /// How much larger the scene is on the sheet than by itself.
    pub scale: f64,
    /// Where the scene's upper left corner stands on the sheet, in points.
    pub origin_pt: (f64, f64),
    /// The smallest text; none if the scene has no text.
    pub smallest_text: Option<SmallestText>,
    /// About how many bytes a PNG file will have; good to a factor of two.
    pub estimated_png_bytes: u64,
    /// How many glyphs there are.
    pub glyphs: u64,
    /// About how many bytes the pictures take in a PDF or SVG file.
    pub estimated_picture_bytes: u64,
}

/// The smallest text on a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SmallestText {
    /// Its size on the sheet in points.
    pub size_pt: f64,
    /// From how far it is read in comfort, in meters (20 points for each meter).
    pub reading_distance_m: f64,
}

impl Plan {
    /// Fits a scene, as large as it goes, into the middle of a sheet's margins.
    ///
    /// # Errors
    /// If the scene is empty, the margins leave no space, or there are more than [`MAX_PIXELS`].
    pub fn new(scene: &Scene, settings: &PosterSettings) -> Result<Self, ExportError> {
        let Size { width, height } = scene.size;
        if !(scene.size.is_finite() && width > 0.0 && height > 0.0) {
            return Err(ExportError::Empty);
        }
        let sheet = Sheet::new(settings.paper, settings.orientation, settings.margin_mm, scene.size);
        sheet.check()?;
        let (width_mm, height_mm) = (mm_from_pt(sheet.width_pt), mm_from_pt(sheet.height_pt));
        let scale = sheet.scale_of(scene.size);
        let PosterSettings { bleed_mm, has_crop_marks, .. } = *settings;
        if !(0.0..=MAX_BLEED_MM).contains(&bleed_mm) {
            return Err(ExportError::Bleed { bleed_mm });
        }
        let bleed_pt = pt_from_mm(bleed_mm);
        let around_pt = around_pt(bleed_pt, has_crop_marks);
        let pixels = |length_pt: f64| settings.dpi.pixels(length_pt + 2.0 * around_pt);
        let (width_px, height_px) = (pixels(sheet.width_pt), pixels(sheet.height_pt));
        if u64::from(width_px) * u64::from(height_px) > MAX_PIXELS {
            return Err(ExportError::TooManyPixels { width_px, height_px, dpi: settings.dpi });
        }
        let origin_pt = ((sheet.width_pt - width * scale) / 2.0, (sheet.height_pt - height * scale) / 2.0);
        let mut plan = Self {
            sheet,
            width_mm,
            height_mm,
            bleed_pt,
            has_crop_marks,
            dpi: settings.dpi,
            width_px: width_px.max(1),
            height_px: height_px.max(1),
            scale,
            origin_pt,
            smallest_text: None,
            estimated_png_bytes: 0,
            glyphs: 0,
            estimated_picture_bytes: 0,
        };
        let mut census = Census::default();
        census.count(&scene.items);
        plan.smallest_text = census.smallest_text_pt.map(|size_pt| SmallestText {
            size_pt: size_pt * scale,
            reading_distance_m: size_pt * scale / COMFORTABLE_PT_PER_METER,
        });
        plan.estimated_png_bytes = census.png_bytes(&plan);
        plan.glyphs = census.glyphs;
        plan.estimated_picture_bytes = census.picture_bytes(&plan);
        Ok(plan)
    }

    /// About how many bytes a file will have, in an SVG with outlines of its words; good to a factor of
    /// two, as measured on the samples.
    pub fn estimated_bytes(&self, format: Format) -> u64 {
        /// The fonts' subsets, the outlines of the letters that occur, and all that stands in every file.
        const PDF: u64 = 70_000;
        const SVG: u64 = 100_000;
        /// What each glyph takes with its share of the shapes.
        const PDF_GLYPH: u64 = 8;
        const SVG_GLYPH: u64 = 48;
        match format {
            Format::Png => self.estimated_png_bytes,
            Format::Pdf => PDF + PDF_GLYPH * self.glyphs + self.estimated_picture_bytes,
            // It holds them as text, in letters of six bits.
            Format::Svg => SVG + SVG_GLYPH * self.glyphs + self.estimated_picture_bytes * 4 / 3,
        }
    }

    /// Millions of pixels.
    pub fn megapixels(&self) -> f64 {
        f64::from(self.width_px) * f64::from(self.height_px) / 1e6
    }

    /// How many of the picture's pixels a point of the scene has on each side.
    pub fn pixels_per_pt(&self) -> f64 {
        self.scale * self.dpi.dots_per_inch() / PT_PER_INCH
    }

    /// Brings the scene onto the sheet, both in points.
    pub fn sheet_from_scene(&self) -> Affine {
        Affine::translate(self.origin_pt) * Affine::scale(self.scale)
    }

    /// The sheet as the page that is written.
    pub fn page<'a>(&self, scene: &'a Scene) -> Page<'a> {
        let around = around_pt(self.bleed_pt, self.has_crop_marks);
        let origin = Vec2::new(around, around);
        let trim = Rect::new(0.0, 0.0, self.sheet.width_pt, self.sheet.height_pt) + origin;
        let marks = if self.has_crop_marks {
            corners(trim, crop_gap_pt(self.bleed_pt), pt_from_mm(CROP_LENGTH_MM))
        } else {
            Vec::new()
        };
        Page {
            scene,
            size: trim.size() + Size::new(2.0 * around, 2.0 * around),
            dpi: self.dpi,
            page_from_scene: Affine::translate(origin) * self.sheet_from_scene(),
            window: trim.inflate(self.bleed_pt, self.bleed_pt),
            trim,
            estimated_png_bytes: self.estimated_png_bytes,
            marks,
        }
    }
}

/// How far crop marks stay away from the sheet.
fn crop_gap_pt(bleed_pt: f64) -> f64 {
    bleed_pt.max(pt_from_mm(CROP_GAP_MM))
}

/// How much larger the page is than the sheet on each side.
fn around_pt(bleed_pt: f64, has_crop_marks: bool) -> f64 {
    /// What stays white outside of the marks.
    const CLEAR_MM: f64 = 1.0;
    if has_crop_marks { crop_gap_pt(bleed_pt) + pt_from_mm(CROP_LENGTH_MM + CLEAR_MM) } else { bleed_pt }
}

/// What a scene holds that makes a file large.
#[derive(Default)]
struct Census {
    smallest_text_pt: Option<f64>,
    /// The heights of all glyphs and icons together, in points.
    letters_pt: f64,
    /// The heights of all other shapes together, in points.
    edges_pt: f64,
    /// The area of all pictures, in square points.
    pictures_pt2: f64,
    glyphs: u64,
}

impl Census {
    fn count(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Group(group) => self.count(&group.items),
                Item::Shape(shape) => self.count_shape(shape),
                Item::Text(text) => {
                    for run in text.paragraph.runs.iter().filter(|run| !run.glyphs.is_empty()) {
                        self.letters_pt += run.size_pt * run.glyphs.len() as f64;
                        self.glyphs += run.glyphs.len() as u64;
                        let smallest = self.smallest_text_pt.unwrap_or(run.size_pt);
                        self.smallest_text_pt = Some(smallest.min(run.size_pt));
                    }
                }
                Item::Image(image) => self.pictures_pt2 += image.rect.area(),
            }
        }
    }

    fn count_shape(&mut self, shape: &ShapeItem) {
        let colors = [shape.fill, shape.stroke.map(|stroke| stroke.color)];
        // A shadow hardly shows, in the picture and in the file.
        let opacity = colors.into_iter().flatten().map(|color| f64::from(color.a) / 255.0).fold(0.0, f64::max);
        match shape.geometry {
            Geometry::Icon(_, rect) => self.letters_pt += rect.height() * opacity,
            Geometry::Rect(rect) | Geometry::RoundRect(rect, _) => self.edges_pt += rect.height() * opacity,
            Geometry::Circle(_) | Geometry::Line(_) | Geometry::Path(_) => {
                let Rect { x0, y0, x1, y1 } = shape.geometry.bounds();
                self.edges_pt += ((y1 - y0) + (x1 - x0) / 4.0) * opacity;
            }
        }
    }

    /// A byte a pixel, between flat drawings and photos.
    fn picture_bytes(&self, plan: &Plan) -> u64 {
        let pixels_per_pt = plan.pixels_per_pt();
        (self.pictures_pt2 * pixels_per_pt * pixels_per_pt) as u64
    }

    /// Bytes a row of a letter, an edge and a pixel of the ground take when
    /// deflated, as measured on sheets from A4 at 150 dpi to A0 at 300.
    fn png_bytes(&self, plan: &Plan) -> u64 {
        const LETTER_ROW: f64 = 5.0;
        const EDGE_ROW: f64 = 5.0;
        const GROUND_PIXEL: f64 = 0.0035;
        let pixels_per_pt = plan.pixels_per_pt();
        let rows = (self.letters_pt * LETTER_ROW + self.edges_pt * EDGE_ROW) * pixels_per_pt;
        let pictures = self.picture_bytes(plan) as f64;
        (rows + pictures + plan.megapixels() * 1e6 * GROUND_PIXEL) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::Color;

    fn scene(width: f64, height: f64) -> Scene {
        Scene { size: Size::new(width, height), background: Color::WHITE, items: Vec::new() }
    }

    #[test]
    fn the_scene_fills_the_margins_in_the_middle() {
        let plan = Plan::new(&scene(100.0, 100.0), &PosterSettings::new(Paper::A4)).expect("a plan");
        let on_sheet = plan.sheet_from_scene().transform_rect_bbox(Rect::new(0.0, 0.0, 100.0, 100.0));
        assert!((mm_from_pt(on_sheet.x0) - 10.0).abs() < 1e-9 && (mm_from_pt(on_sheet.x1) - 200.0).abs() < 1e-9);
        assert!((mm_from_pt(on_sheet.center().y) - 148.5).abs() < 1e-9);
        assert_eq!((plan.width_px, plan.height_px), (2480, 3508));
        assert_eq!(plan.smallest_text, None);
    }

    #[test]
    fn bleed_and_marks_make_the_page_larger_and_not_the_sheet() {
        let scene = scene(100.0, 100.0);
        let settings = PosterSettings { bleed_mm: 5.0, ..PosterSettings::new(Paper::A4) };
        let plan = Plan::new(&scene, &settings).expect("a plan");
        let bled = plan.page(&scene);
        assert_eq!((plan.width_mm.round(), plan.width_px), (210.0, 2598));
        assert!(!bled.is_framed() && bled.marks.is_empty());
        assert!((mm_from_pt(bled.trim.x0) - 5.0).abs() < 1e-9 && (mm_from_pt(bled.trim.x1) - 215.0).abs() < 1e-9);

        let plan = Plan::new(&scene, &PosterSettings { has_crop_marks: true, ..settings }).expect("a plan");
        let marked = plan.page(&scene);
        assert!(marked.is_framed() && mm_from_pt(marked.window.x0).round() == 6.0);
        assert!((mm_from_pt(marked.size.width) - 232.0).abs() < 1e-9);
        let page = marked.size.to_rect();
        for mark in &marked.marks {
            assert!(page.contains_rect(mark.bounds()), "on the paper");
            assert!(!mark.bounds().overlaps(marked.window.inset(-0.2)), "outside of what bleeds");
        }
        assert_eq!(marked.marks.len(), 8);
    }

    #[test]
    fn what_cannot_be_written_is_refused_with_its_numbers() {
        let check = |scene: &Scene, settings: PosterSettings, words: &[&str]| {
            let error = Plan::new(scene, &settings).expect_err("refused").to_string();
            assert!(words.iter().all(|word| error.contains(word)), "{error}");
        };
        let settings = PosterSettings::new(Paper::A4);
        check(&scene(0.0, 100.0), settings, &["nothing"]);
        check(&scene(f64::NAN, 100.0), settings, &["nothing"]);
        check(&scene(100.0, 100.0), PosterSettings { margin_mm: 105.0, ..settings }, &["105", "210 × 297"]);
        check(&scene(100.0, 100.0), PosterSettings { margin_mm: -1.0, ..settings }, &["-1"]);
        check(&scene(100.0, 100.0), PosterSettings { margin_mm: f64::NAN, ..settings }, &["NaN"]);
        check(&scene(100.0, 100.0), PosterSettings { bleed_mm: 20.1, ..settings }, &["20.1 mm", "0 to 20 mm"]);
        check(&scene(100.0, 100.0), PosterSettings { bleed_mm: f64::NAN, ..settings }, &["NaN mm", "0 to 20 mm"]);
        let huge =
            PosterSettings { dpi: Dpi::MAX, ..PosterSettings::new(Paper::custom(5000.0, 5000.0).expect("a size")) };
        check(&scene(100.0, 100.0), huge, &["236220 × 236220", "55799 megapixels", "2500", "1200 dpi"]);
        assert!(
            Plan::new(&scene(1.0, 1.0), &PosterSettings { dpi: Dpi::MAX, ..PosterSettings::new(Paper::A0) }).is_ok()
        );
    }
}
