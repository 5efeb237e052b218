//! What the program keeps in its own folder for the welcome screen: a person's templates, and small
//! pictures of maps that were drawn before.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::error::SaveError;
use super::explain;
use super::name::safe_file_stem;
use super::pictures::{self, PictureFiles};
use super::save::save;
use super::state::StateFolder;
use crate::model::Map;

/// The most templates that are shown.
const MAX_TEMPLATES: usize = 200;
/// The most small pictures that are kept.
const MAX_THUMBNAILS: usize = 300;
/// The most bytes of a small picture.
const MAX_THUMBNAIL_LEN: u64 = 1 << 20;

/// A person's own templates.
impl StateFolder {
    /// Their files, by name.
    pub fn templates(&self) -> Vec<PathBuf> {
        let entries = self.root().and_then(|root| fs::read_dir(root.join("templates")).ok());
        let paths = entries.into_iter().flatten().flatten().map(|entry| entry.path());
        let mut paths: Vec<PathBuf> =
            paths.filter(|path| path.extension().is_some_and(|ending| ending == "ron")).collect();
        paths.sort();
        paths.truncate(MAX_TEMPLATES);
        paths
    }

    /// Where a template of this name is, or would be; none where there is no folder for it.
    pub fn template_file(&self, name: &str) -> Option<PathBuf> {
        Some(self.root()?.join("templates").join(format!("{}.ron", safe_file_stem(name))))
    }

    /// Keeps a map as a template; one of the same name is replaced.
    ///
    /// # Errors
    /// It cannot be written, or the system has no place for it.
    pub fn save_template(&self, name: &str, map: &Map, pictures: &PictureFiles) -> Result<PathBuf, SaveError> {
        let failed = |path: &Path, error: io::Error| SaveError::new(path, explain::io(&error));
        let Some(path) = self.template_file(name) else {
            return Err(failed(Path::new("templates"), io::Error::from(io::ErrorKind::NotFound)));
        };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
        }
        save(&path, map, pictures, self).map(|_| path)
    }

    /// Takes a template away, if it is one; its map stays among the earlier versions.
    ///
    /// # Errors
    /// It cannot be removed.
    pub fn remove_template(&self, path: &Path) -> io::Result<()> {
        if !self.templates().iter().any(|template| template == path) {
            return Err(io::Error::from(io::ErrorKind::NotFound));
        }
        if let Ok(loaded) = super::load(path) {
            self.keep_backup(loaded.map.id, super::to_ron(&loaded.map).as_bytes(), loaded.stamp.modified())?;
        }
        fs::remove_file(path)?;
        // A picture that stays takes room and does no harm.
        let _ = fs::remove_dir_all(pictures::folder_of(path));
        Ok(())
    }

    /// Takes a file off the list of those opened last.
    pub fn forget_recent(&self, path: &Path) {
        let mut paths = self.recent();
        paths.retain(|other| other != path);
        self.set_recent(&paths);
    }
}

/// Small pictures of maps, as the files of pictures. A key is whatever a picture depends on.
impl StateFolder {
    /// The file of a picture that was kept with this key.
    pub fn thumbnail(&self, key: &[u8]) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let file = fs::File::open(self.root()?.join(thumbnail_file(key))).ok()?;
        file.take(MAX_THUMBNAIL_LEN).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// Keeps a picture with its key, and drops the oldest ones.
    pub fn keep_thumbnail(&self, key: &[u8], bytes: &[u8]) {
        // If it is not kept it is drawn once more.
        let _ = self.write(&thumbnail_file(key), bytes);
        let entries = self.root().and_then(|root| fs::read_dir(root.join("thumbnails")).ok());
        let aged = |entry: fs::DirEntry| Some((entry.metadata().ok()?.modified().ok()?, entry.path()));
        let mut files: Vec<_> = entries.into_iter().flatten().flatten().filter_map(aged).collect();
        files.sort_unstable();
        for (_, path) in files.iter().rev().skip(MAX_THUMBNAILS) {
            let _ = fs::remove_file(path);
        }
    }
}

fn thumbnail_file(key: &[u8]) -> PathBuf {
    let digits: String = Sha256::digest(key).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Path::new("thumbnails").join(format!("{digits}.png"))
}
