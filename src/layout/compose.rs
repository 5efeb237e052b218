//! The builder of every format: a title, strips of stages with all lanes below them, a foot.
//!
//! A canvas has one strip; a sheet may have several below each other. Everything is composed from
//! left to right; a right-to-left map is mirrored at the very end.

use std::ops::Range;
use std::sync::Arc;

use super::contents::{Contents, Lines};
use super::grid::Grid;
use super::slide::OnSlide;
use super::{Form, LaneBox, Layout, Mark, PersonaBox, Placed, StageBox, StepBox, StripBox, TitleBox, Words, ZoneLine};
use crate::geom::{Line, Point, Rect, Size};
use crate::icon::Icon;
use crate::model::{Direction, Lane, LaneKind, Map, Picture, Stage, Zone};
use crate::picture::{Bitmap, Pictures};
use crate::text::{Align, Paragraph, Shaper};
use crate::theme::{Ink, Role, Space, Theme};

/// How far a stage's head points into the next, in points.
const POINT_PT: f64 = 9.0;
/// The height of a collapsed lane, in points.
const COLLAPSED_PT: f64 = 26.0;
/// The height of the row that a line between two zones takes, in points.
const ZONE_LINE_PT: f64 = 20.0;
/// The width of a map without steps, in points.
const EMPTY_PT: f64 = 560.0;
/// The height of the step heads where no step has a title, in points.
const BARE_STEPS_PT: f64 = 20.0;
/// The distance between two strips, in points.
const STRIP_GAP_PT: f64 = 24.0;

/// Lays out a map in a grid, from left to right whatever its direction, and without arrows.
pub(super) fn compose(
    map: &Map,
    contents: &Contents<'_>,
    grid: Grid,
    theme: &Theme,
    shaper: &mut Shaper,
    pictures: &Pictures,
) -> Layout {
    let margin = grid.space.margin;
    let mut composer = Composer::new(map, contents, grid, theme, shaper, pictures);
    let mut y = composer.title_block(margin);
    for strip in 0..composer.grid.strips.len() {
        if strip > 0 {
            y += STRIP_GAP_PT;
        }
        y = composer.strip(strip, y);
    }
    y = composer.foot(y);
    composer.finish(y + margin)
}

/// What the parts of a layout are composed with.
pub(super) struct Composer<'a> {
    pub(super) map: &'a Map,
    pub(super) contents: &'a Contents<'a>,
    pub(super) space: Space,
    pub(super) grid: Grid,
    pub(super) theme: &'a Theme,
    pub(super) words: &'static Words,
    pub(super) shaper: &'a mut Shaper,
    pub(super) pictures: &'a Pictures,
    /// What differs on a slide.
    pub(super) slide: Option<OnSlide>,
    pub(super) layout: Layout,
}

impl<'a> Composer<'a> {
    pub(super) fn new(
        map: &'a Map,
        contents: &'a Contents<'a>,
        grid: Grid,
        theme: &'a Theme,
        shaper: &'a mut Shaper,
        pictures: &'a Pictures,
    ) -> Self {
        let words = Words::of_language(&map.language);
        let space = grid.space;
        let layout = empty_layout();
        let slide = None;
        let mut composer = Self { map, contents, space, theme, words, shaper, pictures, slide, grid, layout };
        composer.layout.title.title = composer.place(Role::Title, "", Point::ZERO, None);
        composer
    }

    /// Sets a text in its role, broken at `width`.
    pub(super) fn set(&mut self, role: Role, text: &str, width: Option<f64>) -> Arc<Paragraph> {
        self.set_in(role, text, width, Align::Start, &self.map.language)
    }

    /// Sets a text in its role, alignment and language.
    pub(super) fn set_in(
        &mut self,
        role: Role,
        text: &str,
        width: Option<f64>,
        align: Align,
        language: &str,
    ) -> Arc<Paragraph> {
        let style = role.text_style(&self.theme.sizes, align, self.map.direction());
        let paragraph = self.shaper.paragraph(text, style, width, language);
        match self.slide.as_ref().and_then(|slide| slide.max_lines) {
            Some(max) if paragraph.lines.len() > max => {
                shortened(self.shaper, &paragraph, max, |shaper, text| shaper.paragraph(text, style, width, language))
            }
            _ => paragraph,
        }
    }

