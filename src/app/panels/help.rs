//! The window of help: pages on the left, the text of one on the right. It stands beside the work and
//! does not hinder it.

use eframe::egui::{self, RichText, vec2};

use crate::app::canvas_view::canvas_id;
use crate::app::command::Command;
use crate::app::dialogs::keys;
use crate::app::help::{Block, Page, Span, blocks};
use crate::app::look::{self, GRID, Look};
use crate::app::session::Session;

/// Shows the window while help is open.
pub fn show(ctx: &egui::Context, session: &Session, commands: &mut Vec<Command>) {
    let shown = egui::Id::unique("term that help shows");
    let Some(page) = session.help else {
        ctx.data_mut(|data| data.remove::<&str>(shown));
        return;
    };
    let mut is_open = true;
    let room = ctx.content_rect().size() - vec2(64.0, 96.0);
    let size = vec2(680.0, 520.0).min(room);
    let window = egui::Window::new("Help").id(egui::Id::unique("help")).open(&mut is_open).collapsible(false);
    let window = window.default_size(size).max_size(room).min_size(vec2(360.0, 240.0).min(room));
    window.show(ctx, |ui| {
        let frame = egui::Frame::NONE;
        egui::Panel::left("help pages").resizable(false).exact_size(160.0).frame(frame).show(ui, |ui| {
            ui.add_space(GRID);
            for other in Page::ALL {
                let button = egui::Button::selectable(*other == page, (other.title(), egui::Atom::grow()));
                if ui.add_sized(vec2(ui.available_width() - GRID, 30.0), button).clicked() {
                    commands.push(Command::Help(Some(*other)));
                }
            }
        });
        egui::CentralPanel::default().frame(frame.inner_margin(egui::Margin::symmetric(16, 8))).show(ui, |ui| {
            look::panel_area().id_salt(page.title()).show(ui, |ui| {
                ui.set_max_width(ui.available_width() - 12.0);
                let sought = session.help_for.filter(|_| page == Page::Terms);
                // What help was opened for comes into sight once.
                let is_new = sought != ctx.data_mut(|data| data.get_temp(shown));
                if let Some(term) = sought {
                    ctx.data_mut(|data| data.insert_temp(shown, term));
                }
                page_ui(ui, page, sought, is_new);
            });
        });
    });
    let is_free = ctx.memory(|memory| memory.focused().is_none_or(|focused| focused == canvas_id()));
    let is_escaped = is_free && ctx.input(|input| input.key_pressed(egui::Key::Escape));
    if !is_open || is_escaped {
        commands.push(Command::Help(None));
    }
}

/// A page; `sought` is the term that stands out on it, and comes into sight.
fn page_ui(ui: &mut egui::Ui, page: Page, sought: Option<&str>, comes_into_sight: bool) {
    ui.heading(page.title());
    ui.add_space(GRID);
    if page == Page::Keys {
        keys::columns_ui(ui);
        return;
    }
    for block in blocks(page.text()) {
        match block {
            Block::Heading(text) => {
                ui.add_space(1.5 * GRID);
                ui.label(RichText::new(text).size(15.0).color(Look::of(ui.ctx()).ink));
            }
            Block::Paragraph(spans) => line_ui(ui, &spans),
            Block::Item(spans) => {
                let is_sought = sought.is_some_and(|term| spans.first() == Some(&Span::Strong(term)));
                let item = ui.horizontal_top(|ui| {
                    ui.add_space(GRID);
                    ui.label("•");
                    ui.vertical(|ui| line_ui(ui, &spans));
                });
                if is_sought {
                    let ring = egui::Stroke::new(2.0, Look::of(ui.ctx()).accent);
                    let around = item.response.rect.expand2(vec2(0.0, 3.0));
                    ui.painter().rect_stroke(around, 6.0, ring, egui::StrokeKind::Inside);
                    if comes_into_sight {
                        item.response.scroll_to_me(Some(egui::Align::Center));
                    }
                }
            }
        }
        ui.add_space(2.0);
    }
}

/// A line as one text, so that it breaks and is read as one.
fn line_ui(ui: &mut egui::Ui, spans: &[Span<'_>]) {
    let look = Look::of(ui.ctx());
    let font = egui::TextStyle::Body.resolve(ui.style());
    let mut job = egui::text::LayoutJob::default();
    for span in spans {
        let (text, color, background) = match span {
            Span::Plain(text) => (*text, look.ink, egui::Color32::TRANSPARENT),
            Span::Strong(text) => (*text, look.accent, egui::Color32::TRANSPARENT),
            Span::Keys(text) => (*text, look.ink, look.hover),
        };
        let format = egui::TextFormat {
            font_id: font.clone(),
            color,
            background,
            line_height: Some(19.0),
            ..Default::default()
        };
        job.append(text, 0.0, format);
    }
    ui.add(egui::Label::new(job).wrap());
}
