//! Merging two versions of a map that come from a third: record by record, field by field, by ids.
//!
//! Nothing is lost. Where both versions changed the same field in different ways, the record has what
//! ours says, and a card that is tagged [`MERGE_CONFLICT_TAG`] keeps what theirs says: beside a card
//! that card's other version, for anything else a note among the parked cards. What one version removed
//! and the other changed, or needs for something new, stays.
//!
//! Pure: no input or output; new ids come from a source that the edges hold.

mod conflict;
mod grid;
mod join;
mod keep;
mod needs;
mod order;
mod table;

use std::collections::HashMap;

use crate::model::check::check;
use crate::model::*;
pub use conflict::{Conflict, Dispute};
use grid::Grid;
use needs::Missing;
use table::Joined;

/// What came out of a merge.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The map; [`check()`] finds no error in it.
    pub map: Map,
    /// What the two versions could not agree on; empty if the merge is clean.
    pub conflicts: Vec<Conflict>,
}

/// Why two maps cannot be merged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// They are not versions of one map.
    #[error("these are not versions of one map: their ids are \"{0}\", \"{1}\" and \"{2}\"")]
    OtherMap(MapId, MapId, MapId),
    /// What came out would not be a map, such as one with more cards than a map can hold.
    #[error("the merged map could not be opened: {0}")]
    Unsound(String),
}

/// Merges what became of `base` in two versions.
///
/// # Errors
/// The three are not versions of one map, or together hold more than a map can.
pub fn merge(base: &Map, ours: &Map, theirs: &Map, ids: &mut IdSource) -> Result<Merged, MergeError> {
    if base.id != ours.id || base.id != theirs.id {
        return Err(MergeError::OtherMap(base.id, ours.id, theirs.id));
    }
    let clean = |map: &Map| Ok(Merged { map: map.clone(), conflicts: Vec::new() });
    if ours == theirs || theirs == base {
        return clean(ours);
    }
    if ours == base {
        return clean(theirs);
    }
    let heads = [base, ours, theirs].map(heads);
    let mut versions = Versions::new([base, ours, theirs], heads.each_ref());
    let (mut map, mut conflicts) = versions.assemble(ids);
    while versions.revive(&Missing::of(&map)) {
        (map, conflicts) = versions.assemble(ids);
    }
    keep::set_right(&mut map, theirs, &mut conflicts);
    keep::note_down(&mut map, &mut conflicts, ids);
    match check(&map).into_iter().find(|problem| problem.severity == ProblemSeverity::Error) {
        Some(problem) => Err(MergeError::Unsound(problem.text)),
        None => Ok(Merged { map, conflicts }),
    }
}

/// The stages without their steps, which are joined by themselves.
fn heads(map: &Map) -> Table<Stage> {
    map.stages.iter().map(|stage| Stage { steps: Table::default(), ..stage.clone() }).collect()
}

/// Three versions of a map, table by table.
struct Versions<'a> {
    /// What the map says about itself; its tables are not looked at.
    head: Map,
    head_conflicts: Vec<Conflict>,
    grid: Grid<'a>,
    personas: Joined<'a, Persona>,
    channels: Joined<'a, Channel>,
    lanes: Joined<'a, Lane>,
    cards: Joined<'a, Card>,
    /// The other version of cards about which there is a dispute, by the card beside which it stands.
    twins: HashMap<CardId, Card>,
    ratings: Joined<'a, Rating>,
    callouts: Joined<'a, Callout>,
    pains: Joined<'a, PainPoint>,
    opportunities: Joined<'a, Opportunity>,
    metrics: Joined<'a, Metric>,
    story: Joined<'a, StoryScene>,
    ballots: Joined<'a, Ballot>,
}

