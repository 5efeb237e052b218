//! Changing what a workshop leaves behind: accepted findings, and what is planned for the differences
//! from the baseline.

use super::records::require;
use super::{EditError, clean};
use crate::model::check::limits;
use crate::model::{Accepted, Change, Map};

/// What differs may be in the baseline alone, so it need not be in the map.
pub(super) fn plan_change(map: &mut Map, change: &Change) -> Result<(), EditError> {
    change.opportunity.map_or(Ok(()), |opportunity| require(&map.opportunities, opportunity))?;
    let mut change = change.clone();
    clean::change(&mut change);
    match map.changes.iter().position(|other| other.at == change.at) {
        Some(at) => map.changes[at] = change,
        None if map.changes.len() >= limits::RECORDS => {
            return Err(EditError::Full { kind: "change", limit: limits::RECORDS });
        }
        None => map.changes.push(change),
    }
    Ok(())
}

pub(super) fn accept_finding(map: &mut Map, accepted: &Accepted) -> Result<(), EditError> {
    let mut accepted = accepted.clone();
    clean::accepted(&mut accepted);
    let is_it = |other: &Accepted| (&other.finding, &other.about) == (&accepted.finding, &accepted.about);
    match map.accepted.iter().position(is_it) {
        Some(at) => map.accepted[at] = accepted,
        None if map.accepted.len() >= limits::RECORDS => {
            return Err(EditError::Full { kind: "accepted finding", limit: limits::RECORDS });
        }
        None => map.accepted.push(accepted),
    }
    Ok(())
}

pub(super) fn withdraw_finding(map: &mut Map, finding: &str, about: &str) {
    map.accepted.retain(|accepted| (accepted.finding.as_str(), accepted.about.as_str()) != (finding, about));
}
