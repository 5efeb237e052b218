//! What a map holds, by its place: what a layout looks up again and again, whatever the grid.

use crate::hash::HashMap;

use super::Notes;
use super::time::TimeScale;
use crate::insight::{self, Curve, Spread};
use crate::model::{
    Callout, Card, Lane, LaneId, LaneKind, Map, Metric, Opportunity, PainId, PainPoint, PersonaId, PersonaKind, Place,
    Rating, Stage, Step, StepId, Target, TimeSpan, VoteFor, Zone,
};
use crate::theme::Arrangement;

/// The contents of a map.
pub(super) struct Contents<'a> {
    /// The lanes that are shown, from top to bottom, with the zones in which they stand.
    pub(super) lanes: Vec<(&'a Lane, Zone)>,
    /// Which lines of a blueprint are drawn.
    pub(super) lines: Lines,
    /// The place of each step in the order of time, from 0.
    pub(super) column_of: HashMap<StepId, usize>,
    /// What happens in each column.
    pub(super) moments: Vec<Moment<'a>>,
    /// The cards of each lane with the column in which they begin: those that span several columns
    /// first, then by column and rank.
    pub(super) cards_of: HashMap<LaneId, Vec<(usize, &'a Card)>>,
    /// The steps with their stages, by column.
    pub(super) steps: Vec<(&'a Stage, &'a Step)>,
    /// What is remarked about it.
    pub(super) notes: &'a Notes,
    /// The curves of each lane of emotions that is shown.
    pub(super) curves_of: HashMap<LaneId, Vec<Curve>>,
    /// How far the channels of a step lie apart, where a lane of channels is shown.
    pub(super) spreads: HashMap<StepId, Spread>,
    /// What is measured at no place in particular.
    pub(super) metrics_of_all: Vec<&'a Metric>,
    /// The kinds of the lanes that are shown.
    kinds: Vec<LaneKind>,
    pains_of: HashMap<Target, Vec<&'a PainPoint>>,
    callouts_of: HashMap<Target, Vec<&'a Callout>>,
    ratings_of: HashMap<Target, Vec<&'a Rating>>,
    metrics_of: HashMap<Target, Vec<&'a Metric>>,
    dots_of: HashMap<VoteFor, u32>,
}

/// What happens in a column.
#[derive(Default)]
pub(super) struct Moment<'a> {
    /// The cards that begin there, in the order of the map.
    pub(super) cards: Vec<&'a Card>,
    /// The opportunities of which it is the first place.
    pub(super) opportunities: Vec<&'a Opportunity>,
}

impl<'a> Contents<'a> {
    /// The contents of a map, its lanes arranged, with what is remarked about it.
    pub(super) fn of(map: &'a Map, notes: &'a Notes, arrangement: Arrangement) -> Self {
        let (lanes, lines) = arranged(map, arrangement);
        let mut contents = Self {
            lanes,
            lines,
            column_of: map.steps().enumerate().map(|(n, (_, step))| (step.id, n)).collect(),
            moments: Vec::new(),
            cards_of: HashMap::default(),
            steps: map.steps().collect(),
            notes,
            curves_of: HashMap::default(),
            spreads: HashMap::default(),
            metrics_of_all: Vec::new(),
            kinds: Vec::new(),
            pains_of: HashMap::default(),
            callouts_of: HashMap::default(),
            ratings_of: HashMap::default(),
            metrics_of: HashMap::default(),
            dots_of: insight::shown_dots(map),
        };
        for pain in map.pains.iter().filter(|pain| !pain.resolved || notes.shown_pains.contains(&pain.id)) {
            for at in &pain.at {
                contents.pains_of.entry(*at).or_default().push(pain);
            }
        }
        for callout in &map.callouts {
            contents.callouts_of.entry(callout.at).or_default().push(callout);
        }
        for rating in &map.ratings {
            contents.ratings_of.entry(rating.at).or_default().push(rating);
        }
        for metric in &map.metrics {
            for at in &metric.at {
                contents.metrics_of.entry(*at).or_default().push(metric);
            }
            if metric.at.is_empty() {
                contents.metrics_of_all.push(metric);
            }
        }
        for lane in map.lanes.iter().filter(|lane| is_open(lane)) {
            contents.kinds.push(lane.kind);
            if lane.kind == LaneKind::Emotion {
                contents.curves_of.insert(lane.id, insight::curves(map, lane));
            }
        }
        if contents.shows(LaneKind::Channels) {
            contents.spreads = insight::spreads(map).into_iter().map(|spread| (spread.step, spread)).collect();
        }
        contents.place(map);
        contents
    }

