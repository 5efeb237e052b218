//! How much of each pixel a filled path covers, by exact area.
//!
//! One rasterizer serves the window (glyphs and icons for its atlas, large paths as quads) and pictures
//! made of pixels. It looks at the edges only, so that its cost grows with their length and not with
//! the area, and it calculates alike on every machine.
//! Coordinates are pixels, y down; a pixel is named by its upper left corner.

use crate::geom::{Affine, BezPath, PathEl, Point, Rect};

/// How far a straight piece may be from the curve, in pixels.
const TOLERANCE_PX: f64 = 0.02;

/// Less than this of a pixel is nothing: a half of the smallest step of 8 bits.
const NOTHING: f32 = 0.5 / 255.0;

/// A rectangle of whole pixels: left, top, right, bottom; right and bottom are outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PixelRect {
    pub x0: i32,
    pub y0: i32,
    pub x1: i32,
    pub y1: i32,
}

impl PixelRect {
    /// The pixels that a rectangle touches.
    pub fn around(rect: Rect) -> Self {
        let rect = rect.expand();
        Self { x0: rect.x0 as i32, y0: rect.y0 as i32, x1: rect.x1 as i32, y1: rect.y1 as i32 }
    }

    /// The same in numbers with a point.
    pub fn to_rect(self) -> Rect {
        Rect::new(self.x0.into(), self.y0.into(), self.x1.into(), self.y1.into())
    }

    /// The pixels in both.
    pub fn intersect(self, other: Self) -> Self {
        let (x0, y0) = (self.x0.max(other.x0), self.y0.max(other.y0));
        Self { x0, y0, x1: self.x1.min(other.x1).max(x0), y1: self.y1.min(other.y1).max(y0) }
    }

    /// The smallest that holds both.
    pub fn union(self, other: Self) -> Self {
        let (x0, y0) = (self.x0.min(other.x0), self.y0.min(other.y0));
        Self { x0, y0, x1: self.x1.max(other.x1), y1: self.y1.max(other.y1) }
    }

    /// As far to the right and down; what is too far stays where it is seen by nobody.
    pub fn moved(self, right: i64, down: i64) -> Self {
        let moved =
            |at: i32, by: i64| (i64::from(at) + by).clamp(i64::from(i32::MIN / 2), i64::from(i32::MAX / 2)) as i32;
        Self {
            x0: moved(self.x0, right),
            y0: moved(self.y0, down),
            x1: moved(self.x1, right),
            y1: moved(self.y1, down),
        }
    }

    /// Whether it has no pixels.
    pub fn is_empty(self) -> bool {
        self.x0 >= self.x1 || self.y0 >= self.y1
    }
}

/// Pixels of one row that are covered alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Span {
    /// The row.
    pub y: i32,
    /// The first pixel.
    pub x0: i32,
    /// The pixel behind the last.
    pub x1: i32,
    /// How much of each is covered, more than 0 to 1.
    pub coverage: f32,
}

/// What an edge does to the pixels of its row.
#[derive(Debug, Clone, Copy)]
struct Cell {
    /// The row in the upper half, the column in the lower, both counted from the clip's corner.
    place: u64,
    /// How far the edge runs down within the cell: what it adds to all pixels right of the cell.
    cover: f32,
    /// The part of `cover` that lies left of the edge within the cell.
    area: f32,
}

/// Fills paths; keeps its memory from one to the next.
#[derive(Debug, Default)]
pub(crate) struct Rasterizer {
    cells: Vec<Cell>,
}

impl Rasterizer {
    /// Fills a path by the non-zero rule and tells the covered pixels within `clip`, row by row.
    /// Contours that overlap must run the same way round, as they do in fonts and strokes.
    pub fn fill(&mut self, path: &BezPath, to_px: Affine, clip: PixelRect, mut tell: impl FnMut(Span)) {
        if clip.is_empty() || !to_px.is_finite() {
            return;
        }
        self.cells.clear();
        let mut edges = Edges { cells: &mut self.cells, clip };
        let (mut start, mut last) = (Point::ORIGIN, Point::ORIGIN);
        kurbo::flatten(path.iter().map(|element| to_px * element), TOLERANCE_PX, |element| match element {
            PathEl::MoveTo(point) => {
                edges.line(last, start);
                (start, last) = (point, point);
            }
            PathEl::LineTo(point) => {
                edges.line(last, point);
                last = point;
            }
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => {}
            PathEl::ClosePath => {
                edges.line(last, start);
                last = start;
            }
        });
        edges.line(last, start);
        self.sweep(clip, &mut tell);
    }

