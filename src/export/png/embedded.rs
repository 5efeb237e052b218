//! A map inside a picture: its RON in a chunk of text that viewers leave alone.
//!
//! The chunk is an `iTXt` of the PNG specification, deflated, before the pixels. Its reader takes
//! the picture from anywhere: it stops at the pixels, and at limits in number and size.

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::read::{ZlibDecoder, ZlibEncoder};

use super::stream::{SIGNATURE, write_chunk};

/// What the chunk is called.
const KEYWORD: &[u8] = b"Pathos map\0";
/// Deflated by zlib's method; no language and no translated keyword.
const FLAGS: [u8; 4] = [1, 0, 0, 0];
/// The most bytes of a chunk before the pixels.
const MAX_CHUNK: u32 = 64 << 20;
/// The most chunks before the pixels; ours has five.
const MAX_CHUNKS: usize = 1000;

/// Why a picture gives no map.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddedError {
    /// The file cannot be read.
    #[error("the file could not be read: {0}")]
    Failed(#[from] io::Error),
    /// It is no PNG, or a broken one.
    #[error("this is not a whole PNG file")]
    NotPng,
    /// It has none.
    #[error("there is no map in this picture")]
    None,
    /// The map is damaged or too large.
    #[error("the map in this picture is damaged or longer than {} MiB", .0 >> 20)]
    Damaged(u64),
}

impl EmbeddedError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Failed(_) => "is the name right, and may you read the file?",
            Self::NotPng => "give the PNG file as it was exported",
            Self::None => {
                "only a poster that was exported with --embed-map holds its map; chats and mail may take it out"
            }
            Self::Damaged(_) => "ask for the map's own file",
        }
    }
}

/// Writes the chunk with a map's RON.
pub(super) fn write(out: &mut dyn Write, ron: &str) -> io::Result<()> {
    let mut data = [KEYWORD, &FLAGS].concat();
    ZlibEncoder::new(ron.as_bytes(), Compression::best()).read_to_end(&mut data)?;
    write_chunk(out, *b"iTXt", &data)
}

/// The RON of the map in a picture, of at most `max_bytes`.
///
/// # Errors
/// If there is none, or the picture is broken before it.
pub fn embedded_map(mut picture: &mut dyn Read, max_bytes: u64) -> Result<String, EmbeddedError> {
    let mut signature = [0; 8];
    exactly(picture, &mut signature)?;
    if signature != SIGNATURE {
        return Err(EmbeddedError::NotPng);
    }
    for _ in 0..MAX_CHUNKS {
        let mut head = [0; 8];
        exactly(picture, &mut head)?;
        let [a, b, c, d, kind @ ..] = head;
        let length = u32::from_be_bytes([a, b, c, d]);
        if matches!(&kind, b"IDAT" | b"IEND") {
            return Err(EmbeddedError::None);
        }
        if length > MAX_CHUNK {
            return Err(EmbeddedError::NotPng);
        }
        // Room grows with what is there, not with what the length claims.
        let mut data = Vec::new();
        let read = (&mut picture).take(length.into()).read_to_end(&mut data)?;
        let mut checksum = [0; 4];
        exactly(picture, &mut checksum)?;
        let text = data.strip_prefix(KEYWORD).filter(|_| &kind == b"iTXt");
        let Some(text) = text else { continue };
        let damaged = || EmbeddedError::Damaged(max_bytes);
        let is_whole = read == length as usize && u32::from_be_bytes(checksum) == super::stream::crc(kind, &data);
        let deflated = text.strip_prefix(&FLAGS).filter(|_| is_whole).ok_or_else(damaged)?;
        let mut ron = Vec::new();
        ZlibDecoder::new(deflated).take(max_bytes + 1).read_to_end(&mut ron).map_err(|_| damaged())?;
        if ron.len() as u64 > max_bytes {
            return Err(damaged());
        }
        return String::from_utf8(ron).map_err(|_| damaged());
    }
    Err(EmbeddedError::None)
}

/// Fills a buffer; a file that ends before is no whole picture.
fn exactly(picture: &mut dyn Read, buffer: &mut [u8]) -> Result<(), EmbeddedError> {
    picture.read_exact(buffer).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => EmbeddedError::NotPng,
        _ => EmbeddedError::Failed(error),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(chunks: &[(&[u8; 4], &[u8])], ron: Option<&str>) -> Vec<u8> {
        let mut bytes = SIGNATURE.to_vec();
        for (kind, data) in chunks {
            write_chunk(&mut bytes, **kind, data).expect("memory");
        }
        if let Some(ron) = ron {
            write(&mut bytes, ron).expect("memory");
        }
        write_chunk(&mut bytes, *b"IDAT", b"").expect("memory");
        bytes
    }

    fn check(bytes: &[u8], expected: Result<&str, &str>) {
        let found = embedded_map(&mut &*bytes, 1000).map_err(|error| error.to_string());
        match (&found, expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected),
            (Err(error), Err(word)) => assert!(error.contains(word), "{error}"),
            _ => panic!("{found:?} and not {expected:?}"),
        }
    }

    #[test]
    fn a_map_comes_back_as_it_was() {
        check(
            &picture(&[(b"IHDR", &[0; 13]), (b"iTXt", b"Comment\0\0\0\0\0hello")], Some("Pathos(é旅)")),
            Ok("Pathos(é旅)"),
        );
        check(&picture(&[], Some(&"x".repeat(1000))), Ok(&"x".repeat(1000)));
    }

    #[test]
    fn what_is_broken_or_hostile_is_refused() {
        check(b"", Err("not a whole PNG"));
        check(b"GIF89a and more", Err("not a whole PNG"));
        check(&SIGNATURE, Err("not a whole PNG"));
        check(&picture(&[(b"IHDR", &[0; 13])], None), Err("no map"));
        // A thousandfold of what it is deflated to.
        check(&picture(&[], Some(&"x".repeat(1_000_000))), Err("damaged or longer"));
        check(&picture(&[(b"iTXt", b"Pathos map\0\x01\0\0\0not deflated")], None), Err("damaged"));
        check(&picture(&[(b"iTXt", b"Pathos map\0")], None), Err("damaged"));
        let huge = [&SIGNATURE[..], &u32::MAX.to_be_bytes(), b"iTXt", KEYWORD].concat();
        check(&huge, Err("not a whole PNG"));
        let whole = picture(&[], Some("Pathos()"));
        for length in 0..whole.len() - 12 {
            assert!(embedded_map(&mut &whole[..length], 1000).is_err(), "cut at {length}");
        }
        for at in 12..whole.len() - 12 {
            let mut bent = whole.clone();
            bent[at] ^= 0x40;
            assert!(embedded_map(&mut &*bent, 1000).is_err(), "bent at {at}");
        }
        let other: (&[u8; 4], &[u8]) = (b"tEXt", b"a\0b");
        check(&picture(&[other; 1001], Some("Pathos()")), Err("no map"));
    }
}
