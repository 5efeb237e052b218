//! Exporting a poster: paper and resolution, with everything that follows from them said before.

use eframe::egui;

use super::frame::{dialog, footer, main_button, or_close};
use crate::app::command::Command;
use crate::app::look::Look;
use crate::app::session::Session;
use crate::export::{Dpi, Orientation, Paper, Plan, PosterSettings};

/// The dialog's state.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportDialog {
    paper: Paper,
    orientation: Orientation,
    /// Not set means the paper's usual one.
    dpi: Option<Dpi>,
}

impl Default for ExportDialog {
    fn default() -> Self {
        Self { paper: Paper::A1, orientation: Orientation::Auto, dpi: None }
    }
}

/// The resolutions that are offered, and what each is for.
const RESOLUTIONS: [(u32, &str); 4] = [(100, "draft"), (150, "poster"), (200, "fine poster"), (300, "small paper")];

impl ExportDialog {
    pub fn show(&mut self, ctx: &egui::Context, session: &Session) -> Vec<Command> {
        let (commands, closed) = dialog(ctx, "Export a poster", 460.0, |ui| {
            self.settings_ui(ui);
            ui.separator();
            let plan = Plan::new(&session.view.scene, &self.settings());
            match &plan {
                Ok(plan) => plan_ui(ui, plan),
                Err(error) => {
                    ui.colored_label(Look::of(ui.ctx()).danger, error.to_string());
                }
            }
            let mut commands = Vec::new();
            footer(ui, |ui| {
                if main_button(ui, "Export…", plan.is_ok()) {
                    commands.push(Command::Export(self.settings()));
                }
                if ui.button("Cancel").clicked() {
                    commands.push(Command::CloseDialog);
                }
            });
            commands
        });
        or_close(commands, closed)
    }

    fn settings(&self) -> PosterSettings {
        let usual = PosterSettings::new(self.paper);
        PosterSettings { orientation: self.orientation, dpi: self.dpi.unwrap_or(usual.dpi), ..usual }
    }

    fn settings_ui(&mut self, ui: &mut egui::Ui) {
        egui::Grid::new("export").num_columns(2).spacing([16.0, 8.0]).show(ui, |ui| {
            let label = ui.label("Paper");
            let combo = egui::ComboBox::from_id_salt("paper").selected_text(paper_name(self.paper)).width(240.0);
            let combo = combo.show_ui(ui, |ui| {
                for paper in Paper::NAMED {
                    ui.selectable_value(&mut self.paper, paper, paper_name(paper));
                }
            });
            combo.response.labelled_by(label.id);
            ui.end_row();
            ui.label("Orientation");
            ui.horizontal(|ui| {
                for (orientation, name) in [
                    (Orientation::Auto, "As it fits"),
                    (Orientation::Landscape, "Landscape"),
                    (Orientation::Portrait, "Portrait"),
                ] {
                    let is_on = self.orientation == orientation;
                    let button = egui::Button::selectable(is_on, name).frame_when_inactive(true);
                    if ui.add(button).clicked() {
                        self.orientation = orientation;
                    }
                }
            });
            ui.end_row();
            let label = ui.label("Resolution");
            let dpi = self.settings().dpi;
            let combo = egui::ComboBox::from_id_salt("dpi").selected_text(format!("{dpi} dpi")).width(240.0);
            let combo = combo.show_ui(ui, |ui| {
                for (value, what) in RESOLUTIONS {
                    if let Ok(choice) = value.to_string().parse::<Dpi>() {
                        let chosen = ui.selectable_label(dpi == choice, format!("{value} dpi, {what}"));
                        if chosen.clicked() {
                            self.dpi = Some(choice);
                        }
                    }
                }
            });
            combo.response.labelled_by(label.id);
            ui.end_row();
        });
    }
}

fn paper_name(paper: Paper) -> String {
    let (width, height) = paper.size_mm();
    format!("{paper}, {} × {} mm", width.round(), height.round())
}

/// What will be written, in figures.
fn plan_ui(ui: &mut egui::Ui, plan: &Plan) {
    let megabytes = plan.estimated_png_bytes as f64 / 1e6;
    let mut rows = vec![
        ("Sheet", format!("{} × {} mm", plan.width_mm.round(), plan.height_mm.round())),
        ("Picture", format!("{} × {} pixels, {:.0} megapixels", plan.width_px, plan.height_px, plan.megapixels())),
        ("File", format!("about {} MB", megabytes.max(1.0).round())),
        ("Scale", format!("{:.0} %", plan.scale * 100.0)),
    ];
    if let Some(text) = plan.smallest_text {
        rows.push(("Smallest text", format!("{:.0} points, read from {:.1} m", text.size_pt, text.reading_distance_m)));
    }
    egui::Grid::new("plan").num_columns(2).spacing([16.0, 4.0]).show(ui, |ui| {
        for (what, value) in rows {
            ui.weak(what);
            ui.label(value);
            ui.end_row();
        }
    });
    let too_small = plan.smallest_text.is_some_and(|text| text.reading_distance_m < 0.5);
    if too_small {
        let look = Look::of(ui.ctx());
        ui.colored_label(look.warning, "The smallest text is hard to read on a wall. Choose a larger paper.");
    }
}

/// The progress of the export, with a way to stop it: the button or Esc. A click beside the dialog is
/// too easily made to throw minutes of work away.
pub fn show_progress(ctx: &egui::Context, session: &Session) -> Vec<Command> {
    let escape = ctx.input(|input| input.key_pressed(egui::Key::Escape));
    let (mut commands, _) = dialog(ctx, "Exporting the poster", 400.0, |ui| {
        let share = session.jobs.export_progress().unwrap_or(1.0);
        let bar = ui.add(egui::ProgressBar::new(share).show_percentage());
        bar.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, "Progress of the export"));
        let mut commands = Vec::new();
        footer(ui, |ui| {
            if ui.button("Cancel").clicked() {
                commands.push(Command::CancelExport);
            }
        });
        commands
    });
    if escape && commands.is_empty() {
        commands.push(Command::CancelExport);
    }
    commands
}
