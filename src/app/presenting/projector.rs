//! The projector's window: it shows what the room sees and nothing else.
//!
//! It is painted by itself, when its frame is another or something moves on it; what is pressed in it
//! goes to the session with the next frame of the main window.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use eframe::egui::{self, Id, Key, Modifiers, Role, Sense, ViewportBuilder, ViewportCommand, ViewportId, WidgetInfo};

use super::frame::{Frame, Playback};
use super::screens::{Screen, Screens};
use super::show::{aspect_of, clicked, spoken, wheel};
use super::{Move, On, keys, screen_from_slide};
use crate::app::action::Action;
use crate::app::canvas::SceneCanvas;
use crate::app::command::Command;
use crate::app::look;
use crate::app::session::Session;

/// The size of the window where it fills no screen, in points.
const WINDOW_SIZE: [f32; 2] = [960.0, 540.0];
/// For how long after it came to its place a desktop may still give it the keyboard by itself, in seconds.
const ARRIVAL_SECS: f64 = 1.5;
/// How far it then stands from the corner of the main window, in points.
const BESIDE: f32 = 48.0;

/// The projector's window, open or not.
#[derive(Default)]
pub struct Projector {
    shared: Option<Arc<Mutex<Shared>>>,
    /// The screens of the desk, while the window is open.
    screens: Screens,
    /// The screen that it fills, as was asked last.
    placed: Option<Screen>,
    /// How it was opened.
    builder: ViewportBuilder,
}

/// What both windows know.
struct Shared {
    frame: Option<Frame>,
    canvas: SceneCanvas,
    playback: Playback,
    asked: Vec<Move>,
    /// Whether a remark is to be captured, which is done in the main window.
    captures: bool,
    aspect: f64,
    is_rtl: bool,
    is_drawing: bool,
    /// What a screen reader says of it.
    spoken: String,
    /// Where it stands on the desk; another place may mean other screens.
    outer: Option<egui::Rect>,
    /// Since when it stands where it stands, by the clock of its frames.
    placed_at: Option<f64>,
    /// Whether the desktop gave it the keyboard as it came there, which belongs to the main window.
    took_keyboard: bool,
}

/// The window's own id.
pub fn viewport_id() -> ViewportId {
    ViewportId(Id::unique("projector"))
}

impl Projector {
    /// Opens, feeds or closes the window, as the session says. To be called with each frame of the
    /// main window, after everything else.
    pub fn show(&mut self, ctx: &egui::Context, session: &mut Session, window: &eframe::Frame) {
        if session.presenting().is_none_or(|presenting| presenting.on != On::Projector) {
            self.shared = None;
            return;
        }
        let is_new = self.shared.is_none();
        let shared = self.shared.get_or_insert_with(|| Arc::new(Mutex::new(Shared::new(ctx)))).clone();
        self.hear(ctx, &shared, session);
        if session.presenting().is_none_or(|presenting| presenting.on != On::Projector) {
            self.shared = None;
            return;
        }
        self.feed(ctx, &shared, session);
        self.screens.look(ctx, window);
        session.screens = self.screens.names().map(str::to_owned).collect();
        let screen = self.screens.chosen(&session.settings.projector).cloned();
        if is_new {
            self.builder = builder(screen.as_ref(), ctx.pixels_per_point());
        } else if screen != self.placed {
            place(ctx, screen.as_ref());
            // The desktop may give it the keyboard once more.
            lock(&shared).placed_at = None;
            let is_gone = |placed: &Screen| self.screens.names().all(|name| name != placed.name);
            match (&screen, &self.placed) {
                (Some(screen), _) => session.say(format!("The projector's window fills {}", screen.name)),
                (None, Some(placed)) if is_gone(placed) => {
                    session.say(format!("{} is gone: what the room sees is in a window on this screen", placed.name));
                }
                (None, _) => session.say("The projector's window is beside this one"),
            }
        }
        self.placed = screen;
        // The same as when it was opened: what changes afterwards is commanded.
        ctx.show_viewport_deferred(viewport_id(), self.builder.clone(), move |ui, _| lock(&shared).ui(ui));
    }

    /// Does what was asked in the window.
    fn hear(&self, ctx: &egui::Context, shared: &Mutex<Shared>, session: &mut Session) {
        let (asked, captures, took_keyboard, aspect) = {
            let mut shared = lock(shared);
            let asked = std::mem::take(&mut shared.asked);
            (asked, std::mem::take(&mut shared.captures), std::mem::take(&mut shared.took_keyboard), shared.aspect)
        };
        if captures {
            session.perform(Command::Action(Action::Capture));
        }
        if captures || took_keyboard {
            ctx.send_viewport_cmd_to(ViewportId::ROOT, ViewportCommand::Focus);
        }
        if let Some(presenting) = &mut session.presenting {
            presenting.aspect = aspect;
        }
        asked.into_iter().for_each(|what| session.perform(Command::Present(what)));
    }

    /// Hands it what the room sees; it is painted again only if that is another.
    fn feed(&self, ctx: &egui::Context, shared: &Mutex<Shared>, session: &Session) {
        let Some(presenting) = session.presenting() else { return };
        let frame = presenting.seen(session.settings.reduced_motion);
        let frame = frame.map(|frame| frame.with_timer(session.timer_face()));
        let spoken = presenting.shown().map(|shown| spoken(session, &shown.layout)).unwrap_or_default();
        let mut shared = lock(shared);
        shared.is_rtl = session.map().direction().is_rtl();
        shared.is_drawing = presenting.has_pen;
        let is_another = match (&shared.frame, &frame) {
            (Some(old), Some(new)) => !old.is_same(new),
            (old, new) => old.is_some() != new.is_some(),
        };
        if is_another || shared.spoken != spoken {
            (shared.frame, shared.spoken) = (frame, spoken);
            ctx.request_repaint_of(viewport_id());
        }
    }
}

fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A window that fills a screen, or stands by itself where there is no other screen.
fn builder(screen: Option<&Screen>, pixels_per_point: f32) -> ViewportBuilder {
    let builder = ViewportBuilder::default()
        .with_title("Pathos: what the room sees")
        .with_app_id("pathos")
        .with_inner_size(WINDOW_SIZE)
        .with_min_inner_size([320.0, 240.0]);
    match screen {
        Some(Screen { monitor: Some(monitor), .. }) => builder.with_monitor(*monitor).with_fullscreen(true),
        Some(Screen { rect_px, .. }) => {
            let rect = *rect_px / pixels_per_point;
            builder.with_decorations(false).with_position(rect.min).with_inner_size(rect.size())
        }
        None => builder,
    }
}

/// Brings the window, which is open, onto a screen, or beside the main window.
fn place(ctx: &egui::Context, screen: Option<&Screen>) {
    let send = |command| ctx.send_viewport_cmd_to(viewport_id(), command);
    match screen {
        Some(Screen { monitor: Some(monitor), .. }) => send(ViewportCommand::SetMonitor(*monitor)),
        // The window library does not know it, and could not fill it.
        Some(Screen { rect_px, .. }) => {
            // By the scale of the screen where it is now, by which the window library turns it into pixels again.
            let rect = *rect_px / ctx.input_for(viewport_id(), |input| input.pixels_per_point());
            send(ViewportCommand::Fullscreen(false));
            send(ViewportCommand::Decorations(false));
            send(ViewportCommand::OuterPosition(rect.min));
            send(ViewportCommand::InnerSize(rect.size()));
        }
        None => {
            send(ViewportCommand::Fullscreen(false));
            send(ViewportCommand::Decorations(true));
            send(ViewportCommand::InnerSize(WINDOW_SIZE.into()));
            if let Some(own) = ctx.input(|input| input.viewport().outer_rect) {
                send(ViewportCommand::OuterPosition(own.min + egui::vec2(BESIDE, BESIDE)));
            }
        }
    }
}

impl Shared {
    fn new(ctx: &egui::Context) -> Self {
        Self {
            frame: None,
            canvas: SceneCanvas::new(ctx),
            playback: Playback::default(),
            asked: Vec::new(),
            captures: false,
            aspect: 16.0 / 9.0,
            is_rtl: false,
            is_drawing: false,
            spoken: String::new(),
            outer: None,
            placed_at: None,
            took_keyboard: false,
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        let rect = ui.available_rect_before_wrap();
        let response = ui.interact(rect, Id::unique("what the room sees"), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &self.spoken));
        if ui.input(|input| input.viewport().close_requested()) {
            self.asked.push(Move::Leave);
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F11)) {
            let is_full = ui.input(|input| input.viewport().fullscreen).unwrap_or(false);
            ui.ctx().send_viewport_cmd(ViewportCommand::Fullscreen(!is_full));
        }
        self.captures |= ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F10));
        let is_rtl = self.is_rtl;
        let moves = ui.input_mut(|input| keys::take(&mut input.events, is_rtl));
        // Who edits does so in the main window.
        self.asked.extend(moves.into_iter().filter(|what| *what != Move::Editing));
        self.hear_pointer(ui, &response, rect);
        let aspect = aspect_of(rect);
        let outer = ui.input(|input| input.viewport().outer_rect);
        let (has_keyboard, now) = ui.input(|input| (input.viewport().focused == Some(true), input.time));
        let age = now - *self.placed_at.get_or_insert(now);
        self.took_keyboard |= has_keyboard && age < ARRIVAL_SECS && !ui.input(|input| input.pointer.any_down());
        let is_asked = self.captures
            || self.took_keyboard
            || !self.asked.is_empty()
            || (aspect, outer) != (self.aspect, self.outer);
        (self.aspect, self.outer) = (aspect, outer);
        if is_asked {
            ui.ctx().request_repaint_of(ViewportId::ROOT);
        }
        self.canvas.begin_frame(ui.ctx());
        match &self.frame {
            Some(frame) => {
                let now = ui.input(|input| input.time);
                if let Some(wait) = frame.paint(ui.painter(), rect, &mut self.canvas, &mut self.playback, now) {
                    ui.ctx().request_repaint_after(wait);
                }
            }
            None => {
                ui.painter().rect_filled(rect, 0.0, look::color32(crate::color::Color::BLACK));
            }
        }
        self.canvas.end_frame(ui.ctx());
    }

    fn hear_pointer(&mut self, ui: &egui::Ui, response: &egui::Response, rect: egui::Rect) {
        let Some(frame) = &self.frame else { return };
        let size = frame.shown.layout.size;
        let place = screen_from_slide(size, rect, frame.zoom);
        self.asked.extend(wheel(ui, frame.zoom, size, place, response.hover_pos(), response));
        let Some(pos) = response.interact_pointer_pos().or_else(|| response.hover_pos()) else { return };
        if self.is_drawing {
            let is_down = response.is_pointer_button_down_on();
            if is_down {
                self.asked.push(Move::Draw(place.page_point(pos)));
            } else if frame.lines.iter().any(|line| line.is_open) {
                self.asked.push(Move::Lift);
            }
        } else if response.clicked() {
            let is_opened = frame.shown.layout.cards.len() == 1 && frame.shown.layout.stages.is_empty();
            self.asked.extend(clicked(&frame.shown.layout, is_opened, place.page_point(pos)));
        }
        if frame.spot.is_some() && response.hovered() {
            self.asked.push(Move::PointAt(Some(place.page_point(pos))));
        }
    }
}
