//! Mermaid's text, taken apart: where a statement begins and ends, and what kind it is.
//!
//! It reads all that Mermaid reads, and much that Mermaid refuses but people write: colons and
//! number signs in names, tasks without data, statements on one line. Columns count characters.

use super::text::entity;

/// A line and a column of the diagram's text, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: u32,
    pub(super) column: u32,
}

/// Something that the diagram says, still with entities and line breaks as they are written.
#[derive(Debug, PartialEq)]
pub(super) enum Statement<'a> {
    Title(&'a str),
    AccTitle(&'a str),
    AccDescription(String),
    Section(&'a str),
    Task(Task<'a>),
    /// Text that Mermaid takes for a comment although it hardly is one, such as `#2` in `section Phase #2`.
    Swallowed(&'a str),
}

/// `name: score: actor, actor`.
#[derive(Debug, PartialEq)]
pub(super) struct Task<'a> {
    pub(super) name: &'a str,
    /// Empty if there is none.
    pub(super) score: &'a str,
    /// Parted by commas; empty if there are none.
    pub(super) actors: &'a str,
    /// What follows a third colon, which Mermaid does not read.
    pub(super) surplus: &'a str,
}

/// What a diagram says, in its order.
#[derive(Debug, Default)]
pub(super) struct Statements<'a> {
    /// The title in the front matter; empty if there is none.
    pub(super) front_title: &'a str,
    pub(super) list: Vec<(Position, Statement<'a>)>,
}

/// Why a text is not a journey diagram.
#[derive(Debug, PartialEq)]
pub(super) enum NotAJourney<'a> {
    /// There is nothing but comments in it.
    Empty,
    /// It begins with another word than `journey`.
    Other(Position, &'a str),
}

/// Takes a diagram apart. `text` has no carriage returns.
pub(super) fn statements<'a>(text: &'a str) -> Result<Statements<'a>, NotAJourney<'a>> {
    let (front_title, first) = front_matter(text);
    let last_directive_end = text.rfind("}%%").map_or(0, |at| text[..at].split('\n').count());
    let result = Statements { front_title, list: Vec::new() };
    let mut reader = Reader { result, state: State::BeforeKeyword, last_directive_end };
    for (line, number) in text.split('\n').zip(1..).skip(first) {
        reader.line(line, number)?;
    }
    match reader.state {
        State::BeforeKeyword | State::Directive { keyword_seen: false } => Err(NotAJourney::Empty),
        State::Directive { keyword_seen: true } | State::Body => Ok(reader.result),
        State::Description { at, so_far } => {
            reader.result.list.push((at, Statement::AccDescription(so_far)));
            Ok(reader.result)
        }
    }
}

/// The title in the front matter, and how many lines to skip for it.
fn front_matter(text: &str) -> (&str, usize) {
    let is_fence = |line: &str| line.trim_end().len() >= 3 && line.trim().bytes().all(|byte| byte == b'-');
    let blank = text.split('\n').take_while(|line| line.trim().is_empty()).count();
    let mut lines = text.split('\n').skip(blank);
    if !lines.next().is_some_and(is_fence) {
        return ("", 0);
    }
    let mut title = "";
    for (line, read) in lines.zip(2..) {
        if is_fence(line) {
            return (title, blank + read);
        }
        if let Some(value) = line.trim_start().strip_prefix("title:") {
            title = unquoted(value.trim());
        }
    }
    ("", 0)
}

fn unquoted(text: &str) -> &str {
    let within = |quote| text.strip_prefix(quote).and_then(|rest: &str| rest.strip_suffix(quote));
    within('"').or_else(|| within('\'')).unwrap_or(text)
}

enum State {
    BeforeKeyword,
    Body,
    /// Within `%%{ … }%%`.
    Directive {
        keyword_seen: bool,
    },
    /// Within `accDescr { … }`.
    Description {
        at: Position,
        so_far: String,
    },
}

struct Reader<'a> {
    result: Statements<'a>,
    state: State,
    /// The last line with `}%%` in it. A directive that never ends is a comment.
    last_directive_end: usize,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: &'a str, number: u32) -> Result<(), NotAJourney<'a>> {
        let marks = Marks::of(line);
        let mut columns = Columns { line, byte: 0, column: 1 };
        let mut at = 0;
        while at < line.len() {
            let rest = &line[at..];
            match &mut self.state {
                State::Directive { keyword_seen } => {
                    let Some(end) = rest.find("}%%") else { return Ok(()) };
                    self.state = if *keyword_seen { State::Body } else { State::BeforeKeyword };
                    at += end + 3;
                }
                State::Description { at: begin, so_far } => {
                    let end = rest.find('}');
                    so_far.push_str(rest[..end.unwrap_or(rest.len())].trim());
                    let Some(end) = end else { break };
                    let statement = Statement::AccDescription(std::mem::take(so_far));
                    self.result.list.push((*begin, statement));
                    self.state = State::Body;
                    at += end + 1;
                }
                State::BeforeKeyword | State::Body => {
                    at += rest.len() - rest.trim_start_matches([';', ' ', '\t', '\u{feff}']).trim_start().len();
                    let rest = &line[at..];
                    let ends = || self.last_directive_end > number as usize || rest.contains("}%%");
                    if rest.starts_with("%%{") && ends() {
                        let keyword_seen = matches!(self.state, State::Body);
                        self.state = State::Directive { keyword_seen };
                        at += 3;
                    } else if rest.starts_with("%%") || (rest.starts_with('#') && entity(rest).is_none()) {
                        return Ok(());
                    } else if !rest.is_empty() {
                        let position = Position { line: number, column: columns.of(at) };
                        at = self.statement(line, at, &marks, position)?;
                    }
                }
            }
        }
        if let State::Description { so_far, .. } = &mut self.state
            && !so_far.is_empty()
        {
            so_far.push('\n');
        }
        Ok(())
    }

    /// Reads the statement that begins at `at`; gives the byte where the next may begin.
    fn statement(
        &mut self,
        line: &'a str,
        at: usize,
        marks: &Marks,
        position: Position,
    ) -> Result<usize, NotAJourney<'a>> {
        let rest = &line[at..];
        if matches!(self.state, State::BeforeKeyword) {
            let word = rest.split(|c: char| c.is_whitespace() || c == ';').next().unwrap_or(rest);
            if !word.trim_end_matches(':').eq_ignore_ascii_case("journey") {
                return Err(NotAJourney::Other(position, word));
            }
            self.state = State::Body;
            return Ok(at + word.len());
        }
        if let Some(value) = keyword(rest, "accTitle").and_then(|value| value.trim_start().strip_prefix(':')) {
            self.result.list.push((position, Statement::AccTitle(value)));
            return Ok(line.len());
        }
        if let Some(value) = keyword(rest, "accDescr").map(str::trim_start) {
            if let Some(value) = value.strip_prefix(':') {
                self.result.list.push((position, Statement::AccDescription(value.to_owned())));
                return Ok(line.len());
            }
            if let Some(value) = value.strip_prefix('{') {
                self.state = State::Description { at: position, so_far: String::new() };
                return Ok(line.len() - value.len());
            }
        }
        let (end, next) = end_of(line, at, marks);
        self.result.list.push((position, statement(&line[at..end], &marks.colons_within(at, end))));
        if let Some(swallowed) = swallowed(&line[end..next]) {
            self.result.list.push((position, swallowed));
        }
        Ok(next)
    }
}

