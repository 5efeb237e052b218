//! Text: quads from the atlas, bars where it is too small to read, paths where it is very large.

use std::sync::Arc;

use eframe::egui::epaint::{Mesh, Vertex};
use eframe::egui::{self, Color32, Pos2, pos2, vec2};

use super::atlas::{Found, Key, SizeStep, Slot};
use super::far::Ink;
use super::paint::Painting;
use crate::color::Color;
use crate::geom::Affine;
use crate::scene::TextItem;
use crate::text::Run;

/// Text whose em is smaller is drawn as a bar for each word: its small letters are below 2 pixels.
const BARS_BELOW_PX: f32 = 3.8;

/// Text whose em is smaller is drawn as a bar for each run: its blanks are below half a pixel.
const RUN_BARS_BELOW_PX: f32 = 2.0;

/// Text whose em is smaller is drawn as one block for all its lines, which are a pixel apart.
const BLOCKS_BELOW_PX: f32 = 1.2;

/// The height of a bar in ems and how much of the text's ink it has: letters cover about a third of
/// their line up to this height.
pub(super) const BAR_HEIGHT_EM: f32 = 0.55;
pub(super) const BAR_SHARE: f32 = 0.37;

impl Painting<'_> {
    /// Paints a paragraph, without the runs out of view.
    pub fn text(&mut self, item: &TextItem) {
        if !self.is_in_view(item.bounds()) || self.is_in_editor(item) {
            return;
        }
        let origin = self.screen_from_page.point(item.origin);
        let scale = self.screen_from_page.scale as f32;
        let largest_em = item.paragraph.runs.iter().map(|run| run.size_pt).fold(0.0, f64::max);
        if largest_em as f32 * scale * self.px_per_point < BLOCKS_BELOW_PX {
            return self.ink(Ink::of(item));
        }
        for run in &item.paragraph.runs {
            let em = run.size_pt as f32 * scale;
            let em_px = em * self.px_per_point;
            // No script reaches farther than two ems from its baseline.
            let baseline = origin.y + run.baseline as f32 * scale;
            let extent = (origin.x + run.extent.0 as f32 * scale, origin.x + run.extent.1 as f32 * scale);
            if baseline + 2.0 * em < self.clip.top()
                || baseline - 2.0 * em > self.clip.bottom()
                || extent.1 + em < self.clip.left()
                || extent.0 - em > self.clip.right()
            {
                continue;
            }
            if em_px < BARS_BELOW_PX {
                self.bars(run, origin, item.color);
            } else if let Some(step) = SizeStep::of(em_px) {
                self.glyphs(run, origin, step, item.color);
            } else {
                self.outlines(run, item, em);
            }
        }
    }

    /// Whether an editor stands in a text's place.
    pub(super) fn is_in_editor(&self, item: &TextItem) -> bool {
        let is_edited = |(_, edited): (_, &Arc<_>)| Arc::ptr_eq(edited, &item.paragraph);
        self.is_edited && self.appearance.edited.is_some_and(is_edited)
    }

    /// A bar for each word, or one for the whole run where it is smaller still.
    fn bars(&mut self, run: &Run, origin: Pos2, color: Color) {
        let scale = self.screen_from_page.scale as f32;
        let em = run.size_pt as f32 * scale;
        let bottom = origin.y + run.baseline as f32 * scale;
        let top = bottom - BAR_HEIGHT_EM * em;
        let is_tiny = em * self.px_per_point < RUN_BARS_BELOW_PX;
        let mut brush = self.brush(color);
        brush.color = brush.color.gamma_multiply(BAR_SHARE);
        let mut bar = |from: f32, to: f32| {
            let (from, to) = (origin.x + from * scale, origin.x + to * scale);
            brush.bar(egui::Rect::from_min_max(pos2(from, top), pos2(to, bottom)));
        };
        if is_tiny {
            bar(run.extent.0 as f32, run.extent.1 as f32);
        } else {
            run.words.iter().for_each(|(from, to)| bar(*from, *to));
        }
    }

    /// A quad for each glyph; a bar for one that the atlas does not have yet.
    fn glyphs(&mut self, run: &Run, origin: Pos2, step: SizeStep, color: Color) {
        let scale = self.screen_from_page.scale as f32;
        let em = run.size_pt as f32 * scale;
        let color = self.tint.color(color);
        let font = Key::font(run.font.key(), step);
        self.mesh.vertices.reserve(4 * run.glyphs.len());
        self.mesh.indices.reserve(6 * run.glyphs.len());
        for (index, glyph) in run.glyphs.iter().enumerate() {
            let at = pos2(origin.x + glyph.x * scale, origin.y + glyph.y * scale);
            match self.canvas.atlas.find(font.with_glyph(glyph.id), step, || run.font.outline(glyph.id)) {
                Found::Slot(slot) => push_quad(&mut self.mesh, &slot, at, em, run.skew as f32, color),
                Found::Blank => {}
                Found::Later => {
                    let next = run.glyphs.get(index + 1).map_or(run.extent.1 as f32, |next| next.x);
                    let size = vec2((next - glyph.x).max(0.0) * scale, BAR_HEIGHT_EM * em);
                    let mut brush = self.brush(Color::TRANSPARENT);
                    brush.color = color.gamma_multiply(BAR_SHARE);
                    brush.bar(egui::Rect::from_min_size(at - vec2(0.0, size.y), size));
                }
            }
        }
    }

    /// Glyphs too large for the atlas, as paths.
    fn outlines(&mut self, run: &Run, item: &TextItem, em: f32) {
        let scale = self.screen_from_page.scale as f32;
        let slanted = Affine::new([1.0, 0.0, -run.skew, 1.0, 0.0, 0.0]);
        for glyph in &run.glyphs {
            let x = self.screen_from_page.point(item.origin).x + glyph.x * scale;
            if x - em < self.clip.right() && x + 2.0 * em > self.clip.left() {
                let place = item.origin.to_vec2() + kurbo::Vec2::new(f64::from(glyph.x), f64::from(glyph.y));
                let to_page = Affine::translate(place) * Affine::scale(run.size_pt) * slanted;
                self.fill_path(run.font.outline(glyph.id), to_page, item.color);
            }
        }
    }
}

/// A shape of the atlas around `origin`, slanted by the tangent `skew`.
pub(super) fn push_quad(mesh: &mut Mesh, slot: &Slot, origin: Pos2, em: f32, skew: f32, color: Color32) {
    let first = mesh.vertices.len() as u32;
    let (x0, x1) = (origin.x + slot.em.min.x * em, origin.x + slot.em.max.x * em);
    let (y0, y1) = (slot.em.min.y * em, slot.em.max.y * em);
    let (top, bottom) = (-skew * y0, -skew * y1);
    let (uv0, uv1) = (slot.uv.min, slot.uv.max);
    mesh.vertices.extend([
        Vertex { pos: pos2(x0 + top, origin.y + y0), uv: uv0, color },
        Vertex { pos: pos2(x1 + top, origin.y + y0), uv: pos2(uv1.x, uv0.y), color },
        Vertex { pos: pos2(x1 + bottom, origin.y + y1), uv: uv1, color },
        Vertex { pos: pos2(x0 + bottom, origin.y + y1), uv: pos2(uv0.x, uv1.y), color },
    ]);
    mesh.indices.extend([first, first + 1, first + 2, first, first + 2, first + 3]);
}
