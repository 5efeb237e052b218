//! Everything that the window knows: the map with its history, what is selected, what is seen, what
//! is under way. Panels read it and return commands, which [`Session::perform`] does; beside that it
//! changes by what the jobs answer and by what the pointer does on the canvas.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui;

use super::action::Action;
use super::ask::AskPath;
use super::autosave::{Autosave, PACE};
use super::baseline::{FutureWish, Other};
use super::canvas::Camera;
use super::clipboard::{Clipboard, Copied, OwnClipboard};
use super::clock::{Clock, system_clock};
use super::command::Next;
use super::comparing::Comparing;
use super::dialogs::Dialog;
use super::files::OpenFile;
use super::gesture::Gesture;
use super::help::Page;
use super::importing::Tried;
use super::in_place::InPlace;
use super::insights::Insights;
use super::jobs::Jobs;
use super::picture::{MadeFor, View};
use super::poster::Posters;
use super::presenting::Presenting;
use super::search::Search;
use super::settings::{Settings, ThemeChoice};
use super::sides::Panels;
use super::timer::Timer;
use super::workshop::Workshop;
use crate::edit::{History, Selection};
use crate::geom::Rect;
use crate::layout::Layout;
use crate::model::{
    IdSource, LaneId, Map, PersonaId, Picture, Place, Problem, ProblemSeverity, StepId, StorySceneId, Subject, Target,
    check,
};
use crate::picture::Pictures;
use crate::store::{Leftover, PictureFiles, Presence, Stamp, StateFolder};
use crate::text::Shaper;
use crate::theme::{Arrangement, ScreenTheme};

/// Everything that the window knows.
pub struct Session {
    pub(super) history: History,
    /// The file that the map was read from or saved to.
    pub(super) file: Option<OpenFile>,
    pub(super) pictures: Arc<Pictures>,
    pub(super) picture_files: PictureFiles,
    /// The program's own folder: backups and recent maps.
    pub(super) state: StateFolder,
    pub(super) selection: Selection,
    /// The cell that has the cursor while no card is selected.
    pub(super) cell: Option<(LaneId, StepId)>,
    /// Whose emotions the keys set, where it was chosen.
    pub(super) persona: Option<PersonaId>,
    pub(super) view: View,
    pub(super) gesture: Option<Gesture>,
    pub(super) in_place: Option<InPlace>,
    /// What happened last, for the status line.
    pub(super) status: Status,
    pub(super) dialog: Option<Dialog>,
    pub(super) jobs: Jobs,
    /// Keeps what is not saved. Behind the jobs, so that it ends after the last of them.
    pub(super) autosave: Autosave,
    /// That this window is open. Behind the autosave, which keeps what would else be taken for a dead window's.
    pub(super) presence: Presence,
    /// What windows left behind that ended without warning, until somebody decides about it.
    pub(super) leftovers: Vec<Leftover>,
    /// How the file was when another program's change of it was told.
    pub(super) seen: Option<Stamp>,
    /// Whether it was told that the file is gone.
    pub(super) is_file_missing: bool,
    /// Whether the welcome screen is shown in place of the map.
    pub(super) shows_welcome: bool,
    /// What the import dialog made last.
    pub(super) imported: Option<Tried>,
    /// Which file that was made of.
    pub(super) imported_from: String,
    /// What is no longer needed once the open map is kept.
    pub(super) superseded: Vec<Leftover>,
    pub(super) clock: Clock,
    pub(super) clipboard: Box<dyn Clipboard>,
    /// What was copied here last.
    pub(super) copied: Option<Copied>,
    /// Its text where the clipboard takes nothing else, until it has gone to the system's clipboard.
    pub(super) copied_text: Option<String>,
    pub(super) panels: Panels,
    /// What is set for good.
    pub(super) settings: Settings,
    /// What was done by name last, the last one first.
    pub(super) used: Vec<Action>,
    /// What is looked for.
    pub(super) search: Search,
    /// The page of help that is open.
    pub(super) help: Option<Page>,
    /// The term for which it was opened.
    pub(super) help_for: Option<&'static str>,
    /// The term that explains what has the keyboard.
    pub(super) term: Option<&'static str>,
    /// What the picture is for that is being chosen.
    pub(super) picture_for: Option<Selection>,
    /// The id of the record that was added last, to be described: its form begins with its first field.
    pub(super) newborn: Option<String>,
    /// What gets the keyboard with the next frame.
    pub(super) focus_next: Option<egui::Id>,
    /// What is wrong with the map, and for which revision that was found out.
    pub(super) problems: (u64, Vec<Problem>),
    /// What is computed about the map.
    pub(super) insights: Insights,
    /// Recent maps, the last one first.
    pub(super) recent: Vec<PathBuf>,
    /// What is done once the map is saved.
    pub(super) after_save: Option<Next>,
    /// How the lanes of the open map stand.
    pub(super) arrangement: Arrangement,
    /// How many maps were taken in since the window opened: which of them is open.
    pub(super) generation: u64,
    /// The generation in which the desktop was asked for a path last.
    pub(super) asked_in: u64,
    /// The revision whose changes may be lost, as was said.
    pub(super) given_up: Option<u64>,
    /// The posters of the map.
    pub(super) posters: Posters,
    /// What is captured in a workshop.
    pub(super) workshop: Workshop,
    /// The countdown.
    pub(super) timer: Timer,
    /// Where one is while presenting.
    pub(super) presenting: Option<Box<Presenting>>,
    /// The names of the screens that a projector's window can fill.
    pub(super) screens: Vec<String>,
    /// The scene of the story that is edited.
    pub(super) scene: Option<StorySceneId>,
    /// The map that the open one is held against.
    pub(super) other: Option<Other>,
    /// What is compared, while something is.
    pub(super) comparing: Option<Comparing>,
    /// The future map that waits for a path.
    pub(super) future: Option<FutureWish>,
    /// How many commands were performed: what was shown before the last of them is to be shown again.
    pub(super) performed: u64,
    /// Set once the window may close.
    pub(super) closes: bool,
}

