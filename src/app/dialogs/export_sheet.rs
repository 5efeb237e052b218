//! The sheet in the export dialog: drawn by what draws the canvas, from the scene that is exported.

use eframe::egui::{self, Sense, StrokeKind};

use super::export::ExportDialog;
use crate::app::canvas::{Appearance, Camera};
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::look::color32;
use crate::app::look::{GRID, Look};
use crate::app::poster::PosterOrder;
use crate::app::session::Session;
use crate::color::Color;
use crate::export::{Format, Tiling};
use crate::geom::{Affine, Point, pt_from_mm};
use crate::model::{Lane, LaneId, Map};
use crate::poster::{Poster, Remedy};

/// How many cards that are too small are named.
const NAMED: usize = 6;

/// The sheet as it will be, and what there is to know about it.
pub fn sheet_ui(
    ui: &mut egui::Ui,
    dialog: &mut ExportDialog,
    session: &Session,
    kit: &mut Kit,
    height: f32,
    commands: &mut Vec<Command>,
) {
    let width = ui.available_width();
    let facts_height = 132.0;
    let (rect, response) = ui.allocate_exact_size(egui::vec2(width, height - facts_height), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, "The sheet as it will be printed"));
    let look = Look::of(ui.ctx());
    ui.painter().rect_filled(rect, 4.0, look.desk);
    let current = session.poster(&dialog.order.options);
    // Until the new sheet is there, the one before is better than an empty place.
    let shown = current.and_then(|poster| poster.as_ref().ok()).or_else(|| session.last_poster());
    if let Some(poster) = shown {
        paint_sheet(ui, rect.shrink(GRID), poster, &dialog.order, tiling_of(poster, dialog).as_ref(), kit);
    }
    ui.add_space(GRID);
    match current {
        None => {
            ui.weak("Composing the sheet…");
        }
        Some(Err(reasons)) => {
            for reason in reasons {
                ui.colored_label(look.danger, reason);
            }
        }
        Some(Ok(poster)) => {
            facts_ui(ui, poster, dialog.order.format, tiling_of(poster, dialog).as_ref());
            legibility_ui(ui, dialog, session, poster, commands);
        }
    }
}

/// How the poster is divided into sheets, if it is.
fn tiling_of(poster: &Poster, dialog: &ExportDialog) -> Option<Tiling> {
    Tiling::new(&poster.plan, dialog.order.tiles.as_ref()?).ok()
}

/// The paper as it comes out of the printer: the sheet, what bleeds beyond it, the marks around it, and
/// the line of its margins.
fn paint_sheet(
    ui: &egui::Ui,
    rect: egui::Rect,
    poster: &Poster,
    order: &PosterOrder,
    tiling: Option<&Tiling>,
    kit: &mut Kit,
) {
    let look = Look::of(ui.ctx());
    let plan = &poster.plan;
    let page = poster.scene.size.to_rect();
    let printed = plan.page(&poster.scene);
    let page_from_printed = printed.page_from_scene.inverse();
    let paper = page_from_printed.transform_rect_bbox(printed.size.to_rect());
    let mut camera = Camera { center: Point::ORIGIN, zoom: 1.0 };
    camera.fit(paper, rect);
    let screen_from_page = camera.screen_from_page(rect);
    let paper = screen_from_page.rect(paper);
    let painter = ui.painter().with_clip_rect(rect);
    let shadow = egui::Shadow { offset: [0, 2], blur: 8, spread: 0, color: egui::Color32::from_black_alpha(60) };
    painter.add(shadow.as_shape(paper, 0.0));
    painter.rect_filled(paper, 0.0, color32(printed.ground()));
    let bled = screen_from_page.rect(page_from_printed.transform_rect_bbox(printed.window));
    painter.rect_filled(bled, 0.0, color32(poster.scene.background));
    kit.canvas.paint(&painter, &poster.scene, screen_from_page, &Appearance::default());
    for mark in &printed.marks {
        let mark = screen_from_page.rect(page_from_printed.transform_rect_bbox(mark.bounds()));
        painter.line_segment([mark.left_top(), mark.right_bottom()], egui::Stroke::new(1.0, color32(Color::BLACK)));
    }
    let line = egui::Stroke::new(1.0, look.line);
    painter.rect_stroke(paper, 0.0, line, StrokeKind::Outside);
    let trim = screen_from_page.rect(page);
    if plan.bleed_pt > 0.0 {
        painter.rect_stroke(trim, 0.0, line, StrokeKind::Middle);
    }
    let margin = pt_from_mm(order.options.settings.margin_mm) / plan.scale * screen_from_page.scale;
    painter.extend(egui::Shape::dashed_line(&closed(trim.shrink(margin as f32)), line, 3.0, 5.0));
    for cell in tiling.map(Tiling::cells).unwrap_or_default() {
        let on_page = Affine::scale(1.0 / poster.plan.scale).transform_rect_bbox(cell);
        let cut = egui::Stroke::new(1.5, look.accent);
        painter.rect_stroke(screen_from_page.rect(on_page), 0.0, cut, StrokeKind::Middle);
    }
}

