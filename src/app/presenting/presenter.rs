//! The facilitator's panel: what the room sees, small; the notes; what comes next; the clock.

use std::time::Duration;

use eframe::egui::{self, Id, Role, Sense, WidgetInfo, vec2};

use super::frame::{Frame, Screen};
use super::screens::WINDOW;
use super::{Move, Presenting};
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::look::{self, GRID, Look, heading};
use crate::app::session::Session;
use crate::app::settings::Settings;
use crate::icon::Icon;
use crate::layout::Part;
use crate::model::StoryView;
use crate::presentation::DeckPage;
use crate::text::{Align, TextStyle, Weight};

/// Shows the panel.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let Some(presenting) = session.presenting() else {
        ui.label("Nothing is presented.");
        return;
    };
    let mut asked: Vec<Move> = Vec::new();
    let mut ask = |what: Move| asked.push(what);
    heading(ui, "What the room sees");
    if let Some(frame) = presenting.seen(true).map(|frame| frame.with_timer(session.timer_face())) {
        small_picture(ui, kit, &frame, &super::show::spoken(session, &frame.shown.layout));
    }
    tools(ui, kit, presenting, &mut ask);
    clock(ui, session, presenting);
    look::panel_area().id_salt("presenter").show(ui, |ui| {
        heading(ui, "Speaker notes");
        let notes = presenting.page().and_then(|page| page.scene).and_then(|scene| session.map().story.find(scene));
        match notes.map(|scene| scene.notes.trim()).filter(|notes| !notes.is_empty()) {
            Some(notes) => text(ui, kit, notes, &session.map().language),
            None => {
                ui.weak("No notes for this scene.");
            }
        }
        heading(ui, "Next");
        let next = presenting.at() + 1;
        match presenting.deck().pages.get(next) {
            Some(page) => {
                let name = page_name(session, page);
                let row = kit.row(ui, Icon::CaretRight, &name, Sense::click());
                if row.clicked() {
                    ask(Move::Page(next));
                }
            }
            None => {
                ui.weak("This is the last slide.");
            }
        }
        heading(ui, "Screen");
        screen_choice(ui, session, commands);
    });
    commands.extend(asked.into_iter().map(Command::Present));
}

/// What the room sees, as wide as the panel.
fn small_picture(ui: &mut egui::Ui, kit: &mut Kit, frame: &Frame, name: &str) {
    let width = ui.available_width();
    let size = frame.shown.layout.size;
    let (rect, response) =
        ui.allocate_exact_size(vec2(width, width * (size.height / size.width) as f32), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, format!("What the room sees. {name}")));
    let mut playback = std::mem::take(&mut kit.preview);
    let still = Frame { from: None, ..frame.clone() };
    let now = ui.input(|input| input.time);
    if let Some(wait) = still.paint(ui.painter(), rect, &mut kit.canvas, &mut playback, now) {
        ui.ctx().request_repaint_after(wait);
    }
    kit.preview = playback;
    ui.painter().rect_stroke(rect, 0.0, (1.0, Look::of(ui.ctx()).line), egui::StrokeKind::Outside);
}

fn tools(ui: &mut egui::Ui, kit: &mut Kit, presenting: &Presenting, ask: &mut dyn FnMut(Move)) {
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
        let screen = presenting.screen();
        for (icon, name, is_on, what) in [
            (Icon::ArrowLeft, "Former slide", false, Move::Back),
            (Icon::CaretRight, "Next slide", false, Move::Next),
            (Icon::ArrowUp, "Overview", false, Move::Out),
            (Icon::EyeSlash, "Black screen", screen == Screen::Black, Move::Black),
            (Icon::Image, "White screen", screen == Screen::White, Move::White),
            (Icon::Lock, "Freeze what the room sees", presenting.is_frozen, Move::Freeze),
            (Icon::Moon, "Colors for a dark room", presenting.is_dark, Move::Room),
            (Icon::Cursor, "Pointer", presenting.has_spot, Move::Spot),
            (Icon::PencilSimple, "Pen", presenting.has_pen, Move::Pen),
            (Icon::X, "End presenting", false, Move::Leave),
        ] {
            if kit.icons.button(ui, icon, name, is_on).clicked() {
                ask(what);
            }
        }
    });
}

