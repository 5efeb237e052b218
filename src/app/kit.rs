//! What the window draws and writes with: shaped text, the glyph atlas, icons, text fields. It holds
//! caches and carets, and nothing of the map.

use eframe::egui;

use super::canvas::SceneCanvas;
use super::icons::Icons;
use super::text_input::TextInput;
use crate::text::{Shaper, SystemFonts};

/// What the window draws and writes with.
pub struct Kit {
    /// Shapes text.
    pub shaper: Shaper,
    /// Paints scenes and text.
    pub canvas: SceneCanvas,
    /// Paints icons.
    pub icons: Icons,
    /// The text field that has the keyboard.
    pub input: Option<TextInput>,
}

impl Kit {
    /// Everything new.
    pub fn new(ctx: &egui::Context) -> Self {
        Self {
            shaper: Shaper::new(SystemFonts::Used),
            canvas: SceneCanvas::new(ctx),
            icons: Icons::default(),
            input: None,
        }
    }
}
