//! The states that a map went through, for undo, redo and the dirty mark.

use std::collections::VecDeque;

use super::apply::changed;
use super::same::same;
use super::{Applied, Edit, EditError, label};
use crate::model::{Id, IdSource, Kind, Map};

/// The most steps that can be undone; the oldest are forgotten first.
pub const MAX_STEPS: usize = 1_000;

/// A map with the states that it went through.
///
/// Every state has a revision of its own. Undo goes back to the former state and its revision, so
/// the map is clean again when it is again as it was saved. A state costs a pointer a record and
/// the records in which it differs.
#[derive(Debug)]
pub struct History {
    /// Where it began and the state after each step, oldest first; never empty.
    states: VecDeque<State>,
    /// Which of the states the map is in.
    at: usize,
    gesture: Option<Gesture>,
    /// Into which field the last step was typed, while typing on there extends it.
    typing: Option<Edit>,
    last_revision: u64,
    saved_revision: u64,
    ids: IdSource,
}

#[derive(Debug)]
struct State {
    map: Map,
    revision: u64,
    label: String,
}

/// What happens between [`History::begin`] and its end.
#[derive(Debug)]
struct Gesture {
    label: String,
    map: Map,
    revision: u64,
}

/// A step as the list of steps shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepOfHistory<'a> {
    /// What was done.
    pub label: &'a str,
    /// Whether it is done; otherwise it was undone and can be redone.
    pub is_done: bool,
}

impl History {
    /// A history that begins with a map as it was opened or made; it is not dirty.
    pub fn new(map: Map, ids: IdSource) -> Self {
        let first = State { map, revision: 0, label: String::new() };
        Self {
            states: VecDeque::from([first]),
            at: 0,
            gesture: None,
            typing: None,
            last_revision: 0,
            saved_revision: 0,
            ids,
        }
    }

    /// The map as it is now, with what the gesture under way did to it.
    pub fn map(&self) -> &Map {
        self.gesture.as_ref().map_or(&self.states[self.at].map, |gesture| &gesture.map)
    }

    /// The map without words that are being typed, and its number: as it was before the typing in
    /// place that is under way (`in_place`), or before the text that is still extended.
    pub fn settled(&self, in_place: bool) -> (&Map, u64) {
        let typing = self.typing.is_some() && self.gesture.is_none() && self.at > 0;
        match (in_place, typing) {
            (true, _) => (&self.states[self.at].map, self.states[self.at].revision),
            (false, true) => (&self.states[self.at - 1].map, self.states[self.at - 1].revision),
            (false, false) => (self.map(), self.revision()),
        }
    }

    /// The number of the state that the map is in: two states have the same number only if they are
    /// the same.
    pub fn revision(&self) -> u64 {
        self.gesture.as_ref().map_or(self.states[self.at].revision, |gesture| gesture.revision)
    }

    /// The revision that was saved last; the one with which the history began counts as saved.
    pub fn saved_revision(&self) -> u64 {
        self.saved_revision
    }

    /// Whether the map differs from what was saved.
    pub fn is_dirty(&self) -> bool {
        self.revision() != self.saved_revision
    }

    /// Says that a revision was saved. It is named because a save may end when the map is further.
    pub fn mark_saved(&mut self, revision: u64) {
        self.saved_revision = revision;
        self.break_group();
    }

    /// A new id, for a record that an edit adds.
    pub fn new_id<K: Kind>(&mut self) -> Id<K> {
        self.ids.next()
    }

    /// Applies an edit: as a step of its own, as more of the typing before it, or as part of the
    /// gesture under way. An edit that changes nothing leaves no step.
    ///
    /// # Errors
    /// If it names what is not there or gives more than a map can hold; the map is then unchanged.
    pub fn apply(&mut self, edit: &Edit) -> Result<Applied, EditError> {
        let current = self.gesture.as_ref().map_or(&self.states[self.at].map, |gesture| &gesture.map);
        let (map, applied) = changed(current, edit, &mut self.ids)?;
        if !applied.changed {
            return Ok(applied);
        }
        let revision = self.next_revision();
        if let Some(gesture) = &mut self.gesture {
            gesture.map = map;
            gesture.revision = revision;
            return Ok(applied);
        }
        let typing = edit.typing();
        if typing.is_some() && typing == self.typing && self.at > 0 {
            self.extend(map, revision);
        } else {
            let label = label(self.map(), edit);
            self.push(map, revision, label);
            self.typing = typing;
        }
        Ok(applied)
    }

