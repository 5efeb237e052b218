//! What the records of a map name, so that nothing that is named gets lost.

use std::collections::BTreeSet;

use crate::model::*;

/// The records that others name and that are not in the map.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Missing {
    pub personas: BTreeSet<PersonaId>,
    pub channels: BTreeSet<ChannelId>,
    pub stages: BTreeSet<StageId>,
    pub steps: BTreeSet<StepId>,
    pub lanes: BTreeSet<LaneId>,
    pub cards: BTreeSet<CardId>,
    pub pains: BTreeSet<PainId>,
    pub opportunities: BTreeSet<OpportunityId>,
}

impl Missing {
    /// What is missing in a map.
    pub fn of(map: &Map) -> Self {
        let mut named = Self::default();
        named.by_grid(map);
        named.by_experience(map);
        named.by_workshop(map);
        named.channels.retain(|id| map.channel(*id).is_none());
        remove(&mut named.personas, &map.personas);
        remove(&mut named.stages, &map.stages);
        map.stages.iter().for_each(|stage| remove(&mut named.steps, &stage.steps));
        remove(&mut named.lanes, &map.lanes);
        remove(&mut named.cards, &map.cards);
        remove(&mut named.pains, &map.pains);
        remove(&mut named.opportunities, &map.opportunities);
        named
    }

    fn target(&mut self, at: Target) {
        match at {
            Target::Card(id) => {
                self.cards.insert(id);
            }
            Target::Step(id) => {
                self.steps.insert(id);
            }
        }
    }

    fn targets(&mut self, targets: &[Target]) {
        targets.iter().for_each(|at| self.target(*at));
    }

    fn by_grid(&mut self, map: &Map) {
        self.personas.extend(map.lanes.iter().flat_map(|lane| &lane.personas));
        for card in &map.cards {
            self.personas.extend(&card.personas);
            self.channels.extend(&card.channels);
            self.cards.extend(card.links.iter().map(|link| link.to));
            self.lanes.extend(card.place.lane());
            match card.place {
                Place::Cell(_, step) => {
                    self.steps.insert(step);
                }
                Place::Span(_, from, to) => self.steps.extend([from, to]),
                Place::Stage(_, stage) => {
                    self.stages.insert(stage);
                }
                Place::Parked => {}
            }
        }
    }

    fn by_experience(&mut self, map: &Map) {
        for rating in &map.ratings {
            self.personas.insert(rating.persona);
            self.channels.extend(rating.channel);
            self.target(rating.at);
        }
        for callout in &map.callouts {
            self.personas.extend(callout.persona);
            self.target(callout.at);
        }
        for pain in &map.pains {
            self.personas.extend(&pain.personas);
            self.targets(&pain.at);
        }
        for opportunity in &map.opportunities {
            self.pains.extend(&opportunity.answers);
            self.targets(&opportunity.at);
        }
        map.metrics.iter().for_each(|metric| self.targets(&metric.at));
        self.opportunities.extend(map.changes.iter().filter_map(|change| change.opportunity));
    }

    fn by_workshop(&mut self, map: &Map) {
        for scene in &map.story {
            self.lanes.extend(&scene.lanes);
            self.personas.extend(&scene.personas);
            self.cards.extend(&scene.highlight);
            match &scene.view {
                StoryView::Overview | StoryView::Parked => {}
                StoryView::Stage(stage) => {
                    self.stages.insert(*stage);
                }
                StoryView::Cards(cards) => self.cards.extend(cards),
            }
        }
        for (vote, _) in map.ballots.iter().flat_map(|ballot| &ballot.votes) {
            match vote {
                VoteFor::Card(id) => {
                    self.cards.insert(*id);
                }
                VoteFor::Pain(id) => {
                    self.pains.insert(*id);
                }
                VoteFor::Opportunity(id) => {
                    self.opportunities.insert(*id);
                }
            }
        }
    }
}

/// Takes out of `named` what is in a table.
fn remove<T: Record>(named: &mut BTreeSet<Id<T>>, table: &Table<T>) {
    for record in table {
        named.remove(&record.id());
    }
}
