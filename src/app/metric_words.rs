//! What the window calls metrics and their values.

use crate::model::{Better, Metric, MetricKind};

/// What a metric is called: by its name, else by its kind.
pub fn metric_name(metric: &Metric) -> String {
    let name = metric.name.trim();
    if name.is_empty() { metric.kind.words().to_owned() } else { name.to_owned() }
}

/// A value with its unit and at most three decimals.
pub fn value_words(metric: &Metric, value: f64) -> String {
    let number = ((value * 1_000.0).round() / 1_000.0).to_string().replace('-', "−");
    let unit = unit_of(metric);
    if unit.is_empty() { number } else { format!("{number} {unit}") }
}

/// The unit in which a metric counts; empty if it has none.
pub fn unit_of(metric: &Metric) -> &str {
    match (metric.kind, metric.unit.trim()) {
        (MetricKind::Csat, "") => "%",
        (_, unit) => unit,
    }
}

/// What its scale is, which way is up, and what counts, in a sentence.
pub fn rule_words(metric: &Metric) -> String {
    let way = match (metric.better, metric.kind) {
        (Some(Better::Higher), _) => "higher is better",
        (Some(Better::Lower), _) | (None, MetricKind::ResponseTime) => "lower is better",
        (None, MetricKind::Nps | MetricKind::Csat | MetricKind::Ces | MetricKind::Own) => "higher is better",
    };
    let scale = match metric.kind {
        MetricKind::Nps => "−100 to 100, promoters less detractors in percent".to_owned(),
        MetricKind::Csat => {
            let (top, of) = metric.top_box.unwrap_or((2, 5));
            let usual = if metric.top_box.is_none() { ", as usual" } else { "" };
            format!("0 to 100 %, the share of the top {top} of {of} answers{usual}")
        }
        MetricKind::Ces => match metric.better {
            Some(Better::Lower) => "1 to 7, where 7 is the most effort".to_owned(),
            Some(Better::Higher) | None => "1 to 7, where 7 is very easy".to_owned(),
        },
        MetricKind::ResponseTime => match metric.unit.trim() {
            "" => "0 or more; a unit is not set".to_owned(),
            unit => format!("0 or more, in {unit}"),
        },
        MetricKind::Own => match metric.range {
            Some((low, high)) => format!("{low} to {high}").replace('-', "−"),
            None => "any number".to_owned(),
        },
    };
    format!("Scale: {scale}. Direction: {way}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;

    fn metric(kind: MetricKind) -> Metric {
        Metric::new(Id::new("me-1").expect("an id"), kind)
    }

    #[test]
    fn values_have_their_unit_and_rules_their_words() {
        assert_eq!(value_words(&metric(MetricKind::Nps), -12.34567), "−12.346");
        assert_eq!(value_words(&metric(MetricKind::Csat), 87.0), "87 %");
        let ces = Metric { better: Some(Better::Lower), ..metric(MetricKind::Ces) };
        assert!(rule_words(&ces).contains("7 is the most effort") && rule_words(&ces).contains("lower is better"));
        let csat = Metric { top_box: Some((1, 4)), ..metric(MetricKind::Csat) };
        assert!(rule_words(&csat).contains("top 1 of 4 answers."), "{}", rule_words(&csat));
        assert!(rule_words(&metric(MetricKind::ResponseTime)).contains("lower is better"));
    }
}
