//! Files on disk: text read within a limit, and files written whole or not at all.
//!
//! Nothing here knows what a file means. Whatever goes wrong, what stood there before still does,
//! and no half of a file is left beside it.

mod early;
mod way;

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;

use self::early::Early;
pub use way::{way_between, way_in_words};

/// How many links may lead to each other.
const MAX_LINKS: usize = 40;

/// What becomes of a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// The new one takes its place and its mode.
    Replaced,
    /// It stays, and writing fails with [`io::ErrorKind::AlreadyExists`].
    Kept,
}

/// Puts what `fill` writes in the place of a file and returns its bytes. Where a link leads is
/// written; the link stays. A reader sees the old file or the new one, and so does whoever looks
/// after a power failure. `before` runs when all is written and nothing is in its place yet.
///
/// # Errors
/// Those of `fill`, and whatever the operating system reports; the folder is then as it was.
pub fn write_whole<E: From<io::Error>>(
    path: &Path,
    existing: Existing,
    fill: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    before: impl FnOnce(),
) -> Result<u64, E> {
    // Asked once more when the file takes its name; this one saves the work of filling it.
    if existing == Existing::Kept && path.symlink_metadata().is_ok() {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists).into());
    }
    let path = follow_links(path)?;
    let former = fs::metadata(&path).ok();
    match &former {
        Some(former) if former.is_dir() => return Err(io::Error::from(io::ErrorKind::IsADirectory).into()),
        Some(former) if !former.is_file() => return Err(io::Error::other("this is no ordinary file").into()),
        _ => {}
    }
    let folder = folder_of(&path);
    let mut out = BufWriter::new(Early::new(unfinished_file(&folder)?));
    fill(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    if let Some(former) = former {
        file.file().set_permissions(former.permissions())?;
    }
    let file = file.finish()?;
    let bytes = file.as_file().metadata()?.len();
    before();
    match existing {
        Existing::Replaced => file.persist(&path),
        Existing::Kept => file.persist_noclobber(&path),
    }
    .map_err(|failed| failed.error)?;
    sync_folder(&folder);
    Ok(bytes)
}

/// Puts `bytes` in the place of a file, as [`write_whole`] does.
///
/// # Errors
/// Whatever the operating system reports; the folder is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_whole(path, Existing::Replaced, |out| out.write_all(bytes), || {}).map(|_: u64| ())
}

/// A file that is deleted when it is dropped, unless it is put in place.
fn unfinished_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED.0).suffix(UNFINISHED.1);
    // A new file is as open as the person's own setting lets files be.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// How the name of an unfinished file begins and ends.
const UNFINISHED: (&str, &str) = (".pathos-", ".tmp");
/// How old an unfinished file has to be before nobody can still be writing it.
const ABANDONED_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// Takes away what was left half written in a folder when the machine stopped or the program was
/// killed. What may still be written stays.
pub fn clear_abandoned(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_unfinished =
            name.to_str().is_some_and(|name| name.starts_with(UNFINISHED.0) && name.ends_with(UNFINISHED.1));
        let written = entry.metadata().ok().filter(fs::Metadata::is_file).and_then(|metadata| metadata.modified().ok());
        let age = written.and_then(|written| SystemTime::now().duration_since(written).ok());
        if is_unfinished && age.is_some_and(|age| age > ABANDONED_AFTER) {
            // What cannot be removed takes room and does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Makes the new name last through a power failure. The file itself is safe by now, and some file
/// systems cannot do this, so it may fail.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    #[cfg(not(unix))]
    let _ = folder;
}

/// The folder that a file lies in.
pub fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// The file that a path stands for: where links lead, whether there is a file or not.
///
/// # Errors
/// A link cannot be read, or links lead in a circle.
pub fn follow_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_symlink() => path = folder_of(&path).join(fs::read_link(&path)?),
            _ => return Ok(path),
        }
    }
    Err(io::Error::other("links lead in a circle"))
}

