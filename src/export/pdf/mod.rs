//! PDF files: vectors at the paper's true size, for print shops and for reading on screen.
//!
//! Letters are text in embedded subsets of their fonts, so that they can be searched and copied in
//! every script. The pages' boxes say where the paper is cut and how far the ground bleeds; stages
//! are bookmarks. The file is the same on every run: no clock, no random number.

#![deny(clippy::wildcard_enum_match_arm)]

mod draw;
mod fonts;

use std::io::Write;

use krilla::SerializeSettings;
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{Point, Rect};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;

use self::draw::Painter;
use super::{About, ExportError, Page, Run};
use crate::geom;
use crate::scene::{Item, Node, Scene};

/// The share of the work that drawing is; the rest is putting the file together.
const DRAWING_SHARE: f64 = 0.7;

/// Writes pages as a PDF file. Pictures are embedded at the pages' resolution.
///
/// # Errors
/// If the output fails or the run is cancelled; what was written by then is not a whole file.
pub fn write(pages: &[Page<'_>], about: &About<'_>, out: &mut dyn Write, run: &Run<'_>) -> Result<(), ExportError> {
    run.check()?;
    (run.progress)(0.0);
    let settings = SerializeSettings { enable_tagging: false, ..SerializeSettings::default() };
    let mut document = krilla::Document::new_with(settings);
    let mut painter = Painter::default();
    for (index, page) in pages.iter().enumerate() {
        let progress = |share: f64| (run.progress)((index as f64 + share) / pages.len() as f64 * DRAWING_SHARE);
        let mut leaf = document.start_page_with(page_settings(page));
        let mut surface = leaf.surface();
        painter.page(page, &mut surface, &|share| {
            progress(share);
            run.check()
        })?;
        surface.finish();
        leaf.finish();
    }
    document.set_metadata(metadata(about));
    document.set_outline(bookmarks(pages));
    let bytes = document.finish().map_err(failure)?;
    run.check()?;
    out.write_all(&bytes)?;
    out.flush()?;
    (run.progress)(1.0);
    Ok(())
}

/// The page with its boxes: the whole sheet, what bleeds, and what is left after cutting.
fn page_settings(page: &Page<'_>) -> PageSettings {
    let settings = PageSettings::from_wh(page.size.width as f32, page.size.height as f32).unwrap_or_default();
    settings.with_bleed_box(rect(page.window.union(page.trim))).with_trim_box(rect(page.trim))
}

fn rect(rect: geom::Rect) -> Option<Rect> {
    Rect::from_ltrb(rect.x0 as f32, rect.y0 as f32, rect.x1 as f32, rect.y1 as f32)
}

fn point(point: geom::Point) -> Point {
    Point::from_xy(point.x as f32, point.y as f32)
}

fn metadata(about: &About<'_>) -> Metadata {
    let metadata = Metadata::new().title(about.title.to_owned()).creator("Pathos".to_owned());
    if about.language.is_empty() { metadata } else { metadata.language(about.language.to_owned()) }
}

/// A bookmark for each stage, where its head stands first.
fn bookmarks(pages: &[Page<'_>]) -> Outline {
    let mut outline = Outline::new();
    let Some(page) = pages.first() else { return outline };
    for (name, place) in stages(page.scene) {
        let pages = pages.iter().enumerate();
        // On several sheets the first is the plan of all of them.
        let shown = pages.rev().find(|(_, page)| page.window.contains(page.page_from_scene * place));
        if let Some((index, page)) = shown {
            let destination = XyzDestination::new(index, point(page.page_from_scene * place));
            outline.push_child(OutlineNode::new(name, destination));
        }
    }
    outline
}

/// The stages' names and the upper left corners of their heads, each once.
fn stages(scene: &Scene) -> Vec<(String, geom::Point)> {
    let mut seen = Vec::new();
    let mut stages = Vec::new();
    for item in &scene.items {
        let Item::Group(group) = item else { continue };
        let Some(Node::Stage(id)) = group.node else { continue };
        let name = group.items.iter().find_map(|item| match item {
            Item::Text(text) => Some(text.paragraph.text.replace('\n', " ")),
            Item::Group(_) | Item::Shape(_) | Item::Image(_) => None,
        });
        if !seen.contains(&id) {
            seen.push(id);
            stages.push((name.unwrap_or_default(), group.bounds.origin()));
        }
    }
    stages.retain(|(name, _)| !name.trim().is_empty());
    stages
}

/// What the library could not do. None of its standards' limits is asked for, so that only a broken
/// font is left.
fn failure(error: KrillaError) -> ExportError {
    ExportError::Output(std::io::Error::other(error.to_string()))
}
