//! Faces of fonts and the outlines in them.
//!
//! Outlines are never hinted and are kept in em units, so that the screen, the poster and every
//! file draw the same forms at any size. They are read once for each glyph and shared by all
//! threads from then on.

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use kurbo::{Affine, BezPath, Shape as _};
use parley::FontData;
use skrifa::instance::{LocationRef, NormalizedCoord, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider as _, Tag};

use crate::geom::Rect;

/// A face of a font, shared. Two are equal if they are the same face at the same place in its
/// design space.
#[derive(Clone)]
pub struct Font(Arc<Face>);

struct Face {
    key: u32,
    data: FontData,
    coords: Vec<NormalizedCoord>,
    name: String,
    family: String,
    weight: u16,
    units_per_em: u16,
    outlines: Box<[OnceLock<Outline>]>,
}

struct Outline {
    path: BezPath,
    bounds: Option<Rect>,
}

/// Why a font could not be read.
#[derive(Debug, thiserror::Error)]
#[error("a font could not be read: {0}")]
pub struct FontError(String);

impl Font {
    /// The face that a shaped run names; the same object each time.
    pub(super) fn of_run(data: &FontData, coords: &[i16]) -> Result<Self, FontError> {
        type Faces = HashMap<(u64, u32, Vec<i16>), Font>;
        static FACES: LazyLock<Mutex<Faces>> = LazyLock::new(Mutex::default);

        let mut faces = FACES.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (data.data.id(), data.index, coords.to_vec());
        if let Some(font) = faces.get(&key) {
            return Ok(font.clone());
        }
        let font = Self::new(data.clone(), coords)?;
        faces.insert(key, font.clone());
        Ok(font)
    }

    fn new(data: FontData, coords: &[i16]) -> Result<Self, FontError> {
        static NEXT_KEY: AtomicU32 = AtomicU32::new(1);

        let font = FontRef::from_index(data.data.as_ref(), data.index).map_err(|error| FontError(error.to_string()))?;
        let coords: Vec<_> = coords.iter().map(|bits| NormalizedCoord::from_bits(*bits)).collect();
        let metrics = font.metrics(Size::unscaled(), LocationRef::new(&coords));
        let name = [StringId::FULL_NAME, StringId::FAMILY_NAME]
            .into_iter()
            .find_map(|id| font.localized_strings(id).english_or_first())
            .map_or_else(String::new, |name| name.chars().collect());
        let family = [StringId::TYPOGRAPHIC_FAMILY_NAME, StringId::FAMILY_NAME]
            .into_iter()
            .find_map(|id| font.localized_strings(id).english_or_first())
            .map_or_else(String::new, |name| name.chars().collect());
        let weight = font.attributes().weight.value() as u16;
        let outlines = (0..metrics.glyph_count).map(|_| OnceLock::new()).collect();
        let key = NEXT_KEY.fetch_add(1, Ordering::Relaxed);
        let units_per_em = metrics.units_per_em.max(1);
        Ok(Self(Arc::new(Face { key, coords, name, family, weight, units_per_em, outlines, data })))
    }

    /// A number that names the face within this run of the program.
    pub fn key(&self) -> u32 {
        self.0.key
    }

    /// The face's full English name, such as `Inter Bold`; empty if it has none.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The name of the family to which the face belongs, such as `Inter`; empty if it has none.
    pub fn family(&self) -> &str {
        &self.0.family
    }

    /// How heavy the face is: 400 is regular, 700 bold.
    pub fn weight(&self) -> u16 {
        self.0.weight
    }

    /// How many of the font's own units make an em.
    pub fn units_per_em(&self) -> u16 {
        self.0.units_per_em
    }

    /// The outline of a glyph in em units (1 = the font's size), y down, origin on the baseline;
    /// unhinted, to be filled by the non-zero rule. Empty for a blank and for a glyph that the font
    /// lacks.
    pub fn outline(&self, glyph: u16) -> &BezPath {
        static NOTHING: LazyLock<BezPath> = LazyLock::new(BezPath::new);
        self.0.outline(glyph).map_or(&NOTHING, |outline| &outline.path)
    }

    /// A rectangle around a glyph's outline in em units, y down; none if the glyph paints nothing.
    pub fn outline_bounds(&self, glyph: u16) -> Option<Rect> {
        self.0.outline(glyph)?.bounds
    }

