//! A map from what a diagram says.

use std::collections::HashMap;

use super::statement::{Position, Statement, Statements, Task, number};
use super::text::{plain, plain_line};
use super::{MAX_TASKS, Notice};
use crate::interchange::language::{self, Words};
use crate::model::check::limits;
use crate::model::{
    Card, CardKind, Emotion, IdSource, Lane, LaneKind, Map, Persona, PersonaId, Place, Rating, Stage, Step, Table,
    Target,
};

/// The most actors that become personas: one less than a map holds, because some tasks have none
/// and then a customer is added.
const MAX_ACTORS: usize = limits::PERSONAS - 1;

/// A diagram in plain words, before anything has an id.
#[derive(Default)]
pub(super) struct Draft {
    title: String,
    situation: String,
    stages: Vec<DraftStage>,
    actors: Vec<String>,
    ratings: usize,
    pub(super) notices: Vec<Notice>,
}

struct DraftStage {
    at: Position,
    title: String,
    tasks: Vec<DraftTask>,
}

struct DraftTask {
    name: String,
    emotion: Option<Emotion>,
    /// Positions in the draft's list of actors, each once.
    actors: Vec<usize>,
    /// Whether the diagram names actors.
    is_assigned: bool,
}

impl Draft {
    /// What the statements say, with a notice for all that does not fit.
    pub(super) fn new(statements: Statements<'_>) -> Self {
        let mut draft = Self::default();
        let mut known = HashMap::new();
        let mut acc_title = String::new();
        let mut tasks = 0;
        draft.title = plain_line(&draft.clipped(Position { line: 1, column: 1 }, statements.front_title));
        for (at, statement) in statements.list {
            match statement {
                Statement::Title(text) => draft.title = plain_line(&draft.clipped(at, text)),
                Statement::AccTitle(text) => acc_title = plain_line(&draft.clipped(at, text)),
                Statement::AccDescription(text) => draft.situation = plain(&draft.clipped(at, &text)),
                Statement::Section(text) => draft.section(at, text),
                Statement::Swallowed(text) => {
                    draft.tell(at, format!("\"{}\" is a comment to Mermaid and was left out", shortened(text)));
                }
                Statement::Task(task) => {
                    tasks += 1;
                    if tasks == MAX_TASKS + 1 {
                        draft
                            .tell(at, format!("a map holds {MAX_TASKS} tasks; this and all that follow were left out"));
                    }
                    if tasks <= MAX_TASKS {
                        draft.task(at, task, &mut known);
                    }
                }
            }
        }
        if draft.title.is_empty() {
            draft.title = acc_title;
        }
        draft.limit_steps();
        draft
    }

    /// Whether there is neither a section nor a task.
    pub(super) fn is_empty(&self) -> bool {
        self.stages.is_empty()
    }

    /// The title; may be empty.
    pub(super) fn into_title(self) -> String {
        self.title
    }

    fn tell(&mut self, at: Position, text: impl Into<String>) {
        self.notices.push(Notice { line: at.line, column: at.column, text: text.into() });
    }

    /// The text, or as much of it as a map may hold.
    fn clipped(&mut self, at: Position, text: &str) -> String {
        // An entity is never shorter than what it stands for, so plain text is no longer than this.
        let end = text.floor_char_boundary(limits::TEXT);
        if end < text.len() {
            self.tell(at, format!("a text is longer than {} bytes; the rest of it was left out", limits::TEXT));
        }
        text[..end].to_owned()
    }

    /// A section. Mermaid draws one that follows another of the same name as one with it.
    fn section(&mut self, at: Position, text: &str) {
        let title = plain(&self.clipped(at, text));
        if self.stages.last().is_none_or(|stage| stage.title != title) {
            self.stages.push(DraftStage { at, title, tasks: Vec::new() });
        }
    }

    fn task(&mut self, at: Position, task: Task<'_>, known: &mut HashMap<String, usize>) {
        let name = plain(&self.clipped(at, task.name));
        if name.is_empty() {
            self.tell(at, "this task has no name");
        }
        if !task.surplus.is_empty() {
            self.tell(at, format!("\"{}\" follows the actors and was left out", shortened(task.surplus)));
        }
        let emotion = self.emotion(at, &name, task.score);
        let mut actors = Vec::new();
        let names = task.actors.split(',').map(plain_line).filter(|name| !name.is_empty());
        for actor in names {
            let next = known.len();
            if next == MAX_ACTORS && !known.contains_key(&actor) {
                let actor = shortened(&actor);
                self.tell(at, format!("no more than {MAX_ACTORS} personas are taken; \"{actor}\" was left out"));
                continue;
            }
            let index = *known.entry(actor).or_insert_with_key(|name| {
                self.actors.push(name.clone());
                next
            });
            if !actors.contains(&index) {
                actors.push(index);
            }
        }
        let ratings = if emotion.is_some() { actors.len().max(1) } else { 0 };
        let fits = self.ratings + ratings <= limits::RECORDS;
        if fits {
            self.ratings += ratings;
        } else {
            self.tell(at, format!("a map holds {} ratings; the score was left out", limits::RECORDS));
        }
        if self.stages.is_empty() {
            self.stages.push(DraftStage { at, title: String::new(), tasks: Vec::new() });
        }
        if let Some(stage) = self.stages.last_mut() {
            let (emotion, is_assigned) = (emotion.filter(|_| fits), !actors.is_empty());
            stage.tasks.push(DraftTask { name, emotion, actors, is_assigned });
        }
    }

