//! What is seen of the map: its layout and scene, made anew when the map has changed, and where one
//! looks.

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui;

use super::canvas::Camera;
use crate::geom::{Point, Rect};
use crate::layout::{self, Format, Layout};
use crate::model::Map;
use crate::picture::Pictures;
use crate::poster::{Poster, PosterOptions};
use crate::presentation::Shown;
use crate::scene::{self, Scene};
use crate::text::{MissingScript, Shaper};
use crate::theme::{Display, ScreenTheme, Theme};

/// What is seen of the map.
pub struct View {
    /// Where everything stands.
    pub layout: Arc<Layout>,
    /// What is painted.
    pub scene: Arc<Scene>,
    /// The theme that both were made with.
    pub theme: Theme,
    /// Where one looks.
    pub camera: Camera,
    /// The canvas's rectangle in the window; nothing before the first frame.
    pub rect: egui::Rect,
    /// Whether the next frame shows the whole map.
    pub fits: bool,
    /// Whether the next frame brings what is selected into sight.
    pub reveals: bool,
    /// Whether it also zooms out until all of that is in sight.
    pub shows_whole: bool,
    /// Scripts for which no font has glyphs.
    pub missing: Vec<MissingScript>,
    /// The sheet that is shown in place of the canvas.
    sheet: Option<PosterOptions>,
    made_for: Option<MadeFor>,
    searched_for_missing: Option<u64>,
}

/// What layout and scene are made for; with another one they are made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MadeFor {
    /// The map's revision.
    pub revision: u64,
    /// The theme of the screen.
    pub theme: ScreenTheme,
    /// Whether steps and cards have numbers.
    pub numbers: bool,
    /// What is a choice of display.
    pub display: Display,
    /// The slide that is edited in place of the canvas, by its address.
    pub slide: Option<usize>,
}

impl View {
    /// The view of a map on light paper, to be fitted with the first frame.
    pub fn new(map: &Map, shaper: &mut Shaper) -> Self {
        let theme = Theme::light();
        let (layout, scene) = compose(map, &theme, &Pictures::default(), shaper);
        Self {
            layout: Arc::new(layout),
            scene: Arc::new(scene),
            theme,
            camera: Camera { center: Point::ORIGIN, zoom: 1.0 },
            rect: egui::Rect::NOTHING,
            fits: true,
            reveals: false,
            shows_whole: false,
            missing: Vec::new(),
            sheet: None,
            made_for: None,
            searched_for_missing: None,
        }
    }

    /// Makes layout and scene anew if the map or the theme is another than last time.
    pub fn refresh(&mut self, map: &Map, made_for: MadeFor, pictures: &Pictures, shaper: &mut Shaper) {
        if self.made_for.replace(made_for) == Some(made_for) {
            return;
        }
        let numbered = made_for.numbers.then(|| layout::numbered(map));
        let map = numbered.as_ref().unwrap_or(map);
        let sheet = self.sheet.as_ref().and_then(|options| {
            let options = PosterOptions { display: made_for.display, ..options.clone() };
            let poster = Poster::compose(map, pictures, &options, shaper).ok()?;
            let theme = Theme::print(options.theme, map.accent).with_display(options.display);
            Some((poster.layout, poster.scene, theme))
        });
        let (layout, scene, theme) = sheet.unwrap_or_else(|| {
            let theme = Theme::screen(made_for.theme).with_accent(map.accent).with_display(made_for.display);
            let (layout, scene) = compose(map, &theme, pictures, shaper);
            (layout, scene, theme)
        });
        if layout.direction.is_rtl() && self.layout.direction.is_rtl() && self.layout.bar.is_none() {
            // Such a page begins at its right edge: where it grows, what is seen stays where it is.
            self.camera.center.x += layout.size.width - self.layout.size.width;
        }
        (self.layout, self.scene, self.theme) = (Arc::new(layout), Arc::new(scene), theme);
    }

    /// Shows a slide, to be edited, in place of the canvas.
    pub fn show_slide(&mut self, shown: &Shown, theme: Theme, made_for: MadeFor) {
        if self.made_for.replace(made_for) != Some(made_for) {
            (self.layout, self.scene, self.theme) =
                (Arc::new(shown.layout.clone()), Arc::new(shown.scene.clone()), theme);
        }
    }

    /// Whether a sheet or a slide is shown in place of the canvas.
    pub fn is_composed(&self) -> bool {
        self.sheet.is_some() || self.made_for.is_some_and(|made_for| made_for.slide.is_some())
    }

    /// Shows the map as a sheet, by the very scene that is exported, or as the canvas again.
    pub fn show_sheet(&mut self, sheet: Option<PosterOptions>) {
        self.sheet = sheet;
        self.made_for = None;
        self.fits = true;
    }

    /// Whether a sheet is shown in place of the canvas.
    pub fn is_sheet(&self) -> bool {
        self.sheet.is_some()
    }

    /// Looks for letters without a font, unless it was done for this revision. A map that needs the
    /// system's fonts is set once more for it, so it is not done while something is being dragged or typed.
    pub fn search_missing(&mut self, map: &Map, revision: u64, shaper: &mut Shaper) {
        if self.searched_for_missing != Some(revision) {
            self.searched_for_missing = Some(revision);
            // Each letter once: shaping the whole text would take as long as setting the map.
            let letters: BTreeSet<char> = self.scene.text().chars().collect();
            self.missing = shaper.missing(&String::from_iter(letters), &map.language);
        }
    }

    /// Whether layout and scene are those of a revision, shown so.
    pub fn is_made_for(&self, made_for: MadeFor) -> bool {
        self.made_for == Some(made_for)
    }

    /// Forgets what was made, for another map whose revisions begin anew.
    pub fn forget(&mut self) {
        self.made_for = None;
        self.searched_for_missing = None;
    }

    /// The whole page.
    pub fn page(&self) -> Rect {
        self.layout.size.to_rect()
    }
}

/// Layout and scene of a map.
fn compose(map: &Map, theme: &Theme, pictures: &Pictures, shaper: &mut Shaper) -> (Layout, Scene) {
    let layout = layout::layout(map, Format::Canvas, theme, shaper, pictures);
    let scene = scene::build(map, &layout, theme);
    (layout, scene)
}
