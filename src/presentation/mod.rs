//! What a room sees of a map: its public part, on slides that follow each other, by themselves or as
//! the map's story says.
//!
//! Pure, and the same whatever the room must not see: notes, votes that are not revealed and words
//! that are still being typed reach neither a slide nor the projector, since [`public()`] takes them
//! out before anything is laid out.

mod deck;
mod first_story;
mod picture;
mod public;
mod written;

pub use deck::{Deck, DeckPage};
pub use first_story::first_story;
pub use picture::{Emphasis, Making, Shown, card_picture, picture};
pub use public::public;
pub use written::{StoryOptions, StoryPages};
