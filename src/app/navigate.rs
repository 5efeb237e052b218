//! Moving about with the arrow keys, as the picture is seen: in a right-to-left map the arrow to the
//! left goes on in time.

use super::command::{Arrow, Carry};
use super::drop_place::{cards_seen, peers_in};
use super::heads::beside;
use super::session::Session;
use crate::edit::{Edit, Selection};
use crate::layout::Layout;
use crate::model::{CardId, LaneId, Map, PersonaId, StageId, StepId, Target};
use crate::theme::Arrangement;

/// Which way an arrow goes in the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// To the next step or back.
    Time(isize),
    /// To the lane below or above.
    Lane(isize),
}

impl Session {
    /// Moves the cursor, extends the selection, or carries what is selected.
    pub(super) fn move_cursor(&mut self, arrow: Arrow, carry: Carry) {
        let onward = if self.map().direction().is_rtl() { -1 } else { 1 };
        let way = match arrow {
            Arrow::Left => Way::Time(-onward),
            Arrow::Right => Way::Time(onward),
            Arrow::Up => Way::Lane(-1),
            Arrow::Down => Way::Lane(1),
        };
        if self.is_picked_up() {
            return self.bring(way);
        }
        match carry {
            Carry::Cards => self.carry(way),
            Carry::Nothing => self.go(way),
            Carry::Selection => self.extend(way),
        }
    }

    pub(super) fn go(&mut self, way: Way) {
        match next(self.seen(), &self.shown_lanes(), &self.selection, self.cell_or_chip(), way) {
            Some(Spot::Selection(selection)) => self.select(selection),
            Some(Spot::Cell(lane, step)) => self.select_cell(lane, step),
            None => {}
        }
    }

    fn extend(&mut self, way: Way) {
        let before = self.selection.clone();
        let reached = match next(self.seen(), &self.shown_lanes(), &before, self.cell, way) {
            Some(Spot::Selection(Selection::Cards(cards))) => {
                let mut selection = before;
                cards.into_iter().for_each(|card| selection.add_card(card));
                selection
            }
            Some(Spot::Selection(head)) if is_same_sort(&before, &head) => {
                // What is reached again becomes the last of them.
                let rest = if before.contains(&head) { before.toggled(&head) } else { before };
                rest.toggled(&head)
            }
            _ => return,
        };
        self.select(reached);
        self.say_selected();
    }

    /// Moves what is selected among its peers: stages, steps and personas in their order, lanes and
    /// cards up or down.
    pub(super) fn move_in_order(&mut self, by: isize) {
        match self.selection {
            Selection::Stage(_) | Selection::Stages(_) | Selection::Step(_) | Selection::Steps(_) => {
                self.carry(Way::Time(by));
            }
            Selection::Persona(persona) => {
                let order: Vec<PersonaId> = self.map().personas.iter().map(|persona| persona.id).collect();
                if let Some(before) = beside(&order, &[persona], by) {
                    self.edit(&Edit::MovePersona { persona, before });
                }
            }
            _ => self.carry(Way::Lane(by)),
        }
    }

    fn carry(&mut self, way: Way) {
        match self.selection.clone() {
            Selection::Cards(cards) => self.carry_cards(&cards, way),
            _ => self.carry_heads(way),
        }
        self.view.reveals = true;
    }

    fn carry_cards(&mut self, cards: &[CardId], way: Way) {
        let map = self.map();
        let Some((lane, step)) = self.selection.lead().and_then(|lead| map.cell_of(map.cards.find(lead)?.place)) else {
            return;
        };
        let others = peers_in(map, self.layout(), (lane, step), cards);
        let seen = cards_seen(map, self.layout(), (lane, step));
        let above = seen.iter().take_while(|card| !cards.contains(card)).filter(|card| others.contains(card)).count();
        let Some((lane, step, before)) = self.next_cell((lane, step), others.get(above).copied(), cards, way) else {
            return;
        };
        self.place_cards_before(cards, lane, step, before);
    }

    fn seen(&self) -> Seen<'_> {
        Seen { map: self.map(), layout: self.layout() }
    }

    /// The lanes from top to bottom that are not hidden.
    pub(super) fn shown_lanes(&self) -> Vec<LaneId> {
        if self.arrangement == Arrangement::Blueprint {
            return self.layout().lanes.iter().filter(|lane| lane.strip == 0).map(|lane| lane.id).collect();
        }
        self.map().lanes.iter().filter(|lane| !lane.hidden).map(|lane| lane.id).collect()
    }
}

/// Whether both are stages, steps or lanes.
fn is_same_sort(a: &Selection, b: &Selection) -> bool {
    let sort = |of: &Selection| (of.stages().is_empty(), of.steps().is_empty(), of.lanes().is_empty());
    sort(a) == sort(b) && sort(a) != (true, true, true)
}

/// Where the cursor goes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Spot {
    Selection(Selection),
    Cell(LaneId, StepId),
}

