//! PNG files of any size in little memory: bands of rows are drawn and deflated side by side and
//! written in their order.
//!
//! The file is the same byte for byte on every run and for any number of workers, as neither the
//! bands nor what is in them depends on who draws them. RGB with 8 bits a channel and no alpha; the
//! physical size is in `pHYs`, and the map itself in a chunk of our own where that was asked for.

mod deflate;
mod huffman;
mod rows;
mod stream;

use std::collections::BTreeMap;
use std::io::Write;
use std::num::NonZeroUsize;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;

use self::rows::Rows;
use self::stream::Piece;
use super::raster::{Drawing, MAX_TILE_HEIGHT, MAX_TILE_WIDTH, Painter, Pixel, Tile};
use super::{About, ExportError, Page, Run};
use crate::picture::png::{SIGNATURE, attach, write_chunk};

/// The most pixels of a band, unless a single row has more.
const MAX_BAND_PIXELS: u32 = 1 << 22;
/// The bands under way at once, for each worker: one being drawn and one waiting.
const BANDS_PER_WORKER: usize = 2;
/// What all workers together may hold, in bytes: with the map, its pictures and the program that stays
/// below 400 MiB, however many processors a machine has.
const WORKERS_BYTES: usize = 256 << 20;
/// What a worker holds besides pixels: letters, tokens and tables.
const WORKER_BYTES: usize = 12 << 20;

/// Writes a page as a PNG file.
///
/// # Errors
/// If the output fails or the run is cancelled; what was written by then is not a whole file.
pub fn write(page: &Page<'_>, about: &About<'_>, out: &mut dyn Write, run: &Run<'_>) -> Result<(), ExportError> {
    run.check()?;
    (run.progress)(0.0);
    write_head(page, out)?;
    if let Some(map) = about.map {
        attach(out, map)?;
    }
    let drawing = Drawing::of(page);
    let bands = Bands::new(page);
    let adler = write_bands(&drawing, bands, out, run)?;
    write_chunk(out, *b"IDAT", &adler.to_be_bytes())?;
    write_chunk(out, *b"IEND", &[])?;
    out.flush()?;
    (run.progress)(1.0);
    Ok(())
}

/// Everything before the pixels.
fn write_head(page: &Page<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    /// 8 bits a channel, RGB, deflate, the five usual filters, not interlaced.
    const KIND: [u8; 5] = [8, 2, 0, 0, 0];
    /// Perceptual.
    const RENDERING_INTENT: u8 = 0;
    /// Meters.
    const UNIT: u8 = 1;
    out.write_all(&SIGNATURE)?;
    let (width_px, height_px) = page.size_px();
    let size = [width_px.to_be_bytes(), height_px.to_be_bytes()].concat();
    write_chunk(out, *b"IHDR", &[&size[..], &KIND].concat())?;
    write_chunk(out, *b"sRGB", &[RENDERING_INTENT])?;
    let per_meter = page.dpi.dots_per_meter().to_be_bytes();
    write_chunk(out, *b"pHYs", &[&per_meter[..], &per_meter, &[UNIT]].concat())?;
    Ok(())
}

/// A picture cut into bands of rows.
#[derive(Debug, Clone, Copy)]
struct Bands {
    width_px: u32,
    height_px: u32,
    rows: u32,
}

impl Bands {
    /// The height depends on the picture's width alone, never on the machine.
    fn new(page: &Page<'_>) -> Self {
        let (width_px, height_px) = page.size_px();
        let rows = (MAX_BAND_PIXELS / width_px).clamp(1, MAX_TILE_HEIGHT);
        Self { width_px, height_px, rows }
    }

    fn count(self) -> u32 {
        self.height_px.div_ceil(self.rows)
    }

    /// How many workers have room, at least one.
    fn most_workers(self) -> usize {
        let pixels = self.width_px as usize * self.rows as usize;
        let copies = if self.width_px <= MAX_TILE_WIDTH { 1 } else { 2 };
        let drawn = pixels * copies * size_of::<Pixel>();
        // Noise becomes hardly smaller when it is deflated.
        let deflated = BANDS_PER_WORKER * pixels * 3;
        (WORKERS_BYTES / (drawn + deflated + WORKER_BYTES)).max(1)
    }

    /// Draws and deflates a band. Empty paper is the same piece wherever it is, and made once.
    fn piece(self, drawing: &Drawing<'_>, index: u32, worker: &mut Worker) -> Piece {
        let y = index * self.rows;
        let height = self.rows.min(self.height_px - y);
        let is_inner = index > 0 && index + 1 < self.count();
        if !is_inner || !drawing.is_blank(y, height) {
            return self.drawn(drawing, index, y, height, worker);
        }
        if let Some(blank) = &worker.blank {
            return blank.clone();
        }
        let blank = self.drawn(drawing, index, y, height, worker);
        worker.blank = Some(blank.clone());
        blank
    }

