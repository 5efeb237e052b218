//! The way from one file to another, as files name each other.

use std::path::{Component, Path, PathBuf};

/// How a file is reached from a folder, with `/` between folders; its whole path where no way leads
/// from one to the other.
pub fn way_between(file: &Path, folder: &Path) -> String {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (file, folder) =
        (whole(file), if folder.as_os_str().is_empty() { whole(Path::new(".")) } else { whole(folder) });
    way_in_words(&relative(&file, &folder))
}

/// A path with `/` between folders.
pub fn way_in_words(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// The way from a folder to a file, both whole; the file's whole path where nothing leads there.
fn relative(file: &Path, folder: &Path) -> PathBuf {
    let (mut to, mut from) = (file.components().peekable(), folder.components().peekable());
    while to.peek().is_some() && to.peek() == from.peek() {
        to.next();
        from.next();
    }
    let (up, is_elsewhere) = (from.clone().count(), matches!(to.peek(), Some(Component::Prefix(_))));
    if is_elsewhere {
        return file.to_owned();
    }
    std::iter::repeat_n(Component::ParentDir, up).chain(to).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_as_the_folder_sees_it() {
        for (file, folder, expected) in [
            ("/maps/now.ron", "/maps", "now.ron"),
            ("/maps/old/now.ron", "/maps", "old/now.ron"),
            ("/maps/now.ron", "/maps/future/2027", "../../now.ron"),
            ("/other/now.ron", "/maps", "../other/now.ron"),
            ("now.ron", "", "now.ron"),
            ("now.ron", "future", "../now.ron"),
        ] {
            assert_eq!(way_between(Path::new(file), Path::new(folder)), expected, "{file} from {folder}");
        }
    }
}
