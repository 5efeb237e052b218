//! The command line: one file for each command. It works without a display.
//!
//! What a command makes is named on standard output, a line each; errors, hints and notes go to
//! standard error. The exit code is 0 when all is done, 1 when something failed, 2 when the
//! command was not understood.

mod check;
mod diff;
mod excerpt;
mod export;
mod import;
mod merge;
mod new;
mod output;
mod picture;
mod report;
mod sections;
mod source;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use picture::picture_of;

const EXAMPLES: &str = "\
Examples:
  pathos                                       open the window
  pathos bicycle.ron                           open a map
  pathos new --template customer-journey -o bicycle.ron
  pathos import table.csv -o bicycle.ron       make a map of a table, an outline or a Mermaid journey
  pathos export bicycle.ron -o poster.png --paper a0
  pathos check *.ron --strict                  for a script or a continuous build
  pathos report bicycle.ron -o report.md       highs and lows, pains, ideas, road map
  pathos diff bicycle.ron bicycle-2027.ron     what becomes different

A map whose name is that of a command is opened with a folder before it: pathos ./export";

/// Designs customer journey maps and prints them as wall posters. Nothing leaves this machine.
#[derive(Debug, Parser)]
#[command(name = "pathos", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true, max_term_width = 100)]
struct Arguments {
    /// The map to open in the window
    file: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Export(export::Arguments),
    Check(check::Arguments),
    Import(import::Arguments),
    New(new::Arguments),
    Report(report::Arguments),
    Diff(diff::Arguments),
    Merge(merge::Arguments),
}

/// What the command line asks for.
#[derive(Debug)]
pub enum Outcome {
    /// All is done; the program ends with this code.
    Done(ExitCode),
    /// The window is wanted, with a map or without.
    Open(Option<PathBuf>),
}

/// Why a command failed, for the person who typed it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text}")]
struct Failure {
    /// What happened, and where.
    text: String,
    /// What to do about it; may be empty.
    hint: String,
}

impl Failure {
    fn new(text: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { text: text.into(), hint: hint.into() }
    }
}

/// Runs the command in `arguments`, of which the first is the program's name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(usage) => {
            // A closed output is no reason to complain about it.
            let _ = usage.print();
            return Outcome::Done(if usage.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS });
        }
    };
    let result = match arguments.command {
        None => return Outcome::Open(arguments.file),
        Some(Command::Export(arguments)) => export::run(&arguments),
        Some(Command::Check(arguments)) => check::run(&arguments),
        Some(Command::Import(arguments)) => import::run(&arguments),
        Some(Command::New(arguments)) => new::run(&arguments),
        Some(Command::Report(arguments)) => report::run(&arguments),
        Some(Command::Diff(arguments)) => diff::run(&arguments),
        Some(Command::Merge(arguments)) => merge::run(&arguments),
    };
    Outcome::Done(result.unwrap_or_else(|failure| {
        output::failure(&failure);
        ExitCode::FAILURE
    }))
}

/// Tells that this build has no window.
pub fn refuse_window() -> ExitCode {
    output::failure(&Failure::new(
        "this build of Pathos has no window",
        "build it with the feature `gui`, or see `pathos --help` for what works without",
    ));
    ExitCode::FAILURE
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_sound() {
        super::Arguments::command().debug_assert();
    }
}
