//! Pictures on paper: what the files hold, and what is left when there is none.

#[path = "common/every_item.rs"]
mod every_item;

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use pathos::color::Color;
use pathos::export::{
    About, Dpi, ExportError, Format, Orientation, Paper, Plan, PosterSettings, Run, TileSettings, Tiling, render_rgba,
    to_file, to_folder,
};
use pathos::geom::{Line, Point, Rect, Size};
use pathos::scene::{Geometry, Item, Scene, ShapeItem, Stroke};

use pathos::text::{Shaper, SystemFonts};

use every_item::scene;

static NEVER: AtomicBool = AtomicBool::new(false);
const ABOUT: About<'static> = About { title: "A & B", language: "en", map: None, is_svg_text: false };
const RUN: Run<'static> = Run { overwrite: false, workers: NonZeroUsize::new(2), cancel: &NEVER, progress: &|_| {} };

fn settings(paper: Paper, dpi: u16) -> PosterSettings {
    PosterSettings { dpi: Dpi::new(dpi).expect("a resolution"), ..PosterSettings::new(paper) }
}

fn export(scene: &Scene, settings: &PosterSettings, format: Format, run: &Run<'_>) -> Result<Vec<u8>, ExportError> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("poster");
    let plan = Plan::new(scene, settings)?;
    let result = to_file(&[plan.page(scene)], format, &ABOUT, &path, run);
    assert_eq!(names(folder.path()).len(), usize::from(result.is_ok()), "nothing else is left behind");
    let bytes = result?;
    let file = std::fs::read(path).expect("the file is there");
    assert_eq!(file.len() as u64, bytes);
    Ok(file)
}

fn png(scene: &Scene, settings: &PosterSettings) -> Vec<u8> {
    export(scene, settings, Format::Png, &RUN).expect("a file")
}

fn names(folder: &Path) -> BTreeSet<std::ffi::OsString> {
    std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect()
}

/// The largest difference of two pictures of one size, in levels of a channel.
fn difference(a: &image::RgbaImage, b: &image::RgbaImage) -> u8 {
    assert_eq!(a.dimensions(), b.dimensions());
    a.as_raw().iter().zip(b.as_raw()).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or_default()
}

fn decoded(png: &[u8]) -> image::RgbaImage {
    image::load_from_memory_with_format(png, image::ImageFormat::Png).expect("a valid PNG").to_rgba8()
}

/// The data of a chunk.
fn chunk<'a>(png: &'a [u8], kind: &[u8; 4]) -> &'a [u8] {
    let at = png.windows(4).position(|bytes| bytes == kind).expect("the chunk");
    let length = u32::from_be_bytes(png[at - 4..at].try_into().expect("four bytes"));
    &png[at + 4..at + 4 + length as usize]
}

#[test]
fn a_file_shows_the_scene_on_its_paper() {
    let scene = scene();
    // 842 pixels high: four bands.
    let settings = PosterSettings { orientation: Orientation::Portrait, ..settings(Paper::A4, 72) };
    let plan = Plan::new(&scene, &settings).expect("a plan");
    let on_paper = plan.sheet_from_scene().inverse().transform_rect_bbox(Rect::new(
        0.0,
        0.0,
        f64::from(plan.width_px),
        f64::from(plan.height_px),
    ));
    let whole = render_rgba(&scene, plan.scale, on_paper);
    let picture = decoded(&png(&scene, &settings));
    let expected = image::RgbaImage::from_raw(whole.width, whole.height, whole.rgba).expect("its size");
    assert!(difference(&picture, &expected) <= 1);
    let colors: BTreeSet<_> = picture.pixels().map(|pixel| pixel.0).collect();
    assert!(colors.len() > 200, "it shows something: {} colours", colors.len());
    assert_eq!(picture.get_pixel(3, 3).0, [0xfa, 0xfa, 0xf5, 255]);
}

#[test]
fn what_reaches_beyond_the_scene_is_cut_off() {
    let picture = decoded(&png(&scene(), &settings(Paper::A4, 72)));
    // The red circle at the lower right corner would reach into the margin.
    let red = |x: u32, y: u32| picture.get_pixel(x, y).0[..3] == [0xd0, 0x30, 0x30];
    let (width, height) = picture.dimensions();
    let reach = (0..width).rev().find(|&x| (0..height).any(|y| red(x, y))).expect("a red circle");
    assert!(width - reach > 28, "red up to {reach} of {width}");
}

