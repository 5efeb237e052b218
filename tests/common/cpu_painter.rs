//! Paints egui's meshes without a graphics card, as its OpenGL back end does: linear filtering with
//! clamped edges, premultiplied blending of 8-bit sRGB values.

use std::collections::HashMap;

use eframe::egui::epaint::{ClippedPrimitive, Mesh, Primitive};
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
    let mut corners = [0, 1, 2].map(|i| mesh.vertices[corners[i] as usize]);
    corners.iter_mut().for_each(|vertex| vertex.pos *= scale);
    let [a, b, c] = corners.map(|vertex| (f64::from(vertex.pos.x), f64::from(vertex.pos.y)));
    let area = (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
    let bounds = Rect::from_points(&corners.map(|vertex| vertex.pos)).intersect(clip);
    if area == 0.0 || !bounds.is_positive() {
        return;
    }
    // Each side with its direction and whether what lies exactly on it belongs to the triangle.
    let sides = [(b, c), (c, a), (a, b)].map(|(from, to)| {
        let (dx, dy) = ((to.0 - from.0) / area, (to.1 - from.1) / area);
        (from, dx, dy, dy > 0.0 || (dy == 0.0 && dx < 0.0))
    });
    for y in bounds.top() as usize..bounds.bottom().ceil() as usize {
        for x in bounds.left() as usize..bounds.right().ceil() as usize {
            let (across, down) = (x as f64 + 0.5, y as f64 + 0.5);
            let mut weights = [0.0; 3];
            for (weight, (from, dx, dy, _)) in weights.iter_mut().zip(sides) {
                *weight = dx * (down - from.1) - dy * (across - from.0);
            }
            let is_outside = |i: usize| weights[i] < 0.0 || (weights[i] == 0.0 && !sides[i].3);
            if is_outside(0) || is_outside(1) || is_outside(2) {
                continue;
            }
            let [wa, wb, wc] = weights.map(|weight| weight as f32);
            let [va, vb, vc] = &corners;
            let uv = va.uv.to_vec2() * wa + vb.uv.to_vec2() * wb + vc.uv.to_vec2() * wc;
            let texel = sample(texture, uv.x, uv.y);
            let target = &mut image.pixels[y * image.size[0] + x];
            let mut source = [0.0; 4];
            for i in 0..4 {
                let color = f32::from(va.color[i]) * wa + f32::from(vb.color[i]) * wb + f32::from(vc.color[i]) * wc;
                source[i] = color * texel[i] / 255.0;
            }
            let blend = |i: usize| (source[i] + f32::from(target[i]) * (1.0 - source[3] / 255.0)).round() as u8;
            *target = Color32::from_rgba_premultiplied(blend(0), blend(1), blend(2), blend(3));
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
