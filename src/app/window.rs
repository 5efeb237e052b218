//! The window itself: panels around the canvas, dialogs above, jobs in between.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{self, CentralPanel, Panel, ViewportCommand, ViewportId};

use super::ask::AskPath;
use super::canvas_keys;
use super::canvas_view::{self, perform_all};
use super::center;
use super::clipboard::Clipboard;
use super::command::{Command, Next};
use super::comparing;
use super::edit_view;
use super::explained;
use super::frame_log::FrameLog;
use super::gesture::Gesture;
use super::keys_in_turn::KeysInTurn;
use super::kit::Kit;
use super::look::{self, Look};
use super::panels::{
    find, help, hint, history, insight, inspector, menu_bar, outline, palette, problems, status_bar, story, toolbar,
};
use super::pointer;
use super::presenting::{self, Playback, Projector};
use super::regions::Region;
use super::session::Session;
use super::settings::ThemeChoice;
use super::sides::{Center, LeftPanel};
use super::welcome::Welcome;
use super::workshop;
use crate::store::{ARCHIVE_ENDING, StateFolder, is_poster_with_map};

/// A window with less room than this for map and panels is low, in points.
const LOW: f32 = 420.0;
/// The share of that room that the problems have at most.
const MOST_OF_HEIGHT: f32 = 0.5;

/// The program's window.
pub struct App {
    session: Session,
    kit: Kit,
    welcome: Welcome,
    /// Since when this window shows the slide that it shows, and whether it fills the screen for it.
    playback: Playback,
    fills_screen: bool,
    projector: Projector,
    shown_title: String,
    frame_log: Option<FrameLog>,
    /// Keys and clicks that wait for a frame.
    keys: KeysInTurn,
    had_keyboard: bool,
    /// Whether a dialog was open, and what had the keyboard before.
    had_dialog: bool,
    focus_before: Option<egui::Id>,
    /// Whether contrast is high and motion reduced, as the context was dressed last.
    dress: (bool, bool),
}

impl App {
    /// A window with a map from a file, or with a new one.
    pub fn new(ctx: &egui::Context, file: Option<&Path>, asker: Arc<dyn AskPath>, state: StateFolder) -> Self {
        look::install(ctx);
        let mut kit = Kit::new(ctx);
        let welcome = Welcome::new(ctx, state.clone());
        let mut session = Session::new(ctx.clone(), asker, state, &mut kit.shaper);
        session.show_welcome(file.is_none());
        if let Some(file) = file {
            session.open(file);
        }
        session.look_for_leftovers();
        Self {
            session,
            kit,
            welcome,
            playback: Playback::default(),
            fills_screen: false,
            projector: Projector::default(),
            shown_title: String::new(),
            frame_log: None,
            keys: KeysInTurn::default(),
            had_keyboard: true,
            had_dialog: false,
            focus_before: None,
            dress: (false, false),
        }
    }

    /// What the window knows.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Does what a command says, as a menu would.
    pub fn perform(&mut self, command: Command) {
        self.session.perform(command);
    }

    /// Copies to a clipboard and pastes from it; without one the window has its own.
    pub fn use_clipboard(&mut self, clipboard: Box<dyn Clipboard>) {
        self.session.clipboard = clipboard;
    }

    /// Writes how long frames take, where that is asked for.
    pub(super) fn log_frames(&mut self, log: Option<FrameLog>) {
        self.frame_log = log;
    }

    fn take_dropped_files(&mut self, ctx: &egui::Context) {
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        if let [poster] = &dropped[..]
            && is_poster_with_map(poster)
        {
            self.session.perform(Command::OpenPath(poster.clone()));
        } else if dropped.first().is_some_and(|path| is_picture(path)) {
            let pictures = dropped.into_iter().filter(|path| is_picture(path)).collect();
            pointer::drop_pictures(ctx, &mut self.session, pictures);
        } else if let Some(path) = dropped.into_iter().next() {
            let is_map = path
                .extension()
                .is_none_or(|ending| ["ron", ARCHIVE_ENDING].iter().any(|own| ending.eq_ignore_ascii_case(own)));
            let command = if is_map { Command::OpenPath(path) } else { Command::ImportPath(path) };
            self.session.perform(command);
        }
    }

