//! The capture box: a line becomes a card where one is.

use super::remark::{self, Signs};
use super::{Bar, Chosen, choices};
use crate::app::session::Session;
use crate::edit::{Edit, RatingField, Selection};
use crate::model::{
    Card, CardId, CardKind, Emotion, LaneId, LaneKind, PainPoint, PersonaId, Place, QUESTION_TAG, Severity, StepId,
    Target,
};

/// How many captured cards are remembered, to tell how many there are.
const MOST_TAKEN: usize = 2_000;

/// What is being typed into the capture box, and what is chosen in it. What is chosen of step, lane, persona and
/// parking lot holds until it is chosen anew; the rest is for the next card alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Capture {
    /// What stands in it.
    pub line: String,
    /// At which step, where that was chosen.
    pub step: Option<StepId>,
    /// In which lane, where that was chosen.
    pub lane: Option<LaneId>,
    /// Whom the cards concern, where that was chosen.
    pub persona: Option<PersonaId>,
    /// How the next card feels.
    pub emotion: Option<Emotion>,
    /// How much the next card hurts.
    pub severity: Option<Severity>,
    /// Whether the next card is an open question.
    pub question: bool,
    /// Whether cards go onto the parking lot.
    pub parked: bool,
    /// What was captured since the map was opened, the last one last.
    pub taken: Vec<CardId>,
    /// Where one was when the last card was captured: that card is selected since.
    followed: (Option<StepId>, Option<LaneId>),
}

/// Where the next card goes and what it says beside its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// Where it stands.
    pub place: Place,
    /// Whom it concerns; empty means everyone.
    pub personas: Vec<PersonaId>,
    /// How it feels.
    pub emotion: Option<Emotion>,
    /// How much it hurts.
    pub severity: Option<Severity>,
    /// Whether it is an open question.
    pub question: bool,
}

impl Capture {
    /// Sets what is chosen.
    pub fn choose(&mut self, chosen: Chosen) {
        match chosen {
            Chosen::Step(step) => self.step = step,
            Chosen::Lane(lane) => self.lane = lane,
            Chosen::Persona(persona) => self.persona = persona,
            Chosen::Emotion(emotion) => self.emotion = emotion,
            Chosen::Severity(severity) => self.severity = severity,
            Chosen::Question(question) => self.question = question,
            Chosen::Parked(parked) => self.parked = parked,
        }
    }
}

impl Session {
    /// Opens the capture box and gives it the keyboard; where it has it, closes it.
    pub(in crate::app) fn toggle_capture(&mut self) {
        let has_keyboard = self.jobs.ctx().memory(|memory| memory.has_focus(Bar::Capture.focus_id()));
        if self.workshop.bar == Some(Bar::Capture) && has_keyboard {
            self.close_bar();
        } else {
            // Who opens the box anew is somewhere else by now.
            self.workshop.capture.followed = (None, None);
            self.open_bar(Bar::Capture);
        }
    }

    /// The step at which the next card stands: the one that was chosen, the one at which one is, the one in the
    /// middle of what is seen, the first.
    pub fn capture_step(&self) -> Option<StepId> {
        let is_there = |step: &StepId| self.map().find_step(*step).is_some();
        let capture = &self.workshop.capture;
        let before = capture.followed.0.filter(is_there);
        let here = if self.is_last_captured() { before } else { self.current_step().or(before) };
        let here = self.presented_step(here).or(here);
        let shown = || {
            let middle = self.view.rect.center();
            let page = self.view.camera.screen_from_page(self.view.rect).page_point(middle);
            let near = |x0: f64, x1: f64| (page.x - (x0 + x1) / 2.0).abs();
            let steps = self.layout().steps.iter();
            let nearest =
                steps.min_by(|a, b| near(a.column.x0, a.column.x1).total_cmp(&near(b.column.x0, b.column.x1)));
            nearest.map(|step| step.id)
        };
        let first = || self.map().steps().next().map(|(_, step)| step.id);
        capture.step.filter(is_there).or(here.filter(is_there)).or_else(shown).or_else(first)
    }

    /// The step of what a room is shown: of the card that is opened, or in the stage; where one is, if that is
    /// in the stage, else its first step.
    fn presented_step(&self, here: Option<StepId>) -> Option<StepId> {
        let presenting = self.presenting()?;
        if let Some(card) = presenting.opened() {
            return self.map().cell_of(self.map().cards.find(card)?.place).map(|(_, step)| step);
        }
        let stage = self.map().stages.find(presenting.page()?.stage?)?;
        here.filter(|step| stage.steps.contains(*step)).or_else(|| stage.steps.iter().next().map(|step| step.id))
    }

