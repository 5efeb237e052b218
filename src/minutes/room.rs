//! What a room said as a whole: rounds of emotions, and votes.

use jiff::Zoned;

use super::{Since, escaped, time};
use crate::insight::level_words;
use crate::model::{Ballot, Map, Rating, Round, VoteFor};

/// The rounds of which the room was asked since the beginning, a table for each moment.
pub(super) fn rounds(map: &Map, since: Option<&Since>, now: &Zoned) -> String {
    let mut text = String::new();
    for rating in &map.ratings {
        let former = since.and_then(|since| since.base.ratings.find(rating.id));
        let mut known: Vec<&Round> = former.map(|former| former.rounds.iter().collect()).unwrap_or_default();
        let is_new = |round: &&Round| match known.iter().position(|known| known == round) {
            Some(at) => {
                known.remove(at);
                false
            }
            None => round.total() > 0,
        };
        let new: Vec<&Round> = rating.rounds.iter().filter(is_new).collect();
        if !new.is_empty() {
            text += &round_table(map, rating, &new, since, now);
        }
    }
    if text.is_empty() { text } else { format!("\n## How the room felt\n{text}") }
}

fn round_table(map: &Map, rating: &Rating, rounds: &[&Round], since: Option<&Since>, now: &Zoned) -> String {
    let name = format!("{}, {}", map.target_words(rating.at), map.persona_words(rating.persona));
    let last = since.and_then(|since| since.times.get(rating.id.as_str())).map(|times| times.1);
    let at = last.map(|at| format!(" — {}", time(at, now))).unwrap_or_default();
    let mut text = format!("\n### {}{at}\n\n", escaped(&name));
    text += "| Date | −2 | −1 | 0 | +1 | +2 | People | Mean |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n";
    for round in rounds {
        let date = round.date.map_or_else(|| "not set".to_owned(), |date| date.to_string());
        let counts = round.counts().map(|count| count.to_string()).join(" | ");
        let mean = round.mean().map(level_words).unwrap_or_default();
        text += &format!("| {date} | {counts} | {} | {mean} |\n", round.total());
    }
    text
}

/// The votes that were held since the beginning, the most dots first.
pub(super) fn votes(map: &Map, since: Option<&Since>, now: &Zoned) -> String {
    let is_new = |ballot: &&Ballot| since.is_none_or(|since| since.base.ballots.find(ballot.id) != Some(*ballot));
    let text: String = map.ballots.iter().filter(is_new).map(|ballot| vote(map, ballot, since, now)).collect();
    if text.is_empty() { text } else { format!("\n## Votes\n{text}") }
}

fn vote(map: &Map, ballot: &Ballot, since: Option<&Since>, now: &Zoned) -> String {
    let question = if ballot.question.trim().is_empty() { "A vote" } else { ballot.question.trim() };
    let at = since.and_then(|since| since.times.get(ballot.id.as_str()));
    let at = at.map(|times| format!(" — {}", time(times.1, now))).unwrap_or_default();
    let people = |n: u32| if n == 1 { "1 person".to_owned() } else { format!("{n} people") };
    let mut facts: Vec<String> = ballot.date.map(|date| date.to_string()).into_iter().collect();
    facts.extend((ballot.voters > 0).then(|| people(ballot.voters)));
    facts.extend((ballot.dots > 0).then(|| format!("{} dots each", ballot.dots)));
    facts.push(format!("{} dots given", ballot.given()));
    let mut text = format!("\n### {}{at}\n\n{}\n", escaped(question), facts.join(", "));
    if !ballot.revealed {
        return text + "\nThe result has not been revealed.\n";
    }
    let mut ranked = ballot.votes.clone();
    ranked.sort_by_key(|(_, dots)| std::cmp::Reverse(*dots));
    text += "\n| For | Dots |\n| --- | --- |\n";
    for (vote, dots) in ranked {
        text += &format!("| {} | {dots} |\n", escaped(&name(map, vote)));
    }
    text
}

/// What a dot was given to.
fn name(map: &Map, vote: VoteFor) -> String {
    match vote {
        VoteFor::Card(id) => map.card_words(id),
        VoteFor::Pain(id) => map.pains.find(id).map(|pain| pain.text.clone()).unwrap_or_default(),
        VoteFor::Opportunity(id) => map.opportunities.find(id).map(|idea| idea.name.clone()).unwrap_or_default(),
    }
}
