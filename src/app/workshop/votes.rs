//! Votes by dots: what is up for a vote, and how many dots each thing gets.

use crate::app::session::Session;
use crate::app::sides::LeftPanel;
use crate::edit::{BallotField, Edit};
use crate::model::{Ballot, BallotId, CardId, Map, OpportunityId, PainId, Place, VoteFor};

/// How many people and dots a first vote has.
const FIRST: (u32, u32) = (8, 3);

/// What the window knows of votes beside the map.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Votes {
    /// The vote that is open, where one was chosen.
    pub open: Option<BallotId>,
    /// Whether the dots of a secret vote are shown to whoever counts them.
    pub peeks: bool,
}

/// What a vote can be begun on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The cards that are selected.
    Selected,
    /// The cards of the stage at which one is.
    Stage,
    /// The cards on the parking lot.
    Parked,
    /// The pain points that still hurt.
    Pains,
    /// The opportunities that were not dropped.
    Opportunities,
}

impl Choice {
    /// Every choice, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Selected, Self::Stage, Self::Parked, Self::Pains, Self::Opportunities];

    /// What people read.
    pub fn words(self) -> &'static str {
        match self {
            Self::Selected => "The selected cards",
            Self::Stage => "The cards of this stage",
            Self::Parked => "The parked cards",
            Self::Pains => "The pain points",
            Self::Opportunities => "The opportunities",
        }
    }
}

/// What people call something that can be voted for.
pub fn vote_words(map: &Map, vote: VoteFor) -> String {
    let pain = |id: PainId| map.pains.find(id).map(|pain| pain.text.clone()).unwrap_or_default();
    let idea = |id: OpportunityId| map.opportunities.find(id).map(|idea| idea.name.clone()).unwrap_or_default();
    let (words, kind) = match vote {
        VoteFor::Card(id) => (map.card_words(id), "a card"),
        VoteFor::Pain(id) => (pain(id), "a pain point"),
        VoteFor::Opportunity(id) => (idea(id), "an opportunity"),
    };
    if words.trim().is_empty() { format!("{kind} without words") } else { words }
}

impl Session {
    /// Shows the votes.
    pub(in crate::app) fn toggle_votes(&mut self) {
        self.panels.toggle_left(LeftPanel::Votes);
    }

    /// The vote that is open: the one that was chosen, else the last.
    pub fn open_vote(&self) -> Option<&Ballot> {
        let ballots = &self.map().ballots;
        self.workshop.votes.open.and_then(|id| ballots.find(id)).or_else(|| ballots.iter().next_back())
    }

    /// What is up for a vote that is begun on something.
    pub fn votable(&self, choice: Choice) -> Vec<VoteFor> {
        let map = self.map();
        let cards = |wanted: &dyn Fn(&CardId) -> bool| -> Vec<VoteFor> {
            map.cards.iter().map(|card| card.id).filter(|id| wanted(id)).map(VoteFor::Card).collect()
        };
        match choice {
            Choice::Selected => self.selection().cards().iter().copied().map(VoteFor::Card).collect(),
            Choice::Parked => self.parked().iter().map(|card| VoteFor::Card(card.id)).collect(),
            Choice::Stage => {
                let stage = self.capture_step().and_then(|step| map.find_step(step)).map(|(stage, _)| stage.id);
                let of_card = |id: &CardId| {
                    let place = map.cards.find(*id).map_or(Place::Parked, |card| card.place);
                    map.cell_of(place).and_then(|(_, step)| map.find_step(step)).map(|(stage, _)| stage.id)
                };
                cards(&|id| stage.is_some() && of_card(id) == stage)
            }
            Choice::Pains => {
                map.pains.iter().filter(|pain| !pain.resolved).map(|pain| VoteFor::Pain(pain.id)).collect()
            }
            Choice::Opportunities => {
                let open = map.opportunities.iter();
                let open = open.filter(|idea| idea.status != crate::model::OpportunityStatus::Dropped);
                open.map(|idea| VoteFor::Opportunity(idea.id)).collect()
            }
        }
    }

    /// Begins a vote, with as many people and dots as the last one had; its result is not seen yet.
    pub(super) fn begin_vote(&mut self, choice: Choice) {
        let votes: Vec<(VoteFor, u32)> = self.votable(choice).into_iter().map(|vote| (vote, 0)).collect();
        if votes.is_empty() {
            return self.say("There is nothing of that kind to vote for.");
        }
        let last = self.map().ballots.iter().next_back();
        let (voters, dots) = last.map_or(FIRST, |last| (last.voters, last.dots));
        let id = self.history.new_id();
        let date = Some((self.clock)().date());
        let question = match choice {
            Choice::Pains => "Which pain points first?",
            Choice::Opportunities => "Which ideas first?",
            Choice::Selected | Choice::Stage | Choice::Parked => "What matters most?",
        };
        let ballot = Ballot { date, voters, dots, votes, ..Ballot::new(id, question) };
        self.begin_record();
        if self.edit(&Edit::AddBallot(ballot)).is_some() {
            self.workshop.votes = Votes { open: Some(id), peeks: false };
        }
    }

    /// Gives something more dots, or takes some away.
    pub(super) fn give_dots(&mut self, ballot: BallotId, vote: VoteFor, by: i64) {
        let Some(found) = self.map().ballots.find(ballot) else { return };
        let dots = found.votes.iter().find(|(other, _)| *other == vote).map_or(0, |(_, dots)| *dots);
        let dots = i64::from(dots).saturating_add(by).clamp(0, i64::from(u32::MAX));
        self.set_dots(ballot, vote, u32::try_from(dots).unwrap_or_default());
    }

    /// Says how many dots something has.
    pub(super) fn set_dots(&mut self, ballot: BallotId, vote: VoteFor, dots: u32) {
        self.begin_record();
        self.history.break_group();
        self.edit(&Edit::SetVote { ballot, vote, dots: Some(dots) });
        if let Some(ballot) = self.map().ballots.find(ballot)
            && ballot.available() > 0
            && ballot.given() > ballot.available()
        {
            self.fail(format!("{} dots were given, and there are {}", ballot.given(), ballot.available()));
        }
    }

    /// Adds what is selected to a vote.
    pub(super) fn add_to_vote(&mut self, ballot: BallotId) {
        let Some(found) = self.map().ballots.find(ballot) else { return };
        let known: Vec<VoteFor> = found.votes.iter().map(|(vote, _)| *vote).collect();
        let new = self.votable(Choice::Selected).into_iter().filter(|vote| !known.contains(vote));
        let edits: Vec<Edit> = new.map(|vote| Edit::SetVote { ballot, vote, dots: Some(0) }).collect();
        if !edits.is_empty() {
            self.begin_record();
            self.edit_all("Put cards up for the vote", &edits);
        }
    }

    /// The edit that reveals a vote, or hides it again.
    pub fn reveal(ballot: BallotId, revealed: bool) -> Edit {
        Edit::SetBallot { ballot, field: BallotField::Revealed(revealed) }
    }
}
