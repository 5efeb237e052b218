//! Cutting, copying and pasting: parts of the map with all that belongs to them, text and pictures of
//! other programs.

mod as_picture;
mod base64;
mod form;
mod pictures;
mod system;
mod text;

use std::sync::Arc;

use super::reorder::Head;
use super::session::Session;
use crate::edit::{Clip, ClipKind, Edit, PasteAt, Selection};
use crate::model::{LaneId, LaneKind, Persona, StageId, StepId, Subject};
use crate::store::PictureFiles;

pub use system::{Clipboard, Content, DesktopClipboard, OwnClipboard};

/// What was copied in this window last. On a desktop that takes nothing but text it is known again
/// by that text.
pub struct Copied {
    text: String,
    clip: Arc<Clip>,
    pictures: PictureFiles,
}

impl Session {
    /// Copies what is selected, and takes it out if it is cut.
    pub(super) fn copy(&mut self, cut: bool) {
        let Some(clip) = self.selected_clip() else { return };
        let forms = form::forms(&clip, &self.picture_files);
        if !self.clipboard.put(&forms.text, &forms.html) {
            self.copied_text = Some(forms.text.clone());
        }
        let words = clip.words();
        let pictures = self.picture_files.clone();
        self.copied = Some(Copied { text: forms.text, clip: Arc::new(clip), pictures });
        if cut {
            self.delete();
        }
        let done = if cut { "Cut" } else { "Copied" };
        let lost =
            if forms.has_pictures { "" } else { ". Not all pictures fit: they can be pasted in this window alone" };
        self.say(format!("{done} {words}{lost}"));
    }

    /// What is selected, as it is copied.
    fn selected_clip(&self) -> Option<Clip> {
        let map = self.map();
        let clip = match &self.selection {
            Selection::Cards(cards) => Clip::of_cards(map, cards),
            Selection::Stage(_) | Selection::Stages(_) => Clip::of_stages(map, self.selection.stages()),
            Selection::Step(_) | Selection::Steps(_) => Clip::of_steps(map, self.selection.steps()),
            Selection::Lane(_) | Selection::Lanes(_) => Clip::of_lanes(map, self.selection.lanes()),
            Selection::Persona(persona) => Clip::of_persona(map, *persona),
            _ => return None,
        };
        (!clip.is_empty()).then_some(clip)
    }

    /// Whether something is selected that can be copied.
    pub fn can_copy(&self) -> bool {
        let is_part = Head::of(&self.selection).is_some() || matches!(self.selection, Selection::Persona(_));
        is_part || self.has_cards()
    }

    /// Pastes what the clipboard holds.
    pub(super) fn paste_from_clipboard(&mut self) {
        let content = self.clipboard.content();
        match content.picture {
            Some(picture) => self.paste_picture(&picture),
            None => self.paste_content(&content.text, &content.html),
        }
    }

    /// Pastes a text that came from the clipboard, or the clip whose text it is.
    pub(super) fn paste(&mut self, text: &str) {
        let content = self.clipboard.content();
        let html = if is_same_text(&content.text, text) { content.html } else { String::new() };
        self.paste_content(text, &html);
    }

    fn paste_content(&mut self, text: &str, html: &str) {
        if let Some((clip, pictures)) = form::clip_in(html) {
            return self.paste_clip(Arc::new(clip), &pictures);
        }
        if let Some(copied) = self.copied.as_ref().filter(|copied| is_same_text(&copied.text, text)) {
            let (clip, pictures) = (copied.clip.clone(), copied.pictures.clone());
            return self.paste_clip(clip, &pictures);
        }
        self.paste_text(text);
    }

    /// Lines become cards, or steps beside a step or a stage; a block becomes a grid of cards.
    fn paste_text(&mut self, text: &str) {
        if text.trim().is_empty() {
            return self.say("There is nothing on the clipboard that can be pasted here.");
        }
        let is_of_steps =
            matches!(Head::of(&self.selection), Some(Head::Stage(_) | Head::Step(_))) && !text.contains('\t');
        let made = if is_of_steps { text::steps(text) } else { text::cards(text, &self.lane_kinds_below()) };
        self.paste_clip(Arc::new(made.clip), &PictureFiles::default());
        if !made.left_out.is_empty() {
            self.say(made.left_out);
        }
    }

    fn paste_clip(&mut self, clip: Arc<Clip>, pictures: &PictureFiles) {
        let Some(at) = self.paste_place(clip.kind) else {
            return self.say("There is no lane for cards yet: add one, and paste again.");
        };
        if clip.is_empty() {
            return self.say("There is nothing on the clipboard that can be pasted here.");
        }
        for picture in clip.pictures() {
            if let Some(bytes) = pictures.find(&picture.file) {
                // It was read before: from a map's folder or by the clipboard.
                let _ = self.keep_picture(bytes);
            }
        }
        if let Some(applied) = self.edit(&Edit::Paste { clip, at }) {
            self.select(selection_of(&applied.created));
        }
    }

