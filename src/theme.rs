//! How the picture looks: palettes, sizes of type and spacing, as data. Nothing is drawn here.
//!
//! Colours carry meaning only beside a sign, a shape or a word. The emotion colours reach 3:1 on
//! white at each value and stay distinct for protan, deutan and tritan sight (computed with Machado
//! et al. 2009); the categories are Okabe and Ito's palette (2008).

mod display;
mod print;

use crate::color::Color;
use crate::model::{CardKind, Direction, Emotion, Hue, Severity};
use crate::text::{Align, TextStyle, Weight};

pub use display::{Arrangement, Display, Guides};
pub use print::PrintTheme;

/// Everything about the look of a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// What the picture is painted on.
    pub paper: Color,
    /// Text that is read.
    pub ink: Color,
    /// Text that stands behind: labels, owners, sources.
    pub quiet_ink: Color,
    /// Lines that only help the eye along: between columns, and the guides behind a curve.
    pub hairline: Color,
    /// The lines between lanes, the zero line of a curve and the lines of a blueprint: 3:1 against the paper.
    pub strong_line: Color,
    /// The ground of lane names and step heads.
    pub shade: Color,
    /// The map's own colour: the state's sign, bars, and, where ink is no matter, the stages' ground.
    pub accent: Color,
    /// The ground of the stages.
    pub head: Color,
    /// Text on the stages.
    pub on_head: Color,
    /// The colours of −2, −1, 0, +1, +2.
    pub emotions: [Color; 5],
    /// What signs a pain point.
    pub pain: Color,
    /// What signs a moment of truth.
    pub truth: Color,
    /// The palette's colours, in the order of [`Hue::ALL`], each 3:1 against the paper.
    pub hues: [Color; 8],
    /// Sizes of type.
    pub sizes: Sizes,
    /// Distances.
    pub space: Space,
    /// What is a choice of display.
    pub display: Display,
}

/// Sizes of type in points, few and far apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizes {
    /// The map's title.
    pub title: f64,
    /// A stage.
    pub stage: f64,
    /// A step, a lane's name, a persona's name.
    pub head: f64,
    /// A card's title and the text of the title block.
    pub body: f64,
    /// A card's text, words at a curve, the legend: the smallest type there is.
    pub small: f64,
}

/// Distances in points, on a grid of 4.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Space {
    /// Around the whole picture.
    pub margin: f64,
    /// The width of a step's column.
    pub column: f64,
    /// Between two stages.
    pub stage_gap: f64,
    /// The width of the lane names.
    pub label: f64,
    /// Between a cell's edge and its cards.
    pub cell: f64,
    /// Between two cards.
    pub gap: f64,
    /// Within a card.
    pub card: f64,
    /// The least height of a row.
    pub row: f64,
    /// The height of an emotion lane between +2 and −2.
    pub curve: f64,
    /// The radius of a card's corners.
    pub radius: f64,
    /// The width of a block of the title block.
    pub block: f64,
}

/// The role that type plays; it settles size, weight and slant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The map's title.
    Title,
    /// A stage's title.
    Stage,
    /// A step, a lane's name, a persona's name.
    Head,
    /// A card's title.
    Card,
    /// Running text.
    Body,
    /// Small running text.
    Small,
    /// A small label above or beside something.
    Label,
    /// Somebody's own words.
    Quote,
    /// A persona's word at its curve.
    Word,
}

impl Role {
    /// Size in points, weight and slant.
    fn style(self, sizes: &Sizes) -> (f64, Weight, bool) {
        match self {
            Self::Title => (sizes.title, Weight::Bold, false),
            Self::Stage => (sizes.stage, Weight::Bold, false),
            Self::Head => (sizes.head, Weight::Bold, false),
            Self::Card => (sizes.body, Weight::Bold, false),
            Self::Body => (sizes.body, Weight::Regular, false),
            Self::Small => (sizes.small, Weight::Regular, false),
            Self::Label => (sizes.small, Weight::Bold, false),
            Self::Quote => (sizes.body, Weight::Regular, true),
            Self::Word => (sizes.small, Weight::Regular, true),
        }
    }

    /// The role of a card's title.
    pub fn of_card_title(kind: CardKind) -> Self {
        match kind {
            CardKind::Touchpoint => Self::Card,
            CardKind::Quote => Self::Quote,
            CardKind::Action | CardKind::Text | CardKind::Picture | CardKind::System | CardKind::Evidence => Self::Body,
        }
    }

