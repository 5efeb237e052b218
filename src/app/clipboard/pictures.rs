//! Pictures that are pasted or dropped: they become the picture of what is selected, or cards.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::ColorImage;
use image::ImageFormat;

use crate::app::session::Session;
use crate::edit::{CardField, Edit, PersonaField, Selection};
use crate::model::{Card, CardKind, Picture, PictureName, Place};
use crate::store::PictureError;

/// The most pictures that are taken at once.
const MOST_PICTURES: usize = 50;

/// The most bytes that are read of a file; one that is longer is refused by the store.
const MOST_BYTES: u64 = 64 << 20;

impl Session {
    /// Takes a picture from the clipboard.
    pub(in crate::app) fn paste_picture(&mut self, image: &ColorImage) {
        let [width, height] = image.size;
        let pixels: Vec<u8> = image.pixels.iter().flat_map(|pixel| pixel.to_srgba_unmultiplied()).collect();
        let mut bytes = Vec::new();
        let size = u32::try_from(width).ok().zip(u32::try_from(height).ok());
        let buffer = size.and_then(|(width, height)| image::RgbaImage::from_raw(width, height, pixels));
        let written = buffer.map(|buffer| buffer.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png));
        if !matches!(written, Some(Ok(()))) {
            return self.fail("The picture on the clipboard is damaged. Save it as a file and drop that onto the map.");
        }
        match self.keep_picture(&bytes) {
            Ok(name) => self.use_pictures(vec![(name, String::new())]),
            Err(error) => self.fail(format!("The picture cannot be used: {error}.")),
        }
    }

    /// Takes pictures from files. What each shows is called as its file until somebody says it better.
    pub(in crate::app) fn take_picture_files(&mut self, paths: &[PathBuf]) {
        let mut pictures = Vec::new();
        for path in paths.iter().take(MOST_PICTURES) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let read = read(path).map_err(|error| error.to_string());
            match read.and_then(|bytes| self.keep_picture(&bytes).map_err(|error| error.to_string())) {
                Ok(picture) => pictures.push((picture, crate::app::naming::stem(path))),
                Err(error) => return self.fail(format!("{name} cannot be used as a picture: {error}.")),
            }
        }
        self.use_pictures(pictures);
        if paths.len() > MOST_PICTURES {
            self.say(format!("Only the first {MOST_PICTURES} of {} pictures were taken.", paths.len()));
        }
    }

    /// Keeps a picture for the map, to be saved with it.
    pub(super) fn keep_picture(&mut self, bytes: &[u8]) -> Result<PictureName, PictureError> {
        let (name, bitmap) = self.picture_files.add(bytes)?;
        Arc::make_mut(&mut self.pictures).entry(name.clone()).or_insert_with(|| Arc::new(bitmap));
        Ok(name)
    }

    /// One picture goes to the selected persona or cards; several, or one without them, become cards.
    fn use_pictures(&mut self, pictures: Vec<(PictureName, String)>) {
        let picture = |(file, alt): (PictureName, String)| Picture { file, alt, crop: None };
        match (self.selection.clone(), pictures.len()) {
            (_, 0) => {}
            (Selection::Persona(persona), 1) => {
                let field = PersonaField::Picture(pictures.into_iter().next().map(picture));
                self.edit(&Edit::SetPersona { persona, field });
            }
            (Selection::Cards(cards), 1) => {
                let field = CardField::Picture(pictures.into_iter().next().map(picture));
                self.edit(&Edit::SetCards { cards, field });
            }
            _ => self.add_picture_cards(pictures.into_iter().map(picture).collect()),
        }
    }

    fn add_picture_cards(&mut self, pictures: Vec<Picture>) {
        let Some((lane, step)) = self.paste_cell() else {
            return self.say("There is no lane for cards yet: add one, and try again.");
        };
        let card = |picture: Picture| Card {
            picture: Some(picture),
            ..Card::new(self.history.new_id(), CardKind::Picture, "", Place::Cell(lane, step))
        };
        let cards: Vec<Card> = pictures.into_iter().map(card).collect();
        let made = Selection::of_cards(cards.iter().map(|card| card.id));
        if self.edit(&Edit::AddCards { cards, before: None }).is_some() {
            self.select(made);
        }
    }
}

fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}
