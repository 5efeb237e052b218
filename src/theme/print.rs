//! The themes for paper.

use std::fmt;
use std::str::FromStr;

use super::{BODY, OKABE_ITO, Sizes, Theme};
use crate::color::Color;

/// A theme for paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PrintTheme {
    /// Dark ink on white with the map's accent.
    #[default]
    Light,
    /// The same without large grounds, for office printers.
    InkSaving,
    /// Light ink on a dark ground, for print shops and screens.
    Dark,
    /// Black on white, every color dark.
    HighContrast,
    /// Grays that stay apart on a printer without color.
    Gray,
}

impl PrintTheme {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Light, Self::InkSaving, Self::Dark, Self::HighContrast, Self::Gray];

    /// What people read.
    pub fn title(self) -> &'static str {
        match self {
            Self::Light => "Light",
            Self::InkSaving => "Ink saving",
            Self::Dark => "Dark",
            Self::HighContrast => "High contrast",
            Self::Gray => "Gray",
        }
    }
}

/// A name such as `ink-saving`.
impl fmt::Display for PrintTheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title().to_lowercase().replace(' ', "-"))
    }
}

impl FromStr for PrintTheme {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let plain = |text: &str| text.to_lowercase().replace([' ', '-', '_'], "");
        let wanted = plain(text).replace("grey", "gray");
        Self::ALL.into_iter().find(|theme| plain(&theme.to_string()) == wanted).ok_or_else(|| {
            let names = Self::ALL.map(|theme| theme.to_string()).join(", ");
            format!("`{text}` is not a theme; use {names}")
        })
    }
}

impl Theme {
    /// A theme for paper with a map's own accent: that of the light screen or one made from it, with a
    /// larger title. Grays stay gray.
    pub fn print(theme: PrintTheme, accent: Option<Color>) -> Self {
        match theme {
            PrintTheme::Gray => Self::print_base(theme),
            PrintTheme::HighContrast => {
                let dark = accent.map(|accent| accent.with_contrast(Color::WHITE, 7.0, Color::BLACK));
                Self::print_base(theme).with_accent(dark)
            }
            PrintTheme::Light | PrintTheme::InkSaving | PrintTheme::Dark => Self::print_base(theme).with_accent(accent),
        }
    }

    fn print_base(theme: PrintTheme) -> Self {
        let light = Self { sizes: Sizes { title: 36.0, stage: 15.0, ..BODY }, ..Self::light() };
        let (black, white) = (Color::BLACK, Color::WHITE);
        match theme {
            PrintTheme::Light => light,
            PrintTheme::InkSaving => {
                Self { hairline: Color::rgb(0xc8_d0_d9), shade: white, head: white, on_head: light.ink, ..light }
            }
            PrintTheme::Dark => Self { sizes: light.sizes, ..Self::dark() },
            PrintTheme::HighContrast => Self {
                ink: black,
                quiet_ink: Color::rgb(0x26_26_26),
                hairline: Color::rgb(0x76_76_76),
                strong_line: black,
                shade: white,
                accent: black,
                head: black,
                emotions: [0x7a_2f_00, 0xb2_50_00, 0x59_59_59, 0x1f_6f_a8, 0x06_38_66].map(Color::rgb),
                pain: Color::rgb(0x8f_12_0c),
                truth: Color::rgb(0x63_3f_00),
                hues: OKABE_ITO.map(|hue| Color::rgb(hue).with_contrast(white, 4.5, black)),
                ..light
            },
            PrintTheme::Gray => Self {
                ink: Color::rgb(0x1c_1c_1c),
                quiet_ink: Color::rgb(0x5a_5a_5a),
                hairline: Color::rgb(0xdd_dd_dd),
                strong_line: Color::rgb(0x85_85_85),
                shade: Color::rgb(0xf3_f3_f3),
                accent: Color::rgb(0x33_33_33),
                head: Color::rgb(0x33_33_33),
                emotions: [0x17_17_17, 0x3f_3f_3f, 0x65_65_65, 0x7e_7e_7e, 0x92_92_92].map(Color::rgb),
                pain: Color::rgb(0x22_22_22),
                truth: Color::rgb(0x3a_3a_3a),
                hues: [0x2a_2a_2a, 0x8a_8a_8a, 0x4a_4a_4a, 0x7a_7a_7a, 0x92_92_92, 0x3a_3a_3a, 0x6a_6a_6a, 0x5a_5a_5a]
                    .map(Color::rgb),
                ..light
            },
        }
    }
}
