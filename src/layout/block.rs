//! The title block: what the map is, who makes the journey and why.

use super::compose::Composer;
use super::curve::persona_hue;
use super::{Form, Mark, PersonaBox, Placed};
use crate::geom::{Dash, Line, Point, Rect, Vec2};
use crate::model::{Persona, PersonaKind};
use crate::theme::{Ink, Role};

/// The side of a portrait, in points.
const PORTRAIT_PT: f64 = 44.0;
/// The most that the blocks of a single row are stretched to, in points.
const WIDEST_PT: f64 = 300.0;
/// The height of a logo, in points.
const LOGO_PT: f64 = 44.0;
/// How many personas the title block shows.
const PERSONAS_SHOWN: usize = 12;

impl<'a> Composer<'a> {
    /// Composes the title block below `y`; answers where the heads begin.
    pub(super) fn title_block(&mut self, y: f64) -> f64 {
        let margin = self.space.margin;
        let width = self.content_x1() - margin;
        let mut marks = Vec::new();
        let logo = self.logo(y, margin + width, &mut marks);
        let title_width = (width - logo).max(80.0);
        let state = self.words.state(self.map.state);
        let eyebrow = match (&self.contents.notes.eyebrow, self.map.period.as_str()) {
            (Some(eyebrow), _) => eyebrow.clone(),
            (None, "") => state.to_owned(),
            (None, period) => format!("{state} · {period}"),
        };
        let eyebrow = self.place(Role::Label, &eyebrow, Point::new(margin, y), Some(title_width));
        let imprint = self.imprint_beside(&eyebrow, y, title_width);
        let title_y = imprint.iter().map(|imprint| imprint.bounds().y1).fold(eyebrow.rect().y1, f64::max) + 1.0;
        marks.extend(imprint);
        marks.push(Mark { ink: Ink::Accent, form: Form::Text(eyebrow) });
        let title = self.place(Role::Title, &self.map.title, Point::new(margin, title_y), Some(title_width));
        let mut bottom = title.rect().y1.max(y + if logo > 0.0 { LOGO_PT } else { 0.0 });
        self.layout.title.title = title;
        bottom = self.blocks(bottom + 12.0, width, &mut marks);
        self.layout.title.rect = Rect::new(margin, y, margin + width, bottom);
        self.layout.title.marks = marks;
        bottom + 16.0
    }

    /// Author, edition and date at the end of the first line, or of as many as they need.
    fn imprint_beside(&mut self, eyebrow: &Placed, y: f64, width: f64) -> Option<Mark> {
        let text = self.imprint();
        let beside = eyebrow.paragraph.lines.first().map_or(0.0, |line| line.extent.1 - line.extent.0) + 24.0;
        let natural = self.set(Role::Small, &text, None);
        let room = (width - beside).max(80.0);
        let paragraph = if natural.size.width <= room { natural } else { self.set(Role::Small, &text, Some(room)) };
        let x = self.space.margin + width - paragraph.size.width;
        let form = Form::Text(Placed { paragraph, origin: Point::new(x, y) });
        (!text.is_empty()).then_some(Mark { ink: Ink::Quiet, form })
    }

    fn imprint(&self) -> String {
        let map = self.map;
        let mut parts = vec![map.author.clone()];
        if !map.edition.is_empty() {
            parts.push(format!("{} {}", self.words.edition, map.edition));
        }
        if let Some(date) = map.reviewed {
            parts.push(format!("{} {date}", self.words.reviewed));
        } else if let Some(date) = map.created {
            parts.push(date.to_string());
        }
        parts.retain(|part| !part.is_empty());
        parts.join(" · ")
    }

    /// The logo at the end of the title's line; answers the room that it takes across.
    fn logo(&mut self, y: f64, x1: f64, marks: &mut Vec<Mark>) -> f64 {
        let Some((bitmap, crop)) = self.map.logo.as_ref().and_then(|logo| self.bitmap(logo)) else { return 0.0 };
        let alt = self.map.logo.as_ref().map(|logo| logo.alt.clone()).unwrap_or_default();
        let scale = (LOGO_PT / crop.height()).min(4.0 * LOGO_PT / crop.width());
        let (width, height) = (crop.width() * scale, crop.height() * scale);
        let rect = Rect::new(x1 - width, y, x1, y + height);
        marks.push(Mark { ink: Ink::Quiet, form: Form::Picture { rect, radius: 0.0, bitmap, crop, alt } });
        width + 16.0
    }

