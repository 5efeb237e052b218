//! The part of a report that says where it hurts, how it is measured and what is to be done.

use super::{Row, Section, targets_words};
use crate::insight::{
    PainGroup, Period, opportunities_by_quadrant, pains_by_channel, pains_by_owner, pains_by_stage, ranked_votes,
    road_map, standings,
};
use crate::model::{ChangeAt, Map, Opportunity, PainId, PainPoint, Score, VoteFor, stage_words};

pub(super) fn sections(map: &Map) -> Vec<Section> {
    let owner = |name: &String| if name.is_empty() { "nobody".to_owned() } else { name.clone() };
    let stage = |id: &_| map.stages.find(*id).map(stage_words).unwrap_or_default();
    vec![
        pains(map),
        grouped(map, "Pain points by owner", pains_by_owner(map), |_| String::new(), owner),
        grouped(map, "Pain points by stage", pains_by_stage(map), |id| id.to_string(), stage),
        grouped(map, "Pain points by channel", pains_by_channel(map), |id| id.to_string(), |id| map.channel_words(*id)),
        metrics(map),
        opportunities(map),
        votes(map),
        plan(map),
    ]
}

fn pains(map: &Map) -> Section {
    let mut pains: Vec<&PainPoint> = map.pains.iter().collect();
    pains.sort_by_key(|pain| (pain.resolved, std::cmp::Reverse(pain.severity)));
    let row = |pain: &PainPoint| {
        let answers = map.opportunities.iter().filter(|idea| idea.answers.contains(&pain.id));
        let answers: Vec<&str> = answers.map(|idea| idea.name.as_str()).collect();
        let cells = [
            pain.text.clone(),
            if pain.resolved { "resolved" } else { pain.severity.words() }.to_owned(),
            pain.owner.clone(),
            pain.evidence.map(|evidence| evidence.words().to_owned()).unwrap_or_default(),
            targets_words(map, &pain.at),
            answers.join("; "),
        ];
        Row::new(pain.id, cells)
    };
    Section {
        title: "Pain points",
        columns: &["Pain point", "Severity", "Owner", "Evidence", "Where", "Answered by"],
        rows: pains.into_iter().map(row).collect(),
    }
}

fn grouped<K>(
    map: &Map,
    title: &'static str,
    groups: Vec<PainGroup<K>>,
    id: impl Fn(&K) -> String,
    name: impl Fn(&K) -> String,
) -> Section {
    let text = |id: &PainId| map.pains.find(*id).map(|pain| pain.text.clone()).unwrap_or_default();
    let row = |group: &PainGroup<K>| {
        let pains: Vec<String> = group.pains.iter().map(text).collect();
        let cells = [name(&group.key), pains.len().to_string(), group.worst.words().to_owned(), pains.join("; ")];
        Row::new(id(&group.key), cells)
    };
    Section { title, columns: &["By", "Open", "Worst", "Pain points"], rows: groups.iter().map(row).collect() }
}

fn metrics(map: &Map) -> Section {
    let signed = |value: f64| format!("{}{}", if value > 0.0 { "+" } else { "" }, rounded(value)).replace('-', "−");
    let rows = standings(map).into_iter().filter_map(|standing| {
        let metric = map.metrics.find(standing.metric)?;
        let name = if metric.name.is_empty() { metric.kind.words().to_owned() } else { metric.name.clone() };
        let trend = match standing.has_improved() {
            Some(true) => "better",
            Some(false) => "worse",
            None => "",
        };
        let reached = standing.has_reached_target().map(|reached| if reached { "yes" } else { "no" });
        let cells = [
            name,
            rounded(standing.latest.value),
            metric.unit.clone(),
            standing.latest.period.clone(),
            standing.latest.n.map(|n| n.to_string()).unwrap_or_default(),
            standing.delta.map(signed).unwrap_or_default(),
            trend.to_owned(),
            metric.target.map(rounded).unwrap_or_default(),
            reached.unwrap_or_default().to_owned(),
            metric.owner.clone(),
            targets_words(map, &metric.at),
        ];
        Some(Row::new(metric.id, cells))
    });
    Section {
        title: "Metrics",
        columns: &[
            "Metric", "Value", "Unit", "Period", "Answers", "Change", "Trend", "Target", "Reached", "Owner", "Where",
        ],
        rows: rows.collect(),
    }
}

