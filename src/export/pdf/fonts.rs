//! The fonts of a document, each embedded once.

use std::collections::HashMap;

use krilla::Data;
use krilla::text::Tag;

use crate::text::Font;

/// The fonts that were asked for so far, by the faces' keys; none for one that cannot be embedded.
#[derive(Default)]
pub(super) struct Fonts(HashMap<u32, Option<krilla::text::Font>>);

impl Fonts {
    /// The font to write a face's glyphs with; none if their outlines have to be drawn.
    pub fn of(&mut self, font: &Font) -> Option<krilla::text::Font> {
        self.0.entry(font.key()).or_insert_with(|| embedded(font)).clone()
    }
}

fn embedded(font: &Font) -> Option<krilla::text::Font> {
    let embedding = font.embedding()?;
    let axes: Vec<_> = embedding.axes.iter().map(|(tag, value)| (Tag::new(tag), *value)).collect();
    krilla::text::Font::new_variable(Data::from(embedding.file), embedding.index, &axes)
}
