//! A map of records. What they say and a map cannot hold is told; names that nothing has become
//! new stages, steps, lanes, personas and channels, so that a table needs nothing but its cards.

use std::collections::HashSet;

use super::declare::{kind_of_title, zone_of_title};
use super::experience;
use super::from_map::{PARKED, WHOLE_STAGE};
use super::reader::{Reader, known};
use super::{Names, Notes, Record, RecordKind};
use crate::interchange::field::{Field, plain};
use crate::interchange::language;
use crate::interchange::value::{self, choice};
use crate::model::check::limits;
use crate::model::*;

/// The map that records make. It has no errors.
pub(in crate::interchange) fn map_of(mut records: Vec<Record>, ids: &mut IdSource, notes: &mut Notes) -> Map {
    let is_whole = records.iter().any(|record| record.kind == Some(RecordKind::Map));
    let words = words_of(&records);
    let mut draft = Draft::new(ids, notes, words);
    records.iter_mut().for_each(|record| draft.declare_people(record));
    let places: Vec<Option<Column>> = records.iter_mut().map(|record| draft.declare(record)).collect();
    let has_steps = records.iter().any(|record| !record.get(Field::Step).is_empty());
    let mut targets = Vec::with_capacity(records.len());
    for (record, place) in records.iter_mut().zip(places) {
        draft.current = place.or(draft.current);
        targets.push(draft.stand(record, place, has_steps));
    }
    let rated = experience::add(&mut draft, &mut records, &targets);
    for record in &records {
        draft.reader.tell_rest(record);
    }
    let mut map = draft.finish();
    if !is_whole {
        map.language = words.language.to_owned();
        if rated && !map.lanes.iter().any(|lane| lane.kind == LaneKind::Emotion) {
            map.lanes.push(Lane::new(ids.next(), words.emotion, LaneKind::Emotion));
        }
    }
    map
}

fn words_of(records: &[Record]) -> &'static language::Words {
    let says = |record: &&Record| matches!(record.kind, None | Some(RecordKind::Card | RecordKind::Stage));
    let texts = records
        .iter()
        .filter(says)
        .flat_map(|record| [Field::Title, Field::Text, Field::Stage].map(|field| record.get(field)));
    language::guess(texts)
}

/// The names of channels in a map, its own before the built-in ones.
pub(super) fn channel_names(map: &Map) -> Names<ChannelId> {
    let mut names = Names::default();
    for channel in &map.channels {
        names.add(channel.id, channel.id.as_str(), &value::held(&channel.name).0);
    }
    for channel in BUILT_IN_CHANNELS.iter().filter(|channel| map.channels.find(channel.channel_id()).is_none()) {
        names.add(channel.channel_id(), channel.id, channel.name);
    }
    names
}

/// A step by the position of its stage and its own within it.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Column {
    pub(super) stage: usize,
    pub(super) step: Option<usize>,
}

pub(super) struct DraftStage {
    pub(super) stage: Stage,
    steps: Vec<Step>,
    names: Names<usize>,
    /// In a table without steps: how many cards of each lane there are; each goes to the next step.
    filled: Vec<(Option<LaneId>, usize)>,
}

/// A map on its way.
pub(super) struct Draft<'a> {
    pub(super) map: Map,
    pub(super) reader: Reader<'a>,
    pub(super) personas: Names<PersonaId>,
    channels: Names<ChannelId>,
    pub(super) has_own_channels: bool,
    pub(super) lanes: Names<LaneId>,
    pub(super) stages: Vec<DraftStage>,
    stage_names: Names<usize>,
    pub(super) steps: HashSet<StepId>,
    cards: HashSet<CardId>,
    pub(super) current: Option<Column>,
    current_lane: Option<LaneId>,
    ranks: std::collections::HashMap<(LaneId, StepId), Rank>,
    parked: Rank,
    words: &'static language::Words,
}

impl<'a> Draft<'a> {
    fn new(ids: &'a mut IdSource, notes: &'a mut Notes, words: &'static language::Words) -> Self {
        let reader = Reader { ids, notes };
        let map = Map::new(reader.ids.next(), "");
        Self {
            channels: channel_names(&map),
            map,
            reader,
            personas: Names::default(),
            has_own_channels: false,
            lanes: Names::default(),
            stages: Vec::new(),
            stage_names: Names::default(),
            steps: HashSet::new(),
            cards: HashSet::new(),
            current: None,
            current_lane: None,
            ranks: std::collections::HashMap::new(),
            parked: Rank::default(),
            words,
        }
    }

