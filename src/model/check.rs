//! What is wrong with a map as a whole, told as a list.
//!
//! Errors are what the program cannot work with (an id that two records share, an id that nothing
//! has); warnings are what its author probably did not mean.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::*;

/// Something that is wrong in the user's data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Where it stands, as a path of fields and positions: `cards[12].place`.
    pub path: String,
    /// The record that it is about, for going there.
    pub subject: Subject,
    /// What is wrong, in a sentence without a full stop.
    pub text: String,
    /// What to do about it; may be empty.
    pub hint: String,
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Probably not meant.
    Warning,
    /// The map cannot be opened with it.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// The record that a problem is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The map itself.
    Map,
    /// A persona.
    Persona(PersonaId),
    /// A stage.
    Stage(StageId),
    /// A step.
    Step(StepId),
    /// A lane.
    Lane(LaneId),
    /// A card.
    Card(CardId),
    /// A pain point.
    Pain(PainId),
    /// An opportunity.
    Opportunity(OpportunityId),
}

/// The most records of each kind that a map may hold, and how long a text may be.
pub mod limits {
    /// Cards.
    pub const CARDS: usize = 50_000;
    /// Steps in all stages together.
    pub const STEPS: usize = 2_000;
    /// Lanes.
    pub const LANES: usize = 500;
    /// Personas.
    pub const PERSONAS: usize = 200;
    /// Channels of the map's own.
    pub const CHANNELS: usize = 200;
    /// Any other list of records.
    pub const RECORDS: usize = 100_000;
    /// Bytes of one text.
    pub const TEXT: usize = 100_000;
}

/// Everything that is wrong with the map, kind by kind.
pub fn check(map: &Map) -> Vec<Problem> {
    let mut checker = Checker::new(map);
    checker.count();
    checker.structure();
    checker.cards();
    checker.experience();
    checker.rest();
    checker.problems
}

struct Checker<'a> {
    map: &'a Map,
    problems: Vec<Problem>,
    stages: HashSet<StageId>,
    steps: HashSet<StepId>,
    lanes: HashSet<LaneId>,
    personas: HashSet<PersonaId>,
    cards: HashSet<CardId>,
    pains: HashSet<PainId>,
    opportunities: HashSet<OpportunityId>,
}

impl<'a> Checker<'a> {
    fn new(map: &'a Map) -> Self {
        Self {
            map,
            problems: Vec::new(),
            stages: map.stages.iter().map(|stage| stage.id).collect(),
            steps: map.steps().map(|(_, step)| step.id).collect(),
            lanes: map.lanes.iter().map(|lane| lane.id).collect(),
            personas: map.personas.iter().map(|persona| persona.id).collect(),
            cards: map.cards.iter().map(|card| card.id).collect(),
            pains: map.pains.iter().map(|pain| pain.id).collect(),
            opportunities: map.opportunities.iter().map(|opportunity| opportunity.id).collect(),
        }
    }

    fn error(&mut self, path: impl Into<String>, subject: Subject, text: impl Into<String>, hint: &str) {
        self.push(Severity::Error, path, subject, text, hint);
    }

    fn warning(&mut self, path: impl Into<String>, subject: Subject, text: impl Into<String>, hint: &str) {
        self.push(Severity::Warning, path, subject, text, hint);
    }

    fn push(
        &mut self,
        severity: Severity,
        path: impl Into<String>,
        subject: Subject,
        text: impl Into<String>,
        hint: &str,
    ) {
        let (path, text, hint) = (path.into(), text.into(), hint.to_owned());
        self.problems.push(Problem { severity, path, subject, text, hint });
    }

    /// Tells ids that stand twice in a table.
    fn unique<T: Record>(&mut self, name: &str, table: &Table<T>, subject: impl Fn(Id<T>) -> Subject) {
        let mut seen = HashSet::new();
        for (index, record) in table.iter().enumerate() {
            let id = record.id();
            if !seen.insert(id) {
                let text = format!("the id \"{id}\" belongs to another {} already", T::NAME);
                self.error(format!("{name}[{index}].id"), subject(id), text, "give one of the two another id");
            }
        }
    }

