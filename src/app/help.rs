//! Help without a network: pages of text that stand in the program, and the terms of the field.
//!
//! A page is written in a small part of Markdown: `# title`, `## heading`, `- item`, paragraphs, and
//! within a line `**strong**`, `*words of the interface*` and `` `keys` ``.

use std::sync::LazyLock;

/// A page of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// From nothing to a map.
    FirstSteps,
    /// Every key.
    Keys,
    /// Insight, the map check, opportunities, metrics.
    Plan,
    /// What the words of the field mean.
    Terms,
    /// Where maps are kept.
    Files,
    /// Maps on paper.
    Posters,
    /// Maps in front of a room.
    Workshop,
    /// Maps before a room.
    Presenting,
}

/// The terms, each with what it means.
const TERMS: &str = include_str!("../../assets/help/terms.md");

impl Page {
    /// The pages in their order.
    pub const ALL: &'static [Self] = &[
        Self::FirstSteps,
        Self::Keys,
        Self::Plan,
        Self::Terms,
        Self::Files,
        Self::Posters,
        Self::Presenting,
        Self::Workshop,
    ];

    /// What people read.
    pub fn title(self) -> &'static str {
        match self {
            Self::FirstSteps => "First steps",
            Self::Keys => "Keys",
            Self::Plan => "From pain to plan",
            Self::Terms => "Terms of the field",
            Self::Files => "Files",
            Self::Posters => "Posters",
            Self::Workshop => "In a workshop",
            Self::Presenting => "Presenting",
        }
    }

    /// Its text; that of the keys is made from the table of commands.
    pub fn text(self) -> &'static str {
        match self {
            Self::FirstSteps => include_str!("../../assets/help/first-steps.md"),
            Self::Keys => "",
            Self::Plan => include_str!("../../assets/help/plan.md"),
            Self::Terms => TERMS,
            Self::Files => include_str!("../../assets/help/files.md"),
            Self::Posters => include_str!("../../assets/help/posters.md"),
            Self::Workshop => include_str!("../../assets/help/workshop.md"),
            Self::Presenting => include_str!("../../assets/help/presenting.md"),
        }
    }
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block<'a> {
    /// A heading within the page.
    Heading(&'a str),
    /// A paragraph.
    Paragraph(Vec<Span<'a>>),
    /// An item of a list.
    Item(Vec<Span<'a>>),
}

/// A part of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span<'a> {
    /// Text.
    Plain(&'a str),
    /// What matters, such as a term, and words of the interface.
    Strong(&'a str),
    /// Keys.
    Keys(&'a str),
}

/// The parts of a page, without its title.
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with("# "));
    lines
        .map(|line| {
            if let Some(heading) = line.strip_prefix("## ") {
                Block::Heading(heading)
            } else if let Some(item) = line.strip_prefix("- ") {
                Block::Item(spans(item))
            } else {
                Block::Paragraph(spans(line))
            }
        })
        .collect()
}

fn spans(mut line: &str) -> Vec<Span<'_>> {
    let mut spans = Vec::new();
    while let Some(at) = line.find(['*', '`']) {
        let (before, marked) = line.split_at(at);
        let closed = ["**", "*", "`"].into_iter().find_map(|mark| {
            let rest = marked.strip_prefix(mark)?;
            let end = rest.find(mark)?;
            let words = &rest[..end];
            let span = if mark == "`" { Span::Keys(words) } else { Span::Strong(words) };
            Some((span, &rest[end + mark.len()..]))
        });
        let Some((span, rest)) = closed else { break };
        spans.extend((!before.is_empty()).then_some(Span::Plain(before)));
        spans.push(span);
        line = rest;
    }
    spans.extend((!line.is_empty()).then_some(Span::Plain(line)));
    spans
}

/// A term of the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// As people call it.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// Every term with its name in small letters.
static EXPLAINED: LazyLock<Vec<(String, Term)>> = LazyLock::new(|| {
    let terms = TERMS.lines().filter_map(|line| line.strip_prefix("- **")?.split_once("**: "));
    terms.map(|(name, meaning)| (name.to_lowercase(), Term { name, meaning })).collect()
});

/// The term with which a name begins, such as that of a field, or what stands behind its colon; of
/// several the longest. It may stand in the plural.
pub fn term(name: &str) -> Option<Term> {
    let name = name.to_lowercase();
    let beginning = |name: &str| {
        let begins = |term: &str| name.strip_prefix(term).is_some_and(is_end_of_word);
        let found = EXPLAINED.iter().filter(|(term, _)| begins(term));
        found.max_by_key(|(term, _)| term.len()).map(|(_, term)| *term)
    };
    beginning(&name).or_else(|| beginning(name.split_once(": ")?.1))
}

/// Whether a word ends where a text begins, apart from the sign of its plural.
fn is_end_of_word(rest: &str) -> bool {
    let rest = rest.strip_prefix('s').unwrap_or(rest);
    !rest.starts_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_with_what_stands_out_in_them() {
        let spans = spans("Press `F2`, or **strong** and *File, New* 2 * 3");
        let expected = [
            Span::Plain("Press "),
            Span::Keys("F2"),
            Span::Plain(", or "),
            Span::Strong("strong"),
            Span::Plain(" and "),
            Span::Strong("File, New"),
            Span::Plain(" 2 * 3"),
        ];
        assert_eq!(spans, expected);
    }

    #[test]
    fn every_page_has_content_and_every_term_a_meaning() {
        for page in Page::ALL {
            assert!(*page == Page::Keys || blocks(page.text()).len() > 3, "{page:?}");
        }
        let items = TERMS.lines().filter(|line| line.starts_with("- "));
        for item in items {
            let name = item.split("**").nth(1).unwrap_or_default();
            assert!(term(name).is_some_and(|term| term.name == name && term.meaning.len() > 20), "{item}");
        }
        assert!(term("Kano class").is_some_and(|term| term.meaning.contains("satisfaction")));
        let named = |name| term(name).map(|term| term.name);
        assert_eq!(named("Evidence of the pain"), Some("Evidence"));
        assert_eq!((named("Pain points"), named("Mark: high")), (Some("Pain point"), Some("High")));
        assert_eq!((named("Highlights"), named("Lower the emotion")), (None, None));
        assert_eq!(term("Width in points"), None);
    }

    #[test]
    fn the_keys_that_pages_name_are_those_of_the_table() {
        use crate::app::action::TABLE;
        use crate::app::presenting::has_key;
        use eframe::egui::{Key, ModifierNames};
        let names: Vec<String> = TABLE
            .iter()
            .flat_map(|entry| entry.keys.iter().map(|keys| keys.format(&ModifierNames::NAMES, false)))
            .collect();
        // Arrows stand as they are seen on the keyboard.
        let while_presenting = |keys: &str| {
            let key = match keys {
                "←" => Key::from_name("ArrowLeft"),
                "→" => Key::from_name("ArrowRight"),
                "↑" => Key::from_name("ArrowUp"),
                "↓" => Key::from_name("ArrowDown"),
                _ => Key::from_name(&keys.replace("Esc", "Escape").replace(' ', "")),
            };
            key.is_some_and(|key| key == Key::F11 || has_key(key))
        };
        let beside = ["Enter", "Tab", "Shift+Enter", "F6", "Shift+F6", "Alt", "+", "-", ".ron", "Ctrl+,"];
        for page in Page::ALL {
            for block in blocks(page.text()) {
                let (Block::Paragraph(spans) | Block::Item(spans)) = block else { continue };
                for span in spans {
                    if let Span::Keys(keys) = span {
                        let is_known = beside.contains(&keys)
                            || names.contains(&keys.replace("Page ", "Page"))
                            || (*page == Page::Presenting && while_presenting(keys));
                        assert!(is_known, "{keys} on {page:?}");
                    }
                }
            }
        }
    }
}
