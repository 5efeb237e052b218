//! Every format shows the same picture, also in other programs, and PDF says what it shows.
//!
//! What is not installed is skipped and counted on standard error; tests/run.sh installs all of it.

#[path = "common/every_item.rs"]
mod every_item;

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::AtomicBool;

use image::RgbImage;
use pathos::export::{About, Dpi, Format, Orientation, Paper, Plan, PosterSettings, Run, to_file};
use pathos::poster::{Poster, PosterOptions};
use pathos::scene::Scene;
use pathos::text::{Shaper, SystemFonts};
use tempfile::TempDir;

const DPI: u16 = 100;
/// How many pixels poppler draws on each side of one of ours.
const FINER: u32 = 3;
/// The largest difference in the mean of a square; a word that is missing makes three times as much.
const TOLERANCE: f64 = 16.0;
static NEVER: AtomicBool = AtomicBool::new(false);

/// The same poster in every format.
struct Files(TempDir);

impl Files {
    fn write(scene: &Scene, plan: &Plan, about: &About<'_>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for format in Format::ALL {
            let run = Run { overwrite: false, workers: None, cancel: &NEVER, progress: &|_| {} };
            let path = folder.path().join(format!("poster.{format}"));
            to_file(&[plan.page(scene)], format, about, &path, &run).expect("a file");
        }
        Self(folder)
    }

    /// A sample of this name on A3, with the bundled fonts alone.
    fn of_sample(name: &str) -> Self {
        Self::of_sample_on(name, settings(Paper::A3))
    }

    fn of_sample_on(name: &str, settings: PosterSettings) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
        let loaded = pathos::store::load(&path).unwrap_or_else(|error| panic!("{error}"));
        let options = PosterOptions { settings, ..PosterOptions::new(settings.paper) };
        let mut shaper = Shaper::new(SystemFonts::Ignored);
        let poster = Poster::compose(&loaded.map, &loaded.pictures, &options, &mut shaper).expect("a poster");
        let about = About { title: &loaded.map.title, language: &loaded.map.language, ..About::default() };
        Self::write(&poster.scene, &poster.plan, &about)
    }

    fn of_every_item() -> Self {
        let scene = every_item::scene();
        let plan = Plan::new(&scene, &settings(Paper::A4)).expect("a plan");
        Self::write(&scene, &plan, &About { title: "Every item", language: "en", ..About::default() })
    }

    fn bytes(&self, format: Format) -> Vec<u8> {
        std::fs::read(self.0.path().join(format!("poster.{format}"))).expect("the file is there")
    }

    fn picture(&self, name: &str) -> RgbImage {
        image::open(self.0.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}")).to_rgb8()
    }

    /// Runs a program in the folder; none if it is not installed.
    fn run(&self, program: &str, arguments: &[&str]) -> Option<String> {
        let output = match Command::new(program).args(arguments).current_dir(&self.0).output() {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
            output => output.expect("it runs"),
        };
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// In finer pixels, as it moves letters to whole ones.
    fn by_poppler(&self) -> Option<RgbImage> {
        let dpi = (u32::from(DPI) * FINER).to_string();
        self.run("pdftocairo", &["-r", &dpi, "-singlefile", "-png", "poster.pdf", "poppler"])?;
        Some(self.picture("poppler.png"))
    }

    fn by_rsvg(&self) -> Option<RgbImage> {
        let dpi = DPI.to_string();
        self.run("rsvg-convert", &["-d", &dpi, "-p", &dpi, "poster.svg", "-o", "rsvg.png"])?;
        Some(self.picture("rsvg.png"))
    }

    fn by_inkscape(&self) -> Option<RgbImage> {
        let dpi = format!("--export-dpi={DPI}");
        self.run("inkscape", &["poster.svg", "--export-type=png", &dpi, "--export-filename=inkscape.png"])?;
        Some(self.picture("inkscape.png"))
    }

    fn by_resvg(&self) -> RgbImage {
        let mut options = resvg::usvg::Options::default();
        options.fontdb_mut().load_fonts_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts"));
        let svg = self.bytes(Format::Svg);
        let tree = resvg::usvg::Tree::from_data(&svg, &options).expect("valid SVG");
        let size = self.picture("poster.png");
        let mut pixmap = resvg::tiny_skia::Pixmap::new(size.width(), size.height()).expect("a size");
        // Its millimeters are 96 to the inch.
        let scale = f32::from(DPI) / 96.0;
        resvg::render(&tree, resvg::tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
        let picture = image::RgbaImage::from_raw(pixmap.width(), pixmap.height(), pixmap.take()).expect("its size");
        image::DynamicImage::from(picture).to_rgb8()
    }
}

fn settings(paper: Paper) -> PosterSettings {
    PosterSettings { dpi: Dpi::new(DPI).expect("a resolution"), ..PosterSettings::new(paper) }
}

/// The largest difference of the mean color of squares, in levels, and where that is. Programs round
/// edges differently, each within a pixel; what is missing or elsewhere shows in a whole square. The
/// second picture has `finer` pixels on each side of one of the first.
fn difference(a: &RgbImage, b: &RgbImage, finer: u32) -> (f64, (u32, u32)) {
    const SIDE: u32 = 8;
    let is_near = |a: u32, b: u32| (a * finer).abs_diff(b) <= finer;
    assert!(is_near(a.width(), b.width()) && is_near(a.height(), b.height()), "the same size");
    let mean = |picture: &RgbImage, (x, y): (u32, u32), side: u32| {
        let mut sums = [0_u32; 3];
        for pixel in (0..side * side).map(|n| picture.get_pixel(x * side + n % side, y * side + n / side)) {
            sums.iter_mut().zip(pixel.0).for_each(|(sum, level)| *sum += u32::from(level));
        }
        sums.map(|sum| f64::from(sum) / f64::from(side * side))
    };
    let columns = a.width().min(b.width() / finer) / SIDE;
    let rows = a.height().min(b.height() / finer) / SIDE;
    let squares = (0..rows).flat_map(|y| (0..columns).map(move |x| (x, y)));
    let differences = squares.map(|at| {
        let pairs = mean(a, at, SIDE).into_iter().zip(mean(b, at, SIDE * finer));
        (pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max), (at.0 * SIDE, at.1 * SIDE))
    });
    differences.max_by(|a, b| a.0.total_cmp(&b.0)).expect("a square")
}

