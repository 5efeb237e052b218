//! Comparing the open map with another, and its road map: pictures in place of the canvas, and beside
//! them a list of the differences, or of what is planned, in which it is said why and when.
//!
//! The open map is the second of the two. It changes only through what is planned here, or by undo.

mod form;
mod list;
mod made;
mod view;

use super::ask::Purpose;
use super::baseline::Other;
use super::canvas::Camera;
use super::dialogs::path::file_name;
use super::disk;
use super::session::Session;
use super::sides::Center;
use crate::edit::Selection;
use crate::geom::Point;
use crate::insight::{Compared, Entry, Sign};
use crate::model::{ChangeAt, OpportunityId};
use crate::poster::Against;
use crate::roadmap::RoadMapRows;
use crate::store;
use crate::theme::ScreenTheme;

pub use made::Made;
pub use {list::show as show_list, view::show as show_view};

/// What is shown in place of the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Both maps beside each other.
    SideBySide,
    /// Both maps in one picture.
    Overlaid,
    /// What is to be done, period by period.
    RoadMap,
}

impl Mode {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::SideBySide, Self::Overlaid, Self::RoadMap];

    /// What people read.
    pub fn title(self) -> &'static str {
        match self {
            Self::SideBySide => "Side by side",
            Self::Overlaid => "Overlaid",
            Self::RoadMap => "Road map",
        }
    }
}

/// What is chosen in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Chosen {
    /// A difference.
    Difference(Compared),
    /// An opportunity of the road map.
    Opportunity(OpportunityId),
    /// A difference of the road map for which no opportunity is named.
    Change(ChangeAt),
}

/// What the session can be asked while maps are compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Compare {
    /// Shows it another way.
    Show(Mode),
    /// Shows the differences with a sign, or all.
    Filter(Option<Sign>),
    /// Shows only the differences for which nothing is planned, or all.
    OnlyUnplanned(bool),
    /// The rows of the road map.
    Rows(RoadMapRows),
    /// Chooses something in the list, and shows it in the picture.
    Choose(Option<Chosen>),
    /// Chooses the next in the list, or the one before.
    Step(isize),
    /// Goes back to the canvas, to what is chosen there.
    GoTo,
    /// Goes back to the canvas.
    Leave,
}

/// What is compared, and how it is shown.
#[derive(Debug)]
pub struct Comparing {
    /// How it is shown.
    pub mode: Mode,
    /// The sign of the differences that are listed; none for all.
    pub filter: Option<Sign>,
    /// Whether only differences are listed for which nothing is planned.
    pub only_unplanned: bool,
    /// The rows of the road map.
    pub rows: RoadMapRows,
    /// What is chosen.
    pub chosen: Option<Chosen>,
    /// The pictures.
    pub made: Option<Made>,
    /// Where one looks, in all pictures alike.
    pub camera: Camera,
    /// The place of the first picture in the window.
    pub view: eframe::egui::Rect,
    /// Whether the next frame shows the whole picture.
    pub fits: bool,
    /// Whether the next frame brings what is chosen into sight.
    pub reveals: bool,
}

impl Comparing {
    /// Shown from the beginning.
    fn new(mode: Mode) -> Self {
        Self {
            mode,
            filter: None,
            only_unplanned: false,
            rows: RoadMapRows::Auto,
            chosen: None,
            made: None,
            camera: Camera { center: Point::ORIGIN, zoom: 1.0 },
            view: eframe::egui::Rect::NOTHING,
            fits: true,
            reveals: false,
        }
    }

    /// Whether a difference is listed.
    fn lists(&self, entry: &Entry) -> bool {
        self.filter.is_none_or(|sign| entry.signs().contains(&sign)) && !(self.only_unplanned && entry.plan.is_some())
    }

    /// What is listed, in the order of the list.
    fn listed(&self) -> Vec<Chosen> {
        let Some(made) = &self.made else { return Vec::new() };
        match self.mode {
            Mode::SideBySide | Mode::Overlaid => {
                let groups = list::groups(&made.comparison, |entry| self.lists(entry));
                groups.into_iter().flat_map(|(_, entries)| entries).map(|e| Chosen::Difference(e.subject)).collect()
            }
            Mode::RoadMap => made.periods.iter().flat_map(|(_, rows)| rows).map(|(chosen, _)| *chosen).collect(),
        }
    }
}

impl Session {
    /// What is compared, while something is.
    pub fn comparing(&self) -> Option<&Comparing> {
        self.comparing.as_ref()
    }

