//! `pathos export`: a poster at true paper size.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::Args;
use signal_hook::consts::{SIGINT, SIGTERM};

use super::excerpt::ExcerptArguments;
use super::source::Source;
use super::{Failure, output, picture, source};
use crate::export::{self, About, Dpi, ExportError, Format, Orientation, Paper, Plan, PosterSettings, Run};
use crate::layout::Rows;
use crate::model::Map;
use crate::poster::{Legibility, Poster, PosterOptions, Remedy, usual_distance_m};
use crate::text::{Shaper, SystemFonts};
use crate::theme::PrintTheme;

const EXAMPLES: &str = "\
Examples:
  pathos export bicycle.ron -o poster.png                  A3 at 300 dpi
  pathos export bicycle.ron -o poster.png --paper a0       A0 at 150 dpi
  pathos export bicycle.ron -o poster.png --paper 1000x700 --dpi 100
  pathos export bicycle.ron -o poster.pdf --paper a0       for a print shop, with text to search
  pathos export bicycle.ron -o poster.svg                  outlines for any size
  pathos export notes.md -o poster.png --nth 2             the second Mermaid journey of a text";

/// Write a map as a poster at true paper size
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The map, or a text with a Mermaid journey (.mmd, .md)
    map: PathBuf,
    /// The file to write; its ending says what it becomes: .png, .pdf or .svg
    #[arg(short, long)]
    output: PathBuf,
    /// a4, a3, a2, a1, a0, letter, tabloid, ansi-c, ansi-d, ansi-e, 24x36in, or WIDTHxHEIGHT in mm
    #[arg(long, default_value = "a3")]
    paper: Paper,
    /// How the paper hangs: auto, landscape or portrait
    #[arg(long, default_value = "auto")]
    orientation: Orientation,
    /// Pixels per inch of a PNG and of pictures, 30 to 1200 [default: 300 up to A3, 150 for larger paper]
    #[arg(long)]
    dpi: Option<Dpi>,
    /// What stays free on each side, in millimeters
    #[arg(long, default_value_t = 10.0, value_name = "MM")]
    margin: f64,
    /// How many strips below each other: auto, fit (one), or a number
    #[arg(long, default_value = "auto", value_name = "NUMBER", value_parser = rows)]
    rows: Rows,
    /// light, ink-saving, dark, high-contrast or gray
    #[arg(long, default_value = "light", value_name = "NAME")]
    theme: PrintTheme,
    /// From how far it is read, in meters: tells what is too small [default: 0.5 up to A3, 1.2 for larger]
    #[arg(long, value_name = "METERS", value_parser = distance)]
    distance: Option<f64>,
    #[command(flatten)]
    excerpt: ExcerptArguments,
    /// Which of several Mermaid journeys in a text, counted from 1
    #[arg(long, value_name = "NUMBER")]
    nth: Option<usize>,
    /// Replace a file that exists
    #[arg(long)]
    overwrite: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let path = &arguments.output;
    let format = Format::of(path).ok_or_else(|| {
        let text = format!("{}: the ending does not say what to write", path.display());
        Failure::new(text, "call the output something.png, something.pdf or something.svg")
    })?;
    output::check_not_same(&arguments.map, path)?;
    let source = source::open(&arguments.map, arguments.nth)?;
    let settings = PosterSettings {
        orientation: arguments.orientation,
        margin_mm: arguments.margin,
        dpi: arguments.dpi.unwrap_or(arguments.paper.usual_dpi()),
        ..PosterSettings::new(arguments.paper)
    };
    let options = PosterOptions {
        settings,
        rows: arguments.rows,
        theme: arguments.theme,
        excerpt: arguments.excerpt.of(&source.map)?,
    };
    let mut shaper = Shaper::new(SystemFonts::Used);
    let poster = Poster::compose(&source.map, &source.pictures, &options, &mut shaper);
    let poster = poster.map_err(|error| failure(&error))?;
    match arguments.distance {
        Some(distance_m) => tell_what_helps(&source, &options, &poster, distance_m, &mut shaper),
        None => tell_what_is_too_small(&poster, usual_distance_m(settings.paper)),
    }
    let Poster { scene, plan, .. } = poster;
    for missing in &shaper.missing(&scene.text(), &source.map.language) {
        let (text, hint) = picture::describe(missing);
        output::note(&format!("{}: warning: {text}\nhint: {hint}", arguments.map.display()));
    }
    let stop = stopped_by_signal()?;
    let progress = output::Progress::new("Drawing");
    let run =
        Run { overwrite: arguments.overwrite, workers: None, cancel: &stop, progress: &|share| progress.show(share) };
    let about = About { title: &source.map.title, language: &source.map.language };
    let bytes = export::to_file(&scene, &plan, format, &about, path, &run);
    drop(progress);
    let bytes = bytes.map_err(|error| failure(&error))?;
    output::line(&summary(path, arguments.paper, format, &plan, bytes))?;
    Ok(ExitCode::SUCCESS)
}

