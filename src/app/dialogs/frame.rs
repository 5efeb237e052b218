//! What every dialog shares: a modal sheet with a heading, and a row of buttons at its end.

use eframe::egui::{self, Align, Button, Id, Layout, Modal, Order, Popup, RichText};

use crate::app::command::Command;
use crate::app::look::{GRID, Look, TARGET, dialog_frame};

/// What is left free above and below a dialog, with its own padding, in points.
const MARGIN: f32 = 32.0;

/// Shows a modal dialog of a width. The second value says that it was closed by Esc or by a click
/// beside it.
pub fn dialog<T>(ctx: &egui::Context, title: &str, width: f32, content: impl FnOnce(&mut egui::Ui) -> T) -> (T, bool) {
    let frame = dialog_frame(&ctx.global_style());
    let modal = Modal::new(Id::unique(("dialog", title))).frame(frame).show(ctx, |ui| {
        ui.set_width(width.min(ctx.content_rect().width() - 64.0).max(TARGET));
        ui.heading(title);
        ui.add_space(GRID);
        let room = (ctx.content_rect().height() - ui.min_rect().height() - 2.0 * MARGIN).max(TARGET);
        in_room(ui, Id::unique(("height of dialog", title)), room, content)
    });
    let closed = modal.should_close();
    (modal.inner, closed)
}

/// What is higher than there is room is scrolled; how high it is, is known from the frame before.
fn in_room<T>(ui: &mut egui::Ui, id: Id, room: f32, content: impl FnOnce(&mut egui::Ui) -> T) -> T {
    let before: f32 = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let (inner, height) = if before > room {
        let area = egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room);
        let shown = area.auto_shrink([false, true]).show(ui, content);
        (shown.inner, shown.content_size.y)
    } else {
        let shown = ui.scope(content);
        (shown.inner, shown.response.rect.height())
    };
    if height != before {
        ui.data_mut(|data| data.insert_temp(id, height));
    }
    if (height > room) != (before > room) {
        ui.request_repaint();
    }
    inner
}

/// The commands, or closing the dialog if there are none and it was closed.
pub fn or_close(mut commands: Vec<Command>, closed: bool) -> Vec<Command> {
    if closed && commands.is_empty() {
        commands.push(Command::CloseDialog);
    }
    commands
}

/// The row of buttons at the end, from the right.
pub fn footer(ui: &mut egui::Ui, buttons: impl FnOnce(&mut egui::Ui)) {
    ui.add_space(2.0 * GRID);
    // No higher than the buttons: a dialog gets lower again when its content does.
    let size = egui::vec2(ui.available_width(), TARGET + 4.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), buttons);
}

/// The button that does what the dialog is for. It has the keyboard unless something else in the
/// dialog took it, so that Enter presses it.
pub fn main_button(ui: &mut egui::Ui, text: &str, enabled: bool) -> bool {
    let look = Look::of(ui.ctx());
    let button = Button::new(RichText::new(text).color(look.on_accent)).fill(look.accent);
    let button = ui.add_enabled(enabled, button.min_size(egui::vec2(80.0, TARGET + 4.0)));
    if enabled && is_keyboard_free(ui.ctx()) {
        button.request_focus();
    }
    button.clicked()
}

/// Whether nothing above the panels and the canvas has the keyboard.
fn is_keyboard_free(ctx: &egui::Context) -> bool {
    let focused = ctx.memory(|memory| memory.focused()).and_then(|id| ctx.read_response(id));
    focused.is_none_or(|focused| focused.layer_id.order == Order::Background) && !Popup::is_any_open(ctx)
}
