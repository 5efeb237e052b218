//! Pictures beside a map: in the folder `<name of the map>.pictures`, each named by its content.
//!
//! A picture that is missing or broken never keeps a map from opening, and none is ever deleted:
//! undo may need it, and so may another map.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
use sha2::{Digest, Sha256};

use super::error::{Located, PictureError};
use super::explain::Words;
use super::positions::Positions;
use crate::disk::replace;
use crate::model::{Map, Picture, PictureName, Problem, ProblemSeverity, Subject};
use crate::picture::{Bitmap, Pictures};

/// The most bytes of a picture's file.
pub(super) const MAX_FILE_LEN: u64 = 50 << 20;
/// The most pixels of a side.
pub(super) const MAX_SIDE: u32 = 12_000;
/// The most pixels of a picture.
pub(super) const MAX_PIXELS: u64 = 100_000_000;
/// What all pictures of a map may take together: 1.6 GB of pixels, and half a gigabyte of files.
const ROOM_OF_MAP: Room = Room { pixels: 400_000_000, bytes: MAX_LEN_OF_ALL };
/// The most bytes of all files of a map's pictures.
pub(super) const MAX_LEN_OF_ALL: u64 = 512 << 20;

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

    /// Takes over what another one has.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Those of which a folder has no file, or all of them where there is no folder.
    pub(super) fn without_those_in(&self, folder: Option<&Path>) -> Self {
        let is_there = |name: &PictureName| folder.is_some_and(|folder| folder.join(name.as_str()).is_file());
        Self(
            self.0
                .iter()
                .filter(|(name, _)| !is_there(name))
                .map(|(name, file)| (name.clone(), file.clone()))
                .collect(),
        )
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
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
    let head = Head::read(bytes)?;
    let name = head.name.clone();
    Ok((name, head.decode()?))
}

/// A picture of which nothing is decoded yet; its size is within the limits.
struct Head<'a> {
    name: PictureName,
    pixels: u64,
    decoder: Box<dyn ImageDecoder + 'a>,
}

impl<'a> Head<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, PictureError> {
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
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        // Sixteen bits a channel, and as much again to work with.
        let mut limits = Limits::default();
        limits.max_alloc = Some(MAX_PIXELS * 16);
        reader.limits(limits);
        let decoder = reader.into_decoder().map_err(damaged)?;
        let (width, height) = decoder.dimensions();
        let pixels = u64::from(width) * u64::from(height);
        if width > MAX_SIDE || height > MAX_SIDE || pixels > MAX_PIXELS {
            return Err(PictureError::TooLarge { width, height });
        }
        if width == 0 || height == 0 {
            return Err(PictureError::Damaged("it has no pixels".to_owned()));
        }
        Ok(Self { name, pixels, decoder: Box::new(decoder) })
    }

    fn decode(mut self) -> Result<Bitmap, PictureError> {
        let orientation = self.decoder.orientation().map_err(damaged)?;
        let mut image = DynamicImage::from_decoder(self.decoder).map_err(damaged)?;
        image.apply_orientation(orientation);
        let pixels = image.into_rgba8();
        Ok(Bitmap { width: pixels.width(), height: pixels.height(), rgba: pixels.into_raw() })
    }
}

fn damaged(error: ImageError) -> PictureError {
    match error {
        ImageError::Limits(_) => PictureError::TooMuchMemory,
        error => PictureError::Damaged(error.to_string()),
    }
}

fn name_of(bytes: &[u8], ending: &str) -> Option<PictureName> {
    let digits: String = Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    PictureName::try_from(format!("{digits}.{ending}")).ok()
}

/// The folder of a map's pictures: `bicycle.pictures` beside `bicycle.ron`.
pub(super) fn folder_of(map_file: &Path) -> PathBuf {
    let mut name = map_file.file_stem().unwrap_or_default().to_owned();
    name.push(".pictures");
    map_file.with_file_name(name)
}

/// What could be read of a map's pictures, and a warning for each that could not.
///
/// Of several folders the first that has a picture gives it.
pub(super) fn load(map: &Map, folders: &[PathBuf], positions: &Positions) -> (Pictures, PictureFiles, Vec<Located>) {
    load_into(ROOM_OF_MAP, map, folders, positions)
}

fn load_into(
    room: Room,
    map: &Map,
    folders: &[PathBuf],
    positions: &Positions,
) -> (Pictures, PictureFiles, Vec<Located>) {
    if folders.is_empty() {
        return Default::default();
    }
    load_from(room, map, positions, &mut |name| {
        let has_it = |folder: &&PathBuf| folder.join(name.as_str()).exists();
        let folder = folders.iter().find(has_it).unwrap_or(&folders[0]);
        let hint = || format!("put it back into the folder {}, or choose another picture", folder.display());
        read_file(folder, name).map_err(|why| Words::new(why, hint()))
    })
}

