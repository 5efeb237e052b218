//! Splits RON into tokens, only as far as it takes to say where things stand.
//!
//! It reads hostile text in time linear to its length, never recurses and never panics. It judges
//! no meaning: what it lets through, the reader of RON judges.

/// A piece of the text and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// The byte at which it begins.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// `(`, `[` or `{`.
    Open(u8),
    /// `)`, `]` or `}`.
    Close(u8),
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// A string of any kind. What it says stands between `prefix` and `suffix`.
    Text {
        /// Bytes before what it says: a quote, or `r#"`.
        prefix: u32,
        /// Bytes behind it.
        suffix: u32,
        /// At least how many bytes it says.
        len: u32,
    },
    /// A character in single quotes.
    Char,
    /// A number, or anything else that begins like one.
    Number,
    /// A field, a name, `true`, `None`.
    Name,
    /// `#![enable(…)]`
    Attribute,
}

/// What stands in the way of reading on, and at which byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Obstacle {
    /// The byte.
    pub at: usize,
    /// What it is.
    pub kind: ObstacleKind,
}

/// What stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ObstacleKind {
    /// A string that begins here has no end.
    OpenText,
    /// A comment that begins here has no end.
    OpenComment,
    /// A text that goes on behind its closing quote.
    BehindText,
    /// A character that no RON has outside of strings.
    Unexpected(char),
    /// A line that a version control system left behind.
    ConflictMark,
}