#[track_caller]
fn check_agreement(files: &Files) {
    let expected = files.picture("poster.png");
    let others = [
        ("poppler-utils", files.by_poppler(), FINER),
        ("librsvg2-bin", files.by_rsvg(), 1),
        ("inkscape", files.by_inkscape(), 1),
        ("resvg", Some(files.by_resvg()), 1),
    ];
    for (name, picture, finer) in others {
        let Some(picture) = picture else {
            skip(name);
            continue;
        };
        let (levels, at) = difference(&expected, &picture, finer);
        assert!(levels < TOLERANCE, "{name}: {levels:.1} levels at {at:?}");
    }
}

/// Tells what was not looked at, also where a test's own output is kept back.
fn skip(package: &str) {
    let _ = writeln!(std::io::stderr(), "skipped 1 check: {package} is not installed");
}

#[test]
fn every_item_looks_the_same_in_every_format() {
    check_agreement(&Files::of_every_item());
}

#[test]
fn bleed_and_crop_marks_look_the_same_in_every_format() {
    let scene = every_item::scene();
    let settings = PosterSettings { bleed_mm: 4.0, has_crop_marks: true, ..settings(Paper::A4) };
    let plan = Plan::new(&scene, &settings).expect("a plan");
    let files = Files::write(&scene, &plan, &About { title: "Bleed", language: "", ..About::default() });
    check_agreement(&files);
    let bytes = files.bytes(Format::Pdf);
    // 10 mm around the sheet for the marks, 4 of them bleed.
    for part in ["/MediaBox[0 0 898.58", "/BleedBox[17.007", "/TrimBox[28.346"] {
        assert!(String::from_utf8_lossy(&bytes).contains(part), "{part}");
    }
}

#[test]
fn samples_look_the_same_in_every_format() {
    for name in ["retail-bicycle.ron", "clinic-ar.ron"] {
        check_agreement(&Files::of_sample(name));
    }
}

#[test]
fn the_other_samples_look_the_same_on_a_small_sheet_either_way() {
    let names = ["hospital-outpatient", "hotel-blueprint", "onboarding-current", "onboarding-future", "station-ja"];
    for (n, name) in names.into_iter().enumerate() {
        let orientation = if n % 2 == 0 { Orientation::Portrait } else { Orientation::Landscape };
        let settings = PosterSettings { orientation, ..settings(Paper::A4) };
        check_agreement(&Files::of_sample_on(&format!("{name}.ron"), settings));
    }
}

#[test]
fn the_comparison_finds_a_missing_word() {
    let mut scene = every_item::scene();
    let plan = Plan::new(&scene, &settings(Paper::A4)).expect("a plan");
    let whole = pathos::export::render_rgba(&scene, plan.scale, scene.size.to_rect());
    scene.items.pop();
    let without = pathos::export::render_rgba(&scene, plan.scale, scene.size.to_rect());
    let rgb = |picture: pathos::picture::Bitmap| {
        let picture = image::RgbaImage::from_raw(picture.width, picture.height, picture.rgba).expect("its size");
        image::DynamicImage::from(picture).to_rgb8()
    };
    assert!(difference(&rgb(whole), &rgb(without), 1).0 > 2.0 * TOLERANCE);
}

