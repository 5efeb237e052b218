//! The one way to change a map: edits, their application, the history.
//!
//! A gesture, a menu, a key and the command line all make the same [`Edit`]: plain data that names
//! what is to change. [`apply()`] is the only writer; it does all of an edit or nothing, cleans the
//! text that it is given, and never leaves an id behind that nothing has. [`History`] keeps the
//! states that a map went through, each with a label for the undo menu. [`Selection`] is what the
//! next edit is meant for; undo does not touch it.
//!
//! This module must never read a clock, a file or the clipboard, and never ask the person anything.

mod apply;
mod cards;
mod clean;
mod clip;
mod experience;
mod field;
mod forget;
mod history;
mod merge_cards;
mod metrics;
mod order;
mod paste;
mod people;
mod phrase;
mod records;
mod references;
mod same;
mod selection;
mod story;
mod structure;
mod vote;
mod workshop;

pub use apply::{Applied, EditError, apply};
pub use clip::{Clip, ClipKind, PasteAt};
pub use field::{
    BallotField, CardField, ChannelField, LaneField, MapField, MetricField, OpportunityField, PainField, PersonaField,
    RatingField, SceneField, StageField, StepField,
};
pub use history::{History, MAX_STEPS, StepOfHistory};
pub use phrase::{announce, label};
pub use selection::Selection;

use crate::model::{
    Accepted, Ballot, BallotId, CalloutKind, Card, CardId, Change, ChangeAt, Channel, ChannelId, Lane, LaneId, Map,
    Metric, MetricId, Opportunity, OpportunityId, PainId, PainPoint, Persona, PersonaId, Place, Stage, StageId, Step,
    StepId, StoryScene, StorySceneId, Target, VoteFor,
};

