//! How long an A0 poster takes, and how much memory, beside the limits of the machine and a peer on
//! the same scene: `cargo bench --bench poster`.
//!
//! Each measurement is a process of its own, from its start: ours opens the map, composes it for the
//! sheet and writes the file; the peer opens the SVG of the very same scene. So the peak memory is that
//! of the one thing. Times are printed, never asserted.

#[path = "../common/generated.rs"]
mod generated;

use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use pathos::export::{About, Dpi, Format, Paper, PosterSettings, Run, to_file};
use pathos::poster::{Poster, PosterOptions};
use pathos::store::{load, to_ron};
use pathos::text::{Shaper, SystemFonts};

type Error = Box<dyn std::error::Error>;

/// How often each is measured; the best counts.
const ROUNDS: usize = 5;

fn main() -> ExitCode {
    let start = Instant::now();
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = run(start, &arguments);
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(start: Instant, arguments: &[&str]) -> Result<(), Error> {
    match arguments[..] {
        [] => compare(),
        ["pathos", folder, workers] => export(start, Path::new(folder), Format::Png, Dpi::FINE, workers.parse().ok()),
        ["fine", folder] => export(start, Path::new(folder), Format::Png, Dpi::new(600)?, NonZeroUsize::new(2)),
        ["pdf", folder] => export(start, Path::new(folder), Format::Pdf, Dpi::FINE, None),
        ["svg", folder] => export(start, Path::new(folder), Format::Svg, Dpi::FINE, None),
        ["compose", folder] => compose(Path::new(folder), Dpi::FINE).and_then(|_| report(start.elapsed())),
        ["resvg", folder] => resvg_render(start, Path::new(folder)),
        _ => Err("unknown arguments; run it without any".into()),
    }
}

/// Measures everything and prints a table.
fn compare() -> Result<(), Error> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    fs::write(folder.join("map.ron"), to_ron(&generated::map(20, 60)))?;
    let plan = compose(folder, Dpi::FINE)?.plan;
    println!(
        "A0 at 300 dpi: {} × {} px, {:.1} Mpx; about {:.1} MB expected",
        plan.width_px,
        plan.height_px,
        plan.megapixels(),
        plan.estimated_png_bytes as f64 / 1e6
    );
    let ours = best(folder, &["pathos"], "2")?;
    let png_bytes = fs::metadata(folder.join("poster.png"))?.len();
    print_row("Pathos, PNG, two workers", &ours, png_bytes);
    let one = best(folder, &["pathos"], "1")?;
    print_row("Pathos, PNG, one worker", &one, png_bytes);
    let fine = best(folder, &["fine"], "")?;
    print_row("Pathos, PNG, 600 dpi, two", &fine, fs::metadata(folder.join("poster.png"))?.len());
    let composed = best(folder, &["compose"], "")?;
    print_row("opening and composing", &composed, fs::metadata(folder.join("map.ron"))?.len());
    println!(
        "{:<26} {:>7.0} % of the PNG's time",
        "which is the serial share",
        composed.seconds / ours.seconds * 100.0
    );
    let pdf = best(folder, &["pdf"], "")?;
    print_row("Pathos, PDF", &pdf, fs::metadata(folder.join("poster.pdf"))?.len());
    let svg = best(folder, &["svg"], "")?;
    print_row("Pathos, SVG", &svg, fs::metadata(folder.join("poster.svg"))?.len());

    let raw = vec![0x5a_u8; plan.width_px as usize * plan.height_px as usize * 3];
    let copy = fastest(|| {
        drop(std::hint::black_box(raw.clone()));
        Ok(())
    })?;
    println!("{:<26} {:>7.3} s", "copying the raw pixels", copy.as_secs_f64());
    let written = fastest(|| Ok(fs::write(folder.join("raw"), &raw)?))?;
    println!("{:<26} {:>7.3} s", "writing the raw pixels", written.as_secs_f64());
    drop(raw);

    against_resvg(folder)?;
    let others: [(&str, &[&str]); 2] = [
        ("rsvg-convert", &["-d", "300", "-p", "300", "poster.svg", "-o", "other.png"]),
        ("inkscape", &["poster.svg", "--export-type=png", "--export-dpi=300", "--export-filename=other.png"]),
    ];
    for (name, arguments) in others {
        match program(name, arguments, folder)? {
            Some(figures) => {
                print_row(&format!("{name}, PNG of the SVG"), &figures, fs::metadata(folder.join("other.png"))?.len());
            }
            None => println!("{name} is not installed"),
        }
    }
    Ok(())
}

/// Ours and resvg in turn, so that both meet the machine as it is, and what they take of each other, round by
/// round.
fn against_resvg(folder: &Path) -> Result<(), Error> {
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let png = measure(folder, &["pathos"], "2")?;
        let pdf = measure(folder, &["pdf"], "")?;
        let peer = measure(folder, &["resvg"], "")?;
        rounds.push((peer.seconds / png.seconds, peer.seconds / pdf.seconds, peer));
    }
    let peer = rounds.iter().map(|(_, _, peer)| peer).min_by(|a, b| a.seconds.total_cmp(&b.seconds));
    if let Some(peer) = peer {
        print_row("resvg, PNG of the SVG", peer, fs::metadata(folder.join("resvg.png"))?.len());
    }
    let middle = |mut ratios: Vec<f64>| {
        ratios.sort_by(f64::total_cmp);
        (ratios[0], ratios[ratios.len() / 2], ratios[ratios.len() - 1])
    };
    let png = middle(rounds.iter().map(|(png, _, _)| *png).collect());
    let pdf = middle(rounds.iter().map(|(_, pdf, _)| *pdf).collect());
    println!(
        "resvg takes {:.1} × the time of our PNG in the middle of {ROUNDS} rounds ({:.1}–{:.1}; limit 12)",
        png.1, png.0, png.2
    );
    println!("and {:.0} × that of our PDF ({:.0}–{:.0}; limit 30)", pdf.1, pdf.0, pdf.2);
    Ok(())
}

