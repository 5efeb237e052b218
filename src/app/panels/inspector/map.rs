//! The form of the map itself, with its personas.

use eframe::egui;

use super::fields::{Form, title};
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::look::heading;
use crate::app::panels::palette::capitalized;
use crate::edit::{Edit, MapField, Selection};
use crate::icon::Icon;
use crate::model::MapState;

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

pub fn show(ui: &mut egui::Ui, form: &mut Form<'_>) {
    let map = form.session.map();
    title(ui, "Map", "");
    form.line(ui, "Title", &map.title, |text| Edit::SetMap(MapField::Title(text)));
    form.choice(
        ui,
        "State",
        map.state,
        MapState::ALL,
        |state| capitalized(state.words()),
        |state| Edit::SetMap(MapField::State(state)),
    );
    language(ui, form);
    personas(ui, form);
    form.lines(ui, "Situation", &map.scenario.situation, |text| Edit::SetMap(MapField::Situation(text)));
    form.lines(ui, "Goal of the persona", &map.scenario.goal, |text| Edit::SetMap(MapField::ScenarioGoal(text)));
    form.lines(ui, "Expectation", &map.scenario.expectation, |text| Edit::SetMap(MapField::Expectation(text)));
    form.lines(ui, "Vision", &map.purpose.vision, |text| Edit::SetMap(MapField::Vision(text)));
    form.lines(ui, "Promise", &map.purpose.promise, |text| Edit::SetMap(MapField::Promise(text)));
    form.lines(ui, "Goal of the journey", &map.purpose.goal, |text| Edit::SetMap(MapField::PurposeGoal(text)));
    form.line(ui, "Author", &map.author, |text| Edit::SetMap(MapField::Author(text)));
    form.lines(ui, "Private note", &map.note, |text| Edit::SetMap(MapField::Note(text)));
}

fn language(ui: &mut egui::Ui, form: &mut Form<'_>) {
    let current = form.session.map().language.clone();
    let tags: Vec<&str> = LANGUAGES.iter().map(|(tag, _)| *tag).collect();
    let words = |tag: &str| {
        let name = LANGUAGES.iter().find(|(known, _)| *known == tag).map(|(_, name)| *name);
        name.map_or_else(|| tag.to_owned(), str::to_owned)
    };
    form.choice(ui, "Language", current.as_str(), &tags, words, |tag| Edit::SetMap(MapField::Language(tag.to_owned())));
}

fn personas(ui: &mut egui::Ui, form: &mut Form<'_>) {
    heading(ui, "Personas");
    let personas: Vec<_> =
        form.session.map().personas.iter().map(|persona| (persona.id, persona.name.clone())).collect();
    for (persona, name) in personas {
        let row = form.kit.icons.row(ui, Icon::User, &name, egui::Sense::click());
        if row.clicked() {
            form.commands.push(Command::Select(Selection::Persona(persona)));
        }
    }
    if ui.button("Add a persona").clicked() {
        form.commands.push(Command::Action(Action::InsertPersona));
    }
}
