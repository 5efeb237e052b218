//! The screen shows what the exports draw.
//!
//! With `PATHOS_PICTURES` set to a folder, each comparison tells its figures and leaves a picture
//! there: screen, export and three times their difference, side by side.

#![cfg(feature = "gui")]

#[path = "common/cpu_painter.rs"]
mod cpu_painter;
#[path = "common/generated.rs"]
mod generated;
#[path = "common/grid.rs"]
mod grid;

use std::sync::Arc;

use cpu_painter::CpuPainter;
use eframe::egui::{self, Color32, ColorImage, Pos2};
use pathos::app::canvas::{Appearance, Camera, SceneCanvas, ScreenFromPage, Visibility};
use pathos::color::Color;
use pathos::export::render_rgba;
use pathos::geom::{BezPath, Circle, Line, Point, Rect, Size, Vec2};
use pathos::icon::Icon;
use pathos::model::Direction;
use pathos::picture::Bitmap;
use pathos::scene::{Dash, Geometry, Group, ImageItem, Item, Node, Scene, ShapeItem, Stroke, TextItem};
use pathos::text::{Align, Paragraph, Shaper, SystemFonts, TextStyle, Weight};

const INK: Color = Color::rgb(0x22_26_2b);

/// A window without a graphics card.
struct Screen {
    ctx: egui::Context,
    canvas: SceneCanvas,
    card: CpuPainter,
    view: egui::Rect,
    px_per_point: f32,
    wants_more: bool,
}

impl Screen {
    fn new(width: f32, height: f32, px_per_point: f32) -> Self {
        let ctx = egui::Context::default();
        let canvas = SceneCanvas::new(&ctx);
        let view = egui::Rect::from_min_size(Pos2::ZERO, egui::vec2(width, height));
        Self { ctx, canvas, card: CpuPainter::default(), view, px_per_point, wants_more: false }
    }

    fn frame(&mut self, paint: impl Fn(&mut SceneCanvas, &egui::Painter)) -> ColorImage {
        let output = self.run(paint);
        self.card.frame(&self.ctx, output, Color32::WHITE)
    }

    fn run(&mut self, paint: impl Fn(&mut SceneCanvas, &egui::Painter)) -> egui::FullOutput {
        let mut input = egui::RawInput { screen_rect: Some(self.view), ..Default::default() };
        input.viewports.entry(egui::ViewportId::ROOT).or_default().native_pixels_per_point = Some(self.px_per_point);
        let canvas = &mut self.canvas;
        let output = self.ctx.run_ui(input, |ui| {
            canvas.begin_frame(ui.ctx());
            paint(canvas, &ui.ctx().layer_painter(egui::LayerId::background()));
            canvas.end_frame(ui.ctx());
        });
        self.wants_more = output.viewport_output[&egui::ViewportId::ROOT].repaint_delay.is_zero();
        output
    }

    /// The picture once everything is there.
    fn show(&mut self, scene: &Scene, screen_from_page: ScreenFromPage) -> ColorImage {
        for _ in 0..20 {
            let mut output = self.run(|canvas, painter| {
                canvas.paint(painter, scene, screen_from_page, &Appearance::default());
            });
            if !self.wants_more {
                return self.card.frame(&self.ctx, output, Color32::WHITE);
            }
            self.card.update(&output.textures_delta);
            output.textures_delta.clear();
        }
        panic!("the canvas never stops asking for another frame");
    }
}

/// How far two pictures are from each other: the mean over all channels, and the largest.
fn difference(screen: &ColorImage, export: &Bitmap) -> (f64, u8) {
    assert_eq!(screen.size, [export.width as usize, export.height as usize]);
    let pairs = screen.pixels.iter().flat_map(|pixel| pixel.to_array()).zip(&export.rgba);
    let each = pairs.map(|(a, b)| a.abs_diff(*b));
    let (sum, max) = each.fold((0.0, 0), |(sum, max), step| (sum + f64::from(step), max.max(step)));
    (sum / export.rgba.len() as f64, max)
}

/// Paints a scene at a place and compares it with the export of the same part at the same scale.
#[track_caller]
fn check(scene: &Scene, zoom: f64, px_per_point: f32, mean: f64, max: u8) {
    let (picture, export) = both(scene, zoom, px_per_point);
    let (got_mean, got_max) = difference(&picture, &export);
    assert!(
        got_mean <= mean && got_max <= max,
        "at zoom {zoom} and {px_per_point} pixels a point: mean {got_mean:.3}, max {got_max}"
    );
}