    /// Tells an id that nothing has.
    fn known<T: Kind>(&mut self, is_known: bool, id: Id<T>, path: String, subject: Subject) {
        if !is_known {
            let text = format!("there is no {} with the id \"{id}\"", T::NAME);
            self.error(path, subject, text, "correct the id, or take this out");
        }
    }

    fn known_target(&mut self, target: Target, path: String, subject: Subject) {
        match target {
            Target::Card(id) => self.known(self.cards.contains(&id), id, path, subject),
            Target::Step(id) => self.known(self.steps.contains(&id), id, path, subject),
        }
    }

    fn known_targets(&mut self, targets: &[Target], path: &str, subject: Subject) {
        for (index, target) in targets.iter().enumerate() {
            self.known_target(*target, format!("{path}.at[{index}]"), subject);
        }
    }

    fn known_personas(&mut self, personas: &[PersonaId], path: &str, subject: Subject) {
        for (index, id) in personas.iter().enumerate() {
            self.known(self.personas.contains(id), *id, format!("{path}.personas[{index}]"), subject);
        }
    }

    fn known_channel(&mut self, id: ChannelId, path: String, subject: Subject) {
        self.known(self.map.channel(id).is_some(), id, path, subject);
    }

    fn count(&mut self) {
        let map = self.map;
        let steps = map.steps().count();
        for (path, name, count, limit) in [
            ("cards", "cards", map.cards.len(), limits::CARDS),
            ("stages", "steps", steps, limits::STEPS),
            ("lanes", "lanes", map.lanes.len(), limits::LANES),
            ("personas", "personas", map.personas.len(), limits::PERSONAS),
            ("channels", "channels", map.channels.len(), limits::CHANNELS),
            ("ratings", "ratings", map.ratings.len(), limits::RECORDS),
            ("callouts", "call-outs", map.callouts.len(), limits::RECORDS),
            ("pains", "pain points", map.pains.len(), limits::RECORDS),
            ("opportunities", "opportunities", map.opportunities.len(), limits::RECORDS),
            ("metrics", "metrics", map.metrics.len(), limits::RECORDS),
            ("story", "scenes", map.story.len(), limits::RECORDS),
            ("ballots", "ballots", map.ballots.len(), limits::RECORDS),
            ("changes", "changes", map.changes.len(), limits::RECORDS),
            ("accepted", "accepted findings", map.accepted.len(), limits::RECORDS),
        ] {
            if count > limit {
                let text = format!("{count} {name} are more than a map can hold; the limit is {limit}");
                self.error(path, Subject::Map, text, "divide the map into several");
            }
        }
    }

    fn structure(&mut self) {
        let map = self.map;
        self.unique("personas", &map.personas, Subject::Persona);
        self.unique("channels", &map.channels, |_| Subject::Map);
        self.unique("stages", &map.stages, Subject::Stage);
        self.unique("lanes", &map.lanes, Subject::Lane);
        let mut seen = HashSet::new();
        for (s, stage) in map.stages.iter().enumerate() {
            if stage.steps.is_empty() {
                let text = format!("the stage \"{}\" has no step", stage.title);
                self.error(
                    format!("stages[{s}].steps"),
                    Subject::Stage(stage.id),
                    text,
                    "a stage has at least one step: (id: \"s-…\")",
                );
            }
            for (index, step) in stage.steps.iter().enumerate() {
                if !seen.insert(step.id) {
                    let text = format!("the id \"{}\" belongs to another step already", step.id);
                    let path = format!("stages[{s}].steps[{index}].id");
                    self.error(path, Subject::Step(step.id), text, "give one of the two another id");
                }
            }
        }
        for (index, lane) in map.lanes.iter().enumerate() {
            self.known_personas(&lane.personas, &format!("lanes[{index}]"), Subject::Lane(lane.id));
        }
        for (index, channel) in map.channels.iter().enumerate() {
            if !channel.icon.is_empty() && crate::icon::Icon::named(&channel.icon).is_none() {
                let text = format!("there is no icon \"{}\"", channel.icon);
                self.warning(
                    format!("channels[{index}].icon"),
                    Subject::Map,
                    text,
                    "the channel is shown without an icon",
                );
            }
        }
    }

