//! How long a frame of the canvas takes, beside the limits: `cargo bench --bench frame`.
//!
//! A frame is everything up to the graphics card: the pass, the painting and egui's tessellation,
//! at 1,600 × 900, in one thread. What the card does is not in it.

#[path = "../common/generated.rs"]
mod generated;

use std::hint::black_box;
use std::time::{Duration, Instant};

use eframe::egui::epaint::{Mesh, Primitive};
use eframe::egui::{self, Pos2};
use pathos::app::canvas::{Appearance, Camera, SceneCanvas};
use pathos::geom::{Point, Rect};
use pathos::scene::Scene;

const FRAMES: usize = 240;

fn main() {
    println!(
        "{:<36}{:>8}{:>8}{:>8}{:>8}{:>8}   vertices",
        "milliseconds a frame", "best", "p50", "p95", "max", "limit"
    );
    for (lanes, steps, limits_ms) in [(20, 60, [2.0, 8.0, 8.0]), (50, 200, [16.0, 16.0, 16.0])] {
        let cards = lanes * steps;
        let scene = generated::scene(lanes, steps);
        let mut window = Window::new();
        let mut whole = Camera { center: Point::ORIGIN, zoom: 1.0 };
        whole.fit(Rect::from_origin_size((0.0, 0.0), scene.size), window.view);
        let middle = whole.center;
        let panning = |frame: usize| Camera { center: middle + (frame as f64 * 0.7, frame as f64 * 0.3), zoom: 1.0 };
        let zooming = |frame: usize| {
            let turn = frame as f64 / FRAMES as f64 * std::f64::consts::TAU;
            let (low, high) = (whole.zoom.ln(), 6.0_f64.ln());
            Camera { center: middle, zoom: (low + (high - low) * (1.0 - turn.cos()) / 2.0).exp() }
        };
        window.measure(&format!("{cards} cards, 100 %, panning"), &scene, limits_ms[0], panning);
        window.measure(&format!("{cards} cards, all in view"), &scene, limits_ms[1], |_| whole);
        window.measure(&format!("{cards} cards, zooming there and back"), &scene, limits_ms[2], zooming);
    }
}

/// A window without a graphics card.
struct Window {
    ctx: egui::Context,
    canvas: SceneCanvas,
    view: egui::Rect,
}

impl Window {
    fn new() -> Self {
        let ctx = egui::Context::default();
        let canvas = SceneCanvas::new(&ctx);
        Self { ctx, canvas, view: egui::Rect::from_min_size(Pos2::ZERO, egui::vec2(1600.0, 900.0)) }
    }

    fn measure(&mut self, name: &str, scene: &Scene, limit_ms: f64, camera: impl Fn(usize) -> Camera) {
        let mut times = Vec::with_capacity(FRAMES);
        let mut largest = (0, 0);
        for frame in 0..FRAMES {
            let camera = camera(frame);
            let start = Instant::now();
            let meshes = self.frame(scene, camera);
            times.push(start.elapsed());
            let size = |mesh: &Mesh| (mesh.vertices.len(), mesh.bytes_used());
            let sizes = meshes.iter().map(|clipped| match &clipped.primitive {
                Primitive::Mesh(mesh) => size(mesh),
                Primitive::Callback(_) => (0, 0),
            });
            largest = largest.max(sizes.fold((0, 0), |sum, mesh| (sum.0 + mesh.0, sum.1 + mesh.1)));
        }
        times.sort();
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let at = |share: f64| ms(times[((times.len() - 1) as f64 * share) as usize]);
        let (vertices, bytes) = largest;
        println!(
            "{name:<36}{:>8.2}{:>8.2}{:>8.2}{:>8.2}{limit_ms:>8.0}   {vertices} ({:.1} MB, copied in {:.2} ms)",
            at(0.0),
            at(0.5),
            at(0.95),
            at(1.0),
            bytes as f64 / 1e6,
            ms(copying(bytes)),
        );
    }

    fn frame(&mut self, scene: &Scene, camera: Camera) -> Vec<egui::ClippedPrimitive> {
        let input = egui::RawInput { screen_rect: Some(self.view), ..Default::default() };
        let (canvas, view) = (&mut self.canvas, self.view);
        let mut output = self.ctx.run_ui(input, |ui| {
            canvas.begin_frame(ui.ctx());
            canvas.paint(ui.painter(), scene, camera.screen_from_page(view), &Appearance::default());
            canvas.end_frame(ui.ctx());
        });
        output.textures_delta.clear();
        self.ctx.tessellate(output.shapes, output.pixels_per_point)
    }
}

/// How long it takes to copy as many bytes: what no way of drawing them can undercut.
fn copying(bytes: usize) -> Duration {
    let from = vec![1_u8; bytes];
    let mut to = vec![0_u8; bytes];
    let start = Instant::now();
    to.copy_from_slice(black_box(&from));
    black_box(&to);
    start.elapsed()
}