    /// Sets a text and places it.
    pub(super) fn place(&mut self, role: Role, text: &str, origin: Point, width: Option<f64>) -> Placed {
        Placed { paragraph: self.set(role, text, width), origin }
    }

    /// An icon and a text beside it, on one line or several; answers the marks and their height.
    pub(super) fn icon_line(
        &mut self,
        icon: Icon,
        ink: Ink,
        role: Role,
        text: &str,
        origin: Point,
        width: f64,
    ) -> (Vec<Mark>, f64) {
        let size = role.text_style(&self.theme.sizes, Align::Start, Direction::LeftToRight).size_pt;
        let side = (size * 1.25).round();
        let indent = side + 4.0;
        // A short text is set in its own width, so that it stands beside its icon whichever way it runs.
        let room = (width - indent).max(size);
        let natural = self.set(role, text, None);
        let paragraph = if natural.size.width <= room { natural } else { self.set(role, text, Some(room)) };
        let placed = Placed { paragraph, origin: origin + (indent, 0.0) };
        let line = placed.paragraph.lines.first().map_or(side, |line| line.bottom - line.top);
        let top = origin.y + (line - side) / 2.0;
        let height = placed.paragraph.size.height;
        let rect = Rect::new(origin.x, top, origin.x + side, top + side);
        (vec![Mark { ink, form: Form::Icon(icon, rect) }, Mark { ink, form: Form::Text(placed) }], height)
    }

    /// The pixels of a picture and the part of them that is shown; `None` if it could not be read.
    pub(super) fn bitmap(&self, picture: &Picture) -> Option<(Arc<Bitmap>, Rect)> {
        let bitmap = self.pictures.get(&picture.file)?.clone();
        let (width, height) = (f64::from(bitmap.width), f64::from(bitmap.height));
        let (left, top, right, bottom) = picture.crop.unwrap_or((0, 0, 1000, 1000));
        let part = |value: u16, size: f64| f64::from(value.min(1000)) / 1000.0 * size;
        let crop = Rect::new(part(left, width), part(top, height), part(right, width), part(bottom, height));
        let whole = Rect::new(0.0, 0.0, width, height);
        let crop = if crop.width() >= 1.0 && crop.height() >= 1.0 { crop } else { whole };
        Some((bitmap, crop))
    }

    /// Where the grid's cells begin and end across.
    pub(super) fn body_x(&self) -> (f64, f64) {
        let x0 = self.space.margin + self.space.label;
        (x0, self.grid.columns.iter().map(|column| column.x1).reduce(f64::max).unwrap_or(x0 + EMPTY_PT))
    }

    /// Where the picture's content ends across.
    pub(super) fn content_x1(&self) -> f64 {
        self.body_x().1 + self.grid.names_pt
    }

    /// A strip: heads, then all lanes; answers where it ends.
    pub(super) fn strip(&mut self, strip: usize, y: f64) -> f64 {
        let first = self.layout.steps.len();
        let lanes_y = self.heads(strip, y);
        let bottom = self.lanes(strip, lanes_y);
        let (x0, x1) = (self.space.margin, self.content_x1());
        let steps = first..self.layout.steps.len();
        self.layout.strips.push(StripBox { lanes: Rect::new(x0, lanes_y, x1, bottom), steps });
        bottom
    }

