//! The screens of the desk by name, and which of them the projector's window fills.

/// What the settings hold for a window that fills no screen.
pub const WINDOW: &str = "window";

/// The screens of the desk, in the window library's order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Screens {
    names: Vec<String>,
    /// The one on which the main window stands.
    own: Option<usize>,
}

impl Screens {
    /// Looks which screens there are.
    pub fn look(&mut self, frame: &eframe::Frame) {
        let Some(window) = frame.winit_window() else { return };
        let monitors: Vec<_> = window.available_monitors().collect();
        let current = window.current_monitor();
        self.own = current.and_then(|current| monitors.iter().position(|monitor| *monitor == current));
        self.names = monitors
            .iter()
            .enumerate()
            .map(|(n, monitor)| monitor.name().unwrap_or_else(|| format!("Screen {}", n + 1)))
            .collect();
    }

    /// Their names.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The screen to fill, by its place: the one of that name; where nothing was chosen, the first on
    /// which the main window does not stand. None for a window by itself, and while that screen is gone.
    pub fn chosen(&self, name: &str) -> Option<usize> {
        match name {
            WINDOW => None,
            "" => (0..self.names.len()).find(|screen| Some(*screen) != self.own).filter(|_| self.own.is_some()),
            name => self.names.iter().position(|screen| screen == name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_screen_that_was_chosen_is_filled_while_it_is_there() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let two = Screens { names: names(&["eDP-1", "HDMI-1"]), own: Some(0) };
        let one = Screens { names: names(&["eDP-1"]), own: Some(0) };
        assert_eq!((two.chosen(""), one.chosen("")), (Some(1), None));
        assert_eq!((two.chosen("HDMI-1"), one.chosen("HDMI-1")), (Some(1), None));
        assert_eq!((two.chosen("eDP-1"), two.chosen(WINDOW)), (Some(0), None));
        assert_eq!(Screens::default().chosen(""), None);
    }
}
