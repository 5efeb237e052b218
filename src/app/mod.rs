//! The window.
//!
//! [`Session`] holds everything that it knows, panels and the canvas read it and return
//! [`Command`]s, and [`Session::perform`] alone changes it. The map itself changes only through
//! [`crate::edit`].
//!
//! ```text
//!  pointer, keys ─ gesture ─┐
//!  menus, toolbar, panels ──┼→ Command → Session::perform → History → View (layout, scene)
//!  dialogs, jobs ───────────┘                                            └→ canvas, overlay, nodes
//! ```
//!
//! Nothing repaints without cause, nothing waits for a disk but opening a map.

mod action;
mod ask;
pub mod canvas;
mod canvas_keys;
mod canvas_view;
mod clipboard;
mod command;
mod dialogs;
mod disk;
mod edit_view;
mod editing;
mod files;
mod gesture;
mod icons;
mod in_place;
mod jobs;
mod kit;
mod look;
mod marks;
mod navigate;
mod nodes;
mod overlay;
mod panels;
mod perform;
mod picture;
mod pointer;
mod session;
mod spoken;
mod start;
mod text_field;
mod text_input;
mod window;

pub use action::Action;
pub use ask::{AskPath, NoDialogs, Question};
pub use command::Command;
pub use session::Session;
pub use start::{StartError, run};
pub use window::App;
