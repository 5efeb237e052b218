//! Exporting a poster: what it is made with, beside the sheet itself and everything that follows.

use eframe::egui;

use super::export_sheet::sheet_ui;
use super::frame::{dialog, footer, main_button, or_close};
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::look::{GRID, Look};
use crate::app::poster::PosterOrder;
use crate::app::session::Session;
use crate::export::{Dpi, Format, MAX_BLEED_MM, MAX_OVERLAP_MM, Orientation, Paper, PosterSettings, TileSettings};
use crate::layout::Rows;
use crate::model::Map;
use crate::poster::{Excerpt, PosterOptions, Remedy, usual_distance_m};
use crate::theme::PrintTheme;

/// The dialog's state.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportDialog {
    pub(in crate::app) order: PosterOrder,
    /// From how far it is read, in meters.
    pub(super) distance_m: f64,
}

/// The width of the dialog and of its column of settings.
const WIDTH: f32 = 960.0;
const SETTINGS_WIDTH: f32 = 340.0;

/// The resolutions that are offered, and what each is for.
const RESOLUTIONS: [(u16, &str); 4] = [(100, "draft"), (150, "poster"), (200, "fine poster"), (300, "small paper")];

/// What many want, by one click: a name, and what it sets.
const PRESETS: [(&str, Paper, Orientation, u16, PrintTheme); 4] = [
    ("Handout A4", Paper::A4, Orientation::Auto, 300, PrintTheme::InkSaving),
    ("Office A3", Paper::A3, Orientation::Auto, 300, PrintTheme::InkSaving),
    ("Print shop A1 with bleed", Paper::A1, Orientation::Auto, 150, PrintTheme::Light),
    ("Wall A0", Paper::A0, Orientation::Auto, 150, PrintTheme::Light),
];

impl ExportDialog {
    /// The dialog with what the map was exported with last.
    pub fn new(session: &Session) -> Self {
        let proposed = || PosterOrder {
            options: PosterOptions::new(session.settings.paper.parse().unwrap_or(Paper::A1)),
            format: Format::Png,
            tiles: None,
        };
        let order = session.last_export().cloned().unwrap_or_else(proposed);
        let distance_m = usual_distance_m(order.options.settings.paper);
        Self { order, distance_m }
    }

    /// Shows it.
    pub fn show(&mut self, ctx: &egui::Context, session: &Session, kit: &mut Kit) -> Vec<Command> {
        let (commands, closed) = dialog(ctx, "Export a poster", WIDTH, |ui| {
            let mut commands = Vec::new();
            let height = (ui.ctx().content_rect().height() - 220.0).clamp(200.0, 560.0);
            ui.horizontal_top(|ui| {
                ui.allocate_ui_with_layout(
                    egui::vec2(SETTINGS_WIDTH, height),
                    egui::Layout::top_down(egui::Align::Min),
                    |ui| {
                        egui::ScrollArea::vertical().max_height(height).show(ui, |ui| {
                            ui.set_width(SETTINGS_WIDTH - GRID);
                            self.settings_ui(ui, session.map());
                        });
                    },
                );
                ui.add_space(2.0 * GRID);
                ui.vertical(|ui| {
                    // What is known about the sheet comes and goes; the buttons below stay where they are.
                    ui.set_min_height(height);
                    sheet_ui(ui, self, session, kit, height, &mut commands);
                });
            });
            let is_ready = session.poster(&self.order.options).is_none_or(Result::is_ok);
            footer(ui, |ui| {
                if main_button(ui, "Export…", is_ready) {
                    commands.push(Command::Export(Box::new(self.order.clone())));
                }
                if ui.button("Cancel").clicked() {
                    commands.push(Command::CloseDialog);
                }
            });
            if session.poster(&self.order.options).is_none() && !session.is_composing() {
                commands.push(Command::ComposePoster(Box::new(self.order.options.clone())));
            }
            commands
        });
        or_close(commands, closed)
    }

    /// Takes what was found to help.
    pub(super) fn take(&mut self, map: &Map, remedy: &Remedy) {
        match remedy {
            Remedy::Paper(paper) => self.order.options.settings.paper = *paper,
            Remedy::Wrap => self.order.options.rows = Rows::Auto,
            Remedy::Hide(lanes) => {
                let shown = map.lanes.iter().map(|lane| lane.id).filter(|lane| !lanes.contains(lane)).collect();
                self.order.options.excerpt.lanes = Some(shown);
            }
        }
    }