    pub(super) fn times(&mut self, record: &mut Record, step: &mut Step) {
        const EXPECTED: &str = "a length of time such as 3 d";
        for (field, time) in [(Field::Duration, &mut step.duration), (Field::Waiting, &mut step.waiting)] {
            let Some(new) = self.reader.value(record, field, value::span, EXPECTED) else { continue };
            if time.is_some_and(|known| known != new) {
                let text = format!(
                    "the step has another {} already, from a row above; this one was left out",
                    field.words().to_lowercase()
                );
                self.reader.notes.tell(record.line, 1, text);
            } else {
                *time = Some(new);
            }
        }
    }

    /// Puts a card where it belongs; gives what else the record says is about.
    fn stand(&mut self, record: &mut Record, place: Option<Column>, has_steps: bool) -> Option<Target> {
        let says = |field: Field| !record.get(field).is_empty();
        match record.kind {
            Some(RecordKind::Step) => return place.and_then(|column| self.step_id(column)).map(Target::Step),
            Some(RecordKind::Card) => {}
            // An empty row says nothing, not even that there is a step.
            None if record.values.is_empty() => return None,
            None => {}
            Some(_) => return None,
        }
        let is_card = record.kind.is_some() || says(Field::Title) || says(Field::Text);
        let is_somewhere = is_card || says(Field::Stage) || says(Field::Step) || self.current.is_some();
        if !is_somewhere {
            return None;
        }
        if plain(record.get(Field::Place)) == PARKED {
            record.values.retain(|value| !matches!(value.meaning.field, Field::Place | Field::Stage | Field::Step));
            return self.card(record, Place::Parked);
        }
        let lane = is_card.then(|| self.lane(record)).flatten();
        let column = self.column(record, lane, has_steps)?;
        let step = self.step_id(column)?;
        if let Some(index) = column.step {
            let mut step = self.stages[column.stage].steps[index].clone();
            self.times(record, &mut step);
            self.stages[column.stage].steps[index] = step;
        }
        let Some(lane) = lane else { return Some(Target::Step(step)) };
        let is_whole_stage = record.take(Field::Place).is_some_and(|value| {
            let is_so = plain(&value.text) == plain(WHOLE_STAGE);
            if !is_so {
                let text =
                    format!("\"{}\" is no place; a card is {PARKED}, or stands across the {WHOLE_STAGE}", value.text);
                self.reader.notes.tell(value.line, value.column, text);
            }
            is_so
        });
        if is_whole_stage {
            return self.card(record, Place::Stage(lane, self.stages[column.stage].stage.id));
        }
        let until = record.take(Field::Until).map(|value| (self.find_step(column.stage, &value.text), value));
        let place = match until {
            Some((Some(to), _)) if self.is_before(step, to) => Place::Span(lane, step, to),
            Some((_, value)) => {
                let text = format!("there is no later step \"{}\"; the card stands at one step", value.text);
                self.reader.notes.tell(value.line, value.column, text);
                Place::Cell(lane, step)
            }
            None => Place::Cell(lane, step),
        };
        self.card(record, place)
    }

    fn card(&mut self, record: &mut Record, place: Place) -> Option<Target> {
        if !self.reader.room(record, self.cards.len(), limits::CARDS, "cards") {
            record.values.clear();
            return None;
        }
        let id = self.reader.id(record, |id| self.cards.contains(&id));
        let lane = place.lane().and_then(|lane| self.map.lanes.find(lane));
        let usual = lane.map(|lane| lane.kind.card_kind()).unwrap_or_default();
        let reader = &mut self.reader;
        let mut card = Card::new(id, usual, reader.text(record, Field::Title), place);
        let kind = |text: &str| choice(CardKind::ALL, CardKind::words, &[], text);
        card.kind = reader.value(record, Field::Kind, kind, "a kind of card").unwrap_or(usual);
        card.text = reader.text(record, Field::Text);
        card.owner = reader.text(record, Field::Owner);
        card.evidence = reader.value(record, Field::Evidence, value::evidence, "assumed, partly or researched");
        card.source = reader.text(record, Field::Source);
        card.date = reader.value(record, Field::Date, value::date, "a date such as 2026-11-23");
        card.kano = reader.value(record, Field::Kano, value::kano, "basic, performance or delighter");
        card.hue = reader.hue(record);
        card.tags = reader.list(record, Field::Tags);
        card.note = reader.text(record, Field::Note);
        card.language = reader.text(record, Field::Language);
        let channels = reader.list(record, Field::Channels);
        card.channels = channels.iter().filter_map(|name| self.channel(record, name)).collect();
        // Those of a rating are taken with it.
        let personas = record.value(Field::Personas).map(|value| value::items(&value.text)).unwrap_or_default();
        card.personas = personas.iter().filter_map(|name| self.persona(record, name)).collect();
        card.rank = self.next_rank(place);
        self.cards.insert(id);
        self.map.cards.push(card);
        Some(Target::Card(id))
    }