impl<'a> Versions<'a> {
    fn new(maps: [&'a Map; 3], heads: [&'a Table<Stage>; 3]) -> Self {
        let [base, ours, theirs] = maps;
        let (head, disputed) = join::join(Some(base), ours, theirs);
        let conflict = |disputed: join::DisputedField| Conflict {
            kind: Map::NAME,
            id: ours.id.to_string(),
            name: String::new(),
            dispute: Dispute::Field { field: disputed.field, ours: disputed.ours, theirs: disputed.theirs },
            kept_in: None,
        };
        let mut versions = Self {
            head,
            head_conflicts: disputed.into_iter().map(conflict).collect(),
            grid: Grid::new(maps, heads),
            personas: Joined::of_tables(maps.map(|map| &map.personas)),
            channels: Joined::of_tables(maps.map(|map| &map.channels)),
            lanes: Joined::of_tables(maps.map(|map| &map.lanes)),
            cards: Joined::of_tables(maps.map(|map| &map.cards)),
            twins: HashMap::new(),
            ratings: Joined::of_tables(maps.map(|map| &map.ratings)),
            callouts: Joined::of_tables(maps.map(|map| &map.callouts)),
            pains: Joined::of_tables(maps.map(|map| &map.pains)),
            opportunities: Joined::of_tables(maps.map(|map| &map.opportunities)),
            metrics: Joined::of_tables(maps.map(|map| &map.metrics)),
            story: Joined::of_tables(maps.map(|map| &map.story)),
            ballots: Joined::of_tables(maps.map(|map| &map.ballots)),
        };
        keep::rank_with_place(&mut versions.cards);
        keep::whole_metrics(&mut versions.metrics);
        versions
    }

    /// The map with everything that is kept, and all conflicts so far.
    fn assemble(&mut self, ids: &mut IdSource) -> (Map, Vec<Conflict>) {
        keep::make_twins(&mut self.cards, &mut self.twins, ids);
        let (stages, grid_conflicts) = self.grid.assemble(ids);
        let id = self.head.id.to_string();
        let (personas, lanes, story) = (self.personas.order(), self.lanes.order(), self.story.order());
        let orders = [
            self.personas.order_conflict("personas of the map", id.clone(), &personas),
            self.lanes.order_conflict("lanes of the map", id.clone(), &lanes),
            self.story.order_conflict("story of the map", id, &story),
        ];
        let map = Map {
            personas: self.personas.table(&personas.keys),
            channels: self.channels.table(&self.channels.order().keys),
            stages,
            lanes: self.lanes.table(&lanes.keys),
            cards: keep::with_twins(self.cards.table(&self.cards.order().keys), &self.twins),
            ratings: self.ratings.table(&self.ratings.order().keys),
            callouts: self.callouts.table(&self.callouts.order().keys),
            pains: self.pains.table(&self.pains.order().keys),
            opportunities: self.opportunities.table(&self.opportunities.order().keys),
            metrics: self.metrics.table(&self.metrics.order().keys),
            story: self.story.table(&story.keys),
            ballots: self.ballots.table(&self.ballots.order().keys),
            ..self.head.clone()
        };
        let tables = [
            &self.head_conflicts,
            &self.grid.stages.conflicts,
            &self.grid.steps.conflicts,
            &self.personas.conflicts,
            &self.channels.conflicts,
            &self.lanes.conflicts,
            &self.cards.conflicts,
            &self.ratings.conflicts,
            &self.callouts.conflicts,
            &self.pains.conflicts,
            &self.opportunities.conflicts,
            &self.metrics.conflicts,
            &self.story.conflicts,
            &self.ballots.conflicts,
        ];
        let conflicts = tables.into_iter().flatten().cloned().chain(grid_conflicts);
        (map, conflicts.chain(orders.into_iter().flatten()).collect())
    }

    /// Keeps what is missing. Whether there was anything.
    fn revive(&mut self, missing: &Missing) -> bool {
        let mut revived = 0;
        revived += missing.personas.iter().filter(|id| self.personas.revive(**id)).count();
        revived += missing.channels.iter().filter(|id| self.channels.revive(**id)).count();
        revived += missing.stages.iter().filter(|id| self.grid.stages.revive(**id)).count();
        revived += missing.steps.iter().filter(|id| self.grid.steps.revive(**id)).count();
        revived += missing.lanes.iter().filter(|id| self.lanes.revive(**id)).count();
        revived += missing.cards.iter().filter(|id| self.cards.revive(**id)).count();
        revived += missing.pains.iter().filter(|id| self.pains.revive(**id)).count();
        revived += missing.opportunities.iter().filter(|id| self.opportunities.revive(**id)).count();
        revived > 0
    }
}
