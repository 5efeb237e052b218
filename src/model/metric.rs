//! Figures and their history.

use serde::{Deserialize, Serialize};

use super::experience::Target;
use super::id::MetricId;
use super::is_default;
use super::scale::choice;
use super::table::Record;

/// A figure that is measured again and again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// Names the metric for good.
    pub id: MetricId,
    /// What people read; empty means the kind's own name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// Which figure it is.
    pub kind: MetricKind,
    /// The unit of one's own metric and of a response time.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unit: String,
    /// The lowest and the highest value that one's own metric can have.
    #[serde(default, skip_serializing_if = "is_default")]
    pub range: Option<(f64, f64)>,
    /// What is to be reached.
    #[serde(default, skip_serializing_if = "is_default")]
    pub target: Option<f64>,
    /// Whether more is better. Not set means the kind's own rule.
    #[serde(default, skip_serializing_if = "is_default")]
    pub better: Option<Better>,
    /// For CSAT: how many of the top answers of the question count as satisfied, of how many, such as `(2, 5)`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub top_box: Option<(u8, u8)>,
    /// The person or department that is accountable.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: String,
    /// What it is measured at; empty means the whole journey.
    #[serde(default, skip_serializing_if = "is_default")]
    pub at: Vec<Target>,
    /// The values, oldest first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub series: Vec<Reading>,
}

impl Metric {
    /// A metric of a kind without values.
    pub fn new(id: MetricId, kind: MetricKind) -> Self {
        Self {
            id,
            name: String::new(),
            kind,
            unit: String::new(),
            range: None,
            target: None,
            better: None,
            top_box: None,
            owner: String::new(),
            at: Vec::new(),
            series: Vec::new(),
        }
    }
}

choice! {
    /// Which figure a metric is; each has its own scale.
    MetricKind {
        /// Net Promoter Score, −100 … 100.
        Nps => "NPS",
        /// Share of satisfied customers, 0 … 100 %.
        Csat => "CSAT",
        /// Customer Effort Score, 1 … 7.
        Ces => "CES",
        /// How long until an answer, in the metric's unit.
        ResponseTime => "response time",
        /// One's own.
        Own => "metric",
    }
}

impl MetricKind {
    /// The lowest and the highest value, where the kind has a scale.
    pub fn range(self) -> Option<(f64, f64)> {
        match self {
            Self::Nps => Some((-100.0, 100.0)),
            Self::Csat => Some((0.0, 100.0)),
            Self::Ces => Some((1.0, 7.0)),
            Self::ResponseTime => Some((0.0, f64::INFINITY)),
            Self::Own => None,
        }
    }
}

choice! {
    /// Which way is up.
    Better {
        /// More is better.
        Higher => "higher is better",
        /// Less is better.
        Lower => "lower is better",
    }
}

/// A value of a metric in a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// When, such as `2026-Q3` or `2026-10`.
    pub period: String,
    /// The value.
    pub value: f64,
    /// How many answers stand behind it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub n: Option<u32>,
}

impl Record for Metric {
    fn id(&self) -> MetricId {
        self.id
    }
}
