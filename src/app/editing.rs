//! Adding, taking out and placing: stages, steps, lanes, personas and cards.

use super::command::TextPlace;
use super::drop_place::peers_of_place;
use super::gesture::{PaletteDrop, PaletteItem};
use super::in_place::Made;
use super::insert_here::Insert;
use super::session::Session;
use crate::edit::{self, CardField, Edit, Selection};
use crate::model::{
    Card, CardId, CardKind, ChannelId, Lane, LaneId, LaneKind, Persona, Place, Stage, StageId, Step, StepId, Table,
    Target, Zone,
};

/// On which side of what is selected something new goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Earlier, or above.
    Before,
    /// Later, or below.
    After,
}

/// Adding to the grid. What is added is selected and its name can be typed at once; both are one step.
impl Session {
    pub(super) fn insert_stage(&mut self, side: Side) {
        let current = self.current_step().and_then(|step| Some(self.map().find_step(step)?.0.id));
        let before = match (side, current) {
            (Side::Before, Some(stage)) => Some(stage),
            (Side::After, Some(stage)) => self.stage_after(stage),
            (_, None) => None,
        };
        self.insert_here(Insert::Stage(before));
    }

    pub(super) fn insert_step(&mut self, side: Side) {
        let current = self.current_step().or_else(|| self.map().steps().last().map(|(_, step)| step.id));
        let Some((stage, step)) = current.and_then(|step| self.map().find_step(step)) else {
            return self.insert_stage(side);
        };
        let at = stage.steps.position(step.id).unwrap_or(0);
        let before = match side {
            Side::Before => Some(step.id),
            Side::After => stage.steps.at(at + 1).map(|step| step.id),
        };
        self.insert_here(Insert::Step(stage.id, before));
    }

    pub(super) fn insert_lane(&mut self, side: Side) {
        let lanes = &self.map().lanes;
        let current = self.current_lane().and_then(|lane| lanes.position(lane));
        let before = match (side, current) {
            (Side::Before, Some(at)) => lanes.at(at),
            (Side::After, Some(at)) => lanes.at(at + 1),
            (_, None) => None,
        };
        let zone = current.and_then(|at| lanes.at(at)).map_or(Zone::default(), |lane| lane.zone);
        self.add_lane(before.map(|lane| lane.id), zone);
    }

    /// Adds something at a place between two others.
    pub(super) fn insert_here(&mut self, insert: Insert) {
        match insert {
            Insert::Stage(before) => {
                let step = Step::new(self.history.new_id(), "New step");
                let steps: Table<Step> = [step].into_iter().collect();
                let (id, empty) = (self.history.new_id(), String::new());
                let stage = Stage { id, title: "New stage".into(), goal: empty.clone(), note: empty, steps };
                self.add("Add a stage", &Edit::AddStage { stage, before }, TextPlace::Stage(id));
            }
            Insert::Step(stage, before) => {
                let step = Step::new(self.history.new_id(), "New step");
                let id = step.id;
                self.add("Add a step", &Edit::AddStep { step, stage, before }, TextPlace::Step(id));
            }
            Insert::Lane(before) => {
                // It lies in the zone of the lane above it.
                let lanes = &self.map().lanes;
                let at = before.and_then(|before| lanes.position(before)).unwrap_or(lanes.len());
                let above = lanes.at(at.saturating_sub(1)).map_or(Zone::default(), |lane| lane.zone);
                self.add_lane(before, above);
            }
            Insert::Card(lane, step, before) => self.add_card(String::new(), lane, step, before),
        }
    }

    fn add_lane(&mut self, before: Option<LaneId>, zone: Zone) {
        let lane = Lane { zone, ..Lane::new(self.history.new_id(), "New lane", LaneKind::Touchpoints) };
        let id = lane.id;
        self.add("Add a lane", &Edit::AddLane { lane, before }, TextPlace::Lane(id));
    }

    pub(super) fn insert_persona(&mut self) {
        let persona = Persona::new(self.history.new_id(), "New persona");
        let id = persona.id;
        if self.edit(&Edit::AddPersona { persona, before: None }).is_some() {
            self.newborn = Some(id.to_string());
            self.panels.open_inspector();
            self.select(Selection::Persona(id));
        }
    }

    /// A card below the lead card, or at the end of the cell with the cursor.
    pub(super) fn insert_card(&mut self) {
        self.type_card(String::new());
    }