/// A part of a scene as the screen and as the export show it.
fn both(scene: &Scene, zoom: f64, px_per_point: f32) -> (ColorImage, Bitmap) {
    both_on(&mut Screen::new(320.0, 220.0, px_per_point), scene, zoom)
}

fn both_on(screen: &mut Screen, scene: &Scene, zoom: f64) -> (ColorImage, Bitmap) {
    let px_per_point = screen.px_per_point;
    // An odd place, so that nothing stands on whole pixels.
    let camera = Camera { center: (scene.size.to_vec2() / 2.0).to_point() + Vec2::new(0.37, 0.19), zoom };
    let screen_from_page = camera.screen_from_page(screen.view);
    let picture = screen.show(scene, screen_from_page);
    let scale = screen_from_page.scale * f64::from(px_per_point);
    let region = screen_from_page.page_rect(screen.view).inflate(-1e-4, -1e-4);
    let export = render_rgba(scene, scale, region);
    if let Some(folder) = std::env::var_os("PATHOS_PICTURES") {
        let test = std::thread::current().name().unwrap_or("canvas").to_owned();
        let name = format!("{test}-{zoom}-{px_per_point}.png");
        let (mean, max) = difference(&picture, &export);
        eprintln!("{name}: mean {mean:.3}, max {max}");
        side_by_side(&picture, &export).save(std::path::Path::new(&folder).join(name)).expect("the folder is there");
    }
    (picture, export)
}

fn side_by_side(screen: &ColorImage, export: &Bitmap) -> image::RgbImage {
    let (width, height) = (export.width, export.height);
    image::RgbImage::from_fn(3 * width, height, |x, y| {
        let at = (y * width + x % width) as usize;
        let (a, b) = (screen.pixels[at].to_array(), &export.rgba[4 * at..][..4]);
        image::Rgb(std::array::from_fn(|i| match x / width {
            0 => a[i],
            1 => b[i],
            _ => a[i].abs_diff(b[i]).saturating_mul(3),
        }))
    })
}

fn scene(items: Vec<Item>) -> Scene {
    Scene { size: Size::new(2000.0, 1600.0), background: Color::WHITE, items }
}

/// Shapes around the middle of the page, moved there from around the origin.
fn shapes(shapes: Vec<ShapeItem>) -> Scene {
    scene(shapes.into_iter().map(Item::Shape).collect())
}

const MIDDLE: Point = Point::new(1000.0, 800.0);

fn text(shaper: &mut Shaper, text: &str, size_pt: f64, at: (f64, f64), direction: Direction) -> Item {
    let style =
        TextStyle { size_pt, line_height: 1.3, weight: Weight::Regular, italic: false, align: Align::Start, direction };
    let paragraph = shaper.paragraph(text, style, Some(300.0), "");
    Item::Text(TextItem { paragraph, origin: MIDDLE + at, color: INK })
}

fn prose(shaper: &mut Shaper) -> Scene {
    let long = "How does it feel to wait for a parcel that never comes? Ask fifteen people, then \
                draw the journey: whether they 'll call, write — or leave. “Quick” (0.5 s) & sharp.";
    scene(vec![
        text(shaper, long, 9.0, (-150.0, -100.0), Direction::LeftToRight),
        text(shaper, long, 12.0, (-150.0, -40.0), Direction::LeftToRight),
        text(shaper, "Discover Try Buy", 30.0, (-150.0, 30.0), Direction::LeftToRight),
    ])
}

#[test]
fn text_on_the_screen_is_the_exports() {
    let scene = prose(&mut Shaper::new(SystemFonts::Ignored));
    for (zoom, px_per_point) in [(0.5, 1.0), (0.7, 1.0), (1.0, 1.0), (2.3, 1.0), (8.0, 1.0), (1.0, 2.0), (0.7, 1.5)] {
        // The export puts letters on quarters of a pixel.
        check(&scene, zoom, px_per_point, 1.5, 110);
    }
}

#[test]
fn text_is_as_sharp_on_a_screen_of_another_scale() {
    let scene = prose(&mut Shaper::new(SystemFonts::Ignored));
    let mut screen = Screen::new(320.0, 220.0, 1.0);
    for px_per_point in [1.0, 2.0, 1.25, 1.0] {
        screen.px_per_point = px_per_point;
        let (picture, export) = both_on(&mut screen, &scene, 1.0);
        let (mean, max) = difference(&picture, &export);
        assert!(mean <= 1.5 && max <= 110, "moved to {px_per_point} pixels a point: mean {mean:.3}, max {max}");
    }
}

