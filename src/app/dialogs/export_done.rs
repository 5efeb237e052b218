//! While a poster is written, and when it was.

use std::time::Duration;

use eframe::egui;

use super::frame::{dialog, footer, main_button, or_close};
use crate::app::command::Command;
use crate::app::session::Session;
use crate::app::writing::Written;

/// The progress of the export, with a way to stop it: the button or Esc. A click beside the dialog is
/// too easily made to throw minutes of work away.
pub fn show_progress(ctx: &egui::Context, session: &Session) -> Vec<Command> {
    let escape = ctx.input(|input| input.key_pressed(egui::Key::Escape));
    let (mut commands, _) = dialog(ctx, "Exporting the poster", 400.0, |ui| {
        let (share, remaining) = session.jobs.export_progress().unwrap_or_default();
        let bar = ui.add(egui::ProgressBar::new(share).show_percentage());
        bar.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, "Progress of the export"));
        ui.weak(remaining.map_or_else(|| "Drawing…".to_owned(), remaining_words));
        let mut commands = Vec::new();
        footer(ui, |ui| {
            if ui.button("Cancel").clicked() {
                commands.push(Command::CancelExport);
            }
        });
        commands
    });
    if escape && commands.is_empty() {
        commands.push(Command::CancelExport);
    }
    commands
}

/// How long it still takes, no finer than it is known.
fn remaining_words(remaining: Duration) -> String {
    match remaining.as_secs() {
        0..=1 => "A moment more".to_owned(),
        seconds @ 2..=90 => format!("About {seconds} seconds more"),
        seconds => format!("About {} minutes more", seconds.div_ceil(60)),
    }
}

/// What was written, with a way to where it is.
pub fn show_written(ctx: &egui::Context, written: &Written) -> Vec<Command> {
    let (commands, closed) = dialog(ctx, "The poster is exported", 480.0, |ui| {
        ui.label(written.name());
        ui.weak(facts(written).join("  ·  "));
        ui.add(egui::Label::new(egui::RichText::new(written.path.display().to_string()).weak()).wrap());
        let mut commands = Vec::new();
        footer(ui, |ui| {
            if main_button(ui, "Close", true) {
                commands.push(Command::CloseDialog);
            }
            if ui.button("Show in folder").clicked() {
                commands.push(Command::ShowInFolder(written.path.clone()));
            }
        });
        commands
    });
    or_close(commands, closed)
}

fn facts(written: &Written) -> Vec<String> {
    let plan = &written.plan;
    let mut facts = vec![format!("{} × {} mm", plan.width_mm.round(), plan.height_mm.round())];
    if written.is_picture && written.files == 1 {
        facts.push(format!("{} × {} pixels at {} dpi", plan.width_px, plan.height_px, plan.dpi));
    }
    facts.push(format!("{:.1} MB", written.bytes as f64 / 1e6));
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_that_remains_is_told_in_words() {
        let words = |seconds| remaining_words(Duration::from_secs(seconds));
        assert_eq!(words(1), "A moment more");
        assert_eq!(words(40), "About 40 seconds more");
        assert_eq!(words(130), "About 3 minutes more");
    }
}
