//! The panel of votes: begin one, count its dots by clicks or keys, reveal what came out.

use eframe::egui::{self, Align2, EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, WidgetInfo, vec2};

use super::WorkshopCommand;
use super::votes::{Choice, vote_words};
use crate::app::command::Command;
use crate::app::icons::paint_ground;
use crate::app::kit::Kit;
use crate::app::look::{self, GRID, Look, TARGET, color, faded, heading};
use crate::app::session::Session;
use crate::app::text_field::{TextField, field_style};
use crate::app::text_input::{at_screen, paint_paragraph};
use crate::edit::{BallotField, Edit};
use crate::icon::Icon;
use crate::model::{Ballot, VoteFor};
use crate::text::TextStyle;

/// The height of a row, in points.
const ROW: f32 = 44.0;
/// The most voters and dots that can be set.
const MOST: u32 = 9_999;

/// A panel that is lower is scrolled as a whole, in points.
const LOW: f32 = 340.0;
/// How many things that are up for the vote are seen then.
const ROWS_IF_LOW: f32 = 3.0;

/// Shows the panel.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    if ui.available_height() < LOW {
        let area = look::panel_area().id_salt("votes");
        area.show(ui, |ui| content(ui, session, kit, commands));
    } else {
        content(ui, session, kit, commands);
    }
}

fn content(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    heading(ui, "Votes");
    let map = session.map();
    let ballots: Vec<_> = map.ballots.iter().map(|ballot| (ballot.id, name(ballot))).collect();
    begin(ui, session, kit, commands);
    let Some(ballot) = session.open_vote() else {
        let text = "n dots a person, for cards, pain points or ideas: begin a vote, count the dots, reveal the result.";
        ui.add(egui::Label::new(egui::RichText::new(text).color(Look::of(ui.ctx()).quiet)).wrap());
        return;
    };
    if ballots.len() > 1 {
        let label = heading(ui, "Vote");
        let width = ui.available_width();
        if let Some(id) = kit.chooser(ui, label.id, ("vote", width), Some(ballot.id), &ballots) {
            commands.push(Command::Workshop(WorkshopCommand::OpenVote(id)));
        }
    }
    ui.push_id(ballot.id.as_str(), |ui| {
        fields(ui, session, kit, ballot, commands);
        result(ui, session, kit, ballot, commands);
        rows(ui, session, kit, ballot, commands);
    });
}

/// What a vote is called in the list of votes.
fn name(ballot: &Ballot) -> String {
    let question = if ballot.question.trim().is_empty() { "A vote" } else { ballot.question.trim() };
    ballot.date.map_or_else(|| question.to_owned(), |date| format!("{question} ({date})"))
}

fn begin(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) {
    let choices = Choice::ALL.into_iter().map(|choice| (choice, session.votable(choice).len()));
    let choices = choices.filter(|(_, count)| *count > 0);
    let choices = choices.map(|(choice, count)| (choice, format!("{} ({count})", choice.words()))).collect();
    if let Some(choice) = kit.picker(ui, "Begin a vote on…", choices) {
        commands.push(Command::Workshop(WorkshopCommand::BeginVote(choice)));
    }
}

/// What is asked, how many people vote, and how many dots each of them has.
fn fields(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, ballot: &Ballot, commands: &mut Vec<Command>) {
    let id = ballot.id;
    let set = |field| Command::Edit(Edit::SetBallot { ballot: id, field });
    heading(ui, "Question");
    let language = &session.map().language;
    let text = &ballot.question;
    let field = TextField { name: "Question", text, hint: "what is asked", language, breaks_lines: false };
    let change = field.show(ui, kit, ("vote question", ballot.id));
    commands.extend(change.text.map(|text| set(BallotField::Question(text))));
    commands.extend(change.ended.then_some(Command::EndTyping));
    ui.add_space(GRID / 2.0);
    ui.horizontal_wrapped(|ui| {
        let mut number = |ui: &mut egui::Ui, name: &str, value: u32, field: fn(u32) -> BallotField| {
            let label = ui.label(name);
            let mut value = value;
            let drag = egui::DragValue::new(&mut value).range(0..=MOST);
            if ui.add(drag).labelled_by(label.id).changed() {
                commands.push(set(field(value)));
            }
        };
        number(ui, "People", ballot.voters, BallotField::Voters);
        number(ui, "Dots each", ballot.dots, BallotField::Dots);
    });
}

