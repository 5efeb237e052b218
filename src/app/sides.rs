//! Which panels stand around the canvas, and which of them the window has room for.

/// The widest window, in points, that has no room for panels on both sides.
const NARROW: f32 = 880.0;

/// What stands to the left of the canvas; one of them at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftPanel {
    /// Kinds of card and channels.
    Palette,
    /// The map as a tree.
    Outline,
    /// What is looked for.
    Find,
    /// What was done.
    History,
    /// Votes by dots.
    Votes,
    /// The scenes of the story.
    Story,
    /// What the room sees, notes and clock.
    Presenter,
    /// What is computed about the map.
    Insight,
}

impl LeftPanel {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Palette => "Palette",
            Self::Outline => "Outline panel",
            Self::Find => "Find and replace",
            Self::History => "History panel",
            Self::Votes => "Votes panel",
            Self::Story => "Story panel",
            Self::Presenter => "Presenter's panel",
            Self::Insight => "Insight panel",
        }
    }
}

/// What stands in the middle of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Center {
    /// The map.
    Map,
    /// The opportunities, by impact and effort.
    Opportunities,
    /// The metrics with their values.
    Metrics,
}

/// The side that stays where there is room for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Front {
    Left,
    Right,
}

/// Which panels are open. In a narrow window the panel that was opened last folds the one on the
/// other side away, until there is room again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panels {
    left: Option<LeftPanel>,
    inspector: bool,
    /// The list of problems and findings.
    pub problems: bool,
    /// The strip of parked cards.
    pub parking: bool,
    /// What stands in the middle.
    pub center: Center,
    front: Front,
    is_narrow: bool,
}

impl Default for Panels {
    fn default() -> Self {
        Self {
            left: Some(LeftPanel::Palette),
            inspector: true,
            problems: false,
            parking: false,
            center: Center::Map,
            front: Front::Left,
            is_narrow: false,
        }
    }
}

impl Panels {
    /// Takes note of the window's width in points.
    pub fn fit(&mut self, width: f32) {
        self.is_narrow = width <= NARROW;
    }

    /// What stands to the left of the canvas.
    pub fn left(&self) -> Option<LeftPanel> {
        self.left.filter(|_| !(self.is_narrow && self.inspector && self.front == Front::Right))
    }

    /// Whether the inspector stands to the right of the canvas.
    pub fn inspector(&self) -> bool {
        self.inspector && !(self.is_narrow && self.left.is_some() && self.front == Front::Left)
    }

    /// Opens a panel on the left.
    pub fn open_left(&mut self, panel: LeftPanel) {
        self.left = Some(panel);
        self.front = Front::Left;
    }

    /// Opens the inspector.
    pub fn open_inspector(&mut self) {
        self.inspector = true;
        self.front = Front::Right;
    }

    /// Opens a panel on the left, or closes it if it is seen.
    pub fn toggle_left(&mut self, panel: LeftPanel) {
        if self.left() == Some(panel) {
            self.left = None;
        } else {
            self.open_left(panel);
        }
    }

    /// Shows something in the middle, or the map again if that is seen.
    pub fn toggle_center(&mut self, center: Center) {
        self.center = if self.center == center { Center::Map } else { center };
    }

    /// Opens the inspector, or closes it if it is seen.
    pub fn toggle_inspector(&mut self) {
        if self.inspector() {
            self.inspector = false;
        } else {
            self.open_inspector();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_window_shows_the_side_that_was_opened_last() {
        let mut panels = Panels::default();
        panels.fit(1_400.0);
        assert_eq!((panels.left(), panels.inspector()), (Some(LeftPanel::Palette), true));
        panels.fit(800.0);
        assert_eq!((panels.left(), panels.inspector()), (Some(LeftPanel::Palette), false));
        panels.toggle_inspector();
        assert_eq!((panels.left(), panels.inspector()), (None, true));
        panels.toggle_inspector();
        assert_eq!((panels.left(), panels.inspector()), (Some(LeftPanel::Palette), false));
        panels.toggle_left(LeftPanel::Palette);
        assert_eq!((panels.left(), panels.inspector()), (None, false));
        panels.fit(1_400.0);
        assert_eq!((panels.left(), panels.inspector()), (None, false));
    }
}
