//! Changing votes by dots.

use super::records::{self, require};
use super::{BallotField, EditError, clean};
use crate::model::check::limits;
use crate::model::{Ballot, BallotId, Map, VoteFor};

pub(super) fn add(map: &mut Map, ballot: &Ballot) -> Result<(), EditError> {
    ballot.votes.iter().try_for_each(|(vote, _)| known(map, *vote))?;
    let mut ballot = ballot.clone();
    clean::ballot(&mut ballot);
    records::add(&mut map.ballots, ballot, None, limits::RECORDS)
}

pub(super) fn remove(map: &mut Map, id: BallotId) -> Result<(), EditError> {
    require(&map.ballots, id)?;
    map.ballots.remove(id);
    Ok(())
}

pub(super) fn set(map: &mut Map, id: BallotId, field: &BallotField) -> Result<(), EditError> {
    let ballot = records::find_mut(&mut map.ballots, id)?;
    field.put(ballot);
    clean::ballot(ballot);
    Ok(())
}

/// Gives something so many dots, or takes it off the ballot.
pub(super) fn give(map: &mut Map, id: BallotId, vote: VoteFor, dots: Option<u32>) -> Result<(), EditError> {
    known(map, vote)?;
    let ballot = records::find_mut(&mut map.ballots, id)?;
    let at = ballot.votes.iter().position(|(other, _)| *other == vote);
    match (at, dots) {
        (Some(at), Some(dots)) => ballot.votes[at].1 = dots,
        (Some(at), None) => {
            ballot.votes.remove(at);
        }
        (None, Some(_)) if ballot.votes.len() >= limits::RECORDS => {
            return Err(EditError::Full { kind: "thing to vote for", limit: limits::RECORDS });
        }
        (None, Some(dots)) => ballot.votes.push((vote, dots)),
        (None, None) => {}
    }
    Ok(())
}

fn known(map: &Map, vote: VoteFor) -> Result<(), EditError> {
    match vote {
        VoteFor::Card(id) => require(&map.cards, id),
        VoteFor::Pain(id) => require(&map.pains, id),
        VoteFor::Opportunity(id) => require(&map.opportunities, id),
    }
}
