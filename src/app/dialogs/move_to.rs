//! Moving cards without dragging: a lane, a step, and where among the cards that stand there.

use eframe::egui;

use super::frame::{dialog, footer, main_button, or_close};
use crate::app::command::Command;
use crate::app::drop_place::{cards_seen, peers_in};
use crate::app::session::Session;
use crate::model::{CardId, LaneId, StepId};

/// The dialog's state: nothing chosen yet means where the lead card is, and in another cell at its end.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MoveToDialog {
    lane: Option<LaneId>,
    step: Option<StepId>,
    index: Option<usize>,
}

impl MoveToDialog {
    pub fn show(&mut self, ctx: &egui::Context, session: &Session) -> Vec<Command> {
        let cards = session.selection().cards().to_vec();
        let title =
            if cards.len() == 1 { "Move the card to".to_owned() } else { format!("Move {} cards to", cards.len()) };
        let (commands, closed) = dialog(ctx, &title, 420.0, |ui| self.choose_ui(ui, session, &cards));
        or_close(commands, closed)
    }

    fn choose_ui(&mut self, ui: &mut egui::Ui, session: &Session, cards: &[CardId]) -> Vec<Command> {
        let map = session.map();
        let lane = self.lane.or_else(|| session.current_lane());
        let step = self.step.or_else(|| session.current_step());
        let (Some(mut lane), Some(mut step)) = (lane, step) else {
            return vec![Command::CloseDialog];
        };
        let lane_name = |id: LaneId| map.lanes.find(id).map_or(String::new(), |lane| lane.title.clone());
        let step_name = |id: StepId| {
            let (stage, step) = map.find_step(id)?;
            let number = stage.steps.position(step.id)? + 1;
            let title = if step.title.is_empty() { number.to_string() } else { step.title.replace('\n', " ") };
            Some(format!("{}: {title}", stage.title))
        };
        let cell_before = (lane, step);
        let mut shown = 0;
        egui::Grid::new("move to").num_columns(2).spacing([16.0, 8.0]).show(ui, |ui| {
            let label = ui.label("Lane");
            let combo = egui::ComboBox::from_id_salt("lane").selected_text(lane_name(lane)).width(260.0);
            let combo = combo.show_ui(ui, |ui| {
                for other in map.lanes.iter().filter(|lane| lane.kind.holds_cards()) {
                    ui.selectable_value(&mut lane, other.id, lane_name(other.id));
                }
            });
            combo.response.labelled_by(label.id);
            ui.end_row();
            let label = ui.label("Step");
            let combo = egui::ComboBox::from_id_salt("step").selected_text(step_name(step).unwrap_or_default());
            let combo = combo.width(260.0).show_ui(ui, |ui| {
                for (_, other) in map.steps() {
                    ui.selectable_value(&mut step, other.id, step_name(other.id).unwrap_or_default());
                }
            });
            combo.response.labelled_by(label.id);
            ui.end_row();
            if (lane, step) != cell_before {
                self.index = None;
            }
            let others = peers_in(map, session.layout(), (lane, step), cards);
            let mut place =
                self.index.unwrap_or_else(|| standing(session, (lane, step), &others)).min(others.len()) + 1;
            let label = ui.label("Place in the cell");
            let value = egui::DragValue::new(&mut place)
                .range(1..=others.len() + 1)
                .suffix(format!(" of {}", others.len() + 1));
            if ui.add(value).labelled_by(label.id).changed() {
                self.index = Some(place - 1);
            }
            shown = place - 1;
            ui.end_row();
        });
        (self.lane, self.step) = (Some(lane), Some(step));
        let mut commands = Vec::new();
        footer(ui, |ui| {
            if main_button(ui, "Move", true) {
                commands.push(Command::CloseDialog);
                commands.push(Command::PlaceCards { cards: cards.to_vec(), lane, step, index: shown });
            }
            if ui.button("Cancel").clicked() {
                commands.push(Command::CloseDialog);
            }
        });
        commands
    }
}

/// How many of a cell's other cards stand above the lead card; all of them where it is in another cell.
fn standing(session: &Session, cell: (LaneId, StepId), others: &[CardId]) -> usize {
    let seen = cards_seen(session.map(), session.layout(), cell);
    match session.selection().lead().and_then(|lead| seen.iter().position(|card| *card == lead)) {
        Some(at) => seen[..at].iter().filter(|card| others.contains(card)).count(),
        None => others.len(),
    }
}
