//! What a screen reader says of the map's parts: "Pay at the till, Buy, emotion −2, pain major".

use crate::insight;
use crate::layout::{ChipSubject, PointBox};
use crate::model::{
    CalloutKind, CardId, LaneId, LinkKind, Map, Metric, Opportunity, PainPoint, Rating, Score, StageId, StepId, Target,
    TimeSpan,
};

/// A card with its stage, emotions, pain points and call-outs.
pub fn card(map: &Map, id: CardId) -> String {
    let Some(card) = map.cards.find(id) else { return String::new() };
    let title = one_line(&card.title);
    let mut parts = vec![if title.is_empty() { format!("{} without title", card.kind.words()) } else { title }];
    if let Some((lane, step)) = map.cell_of(card.place) {
        parts.extend(map.find_step(step).map(|(stage, _)| one_line(&stage.title)));
        parts.extend(map.lanes.find(lane).map(|lane| one_line(&lane.title)));
    }
    parts.extend(marks(map, Target::Card(id)));
    parts.extend(card.kano.map(|kano| kano.words().to_owned()));
    parts.extend(card.evidence.map(|evidence| evidence.words().to_owned()));
    for link in &card.links {
        let Some(to) = map.cards.find(link.to).map(|card| one_line(&card.title)) else { continue };
        parts.push(match link.kind {
            LinkKind::Flow => format!("leads to {to}"),
            LinkKind::ChannelSwitch => format!("channel switch to {to}"),
            LinkKind::HandOff => format!("hand-off to {to}"),
        });
    }
    join(parts)
}

/// A stage's head.
pub fn stage(map: &Map, id: StageId) -> String {
    let title = map.stages.find(id).map(|stage| one_line(&stage.title)).unwrap_or_default();
    join(vec!["Stage".to_owned(), title])
}

/// A step's head.
pub fn step(map: &Map, id: StepId) -> String {
    let Some((stage, step)) = map.find_step(id) else { return String::new() };
    let number = stage.steps.position(id).unwrap_or(0) + 1;
    let mut parts = vec![format!("Step {number}"), one_line(&step.title), one_line(&stage.title)];
    parts.extend(marks(map, Target::Step(id)));
    join(parts)
}

/// A lane's name.
pub fn lane(map: &Map, id: LaneId) -> String {
    let Some(lane) = map.lanes.find(id) else { return String::new() };
    join(vec!["Lane".to_owned(), one_line(&lane.title), lane.kind.words().to_owned()])
}

/// An empty cell.
pub fn cell(map: &Map, lane: LaneId, step: StepId) -> String {
    join(vec!["Empty cell".to_owned(), cell_name(map, lane, step)])
}

/// A cell by its lane, stage and step.
pub fn cell_name(map: &Map, lane: LaneId, step: StepId) -> String {
    let lane = map.lanes.find(lane).map(|lane| one_line(&lane.title)).unwrap_or_default();
    let place =
        map.find_step(step).map(|(stage, step)| format!("{} {}", one_line(&stage.title), one_line(&step.title)));
    join(vec![lane, place.unwrap_or_default()])
}

/// A point of a curve, with what was expected and whether it is the curve's peak or end.
pub fn point(map: &Map, point: &PointBox) -> String {
    let PointBox { persona, at, level, .. } = *point;
    let name = map.personas.find(persona).map(|persona| one_line(&persona.name)).unwrap_or_default();
    let place = match at {
        Target::Card(card) => map.cards.find(card).map(|card| one_line(&card.title)),
        Target::Step(step) => map.find_step(step).map(|(_, step)| one_line(&step.title)),
    };
    let emotion = crate::model::Emotion::clamped(level.round() as i64);
    let mut parts = vec![format!("Emotion of {name}"), place.unwrap_or_default(), emotion.signed().to_owned()];
    let is_it = |rating: &&Rating| (rating.persona, rating.at) == (persona, at);
    let expected = map.ratings.iter().filter(is_it).find_map(|rating| rating.expected);
    parts.extend(expected.map(|expected| format!("expected {}", expected.signed())));
    parts.extend(point.is_peak.then(|| "peak".to_owned()));
    parts.extend(point.is_end.then(|| "end".to_owned()));
    join(parts)
}

