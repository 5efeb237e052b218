//! What records say about how it feels, where it hurts and what could be done.

use std::collections::{HashMap, HashSet};

use super::from_map::{callout_field, target_names};
use super::reader::shortened;
use super::to_map::Draft;
use super::{Names, Record, RecordKind, Value};
use crate::interchange::field::Field;
use crate::interchange::value::{self, choice};
use crate::model::check::limits;
use crate::model::*;

/// Adds what records say beyond the grid; `targets` tells what each is about. Gives whether anybody
/// feels anything.
pub(super) fn add(draft: &mut Draft<'_>, records: &mut [Record], targets: &[Option<Target>]) -> bool {
    let mut adding = Adding {
        names: Names::default(),
        ratings: Vec::new(),
        rated: HashMap::new(),
        pains: Names::default(),
        pains_by_text: HashMap::new(),
        opportunities: HashMap::new(),
        taken: (HashSet::new(), HashSet::new(), HashSet::new()),
        without_severity: None,
    };
    for (record, target) in records.iter_mut().zip(targets) {
        if let Some(target) = target {
            adding.ratings(draft, record, *target);
            adding.callouts(draft, record, *target);
            record.take(Field::Personas);
        }
    }
    let says_something = |rating: &Rating| {
        *rating != Rating { channel: rating.channel, ..Rating::new(rating.id, rating.persona, rating.at) }
    };
    draft.map.ratings = std::mem::take(&mut adding.ratings).into_iter().filter(says_something).collect();
    adding.names = draft.target_names();
    for kind in [RecordKind::Card, RecordKind::Pain, RecordKind::Opportunity, RecordKind::Metric] {
        for (record, target) in records.iter_mut().zip(targets) {
            match (record.kind, kind) {
                (None | Some(RecordKind::Card | RecordKind::Step), RecordKind::Card) => {
                    if let Some(target) = target {
                        adding.links(draft, record, *target);
                        adding.row_of_card(draft, record, *target);
                    }
                }
                (Some(RecordKind::Pain), RecordKind::Pain) => adding.pain(draft, record),
                (Some(RecordKind::Opportunity), RecordKind::Opportunity) => adding.opportunity(draft, record),
                (Some(RecordKind::Metric), RecordKind::Metric) => adding.metric(draft, record),
                _ => {}
            }
        }
    }
    if let Some((line, column, count)) = adding.without_severity {
        let text = format!("{count} without a severity of 1 to 4 got 2, {}", Severity::Moderate.words());
        draft.reader.notes.tell(line, column, format!("pain points: {text}"));
    }
    !draft.map.ratings.is_empty()
}

struct Adding {
    names: Names<Target>,
    ratings: Vec<Rating>,
    rated: HashMap<(PersonaId, Target, Option<ChannelId>), usize>,
    pains: Names<PainId>,
    /// Those that stand in the rows of cards.
    pains_by_text: HashMap<String, PainId>,
    opportunities: HashMap<String, OpportunityId>,
    /// The ids that records have.
    taken: (HashSet<PainId>, HashSet<OpportunityId>, HashSet<MetricId>),
    /// Where a pain point first has no severity, and how many have none.
    without_severity: Option<(u32, u32, usize)>,
}

impl Adding {
    fn ratings(&mut self, draft: &mut Draft<'_>, record: &mut Record, at: Target) {
        let (said, rest): (Vec<Value>, Vec<Value>) =
            std::mem::take(&mut record.values).into_iter().partition(|value| value.meaning.field.is_rating());
        record.values = rest;
        for value in said.iter().filter(|value| !value.text.trim().is_empty()) {
            let channel = match value.meaning.channel.as_str() {
                "" => None,
                name => draft.channel(record, name),
            };
            for persona in personas_of(draft, record, value) {
                if let Some(rating) = self.rating(draft, record, (persona, at, channel)) {
                    rate(draft, rating, value);
                }
            }
        }
    }

    fn rating(
        &mut self,
        draft: &mut Draft<'_>,
        record: &Record,
        key: (PersonaId, Target, Option<ChannelId>),
    ) -> Option<&mut Rating> {
        if !self.rated.contains_key(&key) {
            if !draft.reader.room(record, self.ratings.len(), limits::RECORDS, "ratings") {
                return None;
            }
            self.rated.insert(key, self.ratings.len());
            let (persona, at, channel) = key;
            self.ratings.push(Rating { channel, ..Rating::new(draft.reader.ids.next(), persona, at) });
        }
        self.ratings.get_mut(*self.rated.get(&key)?)
    }

