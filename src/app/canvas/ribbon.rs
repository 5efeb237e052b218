//! Strokes: bands with soft edges along lines.

use eframe::egui::{self, Color32, Pos2, Vec2, vec2};

use super::brush::{Brush, quarter_steps};

/// The longest mitre in half widths, as the scene's strokes define it.
const MITRE_LIMIT: f32 = 4.0;

/// How the ends and corners of a stroke look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    /// Cut straight; corners are mitred.
    Flat,
    /// Round, as are the corners.
    Round,
}

/// A band along a line, made of cross-sections: each has a faded and a full vertex on either side.
pub(super) struct Ribbon<'a, 'b> {
    brush: &'a mut Brush<'b>,
    /// Half of the width without and with the ramps.
    full: f32,
    faded: f32,
    color: Color32,
    /// The angle between the cross-sections of a round corner.
    turn: f32,
    first: Option<u32>,
    last: Option<u32>,
}

impl<'a, 'b> Ribbon<'a, 'b> {
    /// A band of a width, in the brush's colour.
    pub fn new(brush: &'a mut Brush<'b>, width: f32) -> Self {
        let half = brush.pixel / 2.0;
        let color = brush.color.gamma_multiply((width / brush.pixel).min(1.0));
        let turn = std::f32::consts::FRAC_PI_2 / quarter_steps(width / 2.0 / brush.pixel) as f32;
        let (full, faded) = ((width / 2.0 - half).abs(), width / 2.0 + half);
        Self { brush, full, faded, color, turn, first: None, last: None }
    }

    /// Along points from the first to the last.
    pub fn open(&mut self, points: &[Pos2], ends: Ends) {
        let direction = |i: usize| (points[i + 1] - points[i]).normalized();
        let last = points.len() - 1;
        self.cap(points[0], -direction(0), ends, true);
        for i in 1..last {
            let room = points[i].distance(points[i - 1]).min(points[i].distance(points[i + 1]));
            self.corner(points[i], direction(i - 1), direction(i), room, ends);
        }
        self.cap(points[last], direction(last - 1), ends, false);
    }

    /// Along points and back to the first.
    pub fn closed(&mut self, points: &[Pos2], ends: Ends) {
        let count = points.len();
        let step = |i: usize| points[(i + 1) % count] - points[i % count];
        for (i, point) in points.iter().enumerate() {
            let (before, after) = (step(i + count - 1), step(i));
            let room = before.length().min(after.length());
            self.corner(*point, before.normalized(), after.normalized(), room, ends);
        }
        if let (Some(last), Some(first)) = (self.last, self.first) {
            self.join(last, first);
        }
    }

    /// An end whose line goes on in `outward`.
    fn cap(&mut self, point: Pos2, outward: Vec2, ends: Ends, is_start: bool) {
        let along = if is_start { -outward } else { outward };
        let side = left_of(along);
        match ends {
            Ends::Flat => {
                let half = outward * (self.brush.pixel / 2.0);
                let sections = [(point + half, Color32::TRANSPARENT), (point - half, self.color)];
                let [a, b] = if is_start { sections } else { [sections[1], sections[0]] };
                self.section(a.0, side, -side, a.1);
                self.section(b.0, side, -side, b.1);
            }
            Ends::Round => {
                let steps = (std::f32::consts::FRAC_PI_2 / self.turn).round().max(1.0) as u32;
                for step in 0..=steps {
                    let step = if is_start { steps - step } else { step };
                    let angle = step as f32 / steps as f32 * std::f32::consts::FRAC_PI_2;
                    let (out, across) = (outward * angle.sin(), side * angle.cos());
                    self.section(point, across + out, out - across, self.color);
                }
            }
        }
    }

    fn corner(&mut self, point: Pos2, before: Vec2, after: Vec2, room: f32, ends: Ends) {
        let (n0, n1) = (left_of(before), left_of(after));
        let cosine = before.dot(after).clamp(-1.0, 1.0);
        // Where the offset lines of both sides meet; endless for a line that turns back.
        let mitre = (n0 + n1) / (1.0 + cosine).max(1e-4);
        if cosine > 0.97 {
            return self.section(point, mitre, -mitre, self.color);
        }
        let is_left_inner = n0.dot(after) > 0.0;
        // The inner side must not reach beyond the neighbours.
        let limit = (room / self.faded).max(1.0);
        let inner = mitre * (limit / mitre.length().max(1e-6)).min(1.0);
        let turn = self.turn;
        let mut outer_sections = |outer: Vec2| {
            if is_left_inner {
                self.section(point, inner, -outer, self.color);
            } else {
                self.section(point, outer, -inner, self.color);
            }
        };
        match ends {
            Ends::Flat if mitre.length() <= MITRE_LIMIT => outer_sections(mitre),
            Ends::Flat => {
                outer_sections(n0);
                outer_sections(n1);
            }
            Ends::Round => {
                let angle = cosine.acos();
                let steps = (angle / turn).ceil().max(1.0) as u32;
                let sign = if is_left_inner { 1.0 } else { -1.0 };
                for step in 0..=steps {
                    let turned = sign * angle * step as f32 / steps as f32;
                    outer_sections(egui::emath::Rot2::from_angle(-turned) * n0);
                }
            }
        }
    }

    /// Goes on to a cross-section; `left` and `right` are directions, longer than 1 at a mitre.
    fn section(&mut self, point: Pos2, left: Vec2, right: Vec2, color: Color32) {
        let here = self.brush.next();
        self.brush.vertex(point + left * self.faded, Color32::TRANSPARENT);
        self.brush.vertex(point + left * self.full, color);
        self.brush.vertex(point + right * self.full, color);
        self.brush.vertex(point + right * self.faded, Color32::TRANSPARENT);
        if let Some(last) = self.last {
            self.join(last, here);
        }
        self.first.get_or_insert(here);
        self.last = Some(here);
    }

    fn join(&mut self, last: u32, here: u32) {
        for strip in 0..3 {
            self.brush.quad(last + strip, last + strip + 1, here + strip + 1, here + strip);
        }
    }
}

/// To the left of a direction as one sees it on the screen, where y goes down.
fn left_of(direction: Vec2) -> Vec2 {
    vec2(direction.y, -direction.x)
}
