//! How something feels, where it hurts, and what is pinned to it.

use eframe::egui;

use super::common::Common;
use super::fields::{Form, MIXED};
use super::{pain, rounds};
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::explained::explain;
use crate::app::look::heading;
use crate::app::marks::VOTED;
use crate::app::panels::face::FaceButton;
use crate::app::panels::palette::{capitalized, channels};
use crate::app::steady::Steady as _;
use crate::edit::{Edit, RatingField};
use crate::icon::Icon;
use crate::model::{Callout, ChannelId, Ease, Emotion, PainId, PersonaId, Rating, Success, Target};

/// Emotions of every persona, call-outs and pain points of one place, or of several at once.
pub fn show(ui: &mut egui::Ui, form: &mut Form<'_>, places: &[Target]) {
    ui.add_space(4.0);
    ui.separator();
    let personas: Vec<(PersonaId, String)> =
        form.session.map().personas.iter().map(|persona| (persona.id, persona.name.clone())).collect();
    if personas.is_empty() {
        heading(ui, "Emotion");
        if ui
            .steady_button("Add a persona")
            .on_hover_text("An emotion is somebody's: add who makes the journey")
            .clicked()
        {
            form.commands.push(Command::Action(Action::InsertPersona));
        }
    }
    for (persona, name) in &personas {
        ui.steady(persona.as_str(), |ui| emotions(ui, form, *persona, name, places));
    }
    marks(ui, form);
    if let [place] = places {
        callouts(ui, form, *place);
        pains(ui, form, *place);
    }
}

/// Whose ratings a part of the form shows: a persona's, in a channel or in none in particular.
#[derive(Clone, Copy)]
struct Who<'a> {
    persona: PersonaId,
    channel: Option<ChannelId>,
    /// What people call it: `Ada`, `Ada in Web`.
    name: &'a str,
}

/// What somebody's ratings at some places have in common.
fn rated<T: PartialEq>(
    form: &Form<'_>,
    who: Who<'_>,
    places: &[Target],
    part: impl Fn(Option<&Rating>) -> T,
) -> Common<T> {
    let ratings = &form.session.map().ratings;
    let at = |place: &Target| {
        ratings.iter().find(|rating| (rating.persona, rating.at, rating.channel) == (who.persona, *place, who.channel))
    };
    Common::of(places.iter().map(|place| part(at(place)))).unwrap_or(Common::Mixed)
}

/// The edits that set a field of somebody's ratings at some places.
fn set(who: Who<'_>, places: &[Target], field: &RatingField) -> Vec<Edit> {
    let Who { persona, channel, .. } = who;
    let edit = |at: &Target| Edit::SetRating { persona, at: *at, channel, field: field.clone() };
    places.iter().map(edit).collect()
}

fn emotions(ui: &mut egui::Ui, form: &mut Form<'_>, persona: PersonaId, name: &str, places: &[Target]) {
    let who = Who { persona, channel: None, name };
    feeling(ui, form, who, places);
    if let [at] = places {
        rounds::show(ui, form, persona, name, *at);
    }
    form.section(ui, &format!("More of {name}"), false, |ui, form| {
        judgment(ui, form, who, places);
        if let [at] = places {
            by_channel(ui, form, persona, name, *at);
        }
    });
}

/// How somebody feels, and the word for it.
fn feeling(ui: &mut egui::Ui, form: &mut Form<'_>, who: Who<'_>, places: &[Target]) {
    let name = who.name;
    form.kit.heading(ui, &format!("Emotion of {name}"));
    let actual = rated(form, who, places, |rating| rating.and_then(|rating| rating.actual));
    let is_voted = who.channel.is_none() && places.iter().any(|place| form.session.is_voted(who.persona, *place));
    let feels = ui.add_enabled_ui(!is_voted, |ui| scale(ui, form, ("Emotion", &format!("{name} feels")), actual));
    if let Some(emotion) = feels.inner {
        form.change("Set the emotion", set(who, places, &RatingField::Actual(emotion)));
    }
    feels.response.on_disabled_hover_text(VOTED);
    if let [at] = places {
        let word = rated(form, who, places, |rating| rating.map_or(String::new(), |rating| rating.word.clone()));
        let word = word.same().unwrap_or_default();
        form.bare_field(ui, &format!("{name}'s word for it"), "in their own word", &word, false, |text| {
            let Who { persona, channel, .. } = who;
            Edit::SetRating { persona, at: *at, channel, field: RatingField::Word(text) }
        });
    }
}

/// What somebody expected, how easy it was, and whether it was reached.
fn judgment(ui: &mut egui::Ui, form: &mut Form<'_>, who: Who<'_>, places: &[Target]) {
    let name = who.name;
    form.kit.heading(ui, &format!("Expected by {name}"));
    let expected = rated(form, who, places, |rating| rating.and_then(|rating| rating.expected));
    if let Some(emotion) = scale(ui, form, ("Expectation", &format!("{name} expects")), expected) {
        form.change("Set the expectation", set(who, places, &RatingField::Expected(emotion)));
    }
    heading(ui, "Ease: 1 very hard to 7 very easy");
    let ease = rated(form, who, places, |rating| rating.and_then(|rating| rating.ease)).same().flatten();
    let words = |ease: Ease| ease.value().to_string();
    if let Some(ease) = form.pick(ui, &format!("Ease for {name}"), ease, Ease::all(), words) {
        form.change("Set the ease", set(who, places, &RatingField::Ease(ease)));
    }
    heading(ui, "Success");
    let success = rated(form, who, places, |rating| rating.and_then(|rating| rating.success)).same().flatten();
    let words = |success: Success| capitalized(success.words());
    if let Some(success) = form.pick(ui, &format!("Success of {name}"), success, Success::ALL.iter().copied(), words) {
        form.change("Set the success", set(who, places, &RatingField::Success(success)));
    }
}

