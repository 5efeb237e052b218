//! What runs beside the window: asking for paths, saving, exporting. Each job has a named thread and
//! answers over a channel; the window is woken when it does.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, Weak};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use eframe::egui;

use super::ask::{Answer, AskPath, Question, ask};
use super::importing::Tried;
use super::poster::{PosterKey, RemedyKey};
use super::saving::{SaveOrder, SaveOutcome};
use super::text_out::TextWritten;
use super::versions::Look;
use super::writing::{ExportOrder, WriteError, Written, write_story};
use crate::export;
use crate::model::Map;
use crate::picture::Pictures;
use crate::poster::{Poster, PosterOptions, Remedy};
use crate::presentation::{StoryOptions, StoryPages};
use crate::text::{Shaper, SystemFonts};

/// What a job has to say.
pub enum Message {
    /// A question for a path was answered.
    Asked(Question, Answer),
    /// A map was saved, or not.
    Saved(SaveOutcome),
    /// A poster was composed, or not.
    Composed(PosterKey, Box<Result<Poster, export::ExportError>>),
    /// What makes a poster readable was found out.
    Remedies(RemedyKey, Vec<Remedy>),
    /// A poster was written, or not.
    Exported(Result<Written, WriteError>),
    /// A story was written, or not: the file or the first of several, and how many slides.
    StoryWritten(Result<(PathBuf, usize), export::ExportError>),
    /// A folder was shown.
    FolderShown,
    /// What an import would make was found out.
    Tried(Box<Tried>),
    /// The map was written as text, or not.
    TextWritten(TextWritten),
    /// The map's file was looked at; nothing if it is as it was.
    Looked(Option<Look>),
    /// A job could not begin, or did not come to its end; why.
    Failed(Job, String),
}

/// What runs beside the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// Asking for a path.
    AskPath,
    /// Saving.
    Save,
    /// Composing a poster.
    Compose,
    /// Finding out what makes a poster readable.
    FindRemedies,
    /// Exporting.
    Export,
    /// Exporting a story.
    ExportStory,
    /// Looking at the map's file.
    Look,
    /// Showing a folder in the desktop's own program.
    ShowFolder,
    /// Finding out what an import would make.
    TryImport,
    /// Writing the map as text.
    WriteText,
}

impl Job {
    /// What its thread is called.
    fn name(self) -> &'static str {
        match self {
            Self::AskPath => "ask-path",
            Self::Save => "save",
            Self::Compose => "compose-poster",
            Self::FindRemedies => "find-remedies",
            Self::Export => "export-poster",
            Self::ExportStory => "export-story",
            Self::Look => "look-at-file",
            Self::ShowFolder => "show-folder",
            Self::TryImport => "try-import",
            Self::WriteText => "write-text",
        }
    }
}

impl Message {
    /// The job that says it; it has ended with this.
    fn job(&self) -> Job {
        match self {
            Self::Asked(..) => Job::AskPath,
            Self::Saved(_) => Job::Save,
            Self::Composed(..) => Job::Compose,
            Self::Remedies(..) => Job::FindRemedies,
            Self::Exported(_) => Job::Export,
            Self::StoryWritten(_) => Job::ExportStory,
            Self::Looked(_) => Job::Look,
            Self::FolderShown => Job::ShowFolder,
            Self::Tried(_) => Job::TryImport,
            Self::TextWritten(_) => Job::WriteText,
            Self::Failed(job, _) => *job,
        }
    }
}

/// The jobs that are under way.
pub struct Jobs {
    ctx: egui::Context,
    asker: Arc<dyn AskPath>,
    sender: Sender<Message>,
    receiver: Receiver<Message>,
    asking: bool,
    looking: bool,
    saving: Option<JoinHandle<()>>,
    /// What is saved after that, one after the other.
    waiting_saves: VecDeque<SaveOrder>,
    export: Weak<ExportState>,
    /// Shapes the posters' text; made when the first one is composed.
    shaper: Arc<Mutex<Option<Shaper>>>,
}

/// An export that is under way, shared with its thread.
struct ExportState {
    cancel: AtomicBool,
    /// Thousandths that are done.
    done: AtomicU32,
    begun: Instant,
}

impl Default for ExportState {
    fn default() -> Self {
        Self { cancel: AtomicBool::new(false), done: AtomicU32::new(0), begun: Instant::now() }
    }
}

/// How long something still takes of which a share is done; nothing before a fair guess can be made.
fn remaining(elapsed: Duration, share: f32) -> Option<Duration> {
    const LEAST_SHARE: f32 = 0.05;
    const LEAST_TIME: Duration = Duration::from_millis(500);
    let is_known = share >= LEAST_SHARE && elapsed >= LEAST_TIME;
    is_known.then(|| elapsed.mul_f32((1.0 - share).max(0.0) / share))
}

