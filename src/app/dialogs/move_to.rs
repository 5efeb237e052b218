//! Moving cards without dragging: a lane, a step, how far they reach, and where among the cards that
//! stand there; or the parking lot.

use eframe::egui;

use super::frame::{dialog, footer, main_button, or_close};
use crate::app::command::Command;
use crate::app::drop_place::{cards_seen, peers_of_place};
use crate::app::kit::Kit;
use crate::app::session::Session;
use crate::model::{CardId, LaneId, Map, Place, StepId};

/// How far cards reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Step,
    Steps,
    Stage,
    Parked,
}

impl Reach {
    const ALL: [Self; 4] = [Self::Step, Self::Steps, Self::Stage, Self::Parked];

    fn words(self) -> &'static str {
        match self {
            Self::Step => "One step",
            Self::Steps => "Several steps",
            Self::Stage => "The whole stage",
            Self::Parked => "The parking lot, in no step",
        }
    }
}

/// The dialog's state: it begins with where the lead card is.
#[derive(Debug, Clone, PartialEq)]
pub struct MoveToDialog {
    lane: Option<LaneId>,
    step: Option<StepId>,
    /// The last of several steps.
    last: Option<StepId>,
    reach: Reach,
    /// Above how many of the other cards; nothing chosen yet means where the lead card is, and in
    /// another cell the end.
    index: Option<usize>,
}

impl MoveToDialog {
    /// A dialog for the selected cards.
    pub fn new(session: &Session) -> Self {
        let map = session.map();
        let place = session.selection().lead().and_then(|card| map.cards.find(card)).map(|card| card.place);
        let cell = place.and_then(|place| map.cell_of(place));
        let first_lane = || map.lanes.iter().find(|lane| lane.kind.holds_cards()).map(|lane| lane.id);
        let first_step = || map.steps().next().map(|(_, step)| step.id);
        let (reach, last) = match place {
            Some(Place::Span(_, _, last)) => (Reach::Steps, Some(last)),
            Some(Place::Stage(..)) => (Reach::Stage, None),
            Some(Place::Parked) => (Reach::Parked, None),
            _ => (Reach::Step, None),
        };
        let lane = cell.map(|(lane, _)| lane).or_else(first_lane);
        Self { lane, step: cell.map(|(_, step)| step).or_else(first_step), last, reach, index: None }
    }

    /// Shows it.
    pub fn show(&mut self, ctx: &egui::Context, session: &Session, kit: &mut Kit) -> Vec<Command> {
        let cards = session.selection().cards().to_vec();
        let title =
            if cards.len() == 1 { "Move the card to".to_owned() } else { format!("Move {} cards to", cards.len()) };
        let (commands, closed) = dialog(ctx, &title, 420.0, |ui| self.content_ui(ui, session, kit, &cards));
        or_close(commands, closed)
    }

    fn content_ui(&mut self, ui: &mut egui::Ui, session: &Session, kit: &mut Kit, cards: &[CardId]) -> Vec<Command> {
        egui::Grid::new("move to").num_columns(2).spacing([16.0, 8.0]).show(ui, |ui| {
            self.choose_ui(ui, session, kit);
            if self.reach != Reach::Parked {
                self.order_ui(ui, session, cards);
            }
        });
        let mut commands = Vec::new();
        footer(ui, |ui| {
            let to = self.place(session.map());
            if main_button(ui, "Move", to.is_some()) {
                commands.push(Command::CloseDialog);
                let index = self.index_in(session, cards);
                commands.extend(to.map(|to| Command::PlaceCards { cards: cards.to_vec(), to, index }));
            }
            if ui.button("Cancel").clicked() {
                commands.push(Command::CloseDialog);
            }
        });
        commands
    }

    fn choose_ui(&mut self, ui: &mut egui::Ui, session: &Session, kit: &mut Kit) {
        let map = session.map();
        let before = self.clone();
        let reach: Vec<(Reach, String)> = Reach::ALL.map(|reach| (reach, reach.words().to_owned())).into();
        row(ui, kit, "Reaches over", Some(self.reach), reach, |chosen| self.reach = chosen);
        if self.reach != Reach::Parked {
            let lanes = map.lanes.iter().filter(|lane| lane.kind.holds_cards());
            let lanes = lanes.map(|lane| (lane.id, lane.title.clone())).collect();
            row(ui, kit, "Lane", self.lane, lanes, |chosen| self.lane = Some(chosen));
            let steps: Vec<(StepId, String)> =
                map.steps().map(|(_, step)| (step.id, step_name(map, step.id))).collect();
            row(ui, kit, "Step", self.step, steps.clone(), |chosen| self.step = Some(chosen));
            if self.reach == Reach::Steps {
                let last = self.last.or(self.step);
                row(ui, kit, "Last step", last, steps, |chosen| self.last = Some(chosen));
            }
        }
        if (self.lane, self.step, self.reach) != (before.lane, before.step, before.reach) {
            self.index = None;
        }
    }

    fn order_ui(&mut self, ui: &mut egui::Ui, session: &Session, cards: &[CardId]) {
        let count = self.peers(session, cards).len() + 1;
        let mut place = self.index_in(session, cards) + 1;
        let label = ui.label("Place in the cell");
        let value = egui::DragValue::new(&mut place).range(1..=count).suffix(format!(" of {count}"));
        if ui.add(value).labelled_by(label.id).changed() {
            self.index = Some(place - 1);
        }
        ui.end_row();
    }

    /// Where the cards go.
    fn place(&self, map: &Map) -> Option<Place> {
        if self.reach == Reach::Parked {
            return Some(Place::Parked);
        }
        let (lane, step) = (self.lane?, self.step?);
        Some(match self.reach {
            Reach::Steps => Place::Span(lane, step, self.last.unwrap_or(step)),
            Reach::Stage => Place::Stage(lane, map.find_step(step)?.0.id),
            Reach::Step | Reach::Parked => Place::Cell(lane, step),
        })
    }

    /// The cards among which they will stand.
    fn peers(&self, session: &Session, cards: &[CardId]) -> Vec<CardId> {
        let place = self.place(session.map());
        place.map(|to| peers_of_place(session.map(), session.layout(), to, cards)).unwrap_or_default()
    }

    /// Above how many of them they will stand not: 0 is the top.
    fn index_in(&self, session: &Session, cards: &[CardId]) -> usize {
        let peers = self.peers(session, cards);
        let standing = || {
            let cell = self.place(session.map()).and_then(|place| session.map().cell_of(place))?;
            let seen = cards_seen(session.map(), session.layout(), cell);
            let at = session.selection().lead().and_then(|lead| seen.iter().position(|card| *card == lead))?;
            Some(seen[..at].iter().filter(|card| peers.contains(card)).count())
        };
        self.index.or_else(standing).unwrap_or(peers.len()).min(peers.len())
    }
}

fn step_name(map: &Map, id: StepId) -> String {
    let Some((stage, step)) = map.find_step(id) else { return String::new() };
    let number = stage.steps.position(step.id).unwrap_or(0) + 1;
    let title = if step.title.is_empty() { number.to_string() } else { step.title.replace('\n', " ") };
    format!("{}: {title}", stage.title)
}

/// A row with a name and a choice.
fn row<T: Copy + PartialEq>(
    ui: &mut egui::Ui,
    kit: &mut Kit,
    name: &str,
    current: Option<T>,
    choices: Vec<(T, String)>,
    choose: impl FnOnce(T),
) {
    let label = ui.label(name);
    if let Some(chosen) = kit.chooser(ui, label.id, (name, 260.0), current, &choices) {
        choose(chosen);
    }
    ui.end_row();
}
