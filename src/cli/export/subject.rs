//! Reads what of a map a poster is to show: the map, its differences from another, its road map.

use std::path::{Path, PathBuf};

use clap::Args;

use super::super::{Failure, output, source};
use crate::model::{Baseline, Map};
use crate::poster::{Against, Subject};
use crate::roadmap::RoadMapRows;
use crate::store;

/// What of a map is shown.
#[derive(Debug, Args)]
pub(super) struct SubjectArguments {
    /// Show how the map differs from the one that it starts from
    #[arg(long, conflicts_with = "roadmap")]
    delta: bool,
    /// Show how the map differs from this one; with --roadmap, what of that is not planned yet
    #[arg(long, value_name = "MAP")]
    against: Option<PathBuf>,
    /// Show what is to be done, a column for each period; the rows are auto, owners, stages or one
    #[arg(long, value_name = "ROWS", num_args = 0..=1, default_missing_value = "auto", require_equals = true)]
    roadmap: Option<RoadMapRows>,
}

impl SubjectArguments {
    /// Whether anything but the map itself was asked for.
    pub(super) fn is_given(&self) -> bool {
        self.delta || self.against.is_some() || self.roadmap.is_some()
    }

    /// The other map that was named.
    pub(super) fn against(&self) -> Option<&Path> {
        self.against.as_deref()
    }

    /// What is shown of a map in a file.
    pub(super) fn of(&self, path: &Path, map: &Map) -> Result<Subject, Failure> {
        let given = self.against.as_deref().map(load).transpose()?;
        match self.roadmap {
            Some(rows) => {
                let against = given.or_else(|| known_baseline(path, map));
                if crate::insight::road_map(map).is_empty() && against.is_none() {
                    output::note(&format!("{}: note: nothing is planned in this map", path.display()));
                }
                Ok(Subject::RoadMap(rows, against))
            }
            None if given.is_some() => Ok(given.map_or(Subject::Map, Subject::Delta)),
            None if self.delta => baseline(path, map).map(Subject::Delta),
            None => Ok(Subject::Map),
        }
    }
}

fn load(path: &Path) -> Result<Against, Failure> {
    let loaded = store::load(path).map_err(source::load_failure)?;
    Ok(Against::new(loaded.map, loaded.pictures))
}

/// The map that another one says it starts from.
fn baseline(path: &Path, map: &Map) -> Result<Against, Failure> {
    let nowhere = || {
        let text = format!("{}: this map does not say from which one it starts", path.display());
        Failure::new(text, "name the other map with --against OTHER.ron")
    };
    let Baseline { map: id, path: way } = map.baseline.as_ref().ok_or_else(nowhere)?;
    if way.is_empty() {
        return Err(nowhere());
    }
    let against = load(&path.parent().unwrap_or(Path::new("")).join(way)).map_err(|failure| {
        Failure::new(failure.text, "the map says that it starts from this one; name another with --against OTHER.ron")
    })?;
    if against.map().id != *id {
        output::note(&format!(
            "{}: note: the map starts from {id}, and {way} is now {}",
            path.display(),
            against.map().id
        ));
    }
    Ok(against)
}

/// The same where it is no must.
fn known_baseline(path: &Path, map: &Map) -> Option<Against> {
    map.baseline.as_ref().filter(|baseline| !baseline.path.is_empty())?;
    let found = baseline(path, map);
    if let Err(failure) = &found {
        output::note(&format!("{}: note: {failure}; what nobody planned yet is not shown", path.display()));
    }
    found.ok()
}