#[test]
fn size_and_resolution_are_those_of_every_paper() {
    let empty = Scene { size: Size::new(100.0, 100.0), background: Color::WHITE, items: Vec::new() };
    for paper in Paper::NAMED.into_iter().chain([Paper::custom(700.0, 100.0).expect("a size")]) {
        let file = png(&empty, &settings(paper, 40));
        let (width_mm, height_mm) = paper.size_mm();
        let pixels = |mm: f64| ((mm / 25.4 * 40.0).round() as u32).to_be_bytes();
        assert_eq!(chunk(&file, b"IHDR")[..8], [pixels(width_mm), pixels(height_mm)].concat(), "{paper}");
        assert_eq!(chunk(&file, b"pHYs"), [&1575_u32.to_be_bytes()[..], &1575_u32.to_be_bytes(), &[1]].concat());
        assert_eq!(decoded(&file).get_pixel(0, 0).0, [255; 4]);
    }
}

#[test]
fn the_file_is_the_same_for_any_number_of_workers() {
    let scene = scene();
    let file = |workers| {
        let run = Run { workers: NonZeroUsize::new(workers), ..RUN };
        export(&scene, &settings(Paper::A3, 100), Format::Png, &run).expect("a file")
    };
    let one = file(1);
    assert!(one == file(2) && one == file(3) && one == file(7) && one == file(1));
}

#[test]
fn a_picture_wider_than_a_tile_has_no_seam() {
    let paper = Paper::custom(5000.0, 20.0).expect("a size");
    let stripe = Geometry::Line(Line::new((0.0, 2.0), (5000.0, 8.0)));
    let scene = Scene {
        size: Size::new(5000.0, 10.0),
        background: Color::WHITE,
        items: vec![Item::Shape(ShapeItem::stroked(stripe, Stroke::new(Color::BLACK, 3.0)))],
    };
    let settings = PosterSettings { margin_mm: 0.0, ..settings(paper, 100) };
    let picture = decoded(&png(&scene, &settings));
    assert_eq!(picture.width(), 19_685);
    let dark = |x: u32| (0..picture.height()).map(|y| 255 - u32::from(picture.get_pixel(x, y).0[0])).sum::<u32>();
    for x in 500..19_000 {
        assert!(dark(x).abs_diff(dark(x + 1)) < 255, "at {x}: {} and {}", dark(x), dark(x + 1));
    }
}

#[test]
fn a_cancelled_export_leaves_nothing() {
    let cancel = AtomicBool::new(false);
    let progress = |share: f64| cancel.store(share > 0.3, Ordering::Relaxed);
    for format in Format::ALL {
        let run = Run { cancel: &cancel, progress: &progress, ..RUN };
        let result = export(&scene(), &settings(Paper::A3, 150), format, &run);
        assert!(matches!(result, Err(ExportError::Cancelled)), "{format}: {result:?}");
    }
}

#[test]
fn a_file_is_replaced_only_on_request() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("poster.png");
    std::fs::write(&path, "precious").expect("written");
    let scene = scene();
    let plan = Plan::new(&scene, &settings(Paper::A4, 30)).expect("a plan");
    let result = to_file(&[plan.page(&scene)], Format::Png, &ABOUT, &path, &RUN);
    assert!(matches!(&result, Err(ExportError::Exists { path: at }) if *at == path), "{result:?}");
    assert_eq!(std::fs::read(&path).expect("still there"), b"precious");

    let run = Run { overwrite: true, ..RUN };
    to_file(&[plan.page(&scene)], Format::Png, &ABOUT, &path, &run).expect("replaced");
    assert_eq!(decoded(&std::fs::read(&path).expect("there")).width(), plan.width_px);
    assert_eq!(names(folder.path()).len(), 1);
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let scene = scene();
    let plan = Plan::new(&scene, &settings(Paper::A4, 30)).expect("a plan");
    let folder = tempfile::tempdir().expect("a folder");
    for path in [folder.path().join("nowhere/poster.png"), folder.path().to_owned()] {
        let run = Run { overwrite: true, ..RUN };
        let error = to_file(&[plan.page(&scene)], Format::Png, &ABOUT, &path, &run).expect_err("no file");
        assert!(error.to_string().contains(&path.display().to_string()), "{error}");
        assert_eq!(names(folder.path()).len(), 0);
    }
}

