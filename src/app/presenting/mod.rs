//! Presenting: the map on a screen for a room, in this window or on a projector beside it.
//!
//! [`Presenting`] is where one is: which page, which card, whether one may edit. It is no part of the
//! map and of what undo undoes. What is shown follows from it and from the public part of the map;
//! see [`presentation`](crate::presentation).

mod chrome;
mod frame;
mod keys;
mod made;
mod presenter;
mod projector;
mod screens;
mod show;
mod walk;
mod x11_screens;

use std::sync::Arc;

pub use frame::{Frame, PenLine, Playback, Screen, Zoom, screen_from_slide};
#[cfg(test)]
pub use keys::has_key;
pub use presenter::{scene_name, show as presenter_ui};
pub use projector::Projector;
pub use show::show;

use frame::Way;

use super::canvas::Camera;
use super::session::Session;
use crate::edit::Selection;
use crate::geom::Point;
use crate::layout::Slide;
use crate::model::{CardId, StageId};
use crate::presentation::{Deck, DeckPage, Shown};

/// What one can do while presenting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Move {
    /// The next page or card.
    Next,
    /// The former page or card.
    Back,
    /// From the overview to the first stage, from a page to its first card.
    Deeper,
    /// From a card to its page, from a page to the overview.
    Out,
    /// The first page.
    First,
    /// The last page.
    Last,
    /// A page, from 0.
    Page(usize),
    /// The stage at a place, from 1; 0 is the overview.
    Number(usize),
    /// A stage.
    Stage(StageId),
    /// A card, opened.
    Card(CardId),
    /// Editing on or off.
    Editing,
    /// Black or again the slide.
    Black,
    /// White or again the slide.
    White,
    /// The pointer's spot on or off.
    Spot,
    /// The pen on or off.
    Pen,
    /// Colors for a bright or for a dark room.
    Room,
    /// The projector keeps what it shows, or follows again.
    Freeze,
    /// Where the pointer's spot is now, on the slide.
    PointAt(Option<Point>),
    /// The pen draws on to a place.
    Draw(Point),
    /// The pen is lifted.
    Lift,
    /// Another part of the slide is seen, or all of it.
    Look(Option<Zoom>),
    /// The end.
    Leave,
}

impl Move {
    /// Whether it happens beside what one does in the map: it ends no typing.
    pub fn is_beside(self) -> bool {
        matches!(self, Self::PointAt(_) | Self::Draw(_) | Self::Lift | Self::Look(_))
    }
}

/// Which screen the room looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// This window, which is filled by it.
    ThisWindow,
    /// A window of its own, beside this one.
    Projector,
}

/// Where one is while presenting.
pub struct Presenting {
    /// Which screen the room looks at.
    pub on: On,
    /// Whether the map can be edited on the slide.
    pub is_editing: bool,
    /// Whether the room is dark.
    pub is_dark: bool,
    /// Whether the projector keeps what it shows.
    pub is_frozen: bool,
    /// The screen's width as a multiple of its height.
    pub aspect: f64,
    pub(super) deck: Deck,
    pub(super) at: usize,
    pub(super) opened: Option<OpenCard>,
    pub(super) screen: Screen,
    pub(super) has_spot: bool,
    pub(super) has_pen: bool,
    pub(super) spot: Option<Point>,
    pub(super) lines: Vec<PenLine>,
    pub(super) zoom: Option<Zoom>,
    /// When it began.
    pub(super) began: jiff::Timestamp,
    /// What is seen, once it is made.
    made: Option<made::Made>,
    /// The way to what is seen next.
    way: Way,
    serial: u64,
    lines_drawn: u64,
    /// Where one looked at the canvas before.
    camera: Camera,
    /// What the room sees while the projector is frozen.
    frozen: Option<Frame>,
    /// What was selected when the projector followed last.
    followed: Selection,
}

/// A card that is opened in front of its page.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenCard {
    /// The card.
    pub card: CardId,
    /// Its slides, of which a long text needs several.
    pub slides: Vec<Slide>,
    /// Which of them is shown, from 0.
    pub nth: usize,
}

