//! The contrast of every pair of colors that stand on each other in the samples' pictures, in each
//! theme of the screen and of print: text 4.5:1, large text and signs 3:1 (WCAG 2.2, 1.4.3 and 1.4.11).

use std::collections::BTreeMap;
use std::path::Path;

use kurbo::{ParamCurve as _, PathSeg};
use pathos::color::Color;
use pathos::geom::{BezPath, Point, Shape as _, Vec2};
use pathos::layout::{Format, layout};
use pathos::model::{CardKind, Hue, Map};
use pathos::picture::Pictures;
use pathos::scene::{Geometry, Item, Scene, ShapeItem, Stroke, build};
use pathos::store;
use pathos::text::{Shaper, SystemFonts};
use pathos::theme::{PrintTheme, ScreenTheme, Theme};

/// Large text, in points, as WCAG says; bold text is large from 14 points, which is not made use of.
const LARGE_PT: f64 = 18.0;

/// What is painted so far, for asking which color is seen at a point.
struct Grounds {
    fills: Vec<(Color, ShapeItem)>,
    background: Color,
}

impl Grounds {
    fn at(&self, point: Point) -> Color {
        let covers =
            |shape: &ShapeItem| shape.geometry.bounds().contains(point) && shape.geometry.to_path().contains(point);
        let mut seen: Vec<Color> = Vec::new();
        for (color, shape) in self.fills.iter().rev() {
            if covers(shape) {
                seen.push(*color);
                if color.a == 255 {
                    break;
                }
            }
        }
        seen.into_iter().rev().fold(self.background, |ground, color| color.over(ground))
    }
}

/// The middle of a path's middle part.
fn middle_of(path: &BezPath) -> Point {
    let parts: Vec<PathSeg> = path.segments().collect();
    parts[parts.len() / 2].eval(0.5)
}

