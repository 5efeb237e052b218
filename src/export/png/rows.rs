//! Turns rows of pixels into what deflate repeats.
//!
//! Each row is told by its difference from the row above (the filter "up"), and a band's first row by
//! that of each pixel from its left neighbour ("sub"). On a poster most differences are zero, and
//! whole rows of zeros cost a look at both rows and a few bits; they are never written out. The rest
//! are mostly edges of letters, of which many stood in one of the last rows already.

use std::mem;

use super::deflate::{Deflate, MAX_DISTANCE, MAX_REPEAT};
use crate::export::raster::Pixel;

/// The filters' numbers in the file.
const SUB: u8 = 1;
const UP: u8 = 2;

/// How many pixels are compared at once: what the processor's widest registers hold.
const STRIDE: usize = 16;

/// The places that are remembered by what stands there.
const PLACES: usize = 1 << 12;

/// The most pixels of a repeat.
const MAX_PIXELS: usize = MAX_REPEAT / 3;

/// Deflates bands of rows; what is in one depends on nothing before it.
pub(super) struct Rows {
    deflate: Deflate,
    adler: Adler,
    /// Where differences stood last in the band, by their hashes.
    places: Box<[Place; PLACES]>,
    /// What stands above a band's first row: the row itself, moved by a pixel.
    left: Vec<Pixel>,
}

/// A difference that is not zero, and where it stands in a band.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    difference: u32,
    at: u32,
}

/// A band of rows, deflated up to a whole byte.
#[derive(Clone)]
pub(super) struct Deflated {
    pub bytes: Vec<u8>,
    /// The checksum of the rows with their filters.
    pub adler: u32,
    /// How many bytes those had.
    pub length: u64,
}

impl Rows {
    pub fn new() -> Self {
        Self {
            deflate: Deflate::new(),
            adler: Adler::default(),
            places: Box::new([Place::default(); PLACES]),
            left: Vec::new(),
        }
    }

    /// Deflates rows of a width; the last band ends the stream.
    pub fn deflate(&mut self, pixels: &[Pixel], width: usize, is_last: bool) -> Deflated {
        self.adler = Adler::default();
        self.places.fill(Place::default());
        self.first_row(&pixels[..width]);
        let height = pixels.len() / width;
        for y in 1..height {
            self.row(Band { pixels, width, start: y * width });
        }
        let length = (height * (1 + 3 * width)) as u64;
        Deflated { bytes: self.deflate.end_piece(is_last), adler: self.adler.sum(), length }
    }

    fn first_row(&mut self, row: &[Pixel]) {
        let mut left = mem::take(&mut self.left);
        left.clear();
        left.push([0; 4]);
        left.extend_from_slice(&row[..row.len() - 1]);
        self.filter(SUB);
        let mut x = 0;
        while x < row.len() {
            let end = equal_until(row, &left, x);
            self.zeros(end - x);
            x = end;
            if x < row.len() {
                self.pixel(difference(row[x], left[x]));
                x += 1;
            }
        }
        self.left = left;
    }

    fn row(&mut self, band: Band<'_>) {
        let (row, above) = (band.row(), band.above());
        self.filter(UP);
        let mut x = 0;
        let mut last = None;
        while x < row.len() {
            let here = difference(row[x], above[x]);
            if here == 0 {
                let end = equal_until(row, above, x + 1);
                self.zeros(end - x);
                (x, last) = (end, Some(0));
                continue;
            }
            if last == Some(here) {
                let count = run_of(here, &row[x..], &above[x..]);
                self.adler.run(here, count as u64);
                self.deflate.repeat(3 * count, 3);
                x += count;
                continue;
            }
            if let Some((count, distance)) = self.earlier(band, x, here) {
                self.deflate.repeat(3 * count, distance);
                x += count;
                last = if count == 1 { Some(here) } else { Some(difference(row[x - 1], above[x - 1])) };
                continue;
            }
            self.pixel(here);
            x += 1;
            last = Some(here);
        }
    }

    /// Where the differences from `x` on stood before: how many pixels are the same, which then count in
    /// the checksum, and how many bytes back.
    fn earlier(&mut self, band: Band<'_>, x: usize, here: u32) -> Option<(usize, usize)> {
        let place = Place { difference: here, at: (band.start + x) as u32 };
        let before = mem::replace(&mut self.places[hash(here)], place);
        if before.difference != here {
            return None;
        }
        let (room, distance) = band.reach(before.at as usize, x)?;
        self.adler.pixel(here);
        let mut count = 1;
        for (next, other) in
            band.differences(band.start + x + 1).zip(band.differences(before.at as usize + 1)).take(room - 1)
        {
            if next != other {
                break;
            }
            self.adler.pixel(next);
            count += 1;
        }
        Some((count, distance))
    }

    fn filter(&mut self, filter: u8) {
        self.deflate.byte(filter);
        self.adler.byte(filter);
    }

