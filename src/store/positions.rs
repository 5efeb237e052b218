//! Where everything stands in a map's file: from a path such as `cards[12].place` to line and
//! column.

use std::fmt;

use super::tokens::{Obstacle, ObstacleKind, Token, TokenKind, Tokens};
use crate::model::check::limits;

/// How many brackets may stand within each other.
const MAX_DEPTH: usize = 64;

/// How many values and names a file may hold; it bounds the memory that hostile files of the
/// greatest length take.
const MAX_VALUES: usize = 4_000_000;

/// A place in a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The character within the line, from 1.
    pub column: u32,
}

impl Position {
    /// The first character of a file.
    pub const START: Self = Self { line: 1, column: 1 };
}

impl fmt::Display for Position {
    /// `12:7`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Where each value of a map's file stands.
#[derive(Debug, Clone, Default)]
pub struct Positions {
    root: Option<Node>,
}

/// A value: its field's name if it has one, where it begins, and what it holds.
#[derive(Debug, Clone)]
struct Node {
    field: Option<Box<str>>,
    position: Position,
    children: Vec<Node>,
}

/// Why a text cannot be a map's file, whatever its values mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Flaw {
    /// Something that no RON has.
    Obstacle(ObstacleKind),
    /// The file ends before this bracket is closed.
    NotClosed(u8, Position),
    /// A bracket that closes another one than it should, or none.
    Mismatch {
        /// The bracket that stands there.
        found: u8,
        /// The one that was opened last, and where.
        open: Option<(u8, Position)>,
    },
    /// Too many brackets within each other.
    TooDeep,
    /// Too many values.
    TooMany,
    /// A text is too long: so many bytes.
    TextTooLong(usize),
    /// A number that is not finite.
    NotFinite,
}

/// A value that is being read, with the bracket that is to close it.
struct Open {
    node: Node,
    bracket: u8,
    /// The name of the field whose value comes next.
    field: Option<Box<str>>,
    /// The last value was a bare word or string: it may turn out to be a field or to go before a bracket.
    last: Option<Token>,
}

impl Positions {
    /// Reads where everything stands; says at which byte and why it cannot be a map's file.
    pub(super) fn read(text: &str) -> Result<Self, (Position, Flaw)> {
        let mut cursor = Cursor::new(text);
        let mut values = 0usize;
        let top = Node { field: None, position: Position::START, children: Vec::new() };
        let mut open = vec![Open::new(top, 0)];
        for token in Tokens::new(text) {
            let token = token.map_err(|Obstacle { at, kind }| (cursor.position(at), Flaw::Obstacle(kind)))?;
            let position = cursor.position(token.start);
            let fail = |flaw| Err((position, flaw));
            let depth = open.len();
            let Some(current) = open.last_mut() else { break };
            match token.kind {
                TokenKind::Open(_) if depth > MAX_DEPTH => return fail(Flaw::TooDeep),
                TokenKind::Open(bracket) => {
                    let group = current.begin_group(bracket, position);
                    open.push(group);
                }
                TokenKind::Close(found) => close(&mut open, found).map_err(|flaw| (position, flaw))?,
                TokenKind::Colon => current.name_field(text),
                TokenKind::Comma => (current.last, current.field) = (None, None),
                TokenKind::Attribute => {}
                TokenKind::Text { len, .. } if len as usize > limits::TEXT => {
                    return fail(Flaw::TextTooLong(len as usize));
                }
                TokenKind::Number | TokenKind::Name if is_infinite(&text[token.start..token.end]) => {
                    return fail(Flaw::NotFinite);
                }
                TokenKind::Text { .. } | TokenKind::Char | TokenKind::Number | TokenKind::Name => {
                    current.add(token, position);
                }
            }
            values += usize::from(!matches!(token.kind, TokenKind::Close(_) | TokenKind::Comma | TokenKind::Colon));
            if values > MAX_VALUES {
                return fail(Flaw::TooMany);
            }
        }
        match open.pop() {
            Some(unclosed) if !open.is_empty() => {
                Err((cursor.position(text.len()), Flaw::NotClosed(unclosed.bracket, unclosed.node.position)))
            }
            top => Ok(Self { root: top.and_then(|top| top.node.children.into_iter().next()) }),
        }
    }

    /// Where a value of the map begins, by its path (`cards[12].place`, as [`crate::model::Problem`] has
    /// it); where the path leads on beyond what the file holds, the last value on the way.
    pub fn find(&self, path: &str) -> Position {
        let Some(root) = &self.root else { return Position::START };
        let Some(mut node) = root.child("map") else { return root.position };
        for step in path.split(['.', '[']).filter(|step| !step.is_empty()) {
            let next = match step.strip_suffix(']') {
                Some(index) => index.parse().ok().and_then(|index: usize| node.children.get(index)),
                None => node.child(step),
            };
            let Some(next) = next else { break };
            node = next;
        }
        node.position
    }

    /// Where a field beside the map stands, such as the version of the format.
    pub(super) fn of_envelope(&self, field: &str) -> Option<Position> {
        Some(self.root.as_ref()?.child(field)?.position)
    }