    fn callouts(&mut self, draft: &mut Draft<'_>, record: &mut Record, at: Target) {
        let (said, rest): (Vec<Value>, Vec<Value>) =
            std::mem::take(&mut record.values).into_iter().partition(|value| value.meaning.field.is_callout());
        record.values = rest;
        for value in &said {
            let text = draft.reader.held(value);
            let text = match value::agreed(&text) {
                Some(false) => continue,
                Some(true) => String::new(),
                None if text.is_empty() => continue,
                None => text.strip_prefix("yes:").map_or(text.clone(), |text| text.trim_start().to_owned()),
            };
            let kind = CalloutKind::ALL.iter().copied().find(|kind| callout_field(*kind) == value.meaning.field);
            let persona = match value.meaning.persona.as_str() {
                "" => None,
                name => draft.persona(record, name),
            };
            if let Some(kind) = kind
                && draft.reader.room(record, draft.map.callouts.len(), limits::RECORDS, "call-outs")
            {
                draft.map.callouts.push(Callout { id: draft.reader.ids.next(), kind, at, persona, text });
            }
        }
    }

    fn links(&mut self, draft: &mut Draft<'_>, record: &mut Record, at: Target) {
        let Some(value) = record.take(Field::Links) else { return };
        let Target::Card(card) = at else { return };
        let mut links = Vec::new();
        for item in value::items(&value.text) {
            let named = LinkKind::ALL.iter().find_map(|kind| Some((*kind, item.strip_prefix(kind.words())?)));
            let (kind, rest) = named.unwrap_or((LinkKind::default(), &item));
            let (to, label) = rest.split_once(':').unwrap_or((rest, ""));
            match self.names.find(to) {
                Some(Target::Card(to)) => links.push(Link { to, kind, label: label.trim().to_owned() }),
                _ => self.tell_unknown(draft, &value, to, "card"),
            }
        }
        if let Some(card) = draft.map.cards.find_mut(card) {
            card.links = links;
        }
    }

    /// Pain points and opportunities that stand in the row of their card.
    fn row_of_card(&mut self, draft: &mut Draft<'_>, record: &mut Record, at: Target) {
        let (pains, owner) = (record.take(Field::Pain), record.take(Field::PainOwner));
        let owner = owner.map(|value| draft.reader.held(&value)).unwrap_or_default();
        let mut answered = Vec::new();
        if let Some(value) = pains.filter(|value| !value.text.trim().is_empty()) {
            let severity = draft.reader.value(record, Field::Severity, value::severity, SEVERITY);
            for text in lines(&draft.reader.held(&value)) {
                answered.extend(self.pain_of_row(draft, record, (&value, text), severity, &owner, at));
            }
        }
        let Some(value) = record.take(Field::Opportunity) else { return };
        for name in lines(&draft.reader.held(&value)) {
            self.opportunity_of_row(draft, record, name, &answered, at);
        }
    }

    fn pain_of_row(
        &mut self,
        draft: &mut Draft<'_>,
        record: &Record,
        (value, text): (&Value, String),
        severity: Option<Severity>,
        owner: &str,
        at: Target,
    ) -> Option<PainId> {
        // The same words in several rows are one pain point in several places.
        if let Some(known) = self.pains_by_text.get(&text).copied() {
            let pain = draft.map.pains.find_mut(known)?;
            if !pain.at.contains(&at) {
                pain.at.push(at);
            }
            return Some(known);
        }
        if !draft.reader.room(record, draft.map.pains.len(), limits::RECORDS, "pain points") {
            return None;
        }
        let severity = severity.unwrap_or_else(|| self.usual_severity(value));
        let mut pain = PainPoint::new(draft.reader.ids.next(), text.clone(), severity, at);
        pain.owner = owner.to_owned();
        let id = pain.id;
        self.pains_by_text.insert(text, id);
        draft.map.pains.push(pain);
        Some(id)
    }

    fn opportunity_of_row(
        &mut self,
        draft: &mut Draft<'_>,
        record: &Record,
        name: String,
        answered: &[PainId],
        at: Target,
    ) {
        let known = self.opportunities.get(&name).copied();
        if known.is_none()
            && !draft.reader.room(record, draft.map.opportunities.len(), limits::RECORDS, "opportunities")
        {
            return;
        }
        let id = known.unwrap_or_else(|| {
            let opportunity = Opportunity::new(draft.reader.ids.next(), name.clone());
            let id = opportunity.id;
            self.opportunities.insert(name, id);
            draft.map.opportunities.push(opportunity);
            id
        });
        let Some(opportunity) = draft.map.opportunities.find_mut(id) else { return };
        for pain in answered {
            if !opportunity.answers.contains(pain) {
                opportunity.answers.push(*pain);
            }
        }
        // It applies where its pain points hurt; only without one its place has to be said.
        if answered.is_empty() && !opportunity.at.contains(&at) {
            opportunity.at.push(at);
        }
    }

