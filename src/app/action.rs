//! The one table of what a person can do by name: menus, toolbar, keys, context menus and the sheet
//! of keys all read it.

mod table;

use eframe::egui::KeyboardShortcut;

use super::session::Session;
use crate::icon::Icon;

pub use table::TABLE;

/// Something that a person can do by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the table gives each its name")]
pub enum Action {
    New,
    Open,
    Save,
    SaveAs,
    SaveCopy,
    HandOn,
    SaveTemplate,
    EarlierVersions,
    Revert,
    Import,
    ImportReadings,
    ExportPoster,
    ExportStory,
    ExportNotes,
    BeginFuture,
    ChooseBaseline,
    ExportText,
    Quit,
    Undo,
    Redo,
    Cut,
    Copy,
    CopyPicture,
    Paste,
    Duplicate,
    Delete,
    SelectAll,
    SelectInside,
    Rename,
    MoveTo,
    PickUp,
    MoveLeft,
    MoveRight,
    MoveUp,
    MoveDown,
    Larger,
    Smaller,
    FitSize,
    CollapseLane,
    PinLane,
    HideLane,
    ShowLanes,
    InsertCard,
    InsertStageBefore,
    InsertStageAfter,
    InsertStepBefore,
    InsertStepAfter,
    InsertLaneAbove,
    InsertLaneBelow,
    InsertPersona,
    /// −2 … +2.
    Emotion(i8),
    EmotionUp,
    EmotionDown,
    EmotionNotSet,
    Pain,
    High,
    Low,
    MomentOfTruth,
    KeepsPromise,
    BreaksPromise,
    Capture,
    AskFeeling,
    Votes,
    ParkingLot,
    SortParked,
    Duplicates,
    MergeCards,
    ToggleTimer,
    TimerMinute,
    SetTimer,
    RecordWorkshop,
    Minutes,
    ZoomIn,
    ZoomOut,
    ZoomActual,
    ZoomFit,
    ZoomSelection,
    Compare,
    CompareWith,
    RoadMap,
    Overview,
    Sheet,
    Blueprint,
    Present,
    Projector,
    NextSlide,
    FormerSlide,
    FreezeProjector,
    Story,
    AddScene,
    FirstStory,
    Palette,
    Outline,
    Find,
    FindNext,
    FindPrevious,
    History,
    Commands,
    Settings,
    LargerInterface,
    SmallerInterface,
    HighContrastTheme,
    Insight,
    Opportunities,
    Metrics,
    Inspector,
    Problems,
    LightTheme,
    DarkTheme,
    SystemTheme,
    Help,
    Keys,
    About,
}

/// Where keys work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everywhere but under a dialog.
    Window,
    /// While the canvas has the keyboard.
    Canvas,
}

/// The menus of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menu {
    /// Files in and out.
    File,
    /// What changes the map as it is.
    Edit,
    /// What adds to the map.
    Insert,
    /// What moves and sizes what is selected.
    Arrange,
    /// What marks the selected card or step.
    Mark,
    /// What is done with a room.
    Workshop,
    /// Showing the map to a room.
    Present,
    /// How the map is seen.
    View,
    /// Help.
    Help,
}

impl Menu {
    /// The menus from the left.
    pub const ALL: [Self; 9] = [
        Self::File,
        Self::Edit,
        Self::Insert,
        Self::Arrange,
        Self::Mark,
        Self::Present,
        Self::Workshop,
        Self::View,
        Self::Help,
    ];

    /// What the bar shows.
    pub fn title(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Insert => "Insert",
            Self::Arrange => "Arrange",
            Self::Mark => "Mark",
            Self::Workshop => "Workshop",
            Self::Present => "Present",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// What is done.
    pub action: Action,
    /// What people read; “…” at the end says that a dialog follows.
    pub name: &'static str,
    /// The icon in menus and in the toolbar.
    pub icon: Option<Icon>,
    /// Keys, the first is the one that is shown.
    pub keys: &'static [KeyboardShortcut],
    /// Where the keys work.
    pub scope: Scope,
    /// The menu and the group in it; groups are parted by lines.
    pub menu: (Menu, u8),
    /// Whether it can be done now.
    pub enabled: fn(&Session) -> bool,
}

impl Action {
    /// Its line of the table.
    pub fn entry(self) -> &'static Entry {
        TABLE.iter().find(|entry| entry.action == self).expect("the tests hold every action against the table")
    }
}

#[cfg(test)]
mod tests;
