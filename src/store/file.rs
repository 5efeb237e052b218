//! The text of a map's file: `Pathos(version: 1, map: (…))` in RON.
//!
//! The same map is the same text, byte for byte, and [`parse`](super::parse()) gives the same map
//! again. A file is for people too: lines are short enough to compare, and text is not escaped
//! without need.

use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::tokens::{Token, TokenKind, Tokens};
use crate::model::Map;

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
