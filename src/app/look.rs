//! The look of the window: colours, sizes and fonts. No other file of the window names a raw colour.
//!
//! Calm greys like a desk around paper, one accent, an 8-point grid, targets of 24 points and more. The map itself is coloured by its own theme; the window stays out of its way.

use eframe::egui::{self, Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle, Theme, vec2};

use crate::color::Color;

/// The grid on which everything stands, in points.
pub const GRID: f32 = 8.0;

/// The least side of anything that can be pressed, in points (WCAG 2.2, 2.5.8).
pub const TARGET: f32 = 24.0;

/// The side of an icon in a button, in points.
pub const ICON: f32 = 18.0;

/// The colours of the window in one theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Behind the map.
    pub desk: Color32,
    /// The ground of panels and bars.
    pub panel: Color32,
    /// The ground of fields, menus and dialogs.
    pub raised: Color32,
    /// The ground of what the pointer is over.
    pub hover: Color32,
    /// The ground of what is pressed.
    pub pressed: Color32,
    /// Quiet lines between things.
    pub line: Color32,
    /// The edge of a field or an outlined control, 3:1 against its ground.
    pub edge: Color32,
    /// Text.
    pub ink: Color32,
    /// Text of less weight, still 4.5:1.
    pub quiet: Color32,
    /// The one accent: selection, focus, the main button.
    pub accent: Color32,
    /// On the accent.
    pub on_accent: Color32,
    /// The accent as a ground behind text.
    pub tint: Color32,
    /// What went wrong.
    pub danger: Color32,
    /// What deserves a look.
    pub warning: Color32,
}

/// The colours on a light ground.
pub const LIGHT: Look = Look {
    desk: Color32::from_rgb(0xe4, 0xe8, 0xed),
    panel: Color32::from_rgb(0xf7, 0xf9, 0xfb),
    raised: Color32::from_rgb(0xff, 0xff, 0xff),
    hover: Color32::from_rgb(0xeb, 0xef, 0xf4),
    pressed: Color32::from_rgb(0xdc, 0xe2, 0xea),
    line: Color32::from_rgb(0xdd, 0xe3, 0xea),
    edge: Color32::from_rgb(0x82, 0x8c, 0x99),
    ink: Color32::from_rgb(0x1b, 0x24, 0x30),
    quiet: Color32::from_rgb(0x56, 0x61, 0x70),
    accent: Color32::from_rgb(0x4f, 0x46, 0xc8),
    on_accent: Color32::from_rgb(0xff, 0xff, 0xff),
    tint: Color32::from_rgb(0xe4, 0xe2, 0xfa),
    danger: Color32::from_rgb(0xb3, 0x26, 0x1e),
    warning: Color32::from_rgb(0x8a, 0x5a, 0x00),
};

/// The colours on a dark ground.
pub const DARK: Look = Look {
    desk: Color32::from_rgb(0x12, 0x15, 0x1a),
    panel: Color32::from_rgb(0x1d, 0x22, 0x29),
    raised: Color32::from_rgb(0x28, 0x2e, 0x37),
    hover: Color32::from_rgb(0x33, 0x3b, 0x46),
    pressed: Color32::from_rgb(0x40, 0x4a, 0x57),
    line: Color32::from_rgb(0x38, 0x41, 0x4d),
    edge: Color32::from_rgb(0x8a, 0x95, 0xa3),
    ink: Color32::from_rgb(0xec, 0xf0, 0xf5),
    quiet: Color32::from_rgb(0xad, 0xb7, 0xc4),
    accent: Color32::from_rgb(0xa9, 0xa4, 0xff),
    on_accent: Color32::from_rgb(0x16, 0x13, 0x3a),
    tint: Color32::from_rgb(0x3a, 0x38, 0x70),
    danger: Color32::from_rgb(0xf2, 0x8b, 0x82),
    warning: Color32::from_rgb(0xf0, 0xb9, 0x5a),
};