    /// The lane in which the next card stands: the one that was chosen, the one in which one is, the first.
    pub fn capture_lane(&self) -> Option<LaneId> {
        let lanes = choices::lanes(self.map());
        let holds = |lane: &LaneId| lanes.iter().any(|(id, _)| id == lane);
        let capture = &self.workshop.capture;
        let here = if self.is_last_captured() { capture.followed.1 } else { self.current_lane() };
        // A remark is no picture and no system, unless there is nothing else.
        let is_spoken = |lane: &LaneId| {
            let kind = self.map().lanes.find(*lane).map(|lane| lane.kind);
            !matches!(kind, Some(LaneKind::Storyboard | LaneKind::Evidence | LaneKind::Systems))
        };
        let ids = || lanes.iter().map(|(lane, _)| *lane);
        let first = ids().find(is_spoken).or_else(|| ids().next());
        capture.lane.filter(holds).or(here.filter(holds)).or(capture.followed.1.filter(holds)).or(first)
    }

    /// Whether just the card is selected that was captured last: one is then still where one was before.
    fn is_last_captured(&self) -> bool {
        let last = self.workshop.capture.taken.last();
        last.is_some_and(|last| self.selection().cards() == [*last])
    }

    /// Where a card with these signs goes. A sign counts more than what was chosen.
    pub fn capture_goal(&self, signs: &Signs) -> Goal {
        let capture = &self.workshop.capture;
        let (lane, step) = (signs.lane.or_else(|| self.capture_lane()), signs.step.or_else(|| self.capture_step()));
        let is_sent = signs.lane.is_some() || signs.step.is_some();
        let is_parked = signs.parked || (capture.parked && !is_sent);
        let place = match (is_parked, lane, step) {
            (false, Some(lane), Some(step)) => Place::Cell(lane, step),
            _ => Place::Parked,
        };
        let personas =
            if signs.personas.is_empty() { capture.persona.into_iter().collect() } else { signs.personas.clone() };
        Goal {
            place,
            personas: personas.into_iter().filter(|persona| self.map().personas.contains(*persona)).collect(),
            emotion: signs.emotion.or(capture.emotion),
            severity: signs.severity.or(capture.severity),
            question: signs.question || capture.question,
        }
    }

    /// The card that was captured last and is still in the map, and how many such there are.
    pub fn captured(&self) -> (Option<&Card>, usize) {
        let cards = &self.map().cards;
        let taken = &self.workshop.capture.taken;
        let last = taken.iter().rev().find_map(|card| cards.find(*card));
        (last, taken.iter().filter(|card| cards.contains(**card)).count())
    }

    /// Makes a card of what stands in the capture box, with all that its signs say, as one step.
    pub(super) fn take_line(&mut self) {
        let line = self.workshop.capture.line.clone();
        let remark = remark::read(&line, self.map());
        if remark.text.is_empty() {
            if !line.trim().is_empty() {
                self.say("Type what was said behind the signs.");
            }
            return;
        }
        let (goal, text) = (self.capture_goal(&remark.signs), remark.text.to_owned());
        let followed = (self.capture_step(), self.capture_lane());
        let id: CardId = self.history.new_id();
        let edits = self.capture_edits(id, &goal, &text);
        self.begin_record();
        self.edit_all(&format!("Capture “{}”", short(&text)), &edits);
        if !self.map().cards.contains(id) {
            return;
        }
        let capture = &mut self.workshop.capture;
        capture.line.clear();
        (capture.emotion, capture.severity, capture.question) = (None, None, false);
        capture.followed = followed;
        capture.taken.push(id);
        let superfluous = capture.taken.len().saturating_sub(MOST_TAKEN);
        capture.taken.drain(..superfluous);
        if goal.place != Place::Parked {
            self.select(Selection::card(id));
        }
        self.say(format!("Captured “{}”: {}", short(&text), self.map().place_words(goal.place)));
    }

    fn capture_edits(&mut self, id: CardId, goal: &Goal, text: &str) -> Vec<Edit> {
        let lane = goal.place.lane().and_then(|lane| self.map().lanes.find(lane));
        let kind = lane.map_or(CardKind::Text, |lane| lane.kind.card_kind());
        let mut card = Card::new(id, kind, text, goal.place);
        card.personas.clone_from(&goal.personas);
        card.date = Some((self.clock)().date());
        card.tags.extend(goal.question.then(|| QUESTION_TAG.to_owned()));
        let mut edits = vec![Edit::AddCards { cards: vec![card], before: None }];
        let at = Target::Card(id);
        if let Some(emotion) = goal.emotion {
            let who =
                if goal.personas.is_empty() { vec![self.rated_persona(&mut edits)] } else { goal.personas.clone() };
            let field = RatingField::Actual(Some(emotion));
            edits.extend(who.into_iter().map(|persona| Edit::SetRating {
                persona,
                at,
                channel: None,
                field: field.clone(),
            }));
        }
        if let Some(severity) = goal.severity {
            let personas = goal.personas.clone();
            edits.push(Edit::AddPain(PainPoint {
                personas,
                ..PainPoint::new(self.history.new_id(), text, severity, at)
            }));
        }
        edits
    }
}

/// The beginning of a text, for a sentence.
pub fn short(text: &str) -> String {
    const MOST_LETTERS: usize = 40;
    match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
