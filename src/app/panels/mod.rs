//! The panels around the canvas. Each reads the session and returns commands.

pub mod context_menu;
pub mod face;
pub mod find;
pub mod help;
pub mod hint;
pub mod history;
pub mod insight;
pub mod inspector;
pub mod menu_bar;
pub mod outline;
pub mod palette;
pub mod problems;
pub mod status_bar;
pub mod story;
pub mod toolbar;
