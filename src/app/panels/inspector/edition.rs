//! The edition of a map: who made it and when, the map that it starts from, and why it differs.

use eframe::egui;

use super::common::Common;
use super::fields::Form;
use crate::app::command::Command;
use crate::app::look::heading;
use crate::app::steady::Steady as _;
use crate::edit::{Edit, MapField};
use crate::icon::Icon;
use crate::model::{Baseline, Change, ChangeAt, OpportunityId, stage_words};

/// Shows the part of the map's form.
pub fn show(ui: &mut egui::Ui, form: &mut Form<'_>) {
    let map = form.session.map();
    form.line(ui, "Author", &map.author, |text| Edit::SetMap(MapField::Author(text)));
    form.line(ui, "Edition", &map.edition, |text| Edit::SetMap(MapField::Edition(text)));
    form.date(ui, "Begun on", Common::Same(map.created), |date| Edit::SetMap(MapField::Created(date)));
    form.date(ui, "Last held against reality on", Common::Same(map.reviewed), |date| {
        Edit::SetMap(MapField::Reviewed(date))
    });
    baseline(ui, form);
    if map.baseline.is_some() || !map.changes.is_empty() {
        changes(ui, form);
    }
}

fn baseline(ui: &mut egui::Ui, form: &mut Form<'_>) {
    let baseline = &form.session.map().baseline;
    match baseline {
        Some(Baseline { map: id, path }) => {
            let id = *id;
            form.line(ui, "File of the map that it starts from", path, |path| {
                Edit::SetMap(MapField::Baseline(Some(Baseline { map: id, path })))
            });
        }
        None => {
            heading(ui, "Baseline");
        }
    }
    ui.add_space(4.0);
    let buttons = |ui: &mut egui::Ui| {
        if ui.button("Choose the map that it starts from…").clicked() {
            form.commands.push(Command::ChooseBaseline);
        }
        if baseline.is_some() && ui.button("It starts from no map").clicked() {
            form.commands.push(Command::Edit(Edit::SetMap(MapField::Baseline(None))));
        }
    };
    ui.steady("baseline", |ui| ui.horizontal_wrapped(buttons));
}

/// What differs from the baseline, each with the opportunity that it takes, when, and why.
fn changes(ui: &mut egui::Ui, form: &mut Form<'_>) {
    let changes = form.session.map().changes.clone();
    let set = |changes: Vec<Change>| Edit::SetMap(MapField::Changes(changes));
    let with = |at: usize, change: &dyn Fn(&mut Change)| {
        let mut changed = changes.clone();
        changed.get_mut(at).map(change);
        set(changed)
    };
    heading(ui, "Changes from it");
    let opportunities = &form.session.map().opportunities;
    let opportunities: Vec<(OpportunityId, String)> =
        opportunities.iter().map(|found| (found.id, found.name.clone())).collect();
    for (at, change) in changes.iter().enumerate() {
        let number = at + 1;
        ui.steady(("change", at), |ui| {
            let name = form.session.change_words(change.at);
            let (went, removed) = form.kit.removable_row(ui, icon_of_change(change.at), &name, true);
            if went {
                let shown = form.session.selection_of_change(change.at);
                form.commands.push(shown.map_or_else(
                    || Command::Say("That is in the map that it starts from alone".to_owned()),
                    Command::Select,
                ));
            }
            if removed {
                let left = changes.iter().enumerate().filter(|(other, _)| *other != at);
                form.commands.push(Command::Edit(set(left.map(|(_, change)| change.clone()).collect())));
            }
            let ids: Vec<OpportunityId> = opportunities.iter().map(|(id, _)| *id).collect();
            let words = |id: OpportunityId| {
                opportunities.iter().find(|(other, _)| *other == id).map_or(String::new(), |(_, name)| name.clone())
            };
            let name = format!("Opportunity taken with change {number}");
            form.optional(ui, &name, Common::Same(change.opportunity), &ids, words, |new| {
                with(at, &|change| change.opportunity = new)
            });
            form.line(ui, &format!("Period of change {number}"), &change.period, |text| {
                with(at, &|change| change.period.clone_from(&text))
            });
            form.lines(ui, &format!("Why change {number}"), &change.text, |text| {
                with(at, &|change| change.text.clone_from(&text))
            });
        });
    }
    let others = all_that_can_change(form);
    let others = others.into_iter().filter(|(at, _)| changes.iter().all(|change| change.at != *at)).collect();
    if let Some(at) = form.kit.picker(ui, "Add a change at…", others) {
        let change = Change { at, opportunity: None, period: String::new(), text: String::new() };
        form.commands.push(Command::Edit(set(changes.iter().cloned().chain([change]).collect())));
    }
}

/// Whatever a plan can be made for, by name: steps and cards in the order of time, then stages, lanes, personas and
/// metrics.
fn all_that_can_change(form: &Form<'_>) -> Vec<(ChangeAt, String)> {
    let map = form.session.map();
    let named = |at: ChangeAt, kind: &str| (at, format!("{kind}: {}", map.change_words(at)));
    let places = form.all_places().into_iter().map(|(at, name)| (at.into(), name));
    let stages = map.stages.iter().map(|stage| (ChangeAt::Stage(stage.id), format!("Stage: {}", stage_words(stage))));
    let lanes = map.lanes.iter().map(|lane| named(ChangeAt::Lane(lane.id), "Lane"));
    let personas = map.personas.iter().map(|persona| named(ChangeAt::Persona(persona.id), "Persona"));
    let metrics = map.metrics.iter().map(|metric| named(ChangeAt::Metric(metric.id), "Metric"));
    places.chain(stages).chain(lanes).chain(personas).chain(metrics).collect()
}

fn icon_of_change(at: ChangeAt) -> Icon {
    match at {
        ChangeAt::Card(_) => Icon::Note,
        ChangeAt::Step(_) => Icon::Columns,
        ChangeAt::Stage(_) => Icon::Flag,
        ChangeAt::Lane(_) => Icon::Rows,
        ChangeAt::Persona(_) => Icon::User,
        ChangeAt::Metric(_) => Icon::ChartLineUp,
    }
}
