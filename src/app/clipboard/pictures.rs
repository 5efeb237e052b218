//! Pictures that are pasted or dropped: they become the picture of what is selected, or cards.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::ColorImage;
use image::ImageFormat;

use crate::app::ask::Purpose;
use crate::app::session::Session;
use crate::edit::{CardField, Edit, MapField, PersonaField, Selection};
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
        // What is said of them next is a step of its own.
        self.history.break_group();
        if paths.len() > MOST_PICTURES {
            self.say(format!("Only the first {MOST_PICTURES} of {} pictures were taken.", paths.len()));
        }
    }

    /// Asks for a picture of what is selected: a card's, a persona's, else the map's logo.
    pub(in crate::app) fn ask_for_picture(&mut self) {
        self.picture_for = Some(self.selection.clone());
        self.ask(Purpose::Picture, String::new());
    }

    /// Takes the picture that was chosen for what was selected then.
    pub(in crate::app) fn take_chosen_picture(&mut self, path: &Path) {
        let is_same_map = self.asked_in == self.generation;
        let Some(selection) = self.picture_for.take().filter(|_| is_same_map) else {
            return self.say("The picture was chosen for a map that is no longer open");
        };
        if selection != self.selection {
            self.select(selection.clone());
            self.after_change();
        }
        match (&self.selection, &selection) {
            (Selection::Persona(_) | Selection::Cards(_), _) => self.take_picture_files(&[path.to_owned()]),
            (Selection::Map, Selection::Map) => self.take_logo(path),
            _ => self.say("What the picture was chosen for is no longer there"),
        }
    }

    fn take_logo(&mut self, path: &Path) {
        let read = read(path).map_err(|error| error.to_string());
        match read.and_then(|bytes| self.keep_picture(&bytes).map_err(|error| error.to_string())) {
            Ok(file) => {
                let logo = Picture { file, alt: crate::app::naming::stem(path), crop: None };
                self.edit(&Edit::SetMap(MapField::Logo(Some(logo))));
            }
            Err(error) => self.fail(format!("The file cannot be used as a logo: {error}.")),
        }
        self.history.break_group();
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