#[test]
fn right_to_left_text_on_the_screen_is_the_exports() {
    let mut shaper = Shaper::new(SystemFonts::Ignored);
    let arabic = "رحلة العميل: يبحث عن دراجة في المتجر (15 دقيقة) ثم يشتري";
    let scene = scene(vec![
        text(&mut shaper, arabic, 14.0, (-150.0, -80.0), Direction::RightToLeft),
        text(&mut shaper, "קונה אופניים ב־Pathos היום", 14.0, (-150.0, 0.0), Direction::RightToLeft),
    ]);
    for zoom in [0.7, 1.0, 2.3] {
        check(&scene, zoom, 1.0, 0.5, 110);
    }
}

#[test]
fn glyphs_too_large_for_the_atlas_are_drawn_exactly() {
    let mut shaper = Shaper::new(SystemFonts::Ignored);
    let scene = scene(vec![text(&mut shaper, "Rég", 80.0, (-60.0, -60.0), Direction::LeftToRight)]);
    // What remains is how coarsely the exports flatten curves: a quarter of a pixel.
    check(&scene, 2.3, 1.0, 0.4, 66);
}

#[test]
fn text_too_small_to_read_has_the_exports_gray() {
    let scene = prose(&mut Shaper::new(SystemFonts::Ignored));
    for zoom in [0.25, 0.1, 0.06] {
        check(&scene, zoom, 1.0, 0.4, 110);
    }
}

#[test]
fn filled_shapes_on_the_screen_are_the_exports() {
    let rect = Rect::from_center_size(MIDDLE, (120.3, 60.7));
    let blue = Color::rgb(0x00_72_b2);
    let scene = shapes(vec![
        ShapeItem::filled(Geometry::Rect(rect.inflate(30.0, 30.0)), Color::rgb(0xee_ee_dd)),
        ShapeItem::filled(Geometry::RoundRect(rect, 9.0), blue),
        ShapeItem::filled(Geometry::RoundRect(rect + Vec2::new(9.0, 9.0), 9.0), Color::BLACK.with_alpha(9)),
        ShapeItem::filled(Geometry::Circle(Circle::new(MIDDLE, 21.3)), Color::WHITE),
        ShapeItem::filled(Geometry::Circle(Circle::new(MIDDLE + (60.0, 0.0), 2.0)), INK),
        ShapeItem::filled(Geometry::Rect(Rect::from_center_size(MIDDLE, (100.0, 0.4))), INK),
    ]);
    for zoom in [0.1, 0.3, 1.0, 3.0] {
        check(&scene, zoom, 1.0, 0.2, 85);
        check(&scene, zoom, 2.0, 0.2, 85);
    }
}

#[test]
fn strokes_on_the_screen_are_the_exports() {
    let rect = Rect::from_center_size(MIDDLE, (120.3, 60.7));
    let wave = BezPath::from_svg("M850 800 C 900 700 920 900 970 800 S 1030 700 1100 800 L1110 860 L1120 800");
    let wave = wave.expect("a path");
    let stroke = |color, width, dash, round| Stroke { color, width, dash, round };
    let red = Color::rgb(0xd5_5e_00);
    let scene = shapes(vec![
        ShapeItem::stroked(Geometry::RoundRect(rect, 9.0), stroke(INK, 0.75, Dash::Solid, false)),
        ShapeItem::stroked(Geometry::Rect(rect.inflate(20.0, 20.0)), stroke(INK, 3.0, Dash::Solid, false)),
        ShapeItem::stroked(Geometry::Circle(Circle::new(MIDDLE, 21.3)), stroke(red, 2.0, Dash::Dotted, true)),
        ShapeItem::stroked(
            Geometry::Line(Line::new((850.0, 700.3), (1150.0, 720.0))),
            stroke(red, 1.5, Dash::DashDot, true),
        ),
        ShapeItem::stroked(Geometry::path(wave.clone()), stroke(Color::rgb(0x00_9e_73), 2.5, Dash::Solid, true)),
        ShapeItem::stroked(
            Geometry::path(pathos::geom::Affine::translate((0.0, 60.0)) * wave),
            stroke(red, 2.0, Dash::Dashed, false),
        ),
    ]);
    // Most differs the corner of a slanted dash where it lies over a dark line.
    for zoom in [0.1, 0.3, 1.0, 3.0] {
        check(&scene, zoom, 1.0, 0.35, 125);
    }
}

