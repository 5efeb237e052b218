//! Emotions as faces that can be pressed: the faces of the curves, in the theme's emotion colors.

use eframe::egui::{self, Response, Role, Sense, Stroke, StrokeKind, WidgetInfo, vec2};

use crate::app::icons::paint_ground;
use crate::app::kit::Kit;
use crate::app::look::{Look, TARGET};
use crate::app::text_input::at_screen;
use crate::geom::{Circle, Point};
use crate::model::Emotion;
use crate::scene::face;
use crate::theme::{Ink, Theme};

/// The radius of a face, in points.
const RADIUS: f32 = 9.5;

/// A button that shows an emotion.
pub struct FaceButton<'a> {
    /// The emotion.
    pub emotion: Emotion,
    /// What it is called, for those who do not see it.
    pub name: &'a str,
    /// Its tooltip.
    pub tip: &'a str,
    /// Whether it is the emotion that is set.
    pub is_on: bool,
    /// Whether the sign stands beside the face.
    pub has_sign: bool,
}

impl FaceButton<'_> {
    /// Shows the button.
    pub fn show(self, ui: &mut egui::Ui, kit: &mut Kit, theme: &Theme) -> Response {
        let side = TARGET + 6.0;
        let width = if self.has_sign { side + 18.0 } else { side };
        let (rect, response) = ui.allocate_exact_size(vec2(width, side), Sense::click());
        let enabled = ui.is_enabled();
        response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, self.is_on, self.name));
        if ui.is_rect_visible(rect) {
            let look = Look::of(ui.ctx());
            paint_ground(ui, rect, &response, self.is_on);
            if self.is_on {
                ui.painter().rect_stroke(rect, 6.0, Stroke::new(1.5, look.accent), StrokeKind::Inside);
            }
            let center = rect.left_center() + vec2(side / 2.0, 0.0);
            let circle = Circle::new(Point::ORIGIN, f64::from(RADIUS));
            let items = face(self.emotion, circle, theme.color(Ink::Emotion(self.emotion)));
            let opacity = if enabled { 1.0 } else { 0.35 };
            kit.canvas.paint_items(ui.painter(), &items, at_screen(center), opacity);
            if self.has_sign {
                let font = egui::TextStyle::Body.resolve(ui.style());
                let at = center + vec2(RADIUS + 3.0, 0.0);
                ui.painter().text(at, egui::Align2::LEFT_CENTER, self.emotion.signed(), font, look.ink);
            }
        }
        response.on_hover_text(self.tip)
    }
}