    /// A card with what was typed, to type on.
    pub(super) fn type_card(&mut self, text: String) {
        let Some((lane, step)) = self.card_cell() else { return };
        self.add_card(text, lane, step, self.card_below_lead(lane, step));
    }

    fn add_card(&mut self, text: String, lane: LaneId, step: StepId, before: Option<CardId>) {
        let kind = self.kind_for(lane);
        let card = Card::new(self.history.new_id(), kind, text, Place::Cell(lane, step));
        let id = card.id;
        self.add("Add a card", &Edit::AddCards { cards: vec![card], before }, TextPlace::Card(id));
    }

    /// Adds something, selects it and lets its name be typed, all as one step. If it cannot be added,
    /// nothing stays under way.
    fn add(&mut self, label: impl Into<String>, edit: &Edit, name: TextPlace) {
        self.history.begin(label);
        if self.edit(edit).is_none() {
            self.history.abort();
            return;
        }
        self.select(name.selection());
        self.edit_text_of(name, Made::Now);
    }

    fn kind_for(&self, lane: LaneId) -> CardKind {
        self.map().lanes.find(lane).map_or(CardKind::Touchpoint, |lane| lane.kind.card_kind())
    }

    pub(super) fn card_below_lead(&self, lane: LaneId, step: StepId) -> Option<CardId> {
        let cards = self.map().cards_in(lane, step);
        let lead = self.selection.lead()?;
        let at = cards.iter().position(|card| card.id == lead)?;
        cards.get(at + 1).map(|card| card.id)
    }

    fn stage_after(&self, stage: StageId) -> Option<StageId> {
        let stages = &self.map().stages;
        stages.at(stages.position(stage)? + 1).map(|stage| stage.id)
    }
}

/// Taking out.
impl Session {
    /// Takes out what is selected and selects what then stands in its place.
    pub(super) fn delete(&mut self) {
        let next = self.selection_after_delete();
        let edit = match self.selection.clone() {
            Selection::Cards(cards) => Edit::RemoveCards(cards),
            Selection::Stage(stage) => Edit::RemoveStage(stage),
            Selection::Step(step) => Edit::RemoveStep(step),
            Selection::Lane(lane) => Edit::RemoveLane(lane),
            Selection::Stages(_) | Selection::Steps(_) | Selection::Lanes(_) => return self.delete_heads(),
            Selection::Persona(persona) => Edit::RemovePersona(persona),
            Selection::Pain(pain) => Edit::RemovePain(pain),
            Selection::Opportunity(opportunity) => Edit::RemoveOpportunity(opportunity),
            Selection::Metric(metric) => Edit::RemoveMetric(metric),
            Selection::Point { .. } => return self.set_emotion(None),
            Selection::Map => return,
        };
        let removed = edit::announce(self.map(), &edit);
        if self.edit(&edit).is_some() {
            self.say(removed);
            match next {
                Some((lane, step)) => {
                    self.selection = Selection::Map;
                    self.cell = Some((lane, step));
                    self.after_change();
                }
                None => self.selection = Selection::Map,
            }
        }
    }

    fn selection_after_delete(&self) -> Option<(LaneId, StepId)> {
        let lead = self.map().cards.find(self.selection.lead()?)?;
        self.map().cell_of(lead.place)
    }
}

/// Placing cards.
impl Session {
    /// Brings cards to a place, before the one of its cell that is seen at `index` when they are away.
    pub(super) fn place_cards(&mut self, cards: &[CardId], to: Place, index: usize) {
        let before = peers_of_place(self.map(), self.layout(), to, cards).get(index).copied();
        self.edit(&Edit::PlaceCards { cards: cards.to_vec(), to, before });
        self.view.reveals = true;
    }

    /// Brings cards to a cell, before one of its other cards or to its end.
    pub(super) fn place_cards_before(&mut self, cards: &[CardId], lane: LaneId, step: StepId, before: Option<CardId>) {
        let to = self.place_for(cards, lane, step);
        self.edit(&Edit::PlaceCards { cards: cards.to_vec(), to, before });
        self.view.reveals = true;
    }

    /// The place that cards get in a cell: a single one goes on spanning what it spanned.
    pub(super) fn place_for(&self, cards: &[CardId], lane: LaneId, step: StepId) -> Place {
        match cards {
            [card] => self.place_like(*card, lane, step),
            _ => Place::Cell(lane, step),
        }
    }

