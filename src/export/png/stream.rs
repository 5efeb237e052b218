//! The bytes of a PNG file: chunks, and pixels deflated piece by piece into one valid stream.

use std::io::{self, Write};

use zlib_rs::adler32::adler32_combine;

use super::rows::Deflated;

/// The bytes every PNG file begins with.
pub(super) const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// What begins a zlib stream: deflate with a window of 32 KiB, no dictionary.
pub(super) const ZLIB_HEADER: [u8; 2] = [0x78, 0x01];

/// Writes a chunk.
pub(super) fn write_chunk(out: &mut dyn Write, kind: [u8; 4], data: &[u8]) -> io::Result<()> {
    write_chunk_with_crc(out, kind, data, crc(kind, data))
}

/// The checksum of a chunk.
pub(super) fn crc(kind: [u8; 4], data: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&kind);
    hasher.update(data);
    hasher.finalize()
}

fn write_chunk_with_crc(out: &mut dyn Write, kind: [u8; 4], data: &[u8], crc: u32) -> io::Result<()> {
    let length = u32::try_from(data.len()).map_err(|_| io::Error::from(io::ErrorKind::FileTooLarge))?;
    out.write_all(&length.to_be_bytes())?;
    out.write_all(&kind)?;
    out.write_all(data)?;
    out.write_all(&crc.to_be_bytes())
}

/// Some rows of a picture, deflated.
#[derive(Clone)]
pub(super) struct Piece {
    rows: Deflated,
    crc: u32,
}

impl Piece {
    /// A piece of these rows; the first one begins the stream.
    pub fn new(mut rows: Deflated, is_first: bool) -> Self {
        if is_first {
            rows.bytes.splice(..0, ZLIB_HEADER);
        }
        Self { crc: crc(*b"IDAT", &rows.bytes), rows }
    }

    /// Writes it as one `IDAT` chunk.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        write_chunk_with_crc(out, *b"IDAT", &self.rows.bytes, self.crc)
    }

    /// The checksum of all pieces up to this one, from that of those before it.
    pub fn adler_after(&self, before: u32) -> u32 {
        adler32_combine(before, self.rows.adler, self.rows.length)
    }
}
