//! How long frames take, written to the file that the variable `PATHOS_FRAME_LOG` names: a line for
//! each frame with three numbers in milliseconds, the time since the frame before began, the work of
//! that frame without waiting for the screen, and of it what was done before the graphics got the
//! frame. `tests/bench/drag.sh` reads it.

use std::fs::File;
use std::io::{LineWriter, Write};
use std::time::Instant;

/// Writes how long frames take.
pub struct FrameLog {
    file: LineWriter<File>,
    began: Option<Instant>,
    /// What the last frame took until it was handed over, in milliseconds.
    own_ms: f64,
}

impl FrameLog {
    /// A log where one is asked for and can be written.
    pub fn from_environment() -> Option<Self> {
        let path = std::env::var_os("PATHOS_FRAME_LOG")?;
        let file = File::create(path).ok()?;
        Some(Self { file: LineWriter::new(file), began: None, own_ms: 0.0 })
    }

    /// Takes note of a frame that begins. `work_secs` is what the one before took.
    pub fn begin(&mut self, work_secs: Option<f32>) {
        let now = Instant::now();
        if let (Some(began), Some(work)) = (self.began.replace(now), work_secs) {
            // A log that cannot be written is none; the window goes on.
            let (since_ms, work_ms) = ((now - began).as_secs_f64() * 1e3, f64::from(work) * 1e3);
            let _ = writeln!(self.file, "{since_ms:.3} {work_ms:.3} {:.3}", self.own_ms);
        }
    }

    /// Takes note that the frame is ready to be painted.
    pub fn end(&mut self) {
        self.own_ms = self.began.map_or(0.0, |began| began.elapsed().as_secs_f64() * 1e3);
    }
}
