//! The forms of a pain point and of an opportunity.

use eframe::egui;

use super::common::Common;
use super::fields::Form;
use crate::app::command::Command;
use crate::app::look::heading;
use crate::app::panels::palette::capitalized;
use crate::app::steady::Steady as _;
use crate::edit::{Edit, OpportunityField, PainField, Selection};
use crate::icon::Icon;
use crate::model::{Evidence, Opportunity, OpportunityId, OpportunityStatus, PainId, PainPoint, Score, Severity};

/// A pain point within the form of its place: what hurts and how much, the rest behind a button.
pub fn short(ui: &mut egui::Ui, form: &mut Form<'_>, id: PainId, name: &str) {
    let Some(pain) = form.session.map().pains.find(id) else { return };
    text_and_severity(ui, form, pain, name);
    form.section(ui, &format!("More of {}", name.to_lowercase()), false, |ui, form| details(ui, form, pain));
}

/// The whole form of a pain point.
pub fn show(ui: &mut egui::Ui, form: &mut Form<'_>, id: PainId) {
    let Some(pain) = form.session.map().pains.find(id) else { return };
    form.title(ui, "Pain point", "");
    text_and_severity(ui, form, pain, "Pain point");
    details(ui, form, pain);
}

fn text_and_severity(ui: &mut egui::Ui, form: &mut Form<'_>, pain: &PainPoint, name: &str) {
    let set = |field: PainField| Edit::SetPain { pain: pain.id, field };
    form.begin(ui, pain.id.as_str(), name);
    form.bare_field(ui, name, "what hurts", &pain.text, true, |text| set(PainField::Text(text)));
    let buttons = |ui: &mut egui::Ui| {
        ui.spacing_mut().item_spacing = egui::vec2(2.0, 2.0);
        for severity in Severity::ALL {
            let is_on = pain.severity == *severity;
            let response =
                ui.add(egui::Button::selectable(is_on, capitalized(severity.words())).frame_when_inactive(true));
            let spoken = format!("{name}: {}", severity.words());
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_on, &spoken));
            if response.clicked() {
                form.commands.push(Command::Edit(set(PainField::Severity(*severity))));
            }
        }
        let remove = format!("Remove {}", name.to_lowercase());
        if form.kit.icons.button(ui, Icon::Trash, &remove, false).clicked() {
            form.commands.push(Command::Edit(Edit::RemovePain(pain.id)));
        }
    };
    ui.steady("severity", |ui| ui.horizontal_wrapped(buttons));
}

fn details(ui: &mut egui::Ui, form: &mut Form<'_>, pain: &PainPoint) {
    let set = |field: PainField| Edit::SetPain { pain: pain.id, field };
    form.flag(ui, "No longer hurts", pain.resolved, |resolved| set(PainField::Resolved(resolved)));
    form.personas(ui, "Hurts", Common::Same(&pain.personas), |personas| set(PainField::Personas(personas)));
    form.line(ui, "Owner of the pain", &pain.owner, |text| set(PainField::Owner(text)));
    let words = |evidence: Evidence| capitalized(evidence.words());
    let evidence = Common::Same(pain.evidence);
    form.optional(ui, "Evidence of the pain", evidence, Evidence::ALL, words, |new| set(PainField::Evidence(new)));
    form.line(ui, "Source of the evidence", &pain.source, |text| set(PainField::Source(text)));
    form.places(ui, &pain.at, 1, |places| set(PainField::At(places)));
    form.lines(ui, "Note on the pain", &pain.note, |text| set(PainField::Note(text)));
    answers(ui, form, pain.id);
}

