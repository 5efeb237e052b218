//! A tile of the welcome screen: a small picture, a title, and what it is about.

use eframe::egui::{
    self, Color32, CornerRadius, Pos2, Rect, Response, Sense, Stroke, StrokeKind, TextStyle, TextureId, Vec2,
    WidgetInfo, pos2, vec2,
};

use super::thumbnails::Subject;
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::look::{Look, tile_shadow};
use crate::icon::Icon;

/// The room between two tiles, in points.
pub const GAP: f32 = 20.0;
/// A tile's width and height, in points.
const SIZE: Vec2 = vec2(216.0, 222.0);
/// The height of its picture.
const PICTURE: f32 = 135.0;
/// How round its corners are.
const RADIUS: u8 = 10;

/// A tile.
pub struct Tile {
    /// Whose picture it shows.
    pub subject: Subject,
    /// What it is called by those who do not see it.
    name: String,
    title: String,
    about: String,
    command: Command,
    /// What else can be done with it, in its context menu.
    menu: Option<(&'static str, Command)>,
}

/// How many tiles stand side by side in a width; at least one.
pub fn columns(width: f32) -> usize {
    (((width + GAP) / (SIZE.x + GAP)).floor() as usize).max(1)
}

impl Tile {
    /// A tile that does something when it is pressed.
    pub fn new(subject: Subject, name: String, title: String, about: String, command: Command) -> Self {
        Self { subject, name, title, about, command, menu: None }
    }

    /// The same with a context menu.
    pub fn with_menu(self, menu: (&'static str, Command)) -> Self {
        Self { menu: Some(menu), ..self }
    }

    /// Shows it. The picture is not there while it is being drawn, and none if there is nothing to draw.
    pub fn show(
        &self,
        ui: &mut egui::Ui,
        kit: &mut Kit,
        picture: Option<Option<TextureId>>,
        commands: &mut Vec<Command>,
    ) -> Response {
        let (rect, response) = ui.allocate_exact_size(SIZE, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &self.name));
        if ui.is_rect_visible(rect) {
            self.paint(ui, kit, rect, &response, picture);
        }
        if response.has_focus() {
            response.scroll_to_me(None);
        }
        if response.clicked() {
            commands.push(self.command.clone());
        }
        if let Some((name, command)) = &self.menu {
            response.context_menu(|ui| {
                if ui.button(*name).clicked() {
                    commands.push(command.clone());
                }
            });
        }
        response
    }

    fn paint(&self, ui: &egui::Ui, kit: &mut Kit, rect: Rect, response: &Response, picture: Option<Option<TextureId>>) {
        let look = Look::of(ui.ctx());
        let radius = CornerRadius::same(RADIUS);
        let painter = ui.painter();
        painter.add(tile_shadow(response.hovered()).as_shape(rect, radius));
        painter.rect_filled(rect, radius, look.raised);
        let (top, bottom) = rect.split_top_bottom_at_y(rect.top() + PICTURE);
        let upper = CornerRadius { nw: RADIUS, ne: RADIUS, sw: 0, se: 0 };
        match picture {
            Some(Some(texture)) => {
                let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
                painter.add(egui::epaint::RectShape::filled(top, upper, Color32::WHITE).with_texture(texture, whole));
            }
            Some(None) => {
                painter.rect_filled(top, upper, look.hover);
                let icon = Rect::from_center_size(top.center(), Vec2::splat(32.0));
                kit.icons.paint(painter, Icon::Question, icon, look.quiet);
            }
            None => {
                painter.rect_filled(top, upper, look.hover);
            }
        }
        painter.hline(rect.x_range(), bottom.top(), Stroke::new(1.0, look.line));
        self.paint_text(ui, kit, bottom.shrink2(vec2(14.0, 0.0)));
        let stroke = match (response.has_focus(), response.hovered()) {
            (true, _) => Stroke::new(2.0, look.accent),
            (_, true) => Stroke::new(1.0, look.accent),
            _ => Stroke::new(1.0, look.line),
        };
        painter.rect_stroke(rect, radius, stroke, StrokeKind::Inside);
    }

    fn paint_text(&self, ui: &egui::Ui, kit: &mut Kit, rect: Rect) {
        let look = Look::of(ui.ctx());
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        kit.text_at(&painter, &self.title, pos2(rect.left(), rect.top() + 20.0), look.ink);
        let mut job = egui::text::LayoutJob::simple(
            self.about.clone(),
            TextStyle::Small.resolve(ui.style()),
            look.quiet,
            rect.width(),
        );
        job.wrap.max_rows = 3;
        let galley = ui.painter().layout_job(job);
        painter.galley(pos2(rect.left(), rect.top() + 34.0), galley, look.quiet);
    }
}
