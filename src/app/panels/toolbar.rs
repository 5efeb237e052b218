//! The toolbar: what is needed all the time. What has no room stands in a menu at its end.

use eframe::egui::{self, Popup};

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::look::TARGET;
use crate::app::panels::face::FaceButton;
use crate::app::panels::menu_bar;
use crate::app::session::Session;
use crate::icon::Icon;
use crate::model::Emotion;

/// The toolbar's groups from the left. The last ones are the first to give way.
const GROUPS: &[&[Action]] = &[
    &[Action::Open, Action::Save],
    &[Action::Undo, Action::Redo],
    &[Action::InsertCard, Action::InsertStepAfter, Action::InsertStageAfter, Action::InsertLaneBelow],
    &[Action::Emotion(-2), Action::Emotion(-1), Action::Emotion(0), Action::Emotion(1), Action::Emotion(2)],
    &[Action::High, Action::Low, Action::Pain, Action::MomentOfTruth],
    &[Action::Delete],
    &[Action::ZoomOut, Action::ZoomIn, Action::ZoomFit],
];

/// What stands at the other end, from the right, and always has room.
const END: &[&[Action]] = &[
    &[Action::Inspector, Action::Insight, Action::History, Action::Find, Action::Outline, Action::Palette],
    &[Action::ExportPoster],
];

/// Between two buttons, in points.
const GAP: f32 = 2.0;
/// The room of a line between two groups, in points.
const LINE: f32 = 12.0;

/// Shows the bar.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let room = ui.available_width() - END.iter().map(|group| width(group)).sum::<f32>();
        let fitting = groups_that_fit(room);
        for (n, group) in GROUPS[..fitting].iter().enumerate() {
            if n > 0 {
                line(ui);
            }
            for action in *group {
                button(ui, session, kit, *action, commands);
            }
        }
        if fitting < GROUPS.len() {
            line(ui);
            more(ui, session, kit, &GROUPS[fitting..], commands);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            for (n, group) in END.iter().enumerate() {
                if n > 0 {
                    line(ui);
                }
                for action in *group {
                    button(ui, session, kit, *action, commands);
                }
            }
        });
    });
}

/// The width of a group with the line before it, in points.
fn width(group: &[Action]) -> f32 {
    group.len() as f32 * (TARGET + 6.0 + GAP) + LINE + GAP
}

/// How many groups have room, beside the menu for the others if there are others.
fn groups_that_fit(room: f32) -> usize {
    let width_of = |count: usize| GROUPS[..count].iter().map(|group| width(group)).sum::<f32>();
    if width_of(GROUPS.len()) <= room {
        return GROUPS.len();
    }
    let menu = width(&[Action::Open]);
    (0..GROUPS.len()).rev().find(|count| width_of(*count) + menu <= room).unwrap_or(0)
}

fn line(ui: &mut egui::Ui) {
    ui.add(egui::Separator::default().vertical().spacing(LINE));
}

/// The menu of the groups that have no room.
fn more(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, groups: &[&[Action]], commands: &mut Vec<Command>) {
    let response = kit.icons.button(ui, Icon::DotsThree, "More tools", false);
    Popup::menu(&response).show(|ui| {
        menu_bar::begin_menu(ui);
        for (n, group) in groups.iter().enumerate() {
            if n > 0 {
                ui.separator();
            }
            for action in *group {
                if menu_bar::entry_button(ui, session, kit, action.entry()).clicked() {
                    commands.push(Command::Action(*action));
                }
            }
        }
    });
}

fn button(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, action: Action, commands: &mut Vec<Command>) {
    let entry = action.entry();
    let name = entry.name.trim_end_matches('…');
    let keys = entry.keys.first().map(|keys| format!("   {}", ui.ctx().format_shortcut(keys)));
    let tip = format!("{}{}", menu_bar::name(session, entry), keys.unwrap_or_default());
    let is_on = session.is_on(action);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_give_way_from_the_end_and_leave_room_for_their_menu() {
        assert_eq!(groups_that_fit(2_000.0), GROUPS.len());
        assert_eq!(groups_that_fit(0.0), 0);
        for room in (0..1_000).map(|room| room as f32) {
            let count = groups_that_fit(room);
            let menu = if count < GROUPS.len() { width(&[Action::Open]) } else { 0.0 };
            let taken = GROUPS[..count].iter().map(|group| width(group)).sum::<f32>() + menu;
            assert!(count == 0 || taken <= room, "{count} groups in {room}");
        }
    }
}
