//! Rows that lead to cards: a name with a note below it, a figure at its end, perhaps a bar. In a
//! right-to-left map they are mirrored.

use std::borrow::Cow;
use std::sync::Arc;

use eframe::egui::{self, Color32, Rect, Response, Role, Sense, WidgetInfo, pos2, vec2};

use super::icons::paint_ground;
use super::kit::{Kit, NAMELESS, label_style};
use super::look::{ICON, Look, TARGET, color};
use super::text_input::{at_screen, paint_paragraph};
use crate::icon::Icon;
use crate::text::{Paragraph, TextStyle, Weight};

/// What a row shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Lead<'a> {
    /// The name; it may take several lines.
    pub name: &'a str,
    /// What stands quietly below it; may be empty.
    pub note: &'a str,
    /// What stands at the end; may be empty.
    pub figure: &'a str,
    /// What a screen reader says.
    pub spoken: &'a str,
    /// What stands before the name.
    pub icon: Option<Icon>,
    /// A bar below.
    pub bar: Option<Bar>,
    /// Whether the name is a sentence of the window's, in which names of the map may stand.
    pub is_sentence: bool,
    /// Whether the row runs from right to left.
    pub rtl: bool,
    /// Whether it can be pressed.
    pub leads: bool,
}

/// A bar from one share of its track (0–1) to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// Where it begins.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
    /// Its color.
    pub color: Color32,
    /// Whether the middle of the track is marked.
    pub has_middle: bool,
}

/// Within the edges of a row, in points.
const PADDING: egui::Vec2 = vec2(6.0, 5.0);

/// Between the name and the figure, in points.
const GAP: f32 = 10.0;

/// The least room of a figure, so that bars below each other are as long, in points.
const FIGURE: f32 = 36.0;

/// The height of a bar, in points.
const BAR: f32 = 5.0;

impl Kit {
    /// Shows a row.
    pub fn lead_row(&mut self, ui: &mut egui::Ui, lead: Lead<'_>) -> Response {
        let width = ui.available_width();
        let bold = TextStyle { weight: Weight::Bold, ..label_style(13.0) };
        let figure = self.shaper.paragraph(lead.figure, bold, None, "");
        let figure_width = if lead.figure.is_empty() { 0.0 } else { (figure.size.width as f32).max(FIGURE) + GAP };
        let before = if lead.icon.is_some() { ICON + 8.0 } else { 0.0 };
        let room = (width - 2.0 * PADDING.x - figure_width - before).max(40.0);
        let name = if lead.name.trim().is_empty() { NAMELESS } else { lead.name };
        // A sentence runs from left to right, whatever name it begins with.
        let name = if lead.is_sentence { Cow::Owned(format!("\u{200e}{name}")) } else { Cow::Borrowed(name) };
        let name = self.shaper.paragraph(&name, label_style(13.0), Some(room.into()), "");
        let note =
            (!lead.note.is_empty()).then(|| self.shaper.paragraph(lead.note, label_style(11.5), Some(room.into()), ""));
        let note_height = note.as_ref().map_or(0.0, |note| note.size.height as f32);
        let bar_height = if lead.bar.is_some() { BAR + 4.0 } else { 0.0 };
        let height = name.size.height as f32 + note_height + bar_height + 2.0 * PADDING.y;
        let size = vec2(width, height.max(TARGET + 4.0));
        let (rect, response) = ui.allocate_exact_size(size, if lead.leads { Sense::click() } else { Sense::hover() });
        let role = if lead.leads { Role::Button } else { Role::Label };
        response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), lead.spoken));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let look = Look::of(ui.ctx());
        if lead.leads {
            paint_ground(ui, rect, &response, false);
        }
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        let inner = rect.shrink2(PADDING);
        let (text_left, figure_left, icon_left) = if lead.rtl {
            (inner.right() - before - room, inner.left(), inner.right() - ICON)
        } else {
            (inner.left() + before, inner.right() - figure.size.width as f32, inner.left())
        };
        let mut y = inner.top();
        let mut put = |paragraph: &Arc<Paragraph>, x: f32, y: f32, ink: Color32| {
            paint_paragraph(&painter, &mut self.canvas, paragraph, at_screen(pos2(x, y)), color(ink));
        };
        put(&figure, figure_left, y, look.ink);
        put(&name, text_left + aligned(&name, lead.rtl), y, look.ink);
        y += name.size.height as f32;
        if let Some(note) = &note {
            put(note, text_left + aligned(note, lead.rtl), y, look.quiet);
        }
        if let Some(icon) = lead.icon {
            let place = Rect::from_min_size(pos2(icon_left, inner.top()), vec2(ICON, ICON));
            self.icons.paint(&painter, icon, place, look.quiet);
        }
        if let Some(bar) = lead.bar {
            let track = Rect::from_min_size(pos2(text_left, y + note_height + 3.0), vec2(room, BAR));
            bar.paint(&painter, track, lead.rtl, look);
        }
        response
    }
}

/// How far a paragraph is moved so that it begins where its row does, whichever way its own text runs.
fn aligned(paragraph: &Paragraph, rtl: bool) -> f32 {
    let extents = paragraph.lines.iter().map(|line| line.extent);
    let moved = if rtl {
        paragraph.size.width - extents.map(|(_, to)| to).fold(0.0, f64::max)
    } else {
        -extents.map(|(from, _)| from).fold(f64::INFINITY, f64::min)
    };
    if moved.is_finite() { moved as f32 } else { 0.0 }
}

impl Bar {
    /// A bar from the middle to a level between −2 and +2.
    pub fn of_level(level: f64, color: Color32) -> Self {
        let to = ((level.clamp(-2.0, 2.0) + 2.0) / 4.0) as f32;
        Self { from: 0.5, to, color, has_middle: true }
    }

    /// A bar over a share (0–1) of its track.
    pub fn of_share(share: f32, color: Color32) -> Self {
        Self { from: 0.0, to: share.clamp(0.0, 1.0), color, has_middle: false }
    }

    fn paint(self, painter: &egui::Painter, track: Rect, rtl: bool, look: &Look) {
        painter.rect_filled(track, BAR / 2.0, look.pressed);
        let at = |share: f32| {
            let share = if rtl { 1.0 - share } else { share };
            track.left() + share * track.width()
        };
        let (a, b) = (at(self.from), at(self.to));
        let filled = Rect::from_x_y_ranges(a.min(b)..=a.max(b), track.y_range());
        painter.rect_filled(filled, BAR / 2.0, self.color);
        if self.has_middle {
            let stroke = egui::Stroke::new(1.0, look.edge);
            painter.vline(at(0.5), track.expand2(vec2(0.0, 2.0)).y_range(), stroke);
        }
    }
}
