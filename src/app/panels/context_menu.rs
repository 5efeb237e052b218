//! The menu of what is selected: everything that the toolbar and the keys can do with it, and the
//! choices that they leave out.

use eframe::egui;

use super::menu_bar::entry_button;
use super::palette::{capitalized, channels};
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::look;
use crate::app::session::Session;
use crate::edit::{CardField, Edit, LaneField, Selection};
use crate::model::{CardId, CardKind, Hue, LaneKind, Severity, Zone};
use crate::theme::Ink;

/// Shows the menu's content.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    ui.set_min_width(220.0);
    // Opened by key, the menu has the keyboard; opened by the pointer, the canvas keeps it.
    let wants_focus = ui.memory(|memory| memory.focused().is_none());
    let mut menu = Builder { session, kit, commands, wants_focus };
    match session.selection() {
        Selection::Cards(_) => menu.cards(ui),
        Selection::Stage(_) | Selection::Stages(_) => menu.actions(
            ui,
            &[
                &[Action::Rename],
                &[Action::SelectInside, Action::PickUp, Action::MoveLeft, Action::MoveRight],
                &[Action::Cut, Action::Copy, Action::Paste, Action::Duplicate],
                &[Action::InsertStageBefore, Action::InsertStageAfter, Action::InsertStepAfter],
                &[Action::Delete],
            ],
        ),
        Selection::Step(_) | Selection::Steps(_) => menu.step(ui),
        Selection::Lane(_) | Selection::Lanes(_) => menu.lane(ui),
        Selection::Point { .. } => menu.emotions(ui),
        _ if session.curve_cell().is_some() => {
            menu.marks(ui);
            ui.separator();
            menu.actions(ui, &[&[Action::InsertStepBefore, Action::InsertStepAfter, Action::InsertLaneBelow]]);
        }
        _ if session.card_cell().is_some() => menu.actions(
            ui,
            &[
                &[Action::InsertCard, Action::Paste],
                &[Action::InsertStepBefore, Action::InsertStepAfter, Action::InsertLaneAbove, Action::InsertLaneBelow],
            ],
        ),
        _ => menu.actions(
            ui,
            &[
                &[Action::Rename],
                &[Action::InsertStageAfter, Action::InsertStepAfter, Action::InsertLaneBelow, Action::InsertPersona],
                &[Action::ZoomFit, Action::ZoomActual],
            ],
        ),
    }
}

struct Builder<'a> {
    session: &'a Session,
    kit: &'a mut Kit,
    commands: &'a mut Vec<Command>,
    /// Whether the first entry still has to get the keyboard.
    wants_focus: bool,
}

