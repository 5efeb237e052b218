//! Bytes to text.

use crate::interchange::ImportError;

/// The text of a file, and a remark where its encoding was a guess.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) remark: &'static str,
}

/// What Windows-1252 has in the places 0x80 … 0x9f; five of them are not used.
const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”', '•',
    '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// Reads UTF-8, UTF-16 with a byte order mark, and else Windows-1252, in which spreadsheets of the
/// West save by default.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, ImportError> {
    let sure = |text: String| Ok(Decoded { text, remark: "" });
    let bytes = match bytes {
        [0xff, 0xfe, rest @ ..] => return utf_16(rest, u16::from_le_bytes).and_then(sure),
        [0xfe, 0xff, rest @ ..] => return utf_16(rest, u16::from_be_bytes).and_then(sure),
        [0xef, 0xbb, 0xbf, rest @ ..] => rest,
        bytes => bytes,
    };
    let error = match std::str::from_utf8(bytes) {
        Ok(_) if is_utf_16(bytes) => {
            let text = "this is UTF-16 without the mark that says so, or no text at all";
            return Err(ImportError::new(1, 1, text, "save it as UTF-8"));
        }
        Ok(text) => return sure(text.to_owned()),
        Err(error) => error,
    };
    let unused =
        |b: &u8| matches!(b, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d) || (*b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r'));
    if bytes.iter().any(unused) {
        let line = line_of(&bytes[..error.valid_up_to()]);
        return Err(ImportError::new(line, 1, "this is neither text in UTF-8 nor in Windows-1252", "save it as UTF-8"));
    }
    let letter = |b: &u8| match b {
        0x80..=0x9f => WINDOWS_1252[usize::from(b - 0x80)],
        b => char::from(*b),
    };
    let remark = "the text is not UTF-8 and was read as Windows-1252; if its letters are wrong, save it as UTF-8";
    Ok(Decoded { text: bytes.iter().map(letter).collect(), remark })
}

/// Whether every other byte of the beginning is 0, as in Latin text in UTF-16.
fn is_utf_16(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64)];
    head.iter().filter(|b| **b == 0).count() * 3 > head.len()
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ImportError> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    let is_even = bytes.len().is_multiple_of(2);
    text.ok()
        .filter(|_| is_even)
        .ok_or_else(|| ImportError::new(1, 1, "this is damaged text in UTF-16", "save it as UTF-8"))
}

/// The line in which a text ends, from 1.
fn line_of(before: &[u8]) -> u32 {
    let breaks = before.iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(breaks).unwrap_or(u32::MAX).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Option<(&str, bool)>) {
        let decoded = decode(bytes).ok().map(|decoded| (decoded.text, !decoded.remark.is_empty()));
        assert_eq!(decoded, expected.map(|(text, is_guess)| (text.to_owned(), is_guess)), "{bytes:x?}");
    }

    #[test]
    fn usual_encodings_are_read_and_a_guess_is_told() {
        check("Café".as_bytes(), Some(("Café", false)));
        check("\u{feff}Café".as_bytes(), Some(("Café", false)));
        check(b"Caf\xe9 \x80", Some(("Café €", true)));
        check(b"\xff\xfea\0\xe9\0", Some(("aé", false)));
        check(b"\xfe\xff\0a\0\xe9", Some(("aé", false)));
        check(b"a\0b", Some(("a\0b", false)));
        check(b"", Some(("", false)));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        check(b"S\0t\0a\0g\0e\0", None);
        check(b"\x89PNG\r\n\x1a\n\0\0", None);
        check(b"\xff\xfea", None);
        check(b"\xff\xfe\0\xd8", None);
    }
}
