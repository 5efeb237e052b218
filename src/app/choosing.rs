//! Choosing among names of the map: a button that opens a list. The list is gone through with the
//! arrows or by the first letters of a name; Enter takes, Esc leaves.

use eframe::egui::{self, EventFilter, Id, Key, Modifiers, Popup, Response, Role, Sense, WidgetInfo, vec2};

use super::explained::explain;
use super::icons::paint_ground;
use super::kit::{Kit, NAMELESS};
use super::look::{ICON, Look, TARGET};
use super::steady::{Steady as _, hold_keys};
use crate::icon::Icon;

/// The most height of a list, in points.
const MOST_HEIGHT: f32 = 320.0;

/// For how long letters that are typed belong to one name, in seconds.
const ONE_NAME: f64 = 1.0;

/// Letters that are typed to reach a name.
#[derive(Debug, Clone, Default)]
struct Typed {
    letters: String,
    at: f64,
}

impl Kit {
    /// A field that shows one of several names and opens the list of them. `label` is what names it,
    /// `salt` and `width` tell it from others and how wide it is. Gives the one that was chosen anew.
    pub fn chooser<T: Copy + PartialEq>(
        &mut self,
        ui: &mut egui::Ui,
        label: Id,
        (salt, width): (&str, f32),
        current: Option<T>,
        choices: &[(T, String)],
    ) -> Option<T> {
        let at = choices.iter().position(|(value, _)| Some(*value) == current);
        let shown = at.and_then(|at| choices.get(at)).map_or("", |(_, name)| name.as_str());
        let response = ui.steady(salt, |ui| self.closed(ui, shown, width)).labelled_by(label);
        explain(&response, salt);
        let returns = response.id.with("keyboard returns");
        let is_clicked = ui.input(|input| input.pointer.any_click());
        if !is_clicked && ui.data_mut(|data| data.remove_temp::<()>(returns)).is_some() {
            response.request_focus();
        }
        let chosen = self.list(&response, None, at, choices)?;
        if is_clicked {
            // The click on the row lay elsewhere, and takes the keyboard from the field as long as it is heard.
            ui.data_mut(|data| data.insert_temp(returns, ()));
            ui.ctx().request_repaint();
        }
        (Some(chosen) != current).then_some(chosen)
    }

    /// A button that opens a list of names, and the one that was chosen.
    pub fn picker<T: Copy>(&mut self, ui: &mut egui::Ui, button: &str, choices: Vec<(T, String)>) -> Option<T> {
        let response = ui.steady(button, |ui| ui.add_enabled(!choices.is_empty(), egui::Button::new(button)));
        self.list(&response, Some(Icon::Plus), None, &choices)
    }

    /// The field while its list is closed.
    fn closed(&mut self, ui: &mut egui::Ui, shown: &str, width: f32) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(width, TARGET + 4.0), Sense::click());
        let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), "");
        info.label = None;
        info.current_text_value = Some(shown.to_owned());
        response.widget_info(|| info.clone());
        if ui.is_rect_visible(rect) {
            let look = Look::of(ui.ctx());
            let stroke = match (response.has_focus(), response.hovered()) {
                (true, _) => egui::Stroke::new(2.0, look.accent),
                (_, true) => egui::Stroke::new(1.0, look.ink),
                _ => egui::Stroke::new(1.0, look.edge),
            };
            ui.painter().rect(rect, 6.0, look.raised, stroke, egui::StrokeKind::Inside);
            let caret = egui::Rect::from_center_size(rect.right_center() - vec2(14.0, 0.0), vec2(14.0, 14.0));
            self.icons.paint(ui.painter(), Icon::CaretDown, caret, look.quiet);
            let room = rect.with_max_x(caret.left() - 2.0).intersect(ui.clip_rect());
            self.text_at(&ui.painter().with_clip_rect(room), shown, rect.left_center() + vec2(8.0, 0.0), look.ink);
        }
        response
    }

    /// The list below a button, while it is open.
    fn list<T: Copy>(
        &mut self,
        button: &Response,
        icon: Option<Icon>,
        current: Option<usize>,
        choices: &[(T, String)],
    ) -> Option<T> {
        let width = button.rect.width().max(240.0);
        let id = Popup::default_response_id(button);
        if button.clicked() {
            // Opened by the pointer it has the keyboard too.
            button.request_focus();
        }
        if button.has_focus() && opens(button) {
            Popup::open_id(&button.ctx, id);
        }
        let popup = Popup::menu(button).width(width).show(|ui| {
            ui.set_width(width);
            // A click that begins and ends within one frame lifts the dialog below it too.
            ui.ctx().move_to_top(ui.layer_id());
            ui.spacing_mut().item_spacing.y = 0.0;
            // Not gliding: on its way to one row it would carry the next one out of sight again.
            let area = egui::ScrollArea::vertical().max_height(MOST_HEIGHT).animated(false);
            area.show(ui, |ui| self.rows(ui, button.id, icon, current, choices)).inner
        });
        let chosen = popup?.inner?;
        Popup::close_id(&button.ctx, id);
        button.request_focus();
        choices.get(chosen?).map(|(value, _)| *value)
    }

    /// The rows of an open list. Answers once the list is to be closed: with a row, or with none.
    fn rows<T>(
        &mut self,
        ui: &mut egui::Ui,
        list: Id,
        icon: Option<Icon>,
        current: Option<usize>,
        choices: &[(T, String)],
    ) -> Option<Option<usize>> {
        let id = |n: usize| list.with(("choice", n));
        let focused = ui.memory(|memory| memory.focused());
        let at = focused.and_then(|focused| (0..choices.len()).find(|n| id(*n) == focused));
        // An open list has the keyboard, from its first frame on.
        let waits = focused.is_none_or(|focused| focused == list);
        if let Some(at) = at {
            // The arrows go from row to row and no further, and Tab to none of them.
            let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: false };
            hold_keys(ui.ctx(), id(at), filter);
        }
        let goal = if waits {
            // Letters may come as soon as it is open.
            typed_goal(ui, list, choices).or(current).or(Some(0))
        } else {
            goal(ui, list, at, choices)
        };
        if let Some(goal) = goal {
            ui.memory_mut(|memory| memory.request_focus(id(goal)));
        }
        // Tab leaves the list as it is.
        let took = |modifiers| ui.input_mut(|input| input.consume_key(modifiers, Key::Tab));
        let is_left = at.is_some() && (took(Modifiers::NONE) || took(Modifiers::SHIFT));
        let mut chosen = is_left.then_some(None);
        for (n, (_, name)) in choices.iter().enumerate() {
            let name = if name.trim().is_empty() { NAMELESS } else { name };
            let row = self.choice(ui, id(n), icon, name, current == Some(n));
            if goal == Some(n) && !ui.clip_rect().contains_rect(row.rect) {
                row.scroll_to_me(None);
            }
            if row.clicked() {
                chosen = Some(Some(n));
            }
        }
        chosen
    }

    fn choice(&mut self, ui: &mut egui::Ui, id: Id, icon: Option<Icon>, name: &str, is_current: bool) -> Response {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), TARGET + 4.0));
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_current, name));
        if ui.is_rect_visible(rect) {
            let look = Look::of(ui.ctx());
            paint_ground(ui, rect, &response, is_current);
            let mut left = 8.0;
            if let Some(icon) = icon {
                let middle = rect.left_center() + vec2(6.0 + ICON / 2.0, 0.0);
                let square = egui::Rect::from_center_size(middle, vec2(ICON, ICON));
                self.icons.paint(ui.painter(), icon, square, look.quiet);
                left = 14.0 + ICON;
            }
            let clip = rect.shrink2(vec2(4.0, 0.0)).intersect(ui.clip_rect());
            self.text_at(&ui.painter().with_clip_rect(clip), name, rect.left_center() + vec2(left, 0.0), look.ink);
        }
        response
    }
}

