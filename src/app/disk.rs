//! Stand-in until the store is there.

use std::path::Path;

use crate::model::Map;
use crate::picture::Pictures;

/// How a file was.
#[derive(Debug, Clone, PartialEq)]
pub struct Stamp;

/// A map from a file.
pub struct Opened {
    /// The map.
    pub map: Map,
    /// Its pictures.
    pub pictures: Pictures,
    /// How the file was.
    pub stamp: Stamp,
    /// What is not as it should be, but did not keep the map from being opened.
    pub warnings: Vec<String>,
}

/// Reads a map.
pub fn open(path: &Path) -> Result<Opened, String> {
    let text = std::fs::read_to_string(path).map_err(|e| e.to_string())?;
    let map = ron::from_str(&text).map_err(|e| format!("{}:{e}", path.display()))?;
    Ok(Opened { map, pictures: Pictures::default(), stamp: Stamp, warnings: Vec::new() })
}

/// Writes a map.
pub fn save(map: &Map, path: &Path) -> Result<Stamp, String> {
    let text = ron::ser::to_string_pretty(map, ron::ser::PrettyConfig::default()).map_err(|e| e.to_string())?;
    std::fs::write(path, text).map_err(|e| e.to_string())?;
    Ok(Stamp)
}

/// Journeys in a file.
pub fn diagrams(path: &Path) -> Result<Vec<String>, String> {
    let _ = path;
    Ok(Vec::new())
}

/// One journey of a file.
pub fn import(path: &Path, nth: usize) -> Result<(Map, Vec<String>), String> {
    let _ = (path, nth);
    Err("not yet".into())
}

/// Recent maps.
pub fn recent() -> Vec<std::path::PathBuf> {
    Vec::new()
}

/// Notes that a map was opened or saved.
pub fn note_recent(path: &Path) {
    let _ = path;
}