    fn cards(&mut self) {
        let map = self.map;
        self.unique("cards", &map.cards, Subject::Card);
        let order: HashMap<StepId, usize> = map.steps().enumerate().map(|(n, (_, step))| (step.id, n)).collect();
        for (index, card) in map.cards.iter().enumerate() {
            let path = format!("cards[{index}]");
            let subject = Subject::Card(card.id);
            if let Some(lane) = card.place.lane() {
                self.known(self.lanes.contains(&lane), lane, format!("{path}.place"), subject);
                if let Some(lane) = map.lanes.find(lane).filter(|lane| !lane.kind.holds_cards()) {
                    let text = format!(
                        "the lane \"{}\" shows {} and holds no cards, so this card is not seen",
                        lane.title,
                        lane.kind.words()
                    );
                    self.warning(format!("{path}.place"), subject, text, "move the card to another lane");
                }
            }
            match card.place {
                Place::Cell(_, step) => self.known(self.steps.contains(&step), step, format!("{path}.place"), subject),
                Place::Span(_, from, to) => {
                    self.known(self.steps.contains(&from), from, format!("{path}.place"), subject);
                    self.known(self.steps.contains(&to), to, format!("{path}.place"), subject);
                    if let (Some(a), Some(b)) = (order.get(&from), order.get(&to))
                        && a > b
                    {
                        self.error(
                            format!("{path}.place"),
                            subject,
                            "the card ends before it begins",
                            "swap the two steps",
                        );
                    }
                }
                Place::Stage(_, stage) => {
                    self.known(self.stages.contains(&stage), stage, format!("{path}.place"), subject)
                }
                Place::Parked => {}
            }
            self.known_personas(&card.personas, &path, subject);
            for (n, channel) in card.channels.iter().enumerate() {
                self.known_channel(*channel, format!("{path}.channels[{n}]"), subject);
            }
            for (n, link) in card.links.iter().enumerate() {
                self.known(self.cards.contains(&link.to), link.to, format!("{path}.links[{n}].to"), subject);
            }
            if card.title.trim().is_empty() && card.text.trim().is_empty() && card.picture.is_none() {
                self.warning(path.clone(), subject, "the card is empty", "give it a title");
            }
        }
    }

    fn experience(&mut self) {
        let map = self.map;
        self.unique("ratings", &map.ratings, |_| Subject::Map);
        self.unique("callouts", &map.callouts, |_| Subject::Map);
        self.unique("pains", &map.pains, Subject::Pain);
        self.unique("opportunities", &map.opportunities, Subject::Opportunity);
        let mut seen = HashSet::new();
        for (index, rating) in map.ratings.iter().enumerate() {
            let (path, subject) = (format!("ratings[{index}]"), subject_of(rating.at));
            self.known(self.personas.contains(&rating.persona), rating.persona, format!("{path}.persona"), subject);
            self.known_target(rating.at, format!("{path}.at"), subject);
            if let Some(channel) = rating.channel {
                self.known_channel(channel, format!("{path}.channel"), subject);
            }
            if !seen.insert((rating.persona, rating.at, rating.channel)) {
                let text = "the same persona has another rating at the same place already";
                self.error(path, subject, text, "keep one of the two");
            }
        }
        let mut levels: HashMap<Target, Vec<(PersonaId, f64)>> = HashMap::new();
        for rating in &map.ratings {
            levels.entry(rating.at).or_default().extend(rating.level().map(|level| (rating.persona, level)));
        }
        for (index, callout) in map.callouts.iter().enumerate() {
            let (path, subject) = (format!("callouts[{index}]"), subject_of(callout.at));
            self.known_target(callout.at, format!("{path}.at"), subject);
            if let Some(persona) = callout.persona {
                self.known(self.personas.contains(&persona), persona, format!("{path}.persona"), subject);
            }
            self.callout_agrees(callout, &levels, path, subject);
        }
        for (index, pain) in map.pains.iter().enumerate() {
            let (path, subject) = (format!("pains[{index}]"), Subject::Pain(pain.id));
            self.known_targets(&pain.at, &path, subject);
            self.known_personas(&pain.personas, &path, subject);
            if pain.at.is_empty() {
                self.warning(path, subject, "the pain point stands nowhere", "name a card or a step in `at`");
            }
        }
        for (index, opportunity) in map.opportunities.iter().enumerate() {
            let (path, subject) = (format!("opportunities[{index}]"), Subject::Opportunity(opportunity.id));
            for (n, pain) in opportunity.answers.iter().enumerate() {
                self.known(self.pains.contains(pain), *pain, format!("{path}.answers[{n}]"), subject);
            }
            self.known_targets(&opportunity.at, &path, subject);
        }
    }