    /// How text in this role is set.
    pub fn text_style(self, sizes: &Sizes, align: Align, direction: Direction) -> TextStyle {
        let (size_pt, weight, italic) = self.style(sizes);
        TextStyle { size_pt, line_height: self.line_height(), weight, italic, align, direction }
    }

    /// The distance of lines as a multiple of the size: tighter for what is large.
    fn line_height(self) -> f64 {
        match self {
            Self::Title => 1.15,
            Self::Stage | Self::Head | Self::Card => 1.25,
            Self::Label | Self::Word => 1.3,
            Self::Body | Self::Small | Self::Quote => 1.35,
        }
    }
}

/// A theme for the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ScreenTheme {
    /// Dark ink on white.
    #[default]
    Light,
    /// Light ink on a dark ground.
    Dark,
    /// White and yellow on black.
    HighContrast,
}

/// A colour by its meaning; the theme says which one that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ink {
    /// What the picture is painted on: behind words that stand on a line.
    Paper,
    /// Text that is read.
    Text,
    /// Text that stands behind.
    Quiet,
    /// On a stage.
    OnHead,
    /// On a stage, standing behind.
    OnHeadQuiet,
    /// The accent itself.
    Accent,
    /// Lines that only help the eye along.
    Hairline,
    /// The lines between lanes, the zero line and the lines of a blueprint.
    StrongLine,
    /// A pain point.
    Pain,
    /// A moment of truth.
    Truth,
    /// An emotion.
    Emotion(Emotion),
    /// A colour of the palette.
    Hue(Hue),
}

const BODY: Sizes = Sizes { title: 28.0, stage: 14.0, head: 11.0, body: 10.0, small: 8.5 };

const SPACE: Space = Space {
    margin: 32.0,
    column: 144.0,
    stage_gap: 8.0,
    label: 128.0,
    cell: 6.0,
    gap: 6.0,
    card: 8.0,
    row: 44.0,
    curve: 148.0,
    radius: 5.0,
    block: 232.0,
};

/// Sizes of type on a slide, which is 400 points high: the smallest is 2.25 % of that.
const SLIDE_SIZES: Sizes = Sizes { title: 23.0, stage: 15.0, head: 10.5, body: 10.0, small: 9.0 };

const SLIDE_SPACE: Space =
    Space { margin: 16.0, label: 88.0, cell: 5.0, gap: 5.0, card: 7.0, row: 34.0, curve: 62.0, ..SPACE };

impl Theme {
    /// A theme for a slide in the colours of a screen: for a bright room light, for a dark one dark.
    pub fn slide(theme: ScreenTheme) -> Self {
        Self { sizes: SLIDE_SIZES, space: SLIDE_SPACE, ..Self::screen(theme) }
    }

    /// Dark ink on white: the screen's light theme and the print.
    pub fn light() -> Self {
        let paper = Color::WHITE;
        Self {
            paper,
            ink: Color::rgb(0x1b_24_30),
            quiet_ink: Color::rgb(0x56_61_70),
            hairline: Color::rgb(0xdf_e4_ea),
            strong_line: Color::rgb(0x7d_87_94),
            shade: Color::rgb(0xf3_f5_f8),
            accent: Color::rgb(0x1f_3a_5f),
            head: Color::rgb(0x1f_3a_5f),
            on_head: Color::WHITE,
            emotions: [0x9a_3f_00, 0xd9_69_0f, 0x76_76_76, 0x3f_8f_c4, 0x0b_4f_8a].map(Color::rgb),
            pain: Color::rgb(0xb3_26_1e),
            truth: Color::rgb(0x8a_5a_00),
            hues: OKABE_ITO.map(|hue| Color::rgb(hue).with_contrast(paper, 3.2, Color::BLACK)),
            sizes: BODY,
            space: SPACE,
            display: Display::default(),
        }
    }

