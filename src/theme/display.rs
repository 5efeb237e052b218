//! What is a choice of display and no part of a map: how many lines guide the eye along a curve, and
//! whether the lanes stand as a service blueprint.

use std::fmt;
use std::str::FromStr;

/// How many lines stand behind a curve, evenly from −2 to +2: 3 to 11. None of an even number is neutral;
/// the neutral line then stands beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Guides(u8);

impl Guides {
    /// Every number that there can be.
    pub const ALL: [Self; 9] = [Self(3), Self(4), Self(5), Self(6), Self(7), Self(8), Self(9), Self(10), Self(11)];

    /// So many, if there can be so many.
    pub fn new(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|guides| guides.0 == number)
    }

    /// The nearest number that there can be.
    pub fn nearest(number: u8) -> Self {
        Self::ALL.into_iter().min_by_key(|guides| guides.0.abs_diff(number)).unwrap_or_default()
    }

    /// How many they are.
    pub fn number(self) -> u8 {
        self.0
    }

    /// The levels at which they stand, −2 … +2, and the neutral one.
    pub fn levels(self) -> impl Iterator<Item = f64> {
        let neutral = self.0.is_multiple_of(2).then_some(0.0);
        (0..self.0).map(move |n| 4.0 * f64::from(n) / f64::from(self.0 - 1) - 2.0).chain(neutral)
    }
}

/// One for each emotion.
impl Default for Guides {
    fn default() -> Self {
        Self(5)
    }
}

impl fmt::Display for Guides {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Guides {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.trim()
            .parse()
            .ok()
            .and_then(Self::new)
            .ok_or_else(|| format!("`{text}` is not a number of guide lines; use 3 to 11"))
    }
}

/// What is a choice of display.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Display {
    /// How many lines stand behind a curve.
    pub guides: Guides,
    /// How the lanes stand.
    pub arrangement: Arrangement,
}

/// How the lanes of a map stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Arrangement {
    /// In the map's own order; with the lines of a blueprint where that is the order of its zones.
    #[default]
    AsTheyAre,
    /// As a service blueprint: ordered by zone, with its three lines.
    Blueprint,
    /// As a journey map: in the map's own order, without lines.
    Journey,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guides_stand_evenly_with_a_neutral_one() {
        for guides in Guides::ALL {
            let mut levels: Vec<f64> = guides.levels().collect();
            let beside = usize::from(guides.number() % 2 == 0);
            assert_eq!(levels.len(), usize::from(guides.number()) + beside);
            assert_eq!(levels.iter().filter(|level| **level == 0.0).count(), 1, "{guides}");
            levels.truncate(usize::from(guides.number()));
            assert_eq!((levels[0], levels[levels.len() - 1]), (-2.0, 2.0));
            let gap = levels[1] - levels[0];
            assert!(levels.windows(2).all(|pair| (pair[1] - pair[0] - gap).abs() < 1e-12), "{levels:?}");
        }
        assert_eq!("6".parse::<Guides>().map(Guides::number), Ok(6));
        assert!("12".parse::<Guides>().is_err_and(|error| error.contains("3 to 11")));
        assert_eq!((Guides::nearest(0).number(), Guides::nearest(255).number()), (3, 11));
    }
}
