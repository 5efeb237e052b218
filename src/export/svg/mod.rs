//! SVG files: outlines at the sheet's true size, for print shops and other drawing programs.
//!
//! Plain SVG 1.1 without style sheets, scripts or fonts. Letters are outlines, so that it looks the
//! same everywhere, and each paragraph carries its text for those who cannot see it; or they are
//! text, which can be edited, and look the same where the fonts are. The file is the same on every
//! run.

#![deny(clippy::wildcard_enum_match_arm)]

mod shared;
mod spoken;
mod value;

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{self, Write};

use self::shared::{ICON_UNITS, Shared};
use self::spoken::Spoken;
use self::value::{Escaped, Factor, Matrix, Number, PathData};
use super::{About, ExportError, Page, Run};
use crate::color::Color;
use crate::geom::{Affine, Rect, mm_from_pt};
use crate::icon::Icon;
use crate::model::Target;
use crate::scene::{Geometry, Group, ImageItem, Item, Node, ShapeItem, Stroke, TextItem};
use crate::text;

/// Writes a page as an SVG file. Pictures are embedded at the page's resolution.
///
/// # Errors
/// If the output fails or the run is cancelled; what was written by then is not a whole file.
pub fn write(page: &Page<'_>, about: &About<'_>, out: &mut dyn Write, run: &Run<'_>) -> Result<(), ExportError> {
    run.check()?;
    (run.progress)(0.0);
    let scene = page.scene;
    let pixels_per_pt = page.pixels_per_scene_pt();
    let shared = Shared::of(page, about.is_svg_text);
    let is_text = about.is_svg_text;
    let mut drawing = Drawing { out, shared: &shared, is_text, pixels_per_pt, ids: HashSet::new(), clips: 0 };
    drawing.head(page, about)?;
    let count = scene.items.len() as f64;
    for (number, item) in scene.items.iter().enumerate() {
        run.check()?;
        drawing.item(item)?;
        (run.progress)((number + 1) as f64 / count);
    }
    writeln!(drawing.out, "</g>")?;
    for mark in &page.marks {
        drawing.item(mark)?;
    }
    writeln!(drawing.out, "</svg>")?;
    drawing.out.flush()?;
    run.check()?;
    (run.progress)(1.0);
    Ok(())
}

/// A file being written.
struct Drawing<'a> {
    out: &'a mut dyn Write,
    shared: &'a Shared,
    /// Whether words are text instead of outlines.
    is_text: bool,
    pixels_per_pt: f64,
    /// The ids that groups have so far; each may occur once.
    ids: HashSet<String>,
    /// How many clips there are so far.
    clips: usize,
}

