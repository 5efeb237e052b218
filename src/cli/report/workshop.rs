//! `pathos report --workshop`: the minutes of a workshop.

use std::path::Path;
use std::process::ExitCode;

use super::Arguments;
use crate::cli::sections::TextFormat;
use crate::cli::{Failure, output, source};
use crate::minutes::{Since, minutes};
use crate::model::Map;
use crate::store::{self, StateFolder};

pub(super) fn run(arguments: &Arguments, out: &Path) -> Result<ExitCode, Failure> {
    if arguments.format == Some(TextFormat::Csv) || out.extension().is_some_and(|ending| ending == "csv") {
        let hint = "call the output something.md; `pathos report` without --workshop writes tables";
        return Err(Failure::new("minutes are written as Markdown, not as CSV", hint));
    }
    output::check_not_same(&arguments.map, out)?;
    let map = store::load(&arguments.map).map_err(source::load_failure)?.map;
    let since = match &arguments.since {
        Some(base) => {
            output::check_not_same(base, out)?;
            let base = store::load(base).map_err(source::load_failure)?.map;
            check_same_map(&base, &map);
            Some(Since::map(base))
        }
        None => kept(&map),
    };
    if since.is_none() {
        output::note(
            "no workshop of this map was begun in the window; --since BASE.ron names the map as it was before, \
             for what was added and changed",
        );
    }
    output::text(out, arguments.overwrite, &minutes(&map, since.as_ref(), &jiff::Zoned::now()))?;
    if out.as_os_str() != "-" {
        output::line(&format!("{}: the minutes of a workshop", out.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What the window kept of the last workshop of a map.
fn kept(map: &Map) -> Option<Since> {
    let (base, log) = StateFolder::standard().workshop(map.id)?;
    Some(Since { base, began: Some(log.began), ended: log.ended, times: log.times })
}

/// Two maps that are not the same one have no record in common, so all of it would be new.
fn check_same_map(base: &Map, map: &Map) {
    if base.id != map.id {
        output::note("the map that --since names is another one: records are compared by their ids all the same");
    }
}
