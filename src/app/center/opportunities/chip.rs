//! An opportunity in the matrix: it is dragged, moved by the arrows, pressed to be selected.

use eframe::egui::{self, CursorIcon, EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, WidgetInfo};

use super::board::{PADDING, Spot};
use crate::app::command::Command;
use crate::app::kit::{Kit, NAMELESS, label_style};
use crate::app::look::{Look, color, lifted_shadow};
use crate::app::session::Session;
use crate::app::spoken::one_line;
use crate::app::text_input::{at_screen, paint_paragraph};
use crate::edit::{Edit, OpportunityField, Selection};
use crate::icon::Icon;
use crate::insight::Quadrant;
use crate::model::{Opportunity, OpportunityId, OpportunityStatus, Score};

/// The id of a chip, to give it the keyboard.
pub fn id_of(opportunity: OpportunityId) -> Id {
    Id::unique(("opportunity chip", opportunity))
}

/// A chip as a widget, not painted yet.
pub fn interact(ui: &mut egui::Ui, idea: &Opportunity, rect: Rect) -> Response {
    let response = ui.interact(rect, id_of(idea.id), Sense::click_and_drag());
    let spoken = spoken(idea);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &spoken));
    if response.has_focus() {
        let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    response.on_hover_cursor(CursorIcon::Grab)
}

/// What a screen reader says: `Call back, impact 4, effort 2, quick win, planned, Shop`.
fn spoken(idea: &Opportunity) -> String {
    let score = |name: &str, score: Option<Score>| {
        score.map_or_else(|| format!("{name} not set"), |score| format!("{name} {}", score.value()))
    };
    let name = one_line(&idea.name);
    let name = if name.is_empty() { NAMELESS.to_owned() } else { name };
    let parts = [
        name,
        score("impact", idea.impact),
        score("effort", idea.effort),
        Quadrant::of(idea).words().to_owned(),
        idea.status.words().to_owned(),
        one_line(&idea.owner),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Paints a chip. One that is carried lies above the others.
pub fn paint(painter: &egui::Painter, kit: &mut Kit, idea: &Opportunity, rect: Rect, state: State) {
    let look = Look::of(painter.ctx());
    if state.is_carried {
        painter.add(lifted_shadow().as_shape(rect, 6.0));
    }
    let ground = match state {
        State { is_selected: true, .. } => look.tint,
        State { is_hovered: true, .. } => look.hover,
        _ => look.raised,
    };
    let stroke = match state {
        State { has_focus: true, .. } => egui::Stroke::new(2.0, look.accent),
        State { is_selected: true, .. } => egui::Stroke::new(1.5, look.accent),
        _ => egui::Stroke::new(1.0, look.edge),
    };
    painter.rect(rect, 6.0, ground, stroke, egui::StrokeKind::Inside);
    let name = if idea.name.trim().is_empty() { NAMELESS } else { &idea.name };
    let inner = rect.shrink2(PADDING);
    let room = f64::from(rect.width() - 2.0 * PADDING.x).max(8.0);
    let paragraph = kit.shaper.paragraph(name, label_style(12.5), Some(room), "");
    let clip = inner.expand2(egui::vec2(2.0, 2.0)).intersect(painter.clip_rect());
    paint_paragraph(&painter.with_clip_rect(clip), &mut kit.canvas, &paragraph, at_screen(inner.min), color(look.ink));
    if idea.status == OpportunityStatus::Done {
        // On the corner, where it hides no letter.
        let center = rect.right_bottom() - egui::vec2(5.0, 3.0);
        painter.circle(center, 7.5, look.raised, egui::Stroke::new(1.0, look.edge));
        kit.icons.paint(painter, Icon::Check, Rect::from_center_size(center, egui::vec2(11.0, 11.0)), look.ink);
    }
}

/// How a chip stands out.
#[derive(Debug, Clone, Copy, Default)]
pub struct State {
    /// It is what the inspector shows.
    pub is_selected: bool,
    /// The pointer is over it.
    pub is_hovered: bool,
    /// It has the keyboard.
    pub has_focus: bool,
    /// The pointer carries it.
    pub is_carried: bool,
}

/// Takes the keys of the chip that has the keyboard: arrows move it, Delete takes it off the matrix.
pub fn take_keys(ui: &egui::Ui, session: &Session, idea: &Opportunity, commands: &mut Vec<Command>) {
    let pressed =
        |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key) || input.consume_key(Modifiers::ALT, key));
    let middle = Score::clamped(3);
    let at = match Spot::of(idea) {
        Spot::Judged(impact, effort) => Some((impact, effort)),
        Spot::Tray => None,
    };
    let by = |score: Score, by: i64| Score::clamped(score.value() + by);
    for (key, up, right) in
        [(Key::ArrowUp, 1, 0), (Key::ArrowDown, -1, 0), (Key::ArrowLeft, 0, -1), (Key::ArrowRight, 0, 1)]
    {
        if pressed(key) {
            // What stands in the tray goes to the middle, as far as nothing else is set.
            let (impact, effort) = match at {
                Some((impact, effort)) => (by(impact, up), by(effort, right)),
                None => (idea.impact.unwrap_or(middle), idea.effort.unwrap_or(middle)),
            };
            commands.extend(judge(session, idea.id, Spot::Judged(impact, effort)));
        }
    }
    if pressed(Key::Delete) || pressed(Key::Backspace) {
        commands.extend(judge(session, idea.id, Spot::Tray));
    }
}

/// What brings an opportunity to a spot, as one step; nothing if it is there.
pub fn judge(session: &Session, id: OpportunityId, to: Spot) -> Option<Command> {
    let idea = session.map().opportunities.find(id)?;
    let (impact, effort) = match to {
        Spot::Judged(impact, effort) => (Some(impact), Some(effort)),
        Spot::Tray => (None, None),
    };
    let set = |field: OpportunityField| Edit::SetOpportunity { opportunity: id, field };
    let mut edits = Vec::new();
    if idea.impact != impact {
        edits.push(set(OpportunityField::Impact(impact)));
    }
    if idea.effort != effort {
        edits.push(set(OpportunityField::Effort(effort)));
    }
    let name = one_line(&idea.name);
    let label = match (impact, effort) {
        (Some(impact), Some(effort)) => {
            format!("Judge “{name}”: impact {}, effort {}", impact.value(), effort.value())
        }
        _ => format!("Take “{name}” off the matrix"),
    };
    (!edits.is_empty()).then_some(Command::Edits(label, edits))
}

/// What selects an opportunity.
pub fn select(id: OpportunityId) -> Command {
    Command::Select(Selection::Opportunity(id))
}
