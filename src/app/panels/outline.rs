//! The outline: the whole map as a tree, edited in place. It has one place in the order of Tab; the
//! arrows move in it.

use eframe::egui::{self, EventFilter, Id, Key, Modifiers, Rect, Role, Sense, WidgetInfo, accesskit, vec2};

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::icons::paint_ground;
use crate::app::kit::{Kit, NAMELESS};
use crate::app::look::{self, GRID, ICON, Look, TARGET};
use crate::app::nodes::{asked_emotion, describe_emotion, is_asked};
use crate::app::outline::{Node, Row, open_above, rows};
use crate::app::session::Session;
use crate::app::steady::hold_keys;
use crate::app::text_field::TextField;
use crate::edit::{Edit, RatingField};
use crate::icon::Icon;
use crate::model::{PersonaId, Target};

/// The height of a row, in points.
const ROW: f32 = TARGET + 2.0;

/// How far a level is indented, in points.
const INDENT: f32 = 14.0;

/// More rows than a person can go through in one tree; nodes of the accessibility tree beyond the
/// seen ones end there.
const MOST_NODES: usize = 5_000;

/// The tree's own id: it has the keyboard.
pub fn tree_id() -> Id {
    Id::unique("outline tree")
}

/// Shows the panel.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    tools(ui, session, kit, commands);
    let followed = follow(session, kit);
    let rows = rows(session.map(), &kit.outline.closed);
    let at = cursor(session, kit, &rows);
    let rect = ui.available_rect_before_wrap();
    let tree = ui.interact(rect, tree_id(), Sense::focusable_noninteractive());
    tree.widget_info(|| WidgetInfo::labeled(Role::Tree, true, "Outline"));
    if tree.has_focus() {
        take_keys(ui, session, kit, &rows, at, commands);
    }
    let mut area = look::panel_area();
    if let Some(at) = at.filter(|_| followed) {
        area = area.vertical_scroll_offset((at as f32 * ROW - rect.height() / 2.0).max(0.0));
    }
    area.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let top = ui.cursor().min;
        let width = ui.available_width() - GRID;
        ui.set_min_height(rows.len() as f32 * ROW);
        let place = |n: usize| Rect::from_min_size(top + vec2(0.0, n as f32 * ROW), vec2(width, ROW));
        let is_listened_to = ui.ctx().accesskit_node_builder(tree.id, |_| ()).is_some();
        for (n, row) in rows.iter().enumerate() {
            let is_seen = ui.is_rect_visible(place(n));
            if is_seen || (is_listened_to && n < MOST_NODES) {
                let look = RowLook { is_current: at == Some(n), has_keyboard: tree.has_focus() };
                row_ui(ui, session, kit, row, place(n), look, commands);
            }
        }
    });
    if tree.has_focus() && at.is_none() {
        let ring = egui::Stroke::new(2.0, Look::of(ui.ctx()).accent);
        ui.painter().rect_stroke(rect.shrink(1.0), 6.0, ring, egui::StrokeKind::Inside);
    }
}

/// What the keys do, for the pointer.
fn tools(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let node = Node::of_selection(session.selection());
    ui.horizontal(|ui| {
        look::heading(ui, "Outline");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_enabled_ui(node.is_some(), |ui| {
                for (icon, name, by) in [
                    (Icon::Trash, "Remove it from the map", None),
                    (Icon::ArrowDown, "Move it down", Some(1)),
                    (Icon::ArrowUp, "Move it up", Some(-1)),
                ] {
                    if kit.icons.button(ui, icon, name, false).clicked() {
                        commands.push(by.map_or(Command::Action(Action::Delete), Command::MoveInOrder));
                    }
                }
                if kit.icons.button(ui, Icon::PencilSimple, "Edit its name", false).clicked() {
                    kit.outline.renamed = node;
                }
            });
        });
    });
}

/// Opens what stands above the selection when that is another one than before. Says whether it is.
fn follow(session: &Session, kit: &mut Kit) -> bool {
    if kit.outline.followed.as_ref() == Some(session.selection()) {
        return false;
    }
    kit.outline.followed = Some(session.selection().clone());
    match Node::of_selection(session.selection()) {
        Some(node) => {
            kit.outline.heading = None;
            open_above(session.map(), &mut kit.outline, node);
            true
        }
        None => false,
    }
}

