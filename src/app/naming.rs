//! Names of files: from a map's title, and with the ending that a kind of file has.

use std::path::{Path, PathBuf};

/// The most bytes of a proposed name; file systems take 255, endings included.
const MAX_BYTES: usize = 200;

/// Names that Windows keeps for devices, whatever follows a point; `com1` and `lpt1` to 9 are more.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A title as a file's name without its ending: no separators, no characters that Windows refuses,
/// no name of a device, at most [`MAX_BYTES`].
pub fn stem_of_title(title: &str) -> String {
    let is_refused = |c: char| c.is_control() || "<>:\"/\\|?*".contains(c);
    let plain: String = title.chars().map(|c| if is_refused(c) { ' ' } else { c }).collect();
    let joined = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let stem = joined[..joined.floor_char_boundary(MAX_BYTES)].trim_matches(['.', ' ', '-']);
    match stem {
        "" => "map".to_owned(),
        stem if is_device(stem) => format!("map {stem}"),
        stem => stem.to_owned(),
    }
}

fn is_device(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let port = first.strip_prefix("com").or_else(|| first.strip_prefix("lpt"));
    DEVICES.contains(&first.as_str()) || port.is_some_and(|rest| rest.chars().count() == 1)
}

/// The path with an ending, the first of those that are wanted, unless it has a wanted one. An
/// ending is added and never replaced: in “map v1.2” it is part of the name.
pub fn with_ending(path: PathBuf, wanted: &[&str]) -> PathBuf {
    let Some(usual) = wanted.first() else { return path };
    match path.extension() {
        Some(ending) if wanted.iter().any(|wanted| ending.eq_ignore_ascii_case(wanted)) => path,
        Some(ending) if ending.is_empty() => path.with_extension(usual),
        _ => {
            let mut name = path.into_os_string();
            name.push(".");
            name.push(usual);
            name.into()
        }
    }
}

/// The last part of a path without its ending.
pub fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(|| "map".to_owned(), |stem| stem.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name_that_every_system_takes() {
        for (title, expected) in [
            ("Buying: a bicycle?", "Buying a bicycle"),
            ("../../etc/passwd", "etc passwd"),
            ("رحلة", "رحلة"),
            (" \n", "map"),
            ("nul.old", "map nul.old"),
            ("COM1", "map COM1"),
            ("Commuting", "Commuting"),
        ] {
            assert_eq!(stem_of_title(title), expected, "{title:?}");
        }
        assert!(stem_of_title(&"日".repeat(200)).len() <= MAX_BYTES);
    }

    #[test]
    fn an_ending_is_added_unless_it_is_there() {
        for (name, expected) in [
            ("a", "a.png"),
            ("a.", "a.png"),
            ("a.PNG", "a.PNG"),
            ("a.svg", "a.svg"),
            ("a.jpg", "a.jpg.png"),
            ("map v1.2", "map v1.2.png"),
        ] {
            assert_eq!(with_ending(name.into(), &["png", "svg"]), PathBuf::from(expected), "{name}");
        }
    }
}
