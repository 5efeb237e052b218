//! Pictures beside a map: in the folder `<name of the map>.pictures`, each named by its content.
//!
//! A picture that is missing or broken never keeps a map from opening, and none is ever deleted:
//! undo may need it, and so may another map.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use sha2::{Digest, Sha256};

use super::error::{Located, PictureError};
use super::positions::Positions;
use super::replace::replace;
use crate::model::{Map, Picture, PictureName, Problem, ProblemSeverity, Subject};
use crate::picture::{Bitmap, Pictures};

/// The most bytes of a picture's file.
pub(super) const MAX_FILE_LEN: u64 = 50 << 20;
/// The most pixels of a side.
pub(super) const MAX_SIDE: u32 = 12_000;
/// The most pixels of a picture.
pub(super) const MAX_PIXELS: u64 = 100_000_000;
/// The most pixels of all pictures of a map together: 1.6 GB.
const MAX_PIXELS_OF_MAP: u64 = 400_000_000;

/// Pictures as they stand in their files, by name: what [`save`](super::save()) brings along.
#[derive(Debug, Clone, Default)]
pub struct PictureFiles(BTreeMap<PictureName, Arc<[u8]>>);

impl PictureFiles {
    /// Reads a picture and keeps its file.
    ///
    /// # Errors
    /// As [`read_picture`].
    pub fn add(&mut self, bytes: &[u8]) -> Result<(PictureName, Bitmap), PictureError> {
        let (name, bitmap) = read_picture(bytes)?;
        self.0.entry(name.clone()).or_insert_with(|| bytes.into());
        Ok((name, bitmap))
    }

    /// A picture's file.
    pub fn find(&self, name: &PictureName) -> Option<&[u8]> {
        self.0.get(name).map(AsRef::as_ref)
    }
}

/// The name and the pixels of a picture, from the bytes of its file. The kind follows from the
/// content; a photo is turned upright as it says itself; of several frames it is the first.
///
/// # Errors
/// The file is too large, of another kind or damaged. The size is checked before anything is decoded.
pub fn read_picture(bytes: &[u8]) -> Result<(PictureName, Bitmap), PictureError> {
    if bytes.len() as u64 > MAX_FILE_LEN {
        return Err(PictureError::TooLong);
    }
    let format = image::guess_format(bytes).map_err(|_| PictureError::UnknownKind)?;
    let ending = match format {
        ImageFormat::Png => "png",
        ImageFormat::Jpeg => "jpg",
        ImageFormat::Gif => "gif",
        ImageFormat::WebP => "webp",
        _ => return Err(PictureError::UnknownKind),
    };
    let name = name_of(bytes, ending).ok_or(PictureError::UnknownKind)?;
    let bitmap = decode(bytes, format)?;
    Ok((name, bitmap))
}

fn name_of(bytes: &[u8], ending: &str) -> Option<PictureName> {
    let digits: String = Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    PictureName::try_from(format!("{digits}.{ending}")).ok()
}

fn decode(bytes: &[u8], format: ImageFormat) -> Result<Bitmap, PictureError> {
    let damaged = |error: image::ImageError| match error {
        image::ImageError::Limits(_) => PictureError::TooMuchMemory,
        error => PictureError::Damaged(error.to_string()),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    // Sixteen bits a channel, and as much again to work with.
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_PIXELS * 16);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if width > MAX_SIDE || height > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(PictureError::TooLarge { width, height });
    }
    if width == 0 || height == 0 {
        return Err(PictureError::Damaged("it has no pixels".to_owned()));
    }
    let orientation = decoder.orientation().map_err(damaged)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    image.apply_orientation(orientation);
    let pixels = image.into_rgba8();
    Ok(Bitmap { width: pixels.width(), height: pixels.height(), rgba: pixels.into_raw() })
}

/// The folder of a map's pictures: `bicycle.pictures` beside `bicycle.ron`.
pub(super) fn folder_of(map_file: &Path) -> PathBuf {
    let mut name = map_file.file_stem().unwrap_or_default().to_owned();
    name.push(".pictures");
    map_file.with_file_name(name)
}

