//! What is chosen in the list: what became of it, and its plan, which can be changed here: the
//! opportunity, its owner, the period and the reason.

use eframe::egui;

use super::{Chosen, Compare, Comparing, list};
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::look::{self, Look};
use crate::app::panels::inspector::{Common, Form, opportunity_form};
use crate::app::session::Session;
use crate::delta::sign_icon;
use crate::edit::{Edit, OpportunityField};
use crate::insight::{Compared, Entry};
use crate::model::{Change, ChangeAt, OpportunityId};

/// Shows the form.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, comparing: &Comparing, commands: &mut Vec<Command>) {
    let Some(chosen) = comparing.chosen else { return };
    look::panel_area().id_salt("plan").show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 12.0);
        let salt = egui::util::hash(("plan", chosen));
        let mut form = Form { session, kit, commands, salt };
        match chosen {
            Chosen::Opportunity(id) => opportunity_form(ui, &mut form, id),
            Chosen::Change(at) => {
                form.title(ui, "Difference", &session.change_words(at));
                go_to(ui, &mut form);
                plan(ui, &mut form, at);
            }
            Chosen::Difference(subject) => {
                let entries = comparing.made.as_ref().map(|made| made.comparison.entries.as_slice());
                match entries.unwrap_or_default().iter().find(|entry| entry.subject == subject) {
                    Some(entry) => difference(ui, &mut form, entry),
                    None => {
                        ui.weak("This is as it was.");
                        go_to(ui, &mut form);
                    }
                }
            }
        }
        ui.add_space(16.0);
    });
}

fn go_to(ui: &mut egui::Ui, form: &mut Form<'_>) {
    if ui.button("Show it in the map").clicked() {
        form.commands.push(Command::Compare(Compare::GoTo));
    }
}

fn difference(ui: &mut egui::Ui, form: &mut Form<'_>, entry: &Entry) {
    let looks = Look::of(ui.ctx());
    let kind = crate::app::panels::palette::capitalized(entry.subject.kind());
    form.title(ui, &kind, &list::name_of(form.session, entry));
    for sign in entry.signs() {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(egui::vec2(16.0, 16.0), egui::Sense::hover());
            let color = list::sign_color(looks, &form.session.view.theme, sign);
            form.kit.icons.paint(ui.painter(), sign_icon(sign), rect, color);
            ui.colored_label(color, crate::app::panels::palette::capitalized(sign.words()));
        });
    }
    for what in &entry.what {
        form.kit.sentence(ui, &what.words());
    }
    go_to(ui, form);
    match (entry.subject, entry.subject.planned_at(&entry.at)) {
        (Compared::Opportunity(id), _) if form.session.map().opportunities.contains(id) => of_opportunity(ui, form, id),
        (Compared::Opportunity(_), _) => {
            ui.weak("The opportunity is gone from this map: there is nothing to plan.");
        }
        (_, Some(at)) => plan(ui, form, at),
        (_, None) => {
            ui.add(egui::Label::new("It stands at no card or step, where a plan for it could be kept.").wrap());
        }
    }
}

/// When an opportunity is due and whose it is.
fn of_opportunity(ui: &mut egui::Ui, form: &mut Form<'_>, id: OpportunityId) {
    let Some(found) = form.session.map().opportunities.find(id) else { return };
    let set = |field: OpportunityField| Edit::SetOpportunity { opportunity: id, field };
    form.line(ui, "Owner", &found.owner, |text| set(OpportunityField::Owner(text)));
    form.line(ui, "Period, such as 2027-Q1", &found.period, |text| set(OpportunityField::Period(text)));
}

/// Why and when something differs.
fn plan(ui: &mut egui::Ui, form: &mut Form<'_>, at: ChangeAt) {
    let map = form.session.map();
    let known = map.changes.iter().find(|change| change.at == at).cloned();
    let is_planned = known.is_some();
    let change = known.unwrap_or(Change { at, opportunity: None, period: String::new(), text: String::new() });
    let opportunities: Vec<(OpportunityId, String)> =
        map.opportunities.iter().map(|found| (found.id, found.name.clone())).collect();
    let ids: Vec<OpportunityId> = opportunities.iter().map(|(id, _)| *id).collect();
    let words = |id: OpportunityId| {
        opportunities.iter().find(|(other, _)| *other == id).map_or(String::new(), |(_, name)| name.clone())
    };
    let with = |edit: &dyn Fn(&mut Change)| {
        let mut changed = change.clone();
        edit(&mut changed);
        Edit::PlanChange(changed)
    };
    let before = form.commands.len();
    form.optional(ui, "Opportunity", Common::Same(change.opportunity), &ids, words, |new| {
        with(&|change| change.opportunity = new)
    });
    if form.commands.len() > before {
        // What is typed next is a step of its own.
        form.commands.push(Command::EndTyping);
    }
    let opportunity = change.opportunity.and_then(|id| map.opportunities.find(id));
    match opportunity {
        Some(opportunity) => {
            let id = opportunity.id;
            form.line(ui, "Owner of the opportunity", &opportunity.owner, |text| Edit::SetOpportunity {
                opportunity: id,
                field: OpportunityField::Owner(text),
            });
        }
        None => {
            ui.add(egui::Label::new("The owner is that of the opportunity.").wrap());
        }
    }
    let due = opportunity.map(|opportunity| opportunity.period.as_str()).unwrap_or_default();
    crate::app::look::heading(ui, "Period");
    let hint = if due.is_empty() { "such as 2027-Q1".to_owned() } else { format!("{due}, as the opportunity") };
    form.bare_field(ui, "Period", &hint, &change.period, false, |text| with(&|change| change.period.clone_from(&text)));
    form.lines(ui, "Why", &change.text, |text| with(&|change| change.text.clone_from(&text)));
    if is_planned && ui.button("Take the plan back").clicked() {
        form.commands.push(Command::Edit(Edit::WithdrawChange(at)));
    }
}
