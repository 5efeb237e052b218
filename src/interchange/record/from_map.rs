//! The records of a map, and what of it no record holds.

use std::collections::{HashMap, HashSet};

use super::{Names, Record, RecordKind};
use crate::interchange::field::{Field, Meaning};
use crate::interchange::value::{self, list};
use crate::model::*;

/// The records of a map in reading order, and what of it they do not hold, a sentence each.
pub(in crate::interchange) fn records_of(map: &Map) -> (Vec<Record>, Vec<String>) {
    let mut writer = Writer::new(map);
    writer.head();
    writer.journey();
    writer.lanes();
    writer.people();
    writer.pains();
    writer.opportunities();
    writer.metrics();
    (writer.records, not_held(map))
}

/// How cards and steps are called wherever something is about them.
pub(in crate::interchange) fn target_names(map: &Map) -> Names<Target> {
    let cards = map.cards.iter().map(|card| (Target::Card(card.id), card.id.to_string(), card.title.clone()));
    let steps = map.steps().map(|(_, step)| (Target::Step(step.id), step.id.to_string(), step.title.clone()));
    let mut names = Names::default();
    for (target, id, title) in cards.chain(steps) {
        // A step and a card may have the same id; with its kind before it, it is one record's.
        names.add(target, &id, &value::held(&title).0);
        names.add(target, &qualified(target), "");
    }
    names
}

/// An id with its kind before it, for a step and a card of the same id.
fn qualified(target: Target) -> String {
    match target {
        Target::Card(id) => format!("card {id}"),
        Target::Step(id) => format!("step {id}"),
    }
}

struct Writer<'a> {
    map: &'a Map,
    records: Vec<Record>,
    stages: Names<StageId>,
    lanes: Names<LaneId>,
    personas: Names<PersonaId>,
    channels: Names<ChannelId>,
    pains: Names<PainId>,
    targets: Names<Target>,
    titles: HashMap<Target, &'a str>,
    texts_of_pains: HashMap<PainId, &'a str>,
    ratings: HashMap<Target, Vec<&'a Rating>>,
    callouts: HashMap<Target, Vec<&'a Callout>>,
}

impl<'a> Writer<'a> {
    fn new(map: &'a Map) -> Self {
        let mut ratings: HashMap<Target, Vec<&Rating>> = HashMap::new();
        map.ratings.iter().for_each(|rating| ratings.entry(rating.at).or_default().push(rating));
        let mut callouts: HashMap<Target, Vec<&Callout>> = HashMap::new();
        map.callouts.iter().for_each(|callout| callouts.entry(callout.at).or_default().push(callout));
        let cards = map.cards.iter().map(|card| (Target::Card(card.id), card.title.as_str()));
        let steps = map.steps().map(|(_, step)| (Target::Step(step.id), step.title.as_str()));
        Self {
            map,
            records: Vec::new(),
            stages: Names::of(map.stages.iter().map(|stage| (stage.id, stage.id.as_str(), stage.title.as_str()))),
            lanes: Names::of(map.lanes.iter().map(|lane| (lane.id, lane.id.as_str(), lane.title.as_str()))),
            personas: Names::of(map.personas.iter().map(|one| (one.id, one.id.as_str(), one.name.as_str()))),
            channels: super::to_map::channel_names(map),
            pains: Names::of(map.pains.iter().map(|pain| (pain.id, pain.id.as_str(), pain.text.as_str()))),
            targets: target_names(map),
            titles: cards.chain(steps).collect(),
            texts_of_pains: map.pains.iter().map(|pain| (pain.id, pain.text.as_str())).collect(),
            ratings,
            callouts,
        }
    }

    fn head(&mut self) {
        let map = self.map;
        let mut record = Record::new(RecordKind::Map);
        record.put(Field::Title, &map.title);
        record.put(Field::State, map.state.words());
        record.put(Field::Period, &map.period);
        record.put(Field::Language, &map.language);
        record.put(Field::Author, &map.author);
        record.put(Field::Edition, &map.edition);
        record.put(Field::Created, date(map.created));
        record.put(Field::Reviewed, date(map.reviewed));
        record.put(Field::Vision, &map.purpose.vision);
        record.put(Field::Promise, &map.purpose.promise);
        record.put(Field::Goal, &map.purpose.goal);
        record.put(Field::Situation, &map.scenario.situation);
        record.put(Field::Wish, &map.scenario.goal);
        record.put(Field::Hope, &map.scenario.expectation);
        record.put(Field::Accent, map.accent.map(|color| color.to_string()).unwrap_or_default());
        let baseline = map.baseline.as_ref().map(|baseline| format!("{} {}", baseline.map, baseline.path));
        record.put(Field::Baseline, baseline.unwrap_or_default());
        record.put(Field::Note, &map.note);
        record.put(Field::Id, map.id.as_str());
        self.records.push(record);
    }

