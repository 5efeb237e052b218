//! What the journey serves, and whether the promise is kept.

use eframe::egui;

use super::Panel;
use crate::app::leads::Lead;
use crate::app::panels::inspector::Form;
use crate::edit::{Edit, MapField};
use crate::icon::Icon;

/// Shows the section.
pub fn show(ui: &mut egui::Ui, panel: &mut Panel<'_>) {
    panel.section(ui, "Purpose", |ui, panel| {
        fields(ui, panel);
        ui.add_space(6.0);
        let promise = &panel.session.insights.figures.promise;
        for (icon, name, places) in
            [(Icon::SealCheck, "Promise kept", &promise.kept), (Icon::SealWarning, "Promise broken", &promise.broken)]
        {
            let figure = places.len().to_string();
            let spoken = format!("{name}: {figure}");
            let lead = Lead { name, figure: &figure, spoken: &spoken, icon: Some(icon), ..Lead::default() };
            panel.lead(ui, lead, places);
        }
    });
}

fn fields(ui: &mut egui::Ui, panel: &mut Panel<'_>) {
    let purpose = &panel.map().purpose;
    let mut form = Form { session: panel.session, kit: panel.kit, commands: panel.commands, salt: 1 };
    form.lines(ui, "Vision", &purpose.vision, |text| Edit::SetMap(MapField::Vision(text)));
    form.lines(ui, "Promise", &purpose.promise, |text| Edit::SetMap(MapField::Promise(text)));
    form.lines(ui, "Goal of the journey", &purpose.goal, |text| Edit::SetMap(MapField::PurposeGoal(text)));
}
