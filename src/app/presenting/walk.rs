//! From page to page and from card to card.

use super::frame::{PenLine, Screen, Way, Zoom};
use super::{Move, OpenCard, Presenting};
use crate::app::session::Session;
use crate::geom::{Point, Rect};
use crate::layout::Part;
use crate::model::CardId;

/// The most lines of the pen that are there at a time; older ones go.
const MOST_LINES: usize = 64;
/// The most points of a line.
const MOST_POINTS: usize = 4_000;

impl Session {
    /// Does what was asked while presenting; nothing while one is not.
    pub(in crate::app) fn present(&mut self, what: Move) {
        let Some(mut presenting) = self.presenting.take() else { return };
        let now = &mut presenting;
        let stages: Vec<_> = self.map().stages.iter().map(|stage| stage.id).collect();
        match what {
            Move::Next => now.go_on(1),
            Move::Back => now.go_on(-1),
            Move::Deeper => now.deeper(),
            Move::Out => now.out(),
            Move::First => now.go_to(0),
            Move::Last => now.go_to(now.deck.pages.len().saturating_sub(1)),
            Move::Page(page) => now.go_to(page),
            Move::Number(0) => now.go_to(0),
            Move::Number(number) => {
                if let Some(page) = stages.get(number - 1).and_then(|stage| now.deck.page_of_stage(*stage)) {
                    now.go_to(page);
                }
            }
            Move::Stage(stage) => {
                if let Some(page) = now.deck.page_of_stage(stage) {
                    now.go_to(page);
                }
            }
            Move::Card(card) => now.open(card),
            Move::Editing => {
                now.is_editing = !now.is_editing;
                now.zoom = None;
                let text = if now.is_editing { "Editing is on: what you do changes the map" } else { "Editing is off" };
                self.say(text);
            }
            Move::Black => now.screen = if now.screen == Screen::Black { Screen::Shown } else { Screen::Black },
            Move::White => now.screen = if now.screen == Screen::White { Screen::Shown } else { Screen::White },
            Move::Spot => now.has_spot = !now.has_spot,
            Move::Pen => {
                now.has_pen = !now.has_pen;
                now.lines.clear();
            }
            Move::Room => {
                now.is_dark = !now.is_dark;
                let settings = crate::app::settings::Settings { dark_room: now.is_dark, ..self.settings.clone() };
                self.set_settings(settings);
            }
            Move::Freeze => {
                let seen = now.frame(true);
                now.is_frozen = !now.is_frozen;
                now.frozen = seen.filter(|_| now.is_frozen);
                let text = if now.is_frozen { "The projector is frozen" } else { "The projector follows again" };
                self.say(text);
            }
            Move::PointAt(at) => now.spot = at,
            Move::Draw(to) => now.draw(to),
            Move::Lift => now.lines.iter_mut().for_each(|line| line.is_open = false),
            Move::Look(zoom) => now.look(zoom),
            Move::Leave => {
                self.presenting = Some(presenting);
                return self.leave();
            }
        }
        self.presenting = Some(presenting);
    }
}

impl Presenting {
    /// The next page or card for 1, the former for −1.
    fn go_on(&mut self, by: isize) {
        self.screen = Screen::Shown;
        let Some(opened) = self.opened.clone() else {
            return self.go_to(self.at.saturating_add_signed(by).min(self.deck.pages.len().saturating_sub(1)));
        };
        // A long card first, then the next card, on whatever page that is.
        if let Some(nth) = opened.nth.checked_add_signed(by).filter(|nth| *nth < opened.slides.len()) {
            self.opened = Some(OpenCard { nth, ..opened });
            self.changed(Way::Fade);
            return;
        }
        let all: Vec<CardId> = self.deck.pages.iter().flat_map(|page| page.cards.iter().copied()).collect();
        let here: usize = self.deck.pages.iter().take(self.at).map(|page| page.cards.len()).sum();
        let own = self.page().and_then(|page| page.cards.iter().position(|card| *card == opened.card));
        let next = (here + own.unwrap_or_default()).checked_add_signed(by).and_then(|at| all.get(at));
        if let Some(card) = next.copied() {
            self.open(card);
        }
    }