/// Counts characters up to bytes that only grow, so that a long line is counted once.
struct Columns<'a> {
    line: &'a str,
    byte: usize,
    column: u32,
}

impl Columns<'_> {
    fn of(&mut self, byte: usize) -> u32 {
        for _ in self.line[self.byte..byte].chars() {
            self.column = self.column.saturating_add(1);
        }
        self.byte = byte;
        self.column
    }
}

/// A character that may end something, and the byte where it stands.
#[derive(Clone, Copy)]
struct Mark {
    at: usize,
    kind: MarkKind,
}

#[derive(Clone, Copy, PartialEq)]
enum MarkKind {
    Colon,
    Semicolon,
    Number,
    Comment,
}

/// All marks of a line. Those in an entity are none, nor is the colon of `10:30` or of `https://`.
struct Marks {
    all: Vec<Mark>,
    /// The bytes where colons stand.
    colons: Vec<usize>,
    /// The byte behind which there are only semicolons and blanks.
    text_end: usize,
}

impl Marks {
    fn of(line: &str) -> Self {
        let mut all = Vec::new();
        let bytes = line.as_bytes();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            if matches!(byte, b'&' | b'#')
                && let Some((_, len)) = entity(&line[at..])
            {
                at += len;
                continue;
            }
            let follows_blank = at > 0 && bytes[at - 1].is_ascii_whitespace();
            let is_time = || at > 0 && digit(at - 1) && digit(at + 1) && digit(at + 2) && !digit(at + 3);
            let kind = match byte {
                b'#' => Some(MarkKind::Number),
                b';' => Some(MarkKind::Semicolon),
                b'%' if follows_blank && bytes[at..].starts_with(b"%%") => Some(MarkKind::Comment),
                b':' if !is_time() && !bytes[at..].starts_with(b"://") => Some(MarkKind::Colon),
                _ => None,
            };
            all.extend(kind.map(|kind| Mark { at, kind }));
            at += 1;
        }
        let colons = all.iter().filter(|mark| mark.kind == MarkKind::Colon).map(|mark| mark.at).collect();
        let text_end = line.trim_end_matches(|c: char| c == ';' || c.is_whitespace()).len();
        Self { all, colons, text_end }
    }

    fn from(&self, at: usize) -> &[Mark] {
        &self.all[self.all.partition_point(|mark| mark.at < at)..]
    }

    /// The colons from one byte up to another, counted from the first of the two.
    fn colons_within(&self, from: usize, to: usize) -> Vec<usize> {
        let begin = self.colons.partition_point(|colon| *colon < from);
        self.colons[begin..].iter().take_while(|colon| **colon < to).map(|colon| colon - from).collect()
    }
}

