//! Finding, filtering and replacing.

use std::collections::BTreeSet;

use eframe::egui::{self, Sense};

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::find::{Feeling, Field, Hurts, Query};
use crate::app::kit::{Kit, NAMELESS};
use crate::app::look::{self, Look, TARGET, heading};
use crate::app::panels::palette::{capitalized, channels};
use crate::app::search::Search;
use crate::app::session::Session;
use crate::app::text_field::TextField;
use crate::icon::Icon;
use crate::model::{Map, Severity};

/// What tells the field for the words from others.
const WORDS: &str = "find words";

/// The field for the words, to give it the keyboard.
pub fn words_id() -> egui::Id {
    TextField::id(WORDS)
}

/// Shows the panel.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let search = &session.search;
    let mut next = search.wish.clone();
    heading(ui, "Find");
    words_ui(ui, session, kit, &mut next.query);
    egui::Grid::new("find criteria")
        .num_columns(2)
        .spacing([8.0, 4.0])
        .show(ui, |ui| criteria(ui, session, kit, &mut next.query));
    ui.checkbox(&mut next.dims, "Dim the rest on the canvas");
    if ui.button("Clear").clicked() {
        next.query = Query::default();
    }
    replace_ui(ui, session, kit, &mut next.replacement, commands);
    if next != search.wish {
        commands.push(Command::Find(Box::new(next)));
    }
    ui.separator();
    hits_ui(ui, search, kit, commands);
}

fn words_ui(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, query: &mut Query) {
    let language = &session.map().language;
    let field = TextField { name: "Find", text: &query.text, hint: "words", language, breaks_lines: false };
    if let Some(text) = field.show(ui, kit, WORDS).text {
        query.text = text;
    }
}

fn criteria(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, query: &mut Query) {
    let map = session.map();
    criterion(ui, kit, "Owner", &mut query.owner, values(map, |card| vec![&card.owner]), String::clone);
    let names: Vec<_> = channels(session).into_iter().map(|(id, name, _)| (id, name)).collect();
    let ids = names.iter().map(|(id, _)| *id).collect();
    let name_of = |id: &_| names.iter().find(|(other, _)| other == id).map_or(String::new(), |(_, name)| name.clone());
    criterion(ui, kit, "Channel", &mut query.channel, ids, name_of);
    let words = |feeling: &Feeling| capitalized(feeling.words());
    criterion(ui, kit, "Emotion", &mut query.emotion, Feeling::ALL.to_vec(), words);
    let hurts = Severity::ALL.iter().map(|severity| Hurts::AtLeast(*severity)).chain([Hurts::NotAtAll]).collect();
    criterion(ui, kit, "Pain point", &mut query.pain, hurts, |hurts| match hurts {
        Hurts::AtLeast(Severity::Minor) => "Any".to_owned(),
        Hurts::AtLeast(severity) => format!("{} or worse", capitalized(severity.words())),
        Hurts::NotAtAll => "None".to_owned(),
    });
    criterion(ui, kit, "Tag", &mut query.tag, values(map, |card| card.tags.iter().collect()), String::clone);
}

/// What the cards have in a field, each once.
fn values(map: &Map, field: impl Fn(&crate::model::Card) -> Vec<&String>) -> Vec<String> {
    let values: BTreeSet<&String> = map.cards.iter().flat_map(field).filter(|value| !value.is_empty()).collect();
    values.into_iter().cloned().collect()
}

fn criterion<T: Clone + PartialEq>(
    ui: &mut egui::Ui,
    kit: &mut Kit,
    name: &str,
    current: &mut Option<T>,
    values: Vec<T>,
    words: impl Fn(&T) -> String,
) {
    let label = ui.label(name);
    let at = current.as_ref().map(|current| values.iter().position(|value| value == current));
    let named = values.iter().enumerate().map(|(n, value)| (Some(n), words(value)));
    let choices: Vec<(Option<usize>, String)> = [(None, "—".to_owned())].into_iter().chain(named).collect();
    let width = ui.available_width();
    if let Some(chosen) = kit.chooser(ui, label.id, (name, width), Some(at.flatten()), &choices) {
        *current = chosen.and_then(|n| values.into_iter().nth(n));
    }
    ui.end_row();
}

