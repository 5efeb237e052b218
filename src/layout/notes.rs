//! Notes: short remarks about parts of a map that stand in its picture beside what they are about, as
//! a comparison or a road map makes them. They are part of the composition: nothing lies on anything
//! else, and a sheet is as large as it has to be for them.

use std::collections::HashSet;

use super::compose::Composer;
use super::{Form, Mark};
use crate::geom::{Point, Rect};
use crate::hash::HashMap;
use crate::icon::Icon;
use crate::model::{CardId, LaneId, OpportunityId, PainId, PersonaId, StageId, StepId, Target};
use crate::theme::{Ink, Role};

/// A remark: a sign, words, and where it is about an amount, dots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The sign before the words; none for a label before dots.
    pub icon: Option<Icon>,
    /// What it means.
    pub ink: Ink,
    /// What it says.
    pub text: String,
    /// So many of so many dots behind the words.
    pub dots: Option<(u8, u8)>,
    /// Whether it is set in bold.
    pub is_strong: bool,
}

impl Note {
    /// A sign with bold words.
    pub fn sign(icon: Icon, ink: Ink, text: impl Into<String>) -> Self {
        Self { icon: Some(icon), ink, text: text.into(), dots: None, is_strong: true }
    }

    /// A sign with plain words.
    pub fn line(icon: Icon, ink: Ink, text: impl Into<String>) -> Self {
        Self { is_strong: false, ..Self::sign(icon, ink, text) }
    }

    /// Words with dots behind them.
    pub fn dots(text: impl Into<String>, ink: Ink, level: u8, of: u8) -> Self {
        Self { icon: None, ink, text: text.into(), dots: Some((level, of)), is_strong: false }
    }
}

/// The notes of a picture.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// Above everything else on a card.
    pub cards: HashMap<CardId, Vec<Note>>,
    /// Below everything else on a card.
    pub below_cards: HashMap<CardId, Vec<Note>>,
    /// Below the titles of stages.
    pub stages: HashMap<StageId, Vec<Note>>,
    /// Below the titles of steps.
    pub steps: HashMap<StepId, Vec<Note>>,
    /// Below the names of lanes.
    pub lanes: HashMap<LaneId, Vec<Note>>,
    /// Above pain points in a lane of theirs.
    pub pains: HashMap<PainId, Vec<Note>>,
    /// Above opportunities in a lane of theirs.
    pub opportunities: HashMap<OpportunityId, Vec<Note>>,
    /// Beside the points of curves.
    pub points: HashMap<(PersonaId, Target), Note>,
    /// Pain points that are drawn although they no longer hurt.
    pub shown_pains: HashSet<PainId>,
    /// Personas whose curve stands behind that of another, and which one: they have no block in the
    /// title, and where they are rated no face.
    pub shadows: HashMap<PersonaId, PersonaId>,
    /// What the curves of those personas are called; empty if there are none.
    pub shadow_name: String,
    /// What stands above the title, in place of the state.
    pub eyebrow: Option<String>,
    /// Labeled words in the title block, before all others.
    pub facts: Vec<(String, String)>,
    /// What the legend explains beside what it always does.
    pub legend: Vec<Note>,
    /// The least height of lanes, in points.
    pub rows: HashMap<LaneId, f64>,
    /// Whether steps without a title are left without a number.
    pub has_plain_steps: bool,
}

impl Notes {
    /// The persona in whose place a curve stands.
    pub(super) fn foreground(&self, persona: PersonaId) -> PersonaId {
        self.shadows.get(&persona).copied().unwrap_or(persona)
    }
}

impl<'a> Composer<'a> {
    /// Notes below each other; answers their marks and their height, 0 if there are none.
    pub(super) fn notes(&mut self, notes: Option<&Vec<Note>>, origin: Point, width: f64) -> (Vec<Mark>, f64) {
        const GAP_PT: f64 = 2.0;
        const BESIDE_PT: f64 = 14.0;
        let (mut marks, mut height): (Vec<Mark>, f64) = (Vec::new(), 0.0);
        // Where an amount ends, and the line that it stands in: another one may stand beside it.
        let mut amount: Option<(f64, f64)> = None;
        for note in notes.into_iter().flatten() {
            if let (Some((x, line)), Some(_)) = (amount.take(), note.dots) {
                let beside = Point::new(x + BESIDE_PT, origin.y + line);
                let (own, own_height) = self.note(note, beside, f64::INFINITY);
                let end = own.iter().map(|mark| mark.bounds().x1).fold(x, f64::max);
                if end <= origin.x + width {
                    marks.extend(own);
                    height = height.max(line + own_height + GAP_PT);
                    continue;
                }
            }
            let (line, line_height) = self.note(note, origin + (0.0, height), width);
            let end = line.iter().map(|mark| mark.bounds().x1).fold(origin.x, f64::max);
            amount = note.dots.map(|_| (end, height));
            marks.extend(line);
            height += line_height + GAP_PT;
        }
        (marks, height)
    }

    /// One note; answers its marks and its height.
    pub(super) fn note(&mut self, note: &Note, origin: Point, width: f64) -> (Vec<Mark>, f64) {
        let role = if note.is_strong { Role::Label } else { Role::Small };
        let (mut marks, mut height) = match note.icon {
            Some(icon) => self.icon_line(icon, note.ink, role, &note.text, origin, width),
            None => {
                let natural = self.set(role, &note.text, None);
                let paragraph =
                    if natural.size.width <= width { natural } else { self.set(role, &note.text, Some(width)) };
                let height = paragraph.size.height;
                let placed = super::Placed { paragraph, origin };
                (vec![Mark { ink: note.ink, form: Form::Text(placed) }], height)
            }
        };
        if let Some(text) = marks.last_mut()
            && !note.is_strong
            && note.ink != Ink::Quiet
            && note.dots.is_none()
        {
            text.ink = Ink::Text;
        }
        if let Some((level, of)) = note.dots {
            const DOT_PT: f64 = 5.0;
            let size = (f64::from(of) * 1.5 * DOT_PT - DOT_PT / 2.0, DOT_PT);
            let end = marks.last().map_or(origin.x, |mark| mark.bounds().x1) + 8.0;
            let fits = end + size.0 <= origin.x + width;
            let top = if fits { origin.y + height / 2.0 } else { origin.y + height + 1.0 + DOT_PT / 2.0 };
            let rect = Rect::from_origin_size((if fits { end } else { origin.x }, top - DOT_PT / 2.0), size);
            if !fits {
                height += DOT_PT + 2.0;
            }
            marks.push(Mark { ink: note.ink, form: Form::Dots { level, of, rect } });
        }
        (marks, height)
    }
}
