//! Keys one after the other, however many come in one frame.
//!
//! A frame takes its shortcuts before a text field takes its letters, so a letter and the shortcut
//! after it must not share a frame: saving would miss the letter, and the letter its field. Where a
//! machine is slow, several keys come in one frame; what follows waits for the next one then.

use eframe::egui::{Event, Key};

/// Takes out of a frame's events those that have to wait for the next frame.
pub fn hold_back(events: &mut Vec<Event>) -> Vec<Event> {
    let (mut has_keys, mut has_shortcut) = (false, false);
    let waits = events.iter().position(|event| {
        if !is_of_keyboard(event) {
            return false;
        }
        let is_shortcut = is_shortcut(event);
        if has_shortcut || (is_shortcut && has_keys) {
            return true;
        }
        (has_keys, has_shortcut) = (true, is_shortcut);
        false
    });
    waits.map(|first| events.split_off(first)).unwrap_or_default()
}

fn is_of_keyboard(event: &Event) -> bool {
    match event {
        Event::Key { pressed, .. } => *pressed,
        Event::Text(_) | Event::Paste(_) | Event::Copy | Event::Cut | Event::Ime(_) => true,
        _ => false,
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
    use eframe::egui::{Modifiers, Pos2};

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
}
