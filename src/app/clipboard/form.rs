//! A clip as other programs read it (lines, or a table) and as another window reads it: the whole
//! clip hidden in the HTML, as design tools do, with its pictures.
//!
//! What comes from the clipboard is hostile: sizes and counts are limited before anything is decoded.

use std::fmt::Write;

use super::base64;
use crate::edit::{Clip, ClipKind};
use crate::model::{Card, LaneId, StepId, check::limits};
use crate::store::PictureFiles;

/// What stands before a clip in HTML. The number is the version of the form.
const CLIP: &str = "data-pathos-clip=\"1:";

/// What stands before each picture of a clip.
const PICTURE: &str = "<img data-pathos-picture alt=\"\" src=\"data:image/*;base64,";

/// The most bytes of HTML in which a clip is looked for.
const MOST_HTML: usize = 64 << 20;

/// The most bytes that the pictures of a clip take on the clipboard.
const MOST_PICTURES: usize = 32 << 20;

/// The most cards of a clip.
const MOST_CARDS: usize = 5_000;

/// A clip in the forms in which it goes to the clipboard.
pub struct Forms {
    /// Plain text: a line for each card, or columns with tabs between them.
    pub text: String,
    /// HTML: a table, with the clip in it.
    pub html: String,
    /// Whether all pictures are in it.
    pub has_pictures: bool,
}

/// A clip as text and as HTML.
pub fn forms(clip: &Clip, files: &PictureFiles) -> Forms {
    let rows = rows(clip);
    let lines: Vec<String> = rows.iter().map(|row| row.join("\t")).collect();
    let mut html = String::from("<meta charset=\"utf-8\">");
    if let Ok(ron) = ron::to_string(clip) {
        // Writing to a text cannot fail.
        let _ = write!(html, "<div {CLIP}{}\"></div>", base64::encode(ron.as_bytes()));
    }
    let mut names: Vec<_> = clip.pictures().map(|picture| &picture.file).collect();
    names.sort();
    names.dedup();
    let mut room = MOST_PICTURES;
    let mut has_pictures = true;
    for bytes in names.into_iter().filter_map(|name| files.find(name)) {
        match room.checked_sub(bytes.len()) {
            Some(left) => {
                room = left;
                let _ = write!(html, "{PICTURE}{}\">", base64::encode(bytes));
            }
            None => has_pictures = false,
        }
    }
    html.push_str("<table>");
    for row in &rows {
        html.push_str("<tr>");
        row.iter().for_each(|cell| html.extend(["<td>", &escaped(cell), "</td>"]));
        html.push_str("</tr>");
    }
    html.push_str("</table>");
    Forms { text: lines.join("\n"), html, has_pictures }
}

/// The clip in an HTML text, and the files of its pictures; `None` if there is none that fits.
pub fn clip_in(html: &str) -> Option<(Clip, PictureFiles)> {
    if html.len() > MOST_HTML {
        return None;
    }
    let ron = String::from_utf8(base64::decode(quoted_after(html, CLIP)?)?).ok()?;
    let clip: Clip = ron::from_str(&ron).ok()?;
    let columns = clip.columns.len().max(clip.stages.iter().map(|stage| stage.steps.len()).sum());
    if clip.cards.len() > MOST_CARDS || columns > limits::STEPS || clip.lanes.len() > limits::LANES {
        return None;
    }
    let mut files = PictureFiles::default();
    let mut rest = html;
    while let Some(at) = rest.find(PICTURE) {
        // One that is damaged or no picture is left out, as it would be in a map's folder.
        if let Some(bytes) = quoted_after(&rest[at..], PICTURE).and_then(base64::decode) {
            let _ = files.add(&bytes);
        }
        rest = &rest[at + PICTURE.len()..];
    }
    Some((clip, files))
}

fn quoted_after<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let at = text.find(mark)? + mark.len();
    text[at..].split('"').next()
}

/// The clip as a table: a column for each step, in each lane as many rows as its fullest cell has cards.
fn rows(clip: &Clip) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    if clip.brings_steps() {
        let steps = || clip.stages.iter().flat_map(|stage| &stage.steps);
        if clip.kind == ClipKind::Stages {
            rows.push(clip.stages.iter().map(|stage| one_line(&stage.title)).collect());
        }
        rows.push(steps().map(|step| one_line(&step.title)).collect());
    }
    for lane in &clip.lanes {
        if clip.kind == ClipKind::Lanes {
            rows.push(vec![one_line(&lane.title)]);
        }
        let cells: Vec<Vec<&Card>> = clip.columns.iter().map(|step| cell(clip, lane.id, *step)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for n in 0..height {
            rows.push(cells.iter().map(|cell| cell.get(n).map(|card| name(card)).unwrap_or_default()).collect());
        }
    }
    if clip.kind == ClipKind::Personas {
        rows.extend(clip.personas.iter().map(|persona| vec![one_line(&persona.name)]));
    }
    // A parked card stands in no cell.
    let parked = clip.cards.iter().filter(|card| card.place.lane().is_none());
    rows.extend(parked.map(|card| vec![name(card)]));
    rows
}

fn cell(clip: &Clip, lane: LaneId, step: StepId) -> Vec<&Card> {
    use crate::model::Place;
    let begins = |card: &&Card| match card.place {
        Place::Cell(l, s) | Place::Span(l, s, _) => (l, s) == (lane, step),
        Place::Stage(l, stage) => {
            let stage = clip.stages.find(stage).and_then(|stage| stage.steps.at(0));
            l == lane && stage.is_some_and(|first| first.id == step)
        }
        Place::Parked => false,
    };
    let mut cards: Vec<&Card> = clip.cards.iter().filter(begins).collect();
    cards.sort_by(|a, b| a.rank.cmp(&b.rank));
    cards
}

/// A card's title on one line; what it stands for where it has none.
fn name(card: &Card) -> String {
    let title = one_line(&card.title);
    if title.is_empty() { card.kind.words().to_owned() } else { title }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