    /// Light ink on a dark ground, for dark rooms.
    pub fn dark() -> Self {
        let paper = Color::rgb(0x17_1c_23);
        Self {
            paper,
            ink: Color::rgb(0xec_ef_f3),
            quiet_ink: Color::rgb(0xaa_b4_c0),
            hairline: Color::rgb(0x2e_36_41),
            strong_line: Color::rgb(0x7d_88_96),
            shade: Color::rgb(0x1f_26_2f),
            accent: Color::rgb(0x9f_c3_ee),
            head: Color::rgb(0x9f_c3_ee),
            on_head: Color::rgb(0x12_1a_24),
            emotions: [0xf0_8a_4b, 0xe3_a0_6a, 0x9a_9a_9a, 0x6f_b6_e4, 0x8f_c9_ff].map(Color::rgb),
            pain: Color::rgb(0xff_8a_80),
            truth: Color::rgb(0xf2_c1_4e),
            hues: OKABE_ITO.map(|hue| Color::rgb(hue).with_contrast(paper, 4.0, Color::WHITE)),
            sizes: BODY,
            space: SPACE,
            display: Display::default(),
        }
    }

    /// A theme for the screen.
    pub fn screen(theme: ScreenTheme) -> Self {
        match theme {
            ScreenTheme::Light => Self::light(),
            ScreenTheme::Dark => Self::dark(),
            ScreenTheme::HighContrast => Self::high_contrast(),
        }
    }

    /// White on black with strong lines, for those who need it: text 7:1, everything else 4.5:1.
    pub fn high_contrast() -> Self {
        let paper = Color::BLACK;
        Self {
            paper,
            ink: Color::WHITE,
            quiet_ink: Color::rgb(0xe0_e0_e0),
            hairline: Color::rgb(0x80_80_80),
            strong_line: Color::WHITE,
            shade: Color::rgb(0x14_14_14),
            accent: Color::rgb(0xff_e9_3b),
            head: Color::rgb(0xff_e9_3b),
            on_head: Color::BLACK,
            emotions: [0xff_8a_3d, 0xff_b7_7a, 0xc8_c8_c8, 0x7d_cc_ff, 0x4d_b8_ff].map(Color::rgb),
            pain: Color::rgb(0xff_9a_90),
            truth: Color::rgb(0xff_d2_5e),
            hues: OKABE_ITO.map(|hue| Color::rgb(hue).with_contrast(paper, 7.0, Color::WHITE)),
            sizes: BODY,
            space: SPACE,
            display: Display::default(),
        }
    }

    /// The theme with another choice of display.
    pub fn with_display(self, display: Display) -> Self {
        Self { display, ..self }
    }

    /// The theme with a map's own accent, made dark or light enough to carry text.
    pub fn with_accent(mut self, accent: Option<Color>) -> Self {
        if let Some(accent) = accent {
            let away = if self.paper.luminance() > 0.5 { Color::BLACK } else { Color::WHITE };
            let is_ground = self.head == self.accent;
            self.accent = accent.with_contrast(self.paper, 4.5, away);
            if is_ground {
                self.accent = self.accent.with_contrast(self.on_head, 4.5, away);
                self.head = self.accent;
            }
        }
        self
    }

    /// The colour that a meaning has.
    pub fn color(&self, ink: Ink) -> Color {
        match ink {
            Ink::Paper => self.paper,
            Ink::Text => self.ink,
            Ink::Quiet => self.quiet_ink,
            Ink::OnHead => self.on_head,
            Ink::OnHeadQuiet => self.on_head.mix(self.head, 0.85).with_contrast(self.head, 4.5, self.on_head),
            Ink::Accent => self.accent,
            Ink::Hairline => self.hairline,
            Ink::StrongLine => self.strong_line,
            Ink::Pain => self.pain,
            Ink::Truth => self.truth,
            Ink::Emotion(emotion) => self.emotions[(emotion.value() + 2) as usize],
            Ink::Hue(hue) => self.hues[hue as usize],
        }
    }

    /// The colour of text and of small signs in a meaning's colour: nearer to the ink where that is
    /// needed to reach 4.5:1 on the paper and on every tint of it that they stand on.
    pub fn text_color(&self, ink: Ink) -> Color {
        /// On paper; the strongest tints take a fifth of it away.
        const ON_PAPER: f64 = 5.6;
        let color = self.color(ink);
        match ink {
            Ink::Hue(_) | Ink::Emotion(_) | Ink::Accent => color.with_contrast(self.paper, ON_PAPER, self.ink),
            _ => color,
        }
    }

