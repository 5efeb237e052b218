//! The inspector: the fields of what is selected. Each takes what is typed at once; there is no OK.

mod arrows;
mod card;
pub mod common;
mod edition;
mod experience;
mod fields;
mod grid;
mod lists;
mod map;
pub mod metrics;
mod pain;
mod persona;
mod picture;
mod rounds;

use eframe::egui;

use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::look;
use crate::app::session::Session;
use crate::edit::Selection;
use crate::model::Target;

pub(in crate::app) use common::Common;
pub(in crate::app) use fields::Form;
pub(in crate::app) use pain::opportunity as opportunity_form;

/// Shows the inspector.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    // The panel is as wide as it was made, whatever stands in it: it sees none of its content.
    let rect = ui.available_rect_before_wrap();
    ui.allocate_rect(rect, egui::Sense::hover());
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    ui.shrink_clip_rect(rect);
    content(&mut ui, session, kit, commands);
}

fn content(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    // Room for the scroll bar stays free, so that fields do not change their width with its coming.
    let width = ui.available_width() - 12.0;
    let salt = egui::util::hash((format!("{:?}", session.selection()), session.cell));
    let mut area = look::panel_area();
    // What is selected anew is shown from its head.
    if std::mem::replace(&mut kit.inspected, salt) != salt {
        area = area.vertical_scroll_offset(0.0);
    }
    area.show(ui, |ui| {
        ui.set_max_width(width);
        let mut form = Form { session, kit, commands, salt };
        match session.selection() {
            Selection::Cards(cards) => card::show(ui, &mut form, cards),
            Selection::Stage(stage) => grid::stage(ui, &mut form, *stage),
            Selection::Step(step) => grid::step(ui, &mut form, *step),
            Selection::Lane(lane) => grid::lane(ui, &mut form, *lane),
            Selection::Stages(_) => grid::stages(ui, &mut form),
            Selection::Steps(steps) => grid::steps(ui, &mut form, steps),
            Selection::Lanes(lanes) => grid::lanes(ui, &mut form, lanes),
            Selection::Persona(persona) => persona::show(ui, &mut form, *persona),
            Selection::Point { at, .. } => point(ui, &mut form, *at),
            Selection::Pain(pain) => pain::show(ui, &mut form, *pain),
            Selection::Opportunity(opportunity) => pain::opportunity(ui, &mut form, *opportunity),
            Selection::Metric(metric) => metrics::one(ui, &mut form, *metric),
            Selection::Map => match session.curve_cell() {
                Some(cell) => {
                    let at = session.curve_target(cell);
                    point(ui, &mut form, at);
                }
                None => map::show(ui, &mut form),
            },
        }
        ui.add_space(24.0);
        reveal_focus(ui, kit);
    });
}

/// Scrolls to what the keyboard has come to.
fn reveal_focus(ui: &egui::Ui, kit: &mut Kit) {
    let focused = ui.memory(|memory| memory.focused());
    if std::mem::replace(&mut kit.focused, focused) != focused
        && let Some(response) = focused.and_then(|id| ui.ctx().read_response(id))
        && response.layer_id == ui.layer_id()
        && ui.min_rect().contains_rect(response.rect)
    {
        ui.scroll_to_rect(response.rect.expand(8.0), None);
    }
}

fn point(ui: &mut egui::Ui, form: &mut Form<'_>, at: Target) {
    let name = form.session.name_of(at);
    form.title(ui, "Emotion", &name);
    experience::show(ui, form, &[at]);
}
