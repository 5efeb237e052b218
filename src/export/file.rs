//! Writes a file whole or not at all.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::ExportError;

/// Has `write` write to a file beside `path` that takes its name at the end, and returns its bytes.
/// If anything goes wrong, nothing is left and what was there stays.
pub(super) fn write_whole(
    path: &Path,
    overwrite: bool,
    write: impl FnOnce(&mut dyn Write) -> Result<(), ExportError>,
) -> Result<u64, ExportError> {
    let failed = |source: io::Error| ExportError::Write { path: path.to_owned(), source };
    let exists = || ExportError::Exists { path: path.to_owned() };
    if path.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    // Asked once more when the file takes its name; this one saves the time of drawing.
    if !overwrite && path.symlink_metadata().is_ok() {
        return Err(exists());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut out = BufWriter::new(unfinished_file(folder).map_err(failed)?);
    write(&mut out).map_err(|error| match error {
        ExportError::Output(source) => failed(source),
        error => error,
    })?;
    let file = out.into_inner().map_err(|error| failed(error.into_error()))?;
    let bytes = file.as_file().metadata().map_err(failed)?.len();
    let named = if overwrite { file.persist(path) } else { file.persist_noclobber(path) };
    named.map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => exists(),
        _ => failed(error.error),
    })?;
    Ok(bytes)
}

/// A file that is deleted when it is dropped.
fn unfinished_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".pathos-export-");
    #[cfg(unix)]
    {
        // As any new file of the user's; a temporary one would be readable by no one else.
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