    /// Compares with the baseline, or asks with what; goes back if something is compared.
    pub(super) fn toggle_comparison(&mut self) {
        if self.comparing.take_if(|comparing| comparing.mode != Mode::RoadMap).is_some() {
            return self.say("The map again");
        }
        if self.other.is_none() && self.baseline_file().is_none() {
            self.say("Choose the map to compare with");
            return self.ask(Purpose::CompareWith, String::new());
        }
        if let Err(lines) = self.with_other() {
            return self.show_failure("The map that this one starts from cannot be read", lines);
        }
        self.compare_as(Mode::SideBySide);
    }

    /// Shows the road map, or goes back from it.
    pub(super) fn toggle_road_map(&mut self) {
        if self.comparing.take_if(|comparing| comparing.mode == Mode::RoadMap).is_some() {
            return self.say("The map again");
        }
        // What is planned can be seen without what it starts from.
        if self.baseline_file().is_some()
            && let Err(lines) = self.with_other()
        {
            self.fail(lines.into_iter().next().unwrap_or_default());
        }
        self.compare_as(Mode::RoadMap);
    }

    /// Compares with a map from a file.
    pub(super) fn compare_with(&mut self, path: &std::path::Path) {
        match store::load(path) {
            Ok(loaded) => {
                let is_baseline = self.map().baseline.as_ref().is_some_and(|baseline| baseline.map == loaded.map.id);
                let against = Against::new(loaded.map, loaded.pictures);
                self.other = Some(Other { against, path: path.to_owned(), is_baseline });
                self.compare_as(Mode::SideBySide);
            }
            Err(error) => {
                self.show_failure(&format!("{} cannot be read", file_name(path)), disk::load_error_lines(&error));
            }
        }
    }

    /// Reads the other map, as its file may have changed: the one that was compared with last, else the
    /// baseline.
    fn with_other(&mut self) -> Result<(), Vec<String>> {
        match self.other.as_ref().filter(|other| !other.is_baseline).map(|other| other.path.clone()) {
            Some(path) => {
                let loaded = store::load(&path).map_err(|error| disk::load_error_lines(&error))?;
                let against = Against::new(loaded.map, loaded.pictures);
                self.other = Some(Other { against, path, is_baseline: false });
                Ok(())
            }
            None => self.read_baseline(),
        }
    }

    fn compare_as(&mut self, mode: Mode) {
        self.shows_welcome = false;
        self.panels.center = Center::Map;
        self.drop_gesture();
        match &mut self.comparing {
            Some(comparing) => {
                let is_kept = mode != Mode::RoadMap && comparing.mode != Mode::RoadMap;
                comparing.chosen = comparing.chosen.filter(|_| is_kept);
                (comparing.mode, comparing.fits) = (mode, true);
            }
            None => self.comparing = Some(Comparing::new(mode)),
        }
        self.say(match (mode, &self.other) {
            (Mode::RoadMap, _) | (_, None) => "The road map of this map".to_owned(),
            (_, Some(other)) => format!("Compared with {}", file_name(&other.path)),
        });
    }

    pub(super) fn compare(&mut self, wish: Compare) {
        let has_other = self.other.is_some();
        let Some(comparing) = &mut self.comparing else { return };
        match wish {
            Compare::Show(Mode::RoadMap) => self.compare_as(Mode::RoadMap),
            Compare::Show(mode) if has_other => self.compare_as(mode),
            Compare::Show(_) => self.ask(Purpose::CompareWith, String::new()),
            Compare::Filter(sign) => comparing.filter = sign,
            Compare::OnlyUnplanned(only) => comparing.only_unplanned = only,
            Compare::Rows(rows) => (comparing.rows, comparing.fits) = (rows, true),
            Compare::Choose(chosen) => (comparing.chosen, comparing.reveals) = (chosen, true),
            Compare::Step(by) => self.step_through_differences(by),
            Compare::GoTo => self.leave_to_chosen(),
            Compare::Leave => {
                self.comparing = None;
                self.say("The map again");
            }
        }
    }

    fn step_through_differences(&mut self, by: isize) {
        let Some(comparing) = &mut self.comparing else { return };
        let listed = comparing.listed();
        if listed.is_empty() {
            return;
        }
        let at = comparing.chosen.and_then(|chosen| listed.iter().position(|other| *other == chosen));
        let next = match at {
            Some(at) => at.saturating_add_signed(by).min(listed.len() - 1),
            None if by < 0 => listed.len() - 1,
            None => 0,
        };
        comparing.chosen = Some(listed[next]);
        comparing.reveals = true;
        let words = self.chosen_words();
        self.say(format!("{} of {}: {words}", next + 1, listed.len()));
    }

