//! What is seen while presenting, made anew when the map, the place or the screen is another.

use std::sync::Arc;

use super::frame::Way;
use super::{On, OpenCard, Presenting};
use crate::app::session::Session;
use crate::app::settings::ThemeChoice;
use crate::edit::Selection;
use crate::layout::{numbered, pages_of_card};
use crate::model::{CardId, Map};
use crate::presentation::{Deck, Emphasis, Making, Shown, card_picture, picture, public};
use crate::text::Shaper;
use crate::theme::{ScreenTheme, Theme};

/// What the deck is made for.
#[derive(Debug, Clone, Copy, PartialEq)]
struct DeckKey {
    generation: u64,
    revision: u64,
    /// How many pictures could be read.
    pictures: usize,
    theme: ScreenTheme,
    numbers: bool,
    /// The screen's shape in thousandths.
    aspect: u32,
}

/// What is seen, and what it was made for.
pub(super) struct Made {
    pub shown: Arc<Shown>,
    pub serial: u64,
    /// What was seen before, and the way from it.
    pub from: Option<(Arc<Shown>, Way)>,
    pub theme: Theme,
    /// The map that is shown, without what the room must not see.
    map: Map,
    deck: DeckKey,
    opened: Option<OpenCard>,
    at: usize,
    emphasis: Emphasis,
}

impl Session {
    /// Makes anew what is seen while presenting, if something has changed. To be called with each
    /// frame, before anything is shown.
    pub(in crate::app) fn refresh_presentation(&mut self, shaper: &mut Shaper) {
        let Some(mut presenting) = self.presenting.take() else { return };
        if self.shows_welcome || self.map().steps().next().is_none() {
            self.presenting = Some(presenting);
            return self.leave();
        }
        // One who types in the room's own window shows what is typed; on a projector it is shown when
        // it is done.
        let (map, revision) = match presenting.on {
            On::ThisWindow => (self.history.map(), self.history.revision()),
            On::Projector => self.history.settled(self.in_place.is_some()),
        };
        let deck = DeckKey {
            generation: self.generation,
            revision,
            pictures: self.pictures.len(),
            theme: self.room_theme(presenting.is_dark),
            numbers: self.settings.numbers,
            aspect: (presenting.aspect * 1_000.0).round() as u32,
        };
        let emphasis = self.emphasis(&presenting);
        let former = presenting.made.take();
        let is_same_deck = former.as_ref().is_some_and(|made| made.deck == deck);
        let is_followed = presenting.on != On::Projector || presenting.followed == self.selection;
        let is_same = is_same_deck
            && is_followed
            && former.as_ref().is_some_and(|made| {
                made.serial == presenting.serial
                    && made.emphasis == emphasis
                    && (made.at, &made.opened) == (presenting.at, &presenting.opened)
            });
        if is_same {
            presenting.made = former;
            self.presenting = Some(presenting);
            return;
        }
        let theme = Theme::slide(deck.theme).with_accent(map.accent);
        let map = match &former {
            Some(made) if is_same_deck => made.map.clone(),
            _ => public(&if deck.numbers { numbered(map) } else { map.clone() }),
        };
        if !is_same_deck {
            let page = presenting.page().cloned();
            presenting.deck = Deck::of(&map, presenting.aspect, &theme, shaper, &self.pictures);
            let at = presenting.at;
            presenting.at = page.map_or(0, |page| presenting.deck.page_like(&page, at));
        }
        self.follow_selection(&mut presenting);
        presenting.open_slides(&map, &theme, is_same_deck, shaper, &self.pictures);
        let mut making = Making { map: &map, theme: &theme, pictures: &self.pictures, shaper };
        let Some(page) = presenting.deck.pages.get(presenting.at) else {
            self.presenting = Some(presenting);
            return;
        };
        let card = presenting.opened.as_ref().and_then(|opened| opened.slides.get(opened.nth));
        let shown = match card {
            Some(card) => card_picture(&mut making, page, card, &emphasis),
            None => picture(&mut making, page, &emphasis),
        };
        let shown = Arc::new(shown);
        // An edit is seen at once; only from one place to another the camera glides.
        let from = former.filter(|made| made.serial != presenting.serial).map(|made| {
            let way = presenting.way_to(&shown, &made.shown);
            (made.shown, way)
        });
        let (at, opened, serial) = (presenting.at, presenting.opened.clone(), presenting.serial);
        presenting.made = Some(Made { shown, serial, from, theme, map, deck, opened, at, emphasis });
        self.presenting = Some(presenting);
    }

