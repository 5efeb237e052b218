//! What a picture of differences says about each record: the signs beside it, and how it is drawn.

use super::look::{Look, Looks, sign_icon, sign_ink};
use super::words::DeltaWords;
use crate::icon::Icon;
use crate::insight::{Compared, Comparison, Entry, Sign};
use crate::layout::{Note, Notes, Words};
use crate::model::{CardId, LaneKind, Map, Place, StepId, Target};
use crate::theme::Ink;

/// The most letters of a former title.
const MAX_FORMER: usize = 60;

/// Which of the two maps a picture is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The first, with what is going to become of it.
    Before,
    /// The second, with what became of it.
    After,
    /// Both in one.
    Both,
}

/// A map with what is remarked about it.
#[derive(Debug, Clone)]
pub struct Picture {
    /// What is laid out.
    pub map: Map,
    /// What is remarked.
    pub notes: Notes,
    pub(super) looks: Looks,
    /// From the card that stands for a former place to the one that stood there.
    pub(super) moves: Vec<(CardId, CardId)>,
}

impl Picture {
    /// The card of the compared maps that a card of the picture stands for.
    pub fn card_of(&self, card: CardId) -> CardId {
        self.moves.iter().find(|(place, _)| *place == card).map_or(card, |(_, now)| *now)
    }
}

/// Remarks what a comparison found out.
pub(super) struct Remarks<'a> {
    pub before: &'a Map,
    pub after: &'a Map,
    pub side: Side,
    pub words: &'static DeltaWords,
    pub picture: Picture,
    /// The signs that were used.
    pub used: Vec<Sign>,
}

