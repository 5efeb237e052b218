//! The scales of the field. A value outside its scale cannot be made, nor read from a file.

use serde::{Deserialize, Serialize};

/// Declares an integer on a closed scale, with its limits in the error.
macro_rules! scale {
    ($(#[$doc:meta])* $name:ident: $int:ty, $low:literal ..= $high:literal, $words:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(try_from = "i64", into = "i64")]
        pub struct $name($int);

        impl $name {
            /// The lowest value.
            pub const MIN: Self = Self($low);
            /// The highest value.
            pub const MAX: Self = Self($high);

            /// The value, if it is on the scale.
            pub fn new(value: i64) -> Option<Self> {
                ($low..=$high).contains(&value).then_some(Self(value as $int))
            }

            /// The nearest value of the scale.
            pub fn clamped(value: i64) -> Self {
                Self(value.clamp($low, $high) as $int)
            }

            /// The plain number.
            pub fn value(self) -> i64 {
                i64::from(self.0)
            }

            /// Every value of the scale, lowest first.
            pub fn all() -> impl DoubleEndedIterator<Item = Self> {
                ($low..=$high).map(Self)
            }
        }

        impl TryFrom<i64> for $name {
            type Error = String;

            fn try_from(value: i64) -> Result<Self, String> {
                Self::new(value).ok_or_else(|| format!("{value} is outside the scale of {}: {} to {}", $words, $low, $high))
            }
        }

        impl From<$name> for i64 {
            fn from(value: $name) -> i64 {
                value.value()
            }
        }
    };
}

scale! {
    /// How it feels at a touchpoint: −2 very bad, −1 bad, 0 neutral, +1 good, +2 very good.
    /// An unknown emotion is *not set*, never 0.
    Emotion: i8, -2..=2, "emotion"
}
scale! {
    /// How easy it was: 1 very hard … 7 very easy (the question of the Customer Effort Score 2.0).
    Ease: u8, 1..=7, "ease"
}
scale! {
    /// A judgement of 1 (least) … 5 (most), for the impact and the effort of an opportunity.
    Score: u8, 1..=5, "impact and effort"
}

impl Emotion {
    /// The neutral middle.
    pub const NEUTRAL: Self = Self(0);

    /// The value with its sign: `−2`, `−1`, `0`, `+1`, `+2` (with the true minus).
    pub fn signed(self) -> &'static str {
        match self.0 {
            ..=-2 => "−2",
            -1 => "−1",
            0 => "0",
            1 => "+1",
            2.. => "+2",
        }
    }

    /// The value in words.
    pub fn words(self) -> &'static str {
        match self.0 {
            ..=-2 => "very bad",
            -1 => "bad",
            0 => "neutral",
            1 => "good",
            2.. => "very good",
        }
    }
}

/// Declares a fieldless enum with the words that people read for each value.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident => $words:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// Every value, in the order in which people are shown them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// What people read.
            pub fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)* }
            }
        }
    };
}
pub(super) use choice;

choice! {
    /// How bad a pain point is.
    Severity {
        /// 1: an annoyance.
        Minor => "minor",
        /// 2: it costs time or nerves.
        Moderate => "moderate",
        /// 3: people complain or need help.
        Major => "major",
        /// 4: people cannot go on, or leave.
        Blocking => "blocking",
    }
}

impl Severity {
    /// 1 minor … 4 blocking.
    pub fn level(self) -> u8 {
        self as u8 + 1
    }
}

choice! {
    /// How well a statement is backed.
    Evidence {
        /// Somebody thinks so.
        Assumed => "assumed",
        /// Some of it was seen or asked.
        Partly => "partly researched",
        /// It was researched; the source says how.
        Researched => "researched",
    }
}

choice! {
    /// What an attribute does to satisfaction, after Noriaki Kano (1984).
    Kano {
        /// Taken for granted: its lack angers, its presence is not noticed.
        Basic => "basic",
        /// The more the better.
        Performance => "performance",
        /// Nobody asks for it, everybody likes it.
        Delighter => "delighter",
    }
}

choice! {
    /// Whether a persona reached what it wanted.
    Success {
        /// Not at all.
        No => "failed",
        /// In part, or with help.
        Partly => "partly",
        /// Yes.
        Yes => "succeeded",
    }
}

choice! {
    /// Units of a step's duration.
    TimeUnit {
        /// Seconds.
        Seconds => "s",
        /// Minutes.
        Minutes => "min",
        /// Hours.
        Hours => "h",
        /// Days.
        Days => "d",
        /// Weeks.
        Weeks => "wk",
        /// Months.
        Months => "mo",
    }
}

/// A length of time as people say it: `Span(3, Days)`. The number is 0 or more and finite.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
#[serde(try_from = "(f64, TimeUnit)", into = "(f64, TimeUnit)")]
pub struct TimeSpan {
    value: f64,
    unit: TimeUnit,
}

impl TimeSpan {
    /// A length of time; `None` for a negative, an infinite or no number.
    pub fn new(value: f64, unit: TimeUnit) -> Option<Self> {
        (value.is_finite() && value >= 0.0).then_some(Self { value, unit })
    }

    /// The number.
    pub fn value(self) -> f64 {
        self.value
    }

    /// Its unit.
    pub fn unit(self) -> TimeUnit {
        self.unit
    }

    /// The same in seconds; a month counts 30 days.
    pub fn seconds(self) -> f64 {
        self.value
            * match self.unit {
                TimeUnit::Seconds => 1.0,
                TimeUnit::Minutes => 60.0,
                TimeUnit::Hours => 3_600.0,
                TimeUnit::Days => 86_400.0,
                TimeUnit::Weeks => 604_800.0,
                TimeUnit::Months => 2_592_000.0,
            }
    }
}

impl TryFrom<(f64, TimeUnit)> for TimeSpan {
    type Error = String;

    fn try_from((value, unit): (f64, TimeUnit)) -> Result<Self, String> {
        Self::new(value, unit).ok_or_else(|| format!("{value} is not a length of time; it must be 0 or more"))
    }
}

impl From<TimeSpan> for (f64, TimeUnit) {
    fn from(span: TimeSpan) -> Self {
        (span.value, span.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_outside_its_scale_cannot_be_made() {
        assert_eq!(Emotion::new(3), None);
        assert_eq!(Emotion::new(-2).map(Emotion::value), Some(-2));
        assert_eq!(Ease::new(0), None);
        assert_eq!(Emotion::try_from(5).unwrap_err(), "5 is outside the scale of emotion: -2 to 2");
        assert!(TimeSpan::new(f64::NAN, TimeUnit::Days).is_none());
    }
}
