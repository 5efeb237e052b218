//! Keys, the pointer and input methods on a text that is being edited, and how it is painted. The
//! text itself, its caret and its glyphs are [`TextEditor`]'s, so that every script is edited as it
//! is shown.

use eframe::egui::{self, Event, EventFilter, Id, ImeEvent, Key, Modifiers, Response, Stroke, pos2};

use super::canvas::{SceneCanvas, ScreenFromPage};
use super::command::{Ending, Onward};
use super::look::Look;
use super::steady::hold_keys;
use crate::color::Color;
use crate::geom::{Point, Vec2};
use crate::scene::{Item, TextItem};
use crate::text::{Motion, Shaper, TextEditor};

/// A text field that has the keyboard.
pub struct TextInput {
    /// The field.
    pub id: Id,
    /// Its text.
    pub editor: TextEditor,
    breaks_lines: bool,
    /// Whether Enter and Tab go on to the next text.
    goes_on: bool,
    /// Whether it has not had the keyboard yet. The click that began it would take the keyboard away
    /// again, as a click beside a field does.
    awaits_keyboard: bool,
}

/// What the keys did.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Typed {
    /// The text is another one.
    pub changed: bool,
    /// There was no room for all that was typed or pasted.
    pub is_full: bool,
    /// Editing has come to its end.
    pub ending: Option<Ending>,
    /// What was typed behind the end.
    pub ahead: Vec<Event>,
}

/// What is said when a text has no room for more.
pub const FULL: &str = "Not all of it fits: a text holds at most 10,000 characters here.";

impl TextInput {
    /// A field that gets the keyboard, with all of its text selected.
    pub fn new(id: Id, editor: TextEditor, breaks_lines: bool) -> Self {
        Self { id, editor, breaks_lines, goes_on: false, awaits_keyboard: true }
    }

    /// The same, with Enter and Tab going on to the next text.
    pub fn going_on(self) -> Self {
        Self { goes_on: true, ..self }
    }

    /// Whether it has the keyboard, or is still to get it.
    pub fn has_keyboard(&mut self, ui: &egui::Ui) -> bool {
        if ui.memory(|memory| memory.has_focus(self.id)) {
            self.awaits_keyboard = false;
        } else if self.awaits_keyboard {
            ui.memory_mut(|memory| memory.request_focus(self.id));
        }
        self.awaits_keyboard || ui.memory(|memory| memory.has_focus(self.id))
    }

    /// Takes the frame's keys and text, after those that were typed ahead.
    pub fn take_keys(&mut self, ui: &egui::Ui, shaper: &mut Shaper, ahead: Vec<Event>) -> Typed {
        let filter = EventFilter { tab: self.goes_on, horizontal_arrows: true, vertical_arrows: true, escape: true };
        hold_keys(ui.ctx(), self.id, filter);
        let events = ui.input(|input| input.filtered_events(&filter));
        let mut typed = Typed::default();
        let mut events = ahead.into_iter().chain(events);
        while let Some(event) = events.next() {
            let before = self.editor.text().to_owned();
            typed.is_full |= !self.fits(shaper, &event);
            typed.ending = self.take(ui, shaper, event);
            typed.changed |= before != self.editor.text();
            if typed.ending.is_some() {
                typed.ahead = events.collect();
                break;
            }
        }
        typed
    }

    /// Takes text that is typed or pasted; answers whether there was room for it.
    fn fits(&mut self, shaper: &mut Shaper, event: &Event) -> bool {
        match event {
            Event::Text(text) => self.editor.insert(shaper, text),
            Event::Paste(text) if self.breaks_lines => self.editor.insert(shaper, text),
            Event::Paste(text) => self.editor.insert(shaper, &text.replace(['\r', '\n'], " ")),
            _ => true,
        }
    }

    fn take(&mut self, ui: &egui::Ui, shaper: &mut Shaper, event: Event) -> Option<Ending> {
        let editor = &mut self.editor;
        match event {
            // Taken already.
            Event::Text(_) | Event::Paste(_) => {}
            Event::Copy | Event::Cut => {
                if !editor.selected_text().is_empty() {
                    ui.copy_text(editor.selected_text().to_owned());
                }
                if event == Event::Cut {
                    editor.delete_selection(shaper);
                }
            }
            Event::Ime(event) => self.take_ime(shaper, event),
            Event::Key { key, pressed: true, modifiers, .. } => return self.take_key(shaper, key, modifiers),
            _ => {}
        }
        None
    }

    fn take_ime(&mut self, shaper: &mut Shaper, event: ImeEvent) {
        match event {
            ImeEvent::Preedit { text, active_range_chars } => {
                let byte = |chars: usize| text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
                let range = active_range_chars.map(|range| byte(range.start)..byte(range.end));
                self.editor.set_preedit(shaper, &text, range);
            }
            ImeEvent::Commit(text) => self.editor.commit(shaper, &text),
            _ => {}
        }
    }

