//! Paper sizes, their orientation and their resolution.
//!
//! The sizes are in millimeters (ISO 216 and ANSI/ASME Y14.1); nothing here knows a scene.

use std::fmt;
use std::str::FromStr;

use super::ExportError;
use crate::geom::{MM_PER_INCH, Size, mm_from_pt, pt_from_mm};

/// The shortest side of a paper of one's own, in millimeters.
pub const MIN_SIDE_MM: f64 = 20.0;
/// The longest side of a paper of one's own, in millimeters.
pub const MAX_SIDE_MM: f64 = 5000.0;

/// What margins have to leave of a sheet's shorter side, in millimeters: less shows nothing.
const LEAST_ROOM_MM: f64 = 10.0;

/// A size of paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 297 × 420 mm.
    A3,
    /// 420 × 594 mm.
    A2,
    /// 594 × 841 mm.
    A1,
    /// 841 × 1189 mm.
    A0,
    /// 8½ × 11 in.
    Letter,
    /// 11 × 17 in.
    Tabloid,
    /// 17 × 22 in.
    AnsiC,
    /// 22 × 34 in.
    AnsiD,
    /// 34 × 44 in.
    AnsiE,
    /// 24 × 36 in, the usual poster in the United States.
    Inches24x36,
    /// A size of one's own.
    Custom(CustomPaper),
}

/// A size of one's own; each side is from [`MIN_SIDE_MM`] to [`MAX_SIDE_MM`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CustomPaper {
    width_mm: f64,
    height_mm: f64,
}

impl Paper {
    /// Every paper that has a name, from small to large.
    pub const NAMED: [Self; 11] = [
        Self::A4,
        Self::A3,
        Self::A2,
        Self::A1,
        Self::A0,
        Self::Letter,
        Self::Tabloid,
        Self::AnsiC,
        Self::AnsiD,
        Self::AnsiE,
        Self::Inches24x36,
    ];

    /// A size of one's own, as wide and as high as it is to hang.
    pub fn custom(width_mm: f64, height_mm: f64) -> Result<Self, PaperError> {
        let allowed = MIN_SIDE_MM..=MAX_SIDE_MM;
        if allowed.contains(&width_mm) && allowed.contains(&height_mm) {
            Ok(Self::Custom(CustomPaper { width_mm, height_mm }))
        } else {
            Err(PaperError::Side { width_mm, height_mm })
        }
    }

    /// Width and height in millimeters: upright for a paper with a name, as given for another.
    pub fn size_mm(self) -> (f64, f64) {
        let inches = |width: f64, height: f64| (width * MM_PER_INCH, height * MM_PER_INCH);
        match self {
            Self::A4 => (210.0, 297.0),
            Self::A3 => (297.0, 420.0),
            Self::A2 => (420.0, 594.0),
            Self::A1 => (594.0, 841.0),
            Self::A0 => (841.0, 1189.0),
            Self::Letter => inches(8.5, 11.0),
            Self::Tabloid => inches(11.0, 17.0),
            Self::AnsiC => inches(17.0, 22.0),
            Self::AnsiD => inches(22.0, 34.0),
            Self::AnsiE => inches(34.0, 44.0),
            Self::Inches24x36 => inches(24.0, 36.0),
            Self::Custom(size) => (size.width_mm, size.height_mm),
        }
    }

    /// The resolution that is right for it: people stand close to a sheet of A3 and back from a
    /// larger one.
    pub fn usual_dpi(self) -> Dpi {
        let (width_mm, height_mm) = self.size_mm();
        let (a2_width_mm, a2_height_mm) = Self::A2.size_mm();
        if width_mm * height_mm < a2_width_mm * a2_height_mm { Dpi::FINE } else { Dpi::POSTER }
    }
}

impl fmt::Display for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::A4 => f.write_str("A4"),
            Self::A3 => f.write_str("A3"),
            Self::A2 => f.write_str("A2"),
            Self::A1 => f.write_str("A1"),
            Self::A0 => f.write_str("A0"),
            Self::Letter => f.write_str("Letter"),
            Self::Tabloid => f.write_str("Tabloid"),
            Self::AnsiC => f.write_str("ANSI C"),
            Self::AnsiD => f.write_str("ANSI D"),
            Self::AnsiE => f.write_str("ANSI E"),
            Self::Inches24x36 => f.write_str("24x36in"),
            Self::Custom(size) => write!(f, "{}x{}", size.width_mm, size.height_mm),
        }
    }
}

