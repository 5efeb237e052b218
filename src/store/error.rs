//! What can go wrong between a map and the disk, for the person who reads it.

use std::fmt;
use std::path::{Path, PathBuf};

use super::explain::Words;
use super::positions::Position;
use crate::model::Problem;

/// A problem and where it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// Where it stands.
    pub position: Position,
    /// What it is.
    pub problem: Problem,
}

impl fmt::Display for Located {
    /// `12:7: there is no lane with the id "l-9"`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.position, self.problem.text)
    }
}

/// Why a text is no map: one error or more, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError(Vec<Located>);

impl ParseError {
    /// One error alone.
    pub(super) fn one(problem: Located) -> Self {
        Self(vec![problem])
    }

    /// All of the errors; `None` if there is none.
    pub(super) fn all(problems: Vec<Located>) -> Option<Self> {
        (!problems.is_empty()).then_some(Self(problems))
    }

    fn first(&self) -> &Located {
        self.0.first().expect("both ways of making it put one in")
    }

    /// Where the first error stands.
    pub fn position(&self) -> Position {
        self.first().position
    }

    /// What to do about the first error.
    pub fn hint(&self) -> &str {
        &self.first().problem.hint
    }

    /// Every error.
    pub fn problems(&self) -> &[Located] {
        &self.0
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.first().fmt(f)?;
        match self.0.len() - 1 {
            0 => Ok(()),
            1 => f.write_str(" (and one more problem)"),
            more => write!(f, " (and {more} more problems)"),
        }
    }
}

impl std::error::Error for ParseError {}

/// Why a map cannot be opened. Its text says what happened, [`hint`](Self::hint) what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The file cannot be read at all.
    #[error("{}: {what}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What happened.
        what: String,
        /// What to do.
        hint: String,
    },
    /// The file holds no map that makes sense.
    #[error("{}:{error}", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong in it.
        error: ParseError,
    },
}

impl LoadError {
    /// The file.
    pub fn path(&self) -> &Path {
        match self {
            Self::Unreadable { path, .. } | Self::Broken { path, .. } => path,
        }
    }

    /// Where in the file the first problem stands, if it was read so far.
    pub fn position(&self) -> Option<Position> {
        match self {
            Self::Unreadable { .. } => None,
            Self::Broken { error, .. } => Some(error.position()),
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Unreadable { hint, .. } => hint.clone(),
            Self::Broken { error, .. } => error.hint().to_owned(),
        }
    }

    /// Every problem that was found in the file.
    pub fn problems(&self) -> &[Located] {
        match self {
            Self::Unreadable { .. } => &[],
            Self::Broken { error, .. } => error.problems(),
        }
    }
}

/// Why a map was not saved. Nothing on disk has changed. Its text says what happened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {what}", path.display())]
pub struct SaveError {
    /// The file that was to be written.
    pub path: PathBuf,
    /// What happened.
    pub what: String,
    /// What to do.
    pub hint: String,
}

impl SaveError {
    pub(super) fn new(path: &Path, words: Words) -> Self {
        Self { path: path.to_owned(), what: words.text, hint: words.hint }
    }

    /// What to do about it.
    pub fn hint(&self) -> &str {
        &self.hint
    }
}

/// Why a picture cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// The file is too large.
    #[error("the picture has more than {} MiB", super::pictures::MAX_FILE_LEN >> 20)]
    TooLong,
    /// It has too many pixels.
    #[error("the picture has {width} × {height} pixels; the limit is {} a side and {} million in all", super::pictures::MAX_SIDE, super::pictures::MAX_PIXELS / 1_000_000)]
    TooLarge {
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
    },
    /// Decoding it would take too much memory.
    #[error("the picture takes more memory than a picture may")]
    TooMuchMemory,
    /// It is no picture, or of a kind that Pathos does not read.
    #[error("this is no PNG, JPEG, GIF or WebP picture")]
    UnknownKind,
    /// It is of a kind that Pathos reads, but damaged.
    #[error("the picture is damaged: {0}")]
    Damaged(String),
}

impl PictureError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::TooLong | Self::TooLarge { .. } | Self::TooMuchMemory => "scale it down",
            Self::UnknownKind => "save it as PNG or JPEG in the program that it comes from",
            Self::Damaged(_) => "save it anew in the program that it comes from",
        }
    }
}