/// The map, and where its cards stand.
#[derive(Clone, Copy)]
struct Seen<'a> {
    map: &'a Map,
    layout: &'a Layout,
}

fn next(
    seen: Seen<'_>,
    lanes: &[LaneId],
    selection: &Selection,
    cell: Option<(LaneId, StepId)>,
    way: Way,
) -> Option<Spot> {
    let map = seen.map;
    let steps: Vec<StepId> = map.steps().map(|(_, step)| step.id).collect();
    match selection {
        Selection::Cards(_) => {
            let lead = selection.lead()?;
            let (lane, step) = map.cell_of(map.cards.find(lead)?.place)?;
            let cards = cards_seen(map, seen.layout, (lane, step));
            let at = cards.iter().position(|card| *card == lead)?;
            match way {
                Way::Lane(-1) if at > 0 => Some(card(cards[at - 1])),
                Way::Lane(1) if at + 1 < cards.len() => Some(card(cards[at + 1])),
                Way::Lane(by) => from_cell(seen, lanes, &steps, (lane, step), Way::Lane(by), at),
                Way::Time(by) => from_cell(seen, lanes, &steps, (lane, step), Way::Time(by), at),
            }
        }
        Selection::Stage(_) | Selection::Stages(_) => match way {
            Way::Time(by) => {
                let stages: Vec<StageId> = map.stages.iter().map(|stage| stage.id).collect();
                neighbor(&stages, *selection.stages().last()?, by).map(|stage| Spot::Selection(Selection::Stage(stage)))
            }
            Way::Lane(1) => {
                let stage = map.stages.find(*selection.stages().last()?)?;
                stage.steps.at(0).map(|step| Spot::Selection(Selection::Step(step.id)))
            }
            Way::Lane(_) => Some(Spot::Selection(Selection::Map)),
        },
        Selection::Step(_) | Selection::Steps(_) => {
            let step = *selection.steps().last()?;
            match way {
                Way::Time(by) => neighbor(&steps, step, by).map(|step| Spot::Selection(Selection::Step(step))),
                Way::Lane(1) => lanes.first().map(|lane| enter(seen, *lane, step, 0)),
                Way::Lane(_) => Some(Spot::Selection(Selection::Stage(map.find_step(step)?.0.id))),
            }
        }
        Selection::Lane(_) | Selection::Lanes(_) => {
            let lane = *selection.lanes().last()?;
            match way {
                Way::Lane(by) => neighbor(lanes, lane, by).map(|lane| Spot::Selection(Selection::Lane(lane))),
                Way::Time(1) => steps.first().map(|step| enter(seen, lane, *step, 0)),
                Way::Time(_) => None,
            }
        }
        Selection::Point { persona, at } => {
            let step = match at {
                Target::Step(step) => *step,
                Target::Card(card) => map.cell_of(map.cards.find(*card)?.place)?.1,
            };
            match way {
                Way::Time(by) => neighbor(&steps, step, by)
                    .map(|step| Spot::Selection(Selection::Point { persona: *persona, at: Target::Step(step) })),
                Way::Lane(_) => Some(Spot::Selection(Selection::Step(step))),
            }
        }
        _ => match cell {
            Some(cell) => from_cell(seen, lanes, &steps, cell, way, 0),
            None => Some(enter(seen, *lanes.first()?, *steps.first()?, 0)),
        },
    }
}

/// From a cell to the next one, to a step's head above the first lane, or to a lane's name.
fn from_cell(
    seen: Seen<'_>,
    lanes: &[LaneId],
    steps: &[StepId],
    (lane, step): (LaneId, StepId),
    way: Way,
    index: usize,
) -> Option<Spot> {
    match way {
        Way::Lane(by) => match neighbor(lanes, lane, by) {
            Some(lane) => Some(enter(seen, lane, step, if by > 0 { 0 } else { usize::MAX })),
            None => (by < 0).then_some(Spot::Selection(Selection::Step(step))),
        },
        Way::Time(by) => match neighbor(steps, step, by) {
            Some(step) => Some(enter(seen, lane, step, index)),
            None => (by < 0).then_some(Spot::Selection(Selection::Lane(lane))),
        },
    }
}

/// The card at an index of a cell, or the nearest one; the cell itself if it is empty.
fn enter(seen: Seen<'_>, lane: LaneId, step: StepId, index: usize) -> Spot {
    let cards = cards_seen(seen.map, seen.layout, (lane, step));
    match cards.get(index).or(cards.last()) {
        Some(found) => card(*found),
        None => Spot::Cell(lane, step),
    }
}

fn card(id: CardId) -> Spot {
    Spot::Selection(Selection::card(id))
}

pub(super) fn neighbor<T: Copy + PartialEq>(order: &[T], from: T, by: isize) -> Option<T> {
    let at = order.iter().position(|other| *other == from)?;
    order.get(at.checked_add_signed(by)?).copied()
}
