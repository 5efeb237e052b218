//! The capture box as it is seen: where the next card goes, the line itself, what its signs mean, and what was
//! captured last.

use eframe::egui::{self, CursorIcon, Event, Id, Key, Modifiers, Role, Sense, Stroke, StrokeKind, WidgetInfo, vec2};

use super::capture::{Goal, short};
use super::remark::{self, HINTS, NameKind, Named};
use super::{Chosen, WorkshopCommand, bar_frame, choices};
use crate::app::action::Action;
use crate::app::command::{Command, Ending};
use crate::app::kit::Kit;
use crate::app::look::{GRID, Look, color};
use crate::app::panels::face::FaceButton;
use crate::app::panels::palette::capitalized;
use crate::app::session::Session;
use crate::app::text_field::field_style;
use crate::app::text_input::{FULL, TextInput, at_screen, paint_paragraph};
use crate::icon::Icon;
use crate::model::{Emotion, Map, Severity};
use crate::text::{TextEditor, TextStyle};

/// The size of the line, in points: it is read from further away than a form.
const SIZE_PT: f64 = 18.0;
/// Within the field's edge, in points.
const PADDING: egui::Vec2 = vec2(10.0, 7.0);
/// The least width, in points, at which the marks stand beside the places.
const WIDE: f32 = 1_240.0;
/// What stands in the field while it is empty.
const HINT: &str = "What was said. Enter takes it and the next one.";

/// The same where there is no room for it.
const SHORT_HINT: &str = "What was said";

/// The field, to give it the keyboard.
pub fn field_id() -> Id {
    Id::unique("capture line")
}

/// Shows the box.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let is_wide = ui.available_width() > WIDE;
    bar_frame::head(ui, kit, (Icon::ChatText, "Capture"), commands, |ui, kit, commands| {
        places(ui, session, kit, commands);
        if is_wide {
            ui.add_space(GRID);
            marks(ui, session, kit, commands);
        }
    });
    if !is_wide {
        ui.horizontal_wrapped(|ui| marks(ui, session, kit, commands));
    }
    field(ui, session, kit, commands);
    let line = &session.workshop.capture.line;
    if line.trim().is_empty() {
        bar_frame::hints(ui, HINTS);
    } else {
        meaning(ui, session, kit, line);
    }
    last(ui, session, kit, commands);
}

fn choose(commands: &mut Vec<Command>, chosen: Chosen) {
    commands.push(Command::Workshop(WorkshopCommand::Choose(chosen)));
    commands.push(Command::FocusNext(field_id()));
}

/// At which step, in which lane and for whom the next card is.
fn places(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let map = session.map();
    let room = (ui.available_width() - 130.0).clamp(180.0, 560.0);
    let step = session.capture_step();
    let label = ui.label("At");
    if let Some(step) = kit.chooser(ui, label.id, ("capture step", room * 0.4), step, &choices::steps(map)) {
        choose(commands, Chosen::Step(Some(step)));
    }
    let label = ui.label("in");
    let lane = session.capture_lane();
    if let Some(lane) = kit.chooser(ui, label.id, ("capture lane", room * 0.3), lane, &choices::lanes(map)) {
        choose(commands, Chosen::Lane(Some(lane)));
    }
    let label = ui.label("for");
    let everyone = [(None, "Everyone".to_owned())];
    let personas = choices::personas(map).into_iter().map(|(id, name)| (Some(id), name));
    let personas: Vec<_> = everyone.into_iter().chain(personas).collect();
    let persona = Some(session.workshop.capture.persona);
    if let Some(persona) = kit.chooser(ui, label.id, ("capture persona", room * 0.3), persona, &personas) {
        choose(commands, Chosen::Persona(persona));
    }
}

/// How the next card feels, how much it hurts, whether it is a question, whether it is parked. What the signs of
/// the line say is shown here as well.
fn marks(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let capture = &session.workshop.capture;
    let signs = remark::read(&capture.line, session.map()).signs;
    let (emotion, severity) = (signs.emotion.or(capture.emotion), signs.severity.or(capture.severity));
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for value in Emotion::all() {
            let is_on = emotion == Some(value);
            let name = format!("Capture as {}, {}", value.words(), value.signed());
            let face = FaceButton { emotion: value, name: &name, tip: value.words(), is_on, has_sign: true };
            if face.show(ui, kit, &session.view.theme).clicked() {
                choose(commands, Chosen::Emotion((!is_on).then_some(value)));
            }
        }
        ui.separator();
        for value in Severity::ALL.iter().copied() {
            let is_on = severity == Some(value);
            let signs = "!".repeat(usize::from(value.level()));
            let button = egui::Button::selectable(is_on, signs).frame_when_inactive(true);
            let button = ui.add(button.min_size(vec2(30.0, 28.0)));
            let name = format!("Capture as a pain point, {}", value.words());
            button.widget_info(|| WidgetInfo::selected(Role::Button, true, is_on, &name));
            if button.on_hover_text(format!("Pain point, {}", value.words())).clicked() {
                choose(commands, Chosen::Severity((!is_on).then_some(value)));
            }
        }
        ui.separator();
        let question = signs.question || capture.question;
        if kit.icons.button(ui, Icon::Question, "Capture as an open question", question).clicked() {
            choose(commands, Chosen::Question(!capture.question));
        }
        let parked = signs.parked || capture.parked;
        if kit.icons.button(ui, Icon::Package, "Capture onto the parking lot", parked).clicked() {
            choose(commands, Chosen::Parked(!capture.parked));
        }
    });
}