impl Remarks<'_> {
    /// Remarks everything, and explains the signs that were used.
    pub fn all(mut self, comparison: &Comparison) -> Picture {
        for entry in &comparison.entries {
            let signs = entry.shown_signs();
            if !signs.is_empty() {
                self.entry(entry, &signs);
            }
        }
        let legend: Vec<Note> =
            Sign::ALL.into_iter().filter(|sign| self.used.contains(sign)).map(|sign| self.sign(sign)).collect();
        self.picture.notes.legend = legend;
        self.picture
    }

    fn sign(&self, sign: Sign) -> Note {
        Note::sign(sign_icon(sign), sign_ink(sign), self.words.sign(sign))
    }

    /// The signs with what was said before, and whether the record is a ghost in this picture.
    fn noted(&mut self, entry: &Entry, signs: &[Sign]) -> Vec<Note> {
        self.used.extend(signs);
        let mut notes: Vec<Note> = signs.iter().map(|sign| self.sign(*sign)).collect();
        let former = entry.former_title().filter(|_| self.side != Side::Before);
        if let Some(former) = former {
            let text = format!("{} “{}”", self.words.was, shortened(former));
            notes.push(Note { icon: None, ..Note::line(Icon::PencilSimple, Ink::Quiet, text) });
        }
        notes
    }

    /// How a record with these signs is drawn.
    fn look(&self, signs: &[Sign]) -> Look {
        let sign = signs.first().copied().unwrap_or(Sign::Changed);
        match (sign, self.side) {
            (Sign::Removed | Sign::Resolved, Side::Both) => Look::Ghost(sign),
            (_, Side::Before | Side::After | Side::Both) => Look::Marked(sign),
        }
    }

    fn entry(&mut self, entry: &Entry, signs: &[Sign]) {
        if !self.is_here(signs) {
            return;
        }
        let look = self.look(signs);
        match entry.subject {
            Compared::Stage(id) => {
                let notes = self.noted(entry, signs);
                self.picture.notes.stages.insert(id, notes);
                self.picture.looks.stages.insert(id, look);
            }
            Compared::Step(id) => {
                let mut notes = self.noted(entry, signs);
                notes.extend(self.times(id));
                self.picture.notes.steps.insert(id, notes);
                self.picture.looks.steps.insert(id, look);
            }
            Compared::Lane(id) => {
                let notes = self.noted(entry, signs);
                self.picture.notes.lanes.insert(id, notes);
                self.picture.looks.lanes.insert(id, look);
            }
            Compared::Card(id) => self.card(id, entry, signs),
            Compared::Emotion(persona, at, _) => self.emotion(persona, at, entry, signs),
            Compared::Pain(id) => {
                let notes = self.noted(entry, signs);
                self.picture.notes.pains.insert(id, notes);
                self.picture.looks.pains.insert(id, look);
                if signs.iter().any(|sign| matches!(sign, Sign::Resolved | Sign::Removed)) && self.side == Side::Both {
                    self.picture.notes.shown_pains.insert(id);
                }
            }
            Compared::Opportunity(id) => {
                // How far an idea is changes from day to day; only that it came or went is drawn.
                let signs: Vec<Sign> =
                    signs.iter().copied().filter(|sign| matches!(sign, Sign::Added | Sign::Removed)).collect();
                if !signs.is_empty() {
                    let notes = self.noted(entry, &signs);
                    self.picture.notes.opportunities.insert(id, notes);
                    self.picture.looks.opportunities.insert(id, look);
                }
            }
            Compared::Persona(_) | Compared::Callout(_) | Compared::Metric(_) => {}
        }
    }

    /// Whether the record is in this picture's map.
    fn is_here(&self, signs: &[Sign]) -> bool {
        match self.side {
            Side::Both => true,
            Side::Before => !signs.iter().any(|sign| matches!(sign, Sign::Added | Sign::NewPain)),
            Side::After => !signs.iter().any(|sign| matches!(sign, Sign::Removed)),
        }
    }

    fn card(&mut self, id: CardId, entry: &Entry, signs: &[Sign]) {
        let mut notes = self.noted(entry, signs);
        if let Some(at) = signs.iter().position(|sign| *sign == Sign::Moved) {
            notes[at].text = self.moved(id);
        }
        self.picture.notes.cards.insert(id, notes);
        self.picture.looks.cards.insert(id, self.look(signs));
        let former = self.picture.moves.iter().find(|(_, now)| *now == id).map(|(place, _)| *place);
        if let Some(former) = former {
            let text = self
                .place(self.after, id)
                .map_or_else(|| self.words.sign(Sign::Moved).to_owned(), |to| format!("{} {to}", self.words.moved_to));
            self.picture.notes.cards.insert(former, vec![Note { text, ..self.sign(Sign::Moved) }]);
            self.picture.looks.cards.insert(former, Look::Ghost(Sign::Moved));
        }
    }

    /// From where or to where a card moved.
    fn moved(&self, id: CardId) -> String {
        let (words, map) = match self.side {
            Side::Before => (self.words.moved_to, self.after),
            Side::After | Side::Both => (self.words.moved_from, self.before),
        };
        let place = self.place(map, id);
        place.map_or_else(|| self.words.sign(Sign::Moved).to_owned(), |place| format!("{words} {place}"))
    }

    /// The step at which a card stands in a map; the lane, where the step is the same in both.
    fn place(&self, map: &Map, id: CardId) -> Option<String> {
        let step = |map: &Map| {
            let place = map.cards.find(id)?.place;
            map.cell_of(place).map(|(_, step)| step)
        };
        let place = map.cards.find(id)?.place;
        match (step(self.before), step(self.after)) {
            (before, after) if before != after => match place {
                Place::Parked => None,
                Place::Cell(..) | Place::Span(..) | Place::Stage(..) => step(map).map(|step| map.step_words(step)),
            },
            _ => place.lane().map(|lane| map.lane_words(lane)),
        }
    }

    /// How long a step took and takes.
    fn times(&self, id: StepId) -> Vec<Note> {
        let of = |map: &Map| map.find_step(id).map(|(_, step)| (step.duration, step.waiting));
        let (Some(before), Some(after)) = (of(self.before), of(self.after)) else { return Vec::new() };
        let words = Words::of_language(&self.after.language);
        let time = |span: Option<crate::model::TimeSpan>| span.map_or_else(|| "–".to_owned(), |span| words.time(span));
        let pairs = [(Icon::Clock, before.0, after.0), (Icon::HourglassMedium, before.1, after.1)];
        let differ = pairs.into_iter().filter(|(_, before, after)| before != after && self.side != Side::Before);
        differ
            .map(|(icon, before, after)| {
                Note::line(icon, Ink::Quiet, format!("{} {} {}", time(before), super::onward(self.after), time(after)))
            })
            .collect()
    }

    /// That somebody feels better or worse stands at the curve, or on the card where no curve is shown.
    fn emotion(&mut self, persona: crate::model::PersonaId, at: Target, entry: &Entry, signs: &[Sign]) {
        let felt = entry.what.iter().find_map(|what| match what {
            crate::insight::What::Felt { before: Some(before), after: Some(after) } => Some(after - before),
            _ => None,
        });
        let sign = signs.iter().copied().find(|sign| matches!(sign, Sign::Better | Sign::Worse));
        let (Some(by), Some(sign), true) = (felt, sign, self.side != Side::Before) else { return };
        self.used.push(sign);
        let amount = (by.abs() * 10.0).round() / 10.0;
        let text = format!("{}{amount} {}", if by > 0.0 { "+" } else { "−" }, self.words.sign(sign));
        let note = Note::sign(sign_icon(sign), sign_ink(sign), text);
        let has_curve = self.after.lanes.iter().any(|lane| {
            lane.kind == LaneKind::Emotion
                && !lane.hidden
                && !lane.collapsed
                && crate::insight::shown_personas(self.after, lane).iter().any(|(_, shown)| shown.id == persona)
        });
        match (has_curve, at) {
            (true, _) => {
                self.picture.notes.points.entry((persona, at)).or_insert(note);
            }
            (false, Target::Card(card)) => {
                self.picture.notes.cards.entry(card).or_default().push(note);
                self.picture.looks.cards.entry(card).or_insert(Look::Marked(sign));
            }
            (false, Target::Step(step)) => self.picture.notes.steps.entry(step).or_default().push(note),
        }
    }
}

/// The beginning of a title, on one line.
fn shortened(title: &str) -> String {
    let line = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = line.trim_matches(|c| matches!(c, '“' | '”' | '"' | '„' | '«' | '»'));
    match bare.char_indices().nth(MAX_FORMER) {
        Some((end, _)) => format!("{}…", bare[..end].trim_end()),
        None => bare.to_owned(),
    }
}