/// What follows the keyword at the start of the text, whatever its case.
fn keyword<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| &text[word.len()..])
}

/// What follows `title` or `section` with a blank behind it, or with nothing.
fn word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    keyword(text, word).filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}

fn is_heading(text: &str) -> bool {
    word(text, "title").is_some() || word(text, "section").is_some()
}

/// Where the statement at `at` ends, and where the next may begin.
fn end_of(line: &str, at: usize, marks: &Marks) -> (usize, usize) {
    let heading = is_heading(&line[at..]);
    let last_colon = marks.colons.last().copied().unwrap_or_default();
    // Text before its first colon is a name still, in which `;` and `#` are letters.
    let mut is_whole = heading;
    for mark in marks.from(at) {
        match mark.kind {
            MarkKind::Colon => is_whole = true,
            MarkKind::Comment => return (mark.at, line.len()),
            MarkKind::Number if is_whole => return (mark.at, line.len()),
            MarkKind::Number => {}
            MarkKind::Semicolon => {
                let rest = line[mark.at + 1..].trim_start();
                let is_last = mark.at >= marks.text_end;
                let begins_another = is_heading(rest)
                    || rest.starts_with("%%")
                    || last_colon > mark.at
                    || keyword(rest, "accTitle").is_some()
                    || keyword(rest, "accDescr").is_some();
                if is_last || (begins_another && is_whole) {
                    return (mark.at, mark.at + 1);
                }
            }
        }
    }
    (line.len(), line.len())
}

/// The comment behind a statement, if it looks like a part of it.
fn swallowed(comment: &str) -> Option<Statement<'_>> {
    let is_text = comment.strip_prefix('#').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    is_text.then(|| Statement::Swallowed(comment.trim_end()))
}

/// A title, a section or a task, with the bytes where its colons stand.
fn statement<'a>(text: &'a str, colons: &[usize]) -> Statement<'a> {
    if let Some(title) = word(text, "title") {
        return Statement::Title(title.trim());
    }
    if let Some(section) = word(text, "section") {
        return Statement::Section(section.trim().trim_end_matches(':').trim_end());
    }
    let task = task(text, colons);
    // `title: …` is no Mermaid, but many write it.
    match colons.first() {
        Some(colon) if number(task.score).is_none() => match text[..*colon].trim_end().to_ascii_lowercase().as_str() {
            "title" => Statement::Title(text[colon + 1..].trim()),
            "section" => Statement::Section(text[colon + 1..].trim()),
            _ => Statement::Task(task),
        },
        _ => Statement::Task(task),
    }
}

/// Takes a task apart. A name may hold colons: the score is the number before the last colon or
/// behind it, else the first number there is.
fn task<'a>(text: &'a str, colons: &[usize]) -> Task<'a> {
    let count = colons.len();
    let piece = |index: usize| {
        let from = index.checked_sub(1).map_or(0, |colon| colons[colon] + 1);
        let to = colons.get(index).copied().unwrap_or(text.len());
        text[from..to].trim()
    };
    if count == 0 {
        return Task { name: text.trim(), score: "", actors: "", surplus: "" };
    }
    let is_score = |index: &usize| *index > 0 && number(piece(*index)).is_some();
    let score = [count - 1, count].into_iter().find(is_score).or_else(|| (1..=count).find(is_score)).unwrap_or(1);
    let surplus = colons.get(score + 1).map_or("", |colon| text[colon + 1..].trim());
    let name = text[..colons[score - 1]].trim();
    Task { name, score: piece(score), actors: if score < count { piece(score + 1) } else { "" }, surplus }
}

/// A score as a number: digits, perhaps with a sign and a point.
pub(super) fn number(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'));
    text.parse().ok().filter(|number: &f64| plain && number.is_finite())
}