/// Runs another program and watches its memory; none if it is not installed.
fn program(name: &str, arguments: &[&str], folder: &Path) -> Result<Option<Figures>, Error> {
    let start = Instant::now();
    let mut command = Command::new(name);
    command.args(arguments).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = match command.spawn() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        child => child?,
    };
    let mut most_mib: f64 = 0.0;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        most_mib = most_mib.max(peak_mib(&child.id().to_string()).unwrap_or(0.0));
        std::thread::sleep(Duration::from_millis(5));
    };
    if !status.success() {
        return Err(format!("{name} failed: {status}").into());
    }
    Ok(Some(Figures { seconds: start.elapsed().as_secs_f64(), peak_mib: most_mib }))
}

/// The most memory that a process has used so far.
fn peak_mib(process: &str) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: f64 = peak.trim().trim_end_matches(" kB").trim().parse().ok()?;
    Some(kib / 1024.0)
}

fn print_row(name: &str, figures: &Figures, bytes: u64) {
    let Figures { seconds, peak_mib } = figures;
    println!("{name:<26} {seconds:>7.3} s {peak_mib:>7.0} MiB {:>8.1} MB", bytes as f64 / 1e6);
}

/// What a process says of itself.
struct Figures {
    seconds: f64,
    peak_mib: f64,
}

fn best(folder: &Path, what: &[&str], last: &str) -> Result<Figures, Error> {
    let mut best = measure(folder, what, last)?;
    for _ in 1..ROUNDS {
        let next = measure(folder, what, last)?;
        best.seconds = best.seconds.min(next.seconds);
        best.peak_mib = best.peak_mib.max(next.peak_mib);
    }
    Ok(best)
}

/// Runs this program once more for one measurement.
fn measure(folder: &Path, what: &[&str], last: &str) -> Result<Figures, Error> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(what).arg(folder).args((!last.is_empty()).then_some(last));
    let output = command.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let text = String::from_utf8(output.stdout)?;
    let mut numbers = text.split_whitespace().map(str::parse);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(seconds)), Some(Ok(peak_mib))) => Ok(Figures { seconds, peak_mib }),
        _ => Err(format!("not two numbers: {text}").into()),
    }
}

fn fastest(mut work: impl FnMut() -> Result<(), Error>) -> Result<Duration, Error> {
    let mut fastest = Duration::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        work()?;
        fastest = fastest.min(start.elapsed());
    }
    Ok(fastest)
}

/// Tells the parent how long it took and how much memory this process has used at most.
fn report(took: Duration) -> Result<(), Error> {
    println!("{} {}", took.as_secs_f64(), peak_mib("self").ok_or("no peak memory")?);
    Ok(())
}

/// Opens the map and composes it for the sheet.
fn compose(folder: &Path, dpi: Dpi) -> Result<Poster, Error> {
    let loaded = load(&folder.join("map.ron"))?;
    let settings = PosterSettings { dpi, ..PosterSettings::new(Paper::A0) };
    let options = PosterOptions { settings, ..PosterOptions::new(Paper::A0) };
    Ok(Poster::compose(&loaded.map, &loaded.pictures, &options, &mut Shaper::new(SystemFonts::Ignored))?)
}

fn export(start: Instant, folder: &Path, format: Format, dpi: Dpi, workers: Option<NonZeroUsize>) -> Result<(), Error> {
    let Poster { scene, plan, .. } = compose(folder, dpi)?;
    let run = Run { overwrite: true, workers, cancel: &AtomicBool::new(false), progress: &|_| {} };
    let about = About { title: "A poster", language: "en", ..About::default() };
    to_file(&[plan.page(&scene)], format, &about, &folder.join(format!("poster.{format}")), &run)?;
    report(start.elapsed())
}

/// The peer's whole way from the SVG file to a PNG file of the same size.
fn resvg_render(start: Instant, folder: &Path) -> Result<(), Error> {
    let svg = fs::read(folder.join("poster.svg"))?;
    let tree = resvg::usvg::Tree::from_data(&svg, &resvg::usvg::Options::default())?;
    let dpi_scale = 300.0 / 96.0;
    let (width, height) = (tree.size().width() * dpi_scale, tree.size().height() * dpi_scale);
    let mut pixmap =
        resvg::tiny_skia::Pixmap::new(width.round() as u32, height.round() as u32).ok_or("too large for the peer")?;
    resvg::render(&tree, resvg::tiny_skia::Transform::from_scale(dpi_scale, dpi_scale), &mut pixmap.as_mut());
    fs::write(folder.join("resvg.png"), pixmap.encode_png()?)?;
    report(start.elapsed())
}
