//! `pathos check`: what is wrong with maps, a line for each problem.

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

/// A problem with its place in the file.
struct Finding {
    position: Position,
    severity: ProblemSeverity,
    text: String,
    hint: String,
}

impl Finding {
    fn line(&self, path: &Path) -> String {
        let hint = if self.hint.is_empty() { String::new() } else { format!(" ({})", self.hint) };
        format!("{}:{}: {}: {}{hint}", path.display(), self.position, self.severity, self.text).replace('\n', " ")
    }
}

impl From<&store::Located> for Finding {
    fn from(located: &store::Located) -> Self {
        let problem = &located.problem;
        let (text, hint) = (problem.text.clone(), problem.hint.clone());
        Self { position: located.position, severity: problem.severity, text, hint }
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
    if !missing.is_empty() {
        let text = source::read_text(path).unwrap_or_default();
        findings.extend(missing.iter().map(|missing| {
            let position = position_of(&text, &missing.sample);
            let (text, hint) = picture::describe(missing);
            Finding { position, severity: ProblemSeverity::Warning, text, hint }
        }));
    }
    findings.sort_by_key(|finding| finding.position);
    Ok(findings)
}

/// Where the first of the sample's letters stands in the text.
fn position_of(text: &str, sample: &str) -> Position {
    let letter = sample.chars().find(|letter| !letter.is_whitespace());
    let Some(byte) = letter.and_then(|letter| text.find(letter)) else { return Position::START };
    let before = &text[..byte];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let number = |count| u32::try_from(count).unwrap_or(u32::MAX);
    Position { line: number(line), column: number(column) }
}
