//! What is computed about a map: curves with their highs and lows, gaps, where it hurts and what is
//! planned; how two maps differ; what a map lacks to be a working tool.
//!
//! Everything names the records that it comes from, so that each number leads to its cards. Pure: today's
//! date is given, no clock is read.

mod alike;
mod comparison;
mod curve;
mod difference;
mod experience;
mod findings;
mod measure;
mod moment;
mod naming;
mod pains;
mod plan;
mod sign;

pub use alike::{Alike, alike, likeness};
pub use comparison::{Compared, Comparison, Entry, Plan, What, comparison};
pub use curve::{CURVES_SHOWN, Curve, CurvePoint, Extreme, curves, shown_personas};
pub use difference::{Count, Difference, difference};
pub use experience::{
    Average, ChannelLevel, Feeling, Gap, PeakAndEnd, Spread, averages, feelings, gaps, highs, level_words, lows,
    peaks_and_ends, spreads,
};
pub use findings::{BACKED_SHARE, Finding, FindingKind, findings};
pub use measure::{Backing, Promise, Standing, backing, promise, standing, standings};
pub use pains::{PainGroup, pains_by_channel, pains_by_owner, pains_by_stage};
pub use plan::{Period, Quadrant, Votes, opportunities_by_quadrant, ranked_votes, road_map, shown_dots};
pub use sign::Sign;
