//! What a screen shows: a slide, or on its way from one to the next, with pointer and pen, or nothing.
//!
//! A frame is plain data; whoever paints it brings the canvas and the time, so that the window and
//! the projector paint the same, each by its own clock.

use std::sync::Arc;
use std::time::Duration;

use eframe::egui::{self, Color32, Painter, Pos2, Stroke};

use crate::app::canvas::{Appearance, SceneCanvas, ScreenFromPage};
use crate::app::look;
use crate::app::timer::TimerFace;
use crate::geom::{Point, Rect, Vec2};
use crate::presentation::Shown;

/// How long a glide takes, in seconds.
pub const GLIDE_SECS: f64 = 0.5;
/// How long a pen's line stays, and how long it then takes to fade, in seconds.
const PEN_STAYS_SECS: f64 = 4.0;
const PEN_FADES_SECS: f64 = 1.5;
/// The width of a pen's line and the radius of the pointer's spot, as shares of the screen's height.
const PEN_SHARE: f32 = 0.006;
const SPOT_SHARE: f32 = 0.026;

/// What the screen shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Screen {
    /// The slide.
    #[default]
    Shown,
    /// Black.
    Black,
    /// White.
    White,
}

/// Which way the picture goes from one slide to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Way {
    /// The camera moves along by a slide's width: to the right for 1, to the left for −1.
    Along(f64),
    /// The camera moves into a part of the former slide.
    Into(Rect),
    /// The camera moves back from a part of the new slide.
    OutOf(Rect),
    /// One becomes the other where it stands.
    Fade,
}

/// A line that was drawn with the pen, in points of the slide.
#[derive(Debug, Clone, PartialEq)]
pub struct PenLine {
    /// Tells it from others.
    pub number: u64,
    /// Where it goes.
    pub points: Vec<Point>,
    /// Whether it is still being drawn.
    pub is_open: bool,
}

/// What is seen of a slide while it is enlarged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Zoom {
    /// How much larger than the whole slide, 1–6.
    pub factor: f64,
    /// The place in the middle of the screen, in points of the slide.
    pub center: Point,
}

/// What a screen shows at a time.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The slide.
    pub shown: Arc<Shown>,
    /// Grows with every other slide.
    pub serial: u64,
    /// The slide that was shown before, and the way from it; none with reduced motion.
    pub from: Option<(Arc<Shown>, Way)>,
    /// Whether the slide is shown at all.
    pub screen: Screen,
    /// Lines of the pen.
    pub lines: Vec<PenLine>,
    /// Where the pointer's spot is, in points of the slide.
    pub spot: Option<Point>,
    /// What is enlarged.
    pub zoom: Option<Zoom>,
    /// The countdown, if there is one.
    pub timer: Option<TimerFace>,
}

/// What a screen remembers from one painting to the next: since when it shows what it shows.
#[derive(Debug, Default)]
pub struct Playback {
    serial: Option<u64>,
    began: f64,
    /// Since when lines of the pen are ended.
    ended: Vec<(u64, f64)>,
}

/// Where a slide stands in a rectangle of the screen.
pub fn screen_from_slide(slide: crate::geom::Size, rect: egui::Rect, zoom: Option<Zoom>) -> ScreenFromPage {
    let fit = (f64::from(rect.width()) / slide.width).min(f64::from(rect.height()) / slide.height).max(1e-6);
    let (scale, center) = match zoom {
        None => (fit, Point::new(slide.width / 2.0, slide.height / 2.0)),
        Some(zoom) => (fit * zoom.factor, zoom.center),
    };
    let middle = Vec2::new(f64::from(rect.center().x), f64::from(rect.center().y));
    ScreenFromPage { scale, offset: middle - center.to_vec2() * scale }
}

impl Frame {
    /// The same with a countdown, which goes on also where the rest is frozen.
    pub fn with_timer(self, timer: Option<TimerFace>) -> Self {
        Self { timer, ..self }
    }

