//! What differs, or what is planned, as a list beside the pictures, and below it the form of what is
//! chosen.

use eframe::egui::{self, Button, Rect, Role, Sense, WidgetInfo, vec2};

use super::form;
use super::made::Made;
use super::{Chosen, Compare, Comparing, Mode};
use crate::app::command::Command;
use crate::app::icons::paint_ground;
use crate::app::kit::{Kit, NAMELESS};
use crate::app::look::{self, GRID, ICON, Look, TARGET, color32, heading};
use crate::app::panels::palette::capitalized;
use crate::app::session::Session;
use crate::delta::{sign_icon, sign_ink};
use crate::icon::Icon;
use crate::insight::{Compared, Comparison, Entry, Sign};
use crate::roadmap::RoadMapRows;
use crate::theme::Theme;

/// The height of a row of two lines, in points.
const ROW: f32 = 44.0;

/// Shows the panel.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let Some(comparing) = session.comparing() else { return };
    // The panel is as wide as it was made, whatever stands in it.
    let rect = ui.available_rect_before_wrap();
    ui.allocate_rect(rect, Sense::hover());
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    ui.shrink_clip_rect(rect);
    modes(&mut ui, session, kit, comparing, commands);
    ui.separator();
    if comparing.chosen.is_some() {
        let most = (rect.height() * 0.55).max(120.0);
        egui::Panel::bottom("difference")
            .resizable(true)
            .default_size(most * 0.8)
            .size_range(96.0..=most)
            .show(&mut ui, |ui| form::show(ui, session, kit, comparing, commands));
    }
    let Some(made) = &comparing.made else { return };
    match comparing.mode {
        Mode::SideBySide | Mode::Overlaid => {
            filters(&mut ui, kit, comparing, made, commands);
            differences(&mut ui, session, kit, comparing, made, commands);
        }
        Mode::RoadMap => {
            rows_choice(&mut ui, kit, comparing, commands);
            periods(&mut ui, session, kit, comparing, made, commands);
        }
    }
}

fn ask(commands: &mut Vec<Command>, wish: Compare) {
    commands.push(Command::Compare(wish));
}

/// How it is shown, and the way back.
fn modes(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, comparing: &Comparing, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.heading(if comparing.mode == Mode::RoadMap { "Road map" } else { "Differences" });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if kit.icons.button(ui, Icon::X, "Back to the map", false).clicked() {
                ask(commands, Compare::Leave);
            }
        });
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for mode in Mode::ALL {
            let button = Button::selectable(comparing.mode == mode, mode.title()).frame_when_inactive(true);
            if ui.add(button.min_size(vec2(0.0, TARGET))).clicked() && comparing.mode != mode {
                ask(commands, Compare::Show(mode));
            }
        }
    });
    if let Some(other) = session.other.as_ref().filter(|_| comparing.mode != Mode::RoadMap) {
        let looks = Look::of(ui.ctx());
        let name = crate::app::dialogs::path::file_name(&other.path);
        let text = if other.is_baseline { format!("Against the baseline, {name}") } else { format!("Against {name}") };
        kit.label(ui, &text, 11.5, looks.quiet);
    }
}

/// Which differences are listed: those with a sign, those for which nothing is planned.
fn filters(ui: &mut egui::Ui, kit: &mut Kit, comparing: &Comparing, made: &Made, commands: &mut Vec<Command>) {
    let entries = &made.comparison.entries;
    let count = |sign: Option<Sign>| {
        entries.iter().filter(|entry| sign.is_none_or(|sign| entry.signs().contains(&sign))).count()
    };
    let choices: Vec<(Option<Sign>, String)> = std::iter::once(None)
        .chain(Sign::ALL.map(Some))
        .map(|sign| (sign, count(sign)))
        .filter(|(sign, count)| *count > 0 || sign.is_none())
        .map(|(sign, count)| (sign, format!("{}: {count}", sign.map_or("All".to_owned(), |s| capitalized(s.words())))))
        .collect();
    let label = heading(ui, "Shown in the list");
    let width = ui.available_width();
    if let Some(sign) = kit.chooser(ui, label.id, ("shown in the list", width), Some(comparing.filter), &choices) {
        ask(commands, Compare::Filter(sign));
    }
    let mut only = comparing.only_unplanned;
    if ui.checkbox(&mut only, "Only what is not planned").changed() {
        ask(commands, Compare::OnlyUnplanned(only));
    }
    ui.add_space(GRID / 2.0);
}

