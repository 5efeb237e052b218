//! What is different in a future map: record by record, with the opportunity that it is due to.
//!
//! Records are the same if their ids are; the emotion of a persona at a place is the same whatever the
//! id of its rating.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::difference::{Fate, fates, has_left_stage, heads, steps_by_stage};
use super::experience::level_words;
use super::naming::Names;
use super::plan::period_of;
use crate::model::fields::{FieldChange, Fields, changes};
use crate::model::*;

/// How two maps differ; the second is what became of the first, or is to become of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// What differs about the map as a whole.
    pub map: Vec<FieldChange>,
    /// What became of the records, kind by kind, in the order of the second map.
    pub entries: Vec<Entry>,
}

impl Comparison {
    /// Whether the maps say the same.
    pub fn is_empty(&self) -> bool {
        self.map.is_empty() && self.entries.is_empty()
    }
}

/// What became of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The record.
    pub subject: Compared,
    /// What people call it, on one line; empty if it has no name.
    pub name: String,
    /// Where it stands now, or stood before it was taken out: cards and steps.
    pub at: Vec<Target>,
    /// What became of it; at least one.
    pub what: Vec<What>,
    /// Why and when, where the second map says so.
    pub plan: Option<Plan>,
}

/// The record that an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Compared {
    /// A persona.
    Persona(PersonaId),
    /// A stage, without its steps.
    Stage(StageId),
    /// A step.
    Step(StepId),
    /// A lane.
    Lane(LaneId),
    /// A card.
    Card(CardId),
    /// How a persona fares at a place.
    Emotion(PersonaId, Target, Option<ChannelId>),
    /// A call-out.
    Callout(CalloutId),
    /// A pain point.
    Pain(PainId),
    /// An opportunity.
    Opportunity(OpportunityId),
    /// A metric.
    Metric(MetricId),
}

impl Compared {
    /// What people call the kind of record.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Persona(_) => Persona::NAME,
            Self::Stage(_) => Stage::NAME,
            Self::Step(_) => Step::NAME,
            Self::Lane(_) => Lane::NAME,
            Self::Card(_) => Card::NAME,
            Self::Emotion(..) => "emotion",
            Self::Callout(_) => Callout::NAME,
            Self::Pain(_) => PainPoint::NAME,
            Self::Opportunity(_) => Opportunity::NAME,
            Self::Metric(_) => Metric::NAME,
        }
    }

    /// Where the plan for a difference is kept; an opportunity is a plan itself. `at` are the places of the
    /// record.
    pub fn planned_at(self, at: &[Target]) -> Option<ChangeAt> {
        match self {
            Self::Card(id) => Some(ChangeAt::Card(id)),
            Self::Step(id) => Some(ChangeAt::Step(id)),
            Self::Stage(id) => Some(ChangeAt::Stage(id)),
            Self::Lane(id) => Some(ChangeAt::Lane(id)),
            Self::Persona(id) => Some(ChangeAt::Persona(id)),
            Self::Metric(id) => Some(ChangeAt::Metric(id)),
            Self::Emotion(_, at, _) => Some(at.into()),
            Self::Pain(_) | Self::Callout(_) => at.first().copied().map(ChangeAt::from),
            Self::Opportunity(_) => None,
        }
    }

    /// The id of the record; of an emotion that of its place.
    pub fn id(self) -> String {
        match self {
            Self::Persona(id) => id.to_string(),
            Self::Stage(id) => id.to_string(),
            Self::Step(id) => id.to_string(),
            Self::Lane(id) => id.to_string(),
            Self::Card(id) | Self::Emotion(_, Target::Card(id), _) => id.to_string(),
            Self::Emotion(_, Target::Step(id), _) => id.to_string(),
            Self::Callout(id) => id.to_string(),
            Self::Pain(id) => id.to_string(),
            Self::Opportunity(id) => id.to_string(),
            Self::Metric(id) => id.to_string(),
        }
    }
}

/// What can become of a record.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stands elsewhere.
    Moved {
        /// Where it stood, as people call it.
        from: String,
        /// Where it stands.
        to: String,
    },
    /// It feels better or worse.
    Felt {
        /// How it felt, −2 … +2.
        before: Option<f64>,
        /// How it feels.
        after: Option<f64>,
    },
    /// The pain point no longer hurts.
    Resolved,
    /// The pain point hurts again.
    Reopened,
    /// The pain point is worse or less bad.
    Hurts {
        /// How bad it was.
        before: Severity,
        /// How bad it is.
        after: Severity,
    },
    /// A field says something else.
    Changed(FieldChange),
}