    fn settings_ui(&mut self, ui: &mut egui::Ui, map: &Map) {
        ui.horizontal_wrapped(|ui| {
            for (name, paper, orientation, dpi, theme) in PRESETS {
                if ui.button(name).clicked() {
                    let dpi = Dpi::new(dpi).unwrap_or(paper.usual_dpi());
                    let is_trimmed = name.starts_with("Print shop");
                    self.order.options.settings = PosterSettings {
                        orientation,
                        dpi,
                        bleed_mm: if is_trimmed { 3.0 } else { 0.0 },
                        has_crop_marks: is_trimmed,
                        ..PosterSettings::new(paper)
                    };
                    self.order.format = if is_trimmed { Format::Pdf } else { self.order.format };
                    self.order.tiles = None;
                    self.order.options.theme = theme;
                    self.order.options.rows = Rows::Auto;
                    self.distance_m = usual_distance_m(paper);
                }
            }
        });
        ui.add_space(GRID);
        egui::Grid::new("export").num_columns(2).spacing([16.0, 8.0]).show(ui, |ui| {
            self.file_ui(ui);
            self.paper_ui(ui);
            self.picture_ui(ui);
        });
        ui.add_space(GRID);
        ui.collapsing("Lanes, stages and personas", |ui| excerpt_ui(ui, map, &mut self.order.options.excerpt));
    }

    fn file_ui(&mut self, ui: &mut egui::Ui) {
        self.tiles_ui(ui);
        ui.label("File");
        ui.horizontal(|ui| {
            if self.order.tiles.is_some() {
                // All sheets go in one file, which only a PDF can be.
                self.order.format = Format::Pdf;
                ui.label("PDF with a page for each sheet");
                return;
            }
            for (format, name) in [(Format::Png, "PNG"), (Format::Pdf, "PDF"), (Format::Svg, "SVG")] {
                choice(ui, &mut self.order.format, format, name);
            }
        });
        ui.end_row();
        if self.order.format == Format::Png {
            let dpi = &mut self.order.options.settings.dpi;
            let label = ui.label("Resolution");
            let combo = egui::ComboBox::from_id_salt("dpi").selected_text(format!("{dpi} dpi")).width(200.0);
            let combo = combo.show_ui(ui, |ui| {
                for (value, what) in RESOLUTIONS {
                    if let Ok(value) = Dpi::new(value) {
                        ui.selectable_value(dpi, value, format!("{value} dpi, {what}"));
                    }
                }
            });
            combo.response.labelled_by(label.id);
            ui.end_row();
        }
    }

    /// Whether the poster is printed as a whole or on several sheets of an office printer.
    fn tiles_ui(&mut self, ui: &mut egui::Ui) {
        let label = ui.label("Printed on");
        let tiles = &mut self.order.tiles;
        let name = |tiles: Option<TileSettings>| match tiles {
            None => "One sheet".to_owned(),
            Some(tiles) => format!("Sheets of {} to glue together", tiles.paper),
        };
        let combo = egui::ComboBox::from_id_salt("tiles").selected_text(name(*tiles)).width(200.0);
        let combo = combo.show_ui(ui, |ui| {
            let sheets = TileSettings::PAPERS.map(|paper| Some(TileSettings::new(paper)));
            for choice in std::iter::once(None).chain(sheets) {
                ui.selectable_value(tiles, choice, name(choice));
            }
        });
        combo.response.labelled_by(label.id);
        ui.end_row();
        if let Some(tiles) = tiles {
            let label = ui.label("Overlap");
            let overlap = egui::DragValue::new(&mut tiles.overlap_mm).range(0.0..=MAX_OVERLAP_MM).suffix(" mm");
            ui.add(overlap.max_decimals(1)).labelled_by(label.id);
            ui.end_row();
        }
    }

    fn paper_ui(&mut self, ui: &mut egui::Ui) {
        let settings = &mut self.order.options.settings;
        let label = ui.label("Paper");
        let combo = egui::ComboBox::from_id_salt("paper").selected_text(paper_name(settings.paper)).width(200.0);
        let combo = combo.show_ui(ui, |ui| {
            for paper in Paper::NAMED {
                if ui.selectable_value(&mut settings.paper, paper, paper_name(paper)).changed() {
                    settings.dpi = paper.usual_dpi();
                    self.distance_m = usual_distance_m(paper);
                }
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
                choice(ui, &mut settings.orientation, orientation, name);
            }
        });
        ui.end_row();
        let label = ui.label("Margin");
        let margin = egui::DragValue::new(&mut settings.margin_mm).range(0.0..=100.0).suffix(" mm").max_decimals(1);
        ui.add(margin).labelled_by(label.id);
        ui.end_row();
        let label = ui.label("Bleed");
        ui.horizontal(|ui| {
            let bleed = egui::DragValue::new(&mut settings.bleed_mm).range(0.0..=MAX_BLEED_MM).suffix(" mm");
            ui.add(bleed.max_decimals(1)).labelled_by(label.id);
            ui.checkbox(&mut settings.has_crop_marks, "Crop marks");
        });
        ui.end_row();
    }

