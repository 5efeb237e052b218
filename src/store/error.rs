//! What can go wrong between a map and the disk, for the person who reads it.

use std::fmt;
use std::path::{Path, PathBuf};

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
pub struct ParseError {
    first: Located,
    problems: Vec<Located>,
}

impl ParseError {
    /// One error alone.
    pub(super) fn one(problem: Located) -> Self {
        Self { first: problem.clone(), problems: vec![problem] }
    }

    /// All of the errors; `None` if there is none.
    pub(super) fn all(problems: Vec<Located>) -> Option<Self> {
        Some(Self { first: problems.first()?.clone(), problems })
    }

    /// Where the first error stands.
    pub fn position(&self) -> Position {
        self.first.position
    }

    /// What to do about the first error.
    pub fn hint(&self) -> &str {
        &self.first.problem.hint
    }

    /// Every error.
    pub fn problems(&self) -> &[Located] {
        &self.problems
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.first.fmt(f)?;
        match self.problems.len() - 1 {
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
