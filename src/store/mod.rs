//! Maps on disk: read whole or not at all, written whole or not at all.
//!
//! A map is one RON file, with its pictures in a folder beside it; for handing on it is one archive,
//! which a poster can carry too. What is read is hostile until it
//! has been checked: every read has a limit, and any bytes give a map or an error that says where
//! and why, never a panic. What is written can be read again, and never replaces a good file with
//! half of one.

mod archive;
mod error;
mod explain;
mod file;
mod letters;
mod load;
mod name;
mod parse;
mod pictures;
mod positions;
mod presence;
mod recovery;
mod save;
mod shelf;
mod stamp;
mod state;
mod tokens;
mod upgrade;
mod workshop;

pub use archive::{ENDING as ARCHIVE_ENDING, PackError, pack, save_archive};
pub use error::{LoadError, Located, ParseError, PictureError, SaveError};
pub use file::{FORMAT_VERSION, to_ron};
pub use letters::find_letters;
pub use load::{FileKind, Loaded, MAX_FILE_LEN, is_poster_with_map, load, load_pictures};
pub use name::safe_file_stem;
pub use parse::parse;
pub use pictures::{PictureFiles, read_picture};
pub use positions::{Position, Positions};
pub use presence::{Presence, PresenceNote};
pub use recovery::{Leftover, Recovered, RecoveryFile, Unsaved};
pub use save::{SaveReport, save, save_text};
pub use stamp::{Stamp, stamp};
pub use state::StateFolder;
pub use workshop::{WorkshopLog, WorkshopTimes};