impl What {
    /// What a list of differences says about it, without the name of the record.
    pub fn words(&self) -> String {
        match self {
            Self::Added => "new".to_owned(),
            Self::Removed => "gone".to_owned(),
            Self::Moved { from, to } => format!("moved from {from} to {to}"),
            Self::Felt { before, after } => {
                let level = |level: &Option<f64>| level.map_or_else(|| "not set".to_owned(), level_words);
                let way = match (before, after) {
                    (Some(before), Some(after)) if after > before => "feels better: ",
                    (Some(_), Some(_)) => "feels worse: ",
                    _ => "feels: ",
                };
                format!("{way}{} → {}", level(before), level(after))
            }
            Self::Resolved => "resolved".to_owned(),
            Self::Reopened => "hurts again".to_owned(),
            Self::Hurts { before, after } => {
                let way = if after > before { "hurts more" } else { "hurts less" };
                format!("{way}: {} → {}", before.words(), after.words())
            }
            Self::Changed(change) => {
                format!("{}: {} → {}", change.field, shortened(&change.before), shortened(&change.after))
            }
        }
    }
}

/// The beginning of what a field says, in quotation marks.
fn shortened(words: &str) -> String {
    const MAX_LETTERS: usize = 80;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MAX_LETTERS) {
        _ if line.is_empty() => "nothing".to_owned(),
        Some((end, _)) => format!("“{}…”", &line[..end]),
        None => format!("“{line}”"),
    }
}

/// Why and when something differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The opportunity that is taken with it.
    pub opportunity: Option<OpportunityId>,
    /// When; empty if nobody said.
    pub period: String,
    /// Who is accountable for the opportunity; empty if nobody is.
    pub owner: String,
    /// Why, in a few words.
    pub text: String,
}

/// What is different in `after`.
pub fn comparison(before: &Map, after: &Map) -> Comparison {
    let names = (Names::of(before), Names::of(after));
    let mut compare = Compare { before, after, names, entries: Vec::new() };
    compare.structure();
    compare.cards();
    compare.emotions();
    compare.rest();
    let map = changes(before, after).into_iter().filter(|change| !matches!(change.field, "changes" | "baseline"));
    Comparison { map: map.collect(), entries: compare.entries }
}

struct Compare<'a> {
    before: &'a Map,
    after: &'a Map,
    /// What people call the records of both.
    names: (Names, Names),
    entries: Vec<Entry>,
}

