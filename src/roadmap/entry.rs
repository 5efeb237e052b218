//! The entries of a road map: opportunities with what they change, differences without one.

use super::{Planned, RoadMapRows, RoadMapWords};
use crate::icon::Icon;
use crate::insight::{Compared, Quadrant, Sign, comparison, road_map};
use crate::layout::Note;
use crate::model::{
    Change, ChangeAt, Hue, Map, Opportunity, OpportunityStatus, Persona, Place, Purpose, Scenario, Table, Target,
    stage_words,
};
use crate::theme::Ink;

/// The most pain points and differences that one entry lists; how many more there are is told.
const MOST_LISTED: usize = 6;

/// One entry.
pub(super) struct Entry {
    pub about: Planned,
    pub title: String,
    pub text: String,
    pub owner: String,
    /// The stage of its first place; empty if it has none.
    pub stage: String,
    pub period: String,
    pub hue: Option<Hue>,
    /// How far it is.
    pub above: Vec<Note>,
    below: Vec<Note>,
}

impl Entry {
    /// The name of the row in which it stands.
    pub fn row<'a>(&'a self, rows: RoadMapRows, words: &'a RoadMapWords) -> &'a str {
        let named = |name: &'a str, otherwise: &'a str| if name.is_empty() { otherwise } else { name };
        match rows {
            RoadMapRows::Owners => named(&self.owner, words.no_owner),
            RoadMapRows::Stages => named(&self.stage, words.no_stage),
            RoadMapRows::One | RoadMapRows::Auto => words.plan,
        }
    }

    /// What stands below its text. That nobody owns it is told unless the row does.
    pub fn below(&self, rows: RoadMapRows, words: &RoadMapWords) -> Vec<Note> {
        let is_told = rows == RoadMapRows::Owners || !self.owner.is_empty() || self.about == Planned::Unplanned;
        let unowned = (!is_told).then(|| Note::line(Icon::User, Ink::Pain, words.no_owner));
        unowned.into_iter().chain(self.below.iter().cloned()).collect()
    }
}

/// What is planned, in the order of the periods and of the map.
pub(super) fn planned(map: &Map, baseline: Option<&Map>, words: &RoadMapWords) -> Vec<Entry> {
    let maker = Maker { map, baseline, words };
    let mut entries = Vec::new();
    for period in road_map(map) {
        let mut opportunities: Vec<&Opportunity> =
            period.opportunities.iter().filter_map(|id| map.opportunities.find(*id)).collect();
        // What gives most for the least stands first.
        opportunities.sort_by_key(|o| (o.impact.map_or(1, |s| -s.value()), o.effort.map_or(9, |s| s.value())));
        entries.extend(opportunities.into_iter().map(|opportunity| maker.opportunity(opportunity)));
        let alone = period
            .changes
            .iter()
            .filter(|change| change.opportunity.and_then(|id| map.opportunities.find(id)).is_none_or(is_dropped));
        entries.extend(alone.map(|change| maker.change(change, &period.name)));
    }
    entries
}

/// What becomes different and is in no plan, row by row; nothing without a baseline.
pub(super) fn unplanned(map: &Map, baseline: Option<&Map>, rows: RoadMapRows, words: &RoadMapWords) -> Vec<Entry> {
    Maker { map, baseline, words }.unplanned(rows)
}

fn is_dropped(opportunity: &Opportunity) -> bool {
    opportunity.status == OpportunityStatus::Dropped
}

struct Maker<'a> {
    map: &'a Map,
    baseline: Option<&'a Map>,
    words: &'a RoadMapWords,
}

