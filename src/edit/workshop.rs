//! Changing what a workshop leaves behind: accepted findings.

use super::{EditError, clean};
use crate::model::check::limits;
use crate::model::{Accepted, Map};

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
