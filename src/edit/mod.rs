//! The one way to change a map: edits, their application, the history.