#[test]
fn a_plan_tells_about_how_large_a_file_becomes() {
    for name in ["retail-bicycle.ron", "clinic-ar.ron"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
        let loaded = pathos::store::load(&path).unwrap_or_else(|error| panic!("{error}"));
        let options = PosterOptions { settings: settings(Paper::A3), ..PosterOptions::new(Paper::A3) };
        let mut shaper = Shaper::new(SystemFonts::Ignored);
        let poster = Poster::compose(&loaded.map, &loaded.pictures, &options, &mut shaper).expect("a poster");
        let about = About { title: &loaded.map.title, language: &loaded.map.language, ..About::default() };
        let files = Files::write(&poster.scene, &poster.plan, &about);
        for format in Format::ALL {
            let (bytes, told) = (files.bytes(format).len() as f64, poster.plan.estimated_bytes(format) as f64);
            assert!((0.5..=2.0).contains(&(told / bytes)), "{name}: {told} bytes of {format} and not {bytes}");
        }
    }
}

/// What a reader finds and copies, without the marks that say in which direction it runs.
fn copied(files: &Files) -> Option<String> {
    let text = files.run("pdftotext", &["poster.pdf", "-"])?;
    Some(text.replace(['\u{202a}', '\u{202b}', '\u{202c}'], "").replace('\n', " "))
}

#[test]
fn text_in_a_pdf_can_be_searched_and_copied_in_every_script() {
    let check = |files: &Files, words: &[&str]| {
        let Some(text) = copied(files) else { return skip("poppler-utils") };
        for word in words {
            assert!(text.contains(word), "{word} is not in\n{text}");
        }
    };
    check(&Files::of_every_item(), &["Find a bicycle & try it", "Überall", "رحلة العميل", "לפני הקנייה", "यात्रा"]);
    check(
        &Files::of_sample("clinic-ar.ron"),
        &["زيارة عيادة الأسنان", "لا أخاف من الألم", "ابتسامة بلا خوف لكل أفراد الأسرة"],
    );
    check(&Files::of_sample("retail-bicycle.ron"), &["Buying a bicycle", "Moment of truth: 7 of 10", "Nora Feld"]);
}

#[test]
fn a_pdf_says_what_it_is() {
    let files = Files::of_sample("retail-bicycle.ron");
    let bytes = files.bytes(Format::Pdf);
    let text = String::from_utf8_lossy(&bytes);
    for part in [
        "/Title(Buying a bicycle)",
        "/Lang(en)",
        "/MediaBox[0 0 1190.5511 841.8898]",
        "/TrimBox[0 0 1190.5511 841.8898]",
        "/BleedBox[0 0 1190.5511 841.8898]",
        "/Title(Discover)",
        "/Title(Ride)",
        "/ToUnicode",
        "+Inter-Bold",
    ] {
        assert!(text.contains(part), "{part}");
    }
    assert_eq!(text.matches("/Title(").count(), 6, "the title and five stages, each once");
    assert!(bytes.len() < 400_000, "only the letters that are used: {} bytes", bytes.len());
    assert!(bytes == Files::of_sample("retail-bicycle.ron").bytes(Format::Pdf), "it is the same each time");
}

#[test]
fn svg_text_stands_where_the_outlines_stand() {
    let scene = every_item::scene();
    let plan = Plan::new(&scene, &settings(Paper::A4)).expect("a plan");
    let about = About { title: "Text", is_svg_text: true, ..About::default() };
    let files = Files::write(&scene, &plan, &about);
    let text = String::from_utf8(files.bytes(Format::Svg)).expect("UTF-8");
    for part in
        [">Find a bicycle &amp; try it</text>", "العميل", "font-family=\"'Inter', sans-serif\"", "font-weight=\"400\""]
    {
        assert!(text.contains(part), "{part}");
    }
    assert!(!text.contains("id=\"g0\""), "no outlines of letters");
    let (levels, at) = difference(&files.picture("poster.png"), &files.by_resvg(), 1);
    assert!(levels < TOLERANCE, "{levels:.1} levels at {at:?}");
}

#[test]
fn an_svg_names_every_card() {
    let files = Files::of_sample("retail-bicycle.ron");
    let text = String::from_utf8(files.bytes(Format::Svg)).expect("UTF-8");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/retail-bicycle.ron");
    let map = pathos::store::load(&path).unwrap_or_else(|error| panic!("{error}")).map;
    let cards: Vec<_> =
        map.cards.iter().filter(|card| text.contains(&format!("<g id=\"card-{}\">", card.id))).collect();
    assert!(cards.len() > 40, "{} cards", cards.len());
    for card in cards {
        assert!(
            text.contains(&format!("<title>{}</title>", card.title.replace('&', "&amp;").replace('"', "&quot;"))),
            "{}",
            card.title
        );
    }
    assert!(text.matches("<desc>").count() > 20);
}
