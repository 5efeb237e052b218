//! Ease and success as rows of heat: a row a persona, each cell's ground by how easy it was. What the
//! ground says is said by a number and by dots too.

use super::compose::Composer;
use super::{ChipBox, ChipSubject, Form, Mark};
use crate::geom::{Point, Rect};
use crate::icon::Icon;
use crate::model::{Ease, Emotion, Lane, Persona, Rating, Success};
use crate::theme::{Ink, Role};

/// The least height of a cell, in points.
const CELL_PT: f64 = 26.0;
/// Between two cells, in points.
const GAP_PT: f64 = 1.0;
/// Around what stands in a cell, in points.
const PAD_PT: f64 = 6.0;
/// The size of seven dots, in points.
const DOTS_PT: (f64, f64) = (51.0, 5.0);

impl<'a> Composer<'a> {
    /// The rows of a lane of ease; `below_title` is where its label has room for names. Answers where
    /// they end, and the names.
    pub(super) fn ease_rows(&mut self, lane: &Lane, strip: usize, y: f64, below_title: f64) -> (f64, Vec<Mark>) {
        let columns = self.grid.strips[strip].clone();
        let rated: Vec<Vec<&Rating>> = columns.clone().map(|column| self.eased(lane, column)).collect();
        let map = self.map;
        let is_rated = |persona: &&Persona| rated.iter().flatten().any(|rating| rating.persona == persona.id);
        let personas: Vec<(usize, &Persona)> =
            map.personas.iter().enumerate().filter(|(_, persona)| is_rated(persona)).collect();
        let is_named = map.personas.len() > 1 && !personas.is_empty();
        let mut top = if is_named { below_title } else { y + self.space.cell };
        let mut names = Vec::new();
        for (index, persona) in personas {
            let bottom = self.ease_row(lane, persona, top, columns.clone().zip(&rated));
            if is_named {
                names.push(self.row_name(&persona.name, Ink::Hue(super::persona_hue(persona, index)), (top, bottom)));
            }
            top = bottom + GAP_PT;
        }
        (top - GAP_PT + self.space.cell, names)
    }

