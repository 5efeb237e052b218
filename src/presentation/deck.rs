//! The slides of a map in the order in which they are shown.

use crate::layout::{Part, Piece, Slide, pages_of_cards, pages_of_overview, pages_of_parking, pages_of_stage};
use crate::model::{CardId, LaneId, LaneKind, Map, PersonaId, Showing, StageId, StoryScene, StorySceneId, StoryView};
use crate::picture::Pictures;
use crate::text::Shaper;
use crate::theme::Theme;

/// The slides of a map in their order: as its story says, or the overview, then each stage, then what is parked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Deck {
    /// The pages, at least one.
    pub pages: Vec<DeckPage>,
}

/// One page of a deck.
#[derive(Debug, Clone, PartialEq)]
pub struct DeckPage {
    /// What it shows.
    pub slide: Slide,
    /// The scene of the story that it belongs to.
    pub scene: Option<StorySceneId>,
    /// The stage that it shows, if it shows one alone.
    pub stage: Option<StageId>,
    /// The cards that begin on it, in the order of the journey.
    pub cards: Vec<CardId>,
    /// The cards of the page that stand out; with none, nothing steps back.
    pub highlight: Vec<CardId>,
    /// The personas whose curves and feelings are shown; empty means all.
    pub personas: Vec<PersonaId>,
}

impl Deck {
    /// The deck of a map for a screen, whose width is `aspect` times its height.
    pub fn of(map: &Map, aspect: f64, theme: &Theme, shaper: &mut Shaper, pictures: &Pictures) -> Self {
        let mut making = DeckMaking { map, aspect: aspect.clamp(1.0, 4.0), theme, shaper, pictures };
        let told = map.story.iter().filter(|scene| !scene.skipped);
        let mut pages: Vec<DeckPage> = told.flat_map(|scene| making.scene(scene)).collect();
        if pages.is_empty() {
            pages = making.whole();
        }
        Self { pages }
    }

    /// The first page on which a stage is shown by itself.
    pub fn page_of_stage(&self, stage: StageId) -> Option<usize> {
        self.pages.iter().position(|page| page.stage == Some(stage))
    }

    /// The page on which a card begins.
    pub fn page_of_card(&self, card: CardId) -> Option<usize> {
        self.pages.iter().position(|page| page.cards.contains(&card))
    }

    /// The page that shows what another deck's page showed, or as much of it as there is.
    pub fn page_like(&self, other: &DeckPage, index: usize) -> usize {
        let same_part = |page: &DeckPage| page.scene == other.scene && page.slide.part == other.slide.part;
        let same_steps = |page: &DeckPage| match (&page.slide.part, &other.slide.part) {
            (Part::Stage { stage: a, steps: x, lanes: l, .. }, Part::Stage { stage: b, steps: y, lanes: m, .. }) => {
                page.scene == other.scene && (a, x) == (b, y) && l.first() == m.first()
            }
            _ => false,
        };
        let same_stage =
            |page: &DeckPage| page.scene == other.scene && page.stage.is_some() && page.stage == other.stage;
        let find = |wanted: &dyn Fn(&DeckPage) -> bool| self.pages.iter().position(wanted);
        find(&same_part)
            .or_else(|| find(&same_steps))
            .or_else(|| find(&same_stage))
            .or_else(|| other.scene.and_then(|scene| find(&|page| page.scene == Some(scene))))
            .unwrap_or(index.min(self.pages.len().saturating_sub(1)))
    }
}

/// The map with the curves and feelings of some personas alone; all of them for an empty list.
pub(super) fn with_personas(map: &Map, personas: &[PersonaId]) -> Map {
    let mut map = map.clone();
    if !personas.is_empty() {
        map.personas.update(|persona| !personas.contains(&persona.id), |persona| persona.curve = Showing::Hidden);
        map.ratings.retain(|rating| personas.contains(&rating.persona));
    }
    map
}

struct DeckMaking<'a> {
    map: &'a Map,
    aspect: f64,
    theme: &'a Theme,
    shaper: &'a mut Shaper,
    pictures: &'a Pictures,
}

