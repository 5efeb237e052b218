//! Lanes of pain points and of opportunities: what is known about each step, below each other.

use super::compose::Composer;
use super::{ChipBox, ChipSubject, Form, Mark, Piece, Placed};
use crate::geom::{Point, Rect};
use crate::icon::Icon;
use crate::model::{Lane, LaneKind, Opportunity, OpportunityStatus, Score, StepId, VoteFor};
use crate::theme::{Ink, Role};

/// What a chip holds before it has its place: marks from the origin (0, 0) and their height.
type Content = (Vec<Mark>, f64);

impl<'a> Composer<'a> {
    /// The chips of a lane that begins at `y`; answers where the last of them ends.
    pub(super) fn chips_in(&mut self, lane: &Lane, strip: usize, y: f64) -> f64 {
        let mut end = y;
        for column in self.grid.strips[strip].clone() {
            let top = y + self.space.cell;
            let step = self.grid.columns[column].step;
            for chip in self.chips_at(lane, step, column, top) {
                end = end.max(chip.rect.y1 + self.space.cell);
                self.layout.chips.push(chip);
            }
        }
        end
    }

    fn chips_at(&mut self, lane: &Lane, step: StepId, column: usize, mut top: f64) -> Vec<ChipBox> {
        let cell = self.space.cell;
        let (x0, x1) = (self.grid.columns[column].x0 + cell, self.grid.columns[column].x1 - cell);
        let pad = 6.0;
        let mut chips = Vec::new();
        for about in self.subjects(lane, column) {
            if self.is_left_out(Piece::Chip(step, about)) {
                continue;
            }
            let origin = Point::new(x0 + pad, top + pad);
            let width = (x1 - x0 - 2.0 * pad).max(20.0);
            let notes = self.contents.notes;
            let noted = match about {
                ChipSubject::Pain(id) => notes.pains.get(&id),
                ChipSubject::Opportunity(id) => notes.opportunities.get(&id),
                ChipSubject::Rating(..)
                | ChipSubject::Channel(_)
                | ChipSubject::Spread
                | ChipSubject::Time
                | ChipSubject::Metric(_) => None,
            };
            let (mut marks, noted) = self.notes(noted, origin, width);
            let (content, height) = self.content(about, origin + (0.0, noted), width);
            marks.extend(content);
            let mut height = noted + height;
            let dots = self.dots_on(about);
            if dots > 0 {
                let (row, row_height) = self.vote_dots(dots, origin + (0.0, height + 3.0), width);
                marks.extend(row);
                height += row_height + 3.0;
            }
            let (marks, height) = self.cut_off((marks, height), origin);
            if marks.is_empty() {
                continue;
            }
            let rect = Rect::new(x0, top, x1.max(x0 + 24.0), top + height + 2.0 * pad);
            top = rect.y1 + self.space.gap;
            let pain = if let ChipSubject::Pain(id) = about { self.map.pains.find(id) } else { None };
            let (severity, evidence) = (pain.map(|pain| pain.severity), pain.and_then(|pain| pain.evidence));
            chips.push(ChipBox { lane: lane.id, step, about, rect, severity, evidence, marks });
        }
        chips
    }

    /// What a pain point or an opportunity got in a vote that may be seen.
    fn dots_on(&self, about: ChipSubject) -> u32 {
        match about {
            ChipSubject::Pain(id) => self.contents.dots_for(VoteFor::Pain(id)),
            ChipSubject::Opportunity(id) => self.contents.dots_for(VoteFor::Opportunity(id)),
            ChipSubject::Rating(..)
            | ChipSubject::Channel(..)
            | ChipSubject::Spread
            | ChipSubject::Time
            | ChipSubject::Metric(..) => 0,
        }
    }

    fn subjects(&self, lane: &Lane, column: usize) -> Vec<ChipSubject> {
        match lane.kind {
            LaneKind::Pains => {
                let targets = self.contents.targets(column);
                let here = targets.iter().flat_map(|target| self.contents.pains_at(*target));
                let mut pains: Vec<ChipSubject> = Vec::new();
                for pain in here.map(|pain| ChipSubject::Pain(pain.id)) {
                    if !pains.contains(&pain) {
                        pains.push(pain);
                    }
                }
                pains
            }
            LaneKind::Opportunities => {
                let here = self.contents.moments[column].opportunities.iter();
                here.map(|opportunity| ChipSubject::Opportunity(opportunity.id)).collect()
            }
            LaneKind::Ease
            | LaneKind::Channels
            | LaneKind::Time
            | LaneKind::Metrics
            | LaneKind::Touchpoints
            | LaneKind::Actions
            | LaneKind::Text
            | LaneKind::Quotes
            | LaneKind::Emotion
            | LaneKind::Storyboard
            | LaneKind::Evidence
            | LaneKind::Systems => Vec::new(),
        }
    }

    fn content(&mut self, about: ChipSubject, origin: Point, width: f64) -> Content {
        let map = self.map;
        match about {
            ChipSubject::Pain(id) => map.pains.find(id).map_or_else(Default::default, |pain| {
                let (mut marks, mut height) = self.pain(pain, origin, width);
                if !pain.owner.is_empty() {
                    let at = origin + (0.0, height + 2.0);
                    let (owner, owner_height) =
                        self.icon_line(Icon::User, Ink::Quiet, Role::Small, &pain.owner, at, width);
                    marks.extend(owner);
                    height += owner_height + 2.0;
                }
                (marks, height)
            }),
            ChipSubject::Opportunity(id) => {
                map.opportunities.find(id).map_or_else(Default::default, |found| self.opportunity(found, origin, width))
            }
            ChipSubject::Rating(..)
            | ChipSubject::Channel(_)
            | ChipSubject::Spread
            | ChipSubject::Time
            | ChipSubject::Metric(_) => Default::default(),
        }
    }

