//! A countdown for a room: minutes and seconds, a pause, a minute more. It reads no clock itself: whoever
//! shows it says what time it is.

use std::time::Duration;

use eframe::egui::{self, Align2, Color32, FontFamily, FontId, Rect, vec2};
use jiff::Timestamp;

use super::canvas::{SceneCanvas, ScreenFromPage};
use super::kit::Kit;
use super::look::{self, Look};
use crate::geom::{Point, Vec2};
use crate::icon::Icon;
use crate::scene::{Geometry, Item, ShapeItem};

/// The longest that it counts, in seconds: a day.
const MOST_SECS: i64 = 24 * 60 * 60;

/// How high it is for a room, as a share of the screen's height; its figures are 0.58 of that.
const ROOM_SHARE: f32 = 0.06;

/// The countdown; none at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Timer {
    /// There is none.
    #[default]
    Unset,
    /// It runs, and ends at a moment.
    Runs {
        /// When it ends.
        ends: Timestamp,
    },
    /// It waits.
    Waits {
        /// What is left, in milliseconds.
        left_ms: i64,
    },
}

/// How a countdown looks at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimerFace {
    /// What is left, such as `4:05`.
    pub text: String,
    /// Whether the time is up.
    pub is_over: bool,
    /// Whether it waits.
    pub is_paused: bool,
    /// In how much time it looks different; none if it will not by itself.
    pub changes_in: Option<Duration>,
}

impl Timer {
    /// A countdown of so many seconds that begins now.
    pub fn begin(secs: i64, now: Timestamp) -> Self {
        Self::Waits { left_ms: secs.clamp(0, MOST_SECS) * 1_000 }.resumed(now)
    }

    /// Whether there is one.
    pub fn is_set(self) -> bool {
        self != Self::Unset
    }

    /// What is left, in milliseconds; 0 once it is over.
    fn left_ms(self, now: Timestamp) -> i64 {
        match self {
            Self::Unset => 0,
            Self::Runs { ends } => {
                ends.as_millisecond().saturating_sub(now.as_millisecond()).clamp(0, MOST_SECS * 1_000)
            }
            Self::Waits { left_ms } => left_ms,
        }
    }

    fn resumed(self, now: Timestamp) -> Self {
        let ends = Timestamp::from_millisecond(now.as_millisecond().saturating_add(self.left_ms(now)));
        ends.map_or(self, |ends| Self::Runs { ends })
    }

    /// Pauses it, or lets it go on. One that is over stays over.
    pub fn toggle(&mut self, now: Timestamp) {
        *self = match *self {
            Self::Runs { .. } if self.left_ms(now) > 0 => Self::Waits { left_ms: self.left_ms(now) },
            Self::Waits { .. } => self.resumed(now),
            other => other,
        };
    }

    /// Adds seconds. One that is over begins anew with them.
    pub fn extend(&mut self, secs: i64, now: Timestamp) {
        let left_ms = (self.left_ms(now) + secs * 1_000).clamp(0, MOST_SECS * 1_000);
        *self = match *self {
            Self::Unset => Self::begin(secs, now),
            Self::Runs { .. } => Self::Waits { left_ms }.resumed(now),
            Self::Waits { .. } => Self::Waits { left_ms },
        };
    }

    /// How it looks now; nothing if there is none.
    pub fn face(self, now: Timestamp) -> Option<TimerFace> {
        if !self.is_set() {
            return None;
        }
        let left = self.left_ms(now);
        // A second counts until it is over: 5:00 is seen for a whole second.
        let secs = left.div_euclid(1_000) + i64::from(left.rem_euclid(1_000) > 0);
        let text = match (secs / 3_600, secs / 60 % 60, secs % 60) {
            (0, minutes, secs) => format!("{minutes}:{secs:02}"),
            (hours, minutes, secs) => format!("{hours}:{minutes:02}:{secs:02}"),
        };
        let is_running = matches!(self, Self::Runs { .. }) && left > 0;
        let until_next = left - (secs - 1) * 1_000;
        let changes_in = is_running.then(|| Duration::from_millis(until_next.clamp(1, 1_000).unsigned_abs()));
        Some(TimerFace { text, is_over: left == 0, is_paused: !is_running && left > 0, changes_in })
    }
}

impl TimerFace {
    /// What a screen reader says: `4:05 left`.
    pub fn spoken(&self) -> String {
        match (self.is_over, self.is_paused) {
            (true, _) => "The time is up".to_owned(),
            (_, true) => format!("{} left, paused", self.text),
            _ => format!("{} left", self.text),
        }
    }

    /// Paints it as large as fits into `rect`, on a ground that says quietly that the time is up.
    pub fn paint(&self, painter: &egui::Painter, kit: &mut Kit, rect: Rect, look: &Look) {
        let (ground, ink) = match (self.is_over, self.is_paused) {
            (true, _) => (look.warning, look.panel),
            (_, true) => (look.hover, look.quiet),
            _ => (look.hover, look.ink),
        };
        let height = rect.height();
        painter.rect_filled(rect, height / 4.0, ground);
        let side = height * 0.6;
        let icon = Rect::from_center_size(rect.left_center() + vec2(height * 0.55, 0.0), vec2(side, side));
        kit.icons.paint(painter, self.icon(), icon, ink);
        let at = rect.left_center() + vec2(height * 0.95, 0.0);
        painter.text(at, Align2::LEFT_CENTER, &self.text, Self::font(height), ink);
    }

