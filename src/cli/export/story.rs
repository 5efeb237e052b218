//! `pathos export --story`: the slides of a map's story, as a PDF or as pictures in a folder.

use std::path::Path;
use std::process::ExitCode;

use super::super::{Failure, output, picture, source};
use super::{Arguments, Run, failure, stopped_by_signal};
use crate::export::{self, About, Format};
use crate::presentation::{StoryOptions, StoryPages};
use crate::text::{Shaper, SystemFonts};
use crate::theme::{PrintTheme, ScreenTheme};

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let [map] = &arguments.maps[..] else {
        return Err(Failure::new("--story writes one map at a time", "give one map, and call again for each other"));
    };
    let options = StoryOptions { theme: theme(arguments.theme)?, has_notes: arguments.notes };
    let target = target(&arguments.output, arguments.poster_format())?;
    let source = source::open(map, arguments.nth)?;
    if let Place::File = target {
        output::check_not_same(map, &arguments.output)?;
    }
    let mut shaper = Shaper::new(SystemFonts::Used);
    let story = StoryPages::of(&source.map, options, &source.pictures, &mut shaper);
    if source.map.story.is_empty() {
        output::note("note: the map has no story; written are the overview and each stage");
    }
    for missing in &shaper.missing(&story.text(), &source.map.language) {
        let (text, hint) = picture::describe(missing);
        output::note(&format!("{}: warning: {text}\nhint: {hint}", map.display()));
    }
    let pages = story.pages();
    let stop = stopped_by_signal()?;
    let progress = output::Progress::new("Drawing");
    let run =
        Run { overwrite: arguments.overwrite, workers: None, cancel: &stop, progress: &|share| progress.show(share) };
    let about = About { title: &source.map.title, language: &source.map.language, map: None, is_svg_text: false };
    let written = match target {
        Place::File => export::to_file(&pages, Format::Pdf, &about, &arguments.output, &run),
        Place::Folder => export::to_folder(&pages, &stem(map), &arguments.output, &run),
    };
    drop(progress);
    let bytes = written.map_err(|error| failure(&error))?;
    let count = output::counted(pages.len(), "slide", "slides");
    let place = match target {
        Place::File => arguments.output.display().to_string(),
        Place::Folder => arguments.output.join(format!("{}-*.png", stem(map))).display().to_string(),
    };
    output::line(&format!("{place}: {count}, {:.1} MB", bytes as f64 / 1e6))?;
    Ok(ExitCode::SUCCESS)
}

/// Where slides go.
#[derive(Clone, Copy)]
enum Place {
    File,
    Folder,
}

fn target(output: &Path, format: Option<Format>) -> Result<Place, Failure> {
    if output == Path::new("-") {
        return Err(Failure::new("slides cannot go to standard output", "call the output story.pdf, or give a folder"));
    }
    let is_folder = output.as_os_str().as_encoded_bytes().ends_with(b"/") || output.is_dir();
    match (format.or_else(|| Format::of(output)), is_folder) {
        (Some(Format::Pdf), false) => Ok(Place::File),
        (None | Some(Format::Png), true) => Ok(Place::Folder),
        (Some(Format::Png), false) if Format::of(output).is_none() => Ok(Place::Folder),
        (Some(Format::Png), false) => Err(Failure::new(
            format!("{}: slides become several pictures, and this is one file", output.display()),
            "give a folder with -o folder/, or call it something.pdf",
        )),
        (Some(Format::Svg), _) => {
            Err(Failure::new("slides cannot be written as SVG", "use PDF, or PNG pictures in a folder"))
        }
        (Some(Format::Pdf), true) => Err(Failure::new(
            format!("{}: this is a folder, and a PDF is one file", output.display()),
            "call it something.pdf in that folder",
        )),
        (None, false) => Err(Failure::new(
            format!("{}: the ending does not say what to write", output.display()),
            "call the output something.pdf, or give a folder with -o folder/",
        )),
    }
}

/// The colors of slides: those of a bright room, of a dark one, or with high contrast.
fn theme(theme: PrintTheme) -> Result<ScreenTheme, Failure> {
    match theme {
        PrintTheme::Light => Ok(ScreenTheme::Light),
        PrintTheme::Dark => Ok(ScreenTheme::Dark),
        PrintTheme::HighContrast => Ok(ScreenTheme::HighContrast),
        _ => Err(Failure::new("slides are light, dark or high-contrast", "leave --theme out, or use one of these")),
    }
}

fn stem(map: &Path) -> String {
    map.file_stem().map_or_else(|| "story".to_owned(), |stem| stem.to_string_lossy().into_owned())
}
