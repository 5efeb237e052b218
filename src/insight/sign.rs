//! What became of a record in one word: the signs of a comparison.

use super::comparison::{Compared, Entry, What};

/// A sign of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stands elsewhere.
    Moved,
    /// It says something else.
    Changed,
    /// It feels better, or hurts less.
    Better,
    /// It feels worse, or hurts more.
    Worse,
    /// The pain point no longer hurts.
    Resolved,
    /// The pain point is new, or hurts again.
    NewPain,
}

impl Sign {
    /// All of them, in the order of a legend.
    pub const ALL: [Self; 8] = [
        Self::Added,
        Self::Removed,
        Self::Moved,
        Self::Changed,
        Self::Better,
        Self::Worse,
        Self::Resolved,
        Self::NewPain,
    ];

    /// What people read.
    pub fn words(self) -> &'static str {
        match self {
            Self::Added => "new",
            Self::Removed => "gone",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Resolved => "pain resolved",
            Self::NewPain => "new pain",
        }
    }

    /// The sign of one thing that became of a record.
    fn of(subject: Compared, what: &What) -> Self {
        match what {
            What::Added | What::Reopened if matches!(subject, Compared::Pain(_)) => Self::NewPain,
            What::Added => Self::Added,
            What::Removed => Self::Removed,
            What::Moved { .. } => Self::Moved,
            What::Felt { before: Some(before), after: Some(after) } => {
                if after > before {
                    Self::Better
                } else {
                    Self::Worse
                }
            }
            What::Felt { .. } | What::Changed(_) => Self::Changed,
            What::Resolved => Self::Resolved,
            What::Reopened => Self::NewPain,
            What::Hurts { before, after } => {
                if after > before {
                    Self::Worse
                } else {
                    Self::Better
                }
            }
        }
    }
}

/// Fields that tell how a record is backed, told apart or kept, and nothing of what it is about: a
/// picture of the differences says nothing of them, a list does.
const QUIET_FIELDS: [&str; 15] = [
    "evidence",
    "source",
    "date",
    "note",
    "tags",
    "color",
    "rank",
    "height",
    "width",
    "pinned",
    "collapsed",
    "line style",
    "curve",
    "Kano class",
    "arrows",
];

impl Entry {
    /// The signs of what became of the record, each once, in the order of [`Sign::ALL`].
    pub fn signs(&self) -> Vec<Sign> {
        let mut signs: Vec<Sign> = self.what.iter().map(|what| Sign::of(self.subject, what)).collect();
        // That a resolved pain hurts less goes without saying.
        if signs.contains(&Sign::Resolved) {
            signs.retain(|sign| !matches!(sign, Sign::Better | Sign::Worse));
        }
        signs.sort();
        signs.dedup();
        signs
    }

    /// The signs that a picture shows: those of what is about the record itself.
    pub fn shown_signs(&self) -> Vec<Sign> {
        let is_shown = |what: &What| match what {
            What::Changed(change) => !QUIET_FIELDS.contains(&change.field),
            What::Added
            | What::Removed
            | What::Moved { .. }
            | What::Felt { .. }
            | What::Resolved
            | What::Reopened
            | What::Hurts { .. } => true,
        };
        let shown = Self { what: self.what.iter().filter(|what| is_shown(what)).cloned().collect(), ..self.clone() };
        shown.signs()
    }

    /// What the title or the name said before, if that is different now.
    pub fn former_title(&self) -> Option<&str> {
        self.what.iter().find_map(|what| match what {
            What::Changed(change) if matches!(change.field, "title" | "name" | "text") => {
                let is_title = matches!(self.subject, Compared::Pain(_)) || change.field != "text";
                (is_title && !change.before.trim().is_empty()).then_some(change.before.as_str())
            }
            _ => None,
        })
    }
}
