//! What the session does when it is asked to: each command goes to the part that knows it.

use super::action::{Action, Menu};
use super::ask::Purpose;
use super::command::{Arrow, Carry, Command, Ending, Next};
use super::dialogs::{Dialog, ExportDialog, MoveToDialog};
use super::gesture::Gesture;
use super::help::Page;
use super::presenting::Move;
use super::session::{Session, Status};
use super::settings::ThemeChoice;
use super::sides::{Center, LeftPanel};
use crate::edit::{self, Applied, Edit, LaneField, Selection};
use crate::model::{Subject, Target};

/// How many commands that were used last are remembered.
pub const MOST_USED: usize = 20;

fn steps(count: usize) -> String {
    if count == 1 { "1 step".to_owned() } else { format!("{count} steps") }
}

impl Session {
    /// Does what a command says. Panels, menus, keys and dialogs change the session only so.
    pub fn perform(&mut self, command: Command) {
        let is_beside = matches!(command, Command::Present(what) if what.is_beside());
        if !is_beside
            && !matches!(command, Command::Typed(_) | Command::EndText(_) | Command::Say(_) | Command::FocusNext(_))
        {
            self.end_text(Ending::Keep);
        }
        if self.is_picked_up() && !is_beside && !command.leaves_picked_up() {
            self.drop_gesture();
        }
        self.performed += 1;
        match command {
            Command::Action(action) => self.act(action),
            Command::Edit(edit) => {
                self.edit(&edit);
            }
            Command::Edits(label, edits) => self.edit_all(&label, &edits),
            Command::EndTyping => self.history.break_group(),
            Command::Select(selection) => self.select(selection),
            Command::SelectCell(lane, step) => self.select_cell(lane, step),
            Command::GoTo(subject) => self.go_to(subject),
            Command::ShowPlaces(what, places) => self.show_places(&what, &places),
            Command::AcceptFinding { finding, about, reason } => self.accept_finding(finding, about, reason),
            Command::Move(arrow, carry) => self.move_cursor(arrow, carry),
            Command::MoveInOrder(by) => self.move_in_order(by),
            Command::Palette(item) => self.take_from_palette(item),
            Command::PaletteDropped(item, drop) => self.drop_from_palette(item, drop),
            Command::PutDown => self.put_down(),
            Command::Insert(insert) => self.insert_here(insert),
            Command::PlaceCards { cards, to, index } => self.place_cards(&cards, to, index),
            Command::EditText(place) => self.begin_text(place),
            Command::Typed(text) => self.typed(text),
            Command::EndText(ending) => self.end_text(ending),
            Command::TypeCard(text) => self.type_card(text),
            Command::PainSeverity(severity) => self.set_pain(severity),
            Command::AddPain(at) => self.add_pain(at),
            Command::AddOpportunity(pain) => self.add_opportunity(pain),
            Command::AddMetric => self.add_metric(),
            Command::ShowMap => self.panels.center = Center::Map,
            Command::AddChannel(built_in) => self.add_own_channel(built_in),
            Command::LetGo => self.let_go(),
            Command::Paste(text) => self.paste(&text),
            Command::PastePicture(picture) => self.paste_picture(&picture),
            Command::ChoosePicture => self.ask_for_picture(),
            Command::ChooseBaseline => self.ask(Purpose::Baseline, String::new()),
            Command::BeginFuture(wish) => self.ask_where_to_begin(wish),
            Command::Compare(wish) => self.compare(wish),
            Command::TakePictures(paths) => self.take_picture_files(&paths),
            Command::New(template) => self.guarded(Next::New(template)),
            Command::NewFromFile(path) => self.guarded(Next::NewFromFile(path)),
            Command::OpenSample(name) => self.guarded(Next::OpenSample(name)),
            Command::CloseWelcome => self.show_welcome(false),
            Command::SaveTemplate(name) => self.save_template(&name),
            Command::RemoveTemplate(path) => self.remove_template(&path),
            Command::ForgetRecent(path) => self.forget_recent(&path),
            Command::OpenPath(path) => self.guarded(Next::Open(path)),
            Command::ImportPath(path) => self.import_path(path),
            Command::TryImport => self.try_import(),
            Command::TakeImport => self.take_import(),
            Command::ExportText(format) => self.ask_where_to_export_text(format),
            Command::Find(wish) => self.set_wish(*wish),
            Command::GoToHit(n) => self.go_to_hit(n),
            Command::Replace { all } => self.replace_found(all),
            Command::JumpTo(done) => self.jump_to(done),
            Command::Help(page) => (self.help, self.help_for) = (page, None),
            Command::Settings(settings) => self.set_settings(*settings),
            Command::Say(text) => self.say(text),
            Command::CloseDialog => self.close_dialog(),
            Command::TypePath(purpose) if purpose.writes() => self.type_path(purpose),
            Command::TypePath(purpose) => self.guarded(Next::TypePath(purpose)),
            Command::PathChosen(purpose, path) => self.path_chosen(purpose, path),
            Command::ImportNth(path, nth) => self.import(&path, nth),
            Command::SaveThen(next) => self.save_then(*next),
            Command::Overwrite => self.overwrite(),
            Command::Reload => self.reload(),
            Command::KeepBoth => self.keep_both(),
            Command::GoBackTo(path) => self.go_back_to(&path),
            Command::OpenAsNew(path) => self.guarded(Next::OpenAsNew(path)),
            Command::Discard(next) => self.discard(*next),
            Command::Recover(leftover) => self.guarded(Next::Recover(leftover)),
            Command::KeepSaved(leftover, file) => self.keep_saved(&leftover, file),
            Command::ReviewLeftovers => self.offer_leftover(0),
            Command::Present(what) => self.present(what),
            Command::ChooseScene(scene) => self.scene = scene,
            Command::Export(order) => self.ask_where_to_export(*order),
            Command::ComposePoster(options) => self.compose_poster(&options),
            Command::FindRemedies(options, distance_m) => self.find_remedies(&options, distance_m),
            Command::ShowInFolder(path) => self.show_in_folder(&path),
            Command::CancelExport => self.jobs.cancel_export(),
            Command::Workshop(command) => self.do_in_workshop(command),
            Command::FocusNext(id) => self.focus_next = Some(id),
        }
    }

