//! The lines below the lanes: what the numbers on the curves say, and a legend of what the map uses.

use std::collections::HashSet;

use super::callout::NUMBER_PT;
use super::cards::{callout_sign, evidence_dash, kano_sign, link_sign};
use super::compose::Composer;
use super::{Form, Mark};
use crate::geom::{Circle, Dash, Line, Point, Rect, Shape as _};
use crate::icon::Icon;
use crate::model::{CalloutKind, Card, CardId, Evidence, Kano, LaneKind, LinkKind, Severity};
use crate::theme::{Ink, Role};

/// The width at which what a number says is broken, in points.
const NUMBERED_PT: f64 = 180.0;

impl<'a> Composer<'a> {
    /// Composes the foot below `y`; answers where it ends.
    pub(super) fn foot(&mut self, y: f64) -> f64 {
        let mut items = self.legend_notes();
        items.extend(self.numbers());
        items.extend(self.severities());
        items.extend(self.callouts());
        items.extend(self.curves());
        items.extend(self.shadows());
        items.extend(self.backings());
        items.extend(self.kanos());
        items.extend(self.links());
        self.lines(items, y)
    }

    /// Below a slide's lanes, what the numbers on its curves say; answers where that ends.
    pub(super) fn numbers_below(&mut self, y: f64) -> f64 {
        let items = self.numbers();
        self.lines(items, y - 8.0)
    }

    /// Puts items beside each other, on as many lines as they need.
    fn lines(&mut self, items: Vec<Item>, y: f64) -> f64 {
        if items.is_empty() {
            return y;
        }
        let (x0, x1) = (self.space.margin, self.content_x1());
        let top = y + 14.0;
        let mut end = top;
        let mut at = Point::new(x0, top);
        for (marks, width, height) in items {
            if at.x > x0 && at.x + width > x1 {
                at = Point::new(x0, end + 4.0);
            }
            self.layout.foot.extend(marks.into_iter().map(|mark| mark.moved(at.to_vec2())));
            end = end.max(at.y + height);
            at.x += width + 20.0;
        }
        end
    }

    /// What the notes' signs mean.
    fn legend_notes(&mut self) -> Vec<Item> {
        let notes = &self.contents.notes.legend;
        let item = |note| {
            let (marks, height) = self.note(note, Point::ZERO, f64::INFINITY);
            let width = marks.iter().map(|mark| mark.bounds().x1).fold(0.0, f64::max);
            (marks, width, height)
        };
        notes.iter().map(item).collect()
    }

    /// The line of curves that stand behind others.
    fn shadows(&mut self) -> Option<Item> {
        let name = &self.contents.notes.shadow_name;
        if name.is_empty() || !self.contents.shows(LaneKind::Emotion) {
            return None;
        }
        let text = self.place(Role::Small, name, Point::new(32.0, 0.0), None);
        let (width, height) = (text.rect().x1, text.paragraph.size.height);
        let line = Line::new((0.0, height / 2.0), (26.0, height / 2.0));
        let line = Mark { ink: Ink::Quiet, form: Form::Line(line, 1.75, Dash::Dashed) };
        Some((vec![line, Mark { ink: Ink::Quiet, form: Form::Text(text) }], width, height))
    }

    /// What the numbers on the curves say.
    fn numbers(&mut self) -> Vec<Item> {
        let numbered: Vec<(usize, CalloutKind, String)> = self
            .layout
            .callouts
            .iter()
            .filter_map(|callout| Some((callout.number?, callout.kind, callout.text.clone())))
            .collect();
        let mut items = Vec::new();
        for (number, kind, text) in numbered {
            let mut marks = self.numbered(number, callout_sign(kind).1, Rect::new(0.0, 0.0, NUMBER_PT, NUMBER_PT));
            let text = self.place(Role::Small, &text, Point::new(NUMBER_PT + 5.0, 0.0), Some(NUMBERED_PT));
            let (width, height) = (text.rect().x1, text.paragraph.size.height.max(NUMBER_PT));
            marks.push(Mark { ink: Ink::Text, form: Form::Text(text) });
            items.push((marks, width, height));
        }
        items
    }

