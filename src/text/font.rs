//! Font files and the outlines in them.

use std::sync::Arc;

use kurbo::BezPath;

/// A face of a font, shared. Two are equal if they are the same face.
#[derive(Clone)]
pub struct Font(Arc<()>);

/// Why a font could not be read.
#[derive(Debug, thiserror::Error)]
#[error("a font could not be read")]
pub struct FontError;

impl Font {
    /// A number that names the face within this run of the program.
    pub fn key(&self) -> u32 {
        0
    }

    /// The outline of a glyph in em units (1 = the font's size), y down, origin on the baseline;
    /// unhinted, to be filled by the non-zero rule. Empty for a blank and for a glyph that the font lacks.
    pub fn outline(&self, _glyph: u16) -> Arc<BezPath> {
        Arc::default()
    }

    /// The file's bytes and the face's number in it, for embedding.
    pub fn file(&self) -> (&[u8], u32) {
        (&[], 0)
    }
}

impl std::fmt::Debug for Font {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Font({})", self.key())
    }
}