/// Why a text names no paper.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PaperError {
    /// It is neither a name nor a size.
    #[error("`{given}` is not a paper size; use {names}, or WIDTHxHEIGHT in millimeters such as 1000x700", names = names())]
    Unknown {
        /// What was given.
        given: String,
    },
    /// A side is too short or too long, or no number at all.
    #[error(
        "a paper of {width_mm} × {height_mm} mm cannot be made; each side has to be from {MIN_SIDE_MM} to {MAX_SIDE_MM} mm"
    )]
    Side {
        /// The width that was given.
        width_mm: f64,
        /// The height that was given.
        height_mm: f64,
    },
}

/// The names of all papers in one line.
fn names() -> String {
    Paper::NAMED.map(|paper| paper.to_string()).join(", ")
}

impl FromStr for Paper {
    type Err = PaperError;

    /// Reads a name in any case, with or without blanks, dashes and underscores, or a size such as
    /// `1000x700` (millimeters).
    fn from_str(text: &str) -> Result<Self, PaperError> {
        let plain = plain_name(text);
        if let Some(paper) = Self::NAMED.into_iter().find(|paper| plain_name(&paper.to_string()) == plain) {
            return Ok(paper);
        }
        match plain.as_str() {
            "ansia" => return Ok(Self::Letter),
            "ansib" | "ledger" => return Ok(Self::Tabloid),
            // Nobody wants a poster of 24 × 36 mm.
            "24x36" => return Ok(Self::Inches24x36),
            _ => {}
        }
        let unknown = || PaperError::Unknown { given: text.trim().to_owned() };
        let size = without_blanks(text);
        let size = size.strip_suffix("mm").unwrap_or(&size);
        let (width, height) = size.split_once('x').ok_or_else(unknown)?;
        let width = width.strip_suffix("mm").unwrap_or(width);
        match (side_mm(width), side_mm(height)) {
            (Some(width_mm), Some(height_mm)) => Self::custom(width_mm, height_mm),
            (None, _) | (_, None) => Err(unknown()),
        }
    }
}

/// A name without what people write differently.
fn plain_name(text: &str) -> String {
    without_blanks(text).replace(['-', '_'], "")
}

fn without_blanks(text: &str) -> String {
    let plain = |c: char| if c == '×' { 'x' } else { c.to_ascii_lowercase() };
    text.chars().filter(|c| !c.is_whitespace()).map(plain).collect()
}

/// A length that is written with digits and at most one point.
fn side_mm(text: &str) -> Option<f64> {
    let is_plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    text.parse().ok().filter(|_| is_plain)
}

/// How a paper hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Orientation {
    /// The way in which the scene becomes larger; a paper of one's own hangs as it was given.
    #[default]
    Auto,
    /// Upright.
    Portrait,
    /// Lying.
    Landscape,
}

impl fmt::Display for Orientation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Auto => "auto",
            Self::Portrait => "portrait",
            Self::Landscape => "landscape",
        })
    }
}

impl FromStr for Orientation {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Self::Auto, Self::Portrait, Self::Landscape]
            .into_iter()
            .find(|orientation| orientation.to_string().eq_ignore_ascii_case(text.trim()))
            .ok_or_else(|| format!("`{text}` is not an orientation; use auto, portrait or landscape"))
    }
}

/// A sheet of paper as it hangs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sheet {
    /// Its width in points.
    pub width_pt: f64,
    /// Its height in points.
    pub height_pt: f64,
    /// What stays free on each side, in points.
    pub margin_pt: f64,
}

impl Sheet {
    /// A paper, turned as asked for; `scene` is what is to be fitted on it.
    pub fn new(paper: Paper, orientation: Orientation, margin_mm: f64, scene: Size) -> Self {
        let (width_mm, height_mm) = paper.size_mm();
        let margin_pt = pt_from_mm(margin_mm);
        let given = Self { width_pt: pt_from_mm(width_mm), height_pt: pt_from_mm(height_mm), margin_pt };
        let turned = Self { width_pt: given.height_pt, height_pt: given.width_pt, margin_pt };
        let (portrait, landscape) = if width_mm <= height_mm { (given, turned) } else { (turned, given) };
        match orientation {
            Orientation::Portrait => portrait,
            Orientation::Landscape => landscape,
            Orientation::Auto if matches!(paper, Paper::Custom(_)) => given,
            Orientation::Auto if landscape.scale_of(scene) > portrait.scale_of(scene) => landscape,
            Orientation::Auto => portrait,
        }
    }

