//! The forms of a stage, a step and a lane.

use eframe::egui;

use super::common::Common;
use super::experience;
use super::fields::Form;
use crate::app::heads::words;
use crate::app::panels::palette::capitalized;
use crate::app::steady::Steady as _;
use crate::edit::{Edit, LaneField, StageField, StepField};
use crate::model::{Lane, LaneId, LaneKind, StageId, StepId, Target, Zone};

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

/// What is said of several records.
const FOR_ALL: &str = "What is set here is set on all of them";

/// The form of several stages: what they have of their own is set on each alone.
pub fn stages(ui: &mut egui::Ui, form: &mut Form<'_>) {
    form.title(ui, &capitalized(&words(form.session.selection())), "They can be moved, copied and removed together");
}

/// The form of several steps.
pub fn steps(ui: &mut egui::Ui, form: &mut Form<'_>, steps: &[StepId]) {
    form.title(ui, &words(form.session.selection()), FOR_ALL);
    let places: Vec<Target> = steps.iter().copied().map(Target::Step).collect();
    experience::show(ui, form, &places);
}

/// The form of several lanes.
pub fn lanes(ui: &mut egui::Ui, form: &mut Form<'_>, ids: &[LaneId]) {
    let lanes: Vec<&Lane> = ids.iter().filter_map(|lane| form.session.map().lanes.find(*lane)).collect();
    let set = |field: LaneField| -> Vec<Edit> {
        ids.iter().map(|lane| Edit::SetLane { lane: *lane, field: field.clone() }).collect()
    };
    form.title(ui, &words(form.session.selection()), FOR_ALL);
    let kind = Common::of(lanes.iter().map(|lane| lane.kind)).unwrap_or(Common::Mixed);
    let in_words = |kind: LaneKind| capitalized(kind.words());
    form.choice_for_all(ui, "Kind", kind, LaneKind::ALL, in_words, |kind| set(LaneField::Kind(kind)));
    let zone = Common::of(lanes.iter().map(|lane| lane.zone)).unwrap_or(Common::Mixed);
    let in_words = |zone: Zone| capitalized(zone.words());
    form.choice_for_all(ui, "Zone", zone, Zone::ALL, in_words, |zone| set(LaneField::Zone(zone)));
    ui.add_space(8.0);
    let all = |is_so: fn(&Lane) -> bool| lanes.iter().all(|lane| is_so(lane));
    flag_for_all(ui, form, "Collapsed to a thin strip", all(|lane| lane.collapsed), |on| set(LaneField::Collapsed(on)));
    flag_for_all(ui, form, "Hidden", all(|lane| lane.hidden), |on| set(LaneField::Hidden(on)));
    flag_for_all(ui, form, "Kept in sight while scrolling", all(|lane| lane.pinned), |on| set(LaneField::Pinned(on)));
}

/// A switch that is set on several records in one step.
fn flag_for_all(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    name: &str,
    mut is_on: bool,
    edits: impl FnOnce(bool) -> Vec<Edit>,
) {
    if ui.steady(name, |ui| ui.checkbox(&mut is_on, name)).changed() {
        form.change(&format!("Set: {}", name.to_lowercase()), edits(is_on));
    }
}