/// The tokens of a text, without blanks and comments.
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    /// The tokens of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn obstacle(&self, kind: ObstacleKind) -> Obstacle {
        Obstacle { at: self.at, kind }
    }

    /// Goes over blanks and comments.
    fn skip_blanks(&mut self) -> Result<(), Obstacle> {
        loop {
            match (self.byte(0), self.byte(1)) {
                (Some(b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c), _) => self.at += 1,
                (Some(b'/'), Some(b'/')) => {
                    let rest = &self.text.as_bytes()[self.at..];
                    self.at += rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
                }
                (Some(b'/'), Some(b'*')) => self.skip_comment()?,
                (Some(128..), _) => match self.text[self.at..].chars().next() {
                    Some(c @ ('\u{85}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')) => {
                        self.at += c.len_utf8();
                    }
                    _ => return Ok(()),
                },
                _ => return Ok(()),
            }
        }
    }

    /// Goes over a block comment, which may hold others.
    fn skip_comment(&mut self) -> Result<(), Obstacle> {
        let start = self.at;
        let mut depth = 0usize;
        loop {
            match (self.byte(0), self.byte(1)) {
                (Some(b'/'), Some(b'*')) => (depth, self.at) = (depth + 1, self.at + 2),
                (Some(b'*'), Some(b'/')) => {
                    (depth, self.at) = (depth - 1, self.at + 2);
                    if depth == 0 {
                        return Ok(());
                    }
                }
                (Some(_), _) => self.at += 1,
                (None, _) => return Err(Obstacle { at: start, kind: ObstacleKind::OpenComment }),
            }
        }
    }

    fn token(&mut self) -> Result<Option<Token>, Obstacle> {
        self.skip_blanks()?;
        let start = self.at;
        let Some(first) = self.byte(0) else { return Ok(None) };
        let kind = match first {
            b'(' | b'[' | b'{' => self.one(TokenKind::Open(first)),
            b')' | b']' | b'}' => self.one(TokenKind::Close(first)),
            b',' => self.one(TokenKind::Comma),
            b':' => self.one(TokenKind::Colon),
            b'\'' => self.character()?,
            b'#' => self.attribute()?,
            b'"' => self.text(0)?,
            b'b' if self.byte(1) == Some(b'"') => self.text(1)?,
            b'b' if self.byte(1) == Some(b'\'') => {
                self.at += 1;
                self.character()?
            }
            b'r' if self.begins_raw(1) => self.raw_text(1)?,
            b'b' if self.byte(1) == Some(b'r') && self.begins_raw(2) => self.raw_text(2)?,
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.word(TokenKind::Number),
            b'_' | b'a'..=b'z' | b'A'..=b'Z' | 128.. => self.word(TokenKind::Name),
            _ => return Err(self.unexpected()),
        };
        if matches!(kind, TokenKind::Text { .. })
            && self.byte(0).is_some_and(|b| b == b'"' || b.is_ascii_alphanumeric())
        {
            return Err(self.obstacle(ObstacleKind::BehindText));
        }
        Ok(Some(Token { kind, start, end: self.at }))
    }

    fn one(&mut self, kind: TokenKind) -> TokenKind {
        self.at += 1;
        kind
    }

    fn unexpected(&self) -> Obstacle {
        let rest = &self.text[self.at..];
        let at_line_start = self.at == 0 || self.text.as_bytes()[self.at - 1] == b'\n';
        let is_mark = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|mark| rest.starts_with(mark));
        if at_line_start && is_mark {
            return self.obstacle(ObstacleKind::ConflictMark);
        }
        self.obstacle(ObstacleKind::Unexpected(rest.chars().next().unwrap_or('\u{fffd}')))
    }

    fn word(&mut self, kind: TokenKind) -> TokenKind {
        // `r#name` is a name too.
        if self.byte(0) == Some(b'r') && self.byte(1) == Some(b'#') {
            self.at += 2;
        }
        let rest = &self.text.as_bytes()[self.at..];
        let is_inside = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'+' | b'-' | b'.' | 128..);
        self.at += rest.iter().position(|b| !is_inside(b)).unwrap_or(rest.len());
        kind
    }

    fn attribute(&mut self) -> Result<TokenKind, Obstacle> {
        let rest = &self.text[self.at..];
        match (rest.starts_with("#!["), rest.find(']')) {
            (true, Some(end)) => {
                self.at += end + 1;
                Ok(TokenKind::Attribute)
            }
            _ => Err(self.unexpected()),
        }
    }

    fn character(&mut self) -> Result<TokenKind, Obstacle> {
        let rest = &self.text[self.at + 1..];
        let inside = match rest.chars().next() {
            // The longest is `\u{10ffff}`.
            Some('\\') => rest.bytes().take(12).skip(2).position(|b| b == b'\'').map(|at| at + 2),
            Some(c) => Some(c.len_utf8()).filter(|len| rest.as_bytes().get(*len) == Some(&b'\'')),
            None => None,
        };
        let Some(inside) = inside else { return Err(self.unexpected()) };
        self.at += inside + 2;
        Ok(TokenKind::Char)
    }

    /// A string in quotes; `prefix` letters stand before the first.
    fn text(&mut self, prefix: usize) -> Result<TokenKind, Obstacle> {
        let from = self.at + prefix + 1;
        let bytes = self.text.as_bytes();
        let (mut at, mut escaped) = (from, 0);
        loop {
            match bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') if bytes.get(at + 1) == Some(&b'u') => {
                    // `\u{…}` says at least one byte.
                    let close = bytes[at..].iter().take(12).position(|b| *b == b'}').unwrap_or(1);
                    escaped += close;
                    at += close + 1;
                }
                Some(b'\\') => (at, escaped) = (at + 2, escaped + 1),
                Some(_) => at += 1,
                None => return Err(self.obstacle(ObstacleKind::OpenText)),
            }
        }
        self.at = at + 1;
        let len = clamp(at - from - escaped);
        Ok(TokenKind::Text { prefix: clamp(prefix + 1), suffix: 1, len })
    }

    /// Whether hashes and a quote follow `ahead` bytes from here.
    fn begins_raw(&self, ahead: usize) -> bool {
        let rest = &self.text.as_bytes()[self.at + ahead..];
        rest.iter().find(|b| **b != b'#') == Some(&b'"')
    }

    /// A string as `r#"…"#`; `letters` stand before the hashes.
    fn raw_text(&mut self, letters: usize) -> Result<TokenKind, Obstacle> {
        let rest = &self.text[self.at + letters..];
        let hashes = rest.bytes().take_while(|b| *b == b'#').count();
        let closing = format!("\"{}", "#".repeat(hashes));
        let inside = &rest[hashes + 1..];
        let Some(len) = inside.find(&closing) else { return Err(self.obstacle(ObstacleKind::OpenText)) };
        let prefix = letters + hashes + 1;
        self.at += prefix + len + closing.len();
        Ok(TokenKind::Text { prefix: clamp(prefix), suffix: clamp(closing.len()), len: clamp(len) })
    }
}

fn clamp(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl Iterator for Tokens<'_> {
    type Item = Result<Token, Obstacle>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.token();
        if next.is_err() {
            self.at = self.text.len();
        }
        next.transpose()
    }
}
