//! The states that a map went through, for undo, redo and the dirty mark.

use std::collections::VecDeque;

use super::same::same;
use super::{Applied, Edit, EditError, apply, label};
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
        let mut map = self.map().clone();
        let applied = apply(&mut map, edit, &mut self.ids)?;
        if !applied.changed {
            return Ok(applied);
        }
        if self.gesture.is_some() {
            let revision = self.next_revision();
            if let Some(gesture) = &mut self.gesture {
                gesture.map = map;
                gesture.revision = revision;
            }
            return Ok(applied);
        }
        let typing = edit.typing();
        if typing.is_some() && typing == self.typing && self.at > 0 {
            self.extend(map);
        } else {
            let label = label(self.map(), edit);
            self.push(map, label);
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
            self.push(map, label.into());
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
    fn push(&mut self, map: Map, label: String) {
        let revision = self.next_revision();
        self.states.truncate(self.at + 1);
        self.states.push_back(State { map, revision, label });
        while self.states.len() > MAX_STEPS + 1 {
            self.states.pop_front();
        }
        self.at = self.states.len() - 1;
    }

    /// Lets the last step lead to `map`. Typing that came back to where it began is no step.
    fn extend(&mut self, map: Map) {
        if same(&map, &self.states[self.at - 1].map) {
            self.states.truncate(self.at);
            self.at -= 1;
            self.typing = None;
            return;
        }
        let revision = self.next_revision();
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
        let Some(Gesture { label, map, .. }) = self.gesture.take() else { return false };
        let is_changed = !same(&map, self.map());
        if is_changed {
            self.push(map, label);
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