    /// The severities that occur, each with its dots and its word.
    fn severities(&mut self) -> Vec<Item> {
        let used: Vec<Severity> = Severity::ALL
            .iter()
            .copied()
            .filter(|severity| self.map.pains.iter().any(|pain| pain.severity == *severity))
            .collect();
        let mut items = Vec::new();
        for (n, severity) in used.into_iter().enumerate() {
            let word = match n {
                0 => format!("{}: {}", self.words.pain, self.words.severity(severity)),
                _ => self.words.severity(severity).to_owned(),
            };
            let text = self.place(Role::Small, &word, Point::new(if n == 0 { 46.0 } else { 32.0 }, 0.0), None);
            let (width, height) = (text.rect().x1, text.paragraph.size.height);
            let left = if n == 0 { 14.0 } else { 0.0 };
            let rect = Rect::new(left, height / 2.0 - 2.5, left + 27.0, height / 2.0 + 2.5);
            let mut marks = vec![
                Mark { ink: Ink::Pain, form: Form::Dots { level: severity.level(), of: 4, rect } },
                Mark { ink: Ink::Quiet, form: Form::Text(text) },
            ];
            if n == 0 {
                let icon = Rect::new(0.0, height / 2.0 - 5.5, 11.0, height / 2.0 + 5.5);
                marks.push(Mark { ink: Ink::Pain, form: Form::Icon(Icon::WarningFill, icon) });
            }
            items.push((marks, width, height));
        }
        items
    }

    /// The kinds of call-out that occur.
    fn callouts(&mut self) -> Vec<Item> {
        let used = |kind: CalloutKind| self.map.callouts.iter().any(|callout| callout.kind == kind);
        let kinds: Vec<CalloutKind> = CalloutKind::ALL.iter().copied().filter(|kind| used(*kind)).collect();
        let mut items = Vec::new();
        for kind in kinds {
            let (icon, ink) = callout_sign(kind);
            let (mut marks, height) =
                self.icon_line(icon, ink, Role::Small, self.words.callout(kind), Point::ZERO, f64::INFINITY);
            if let Some(text) = marks.last_mut() {
                text.ink = Ink::Quiet;
            }
            let width = marks.last().map_or(0.0, |mark| mark.bounds().x1);
            items.push((marks, width, height));
        }
        items
    }

    /// What the signs on the curves mean.
    fn curves(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        let drawn = &self.layout.curves;
        let is_expected = drawn.iter().any(|curve| !curve.expected.elements().is_empty());
        let is_better = drawn.iter().any(|curve| !curve.better.elements().is_empty());
        let is_worse = drawn.iter().any(|curve| !curve.worse.elements().is_empty());
        let has_peak = self.layout.points.iter().any(|point| point.is_peak);
        let has_end = self.layout.points.iter().any(|point| point.is_end);
        let words = self.words;
        if is_expected {
            let line =
                |height: f64| Form::Line(Line::new((0.0, height / 2.0), (26.0, height / 2.0)), 1.25, Dash::Dotted);
            items.push(self.explained(words.expected, 26.0, |height| vec![line(height)]));
        }
        if is_better {
            let block = |height: f64| Form::Block {
                rect: Rect::new(0.0, height / 2.0 - 4.0, 20.0, height / 2.0 + 4.0),
                radius: 0.0,
                share: 0.2,
            };
            items.push(self.explained(words.surprise, 20.0, |height| vec![block(height)]));
        }
        if is_worse {
            items.push(self.explained(words.disappointment, 20.0, |height| {
                let upright = |n: u8| {
                    let x = 2.0 + 4.0 * f64::from(n);
                    Form::Line(Line::new((x, height / 2.0 - 4.0), (x, height / 2.0 + 4.0)), 0.75, Dash::Solid)
                };
                (0..5).map(upright).collect()
            }));
        }
        if has_peak {
            items.push(self.explained(words.peak, 11.0, |height| {
                let ring = |radius: f64| Circle::new((5.5, height / 2.0), radius).to_path(0.01);
                vec![Form::Path(ring(2.75), 1.25, Dash::Solid), Form::Path(ring(5.0), 1.0, Dash::Solid)]
            }));
        }
        if has_end {
            items.push(self.signed(words.end, Icon::FlagFill));
        }
        items
    }