impl Compare<'_> {
    fn add(&mut self, subject: Compared, name: &str, at: Vec<Target>, what: Vec<What>) {
        if what.is_empty() {
            return;
        }
        let plan = subject.planned_at(&at).and_then(|at| self.plan(at)).or_else(|| self.plan_of(subject));
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let in_words = |what| match what {
            What::Changed(change) => What::Changed(Names::name(&self.names.0, &self.names.1, change)),
            other => other,
        };
        let what = what.into_iter().map(in_words).collect();
        self.entries.push(Entry { subject, name, at, what, plan });
    }

    /// What the second map says about a difference.
    fn plan(&self, at: ChangeAt) -> Option<Plan> {
        let change = self.after.changes.iter().find(|change| change.at == at)?;
        let opportunity = change.opportunity.and_then(|id| self.after.opportunities.find(id));
        Some(Plan {
            opportunity: change.opportunity,
            period: period_of(self.after, change).to_owned(),
            owner: opportunity.map(|opportunity| opportunity.owner.clone()).unwrap_or_default(),
            text: change.text.clone(),
        })
    }

    /// The opportunity that answers a pain point that got better, and an opportunity itself.
    fn plan_of(&self, subject: Compared) -> Option<Plan> {
        let opportunity = match subject {
            Compared::Pain(id) => self.after.opportunities.iter().find(|o| o.answers.contains(&id))?,
            Compared::Opportunity(id) => self.after.opportunities.find(id)?,
            _ => return None,
        };
        let (period, owner) = (opportunity.period.clone(), opportunity.owner.clone());
        Some(Plan { opportunity: Some(opportunity.id), period, owner, text: String::new() })
    }

    fn structure(&mut self) {
        let (before, after) = (self.before, self.after);
        let number = |table: usize| (table + 1).to_string();
        let stages = (heads(before), heads(after));
        self.ordered(
            &stages.0,
            &stages.1,
            |_, _| false,
            Compared::Stage,
            |map, id| map.stages.position(id).map(number).unwrap_or_default(),
        );
        let steps = (steps_by_stage(before, before), steps_by_stage(before, after));
        let has_left = |a: &Step, b: &Step| has_left_stage(before, after, a, b);
        self.ordered(&steps.0, &steps.1, has_left, Compared::Step, |map, id| {
            let found = map.find_step(id);
            let words = found.map(|(stage, _)| {
                format!("{}, {}", stage_words(stage), number(stage.steps.position(id).unwrap_or_default()))
            });
            words.unwrap_or_default()
        });
        self.ordered(
            before.lanes.shared(),
            after.lanes.shared(),
            |_, _| false,
            Compared::Lane,
            |map, id| map.lanes.position(id).map(number).unwrap_or_default(),
        );
        self.plain(&before.personas, &after.personas, Compared::Persona, |_| Vec::new());
    }

    /// Records in an order that means something; `place` says where one stands.
    fn ordered<T: Record + Fields + PartialEq>(
        &mut self,
        before: &[Arc<T>],
        after: &[Arc<T>],
        has_left: impl Fn(&T, &T) -> bool,
        subject: impl Fn(Id<T>) -> Compared,
        place: impl Fn(&Map, Id<T>) -> String,
    ) {
        let former: HashMap<Id<T>, &Arc<T>> = before.iter().map(|record| (record.id(), record)).collect();
        let now: HashMap<Id<T>, &Arc<T>> = after.iter().map(|record| (record.id(), record)).collect();
        for (id, fate) in fates(before, after, has_left) {
            let (Some(record), compared) = (now.get(&id).or_else(|| former.get(&id)), subject(id)) else { continue };
            let what = match (fate, former.get(&id)) {
                (Fate::Added, _) => vec![What::Added],
                (Fate::Removed, _) => vec![What::Removed],
                (Fate::Kept { has_moved, .. }, former) => {
                    let (from, to) = (place(self.before, id), place(self.after, id));
                    let moved = has_moved.then_some(What::Moved { from, to });
                    let changed = former.map(|former| changes::<T>(former, record)).unwrap_or_default();
                    moved.into_iter().chain(changed.into_iter().map(What::Changed)).collect()
                }
            };
            let at = match compared {
                Compared::Step(id) => vec![Target::Step(id)],
                _ => Vec::new(),
            };
            self.add(compared, record.title(), at, what);
        }
    }

    /// Records whose order means nothing.
    fn plain<T: Record + Fields + PartialEq>(
        &mut self,
        before: &Table<T>,
        after: &Table<T>,
        subject: impl Fn(Id<T>) -> Compared,
        at: impl Fn(&T) -> Vec<Target>,
    ) {
        let former: HashMap<Id<T>, &T> = before.iter().map(|record| (record.id(), record)).collect();
        for record in after {
            let what = match former.get(&record.id()) {
                None => vec![What::Added],
                Some(former) => changes::<T>(former, record).into_iter().map(What::Changed).collect(),
            };
            self.add(subject(record.id()), record.title(), at(record), what);
        }
        let now: HashSet<Id<T>> = after.iter().map(Record::id).collect();
        for record in before.iter().filter(|record| !now.contains(&record.id())) {
            self.add(subject(record.id()), record.title(), at(record), vec![What::Removed]);
        }
    }

    fn cards(&mut self) {
        let (before, after) = (self.before, self.after);
        let former: HashMap<CardId, &Card> = before.cards.iter().map(|card| (card.id, card)).collect();
        for card in &after.cards {
            let what = match former.get(&card.id) {
                None => vec![What::Added],
                Some(former) => {
                    let (from, to) = (before.place_words(former.place), after.place_words(card.place));
                    let moved = (former.place != card.place).then_some(What::Moved { from, to });
                    let mut changed = changes::<Card>(former, card);
                    changed.retain(|change| change.field != "place");
                    moved.into_iter().chain(changed.into_iter().map(What::Changed)).collect()
                }
            };
            self.add(Compared::Card(card.id), &after.words_of(card), vec![Target::Card(card.id)], what);
        }
        let now: HashMap<CardId, &Card> = after.cards.iter().map(|card| (card.id, card)).collect();
        for card in before.cards.iter().filter(|card| !now.contains_key(&card.id)) {
            let name = before.words_of(card);
            self.add(Compared::Card(card.id), &name, vec![Target::Card(card.id)], vec![What::Removed]);
        }
    }

    /// How personas fare at the places that both maps have.
    fn emotions(&mut self) {
        type Key = (PersonaId, Target, Option<ChannelId>);
        let by_key = |map: &Map| -> HashMap<Key, Rating> {
            map.ratings.iter().map(|rating| ((rating.persona, rating.at, rating.channel), rating.clone())).collect()
        };
        let (places_before, places_after) = (targets(self.before), targets(self.after));
        let (former, now) = (by_key(self.before), by_key(self.after));
        let keys = |map: &Map| map.ratings.iter().map(|r| (r.persona, r.at, r.channel)).collect::<Vec<Key>>();
        let gone = keys(self.before).into_iter().filter(|key| !now.contains_key(key));
        for key in keys(self.after).into_iter().chain(gone) {
            let (persona, at, channel) = key;
            let (true, Some(name)) = (places_before.contains_key(&at), places_after.get(&at)) else { continue };
            let (before, after) = (former.get(&key), now.get(&key));
            let levels = (before.and_then(Rating::level), after.and_then(Rating::level));
            let felt = (levels.0 != levels.1).then_some(What::Felt { before: levels.0, after: levels.1 });
            let mut other = match (before, after) {
                (Some(before), Some(after)) => changes(before, after),
                _ => Vec::new(),
            };
            other.retain(|change| !matches!(change.field, "emotion" | "rounds"));
            let what = felt.into_iter().chain(other.into_iter().map(What::Changed)).collect();
            self.add(Compared::Emotion(persona, at, channel), name, vec![at], what);
        }
    }

    fn rest(&mut self) {
        let (before, after) = (self.before, self.after);
        self.plain(&before.callouts, &after.callouts, Compared::Callout, |callout| vec![callout.at]);
        self.pains();
        self.plain(&before.opportunities, &after.opportunities, Compared::Opportunity, |o| o.at.clone());
        self.plain(&before.metrics, &after.metrics, Compared::Metric, |metric| metric.at.clone());
    }

    fn pains(&mut self) {
        let (before, after) = (self.before, self.after);
        let former: BTreeMap<PainId, &PainPoint> = before.pains.iter().map(|pain| (pain.id, pain)).collect();
        for pain in &after.pains {
            let what = match former.get(&pain.id) {
                None => vec![What::Added],
                Some(former) => {
                    let solved = match (former.resolved, pain.resolved) {
                        (false, true) => Some(What::Resolved),
                        (true, false) => Some(What::Reopened),
                        _ => None,
                    };
                    let (was, is) = (former.severity, pain.severity);
                    let hurts = (was != is).then_some(What::Hurts { before: was, after: is });
                    let mut changed = changes::<PainPoint>(former, pain);
                    changed.retain(|change| !matches!(change.field, "resolved" | "severity"));
                    solved.into_iter().chain(hurts).chain(changed.into_iter().map(What::Changed)).collect()
                }
            };
            self.add(Compared::Pain(pain.id), &pain.text, pain.at.clone(), what);
        }
        let now: HashSet<PainId> = after.pains.iter().map(|pain| pain.id).collect();
        for pain in before.pains.iter().filter(|pain| !now.contains(&pain.id)) {
            self.add(Compared::Pain(pain.id), &pain.text, pain.at.clone(), vec![What::Removed]);
        }
    }
}

/// The cards and steps of a map, as people call them.
fn targets(map: &Map) -> HashMap<Target, String> {
    let cards = map.cards.iter().map(|card| (Target::Card(card.id), map.words_of(card)));
    cards.chain(map.steps().map(|(_, step)| (Target::Step(step.id), map.step_words(step.id)))).collect()
}
