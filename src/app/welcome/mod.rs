//! The welcome screen: everything that one can begin with, each with a small picture.

mod thumbnails;
mod tile;

use std::path::{Path, PathBuf};

use eframe::egui::{self, Align, Key, Layout, Margin, Modifiers, Panel, RichText, TextureHandle, TextureOptions, vec2};

use self::thumbnails::{Subject, Thumbnails};
use self::tile::Tile;
use crate::app::action::Action;
use crate::app::clock::moment;
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::look::{self, GRID, Look, faded};
use crate::app::naming::stem;
use crate::app::panels::palette::capitalized;
use crate::app::regions::Region;
use crate::app::session::Session;
use crate::icon::Icon;
use crate::sample::SAMPLES;
use crate::store::StateFolder;
use crate::template::TEMPLATES;

/// The most recent maps that are shown.
const MOST_RECENT: usize = 8;
/// The width of the column on the left, in points.
const COLUMN: f32 = 264.0;
/// A window narrower than this, in points, has no such column: what it holds stands above the rest.
const NARROW: f32 = 760.0;

/// What the screen draws with; it holds nothing of the map.
pub struct Welcome {
    thumbnails: Thumbnails,
    templates: Vec<PathBuf>,
    state: StateFolder,
    sign: Option<TextureHandle>,
    was_shown: bool,
    /// Whether the first tile is to get the keyboard, so that Enter begins a map.
    takes_keyboard: bool,
}

impl Welcome {
    /// Nothing is read before the screen is shown.
    pub fn new(ctx: &egui::Context, state: StateFolder) -> Self {
        let thumbnails = Thumbnails::new(ctx, state.clone());
        Self { thumbnails, templates: Vec::new(), state, sign: None, was_shown: false, takes_keyboard: false }
    }

    /// To be called in frames without the screen: what it shows then is read anew next time.
    pub fn rest(&mut self) {
        self.was_shown = false;
    }

