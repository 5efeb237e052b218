//! The toolbar: what is needed all the time.

use eframe::egui;

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::panels::face::FaceButton;
use crate::app::panels::menu_bar;
use crate::app::session::Session;
use crate::icon::Icon;
use crate::model::Emotion;

/// The toolbar's groups from the left.
const GROUPS: &[&[Action]] = &[
    &[Action::Open, Action::Save],
    &[Action::Undo, Action::Redo],
    &[Action::InsertCard, Action::InsertStepAfter, Action::InsertStageAfter, Action::InsertLaneBelow],
    &[Action::Emotion(-2), Action::Emotion(-1), Action::Emotion(0), Action::Emotion(1), Action::Emotion(2)],
    &[Action::High, Action::Low, Action::Pain, Action::MomentOfTruth],
    &[Action::Delete],
    &[Action::ZoomOut, Action::ZoomIn, Action::ZoomFit],
];

/// Shows the bar.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (n, group) in GROUPS.iter().enumerate() {
            if n > 0 {
                ui.add(egui::Separator::default().vertical().spacing(12.0));
            }
            for action in *group {
                button(ui, session, kit, *action, commands);
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            button(ui, session, kit, Action::Inspector, commands);
            button(ui, session, kit, Action::Palette, commands);
            ui.add(egui::Separator::default().vertical().spacing(12.0));
            button(ui, session, kit, Action::ExportPoster, commands);
        });
    });
}

fn button(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, action: Action, commands: &mut Vec<Command>) {
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
        let emotion = match action {
            Action::Emotion(value) => Emotion::new(i64::from(value)),
            _ => None,
        };
        let response = match emotion {
            Some(emotion) => {
                let face = FaceButton { emotion, name, tip: &tip, is_on, has_sign: false };
                face.show(ui, kit, &session.view.theme)
            }
            None => kit.icons.button_with_tip(ui, entry.icon.unwrap_or(Icon::Question), name, &tip, is_on),
        };
        if response.clicked() {
            commands.push(Command::Action(action));
        }
    });
}