/// White and yellow on black.
pub const HIGH_CONTRAST: Look = Look {
    desk: Color32::from_rgb(0x20, 0x20, 0x20),
    panel: Color32::from_rgb(0x00, 0x00, 0x00),
    raised: Color32::from_rgb(0x00, 0x00, 0x00),
    hover: Color32::from_rgb(0x33, 0x33, 0x33),
    pressed: Color32::from_rgb(0x4d, 0x4d, 0x4d),
    line: Color32::from_rgb(0xb8, 0xb8, 0xb8),
    edge: Color32::from_rgb(0xff, 0xff, 0xff),
    ink: Color32::from_rgb(0xff, 0xff, 0xff),
    quiet: Color32::from_rgb(0xe4, 0xe4, 0xe4),
    accent: Color32::from_rgb(0xff, 0xe9, 0x3b),
    on_accent: Color32::from_rgb(0x00, 0x00, 0x00),
    tint: Color32::from_rgb(0x4a, 0x42, 0x00),
    danger: Color32::from_rgb(0xff, 0x9a, 0x90),
    warning: Color32::from_rgb(0xff, 0xd2, 0x5e),
};

/// A line of the presenter's pen, and its edge: one of them is seen on any ground.
pub const PEN: Color32 = Color32::from_rgb(0xd7, 0x26, 0x3d);
/// The edge of the pen's line.
pub const PEN_EDGE: Color32 = Color32::from_rgba_premultiplied(0xd8, 0xd8, 0xd8, 0xd8);

/// The presenter's pointer: a veil, within a dark ring and a light one.
pub const SPOT: Color32 = Color32::from_rgba_premultiplied(0x60, 0x50, 0x00, 0x60);
/// The dark ring.
pub const SPOT_DARK: Color32 = Color32::from_rgb(0x10, 0x10, 0x10);
/// The light ring.
pub const SPOT_LIGHT: Color32 = Color32::from_rgb(0xff, 0xe0, 0x3a);

/// The ground of a countdown for a room.
pub const TIMER: Color32 = Color32::from_rgb(0x26, 0x2b, 0x36);
/// The figures on it.
pub const ON_TIMER: Color32 = Color32::WHITE;
/// The ground once the time is up.
pub const TIME_UP: Color32 = Color32::from_rgb(0xff, 0xe0, 0x3a);
/// The figures on that.
pub const ON_TIME_UP: Color32 = Color32::from_rgb(0x10, 0x10, 0x10);

/// Under which the context keeps whether its contrast is high.
fn contrast_id() -> egui::Id {
    egui::Id::unique("high contrast")
}

impl Look {
    /// The colours of the theme that is on.
    pub fn of(ctx: &egui::Context) -> &'static Self {
        let is_high = ctx.data(|data| data.get_temp(contrast_id())).unwrap_or(false);
        if is_high { &HIGH_CONTRAST } else { Self::of_theme(ctx.theme()) }
    }

    /// The colours of a theme.
    pub fn of_theme(theme: Theme) -> &'static Self {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }
}

/// A colour of the window as one of the map, for text that is drawn from its own glyphs.
pub fn color(color: Color32) -> Color {
    Color { r: color.r(), g: color.g(), b: color.b(), a: color.a() }
}

/// A colour of the map as one of the window, for what the window shows of it.
pub fn color32(color: Color) -> Color32 {
    Color32::from_rgba_unmultiplied(color.r, color.g, color.b, color.a)
}

/// A colour at a share (0–1) of its opacity.
pub fn faded(color: Color32, share: f32) -> Color32 {
    color.gamma_multiply(share)
}

/// Sets fonts, sizes and colours of a context, in both themes.
pub fn install(ctx: &egui::Context) {
    install_fonts(ctx);
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        options.fallback_theme = Theme::Light;
    });
    dress(ctx, false, false);
}

/// Sets sizes and colours of a context, in both themes. With high contrast both are that one; with
/// reduced motion nothing glides.
pub fn dress(ctx: &egui::Context, is_high_contrast: bool, is_motion_reduced: bool) {
    ctx.data_mut(|data| data.insert_temp(contrast_id(), is_high_contrast));
    for theme in [Theme::Light, Theme::Dark] {
        let look = if is_high_contrast { &HIGH_CONTRAST } else { Look::of_theme(theme) };
        let mut style = style(if is_high_contrast { Theme::Dark } else { theme }, look);
        if is_motion_reduced {
            style.animation_time = 0.0;
            style.scroll_animation = egui::style::ScrollAnimation::none();
        }
        ctx.set_style_of(theme, style);
    }
}