    fn journey(&mut self) {
        let map = self.map;
        let mut cards: HashMap<StepId, Vec<&Card>> = HashMap::new();
        for card in &map.cards {
            let step = map.cell_of(card.place).map(|(_, step)| step);
            step.iter().for_each(|step| cards.entry(*step).or_default().push(card));
        }
        let lanes: HashMap<LaneId, usize> = map.lanes.iter().enumerate().map(|(n, lane)| (lane.id, n)).collect();
        for stage in &map.stages {
            let mut record = Record::new(RecordKind::Stage);
            record.put(Field::Title, &stage.title);
            record.put(Field::Goal, &stage.goal);
            record.put(Field::Note, &stage.note);
            record.put(Field::Id, stage.id.as_str());
            self.records.push(record);
            let steps = Names::of(stage.steps.iter().map(|step| (step.id, step.id.as_str(), step.title.as_str())));
            for step in &stage.steps {
                self.step(stage, step);
                let mut cards = cards.remove(&step.id).unwrap_or_default();
                cards.sort_by_key(|card| (card.place.lane().and_then(|lane| lanes.get(&lane)), &card.rank));
                let step = steps.call(step.id, step.id.as_str(), &step.title);
                cards.into_iter().for_each(|card| self.card(card, Some((stage, &step))));
            }
        }
        let mut parked: Vec<&Card> = map.cards.iter().filter(|card| card.place == Place::Parked).collect();
        parked.sort_by(|a, b| a.rank.cmp(&b.rank));
        parked.into_iter().for_each(|card| self.card(card, None));
    }

    fn stage_name(&self, stage: &Stage) -> String {
        self.stages.call(stage.id, stage.id.as_str(), &stage.title)
    }

    fn step(&mut self, stage: &Stage, step: &Step) {
        let mut record = Record::new(RecordKind::Step);
        record.put(Field::Stage, self.stage_name(stage));
        record.put(Field::Title, &step.title);
        record.put(Field::Duration, step.duration.map(value::span_text).unwrap_or_default());
        record.put(Field::Waiting, step.waiting.map(value::span_text).unwrap_or_default());
        self.experience(&mut record, Target::Step(step.id));
        record.put(Field::Width, length(step.width));
        record.put(Field::Note, &step.note);
        record.put(Field::Id, step.id.as_str());
        self.records.push(record);
    }

    fn card(&mut self, card: &Card, at: Option<(&Stage, &str)>) {
        let map = self.map;
        let mut record = Record::new(RecordKind::Card);
        if let Some((stage, step)) = at {
            record.put(Field::Stage, self.stage_name(stage));
            record.put(Field::Step, step);
        }
        let lane = card.place.lane().and_then(|lane| map.lanes.find(lane));
        record.put(
            Field::Lane,
            lane.map(|lane| self.lanes.call(lane.id, lane.id.as_str(), &lane.title)).unwrap_or_default(),
        );
        match card.place {
            Place::Span(_, _, to) => record.put(Field::Until, self.target(Target::Step(to))),
            Place::Stage(..) => record.put(Field::Place, WHOLE_STAGE),
            Place::Parked => record.put(Field::Place, PARKED),
            Place::Cell(..) => {}
        }
        record.put(Field::Title, &card.title);
        record.put(Field::Text, &card.text);
        if card.kind != lane.map(|lane| lane.kind.card_kind()).unwrap_or_default() {
            record.put(Field::Kind, card.kind.words());
        }
        record.put(Field::Channels, list(card.channels.iter().map(|id| self.channel(*id))));
        record.put(Field::Personas, self.persona_list(&card.personas));
        self.experience(&mut record, Target::Card(card.id));
        record.put(Field::Owner, &card.owner);
        record.put(Field::Evidence, card.evidence.map(Evidence::words).unwrap_or_default());
        record.put(Field::Source, &card.source);
        record.put(Field::Date, date(card.date));
        record.put(Field::Kano, card.kano.map(Kano::words).unwrap_or_default());
        record.put(Field::Color, card.hue.map(Hue::words).unwrap_or_default());
        record.put(Field::Tags, list(&card.tags));
        record.put(Field::Links, list(card.links.iter().map(|link| self.link(link))));
        record.put(Field::Note, &card.note);
        record.put(Field::Language, &card.language);
        record.put(Field::Id, card.id.as_str());
        self.records.push(record);
    }

    /// `leads to Pay: by hand`
    fn link(&self, link: &Link) -> String {
        let label = value::held(&link.label).0;
        let label = if label.is_empty() { label } else { format!(": {label}") };
        let to = Target::Card(link.to);
        // What it leads to must end where the label begins.
        let name = Some(self.target(to)).filter(|name| !name.contains(':')).unwrap_or_else(|| qualified(to));
        format!("{} {name}{label}", link.kind.words())
    }

