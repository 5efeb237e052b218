//! The story: its scenes in their order, and what each of them shows and says.

use eframe::egui::{self, Role, Sense, WidgetInfo, vec2};

use super::inspector::Form;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::icons::paint_ground;
use crate::app::kit::Kit;
use crate::app::look::{self, GRID, Look, TARGET, heading};
use crate::app::presenting::{Move, scene_name};
use crate::app::session::Session;
use crate::edit::{Edit, SceneField};
use crate::icon::Icon;
use crate::model::{StoryScene, StoryView};

/// The height of a row, in points.
const ROW: f32 = TARGET + 6.0;

/// Shows the panel.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    heading(ui, "Story");
    let story = &session.map().story;
    ui.horizontal_wrapped(|ui| {
        if ui.button("Add the present view").clicked() {
            commands.push(Command::Action(Action::AddScene));
        }
        if ui.button("First story from the map").clicked() {
            commands.push(Command::Action(Action::FirstStory));
        }
    });
    if story.is_empty() {
        ui.add_space(GRID);
        ui.label("A story is a list of scenes. Presenting follows it, and it can be exported.");
        ui.weak("Without one, the overview and then each stage are shown.");
        return;
    }
    look::panel_area().id_salt("story").show(ui, |ui| {
        for (n, scene) in story.iter().enumerate() {
            row(ui, session, kit, n, scene, commands);
            if session.scene == Some(scene.id) {
                ui.push_id(("scene", scene.id), |ui| form(ui, session, kit, n, scene, commands));
            }
        }
    });
}

fn row(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, n: usize, scene: &StoryScene, commands: &mut Vec<Command>) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - GRID, ROW), Sense::click());
    let is_chosen = session.scene == Some(scene.id);
    let name = scene_name(session, &scene.headline, &scene.view);
    let skipped = if scene.skipped { ", skipped" } else { "" };
    let spoken = format!("Scene {}: {name}{skipped}", n + 1);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &spoken));
    if ui.is_rect_visible(rect) {
        let look = Look::of(ui.ctx());
        paint_ground(ui, rect, &response, is_chosen);
        let ink = if scene.skipped { look.quiet } else { look.ink };
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        kit.text_at(&painter, &format!("{}", n + 1), rect.left_center() + vec2(8.0, 0.0), look.quiet);
        kit.text_at(&painter, &name, rect.left_center() + vec2(32.0, 0.0), ink);
        if scene.skipped {
            let icon = egui::Rect::from_center_size(rect.right_center() - vec2(14.0, 0.0), vec2(16.0, 16.0));
            kit.icons.paint(&painter, Icon::EyeSlash, icon, look.quiet);
        }
    }
    if response.clicked() {
        commands.push(Command::ChooseScene((!is_chosen).then_some(scene.id)));
        // Who presents goes there.
        let page = session
            .presenting()
            .and_then(|presenting| presenting.deck().pages.iter().position(|page| page.scene == Some(scene.id)));
        commands.extend(page.filter(|_| !is_chosen).map(|page| Command::Present(Move::Page(page))));
    }
}

/// What the chosen scene shows and says.
fn form(
    ui: &mut egui::Ui,
    session: &Session,
    kit: &mut Kit,
    n: usize,
    scene: &StoryScene,
    commands: &mut Vec<Command>,
) {
    let story = &session.map().story;
    let id = scene.id;
    let set = |field: SceneField| Edit::SetScene { scene: id, field };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let earlier = n.checked_sub(1).and_then(|n| story.at(n)).map(|scene| scene.id);
        ui.add_enabled_ui(earlier.is_some(), |ui| {
            if kit.icons.button(ui, Icon::ArrowUp, "Scene comes earlier", false).clicked() {
                commands.push(Command::Edit(Edit::MoveScene { scene: id, before: earlier }));
            }
        });
        ui.add_enabled_ui(n + 1 < story.len(), |ui| {
            if kit.icons.button(ui, Icon::ArrowDown, "Scene comes later", false).clicked() {
                let before = story.at(n + 2).map(|scene| scene.id);
                commands.push(Command::Edit(Edit::MoveScene { scene: id, before }));
            }
        });
        let (icon, name) =
            if scene.skipped { (Icon::Eye, "Tell the scene again") } else { (Icon::EyeSlash, "Skip the scene") };
        if kit.icons.button(ui, icon, name, scene.skipped).clicked() {
            commands.push(Command::Edit(set(SceneField::Skipped(!scene.skipped))));
        }
        if kit.icons.button(ui, Icon::Trash, "Remove the scene", false).clicked() {
            commands.push(Command::Edit(Edit::RemoveScene(id)));
        }
    });
    let mut form = Form { session, kit, commands, salt: egui::util::hash(id) };
    form.line(ui, "Headline", &scene.headline, |text| set(SceneField::Headline(text)));
    form.lines(ui, "Speaker notes", &scene.notes, |text| set(SceneField::Notes(text)));
    view(ui, &mut form, scene);
    form.section(ui, "Lanes of the scene", !scene.lanes.is_empty(), |ui, form| lanes(ui, form, scene));
    form.section(ui, "Personas of the scene", !scene.personas.is_empty(), |ui, form| personas(ui, form, scene));
    ui.add_space(GRID);
}

