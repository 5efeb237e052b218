//! The pixels of a PNG file, deflated piece by piece into one valid stream.

use std::io::{self, Write};

use zlib_rs::adler32::adler32_combine;

use super::rows::Deflated;
use crate::picture::png::{crc, write_chunk_with_crc};

/// What begins a zlib stream: deflate with a window of 32 KiB, no dictionary.
pub(super) const ZLIB_HEADER: [u8; 2] = [0x78, 0x01];

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
