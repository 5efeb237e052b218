//! The forms of a stage, a step and a lane.

use eframe::egui;

use super::common::Common;
use super::experience;
use super::fields::Form;
use crate::app::panels::palette::capitalized;
use crate::edit::{Edit, LaneField, StageField, StepField};
use crate::model::{LaneId, LaneKind, StageId, StepId, Target, Zone};

/// The form of a stage.
pub fn stage(ui: &mut egui::Ui, form: &mut Form<'_>, stage: StageId) {
    let Some(found) = form.session.map().stages.find(stage) else { return };
    let set = |field: StageField| Edit::SetStage { stage, field };
    form.title(ui, "Stage", "");
    form.line(ui, "Title", &found.title, |text| set(StageField::Title(text)));
    form.lines(ui, "Goal", &found.goal, |text| set(StageField::Goal(text)));
    form.lines(ui, "Private note", &found.note, |text| set(StageField::Note(text)));
}

/// The form of a step.
pub fn step(ui: &mut egui::Ui, form: &mut Form<'_>, step: StepId) {
    let Some((stage, found)) = form.session.map().find_step(step) else { return };
    let set = |field: StepField| Edit::SetStep { step, field };
    form.title(ui, "Step", &stage.title);
    form.lines(ui, "Title", &found.title, |text| set(StepField::Title(text)));
    form.time(ui, "Duration", found.duration, |span| set(StepField::Duration(span)));
    form.time(ui, "Waiting time", found.waiting, |span| set(StepField::Waiting(span)));
    experience::show(ui, form, &[Target::Step(step)]);
    form.section(ui, "Column", false, |ui, form| {
        form.length(ui, "Width in points", found.width, |width| set(StepField::Width(width)));
    });
    form.lines(ui, "Private note", &found.note, |text| set(StepField::Note(text)));
}

/// The form of a lane.
pub fn lane(ui: &mut egui::Ui, form: &mut Form<'_>, lane: LaneId) {
    let Some(found) = form.session.map().lanes.find(lane) else { return };
    let set = |field: LaneField| Edit::SetLane { lane, field };
    form.title(ui, "Lane", "");
    form.line(ui, "Name", &found.title, |text| set(LaneField::Title(text)));
    let words = |kind: LaneKind| capitalized(kind.words());
    form.choice(ui, "Kind", Common::Same(found.kind), LaneKind::ALL, words, |kind| set(LaneField::Kind(kind)));
    let words = |zone: Zone| capitalized(zone.words());
    form.choice(ui, "Zone", Common::Same(found.zone), Zone::ALL, words, |zone| set(LaneField::Zone(zone)));
    form.personas(ui, "Shows", Common::Same(&found.personas), |personas| set(LaneField::Personas(personas)));
    form.length(ui, "Least height in points", found.height, |height| set(LaneField::Height(height)));
    ui.add_space(8.0);
    form.flag(ui, "Collapsed to a thin strip", found.collapsed, |on| set(LaneField::Collapsed(on)));
    form.flag(ui, "Hidden", found.hidden, |on| set(LaneField::Hidden(on)));
    form.flag(ui, "Kept in sight while scrolling", found.pinned, |on| set(LaneField::Pinned(on)));
    form.lines(ui, "Private note", &found.note, |text| set(LaneField::Note(text)));
}
