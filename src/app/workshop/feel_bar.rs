//! The bar with which one counts how the room feels: a large button for each value, or the keys 1 to 5.

use eframe::egui::{
    self, Align2, Event, EventFilter, FontFamily, FontId, Id, Key, Rect, Response, Role, Sense, Stroke, StrokeKind,
    WidgetInfo, vec2,
};

use super::{WorkshopCommand, bar_frame, choices};
use crate::app::command::Command;
use crate::app::icons::paint_ground;
use crate::app::kit::Kit;
use crate::app::look::{GRID, Look, faded};
use crate::app::session::Session;
use crate::app::text_input::at_screen;
use crate::geom::{Circle, Point};
use crate::icon::Icon;
use crate::insight::level_words;
use crate::model::{Emotion, Round};
use crate::scene::face;
use crate::theme::Ink;

/// The height of a value's button, in points.
const HEIGHT: f32 = 64.0;
/// The radius of its face, in points.
const RADIUS: f32 = 14.0;

/// What has the keyboard while one counts.
pub fn counter_id() -> Id {
    Id::unique("count feelings")
}

/// Shows the bar.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let Some(feel) = &session.workshop.feel else { return };
    let Some((_, round)) = session.counted() else { return };
    let name = session.map().target_words(feel.at);
    bar_frame::head(ui, kit, (Icon::Users, "How the room feels"), commands, |ui, kit, commands| {
        let label = ui.label("for");
        let personas = choices::personas(session.map());
        let chosen = kit.chooser(ui, label.id, ("feel persona", 140.0), Some(feel.persona), &personas);
        if let Some(persona) = chosen {
            commands.push(Command::Workshop(WorkshopCommand::CountFor(persona)));
            commands.push(Command::FocusNext(counter_id()));
        }
        ui.label("at");
        kit.label(ui, &name, 13.0, Look::of(ui.ctx()).ink);
    });
    let row = ui.horizontal(|ui| {
        let gap = GRID;
        let width = ((ui.available_width() - 130.0) / 5.0 - gap).clamp(56.0, 240.0);
        ui.spacing_mut().item_spacing.x = gap;
        let most = round.counts().into_iter().max().unwrap_or_default();
        for (n, emotion) in Emotion::all().enumerate() {
            let count = round.counts()[n];
            value(ui, session, kit, (n, emotion, count, most), width, commands);
        }
        summary(ui, &round, commands);
    });
    let counter = counter(ui, row.response.rect, &round);
    if counter.has_focus() {
        keys(ui, &counter, commands);
    }
    bar_frame::hints(
        ui,
        [
            ("1 … 5", "one more, from very bad to very good"),
            ("Shift+1 … 5", "one less"),
            ("Backspace", "takes the last back"),
            ("Enter", "ends the round"),
            ("Esc", "gives it up"),
        ],
    );
}

/// What has the keyboard: the values as a whole, which say what the room has said so far.
fn counter(ui: &egui::Ui, rect: Rect, round: &Round) -> Response {
    let text = match round.mean() {
        None => "nobody was counted yet".to_owned(),
        Some(mean) => format!("{} so far, {} on average", round.total(), level_words(mean)),
    };
    let rect = rect.expand(3.0);
    let response = ui.interact(rect, counter_id(), Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, format!("Count how the room feels: {text}")));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
    if response.has_focus() {
        let stroke = Stroke::new(2.0, Look::of(ui.ctx()).accent);
        ui.painter().rect_stroke(rect, 10.0, stroke, StrokeKind::Outside);
    }
    response
}