    /// A pinned high where the persona felt bad, or the other way round, is worth a word.
    fn callout_agrees(
        &mut self,
        callout: &Callout,
        levels: &HashMap<Target, Vec<(PersonaId, f64)>>,
        path: String,
        subject: Subject,
    ) {
        let high = match callout.kind {
            CalloutKind::High => true,
            CalloutKind::Low => false,
            CalloutKind::MomentOfTruth | CalloutKind::KeepsPromise | CalloutKind::BreaksPromise => return,
        };
        let disagrees = |(persona, level): &(PersonaId, f64)| {
            let concerns = callout.persona.is_none_or(|id| id == *persona);
            concerns && if high { *level < 0.0 } else { *level > 0.0 }
        };
        if levels.get(&callout.at).is_some_and(|levels| levels.iter().any(disagrees)) {
            let text = format!("it is pinned as a {}, but the rating there says otherwise", callout.kind.words());
            self.warning(path, subject, text, "change the rating or take the call-out away");
        }
    }

    fn rest(&mut self) {
        let map = self.map;
        self.unique("metrics", &map.metrics, |_| Subject::Map);
        self.unique("story", &map.story, |_| Subject::Map);
        self.unique("ballots", &map.ballots, |_| Subject::Map);
        for (index, change) in map.changes.iter().enumerate() {
            if let Some(opportunity) = change.opportunity {
                let path = format!("changes[{index}].opportunity");
                self.known(self.opportunities.contains(&opportunity), opportunity, path, Subject::Map);
            }
        }
        for (index, metric) in map.metrics.iter().enumerate() {
            let path = format!("metrics[{index}]");
            self.known_targets(&metric.at, &path, Subject::Map);
            self.readings(metric, &path);
        }
        for (index, scene) in map.story.iter().enumerate() {
            let path = format!("story[{index}]");
            for (n, lane) in scene.lanes.iter().enumerate() {
                self.known(self.lanes.contains(lane), *lane, format!("{path}.lanes[{n}]"), Subject::Map);
            }
            self.known_personas(&scene.personas, &path, Subject::Map);
            let view: &[CardId] = match &scene.view {
                StoryView::Cards(cards) => cards,
                StoryView::Stage(stage) => {
                    self.known(self.stages.contains(stage), *stage, format!("{path}.view"), Subject::Map);
                    &[]
                }
                StoryView::Overview | StoryView::Parked => &[],
            };
            for (card, field) in
                view.iter().map(|card| (card, "view")).chain(scene.highlight.iter().map(|card| (card, "highlight")))
            {
                self.known(self.cards.contains(card), *card, format!("{path}.{field}"), Subject::Map);
            }
        }
        for (index, ballot) in map.ballots.iter().enumerate() {
            for (n, (vote, _)) in ballot.votes.iter().enumerate() {
                let path = format!("ballots[{index}].votes[{n}]");
                match *vote {
                    VoteFor::Card(id) => self.known(self.cards.contains(&id), id, path, Subject::Map),
                    VoteFor::Pain(id) => self.known(self.pains.contains(&id), id, path, Subject::Map),
                    VoteFor::Opportunity(id) => self.known(self.opportunities.contains(&id), id, path, Subject::Map),
                }
            }
        }
    }

    fn readings(&mut self, metric: &Metric, path: &str) {
        let Some((low, high)) = metric.kind.range().or(metric.range) else { return };
        for (n, reading) in metric.series.iter().enumerate() {
            if !(low..=high).contains(&reading.value) {
                let text =
                    format!("{} is outside the scale of {}: {low} to {high}", reading.value, metric.kind.words());
                self.error(format!("{path}.series[{n}].value"), Subject::Map, text, "correct the value");
            }
        }
    }
}

fn subject_of(target: Target) -> Subject {
    match target {
        Target::Card(id) => Subject::Card(id),
        Target::Step(id) => Subject::Step(id),
    }
}