fn rows_choice(ui: &mut egui::Ui, kit: &mut Kit, comparing: &Comparing, commands: &mut Vec<Command>) {
    let label = heading(ui, "Rows of the road map");
    let width = ui.available_width();
    let choices: Vec<_> = RoadMapRows::ALL.map(|rows| (rows, rows.title().to_owned())).into();
    if let Some(rows) = kit.chooser(ui, label.id, ("rows", width), Some(comparing.rows), &choices) {
        ask(commands, Compare::Rows(rows));
    }
    ui.add_space(GRID / 2.0);
}

/// The differences that are listed, kind by kind; kinds without one are left out.
pub(super) fn groups(comparison: &Comparison, lists: impl Fn(&Entry) -> bool) -> Vec<(&'static str, Vec<&Entry>)> {
    let mut groups: Vec<(&'static str, Vec<&Entry>)> = Vec::new();
    for entry in comparison.entries.iter().filter(|entry| lists(entry)) {
        let title = kind_of(entry.subject);
        match groups.iter_mut().find(|(other, _)| *other == title) {
            Some((_, entries)) => entries.push(entry),
            None => groups.push((title, vec![entry])),
        }
    }
    // What a map is about stands before what it is made of.
    let weight = |title: &str| ORDER.iter().position(|other| *other == title).unwrap_or(ORDER.len());
    groups.sort_by_key(|(title, _)| weight(title));
    groups
}

const ORDER: [&str; 10] = [
    "Cards",
    "Emotions",
    "Pain points",
    "Steps",
    "Stages",
    "Lanes",
    "Opportunities",
    "Call-outs",
    "Personas",
    "Metrics",
];

fn kind_of(subject: Compared) -> &'static str {
    match subject {
        Compared::Card(_) => "Cards",
        Compared::Emotion(..) => "Emotions",
        Compared::Pain(_) => "Pain points",
        Compared::Step(_) => "Steps",
        Compared::Stage(_) => "Stages",
        Compared::Lane(_) => "Lanes",
        Compared::Opportunity(_) => "Opportunities",
        Compared::Callout(_) => "Call-outs",
        Compared::Persona(_) => "Personas",
        Compared::Metric(_) => "Metrics",
    }
}

fn differences(
    ui: &mut egui::Ui,
    session: &Session,
    kit: &mut Kit,
    comparing: &Comparing,
    made: &Made,
    commands: &mut Vec<Command>,
) {
    let groups = groups(&made.comparison, |entry| comparing.lists(entry));
    if groups.is_empty() {
        let text = if made.comparison.is_empty() { "The maps say the same." } else { "No difference is of that kind." };
        ui.weak(text);
    }
    look::panel_area().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (title, entries) in groups {
            let name = format!("{title} ({})", entries.len());
            let id = egui::Id::unique(("differences", title));
            if !kit.disclosure(ui, id, &name, true) {
                continue;
            }
            for entry in entries {
                let chosen = Chosen::Difference(entry.subject);
                let row = Row {
                    signs: &entry.signs(),
                    icon: Icon::Note,
                    name: &name_of(session, entry),
                    words: &what_of(entry),
                    plan: &plan_of(session, entry),
                    is_chosen: comparing.chosen == Some(chosen),
                };
                show_row(ui, session, kit, comparing, chosen, &row, commands);
            }
        }
    });
}

fn periods(
    ui: &mut egui::Ui,
    session: &Session,
    kit: &mut Kit,
    comparing: &Comparing,
    made: &Made,
    commands: &mut Vec<Command>,
) {
    if made.periods.is_empty() {
        ui.add(egui::Label::new("Nothing is planned yet. Opportunities stand here by their periods, and differences from the baseline for which a period is named.").wrap());
    }
    look::panel_area().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (period, rows) in &made.periods {
            let name = if period.is_empty() { "No period yet" } else { period };
            let name = format!("{name} ({})", rows.len());
            if !kit.disclosure(ui, egui::Id::unique(("periods", period)), &name, true) {
                continue;
            }
            for (chosen, name) in rows {
                let (icon, words) = match chosen {
                    Chosen::Opportunity(id) => (Icon::Lightbulb, opportunity_words(session, *id)),
                    Chosen::Change(_) | Chosen::Difference(_) => (Icon::ArrowRight, "no opportunity named".to_owned()),
                };
                let is_chosen = comparing.chosen == Some(*chosen);
                let row = Row { signs: &[], icon, name, words: &words, plan: &[], is_chosen };
                show_row(ui, session, kit, comparing, *chosen, &row, commands);
            }
        }
    });
}

fn opportunity_words(session: &Session, id: crate::model::OpportunityId) -> String {
    let Some(opportunity) = session.map().opportunities.find(id) else { return String::new() };
    let owner = opportunity.owner.trim();
    let owner = if owner.is_empty() { "no owner yet" } else { owner };
    let quadrant = crate::insight::Quadrant::of(opportunity).words();
    format!("{owner} · {} · {quadrant}", opportunity.status.words())
}

