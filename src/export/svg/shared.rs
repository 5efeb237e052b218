//! What an SVG file defines once and uses many times: glyphs, icons and pictures.

#![deny(clippy::wildcard_enum_match_arm)]

use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};

use image::ImageEncoder as _;

use super::value::{Base64, PathData};
use crate::export::Page;
use crate::export::pictures::{ShrunkKey, shrink};
use crate::geom::Affine;
use crate::icon::Icon;
use crate::picture::Bitmap;
use crate::scene::{Geometry, ImageItem, Item};
use crate::text::Font;

/// In how many units an icon's side is divided; those of the files.
pub(super) const ICON_UNITS: f64 = 256.0;

/// Everything that a scene uses more than once, numbered in the order in which it comes.
#[derive(Default)]
pub(super) struct Shared {
    is_text: bool,
    glyphs: Vec<(Font, u16)>,
    glyph_numbers: HashMap<(u32, u16), usize>,
    icons: BTreeSet<Icon>,
    picture_numbers: HashMap<ShrunkKey, usize>,
    pictures: Vec<Bitmap>,
}

impl Shared {
    /// Without glyphs where words stay text.
    pub fn of(page: &Page<'_>, is_text: bool) -> Self {
        let mut shared = Self { is_text, ..Self::default() };
        shared.collect(&page.scene.items, page.pixels_per_scene_pt());
        shared.collect(&page.marks, 1.0);
        shared
    }

    fn collect(&mut self, items: &[Item], pixels_per_pt: f64) {
        for item in items {
            match item {
                Item::Group(group) => self.collect(&group.items, pixels_per_pt),
                Item::Shape(shape) => match shape.geometry {
                    Geometry::Icon(icon, _) => {
                        self.icons.insert(icon);
                    }
                    Geometry::Rect(_)
                    | Geometry::RoundRect(..)
                    | Geometry::Circle(_)
                    | Geometry::Line(_)
                    | Geometry::Path(_) => {}
                },
                Item::Text(_) if self.is_text => {}
                Item::Text(text) => {
                    for run in &text.paragraph.runs {
                        for glyph in &run.glyphs {
                            self.add_glyph(&run.font, glyph.id);
                        }
                    }
                }
                Item::Image(image) => self.add_picture(image, pixels_per_pt),
            }
        }
    }

    fn add_glyph(&mut self, font: &Font, glyph: u16) {
        let key = (font.key(), glyph);
        // A blank has nothing to draw.
        if !self.glyph_numbers.contains_key(&key) && font.outline_bounds(glyph).is_some() {
            self.glyph_numbers.insert(key, self.glyphs.len());
            self.glyphs.push((font.clone(), glyph));
        }
    }

    fn add_picture(&mut self, image: &ImageItem, pixels_per_pt: f64) {
        let Some(key) = ShrunkKey::of(image, pixels_per_pt) else { return };
        if !self.picture_numbers.contains_key(&key) {
            self.picture_numbers.insert(key, self.pictures.len());
            self.pictures.push(shrink(&image.bitmap, key));
        }
    }

    /// The number of a glyph; none if it is blank.
    pub fn glyph(&self, font: &Font, glyph: u16) -> Option<usize> {
        self.glyph_numbers.get(&(font.key(), glyph)).copied()
    }

    /// The number of an image's picture and what brings its pixels into the scene; none if it shows
    /// nothing.
    pub fn picture(&self, image: &ImageItem, pixels_per_pt: f64) -> Option<(usize, Affine)> {
        let key = ShrunkKey::of(image, pixels_per_pt)?;
        Some((*self.picture_numbers.get(&key)?, key.page_from_pixels(image)))
    }

    /// Writes the definitions.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<defs>")?;
        for (number, (font, glyph)) in self.glyphs.iter().enumerate() {
            let outline = Affine::scale(font.units_per_em().into()) * font.outline(*glyph);
            writeln!(out, "<path id=\"g{number}\" d=\"{}\"/>", PathData(&outline))?;
        }
        for icon in &self.icons {
            let outline = Affine::scale(ICON_UNITS) * icon.outline();
            writeln!(out, "<path id=\"icon-{}\" d=\"{}\"/>", icon.name(), PathData(&outline))?;
        }
        for (number, picture) in self.pictures.iter().enumerate() {
            let (width, height) = (picture.width, picture.height);
            let mut png = Vec::new();
            image::codecs::png::PngEncoder::new(&mut png)
                .write_image(&picture.rgba, width, height, image::ExtendedColorType::Rgba8)
                .map_err(io::Error::other)?;
            write!(out, "<image id=\"p{number}\" width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"none\" ")?;
            writeln!(out, "xlink:href=\"data:image/png;base64,{}\"/>", Base64(&png))?;
        }
        writeln!(out, "</defs>")
    }
}
