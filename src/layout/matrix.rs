//! Channels as a matrix: a row a channel, an icon where it is used, a line from step to step that shows
//! where the customer stays and where the channel is switched; and how far the channels of a step lie
//! apart, as an experience is only as good as its weakest channel.

use super::compose::Composer;
use super::{ChipBox, ChipSubject, Form, Mark, Piece, Placed};
use crate::geom::{BezPath, Dash, Line, Point, Rect};
use crate::icon::Icon;
use crate::insight::{Spread, level_words};
use crate::model::{ChannelId, Emotion, Lane};
use crate::theme::{Ink, Role};

/// The height of a row, in points.
const ROW_PT: f64 = 18.0;
/// The radius of an icon's disk, in points.
const DISK_PT: f64 = 7.5;
/// The side of an icon, in points.
const ICON_PT: f64 = 10.0;
/// The radius of a face that says how a channel feels, in points.
const FACE_PT: f64 = 5.0;
/// The radius of a bend, in points.
const BEND_PT: f64 = 5.0;

impl<'a> Composer<'a> {
    /// The matrix of a lane of channels below its title; answers where it ends, and the names of its rows.
    pub(super) fn channel_rows(&mut self, lane: &Lane, strip: usize, below_title: f64) -> (f64, Vec<Mark>) {
        let columns = self.grid.strips[strip].clone();
        let used: Vec<Vec<ChannelId>> = columns.clone().map(|column| self.channels_used(lane, column)).collect();
        let mut rows: Vec<ChannelId> = Vec::new();
        for channel in used.iter().flatten() {
            if !rows.contains(channel) {
                rows.push(*channel);
            }
        }
        let middle = |channel: &ChannelId| {
            let row = rows.iter().position(|row| row == channel).unwrap_or_default();
            below_title + ROW_PT * (row as f64 + 0.5)
        };
        let mut names = Vec::new();
        for (n, channel) in rows.iter().enumerate() {
            let top = below_title + ROW_PT * n as f64;
            let name = self.words.channel(self.map, *channel);
            names.push(self.row_name(name, Ink::Quiet, (top, top + ROW_PT)));
            let (x0, x1) = self.body_x();
            let line = Line::new((x0, top + ROW_PT / 2.0), (x1, top + ROW_PT / 2.0));
            names.push(Mark { ink: Ink::Hairline, form: Form::Line(line, 0.75, Dash::Solid) });
        }
        let center = |column: usize| (self.grid.columns[column].x0 + self.grid.columns[column].x1) / 2.0;
        let stops: Vec<(usize, &Vec<ChannelId>)> =
            columns.clone().zip(&used).filter(|(_, channels)| !channels.is_empty()).collect();
        for pair in stops.windows(2) {
            let ((from, before), (to, after)) = (pair[0], pair[1]);
            let x = (center(from), center(to));
            let stays: Vec<&ChannelId> = before.iter().filter(|channel| after.contains(channel)).collect();
            for channel in &stays {
                let line = Line::new((x.0 + DISK_PT, middle(channel)), (x.1 - DISK_PT, middle(channel)));
                names.push(Mark { ink: Ink::StrongLine, form: Form::Line(line, 1.5, Dash::Solid) });
            }
            if stays.is_empty() {
                let (a, b) =
                    (Point::new(x.0 + DISK_PT, middle(&before[0])), Point::new(x.1 - DISK_PT, middle(&after[0])));
                // Beside the line between the columns.
                names.extend(switch(a, b, self.grid.columns[to].x0 - 3.0));
            }
        }
        for (column, channels) in &stops {
            let ys = || channels.iter().map(middle);
            let (top, bottom) = (ys().fold(f64::INFINITY, f64::min), ys().fold(0.0, f64::max));
            let line = Line::new((center(*column), top), (center(*column), bottom));
            names.push(Mark { ink: Ink::StrongLine, form: Form::Line(line, 1.5, Dash::Solid) });
        }
        let bottom = below_title + ROW_PT * rows.len() as f64;
        for (column, channels) in stops {
            let step = self.grid.columns[column].step;
            let spread = self.contents.spreads.get(&step);
            let x = (self.grid.columns[column].x0 + 2.0, self.grid.columns[column].x1 - 2.0);
            let center = (x.0 + x.1) / 2.0;
            for (n, channel) in channels.iter().enumerate() {
                let at = Point::new(center, middle(channel));
                let marks = self.stop(*channel, at, n == 0, spread);
                let rect = Rect::new(x.0, at.y - ROW_PT / 2.0, x.1, at.y + ROW_PT / 2.0);
                let about = ChipSubject::Channel(*channel);
                self.layout.chips.push(ChipBox {
                    lane: lane.id,
                    step,
                    about,
                    rect,
                    severity: None,
                    evidence: None,
                    marks,
                });
            }
        }
        (self.spread_row(lane, columns, bottom, &mut names) + self.space.cell, names)
    }

    /// The channels of the cards of a column, the first one of its first card first.
    fn channels_used(&self, lane: &Lane, column: usize) -> Vec<ChannelId> {
        let concerns = |personas: &[_]| {
            lane.personas.is_empty() || personas.is_empty() || personas.iter().any(|id| lane.personas.contains(id))
        };
        let mut channels: Vec<ChannelId> = Vec::new();
        for card in self.contents.moments[column].cards.iter().filter(|card| concerns(&card.personas)) {
            for channel in &card.channels {
                let piece = Piece::Chip(self.grid.columns[column].step, ChipSubject::Channel(*channel));
                if !channels.contains(channel) && !self.is_left_out(piece) {
                    channels.push(*channel);
                }
            }
        }
        channels
    }

