//! Mermaid's blocks in Markdown: code fences and `:::mermaid` containers.
//!
//! Only what is needed to find them is read; a block within another block is that block's text.

/// A block that is open.
struct Open {
    /// What opened it: so many of this character.
    mark: char,
    count: usize,
    /// Its lines, if it is Mermaid's.
    lines: Option<(u32, Vec<String>)>,
}

/// Whether there is any Mermaid block in the text.
pub(super) fn has_block(text: &str) -> bool {
    text.lines().any(|line| opening(&unwrapped(line).1).is_some_and(|(_, _, is_mermaid)| is_mermaid))
}

/// The text of each Mermaid block with the line where it begins, from 1. What stands before the
/// text on its line (the mark of a quotation) is blanked out, so that columns stay. `text` has no
/// carriage returns.
pub(super) fn mermaid_blocks(text: &str) -> Vec<(u32, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<Open> = None;
    for (line, number) in text.split('\n').zip(1u32..) {
        match open.as_mut() {
            None => {
                let (_, rest) = unwrapped(line);
                open = opening(&rest).map(|(mark, count, is_mermaid)| {
                    let lines = is_mermaid.then(|| (number.saturating_add(1), Vec::new()));
                    Open { mark, count, lines }
                });
            }
            Some(block) => {
                let (blanked, rest) = unquoted(line);
                if closes(rest, block) {
                    blocks.extend(open.take().and_then(|block| block.lines));
                } else if let Some((_, lines)) = &mut block.lines {
                    lines.push(blanked);
                }
            }
        }
    }
    blocks.extend(open.and_then(|block| block.lines));
    blocks.into_iter().map(|(line, lines)| (line, lines.join("\n"))).collect()
}

/// The line without marks of quotations, and the same with blanks in their place.
fn unquoted(line: &str) -> (String, &str) {
    let mut rest = line.trim_start();
    while let Some(inner) = rest.strip_prefix('>') {
        rest = inner.trim_start();
    }
    let head: String = line[..line.len() - rest.len()].chars().map(|c| if c == '>' { ' ' } else { c }).collect();
    (head + rest, rest)
}

/// The line without marks of quotations and of list items.
fn unwrapped(line: &str) -> (String, String) {
    let (blanked, rest) = unquoted(line);
    let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let item = rest
        .strip_prefix(['-', '*', '+'])
        .or_else(|| (number.len() < rest.len()).then(|| number.strip_prefix(['.', ')'])).flatten());
    let rest = item.filter(|item| item.starts_with([' ', '\t'])).unwrap_or(rest).trim_start();
    let rest = rest.to_owned();
    (blanked, rest)
}

/// What a line opens: the character and the length of its fence, and whether the block is Mermaid's.
fn opening(line: &str) -> Option<(char, usize, bool)> {
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~' | ':'))?;
    let info = line.trim_start_matches(mark);
    let count = line.len() - info.len();
    if count < 3 || (mark == '`' && info.contains('`')) {
        return None;
    }
    let info = info.trim_start_matches([' ', '\t', '{', '.']);
    let end = info.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(info.len());
    let is_mermaid = ["mermaid", "mmd"].iter().any(|name| info[..end].eq_ignore_ascii_case(name));
    // Other containers (`::: note`) hold Markdown, in which a diagram may stand.
    (mark != ':' || is_mermaid).then_some((mark, count, is_mermaid))
}

fn closes(line: &str, block: &Open) -> bool {
    let line = line.trim();
    line.len() >= block.count && line.chars().all(|c| c == block.mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(u32, &str)]) {
        let expected: Vec<(u32, String)> = expected.iter().map(|(line, text)| (*line, (*text).to_owned())).collect();
        assert_eq!(mermaid_blocks(text), expected, "{text:?}");
    }

    #[test]
    fn every_way_to_write_a_block_is_found() {
        for open in
            ["```mermaid", "``` mermaid", "```Mermaid", "```mermaid title=\"x\" {1}", "```{mermaid}", "```{.mermaid}"]
        {
            check(&format!("# Head\n\n{open}\njourney\n a: 5\n```\nText"), &[(4, "journey\n a: 5")]);
        }
        check("~~~mermaid\njourney\n~~~", &[(2, "journey")]);
        check("::: mermaid\njourney\n:::", &[(2, "journey")]);
        check(":::mermaid\njourney\n:::\n", &[(2, "journey")]);
        check("````mermaid\njourney\n```\n````", &[(2, "journey\n```")]);
    }

    #[test]
    fn a_block_may_stand_in_a_list_or_a_quotation() {
        check("1. First\n   ```mermaid\n   journey\n   ```", &[(3, "   journey")]);
        check("- ```mermaid\n  journey\n  ```", &[(2, "  journey")]);
        check("> ```mermaid\n> journey\n> a: 5\n> ```\n", &[(2, "  journey\n  a: 5")]);
    }

    #[test]
    fn what_only_looks_like_a_block_is_none() {
        for text in [
            "````markdown\n```mermaid\njourney\n```\n````",
            "```text\njourney\n```",
            "```mermaids\njourney\n```",
            "``` `mermaid` ```",
            "``mermaid\njourney\n``",
            "journey",
            "",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_block_without_an_end_ends_with_the_text() {
        check("```mermaid\njourney\na: 5", &[(2, "journey\na: 5")]);
        check("```mermaid", &[(2, "")]);
    }

    #[test]
    fn several_blocks_are_found_in_their_order() {
        check("::: note\n```mermaid\na\n```\n:::\n~~~mermaid\nb\n~~~", &[(3, "a"), (7, "b")]);
    }
}
