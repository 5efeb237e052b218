//! Tells whether another program has changed a file.

use std::fs::Metadata;
use std::path::Path;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a file was when it was read or written. Two are equal if the content is, whenever it was written.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stamp {
    len: u64,
    /// Not written down: a stamp that was read back is compared by content.
    #[serde(skip)]
    modified: Option<SystemTime>,
    hash: [u8; 32],
}

impl PartialEq for Stamp {
    fn eq(&self, other: &Self) -> bool {
        (self.len, self.hash) == (other.len, other.hash)
    }
}

impl Eq for Stamp {}

impl Stamp {
    pub(super) fn new(metadata: &Metadata, bytes: &[u8]) -> Self {
        let (len, hash) = (bytes.len() as u64, Sha256::digest(bytes).into());
        Self { len, modified: metadata.modified().ok(), hash }
    }

    /// When the file was written.
    pub(super) fn modified(&self) -> Option<SystemTime> {
        self.modified
    }

    /// Whether length and time of the file still are those of the stamp: a quick look, without
    /// reading it. `false` says that it is worth to compare with [`stamp`].
    pub fn seems_current(&self, path: &Path) -> bool {
        let same = |metadata: Metadata| {
            metadata.len() == self.len && self.modified.is_some() && metadata.modified().ok() == self.modified
        };
        std::fs::metadata(path).is_ok_and(same)
    }
}

/// What a file is now; `None` if it cannot be read. Takes the time to read the file.
pub fn stamp(path: &Path) -> Option<Stamp> {
    super::load::read(path).ok().map(|(_, stamp)| stamp)
}
