//! From the text of a file to a map, with a position for everything that is wrong.
//!
//! The text is taken apart twice: by a scanner of our own, which finds what no reader should be
//! given and knows where everything stands, and by RON's reader, which knows what it means.

use super::error::{Located, ParseError};
use super::explain::{self, Words};
use super::file::{FORMAT_VERSION, File, options};
use super::load::MAX_FILE_LEN;
use super::positions::{Cursor, Flaw, Position, Positions};
use super::tokens::{ObstacleKind, TokenKind, Tokens};
use super::upgrade::upgrade;
use crate::model::{Map, Problem, ProblemSeverity, Subject, check};

/// The map that a text holds, and warnings about it.
///
/// # Errors
/// Everything that is wrong, if the text is no map or its records do not fit together.
pub fn parse(text: &str) -> Result<(Map, Vec<Located>), ParseError> {
    read(text).map(|(map, problems, _)| (map, problems))
}

/// As [`parse`], and where everything stands.
pub(super) fn read(text: &str) -> Result<(Map, Vec<Located>, Positions), ParseError> {
    if text.len() as u64 > MAX_FILE_LEN {
        let text = format!("a map's file can have {} MiB; this one is longer", MAX_FILE_LEN >> 20);
        return Err(error(Position::START, "", Words::new(text, "divide the map into several")));
    }
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
    let mut problems: Vec<Located> = check::check(&map).into_iter().map(located).collect();
    problems.sort_by_key(|located| located.position);
    let (errors, warnings): (Vec<_>, Vec<_>) =
        problems.into_iter().partition(|located| located.problem.severity == ProblemSeverity::Error);
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
