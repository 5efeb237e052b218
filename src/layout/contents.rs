//! What a map holds, by its place: what a layout looks up again and again, whatever the grid.

use crate::hash::HashMap;

use crate::insight::{self, Curve};
use crate::model::{
    Callout, Card, Lane, LaneId, LaneKind, Map, Opportunity, PainId, PainPoint, Place, Rating, StepId, Target,
};

/// The contents of a map.
pub(super) struct Contents<'a> {
    /// The place of each step in the order of time, from 0.
    pub(super) column_of: HashMap<StepId, usize>,
    /// What happens in each column.
    pub(super) moments: Vec<Moment<'a>>,
    /// The cards of each lane with the column in which they begin: those that span several columns
    /// first, then by column and rank.
    pub(super) cards_of: HashMap<LaneId, Vec<(usize, &'a Card)>>,
    /// The curves of each lane of emotions that is shown.
    pub(super) curves_of: HashMap<LaneId, Vec<Curve>>,
    /// The kinds of the lanes that are shown.
    kinds: Vec<LaneKind>,
    pains_of: HashMap<Target, Vec<&'a PainPoint>>,
    callouts_of: HashMap<Target, Vec<&'a Callout>>,
    ratings_of: HashMap<Target, Vec<&'a Rating>>,
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
    /// The contents of a map.
    pub(super) fn of(map: &'a Map) -> Self {
        let mut contents = Self {
            column_of: map.steps().enumerate().map(|(n, (_, step))| (step.id, n)).collect(),
            moments: Vec::new(),
            cards_of: HashMap::default(),
            curves_of: HashMap::default(),
            kinds: Vec::new(),
            pains_of: HashMap::default(),
            callouts_of: HashMap::default(),
            ratings_of: HashMap::default(),
        };
        for pain in map.pains.iter().filter(|pain| !pain.resolved) {
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
        for lane in map.lanes.iter().filter(|lane| is_open(lane)) {
            contents.kinds.push(lane.kind);
            if lane.kind == LaneKind::Emotion {
                contents.curves_of.insert(lane.id, insight::curves(map, lane));
            }
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

/// Whether the content of a lane is shown.
fn is_open(lane: &Lane) -> bool {
    !lane.hidden && !lane.collapsed
}