    fn pixel(&mut self, difference: u32) {
        self.deflate.pixel(difference);
        self.adler.pixel(difference);
    }

    /// Adds pixels without a difference.
    fn zeros(&mut self, pixels: usize) {
        match pixels {
            0 => {}
            1 => self.deflate.pixel(0),
            _ => {
                self.deflate.byte(0);
                self.deflate.repeat(3 * pixels - 1, 1);
            }
        }
        self.adler.zeros(3 * pixels as u64);
    }
}

/// A band of rows at one of them, which is not the first.
#[derive(Clone, Copy)]
struct Band<'a> {
    pixels: &'a [Pixel],
    width: usize,
    /// Where the row begins.
    start: usize,
}

impl<'a> Band<'a> {
    fn row(self) -> &'a [Pixel] {
        &self.pixels[self.start..self.start + self.width]
    }

    fn above(self) -> &'a [Pixel] {
        &self.pixels[self.start - self.width..self.start]
    }

    /// The differences from a place on, which is not in the first row.
    fn differences(self, at: usize) -> impl Iterator<Item = u32> {
        let pairs = self.pixels[at..].iter().zip(&self.pixels[at - self.width..]);
        pairs.map(|(pixel, above)| difference(*pixel, *above))
    }

    /// How many pixels from a place in this row or the last one on may be repeated at `x`, and how many
    /// bytes lie between; none if that is too far.
    fn reach(self, before: usize, x: usize) -> Option<(usize, usize)> {
        let (row, width) = (self.start, self.width);
        let at = row + x;
        // Each row has a byte for its filter.
        let (rows, room) = match before {
            _ if before >= row => (0, width - x),
            _ if before >= width && before + width >= row => (1, (row - before).min(width - x)),
            _ => return None,
        };
        let distance = 3 * (at - before) + rows;
        (distance <= MAX_DISTANCE).then_some((room.min(MAX_PIXELS), distance))
    }
}

/// Each channel's difference, in three bytes.
fn difference(pixel: Pixel, from: Pixel) -> u32 {
    /// Bytes are subtracted beside each other; their highest bits are kept out, so that nothing is
    /// borrowed, and set right in the end.
    const HIGH: u32 = 0x80_80_80_80;
    let (a, b) = (u32::from_le_bytes(pixel), u32::from_le_bytes(from));
    (((a | HIGH) - (b & !HIGH)) ^ ((a ^ !b) & HIGH)) & COLORS
}

/// The bytes of a pixel that say something.
const COLORS: u32 = 0xff_ff_ff;

/// Up to where two rows are equal from `x` on.
fn equal_until(row: &[Pixel], above: &[Pixel], x: usize) -> usize {
    let (row, above) = (&row[x..], &above[x..]);
    let differs = |(a, b): (&Pixel, &Pixel)| (u32::from_le_bytes(*a) ^ u32::from_le_bytes(*b)) & COLORS;
    let strides = row.as_chunks::<STRIDE>().0.iter().zip(above.as_chunks::<STRIDE>().0);
    let equal = strides.take_while(|(a, b)| a.iter().zip(*b).fold(0, |all, pair| all | differs(pair)) == 0).count();
    let mut end = equal * STRIDE;
    for (a, b) in row[end..].as_chunks::<FEW>().0.iter().zip(above[end..].as_chunks::<FEW>().0) {
        let differing = (few(a) ^ few(b)) & FEW_COLORS;
        if differing != 0 {
            return x + end + differing.trailing_zeros() as usize / 32;
        }
        end += FEW;
    }
    x + end + row[end..].iter().zip(&above[end..]).take_while(|pair| differs(*pair) == 0).count()
}

/// How many pixels are compared as one number.
const FEW: usize = 4;

/// Their bytes that say something.
const FEW_COLORS: u128 = (COLORS as u128) << 96 | (COLORS as u128) << 64 | (COLORS as u128) << 32 | COLORS as u128;

/// Pixels as one number, the first lowest.
fn few(pixels: &[Pixel; FEW]) -> u128 {
    let [a, b, c, d] = pixels.map(|pixel| u128::from(u32::from_le_bytes(pixel)));
    a | b << 32 | c << 64 | d << 96
}

/// How many pixels have the same difference, one after the other.
fn run_of(difference_here: u32, row: &[Pixel], above: &[Pixel]) -> usize {
    row.iter().zip(above).take_while(|(pixel, above)| difference(**pixel, **above) == difference_here).count()
}

fn hash(value: u32) -> usize {
    (value.wrapping_mul(0x9e37_79b1) >> (32 - PLACES.ilog2())) as usize
}

/// The checksum of a zlib stream (RFC 1950), brought up to date by what is known of the bytes.
struct Adler {
    a: u64,
    b: u64,
}

impl Default for Adler {
    fn default() -> Self {
        Self { a: 1, b: 0 }
    }
}

