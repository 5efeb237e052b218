//! A field for the map's text in panels: any script, its own direction, with the same carets as on
//! the canvas.

use eframe::egui::{self, Id, Key, Response, Sense, Stroke, StrokeKind, vec2};

use super::canvas::ScreenFromPage;
use super::command::Ending;
use super::explained::explain;
use super::kit::Kit;
use super::look::{Look, color};
use super::text_input::{TextInput, at_screen, paint_paragraph};
use crate::model::Direction;
use crate::text::{Align, TextEditor, TextStyle, Weight};

/// A field for a text of the map.
pub struct TextField<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The text as it is.
    pub text: &'a str,
    /// What stands there while it is empty.
    pub hint: &'a str,
    /// The map's language.
    pub language: &'a str,
    /// Whether it may hold line breaks.
    pub breaks_lines: bool,
}

/// What became of the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldChange {
    /// The text that it is now, if it is another one.
    pub text: Option<String>,
    /// What stands in the field while it has the keyboard.
    pub typing: Option<String>,
    /// Whether typing has come to its end.
    pub ended: bool,
    /// How it was ended, if by a key.
    pub ending: Option<Ending>,
}

/// Within the field's edge, in points.
const PADDING: egui::Vec2 = vec2(8.0, 5.0);

/// How style and direction of a field follow from a language.
pub fn field_style(language: &str) -> TextStyle {
    TextStyle {
        size_pt: 13.0,
        line_height: 1.35,
        weight: Weight::Regular,
        italic: false,
        align: Align::Start,
        direction: Direction::of_language(language),
    }
}

impl TextField<'_> {
    /// The id of the field that is shown with a salt, to give it the keyboard.
    pub fn id(salt: impl std::hash::Hash) -> Id {
        Id::unique(("text field", egui::util::hash(salt)))
    }

    /// Shows the field.
    pub fn show(self, ui: &mut egui::Ui, kit: &mut Kit, salt: impl std::hash::Hash) -> FieldChange {
        let id = Self::id(salt);
        let width = ui.available_width();
        let inner = f64::from(width - 2.0 * PADDING.x).max(8.0);
        let style = field_style(self.language);
        let mut change = FieldChange::default();
        if ui.memory(|memory| memory.has_focus(id)) {
            self.begin(kit, id, inner);
        }
        let is_edited = kit.input.as_ref().is_some_and(|input| input.id == id);
        if is_edited {
            change = self.edit(ui, kit, id, inner);
        }
        let paragraph = match kit.input.as_ref().filter(|input| input.id == id) {
            Some(input) => input.editor.paragraph(),
            None => kit.shaper.paragraph(self.text, style, Some(inner), self.language),
        };
        let lines = if self.breaks_lines { 2.0 } else { 1.0 };
        let height = (paragraph.size.height as f32).max(lines * 17.55) + 2.0 * PADDING.y;
        let (_, rect) = ui.allocate_space(vec2(width, height));
        let response = ui.interact(rect, id, Sense::click_and_drag()).on_hover_cursor(egui::CursorIcon::Text);
        self.describe(ui, &response);
        explain(&response, self.name);
        let place = at_screen(rect.min + PADDING);
        if response.clicked() || response.drag_started() {
            response.request_focus();
            self.begin(kit, id, inner);
        }
        if let Some(input) = kit.input.as_mut().filter(|input| input.id == id) {
            input.take_pointer(&mut kit.shaper, &response, place);
        }
        self.paint(ui, kit, &response, place, &paragraph);
        change
    }

    /// Gives the field the keyboard's text, unless it has it.
    fn begin(&self, kit: &mut Kit, id: Id, width: f64) {
        let is_same = kit.input.as_ref().is_some_and(|input| input.id == id);
        if !is_same {
            let style = field_style(self.language);
            let editor = TextEditor::new(&mut kit.shaper, self.text, style, Some(width), self.language);
            kit.input = Some(TextInput::new(id, editor, self.breaks_lines));
        }
    }

    fn edit(&self, ui: &egui::Ui, kit: &mut Kit, id: Id, width: f64) -> FieldChange {
        let Some(input) = &mut kit.input else { return FieldChange::default() };
        if !ui.memory(|memory| memory.has_focus(id)) {
            kit.input = None;
            return FieldChange { ended: true, ..FieldChange::default() };
        }
        input.editor.set_width(&mut kit.shaper, Some(width));
        let typed = input.take_keys(ui, &mut kit.shaper, Vec::new());
        let text = typed.changed.then(|| input.editor.text().to_owned());
        let tabbed = ui.input(|input| input.key_pressed(Key::Tab));
        match typed.ending {
            Some(ending) => {
                ui.memory_mut(|memory| memory.surrender_focus(id));
                kit.input = None;
                // The key was the field's: the canvas, which is shown later, must not take it too. A dialog may.
                let is_in_panel = ui.layer_id().order == egui::Order::Background;
                for key in [Key::Enter, Key::Escape].into_iter().filter(|_| is_in_panel) {
                    ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
                }
                FieldChange { text, ended: true, typing: None, ending: Some(ending) }
            }
            None => {
                let typing = Some(input.editor.text().to_owned());
                FieldChange { text, ended: tabbed, typing, ending: None }
            }
        }
    }

    fn describe(&self, ui: &egui::Ui, response: &Response) {
        let mut info = egui::WidgetInfo::labeled(egui::Role::TextInput, ui.is_enabled(), self.name);
        info.current_text_value = Some(self.text.to_owned());
        response.widget_info(|| info.clone());
    }

    fn paint(
        &self,
        ui: &egui::Ui,
        kit: &mut Kit,
        response: &Response,
        place: ScreenFromPage,
        paragraph: &std::sync::Arc<crate::text::Paragraph>,
    ) {
        if !ui.is_rect_visible(response.rect) {
            return;
        }
        let look = Look::of(ui.ctx());
        let stroke = match (response.has_focus(), response.hovered()) {
            (true, _) => Stroke::new(2.0, look.accent),
            (_, true) => Stroke::new(1.0, look.ink),
            _ => Stroke::new(1.0, look.edge),
        };
        ui.painter().rect(response.rect, 6.0, look.raised, stroke, StrokeKind::Inside);
        match kit.input.as_ref().filter(|input| input.id == response.id) {
            Some(input) => input.paint(ui, &mut kit.canvas, place, color(look.ink)),
            None if self.text.is_empty() => {
                let style = field_style("");
                let hint = kit.shaper.paragraph(self.hint, style, Some(paragraph.size.width), "");
                paint_paragraph(ui.painter(), &mut kit.canvas, &hint, place, color(look.quiet));
            }
            None => paint_paragraph(ui.painter(), &mut kit.canvas, paragraph, place, color(look.ink)),
        }
    }
}