/// A value with at most three decimals.
fn rounded(value: f64) -> String {
    ((value * 1_000.0).round() / 1_000.0).to_string()
}

fn opportunities(map: &Map) -> Section {
    let score = |score: Option<Score>| score.map(|score| score.value().to_string()).unwrap_or_default();
    let text = |id: &PainId| map.pains.find(*id).map(|pain| pain.text.clone());
    let rows = opportunities_by_quadrant(map).into_iter().filter_map(|(quadrant, id)| {
        let idea = map.opportunities.find(id)?;
        let cells = [
            idea.name.clone(),
            quadrant.words().to_owned(),
            score(idea.impact),
            score(idea.effort),
            idea.status.words().to_owned(),
            idea.period.clone(),
            idea.owner.clone(),
            idea.answers.iter().filter_map(text).collect::<Vec<_>>().join("; "),
        ];
        Some(Row::new(id, cells))
    });
    Section {
        title: "Opportunities by impact and effort",
        columns: &["Opportunity", "Kind", "Impact", "Effort", "Status", "Period", "Owner", "Answers"],
        rows: rows.collect(),
    }
}

fn votes(map: &Map) -> Section {
    let name = |vote: VoteFor| match vote {
        VoteFor::Card(id) => (map.card_words(id), id.to_string()),
        VoteFor::Pain(id) => (map.pains.find(id).map(|pain| pain.text.clone()).unwrap_or_default(), id.to_string()),
        VoteFor::Opportunity(id) => {
            (map.opportunities.find(id).map(|idea| idea.name.clone()).unwrap_or_default(), id.to_string())
        }
    };
    let rows = ranked_votes(map).into_iter().flat_map(|votes| {
        let question = map.ballots.find(votes.ballot).map(|ballot| ballot.question.clone()).unwrap_or_default();
        votes.ranked.into_iter().map(move |(vote, dots)| (question.clone(), vote, dots))
    });
    let rows = rows.map(|(question, vote, dots)| {
        let (name, id) = name(vote);
        Row::new(id, [name, dots.to_string(), question])
    });
    Section { title: "Votes", columns: &["For", "Dots", "Question"], rows: rows.collect() }
}

/// The road map, period by period.
fn plan(map: &Map) -> Section {
    let name = |idea: &Opportunity| idea.name.clone();
    let rows = road_map(map).into_iter().flat_map(|Period { name: period, opportunities, changes }| {
        let period = if period.is_empty() { "no period yet".to_owned() } else { period };
        let ideas = opportunities.into_iter().filter_map(|id| map.opportunities.find(id)).map(|idea| {
            let cells = [name(idea), period.clone(), idea.owner.clone(), idea.status.words().to_owned(), String::new()];
            Row::new(idea.id, cells)
        });
        let changes = changes.into_iter().map(|change| {
            let idea = change.opportunity.and_then(|id| map.opportunities.find(id));
            let what = match (change.text.trim(), map.change_words(change.at)) {
                ("", place) => place,
                (text, place) if place.is_empty() => text.to_owned(),
                (text, place) => format!("{place}: {text}"),
            };
            let owner = idea.map(|idea| idea.owner.clone()).unwrap_or_default();
            let cells = [what, period.clone(), owner, "change".to_owned(), idea.map(name).unwrap_or_default()];
            Row::new(change_id(change.at), cells)
        });
        ideas.chain(changes).collect::<Vec<_>>()
    });
    Section { title: "Road map", columns: &["What", "Period", "Owner", "Status", "Opportunity"], rows: rows.collect() }
}

/// The id of what differs.
fn change_id(at: ChangeAt) -> String {
    match at {
        ChangeAt::Card(id) => id.to_string(),
        ChangeAt::Step(id) => id.to_string(),
        ChangeAt::Stage(id) => id.to_string(),
        ChangeAt::Lane(id) => id.to_string(),
        ChangeAt::Persona(id) => id.to_string(),
        ChangeAt::Metric(id) => id.to_string(),
    }
}
