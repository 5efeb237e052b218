//! Taking records out so that nothing in the map names them any more.

use std::collections::HashSet;
use std::hash::Hash;

use crate::model::*;

/// The records that an edit takes out.
#[derive(Debug, Default)]
pub(super) struct Gone {
    pub(super) cards: HashSet<CardId>,
    pub(super) steps: HashSet<StepId>,
    pub(super) stages: HashSet<StageId>,
    pub(super) lanes: HashSet<LaneId>,
    pub(super) personas: HashSet<PersonaId>,
    pub(super) channels: HashSet<ChannelId>,
    pub(super) pains: HashSet<PainId>,
    pub(super) opportunities: HashSet<OpportunityId>,
}

impl Gone {
    fn holds(&self, at: Target) -> bool {
        match at {
            Target::Card(card) => self.cards.contains(&card),
            Target::Step(step) => self.steps.contains(&step),
        }
    }

    /// Whether a finding is about one of the records; findings name them by the plain text of the id.
    fn holds_named(&self, about: &str) -> bool {
        fn has<K>(ids: &HashSet<Id<K>>, text: &str) -> bool {
            Id::new(text).is_some_and(|id| ids.contains(&id))
        }
        has(&self.cards, about)
            || has(&self.steps, about)
            || has(&self.stages, about)
            || has(&self.lanes, about)
            || has(&self.personas, about)
            || has(&self.pains, about)
            || has(&self.opportunities, about)
    }
}

/// Takes the records out, what only makes sense with them (ratings, call-outs, accepted findings),
/// and every reference to them. Cards in lanes, steps and stages that go are the caller's business.
///
/// Pain points, opportunities, metrics and scenes stay, with fewer references: what somebody wrote
/// in them can be worth more than the place that they lost.
pub(super) fn remove(map: &mut Map, gone: &Gone) {
    map.cards.retain(|card| !gone.cards.contains(&card.id));
    map.stages.retain(|stage| !gone.stages.contains(&stage.id));
    let loses_step = |stage: &Stage| stage.steps.iter().any(|step| gone.steps.contains(&step.id));
    map.stages.update(loses_step, |stage| stage.steps.retain(|step| !gone.steps.contains(&step.id)));
    map.lanes.retain(|lane| !gone.lanes.contains(&lane.id));
    map.personas.retain(|persona| !gone.personas.contains(&persona.id));
    map.channels.retain(|channel| !gone.channels.contains(&channel.id));
    map.pains.retain(|pain| !gone.pains.contains(&pain.id));
    map.opportunities.retain(|opportunity| !gone.opportunities.contains(&opportunity.id));
    map.accepted.retain(|accepted| !gone.holds_named(&accepted.about));
    forget_in_grid(map, gone);
    forget_in_experience(map, gone);
    forget_in_workshop(map, gone);
}

fn forget_in_grid(map: &mut Map, gone: &Gone) {
    map.lanes.update(
        |lane| names(&lane.personas, &gone.personas),
        |lane| lane.personas.retain(|id| !gone.personas.contains(id)),
    );
    map.cards.update(
        |card| {
            names(&card.personas, &gone.personas)
                || names(&card.channels, &gone.channels)
                || card.links.iter().any(|link| gone.cards.contains(&link.to))
        },
        |card| {
            card.personas.retain(|id| !gone.personas.contains(id));
            card.channels.retain(|id| !gone.channels.contains(id));
            card.links.retain(|link| !gone.cards.contains(&link.to));
        },
    );
}

fn forget_in_experience(map: &mut Map, gone: &Gone) {
    map.ratings.retain(|rating| {
        let in_gone_channel = rating.channel.is_some_and(|channel| gone.channels.contains(&channel));
        !(gone.personas.contains(&rating.persona) || gone.holds(rating.at) || in_gone_channel)
    });
    map.callouts.retain(|callout| {
        let of_gone_persona = callout.persona.is_some_and(|persona| gone.personas.contains(&persona));
        !(of_gone_persona || gone.holds(callout.at))
    });
    map.pains.update(
        |pain| stands_at(&pain.at, gone) || names(&pain.personas, &gone.personas),
        |pain| {
            pain.at.retain(|at| !gone.holds(*at));
            pain.personas.retain(|id| !gone.personas.contains(id));
        },
    );
    map.opportunities.update(
        |opportunity| stands_at(&opportunity.at, gone) || names(&opportunity.answers, &gone.pains),
        |opportunity| {
            opportunity.at.retain(|at| !gone.holds(*at));
            opportunity.answers.retain(|id| !gone.pains.contains(id));
        },
    );
    map.metrics.update(|metric| stands_at(&metric.at, gone), |metric| metric.at.retain(|at| !gone.holds(*at)));
    for change in &mut map.changes {
        change.opportunity = change.opportunity.filter(|id| !gone.opportunities.contains(id));
    }
}

fn forget_in_workshop(map: &mut Map, gone: &Gone) {
    let shows = |scene: &StoryScene| match &scene.view {
        StoryView::Overview | StoryView::Parked => false,
        StoryView::Stage(stage) => gone.stages.contains(stage),
        StoryView::Cards(cards) => names(cards, &gone.cards),
    };
    map.story.update(
        |scene| {
            shows(scene)
                || names(&scene.lanes, &gone.lanes)
                || names(&scene.personas, &gone.personas)
                || names(&scene.highlight, &gone.cards)
        },
        |scene| {
            scene.lanes.retain(|id| !gone.lanes.contains(id));
            scene.personas.retain(|id| !gone.personas.contains(id));
            scene.highlight.retain(|id| !gone.cards.contains(id));
            scene.view = without(std::mem::take(&mut scene.view), gone);
        },
    );
    let is_gone = |vote: &VoteFor| match vote {
        VoteFor::Card(id) => gone.cards.contains(id),
        VoteFor::Pain(id) => gone.pains.contains(id),
        VoteFor::Opportunity(id) => gone.opportunities.contains(id),
    };
    map.ballots.update(
        |ballot| ballot.votes.iter().any(|(vote, _)| is_gone(vote)),
        |ballot| ballot.votes.retain(|(vote, _)| !is_gone(vote)),
    );
}

/// What a scene shows when the records are gone; the whole map where nothing of it is left.
fn without(view: StoryView, gone: &Gone) -> StoryView {
    match view {
        StoryView::Stage(stage) if gone.stages.contains(&stage) => StoryView::Overview,
        StoryView::Cards(mut cards) if names(&cards, &gone.cards) => {
            cards.retain(|id| !gone.cards.contains(id));
            if cards.is_empty() { StoryView::Overview } else { StoryView::Cards(cards) }
        }
        view => view,
    }
}

fn names<T: Eq + Hash>(list: &[T], gone: &HashSet<T>) -> bool {
    !gone.is_empty() && list.iter().any(|id| gone.contains(id))
}

fn stands_at(list: &[Target], gone: &Gone) -> bool {
    list.iter().any(|at| gone.holds(*at))
}
