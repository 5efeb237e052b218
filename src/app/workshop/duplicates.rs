//! Merging cards that say the same: they are shown side by side, and one is made of each group.

use eframe::egui::{self, RichText};

use crate::app::command::Command;
use crate::app::dialogs::frame::{dialog, footer, or_close};
use crate::app::kit::Kit;
use crate::app::look::{GRID, Look};
use crate::app::session::Session;
use crate::edit::Edit;
use crate::icon::Icon;
use crate::insight::{Alike, alike};
use crate::model::{CardId, Map};

/// The dialog's state: the groups that are shown, and for which of the map's revisions they were looked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DuplicatesDialog {
    groups: Vec<Alike>,
    revision: Option<u64>,
    /// Cards that are to stay apart.
    apart: Vec<CardId>,
}

impl DuplicatesDialog {
    /// Shows it.
    pub fn show(&mut self, ctx: &egui::Context, session: &Session, kit: &mut Kit) -> Vec<Command> {
        let revision = Some(session.history.revision());
        if std::mem::replace(&mut self.revision, revision) != revision {
            self.groups = alike(session.map());
        }
        let groups: Vec<Alike> = self.groups.iter().filter_map(|group| self.without_those_apart(group)).collect();
        let (commands, closed) = dialog(ctx, "Merge duplicates", 560.0, |ui| {
            let mut commands = Vec::new();
            if groups.is_empty() {
                ui.label("No two cards say the same, of which one is parked or both stand at one step.");
            }
            egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                for (n, group) in groups.iter().enumerate() {
                    if n > 0 {
                        ui.separator();
                    }
                    ui.push_id(group.into.as_str(), |ui| self.group_ui(ui, session, kit, group, &mut commands));
                }
            });
            footer(ui, |ui| {
                if ui.button("Close").clicked() {
                    commands.push(Command::CloseDialog);
                }
                let all = groups.iter().map(merge).collect::<Vec<_>>();
                if groups.len() > 1 && ui.button(format!("Merge all {}", groups.len())).clicked() {
                    commands.push(Command::Edits("Merge duplicates".to_owned(), all));
                }
            });
            commands
        });
        or_close(commands, closed)
    }

    fn without_those_apart(&self, group: &Alike) -> Option<Alike> {
        let others: Vec<CardId> = group.others.iter().copied().filter(|card| !self.apart.contains(card)).collect();
        (!others.is_empty()).then_some(Alike { into: group.into, others })
    }

    fn group_ui(
        &mut self,
        ui: &mut egui::Ui,
        session: &Session,
        kit: &mut Kit,
        group: &Alike,
        commands: &mut Vec<Command>,
    ) {
        let map = session.map();
        line(ui, map, kit, group.into, true);
        for card in &group.others {
            line(ui, map, kit, *card, false);
        }
        ui.horizontal(|ui| {
            if ui.button("Merge into the first").clicked() {
                commands.push(Command::Edit(merge(group)));
            }
            if ui.button("Keep apart").clicked() {
                self.apart.extend(&group.others);
            }
        });
        ui.add_space(GRID / 2.0);
    }
}

fn merge(group: &Alike) -> Edit {
    Edit::MergeCards { into: group.into, cards: group.others.clone() }
}

fn line(ui: &mut egui::Ui, map: &Map, kit: &mut Kit, id: CardId, stays: bool) {
    let Some(card) = map.cards.find(id) else { return };
    ui.horizontal(|ui| {
        let look = Look::of(ui.ctx());
        let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(16.0), egui::Sense::hover());
        kit.icons.paint(ui.painter(), if stays { Icon::Note } else { Icon::ArrowBendUpRight }, rect, look.quiet);
        let place = map.place_words(card.place);
        let text = map.words_of(card);
        let width = (ui.available_width() - 220.0).max(120.0);
        ui.scope(|ui| {
            ui.set_max_width(width);
            kit.label(ui, &text, 13.0, look.ink);
        });
        ui.scope(|ui| kit.label(ui, &place, 12.0, look.quiet));
        if stays {
            ui.label(RichText::new("stays").small().color(look.accent));
        }
    });
}
