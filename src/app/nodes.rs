//! The map in the accessibility tree: every card, head, lane and point in view is a node with a
//! name, and pressing it selects it.

use std::collections::HashSet;
use std::hash::Hash;

use eframe::egui::accesskit::Action;
use eframe::egui::{self, Id, Response, Role, Sense, WidgetInfo};

use super::command::Command;
use super::session::Session;
use super::{spoken, sticky};
use crate::edit::Selection;
use crate::geom::Rect;
use crate::model::CardId;

/// More nodes than a person can go through in one view; what goes beyond is left out.
const MOST_NODES: usize = 3_000;

/// Shows the nodes of everything in view, and does what an assistive program asks of them.
pub fn show(ui: &mut egui::Ui, session: &mut Session, canvas: &Response) {
    let enabled = ui.is_enabled();
    let name = format!("Map: {}", session.title());
    canvas.widget_info(|| WidgetInfo::labeled(Role::Canvas, enabled, &name));
    let mut tree =
        Tree { ui, place: session.view.camera.screen_from_page(session.view.rect), asked: None, left: MOST_NODES };
    let (map, layout, selection) = (session.map(), session.layout(), session.selection());
    let (heads, names) = sticky::places_of_heads_and_names(session);
    let page = std::mem::replace(&mut tree.place, heads);
    for stage in &layout.stages {
        let chosen = Selection::Stage(stage.id);
        let selected = *selection == chosen;
        tree.node(
            ("stage", stage.id, stage.strip),
            stage.head,
            selected,
            || spoken::stage(map, stage.id),
            move || Command::Select(chosen),
        );
    }
    for step in &layout.steps {
        let chosen = Selection::Step(step.id);
        let selected = *selection == chosen;
        tree.node(
            ("step", step.id),
            step.head,
            selected,
            || spoken::step(map, step.id),
            move || Command::Select(chosen),
        );
    }
    tree.place = names;
    for lane in &layout.lanes {
        let chosen = Selection::Lane(lane.id);
        let selected = *selection == chosen;
        tree.node(
            ("lane", lane.id, lane.strip),
            lane.label,
            selected,
            || spoken::lane(map, lane.id),
            move || Command::Select(chosen),
        );
    }
    tree.place = page;
    let selected_cards: HashSet<CardId> = selection.cards().iter().copied().collect();
    for card in &layout.cards {
        let chosen = || Command::Select(Selection::card(card.id));
        let selected = selected_cards.contains(&card.id);
        tree.node(("card", card.id, card.step), card.rect, selected, || spoken::card(map, card.id), chosen);
    }
    for point in &layout.points {
        let chosen = Selection::Point { persona: point.persona, at: point.at };
        let selected = *selection == chosen;
        let rect = Rect::from_center_size(point.center, (2.0 * point.radius, 2.0 * point.radius));
        let name = || spoken::point(map, point.persona, point.at, point.level);
        tree.node(("point", point.lane, point.persona, point.at), rect, selected, name, move || {
            Command::Select(chosen)
        });
    }
    if let Some((lane, step)) = session.cell
        && let Some(rect) = layout.cell(lane, step)
    {
        tree.node("cell", rect, true, || spoken::cell(map, lane, step), || Command::SelectCell(lane, step));
    }
    if let Some(command) = tree.asked {
        session.perform(command);
    }
}

struct Tree<'a> {
    ui: &'a mut egui::Ui,
    place: super::canvas::ScreenFromPage,
    /// What an assistive program asked for.
    asked: Option<Command>,
    left: usize,
}

impl Tree<'_> {
    /// A node in view. Its name is built only if somebody listens.
    fn node(
        &mut self,
        salt: impl Hash,
        rect: Rect,
        selected: bool,
        name: impl Fn() -> String,
        pressed: impl FnOnce() -> Command,
    ) {
        let rect = self.place.rect(rect);
        if self.left == 0 || !self.ui.clip_rect().intersects(rect) {
            return;
        }
        self.left -= 1;
        let id = Id::unique(("canvas node", egui::util::hash(salt)));
        let response = self.ui.interact(rect, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, name()));
        self.ui.ctx().accesskit_node_builder(id, |node| {
            node.set_selected(selected);
            node.add_action(Action::Click);
            node.add_action(Action::Focus);
        });
        let is_asked = self.ui.input(|input| {
            let asks = |action| input.accesskit_action_requests(id, action).next().is_some();
            asks(Action::Click) || asks(Action::Focus)
        });
        if is_asked {
            self.asked = Some(pressed());
        }
    }
}
