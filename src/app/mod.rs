//! The window.

mod ask;
mod dialogs;
mod icons;
mod look;