    /// Puts cards and opportunities into their columns.
    fn place(&mut self, map: &'a Map) {
        self.moments.resize_with(self.column_of.len(), Moment::default);
        let mut column_of: HashMap<Target, usize> =
            self.column_of.iter().map(|(step, column)| (Target::Step(*step), *column)).collect();
        for card in &map.cards {
            if let Some((lane, step)) = map.cell_of(card.place)
                && let Some(column) = self.column_of.get(&step)
            {
                self.cards_of.entry(lane).or_default().push((*column, card));
                self.moments[*column].cards.push(card);
                column_of.insert(Target::Card(card.id), *column);
            }
        }
        let pains: HashMap<PainId, &PainPoint> = map.pains.iter().map(|pain| (pain.id, pain)).collect();
        for opportunity in &map.opportunities {
            let answered = opportunity.answers.iter().filter_map(|pain| pains.get(pain)).flat_map(|pain| &pain.at);
            let first = opportunity.at.iter().chain(answered).filter_map(|target| column_of.get(target)).min();
            if let Some(first) = first {
                self.moments[*first].opportunities.push(opportunity);
            }
        }
        for cards in self.cards_of.values_mut() {
            let spans = |card: &Card| matches!(card.place, Place::Cell(..));
            cards.sort_by(|(a, x), (b, y)| (spans(x), a, &x.rank).cmp(&(spans(y), b, &y.rank)));
        }
    }

    /// Whether a lane of this kind is shown.
    pub(super) fn shows(&self, kind: LaneKind) -> bool {
        self.kinds.contains(&kind)
    }

    /// The step of a column and the cards that begin there, in the order of the map.
    pub(super) fn targets(&self, column: usize) -> Vec<Target> {
        let step = self.steps.get(column).map(|(_, step)| Target::Step(step.id));
        let cards = self.moments.get(column).into_iter().flat_map(|moment| &moment.cards);
        step.into_iter().chain(cards.map(|card| Target::Card(card.id))).collect()
    }

    /// What is measured in a column, each metric once.
    pub(super) fn metrics_at(&self, column: usize) -> Vec<&'a Metric> {
        let mut metrics: Vec<&Metric> = Vec::new();
        for metric in self.targets(column).iter().filter_map(|target| self.metrics_of.get(target)).flatten() {
            if metrics.iter().all(|other| other.id != metric.id) {
                metrics.push(metric);
            }
        }
        metrics
    }

    /// One scale for the times of all steps; none where no step has one.
    pub(super) fn time_scale(&self) -> Option<TimeScale> {
        let spans = self.steps.iter().flat_map(|(_, step)| [step.duration, step.waiting]).flatten();
        TimeScale::of(spans.map(TimeSpan::seconds))
    }

    /// The pain points of a place that are not resolved.
    pub(super) fn pains_at(&self, at: Target) -> &[&'a PainPoint] {
        self.pains_of.get(&at).map_or(&[], Vec::as_slice)
    }

    /// The call-outs of a place.
    pub(super) fn callouts_at(&self, at: Target) -> &[&'a Callout] {
        self.callouts_of.get(&at).map_or(&[], Vec::as_slice)
    }

    /// The ratings of a place.
    pub(super) fn ratings_at(&self, at: Target) -> &[&'a Rating] {
        self.ratings_of.get(&at).map_or(&[], Vec::as_slice)
    }
}

/// Which lines of a blueprint are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// None.
    None,
    /// One wherever two zones meet.
    BetweenZones,
    /// All three.
    All,
}

/// The lanes that are shown in their order, and the lines between them.
fn arranged(map: &Map, arrangement: Arrangement) -> (Vec<(&Lane, Zone)>, Lines) {
    let shown = || map.lanes.iter().filter(|lane| !lane.hidden);
    let mut lanes: Vec<(&Lane, Zone)> = shown().map(|lane| (lane, lane.zone)).collect();
    match arrangement {
        // The lines mean something only where the lanes stand in the order of the zones.
        Arrangement::AsTheyAre if lanes.is_sorted_by_key(|(_, zone)| *zone) => (lanes, Lines::BetweenZones),
        Arrangement::AsTheyAre | Arrangement::Journey => (lanes, Lines::None),
        Arrangement::Blueprint => {
            // Where nobody has said in which zone a lane lies, what it holds says it.
            if map.lanes.iter().all(|lane| lane.zone == Zone::Customer) {
                for (lane, zone) in &mut lanes {
                    *zone = usual_zone(map, lane);
                }
            }
            let is_below = |lane: &Lane| lane.kind != LaneKind::Evidence;
            // What the customer sees stands above what it does; else every zone keeps its order.
            lanes.sort_by_key(|(lane, zone)| (*zone, *zone != Zone::Customer || is_below(lane)));
            (lanes, Lines::All)
        }
    }
}

/// The zone of a lane by what it holds: systems support, and what an employee feels or does is seen.
fn usual_zone(map: &Map, lane: &Lane) -> Zone {
    let is_employee = |id: &PersonaId| map.personas.find(*id).is_some_and(|who| who.kind == PersonaKind::Employee);
    match lane.kind {
        LaneKind::Systems => Zone::Support,
        _ if !lane.personas.is_empty() && lane.personas.iter().all(is_employee) => Zone::Frontstage,
        _ => Zone::Customer,
    }
}

impl Contents<'_> {
    /// How many dots something got in a vote that may be seen; 0 if it got none.
    pub(super) fn dots_for(&self, vote: VoteFor) -> u32 {
        self.dots_of.get(&vote).copied().unwrap_or_default()
    }
}

/// Whether the content of a lane is shown.
fn is_open(lane: &Lane) -> bool {
    !lane.hidden && !lane.collapsed
}
