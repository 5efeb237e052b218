//! Text of other programs: its lines become cards or steps, a block of a spreadsheet becomes a grid.

use crate::edit::{Clip, ClipKind};
use crate::model::{Card, CardKind, IdSource, Lane, LaneKind, Place, Stage, Step};

/// The most lines that become cards or steps, and the most rows of a block.
const MOST_LINES: usize = 500;

/// The most columns of a block.
const MOST_COLUMNS: usize = 200;

/// The most bytes of a line or a cell; a card's title that is longer is no title.
const MOST_BYTES: usize = 10_000;

/// What a text becomes, and what is said about the part of it that does not.
pub struct FromText {
    /// The cards or steps.
    pub clip: Clip,
    /// Why some of it is not among them; empty if all of it is.
    pub left_out: String,
}

/// The lines of a text as cards, or its cells as a grid of cards; `kinds` are those of the lanes from
/// the one on into which they go.
pub fn cards(text: &str, kinds: &[LaneKind]) -> FromText {
    let ids = &mut own_ids();
    let mut table = table(text);
    let is_block = table.iter().any(|row| row.len() > 1);
    let columns = table.iter().map(Vec::len).max().unwrap_or(0).min(MOST_COLUMNS);
    let (mut clip, mut left) = (Clip::new(ClipKind::Cards), 0);
    left += cut(&mut table);
    clip.columns = (0..columns).map(|_| ids.next()).collect();
    // A block's rows go into one lane each, the lines of a text all into the same.
    let lanes = if is_block { table.len() } else { 1 };
    let kind_of = |n: usize| kinds.get(n).or(kinds.last()).copied().unwrap_or_default();
    clip.lanes = (0..lanes).map(|n| Lane::new(ids.next(), "", kind_of(n))).collect();
    for (n, row) in table.iter().enumerate() {
        let Some(lane) = clip.lanes.at(if is_block { n } else { 0 }) else { break };
        let (lane, kind) = (lane.id, lane.kind.card_kind());
        for (cell, step) in row.iter().zip(&clip.columns) {
            let cell = cell.trim();
            if cell.is_empty() {
                continue;
            }
            if cell.len() > MOST_BYTES {
                left += 1;
                continue;
            }
            clip.cards.push(card(ids, kind, cell, Place::Cell(lane, *step), clip.cards.len()));
        }
    }
    FromText { left_out: left_out(clip.cards.len(), left, "cards"), clip }
}

/// The lines of a text as steps.
pub fn steps(text: &str) -> FromText {
    let ids = &mut own_ids();
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let fitting = lines.iter().filter(|line| line.len() <= MOST_BYTES).take(MOST_LINES);
    let steps: Vec<Step> = fitting.map(|line| Step::new(ids.next(), line.replace('\t', " "))).collect();
    let left_out = left_out(steps.len(), lines.len() - steps.len(), "steps");
    let mut clip = Clip::new(ClipKind::Steps);
    let (id, title, empty) = (ids.next(), String::new(), String::new());
    if !steps.is_empty() {
        clip.stages.push(Stage { id, title, goal: empty.clone(), note: empty, steps: steps.into_iter().collect() });
    }
    FromText { clip, left_out }
}

/// Ids within the clip; it gets others when it is pasted.
fn own_ids() -> IdSource {
    IdSource::seeded(0)
}

/// A card whose rank stands for its place in the text.
fn card(ids: &mut IdSource, kind: CardKind, title: &str, place: Place, at: usize) -> Card {
    let rank = crate::model::Rank::new(&format!("{at:06}1")).unwrap_or_default();
    Card { rank, ..Card::new(ids.next(), kind, title, place) }
}

/// Takes off what goes beyond the most rows and columns; answers how many cells with text that were.
fn cut(table: &mut Vec<Vec<String>>) -> usize {
    let filled = |table: &[Vec<String>]| table.iter().flatten().filter(|cell| !cell.trim().is_empty()).count();
    let before = filled(table);
    table.truncate(MOST_LINES);
    table.iter_mut().for_each(|row| row.truncate(MOST_COLUMNS));
    before - filled(table)
}

fn left_out(taken: usize, left: usize, what: &str) -> String {
    if left == 0 {
        return String::new();
    }
    format!("Only {taken} of {} became {what}: the others are too many or too long.", taken + left)
}

/// The rows and columns of a text. Spreadsheets put cells with line breaks between quotation marks.
/// Blank rows count in a block, where they are empty lanes, and not among lines.
fn table(text: &str) -> Vec<Vec<String>> {
    let is_block = text.contains('\t');
    let mut table = Vec::new();
    let (mut row, mut cell, mut is_quoted) = (Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if is_block && cell.is_empty() => is_quoted = true,
            '\r' if !is_quoted => {}
            '\t' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                table.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    row.push(cell);
    table.push(row);
    let is_blank = |row: &Vec<String>| row.iter().all(|cell| cell.trim().is_empty());
    while table.last().is_some_and(is_blank) {
        table.pop();
    }
    if !is_block {
        table.retain(|row| !is_blank(row));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&[&str]]) {
        assert_eq!(table(text), expected, "{text:?}");
    }

    #[test]
    fn a_text_is_taken_apart_into_rows_and_columns() {
        check("One\r\n\r\n Two \n", &[&["One"], &[" Two "]]);
        check("a\tb\n\tc\n\n", &[&["a", "b"], &["", "c"]]);
        check("\"a\nb\"\t\"say \"\"hi\"\"\"\n", &[&["a\nb", "say \"hi\""]]);
        check("He said \"hi\"", &[&["He said \"hi\""]]);
        check("", &[]);
    }

    #[test]
    fn rows_of_a_block_go_into_lanes_of_their_own_and_lines_into_one() {
        let block = cards("a\tb\n\tc", &[LaneKind::Actions, LaneKind::Quotes]).clip;
        assert_eq!((block.columns.len(), block.lanes.len(), block.cards.len()), (2, 2, 3));
        assert_eq!(block.cards.at(2).map(|card| card.kind), Some(CardKind::Quote));
        let lines = cards("a\nb", &[LaneKind::Actions]).clip;
        assert_eq!((lines.columns.len(), lines.lanes.len(), lines.cards.len()), (1, 1, 2));
    }

    #[test]
    fn too_much_is_left_out_and_told() {
        let many = "x\n".repeat(MOST_LINES + 3);
        let from = cards(&many, &[]);
        assert_eq!(from.clip.cards.len(), MOST_LINES);
        assert!(from.left_out.starts_with("Only 500 of 503 became cards"), "{}", from.left_out);
        let long = format!("short\n{}", "x".repeat(MOST_BYTES + 1));
        assert!(!steps(&long).left_out.is_empty());
        let wide = "x\t".repeat(MOST_COLUMNS + 5);
        assert_eq!(cards(&wide, &[]).clip.columns.len(), MOST_COLUMNS);
    }
}
