//! Which part of the page is seen, and how large.
//!
//! Screen space is egui's points (a pixel on an ordinary display, more on a dense one), y down;
//! page space is points of 1/72 inch. Pure: a camera knows neither the window nor the map.

use eframe::egui::{self, Pos2};

use crate::geom::{Point, Rect, Vec2};

/// Screen points in a page point at 100 %: an egui point is meant as 1/96 inch and a page point is
/// 1/72 inch, so that 100 % is the size on paper.
pub const SCREEN_PT_PER_PAGE_PT: f64 = 96.0 / 72.0;

/// The smallest zoom, 2 %.
pub const MIN_ZOOM: f64 = 0.02;

/// The largest zoom, 1,600 %.
pub const MAX_ZOOM: f64 = 16.0;

/// How much of the page, in screen points, [`Camera::keep_in_sight`] leaves in view.
const LEFT_IN_SIGHT: f64 = 64.0;

/// The free border, in screen points, that [`Camera::fit`] and [`Camera::reveal`] leave.
const MARGIN: f64 = 24.0;

/// Where one looks. The view (the canvas's rectangle in the window) is given to each method, so that
/// the same place stays in the middle when the window changes its size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// The point of the page in the middle of the view.
    pub center: Point,
    /// How large: 1 is 100 %, the size on paper; [`MIN_ZOOM`] – [`MAX_ZOOM`].
    pub zoom: f64,
}

impl Camera {
    /// A camera at 100 % or, if that is too large, as far away as shows the whole of `page`.
    pub fn new(page: Rect, view: egui::Rect) -> Self {
        let mut camera = Self { center: page.center(), zoom: 1.0 };
        camera.fit(page, view);
        camera.zoom = camera.zoom.min(1.0);
        camera
    }

    /// The map between page and screen that it stands for.
    pub fn screen_from_page(self, view: egui::Rect) -> ScreenFromPage {
        let scale = self.zoom * SCREEN_PT_PER_PAGE_PT;
        let middle = Vec2::new(f64::from(view.center().x), f64::from(view.center().y));
        ScreenFromPage { scale, offset: middle - self.center.to_vec2() * scale }
    }

    /// Shows the whole of a rectangle with a small border, as large as the view allows.
    pub fn fit(&mut self, page: Rect, view: egui::Rect) {
        let room = |side: f32| (f64::from(side) - 2.0 * MARGIN).max(1.0) / SCREEN_PT_PER_PAGE_PT;
        let (x, y) = (room(view.width()) / page.width().max(1e-9), room(view.height()) / page.height().max(1e-9));
        self.zoom = x.min(y).clamp(MIN_ZOOM, MAX_ZOOM);
        self.center = page.center();
    }

    /// Multiplies the zoom; what lies under the pointer stays under it.
    pub fn zoom_about(&mut self, view: egui::Rect, pointer: Pos2, factor: f64) {
        let still = self.screen_from_page(view).page_point(pointer);
        let before = self.zoom;
        self.zoom = (before * factor).clamp(MIN_ZOOM, MAX_ZOOM);
        self.center = still + (self.center - still) * (before / self.zoom);
    }

    /// Moves the page along with the pointer by a distance on the screen.
    pub fn pan(&mut self, delta: egui::Vec2) {
        let scale = self.zoom * SCREEN_PT_PER_PAGE_PT;
        self.center -= Vec2::new(f64::from(delta.x), f64::from(delta.y)) / scale;
    }

    /// Moves as little as shows a rectangle of the page with a small border. Of one that is larger
    /// than the view, the upper left part is shown. The zoom stays.
    pub fn reveal(&mut self, rect: Rect, view: egui::Rect) {
        let seen = self.screen_from_page(view).page_rect(view);
        let margin = MARGIN / (self.zoom * SCREEN_PT_PER_PAGE_PT);
        self.center.x += way_into(rect.x0 - margin, rect.x1 + margin, seen.x0, seen.x1);
        self.center.y += way_into(rect.y0 - margin, rect.y1 + margin, seen.y0, seen.y1);
    }

    /// Moves back as far as is needed for a part of the page to be in the view.
    pub fn keep_in_sight(&mut self, page: Rect, view: egui::Rect) {
        let seen = self.screen_from_page(view).page_rect(view);
        let left = LEFT_IN_SIGHT / (self.zoom * SCREEN_PT_PER_PAGE_PT);
        let clamped = |center: f64, (low, high): (f64, f64), seen: f64| {
            let reach = seen / 2.0 - left.min(seen / 2.0).min(high - low);
            center.clamp(low - reach, high + reach)
        };
        self.center.x = clamped(self.center.x, (page.x0, page.x1), seen.width());
        self.center.y = clamped(self.center.y, (page.y0, page.y1), seen.height());
    }
}

/// How far a view from `seen_low` to `seen_high` must move to hold `low` to `high`.
fn way_into(low: f64, high: f64, seen_low: f64, seen_high: f64) -> f64 {
    if low < seen_low || high - low > seen_high - seen_low { low - seen_low } else { (high - seen_high).max(0.0) }
}