/// Whether the arrows ask for the list of a closed field that has the keyboard.
fn opens(button: &Response) -> bool {
    let filter = EventFilter { tab: false, horizontal_arrows: false, vertical_arrows: true, escape: false };
    hold_keys(&button.ctx, button.id, filter);
    let pressed = |modifiers, key| button.ctx.input_mut(|input| input.consume_key(modifiers, key));
    [Modifiers::NONE, Modifiers::ALT]
        .into_iter()
        .any(|modifiers| pressed(modifiers, Key::ArrowDown) || pressed(modifiers, Key::ArrowUp))
}

/// To which row the keys lead.
fn goal<T>(ui: &egui::Ui, list: Id, at: Option<usize>, choices: &[(T, String)]) -> Option<usize> {
    let at = at?;
    let last = choices.len().saturating_sub(1);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        return Some((at + 1).min(last));
    }
    if pressed(Key::ArrowUp) {
        return Some(at.saturating_sub(1));
    }
    if pressed(Key::Home) {
        return Some(0);
    }
    if pressed(Key::End) {
        return Some(last);
    }
    typed_goal(ui, list, choices)
}

/// To which row the letters lead that are typed.
fn typed_goal<T>(ui: &egui::Ui, list: Id, choices: &[(T, String)]) -> Option<usize> {
    let now = ui.input(|input| input.time);
    let mut typed: Typed = ui.data(|data| data.get_temp(list)).unwrap_or_default();
    if now - typed.at > ONE_NAME {
        typed.letters.clear();
    }
    let letters: String = ui.input(|input| {
        let text = input.events.iter().filter_map(|event| match event {
            egui::Event::Text(text) => Some(text.as_str()),
            _ => None,
        });
        text.collect()
    });
    if typed.letters.is_empty() && letters.trim().is_empty() {
        return None;
    }
    // Within a name a blank is a letter; else it takes the row.
    ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space));
    if letters.is_empty() {
        return None;
    }
    typed.letters.push_str(&letters);
    typed.at = now;
    let found = beginning_with(choices.iter().map(|(_, name)| name.as_str()), &typed.letters);
    ui.data_mut(|data| data.insert_temp(list, typed));
    found
}

/// The name that some letters are, else the first that begins with them, whatever their case and accents.
fn beginning_with<'a>(names: impl Iterator<Item = &'a str>, letters: &str) -> Option<usize> {
    let wanted = super::letters::fold(letters);
    let names: Vec<Vec<char>> = names.map(super::letters::fold).collect();
    let is = names.iter().position(|name| *name == wanted);
    is.or_else(|| names.iter().position(|name| name.starts_with(&wanted)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lead_to_the_first_name_that_begins_with_them() {
        let names = ["Look", "Pay", "Paint", "Évora", "Text message", "Text"];
        for (letters, expected) in [("p", Some(1)), ("PAI", Some(2)), ("ev", Some(3)), ("text", Some(5)), ("x", None)] {
            assert_eq!(beginning_with(names.into_iter(), letters), expected, "{letters}");
        }
    }
}