impl Adler {
    const MODULUS: u64 = 65_521;

    fn byte(&mut self, byte: u8) {
        self.a += u64::from(byte);
        self.b += self.a;
        // Once a row: until then the sums of any row fit.
        self.a %= Self::MODULUS;
        self.b %= Self::MODULUS;
    }

    fn pixel(&mut self, pixel: u32) {
        let [r, g, b, _] = pixel.to_le_bytes().map(u64::from);
        self.b += 3 * self.a + 3 * r + 2 * g + b;
        self.a += r + g + b;
    }

    /// Adds the same pixel several times.
    fn run(&mut self, pixel: u32, count: u64) {
        let [r, g, b, _] = pixel.to_le_bytes().map(u64::from);
        let sum = r + g + b;
        self.b += count * (3 * self.a + 3 * r + 2 * g + b) + 3 * sum * (count * (count - 1) / 2);
        self.a += count * sum;
    }

    fn zeros(&mut self, bytes: u64) {
        self.b += bytes * self.a;
    }

    fn sum(&self) -> u32 {
        (((self.b % Self::MODULUS) << 16) | (self.a % Self::MODULUS)) as u32
    }
}

#[cfg(test)]
mod tests {
    use flate2::{Decompress, FlushDecompress};

    use super::*;

    /// Deflates a picture in bands of so many rows, and inflates it with another's code.
    #[track_caller]
    fn check(pixels: &[Pixel], width: usize, band_rows: usize) {
        let mut rows = Rows::new();
        let bands = pixels.chunks(width * band_rows);
        let last = bands.len() - 1;
        let (mut stream, mut sums) = (Vec::new(), Vec::new());
        for (number, band) in bands.enumerate() {
            let deflated = rows.deflate(band, width, number == last);
            stream.extend_from_slice(&deflated.bytes);
            sums.push((deflated.adler, deflated.length as usize));
        }
        let row_bytes = 1 + 3 * width;
        let height = pixels.len() / width;
        let mut bytes = Vec::with_capacity(row_bytes * height + 1);
        Decompress::new(false).decompress_vec(&stream, &mut bytes, FlushDecompress::Finish).expect("a valid stream");
        assert_eq!(bytes.len(), row_bytes * height);
        let mut rest = &bytes[..];
        for (sum, length) in sums {
            let (band, after) = rest.split_at(length);
            assert_eq!(sum, zlib_rs::adler32::adler32(1, band));
            rest = after;
        }
        let mut above = vec![0; 3 * width];
        for (row, pixels) in bytes.chunks(row_bytes).zip(pixels.chunks(width)) {
            let mut colors = row[1..].to_vec();
            for at in 0..colors.len() {
                let from = match row[0] {
                    SUB if at < 3 => 0,
                    SUB => colors[at - 3],
                    UP => above[at],
                    other => panic!("filter {other}"),
                };
                colors[at] = from.wrapping_add(colors[at]);
            }
            let expected: Vec<u8> = pixels.iter().flat_map(|pixel| &pixel[..3]).copied().collect();
            assert!(colors == expected);
            above = colors;
        }
    }

    /// A picture of flat pieces, edges and noise, with any fourth bytes.
    fn picture(width: usize, height: usize, noise: u8) -> Vec<Pixel> {
        let mut random = fastrand::Rng::with_seed(7);
        let letter: Vec<u8> = std::iter::repeat_with(|| random.u8(..)).take(40).collect();
        let pixel = |at: usize| {
            let (x, y) = (at % width, at / width);
            let gray = if x / 9 % 3 == 0 && y / 11 % 2 == 0 { letter[(x % 9 + y * 7) % 40] } else { 240 };
            let gray = if random.u8(..) < noise { random.u8(..) } else { gray };
            [gray, gray / 2, (y / 5) as u8, random.u8(..)]
        };
        (0..width * height).map(pixel).collect()
    }

    #[test]
    fn rows_come_back_as_they_were() {
        for width in [1, 2, 3, 15, 16, 17, 100, 87, 3000] {
            for noise in [0, 3, 255] {
                check(&picture(width, 90, noise), width, 32);
            }
        }
    }

    #[test]
    fn repeats_do_not_reach_too_far() {
        let width = 11_000;
        check(&picture(width, 6, 1), width, 128);
    }

    #[test]
    fn flat_rows_cost_next_to_nothing() {
        let width = 14_043;
        let flat = vec![[250, 250, 245, 255]; width * 100];
        check(&flat, width, 100);
        assert!(Rows::new().deflate(&flat, width, true).bytes.len() < 100 * 45);
    }

    /// Lengths around where a repeat is cut into several.
    #[test]
    fn a_run_of_any_length_comes_back() {
        for length in 80..270 {
            let mut row = vec![[9; 4]; 300];
            row[..length].fill([77; 4]);
            check(&[vec![[200; 4]; 300], row].concat(), 300, 2);
        }
    }
}