impl Maker<'_> {
    fn opportunity(&self, opportunity: &Opportunity) -> Entry {
        let (map, words) = (self.map, self.words);
        let quadrant = Quadrant::of(opportunity);
        let state = words.status(opportunity.status);
        let state = match words.quadrant(quadrant) {
            Some(quadrant) => format!("{state} · {quadrant}"),
            None => state.to_owned(),
        };
        let (icon, ink) = status_sign(opportunity.status);
        let mut below = Vec::new();
        for (name, score) in [(words.impact, opportunity.impact), (words.effort, opportunity.effort)] {
            if let Some(score) = score {
                below.push(Note::dots(name, Ink::Accent, u8::try_from(score.value()).unwrap_or_default(), 5));
            }
        }
        let pains = opportunity.answers.iter().filter_map(|pain| map.pains.find(*pain)).map(|pain| pain.text.as_str());
        let pains: Vec<String> = pains.filter(|text| !text.trim().is_empty()).map(one_line).collect();
        listed(&mut below, &pains, Icon::WarningFill, Ink::Pain);
        let changes: Vec<String> = map
            .changes
            .iter()
            .filter(|change| change.opportunity == Some(opportunity.id))
            .map(|change| self.change_words(change, &opportunity.period))
            .collect();
        listed(&mut below, &changes, onward(map), Ink::Accent);
        let places = opportunity.answers.iter().filter_map(|pain| map.pains.find(*pain)).flat_map(|pain| &pain.at);
        let stage = opportunity.at.iter().chain(places).find_map(|at| self.stage((*at).into())).unwrap_or_default();
        Entry {
            about: Planned::Opportunity(opportunity.id),
            title: one_line(&opportunity.name),
            text: opportunity.text.clone(),
            owner: opportunity.owner.trim().to_owned(),
            stage,
            period: opportunity.period.trim().to_owned(),
            hue: hue(quadrant),
            above: vec![Note::sign(icon, ink, state)],
            below,
        }
    }

    /// A difference without an opportunity.
    fn change(&self, change: &Change, period: &str) -> Entry {
        let sign = Note::sign(onward(self.map), Ink::Quiet, self.words.without_opportunity);
        Entry {
            about: Planned::Change(change.at),
            title: self.name(change.at),
            text: change.text.clone(),
            owner: self.owner(change.at).unwrap_or_default(),
            stage: self.stage(change.at).unwrap_or_default(),
            period: period.to_owned(),
            hue: None,
            above: vec![sign],
            below: Vec::new(),
        }
    }

    /// What becomes different and is in no plan: steps and cards that come, go or move, and pain points
    /// that end. Those of a row stand together; in a single row those of a stage do.
    fn unplanned(&self, rows: RoadMapRows) -> Vec<Entry> {
        let Some(baseline) = self.baseline else { return Vec::new() };
        let mut groups: Vec<(String, Vec<Note>)> = Vec::new();
        for entry in comparison(baseline, self.map).entries.iter().filter(|entry| entry.plan.is_none()) {
            let weighs = matches!(entry.subject, Compared::Card(_) | Compared::Step(_) | Compared::Pain(_));
            let sign = entry.shown_signs().into_iter().find(|sign| {
                matches!(sign, Sign::Added | Sign::Removed | Sign::Moved | Sign::Resolved | Sign::NewPain)
            });
            let (true, Some(sign)) = (weighs && self.is_own(entry.subject), sign) else { continue };
            let of_row = |at: &Target| match rows {
                RoadMapRows::Owners => self.owner((*at).into()),
                RoadMapRows::Stages | RoadMapRows::One | RoadMapRows::Auto => self.stage((*at).into()),
            };
            let row = entry.at.iter().find_map(of_row).unwrap_or_default();
            let note = Note::line(crate::delta::sign_icon(sign), crate::delta::sign_ink(sign), one_line(&entry.name));
            match groups.iter_mut().find(|(name, _)| *name == row) {
                Some((_, notes)) => notes.push(note),
                None => groups.push((row, vec![note])),
            }
        }
        let place = |name: &str| self.map.stages.iter().position(|stage| stage_words(stage) == name);
        groups.sort_by_key(|(name, _)| place(name).unwrap_or(usize::MAX));
        groups.into_iter().map(|(row, notes)| self.unplanned_of(row, notes, rows)).collect()
    }

    fn unplanned_of(&self, row: String, mut notes: Vec<Note>, rows: RoadMapRows) -> Entry {
        let more = notes.len().saturating_sub(MOST_LISTED);
        if more > 1 {
            notes.truncate(MOST_LISTED);
            notes.push(Note::line(Icon::DotsThree, Ink::Quiet, format!("+ {more}")));
        }
        let (owner, stage) = if rows == RoadMapRows::Owners { (row, String::new()) } else { (String::new(), row) };
        // Of which stage they are is told unless the row does.
        let text = if rows == RoadMapRows::One { stage.clone() } else { String::new() };
        Entry {
            about: Planned::Unplanned,
            title: self.words.not_planned.to_owned(),
            text,
            owner,
            stage,
            period: String::new(),
            hue: Some(Hue::Gray),
            above: Vec::new(),
            below: notes,
        }
    }

    /// Whether a card says what is done or met; quotes, texts and pictures come and go with research.
    fn is_own(&self, subject: Compared) -> bool {
        use crate::model::CardKind;
        let Compared::Card(id) = subject else { return true };
        let card = self.map.cards.find(id).or_else(|| self.baseline.and_then(|baseline| baseline.cards.find(id)));
        card.is_some_and(|card| {
            matches!(card.kind, CardKind::Touchpoint | CardKind::Action | CardKind::System | CardKind::Evidence)
        })
    }

    /// What becomes different, and when, if that is not when its opportunity is due.
    fn change_words(&self, change: &Change, period: &str) -> String {
        let text = if change.text.trim().is_empty() { self.name(change.at) } else { one_line(&change.text) };
        let own = change.period.trim();
        if own.is_empty() || own == period.trim() { text } else { format!("{text} ({own})") }
    }

    /// What something is called in the map that has it.
    fn name(&self, at: ChangeAt) -> String {
        let words = self.map.change_words(at);
        match self.baseline.filter(|_| words.is_empty()) {
            Some(baseline) => baseline.change_words(at),
            None => words,
        }
    }

    /// Who owns a card, if anybody does.
    fn owner(&self, at: ChangeAt) -> Option<String> {
        let ChangeAt::Card(id) = at else { return None };
        let card = self.map.cards.find(id).or_else(|| self.baseline?.cards.find(id))?;
        Some(card.owner.trim().to_owned()).filter(|owner| !owner.is_empty())
    }

    /// The stage of a card, a step or a metric in the map that has it, or the stage itself; what is about the
    /// whole journey has none.
    fn stage(&self, at: ChangeAt) -> Option<String> {
        let of = |map: &Map| {
            let of_step = |id| map.find_step(id).map(|(stage, _)| stage_words(stage));
            let of_stage = |id| map.stages.find(id).map(stage_words);
            let of_card = |id| match map.cards.find(id)?.place {
                Place::Stage(_, stage) => of_stage(stage),
                place => of_step(map.cell_of(place)?.1),
            };
            match at {
                ChangeAt::Step(id) => of_step(id),
                ChangeAt::Card(id) => of_card(id),
                ChangeAt::Stage(id) => of_stage(id),
                ChangeAt::Metric(id) => map.metrics.find(id)?.at.iter().find_map(|at| match at {
                    Target::Card(id) => of_card(*id),
                    Target::Step(id) => of_step(*id),
                }),
                ChangeAt::Lane(_) | ChangeAt::Persona(_) => None,
            }
        };
        of(self.map).or_else(|| of(self.baseline?))
    }
}

