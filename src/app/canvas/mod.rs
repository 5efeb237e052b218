//! The scene on the screen: one mesh a frame, from the same glyphs and shapes as every export.
//!
//! [`Camera`] says what is seen, [`SceneCanvas`] paints it. Neither knows the map, the selection or
//! a gesture; neither lays out text. A frame costs what is in view and nothing else.
//!
//! ```text
//! canvas.begin_frame(ctx);
//! let screen_from_page = camera.screen_from_page(view);
//! canvas.paint(&painter, &scene, screen_from_page, &Appearance::default());
//! canvas.paint_items(&painter, &dragged.items, screen_from_page.moved(by), 0.8);
//! canvas.end_frame(ctx);
//! ```

mod atlas;
mod brush;
mod camera;
mod dashes;
mod far;
mod glyphs;
mod paint;
mod ribbon;
mod textures;

use std::sync::Arc;

use eframe::egui::epaint::Mesh;
use eframe::egui::{self, Painter, TextureId};

use crate::geom::Rect;
use crate::scene::{Item, Node, Scene};
use crate::text::Paragraph;

pub use camera::{Camera, MAX_ZOOM, MIN_ZOOM, SCREEN_PT_PER_PAGE_PT, ScreenFromPage};

use atlas::Atlas;
use paint::{Painting, Tint};
use textures::Textures;

/// Paints scenes into a window; one for each window. It holds what is kept from frame to frame: the
/// glyphs, the pictures and the memory of the meshes.
pub struct SceneCanvas {
    atlas: Atlas,
    textures: Textures,
    /// Every mesh that was handed to egui; those it has given back are used again.
    meshes: Vec<Arc<Mesh>>,
    scratch: paint::Scratch,
}

/// How a group is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Visibility {
    /// As it is.
    Shown,
    /// Near to the colour of the ground, as what a filter does not match.
    Dimmed,
    /// Not at all, as what is being dragged and painted elsewhere.
    Hidden,
}

/// What differs from the plain picture.
pub struct Appearance<'a> {
    /// How the group of each node is painted, with all that is in it.
    pub visibility: &'a dyn Fn(&Node) -> Visibility,
    /// A text that is not painted because it is being edited in its place: the paragraph, within the
    /// group of the node.
    pub edited: Option<(Node, &'a Arc<Paragraph>)>,
}

impl Default for Appearance<'_> {
    fn default() -> Self {
        Self { visibility: &|_| Visibility::Shown, edited: None }
    }
}

impl SceneCanvas {
    /// A canvas with an empty atlas.
    pub fn new(ctx: &egui::Context) -> Self {
        Self {
            atlas: Atlas::new(ctx),
            textures: Textures::new(),
            meshes: Vec::new(),
            scratch: paint::Scratch::default(),
        }
    }

    /// To be called once before the first of a frame's paintings, and again if the frame's pass is
    /// repeated.
    pub fn begin_frame(&mut self, ctx: &egui::Context) {
        self.atlas.begin_frame();
        self.textures.begin_frame(ctx);
    }

    /// Paints a scene with its background, cut off at its size and at the painter's clip rectangle.
    pub fn paint(
        &mut self,
        painter: &Painter,
        scene: &Scene,
        screen_from_page: ScreenFromPage,
        appearance: &Appearance<'_>,
    ) {
        let page = Rect::from_origin_size((0.0, 0.0), scene.size);
        let painter = painter.with_clip_rect(painter.clip_rect().intersect(screen_from_page.rect(page)));
        let tint = Tint { opacity: 1.0, ground: scene.background, dimmed: false };
        let mut painting = Painting::new(self, &painter, screen_from_page, appearance, tint);
        painting.background(page);
        painting.items(&scene.items);
        painting.finish();
    }

    /// Paints items by themselves at an opacity of 0–1, such as a card that is being dragged (see
    /// [`ScreenFromPage::moved`]).
    pub fn paint_items(&mut self, painter: &Painter, items: &[Item], screen_from_page: ScreenFromPage, opacity: f32) {
        let tint = Tint { opacity, ground: crate::color::Color::WHITE, dimmed: false };
        let appearance = Appearance::default();
        let mut painting = Painting::new(self, painter, screen_from_page, &appearance, tint);
        painting.items(items);
        painting.finish();
    }

    /// To be called once after the last of a frame's paintings. Asks for another frame if a glyph or
    /// a picture was left for later.
    pub fn end_frame(&mut self, ctx: &egui::Context) {
        let lacks_glyphs = self.atlas.end_frame();
        if lacks_glyphs || self.textures.is_behind() {
            ctx.request_repaint();
        }
    }

    /// An empty mesh with the memory of one that egui no longer shows.
    fn take_mesh(&mut self, texture: TextureId) -> Mesh {
        let free = self.meshes.iter().position(|mesh| Arc::strong_count(mesh) == 1);
        let mesh = free.map(|index| self.meshes.swap_remove(index)).and_then(Arc::into_inner);
        let mut mesh = mesh.unwrap_or_default();
        mesh.clear();
        mesh.texture_id = texture;
        mesh
    }

    /// Hands a mesh to egui.
    fn give_mesh(&mut self, painter: &Painter, mesh: Mesh) {
        /// More than the meshes of two frames with pictures; others are not kept.
        const MAX_KEPT: usize = 64;
        let mesh = Arc::new(mesh);
        if self.meshes.len() < MAX_KEPT {
            self.meshes.push(mesh.clone());
        }
        if !mesh.is_empty() {
            painter.add(egui::Shape::Mesh(mesh));
        }
    }
}

impl std::fmt::Debug for SceneCanvas {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SceneCanvas").finish_non_exhaustive()
    }
}
