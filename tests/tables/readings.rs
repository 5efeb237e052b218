//! Metrics over periods out of tables.

use pathos::edit::{self, Edit, MetricField};
use pathos::interchange::ImportError;
use pathos::interchange::table::{self, Mapping, Readings};
use pathos::model::*;

use super::{import, table_of};

/// A map with two touchpoints at a step and an NPS of one period.
fn map() -> Map {
    let mut map = import(b"Stage,Step,Title\nBuy,Till,Wait in line\nBuy,Till,Pay").expect("a map").map;
    let mut nps = Metric::new(IdSource::seeded(5).next(), MetricKind::Nps);
    nps.series.push(Reading { period: "2026-Q2".into(), value: 20.0, n: Some(80) });
    map.metrics.push(nps);
    map
}

fn take(map: &Map, text: &str) -> Result<Readings, ImportError> {
    let table = table_of(text);
    table::import_readings(&table, &Mapping::guess(table.heads()), map, &mut IdSource::seeded(2))
}

fn told(readings: &Readings) -> Vec<String> {
    readings.notices.iter().map(|notice| format!("{}:{}: {}", notice.line, notice.column, notice.text)).collect()
}

#[test]
fn readings_go_to_their_metrics_in_the_order_of_time() {
    let map = map();
    let text = "Touchpoint,Metric,Period,Value,n,Unit\n,NPS,2026-Q3,31,120,\n,NPS,2026-Q1,-5,60,\nPay,CSAT,2026-Q3,87 %,40,\nTill,Response time,2026-10,3 h,,\nTill,Response time,2026-11,90,,min\n,Visits,2026-10,1200,,people";
    let readings = take(&map, text).expect("readings");
    assert_eq!(told(&readings), [""; 0]);
    assert_eq!((readings.count, readings.changed.len(), readings.added.len()), (6, 1, 3));
    let nps: Vec<_> =
        readings.changed[0].series.iter().map(|reading| (reading.period.as_str(), reading.value, reading.n)).collect();
    assert_eq!(nps, [("2026-Q1", -5.0, Some(60)), ("2026-Q2", 20.0, Some(80)), ("2026-Q3", 31.0, Some(120))]);
    let [csat, response, visits] = &readings.added[..] else { panic!("three new metrics") };
    let pay = map.cards.iter().find(|card| card.title == "Pay").expect("a card").id;
    assert_eq!((csat.kind, &csat.at[..], csat.name.as_str()), (MetricKind::Csat, &[Target::Card(pay)][..], ""));
    assert_eq!((response.kind, response.unit.as_str(), response.series[1].value), (MetricKind::ResponseTime, "h", 1.5));
    assert_eq!((visits.kind, visits.name.as_str(), visits.unit.as_str()), (MetricKind::Own, "Visits", "people"));
    // They enter the map as any other edit does, and it stays sound.
    let (mut map, ids) = (map, &mut IdSource::seeded(3));
    for metric in readings.changed {
        let edit = Edit::SetMetric { metric: metric.id, field: MetricField::Series(metric.series) };
        edit::apply(&mut map, &edit, ids).expect("an edit");
    }
    for metric in readings.added {
        edit::apply(&mut map, &Edit::AddMetric(metric), ids).expect("an edit");
    }
    assert_eq!(check::check(&map).into_iter().map(|problem| problem.text).collect::<Vec<_>>(), [""; 0]);
    assert_eq!(map.metrics.len(), 4);
}

#[test]
fn values_outside_their_scale_and_unknown_places_are_left_out_and_told() {
    let text = "\
Touchpoint,Metric,Period,Value,n
,NPS,2026-Q3,150,
,CSAT,2026-Q3,-1,
,CES,2026-Q3,8,
,Response time,2026-Q3,-2,
Nowhere,NPS,2026-Q3,10,
,NPS,2026-Q3,many,
,NPS,,10,
,NPS,2026-Q2,25,some
,CSAT,2026-Q4,0.87,";
    let readings = take(&map(), text).expect("two readings");
    assert_eq!(readings.count, 2);
    let told = told(&readings);
    for (told, word) in told.iter().zip([
        "2:4: 150 is outside the scale of NPS, -100 to 100",
        "3:4: -1 is outside the scale of CSAT, 0 to 100",
        "4:4: 8 is outside the scale of CES, 1 to 7",
        "5:4: -2 is outside the scale of response time, 0 or more",
        "6:1: there is no touchpoint or step \"Nowhere\"",
        "7:4: \"many\" is not a number",
        "8:2: the row has no period",
        "9:4: 2026-Q2 of \"NPS\" had 20 and has 25 now",
        "9:5: \"some\" is not a number of answers",
        "10:4: 0.87 was taken for 0.87 % satisfied",
    ]) {
        assert!(told.starts_with(word), "{word}\n{told}");
    }
    assert_eq!(told.len(), 10, "{told:?}");
    // A metric without a reading is not added.
    assert_eq!(readings.added.iter().map(|metric| metric.kind).collect::<Vec<_>>(), [MetricKind::Csat]);
}

#[test]
fn what_holds_no_readings_is_refused() {
    for (text, word) in [
        ("Title,Owner\nA,B", "no column for Metric, Period, Value"),
        ("Metric,Period\nNPS,2026", "no column for Value"),
        ("Metric,Period,Value\nNPS,2026,500", "outside the scale"),
        ("Metric,Period,Value\n", "no readings"),
    ] {
        let error = take(&map(), text).expect_err("no readings");
        assert!(error.text.contains(word) && !error.hint.is_empty(), "{error}");
    }
}
