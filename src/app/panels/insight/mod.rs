//! The insight panel: what is computed about the map. Every figure leads to the cards that it comes
//! from.

mod feeling;
mod pains;
mod purpose;
mod standing;

use eframe::egui::{self, Color32, Id};

use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::leads::Lead;
use crate::app::look::{self, Look, color32};
use crate::app::session::Session;
use crate::app::spoken::one_line;
use crate::model::{Direction, Emotion, Map, StepId, Target};
use crate::theme::Ink;

/// How many rows of a list are shown at first.
const ROWS: usize = 8;

/// Shows the panel.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    look::heading(ui, "Insight");
    look::panel_area().show(ui, |ui| {
        // Room for the scroll bar stays free.
        ui.set_max_width(ui.available_width() - 12.0);
        ui.spacing_mut().item_spacing.y = 1.0;
        let rtl = Direction::of_language(&session.map().language).is_rtl();
        let mut panel = Panel { session, kit, commands, rtl };
        purpose::show(ui, &mut panel);
        feeling::show(ui, &mut panel);
        pains::show(ui, &mut panel);
        standing::show(ui, &mut panel);
        ui.add_space(24.0);
    });
}

/// What the sections are made with.
struct Panel<'a> {
    session: &'a Session,
    kit: &'a mut Kit,
    commands: &'a mut Vec<Command>,
    /// Whether the map runs from right to left.
    rtl: bool,
}

impl<'a> Panel<'a> {
    fn map(&self) -> &'a Map {
        self.session.map()
    }

    /// A part of the panel under a heading that opens and closes it.
    fn section(&mut self, ui: &mut egui::Ui, name: &str, content: impl FnOnce(&mut egui::Ui, &mut Self)) {
        ui.add_space(6.0);
        if self.kit.disclosure(ui, Id::unique(("insight section", name)), name, true) {
            ui.push_id(name, |ui| content(ui, self));
        }
    }

    /// The same with a list of rows, of which the first few are shown until all are asked for.
    fn list<T>(
        &mut self,
        ui: &mut egui::Ui,
        name: &str,
        rows: &[T],
        empty: &str,
        mut row: impl FnMut(&mut egui::Ui, &mut Self, &T),
    ) {
        self.section(ui, name, |ui, panel| {
            if rows.is_empty() {
                panel.hint(ui, empty);
            }
            let id = Id::unique(("insight rows", name));
            let shows_all = ui.data(|data| data.get_temp(id)).unwrap_or(false);
            let shown = if shows_all { rows.len() } else { rows.len().min(ROWS) };
            for (n, item) in rows[..shown].iter().enumerate() {
                ui.push_id(n, |ui| row(ui, panel, item));
            }
            if rows.len() > ROWS {
                let text = if shows_all { format!("Show {ROWS}") } else { format!("Show all {}", rows.len()) };
                let button = ui.button(&text);
                let spoken = format!("{text}: {name}");
                button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &spoken));
                if button.clicked() {
                    ui.data_mut(|data| data.insert_temp(id, !shows_all));
                }
            }
        });
    }

    /// What stands where there is nothing to show.
    fn hint(&self, ui: &mut egui::Ui, text: &str) {
        ui.add(egui::Label::new(egui::RichText::new(text).color(Look::of(ui.ctx()).quiet)).wrap());
    }

    /// A small heading within a section, with a name of the map in it.
    fn heading(&mut self, ui: &mut egui::Ui, name: &str) {
        let side = if self.rtl { egui::Align::Max } else { egui::Align::Min };
        ui.with_layout(egui::Layout::top_down(side), |ui| self.kit.heading(ui, name));
    }

    /// A row that leads to places.
    fn lead(&mut self, ui: &mut egui::Ui, lead: Lead<'_>, places: &[Target]) {
        let lead = Lead { rtl: self.rtl, leads: !places.is_empty(), ..lead };
        if self.kit.lead_row(ui, lead).clicked() {
            self.commands.push(Command::ShowPlaces(lead.spoken.to_owned(), places.to_vec()));
        }
    }

    /// The color of a level between −2 and +2.
    fn level_color(&self, level: f64) -> Color32 {
        let emotion = Emotion::clamped(level.round() as i64);
        color32(self.session.view.theme.color(Ink::Emotion(emotion)))
    }

    /// Stage and step: `Sign up · Prove identity`.
    fn step_words(&self, step: StepId) -> String {
        let stage = self.map().find_step(step).map(|(stage, _)| one_line(&stage.title)).unwrap_or_default();
        let step = self.map().step_words(step);
        if stage.is_empty() || stage == step { step } else { format!("{stage} · {step}") }
    }
}

/// Parts of a note with a point between them, without those that are empty.
fn note(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
