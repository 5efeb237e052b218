//! What a PNG file is made of besides its pixels: chunks, and one of our own in which a picture
//! carries something along that viewers leave alone.
//!
//! The chunk stands before the pixels. Its reader takes the picture from anywhere: it stops at the
//! pixels, and at limits in number and size.

use std::io::{self, Read, Write};

/// The bytes every PNG file begins with.
pub const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// Our own chunk: ancillary, private, and kept by programs that change the pixels.
const ATTACHED: [u8; 4] = *b"paTh";
/// The most bytes of any other chunk before the pixels.
const MAX_CHUNK: u32 = 64 << 20;
/// The most chunks before the pixels; ours has five.
const MAX_CHUNKS: usize = 1000;

/// Writes a chunk of at most 2³¹ − 1 bytes.
///
/// # Errors
/// If it is longer, and those of `out`.
pub fn write_chunk(out: &mut dyn Write, kind: [u8; 4], data: &[u8]) -> io::Result<()> {
    write_chunk_with_crc(out, kind, data, crc(kind, data))
}

/// The checksum of a chunk.
pub fn crc(kind: [u8; 4], data: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&kind);
    hasher.update(data);
    hasher.finalize()
}

/// Writes a chunk whose checksum is known.
///
/// # Errors
/// As [`write_chunk`].
pub fn write_chunk_with_crc(out: &mut dyn Write, kind: [u8; 4], data: &[u8], crc: u32) -> io::Result<()> {
    let length = i32::try_from(data.len()).map_err(|_| io::Error::from(io::ErrorKind::FileTooLarge))?;
    out.write_all(&length.to_be_bytes())?;
    out.write_all(&kind)?;
    out.write_all(data)?;
    out.write_all(&crc.to_be_bytes())
}

/// Writes the chunk that carries something along; it goes before the pixels.
///
/// # Errors
/// As [`write_chunk`].
pub fn attach(out: &mut dyn Write, bytes: &[u8]) -> io::Result<()> {
    write_chunk(out, ATTACHED, bytes)
}

/// Why a picture gives nothing that it carries.
#[derive(Debug, thiserror::Error)]
pub enum AttachedError {
    /// The file cannot be read.
    #[error("the file could not be read: {0}")]
    Failed(#[from] io::Error),
    /// It is no PNG, or a broken one.
    #[error("this is not a whole PNG file")]
    NotPng,
    /// It carries nothing.
    #[error("there is no map in this picture")]
    Nothing,
    /// What it carries is damaged or too large.
    #[error("the map in this picture is damaged or longer than {} MiB", .0 >> 20)]
    Damaged(u64),
}

impl AttachedError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Failed(_) => "is the name right, and may you read the file?",
            Self::NotPng => "give the PNG file as it was exported",
            Self::Nothing => "only a poster that was exported with its map holds it; chats and mail may take it out",
            Self::Damaged(_) => "ask for the map's own file",
        }
    }
}

/// What a picture carries along, of at most `max_bytes`.
///
/// # Errors
/// If that is nothing, or the picture is broken before it.
pub fn attached(mut picture: &mut dyn Read, max_bytes: u64) -> Result<Vec<u8>, AttachedError> {
    let mut signature = [0; 8];
    exactly(picture, &mut signature)?;
    if signature != SIGNATURE {
        return Err(AttachedError::NotPng);
    }
    for _ in 0..MAX_CHUNKS {
        let mut head = [0; 8];
        exactly(picture, &mut head)?;
        let [a, b, c, d, kind @ ..] = head;
        let length = u32::from_be_bytes([a, b, c, d]);
        if matches!(&kind, b"IDAT" | b"IEND") {
            return Err(AttachedError::Nothing);
        }
        let is_ours = kind == ATTACHED;
        if is_ours && u64::from(length) > max_bytes {
            return Err(AttachedError::Damaged(max_bytes));
        }
        if !is_ours && length > MAX_CHUNK {
            return Err(AttachedError::NotPng);
        }
        // Room grows with what is there, not with what the length claims.
        let mut data = Vec::new();
        let read = (&mut picture).take(length.into()).read_to_end(&mut data)?;
        let mut checksum = [0; 4];
        exactly(picture, &mut checksum)?;
        if is_ours {
            let is_whole = read == length as usize && u32::from_be_bytes(checksum) == crc(kind, &data);
            return if is_whole { Ok(data) } else { Err(AttachedError::Damaged(max_bytes)) };
        }
    }
    Err(AttachedError::Nothing)
}

/// Fills a buffer; a file that ends before is no whole picture.
fn exactly(picture: &mut dyn Read, buffer: &mut [u8]) -> Result<(), AttachedError> {
    picture.read_exact(buffer).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => AttachedError::NotPng,
        _ => AttachedError::Failed(error),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(chunks: &[(&[u8; 4], &[u8])], carried: Option<&[u8]>) -> Vec<u8> {
        let mut bytes = SIGNATURE.to_vec();
        for (kind, data) in chunks {
            write_chunk(&mut bytes, **kind, data).expect("memory");
        }
        if let Some(carried) = carried {
            attach(&mut bytes, carried).expect("memory");
        }
        write_chunk(&mut bytes, *b"IDAT", b"").expect("memory");
        bytes
    }

    fn check(bytes: &[u8], expected: Result<&[u8], &str>) {
        let found = attached(&mut &*bytes, 1000).map_err(|error| error.to_string());
        match (&found, expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected),
            (Err(error), Err(word)) => assert!(error.contains(word), "{error}"),
            _ => panic!("{found:?} and not {expected:?}"),
        }
    }

    #[test]
    fn what_a_picture_carries_comes_back_as_it_was() {
        check(
            &picture(&[(b"IHDR", &[0; 13]), (b"iTXt", b"Comment\0\0\0\0\0hello")], Some(b"any\0bytes")),
            Ok(b"any\0bytes"),
        );
        check(&picture(&[], Some(&[7; 1000])), Ok(&[7; 1000]));
    }

    #[test]
    fn what_is_broken_or_hostile_is_refused() {
        check(b"", Err("not a whole PNG"));
        check(b"GIF89a and more", Err("not a whole PNG"));
        check(&SIGNATURE, Err("not a whole PNG"));
        check(&picture(&[(b"IHDR", &[0; 13])], None), Err("no map"));
        check(&picture(&[], Some(&[7; 1001])), Err("damaged or longer"));
        let claim = |kind: &[u8; 4]| [&SIGNATURE[..], &u32::MAX.to_be_bytes(), kind, b"few"].concat();
        check(&claim(&ATTACHED), Err("damaged or longer"));
        check(&claim(b"iTXt"), Err("not a whole PNG"));
        let whole = picture(&[], Some(b"a map"));
        for length in 0..whole.len() - 12 {
            assert!(attached(&mut &whole[..length], 1000).is_err(), "cut at {length}");
        }
        for at in 12..whole.len() - 12 {
            let mut bent = whole.clone();
            bent[at] ^= 0x40;
            assert!(attached(&mut &*bent, 1000).is_err(), "bent at {at}");
        }
        let other: (&[u8; 4], &[u8]) = (b"tEXt", b"a\0b");
        check(&picture(&[other; 1001], Some(b"a map")), Err("no map"));
    }
}
