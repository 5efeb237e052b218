//! The map in the accessibility tree: every card, head, lane and point in view is a node with a
//! name; pressing it selects it. The value of a card or point is the emotion, which can be set.

use std::collections::HashSet;
use std::hash::Hash;

use eframe::egui::accesskit::{Action, ActionData, Node};
use eframe::egui::{self, Id, Response, Role, Sense, WidgetInfo};

use super::command::Command;
use super::session::Session;
use super::{chips, spoken, sticky};
use crate::edit::{Edit, RatingField, Selection};
use crate::geom::Rect;
use crate::model::{CardId, Emotion, PersonaId, Target};

/// More nodes than a person can go through in one view; what goes beyond is left out.
const MOST_NODES: usize = 3_000;

/// Shows the nodes of everything in view, and does what an assistive program asks of them.
pub fn show(ui: &mut egui::Ui, session: &mut Session, canvas: &Response) {
    let enabled = ui.is_enabled();
    let name = format!("Map: {}", session.title());
    canvas.widget_info(|| WidgetInfo::labeled(Role::Canvas, enabled, &name));
    // Nobody listens to a tree that is not asked for.
    if ui.ctx().accesskit_node_builder(canvas.id, |_| ()).is_none() {
        return;
    }
    let page = session.view.camera.screen_from_page(session.view.rect);
    let (heads, names) = sticky::places_of_heads_and_names(session);
    let mut tree = Tree { ui, session, place: heads, asked: None, left: MOST_NODES, current: None };
    tree.heads();
    tree.place = names;
    tree.lanes();
    tree.place = page;
    tree.cards();
    tree.points();
    tree.chips();
    tree.cell();
    let (asked, current) = (tree.asked, tree.current);
    if let Some(current) = current {
        // A screen reader says what the arrows have come to.
        ui.ctx().accesskit_node_builder(canvas.id, |node| node.set_active_descendant(current.accesskit_id()));
    }
    if let Some(command) = asked {
        session.perform(command);
    }
}

struct Tree<'a> {
    ui: &'a mut egui::Ui,
    session: &'a Session,
    place: super::canvas::ScreenFromPage,
    /// What an assistive program asked for.
    asked: Option<Command>,
    left: usize,
    /// The node of what has the focus on the canvas.
    current: Option<Id>,
}

/// What a node is and does.
struct Described {
    name: String,
    /// The emotion of the active persona, where there is one or could be.
    emotion: Option<(PersonaId, Target)>,
    is_selected: bool,
    /// Whether it has the focus while it is selected.
    is_lead: bool,
    /// What happens when it is pressed.
    pressed: Command,
}

