//! The part of a map that a room may see.

use crate::model::Map;

/// The map without what only the facilitator may see: private notes, speaker notes, votes that are
/// not revealed, and findings that were accepted. It has everything else, unchanged.
///
/// Words that are half typed are no business of the map: whoever asks gives the map as it was before.
pub fn public(map: &Map) -> Map {
    let mut map = map.clone();
    map.note.clear();
    map.personas.update(|persona| !persona.note.is_empty(), |persona| persona.note.clear());
    map.stages.update(
        |stage| !stage.note.is_empty() || stage.steps.iter().any(|step| !step.note.is_empty()),
        |stage| {
            stage.note.clear();
            stage.steps.update(|step| !step.note.is_empty(), |step| step.note.clear());
        },
    );
    map.lanes.update(|lane| !lane.note.is_empty(), |lane| lane.note.clear());
    map.cards.update(|card| !card.note.is_empty(), |card| card.note.clear());
    map.pains.update(|pain| !pain.note.is_empty(), |pain| pain.note.clear());
    map.opportunities.update(|opportunity| !opportunity.note.is_empty(), |opportunity| opportunity.note.clear());
    map.story.update(|scene| !scene.notes.is_empty(), |scene| scene.notes.clear());
    map.ballots.retain(|ballot| ballot.revealed);
    map.accepted.clear();
    map
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Ballot, Card, CardKind, IdSource, Place, VoteFor};

    #[test]
    fn what_only_the_facilitator_may_see_is_taken_out_and_nothing_else() {
        let mut ids = IdSource::seeded(4);
        let mut map = Map::new(ids.next(), "Shop");
        map.cards.push(Card::new(ids.next(), CardKind::Touchpoint, "Pay", Place::Parked));
        let open = map.clone();
        map.note = "do not mention the strike".to_owned();
        let card = map.cards.at(0).map(|card| card.id).expect("a card");
        map.cards.update(|_| true, |card| card.note = "they hate it".to_owned());
        let secret = Ballot {
            id: ids.next(),
            question: "Which first?".to_owned(),
            date: None,
            voters: 5,
            dots: 3,
            revealed: false,
            votes: vec![(VoteFor::Card(card), 4)],
        };
        map.ballots.push(secret.clone());
        assert_eq!(public(&map), open);
        map.ballots.push(Ballot { id: ids.next(), revealed: true, ..secret });
        assert_eq!(public(&map).ballots.len(), 1);
    }
}