/// A frame for a bar or a side panel.
pub fn panel_frame(look: &Look) -> egui::Frame {
    egui::Frame::new().fill(look.panel).inner_margin(Margin::symmetric(12, 8))
}

/// A frame for a bar across the window.
pub fn bar_frame(look: &Look) -> egui::Frame {
    egui::Frame::new().fill(look.panel).inner_margin(Margin::symmetric(10, 4))
}

/// A frame for a dialog.
pub fn dialog_frame(style: &egui::Style) -> egui::Frame {
    egui::Frame::window(style).inner_margin(Margin::same(24))
}

/// What scrolls in a panel and fills it, however low that is.
pub fn panel_area() -> egui::ScrollArea {
    egui::ScrollArea::vertical().auto_shrink(false).min_scrolled_height(0.0)
}

/// The shadow of the map on the desk.
pub fn page_shadow() -> Shadow {
    Shadow { offset: [0, 2], blur: 14, spread: 0, color: Color32::from_black_alpha(46) }
}

/// The shadow of a tile that can be pressed.
pub fn tile_shadow(is_hovered: bool) -> Shadow {
    let (blur, alpha) = if is_hovered { (16, 40) } else { (8, 20) };
    Shadow { offset: [0, 2], blur, spread: 0, color: Color32::from_black_alpha(alpha) }
}

/// The shadow of a card that is carried.
pub fn lifted_shadow() -> Shadow {
    Shadow { offset: [0, 6], blur: 18, spread: 0, color: Color32::from_black_alpha(80) }
}

/// A small heading above a group of controls. If it is a term of the field, its tooltip explains it.
pub fn heading(ui: &mut egui::Ui, text: &str) -> egui::Response {
    ui.add_space(GRID);
    let label = ui.label(egui::RichText::new(text).text_style(TextStyle::Small).color(Look::of(ui.ctx()).quiet));
    super::explained::with_meaning(label, text)
}

fn style(theme: Theme, look: &Look) -> egui::Style {
    let mut style = egui::Style { visuals: visuals(theme, look), animation_time: 0.1, ..egui::Style::default() };
    let proportional = |size| FontId::new(size, FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Small, proportional(11.5)),
        (TextStyle::Body, proportional(13.0)),
        (TextStyle::Button, proportional(13.0)),
        (TextStyle::Heading, proportional(17.0)),
        (TextStyle::Monospace, FontId::new(12.5, FontFamily::Monospace)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 6.0);
    spacing.button_padding = vec2(8.0, 4.0);
    spacing.interact_size = vec2(32.0, TARGET + 2.0);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(20);
    spacing.indent = 16.0;
    spacing.icon_width = 18.0;
    spacing.icon_width_inner = 10.0;
    spacing.combo_width = 120.0;
    spacing.text_edit_width = 240.0;
    spacing.tooltip_width = 320.0;
    spacing.scroll = egui::style::ScrollStyle::thin();
    style
}

fn visuals(theme: Theme, look: &Look) -> egui::Visuals {
    let mut visuals = match theme {
        Theme::Light => egui::Visuals::light(),
        Theme::Dark => egui::Visuals::dark(),
    };
    let radius = CornerRadius::same(6);
    let widget = |ground: Color32, edge: Color32, ink: Color32| egui::style::WidgetVisuals {
        bg_fill: ground,
        weak_bg_fill: ground,
        bg_stroke: Stroke::new(1.0, edge),
        corner_radius: radius,
        fg_stroke: Stroke::new(1.0, ink),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = widget(look.panel, look.line, look.ink);
    visuals.widgets.inactive = widget(look.raised, look.edge, look.ink);
    visuals.widgets.hovered = widget(look.hover, look.edge, look.ink);
    visuals.widgets.active = widget(look.pressed, look.accent, look.ink);
    visuals.widgets.open = widget(look.hover, look.edge, look.ink);
    visuals.selection.bg_fill = look.tint;
    visuals.selection.stroke = Stroke::new(2.0, look.accent);
    visuals.hyperlink_color = look.accent;
    visuals.weak_text_color = Some(look.quiet);
    visuals.panel_fill = look.panel;
    visuals.window_fill = look.raised;
    visuals.window_stroke = Stroke::new(1.0, look.line);
    visuals.window_corner_radius = CornerRadius::same(12);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.window_shadow = Shadow { offset: [0, 12], blur: 40, spread: 0, color: Color32::from_black_alpha(60) };
    visuals.popup_shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: Color32::from_black_alpha(48) };
    visuals.extreme_bg_color = look.raised;
    visuals.faint_bg_color = look.hover;
    visuals.code_bg_color = look.hover;
    visuals.warn_fg_color = look.warning;
    visuals.error_fg_color = look.danger;
    visuals.text_cursor.blink = false;
    visuals.text_cursor.stroke = Stroke::new(2.0, look.accent);
    visuals
}

