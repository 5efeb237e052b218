//! How long an A0 poster at 300 dpi takes, and how much memory, beside the limits of the machine and
//! a peer on the same scene: `cargo bench --bench poster`.
//!
//! Each measurement is a process of its own, so that the peak memory is that of the one thing. Times
//! are printed, never asserted.

#[path = "../common/generated.rs"]
mod generated;

use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use pathos::export::{Dpi, Format, Paper, Plan, PosterSettings, Run, to_file};

type Error = Box<dyn std::error::Error>;

/// How often each is measured; the best counts.
const ROUNDS: usize = 5;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments[..] {
        [] => compare(),
        ["pathos", folder, workers] => export(Path::new(folder), Format::Png, workers.parse().ok()),
        ["svg", folder] => export(Path::new(folder), Format::Svg, None),
        ["resvg", folder] => resvg_render(Path::new(folder)),
        _ => Err("unknown arguments; run it without any".into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Measures everything and prints a table.
fn compare() -> Result<(), Error> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
<<<<<<< HEAD
    let plan = Plan::new(&generated::scene(20, 60), &settings())?;
=======
    let plan = Plan::new(&scene(), &settings())?;
    println!("{}", contents(&scene().items));
>>>>>>> refs/heads/export
    println!(
        "A0 at 300 dpi: {} × {} px, {:.1} Mpx; about {:.1} MB expected",
        plan.width_px,
        plan.height_px,
        plan.megapixels(),
        plan.estimated_png_bytes as f64 / 1e6
    );
    let ours = best(folder, &["pathos"], "all")?;
    let png_bytes = fs::metadata(folder.join("poster.png"))?.len();
    print_row("Pathos, PNG", &ours, png_bytes);
    let one = best(folder, &["pathos"], "1")?;
    print_row("Pathos, PNG, one worker", &one, png_bytes);
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

    let peer = measure(folder, &["resvg"], "")?;
    print_row("resvg, PNG of the SVG", &peer, fs::metadata(folder.join("resvg.png"))?.len());
    println!(
        "resvg takes {:.1} × the time and {:.1} × the memory",
        peer.seconds / ours.seconds,
        peer.peak_mib / ours.peak_mib
    );
    Ok(())
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
    let status = fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no peak memory")?;
    let kib: f64 = peak.trim().trim_end_matches(" kB").trim().parse()?;
    println!("{} {}", took.as_secs_f64(), kib / 1024.0);
    Ok(())
}

fn settings() -> PosterSettings {
    PosterSettings { dpi: Dpi::FINE, ..PosterSettings::new(Paper::A0) }
}

fn export(folder: &Path, format: Format, workers: Option<NonZeroUsize>) -> Result<(), Error> {
    let scene = generated::scene(20, 60);
    let start = Instant::now();
    let plan = Plan::new(&scene, &settings())?;
    let run = Run { overwrite: true, workers, cancel: &AtomicBool::new(false), progress: &|_| {} };
    to_file(&scene, &plan, format, "A poster", &folder.join(format!("poster.{format}")), &run)?;
    report(start.elapsed())
}

/// The peer's whole way from the SVG file to a PNG file of the same size.
fn resvg_render(folder: &Path) -> Result<(), Error> {
    let start = Instant::now();
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
<<<<<<< HEAD
=======

/// A journey map's picture as it may be at most: 1,200 cards with about 82,000 letters, soft
/// shadows, icons, curves and six photos.
fn scene() -> Scene {
    const COLUMNS: usize = 30;
    const ROWS: usize = 40;
    let cell = Size::new(150.0, 82.0);
    let mut shaper = Shaper::new(SystemFonts::Ignored);
    let mut words = Words(0x2545_f491);
    let mut items = Vec::new();
    for row in 0..ROWS {
        let lane =
            Rect::from_origin_size((40.0, 200.0 + row as f64 * cell.height), (COLUMNS as f64 * cell.width, 78.0));
        let tint = if row % 2 == 0 { 0xf1_f5_fa } else { 0xfb_f7_ef };
        items.push(Item::Shape(ShapeItem::filled(Geometry::RoundRect(lane, 6.0), Color::rgb(tint))));
        for column in 0..COLUMNS {
            let origin = lane.origin() + Vec2::new(column as f64 * cell.width + 5.0, 4.0);
            items.push(card(&mut shaper, &mut words, origin));
        }
    }
    for curve in 0..5_u32 {
        items.extend(emotion_curve(curve, COLUMNS, cell.width));
    }
    for photo in 0..6_u32 {
        let rect = Rect::from_origin_size((60.0 + f64::from(photo) * 180.0, 20.0), (160.0, 160.0));
        let crop = Rect::new(0.0, 0.0, 1200.0, 1200.0);
        let bitmap = Arc::new(noise(1600, 1200, photo));
        items.push(Item::Image(ImageItem { rect, radius: 80.0, bitmap, crop, alt: String::new() }));
    }
    let size = Size::new(COLUMNS as f64 * cell.width + 80.0, 200.0 + ROWS as f64 * cell.height + 40.0);
    // Turned upright, as the measured one was.
    let size = Size::new(size.width, size.width * 1189.0 / 841.0);
    Scene { size, background: Color::WHITE, items }
}

/// How much a scene holds.
fn contents(items: &[Item]) -> String {
    fn count(items: &[Item]) -> [usize; 4] {
        items.iter().fold([0; 4], |[groups, shapes, words, letters], item| match item {
            Item::Group(group) => {
                let inside = count(&group.items);
                [groups + 1 + inside[0], shapes + inside[1], words + inside[2], letters + inside[3]]
            }
            Item::Shape(_) => [groups, shapes + 1, words, letters],
            Item::Text(text) => {
                let glyphs: usize = text.paragraph.runs.iter().map(|run| run.glyphs.len()).sum();
                [groups, shapes, words + text.paragraph.text.split_whitespace().count(), letters + glyphs]
            }
            Item::Image(_) => [groups, shapes, words, letters],
        })
    }
    let [groups, shapes, words, letters] = count(items);
    format!("{groups} cards, {shapes} shapes, {words} words, {letters} letters")
}

fn card(shaper: &mut Shaper, words: &mut Words, origin: Point) -> Item {
    let rect = Rect::from_origin_size(origin, (138.0, 70.0));
    let mut items = Vec::new();
    for spread in 1..=6 {
        let shadow = rect.inflate(f64::from(spread) * 0.6, f64::from(spread) * 0.6) + Vec2::new(0.0, 1.2);
        items.push(Item::Shape(ShapeItem::filled(Geometry::RoundRect(shadow, 6.0), Color::BLACK.with_alpha(7))));
    }
    items.push(Item::Shape(ShapeItem {
        geometry: Geometry::RoundRect(rect, 5.0),
        fill: Some(Color::WHITE),
        stroke: Some(Stroke::new(Color::rgb(0xc8_cf_d8), 0.75)),
    }));
    let icon = Icon::ALL[words.next_number(Icon::ALL.len())];
    let icon_rect = Rect::from_origin_size(rect.origin() + Vec2::new(118.0, 6.0), (14.0, 14.0));
    items.push(Item::Shape(ShapeItem::filled(Geometry::Icon(icon, icon_rect), Color::rgb(0x1f_5f_a8))));
    items.push(text(shaper, &words.sentence(2), 9.0, Weight::Bold, rect.origin() + Vec2::new(6.0, 5.0), 108.0));
    items.push(text(shaper, &words.sentence(8), 7.5, Weight::Regular, rect.origin() + Vec2::new(6.0, 20.0), 126.0));
    Item::Group(Group::new(None, items))
}

fn text(shaper: &mut Shaper, text: &str, size_pt: f64, weight: Weight, origin: Point, width: f64) -> Item {
    let direction = Direction::LeftToRight;
    let style = TextStyle { size_pt, line_height: 1.25, weight, italic: false, align: Align::Start, direction };
    let paragraph = shaper.paragraph(text, style, Some(width), "en");
    Item::Text(TextItem { paragraph, origin, color: Color::rgb(0x20_26_30) })
}

/// A curve over all columns with a point in each.
fn emotion_curve(number: u32, columns: usize, step: f64) -> Vec<Item> {
    let color = [0x00_72_b2, 0xd5_5e_00, 0x00_9e_73, 0xcc_79_a7, 0x56_b4_e9][number as usize % 5];
    let point = |column: usize| {
        let phase = column as f64 * 0.9 + f64::from(number);
        Point::new(115.0 + column as f64 * step, 3800.0 + 300.0 * f64::from(number) + 120.0 * phase.sin())
    };
    let mut path = BezPath::new();
    path.move_to(point(0));
    for column in 1..columns {
        let (from, to) = (point(column - 1), point(column));
        let reach = Vec2::new(step / 2.0, 0.0);
        path.curve_to(from + reach, to - reach, to);
    }
    let dash = [Dash::Solid, Dash::Dashed, Dash::Dotted, Dash::DashDot][number as usize % 4];
    let stroke = Stroke { color: Color::rgb(color), width: 2.5, dash, round: true };
    let line = ShapeItem::stroked(Geometry::path(path), stroke);
    let dots = (0..columns)
        .map(|column| ShapeItem::filled(Geometry::Circle(Circle::new(point(column), 5.0)), Color::rgb(color)));
    std::iter::once(line).chain(dots).map(Item::Shape).collect()
}

/// Something as hard to deflate as a photo.
fn noise(width: u32, height: u32, seed: u32) -> Bitmap {
    let mut words = Words(seed + 1);
    let mut rgba = Vec::with_capacity(width as usize * height as usize * 4);
    for y in 0..height {
        for x in 0..width {
            let grain = words.next_number(16) as u32;
            let level = |a: u32, length: u32| (a * 200 / length + grain) as u8;
            rgba.extend([level(x, width), level(y, height), level(x + y, width + height), 255]);
        }
    }
    Bitmap { width, height, rgba }
}

/// The same words on every run.
struct Words(u32);

impl Words {
    fn next_number(&mut self, below: usize) -> usize {
        // Xorshift (Marsaglia 2003).
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as usize % below
    }

    fn sentence(&mut self, count: usize) -> String {
        const WORDS: [&str; 24] = [
            "customer",
            "waits",
            "for",
            "answer",
            "from",
            "support",
            "about",
            "delivery",
            "payment",
            "fails",
            "again",
            "finds",
            "product",
            "compares",
            "prices",
            "online",
            "asks",
            "friend",
            "signs",
            "contract",
            "gets",
            "confirmation",
            "by",
            "e-mail",
        ];
        (0..count).map(|_| WORDS[self.next_number(WORDS.len())]).collect::<Vec<_>>().join(" ")
    }
}
>>>>>>> refs/heads/export