    /// The place below the cards that stand there already.
    fn next_rank(&mut self, place: Place) -> Rank {
        let cell = match place {
            Place::Cell(lane, step) | Place::Span(lane, step, _) => Some((lane, step)),
            Place::Stage(lane, stage) => {
                let first =
                    self.stages.iter().find(|known| known.stage.id == stage).and_then(|stage| stage.steps.first());
                first.map(|step| (lane, step.id))
            }
            Place::Parked => None,
        };
        let Some(cell) = cell else {
            self.parked = Rank::between(Some(&self.parked), None);
            return self.parked.clone();
        };
        let rank = match self.ranks.get(&cell) {
            Some(last) => Rank::between(Some(last), None),
            None => Rank::default(),
        };
        self.ranks.insert(cell, rank.clone());
        rank
    }

    /// The lane of a card: the one that it names, that of the card above, or one of touchpoints.
    fn lane(&mut self, record: &mut Record) -> Option<LaneId> {
        let kind = |text: &str| choice(LaneKind::ALL, LaneKind::words, &[], text);
        let kind = self.reader.value(record, Field::LaneKind, kind, "a kind of lane");
        let value = record.take(Field::Lane);
        let title = value.map(|value| value::held(&value.text).0).unwrap_or_default();
        let known = if title.is_empty() { self.current_lane } else { self.lanes.find(&title) };
        let lane = known.or_else(|| {
            if !self.reader.room(record, self.map.lanes.len(), limits::LANES, "lanes") {
                return None;
            }
            let title = if title.is_empty() { self.words.touchpoints.to_owned() } else { title };
            let kind = kind.unwrap_or_else(|| kind_of_title(&title));
            let mut lane = Lane::new(self.reader.ids.next(), title, kind);
            lane.zone = zone_of_title(&lane.title);
            let id = lane.id;
            self.lanes.add(id, id.as_str(), &lane.title);
            self.map.lanes.push(lane);
            Some(id)
        });
        self.current_lane = lane.or(self.current_lane);
        lane.or(self.current_lane)
    }

    /// The column of a row: the step that it names, that of the row above, or a new one.
    fn column(&mut self, record: &mut Record, lane: Option<LaneId>, has_steps: bool) -> Option<Column> {
        let stage = record.take(Field::Stage).map(|value| value::held(&value.text).0).unwrap_or_default();
        let step = record.take(Field::Step).map(|value| value::held(&value.text).0).unwrap_or_default();
        let former = self.current;
        let Some(stage) = self.stage(record, &stage) else { return former.filter(|former| former.step.is_some()) };
        let is_same_stage = former.is_some_and(|former| former.stage == stage);
        let index = if !step.is_empty() {
            self.stages[stage].names.find(&step)
        } else if has_steps || record.kind.is_some() {
            former.filter(|_| is_same_stage).and_then(|former| former.step)
        } else {
            self.next_of_lane(stage, lane)
        };
        let index = match index {
            Some(index) => index,
            None if self.has_room_for_a_step(record, Some(stage)) => {
                let id = self.reader.ids.next();
                self.add_step(stage, Step::new(id, step))
            }
            None => return former.filter(|former| former.step.is_some()),
        };
        self.current = Some(Column { stage, step: Some(index) });
        self.current
    }

    /// In a table without steps: the step of a stage that has no card in the lane yet, if there is one.
    fn next_of_lane(&mut self, stage: usize, lane: Option<LaneId>) -> Option<usize> {
        let stage = &mut self.stages[stage];
        let at = match stage.filled.iter_mut().find(|(known, _)| *known == lane) {
            Some((_, count)) => {
                *count += 1;
                *count - 1
            }
            None => {
                stage.filled.push((lane, 1));
                0
            }
        };
        (at < stage.steps.len()).then_some(at)
    }

    /// The stage of a name, that of the row above where it is empty, or a new one.
    pub(super) fn stage(&mut self, record: &Record, title: &str) -> Option<usize> {
        let current = self.current.map(|column| column.stage);
        let known = if title.is_empty() { current } else { self.stage_names.find(title) };
        if known.is_some() || !self.has_room_for_a_step(record, None) {
            return known;
        }
        let (id, title, none) = (self.reader.ids.next(), title.to_owned(), String::new());
        Some(self.add_stage(Stage { id, title, goal: none.clone(), note: none, steps: Table::default() }))
    }

