//! Maps on disk: what goes out comes back, and what cannot be a map says where and why.

#[path = "store/broken.rs"]
mod broken;
#[path = "store/disk.rs"]
mod disk;
#[path = "store/maps.rs"]
mod maps;
#[path = "store/pictures.rs"]
mod pictures;
#[path = "store/recovery.rs"]
mod recovery;
#[path = "store/round_trip.rs"]
mod round_trip;

/// A map with something of everything, as version 1 of the format has it.
const BICYCLE: &str = include_str!("fixtures/store/version-1.ron");
