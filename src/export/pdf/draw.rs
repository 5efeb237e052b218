//! Draws a page's items with the document's own operators.

#![deny(clippy::wildcard_enum_match_arm)]

use std::collections::HashMap;
use std::ops::Range;

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Size, Transform};
use krilla::graphic::Graphic;
use krilla::image::Image;
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Glyph, GlyphId};

use super::fonts::Fonts;
use crate::color::Color;
use crate::export::pictures::{ShrunkKey, shrink};
use crate::export::{ExportError, Page};
use crate::geom::{Affine, BezPath, PathEl, Rect, Vec2};
use crate::icon::Icon;
use crate::scene::{Geometry, ImageItem, Item, ShapeItem, Stroke, TextItem};
use crate::text::Run;

/// What a document's pages share.
#[derive(Default)]
pub(super) struct Painter {
    fonts: Fonts,
    icons: HashMap<(Icon, Color), Graphic>,
    pictures: HashMap<ShrunkKey, Image>,
}

impl Painter {
    /// Draws a page. `go_on` is told the share that is done and may end it.
    pub fn page(
        &mut self,
        page: &Page<'_>,
        surface: &mut Surface<'_>,
        go_on: &dyn Fn(f64) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        let cut = page.cut();
        let seen = cut.unwrap_or(page.scene.size.to_rect());
        let mut pass = Pass { painter: self, surface, seen, pixels_per_pt: page.pixels_per_scene_pt() };
        pass.fill(Geometry::Rect(page.window).to_path(), page.scene.background.with_alpha(255));
        if let Some(cut) = cut {
            let cut = page.page_from_scene.transform_rect_bbox(cut);
            pass.clip(&Geometry::Rect(cut).to_path());
        }
        pass.surface.push_transform(&transform(page.page_from_scene));
        let count = page.scene.items.len() as f64;
        let mut result = Ok(());
        for (number, item) in page.scene.items.iter().enumerate() {
            result = go_on(number as f64 / count);
            if result.is_err() {
                break;
            }
            pass.item(item);
        }
        pass.surface.pop();
        if cut.is_some() {
            pass.surface.pop();
        }
        pass.seen = page.size.to_rect();
        page.marks.iter().for_each(|mark| pass.item(mark));
        result
    }
}

/// One page being drawn.
struct Pass<'a, 'b> {
    painter: &'a mut Painter,
    surface: &'a mut Surface<'b>,
    /// What is seen of the items; others are left out.
    seen: Rect,
    pixels_per_pt: f64,
}

impl Pass<'_, '_> {
    fn item(&mut self, item: &Item) {
        if !item.bounds().overlaps(self.seen) && item.bounds().area() > 0.0 {
            return;
        }
        match item {
            Item::Group(group) => group.items.iter().for_each(|item| self.item(item)),
            Item::Shape(shape) => self.shape(shape),
            Item::Text(text) => self.text(text),
            Item::Image(image) => self.image(image),
        }
    }

    /// A fill and a translucent line over it are drawn one after the other: at once, readers do not
    /// agree on what is seen where they overlap.
    fn shape(&mut self, shape: &ShapeItem) {
        let (fill, stroke) = match shape.geometry {
            Geometry::Icon(icon, rect) => return self.icon(icon, rect, shape.fill),
            Geometry::Line(_) => (None, shape.stroke),
            Geometry::Rect(_) | Geometry::RoundRect(..) | Geometry::Circle(_) | Geometry::Path(_) => {
                (shape.fill, shape.stroke)
            }
        };
        let Some(path) = path(&shape.geometry.to_path()) else { return };
        let is_opaque = |color: Color| color.a == 255;
        let at_once = fill.is_some_and(is_opaque) && stroke.is_some_and(|stroke| is_opaque(stroke.color));
        if at_once {
            self.draw(&path, fill, stroke);
        } else {
            self.draw(&path, fill, None);
            self.draw(&path, None, stroke);
        }
    }