impl Drawing<'_> {
    /// Everything before the items: size, title, definitions, ground, and the group that brings the
    /// scene onto the sheet.
    fn head(&mut self, page: &Page<'_>, about: &About<'_>) -> io::Result<()> {
        let (width, height) = (Number(page.size.width), Number(page.size.height));
        writeln!(self.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        write!(self.out, "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" ")?;
        write!(
            self.out,
            "width=\"{}mm\" height=\"{}mm\" ",
            Number(mm_from_pt(page.size.width)),
            Number(mm_from_pt(page.size.height))
        )?;
        write!(self.out, "viewBox=\"0 0 {width} {height}\"")?;
        if !about.language.is_empty() {
            write!(self.out, " xml:lang=\"{}\"", Escaped(about.language))?;
        }
        writeln!(self.out, ">")?;
        writeln!(self.out, "<title>{}</title>", Escaped(about.title))?;
        self.shared.write(self.out)?;
        writeln!(self.out, "<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>", page.ground())?;
        if page.is_framed() {
            writeln!(self.out, "<rect{} fill=\"{}\"/>", Sides(page.window), page.scene.background.with_alpha(255))?;
        }
        write!(self.out, "<g transform=\"{}\"", Matrix(page.page_from_scene))?;
        if let Some(cut) = page.cut() {
            write!(self.out, " clip-path=\"url(#page)\"><clipPath id=\"page\"><rect{}/></clipPath", Sides(cut))?;
        }
        writeln!(self.out, ">")
    }

    fn item(&mut self, item: &Item) -> io::Result<()> {
        match item {
            Item::Group(group) => self.group(group),
            Item::Shape(shape) => self.shape(shape),
            Item::Text(text) => self.text(text),
            Item::Image(image) => self.image(image),
        }
    }

    fn group(&mut self, group: &Group) -> io::Result<()> {
        match group.node.map(node_id).filter(|id| self.ids.insert(id.clone())) {
            Some(id) => writeln!(self.out, "<g id=\"{id}\">")?,
            None => writeln!(self.out, "<g>")?,
        }
        if let Some(spoken) = group.node.and_then(|node| Spoken::of(node, group)) {
            writeln!(self.out, "{spoken}")?;
        }
        for item in &group.items {
            self.item(item)?;
        }
        writeln!(self.out, "</g>")
    }

    fn shape(&mut self, shape: &ShapeItem) -> io::Result<()> {
        match &shape.geometry {
            Geometry::Rect(rect) => write!(self.out, "<rect{}", Sides(*rect))?,
            Geometry::RoundRect(rect, radius) => {
                // A reader would cut the radius across and down on its own and bend the corners.
                let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
                write!(self.out, "<rect{} rx=\"{}\"", Sides(*rect), Number(radius))?;
            }
            Geometry::Circle(circle) => {
                let (x, y) = (Number(circle.center.x), Number(circle.center.y));
                write!(self.out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{}\"", Number(circle.radius))?;
            }
            Geometry::Line(line) => {
                write!(self.out, "<line x1=\"{}\" y1=\"{}\" ", Number(line.p0.x), Number(line.p0.y))?;
                write!(self.out, "x2=\"{}\" y2=\"{}\"", Number(line.p1.x), Number(line.p1.y))?;
            }
            Geometry::Path(outline) => write!(self.out, "<path d=\"{}\"", PathData(&outline.path))?,
            Geometry::Icon(icon, rect) => {
                let place = Matrix(Icon::placed_in(*rect) * Affine::scale(1.0 / ICON_UNITS));
                write!(self.out, "<use xlink:href=\"#icon-{}\" transform=\"{place}\"", icon.name())?;
            }
        }
        let stroke = match &shape.geometry {
            Geometry::Icon(..) => None,
            Geometry::Rect(_)
            | Geometry::RoundRect(..)
            | Geometry::Circle(_)
            | Geometry::Line(_)
            | Geometry::Path(_) => shape.stroke,
        };
        writeln!(self.out, "{}{}/>", Fill(shape.fill), StrokeLook(stroke))
    }

    fn text(&mut self, text: &TextItem) -> io::Result<()> {
        if self.is_text {
            return text.paragraph.runs.iter().try_for_each(|run| self.words(run, text));
        }
        let Color { r, g, b, a } = text.color;
        let label = Escaped(&text.paragraph.text);
        write!(self.out, "<g role=\"img\" aria-label=\"{label}\" fill=\"{}\"", Color { r, g, b, a: 255 })?;
        // The whole paragraph's, so that letters that touch are not darker where they do.
        if a < 255 {
            write!(self.out, " opacity=\"{}\"", Number(f64::from(a) / 255.0))?;
        }
        writeln!(self.out, ">")?;
        for run in &text.paragraph.runs {
            self.run(run, text)?;
        }
        writeln!(self.out, "</g>")
    }

    /// Writes a run as text, where its first letter stands.
    fn words(&mut self, run: &text::Run, text: &TextItem) -> io::Result<()> {
        // Programs do not agree on where blanks at the ends stand.
        let words = text.paragraph.text.get(run.text.clone()).map(str::trim);
        let (Some(words), Some((left, _))) = (words, run.words.first()) else { return Ok(()) };
        let place = Affine::new([1.0, 0.0, -run.skew, 1.0, text.origin.x, text.origin.y + run.baseline]);
        write!(self.out, "<text transform=\"{}\" x=\"{}\"", Matrix(place), Number((*left).into()))?;
        write!(self.out, " font-family=\"'{}', sans-serif\"", Escaped(&run.font.family().replace('\'', "")))?;
        write!(self.out, " font-size=\"{}\" font-weight=\"{}\"", Number(run.size_pt), run.font.weight())?;
        write!(self.out, "{} xml:space=\"preserve\">", Fill(Some(text.color)))?;
        // A direction of its own would also move where the text begins, and not in every program.
        let (open, close) = if run.is_rtl { ("\u{202b}", "\u{202c}") } else { ("", "") };
        writeln!(self.out, "{open}{}{close}</text>", Escaped(&words.replace(['\n', '\r', '\t'], " ")))
    }

    fn run(&mut self, run: &text::Run, text: &TextItem) -> io::Result<()> {
        let scale = run.size_pt / f64::from(run.font.units_per_em());
        let (x, y) = (text.origin.x, text.origin.y + run.baseline);
        let place = Affine::new([scale, 0.0, -run.skew * scale, scale, x, y]);
        writeln!(self.out, "<g transform=\"{}\">", Matrix(place))?;
        for glyph in &run.glyphs {
            let Some(number) = self.shared.glyph(&run.font, glyph.id) else { continue };
            let below = f64::from(glyph.y) - run.baseline;
            // Its own shape is slanted, its place is not.
            let along = f64::from(glyph.x) + run.skew * below;
            write!(self.out, "<use xlink:href=\"#g{number}\" x=\"{}\"", Tenth(along / scale))?;
            if below.abs() > 1e-4 {
                write!(self.out, " y=\"{}\"", Tenth(below / scale))?;
            }
            writeln!(self.out, "/>")?;
        }
        writeln!(self.out, "</g>")
    }

    fn image(&mut self, image: &ImageItem) -> io::Result<()> {
        let Some((number, page_from_pixels)) = self.shared.picture(image, self.pixels_per_pt) else { return Ok(()) };
        let clip = self.clips;
        self.clips += 1;
        let radius = image.radius.min(image.rect.width() / 2.0).min(image.rect.height() / 2.0).max(0.0);
        let rect = Sides(image.rect);
        writeln!(self.out, "<clipPath id=\"c{clip}\"><rect{rect} rx=\"{}\"/></clipPath>", Number(radius))?;
        writeln!(self.out, "<g clip-path=\"url(#c{clip})\"><title>{}</title>", Escaped(&image.alt))?;
        writeln!(self.out, "<use xlink:href=\"#p{number}\" transform=\"{}\"/></g>", Matrix(page_from_pixels))
    }
}

/// The id of the group that stands for something of the map.
fn node_id(node: Node) -> String {
    match node {
        Node::Title => "title".to_owned(),
        Node::Persona(id) => format!("persona-{id}"),
        Node::Stage(id) => format!("stage-{id}"),
        Node::Step(id) => format!("step-{id}"),
        Node::Lane(id) => format!("lane-{id}"),
        Node::Card(id) => format!("card-{id}"),
        Node::Curve(lane, persona) => format!("curve-{lane}-{persona}"),
        Node::Point(lane, persona, Target::Card(card)) => format!("point-{lane}-{persona}-{card}"),
        Node::Point(lane, persona, Target::Step(step)) => format!("point-{lane}-{persona}-{step}"),
        Node::Rating(id) => format!("rating-{id}"),
        Node::Callout(id) => format!("callout-{id}"),
        Node::Pain(id) => format!("pain-{id}"),
        Node::Opportunity(id) => format!("opportunity-{id}"),
        Node::Metric(id) => format!("metric-{id}"),
        Node::Legend => "legend".to_owned(),
    }
}

/// The attributes of a rectangle.
struct Sides(Rect);

impl std::fmt::Display for Sides {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let rect = self.0.abs();
        write!(f, " x=\"{}\" y=\"{}\"", Number(rect.x0), Number(rect.y0))?;
        write!(f, " width=\"{}\" height=\"{}\"", Number(rect.width()), Number(rect.height()))
    }
}