    /// The heads of stages and steps; answers where the lanes begin.
    fn heads(&mut self, strip: usize, y: f64) -> f64 {
        let pad = 8.0;
        let contents = self.contents;
        let columns = self.grid.strips[strip].clone();
        let mut stages: Vec<StageBox> = Vec::new();
        for stage in &self.map.stages {
            let Some(range) = self.columns_of(stage).filter(|range| range.start < columns.end) else { continue };
            let shown = range.start.max(columns.start)..range.end.min(columns.end);
            if shown.is_empty() {
                continue;
            }
            let (x0, x1) = (self.grid.columns[shown.start].x0, self.grid.columns[shown.end - 1].x1);
            let width = (x1 - x0 - 2.0 * pad - POINT_PT).max(20.0);
            let indent = if stages.is_empty() { pad } else { pad + POINT_PT };
            let continues = shown.start > range.start;
            let title = if continues { format!("… {}", stage.title) } else { stage.title.clone() };
            let title = self.place(self.stage_role(), &title, Point::new(x0 + indent, y + pad), Some(width));
            let mut bottom = title.rect().y1;
            let mut marks = Vec::new();
            if !stage.goal.is_empty() && !continues && self.shows_steps() {
                let goal = self.place(Role::Small, &stage.goal, Point::new(x0 + indent, bottom + 2.0), Some(width));
                bottom = goal.rect().y1;
                marks.push(Mark { ink: Ink::OnHeadQuiet, form: Form::Text(goal) });
            }
            let noted = contents.notes.stages.get(&stage.id).filter(|_| !continues);
            let (notes, height) = self.notes(noted, Point::new(x0 + indent, bottom + 3.0), width);
            if height > 0.0 {
                bottom += height + 3.0;
                marks.extend(notes.into_iter().map(|mark| Mark { ink: Ink::OnHead, ..mark }));
            }
            let head = Rect::new(x0, y, x1, bottom + pad);
            let opens_strip = stages.is_empty();
            stages.push(StageBox {
                id: stage.id,
                strip,
                opens_strip,
                continues,
                head,
                column: head,
                point_pt: POINT_PT,
                title,
                marks,
            });
        }
        let stage_bottom = stages.iter().map(|stage| stage.head.y1).fold(y + 32.0, f64::max);
        let step_top = stage_bottom + 4.0;
        let bare = self.map.steps().all(|(_, step)| step.title.is_empty());
        let shows_steps = self.shows_steps();
        let mut step_bottom = match (shows_steps, bare) {
            (false, _) => step_top,
            (true, true) => step_top + BARE_STEPS_PT,
            (true, false) => step_top + 28.0,
        };
        let mut steps: Vec<StepBox> = Vec::new();
        for (index, (stage, step)) in self.map.steps().enumerate().take(columns.end).skip(columns.start) {
            let (x0, x1) = (self.grid.columns[index].x0, self.grid.columns[index].x1);
            let width = (x1 - x0 - 2.0 * pad).max(20.0);
            let words = if shows_steps { step.title.as_str() } else { "" };
            let title = self.place(Role::Head, words, Point::new(x0 + pad, step_top + 7.0), Some(width));
            let mut marks = Vec::new();
            let under = Point::new(x0 + pad, title.rect().y1 + 2.0);
            let (notes, height) = self.notes(contents.notes.steps.get(&step.id), under, width);
            if (!bare && shows_steps) || height > 0.0 {
                step_bottom = step_bottom.max(title.rect().y1 + height + 7.0);
            }
            marks.extend(notes);
            if step.title.is_empty() && shows_steps && !contents.notes.has_plain_steps {
                let top = step_top + if bare { 4.0 } else { 7.0 };
                let number = self.place(Role::Small, &(index + 1).to_string(), Point::new(x0 + pad, top), None);
                marks.push(Mark { ink: Ink::Quiet, form: Form::Text(number) });
            }
            let head = Rect::new(x0, step_top, x1, step_top);
            steps.push(StepBox { id: step.id, stage: stage.id, strip, head, column: head, title, marks });
        }
        for stage in &mut stages {
            stage.head.y1 = stage_bottom;
        }
        for step in &mut steps {
            step.head.y1 = step_bottom;
        }
        self.layout.stages.extend(stages);
        self.layout.steps.extend(steps);
        step_bottom + 4.0
    }

    /// The columns of a stage's steps.
    pub(super) fn columns_of(&self, stage: &Stage) -> Option<Range<usize>> {
        let (first, last) = (stage.steps.at(0)?, stage.steps.iter().next_back()?);
        Some(*self.contents.column_of.get(&first.id)?..*self.contents.column_of.get(&last.id)? + 1)
    }

