//! Paints egui's meshes without a graphics card, as its OpenGL back end does: linear filtering with
//! clamped edges, premultiplied blending of 8-bit sRGB values.

use std::collections::HashMap;

use eframe::egui::epaint::{ClippedPrimitive, Mesh, Primitive, Vertex};
use eframe::egui::{Color32, ColorImage, FullOutput, ImageData, Pos2, Rect, TextureId, TexturesDelta};

/// Textures, as a graphics card holds them.
#[derive(Default)]
pub struct CpuPainter {
    textures: HashMap<TextureId, ColorImage>,
}

impl CpuPainter {
    /// Paints a whole frame, over `background`.
    pub fn frame(&mut self, ctx: &eframe::egui::Context, mut output: FullOutput, background: Color32) -> ColorImage {
        let px_per_point = output.pixels_per_point;
        let size = ctx.viewport_rect().size() * px_per_point;
        let mut image = ColorImage::filled([size.x.round() as usize, size.y.round() as usize], background);
        self.update(&output.textures_delta);
        output.textures_delta.clear();
        for primitive in ctx.tessellate(output.shapes, px_per_point) {
            self.paint(&primitive, px_per_point, &mut image);
        }
        image
    }

    /// Takes over new and changed textures.
    pub fn update(&mut self, delta: &TexturesDelta) {
        for (id, deltas) in &delta.set {
            for delta in deltas {
                let ImageData::Color(new) = &delta.image;
                let Some([left, top]) = delta.pos else {
                    self.textures.insert(*id, ColorImage::clone(new));
                    continue;
                };
                let texture = self.textures.get_mut(id).expect("a part comes after the whole");
                let [width, height] = new.size;
                for y in 0..height {
                    let start = (top + y) * texture.size[0] + left;
                    texture.pixels[start..start + width].copy_from_slice(&new.pixels[y * width..][..width]);
                }
            }
        }
    }

    /// Paints one mesh.
    pub fn paint(&self, primitive: &ClippedPrimitive, px_per_point: f32, image: &mut ColorImage) {
        let Primitive::Mesh(mesh) = &primitive.primitive else { panic!("only meshes are painted") };
        let texture = &self.textures[&mesh.texture_id];
        let whole = Rect::from_min_size(Pos2::ZERO, eframe::egui::vec2(image.width() as f32, image.height() as f32));
        let clip = (primitive.clip_rect * px_per_point).intersect(whole);
        let clip = Rect::from_min_max(clip.min.round(), clip.max.round());
        for corners in mesh.indices.chunks_exact(3) {
            triangle(mesh, corners, texture, px_per_point, clip, image);
        }
    }
}

/// Paints the pixels whose middle lies within a triangle; one on an edge between two triangles
/// belongs to one of them.
fn triangle(mesh: &Mesh, corners: &[u32], texture: &ColorImage, scale: f32, clip: Rect, image: &mut ColorImage) {
    let [mut a, mut b, c] = [0, 1, 2].map(|i| mesh.vertices[corners[i] as usize]);
    let edge = |from: Pos2, to: Pos2, at: Pos2| {
        let (from, to) = ((from.x as f64, from.y as f64), (to.x as f64, to.y as f64));
        (to.0 - from.0) * (f64::from(at.y) - from.1) - (to.1 - from.1) * (f64::from(at.x) - from.0)
    };
    for vertex in [&mut a, &mut b] {
        vertex.pos = vertex.pos * scale;
    }
    let c = Vertex { pos: c.pos * scale, ..c };
    if edge(a.pos, b.pos, c.pos) < 0.0 {
        std::mem::swap(&mut a, &mut b);
    }
    let area = edge(a.pos, b.pos, c.pos);
    if area <= 0.0 {
        return;
    }
    let owns = |from: Pos2, to: Pos2| to.y < from.y || (to.y == from.y && to.x > from.x);
    let sides = [(b.pos, c.pos), (c.pos, a.pos), (a.pos, b.pos)];
    let bounds = Rect::from_points(&[a.pos, b.pos, c.pos]).expand(1.0).intersect(clip);
    for y in bounds.top().floor().max(clip.top()) as usize..bounds.bottom().ceil().max(0.0) as usize {
        for x in bounds.left().floor().max(clip.left()) as usize..bounds.right().ceil().max(0.0) as usize {
            let middle = Pos2::new(x as f32 + 0.5, y as f32 + 0.5);
            let weights = sides.map(|(from, to)| (edge(from, to, middle), owns(from, to)));
            if weights.iter().any(|(weight, owns)| *weight < 0.0 || (*weight == 0.0 && !owns)) {
                continue;
            }
            let mix = |of: &dyn Fn(&Vertex) -> f32| {
                let parts = [&a, &b, &c].iter().zip(weights).map(|(v, (weight, _))| f64::from(of(v)) * weight);
                (parts.sum::<f64>() / area) as f32
            };
            let texel = sample(texture, mix(&|v| v.uv.x), mix(&|v| v.uv.y));
            let source: [f32; 4] = std::array::from_fn(|i| mix(&|v| f32::from(v.color[i])) * texel[i] / 255.0);
            let target = &mut image.pixels[y * image.size[0] + x];
            let blended = std::array::from_fn(|i| {
                (source[i] + f32::from(target[i]) * (1.0 - source[3] / 255.0)).round().clamp(0.0, 255.0) as u8
            });
            let [r, g, b, a]: [u8; 4] = blended;
            *target = Color32::from_rgba_premultiplied(r, g, b, a);
        }
    }
}

/// A texture's colour between its texels, 0–255.
fn sample(texture: &ColorImage, u: f32, v: f32) -> [f32; 4] {
    let [width, height] = texture.size;
    let (x, y) = (u * width as f32 - 0.5, v * height as f32 - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (right_share, lower_share) = (x - left, y - top);
    let texel = |dx: f32, dy: f32| {
        let x = (left + dx).clamp(0.0, width as f32 - 1.0) as usize;
        let y = (top + dy).clamp(0.0, height as f32 - 1.0) as usize;
        texture.pixels[y * width + x].to_array().map(f32::from)
    };
    let four = [texel(0.0, 0.0), texel(1.0, 0.0), texel(0.0, 1.0), texel(1.0, 1.0)];
    std::array::from_fn(|i| {
        let row = |left: usize| four[left][i] * (1.0 - right_share) + four[left + 1][i] * right_share;
        row(0) * (1.0 - lower_share) + row(2) * lower_share
    })
}
