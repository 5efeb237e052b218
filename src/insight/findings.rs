//! The map check: what a map lacks to be a working tool and not wall art.
//!
//! A finding is advice and no problem: the map can be opened, drawn and printed with it. Somebody can
//! accept it with a reason, which the map keeps.

use std::collections::{BTreeSet, HashMap};

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::experience::{feelings, gaps, level_words};
use super::measure::{backing, promise};
use super::{curves, shown_personas};
use crate::model::*;

/// The least share of cards that should be backed by evidence.
pub const BACKED_SHARE: f64 = 0.5;

/// Of how few cards a share says nothing yet.
const FEW_CARDS: usize = 10;

/// How far below the expectation is worth a finding, in steps of the scale.
const GAP: f64 = -2.0;

/// After how many months a map should be held against reality again.
const REVIEW_MONTHS: i32 = 6;

/// What the map check found.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// The record that it is about, for going there.
    pub subject: Subject,
    /// Where the record or its field stands, as a path of fields and positions: `pains[3].owner`.
    pub path: String,
    /// What was found, in a sentence without a full stop.
    pub text: String,
    /// The cards and steps that lead to it, beside the record itself.
    pub at: Vec<Target>,
    /// Why somebody accepted it, if somebody did.
    pub accepted: Option<Accepted>,
}

impl Finding {
    /// The id of the record that it is about, as accepted findings name it; empty for the map.
    pub fn about(&self) -> String {
        match self.subject {
            Subject::Map => String::new(),
            Subject::Persona(id) => id.to_string(),
            Subject::Stage(id) => id.to_string(),
            Subject::Step(id) => id.to_string(),
            Subject::Lane(id) => id.to_string(),
            Subject::Card(id) => id.to_string(),
            Subject::Pain(id) => id.to_string(),
            Subject::Opportunity(id) => id.to_string(),
        }
    }
}

/// Declares the kinds of finding: a name that files keep, and why it matters.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident => $name:literal, $why:literal;)*) => {
        /// What the map check can find, the most pressing first.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingKind { $($(#[$doc])* $kind,)* }

        impl FindingKind {
            /// Every kind, the most pressing first.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// The name under which it is accepted, which never changes.
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            /// Why it matters, in a sentence without a full stop.
            pub fn why(self) -> &'static str {
                match self { $(Self::$kind => $why,)* }
            }
        }
    };
}

kinds! {
    /// A card keeps what a merge could not decide.
    MergeConflict => "merge-conflict",
        "two people meant different things; take one of the two out, or take the tag away";
    /// A touchpoint that is taken for granted feels bad or has a major pain point.
    BrokenBasic => "broken-basic",
        "what is taken for granted angers when it fails; nothing that delights makes up for it";
    /// Something feels far worse than expected.
    ExpectationGap => "expectation-gap",
        "people judge by what they expected; mend what happens, or promise less";
    /// A pain point for which nobody is accountable.
    PainWithoutOwner => "pain-without-owner",
        "what belongs to nobody is mended by nobody";
    /// A pain point that no opportunity answers.
    PainWithoutOpportunity => "pain-without-opportunity",
        "without an idea of what to do, the map ends as wall art";
    /// A channel switch between cards of which one has no owner.
    SwitchWithoutOwner => "channel-switch-without-owner",
        "customers get lost between channels when nobody looks after the passage";
    /// A hand-off between cards of which one has no owner.
    HandOffWithoutOwner => "hand-off-without-owner",
        "work is dropped where nobody hands it over or takes it";
    /// The promise is broken somewhere.
    PromiseBroken => "promise-broken",
        "every broken promise costs trust that advertising cannot buy back";
    /// A lane draws how people feel, and none of their words stands in the map.
    LaneWithoutVoice => "lane-without-voice",
        "without their own words a curve is what we think that they feel";
    /// Too few cards are backed.
    LittleEvidence => "little-evidence",
        "a map of assumptions leads to decisions on assumptions";
    /// A future map does not say when it is to be true.
    FutureWithoutPeriod => "future-without-period",
        "a future without a date is a wish";
    /// The map was not held against reality for half a year.
    NotReviewed => "not-reviewed",
        "journeys change faster than maps; an old map misleads";
}