    /// All lanes of a strip; answers where they end.
    fn lanes(&mut self, strip: usize, mut y: f64) -> f64 {
        let cell = self.space.cell;
        if let Some(slide) = &mut self.slide
            && let Some(end) = slide.lanes_end_pt
        {
            slide.tallest_pt = Some((end - y - 2.0 * cell).max(cell));
        }
        let contents = self.contents;
        let is_shown = |lane: &Lane| self.slide.as_ref().is_none_or(|slide| slide.lanes.contains(&lane.id));
        let shown: Vec<(&'a Lane, Zone)> = contents.lanes.iter().filter(|(lane, _)| is_shown(lane)).copied().collect();
        let has_all_lines = contents.lines == Lines::All && self.slide.is_none();
        // A blueprint begins with the customer's zone, also where nothing stands in it.
        let mut above = shown.first().map(|(_, zone)| *zone).filter(|_| !has_all_lines);
        for (lane, zone) in &shown {
            y = self.zone_lines(above.unwrap_or_default(), *zone, y);
            y = self.lane(lane, *zone, strip, y);
            above = Some(*zone);
        }
        if has_all_lines && !shown.is_empty() {
            y = self.zone_lines(above.unwrap_or_default(), Zone::Support, y);
        }
        for stage in self.layout.stages.iter_mut().filter(|stage| stage.strip == strip) {
            stage.column.y1 = y;
        }
        for step in self.layout.steps.iter_mut().filter(|step| step.strip == strip) {
            step.column.y1 = y;
        }
        y
    }

    /// The lines between two zones that follow each other, as far as they are drawn; answers where they end.
    fn zone_lines(&mut self, above: Zone, below: Zone, y: f64) -> f64 {
        let lines = match self.contents.lines {
            Lines::None => 0,
            Lines::BetweenZones => 1,
            Lines::All => Zone::ALL.len(),
        };
        let between = Zone::ALL.iter().filter(|zone| **zone >= above && **zone < below);
        between.take(lines).fold(y, |y, zone| self.zone_line(*zone, y))
    }

    fn zone_line(&mut self, above: Zone, y: f64) -> f64 {
        let text = self.words.line_below(above);
        let name = self.place(Role::Label, text, Point::new(self.space.margin + 8.0, y), None);
        let height = name.paragraph.size.height;
        let middle = y + ZONE_LINE_PT / 2.0;
        let name = Placed { origin: Point::new(name.origin.x, middle - height / 2.0), ..name };
        let x0 = name.rect().x1 + 8.0;
        let line = Line::new((x0, middle), (self.content_x1(), middle));
        self.layout.zone_lines.push(ZoneLine { line, name });
        y + ZONE_LINE_PT
    }

    fn lane(&mut self, lane: &'a Lane, zone: Zone, strip: usize, top: f64) -> f64 {
        let (x0, x1) = self.body_x();
        // What a row has to spare stands above and below what is in it, its name with it.
        let stretches = !lane.collapsed && lane.kind != LaneKind::Emotion;
        let above = if stretches { self.grid.row_extra_pt / 2.0 } else { 0.0 };
        let y = top + above;
        let margin = self.space.margin;
        let faces = if lane.kind == LaneKind::Emotion && !lane.collapsed { 26.0 } else { 0.0 };
        let name = match self.slide.as_ref() {
            Some(slide) if !slide.shows_names => "",
            _ if lane.title.is_empty() => lane.kind.words(),
            _ => &lane.title,
        };
        let width = (self.space.label - 16.0 - faces).max(1.0);
        let title = self.place(Role::Head, name, Point::new(margin + 8.0, y + 8.0), Some(width));
        let contents = self.contents;
        let under = Point::new(margin + 8.0, title.rect().y1 + 3.0);
        let (notes, noted) = self.notes(contents.notes.lanes.get(&lane.id), under, width);
        let mut bottom =
            (title.rect().y1 + noted + 8.0).max(y + if lane.collapsed { COLLAPSED_PT } else { self.space.row });
        let (mut scale, mut marks) = (None, Vec::new());
        if !lane.collapsed {
            let content = if lane.kind.holds_cards() {
                self.cards_in(lane, strip, y)
            } else if lane.kind == LaneKind::Emotion {
                let (bottom, lane_scale, lane_marks) = self.emotion_lane(lane, strip, y);
                (scale, marks) = (Some(lane_scale), lane_marks);
                bottom
            } else {
                let bottom;
                (bottom, marks) = self.rows(lane, strip, y, title.rect().y1 + 5.0);
                bottom
            };
            let least = if self.grid.keeps_sizes { lane.height.map_or(0.0, |height| height.pt()) } else { 0.0 };
            bottom =
                bottom.max(content).max(y + least).max(y + contents.notes.rows.get(&lane.id).copied().unwrap_or(0.0));
        }
        bottom += above;
        marks.extend(notes);
        self.layout.lanes.push(LaneBox {
            id: lane.id,
            strip,
            kind: lane.kind,
            zone,
            row: Rect::new(margin, top, self.content_x1(), bottom),
            label: Rect::new(margin, top, x0, bottom),
            body: Rect::new(x0, top, x1, bottom),
            title,
            scale,
            marks,
        });
        bottom
    }

    /// What stands in a lane that holds neither cards nor curves and begins at `y`; its label has room
    /// below its title. Answers where that ends, and what stands beside it.
    fn rows(&mut self, lane: &Lane, strip: usize, y: f64, below_title: f64) -> (f64, Vec<Mark>) {
        match lane.kind {
            LaneKind::Ease => self.ease_rows(lane, strip, y, below_title),
            LaneKind::Channels => self.channel_rows(lane, strip, below_title),
            LaneKind::Time => self.time_rows(lane, strip, y, below_title),
            LaneKind::Metrics => (self.metric_rows(lane, strip, y), Vec::new()),
            LaneKind::Touchpoints
            | LaneKind::Actions
            | LaneKind::Text
            | LaneKind::Quotes
            | LaneKind::Emotion
            | LaneKind::Storyboard
            | LaneKind::Pains
            | LaneKind::Opportunities
            | LaneKind::Evidence
            | LaneKind::Systems => (self.chips_in(lane, strip, y), Vec::new()),
        }
    }

    /// The role of the stages' titles.
    fn stage_role(&self) -> Role {
        self.slide.as_ref().map_or(Role::Stage, |slide| slide.stage_role)
    }

    /// Whether the steps have heads.
    fn shows_steps(&self) -> bool {
        self.slide.as_ref().is_none_or(|slide| slide.shows_steps)
    }

    fn finish(self, height: f64) -> Layout {
        let size = Size::new(self.content_x1() + self.space.margin, height);
        Layout { size, ..self.layout }
    }

    /// Adds a persona's block.
    pub(super) fn push_persona(&mut self, persona: PersonaBox) {
        self.layout.title.personas.push(persona);
    }
}

/// A paragraph cut off after so many lines, with a sign that it goes on.
fn shortened(
    shaper: &mut Shaper,
    paragraph: &Arc<Paragraph>,
    max_lines: usize,
    mut set: impl FnMut(&mut Shaper, &str) -> Arc<Paragraph>,
) -> Arc<Paragraph> {
    let end = paragraph.lines.get(max_lines.saturating_sub(1)).map_or(0, |line| line.text.end);
    let mut cut = paragraph.text.get(..end).unwrap_or_default().trim_end();
    loop {
        let shorter = set(shaper, &format!("{cut}…"));
        if shorter.lines.len() <= max_lines || cut.is_empty() {
            return shorter;
        }
        let mut letters = cut.chars();
        letters.next_back();
        cut = letters.as_str().trim_end();
    }
}

fn empty_layout() -> Layout {
    let nothing = Arc::new(Paragraph {
        text: Arc::from(""),
        size: Size::ZERO,
        bounds: Rect::ZERO,
        lines: Vec::new(),
        runs: Vec::new(),
    });
    let title = Placed { paragraph: nothing, origin: Point::ZERO };
    Layout {
        direction: Direction::LeftToRight,
        size: Size::ZERO,
        title: TitleBox { rect: Rect::ZERO, title, marks: Vec::new(), personas: Vec::new() },
        foot: Vec::new(),
        strips: Vec::new(),
        stages: Vec::new(),
        steps: Vec::new(),
        lanes: Vec::new(),
        cards: Vec::new(),
        links: Vec::new(),
        curves: Vec::new(),
        points: Vec::new(),
        callouts: Vec::new(),
        chips: Vec::new(),
        zone_lines: Vec::new(),
        bar: None,
    }
}
