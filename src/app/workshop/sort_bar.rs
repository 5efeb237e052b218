//! The bar with which parked cards are sorted into lanes.

use eframe::egui::{self, Event, EventFilter, Id, Key, Response, Role, Sense, Stroke, StrokeKind, WidgetInfo, vec2};

use super::{WorkshopCommand, bar_frame, choices};
use crate::app::command::{Arrow, Command};
use crate::app::kit::Kit;
use crate::app::look::{Look, color};
use crate::app::session::Session;
use crate::app::text_field::field_style;
use crate::app::text_input::{at_screen, paint_paragraph};
use crate::icon::Icon;
use crate::model::Place;
use crate::text::TextStyle;

/// The size of the card's words, in points.
const SIZE_PT: f64 = 16.0;
/// The most height of the card, in points.
const MOST_HEIGHT: f32 = 72.0;

/// What has the keyboard while one sorts: the card.
pub fn sorter_id() -> Id {
    Id::unique("sort parked")
}

/// Shows the bar.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let parked = session.parked();
    let at = session.sorted_card().and_then(|card| parked.iter().position(|other| other.id == card.id));
    bar_frame::head(ui, kit, (Icon::Package, "Sort parked cards"), commands, |ui, kit, commands| {
        if let Some(at) = at {
            ui.weak(format!("{} of {}", at + 1, parked.len()));
            places(ui, session, kit, commands);
        }
    });
    if at.is_none() {
        ui.label("No card is parked.");
        return;
    }
    let card = card(ui, session, kit);
    if card.has_focus() {
        keys(ui, session, &card, commands);
    }
    buttons(ui, session, kit, commands);
    bar_frame::hints(
        ui,
        [
            ("← → ↑ ↓", "where it goes"),
            ("1 … 9", "stage"),
            ("Enter", "puts it there"),
            ("Space", "next card"),
            ("M", "merges"),
            ("Delete", "removes"),
            ("Esc", "ends"),
        ],
    );
}

/// The step and the lane to which the card goes.
fn places(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let room = (ui.available_width() - 60.0).clamp(160.0, 520.0);
    let cell = session.sort_cell();
    let mut to = |lane, step| {
        commands.push(Command::Workshop(WorkshopCommand::SortTo(lane, step)));
        commands.push(Command::FocusNext(sorter_id()));
    };
    let label = ui.label("to");
    let steps = choices::steps(session.map());
    if let Some(step) = kit.chooser(ui, label.id, ("sort step", room * 0.55), cell.map(|(_, step)| step), &steps) {
        to(None, Some(step));
    }
    let label = ui.label("in");
    let lanes = choices::lanes(session.map());
    if let Some(lane) = kit.chooser(ui, label.id, ("sort lane", room * 0.45), cell.map(|(lane, _)| lane), &lanes) {
        to(Some(lane), None);
    }
}

/// The card that is sorted; it has the keyboard.
fn card(ui: &mut egui::Ui, session: &Session, kit: &mut Kit) -> Response {
    let map = session.map();
    let (words, to) = match session.sorted_card() {
        Some(card) => (map.words_of(card), session.sort_cell().map(|(lane, step)| Place::Cell(lane, step))),
        None => (String::new(), None),
    };
    let style = TextStyle { size_pt: SIZE_PT, ..field_style(&map.language) };
    let inner = f64::from(ui.available_width() - 24.0).max(8.0);
    let paragraph = kit.shaper.paragraph(&words, style, Some(inner), &map.language);
    let height = (paragraph.size.height as f32 + 16.0).min(MOST_HEIGHT);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let response = ui.interact(rect, sorter_id(), Sense::click());
    let goal = to.map(|to| format!(", goes to {}", map.place_words(to))).unwrap_or_default();
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, format!("Parked card: {words}{goal}")));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
    if response.clicked() {
        response.request_focus();
    }
    let look = Look::of(ui.ctx());
    let stroke = match response.has_focus() {
        true => Stroke::new(2.0, look.accent),
        false => Stroke::new(1.0, look.edge),
    };
    ui.painter().rect(rect, 6.0, look.raised, stroke, StrokeKind::Inside);
    let painter = ui.painter().with_clip_rect(rect.shrink(2.0).intersect(ui.clip_rect()));
    paint_paragraph(&painter, &mut kit.canvas, &paragraph, at_screen(rect.min + vec2(12.0, 8.0)), color(look.ink));
    response
}

fn keys(ui: &egui::Ui, session: &Session, card: &Response, commands: &mut Vec<Command>) {
    let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(card.id, filter));
    for event in ui.input(|input| input.filtered_events(&filter)) {
        let Event::Key { key, pressed: true, modifiers, .. } = event else { continue };
        if modifiers.command || modifiers.alt {
            continue;
        }
        let arrow = |arrow| {
            let (lane, step) = session.sort_neighbor(arrow);
            WorkshopCommand::SortTo(lane, step)
        };
        let is_stage = (Key::Num1..=Key::Num9).contains(&key);
        let command = match key {
            Key::ArrowLeft => arrow(Arrow::Left),
            Key::ArrowRight => arrow(Arrow::Right),
            Key::ArrowUp => arrow(Arrow::Up),
            Key::ArrowDown => arrow(Arrow::Down),
            Key::Enter => WorkshopCommand::PlaceParked,
            Key::Space => WorkshopCommand::NextParked(!modifiers.shift),
            Key::M => WorkshopCommand::MergeParked,
            Key::Delete => WorkshopCommand::RemoveParked,
            Key::Escape => WorkshopCommand::CloseBar,
            _ if is_stage => WorkshopCommand::SortToStage(key as usize - Key::Num1 as usize),
            _ => continue,
        };
        commands.push(Command::Workshop(command));
    }
}

/// The same by clicks.
fn buttons(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let mut press = |command| {
        commands.push(Command::Workshop(command));
        commands.push(Command::FocusNext(sorter_id()));
    };
    ui.horizontal_wrapped(|ui| {
        ui.add_enabled_ui(session.sort_cell().is_some(), |ui| {
            if ui.button("Put it there").clicked() {
                press(WorkshopCommand::PlaceParked);
            }
        });
        if ui.button("Next card").clicked() {
            press(WorkshopCommand::NextParked(true));
        }
        if ui.button("Remove it").clicked() {
            press(WorkshopCommand::RemoveParked);
        }
        if let Some(same) = session.same_as_sorted() {
            if ui.button("Merge").on_hover_text("One card is made of both; nothing of what they say is lost").clicked()
            {
                press(WorkshopCommand::MergeParked);
            }
            let map = session.map();
            let text = format!("says the same as “{}”, {}", map.words_of(same), map.place_words(same.place));
            kit.label(ui, &text, 13.0, Look::of(ui.ctx()).quiet);
        }
    });
}