    fn act(&mut self, action: Action) {
        if !(action.entry().enabled)(self) {
            return;
        }
        self.note_used(action);
        if matches!(action.entry().menu.0, Menu::Edit | Menu::Insert | Menu::Arrange | Menu::Mark | Menu::Workshop) {
            self.shows_welcome = false;
        }
        if self.leaves_comparison(action) {
            self.comparing = None;
        }
        // What works on the picture of the map is seen there.
        let (menu, group) = action.entry().menu;
        if matches!(menu, Menu::Insert | Menu::Arrange | Menu::Mark) || (menu, group) == (Menu::View, 0) {
            self.panels.center = Center::Map;
        }
        match action {
            Action::New => self.show_welcome(true),
            Action::SaveTemplate => self.ask_for_template_name(),
            Action::Open => self.guarded(Next::AskOpen),
            Action::Save => self.save(),
            Action::SaveAs => self.ask_where_to_save(Purpose::SaveAs),
            Action::SaveCopy => self.ask_where_to_save(Purpose::SaveCopy),
            Action::HandOn => self.ask_where_to_hand_on(),
            Action::EarlierVersions => self.show_versions(),
            Action::Revert => self.revert(),
            Action::Import => self.guarded(Next::AskImport),
            Action::ImportReadings => self.ask(Purpose::ImportReadings, String::new()),
            Action::ExportText => self.dialog = Some(Dialog::ExportText(Box::default())),
            Action::ExportPoster => {
                self.read_baseline_for_export();
                self.dialog = Some(Dialog::Export(Box::new(ExportDialog::new(self))));
            }
            Action::ExportStory => self.ask_where_to_export_story(false),
            Action::ExportNotes => self.ask_where_to_export_story(true),
            Action::BeginFuture => self.ask_for_future(),
            Action::ChooseBaseline => self.ask(Purpose::Baseline, String::new()),
            Action::Compare => self.toggle_comparison(),
            Action::CompareWith => self.ask(Purpose::CompareWith, String::new()),
            Action::RoadMap => self.toggle_road_map(),
            Action::Quit => self.guarded(Next::Quit),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Cut | Action::Copy => self.copy(action == Action::Cut),
            Action::CopyPicture => self.copy_picture(),
            Action::Paste => self.paste_from_clipboard(),
            Action::Duplicate => self.duplicate(),
            Action::Delete => self.delete(),
            Action::SelectAll => self.select_all(),
            Action::SelectInside => self.select_inside(),
            Action::Rename => self.rename(),
            Action::MoveTo => self.dialog = Some(Dialog::MoveTo(Box::new(MoveToDialog::new(self)))),
            Action::PickUp => self.pick_up(),
            Action::MoveLeft => self.move_cursor(Arrow::Left, Carry::Cards),
            Action::MoveRight => self.move_cursor(Arrow::Right, Carry::Cards),
            Action::MoveUp => self.move_cursor(Arrow::Up, Carry::Cards),
            Action::MoveDown => self.move_cursor(Arrow::Down, Carry::Cards),
            Action::Larger => self.grow(1.0),
            Action::Smaller => self.grow(-1.0),
            Action::FitSize => self.fit_size(),
            Action::CollapseLane => self.toggle_lane(|lane| LaneField::Collapsed(!lane.collapsed)),
            Action::PinLane => self.toggle_lane(|lane| LaneField::Pinned(!lane.pinned)),
            Action::HideLane => self.toggle_lane(|_| LaneField::Hidden(true)),
            Action::ShowLanes => self.show_lanes(),
            Action::InsertCard => self.insert_card(),
            Action::InsertStageBefore => self.insert_stage(super::editing::Side::Before),
            Action::InsertStageAfter => self.insert_stage(super::editing::Side::After),
            Action::InsertStepBefore => self.insert_step(super::editing::Side::Before),
            Action::InsertStepAfter => self.insert_step(super::editing::Side::After),
            Action::InsertLaneAbove => self.insert_lane(super::editing::Side::Before),
            Action::InsertLaneBelow => self.insert_lane(super::editing::Side::After),
            Action::InsertPersona => self.insert_persona(),
            Action::Emotion(value) => self.set_emotion(crate::model::Emotion::new(i64::from(value))),
            Action::EmotionUp => self.shift_emotion(1),
            Action::EmotionDown => self.shift_emotion(-1),
            Action::EmotionNotSet => self.set_emotion(None),
            Action::Pain => self.next_pain(),
            Action::High => self.toggle_callout(crate::model::CalloutKind::High),
            Action::Low => self.toggle_callout(crate::model::CalloutKind::Low),
            Action::MomentOfTruth => self.toggle_callout(crate::model::CalloutKind::MomentOfTruth),
            Action::KeepsPromise => self.toggle_callout(crate::model::CalloutKind::KeepsPromise),
            Action::BreaksPromise => self.toggle_callout(crate::model::CalloutKind::BreaksPromise),
            Action::Capture => self.toggle_capture(),
            Action::AskFeeling => self.ask_feeling(),
            Action::Votes => self.toggle_votes(),
            Action::ParkingLot => self.toggle_parking(),
            Action::SortParked => self.sort_parked(),
            Action::Duplicates => self.dialog = Some(Dialog::Duplicates(Box::default())),
            Action::MergeCards => self.merge_selected(),
            Action::ToggleTimer => self.toggle_timer(),
            Action::TimerMinute => self.extend_timer(),
            Action::SetTimer => self.ask_for_timer(),
            Action::RecordWorkshop => self.toggle_workshop(),
            Action::Minutes => self.ask_where_minutes_go(),
            Action::ZoomIn => self.zoom(1.25),
            Action::ZoomOut => self.zoom(1.0 / 1.25),
            Action::ZoomActual => self.zoom_to_actual(),
            Action::ZoomFit => self.zoom_to_fit(),
            Action::ZoomSelection => self.zoom_to_selection(),
            Action::Overview => self.toggle_overview(),
            Action::Sheet => self.toggle_sheet(),
            Action::Blueprint => self.toggle_blueprint(),
            Action::Present => self.toggle_presenting(),
            Action::Projector => self.toggle_projector(),
            Action::NextSlide => self.present(Move::Next),
            Action::FormerSlide => self.present(Move::Back),
            Action::FreezeProjector => self.present(Move::Freeze),
            Action::Story => self.panels.toggle_left(LeftPanel::Story),
            Action::AddScene => self.add_scene_of_view(),
            Action::FirstStory => self.tell_first_story(),
            Action::Palette => self.panels.toggle_left(LeftPanel::Palette),
            Action::Outline => self.panels.toggle_left(LeftPanel::Outline),
            Action::Find => self.show_find(),
            Action::FindNext => self.step_through_hits(1),
            Action::FindPrevious => self.step_through_hits(-1),
            Action::History => self.panels.toggle_left(LeftPanel::History),
            Action::Insight => self.panels.toggle_left(LeftPanel::Insight),
            Action::Opportunities => self.show_center(Center::Opportunities),
            Action::Metrics => self.show_center(Center::Metrics),
            Action::Inspector => self.panels.toggle_inspector(),
            Action::Problems => self.panels.problems = !self.panels.problems,
            Action::LightTheme => self.set_theme(ThemeChoice::Light),
            Action::DarkTheme => self.set_theme(ThemeChoice::Dark),
            Action::HighContrastTheme => self.set_theme(ThemeChoice::HighContrast),
            Action::SystemTheme => self.set_theme(ThemeChoice::System),
            Action::LargerInterface => self.resize_interface(25),
            Action::SmallerInterface => self.resize_interface(-25),
            Action::Settings => self.dialog = Some(Dialog::Settings),
            Action::Commands => self.dialog = Some(Dialog::Commands(Box::default())),
            Action::Help => self.open_help(),
            Action::Keys => self.dialog = Some(Dialog::Keys),
            Action::About => self.dialog = Some(Dialog::About),
        }
    }