#[test]
fn concave_paths_and_icons_are_filled_as_the_exports_fill_them() {
    let chevron = "M900 760 L1000 760 L1030 800 L1000 840 L900 840 L930 800 Z M950 780 L950 820 L990 820 L990 780 Z";
    let chevron = BezPath::from_svg(chevron).expect("a path");
    let icon = |icon, side: f64, x: f64, y: f64| {
        let rect = Rect::from_center_size(MIDDLE + (x, y), (side, side * 1.4));
        ShapeItem::filled(Geometry::Icon(icon, rect), INK)
    };
    let scene = shapes(vec![
        ShapeItem::filled(Geometry::path(chevron), Color::rgb(0x00_72_b2).with_alpha(0x90)),
        icon(Icon::ShoppingCart, 16.0, 60.0, 0.0),
        icon(Icon::Users, 16.0, 60.0, 30.0),
        icon(Icon::SmileySad, 24.0, 90.0, 0.0),
        icon(Icon::WarningFill, 90.0, 90.0, -70.0),
    ]);
    for zoom in [0.3, 1.0, 2.3] {
        check(&scene, zoom, 1.0, 0.2, 70);
    }
}

#[test]
fn pictures_on_the_screen_are_the_exports() {
    let (width, height) = (301, 200);
    let pixel = |i: u32| {
        let (x, y) = (i % width, i / width);
        [(x * 255 / width) as u8, (y * 255 / height) as u8, if (x / 20 + y / 20) % 2 == 0 { 200 } else { 40 }, 255]
    };
    let rgba = (0..width * height).flat_map(pixel).collect();
    let image = ImageItem {
        rect: Rect::from_center_size(MIDDLE, (150.0, 100.0)),
        radius: 12.0,
        bitmap: Arc::new(Bitmap { width, height, rgba }),
        crop: Rect::new(10.0, 10.0, 290.0, 196.0),
        alt: String::new(),
    };
    let over = ShapeItem::filled(Geometry::Circle(Circle::new(MIDDLE, 12.0)), Color::WHITE);
    let scene = scene(vec![Item::Image(image), Item::Shape(over)]);
    for zoom in [0.2, 0.5, 1.0, 2.3] {
        check(&scene, zoom, 1.0, 0.25, 70);
    }
}

#[test]
fn a_whole_map_on_the_screen_is_the_exports() {
    let scene = grid::scene(60, &mut Shaper::new(SystemFonts::Ignored));
    // At 0.3 small text is bars.
    for (zoom, mean, max) in [(0.1, 3.0, 200), (0.3, 4.0, 230), (0.6, 1.8, 110), (1.0, 1.3, 110), (2.3, 1.0, 110)] {
        check(&scene, zoom, 1.0, mean, max);
    }
}

/// A card stays as dark as it is where its writing turns into a shade, between the second and the third
/// of these zooms.
#[test]
fn cards_far_away_have_the_exports_shade() {
    let scene = generated::scene(12, 40);
    let mean = |colors: &mut dyn Iterator<Item = u8>| {
        let (sum, count) = colors.fold((0.0, 0.0), |(sum, count), color| (sum + f64::from(color), count + 1.0));
        sum / count
    };
    for zoom in [0.03, 0.0487, 0.0488, 0.07] {
        let (screen, export) = both(&scene, zoom, 1.0);
        let on_screen = mean(&mut screen.pixels.iter().flat_map(|pixel| pixel.to_array()));
        let exported = mean(&mut export.rgba.iter().copied());
        assert!((on_screen - exported).abs() < 1.7, "at zoom {zoom}: {on_screen:.2} and {exported:.2}");
    }
}

#[test]
fn nothing_out_of_view_is_drawn() {
    let scene = grid::scene(300, &mut Shaper::new(SystemFonts::Ignored));
    let mut screen = Screen::new(480.0, 320.0, 1.0);
    let vertices = |screen: &mut Screen, center: Point, zoom: f64| {
        let camera = Camera { center, zoom };
        let screen_from_page = camera.screen_from_page(screen.view);
        let count = std::cell::Cell::new(0);
        screen.frame(|canvas, painter| {
            canvas.paint(painter, &scene, screen_from_page, &Appearance::default());
            let add = |shape: &egui::Shape| match shape {
                egui::Shape::Mesh(mesh) => mesh.vertices.len(),
                _ => 0,
            };
            painter.for_each_shape(|clipped| count.set(count.get() + add(&clipped.shape)));
        });
        count.get()
    };
    let whole = vertices(&mut screen, (scene.size.to_vec2() / 2.0).to_point(), 0.2);
    let near = vertices(&mut screen, (scene.size.to_vec2() / 2.0).to_point(), 4.0);
    let outside = vertices(&mut screen, Point::new(-5000.0, -5000.0), 1.0);
    assert!(whole > 10_000 && near < whole / 10, "{whole} {near}");
    assert_eq!(outside, 0);
}

