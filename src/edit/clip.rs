//! A part of a map that is copied: cards, steps, stages, lanes or personas, with everything that
//! belongs to them. It is what the clipboard holds, and what a duplicate is made of.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::model::*;

/// A part of a map, to be put into the same map or another.
///
/// Plain data with the ids that it had; [`Edit::Paste`](super::Edit::Paste) gives new ones to what
/// it puts into a map. One that comes from outside can hold anything: pasting takes over what fits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clip {
    /// What was copied.
    pub kind: ClipKind,
    /// The stages with the copied steps; for cards and lanes those across which cards stand.
    #[serde(default)]
    pub stages: Table<Stage>,
    /// The copied lanes; for everything else the lanes from the first to the last in which the cards
    /// stand, from top to bottom.
    #[serde(default)]
    pub lanes: Table<Lane>,
    /// The steps from the first to the last at which the cards stand, in the order of time.
    #[serde(default)]
    pub columns: Vec<StepId>,
    /// The cards.
    #[serde(default)]
    pub cards: Table<Card>,
    /// The ratings of the cards and of copied steps.
    #[serde(default)]
    pub ratings: Table<Rating>,
    /// The call-outs of the cards and of copied steps.
    #[serde(default)]
    pub callouts: Table<Callout>,
    /// The pain points of the cards and of copied steps.
    #[serde(default)]
    pub pains: Table<PainPoint>,
    /// Whom all of these name.
    #[serde(default)]
    pub personas: Table<Persona>,
    /// The channels of the map's own that all of these name.
    #[serde(default)]
    pub channels: Table<Channel>,
}

/// What a clip was made of; it settles where it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClipKind {
    /// Cards: they go into cells.
    Cards,
    /// Steps of a stage: they go beside a step.
    Steps,
    /// Stages: they go beside a stage.
    Stages,
    /// Lanes: they go beside a lane.
    Lanes,
    /// Personas, without what they feel: they go to the others.
    Personas,
}

/// Where a clip goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasteAt {
    /// Cards: the upper left one into this cell, the others as they stood to it.
    Cell {
        /// The lane.
        lane: LaneId,
        /// The step.
        step: StepId,
        /// The card of that cell above which they go; at the end if there is none.
        before: Option<CardId>,
    },
    /// Steps: into a stage, before one of its steps.
    Step {
        /// The stage.
        stage: StageId,
        /// The step of that stage to whose left they go.
        before: Option<StepId>,
    },
    /// Stages: before a stage.
    Stage(Option<StageId>),
    /// Lanes: above a lane.
    Lane(Option<LaneId>),
    /// Personas: to the end of the list; those that the map knows stay as they are.
    Personas,
}

impl Clip {
    /// A clip of nothing yet.
    pub fn new(kind: ClipKind) -> Self {
        Self {
            kind,
            stages: Table::default(),
            lanes: Table::default(),
            columns: Vec::new(),
            cards: Table::default(),
            ratings: Table::default(),
            callouts: Table::default(),
            pains: Table::default(),
            personas: Table::default(),
            channels: Table::default(),
        }
    }

    /// Cards of a map.
    pub fn of_cards(map: &Map, cards: &[CardId]) -> Self {
        let wanted: HashSet<CardId> = cards.iter().copied().collect();
        let mut clip = Self::new(ClipKind::Cards);
        clip.cards = map.cards.iter().filter(|card| wanted.contains(&card.id)).cloned().collect();
        clip.with_what_belongs(map)
    }

    /// Steps of a map, with their cards.
    pub fn of_steps(map: &Map, ids: &[StepId]) -> Self {
        let mut clip = Self::new(ClipKind::Steps);
        for stage in &map.stages {
            let steps: Table<Step> = stage.steps.iter().filter(|step| ids.contains(&step.id)).cloned().collect();
            if !steps.is_empty() {
                clip.stages.push(Stage { steps, ..stage.clone() });
            }
        }
        clip.with_cards(map, |_, step| ids.contains(&step))
    }

    /// Stages of a map, with their steps and cards.
    pub fn of_stages(map: &Map, ids: &[StageId]) -> Self {
        let mut clip = Self::new(ClipKind::Stages);
        clip.stages = map.stages.iter().filter(|stage| ids.contains(&stage.id)).cloned().collect();
        clip.with_cards(map, |_, step| map.find_step(step).is_some_and(|(stage, _)| ids.contains(&stage.id)))
    }

    /// Lanes of a map, with their cards.
    pub fn of_lanes(map: &Map, ids: &[LaneId]) -> Self {
        let mut clip = Self::new(ClipKind::Lanes);
        clip.lanes = map.lanes.iter().filter(|lane| ids.contains(&lane.id)).cloned().collect();
        clip.with_cards(map, |lane, _| ids.contains(&lane))
    }

    /// A persona of a map, with its portrait.
    pub fn of_persona(map: &Map, id: PersonaId) -> Self {
        let mut clip = Self::new(ClipKind::Personas);
        clip.personas = map.personas.find(id).cloned().into_iter().collect();
        clip
    }

    /// Whether there is nothing to paste.
    pub fn is_empty(&self) -> bool {
        match self.kind {
            ClipKind::Cards => self.cards.is_empty(),
            ClipKind::Steps | ClipKind::Stages => self.stages.is_empty(),
            ClipKind::Lanes => self.lanes.is_empty(),
            ClipKind::Personas => self.personas.is_empty(),
        }
    }

    /// Whether steps are among what was copied.
    pub fn brings_steps(&self) -> bool {
        matches!(self.kind, ClipKind::Steps | ClipKind::Stages)
    }

