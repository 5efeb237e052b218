//! Applying an edit: all of it or nothing.

use super::same::same;
use super::{Edit, cards, experience, people, references, structure};
use crate::model::check::limits;
use crate::model::{Id, IdSource, Kind, Map, Record, Subject, Table};

/// What an edit did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applied {
    /// Whether the map is another one than before.
    pub changed: bool,
    /// The records that were made, in their order; what the selection goes to.
    pub created: Vec<Subject>,
}

/// Why an edit could not be applied. The map is then as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// It names a record that is not in the map.
    #[error("there is no {kind} with the id \"{id}\"; it may have been removed in the meantime")]
    Missing {
        /// What a person calls such a record.
        kind: &'static str,
        /// The id that nothing has.
        id: String,
    },
    /// It adds a record whose id another has.
    #[error("the id \"{id}\" belongs to another {kind} already")]
    Taken {
        /// What a person calls such a record.
        kind: &'static str,
        /// The id.
        id: String,
    },
    /// It adds more than a map can hold.
    #[error("a map can hold {limit} records of the kind {kind}; divide it into several maps")]
    Full {
        /// What a person calls such a record.
        kind: &'static str,
        /// The most that there can be.
        limit: usize,
    },
    /// It adds a stage without a step.
    #[error("a stage needs at least one step")]
    StageWithoutStep,
}

impl EditError {
    pub(super) fn missing<K: Kind>(id: Id<K>) -> Self {
        Self::Missing { kind: K::NAME, id: id.to_string() }
    }

    pub(super) fn taken<K: Kind>(id: Id<K>) -> Self {
        Self::Taken { kind: K::NAME, id: id.to_string() }
    }
}

/// Changes the map as the edit says. Ids that the edit does not bring along come from `ids`.
///
/// A map in which `model::check` finds no error has none afterwards either. Records that the edit
/// does not concern stay shared with every copy of the map.
///
/// # Errors
/// If the edit names a record that is not there, adds one whose id is taken, or more than a map can
/// hold; the map is then as it was.
pub fn apply(map: &mut Map, edit: &Edit, ids: &mut IdSource) -> Result<Applied, EditError> {
    let mut draft = map.clone();
    let created = dispatch(&mut draft, edit, ids)?;
    let changed = !same(&draft, map);
    if changed {
        *map = draft;
    }
    Ok(Applied { changed, created })
}

fn dispatch(map: &mut Map, edit: &Edit, ids: &mut IdSource) -> Result<Vec<Subject>, EditError> {
    todo!()
}