fn keys(ui: &egui::Ui, counter: &Response, commands: &mut Vec<Command>) {
    let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(counter.id, filter));
    for event in ui.input(|input| input.filtered_events(&filter)) {
        let Event::Key { key, pressed: true, modifiers, .. } = event else { continue };
        let value = match key {
            Key::Num1 => Some(0),
            Key::Num2 => Some(1),
            Key::Num3 => Some(2),
            Key::Num4 => Some(3),
            Key::Num5 => Some(4),
            _ => None,
        };
        let command = match (value, key) {
            (Some(value), _) if !modifiers.command && !modifiers.alt => WorkshopCommand::Count(value, !modifiers.shift),
            (_, Key::Backspace) => WorkshopCommand::TakeBack,
            (_, Key::Enter) => WorkshopCommand::EndRound,
            (_, Key::Escape) => WorkshopCommand::DropRound,
            _ => continue,
        };
        commands.push(Command::Workshop(command));
    }
}

/// A value: its face and sign, how many say so, and a bar of its share.
fn value(
    ui: &mut egui::Ui,
    session: &Session,
    kit: &mut Kit,
    (n, emotion, count, most): (usize, Emotion, u32, u32),
    width: f32,
    commands: &mut Vec<Command>,
) {
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 2.0;
        let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
        let name = format!("One more: {}, {}; {count} so far", emotion.words(), emotion.signed());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if ui.is_rect_visible(rect) {
            paint_value(ui, session, kit, rect, &response, (n, emotion, count, most));
        }
        if response.on_hover_text(format!("One more says {}", emotion.words())).clicked() {
            commands.push(Command::Workshop(WorkshopCommand::Count(n, true)));
        }
        ui.add_enabled_ui(count > 0, |ui| {
            let less = egui::Button::new("one less").frame_when_inactive(true).min_size(vec2(width, 24.0));
            let less = ui.add(less);
            let name = format!("One less: {}", emotion.words());
            less.widget_info(|| WidgetInfo::labeled(Role::Button, count > 0, &name));
            if less.clicked() {
                commands.push(Command::Workshop(WorkshopCommand::Count(n, false)));
            }
        });
    });
}

fn paint_value(
    ui: &egui::Ui,
    session: &Session,
    kit: &mut Kit,
    rect: Rect,
    response: &Response,
    (n, emotion, count, most): (usize, Emotion, u32, u32),
) {
    let look = Look::of(ui.ctx());
    let painter = ui.painter();
    painter.rect(rect, 8.0, look.raised, Stroke::new(1.0, look.edge), StrokeKind::Inside);
    let share = if most > 0 { count as f32 / most as f32 } else { 0.0 };
    let inner = rect.shrink(1.0);
    let filled = inner.with_min_y(inner.bottom() - inner.height() * share);
    painter.rect_filled(filled, 7.0, faded(look.accent, 0.22));
    paint_ground(ui, rect, response, false);
    let left = rect.left_center() + vec2(RADIUS + 12.0, 0.0);
    let circle = Circle::new(Point::ORIGIN, f64::from(RADIUS));
    let items = face(emotion, circle, session.view.theme.color(Ink::Emotion(emotion)));
    kit.canvas.paint_items(painter, &items, at_screen(left - vec2(0.0, 8.0)), 1.0);
    let small = egui::TextStyle::Small.resolve(ui.style());
    painter.text(
        left + vec2(0.0, 16.0),
        Align2::CENTER_CENTER,
        format!("{} · {}", n + 1, emotion.signed()),
        small,
        look.quiet,
    );
    let font = FontId::new(26.0, FontFamily::Proportional);
    painter.text(rect.right_center() - vec2(14.0, 0.0), Align2::RIGHT_CENTER, count.to_string(), font, look.ink);
}

/// How many there are, what they say on average, and the end of the round.
fn summary(ui: &mut egui::Ui, round: &Round, commands: &mut Vec<Command>) {
    ui.vertical(|ui| {
        let mean = round.mean().map_or_else(|| "–".to_owned(), level_words);
        ui.label(egui::RichText::new(mean).size(28.0).strong());
        let count = round.total();
        ui.weak(if count == 1 { "1 person".to_owned() } else { format!("{count} people") });
        ui.add_space(2.0);
        if ui.button("End the round").clicked() {
            commands.push(Command::Workshop(WorkshopCommand::EndRound));
        }
    });
}