/// A change of a map, as plain data.
///
/// Records come with their ids ([`History::new_id`] makes them), so that whoever adds one knows
/// what to select. Wherever something goes `before` another record, `None` means at the end.
/// Naming a record that is not there is an error; naming one twice counts once.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Puts new cards into the map, each at its own place. In the cell of `before` they go above that
    /// card, in any other cell at the end, in the order of the list; their ranks are not looked at.
    AddCards {
        /// The new cards.
        cards: Vec<Card>,
        /// The card above which they go.
        before: Option<CardId>,
    },
    /// Takes cards out, with their ratings and call-outs and every reference to them.
    RemoveCards(Vec<CardId>),
    /// Moves cards to one place, in the order in which the journey comes to them. `before` is a card
    /// of that cell; a card that is not in it means the end.
    PlaceCards {
        /// The cards to move.
        cards: Vec<CardId>,
        /// Where they go. A span that ends before it begins is turned round.
        to: Place,
        /// The card above which they go.
        before: Option<CardId>,
    },
    /// Puts a copy of each card below the last of them in its cell, with its ratings, call-outs and
    /// pain points. Arrows among them are copied with them.
    DuplicateCards(Vec<CardId>),
    /// Puts a part of this map or another into the map, with everything that belongs to it and with
    /// new ids. Personas and channels that the map knows by id or name are taken for the same, others
    /// come along. Where the map has too few steps or lanes for the cards, it gets them.
    Paste {
        /// What is put into the map.
        clip: std::sync::Arc<Clip>,
        /// Where it goes; it fits the kind of the clip.
        at: PasteAt,
    },
    /// Sets a field of cards.
    SetCards {
        /// The cards.
        cards: Vec<CardId>,
        /// The field and its new value.
        field: CardField,
    },
    /// Makes one card of several that say the same. What the others say beyond it goes onto it: their texts
    /// below its own, their ratings, rounds, pain points, votes, arrows and everything else that names them.
    MergeCards {
        /// The card that stays, in its place.
        into: CardId,
        /// The cards that become part of it.
        cards: Vec<CardId>,
    },

    /// Adds a stage with its steps, of which there must be one.
    AddStage {
        /// The new stage.
        stage: Stage,
        /// The stage to whose left it goes.
        before: Option<StageId>,
    },
    /// Takes a stage out, with its steps and with the cards that stand in it alone.
    RemoveStage(StageId),
    /// Moves a stage with its steps.
    MoveStage {
        /// The stage to move.
        stage: StageId,
        /// The stage to whose left it goes.
        before: Option<StageId>,
    },
    /// Sets a field of a stage.
    SetStage {
        /// The stage.
        stage: StageId,
        /// The field and its new value.
        field: StageField,
    },

    /// Adds a step to a stage.
    AddStep {
        /// The new step.
        step: Step,
        /// The stage that gets it.
        stage: StageId,
        /// The step of that stage to whose left it goes.
        before: Option<StepId>,
    },
    /// Takes a step out, with the cards that stand in it alone; cards that span others too become
    /// shorter. With its last step a stage goes.
    RemoveStep(StepId),
    /// Moves a step within its stage or into another. A stage whose last step leaves goes; what
    /// stood across it then stands at that step.
    MoveStep {
        /// The step to move.
        step: StepId,
        /// The stage into which it goes.
        stage: StageId,
        /// The step of that stage to whose left it goes.
        before: Option<StepId>,
    },
    /// Sets a field of a step.
    SetStep {
        /// The step.
        step: StepId,
        /// The field and its new value.
        field: StepField,
    },

    /// Adds a lane.
    AddLane {
        /// The new lane.
        lane: Lane,
        /// The lane above which it goes.
        before: Option<LaneId>,
    },
    /// Takes a lane out, with its cards.
    RemoveLane(LaneId),
    /// Moves a lane with its cards.
    MoveLane {
        /// The lane to move.
        lane: LaneId,
        /// The lane above which it goes.
        before: Option<LaneId>,
    },
    /// Sets a field of a lane.
    SetLane {
        /// The lane.
        lane: LaneId,
        /// The field and its new value.
        field: LaneField,
    },

    /// Adds a persona.
    AddPersona {
        /// The new persona.
        persona: Persona,
        /// The persona before whom it goes.
        before: Option<PersonaId>,
    },
    /// Takes a persona out, with its ratings and its call-outs. What concerned it alone then
    /// concerns everyone.
    RemovePersona(PersonaId),
    /// Moves a persona in the list of personas.
    MovePersona {
        /// The persona to move.
        persona: PersonaId,
        /// The persona before whom it goes.
        before: Option<PersonaId>,
    },
    /// Sets a field of a persona.
    SetPersona {
        /// The persona.
        persona: PersonaId,
        /// The field and its new value.
        field: PersonaField,
    },

    /// Adds a channel of the map's own at the end of the list. With the id of a built-in channel it
    /// takes that one's place.
    AddChannel(Channel),
    /// Takes a channel of the map's own out, with the ratings in it. One that stood for a built-in
    /// channel gives that one its place back, and nothing else goes.
    RemoveChannel(ChannelId),
    /// Sets a field of a channel of the map's own.
    SetChannel {
        /// The channel.
        channel: ChannelId,
        /// The field and its new value.
        field: ChannelField,
    },

    /// Sets a field of the map itself.
    SetMap(MapField),

    /// Sets a field of the rating of a persona at a place. The rating is made where there is none,
    /// and goes when it says nothing any more.
    SetRating {
        /// Who feels so.
        persona: PersonaId,
        /// Where.
        at: Target,
        /// In which channel, where the same step is compared across several.
        channel: Option<ChannelId>,
        /// The field and its new value.
        field: RatingField,
    },
    /// Pins a call-out to a place, changes its text, or takes it away.
    SetCallout {
        /// What it says.
        kind: CalloutKind,
        /// Where.
        at: Target,
        /// For whom; `None` means everyone.
        persona: Option<PersonaId>,
        /// Why, in a few words (may be empty); `None` takes the call-out away.
        text: Option<String>,
    },

    /// Adds a pain point at the end of the list.
    AddPain(PainPoint),
    /// Takes a pain point out.
    RemovePain(PainId),
    /// Sets a field of a pain point.
    SetPain {
        /// The pain point.
        pain: PainId,
        /// The field and its new value.
        field: PainField,
    },

    /// Adds an opportunity at the end of the list.
    AddOpportunity(Opportunity),
    /// Takes an opportunity out.
    RemoveOpportunity(OpportunityId),
    /// Sets a field of an opportunity.
    SetOpportunity {
        /// The opportunity.
        opportunity: OpportunityId,
        /// The field and its new value.
        field: OpportunityField,
    },

    /// Adds a metric at the end of the list.
    AddMetric(Metric),
    /// Takes a metric out, with its values.
    RemoveMetric(MetricId),
    /// Sets a field of a metric.
    SetMetric {
        /// The metric.
        metric: MetricId,
        /// The field and its new value.
        field: MetricField,
    },

    /// Adds a vote at the end of the list, with what can be voted for.
    AddBallot(Ballot),
    /// Takes a vote out, with its dots.
    RemoveBallot(BallotId),
    /// Sets a field of a vote.
    SetBallot {
        /// The vote.
        ballot: BallotId,
        /// The field and its new value.
        field: BallotField,
    },
    /// Says how many dots something has in a vote; what was not up for it is from then on.
    SetVote {
        /// The vote.
        ballot: BallotId,
        /// What the dots are given to.
        vote: VoteFor,
        /// How many; `None` means that it is no longer up for the vote.
        dots: Option<u32>,
    },

    /// Adds scenes to the story, in their order.
    AddScenes {
        /// The new scenes.
        scenes: Vec<StoryScene>,
        /// The scene before which they go.
        before: Option<StorySceneId>,
    },
    /// Takes a scene out of the story.
    RemoveScene(StorySceneId),
    /// Moves a scene in the story.
    MoveScene {
        /// The scene to move.
        scene: StorySceneId,
        /// The scene before which it goes.
        before: Option<StorySceneId>,
    },
    /// Sets a field of a scene.
    SetScene {
        /// The scene.
        scene: StorySceneId,
        /// The field and its new value.
        field: SceneField,
    },

    /// Says why and when something differs from the baseline, in place of what was said before about the
    /// same card or step.
    PlanChange(Change),
    /// Takes back what was said about a difference from the baseline.
    WithdrawChange(ChangeAt),
    /// Accepts a finding of the map check as it is, with a reason. One about the same record that was
    /// accepted before gets the new reason and date.
    AcceptFinding(Accepted),
    /// Takes the acceptance of a finding back.
    WithdrawFinding {
        /// The name of the finding, such as `pain-without-owner`.
        finding: String,
        /// The id of the record that it is about; empty means the map.
        about: String,
    },
}

