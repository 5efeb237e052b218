//! Cards on their own: one opened, with everything that is known of it, or several beside each other.

use super::super::cards::Flow;
use super::super::compose::Composer;
use super::super::contents::Contents;
use super::super::{CardBox, Form, Layout, Mark};
use super::grid::{grid, groups};
use super::pages::bottom_of_lanes;
use super::{OnSlide, Opened, PICTURE_PT, Part, Slide};
use crate::geom::{Point, Rect};
use crate::model::{Card, CardId, Emotion, Lane, Map, StepId, Target};
use crate::picture::Pictures;
use crate::text::Shaper;
use crate::theme::{Ink, Role, Sizes, Space, Theme};

/// How much larger than on a page an opened card is, from the most to the least.
const UNITS: [f64; 7] = [2.4, 2.1, 1.8, 1.55, 1.35, 1.15, 1.0];
/// The share of a slide's width that an opened card has.
const CARD_SHARE: f64 = 0.72;
/// Between the line that says where a card stands and the card, in points.
const BELOW_PLACE_PT: f64 = 6.0;
/// Between two cards, in points.
const GAP_PT: f64 = 14.0;

/// The lane and the step at which a card stands; none on the parking lot.
fn cell_of<'a>(map: &'a Map, card: &Card) -> Option<(&'a Lane, StepId)> {
    let (lane, step) = map.cell_of(card.place)?;
    Some((map.lanes.find(lane)?, step))
}

/// A theme in which everything is larger.
fn enlarged(theme: &Theme, unit: f64) -> Theme {
    let Sizes { title, stage, head, body, small } = theme.sizes;
    let sizes = Sizes { title, stage, head: head * unit, body: body * unit, small: small * unit };
    let space = Space {
        card: theme.space.card * unit,
        cell: theme.space.cell * unit,
        radius: theme.space.radius * unit,
        ..theme.space
    };
    Theme { sizes, space, ..theme.clone() }
}

/// Whether an opened card, or this part of it, has room on one slide.
#[expect(clippy::too_many_arguments, reason = "what a layout is made of, and what it shows")]
pub(super) fn fits(
    map: &Map,
    contents: &Contents<'_>,
    slide: &Slide,
    card: CardId,
    opened: &Opened,
    theme: &Theme,
    shaper: &mut Shaper,
    pictures: &Pictures,
) -> bool {
    let (top, bottom) = (top(theme), bottom_of_lanes());
    let layout = opened_at(map, contents, slide, card, opened, theme, shaper, pictures, 1.0);
    layout.is_none_or(|card| card.rect.height() <= bottom - top)
}

fn top(theme: &Theme) -> f64 {
    theme.space.margin + theme.sizes.small * 1.35 + BELOW_PLACE_PT
}

/// Composes an opened card in the middle of a slide.
#[expect(clippy::too_many_arguments, reason = "what a layout is made of, and what it shows")]
pub(super) fn compose(
    map: &Map,
    contents: &Contents<'_>,
    slide: &Slide,
    card: CardId,
    opened: &Opened,
    theme: &Theme,
    shaper: &mut Shaper,
    pictures: &Pictures,
) -> Layout {
    let (top, bottom) = (top(theme), bottom_of_lanes());
    let mut found = None;
    for unit in UNITS {
        found = opened_at(map, contents, slide, card, opened, theme, shaper, pictures, unit);
        if found.as_ref().is_none_or(|card| card.rect.height() <= bottom - top) {
            break;
        }
    }
    let mut composer = plain(map, contents, slide, theme, shaper, pictures);
    composer.above("", slide.page, slide.size().width);
    let step = map.cards.find(card).and_then(|card| cell_of(map, card)).map(|(_, step)| step);
    if let Some(card) = found {
        let down = ((bottom - top - card.rect.height()) / 2.0).max(0.0);
        let card = moved(card, down);
        let origin = Point::new(card.rect.x0, card.rect.y0 - BELOW_PLACE_PT);
        let (x, y, width) = (origin.x, origin.y, card.rect.width());
        composer.place_line(step, Point::new(x, y), width);
        composer.layout.cards.push(card);
    }
    composer.journey_bar(&step.into_iter().collect::<Vec<_>>());
    composer.layout
}

fn plain<'a>(
    map: &'a Map,
    contents: &'a Contents<'a>,
    slide: &Slide,
    theme: &'a Theme,
    shaper: &'a mut Shaper,
    pictures: &'a Pictures,
) -> Composer<'a> {
    let groups = groups(map, slide.aspect, theme, shaper);
    let mut composer =
        Composer::new(map, contents, grid(map, slide, &groups, 0, false, theme), theme, shaper, pictures);
    composer.slide = Some(OnSlide::with_lanes(Vec::new(), f64::INFINITY));
    composer
}

