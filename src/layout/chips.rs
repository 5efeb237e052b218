//! Lanes that hold no cards: what is known about each step, drawn from pain points, opportunities,
//! ratings, channels, times and figures.

use super::compose::Composer;
use super::contents::Moment;
use super::{ChipBox, ChipSubject, Form, Mark, Placed};
use crate::geom::{Point, Rect};
use crate::icon::Icon;
use crate::model::{ChannelId, Lane, LaneKind, Metric, Opportunity, Rating, Severity, StepId, Success, Target};
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
        let (x0, x1) = (self.grid.columns[column].x0 + cell, (self.grid.columns[column].x1 - cell));
        let pad = 6.0;
        let targets = self.contents.moments[column].targets(step);
        let mut chips = Vec::new();
        for (about, severity) in self.subjects(lane, column, &targets) {
            let origin = Point::new(x0 + pad, top + pad);
            let width = (x1 - x0 - 2.0 * pad).max(20.0);
            let (marks, height) = self.content(lane.kind, about, &targets, step, origin, width);
            if marks.is_empty() {
                continue;
            }
            let rect = Rect::new(x0, top, x1.max(x0 + 24.0), top + height + 2.0 * pad);
            top = rect.y1 + self.space.gap;
            chips.push(ChipBox { lane: lane.id, step, about, rect, severity, marks });
        }
        chips
    }

    fn subjects(&self, lane: &Lane, column: usize, targets: &[Target]) -> Vec<(ChipSubject, Option<Severity>)> {
        match lane.kind {
            LaneKind::Pains => {
                let here = targets.iter().flat_map(|target| self.contents.pains_at(*target));
                let mut pains: Vec<(ChipSubject, Option<Severity>)> = Vec::new();
                for pain in here.map(|pain| (ChipSubject::Pain(pain.id), Some(pain.severity))) {
                    if !pains.contains(&pain) {
                        pains.push(pain);
                    }
                }
                pains
            }
            LaneKind::Opportunities => {
                let here = self.contents.moments[column].opportunities.iter();
                here.map(|opportunity| (ChipSubject::Opportunity(opportunity.id), None)).collect()
            }
            LaneKind::Ease => targets
                .iter()
                .flat_map(|target| self.contents.ratings_at(*target))
                .filter(|rating| rating.ease.is_some() || rating.success.is_some())
                .filter(|rating| lane.personas.is_empty() || lane.personas.contains(&rating.persona))
                .map(|rating| (ChipSubject::Rating(rating.id), None))
                .collect(),
            LaneKind::Channels | LaneKind::Time | LaneKind::Metrics => vec![(ChipSubject::Step, None)],
            LaneKind::Touchpoints
            | LaneKind::Actions
            | LaneKind::Text
            | LaneKind::Quotes
            | LaneKind::Emotion
            | LaneKind::Storyboard
            | LaneKind::Evidence
            | LaneKind::Systems => Vec::new(),
        }
    }

    fn content(
        &mut self,
        kind: LaneKind,
        about: ChipSubject,
        targets: &[Target],
        step: StepId,
        origin: Point,
        width: f64,
    ) -> Content {
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
            ChipSubject::Rating(id) => {
                map.ratings.find(id).map_or_else(Default::default, |rating| self.ease(rating, origin, width))
            }
            ChipSubject::Step if kind == LaneKind::Channels => self.channels_at(step, origin, width),
            ChipSubject::Step if kind == LaneKind::Time => self.times_at(step, origin, width),
            ChipSubject::Step => self.metrics_at(targets, origin, width),
        }
    }

    fn opportunity(&mut self, opportunity: &Opportunity, origin: Point, width: f64) -> Content {
        let (mut marks, mut height) =
            self.icon_line(Icon::Lightbulb, Ink::Accent, Role::Card, &opportunity.name, origin, width);
        if let Some(text) = marks.last_mut() {
            text.ink = Ink::Text;
        }
        let indent = marks.last().map_or(0.0, |text| text.bounds().x0 - origin.x);
        let mut details = vec![opportunity.text.clone()];
        let plan = [&opportunity.owner, &opportunity.period].into_iter().filter(|text| !text.is_empty());
        details.push(plan.cloned().collect::<Vec<_>>().join(" · "));
        for (text, ink) in details.iter().zip([Ink::Text, Ink::Quiet]).filter(|(text, _)| !text.is_empty()) {
            let at = origin + (indent, height + 2.0);
            let placed = self.place(Role::Small, text, at, Some((width - indent).max(12.0)));
            height += placed.paragraph.size.height + 2.0;
            marks.push(Mark { ink, form: Form::Text(placed) });
        }
        (marks, height)
    }

    /// Ease as one of seven dots, success as a sign and a word.
    fn ease(&mut self, rating: &Rating, origin: Point, width: f64) -> Content {
        let (mut marks, mut height) = (Vec::new(), 0.0);
        if self.map.personas.len() > 1
            && let Some(persona) = self.map.personas.find(rating.persona)
        {
            let placed = self.place(Role::Label, &persona.name, origin, Some(width));
            height += placed.paragraph.size.height + 2.0;
            marks.push(Mark { ink: Ink::Quiet, form: Form::Text(placed) });
        }
        if let Some(ease) = rating.ease {
            let number = self.place(Role::Label, &format!("{} / 7", ease.value()), origin + (0.0, height), None);
            let middle = origin.y + height + number.paragraph.size.height / 2.0;
            let x = origin.x + number.paragraph.size.width + 8.0;
            let rect = Rect::new(x, middle - 2.5, x + 51.0, middle + 2.5);
            height += number.paragraph.size.height;
            marks.push(Mark { ink: Ink::Text, form: Form::Text(number) });
            marks.push(Mark { ink: Ink::Accent, form: Form::Dots { level: ease.value() as u8, of: 7, rect } });
        }
        if let Some(success) = rating.success {
            let (icon, ink) = match success {
                Success::No => (Icon::X, Ink::Pain),
                Success::Partly => (Icon::Minus, Ink::Quiet),
                Success::Yes => (Icon::Check, Ink::Accent),
            };
            let at = origin + (0.0, height + 2.0);
            let (line, line_height) =
                self.icon_line(icon, ink, Role::Small, self.words.successes[success as usize], at, width);
            marks.extend(line);
            height += line_height + 2.0;
        }
        (marks, height)
    }

    fn channels_at(&mut self, step: StepId, origin: Point, width: f64) -> Content {
        let mut channels: Vec<ChannelId> = Vec::new();
        let column = self.contents.column_of.get(&step).copied().unwrap_or_default();
        for card in &self.contents.moments[column].cards {
            for channel in &card.channels {
                if !channels.contains(channel) {
                    channels.push(*channel);
                }
            }
        }
        if channels.is_empty() { (Vec::new(), 0.0) } else { self.channel_row(&channels, origin, width) }
    }

    fn times_at(&mut self, step: StepId, origin: Point, width: f64) -> Content {
        let Some((_, step)) = self.map.find_step(step) else { return Default::default() };
        let duration = step.duration.map(|span| (Icon::Clock, Ink::Text, self.words.time(span)));
        let waiting = step.waiting.map(|span| {
            (Icon::HourglassMedium, Ink::Pain, format!("{} {}", self.words.time(span), self.words.waiting))
        });
        let (mut marks, mut height) = (Vec::new(), 0.0);
        for (icon, ink, text) in duration.into_iter().chain(waiting) {
            let (line, line_height) = self.icon_line(icon, ink, Role::Small, &text, origin + (0.0, height), width);
            marks.extend(line);
            height += line_height + 2.0;
        }
        (marks, (height - 2.0).max(0.0))
    }

    fn metrics_at(&mut self, targets: &[Target], origin: Point, width: f64) -> Content {
        let map = self.map;
        let (mut marks, mut height) = (Vec::new(), 0.0);
        for metric in map.metrics.iter().filter(|metric| metric.at.iter().any(|at| targets.contains(at))) {
            let (text, value) = (metric_name(metric), latest(metric));
            let icon_line =
                self.icon_line(Icon::ChartLineUp, Ink::Quiet, Role::Small, text, origin + (0.0, height), width);
            marks.extend(icon_line.0);
            height += icon_line.1;
            let indent = marks.last().map_or(0.0, |text| text.bounds().x0 - origin.x);
            let placed = self.place(Role::Card, &value, origin + (indent, height), Some((width - indent).max(12.0)));
            height += placed.paragraph.size.height + 3.0;
            marks.push(Mark { ink: Ink::Text, form: Form::Text(placed) });
        }
        (marks, (height - 3.0).max(0.0))
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

impl Moment<'_> {
    /// The step itself and the cards that begin in its column, in the order of the map.
    fn targets(&self, step: StepId) -> Vec<Target> {
        let cards = self.cards.iter().map(|card| Target::Card(card.id));
        std::iter::once(Target::Step(step)).chain(cards).collect()
    }
}

fn metric_name(metric: &Metric) -> &str {
    if metric.name.is_empty() { metric.kind.words() } else { &metric.name }
}

/// The last value with its unit and, where there is one, the target.
fn latest(metric: &Metric) -> String {
    let unit = match metric.kind {
        crate::model::MetricKind::Csat => "%",
        _ => &metric.unit,
    };
    let with_unit = |value: f64| if unit.is_empty() { format!("{value}") } else { format!("{value} {unit}") };
    let value = metric.series.last().map_or("–".to_owned(), |reading| with_unit(reading.value));
    metric.target.map_or(value.clone(), |target| format!("{value} → {}", with_unit(target)))
}
