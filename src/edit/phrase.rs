//! phrase
use super::Edit;
use crate::model::Map;
/// label
pub fn label(map: &Map, edit: &Edit) -> String { todo!() }
/// announce
pub fn announce(map: &Map, edit: &Edit) -> String { todo!() }