    /// Draws an icon, which stands in the document once for each of its colors.
    fn icon(&mut self, icon: Icon, rect: Rect, fill: Option<Color>) {
        /// The side of an icon's square: enough for whole hundredths of it to be exact.
        const SIDE: f64 = 256.0;
        let Some(color) = fill else { return };
        let graphic = self.painter.icons.entry((icon, color)).or_insert_with(|| {
            let mut builder = self.surface.stream_builder();
            let mut surface = builder.surface();
            surface.set_fill(Some(fill_of(color)));
            if let Some(path) = path(&(Affine::scale(SIDE) * icon.outline())) {
                surface.draw_path(&path);
            }
            surface.finish();
            Graphic::new(builder.finish(), false)
        });
        let graphic = graphic.clone();
        self.surface.push_transform(&transform(Icon::placed_in(rect) * Affine::scale(1.0 / SIDE)));
        self.surface.draw_graphic(graphic);
        self.surface.pop();
    }

    fn draw(&mut self, path: &Path, fill: Option<Color>, stroke: Option<Stroke>) {
        if fill.is_some() || stroke.is_some() {
            self.surface.set_fill(fill.map(fill_of));
            self.surface.set_stroke(stroke.map(stroke_of));
            self.surface.draw_path(path);
        }
    }

    fn fill(&mut self, outline: BezPath, color: Color) {
        if let Some(path) = path(&outline) {
            self.draw(&path, Some(color), None);
        }
    }

    fn clip(&mut self, outline: &BezPath) {
        match path(outline) {
            Some(path) => self.surface.push_clip_path(&path, &FillRule::NonZero),
            // An empty clip would be none at all.
            None => self.surface.push_transform(&Transform::from_scale(0.0, 0.0)),
        }
    }

    fn text(&mut self, text: &TextItem) {
        for run in &text.paragraph.runs {
            self.surface.set_fill(Some(fill_of(text.color)));
            self.surface.set_stroke(None);
            let place = Affine::translate(text.origin.to_vec2() + Vec2::new(0.0, run.baseline));
            match self.painter.fonts.of(&run.font) {
                Some(font) => {
                    self.surface.push_transform(&transform(place * Affine::skew(-run.skew, 0.0)));
                    let glyphs = placed_glyphs(run);
                    let start = Point::from_xy(run.glyphs.first().map_or(0.0, |glyph| glyph.x), 0.0);
                    self.surface.draw_glyphs(start, &glyphs, font, &text.paragraph.text, run.size_pt as f32, false);
                    self.surface.pop();
                }
                None => self.outlines(run, place, text.color),
            }
        }
    }

    /// Draws the glyphs of a font that cannot be embedded.
    fn outlines(&mut self, run: &Run, place: Affine, color: Color) {
        let mut outline = BezPath::new();
        for glyph in &run.glyphs {
            let above = (f64::from(glyph.x), f64::from(glyph.y) - run.baseline);
            let size = run.size_pt;
            let glyph_place = place * Affine::new([size, 0.0, -run.skew * size, size, above.0, above.1]);
            outline.extend(run.font.outline(glyph.id).iter().map(|element| glyph_place * element));
        }
        self.fill(outline, color);
    }

    fn image(&mut self, image: &ImageItem) {
        let Some(key) = ShrunkKey::of(image, self.pixels_per_pt) else { return };
        let picture = self.painter.pictures.entry(key).or_insert_with(|| {
            let shrunk = shrink(&image.bitmap, key);
            Image::from_rgba8(shrunk.rgba, shrunk.width, shrunk.height)
        });
        let picture = picture.clone();
        let (width, height) = picture.size();
        let Some(size) = Size::from_wh(width as f32, height as f32) else { return };
        self.clip(&Geometry::RoundRect(image.rect, image.radius).to_path());
        self.surface.push_transform(&transform(key.page_from_pixels(image)));
        self.surface.draw_image(picture, size);
        self.surface.pop();
        self.surface.pop();
    }
}

/// A glyph in a run: lengths are shares of the font's size.
struct PlacedGlyph {
    id: u16,
    text: Range<usize>,
    advance: f32,
    /// How far above the baseline its origin stands.
    above: f32,
}

impl Glyph for PlacedGlyph {
    fn glyph_id(&self) -> GlyphId {
        GlyphId::new(self.id.into())
    }

    fn text_range(&self) -> Range<usize> {
        self.text.clone()
    }

    fn x_advance(&self, size: f32) -> f32 {
        self.advance * size
    }

