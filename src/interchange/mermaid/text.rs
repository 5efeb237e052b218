//! What stands for something else in Mermaid's text: entities and line breaks.

/// Names of characters that people write in diagrams: `&name;` or, Mermaid's own way, `#name;`.
const NAMED: [(&str, char); 46] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("colon", ':'),
    ("comma", ','),
    ("semi", ';'),
    ("num", '#'),
    ("lpar", '('),
    ("rpar", ')'),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("bull", '•'),
    ("middot", '·'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("times", '×'),
    ("infin", '∞'),
    ("rarr", '→'),
    ("larr", '←'),
    ("check", '✓'),
    ("hearts", '♥'),
    ("euro", '€'),
    ("pound", '£'),
    ("yen", '¥'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("eacute", 'é'),
    ("egrave", 'è'),
];

/// The longest entity, in bytes between its mark and its `;`.
const MAX_ENTITY_LEN: usize = 10;

/// The character that an entity at the start of `text` stands for, and the entity's length in bytes.
///
/// Mermaid's numbers are decimal (`#35;`); HTML's may be hexadecimal too (`&#x23;`).
pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&').or_else(|| text.strip_prefix('#'))?;
    let end = body.bytes().take(MAX_ENTITY_LEN + 1).position(|byte| byte == b';')?;
    let name = body.get(..end)?;
    let number = if text.starts_with('#') { Some(name) } else { name.strip_prefix('#') };
    let code = number.and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    let letter = code
        .and_then(char::from_u32)
        .or_else(|| NAMED.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter))?;
    Some((letter, text.len() - body.len() + end + 1))
}

/// The length in bytes of a line break such as `<br>`, `<br/>`, `<BR />` or `</br>` at the start of `text`.
fn line_break(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('<')?;
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let tag = rest.get(..2).filter(|tag| tag.eq_ignore_ascii_case("br"))?;
    let rest = rest[tag.len()..].trim_start();
    let rest = rest.strip_prefix('/').unwrap_or(rest).strip_prefix('>')?;
    Some(text.len() - rest.len())
}

/// The text as people read it: entities and line breaks stand for what they mean, lines are
/// trimmed, and no control character is left but the line break.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let (letter, len) = match letter {
            '&' | '#' => entity(rest).unwrap_or((letter, letter.len_utf8())),
            '<' => line_break(rest).map_or((letter, 1), |len| ('\n', len)),
            _ => (letter, letter.len_utf8()),
        };
        plain.push(if letter.is_control() && letter != '\n' { ' ' } else { letter });
        rest = &rest[len..];
    }
    let lines: Vec<&str> = plain.split('\n').map(str::trim).collect();
    lines.join("\n").trim().to_owned()
}

/// The same on one line, for names.
pub(super) fn plain_line(text: &str) -> String {
    plain(text).split('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_and_breaks_become_what_they_mean() {
        for (text, expected) in [
            ("Fish &amp; chips", "Fish & chips"),
            ("say #quot;yes#quot;", "say \"yes\""),
            ("#35;1 and #9829;", "#1 and ♥"),
            ("&#x41;&#66;", "AB"),
            ("a<br>b<br/>c<br />d</br />e<br\t/>f<BR>g", "a\nb\nc\nd\ne\nf\ng"),
            ("  a  <br>  b ", "a\nb"),
            ("&unknown; #; & # <b>", "&unknown; #; & # <b>"),
            ("&#1114112;", "&#1114112;"),
            ("tab\there", "tab here"),
            ("&#10;", ""),
            ("<br", "<br"),
            ("<é>", "<é>"),
            ("&éééééééé;", "&éééééééé;"),
        ] {
            assert_eq!(plain(text), expected, "{text:?}");
        }
        assert_eq!(plain_line("Ada<br><br/>Lovelace"), "Ada Lovelace");
    }
}
