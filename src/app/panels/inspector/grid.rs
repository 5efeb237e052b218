//! The forms of a stage, a step and a lane.

use eframe::egui;

use super::experience;
use super::fields::{Form, title};
use crate::app::panels::palette::capitalized;
use crate::edit::{Edit, LaneField, StageField, StepField};
use crate::model::{LaneId, LaneKind, StageId, StepId, Target, Zone};

pub fn stage(ui: &mut egui::Ui, form: &mut Form<'_>, stage: StageId) {
    let Some(found) = form.session.map().stages.find(stage) else { return };
    let set = |field: StageField| Edit::SetStage { stage, field };
    title(ui, "Stage", "");
    form.line(ui, "Title", &found.title, |text| set(StageField::Title(text)));
    form.lines(ui, "Goal", &found.goal, |text| set(StageField::Goal(text)));
    form.lines(ui, "Private note", &found.note, |text| set(StageField::Note(text)));
}

pub fn step(ui: &mut egui::Ui, form: &mut Form<'_>, step: StepId) {
    let Some((stage, found)) = form.session.map().find_step(step) else { return };
    let set = |field: StepField| Edit::SetStep { step, field };
    title(ui, "Step", &stage.title);
    form.lines(ui, "Title", &found.title, |text| set(StepField::Title(text)));
    experience::show(ui, form, Target::Step(step));
    form.lines(ui, "Private note", &found.note, |text| set(StepField::Note(text)));
}

pub fn lane(ui: &mut egui::Ui, form: &mut Form<'_>, lane: LaneId) {
    let Some(found) = form.session.map().lanes.find(lane) else { return };
    let set = |field: LaneField| Edit::SetLane { lane, field };
    title(ui, "Lane", "");
    form.line(ui, "Name", &found.title, |text| set(LaneField::Title(text)));
    form.choice(
        ui,
        "Kind",
        found.kind,
        LaneKind::ALL,
        |kind| capitalized(kind.words()),
        |kind| set(LaneField::Kind(kind)),
    );
    form.choice(ui, "Zone", found.zone, Zone::ALL, |zone| capitalized(zone.words()), |zone| set(LaneField::Zone(zone)));
    form.lines(ui, "Private note", &found.note, |text| set(LaneField::Note(text)));
}