/// What happened last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    /// A sentence.
    pub text: String,
    /// Whether it tells of a failure.
    pub failed: bool,
}

impl Session {
    /// A session with a map that nobody has saved yet.
    pub fn new(ctx: egui::Context, asker: Arc<dyn AskPath>, state: StateFolder, shaper: &mut Shaper) -> Self {
        let mut ids = IdSource::random();
        let (settings, note) = Settings::load(&state);
        let map = Map { author: settings.author.clone(), ..super::files::first_map(&mut ids) };
        let view = View::new(&map, shaper);
        let presence = Presence::new(&state);
        Self {
            history: History::new(map, ids),
            file: None,
            pictures: Arc::default(),
            picture_files: PictureFiles::default(),
            recent: state.recent(),
            state,
            selection: Selection::Map,
            cell: None,
            persona: None,
            view,
            gesture: None,
            in_place: None,
            status: Status { text: note.clone().unwrap_or_default(), failed: note.is_some() },
            dialog: None,
            jobs: Jobs::new(ctx.clone(), asker),
            autosave: Autosave::new(&presence, PACE, ctx),
            presence,
            leftovers: Vec::new(),
            superseded: Vec::new(),
            imported: None,
            imported_from: String::new(),
            shows_welcome: false,
            seen: None,
            is_file_missing: false,
            clock: system_clock(),
            clipboard: Box::new(OwnClipboard::default()),
            copied: None,
            copied_text: None,
            panels: Panels::default(),
            used: settings.used_actions(),
            settings,
            search: Search::default(),
            help: None,
            help_for: None,
            term: None,
            picture_for: None,
            newborn: None,
            focus_next: None,
            problems: (u64::MAX, Vec::new()),
            insights: Insights::default(),
            after_save: None,
            arrangement: Arrangement::default(),
            generation: 0,
            asked_in: 0,
            given_up: None,
            posters: Posters::default(),
            workshop: Workshop::default(),
            timer: Timer::default(),
            presenting: None,
            screens: Vec::new(),
            scene: None,
            other: None,
            comparing: None,
            future: None,
            performed: 0,
            closes: false,
        }
    }

    /// The map as it is now.
    pub fn map(&self) -> &Map {
        self.history.map()
    }

    /// Where everything of the map stands; the one of the last frame.
    pub fn layout(&self) -> &Layout {
        &self.view.layout
    }

    /// What is selected.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// How many steps can be undone.
    pub fn undo_steps(&self) -> usize {
        self.history.steps().filter(|step| step.is_done).count()
    }

    /// Where a rectangle of the page stands in the window.
    pub fn screen_rect(&self, rect: Rect) -> egui::Rect {
        self.view.camera.screen_from_page(self.view.rect).rect(rect)
    }

    /// What undo would undo.
    pub fn undo_label(&self) -> Option<&str> {
        self.history.undo_label()
    }