/// What could be read of a map's pictures, and a warning for each that could not.
pub(super) fn load(map: &Map, folder: &Path, positions: &Positions) -> (Pictures, PictureFiles, Vec<Located>) {
    let (mut pictures, mut files, mut problems) = (Pictures::new(), PictureFiles::default(), Vec::new());
    let mut seen = std::collections::BTreeSet::new();
    let mut pixels = 0;
    for (picture, path, subject) in places(map) {
        if !seen.insert(&picture.file) {
            continue;
        }
        let read = read_file(folder, &picture.file).and_then(|bytes| {
            let (name, bitmap) = read_picture(&bytes).map_err(|error| error.to_string())?;
            pixels += u64::from(bitmap.width) * u64::from(bitmap.height);
            match name == picture.file {
                _ if pixels > MAX_PIXELS_OF_MAP => Err("the pictures before it take all the room there is".to_owned()),
                false => Err("its content is not the one that its name stands for".to_owned()),
                true => Ok((bytes, bitmap)),
            }
        });
        match read {
            Ok((bytes, bitmap)) => {
                pictures.insert(picture.file.clone(), Arc::new(bitmap));
                files.0.insert(picture.file.clone(), bytes.into());
            }
            Err(why) => {
                let text = format!("the picture {} is not shown: {why}", picture.file.as_str());
                let hint = format!("put it back into the folder {}, or choose another picture", folder.display());
                let severity = ProblemSeverity::Warning;
                let position = positions.find(&path);
                problems.push(Located { position, problem: Problem { severity, path, subject, text, hint } });
            }
        }
    }
    (pictures, files, problems)
}

/// Every picture of a map with its place in the file.
fn places(map: &Map) -> impl Iterator<Item = (&Picture, String, Subject)> {
    let logo = map.logo.iter().map(|picture| (picture, "logo.file".to_owned(), Subject::Map));
    let personas = map.personas.iter().enumerate().filter_map(|(index, persona)| {
        Some((persona.picture.as_ref()?, format!("personas[{index}].picture.file"), Subject::Persona(persona.id)))
    });
    let cards = map.cards.iter().enumerate().filter_map(|(index, card)| {
        Some((card.picture.as_ref()?, format!("cards[{index}].picture.file"), Subject::Card(card.id)))
    });
    logo.chain(personas).chain(cards)
}

/// The bytes of a picture, which lies in the folder itself; or why not.
fn read_file(folder: &Path, name: &PictureName) -> Result<Vec<u8>, String> {
    let path = folder.join(name.as_str());
    let words = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => "it is missing".to_owned(),
        _ => super::explain::io(&error).text,
    };
    if fs::symlink_metadata(&path).map_err(words)?.is_symlink() {
        let target = path.canonicalize().map_err(words)?;
        if target.parent() != folder.canonicalize().ok().as_deref() {
            return Err("it is a link that leads out of the folder".to_owned());
        }
    }
    let metadata = fs::metadata(&path).map_err(words)?;
    if !metadata.is_file() {
        return Err("it is no file".to_owned());
    }
    if metadata.len() > MAX_FILE_LEN {
        return Err(PictureError::TooLong.to_string());
    }
    let mut bytes = Vec::new();
    fs::File::open(&path).and_then(|file| file.take(MAX_FILE_LEN + 1).read_to_end(&mut bytes)).map_err(words)?;
    Ok(bytes)
}

/// Pictures that were written for a map that is being saved; taken away again unless it was.
#[derive(Debug, Default)]
pub(super) struct Brought {
    files: Vec<PathBuf>,
    folder: Option<PathBuf>,
}

impl Brought {
    /// The map was saved: they stay.
    pub fn keep(mut self) {
        self.files.clear();
        self.folder = None;
    }
}

impl Drop for Brought {
    fn drop(&mut self) {
        for file in &self.files {
            // What cannot be removed does no harm: no map refers to it.
            let _ = fs::remove_file(file);
        }
        if let Some(folder) = &self.folder {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Writes the pictures that the map uses and the folder does not have. Names those that are not at hand.
pub(super) fn bring_along(map: &Map, files: &PictureFiles, folder: &Path) -> io::Result<(Brought, Vec<PictureName>)> {
    let (mut brought, mut missing) = (Brought::default(), Vec::new());
    let names: std::collections::BTreeSet<&PictureName> = map.pictures().map(|picture| &picture.file).collect();
    for name in names {
        let path = folder.join(name.as_str());
        let there = fs::metadata(&path).ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len());
        match files.find(name) {
            Some(bytes) if there == Some(bytes.len() as u64) => {}
            Some(bytes) => {
                if !folder.exists() {
                    fs::create_dir(folder)?;
                    brought.folder = Some(folder.to_owned());
                }
                replace(&path, bytes)?;
                if there.is_none() {
                    brought.files.push(path);
                }
            }
            None if there.is_none() => missing.push(name.clone()),
            None => {}
        }
    }
    Ok((brought, missing))
}