/// The opportunities that answer a pain point: they are linked from this end as from the other.
fn answers(ui: &mut egui::Ui, form: &mut Form<'_>, pain: PainId) {
    heading(ui, "Opportunities that answer it");
    let (linked, others): (Vec<&Opportunity>, Vec<&Opportunity>) =
        form.session.map().opportunities.iter().partition(|opportunity| opportunity.answers.contains(&pain));
    let set = |opportunity: &Opportunity, answers: Vec<PainId>| {
        let field = OpportunityField::Answers(answers);
        Command::Edit(Edit::SetOpportunity { opportunity: opportunity.id, field })
    };
    for opportunity in linked {
        let row = |ui: &mut egui::Ui| form.kit.removable_row(ui, Icon::Lightbulb, &opportunity.name, true);
        let (went, removed) = ui.steady(opportunity.id, row);
        if went {
            form.commands.push(Command::Select(Selection::Opportunity(opportunity.id)));
        }
        if removed {
            form.commands.push(set(opportunity, super::lists::without(&opportunity.answers, &pain)));
        }
    }
    ui.horizontal_wrapped(|ui| {
        let choices = others.iter().map(|other| (other.id, other.name.clone())).collect();
        let chosen = form.kit.picker(ui, "Link an opportunity…", choices);
        if let Some(other) = chosen.and_then(|id| others.iter().find(|other| other.id == id)) {
            form.commands.push(set(other, other.answers.iter().copied().chain([pain]).collect()));
        }
        if ui.steady_button("Add an opportunity").clicked() {
            form.commands.push(Command::AddOpportunity(Some(pain)));
        }
    });
}

/// The form of an opportunity.
pub fn opportunity(ui: &mut egui::Ui, form: &mut Form<'_>, id: OpportunityId) {
    let Some(found) = form.session.map().opportunities.find(id) else { return };
    let set = |field: OpportunityField| Edit::SetOpportunity { opportunity: id, field };
    form.title(ui, "Opportunity", "");
    form.begin(ui, id.as_str(), "Name");
    form.line(ui, "Name", &found.name, |text| set(OpportunityField::Name(text)));
    form.lines(ui, "Text", &found.text, |text| set(OpportunityField::Text(text)));
    let words = |status: OpportunityStatus| capitalized(status.words());
    let status = Common::Same(found.status);
    form.choice(ui, "Status", status, OpportunityStatus::ALL, words, |status| set(OpportunityField::Status(status)));
    let number = |score: Score| score.value().to_string();
    heading(ui, "Impact: 1 least to 5 most");
    if let Some(impact) = form.pick(ui, "Impact", found.impact, Score::all(), number) {
        form.commands.push(Command::Edit(set(OpportunityField::Impact(impact))));
    }
    heading(ui, "Effort: 1 least to 5 most");
    if let Some(effort) = form.pick(ui, "Effort", found.effort, Score::all(), number) {
        form.commands.push(Command::Edit(set(OpportunityField::Effort(effort))));
    }
    form.line(ui, "Period, such as 2027-Q1", &found.period, |text| set(OpportunityField::Period(text)));
    form.line(ui, "Owner", &found.owner, |text| set(OpportunityField::Owner(text)));
    answered(ui, form, &found.answers, &|answers| set(OpportunityField::Answers(answers)));
    form.places(ui, &found.at, 0, |places| set(OpportunityField::At(places)));
    form.lines(ui, "Private note", &found.note, |text| set(OpportunityField::Note(text)));
    ui.add_space(8.0);
    if ui.steady_button("Remove the opportunity").clicked() {
        form.commands.push(Command::Edit(Edit::RemoveOpportunity(id)));
    }
}

/// The pain points that an opportunity answers.
fn answered(ui: &mut egui::Ui, form: &mut Form<'_>, answers: &[PainId], edit: &dyn Fn(Vec<PainId>) -> Edit) {
    heading(ui, "Pain points that it answers");
    let pains: Vec<(PainId, String)> =
        form.session.map().pains.iter().map(|pain| (pain.id, pain.text.clone())).collect();
    let (chosen, others): (Vec<_>, Vec<_>) = pains.into_iter().partition(|(id, _)| answers.contains(id));
    for (id, text) in chosen {
        let (went, removed) = ui.steady(id, |ui| form.kit.removable_row(ui, Icon::Warning, &text, true));
        if went {
            form.commands.push(Command::Select(Selection::Pain(id)));
        }
        if removed {
            form.commands.push(Command::Edit(edit(super::lists::without(answers, &id))));
        }
    }
    if let Some(pain) = form.kit.picker(ui, "Add a pain point…", others) {
        form.commands.push(Command::Edit(edit(answers.iter().copied().chain([pain]).collect())));
    }
}