/// What stands in a cell of a lane without cards.
pub fn chip(map: &Map, about: ChipSubject, step: StepId) -> String {
    let at = || map.find_step(step).map(|(_, step)| one_line(&step.title)).unwrap_or_default();
    match about {
        ChipSubject::Pain(id) => map.pains.find(id).map(pain).unwrap_or_default(),
        ChipSubject::Opportunity(id) => map.opportunities.find(id).map(opportunity).unwrap_or_default(),
        ChipSubject::Rating(id, ..) => map.ratings.find(id).map(|rating| ease(map, rating, at())).unwrap_or_default(),
        ChipSubject::Metric(id) => map.metrics.find(id).map(metric).unwrap_or_default(),
        ChipSubject::Channel(channel) => {
            let name = map.channel(channel).map(|(name, _)| one_line(name)).unwrap_or_default();
            join(vec![format!("Channel {name}"), at()])
        }
        ChipSubject::Spread => {
            let spread = insight::spreads(map).into_iter().find(|spread| spread.step == step);
            let weakest = spread.as_ref().and_then(|spread| spread.channels.first());
            let name = weakest.and_then(|weakest| map.channel(weakest.channel)).map(|(name, _)| one_line(name));
            let size = spread.as_ref().map_or(0.0, insight::Spread::size);
            let weakest = name.map(|name| format!("weakest {name}"));
            join(vec![format!("Channels apart by {size}"), weakest.unwrap_or_default(), at()])
        }
        ChipSubject::Time => {
            let step = map.find_step(step).map(|(_, step)| step);
            let words = |span: TimeSpan| format!("{} {}", span.value(), span.unit().words());
            let duration = step.and_then(|step| step.duration).map(|span| format!("takes {}", words(span)));
            let waiting = step.and_then(|step| step.waiting).map(|span| format!("waiting {}", words(span)));
            join(vec!["Time".to_owned(), at(), duration.unwrap_or_default(), waiting.unwrap_or_default()])
        }
    }
}

fn pain(pain: &PainPoint) -> String {
    let owner = if pain.owner.is_empty() { String::new() } else { format!("owner {}", one_line(&pain.owner)) };
    join(vec!["Pain point".to_owned(), one_line(&pain.text), pain.severity.words().to_owned(), owner])
}

fn opportunity(opportunity: &Opportunity) -> String {
    let score = |word: &str, score: Option<Score>| score.map(|score| format!("{word} {} of 5", score.value()));
    join(vec![
        "Opportunity".to_owned(),
        one_line(&opportunity.name),
        opportunity.status.words().to_owned(),
        score("impact", opportunity.impact).unwrap_or_default(),
        score("effort", opportunity.effort).unwrap_or_default(),
    ])
}

fn ease(map: &Map, rating: &Rating, at: String) -> String {
    let name = map.personas.find(rating.persona).map(|persona| one_line(&persona.name)).unwrap_or_default();
    let ease = rating.ease.map(|ease| format!("{} of 7", ease.value())).unwrap_or_default();
    let success = rating.success.map(|success| success.words().to_owned()).unwrap_or_default();
    join(vec![format!("Ease of {name}"), at, ease, success])
}

/// A metric with its last value and how that changed.
fn metric(metric: &Metric) -> String {
    let name = if metric.name.is_empty() { metric.kind.words().to_owned() } else { one_line(&metric.name) };
    let standing = insight::standing(metric);
    let value = standing.as_ref().map(|standing| format!("{} in {}", standing.latest.value, standing.latest.period));
    let change = standing.as_ref().and_then(insight::Standing::has_improved);
    let change = change.map(|improved| if improved { "better" } else { "worse" }.to_owned());
    let target = metric.target.map(|target| format!("target {target}"));
    let parts = [Some(format!("Metric {name}")), value, change, target];
    join(parts.into_iter().flatten().collect())
}

/// Emotions, pain points and call-outs of a place.
fn marks(map: &Map, at: Target) -> Vec<String> {
    let mut parts = Vec::new();
    let several = map.personas.len() > 1;
    for rating in map.ratings.iter().filter(|rating| rating.at == at) {
        let Some(emotion) = rating.actual else { continue };
        let who = map.personas.find(rating.persona).filter(|_| several).map(|p| format!(" of {}", one_line(&p.name)));
        parts.push(format!("emotion{} {}", who.unwrap_or_default(), emotion.signed()));
    }
    let pains = map.pains.iter().filter(|pain| pain.at.contains(&at));
    parts.extend(pains.map(|pain| format!("pain {}", pain.severity.words())));
    let callouts = map.callouts.iter().filter(|callout| callout.at == at);
    parts.extend(callouts.map(|callout| match callout.kind {
        CalloutKind::High => "marked as a high".to_owned(),
        CalloutKind::Low => "marked as a low".to_owned(),
        kind => kind.words().to_owned(),
    }));
    parts
}

/// A text without line breaks.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn join(parts: Vec<String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
