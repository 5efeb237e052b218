//! The form of a persona.

use eframe::egui;

use super::fields::{Form, title};
use crate::app::panels::palette::capitalized;
use crate::edit::{Edit, PersonaField};
use crate::model::{PersonaId, PersonaKind, Showing};

pub fn show(ui: &mut egui::Ui, form: &mut Form<'_>, persona: PersonaId) {
    let Some(found) = form.session.map().personas.find(persona) else { return };
    let set = |field: PersonaField| Edit::SetPersona { persona, field };
    title(ui, "Persona", "");
    form.line(ui, "Name", &found.name, |text| set(PersonaField::Name(text)));
    form.line(ui, "Role", &found.role, |text| set(PersonaField::Role(text)));
    form.lines(ui, "Quote", &found.quote, |text| set(PersonaField::Quote(text)));
    form.choice(
        ui,
        "Kind",
        found.kind,
        PersonaKind::ALL,
        |kind| capitalized(kind.words()),
        |kind| set(PersonaField::Kind(kind)),
    );
    form.choice(
        ui,
        "Curve",
        found.curve,
        Showing::ALL,
        |showing| capitalized(showing.words()),
        |showing| set(PersonaField::Curve(showing)),
    );
    form.lines(ui, "Private note", &found.note, |text| set(PersonaField::Note(text)));
}
