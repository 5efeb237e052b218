//! Beginning a future map out of the open one.

use eframe::egui;

use super::frame::{dialog, footer, main_button, or_close};
use crate::app::baseline::FutureWish;
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::look::{GRID, heading};
use crate::app::session::Session;
use crate::app::text_field::TextField;
use crate::model::Map;

/// The dialog's state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FutureDialog {
    wish: FutureWish,
    /// Whether the title is still the one that was proposed.
    follows: bool,
    fresh: bool,
}

/// What tells the fields of the dialog from others.
const PERIOD: &str = "future period";
const TITLE: &str = "future title";

impl FutureDialog {
    /// A dialog that proposes the map's own title.
    pub fn new(map: &Map) -> Self {
        let title = map.title.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { wish: FutureWish { title, period: String::new() }, follows: true, fresh: true }
    }

    pub fn show(&mut self, ctx: &egui::Context, session: &Session, kit: &mut Kit) -> Vec<Command> {
        let (commands, closed) = dialog(ctx, "Begin a future map", 460.0, |ui| {
            let text = "A copy of this map in a file of its own, to be changed into what is to be. What both have in \
                        common stays the same record, so that the differences can be told and planned.";
            ui.add(egui::Label::new(text).wrap());
            ui.add_space(GRID);
            let language = session.map().language.clone();
            self.period_ui(ui, session, kit, &language);
            self.title_ui(ui, kit, &language);
            let mut commands = Vec::new();
            footer(ui, |ui| {
                if main_button(ui, "Choose its file…", !self.wish.title.trim().is_empty()) {
                    commands.push(Command::BeginFuture(self.wish.clone()));
                }
                if ui.button("Cancel").clicked() {
                    commands.push(Command::CloseDialog);
                }
            });
            commands
        });
        or_close(commands, closed)
    }

    fn period_ui(&mut self, ui: &mut egui::Ui, session: &Session, kit: &mut Kit, language: &str) {
        heading(ui, "When it is to be true");
        if std::mem::take(&mut self.fresh) {
            ui.memory_mut(|memory| memory.request_focus(TextField::id(PERIOD)));
        }
        let name = "When it is to be true";
        let field = TextField { name, text: &self.wish.period, hint: "such as 2027", language, breaks_lines: false };
        if let Some(period) = field.show(ui, kit, PERIOD).text {
            if self.follows {
                let title = session.map().title.split_whitespace().collect::<Vec<_>>().join(" ");
                self.wish.title = if period.trim().is_empty() { title } else { format!("{title}, {}", period.trim()) };
            }
            self.wish.period = period;
        }
    }

    fn title_ui(&mut self, ui: &mut egui::Ui, kit: &mut Kit, language: &str) {
        heading(ui, "Title of the future map");
        let name = "Title of the future map";
        let field = TextField { name, text: &self.wish.title, hint: "", language, breaks_lines: false };
        if let Some(title) = field.show(ui, kit, TITLE).text {
            (self.wish.title, self.follows) = (title, false);
        }
    }
}
