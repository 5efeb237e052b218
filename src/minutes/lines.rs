//! The lists of the minutes: a line for each record that was added, changed or taken out, and for each card
//! of a sort.

use std::collections::HashSet;

use super::{Line, Since, escaped};
use crate::insight::{Compared, Entry, What, comparison, level_words};
use crate::model::{Card, CardId, Map, Place, Target};

/// What became of the records.
pub(super) struct Changes {
    pub added: Vec<Line>,
    pub changed: Vec<Line>,
    pub removed: Vec<Line>,
}

pub(super) fn changes(map: &Map, since: &Since) -> Changes {
    let compared = comparison(&since.base, map);
    let (mut added, mut changed, mut removed) = (Vec::new(), Vec::new(), Vec::new());
    if !compared.map.is_empty() {
        let what: Vec<String> = compared.map.iter().map(|change| What::Changed(change.clone()).words()).collect();
        changed.push(Line { at: None, text: format!("**The map**: {}", escaped(&what.join("; "))) });
    }
    let new_cards: HashSet<CardId> = compared.entries.iter().filter_map(new_card).collect();
    for entry in &compared.entries {
        let times = since.times.get(&record_of(map, entry.subject));
        match entry.what[..] {
            [What::Added] if !is_told_with_card(map, entry, &new_cards) => {
                added.push(Line { at: times.map(|times| times.0), text: added_words(map, entry) });
            }
            [What::Added] => {}
            [What::Removed] => removed.push(Line { at: times.map(|times| times.1), text: name(map, entry) }),
            _ if has_new_round(map, since, entry.subject) => {}
            _ => {
                let what: Vec<String> = entry.what.iter().map(What::words).collect();
                let text = format!("{}: {}", name(map, entry), escaped(&what.join("; ")));
                changed.push(Line { at: times.map(|times| times.1), text });
            }
        }
    }
    Changes { added, changed, removed }
}

/// The cards of a sort, with where they stand and when they were said.
pub(super) fn cards(map: &Map, since: Option<&Since>, is_wanted: impl Fn(&Card) -> bool) -> Vec<Line> {
    let line = |card: &Card| Line {
        at: since.and_then(|since| since.times.get(card.id.as_str())).map(|times| times.0),
        text: format!("**{}**{}", escaped(&map.words_of(card)), in_brackets(&about_card(map, card))),
    };
    map.cards.iter().filter(|card| is_wanted(card)).map(line).collect()
}

fn new_card(entry: &Entry) -> Option<CardId> {
    match (entry.subject, &entry.what[..]) {
        (Compared::Card(id), [What::Added]) => Some(id),
        _ => None,
    }
}

/// Whether a new pain point is told with the new card that says the same.
fn is_told_with_card(map: &Map, entry: &Entry, new_cards: &HashSet<CardId>) -> bool {
    let Compared::Pain(id) = entry.subject else { return false };
    let Some(pain) = map.pains.find(id) else { return false };
    let tells = |at: &Target| match at {
        Target::Card(card) => {
            new_cards.contains(card) && map.cards.find(*card).is_some_and(|card| pain_is_of(&pain.text, card))
        }
        Target::Step(_) => false,
    };
    pain.at.iter().any(tells)
}

fn pain_is_of(text: &str, card: &Card) -> bool {
    text.trim().is_empty() || text.trim() == card.title.trim()
}

/// Whether it is an emotion of which the room was asked anew, which is told by itself.
fn has_new_round(map: &Map, since: &Since, subject: Compared) -> bool {
    let Compared::Emotion(persona, at, channel) = subject else { return false };
    let rounds = |map: &Map| {
        let rating = map.ratings.iter().find(|r| (r.persona, r.at, r.channel) == (persona, at, channel));
        rating.map(|rating| rating.rounds.clone()).unwrap_or_default()
    };
    rounds(&since.base) != rounds(map)
}

/// The id under which the time of a record is known.
fn record_of(map: &Map, subject: Compared) -> String {
    let Compared::Emotion(persona, at, channel) = subject else { return subject.id() };
    let rating = map.ratings.iter().find(|r| (r.persona, r.at, r.channel) == (persona, at, channel));
    rating.map_or_else(|| subject.id(), |rating| rating.id.to_string())
}

/// What people call what an entry is about; the kind of record stands before it, unless it is a card.
fn name(map: &Map, entry: &Entry) -> String {
    let plain = if entry.name.is_empty() { entry.subject.id() } else { entry.name.clone() };
    match entry.subject {
        Compared::Card(_) => format!("**{}**", escaped(&plain)),
        Compared::Emotion(persona, _, channel) => {
            let channel = channel.map(|id| format!(" in {}", map.channel_words(id))).unwrap_or_default();
            let who = format!("{}{channel}", map.persona_words(persona));
            format!("**{}** ({})", escaped(&plain), escaped(&who))
        }
        subject => format!("{} **{}**", subject.kind(), escaped(&plain)),
    }
}

/// A new record with what is known about it.
fn added_words(map: &Map, entry: &Entry) -> String {
    let about = match entry.subject {
        Compared::Card(id) => map.cards.find(id).map(|card| about_card(map, card)).unwrap_or_default(),
        Compared::Pain(id) => map.pains.find(id).map_or_else(Vec::new, |pain| {
            std::iter::once(pain.severity.words().to_owned()).chain(places(map, &pain.at)).collect()
        }),
        _ => places(map, &entry.at).collect(),
    };
    format!("{}{}", name(map, entry), in_brackets(&about))
}

fn places<'a>(map: &'a Map, at: &'a [Target]) -> impl Iterator<Item = String> + 'a {
    at.iter().map(|at| map.target_words(*at)).filter(|words| !words.is_empty())
}

/// Where a card stands, how it feels, how much it hurts, and whether it is a question.
fn about_card(map: &Map, card: &Card) -> Vec<String> {
    let at = Target::Card(card.id);
    let mut about = Vec::new();
    if card.place != Place::Parked {
        about.push(map.place_words(card.place));
    }
    let felt = map.ratings.iter().filter(|rating| rating.at == at);
    about.extend(
        felt.filter_map(|rating| {
            Some(format!("{} {}", map.persona_words(rating.persona), level_words(rating.level()?)))
        }),
    );
    let pains = map.pains.iter().filter(|pain| pain.at.contains(&at));
    about.extend(pains.map(|pain| match pain_is_of(&pain.text, card) {
        true => format!("pain point, {}", pain.severity.words()),
        false => format!("pain point, {}: {}", pain.severity.words(), pain.text),
    }));
    about
}

/// Words behind a name.
fn in_brackets(about: &[String]) -> String {
    if about.is_empty() { String::new() } else { format!(" ({})", escaped(&about.join("; "))) }
}
