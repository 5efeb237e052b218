//! What a facilitator captures while everyone watches: remarks, how the room feels, votes; and what is done
//! with it afterwards: sorting, merging, minutes.
//!
//! ```text
//!  keys, clicks ─ a bar or a panel → WorkshopCommand → Session → Edit → History
//!                                                           └→ Record (times, for the minutes)
//! ```
//!
//! All of it changes the map by edits as everything else does. What is typed and not taken yet, and what is
//! chosen in a bar, is the window's own and stands in no picture.

mod bar;
mod bar_frame;
mod capture;
mod capture_bar;
mod choices;
mod duplicates;
mod feel;
mod feel_bar;
mod minutes;
mod parking;
mod record;
pub mod remark;
mod sort;
mod sort_bar;
mod timing;
mod votes;
mod votes_panel;

use crate::model::{BallotId, Emotion, LaneId, PersonaId, Severity, StepId, VoteFor};

pub use bar::{Bar, show_bar, show_bar_over_slide};
pub use capture::Capture;
pub use duplicates::DuplicatesDialog;
pub use feel::Feel;
pub use parking::show as show_parking;
pub use record::Record;
pub use timing::{TimerDialog, show as show_timer};
pub use votes::{Choice, Votes};
pub use votes_panel::show as show_votes;

use super::session::Session;

/// What the window knows of a workshop beside the map.
#[derive(Default)]
pub struct Workshop {
    /// What stands below the canvas to capture with.
    pub bar: Option<Bar>,
    /// What is being typed into the capture box, and what is chosen in it.
    pub capture: Capture,
    /// Whose feelings are being counted.
    pub feel: Option<Feel>,
    /// The parked card that is sorted now.
    pub sorting: Option<crate::model::CardId>,
    /// The vote that is open, and whether its dots are shown to whoever counts them.
    pub votes: Votes,
    /// Of what the minutes are.
    pub record: Record,
    /// Whether a card that is carried out of the strip has not come well into the canvas yet, whose edge does
    /// not scroll until then.
    pub is_leaving_strip: bool,
    /// Where the strip of parked cards was shown last.
    pub parking_rect: Option<eframe::egui::Rect>,
}

/// What the parts of a workshop can ask of the session.
#[derive(Debug, Clone, PartialEq)]
pub enum WorkshopCommand {
    /// What stands in the capture box is now this.
    Line(String),
    /// Makes a card of what stands in the capture box.
    TakeLine,
    /// Sets what is chosen in the capture box.
    Choose(Chosen),
    /// Closes the bar.
    CloseBar,
    /// One more, or one less, says so: the value's place from −2.
    Count(usize, bool),
    /// Takes the last one back that was counted.
    TakeBack,
    /// The round is over.
    EndRound,
    /// The round was none.
    DropRound,
    /// Counts for another persona.
    CountFor(PersonaId),
    /// Puts the parked card that is shown where the cursor is, and shows the next one.
    PlaceParked,
    /// Shows the next parked card, or the one before.
    NextParked(bool),
    /// Takes the parked card that is shown out of the map.
    RemoveParked,
    /// Merges the parked card that is shown into the one that says the same.
    MergeParked,
    /// Brings the cursor to a lane or a step.
    SortTo(Option<LaneId>, Option<StepId>),
    /// Brings the cursor to the first step of a stage, counted from 0.
    SortToStage(usize),
    /// Begins a vote on something.
    BeginVote(Choice),
    /// Opens a vote.
    OpenVote(BallotId),
    /// Gives something more dots, or takes some away.
    Dots(BallotId, VoteFor, i64),
    /// Says how many dots something has.
    SetDots(BallotId, VoteFor, u32),
    /// Adds what is selected to the open vote.
    AddToVote(BallotId),
    /// Shows the dots of a secret vote to whoever counts them.
    Peek(bool),
    /// Begins a countdown of so many seconds; 0 takes it away.
    SetTimer(i64),
    /// Pauses the countdown, or lets it go on.
    ToggleTimer,
    /// A minute more.
    ExtendTimer,
}

/// What can be chosen in the capture box beside the signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// At which step; `None` follows where one is.
    Step(Option<StepId>),
    /// In which lane; `None` follows where one is.
    Lane(Option<LaneId>),
    /// Whom it concerns; `None` means everyone.
    Persona(Option<PersonaId>),
    /// How it feels.
    Emotion(Option<Emotion>),
    /// How much it hurts.
    Severity(Option<Severity>),
    /// Whether it is an open question.
    Question(bool),
    /// Whether it goes onto the parking lot.
    Parked(bool),
}

impl Session {
    /// Does what a part of a workshop asks for.
    pub(super) fn do_in_workshop(&mut self, command: WorkshopCommand) {
        match command {
            WorkshopCommand::Line(line) => self.workshop.capture.line = line,
            WorkshopCommand::TakeLine => self.take_line(),
            WorkshopCommand::Choose(chosen) => self.workshop.capture.choose(chosen),
            WorkshopCommand::CloseBar => self.close_bar(),
            WorkshopCommand::Count(value, more) => self.count(value, more),
            WorkshopCommand::TakeBack => self.take_count_back(),
            WorkshopCommand::EndRound => self.end_round(),
            WorkshopCommand::DropRound => self.drop_round(),
            WorkshopCommand::CountFor(persona) => self.count_for(persona),
            WorkshopCommand::PlaceParked => self.place_parked(),
            WorkshopCommand::NextParked(forward) => self.next_parked(forward),
            WorkshopCommand::RemoveParked => self.remove_parked(),
            WorkshopCommand::MergeParked => self.merge_parked(),
            WorkshopCommand::SortTo(lane, step) => self.sort_to(lane, step),
            WorkshopCommand::SortToStage(nth) => self.sort_to_stage(nth),
            WorkshopCommand::BeginVote(choice) => self.begin_vote(choice),
            WorkshopCommand::OpenVote(ballot) => self.workshop.votes.open = Some(ballot),
            WorkshopCommand::Dots(ballot, vote, by) => self.give_dots(ballot, vote, by),
            WorkshopCommand::SetDots(ballot, vote, dots) => self.set_dots(ballot, vote, dots),
            WorkshopCommand::AddToVote(ballot) => self.add_to_vote(ballot),
            WorkshopCommand::Peek(shows) => self.workshop.votes.peeks = shows,
            WorkshopCommand::SetTimer(secs) => self.set_timer(secs),
            WorkshopCommand::ToggleTimer => self.toggle_timer(),
            WorkshopCommand::ExtendTimer => self.extend_timer(),
        }
    }
}
