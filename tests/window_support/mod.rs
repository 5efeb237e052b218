//! A window with a small map, and what a person does with it.
#![allow(dead_code, reason = "no test uses all of it")]

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::App as _;
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, ImeEvent, Key, Modifiers, PointerButton, Pos2, RawInput, Rect};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use pathos::app::{App, Command, NoDialogs, OwnClipboard};
use pathos::edit::Selection;
use pathos::model::*;
use pathos::store::{PictureFiles, StateFolder};

/// The longest that anything may take before a test fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// The window, and a folder for its files.
pub struct Window {
    pub harness: Harness<'static, App>,
    pub folder: tempfile::TempDir,
}

/// The modifiers with Shift.
pub fn shift(modifiers: Modifiers) -> Modifiers {
    modifiers.plus(Modifiers::SHIFT)
}

/// A stage with two steps, a lane of touchpoints with a card at each, an emotion lane, an empty lane.
fn shop(language: &str) -> Map {
    let mut ids = IdSource::seeded(11);
    let mut map = Map::new(ids.next(), "Shop");
    map.language = language.to_owned();
    map.personas.push(Persona::new(ids.next(), "Ada"));
    let steps: Vec<Step> = ["Look", "Pay"].map(|title| Step::new(ids.next(), title)).into();
    let places: Vec<StepId> = steps.iter().map(|step| step.id).collect();
    let (id, empty) = (ids.next(), String::new());
    let steps = steps.into_iter().collect();
    map.stages.push(Stage { id, title: "Buy".into(), goal: empty.clone(), note: empty, steps });
    for (title, kind) in
        [("Touchpoints", LaneKind::Touchpoints), ("Emotions", LaneKind::Emotion), ("Backstage", LaneKind::Actions)]
    {
        map.lanes.push(Lane::new(ids.next(), title, kind));
    }
    let lane = map.lanes.at(0).map(|lane| lane.id).expect("three lanes");
    for (title, step) in ["See the bicycle", "Pay at the till"].into_iter().zip(places) {
        map.cards.push(Card::new(ids.next(), CardKind::Touchpoint, title, Place::Cell(lane, step)));
    }
    map
}

impl Window {
    pub fn with_shop() -> Self {
        Self::with_shop_in("en")
    }

    pub fn with_shop_in(language: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let state = StateFolder::at(folder.path().join("state"));
        let path = folder.path().join("start.ron");
        pathos::store::save(&path, &shop(language), &PictureFiles::default(), &state).expect("a file");
        let window = Self::open(folder, Some(path), state);
        // The first click goes to an item and not to a dialog.
        assert!(window.app().session().dialog().is_none(), "the start map opens without remarks");
        window
    }

    /// A window that was started without a file.
    pub fn without_file() -> Self {
        Self::without_file_after(|_| {})
    }

    /// The same, after something was done with the program's own folder.
    pub fn without_file_after(prepare: impl FnOnce(&StateFolder)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let state = StateFolder::at(folder.path().join("state"));
        prepare(&state);
        Self::open(folder, None, state)
    }

    fn open(folder: tempfile::TempDir, path: Option<PathBuf>, state: StateFolder) -> Self {
        let harness = Harness::builder()
            .with_size([1400.0, 900.0])
            .with_max_steps(60)
            .with_step_dt(1.0 / 60.0)
            .build_eframe(move |cc| App::new(&cc.egui_ctx, path.as_deref(), Arc::new(NoDialogs), state));
        let mut window = Self { harness, folder };
        window.settle();
        window
    }

    pub fn app(&self) -> &App {
        self.harness.state()
    }

    pub fn map(&self) -> &Map {
        self.app().session().map()
    }

    pub fn selection(&self) -> &Selection {
        self.app().session().selection()
    }

    pub fn undo_steps(&self) -> usize {
        self.app().session().undo_steps()
    }

    pub fn settle(&mut self) {
        self.harness.run_steps(3);
        self.harness.run_ok();
    }

    pub fn perform(&mut self, command: Command) {
        self.harness.state_mut().perform(command);
        self.settle();
    }

