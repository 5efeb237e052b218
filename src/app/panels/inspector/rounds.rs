//! What people in a room said about a place, round by round: each can be corrected and taken away.

use eframe::egui;

use super::fields::Form;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::look::Look;
use crate::edit::{Edit, RatingField};
use crate::icon::Icon;
use crate::insight::level_words;
use crate::model::{Emotion, PersonaId, Rating, Round, Target};

/// The most people that can be counted for a value.
const MOST: u32 = 100_000;

/// The rounds of a persona at a place, and the button that begins another one.
pub fn show(ui: &mut egui::Ui, form: &mut Form<'_>, persona: PersonaId, name: &str, at: Target) {
    let is_it = |rating: &&Rating| (rating.persona, rating.at, rating.channel) == (persona, at, None);
    let rounds = form.session.map().ratings.iter().find(is_it).map(|rating| rating.rounds.clone()).unwrap_or_default();
    if rounds.is_empty() {
        return;
    }
    form.section(ui, &format!("Rounds of {name}"), true, |ui, form| {
        for (n, round) in rounds.iter().enumerate().rev() {
            ui.push_id(n, |ui| round_ui(ui, form, (persona, at), &rounds, (n, round)));
        }
        if form.session.active_persona() == Some(persona) && ui.button("Count how the room feels").clicked() {
            form.commands.push(Command::Action(Action::AskFeeling));
        }
    });
}

fn round_ui(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    (persona, at): (PersonaId, Target),
    rounds: &[Round],
    (n, round): (usize, &Round),
) {
    let set = |rounds| Edit::SetRating { persona, at, channel: None, field: RatingField::Rounds(rounds) };
    let date = round.date.map_or_else(|| "No date".to_owned(), |date| date.to_string());
    let mean = round.mean().map_or_else(|| "–".to_owned(), level_words);
    ui.horizontal(|ui| {
        ui.label(format!("{date}:  {mean}"));
        ui.weak(format!("n = {}", round.total()));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if form.kit.icons.button(ui, Icon::Trash, &format!("Remove round {}", n + 1), false).clicked() {
                let others = rounds.iter().enumerate().filter(|(other, _)| *other != n);
                form.commands.push(Command::EndTyping);
                form.commands.push(Command::Edit(set(others.map(|(_, round)| round.clone()).collect())));
                form.commands.push(Command::EndTyping);
            }
        });
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        let width = (ui.available_width() / 5.0 - 4.0).max(32.0);
        let mut counts = round.counts();
        let mut has_changed = false;
        for (emotion, count) in Emotion::all().zip(&mut counts) {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                let text = egui::RichText::new(emotion.signed()).small().color(Look::of(ui.ctx()).quiet);
                ui.label(text);
                let drag = ui.add_sized([width, 24.0], egui::DragValue::new(count).range(0..=MOST));
                let name = format!("Round {}: how many said {}", n + 1, emotion.words());
                drag.widget_info(|| {
                    let mut info = egui::WidgetInfo::drag_value(true, f64::from(*count));
                    info.label = Some(name.clone());
                    info
                });
                has_changed |= drag.changed();
            });
        }
        if has_changed {
            let mut rounds = rounds.to_vec();
            rounds[n].tally = counts.into();
            form.commands.push(Command::Edit(set(rounds)));
        }
    });
}
