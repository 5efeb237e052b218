//! Widgets whose ids stay what they are while others come and go above them. An id is that of the
//! keyboard's place: with another one a widget would lose the keyboard in the middle of the work.

use std::hash::Hash;

use eframe::egui::{self, EventFilter, FocusDirection, Id, Key, Response, Ui, UiBuilder};

/// Parts of a form with ids of their own.
pub trait Steady {
    /// A part whose ids follow from its name and not from what stands above it. Names must differ within
    /// one part.
    fn steady<R>(&mut self, name: impl Hash, content: impl FnOnce(&mut Ui) -> R) -> R;

    /// A button that is such a part.
    fn steady_button(&mut self, name: &str) -> Response;
}

/// Lets a widget that has the keyboard have keys that would else take the keyboard elsewhere, from the first
/// frame on: in that frame they were taken for going elsewhere before the widget could ask for them.
pub fn hold_keys(ctx: &egui::Context, widget: Id, filter: EventFilter) {
    let pressed = |keys: [Key; 2]| ctx.input(|input| keys.into_iter().any(|key| input.key_pressed(key)));
    let is_arrow = (filter.horizontal_arrows && pressed([Key::ArrowLeft, Key::ArrowRight]))
        || (filter.vertical_arrows && pressed([Key::ArrowUp, Key::ArrowDown]));
    ctx.memory_mut(|memory| {
        memory.set_focus_lock_filter(widget, filter);
        if is_arrow && memory.has_focus(widget) {
            memory.move_focus(FocusDirection::None);
        }
    });
}

impl Steady for Ui {
    fn steady<R>(&mut self, name: impl Hash, content: impl FnOnce(&mut Ui) -> R) -> R {
        let id = self.scope_id().with(("steady", egui::util::hash(name)));
        self.scope_builder(UiBuilder::new().scope_id(id), content).inner
    }

    fn steady_button(&mut self, name: &str) -> Response {
        self.steady(name, |ui| ui.button(name))
    }
}