    /// How personas fared at a place.
    fn experience(&self, record: &mut Record, at: Target) {
        for rating in self.ratings.get(&at).into_iter().flatten() {
            let of = |field| Meaning {
                field,
                persona: self.persona(rating.persona),
                channel: rating.channel.map(|id| in_brackets(self.channel(id), id.as_str())).unwrap_or_default(),
            };
            let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
            record.put(of(Field::Emotion), number(rating.actual.map(Emotion::value)));
            record.put(of(Field::Expected), number(rating.expected.map(Emotion::value)));
            record.put(of(Field::Word), &rating.word);
            record.put(of(Field::Ease), number(rating.ease.map(Ease::value)));
            record.put(of(Field::Success), rating.success.map(Success::words).unwrap_or_default());
            record.put(of(Field::Rounds), list(rating.rounds.iter().map(value::round_text)));
        }
        let mut seen = HashSet::new();
        let callouts = self.callouts.get(&at).into_iter().flatten();
        for callout in callouts.filter(|callout| seen.insert((callout.kind, callout.persona))) {
            let persona = callout.persona.map(|id| self.persona(id)).unwrap_or_default();
            let meaning = Meaning { field: callout_field(callout.kind), persona, channel: String::new() };
            let text = value::held(&callout.text).0;
            let text = if text.is_empty() { "yes".to_owned() } else { format!("yes: {text}") };
            record.put(meaning, text);
        }
    }

    fn lanes(&mut self) {
        for lane in &self.map.lanes {
            let mut record = Record::new(RecordKind::Lane);
            record.put(Field::Title, &lane.title);
            record.put(Field::Kind, lane.kind.words());
            record.put(Field::Zone, lane.zone.words());
            record.put(Field::Personas, self.persona_list(&lane.personas));
            record.put(Field::Height, length(lane.height));
            let shown = [(lane.collapsed, "collapsed"), (lane.hidden, "hidden"), (lane.pinned, "pinned")];
            record.put(Field::Shown, list(shown.iter().filter(|(is_so, _)| *is_so).map(|(_, word)| word)));
            record.put(Field::Note, &lane.note);
            record.put(Field::Id, lane.id.as_str());
            self.records.push(record);
        }
    }

    fn people(&mut self) {
        for persona in &self.map.personas {
            let mut record = Record::new(RecordKind::Persona);
            record.put(Field::Title, &persona.name);
            record.put(Field::Kind, persona.kind.words());
            record.put(Field::Role, &persona.role);
            record.put(Field::Quote, &persona.quote);
            record.put(Field::Goals, list(&persona.goals));
            record.put(Field::Color, persona.hue.map(Hue::words).unwrap_or_default());
            record.put(
                Field::Line,
                Some(persona.line).filter(|line| *line != LineStyle::Auto).map(LineStyle::words).unwrap_or_default(),
            );
            record.put(
                Field::Curve,
                Some(persona.curve).filter(|curve| *curve != Showing::Auto).map(Showing::words).unwrap_or_default(),
            );
            record.put(Field::Note, &persona.note);
            record.put(Field::Id, persona.id.as_str());
            self.records.push(record);
        }
        for channel in &self.map.channels {
            let mut record = Record::new(RecordKind::Channel);
            record.put(Field::Title, &channel.name);
            record.put(Field::Icon, &channel.icon);
            record.put(Field::Color, channel.hue.map(Hue::words).unwrap_or_default());
            record.put(Field::Id, channel.id.as_str());
            self.records.push(record);
        }
    }

    fn pains(&mut self) {
        for pain in &self.map.pains {
            let mut record = Record::new(RecordKind::Pain);
            record.put(Field::Title, &pain.text);
            record.put(Field::Severity, pain.severity.words());
            record.put(Field::At, self.target_list(&pain.at));
            record.put(Field::Personas, self.persona_list(&pain.personas));
            record.put(Field::Owner, &pain.owner);
            record.put(Field::Evidence, pain.evidence.map(Evidence::words).unwrap_or_default());
            record.put(Field::Source, &pain.source);
            record.put(Field::Resolved, if pain.resolved { "yes" } else { "" });
            record.put(Field::Note, &pain.note);
            record.put(Field::Id, pain.id.as_str());
            self.records.push(record);
        }
    }