impl Presenting {
    fn new(on: On, camera: Camera, is_dark: bool, began: jiff::Timestamp) -> Self {
        Self {
            on,
            is_editing: false,
            is_dark,
            is_frozen: false,
            aspect: 16.0 / 9.0,
            deck: Deck::default(),
            at: 0,
            opened: None,
            screen: Screen::Shown,
            has_spot: false,
            has_pen: false,
            spot: None,
            lines: Vec::new(),
            zoom: None,
            began,
            made: None,
            way: Way::Fade,
            serial: 0,
            lines_drawn: 0,
            camera,
            frozen: None,
            followed: Selection::Map,
        }
    }

    /// The page that is shown.
    pub fn page(&self) -> Option<&DeckPage> {
        self.deck.pages.get(self.at)
    }

    /// All pages.
    pub fn deck(&self) -> &Deck {
        &self.deck
    }

    /// Which of the pages is shown, from 0.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The card that is opened.
    pub fn opened(&self) -> Option<CardId> {
        self.opened.as_ref().map(|opened| opened.card)
    }

    /// Whether the screen shows the slide, or is black or white.
    pub fn screen(&self) -> Screen {
        self.screen
    }

    /// What is enlarged; none while the whole slide is seen.
    pub fn zoom(&self) -> Option<Zoom> {
        self.zoom
    }

    /// What is seen of the map.
    pub fn shown(&self) -> Option<&Arc<Shown>> {
        self.made.as_ref().map(|made| &made.shown)
    }

    /// What the screen shows; the room sees [`Presenting::seen`], which may be frozen.
    pub(super) fn frame(&self, is_motion_reduced: bool) -> Option<Frame> {
        let made = self.made.as_ref()?;
        Some(Frame {
            shown: made.shown.clone(),
            serial: made.serial,
            from: made.from.clone().filter(|_| !is_motion_reduced && self.zoom.is_none()),
            screen: self.screen,
            lines: self.lines.clone(),
            spot: self.spot.filter(|_| self.has_spot),
            zoom: self.zoom,
            timer: None,
        })
    }

    /// What the room sees.
    pub(super) fn seen(&self, is_motion_reduced: bool) -> Option<Frame> {
        self.frozen.clone().or_else(|| self.frame(is_motion_reduced))
    }
}

impl Session {
    /// Where one is while presenting; none while one is not.
    pub fn presenting(&self) -> Option<&Presenting> {
        self.presenting.as_deref()
    }

    /// Whether a room looks at the map.
    pub fn is_presenting(&self) -> bool {
        self.presenting.is_some()
    }

    /// Whether the room looks at this window.
    pub fn is_presenting_here(&self) -> bool {
        self.presenting.as_ref().is_some_and(|presenting| presenting.on == On::ThisWindow)
    }

    /// Whether there is something to present.
    pub fn can_present(&self) -> bool {
        !self.shows_welcome && self.map().steps().next().is_some()
    }

    /// Begins to present in this window, or ends it.
    pub(super) fn toggle_presenting(&mut self) {
        if self.is_presenting_here() { self.leave() } else { self.begin_presenting(On::ThisWindow) }
    }

    /// Opens the projector's window, or closes it.
    pub(super) fn toggle_projector(&mut self) {
        match &self.presenting {
            Some(presenting) if presenting.on == On::Projector => self.leave(),
            _ => self.begin_presenting(On::Projector),
        }
    }

    fn begin_presenting(&mut self, on: On) {
        let camera = self.presenting.as_ref().map_or(self.view.camera, |presenting| presenting.camera);
        let began = (self.clock)().timestamp();
        let mut presenting = Presenting::new(on, camera, self.settings.dark_room, began);
        if let Some(former) = self.presenting.take() {
            // From one screen to the other one stays where one is.
            presenting.deck = former.deck;
            presenting.at = former.at;
            presenting.began = former.began;
        }
        presenting.followed = self.selection.clone();
        self.presenting = Some(Box::new(presenting));
        match on {
            On::ThisWindow => self.say("Presenting; Esc ends it"),
            On::Projector => {
                self.panels.open_left(super::sides::LeftPanel::Presenter);
                self.say("The projector's window is open");
            }
        }
    }

    /// Ends presenting.
    pub(super) fn leave(&mut self) {
        let Some(presenting) = self.presenting.take() else { return };
        self.view.camera = presenting.camera;
        if self.panels.left() == Some(super::sides::LeftPanel::Presenter) {
            self.panels.toggle_left(super::sides::LeftPanel::Presenter);
        }
        self.say("Presenting ended");
    }
}
