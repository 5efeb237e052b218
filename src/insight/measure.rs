//! Where the metrics stand, how much of the map is backed, and whether the promise is kept.

use crate::model::{Better, CalloutKind, CardId, Evidence, Map, Metric, MetricId, MetricKind, Reading, Target};

/// Where a metric stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The metric.
    pub metric: MetricId,
    /// Its last value.
    pub latest: Reading,
    /// Its last value minus the one before.
    pub delta: Option<f64>,
    /// What is left to the target: target minus last value.
    pub to_target: Option<f64>,
    /// Which way is up.
    pub better: Better,
}

impl Standing {
    /// Whether it became better (`true`) or worse; `None` if it stands still or has but one value.
    pub fn has_improved(&self) -> Option<bool> {
        let delta = self.delta.filter(|delta| *delta != 0.0)?;
        Some((delta > 0.0) == (self.better == Better::Higher))
    }

    /// Whether the target is reached; `None` if there is none.
    pub fn has_reached_target(&self) -> Option<bool> {
        let left = self.to_target?;
        Some(if self.better == Better::Higher { left <= 0.0 } else { left >= 0.0 })
    }
}

/// Where each metric that has a value stands, in the order of the map.
pub fn standings(map: &Map) -> Vec<Standing> {
    map.metrics.iter().filter_map(standing).collect()
}

/// Where a metric stands; `None` if it has no value.
pub fn standing(metric: &Metric) -> Option<Standing> {
    let latest = metric.series.last()?.clone();
    let former = metric.series.iter().rev().nth(1);
    Some(Standing {
        metric: metric.id,
        delta: former.map(|former| latest.value - former.value),
        to_target: metric.target.map(|target| target - latest.value),
        better: metric.better.unwrap_or_else(|| usual(metric.kind)),
        latest,
    })
}

/// Which way is up where a metric does not say. A CES counts ease, 7 is best.
fn usual(kind: MetricKind) -> Better {
    match kind {
        MetricKind::Nps | MetricKind::Csat | MetricKind::Ces | MetricKind::Own => Better::Higher,
        MetricKind::ResponseTime => Better::Lower,
    }
}

/// How many cards are backed by evidence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Backing {
    /// Cards that were researched, at least in part.
    pub backed: Vec<CardId>,
    /// Cards that are assumed, or of which nobody said how they are backed.
    pub unbacked: Vec<CardId>,
}

impl Backing {
    /// The share of cards that are backed, 0 … 1; `None` in a map without cards.
    pub fn share(&self) -> Option<f64> {
        let all = self.backed.len() + self.unbacked.len();
        (all > 0).then(|| self.backed.len() as f64 / all as f64)
    }
}

/// Which cards are backed by evidence.
pub fn backing(map: &Map) -> Backing {
    let is_backed = |evidence| matches!(evidence, Some(Evidence::Partly | Evidence::Researched));
    let (backed, unbacked): (Vec<_>, Vec<_>) = map.cards.iter().partition(|card| is_backed(card.evidence));
    let ids = |cards: Vec<&crate::model::Card>| cards.into_iter().map(|card| card.id).collect();
    Backing { backed: ids(backed), unbacked: ids(unbacked) }
}

/// Where the brand's promise is kept and where it is broken, as somebody pinned it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Promise {
    /// Where it is kept.
    pub kept: Vec<Target>,
    /// Where it is broken.
    pub broken: Vec<Target>,
}

/// Where the brand's promise is kept and where it is broken.
pub fn promise(map: &Map) -> Promise {
    let pinned = |kind: CalloutKind| {
        let mut places: Vec<Target> = Vec::new();
        for callout in map.callouts.iter().filter(|callout| callout.kind == kind) {
            if !places.contains(&callout.at) {
                places.push(callout.at);
            }
        }
        places
    };
    Promise { kept: pinned(CalloutKind::KeepsPromise), broken: pinned(CalloutKind::BreaksPromise) }
}
