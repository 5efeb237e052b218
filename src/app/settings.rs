//! What a person has set for good: theme, size, motion, author, paper. It lasts from one start to
//! the next, in the program's own folder.

use eframe::egui::ThemePreference;
use serde::{Deserialize, Serialize};

use super::action::{Action, TABLE};
use super::session::Session;
use crate::store::StateFolder;
use crate::theme::Guides;

/// The sizes that the interface may have, in percent.
pub const SIZES: std::ops::RangeInclusive<u16> = 75..=300;

/// What a person has set for good.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The colors of the window and of the canvas.
    pub theme: ThemeChoice,
    /// The size of the interface, 75–300 percent.
    pub size_percent: u16,
    /// Whether nothing moves that need not.
    pub reduced_motion: bool,
    /// Whether the overview stands in a corner of the canvas.
    pub overview: bool,
    /// Whether steps and cards have numbers before their titles, on the canvas and on posters.
    pub numbers: bool,
    /// How many lines stand behind a curve, 3 to 11.
    pub guides: u8,
    /// Who makes the maps that are begun here; may be empty.
    pub author: String,
    /// The name of the paper on which posters are proposed; empty means the usual one.
    pub paper: String,
    /// Whether slides have the colors for a dark room.
    pub dark_room: bool,
    /// The name of the screen that the projector's window fills; empty means the one on which the main
    /// window is not.
    pub projector: String,
    /// The names of the commands that were used last, the last one first.
    pub used: Vec<String>,
}

/// The colors of the window and of the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// Light or dark as the desktop is.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// White and yellow on black, with strong lines.
    HighContrast,
}

impl ThemeChoice {
    /// Every choice.
    pub const ALL: &'static [Self] = &[Self::System, Self::Light, Self::Dark, Self::HighContrast];

    /// What people read.
    pub fn words(self) -> &'static str {
        match self {
            Self::System => "As the desktop",
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::HighContrast => "High contrast",
        }
    }

    /// The same for the window library, which knows no high contrast.
    pub fn preference(self) -> ThemePreference {
        match self {
            Self::System => ThemePreference::System,
            Self::Light => ThemePreference::Light,
            Self::Dark | Self::HighContrast => ThemePreference::Dark,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::System,
            size_percent: 100,
            reduced_motion: false,
            overview: true,
            numbers: false,
            guides: Guides::default().number(),
            author: String::new(),
            paper: String::new(),
            dark_room: false,
            projector: String::new(),
            used: Vec::new(),
        }
    }
}

impl Settings {
    /// What was set last time. A file that cannot be read counts as nothing set, and is told about.
    pub fn load(state: &StateFolder) -> (Self, Option<String>) {
        let Some(text) = state.settings() else { return (Self::default(), None) };
        match ron::from_str::<Self>(&text) {
            Ok(settings) => (settings.within_limits(), None),
            Err(error) => {
                let note = format!("The settings are as at first: what was set could not be read ({error}).");
                (Self::default(), Some(note))
            }
        }
    }

    /// The size as a factor.
    pub fn zoom(&self) -> f32 {
        f32::from(self.size_percent) / 100.0
    }

    /// The commands that were used last.
    pub fn used_actions(&self) -> Vec<Action> {
        let named = |name: &String| TABLE.iter().find(|entry| entry.name == name).map(|entry| entry.action);
        self.used.iter().filter_map(named).collect()
    }

    fn within_limits(mut self) -> Self {
        self.size_percent = self.size_percent.clamp(*SIZES.start(), *SIZES.end());
        self.guides = Guides::nearest(self.guides).number();
        self.author.truncate(self.author.floor_char_boundary(200));
        self.used.truncate(super::perform::MOST_USED);
        self
    }
}

impl Session {
    /// Sets something for good.
    pub(super) fn set_settings(&mut self, settings: Settings) {
        let used = self.used.iter().map(|action| action.entry().name.to_owned()).collect();
        self.settings = Settings { used, ..settings }.within_limits();
        if let Ok(text) = ron::ser::to_string_pretty(&self.settings, ron::ser::PrettyConfig::new().new_line("\n")) {
            self.state.set_settings(&text);
        }
    }

    /// Makes the interface larger or smaller by percent.
    pub(super) fn resize_interface(&mut self, by: i32) {
        let percent = i32::from(self.settings.size_percent) + by;
        let size_percent = percent.clamp(i32::from(*SIZES.start()), i32::from(*SIZES.end())) as u16;
        self.set_settings(Settings { size_percent, ..self.settings.clone() });
        self.say(format!("The interface is shown at {size_percent} %"));
    }

    pub(super) fn toggle_overview(&mut self) {
        let overview = !self.settings.overview;
        self.set_settings(Settings { overview, ..self.settings.clone() });
    }

    pub(super) fn set_theme(&mut self, theme: ThemeChoice) {
        self.set_settings(Settings { theme, ..self.settings.clone() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_last_and_a_damaged_file_is_told_about() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = StateFolder::at(folder.path());
        assert_eq!(Settings::load(&state), (Settings::default(), None));
        let settings = Settings { theme: ThemeChoice::HighContrast, size_percent: 150, ..Settings::default() };
        state.set_settings(&ron::to_string(&settings).expect("text"));
        assert_eq!(Settings::load(&state), (settings, None));
        state.set_settings("(size_percent: 9000)");
        assert_eq!(Settings::load(&state).0.size_percent, 300);
        state.set_settings("(theme: Puce");
        let (settings, note) = Settings::load(&state);
        assert!(settings == Settings::default() && note.is_some_and(|note| note.contains("settings")));
    }
}