    /// Help on the term of the field that has the keyboard; else the page that was open last, or the first.
    fn open_help(&mut self) {
        self.help_for = self.term;
        let page = if self.term.is_some() { Page::Terms } else { self.help.unwrap_or(Page::FirstSteps) };
        self.help = Some(page);
    }

    /// Takes note of what is done by name, for the command palette.
    fn note_used(&mut self, action: Action) {
        if action != Action::Commands {
            self.used.retain(|other| *other != action);
            self.used.insert(0, action);
            self.used.truncate(MOST_USED);
        }
    }

    /// Applies an edit and says what it did.
    pub(super) fn edit(&mut self, edit: &Edit) -> Option<Applied> {
        match self.history.apply(edit) {
            Ok(applied) => {
                if applied.changed && !self.history.is_in_gesture() {
                    self.say(edit::announce(self.history.map(), edit));
                }
                self.after_change();
                Some(applied)
            }
            Err(error) => {
                self.fail(format!("Nothing was changed: {error}."));
                None
            }
        }
    }

    /// Applies several edits as one step. If one of them fails, none is kept.
    pub(super) fn edit_all(&mut self, label: &str, edits: &[Edit]) {
        self.history.begin(label);
        for edit in edits {
            if self.edit(edit).is_none() {
                self.history.abort();
                self.after_change();
                return;
            }
        }
        if self.history.commit() {
            self.say(label);
        }
        self.after_change();
    }