    /// The icon of a channel on its disk, filled for the one that comes first, with a face where the
    /// channels of a step are compared.
    fn stop(&self, channel: ChannelId, at: Point, is_first: bool, spread: Option<&Spread>) -> Vec<Mark> {
        let hue = self.map.channels.find(channel).and_then(|own| own.hue).map_or(Ink::Accent, Ink::Hue);
        let disk = Rect::from_center_size(at, (2.0 * DISK_PT, 2.0 * DISK_PT));
        let icon = self.map.channel(channel).and_then(|(_, icon)| Icon::named(icon));
        let mut marks = vec![Mark { ink: Ink::Paper, form: Form::Pill(disk.inflate(1.5, 1.5)) }];
        marks.push(match is_first {
            true => Mark { ink: hue, form: Form::Pill(disk) },
            false => Mark { ink: hue, form: Form::Frame(disk) },
        });
        if let Some(icon) = icon {
            let rect = Rect::from_center_size(at, (ICON_PT, ICON_PT));
            marks.push(Mark { ink: if is_first { Ink::Paper } else { Ink::Text }, form: Form::Icon(icon, rect) });
        }
        let level = spread.and_then(|spread| spread.channels.iter().find(|level| level.channel == channel));
        if let Some(level) = level {
            let emotion = Emotion::clamped(level.level.round() as i64);
            let center = at + (DISK_PT + 4.0 + FACE_PT, 0.0);
            let rect = Rect::from_center_size(center, (2.0 * FACE_PT, 2.0 * FACE_PT));
            marks.push(Mark { ink: Ink::Paper, form: Form::Pill(rect.inflate(1.0, 1.0)) });
            marks.push(Mark { ink: Ink::Emotion(emotion), form: Form::Face(emotion, rect) });
        }
        marks
    }

    /// How far the channels of each step lie apart, and the weakest by its name; answers where that ends.
    fn spread_row(&mut self, lane: &Lane, columns: std::ops::Range<usize>, top: f64, names: &mut Vec<Mark>) -> f64 {
        let contents = self.contents;
        let mut bottom = top;
        for column in columns {
            let (step, pad) = (self.grid.columns[column].step, self.space.cell);
            if self.is_left_out(Piece::Chip(step, ChipSubject::Spread)) {
                continue;
            }
            let Some(spread) = contents.spreads.get(&step).filter(|spread| spread.size() > 0.0) else { continue };
            let Some(weakest) = spread.channels.first() else { continue };
            let (x0, x1) = (self.grid.columns[column].x0 + pad, self.grid.columns[column].x1 - pad);
            let size = level_words(spread.size());
            let name = self.words.channel(self.map, weakest.channel);
            let text = format!("{}: {name}", capitalized(self.words.weakest));
            let origin = Point::new(x0, top + 3.0);
            let (mut marks, height) =
                self.icon_line(Icon::TrendDown, Ink::Pain, Role::Small, &text, origin, (x1 - x0).max(20.0));
            if let Some(text) = marks.last_mut() {
                text.ink = Ink::Text;
            }
            let line = format!("{} {}", self.words.spread, size.trim_start_matches('+'));
            let paragraph = self.set(Role::Label, &line, Some((x1 - x0).max(20.0)));
            let under = Placed { origin: Point::new(x0, origin.y + height), paragraph };
            let end = under.rect().y1;
            marks.push(Mark { ink: Ink::Quiet, form: Form::Text(under) });
            let rect = Rect::new(x0, top, x1.max(x0 + 20.0), end + 1.0);
            bottom = bottom.max(rect.y1);
            self.layout.chips.push(ChipBox {
                lane: lane.id,
                step,
                about: ChipSubject::Spread,
                rect,
                severity: None,
                evidence: None,
                marks,
            });
        }
        if bottom > top {
            names.push(self.row_name(self.words.spread, Ink::Quiet, (top, bottom)));
        }
        bottom
    }
}

/// The way from one channel to another: along its row, up or down between the columns, along the other.
fn switch(a: Point, b: Point, gutter: f64) -> Vec<Mark> {
    const HEAD_PT: f64 = 4.0;
    let bend = BEND_PT.min((b.y - a.y).abs() / 2.0).min((gutter - a.x).abs()).min((b.x - gutter).abs());
    let down = (b.y - a.y).signum();
    let mut path = BezPath::new();
    path.move_to(a);
    path.line_to((gutter - bend, a.y));
    path.quad_to((gutter, a.y), (gutter, a.y + down * bend));
    path.line_to((gutter, b.y - down * bend));
    path.quad_to((gutter, b.y), (gutter + bend, b.y));
    path.line_to(b - (HEAD_PT, 0.0));
    let mut head = BezPath::new();
    head.move_to(b);
    head.line_to(b + (-HEAD_PT - 2.0, -HEAD_PT));
    head.line_to(b + (-HEAD_PT - 2.0, HEAD_PT));
    head.close_path();
    vec![
        Mark { ink: Ink::Accent, form: Form::Path(path, 1.75, Dash::Dashed) },
        Mark { ink: Ink::Accent, form: Form::Area(head) },
    ]
}

/// A word as it begins a line.
fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
