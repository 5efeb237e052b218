//! What the commands write: lines for people, and new maps.

use std::io::{self, IsTerminal as _, Write};
use std::path::Path;

use super::Failure;
use crate::disk;
use crate::model::Map;
use crate::store::{self, PictureFiles, StateFolder};

/// Writes a line to standard output. A reader that has gone away is no failure.
pub(super) fn line(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match writeln!(out, "{}", printable(text)).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("the result could not be written: {error}"), ""))
        }
        _ => Ok(()),
    }
}

/// Writes a line to standard error, where there is nobody left to tell if that fails.
pub(super) fn note(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", printable(text));
}

/// Tells why a command failed.
pub(super) fn failure(failure: &Failure) {
    note(&format!("error: {}", failure.text));
    if !failure.hint.is_empty() {
        note(&format!("hint: {}", failure.hint));
    }
}

/// The text without characters that could command the terminal.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && !matches!(c, '\n' | '\t') { '\u{fffd}' } else { c }).collect()
}

/// Shows how far something is, if a person watches.
pub(super) struct Progress {
    what: &'static str,
    is_watched: bool,
}

impl Progress {
    pub(super) fn new(what: &'static str) -> Self {
        Self { what, is_watched: io::stderr().is_terminal() }
    }

    /// Shows a share of 0 to 1.
    pub(super) fn show(&self, share: f64) {
        if self.is_watched {
            let _ = write!(io::stderr().lock(), "\r{} {:3.0} %", self.what, share.clamp(0.0, 1.0) * 100.0);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_watched {
            // Back to the start of the line, and clear it.
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}

/// Writes a text to a file, or to standard output where the path is `-`.
pub(super) fn text(path: &Path, overwrite: bool, text: &str) -> Result<(), Failure> {
    if path == Path::new("-") {
        return line(text.trim_end_matches('\n'));
    }
    check_free(path, overwrite)?;
    disk::replace(path, text.as_bytes()).map_err(|error| {
        let reason = disk::explain(&error);
        Failure::new(format!("{}: {}", path.display(), reason.text), reason.hint)
    })
}

/// Refuses a map's file that is not called `.ron`, and one that is there already.
pub(super) fn check_map_path(path: &Path, overwrite: bool) -> Result<(), Failure> {
    if !path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron")) {
        let hint = format!("write to {}", path.with_extension("ron").display());
        return Err(Failure::new(format!("{}: the name of a map ends in .ron", path.display()), hint));
    }
    check_free(path, overwrite)
}

/// Refuses a file that is there already, unless it may be replaced.
pub(super) fn check_free(path: &Path, overwrite: bool) -> Result<(), Failure> {
    if !overwrite && path.symlink_metadata().is_ok() {
        return Err(Failure::new(
            format!("{}: this file exists already", path.display()),
            "choose another name, or replace it with --overwrite",
        ));
    }
    Ok(())
}

/// Refuses an output that is the input itself.
pub(super) fn check_not_same(input: &Path, output: &Path) -> Result<(), Failure> {
    let same =
        input == output || input.canonicalize().ok().is_some_and(|input| output.canonicalize().ok() == Some(input));
    if same {
        let text = format!("{}: the output would replace what it is made of", output.display());
        return Err(Failure::new(text, "choose another name for the output"));
    }
    Ok(())
}

/// Saves a new map; what it replaces is kept as any former version is.
pub(super) fn save(path: &Path, map: &Map) -> Result<(), Failure> {
    warn(path, &save_with(path, map, &PictureFiles::default())?);
    Ok(())
}

/// Saves a map, brings its pictures along, and gives the warnings.
pub(super) fn save_with(path: &Path, map: &Map, pictures: &PictureFiles) -> Result<Vec<String>, Failure> {
    let report = store::save(path, map, pictures, &StateFolder::standard())
        .map_err(|error| Failure::new(error.to_string(), error.hint()))?;
    Ok(report.warnings)
}

/// Tells what is worth saying about a file.
pub(super) fn warn(path: &Path, warnings: &[String]) {
    warnings.iter().for_each(|warning| note(&format!("{}: warning: {warning}", path.display())));
}

/// `1 card`, `2 cards`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
