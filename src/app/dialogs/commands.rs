//! The command palette: everything that can be done, and every place of the map, by a few letters of
//! its name.

use eframe::egui::{self, Key, Modifiers, Sense};

use super::frame::dialog;
use crate::app::action::{Action, TABLE};
use crate::app::command::Command;
use crate::app::kit::Kit;
use crate::app::letters::fold;
use crate::app::look::Look;
use crate::app::panels::menu_bar;
use crate::app::session::Session;
use crate::app::spoken::one_line;
use crate::app::text_field::TextField;
use crate::edit::Selection;
use crate::icon::Icon;
use crate::model::{LaneId, PersonaId};

/// The most lines that are listed.
const MOST_LINES: usize = 200;

/// What tells the palette's field from others.
const FIELD: &str = "command palette";

/// The palette's state.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CommandPalette {
    text: String,
    at: usize,
}

/// A line of the palette.
struct Line {
    does: Does,
    name: String,
    icon: Icon,
    keys: String,
    /// Why it stands where it does; empty means it was found by its name.
    remark: &'static str,
}

#[derive(Clone)]
enum Does {
    Action(Action),
    GoTo(Selection),
}

impl CommandPalette {
    /// Shows the palette.
    pub fn show(&mut self, ctx: &egui::Context, session: &Session, kit: &mut Kit) -> Vec<Command> {
        let lines = lines(ctx, session, &self.text);
        let mut chosen = self.take_keys(ctx, lines.len());
        let (_, closed) = dialog(ctx, "Do or go to", 560.0, |ui| {
            let field = TextField {
                name: "Command or place",
                text: &self.text,
                hint: "a few letters",
                language: "",
                breaks_lines: false,
            };
            let id = TextField::id(FIELD);
            if ui.memory(|memory| memory.focused() != Some(id)) {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            if let Some(text) = field.show(ui, kit, FIELD).text {
                self.text = text;
                self.at = 0;
            }
            ui.add_space(8.0);
            let room = (ui.ctx().content_rect().height() - 260.0).clamp(120.0, 420.0);
            let pressed = self.lines_ui(ui, kit, &lines, room);
            chosen = chosen.or(pressed);
        });
        if let Some(line) = chosen.and_then(|at| lines.get(at)) {
            let does = match &line.does {
                Does::Action(action) => Command::Action(*action),
                Does::GoTo(selection) => Command::Select(selection.clone()),
            };
            return vec![Command::CloseDialog, does];
        }
        if closed { vec![Command::CloseDialog] } else { Vec::new() }
    }

    /// Takes the keys that move in the list. Answers the line that Enter chose.
    fn take_keys(&mut self, ctx: &egui::Context, count: usize) -> Option<usize> {
        let last = count.saturating_sub(1);
        ctx.input_mut(|input| {
            if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
                self.at = (self.at + 1).min(last);
            }
            if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
                self.at = self.at.saturating_sub(1);
            }
            self.at = self.at.min(last);
            (input.consume_key(Modifiers::NONE, Key::Enter) && count > 0).then_some(self.at)
        })
    }

    fn lines_ui(&self, ui: &mut egui::Ui, kit: &mut Kit, lines: &[Line], room: f32) -> Option<usize> {
        let mut pressed = None;
        if lines.is_empty() {
            ui.weak("Nothing has these letters in its name.");
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        egui::ScrollArea::vertical().max_height(room).auto_shrink([false, false]).show(ui, |ui| {
            for (n, line) in lines.iter().enumerate() {
                // A row is another one with another name, so that a screen reader says what the letters have found.
                let row = ui.push_id(&line.name, |ui| kit.row(ui, line.icon, &line.name, Sense::click())).inner;
                let look = Look::of(ui.ctx());
                let font = egui::TextStyle::Body.resolve(ui.style());
                let right =
                    if line.remark.is_empty() { line.keys.clone() } else { format!("{}   {}", line.remark, line.keys) };
                let at = row.rect.right_center() - egui::vec2(14.0, 0.0);
                ui.painter().text(at, egui::Align2::RIGHT_CENTER, right.trim_end(), font, look.quiet);
                if n == self.at {
                    let stroke = egui::Stroke::new(2.0, look.accent);
                    ui.painter().rect_stroke(row.rect.shrink(1.0), 6.0, stroke, egui::StrokeKind::Inside);
                    let id = TextField::id(FIELD);
                    ui.ctx().accesskit_node_builder(id, |node| node.set_active_descendant(row.id.accesskit_id()));
                    if !ui.clip_rect().contains_rect(row.rect) {
                        row.scroll_to_me(None);
                    }
                }
                if row.clicked() {
                    pressed = Some(n);
                }
            }
        });
        pressed
    }
}

