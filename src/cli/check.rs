//! `pathos check`: what is wrong with maps and what they lack, a line for each problem and finding.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::{Failure, output, picture, source};
use crate::insight::{Finding, findings};
use crate::model::ProblemSeverity;
use crate::store::{self, Position, Positions};

const EXAMPLES: &str = "\
Examples:
  pathos check bicycle.ron
  pathos check maps/*.ron --strict
  pathos check bicycle.ron --accepted

A problem is written FILE:LINE:COLUMN: SEVERITY: TEXT, as compilers do. The exit code is 1 if there
is an error, with --strict also if there is a warning.

Advice is what the map lacks to be a working tool, with the name of the finding in brackets and why
it matters. It never changes the exit code: a map can be sound and unfinished. Findings that somebody
accepted, in the map with a reason, are left out unless --accepted is given.";

/// Tell what is wrong with maps and what they lack, a line each
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The maps
    #[arg(required = true)]
    maps: Vec<PathBuf>,
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
    /// Show the findings that somebody accepted, with the reasons
    #[arg(long)]
    accepted: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let (mut errors, mut warnings) = (0, 0);
    for path in &arguments.maps {
        let lines = match lines(path, arguments.accepted) {
            Ok(lines) => lines,
            Err(failure) => {
                output::failure(&failure);
                errors += 1;
                continue;
            }
        };
        for line in lines {
            match line.weight {
                Weight::Problem(ProblemSeverity::Error) => errors += 1,
                Weight::Problem(ProblemSeverity::Warning) => warnings += 1,
                Weight::Advice | Weight::Accepted => {}
            }
            output::line(&line.text(path))?;
        }
    }
    let fails = errors > 0 || (arguments.strict && warnings > 0);
    Ok(if fails { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// How much something weighs.
enum Weight {
    Problem(ProblemSeverity),
    /// The map lacks something.
    Advice,
    /// The map lacks something, and somebody accepted it.
    Accepted,
}

/// A problem or a finding with its place in the file, if that is known.
struct Line {
    position: Option<Position>,
    weight: Weight,
    text: String,
    hint: String,
}

impl Line {
    fn text(&self, path: &Path) -> String {
        let hint = if self.hint.is_empty() { String::new() } else { format!(" ({})", self.hint) };
        let place = self.position.map(|position| format!(":{position}")).unwrap_or_default();
        let weight = match self.weight {
            Weight::Problem(severity) => severity.to_string(),
            Weight::Advice => "advice".to_owned(),
            Weight::Accepted => "accepted".to_owned(),
        };
        format!("{}{place}: {weight}: {}{hint}", path.display(), self.text).replace('\n', " ")
    }

    fn of_finding(finding: &Finding, positions: &Positions) -> Self {
        let (weight, hint) = match &finding.accepted {
            None => (Weight::Advice, finding.kind.why().to_owned()),
            Some(accepted) => {
                let date = accepted.date.map(|date| format!("{date}: ")).unwrap_or_default();
                (Weight::Accepted, format!("{date}{}", accepted.reason))
            }
        };
        let text = format!("{} [{}]", finding.text, finding.kind.name());
        Self { position: Some(positions.find(&finding.path)), weight, text, hint }
    }
}

impl From<&store::Located> for Line {
    fn from(located: &store::Located) -> Self {
        let problem = &located.problem;
        let (text, hint) = (problem.text.clone(), problem.hint.clone());
        Self { position: Some(located.position), weight: Weight::Problem(problem.severity), text, hint }
    }
}

/// Everything that is wrong with a map and everything that it lacks, in the order of the file.
fn lines(path: &Path, with_accepted: bool) -> Result<Vec<Line>, Failure> {
    let loaded = match store::load(path) {
        Ok(loaded) => loaded,
        Err(error) if error.problems().is_empty() => return Err(source::load_failure(error)),
        Err(error) => return Ok(error.problems().iter().map(Line::from).collect()),
    };
    let mut lines: Vec<Line> = loaded.problems.iter().map(Line::from).collect();
    let (_, missing) = picture::picture_of(&loaded.map, &loaded.pictures);
    let letters: BTreeSet<char> = missing.iter().flat_map(|missing| missing.sample.chars()).collect();
    let places = if letters.is_empty() { BTreeMap::new() } else { store::find_letters(path, &letters) };
    lines.extend(missing.iter().map(|missing| {
        let position = missing.sample.chars().filter_map(|letter| places.get(&letter).copied()).min();
        let (text, hint) = picture::describe(missing);
        Line { position, weight: Weight::Problem(ProblemSeverity::Warning), text, hint }
    }));
    let findings = findings(&loaded.map, jiff::Zoned::now().date());
    let told = findings.iter().filter(|finding| with_accepted || finding.accepted.is_none());
    lines.extend(told.map(|finding| Line::of_finding(finding, &loaded.positions)));
    lines.sort_by_key(|line| line.position);
    Ok(lines)
}
