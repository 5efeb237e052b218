//! Writes anti-aliased shapes into a mesh.
//!
//! An edge is a ramp from full to nothing, one pixel wide and centred on the edge. For edges along
//! the pixel grid that is exactly the share of the pixel that is covered, at any position; so
//! nothing is snapped to pixels and nothing jitters while it moves. What is thinner than a pixel is
//! drawn a pixel wide and as much fainter.

use eframe::egui::epaint::Mesh;

use super::atlas::Swatches;
use super::ribbon::{Ends, Ribbon};
use eframe::egui::{self, Color32, Pos2, Vec2, epaint::Vertex, pos2, vec2};

/// How far a polygon may be from the circle, in pixels.
const ROUNDNESS_PX: f32 = 0.1;

/// Below this opacity (of 255) an edge without a ramp is as good, and half the vertices.
const FAINT: u8 = 32;

/// Upright rectangles that are less wide, in pixels, have hard ends: their bars on cards far away.
const SLIM: f32 = 0.5;

/// Paints with one colour.
pub(super) struct Brush<'a> {
    /// What it writes into.
    pub mesh: &'a mut Mesh,
    /// The parts of the mesh's texture to look at.
    pub swatches: Swatches,
    /// The side of a pixel in screen points.
    pub pixel: f32,
    /// The colour, premultiplied.
    pub color: Color32,
}

