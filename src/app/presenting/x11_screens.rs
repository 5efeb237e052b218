//! The screens of an X11 desk as RandR tells them, now and whenever one comes or goes. winit 0.30 keeps
//! the list that it read first: RandR's events do not reach it (winit issue 3405).
//!
//! A connection of its own and a thread that sleeps until the desk changes; other desks need neither.

use std::sync::{Arc, Mutex, PoisonError};

use eframe::egui;
use winit::raw_window_handle::{HasWindowHandle as _, RawWindowHandle};

use super::screens::Screen;

/// Watches which screens there are.
pub struct Watch(Arc<Mutex<Vec<Screen>>>);

impl Watch {
    /// Begins to watch, if the window stands on an X11 desk with RandR 1.5. From then on a frame of the main
    /// window is asked for whenever the desk changes.
    pub fn begin(ctx: &egui::Context, window: &winit::window::Window) -> Option<Self> {
        let handle = window.window_handle().ok()?.as_raw();
        if !matches!(handle, RawWindowHandle::Xlib(_) | RawWindowHandle::Xcb(_)) {
            return None;
        }
        desk::watch(ctx.clone()).map(Self)
    }

    /// The screens that are there now. What is their place in winit's list is not known here.
    pub fn screens(&self) -> Vec<Screen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
mod desk {
    use std::sync::{Arc, Mutex, PoisonError};

    use eframe::egui::{self, ViewportId, pos2, vec2};
    use x11rb::connection::Connection as _;
    use x11rb::errors::ReplyError;
    use x11rb::protocol::randr::{ConnectionExt as _, NotifyMask};
    use x11rb::protocol::xproto::{ConnectionExt as _, Window};
    use x11rb::rust_connection::RustConnection;

    use crate::app::presenting::screens::Screen;

    pub fn watch(ctx: egui::Context) -> Option<Arc<Mutex<Vec<Screen>>>> {
        let (connection, screen) = x11rb::connect(None).ok()?;
        let root = connection.setup().roots.get(screen)?.root;
        let mask = NotifyMask::SCREEN_CHANGE | NotifyMask::CRTC_CHANGE | NotifyMask::OUTPUT_CHANGE;
        connection.randr_select_input(root, mask).ok()?.check().ok()?;
        let found = Arc::new(Mutex::new(screens(&connection, root).ok()?));
        let shared = found.clone();
        let watch = move || {
            while connection.wait_for_event().is_ok() {
                // One change of the desk is several events.
                while let Ok(Some(_)) = connection.poll_for_event() {}
                let Ok(now) = screens(&connection, root) else { return };
                *shared.lock().unwrap_or_else(PoisonError::into_inner) = now;
                ctx.request_repaint_of(ViewportId::ROOT);
            }
        };
        std::thread::Builder::new().name("screens".into()).spawn(watch).ok()?;
        Some(found)
    }

    fn screens(connection: &RustConnection, root: Window) -> Result<Vec<Screen>, ReplyError> {
        let monitors = connection.randr_get_monitors(root, true)?.reply()?.monitors;
        let screen = |monitor: x11rb::protocol::randr::MonitorInfo| {
            let name = connection.get_atom_name(monitor.name)?.reply()?.name;
            let corner = pos2(f32::from(monitor.x), f32::from(monitor.y));
            let size = vec2(f32::from(monitor.width), f32::from(monitor.height));
            let name = String::from_utf8_lossy(&name).into_owned();
            Ok(Screen { name, rect_px: egui::Rect::from_min_size(corner, size), monitor: None })
        };
        monitors.into_iter().map(screen).collect()
    }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
mod desk {
    use std::sync::{Arc, Mutex};

    use eframe::egui;

    use crate::app::presenting::screens::Screen;

    pub fn watch(_ctx: egui::Context) -> Option<Arc<Mutex<Vec<Screen>>>> {
        None
    }
}
