//! From a map to a poster: the map is composed for a sheet, drawn in a theme for print, and planned
//! for export.

mod excerpt;
mod legibility;
mod subject;

use crate::export::{ExportError, Orientation, Paper, Plan, PosterSettings, Sheet};
use crate::geom::Size;
use crate::layout::{self, Format, Layout, Rows, SheetFormat};
use crate::model::{LaneKind, Map};
use crate::picture::Pictures;
use crate::scene::Scene;
use crate::text::Shaper;
use crate::theme::{Display, PrintTheme, Theme};

use self::subject::{Drawn, pictures};

pub use excerpt::Excerpt;
pub use legibility::{Legibility, Remedy, usual_distance_m};
pub use subject::{Against, Subject};

/// What a poster is made with.
#[derive(Debug, Clone, PartialEq)]
pub struct PosterOptions {
    /// Paper, resolution and margins.
    pub settings: PosterSettings,
    /// Into how many strips the journey is broken.
    pub rows: Rows,
    /// The colors.
    pub theme: PrintTheme,
    /// Which part of the map is shown.
    pub excerpt: Excerpt,
    /// What is a choice of display.
    pub display: Display,
    /// What of it is shown.
    pub subject: Subject,
}

impl PosterOptions {
    /// The usual options for a paper.
    pub fn new(paper: Paper) -> Self {
        Self {
            settings: PosterSettings::new(paper),
            rows: Rows::Auto,
            theme: PrintTheme::Light,
            excerpt: Excerpt::default(),
            display: Display::default(),
            subject: Subject::Map,
        }
    }
}

/// A map composed for a sheet.
#[derive(Debug, Clone)]
pub struct Poster {
    /// Where everything stands on the sheet.
    pub layout: Layout,
    /// What is drawn: the whole sheet with its margins.
    pub scene: Scene,
    /// What will be written.
    pub plan: Plan,
}

impl Poster {
    /// Composes a map for a sheet.
    ///
    /// # Errors
    /// If the margins leave no space, there are more rows than steps, or the picture has too many pixels.
    pub fn compose(
        map: &Map,
        own_pictures: &Pictures,
        options: &PosterOptions,
        shaper: &mut Shaper,
    ) -> Result<Self, ExportError> {
        let drawn = Drawn::of(map, &options.subject, &options.excerpt);
        let pictures = pictures(own_pictures, &options.subject);
        let (map, notes) = drawn.parts();
        let settings = options.settings;
        let about = if let Subject::RoadMap(..) = options.subject { ROAD_MAP_SIZE } else { about_size(map) };
        let sheet = Sheet::new(settings.paper, settings.orientation, settings.margin_mm, about);
        sheet.check()?;
        let (rows, steps) = (options.rows.number().unwrap_or(1), map.steps().count());
        if usize::from(rows) > steps.max(1) {
            return Err(ExportError::Rows { rows, steps });
        }
        let theme = Theme::print(options.theme, map.accent).with_display(options.display);
        let format = Format::Sheet(SheetFormat {
            width_pt: sheet.width_pt,
            height_pt: sheet.height_pt,
            margin_pt: sheet.margin_pt,
            rows: options.rows,
        });
        let layout = layout::layout_with(map, &notes, format, &theme, shaper, &pictures);
        let scene = drawn.scene(&layout, &theme);
        // The layout has the sheet's margins in it.
        let orientation = if sheet.width_pt > sheet.height_pt { Orientation::Landscape } else { Orientation::Portrait };
        let plan = Plan::new(&scene, &PosterSettings { margin_mm: 0.0, orientation, ..settings })?;
        Ok(Self { layout, scene, plan })
    }
}

impl PosterOptions {
    /// What would make every card readable from a distance, the mildest first. Each is composed to
    /// see that it does, which takes as long as so many posters.
    pub fn remedies(&self, map: &Map, pictures: &Pictures, distance_m: f64, shaper: &mut Shaper) -> Vec<Remedy> {
        legibility::remedies(map, pictures, self, distance_m, shaper)
    }
}

/// Periods stand beside each other: a road map hangs broad.
const ROAD_MAP_SIZE: Size = Size::new(1_400.0, 1_000.0);

/// About as wide and high as the map is on a canvas: enough to know which way a paper hangs.
fn about_size(map: &Map) -> Size {
    let shown = map.lanes.iter().filter(|lane| !lane.hidden && !lane.collapsed);
    let height: f64 = shown.map(|lane| if lane.kind == LaneKind::Emotion { 228.0 } else { 120.0 }).sum();
    Size::new(212.0 + 144.0 * map.steps().count() as f64, 260.0 + height)
}