    /// Holds the margins against the sheet.
    ///
    /// # Errors
    /// If they are no distance or leave less than 10 mm.
    pub fn check(self) -> Result<(), ExportError> {
        let (width_mm, height_mm) = (mm_from_pt(self.width_pt), mm_from_pt(self.height_pt));
        let margin_mm = mm_from_pt(self.margin_pt);
        let room_mm = width_mm.min(height_mm) - 2.0 * margin_mm;
        // Points and back again lose the last digits.
        let margin_mm = (margin_mm * 1e6).round() / 1e6;
        if margin_mm >= 0.0 && room_mm >= LEAST_ROOM_MM {
            Ok(())
        } else {
            Err(ExportError::Margin { margin_mm, width_mm, height_mm })
        }
    }

    /// How much larger a scene becomes when it fills the space within the margins; not above 0 if
    /// the margins leave no space.
    pub fn scale_of(self, scene: Size) -> f64 {
        let width = (self.width_pt - 2.0 * self.margin_pt) / scene.width;
        let height = (self.height_pt - 2.0 * self.margin_pt) / scene.height;
        width.min(height)
    }
}

/// A resolution in dots per inch, [`Dpi::MIN`] to [`Dpi::MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dpi(u16);

impl Dpi {
    /// The coarsest, 30 dpi.
    pub const MIN: Self = Self(30);
    /// The finest, 1,200 dpi.
    pub const MAX: Self = Self(1200);
    /// For a draft, 100 dpi.
    pub const DRAFT: Self = Self(100);
    /// For A2 and larger, 150 dpi.
    pub const POSTER: Self = Self(150);
    /// For A3 and smaller, 300 dpi.
    pub const FINE: Self = Self(300);

    /// A resolution.
    pub fn new(dots_per_inch: u16) -> Result<Self, DpiError> {
        let dpi = Self(dots_per_inch);
        if (Self::MIN..=Self::MAX).contains(&dpi) {
            Ok(dpi)
        } else {
            Err(DpiError { given: dots_per_inch.to_string() })
        }
    }

    /// Dots per inch.
    pub fn dots_per_inch(self) -> f64 {
        f64::from(self.0)
    }

    /// Dots per meter, rounded, as PNG's `pHYs` holds them.
    pub fn dots_per_meter(self) -> u32 {
        (self.dots_per_inch() / MM_PER_INCH * 1000.0).round() as u32
    }

    /// The pixels of a length in points: `round(mm / 25.4 × dpi)`.
    pub fn pixels(self, length_pt: f64) -> u32 {
        // A sum in another order misses the half at 2338.5 by a bit: take off what is only noise.
        const NOISE: f64 = 1e6;
        let pixels = length_pt / crate::geom::PT_PER_INCH * self.dots_per_inch();
        ((pixels * NOISE).round() / NOISE).round() as u32
    }
}

