//! Keys: those of the table, and on the canvas the arrows and typing.

use eframe::egui::{self, Event, EventFilter, Key, KeyboardShortcut, Modifiers, Popup, Response, SetOpenCommand};

use super::action::{Action, Entry, Scope, TABLE};
use super::command::{Arrow, Carry, Command};
use super::kit::Kit;
use super::panels::context_menu;
use super::session::Session;
use super::steady::hold_keys;

/// Takes the keys that work everywhere. To be called before anything is shown, while no dialog is.
pub fn take_for_window(ctx: &egui::Context, session: &mut Session, is_typing: bool) {
    let is_wanted = |entry: &Entry, keys: &KeyboardShortcut| {
        entry.scope == Scope::Window && !(is_typing && is_of_text(entry.action, keys))
    };
    for action in pressed(ctx, is_wanted) {
        session.perform(Command::Action(action));
    }
}

/// Takes the keys of the canvas while it has the keyboard, or nobody has.
pub fn take(ui: &egui::Ui, session: &mut Session, kit: &mut Kit, response: &Response) {
    show_menu(ui, session, kit, response);
    let focused = ui.memory(|memory| memory.focused());
    if session.in_place.is_some() || session.dialog.is_some() || focused.is_some_and(|id| id != response.id) {
        return;
    }
    if focused.is_none() && egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    if response.has_focus() {
        let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
        hold_keys(ui.ctx(), response.id, filter);
    }
    if let Some(command) = entered(session)
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
    {
        session.perform(command);
    }
    for action in pressed(ui.ctx(), |entry, _| entry.scope == Scope::Canvas) {
        session.perform(Command::Action(action));
    }
    for event in ui.input(|input| with_text_at_once(&input.events)) {
        if let Some(command) = command_of(session, event) {
            session.perform(command);
        }
    }
}

/// What Enter does where it edits no text: it puts down what was picked up, goes to what stands in the
/// cell, or begins a card in an empty one.
fn entered(session: &Session) -> Option<Command> {
    if session.is_picked_up() {
        return Some(Command::PutDown);
    }
    if session.text_place().is_some() {
        return None;
    }
    let begun = || (session.cell.is_some() && session.card_cell().is_some()).then(|| Command::TypeCard(String::new()));
    session.next_chip().map(Command::Select).or_else(begun)
}

