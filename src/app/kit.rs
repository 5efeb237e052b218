//! What the window draws and writes with: shaped text, the glyph atlas, icons, text fields. It holds
//! caches and carets, and nothing of the map.

use eframe::egui::{self, Atom, Button, Color32, IdSalt, Pos2, Response, Sense, WidgetInfo, vec2};

use super::canvas::SceneCanvas;
use super::center::metrics;
use super::center::opportunities::Plan;
use super::explained::with_meaning;
use super::icons::Icons;
use super::look::{Look, color, faded};
use super::outline::Outline;
use super::panels::problems::Accepting;
use super::presenting::Playback;
use super::regions::Regions;
use super::text_field::field_style;
use super::text_input::{TextInput, at_screen, paint_paragraph};
use crate::icon::Icon;
use crate::text::{Shaper, SystemFonts, TextStyle};

/// What stands for a name that is empty.
pub const NAMELESS: &str = "Without a name";

/// What the window draws and writes with.
pub struct Kit {
    /// Shapes text.
    pub shaper: Shaper,
    /// Paints scenes and text.
    pub canvas: SceneCanvas,
    /// Paints icons.
    pub icons: Icons,
    /// The text field that has the keyboard.
    pub input: Option<TextInput>,
    /// What the inspector showed last, as a number that tells selections apart.
    pub inspected: u64,
    /// The parts of the window that F6 goes round.
    pub regions: Regions,
    /// Which widget had the keyboard when the inspector was shown last.
    pub focused: Option<egui::Id>,
    /// What had the keyboard with the last frame, and who would get it if that went.
    pub last_focus: Option<(egui::Id, Vec<egui::Id>)>,
    /// Which hit of a search was shown last.
    pub shown_hit: Option<usize>,
    /// How many steps were done when the history was shown last.
    pub shown_step: usize,
    /// Which rows of the outline are closed, and which one is renamed.
    pub outline: Outline,
    /// Since when the presenter's small picture shows what it shows.
    pub preview: Playback,
    /// How the opportunities are shown.
    pub plan: Plan,
    /// Which metric is shown, and its values as they are typed.
    pub metrics: metrics::Shown,
    /// The finding that is being accepted.
    pub accepting: Option<Accepting>,
    /// What was typed behind the end of a text, in the same frame: it belongs to the next one.
    pub typed_ahead: Vec<egui::Event>,
}

impl Kit {
    /// Everything new.
    pub fn new(ctx: &egui::Context) -> Self {
        Self {
            shaper: Shaper::new(SystemFonts::Used),
            canvas: SceneCanvas::new(ctx),
            icons: Icons::default(),
            input: None,
            inspected: 0,
            regions: Regions::default(),
            focused: None,
            last_focus: None,
            shown_hit: None,
            shown_step: 0,
            outline: Outline::default(),
            preview: Playback::default(),
            plan: Plan::default(),
            metrics: metrics::Shown::default(),
            accepting: None,
            typed_ahead: Vec::new(),
        }
    }
}

/// Names and sentences out of the map, which egui's own labels cannot show in every script.
impl Kit {
    /// A label of one line, cut where the room ends; its full text is in the tooltip then.
    pub fn label(&mut self, ui: &mut egui::Ui, text: &str, size_pt: f64, ink: Color32) -> Response {
        let text = one_line(text);
        let paragraph = self.shaper.paragraph(&text, label_style(size_pt), None, "");
        let (width, height) = (paragraph.size.width as f32, paragraph.size.height as f32);
        let room = ui.available_width();
        let (rect, response) = ui.allocate_exact_size(vec2(width.min(room), height), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &text));
        if ui.is_rect_visible(rect) {
            let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
            paint_paragraph(&painter, &mut self.canvas, &paragraph, at_screen(rect.min), color(ink));
        }
        if width > room { self.tip(response, &text) } else { response }
    }

    /// A sentence with names of the map in it, on as many lines as it needs.
    pub fn sentence(&mut self, ui: &mut egui::Ui, text: &str) {
        let width = f64::from(ui.available_width());
        let paragraph = self.shaper.paragraph(text, label_style(13.0), Some(width), "");
        let size = vec2(paragraph.size.width as f32, paragraph.size.height as f32);
        let (rect, label) = ui.allocate_exact_size(size, Sense::hover());
        label.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, text));
        let ink = color(Look::of(ui.ctx()).ink);
        paint_paragraph(ui.painter(), &mut self.canvas, &paragraph, at_screen(rect.min), ink);
    }

    /// A tooltip with names of the map in it.
    pub fn tip(&mut self, response: Response, text: &str) -> Response {
        response.on_hover_ui(|ui| {
            ui.set_max_width(ui.spacing().tooltip_width);
            self.sentence(ui, text);
        })
    }

    /// A button of a menu, with names of the map in its name, and its keys.
    pub fn menu_button(
        &mut self,
        ui: &mut egui::Ui,
        name: &str,
        keys: &str,
        is_selected: bool,
        is_enabled: bool,
    ) -> Response {
        let place = IdSalt::new("name");
        let size = vec2(self.text_width(name), ui.text_style_height(&egui::TextStyle::Button));
        let button = Button::selectable(is_selected, Atom::custom(place, size)).shortcut_text(keys);
        let shown = ui.add_enabled_ui(is_enabled, |ui| button.atom_ui(ui)).inner;
        if let Some(rect) = shown.rect(place) {
            let look = Look::of(ui.ctx());
            let ink = if is_enabled { look.ink } else { faded(look.ink, 0.4) };
            self.text_at(ui.painter(), name, rect.left_center(), ink);
        }
        shown.response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, is_enabled, name));
        shown.response
    }

    /// A small heading above a field, with a name of the map in it.
    pub fn heading(&mut self, ui: &mut egui::Ui, text: &str) -> Response {
        ui.add_space(super::look::GRID);
        let label = self.label(ui, text, 11.5, Look::of(ui.ctx()).quiet);
        with_meaning(label, text)
    }

    /// A wide row with an icon and a name of the map.
    pub fn row(&mut self, ui: &mut egui::Ui, icon: Icon, name: &str, sense: Sense) -> Response {
        let name = if name.trim().is_empty() { NAMELESS } else { name };
        let (response, at) = self.icons.row_for_text(ui, icon, name, sense);
        if ui.is_rect_visible(response.rect) {
            let clip = response.rect.intersect(ui.clip_rect());
            self.text_at(&ui.painter().with_clip_rect(clip), name, at, Look::of(ui.ctx()).ink);
        }
        response
    }

    /// How wide [`Kit::text_at`] paints a text, in points.
    pub fn text_width(&mut self, text: &str) -> f32 {
        self.shaper.paragraph(&one_line(text), label_style(13.0), None, "").size.width as f32
    }

    /// Text of one line; `at` is the middle of its left edge.
    pub fn text_at(&mut self, painter: &egui::Painter, text: &str, at: Pos2, ink: Color32) {
        let paragraph = self.shaper.paragraph(&one_line(text), label_style(13.0), None, "");
        let corner = at - vec2(0.0, paragraph.size.height as f32 / 2.0);
        paint_paragraph(painter, &mut self.canvas, &paragraph, at_screen(corner), color(ink));
    }
}

/// How labels of the window look that hold names of the map.
pub fn label_style(size_pt: f64) -> TextStyle {
    TextStyle { size_pt, ..field_style("") }
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}
