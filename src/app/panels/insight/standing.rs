//! How much of the map is backed, where the metrics stand, and what is to be done.

use eframe::egui;

use super::{Panel, note};
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::leads::{Bar, Lead};
use crate::app::look::Look;
use crate::app::metric_words::{metric_name, value_words};
use crate::app::panels::palette::capitalized;
use crate::insight::{Quadrant, Standing, opportunities_by_quadrant};
use crate::model::{CardId, OpportunityId, Target};

/// Shows the sections.
pub fn show(ui: &mut egui::Ui, panel: &mut Panel<'_>) {
    evidence(ui, panel);
    metrics(ui, panel);
    opportunities(ui, panel);
}

fn evidence(ui: &mut egui::Ui, panel: &mut Panel<'_>) {
    panel.section(ui, "Evidence", |ui, panel| {
        let backing = &panel.session.insights.figures.backing;
        let Some(share) = backing.share() else { return panel.hint(ui, "The map has no cards yet.") };
        let accent = Look::of(ui.ctx()).accent;
        let places = |cards: &[CardId]| cards.iter().copied().map(Target::Card).collect::<Vec<_>>();
        for (name, cards, share) in [
            ("Researched, at least in part", &backing.backed, share),
            ("Assumed, or nobody said", &backing.unbacked, 1.0 - share),
        ] {
            let percent = format!("{} %", (share * 100.0).round());
            let note = format!("{} {}", cards.len(), if cards.len() == 1 { "card" } else { "cards" });
            let spoken = format!("{name}: {percent}, {note}");
            let bar = Some(Bar::of_share(share as f32, accent));
            let lead = Lead { name, note: &note, figure: &percent, spoken: &spoken, bar, ..Lead::default() };
            panel.lead(ui, lead, &places(cards));
        }
    });
}

fn metrics(ui: &mut egui::Ui, panel: &mut Panel<'_>) {
    let standings = &panel.session.insights.figures.standings;
    panel.list(ui, "Metrics", standings, "No metric has a value yet.", metric_row);
    if ui.button("Open the metrics").clicked() {
        panel.commands.push(Command::Action(Action::Metrics));
    }
}

fn metric_row(ui: &mut egui::Ui, panel: &mut Panel<'_>, standing: &Standing) {
    let Some(metric) = panel.map().metrics.find(standing.metric) else { return };
    let (name, figure) = (metric_name(metric), value_words(metric, standing.latest.value));
    let delta = standing.delta.map(|delta| {
        let way = match standing.has_improved() {
            Some(true) => ", better",
            Some(false) => ", worse",
            None => "",
        };
        let sign = if delta > 0.0 { "+" } else { "" };
        format!("{sign}{}{way}", value_words(metric, delta))
    });
    let target = metric.target.map(|target| {
        let reached = if standing.has_reached_target() == Some(true) { "reached" } else { "not reached" };
        format!("target {} {reached}", value_words(metric, target))
    });
    let note = note(&[&standing.latest.period, &delta.unwrap_or_default(), &target.unwrap_or_default()]);
    let spoken = format!("{name}: {figure}, {note}");
    let lead = Lead { name: &name, note: &note, figure: &figure, spoken: &spoken, ..Lead::default() };
    panel.lead(ui, lead, &metric.at);
}

fn opportunities(ui: &mut egui::Ui, panel: &mut Panel<'_>) {
    panel.section(ui, "Opportunities", |ui, panel| {
        let found = opportunities_by_quadrant(panel.map());
        if found.is_empty() {
            panel.hint(ui, "There is no opportunity yet.");
        }
        for quadrant in Quadrant::ALL {
            let own = found.iter().filter(|(of, _)| *of == quadrant).map(|(_, id)| *id);
            let places: Vec<Target> = own.clone().flat_map(|id| places_of(panel, id)).collect();
            let count = own.count();
            if count == 0 {
                continue;
            }
            let (name, figure) = (capitalized(quadrant.plural()), count.to_string());
            let spoken = format!("{name}: {figure}");
            let lead = Lead { name: &name, figure: &figure, spoken: &spoken, ..Lead::default() };
            ui.push_id(quadrant, |ui| panel.lead(ui, lead, &places));
        }
        if ui.button("Open the matrix").clicked() {
            panel.commands.push(Command::Action(Action::Opportunities));
        }
    });
}

/// Where an opportunity applies: its own places and those of the pain points that it answers.
fn places_of(panel: &Panel<'_>, id: OpportunityId) -> Vec<Target> {
    let map = panel.map();
    let Some(idea) = map.opportunities.find(id) else { return Vec::new() };
    let pains = idea.answers.iter().filter_map(|pain| map.pains.find(*pain));
    idea.at.iter().chain(pains.flat_map(|pain| &pain.at)).copied().collect()
}
