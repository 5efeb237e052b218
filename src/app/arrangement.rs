//! Whether the lanes stand as a journey map or as a service blueprint: a choice of display that is kept
//! for each map in the program's own folder, so that looking never changes a map.

use super::session::Session;
use crate::model::Zone;
use crate::theme::{Arrangement, Display, Guides};

impl Session {
    /// What is a choice of display.
    pub fn display(&self) -> Display {
        Display { guides: Guides::nearest(self.settings.guides), arrangement: self.arrangement }
    }

    /// Whether the map has lanes to arrange.
    pub(super) fn has_lanes(&self) -> bool {
        !self.map().lanes.is_empty()
    }

    /// Whether the lanes stand as a service blueprint.
    pub fn is_blueprint(&self) -> bool {
        match self.arrangement {
            Arrangement::AsTheyAre => self.is_drawn_as_blueprint(),
            Arrangement::Blueprint => true,
            Arrangement::Journey => false,
        }
    }

    /// Whether the map's own lanes lie in several zones, in the order of a blueprint.
    fn is_drawn_as_blueprint(&self) -> bool {
        let zones: Vec<Zone> = self.map().lanes.iter().filter(|lane| !lane.hidden).map(|lane| lane.zone).collect();
        zones.is_sorted() && zones.first() != zones.last()
    }

    /// Shows the journey map as a service blueprint, or the other way round, and back.
    pub(super) fn toggle_blueprint(&mut self) {
        self.arrangement = match self.arrangement {
            Arrangement::AsTheyAre if self.is_drawn_as_blueprint() => Arrangement::Journey,
            Arrangement::AsTheyAre => Arrangement::Blueprint,
            Arrangement::Blueprint | Arrangement::Journey => Arrangement::AsTheyAre,
        };
        self.state.set_arrangement_of(self.map().id, word(self.arrangement));
        self.say(match self.is_blueprint() {
            true => "The lanes stand as a service blueprint; the map is as it was",
            false => "The lanes stand as a journey map; the map is as it was",
        });
    }

    /// How the lanes of the open map stood last.
    pub(super) fn kept_arrangement(&self) -> Arrangement {
        let kept = self.state.arrangement_of(self.map().id).unwrap_or_default();
        let all = [Arrangement::Blueprint, Arrangement::Journey];
        all.into_iter().find(|arrangement| word(*arrangement) == kept.trim()).unwrap_or_default()
    }
}

/// The word that is kept for it; nothing is kept of what is usual.
fn word(arrangement: Arrangement) -> &'static str {
    match arrangement {
        Arrangement::AsTheyAre => "",
        Arrangement::Blueprint => "blueprint",
        Arrangement::Journey => "journey",
    }
}