/// An arrow in the direction of reading.
fn onward(map: &Map) -> Icon {
    if map.direction().is_rtl() { Icon::ArrowLeft } else { Icon::ArrowRight }
}

/// A line for each text.
fn listed(notes: &mut Vec<Note>, texts: &[String], icon: Icon, ink: Ink) {
    notes.extend(texts.iter().take(MOST_LISTED).map(|text| Note::line(icon, ink, text.clone())));
    if texts.len() > MOST_LISTED {
        notes.push(Note::line(Icon::DotsThree, Ink::Quiet, format!("+ {}", texts.len() - MOST_LISTED)));
    }
}

fn status_sign(status: OpportunityStatus) -> (Icon, Ink) {
    match status {
        OpportunityStatus::Idea => (Icon::Lightbulb, Ink::Quiet),
        OpportunityStatus::Planned => (Icon::Calendar, Ink::Accent),
        OpportunityStatus::Started => (Icon::CircleHalf, Ink::Hue(Hue::Blue)),
        OpportunityStatus::Done => (Icon::Check, Ink::Hue(Hue::Green)),
        OpportunityStatus::Dropped => (Icon::X, Ink::Quiet),
    }
}

fn hue(quadrant: Quadrant) -> Option<Hue> {
    match quadrant {
        Quadrant::QuickWin => Some(Hue::Green),
        Quadrant::BigBet => Some(Hue::Blue),
        Quadrant::FillIn => Some(Hue::Yellow),
        Quadrant::MoneyPit => Some(Hue::Vermilion),
        Quadrant::Unjudged => None,
    }
}