fn style(session: &Session) -> TextStyle {
    TextStyle { size_pt: SIZE_PT, ..field_style(&session.map().language) }
}

/// The line. It keeps the keyboard from card to card.
fn field(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let (id, style) = (field_id(), style(session));
    let inner = f64::from(ui.available_width() - 2.0 * PADDING.x).max(8.0);
    let line = &session.workshop.capture.line;
    let language = &session.map().language;
    if ui.memory(|memory| memory.has_focus(id)) {
        let is_same = kit.input.as_ref().is_some_and(|input| input.id == id && input.editor.text() == line);
        if !is_same {
            let mut editor = TextEditor::new(&mut kit.shaper, line, style, Some(inner), language);
            editor.select_range(&mut kit.shaper, line.len(), line.len());
            kit.input = Some(TextInput::new(id, editor, false));
        }
        type_on(ui, session, kit, inner, commands);
    }
    let paragraph = match kit.input.as_ref().filter(|input| input.id == id) {
        Some(input) => input.editor.paragraph(),
        None => kit.shaper.paragraph(line, style, Some(inner), language),
    };
    let height = (paragraph.size.height as f32).max((SIZE_PT * 1.35) as f32) + 2.0 * PADDING.y;
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let response = ui.interact(rect, id, Sense::click_and_drag()).on_hover_cursor(CursorIcon::Text);
    let mut info = WidgetInfo::labeled(Role::TextInput, true, "What was said");
    info.current_text_value = Some(line.clone());
    response.widget_info(|| info.clone());
    if response.clicked() || response.drag_started() {
        response.request_focus();
    }
    let place = at_screen(rect.min + PADDING);
    if let Some(input) = kit.input.as_mut().filter(|input| input.id == id) {
        input.take_pointer(&mut kit.shaper, &response, place);
    }
    let look = Look::of(ui.ctx());
    let stroke = match response.has_focus() {
        true => Stroke::new(2.0, look.accent),
        false => Stroke::new(1.0, look.edge),
    };
    ui.painter().rect(rect, 6.0, look.raised, stroke, StrokeKind::Inside);
    if let Some(input) = kit.input.as_ref().filter(|input| input.id == id) {
        input.paint(ui, &mut kit.canvas, place, color(look.ink));
    } else {
        paint_paragraph(ui.painter(), &mut kit.canvas, &paragraph, place, color(look.ink));
    }
    if line.is_empty() && kit.input.as_ref().is_none_or(|input| input.id != id || input.editor.text().is_empty()) {
        let style = TextStyle { size_pt: SIZE_PT, ..field_style("") };
        let mut hint = kit.shaper.paragraph(HINT, style, Some(inner), "");
        if hint.lines.len() > 1 {
            hint = kit.shaper.paragraph(SHORT_HINT, style, Some(inner), "");
        }
        paint_paragraph(ui.painter(), &mut kit.canvas, &hint, place, color(look.quiet));
    }
}

/// Takes the frame's keys: those of the text, Enter for the next card, Esc to close the box, and undo of the last
/// card while the line is empty.
fn type_on(ui: &egui::Ui, session: &Session, kit: &mut Kit, width: f64, commands: &mut Vec<Command>) {
    let Some(input) = &mut kit.input else { return };
    input.editor.set_width(&mut kit.shaper, Some(width));
    if input.editor.text().is_empty() {
        let undoes = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Z));
        let redoes = ui.input_mut(|input| {
            input.consume_key(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z)
                || input.consume_key(Modifiers::COMMAND, Key::Y)
        });
        commands.extend(undoes.then_some(Command::Action(Action::Undo)));
        commands.extend(redoes.then_some(Command::Action(Action::Redo)));
    }
    let ahead: Vec<Event> = std::mem::take(&mut kit.typed_ahead);
    let typed = input.take_keys(ui, &mut kit.shaper, ahead);
    if typed.is_full {
        commands.push(Command::Say(FULL.to_owned()));
    }
    if input.editor.text() != session.workshop.capture.line {
        commands.push(Command::Workshop(WorkshopCommand::Line(input.editor.text().to_owned())));
    }
    match typed.ending {
        Some(Ending::Keep | Ending::Next(_)) => {
            kit.typed_ahead = typed.ahead;
            commands.push(Command::Workshop(WorkshopCommand::TakeLine));
        }
        Some(Ending::Revert) => commands.push(Command::Workshop(WorkshopCommand::CloseBar)),
        None => {}
    }
}