    /// Personas, scenario and purpose, side by side in rows.
    fn blocks(&mut self, y: f64, width: f64, marks: &mut Vec<Mark>) -> f64 {
        let map = self.map;
        let (words, scenario, purpose) = (self.words, &map.scenario, &map.purpose);
        let facts = self.contents.notes.facts.iter().map(|(label, text)| (label.as_str(), text));
        let own = [
            (words.situation, &scenario.situation),
            (words.goal, &scenario.goal),
            (words.expectation, &scenario.expectation),
            (words.vision, &purpose.vision),
            (words.promise, &purpose.promise),
            (words.purpose, &purpose.goal),
        ]
        .into_iter()
        .filter(|(_, text)| !text.is_empty());
        let texts: Vec<(&str, &String)> = facts.chain(own).collect();
        let is_shown = |(_, persona): &(usize, &Persona)| !self.contents.notes.shadows.contains_key(&persona.id);
        let personas: Vec<(usize, &Persona)> =
            map.personas.iter().enumerate().filter(is_shown).take(PERSONAS_SHOWN).collect();
        let total = texts.len() + personas.len();
        if total == 0 {
            return y - 12.0;
        }
        let gap = 20.0;
        let fitting = (((width + gap) / (self.space.block + gap)).floor() as usize).max(1);
        // Rows of equal length look better than a full one and a rest.
        let rows = total.div_ceil(fitting);
        let per_row = total.div_ceil(rows);
        let even = (width - gap * (per_row as f64 - 1.0)) / per_row as f64;
        let block = if rows > 1 { even } else { even.min(WIDEST_PT) };
        let (mut top, mut end) = (y, y);
        for n in 0..total {
            if n > 0 && n % per_row == 0 {
                top = end + 12.0;
            }
            let origin = Point::new(self.space.margin + (n % per_row) as f64 * (block + gap), top);
            let bottom = match personas.get(n) {
                Some((index, persona)) => self.persona(*index, persona, origin, block),
                None => {
                    let (label, text) = texts[n - personas.len()];
                    let (block_marks, height) = self.labeled(label, text, origin, block);
                    marks.extend(block_marks);
                    origin.y + height
                }
            };
            end = end.max(bottom);
        }
        end
    }

    /// A persona: portrait, name, role, own words.
    fn persona(&mut self, index: usize, persona: &Persona, origin: Point, width: f64) -> f64 {
        let hue = Ink::Hue(persona_hue(persona, index));
        let portrait = Rect::from_origin_size(origin, (PORTRAIT_PT, PORTRAIT_PT));
        let mut marks = self.portrait(persona, hue, portrait);
        let portrait_marks = marks.len();
        let x = origin.x + PORTRAIT_PT + 10.0;
        let room = (width - PORTRAIT_PT - 10.0).max(40.0);
        let mut y = origin.y;
        let role = match (persona.kind, persona.role.is_empty()) {
            (_, false) => persona.role.as_str(),
            (PersonaKind::Employee, true) => self.words.employee,
            (PersonaKind::Customer, true) => "",
        };
        let goals = persona.goals.join(" · ");
        let lines = [
            (Role::Head, hue, persona.name.as_str()),
            (Role::Small, Ink::Quiet, role),
            (Role::Quote, Ink::Text, persona.quote.as_str()),
            (Role::Small, Ink::Quiet, goals.as_str()),
        ];
        for (role, ink, text) in lines.into_iter().filter(|(_, _, text)| !text.is_empty()) {
            let placed = self.place(role, text, Point::new(x, y), Some(room));
            y = placed.rect().y1 + 2.0;
            marks.push(Mark { ink, form: Form::Text(placed) });
        }
        // What is lower than the portrait stands beside its middle.
        let spare = (portrait.y1 - (y - 2.0)).max(0.0) / 2.0;
        let beside = marks.split_off(portrait_marks);
        marks.extend(beside.into_iter().map(|mark| mark.moved(Vec2::new(0.0, spare))));
        let bottom = y.max(portrait.y1);
        self.push_persona(PersonaBox {
            id: persona.id,
            rect: Rect::new(origin.x, origin.y, origin.x + width, bottom),
            marks,
        });
        bottom
    }

    /// The picture of a persona, or its initial on its colour.
    fn portrait(&mut self, persona: &Persona, hue: Ink, rect: Rect) -> Vec<Mark> {
        if let Some((bitmap, crop)) = persona.picture.as_ref().and_then(|picture| self.bitmap(picture)) {
            let side = crop.width().min(crop.height());
            let left = crop.x0 + (crop.width() - side) / 2.0;
            let crop = Rect::new(left, crop.y0, left + side, crop.y0 + side);
            let alt = persona.picture.as_ref().map(|picture| picture.alt.clone()).unwrap_or_default();
            let form = Form::Picture { rect, radius: rect.width() / 2.0, bitmap, crop, alt };
            return vec![Mark { ink: Ink::Quiet, form }];
        }
        let initial: String = persona.name.chars().find(|c| c.is_alphanumeric()).into_iter().collect();
        let paragraph = self.set(Role::Stage, &initial.to_uppercase(), None);
        let origin = rect.center() - paragraph.size.to_vec2() / 2.0;
        let mut marks = vec![Mark { ink: hue, form: Form::Frame(rect) }];
        if initial.is_empty() {
            let line = Line::new((rect.x0 + 14.0, rect.center().y), (rect.x1 - 14.0, rect.center().y));
            marks.push(Mark { ink: hue, form: Form::Line(line, 1.5, Dash::Solid) });
        } else {
            marks.push(Mark { ink: hue, form: Form::Text(Placed { paragraph, origin }) });
        }
        marks
    }
}