    /// An opportunity: its name and text; how far it is, whose and when; impact and effort in dots.
    fn opportunity(&mut self, opportunity: &Opportunity, origin: Point, width: f64) -> Content {
        let is_dropped = opportunity.status == OpportunityStatus::Dropped;
        let ink = if is_dropped { Ink::Quiet } else { Ink::Text };
        let (mut marks, mut height) =
            self.icon_line(Icon::Lightbulb, Ink::Accent, Role::Card, &opportunity.name, origin, width);
        if let Some(text) = marks.last_mut() {
            text.ink = ink;
        }
        let indent = marks.last().map_or(0.0, |text| text.bounds().x0 - origin.x);
        let room = (width - indent).max(12.0);
        if !opportunity.text.is_empty() {
            let placed = self.place(Role::Small, &opportunity.text, origin + (indent, height + 2.0), Some(room));
            height += placed.paragraph.size.height + 2.0;
            marks.push(Mark { ink, form: Form::Text(placed) });
        }
        let word = self.words.status(opportunity.status);
        // A period breaks badly, and stands where there is room for it.
        let plan = [word, &opportunity.period, &opportunity.owner].into_iter().filter(|text| !text.is_empty());
        let plan = plan.collect::<Vec<_>>().join(" · ");
        let sign = match opportunity.status {
            OpportunityStatus::Idea => Icon::Info,
            OpportunityStatus::Planned => Icon::Calendar,
            OpportunityStatus::Started => Icon::ArrowRight,
            OpportunityStatus::Done => Icon::Check,
            OpportunityStatus::Dropped => Icon::X,
        };
        let at = origin + (0.0, height + 3.0);
        let (line, line_height) = self.icon_line(sign, Ink::Quiet, Role::Small, &plan, at, width);
        marks.extend(line);
        height += line_height + 3.0;
        let scores =
            [(self.words.impact, opportunity.impact, Ink::Accent), (self.words.effort, opportunity.effort, Ink::Quiet)];
        let (dots, dots_height) = self.scores(&scores, origin + (0.0, height + 3.0), width);
        if dots_height > 0.0 {
            marks.extend(dots);
            height += dots_height + 3.0;
        }
        (marks, height)
    }

    /// Judgements of 1 to 5, each as a word and dots; side by side where there is room.
    fn scores(&mut self, scores: &[(&str, Option<Score>, Ink)], origin: Point, width: f64) -> Content {
        const DOTS_PT: (f64, f64) = (33.0, 5.0);
        const GAP_PT: f64 = 12.0;
        let mut marks = Vec::new();
        let (mut at, mut line) = (origin, 0.0_f64);
        for (word, score, ink) in scores {
            let Some(score) = score else { continue };
            let word = self.set(Role::Small, word, None);
            let needed = word.size.width + 4.0 + DOTS_PT.0;
            if at.x > origin.x && at.x + needed > origin.x + width {
                at = Point::new(origin.x, at.y + line + 1.0);
            }
            line = word.size.height;
            let x = at.x + word.size.width + 4.0;
            let rect = Rect::from_origin_size((x, at.y + (line - DOTS_PT.1) / 2.0), DOTS_PT);
            marks.push(Mark { ink: Ink::Quiet, form: Form::Text(Placed { paragraph: word, origin: at }) });
            marks.push(Mark { ink: *ink, form: Form::Dots { level: score.value() as u8, of: 5, rect } });
            at.x += needed + GAP_PT;
        }
        (marks, if line > 0.0 { at.y + line - origin.y } else { 0.0 })
    }

    /// Marks of a text in a label and a text below it; used by the title block too.
    pub(super) fn labeled(&mut self, label: &str, text: &str, origin: Point, width: f64) -> Content {
        let label = self.place(Role::Label, label, origin, Some(width));
        let mut height = label.paragraph.size.height + 1.0;
        let body: Placed = self.place(Role::Body, text, origin + (0.0, height), Some(width));
        height += body.paragraph.size.height;
        (
            vec![Mark { ink: Ink::Quiet, form: Form::Text(label) }, Mark { ink: Ink::Text, form: Form::Text(body) }],
            height,
        )
    }
}

impl Composer<'_> {
    /// On a slide, what is taller than a page is cut off, with three dots in its last line.
    fn cut_off(&mut self, (mut marks, height): Content, origin: Point) -> Content {
        let Some(tallest) = self.slide.as_ref().and_then(|slide| slide.tallest_pt).filter(|most| height > *most) else {
            return (marks, height);
        };
        let below = origin.y + tallest - 14.0;
        marks.retain(|mark| mark.bounds().y1 <= below);
        let rect = Rect::from_origin_size((origin.x, below + 2.0), (14.0, 9.0));
        marks.push(Mark { ink: Ink::Quiet, form: Form::Icon(Icon::DotsThree, rect) });
        (marks, tallest)
    }
}