/// The least contrast of each pair, with an example of where it is.
type Pairs = BTreeMap<(String, String, &'static str), String>;

fn collect(items: &[Item], grounds: &mut Grounds, pairs: &mut Pairs) {
    for item in items {
        match item {
            Item::Group(group) => collect(&group.items, grounds, pairs),
            Item::Text(text) => {
                for run in &text.paragraph.runs {
                    let middle = (run.extent.0 + run.extent.1) / 2.0;
                    let at = text.origin + (middle, run.baseline - run.size_pt * 0.3);
                    let size = if run.size_pt >= LARGE_PT { "large text" } else { "text" };
                    let ground = grounds.at(at);
                    let key = (text.color.over(ground).to_string(), ground.to_string(), size);
                    pairs.entry(key).or_insert_with(|| text.paragraph.text.to_string());
                }
            }
            Item::Shape(shape) => {
                if let Some(stroke) = shape.stroke {
                    line(shape, stroke, grounds, pairs);
                }
                if let (Geometry::Icon(icon, rect), Some(fill)) = (&shape.geometry, shape.fill) {
                    // Beside the icon and within its square: its outline has holes.
                    let ground = grounds.at(Point::new(rect.x0 + 0.2, rect.y0 + 0.2));
                    let key = (fill.over(ground).to_string(), ground.to_string(), "icon");
                    pairs.entry(key).or_insert_with(|| icon.name().to_owned());
                } else if let Some(fill) = shape.fill {
                    grounds.fills.push((fill, shape.clone()));
                }
            }
            Item::Image(_) => {}
        }
    }
}

/// A line on what it runs through, a closed one on what is outside of it.
fn line(shape: &ShapeItem, stroke: Stroke, grounds: &mut Grounds, pairs: &mut Pairs) {
    if stroke.color == grounds.background {
        // The casing of a line that follows.
        let style = kurbo::Stroke::new(stroke.width);
        let band = kurbo::stroke(shape.geometry.to_path(), &style, &kurbo::StrokeOpts::default(), 0.05);
        grounds.fills.push((stroke.color, ShapeItem::filled(Geometry::path(band), stroke.color)));
        return;
    }
    let bounds = shape.geometry.bounds();
    let at = match shape.geometry {
        Geometry::Line(_) | Geometry::Path(_) => middle_of(&shape.geometry.to_path()),
        Geometry::Circle(circle) => circle.center - Vec2::new(circle.radius + stroke.width / 2.0 + 0.2, 0.0),
        // Not in the middle, where an arrow comes in.
        _ => Point::new(bounds.x0 - 0.2 - stroke.width / 2.0, bounds.y0 + 0.25 * bounds.height()),
    };
    let ground = grounds.at(at);
    let key = (stroke.color.over(ground).to_string(), ground.to_string(), "line");
    pairs.entry(key).or_insert_with(|| format!("at {at}"));
}

/// What is too near to its ground. Hairlines only help the eye along, and the edge of a card of which nobody
/// said how well it is backed says nothing: its text stands on a ground of its own.
fn check(name: &str, theme_name: &str, scene: &Scene, theme: &Theme) -> Vec<String> {
    let mut pairs = Pairs::new();
    let mut grounds = Grounds { fills: Vec::new(), background: scene.background };
    collect(&scene.items, &mut grounds, &mut pairs);
    assert!(pairs.len() > 5, "{name}: {} pairs", pairs.len());
    let hues = [None].into_iter().chain(Hue::ALL.iter().copied().map(Some));
    let looks = hues.flat_map(|hue| CardKind::ALL.iter().map(move |kind| theme.card(*kind, hue)));
    let edges: Vec<Color> = looks.map(|look| look.edge).collect();
    let too_near = pairs.into_iter().filter_map(|((ink, ground, what), example)| {
        let color = |text: &str| text.parse::<Color>().expect("a color");
        let ratio = color(&ink).contrast(color(&ground));
        let least = if what == "text" { 4.5 } else { 3.0 };
        let is_hairline = what == "line" && (color(&ink) == theme.hairline || edges.contains(&color(&ink)));
        (ratio < least && !is_hairline)
            .then(|| format!("{name}, {theme_name}: {what} {ink} on {ground} is {ratio:.2} ({example})"))
    });
    too_near.collect()
}

fn samples() -> Vec<(String, Map)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut samples = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the samples") {
        let path = entry.expect("a file").path();
        if path.extension().is_some_and(|ending| ending == "ron") {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            samples.push((name, store::load(&path).expect("a map").map));
        }
    }
    assert!(samples.len() >= 7);
    samples
}

#[test]
fn everything_in_the_samples_can_be_told_from_its_ground() {
    let mut shaper = Shaper::new(SystemFonts::Ignored);
    let mut too_near = Vec::new();
    for (name, map) in samples() {
        let screens = [ScreenTheme::Light, ScreenTheme::Dark, ScreenTheme::HighContrast];
        let screens = screens.map(|theme| (format!("{theme:?}"), Theme::screen(theme).with_accent(map.accent)));
        let prints = PrintTheme::ALL.map(|theme| (format!("print {theme}"), Theme::print(theme, map.accent)));
        for (what, theme) in screens.into_iter().chain(prints) {
            let layout = layout(&map, Format::Canvas, &theme, &mut shaper, &Pictures::default());
            too_near.extend(check(&name, &what, &build(&map, &layout, &theme), &theme));
        }
    }
    assert!(too_near.is_empty(), "{}", too_near.join("\n"));
}

#[test]
fn text_on_a_ground_that_is_too_near_is_found() {
    let (_, map) = samples().swap_remove(0);
    let theme = Theme { quiet_ink: Color::rgb(0xaa_aa_aa), ..Theme::light() };
    let mut shaper = Shaper::new(SystemFonts::Ignored);
    let layout = layout(&map, Format::Canvas, &theme, &mut shaper, &Pictures::default());
    assert!(!check("a sample", "with pale ink", &build(&map, &layout, &theme), &theme).is_empty());
}
