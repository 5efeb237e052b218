//! What the forms of the inspector are made of.

use eframe::egui::{self, RichText};

use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::look::{Look, heading};
use crate::app::session::Session;
use crate::app::text_field::TextField;
use crate::edit::Edit;

/// A form: what it shows, what it draws with, where its commands go.
pub struct Form<'a> {
    /// What it shows.
    pub session: &'a Session,
    /// What it draws with.
    pub kit: &'a mut Kit,
    /// What is asked for.
    pub commands: &'a mut Vec<Command>,
}

/// The head of a form: what kind of thing it is, and which one.
pub fn title(ui: &mut egui::Ui, kind: &str, name: &str) {
    let look = Look::of(ui.ctx());
    ui.label(RichText::new(kind).heading());
    if !name.is_empty() {
        ui.add(egui::Label::new(RichText::new(name).color(look.quiet)).truncate());
    }
}

impl Form<'_> {
    /// A field for one line of the map's text.
    pub fn line(&mut self, ui: &mut egui::Ui, name: &str, text: &str, edit: impl FnOnce(String) -> Edit) {
        self.text_field(ui, name, text, false, edit);
    }

    /// A field for text of several lines.
    pub fn lines(&mut self, ui: &mut egui::Ui, name: &str, text: &str, edit: impl FnOnce(String) -> Edit) {
        self.text_field(ui, name, text, true, edit);
    }

    /// A field whose heading is its name.
    fn text_field(
        &mut self,
        ui: &mut egui::Ui,
        name: &str,
        text: &str,
        breaks_lines: bool,
        edit: impl FnOnce(String) -> Edit,
    ) {
        heading(ui, name);
        self.bare_field(ui, name, "", text, breaks_lines, edit);
    }

    /// A field without a heading; its name is for those who do not see it.
    pub fn bare_field(
        &mut self,
        ui: &mut egui::Ui,
        name: &str,
        hint: &str,
        text: &str,
        breaks_lines: bool,
        edit: impl FnOnce(String) -> Edit,
    ) {
        let language = &self.session.map().language;
        let salt = (format!("{:?}", self.session.selection()), name);
        let field = TextField { name, text, hint, language, breaks_lines };
        let change = field.show(ui, self.kit, salt);
        if let Some(text) = change.text {
            self.commands.push(Command::Edit(edit(text)));
        }
        if change.ended {
            self.commands.push(Command::EndTyping);
        }
    }

    /// A choice among a few values by name.
    pub fn choice<T: Copy + PartialEq>(
        &mut self,
        ui: &mut egui::Ui,
        name: &str,
        current: T,
        values: &[T],
        words: impl Fn(T) -> String,
        edit: impl FnOnce(T) -> Edit,
    ) {
        let label = heading(ui, name);
        let mut chosen = current;
        let combo = egui::ComboBox::from_id_salt(name).selected_text(words(current)).width(ui.available_width());
        let combo = combo.show_ui(ui, |ui| {
            for value in values {
                ui.selectable_value(&mut chosen, *value, words(*value));
            }
        });
        combo.response.labelled_by(label.id);
        if chosen != current {
            self.commands.push(Command::Edit(edit(chosen)));
        }
    }
}