#[expect(clippy::too_many_arguments, reason = "what a layout is made of, and what it shows")]
fn opened_at(
    map: &Map,
    contents: &Contents<'_>,
    slide: &Slide,
    card: CardId,
    opened: &Opened,
    theme: &Theme,
    shaper: &mut Shaper,
    pictures: &Pictures,
    unit: f64,
) -> Option<CardBox> {
    let card = map.cards.find(card)?;
    let groups = groups(map, slide.aspect, theme, shaper);
    let grid = grid(map, slide, &groups, 0, false, theme);
    let origin_y = top(theme);
    let theme = enlarged(theme, unit);
    let mut grid = grid;
    grid.space = Space { card: theme.space.card, cell: theme.space.cell, ..grid.space };
    let mut composer = Composer::new(map, contents, grid, &theme, shaper, pictures);
    composer.slide = Some(OnSlide {
        max_lines: None,
        tallest_pt: None,
        picture_pt: PICTURE_PT * unit.min(1.6),
        unit,
        opened: Some(opened.clone()),
        ..OnSlide::with_lanes(Vec::new(), f64::INFINITY)
    });
    let size = slide.size();
    let width = size.width * CARD_SHARE;
    let origin = Point::new((size.width - width) / 2.0, origin_y);
    Some(composer.card(cell_of(map, card), card, origin, width))
}

/// How much larger than on a page cards beside each other are, from the most to the least.
const UNITS_OF_SEVERAL: [f64; 5] = [1.6, 1.4, 1.25, 1.1, 1.0];

/// Composes several cards in rows, as large as has room.
pub(super) fn compose_several(
    map: &Map,
    contents: &Contents<'_>,
    slide: &Slide,
    cards: &[CardId],
    theme: &Theme,
    shaper: &mut Shaper,
    pictures: &Pictures,
) -> Layout {
    let top = top_of_several(map, contents, slide, theme, shaper, pictures);
    let mut standing = Vec::new();
    for unit in UNITS_OF_SEVERAL {
        standing = rows_at(map, contents, slide, cards, top, theme, shaper, pictures, unit);
        if bottom_of(&standing, top) <= bottom_of_lanes() {
            break;
        }
    }
    let down = ((bottom_of_lanes() - bottom_of(&standing, top)) / 3.0).clamp(0.0, 40.0);
    let mut composer = plain(map, contents, slide, theme, shaper, pictures);
    composer.above(&slide.headline, slide.page, slide.size().width);
    // That those of the parking lot are parked, the headline says.
    let says_places = !matches!(slide.part, Part::Parked(_));
    let mut steps = Vec::new();
    for card in standing {
        let card = moved(card, down);
        let origin = Point::new(card.rect.x0, card.rect.y0 - BELOW_PLACE_PT);
        let step = card.cell.map(|(_, step)| step);
        if says_places {
            composer.place_line(step, origin, card.rect.width());
        }
        composer.layout.cards.push(card);
        steps.extend(step);
    }
    composer.journey_bar(&steps);
    composer.layout
}

/// How many of the cards have room on one slide, at least one.
pub(super) fn fitting(
    map: &Map,
    contents: &Contents<'_>,
    slide: &Slide,
    cards: &[CardId],
    theme: &Theme,
    shaper: &mut Shaper,
    pictures: &Pictures,
) -> usize {
    let top = top_of_several(map, contents, slide, theme, shaper, pictures);
    let standing = rows_at(map, contents, slide, cards, top, theme, shaper, pictures, 1.0);
    let fits = |card: &&CardBox| card.rect.y1 <= bottom_of_lanes();
    standing.iter().take_while(fits).count().max(1)
}

fn bottom_of(standing: &[CardBox], top: f64) -> f64 {
    standing.iter().map(|card| card.rect.y1).fold(top, f64::max)
}

/// Where several cards begin below the headline.
fn top_of_several(
    map: &Map,
    contents: &Contents<'_>,
    slide: &Slide,
    theme: &Theme,
    shaper: &mut Shaper,
    pictures: &Pictures,
) -> f64 {
    plain(map, contents, slide, theme, shaper, pictures).above(&slide.headline, slide.page, slide.size().width) + 2.0
}

