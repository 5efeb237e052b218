//! The opportunities: a matrix of impact and effort into which they are dragged, and a sorted list that
//! is edited in place.

mod board;
mod chip;
mod list;
mod matrix;
mod order;

use eframe::egui;

pub use order::Sort;

use super::head;
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::session::Session;
use crate::model::OpportunityId;

/// What the view remembers.
#[derive(Debug, Default)]
pub struct Plan {
    /// Whether the list is shown and not the matrix.
    shows_list: bool,
    /// How the list is sorted, and whether the other way round.
    sort: (Sort, bool),
    /// The list as it was sorted last: it stays so while something in it is typed.
    order: Vec<OpportunityId>,
}

/// Shows the view.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let mut shows_list = kit.plan.shows_list;
    let beside = |ui: &mut egui::Ui| {
        for (name, is_list) in [("Matrix", false), ("List", true)] {
            let button = egui::Button::selectable(shows_list == is_list, name).frame_when_inactive(true);
            if ui.add(button).clicked() {
                shows_list = is_list;
            }
        }
    };
    head(ui, "Opportunities", commands, beside, |ui, commands| {
        if ui.button("Add an opportunity").clicked() {
            commands.push(Command::AddOpportunity(None));
        }
    });
    kit.plan.shows_list = shows_list;
    if session.map().opportunities.is_empty() {
        ui.weak("An opportunity is an idea that answers pain points. There is none yet.");
        return;
    }
    if shows_list {
        list::show(ui, session, kit, commands);
    } else {
        matrix::show(ui, session, kit, commands);
    }
}
