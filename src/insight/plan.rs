//! What could be done, and when: opportunities by impact and effort, votes, the road map.

use crate::hash::HashMap;
use crate::model::{Ballot, BallotId, Change, Map, Opportunity, OpportunityId, OpportunityStatus, VoteFor};

/// A quarter of the matrix of impact and effort. A score above the middle of the scale (3) is high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quadrant {
    /// High impact, low effort.
    QuickWin,
    /// High impact, high effort.
    BigBet,
    /// Low impact, low effort.
    FillIn,
    /// Low impact, high effort.
    MoneyPit,
    /// Impact or effort is not set.
    Unjudged,
}

impl Quadrant {
    /// Every quadrant, the one to begin with first.
    pub const ALL: [Self; 5] = [Self::QuickWin, Self::BigBet, Self::FillIn, Self::MoneyPit, Self::Unjudged];

    /// The quadrant of an opportunity.
    pub fn of(opportunity: &Opportunity) -> Self {
        match (opportunity.impact.map(|s| s.value() > 3), opportunity.effort.map(|s| s.value() > 3)) {
            (Some(true), Some(false)) => Self::QuickWin,
            (Some(true), Some(true)) => Self::BigBet,
            (Some(false), Some(false)) => Self::FillIn,
            (Some(false), Some(true)) => Self::MoneyPit,
            (None, _) | (_, None) => Self::Unjudged,
        }
    }

    /// What people read.
    pub fn words(self) -> &'static str {
        match self {
            Self::QuickWin => "quick win",
            Self::BigBet => "big bet",
            Self::FillIn => "fill-in",
            Self::MoneyPit => "money pit",
            Self::Unjudged => "not judged yet",
        }
    }

    /// What people read above several of them.
    pub fn plural(self) -> &'static str {
        match self {
            Self::QuickWin => "quick wins",
            Self::BigBet => "big bets",
            Self::FillIn => "fill-ins",
            Self::MoneyPit => "money pits",
            Self::Unjudged => "not judged yet",
        }
    }
}

/// The opportunities that were not dropped, by quadrant; within one the highest impact first, then the
/// least effort.
pub fn opportunities_by_quadrant(map: &Map) -> Vec<(Quadrant, OpportunityId)> {
    let mut open: Vec<&Opportunity> = map.opportunities.iter().filter(|o| is_open(o)).collect();
    open.sort_by_key(|o| (Quadrant::of(o), o.impact.map(|s| -s.value()), o.effort.map(|s| s.value())));
    open.into_iter().map(|opportunity| (Quadrant::of(opportunity), opportunity.id)).collect()
}

fn is_open(opportunity: &Opportunity) -> bool {
    opportunity.status != OpportunityStatus::Dropped
}

/// What a ballot gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Votes {
    /// The ballot.
    pub ballot: BallotId,
    /// What got dots and how many, the most first.
    pub ranked: Vec<(VoteFor, u32)>,
}

/// The results of the ballots that may be seen.
pub fn ranked_votes(map: &Map) -> Vec<Votes> {
    let ranked = |ballot: &Ballot| {
        let mut ranked = ballot.votes.clone();
        ranked.sort_by_key(|(_, dots)| std::cmp::Reverse(*dots));
        Votes { ballot: ballot.id, ranked }
    };
    map.ballots.iter().filter(|ballot| ballot.revealed).map(ranked).collect()
}

/// The dots that the picture shows: of the last vote that may be seen for which something was up. What is
/// not revealed is in no picture.
pub fn shown_dots(map: &Map) -> HashMap<VoteFor, u32> {
    let revealed = map.ballots.iter().filter(|ballot| ballot.revealed);
    revealed.flat_map(|ballot| ballot.votes.iter().copied()).filter(|(_, dots)| *dots > 0).collect()
}

/// What is planned for one period.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    /// When, such as `2027-Q1`; empty for what has no period yet.
    pub name: String,
    /// The opportunities of this period that were not dropped, in the order of the map.
    pub opportunities: Vec<OpportunityId>,
    /// What differs from the baseline from then on: those changes that name this period, or whose
    /// opportunity does.
    pub changes: Vec<Change>,
}

/// The road map: what is to be done, period by period, and at last what has none. Periods are in the
/// order of their text, in which `2026-Q4` stands before `2027`.
pub fn road_map(map: &Map) -> Vec<Period> {
    let mut periods: Vec<Period> = Vec::new();
    let mut at = |name: &str| -> usize {
        let name = name.trim();
        periods.iter().position(|period| period.name == name).unwrap_or_else(|| {
            periods.push(Period { name: name.to_owned(), opportunities: Vec::new(), changes: Vec::new() });
            periods.len() - 1
        })
    };
    let opportunities: Vec<(usize, OpportunityId)> =
        map.opportunities.iter().filter(|o| is_open(o)).map(|o| (at(&o.period), o.id)).collect();
    let changes: Vec<(usize, &Change)> =
        map.changes.iter().map(|change| (at(period_of(map, change)), change)).collect();
    for (period, id) in opportunities {
        periods[period].opportunities.push(id);
    }
    for (period, change) in changes {
        periods[period].changes.push(change.clone());
    }
    periods.sort_by(|a, b| (a.name.is_empty(), &a.name).cmp(&(b.name.is_empty(), &b.name)));
    periods
}

/// When a change is to be made: in its own period, else in that of its opportunity.
pub(super) fn period_of<'a>(map: &'a Map, change: &'a Change) -> &'a str {
    if !change.period.trim().is_empty() {
        return &change.period;
    }
    let opportunity = change.opportunity.and_then(|id| map.opportunities.find(id));
    opportunity.map(|opportunity| opportunity.period.as_str()).unwrap_or_default()
}
