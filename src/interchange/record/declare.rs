//! The records on which others stand: the map itself, personas, channels, lanes, stages, steps.

use super::to_map::{Column, Draft};
use super::{Record, RecordKind};
use crate::interchange::field::{Field, plain};
use crate::interchange::value::{self, choice};
use crate::model::check::limits;
use crate::model::*;

impl Draft<'_> {
    /// Takes up a record that lanes and cards name.
    pub(super) fn declare_people(&mut self, record: &mut Record) {
        match record.kind {
            Some(RecordKind::Persona) => self.declare_persona(record),
            Some(RecordKind::Channel) => self.declare_channel(record),
            _ => {}
        }
    }

    /// Takes up a record on which cards stand; gives the column that a stage or a step is.
    pub(super) fn declare(&mut self, record: &mut Record) -> Option<Column> {
        match record.kind {
            Some(RecordKind::Map) => self.head(record),
            Some(RecordKind::Lane) => self.declare_lane(record),
            Some(RecordKind::Stage) => return self.declare_stage(record),
            Some(RecordKind::Step) => return self.declare_step(record),
            _ => {}
        }
        None
    }

    fn head(&mut self, record: &mut Record) {
        let (map, reader) = (&mut self.map, &mut self.reader);
        if let Some(id) = reader.value(record, Field::Id, MapId::new, "an id") {
            map.id = id;
        }
        map.title = reader.text(record, Field::Title);
        let state = |text: &str| choice(MapState::ALL, MapState::words, &[], text);
        map.state = reader.value(record, Field::State, state, "current, future or research").unwrap_or_default();
        map.period = reader.text(record, Field::Period);
        map.language = reader.text(record, Field::Language);
        map.author = reader.text(record, Field::Author);
        map.edition = reader.text(record, Field::Edition);
        map.created = reader.value(record, Field::Created, value::date, "a date such as 2026-11-23");
        map.reviewed = reader.value(record, Field::Reviewed, value::date, "a date such as 2026-11-23");
        map.purpose.vision = reader.text(record, Field::Vision);
        map.purpose.promise = reader.text(record, Field::Promise);
        map.purpose.goal = reader.text(record, Field::Goal);
        map.scenario.situation = reader.text(record, Field::Situation);
        map.scenario.goal = reader.text(record, Field::Wish);
        map.scenario.expectation = reader.text(record, Field::Hope);
        map.accent = reader.value(record, Field::Accent, |text| text.parse().ok(), "a color such as #3d6b35");
        map.baseline = reader.value(record, Field::Baseline, baseline, "the id of a map and its file");
        map.note = reader.text(record, Field::Note);
    }

    fn declare_persona(&mut self, record: &mut Record) {
        if !self.reader.room(record, self.map.personas.len(), limits::PERSONAS, "personas") {
            return record.values.clear();
        }
        let reader = &mut self.reader;
        let mut persona =
            Persona::new(reader.id(record, |id| self.map.personas.contains(id)), reader.text(record, Field::Title));
        let kind = |text: &str| choice(PersonaKind::ALL, PersonaKind::words, &[], text);
        persona.kind = reader.value(record, Field::Kind, kind, "customer or employee").unwrap_or_default();
        persona.role = reader.text(record, Field::Role);
        persona.quote = reader.text(record, Field::Quote);
        persona.goals = reader.list(record, Field::Goals);
        persona.hue = reader.hue(record);
        let line = |text: &str| choice(LineStyle::ALL, LineStyle::words, &[], text);
        persona.line = reader.value(record, Field::Line, line, "a style of lines").unwrap_or_default();
        let curve = |text: &str| choice(Showing::ALL, Showing::words, &[], text);
        persona.curve = reader.value(record, Field::Curve, curve, "automatic, shown or hidden").unwrap_or_default();
        persona.note = reader.text(record, Field::Note);
        self.personas.add(persona.id, persona.id.as_str(), &persona.name);
        self.map.personas.push(persona);
    }

    fn declare_channel(&mut self, record: &mut Record) {
        if !self.reader.room(record, self.map.channels.len(), limits::CHANNELS, "channels of its own") {
            return record.values.clear();
        }
        let reader = &mut self.reader;
        let id = reader.id(record, |id| self.map.channels.contains(id));
        let (name, icon) = (reader.text(record, Field::Title), reader.text(record, Field::Icon));
        let hue = reader.hue(record);
        self.map.channels.push(Channel { id, name, icon, hue });
        self.has_own_channels = true;
    }

    fn declare_lane(&mut self, record: &mut Record) {
        if !self.reader.room(record, self.map.lanes.len(), limits::LANES, "lanes") {
            return record.values.clear();
        }
        let reader = &mut self.reader;
        let (id, title) = (reader.id(record, |id| self.map.lanes.contains(id)), reader.text(record, Field::Title));
        let kind = |text: &str| choice(LaneKind::ALL, LaneKind::words, &[], text);
        let kind = reader.value(record, Field::Kind, kind, "a kind of lane").unwrap_or_else(|| kind_of_title(&title));
        let mut lane = Lane::new(id, title, kind);
        let zone = |text: &str| choice(Zone::ALL, Zone::words, &[], text);
        lane.zone =
            reader.value(record, Field::Zone, zone, "customer, frontstage, backstage or support").unwrap_or_default();
        lane.height = reader.value(record, Field::Height, length, "a height of 20 to 5000 points");
        for word in reader.list(record, Field::Shown) {
            match plain(&word).as_str() {
                "collapsed" => lane.collapsed = true,
                "hidden" => lane.hidden = true,
                "pinned" => lane.pinned = true,
                _ => reader.notes.tell(record.line, 1, format!("\"{word}\" is none of collapsed, hidden and pinned")),
            }
        }
        lane.note = reader.text(record, Field::Note);
        let personas = reader.list(record, Field::Personas);
        lane.personas = personas.iter().filter_map(|name| self.persona(record, name)).collect();
        self.lanes.add(lane.id, lane.id.as_str(), &lane.title);
        self.map.lanes.push(lane);
    }

    fn declare_stage(&mut self, record: &mut Record) -> Option<Column> {
        if !self.has_room_for_a_step(record, None) {
            record.values.clear();
            return None;
        }
        let reader = &mut self.reader;
        let id = reader.id(record, |id| self.stages.iter().any(|stage| stage.stage.id == id));
        let title = reader.text(record, Field::Title);
        let (goal, note) = (reader.text(record, Field::Goal), reader.text(record, Field::Note));
        let stage = self.add_stage(Stage { id, title, goal, note, steps: Table::default() });
        self.current = Some(Column { stage, step: None });
        self.current
    }

    fn declare_step(&mut self, record: &mut Record) -> Option<Column> {
        let stage = record.take(Field::Stage).map(|value| value.text).unwrap_or_default();
        let Some(stage) = self.stage(record, &stage).filter(|stage| self.has_room_for_a_step(record, Some(*stage)))
        else {
            record.values.clear();
            return None;
        };
        let reader = &mut self.reader;
        let id = reader.id(record, |id| self.steps.contains(&id));
        let mut step = Step::new(id, reader.text(record, Field::Title));
        step.width = reader.value(record, Field::Width, length, "a width of 20 to 5000 points");
        step.note = reader.text(record, Field::Note);
        self.times(record, &mut step);
        let step = self.add_step(stage, step);
        self.current = Some(Column { stage, step: Some(step) });
        self.current
    }
}

