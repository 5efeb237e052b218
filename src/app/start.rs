//! Opening the window, and one clear message where that cannot be.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use eframe::egui;

use super::ask;
use super::clipboard::DesktopClipboard;
use super::frame_log::FrameLog;
use super::window::App;
use crate::store::StateFolder;

/// Why the window did not open.
#[derive(Debug, thiserror::Error)]
#[error("no window can be opened: {reason}")]
pub struct StartError {
    reason: String,
}

impl StartError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        "a window needs a graphical session (DISPLAY or WAYLAND_DISPLAY) and, on Debian and Ubuntu, the packages \
         libx11-6 libxcursor1 libxi6 libx11-xcb1 libxkbcommon-x11-0 libgl1; `pathos export MAP.ron -o OUT.png` works \
         without a display"
    }
}

/// Opens the window and stays in it until it is closed.
///
/// # Errors
/// If no window can be opened: there is no display, no GL, or a library is missing.
pub fn run(file: Option<PathBuf>) -> Result<(), StartError> {
    let hook = std::panic::take_hook();
    let opened = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    install_quiet_hook(opened.clone(), hook);
    let was_open = opened.clone();
    let result = catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            "Pathos",
            options(),
            Box::new(move |cc| {
                opened.store(true, std::sync::atomic::Ordering::Relaxed);
                let mut app = App::new(&cc.egui_ctx, file.as_deref(), ask::desktop(), StateFolder::standard());
                app.use_clipboard(Box::new(DesktopClipboard::new()));
                app.log_frames(FrameLog::from_environment());
                Ok(Box::new(app))
            }),
        )
    }));
    match result {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(StartError { reason: plain_reason(&error.to_string()) }),
        Err(panic) if was_open.load(std::sync::atomic::Ordering::Relaxed) => std::panic::resume_unwind(panic),
        Err(panic) => Err(StartError { reason: plain_reason(&text_of(&*panic)) }),
    }
}

/// The window library panics where a library is missing. Until the window is open that is no bug to
/// trace but something to tell; afterwards a panic is reported as always.
fn install_quiet_hook(
    opened: std::sync::Arc<std::sync::atomic::AtomicBool>,
    usual: Box<dyn Fn(&std::panic::PanicHookInfo<'_>) + Sync + Send>,
) {
    std::panic::set_hook(Box::new(move |info| {
        if opened.load(std::sync::atomic::Ordering::Relaxed) {
            usual(info);
        }
    }));
}

/// What happened, without the place in the window library's source where it was noticed.
fn plain_reason(text: &str) -> String {
    let after_place = text.rsplit_once(".rs:").and_then(|(_, rest)| rest.split_once(": ")).map(|(_, reason)| reason);
    after_place.unwrap_or(text).trim_end_matches('.').replace('\n', " ")
}

fn text_of(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    text.unwrap_or("the window library gave up").to_owned()
}

fn options() -> eframe::NativeOptions {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Pathos")
        .with_app_id("pathos")
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([640.0, 480.0])
        .with_drag_and_drop(true);
    let viewport = match eframe::icon_data::from_png_bytes(include_bytes!("../../assets/desktop/pathos.png")) {
        Ok(icon) => viewport.with_icon(icon),
        Err(_) => viewport,
    };
    // Without noise at edges: every color here is flat, and the same map is to look the same with each start.
    eframe::NativeOptions { viewport, dithering: false, ..eframe::NativeOptions::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_names_no_line_of_source() {
        let text = "winit EventLoopError: os error at /x/winit/mod.rs:765: neither DISPLAY nor WAYLAND_DISPLAY is set.";
        assert_eq!(plain_reason(text), "neither DISPLAY nor WAYLAND_DISPLAY is set");
        assert_eq!(plain_reason("no GL"), "no GL");
    }
}