#[test]
fn progress_runs_from_nothing_to_all() {
    let shares = std::sync::Mutex::new(Vec::new());
    let progress = |share| shares.lock().expect("no panic").push(share);
    export(&scene(), &settings(Paper::A4, 150), Format::Png, &Run { progress: &progress, ..RUN }).expect("a file");
    let shares = shares.into_inner().expect("no panic");
    assert!(
        shares.len() > 3 && shares.is_sorted() && shares[0] == 0.0 && shares[shares.len() - 1] == 1.0,
        "{shares:?}"
    );
}

#[test]
fn a_part_of_a_scene_is_drawn_at_any_scale() {
    let scene = scene();
    let part = render_rgba(&scene, 2.0, Rect::new(20.0, 20.0, 60.0, 40.0));
    assert_eq!((part.width, part.height, part.rgba.len()), (80, 40, 80 * 40 * 4));
    assert_eq!(part.rgba[..4], [0xff, 0xe0, 0xa0, 255]);
    let beyond = render_rgba(&scene, 1.0, Rect::from_origin_size(Point::new(-50.0, -50.0), (10.0, 10.0)));
    assert!(beyond.rgba.chunks(4).all(|pixel| pixel == [0xfa, 0xfa, 0xf5, 255]));
}

fn svg(scene: &Scene, settings: &PosterSettings) -> String {
    String::from_utf8(export(scene, settings, Format::Svg, &RUN).expect("a file")).expect("UTF-8")
}

