//! The one table of what a person can do by name: menus, toolbar, keys, context menus and the sheet
//! of keys all read it.

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::session::Session;
use crate::icon::Icon;

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

const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

const fn plain(logical_key: Key) -> KeyboardShortcut {
    key(Modifiers::NONE, logical_key)
}

const fn command(logical_key: Key) -> KeyboardShortcut {
    key(Modifiers::COMMAND, logical_key)
}

const fn alt(logical_key: Key) -> KeyboardShortcut {
    key(Modifiers::ALT, logical_key)
}

const ALT_SHIFT: Modifiers = Modifiers::ALT.plus(Modifiers::SHIFT);

const COMMAND_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

fn always(_session: &Session) -> bool {
    true
}

const fn window(
    action: Action,
    name: &'static str,
    icon: Option<Icon>,
    keys: &'static [KeyboardShortcut],
    menu: (Menu, u8),
    enabled: fn(&Session) -> bool,
) -> Entry {
    Entry { action, name, icon, keys, scope: Scope::Window, menu, enabled }
}

const fn canvas(
    action: Action,
    name: &'static str,
    icon: Option<Icon>,
    keys: &'static [KeyboardShortcut],
    menu: (Menu, u8),
    enabled: fn(&Session) -> bool,
) -> Entry {
    Entry { action, name, icon, keys, scope: Scope::Canvas, menu, enabled }
}