/// Opens a folder as the desktop does; `false` if it does not.
fn open_folder(folder: &Path) -> bool {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let mut command = std::process::Command::new(program);
    let (input, output) = (std::process::Stdio::null(), std::process::Stdio::null());
    command.arg(folder).stdin(input).stdout(output).stderr(std::process::Stdio::null());
    // What Explorer answers says nothing.
    command.status().is_ok_and(|status| status.success() || program == "explorer")
}

impl Jobs {
    /// The window's context.
    pub fn ctx(&self) -> &egui::Context {
        &self.ctx
    }

    /// No jobs yet.
    pub fn new(ctx: egui::Context, asker: Arc<dyn AskPath>) -> Self {
        let (sender, receiver) = channel();
        Self {
            ctx,
            asker,
            sender,
            receiver,
            asking: false,
            looking: false,
            saving: None,
            waiting_saves: VecDeque::new(),
            export: Weak::new(),
            shaper: Arc::default(),
        }
    }

    /// The next message, if there is one.
    pub fn next(&mut self) -> Option<Message> {
        let message = self.receiver.try_recv().ok()?;
        match message.job() {
            Job::AskPath => self.asking = false,
            Job::Save => {
                self.saving = None;
                self.save_next();
            }
            Job::Compose | Job::FindRemedies | Job::ShowFolder | Job::ExportStory | Job::TryImport | Job::WriteText => {
            }
            Job::Export => self.export = Weak::new(),
            Job::Look => self.looking = false,
        }
        Some(message)
    }

    /// Whether a map is being saved.
    pub fn is_saving(&self) -> bool {
        self.saving.is_some()
    }

    /// The share of the export that is done, 0–1, and how long it still takes, as soon as that can be
    /// told; `None` if nothing is exported.
    pub fn export_progress(&self) -> Option<(f32, Option<Duration>)> {
        let state = self.export.upgrade()?;
        let share = state.done.load(Ordering::Relaxed) as f32 / 1000.0;
        Some((share, remaining(state.begun.elapsed(), share)))
    }

    /// Asks for a path; `false` if another question is open: then nothing is asked.
    pub fn ask(&mut self, question: Question) -> bool {
        if std::mem::replace(&mut self.asking, true) {
            return false;
        }
        let asker = self.asker.clone();
        self.start(Job::AskPath, move |_| {
            let answer = ask(&*asker, &question);
            Message::Asked(question, answer)
        });
        true
    }

    /// Finds out what an import would make.
    pub fn try_import(&self, work: impl FnOnce() -> Tried + Send + 'static) {
        self.start(Job::TryImport, |_| Message::Tried(Box::new(work())));
    }

    /// Writes the map as text.
    pub fn write_text(&self, work: impl FnOnce() -> TextWritten + Send + 'static) {
        self.start(Job::WriteText, |_| Message::TextWritten(work()));
    }

    /// Looks at a file, unless it is being looked at.
    pub fn look(&mut self, look: impl FnOnce() -> Option<Look> + Send + 'static) {
        if !std::mem::replace(&mut self.looking, true) {
            self.start(Job::Look, |_| Message::Looked(look()));
        }
    }

    /// Whether a file is being looked at.
    #[cfg(test)]
    pub fn is_looking(&self) -> bool {
        self.looking
    }

    /// Saves, once what is being saved is written.
    pub fn save(&mut self, order: SaveOrder) {
        if self.waiting_saves.back().is_some_and(|waiting| order.replaces(waiting)) {
            self.waiting_saves.pop_back();
        }
        self.waiting_saves.push_back(order);
        if self.saving.is_none() {
            self.save_next();
        }
    }

    fn save_next(&mut self) {
        if let Some(order) = self.waiting_saves.pop_front() {
            self.saving = self.start(Job::Save, |_| Message::Saved(order.run()));
        }
    }

    /// Composes a poster.
    pub fn compose(&mut self, key: PosterKey, options: PosterOptions, map: Map, pictures: Arc<Pictures>) {
        let shaper = self.shaper.clone();
        self.start(Job::Compose, move |_| {
            let result = with_shaper(&shaper, |shaper| Poster::compose(&map, &pictures, &options, shaper));
            Message::Composed(key, Box::new(result))
        });
    }

    /// Finds out what makes every card of a poster readable from a distance in meters.
    pub fn find_remedies(
        &mut self,
        key: RemedyKey,
        options: PosterOptions,
        distance_m: f64,
        map: Map,
        pictures: Arc<Pictures>,
    ) {
        let shaper = self.shaper.clone();
        self.start(Job::FindRemedies, move |_| {
            Message::Remedies(key, with_shaper(&shaper, |shaper| options.remedies(&map, &pictures, distance_m, shaper)))
        });
    }