    /// What is chosen, in a line.
    fn chosen_words(&self) -> String {
        let Some(comparing) = &self.comparing else { return String::new() };
        match comparing.chosen {
            None => String::new(),
            Some(Chosen::Difference(subject)) => {
                let entries = comparing.made.as_ref().map(|made| &made.comparison.entries);
                let entry = entries.and_then(|entries| entries.iter().find(|entry| entry.subject == subject));
                entry
                    .map(|entry| format!("{}, {}", list::name_of(self, entry), list::what_of(entry)))
                    .unwrap_or_default()
            }
            Some(Chosen::Opportunity(id)) => {
                self.map().opportunities.find(id).map(|opportunity| opportunity.name.clone()).unwrap_or_default()
            }
            Some(Chosen::Change(at)) => self.change_words(at),
        }
    }

    /// What something that differs is called in the map that has it.
    pub(super) fn change_words(&self, at: ChangeAt) -> String {
        let words = self.map().change_words(at);
        match &self.other {
            Some(other) if words.is_empty() => other.against.map().change_words(at),
            _ => words,
        }
    }

    /// What is selected to show something that differs; nothing if it is not in this map.
    pub(super) fn selection_of_change(&self, at: ChangeAt) -> Option<Selection> {
        let map = self.map();
        match at {
            ChangeAt::Card(id) => map.cards.contains(id).then(|| Selection::card(id)),
            ChangeAt::Step(id) => map.find_step(id).map(|_| Selection::Step(id)),
            ChangeAt::Stage(id) => map.stages.contains(id).then_some(Selection::Stage(id)),
            ChangeAt::Lane(id) => map.lanes.contains(id).then_some(Selection::Lane(id)),
            ChangeAt::Persona(id) => map.personas.contains(id).then_some(Selection::Persona(id)),
            ChangeAt::Metric(id) => map.metrics.contains(id).then_some(Selection::Metric(id)),
        }
    }

    fn leave_to_chosen(&mut self) {
        let Some(comparing) = &self.comparing else { return };
        let map = self.map();
        let selection = match comparing.chosen {
            None => None,
            Some(Chosen::Opportunity(id)) => map.opportunities.contains(id).then_some(Selection::Opportunity(id)),
            Some(Chosen::Change(at)) => self.selection_of_change(at),
            Some(Chosen::Difference(subject)) => match subject {
                Compared::Card(_)
                | Compared::Step(_)
                | Compared::Stage(_)
                | Compared::Lane(_)
                | Compared::Persona(_)
                | Compared::Metric(_) => subject.planned_at(&[]).and_then(|at| self.selection_of_change(at)),
                Compared::Emotion(persona, at, _) => {
                    self.selection_of_change(at.into()).map(|_| Selection::Point { persona, at })
                }
                Compared::Pain(id) => map.pains.contains(id).then_some(Selection::Pain(id)),
                Compared::Opportunity(id) => map.opportunities.contains(id).then_some(Selection::Opportunity(id)),
                Compared::Callout(id) => {
                    map.callouts.find(id).and_then(|callout| self.selection_of_change(callout.at.into()))
                }
            },
        };
        match selection {
            Some(selection) => {
                self.comparing = None;
                self.select(selection);
            }
            None => self.say("That is not in this map any more"),
        }
    }

    /// Makes the pictures anew where one of the maps or the theme is another than before.
    pub(super) fn refresh_comparison(&mut self, theme: ScreenTheme, shaper: &mut crate::text::Shaper) {
        let wanted = self.wanted(theme);
        let Some(comparing) = &mut self.comparing else { return };
        if comparing.made.as_ref().is_some_and(|made| made.is_for(&wanted)) {
            return;
        }
        let against = self.other.as_ref().map(|other| &other.against);
        comparing.made = Some(Made::new(wanted, self.history.map(), &self.pictures, against, shaper));
    }

    /// What the pictures are to be made for.
    fn wanted(&self, theme: ScreenTheme) -> made::MadeFor {
        let (mode, rows) = self.comparing.as_ref().map_or((Mode::RoadMap, RoadMapRows::Auto), |c| (c.mode, c.rows));
        let against = self.other.as_ref().map(|other| other.against.clone());
        made::MadeFor { revision: self.history.revision(), generation: self.generation, theme, mode, rows, against }
    }

    /// Whether what is compared is not seen as it is.
    pub(super) fn is_comparison_stale(&self, theme: ScreenTheme) -> bool {
        self.comparing.as_ref().is_some_and(|comparing| {
            comparing.fits
                || comparing.reveals
                || !comparing.made.as_ref().is_some_and(|made| made.is_for(&self.wanted(theme)))
        })
    }
}