    /// The ground and the edge of a card.
    pub fn card(&self, kind: CardKind, hue: Option<Hue>) -> CardLook {
        let tint = |color: Color, ground: f64, edge: f64| CardLook {
            ground: color.mix(self.paper, ground),
            edge: color.mix(self.paper, edge),
            bar: None,
        };
        let hue_of = |hue: Hue| self.color(Ink::Hue(hue));
        match (hue, kind) {
            (Some(hue), _) => CardLook { bar: Some(hue_of(hue)), ..tint(hue_of(hue), 0.12, 0.5) },
            (None, CardKind::Touchpoint) => {
                CardLook { ground: self.paper, edge: self.strong_line.mix(self.paper, 0.6), bar: Some(self.accent) }
            }
            (None, CardKind::Action) => tint(self.accent, 0.06, 0.25),
            (None, CardKind::Text) => tint(hue_of(Hue::Yellow), 0.10, 0.45),
            (None, CardKind::Quote) => tint(hue_of(Hue::Pink), 0.08, 0.4),
            (None, CardKind::Picture) => tint(self.strong_line, 0.0, 0.6),
            (None, CardKind::System) => tint(self.strong_line, 0.14, 0.5),
            (None, CardKind::Evidence) => tint(hue_of(Hue::Green), 0.09, 0.4),
        }
    }

    /// The ground of a pain point of a severity.
    pub fn pain_ground(&self, severity: Severity) -> Color {
        self.pain.mix(self.paper, 0.04 + 0.03 * f64::from(severity.level()))
    }
}

/// How a card looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardLook {
    /// What it is filled with.
    pub ground: Color,
    /// Its outline.
    pub edge: Color,
    /// A bar at the side where reading begins.
    pub bar: Option<Color>,
}

/// Okabe and Ito's palette in the order of [`Hue::ALL`].
const OKABE_ITO: [u32; 8] =
    [0x00_72_b2, 0xe6_9f_00, 0x00_9e_73, 0xcc_79_a7, 0x56_b4_e9, 0xd5_5e_00, 0xf0_e4_42, 0x76_76_76];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(theme: &Theme) {
        let at_least = |color: Color, ground: Color, ratio: f64, what: &str| {
            assert!(color.contrast(ground) >= ratio, "{what}: {color} on {ground} is {:.2}", color.contrast(ground));
        };
        for ground in [theme.paper, theme.shade] {
            at_least(theme.ink, ground, 7.0, "ink");
            at_least(theme.quiet_ink, ground, 4.5, "quiet ink");
            at_least(theme.pain, ground, 4.5, "pain");
            at_least(theme.truth, ground, 4.5, "moment of truth");
        }
        at_least(theme.strong_line, theme.paper, 3.0, "strong line");
        at_least(theme.on_head, theme.head, 4.5, "text on a stage");
        at_least(theme.color(Ink::OnHeadQuiet), theme.head, 4.5, "quiet text on a stage");
        at_least(theme.accent, theme.paper, 4.5, "accent");
        for color in theme.emotions.into_iter().chain(theme.hues) {
            at_least(color, theme.paper, 3.0, "emotions and categories");
        }
        for kind in CardKind::ALL {
            for hue in Hue::ALL.iter().copied().map(Some).chain([None]) {
                let look = theme.card(*kind, hue);
                at_least(theme.ink, look.ground, 4.5, "ink on a card");
                at_least(theme.quiet_ink, look.ground, 4.5, "quiet ink on a card");
                at_least(theme.pain, look.ground, 4.5, "pain on a card");
            }
        }
        for severity in Severity::ALL {
            at_least(theme.ink, theme.pain_ground(*severity), 4.5, "ink on a pain point");
        }
    }

    #[test]
    fn grays_have_no_color() {
        let theme = Theme::print(PrintTheme::Gray, Some(Color::rgb(0x12_80_40)));
        let own = [theme.ink, theme.accent, theme.head, theme.pain, theme.truth, theme.shade];
        for color in own.into_iter().chain(theme.emotions).chain(theme.hues) {
            assert!(color.r == color.g && color.g == color.b, "{color}");
        }
    }

    #[test]
    fn every_ink_is_readable_on_every_ground() {
        check(&Theme::light());
        check(&Theme::dark());
        for theme in PrintTheme::ALL {
            check(&Theme::print(theme, None));
            check(&Theme::print(theme, Some(Color::rgb(0x12_80_40))));
        }
        for accent in [0xff_ff_00, 0x00_00_00, 0xff_ff_ff, 0x12_80_40] {
            check(&Theme::light().with_accent(Some(Color::rgb(accent))));
            check(&Theme::dark().with_accent(Some(Color::rgb(accent))));
        }
    }
}
