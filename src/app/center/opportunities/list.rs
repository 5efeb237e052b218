//! The opportunities as a sorted table that is edited in place.

use std::collections::HashMap;

use eframe::egui::{self, Button, RichText, Role, WidgetInfo, vec2};

use super::chip;
use super::order::{Sort, sorted, votes};
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::look::{Look, TARGET};
use crate::app::panels::palette::capitalized;
use crate::app::session::Session;
use crate::app::spoken::one_line;
use crate::app::text_field::TextField;
use crate::edit::{Edit, OpportunityField, Selection};
use crate::icon::Icon;
use crate::insight::Quadrant;
use crate::model::{Opportunity, OpportunityId, OpportunityStatus, Score, Target};

/// The columns: what stands above them, how they sort, how wide they are in points.
const COLUMNS: &[(&str, Option<Sort>, f32)] = &[
    ("Name", Some(Sort::Name), 220.0),
    ("Impact", Some(Sort::Impact), 74.0),
    ("Effort", Some(Sort::Effort), 74.0),
    ("Kind", Some(Sort::Kind), 96.0),
    ("Votes", Some(Sort::Votes), 60.0),
    ("Status", Some(Sort::Status), 116.0),
    ("Period", Some(Sort::Period), 96.0),
    ("Owner", Some(Sort::Owner), 140.0),
    ("Answers", None, 84.0),
];

/// The room for the button before a row, in points.
const LEAD: f32 = TARGET + 6.0;

/// Between columns, in points.
const GAP: f32 = 6.0;

/// Shows the table.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    keep_order(session, kit);
    let votes = votes(session.map());
    egui::ScrollArea::both().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(GAP, 4.0);
        let labels = heads(ui, kit);
        for id in kit.plan.order.clone() {
            let Some(idea) = session.map().opportunities.find(id) else { continue };
            let row = ui.push_id(id, |ui| row_ui(ui, session, kit, idea, &votes, &labels, commands));
            if *session.selection() == Selection::Opportunity(id) {
                let stroke = egui::Stroke::new(1.0, Look::of(ui.ctx()).accent);
                let rect = row.response.rect.expand(2.0);
                ui.painter().rect_stroke(rect, 6.0, stroke, egui::StrokeKind::Outside);
            }
        }
        ui.add_space(24.0);
    });
}

/// Sorts anew, but not under the hands of who is typing.
fn keep_order(session: &Session, kit: &mut Kit) {
    let (sort, is_reversed) = kit.plan.sort;
    let order = sorted(session.map(), sort, is_reversed);
    let has_same = order.len() == kit.plan.order.len() && order.iter().all(|id| kit.plan.order.contains(id));
    if kit.input.is_none() || !has_same {
        kit.plan.order = order;
    }
}

/// The heads of the columns, which sort. Gives their ids, as names for what stands below.
fn heads(ui: &mut egui::Ui, kit: &mut Kit) -> Vec<egui::Id> {
    let shown = ui.horizontal(|ui| {
        ui.add_space(LEAD + GAP);
        let mut ids = Vec::new();
        for (name, sort, width) in COLUMNS {
            let is_sorted = sort.is_some_and(|sort| sort == kit.plan.sort.0);
            let arrow = match (is_sorted, kit.plan.sort.1) {
                (false, _) => "",
                (true, false) => " ↓",
                (true, true) => " ↑",
            };
            let text = RichText::new(format!("{name}{arrow}")).strong();
            let button = Button::new(text).frame(is_sorted).min_size(vec2(*width, TARGET));
            let head = ui.add_enabled(sort.is_some(), button.truncate());
            let spoken = if is_sorted { format!("{name}, sorted by it") } else { (*name).to_owned() };
            head.widget_info(|| WidgetInfo::labeled(Role::Button, sort.is_some(), &spoken));
            if head.clicked()
                && let Some(sort) = *sort
            {
                kit.plan.sort = (sort, is_sorted && !kit.plan.sort.1);
            }
            ids.push(head.id);
        }
        ids
    });
    shown.inner
}

