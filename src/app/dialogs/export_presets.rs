//! What many want of an export, by one click.

use crate::app::poster::PosterOrder;
use crate::export::{Dpi, Format, Paper, PosterSettings};
use crate::layout::Rows;
use crate::poster::usual_distance_m;
use crate::theme::PrintTheme;

/// What many want.
pub struct Preset {
    /// What the button says.
    pub name: &'static str,
    /// What it is for, in a sentence without a full stop.
    pub about: &'static str,
    paper: Sheet,
    dpi: u16,
    margin_mm: f64,
    bleed_mm: f64,
    format: Format,
    theme: PrintTheme,
}

/// A sheet by its name, or one of so many pixels.
enum Sheet {
    Named(Paper),
    Pixels(u16, u16),
}

/// The presets: for one's own printer and wall, then for others.
pub const PRESETS: [Preset; 6] = [
    office("Handout A4", "For the hand: white ground, 300 dpi", Paper::A4),
    office("Office A3", "For an office printer: white ground, 300 dpi", Paper::A3),
    Preset {
        name: "Wall A0",
        about: "A PNG at 150 dpi",
        paper: Sheet::Named(Paper::A0),
        dpi: 150,
        margin_mm: 10.0,
        bleed_mm: 0.0,
        format: Format::Png,
        theme: PrintTheme::Light,
    },
    Preset {
        name: "Print shop A1 with bleed",
        about: "A PDF with 3 mm bleed and crop marks",
        paper: Sheet::Named(Paper::A1),
        dpi: 150,
        margin_mm: 10.0,
        bleed_mm: 3.0,
        format: Format::Pdf,
        theme: PrintTheme::Light,
    },
    screen("Slide 16:9", "3840 × 2160 pixels, to be projected", 3840, 2160, 288, 6.0),
    screen("Web", "3200 × 2000 pixels, to be scrolled at full size", 3200, 2000, 96, 12.0),
];

const fn office(name: &'static str, about: &'static str, paper: Paper) -> Preset {
    let (format, theme) = (Format::Png, PrintTheme::InkSaving);
    Preset { name, about, paper: Sheet::Named(paper), dpi: 300, margin_mm: 10.0, bleed_mm: 0.0, format, theme }
}

const fn screen(name: &'static str, about: &'static str, width: u16, height: u16, dpi: u16, margin_mm: f64) -> Preset {
    let (paper, format, theme) = (Sheet::Pixels(width, height), Format::Png, PrintTheme::Light);
    Preset { name, about, paper, dpi, margin_mm, bleed_mm: 0.0, format, theme }
}

impl Preset {
    /// Sets what it is about, and leaves the rest of an order as it is.
    pub fn apply(&self, order: &mut PosterOrder) {
        let Ok(dpi) = Dpi::new(self.dpi) else { return };
        let mm = |pixels: u16| f64::from(pixels) / dpi.dots_per_inch() * 25.4;
        let paper = match self.paper {
            Sheet::Named(paper) => Ok(paper),
            Sheet::Pixels(width, height) => Paper::custom(mm(width), mm(height)),
        };
        let Ok(paper) = paper else { return };
        order.options.settings = PosterSettings {
            dpi,
            margin_mm: self.margin_mm,
            bleed_mm: self.bleed_mm,
            has_crop_marks: self.bleed_mm > 0.0,
            ..PosterSettings::new(paper)
        };
        order.options.rows = Rows::Auto;
        order.options.theme = self.theme;
        order.format = self.format;
        order.tiles = None;
        order.distance_m = usual_distance_m(paper);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::Color;
    use crate::export::{Plan, Sheet as PlacedSheet};
    use crate::geom::Size;
    use crate::scene::Scene;

    #[test]
    fn a_preset_of_pixels_has_exactly_those() {
        for preset in PRESETS {
            let mut order = PosterOrder::new(Paper::A2);
            preset.apply(&mut order);
            let settings = order.options.settings;
            let scene = Scene { size: Size::new(160.0, 90.0), background: Color::WHITE, items: Vec::new() };
            let plan = Plan::new(&scene, &settings).expect("a plan");
            if let Sheet::Pixels(width, height) = preset.paper {
                assert_eq!((plan.width_px, plan.height_px), (width.into(), height.into()), "{}", preset.name);
            }
            let sheet = PlacedSheet::new(settings.paper, settings.orientation, settings.margin_mm, scene.size);
            assert!(sheet.check().is_ok(), "{}", preset.name);
        }
    }
}
