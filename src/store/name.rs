//! Names of files out of the titles of maps.

/// The most bytes of a name: what every file system takes, with room for a number and an ending.
const MAX_LEN: usize = 200;

/// A title as a file's name without its ending: no separators, no control characters, none that
/// Windows refuses, no name that it keeps for devices, no point or hyphen at either end, at most
/// 200 bytes, and never empty.
pub fn safe_file_stem(title: &str) -> String {
    let is_bad = |c: char| c.is_control() || "<>:\"/\\|?*".contains(c);
    let plain: String = title.chars().map(|c| if is_bad(c) { ' ' } else { c }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let stem = words.join(" ");
    let stem = stem.trim_matches(is_edge);
    let stem = match stem {
        "" => "journey".to_owned(),
        stem if is_device(stem) => format!("journey {stem}"),
        stem => stem.to_owned(),
    };
    stem[..stem.floor_char_boundary(MAX_LEN)].trim_end_matches(is_edge).to_owned()
}

/// Whether a name that begins or ends like this is hidden, cut short or taken for an option.
fn is_edge(c: char) -> bool {
    matches!(c, '.' | ' ' | '-')
}

/// Whether Windows keeps the name for a device, which it does whatever follows a point: `con.ron`.
fn is_device(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let digit = first.strip_prefix("com").or_else(|| first.strip_prefix("lpt"));
    matches!(first.as_str(), "con" | "prn" | "aux" | "nul") || digit.is_some_and(|rest| rest.chars().count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name_that_every_system_takes() {
        for (title, expected) in [
            ("Checking in", "Checking in"),
            ("زيارة العيادة", "زيارة العيادة"),
            ("../../etc/passwd", "etc passwd"),
            ("a/b\\c:d*e?", "a b c d e"),
            ("", "journey"),
            (" . ", "journey"),
            ("..", "journey"),
            ("CON", "journey CON"),
            ("nul.old", "journey nul.old"),
            ("com1", "journey com1"),
            ("computer", "computer"),
            (".hidden", "hidden"),
            ("-o", "o"),
            ("tab\tand\nline", "tab and line"),
        ] {
            assert_eq!(safe_file_stem(title), expected, "{title:?}");
        }
    }

    #[test]
    fn a_long_title_is_cut_between_two_characters() {
        assert_eq!(safe_file_stem(&"日".repeat(200)).len(), 198);
        assert_eq!(safe_file_stem(&format!("con.{}", "a".repeat(300))).len(), 200);
        assert_eq!(safe_file_stem(&format!("{} b", "a".repeat(199))), "a".repeat(199));
    }
}