fn row_ui(
    ui: &mut egui::Ui,
    session: &Session,
    kit: &mut Kit,
    idea: &Opportunity,
    votes: &HashMap<OpportunityId, u32>,
    labels: &[egui::Id],
    commands: &mut Vec<Command>,
) {
    let width = LEAD + COLUMNS.iter().map(|(.., width)| width + GAP).sum::<f32>();
    ui.allocate_ui(vec2(width, TARGET + 6.0), |ui| {
        ui.horizontal_top(|ui| {
            let is_selected = *session.selection() == Selection::Opportunity(idea.id);
            let name = format!("Show “{}” in the inspector", one_line(&idea.name));
            if kit.icons.button(ui, Icon::Lightbulb, &name, is_selected).clicked() {
                commands.push(chip::select(idea.id));
            }
            let mut row = Row { session, kit, idea, labels, commands, at: 0 };
            row.text(ui, "Name", &idea.name, OpportunityField::Name);
            row.score(ui, idea.impact, OpportunityField::Impact);
            row.score(ui, idea.effort, OpportunityField::Effort);
            row.label(ui, &capitalized(Quadrant::of(idea).words()));
            let dots = votes.get(&idea.id).map(u32::to_string).unwrap_or_default();
            row.label(ui, &dots);
            row.status(ui);
            row.text(ui, "Period", &idea.period, OpportunityField::Period);
            row.text(ui, "Owner", &idea.owner, OpportunityField::Owner);
            row.answers(ui);
        });
    });
}

/// A row of the table, column after column.
struct Row<'a> {
    session: &'a Session,
    kit: &'a mut Kit,
    idea: &'a Opportunity,
    labels: &'a [egui::Id],
    commands: &'a mut Vec<Command>,
    at: usize,
}

impl Row<'_> {
    /// The next column: its width, and what names it.
    fn next(&mut self) -> (f32, egui::Id) {
        let column = (COLUMNS[self.at].2, self.labels[self.at]);
        self.at += 1;
        column
    }

    fn set(&mut self, field: OpportunityField) {
        self.commands.push(Command::Edit(Edit::SetOpportunity { opportunity: self.idea.id, field }));
    }

    fn text(&mut self, ui: &mut egui::Ui, name: &str, text: &str, field: impl FnOnce(String) -> OpportunityField) {
        let (width, _) = self.next();
        let spoken = format!("{name} of “{}”", one_line(&self.idea.name));
        // The name stays that of the field while it is typed into it.
        let spoken = if name == "Name" { "Name of the opportunity" } else { &spoken };
        let language = &self.session.map().language;
        let shown = TextField { name: spoken, text, hint: "", language, breaks_lines: false };
        let change = ui.vertical(|ui| {
            ui.set_width(width);
            shown.show(ui, self.kit, ("opportunity", self.idea.id, name))
        });
        if let Some(text) = change.inner.text {
            self.set(field(text));
        }
        if change.inner.ended {
            self.commands.push(Command::EndTyping);
        }
    }

    fn score(
        &mut self,
        ui: &mut egui::Ui,
        score: Option<Score>,
        field: impl FnOnce(Option<Score>) -> OpportunityField,
    ) {
        let (width, label) = self.next();
        let values = Score::all().map(|score| (Some(score), score.value().to_string()));
        let choices: Vec<(Option<Score>, String)> = [(None, "–".to_owned())].into_iter().chain(values).collect();
        if let Some(chosen) = self.kit.chooser(ui, label, (COLUMNS[self.at - 1].0, width), Some(score), &choices) {
            self.set(field(chosen));
        }
    }

    fn status(&mut self, ui: &mut egui::Ui) {
        let (width, label) = self.next();
        let words = |status: &OpportunityStatus| (*status, capitalized(status.words()));
        let choices: Vec<(OpportunityStatus, String)> = OpportunityStatus::ALL.iter().map(words).collect();
        if let Some(chosen) = self.kit.chooser(ui, label, ("Status", width), Some(self.idea.status), &choices) {
            self.set(OpportunityField::Status(chosen));
        }
    }

    fn label(&mut self, ui: &mut egui::Ui, text: &str) {
        let (width, _) = self.next();
        ui.add_sized(vec2(width, TARGET + 4.0), egui::Label::new(text).truncate());
    }

    /// How many pain points it answers; leads to where they hurt.
    fn answers(&mut self, ui: &mut egui::Ui) {
        let (width, _) = self.next();
        let map = self.session.map();
        let pains = self.idea.answers.iter().filter_map(|pain| map.pains.find(*pain));
        let places: Vec<Target> =
            pains.flat_map(|pain| pain.at.iter().copied()).chain(self.idea.at.iter().copied()).collect();
        let text = match self.idea.answers.len() {
            1 => "1 pain".to_owned(),
            count => format!("{count} pains"),
        };
        let button = ui.add_enabled(!places.is_empty(), Button::new(&text).min_size(vec2(width, TARGET)));
        let spoken = format!("“{}” answers {text}", one_line(&self.idea.name));
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
        if button.clicked() {
            self.commands.push(Command::ShowPlaces(spoken, places));
        }
    }
}