    /// Adds the cells up from left to right.
    fn sweep(&mut self, clip: PixelRect, tell: &mut impl FnMut(Span)) {
        self.cells.sort_unstable_by_key(|cell| cell.place);
        for row in self.cells.chunk_by(|a, b| a.place >> 32 == b.place >> 32) {
            let y = clip.y0 + (row[0].place >> 32) as i32;
            let mut open = Span { y, x0: clip.x0, x1: clip.x0, coverage: 0.0 };
            let mut cover = 0.0;
            for column in row.chunk_by(|a, b| a.place == b.place) {
                let x = clip.x0 + (column[0].place & 0xffff_ffff) as i32;
                extend(&mut open, x, cover, tell);
                let area: f32 = column.iter().map(|cell| cell.area).sum();
                let down: f32 = column.iter().map(|cell| cell.cover).sum();
                extend(&mut open, x + 1, cover + down - area, tell);
                cover += down;
            }
            extend(&mut open, clip.x1, cover, tell);
            flush(open, tell);
        }
    }
}

/// Continues a span up to `x` or, if the pixels are covered otherwise, begins another.
fn extend(open: &mut Span, x: i32, cover: f32, tell: &mut impl FnMut(Span)) {
    let coverage = cover.abs().min(1.0);
    if x > open.x1 {
        if (coverage - open.coverage).abs() > NOTHING {
            flush(*open, tell);
            open.x0 = open.x1;
            open.coverage = coverage;
        }
        open.x1 = x;
    }
}

fn flush(span: Span, tell: &mut impl FnMut(Span)) {
    if span.x1 > span.x0 && span.coverage > NOTHING {
        tell(span);
    }
}

/// Cuts edges into cells.
struct Edges<'a> {
    cells: &'a mut Vec<Cell>,
    clip: PixelRect,
}

