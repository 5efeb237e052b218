//! The keys while presenting. Letters and digits act only while editing is off.

use eframe::egui::{Event, Key, Modifiers};

use super::Move;

/// What the keys ask for, of the events of a frame. What is taken is removed; `is_rtl` says whether
/// the journey runs from right to left, as the arrows then do.
pub fn take(events: &mut Vec<Event>, is_rtl: bool) -> Vec<Move> {
    let mut moves = Vec::new();
    events.retain(|event| {
        let Event::Key { key, pressed: true, modifiers, .. } = event else {
            // A letter that was a command is no text.
            return !matches!(event, Event::Text(_));
        };
        match of_key(*key, *modifiers, is_rtl) {
            Some(what) => {
                moves.push(what);
                false
            }
            None => true,
        }
    });
    moves
}

/// Whether a key asks for something while presenting.
#[cfg(test)]
pub fn has_key(key: Key) -> bool {
    of_key(key, Modifiers::NONE, false).is_some()
}

/// What a key asks for.
fn of_key(key: Key, modifiers: Modifiers, is_rtl: bool) -> Option<Move> {
    let digit =
        [Key::Num0, Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    // As from the main window beside the projector's.
    if modifiers.matches_exact(Modifiers::ALT) {
        return match key {
            Key::PageDown => Some(Move::Next),
            Key::PageUp => Some(Move::Back),
            _ => None,
        };
    }
    if modifiers.ctrl || modifiers.alt || modifiers.command {
        return None;
    }
    let (next, back) = if is_rtl { (Key::ArrowLeft, Key::ArrowRight) } else { (Key::ArrowRight, Key::ArrowLeft) };
    if let Some(number) = digit.iter().position(|digit| *digit == key) {
        return Some(Move::Number(number));
    }
    Some(match key {
        Key::Space if modifiers.shift => Move::Back,
        Key::Space | Key::PageDown => Move::Next,
        Key::Backspace | Key::PageUp => Move::Back,
        key if key == next => Move::Next,
        key if key == back => Move::Back,
        Key::ArrowDown | Key::Enter => Move::Deeper,
        Key::ArrowUp => Move::Out,
        Key::Home => Move::First,
        Key::End => Move::Last,
        Key::Escape | Key::F5 => Move::Leave,
        Key::B | Key::Period => Move::Black,
        Key::W | Key::Comma => Move::White,
        Key::S => Move::Spot,
        Key::P => Move::Pen,
        Key::T => Move::Room,
        Key::F => Move::Freeze,
        Key::E => Move::Editing,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arrows_go_the_way_of_the_journey() {
        for is_rtl in [false, true] {
            let (right, left) =
                (of_key(Key::ArrowRight, Modifiers::NONE, is_rtl), of_key(Key::ArrowLeft, Modifiers::NONE, is_rtl));
            assert_eq!(right == Some(Move::Next), !is_rtl);
            assert_eq!(left == Some(Move::Next), is_rtl);
        }
        assert_eq!(of_key(Key::Num3, Modifiers::NONE, false), Some(Move::Number(3)));
        assert_eq!(of_key(Key::S, Modifiers::CTRL, false), None);
        assert_eq!(of_key(Key::PageDown, Modifiers::ALT, false), Some(Move::Next));
        assert_eq!(of_key(Key::S, Modifiers::ALT, false), None);
    }
}