    /// Whether another frame shows the same.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shown, &other.shown)
            && (self.serial, self.screen, self.spot, self.zoom) == (other.serial, other.screen, other.spot, other.zoom)
            && self.lines == other.lines
            && self.timer == other.timer
    }

    /// Paints the frame into a rectangle. Says in how much time it looks different by itself; nothing if it
    /// stays as it is.
    pub fn paint(
        &self,
        painter: &Painter,
        rect: egui::Rect,
        canvas: &mut SceneCanvas,
        playback: &mut Playback,
        now: f64,
    ) -> Option<Duration> {
        let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
        if playback.serial != Some(self.serial) {
            // The first slide of all is simply there.
            playback.began = if playback.serial.is_some() { now } else { f64::NEG_INFINITY };
            playback.serial = Some(self.serial);
        }
        match self.screen {
            Screen::Shown => {}
            Screen::Black => return blank(&painter, rect, Color32::BLACK),
            Screen::White => return blank(&painter, rect, Color32::WHITE),
        }
        painter.rect_filled(rect, 0.0, look::color32(self.shown.scene.background));
        let share = ((now - playback.began) / GLIDE_SECS).clamp(0.0, 1.0);
        let is_gliding = match &self.from {
            Some((from, way)) if share < 1.0 => {
                self.paint_between(&painter, rect, canvas, from, *way, eased(share));
                true
            }
            _ => {
                let place = screen_from_slide(self.shown.scene.size, rect, self.zoom);
                canvas.paint(&painter, &self.shown.scene, place, &Appearance::default());
                false
            }
        };
        let place = screen_from_slide(self.shown.scene.size, rect, self.zoom);
        let lines = self.paint_lines(&painter, rect, place, playback, now);
        if let Some(timer) = &self.timer {
            timer.paint_for_room(&painter, canvas, rect, self.shown.layout.direction.is_rtl());
        }
        if let Some(spot) = self.spot {
            paint_spot(&painter, place.point(spot), rect.height() * SPOT_SHARE);
        }
        if is_gliding { Some(Duration::ZERO) } else { lines }
    }

    fn paint_between(
        &self,
        painter: &Painter,
        rect: egui::Rect,
        canvas: &mut SceneCanvas,
        from: &Shown,
        way: Way,
        share: f64,
    ) {
        let whole = screen_from_slide(self.shown.scene.size, rect, None);
        let plain = Appearance::default();
        let fade = share as f32;
        match way {
            Way::Along(side) => {
                let width = f64::from(rect.width()) / whole.scale;
                canvas.paint(painter, &from.scene, whole.moved(Vec2::new(-side * share * width, 0.0)), &plain);
                let moved = whole.moved(Vec2::new(side * (1.0 - share) * width, 0.0));
                canvas.paint(painter, &self.shown.scene, moved, &plain);
            }
            Way::Into(part) => {
                let into = closer(whole, part, rect);
                canvas.paint(painter, &from.scene, between(whole, into, share), &plain);
                veil(painter, rect, self, fade);
                canvas.paint_items(painter, &self.shown.scene.items, between(within(whole, part), whole, share), fade);
            }
            Way::OutOf(part) => {
                canvas.paint(painter, &from.scene, between(whole, within(whole, part), share), &plain);
                veil(painter, rect, self, fade);
                let into = closer(whole, part, rect);
                canvas.paint_items(painter, &self.shown.scene.items, between(into, whole, share), fade);
            }
            Way::Fade => {
                canvas.paint(painter, &from.scene, whole, &plain);
                veil(painter, rect, self, fade);
                canvas.paint_items(painter, &self.shown.scene.items, whole, fade);
            }
        }
    }

    /// Paints the pen's lines; says in how much time one of them is fainter, or gone.
    fn paint_lines(
        &self,
        painter: &Painter,
        rect: egui::Rect,
        place: ScreenFromPage,
        playback: &mut Playback,
        now: f64,
    ) -> Option<Duration> {
        playback.ended.retain(|(number, _)| self.lines.iter().any(|line| line.number == *number));
        let mut soonest: Option<Duration> = None;
        for line in &self.lines {
            let ended = playback.ended.iter().find(|(number, _)| *number == line.number).map(|(_, at)| *at);
            let since = match (line.is_open, ended) {
                (true, _) => 0.0,
                (false, Some(at)) => now - at,
                (false, None) => {
                    playback.ended.push((line.number, now));
                    0.0
                }
            };
            let opacity = 1.0 - ((since - PEN_STAYS_SECS) / PEN_FADES_SECS).clamp(0.0, 1.0);
            if opacity <= 0.0 {
                continue;
            }
            if !line.is_open {
                let wait = Duration::from_secs_f64((PEN_STAYS_SECS - since).max(0.0));
                soonest = Some(soonest.map_or(wait, |other| other.min(wait)));
            }
            let points: Vec<Pos2> = line.points.iter().map(|point| place.point(*point)).collect();
            let width = (rect.height() * PEN_SHARE).max(2.0);
            // A light edge, so that the line is seen on any ground.
            for (width, color) in [(width * 1.9, look::PEN_EDGE), (width, look::PEN)] {
                let color = look::faded(color, opacity as f32);
                painter.add(egui::Shape::line(points.clone(), Stroke::new(width, color)));
            }
        }
        soonest
    }
}

fn blank(painter: &Painter, rect: egui::Rect, color: Color32) -> Option<Duration> {
    painter.rect_filled(rect, 0.0, color);
    None
}

/// The ground of the new slide over the former one.
fn veil(painter: &Painter, rect: egui::Rect, frame: &Frame, opacity: f32) {
    painter.rect_filled(rect, 0.0, look::faded(look::color32(frame.shown.scene.background), opacity));
}

/// A ring, dark and light, around a veil of light: it is seen on white, on black and on any color.
fn paint_spot(painter: &Painter, at: Pos2, radius: f32) {
    painter.circle_filled(at, radius, look::SPOT);
    painter.circle_stroke(at, radius, Stroke::new(radius * 0.20, look::SPOT_DARK));
    painter.circle_stroke(at, radius, Stroke::new(radius * 0.10, look::SPOT_LIGHT));
}

/// Slow at both ends.
fn eased(share: f64) -> f64 {
    if share < 0.5 { 4.0 * share.powi(3) } else { 1.0 - (2.0 - 2.0 * share).powi(3) / 2.0 }
}

/// A camera on its way from one place to another.
fn between(from: ScreenFromPage, to: ScreenFromPage, share: f64) -> ScreenFromPage {
    ScreenFromPage {
        scale: from.scale + (to.scale - from.scale) * share,
        offset: from.offset + (to.offset - from.offset) * share,
    }
}

/// A camera that shows a part of a slide as large as the screen.
fn closer(whole: ScreenFromPage, part: Rect, rect: egui::Rect) -> ScreenFromPage {
    let scale = (f64::from(rect.width()) / part.width().max(1.0)).min(whole.scale * 6.0);
    let middle = Vec2::new(f64::from(rect.center().x), f64::from(rect.center().y));
    ScreenFromPage { scale, offset: middle - part.center().to_vec2() * scale }
}

/// A whole slide as small as a part of the one that is shown.
fn within(whole: ScreenFromPage, part: Rect) -> ScreenFromPage {
    let shown = whole.rect(part);
    let corner = Vec2::new(f64::from(shown.min.x), f64::from(shown.min.y));
    let scale = whole.scale * (part.width() / crate::layout::SLIDE_HEIGHT_PT).clamp(0.1, 1.0);
    ScreenFromPage { scale, offset: corner }
}
