//! What the forms of the inspector are made of: fields for text, choices, values that are typed.

use eframe::egui::{self, RichText};

use super::common::Common;
use crate::app::command::Command;
use crate::app::explained::{explain, with_meaning};
use crate::app::kit::Kit;
use crate::app::look::{Look, heading};
use crate::app::session::Session;
use crate::app::steady::Steady as _;
use crate::app::text_field::TextField;
use crate::edit::Edit;

/// What stands in a field whose records differ.
pub const MIXED: &str = "Mixed";

/// What stands in a choice where nothing was chosen.
const NOT_SET: &str = "Not set";

/// A form: what it shows, what it draws with, where its commands go.
pub struct Form<'a> {
    /// What it shows.
    pub session: &'a Session,
    /// What it draws with.
    pub kit: &'a mut Kit,
    /// What is asked for.
    pub commands: &'a mut Vec<Command>,
    /// Tells the fields of one selection from those of another.
    pub salt: u64,
}

impl Form<'_> {
    /// The head of a form: what kind of thing it is, and which one.
    pub fn title(&mut self, ui: &mut egui::Ui, kind: &str, name: &str) {
        let title = ui.label(RichText::new(kind).heading());
        with_meaning(title, kind);
        if !name.is_empty() {
            self.kit.label(ui, name, 13.0, Look::of(ui.ctx()).quiet);
        }
    }

    /// Gives a text field the keyboard, once, if its record was just added: what is added is described at
    /// once. To be called where the field is shown.
    pub fn begin(&mut self, ui: &egui::Ui, record: &str, field: &str) {
        // Under a dialog nothing gets the keyboard.
        let can_have_it = ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
        if self.session.newborn.as_deref() != Some(record) || !can_have_it {
            return;
        }
        let begun = egui::Id::unique("record that was begun");
        if ui.data_mut(|data| data.get_temp::<String>(begun)).as_deref() != Some(record) {
            ui.data_mut(|data| data.insert_temp(begun, record.to_owned()));
            ui.memory_mut(|memory| memory.request_focus(self.field_id(ui, field)));
        }
    }

    /// The id of a text field of the map's text.
    fn field_id(&self, ui: &egui::Ui, name: &str) -> egui::Id {
        TextField::id((self.salt, ui.scope_id(), name))
    }

    /// A part of the form under a heading that opens and closes it.
    pub fn section(
        &mut self,
        ui: &mut egui::Ui,
        name: &str,
        is_open: bool,
        content: impl FnOnce(&mut egui::Ui, &mut Self),
    ) {
        ui.add_space(6.0);
        let id = egui::Id::unique(("inspector section", name));
        if self.kit.disclosure(ui, id, name, is_open) {
            ui.steady(name, |ui| content(ui, self));
        }
    }

    /// Asks for a change: one edit with its own label, several as one step with the label given.
    pub fn change(&mut self, label: &str, mut edits: Vec<Edit>) {
        match edits.len() {
            0 => {}
            1 => self.commands.extend(edits.pop().map(Command::Edit)),
            _ => self.commands.push(Command::Edits(label.to_owned(), edits)),
        }
    }
}

/// Text.
impl Form<'_> {
    /// A field for one line of the map's text.
    pub fn line(&mut self, ui: &mut egui::Ui, name: &str, text: &str, edit: impl FnOnce(String) -> Edit) {
        heading(ui, name);
        self.bare_field(ui, name, "", text, false, edit);
    }

    /// A field for text of several lines.
    pub fn lines(&mut self, ui: &mut egui::Ui, name: &str, text: &str, edit: impl FnOnce(String) -> Edit) {
        heading(ui, name);
        self.bare_field(ui, name, "", text, true, edit);
    }

    /// A field for a text that records share or not. What is typed becomes the text of all of them.
    pub fn shared_text(
        &mut self,
        ui: &mut egui::Ui,
        name: &str,
        text: Common<&str>,
        breaks_lines: bool,
        edit: impl FnOnce(String) -> Edit,
    ) {
        heading(ui, name);
        let hint = if text == Common::Mixed { MIXED } else { "" };
        self.bare_field(ui, name, hint, text.same().unwrap_or_default(), breaks_lines, edit);
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
        let field = TextField { name, text, hint, language, breaks_lines };
        let change = field.show(ui, self.kit, (self.salt, ui.scope_id(), name));
        if let Some(text) = change.text {
            self.commands.push(Command::Edit(edit(text)));
        }
        if change.ended {
            self.commands.push(Command::EndTyping);
        }
    }

    /// A field for a value that is typed. What cannot be read is told below it and changes nothing.
    pub fn value<T>(
        &mut self,
        ui: &mut egui::Ui,
        name: &str,
        hint: &str,
        text: &str,
        read: impl Fn(&str) -> Result<T, String>,
        edit: impl FnOnce(T) -> Edit,
    ) {
        heading(ui, name);
        self.bare_value(ui, name, hint, text, read, edit);
    }

    /// The same for a value of several lines.
    pub fn value_lines<T>(
        &mut self,
        ui: &mut egui::Ui,
        name: &str,
        hint: &str,
        text: &str,
        read: impl Fn(&str) -> Result<T, String>,
        edit: impl FnOnce(T) -> Edit,
    ) {
        heading(ui, name);
        let field = TextField { name, text, hint, language: "", breaks_lines: true };
        self.value_field(ui, field, read, edit);
    }

    /// The same without a heading.
    pub fn bare_value<T>(
        &mut self,
        ui: &mut egui::Ui,
        name: &str,
        hint: &str,
        text: &str,
        read: impl Fn(&str) -> Result<T, String>,
        edit: impl FnOnce(T) -> Edit,
    ) {
        let field = TextField { name, text, hint, language: "", breaks_lines: false };
        self.value_field(ui, field, read, edit);
    }

    fn value_field<T>(
        &mut self,
        ui: &mut egui::Ui,
        field: TextField<'_>,
        read: impl Fn(&str) -> Result<T, String>,
        edit: impl FnOnce(T) -> Edit,
    ) {
        let salt = (self.salt, ui.scope_id(), field.name);
        let change = field.show(ui, self.kit, salt);
        let typed = change.typing.as_deref().map(&read);
        if change.text.is_some()
            && let Some(Ok(value)) = change.text.as_deref().map(&read)
        {
            self.commands.push(Command::Edit(edit(value)));
        }
        if change.ended {
            self.commands.push(Command::EndTyping);
        }
        if let Some(Err(problem)) = typed {
            ui.colored_label(Look::of(ui.ctx()).danger, problem);
        }
    }
}

