//! `pathos merge`: two versions of a map made one, by hand or by git.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::{Failure, output, source};
use crate::merge::{MergeError, merge};
use crate::model::{IdSource, Map};
use crate::store::{self, Loaded};

const EXAMPLES: &str = "\
Examples:
  pathos merge base.ron ours.ron theirs.ron -o merged.ron

As a merge driver of git, with `*.ron merge=pathos` in .gitattributes:
  git config merge.pathos.name \"journey maps\"
  git config merge.pathos.driver \"pathos merge %O %A %B -o %A --overwrite\"

Maps are merged record by record and field by field. What both versions changed in different ways
is listed on standard output, and both are kept: ours in its place, theirs in a card tagged
`merge-conflict`, which `pathos check` finds. The exit code is 0 if all went well, 1 if there are
conflicts (the output is written) or something failed (it is not).";

/// Merge two versions of a map that come from a third
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// What both versions come from; an empty file if there is no such map
    base: PathBuf,
    /// Our version
    ours: PathBuf,
    /// Their version
    theirs: PathBuf,
    /// The map to write
    #[arg(short, long)]
    output: PathBuf,
    /// Replace a file that exists
    #[arg(long)]
    overwrite: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let out = &arguments.output;
    // Git gives files without an ending, so any name will do here.
    output::check_free(out, arguments.overwrite)?;
    let (ours, theirs) = (load(&arguments.ours)?, load(&arguments.theirs)?);
    let base = match is_empty(&arguments.base) {
        true => Map::new(ours.map.id, ""),
        false => load(&arguments.base)?.map,
    };
    let merged = merge(&base, &ours.map, &theirs.map, &mut IdSource::random()).map_err(|error| {
        let hint = match error {
            MergeError::OtherMap(..) => "give three versions of one map; to compare two maps, use `pathos diff`",
            MergeError::Unsound(_) => "merge by hand, or divide the map into several",
        };
        Failure::new(format!("{}: {error}", arguments.theirs.display()), hint)
    })?;
    let mut pictures = theirs.files;
    pictures.extend(ours.files);
    let warnings = output::save_with(out, &merged.map, &pictures)?;
    // The files that git gives have no ending and no pictures beside them; those are where the map is.
    if out.extension().is_some() {
        output::warn(out, &warnings);
    }
    for conflict in &merged.conflicts {
        output::line(&format!("{}: conflict: {conflict}", out.display()).replace('\n', " "))?;
    }
    match merged.conflicts.len() {
        0 => Ok(ExitCode::SUCCESS),
        count => {
            let conflicts = output::counted(count, "conflict", "conflicts");
            output::note(&format!("{}: merged with {conflicts}; both sides are kept", out.display()));
            Ok(ExitCode::FAILURE)
        }
    }
}

fn load(path: &Path) -> Result<Loaded, Failure> {
    store::load(path).map_err(source::load_failure)
}

/// Whether a file is there and has nothing in it, as git gives a base that is none.
fn is_empty(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == 0)
}
