//! The form of a persona.

use eframe::egui;

use super::common::Common;
use super::fields::Form;
use super::picture;
use crate::app::command::Command;
use crate::app::panels::palette::capitalized;
use crate::app::steady::Steady as _;
use crate::edit::{Edit, PersonaField};
use crate::icon::Icon;
use crate::model::{LineStyle, Persona, PersonaId, PersonaKind, Showing};

/// Shows the form.
pub fn show(ui: &mut egui::Ui, form: &mut Form<'_>, persona: PersonaId) {
    let personas = &form.session.map().personas;
    let (Some(found), Some(at)) = (personas.find(persona), personas.position(persona)) else { return };
    let set = |field: PersonaField| Edit::SetPersona { persona, field };
    form.title(ui, "Persona", "");
    form.begin(ui, persona.as_str(), "Name");
    form.line(ui, "Name", &found.name, |text| set(PersonaField::Name(text)));
    form.line(ui, "Role", &found.role, |text| set(PersonaField::Role(text)));
    form.lines(ui, "Quote", &found.quote, |text| set(PersonaField::Quote(text)));
    let goals = found.goals.join("\n");
    form.lines(ui, "Goals, one a line", &goals, |text| {
        set(PersonaField::Goals(text.lines().filter(|goal| !goal.trim().is_empty()).map(str::to_owned).collect()))
    });
    let words = |kind: PersonaKind| capitalized(kind.words());
    form.choice(ui, "Kind", Common::Same(found.kind), PersonaKind::ALL, words, |kind| set(PersonaField::Kind(kind)));
    picture::show(ui, form, "Portrait", found.picture.as_ref(), |picture| set(PersonaField::Picture(picture)));
    form.hue(ui, "Color of the curve", Common::Same(found.hue), |hue| set(PersonaField::Hue(hue)));
    let words = |line: LineStyle| capitalized(line.words());
    form.choice(ui, "Line of the curve", Common::Same(found.line), LineStyle::ALL, words, |line| {
        set(PersonaField::Line(line))
    });
    let words = |showing: Showing| capitalized(showing.words());
    form.choice(ui, "Curve", Common::Same(found.curve), Showing::ALL, words, |curve| set(PersonaField::Curve(curve)));
    ui.add_space(4.0);
    if personas.len() > 1 && ui.steady_button("Show this curve alone").clicked() {
        let alone = |other: &Persona| {
            let curve = if other.id == persona { Showing::Shown } else { Showing::Hidden };
            Edit::SetPersona { persona: other.id, field: PersonaField::Curve(curve) }
        };
        form.change("Show one curve alone", personas.iter().map(alone).collect());
    }
    if personas.iter().any(|other| other.curve == Showing::Hidden) && ui.steady_button("Show every curve").clicked() {
        let shown =
            |other: &Persona| Edit::SetPersona { persona: other.id, field: PersonaField::Curve(Showing::Shown) };
        form.change("Show every curve", personas.iter().map(shown).collect());
    }
    form.lines(ui, "Private note", &found.note, |text| set(PersonaField::Note(text)));
    ui.add_space(8.0);
    let order = |ui: &mut egui::Ui| {
        let earlier = at.checked_sub(1).and_then(|before| personas.at(before)).map(|other| other.id);
        ui.add_enabled_ui(earlier.is_some(), |ui| {
            if form.kit.icons.button(ui, Icon::ArrowUp, "Persona comes earlier", false).clicked() {
                form.commands.push(Command::Edit(Edit::MovePersona { persona, before: earlier }));
            }
        });
        ui.add_enabled_ui(at + 1 < personas.len(), |ui| {
            if form.kit.icons.button(ui, Icon::ArrowDown, "Persona comes later", false).clicked() {
                let before = personas.at(at + 2).map(|other| other.id);
                form.commands.push(Command::Edit(Edit::MovePersona { persona, before }));
            }
        });
        if ui.button("Remove the persona").clicked() {
            form.commands.push(Command::Edit(Edit::RemovePersona(persona)));
        }
    };
    ui.steady("order", |ui| ui.horizontal(order));
}