    /// What a lane of ease shows of a column.
    fn eased(&self, lane: &Lane, column: usize) -> Vec<&'a Rating> {
        let targets = self.contents.targets(column);
        let ratings = targets.iter().flat_map(|target| self.contents.ratings_at(*target)).copied();
        ratings
            .filter(|rating| rating.ease.is_some() || rating.success.is_some())
            .filter(|rating| lane.personas.is_empty() || lane.personas.contains(&rating.persona))
            .collect()
    }

    /// A persona's row; answers where it ends.
    fn ease_row<'r>(
        &mut self,
        lane: &Lane,
        persona: &Persona,
        top: f64,
        columns: impl Iterator<Item = (usize, &'r Vec<&'r Rating>)>,
    ) -> f64 {
        let mut cells: Vec<Vec<ChipBox>> = Vec::new();
        let mut bottom = top + CELL_PT;
        for (column, rated) in columns {
            let (x0, x1) = (self.grid.columns[column].x0 + GAP_PT, self.grid.columns[column].x1 - GAP_PT);
            let (mut chips, mut y) = (Vec::new(), top);
            for rating in rated.iter().filter(|rating| rating.persona == persona.id) {
                let at = Point::new(x0 + PAD_PT, y + PAD_PT);
                let (marks, height) = self.ease(rating, at, (x1 - x0 - 2.0 * PAD_PT).max(20.0));
                let rect = Rect::new(x0, y, x1, y + height + 2.0 * PAD_PT);
                let (step, about) =
                    (self.grid.columns[column].step, ChipSubject::Rating(rating.id, rating.persona, rating.at));
                chips.push(ChipBox { lane: lane.id, step, about, rect, severity: None, evidence: None, marks });
                y = rect.y1 + GAP_PT;
            }
            bottom = bottom.max(y - GAP_PT);
            cells.push(chips);
        }
        for mut chips in cells {
            // A row's cells are of one height.
            if let Some(last) = chips.last_mut() {
                last.rect.y1 = bottom;
            }
            for mut chip in chips {
                let ChipSubject::Rating(id, ..) = chip.about else { continue };
                let ease = self.map.ratings.find(id).and_then(|rating| rating.ease);
                let (emotion, share) = ease.map_or((Emotion::NEUTRAL, 0.04), heat);
                let form = Form::Block { rect: chip.rect, radius: 0.0, share };
                chip.marks.insert(0, Mark { ink: Ink::Emotion(emotion), form });
                self.layout.chips.push(chip);
            }
        }
        bottom
    }

    /// Ease as a number and as one of seven dots, success as a sign and a word; also their height.
    fn ease(&mut self, rating: &Rating, origin: Point, width: f64) -> (Vec<Mark>, f64) {
        let (mut marks, mut height) = (Vec::new(), 0.0);
        let mut x = origin.x;
        let channel = rating.channel.and_then(|id| self.map.channel(id)).and_then(|(_, icon)| Icon::named(icon));
        if let Some(icon) = channel {
            let rect = Rect::from_origin_size((x, origin.y + 1.0), (11.0, 11.0));
            marks.push(Mark { ink: Ink::Quiet, form: Form::Icon(icon, rect) });
            (x, height) = (x + 15.0, 13.0);
        }
        if let Some(ease) = rating.ease {
            let number = self.place(Role::Card, &ease.value().to_string(), Point::new(x, origin.y), None);
            let line = number.paragraph.size.height;
            let after = number.rect().x1;
            marks.push(Mark { ink: Ink::Text, form: Form::Text(number) });
            let of = self.place(Role::Small, "/ 7", Point::new(after + 2.0, origin.y + 1.5), None);
            let end = of.rect().x1;
            marks.push(Mark { ink: Ink::Text, form: Form::Text(of) });
            let rect = Rect::from_origin_size((end + 7.0, origin.y + (line - DOTS_PT.1) / 2.0), DOTS_PT);
            if rect.x1 <= origin.x + width {
                marks.push(Mark { ink: Ink::Text, form: Form::Dots { level: ease.value() as u8, of: 7, rect } });
            }
            height = line;
        }
        if let Some(success) = rating.success {
            let (icon, ink) = match success {
                Success::No => (Icon::X, Ink::Pain),
                Success::Partly => (Icon::Minus, Ink::Quiet),
                Success::Yes => (Icon::Check, Ink::Text),
            };
            let gap = if height > 0.0 { 1.0 } else { 0.0 };
            let word = self.words.successes[success as usize];
            let at = origin + (0.0, height + gap);
            let (mut line, line_height) = self.icon_line(icon, ink, Role::Small, word, at, width);
            if let Some(word) = line.last_mut() {
                word.ink = Ink::Text;
            }
            marks.extend(line);
            height += gap + line_height;
        }
        (marks, height)
    }

    /// The name of a row within a lane, at the end of the lane's label, beside the row's middle.
    pub(super) fn row_name(&mut self, name: &str, ink: Ink, (top, bottom): (f64, f64)) -> Mark {
        let room = self.space.label - 14.0;
        let natural = self.set(Role::Label, name, None);
        let paragraph = if natural.size.width <= room { natural } else { self.set(Role::Label, name, Some(room)) };
        let x = self.body_x().0 - 6.0 - paragraph.size.width;
        let y = ((top + bottom - paragraph.size.height) / 2.0).max(top);
        Mark { ink, form: Form::Text(super::Placed { paragraph, origin: Point::new(x, y) }) }
    }
}

/// The ground of a cell: warm where it was hard, cool where it was easy, the stronger the farther from
/// neither.
fn heat(ease: Ease) -> (Emotion, f64) {
    const SHARES: [f64; 4] = [0.08, 0.09, 0.16, 0.24];
    let away = ease.value() - 4;
    let emotion = match away {
        ..0 => Emotion::MIN,
        0 => Emotion::NEUTRAL,
        1.. => Emotion::MAX,
    };
    (emotion, SHARES[away.unsigned_abs() as usize])
}