/// Cards in rows from `top`.
#[expect(clippy::too_many_arguments, reason = "what a layout is made of, and what it shows")]
fn rows_at(
    map: &Map,
    contents: &Contents<'_>,
    slide: &Slide,
    cards: &[CardId],
    top: f64,
    theme: &Theme,
    shaper: &mut Shaper,
    pictures: &Pictures,
    unit: f64,
) -> Vec<CardBox> {
    let above = theme.sizes.small * 1.35 + BELOW_PLACE_PT;
    let theme = enlarged(theme, unit);
    let mut composer = plain(map, contents, slide, &theme, shaper, pictures);
    if let Some(slide) = &mut composer.slide {
        slide.unit = unit;
        slide.picture_pt = PICTURE_PT * unit;
    }
    composer.rows_of(cards, top, above, slide.size().width)
}

fn moved(card: CardBox, down: f64) -> CardBox {
    let by = crate::geom::Vec2::new(0.0, down);
    let mut title = card.title;
    title.origin += by;
    let marks = card.marks.into_iter().map(|mark| mark.moved(by)).collect();
    CardBox { rect: card.rect + by, title, marks, ..card }
}

impl Composer<'_> {
    /// Cards in rows from `top`, each below the room for the line that says where it stands.
    fn rows_of(&mut self, cards: &[CardId], top: f64, above: f64, slide_width: f64) -> Vec<CardBox> {
        let margin = self.space.margin;
        let room = slide_width - 2.0 * margin;
        let count = cards.len().clamp(1, ((room + GAP_PT) / (150.0 + GAP_PT)).floor().max(1.0) as usize);
        let width = ((room - GAP_PT * (count as f64 - 1.0)) / count as f64).min(room * 0.5);
        let map = self.map;
        let (mut y, mut end) = (top, top);
        let mut standing = Vec::new();
        for (n, card) in cards.iter().filter_map(|card| map.cards.find(*card)).enumerate() {
            if n > 0 && n % count == 0 {
                y = end + GAP_PT;
            }
            let x = margin + (n % count) as f64 * (width + GAP_PT);
            let opened = Opened { text: 0..card.text.len(), pains: 0..1 };
            if let Some(slide) = &mut self.slide {
                slide.opened = Some(opened);
            }
            let card = self.card(cell_of(map, card), card, Point::new(x, y + above), width);
            end = end.max(card.rect.y1);
            standing.push(card);
        }
        if let Some(slide) = &mut self.slide {
            slide.opened = None;
        }
        standing
    }

    /// The stage and the step at which a card stands, or that it is parked, in a line that ends at `origin`.
    fn place_line(&mut self, step: Option<StepId>, origin: Point, width: f64) {
        let map = self.map;
        let texts = match step.and_then(|step| map.find_step(step)) {
            Some((stage, step)) => [stage.title.as_str(), step.title.as_str()],
            None => [self.words.parking, ""],
        };
        let text = texts.iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join(" · ");
        let lines = self.slide.as_mut().map(|slide| slide.max_lines.replace(1));
        let placed = self.place(Role::Label, &text, origin, Some(width));
        if let (Some(slide), Some(lines)) = (self.slide.as_mut(), lines) {
            slide.max_lines = lines;
        }
        let height = placed.paragraph.size.height;
        let mark = Mark { ink: Ink::Quiet, form: Form::Text(placed) };
        self.layout.title.marks.push(mark.moved(crate::geom::Vec2::new(0.0, -height)));
    }

    /// How a card felt, one line a persona: a face, the name, the word.
    pub(in super::super) fn feelings(&mut self, target: Target, flow: &mut Flow) {
        let contents = self.contents;
        let side = 15.0 * self.unit();
        for rating in contents.ratings_at(target) {
            let Some(level) = rating.level() else { continue };
            let emotion = Emotion::clamped(level.round() as i64);
            let name = self.map.personas.find(rating.persona).map(|persona| persona.name.as_str()).unwrap_or_default();
            let signed = emotion.signed();
            let word = if rating.word.is_empty() { signed } else { rating.word.as_str() };
            let text = [name, word].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
            flow.y += 4.0 * self.unit();
            let indent = side + 5.0 * self.unit();
            let natural = self.set(Role::Small, &text, None);
            let room = (flow.width - indent).max(12.0);
            let paragraph = if natural.size.width <= room { natural } else { self.set(Role::Small, &text, Some(room)) };
            let height = paragraph.size.height.max(side);
            let top = flow.y + (height - paragraph.size.height) / 2.0;
            let origin = Point::new(flow.x + indent, top);
            let rect = Rect::from_origin_size(flow.origin(), (side, side));
            let face = Mark { ink: Ink::Emotion(emotion), form: Form::Face(emotion, rect) };
            let text = Mark { ink: Ink::Text, form: Form::Text(super::super::Placed { paragraph, origin }) };
            flow.add(vec![face, text], height);
        }
    }
}