/// The map that a road map is drawn as, without anything in it.
pub(super) fn frame(map: &Map) -> Map {
    Map {
        personas: Table::<Persona>::default(),
        stages: Table::default(),
        lanes: Table::default(),
        cards: Table::default(),
        ratings: Table::default(),
        callouts: Table::default(),
        pains: Table::default(),
        opportunities: Table::default(),
        metrics: Table::default(),
        story: Table::default(),
        ballots: Table::default(),
        channels: Table::default(),
        scenario: Scenario::default(),
        purpose: Purpose { promise: String::new(), ..map.purpose.clone() },
        changes: Vec::new(),
        accepted: Vec::new(),
        baseline: None,
        ..map.clone()
    }
}

/// What stands above the title: what it is, and from when to when.
pub(super) fn eyebrow(map: &Map, entries: &[Entry], words: &RoadMapWords) -> String {
    let periods = || entries.iter().map(|entry| entry.period.as_str()).filter(|period| !period.is_empty());
    let span = match (periods().min(), periods().max()) {
        (Some(first), Some(last)) if first == last => isolated(first),
        (Some(first), Some(last)) => format!("{} – {}", isolated(first), isolated(last)),
        _ => isolated(map.period.trim()),
    };
    if span.is_empty() { words.road_map.to_owned() } else { format!("{} · {span}", words.road_map) }
}

/// A period within a sentence of any direction, with the marks that keep its own.
fn isolated(period: &str) -> String {
    if period.is_empty() { String::new() } else { format!("\u{2068}{period}\u{2069}") }
}

/// How much of it is how far.
pub(super) fn facts(map: &Map, entries: &[Entry], words: &RoadMapWords) -> Vec<(String, String)> {
    let opportunities = || {
        let ids = entries.iter().filter_map(|entry| match entry.about {
            Planned::Opportunity(id) => Some(id),
            Planned::Change(_) | Planned::Unplanned => None,
        });
        ids.filter_map(|id| map.opportunities.find(id))
    };
    let counted = OpportunityStatus::ALL.iter().map(|status| {
        let count = opportunities().filter(|opportunity| opportunity.status == *status).count();
        (words.status(*status), count)
    });
    let parts: Vec<String> =
        counted.filter(|(_, count)| *count > 0).map(|(word, count)| format!("{word}: {count}")).collect();
    if parts.is_empty() { Vec::new() } else { vec![(words.plan.to_owned(), parts.join(" · "))] }
}

/// What the icons on the entries mean, as far as they occur.
pub(super) fn legend(map: &Map, entries: &[Entry], rows: RoadMapRows, words: &RoadMapWords) -> Vec<Note> {
    let icons = [
        (Icon::WarningFill, Ink::Pain, words.answers),
        (onward(map), Ink::Accent, words.changes),
        (Icon::User, Ink::Quiet, words.owner),
    ];
    let has = |icon: Icon, entry: &Entry| match icon {
        Icon::User => rows != RoadMapRows::Owners && !entry.owner.is_empty() && entry.about != Planned::Unplanned,
        _ => entry.below.iter().any(|note| note.icon == Some(icon)),
    };
    let used = icons.into_iter().filter(|(icon, ..)| entries.iter().any(|entry| has(*icon, entry)));
    used.map(|(icon, ink, text)| Note::line(icon, ink, text)).collect()
}

/// A text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