    /// The place of a single card that is moved: one that spans steps or a stage goes on doing so.
    fn place_like(&self, card: CardId, lane: LaneId, step: StepId) -> Place {
        let steps: Vec<StepId> = self.map().steps().map(|(_, step)| step.id).collect();
        let at = |id: StepId| steps.iter().position(|step| *step == id);
        match self.map().cards.find(card).map(|card| card.place) {
            Some(Place::Span(_, first, last)) => {
                let length = at(last).unwrap_or(0).saturating_sub(at(first).unwrap_or(0));
                let end = at(step).map_or(0, |start| (start + length).min(steps.len().saturating_sub(1)));
                Place::Span(lane, step, steps.get(end).copied().unwrap_or(step))
            }
            Some(Place::Stage(..)) => match self.map().find_step(step) {
                Some((stage, _)) => Place::Stage(lane, stage.id),
                None => Place::Cell(lane, step),
            },
            _ => Place::Cell(lane, step),
        }
    }
}

/// The palette.
impl Session {
    /// Uses something from the palette without a drag: a channel goes to the selected cards, a kind
    /// becomes a card in the selected cell.
    pub(super) fn take_from_palette(&mut self, item: PaletteItem) {
        match item {
            PaletteItem::Channel(channel) if self.has_cards() => {
                let cards = self.selection.cards().to_vec();
                self.toggle_channel(&cards, channel);
            }
            _ => match self.card_cell() {
                Some((lane, step)) => self.add_from_palette(item, lane, step, self.card_below_lead(lane, step)),
                None => self.say("Select a cell first: click an empty place in a lane of cards."),
            },
        }
    }

    /// Drops something from the palette onto the canvas.
    pub(super) fn drop_from_palette(&mut self, item: PaletteItem, drop: PaletteDrop) {
        match (item, drop) {
            (PaletteItem::Channel(channel), PaletteDrop::Card(card, _)) => {
                self.select(Selection::card(card));
                self.add_channel(&[card], channel);
            }
            (_, PaletteDrop::Card(..)) => {}
            (_, PaletteDrop::Cell(place)) => {
                self.add_from_palette(item, place.lane, place.step, place.before);
            }
        }
    }

    fn add_from_palette(&mut self, item: PaletteItem, lane: LaneId, step: StepId, before: Option<CardId>) {
        let kind = match item {
            PaletteItem::Kind(kind) => kind,
            PaletteItem::Channel(_) => CardKind::Touchpoint,
        };
        let mut card = Card::new(self.history.new_id(), kind, "", Place::Cell(lane, step));
        if let PaletteItem::Channel(channel) = item {
            card.channels.push(channel);
            card.title = self.map().channel(channel).map_or(String::new(), |(name, _)| name.to_owned());
        }
        let id = card.id;
        let label = format!("Add a card: {}", kind.words());
        self.add(label, &Edit::AddCards { cards: vec![card], before }, TextPlace::Card(id));
    }

    fn add_channel(&mut self, cards: &[CardId], channel: ChannelId) {
        let lacks =
            |card: &&CardId| self.map().cards.find(**card).is_some_and(|card| !card.channels.contains(&channel));
        let edits = cards.iter().filter(lacks).map(|card| self.channel_edit(*card, channel, true)).collect();
        self.edit_one_or_all("Add a channel", edits);
    }

    /// Adds a channel to cards, or takes it away where all have it.
    pub(super) fn toggle_channel(&mut self, cards: &[CardId], channel: ChannelId) {
        let has = |card: &CardId| self.map().cards.find(*card).is_some_and(|card| card.channels.contains(&channel));
        if cards.iter().all(has) {
            let edits = cards.iter().map(|card| self.channel_edit(*card, channel, false)).collect();
            self.edit_one_or_all("Take a channel away", edits);
        } else {
            self.add_channel(cards, channel);
        }
    }

    fn channel_edit(&self, card: CardId, channel: ChannelId, has: bool) -> Edit {
        let mut channels = self.map().cards.find(card).map(|card| card.channels.clone()).unwrap_or_default();
        channels.retain(|other| *other != channel);
        if has {
            channels.push(channel);
        }
        Edit::SetCards { cards: vec![card], field: CardField::Channels(channels) }
    }

    /// What a mark on a card or a step is called in a sentence.
    pub fn name_of(&self, at: Target) -> String {
        let title = match at {
            Target::Card(card) => self.map().cards.find(card).map(|card| card.title.as_str()),
            Target::Step(step) => self.map().find_step(step).map(|(_, step)| step.title.as_str()),
        };
        title.map(|title| title.replace('\n', " ")).filter(|title| !title.is_empty()).unwrap_or("without title".into())
    }
}