impl DeckMaking<'_> {
    /// The overview, then each stage, then what is parked.
    fn whole(&mut self) -> Vec<DeckPage> {
        let lanes = self.lanes(&[]);
        let map = self.map;
        let mut pages = self.overview("");
        for stage in &map.stages {
            pages.extend(self.stage(map, stage.id, &lanes, ""));
        }
        pages.extend(self.parking(map, ""));
        pages
    }

    /// The lanes that are shown, of those that are named; all for an empty list.
    fn lanes(&self, named: &[LaneId]) -> Vec<LaneId> {
        let shown = self.map.lanes.iter().filter(|lane| !lane.hidden && !lane.collapsed);
        shown.filter(|lane| named.is_empty() || named.contains(&lane.id)).map(|lane| lane.id).collect()
    }

    fn scene(&mut self, scene: &StoryScene) -> Vec<DeckPage> {
        let map = with_personas(self.map, &scene.personas);
        let lanes = self.lanes(&scene.lanes);
        let is_curve = |lane: &LaneId| map.lanes.find(*lane).is_some_and(|lane| lane.kind == LaneKind::Emotion);
        let mut pages = match &scene.view {
            StoryView::Overview if scene.lanes.is_empty() || lanes.iter().all(is_curve) => {
                self.overview(&scene.headline)
            }
            StoryView::Overview => self.across(&map, &lanes, &scene.headline),
            StoryView::Stage(stage) => self.stage(&map, *stage, &lanes, &scene.headline),
            StoryView::Cards(cards) => self.cards(&map, cards, &scene.headline),
            StoryView::Parked => self.parking(&map, &scene.headline),
        };
        for page in &mut pages {
            page.scene = Some(scene.id);
            // Beside nothing that stands out, nothing steps back.
            page.highlight = scene.highlight.iter().filter(|card| page.cards.contains(card)).copied().collect();
            page.personas.clone_from(&scene.personas);
        }
        pages
    }

    fn overview(&mut self, headline: &str) -> Vec<DeckPage> {
        let slides = pages_of_overview(self.map, headline, self.aspect, self.theme, self.shaper);
        slides.into_iter().map(|slide| self.page(slide, None)).collect()
    }

    fn stage(&mut self, map: &Map, stage: StageId, lanes: &[LaneId], headline: &str) -> Vec<DeckPage> {
        let slides = pages_of_stage(map, stage, lanes, headline, self.aspect, self.theme, self.shaper, self.pictures);
        slides.into_iter().map(|slide| self.page(slide, Some(stage))).collect()
    }

    /// Some lanes along the whole journey, on pages where there is something in them.
    fn across(&mut self, map: &Map, lanes: &[LaneId], headline: &str) -> Vec<DeckPage> {
        let mut pages = Vec::new();
        for stage in &map.stages {
            let of_stage = self.stage(map, stage.id, lanes, headline);
            pages.extend(
                of_stage
                    .into_iter()
                    .filter(|page| matches!(&page.slide.part, Part::Stage { lanes, .. } if !lanes.is_empty())),
            );
        }
        let count = pages.len();
        for (n, page) in pages.iter_mut().enumerate() {
            page.slide.page = (n + 1, count);
        }
        if pages.is_empty() { self.overview(headline) } else { pages }
    }

    fn cards(&mut self, map: &Map, cards: &[CardId], headline: &str) -> Vec<DeckPage> {
        let slides = pages_of_cards(map, cards, headline, self.aspect, self.theme, self.shaper, self.pictures);
        let pages: Vec<DeckPage> = slides.into_iter().map(|slide| self.page(slide, None)).collect();
        if pages.is_empty() { self.overview(headline) } else { pages }
    }

    fn parking(&mut self, map: &Map, headline: &str) -> Vec<DeckPage> {
        let slides = pages_of_parking(map, headline, self.aspect, self.theme, self.shaper, self.pictures);
        slides.into_iter().map(|slide| self.page(slide, None)).collect()
    }

    fn page(&self, slide: Slide, stage: Option<StageId>) -> DeckPage {
        let cards = self.cards_on(&slide.part);
        DeckPage { slide, scene: None, stage, cards, highlight: Vec::new(), personas: Vec::new() }
    }

    /// The cards that begin on a slide, in the order of the journey.
    fn cards_on(&self, part: &Part) -> Vec<CardId> {
        let (steps, lanes, only) = match part {
            Part::Stage { steps, lanes, only, .. } => (steps, lanes, only),
            Part::Cards(cards) | Part::Parked(cards) => return cards.clone(),
            Part::Card { card, .. } => return vec![*card],
            Part::Overview(_) => return Vec::new(),
        };
        let map = self.map;
        let mut found = Vec::new();
        for (_, step) in map.steps().skip(steps.start).take(steps.len()) {
            for lane in lanes {
                let cards = map.cards_in(*lane, step.id);
                found.extend(cards.into_iter().map(|card| card.id));
            }
        }
        found.retain(|card| only.as_ref().is_none_or(|only| only.contains(&Piece::Card(*card))));
        found
    }
}
