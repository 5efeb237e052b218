//! Joining the three versions of a table, record by record.

use std::collections::{HashMap, HashSet};

use super::conflict::{Conflict, Dispute};
use super::join::join;
use super::order::{self, Order};
use crate::model::fields::Fields;
use crate::model::{Id, Record, Table};

/// The versions of a table, and what is kept of them.
pub(super) struct Joined<'a, T> {
    base: HashMap<Id<T>, &'a T>,
    ours: HashMap<Id<T>, &'a T>,
    theirs: HashMap<Id<T>, &'a T>,
    orders: [Vec<Id<T>>; 3],
    kept: HashMap<Id<T>, T>,
    /// What could not be joined, in the order of the tables.
    pub conflicts: Vec<Conflict>,
}

impl<'a, T: Record + Fields + PartialEq> Joined<'a, T> {
    /// Joins three versions, each in its order.
    pub fn new(versions: [Vec<&'a T>; 3]) -> Self {
        let orders = versions.each_ref().map(|records| records.iter().map(|record| record.id()).collect());
        let [base, ours, theirs] =
            versions.map(|records| records.into_iter().map(|record| (record.id(), record)).collect::<HashMap<_, _>>());
        let mut joined = Self { base, ours, theirs, orders, kept: HashMap::new(), conflicts: Vec::new() };
        let mut seen = HashSet::new();
        let ids: Vec<Id<T>> = joined.orders.iter().flatten().copied().filter(|id| seen.insert(*id)).collect();
        for id in ids {
            joined.join_record(id);
        }
        joined
    }

    pub fn of_tables([base, ours, theirs]: [&'a Table<T>; 3]) -> Self {
        Self::new([base, ours, theirs].map(|table| table.iter().collect()))
    }

    fn join_record(&mut self, id: Id<T>) {
        let find = |side: &HashMap<Id<T>, &'a T>| side.get(&id).copied();
        let record = match (find(&self.base), find(&self.ours), find(&self.theirs)) {
            (base, Some(ours), Some(theirs)) => {
                let (record, disputed) = join(base, ours, theirs);
                for disputed in disputed {
                    let (field, ours, theirs) = (disputed.field, disputed.ours, disputed.theirs);
                    self.conflicts.push(conflict(&record, Dispute::Field { field, ours, theirs }));
                }
                record
            }
            (None, Some(record), None) | (None, None, Some(record)) => record.clone(),
            (Some(base), Some(ours), None) if ours != base => {
                self.conflicts.push(conflict(ours, Dispute::RemovedByThem));
                ours.clone()
            }
            (Some(base), None, Some(theirs)) if theirs != base => {
                self.conflicts.push(conflict(theirs, Dispute::RemovedByUs));
                theirs.clone()
            }
            (_, None, None) | (Some(_), Some(_), None) | (Some(_), None, Some(_)) => return,
        };
        self.kept.insert(id, record);
    }

    /// The version of a record that theirs has.
    pub fn theirs(&self, id: Id<T>) -> Option<&'a T> {
        self.theirs.get(&id).copied()
    }

    /// The version of a record that ours has.
    pub fn ours(&self, id: Id<T>) -> Option<&'a T> {
        self.ours.get(&id).copied()
    }

    /// The version of a record that both come from.
    pub fn base(&self, id: Id<T>) -> Option<&'a T> {
        self.base.get(&id).copied()
    }

    /// A record that is kept, to change it.
    pub fn kept_mut(&mut self, id: Id<T>) -> Option<&mut T> {
        self.kept.get_mut(&id)
    }

    /// The records that are kept, by id.
    pub fn kept_ids(&self) -> Vec<Id<T>> {
        let mut ids: Vec<Id<T>> = self.kept.keys().copied().collect();
        ids.sort();
        ids
    }

    /// Whether a record is kept.
    pub fn keeps(&self, id: Id<T>) -> bool {
        self.kept.contains_key(&id)
    }

    /// Keeps a record that one version removed, because something needs it. Whether there is one.
    pub fn revive(&mut self, id: Id<T>) -> bool {
        let version = [&self.ours, &self.theirs, &self.base].into_iter().find_map(|side| side.get(&id).copied());
        let Some(record) = version.filter(|_| !self.keeps(id)) else { return false };
        self.conflicts.push(conflict(record, Dispute::Needed));
        self.kept.insert(id, record.clone());
        true
    }

    /// Keeps a record instead of the one that has its id.
    pub fn put(&mut self, record: T) {
        self.kept.insert(record.id(), record);
    }

    /// What is kept, in one order.
    pub fn order(&self) -> Order<Id<T>> {
        let [base, ours, theirs] = &self.orders;
        order::join(base, ours, theirs, |id| self.keeps(*id))
    }

    /// The records that are kept, in the given order.
    pub fn table(&self, order: &[Id<T>]) -> Table<T> {
        order.iter().filter_map(|id| self.kept.get(id)).cloned().collect()
    }

    /// The conflict that the order of the table is, with the names of the records.
    pub fn order_conflict(&self, what: &'static str, id: String, order: &Order<Id<T>>) -> Option<Conflict> {
        let names = |ids: &[Id<T>]| {
            let records = ids.iter().filter_map(|id| self.kept.get(id));
            let names = records.map(|record| if record.title().trim().is_empty() { T::NAME } else { record.title() });
            names.collect::<Vec<_>>().join(", ")
        };
        let dispute = Dispute::Order { ours: names(&order.keys), theirs: names(&self.orders[2]) };
        order.is_disputed.then(|| Conflict { kind: what, id, name: String::new(), dispute, kept_in: None })
    }
}

/// A conflict about a record.
pub(super) fn conflict<T: Record + Fields>(record: &T, dispute: Dispute) -> Conflict {
    let name = record.title().split_whitespace().collect::<Vec<_>>().join(" ");
    Conflict { kind: T::NAME, id: record.id().to_string(), name, dispute, kept_in: None }
}