impl Edit {
    /// The edit that pins a call-out where there is none, and takes it away where there is one.
    pub fn toggle_callout(map: &Map, kind: CalloutKind, at: Target, persona: Option<PersonaId>) -> Self {
        let is_pinned = map.callouts.iter().any(|c| (c.kind, c.at, c.persona) == (kind, at, persona));
        Self::SetCallout { kind, at, persona, text: (!is_pinned).then(String::new) }
    }

    /// The same edit with the text taken out, if it sets a text: two edits for which this is equal
    /// type into the same field of the same record, and become one step of the history.
    fn typing(&self) -> Option<Self> {
        Some(match self {
            Self::SetCards { cards, field } => Self::SetCards { cards: cards.clone(), field: field.blank()? },
            Self::SetStage { stage, field } => Self::SetStage { stage: *stage, field: field.blank()? },
            Self::SetStep { step, field } => Self::SetStep { step: *step, field: field.blank()? },
            Self::SetLane { lane, field } => Self::SetLane { lane: *lane, field: field.blank()? },
            Self::SetPersona { persona, field } => Self::SetPersona { persona: *persona, field: field.blank()? },
            Self::SetChannel { channel, field } => Self::SetChannel { channel: *channel, field: field.blank()? },
            Self::SetMap(field) => Self::SetMap(field.blank()?),
            Self::SetRating { persona, at, channel, field } => {
                Self::SetRating { persona: *persona, at: *at, channel: *channel, field: field.blank()? }
            }
            Self::SetCallout { kind, at, persona, text: Some(_) } => {
                Self::SetCallout { kind: *kind, at: *at, persona: *persona, text: Some(String::new()) }
            }
            Self::SetPain { pain, field } => Self::SetPain { pain: *pain, field: field.blank()? },
            Self::SetOpportunity { opportunity, field } => {
                Self::SetOpportunity { opportunity: *opportunity, field: field.blank()? }
            }
            Self::SetMetric { metric, field } => Self::SetMetric { metric: *metric, field: field.blank()? },
            Self::SetBallot { ballot, field } => Self::SetBallot { ballot: *ballot, field: field.blank()? },
            Self::SetScene { scene, field } => Self::SetScene { scene: *scene, field: field.blank()? },
            Self::PlanChange(change) => {
                Self::PlanChange(Change { period: String::new(), text: String::new(), ..change.clone() })
            }
            _ => return None,
        })
    }
}