/// A place in a font's own units; a tenth of those is finer than any printer.
struct Tenth(f64);

impl std::fmt::Display for Tenth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Number((self.0 * 10.0).round() / 10.0).fmt(f)
    }
}

/// The attributes of a fill.
struct Fill(Option<Color>);

impl std::fmt::Display for Fill {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Some(color) = self.0 else { return f.write_str(" fill=\"none\"") };
        write!(f, " fill=\"{}\"", color.with_alpha(255))?;
        if color.a == 255 { Ok(()) } else { write!(f, " fill-opacity=\"{}\"", Number(f64::from(color.a) / 255.0)) }
    }
}

/// The attributes of a stroke. Corners are mitered with a limit of 4 unless said otherwise, as SVG
/// itself does.
struct StrokeLook(Option<Stroke>);

impl std::fmt::Display for StrokeLook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Some(stroke) = self.0 else { return Ok(()) };
        write!(f, " stroke=\"{}\" stroke-width=\"{}\"", stroke.color.with_alpha(255), Number(stroke.width))?;
        if stroke.color.a < 255 {
            write!(f, " stroke-opacity=\"{}\"", Number(f64::from(stroke.color.a) / 255.0))?;
        }
        if stroke.round {
            f.write_str(" stroke-linecap=\"round\" stroke-linejoin=\"round\"")?;
        }
        for (index, length) in stroke.dash.pattern().iter().enumerate() {
            f.write_str(if index == 0 { " stroke-dasharray=\"" } else { " " })?;
            write!(f, "{}", Factor(length * stroke.width))?;
        }
        if !stroke.dash.pattern().is_empty() {
            f.write_char('"')?;
        }
        Ok(())
    }
}