    /// Every picture that it refers to.
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        let cards = self.cards.iter().filter_map(|card| card.picture.as_ref());
        cards.chain(self.personas.iter().filter_map(|persona| persona.picture.as_ref()))
    }

    /// What it is called in a sentence: `3 cards`, `stage “Buy”`.
    pub fn words(&self) -> String {
        use super::phrase::{cards_in_words, in_words};
        let step = self.stages.at(0).and_then(|stage| stage.steps.at(0));
        let steps: usize = self.stages.iter().map(|stage| stage.steps.len()).sum();
        match (self.kind, steps, self.stages.len(), self.lanes.len()) {
            (ClipKind::Steps, 1, ..) => in_words::<Step>(step.map(|step| step.title.as_str())),
            (ClipKind::Steps, ..) => format!("{steps} steps"),
            (ClipKind::Stages, _, 1, _) => in_words::<Stage>(self.stages.at(0).map(|stage| stage.title.as_str())),
            (ClipKind::Stages, _, count, _) => format!("{count} stages"),
            (ClipKind::Lanes, _, _, 1) => in_words::<Lane>(self.lanes.at(0).map(|lane| lane.title.as_str())),
            (ClipKind::Lanes, _, _, count) => format!("{count} lanes"),
            (ClipKind::Personas, ..) if self.personas.len() == 1 => {
                in_words::<Persona>(self.personas.at(0).map(|persona| persona.name.as_str()))
            }
            (ClipKind::Personas, ..) => format!("{} personas", self.personas.len()),
            (ClipKind::Cards, ..) => cards_in_words(self.cards.iter()),
        }
    }

    fn with_cards(mut self, map: &Map, is_in: impl Fn(LaneId, StepId) -> bool) -> Self {
        let stands = |card: &&Card| map.cell_of(card.place).is_some_and(|(lane, step)| is_in(lane, step));
        self.cards = map.cards.iter().filter(stands).cloned().collect();
        self.with_what_belongs(map)
    }

    /// Adds what the cards and copied steps have and name.
    fn with_what_belongs(mut self, map: &Map) -> Self {
        self.add_cells(map);
        let cards: HashSet<CardId> = self.cards.iter().map(|card| card.id).collect();
        let copied = self.stages.iter().filter(|_| self.brings_steps()).flat_map(|stage| &stage.steps);
        let steps: HashSet<StepId> = copied.map(|step| step.id).collect();
        let holds = |at: &Target| match at {
            Target::Card(card) => cards.contains(card),
            Target::Step(step) => steps.contains(step),
        };
        self.ratings = map.ratings.iter().filter(|rating| holds(&rating.at)).cloned().collect();
        self.callouts = map.callouts.iter().filter(|callout| holds(&callout.at)).cloned().collect();
        self.pains = map.pains.iter().filter(|pain| pain.at.iter().any(holds)).cloned().collect();
        let personas = self.named_personas();
        self.personas = map.personas.iter().filter(|persona| personas.contains(&persona.id)).cloned().collect();
        let channels = self.named_channels();
        self.channels = map.channels.iter().filter(|channel| channels.contains(&channel.id)).cloned().collect();
        self
    }

    /// The lanes and columns over which the cards stand.
    fn add_cells(&mut self, map: &Map) {
        let lanes: HashMap<LaneId, usize> = map.lanes.iter().enumerate().map(|(n, lane)| (lane.id, n)).collect();
        let columns: Vec<StepId> = map.steps().map(|(_, step)| step.id).collect();
        let column: HashMap<StepId, usize> = columns.iter().enumerate().map(|(n, step)| (*step, n)).collect();
        let (mut rows, mut steps) = (Vec::new(), Vec::new());
        for card in &self.cards {
            let Some((lane, step)) = map.cell_of(card.place) else { continue };
            rows.extend(lanes.get(&lane));
            steps.extend(column.get(&step));
            if let Place::Span(_, _, to) = card.place {
                steps.extend(column.get(&to));
            }
        }
        if !self.brings_steps() {
            let is_across =
                |stage: &&Stage| self.cards.iter().any(|c| matches!(c.place, Place::Stage(_, id) if id == stage.id));
            self.stages = map.stages.iter().filter(is_across).cloned().collect();
        }
        if self.kind != ClipKind::Lanes
            && let (Some(first), Some(last)) = (rows.iter().min(), rows.iter().max())
        {
            let between = map.lanes.iter().skip(*first).take(last - first + 1);
            self.lanes = between.filter(|lane| lane.kind.holds_cards()).cloned().collect();
        }
        if let (Some(first), Some(last)) = (steps.iter().min(), steps.iter().max()) {
            self.columns = columns[*first..=*last].to_vec();
        }
    }

    fn named_personas(&self) -> HashSet<PersonaId> {
        let of_cards = self.cards.iter().flat_map(|card| &card.personas);
        let of_lanes = self.lanes.iter().filter(|_| self.kind == ClipKind::Lanes).flat_map(|lane| &lane.personas);
        let of_pains = self.pains.iter().flat_map(|pain| &pain.personas);
        let of_ratings = self.ratings.iter().map(|rating| &rating.persona);
        let of_callouts = self.callouts.iter().filter_map(|callout| callout.persona.as_ref());
        of_cards.chain(of_lanes).chain(of_pains).chain(of_ratings).chain(of_callouts).copied().collect()
    }

    fn named_channels(&self) -> HashSet<ChannelId> {
        let of_ratings = self.ratings.iter().filter_map(|rating| rating.channel);
        self.cards.iter().flat_map(|card| card.channels.iter().copied()).chain(of_ratings).collect()
    }
}
