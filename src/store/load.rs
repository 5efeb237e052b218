//! Opens a map with its pictures: its file, an archive, or a poster that carries it.

use std::fs;
use std::io::{BufReader, Read};
use std::path::Path;

use super::archive::{self, Archive};
use super::error::{LoadError, Located, ParseError};
use super::explain::{self, Words};
use super::parse;
use super::pictures::{self, PictureFiles};
use super::positions::{Cursor, Position, Positions};
use super::stamp::Stamp;
use crate::disk::follow_links;
use crate::model::Map;
use crate::picture::{Pictures, png};

/// The most bytes of a map's file, without its pictures.
pub const MAX_FILE_LEN: u64 = 64 << 20;

/// A map that was opened.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The map.
    pub map: Map,
    /// Its pictures, as far as they could be read.
    pub pictures: Pictures,
    /// The files of those pictures, for saving the map elsewhere.
    pub files: PictureFiles,
    /// Warnings, also about pictures, in the order of the file.
    pub problems: Vec<Located>,
    /// Where everything stands in the file.
    pub positions: Positions,
    /// What the file was when it was read.
    pub stamp: Stamp,
    /// What kind of file it is.
    pub kind: FileKind,
}

/// A kind of file that holds a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// The map's own file, which saving replaces.
    Map,
    /// A map with its pictures in one file, for handing on.
    Archive,
    /// A poster that carries its map.
    Poster,
}

impl FileKind {
    /// What a file is by its first bytes; what is neither is taken for a map's own file.
    fn of(head: &[u8]) -> Self {
        if archive::is_archive(head) {
            Self::Archive
        } else if head.starts_with(&png::SIGNATURE) {
            Self::Poster
        } else {
            Self::Map
        }
    }
}

/// Opens a map, whatever kind of file it is in.
///
/// # Errors
/// The file cannot be read, or holds no map. A picture that cannot be read is a warning.
pub fn load(path: &Path) -> Result<Loaded, LoadError> {
    let unreadable = |words: Words| LoadError::Unreadable { path: path.to_owned(), what: words.text, hint: words.hint };
    let broken = |error: ParseError| LoadError::Broken { path: path.to_owned(), error };
    let file = follow_links(path).map_err(|error| unreadable(explain::io(&error)))?;
    let (kind, bytes, stamp) = read_any(&file).map_err(unreadable)?;
    let (text, mut archive) = match kind {
        FileKind::Map => (bytes, None),
        FileKind::Archive | FileKind::Poster => {
            let (text, archive) = Archive::open(bytes).map_err(unreadable)?;
            (text, Some(archive))
        }
    };
    let (map, mut problems, positions) = decode(&text).and_then(parse::read).map_err(broken)?;
    let (pictures, files, missing) = match &mut archive {
        None => pictures::load(&map, &[pictures::folder_of(&file)], &positions),
        Some(archive) => pictures::load_with(&map, &positions, &mut |name| archive.picture(name)),
    };
    problems.extend(missing);
    problems.sort_by_key(|located| located.position);
    Ok(Loaded { map, pictures, files, problems, positions, stamp, kind })
}

/// Whether a file is a picture that carries a map; `false` for what cannot be read.
pub fn is_poster_with_map(path: &Path) -> bool {
    let file = fs::metadata(path).ok().filter(fs::Metadata::is_file).and_then(|_| fs::File::open(path).ok());
    file.is_some_and(|file| png::attached(&mut BufReader::new(file), archive::MAX_LEN).is_ok())
}

/// The pictures of a map that lie beside a file, as far as they can be read.
pub fn load_pictures(map: &Map, file: &Path) -> (Pictures, PictureFiles) {
    let (pictures, files, _) = pictures::load(map, &[pictures::folder_of(file)], &Positions::default());
    (pictures, files)
}

/// The bytes of a map's own file, unless they are too many.
pub(super) fn read(path: &Path) -> Result<(Vec<u8>, Stamp), Words> {
    let (mut file, metadata) = open(path)?;
    let bytes = read_map(&mut file)?;
    let stamp = Stamp::new(&metadata, &bytes);
    Ok((bytes, stamp))
}

/// The bytes of a map's file or of the archive that a file is or carries, unless they are too many.
fn read_any(path: &Path) -> Result<(FileKind, Vec<u8>, Stamp), Words> {
    let failed = |error| explain::io(&error);
    let (mut file, metadata) = open(path)?;
    let mut head = Vec::new();
    (&mut file).take(png::SIGNATURE.len() as u64).read_to_end(&mut head).map_err(failed)?;
    let kind = FileKind::of(&head);
    let mut whole = head.chain(file);
    let bytes = match kind {
        FileKind::Map => read_map(&mut whole)?,
        FileKind::Archive => {
            let mut bytes = Vec::new();
            whole.take(archive::MAX_LEN + 1).read_to_end(&mut bytes).map_err(failed)?;
            bytes
        }
        FileKind::Poster => png::attached(&mut BufReader::new(whole), archive::MAX_LEN)
            .map_err(|error| Words::new(error.to_string(), error.hint()))?,
    };
    let stamp = Stamp::new(&metadata, &bytes);
    Ok((kind, bytes, stamp))
}

fn open(path: &Path) -> Result<(fs::File, fs::Metadata), Words> {
    let failed = |error| explain::io(&error);
    let metadata = fs::metadata(path).map_err(failed)?;
    if metadata.is_dir() {
        return Err(Words::new("this is a folder, not a file", "name the map's file in it"));
    }
    if !metadata.is_file() {
        return Err(Words::new("this is no ordinary file", "name a map's file"));
    }
    Ok((fs::File::open(path).map_err(failed)?, metadata))
}

fn read_map(file: &mut dyn Read) -> Result<Vec<u8>, Words> {
    let mut bytes = Vec::new();
    file.take(MAX_FILE_LEN + 1).read_to_end(&mut bytes).map_err(|error| explain::io(&error))?;
    if bytes.len() as u64 > MAX_FILE_LEN {
        let text = format!("the file has more than {} MiB", MAX_FILE_LEN >> 20);
        return Err(Words::new(text, "a map's pictures lie beside it, so its file is small; check that this is one"));
    }
    Ok(bytes)
}

/// The text of a file, which has to be UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, ParseError> {
    const HINT: &str = "save it as UTF-8 in the editor that it comes from";
    let fail = |position, text: &str, hint| Err(parse::error(position, "", Words::new(text, hint)));
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return fail(Position::START, "the file is in UTF-16, and not in UTF-8", HINT);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let good = std::str::from_utf8(good).unwrap_or_default().trim_start_matches('\u{feff}');
            let position = Cursor::new(good).position(good.len());
            fail(position, "the file is not text in UTF-8", HINT)
        }
    }
}