    /// Paints it for a room, in the upper corner of a slide at the end of its lines: as large as can be read
    /// from the last row, on a ground of its own, so that it is seen on any slide. That the time is up is
    /// said by another ground.
    pub fn paint_for_room(&self, painter: &egui::Painter, canvas: &mut SceneCanvas, screen: Rect, is_rtl: bool) {
        let height = screen.height() * ROOM_SHARE;
        let (ground, ink) =
            if self.is_over { (look::TIME_UP, look::ON_TIME_UP) } else { (look::TIMER, look::ON_TIMER) };
        let galley = painter.layout_no_wrap(self.text.clone(), Self::font(height), ink);
        let width = height * 1.35 + galley.size().x;
        let (x, y) = (height * 0.3, screen.top() + height * 0.3);
        let left = if is_rtl { screen.left() + x } else { screen.right() - x - width };
        let rect = Rect::from_min_size(egui::pos2(left, y), vec2(width, height));
        painter.rect_filled(rect, height / 4.0, ground);
        let side = f64::from(height) * 0.6;
        let center = Point::new(f64::from(rect.left() + height * 0.55), f64::from(rect.center().y));
        let square = crate::geom::Rect::from_center_size(center, (side, side));
        let icon = Geometry::Icon(self.icon(), square);
        let place = ScreenFromPage { scale: 1.0, offset: Vec2::ZERO };
        canvas.paint_items(painter, &[Item::Shape(ShapeItem::filled(icon, look::color(ink)))], place, 1.0);
        let at = rect.left_center() + vec2(height * 0.95, -galley.size().y / 2.0);
        painter.galley(at, galley, ink);
    }

    fn icon(&self) -> Icon {
        if self.is_paused { Icon::HourglassMedium } else { Icon::Clock }
    }

    /// How wide it is painted at a height, in points.
    pub fn width(&self, ui: &egui::Ui, height: f32) -> f32 {
        let galley = ui.painter().layout_no_wrap(self.text.clone(), Self::font(height), Color32::WHITE);
        height * 1.35 + galley.size().x
    }

    fn font(height: f32) -> FontId {
        FontId::new(height * 0.58, FontFamily::Proportional)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millisecond(1_800_000_000_000 + ms).expect("a time")
    }

    fn text(timer: Timer, ms: i64) -> String {
        timer.face(at(ms)).map(|face| face.text).unwrap_or_default()
    }

    #[test]
    fn it_counts_down_pauses_and_gets_a_minute_more() {
        let mut timer = Timer::begin(300, at(0));
        assert_eq!(
            (text(timer, 0), text(timer, 999), text(timer, 1_000)),
            ("5:00".into(), "5:00".into(), "4:59".into())
        );
        timer.toggle(at(60_500));
        assert_eq!(text(timer, 500_000), "4:00");
        assert!(timer.face(at(500_000)).is_some_and(|face| face.is_paused && face.changes_in.is_none()));
        timer.extend(60, at(500_000));
        timer.toggle(at(600_000));
        assert_eq!(text(timer, 600_000), "5:00");
        assert_eq!((text(timer, 899_499), text(timer, 899_500)), ("0:01".into(), "0:00".into()));
    }

    #[test]
    fn it_ends_quietly_and_can_be_extended() {
        let mut timer = Timer::begin(1, at(0));
        let face = timer.face(at(1_000)).expect("a face");
        assert_eq!((face.text.as_str(), face.is_over, face.changes_in), ("0:00", true, None));
        timer.toggle(at(5_000));
        assert!(timer.face(at(5_000)).is_some_and(|face| face.is_over));
        timer.extend(60, at(10_000));
        assert_eq!(text(timer, 11_000), "0:59");
    }

    #[test]
    fn it_says_when_it_looks_different() {
        let timer = Timer::begin(10, at(0));
        for ms in [0, 1, 250, 999, 9_001, 9_999] {
            let face = timer.face(at(ms)).expect("a face");
            let wait = i64::try_from(face.changes_in.expect("it runs").as_millis()).expect("short");
            assert!(wait <= 1_000 && text(timer, ms + wait) != face.text, "{ms}: {wait}");
            assert!(wait == 1 || text(timer, ms + wait - 1) == face.text, "{ms}: {wait}");
        }
        assert_eq!(Timer::Unset.face(at(0)), None);
    }

    #[test]
    fn hours_are_told_as_such() {
        assert_eq!(text(Timer::begin(2 * 3_600 + 65, at(0)), 0), "2:01:05");
        assert_eq!(text(Timer::begin(i64::MAX / 2_000, at(0)), 0), "24:00:00");
    }
}
