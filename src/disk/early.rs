//! A large file goes to the disk while it is still being written, so that little is left to wait for
//! in the end.

use std::fs::File;
use std::io::{self, Write};
use std::sync::mpsc::{self, SyncSender};
use std::thread::{self, JoinHandle};

use tempfile::NamedTempFile;

/// After so many bytes the disk is asked to take them. A small file is not worth a thread.
const EARLY_BYTES: usize = 1 << 20;

/// A file that is written from its beginning to its end.
pub(super) struct Early {
    file: NamedTempFile,
    /// What the disk was not asked to take yet.
    waiting_bytes: usize,
    flusher: Option<Flusher>,
}

/// The thread that waits for the disk.
struct Flusher {
    wake: SyncSender<()>,
    thread: JoinHandle<io::Result<()>>,
}

impl Early {
    pub fn new(file: NamedTempFile) -> Self {
        Self { file, waiting_bytes: 0, flusher: None }
    }

    /// The file as it is so far.
    pub fn file(&self) -> &File {
        self.file.as_file()
    }

    /// The file, once the disk has all of it.
    ///
    /// # Errors
    /// Whatever the disk reports, also of what was written long before.
    pub fn finish(mut self) -> io::Result<NamedTempFile> {
        if let Some(Flusher { wake, thread }) = self.flusher.take() {
            drop(wake);
            // An error is told once to whoever asks first.
            thread.join().unwrap_or_else(|_| Err(io::Error::other("a thread came to grief")))?;
        }
        self.file.as_file().sync_all()?;
        Ok(self.file)
    }

    fn ask(&mut self) -> io::Result<()> {
        self.waiting_bytes = 0;
        let flusher = match self.flusher.take() {
            Some(flusher) => flusher,
            None => Flusher::start(self.file.as_file())?,
        };
        // If it is at work still, it takes these bytes when it is asked again.
        let _ = flusher.wake.try_send(());
        self.flusher = Some(flusher);
        Ok(())
    }
}

impl Flusher {
    fn start(file: &File) -> io::Result<Self> {
        let file = file.try_clone()?;
        let (wake, woken) = mpsc::sync_channel(1);
        let wait = move || woken.iter().try_for_each(|()| file.sync_data());
        Ok(Self { wake, thread: thread::Builder::new().name("disk".into()).spawn(wait)? })
    }
}

impl Write for Early {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.waiting_bytes += count;
        if self.waiting_bytes >= EARLY_BYTES {
            self.ask()?;
        }
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_flushed_early_is_the_same_in_the_end() {
        let mut early = Early::new(NamedTempFile::new().expect("a file"));
        let bytes: Vec<u8> = (0..3 * EARLY_BYTES + 17).map(|n| (n / 1000) as u8).collect();
        bytes.chunks(100_000).for_each(|chunk| early.write_all(chunk).expect("room"));
        let file = early.finish().expect("a file");
        assert!(std::fs::read(file.path()).expect("a file") == bytes);
    }
}
