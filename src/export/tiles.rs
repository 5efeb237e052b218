//! A poster on several sheets of an office printer, to be cut and glued together.
//!
//! Every sheet shows a piece of the same size, so that no sheet has a mere sliver; neighbors share
//! the overlap, and the cut is in its middle. The first page tells how the sheets go together.

#![deny(clippy::wildcard_enum_match_arm)]

use super::marks::{corners_on_picture, stroked, words, words_on_white};
use super::{ExportError, Page, Paper, Plan};
use crate::color::Color;
use crate::geom::{Affine, Circle, Line, Point, Rect, Size, Vec2, mm_from_pt, pt_from_mm};
use crate::model::Direction;
use crate::scene::{Geometry, Item, Scene, ShapeItem, Stroke};
use crate::text::{Align, Shaper, TextStyle, Weight};

/// The longest overlap, in millimeters.
pub const MAX_OVERLAP_MM: f64 = 50.0;
/// The widest margin of a printer, in millimeters.
pub const MAX_TILE_MARGIN_MM: f64 = 30.0;

/// How long the marks in the corners are, in millimeters.
const MARK_LENGTH_MM: f64 = 4.0;
/// What a label needs in height, in millimeters.
const LABEL_HEIGHT_MM: f64 = 4.0;
/// The size of a label's letters in points.
const LABEL_PT: f64 = 8.0;
/// The longest name on a label, in characters.
const LABEL_CHARACTERS: usize = 48;

/// On what sheets a poster is printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TileSettings {
    /// The paper, one of [`TileSettings::PAPERS`].
    pub paper: Paper,
    /// What two neighbors both show, in millimeters, 0 to [`MAX_OVERLAP_MM`].
    pub overlap_mm: f64,
    /// What the printer leaves white on each side, in millimeters, 0 to [`MAX_TILE_MARGIN_MM`].
    pub margin_mm: f64,
}

impl TileSettings {
    /// The papers that office printers take.
    pub const PAPERS: [Paper; 4] = [Paper::A4, Paper::A3, Paper::Letter, Paper::Tabloid];

    /// The usual settings for a paper: an overlap of 10 mm and a margin of 5 mm.
    pub fn new(paper: Paper) -> Self {
        Self { paper, overlap_mm: 10.0, margin_mm: 5.0 }
    }
}

/// How a poster is divided into sheets. Lengths are in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tiling {
    paper: Paper,
    /// How many sheets stand beside each other.
    pub columns: u32,
    /// How many sheets stand above each other.
    pub rows: u32,
    /// A sheet as it lies in the arrangement.
    pub sheet: Size,
    /// What of the poster each sheet shows.
    pub piece: Size,
    overlap: f64,
    margin: f64,
}

impl Tiling {
    /// The arrangement with the fewest sheets; of two with as many, the one with the shorter seams.
    ///
    /// # Errors
    /// If the paper, the overlap or the margin is none to print with.
    pub fn new(plan: &Plan, settings: &TileSettings) -> Result<Self, ExportError> {
        let TileSettings { paper, overlap_mm, margin_mm } = *settings;
        let is_possible = TileSettings::PAPERS.contains(&paper)
            && (0.0..=MAX_OVERLAP_MM).contains(&overlap_mm)
            && (0.0..=MAX_TILE_MARGIN_MM).contains(&margin_mm);
        if !is_possible {
            return Err(ExportError::Tiles { paper, overlap_mm, margin_mm });
        }
        let poster = Size::new(plan.sheet.width_pt, plan.sheet.height_pt);
        let (width_mm, height_mm) = paper.size_mm();
        let upright = Size::new(pt_from_mm(width_mm), pt_from_mm(height_mm));
        let lying = Size::new(upright.height, upright.width);
        let (first, second) = (Self::on(poster, upright, settings), Self::on(poster, lying, settings));
        let key = |tiling: &Self| (tiling.sheets(), tiling.seams(poster));
        Ok(if key(&second) < key(&first) { second } else { first })
    }

    fn on(poster: Size, sheet: Size, settings: &TileSettings) -> Self {
        let (overlap, margin) = (pt_from_mm(settings.overlap_mm), pt_from_mm(settings.margin_mm));
        let columns = sheets_for(poster.width, sheet.width - 2.0 * margin, overlap);
        let rows = sheets_for(poster.height, sheet.height - 2.0 * margin, overlap);
        let piece = Size::new(piece(poster.width, columns, overlap), piece(poster.height, rows, overlap));
        Self { paper: settings.paper, columns, rows, sheet, piece, overlap, margin }
    }

