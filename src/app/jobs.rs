//! What runs beside the window: asking for paths, saving, exporting. Each job has a named thread and
//! answers over a channel; the window is woken when it does.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Weak};

use eframe::egui;

use super::ask::{Answer, AskPath, Question, ask};
use crate::export::{self, Format, Plan};
use crate::scene::Scene;

/// What a job has to say.
pub enum Message {
    /// A question for a path was answered.
    Asked(Question, Answer),
    /// A map was saved, or not.
    Saved(super::files::SaveOutcome),
    /// A poster was written, or not.
    Exported(Result<ExportOrder, export::ExportError>),
    /// A job could not even begin.
    NotStarted(std::io::Error),
}

/// A poster to write.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportOrder {
    /// The file.
    pub path: PathBuf,
    /// Paper, resolution and place.
    pub plan: Plan,
    /// Whether a file of that name may be replaced.
    pub overwrite: bool,
}

/// The jobs that are under way.
pub struct Jobs {
    ctx: egui::Context,
    asker: Arc<dyn AskPath>,
    sender: Sender<Message>,
    receiver: Receiver<Message>,
    asking: bool,
    saving: bool,
    export: Weak<ExportState>,
}

/// An export that is under way, shared with its thread.
#[derive(Default)]
struct ExportState {
    cancel: AtomicBool,
    /// Thousandths that are done.
    done: AtomicU32,
}

impl Jobs {
    /// No jobs yet.
    pub fn new(ctx: egui::Context, asker: Arc<dyn AskPath>) -> Self {
        let (sender, receiver) = channel();
        Self { ctx, asker, sender, receiver, asking: false, saving: false, export: Weak::new() }
    }

    /// The next message, if there is one.
    pub fn next(&mut self) -> Option<Message> {
        let message = self.receiver.try_recv().ok()?;
        match &message {
            Message::Asked(..) => self.asking = false,
            Message::Saved(_) => self.saving = false,
            Message::Exported(_) => self.export = Weak::new(),
            Message::NotStarted(_) => {
                self.asking = false;
                self.saving = false;
                self.export = Weak::new();
            }
        }
        Some(message)
    }

    /// Whether a map is being saved.
    pub fn is_saving(&self) -> bool {
        self.saving
    }

    /// The share of the export that is done, 0–1; `None` if nothing is exported.
    pub fn export_progress(&self) -> Option<f32> {
        self.export.upgrade().map(|state| state.done.load(Ordering::Relaxed) as f32 / 1000.0)
    }

    /// Asks for a path; does nothing while another question is open.
    pub fn ask(&mut self, question: Question) {
        if std::mem::replace(&mut self.asking, true) {
            return;
        }
        let asker = self.asker.clone();
        self.start("ask-path", move |_| {
            let answer = ask(&*asker, &question);
            Message::Asked(question, answer)
        });
    }

    /// Saves with `save`, which runs beside the window.
    pub fn save(&mut self, save: impl FnOnce() -> super::files::SaveOutcome + Send + 'static) {
        self.saving = true;
        self.start("save", |_| Message::Saved(save()));
    }

    /// Writes a poster.
    pub fn export(&mut self, scene: Arc<Scene>, title: String, order: ExportOrder) {
        let state = Arc::new(ExportState::default());
        self.export = Arc::downgrade(&state);
        self.start("export-poster", move |ctx| {
            let progress = |share: f64| {
                let done = (share.clamp(0.0, 1.0) * 1000.0) as u32;
                // One frame for each per cent is enough to see it move.
                if state.done.swap(done, Ordering::Relaxed) / 10 != done / 10 {
                    ctx.request_repaint();
                }
            };
            let run =
                export::Run { overwrite: order.overwrite, workers: None, cancel: &state.cancel, progress: &progress };
            let format = Format::of(&order.path).unwrap_or(Format::Png);
            let result = export::to_file(&scene, &order.plan, format, &title, &order.path, &run);
            Message::Exported(result.map(|_| order))
        });
    }

    /// Stops the export; its message comes when it has cleaned up.
    pub fn cancel_export(&self) {
        if let Some(state) = self.export.upgrade() {
            state.cancel.store(true, Ordering::Relaxed);
        }
    }

    fn start(&self, name: &str, work: impl FnOnce(&egui::Context) -> Message + Send + 'static) {
        let (ctx, sender) = (self.ctx.clone(), self.sender.clone());
        let thread = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            let message = work(&ctx);
            // The window may be gone by now; then nobody wants to know.
            let _ = sender.send(message);
            ctx.request_repaint();
        });
        if let Err(error) = thread {
            // The receiver lives as long as `self`.
            let _ = self.sender.send(Message::NotStarted(error));
        }
    }
}
