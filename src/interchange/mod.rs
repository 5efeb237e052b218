//! Journeys in other programs' text formats.
//!
//! Pure: text in, a map out. What a format says and a map cannot hold is told as a
//! [`Notice`](mermaid::Notice), never dropped in silence. Text from outside is taken as hostile:
//! it has limits, and nothing in it can make this module panic.

mod language;
mod markdown;
pub mod mermaid;
