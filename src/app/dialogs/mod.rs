//! The dialogs: each shows its own state and returns commands.

mod about;
pub mod changed;
pub mod commands;
mod diagram;
pub mod export;
mod export_choices;
mod export_done;
mod export_presets;
mod export_sheet;
mod export_text;
pub mod frame;
mod future;
pub mod import;
pub mod keys;
mod move_to;
mod notice;
pub mod path;
mod recovery;
mod settings;
mod template;
mod unsaved;
pub mod versions;

use std::path::PathBuf;

use eframe::egui;

use super::command::{Command, Next};
use super::kit::Kit;
use super::session::Session;
use super::workshop::{DuplicatesDialog, TimerDialog};
use super::writing::Written;

pub use export::ExportDialog;
pub use export_text::ExportTextDialog;
pub use future::FutureDialog;
pub use move_to::MoveToDialog;
pub use notice::Notice;
pub use path::PathDialog;
pub use recovery::{RecoveryDialog, RecoveryOffer};
pub use template::TemplateDialog;

/// The dialog that is open. There is one at a time.
#[derive(Debug, Clone, PartialEq)]
pub enum Dialog {
    /// Something gives up the map, which has unsaved changes.
    Unsaved(Box<Next>),
    /// Another program changed the map's file.
    Changed(Box<changed::ChangedDialog>),
    /// What a template of one's own is called.
    Template(Box<TemplateDialog>),
    /// Versions of the map that were saved before.
    Versions(Box<versions::VersionsDialog>),
    /// A window ended without warning and left this behind.
    Recovery(Box<RecoveryDialog>),
    /// Something to read.
    Notice(Notice),
    /// A path is wanted.
    Path(Box<PathDialog>),
    /// Paper and resolution of a poster.
    Export(Box<ExportDialog>),
    /// What a future map is called that starts from this one.
    Future(Box<FutureDialog>),
    /// A poster is being written.
    Exporting,
    /// A poster was written.
    Exported(Box<Written>),
    /// Where the selected cards go.
    MoveTo(Box<MoveToDialog>),
    /// Which of a file's diagrams is imported.
    Diagram {
        /// The file.
        path: PathBuf,
        /// What the diagrams are called.
        titles: Vec<String>,
    },
    /// How a table or an outline is read.
    Import(Box<import::ImportDialog>),
    /// As which text the map is written.
    ExportText(Box<ExportTextDialog>),
    /// The command palette.
    Commands(Box<commands::CommandPalette>),
    /// How long the countdown is to be.
    Timer(TimerDialog),
    /// Cards that say the same.
    Duplicates(Box<DuplicatesDialog>),
    /// What is set for good.
    Settings,
    /// The sheet of keys.
    Keys,
    /// About the program.
    About,
}

impl Dialog {
    /// Shows the dialog and returns what is asked for.
    pub fn show(&mut self, ctx: &egui::Context, session: &Session, kit: &mut Kit) -> Vec<Command> {
        match self {
            Self::Unsaved(next) => unsaved::show(ctx, session, next),
            Self::Changed(dialog) => dialog.show(ctx, session),
            Self::Template(dialog) => dialog.show(ctx, session),
            Self::Versions(dialog) => dialog.show(ctx, session),
            Self::Recovery(dialog) => dialog.show(ctx, kit),
            Self::Notice(notice) => notice.show(ctx),
            Self::Path(dialog) => match dialog.show(ctx, &mut kit.icons) {
                Some(path::PathChoice::Chosen(purpose, path)) => vec![Command::PathChosen(purpose, path)],
                Some(path::PathChoice::Cancelled) => vec![Command::CloseDialog],
                None => Vec::new(),
            },
            Self::Export(dialog) => dialog.show(ctx, session, kit),
            Self::Future(dialog) => dialog.show(ctx, session, kit),
            Self::Exporting => export_done::show_progress(ctx, session),
            Self::Exported(written) => export_done::show_written(ctx, written),
            Self::MoveTo(dialog) => dialog.show(ctx, session, kit),
            Self::Diagram { path, titles } => diagram::show(ctx, path, titles),
            Self::Import(dialog) => dialog.show(ctx, session, kit),
            Self::ExportText(dialog) => dialog.show(ctx, session),
            Self::Commands(palette) => palette.show(ctx, session, kit),
            Self::Timer(dialog) => dialog.show(ctx),
            Self::Duplicates(dialog) => dialog.show(ctx, session, kit),
            Self::Settings => settings::show(ctx, session, kit),
            Self::Keys => keys::show(ctx),
            Self::About => about::show(ctx),
        }
    }
}
