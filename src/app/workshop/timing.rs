//! The countdown in the window: what is left, at the end of the menu bar; pause, a minute more, and how long it
//! is to be.

use eframe::egui::{self, Role, Sense, WidgetInfo, vec2};

use super::WorkshopCommand;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::dialogs::Dialog;
use crate::app::dialogs::frame::{dialog, footer, main_button, or_close};
use crate::app::kit::Kit;
use crate::app::look::{GRID, Look, TARGET};
use crate::app::session::Session;
use crate::app::timer::{Timer, TimerFace};
use crate::icon::Icon;

/// The lengths that are offered, in minutes.
const MINUTES: [u32; 7] = [1, 2, 3, 5, 10, 15, 20];
/// The longest length, in minutes.
const MOST_MINUTES: u32 = 12 * 60;

/// How long the countdown is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimerDialog {
    minutes: u32,
}

impl Default for TimerDialog {
    fn default() -> Self {
        Self { minutes: 5 }
    }
}

impl TimerDialog {
    /// Shows it.
    pub fn show(&mut self, ctx: &egui::Context) -> Vec<Command> {
        let begin = |minutes: u32| {
            vec![Command::CloseDialog, Command::Workshop(WorkshopCommand::SetTimer(i64::from(minutes) * 60))]
        };
        let (commands, closed) = dialog(ctx, "Timer", 380.0, |ui| {
            let mut commands = Vec::new();
            ui.horizontal_wrapped(|ui| {
                for minutes in MINUTES {
                    let words = if minutes == 1 { "1 minute".to_owned() } else { format!("{minutes} minutes") };
                    let button = ui.add(egui::Button::new(minutes.to_string()).min_size(vec2(40.0, 32.0)));
                    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
                    if button.on_hover_text(words).clicked() {
                        commands = begin(minutes);
                    }
                }
            });
            ui.add_space(GRID);
            ui.horizontal(|ui| {
                let label = ui.label("Minutes");
                ui.add(egui::DragValue::new(&mut self.minutes).range(1..=MOST_MINUTES)).labelled_by(label.id);
            });
            footer(ui, |ui| {
                if main_button(ui, "Start", true) {
                    commands = begin(self.minutes);
                }
                if ui.button("Cancel").clicked() {
                    commands.push(Command::CloseDialog);
                }
            });
            commands
        });
        or_close(commands, closed)
    }
}

/// Shows the countdown from the right, if there is one, and asks for the next frame when it looks different.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let Some(face) = session.timer_face() else { return };
    if let Some(wait) = face.changes_in {
        ui.ctx().request_repaint_after(wait);
    }
    ui.spacing_mut().item_spacing.x = 2.0;
    if kit.icons.button(ui, Icon::X, "Take the timer away", false).clicked() {
        commands.push(Command::Workshop(WorkshopCommand::SetTimer(0)));
    }
    if kit.icons.button(ui, Icon::Plus, "A minute more", false).clicked() {
        commands.push(Command::Workshop(WorkshopCommand::ExtendTimer));
    }
    let height = TARGET + 2.0;
    let (rect, response) = ui.allocate_exact_size(vec2(face.width(ui, height), height), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, face.spoken()));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        // What is left is not said every second; that the time is up is said once.
        let live = if face.is_over { egui::accesskit::Live::Polite } else { egui::accesskit::Live::Off };
        node.set_live(live);
    });
    let look = Look::of(ui.ctx());
    face.paint(ui.painter(), kit, rect, look);
    if response.hovered() || response.has_focus() {
        let stroke = egui::Stroke::new(if response.has_focus() { 2.0 } else { 1.0 }, look.accent);
        ui.painter().rect_stroke(rect, height / 4.0, stroke, egui::StrokeKind::Inside);
    }
    let tip = if face.is_paused { "Goes on" } else { "Pauses" };
    if response.on_hover_text(tip).clicked() {
        commands.push(Command::Workshop(WorkshopCommand::ToggleTimer));
    }
}

impl Session {
    /// How the countdown looks now; nothing if there is none.
    pub fn timer_face(&self) -> Option<TimerFace> {
        self.timer.face((self.clock)().timestamp())
    }

    /// Whether there is a countdown.
    pub fn has_timer(&self) -> bool {
        self.timer.is_set()
    }

    /// Begins a countdown, or takes it away.
    pub(super) fn set_timer(&mut self, secs: i64) {
        self.timer = if secs > 0 { Timer::begin(secs, (self.clock)().timestamp()) } else { Timer::Unset };
    }

    /// Pauses the countdown or lets it go on; where there is none, asks how long it is to be.
    pub(in crate::app) fn toggle_timer(&mut self) {
        if self.timer.is_set() {
            self.timer.toggle((self.clock)().timestamp());
        } else {
            self.ask_for_timer();
        }
    }

    /// Asks how long the countdown is to be.
    pub(in crate::app) fn ask_for_timer(&mut self) {
        self.dialog = Some(Dialog::Timer(TimerDialog::default()));
    }

    /// A minute more.
    pub(in crate::app) fn extend_timer(&mut self) {
        self.timer.extend(60, (self.clock)().timestamp());
    }

    /// What the menu and the keys call pausing now.
    pub fn timer_words(&self) -> &'static str {
        let is_paused = self.timer_face().is_none_or(|face| face.is_paused);
        if is_paused { "Start the timer" } else { Action::ToggleTimer.entry().name }
    }
}
