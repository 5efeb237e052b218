//! Scenes to files: one back end a file.
//!
//! A [`Plan`] says what will be written before anything is; [`to_file`] writes it, whole or not at
//! all. Each back end is one exhaustive match over the scene's items and draws the same glyphs at
//! the same places; none of them can fail but by its output, and none scales down in silence.

mod marks;
mod page;
pub mod paper;
pub mod pdf;
mod pictures;
mod plan;
pub mod png;
pub mod raster;
pub mod svg;
mod tiles;

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};

pub use page::Page;
pub use paper::{Dpi, Orientation, Paper, Sheet};
pub use plan::{MAX_BLEED_MM, MAX_PIXELS, Plan, PosterSettings, SmallestText};
pub use raster::render_rgba;
pub use tiles::{MAX_OVERLAP_MM, MAX_TILE_MARGIN_MM, TileSettings, Tiling};

use crate::disk::{self, Existing, explain, write_whole};
use crate::scene::Scene;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Pixels at the plan's resolution.
    Png,
    /// Vectors, with text that can be searched.
    Pdf,
    /// Outlines.
    Svg,
}

impl Format {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Png, Self::Pdf, Self::Svg];

    /// The kind that a file's name asks for by its ending.
    pub fn of(path: &Path) -> Option<Self> {
        path.extension().and_then(|ending| ending.to_str()).and_then(|ending| ending.parse().ok())
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Svg => "svg",
        })
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|format| format.to_string().eq_ignore_ascii_case(text))
            .ok_or_else(|| format!("`{text}` is not a kind of file to export; use png, pdf or svg"))
    }
}

/// What a file says besides the picture, as far as its format can.
#[derive(Debug, Clone, Copy, Default)]
pub struct About<'a> {
    /// What the picture is called.
    pub title: &'a str,
    /// The language of its words as a BCP 47 tag; empty if it is not known.
    pub language: &'a str,
    /// The map as one file, to be carried along by a PNG; whoever has the picture then has the whole
    /// map, with its notes and its pictures.
    pub map: Option<&'a [u8]>,
    /// Whether words in an SVG are text, for programs that have the fonts, instead of outlines.
    pub is_svg_text: bool,
}

/// How an export runs.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// Whether a file of that name may be replaced.
    pub overwrite: bool,
    /// How many threads draw; none means as many as the machine runs at once. The file is the same
    /// for any number.
    pub workers: Option<NonZeroUsize>,
    /// Set it from another thread to stop.
    pub cancel: &'a AtomicBool,
    /// Told the share that is done, 0 to 1, never falling.
    pub progress: &'a (dyn Fn(f64) + Sync),
}