fn clock(ui: &mut egui::Ui, session: &Session, presenting: &Presenting) {
    let now = (session.clock)();
    let minutes = (now.timestamp().as_second() - presenting.began.as_second()).max(0) / 60;
    let (page, count) = (presenting.at() + 1, presenting.deck().pages.len());
    let text = format!("{}:{:02} · {minutes} min · slide {page} of {count}", now.hour(), now.minute());
    ui.label(egui::RichText::new(text).strong());
    // The next minute is shown when it comes; until then nothing happens.
    let left = 60 - u64::from(now.second().unsigned_abs().min(59));
    ui.ctx().request_repaint_after(Duration::from_secs(left));
}

/// A text of the map with line breaks.
fn text(ui: &mut egui::Ui, kit: &mut Kit, text: &str, language: &str) {
    let style = TextStyle {
        size_pt: 14.0,
        line_height: 1.4,
        weight: Weight::Regular,
        italic: false,
        align: Align::Start,
        direction: crate::model::Direction::of_language(language),
    };
    let width = f64::from(ui.available_width() - GRID).max(40.0);
    let paragraph = kit.shaper.paragraph(text, style, Some(width), language);
    let size = vec2(paragraph.size.width as f32, paragraph.size.height as f32);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    let ink = look::color(Look::of(ui.ctx()).ink);
    let at = crate::app::text_input::at_screen(rect.min);
    crate::app::text_input::paint_paragraph(ui.painter(), &mut kit.canvas, &paragraph, at, ink);
}

/// What a page is called.
fn page_name(session: &Session, page: &DeckPage) -> String {
    let map = session.map();
    let name = match page.scene.and_then(|scene| map.story.find(scene)) {
        Some(scene) => scene_name(session, &scene.headline, &scene.view),
        None if matches!(page.slide.part, Part::Parked(_)) => "Parking lot".to_owned(),
        None => page
            .stage
            .and_then(|stage| map.stages.find(stage))
            .map_or("Overview".to_owned(), |stage| stage.title.clone()),
    };
    match page.slide.page {
        (_, 0 | 1) => name,
        (nth, of) => format!("{name} ({nth} of {of})"),
    }
}

/// What a scene of the story is called: its headline, or what it shows.
pub fn scene_name(session: &Session, headline: &str, view: &StoryView) -> String {
    if !headline.trim().is_empty() {
        return headline.to_owned();
    }
    match view {
        StoryView::Overview => "Overview".to_owned(),
        StoryView::Stage(stage) => session.map().stages.find(*stage).map_or(String::new(), |stage| stage.title.clone()),
        StoryView::Cards(cards) => format!("{} cards", cards.len()),
        StoryView::Parked => "Parking lot".to_owned(),
    }
}

/// Which screen the projector's window fills.
fn screen_choice(ui: &mut egui::Ui, session: &Session, commands: &mut Vec<Command>) {
    let chosen = session.settings.projector.as_str();
    let name = |screen: &str| match screen {
        "" => "The other screen".to_owned(),
        WINDOW => "A window".to_owned(),
        screen => screen.to_owned(),
    };
    let combo = egui::ComboBox::from_id_salt(Id::unique("projector screen")).selected_text(name(chosen));
    let response = combo.show_ui(ui, |ui| {
        let screens = session.screens.iter().map(String::as_str);
        for screen in ["", WINDOW].into_iter().chain(screens) {
            if ui.selectable_label(screen == chosen, name(screen)).clicked() {
                let settings = Settings { projector: screen.to_owned(), ..session.settings.clone() };
                commands.push(Command::Settings(Box::new(settings)));
            }
        }
    });
    response.response.accessible_name("Screen of the projector");
}
