//! A poster as it is written beside the window: one file, or a file for each sheet of an office printer.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use super::dialogs::path::file_name;
use super::disk::{export_error_lines, with_hint};
use super::naming::stem;
use crate::disk::folder_of;
use crate::export::{self, About, ExportError, Format, Page, Plan, Run, TileSettings, Tiling};
use crate::model::Map;
use crate::poster::Poster;
use crate::presentation::StoryPages;
use crate::store::{self, PackError, PictureFiles};
use crate::text::Shaper;

/// A poster to write.
#[derive(Debug, Clone)]
pub struct ExportOrder {
    /// The file, whose ending says what it becomes. Sheets as pictures stand beside it under its name
    /// and a number.
    pub path: PathBuf,
    /// Paper, resolution and place.
    pub plan: Plan,
    /// The sheets that it is divided into, if it is.
    pub tiles: Option<TileSettings>,
    /// Whether words in an SVG are text instead of outlines.
    pub is_svg_text: bool,
    /// What the picture is called.
    pub title: String,
    /// The language of its words.
    pub language: String,
    /// The map that a PNG carries along, if it is to.
    pub carried: Option<(Map, PictureFiles)>,
}

/// What was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The file, or the first of several.
    pub path: PathBuf,
    /// How many files there are.
    pub files: usize,
    /// All their bytes.
    pub bytes: u64,
    /// Paper, resolution and place.
    pub plan: Plan,
    /// Whether it holds pixels of the plan's number.
    pub is_picture: bool,
}

impl Written {
    /// What was written, by its name.
    pub fn name(&self) -> String {
        match self.files {
            1 => file_name(&self.path),
            files => format!("{files} files from {} on", file_name(&self.path)),
        }
    }
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The poster could not be.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The map that it is to carry could not be packed.
    #[error(transparent)]
    Pack(#[from] PackError),
}

impl WriteError {
    /// What happened, then what to do.
    pub fn lines(&self) -> Vec<String> {
        match self {
            Self::Export(error) => export_error_lines(error),
            Self::Pack(error) => with_hint(error.to_string(), error.hint()),
        }
    }
}

impl ExportOrder {
    fn format(&self) -> Format {
        Format::of(&self.path).unwrap_or(Format::Png)
    }

    /// The poster as a page, or as the sheets that it is divided into.
    pub fn pages<'a>(&self, poster: &'a Poster, shaper: &mut Shaper) -> Result<Vec<Page<'a>>, WriteError> {
        Ok(match &self.tiles {
            None => vec![self.plan.page(&poster.scene)],
            Some(tiles) => Tiling::new(&self.plan, tiles)?.pages(&poster.scene, &self.plan, &self.title, shaper),
        })
    }

    /// Writes it. Whether a file may be replaced was asked where the path was chosen; those of several
    /// sheets were not named there, so that none is replaced.
    pub fn write(
        &self,
        pages: &[Page<'_>],
        cancel: &AtomicBool,
        progress: &(dyn Fn(f64) + Sync),
    ) -> Result<Written, WriteError> {
        let format = self.format();
        let is_picture = format == Format::Png;
        let carried = self.carried.as_ref().filter(|_| is_picture && self.tiles.is_none());
        let carried = carried.map(|(map, files)| store::pack(map, files)).transpose()?;
        let about = About {
            title: &self.title,
            language: &self.language,
            map: carried.as_deref(),
            is_svg_text: self.is_svg_text,
        };
        let plan = self.plan;
        let run = Run { overwrite: self.tiles.is_none() || !is_picture, workers: None, cancel, progress };
        if self.tiles.is_some() && is_picture {
            let (folder, stem) = (folder_of(&self.path), stem(&self.path));
            let bytes = export::to_folder(pages, &stem, &folder, &run)?;
            let path = export::path_in_folder(&folder, &stem, 0, pages.len());
            return Ok(Written { path, files: pages.len(), bytes, plan, is_picture });
        }
        let bytes = export::to_file(pages, format, &about, &self.path, &run)?;
        Ok(Written { path: self.path.clone(), files: 1, bytes, plan, is_picture })
    }
}

/// Writes the slides of a story and gives the file, or the first of several, and their number. Whether
/// a PDF may be replaced was asked where the path was chosen; of several pictures none is replaced.
pub fn write_story(story: &StoryPages, map: &Map, path: &Path) -> Result<(PathBuf, usize), ExportError> {
    let never = AtomicBool::new(false);
    let pages = story.pages();
    let is_picture = Format::of(path) == Some(Format::Png);
    let run = Run { overwrite: !is_picture, workers: None, cancel: &never, progress: &|_| {} };
    if is_picture {
        let (folder, stem) = (folder_of(path), stem(path));
        export::to_folder(&pages, &stem, &folder, &run)?;
        return Ok((export::path_in_folder(&folder, &stem, 0, pages.len()), pages.len()));
    }
    let about = About { title: &map.title, language: &map.language, map: None, is_svg_text: false };
    export::to_file(&pages, Format::Pdf, &about, path, &run)?;
    Ok((path.to_owned(), pages.len()))
}
