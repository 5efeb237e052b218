//! The map that the open one starts from: chosen as a file, kept by its id and by the way to it.

use std::path::{Component, Path, PathBuf};

use super::dialogs::path::file_name;
use super::disk;
use super::session::Session;
use crate::edit::{Edit, MapField};
use crate::model::Baseline;
use crate::store;

impl Session {
    /// Lets the open map start from the one in a file.
    pub(super) fn take_baseline(&mut self, path: &Path) {
        if self.asked_in != self.generation {
            return self.say("The file was chosen for a map that is no longer open");
        }
        match store::load(path) {
            Ok(loaded) if loaded.map.id == self.map().id => {
                self.fail("A map cannot start from itself: choose the file of another map.");
            }
            Ok(loaded) => {
                let baseline = Baseline { map: loaded.map.id, path: self.way_to(path) };
                self.edit(&Edit::SetMap(MapField::Baseline(Some(baseline))));
                self.history.break_group();
                self.say(format!("The map starts from {}", file_name(path)));
            }
            Err(error) => {
                self.show_failure(&format!("{} cannot be read", file_name(path)), disk::load_error_lines(&error));
            }
        }
    }

    /// A file as the open map's folder sees it; its whole path while the map has no file.
    fn way_to(&self, path: &Path) -> String {
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = self.path().map(absolute).and_then(|file| file.parent().map(Path::to_owned));
        let way = folder.map_or_else(|| absolute(path), |folder| relative(&absolute(path), &folder));
        way.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// The way from a folder to a file; the file's whole path where nothing leads there.
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
        ] {
            assert_eq!(relative(Path::new(file), Path::new(folder)), PathBuf::from(expected), "{file} from {folder}");
        }
    }
}
