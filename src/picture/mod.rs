//! Decoded pictures, shared by the layout (for their proportions) and every back end.

pub mod png;

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::PictureName;

/// A decoded picture: rows from the top, four bytes a pixel (red, green, blue, straight alpha).
#[derive(PartialEq, Eq)]
pub struct Bitmap {
    /// Width in pixels, at least 1.
    pub width: u32,
    /// Height in pixels, at least 1.
    pub height: u32,
    /// `width × height × 4` bytes.
    pub rgba: Vec<u8>,
}

impl std::fmt::Debug for Bitmap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Bitmap({} × {})", self.width, self.height)
    }
}

/// The pictures of a map that could be read, by name. One that is missing is not in it.
pub type Pictures = HashMap<PictureName, Arc<Bitmap>>;