impl Brush<'_> {
    /// A filled rectangle.
    pub fn rect(&mut self, rect: egui::Rect) {
        if self.is_faint() {
            return self.polygon([rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()]);
        }
        if rect.width().max(rect.height()) < 1.5 * self.pixel {
            return self.speck(rect);
        }
        if rect.width() < SLIM * self.pixel {
            return self.post(rect);
        }
        let half = self.pixel / 2.0;
        let (x, x_share) = ramps(rect.min.x, rect.max.x, self.pixel);
        let (y, y_share) = ramps(rect.min.y, rect.max.y, self.pixel);
        let inner = self.color.gamma_multiply(x_share * y_share);
        let outer = egui::Rect::from_min_max(rect.min - Vec2::splat(half), rect.max + Vec2::splat(half));
        let first = self.next();
        for (at, color) in [
            (pos2(x.0, y.0), inner),
            (pos2(x.1, y.0), inner),
            (pos2(x.1, y.1), inner),
            (pos2(x.0, y.1), inner),
            (outer.left_top(), Color32::TRANSPARENT),
            (outer.right_top(), Color32::TRANSPARENT),
            (outer.right_bottom(), Color32::TRANSPARENT),
            (outer.left_bottom(), Color32::TRANSPARENT),
        ] {
            self.vertex(at, color);
        }
        self.quad(first, first + 1, first + 2, first + 3);
        for side in 0..4 {
            let next = (side + 1) % 4;
            self.quad(first + side, first + next, first + 4 + next, first + 4 + side);
        }
    }

    /// A filled rectangle with round corners.
    pub fn round_rect(&mut self, rect: egui::Rect, radius: f32) {
        let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
        let is_sharp = if self.is_faint() { radius < 2.0 * self.pixel } else { self.is_sharp(radius) };
        if is_sharp || rect.width().min(rect.height()) < 2.0 * self.pixel {
            return self.rect(rect);
        }
        let steps = quarter_steps(radius / self.pixel);
        if self.is_faint() {
            // The corners are cut so that as much is cut off as a round corner cuts off.
            let cut = radius * 0.655;
            let (l, t, r, b) = (rect.min.x, rect.min.y, rect.max.x, rect.max.y);
            return self.polygon([
                pos2(l + cut, t),
                pos2(r - cut, t),
                pos2(r, t + cut),
                pos2(r, b - cut),
                pos2(r - cut, b),
                pos2(l + cut, b),
                pos2(l, b - cut),
                pos2(l, t + cut),
            ]);
        }
        let half = self.pixel / 2.0;
        let (inner, outer) = ((radius - half).max(0.0), radius + half);
        let first = self.next();
        for_each_corner(rect, radius, steps, |center, direction| {
            self.vertex(center + direction * inner, self.color);
            self.vertex(center + direction * outer, Color32::TRANSPARENT);
        });
        self.feathered_fan(first, 4 * (steps + 1));
    }

    /// A filled circle.
    pub fn circle(&mut self, center: Pos2, radius: f32) {
        if self.is_sharp(radius) {
            // A square of the same area, which nobody can tell from a disc of two pixels.
            let side = radius * std::f32::consts::PI.sqrt();
            return self.rect(egui::Rect::from_center_size(center, Vec2::splat(side)));
        }
        let half = self.pixel / 2.0;
        let (inner, outer, color) = (radius - half, radius + half, self.color);
        let steps = quarter_steps(radius / self.pixel);
        let first = self.next();
        let at = egui::Rect::from_center_size(center, Vec2::ZERO);
        for_each_corner(at, 0.0, steps, |_, direction| {
            self.vertex(center + direction * inner, color);
            self.vertex(center + direction * outer, Color32::TRANSPARENT);
        });
        self.feathered_fan(first, 4 * (steps + 1));
    }

    /// The points of a rectangle with round corners, for [`Brush::stroke`].
    pub fn round_rect_points(&self, rect: egui::Rect, radius: f32, points: &mut Vec<Pos2>) {
        points.clear();
        let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0).max(0.0);
        let steps = quarter_steps(radius / self.pixel);
        if self.is_sharp(radius) {
            points.extend([rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()]);
        } else {
            for_each_corner(rect, radius, steps, |center, direction| points.push(center + direction * radius));
        }
    }

    /// Pixels of one row that are covered alike, in whole pixels from the screen's corner.
    pub fn span(&mut self, span: crate::coverage::Span) {
        let color = if span.coverage < 1.0 { self.color.gamma_multiply(span.coverage) } else { self.color };
        let (x0, x1) = (span.x0 as f32 * self.pixel, span.x1 as f32 * self.pixel);
        let (y0, y1) = (span.y as f32 * self.pixel, (span.y + 1) as f32 * self.pixel);
        let first = self.next();
        for at in [pos2(x0, y0), pos2(x1, y0), pos2(x1, y1), pos2(x0, y1)] {
            self.vertex(at, color);
        }
        self.quad(first, first + 1, first + 2, first + 3);
    }

    /// A low rectangle in place of words: soft above and below, so that it does not flicker where it
    /// is lower than a pixel, and half the vertices of [`Brush::rect`].
    pub fn bar(&mut self, rect: egui::Rect) {
        let color = self.color.gamma_multiply(self.ridge_share(rect.height()));
        self.textured(rect.expand2(vec2(0.0, self.pixel / 2.0)), self.swatches.ridge, color);
    }

    /// A slim upright rectangle, soft to the left and to the right; half the vertices of [`Brush::rect`].
    fn post(&mut self, rect: egui::Rect) {
        let color = self.color.gamma_multiply(self.ridge_share(rect.width()));
        let [uv0, uv1] = self.swatches.ridge;
        let soft = rect.expand2(vec2(self.pixel / 2.0, 0.0));
        let first = self.next();
        // The ridge runs across; it is laid on its side.
        self.mesh.vertices.extend([
            Vertex { pos: soft.min, uv: uv0, color },
            Vertex { pos: soft.right_top(), uv: pos2(uv0.x, uv1.y), color },
            Vertex { pos: soft.max, uv: uv1, color },
            Vertex { pos: soft.left_bottom(), uv: pos2(uv1.x, uv0.y), color },
        ]);
        self.quad(first, first + 1, first + 2, first + 3);
    }

    /// A rectangle of about a pixel, soft on all sides.
    fn speck(&mut self, rect: egui::Rect) {
        let share = self.ridge_share(rect.width()) * self.ridge_share(rect.height());
        self.textured(rect.expand(self.pixel / 2.0), self.swatches.speck, self.color.gamma_multiply(share));
    }

    /// How high a ridge is that holds as much as a band of this width.
    fn ridge_share(&self, width: f32) -> f32 {
        (2.0 * width / (width + self.pixel)).min(1.0)
    }

    fn textured(&mut self, rect: egui::Rect, [uv0, uv1]: [Pos2; 2], color: Color32) {
        let first = self.next();
        self.mesh.vertices.extend([
            Vertex { pos: rect.min, uv: uv0, color },
            Vertex { pos: rect.right_top(), uv: pos2(uv1.x, uv0.y), color },
            Vertex { pos: rect.max, uv: uv1, color },
            Vertex { pos: rect.left_bottom(), uv: pos2(uv0.x, uv1.y), color },
        ]);
        self.quad(first, first + 1, first + 2, first + 3);
    }

    /// A filled rectangle with a stroke thinner than half a pixel: half the vertices of the two.
    pub fn framed_rect(&mut self, rect: egui::Rect, frame: Color32, width: f32) {
        let half = self.pixel / 2.0;
        let share = width / self.pixel;
        // On the edge, half of the fill lies below the stroke.
        let below = self.color.gamma_multiply(0.5 * (1.0 - share * f32::from(frame.a()) / 255.0));
        let edge = frame.gamma_multiply(share) + below;
        let rings = [(-half, self.color), (0.0, edge), (half, Color32::TRANSPARENT)];
        let first = self.next();
        for (distance, color) in rings {
            let ring = rect.expand(distance);
            for corner in [ring.left_top(), ring.right_top(), ring.right_bottom(), ring.left_bottom()] {
                self.vertex(corner, color);
            }
        }
        self.quad(first, first + 1, first + 2, first + 3);
        for ring in [first, first + 4] {
            for side in 0..4 {
                let next = (side + 1) % 4;
                self.quad(ring + side, ring + next, ring + 4 + next, ring + 4 + side);
            }
        }
    }

    /// Whether [`Brush::framed_rect`] shows a filled rectangle with a stroke as it should be.
    pub fn is_thinly_framed(&self, rect: egui::Rect, radius: f32, width: f32) -> bool {
        let is_large = rect.width().min(rect.height()) >= 2.0 * self.pixel;
        is_large && width < 0.5 * self.pixel && self.is_sharp(radius) && !self.is_faint()
    }

    /// A line along points; `is_closed` joins the last to the first.
    pub fn stroke(&mut self, points: &mut Vec<Pos2>, is_closed: bool, width: f32, ends: Ends) {
        let same = self.pixel * 0.05;
        points.dedup_by(|a, b| a.distance_sq(*b) < same * same);
        if is_closed && points.len() > 1 && points[0].distance_sq(points[points.len() - 1]) < same * same {
            points.pop();
        }
        match points[..] {
            [] => {}
            [point] => {
                if ends == Ends::Round {
                    self.circle(point, width / 2.0);
                }
            }
            _ => {
                let mut ribbon = Ribbon::new(self, width);
                if is_closed && points.len() > 2 { ribbon.closed(points, ends) } else { ribbon.open(points, ends) }
            }
        }
    }

    /// Whether a corner of this radius looks the same as one without.
    fn is_sharp(&self, radius: f32) -> bool {
        radius < self.pixel
    }

    fn is_faint(&self) -> bool {
        self.color.a() < FAINT
    }

    fn polygon<const N: usize>(&mut self, corners: [Pos2; N]) {
        let first = self.next();
        for corner in corners {
            self.vertex(corner, self.color);
        }
        for i in 2..N as u32 {
            self.mesh.indices.extend([first, first + i - 1, first + i]);
        }
    }

    /// Fills a convex ring of pairs of an inner and an outer vertex.
    fn feathered_fan(&mut self, first: u32, count: u32) {
        for i in 2..count {
            self.mesh.indices.extend([first, first + 2 * (i - 1), first + 2 * i]);
        }
        for i in 0..count {
            let (here, next) = (first + 2 * i, first + 2 * ((i + 1) % count));
            self.quad(here, next, next + 1, here + 1);
        }
    }

    pub(super) fn next(&self) -> u32 {
        self.mesh.vertices.len() as u32
    }

    pub(super) fn vertex(&mut self, pos: Pos2, color: Color32) {
        self.mesh.vertices.push(Vertex { pos, uv: self.swatches.white, color });
    }

    pub(super) fn quad(&mut self, a: u32, b: u32, c: u32, d: u32) {
        self.mesh.indices.extend([a, b, c, a, c, d]);
    }
}

