//! In which order the opportunities are listed.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::app::letters::fold;
use crate::insight::{Quadrant, ranked_votes};
use crate::model::{Map, Opportunity, OpportunityId, VoteFor};

/// By what the opportunities are sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// By name.
    Name,
    /// The highest impact first.
    Impact,
    /// The least effort first.
    Effort,
    /// What to begin with first: quick wins, big bets, fill-ins, money pits.
    #[default]
    Kind,
    /// The most dots first.
    Votes,
    /// From ideas to what is done.
    Status,
    /// The earliest period first.
    Period,
    /// By who is accountable.
    Owner,
}

/// How many dots each opportunity got in the ballots that may be seen.
pub fn votes(map: &Map) -> HashMap<OpportunityId, u32> {
    let mut votes = HashMap::new();
    for (vote, dots) in ranked_votes(map).into_iter().flat_map(|ballot| ballot.ranked) {
        if let VoteFor::Opportunity(id) = vote {
            let sum: &mut u32 = votes.entry(id).or_default();
            *sum = sum.saturating_add(dots);
        }
    }
    votes
}

/// The opportunities in their order. What is not set stands last, whichever way round.
pub fn sorted(map: &Map, sort: Sort, is_reversed: bool) -> Vec<OpportunityId> {
    let votes = votes(map);
    let mut all: Vec<&Opportunity> = map.opportunities.iter().collect();
    all.sort_by(|a, b| {
        let (key_a, key_b) = (key(a, sort, &votes), key(b, sort, &votes));
        let order = match (&key_a, &key_b) {
            (Some(a), Some(b)) if is_reversed => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        order.then_with(|| worth(a).cmp(&worth(b)))
    });
    all.into_iter().map(|idea| idea.id).collect()
}

/// By what two opportunities are told apart; `None` where nothing is set.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(i64),
    Text(Vec<char>),
}

fn key(idea: &Opportunity, sort: Sort, votes: &HashMap<OpportunityId, u32>) -> Option<Key> {
    let text = |text: &str| (!text.trim().is_empty()).then(|| Key::Text(fold(text.trim())));
    match sort {
        Sort::Name => text(&idea.name),
        Sort::Impact => idea.impact.map(|score| Key::Number(-score.value())),
        Sort::Effort => idea.effort.map(|score| Key::Number(score.value())),
        Sort::Kind => {
            let quadrant = Quadrant::of(idea);
            (quadrant != Quadrant::Unjudged).then_some(Key::Number(quadrant as i64))
        }
        Sort::Votes => votes.get(&idea.id).map(|dots| Key::Number(-i64::from(*dots))),
        Sort::Status => Some(Key::Number(idea.status as i64)),
        Sort::Period => text(&idea.period),
        Sort::Owner => text(&idea.owner),
    }
}

/// Of equals the highest impact stands first, then the least effort.
fn worth(idea: &Opportunity) -> (i64, i64) {
    let impact = idea.impact.map_or(0, |score| -score.value());
    (impact, idea.effort.map_or(i64::MAX, |score| score.value()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, Score};

    #[test]
    fn what_is_not_set_stands_last_either_way() {
        let mut ids = IdSource::seeded(5);
        let mut map = Map::new(ids.next(), "");
        for (name, impact, effort, period) in
            [("a", Some(2), Some(1), "2027"), ("b", None, None, ""), ("c", Some(5), Some(5), "2026-Q4")]
        {
            let mut idea = Opportunity::new(ids.next(), name);
            (idea.impact, idea.effort) = (impact.and_then(Score::new), effort.and_then(Score::new));
            idea.period = period.to_owned();
            map.opportunities.push(idea);
        }
        let names = |sort, is_reversed| -> String {
            let order = sorted(&map, sort, is_reversed);
            order.iter().filter_map(|id| map.opportunities.find(*id)).map(|idea| idea.name.as_str()).collect()
        };
        assert_eq!(names(Sort::Impact, false), "cab");
        assert_eq!(names(Sort::Impact, true), "acb");
        assert_eq!(names(Sort::Effort, false), "acb");
        assert_eq!(names(Sort::Period, false), "cab");
        assert_eq!(names(Sort::Kind, false), "cab");
        assert_eq!(names(Sort::Name, true), "cba");
    }
}
