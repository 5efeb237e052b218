//! Icons in the window: the outlines of the one set, turned into small textures as they are needed.

use std::collections::BTreeMap;

use eframe::egui::{self, Color32, ColorImage, Pos2, Rect, Response, Sense, TextureHandle, TextureOptions, Vec2, vec2};

use super::explained::{explain, with_meaning};
use super::look::{ICON, Look, TARGET};
use crate::coverage::{PixelRect, Rasterizer};
use crate::geom::Affine;
use crate::icon::Icon;

/// Textures of icons by icon and side in pixels.
#[derive(Default)]
pub struct Icons {
    textures: BTreeMap<(Icon, u16), TextureHandle>,
}

impl Icons {
    /// Paints an icon in the middle of `rect`, as large as fits.
    pub fn paint(&mut self, painter: &egui::Painter, icon: Icon, rect: Rect, color: Color32) {
        let side = rect.width().min(rect.height());
        let square = Rect::from_center_size(rect.center(), Vec2::splat(side));
        let pixels = (side * painter.pixels_per_point()).round().clamp(1.0, 256.0) as u16;
        let texture = self.texture(painter.ctx(), icon, pixels);
        let uv = Rect::from_min_max(Pos2::ZERO, Pos2::new(1.0, 1.0));
        painter.image(texture, square, uv, color);
    }

    /// A button that shows an icon alone; `name` is what it is called, its tooltip too.
    pub fn button(&mut self, ui: &mut egui::Ui, icon: Icon, name: &str, selected: bool) -> Response {
        self.button_with_tip(ui, icon, name, name, selected)
    }

    /// The same with a longer tooltip than the name.
    pub fn button_with_tip(
        &mut self,
        ui: &mut egui::Ui,
        icon: Icon,
        name: &str,
        tip: &str,
        selected: bool,
    ) -> Response {
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(TARGET + 6.0), Sense::click());
        let enabled = ui.is_enabled();
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, enabled, selected, name));
        if ui.is_rect_visible(rect) {
            let look = Look::of(ui.ctx());
            paint_ground(ui, rect, &response, selected);
            let color = match (enabled, selected) {
                (false, _) => super::look::faded(look.ink, 0.35),
                (true, true) => look.accent,
                (true, false) => look.ink,
            };
            self.paint(ui.painter(), icon, Rect::from_center_size(rect.center(), Vec2::splat(ICON)), color);
        }
        explain(&response, name);
        with_meaning(response.on_hover_text(tip), name)
    }

    /// A wide row with an icon and a name, as in a list of files.
    pub fn row(&mut self, ui: &mut egui::Ui, icon: Icon, name: &str, sense: Sense) -> Response {
        let (response, text_at) = self.row_for_text(ui, icon, name, sense);
        let font = egui::TextStyle::Body.resolve(ui.style());
        let ink = Look::of(ui.ctx()).ink;
        ui.painter().text(text_at, egui::Align2::LEFT_CENTER, name, font, ink);
        response
    }

    /// The same without the text, and the middle of its left edge.
    pub fn row_for_text(&mut self, ui: &mut egui::Ui, icon: Icon, name: &str, sense: Sense) -> (Response, Pos2) {
        let size = vec2(ui.available_width(), TARGET + 4.0);
        let (rect, response) = ui.allocate_exact_size(size, sense);
        let enabled = ui.is_enabled();
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, name));
        if ui.is_rect_visible(rect) {
            paint_ground(ui, rect, &response, false);
            let middle = rect.left_center() + vec2(6.0 + ICON / 2.0, 0.0);
            self.paint(ui.painter(), icon, Rect::from_center_size(middle, Vec2::splat(ICON)), Look::of(ui.ctx()).quiet);
        }
        (response, rect.left_center() + vec2(14.0 + ICON, 0.0))
    }

    fn texture(&mut self, ctx: &egui::Context, icon: Icon, pixels: u16) -> egui::TextureId {
        let texture = self.textures.entry((icon, pixels)).or_insert_with(|| {
            let name = format!("icon {} {pixels}", icon.name());
            ctx.load_texture(name, rasterize(icon, pixels), TextureOptions::LINEAR)
        });
        texture.id()
    }
}

/// The ground of a flat button: nothing at rest, and a ring while it has the keyboard.
pub fn paint_ground(ui: &egui::Ui, rect: Rect, response: &Response, selected: bool) {
    let look = Look::of(ui.ctx());
    let ground = match (response.is_pointer_button_down_on(), response.hovered(), selected) {
        (true, _, _) => look.pressed,
        (_, true, _) => look.hover,
        (_, _, true) => look.tint,
        _ => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, 6.0, ground);
    if response.has_focus() {
        let ring = egui::Stroke::new(2.0, look.accent);
        ui.painter().rect_stroke(rect, 6.0, ring, egui::StrokeKind::Inside);
    }
}

/// An icon in white on nothing, so that painting can tint it.
fn rasterize(icon: Icon, pixels: u16) -> ColorImage {
    let side = usize::from(pixels);
    let mut image = ColorImage::filled([side, side], Color32::TRANSPARENT);
    let clip = PixelRect { x0: 0, y0: 0, x1: i32::from(pixels), y1: i32::from(pixels) };
    let to_px = Affine::scale(f64::from(pixels));
    Rasterizer::default().fill(icon.outline(), to_px, clip, |span| {
        let row = span.y as usize * side;
        let white = Color32::from_white_alpha((span.coverage * 255.0).round() as u8);
        image.pixels[row + span.x0 as usize..row + span.x1 as usize].fill(white);
    });
    image
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_covers_a_part_of_its_square() {
        let image = rasterize(Icon::Plus, 24);
        let inked = image.pixels.iter().filter(|pixel| pixel.a() > 128).count();
        assert!((20..300).contains(&inked), "{inked}");
    }
}