    fn usual_severity(&mut self, value: &Value) -> Severity {
        let (_, _, count) = self.without_severity.get_or_insert((value.line, value.column, 0));
        *count += 1;
        Severity::Moderate
    }

    fn pain(&mut self, draft: &mut Draft<'_>, record: &mut Record) {
        if !draft.reader.room(record, draft.map.pains.len(), limits::RECORDS, "pain points") {
            return record.values.clear();
        }
        let at = self.targets(draft, record);
        let personas = personas(draft, record);
        let reader = &mut draft.reader;
        let severity = reader.value(record, Field::Severity, value::severity, SEVERITY);
        let id = reader.id(record, |id| self.taken.0.contains(&id));
        self.taken.0.insert(id);
        let title = Value { line: record.line, column: 1, meaning: Field::Pain.into(), text: String::new() };
        let pain = PainPoint {
            id,
            text: reader.text(record, Field::Title),
            severity: severity.unwrap_or_else(|| self.usual_severity(&title)),
            at,
            personas,
            owner: reader.text(record, Field::Owner),
            evidence: reader.value(record, Field::Evidence, value::evidence, "assumed, partly or researched"),
            source: reader.text(record, Field::Source),
            resolved: reader.value(record, Field::Resolved, value::agreed, "yes or no").unwrap_or_default(),
            note: reader.text(record, Field::Note),
        };
        self.pains.add(pain.id, pain.id.as_str(), &pain.text);
        draft.map.pains.push(pain);
    }

    fn opportunity(&mut self, draft: &mut Draft<'_>, record: &mut Record) {
        if !draft.reader.room(record, draft.map.opportunities.len(), limits::RECORDS, "opportunities") {
            return record.values.clear();
        }
        let at = self.targets(draft, record);
        let mut answers = Vec::new();
        if let Some(value) = record.take(Field::Answers) {
            for item in value::items(&value.text) {
                match self.pains.find(&item) {
                    Some(pain) => answers.push(pain),
                    None => self.tell_unknown(draft, &value, &item, "pain point"),
                }
            }
        }
        let reader = &mut draft.reader;
        let score = |text: &str| value::whole(text).and_then(Score::new);
        let status = |text: &str| choice(OpportunityStatus::ALL, OpportunityStatus::words, &[], text);
        let id = reader.id(record, |id| self.taken.1.contains(&id));
        self.taken.1.insert(id);
        let opportunity = Opportunity {
            id,
            name: reader.text(record, Field::Title),
            text: reader.text(record, Field::Text),
            answers,
            at,
            owner: reader.text(record, Field::Owner),
            impact: reader.value(record, Field::Impact, score, "an impact of 1 to 5"),
            effort: reader.value(record, Field::Effort, score, "an effort of 1 to 5"),
            status: reader.value(record, Field::Status, status, "a status").unwrap_or_default(),
            period: reader.text(record, Field::Period),
            note: reader.text(record, Field::Note),
        };
        draft.map.opportunities.push(opportunity);
    }

    fn metric(&mut self, draft: &mut Draft<'_>, record: &mut Record) {
        if !draft.reader.room(record, draft.map.metrics.len(), limits::RECORDS, "metrics") {
            return record.values.clear();
        }
        let at = self.targets(draft, record);
        let reader = &mut draft.reader;
        let kind = |text: &str| choice(MetricKind::ALL, MetricKind::words, &[], text);
        let kind = reader.value(record, Field::Kind, kind, "a kind of metric").unwrap_or(MetricKind::Own);
        let id = reader.id(record, |id| self.taken.2.contains(&id));
        self.taken.2.insert(id);
        let mut metric = Metric::new(id, kind);
        metric.name = reader.text(record, Field::Title);
        metric.unit = reader.text(record, Field::Unit);
        metric.range = reader.value(record, Field::Range, range, "a range such as 0 … 10");
        metric.target = reader.value(record, Field::Target, value::number, "a number");
        let better = |text: &str| choice(Better::ALL, Better::words, &[], text);
        metric.better = reader.value(record, Field::Better, better, "higher or lower is better");
        metric.top_box = reader.value(record, Field::TopBox, top_box, "such as 2 of 5");
        metric.owner = reader.text(record, Field::Owner);
        metric.at = at;
        if let Some(value) = record.take(Field::Series) {
            for item in value::items(&value.text) {
                let on_scale = |text: &str| value::reading(text).filter(|reading| is_on_scale(&metric, reading.value));
                let expected = "a value on the scale of its metric, such as 2026-Q3: 42 (n 120),";
                let item = Value { text: item, ..value.clone() };
                let reading = draft.reader.read(&item, on_scale, expected);
                metric.series.extend(reading);
            }
        }
        draft.map.metrics.push(metric);
    }