/// The kind of a lane that says nothing else about it than its title.
pub(super) fn kind_of_title(title: &str) -> LaneKind {
    const NAMES: [(&str, LaneKind); 24] = [
        ("customeractions", LaneKind::Actions),
        ("action", LaneKind::Actions),
        ("aktion", LaneKind::Actions),
        ("handlung", LaneKind::Actions),
        ("frontstage", LaneKind::Actions),
        ("backstage", LaneKind::Actions),
        ("doing", LaneKind::Actions),
        ("thought", LaneKind::Text),
        ("thinking", LaneKind::Text),
        ("gedanke", LaneKind::Text),
        ("need", LaneKind::Text),
        ("goal", LaneKind::Text),
        ("ziele", LaneKind::Text),
        ("bedürfnis", LaneKind::Text),
        ("pensée", LaneKind::Text),
        ("quote", LaneKind::Quotes),
        ("zitat", LaneKind::Quotes),
        ("storyboard", LaneKind::Storyboard),
        ("physicalevidence", LaneKind::Evidence),
        ("evidence", LaneKind::Evidence),
        ("system", LaneKind::Systems),
        ("support", LaneKind::Systems),
        ("tools", LaneKind::Systems),
        ("partner", LaneKind::Systems),
    ];
    let title = plain(title);
    NAMES.iter().find(|(name, _)| title.contains(name)).map_or(LaneKind::Touchpoints, |(_, kind)| *kind)
}

/// The zone of a lane that is called after it.
pub(super) fn zone_of_title(title: &str) -> Zone {
    let title = plain(title);
    let named = Zone::ALL.iter().copied().find(|zone| *zone != Zone::Customer && title.contains(zone.words()));
    named.unwrap_or_default()
}

fn length(text: &str) -> Option<Length> {
    Length::try_from(value::number(text)?).ok()
}

fn baseline(text: &str) -> Option<Baseline> {
    let (map, path) = text.split_once(' ').unwrap_or((text, ""));
    Some(Baseline { map: MapId::new(map)?, path: path.trim().to_owned() })
}