    /// Lets go of what is no longer in the map.
    pub(super) fn after_change(&mut self) {
        // What changes is to be seen.
        self.shows_welcome = false;
        self.selection.retain_existing(self.history.map());
        let map = self.history.map();
        self.cell = self.cell.filter(|(lane, step)| map.lanes.contains(*lane) && map.find_step(*step).is_some());
    }

    fn undo(&mut self) {
        if self.give_up_gesture() {
            return;
        }
        if let Some(label) = self.history.undo() {
            self.say(format!("Undid: {label}"));
        }
        self.after_change();
    }

    fn redo(&mut self) {
        if let Some(label) = self.history.redo() {
            self.say(format!("Did again: {label}"));
        }
        self.after_change();
    }

    /// Undoes or redoes until so many steps are done.
    fn jump_to(&mut self, done: usize) {
        let before = self.undo_steps();
        self.history.jump_to(done);
        match done.cmp(&before) {
            std::cmp::Ordering::Less => self.say(format!("Undid {}", steps(before - self.undo_steps()))),
            std::cmp::Ordering::Equal => {}
            std::cmp::Ordering::Greater => self.say(format!("Did {} again", steps(self.undo_steps() - before))),
        }
        self.after_change();
    }

    /// Ends what the pointer does, and with it what that did to the map.
    pub(super) fn drop_gesture(&mut self) {
        if let Some(gesture) = &mut self.gesture {
            self.history.abort();
            *gesture = Gesture::GivenUp;
            self.after_change();
        }
    }

