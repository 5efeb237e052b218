//! Colour values and their contrast. Which colour is used where is `theme`'s business.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An sRGB colour with straight (not premultiplied) alpha, 8 bits a channel.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red, 0–255.
    pub r: u8,
    /// Green, 0–255.
    pub g: u8,
    /// Blue, 0–255.
    pub b: u8,
    /// Opacity, 0 (nothing) – 255 (opaque).
    pub a: u8,
}

impl Color {
    /// Opaque white.
    pub const WHITE: Self = Self::rgb(0xff_ff_ff);
    /// Opaque black.
    pub const BLACK: Self = Self::rgb(0);
    /// Nothing at all.
    pub const TRANSPARENT: Self = Self { r: 0, g: 0, b: 0, a: 0 };

    /// An opaque colour from `0xRRGGBB`.
    pub const fn rgb(hex: u32) -> Self {
        Self { r: (hex >> 16) as u8, g: (hex >> 8) as u8, b: hex as u8, a: 255 }
    }

    /// The same colour at another opacity (0–255).
    pub const fn with_alpha(self, a: u8) -> Self {
        Self { a, ..self }
    }

    /// This colour laid over an opaque `ground`, blended in sRGB space as every back end blends.
    pub fn over(self, ground: Self) -> Self {
        self.with_alpha(255).mix(ground, f64::from(self.a) / 255.0)
    }

    /// `share` (0–1) of this colour and the rest of `other`, in sRGB space; the result is opaque.
    pub fn mix(self, other: Self, share: f64) -> Self {
        let part = |a: u8, b: u8| (f64::from(a) * share + f64::from(b) * (1.0 - share)).round() as u8;
        Self { r: part(self.r, other.r), g: part(self.g, other.g), b: part(self.b, other.b), a: 255 }
    }

    /// Relative luminance, 0 (black) – 1 (white), as WCAG 2.2 defines it. Alpha is ignored.
    pub fn luminance(self) -> f64 {
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// Contrast ratio of two opaque colours, 1–21, as WCAG 2.2 defines it.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// This colour, mixed with as little of `toward` as brings it to `ratio` against `ground`.
    pub fn with_contrast(self, ground: Self, ratio: f64, toward: Self) -> Self {
        (0..=20)
            .map(|step| toward.mix(self, f64::from(step) / 20.0))
            .find(|color| color.contrast(ground) >= ratio)
            .unwrap_or(toward)
    }
}

impl fmt::Display for Color {
    /// `#rrggbb`, or `#rrggbbaa` where it is not opaque.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.r, self.g, self.b)?;
        if self.a == 255 { Ok(()) } else { write!(f, "{:02x}", self.a) }
    }
}

impl fmt::Debug for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Color {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let error = || format!("`{text}` is not a colour; write it as \"#rrggbb\"");
        let digits = text.strip_prefix('#').ok_or_else(error)?;
        if !matches!(digits.len(), 6 | 8) || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(error());
        }
        let value = u32::from_str_radix(digits, 16).map_err(|_| error())?;
        Ok(if digits.len() == 6 { Self::rgb(value) } else { Self::rgb(value >> 8).with_alpha(value as u8) })
    }
}

impl Serialize for Color {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_runs_from_1_to_21() {
        assert_eq!(Color::WHITE.contrast(Color::WHITE), 1.0);
        assert!((Color::WHITE.contrast(Color::BLACK) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn colors_are_read_as_they_are_written() {
        let color: Color = "#0b4f8a".parse().expect("a colour");
        assert_eq!(color.to_string(), "#0b4f8a");
        assert_eq!("#0b4f8a80".parse(), Ok(color.with_alpha(0x80)));
        assert_eq!(color.with_alpha(0x80).to_string(), "#0b4f8a80");
        assert!("#12345".parse::<Color>().is_err());
        assert!("red".parse::<Color>().is_err());
    }

    #[test]
    fn enough_contrast_is_made_with_the_least_change() {
        let yellow = Color::rgb(0xf0_e4_42);
        let ink = yellow.with_contrast(Color::WHITE, 4.5, Color::BLACK);
        assert!(ink.contrast(Color::WHITE) >= 4.5 && ink.contrast(Color::WHITE) < 5.6);
    }
}