#[test]
fn the_picture_is_right_again_after_the_atlas_ran_over() {
    let mut shaper = Shaper::new(SystemFonts::Ignored);
    let letters: String = ('!'..='~').chain('À'..='ſ').chain('Α'..='ω').chain('А'..='я').collect();
    let crowd = scene(vec![text(&mut shaper, &letters, 14.0, (-150.0, -120.0), Direction::LeftToRight)]);
    let plain = prose(&mut shaper);
    let mut screen = Screen::new(480.0, 320.0, 1.0);
    let view = screen.view;
    let place = |zoom: f64| Camera { center: MIDDLE, zoom }.screen_from_page(view);
    let before = screen.show(&plain, place(1.0));
    for zoom in [3.0, 3.5, 4.0, 4.5, 5.0] {
        screen.show(&crowd, place(zoom));
    }
    let after = screen.show(&plain, place(1.0));
    let step = |(a, b): (&Color32, &Color32)| (0..4).map(|i| a[i].abs_diff(b[i])).max();
    // The glyphs stand elsewhere in the atlas, which moves the filter's rounding.
    let largest = after.pixels.iter().zip(&before.pixels).filter_map(step).max();
    assert!(largest <= Some(2), "{largest:?}");
}

fn paragraph_of(item: &Item) -> Arc<Paragraph> {
    let Item::Text(text) = item else { panic!("not a text") };
    text.paragraph.clone()
}

#[test]
fn groups_are_dimmed_and_hidden_and_an_edited_text_is_left_out() {
    let mut shaper = Shaper::new(SystemFonts::Ignored);
    let card = |index: usize, x: f64, shaper: &mut Shaper| {
        let rect = Rect::from_center_size(MIDDLE + (x, 0.0), (80.0, 60.0));
        let title = text(shaper, "Title", 12.0, (x - 20.0, -8.0), Direction::LeftToRight);
        let ground = ShapeItem::filled(Geometry::Rect(rect), Color::rgb(0x10_70_b0));
        Item::Group(Group::new(Some(Node::Card(grid::card_id(index))), vec![Item::Shape(ground), title]))
    };
    let scene = scene(vec![card(0, -100.0, &mut shaper), card(1, 0.0, &mut shaper), card(2, 100.0, &mut shaper)]);
    let Item::Group(group) = &scene.items[2] else { panic!("a group") };
    let edited = paragraph_of(&group.items[1]);
    let mut screen = Screen::new(480.0, 320.0, 1.0);
    let screen_from_page = Camera { center: MIDDLE, zoom: 0.75 }.screen_from_page(screen.view);
    let visibility = |node: &Node| match node {
        Node::Card(id) if *id == grid::card_id(0) => Visibility::Hidden,
        Node::Card(id) if *id == grid::card_id(1) => Visibility::Dimmed,
        _ => Visibility::Shown,
    };
    let appearance = Appearance { visibility: &visibility, edited: Some((Node::Card(grid::card_id(2)), &edited)) };
    let image = screen.frame(|canvas, painter| canvas.paint(painter, &scene, screen_from_page, &appearance));
    let colors = |x: f64| -> std::collections::HashSet<[u8; 4]> {
        let rect = Rect::from_center_size(MIDDLE + (x, 0.0), (70.0, 50.0));
        let rect = screen_from_page.rect(rect);
        let rows = rect.top() as usize..rect.bottom() as usize;
        rows.flat_map(|y| (rect.left() as usize..rect.right() as usize).map(move |x| (x, y)))
            .map(|at| image[at].to_array())
            .collect()
    };
    assert_eq!(colors(-100.0), [[255; 4]].into());
    assert_eq!(colors(100.0), [[0x10, 0x70, 0xb0, 255]].into());
    assert!(colors(0.0).contains(&[195, 219, 235, 255]) && colors(0.0).len() > 5, "{:?}", colors(0.0));
}

#[test]
fn a_dragged_item_is_painted_at_its_offset() {
    let square = ShapeItem::filled(Geometry::Rect(Rect::new(0.0, 0.0, 30.0, 30.0)), Color::BLACK);
    let mut screen = Screen::new(100.0, 100.0, 1.0);
    let screen_from_page = ScreenFromPage { scale: 1.0, offset: Vec2::ZERO }.moved(Vec2::new(40.0, 50.0));
    let items = [Item::Shape(square)];
    let image = screen.frame(|canvas, painter| canvas.paint_items(painter, &items, screen_from_page, 0.5));
    assert_eq!(image[(39, 60)], Color32::WHITE);
    assert_eq!(image[(41, 60)], Color32::from_gray(127));
    assert_eq!(image[(69, 79)], Color32::from_gray(127));
    assert_eq!(image[(69, 80)], Color32::WHITE);
}
