//! The matrix: what to begin with stands at the top left, what to leave alone at the bottom right.

use eframe::egui::{self, Align2, Color32, Key, Rect, Sense, pos2, vec2};

use super::board::{AXIS, Board, NAME, Spot};
use super::chip::{self, State};
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::look::{self, Look, faded};
use crate::app::panels::palette::capitalized;
use crate::app::session::Session;
use crate::edit::Selection;
use crate::insight::Quadrant;
use crate::model::{OpportunityId, Score};

/// A chip that the pointer carries.
struct Carried {
    id: OpportunityId,
    rect: Rect,
    over: Option<Spot>,
}

/// Shows the matrix.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let room = ui.available_size() - vec2(14.0, 0.0);
    look::panel_area().show(ui, |ui| {
        let board = Board::new(session.map(), kit, room);
        let (rect, _) = ui.allocate_exact_size(board.size, Sense::hover());
        let board = board.moved(rect.min.to_vec2());
        let carried = chips(ui, session, &board, commands);
        grounds(ui, &board, carried.as_ref().and_then(|carried| carried.over));
        paint_chips(ui, session, kit, &board, carried.as_ref());
    });
}

/// What the pointer and the keys do with the chips. Answers which one is carried.
fn chips(ui: &mut egui::Ui, session: &Session, board: &Board, commands: &mut Vec<Command>) -> Option<Carried> {
    let mut carried = None;
    for (id, rect) in &board.chips {
        let Some(idea) = session.map().opportunities.find(*id) else { continue };
        let response = chip::interact(ui, idea, *rect);
        if response.clicked() || response.drag_started() {
            response.request_focus();
            commands.push(chip::select(*id));
        }
        if response.has_focus() && !response.dragged() {
            chip::take_keys(ui, session, idea, commands);
        }
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        let over = || response.interact_pointer_pos().and_then(|at| board.spot_at(at));
        let is_under_way = response.dragged() || response.drag_stopped();
        if is_under_way && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape)) {
            // The window library has ended the drag.
            commands.push(Command::Say("Cancelled".to_owned()));
        } else if response.drag_stopped() {
            commands.extend(over().and_then(|spot| chip::judge(session, *id, spot)));
        } else if response.dragged() {
            let moved = response.total_drag_delta().unwrap_or_default();
            carried = Some(Carried { id: *id, rect: rect.translate(moved), over: over() });
            ui.set_cursor_icon(egui::CursorIcon::Grabbing);
        }
    }
    carried
}

fn paint_chips(ui: &egui::Ui, session: &Session, kit: &mut Kit, board: &Board, carried: Option<&Carried>) {
    let focused = ui.memory(|memory| memory.focused());
    let hovered = ui.input(|input| input.pointer.hover_pos()).filter(|_| carried.is_none());
    for (id, rect) in board.chips.iter().filter(|(_, rect)| ui.is_rect_visible(*rect)) {
        let Some(idea) = session.map().opportunities.find(*id) else { continue };
        let is_carried = carried.is_some_and(|carried| carried.id == *id);
        let state = State {
            is_selected: *session.selection() == Selection::Opportunity(*id),
            is_hovered: hovered.is_some_and(|at| rect.contains(at) && ui.clip_rect().contains(at)),
            has_focus: focused == Some(chip::id_of(*id)),
            is_carried,
        };
        if is_carried {
            let layer = egui::LayerId::new(egui::Order::Tooltip, egui::Id::unique("carried opportunity"));
            let rect = carried.map_or(*rect, |carried| carried.rect);
            chip::paint(&ui.ctx().layer_painter(layer), kit, idea, rect, state);
        } else {
            chip::paint(ui.painter(), kit, idea, *rect, state);
        }
    }
}

/// The grounds of the quadrants with their names, the lines of the cells, the axes and the tray.
fn grounds(ui: &egui::Ui, board: &Board, over: Option<Spot>) {
    let look = Look::of(ui.ctx());
    let painter = ui.painter();
    let score = Score::clamped;
    let font = egui::TextStyle::Body.resolve(ui.style());
    let small = egui::TextStyle::Small.resolve(ui.style());
    // A score above the middle of the scale is high.
    for (quadrant, impact, effort) in [
        (Quadrant::QuickWin, (4, 5), (1, 3)),
        (Quadrant::BigBet, (4, 5), (4, 5)),
        (Quadrant::FillIn, (1, 3), (1, 3)),
        (Quadrant::MoneyPit, (1, 3), (4, 5)),
    ] {
        let area = board.cell(score(impact.1), score(effort.0)).union(board.cell(score(impact.0), score(effort.1)));
        painter.rect_filled(area.shrink(1.0), 6.0, ground_of(quadrant, look));
        let at = area.left_top() + vec2(8.0, 3.0);
        painter.text(at, Align2::LEFT_TOP, capitalized(quadrant.plural()), font.clone(), look.ink);
    }
    let top = board.cell(score(5), score(1)).min;
    let bottom = board.cell(score(1), score(5)).max;
    let stroke = egui::Stroke::new(1.0, look.line);
    for value in 1..=5 {
        let cell = board.cell(score(value), score(value));
        let row = board.cell(score(value), score(1));
        painter.text(
            pos2(row.left() - AXIS / 2.0 - 2.0, row.center().y),
            Align2::CENTER_CENTER,
            value.to_string(),
            font.clone(),
            look.quiet,
        );
        painter.text(
            pos2(cell.center().x, bottom.y + 4.0),
            Align2::CENTER_TOP,
            value.to_string(),
            font.clone(),
            look.quiet,
        );
        painter.vline(cell.right(), top.y..=bottom.y, stroke);
        painter.hline(top.x..=bottom.x, cell.top(), stroke);
    }
    let below = bottom.y + NAME + 4.0;
    painter.text(pos2(top.x - AXIS, below), Align2::LEFT_TOP, "↑ Impact", small.clone(), look.quiet);
    painter.text(pos2(bottom.x, below), Align2::RIGHT_TOP, "Effort →", small, look.quiet);
    painter.rect(board.tray, 6.0, look.panel, stroke, egui::StrokeKind::Inside);
    let at = board.tray.left_top() + vec2(8.0, 3.0);
    painter.text(at, Align2::LEFT_TOP, "Not judged yet", font.clone(), look.ink);
    if !board.chips.iter().any(|(_, rect)| board.tray.contains(rect.center())) {
        let at = board.tray.left_top() + vec2(8.0, NAME + 4.0);
        painter.text(at, Align2::LEFT_TOP, "Nothing waits here.", font, look.quiet);
    }
    if let Some(spot) = over {
        let stroke = egui::Stroke::new(2.0, look.accent);
        painter.rect(board.rect(spot).shrink(1.0), 6.0, faded(look.tint, 0.6), stroke, egui::StrokeKind::Inside);
    }
}

/// The ground of a quadrant: the better, the more it stands out.
fn ground_of(quadrant: Quadrant, look: &Look) -> Color32 {
    match quadrant {
        Quadrant::QuickWin => look.tint,
        Quadrant::BigBet | Quadrant::FillIn => look.hover,
        Quadrant::MoneyPit | Quadrant::Unjudged => look.panel,
    }
}
