//! Where it hurts: open pain points by owner, stage and channel.

use eframe::egui;

use super::Panel;
use crate::app::leads::{Bar, Lead};
use crate::app::look::color32;
use crate::insight::PainGroup;
use crate::model::{PainId, Target, stage_words};
use crate::theme::Ink;

/// What is said where nothing hurts.
const PAINLESS: &str = "No pain point is open.";

/// Shows the sections.
pub fn show(ui: &mut egui::Ui, panel: &mut Panel<'_>) {
    let (map, figures) = (panel.map(), &panel.session.insights.figures);
    let owner = |name: &String| if name.is_empty() { "Nobody".to_owned() } else { name.clone() };
    groups(ui, panel, "Pain by owner", &figures.by_owner, owner);
    let stage = |id: &_| map.stages.find(*id).map(stage_words).unwrap_or_default();
    groups(ui, panel, "Pain by stage", &figures.by_stage, stage);
    groups(ui, panel, "Pain by channel", &figures.by_channel, |id| map.channel_words(*id));
}

fn groups<K>(
    ui: &mut egui::Ui,
    panel: &mut Panel<'_>,
    what: &str,
    groups: &[PainGroup<K>],
    name: impl Fn(&K) -> String,
) {
    let most = groups.iter().map(|group| group.pains.len()).max().unwrap_or(1);
    let color = color32(panel.session.view.theme.color(Ink::Pain));
    panel.list(ui, what, groups, PAINLESS, |ui, panel, group| {
        let (name, count) = (name(&group.key), group.pains.len());
        let note = format!("the worst is {}", group.worst.words());
        let figure = count.to_string();
        let spoken = format!("{what}: {name}, {count}, the worst is {}", group.worst.words());
        let bar = Some(Bar::of_share(count as f32 / most as f32, color));
        let lead = Lead { name: &name, note: &note, figure: &figure, spoken: &spoken, bar, ..Lead::default() };
        panel.lead(ui, lead, &places(panel, &group.pains));
    });
}

/// Where some pain points hurt.
fn places(panel: &Panel<'_>, pains: &[PainId]) -> Vec<Target> {
    pains.iter().filter_map(|id| panel.map().pains.find(*id)).flat_map(|pain| pain.at.iter().copied()).collect()
}
