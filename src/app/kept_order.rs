//! With what a map was exported last, written down for the next time: names and numbers as the command
//! line knows them, so that a file of an older version still says most of it.
//!
//! That the map travels with a picture is asked for each time anew, and not kept, and neither is what of the
//! map is shown; whether steps and
//! cards are numbered is a setting of the window.

use serde::{Deserialize, Serialize};

use super::poster::PosterOrder;
use crate::export::{
    Dpi, MAX_BLEED_MM, MAX_OVERLAP_MM, MAX_TILE_MARGIN_MM, Orientation, Paper, PosterSettings, TileSettings,
};
use crate::layout::Rows;
use crate::model::{LaneId, Map, PersonaId, StageId};
use crate::poster::{Excerpt, PosterOptions};

/// The widest margin that is offered, in millimeters.
pub const MAX_MARGIN_MM: f64 = 100.0;
/// The distances that are offered, in meters.
pub const DISTANCES_M: std::ops::RangeInclusive<f64> = 0.1..=20.0;

/// What is written down. What is empty or missing is as usual for the paper.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    format: String,
    paper: String,
    orientation: String,
    dpi: u16,
    margin_mm: Option<f64>,
    bleed_mm: f64,
    has_crop_marks: bool,
    /// 0 for as many rows as fit.
    rows: u8,
    theme: String,
    lanes: Option<Vec<LaneId>>,
    stages: Option<Vec<StageId>>,
    personas: Option<Vec<PersonaId>>,
    /// The paper of an office printer; empty for one sheet.
    tile: String,
    overlap_mm: Option<f64>,
    tile_margin_mm: Option<f64>,
    is_svg_text: bool,
    distance_m: Option<f64>,
}

/// The text that keeps an order.
pub fn write(order: &PosterOrder) -> String {
    let PosterOptions { settings, rows, theme, excerpt, display: _, subject: _ } = &order.options;
    let kept = Kept {
        format: order.format.to_string(),
        paper: settings.paper.to_string(),
        orientation: settings.orientation.to_string(),
        dpi: settings.dpi.dots_per_inch() as u16,
        margin_mm: Some(settings.margin_mm),
        bleed_mm: settings.bleed_mm,
        has_crop_marks: settings.has_crop_marks,
        rows: rows.number().unwrap_or(0),
        theme: theme.to_string(),
        lanes: excerpt.lanes.clone(),
        stages: excerpt.stages.clone(),
        personas: excerpt.personas.clone(),
        tile: order.tiles.map(|tiles| tiles.paper.to_string()).unwrap_or_default(),
        overlap_mm: order.tiles.map(|tiles| tiles.overlap_mm),
        tile_margin_mm: order.tiles.map(|tiles| tiles.margin_mm),
        is_svg_text: order.is_svg_text,
        distance_m: Some(order.distance_m),
    };
    ron::ser::to_string_pretty(&kept, ron::ser::PrettyConfig::new().new_line("\n")).unwrap_or_default()
}

/// The order that a text keeps, as far as it makes sense for the map; none if it names no paper.
pub fn read(text: &str, map: &Map) -> Option<PosterOrder> {
    let kept: Kept = ron::from_str(text).ok()?;
    let usual = PosterOrder::new(kept.paper.parse::<Paper>().ok()?);
    let settings = usual.options.settings;
    let within =
        |value: Option<f64>, most: f64, usual: f64| value.filter(|v| (0.0..=most).contains(v)).unwrap_or(usual);
    let settings = PosterSettings {
        orientation: kept.orientation.parse().unwrap_or(Orientation::Auto),
        dpi: Dpi::new(kept.dpi).unwrap_or(settings.dpi),
        margin_mm: within(kept.margin_mm, MAX_MARGIN_MM, settings.margin_mm),
        bleed_mm: within(Some(kept.bleed_mm), MAX_BLEED_MM, 0.0),
        has_crop_marks: kept.has_crop_marks,
        ..settings
    };
    let excerpt = Excerpt {
        lanes: existing(kept.lanes, |id| map.lanes.contains(*id)),
        stages: existing(kept.stages, |id| map.stages.contains(*id)),
        personas: existing(kept.personas, |id| map.personas.contains(*id)),
        numbers: false,
    };
    let tile = kept.tile.parse().ok().filter(|paper| TileSettings::PAPERS.contains(paper)).map(TileSettings::new);
    let tiles = tile.map(|usual| TileSettings {
        overlap_mm: within(kept.overlap_mm, MAX_OVERLAP_MM, usual.overlap_mm),
        margin_mm: within(kept.tile_margin_mm, MAX_TILE_MARGIN_MM, usual.margin_mm),
        ..usual
    });
    let (rows, theme) = (Rows::of_number(kept.rows), kept.theme.parse().ok()?);
    let options = PosterOptions { settings, rows, theme, excerpt, ..usual.options };
    Some(PosterOrder {
        options,
        format: kept.format.parse().unwrap_or(usual.format),
        tiles,
        is_svg_text: kept.is_svg_text,
        carries_map: false,
        distance_m: kept.distance_m.filter(|meters| DISTANCES_M.contains(meters)).unwrap_or(usual.distance_m),
    })
}

/// Those of a list that are still there; all if none is left.
fn existing<T>(list: Option<Vec<T>>, is_there: impl Fn(&T) -> bool) -> Option<Vec<T>> {
    let left: Vec<T> = list?.into_iter().filter(is_there).collect();
    (!left.is_empty()).then_some(left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Format;
    use crate::poster::Subject;
    use crate::theme::{Display, PrintTheme};

    fn map() -> Map {
        let mut ids = crate::model::IdSource::seeded(1);
        crate::template::TEMPLATES[0].map(&mut ids)
    }

    #[test]
    fn an_order_is_read_as_it_was_written() {
        let map = map();
        let lane = map.lanes.at(0).expect("a lane").id;
        let paper = Paper::custom(800.0, 450.5).expect("a size");
        let usual = PosterOrder::new(paper);
        let settings =
            PosterSettings { margin_mm: 12.5, bleed_mm: 3.0, has_crop_marks: true, ..usual.options.settings };
        let order = PosterOrder {
            options: PosterOptions {
                settings: PosterSettings { orientation: Orientation::Portrait, ..settings },
                rows: Rows::of_number(3),
                theme: PrintTheme::Gray,
                excerpt: Excerpt { lanes: Some(vec![lane]), ..Excerpt::default() },
                display: Display::default(),
                subject: Subject::Map,
            },
            format: Format::Svg,
            tiles: Some(TileSettings { overlap_mm: 7.0, ..TileSettings::new(Paper::A3) }),
            is_svg_text: true,
            carries_map: true,
            distance_m: 2.0,
        };
        let read = read(&write(&order), &map).expect("an order");
        assert_eq!(read, PosterOrder { carries_map: false, ..order });
    }

    #[test]
    fn what_makes_no_sense_is_as_usual() {
        let text = "(paper: \"a1\", theme: \"light\", dpi: 7, margin_mm: Some(-1.0), bleed_mm: 9000.0, tile: \"a0\", \
                    lanes: Some([\"gone\"]), distance_m: Some(99.0))";
        assert_eq!(read(text, &map()), Some(PosterOrder::new(Paper::A1)));
        assert_eq!(read("", &map()), None);
        assert_eq!(read("(paper: \"tissue\")", &map()), None);
    }
}