/// What the system reports, in words for a person. They name no file: the caller knows which it is,
/// and the system may speak of a temporary one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What is the matter, in a sentence without a full stop.
    pub text: String,
    /// What to do about it.
    pub hint: &'static str,
}

/// Says what an error of reading or writing means, and what to do about it.
pub fn explain(error: &io::Error) -> Reason {
    let (text, hint) = match error.kind() {
        io::ErrorKind::NotFound => ("there is no such file or folder", "check the name and the folder"),
        io::ErrorKind::PermissionDenied => ("permission denied", "choose another folder, or ask whoever owns it"),
        io::ErrorKind::StorageFull => ("the disk is full", "make room, or choose another disk"),
        io::ErrorKind::QuotaExceeded => ("your share of the disk is used up", "make room, or choose another disk"),
        io::ErrorKind::FileTooLarge => ("the file is larger than this disk allows", "choose another disk"),
        io::ErrorKind::ReadOnlyFilesystem => ("the disk is read-only", "choose another folder"),
        io::ErrorKind::IsADirectory => ("this is a folder, not a file", "name a file in it"),
        io::ErrorKind::NotADirectory => ("a part of the path is no folder", "check the name and the folder"),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidFilename => {
            ("this cannot be the name of a file", "choose another name, a shorter one perhaps")
        }
        _ => {
            let text = match (error.raw_os_error(), error.get_ref()) {
                (Some(code), _) => io::Error::from_raw_os_error(code).to_string(),
                // An error that was wrapped to name a temporary file keeps its kind.
                (None, Some(_)) if error.kind() != io::ErrorKind::Other => error.kind().to_string(),
                (None, _) => error.to_string(),
            };
            return Reason { text, hint: "try again, or choose another folder" };
        }
    };
    Reason { text: text.to_owned(), hint }
}

