//! The program: the command line, and the window if one is wanted.

use std::path::PathBuf;
use std::process::ExitCode;

use pathos::cli::{self, Outcome};

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Outcome::Done(code) => code,
        Outcome::Open(file) => open(file),
    }
}

#[cfg(feature = "gui")]
fn open(file: Option<PathBuf>) -> ExitCode {
    match pathos::app::run(file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}\nhint: {}", error.hint());
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "gui"))]
fn open(_file: Option<PathBuf>) -> ExitCode {
    cli::refuse_window()
}
