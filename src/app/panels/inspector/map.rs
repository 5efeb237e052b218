//! The form of the map itself, with its personas, channels and what is listed beside the grid.

use eframe::egui::{self, Sense};

use super::common::Common;
use super::fields::Form;
use super::lists::{read_color, swatch};
use super::{edition, metrics, picture};
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::look::heading;
use crate::app::panels::palette::capitalized;
use crate::app::steady::Steady as _;
use crate::color::Color;
use crate::edit::{ChannelField, Edit, MapField, Selection};
use crate::icon::Icon;
use crate::model::{BUILT_IN_CHANNELS, BuiltInChannel, Channel, ChannelId, MapState};

/// Languages that are offered by name; any other can be typed as its tag.
const LANGUAGES: &[(&str, &str)] = &[
    ("", "Not set"),
    ("ar", "Arabic"),
    ("zh-Hans", "Chinese, simplified"),
    ("zh-Hant", "Chinese, traditional"),
    ("nl", "Dutch"),
    ("en", "English"),
    ("fr", "French"),
    ("de", "German"),
    ("el", "Greek"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("fa", "Persian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ru", "Russian"),
    ("es", "Spanish"),
    ("th", "Thai"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
];

/// Accents that are offered; each is dark enough for white text.
const ACCENTS: &[(&str, u32)] = &[
    ("navy", 0x1f_3a_5f),
    ("teal", 0x12_60_63),
    ("forest", 0x2f_5d_34),
    ("plum", 0x5b_2a_5c),
    ("wine", 0x7a_1f_3d),
    ("rust", 0x8a_3b_12),
    ("slate", 0x3a_44_50),
];

/// Shows the form.
pub fn show(ui: &mut egui::Ui, form: &mut Form<'_>) {
    let map = form.session.map();
    form.title(ui, "Map", "");
    form.line(ui, "Title", &map.title, |text| Edit::SetMap(MapField::Title(text)));
    let words = |state: MapState| capitalized(state.words());
    form.choice(ui, "State", Common::Same(map.state), MapState::ALL, words, |state| {
        Edit::SetMap(MapField::State(state))
    });
    form.line(ui, "Period, such as 2027", &map.period, |text| Edit::SetMap(MapField::Period(text)));
    language(ui, form);
    personas(ui, form);
    form.section(ui, "Scenario", true, scenario);
    form.section(ui, "Purpose", true, purpose);
    form.section(ui, "Edition", true, edition::show);
    form.section(ui, "Look", true, look);
    form.section(ui, "Own channels", false, channels);
    form.section(ui, "Metrics", false, metrics::show);
    form.section(ui, "Pain points and opportunities", false, findings);
    form.lines(ui, "Private note", &map.note, |text| Edit::SetMap(MapField::Note(text)));
}

fn language(ui: &mut egui::Ui, form: &mut Form<'_>) {
    let current = form.session.map().language.clone();
    let tags: Vec<&str> = LANGUAGES.iter().map(|(tag, _)| *tag).collect();
    let words = |tag: &str| {
        let name = LANGUAGES.iter().find(|(known, _)| *known == tag).map(|(_, name)| *name);
        name.map_or_else(|| tag.to_owned(), str::to_owned)
    };
    let known = Common::Same(current.as_str());
    form.choice(ui, "Language", known, &tags, words, |tag| Edit::SetMap(MapField::Language(tag.to_owned())));
    let field = |text| Edit::SetMap(MapField::Language(text));
    form.bare_field(ui, "Language as a tag", "a tag such as sv or pt-BR", &current, false, field);
}

fn personas(ui: &mut egui::Ui, form: &mut Form<'_>) {
    heading(ui, "Personas");
    let personas: Vec<_> =
        form.session.map().personas.iter().map(|persona| (persona.id, persona.name.clone())).collect();
    for (persona, name) in personas {
        let row = ui.steady(persona, |ui| form.kit.row(ui, Icon::User, &name, Sense::click()));
        if row.clicked() {
            form.commands.push(Command::Select(Selection::Persona(persona)));
        }
    }
    if ui.steady_button("Add a persona").clicked() {
        form.commands.push(Command::Action(Action::InsertPersona));
    }
}

fn scenario(ui: &mut egui::Ui, form: &mut Form<'_>) {
    let scenario = &form.session.map().scenario;
    form.lines(ui, "Situation", &scenario.situation, |text| Edit::SetMap(MapField::Situation(text)));
    form.lines(ui, "Goal of the persona", &scenario.goal, |text| Edit::SetMap(MapField::ScenarioGoal(text)));
    form.lines(ui, "Expectation", &scenario.expectation, |text| Edit::SetMap(MapField::Expectation(text)));
}

fn purpose(ui: &mut egui::Ui, form: &mut Form<'_>) {
    let purpose = &form.session.map().purpose;
    form.lines(ui, "Vision", &purpose.vision, |text| Edit::SetMap(MapField::Vision(text)));
    form.lines(ui, "Promise", &purpose.promise, |text| Edit::SetMap(MapField::Promise(text)));
    form.lines(ui, "Goal of the journey", &purpose.goal, |text| Edit::SetMap(MapField::PurposeGoal(text)));
}

fn look(ui: &mut egui::Ui, form: &mut Form<'_>) {
    let accent = form.session.map().accent;
    let set = |accent| Command::Edit(Edit::SetMap(MapField::Accent(accent)));
    heading(ui, "Accent color");
    let swatches = |ui: &mut egui::Ui| {
        ui.spacing_mut().item_spacing = egui::vec2(2.0, 2.0);
        for (name, hex) in ACCENTS {
            let color = Color::rgb(*hex);
            let is_on = accent == Some(color);
            let ground = egui::Color32::from_rgb(color.r, color.g, color.b);
            if swatch(ui, &format!("Accent color: {name}"), ground, is_on) {
                form.commands.push(set((!is_on).then_some(color)));
            }
        }
    };
    ui.steady("accents", |ui| ui.horizontal_wrapped(swatches));
    let text = accent.map(|color| color.to_string()).unwrap_or_default();
    form.bare_value(ui, "Accent color as a number", "such as #1f3a5f", &text, read_color, |color| {
        Edit::SetMap(MapField::Accent(color))
    });
    let logo = form.session.map().logo.as_ref();
    picture::show(ui, form, "Logo", logo, |logo| Edit::SetMap(MapField::Logo(logo)));
}

fn channels(ui: &mut egui::Ui, form: &mut Form<'_>) {
    let channels: Vec<Channel> = form.session.map().channels.iter().cloned().collect();
    let icons: Vec<Icon> = Icon::ALL.to_vec();
    for channel in channels {
        let id = channel.id;
        let set = |field: ChannelField| Edit::SetChannel { channel: id, field };
        ui.steady(id.as_str(), |ui| {
            form.begin(ui, id.as_str(), "Name of the channel");
            form.line(ui, "Name of the channel", &channel.name, |text| set(ChannelField::Name(text)));
            let current = Common::Same(Icon::named(&channel.icon).unwrap_or(Icon::Tag));
            let words = |icon: Icon| capitalized(&icon.name().replace('-', " "));
            form.choice(ui, "Icon", current, &icons, words, |icon| set(ChannelField::Icon(icon.name().to_owned())));
            form.hue(ui, "Color", Common::Same(channel.hue), |hue| set(ChannelField::Hue(hue)));
            ui.add_space(4.0);
            if ui.steady_button("Remove the channel").clicked() {
                form.commands.push(Command::Edit(Edit::RemoveChannel(id)));
            }
            ui.separator();
        });
    }
    if ui.steady_button("Add a channel").clicked() {
        form.commands.push(Command::AddChannel(None));
    }
    let built_in: Vec<(ChannelId, String)> = BUILT_IN_CHANNELS
        .iter()
        .map(|channel| (channel.channel_id(), channel.name.to_owned()))
        .filter(|(id, _)| !form.session.map().channels.contains(*id))
        .collect();
    if let Some(found) = form.kit.picker(ui, "Change a built-in channel…", built_in).and_then(BuiltInChannel::find) {
        form.commands.push(Command::AddChannel(Some(*found)));
    }
}

fn findings(ui: &mut egui::Ui, form: &mut Form<'_>) {
    let map = form.session.map();
    for pain in &map.pains {
        let row = ui.steady(pain.id, |ui| form.kit.row(ui, Icon::Warning, &pain.text, Sense::click()));
        if row.clicked() {
            form.commands.push(Command::Select(Selection::Pain(pain.id)));
        }
    }
    for opportunity in &map.opportunities {
        let row = ui.steady(opportunity.id, |ui| form.kit.row(ui, Icon::Lightbulb, &opportunity.name, Sense::click()));
        if row.clicked() {
            form.commands.push(Command::Select(Selection::Opportunity(opportunity.id)));
        }
    }
    if ui.steady_button("Add an opportunity").clicked() {
        form.commands.push(Command::AddOpportunity(None));
    }
}
