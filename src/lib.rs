//! Pathos draws journey maps: what a customer goes through, stage by stage, on a canvas and on
//! paper.
//!
//! ```text
//!  map.ron ─store::load→ Map ─layout→ Layout ─scene→ Scene ─┬→ app::canvas (screen)
//!    ▲                    ▲                                 ├→ export::png  (bands → file)
//!    └──store::save ──────┤                                 ├→ export::pdf
//!                         │                                 └→ export::svg
//!  pointer, keys, menus, command line → Edit → edit::apply → History (labelled snapshots)
//! ```
//!
//! A map comes from a file ([`store`]), from a table, an outline or Mermaid ([`interchange`], which
//! writes them too), from a [`template`] or a [`sample`]. A canvas, a sheet and a slide are three formats of one layout;
//! [`poster`] composes the sheet and plans its export, [`presentation`] the slides that a room sees; [`delta`]
//! draws how two maps differ, [`roadmap`] what is to be done and when, and [`minutes`] tells what a workshop did.
//!
//! What holds everywhere:
//! - Nothing below [`app`] names egui; `cargo check --no-default-features` builds without it.
//! - A map changes only through [`edit::apply()`]; panels read the session and return commands.
//! - Text is shaped once, by [`text`]; the screen and every export draw the same glyphs at the same
//!   places. Page space is points, y down.
//! - [`scene::Item`] is closed: each back end is one exhaustive match without a `_` arm.
//! - The model, the layout and the scene cannot fail, read no clock and draw no random numbers (ids are
//!   drawn from a source that the edges hold); input and output stand at the edges ([`store`], [`export`],
//!   [`disk`], [`cli`], [`app`]).
//! - A file is written whole or not at all, by [`disk`] alone.
//! - Nothing opens a network connection.

// Values that everything is made of.
pub mod color;
mod coverage;
pub mod geom;
mod hash;
pub mod icon;
pub mod picture;

// What reads and writes files, below everything that knows what is in them.
pub mod disk;

// The document, how it changes, and where it comes from.
pub mod model;

pub mod edit;

pub mod merge;

pub mod store;

pub mod interchange;

pub mod template;

pub mod sample;

// From the document to a picture.
pub mod insight;

pub mod minutes;

pub mod text;

pub mod theme;

pub mod layout;

pub mod scene;

pub mod delta;

pub mod roadmap;

// Where the picture goes.
pub mod export;

pub mod poster;

pub mod presentation;

pub mod cli;

#[cfg(feature = "gui")]
pub mod app;
