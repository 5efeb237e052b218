//! How something feels, where it hurts, and what is pinned to it.

use eframe::egui;

use super::fields::Form;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::look::heading;
use crate::app::marks::VOTED;
use crate::app::panels::face::FaceButton;
use crate::app::panels::palette::capitalized;
use crate::edit::{Edit, PainField, RatingField};
use crate::icon::Icon;
use crate::model::{Emotion, PersonaId, Severity, Target};

/// Emotions of every persona, call-outs and pain points of a place.
pub fn show(ui: &mut egui::Ui, form: &mut Form<'_>, at: Target) {
    ui.add_space(4.0);
    ui.separator();
    let personas: Vec<(PersonaId, String)> =
        form.session.map().personas.iter().map(|persona| (persona.id, persona.name.clone())).collect();
    if personas.is_empty() {
        heading(ui, "Emotion");
        if ui.button("Add a persona").on_hover_text("An emotion is somebody's: add who makes the journey").clicked() {
            form.commands.push(Command::Action(Action::InsertPersona));
        }
    }
    for (persona, name) in &personas {
        emotions(ui, form, *persona, name, at);
    }
    marks(ui, form);
    pains(ui, form, at);
}

/// The call-outs of everything that is selected.
pub fn marks(ui: &mut egui::Ui, form: &mut Form<'_>) {
    heading(ui, "Marks");
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for action in [Action::High, Action::Low, Action::MomentOfTruth] {
            let entry = action.entry();
            let is_on = form.session.is_marked(action);
            let name = format!("Mark: {}", entry.name.to_lowercase());
            let icon = entry.icon.unwrap_or(Icon::Star);
            if form.kit.icons.button_with_tip(ui, icon, &name, entry.name, is_on).clicked() {
                form.commands.push(Command::Action(action));
            }
        }
    });
}

fn emotions(ui: &mut egui::Ui, form: &mut Form<'_>, persona: PersonaId, name: &str, at: Target) {
    let map = form.session.map();
    let rating = map.ratings.iter().find(|rating| (rating.persona, rating.at, rating.channel) == (persona, at, None));
    let actual = rating.and_then(|rating| rating.actual);
    let expected = rating.and_then(|rating| rating.expected);
    let word = rating.map_or("", |rating| rating.word.as_str());
    let set = |field: RatingField| Edit::SetRating { persona, at, channel: None, field };
    ui.push_id(persona.as_str(), |ui| {
        form.kit.heading(ui, &format!("Emotion of {name}"));
        let is_voted = form.session.is_voted(persona, at);
        let feels = ui.add_enabled_ui(!is_voted, |ui| {
            scale(ui, form, &format!("{name} feels"), actual, |emotion| set(RatingField::Actual(emotion)));
        });
        feels.response.on_disabled_hover_text(VOTED);
        form.bare_field(ui, &format!("{name}'s word for it"), "in their own word", word, false, |text| {
            set(RatingField::Word(text))
        });
        form.kit.heading(ui, &format!("Expected by {name}"));
        scale(ui, form, &format!("{name} expects"), expected, |emotion| set(RatingField::Expected(emotion)));
    });
}

/// The five values as faces with their sign. A press on the one that is set takes it away.
fn scale(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    who: &str,
    current: Option<Emotion>,
    edit: impl Fn(Option<Emotion>) -> Edit,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for emotion in Emotion::all() {
            let is_on = current == Some(emotion);
            let name = format!("{who} {}, {}", emotion.words(), emotion.signed());
            let tip = if is_on { "Press again to take it away" } else { emotion.words() };
            let face = FaceButton { emotion, name: &name, tip, is_on, has_sign: true };
            if face.show(ui, form.kit, &form.session.view.theme).clicked() {
                form.commands.push(Command::Edit(edit((!is_on).then_some(emotion))));
            }
        }
    });
}

fn pains(ui: &mut egui::Ui, form: &mut Form<'_>, at: Target) {
    heading(ui, "Pain points");
    let pains: Vec<_> = form.session.map().pains.iter().filter(|pain| pain.at.contains(&at)).cloned().collect();
    for (n, pain) in pains.iter().enumerate() {
        let set = |field: PainField| Edit::SetPain { pain: pain.id, field };
        ui.push_id(pain.id.as_str(), |ui| {
            let name = format!("Pain point {}", n + 1);
            form.bare_field(ui, &name, "what hurts", &pain.text, true, |text| set(PainField::Text(text)));
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(2.0, 2.0);
                for severity in Severity::ALL {
                    let is_on = pain.severity == *severity;
                    let response = ui
                        .add(egui::Button::selectable(is_on, capitalized(severity.words())).frame_when_inactive(true));
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
            });
        });
    }
    if ui.button("Add a pain point").clicked() {
        form.commands.push(Command::AddPain(at));
    }
}
