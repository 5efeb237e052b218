//! The window.

mod action;
mod ask;
pub mod canvas;
mod clipboard;
mod command;
mod dialogs;
mod editing;
mod files;
mod gesture;
mod icons;
mod in_place;
mod jobs;
mod look;
mod marks;
mod navigate;
mod perform;
mod picture;
mod session;
