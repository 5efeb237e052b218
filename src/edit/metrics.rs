//! Changing what is measured.

use super::records::{self, require};
use super::{EditError, MetricField, clean, references};
use crate::model::check::limits;
use crate::model::{Map, Metric, MetricId};

pub(super) fn add_metric(map: &mut Map, metric: &Metric) -> Result<(), EditError> {
    references::metric(map, metric)?;
    let mut metric = metric.clone();
    clean::metric(&mut metric);
    records::add(&mut map.metrics, metric, None, limits::RECORDS)
}

pub(super) fn remove_metric(map: &mut Map, id: MetricId) -> Result<(), EditError> {
    require(&map.metrics, id)?;
    map.metrics.remove(id);
    Ok(())
}

pub(super) fn set_metric(map: &mut Map, id: MetricId, field: &MetricField) -> Result<(), EditError> {
    let metric = records::find_mut(&mut map.metrics, id)?;
    field.put(metric);
    clean::metric(metric);
    map.metrics.find(id).map_or(Ok(()), |metric| references::metric(map, metric))
}