/// A persona's ratings of the same place in several channels, to compare them.
fn by_channel(ui: &mut egui::Ui, form: &mut Form<'_>, persona: PersonaId, name: &str, at: Target) {
    let ratings = form.session.map().ratings.iter();
    let mut rated: Vec<ChannelId> =
        ratings.filter(|rating| (rating.persona, rating.at) == (persona, at)).filter_map(|r| r.channel).collect();
    form.section(ui, &format!("{name} by channel"), !rated.is_empty(), |ui, form| {
        // A channel that was chosen shows its fields before there is anything in them.
        let begun_id = egui::Id::unique(("rated channel", persona, at));
        let begun: Option<ChannelId> = ui.data(|data| data.get_temp(begun_id));
        rated.extend(begun.filter(|channel| !rated.contains(channel)));
        for channel in &rated {
            let Some((title, _)) = form.session.map().channel(*channel) else { continue };
            let name = format!("{name} in {title}");
            let who = Who { persona, channel: Some(*channel), name: &name };
            ui.steady(channel.as_str(), |ui| {
                feeling(ui, form, who, &[at]);
                judgment(ui, form, who, &[at]);
            });
        }
        let others = channels(form.session).into_iter().filter(|(id, ..)| !rated.contains(id));
        let others = others.map(|(id, name, _)| (id, name)).collect();
        if let Some(channel) = form.kit.picker(ui, &format!("Rate {name} in a channel…"), others) {
            ui.data_mut(|data| data.insert_temp(begun_id, channel));
        }
    });
}

/// The five values as faces with their sign, by their term and who has them. A press on the one that is set
/// takes it away.
fn scale(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    (term, who): (&str, &str),
    current: Common<Option<Emotion>>,
) -> Option<Option<Emotion>> {
    let mut chosen = None;
    let faces = |ui: &mut egui::Ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for emotion in Emotion::all() {
            let is_on = current == Common::Same(Some(emotion));
            let name = format!("{who} {}, {}", emotion.words(), emotion.signed());
            let tip = if is_on { "Press again to take it away" } else { emotion.words() };
            let face = FaceButton { emotion, name: &name, tip, is_on, has_sign: true };
            let response = face.show(ui, form.kit, &form.session.view.theme);
            explain(&response, term);
            if response.clicked() {
                chosen = Some((!is_on).then_some(emotion));
            }
        }
        if current == Common::Mixed {
            ui.weak(MIXED);
        }
    };
    ui.steady(who, |ui| ui.horizontal(faces));
    chosen
}

/// The call-outs of everything that is selected.
fn marks(ui: &mut egui::Ui, form: &mut Form<'_>) {
    heading(ui, "Marks");
    let buttons = |ui: &mut egui::Ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for action in [Action::High, Action::Low, Action::MomentOfTruth, Action::KeepsPromise, Action::BreaksPromise] {
            let entry = action.entry();
            let is_on = form.session.is_marked(action);
            let name = format!("Mark: {}", entry.name.to_lowercase());
            let icon = entry.icon.unwrap_or(Icon::Star);
            if form.kit.icons.button_with_tip(ui, icon, &name, entry.name, is_on).clicked() {
                form.commands.push(Command::Action(action));
            }
        }
    };
    ui.steady("marks", |ui| ui.horizontal(buttons));
}

/// The call-outs of a place with their words and whom they are for.
fn callouts(ui: &mut egui::Ui, form: &mut Form<'_>, at: Target) {
    let callouts: Vec<Callout> =
        form.session.map().callouts.iter().filter(|callout| callout.at == at).cloned().collect();
    let personas: Vec<(PersonaId, String)> =
        form.session.map().personas.iter().map(|persona| (persona.id, persona.name.clone())).collect();
    for callout in callouts {
        let (kind, persona) = (callout.kind, callout.persona);
        let pin = |persona, text| Edit::SetCallout { kind, at, persona, text };
        ui.steady(callout.id.as_str(), |ui| {
            let who = persona.and_then(|id| form.session.map().personas.find(id)).map(|found| found.name.clone());
            let name = match &who {
                Some(who) => format!("{} for {who}", capitalized(kind.words())),
                None => capitalized(kind.words()),
            };
            form.kit.heading(ui, &name);
            let spoken = format!("{name}: why");
            form.bare_field(ui, &spoken, "why, in a few words", &callout.text, true, |text| pin(persona, Some(text)));
            let everyone = [(None, "Everyone".to_owned())];
            let choices = everyone.into_iter().chain(personas.iter().cloned().map(|(id, name)| (Some(id), name)));
            let choices: Vec<_> = choices.filter(|(other, _)| *other != persona).collect();
            if !choices.is_empty()
                && let Some(other) = form.kit.picker(ui, "For whom…", choices)
            {
                let edits = vec![pin(persona, None), pin(other, Some(callout.text.clone()))];
                form.change("Pin it for someone else", edits);
            }
        });
    }
}

fn pains(ui: &mut egui::Ui, form: &mut Form<'_>, at: Target) {
    heading(ui, "Pain points");
    let pains: Vec<PainId> =
        form.session.map().pains.iter().filter(|pain| pain.at.contains(&at)).map(|pain| pain.id).collect();
    for (n, id) in pains.iter().enumerate() {
        ui.steady(id.as_str(), |ui| pain::short(ui, form, *id, &format!("Pain point {}", n + 1)));
    }
    if ui.steady_button("Add a pain point").clicked() {
        form.commands.push(Command::AddPain(at));
    }
}