impl fmt::Display for Dpi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Why a text is no resolution.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` is not a resolution; use a whole number from {} to {} dots per inch (100 draft, 150 poster, 300 fine)",
    Dpi::MIN,
    Dpi::MAX
)]
pub struct DpiError {
    given: String,
}

impl FromStr for Dpi {
    type Err = DpiError;

    fn from_str(text: &str) -> Result<Self, DpiError> {
        text.trim().parse().map_err(|_| DpiError { given: text.trim().to_owned() }).and_then(Self::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Height and width in pixels at 100, 150, 200 and 300 dpi.
    #[rustfmt::skip]
    const TABLE: [(Paper, [(u32, u32); 4]); 11] = [
        (Paper::A4, [(1169, 827), (1754, 1240), (2339, 1654), (3508, 2480)]),
        (Paper::A3, [(1654, 1169), (2480, 1754), (3307, 2339), (4961, 3508)]),
        (Paper::A2, [(2339, 1654), (3508, 2480), (4677, 3307), (7016, 4961)]),
        (Paper::A1, [(3311, 2339), (4967, 3508), (6622, 4677), (9933, 7016)]),
        (Paper::A0, [(4681, 3311), (7022, 4967), (9362, 6622), (14043, 9933)]),
        (Paper::Letter, [(1100, 850), (1650, 1275), (2200, 1700), (3300, 2550)]),
        (Paper::Tabloid, [(1700, 1100), (2550, 1650), (3400, 2200), (5100, 3300)]),
        (Paper::AnsiC, [(2200, 1700), (3300, 2550), (4400, 3400), (6600, 5100)]),
        (Paper::AnsiD, [(3400, 2200), (5100, 3300), (6800, 4400), (10200, 6600)]),
        (Paper::AnsiE, [(4400, 3400), (6600, 5100), (8800, 6800), (13200, 10200)]),
        (Paper::Inches24x36, [(3600, 2400), (5400, 3600), (7200, 4800), (10800, 7200)]),
    ];

    #[test]
    fn pixels_are_those_of_the_print_table() {
        for (paper, row) in TABLE {
            for (dots, expected) in [100, 150, 200, 300].into_iter().zip(row) {
                let dpi = Dpi::new(dots).expect("within its range");
                let sheet = Sheet::new(paper, Orientation::Portrait, 10.0, Size::new(1.0, 1.0));
                assert_eq!((dpi.pixels(sheet.height_pt), dpi.pixels(sheet.width_pt)), expected, "{paper} {dots}");
            }
        }
        assert_eq!([100, 150, 200, 300].map(|dots| Dpi(dots).dots_per_meter()), [3937, 5906, 7874, 11811]);
    }

    fn check(text: &str, expected: Paper) {
        assert_eq!(text.parse(), Ok(expected), "{text}");
    }

    #[test]
    fn papers_are_read_by_name_and_by_size() {
        for paper in Paper::NAMED {
            check(&paper.to_string(), paper);
            check(&paper.to_string().to_uppercase(), paper);
        }
        check("a0", Paper::A0);
        check("A-0", Paper::A0);
        check("ansi_d", Paper::AnsiD);
        check("ANSI-D", Paper::AnsiD);
        check("ansi b", Paper::Tabloid);
        check("24 × 36 in", Paper::Inches24x36);
        check("1000x700", Paper::custom(1000.0, 700.0).expect("a size"));
        check("1000 × 700.5 mm", Paper::custom(1000.0, 700.5).expect("a size"));
    }

    #[test]
    fn what_is_no_paper_is_refused_with_the_names() {
        for text in ["", "A9", "x", "10x", "0x-5", "infxnan", "1e3x700", "-500x700"] {
            let error = text.parse::<Paper>().expect_err(text).to_string();
            assert!(error.contains("ANSI E") && error.contains("WIDTHxHEIGHT"), "{error}");
        }
        for text in ["19x100", "100x5001", "0x0", "99999999999999999999x100"] {
            let error = text.parse::<Paper>().expect_err(text).to_string();
            assert!(error.contains("from 20 to 5000 mm"), "{error}");
        }
    }

    #[test]
    fn resolutions_have_a_range() {
        assert_eq!("300".parse(), Ok(Dpi::FINE));
        for text in ["29", "1201", "-1", "abc", "99999999", ""] {
            assert!(text.parse::<Dpi>().expect_err(text).to_string().contains("30 to 1200"), "{text}");
        }
        assert_eq!(Paper::A3.usual_dpi(), Dpi::FINE);
        assert_eq!(Paper::A2.usual_dpi(), Dpi::POSTER);
    }

    #[test]
    fn auto_turns_a_named_paper_to_the_scene_and_leaves_another_as_given() {
        let sheet = |paper, scene| Sheet::new(paper, Orientation::Auto, 10.0, scene);
        let (wide, high) = (Size::new(300.0, 100.0), Size::new(100.0, 300.0));
        assert!(sheet(Paper::A4, wide).width_pt > sheet(Paper::A4, wide).height_pt);
        assert!(sheet(Paper::A4, high).width_pt < sheet(Paper::A4, high).height_pt);
        let custom = Paper::custom(1000.0, 700.0).expect("a size");
        assert_eq!(sheet(custom, high).width_pt, pt_from_mm(1000.0));
        let portrait = Sheet::new(custom, Orientation::Portrait, 10.0, wide);
        assert_eq!(portrait.width_pt, pt_from_mm(700.0));
    }
}