/// Everything that can be done by name, in the order of the menus.
pub const TABLE: &[Entry] = &[
    window(Action::New, "New…", Some(Icon::FilePlus), &[command(Key::N)], (Menu::File, 0), always),
    window(Action::Open, "Open…", Some(Icon::FolderOpen), &[command(Key::O)], (Menu::File, 0), always),
    window(Action::Import, "Import…", None, &[command(Key::I)], (Menu::File, 0), always),
    window(Action::ImportReadings, "Import readings…", None, &[], (Menu::File, 0), always),
    window(Action::Save, "Save", Some(Icon::FloppyDisk), &[command(Key::S)], (Menu::File, 1), always),
    window(Action::SaveAs, "Save as…", None, &[key(COMMAND_SHIFT, Key::S)], (Menu::File, 1), always),
    window(Action::SaveCopy, "Save a copy…", None, &[], (Menu::File, 1), always),
    window(Action::HandOn, "Hand on in one file…", None, &[], (Menu::File, 1), always),
    window(Action::SaveTemplate, "Save as template…", None, &[], (Menu::File, 1), always),
    window(Action::EarlierVersions, "Earlier versions…", Some(Icon::Clock), &[], (Menu::File, 1), always),
    window(Action::Revert, "Revert to the saved map", None, &[], (Menu::File, 1), Session::can_revert),
    window(
        Action::ExportPoster,
        "Export poster…",
        Some(Icon::Export),
        &[command(Key::E), command(Key::P)],
        (Menu::File, 2),
        always,
    ),
    window(Action::ExportStory, "Export story…", Some(Icon::Presentation), &[], (Menu::File, 2), Session::can_present),
    window(Action::ExportNotes, "Export story with notes…", None, &[], (Menu::File, 2), Session::can_present),
    window(Action::ExportText, "Export table, outline, Mermaid…", None, &[], (Menu::File, 2), always),
    window(Action::BeginFuture, "Begin a future map…", Some(Icon::ArrowUUpRight), &[], (Menu::File, 3), always),
    window(Action::ChooseBaseline, "Choose the map it starts from…", None, &[], (Menu::File, 3), always),
    window(Action::Quit, "Quit", None, &[command(Key::Q)], (Menu::File, 4), always),
    window(Action::Undo, "Undo", Some(Icon::ArrowUUpLeft), &[command(Key::Z)], (Menu::Edit, 0), Session::can_undo),
    window(
        Action::Redo,
        "Redo",
        Some(Icon::ArrowUUpRight),
        &[key(COMMAND_SHIFT, Key::Z), command(Key::Y)],
        (Menu::Edit, 0),
        Session::can_redo,
    ),
    // The window library turns these three keys into events of their own.
    canvas(Action::Cut, "Cut", None, &[command(Key::X)], (Menu::Edit, 1), Session::can_copy),
    canvas(Action::Copy, "Copy", Some(Icon::Copy), &[command(Key::C)], (Menu::Edit, 1), Session::can_copy),
    window(Action::CopyPicture, "Copy as a picture", Some(Icon::Image), &[], (Menu::Edit, 1), always),
    canvas(Action::Paste, "Paste", None, &[command(Key::V)], (Menu::Edit, 1), Session::can_paste),
    canvas(Action::Duplicate, "Duplicate", None, &[command(Key::D)], (Menu::Edit, 1), Session::can_copy),
    canvas(
        Action::Delete,
        "Delete",
        Some(Icon::Trash),
        &[plain(Key::Delete), plain(Key::Backspace)],
        (Menu::Edit, 1),
        Session::can_delete,
    ),
    canvas(Action::SelectAll, "Select all cards", None, &[command(Key::A)], (Menu::Edit, 2), always),
    canvas(
        Action::SelectInside,
        "Select the cards in it",
        None,
        &[key(COMMAND_SHIFT, Key::A)],
        (Menu::Edit, 2),
        Session::has_cards_inside,
    ),
    window(
        Action::Find,
        "Find and replace",
        Some(Icon::MagnifyingGlass),
        &[command(Key::F), command(Key::H)],
        (Menu::Edit, 3),
        always,
    ),
    window(Action::FindNext, "Find next", None, &[plain(Key::F3)], (Menu::Edit, 3), always),
    window(Action::FindPrevious, "Find previous", None, &[key(Modifiers::SHIFT, Key::F3)], (Menu::Edit, 3), always),
    canvas(
        Action::Rename,
        "Edit text",
        Some(Icon::PencilSimple),
        &[plain(Key::Enter), plain(Key::F2)],
        (Menu::Edit, 4),
        Session::can_rename,
    ),
    canvas(
        Action::InsertCard,
        "Add a card",
        Some(Icon::Plus),
        &[command(Key::Enter)],
        (Menu::Insert, 0),
        Session::has_card_place,
    ),
    window(Action::InsertStepBefore, "Add a step before", None, &[], (Menu::Insert, 1), Session::has_column),
    window(
        Action::InsertStepAfter,
        "Add a step after",
        Some(Icon::Columns),
        &[key(COMMAND_SHIFT, Key::T)],
        (Menu::Insert, 1),
        always,
    ),
    window(Action::InsertStageBefore, "Add a stage before", None, &[], (Menu::Insert, 2), Session::has_column),
    window(
        Action::InsertStageAfter,
        "Add a stage after",
        Some(Icon::ColumnsPlusRight),
        &[key(COMMAND_SHIFT, Key::G)],
        (Menu::Insert, 2),
        always,
    ),
    window(Action::InsertLaneAbove, "Add a lane above", None, &[], (Menu::Insert, 3), Session::has_row),
    window(
        Action::InsertLaneBelow,
        "Add a lane below",
        Some(Icon::RowsPlusBottom),
        &[key(COMMAND_SHIFT, Key::L)],
        (Menu::Insert, 3),
        always,
    ),
    window(Action::InsertPersona, "Add a persona", Some(Icon::User), &[], (Menu::Insert, 4), always),
    window(
        Action::MoveTo,
        "Move to…",
        Some(Icon::ArrowBendUpRight),
        &[key(COMMAND_SHIFT, Key::M)],
        (Menu::Arrange, 0),
        Session::has_cards,
    ),
    canvas(Action::PickUp, "Pick up", None, &[plain(Key::G)], (Menu::Arrange, 0), Session::can_carry),
    canvas(Action::MoveLeft, "Move left", None, &[alt(Key::ArrowLeft)], (Menu::Arrange, 1), Session::can_carry),
    canvas(Action::MoveRight, "Move right", None, &[alt(Key::ArrowRight)], (Menu::Arrange, 1), Session::can_carry),
    canvas(Action::MoveUp, "Move up", None, &[alt(Key::ArrowUp)], (Menu::Arrange, 1), Session::can_carry),
    canvas(Action::MoveDown, "Move down", None, &[alt(Key::ArrowDown)], (Menu::Arrange, 1), Session::can_carry),
    canvas(
        Action::Larger,
        "Wider or higher",
        None,
        &[key(ALT_SHIFT, Key::ArrowRight), key(ALT_SHIFT, Key::ArrowDown)],
        (Menu::Arrange, 2),
        Session::can_size,
    ),
    canvas(
        Action::Smaller,
        "Narrower or lower",
        None,
        &[key(ALT_SHIFT, Key::ArrowLeft), key(ALT_SHIFT, Key::ArrowUp)],
        (Menu::Arrange, 2),
        Session::can_size,
    ),
    canvas(Action::FitSize, "Size by content", None, &[], (Menu::Arrange, 2), Session::can_size),
    window(Action::CollapseLane, "Fold the lane to a strip", None, &[], (Menu::Arrange, 3), Session::has_row),
    window(Action::PinLane, "Keep the lane in sight", None, &[], (Menu::Arrange, 3), Session::has_row),
    window(Action::HideLane, "Hide the lane", None, &[], (Menu::Arrange, 3), Session::has_row),
    window(Action::ShowLanes, "Show hidden lanes", None, &[], (Menu::Arrange, 3), Session::has_hidden_lanes),
    canvas(
        Action::Emotion(2),
        "Very good, +2",
        Some(Icon::Smiley),
        &[plain(Key::Num5)],
        (Menu::Mark, 0),
        Session::can_rate,
    ),
    canvas(Action::Emotion(1), "Good, +1", None, &[plain(Key::Num4)], (Menu::Mark, 0), Session::can_rate),
    canvas(
        Action::Emotion(0),
        "Neutral, 0",
        Some(Icon::SmileyMeh),
        &[plain(Key::Num3)],
        (Menu::Mark, 0),
        Session::can_rate,
    ),
    canvas(Action::Emotion(-1), "Bad, −1", None, &[plain(Key::Num2)], (Menu::Mark, 0), Session::can_rate),
    canvas(
        Action::Emotion(-2),
        "Very bad, −2",
        Some(Icon::SmileySad),
        &[plain(Key::Num1)],
        (Menu::Mark, 0),
        Session::can_rate,
    ),
    canvas(Action::EmotionNotSet, "Emotion not set", None, &[plain(Key::Num0)], (Menu::Mark, 0), Session::can_rate),
    canvas(
        Action::EmotionUp,
        "Raise the emotion",
        None,
        &[plain(Key::Plus), plain(Key::Equals), key(Modifiers::SHIFT, Key::Equals)],
        (Menu::Mark, 1),
        Session::can_rate,
    ),
    canvas(Action::EmotionDown, "Lower the emotion", None, &[plain(Key::Minus)], (Menu::Mark, 1), Session::can_rate),
    canvas(Action::Pain, "Pain point", Some(Icon::Warning), &[plain(Key::P)], (Menu::Mark, 2), Session::can_rate),
    canvas(Action::High, "High", Some(Icon::TrendUp), &[plain(Key::H)], (Menu::Mark, 2), Session::can_rate),
    canvas(Action::Low, "Low", Some(Icon::TrendDown), &[plain(Key::L)], (Menu::Mark, 2), Session::can_rate),
    canvas(
        Action::MomentOfTruth,
        "Moment of truth",
        Some(Icon::Star),
        &[plain(Key::M)],
        (Menu::Mark, 2),
        Session::can_rate,
    ),
    canvas(
        Action::KeepsPromise,
        "Keeps the promise",
        Some(Icon::SealCheck),
        &[plain(Key::K)],
        (Menu::Mark, 2),
        Session::can_rate,
    ),
    canvas(
        Action::BreaksPromise,
        "Breaks the promise",
        Some(Icon::SealWarning),
        &[plain(Key::B)],
        (Menu::Mark, 2),
        Session::can_rate,
    ),
    window(Action::Capture, "Capture a remark", Some(Icon::ChatText), &[plain(Key::F10)], (Menu::Workshop, 0), always),
    window(
        Action::AskFeeling,
        "Count how the room feels",
        Some(Icon::Users),
        &[key(COMMAND_SHIFT, Key::E)],
        (Menu::Workshop, 0),
        Session::can_ask_feeling,
    ),
    window(Action::Votes, "Votes", Some(Icon::Check), &[key(COMMAND_SHIFT, Key::D)], (Menu::Workshop, 0), always),
    window(
        Action::ParkingLot,
        "Parking lot",
        Some(Icon::Package),
        &[key(ALT_SHIFT, Key::P)],
        (Menu::Workshop, 1),
        always,
    ),
    window(
        Action::SortParked,
        "Sort parked cards",
        None,
        &[key(ALT_SHIFT, Key::S)],
        (Menu::Workshop, 1),
        Session::has_parked,
    ),
    window(Action::Duplicates, "Merge duplicates…", None, &[], (Menu::Workshop, 1), always),
    window(Action::MergeCards, "Merge the selected cards", None, &[], (Menu::Workshop, 1), Session::can_merge),
    window(Action::ToggleTimer, "Pause the timer", Some(Icon::Clock), &[command(Key::T)], (Menu::Workshop, 2), always),
    window(Action::TimerMinute, "A minute more", None, &[], (Menu::Workshop, 2), Session::has_timer),
    window(Action::SetTimer, "Set the timer…", None, &[], (Menu::Workshop, 2), always),
    window(Action::RecordWorkshop, "Workshop under way", None, &[], (Menu::Workshop, 3), always),
    window(Action::Minutes, "Write the minutes…", Some(Icon::FileText), &[], (Menu::Workshop, 3), always),
    window(
        Action::ZoomIn,
        "Zoom in",
        Some(Icon::MagnifyingGlassPlus),
        &[command(Key::Plus), command(Key::Equals), key(COMMAND_SHIFT, Key::Equals)],
        (Menu::View, 0),
        always,
    ),
    window(
        Action::ZoomOut,
        "Zoom out",
        Some(Icon::MagnifyingGlassMinus),
        &[command(Key::Minus)],
        (Menu::View, 0),
        always,
    ),
    window(Action::ZoomActual, "Actual size", None, &[command(Key::Num0)], (Menu::View, 0), always),
    window(Action::ZoomFit, "Fit the map", Some(Icon::FrameCorners), &[command(Key::Num1)], (Menu::View, 0), always),
    window(
        Action::ZoomSelection,
        "Zoom to the selection",
        None,
        &[command(Key::Num2)],
        (Menu::View, 0),
        Session::has_selection,
    ),
    window(Action::Sheet, "Printed sheet", Some(Icon::Image), &[plain(Key::F7)], (Menu::View, 0), always),
    window(
        Action::Blueprint,
        "Service blueprint",
        Some(Icon::Rows),
        &[key(Modifiers::SHIFT, Key::F7)],
        (Menu::View, 0),
        Session::has_lanes,
    ),
    window(
        Action::Present,
        "Present",
        Some(Icon::Presentation),
        &[plain(Key::F5)],
        (Menu::Present, 0),
        Session::can_present,
    ),
    window(
        Action::Projector,
        "Projector's window",
        Some(Icon::Monitor),
        &[key(Modifiers::SHIFT, Key::F5)],
        (Menu::Present, 0),
        Session::can_present,
    ),
    window(Action::NextSlide, "Next slide", None, &[alt(Key::PageDown)], (Menu::Present, 1), Session::is_presenting),
    window(Action::FormerSlide, "Former slide", None, &[alt(Key::PageUp)], (Menu::Present, 1), Session::is_presenting),
    window(
        Action::FreezeProjector,
        "Freeze what the room sees",
        Some(Icon::Lock),
        &[key(ALT_SHIFT, Key::F)],
        (Menu::Present, 1),
        Session::is_presenting,
    ),
    window(Action::Story, "Story", Some(Icon::ChatText), &[key(COMMAND_SHIFT, Key::Y)], (Menu::Present, 2), always),
    window(Action::AddScene, "Add the present view to the story", None, &[], (Menu::Present, 2), Session::can_present),
    window(Action::FirstStory, "First story from the map", None, &[], (Menu::Present, 2), Session::can_present),
    window(
        Action::Compare,
        "Compare with the baseline",
        Some(Icon::Columns),
        &[plain(Key::F4)],
        (Menu::View, 1),
        always,
    ),
    window(Action::CompareWith, "Compare with another map…", None, &[], (Menu::View, 1), always),
    window(
        Action::RoadMap,
        "Road map",
        Some(Icon::Calendar),
        &[key(Modifiers::SHIFT, Key::F4)],
        (Menu::View, 1),
        always,
    ),
    window(
        Action::Opportunities,
        "Opportunities",
        Some(Icon::Lightbulb),
        &[key(COMMAND_SHIFT, Key::P)],
        (Menu::View, 1),
        always,
    ),
    window(Action::Metrics, "Metrics", Some(Icon::TrendUp), &[key(COMMAND_SHIFT, Key::R)], (Menu::View, 1), always),
    window(Action::Overview, "Overview", None, &[key(Modifiers::SHIFT, Key::F8)], (Menu::View, 2), always),
    window(Action::Palette, "Palette", Some(Icon::Stack), &[plain(Key::F9)], (Menu::View, 2), always),
    window(Action::Outline, "Outline", Some(Icon::BookOpen), &[key(COMMAND_SHIFT, Key::O)], (Menu::View, 2), always),
    window(Action::History, "History", Some(Icon::Clock), &[key(COMMAND_SHIFT, Key::H)], (Menu::View, 2), always),
    window(Action::Insight, "Insight", Some(Icon::ChartLineUp), &[key(COMMAND_SHIFT, Key::I)], (Menu::View, 2), always),
    window(
        Action::Inspector,
        "Inspector",
        Some(Icon::List),
        &[key(Modifiers::SHIFT, Key::F9)],
        (Menu::View, 2),
        always,
    ),
    window(
        Action::Problems,
        "Problems and findings",
        Some(Icon::SealWarning),
        &[plain(Key::F8)],
        (Menu::View, 2),
        always,
    ),
    window(Action::LightTheme, "Light", Some(Icon::Sun), &[], (Menu::View, 3), always),
    window(Action::DarkTheme, "Dark", Some(Icon::Moon), &[], (Menu::View, 3), always),
    window(Action::HighContrastTheme, "High contrast", Some(Icon::CircleHalf), &[], (Menu::View, 3), always),
    window(Action::SystemTheme, "As the desktop", Some(Icon::CircleHalf), &[], (Menu::View, 3), always),
    window(Action::LargerInterface, "Larger interface", None, &[], (Menu::View, 4), always),
    window(Action::SmallerInterface, "Smaller interface", None, &[], (Menu::View, 4), always),
    window(Action::Settings, "Settings…", Some(Icon::Gear), &[command(Key::Comma)], (Menu::View, 5), always),
    window(Action::Commands, "Do or go to…", Some(Icon::CaretRight), &[command(Key::K)], (Menu::Help, 0), always),
    window(Action::Help, "Help", Some(Icon::Question), &[plain(Key::F1)], (Menu::Help, 0), always),
    window(Action::Keys, "Keys", Some(Icon::Keyboard), &[key(Modifiers::SHIFT, Key::F1)], (Menu::Help, 0), always),
    window(Action::About, "About Pathos", Some(Icon::Info), &[], (Menu::Help, 1), always),
];

impl Action {
    /// Its line of the table.
    pub fn entry(self) -> &'static Entry {
        TABLE.iter().find(|entry| entry.action == self).expect("the tests hold every action against the table")
    }
}

#[cfg(test)]
mod tests;
