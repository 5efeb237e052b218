//! Keys and clicks one after the other, however many come in one frame.
//!
//! A frame takes its shortcuts before a text field takes its letters, so a letter and the shortcut
//! after it must not share a frame: saving would miss the letter, and the letter its field. Nor must a
//! letter and a click: the click takes the keyboard from the field before the field takes the letter.
//! Where a machine is slow, several of them come in one frame; what follows waits for the next one then.

use eframe::egui::{Event, Key};

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
pub fn hold_back(events: &mut Vec<Event>) -> Vec<Event> {
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
