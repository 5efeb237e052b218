//! Asking for a path with the desktop's own dialog, on a thread of its own.
//!
//! Where a desktop has no such dialog it answers like a person who cancels, only much faster. Such
//! an answer is told apart by the time it took, and the window opens its own dialog instead.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::naming::with_ending;
use crate::interchange::{TextFormat, table};
use crate::store::ARCHIVE_ENDING;

/// Nobody cancels a dialog faster than this after asking for it.
const FASTEST_PERSON: Duration = Duration::from_millis(250);

/// How the names of files end out of which a journey is imported; tests hold it against the formats.
const IMPORTED: &[&str] =
    &["csv", "tsv", "tab", "xlsx", "xlsm", "md", "mmd", "mermaid", "markdown", "mdx", "mdown", "qmd", "rmd"];

/// What a path is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A map to open.
    Open,
    /// Where the map is saved from now on.
    SaveAs,
    /// Where a copy goes; the map stays with its own file.
    SaveCopy,
    /// A journey in another format: a table, an outline, a Mermaid diagram or a Markdown file with some.
    Import,
    /// A table of readings for the metrics of the map.
    ImportReadings,
    /// Where the poster goes.
    ExportPoster,
    /// The folder for a poster's sheets, by the name that theirs begin with.
    ExportSheets,
    /// Where the map goes as a text of another format.
    ExportText(TextFormat),
    /// Where the map goes with its pictures in one file.
    HandOn,
    /// Where the minutes of a workshop go.
    Minutes,
    /// A picture for what is selected.
    Picture,
    /// The map that the open one starts from.
    Baseline,
    /// Where the slides of the story go, without or with the speaker's notes.
    ExportStory {
        /// Whether the notes stand below the slides.
        has_notes: bool,
    },
    /// A map to compare the open one with.
    CompareWith,
    /// Where a future map goes that starts from the open one.
    Future,
}

impl Purpose {
    /// What the dialog is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "Open a map",
            Self::SaveAs => "Save the map as",
            Self::SaveCopy => "Save a copy of the map",
            Self::Import => "Import a journey",
            Self::ImportReadings => "Import readings of metrics",
            Self::ExportText(_) => "Export the map as text",
            Self::ExportPoster => "Export the poster",
            Self::ExportSheets => "Export the sheets",
            Self::HandOn => "Hand on the map in one file",
            Self::Minutes => "Write the minutes",
            Self::Picture => "Choose a picture",
            Self::Baseline => "Choose the map that it starts from",
            Self::ExportStory { .. } => "Export the story",
            Self::CompareWith => "Choose the map to compare with",
            Self::Future => "Begin the future map in",
        }
    }

    /// What the button that ends it says.
    pub fn verb(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::SaveAs | Self::SaveCopy | Self::HandOn | Self::Minutes | Self::Future => "Save",
            Self::Import | Self::ImportReadings => "Import",
            Self::ExportPoster
            | Self::ExportSheets
            | Self::Picture
            | Self::Baseline
            | Self::CompareWith
            | Self::ExportStory { .. }
            | Self::ExportText(_) => "Choose",
        }
    }

    /// What the files are called, and how their names end.
    pub fn filter(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Open => ("Pathos maps, and posters with theirs", &["ron", ARCHIVE_ENDING, "png"]),
            Self::SaveAs | Self::SaveCopy | Self::Baseline | Self::CompareWith | Self::Future => {
                ("Pathos maps", &["ron"])
            }
            Self::HandOn => ("Pathos maps with their pictures", &[ARCHIVE_ENDING]),
            Self::Import => ("Tables, outlines, Mermaid and Markdown", IMPORTED),
            Self::ImportReadings => ("Tables", &table::ENDINGS),
            Self::ExportText(TextFormat::Csv) => ("Tables with commas", &["csv"]),
            Self::ExportText(TextFormat::Tsv) => ("Tables with tabs", &["tsv"]),
            Self::ExportText(TextFormat::Markdown) | Self::Minutes => ("Markdown", &["md"]),
            Self::ExportText(TextFormat::Mermaid) => ("Mermaid", &["mmd"]),
            Self::Picture => ("Pictures", &["png", "jpg", "jpeg", "gif", "webp"]),
            Self::ExportPoster => ("PNG, PDF and SVG files", &["png", "pdf", "svg"]),
            Self::ExportSheets => ("PNG files", &["png"]),
            Self::ExportStory { .. } => ("PDF, or PNG files", &["pdf", "png"]),
        }
    }

    /// Whether the path is written to.
    pub fn writes(self) -> bool {
        match self {
            Self::SaveAs
            | Self::SaveCopy
            | Self::ExportPoster
            | Self::ExportSheets
            | Self::HandOn
            | Self::Minutes
            | Self::Future
            | Self::ExportStory { .. }
            | Self::ExportText(_) => true,
            Self::Open | Self::Import | Self::ImportReadings | Self::Picture | Self::Baseline | Self::CompareWith => {
                false
            }
        }
    }

    /// The path with an ending that its kind of file has; see [`with_ending`].
    pub fn with_ending(self, path: PathBuf) -> PathBuf {
        if self.writes() { with_ending(path, self.filter().1) } else { path }
    }
}