    fn picture_ui(&mut self, ui: &mut egui::Ui) {
        ui.label("Rows");
        ui.horizontal(|ui| {
            choice(ui, &mut self.order.options.rows, Rows::Auto, "As it fits");
            choice(ui, &mut self.order.options.rows, Rows::One, "1");
            for rows in 2..=4 {
                if let Some(number) = std::num::NonZeroU8::new(rows) {
                    choice(ui, &mut self.order.options.rows, Rows::Exactly(number), &rows.to_string());
                }
            }
        });
        ui.end_row();
        let label = ui.label("Colors");
        let combo = egui::ComboBox::from_id_salt("theme")
            .selected_text(self.order.options.theme.title())
            .width(200.0)
            .show_ui(ui, |ui| {
                for theme in PrintTheme::ALL {
                    ui.selectable_value(&mut self.order.options.theme, theme, theme.title());
                }
            });
        combo.response.labelled_by(label.id);
        ui.end_row();
        let label = ui.label("Read from");
        let distance = egui::DragValue::new(&mut self.distance_m).range(0.1..=20.0).speed(0.05).suffix(" m");
        ui.add(distance.max_decimals(1)).labelled_by(label.id);
        ui.end_row();
    }
}

/// A button that is pressed while its value is the one chosen.
fn choice<T: PartialEq>(ui: &mut egui::Ui, value: &mut T, own: T, name: &str) {
    let button = egui::Button::selectable(*value == own, name).frame_when_inactive(true);
    if ui.add(button).clicked() {
        *value = own;
    }
}

/// Which lanes, stages and personas are shown.
fn excerpt_ui(ui: &mut egui::Ui, map: &Map, excerpt: &mut Excerpt) {
    let look = Look::of(ui.ctx());
    let lanes: Vec<_> = map.lanes.iter().filter(|lane| !lane.hidden).collect();
    let lane_name = |n: usize| if lanes[n].title.is_empty() { lanes[n].kind.words() } else { &lanes[n].title };
    let ids: Vec<_> = lanes.iter().map(|lane| lane.id).collect();
    part_ui(ui, "Lanes", &ids, lane_name, &mut excerpt.lanes);
    let ids: Vec<_> = map.stages.iter().map(|stage| stage.id).collect();
    part_ui(ui, "Stages", &ids, |n| map.stages.at(n).map_or("", |stage| &stage.title), &mut excerpt.stages);
    let ids: Vec<_> = map.personas.iter().map(|persona| persona.id).collect();
    part_ui(ui, "Personas", &ids, |n| map.personas.at(n).map_or("", |persona| &persona.name), &mut excerpt.personas);
    ui.colored_label(look.quiet, "What is left out stays in the map.");
}

fn part_ui<'a, T: Copy + PartialEq>(
    ui: &mut egui::Ui,
    title: &str,
    all: &[T],
    name: impl Fn(usize) -> &'a str,
    shown: &mut Option<Vec<T>>,
) {
    if all.is_empty() {
        return;
    }
    ui.strong(title);
    for (n, id) in all.iter().enumerate() {
        let mut is_shown = shown.as_ref().is_none_or(|shown| shown.contains(id));
        let name = if name(n).is_empty() { "(no name)" } else { name(n) };
        if ui.checkbox(&mut is_shown, name).changed() {
            let now = |other: &T| {
                if other == id { is_shown } else { shown.as_ref().is_none_or(|shown| shown.contains(other)) }
            };
            let left: Vec<T> = all.iter().copied().filter(now).collect();
            *shown = (left.len() < all.len()).then_some(left);
        }
    }
    ui.add_space(GRID);
}

/// A paper and its size, as it stands in lists.
pub(super) fn paper_name(paper: Paper) -> String {
    let (width, height) = paper.size_mm();
    format!("{paper}, {} × {} mm", width.round(), height.round())
}

/// The progress of the export, with a way to stop it: the button or Esc. A click beside the dialog is
/// too easily made to throw minutes of work away.
pub fn show_progress(ctx: &egui::Context, session: &Session) -> Vec<Command> {
    let escape = ctx.input(|input| input.key_pressed(egui::Key::Escape));
    let (mut commands, _) = dialog(ctx, "Exporting the poster", 400.0, |ui| {
        let share = session.jobs.export_progress().unwrap_or(0.0);
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
