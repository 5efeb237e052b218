//! What the session does with the story: a first one from the map, scenes from what is seen.

use std::path::PathBuf;

use super::ask::Purpose;
use super::dialogs::path::file_name;
use super::disk::export_error_lines;
use super::session::Session;
use crate::edit::{Edit, Selection};
use crate::export::ExportError;
use crate::layout::Part;
use crate::model::{LaneId, StoryScene, StorySceneId, StoryView};
use crate::presentation::{StoryOptions, first_story};
use crate::store::safe_file_stem;
use crate::theme::ScreenTheme;

impl Session {
    /// Adds the scenes of a first story, behind those that there are.
    pub(super) fn tell_first_story(&mut self) {
        let map = self.map().clone();
        let scenes = first_story(&map, || self.history.new_id());
        let edit = Edit::AddScenes { scenes, before: None };
        self.edit(&edit);
        self.panels.open_left(super::sides::LeftPanel::Story);
    }

    /// Adds a scene that shows what is seen now, behind the one that is chosen.
    pub(super) fn add_scene_of_view(&mut self) {
        let (view, lanes) = self.seen_view();
        let highlight = match &view {
            StoryView::Cards(_) | StoryView::Parked => Vec::new(),
            StoryView::Overview | StoryView::Stage(_) => self.selection.cards().to_vec(),
        };
        let id = self.history.new_id();
        let (headline, notes) = (String::new(), String::new());
        let scene = StoryScene { id, headline, view, lanes, personas: Vec::new(), highlight, notes, skipped: false };
        let before = self.scene_after_chosen();
        if self.edit(&Edit::AddScenes { scenes: vec![scene], before }).is_some() {
            self.scene = Some(id);
        }
        self.panels.open_left(super::sides::LeftPanel::Story);
    }

    fn scene_after_chosen(&self) -> Option<StorySceneId> {
        let story = &self.map().story;
        let at = story.position(self.scene?)?;
        story.at(at + 1).map(|scene| scene.id)
    }

    /// What is seen: while presenting the page, else what is selected, else the whole map.
    fn seen_view(&self) -> (StoryView, Vec<LaneId>) {
        if let Some(presenting) = self.presenting()
            && let Some(page) = presenting.page()
        {
            return match (presenting.opened(), &page.slide.part) {
                (Some(card), _) => (StoryView::Cards(vec![card]), Vec::new()),
                (None, Part::Stage { stage, lanes, .. }) => (StoryView::Stage(*stage), lanes.clone()),
                (None, Part::Cards(cards)) => (StoryView::Cards(cards.clone()), Vec::new()),
                (None, Part::Parked(_)) => (StoryView::Parked, Vec::new()),
                (None, Part::Overview(_) | Part::Card { .. }) => (StoryView::Overview, Vec::new()),
            };
        }
        let stage_of = |step| self.map().find_step(step).map(|(stage, _)| StoryView::Stage(stage.id));
        let view = match &self.selection {
            Selection::Cards(cards) if cards.len() > 1 => StoryView::Cards(cards.clone()),
            Selection::Stage(stage) => StoryView::Stage(*stage),
            _ => self.current_step().and_then(stage_of).unwrap_or_default(),
        };
        (view, Vec::new())
    }
}

/// The story as a file.
impl Session {
    /// Asks where the slides go.
    pub(super) fn ask_where_to_export_story(&mut self, has_notes: bool) {
        let name = format!("{}.pdf", safe_file_stem(self.title()));
        self.ask(Purpose::ExportStory { has_notes }, name);
    }

    /// Writes the slides beside the window, in the colors of the room.
    pub(super) fn export_story(&mut self, path: PathBuf, has_notes: bool) {
        let theme = if self.settings.dark_room { ScreenTheme::Dark } else { ScreenTheme::Light };
        self.say(format!("Writing {}…", file_name(&path)));
        let options = StoryOptions { theme, has_notes };
        self.jobs.export_story(self.map().clone(), self.pictures.clone(), options, path);
    }

    pub(super) fn story_written(&mut self, result: Result<(PathBuf, usize), ExportError>) {
        match result {
            Ok((path, 1)) => self.say(format!("Exported {} with one slide", file_name(&path))),
            Ok((path, count)) => self.say(format!("Exported {} with {count} slides", file_name(&path))),
            Err(error) => self.show_failure("The story was not exported", export_error_lines(&error)),
        }
    }
}
