//! Undo and redo within one field.

use super::places::Place;

/// What a field was at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moment {
    /// The text.
    pub text: String,
    /// Where the selection began.
    pub anchor: Place,
    /// Where the caret stood.
    pub focus: Place,
}

/// What a change does; like ones in a row are undone in one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// Letters are typed.
    Typing,
    /// Characters are deleted one by one.
    Deleting,
    /// Anything else: a step of its own.
    Other,
}

/// The steps that can be undone and redone.
#[derive(Debug, Default)]
pub(super) struct FieldHistory {
    past: Vec<Moment>,
    future: Vec<Moment>,
    open: Option<Change>,
}

/// How many steps are kept.
const MAX_STEPS: usize = 200;

impl FieldHistory {
    /// Notes what the field was before a change.
    pub fn note(&mut self, before: Moment, change: Change) {
        self.future.clear();
        if self.open == Some(change) && change != Change::Other {
            return;
        }
        self.open = Some(change);
        self.past.push(before);
        if self.past.len() > MAX_STEPS {
            self.past.remove(0);
        }
    }

    /// Ends the step, so that the next change begins a new one.
    pub fn close_step(&mut self) {
        self.open = None;
    }

    /// Takes back the last step.
    pub fn undo(&mut self, now: Moment) -> Option<Moment> {
        self.open = None;
        let before = self.past.pop()?;
        self.future.push(now);
        Some(before)
    }

    /// Does the step again that was taken back last.
    pub fn redo(&mut self, now: Moment) -> Option<Moment> {
        self.open = None;
        let after = self.future.pop()?;
        self.past.push(now);
        Some(after)
    }
}
