//! What a poster is made with: everything that can be chosen before an export.

use eframe::egui;

use super::export_presets::PRESETS;
use crate::app::dialogs::path::file_name;
use crate::app::kept_order::{DISTANCES_M, MAX_MARGIN_MM};
use crate::app::kit::Kit;
use crate::app::look::{GRID, Look};
use crate::app::poster::PosterOrder;
use crate::app::session::Session;
use crate::export::paper::{MAX_SIDE_MM, MIN_SIDE_MM};
use crate::export::{
    Dpi, Format, MAX_BLEED_MM, MAX_OVERLAP_MM, MAX_TILE_MARGIN_MM, Orientation, Paper, PosterSettings, TileSettings,
};
use crate::layout::Rows;
use crate::model::Map;
use crate::poster::{Excerpt, Subject, usual_distance_m};
use crate::roadmap::RoadMapRows;
use crate::theme::PrintTheme;

/// The resolutions that are offered by name, and what each is for.
const RESOLUTIONS: [(u16, &str); 4] = [(100, "draft"), (150, "poster"), (200, "fine poster"), (300, "small paper")];
/// The most rows that are offered.
const MAX_ROWS: u8 = 24;
/// The width of lists to choose from.
const LIST_WIDTH: f32 = 200.0;

/// Shows all choices.
pub(super) fn choices_ui(ui: &mut egui::Ui, order: &mut PosterOrder, session: &Session, kit: &mut Kit) {
    let map = session.map();
    ui.horizontal_wrapped(|ui| {
        for preset in &PRESETS {
            if ui.button(preset.name).on_hover_text(preset.about).clicked() {
                preset.apply(order);
            }
        }
    });
    ui.add_space(GRID);
    egui::Grid::new("export").num_columns(2).spacing([16.0, 8.0]).show(ui, |ui| {
        subject_ui(ui, &mut order.options.subject, session, kit);
        tiles_ui(ui, order);
        file_ui(ui, order);
        paper_ui(ui, order);
        orientation_ui(ui, &mut order.options.settings);
        picture_ui(ui, order);
    });
    ui.add_space(GRID);
    if !matches!(order.options.subject, Subject::RoadMap(..)) {
        ui.collapsing("Lanes, stages and personas", |ui| excerpt_ui(ui, map, &mut order.options.excerpt));
    }
}

/// What of the map is shown: the map itself, its differences from another one, its road map.
fn subject_ui(ui: &mut egui::Ui, subject: &mut Subject, session: &Session, kit: &mut Kit) {
    let other = session.other.as_ref();
    let against = other.map(|other| other.against.clone());
    let rows = if let Subject::RoadMap(rows, _) = subject { *rows } else { RoadMapRows::Auto };
    let mut choices: Vec<(u8, String)> = vec![(0, "The map".to_owned()), (2, "The road map".to_owned())];
    if let Some(other) = other {
        choices.insert(1, (1, format!("Differences from {}", file_name(&other.path))));
    }
    let current = match subject {
        Subject::Map => 0,
        Subject::Delta(_) => 1,
        Subject::RoadMap(..) => 2,
    };
    let label = ui.label("Shows");
    let chosen = kit.chooser(ui, label.id, ("poster shows", LIST_WIDTH), Some(current), &choices);
    ui.end_row();
    match (chosen, against.clone()) {
        (Some(0), _) => *subject = Subject::Map,
        (Some(1), Some(against)) => *subject = Subject::Delta(against),
        (Some(2), against) => *subject = Subject::RoadMap(rows, against),
        _ => {}
    }
    if let Subject::RoadMap(rows, _) = subject {
        let label = ui.label("Rows of the road map");
        let choices: Vec<_> = RoadMapRows::ALL.map(|rows| (rows, rows.title().to_owned())).into();
        let width = ("road map rows", LIST_WIDTH);
        if let Some(chosen) = kit.chooser(ui, label.id, width, Some(*rows), &choices) {
            *rows = chosen;
        }
        ui.end_row();
    }
}

