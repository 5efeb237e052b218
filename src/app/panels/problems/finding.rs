//! What the map check found: findings of a kind below each other with why they matter, and those that
//! were accepted.

use eframe::egui::{self, Button, Id, Role, WidgetInfo};

use super::part;
use crate::app::command::{Command, Ending};
use crate::app::kit::Kit;
use crate::app::leads::Lead;
use crate::app::look::GRID;
use crate::app::panels::palette::capitalized;
use crate::app::session::Session;
use crate::app::text_field::TextField;
use crate::edit::Edit;
use crate::icon::Icon;
use crate::insight::{Finding, FindingKind};

/// What tells the field for a reason from others.
const REASON: &str = "reason of a finding";

/// The room for what stands at the end of a row, in points.
const BUTTON: f32 = 92.0;

/// A finding that is being accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepting {
    kind: FindingKind,
    about: String,
    reason: String,
}

/// Shows both kinds of findings: open ones and accepted ones.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let (accepted, open): (Vec<&Finding>, Vec<&Finding>) =
        session.findings().iter().partition(|finding| finding.accepted.is_some());
    let remark = if open.is_empty() { "The map check finds nothing that the map lacks." } else { "" };
    part(ui, "What is missing", open.len(), remark);
    // One that is mended meanwhile, or that undo took away, is no longer accepted.
    let is_there =
        |at: &Accepting| open.iter().any(|finding| (finding.kind, finding.about()) == (at.kind, at.about.clone()));
    kit.accepting = kit.accepting.take().filter(is_there);
    let mut former = None;
    for (n, finding) in open.iter().enumerate() {
        if former.replace(finding.kind) != Some(finding.kind) {
            ui.add_space(4.0);
            ui.horizontal_wrapped(|ui| {
                ui.label(title(finding.kind));
                ui.weak(capitalized(finding.kind.why()) + ".");
            });
        }
        ui.push_id(("finding", n), |ui| open_row(ui, session, kit, finding, commands));
    }
    if !accepted.is_empty() {
        ui.add_space(GRID);
        let name = format!("Accepted as they are ({})", accepted.len());
        if kit.disclosure(ui, Id::unique("accepted findings"), &name, false) {
            for (n, finding) in accepted.iter().enumerate() {
                ui.push_id(("accepted", n), |ui| accepted_row(ui, kit, finding, commands));
            }
        }
    }
}

/// What people call a kind of finding: `Pain without owner`.
fn title(kind: FindingKind) -> String {
    capitalized(&kind.name().replace('-', " "))
}

/// Goes to what a finding is about: its cards, else its record.
fn go_to(finding: &Finding) -> Command {
    if finding.at.is_empty() {
        Command::GoTo(finding.subject)
    } else {
        Command::ShowPlaces(title(finding.kind), finding.at.clone())
    }
}

/// A row with a button at its end. Answers whether the row and whether the button was pressed.
fn row_and_button(ui: &mut egui::Ui, kit: &mut Kit, lead: Lead<'_>, button: &str, spoken: &str) -> (bool, bool) {
    let shown = ui.horizontal_top(|ui| {
        let room = (ui.available_width() - BUTTON).max(80.0);
        let row = ui.vertical(|ui| {
            ui.set_width(room);
            kit.lead_row(ui, lead)
        });
        let button = ui.add(Button::new(button));
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, spoken));
        (row.inner.clicked(), button.clicked())
    });
    shown.inner
}

fn open_row(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, finding: &Finding, commands: &mut Vec<Command>) {
    let text = capitalized(&finding.text);
    let icon = Some(icon_of(finding));
    let lead = Lead { name: &text, spoken: &text, icon, is_sentence: true, leads: true, ..Lead::default() };
    let (went, accepts) = row_and_button(ui, kit, lead, "Accept…", &format!("Accept: {text}"));
    if went {
        commands.push(go_to(finding));
    }
    if accepts {
        kit.accepting = Some(Accepting { kind: finding.kind, about: finding.about(), reason: String::new() });
        ui.memory_mut(|memory| memory.request_focus(TextField::id(REASON)));
    }
    let is_accepted = |at: &Accepting| at.kind == finding.kind && at.about == finding.about();
    if kit.accepting.as_ref().is_some_and(is_accepted) {
        reason_ui(ui, session, kit, commands);
    }
}

/// Asks for the reason.
fn reason_ui(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let Some(mut at) = kit.accepting.take() else { return };
    let (mut accepts, mut leaves) = (false, false);
    ui.horizontal_top(|ui| {
        ui.add_space(26.0);
        let room = (ui.available_width() - 2.0 * BUTTON).max(120.0);
        ui.vertical(|ui| {
            ui.set_width(room);
            let language = &session.map().language;
            let hint = "Why it is all right as it is";
            let field = TextField { name: "Reason", text: &at.reason, hint, language, breaks_lines: false };
            let change = field.show(ui, kit, REASON);
            leaves = change.ending == Some(Ending::Revert);
            accepts = change.ending == Some(Ending::Keep);
            if let Some(text) = change.text.filter(|_| !leaves) {
                at.reason = text;
            }
        });
        let can_accept = !at.reason.trim().is_empty();
        accepts = (accepts || ui.add_enabled(can_accept, Button::new("Accept")).clicked()) && can_accept;
        leaves |= ui.button("Cancel").clicked();
    });
    if accepts {
        let (finding, about) = (at.kind.name().to_owned(), at.about.clone());
        commands.push(Command::AcceptFinding { finding, about, reason: at.reason });
    } else if !leaves {
        kit.accepting = Some(at);
    }
}

fn accepted_row(ui: &mut egui::Ui, kit: &mut Kit, finding: &Finding, commands: &mut Vec<Command>) {
    let Some(accepted) = &finding.accepted else { return };
    let text = capitalized(&finding.text);
    let date = accepted.date.map(|date| format!("{date}: ")).unwrap_or_default();
    let note = format!("{date}{}", if accepted.reason.is_empty() { "without a reason" } else { &accepted.reason });
    let spoken = format!("Accepted: {text}, {note}");
    let icon = Some(Icon::Check);
    let lead =
        Lead { name: &text, note: &note, spoken: &spoken, icon, is_sentence: true, leads: true, ..Lead::default() };
    let (went, taken_back) = row_and_button(ui, kit, lead, "Take back", &format!("Take back: {text}"));
    if went {
        commands.push(go_to(finding));
    }
    if taken_back {
        let (finding, about) = (accepted.finding.clone(), accepted.about.clone());
        commands.push(Command::Edit(Edit::WithdrawFinding { finding, about }));
    }
}

fn icon_of(finding: &Finding) -> Icon {
    match finding.kind {
        FindingKind::MergeConflict => Icon::WarningOctagon,
        FindingKind::BrokenBasic | FindingKind::PainWithoutOwner | FindingKind::PainWithoutOpportunity => Icon::Warning,
        FindingKind::ExpectationGap => Icon::TrendDown,
        FindingKind::SwitchWithoutOwner | FindingKind::HandOffWithoutOwner => Icon::Handshake,
        FindingKind::PromiseBroken => Icon::SealWarning,
        FindingKind::LaneWithoutVoice => Icon::Quotes,
        FindingKind::LittleEvidence => Icon::MagnifyingGlass,
        FindingKind::FutureWithoutPeriod => Icon::Calendar,
        FindingKind::NotReviewed => Icon::Clock,
    }
}