    /// Keeps the window open while changes are not saved, and closes it when it may.
    fn guard_close(&mut self, ctx: &egui::Context) {
        if self.session.closes {
            ctx.send_viewport_cmd(ViewportCommand::Close);
            return;
        }
        let is_asked = ctx.input(|input| input.viewport().close_requested());
        if is_asked && self.session.is_dirty() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.session.guarded(Next::Quit);
        }
    }

    /// Looks whether another program changed the map's file while one was away.
    fn look_at_file_again(&mut self, ctx: &egui::Context) {
        let has_keyboard = ctx.input(|input| input.viewport().focused).unwrap_or(true);
        if has_keyboard && !std::mem::replace(&mut self.had_keyboard, has_keyboard) {
            self.session.look_at_file();
        }
        self.had_keyboard = has_keyboard;
    }

    /// Forgets the text field that had the keyboard, once it has lost it. Its panel may be closed or show
    /// something else by now, so that the field itself is not there to notice.
    fn let_go_of_lost_input(&mut self, ctx: &egui::Context) {
        let Some(input) = &self.kit.input else { return };
        let is_in_place = edit_view::is_input_of(&self.session, input.id);
        if !is_in_place && !ctx.memory(|memory| memory.has_focus(input.id)) {
            self.kit.input = None;
            self.session.history.break_group();
        }
    }

    /// Gives the keyboard to the canvas while nobody else has it, so that it is always somewhere; to what is
    /// nearest if the widget that had it has gone.
    fn give_keyboard(&mut self, ctx: &egui::Context) {
        let is_free = ctx.memory(|memory| memory.focused()).is_none() && !egui::Popup::is_any_open(ctx);
        let has_canvas = self.session.panels.center == Center::Map;
        if is_free
            && has_canvas
            && self.session.dialog.is_none()
            && self.kit.input.is_none()
            && !self.session.shows_welcome()
        {
            let before = self.kit.last_focus.take();
            let heir = before.and_then(|(widget, heirs)| heir(ctx, widget, &heirs));
            ctx.memory_mut(|memory| memory.request_focus(heir.unwrap_or(canvas_view::canvas_id())));
        }
    }

    /// Notes where the keyboard is, unless what has it is gone with this frame.
    fn note_focus(&mut self, ctx: &egui::Context) {
        let Some(focused) = ctx.memory(|memory| memory.focused()) else { return };
        if ctx.viewport(|viewport| viewport.this_pass.widgets.contains(focused)) {
            self.kit.last_focus = Some((focused, self.kit.regions.heirs(ctx, focused)));
        }
    }

    /// Lets the context look as was set.
    fn dress(&mut self, ctx: &egui::Context) {
        let settings = &self.session.settings;
        let dress = (settings.theme == ThemeChoice::HighContrast, settings.reduced_motion);
        ctx.set_theme(settings.theme.preference());
        ctx.set_zoom_factor(settings.zoom());
        if std::mem::replace(&mut self.dress, dress) != dress {
            look::dress(ctx, dress.0, dress.1);
        }
    }

    fn show_title(&mut self, ctx: &egui::Context) {
        let title = self.session.window_title();
        if title != self.shown_title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.shown_title = title;
        }
    }

    fn panels_ui(&mut self, ui: &mut egui::Ui) {
        let (session, kit) = (&mut self.session, &mut self.kit);
        let look = Look::of(ui.ctx());
        session.panels.fit(ui.available_width());
        let mut commands = Vec::new();
        Panel::top("menu").frame(look::bar_frame(look)).show(ui, |ui| menu_bar::show(ui, session, kit, &mut commands));
        Panel::top("toolbar").frame(look::bar_frame(look)).show(ui, |ui| {
            kit.regions.show(ui, Region::Toolbar, "Toolbar");
            toolbar::show(ui, session, kit, &mut commands);
        });
        Panel::bottom("status").frame(look::bar_frame(look)).show(ui, |ui| {
            kit.regions.show(ui, Region::Status, "Status line");
            status_bar::show(ui, session, kit, &mut commands);
        });
        // In a low window the one that is worked in stands below the map alone.
        let (height, is_low) = (ui.available_height(), ui.available_height() < LOW);
        let has_bar = session.workshop.bar.is_some() && session.comparing.is_none();
        if session.panels.problems && !(is_low && has_bar) {
            let most = (height * MOST_OF_HEIGHT).max(look::TARGET);
            let panel = Panel::bottom("problems").resizable(true).default_size(most.min(220.0));
            panel.size_range(most.min(96.0)..=most).frame(look::panel_frame(look)).show(ui, |ui| {
                kit.regions.show(ui, Region::Problems, "Problems and findings");
                problems::show(ui, session, kit, &mut commands);
            });
        }
        if session.comparing.is_some() {
            session.workshop.parking_rect = None;
            Self::comparison_panel(ui, session, kit, &mut commands);
            return perform_all(session, commands);
        }
        let mut carried = None;
        session.workshop.parking_rect = None;
        if session.panels.parking && !(is_low && has_bar) {
            let panel = Panel::bottom("parking").frame(look::panel_frame(look));
            let shown = panel.show(ui, |ui| {
                kit.regions.show(ui, Region::Parking, "Parking lot");
                carried = workshop::show_parking(ui, session, kit, &mut commands);
            });
            session.workshop.parking_rect = Some(shown.response.rect);
        }
        if let Some(bar) = session.workshop.bar {
            Panel::bottom("workshop bar").frame(look::panel_frame(look)).show(ui, |ui| {
                kit.regions.show(ui, Region::Bar, bar.name());
                workshop::show_bar(ui, session, kit, &mut commands);
            });
        }
        let mut taken = None;
        if let Some(left) = session.panels.left() {
            let (name, width) = match left {
                LeftPanel::Palette => ("palette", 176.0),
                LeftPanel::Outline | LeftPanel::Find | LeftPanel::History => ("left", 264.0),
                LeftPanel::Votes => ("votes", 320.0),
                LeftPanel::Story | LeftPanel::Presenter => ("presenter", 320.0),
                LeftPanel::Insight => ("insight", 296.0),
            };
            let panel = Panel::left(name).default_size(width).size_range(140.0..=420.0).show_separator_line(false);
            let room = ui.available_rect_before_wrap();
            let shown = panel.frame(look::panel_frame(look)).show(ui, |ui| {
                kit.regions.show(ui, Region::Left, left.name());
                match left {
                    LeftPanel::Palette => taken = palette::show(ui, session, kit, &mut commands),
                    LeftPanel::Outline => outline::show(ui, session, kit, &mut commands),
                    LeftPanel::Find => find::show(ui, session, kit, &mut commands),
                    LeftPanel::History => history::show(ui, session, kit, &mut commands),
                    LeftPanel::Votes => workshop::show_votes(ui, session, kit, &mut commands),
                    LeftPanel::Story => story::show(ui, session, kit, &mut commands),
                    LeftPanel::Presenter => presenting::presenter_ui(ui, session, kit, &mut commands),
                    LeftPanel::Insight => insight::show(ui, session, kit, &mut commands),
                }
            });
            // No longer than there is room: what stands in a low panel may be higher.
            let edge = egui::Stroke::new(1.0, look.line);
            ui.painter().vline(shown.response.rect.right() - 0.5, room.y_range(), edge);
        }
        if session.panels.inspector() {
            let panel = Panel::right("inspector").default_size(296.0).size_range(240.0..=480.0);
            panel.frame(look::panel_frame(look)).show(ui, |ui| {
                kit.regions.show(ui, Region::Inspector, "Inspector");
                inspector::show(ui, session, kit, &mut commands);
            });
        }
        if commands.iter().any(|command| matches!(command, Command::Workshop(_))) {
            // What captures shows what it did, and not what was before.
            ui.request_repaint();
        }
        perform_all(session, commands);
        // A card or a kind of card is carried to the map alone.
        let has_canvas = session.panels.center == Center::Map;
        carried.into_iter().filter(|_| has_canvas).for_each(|carried| session.carry_parked(carried));
        if let Some(item) = taken.filter(|_| has_canvas && session.gesture.is_none()) {
            session.gesture = Some(Gesture::Palette { item, to: None, drop: None, entered: false });
        }
    }

    /// The list beside the pictures of a comparison.
    fn comparison_panel(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
        let most = (ui.available_width() * 0.5).max(240.0);
        let panel = Panel::left("comparison").default_size(320.0_f32.min(most)).size_range(220.0..=most.min(560.0));
        panel.frame(look::panel_frame(Look::of(ui.ctx()))).show(ui, |ui| {
            kit.regions.show(ui, Region::Left, "Differences and road map");
            comparing::show_list(ui, session, kit, commands);
        });
    }

    /// The map among its panels. Gives the number of commands that the panels have heard of.
    fn map_ui(&mut self, ui: &mut egui::Ui) -> u64 {
        self.welcome.rest();
        self.panels_ui(ui);
        // What a panel changed is seen in the same frame.
        self.session.refresh(ui.theme() == egui::Theme::Dark, &mut self.kit.shaper);
        let performed = self.session.performed;
        let frame = egui::Frame::NONE;
        CentralPanel::default().frame(frame).show(ui, |ui| {
            if self.session.panels.center != Center::Map {
                return self.center_ui(ui);
            }
            self.kit.regions.show(ui, Region::Canvas, "Canvas");
            if self.session.comparing.is_some() {
                comparing::show_view(ui, &mut self.session, &mut self.kit);
                return;
            }
            canvas_view::show(ui, &mut self.session, &mut self.kit);
            hint::paint(ui, &self.session);
        });
        performed
    }

    /// What stands in the middle in place of the map.
    fn center_ui(&mut self, ui: &mut egui::Ui) {
        let mut commands = Vec::new();
        self.kit.regions.show(ui, Region::Center, "Center");
        center::show(ui, &self.session, &mut self.kit, &mut commands);
        perform_all(&mut self.session, commands);
    }

    /// What one can begin with. Gives the number of commands that it has heard of.
    fn welcome_ui(&mut self, ui: &mut egui::Ui) -> u64 {
        let look = Look::of(ui.ctx());
        let performed = self.session.performed;
        let mut commands = Vec::new();
        let (session, kit) = (&mut self.session, &mut self.kit);
        Panel::top("menu").frame(look::bar_frame(look)).show(ui, |ui| menu_bar::show(ui, session, kit, &mut commands));
        Panel::bottom("status").frame(look::bar_frame(look)).show(ui, |ui| {
            ui.set_min_height(look::TARGET + 2.0);
            kit.regions.show(ui, Region::Status, "Status line");
            ui.horizontal_centered(|ui| status_bar::message(ui, session, kit));
        });
        self.welcome.show(ui, session, kit, &mut commands);
        perform_all(session, commands);
        performed
    }

    /// The slide in the whole window. Gives the number of commands that were heard of.
    fn slide_ui(&mut self, ui: &mut egui::Ui) -> u64 {
        presenting::show(ui, &mut self.session, &mut self.kit, &mut self.playback);
        let mut commands = Vec::new();
        workshop::show_bar_over_slide(ui, &self.session, &mut self.kit, &mut commands);
        if !commands.is_empty() {
            ui.request_repaint();
        }
        perform_all(&mut self.session, commands);
        self.session.performed
    }

    /// Fills the screen while presenting in this window, and gives it back afterwards.
    fn fill_screen(&mut self, ctx: &egui::Context) {
        let fills = self.session.is_presenting_here();
        if std::mem::replace(&mut self.fills_screen, fills) != fills {
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(fills));
            self.playback = Playback::default();
            ctx.request_repaint();
        }
    }

    fn dialog_ui(&mut self, ctx: &egui::Context) {
        let mut commands = Vec::new();
        help::show(ctx, &self.session, &mut commands);
        perform_all(&mut self.session, commands);
        if let Some(mut dialog) = self.session.dialog.take() {
            if !std::mem::replace(&mut self.had_dialog, true) {
                self.focus_before = ctx.memory(|memory| memory.focused());
            }
            let commands = dialog.show(ctx, &self.session, &mut self.kit);
            let goes_to = commands.iter().any(|command| matches!(command, Command::Select(_)));
            self.session.dialog = Some(dialog);
            perform_all(&mut self.session, commands);
            if goes_to {
                self.focus_before = Some(canvas_view::canvas_id());
            }
        }
        if self.session.dialog.is_none() && self.had_dialog {
            ctx.request_repaint();
        }
    }

    /// Gives the keyboard back to what had it before a dialog, to what asked for it, or to whoever may have
    /// it while nobody does.
    fn return_keyboard(&mut self, ctx: &egui::Context) {
        // What lay under a dialog with the last frame cannot have it yet.
        if ctx.memory(|memory| memory.top_modal_layer().is_some()) {
            return;
        }
        if self.session.dialog.is_none() && std::mem::take(&mut self.had_dialog) {
            let before = self.focus_before.take();
            before.into_iter().for_each(|id| ctx.memory_mut(|memory| memory.request_focus(id)));
        }
        if let Some(id) = self.session.focus_next.take() {
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
        self.give_keyboard(ctx);
    }
}