/// As [`load`], out of anything that gives a picture's file by its name or says why not.
pub(super) fn load_with(
    map: &Map,
    positions: &Positions,
    read: &mut dyn FnMut(&PictureName) -> Result<Vec<u8>, Words>,
) -> (Pictures, PictureFiles, Vec<Located>) {
    load_from(ROOM_OF_MAP, map, positions, read)
}

fn load_from(
    mut room: Room,
    map: &Map,
    positions: &Positions,
    read: &mut dyn FnMut(&PictureName) -> Result<Vec<u8>, Words>,
) -> (Pictures, PictureFiles, Vec<Located>) {
    let (mut pictures, mut files, mut problems) = (Pictures::new(), PictureFiles::default(), Vec::new());
    let mut seen = std::collections::BTreeSet::new();
    for (picture, path, subject) in places(map) {
        if !seen.insert(&picture.file) {
            continue;
        }
        match read(&picture.file).and_then(|bytes| room.take(bytes, &picture.file)) {
            Ok((bytes, bitmap)) => {
                pictures.insert(picture.file.clone(), Arc::new(bitmap));
                files.0.insert(picture.file.clone(), bytes.into());
            }
            Err(why) => {
                let text = format!("the picture {} is not shown: {}", picture.file.as_str(), why.text);
                let severity = ProblemSeverity::Warning;
                let position = positions.find(&path);
                problems.push(Located { position, problem: Problem { severity, path, subject, text, hint: why.hint } });
            }
        }
    }
    (pictures, files, problems)
}

/// What is left for pictures that are still to be read.
#[derive(Debug, Clone, Copy)]
struct Room {
    pixels: u64,
    bytes: u64,
}

impl Room {
    /// Takes a picture's file; or says why not. Only what is taken takes room, and what has none is
    /// not decoded.
    fn take(&mut self, bytes: Vec<u8>, name: &PictureName) -> Result<(Vec<u8>, Bitmap), Words> {
        const HINT: &str = "choose another picture";
        let unusable = |error: PictureError| Words::new(error.to_string(), error.hint());
        let head = Head::read(&bytes).map_err(unusable)?;
        if head.name != *name {
            return Err(Words::new("its content is not the one that its name stands for", HINT));
        }
        let (Some(pixels), Some(left)) =
            (self.pixels.checked_sub(head.pixels), self.bytes.checked_sub(bytes.len() as u64))
        else {
            return Err(Words::new("the pictures before it leave no room for it", "scale the pictures down"));
        };
        let bitmap = head.decode().map_err(unusable)?;
        *self = Self { pixels, bytes: left };
        Ok((bytes, bitmap))
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Card, CardKind, IdSource, Place};

    /// The sides of square pictures that a map shows in this order, and which of them there is room for.
    fn check(room: Room, sides: &[u32], shown: &[bool]) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut map = Map::new(IdSource::seeded(1).next(), "Pictures");
        let mut ids = IdSource::seeded(2);
        for side in sides {
            let mut bytes = Vec::new();
            let image = DynamicImage::new_rgba8(*side, *side);
            image.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).expect("encoded");
            let name = name_of(&bytes, "png").expect("a name");
            fs::write(folder.path().join(name.as_str()), bytes).expect("written");
            let mut card = Card::new(ids.next(), CardKind::Touchpoint, "A card", Place::Parked);
            card.picture = Some(Picture { file: name, alt: String::new(), crop: None });
            map.cards.push(card);
        }
        let (pictures, files, problems) = load_into(room, &map, &[folder.path().to_owned()], &Positions::default());
        let names: Vec<&PictureName> = map.pictures().map(|picture| &picture.file).collect();
        let found: Vec<bool> = names.iter().map(|name| pictures.contains_key(*name)).collect();
        assert_eq!(found, shown, "{sides:?}");
        assert!(names.iter().zip(shown).all(|(name, shown)| files.find(name).is_some() == *shown));
        assert_eq!(problems.len(), shown.iter().filter(|shown| !**shown).count());
        assert!(problems.iter().all(|located| located.problem.text.ends_with("leave no room for it")));
    }

    #[test]
    fn a_picture_without_room_takes_none_from_those_after_it() {
        let bytes = 1 << 20;
        check(Room { pixels: 10, bytes }, &[3, 1], &[true, true]);
        check(Room { pixels: 10, bytes }, &[3, 2, 1], &[true, false, true]);
        check(Room { pixels: 10, bytes }, &[40, 3, 1], &[false, true, true]);
        check(Room { pixels: 10_000, bytes: 90 }, &[1, 2], &[true, false]);
    }
}
