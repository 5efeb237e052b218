//! Says in plain words what is wrong with a file's text, and what to do about it.

use std::io;

use ron::Error;

use super::positions::Flaw;
use super::tokens::ObstacleKind;
use crate::disk;
use crate::model::check::limits;

/// What is wrong, and a hint.
pub(super) struct Words {
    /// What is wrong, in a sentence without a full stop.
    pub text: String,
    /// What to do.
    pub hint: String,
}

impl Words {
    pub(super) fn new(text: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { text: text.into(), hint: hint.into() }
    }
}

/// Why the text cannot be taken apart.
pub(super) fn flaw(flaw: &Flaw) -> Words {
    const CUT_OFF: &str = "the file may be cut off or damaged: take a backup of it, or close what is open";
    match flaw {
        Flaw::Obstacle(ObstacleKind::OpenText) => {
            Words::new("the text that begins here has no closing quote", format!("close it; {CUT_OFF}"))
        }
        Flaw::Obstacle(ObstacleKind::BehindText) => Words::new(
            "the text has ended with the quote before this",
            "write `\\\"` for a quote within a text, or put the text in r#\"…\"#",
        ),
        Flaw::Obstacle(ObstacleKind::OpenComment) => {
            Words::new("the comment that begins here has no end", "close it with `*/`")
        }
        Flaw::Obstacle(ObstacleKind::Unexpected(c)) => {
            Words::new(format!("{c:?} cannot stand here"), "put text in double quotes, or take this out")
        }
        Flaw::Obstacle(ObstacleKind::ConflictMark) => Words::new(
            "a merge left its conflict mark here",
            "decide which of the two versions to keep, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
        ),
        Flaw::NotClosed(bracket, position) => Words::new(
            format!("the file ends before the `{}` of line {} is closed", char::from(*bracket), position.line),
            CUT_OFF,
        ),
        Flaw::Mismatch { found, open: Some((open, position)) } => Words::new(
            format!("`{}` does not close the `{}` of line {}", char::from(*found), char::from(*open), position.line),
            "look for a bracket that is missing or too many between the two",
        ),
        Flaw::Mismatch { found, open: None } => {
            Words::new(format!("`{}` closes nothing", char::from(*found)), "take it out, or open it before")
        }
        Flaw::TooDeep => Words::new("brackets stand too deep within each other", "a map needs no more than ten"),
        Flaw::TooMany => Words::new("the file holds more values than a map can have", "divide the map into several"),
        Flaw::TextTooLong(len) => Words::new(
            format!("this text of {len} bytes is longer than a map can hold; the limit is {}", limits::TEXT),
            "shorten it",
        ),
        Flaw::NotFinite => Words::new("a number must be finite", "give a plain number, or leave the field out"),
    }
}

/// Why the values mean no map. `found` is what stands there, `path` where it stands in the map.
pub(super) fn meaning(error: &Error, found: &str, path: &str) -> Words {
    let found = shortened(found);
    let field = path.rsplit(['.', '[']).find(|step| !step.ends_with(']')).unwrap_or_default();
    wrong_name(error, field)
        .or_else(|| wrong_value(error, &found, field))
        .unwrap_or_else(|| unexpected(error, &found, field))
}

/// A field or a value of an enumeration that does not exist, is missing or stands there twice.
fn wrong_name(error: &Error, field: &str) -> Option<Words> {
    Some(match error {
        Error::NoSuchStructField { expected, found, outer } => {
            let of = outer.as_deref().map(|outer| format!(" of a {}", words(outer))).unwrap_or_default();
            Words::new(format!("`{found}` is not a field{of}"), choices(found, expected, "the fields are"))
        }
        Error::MissingStructField { field, outer } => {
            let this = outer.as_deref().map_or("this".to_owned(), |outer| format!("this {}", words(outer)));
            Words::new(format!("{this} has no `{field}`"), format!("add `{field}: …`"))
        }
        Error::DuplicateStructField { field, .. } => {
            Words::new(format!("the field `{field}` stands here twice"), "keep one of the two")
        }
        Error::NoSuchEnumVariant { expected, found, .. } => {
            Words::new(format!("`{found}` is not a value of `{field}`"), choices(found, expected, "the values are"))
        }
        _ => return None,
    })
}

