//! `pathos export`: a poster at true paper size, or a table, an outline, a diagram.

use std::io::{self, BufWriter, Write as _};
use std::num::NonZeroU8;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::Args;
use signal_hook::consts::{SIGINT, SIGTERM};

mod archive;
mod legibility;
mod story;
mod subject;
mod target;
mod text;

use self::subject::SubjectArguments;
use self::target::{Target, Wish};
use self::text::AnyFormat;
use super::excerpt::ExcerptArguments;
use super::source::Source;
use super::{Failure, output, picture, source};
use crate::export::{
    self, About, Dpi, ExportError, Format, Orientation, Page, Paper, Plan, PosterSettings, Run, TileSettings, Tiling,
};
use crate::geom::mm_from_pt;
use crate::layout::Rows;
use crate::poster::{Poster, PosterOptions, usual_distance_m};
use crate::text::{Shaper, SystemFonts};
use crate::theme::{Arrangement, Display, Guides, PrintTheme};

const EXAMPLES: &str = "\
Examples:
  pathos export bicycle.ron -o poster.png                  A3 at 300 dpi
  pathos export bicycle.ron -o poster.png --paper a0       A0 at 150 dpi
  pathos export bicycle.ron -o poster.png --paper 1000x700 --dpi 100
  pathos export bicycle.ron -o poster.pdf --paper a0       for a print shop, with text to search
  pathos export bicycle.ron -o poster.svg                  outlines for any size
  pathos export bicycle.ron -o poster.pdf --bleed 3 --marks
  pathos export bicycle.ron -o sheets.pdf --paper a0 --tile a4   on 22 sheets of an office printer
  pathos export maps/*.ron -o posters/ --format pdf        several maps at once
  pathos export bicycle.ron -o story.pdf --story --notes   the story's slides, with the speaker's notes
  pathos export bicycle.ron -o slides/ --story             the slides as pictures of 1920 × 1080
  pathos export bicycle.ron -o bicycle.pathos              the map with its pictures in one file, to hand on
  pathos export bicycle.ron -o - --format png | display    to another program
  pathos export bicycle-2027.ron -o delta.pdf --delta      how it differs from the map that it starts from
  pathos export new.ron -o delta.pdf --against old.ron     how it differs from another map
  pathos export bicycle-2027.ron -o roadmap.pdf --roadmap  what is to be done, period by period
  pathos export notes.md -o poster.png --nth 2             the second Mermaid journey of a text
  pathos export bicycle.ron -o bicycle.csv                 a table for a spreadsheet, as .tsv with tabs
  pathos export bicycle.ron -o bicycle.md                  an outline in Markdown, to read, edit and import
  pathos export bicycle.ron -o bicycle.mmd                 a Mermaid journey; what it cannot hold is told";

/// Write a map as a poster at true paper size, or as a table, an outline or a Mermaid journey
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The map, or a table (.csv, .tsv, .xlsx), an outline or a Mermaid journey (.mmd, .md); several go to a folder
    #[arg(required = true, value_name = "MAP")]
    maps: Vec<PathBuf>,
    /// The file to write, whose ending says what it becomes: .png, .pdf, .svg, .csv, .tsv, .md or .mmd, or .pathos for
    /// the map itself with its pictures; a folder; or - for standard output
    #[arg(short, long)]
    output: PathBuf,
    /// png, pdf, svg, csv, tsv, md or mmd, where no ending says it
    #[arg(long)]
    format: Option<AnyFormat>,
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
    /// How far the ground runs beyond the cut, in millimeters, 0 to 20; print shops ask for 3
    #[arg(long, default_value_t = 0.0, value_name = "MM")]
    bleed: f64,
    /// Draw marks outside of the sheet that tell where to cut it
    #[arg(long)]
    marks: bool,
    /// Divide the poster into sheets of an office printer: a4, a3, letter or tabloid
    #[arg(long, value_name = "PAPER", conflicts_with_all = ["bleed", "marks"])]
    tile: Option<Paper>,
    /// What two of those sheets both show, in millimeters, 0 to 50
    #[arg(long, default_value_t = 10.0, value_name = "MM", requires = "tile")]
    overlap: f64,
    /// What the printer leaves white at the edges of those sheets, in millimeters, 0 to 30
    #[arg(long, default_value_t = 5.0, value_name = "MM", requires = "tile")]
    tile_margin: f64,
    /// Keep words in an SVG as text, for programs that have the fonts
    #[arg(long)]
    svg_text: bool,
    /// Write the whole map into a PNG, with all its notes and pictures, so that the picture opens as a map again
    #[arg(long, conflicts_with = "tile")]
    embed_map: bool,
    /// How many strips below each other: auto, fit (one), or a number
    #[arg(long, default_value = "auto", value_name = "NUMBER", value_parser = rows)]
    rows: Rows,
    /// Write the slides of the map's story, 16 : 9, one scene a page: a .pdf, or pictures in a folder
    #[arg(long, conflicts_with_all = ["tile", "bleed", "marks", "embed_map", "distance", "svg_text"])]
    story: bool,
    /// Write the speaker's notes below each slide
    #[arg(long, requires = "story")]
    notes: bool,
    /// light, ink-saving, dark, high-contrast or gray
    #[arg(long, default_value = "light", value_name = "NAME")]
    theme: PrintTheme,
    /// How many lines stand evenly behind curves, 3 to 11; the neutral one always does
    #[arg(long, default_value_t, value_name = "NUMBER")]
    guides: Guides,
    /// Order the lanes as a service blueprint with its three lines; `no` shows a blueprint as a journey map
    #[arg(long, value_name = "YES|NO", num_args = 0..=1, require_equals = true, default_missing_value = "yes",
        value_parser = arrangement)]
    blueprint: Option<Arrangement>,
    /// From how far it is read, in meters: tells what is too small [default: 0.5 up to A3, 1.2 for larger]
    #[arg(long, value_name = "METERS", value_parser = distance)]
    distance: Option<f64>,
    #[command(flatten)]
    excerpt: ExcerptArguments,
    #[command(flatten)]
    subject: SubjectArguments,
    /// Which of several Mermaid journeys in a text, counted from 1
    #[arg(long, value_name = "NUMBER")]
    nth: Option<usize>,
    /// Replace a file that exists
    #[arg(long)]
    overwrite: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    if archive::is_wanted(&arguments.output) {
        return archive::write(arguments);
    }
    if arguments.story {
        return story::run(arguments);
    }
    if let Some(format) = AnyFormat::text(arguments.format, &arguments.output)? {
        text::run(arguments, format)?;
        return Ok(ExitCode::SUCCESS);
    }
    let wish = Wish {
        maps: &arguments.maps,
        output: &arguments.output,
        format: arguments.poster_format(),
        is_tiled: arguments.tile.is_some(),
    };
    let targets = wish.targets()?;
    if let Some(against) = arguments.subject.against() {
        output::check_not_same(against, &arguments.output)?;
    }
    wish.make_folder()?;
    let mut shaper = Shaper::new(SystemFonts::Used);
    let stop = stopped_by_signal()?;
    for (map, target) in arguments.maps.iter().zip(&targets) {
        arguments.export(map, target, &mut shaper, &stop)?;
    }
    Ok(ExitCode::SUCCESS)
}

impl Arguments {
    fn poster_format(&self) -> Option<Format> {
        match self.format? {
            AnyFormat::Poster(format) => Some(format),
            AnyFormat::Text(_) => None,
        }
    }

    /// Refuses what only a poster has.
    fn refuse_paper(&self) -> Result<(), Failure> {
        let given = [
            ("--bleed", self.bleed > 0.0),
            ("--marks", self.marks),
            ("--tile", self.tile.is_some()),
            ("--svg-text", self.svg_text),
            ("--embed-map", self.embed_map),
            ("--distance", self.distance.is_some()),
            ("--dpi", self.dpi.is_some()),
            ("--guides", self.guides != Guides::default()),
            ("--blueprint", self.blueprint.is_some()),
            ("--lanes, --stages and --personas", !self.excerpt.is_of_everything()),
            ("--delta, --against and --roadmap", self.subject.is_given()),
        ];
        match given.into_iter().find(|(_, is_given)| *is_given) {
            None => Ok(()),
            Some((option, _)) => {
                let text = format!("{}: {option} is for posters, and this is text", self.output.display());
                Err(Failure::new(text, format!("leave {option} out")))
            }
        }
    }

    fn export(&self, map: &Path, target: &Target, shaper: &mut Shaper, stop: &AtomicBool) -> Result<(), Failure> {
        let source = source::open(map, self.nth)?;
        let options = self.options(map, &source)?;
        let poster = Poster::compose(&source.map, &source.pictures, &options, shaper);
        let poster = poster.map_err(|error| failure(&error))?;
        match self.distance {
            Some(distance_m) => legibility::tell_what_helps(&source, &options, &poster, distance_m, shaper),
            None => legibility::tell_what_is_too_small(&poster, usual_distance_m(self.paper)),
        }
        for missing in &shaper.missing(&poster.scene.text(), &source.map.language) {
            let (text, hint) = picture::describe(missing);
            output::note(&format!("{}: warning: {text}\nhint: {hint}", map.display()));
        }
        let title = options.subject.title(&source.map);
        let tiling = self.tiling(&poster.plan)?;
        let progress = output::Progress::new("Drawing");
        let run =
            Run { overwrite: self.overwrite, workers: None, cancel: stop, progress: &|share| progress.show(share) };
        let pages = match &tiling {
            Some(tiling) => tiling.pages(&poster.scene, &poster.plan, &title, shaper),
            None => vec![poster.plan.page(&poster.scene)],
        };
        let carried = self.carried(&source, target)?;
        let about = About {
            title: &title,
            language: &source.map.language,
            map: carried.as_deref(),
            is_svg_text: self.svg_text,
        };
        let written = write(&pages, &about, target, &run);
        drop(progress);
        let bytes = written.map_err(|error| failure(&error))?;
        let summary = summary(target, self.paper, &poster.plan, tiling.as_ref(), bytes);
        match target {
            // What is read from there is the poster alone.
            Target::Output(_) => output::note(&summary),
            Target::File(..) | Target::Sheets(..) => output::line(&summary)?,
        }
        Ok(())
    }

    fn options(&self, path: &Path, source: &Source) -> Result<PosterOptions, Failure> {
        let settings = PosterSettings {
            orientation: self.orientation,
            margin_mm: self.margin,
            dpi: self.dpi.unwrap_or(self.paper.usual_dpi()),
            bleed_mm: self.bleed,
            has_crop_marks: self.marks,
            ..PosterSettings::new(self.paper)
        };
        let excerpt = self.excerpt.of(&source.map)?;
        let display = Display { guides: self.guides, arrangement: self.blueprint.unwrap_or_default() };
        let subject = self.subject.of(path, &source.map)?;
        Ok(PosterOptions { settings, rows: self.rows, theme: self.theme, excerpt, display, subject })
    }

    /// The map that the picture is to carry along, and what to know about that.
    fn carried(&self, source: &Source, target: &Target) -> Result<Option<Vec<u8>>, Failure> {
        if !self.embed_map {
            return Ok(None);
        }
        if !matches!(target, Target::File(_, Format::Png) | Target::Output(Format::Png)) {
            return Err(Failure::new("only a PNG can hold the map", "leave --embed-map out, or write a PNG"));
        }
        let pictures = match source.files.len() {
            0 => String::new(),
            count => format!(" and {}", output::counted(count, "picture", "pictures")),
        };
        output::note(&format!("note: whoever has the picture has the whole map, with all its notes{pictures}"));
        archive::packed(source).map(Some)
    }

    fn tiling(&self, plan: &Plan) -> Result<Option<Tiling>, Failure> {
        let Some(paper) = self.tile else { return Ok(None) };
        let settings = TileSettings { paper, overlap_mm: self.overlap, margin_mm: self.tile_margin };
        Tiling::new(plan, &settings).map(Some).map_err(|error| failure(&error))
    }
}

/// Writes a poster to where it goes and returns the bytes.
fn write(pages: &[Page<'_>], about: &About<'_>, target: &Target, run: &Run<'_>) -> Result<u64, ExportError> {
    match target {
        Target::File(path, format) => export::to_file(pages, *format, about, path, run),
        Target::Sheets(folder, stem) => export::to_folder(pages, stem, folder, run),
        Target::Output(format) => {
            let mut out = Counted { out: BufWriter::new(io::stdout().lock()), bytes: 0 };
            export::to_writer(pages, *format, about, &mut out, run)?;
            out.flush()?;
            Ok(out.bytes)
        }
    }
}

/// An output that counts what goes through it.
struct Counted<W> {
    out: W,
    bytes: u64,
}

impl<W: io::Write> io::Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.out.write(bytes)?;
        self.bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Reads how many strips there are to be.
fn rows(text: &str) -> Result<Rows, String> {
    match text.trim().to_lowercase().as_str() {
        "auto" => Ok(Rows::Auto),
        "fit" => Ok(Rows::One),
        number => number
            .parse::<NonZeroU8>()
            .map(|number| Rows::of_number(number.get()))
            .map_err(|_| format!("`{text}` is not a number of rows; use auto, fit or a number from 1 to 255")),
    }
}

/// Reads whether the lanes stand as a blueprint.
fn arrangement(text: &str) -> Result<Arrangement, String> {
    match text.trim().to_lowercase().as_str() {
        "yes" => Ok(Arrangement::Blueprint),
        "no" => Ok(Arrangement::Journey),
        _ => Err(format!("`{text}` is neither yes nor no")),
    }
}

/// Reads a distance.
fn distance(text: &str) -> Result<f64, String> {
    let meters = text.trim().trim_end_matches('m').trim().parse().ok();
    meters
        .filter(|meters| (0.1..=20.0).contains(meters))
        .ok_or_else(|| format!("`{text}` is not a distance; use a number of meters from 0.1 to 20"))
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
fn summary(target: &Target, paper: Paper, plan: &Plan, tiling: Option<&Tiling>, bytes: u64) -> String {
    let orientation = if plan.width_mm > plan.height_mm { "landscape" } else { "portrait" };
    let place = match target {
        Target::File(path, _) => path.display().to_string(),
        Target::Sheets(folder, stem) => folder.join(format!("{stem}-*.png")).display().to_string(),
        Target::Output(_) => "standard output".to_owned(),
    };
    let mut line = format!("{place}: {paper} {orientation}, {:.0} × {:.0} mm", plan.width_mm, plan.height_mm);
    if plan.bleed_pt > 0.0 {
        line += &format!(" and {} mm bleed", (mm_from_pt(plan.bleed_pt) * 10.0).round() / 10.0);
    }
    if let Some(tiling) = tiling {
        let sheets = output::counted(tiling.sheets() as usize, "sheet", "sheets");
        line += &format!(" on {sheets} ({} across, {} down) and one that shows how", tiling.columns, tiling.rows);
    } else if matches!(target, Target::File(_, Format::Png) | Target::Output(Format::Png)) {
        line += &format!(", {} × {} pixels at {} dpi", plan.width_px, plan.height_px, plan.dpi);
    }
    line += &format!(", {:.1} MB", bytes as f64 / 1e6);
    if let Some(text) = plan.smallest_text {
        line +=
            &format!("; smallest text {:.1} pt, read in comfort from {:.1} m", text.size_pt, text.reading_distance_m);
    }
    line
}