    /// Whether another step fits into a stage, or into a new one. A stage has at least one.
    pub(super) fn has_room_for_a_step(&mut self, record: &Record, stage: Option<usize>) -> bool {
        let empty = |(index, draft): &(usize, &DraftStage)| draft.steps.is_empty() && Some(*index) != stage;
        let steps = self.steps.len() + self.stages.iter().enumerate().filter(empty).count();
        self.reader.room(record, steps, limits::STEPS, "steps")
    }

    pub(super) fn add_stage(&mut self, stage: Stage) -> usize {
        let index = self.stages.len();
        self.stage_names.add(index, stage.id.as_str(), &stage.title);
        self.stages.push(DraftStage { stage, steps: Vec::new(), names: Names::default(), filled: Vec::new() });
        index
    }

    pub(super) fn add_step(&mut self, stage: usize, step: Step) -> usize {
        let stage = &mut self.stages[stage];
        let index = stage.steps.len();
        stage.names.add(index, step.id.as_str(), &step.title);
        self.steps.insert(step.id);
        stage.steps.push(step);
        index
    }

    fn step_id(&self, column: Column) -> Option<StepId> {
        Some(self.stages[column.stage].steps.get(column.step?)?.id)
    }

    /// A step by name, first of a stage and then of any.
    fn find_step(&self, stage: usize, name: &str) -> Option<StepId> {
        let name = name
            .strip_prefix("step ")
            .filter(|id| StepId::new(id).is_some_and(|id| self.steps.contains(&id)))
            .unwrap_or(name);
        let mut stages = std::iter::once(&self.stages[stage]).chain(&self.stages);
        let by_id = self.stages.iter().flat_map(|stage| &stage.steps).find(|step| step.id.as_str() == name);
        by_id.map(|step| step.id).or_else(|| stages.find_map(|stage| Some(stage.steps[stage.names.find(name)?].id)))
    }

    fn is_before(&self, from: StepId, to: StepId) -> bool {
        let first = self.stages.iter().flat_map(|stage| &stage.steps).find(|step| step.id == from || step.id == to);
        first.is_some_and(|first| first.id == from)
    }

    /// The persona of a name, or a new one.
    pub(super) fn persona(&mut self, record: &Record, name: &str) -> Option<PersonaId> {
        let known = self.personas.find(name);
        if known.is_some() || !self.reader.room(record, self.map.personas.len(), limits::PERSONAS, "personas") {
            return known;
        }
        let persona = Persona::new(self.reader.ids.next(), value::held(name).0);
        self.personas.add(persona.id, persona.id.as_str(), &persona.name);
        let id = persona.id;
        self.map.personas.push(persona);
        Some(id)
    }

    /// The persona whose feelings are told without a name: the only one, or a customer.
    pub(super) fn anybody(&mut self, record: &Record) -> Option<PersonaId> {
        match self.map.personas.at(0) {
            Some(only) if self.map.personas.len() == 1 => Some(only.id),
            _ => self.persona(record, self.words.customer),
        }
    }

    /// The channel of a name, or a new one of the map's own.
    pub(super) fn channel(&mut self, record: &Record, name: &str) -> Option<ChannelId> {
        if std::mem::take(&mut self.has_own_channels) {
            self.channels = channel_names(&self.map);
        }
        let known = self.channels.find(name).or_else(|| known(name));
        if known.is_some()
            || !self.reader.room(record, self.map.channels.len(), limits::CHANNELS, "channels of its own")
        {
            return known;
        }
        let (id, name) = (self.reader.ids.next(), value::held(name).0);
        self.channels.add(id, ChannelId::as_str(&id), &name);
        self.map.channels.push(Channel { id, name, icon: String::new(), hue: None });
        Some(id)
    }

    /// The stages with the steps that they have by now.
    pub(super) fn stages_so_far(&self) -> Table<Stage> {
        let stage = |draft: &DraftStage| Stage { steps: draft.steps.iter().cloned().collect(), ..draft.stage.clone() };
        self.stages.iter().map(stage).collect()
    }

    fn finish(mut self) -> Map {
        for mut draft in self.stages {
            if draft.steps.is_empty() {
                draft.steps.push(Step::new(self.reader.ids.next(), ""));
            }
            draft.stage.steps = draft.steps.into_iter().collect();
            self.map.stages.push(draft.stage);
        }
        self.map
    }
}