/// Brings the page to the screen: `screen = page × scale + offset`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScreenFromPage {
    /// Screen points in a page point.
    pub scale: f64,
    /// Where the page's origin stands, in screen points.
    pub offset: Vec2,
}

impl ScreenFromPage {
    /// Where a point of the page stands on the screen.
    pub fn point(self, point: Point) -> Pos2 {
        let point = point.to_vec2() * self.scale + self.offset;
        Pos2::new(point.x as f32, point.y as f32)
    }

    /// Where a rectangle of the page stands on the screen.
    pub fn rect(self, rect: Rect) -> egui::Rect {
        egui::Rect::from_min_max(self.point(rect.origin()), self.point(Point::new(rect.x1, rect.y1)))
    }

    /// The point of the page at a place on the screen.
    pub fn page_point(self, place: Pos2) -> Point {
        ((Vec2::new(f64::from(place.x), f64::from(place.y)) - self.offset) / self.scale).to_point()
    }

    /// The part of the page under a rectangle of the screen.
    pub fn page_rect(self, rect: egui::Rect) -> Rect {
        Rect::from_points(self.page_point(rect.min), self.page_point(rect.max))
    }

    /// The same with everything moved by a distance on the page, for what is being dragged.
    pub fn moved(self, by: Vec2) -> Self {
        Self { offset: self.offset + by * self.scale, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Rect = Rect::new(0.0, 0.0, 1000.0, 500.0);

    fn view() -> egui::Rect {
        egui::Rect::from_min_size(Pos2::new(200.0, 50.0), egui::vec2(800.0, 600.0))
    }

    #[test]
    fn an_inch_of_paper_is_96_screen_points_at_100_percent() {
        let map = Camera { center: Point::ORIGIN, zoom: 1.0 }.screen_from_page(view());
        let inch = map.point(Point::new(72.0, 0.0)) - map.point(Point::ORIGIN);
        assert_eq!(inch, egui::vec2(96.0, 0.0));
        assert_eq!(map.point(Point::ORIGIN), view().center());
    }

    #[test]
    fn page_from_screen_undoes_screen_from_page() {
        let map = Camera { center: Point::new(123.0, 45.0), zoom: 0.37 }.screen_from_page(view());
        let back = map.page_point(map.point(Point::new(-7.0, 300.0)));
        assert!(back.distance(Point::new(-7.0, 300.0)) < 1e-3, "{back:?}");
    }

    #[test]
    fn what_is_under_the_pointer_stays_there_while_zooming() {
        let pointer = Pos2::new(333.0, 444.0);
        let mut camera = Camera { center: Point::new(100.0, 100.0), zoom: 1.0 };
        let before = camera.screen_from_page(view()).page_point(pointer);
        for factor in [1.1, 0.3, 1e9, 1e-9] {
            camera.zoom_about(view(), pointer, factor);
            let after = camera.screen_from_page(view()).page_point(pointer);
            assert!(after.distance(before) < 0.01, "{factor}: {after:?}");
            assert!((MIN_ZOOM..=MAX_ZOOM).contains(&camera.zoom));
        }
    }

    #[test]
    fn fitting_shows_the_whole_rectangle() {
        for page in [PAGE, Rect::new(-10.0, 0.0, 20.0, 4000.0), Rect::new(0.0, 0.0, 1e6, 1.0)] {
            let mut camera = Camera { center: Point::ORIGIN, zoom: 1.0 };
            camera.fit(page, view());
            let shown = camera.screen_from_page(view()).rect(page);
            assert!(view().contains_rect(shown) || camera.zoom == MIN_ZOOM, "{page:?} {shown:?}");
        }
    }

    #[test]
    fn a_new_camera_does_not_enlarge_a_small_page() {
        assert_eq!(Camera::new(Rect::new(0.0, 0.0, 50.0, 50.0), view()).zoom, 1.0);
        assert!(Camera::new(PAGE.scale_from_origin(10.0), view()).zoom < 0.1);
    }

    #[test]
    fn revealing_moves_as_little_as_is_needed() {
        let mut camera = Camera { center: Point::new(300.0, 200.0), zoom: 1.0 };
        let before = camera;
        camera.reveal(Rect::new(250.0, 150.0, 350.0, 250.0), view());
        assert_eq!(camera, before);
        let card = Rect::new(900.0, 100.0, 980.0, 150.0);
        camera.reveal(card, view());
        let shown = camera.screen_from_page(view()).rect(card);
        assert!((shown.right() - (view().right() - 24.0)).abs() < 0.01, "{shown:?}");
        assert_eq!(camera.center.y, before.center.y);
    }

    #[test]
    fn the_page_cannot_be_lost() {
        for delta in [egui::vec2(1e6, 0.0), egui::vec2(-1e6, 1e6), egui::vec2(0.0, -1e6)] {
            for zoom in [MIN_ZOOM, 1.0, MAX_ZOOM] {
                let mut camera = Camera { center: PAGE.center(), zoom };
                camera.pan(delta);
                camera.keep_in_sight(PAGE, view());
                let shown = camera.screen_from_page(view()).rect(PAGE).intersect(view());
                assert!(shown.width() >= 13.0 && shown.height() >= 13.0, "{delta:?} {zoom} {shown:?}");
            }
        }
    }
}
