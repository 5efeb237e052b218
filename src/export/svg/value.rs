//! Values as SVG writes them: numbers, paths, text and bytes.

use std::fmt::{self, Display, Write as _};

use crate::geom::{Affine, BezPath, PathEl, Point};

/// A number with at most three decimals and none that say nothing; never in exponents.
pub(super) struct Number(pub f64);

impl Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_number(f, self.0, 3)
    }
}

/// A factor, which needs more decimals than a place does.
pub(super) struct Factor(pub f64);

impl Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_number(f, self.0, 7)
    }
}

fn write_number(f: &mut fmt::Formatter<'_>, value: f64, decimals: usize) -> fmt::Result {
    // No layout makes one; a file with `NaN` in it would not open at all.
    let value = if value.is_finite() { value } else { 0.0 };
    let text = format!("{value:.decimals$}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    f.write_str(if text == "-0" { "0" } else { text })
}

/// The value of a `transform`.
pub(super) struct Matrix(pub Affine);

impl Display for Matrix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d, x, y] = self.0.as_coeffs();
        write!(f, "matrix({} {} {} {} ", Factor(a), Factor(b), Factor(c), Factor(d))?;
        write!(f, "{} {})", Number(x), Number(y))
    }
}

/// The data of a path.
pub(super) struct PathData<'a>(pub &'a BezPath);

impl Display for PathData<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = |f: &mut fmt::Formatter<'_>, p: Point| write!(f, "{} {}", Number(p.x), Number(p.y));
        for element in self.0.elements() {
            match *element {
                PathEl::MoveTo(to) => {
                    f.write_char('M')?;
                    place(f, to)?;
                }
                PathEl::LineTo(to) => {
                    f.write_char('L')?;
                    place(f, to)?;
                }
                PathEl::QuadTo(by, to) => {
                    f.write_char('Q')?;
                    place(f, by)?;
                    f.write_char(' ')?;
                    place(f, to)?;
                }
                PathEl::CurveTo(by, next, to) => {
                    f.write_char('C')?;
                    place(f, by)?;
                    f.write_char(' ')?;
                    place(f, next)?;
                    f.write_char(' ')?;
                    place(f, to)?;
                }
                PathEl::ClosePath => f.write_char('Z')?,
            }
        }
        Ok(())
    }
}

/// Text that stands for itself, in an element or a quoted attribute.
pub(super) struct Escaped<'a>(pub &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\n' | '\r' | '\t' => write!(f, "&#{};", c as u32)?,
                // XML has no way at all to write these.
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => f.write_char(char::REPLACEMENT_CHARACTER)?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// Bytes as base64 (RFC 4648, with padding).
pub(super) struct Base64<'a>(pub &'a [u8]);

impl Display for Base64<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for three in self.0.chunks(3) {
            let byte = |index: usize| u32::from(three.get(index).copied().unwrap_or(0));
            let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
            for digit in 0..4 {
                let index = (bits >> (18 - 6 * digit)) & 63;
                f.write_char(if digit <= three.len() { char::from(DIGITS[index as usize]) } else { '=' })?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_plain() {
        let check = |value: f64, expected: &str| assert_eq!(Number(value).to_string(), expected);
        check(1.0, "1");
        check(-0.0001, "0");
        check(12.34567, "12.346");
        check(-100.0, "-100");
        check(1e21, "1000000000000000000000");
        check(f64::NAN, "0");
        check(f64::INFINITY, "0");
        assert_eq!(Factor(0.0115).to_string(), "0.0115");
    }

    #[test]
    fn text_cannot_leave_its_place() {
        let check = |text: &str, expected: &str| assert_eq!(Escaped(text).to_string(), expected);
        check("a < b & \"c\"", "a &lt; b &amp; &quot;c&quot;");
        check("two\nlines\u{1b}\u{ffff}", "two&#10;lines\u{fffd}\u{fffd}");
        check("]]>", "]]&gt;");
        check("رحلة 旅", "رحلة 旅");
    }

    #[test]
    fn bytes_are_base64() {
        let check = |bytes: &[u8], expected: &str| assert_eq!(Base64(bytes).to_string(), expected);
        check(b"", "");
        check(b"f", "Zg==");
        check(b"fo", "Zm8=");
        check(b"foo", "Zm9v");
        check(b"foobar", "Zm9vYmFy");
        check(&[0xff, 0xfe, 0xfb], "//77");
    }
}
