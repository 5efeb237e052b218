//! The terms of the field where they are used: in tooltips, in the accessibility tree, and for F1.

use eframe::egui::{self, Id, Response};

use super::help;

/// Under which the context keeps what was explained while it had the keyboard.
fn kept() -> Id {
    Id::unique("term at the keyboard")
}

/// Explains a widget by the term with which its name begins: to a screen reader, which reads it after the
/// name, and to F1 while the widget has the keyboard. To be called after its name was given.
pub fn explain(response: &Response, name: &str) {
    let Some(term) = help::term(name) else { return };
    response.ctx.accesskit_node_builder(response.id, |node| node.set_description(term.meaning));
    if response.has_focus() {
        response.ctx.data_mut(|data| data.insert_temp(kept(), (response.id, term.name)));
    }
}

/// A tooltip that explains the term with which a name begins; none for other names.
pub fn with_meaning(response: Response, name: &str) -> Response {
    match help::term(name) {
        Some(term) => response.on_hover_text(term.meaning),
        None => response,
    }
}

/// The term that explains what has the keyboard.
pub fn at_keyboard(ctx: &egui::Context) -> Option<&'static str> {
    let (widget, term): (Id, &'static str) = ctx.data(|data| data.get_temp(kept()))?;
    ctx.memory(|memory| memory.has_focus(widget)).then_some(term)
}
