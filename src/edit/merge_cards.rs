//! Making one card of several that say the same, so that nothing of what they say is lost.
//!
//! What the others hold goes onto the card that stays before they are taken out: where both say
//! something and only one can be kept (an owner, a colour), the card that stays has its way, and what
//! can stand beside each other (texts, tags, rounds, dots) does.

use std::collections::HashSet;

use super::forget::{self, Gone};
use super::records::require;
use super::{EditError, clean};
use crate::model::*;

pub(super) fn merge(map: &mut Map, into: CardId, cards: &[CardId]) -> Result<(), EditError> {
    require(&map.cards, into)?;
    cards.iter().try_for_each(|card| require(&map.cards, *card))?;
    let mut done = HashSet::from([into]);
    for card in cards.iter().copied().filter(|card| done.insert(*card)) {
        fold(map, into, card);
    }
    Ok(())
}

/// Lets one card become part of another.
fn fold(map: &mut Map, into: CardId, card: CardId) {
    let Some(part) = map.cards.find(card).cloned() else { return };
    if let Some(whole) = map.cards.find_mut(into) {
        join(whole, part, into);
        clean::card(whole);
    }
    let swap = |at: &mut Target| {
        if *at == Target::Card(card) {
            *at = Target::Card(into);
        }
    };
    ratings(map, into, card);
    callouts(map, into, card);
    map.pains.update(|pain| pain.at.contains(&Target::Card(card)), |pain| moved(&mut pain.at, swap));
    map.opportunities.update(|idea| idea.at.contains(&Target::Card(card)), |idea| moved(&mut idea.at, swap));
    map.metrics.update(|metric| metric.at.contains(&Target::Card(card)), |metric| moved(&mut metric.at, swap));
    links(map, into, card);
    workshop(map, into, card);
    forget::remove(map, &Gone { cards: HashSet::from([card]), ..Gone::default() });
}

/// Puts the fields of one card onto another.
fn join(whole: &mut Card, part: Card, into: CardId) {
    let same_title = words(&whole.title) == words(&part.title);
    if whole.title.trim().is_empty() {
        whole.title = part.title;
    } else if !same_title {
        below(&mut whole.text, &part.title);
    }
    below(&mut whole.text, &part.text);
    below(&mut whole.note, &part.note);
    // No channel says nothing; no persona says everyone.
    whole.channels.extend(part.channels);
    if whole.personas.is_empty() || part.personas.is_empty() {
        whole.personas.clear();
    } else {
        whole.personas.extend(part.personas);
    }
    whole.tags.extend(part.tags);
    whole.links.extend(part.links.into_iter().filter(|link| link.to != into));
    for (own, other) in [(&mut whole.owner, part.owner), (&mut whole.source, part.source)] {
        if own.trim().is_empty() {
            *own = other;
        }
    }
    whole.evidence = whole.evidence.max(part.evidence);
    whole.date = whole.date.or(part.date);
    whole.kano = whole.kano.or(part.kano);
    whole.hue = whole.hue.or(part.hue);
    whole.picture = whole.picture.take().or(part.picture);
}

/// A text as it is compared.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_lowercase).collect()
}

/// Puts a text below another, unless a line there says the same.
fn below(text: &mut String, more: &str) {
    let more = more.trim();
    if more.is_empty() || words(text) == words(more) || text.lines().any(|line| words(line) == words(more)) {
        return;
    }
    if !text.trim().is_empty() {
        text.push('\n');
    }
    text.push_str(more);
}

/// Changes places; of two that become one, one is left.
fn moved(at: &mut Vec<Target>, swap: impl Fn(&mut Target)) {
    at.iter_mut().for_each(swap);
    let mut seen = HashSet::new();
    at.retain(|at| seen.insert(*at));
}

/// Brings the ratings of a card to another: onto that of the same persona and channel where there is one.
fn ratings(map: &mut Map, into: CardId, card: CardId) {
    let parts: Vec<Rating> = map.ratings.iter().filter(|rating| rating.at == Target::Card(card)).cloned().collect();
    for part in parts {
        let is_it = |r: &Rating| (r.persona, r.at, r.channel) == (part.persona, Target::Card(into), part.channel);
        let known = map.ratings.iter().find(|rating| is_it(rating)).map(|rating| rating.id);
        match known {
            Some(id) => {
                if let Some(whole) = map.ratings.find_mut(id) {
                    join_rating(whole, part);
                }
            }
            None => map.ratings.update(|rating| rating.id == part.id, |rating| rating.at = Target::Card(into)),
        }
    }
}