/// What a row says.
struct Row<'a> {
    signs: &'a [Sign],
    /// The icon where there is no sign.
    icon: Icon,
    name: &'a str,
    words: &'a str,
    /// When, with which opportunity, whose it is; the first stands at the row's end.
    plan: &'a [String],
    is_chosen: bool,
}

fn show_row(
    ui: &mut egui::Ui,
    session: &Session,
    kit: &mut Kit,
    comparing: &Comparing,
    chosen: Chosen,
    row: &Row<'_>,
    commands: &mut Vec<Command>,
) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let response = ui.interact(rect, egui::Id::unique(("comparison row", chosen)), Sense::click());
    let name = if row.name.trim().is_empty() { NAMELESS } else { row.name };
    let plan = if row.plan.is_empty() { String::new() } else { format!("; planned: {}", row.plan.join(", ")) };
    let spoken = format!("{name}, {}{plan}", row.words);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, row.is_chosen, &spoken));
    if row.is_chosen && comparing.reveals && !ui.clip_rect().contains_rect(rect) {
        ui.scroll_to_rect(rect.expand(8.0), None);
    }
    if ui.is_rect_visible(rect) {
        paint_row(ui, session, kit, rect, &response, row, name);
    }
    if response.clicked() {
        ask(commands, Compare::Choose(Some(chosen)));
    }
    kit.tip(response, &spoken);
}

fn paint_row(
    ui: &egui::Ui,
    session: &Session,
    kit: &mut Kit,
    rect: Rect,
    response: &egui::Response,
    row: &Row<'_>,
    name: &str,
) {
    let looks = Look::of(ui.ctx());
    paint_ground(ui, rect, response, row.is_chosen);
    let theme = &session.view.theme;
    let middle = rect.left_center() + vec2(6.0 + ICON / 2.0, 0.0);
    let square = Rect::from_center_size(middle, vec2(ICON, ICON));
    match row.signs.first() {
        Some(sign) => kit.icons.paint(ui.painter(), sign_icon(*sign), square, sign_color(looks, theme, *sign)),
        None => kit.icons.paint(ui.painter(), row.icon, square, looks.quiet),
    }
    let painter = ui.painter().with_clip_rect(rect.shrink2(vec2(4.0, 0.0)).intersect(ui.clip_rect()));
    let left = rect.left() + 14.0 + ICON;
    let mut end = rect.right() - 6.0;
    if let Some(first) = row.plan.first() {
        let width = kit.text_width(first);
        end -= width + 8.0;
        kit.text_at(&painter, first, egui::pos2(end + 8.0, rect.top() + 14.0), looks.accent);
    }
    let before = painter.with_clip_rect(painter.clip_rect().with_max_x(end));
    kit.text_at(&before, name, egui::pos2(left, rect.top() + 14.0), looks.ink);
    kit.text_at(&painter, row.words, egui::pos2(left, rect.top() + 31.0), looks.quiet);
}

/// A sign's color on a panel.
pub(super) fn sign_color(looks: &Look, theme: &Theme, sign: Sign) -> egui::Color32 {
    let (ground, ink) = (crate::app::look::color(looks.panel), crate::app::look::color(looks.ink));
    color32(theme.color(sign_ink(sign)).with_contrast(ground, 4.5, ink))
}

/// What people call what differs.
pub(super) fn name_of(session: &Session, entry: &Entry) -> String {
    let map = session.map();
    match entry.subject {
        Compared::Emotion(persona, _, channel) => {
            let channel = channel.map(|id| format!(", {}", map.channel_words(id))).unwrap_or_default();
            format!("{}: {}{channel}", map.persona_words(persona), entry.name)
        }
        subject if entry.name.is_empty() => format!("{} without a name", subject.kind()),
        _ => entry.name.clone(),
    }
}

/// What became of it, in words.
pub(super) fn what_of(entry: &Entry) -> String {
    entry.what.iter().map(|what| what.words()).collect::<Vec<_>>().join("; ")
}

/// When, with which opportunity and by whom; what is not said is left out.
fn plan_of(session: &Session, entry: &Entry) -> Vec<String> {
    let Some(plan) = &entry.plan else { return Vec::new() };
    let opportunity = plan.opportunity.and_then(|id| session.map().opportunities.find(id));
    let own = matches!(entry.subject, Compared::Opportunity(_));
    let name = opportunity.filter(|_| !own).map(|opportunity| opportunity.name.as_str()).unwrap_or_default();
    let period = if plan.period.is_empty() { "planned" } else { &plan.period };
    [period, name, &plan.owner].into_iter().filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