    /// How many sheets there are, without the one that tells how they go together.
    pub fn sheets(&self) -> u32 {
        self.columns * self.rows
    }

    /// What of the poster each sheet is left with when it was cut, row by row, in points of the poster.
    pub fn cells(&self) -> Vec<Rect> {
        let places = (0..self.rows).flat_map(|row| (0..self.columns).map(move |column| (row, column)));
        places.map(|place| self.cell(place, self.piece_origin(place))).collect()
    }

    /// The length of all seams, in whole points.
    fn seams(&self, poster: Size) -> u64 {
        let (columns, rows) = (f64::from(self.columns - 1), f64::from(self.rows - 1));
        (columns * poster.height + rows * poster.width) as u64
    }

    /// The pages: how the sheets go together, then the sheets row by row.
    pub fn pages<'a>(&self, scene: &'a Scene, plan: &Plan, title: &str, shaper: &mut Shaper) -> Vec<Page<'a>> {
        let mut pages = vec![self.assembly(scene, plan, title, shaper)];
        for row in 0..self.rows {
            pages.extend((0..self.columns).map(|column| self.tile(scene, plan, title, (row, column), shaper)));
        }
        pages
    }

    /// Where a piece stands on the poster.
    fn piece_origin(&self, (row, column): (u32, u32)) -> Point {
        let step = self.piece - Size::new(self.overlap, self.overlap);
        Point::new(f64::from(column) * step.width, f64::from(row) * step.height)
    }

    /// What is left of a piece when it was cut, moved by where the piece stands.
    fn cell(&self, (row, column): (u32, u32), origin: Point) -> Rect {
        let half = self.overlap / 2.0;
        let inset = |is_inner: bool| if is_inner { half } else { 0.0 };
        let whole = Rect::from_origin_size(origin, self.piece);
        Rect::new(
            whole.x0 + inset(column > 0),
            whole.y0 + inset(row > 0),
            whole.x1 - inset(column + 1 < self.columns),
            whole.y1 - inset(row + 1 < self.rows),
        )
    }

    fn tile<'a>(&self, scene: &'a Scene, plan: &Plan, title: &str, place: (u32, u32), shaper: &mut Shaper) -> Page<'a> {
        let page = self.sheet.to_rect();
        let window = Rect::from_center_size(page.center(), self.piece);
        let cell = self.cell(place, window.origin());
        let mut marks = corners_on_picture(cell, 0.0, pt_from_mm(MARK_LENGTH_MM));
        let name: String = title.chars().take(LABEL_CHARACTERS).collect();
        let (row, column) = (place.0 + 1, place.1 + 1);
        let label = format!("{name} · row {row}, column {column} (of {} × {})", self.rows, self.columns);
        let label = shaper.paragraph(label.trim_start_matches(" · "), style(LABEL_PT, Weight::Regular), None, "");
        marks.extend(words_on_white(label, self.label_strip(window, cell)));
        Page {
            scene,
            size: self.sheet,
            dpi: plan.dpi,
            page_from_scene: Affine::translate(window.origin() - self.piece_origin(place)) * plan.sheet_from_scene(),
            window,
            trim: page,
            estimated_png_bytes: plan.estimated_png_bytes / u64::from(self.sheets()),
            marks,
        }
    }

    /// Where a label stands: on white paper that is printed, else where the neighbor will cover it,
    /// else in the margin.
    fn label_strip(&self, window: Rect, cell: Rect) -> Rect {
        let height = pt_from_mm(LABEL_HEIGHT_MM);
        let printed = self.sheet.height - self.margin;
        let strips = [(window.y1, printed), (cell.y1, window.y1), (window.y0, cell.y0)];
        let roomy = strips.into_iter().find(|(top, bottom)| bottom - top >= height);
        let (top, bottom) = roomy.unwrap_or((window.y1, window.y1 + height));
        let bottom = bottom.min(top + 2.0 * height);
        Rect::new(cell.x0 + pt_from_mm(MARK_LENGTH_MM + 2.0), top, cell.x1, bottom)
    }

    /// The page that tells how the sheets go together.
    fn assembly<'a>(&self, scene: &'a Scene, plan: &Plan, title: &str, shaper: &mut Shaper) -> Page<'a> {
        let page = self.sheet.to_rect();
        let room = page.inset(-pt_from_mm(15.0));
        let mut marks = Vec::new();
        let mut top = room.y0;
        for (text, size_pt, weight) in [(title, 18.0, Weight::Bold), (&*self.instructions(plan), 11.0, Weight::Regular)]
        {
            let paragraph = shaper.paragraph(text, style(size_pt, weight), Some(room.width()), "");
            let height = paragraph.size.height;
            marks.push(words(paragraph, Point::new(room.x0, top)));
            top += height + 8.0;
        }
        let poster = Size::new(plan.sheet.width_pt, plan.sheet.height_pt);
        let free = Rect::new(room.x0, top + 8.0, room.x1, room.y1);
        let scale = (free.width() / poster.width).min(free.height() / poster.height).max(0.01);
        let window = Rect::from_origin_size(free.origin(), poster * scale);
        let page_from_poster = Affine::translate(window.origin().to_vec2()) * Affine::scale(scale);
        marks.extend(self.grid(page_from_poster, window, shaper));
        Page {
            scene,
            size: self.sheet,
            dpi: plan.dpi,
            page_from_scene: page_from_poster * plan.sheet_from_scene(),
            window,
            trim: page,
            estimated_png_bytes: plan.estimated_png_bytes / u64::from(self.sheets()),
            marks,
        }
    }

    fn instructions(&self, plan: &Plan) -> String {
        let sheets = if self.sheets() == 1 { "1 sheet".to_owned() } else { format!("{} sheets", self.sheets()) };
        let orientation = if self.sheet.width > self.sheet.height { "landscape" } else { "portrait" };
        let overlap_mm = (mm_from_pt(self.overlap) * 10.0).round() / 10.0;
        format!(
            "{:.0} × {:.0} mm on {sheets} of {} {orientation}: {} across, {} down.\n\
             1. Print at 100 % (“actual size”), never “fit to page”.\n\
             2. Cut each sheet at the marks in its corners on the right and at the bottom; the outer edge of the poster \
             is cut on all sides.\n\
             3. Lay it over the next one, which shows {overlap_mm} mm of the same, mark on mark, and glue it.",
            plan.width_mm, plan.height_mm, self.paper, self.columns, self.rows,
        )
    }

    /// The cuts over the small picture, and each sheet's row and column.
    fn grid(&self, page_from_poster: Affine, window: Rect, shaper: &mut Shaper) -> Vec<Item> {
        let mut items = Vec::new();
        let places = (0..self.rows).flat_map(|row| (0..self.columns).map(move |column| (row, column)));
        let mut labels = Vec::new();
        for place in places {
            let cell = page_from_poster.transform_rect_bbox(self.cell(place, self.piece_origin(place)));
            let size_pt = (cell.width().min(cell.height()) / 6.0).clamp(4.0, 11.0);
            let text = format!("{}, {}", place.0 + 1, place.1 + 1);
            let paragraph = shaper.paragraph(&text, style(size_pt, Weight::Bold), None, "");
            let radius = paragraph.size.to_vec2().hypot() / 2.0 + 1.0;
            let ground = Geometry::Circle(Circle::new(cell.center(), radius));
            labels.push(Item::Shape(ShapeItem {
                geometry: ground,
                fill: Some(Color::WHITE),
                stroke: Some(Stroke::new(Color::BLACK, 0.5)),
            }));
            let half = Vec2::new(paragraph.size.width, paragraph.size.height) / 2.0;
            labels.push(words(paragraph, cell.center() - half));
            let right = Line::new((cell.x1, cell.y0), (cell.x1, cell.y1));
            let bottom = Line::new((cell.x0, cell.y1), (cell.x1, cell.y1));
            for line in [right, bottom] {
                items.push(stroked(line, Color::WHITE, 2.0));
                items.push(stroked(line, Color::BLACK, 0.75));
            }
        }
        let edge = ShapeItem::stroked(Geometry::Rect(window), Stroke::new(Color::BLACK, 0.75));
        items.push(Item::Shape(edge));
        items.extend(labels);
        items
    }
}

