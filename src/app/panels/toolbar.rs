//! The toolbar: what is needed all the time.

use eframe::egui;

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::icons::Icons;
use crate::app::panels::menu_bar;
use crate::app::session::Session;
use crate::icon::Icon;

/// The toolbar's groups from the left.
const GROUPS: &[&[Action]] = &[
    &[Action::Open, Action::Save],
    &[Action::Undo, Action::Redo],
    &[Action::InsertCard, Action::InsertStepAfter, Action::InsertStageAfter, Action::InsertLaneBelow],
    &[Action::Emotion(2), Action::Emotion(0), Action::Emotion(-2)],
    &[Action::High, Action::Low, Action::Pain, Action::MomentOfTruth],
    &[Action::Delete],
    &[Action::ZoomOut, Action::ZoomIn, Action::ZoomFit],
];

/// Shows the bar.
pub fn show(ui: &mut egui::Ui, session: &Session, icons: &mut Icons, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (n, group) in GROUPS.iter().enumerate() {
            if n > 0 {
                ui.add(egui::Separator::default().vertical().spacing(12.0));
            }
            for action in *group {
                button(ui, session, icons, *action, commands);
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            button(ui, session, icons, Action::Inspector, commands);
            button(ui, session, icons, Action::Palette, commands);
            ui.add(egui::Separator::default().vertical().spacing(12.0));
            button(ui, session, icons, Action::ExportPoster, commands);
        });
    });
}

fn button(ui: &mut egui::Ui, session: &Session, icons: &mut Icons, action: Action, commands: &mut Vec<Command>) {
    let entry = action.entry();
    let name = entry.name.trim_end_matches('…');
    let keys = entry.keys.first().map(|keys| format!("   {}", ui.ctx().format_shortcut(keys)));
    let tip = format!("{}{}", menu_bar::name(session, entry), keys.unwrap_or_default());
    let is_on = match action {
        Action::Palette => session.panels.palette,
        Action::Inspector => session.panels.inspector,
        _ => session.is_marked(action),
    };
    ui.add_enabled_ui((entry.enabled)(session), |ui| {
        let icon = entry.icon.unwrap_or(Icon::Question);
        if icons.button_with_tip(ui, icon, name, &tip, is_on).clicked() {
            commands.push(Command::Action(action));
        }
    });
}