/// The events with all typed text in the place of its first piece: the first letter begins a card,
/// and those that came in the same frame belong to it.
fn with_text_at_once(events: &[Event]) -> Vec<Event> {
    let pieces = events.iter().filter_map(|event| match event {
        Event::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let mut typed = Some(pieces.collect::<String>());
    let at_once = |event: &Event| match event {
        Event::Text(_) => typed.take().map(Event::Text),
        other => Some(other.clone()),
    };
    events.iter().filter_map(at_once).collect()
}

/// The context menu by key: beside what is selected, with the keyboard on its first entry.
fn show_menu(ui: &egui::Ui, session: &mut Session, kit: &mut Kit, response: &Response) {
    let id = response.id.with("menu by key");
    let has_keyboard = ui.memory(|memory| memory.focused().is_none_or(|focused| focused == response.id));
    let is_asked = has_keyboard
        && session.dialog.is_none()
        && ui.input_mut(|input| {
            input.consume_key(Modifiers::NONE, Key::Menu) || input.consume_key(Modifiers::SHIFT, Key::F10)
        });
    if is_asked {
        ui.memory_mut(|memory| memory.surrender_focus(response.id));
    }
    let selected = session.selected_rect().map(|rect| session.screen_rect(rect));
    let at = selected.map_or(response.rect.center(), |rect| response.rect.clamp(rect.center()));
    let mut commands = Vec::new();
    let popup = Popup::menu(response).id(id).open_memory(is_asked.then_some(SetOpenCommand::Bool(true)));
    popup.at_position(at).show(|ui| context_menu::show(ui, session, kit, &mut commands));
    if !commands.is_empty() {
        Popup::close_id(ui.ctx(), id);
        response.request_focus();
        commands.into_iter().for_each(|command| session.perform(command));
    }
}

fn command_of(session: &Session, event: Event) -> Option<Command> {
    match event {
        Event::Copy => Some(Command::Action(Action::Copy)),
        Event::Cut => Some(Command::Action(Action::Cut)),
        Event::Paste(text) => Some(Command::Paste(text)),
        Event::PasteImage(picture) => Some(Command::PastePicture(picture)),
        Event::Text(text) => (session.cell.is_some() && session.card_cell().is_some() && !text.trim().is_empty())
            .then_some(Command::TypeCard(text)),
        Event::Key { key: Key::Escape, pressed: true, .. } => Some(Command::LetGo),
        Event::Key { key, pressed: true, modifiers, .. } => {
            let arrow = match key {
                Key::ArrowLeft => Arrow::Left,
                Key::ArrowRight => Arrow::Right,
                Key::ArrowUp => Arrow::Up,
                Key::ArrowDown => Arrow::Down,
                _ => return None,
            };
            let carry = match (modifiers.alt, modifiers.shift) {
                (true, _) => Carry::Cards,
                (_, true) => Carry::Selection,
                _ => Carry::Nothing,
            };
            (!modifiers.command).then_some(Command::Move(arrow, carry))
        }
        _ => None,
    }
}

/// Whether a key belongs to the text while one is typed: its own undo and redo, and whatever may be
/// a letter or a sign. On some keyboards signs arrive as the digit of their key, with Shift.
fn is_of_text(action: Action, keys: &KeyboardShortcut) -> bool {
    let is_function_key = (Key::F1..=Key::F35).contains(&keys.logical_key);
    matches!(action, Action::Undo | Action::Redo) || !(keys.modifiers.command || is_function_key)
}

/// The actions whose keys were pressed, of those that are wanted; their keys are taken, others are left.
fn pressed(ctx: &egui::Context, is_wanted: impl Fn(&Entry, &KeyboardShortcut) -> bool) -> Vec<Action> {
    let was_pressed = |entry: &&Entry| {
        let mut keys = entry.keys.iter().filter(|keys| is_wanted(entry, keys));
        keys.any(|keys| ctx.input_mut(|input| take_key(&mut input.events, keys)))
    };
    TABLE.iter().filter(was_pressed).map(|entry| entry.action).collect()
}

fn take_key(events: &mut Vec<Event>, keys: &KeyboardShortcut) -> bool {
    let before = events.len();
    events.retain(|event| match event {
        Event::Key { key, pressed: true, modifiers, .. } => !matches(keys, *key, *modifiers),
        _ => true,
    });
    events.len() != before
}

/// Whether a key press is a shortcut. Digits and signs need Shift on some keyboards, so it does not
/// count for them.
fn matches(keys: &KeyboardShortcut, key: Key, modifiers: Modifiers) -> bool {
    let is_shifted = matches!(
        key,
        Key::Plus | Key::Minus | Key::Equals | Key::Num0 | Key::Num1 | Key::Num2 | Key::Num3 | Key::Num4 | Key::Num5
    );
    let without_shift = Modifiers { shift: false, ..modifiers };
    key == keys.logical_key
        && (modifiers.matches_exact(keys.modifiers) || (is_shifted && without_shift.matches_exact(keys.modifiers)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortcut_wants_just_its_own_modifiers() {
        let save = KeyboardShortcut::new(Modifiers::COMMAND, Key::S);
        let ctrl = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
        assert!(matches(&save, Key::S, ctrl));
        assert!(!matches(&save, Key::S, Modifiers { shift: true, ..ctrl }));
        assert!(!matches(&save, Key::S, Modifiers::NONE));
        let plus = KeyboardShortcut::new(Modifiers::NONE, Key::Plus);
        assert!(matches(&plus, Key::Plus, Modifiers::SHIFT));
    }

    #[test]
    fn while_typing_only_commands_and_function_keys_are_shortcuts() {
        for entry in TABLE {
            for keys in entry.keys {
                let is_function_key = keys.logical_key.name().len() > 1 && keys.logical_key.name().starts_with('F');
                let is_undo = matches!(entry.action, Action::Undo | Action::Redo);
                let expected = is_undo || !(keys.modifiers.command || is_function_key);
                assert_eq!(is_of_text(entry.action, keys), expected, "{}", entry.name);
            }
        }
    }
}