/// A question for a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What for.
    pub purpose: Purpose,
    /// The folder that is shown first.
    pub folder: PathBuf,
    /// The name that is proposed; may be empty.
    pub name: String,
}

/// How a question was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// With a path.
    Path(PathBuf),
    /// With a path that got an ending here, and there is such a file: the dialog did not ask whether
    /// it may be replaced.
    Exists(PathBuf),
    /// By closing the dialog.
    Cancelled,
    /// Not at all: this desktop has no dialog to show.
    Unavailable,
}

/// Something that asks a person for a path and waits for the answer.
pub trait AskPath: Send + Sync {
    /// Asks; `None` means cancelled, or that nothing could be shown.
    fn ask(&self, question: &Question) -> Option<PathBuf>;

    /// The time since some fixed moment.
    fn now(&self) -> Duration;
}

/// Asks and judges the answer by the time it took.
pub fn ask(asker: &dyn AskPath, question: &Question) -> Answer {
    let asked = asker.now();
    match asker.ask(question) {
        Some(path) => {
            let named = question.purpose.with_ending(path.clone());
            if named != path && named.exists() { Answer::Exists(named) } else { Answer::Path(named) }
        }
        None if asker.now().saturating_sub(asked) < FASTEST_PERSON => Answer::Unavailable,
        None => Answer::Cancelled,
    }
}

/// The desktop's own dialogs, or none where the variable `PATHOS_DIALOGS` is `in-app`.
pub fn desktop() -> Arc<dyn AskPath> {
    if std::env::var_os("PATHOS_DIALOGS").is_some_and(|value| value == "in-app") {
        Arc::new(NoDialogs)
    } else {
        Arc::new(DesktopDialogs { start: Instant::now() })
    }
}

struct DesktopDialogs {
    start: Instant,
}

impl AskPath for DesktopDialogs {
    fn ask(&self, question: &Question) -> Option<PathBuf> {
        let (name, endings) = question.purpose.filter();
        let dialog = rfd::FileDialog::new()
            .set_title(question.purpose.title())
            .set_directory(&question.folder)
            .add_filter(name, endings)
            .add_filter("All files", &["*"]);
        if question.purpose.writes() { dialog.set_file_name(&question.name).save_file() } else { dialog.pick_file() }
    }

    fn now(&self) -> Duration {
        self.start.elapsed()
    }
}

/// A desktop without dialogs: every question is answered at once with nothing.
pub struct NoDialogs;

impl AskPath for NoDialogs {
    fn ask(&self, _question: &Question) -> Option<PathBuf> {
        None
    }

    fn now(&self) -> Duration {
        Duration::ZERO
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    struct Slow {
        answer: Option<PathBuf>,
        took_ms: u64,
        clock_ms: AtomicU64,
    }

    impl AskPath for Slow {
        fn ask(&self, _question: &Question) -> Option<PathBuf> {
            self.clock_ms.fetch_add(self.took_ms, Ordering::Relaxed);
            self.answer.clone()
        }

        fn now(&self) -> Duration {
            Duration::from_millis(self.clock_ms.load(Ordering::Relaxed))
        }
    }

    fn check(purpose: Purpose, answer: Option<&str>, took_ms: u64, expected: Answer) {
        let question = Question { purpose, folder: PathBuf::from("/maps"), name: String::new() };
        let asker = Slow { answer: answer.map(PathBuf::from), took_ms, clock_ms: AtomicU64::new(0) };
        assert_eq!(ask(&asker, &question), expected);
    }

    #[test]
    fn an_answer_faster_than_a_person_means_no_dialog() {
        check(Purpose::Open, None, 70, Answer::Unavailable);
        check(Purpose::Open, None, 900, Answer::Cancelled);
        check(Purpose::Open, Some("/maps/a.ron"), 5, Answer::Path("/maps/a.ron".into()));
    }

    #[test]
    fn every_format_that_is_imported_is_offered() {
        let formats = table::ENDINGS.iter().chain(&crate::interchange::mermaid::ENDINGS);
        assert!(formats.clone().all(|ending| IMPORTED.contains(ending)));
        assert_eq!(IMPORTED.len(), formats.count());
    }

    #[test]
    fn what_is_saved_gets_an_ending() {
        check(Purpose::SaveAs, Some("/maps/a"), 900, Answer::Path("/maps/a.ron".into()));
        check(Purpose::ExportPoster, Some("/maps/a"), 900, Answer::Path("/maps/a.png".into()));
        check(Purpose::Open, Some("/maps/a"), 900, Answer::Path("/maps/a".into()));
    }

    #[test]
    fn a_file_that_the_dialog_did_not_name_is_asked_about() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name).to_str().expect("a path").to_owned();
        std::fs::write(path("poster.png"), "").expect("a file");
        let exists = Answer::Exists(path("poster.png").into());
        check(Purpose::ExportPoster, Some(&path("poster")), 900, exists);
        // Here the dialog asked.
        check(Purpose::ExportPoster, Some(&path("poster.png")), 900, Answer::Path(path("poster.png").into()));
        check(Purpose::ExportPoster, Some(&path("poster.jpg")), 900, Answer::Path(path("poster.jpg.png").into()));
    }
}