/// What the line means as it stands.
fn meaning(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, line: &str) {
    let map = session.map();
    let look = Look::of(ui.ctx());
    if let Some(named) = remark::typed_name(line, map) {
        let names = names_for(map, named);
        let text = if names.is_empty() { nobody(named) } else { names.join("  ·  ") };
        kit.label(ui, &text, 12.0, look.quiet);
        return;
    }
    let remark = remark::read(line, map);
    let goal = session.capture_goal(&remark.signs);
    // It runs from left to right, whatever the names in it do.
    let mut text = format!("\u{200e}→ {}", goal_words(map, &goal));
    if let Some(unknown) = remark.unknown {
        text = format!("{text}     {}", nobody(unknown));
    }
    let label = kit.label(ui, &text, 12.0, look.quiet);
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
}

/// Where a card goes and what it says beside its title.
fn goal_words(map: &Map, goal: &Goal) -> String {
    let mut words = vec![isolated(&capitalized(&map.place_words(goal.place)))];
    let names: Vec<String> = goal.personas.iter().map(|persona| isolated(&map.persona_words(*persona))).collect();
    let who = names.join(", ");
    match (who.is_empty(), goal.emotion) {
        (true, Some(emotion)) => words.push(format!("{} ({})", emotion.signed(), emotion.words())),
        (false, Some(emotion)) => words.push(format!("{who} {} ({})", emotion.signed(), emotion.words())),
        (false, None) => words.push(who),
        (true, None) => {}
    }
    words.extend(goal.severity.map(|severity| format!("pain point, {}", severity.words())));
    words.extend(goal.question.then(|| "open question".to_owned()));
    words.join("  ·  ")
}

/// A name of the map in a sentence of the window, with its own direction.
fn isolated(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

/// The first names that what is typed behind a sign may become.
fn names_for(map: &Map, named: Named<'_>) -> Vec<String> {
    const MOST: usize = 6;
    let find = |names: Vec<(usize, String)>| {
        let found = remark::candidates(names.iter().map(|(n, name)| (*n, name.as_str())), named.letters);
        found.into_iter().take(MOST).map(|(_, name)| name.to_owned()).collect::<Vec<String>>()
    };
    let count = |names: Vec<String>| names.into_iter().enumerate().collect();
    match named.kind {
        NameKind::Persona => find(count(choices::personas(map).into_iter().map(|(_, name)| name).collect())),
        NameKind::Lane => find(count(choices::lanes(map).into_iter().map(|(_, name)| name).collect())),
        NameKind::Step => {
            let stages = map.stages.iter().map(|stage| stage.title.clone());
            find(count(stages.chain(map.steps().map(|(_, step)| step.title.clone())).collect()))
        }
    }
}

fn nobody(named: Named<'_>) -> String {
    let Named { kind, letters } = named;
    match kind {
        NameKind::Persona => format!("No persona is called “\u{2068}{letters}\u{2069}”: it stays in the text."),
        NameKind::Lane => format!("No lane for cards is called “\u{2068}{letters}\u{2069}”: it stays in the text."),
        NameKind::Step => format!("No stage or step is called “\u{2068}{letters}\u{2069}”: it stays in the text."),
    }
}

/// What was captured last, how many there are, and undo.
fn last(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let (Some(card), count) = session.captured() else { return };
    let map = session.map();
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let undo = session.undo_label().filter(|label| label.starts_with("Capture"));
            ui.add_enabled_ui(undo.is_some(), |ui| {
                if ui.button("Undo").on_hover_text("Ctrl+Z while the line is empty").clicked() {
                    commands.push(Command::Action(Action::Undo));
                    commands.push(Command::FocusNext(field_id()));
                }
            });
            let count = if count == 1 { "1 captured".to_owned() } else { format!("{count} captured") };
            ui.weak(count);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let look = Look::of(ui.ctx());
                let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
                kit.icons.paint(ui.painter(), Icon::Check, rect, look.accent);
                let (card, place) = (short(&map.words_of(card)), map.place_words(card.place));
                let text = format!("\u{200e}{}  —  {}", isolated(&card), isolated(&place));
                kit.label(ui, &text, 13.0, look.ink);
            });
        });
    });
}