    fn opportunities(&mut self) {
        for opportunity in &self.map.opportunities {
            let pain = |id: &PainId| {
                let text = self.texts_of_pains.get(id).copied().unwrap_or_default();
                self.pains.call(*id, id.as_str(), text)
            };
            let score = |score: Option<Score>| score.map(|score| score.value().to_string()).unwrap_or_default();
            let mut record = Record::new(RecordKind::Opportunity);
            record.put(Field::Title, &opportunity.name);
            record.put(Field::Text, &opportunity.text);
            record.put(Field::Answers, list(opportunity.answers.iter().map(pain)));
            record.put(Field::At, self.target_list(&opportunity.at));
            record.put(Field::Owner, &opportunity.owner);
            record.put(Field::Impact, score(opportunity.impact));
            record.put(Field::Effort, score(opportunity.effort));
            record.put(Field::Status, opportunity.status.words());
            record.put(Field::Period, &opportunity.period);
            record.put(Field::Note, &opportunity.note);
            record.put(Field::Id, opportunity.id.as_str());
            self.records.push(record);
        }
    }

    fn metrics(&mut self) {
        for metric in &self.map.metrics {
            let pair = |(a, b): (String, String)| format!("{a} … {b}");
            let range = metric.range.map(|(low, high)| pair((low.to_string(), high.to_string())));
            let top_box = metric.top_box.map(|(top, of)| format!("{top} of {of}"));
            let mut record = Record::new(RecordKind::Metric);
            record.put(Field::Title, &metric.name);
            record.put(Field::Kind, metric.kind.words());
            record.put(Field::Unit, &metric.unit);
            record.put(Field::Range, range.unwrap_or_default());
            record.put(Field::Target, metric.target.map(|target| target.to_string()).unwrap_or_default());
            record.put(Field::Better, metric.better.map(Better::words).unwrap_or_default());
            record.put(Field::TopBox, top_box.unwrap_or_default());
            record.put(Field::Owner, &metric.owner);
            record.put(Field::At, self.target_list(&metric.at));
            record.put(Field::Series, list(metric.series.iter().map(value::reading_text)));
            record.put(Field::Id, metric.id.as_str());
            self.records.push(record);
        }
    }

    fn persona(&self, id: PersonaId) -> String {
        let name = self.map.personas.find(id).map_or("", |persona| persona.name.as_str());
        in_brackets(self.personas.call(id, id.as_str(), name), id.as_str())
    }

    fn persona_list(&self, ids: &[PersonaId]) -> String {
        list(ids.iter().map(|id| self.persona(*id)))
    }

    fn channel(&self, id: ChannelId) -> String {
        let name = self.map.channel(id).map_or("", |(name, _)| name);
        self.channels.call(id, id.as_str(), name)
    }

    fn target(&self, at: Target) -> String {
        let id = match at {
            Target::Card(id) => id.to_string(),
            Target::Step(id) => id.to_string(),
        };
        let name = self.targets.call(at, &id, self.titles.get(&at).copied().unwrap_or_default());
        if self.targets.find(&name) == Some(at) { name } else { qualified(at) }
    }

    fn target_list(&self, targets: &[Target]) -> String {
        list(targets.iter().map(|at| self.target(*at)))
    }
}

/// What stands in [`Field::Place`] for a card on the parking lot.
pub(in crate::interchange) const PARKED: &str = "parked";
/// What stands in [`Field::Place`] for a card across a stage.
pub(super) const WHOLE_STAGE: &str = "whole stage";

/// A name that can stand between brackets before a colon, or else the id.
fn in_brackets(name: String, id: &str) -> String {
    if name.contains(['(', ')', ':', ',']) { id.to_owned() } else { name }
}

/// The field of a kind of call-out.
pub(super) fn callout_field(kind: CalloutKind) -> Field {
    match kind {
        CalloutKind::High => Field::High,
        CalloutKind::Low => Field::Low,
        CalloutKind::MomentOfTruth => Field::MomentOfTruth,
        CalloutKind::KeepsPromise => Field::KeepsPromise,
        CalloutKind::BreaksPromise => Field::BreaksPromise,
    }
}

fn date(date: Option<jiff::civil::Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

fn length(length: Option<Length>) -> String {
    length.map(|length| length.pt().to_string()).unwrap_or_default()
}

/// What of a map no record holds.
fn not_held(map: &Map) -> Vec<String> {
    let counted = |count: usize, one: &str, many: &str| {
        let (what, are) = if count == 1 { (one, "is") } else { (many, "are") };
        (count > 0).then(|| format!("{count} {what} {are} not in it"))
    };
    let mut seen = HashSet::new();
    let twice = map.callouts.iter().filter(|callout| !seen.insert((callout.kind, callout.at, callout.persona))).count();
    [
        counted(map.pictures().count(), "picture", "pictures"),
        counted(map.story.len(), "scene of the story", "scenes of the story"),
        counted(map.ballots.len(), "dot vote", "dot votes"),
        counted(map.changes.len(), "change against the baseline", "changes against the baseline"),
        counted(map.accepted.len(), "accepted finding", "accepted findings"),
        counted(twice, "call-out beside another of its kind", "call-outs beside others of their kind"),
    ]
    .into_iter()
    .flatten()
    .collect()
}