/// What has the letters in its name, the best first; without letters what was used last, then all.
fn lines(ctx: &egui::Context, session: &Session, text: &str) -> Vec<Line> {
    let wanted: Vec<char> = fold(text).into_iter().filter(|c| !c.is_whitespace()).collect();
    let mut found: Vec<(i32, Line)> = Vec::new();
    for entry in TABLE.iter().filter(|entry| entry.action != Action::Commands && (entry.enabled)(session)) {
        let Some(score) = score(entry.name, &wanted) else { continue };
        let used = session.used.iter().position(|used| *used == entry.action);
        // Of names that fit about as well, what was used lately; without letters that alone counts.
        let recency = used.map_or(0, |used| (if wanted.is_empty() { 40 } else { 20 }) - used.min(15) as i32);
        let line = Line {
            does: Does::Action(entry.action),
            name: menu_bar::name(session, entry),
            icon: entry.icon.unwrap_or(Icon::CaretRight),
            keys: entry.keys.first().map(|keys| ctx.format_shortcut(keys)).unwrap_or_default(),
            remark: used.map_or("", |_| "used lately"),
        };
        found.push((score + recency, line));
    }
    if !wanted.is_empty() {
        for (selection, name, icon, remark) in places(session) {
            if let Some(score) = score(&name, &wanted) {
                let line = Line { does: Does::GoTo(selection), name, icon, keys: String::new(), remark };
                found.push((score - 5, line));
            }
        }
    }
    found.sort_by_key(|(score, _)| -score);
    found.into_iter().map(|(_, line)| line).take(MOST_LINES).collect()
}

/// Everything in the map that one can go to by name.
fn places(session: &Session) -> Vec<(Selection, String, Icon, &'static str)> {
    let map = session.map();
    let lane = |id: LaneId, title: &str| (Selection::Lane(id), one_line(title), Icon::Rows, "lane");
    let persona = |id: PersonaId, name: &str| (Selection::Persona(id), one_line(name), Icon::User, "persona");
    let mut places: Vec<_> = map.personas.iter().map(|found| persona(found.id, &found.name)).collect();
    places.extend(
        map.stages.iter().map(|stage| (Selection::Stage(stage.id), one_line(&stage.title), Icon::Flag, "stage")),
    );
    places
        .extend(map.steps().map(|(_, step)| (Selection::Step(step.id), one_line(&step.title), Icon::Columns, "step")));
    places.extend(map.lanes.iter().map(|found| lane(found.id, &found.title)));
    places.extend(map.cards.iter().map(|card| (Selection::card(card.id), one_line(&card.title), Icon::Note, "card")));
    places.retain(|(_, name, ..)| !name.is_empty());
    places
}

/// How well a name has the wanted letters in their order; `None` if it has not. Letters at the start
/// of words and letters that stand together count more; a name that begins with them, and one that is them, most.
fn score(name: &str, wanted: &[char]) -> Option<i32> {
    let letters = fold(name);
    let mut at = 0;
    let mut score = 0;
    let mut before = None;
    for c in wanted {
        let starts_word = |at: usize| at == 0 || !letters[at - 1].is_alphanumeric();
        let next = before.map(|before: usize| before + 1).filter(|next| letters.get(*next) == Some(c));
        let found = next
            .or_else(|| (at..letters.len()).find(|at| letters[*at] == *c && starts_word(*at)))
            .or_else(|| (at..letters.len()).find(|at| letters[*at] == *c))?;
        score += 1 + if next.is_some() { 12 } else { 0 } + if starts_word(found) { 10 } else { 0 };
        before = Some(found);
        at = found + 1;
    }
    if !wanted.is_empty() {
        let typed: Vec<&char> = wanted.iter().filter(|c| c.is_alphanumeric()).collect();
        let own: Vec<&char> = letters.iter().filter(|c| c.is_alphanumeric()).collect();
        let (begins, is_all) = (own.starts_with(&typed), own == typed);
        score += if begins { 20 } else { 0 } + if is_all { 60 } else { 0 };
    }
    // Of two names that have them, the shorter one.
    Some(score - (letters.len() / 8) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best<'a>(wanted: &str, names: &[&'a str]) -> Option<&'a str> {
        let wanted = fold(wanted);
        let scored = names.iter().filter_map(|name| score(name, &wanted).map(|score| (score, *name)));
        scored.max_by_key(|(score, _)| *score).map(|(_, name)| name)
    }

    #[test]
    fn letters_at_the_start_of_words_count_most() {
        let names = ["Save as…", "Select all cards", "Add a stage after", "Zoom to the selection"];
        assert_eq!(best("sa", &names), Some("Save as…"));
        assert_eq!(best("asa", &names), Some("Add a stage after"));
        assert_eq!(best("zs", &names), Some("Zoom to the selection"));
        assert_eq!(best("xq", &names), None);
    }

    #[test]
    fn a_name_that_is_typed_whole_is_the_first_whatever_was_used_lately() {
        let scored = |wanted: &str, name: &str| {
            let wanted: Vec<char> = fold(wanted).into_iter().filter(|c| !c.is_whitespace()).collect();
            score(name, &wanted).expect("it has the letters")
        };
        let most_for_recency = 20;
        assert!(scored("story", "Story") > scored("story", "History") + most_for_recency);
        assert!(scored("sto", "Story") > scored("sto", "History") + most_for_recency);
        assert!(scored("capture a remark", "Capture a remark") > scored("capture a remark", "Capture a remark again"));
    }
}