    /// The outlines of cards and pain points by how well they are backed.
    fn backings(&mut self) -> Vec<Item> {
        let (cards, chips) = (self.layout.cards.iter(), self.layout.chips.iter());
        let seen: Vec<Evidence> =
            cards.filter_map(|card| card.evidence).chain(chips.filter_map(|chip| chip.evidence)).collect();
        let used = Evidence::ALL.iter().copied().filter(|evidence| seen.contains(evidence));
        let mut items = Vec::new();
        for evidence in used {
            items.push(self.explained(self.words.backing(evidence), 20.0, |height| {
                let rect = Rect::new(0.5, height / 2.0 - 4.5, 19.5, height / 2.0 + 4.5);
                vec![Form::Path(rect.to_rounded_rect(2.0).to_path(0.01), 1.25, evidence_dash(Some(evidence)))]
            }));
        }
        items
    }

    /// The Kano classes that occur.
    fn kanos(&mut self) -> Vec<Item> {
        let shown = self.cards_shown();
        let is_used = |kano: &Kano| shown.iter().any(|card| card.kano == Some(*kano));
        let used: Vec<Kano> = Kano::ALL.iter().copied().filter(is_used).collect();
        used.into_iter().map(|kano| self.signed(self.words.kano(kano), kano_sign(kano))).collect()
    }

    /// The meanings of the arrows that occur.
    fn links(&mut self) -> Vec<Item> {
        let shown = self.cards_shown();
        let ids: HashSet<CardId> = shown.iter().map(|card| card.id).collect();
        let links = shown.iter().flat_map(|card| &card.links).filter(|link| ids.contains(&link.to));
        let kinds: Vec<LinkKind> = links.map(|link| link.kind).collect();
        let is_used = |kind: &LinkKind| kinds.contains(kind);
        let used: Vec<LinkKind> = LinkKind::ALL.iter().copied().filter(is_used).collect();
        let is_rtl = self.map.direction().is_rtl();
        used.into_iter().map(|kind| self.signed(self.words.link(kind), link_sign(kind, is_rtl))).collect()
    }

    /// The cards that are shown, each once.
    fn cards_shown(&self) -> Vec<&'a Card> {
        let map = self.map;
        let ids: HashSet<CardId> = self.layout.cards.iter().map(|card| card.id).collect();
        map.cards.iter().filter(|card| ids.contains(&card.id)).collect()
    }

    /// An icon with its meaning.
    fn signed(&mut self, word: &str, icon: Icon) -> Item {
        self.explained(word, 11.0, |height| {
            vec![Form::Icon(icon, Rect::new(0.0, height / 2.0 - 5.5, 11.0, height / 2.0 + 5.5))]
        })
    }

    /// A sign, which is drawn for a line of a height, with its meaning.
    fn explained(&mut self, word: &str, sign_pt: f64, sign: impl FnOnce(f64) -> Vec<Form>) -> Item {
        let text = self.place(Role::Small, word, Point::new(sign_pt + 5.0, 0.0), None);
        let (width, height) = (text.rect().x1, text.paragraph.size.height);
        let mut marks: Vec<Mark> = sign(height).into_iter().map(|form| Mark { ink: Ink::Quiet, form }).collect();
        marks.push(Mark { ink: Ink::Quiet, form: Form::Text(text) });
        (marks, width, height)
    }
}

/// An item of the legend from the origin (0, 0): its marks, width and height.
type Item = (Vec<Mark>, f64, f64);