/// How many dots were given, and whether what came out is seen.
fn result(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, ballot: &Ballot, commands: &mut Vec<Command>) {
    let look = Look::of(ui.ctx());
    let (given, available) = (ballot.given(), ballot.available());
    let text = match available {
        0 => format!("{given} dots given"),
        _ => format!("{given} of {available} dots given"),
    };
    let is_too_many = available > 0 && given > available;
    let color = if is_too_many { look.danger } else { look.quiet };
    let label = ui.colored_label(color, text);
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
    ui.horizontal(|ui| {
        let (words, tip) = match ballot.revealed {
            true => ("Hide the result", "The dots leave the picture, and are counted in secret again"),
            false => ("Reveal the result", "The dots stand in the picture, and the most come first"),
        };
        if ui.button(words).on_hover_text(tip).clicked() {
            commands.push(Command::Edit(Session::reveal(ballot.id, !ballot.revealed)));
        }
        if !ballot.revealed {
            let peeks = session.workshop.votes.peeks;
            let icon = if peeks { Icon::Eye } else { Icon::EyeSlash };
            let tip = if peeks { "Hide the dots from this window" } else { "Show the dots in this window alone" };
            if kit.icons.button(ui, icon, tip, peeks).clicked() {
                commands.push(Command::Workshop(WorkshopCommand::Peek(!peeks)));
            }
        }
        ui.add_enabled_ui(session.has_cards(), |ui| {
            if kit.icons.button(ui, Icon::Plus, "Put the selected cards up for this vote", false).clicked() {
                commands.push(Command::Workshop(WorkshopCommand::AddToVote(ballot.id)));
            }
        });
        if kit.icons.button(ui, Icon::Trash, "Remove this vote", false).clicked() {
            commands.push(Command::Edit(Edit::RemoveBallot(ballot.id)));
        }
    });
    ui.separator();
}

/// What is up for the vote: in its order while it is secret, the most dots first once it is revealed.
fn rows(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, ballot: &Ballot, commands: &mut Vec<Command>) {
    let mut votes = ballot.votes.clone();
    if ballot.revealed {
        votes.sort_by_key(|(_, dots)| std::cmp::Reverse(*dots));
    }
    let shows = ballot.revealed || session.workshop.votes.peeks;
    let most = votes.iter().map(|(_, dots)| *dots).max().unwrap_or_default();
    ui.spacing_mut().item_spacing.y = 2.0;
    let ids: Vec<Id> = votes.iter().map(|(vote, _)| row_id(ballot, *vote)).collect();
    let focused = ui.memory(|memory| memory.focused()).and_then(|id| ids.iter().position(|other| *other == id));
    if let Some(at) = focused {
        keys(ui, ballot, &votes, &ids, at, commands);
    }
    let room = ui.available_height();
    let room = if room.is_finite() { room } else { ROWS_IF_LOW * ROW };
    let mut area = look::panel_area().max_height(room);
    let shown_at = ui.data(|data| data.get_temp::<usize>(Id::unique("vote row")));
    if focused.is_some() && focused != shown_at {
        let at = focused.unwrap_or_default();
        area = area.vertical_scroll_offset((at as f32 * (ROW + 2.0) - room / 2.0).max(0.0));
        ui.data_mut(|data| data.insert_temp(Id::unique("vote row"), at));
    }
    area.show_rows(ui, ROW, votes.len(), |ui, range| {
        for n in range {
            row(ui, session, kit, ballot, Candidate { n, vote: votes[n], most, shows }, commands);
        }
    });
}

fn row_id(ballot: &Ballot, vote: VoteFor) -> Id {
    Id::unique(("vote", ballot.id, vote))
}

/// The keys of a row that has the keyboard.
fn keys(ui: &egui::Ui, ballot: &Ballot, votes: &[(VoteFor, u32)], ids: &[Id], at: usize, commands: &mut Vec<Command>) {
    let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(ids[at], filter));
    let vote = votes[at].0;
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let shifted = |key| ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, key));
    let go = |to: usize| ui.memory_mut(|memory| memory.request_focus(ids[to.min(ids.len() - 1)]));
    if pressed(Key::ArrowDown) {
        go(at + 1);
    }
    if pressed(Key::ArrowUp) {
        go(at.saturating_sub(1));
    }
    let more = pressed(Key::Plus) || shifted(Key::Plus) || pressed(Key::Equals) || shifted(Key::Equals);
    if more || pressed(Key::ArrowRight) {
        commands.push(Command::Workshop(WorkshopCommand::Dots(ballot.id, vote, 1)));
    }
    if pressed(Key::Minus) || pressed(Key::ArrowLeft) || pressed(Key::Backspace) {
        commands.push(Command::Workshop(WorkshopCommand::Dots(ballot.id, vote, -1)));
    }
    if pressed(Key::Delete) {
        commands.push(Command::Edit(Edit::SetVote { ballot: ballot.id, vote, dots: None }));
    }
    let digits =
        [Key::Num0, Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    for (dots, key) in (0..).zip(digits) {
        if pressed(key) {
            commands.push(Command::Workshop(WorkshopCommand::SetDots(ballot.id, vote, dots)));
        }
    }
}