    pub fn use_clipboard(&mut self, clipboard: OwnClipboard) {
        self.harness.state_mut().use_clipboard(Box::new(clipboard));
    }

    pub fn save_as(&mut self, path: &std::path::Path) {
        self.press(Key::S, shift(Modifiers::COMMAND));
        self.wait_for("Save the map as");
        self.replace_text("Path or name", path.to_str().expect("a path"));
        self.click("Save");
        self.wait_until(|app| !app.session().is_dirty());
    }

    pub fn event(&mut self, event: Event) {
        self.harness.event(event);
        self.settle();
    }
}

/// The pointer.
impl Window {
    pub fn grasp(&mut self, from: Pos2, to: Pos2) {
        self.harness.hover_at(from);
        self.harness.run_steps(2);
        self.harness.drag_at(from);
        self.harness.run_steps(1);
        for part in 1..=6 {
            self.harness.hover_at(from + (to - from) * (part as f32 / 6.0));
            self.harness.run_steps(1);
        }
    }

    pub fn release(&mut self, at: Pos2) {
        self.harness.drop_at(at);
        self.settle();
    }

    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        self.grasp(from, to);
        self.release(to);
    }

    pub fn click_at(&mut self, pos: Pos2, modifiers: Modifiers) {
        self.harness.hover_at(pos);
        self.harness.run_steps(1);
        for pressed in [true, false] {
            let event = Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers };
            self.harness.event_modifiers(event, modifiers);
            self.harness.run_steps(1);
        }
        self.settle();
        // Two clicks of a test in a row are no double click.
        self.harness.run_steps(30);
    }

    pub fn double_click_at(&mut self, pos: Pos2) {
        self.harness.hover_at(pos);
        self.harness.run_steps(1);
        for pressed in [true, false, true, false] {
            let modifiers = Modifiers::NONE;
            self.harness.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers });
            self.harness.run_steps(1);
        }
        self.settle();
    }

    /// Clicks the widget with a name.
    /// Gives events to the window all at once, as a slow machine does.
    pub fn feed(&mut self, events: Vec<Event>) {
        let ctx = self.harness.ctx.clone();
        let mut input = RawInput { events, ..RawInput::default() };
        loop {
            self.harness.state_mut().raw_input_hook(&ctx, &mut input);
            if input.events.is_empty() {
                break;
            }
            self.harness.input_mut().events.append(&mut input.events);
            self.harness.run_steps(1);
        }
        self.settle();
    }

    pub fn click(&mut self, name: &str) {
        self.harness.get_all_by_label(name).last().expect("a widget").click();
        self.settle();
    }

    /// Presses the widget with a name as an assistive program does, wherever it is.
    pub fn activate(&mut self, name: &str) {
        self.harness.get_all_by_label(name).last().expect("a widget").click_accesskit();
        self.settle();
    }

    pub fn widget_rect(&self, name: &str) -> Rect {
        self.harness.get_all_by_label(name).last().expect("a widget").rect()
    }

    pub fn widget_center(&self, name: &str) -> Pos2 {
        self.harness.get_by_label(name).rect().center()
    }
}

/// Keys and text.
impl Window {
    pub fn press(&mut self, key: Key, modifiers: Modifiers) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    pub fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            self.harness.event(Event::Text(letter.to_string()));
            self.harness.run_steps(2);
        }
        self.settle();
    }

    pub fn compose(&mut self, text: &str) {
        let active_range_chars = None;
        self.event(Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars }));
    }

    pub fn commit_composed(&mut self, text: &str) {
        self.event(Event::Ime(ImeEvent::Commit(text.to_owned())));
    }

    /// Gives a text field the keyboard.
    pub fn focus_field(&mut self, field: &str) {
        self.harness.get_by_role_and_label(Role::TextInput, field).focus();
        self.settle();
    }

    pub fn replace_text(&mut self, field: &str, text: &str) {
        self.focus_field(field);
        self.press(Key::A, Modifiers::COMMAND);
        self.event(Event::Text(text.to_owned()));
    }
}