/// The corners of a rectangle, the first once more at the end.
fn closed(rect: egui::Rect) -> [egui::Pos2; 5] {
    [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()]
}

/// What will be written, in figures.
fn facts_ui(ui: &mut egui::Ui, poster: &Poster, format: Format, tiling: Option<&Tiling>) {
    let plan = &poster.plan;
    let mut facts = vec![format!("{} × {} mm", plan.width_mm.round(), plan.height_mm.round())];
    if format == Format::Png {
        facts.push(format!("{} × {} pixels", plan.width_px, plan.height_px));
        facts.push(format!("{:.0} megapixels", plan.megapixels()));
    }
    facts.push(about_bytes(plan.estimated_bytes(format)));
    let rows = poster.layout.strips.len();
    facts.push(if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") });
    if let Some(tiling) = tiling {
        facts.push(format!("{} sheets ({} × {}) and a plan", tiling.sheets(), tiling.columns, tiling.rows));
    }
    ui.label(facts.join("  ·  "));
    if let Some(text) = plan.smallest_text {
        let at_most = text.reading_distance_m * 2.0;
        ui.label(format!(
            "Smallest text {:.1} points: read from {at_most:.1} m at most, in comfort from {:.1} m",
            text.size_pt, text.reading_distance_m
        ));
    }
}

/// A number of bytes that is good to a factor of two, and no finer.
fn about_bytes(bytes: u64) -> String {
    match bytes as f64 {
        few if few < 950_000.0 => format!("about {} kB", ((few / 1e4).round() * 10.0).max(10.0)),
        many => format!("about {} MB", (many / 1e6).round()),
    }
}

/// Which cards are too small, and what helps.
fn legibility_ui(
    ui: &mut egui::Ui,
    dialog: &mut ExportDialog,
    session: &Session,
    poster: &Poster,
    commands: &mut Vec<Command>,
) {
    let legibility = poster.legibility(dialog.order.distance_m);
    let look = Look::of(ui.ctx());
    if legibility.cards.is_empty() {
        ui.weak(format!("Every card can be read from {} m.", dialog.order.distance_m));
        return;
    }
    let count = legibility.cards.len();
    let what = if count == 1 { "1 card".to_owned() } else { format!("{count} cards") };
    let text = format!(
        "{what} cannot be read from {} m: less than {:.0} points",
        dialog.order.distance_m, legibility.least_pt
    );
    let names = || {
        let titles = legibility.cards.iter().take(NAMED).filter_map(|card| session.map().cards.find(*card));
        let mut names: Vec<String> = titles.map(|card| card.title.clone()).collect();
        if count > NAMED {
            names.push(format!("and {} more", count - NAMED));
        }
        names.join("\n")
    };
    ui.colored_label(look.warning, text).on_hover_ui(|ui| {
        ui.label(names());
    });
    ui.horizontal_wrapped(|ui| match session.remedies(&dialog.order.options, dialog.order.distance_m) {
        None => {
            if ui.button("What helps?").clicked() {
                commands.push(Command::FindRemedies(Box::new(dialog.order.options.clone()), dialog.order.distance_m));
            }
        }
        Some(None) => {
            ui.weak("Looking for what helps…");
        }
        Some(Some([])) => {
            ui.label("Neither a larger paper nor fewer lanes are enough: shorten the texts or leave stages out.");
        }
        Some(Some(remedies)) => {
            ui.label("All can be read with:");
            for remedy in remedies {
                if ui.button(remedy_name(session.map(), remedy)).clicked() {
                    dialog.take(session.map(), remedy);
                }
            }
        }
    });
}

fn remedy_name(map: &Map, remedy: &Remedy) -> String {
    match remedy {
        Remedy::Paper(paper) => format!("Paper {paper}"),
        Remedy::Wrap => "Rows as they fit".to_owned(),
        Remedy::Hide(lanes) => format!("Without {}", lane_names(map, lanes)),
        Remedy::PaperAndHide(paper, lanes) => format!("Paper {paper}, without {}", lane_names(map, lanes)),
        Remedy::Parts(parts) => format!("{} posters, of which this is the first", parts.len()),
    }
}

fn lane_names(map: &Map, lanes: &[LaneId]) -> String {
    let lanes = lanes.iter().filter_map(|lane| map.lanes.find(*lane));
    let name = |lane: &Lane| if lane.title.is_empty() { lane.kind.words().to_owned() } else { lane.title.clone() };
    lanes.map(name).collect::<Vec<String>>().join(", ")
}