    /// Writes a poster.
    pub fn export(&mut self, poster: Arc<Poster>, order: ExportOrder) {
        let state = Arc::new(ExportState::default());
        self.export = Arc::downgrade(&state);
        let shaper = self.shaper.clone();
        self.start(Job::Export, move |ctx| {
            let progress = |share: f64| {
                let done = (share.clamp(0.0, 1.0) * 1000.0) as u32;
                // One frame for each per cent is enough to see it move.
                if state.done.swap(done, Ordering::Relaxed) / 10 != done / 10 {
                    ctx.request_repaint();
                }
            };
            let pages = with_shaper(&shaper, |shaper| order.pages(&poster, shaper));
            Message::Exported(pages.and_then(|pages| order.write(&pages, &state.cancel, &progress)))
        });
    }

    /// Writes the story of a map: a PDF, or a picture of each slide beside the path, with its number.
    pub fn export_story(&self, map: Map, pictures: Arc<Pictures>, options: StoryOptions, path: PathBuf) {
        let shaper = self.shaper.clone();
        self.start(Job::ExportStory, move |_| {
            let story = with_shaper(&shaper, |shaper| StoryPages::of(&map, options, &pictures, shaper));
            Message::StoryWritten(write_story(&story, &map, &path))
        });
    }

    /// Opens a folder in the desktop's own program.
    pub fn show_folder(&self, folder: PathBuf) {
        self.start(Job::ShowFolder, move |_| match open_folder(&folder) {
            true => Message::FolderShown,
            false => Message::Failed(Job::ShowFolder, format!("Look for it yourself: {}", folder.display())),
        });
    }

    /// Stops the export; its message comes when it has cleaned up.
    pub fn cancel_export(&self) {
        if let Some(state) = self.export.upgrade() {
            state.cancel.store(true, Ordering::Relaxed);
        }
    }

    fn start(&self, job: Job, work: impl FnOnce(&egui::Context) -> Message + Send + 'static) -> Option<JoinHandle<()>> {
        let (ctx, sender) = (self.ctx.clone(), self.sender.clone());
        let thread = std::thread::Builder::new().name(job.name().to_owned()).spawn(move || {
            // The window must hear of every job's end: what it waits for would else wait for ever.
            let message = catch_unwind(AssertUnwindSafe(|| work(&ctx))).unwrap_or_else(|_| {
                Message::Failed(job, "A fault in the program stopped it; what it was is in the terminal.".to_owned())
            });
            // The window may be gone by now; then nobody wants to know.
            let _ = sender.send(message);
            ctx.request_repaint();
        });
        thread
            .inspect_err(|error| {
                let reason = format!("The system gave no thread to work with: {error}");
                // The receiver lives as long as `self`.
                let _ = self.sender.send(Message::Failed(job, reason));
            })
            .ok()
    }
}

/// Does something with the shaper that the jobs share; makes it the first time, and again after a job
/// that broke off in the middle.
fn with_shaper<T>(shared: &Mutex<Option<Shaper>>, work: impl FnOnce(&mut Shaper) -> T) -> T {
    let mut shaper = shared.lock().unwrap_or_else(|broken| {
        shared.clear_poison();
        let mut shaper = broken.into_inner();
        *shaper = None;
        shaper
    });
    work(shaper.get_or_insert_with(|| Shaper::new(SystemFonts::Used)))
}

impl Drop for Jobs {
    /// The window closes; what is being saved is written to its end all the same.
    fn drop(&mut self) {
        if let Some(saving) = self.saving.take() {
            // It does not panic, and if it did the rest has to be written too.
            let _ = saving.join();
        }
        for order in self.waiting_saves.drain(..) {
            order.run();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::ask::Purpose;

    struct Faulty;

    impl AskPath for Faulty {
        fn ask(&self, _question: &Question) -> Option<PathBuf> {
            panic!("a fault that a test makes");
        }

        fn now(&self) -> Duration {
            Duration::ZERO
        }
    }

    #[test]
    fn what_remains_is_told_once_it_can_be_guessed() {
        let seconds = Duration::from_secs;
        assert_eq!(remaining(seconds(3), 0.75), Some(seconds(1)));
        assert_eq!(remaining(seconds(4), 1.0), Some(seconds(0)));
        assert_eq!(remaining(seconds(4), 0.01), None);
        assert_eq!(remaining(Duration::from_millis(100), 0.5), None);
    }

    #[test]
    fn a_job_that_panics_is_heard_of() {
        let mut jobs = Jobs::new(egui::Context::default(), Arc::new(Faulty));
        let question = Question { purpose: Purpose::Open, folder: PathBuf::new(), name: String::new() };
        assert!(jobs.ask(question.clone()));
        assert!(!jobs.ask(question.clone()), "one question at a time");
        let message = jobs.receiver.recv_timeout(Duration::from_secs(30)).expect("a message");
        assert!(matches!(message, Message::Failed(Job::AskPath, _)));
        jobs.sender.send(message).expect("the receiver is here");
        assert!(jobs.next().is_some());
        assert!(jobs.ask(question), "one can ask again");
    }
}