/// Reads how many strips there are to be.
fn rows(text: &str) -> Result<Rows, String> {
    match text.trim().to_lowercase().as_str() {
        "auto" => Ok(Rows::Auto),
        "fit" | "1" => Ok(Rows::One),
        number => number
            .parse()
            .map(Rows::Exactly)
            .map_err(|_| format!("`{text}` is not a number of rows; use auto, fit or a number from 1 to 255")),
    }
}

/// Reads a distance.
fn distance(text: &str) -> Result<f64, String> {
    let meters = text.trim().trim_end_matches('m').trim().parse().ok();
    meters
        .filter(|meters| (0.1..=20.0).contains(meters))
        .ok_or_else(|| format!("`{text}` is not a distance; use a number of meters from 0.1 to 20"))
}

/// Tells how many cards cannot be read from the usual distance.
fn tell_what_is_too_small(poster: &Poster, distance_m: f64) {
    let Legibility { least_pt, cards, .. } = poster.legibility(distance_m);
    if !cards.is_empty() {
        let count = output::counted(cards.len(), "card has", "cards have");
        output::note(&format!(
            "note: {count} text under {least_pt:.0} points, too small to be read from {distance_m} m; \
             --distance {distance_m} tells what helps"
        ));
    }
}

/// Tells which cards cannot be read from a distance, and what was tried and helps.
fn tell_what_helps(source: &Source, options: &PosterOptions, poster: &Poster, distance_m: f64, shaper: &mut Shaper) {
    let Legibility { least_pt, cards, .. } = poster.legibility(distance_m);
    if cards.is_empty() {
        return;
    }
    for card in cards.iter().filter_map(|card| source.map.cards.find(*card)) {
        let title = first_line(&card.title);
        output::note(&format!("warning: `{title}` has text under {least_pt:.0} points, too small for {distance_m} m"));
    }
    let remedies = options.remedies(&source.map, &source.pictures, distance_m, shaper);
    let words: Vec<String> = remedies.iter().map(|remedy| remedy_words(&source.map, remedy)).collect();
    match words.is_empty() {
        true => output::note("hint: shorten the texts, show fewer lanes with --lanes, or fewer stages with --stages"),
        false => output::note(&format!("hint: every card can be read with {}", words.join(", or with "))),
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

fn remedy_words(map: &Map, remedy: &Remedy) -> String {
    match remedy {
        Remedy::Paper(paper) => format!("--paper {}", paper.to_string().to_lowercase().replace(' ', "-")),
        Remedy::Wrap => "--rows auto".to_owned(),
        Remedy::Hide(lanes) => {
            let names = lanes.iter().filter_map(|lane| map.lanes.find(*lane));
            let names = names.map(|lane| if lane.title.is_empty() { lane.kind.words() } else { &lane.title });
            format!("the lanes {} left out (--lanes)", names.collect::<Vec<_>>().join(" and "))
        }
    }
}

fn failure(error: &ExportError) -> Failure {
    let hint = match error {
        ExportError::Exists { .. } => "choose another name, or replace it with --overwrite",
        error => error.hint(),
    };
    Failure::new(error.to_string(), hint)
}

/// A flag that Ctrl-C and a request to end set, so that nothing is left half written.
fn stopped_by_signal() -> Result<Arc<AtomicBool>, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))
            .map_err(|error| Failure::new(format!("signals cannot be heeded: {error}"), ""))?;
    }
    Ok(stop)
}

/// What was written, in a line.
fn summary(path: &Path, paper: Paper, format: Format, plan: &Plan, bytes: u64) -> String {
    let orientation = if plan.width_mm > plan.height_mm { "landscape" } else { "portrait" };
    let mut line =
        format!("{}: {paper} {orientation}, {:.0} × {:.0} mm", path.display(), plan.width_mm, plan.height_mm);
    if format == Format::Png {
        line += &format!(", {} × {} pixels at {} dpi", plan.width_px, plan.height_px, plan.dpi);
    }
    line += &format!(", {:.1} MB", bytes as f64 / 1e6);
    if let Some(text) = plan.smallest_text {
        line +=
            &format!("; smallest text {:.1} pt, read in comfort from {:.1} m", text.size_pt, text.reading_distance_m);
    }
    line
}
