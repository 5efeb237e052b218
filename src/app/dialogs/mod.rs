//! The dialogs: each shows its own state and tells what was chosen.

pub mod frame;
pub mod path;