impl Run<'_> {
    /// The error of a cancelled run, if it was.
    fn check(&self) -> Result<(), ExportError> {
        if self.cancel.load(Ordering::Relaxed) { Err(ExportError::Cancelled) } else { Ok(()) }
    }
}

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The scene has no area.
    #[error("there is nothing to export: the picture is empty")]
    Empty,
    /// The margins leave no space.
    #[error("margins of {margin_mm} mm leave no space on a sheet of {width_mm:.0} × {height_mm:.0} mm")]
    Margin {
        /// The margin on each side.
        margin_mm: f64,
        /// The sheet's width.
        width_mm: f64,
        /// The sheet's height.
        height_mm: f64,
    },
    /// More rows than there are steps to stand in them.
    #[error("a journey of {steps} steps cannot be broken into {rows} rows")]
    Rows {
        /// The rows asked for.
        rows: u8,
        /// The steps that are shown.
        steps: usize,
    },
    /// A bleed that no print shop asks for.
    #[error("the ground cannot bleed by {bleed_mm} mm; it has to be 0 to {MAX_BLEED_MM} mm")]
    Bleed {
        /// The bleed asked for.
        bleed_mm: f64,
    },
    /// Sheets that no office printer prints.
    #[error(
        "a poster cannot be printed on sheets of {paper} with an overlap of {overlap_mm} mm and margins of {margin_mm} \
         mm; the paper has to be one of {}, the overlap 0 to {MAX_OVERLAP_MM} mm and the margin 0 to \
         {MAX_TILE_MARGIN_MM} mm",
        TileSettings::PAPERS.map(|paper| paper.to_string()).join(", ")
    )]
    Tiles {
        /// The paper asked for.
        paper: Paper,
        /// The overlap asked for.
        overlap_mm: f64,
        /// The margin asked for.
        margin_mm: f64,
    },
    /// More pages than the format holds.
    #[error("{format} files hold one page, and the poster has {count}")]
    Pages {
        /// The kind of file.
        format: Format,
        /// How many pages there are.
        count: usize,
    },
    /// A picture larger than [`MAX_PIXELS`].
    #[error(
        "{width_px} × {height_px} pixels at {dpi} dpi are {} megapixels; at most {} can be written, as more take minutes \
         and gigabytes and few programs open them",
        u64::from(*width_px) * u64::from(*height_px) / 1_000_000,
        MAX_PIXELS / 1_000_000
    )]
    TooManyPixels {
        /// The width asked for.
        width_px: u32,
        /// The height asked for.
        height_px: u32,
        /// The resolution asked for.
        dpi: Dpi,
    },
    /// A file of that name is there.
    #[error("{}: this file exists already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file could not be written.
    #[error("{}: the file could not be written: {}", path.display(), explain(source).text)]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The disk is too full, before anything was written.
    #[error(
        "{}: about {} MB are needed and {} MB are free",
        path.display(),
        needed_bytes.div_ceil(1_000_000),
        free_bytes / 1_000_000
    )]
    NoRoom {
        /// The file.
        path: PathBuf,
        /// About how many bytes it will have.
        needed_bytes: u64,
        /// How many may still be written there.
        free_bytes: u64,
    },
    /// The output was closed or full.
    #[error("the output could not be written: {}", explain(.0).text)]
    Output(#[from] io::Error),
    /// Someone stopped it.
    #[error("the export was cancelled; nothing was written")]
    Cancelled,
}

impl ExportError {
    /// What to do about it; may be empty.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "add a stage or a lane to the map",
            Self::Rows { .. } => "let as many rows be made as fit, or at most one for each step",
            Self::Bleed { .. } => "print shops usually ask for 3 mm",
            Self::Pages { .. } => "write PDF, or PNG files to a folder",
            Self::Tiles { .. } => "the usual overlap is 10 mm, the usual margin 5 mm",
            Self::Margin { .. } => "use smaller margins or a larger paper",
            Self::TooManyPixels { .. } => "use a lower resolution, a smaller paper, PDF or SVG",
            Self::Exists { .. } => "choose another name, or allow to replace it",
            Self::Write { source, .. } | Self::Output(source) => explain(source).hint,
            Self::NoRoom { .. } => "make room, write to another disk, or use a lower resolution or PDF",
            Self::Cancelled => "",
        }
    }
}

/// Whether something reaches beyond the scene's page, where it has to be cut off.
fn reaches_beyond_page(scene: &Scene) -> bool {
    let page = scene.size.to_rect();
    scene.items.iter().any(|item| !page.contains_rect(item.bounds()))
}