fn join_rating(whole: &mut Rating, part: Rating) {
    whole.actual = whole.actual.or(part.actual);
    whole.expected = whole.expected.or(part.expected);
    whole.ease = whole.ease.or(part.ease);
    whole.success = whole.success.or(part.success);
    if whole.word.trim().is_empty() {
        whole.word = part.word;
    }
    whole.rounds.extend(part.rounds);
    // Those without a date are older than any that is known; the order of one day stays.
    whole.rounds.sort_by_key(|round| round.date);
}

fn callouts(map: &mut Map, into: CardId, card: CardId) {
    let parts: Vec<Callout> = map.callouts.iter().filter(|callout| callout.at == Target::Card(card)).cloned().collect();
    for part in parts {
        let is_it = |c: &Callout| (c.kind, c.at, c.persona) == (part.kind, Target::Card(into), part.persona);
        let known = map.callouts.iter().find(|callout| is_it(callout)).map(|callout| callout.id);
        match known {
            Some(id) => {
                if let Some(whole) = map.callouts.find_mut(id) {
                    below(&mut whole.text, &part.text);
                }
            }
            None => map.callouts.update(|callout| callout.id == part.id, |callout| callout.at = Target::Card(into)),
        }
    }
}

/// Lets the arrows to a card lead to another; none leads back to its own card, and no two say the same.
fn links(map: &mut Map, into: CardId, card: CardId) {
    let changes = |other: &Card| other.id == into || other.links.iter().any(|link| link.to == card);
    map.cards.update(changes, |other| {
        for link in other.links.iter_mut().filter(|link| link.to == card) {
            link.to = into;
        }
        let (id, mut seen) = (other.id, HashSet::new());
        other.links.retain(|link| link.to != id && seen.insert((link.to, link.kind, link.label.clone())));
    });
}

/// Lets scenes show the other card, adds the dots of both, and lets what was planned and accepted for
/// the one be so for the other.
fn workshop(map: &mut Map, into: CardId, card: CardId) {
    let swap = |cards: &mut Vec<CardId>| {
        cards.iter_mut().filter(|id| **id == card).for_each(|id| *id = into);
        let mut seen = HashSet::new();
        cards.retain(|id| seen.insert(*id));
    };
    let shows = |scene: &StoryScene| {
        scene.highlight.contains(&card) || matches!(&scene.view, StoryView::Cards(cards) if cards.contains(&card))
    };
    map.story.update(shows, |scene| {
        swap(&mut scene.highlight);
        if let StoryView::Cards(cards) = &mut scene.view {
            swap(cards);
        }
    });
    let (whole, part) = (VoteFor::Card(into), VoteFor::Card(card));
    map.ballots.update(
        |ballot| ballot.votes.iter().any(|(vote, _)| *vote == part),
        |ballot| {
            let dots = ballot.votes.iter().filter(|(vote, _)| *vote == part).map(|(_, dots)| *dots);
            let dots = dots.fold(0, u32::saturating_add);
            match ballot.votes.iter().position(|(vote, _)| *vote == whole) {
                Some(at) => ballot.votes[at].1 = ballot.votes[at].1.saturating_add(dots),
                None => ballot.votes.iter_mut().filter(|(vote, _)| *vote == part).for_each(|(vote, _)| *vote = whole),
            }
        },
    );
    let is_planned = map.changes.iter().any(|change| change.at == ChangeAt::Card(into));
    for change in map.changes.iter_mut().filter(|change| change.at == ChangeAt::Card(card) && !is_planned) {
        change.at = ChangeAt::Card(into);
    }
    let has = |map: &Map, finding: &str| {
        map.accepted.iter().any(|other| other.finding == finding && other.about == into.as_str())
    };
    let taken: Vec<String> =
        map.accepted.iter().map(|accepted| accepted.finding.clone()).filter(|finding| has(map, finding)).collect();
    for accepted in map.accepted.iter_mut().filter(|accepted| accepted.about == card.as_str()) {
        if !taken.contains(&accepted.finding) {
            accepted.about = into.to_string();
        }
    }
}