    /// The score 1 … 5 as an emotion −2 … +2.
    fn emotion(&mut self, at: Position, task: &str, score: &str) -> Option<Emotion> {
        let task = shortened(task);
        if score.is_empty() {
            self.tell(at, format!("\"{task}\" has no score; its emotion is not set"));
            return None;
        }
        let Some(value) = number(score) else {
            let score = shortened(score);
            self.tell(at, format!("\"{score}\" is not a score from 1 to 5; the emotion of \"{task}\" is not set"));
            return None;
        };
        let score = shortened(score);
        let rounded = value.clamp(1.0, 5.0).round();
        let emotion = Emotion::clamped(rounded as i64 - 3);
        if !(1.0..=5.0).contains(&value) {
            self.tell(at, format!("the score {score} of \"{task}\" is outside 1 to 5; it counts as {rounded}"));
        } else if rounded != value {
            self.tell(at, format!("the score {score} of \"{task}\" was rounded to {rounded}"));
        }
        Some(emotion)
    }

    /// Takes stages out until no more steps are left than a map holds, and tells which are empty.
    fn limit_steps(&mut self) {
        let mut steps = 0;
        let fits = |stage: &DraftStage| {
            steps += stage.tasks.len().max(1);
            steps <= limits::STEPS
        };
        let kept = self.stages.iter().map(fits).take_while(|fits| *fits).count();
        if let Some(at) = self.stages.get(kept).map(|stage| stage.at) {
            self.tell(at, format!("a map holds {} steps; this and all that follows was left out", limits::STEPS));
        }
        self.stages.truncate(kept);
        let empty: Vec<(Position, String)> = (self.stages.iter().filter(|stage| stage.tasks.is_empty()))
            .map(|stage| (stage.at, shortened(&stage.title)))
            .collect();
        for (at, title) in empty {
            self.tell(at, format!("the section \"{title}\" has no task; it became a stage with one empty step"));
        }
    }

    /// The map: a stage for each section; a step with a touchpoint for each task; a persona for
    /// each actor, and a customer for the scores of tasks without actors.
    pub(super) fn into_map(mut self, ids: &mut IdSource) -> Map {
        let words = self.words();
        self.add_customer(words);
        let mut map = Map::new(ids.next(), self.title);
        map.language = words.language.to_owned();
        map.scenario.situation = self.situation;
        map.personas = self.actors.into_iter().map(|name| Persona::new(ids.next(), name)).collect();
        let personas: Vec<PersonaId> = map.personas.iter().map(|persona| persona.id).collect();
        let touchpoints = Lane::new(ids.next(), words.touchpoints, LaneKind::Touchpoints);
        let lane = touchpoints.id;
        map.lanes = [touchpoints, Lane::new(ids.next(), words.emotion, LaneKind::Emotion)].into_iter().collect();
        for stage in self.stages {
            // The card says what happens; the same words above it would only be read twice.
            let steps: Table<Step> = (0..stage.tasks.len().max(1)).map(|_| Step::new(ids.next(), "")).collect();
            for (step, task) in steps.iter().zip(stage.tasks) {
                let place = Place::Cell(lane, step.id);
                let mut card = Card::new(ids.next(), CardKind::Touchpoint, task.name, place);
                let concerned: Vec<PersonaId> = task.actors.iter().map(|index| personas[*index]).collect();
                if let Some(emotion) = task.emotion {
                    for persona in &concerned {
                        let mut rating = Rating::new(ids.next(), *persona, Target::Card(card.id));
                        rating.actual = Some(emotion);
                        map.ratings.push(rating);
                    }
                }
                // Naming the only persona on every card would say nothing.
                if personas.len() > 1 && task.is_assigned {
                    card.personas = concerned;
                }
                map.cards.push(card);
            }
            let (id, title) = (ids.next(), stage.title);
            map.stages.push(Stage { id, title, goal: String::new(), note: String::new(), steps });
        }
        map
    }

    /// Gives the scores of tasks without actors to a customer, who may be one of the actors.
    fn add_customer(&mut self, words: &Words) {
        let nobodys = |task: &&mut DraftTask| task.actors.is_empty() && task.emotion.is_some();
        let mut tasks = self.stages.iter_mut().flat_map(|stage| &mut stage.tasks).filter(nobodys).peekable();
        if tasks.peek().is_none() {
            return;
        }
        let known = self.actors.iter().position(|name| name == words.customer);
        let customer = known.unwrap_or(self.actors.len());
        tasks.for_each(|task| task.actors.push(customer));
        if known.is_none() {
            self.actors.push(words.customer.to_owned());
        }
    }

    fn words(&self) -> &'static Words {
        let stages = self
            .stages
            .iter()
            .flat_map(|stage| stage.tasks.iter().map(|task| task.name.as_str()).chain([stage.title.as_str()]));
        language::guess(stages.chain([self.title.as_str(), self.situation.as_str()]))
    }
}

/// The beginning of a text, on one line, for a message.
fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    let line = plain_line(text.get(..text.floor_char_boundary(400)).unwrap_or(text));
    if line.chars().count() <= MOST { line } else { line.chars().take(MOST - 1).chain(['…']).collect() }
}
