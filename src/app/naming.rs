//! Names of files: with the ending that a kind of file has, and without any.

use std::path::{Path, PathBuf};

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