/// Everything that the map check finds as of `today`, the most pressing first; also what somebody
/// accepted.
pub fn findings(map: &Map, today: Date) -> Vec<Finding> {
    let mut finder = Finder { map, found: Vec::new() };
    finder.merge_conflicts();
    finder.broken_basics();
    finder.expectation_gaps();
    finder.pains();
    finder.passages();
    finder.promise();
    finder.voices();
    finder.evidence();
    finder.dates(today);
    finder.found.sort_by_key(|finding| finding.kind);
    for finding in &mut finder.found {
        let about = finding.about();
        let is_it = |accepted: &&Accepted| accepted.finding == finding.kind.name() && accepted.about == about;
        finding.accepted = map.accepted.iter().find(is_it).cloned();
    }
    finder.found
}

struct Finder<'a> {
    map: &'a Map,
    found: Vec<Finding>,
}

impl Finder<'_> {
    fn add(&mut self, kind: FindingKind, subject: Subject, path: String, text: String, at: Vec<Target>) {
        self.found.push(Finding { kind, subject, path, text, at, accepted: None });
    }

    fn merge_conflicts(&mut self) {
        for (n, card) in self.map.cards.iter().enumerate() {
            if card.tags.iter().any(|tag| tag == MERGE_CONFLICT_TAG) {
                let text = format!("“{}” keeps what a merge could not decide", self.map.card_words(card.id));
                self.add(
                    FindingKind::MergeConflict,
                    Subject::Card(card.id),
                    format!("cards[{n}].tags"),
                    text,
                    Vec::new(),
                );
            }
        }
    }

    /// Basic touchpoints that feel bad to somebody or have an open pain point that is major or blocking.
    fn broken_basics(&mut self) {
        let mut worst: HashMap<CardId, f64> = HashMap::new();
        for feeling in feelings(self.map) {
            if let Target::Card(id) = feeling.at {
                let level = worst.entry(id).or_insert(feeling.level);
                *level = level.min(feeling.level);
            }
        }
        let hurts = |id: CardId| {
            let mut open = self.map.pains.iter().filter(|pain| !pain.resolved && pain.severity >= Severity::Major);
            open.find(|pain| pain.at.contains(&Target::Card(id)))
        };
        let mut broken = Vec::new();
        for (n, card) in self.map.cards.iter().enumerate().filter(|(_, card)| card.kano == Some(Kano::Basic)) {
            let level = worst.get(&card.id).copied().filter(|level| *level < 0.0);
            let reason = match (level, hurts(card.id)) {
                (Some(level), _) => format!("feels {}", level_words(level)),
                (None, Some(pain)) => format!("has a {} pain point", pain.severity.words()),
                (None, None) => continue,
            };
            let text = format!("“{}” is taken for granted and {reason}", self.map.card_words(card.id));
            broken.push((level.unwrap_or(0.0), card.id, format!("cards[{n}].kano"), text));
        }
        broken.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (_, card, path, text) in broken {
            self.add(FindingKind::BrokenBasic, Subject::Card(card), path, text, vec![Target::Card(card)]);
        }
    }

    /// The biggest gaps, one finding a place.
    fn expectation_gaps(&mut self) {
        let mut told = BTreeSet::new();
        for gap in gaps(self.map).into_iter().filter(|gap| gap.size <= GAP) {
            let (at, persona) = (gap.feeling.at, gap.feeling.persona);
            let subject = match at {
                Target::Card(id) => Subject::Card(id),
                Target::Step(id) => Subject::Step(id),
            };
            let text = format!(
                "“{}” feels {} to {}, who expected {}",
                self.map.target_words(at),
                level_words(gap.feeling.level),
                self.map.persona_words(persona),
                level_words(gap.feeling.expected.unwrap_or_default() as f64),
            );
            let index = self.map.ratings.position(gap.feeling.rating).unwrap_or_default();
            if told.insert(format!("{at:?}")) {
                self.add(FindingKind::ExpectationGap, subject, format!("ratings[{index}].actual"), text, vec![at]);
            }
        }
    }

    fn pains(&mut self) {
        let answered: BTreeSet<PainId> = self
            .map
            .opportunities
            .iter()
            .filter(|opportunity| opportunity.status != OpportunityStatus::Dropped)
            .flat_map(|opportunity| opportunity.answers.iter().copied())
            .collect();
        for (n, pain) in self.map.pains.iter().enumerate().filter(|(_, pain)| !pain.resolved) {
            let name = pain.text.split_whitespace().collect::<Vec<_>>().join(" ");
            let subject = Subject::Pain(pain.id);
            if pain.owner.trim().is_empty() {
                let text = format!("nobody is accountable for “{name}” ({})", pain.severity.words());
                self.add(FindingKind::PainWithoutOwner, subject, format!("pains[{n}].owner"), text, pain.at.clone());
            }
            if !answered.contains(&pain.id) {
                let text = format!("no opportunity answers “{name}” ({})", pain.severity.words());
                let path = format!("pains[{n}]");
                self.add(FindingKind::PainWithoutOpportunity, subject, path, text, pain.at.clone());
            }
        }
    }

    /// Channel switches and hand-offs of which one end has no owner.
    fn passages(&mut self) {
        for (n, card) in self.map.cards.iter().enumerate() {
            for (l, link) in card.links.iter().enumerate() {
                let kind = match link.kind {
                    LinkKind::Flow => continue,
                    LinkKind::ChannelSwitch => FindingKind::SwitchWithoutOwner,
                    LinkKind::HandOff => FindingKind::HandOffWithoutOwner,
                };
                let Some(end) = self.map.cards.find(link.to) else { continue };
                let Some(unowned) = [card, end].into_iter().find(|card| card.owner.trim().is_empty()) else { continue };
                let text = format!(
                    "the {} from “{}” to “{}” has no owner at “{}”",
                    link.kind.words(),
                    self.map.card_words(card.id),
                    self.map.card_words(end.id),
                    self.map.card_words(unowned.id),
                );
                let at = vec![Target::Card(card.id), Target::Card(end.id)];
                self.add(kind, Subject::Card(card.id), format!("cards[{n}].links[{l}]"), text, at);
            }
        }
    }

    fn promise(&mut self) {
        let promise = promise(self.map);
        let Some(first) = self.map.callouts.iter().position(|c| c.kind == CalloutKind::BreaksPromise) else { return };
        let (broken, kept) = (promise.broken.len(), promise.kept.len());
        let text = format!("the promise is broken at {} and kept at {kept}", places(broken));
        self.add(FindingKind::PromiseBroken, Subject::Map, format!("callouts[{first}]"), text, promise.broken);
    }

    /// Lanes with a curve, of whose personas nobody is quoted.
    fn voices(&mut self) {
        let map = self.map;
        let quotes: Vec<&Card> = map.cards.iter().filter(|card| card.kind == CardKind::Quote).collect();
        for (n, lane) in map.lanes.iter().enumerate().filter(|(_, lane)| lane.kind == LaneKind::Emotion) {
            let draws = curves(map, lane).iter().any(|curve| !curve.points.is_empty());
            let shown: Vec<PersonaId> = shown_personas(map, lane).into_iter().map(|(_, persona)| persona.id).collect();
            let is_heard = |quote: &&Card| {
                quote.personas.is_empty() || quote.personas.iter().any(|persona| shown.contains(persona))
            };
            if draws && !quotes.iter().any(is_heard) {
                let text =
                    format!("“{}” draws how people feel, and the map holds no word of theirs", map.lane_words(lane.id));
                let path = format!("lanes[{n}]");
                self.add(FindingKind::LaneWithoutVoice, Subject::Lane(lane.id), path, text, Vec::new());
            }
        }
    }

    fn evidence(&mut self) {
        let backing = backing(self.map);
        let all = backing.backed.len() + backing.unbacked.len();
        if let Some(share) = backing.share().filter(|share| *share < BACKED_SHARE && all >= FEW_CARDS) {
            let percent = (share * 100.0).floor();
            let text = format!("{} of {all} cards ({percent} %) are backed by evidence", backing.backed.len());
            let at = backing.unbacked.into_iter().map(Target::Card).collect();
            self.add(FindingKind::LittleEvidence, Subject::Map, "cards".to_owned(), text, at);
        }
    }

    fn dates(&mut self, today: Date) {
        let map = self.map;
        if map.state == MapState::Future && map.period.trim().is_empty() {
            let text = "the future map does not say when it is to be true".to_owned();
            self.add(FindingKind::FutureWithoutPeriod, Subject::Map, "period".to_owned(), text, Vec::new());
        }
        let (path, text) = match map.reviewed.or(map.created) {
            None => ("id", "the map was never held against reality".to_owned()),
            Some(date) if is_old(date, today) && map.reviewed.is_some() => {
                ("reviewed", format!("the map was last held against reality on {date}"))
            }
            Some(date) if is_old(date, today) => {
                ("created", format!("the map was begun on {date} and not held against reality since"))
            }
            Some(_) => return,
        };
        self.add(FindingKind::NotReviewed, Subject::Map, path.to_owned(), text, Vec::new());
    }
}

fn is_old(date: Date, today: Date) -> bool {
    today.checked_sub(REVIEW_MONTHS.months()).is_ok_and(|limit| date < limit)
}

fn places(count: usize) -> String {
    format!("{count} {}", if count == 1 { "place" } else { "places" })
}