/// Where between `low` and `high` the full colour begins and ends, and how full it is.
fn ramps(low: f32, high: f32, pixel: f32) -> ((f32, f32), f32) {
    let (half, size) = (pixel / 2.0, (high - low).max(0.0));
    if size >= pixel { ((low + half, high - half), 1.0) } else { ((high - half, low + half), size / pixel) }
}

/// Into how many straight pieces a quarter of a circle is cut.
pub(super) fn quarter_steps(radius_px: f32) -> u32 {
    if radius_px < 0.3 {
        return 1;
    }
    let angle = 2.0 * (1.0 - ROUNDNESS_PX / radius_px.max(ROUNDNESS_PX)).acos();
    (std::f32::consts::FRAC_PI_2 / angle).ceil().clamp(1.0, 64.0) as u32
}

/// Walks round the corners of a rectangle, clockwise from the right end of the lower edge, with each
/// corner's centre and the direction from it.
fn for_each_corner(rect: egui::Rect, radius: f32, steps: u32, mut visit: impl FnMut(Pos2, Vec2)) {
    let inner = rect.shrink(radius);
    let corners = [
        (inner.right_bottom(), vec2(1.0, 1.0), false),
        (inner.left_bottom(), vec2(-1.0, 1.0), true),
        (inner.left_top(), vec2(-1.0, -1.0), false),
        (inner.right_top(), vec2(1.0, -1.0), true),
    ];
    for (center, sign, is_backward) in corners {
        for step in 0..=steps {
            let step = if is_backward { steps - step } else { step };
            let angle = step as f32 / steps as f32 * std::f32::consts::FRAC_PI_2;
            visit(center, vec2(angle.cos(), angle.sin()) * sign);
        }
    }
}
