//! Counting how the room feels: a round of tallies for a persona at a place, which stands in the map from the
//! first count on. One round is one step of the history.

use super::Bar;
use crate::app::session::Session;
use crate::edit::{Edit, RatingField};
use crate::model::{PersonaId, Rating, Round, Target};

/// Whose feelings are being counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feel {
    /// Where.
    pub at: Target,
    /// For whom.
    pub persona: PersonaId,
    /// Which of the rating's rounds is being counted, from 0.
    nth: usize,
    /// What was counted, one after the other, by the value's place from −2.
    counted: Vec<usize>,
}

impl Session {
    /// Whether there is something of which the room can be asked how it feels.
    pub fn can_ask_feeling(&self) -> bool {
        !self.map().personas.is_empty() && self.feel_target().is_some()
    }

    /// What the room is asked about: the selected card, step or point, else the step at which one is.
    fn feel_target(&self) -> Option<Target> {
        self.targets().into_iter().next().or_else(|| self.current_step().map(Target::Step))
    }

    /// Begins to count.
    pub(in crate::app) fn ask_feeling(&mut self) {
        let (Some(at), Some(persona)) = (self.feel_target(), self.active_persona()) else { return };
        self.open_bar(Bar::Feel);
        self.begin_count(at, persona);
    }

    fn begin_count(&mut self, at: Target, persona: PersonaId) {
        self.history.break_group();
        let nth = self.rating_of(at, persona).map_or(0, |rating| rating.rounds.len());
        self.workshop.feel = Some(Feel { at, persona, nth, counted: Vec::new() });
    }

    fn rating_of(&self, at: Target, persona: PersonaId) -> Option<&Rating> {
        let is_it = |rating: &&Rating| (rating.persona, rating.at, rating.channel) == (persona, at, None);
        self.map().ratings.iter().find(is_it)
    }

    /// The rounds before the one that is counted, and that one as it is.
    pub fn counted(&self) -> Option<(Vec<Round>, Round)> {
        let feel = self.workshop.feel.as_ref()?;
        let mut rounds = self.rating_of(feel.at, feel.persona).map(|rating| rating.rounds.clone()).unwrap_or_default();
        // Undo may have taken the round away, and redo brought it back.
        let round = if rounds.len() > feel.nth { rounds.drain(feel.nth..).next() } else { None };
        let today = Some((self.clock)().date());
        Some((rounds, round.unwrap_or(Round { date: today, tally: (0, 0, 0, 0, 0) })))
    }

    /// One more says so, or one less.
    pub(super) fn count(&mut self, value: usize, more: bool) {
        let Some((before, mut round)) = self.counted() else { return };
        let mut counts = round.counts();
        let Some(count) = counts.get_mut(value) else { return };
        *count = if more { count.saturating_add(1) } else { count.saturating_sub(1) };
        round.tally = counts.into();
        if let Some(feel) = &mut self.workshop.feel {
            if more {
                feel.counted.push(value);
            } else if let Some(at) = feel.counted.iter().rposition(|counted| *counted == value) {
                feel.counted.remove(at);
            }
        }
        self.set_round(before, round);
    }

    /// Takes the last one back that was counted.
    pub(super) fn take_count_back(&mut self) {
        let last = self.workshop.feel.as_ref().and_then(|feel| feel.counted.last().copied());
        last.into_iter().for_each(|value| self.count(value, false));
    }

    fn set_round(&mut self, mut rounds: Vec<Round>, round: Round) {
        let Some(Feel { at, persona, .. }) = self.workshop.feel else { return };
        self.begin_record();
        let total = round.total();
        rounds.extend((total > 0).then_some(round));
        let field = RatingField::Rounds(rounds);
        self.edit(&Edit::SetRating { persona, at, channel: None, field });
        self.say(if total == 1 {
            "1 has said how it feels".to_owned()
        } else {
            format!("{total} have said how it feels")
        });
    }

    /// The round is over; the next count begins another one.
    pub(super) fn end_round(&mut self) {
        let Some((_, round)) = self.counted() else { return };
        let words = round.mean().map(crate::insight::level_words);
        self.close_bar();
        self.say(match words {
            Some(mean) => format!("{} said how it feels: {mean} on average", round.total()),
            None => "Nobody was counted".to_owned(),
        });
    }

    /// What was counted was none.
    pub(super) fn drop_round(&mut self) {
        if let Some((before, round)) = self.counted()
            && round.total() > 0
        {
            self.set_round(before, Round { date: None, tally: (0, 0, 0, 0, 0) });
            self.say("The round was given up");
        }
        self.close_bar();
    }

    /// Counts for another persona, in a round of its own.
    pub(super) fn count_for(&mut self, persona: PersonaId) {
        if let Some(at) = self.workshop.feel.as_ref().map(|feel| feel.at) {
            self.begin_count(at, persona);
        }
    }

    /// Ends the counting, whatever was counted.
    pub(super) fn end_count(&mut self) {
        if self.workshop.feel.take().is_some() {
            self.history.break_group();
        }
    }
}