impl Edges<'_> {
    fn line(&mut self, from: Point, to: Point) {
        let (sign, top, bottom) = if from.y < to.y { (1.0, from, to) } else { (-1.0, to, from) };
        let (mut y, end) = (top.y.max(f64::from(self.clip.y0)), bottom.y.min(f64::from(self.clip.y1)));
        // Also false for what is no number.
        if !(y < end && top.x.is_finite() && bottom.x.is_finite()) {
            return;
        }
        let slope = (bottom.x - top.x) / (bottom.y - top.y);
        let mut x = top.x + (y - top.y) * slope;
        let mut row = y.floor();
        while y < end {
            let next_y = (row + 1.0).min(end);
            let next_x = top.x + (next_y - top.y) * slope;
            self.row_part(row as i32, x.min(next_x), x.max(next_x), sign * (next_y - y));
            (x, y, row) = (next_x, next_y, row + 1.0);
        }
    }

    /// A piece of an edge within one row, from `left` to `right`.
    fn row_part(&mut self, row: i32, left: f64, right: f64, cover: f64) {
        let (x0, x1) = (f64::from(self.clip.x0), f64::from(self.clip.x1));
        let is_upright = right - left < 1e-9;
        let right = if is_upright { left } else { right };
        let share = |from: f64, to: f64| if is_upright { cover } else { cover * ((to - from) / (right - left)) };
        if left < x0 {
            // Everything within the clip lies to the right of this part.
            self.push(row, self.clip.x0, share(left, right.min(x0)), 0.0);
        }
        let mut x = left.max(x0);
        while x < x1 && (x < right || (is_upright && x == right)) {
            let column = x.floor();
            let next = (column + 1.0).min(right);
            let part = share(x, next);
            self.push(row, column as i32, part, part * ((x + next) / 2.0 - column));
            if next >= right {
                break;
            }
            x = next;
        }
    }

    fn push(&mut self, row: i32, column: i32, cover: f64, area: f64) {
        let place = ((row - self.clip.y0) as u64) << 32 | (column - self.clip.x0) as u64;
        self.cells.push(Cell { place, cover: cover as f32, area: area as f32 });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Shape;

    const CLIP: PixelRect = PixelRect { x0: 0, y0: 0, x1: 16, y1: 16 };

    fn coverage(path: &BezPath) -> Vec<f32> {
        let mut pixels = vec![0.0; 256];
        Rasterizer::default().fill(path, Affine::IDENTITY, CLIP, |span| {
            for x in span.x0..span.x1 {
                pixels[(span.y * 16 + x) as usize] += span.coverage;
            }
        });
        pixels
    }

    #[track_caller]
    fn check(path: &BezPath, expected: &[((usize, usize), f32)], area: f32) {
        let pixels = coverage(path);
        for ((x, y), expected) in expected {
            let got = pixels[y * 16 + x];
            assert!((got - expected).abs() < 0.01, "({x}, {y}): {got} instead of {expected}");
        }
        let sum: f32 = pixels.iter().sum();
        assert!((sum - area).abs() < area * 0.01 + 0.05, "area {sum} instead of {area}");
    }

    fn rect(x0: f64, y0: f64, x1: f64, y1: f64) -> BezPath {
        Rect::new(x0, y0, x1, y1).to_path(0.1)
    }

    #[test]
    fn a_square_covers_exactly() {
        check(&rect(2.0, 3.0, 6.0, 5.0), &[((2, 3), 1.0), ((5, 4), 1.0), ((6, 4), 0.0), ((1, 3), 0.0)], 8.0);
        let parts = [((2, 3), 0.375), ((3, 3), 0.75), ((3, 4), 1.0), ((5, 4), 0.25)];
        check(&rect(2.5, 3.25, 5.25, 5.0), &parts, 2.75 * 1.75);
    }

    #[test]
    fn slants_cover_by_area() {
        let triangle = BezPath::from_svg("M0 0 L8 0 L0 8 Z").expect("a path");
        check(&triangle, &[((0, 0), 1.0), ((7, 0), 0.5), ((4, 3), 0.5), ((4, 4), 0.0)], 32.0);
        let flat = BezPath::from_svg("M0 2 L16 3 L16 4 L0 4 Z").expect("a path");
        check(&flat, &[((0, 2), 1.0 - 1.0 / 32.0), ((15, 2), 1.0 / 32.0), ((15, 3), 1.0)], 24.0);
    }

    #[test]
    fn overlapping_contours_stay_filled_whichever_way_they_run() {
        let mut both = rect(2.0, 2.0, 8.0, 8.0);
        both.extend(&rect(5.0, 5.0, 11.0, 11.0));
        check(&both, &[((6, 6), 1.0), ((3, 3), 1.0), ((10, 10), 1.0)], 63.0);
        check(&both.reverse_subpaths(), &[((6, 6), 1.0), ((3, 3), 1.0)], 63.0);
    }

    #[test]
    fn a_contour_that_runs_the_other_way_is_a_hole() {
        let mut ring = rect(2.0, 2.0, 12.0, 12.0);
        ring.extend(&rect(4.0, 4.0, 10.0, 10.0).reverse_subpaths());
        check(&ring, &[((6, 6), 0.0), ((3, 6), 1.0)], 64.0);
    }

    #[test]
    fn a_concave_path_keeps_its_notch() {
        let chevron = BezPath::from_svg("M1 1 L10 1 L14 7 L10 13 L1 13 L5 7 Z").expect("a path");
        check(&chevron, &[((1, 7), 0.0), ((3, 6), 0.0), ((8, 7), 1.0)], 108.0);
    }

    #[test]
    fn what_lies_outside_the_clip_counts_only_for_what_lies_in_it() {
        check(&rect(-100.0, -5.0, 4.5, 100.0), &[((0, 0), 1.0), ((4, 9), 0.5), ((5, 9), 0.0)], 72.0);
        check(&rect(-100.0, -100.0, 100.0, 100.0), &[((15, 15), 1.0)], 256.0);
        check(&rect(20.0, 0.0, 30.0, 10.0), &[], 0.0);
        let steep = BezPath::from_svg("M-8 0 L8 1 L8 2 L-8 2 Z").expect("a path");
        check(&steep, &[((0, 0), 1.0 - 8.5 / 16.0), ((7, 0), 0.5 / 16.0), ((0, 1), 1.0)], 8.0 + 2.0);
    }

    #[test]
    fn curves_cover_what_a_circle_covers() {
        let circle = crate::geom::Circle::new((8.0, 8.0), 6.0).to_path(0.01);
        check(&circle, &[((8, 8), 1.0), ((2, 2), 0.0)], std::f32::consts::PI * 36.0);
    }

    #[test]
    fn an_open_contour_is_closed_and_nonsense_is_nothing() {
        check(&BezPath::from_svg("M0 0 L8 0 L0 8 M8 8 L12 8 L12 12 L8 12").expect("a path"), &[], 48.0);
        check(&BezPath::from_svg("M0 0 L8 0").expect("a path"), &[], 0.0);
        let mut broken = BezPath::new();
        broken.move_to((0.0, 0.0));
        broken.line_to((f64::NAN, 5.0));
        broken.line_to((f64::INFINITY, 9.0));
        coverage(&broken);
    }
}
