//! Moving and sizing what is selected without a drag: picked up and put down, larger and smaller,
//! lanes folded, hidden and kept in sight.

use super::border::Border;
use super::drop_place::{drop_before, peers_in};
use super::gesture::{Gesture, Held};
use super::heads::words;
use super::navigate::{Way, neighbor};
use super::pointer;
use super::reorder::Head;
use super::session::Session;
use crate::edit::{Edit, LaneField};
use crate::geom::Point;
use crate::model::{CardId, Lane, LaneId, Length, StepId};

/// By how much a key makes a column wider or a lane higher, in points.
const STEP_PT: f64 = 12.0;

/// Picking up and putting down.
impl Session {
    /// Whether something is selected that can be carried.
    pub fn can_carry(&self) -> bool {
        self.has_cards() || Head::of(&self.selection).is_some()
    }

    /// Whether something is picked up.
    pub fn is_picked_up(&self) -> bool {
        self.gesture.as_ref().is_some_and(Gesture::is_picked_up)
    }

    /// Picks up what is selected: it goes where one clicks next, or where the arrow keys bring it.
    pub(super) fn pick_up(&mut self) {
        let (map, layout) = (self.map(), self.layout());
        let picked = match (Head::of(&self.selection), self.selection.lead()) {
            (Some(head), _) => head.rect(layout).map(|rect| {
                let at = head.standing(map, layout);
                Gesture::Head { head, from: rect.center(), to: rect.center(), at, held: Held::PickedUp }
            }),
            (None, Some(lead)) => layout.card(lead).and_then(|card| Some((card, card.cell?))).map(|(card, cell)| {
                let cards = self.selection.cards().to_vec();
                let below = layout.cards_in(cell.0, cell.1).skip_while(|other| other.id != lead).map(|c| c.id);
                let before = below.into_iter().find(|other| !cards.contains(other));
                let drop = drop_before(map, layout, cell, before, &cards);
                let mut gesture = Gesture::carry(layout, map, cards, card.rect.center());
                if let Gesture::Cards { drop: to, held, .. } = &mut gesture {
                    (*to, *held) = (drop, Held::PickedUp);
                }
                gesture
            }),
            (None, None) => None,
        };
        if picked.is_some() {
            self.gesture = picked;
            self.say("Picked up. Click where it goes, or use the arrows and Enter; Esc leaves it where it was.");
        }
    }

    /// Puts down what was picked up.
    pub(super) fn put_down(&mut self) {
        if self.is_picked_up()
            && let Some(gesture) = self.gesture.take()
        {
            pointer::end(self, gesture);
            self.view.reveals = true;
        }
    }

    /// Brings what is picked up to the next place.
    pub(super) fn bring(&mut self, way: Way) {
        let Some(gesture) = self.gesture.take() else { return };
        let brought = match gesture {
            Gesture::Head { head, from, to, at, held } => self.bring_head(head, at, to, way).map(|(at, to)| {
                self.say(format!("Place {} of {}", at + 1, head.drops(self.map(), self.layout()).len()));
                Gesture::Head { head, from, to, at: Some(at), held }
            }),
            Gesture::Cards { ref cards, from, drop: Some(drop), held, .. } => {
                self.next_cell((drop.lane, drop.step), drop.before, cards, way).and_then(|(lane, step, before)| {
                    let cards = cards.clone();
                    let drop = drop_before(self.map(), self.layout(), (lane, step), before, &cards)?;
                    self.say_where(lane, step, before, &cards);
                    self.view.camera.reveal(drop.cell, self.view.rect);
                    Some(Gesture::Cards { cards, from, to: drop.mark.midpoint(), drop: Some(drop), held })
                })
            }
            ref other => Some(other.clone()),
        };
        self.gesture = Some(brought.unwrap_or(gesture));
    }

    fn bring_head(&mut self, head: Head, at: Option<usize>, to: Point, way: Way) -> Option<(usize, Point)> {
        let by = match (head, way) {
            (Head::Stage(_) | Head::Step(_), Way::Time(by)) | (Head::Lane(_), Way::Lane(by)) => by,
            _ => return None,
        };
        let drops = head.drops(self.map(), self.layout());
        let at = at?.checked_add_signed(by).filter(|at| *at < drops.len())?;
        let mark = drops[at].mark.p0;
        Some(match head {
            Head::Lane(_) => (at, Point::new(to.x, mark.y)),
            Head::Stage(_) | Head::Step(_) => (at, Point::new(mark.x, to.y)),
        })
    }