    /// What redo would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.history.redo_label()
    }

    /// What happened last.
    pub fn status(&self) -> &Status {
        &self.status
    }

    /// The dialog that is open.
    pub fn dialog(&self) -> Option<&Dialog> {
        self.dialog.as_ref()
    }

    /// The map's file, once it has one.
    pub fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(|file| file.path.as_path())
    }

    /// Whether the map differs from its file.
    pub fn is_dirty(&self) -> bool {
        self.history.is_dirty()
    }

    /// What is wrong with the map.
    pub fn problems(&self) -> &[Problem] {
        &self.problems.1
    }

    /// The pictures of the map that cannot be shown.
    fn unread_pictures(&self) -> Vec<Problem> {
        let unread = self.map().pictures().filter(|picture| !self.pictures.contains_key(&picture.file));
        let problem = |picture: &Picture| Problem {
            severity: ProblemSeverity::Warning,
            path: String::new(),
            subject: Subject::Map,
            text: format!("the picture {} is missing or cannot be read", picture.file.as_str()),
            hint: "put it back into the map's folder of pictures".to_owned(),
        };
        unread.map(problem).collect()
    }

    /// Makes anew what follows from the map, if the map has changed.
    pub(super) fn refresh(&mut self, is_dark: bool, shaper: &mut Shaper) {
        let revision = self.history.revision();
        self.refresh_presentation(shaper);
        let made_for = self.made_for(is_dark);
        match self.edited_slide().map(|(shown, theme)| (shown.clone(), theme.clone())) {
            Some((shown, theme)) => self.view.show_slide(&shown, theme, made_for),
            None => self.view.refresh(self.history.map(), made_for, &self.pictures, shaper),
        }
        self.refresh_search();
        self.refresh_comparison(made_for.theme, shaper);
        self.start_export();
        self.refresh_insights();
        if self.problems.0 != revision && !self.history.is_in_gesture() {
            let mut problems = check::check(self.map());
            problems.extend(self.unread_pictures());
            self.problems = (revision, problems);
            self.view.search_missing(self.history.map(), revision, shaper);
        }
    }

    /// What the canvas shows while the window's theme is light or dark.
    fn made_for(&self, is_dark: bool) -> MadeFor {
        let (revision, theme) = (self.history.revision(), self.screen_theme(is_dark));
        let slide = self.edited_slide().map(|(shown, _)| std::sync::Arc::as_ptr(shown) as usize);
        MadeFor { revision, theme, numbers: self.settings.numbers, display: self.display(), slide }
    }

    /// The theme of the canvas while the window's is light or dark.
    fn screen_theme(&self, is_dark: bool) -> ScreenTheme {
        match (self.settings.theme, is_dark) {
            (ThemeChoice::HighContrast, _) => ScreenTheme::HighContrast,
            (_, true) => ScreenTheme::Dark,
            (_, false) => ScreenTheme::Light,
        }
    }

    /// Whether what is seen is behind the map.
    pub(super) fn is_stale(&self, is_dark: bool) -> bool {
        let canvas = !self.view.is_made_for(self.made_for(is_dark)) || self.view.fits || self.view.reveals;
        (canvas && self.comparing.is_none()) || self.is_comparison_stale(self.screen_theme(is_dark))
    }

    /// The map's title, or what stands for it.
    pub fn title(&self) -> &str {
        let title = self.map().title.trim();
        if title.is_empty() { "Untitled map" } else { title }
    }

    /// What stands in the window's title bar: `• Title — file.ron — Pathos`.
    pub fn window_title(&self) -> String {
        if self.shows_welcome && !self.has_begun() {
            return "Pathos".to_owned();
        }
        let mark = if self.is_dirty() { "• " } else { "" };
        match self.path() {
            Some(path) => format!("{mark}{} — {} — Pathos", self.title(), super::dialogs::path::file_name(path)),
            None => format!("{mark}{} — Pathos", self.title()),
        }
    }

    /// Whose emotions are set: the persona that was chosen, else the first.
    pub fn active_persona(&self) -> Option<PersonaId> {
        self.persona
            .filter(|persona| self.map().personas.contains(*persona))
            .or_else(|| self.map().personas.at(0).map(|persona| persona.id))
    }

    /// What marks and emotions are for: the selected cards, a step, or a point of a curve.
    pub fn targets(&self) -> Vec<Target> {
        match &self.selection {
            Selection::Cards(cards) => cards.iter().map(|card| Target::Card(*card)).collect(),
            Selection::Step(_) | Selection::Steps(_) => {
                self.selection.steps().iter().copied().map(Target::Step).collect()
            }
            Selection::Point { at, .. } => vec![*at],
            _ => self.curve_cell().map(|cell| self.curve_target(cell)).into_iter().collect(),
        }
    }

    /// The cell with the cursor, if it lies in a lane that shows emotions.
    pub fn curve_cell(&self) -> Option<(LaneId, StepId)> {
        self.cell.filter(|(lane, _)| self.map().lanes.find(*lane).is_some_and(|lane| !lane.kind.holds_cards()))
    }

    /// What is rated in a cell of an emotion lane: what the active persona's curve shows there, else
    /// what another one shows, else the step itself.
    pub fn curve_target(&self, (lane, step): (LaneId, StepId)) -> Target {
        let active = self.active_persona();
        let mut points: Vec<_> =
            self.layout().points.iter().filter(|point| (point.lane, point.step) == (lane, step)).collect();
        points.sort_by_key(|point| Some(point.persona) != active);
        points.first().map_or(Target::Step(step), |point| point.at)
    }

    /// The cell in which a new card goes: the one with the cursor, or the lead card's.
    pub fn card_cell(&self) -> Option<(LaneId, StepId)> {
        let lead = self.selection.lead().and_then(|card| self.map().cards.find(card));
        let cell = self.cell.or_else(|| lead.and_then(|card| self.map().cell_of(card.place)));
        cell.filter(|(lane, _)| self.map().lanes.find(*lane).is_some_and(|lane| lane.kind.holds_cards()))
    }

    /// The step at which one is: selected, with the cursor, or that of the selected card.
    pub fn current_step(&self) -> Option<StepId> {
        let of_place = |place: Place| self.map().cell_of(place).map(|(_, step)| step);
        match &self.selection {
            Selection::Step(_) | Selection::Steps(_) => self.selection.steps().last().copied(),
            Selection::Stage(_) | Selection::Stages(_) => {
                let stage = self.map().stages.find(*self.selection.stages().last()?)?;
                stage.steps.iter().next_back().map(|step| step.id)
            }
            Selection::Point { at: Target::Step(step), .. } => Some(*step),
            Selection::Point { at: Target::Card(card), .. } => of_place(self.map().cards.find(*card)?.place),
            Selection::Cards(_) => of_place(self.map().cards.find(self.selection.lead()?)?.place),
            _ => self.cell.map(|(_, step)| step),
        }
    }

    /// The lane in which one is: selected, with the cursor, or that of the selected card.
    pub fn current_lane(&self) -> Option<LaneId> {
        match &self.selection {
            Selection::Lane(_) | Selection::Lanes(_) => self.selection.lanes().last().copied(),
            Selection::Cards(_) => self.map().cards.find(self.selection.lead()?)?.place.lane(),
            _ => self.cell.map(|(lane, _)| lane),
        }
    }

    /// The camera, for the status line.
    pub fn camera(&self) -> Camera {
        self.comparing.as_ref().map_or(self.view.camera, |comparing| comparing.camera)
    }
}