    fn take_key(&mut self, shaper: &mut Shaper, key: Key, modifiers: Modifiers) -> Option<Ending> {
        let by_word = modifiers.ctrl || modifiers.alt;
        let editor = &mut self.editor;
        let motion = match key {
            Key::ArrowLeft if modifiers.mac_cmd => Motion::LineStart,
            Key::ArrowRight if modifiers.mac_cmd => Motion::LineEnd,
            Key::ArrowLeft if by_word => Motion::WordLeft,
            Key::ArrowRight if by_word => Motion::WordRight,
            Key::ArrowLeft => Motion::Left,
            Key::ArrowRight => Motion::Right,
            Key::ArrowUp => Motion::Up,
            Key::ArrowDown => Motion::Down,
            Key::Home if modifiers.command => Motion::TextStart,
            Key::End if modifiers.command => Motion::TextEnd,
            Key::Home => Motion::LineStart,
            Key::End => Motion::LineEnd,
            _ => return self.take_other_key(shaper, key, modifiers),
        };
        editor.move_caret(shaper, motion, modifiers.shift);
        None
    }

    fn take_other_key(&mut self, shaper: &mut Shaper, key: Key, modifiers: Modifiers) -> Option<Ending> {
        let by_word = modifiers.ctrl || modifiers.alt;
        let editor = &mut self.editor;
        match key {
            Key::Enter if modifiers.shift && self.breaks_lines => {
                editor.insert(shaper, "\n");
            }
            Key::Enter if self.goes_on => return Some(Ending::Next(Onward::Below)),
            Key::Tab if self.goes_on && modifiers.shift => return Some(Ending::Next(Onward::FormerStep)),
            Key::Tab if self.goes_on => return Some(Ending::Next(Onward::NextStep)),
            Key::Enter => return Some(Ending::Keep),
            Key::Escape => return Some(Ending::Revert),
            Key::Backspace if by_word => editor.backspace_word(shaper),
            Key::Backspace => editor.backspace(shaper),
            Key::Delete if by_word => editor.delete_word_forward(shaper),
            Key::Delete => editor.delete_forward(shaper),
            Key::A if modifiers.command => editor.select_all(shaper),
            Key::Z if modifiers.command && modifiers.shift => {
                editor.redo(shaper);
            }
            Key::Z if modifiers.command => {
                editor.undo(shaper);
            }
            Key::Y if modifiers.command => {
                editor.redo(shaper);
            }
            _ => {}
        }
        None
    }

    /// Takes clicks and drags on the field's response.
    pub fn take_pointer(&mut self, shaper: &mut Shaper, response: &Response, place: ScreenFromPage) {
        let Some(pointer) = response.interact_pointer_pos() else { return };
        let point = place.page_point(pointer);
        let (shift, pressed) = response.ctx.input(|input| (input.modifiers.shift, input.pointer.primary_pressed()));
        if response.triple_clicked() {
            self.editor.triple_click(shaper, point);
        } else if response.double_clicked() {
            self.editor.double_click(shaper, point);
        } else if pressed {
            self.editor.click(shaper, point, shift);
        } else if response.dragged() {
            self.editor.drag_to(shaper, point);
        }
    }

    /// Paints selection, text and caret, and tells the input method where the caret is. `place`
    /// brings the text's points to the screen.
    pub fn paint(&self, ui: &egui::Ui, canvas: &mut SceneCanvas, place: ScreenFromPage, ink: Color) {
        let look = Look::of(ui.ctx());
        let painter = ui.painter();
        for rect in self.editor.selection() {
            painter.rect_filled(place.rect(rect), 2.0, super::look::faded(look.accent, 0.28));
        }
        paint_paragraph(painter, canvas, &self.editor.paragraph(), place, ink);
        for rect in self.editor.preedit() {
            let rect = place.rect(rect);
            painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.5, look.accent));
        }
        let caret = place.rect(self.editor.caret());
        let (top, bottom) = (caret.left_top(), pos2(caret.left(), caret.bottom()));
        painter.line_segment([top, bottom], Stroke::new(2.0, look.accent));
        let cursor_rect = caret.expand(1.0);
        ui.output_mut(|output| {
            output.mutable_text_under_cursor = true;
            output.ime = Some(egui::output::IMEOutput {
                purpose: egui::IMEPurpose::Normal,
                rect: cursor_rect,
                cursor_rect,
                should_interrupt_composition: false,
            });
        });
    }
}

/// Paints a paragraph whose top left corner stands at the origin of `place`.
pub fn paint_paragraph(
    painter: &egui::Painter,
    canvas: &mut SceneCanvas,
    paragraph: &std::sync::Arc<crate::text::Paragraph>,
    place: ScreenFromPage,
    ink: Color,
) {
    let item = Item::Text(TextItem { paragraph: paragraph.clone(), origin: Point::ORIGIN, color: ink });
    canvas.paint_items(painter, &[item], place, 1.0);
}

/// Brings points at their natural size to a place on the screen.
pub fn at_screen(corner: egui::Pos2) -> ScreenFromPage {
    ScreenFromPage { scale: 1.0, offset: Vec2::new(f64::from(corner.x), f64::from(corner.y)) }
}
