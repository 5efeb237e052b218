//! What the bars below the canvas share: their head, and hints of keys with what they do.

use eframe::egui::{self, Align, Color32, FontId, Layout, RichText};

use super::WorkshopCommand;
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::look::{GRID, ICON, Look};
use crate::icon::Icon;

/// The head of a bar: its icon, its name, what `content` adds, and the button that closes it.
pub fn head(
    ui: &mut egui::Ui,
    kit: &mut Kit,
    (icon, name): (Icon, &str),
    commands: &mut Vec<Command>,
    content: impl FnOnce(&mut egui::Ui, &mut Kit, &mut Vec<Command>),
) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if kit.icons.button(ui, Icon::X, &format!("Close: {}", name.to_lowercase()), false).clicked() {
                commands.push(Command::Workshop(WorkshopCommand::CloseBar));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let look = Look::of(ui.ctx());
                let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(ICON), egui::Sense::hover());
                kit.icons.paint(ui.painter(), icon, rect, look.accent);
                ui.label(RichText::new(name).strong());
                ui.add_space(GRID);
                content(ui, kit, commands);
            });
        });
    });
}

/// Keys or signs, each with what it does, as many to a line as fit.
pub fn hints<'a>(ui: &mut egui::Ui, hints: impl IntoIterator<Item = (&'a str, &'a str)>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 2.0);
        let look = Look::of(ui.ctx());
        for (keys, does) in hints {
            let mut job = egui::text::LayoutJob::default();
            let format = |color: Color32, background: Color32, font: FontId| egui::TextFormat {
                font_id: font,
                color,
                background,
                valign: Align::Center,
                ..egui::TextFormat::default()
            };
            let small = egui::TextStyle::Small.resolve(ui.style());
            let mono = FontId::new(small.size, egui::FontFamily::Monospace);
            job.append(&format!(" {keys} "), 0.0, format(look.ink, look.hover, mono));
            job.append(&format!(" {does}"), 0.0, format(look.quiet, Color32::TRANSPARENT, small));
            ui.label(job);
            ui.add_space(GRID);
        }
    });
}
