//! Keys and clicks one after the other, however many come in one frame.
//!
//! A frame takes its shortcuts before a text field takes its letters, so a letter and the shortcut
//! after it must not share a frame: saving would miss the letter, and the letter its field. Nor must a
//! letter and a click: the click takes the keyboard from the field before the field takes the letter.
//! Where a machine is slow, several of them come in one frame; what follows waits for the next one then.
//!
//! Where it is slower still, the window library prepares input for a frame of the window that it then does not
//! paint, and hands the same events on with the next input of whichever window is painted next.

use eframe::egui::{Event, Key};

/// The keys and clicks of the main window, in the order in which they came.
#[derive(Debug, Default)]
pub struct KeysInTurn {
    /// What waits for another frame.
    waiting: Vec<Event>,
    /// What was given to a frame that has not been painted yet.
    given: Vec<Event>,
}

impl KeysInTurn {
    /// Leaves in the main window's events what its next frame takes. Says whether more is waiting.
    pub fn give(&mut self, events: &mut Vec<Event>) -> bool {
        let new = self.without_given(events);
        let former = std::mem::take(&mut self.given).into_iter().chain(self.waiting.drain(..));
        *events = former.chain(new).collect();
        self.waiting = hold_back(events);
        self.given.clone_from(events);
        !self.waiting.is_empty()
    }

    /// Takes back what was meant for the main window and came to another one. Says whether more is waiting.
    pub fn take_back(&mut self, events: &mut Vec<Event>) -> bool {
        let own = self.without_given(events);
        *events = own;
        self.waiting.splice(0..0, self.given.drain(..));
        !self.waiting.is_empty()
    }

    /// The main window's frame is painted: what was given to it is taken.
    pub fn taken(&mut self) {
        self.given.clear();
    }

    /// The events behind those that were given before and come once more; where they do not, they are lost, and
    /// nothing is known to be given.
    fn without_given(&mut self, events: &mut Vec<Event>) -> Vec<Event> {
        if events.starts_with(&self.given) {
            events.split_off(self.given.len())
        } else {
            self.given.clear();
            std::mem::take(events)
        }
    }
}

/// What may not share a frame with others.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// A key that may be a part of a text.
    Letter,
    /// A key that may be more than that.
    Shortcut,
    /// A button of the pointer that goes down or up.
    Button,
}

/// Takes out of a frame's events those that have to wait for the next frame.
fn hold_back(events: &mut Vec<Event>) -> Vec<Event> {
    let mut former = None;
    let waits = events.iter().position(|event| {
        let Some(kind) = kind_of(event) else { return false };
        let goes_on = match former {
            None => true,
            Some(Kind::Shortcut) => false,
            Some(former) => former == kind,
        };
        former = Some(kind);
        !goes_on
    });
    waits.map(|first| events.split_off(first)).unwrap_or_default()
}

fn kind_of(event: &Event) -> Option<Kind> {
    match event {
        Event::PointerButton { .. } => Some(Kind::Button),
        Event::Key { pressed: false, .. } => None,
        Event::Key { .. } | Event::Paste(_) | Event::Copy | Event::Cut => {
            Some(if is_shortcut(event) { Kind::Shortcut } else { Kind::Letter })
        }
        Event::Text(_) | Event::Ime(_) => Some(Kind::Letter),
        _ => None,
    }
}