    /// Where a clip goes: beside what is selected.
    fn paste_place(&self, kind: ClipKind) -> Option<PasteAt> {
        let map = self.map();
        Some(match kind {
            ClipKind::Cards => {
                let (lane, step) = self.paste_cell()?;
                PasteAt::Cell { lane, step, before: self.card_below_lead(lane, step) }
            }
            ClipKind::Steps => match (&self.selection, self.current_step()) {
                (Selection::Stage(stage), _) => PasteAt::Step { stage: *stage, before: None },
                (_, Some(step)) => {
                    let (stage, _) = map.find_step(step)?;
                    let after = stage.steps.at(stage.steps.position(step)? + 1);
                    PasteAt::Step { stage: stage.id, before: after.map(|step| step.id) }
                }
                (_, None) => PasteAt::Step { stage: map.stages.iter().next_back()?.id, before: None },
            },
            ClipKind::Stages => {
                let stage: Option<StageId> = self.current_step().and_then(|step| Some(map.find_step(step)?.0.id));
                let at = stage.and_then(|stage| map.stages.position(stage));
                PasteAt::Stage(at.and_then(|at| map.stages.at(at + 1)).map(|stage| stage.id))
            }
            ClipKind::Lanes => {
                let at = self.current_lane().and_then(|lane| map.lanes.position(lane));
                PasteAt::Lane(at.and_then(|at| map.lanes.at(at + 1)).map(|lane| lane.id))
            }
            ClipKind::Personas => PasteAt::Personas,
        })
    }

    /// The cell into which cards go: the one with the cursor, else the first in what is selected, else
    /// the first of the map.
    pub(super) fn paste_cell(&self) -> Option<(LaneId, StepId)> {
        if let Some(cell) = self.card_cell() {
            return Some(cell);
        }
        let map = self.map();
        let lane = map.lanes.iter().find(|lane| Some(lane.id) == self.current_lane() && lane.kind.holds_cards());
        let lane = lane.or_else(|| map.lanes.iter().find(|lane| lane.kind.holds_cards() && !lane.hidden))?;
        let first_of_stage = match self.selection {
            Selection::Stage(stage) => map.stages.find(stage).and_then(|stage| stage.steps.at(0)).map(|step| step.id),
            _ => None,
        };
        let first = || map.steps().next().map(|(_, step)| step.id);
        Some((lane.id, first_of_stage.or_else(|| self.current_step()).or_else(first)?))
    }

    /// The kinds of the lanes of cards, from the one on into which cards go.
    fn lane_kinds_below(&self) -> Vec<LaneKind> {
        let lane = self.paste_cell().map(|(lane, _)| lane);
        let shown = self.map().lanes.iter().filter(|lane| lane.kind.holds_cards() && !lane.hidden);
        shown.skip_while(|other| Some(other.id) != lane).map(|lane| lane.kind).collect()
    }

    /// Puts a copy of what is selected beside it and selects the copy.
    pub(super) fn duplicate(&mut self) {
        let edit = match self.selection.clone() {
            Selection::Cards(cards) => Edit::DuplicateCards(cards),
            Selection::Persona(persona) => {
                let personas = &self.map().personas;
                let (Some(found), Some(at)) = (personas.find(persona), personas.position(persona)) else { return };
                let before = personas.at(at + 1).map(|next| next.id);
                let found = found.clone();
                Edit::AddPersona { persona: Persona { id: self.history.new_id(), ..found }, before }
            }
            _ => {
                let Some(clip) = self.selected_clip() else { return };
                let Some(at) = self.duplicate_place() else { return };
                Edit::Paste { clip: Arc::new(clip), at }
            }
        };
        if let Some(applied) = self.edit(&edit) {
            self.select(selection_of(&applied.created));
        }
    }

    /// Behind the selected stage, step or lane.
    fn duplicate_place(&self) -> Option<PasteAt> {
        match Head::of(&self.selection)? {
            Head::Stage(_) => self.paste_place(ClipKind::Stages),
            Head::Step(_) => self.paste_place(ClipKind::Steps),
            Head::Lane(_) => self.paste_place(ClipKind::Lanes),
        }
    }
}

/// The same but for line ends: programs change them on the way.
fn is_same_text(a: &str, b: &str) -> bool {
    !b.is_empty() && a.lines().eq(b.lines())
}

/// What was made, selected.
fn selection_of(created: &[Subject]) -> Selection {
    let cards = created.iter().filter_map(|subject| match subject {
        Subject::Card(card) => Some(*card),
        _ => None,
    });
    let stages = created.iter().filter_map(|subject| if let Subject::Stage(id) = subject { Some(*id) } else { None });
    let steps = created.iter().filter_map(|subject| if let Subject::Step(id) = subject { Some(*id) } else { None });
    let lanes = created.iter().filter_map(|subject| if let Subject::Lane(id) = subject { Some(*id) } else { None });
    match created.first() {
        Some(Subject::Stage(_)) => Selection::of_stages(stages),
        Some(Subject::Step(_)) => Selection::of_steps(steps),
        Some(Subject::Lane(_)) => Selection::of_lanes(lanes),
        Some(Subject::Persona(persona)) => Selection::Persona(*persona),
        _ => Selection::of_cards(cards),
    }
}