    pub(super) fn go_to(&mut self, page: usize) {
        let page = page.min(self.deck.pages.len().saturating_sub(1));
        let (was_opened, before) = (self.opened.take().is_some(), self.at);
        self.screen = Screen::Shown;
        self.zoom = None;
        self.at = page;
        if page == before && !was_opened {
            return;
        }
        let way = if was_opened && page == before { Way::Fade } else { self.way_between(before, page) };
        self.changed(way);
    }

    /// The camera's way: into the overview, out to it, or along.
    fn way_between(&self, from: usize, to: usize) -> Way {
        let is_overview =
            |page: usize| self.deck.pages.get(page).is_some_and(|page| matches!(page.slide.part, Part::Overview(_)));
        let stage = |page: usize| self.deck.pages.get(page).and_then(|page| page.stage);
        let rect = |page: usize| self.stage_on_screen(stage(page));
        let forward = if self.is_rtl() { -1.0 } else { 1.0 };
        match (is_overview(from), is_overview(to)) {
            (true, false) => rect(to).map_or(Way::Along(forward), Way::Into),
            // Where the stage stands on the overview is known once that is made.
            (false, true) => Way::Fade,
            _ => Way::Along(if to >= from { forward } else { -forward }),
        }
    }

    fn is_rtl(&self) -> bool {
        self.shown().is_some_and(|shown| shown.layout.direction.is_rtl())
    }

    /// Where a stage stands on what is shown.
    fn stage_on_screen(&self, stage: Option<crate::model::StageId>) -> Option<Rect> {
        let shown = self.shown()?;
        let stage = shown.layout.stages.iter().find(|found| Some(found.id) == stage)?;
        Some(stage.head.union(stage.column))
    }

    /// From the overview to the first stage, from a page to its first card.
    fn deeper(&mut self) {
        self.screen = Screen::Shown;
        let first = self.page().and_then(|page| page.cards.first().copied());
        match (self.opened.is_some(), first) {
            (true, _) => self.go_on(1),
            (false, Some(card)) => self.open(card),
            (false, None) => {
                let after = self.deck.pages.iter().skip(self.at + 1).position(|page| !page.cards.is_empty());
                if let Some(after) = after {
                    self.go_to(self.at + 1 + after);
                }
            }
        }
    }

    /// From a card to its page, from a page to the first.
    fn out(&mut self) {
        self.screen = Screen::Shown;
        if self.opened.take().is_some() {
            self.changed(Way::Fade);
        } else {
            self.go_to(0);
        }
    }

    /// Opens a card in front of its page. Its slides are made with the next frame.
    pub(super) fn open(&mut self, card: CardId) {
        let is_here = self.page().is_some_and(|page| page.cards.contains(&card));
        if let Some(page) = self.deck.page_of_card(card).filter(|_| !is_here) {
            self.at = page;
        }
        self.screen = Screen::Shown;
        self.zoom = None;
        self.opened = Some(OpenCard { card, slides: Vec::new(), nth: 0 });
        self.changed(Way::Fade);
    }

    /// Takes note that something else is to be seen, and how the camera gets there.
    pub(super) fn changed(&mut self, way: Way) {
        self.way = way;
        self.serial += 1;
        self.lines.clear();
    }

    fn draw(&mut self, to: Point) {
        if let Some(line) = self.lines.last_mut().filter(|line| line.is_open) {
            if line.points.len() < MOST_POINTS && line.points.last() != Some(&to) {
                line.points.push(to);
            }
            return;
        }
        self.lines_drawn += 1;
        if self.lines.len() >= MOST_LINES {
            self.lines.remove(0);
        }
        self.lines.push(PenLine { number: self.lines_drawn, points: vec![to], is_open: true });
    }

    fn look(&mut self, zoom: Option<Zoom>) {
        self.zoom = zoom.filter(|zoom| zoom.factor > 1.0).map(|zoom| {
            let factor = zoom.factor.min(6.0);
            let size = self.shown().map_or(crate::geom::Size::new(1.0, 1.0), |shown| shown.scene.size);
            // The screen stays full.
            let held = |center: f64, side: f64| center.clamp(side / 2.0 / factor, side - side / 2.0 / factor);
            let center = Point::new(held(zoom.center.x, size.width), held(zoom.center.y, size.height));
            Zoom { factor, center }
        });
    }
}
