//! The bytes of a PNG file: chunks, and pixels deflated piece by piece into one valid stream.

use std::io::{self, Write};

use flate2::{Compress, Compression, FlushCompress};
use zlib_rs::adler32::{adler32, adler32_combine};

/// The bytes every PNG file begins with.
pub(super) const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// What begins a zlib stream: deflate with a window of 32 KiB, no dictionary.
pub(super) const ZLIB_HEADER: [u8; 2] = [0x78, 0x01];

/// Writes a chunk.
pub(super) fn write_chunk(out: &mut dyn Write, kind: [u8; 4], data: &[u8]) -> io::Result<()> {
    write_chunk_with_crc(out, kind, data, crc(kind, data))
}

/// The checksum of a chunk.
fn crc(kind: [u8; 4], data: &[u8]) -> u32 {
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
    deflated: Vec<u8>,
    crc: u32,
    adler: u32,
    /// How many bytes the rows had.
    length: u64,
}

impl Piece {
    /// Writes it as one `IDAT` chunk.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        write_chunk_with_crc(out, *b"IDAT", &self.deflated, self.crc)
    }

    /// The checksum of all pieces up to this one, from that of those before it.
    pub fn adler_after(&self, before: u32) -> u32 {
        adler32_combine(before, self.adler, self.length)
    }
}

/// Deflates rows into a [`Piece`] that looks back at nothing before it.
pub(super) struct Deflater {
    compress: Compress,
    deflated: Vec<u8>,
    adler: u32,
}

impl Deflater {
    /// A deflater for a piece; the first one begins the stream.
    pub fn new(is_first: bool, level: u32) -> Self {
        let mut deflated = Vec::with_capacity(ROOM);
        if is_first {
            deflated.extend_from_slice(&ZLIB_HEADER);
        }
        Self { compress: Compress::new(Compression::new(level), false), deflated, adler: 1 }
    }

    /// Adds some bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.adler = adler32(self.adler, bytes);
        self.run(bytes, FlushCompress::None);
    }

    /// The piece; the last one ends the stream, any other ends at a whole byte.
    pub fn finish(mut self, is_last: bool) -> Piece {
        self.run(&[], if is_last { FlushCompress::Finish } else { FlushCompress::Sync });
        let crc = crc(*b"IDAT", &self.deflated);
        Piece { crc, adler: self.adler, length: self.compress.total_in(), deflated: self.deflated }
    }

    /// Feeds bytes until all are taken and nothing is held back that `flush` asks for.
    fn run(&mut self, bytes: &[u8], flush: FlushCompress) {
        let start = self.compress.total_in();
        loop {
            if self.deflated.capacity() - self.deflated.len() < ROOM / 4 {
                self.deflated.reserve(ROOM);
            }
            let taken = (self.compress.total_in() - start) as usize;
            self.compress
                .compress_vec(&bytes[taken..], &mut self.deflated, flush)
                .expect("deflating to memory with room to spare cannot fail");
            let is_taken = (self.compress.total_in() - start) as usize == bytes.len();
            // With room left, the compressor had no more to say.
            if is_taken && self.deflated.len() < self.deflated.capacity() {
                return;
            }
        }
    }
}

/// By how many bytes the output grows at once.
const ROOM: usize = 1 << 16;
