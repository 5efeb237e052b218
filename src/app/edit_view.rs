//! The text that is edited in its place: its editor, its keys, its caret on the canvas.

use std::sync::Arc;

use eframe::egui::{self, Id, Sense};

use super::canvas::ScreenFromPage;
use super::command::{Command, Ending, TextPlace};
use super::in_place::Made;
use super::kit::Kit;
use super::look::Look;
use super::session::Session;
use super::text_input::{FULL, TextInput};
use crate::color::Color;
use crate::layout::Placed;
use crate::scene::Node;
use crate::text::{Align, Paragraph, TextEditor, TextStyle};
use crate::theme::{Ink, Role};

/// The text of the scene that is not painted because it is edited.
pub struct Edited {
    /// Its group.
    pub node: Node,
    /// Its paragraph.
    pub paragraph: Arc<Paragraph>,
}

fn input_id(place: TextPlace) -> Id {
    Id::unique(("in place", place))
}

/// Whether an input is the one of the text that is being edited in its place.
pub fn is_input_of(session: &Session, input: Id) -> bool {
    session.in_place().is_some_and(|in_place| input_id(in_place.place) == input)
}

/// Gives the text that is to be edited an editor, and the editor the frame's keys. To be called
/// before the canvas takes keys of its own.
pub fn begin(ui: &egui::Ui, session: &mut Session, kit: &mut Kit) -> Option<Edited> {
    let in_place = session.in_place()?.clone();
    let (place, id) = (in_place.place, input_id(in_place.place));
    let placed = placed(session, place)?.clone();
    let width = Some(placed.paragraph.size.width);
    let is_new = kit.input.as_ref().is_none_or(|input| input.id != id);
    if is_new {
        let style = style(session, place);
        let language = language(session, place);
        let mut editor = TextEditor::new(&mut kit.shaper, &in_place.before, style, width, &language);
        if in_place.made == Made::Now && matches!(place, TextPlace::Card(_)) {
            let end = in_place.before.len();
            editor.select_range(&mut kit.shaper, end, end);
        }
        let input = TextInput::new(id, editor, place.breaks_lines());
        kit.input = Some(if matches!(place, TextPlace::Card(_)) { input.going_on() } else { input });
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    // What is typed in the frame in which the editor appears is its own already.
    if let Some(input) = &mut kit.input {
        input.editor.set_width(&mut kit.shaper, width);
        if is_new || input.has_keyboard(ui) {
            let typed = input.take_keys(ui, &mut kit.shaper, std::mem::take(&mut kit.typed_ahead));
            if typed.is_full {
                session.perform(Command::Say(FULL.to_owned()));
            }
            if typed.changed {
                let text = input.editor.text().to_owned();
                session.perform(Command::Typed(text));
            }
            if let Some(ending) = typed.ending {
                kit.typed_ahead = typed.ahead;
                session.perform(Command::EndText(ending));
            }
        } else {
            session.perform(Command::EndText(Ending::Keep));
        }
    }
    if session.in_place().is_some_and(|next| next.place != place) {
        // The next text begins once it has its place in the layout.
        kit.input = None;
        return None;
    }
    if session.in_place().is_none() {
        kit.input = None;
        kit.typed_ahead.clear();
        ui.memory_mut(|memory| memory.request_focus(super::canvas_view::canvas_id()));
        return None;
    }
    Some(Edited { node: node(place), paragraph: placed.paragraph })
}

/// Whether the pointer is the editor's: within the text that is edited.
pub fn takes_pointer(ui: &egui::Ui, session: &Session, kit: &Kit) -> bool {
    let Some(rect) = rect(session, kit) else { return false };
    ui.input(|input| input.pointer.interact_pos()).is_some_and(|pointer| rect.contains(pointer))
}

/// Shows the editor over the canvas.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit) {
    let Some(place) = session.in_place().map(|in_place| in_place.place) else { return };
    let (Some(rect), Some(screen)) = (rect(session, kit), text_on_screen(session, place)) else { return };
    let id = input_id(place);
    let response = ui.interact(rect, id, Sense::click_and_drag()).on_hover_cursor(egui::CursorIcon::Text);
    let Some(input) = kit.input.as_mut().filter(|input| input.id == id) else { return };
    let mut info = egui::WidgetInfo::labeled(egui::Role::TextInput, true, place.name());
    info.current_text_value = Some(input.editor.text().to_owned());
    response.widget_info(|| info.clone());
    input.take_pointer(&mut kit.shaper, &response, screen);
    let look = Look::of(ui.ctx());
    let stroke = egui::Stroke::new(1.5, look.accent);
    ui.painter().rect_stroke(rect, 3.0, stroke, egui::StrokeKind::Outside);
    input.paint(ui, &mut kit.canvas, screen, ink(session, place));
}

/// The rectangle of the edited text on the screen, with a little room around it.
fn rect(session: &Session, kit: &Kit) -> Option<egui::Rect> {
    let place = session.in_place()?.place;
    let input = kit.input.as_ref().filter(|input| input.id == input_id(place))?;
    let size = input.editor.paragraph().size;
    let screen = text_on_screen(session, place)?;
    Some(screen.rect(crate::geom::Rect::from_origin_size((0.0, 0.0), size)).expand(3.0))
}

fn text_on_screen(session: &Session, place: TextPlace) -> Option<ScreenFromPage> {
    let origin = placed(session, place)?.origin.to_vec2();
    Some(session.view.camera.screen_from_page(session.view.rect).moved(origin))
}

fn placed(session: &Session, place: TextPlace) -> Option<&Placed> {
    let layout = session.layout();
    match place {
        TextPlace::Card(card) => layout.card(card).map(|card| &card.title),
        TextPlace::Stage(stage) => layout.stage(stage).map(|stage| &stage.title),
        TextPlace::Step(step) => layout.step(step).map(|step| &step.title),
        TextPlace::Lane(lane) => layout.lane(lane).map(|lane| &lane.title),
        TextPlace::Title => Some(&layout.title.title),
    }
}

fn node(place: TextPlace) -> Node {
    match place {
        TextPlace::Card(card) => Node::Card(card),
        TextPlace::Stage(stage) => Node::Stage(stage),
        TextPlace::Step(step) => Node::Step(step),
        TextPlace::Lane(lane) => Node::Lane(lane),
        TextPlace::Title => Node::Title,
    }
}

/// The style in which the layout sets the text.
fn style(session: &Session, place: TextPlace) -> TextStyle {
    let role = match place {
        TextPlace::Card(card) => {
            Role::of_card_title(session.map().cards.find(card).map(|card| card.kind).unwrap_or_default())
        }
        TextPlace::Stage(_) => Role::Stage,
        TextPlace::Step(_) | TextPlace::Lane(_) => Role::Head,
        TextPlace::Title => Role::Title,
    };
    role.text_style(&session.view.theme.sizes, Align::Start, session.map().direction())
}

fn language(session: &Session, place: TextPlace) -> String {
    let own = match place {
        TextPlace::Card(card) => session.map().cards.find(card).map(|card| card.language.clone()),
        _ => None,
    };
    own.filter(|language| !language.is_empty()).unwrap_or_else(|| session.map().language.clone())
}

fn ink(session: &Session, place: TextPlace) -> Color {
    let theme = &session.view.theme;
    match place {
        TextPlace::Stage(_) => theme.color(Ink::OnHead),
        _ => theme.color(Ink::Text),
    }
}