    fn targets(&self, draft: &mut Draft<'_>, record: &mut Record) -> Vec<Target> {
        let Some(value) = record.take(Field::At) else { return Vec::new() };
        let mut targets = Vec::new();
        for item in value::items(&value.text) {
            match self.names.find(&item) {
                Some(target) if !targets.contains(&target) => targets.push(target),
                Some(_) => {}
                None => self.tell_unknown(draft, &value, &item, "card or step"),
            }
        }
        targets
    }

    fn tell_unknown(&self, draft: &mut Draft<'_>, value: &Value, name: &str, what: &str) {
        let text = format!("{}: there is no {what} \"{}\", or more than one", value.meaning, shortened(name.trim()));
        draft.reader.notes.tell(value.line, value.column, text);
    }
}

impl Draft<'_> {
    /// How cards and steps are called.
    fn target_names(&self) -> Names<Target> {
        let mut map = self.map.clone();
        map.stages = self.stages_so_far();
        target_names(&map)
    }
}

const SEVERITY: &str = "a severity of 1 to 4";

/// Puts a value into a rating.
fn rate(draft: &mut Draft<'_>, rating: &mut Rating, value: &Value) {
    const EMOTION: &str = "an emotion of -2 to +2";
    let reader = &mut draft.reader;
    match value.meaning.field {
        Field::Emotion => rating.actual = reader.read(value, value::emotion, EMOTION),
        Field::Expected => rating.expected = reader.read(value, value::emotion, EMOTION),
        Field::Word => rating.word = reader.held(value),
        Field::Ease => {
            let ease = |text: &str| value::whole(text).and_then(Ease::new);
            rating.ease = reader.read(value, ease, "an ease of 1 to 7");
        }
        Field::Success => rating.success = reader.read(value, value::success, "yes, partly or no"),
        Field::Rounds => {
            for item in value::items(&value.text) {
                let item = Value { text: item, ..value.clone() };
                rating.rounds.extend(reader.read(&item, value::round, "a round such as 2026-11-23 1/0/3/2/1"));
            }
        }
        _ => {}
    }
}

/// Of whom a value speaks: of the one in its head, of those of the row, or of a customer.
fn personas_of(draft: &mut Draft<'_>, record: &Record, value: &Value) -> Vec<PersonaId> {
    if !value.meaning.persona.is_empty() {
        return draft.persona(record, &value.meaning.persona).into_iter().collect();
    }
    let named = value::items(record.get(Field::Personas));
    if named.is_empty() {
        return draft.anybody(record).into_iter().collect();
    }
    named.iter().filter_map(|name| draft.persona(record, name)).collect()
}

fn personas(draft: &mut Draft<'_>, record: &mut Record) -> Vec<PersonaId> {
    let names = draft.reader.list(record, Field::Personas);
    names.iter().filter_map(|name| draft.persona(record, name)).collect()
}

/// The lines of a cell, without the marks of a list.
fn lines(text: &str) -> Vec<String> {
    let mark = |c: char| c.is_whitespace() || matches!(c, '-' | '•' | '*' | '–');
    text.lines()
        .map(|line| line.trim_start_matches(mark).trim_end().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

fn range(text: &str) -> Option<(f64, f64)> {
    let (low, high) = text.split_once('…').or_else(|| text.split_once(" to "))?;
    let (low, high) = (value::number(low)?, value::number(high)?);
    (low <= high).then_some((low, high))
}

fn top_box(text: &str) -> Option<(u8, u8)> {
    let (top, of) = text.split_once("of")?;
    Some((top.trim().parse().ok()?, of.trim().parse().ok()?))
}

/// Whether a value lies on the scale of a metric, which any value does where there is none.
pub(in crate::interchange) fn is_on_scale(metric: &Metric, value: f64) -> bool {
    metric.kind.range().or(metric.range).is_none_or(|(low, high)| (low..=high).contains(&value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_cell_lose_the_marks_of_a_list() {
        assert_eq!(lines("- slow\n\n • dear \nself-made"), ["slow", "dear", "self-made"]);
    }

    #[test]
    fn pairs_are_read() {
        assert_eq!(range("-1 … 10.5"), Some((-1.0, 10.5)));
        assert_eq!(range("10 … 1"), None);
        assert_eq!(top_box("2 of 5"), Some((2, 5)));
    }
}
