//! The bar below the canvas with which one captures: one of three at a time.

use eframe::egui::{self, Id};

use super::{capture_bar, feel_bar, sort_bar};
use crate::app::canvas_view::canvas_id;
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::look::{Look, panel_frame};
use crate::app::session::Session;

/// What stands below the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// The capture box.
    Capture,
    /// Counting how the room feels.
    Feel,
    /// Sorting parked cards into lanes.
    Sort,
}

impl Bar {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Capture => "Capture box",
            Self::Feel => "How the room feels",
            Self::Sort => "Sort parked cards",
        }
    }

    /// What has the keyboard when the bar has it.
    pub fn focus_id(self) -> Id {
        match self {
            Self::Capture => capture_bar::field_id(),
            Self::Feel => feel_bar::counter_id(),
            Self::Sort => sort_bar::sorter_id(),
        }
    }
}

/// Shows the bar that is open, as wide as there is room. The same over a picture that fills the screen.
pub fn show_bar(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    match session.workshop.bar {
        Some(Bar::Capture) => capture_bar::show(ui, session, kit, commands),
        Some(Bar::Feel) => feel_bar::show(ui, session, kit, commands),
        Some(Bar::Sort) => sort_bar::show(ui, session, kit, commands),
        None => {}
    }
}

/// Shows the bar that is open at the foot of a slide that fills the window.
pub fn show_bar_over_slide(ui: &egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    if session.workshop.bar.is_none() {
        return;
    }
    let (screen, look) = (ui.max_rect(), Look::of(ui.ctx()));
    let frame = panel_frame(look).stroke(egui::Stroke::new(1.0, look.edge)).corner_radius(8.0);
    let area = egui::Area::new(Id::unique("bar over a slide")).order(egui::Order::Middle);
    area.anchor(egui::Align2::CENTER_BOTTOM, egui::vec2(0.0, -12.0)).show(ui.ctx(), |ui| {
        frame.show(ui, |ui| {
            ui.set_width((screen.width() - 64.0).max(240.0));
            show_bar(ui, session, kit, commands);
        });
    });
}

impl Session {
    /// Opens a bar, or, where it is open and has the keyboard, closes it.
    pub(super) fn open_bar(&mut self, bar: Bar) {
        self.shows_welcome = false;
        self.end_count();
        self.workshop.bar = Some(bar);
        self.focus_next = Some(bar.focus_id());
    }

    pub(super) fn close_bar(&mut self) {
        self.end_count();
        self.workshop.bar = None;
        self.focus_next = Some(canvas_id());
    }
}