    fn let_go(&mut self) {
        if !self.give_up_gesture() {
            self.select(Selection::Map);
        }
    }

    /// Gives up what the pointer does. Says whether it did anything.
    fn give_up_gesture(&mut self) -> bool {
        let is_under_way = self.gesture.as_ref().is_some_and(|gesture| !matches!(gesture, Gesture::GivenUp));
        if is_under_way {
            self.drop_gesture();
            self.say("Cancelled");
        }
        is_under_way
    }

    /// Shows something in the middle of the window, or the map again.
    fn show_center(&mut self, center: Center) {
        self.drop_gesture();
        self.shows_welcome = false;
        self.panels.toggle_center(center);
    }

    pub(super) fn select(&mut self, selection: Selection) {
        if let Selection::Point { persona, .. } = selection {
            self.persona = Some(persona);
        }
        if let Selection::Persona(persona) = selection {
            self.persona = Some(persona);
        }
        if is_drawn(&selection) {
            self.panels.center = Center::Map;
        }
        self.selection = selection;
        self.cell = None;
        self.history.break_group();
        self.view.reveals = true;
    }

    pub(super) fn select_cell(&mut self, lane: crate::model::LaneId, step: crate::model::StepId) {
        self.select(Selection::Map);
        self.cell = Some((lane, step));
    }

    fn go_to(&mut self, subject: Subject) {
        let selection = match subject {
            Subject::Map => Selection::Map,
            Subject::Persona(persona) => Selection::Persona(persona),
            Subject::Stage(stage) => Selection::Stage(stage),
            Subject::Step(step) => Selection::Step(step),
            Subject::Lane(lane) => Selection::Lane(lane),
            Subject::Card(card) => Selection::card(card),
            Subject::Pain(pain) => match self.map().pains.find(pain).and_then(|pain| pain.at.first()) {
                Some(Target::Card(card)) => Selection::card(*card),
                Some(Target::Step(step)) => Selection::Step(*step),
                None => Selection::Pain(pain),
            },
            Subject::Opportunity(opportunity) => Selection::Opportunity(opportunity),
        };
        self.select(selection);
    }

    /// Whether something is done to the map that is to be seen on its canvas.
    fn leaves_comparison(&self, action: Action) -> bool {
        match action.entry().menu.0 {
            Menu::Insert | Menu::Arrange | Menu::Mark | Menu::Present | Menu::Workshop => true,
            Menu::Edit => !matches!(action, Action::Undo | Action::Redo),
            Menu::View => matches!(
                action,
                Action::Sheet
                    | Action::ZoomSelection
                    | Action::Outline
                    | Action::Palette
                    | Action::Insight
                    | Action::Opportunities
                    | Action::Metrics
            ),
            Menu::File | Menu::Help => false,
        }
    }

    /// Says what happened.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.status = Status { text: text.into(), failed: false };
    }

    /// Says what failed.
    pub(super) fn fail(&mut self, text: impl Into<String>) {
        self.status = Status { text: text.into(), failed: true };
    }
}

/// Whether something that is selected stands in the picture of the map, so that one goes there.
fn is_drawn(selection: &Selection) -> bool {
    match selection {
        Selection::Cards(_)
        | Selection::Stage(_)
        | Selection::Stages(_)
        | Selection::Step(_)
        | Selection::Steps(_)
        | Selection::Lane(_)
        | Selection::Lanes(_)
        | Selection::Point { .. } => true,
        Selection::Map
        | Selection::Persona(_)
        | Selection::Pain(_)
        | Selection::Opportunity(_)
        | Selection::Metric(_) => false,
    }
}
