//! Adding, moving and changing a record of a table, whatever its kind.

use super::EditError;
use crate::model::{Id, IdSource, Record, Table};

/// Puts a record before another, or at the end.
pub(super) fn add<T: Record>(
    table: &mut Table<T>,
    record: T,
    before: Option<Id<T>>,
    limit: usize,
) -> Result<(), EditError> {
    if table.contains(record.id()) {
        return Err(EditError::taken(record.id()));
    }
    if table.len() >= limit {
        return Err(EditError::Full { kind: T::NAME, limit });
    }
    let at = position_before(table, before)?;
    table.insert(at, record);
    Ok(())
}

/// Moves a record before another, or to the end. Before itself means where it is.
pub(super) fn shift<T: Record>(table: &mut Table<T>, id: Id<T>, before: Option<Id<T>>) -> Result<(), EditError> {
    require(table, id)?;
    if before == Some(id) {
        return Ok(());
    }
    let Some(record) = table.remove(id) else { return Err(EditError::missing(id)) };
    let at = position_before(table, before)?;
    table.insert(at, record);
    Ok(())
}

/// The record with an id, to change it.
pub(super) fn find_mut<T: Record>(table: &mut Table<T>, id: Id<T>) -> Result<&mut T, EditError> {
    table.find_mut(id).ok_or_else(|| EditError::missing(id))
}

/// An error unless there is a record with this id.
pub(super) fn require<T: Record>(table: &Table<T>, id: Id<T>) -> Result<(), EditError> {
    if table.contains(id) { Ok(()) } else { Err(EditError::missing(id)) }
}

/// An id that no record of the table has.
pub(super) fn fresh_id<T: Record>(table: &Table<T>, ids: &mut IdSource) -> Id<T> {
    loop {
        let id = ids.next();
        if !table.contains(id) {
            return id;
        }
    }
}

fn position_before<T: Record>(table: &Table<T>, before: Option<Id<T>>) -> Result<usize, EditError> {
    match before {
        Some(before) => table.position(before).ok_or_else(|| EditError::missing(before)),
        None => Ok(table.len()),
    }
}