/// What is in view, and which cards stand out.
fn view(ui: &mut egui::Ui, form: &mut Form<'_>, scene: &StoryScene) {
    let set = |field: SceneField| Edit::SetScene { scene: scene.id, field };
    let map = form.session.map();
    heading(ui, "In view");
    let mut choices = vec![(StoryView::Overview, "The whole map".to_owned())];
    choices.extend(map.stages.iter().map(|stage| (StoryView::Stage(stage.id), stage.title.clone())));
    choices.push((StoryView::Parked, "The parking lot".to_owned()));
    let selected = form.session.selection().cards().to_vec();
    if !selected.is_empty() {
        choices.push((StoryView::Cards(selected.clone()), format!("The selected cards ({})", selected.len())));
    }
    if let StoryView::Cards(cards) = &scene.view
        && *cards != selected
    {
        choices.push((scene.view.clone(), format!("{} cards", cards.len())));
    }
    for (view, name) in choices {
        let is_on = view == scene.view;
        if form.kit.check_row(ui, &format!("In view: {name}"), &name, is_on).clicked() && !is_on {
            form.commands.push(Command::Edit(set(SceneField::View(view))));
        }
    }
    if !selected.is_empty() && selected != scene.highlight && ui.button("Highlight the selected cards").clicked() {
        form.commands.push(Command::Edit(set(SceneField::Highlight(selected))));
    }
    if !scene.highlight.is_empty() {
        let name = format!("Highlight nothing (now {} cards)", scene.highlight.len());
        if ui.button(name).clicked() {
            form.commands.push(Command::Edit(set(SceneField::Highlight(Vec::new()))));
        }
    }
}

fn lanes(ui: &mut egui::Ui, form: &mut Form<'_>, scene: &StoryScene) {
    ui.weak(if scene.lanes.is_empty() { "All lanes are shown." } else { "Only these lanes are shown." });
    for lane in &form.session.map().lanes {
        let name = if lane.title.is_empty() { lane.kind.words() } else { &lane.title };
        let is_on = scene.lanes.contains(&lane.id);
        if form.kit.check_row(ui, &format!("Lane of the scene: {name}"), name, is_on).clicked() {
            let mut lanes = scene.lanes.clone();
            lanes.retain(|other| *other != lane.id);
            lanes.extend((!is_on).then_some(lane.id));
            let field = SceneField::Lanes(lanes);
            form.commands.push(Command::Edit(Edit::SetScene { scene: scene.id, field }));
        }
    }
}

fn personas(ui: &mut egui::Ui, form: &mut Form<'_>, scene: &StoryScene) {
    ui.weak(if scene.personas.is_empty() { "All personas are shown." } else { "Only these personas are shown." });
    for persona in &form.session.map().personas {
        let is_on = scene.personas.contains(&persona.id);
        let spoken = format!("Persona of the scene: {}", persona.name);
        if form.kit.check_row(ui, &spoken, &persona.name, is_on).clicked() {
            let mut personas = scene.personas.clone();
            personas.retain(|other| *other != persona.id);
            personas.extend((!is_on).then_some(persona.id));
            let field = SceneField::Personas(personas);
            form.commands.push(Command::Edit(Edit::SetScene { scene: scene.id, field }));
        }
    }
}