    /// The path of the innermost value that begins at or before a position.
    pub(super) fn path_at(&self, position: Position) -> String {
        let mut path = String::new();
        let mut node = self.root.as_ref().and_then(|root| root.child("map"));
        while let Some(parent) = node {
            let after = parent.children.partition_point(|child| child.position <= position);
            node = after.checked_sub(1).and_then(|index| parent.children.get(index));
            match node.map(|child| &child.field) {
                Some(Some(field)) if path.is_empty() => path.push_str(field),
                Some(Some(field)) => path.extend([".", field]),
                Some(None) => path.push_str(&format!("[{}]", after - 1)),
                None => {}
            }
        }
        path
    }
}

impl Node {
    fn child(&self, field: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.field.as_deref() == Some(field))
    }
}

/// Closes the innermost group, which becomes a value of the one around it.
fn close(open: &mut Vec<Open>, found: u8) -> Result<(), Flaw> {
    let innermost = open.last().map_or((0, Position::START), |open| (open.bracket, open.node.position));
    if !matches!((innermost.0, found), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
        return Err(Flaw::Mismatch { found, open: (open.len() > 1).then_some(innermost) });
    }
    if let Some(closed) = open.pop()
        && let Some(parent) = open.last_mut()
    {
        parent.node.children.push(closed.node);
    }
    Ok(())
}

impl Open {
    fn new(node: Node, bracket: u8) -> Self {
        Self { node, bracket, field: None, last: None }
    }

    /// A group that begins here. `Cell(` is one value, and stands where its name does.
    fn begin_group(&mut self, bracket: u8, position: Position) -> Self {
        let is_named = self.last.take().is_some_and(|last| last.kind == TokenKind::Name);
        let node = is_named.then(|| self.node.children.pop()).flatten();
        Self::new(node.unwrap_or_else(|| self.begin(position)), bracket)
    }

    /// A value of one token.
    fn add(&mut self, token: Token, position: Position) {
        let node = self.begin(position);
        self.node.children.push(node);
        self.last = Some(token);
    }

    /// A value that begins here, in the field whose name was read last.
    fn begin(&mut self, position: Position) -> Node {
        Node { field: self.field.take(), position, children: Vec::new() }
    }

    /// What looked like a value was the name of a field.
    fn name_field(&mut self, text: &str) {
        if let Some(name) = self.last.take() {
            self.node.children.pop();
            self.field = text.get(name.start..name.end).map(|name| name.trim_start_matches("r#").into());
        }
    }
}

/// Whether a word says infinity or not a number.
fn is_infinite(word: &str) -> bool {
    let bare = word.trim_start_matches(['+', '-']);
    let bare = bare.strip_suffix("f64").or(bare.strip_suffix("f32")).unwrap_or(bare);
    let is_long = bare.len() > 300 || bare.contains(['e', 'E']);
    matches!(bare, "inf" | "NaN")
        || (is_long && bare.replace('_', "").parse::<f64>().is_ok_and(|number| !number.is_finite()))
}

/// Counts lines and characters up to bytes that are asked for in ascending order.
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
    position: Position,
}

impl<'a> Cursor<'a> {
    /// A cursor at the start of a text.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, position: Position::START }
    }

    /// The position of a byte that is not before the one asked for last.
    pub fn position(&mut self, byte: usize) -> Position {
        for b in self.text.as_bytes().get(self.at..byte).unwrap_or_default() {
            match b {
                b'\n' => self.position = Position { line: self.position.line.saturating_add(1), column: 1 },
                // The second and later bytes of a character.
                0x80..=0xbf => {}
                _ => self.position.column = self.position.column.saturating_add(1),
            }
        }
        self.at = self.at.max(byte);
        self.position
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"// head
Pathos(version: 1, map: (
  id: "m-1", /* a /* nested */ one: */
  cards: [(id: "ä", at: [Card("c-1"), Step("s-1")]), (
    r#title: r"x", place: Cell("l", "s"),
  )],
  pair: (1, 2),
))"#;

    fn check(path: &str, line: u32, column: u32) {
        let positions = Positions::read(FILE).expect("a sound file");
        assert_eq!(positions.find(path), Position { line, column }, "{path}");
    }

    #[test]
    fn a_path_leads_to_its_line_and_column() {
        check("", 2, 25);
        check("id", 3, 7);
        check("cards[0]", 4, 11);
        check("cards[0].id", 4, 16);
        check("cards[0].at[1]", 4, 39);
        check("cards[1].title", 5, 14);
        check("cards[1].place", 5, 27);
        check("pair[1]", 7, 13);
    }

    #[test]
    fn a_path_beyond_what_the_file_holds_leads_to_the_last_known() {
        check("cards[1].owner", 4, 54);
        check("cards[7].place", 4, 10);
        check("nothing", 2, 25);
    }

    #[test]
    fn a_position_leads_back_to_its_path() {
        let positions = Positions::read(FILE).expect("a sound file");
        for path in ["id", "cards[0].id", "cards[1].title", "pair[1]"] {
            assert_eq!(positions.path_at(positions.find(path)), path);
        }
    }

    #[test]
    fn numbers_without_end_are_told_from_others() {
        for infinite in ["inf", "-inf", "NaN", "inff64", "1e999", "-1.5E400"] {
            assert!(is_infinite(infinite), "{infinite}");
        }
        for finite in ["1e3", "0.5", "info", "inform", "Nano", "1e-999", "-2"] {
            assert!(!is_infinite(finite), "{finite}");
        }
    }
}
