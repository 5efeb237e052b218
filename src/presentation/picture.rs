//! A slide as it is seen: laid out, coloured, with what is not in focus stepped back.

use super::deck::{DeckPage, with_personas};
use crate::geom::Size;
use crate::layout::{self, Layout, Slide};
use crate::model::{CardId, Map};
use crate::picture::Pictures;
use crate::scene::{self, Geometry, Group, Item, Node, Scene, ShapeItem, Stroke};
use crate::text::Shaper;
use crate::theme::Theme;

/// How much of its own colour is left to what steps back a little, beside what is highlighted.
const BESIDE: f64 = 0.38;
/// How much is left to what is behind an opened card.
const BEHIND: f64 = 0.16;

/// A slide as it is seen.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Where everything stands.
    pub layout: Layout,
    /// What is painted.
    pub scene: Scene,
}

/// What a slide is made with.
pub struct Making<'a> {
    /// The map, without what a room must not see.
    pub map: &'a Map,
    /// A theme for slides.
    pub theme: &'a Theme,
    /// The pixels of its pictures.
    pub pictures: &'a Pictures,
    /// What shapes its text.
    pub shaper: &'a mut Shaper,
}

/// What stands out on a slide for the moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Emphasis {
    /// The cards that are selected; they have a ring.
    pub selected: Vec<CardId>,
    /// The cards that a filter does not match; they step back.
    pub stepped_back: Vec<CardId>,
}

/// A page of a deck.
pub fn picture(making: &mut Making<'_>, page: &DeckPage, emphasis: &Emphasis) -> Shown {
    let map = with_personas(making.map, &page.personas);
    let layout = layout::slide(&map, &page.slide, making.theme, making.shaper, making.pictures);
    let mut scene = scene::build(&map, &layout, making.theme);
    let is_beside = |card: &CardId| {
        (!page.highlight.is_empty() && !page.highlight.contains(card)) || emphasis.stepped_back.contains(card)
    };
    for item in &mut scene.items {
        if let Item::Group(Group { node: Some(Node::Card(card)), .. }) = item
            && is_beside(card)
        {
            *item = scene::stepped_back(item, making.theme.paper, BESIDE);
        }
    }
    for card in layout.cards.iter().filter(|card| emphasis.selected.contains(&card.id)) {
        let ring = Geometry::RoundRect(card.rect.inflate(2.5, 2.5), making.theme.space.radius + 2.5);
        let stroke = Stroke::new(making.theme.accent, 2.5);
        scene.items.push(Item::Shape(ShapeItem::stroked(ring, stroke)));
    }
    Shown { layout, scene }
}

/// An opened card in front of the page on which it stands, which steps back.
pub fn card_picture(making: &mut Making<'_>, page: &DeckPage, card: &Slide, emphasis: &Emphasis) -> Shown {
    let behind = picture(making, page, &Emphasis { selected: Vec::new(), ..emphasis.clone() });
    let map = with_personas(making.map, &page.personas);
    let layout = layout::slide(&map, card, making.theme, making.shaper, making.pictures);
    let front = scene::build(&map, &layout, making.theme);
    let paper = making.theme.paper;
    let is_bar = |item: &Item| item.bounds().y0 >= layout.bar.as_ref().map_or(f64::INFINITY, |bar| bar.rect.y0 - 8.0);
    // The bar of the card stands in the place of the page's.
    let mut items: Vec<Item> = behind
        .scene
        .items
        .iter()
        .filter(|item| !is_bar(item))
        .map(|item| scene::stepped_back(item, paper, BEHIND))
        .collect();
    if let Some(plate) = layout.cards.first().map(|card| card.rect) {
        let above = layout.title.marks.iter().map(|mark| mark.bounds().y0).fold(plate.y0, f64::min);
        let rect = crate::geom::Rect::new(plate.x0, above, plate.x1, plate.y1).inflate(14.0, 10.0);
        items.push(Item::Shape(ShapeItem {
            geometry: Geometry::RoundRect(rect, 10.0),
            fill: Some(paper),
            stroke: Some(Stroke::new(making.theme.strong_line, 1.0)),
        }));
    }
    items.extend(front.items);
    Shown { scene: Scene { size: Size::new(front.size.width, front.size.height), background: paper, items }, layout }
}
