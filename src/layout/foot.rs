//! The lines below the lanes: what the numbers on the curves say, and a legend of what the map uses.

use super::callout::NUMBER_PT;
use super::cards::callout_sign;
use super::compose::Composer;
use super::{Form, Mark};
use crate::geom::{Dash, Line, Point, Rect};
use crate::icon::Icon;
use crate::model::{CalloutKind, LaneKind, Severity};
use crate::theme::{Ink, Role};

/// The width at which what a number says is broken, in points.
const NUMBERED_PT: f64 = 180.0;

impl<'a> Composer<'a> {
    /// Composes the foot below `y`; answers where it ends.
    pub(super) fn foot(&mut self, y: f64) -> f64 {
        let mut items = self.numbers();
        items.extend(self.severities());
        items.extend(self.callouts());
        items.extend(self.expected());
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

    fn expected(&mut self) -> Vec<Item> {
        let used =
            self.contents.shows(LaneKind::Emotion) && self.map.ratings.iter().any(|rating| rating.expected.is_some());
        if !used {
            return Vec::new();
        }
        let text = self.place(Role::Small, self.words.expected, Point::new(32.0, 0.0), None);
        let (width, height) = (text.rect().x1, text.paragraph.size.height);
        let line = Line::new((0.0, height / 2.0), (26.0, height / 2.0));
        let marks = vec![
            Mark { ink: Ink::Quiet, form: Form::Line(line, 1.25, Dash::Dotted) },
            Mark { ink: Ink::Quiet, form: Form::Text(text) },
        ];
        vec![(marks, width, height)]
    }
}

/// An item of the legend from the origin (0, 0): its marks, width and height.
type Item = (Vec<Mark>, f64, f64);