#[test]
fn svg_shows_the_same_picture_as_png() {
    let (scene, settings) = (scene(), settings(Paper::A4, 72));
    let text = svg(&scene, &settings);
    let tree = resvg::usvg::Tree::from_str(&text, &resvg::usvg::Options::default()).expect("valid SVG");
    let expected = decoded(&png(&scene, &settings));
    let mut pixmap = resvg::tiny_skia::Pixmap::new(expected.width(), expected.height()).expect("a size");
    // Its millimetres are 96 to the inch.
    let scale = 72.0 / 96.0;
    resvg::render(&tree, resvg::tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let picture = image::RgbaImage::from_raw(pixmap.width(), pixmap.height(), pixmap.take()).expect("its size");

    // Two libraries round the edges of shapes differently, in some pixels and by some levels.
    let levels = picture.as_raw().iter().zip(expected.as_raw()).map(|(a, b)| u64::from(a.abs_diff(*b)));
    let (sum, far) = levels.fold((0, 0), |(sum, far), level| (sum + level, far + u64::from(level > 80)));
    let count = picture.as_raw().len() as f64;
    assert!(sum as f64 / count < 0.4, "mean difference {}", sum as f64 / count);
    assert!((far as f64) < count * 0.0001, "{far} of {count} values are far off");
}

#[test]
fn svg_says_what_it_shows() {
    let text = svg(&scene(), &settings(Paper::A3, 300));
    assert!(text.contains(" xml:lang=\"en\">"), "{}", &text[..300]);
    for part in [
        "<title>A &amp; B</title>",
        "width=\"420mm\" height=\"297mm\"",
        "viewBox=\"0 0 1190.551 841.89\"",
        "aria-label=\"Find a bicycle &amp; try it\"",
        "<title>a gradient &lt;of two colours&gt;</title>",
        "<g id=\"legend\">",
        "<use xlink:href=\"#icon-smiley\"",
        "stroke-dasharray=\"",
    ] {
        assert!(text.contains(part), "{part}");
    }
    assert!(text == svg(&scene(), &settings(Paper::A3, 300)), "it is the same each time");
}

#[test]
fn a_plan_tells_the_smallest_text() {
    let plan = Plan::new(&scene(), &settings(Paper::A0, 150)).expect("a plan");
    let smallest = plan.smallest_text.expect("some text");
    assert!((smallest.size_pt - 11.5 * plan.scale).abs() < 1e-9);
    assert!((smallest.reading_distance_m - smallest.size_pt / 20.0).abs() < 1e-9);
}

#[test]
fn a_plan_tells_about_how_large_the_file_will_be() {
    for (paper, dpi) in [(Paper::A4, 150), (Paper::A3, 300)] {
        let settings = settings(paper, dpi);
        let expected = Plan::new(&scene(), &settings).expect("a plan").estimated_png_bytes as f64;
        let ratio = png(&scene(), &settings).len() as f64 / expected;
        assert!((0.4..2.5).contains(&ratio), "{paper} at {dpi} dpi: {ratio:.2} of {expected}");
    }
}

#[test]
fn the_ground_bleeds_and_marks_stand_on_white() {
    let settings = PosterSettings { bleed_mm: 10.0, ..settings(Paper::A4, 72) };
    let bled = decoded(&png(&scene(), &settings));
    assert_eq!(bled.dimensions(), (899, 652));
    assert!([(0, 0), (898, 651)].iter().all(|(x, y)| bled.get_pixel(*x, *y).0 == [0xfa, 0xfa, 0xf5, 255]));

    let marked = decoded(&png(&scene(), &PosterSettings { has_crop_marks: true, ..settings }));
    assert_eq!(marked.dimensions(), (933, 686));
    assert_eq!(marked.get_pixel(1, 1).0, [255; 4]);
    // The bleed begins 6 mm from the edge, the sheet 16 mm.
    assert_eq!(marked.get_pixel(20, 20).0, [0xfa, 0xfa, 0xf5, 255]);
    let is_dark = |x: u32, y: u32| marked.get_pixel(x, y).0[0] < 250;
    assert!((3..17).all(|x| is_dark(x, 45)), "a mark at the left");
    assert!((3..17).all(|y| is_dark(45, y)), "a mark above");
    assert!(!is_dark(10, 30) && !is_dark(30, 10));
}

#[test]
fn sheets_show_the_poster_piece_by_piece() {
    let scene = scene();
    let plan = Plan::new(&scene, &settings(Paper::A2, 50)).expect("a plan");
    let tiling = Tiling::new(&plan, &TileSettings::new(Paper::A4)).expect("a tiling");
    let pages = tiling.pages(&scene, &plan, "A & B", &mut Shaper::new(SystemFonts::Ignored));
    assert_eq!(pages.len() as u32, tiling.sheets() + 1);
    for page in &pages {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let run = Run { overwrite: true, ..RUN };
        to_file(std::slice::from_ref(page), Format::Png, &ABOUT, file.path(), &run).expect("a picture");
        let picture = decoded(&std::fs::read(file.path()).expect("a file"));
        let pixels_from_page = page.pixels_from_page();
        let on_scene = (pixels_from_page * page.page_from_scene).inverse();
        let region = on_scene.transform_rect_bbox(Rect::new(0.0, 0.0, picture.width().into(), picture.height().into()));
        let whole = render_rgba(&scene, f64::from(picture.width()) / region.width(), region);
        // Away from the marks and the label.
        let inner = pixels_from_page.transform_rect_bbox(page.window).inset(-45.0);
        if page.page_from_scene.as_coeffs()[0] > plan.scale * 0.99 {
            for (x, y) in
                (inner.y0 as u32..inner.y1 as u32).flat_map(|y| (inner.x0 as u32..inner.x1 as u32).map(move |x| (x, y)))
            {
                let expected = &whole.rgba[((y * whole.width + x) * 4) as usize..][..4];
                let close = picture.get_pixel(x, y).0.iter().zip(expected).all(|(a, b)| a.abs_diff(*b) <= 2);
                assert!(close, "at {x}, {y}: {:?} and {expected:?}", picture.get_pixel(x, y));
            }
        }
        assert_eq!(picture.get_pixel(0, 0).0, [255; 4], "the printer's margin is white");
    }
}

#[test]
fn a_folder_holds_all_sheets_or_none() {
    let scene = scene();
    let plan = Plan::new(&scene, &settings(Paper::A3, 30)).expect("a plan");
    let tiling = Tiling::new(&plan, &TileSettings::new(Paper::A4)).expect("a tiling");
    let pages = tiling.pages(&scene, &plan, "", &mut Shaper::new(SystemFonts::Ignored));
    let parent = tempfile::tempdir().expect("a folder");
    let folder = parent.path().join("sheets");
    let cancel = AtomicBool::new(false);
    let progress = |share: f64| cancel.store(share > 0.5, Ordering::Relaxed);
    let result = to_folder(&pages, "a", &folder, &Run { cancel: &cancel, progress: &progress, ..RUN });
    assert!(matches!(result, Err(ExportError::Cancelled)), "{result:?}");
    assert!(!folder.exists());

    let bytes = to_folder(&pages, "a", &folder, &RUN).expect("a folder");
    assert_eq!(names(&folder), (1..=pages.len()).map(|n| format!("a-{n:02}.png").into()).collect());
    let on_disk = |name: std::ffi::OsString| std::fs::metadata(folder.join(name)).expect("a file").len();
    assert_eq!(names(&folder).into_iter().map(on_disk).sum::<u64>(), bytes);
    assert!(matches!(to_folder(&pages, "a", &folder, &RUN), Err(ExportError::Exists { .. })));
    assert_eq!(names(&folder).len(), pages.len(), "what was there before stays");
}
