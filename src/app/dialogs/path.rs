//! Asking for a path within the window: for desktops without a dialog, and for people who would
//! rather type a path.

use std::path::{Path, PathBuf};

use eframe::egui::{self, Key, RichText, vec2};

use super::frame::{dialog, footer, main_button};
use crate::app::ask::{Purpose, Question};
use crate::app::icons::Icons;
use crate::app::look::Look;
use crate::icon::Icon;

/// The most entries of a folder that are listed.
const MOST_ENTRIES: usize = 2_000;

/// The dialog's state.
#[derive(Debug, Clone, PartialEq)]
pub struct PathDialog {
    purpose: Purpose,
    folder: PathBuf,
    typed: String,
    entries: Result<Vec<Entry>, String>,
    complaint: Option<String>,
    overwrite: Option<PathBuf>,
    fresh: bool,
}

/// How the dialog ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathChoice {
    /// With a path; one that is written to may be overwritten, which was asked.
    Chosen(Purpose, PathBuf),
    /// By closing it.
    Cancelled,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Entry {
    Folder(String),
    File(String),
}

impl PathDialog {
    /// A dialog for a question.
    pub fn new(question: &Question) -> Self {
        let mut dialog = Self {
            purpose: question.purpose,
            folder: question.folder.clone(),
            typed: question.name.clone(),
            entries: Ok(Vec::new()),
            complaint: None,
            overwrite: None,
            fresh: true,
        };
        dialog.list();
        dialog
    }

    /// A dialog that begins with asking whether a file may be replaced.
    pub fn replacing(question: &Question, path: PathBuf) -> Self {
        let folder = path.parent().unwrap_or(&question.folder).to_owned();
        let mut dialog = Self::new(&Question { folder, name: file_name(&path), ..question.clone() });
        dialog.overwrite = Some(path);
        dialog
    }

    /// Shows it; the answer, once there is one.
    pub fn show(&mut self, ctx: &egui::Context, icons: &mut Icons) -> Option<PathChoice> {
        let title = self.purpose.title();
        let (choice, closed) = dialog(ctx, title, 560.0, |ui| {
            if let Some(path) = self.overwrite.clone() {
                return self.overwrite_ui(ui, &path);
            }
            self.choose_ui(ui, icons)
        });
        choice.or_else(|| closed.then_some(PathChoice::Cancelled))
    }

    fn choose_ui(&mut self, ui: &mut egui::Ui, icons: &mut Icons) -> Option<PathChoice> {
        ui.horizontal(|ui| {
            let up = icons.button(ui, Icon::ArrowUp, "Folder above", false);
            if up.clicked() {
                self.go_up();
            }
            ui.add(egui::Label::new(RichText::new(self.folder.display().to_string()).weak()).truncate());
        });
        let accepted_in_list = self.list_ui(ui, icons);
        ui.add_space(4.0);
        let label = ui.label("Path or name");
        let field = egui::TextEdit::singleline(&mut self.typed).desired_width(f32::INFINITY);
        let field = ui.add(field.margin(egui::Margin::symmetric(8, 6))).labelled_by(label.id);
        if std::mem::take(&mut self.fresh) {
            field.request_focus();
        }
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if field.changed() {
            self.complaint = None;
        }
        if let Some(complaint) = &self.complaint {
            ui.colored_label(Look::of(ui.ctx()).danger, complaint);
        }
        let mut choice = None;
        footer(ui, |ui| {
            let accepted = main_button(ui, self.purpose.verb(), !self.typed.trim().is_empty());
            if accepted || entered || accepted_in_list {
                choice = self.accept();
                // What was typed is not yet the answer: one goes on typing.
                self.fresh = choice.is_none();
            }
            if ui.button("Cancel").clicked() {
                choice = Some(PathChoice::Cancelled);
            }
        });
        choice
    }

    fn list_ui(&mut self, ui: &mut egui::Ui, icons: &mut Icons) -> bool {
        let mut opened: Option<Entry> = None;
        let mut accepted = false;
        egui::Frame::new().stroke(ui.visuals().window_stroke).corner_radius(6).inner_margin(4).show(ui, |ui| {
            ui.set_height(240.0);
            let entries = match &self.entries {
                Ok(entries) => entries,
                Err(error) => {
                    ui.colored_label(Look::of(ui.ctx()).danger, error);
                    return;
                }
            };
            if entries.is_empty() {
                ui.weak("Nothing here that could be chosen.");
            }
            egui::ScrollArea::vertical().auto_shrink(false).show_rows(ui, 28.0, entries.len(), |ui, rows| {
                ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
                for entry in entries.get(rows).unwrap_or_default() {
                    let (icon, name) = match entry {
                        Entry::Folder(name) => (Icon::FolderOpen, name),
                        Entry::File(name) => (Icon::FileText, name),
                    };
                    let row = icons.row(ui, icon, name, egui::Sense::click());
                    if row.clicked() {
                        opened = Some(entry.clone());
                        accepted = row.double_clicked() && matches!(entry, Entry::File(_));
                    }
                }
            });
        });
        match opened {
            Some(Entry::Folder(name)) => self.go(self.folder.join(name)),
            Some(Entry::File(name)) => self.typed = name,
            None => {}
        }
        accepted
    }

