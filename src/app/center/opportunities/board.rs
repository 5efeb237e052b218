//! Where everything of the matrix stands: cells of impact and effort, the tray for what is not judged
//! yet, and a rectangle for each opportunity.

use eframe::egui::{Rect, Vec2, pos2, vec2};

use crate::app::kit::{Kit, label_style};
use crate::app::look::TARGET;
use crate::model::{Map, Opportunity, OpportunityId, OpportunityStatus, Score};

/// How many values the scale of impact and of effort has.
pub const VALUES: usize = 5;

/// The room for the numbers of impact at the left, in points.
pub const AXIS: f32 = 24.0;

/// The room for the name of a quadrant, in points.
pub const NAME: f32 = 20.0;

/// The room for the numbers of effort and the names of the axes, in points.
const FOOT: f32 = 44.0;

/// Between things, in points.
const GAP: f32 = 4.0;

/// The least height of a row, in points.
const LEAST_ROW: f32 = 44.0;

/// The tray stands beside a matrix that is at least so wide, else above it, in points.
const WIDE: f32 = 640.0;

/// Within the edges of a chip, in points.
pub const PADDING: Vec2 = vec2(7.0, 4.0);

/// A place where an opportunity can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// In a cell.
    Judged(Score, Score),
    /// In the tray.
    Tray,
}

impl Spot {
    /// Where an opportunity stands.
    pub fn of(idea: &Opportunity) -> Self {
        match (idea.impact, idea.effort) {
            (Some(impact), Some(effort)) => Self::Judged(impact, effort),
            _ => Self::Tray,
        }
    }
}

/// The places of a matrix, from its top left corner on.
pub struct Board {
    /// The cells by impact and effort, each from the least.
    cells: [[Rect; VALUES]; VALUES],
    /// Where stands what is not judged yet.
    pub tray: Rect,
    /// Where each opportunity stands.
    pub chips: Vec<(OpportunityId, Rect)>,
    /// All of it.
    pub size: Vec2,
}

impl Board {
    /// The board of a map in a room. Rows become as high as what stands in them.
    pub fn new(map: &Map, kit: &mut Kit, room: Vec2) -> Self {
        let shown: Vec<&Opportunity> =
            map.opportunities.iter().filter(|idea| idea.status != OpportunityStatus::Dropped).collect();
        let is_wide = room.x >= WIDE;
        let tray_width = if is_wide { (room.x * 0.24).clamp(150.0, 240.0) } else { room.x };
        let matrix_width = if is_wide { room.x - tray_width - 16.0 } else { room.x };
        let column = ((matrix_width - AXIS) / VALUES as f32).max(40.0);
        let mut board =
            Self { cells: [[Rect::NOTHING; VALUES]; VALUES], tray: Rect::NOTHING, chips: Vec::new(), size: Vec2::ZERO };
        let unjudged: Vec<&Opportunity> = shown.iter().copied().filter(|idea| Spot::of(idea) == Spot::Tray).collect();
        let mut top = 0.0;
        if !is_wide {
            board.place_tray(kit, &unjudged, pos2(0.0, 0.0), tray_width, column, 0.0);
            top = board.tray.bottom() + 12.0;
        }
        let least = ((room.y - top - FOOT - 2.0 * NAME) / VALUES as f32).max(LEAST_ROW);
        let bottom = board.place_rows(kit, &shown, top, column, least);
        if is_wide {
            let left = matrix_width + 16.0;
            board.place_tray(kit, &unjudged, pos2(left, 0.0), tray_width, tray_width - 2.0 * GAP, bottom);
        }
        board.size = vec2(room.x, bottom.max(board.tray.bottom()) + FOOT);
        board
    }

    /// Places the rows from the highest impact down; answers where the last one ends.
    fn place_rows(&mut self, kit: &mut Kit, shown: &[&Opportunity], top: f32, column: f32, least: f32) -> f32 {
        let mut y = top;
        for impact in Score::all().rev() {
            let head = if matches!(impact.value(), 5 | 3) { NAME } else { 0.0 };
            let mut height = least;
            for effort in Score::all() {
                let left = AXIS + column * (effort.value() - 1) as f32;
                let mut at = y + head + GAP;
                let own = shown.iter().filter(|idea| Spot::of(idea) == Spot::Judged(impact, effort));
                for idea in own {
                    let size = vec2(column - 2.0 * GAP, chip_height(kit, idea, column - 2.0 * GAP));
                    self.chips.push((idea.id, Rect::from_min_size(pos2(left + GAP, at), size)));
                    at += size.y + GAP;
                }
                height = height.max(at - y - head);
            }
            for effort in Score::all() {
                let left = AXIS + column * (effort.value() - 1) as f32;
                let cell = Rect::from_min_size(pos2(left, y), vec2(column, head + height));
                self.cells[index(impact)][index(effort)] = cell;
            }
            y += head + height;
        }
        y
    }

    /// Places the tray and what stands in it, side by side where there is room.
    fn place_tray(
        &mut self,
        kit: &mut Kit,
        unjudged: &[&Opportunity],
        corner: eframe::egui::Pos2,
        width: f32,
        chip: f32,
        least: f32,
    ) {
        let (mut x, mut y, mut row) = (corner.x + GAP, corner.y + NAME + GAP, 0.0_f32);
        for idea in unjudged {
            let size = vec2(chip, chip_height(kit, idea, chip));
            if x + size.x > corner.x + width && x > corner.x + GAP {
                (x, y, row) = (corner.x + GAP, y + row + GAP, 0.0);
            }
            self.chips.push((idea.id, Rect::from_min_size(pos2(x, y), size)));
            x += size.x + GAP;
            row = row.max(size.y);
        }
        let height = (y + row.max(TARGET) + 2.0 * GAP - corner.y).max(least);
        self.tray = Rect::from_min_size(corner, vec2(width, height));
    }

    /// A cell.
    pub fn cell(&self, impact: Score, effort: Score) -> Rect {
        self.cells[index(impact)][index(effort)]
    }

    /// The rectangle of a spot.
    pub fn rect(&self, spot: Spot) -> Rect {
        match spot {
            Spot::Judged(impact, effort) => self.cell(impact, effort),
            Spot::Tray => self.tray,
        }
    }

    /// What lies at a point.
    pub fn spot_at(&self, point: eframe::egui::Pos2) -> Option<Spot> {
        if self.tray.contains(point) {
            return Some(Spot::Tray);
        }
        let cells = Score::all().flat_map(|impact| Score::all().map(move |effort| (impact, effort)));
        cells
            .into_iter()
            .find(|(impact, effort)| self.cell(*impact, *effort).contains(point))
            .map(|(impact, effort)| Spot::Judged(impact, effort))
    }

    /// The same moved.
    pub fn moved(mut self, by: Vec2) -> Self {
        for cell in self.cells.iter_mut().flatten() {
            *cell = cell.translate(by);
        }
        self.tray = self.tray.translate(by);
        for (_, rect) in &mut self.chips {
            *rect = rect.translate(by);
        }
        self
    }
}

fn index(score: Score) -> usize {
    (score.value() - Score::MIN.value()) as usize
}

/// The height of a chip: up to three lines of its name.
fn chip_height(kit: &mut Kit, idea: &Opportunity, width: f32) -> f32 {
    let room = f64::from((width - 2.0 * PADDING.x).max(8.0));
    let paragraph = kit.shaper.paragraph(&idea.name, label_style(12.5), Some(room), "");
    let line = 12.5 * 1.35;
    let lines = ((paragraph.size.height as f32 / line).round()).clamp(1.0, 3.0);
    (lines * line + 2.0 * PADDING.y).max(TARGET)
}