    fn x_offset(&self, _size: f32) -> f32 {
        0.0
    }

    fn y_offset(&self, size: f32) -> f32 {
        self.above * size
    }

    fn y_advance(&self, _size: f32) -> f32 {
        0.0
    }

    fn location(&self) -> Option<krilla::surface::Location> {
        None
    }
}

/// The glyphs of a run, each as wide as it is far to the next.
fn placed_glyphs(run: &Run) -> Vec<PlacedGlyph> {
    let ends = run.glyphs.iter().skip(1).map(|glyph| glyph.x).chain([run.extent.1 as f32]);
    let glyphs = run.glyphs.iter().zip(texts(run)).zip(ends);
    let size = run.size_pt as f32;
    let placed = glyphs.map(|((glyph, text), end)| PlacedGlyph {
        id: glyph.id,
        text: text.start as usize..text.end as usize,
        advance: (end - glyph.x) / size,
        above: (run.baseline as f32 - glyph.y) / size,
    });
    placed.collect()
}

/// What each glyph of a run is copied as. A letter's marks stand somewhere within it; they are copied
/// as nothing and the letter as all, or readers would find a gap in the word there.
fn texts(run: &Run) -> Vec<Range<u32>> {
    let mut texts = Vec::with_capacity(run.sources.len());
    for cluster in run.sources.chunk_by(|a, b| a.text == b.text) {
        let mut letters = cluster.iter().enumerate().filter(|(_, source)| source.advance > 0.0);
        let only = letters.next().filter(|_| letters.next().is_none());
        texts.extend(cluster.iter().enumerate().map(|(index, source)| match only {
            Some((letter, _)) if index != letter => {
                // Empty, on the side from which it is read.
                let is_before = (index < letter) != run.is_rtl;
                let at = if is_before { source.text.start } else { source.text.end };
                at..at
            }
            _ => source.text.clone(),
        }));
    }
    texts
}

fn transform(affine: Affine) -> Transform {
    let [a, b, c, d, x, y] = affine.as_coeffs();
    Transform::from_row(a as f32, b as f32, c as f32, d as f32, rounded(x), rounded(y))
}

/// A path; none if it is empty or not finite.
fn path(outline: &BezPath) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for element in outline.elements() {
        match *element {
            PathEl::MoveTo(to) => builder.move_to(rounded(to.x), rounded(to.y)),
            PathEl::LineTo(to) => builder.line_to(rounded(to.x), rounded(to.y)),
            PathEl::QuadTo(by, to) => builder.quad_to(rounded(by.x), rounded(by.y), rounded(to.x), rounded(to.y)),
            PathEl::CurveTo(by, next, to) => {
                let (by, next) = ((rounded(by.x), rounded(by.y)), (rounded(next.x), rounded(next.y)));
                builder.cubic_to(by.0, by.1, next.0, next.1, rounded(to.x), rounded(to.y));
            }
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish()
}

/// A length in whole hundredths of a point, which no eye sees and which is short to write.
fn rounded(length: f64) -> f32 {
    ((length * 100.0).round() / 100.0) as f32
}

fn fill_of(color: Color) -> Fill {
    Fill { paint: rgb_of(color).into(), opacity: opacity_of(color), rule: FillRule::NonZero }
}

fn stroke_of(stroke: Stroke) -> krilla::paint::Stroke {
    let array: Vec<f32> = stroke.dash.pattern().iter().map(|length| (length * stroke.width) as f32).collect();
    let (line_cap, line_join) =
        if stroke.round { (LineCap::Round, LineJoin::Round) } else { (LineCap::Butt, LineJoin::Miter) };
    krilla::paint::Stroke {
        paint: rgb_of(stroke.color).into(),
        width: stroke.width as f32,
        miter_limit: 4.0,
        line_cap,
        line_join,
        opacity: opacity_of(stroke.color),
        dash: (!array.is_empty()).then_some(StrokeDash { array, offset: 0.0 }),
    }
}

fn rgb_of(color: Color) -> rgb::Color {
    rgb::Color::new(color.r, color.g, color.b)
}

fn opacity_of(color: Color) -> NormalizedF32 {
    NormalizedF32::new(f32::from(color.a) / 255.0).unwrap_or(NormalizedF32::ONE)
}
