//! The text of a map's file: `Pathos(version: 1, map: (…))` in RON.
//!
//! The same map is the same text, byte for byte, and reading it gives the same map.

use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::error::{Located, ParseError};
use super::explain::{self, Words};
use super::positions::{Cursor, Flaw, Position, Positions};
use super::tokens::{ObstacleKind, Token, TokenKind, Tokens};
use super::upgrade::upgrade;
use crate::model::{Map, Problem, ProblemSeverity, Subject, check};

/// The version of the format that this program writes.
pub const FORMAT_VERSION: u32 = 1;

/// The comment at the head of every file.
const HEAD: &str = "// A journey map, made with Pathos.\n";

/// What stands in a file: an enum only because RON writes the name of a variant.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum File<M> {
    /// A map.
    Pathos {
        /// The version of the format.
        version: u32,
        /// The map.
        map: M,
    },
}

/// How RON is read and written: an optional value stands as itself, without `Some`.
pub(super) fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// The text of a map's file.
///
/// Text stands as it is, in any script, with its line breaks; a string with a quote or a backslash
/// stands as `r#"…"#`. Only a string that a line of text cannot carry unharmed (control characters,
/// a line like the conflict mark of a merge) is escaped.
pub fn to_ron(map: &Map) -> String {
    let config = PrettyConfig::new()
        .new_line("\n")
        .indentor("  ")
        .compact_arrays(true)
        .separate_tuple_members(false)
        .escape_strings(false);
    let file = File::Pathos { version: FORMAT_VERSION, map };
    let text = options().to_string_pretty(&file, config).expect("a map is plain data, and writing to memory works");
    let mut whole = String::with_capacity(HEAD.len() + text.len() + 1);
    whole.push_str(HEAD);
    escape_where_needed(&text, &mut whole);
    whole.push('\n');
    whole
}

/// The map that a text holds, and warnings about it.
///
/// # Errors
/// Everything that is wrong, if the text is no map or its records do not fit together.
pub fn parse(text: &str) -> Result<(Map, Vec<Located>), ParseError> {
    read(text).map(|(map, problems, _)| (map, problems))
}

/// As [`parse`], and where everything stands.
pub(super) fn read(text: &str) -> Result<(Map, Vec<Located>, Positions), ParseError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Version control may have changed every line end, those within texts too; `to_ron` escapes a
    // carriage return that is meant.
    let text = text.replace("\r\n", "\n");
    let version = check_envelope(&text)?;
    let positions = Positions::read(&text).map_err(|(position, flaw)| error(position, "", explain::flaw(&flaw)))?;
    let version = known_version(&version, &positions)?;
    let text = upgrade(text, version);
    let File::Pathos { map, .. } =
        options().from_str::<File<Map>>(&text).map_err(|cause| meaning_error(&cause, &text, &positions))?;
    let located = |problem: Problem| Located { position: positions.find(&problem.path), problem };
    let (errors, warnings): (Vec<_>, Vec<_>) =
        check::check(&map).into_iter().map(located).partition(|it| it.problem.severity == ProblemSeverity::Error);
    match ParseError::all(errors) {
        Some(error) => Err(error),
        None => Ok((map, warnings, positions)),
    }
}

/// An error of the text as such.
pub(super) fn error(position: Position, path: &str, words: Words) -> ParseError {
    let Words { text, hint } = words;
    let (severity, subject, path) = (ProblemSeverity::Error, Subject::Map, path.to_owned());
    ParseError::one(Located { position, problem: Problem { severity, path, subject, text, hint } })
}

const HOW_A_MAP_BEGINS: &str = "a map's file begins with `Pathos(version: 1, map: (`";

/// What the file gives as the version of its format, once it is sure that the file is a map's.
fn check_envelope(text: &str) -> Result<Option<String>, ParseError> {
    if let Some(at) = text.find('\0') {
        let words =
            Words::new("the file holds a zero byte, so it is no text", "it may be damaged: take a backup of it");
        return Err(error(Cursor::new(text).position(at), "", words));
    }
    if let Some(at) = conflict_mark(text) {
        let flaw = Flaw::Obstacle(ObstacleKind::ConflictMark);
        return Err(error(Cursor::new(text).position(at), "", explain::flaw(&flaw)));
    }
    let mut tokens = Tokens::new(text).map_while(Result::ok).filter(|token| token.kind != TokenKind::Attribute);
    let mut next = || tokens.next().map(|token| (token.kind, token.start, &text[token.start..token.end]));
    match (next(), next()) {
        (Some((TokenKind::Name, _, "Pathos")), None | Some((TokenKind::Open(b'('), ..))) => {}
        (None, _) if text.trim().is_empty() => {
            let hint = "make a new map, or take a backup of this one";
            return Err(error(Position::START, "", Words::new("the file is empty", hint)));
        }
        (first, _) => {
            let at = first.map_or(0, |(_, start, _)| start);
            let words = Words::new("this is not a map of Pathos", HOW_A_MAP_BEGINS);
            return Err(error(Cursor::new(text).position(at), "", words));
        }
    }
    let mut depth = 0_usize;
    while let Some((kind, _, word)) = next() {
        match kind {
            TokenKind::Open(_) => depth += 1,
            TokenKind::Close(_) => depth = depth.saturating_sub(1),
            TokenKind::Name if depth == 0 && word == "version" => {
                return Ok(next().and_then(|_| next()).map(|(_, _, version)| version.to_owned()));
            }
            _ => {}
        }
    }
    Ok(None)
}