/// Whether a key may be more than a part of a text. After Tab and Enter the next key may be another
/// widget's.
fn is_shortcut(event: &Event) -> bool {
    match event {
        Event::Key { key, modifiers, .. } => {
            let ends_text = matches!(key, Key::Escape | Key::Tab | Key::Enter);
            modifiers.command || modifiers.alt || (Key::F1..=Key::F35).contains(key) || ends_text
        }
        Event::Paste(_) | Event::Copy | Event::Cut => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::{Modifiers, PointerButton, Pos2};

    use super::*;

    fn key(key: Key, modifiers: Modifiers, pressed: bool) -> Event {
        Event::Key { key, physical_key: None, pressed, repeat: false, modifiers }
    }

    fn down(logical_key: Key, modifiers: Modifiers) -> Event {
        key(logical_key, modifiers, true)
    }

    fn letter(letter: &str) -> Event {
        Event::Text(letter.to_owned())
    }

    /// How many of the events each frame takes.
    fn check(events: &[Event], expected: &[usize]) {
        let (mut left, mut taken) = (events.to_vec(), Vec::new());
        while !left.is_empty() {
            let rest = hold_back(&mut left);
            taken.push(left.len());
            left = rest;
        }
        assert_eq!(taken, expected);
    }

    /// What a frame of the main window takes of new events, which may then be painted.
    fn frame(keys: &mut KeysInTurn, mut events: Vec<Event>, is_painted: bool) -> Vec<Event> {
        keys.give(&mut events);
        if is_painted {
            keys.taken();
        }
        events
    }

    #[test]
    fn what_was_given_to_a_frame_that_is_not_painted_keeps_its_place() {
        let enter = || down(Key::Enter, Modifiers::NONE);
        let mut keys = KeysInTurn::default();
        let first = frame(&mut keys, vec![letter("a"), enter(), letter("b")], false);
        assert_eq!(first, [letter("a")]);
        // The same event comes again, before a new one.
        let again = frame(&mut keys, [first, vec![enter()]].concat(), true);
        assert_eq!(again, [letter("a")]);
        let left: Vec<Event> = (0..4).flat_map(|_| frame(&mut keys, vec![], true)).collect();
        assert_eq!(left, [enter(), letter("b"), enter()]);
    }

    #[test]
    fn what_comes_to_another_window_goes_back_to_the_main_one() {
        let mut keys = KeysInTurn::default();
        let first = frame(&mut keys, vec![letter("a"), letter("b"), down(Key::Enter, Modifiers::NONE)], false);
        let mut others = [first, vec![down(Key::Space, Modifiers::NONE)]].concat();
        assert!(keys.take_back(&mut others));
        assert_eq!(others, [down(Key::Space, Modifiers::NONE)], "its own key alone");
        let left: Vec<Event> = (0..3).flat_map(|_| frame(&mut keys, vec![], true)).collect();
        assert_eq!(left, [letter("a"), letter("b"), down(Key::Enter, Modifiers::NONE)]);
        // What was taken is not taken twice.
        let taken = frame(&mut keys, vec![letter("c")], true);
        let mut others = vec![letter("c")];
        assert!(!keys.take_back(&mut others));
        assert_eq!((taken, others), (vec![letter("c")], vec![letter("c")]));
    }

    #[test]
    fn letters_and_shortcuts_share_no_frame() {
        let save = || down(Key::S, Modifiers::COMMAND);
        check(&[letter("a"), letter("b"), down(Key::Backspace, Modifiers::NONE)], &[3]);
        check(&[letter("a"), save(), letter("b")], &[1, 1, 1]);
        check(&[save(), key(Key::S, Modifiers::COMMAND, false), save()], &[2, 1]);
        check(&[down(Key::F2, Modifiers::NONE), letter("a"), letter("b"), save()], &[1, 2, 1]);
        check(&[down(Key::Tab, Modifiers::NONE), down(Key::Tab, Modifiers::NONE), letter("a")], &[1, 1, 1]);
        check(&[Event::PointerMoved(Pos2::ZERO), save(), Event::PointerMoved(Pos2::ZERO)], &[3]);
        check(&[], &[]);
    }

    #[test]
    fn letters_and_clicks_share_no_frame() {
        let button = |pressed| Event::PointerButton {
            pos: Pos2::ZERO,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        check(&[button(true), button(false), letter("a"), letter("b")], &[2, 2]);
        check(&[letter("a"), Event::PointerMoved(Pos2::ZERO), button(true), button(false)], &[2, 2]);
        check(&[button(true), letter("a"), button(false), letter("b")], &[1, 1, 1, 1]);
        check(&[down(Key::Tab, Modifiers::NONE), button(true), button(false)], &[1, 2]);
    }
}