    /// Shows the screen in what is left of the window.
    pub fn show(&mut self, ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
        if !std::mem::replace(&mut self.was_shown, true) {
            self.thumbnails.forget_files();
            self.templates = self.state.templates();
            self.takes_keyboard = session.dialog().is_none();
        }
        self.thumbnails.take_drawn();
        let is_free = session.dialog().is_none() && !egui::Popup::is_any_open(ui.ctx());
        if is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            commands.push(Command::CloseWelcome);
        }
        let look = Look::of(ui.ctx());
        let is_narrow = ui.available_width() < NARROW;
        let frame = egui::Frame::new().fill(look.panel).inner_margin(Margin::same(24));
        if is_narrow {
            Panel::top("welcome").frame(frame).show(ui, |ui| self.column_ui(ui, session, kit, commands));
        } else {
            let panel = Panel::left("welcome").resizable(false).exact_size(COLUMN).frame(frame);
            panel.show(ui, |ui| self.column_ui(ui, session, kit, commands));
        }
        egui::CentralPanel::default().frame(egui::Frame::new().fill(look.desk)).show(ui, |ui| {
            kit.regions.show(ui, Region::Tiles, "Templates, recent maps and samples");
            look::panel_area().show(ui, |ui| {
                egui::Frame::new().inner_margin(Margin { left: 32, right: 32, top: 16, bottom: 32 }).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    self.shelves_ui(ui, session, kit, commands);
                });
            });
        });
    }

    /// The program's name, and what begins with a file.
    fn column_ui(&mut self, ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
        kit.regions.show(ui, Region::Left, "Files");
        let look = Look::of(ui.ctx());
        ui.horizontal(|ui| {
            let sign = self.sign.get_or_insert_with(|| load_sign(ui.ctx()));
            ui.add(egui::Image::new(&*sign).fit_to_exact_size(vec2(40.0, 40.0)).alt_text("Pathos"));
            ui.add_space(GRID / 2.0);
            ui.label(RichText::new("Pathos").size(26.0));
        });
        ui.add_space(GRID);
        ui.label(RichText::new("Journey maps, from the first idea to the poster on the wall.").color(look.quiet));
        ui.add_space(3.0 * GRID);
        if session.has_begun() {
            let name = format!("Back to “{}”", session.title().replace('\n', " "));
            if kit.row(ui, Icon::ArrowLeft, &name, egui::Sense::click()).clicked() {
                commands.push(Command::CloseWelcome);
            }
            ui.add_space(GRID);
        }
        for (icon, name, action) in
            [(Icon::FolderOpen, "Open…", Action::Open), (Icon::FileText, "Import…", Action::Import)]
        {
            let keys = action.entry().keys.first().map(|keys| ui.ctx().format_shortcut(keys)).unwrap_or_default();
            let row = kit.row(ui, icon, name, egui::Sense::click());
            let font = egui::TextStyle::Body.resolve(ui.style());
            let at = row.rect.right_center() - vec2(8.0, 0.0);
            ui.painter().text(at, egui::Align2::RIGHT_CENTER, keys, font, look.quiet);
            if row.clicked() {
                commands.push(Command::Action(action));
            }
        }
        self.leftovers_ui(ui, session, commands);
        ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
            ui.label(
                RichText::new("Nothing leaves this machine.").text_style(egui::TextStyle::Small).color(look.quiet),
            );
        });
    }

    /// Maps that a window left unsaved and about which nothing was decided.
    fn leftovers_ui(&self, ui: &mut egui::Ui, session: &Session, commands: &mut Vec<Command>) {
        let count = session.leftovers.len();
        if count == 0 {
            return;
        }
        let look = Look::of(ui.ctx());
        ui.add_space(2.0 * GRID);
        let frame = egui::Frame::new().fill(faded(look.tint, 0.6)).corner_radius(8).inner_margin(12);
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let maps = if count == 1 { "One map has" } else { "Several maps have" };
            ui.label(format!("{maps} changes that were kept when Pathos ended without warning."));
            ui.add_space(GRID / 2.0);
            if ui.button("Look at them").clicked() {
                commands.push(Command::ReviewLeftovers);
            }
        });
    }

    fn shelves_ui(&mut self, ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
        let mut tiles: Vec<Tile> = Vec::new();
        for template in TEMPLATES {
            let title = capitalized(&template.name.replace('-', " "));
            let command = Command::New(template.name);
            tiles.push(Tile::new(
                Subject::Template(template.name),
                format!("New map: {title}"),
                title,
                capitalized(template.about),
                command,
            ));
        }
        for path in &self.templates {
            let title = stem(path);
            let command = Command::NewFromFile(path.clone());
            let removal = ("Remove this template", Command::RemoveTemplate(path.clone()));
            let about = "Your own template".to_owned();
            let tile = Tile::new(Subject::File(path.clone()), format!("New map: {title}"), title, about, command);
            tiles.push(tile.with_menu(removal));
        }
        self.shelf_ui(ui, kit, "New map", tiles, commands);
        let recent = session.recent.iter().take(MOST_RECENT).map(|path| self.recent_tile(path, session)).collect();
        self.shelf_ui(ui, kit, "Recent", recent, commands);
        let samples = SAMPLES.iter().map(|sample| {
            let name = format!("Sample: {}", sample.name);
            let command = Command::OpenSample(sample.name);
            Tile::new(Subject::Sample(sample.name), name, sample.name.to_owned(), sample.about.to_owned(), command)
        });
        self.shelf_ui(ui, kit, "Samples to take apart", samples.collect(), commands);
    }

    fn recent_tile(&mut self, path: &Path, session: &Session) -> Tile {
        let subject = Subject::File(path.to_owned());
        let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        let when = self.thumbnails.preview(&subject).map(|preview| preview.modified);
        let about = match when {
            None => String::new(),
            Some(Some(then)) => format!("Changed {}, in {folder}", moment(then, &(session.clock)())),
            Some(None) => format!("Not found in {folder}"),
        };
        let title = stem(path);
        let tile = Tile::new(subject, format!("Open {title}"), title, about, Command::OpenPath(path.to_owned()));
        tile.with_menu(("Take it off this list", Command::ForgetRecent(path.to_owned())))
    }

    /// A heading and tiles in as many columns as there is room for; nothing if there are none.
    fn shelf_ui(
        &mut self,
        ui: &mut egui::Ui,
        kit: &mut Kit,
        title: &str,
        tiles: Vec<Tile>,
        commands: &mut Vec<Command>,
    ) {
        if tiles.is_empty() {
            return;
        }
        ui.add_space(2.0 * GRID);
        ui.heading(title);
        ui.add_space(GRID / 2.0);
        let columns = tile::columns(ui.available_width());
        for row in tiles.chunks(columns) {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = tile::GAP;
                for tile in row {
                    let texture = self
                        .thumbnails
                        .preview(&tile.subject)
                        .map(|preview| preview.texture.as_ref().map(TextureHandle::id));
                    let response = tile.show(ui, kit, texture, commands);
                    if std::mem::take(&mut self.takes_keyboard) {
                        response.request_focus();
                    }
                }
            });
            ui.add_space(tile::GAP - ui.spacing().item_spacing.y);
        }
    }
}

fn load_sign(ctx: &egui::Context) -> TextureHandle {
    let bytes = include_bytes!("../../../assets/desktop/pathos.png");
    let image = eframe::icon_data::from_png_bytes(bytes).map_or_else(
        |_| egui::ColorImage::example(),
        |icon| egui::ColorImage::from_rgba_unmultiplied([icon.width as usize, icon.height as usize], &icon.rgba),
    );
    ctx.load_texture(
        "sign",
        image,
        TextureOptions { mipmap_mode: Some(egui::TextureFilter::Linear), ..TextureOptions::LINEAR },
    )
}