    fn say_where(&mut self, lane: LaneId, step: StepId, before: Option<CardId>, cards: &[CardId]) {
        let others = peers_in(self.map(), self.layout(), (lane, step), cards);
        let at = before.and_then(|before| others.iter().position(|card| *card == before)).unwrap_or(others.len());
        let cell = super::spoken::cell_name(self.map(), lane, step);
        self.say(format!("{cell}, {} of {}", at + 1, others.len() + 1));
    }

    /// The place beside another one in its cell, or in the next cell.
    pub(super) fn next_cell(
        &self,
        (lane, step): (LaneId, StepId),
        before: Option<CardId>,
        cards: &[CardId],
        way: Way,
    ) -> Option<(LaneId, StepId, Option<CardId>)> {
        let map = self.map();
        let peers = |lane, step| peers_in(map, self.layout(), (lane, step), cards);
        let others = peers(lane, step);
        let above = before.and_then(|before| others.iter().position(|card| *card == before)).unwrap_or(others.len());
        Some(match way {
            Way::Lane(-1) if above > 0 => (lane, step, Some(others[above - 1])),
            Way::Lane(1) if above < others.len() => (lane, step, others.get(above + 1).copied()),
            Way::Lane(by) => {
                let holds_cards = |id: &LaneId| map.lanes.find(*id).is_some_and(|lane| lane.kind.holds_cards());
                let lanes: Vec<LaneId> = self.shown_lanes().into_iter().filter(holds_cards).collect();
                let to = neighbor(&lanes, lane, by)?;
                (to, step, if by > 0 { peers(to, step).first().copied() } else { None })
            }
            Way::Time(by) => {
                let steps: Vec<StepId> = map.steps().map(|(_, step)| step.id).collect();
                let to = neighbor(&steps, step, by)?;
                (lane, to, peers(lane, to).get(above).copied())
            }
        })
    }
}

/// Widths and heights.
impl Session {
    /// Whether something is selected that has a width or a height of its own.
    pub fn can_size(&self) -> bool {
        !self.sized().is_empty()
    }

    fn sized(&self) -> Vec<Border> {
        let columns = self.selection.steps().iter().copied().map(Border::Column);
        columns.chain(self.selection.lanes().iter().copied().map(Border::Row)).collect()
    }

    /// What the step is called that sizes something.
    pub(super) fn size_label(&self, border: Border) -> String {
        crate::edit::label(self.map(), &border.edit(None)).replacen("Clear", "Change", 1)
    }

    /// Makes the selected columns wider or the selected lanes higher, or the other way round.
    pub(super) fn grow(&mut self, by: f64) {
        let grown = |border: &Border| {
            let size = border.size(self.layout())?;
            Some(border.edit(Some(Length::clamped((size + by * STEP_PT).round()))))
        };
        let edits = self.sized().iter().filter_map(grown).collect();
        self.edit_one_or_all(&format!("Size {}", words(&self.selection)), edits);
    }

    /// Lets the sizes follow from what is in them.
    pub(super) fn fit_size(&mut self) {
        let edits = self.sized().iter().map(|border| border.edit(None)).collect();
        self.edit_one_or_all(&format!("Size {} by content", words(&self.selection)), edits);
    }
}

/// Lanes that are folded, hidden or kept in sight.
impl Session {
    /// Switches something of the lane in which one is, or of all that are selected as of the last of them.
    pub(super) fn toggle_lane(&mut self, field: impl Fn(&Lane) -> LaneField) {
        let found = self.current_lane().and_then(|lane| self.map().lanes.find(lane));
        let Some((lane, field)) = found.map(|lane| (lane.id, field(lane))) else { return };
        let lanes = if self.selection.lanes().is_empty() { vec![lane] } else { self.selection.lanes().to_vec() };
        let label = format!("Change {}", words(&self.selection));
        let edits = lanes.into_iter().map(|lane| Edit::SetLane { lane, field: field.clone() }).collect();
        self.edit_one_or_all(&label, edits);
    }

    /// Whether something is so of the lane in which one is.
    pub fn is_lane(&self, is_so: impl Fn(&Lane) -> bool) -> bool {
        self.current_lane().and_then(|lane| self.map().lanes.find(lane)).is_some_and(is_so)
    }

    /// Whether a lane is hidden.
    pub fn has_hidden_lanes(&self) -> bool {
        self.map().lanes.iter().any(|lane| lane.hidden)
    }

    /// Shows every lane that is hidden.
    pub(super) fn show_lanes(&mut self) {
        let hidden = self.map().lanes.iter().filter(|lane| lane.hidden);
        let edits = hidden.map(|lane| Edit::SetLane { lane: lane.id, field: LaneField::Hidden(false) }).collect();
        self.edit_one_or_all("Show hidden lanes", edits);
    }
}