/// The first line that a merge left behind, also one within a text, where `to_ron` writes no such line.
fn conflict_mark(text: &str) -> Option<usize> {
    let is_mark = |line: &str| line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>");
    if is_mark(text) {
        return Some(0);
    }
    ["\n<<<<<<<", "\n>>>>>>>"].iter().filter_map(|mark| text.find(mark)).min().map(|at| at + 1)
}

/// The version as a number that this program can read.
fn known_version(version: &Option<String>, positions: &Positions) -> Result<u32, ParseError> {
    let position = positions.of_envelope("version").unwrap_or(Position::START);
    let fail = |text: String, hint: &str| Err(error(position, "", Words::new(text, hint)));
    let Some(version) = version else {
        return fail("the file does not say which version of the format it has".into(), HOW_A_MAP_BEGINS);
    };
    match version.parse::<u32>() {
        Ok(known @ 1..=FORMAT_VERSION) => Ok(known),
        Ok(newer) if newer > FORMAT_VERSION => fail(
            format!("the file has version {newer} of the format; this program reads up to version {FORMAT_VERSION}"),
            "update Pathos, or save the map in the older version there",
        ),
        _ => fail(format!("{version} is not a version of the format"), HOW_A_MAP_BEGINS),
    }
}

/// What RON's reader found, at the beginning of the value that it is about.
fn meaning_error(cause: &ron::error::SpannedError, text: &str, positions: &Positions) -> ParseError {
    let told = Position { line: clamp(cause.span.start.line), column: clamp(cause.span.start.col) };
    let is_about_group = matches!(
        cause.code,
        ron::Error::Message(_) | ron::Error::ExpectedDifferentLength { .. } | ron::Error::MissingStructField { .. }
    );
    let mut cursor = Cursor::new(text);
    let mut open: Vec<(Position, usize)> = Vec::new();
    let (mut position, mut found) = (told, "");
    for token in Tokens::new(text).map_while(Result::ok) {
        let start = cursor.position(token.start);
        let is_there = cursor.position(token.end) > told;
        match token.kind {
            TokenKind::Open(_) if !is_there => open.push((start, token.start)),
            // The reader stands at the end of a group that it has read.
            TokenKind::Close(_) if is_there && is_about_group => {
                let (from, byte) = open.pop().unwrap_or((start, token.start));
                (position, found) = (from, &text[byte..token.end]);
            }
            TokenKind::Close(_) if !is_there => drop(open.pop()),
            _ => (position, found) = (start, &text[token.start..token.end]),
        }
        if is_there {
            break;
        }
    }
    let path = positions.path_at(position);
    let words = explain::meaning(&cause.code, found, &path);
    error(position, &path, words)
}

fn clamp(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Copies `text` to `out`; strings that a line of text cannot carry are escaped on the way.
fn escape_where_needed(text: &str, out: &mut String) {
    let mut copied = 0;
    for token in Tokens::new(text).map_while(Result::ok) {
        let Some(content) = content(text, token).filter(|content| !is_plain(content)) else { continue };
        out.push_str(&text[copied..token.start]);
        push_escaped(content, out);
        copied = token.end;
    }
    out.push_str(&text[copied..]);
}

/// What a string says, as it stands between its quotes.
fn content(text: &str, token: Token) -> Option<&str> {
    match token.kind {
        TokenKind::Text { prefix, suffix, .. } => text.get(token.start + prefix as usize..token.end - suffix as usize),
        _ => None,
    }
}

/// Whether a string survives in a text file as it is: editors and version control change line
/// ends and drop control characters, and a merge leaves lines behind that begin like `<<<<<<<`.
fn is_plain(content: &str) -> bool {
    let harmless = |c: char| !c.is_control() || c == '\n' || c == '\t';
    content.chars().all(harmless) && !content.contains("\n<<<<<<<") && !content.contains("\n>>>>>>>")
}

fn push_escaped(content: &str, out: &mut String) {
    out.push('"');
    for c in content.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}