impl eframe::App for App {
    fn raw_input_hook(&mut self, ctx: &egui::Context, input: &mut egui::RawInput) {
        // What waits was pressed in the main window, and is for it alone.
        let waits = match input.viewport_id {
            ViewportId::ROOT => self.keys.give(&mut input.events),
            _ => self.keys.take_back(&mut input.events),
        };
        if waits {
            ctx.request_repaint_of(ViewportId::ROOT);
        }
    }

    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.session.hear_jobs();
        self.take_dropped_files(ctx);
        self.guard_close(ctx);
        self.look_at_file_again(ctx);
        self.session.keep_unsaved();
        self.session.note_changes();
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        self.keys.taken();
        if let Some(log) = &mut self.frame_log {
            log.begin(frame.info().cpu_usage);
        }
        self.dress(&ctx);
        self.kit.canvas.begin_frame(&ctx);
        self.let_go_of_lost_input(&ctx);
        self.return_keyboard(&ctx);
        self.session.term = explained::at_keyboard(&ctx);
        if self.session.dialog.is_none() && !self.session.is_presenting_here() {
            self.kit.regions.take_keys(&ctx);
            canvas_keys::take_for_window(&ctx, &mut self.session, self.kit.input.is_some());
        }
        self.session.refresh(ctx.theme() == egui::Theme::Dark, &mut self.kit.shaper);
        let performed = if self.session.shows_welcome() {
            self.welcome_ui(ui)
        } else if self.session.is_presenting_here() {
            self.slide_ui(ui)
        } else {
            self.map_ui(ui)
        };
        self.dialog_ui(&ctx);
        self.note_focus(&ctx);
        self.projector.show(&ctx, &mut self.session, frame);
        self.fill_screen(&ctx);
        self.kit.canvas.end_frame(&ctx);
        if let Some(text) = self.session.copied_text.take() {
            ctx.copy_text(text);
        }
        let panels_are_stale = performed != self.session.performed;
        if panels_are_stale || self.session.is_stale(ctx.theme() == egui::Theme::Dark) {
            ctx.request_repaint();
        }
        self.show_title(&ctx);
        self.session.keep_unsaved();
        self.session.note_changes();
        if let Some(log) = &mut self.frame_log {
            log.end();
        }
    }
}

/// Who gets the keyboard after a widget that had it; nobody if that is still there and gave it away.
fn heir(ctx: &egui::Context, widget: egui::Id, heirs: &[egui::Id]) -> Option<egui::Id> {
    ctx.viewport(|viewport| {
        let is_there = |id: &egui::Id| viewport.prev_pass.widgets.get(*id).is_some_and(|widget| widget.enabled);
        if is_there(&widget) { None } else { heirs.iter().copied().find(is_there) }
    })
}

/// Whether a file is a picture, by its ending; what it really holds is seen when it is read.
fn is_picture(path: &Path) -> bool {
    let endings = ["png", "jpg", "jpeg", "gif", "webp"];
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}
