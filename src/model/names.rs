//! What a sentence calls the parts of a map.

use super::*;

impl Map {
    /// A place: `Backstage, Buy`.
    pub fn place_words(&self, place: Place) -> String {
        match place {
            Place::Cell(lane, step) => format!("{}, {}", self.lane_words(lane), self.step_words(step)),
            Place::Span(lane, from, to) => {
                format!("{}, {} to {}", self.lane_words(lane), self.step_words(from), self.step_words(to))
            }
            Place::Stage(lane, stage) => {
                let stage = self.stages.find(stage).map(stage_words).unwrap_or_default();
                format!("{}, all of {stage}", self.lane_words(lane))
            }
            Place::Parked => "the parking lot".to_owned(),
        }
    }

    /// A lane by its title, else by its number.
    pub fn lane_words(&self, id: LaneId) -> String {
        match self.lanes.find(id).map(|lane| lane.title.trim()) {
            Some(title) if !title.is_empty() => title.to_owned(),
            _ => format!("lane {}", self.lanes.position(id).unwrap_or_default() + 1),
        }
    }

    /// A step by its title, else by the title of its stage and its number there.
    pub fn step_words(&self, id: StepId) -> String {
        match self.find_step(id) {
            Some((_, step)) if !step.title.trim().is_empty() => one_line(&step.title),
            Some((stage, _)) if stage.steps.len() == 1 => stage_words(stage),
            Some((stage, _)) => {
                let number = stage.steps.position(id).unwrap_or_default() + 1;
                format!("{}, step {number}", stage_words(stage))
            }
            None => String::new(),
        }
    }

    /// A card by its title, else by its text or its place.
    pub fn card_words(&self, id: CardId) -> String {
        self.cards.find(id).map(|card| self.words_of(card)).unwrap_or_default()
    }

    /// As [`card_words`](Self::card_words), for a card that is at hand.
    pub fn words_of(&self, card: &Card) -> String {
        match [&card.title, &card.text].into_iter().find(|text| !text.trim().is_empty()) {
            Some(text) => one_line(text),
            None => format!("a {} in {}", card.kind.words(), self.place_words(card.place)),
        }
    }

    /// A card or a step.
    pub fn target_words(&self, at: Target) -> String {
        match at {
            Target::Card(id) => self.card_words(id),
            Target::Step(id) => self.step_words(id),
        }
    }

    /// What differs from the baseline; nothing if this map does not have it.
    pub fn change_words(&self, at: ChangeAt) -> String {
        let words = match at {
            ChangeAt::Card(id) => Some(self.card_words(id)),
            ChangeAt::Step(id) => Some(self.step_words(id)),
            ChangeAt::Stage(id) => self.stages.find(id).map(stage_words),
            ChangeAt::Lane(id) => self.lanes.find(id).map(|_| self.lane_words(id)),
            ChangeAt::Persona(id) => self.personas.find(id).map(|_| self.persona_words(id)),
            ChangeAt::Metric(id) => self.metrics.find(id).map(|metric| match metric.name.trim() {
                "" => metric.kind.words().to_owned(),
                name => one_line(name),
            }),
        };
        words.unwrap_or_default()
    }

    /// A persona by its name, else by its number.
    pub fn persona_words(&self, id: PersonaId) -> String {
        match self.personas.find(id).map(|persona| persona.name.trim()) {
            Some(name) if !name.is_empty() => name.to_owned(),
            _ => format!("persona {}", self.personas.position(id).unwrap_or_default() + 1),
        }
    }

    /// A channel by its name, else by its id.
    pub fn channel_words(&self, id: ChannelId) -> String {
        match self.channel(id) {
            Some((name, _)) if !name.trim().is_empty() => name.to_owned(),
            _ => id.to_string(),
        }
    }
}

/// A stage by its title.
pub fn stage_words(stage: &Stage) -> String {
    let title = stage.title.trim();
    if title.is_empty() { "a stage without a title".to_owned() } else { title.to_owned() }
}

/// A text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
