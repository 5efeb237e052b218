//! Opens a map's file with its pictures.

use std::fs;
use std::io::Read;
use std::path::Path;

use super::error::{LoadError, Located, ParseError};
use super::explain::{self, Words};
use super::parse;
use super::pictures::{self, PictureFiles};
use super::positions::{Cursor, Position, Positions};
use super::stamp::Stamp;
use crate::disk::follow_links;
use crate::model::Map;
use crate::picture::Pictures;

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
}

/// Opens a map.
///
/// # Errors
/// The file cannot be read, or holds no map. A picture that cannot be read is a warning.
pub fn load(path: &Path) -> Result<Loaded, LoadError> {
    let unreadable = |words: Words| LoadError::Unreadable { path: path.to_owned(), what: words.text, hint: words.hint };
    let broken = |error: ParseError| LoadError::Broken { path: path.to_owned(), error };
    let file = follow_links(path).map_err(|error| unreadable(explain::io(&error)))?;
    let (bytes, stamp) = read(&file).map_err(unreadable)?;
    let text = decode(&bytes).map_err(broken)?;
    let (map, mut problems, positions) = parse::read(text).map_err(broken)?;
    let (pictures, files, missing) = pictures::load(&map, &[pictures::folder_of(&file)], &positions);
    problems.extend(missing);
    problems.sort_by_key(|located| located.position);
    Ok(Loaded { map, pictures, files, problems, positions, stamp })
}

/// The pictures of a map that lie beside a file, as far as they can be read.
pub fn load_pictures(map: &Map, file: &Path) -> (Pictures, PictureFiles) {
    let (pictures, files, _) = pictures::load(map, &[pictures::folder_of(file)], &Positions::default());
    (pictures, files)
}

/// The bytes of a file, unless they are too many.
pub(super) fn read(path: &Path) -> Result<(Vec<u8>, Stamp), Words> {
    let failed = |error| explain::io(&error);
    let metadata = fs::metadata(path).map_err(failed)?;
    if metadata.is_dir() {
        return Err(Words::new("this is a folder, not a file", "name the map's file in it"));
    }
    if !metadata.is_file() {
        return Err(Words::new("this is no ordinary file", "name a map's file"));
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(failed)?;
    file.take(MAX_FILE_LEN + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MAX_FILE_LEN {
        let text = format!("the file has more than {} MiB", MAX_FILE_LEN >> 20);
        return Err(Words::new(text, "a map's pictures lie beside it, so its file is small; check that this is one"));
    }
    let stamp = Stamp::new(&metadata, &bytes);
    Ok((bytes, stamp))
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