    /// What the canvas shows in place of the map: the slide that is edited, its theme and a number
    /// that is another with every other slide.
    pub(in crate::app) fn edited_slide(&self) -> Option<(&Arc<Shown>, &Theme)> {
        let presenting = self.presenting.as_ref()?;
        let made = presenting.made.as_ref()?;
        (presenting.on == On::ThisWindow && presenting.is_editing).then_some((&made.shown, &made.theme))
    }

    fn room_theme(&self, is_dark: bool) -> ScreenTheme {
        match (self.settings.theme, is_dark) {
            (ThemeChoice::HighContrast, _) => ScreenTheme::HighContrast,
            (_, true) => ScreenTheme::Dark,
            (_, false) => ScreenTheme::Light,
        }
    }

    /// What stands out: on the projector what the facilitator has selected and filtered.
    fn emphasis(&self, presenting: &Presenting) -> Emphasis {
        if presenting.on == On::ThisWindow {
            return Emphasis::default();
        }
        let cards = self.map().cards.iter().map(|card| card.id);
        Emphasis {
            selected: self.selection.cards().to_vec(),
            stepped_back: cards.filter(|card| self.is_dimmed(*card)).collect(),
        }
    }

    /// The projector goes where the facilitator selects something.
    fn follow_selection(&self, presenting: &mut Presenting) {
        if presenting.on != On::Projector || presenting.followed == self.selection {
            return;
        }
        presenting.followed = self.selection.clone();
        let card = self.selection.lead().or_else(|| self.selection.cards().first().copied());
        let stage = match &self.selection {
            Selection::Stage(stage) => Some(*stage),
            Selection::Step(step) => self.map().find_step(*step).map(|(stage, _)| stage.id),
            _ => None,
        };
        let page = card
            .and_then(|card: CardId| presenting.deck.page_of_card(card))
            .or_else(|| stage.and_then(|stage| presenting.deck.page_of_stage(stage)));
        match (page, card) {
            (Some(page), _) if page != presenting.at => {
                presenting.opened = None;
                presenting.go_to(page);
            }
            // A card that is on no page of the story.
            (None, Some(card)) => presenting.open(card),
            _ => {}
        }
    }
}

impl Presenting {
    /// Makes the slides of the card that is opened; closes one that is gone.
    fn open_slides(
        &mut self,
        map: &Map,
        theme: &Theme,
        is_same_deck: bool,
        shaper: &mut Shaper,
        pictures: &crate::picture::Pictures,
    ) {
        let Some(opened) = &mut self.opened else { return };
        if opened.slides.is_empty() || !is_same_deck {
            opened.slides = pages_of_card(map, opened.card, self.aspect, theme, shaper, pictures);
            opened.nth = opened.nth.min(opened.slides.len().saturating_sub(1));
        }
        if opened.slides.is_empty() {
            self.opened = None;
        }
    }

    /// The way to what is shown now: back from the stage that was shown, where that stands on it.
    fn way_to(&self, shown: &Shown, before: &Shown) -> Way {
        let stages: Vec<_> = before.layout.stages.iter().map(|stage| stage.id).collect();
        let here = shown.layout.stages.iter().find(|stage| stages.first() == Some(&stage.id));
        match (self.way, here) {
            (Way::Fade, Some(stage)) if self.opened.is_none() && stages.len() == 1 && shown.layout.stages.len() > 1 => {
                Way::OutOf(stage.head.union(stage.column))
            }
            (way, _) => way,
        }
    }
}