    fn drawn(self, drawing: &Drawing<'_>, index: u32, y: u32, height: u32, worker: &mut Worker) -> Piece {
        let is_last = index + 1 == self.count();
        let deflated = if self.width_px <= MAX_TILE_WIDTH {
            let pixels = worker.painter.draw(drawing, Tile { x: 0, y, width: self.width_px, height });
            worker.rows.deflate(pixels, self.width_px as usize, is_last)
        } else {
            self.draw_tiles(drawing, y, height, worker);
            worker.rows.deflate(&worker.pixels, self.width_px as usize, is_last)
        };
        Piece::new(deflated, index == 0)
    }

    /// Draws a band that is wider than a tile.
    fn draw_tiles(self, drawing: &Drawing<'_>, y: u32, height: u32, worker: &mut Worker) {
        let row = self.width_px as usize;
        worker.pixels.resize(row * height as usize, Pixel::default());
        for x in (0..self.width_px).step_by(MAX_TILE_WIDTH as usize) {
            let width = MAX_TILE_WIDTH.min(self.width_px - x);
            let tile = worker.painter.draw(drawing, Tile { x, y, width, height });
            let (x, width) = (x as usize, width as usize);
            for (row, tile_row) in worker.pixels.chunks_exact_mut(row).zip(tile.chunks_exact(width)) {
                row[x..x + width].copy_from_slice(tile_row);
            }
        }
    }
}

/// What a thread draws with.
struct Worker {
    painter: Painter,
    rows: Rows,
    /// The pixels of a band that is wider than a tile.
    pixels: Vec<Pixel>,
    /// A band of empty paper that is neither the first nor the last, which all have the same height.
    blank: Option<Piece>,
}

/// A finished band, or none from a worker that panicked.
type Done = Option<(u32, Piece)>;

/// Draws all bands on several threads and writes them in order; returns the checksum of the rows.
fn write_bands(drawing: &Drawing<'_>, bands: Bands, out: &mut dyn Write, run: &Run<'_>) -> Result<u32, ExportError> {
    let usual = || thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let workers = run.workers.unwrap_or_else(usual).get().min(bands.count() as usize).min(bands.most_workers());
    let (job_sender, jobs) = mpsc::channel();
    let (done_sender, done) = mpsc::channel();
    let jobs = Mutex::new(jobs);
    thread::scope(|scope| {
        // Dropped before the scope waits for its threads, which ends them.
        let job_sender = job_sender;
        for number in 0..workers {
            let done_sender = done_sender.clone();
            let jobs = &jobs;
            thread::Builder::new()
                .name(format!("export-{number}"))
                .spawn_scoped(scope, move || work(drawing, bands, jobs, done_sender))?;
        }
        drop(done_sender);
        in_order(bands, workers * BANDS_PER_WORKER, &job_sender, &done, out, run)
    })
}

/// Hands out bands and writes those that come back, the first first.
fn in_order(
    bands: Bands,
    ahead: usize,
    jobs: &Sender<u32>,
    done: &Receiver<Done>,
    out: &mut dyn Write,
    run: &Run<'_>,
) -> Result<u32, ExportError> {
    let mut waiting = BTreeMap::new();
    let mut adler = 1;
    let mut unasked = 0..bands.count();
    for band in unasked.by_ref().take(ahead) {
        // A worker that is gone says so by what it sends.
        let _ = jobs.send(band);
    }
    for next in 0..bands.count() {
        let piece = loop {
            run.check()?;
            if let Some(piece) = waiting.remove(&next) {
                break piece;
            }
            match done.recv() {
                Ok(Some((band, piece))) => waiting.insert(band, piece),
                Ok(None) | Err(_) => return Err(ExportError::Cancelled),
            };
        };
        if let Some(band) = unasked.next() {
            let _ = jobs.send(band);
        }
        piece.write(out)?;
        adler = piece.adler_after(adler);
        (run.progress)(f64::from(next + 1) / f64::from(bands.count()));
    }
    Ok(adler)
}

/// Draws bands until there are no more.
fn work(drawing: &Drawing<'_>, bands: Bands, jobs: &Mutex<Receiver<u32>>, done: Sender<Done>) {
    let last_word = LastWord(done);
    let mut worker = Worker { painter: Painter::default(), rows: Rows::new(), pixels: Vec::new(), blank: None };
    loop {
        let Ok(band) = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv() else { return };
        let piece = bands.piece(drawing, band, &mut worker);
        if last_word.0.send(Some((band, piece))).is_err() {
            return;
        }
    }
}

/// Tells of a worker's panic, as the writer would wait for its band for ever.
struct LastWord(Sender<Done>);

impl Drop for LastWord {
    fn drop(&mut self) {
        if thread::panicking() {
            let _ = self.0.send(None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workers_are_as_many_as_have_room() {
        let check = |width_px: u32, least: usize, most: usize| {
            let rows = (MAX_BAND_PIXELS / width_px).clamp(1, MAX_TILE_HEIGHT);
            let workers = Bands { width_px, height_px: width_px, rows }.most_workers();
            assert!((least..=most).contains(&workers), "{width_px} px: {workers}");
        };
        // A4, A0 at 300, 600 and 1,200 dpi, and the widest there is.
        check(2_480, 10, 20);
        check(14_043, 6, 12);
        check(28_087, 3, 6);
        check(56_173, 3, 6);
        check(236_220, 3, 6);
    }
}