/// What the table of commands asks.
impl Session {
    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        self.history.undo_label().is_some()
    }

    /// Whether there is a step to redo.
    pub fn can_redo(&self) -> bool {
        self.history.redo_label().is_some()
    }

    /// Whether the map has a file from which it differs.
    pub fn can_revert(&self) -> bool {
        self.file.is_some() && self.is_dirty()
    }

    /// Whether a card is selected.
    pub fn has_cards(&self) -> bool {
        !self.selection.cards().is_empty()
    }

    /// Whether anything is selected.
    pub fn has_selection(&self) -> bool {
        self.selection != Selection::Map || self.cell.is_some()
    }

    /// Whether something is selected that can be taken out.
    pub fn can_delete(&self) -> bool {
        self.selection != Selection::Map
    }

    /// Whether something is selected whose text can be edited in its place.
    pub fn can_rename(&self) -> bool {
        self.text_place().is_some()
    }

    /// Whether there is a cell to paste into. What the clipboard holds is known only when it comes.
    pub fn can_paste(&self) -> bool {
        self.paste_cell().is_some() || self.can_copy()
    }

    /// Whether there is a cell for a new card.
    pub fn has_card_place(&self) -> bool {
        self.card_cell().is_some()
    }

    /// Whether one is at a step.
    pub fn has_column(&self) -> bool {
        self.current_step().is_some()
    }

    /// Whether one is in a lane.
    pub fn has_row(&self) -> bool {
        self.current_lane().is_some()
    }

    /// Whether something is selected that can be rated and marked.
    pub fn can_rate(&self) -> bool {
        !self.targets().is_empty()
    }
}
