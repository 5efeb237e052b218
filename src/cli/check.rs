//! `pathos check`: what is wrong with maps, a line for each problem.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::{Failure, output, picture, source};
use crate::model::ProblemSeverity;
use crate::store::{self, Position};

const EXAMPLES: &str = "\
Examples:
  pathos check bicycle.ron
  pathos check maps/*.ron --strict

A problem is written FILE:LINE:COLUMN: SEVERITY: TEXT, as compilers do. The exit code is 1 if there
is an error, with --strict also if there is a warning.";

/// Tell what is wrong with maps, a line for each problem
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The maps
    #[arg(required = true)]
    maps: Vec<PathBuf>,
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let (mut errors, mut warnings) = (0, 0);
    for path in &arguments.maps {
        let findings = match findings(path) {
            Ok(findings) => findings,
            Err(failure) => {
                output::failure(&failure);
                errors += 1;
                continue;
            }
        };
        for finding in findings {
            match finding.severity {
                ProblemSeverity::Error => errors += 1,
                ProblemSeverity::Warning => warnings += 1,
            }
            output::line(&finding.line(path))?;
        }
    }
    let fails = errors > 0 || (arguments.strict && warnings > 0);
    Ok(if fails { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// A problem with its place in the file, if that is known.
struct Finding {
    position: Option<Position>,
    severity: ProblemSeverity,
    text: String,
    hint: String,
}

impl Finding {
    fn line(&self, path: &Path) -> String {
        let hint = if self.hint.is_empty() { String::new() } else { format!(" ({})", self.hint) };
        let place = self.position.map(|position| format!(":{position}")).unwrap_or_default();
        format!("{}{place}: {}: {}{hint}", path.display(), self.severity, self.text).replace('\n', " ")
    }
}

impl From<&store::Located> for Finding {
    fn from(located: &store::Located) -> Self {
        let problem = &located.problem;
        let (text, hint) = (problem.text.clone(), problem.hint.clone());
        Self { position: Some(located.position), severity: problem.severity, text, hint }
    }
}

/// Everything that is wrong with a map, in the order of the file.
fn findings(path: &Path) -> Result<Vec<Finding>, Failure> {
    let loaded = match store::load(path) {
        Ok(loaded) => loaded,
        Err(error) if error.problems().is_empty() => return Err(source::load_failure(error)),
        Err(error) => return Ok(error.problems().iter().map(Finding::from).collect()),
    };
    let mut findings: Vec<Finding> = loaded.problems.iter().map(Finding::from).collect();
    let (_, missing) = picture::picture_of(&loaded.map, &loaded.pictures);
    let letters: BTreeSet<char> = missing.iter().flat_map(|missing| missing.sample.chars()).collect();
    let places = if letters.is_empty() { BTreeMap::new() } else { store::find_letters(path, &letters) };
    findings.extend(missing.iter().map(|missing| {
        let position = missing.sample.chars().filter_map(|letter| places.get(&letter).copied()).min();
        let (text, hint) = picture::describe(missing);
        Finding { position, severity: ProblemSeverity::Warning, text, hint }
    }));
    findings.sort_by_key(|finding| finding.position);
    Ok(findings)
}
