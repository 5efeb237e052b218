//! What the session can be asked to do. Panels and the canvas change nothing themselves: they return
//! commands.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{ColorImage, Id};

use super::action::{Action, Menu};
use super::ask::Purpose;
use super::baseline::FutureWish;
use super::comparing::Compare;
use super::gesture::{PaletteDrop, PaletteItem};
use super::help::Page;
use super::insert_here::Insert;
use super::poster::PosterOrder;
use super::presenting::Move;
use super::search::Wish;
use super::settings::Settings;
use super::workshop::WorkshopCommand;
use crate::edit::{Edit, Selection};
use crate::interchange::TextFormat;
use crate::model::{
    BuiltInChannel, CardId, LaneId, PainId, Place, Severity, StageId, StepId, StorySceneId, Subject, Target,
};
use crate::poster::PosterOptions;
use crate::store::Leftover;

/// Everything that a panel, a menu, a key or the canvas can ask of the session.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Something by name.
    Action(Action),
    /// A change of the map.
    Edit(Edit),
    /// Several changes as one step with a label.
    Edits(String, Vec<Edit>),
    /// A typed text has come to its end: what is typed next is a step of its own.
    EndTyping,
    /// Selects something.
    Select(Selection),
    /// Puts the cursor into an empty cell.
    SelectCell(LaneId, StepId),
    /// Goes to what a problem is about.
    GoTo(Subject),
    /// Selects what stands behind a figure, which is named, and brings all of it into sight.
    ShowPlaces(String, Vec<Target>),
    /// Accepts a finding of the map check as it is.
    AcceptFinding {
        /// The name of the finding, such as `pain-without-owner`.
        finding: String,
        /// The id of the record that it is about; empty means the map.
        about: String,
        /// Why.
        reason: String,
    },
    /// Moves the cursor, or carries the selected cards.
    Move(Arrow, Carry),
    /// Moves what is selected among its peers: −1 towards the first of them, 1 towards the last.
    MoveInOrder(isize),
    /// A card or a channel out of the palette, without dragging.
    Palette(PaletteItem),
    /// Something out of the palette was dropped.
    PaletteDropped(PaletteItem, PaletteDrop),
    /// Puts down what was picked up.
    PutDown,
    /// Adds something at a place between two others.
    Insert(Insert),
    /// Cards go to another place.
    PlaceCards {
        /// The cards.
        cards: Vec<CardId>,
        /// Where they go.
        to: Place,
        /// Before which of the other cards of its cell, those of the same sort as they are seen from top to bottom;
        /// past the end means at the end.
        index: usize,
    },
    /// Begins to edit a text in its place.
    EditText(TextPlace),
    /// The text that is edited in its place is now this.
    Typed(String),
    /// Ends editing in place.
    EndText(Ending),
    /// Begins a card in the selected cell with what was typed.
    TypeCard(String),
    /// Sets the severity of the pain points of what is selected, or takes them away.
    PainSeverity(Option<Severity>),
    /// One more pain point at a place.
    AddPain(Target),
    /// One more opportunity, which answers a pain point or none yet.
    AddOpportunity(Option<PainId>),
    /// One more channel of the map's own, or what stands for a built-in one from now on.
    AddChannel(Option<BuiltInChannel>),
    /// One more metric.
    AddMetric,
    /// Goes back to the map from what stands in its place.
    ShowMap,
    /// Clears the selection, or ends what is under way.
    LetGo,
    /// Puts a text from the clipboard beside what is selected: our own cards, steps, stages or lanes
    /// if it is theirs, else a card or step for each line, or a grid of cards.
    Paste(String),
    /// Puts a picture from the clipboard onto what is selected, or makes a card of it.
    PastePicture(Arc<ColorImage>),
    /// Asks for a picture of what is selected: a card's, a persona's, else the map's logo.
    ChoosePicture,
    /// Asks for the map that this one starts from.
    ChooseBaseline,
    /// Asks where a future map goes that starts from this one.
    BeginFuture(FutureWish),
    /// Something about the comparison that is shown.
    Compare(Compare),
    /// Puts pictures from files onto what is selected, or makes cards of them.
    TakePictures(Vec<PathBuf>),
    /// A new map from a template of the program.
    New(&'static str),
    /// A new map from a template of one's own.
    NewFromFile(PathBuf),
    /// A copy of a sample.
    OpenSample(&'static str),
    /// Goes from the welcome screen to the map.
    CloseWelcome,
    /// Keeps the map as a template.
    SaveTemplate(String),
    /// Takes a template of one's own away.
    RemoveTemplate(PathBuf),
    /// Takes a file off the list of recent maps.
    ForgetRecent(PathBuf),
    /// Opens a map.
    OpenPath(PathBuf),
    /// Imports a journey from a file.
    ImportPath(PathBuf),
    /// Finds out what the import dialog would make.
    TryImport,
    /// Takes in what the import dialog made.
    TakeImport,
    /// Asks where the map goes as text, and writes it.
    ExportText(TextFormat),
    /// What is looked for is now this.
    Find(Box<Wish>),
    /// Goes to one of the hits.
    GoToHit(usize),
    /// Puts other words in the place of those that were found.
    Replace {
        /// In every hit, not only in the one that one is at.
        all: bool,
    },
    /// Undoes or redoes until so many steps are done.
    JumpTo(usize),
    /// Opens a page of help, or closes help.
    Help(Option<Page>),
    /// Sets something for good.
    Settings(Box<Settings>),
    /// Says something in the status line.
    Say(String),
    /// Closes the dialog.
    CloseDialog,
    /// Asks for a path within the window.
    TypePath(Purpose),
    /// A path was chosen.
    PathChosen(Purpose, PathBuf),
    /// One of a file's diagrams was chosen.
    ImportNth(PathBuf, usize),
    /// Saves, then does what had to wait for it.
    SaveThen(Box<Next>),
    /// Saves over what another program wrote.
    Overwrite,
    /// Takes what another program wrote.
    Reload,
    /// Asks for another name for this map, and leaves the file to the other program.
    KeepBoth,
    /// Puts an earlier version in the place of the map.
    GoBackTo(PathBuf),
    /// Opens an earlier version as a map of its own.
    OpenAsNew(PathBuf),
    /// Does what had to wait, whatever becomes of the changes.
    Discard(Box<Next>),
    /// Opens what a window left behind.
    Recover(Leftover),
    /// Gives up what a window left behind, and opens the file that it belongs to.
    KeepSaved(Leftover, Option<PathBuf>),
    /// Looks at what windows left behind.
    ReviewLeftovers,
    /// Something while presenting.
    Present(Move),
    /// Chooses the scene of the story that is edited.
    ChooseScene(Option<StorySceneId>),
    /// Asks where a poster goes and writes it.
    Export(Box<PosterOrder>),
    /// Composes a poster for its preview.
    ComposePoster(Box<PosterOptions>),
    /// Finds out what makes every card of a poster readable from so many meters.
    FindRemedies(Box<PosterOptions>, f64),
    /// Shows a file among its neighbors, in the desktop's own program.
    ShowInFolder(PathBuf),
    /// Stops the export.
    CancelExport,
    /// Something that is captured in a workshop.
    Workshop(WorkshopCommand),
    /// Gives a widget the keyboard with the next frame.
    FocusNext(Id),
}

impl Command {
    /// Whether what was picked up stays so: one may look about and say where it goes.
    pub fn leaves_picked_up(&self) -> bool {
        match self {
            Self::Move(..) | Self::PutDown | Self::LetGo | Self::Say(_) | Self::EndText(_) => true,
            Self::Action(action) => *action == Action::Undo || action.entry().menu.0 == Menu::View,
            _ => false,
        }
    }
}

/// Which way the cursor goes, as seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Arrow {
    Left,
    Right,
    Up,
    Down,
}

