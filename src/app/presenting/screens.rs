//! The screens of the desk by name, and which of them the projector's window fills.

use eframe::egui;

use super::x11_screens::Watch;

/// What the settings hold for a window that fills no screen.
pub const WINDOW: &str = "window";

/// A screen of the desk.
#[derive(Debug, Clone, PartialEq)]
pub struct Screen {
    /// Its name.
    pub name: String,
    /// Where it stands on the desk, in pixels.
    pub rect_px: egui::Rect,
    /// Its place in the window library's list, where that has it as it is.
    pub monitor: Option<usize>,
}

/// The screens of the desk.
#[derive(Default)]
pub struct Screens {
    all: Vec<Screen>,
    /// The one on which the main window stands.
    own: Option<usize>,
    /// What tells them where the window library does not.
    watch: Option<Watch>,
}

impl Screens {
    /// Looks which screens there are, and from then on asks for a frame of the main window whenever others
    /// are there.
    pub fn look(&mut self, ctx: &egui::Context, frame: &eframe::Frame) {
        let Some(window) = frame.winit_window() else { return };
        let listed: Vec<Screen> = window
            .available_monitors()
            .enumerate()
            .map(|(n, monitor)| {
                let (position, size) = (monitor.position(), monitor.size());
                Screen {
                    name: monitor.name().unwrap_or_else(|| format!("Screen {}", n + 1)),
                    rect_px: egui::Rect::from_min_size(
                        egui::pos2(position.x as f32, position.y as f32),
                        egui::vec2(size.width as f32, size.height as f32),
                    ),
                    monitor: Some(n),
                }
            })
            .collect();
        if self.watch.is_none() {
            self.watch = Watch::begin(ctx, window);
        }
        let Some(watch) = &self.watch else {
            let current = window.current_monitor().and_then(|monitor| monitor.name());
            self.own = current.and_then(|name| listed.iter().position(|screen| screen.name == name));
            self.all = listed;
            return;
        };
        let known = |screen: &Screen| listed.iter().position(|other| other == screen);
        self.all = watch.screens();
        for screen in &mut self.all {
            let with_place = |n| Screen { monitor: Some(n), ..screen.clone() };
            screen.monitor = (0..listed.len()).find(|n| known(&with_place(*n)) == Some(*n));
        }
        let size = window.outer_size();
        let middle = window.outer_position().ok().map(|corner| {
            egui::pos2(corner.x as f32 + size.width as f32 / 2.0, corner.y as f32 + size.height as f32 / 2.0)
        });
        self.own = middle.and_then(|middle| self.all.iter().position(|screen| screen.rect_px.contains(middle)));
    }

    /// Their names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|screen| screen.name.as_str())
    }

    /// The screen to fill: the one of that name; where nothing was chosen, the first on which the main
    /// window does not stand. None for a window by itself, and while that screen is gone.
    pub fn chosen(&self, name: &str) -> Option<&Screen> {
        match name {
            WINDOW => None,
            "" => self.own.and_then(|own| (0..self.all.len()).find(|n| *n != own)).map(|n| &self.all[n]),
            name => self.all.iter().find(|screen| screen.name == name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_screen_that_was_chosen_is_filled_while_it_is_there() {
        let screens = |names: &[&str]| Screens {
            all: names
                .iter()
                .map(|name| Screen { name: (*name).to_owned(), rect_px: egui::Rect::ZERO, monitor: None })
                .collect(),
            own: Some(0),
            watch: None,
        };
        let (two, one) = (screens(&["eDP-1", "HDMI-1"]), screens(&["eDP-1"]));
        let chosen =
            |screens: &Screens, name: &str| screens.chosen(name).map(|screen| screen.name.clone()).unwrap_or_default();
        assert_eq!((chosen(&two, ""), chosen(&one, "")), ("HDMI-1".into(), String::new()));
        assert_eq!((chosen(&two, "HDMI-1"), chosen(&one, "HDMI-1")), ("HDMI-1".into(), String::new()));
        assert_eq!((chosen(&two, "eDP-1"), chosen(&two, WINDOW)), ("eDP-1".into(), String::new()));
        assert_eq!(Screens::default().chosen(""), None);
    }
}