    /// Puts another map in the place of this one as a step that can be undone, for going back to the
    /// saved file or taking over a recovered one.
    pub fn replace(&mut self, map: Map, label: impl Into<String>) {
        self.abort();
        self.break_group();
        if !same(&map, self.map()) {
            let revision = self.next_revision();
            self.push(map, revision, label.into());
        }
    }

    /// Ends the typing: the next text, also into the same field, is a step of its own.
    pub fn break_group(&mut self) {
        self.typing = None;
    }

    fn next_revision(&mut self) -> u64 {
        self.last_revision += 1;
        self.last_revision
    }

    /// Makes a step that leads to `map`; what was undone is forgotten.
    fn push(&mut self, map: Map, revision: u64, label: String) {
        self.states.truncate(self.at + 1);
        self.states.push_back(State { map, revision, label });
        while self.states.len() > MAX_STEPS + 1 {
            self.states.pop_front();
        }
        self.at = self.states.len() - 1;
    }

    /// Lets the last step lead to `map`. Typing that came back to where it began is no step.
    fn extend(&mut self, map: Map, revision: u64) {
        if same(&map, &self.states[self.at - 1].map) {
            self.states.truncate(self.at);
            self.at -= 1;
            self.typing = None;
            return;
        }
        let state = &mut self.states[self.at];
        state.map = map;
        state.revision = revision;
    }
}

/// Gestures: many edits, one step.
impl History {
    /// Begins a gesture such as a drag; what is applied until its end is one step with this label.
    /// One that is under way already is committed.
    pub fn begin(&mut self, label: impl Into<String>) {
        self.commit();
        self.break_group();
        let State { map, revision, .. } = &self.states[self.at];
        self.gesture = Some(Gesture { label: label.into(), map: map.clone(), revision: *revision });
    }

    /// Whether a gesture is under way.
    pub fn is_in_gesture(&self) -> bool {
        self.gesture.is_some()
    }

    /// Goes back to the start of the gesture without ending it: what a drag shows next is then based
    /// on where it began and not on where it was a moment ago.
    pub fn restart_gesture(&mut self) {
        if let Some(gesture) = &mut self.gesture {
            gesture.map = self.states[self.at].map.clone();
            gesture.revision = self.states[self.at].revision;
        }
    }

    /// Ends the gesture as one step, and says whether there was anything to keep.
    pub fn commit(&mut self) -> bool {
        let Some(Gesture { label, map, revision }) = self.gesture.take() else { return false };
        let is_changed = !same(&map, self.map());
        if is_changed {
            self.push(map, revision, label);
        }
        is_changed
    }

    /// Ends the gesture and goes back to where it began. Says whether there was one.
    pub fn abort(&mut self) -> bool {
        self.gesture.take().is_some()
    }
}

/// Undo and redo.
impl History {
    /// Undoes the last step and gives its label; `None` if there is none. A gesture under way is
    /// aborted, and that is all that is undone.
    pub fn undo(&mut self) -> Option<String> {
        self.break_group();
        if let Some(gesture) = self.gesture.take() {
            return Some(gesture.label);
        }
        let label = self.undo_label()?.to_owned();
        self.at -= 1;
        Some(label)
    }

    /// Does the last undone step again and gives its label; `None` if there is none or a gesture is
    /// under way.
    pub fn redo(&mut self) -> Option<String> {
        let label = self.redo_label()?.to_owned();
        self.break_group();
        self.at += 1;
        Some(label)
    }

    /// What [`History::undo`] would undo.
    pub fn undo_label(&self) -> Option<&str> {
        match &self.gesture {
            Some(gesture) => Some(&gesture.label),
            None => (self.at > 0).then(|| self.states[self.at].label.as_str()),
        }
    }

    /// What [`History::redo`] would do again.
    pub fn redo_label(&self) -> Option<&str> {
        if self.gesture.is_some() {
            return None;
        }
        self.states.get(self.at + 1).map(|state| state.label.as_str())
    }

