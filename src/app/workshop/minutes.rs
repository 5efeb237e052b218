//! Writing the minutes of the workshop.

use crate::app::ask::Purpose;
use crate::app::session::Session;
use crate::minutes::minutes;
use crate::store;

impl Session {
    /// Asks where the minutes go.
    pub(in crate::app) fn ask_where_minutes_go(&mut self) {
        self.dialog = None;
        self.ask(Purpose::Minutes, format!("{} minutes.md", store::safe_file_stem(self.title())));
    }

    /// The minutes as they are now: since the workshop began, or, where none was begun, all that a room left.
    pub fn minutes_text(&self) -> String {
        minutes(self.map(), self.workshop.record.since().as_ref(), &(self.clock)())
    }
}