/// How many sheets of which `room` is printed show a length, when neighbors share the overlap.
fn sheets_for(length: f64, room: f64, overlap: f64) -> u32 {
    // A thousandth of a point is only noise of a sum.
    ((length - overlap - 1e-3) / (room - overlap)).ceil().max(1.0) as u32
}

/// How long each of so many equal pieces is.
fn piece(length: f64, count: u32, overlap: f64) -> f64 {
    (length + f64::from(count - 1) * overlap) / f64::from(count)
}

fn style(size_pt: f64, weight: Weight) -> TextStyle {
    let direction = Direction::LeftToRight;
    TextStyle { size_pt, line_height: 1.35, weight, italic: false, align: Align::Start, direction }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{Orientation, PosterSettings};

    fn plan(paper: Paper, orientation: Orientation) -> Plan {
        let scene = Scene { size: Size::new(100.0, 100.0), background: Color::WHITE, items: Vec::new() };
        Plan::new(&scene, &PosterSettings { orientation, ..PosterSettings::new(paper) }).expect("a plan")
    }

    fn check(paper: Paper, margin_mm: f64, overlap_mm: f64, expected: (u32, u32)) {
        let plan = plan(Paper::A0, Orientation::Landscape);
        let settings = TileSettings { paper, overlap_mm, margin_mm };
        let tiling = Tiling::new(&plan, &settings).expect("a tiling");
        assert_eq!((tiling.columns, tiling.rows), expected, "{paper}");
    }

    #[test]
    fn the_fewest_sheets_are_found() {
        check(Paper::A4, 5.0, 5.0, (7, 3));
        check(Paper::A3, 5.0, 5.0, (3, 3));
        check(Paper::A4, 10.0, 10.0, (5, 5));
        check(Paper::A3, 10.0, 10.0, (5, 3));
    }

    #[test]
    fn pieces_cover_the_poster_and_none_is_a_sliver() {
        let papers = Paper::NAMED.into_iter().chain([Paper::custom(5000.0, 40.0).expect("a size")]);
        for poster in papers.flat_map(|paper| [plan(paper, Orientation::Landscape), plan(paper, Orientation::Portrait)])
        {
            for paper in TileSettings::PAPERS {
                let tiling = Tiling::new(&poster, &TileSettings::new(paper)).expect("a tiling");
                let last = tiling.piece_origin((tiling.rows - 1, tiling.columns - 1)) + tiling.piece.to_vec2();
                assert!((last - Point::new(poster.sheet.width_pt, poster.sheet.height_pt)).hypot() < 1e-6);
                let printed = tiling.sheet - Size::new(2.0 * tiling.margin, 2.0 * tiling.margin);
                assert!(tiling.piece.width <= printed.width + 0.01 && tiling.piece.height <= printed.height + 0.01);
                assert!(tiling.columns == 1 || tiling.piece.width > printed.width / 2.0, "{paper}: {tiling:?}");
                assert!(tiling.rows == 1 || tiling.piece.height > printed.height / 2.0, "{paper}: {tiling:?}");
            }
        }
    }

    #[test]
    fn cut_sheets_meet_without_a_gap() {
        let poster = plan(Paper::A1, Orientation::Portrait);
        let tiling = Tiling::new(&poster, &TileSettings::new(Paper::A4)).expect("a tiling");
        let cell = |row, column| tiling.cell((row, column), tiling.piece_origin((row, column)));
        assert_eq!(cell(0, 0).origin(), Point::ORIGIN);
        assert!((cell(0, 0).x1 - cell(0, 1).x0).abs() < 1e-9 && (cell(0, 0).y1 - cell(1, 0).y0).abs() < 1e-9);
    }

    #[test]
    fn what_no_printer_does_is_refused_with_its_numbers() {
        let poster = plan(Paper::A1, Orientation::Portrait);
        let usual = TileSettings::new(Paper::A4);
        let refused = [
            TileSettings { paper: Paper::A0, ..usual },
            TileSettings { overlap_mm: -1.0, ..usual },
            TileSettings { overlap_mm: f64::NAN, ..usual },
            TileSettings { overlap_mm: 50.1, ..usual },
            TileSettings { margin_mm: 30.1, ..usual },
        ];
        for settings in refused {
            let error = Tiling::new(&poster, &settings).expect_err("refused").to_string();
            assert!(error.contains("A4, A3, Letter, Tabloid") && error.contains("0 to 50 mm"), "{error}");
        }
    }
}
