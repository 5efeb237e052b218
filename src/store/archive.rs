//! A map with its pictures in one file, for handing on: a ZIP archive with the ending `.pathos`.
//!
//! It holds just what lies on disk, `NAME.ron` and `NAME.pictures/…`, so that any program that
//! unpacks it leaves a map that opens. Nothing is ever unpacked by the names in it: the map is read
//! out of it, and then the pictures that the map names. The same map gives the same bytes.

use std::collections::{BTreeSet, HashMap};
use std::io::{self, Cursor, Read, Write};
use std::path::Path;

use zip::read::ZipFile;
use zip::result::{ZipError, ZipResult};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::error::SaveError;
use super::explain::{self, Words};
use super::load::MAX_FILE_LEN;
use super::name::safe_file_stem;
use super::pictures::{self, PictureFiles};
use super::to_ron;
use crate::disk::{Existing, write_whole};
use crate::model::{Map, PictureName};

/// How the names of archives end.
pub const ENDING: &str = "pathos";

/// The most bytes of an archive: the largest map and all pictures that one may have.
pub(super) const MAX_LEN: u64 = MAX_FILE_LEN + pictures::MAX_LEN_OF_ALL;
/// The most entries of an archive; more than a map can name pictures.
const MAX_ENTRIES: usize = 60_000;

/// Whether a file that begins so is an archive.
pub(super) fn is_archive(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// A map and those of its pictures that are at hand, as the bytes of an archive.
///
/// # Errors
/// They are too many.
pub fn pack(map: &Map, files: &PictureFiles) -> Result<Vec<u8>, PackError> {
    let bytes = zipped(map, files).map_err(|error| PackError(error.to_string()))?;
    match bytes.len() as u64 > MAX_LEN {
        true => Err(PackError(format!("it would have more than {} MiB", MAX_LEN >> 20))),
        false => Ok(bytes),
    }
}

fn zipped(map: &Map, files: &PictureFiles) -> ZipResult<Vec<u8>> {
    let stem = safe_file_stem(&map.title);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = |method| SimpleFileOptions::default().compression_method(method).unix_permissions(0o644);
    zip.start_file(format!("{stem}.ron"), options(CompressionMethod::Deflated))?;
    zip.write_all(to_ron(map).as_bytes())?;
    let names: BTreeSet<&PictureName> = map.pictures().map(|picture| &picture.file).collect();
    for (name, bytes) in names.into_iter().filter_map(|name| Some((name, files.find(name)?))) {
        // A picture is compressed already.
        zip.start_file(format!("{stem}.pictures/{}", name.as_str()), options(CompressionMethod::Stored))?;
        zip.write_all(bytes)?;
    }
    zip.finish().map(Cursor::into_inner)
}

/// Writes a map with its pictures into one file, whole or not at all, and returns its bytes.
///
/// # Errors
/// It is too large, or the file cannot be written. Nothing on disk has changed then.
pub fn save_archive(path: &Path, map: &Map, files: &PictureFiles, existing: Existing) -> Result<u64, SaveError> {
    let bytes = pack(map, files).map_err(|error| SaveError::new(path, Words::new(error.to_string(), error.hint())))?;
    let written = write_whole(path, existing, |out| out.write_all(&bytes), || {});
    written.map_err(|error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            let hint = "choose another name, or allow to replace it";
            SaveError::new(path, Words::new("this file exists already", hint))
        }
        _ => SaveError::new(path, explain::io(&error)),
    })
}

/// Why a map cannot be packed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the map and its pictures do not go into one file: {0}")]
pub struct PackError(String);

impl PackError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        "leave pictures out or scale them down"
    }
}

/// An archive of which the map was read.
pub(super) struct Archive {
    zip: ZipArchive<Cursor<Vec<u8>>>,
    /// Where each picture stands.
    pictures: HashMap<String, usize>,
}

impl Archive {
    /// Opens an archive and reads the text of its map. Nothing else is unpacked yet.
    pub fn open(bytes: Vec<u8>) -> Result<(Vec<u8>, Self), Words> {
        if bytes.len() as u64 > MAX_LEN {
            let text = format!("the archive has more than {} MiB", MAX_LEN >> 20);
            return Err(Words::new(text, "ask for the map's own file"));
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        if zip.len() > MAX_ENTRIES {
            let text = format!("the archive has {} entries; a map's has at most {MAX_ENTRIES}", zip.len());
            return Err(Words::new(text, "this is not an archive of a map"));
        }
        let (mut maps, mut pictures) = (Vec::new(), HashMap::new());
        for index in 0..zip.len() {
            let entry = zip.by_index_raw(index).map_err(|error| damaged(&error))?;
            let name = safe_name(&entry)?;
            match name.rsplit_once('/') {
                None if name.ends_with(".ron") => maps.push(index),
                Some((_, file)) if !file.is_empty() => drop(pictures.insert(file.to_owned(), index)),
                _ => {}
            }
        }
        let [map] = maps[..] else {
            let text = match maps.len() {
                0 => "there is no map in this archive".to_owned(),
                count => format!("there are {count} maps in this archive"),
            };
            return Err(Words::new(text, "an archive of Pathos holds one map: unpack it, and open one of its files"));
        };
        let text = unpack(&mut zip, map, MAX_FILE_LEN)?;
        Ok((text, Self { zip, pictures }))
    }

    /// The file of a picture.
    pub fn picture(&mut self, name: &PictureName) -> Result<Vec<u8>, Words> {
        match self.pictures.get(name.as_str()) {
            Some(index) => unpack(&mut self.zip, *index, pictures::MAX_FILE_LEN),
            None => Err(Words::new("it is not in the archive", "ask for it, or choose another picture")),
        }
    }
}

/// The name of an entry, as long as it stays in the archive and is an ordinary one.
fn safe_name<R: Read + ?Sized>(entry: &ZipFile<'_, R>) -> Result<String, Words> {
    const HINT: &str = "do not trust it: ask for the map's own file";
    let Ok(name) = entry.name() else {
        return Err(Words::new("a name in the archive is not text", HINT));
    };
    let stays = entry.enclosed_name().is_some() && !name.contains(['\\', ':']) && !name.starts_with('/');
    if !stays || name.split('/').any(|part| part == "..") || entry.is_symlink() {
        return Err(Words::new(format!("the entry `{name}` of the archive leads out of it"), HINT));
    }
    if entry.encrypted() {
        return Err(Words::new("the archive is locked by a password", "ask for one without"));
    }
    Ok(name.into_owned())
}

/// The content of an entry, which is at most so long whatever it claims.
fn unpack(zip: &mut ZipArchive<Cursor<Vec<u8>>>, index: usize, max_bytes: u64) -> Result<Vec<u8>, Words> {
    let entry = zip.by_index(index).map_err(|error| damaged(&error))?;
    let mut bytes = Vec::new();
    entry.take(max_bytes + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error.into()))?;
    if bytes.len() as u64 > max_bytes {
        let text = format!("a file in the archive has more than {} MiB", max_bytes >> 20);
        return Err(Words::new(text, "do not trust it: ask for the map's own file"));
    }
    Ok(bytes)
}

fn damaged(error: &ZipError) -> Words {
    Words::new(format!("the archive is damaged: {error}"), "ask for it once more")
}