/// Choices.
impl Form<'_> {
    /// A choice among a few values by name.
    pub fn choice<T: Copy + PartialEq>(
        &mut self,
        ui: &mut egui::Ui,
        name: &str,
        current: Common<T>,
        values: &[T],
        words: impl Fn(T) -> String,
        edit: impl FnOnce(T) -> Edit,
    ) {
        self.choice_for_all(ui, name, current, values, words, |value| vec![edit(value)]);
    }

    /// The same for several records: what is chosen is set on all of them in one step.
    pub fn choice_for_all<T: Copy + PartialEq>(
        &mut self,
        ui: &mut egui::Ui,
        name: &str,
        current: Common<T>,
        values: &[T],
        words: impl Fn(T) -> String,
        edits: impl FnOnce(T) -> Vec<Edit>,
    ) {
        let label = heading(ui, name);
        let width = ui.available_width();
        let mut choices: Vec<(Option<T>, String)> = values.iter().map(|value| (Some(*value), words(*value))).collect();
        if current == Common::Mixed {
            choices.insert(0, (None, MIXED.to_owned()));
        }
        let chosen = self.kit.chooser(ui, label.id, (name, width), Some(current.same()), &choices);
        if let Some(Some(chosen)) = chosen {
            self.change(&format!("Set: {}", name.to_lowercase()), edits(chosen));
        }
    }

    /// A choice among a few values by name, or none of them.
    pub fn optional<T: Copy + PartialEq>(
        &mut self,
        ui: &mut egui::Ui,
        name: &str,
        current: Common<Option<T>>,
        values: &[T],
        words: impl Fn(T) -> String,
        edit: impl FnOnce(Option<T>) -> Edit,
    ) {
        let values: Vec<Option<T>> = [None].into_iter().chain(values.iter().copied().map(Some)).collect();
        let words = |value: Option<T>| value.map_or_else(|| NOT_SET.to_owned(), &words);
        self.choice(ui, name, current, &values, words, edit);
    }

    /// A switch.
    pub fn flag(&mut self, ui: &mut egui::Ui, name: &str, is_on: bool, edit: impl FnOnce(bool) -> Edit) {
        let mut value = is_on;
        if ui.steady(name, |ui| ui.checkbox(&mut value, name)).changed() {
            self.commands.push(Command::Edit(edit(value)));
        }
    }

    /// A few values as buttons in a row. A press on the one that is set takes it away.
    pub fn pick<T: Copy + PartialEq>(
        &mut self,
        ui: &mut egui::Ui,
        spoken: &str,
        current: Option<T>,
        values: impl IntoIterator<Item = T>,
        words: impl Fn(T) -> String,
    ) -> Option<Option<T>> {
        let mut picked = None;
        let buttons = |ui: &mut egui::Ui| {
            ui.spacing_mut().item_spacing = egui::vec2(2.0, 2.0);
            for value in values {
                let is_on = current == Some(value);
                let button = egui::Button::selectable(is_on, words(value)).frame_when_inactive(true);
                let response = ui.add(button.min_size(egui::vec2(30.0, 26.0)));
                let name = format!("{spoken}: {}", words(value));
                response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_on, &name));
                explain(&response, &name);
                if response.clicked() {
                    picked = Some((!is_on).then_some(value));
                }
            }
        };
        ui.steady(spoken, |ui| ui.horizontal_wrapped(buttons));
        picked
    }
}