impl Builder<'_> {
    fn cards(&mut self, ui: &mut egui::Ui) {
        self.actions(ui, &[&[Action::Rename, Action::MoveTo, Action::PickUp]]);
        ui.separator();
        self.marks(ui);
        ui.separator();
        let cards = self.session.selection().cards().to_vec();
        ui.menu_button("Kind", |ui| {
            for kind in CardKind::ALL {
                if ui.button(capitalized(kind.words())).clicked() {
                    let field = CardField::Kind(*kind);
                    self.commands.push(Command::Edit(Edit::SetCards { cards: cards.clone(), field }));
                }
            }
        });
        self.hues(ui, &cards);
        ui.menu_button("Channel", |ui| {
            egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                for (id, name, _) in channels(self.session) {
                    let is_on = self.session.cards_have_channel(id);
                    if self.kit.menu_button(ui, &name, "", is_on, true).clicked() {
                        self.commands.push(Command::Palette(crate::app::gesture::PaletteItem::Channel(id)));
                    }
                }
            });
        });
        ui.separator();
        self.actions(
            ui,
            &[&[Action::Cut, Action::Copy, Action::Paste, Action::Duplicate], &[Action::InsertCard], &[Action::Delete]],
        );
    }

    /// The colors that a card can have instead of its kind's own.
    fn hues(&mut self, ui: &mut egui::Ui, cards: &[CardId]) {
        let map = self.session.map();
        let all_have = |hue| cards.iter().filter_map(|card| map.cards.find(*card)).all(|card| card.hue == hue);
        ui.menu_button("Color", |ui| {
            let kinds_own = std::iter::once((None, "Of its kind".to_owned()));
            for (hue, name) in kinds_own.chain(Hue::ALL.iter().map(|hue| (Some(*hue), capitalized(hue.words())))) {
                // The blanks leave room for the swatch.
                let response = ui.selectable_label(all_have(hue), format!("      {name}"));
                let swatch = egui::Rect::from_center_size(
                    response.rect.left_center() + egui::vec2(16.0, 0.0),
                    egui::Vec2::splat(14.0),
                );
                if let Some(hue) = hue {
                    let color = self.session.view.theme.color(Ink::Hue(hue));
                    ui.painter().rect_filled(swatch, 3.0, look::color32(color));
                }
                if response.clicked() {
                    let field = CardField::Hue(hue);
                    self.commands.push(Command::Edit(Edit::SetCards { cards: cards.to_vec(), field }));
                }
            }
        });
    }

    fn step(&mut self, ui: &mut egui::Ui) {
        self.actions(ui, &[&[Action::Rename, Action::SelectInside]]);
        ui.separator();
        self.marks(ui);
        ui.separator();
        self.actions(
            ui,
            &[
                &[Action::PickUp, Action::MoveLeft, Action::MoveRight],
                &[Action::Larger, Action::Smaller, Action::FitSize],
                &[Action::Cut, Action::Copy, Action::Paste, Action::Duplicate],
                &[
                    Action::InsertStepBefore,
                    Action::InsertStepAfter,
                    Action::InsertStageBefore,
                    Action::InsertStageAfter,
                ],
                &[Action::Delete],
            ],
        );
    }

    fn lane(&mut self, ui: &mut egui::Ui) {
        let lanes = self.session.selection().lanes().to_vec();
        let set = |field: LaneField| {
            let edits = lanes.iter().map(|lane| Edit::SetLane { lane: *lane, field: field.clone() }).collect();
            Command::Edits("Change the lanes".to_owned(), edits)
        };
        self.actions(ui, &[&[Action::Rename, Action::SelectInside]]);
        ui.menu_button("Kind", |ui| {
            for kind in LaneKind::ALL {
                if ui.button(capitalized(kind.words())).clicked() {
                    self.commands.push(set(LaneField::Kind(*kind)));
                }
            }
        });
        ui.menu_button("Zone", |ui| {
            for zone in Zone::ALL {
                if ui.button(capitalized(zone.words())).clicked() {
                    self.commands.push(set(LaneField::Zone(*zone)));
                }
            }
        });
        ui.separator();
        self.actions(
            ui,
            &[
                &[Action::PickUp, Action::MoveUp, Action::MoveDown],
                &[Action::Larger, Action::Smaller, Action::FitSize],
                &[Action::CollapseLane, Action::PinLane, Action::HideLane],
                &[Action::Cut, Action::Copy, Action::Paste, Action::Duplicate],
                &[Action::InsertLaneAbove, Action::InsertLaneBelow],
                &[Action::Delete],
            ],
        );
    }

    /// Emotion, pain point, call-outs.
    fn marks(&mut self, ui: &mut egui::Ui) {
        ui.menu_button("Emotion", |ui| self.emotions(ui));
        ui.menu_button("Pain point", |ui| {
            for severity in Severity::ALL {
                if ui.button(capitalized(severity.words())).clicked() {
                    self.commands.push(Command::PainSeverity(Some(*severity)));
                }
            }
            ui.separator();
            if ui.button("None").clicked() {
                self.commands.push(Command::PainSeverity(None));
            }
        });
        self.actions(
            ui,
            &[&[Action::High, Action::Low, Action::MomentOfTruth], &[Action::KeepsPromise, Action::BreaksPromise]],
        );
    }

    fn emotions(&mut self, ui: &mut egui::Ui) {
        self.actions(ui, &[&[2, 1, 0, -1, -2].map(Action::Emotion), &[Action::EmotionNotSet]]);
    }

    fn actions(&mut self, ui: &mut egui::Ui, groups: &[&[Action]]) {
        for (n, group) in groups.iter().enumerate() {
            if n > 0 {
                ui.separator();
            }
            for action in *group {
                let response = entry_button(ui, self.session, self.kit, action.entry());
                if self.wants_focus && response.enabled() {
                    self.wants_focus = false;
                    response.request_focus();
                }
                if response.clicked() {
                    self.commands.push(Command::Action(*action));
                }
            }
        }
    }
}