fn replace_ui(
    ui: &mut egui::Ui,
    session: &Session,
    kit: &mut Kit,
    replacement: &mut String,
    commands: &mut Vec<Command>,
) {
    let language = &session.map().language;
    heading(ui, "Replace with");
    let field = TextField { name: "Replace with", text: replacement, hint: "", language, breaks_lines: false };
    if let Some(text) = field.show(ui, kit, "replace with").text {
        *replacement = text;
    }
    let can_replace = !session.search.wish.query.text.is_empty() && !session.search.hits.is_empty();
    ui.horizontal(|ui| {
        ui.add_enabled_ui(can_replace, |ui| {
            if ui.button("Replace").clicked() {
                commands.push(Command::Replace { all: false });
            }
            if ui.button("Replace all").clicked() {
                commands.push(Command::Replace { all: true });
            }
        });
    });
}

fn hits_ui(ui: &mut egui::Ui, search: &Search, kit: &mut Kit, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        let text = match (search.hits.len(), search.at) {
            _ if search.wish.query.is_empty() => "Type words, or choose what the cards have.".to_owned(),
            (0, _) => "Nothing was found.".to_owned(),
            (count, Some(at)) => format!("{} of {count}", at + 1),
            (1, None) => "1 place".to_owned(),
            (count, None) => format!("{count} places"),
        };
        let label = ui.add(egui::Label::new(egui::RichText::new(text).color(Look::of(ui.ctx()).quiet)).wrap());
        ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_enabled_ui(!search.hits.is_empty(), |ui| {
                for (icon, action) in [(Icon::CaretDown, Action::FindNext), (Icon::CaretUp, Action::FindPrevious)] {
                    if kit.icons.button(ui, icon, action.entry().name, false).clicked() {
                        commands.push(Command::Action(action));
                    }
                }
            });
        });
    });
    let mut area = look::panel_area();
    let height = TARGET + 4.0;
    if let Some(at) = search.at.filter(|_| search.at != kit.shown_hit) {
        area = area.vertical_scroll_offset((at as f32 * height - 60.0).max(0.0));
    }
    kit.shown_hit = search.at;
    ui.spacing_mut().item_spacing.y = 0.0;
    area.show_rows(ui, height, search.hits.len(), |ui, range| {
        for n in range {
            let hit = &search.hits[n];
            let name = if hit.shown.is_empty() { NAMELESS } else { &hit.shown };
            let row = kit.row(ui, icon_of(hit.field), name, Sense::click());
            if search.at == Some(n) {
                let stroke = egui::Stroke::new(1.5, Look::of(ui.ctx()).accent);
                ui.painter().rect_stroke(row.rect, 6.0, stroke, egui::StrokeKind::Inside);
            }
            if row.clicked() {
                commands.push(Command::GoToHit(n));
            }
        }
    });
}

fn icon_of(field: Field) -> Icon {
    match field {
        Field::MapTitle | Field::Situation | Field::ScenarioGoal | Field::Expectation => Icon::FileText,
        Field::PersonaName(_) | Field::PersonaRole(_) | Field::PersonaQuote(_) => Icon::User,
        Field::StageTitle(_) | Field::StageGoal(_) => Icon::Flag,
        Field::StepTitle(_) => Icon::Columns,
        Field::LaneTitle(_) => Icon::Rows,
        Field::CardTitle(_)
        | Field::CardText(_)
        | Field::CardOwner(_)
        | Field::CardSource(_)
        | Field::CardNote(_)
        | Field::CardTag(..) => Icon::Note,
        Field::RatingWord(_) => Icon::Smiley,
        Field::CalloutText(_) => Icon::Star,
        Field::PainText(_) => Icon::Warning,
        Field::OpportunityName(_) | Field::OpportunityText(_) => Icon::Lightbulb,
    }
}