/// Whether the poster is printed as a whole or on several sheets of an office printer.
fn tiles_ui(ui: &mut egui::Ui, order: &mut PosterOrder) {
    let tiles = &mut order.tiles;
    let label = ui.label("Printed on");
    let name = |tiles: Option<TileSettings>| match tiles {
        None => "One sheet".to_owned(),
        Some(tiles) => format!("Sheets of {} to glue together", tiles.paper),
    };
    let combo = egui::ComboBox::from_id_salt("tiles").selected_text(name(*tiles)).width(LIST_WIDTH);
    let combo = combo.show_ui(ui, |ui| {
        let sheets = TileSettings::PAPERS.map(|paper| Some(TileSettings::new(paper)));
        for choice in std::iter::once(None).chain(sheets) {
            if ui.selectable_value(tiles, choice, name(choice)).changed() && choice.is_some() {
                order.format = Format::Pdf;
            }
        }
    });
    combo.response.labelled_by(label.id);
    ui.end_row();
    if let Some(tiles) = &mut order.tiles {
        millimeters(ui, "Overlap", &mut tiles.overlap_mm, MAX_OVERLAP_MM);
        ui.end_row();
        millimeters(ui, "Printer leaves white", &mut tiles.margin_mm, MAX_TILE_MARGIN_MM);
        ui.end_row();
    }
}

fn file_ui(ui: &mut egui::Ui, order: &mut PosterOrder) {
    ui.label("File");
    ui.horizontal(|ui| match order.tiles {
        Some(_) => {
            choice(ui, &mut order.format, Format::Pdf, "PDF with a page for each");
            choice(ui, &mut order.format, Format::Png, "PNG files");
            if order.format == Format::Svg {
                // An SVG holds one page.
                order.format = Format::Pdf;
            }
        }
        None => {
            for (format, name) in [(Format::Png, "PNG"), (Format::Pdf, "PDF"), (Format::Svg, "SVG")] {
                choice(ui, &mut order.format, format, name);
            }
        }
    });
    ui.end_row();
    match order.format {
        Format::Png => {
            resolution_ui(ui, &mut order.options.settings.dpi);
            ui.end_row();
            if order.tiles.is_none() {
                ui.label("");
                let text = "Carry the map along, to be opened again";
                ui.checkbox(&mut order.carries_map, text)
                    .on_hover_text("Whoever has the picture then has the whole map, with all its notes and pictures.");
                ui.end_row();
            }
        }
        Format::Svg => {
            ui.label("");
            ui.checkbox(&mut order.is_svg_text, "Words as text instead of outlines")
                .on_hover_text("Smaller and editable; it looks the same only where the fonts are.");
            ui.end_row();
        }
        Format::Pdf => {}
    }
}

fn resolution_ui(ui: &mut egui::Ui, dpi: &mut Dpi) {
    let label = ui.label("Resolution");
    ui.horizontal(|ui| {
        let mut number = dpi.dots_per_inch() as u16;
        let (least, most) = (Dpi::MIN.dots_per_inch() as u16, Dpi::MAX.dots_per_inch() as u16);
        ui.add(egui::DragValue::new(&mut number).range(least..=most).suffix(" dpi")).labelled_by(label.id);
        let what = RESOLUTIONS.iter().find(|(value, _)| *value == number).map_or("your own", |(_, what)| what);
        let combo = egui::ComboBox::from_id_salt("dpi").selected_text(what).width(110.0);
        let combo = combo.show_ui(ui, |ui| {
            for (value, what) in RESOLUTIONS {
                ui.selectable_value(&mut number, value, format!("{value} dpi, {what}"));
            }
        });
        combo.response.labelled_by(label.id);
        *dpi = Dpi::new(number).unwrap_or(*dpi);
    });
}

