//! Editing a text where it stands in the picture: which text, and how it ends. Carets and keys are
//! the canvas's business.

use super::command::{Ending, Onward, TextPlace};
use super::navigate::{Way, neighbor};
use super::reorder::Head;
use super::session::Session;
use crate::edit::{self, CardField, Edit, LaneField, MapField, Selection, StageField, StepField};
use crate::model::{LaneId, Map, StepId};

/// A text that is being edited in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InPlace {
    /// Which text.
    pub place: TextPlace,
    /// The text as it was before.
    pub before: String,
    /// Whether its record was made for it.
    pub made: Made,
}

/// Whether a record was made for the text that is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// It was there.
    Before,
    /// It was made just now; both are one step.
    Now,
}

impl TextPlace {
    /// The text as it is.
    pub fn text(self, map: &Map) -> Option<&str> {
        match self {
            Self::Card(card) => map.cards.find(card).map(|card| card.title.as_str()),
            Self::Stage(stage) => map.stages.find(stage).map(|stage| stage.title.as_str()),
            Self::Step(step) => map.find_step(step).map(|(_, step)| step.title.as_str()),
            Self::Lane(lane) => map.lanes.find(lane).map(|lane| lane.title.as_str()),
            Self::Title => Some(&map.title),
        }
    }

    /// The edit that sets it.
    pub fn edit(self, text: String) -> Edit {
        match self {
            Self::Card(card) => Edit::SetCards { cards: vec![card], field: CardField::Title(text) },
            Self::Stage(stage) => Edit::SetStage { stage, field: StageField::Title(text) },
            Self::Step(step) => Edit::SetStep { step, field: StepField::Title(text) },
            Self::Lane(lane) => Edit::SetLane { lane, field: LaneField::Title(text) },
            Self::Title => Edit::SetMap(MapField::Title(text)),
        }
    }

    /// What has to be selected for it.
    pub fn selection(self) -> Selection {
        match self {
            Self::Card(card) => Selection::card(card),
            Self::Stage(stage) => Selection::Stage(stage),
            Self::Step(step) => Selection::Step(step),
            Self::Lane(lane) => Selection::Lane(lane),
            Self::Title => Selection::Map,
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Card(_) => "Card title",
            Self::Stage(_) => "Stage title",
            Self::Step(_) => "Step title",
            Self::Lane(_) => "Lane name",
            Self::Title => "Map title",
        }
    }

    /// Whether it may hold line breaks.
    pub fn breaks_lines(self) -> bool {
        matches!(self, Self::Card(_) | Self::Step(_))
    }
}

impl Session {
    /// The text of what is selected that can be edited in its place.
    pub fn text_place(&self) -> Option<TextPlace> {
        match &self.selection {
            Selection::Cards(_) => self.selection.lead().map(TextPlace::Card),
            selection if Head::of(selection).is_some() => Head::of(selection).map(|head| match head {
                Head::Stage(stage) => TextPlace::Stage(stage),
                Head::Step(step) => TextPlace::Step(step),
                Head::Lane(lane) => TextPlace::Lane(lane),
            }),
            Selection::Map if self.cell.is_none() => Some(TextPlace::Title),
            _ => None,
        }
    }

    /// The text that is being edited in its place.
    pub fn in_place(&self) -> Option<&InPlace> {
        self.in_place.as_ref()
    }

    pub(super) fn rename(&mut self) {
        if let Some(place) = self.text_place() {
            self.begin_text(place);
        }
    }

    pub(super) fn begin_text(&mut self, place: TextPlace) {
        let Some(before) = place.text(self.map()) else { return };
        let label = edit::label(self.map(), &place.edit(format!("{before} ")));
        self.history.begin(label);
        self.edit_text_of(place, Made::Before);
    }

    /// Begins to edit in the step that is under way.
    pub(super) fn edit_text_of(&mut self, place: TextPlace, made: Made) {
        let Some(before) = place.text(self.map()).map(str::to_owned) else { return };
        self.in_place = Some(InPlace { place, before, made });
        self.view.reveals = true;
    }

    pub(super) fn typed(&mut self, text: String) {
        if let Some(in_place) = &self.in_place {
            let edit = in_place.place.edit(text);
            self.edit(&edit);
        }
    }

    pub(super) fn end_text(&mut self, ending: Ending) {
        let Some(InPlace { place, before, made }) = self.in_place.take() else { return };
        let text = place.text(self.map()).unwrap_or_default();
        let cell = self.card_cell();
        let is_empty_new_card = matches!(place, TextPlace::Card(_)) && made == Made::Now && text.trim().is_empty();
        let is_kept = match ending {
            Ending::Keep | Ending::Next(_) => !is_empty_new_card,
            Ending::Revert => made == Made::Now && !before.trim().is_empty(),
        };
        match (ending, made) {
            (Ending::Revert, Made::Before) => {
                self.history.abort();
            }
            (Ending::Revert, Made::Now) if before.trim().is_empty() => {
                self.history.abort();
            }
            (Ending::Revert, Made::Now) => {
                self.typed_back(place, before);
            }
            (Ending::Keep | Ending::Next(_), _) if is_empty_new_card => {
                self.history.abort();
            }
            (Ending::Keep | Ending::Next(_), _) => self.keep_text(),
        }
        self.after_change();
        if made == Made::Now && !is_kept {
            // A card that came to nothing leaves the cursor where it was.
            self.cell = self.cell.or(cell);
        }
        if let (Ending::Next(onward), Some(cell)) = (ending, cell) {
            self.go_on_typing(onward, cell, made, is_kept);
        }
    }

    /// Goes on to the next text: where cards are being made, to a new one.
    fn go_on_typing(&mut self, onward: Onward, (lane, step): (LaneId, StepId), made: Made, is_kept: bool) {
        let by = match onward {
            Onward::Below if made == Made::Now && is_kept => return self.type_card(String::new()),
            Onward::Below => return,
            Onward::NextStep => 1,
            Onward::FormerStep => -1,
        };
        let steps: Vec<StepId> = self.map().steps().map(|(_, step)| step.id).collect();
        match neighbor(&steps, step, by) {
            Some(step) if made == Made::Now => {
                self.select_cell(lane, step);
                self.type_card(String::new());
            }
            Some(_) => self.go(Way::Time(by)),
            None => self.say("There is no step beyond this one."),
        }
    }

    fn typed_back(&mut self, place: TextPlace, before: String) {
        self.edit(&place.edit(before));
        self.keep_text();
    }

    fn keep_text(&mut self) {
        if self.history.commit()
            && let Some(label) = self.history.undo_label()
        {
            let label = label.to_owned();
            self.say(label);
        }
    }
}
