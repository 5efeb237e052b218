//! The window.
//!
//! [`Session`] holds everything that it knows. Panels and the canvas read it and return
//! [`Command`]s, which [`Session::perform`] does; beside that it changes by what the jobs answer and
//! by what the pointer does. The map itself changes only through [`crate::edit`].
//!
//! ```text
//!  pointer, keys ─ gesture ─┐
//!  menus, toolbar, panels ──┼→ Command → Session::perform → History → View (layout, scene)
//!  dialogs, jobs ───────────┘                                            └→ canvas, overlay, nodes
//! ```
//!
//! Nothing repaints without cause. Saving, keeping what is not saved, exporting and the desktop's dialogs
//! run beside the window; it waits for a disk only to read: a map, a file to import, a folder for a
//! dialog, a file's stamp, what other windows have open, and for the line that is written to the list
//! of recent maps.

mod action;
mod arrangement;
mod arranging;
mod ask;
mod autosave;
mod baseline;
mod beginning;
mod border;
pub mod canvas;
mod canvas_keys;
mod canvas_view;
mod center;
mod chips;
mod choosing;
mod clipboard;
mod clock;
mod command;
mod comparing;
mod dialogs;
mod disk;
mod drop_place;
mod edit_view;
mod editing;
mod explained;
mod files;
mod find;
mod frame_log;
mod gesture;
mod heads;
mod help;
mod icons;
mod importing;
mod in_place;
mod insert_here;
mod insights;
mod jobs;
mod kept_order;
mod keys_in_turn;
mod kit;
mod leads;
mod letters;
mod look;
mod marks;
mod metric_words;
mod naming;
mod navigate;
mod nodes;
mod outline;
mod overlay;
mod overview;
mod panels;
mod perform;
mod picture;
mod pointer;
mod poster;
mod presenting;
mod recovery;
mod regions;
mod reorder;
mod rows;
mod saving;
mod search;
mod selecting;
mod session;
mod settings;
mod sides;
mod slid;
mod spoken;
mod start;
mod steady;
mod sticky;
mod storytelling;
mod text_field;
mod text_input;
mod text_out;
mod timer;
mod versions;
mod welcome;
mod window;
mod workshop;
mod writing;
mod zooming;

pub use action::Action;
pub use ask::{AskPath, NoDialogs, Question};
pub use clipboard::{Clipboard, Content, OwnClipboard};
pub use command::Command;
pub use comparing::{Chosen, Compare, Comparing, Mode};
pub use presenting::{Move, Screen};
pub use session::Session;
pub use start::{StartError, run};
pub use window::App;
pub use workshop::{Choice, WorkshopCommand};