/// The row with the cursor: that of the selection, or a heading.
fn cursor(session: &Session, kit: &Kit, rows: &[Row]) -> Option<usize> {
    let node = kit.outline.heading.or_else(|| Node::of_selection(session.selection()))?;
    rows.iter().position(|row| row.node == node)
}

fn take_keys(
    ui: &egui::Ui,
    session: &Session,
    kit: &mut Kit,
    rows: &[Row],
    at: Option<usize>,
    commands: &mut Vec<Command>,
) {
    let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: false };
    hold_keys(ui.ctx(), tree_id(), filter);
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let row = at.and_then(|at| rows.get(at));
    for (key, by) in [(Key::ArrowUp, -1), (Key::ArrowDown, 1)] {
        if pressed(Modifiers::ALT, key) {
            commands.push(Command::MoveInOrder(by));
            kit.outline.followed = None;
        }
    }
    let last = rows.len().saturating_sub(1);
    let mut goal = None;
    if pressed(Modifiers::NONE, Key::ArrowDown) {
        goal = Some(at.map_or(0, |at| (at + 1).min(last)));
    }
    if pressed(Modifiers::NONE, Key::ArrowUp) {
        goal = Some(at.map_or(last, |at| at.saturating_sub(1)));
    }
    if pressed(Modifiers::NONE, Key::Home) {
        goal = Some(0);
    }
    if pressed(Modifiers::NONE, Key::End) {
        goal = Some(last);
    }
    if let (Some(row), Some(at)) = (row, at) {
        if pressed(Modifiers::NONE, Key::ArrowRight) {
            if row.has_children && !row.is_open {
                kit.outline.closed.remove(&row.node);
            } else if row.is_open {
                goal = Some(at + 1);
            }
        }
        if pressed(Modifiers::NONE, Key::ArrowLeft) {
            if row.is_open {
                kit.outline.closed.insert(row.node);
            } else {
                goal = rows[..at].iter().rposition(|above| above.level < row.level);
            }
        }
        let is_edited = pressed(Modifiers::NONE, Key::F2) || pressed(Modifiers::NONE, Key::Enter);
        if is_edited && row.node.text(session.map()).is_some() {
            kit.outline.renamed = Some(row.node);
        }
        if pressed(Modifiers::NONE, Key::Delete) && row.node.selection().is_some() {
            commands.push(Command::Action(Action::Delete));
        }
    }
    if let Some(row) = goal.and_then(|goal| rows.get(goal)) {
        go_to(kit, row, commands);
    }
}

/// Brings the cursor to a row.
fn go_to(kit: &mut Kit, row: &Row, commands: &mut Vec<Command>) {
    match row.node.selection() {
        Some(selection) => {
            kit.outline.heading = None;
            commands.push(Command::Select(selection));
        }
        None => kit.outline.heading = Some(row.node),
    }
}

/// How a row stands out.
#[derive(Clone, Copy)]
struct RowLook {
    is_current: bool,
    has_keyboard: bool,
}

