//! What two versions could not agree on.

use std::fmt;

use crate::model::CardId;

/// Something that both versions changed in different ways, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What people call the kind of record, such as `pain point`.
    pub kind: &'static str,
    /// The id of the record; that of the map for what the map says about itself.
    pub id: String,
    /// The record as a sentence calls it; empty if it has no name.
    pub name: String,
    /// What the versions say.
    pub dispute: Dispute,
    /// The card that keeps what theirs says, if it needed one.
    pub kept_in: Option<CardId>,
}

/// How two versions disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dispute {
    /// Both changed a field. The record has ours; theirs is kept in a card.
    Field {
        /// What people call the field.
        field: String,
        /// What ours says, as text; empty if nothing.
        ours: String,
        /// What theirs says.
        theirs: String,
    },
    /// We removed what they changed. It stays, as they changed it.
    RemovedByUs,
    /// They removed what we changed. It stays, as we changed it.
    RemovedByThem,
    /// One version removed it, and the other has something new that needs it. It stays.
    Needed,
    /// Both put the same records in another order. The order is ours; theirs is kept in a card.
    Order {
        /// The names of the records in our order.
        ours: String,
        /// The names of the records in theirs.
        theirs: String,
    },
}

impl fmt::Display for Conflict {
    /// `pain point “One till is open” (pp-1): severity: ours says “minor”, theirs says “major”; …`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = |words: &str| if words.is_empty() { "nothing".to_owned() } else { format!("“{words}”") };
        f.write_str(self.kind)?;
        if !self.name.is_empty() {
            write!(f, " “{}”", self.name)?;
        }
        write!(f, " ({}): ", self.id)?;
        match &self.dispute {
            Dispute::Field { field, ours, theirs } => {
                write!(f, "{field}: ours says {}, theirs says {}", said(ours), said(theirs))?;
            }
            Dispute::RemovedByUs => f.write_str("removed in ours, changed in theirs; it stays as theirs has it")?,
            Dispute::RemovedByThem => f.write_str("changed in ours, removed in theirs; it stays as ours has it")?,
            Dispute::Needed => f.write_str("removed in one version, needed by something new in the other; it stays")?,
            Dispute::Order { ours, theirs } => {
                write!(f, "order: ours is {}, theirs is {}", said(ours), said(theirs))?;
            }
        }
        match self.kept_in {
            Some(card) => write!(f, "; ours stands, theirs is kept in the card {card}"),
            None => Ok(()),
        }
    }
}