    /// What a document needs to embed the face so that its glyphs look as they do here; none if its
    /// glyphs are no plain outlines (but layers of color, or pixels) or it varies in a way that a
    /// document cannot name.
    pub fn embedding(&self) -> Option<Embedding> {
        let Face { data, coords, .. } = &*self.0;
        let font = FontRef::from_index(data.data.as_ref(), data.index).ok()?;
        let has = |tag: &[u8; 4]| font.table_data(Tag::new(tag)).is_some();
        let is_plain = [b"glyf", b"CFF ", b"CFF2"].into_iter().any(has);
        let is_plain = is_plain && ![b"COLR", b"SVG ", b"CBDT", b"EBDT", b"sbix"].into_iter().any(has);
        let axes = is_plain.then(|| axes(&font, coords))??;
        Some(Embedding { file: data.data.clone().into_raw_parts().0, index: data.index, axes })
    }
}

/// A face as a document embeds it.
pub struct Embedding {
    /// The bytes of the font's file.
    pub file: Arc<dyn AsRef<[u8]> + Send + Sync>,
    /// The face's number in the file.
    pub index: u32,
    /// Where in its design space a variable font stands: the axes that are not at their default, each
    /// with its value in the axis' own unit.
    pub axes: Vec<([u8; 4], f32)>,
}

/// The axes' own values from the normalized ones; none if no value gives one of them.
fn axes(font: &FontRef<'_>, coords: &[NormalizedCoord]) -> Option<Vec<([u8; 4], f32)>> {
    /// Halves the range of any axis down to what a float holds.
    const STEPS: usize = 40;
    let axes = font.axes();
    let mut values = Vec::new();
    for (index, axis) in axes.iter().enumerate() {
        let wanted = coords.get(index).copied().unwrap_or_default();
        let normalized = |value: f32| axes.location([(axis.tag(), value)]).coords().get(index).copied();
        if normalized(axis.default_value()) == Some(wanted) {
            continue;
        }
        let (mut low, mut high) = (axis.min_value(), axis.max_value());
        for _ in 0..STEPS {
            let middle = f32::midpoint(low, high);
            if normalized(middle)? < wanted { low = middle } else { high = middle }
        }
        values.push((axis.tag().to_be_bytes(), high));
    }
    let settings = values.iter().map(|(tag, value)| (Tag::new(tag), *value));
    let location = axes.location(settings);
    let is_same = location.coords().iter().copied().eq(padded(coords, axes.len()));
    is_same.then_some(values)
}

/// The coordinates, with the default where there is none.
fn padded(coords: &[NormalizedCoord], count: usize) -> impl Iterator<Item = NormalizedCoord> {
    (0..count).map(|index| coords.get(index).copied().unwrap_or_default())
}

impl Face {
    fn outline(&self, glyph: u16) -> Option<&Outline> {
        let slot = self.outlines.get(usize::from(glyph))?;
        Some(slot.get_or_init(|| self.read_outline(glyph)))
    }

    fn read_outline(&self, glyph: u16) -> Outline {
        let mut pen = PathPen(BezPath::new());
        let drawn = FontRef::from_index(self.data.data.as_ref(), self.data.index).ok().and_then(|font| {
            let outline = font.outline_glyphs().get(GlyphId::from(glyph))?;
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::new(&self.coords));
            outline.draw(settings, &mut pen).ok()
        });
        let mut path = if drawn.is_some() { pen.0 } else { BezPath::new() };
        let em_per_unit = 1.0 / f64::from(self.units_per_em);
        path.apply_affine(Affine::scale_non_uniform(em_per_unit, -em_per_unit));
        let bounds = (!path.is_empty()).then(|| path.bounding_box()).filter(|bounds| bounds.is_finite());
        Outline { path, bounds }
    }
}

impl PartialEq for Font {
    fn eq(&self, other: &Self) -> bool {
        self.0.key == other.0.key
    }
}

impl Eq for Font {}

impl Hash for Font {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.key.hash(state);
    }
}

impl fmt::Debug for Font {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Font({}, {:?})", self.0.key, self.0.name)
    }
}

/// Collects an outline in the font's own units.
struct PathPen(BezPath);

impl OutlinePen for PathPen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to((x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to((x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to((x1, y1), (x, y));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.curve_to((x1, y1), (x2, y2), (x, y));
    }

    fn close(&mut self) {
        self.0.close_path();
    }
}