    /// The steps, oldest first, those that were undone at the end.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = StepOfHistory<'_>> + ExactSizeIterator {
        let at = self.at;
        let name = move |n: usize| StepOfHistory { label: &self.states[n + 1].label, is_done: n < at };
        (0..self.states.len() - 1).map(name)
    }

    /// Undoes or redoes until the first `done` steps are done and the others are not; more than
    /// there are means all. A gesture under way is aborted.
    pub fn jump_to(&mut self, done: usize) {
        self.abort();
        self.break_group();
        self.at = done.min(self.states.len() - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{CardField, MapField};
    use crate::model::{Card, CardId, CardKind, Place};

    fn history() -> (History, CardId) {
        let mut ids = IdSource::seeded(1);
        let mut map = Map::new(ids.next(), "Buying a bicycle");
        let id = ids.next();
        map.cards.push(Card::new(id, CardKind::Touchpoint, "Pay", Place::Parked));
        (History::new(map, ids), id)
    }

    fn title(card: CardId, text: &str) -> Edit {
        Edit::SetCards { cards: vec![card], field: CardField::Title(text.into()) }
    }

    fn kind(card: CardId, kind: CardKind) -> Edit {
        Edit::SetCards { cards: vec![card], field: CardField::Kind(kind) }
    }

    fn title_of(history: &History) -> &str {
        history.map().cards.at(0).map_or("", |card| card.title.as_str())
    }

    fn apply_all(history: &mut History, edits: &[Edit]) {
        for edit in edits {
            history.apply(edit).expect("a valid edit");
        }
    }

    fn labels(history: &History) -> Vec<&str> {
        history.steps().map(|step| step.label).collect()
    }

    #[test]
    fn undo_and_redo_walk_through_the_states() {
        let (mut history, card) = history();
        apply_all(&mut history, &[title(card, "Queue"), kind(card, CardKind::Action)]);
        assert_eq!(history.undo().as_deref(), Some("Set kind of “Queue” to action"));
        assert_eq!(history.redo_label(), Some("Set kind of “Queue” to action"));
        assert_eq!(history.undo().as_deref(), Some("Rename “Pay”"));
        assert_eq!(history.undo(), None);
        assert_eq!(title_of(&history), "Pay");
        assert_eq!(history.redo().as_deref(), Some("Rename “Pay”"));
        assert_eq!(title_of(&history), "Queue");
        history.jump_to(2);
        assert_eq!(history.redo(), None);
        history.jump_to(0);
        assert_eq!(title_of(&history), "Pay");
        assert!(history.steps().all(|step| !step.is_done));
    }

    #[test]
    fn a_new_step_forgets_what_was_undone() {
        let (mut history, card) = history();
        apply_all(&mut history, &[kind(card, CardKind::Action), kind(card, CardKind::Quote)]);
        history.undo();
        apply_all(&mut history, &[kind(card, CardKind::Text)]);
        assert_eq!(history.redo_label(), None);
        assert_eq!(labels(&history), ["Set kind of “Pay” to action", "Set kind of “Pay” to text"]);
    }

    #[test]
    fn typing_into_one_field_is_one_step() {
        let (mut history, card) = history();
        apply_all(&mut history, &[title(card, "Pay n"), title(card, "Pay no"), title(card, "Pay now")]);
        assert_eq!(labels(&history), ["Rename “Pay”"]);
        history.break_group();
        apply_all(&mut history, &[title(card, "Pay now!")]);
        apply_all(&mut history, &[Edit::SetMap(MapField::Title("Bicycle".into()))]);
        assert_eq!(labels(&history).len(), 3);
        history.jump_to(1);
        assert_eq!(title_of(&history), "Pay now");
    }

    #[test]
    fn typing_there_and_back_is_no_step() {
        let (mut history, card) = history();
        apply_all(&mut history, &[title(card, "Pay!"), title(card, "Pay")]);
        assert_eq!((labels(&history).len(), history.is_dirty()), (0, false));
        apply_all(&mut history, &[title(card, "Pay?")]);
        assert_eq!(labels(&history), ["Rename “Pay”"]);
    }

    #[test]
    fn typing_after_undo_is_a_step_of_its_own() {
        let (mut history, card) = history();
        apply_all(&mut history, &[title(card, "A")]);
        history.break_group();
        apply_all(&mut history, &[title(card, "B")]);
        history.undo();
        apply_all(&mut history, &[title(card, "C")]);
        history.undo();
        assert_eq!(title_of(&history), "A");
    }

    #[test]
    fn a_map_is_clean_when_it_is_as_it_was_saved() {
        let (mut history, card) = history();
        assert!(!history.is_dirty());
        apply_all(&mut history, &[title(card, "A")]);
        history.mark_saved(history.revision());
        assert!(!history.is_dirty());
        // Saving ends the typing, so that undo comes back to what was saved.
        apply_all(&mut history, &[title(card, "AB")]);
        assert!(history.is_dirty());
        history.undo();
        assert!(!history.is_dirty());
        history.undo();
        assert!(history.is_dirty());
        apply_all(&mut history, &[title(card, "A")]);
        assert!(history.is_dirty(), "another state, although it says the same");
    }

    #[test]
    fn a_gesture_is_one_step() {
        let (mut history, card) = history();
        history.begin("Drag “Pay”");
        apply_all(&mut history, &[kind(card, CardKind::Action), title(card, "Queue")]);
        assert_eq!((history.undo_label(), history.redo_label()), (Some("Drag “Pay”"), None));
        history.restart_gesture();
        assert_eq!((title_of(&history), history.is_dirty()), ("Pay", false));
        apply_all(&mut history, &[title(card, "Wait")]);
        assert!(history.commit());
        assert_eq!(labels(&history), ["Drag “Pay”"]);
        history.undo();
        assert_eq!((title_of(&history), history.is_dirty()), ("Pay", false));
    }

    #[test]
    fn a_gesture_that_changes_nothing_or_is_aborted_leaves_no_step() {
        let (mut history, card) = history();
        let revision = history.revision();
        history.begin("Drag");
        apply_all(&mut history, &[title(card, "A"), title(card, "Pay")]);
        assert!(!history.commit());
        history.begin("Drag");
        apply_all(&mut history, &[title(card, "A")]);
        assert!(history.abort() && !history.is_in_gesture());
        history.begin("Drag");
        apply_all(&mut history, &[title(card, "A")]);
        assert_eq!(history.undo().as_deref(), Some("Drag"));
        assert_eq!((title_of(&history), history.revision()), ("Pay", revision));
        assert_eq!(labels(&history).len(), 0);
        assert!(!history.commit() && !history.abort());
    }

    #[test]
    fn the_oldest_steps_are_forgotten() {
        let (mut history, card) = history();
        for n in 0..MAX_STEPS + 10 {
            apply_all(&mut history, &[title(card, &n.to_string())]);
            history.break_group();
        }
        assert_eq!(history.steps().len(), MAX_STEPS);
        history.jump_to(0);
        assert_eq!(title_of(&history), "9");
        assert_eq!(history.undo(), None);
    }

    #[test]
    fn another_map_can_take_the_place_of_this_one() {
        let (mut history, card) = history();
        let saved = history.map().clone();
        apply_all(&mut history, &[title(card, "A")]);
        history.replace(saved.clone(), "Revert to the saved map");
        assert_eq!(title_of(&history), "Pay");
        history.replace(saved, "Revert to the saved map");
        assert_eq!(history.steps().len(), 2);
        assert_eq!(history.undo().as_deref(), Some("Revert to the saved map"));
        assert_eq!(title_of(&history), "A");
    }

    #[test]
    fn an_edit_that_fails_or_does_nothing_leaves_no_step() {
        let (mut history, card) = history();
        let unknown = CardId::new("c-unknown").expect("an id");
        let error = history.apply(&title(unknown, "A")).expect_err("no such card");
        assert_eq!(
            error.to_string(),
            "there is no card with the id \"c-unknown\"; it may have been removed in the meantime"
        );
        assert_eq!(history.apply(&title(card, "Pay")), Ok(Applied::default()));
        assert_eq!((history.steps().len(), history.is_dirty()), (0, false));
    }
}