fn paper_ui(ui: &mut egui::Ui, order: &mut PosterOrder) {
    let settings = &mut order.options.settings;
    let before = settings.paper;
    let label = ui.label("Paper");
    let combo = egui::ComboBox::from_id_salt("paper").selected_text(paper_name(settings.paper)).width(LIST_WIDTH);
    let combo = combo.show_ui(ui, |ui| {
        for paper in Paper::NAMED {
            ui.selectable_value(&mut settings.paper, paper, paper_name(paper));
        }
        let (width_mm, height_mm) = settings.paper.size_mm();
        if let Ok(own) = Paper::custom(width_mm, height_mm) {
            ui.selectable_value(&mut settings.paper, own, "Another size…");
        }
    });
    combo.response.labelled_by(label.id);
    ui.end_row();
    if let Paper::Custom(_) = settings.paper {
        let label = ui.label("Width and height");
        ui.horizontal(|ui| {
            let (mut width_mm, mut height_mm) = settings.paper.size_mm();
            for side in [&mut width_mm, &mut height_mm] {
                let value = egui::DragValue::new(side).range(MIN_SIDE_MM..=MAX_SIDE_MM).suffix(" mm").max_decimals(1);
                ui.add(value).labelled_by(label.id);
            }
            settings.paper = Paper::custom(width_mm, height_mm).unwrap_or(settings.paper);
        });
        ui.end_row();
    }
    if settings.paper != before {
        if !matches!(settings.paper, Paper::Custom(_)) {
            settings.dpi = settings.paper.usual_dpi();
        }
        order.distance_m = usual_distance_m(settings.paper);
    }
}

fn orientation_ui(ui: &mut egui::Ui, settings: &mut PosterSettings) {
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
    millimeters(ui, "Margin", &mut settings.margin_mm, MAX_MARGIN_MM);
    ui.end_row();
    let label = ui.label("Bleed");
    ui.horizontal(|ui| {
        let bleed = egui::DragValue::new(&mut settings.bleed_mm).range(0.0..=MAX_BLEED_MM).suffix(" mm");
        ui.add(bleed.max_decimals(1)).labelled_by(label.id);
        ui.checkbox(&mut settings.has_crop_marks, "Crop marks");
    });
    ui.end_row();
}

fn picture_ui(ui: &mut egui::Ui, order: &mut PosterOrder) {
    let label = ui.label("Rows");
    ui.horizontal(|ui| {
        let rows = &mut order.options.rows;
        choice(ui, rows, Rows::Auto, "As it fits");
        for number in 1..=3 {
            choice(ui, rows, Rows::of_number(number), &number.to_string());
        }
        if let Some(mut number) = rows.number() {
            ui.add(egui::DragValue::new(&mut number).range(1..=MAX_ROWS)).labelled_by(label.id);
            *rows = Rows::of_number(number);
        }
    });
    ui.end_row();
    let label = ui.label("Colors");
    let theme = &mut order.options.theme;
    let combo = egui::ComboBox::from_id_salt("theme").selected_text(theme.title()).width(LIST_WIDTH);
    let combo = combo.show_ui(ui, |ui| {
        for choice in PrintTheme::ALL {
            ui.selectable_value(theme, choice, choice.title());
        }
    });
    combo.response.labelled_by(label.id);
    ui.end_row();
    let label = ui.label("Read from");
    let distance = egui::DragValue::new(&mut order.distance_m).range(DISTANCES_M).speed(0.05).suffix(" m");
    ui.add(distance.max_decimals(1)).labelled_by(label.id);
    ui.end_row();
}

fn millimeters(ui: &mut egui::Ui, name: &str, value: &mut f64, most: f64) {
    let label = ui.label(name);
    let value = egui::DragValue::new(value).range(0.0..=most).suffix(" mm").max_decimals(1);
    ui.add(value).labelled_by(label.id);
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
fn paper_name(paper: Paper) -> String {
    let (width, height) = paper.size_mm();
    let size = format!("{} × {} mm", width.round(), height.round());
    if let Paper::Custom(_) = paper { size } else { format!("{paper}, {size}") }
}
