//! A story as pages to be written: one slide a page, 16 : 9, or a page with notes below each slide.

use super::deck::Deck;
use super::picture::{Emphasis, Making, picture};
use super::public::public;
use crate::export::{Dpi, Page};
use crate::geom::{Affine, Point, Rect, Size};
use crate::layout::SLIDE_HEIGHT_PT;
use crate::model::Map;
use crate::picture::Pictures;
use crate::scene::{Item, Scene, TextItem};
use crate::text::{Align, Paragraph, Shaper, TextStyle, Weight};
use crate::theme::{ScreenTheme, Theme};

/// The shape of the pages.
const ASPECT: f64 = 16.0 / 9.0;
/// The height of a slide's page in points: a sheet of 13⅓ × 7½ inches, as other programs have it.
const PAGE_HEIGHT_PT: f64 = 540.0;
/// The resolution at which such a page has 1,080 rows of pixels.
const DOTS_PER_INCH: u16 = 144;
/// A page with notes: A4 upright, in points.
const NOTES_PAGE: Size = Size::new(595.28, 841.89);
/// What stays free around notes, in points.
const NOTES_MARGIN_PT: f64 = 40.0;
/// The size of the notes' type, in points.
const NOTES_SIZE_PT: f64 = 11.5;

/// How a story is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StoryOptions {
    /// The colors of the slides.
    pub theme: ScreenTheme,
    /// Whether the speaker's notes stand below each slide.
    pub has_notes: bool,
}

/// The slides of a story, ready to be written.
#[derive(Debug, Clone)]
pub struct StoryPages {
    slides: Vec<Written>,
    has_notes: bool,
}

/// A slide, or what is left of its notes.
#[derive(Debug, Clone)]
struct Written {
    scene: Scene,
    /// The notes below it on this page, and on further pages.
    notes: Vec<Item>,
}

impl StoryPages {
    /// The story of a map, or, where it has none, the overview and each stage.
    pub fn of(map: &Map, options: StoryOptions, pictures: &Pictures, shaper: &mut Shaper) -> Self {
        let theme = Theme::slide(options.theme).with_accent(map.accent);
        let shown = public(map);
        let deck = Deck::of(&shown, ASPECT, &theme, shaper, pictures);
        let mut slides = Vec::new();
        let mut former = None;
        for page in &deck.pages {
            let mut making = Making { map: &shown, theme: &theme, pictures, shaper: &mut *shaper };
            let scene = picture(&mut making, page, &Emphasis::default()).scene;
            let is_first = page.scene.is_none() || page.scene != former;
            former = page.scene;
            let notes = page.scene.filter(|_| options.has_notes && is_first).and_then(|id| map.story.find(id));
            let notes = notes.map_or("", |scene| scene.notes.trim());
            let pages = notes_pages(notes, map, shaper);
            for notes in pages {
                slides.push(Written { scene: scene.clone(), notes });
            }
        }
        Self { slides, has_notes: options.has_notes }
    }

    /// How many pages there are.
    pub fn len(&self) -> usize {
        self.slides.len()
    }

    /// Whether there is none, which does not happen.
    pub fn is_empty(&self) -> bool {
        self.slides.is_empty()
    }

    /// The text of all slides, for finding letters without a font.
    pub fn text(&self) -> String {
        self.slides.iter().map(|slide| slide.scene.text()).collect()
    }

    /// The pages, for any format that takes several.
    pub fn pages(&self) -> Vec<Page<'_>> {
        self.slides.iter().map(|slide| self.page(slide)).collect()
    }

    fn page<'a>(&self, slide: &'a Written) -> Page<'a> {
        let slide_size = slide.scene.size;
        let (size, window) = if self.has_notes {
            let width = NOTES_PAGE.width - 2.0 * NOTES_MARGIN_PT;
            let height = width * slide_size.height / slide_size.width;
            (NOTES_PAGE, Rect::from_origin_size((NOTES_MARGIN_PT, NOTES_MARGIN_PT), (width, height)))
        } else {
            let size = Size::new(PAGE_HEIGHT_PT * slide_size.width / slide_size.height, PAGE_HEIGHT_PT);
            (size, size.to_rect())
        };
        let scale = window.width() / slide_size.width;
        let dpi = Dpi::new(DOTS_PER_INCH).unwrap_or(Dpi::POSTER);
        let pixels = f64::from(dpi.pixels(size.width)) * f64::from(dpi.pixels(size.height));
        Page {
            scene: &slide.scene,
            size,
            dpi,
            page_from_scene: Affine::translate(window.origin().to_vec2()) * Affine::scale(scale),
            window,
            trim: size.to_rect(),
            // Flat pictures deflate to about a twelfth of a byte a pixel.
            estimated_png_bytes: (pixels / 12.0) as u64,
            marks: slide.notes.clone(),
        }
    }
}

/// Notes on as many pages as they need; at least one page, which may be empty.
fn notes_pages(notes: &str, map: &Map, shaper: &mut Shaper) -> Vec<Vec<Item>> {
    let width = NOTES_PAGE.width - 2.0 * NOTES_MARGIN_PT;
    let top = 2.0 * NOTES_MARGIN_PT + width * SLIDE_HEIGHT_PT / (SLIDE_HEIGHT_PT * ASPECT);
    let room = NOTES_PAGE.height - NOTES_MARGIN_PT - top;
    let mut pages = Vec::new();
    let mut rest = notes;
    loop {
        let paragraph = set(rest, width, map, shaper);
        let fitting = paragraph.lines.iter().take_while(|line| line.bottom <= room).count().max(1);
        let end = paragraph.lines.get(fitting - 1).map_or(rest.len(), |line| line.text.end);
        let is_last = fitting >= paragraph.lines.len() || end == 0;
        let part = if is_last { paragraph } else { set(rest.get(..end).unwrap_or(rest), width, map, shaper) };
        let item = TextItem { paragraph: part, origin: Point::new(NOTES_MARGIN_PT, top), color: Theme::light().ink };
        pages.push(if rest.is_empty() { Vec::new() } else { vec![Item::Text(item)] });
        if is_last {
            return pages;
        }
        rest = rest.get(end..).unwrap_or_default().trim_start();
        if rest.is_empty() {
            return pages;
        }
    }
}

fn set(text: &str, width: f64, map: &Map, shaper: &mut Shaper) -> std::sync::Arc<Paragraph> {
    let style = TextStyle {
        size_pt: NOTES_SIZE_PT,
        line_height: 1.4,
        weight: Weight::Regular,
        italic: false,
        align: Align::Start,
        direction: map.direction(),
    };
    shaper.paragraph(text, style, Some(width), &map.language)
}