/// The fonts of the map, so that names in menus and lists show in any script. (What has to be shaped
/// from right to left is drawn from the map's own glyphs.)
fn install_fonts(ctx: &egui::Context) {
    let mut fonts = egui::FontDefinitions::empty();
    for (name, bytes) in crate::text::bundled_regular_fonts() {
        fonts.font_data.insert(name.to_owned(), egui::FontData::from_static(bytes).into());
        for family in [FontFamily::Proportional, FontFamily::Monospace] {
            fonts.families.entry(family).or_default().push(name.to_owned());
        }
    }
    ctx.set_fonts(fonts);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_controls_stand_out_in_both_themes() {
        for look in [LIGHT, DARK, HIGH_CONTRAST] {
            for ground in [look.panel, look.raised, look.hover] {
                for (what, ink, least) in [
                    ("ink", look.ink, 4.5),
                    ("quiet", look.quiet, 4.5),
                    ("accent", look.accent, 3.0),
                    ("danger", look.danger, 4.5),
                    ("warning", look.warning, 4.5),
                ] {
                    let ratio = color(ink).contrast(color(ground));
                    assert!(ratio >= least, "{what} on {ground:?}: {ratio:.2}");
                }
            }
            for ground in [look.panel, look.raised] {
                let ratio = color(look.edge).contrast(color(ground));
                assert!(ratio >= 3.0, "an edge on {ground:?}: {ratio:.2}");
            }
            assert!(color(look.on_accent).contrast(color(look.accent)) >= 4.5);
            for ink in [look.ink, look.accent] {
                let least = if ink == look.ink { 4.5 } else { 3.0 };
                assert!(color(ink).contrast(color(look.tint)) >= least);
            }
            assert!(color(look.ink).contrast(color(look.pressed)) >= 4.5);
        }
    }

    #[test]
    fn every_state_of_a_control_can_be_read() {
        for (theme, look) in [(Theme::Light, &LIGHT), (Theme::Dark, &DARK), (Theme::Dark, &HIGH_CONTRAST)] {
            let visuals = visuals(theme, look);
            let widgets = &visuals.widgets;
            for state in [&widgets.noninteractive, &widgets.inactive, &widgets.hovered, &widgets.active, &widgets.open]
            {
                for ground in [state.bg_fill, state.weak_bg_fill] {
                    let ratio = color(state.fg_stroke.color).contrast(color(ground));
                    assert!(ratio >= 4.5, "{theme:?}, {ground:?}: {ratio:.2}");
                }
            }
            for ground in [visuals.panel_fill, visuals.window_fill, visuals.extreme_bg_color, visuals.faint_bg_color] {
                for ink in
                    [visuals.text_color(), visuals.weak_text_color(), visuals.warn_fg_color, visuals.error_fg_color]
                {
                    assert!(color(ink).contrast(color(ground)) >= 4.5, "{theme:?}: {ink:?} on {ground:?}");
                }
                for mark in [visuals.selection.stroke.color, visuals.text_cursor.stroke.color] {
                    assert!(color(mark).contrast(color(ground)) >= 3.0, "{theme:?}: {mark:?} on {ground:?}");
                }
            }
        }
    }
}