struct Candidate {
    n: usize,
    vote: (VoteFor, u32),
    /// The most dots that anything has.
    most: u32,
    /// Whether the dots are seen.
    shows: bool,
}

/// A row: a press gives it a dot, the button at its end takes one away.
fn row(
    ui: &mut egui::Ui,
    session: &Session,
    kit: &mut Kit,
    ballot: &Ballot,
    candidate: Candidate,
    commands: &mut Vec<Command>,
) {
    let Candidate { n, vote: (vote, dots), most, shows } = candidate;
    let words = vote_words(session.map(), vote);
    let width = ui.available_width() - GRID;
    ui.allocate_ui_with_layout(vec2(width, ROW), egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let room = (width - TARGET - 10.0).max(60.0);
        let (_, rect) = ui.allocate_space(vec2(room, ROW));
        let response = ui.interact(rect, row_id(ballot, vote), Sense::click());
        let said = match (shows, dots) {
            (false, _) => "secret".to_owned(),
            (true, 1) => "1 dot".to_owned(),
            (true, dots) => format!("{dots} dots"),
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{words}, {said}: one more dot")));
        if ui.is_rect_visible(rect) {
            let share = if shows && most > 0 { dots as f32 / most as f32 } else { 0.0 };
            let rank = ballot.revealed.then_some(n + 1);
            paint_row(ui, kit, rect, &response, &words, (rank, dots, share, shows));
        }
        let response = kit.tip(response, &format!("{words}\n\nA click, + or a digit counts dots; − takes one away."));
        if response.clicked() {
            // Its keys go on from there.
            response.request_focus();
            commands.push(Command::Workshop(WorkshopCommand::Dots(ballot.id, vote, 1)));
        }
        let less = kit.icons.button(ui, Icon::Minus, &format!("One dot less: {words}"), false);
        if less.clicked() {
            commands.push(Command::Workshop(WorkshopCommand::Dots(ballot.id, vote, -1)));
        }
    });
}

fn paint_row(
    ui: &egui::Ui,
    kit: &mut Kit,
    rect: Rect,
    response: &Response,
    words: &str,
    (rank, dots, share, shows): (Option<usize>, u32, f32, bool),
) {
    let look = Look::of(ui.ctx());
    let painter = ui.painter();
    painter.rect_filled(rect, 6.0, faded(look.hover, 0.6));
    let bar = rect.with_max_x(rect.left() + rect.width() * share);
    painter.rect_filled(bar, 6.0, faded(look.accent, 0.22));
    paint_ground(ui, rect, response, false);
    let count = if shows { dots.to_string() } else { "•••".to_owned() };
    let font = egui::TextStyle::Heading.resolve(ui.style());
    let ink = if shows { look.ink } else { look.quiet };
    let shown = painter.text(rect.right_center() - vec2(10.0, 0.0), Align2::RIGHT_CENTER, count, font, ink);
    let inner = Rect::from_min_max(rect.min + vec2(8.0, 3.0), egui::pos2(shown.left() - 6.0, rect.max.y - 3.0));
    let words = rank.map_or_else(|| words.to_owned(), |rank| format!("{rank}.  {words}"));
    let style = TextStyle { line_height: 1.25, ..field_style("") };
    let paragraph = kit.shaper.paragraph(&words, style, Some(f64::from(inner.width().max(8.0))), "");
    // Two lines are seen; the tooltip has all of it.
    let spare = (inner.height() - paragraph.size.height as f32).max(0.0) / 2.0;
    let painter = painter.with_clip_rect(inner.intersect(ui.clip_rect()));
    paint_paragraph(&painter, &mut kit.canvas, &paragraph, at_screen(inner.min + vec2(0.0, spare)), color(look.ink));
}