/// Whether the selected cards go along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carry {
    /// The cursor moves alone.
    Nothing,
    /// The selected cards go along.
    Cards,
    /// The selection grows by the card that is reached.
    Selection,
}

/// How editing in place ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The text stays.
    Keep,
    /// The text is again what it was.
    Revert,
    /// The text stays, and the next one begins: below, in the next step's cell or in the one before.
    Next(Onward),
}

/// Which text comes after one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Onward {
    /// The card below.
    Below,
    /// A card at the next step.
    NextStep,
    /// A card at the step before.
    FormerStep,
}

/// A text that can be edited where it stands in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextPlace {
    /// A card's title.
    Card(CardId),
    /// A stage's title.
    Stage(StageId),
    /// A step's title.
    Step(StepId),
    /// A lane's name.
    Lane(LaneId),
    /// The map's title.
    Title,
}

/// What has to wait until unsaved changes are dealt with.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// A new map from a template of the program.
    New(&'static str),
    /// A new map from a template of one's own.
    NewFromFile(PathBuf),
    /// A copy of a sample.
    OpenSample(&'static str),
    /// Asking for a map to open.
    AskOpen,
    /// Opening a map.
    Open(PathBuf),
    /// Opening what a window left behind.
    Recover(Leftover),
    /// Opening an earlier version as a map of its own.
    OpenAsNew(PathBuf),
    /// Beginning a future map that starts from this one.
    BeginFuture,
    /// Asking for something to import.
    AskImport,
    /// Importing from a file, or asking which of its journeys.
    Import(PathBuf),
    /// Taking in what the import dialog made.
    TakeImport,
    /// Asking within the window for a path to read.
    TypePath(Purpose),
    /// Closing the window.
    Quit,
}