/// The bytes that may still be written where a file is to stand; none if the system does not tell.
pub fn free_bytes(path: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        let disk = rustix::fs::statvfs(folder_of(path)).ok()?;
        disk.f_bavail.checked_mul(disk.f_frsize)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// Why a file could not be read as text. Its own words do not name the file; [`ReadError::at`] does.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// What the operating system reports.
    #[error("the file could not be read: {}", explain(.0).text)]
    Failed(#[from] io::Error),
    /// It has more bytes than the limit.
    #[error("the file is longer than {} MiB", .0 >> 20)]
    TooLong(usize),
    /// It is not UTF-8 from a line on, counted from 1.
    #[error("line {0} is not UTF-8 text")]
    NotText(usize),
}

impl ReadError {
    /// What happened, with the file and the line as far as it is known: `notes.md:3:1: …`.
    pub fn at(&self, path: &Path) -> String {
        match self {
            Self::NotText(line) => format!("{}:{line}:1: this is not UTF-8 text", path.display()),
            error => format!("{}: {error}", path.display()),
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Failed(error) => explain(error).hint,
            Self::TooLong(_) => "divide it into several files",
            Self::NotText(_) => "save the file as UTF-8",
        }
    }
}

/// The bytes of a file of at most `max_bytes`. No more than that is read.
///
/// # Errors
/// The file cannot be read, or is longer.
pub fn read_bytes(path: &Path, max_bytes: usize) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    File::open(path)?.take(max_bytes as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > max_bytes {
        return Err(ReadError::TooLong(max_bytes));
    }
    Ok(bytes)
}

/// The text of a file of at most `max_bytes`. No more than that is read.
///
/// # Errors
/// The file cannot be read, is longer, or is no text in UTF-8.
pub fn read_text(path: &Path, max_bytes: usize) -> Result<String, ReadError> {
    String::from_utf8(read_bytes(path, max_bytes)?).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        ReadError::NotText(before.iter().filter(|byte| **byte == b'\n').count() + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes `new` to `path` and expects how it ends and what the folder then holds.
    fn check(path: &Path, existing: Existing, expected: Result<u64, io::ErrorKind>, listing: &[(&str, &str)]) {
        let written = write_whole::<io::Error>(path, existing, |out| out.write_all(b"new"), || {});
        assert_eq!(written.map_err(|error| error.kind()), expected);
        check_listing(&folder_of(path), listing);
    }

    fn check_listing(folder: &Path, expected: &[(&str, &str)]) {
        let mut listing: Vec<(String, String)> = fs::read_dir(folder)
            .expect("a folder")
            .flatten()
            .map(|entry| (entry.file_name().into_string().expect("text"), entry.path()))
            .map(|(name, path)| (name, fs::read_to_string(path).expect("a file")))
            .collect();
        listing.sort();
        let listing: Vec<(&str, &str)> = listing.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        assert_eq!(listing, expected);
    }

    #[test]
    fn a_file_that_is_there_is_replaced_only_on_request() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        check(&path, Existing::Kept, Ok(3), &[("a", "new")]);
        fs::write(&path, "old").expect("a file");
        check(&path, Existing::Kept, Err(io::ErrorKind::AlreadyExists), &[("a", "old")]);
        check(&path, Existing::Replaced, Ok(3), &[("a", "new")]);
    }

    #[test]
    fn a_file_that_comes_up_meanwhile_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        let meanwhile = || fs::write(&path, "theirs").expect("a file");
        let written = write_whole::<io::Error>(&path, Existing::Kept, |out| out.write_all(b"new"), meanwhile);
        assert_eq!(written.expect_err("it is there").kind(), io::ErrorKind::AlreadyExists);
        check_listing(folder.path(), &[("a", "theirs")]);
    }

    #[test]
    fn a_write_that_fails_half_way_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        fs::write(&path, "old").expect("a file");
        let full = |out: &mut dyn Write| {
            out.write_all(b"ne")?;
            Err(io::Error::from(io::ErrorKind::StorageFull))
        };
        let error = write_whole(&path, Existing::Replaced, full, || panic!("not reached")).expect_err("it is full");
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        check_listing(folder.path(), &[("a", "old")]);
    }

    #[test]
    fn only_what_was_abandoned_is_cleared() {
        let folder = tempfile::tempdir().expect("a folder");
        let long_ago = SystemTime::now() - 2 * ABANDONED_AFTER;
        for (name, is_old) in
            [(".pathos-a.tmp", true), (".pathos-b.tmp", false), ("map.ron", true), (".other.tmp", true)]
        {
            let path = folder.path().join(name);
            fs::write(&path, "").expect("a file");
            if is_old {
                File::options().write(true).open(&path).and_then(|file| file.set_modified(long_ago)).expect("mine");
            }
        }
        clear_abandoned(folder.path());
        check_listing(folder.path(), &[(".other.tmp", ""), (".pathos-b.tmp", ""), ("map.ron", "")]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_and_the_mode_of_what_it_leads_to_stay() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let (link, path) = (folder.path().join("link"), folder.path().join("a"));
        fs::write(&path, "old").expect("a file");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("mine");
        symlink("a", &link).expect("a link");
        check(&link, Existing::Kept, Err(io::ErrorKind::AlreadyExists), &[("a", "old"), ("link", "old")]);
        check(&link, Existing::Replaced, Ok(3), &[("a", "new"), ("link", "new")]);
        assert!(link.is_symlink());
        assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn a_folder_is_no_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let written = write_whole::<io::Error>(folder.path(), Existing::Replaced, |_| Ok(()), || {});
        assert_eq!(written.expect_err("a folder").kind(), io::ErrorKind::IsADirectory);
    }

    #[test]
    fn text_is_read_within_its_limit() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        let read = |bytes: &[u8]| {
            fs::write(&path, bytes).expect("a file");
            read_text(&path, 4).map_err(|error| error.to_string())
        };
        assert_eq!(read(b"four"), Ok("four".to_owned()));
        assert_eq!(read(b"fives"), Err("the file is longer than 0 MiB".to_owned()));
        assert_eq!(read(b"a\n\xe9"), Err("line 2 is not UTF-8 text".to_owned()));
        assert!(matches!(read_text(folder.path(), 4), Err(ReadError::Failed(_))));
    }
}
