//! The map, or what is selected of it, as an image for other programs.

use crate::app::session::Session;
use crate::edit::Selection;
use crate::export::render_rgba;
use crate::geom::Rect;
use crate::scene::{Group, Item, Node, Scene};

/// How many pixels a point has on each side, where there is room: as on a fine screen.
const SCALE: f64 = 2.0;
/// The most pixels of an image on the clipboard; programs that paste hold it several times over.
const MAX_PIXELS: f64 = 16e6;
/// The longest side of one, in pixels.
const MAX_SIDE: f64 = 16_000.0;
/// What stays free around what is selected, in points.
const AROUND_PT: f64 = 8.0;

impl Session {
    /// Puts the map, or what is selected of it, on the clipboard as an image, as it is seen.
    pub(in crate::app) fn copy_picture(&mut self) {
        let (what, scene, region) = self.pictured();
        let area = (region.width() * region.height()).max(1.0);
        let side = region.width().max(region.height()).max(1.0);
        let scale = SCALE.min((MAX_PIXELS / area).sqrt()).min(MAX_SIDE / side);
        let picture = render_rgba(&scene, scale, region);
        let size = format!("{} × {} pixels", picture.width, picture.height);
        if self.clipboard.put_picture(picture) {
            self.say(format!("Copied {what} as a picture of {size}"));
        } else {
            self.fail("This desktop takes no pictures on its clipboard. Export a PNG instead.");
        }
    }

    /// What is to be seen, what it is called, and where it stands.
    fn pictured(&self) -> (&'static str, Scene, Rect) {
        let (layout, scene) = (self.layout(), &self.view.scene);
        let page = scene.size.to_rect();
        let part = |items: Vec<Item>| Scene { items, ..Scene::clone(scene) };
        let part_of = |what, rects: Vec<Rect>| {
            let region = rects.into_iter().reduce(|a, b| a.union(b)).unwrap_or(page);
            (what, Scene::clone(scene), region.inflate(AROUND_PT, AROUND_PT).intersect(page))
        };
        match &self.selection {
            Selection::Cards(cards) => {
                let is_selected = |node: Option<Node>| matches!(node, Some(Node::Card(card)) if cards.contains(&card));
                let mut items = Vec::new();
                collect(&scene.items, &is_selected, &mut items);
                let bounds = items.iter().map(Item::bounds).reduce(|a, b| a.union(b));
                let what = if cards.len() == 1 { "the card" } else { "the cards" };
                bounds.map_or_else(
                    || ("the map", Scene::clone(scene), page),
                    |bounds| (what, part(items), bounds.inflate(AROUND_PT, AROUND_PT)),
                )
            }
            Selection::Stage(id) => {
                let of = layout.stages.iter().filter(|stage| stage.id == *id);
                part_of("the stage", of.map(|stage| stage.column.union(stage.head)).collect())
            }
            Selection::Step(id) => {
                let of = layout.steps.iter().filter(|step| step.id == *id);
                part_of("the step", of.map(|step| step.column.union(step.head)).collect())
            }
            Selection::Lane(id) => {
                let of = layout.lanes.iter().filter(|lane| lane.id == *id);
                part_of("the lane", of.map(|lane| lane.row).collect())
            }
            _ => ("the map", Scene::clone(scene), page),
        }
    }
}

/// The groups of certain nodes.
fn collect(items: &[Item], is_wanted: &dyn Fn(Option<Node>) -> bool, found: &mut Vec<Item>) {
    for item in items {
        match item {
            Item::Group(group) if is_wanted(group.node) => found.push(item.clone()),
            Item::Group(Group { items, .. }) => collect(items, is_wanted, found),
            Item::Shape(_) | Item::Text(_) | Item::Image(_) => {}
        }
    }
}
