//! A list of records that keeps the order of the file and shares what did not change.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::id::{Id, Kind};

/// Something with an id that stands in a [`Table`].
pub trait Record: Kind + Clone + Sized {
    /// The id: unique among the records of its kind in a map.
    fn id(&self) -> Id<Self>;
}

/// Records in the order of the file. The list and each record are shared, so that a copy of a table,
/// as undo keeps it, costs a pointer; changing one record copies the list of pointers and that record.
#[derive(Debug, PartialEq)]
pub struct Table<T>(Arc<Vec<Arc<T>>>);

impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> Table<T> {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The records in the order of the file.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator + Clone {
        self.0.iter().map(AsRef::as_ref)
    }

    /// The shared records: two tables whose pointers are equal hold the same record, unchanged.
    pub fn shared(&self) -> &[Arc<T>] {
        &self.0
    }

    /// The record at a position.
    pub fn at(&self, index: usize) -> Option<&T> {
        self.0.get(index).map(AsRef::as_ref)
    }

    /// Keeps the records for which `keep` says so.
    pub fn retain(&mut self, mut keep: impl FnMut(&T) -> bool) {
        Arc::make_mut(&mut self.0).retain(|record| keep(record));
    }

    /// Puts a record at the end.
    pub fn push(&mut self, record: T) {
        Arc::make_mut(&mut self.0).push(Arc::new(record));
    }

    /// Puts a record before the one that stands at `index`; past the end means at the end.
    pub fn insert(&mut self, index: usize, record: T) {
        let index = index.min(self.0.len());
        Arc::make_mut(&mut self.0).insert(index, Arc::new(record));
    }
}

impl<T: Record> Table<T> {
    /// Where the record with this id stands. Takes time in proportion to the table's length.
    pub fn position(&self, id: Id<T>) -> Option<usize> {
        self.0.iter().position(|record| record.id() == id)
    }

    /// The record with this id.
    pub fn find(&self, id: Id<T>) -> Option<&T> {
        self.iter().find(|record| record.id() == id)
    }

    /// The record with this id, to change it.
    pub fn find_mut(&mut self, id: Id<T>) -> Option<&mut T> {
        let index = self.position(id)?;
        Arc::make_mut(&mut self.0).get_mut(index).map(Arc::make_mut)
    }

    /// Whether there is a record with this id.
    pub fn contains(&self, id: Id<T>) -> bool {
        self.find(id).is_some()
    }

    /// Takes the record with this id out.
    pub fn remove(&mut self, id: Id<T>) -> Option<T> {
        self.position(id).map(|index| Arc::unwrap_or_clone(Arc::make_mut(&mut self.0).remove(index)))
    }

    /// Lets `change` alter the records for which `wanted` says so; the others stay shared.
    pub fn update(&mut self, wanted: impl Fn(&T) -> bool, mut change: impl FnMut(&mut T)) {
        if !self.iter().any(&wanted) {
            return;
        }
        for record in Arc::make_mut(&mut self.0).iter_mut().filter(|record| wanted(record)) {
            change(Arc::make_mut(record));
        }
    }
}

impl<T> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(records: I) -> Self {
        Self(Arc::new(records.into_iter().map(Arc::new).collect()))
    }
}

impl<'a, T> IntoIterator for &'a Table<T> {
    type Item = &'a T;
    type IntoIter = std::iter::Map<std::slice::Iter<'a, Arc<T>>, fn(&'a Arc<T>) -> &'a T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(AsRef::as_ref)
    }
}

impl<T: Serialize> Serialize for Table<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(|records| Self(Arc::new(records)))
    }
}