/// Waiting for what runs beside the window.
impl Window {
    pub fn wait_until(&mut self, done: impl Fn(&App) -> bool) {
        let start = Instant::now();
        while !done(self.app()) {
            assert!(start.elapsed() < PATIENCE, "it took too long: {:?}", self.app().session().status());
            std::thread::sleep(Duration::from_millis(5));
            self.harness.run_steps(1);
        }
        self.settle();
    }

    pub fn wait_for(&mut self, label: &str) {
        let start = Instant::now();
        while self.harness.query_all_by_label(label).next().is_none() {
            assert!(start.elapsed() < PATIENCE, "there is no “{label}”");
            std::thread::sleep(Duration::from_millis(5));
            self.harness.run_steps(1);
        }
    }
}

/// The map and where it stands in the window.
impl Window {
    pub fn find(&self, title: &str) -> &Card {
        self.map().cards.iter().find(|card| card.title == title).expect("a card with this title")
    }

    pub fn card(&self, title: &str) -> CardId {
        self.find(title).id
    }

    pub fn has_card(&self, title: &str) -> bool {
        self.map().cards.iter().any(|card| card.title == title)
    }

    pub fn titles(&self) -> Vec<&str> {
        self.map().cards.iter().map(|card| card.title.as_str()).collect()
    }

    pub fn cell_of(&self, title: &str) -> (String, String) {
        let (lane, step) = self.map().cell_of(self.find(title).place).expect("a cell");
        let lane = self.map().lanes.find(lane).expect("a lane").title.clone();
        (lane, self.map().find_step(step).expect("a step").1.title.clone())
    }

    pub fn first_cell(&self) -> (LaneId, StepId) {
        let lane = self.map().lanes.at(0).expect("a lane").id;
        (lane, self.map().steps().next().expect("a step").1.id)
    }

    /// The cards of the first cell, from top to bottom as they are seen.
    pub fn seen_in_first_cell(&self) -> Vec<String> {
        let (lane, step) = self.first_cell();
        let title = |card: CardId| self.map().cards.find(card).map(|card| card.title.clone()).unwrap_or_default();
        self.app().session().layout().cards_in(lane, step).map(|card| title(card.id)).collect()
    }

    pub fn emotion(&self, at: Target) -> Option<Emotion> {
        self.map().ratings.iter().find(|rating| rating.at == at)?.actual
    }

    pub fn card_center(&self, title: &str) -> Pos2 {
        let session = self.app().session();
        let rect = session.layout().card(self.card(title)).expect("a box").rect;
        session.screen_rect(rect).center()
    }

    pub fn cell_rect(&self, lane: &str, step: &str) -> Rect {
        let session = self.app().session();
        let lane = self.map().lanes.iter().find(|found| found.title == lane).expect("a lane").id;
        let step = self.map().steps().find(|(_, found)| found.title == step).expect("a step").1.id;
        session.screen_rect(session.layout().cell(lane, step).expect("a cell"))
    }

    pub fn step_rect(&self, title: &str) -> Rect {
        let session = self.app().session();
        let step = self.map().steps().find(|(_, found)| found.title == title).expect("a step").1.id;
        session.screen_rect(session.layout().step(step).expect("a box").head)
    }

    pub fn lane_rect(&self, title: &str) -> Rect {
        let session = self.app().session();
        let lane = self.map().lanes.iter().find(|found| found.title == title).expect("a lane").id;
        session.screen_rect(session.layout().lane(lane).expect("a box").label)
    }

    /// A place in a cell, near its foot where no card stands.
    pub fn cell_center(&self, lane: &str, step: &str) -> Pos2 {
        let rect = self.cell_rect(lane, step);
        Pos2::new(rect.center().x, rect.bottom() - 2.0)
    }

    /// Where the only point of the curve stands, and where it would stand at a level.
    pub fn point_and_level(&self, level: f64) -> (Pos2, Pos2) {
        let session = self.app().session();
        let point = session.layout().points.first().expect("a point");
        let scale = session.layout().lane(point.lane).and_then(|lane| lane.scale).expect("a scale");
        let at = |y: f64| {
            let place = pathos::geom::Rect::from_center_size((point.center.x, y), (0.0, 0.0));
            session.screen_rect(place).center()
        };
        (at(point.center.y), at(scale.y(level)))
    }
}
