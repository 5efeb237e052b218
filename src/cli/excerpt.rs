//! Reads which part of a map a command is to show.

use clap::Args;

use super::Failure;
use crate::model::{LaneKind, Map};
use crate::poster::Excerpt;

/// Which part of a map is shown.
#[derive(Debug, Args)]
pub(super) struct ExcerptArguments {
    /// Only these lanes, by name or kind, parted by commas
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    lanes: Option<Vec<String>>,
    /// Only these stages, by name or number, parted by commas
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    stages: Option<Vec<String>>,
    /// Only these personas, by name, parted by commas
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    personas: Option<Vec<String>>,
    /// Numbers before the titles of steps and cards: 1.2, 1.2.3
    #[arg(long)]
    numbers: bool,
}

impl ExcerptArguments {
    /// Whether nothing less than the whole map was asked for.
    pub(super) fn is_of_everything(&self) -> bool {
        self.lanes.is_none() && self.stages.is_none() && self.personas.is_none()
    }

    /// The part of a map that was asked for.
    pub(super) fn of(&self, map: &Map) -> Result<Excerpt, Failure> {
        let lane_name =
            |title: &str, kind: LaneKind| if title.is_empty() { kind.words().to_owned() } else { title.to_owned() };
        let lanes: Vec<_> = map
            .lanes
            .iter()
            .map(|lane| {
                (vec![lane_name(&lane.title, lane.kind), lane.kind.words().to_owned(), lane.id.to_string()], lane.id)
            })
            .collect();
        let stages: Vec<_> = map
            .stages
            .iter()
            .enumerate()
            .map(|(n, stage)| (vec![stage.title.clone(), (n + 1).to_string(), stage.id.to_string()], stage.id))
            .collect();
        let personas: Vec<_> = map
            .personas
            .iter()
            .map(|persona| (vec![persona.name.clone(), persona.id.to_string()], persona.id))
            .collect();
        Ok(Excerpt {
            lanes: chosen("lane", self.lanes.as_deref(), &lanes)?,
            stages: chosen("stage", self.stages.as_deref(), &stages)?,
            personas: chosen("persona", self.personas.as_deref(), &personas)?,
            numbers: self.numbers,
        })
    }
}

/// Those of `known` that one of the wanted names is a name of, in the order of the map.
fn chosen<T: Copy + PartialEq>(
    what: &str,
    wanted: Option<&[String]>,
    known: &[(Vec<String>, T)],
) -> Result<Option<Vec<T>>, Failure> {
    let Some(wanted) = wanted else { return Ok(None) };
    let plain = |text: &str| text.trim().to_lowercase();
    for name in wanted {
        let is_known = known.iter().any(|(names, _)| names.iter().any(|known| plain(known) == plain(name)));
        if !is_known {
            let names: Vec<&str> = known.iter().filter_map(|(names, _)| names.first()).map(String::as_str).collect();
            let hint = match names.is_empty() {
                true => format!("the map has no {what}"),
                false => format!("the map has {}", names.join(", ")),
            };
            return Err(Failure::new(format!("there is no {what} `{}`", name.trim()), hint));
        }
    }
    let is_wanted = |names: &[String]| names.iter().any(|known| wanted.iter().any(|name| plain(known) == plain(name)));
    Ok(Some(known.iter().filter(|(names, _)| is_wanted(names)).map(|(_, id)| *id).collect()))
}