impl Tree<'_> {
    fn heads(&mut self) {
        let (map, layout) = (self.session.map(), self.session.layout());
        for stage in &layout.stages {
            let selection = Selection::Stage(stage.id);
            self.part(("stage", stage.id, stage.strip), stage.head, selection, || spoken::stage(map, stage.id));
        }
        for step in &layout.steps {
            let selection = Selection::Step(step.id);
            self.part(("step", step.id), step.head, selection, || spoken::step(map, step.id));
        }
    }

    fn lanes(&mut self) {
        let (map, layout) = (self.session.map(), self.session.layout());
        for lane in &layout.lanes {
            let selection = Selection::Lane(lane.id);
            self.part(("lane", lane.id, lane.strip), lane.label, selection, || spoken::lane(map, lane.id));
        }
    }

    fn cards(&mut self) {
        let (map, layout) = (self.session.map(), self.session.layout());
        let selected: HashSet<CardId> = self.session.selection().cards().iter().copied().collect();
        let lead = self.session.selection().lead();
        let persona = self.session.active_persona();
        for card in &layout.cards {
            self.node(("card", card.id, card.cell), card.rect, || Described {
                name: spoken::card(map, card.id),
                emotion: persona.map(|persona| (persona, Target::Card(card.id))),
                is_selected: selected.contains(&card.id),
                is_lead: lead == Some(card.id),
                pressed: Command::Select(Selection::card(card.id)),
            });
        }
    }

    fn points(&mut self) {
        let (map, layout) = (self.session.map(), self.session.layout());
        for point in &layout.points {
            let chosen = Selection::Point { persona: point.persona, at: point.at };
            let is_selected = *self.session.selection() == chosen;
            let rect = Rect::from_center_size(point.center, (2.0 * point.radius, 2.0 * point.radius));
            self.node(("point", point.lane, point.persona, point.at), rect, || Described {
                name: spoken::point(map, point),
                emotion: Some((point.persona, point.at)),
                is_selected,
                is_lead: true,
                pressed: Command::Select(chosen),
            });
        }
    }

    /// Pain points, opportunities, ratings, channels, times and figures in lanes of their own.
    fn chips(&mut self) {
        let (map, layout) = (self.session.map(), self.session.layout());
        for (n, chip) in layout.chips.iter().enumerate() {
            let selection = chips::chip_selection(chip.about, chip.step);
            let is_selected = chips::is_chip_of(self.session.selection(), chip);
            self.node(("chip", chip.lane, n), chip.rect, || Described {
                name: spoken::chip(map, chip.about, chip.step),
                emotion: None,
                is_selected,
                is_lead: true,
                pressed: Command::Select(selection),
            });
        }
    }

    /// The cell with the cursor.
    fn cell(&mut self) {
        if let Some((lane, step)) = self.session.cell
            && let Some(rect) = self.session.layout().cell(lane, step)
        {
            let map = self.session.map();
            self.node(("cell", lane, step), rect, || Described {
                name: spoken::cell(map, lane, step),
                emotion: None,
                is_selected: true,
                is_lead: true,
                pressed: Command::SelectCell(lane, step),
            });
        }
    }

    /// A part of the grid.
    fn part(&mut self, salt: impl Hash, rect: Rect, selection: Selection, name: impl FnOnce() -> String) {
        let is_selected = self.session.selection().contains(&selection);
        self.node(salt, rect, || Described {
            name: name(),
            emotion: None,
            is_selected,
            is_lead: true,
            pressed: Command::Select(selection),
        });
    }

    /// A node in view.
    fn node(&mut self, salt: impl Hash, rect: Rect, described: impl FnOnce() -> Described) {
        let rect = self.place.rect(rect);
        if self.left == 0 || !self.ui.clip_rect().intersects(rect) {
            return;
        }
        self.left -= 1;
        let id = Id::unique(("canvas node", egui::util::hash(salt)));
        let response = self.ui.interact(rect, id, Sense::hover());
        let Described { name, emotion, is_selected, is_lead, pressed } = described();
        response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, &name));
        let value = emotion.and_then(|(persona, at)| self.session.emotion_at(persona, at));
        self.ui.ctx().accesskit_node_builder(id, |node| {
            node.set_selected(is_selected);
            node.add_action(Action::Click);
            node.add_action(Action::Focus);
            if let Some(value) = value {
                describe_emotion(node, value);
            }
        });
        if is_selected && is_lead {
            self.current = Some(id);
        }
        if self.ui.input(|input| is_asked(input, id)) {
            self.asked = Some(pressed);
        }
        if let Some((persona, at)) = emotion
            && let Some(value) = self.ui.input(|input| asked_emotion(input, id))
        {
            let field = RatingField::Actual(Some(value));
            self.asked = Some(Command::Edit(Edit::SetRating { persona, at, channel: None, field }));
        }
    }
}

/// Whether an assistive program asks to press a node or to go to it.
pub fn is_asked(input: &egui::InputState, id: Id) -> bool {
    let asks = |action| input.accesskit_action_requests(id, action).next().is_some();
    asks(Action::Click) || asks(Action::Focus)
}

/// An emotion as the value of a node, which an assistive program can set.
pub fn describe_emotion(node: &mut Node, value: Emotion) {
    node.set_numeric_value(value.value() as f64);
    node.set_min_numeric_value(Emotion::MIN.value() as f64);
    node.set_max_numeric_value(Emotion::MAX.value() as f64);
    node.set_numeric_value_step(1.0);
    node.add_action(Action::SetValue);
}

/// The emotion that an assistive program asks to set.
pub fn asked_emotion(input: &egui::InputState, id: Id) -> Option<Emotion> {
    let request = input.accesskit_action_requests(id, Action::SetValue).last()?;
    match request.data {
        Some(ActionData::NumericValue(value)) => Emotion::new(value.round() as i64),
        _ => None,
    }
}