    fn overwrite_ui(&mut self, ui: &mut egui::Ui, path: &Path) -> Option<PathChoice> {
        ui.label(format!("“{}” exists already. Replace it?", file_name(path)));
        ui.weak(path.parent().map(|folder| folder.display().to_string()).unwrap_or_default());
        let mut choice = None;
        footer(ui, |ui| {
            // Enter, which chose the name, must not replace the file if it is pressed twice.
            if main_button(ui, "Choose another name", true) {
                self.overwrite = None;
                self.fresh = true;
            }
            if ui.button("Replace").clicked() {
                choice = Some(PathChoice::Chosen(self.purpose, path.to_owned()));
            }
        });
        choice
    }

    /// Takes what was typed: goes into a folder, asks before it replaces, or ends the dialog.
    fn accept(&mut self) -> Option<PathChoice> {
        let typed = self.typed.trim();
        if typed.is_empty() {
            return None;
        }
        let path = self.folder.join(expand_home(typed));
        if path.is_dir() {
            self.go(path);
            self.typed.clear();
            return None;
        }
        let path = self.purpose.with_ending(path);
        if !self.purpose.writes() {
            if path.exists() {
                return Some(PathChoice::Chosen(self.purpose, path));
            }
            self.complaint = Some(format!("There is no file “{}”.", file_name(&path)));
            return None;
        }
        if !path.parent().is_some_and(Path::is_dir) {
            self.complaint = Some("The folder of this path does not exist.".to_owned());
            return None;
        }
        if path.exists() {
            self.overwrite = Some(path);
            return None;
        }
        Some(PathChoice::Chosen(self.purpose, path))
    }

    fn go_up(&mut self) {
        if let Some(parent) = self.folder.parent().map(Path::to_owned) {
            self.go(parent);
        }
    }

    fn go(&mut self, folder: PathBuf) {
        self.folder = folder;
        self.complaint = None;
        self.list();
    }

    fn list(&mut self) {
        let endings = self.purpose.filter().1;
        self.entries = read_folder(&self.folder, endings)
            .map_err(|error| format!("{} cannot be read: {error}.", self.folder.display()));
    }
}

fn read_folder(folder: &Path, endings: &[&str]) -> std::io::Result<Vec<Entry>> {
    let mut entries: Vec<Entry> = Vec::new();
    for entry in std::fs::read_dir(folder)?.take(MOST_ENTRIES) {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        if name.starts_with('.') {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            entries.push(Entry::Folder(name));
        } else if path.extension().is_some_and(|ending| endings.iter().any(|e| ending.eq_ignore_ascii_case(e))) {
            entries.push(Entry::File(name));
        }
    }
    entries.sort();
    Ok(entries)
}

fn expand_home(typed: &str) -> PathBuf {
    match (typed.strip_prefix("~/"), directories::UserDirs::new()) {
        (Some(rest), Some(dirs)) => dirs.home_dir().join(rest),
        _ => PathBuf::from(typed),
    }
}

/// The last part of a path, for reading.
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialog_in(folder: &Path, purpose: Purpose, typed: &str) -> PathDialog {
        PathDialog::new(&Question { purpose, folder: folder.to_owned(), name: typed.to_owned() })
    }

    #[test]
    fn what_is_typed_is_taken_asked_about_or_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("maps")).expect("a folder");
        std::fs::write(folder.path().join("shop.ron"), "").expect("a file");
        std::fs::write(folder.path().join("photo.jpg"), "").expect("a file");

        let mut dialog = dialog_in(folder.path(), Purpose::Open, "shop.ron");
        assert_eq!(dialog.entries, Ok(vec![Entry::Folder("maps".into()), Entry::File("shop.ron".into())]));
        assert_eq!(dialog.accept(), Some(PathChoice::Chosen(Purpose::Open, folder.path().join("shop.ron"))));

        let mut dialog = dialog_in(folder.path(), Purpose::Open, "maps");
        assert_eq!(dialog.accept(), None);
        assert_eq!(dialog.folder, folder.path().join("maps"));

        let mut dialog = dialog_in(folder.path(), Purpose::Open, "none.ron");
        assert_eq!(dialog.accept(), None);
        assert!(dialog.complaint.is_some());

        let mut dialog = dialog_in(folder.path(), Purpose::SaveAs, "shop");
        assert_eq!(dialog.accept(), None);
        assert_eq!(dialog.overwrite, Some(folder.path().join("shop.ron")));

        let mut dialog = dialog_in(folder.path(), Purpose::SaveAs, "new");
        assert_eq!(dialog.accept(), Some(PathChoice::Chosen(Purpose::SaveAs, folder.path().join("new.ron"))));
    }
}