fn row_ui(
    ui: &mut egui::Ui,
    session: &Session,
    kit: &mut Kit,
    row: &Row,
    rect: Rect,
    shown: RowLook,
    commands: &mut Vec<Command>,
) {
    let indent = (row.level - 1) as f32 * INDENT;
    let caret = Rect::from_min_size(rect.min + vec2(indent, 0.0), vec2(18.0, ROW));
    let text = Rect::from_min_max(rect.min + vec2(indent + 22.0 + ICON, 0.0), rect.max);
    if kit.outline.renamed == Some(row.node) {
        rename_ui(ui, session, kit, row, text, commands);
        return;
    }
    let response = ui.interact(rect, Id::unique(("outline row", row.node)), Sense::CLICK);
    describe(ui, session, row, &response, shown.is_current);
    let is_asked = ui.input(|input| is_asked(input, response.id));
    if let Some((persona, at)) = rated(session, row)
        && let Some(value) = ui.input(|input| asked_emotion(input, response.id))
    {
        let field = RatingField::Actual(Some(value));
        commands.push(Command::Edit(Edit::SetRating { persona, at, channel: None, field }));
    }
    let is_on_caret = response.interact_pointer_pos().is_some_and(|pos| caret.contains(pos));
    if response.clicked() && row.has_children && is_on_caret {
        toggle(kit, row);
    } else if response.double_clicked() && row.node.text(session.map()).is_some() {
        kit.outline.renamed = Some(row.node);
    } else if response.clicked() || is_asked {
        go_to(kit, row, commands);
        ui.memory_mut(|memory| memory.request_focus(tree_id()));
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    let look = Look::of(ui.ctx());
    paint_ground(ui, rect, &response, shown.is_current);
    if shown.is_current && shown.has_keyboard {
        let ring = egui::Stroke::new(2.0, look.accent);
        ui.painter().rect_stroke(rect, 6.0, ring, egui::StrokeKind::Inside);
    }
    if row.has_children {
        let icon = if row.is_open { Icon::CaretDown } else { Icon::CaretRight };
        kit.icons.paint(ui.painter(), icon, Rect::from_center_size(caret.center(), vec2(12.0, 12.0)), look.quiet);
    }
    let icon = Rect::from_center_size(caret.right_center() + vec2(ICON / 2.0, 0.0), vec2(ICON - 2.0, ICON - 2.0));
    kit.icons.paint(ui.painter(), row.node.icon(session.map()), icon, look.quiet);
    let clip = text.intersect(ui.clip_rect());
    let (name, ink) = if row.name.trim().is_empty() { (NAMELESS, look.quiet) } else { (&row.name[..], look.ink) };
    kit.text_at(&ui.painter().with_clip_rect(clip), name, text.left_center(), ink);
    if kit.text_width(name) > text.width() {
        kit.tip(response, name);
    }
}

fn toggle(kit: &mut Kit, row: &Row) {
    if !kit.outline.closed.remove(&row.node) {
        kit.outline.closed.insert(row.node);
    }
}

/// Whose emotion is the value of a row, and where.
fn rated(session: &Session, row: &Row) -> Option<(PersonaId, Target)> {
    let at = match row.node {
        Node::Card(card) => Target::Card(card),
        Node::Step(step) => Target::Step(step),
        _ => return None,
    };
    session.active_persona().map(|persona| (persona, at))
}

/// The row in the accessibility tree.
fn describe(ui: &egui::Ui, session: &Session, row: &Row, response: &egui::Response, is_current: bool) {
    let map = session.map();
    response.widget_info(|| WidgetInfo::labeled(Role::TreeItem, true, row.node.spoken(map, &row.name)));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_level(row.level);
        node.set_position_in_set(row.place.0);
        node.set_size_of_set(row.place.1);
        node.set_selected(is_current);
        if row.has_children {
            node.set_expanded(row.is_open);
        }
        node.add_action(accesskit::Action::Click);
        node.add_action(accesskit::Action::Focus);
        if let Some(value) = rated(session, row).and_then(|(persona, at)| session.emotion_at(persona, at)) {
            describe_emotion(node, value);
        }
    });
    if is_current {
        ui.ctx().accesskit_node_builder(tree_id(), |node| node.set_active_descendant(response.id.accesskit_id()));
    }
}

/// The field in which a row's name is edited.
fn rename_ui(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, row: &Row, rect: Rect, commands: &mut Vec<Command>) {
    let text = row.node.text(session.map()).unwrap_or_default();
    let language = &session.map().language;
    let field = TextField { name: "Name in the outline", text, hint: "", language, breaks_lines: false };
    let salt = ("outline", row.node);
    let id = TextField::id(salt);
    let is_new = kit.input.as_ref().is_none_or(|input| input.id != id);
    if is_new {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    let change = field.show(&mut inner, kit, salt);
    commands.extend(change.text.and_then(|text| row.node.rename(text)).map(Command::Edit));
    if change.ended || (!is_new && kit.input.as_ref().is_none_or(|input| input.id != id)) {
        commands.push(Command::EndTyping);
        kit.outline.renamed = None;
        ui.memory_mut(|memory| memory.request_focus(tree_id()));
    }
}