/// Writes a poster to a file and returns the file's bytes: one page, or several as PDF.
///
/// # Errors
/// If a file is there and may not be replaced, if writing fails, or if it was cancelled; then the
/// folder is as it was.
pub fn to_file(
    pages: &[Page<'_>],
    format: Format,
    about: &About<'_>,
    path: &Path,
    run: &Run<'_>,
) -> Result<u64, ExportError> {
    if format == Format::Png {
        check_room(pages, path, disk::free_bytes(path))?;
    }
    whole_file(path, run, |out| to_writer(pages, format, about, out, run))
}

/// Writes pages as PNG files into a folder, which is made if there is none, and returns the files'
/// bytes. They are called `STEM-01.png` and so on, in their order.
///
/// # Errors
/// As [`to_file`], for all files together.
pub fn to_folder(pages: &[Page<'_>], stem: &str, folder: &Path, run: &Run<'_>) -> Result<u64, ExportError> {
    let is_new = !folder.is_dir();
    if is_new {
        fs::create_dir_all(folder).map_err(|source| ExportError::Write { path: folder.to_owned(), source })?;
    }
    check_room(pages, folder, disk::free_bytes(&folder.join(stem))).inspect_err(|_| {
        if is_new {
            drop(fs::remove_dir(folder));
        }
    })?;
    let about = About::default();
    let mut written = Vec::new();
    let result = pages.iter().enumerate().try_fold(0, |bytes, (index, page)| {
        let path = path_in_folder(folder, stem, index, pages.len());
        let progress = |share: f64| (run.progress)((index as f64 + share) / pages.len() as f64);
        let run = Run { progress: &progress, ..*run };
        let more = whole_file(&path, &run, |out| png::write(page, &about, out, &run))?;
        written.push(path);
        Ok(bytes + more)
    });
    if result.is_err() && !run.overwrite {
        // Nothing was there before; a file that cannot be removed is one that is whole.
        written.iter().for_each(|path| drop(fs::remove_file(path)));
        if is_new {
            drop(fs::remove_dir(folder));
        }
    }
    result
}

/// Where [`to_folder`] writes the page at `index`, from 0, of so many.
pub fn path_in_folder(folder: &Path, stem: &str, index: usize, count: usize) -> PathBuf {
    let digits = count.to_string().len().max(2);
    folder.join(format!("{stem}-{:0digits$}.png", index + 1))
}

/// Writes a poster to an open output, as [`to_file`] does.
///
/// # Errors
/// If writing fails or it was cancelled; what was written by then is not a whole file.
pub fn to_writer(
    pages: &[Page<'_>],
    format: Format,
    about: &About<'_>,
    out: &mut dyn Write,
    run: &Run<'_>,
) -> Result<(), ExportError> {
    match (format, pages) {
        (Format::Pdf, pages) => pdf::write(pages, about, out, run),
        (Format::Png, [page]) => png::write(page, about, out, run),
        (Format::Svg, [page]) => svg::write(page, about, out, run),
        (Format::Png | Format::Svg, _) => Err(ExportError::Pages { format, count: pages.len() }),
    }
}

/// Refuses pictures for which even half of what they are expected to have would not fit. PDF and SVG
/// files are too small to ask.
fn check_room(pages: &[Page<'_>], path: &Path, free_bytes: Option<u64>) -> Result<(), ExportError> {
    let needed_bytes = pages.iter().map(|page| page.estimated_png_bytes).sum();
    match free_bytes {
        Some(free_bytes) if free_bytes < needed_bytes / 2 => {
            Err(ExportError::NoRoom { path: path.to_owned(), needed_bytes, free_bytes })
        }
        _ => Ok(()),
    }
}

/// Fills a file, whole or not at all.
fn whole_file(
    path: &Path,
    run: &Run<'_>,
    fill: impl FnOnce(&mut dyn Write) -> Result<(), ExportError>,
) -> Result<u64, ExportError> {
    let existing = if run.overwrite { Existing::Replaced } else { Existing::Kept };
    write_whole(path, existing, fill, || {}).map_err(|error| match error {
        ExportError::Output(source) if source.kind() == io::ErrorKind::AlreadyExists => {
            ExportError::Exists { path: path.to_owned() }
        }
        ExportError::Output(source) => ExportError::Write { path: path.to_owned(), source },
        error => error,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::Color;
    use crate::geom::Size;

    #[test]
    fn a_disk_without_room_is_refused_with_the_numbers() {
        let scene = Scene { size: Size::new(100.0, 100.0), background: Color::WHITE, items: Vec::new() };
        let plan = Plan::new(&scene, &PosterSettings::new(Paper::A0)).expect("a plan");
        let pages = [Page { estimated_png_bytes: 30_000_000, ..plan.page(&scene) }];
        let path = Path::new("a.png");
        assert!(check_room(&pages, path, Some(20_000_000)).is_ok());
        assert!(check_room(&pages, path, None).is_ok());
        let error = check_room(&pages, path, Some(14_000_000)).expect_err("refused");
        assert_eq!(error.to_string(), "a.png: about 30 MB are needed and 14 MB are free");
        assert!(!error.hint().is_empty());
        assert!(disk::free_bytes(&std::env::temp_dir().join("a.png")).is_none_or(|bytes| bytes > 0));
    }
}