/// A value of the right kind that cannot be what it says.
fn wrong_value(error: &Error, found: &str, field: &str) -> Option<Words> {
    Some(match error {
        Error::Message(_) if matches!(field, "date" | "created" | "reviewed") => {
            Words::new(format!("{found} is not a date"), "a date is year, month and day: \"2027-03-31\"")
        }
        Error::Message(message) => Words::new(message.clone(), "correct the value, or leave the field out"),
        Error::ExpectedDifferentLength { expected, found } => {
            let wanted = expected.trim_start_matches("a tuple of size ").trim_start_matches("tuple struct ");
            let wanted = wanted.split(' ').find(|word| word.bytes().all(|b| b.is_ascii_digit())).unwrap_or("other");
            Words::new(
                format!("`{field}` has {found} values here, and not {wanted}"),
                format!("give {wanted} values in round brackets"),
            )
        }
        Error::InvalidEscape(_) => Words::new(
            "a backslash in this text stands before something that it cannot stand for",
            "write `\\\\` for a backslash itself, or put the text in r#\"…\"#",
        ),
        Error::IntegerOutOfBounds => Words::new(format!("{found} is out of range for `{field}`"), "correct the number"),
        Error::NoSuchExtension(name) => {
            Words::new(format!("this program knows no extension `{name}` of RON"), "take the line out")
        }
        _ => return None,
    })
}

/// Something else stands there than what should.
fn unexpected(error: &Error, found: &str, field: &str) -> Words {
    match error {
        Error::ExpectedMapColon => Words::new(format!("a colon is missing before {found}"), "write `field: value`"),
        Error::ExpectedComma => match found.parse::<f64>() {
            Ok(_) => Words::new(format!("{found} is not a whole number"), "give it without a fraction"),
            Err(_) => Words::new(format!("a comma is missing before {found}"), "put a comma between two values"),
        },
        Error::TrailingCharacters => Words::new(format!("{found} stands behind the end of the map"), "take it out"),
        Error::Eof => Words::new("the file ends too soon", "it may be cut off or damaged: take a backup of it"),
        Error::ExpectedIdentifier if found == "," => Words::new("there is one comma too many here", "take it out"),
        other => match expectation(other) {
            Some(expected) if field.is_empty() => {
                Words::new(format!("{expected} is expected here, and not {found}"), "correct it, or take it out")
            }
            Some(expected) => Words::new(
                format!("{expected} is expected for `{field}`, and not {found}"),
                "correct the value, or leave the field out",
            ),
            None => Words::new(format!("{found} cannot be read here"), "correct it, or take it out"),
        },
    }
}

/// What the operating system reported.
pub(super) fn io(error: &io::Error) -> Words {
    let disk::Reason { text, hint } = disk::explain(error);
    Words::new(text, hint)
}

/// What should have stood there.
fn expectation(error: &Error) -> Option<String> {
    let words = match error {
        Error::ExpectedString | Error::ExpectedStringEnd => "a text in double quotes",
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } | Error::UnderscoreAtBeginning => "a whole number",
        Error::ExpectedFloat | Error::FloatUnderscore => "a number",
        Error::ExpectedBoolean => "`true` or `false`",
        Error::ExpectedArray => "a list in [ ]",
        Error::ExpectedArrayEnd => "`]`",
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => "a group in ( )",
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => "`)`",
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) | Error::SuggestRawIdentifier(_) => {
            "a bare word without quotes"
        }
        Error::InvalidValueForType { expected, .. } => return Some(expected.clone()),
        Error::ExpectedDifferentStructName { expected, .. } => {
            return Some(format!("a {} without another name", words(expected)));
        }
        _ => return None,
    };
    Some(words.to_owned())
}

/// The nearest of the right names, and all of them.
fn choices(found: &str, expected: &[&str], introduction: &str) -> String {
    let all = format!("{introduction} {}", expected.join(", "));
    match nearest(found, expected) {
        Some(nearest) => format!("did you mean `{nearest}`? {all}"),
        None => all,
    }
}

/// The name that was probably meant.
fn nearest<'a>(found: &str, names: &[&'a str]) -> Option<&'a str> {
    let found = found.to_lowercase();
    let likeness = |name: &str| strsim::normalized_damerau_levenshtein(&found, &name.to_lowercase());
    let best = names.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(best) >= 0.5).then_some(*best)
}

/// `PainPoint` as a person says it.
fn words(name: &str) -> String {
    let mut words = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}

/// At most 40 characters of what stands there.
fn shortened(found: &str) -> String {
    match found.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &found[..end]),
        None if found.is_empty() => "nothing".to_owned(),
        None => found.to_owned(),
    }
}
