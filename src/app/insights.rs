//! What is computed about the map for the window: what the map check found, and the figures of the
//! insight panel. Made anew when the map has changed, not while something is being dragged.

use super::session::Session;
use super::sides::LeftPanel;
use crate::edit::{Edit, Selection};
use crate::insight::{
    Average, Backing, Feeling, Finding, Gap, PainGroup, PeakAndEnd, Promise, Spread, Standing, averages, backing,
    findings, gaps, highs, lows, pains_by_channel, pains_by_owner, pains_by_stage, peaks_and_ends, promise, spreads,
    standings,
};
use crate::model::{Accepted, CardId, ChannelId, Map, StageId, StepId, Target};

/// What is computed about the map.
#[derive(Debug, Default)]
pub struct Insights {
    /// What the map check found, the most pressing first; also what was accepted.
    pub findings: Vec<Finding>,
    /// The figures of the insight panel; those of the revision when it was seen last.
    pub figures: Figures,
    /// The revisions for which they were found out.
    findings_of: Option<u64>,
    figures_of: Option<u64>,
}

/// The figures of the insight panel.
#[derive(Debug, Default)]
pub struct Figures {
    /// What feels good, the best first.
    pub highs: Vec<Feeling>,
    /// What feels bad, the worst first.
    pub lows: Vec<Feeling>,
    /// The peak and the end of each persona.
    pub peaks: Vec<PeakAndEnd>,
    /// What was other than expected, the greatest disappointment first.
    pub gaps: Vec<Gap>,
    /// How each persona fares in each stage.
    pub averages: Vec<Average>,
    /// How the channels of a step compare.
    pub spreads: Vec<Spread>,
    /// Open pain points by who is accountable.
    pub by_owner: Vec<PainGroup<String>>,
    /// Open pain points by stage.
    pub by_stage: Vec<PainGroup<StageId>>,
    /// Open pain points by channel.
    pub by_channel: Vec<PainGroup<ChannelId>>,
    /// Where the promise is kept and broken.
    pub promise: Promise,
    /// Which cards are backed by evidence.
    pub backing: Backing,
    /// Where the metrics stand.
    pub standings: Vec<Standing>,
}

impl Figures {
    /// The figures of a map.
    pub fn of(map: &Map) -> Self {
        Self {
            highs: highs(map),
            lows: lows(map),
            peaks: peaks_and_ends(map),
            gaps: gaps(map),
            averages: averages(map),
            spreads: spreads(map),
            by_owner: pains_by_owner(map),
            by_stage: pains_by_stage(map),
            by_channel: pains_by_channel(map),
            promise: promise(map),
            backing: backing(map),
            standings: standings(map),
        }
    }
}

impl Session {
    /// What the map check found, the most pressing first; also what was accepted.
    pub fn findings(&self) -> &[Finding] {
        &self.insights.findings
    }

    /// How many findings nobody accepted.
    pub fn open_findings(&self) -> usize {
        self.findings().iter().filter(|finding| finding.accepted.is_none()).count()
    }

    /// Finds out anew what the map check says and, where they are seen, the figures.
    pub(super) fn refresh_insights(&mut self) {
        if self.history.is_in_gesture() {
            return;
        }
        let revision = Some(self.history.revision());
        if self.insights.findings_of != revision {
            self.insights.findings = findings(self.history.map(), (self.clock)().date());
            self.insights.findings_of = revision;
        }
        let is_seen = self.panels.left() == Some(LeftPanel::Insight);
        if is_seen && self.insights.figures_of != revision {
            self.insights.figures = Figures::of(self.history.map());
            self.insights.figures_of = revision;
        }
    }

    /// Forgets what was found out, for another map whose revisions begin anew.
    pub(super) fn forget_insights(&mut self) {
        (self.insights.findings_of, self.insights.figures_of) = (None, None);
    }

    /// Accepts a finding as it is, as of today.
    pub(super) fn accept_finding(&mut self, finding: String, about: String, reason: String) {
        let date = Some((self.clock)().date());
        self.edit(&Edit::AcceptFinding(Accepted { finding, about, reason, date }));
    }

    /// Selects what stands behind a figure and brings all of it into sight: the cards; the steps where
    /// there is no card.
    pub(super) fn show_places(&mut self, what: &str, places: &[Target]) {
        let (cards, steps) = self.existing(places);
        let count = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        let shown = match (cards.len(), steps.len()) {
            (0, 0) => return self.say(format!("{what}: no card stands behind it")),
            (0, steps) => count(steps, "step"),
            (cards, 0) => count(cards, "card"),
            (cards, steps) => format!("{}, beside {} as such", count(cards, "card"), count(steps, "step")),
        };
        let unseen = cards.iter().filter(|card| self.layout().card(**card).is_none()).count();
        let unseen = match unseen {
            0 => String::new(),
            unseen if unseen == cards.len() => "; parked, or in a lane that is hidden or folded".to_owned(),
            unseen => format!("; {unseen} of them parked, or in a lane that is hidden or folded"),
        };
        self.select(if cards.is_empty() { Selection::of_steps(steps) } else { Selection::of_cards(cards) });
        self.view.shows_whole = true;
        self.say(format!("{what}: {shown}{unseen}"));
    }

    /// The cards and the steps among places that are in the map, each once.
    fn existing(&self, places: &[Target]) -> (Vec<CardId>, Vec<StepId>) {
        let (mut cards, mut steps) = (Vec::new(), Vec::new());
        for place in places {
            match place {
                Target::Card(card) if self.map().cards.contains(*card) && !cards.contains(card) => cards.push(*card),
                Target::Step(step) if self.map().find_step(*step).is_some() && !steps.contains(step) => {
                    steps.push(*step);
                }
                Target::Card(_) | Target::Step(_) => {}
            }
        }
        (cards, steps)
    }
}
