//! Fields that hold several things of the map: personas, places, colors, words.

use std::str::FromStr;

use eframe::egui::{self, Sense, vec2};
use jiff::civil::Date;

use super::common::Common;
use super::fields::Form;
use crate::app::command::Command;
use crate::app::icons::paint_ground;
use crate::app::look::{Look, TARGET, heading};
use crate::app::steady::Steady as _;
use crate::color::Color;
use crate::edit::Edit;
use crate::icon::Icon;
use crate::model::{Hue, Length, PersonaId, Target, TimeSpan, TimeUnit};
use crate::theme::Ink;

impl Form<'_> {
    /// Whom something concerns, as buttons that are on or off. None of them means everyone.
    pub fn personas(
        &mut self,
        ui: &mut egui::Ui,
        name: &str,
        current: Common<&[PersonaId]>,
        edit: impl Fn(Vec<PersonaId>) -> Edit,
    ) {
        let personas: Vec<(PersonaId, String)> =
            self.session.map().personas.iter().map(|persona| (persona.id, persona.name.clone())).collect();
        if personas.is_empty() {
            return;
        }
        heading(ui, name);
        let chosen = current.same().unwrap_or_default();
        if chosen.is_empty() {
            let text = if current == Common::Mixed { super::fields::MIXED } else { "Everyone" };
            ui.weak(text);
        }
        for (persona, title) in personas {
            let is_on = chosen.contains(&persona);
            let spoken = format!("{name}: {title}");
            let row = ui.steady((name, persona), |ui| self.kit.check_row(ui, &spoken, &title, is_on));
            if row.clicked() {
                let mut next: Vec<PersonaId> = chosen.iter().copied().filter(|other| *other != persona).collect();
                next.extend((!is_on).then_some(persona));
                self.commands.push(Command::Edit(edit(next)));
            }
        }
    }

    /// Where something applies: each place with a button that takes it away, and one that adds another.
    pub fn places(&mut self, ui: &mut egui::Ui, places: &[Target], least: usize, edit: impl Fn(Vec<Target>) -> Edit) {
        heading(ui, "Places");
        for place in places {
            let name = self.session.name_of(*place);
            let can_remove = places.len() > least;
            let (went, removed) =
                ui.steady(("place", place), |ui| self.kit.removable_row(ui, icon_of(*place), &name, can_remove));
            if went {
                self.commands.push(Command::Select(selection_of(*place)));
            }
            if removed {
                self.commands.push(Command::Edit(edit(without(places, place))));
            }
        }
        let others = self.all_places().into_iter().filter(|(place, _)| !places.contains(place)).collect();
        if let Some(place) = self.kit.picker(ui, "Add a place…", others) {
            self.commands.push(Command::Edit(edit(places.iter().copied().chain([place]).collect())));
        }
    }

    /// Every card and step by name, in the order of time.
    pub fn all_places(&self) -> Vec<(Target, String)> {
        let map = self.session.map();
        let steps =
            map.steps().map(|(stage, step)| (Target::Step(step.id), format!("{}: {}", stage.title, step.title)));
        let cards = map.cards.iter().map(|card| (Target::Card(card.id), card.title.clone()));
        steps.chain(cards).collect()
    }

    /// A color of the palette, as swatches. A press on the one that is set takes it away.
    pub fn hue(
        &mut self,
        ui: &mut egui::Ui,
        name: &str,
        current: Common<Option<Hue>>,
        edit: impl FnOnce(Option<Hue>) -> Edit,
    ) {
        heading(ui, name);
        let current = current.same().flatten();
        let mut chosen = None;
        let swatches = |ui: &mut egui::Ui| {
            ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
            for hue in Hue::ALL {
                let is_on = current == Some(*hue);
                let Color { r, g, b, .. } = self.session.view.theme.color(Ink::Hue(*hue));
                if swatch(ui, &format!("{name}: {}", hue.words()), egui::Color32::from_rgb(r, g, b), is_on) {
                    chosen = Some((!is_on).then_some(*hue));
                }
            }
        };
        ui.steady(name, |ui| ui.horizontal_wrapped(swatches));
        if let Some(chosen) = chosen {
            self.commands.push(Command::Edit(edit(chosen)));
        }
    }

    /// Words with commas between them.
    pub fn words(
        &mut self,
        ui: &mut egui::Ui,
        name: &str,
        words: Common<&[String]>,
        edit: impl FnOnce(Vec<String>) -> Edit,
    ) {
        let text = words.map(|words| words.join(", "));
        let text = match &text {
            Common::Same(text) => Common::Same(text.as_str()),
            Common::Mixed => Common::Mixed,
        };
        self.shared_text(ui, name, text, false, |text| {
            edit(text.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect())
        });
    }

    /// A day.
    pub fn date(
        &mut self,
        ui: &mut egui::Ui,
        name: &str,
        date: Common<Option<Date>>,
        edit: impl FnOnce(Option<Date>) -> Edit,
    ) {
        let text = date.same().flatten().map(|date| date.to_string()).unwrap_or_default();
        let hint = if date == Common::Mixed { super::fields::MIXED } else { "2026-10-31" };
        self.value(ui, name, hint, &text, read_date, edit);
    }

    /// A length of time.
    pub fn time(
        &mut self,
        ui: &mut egui::Ui,
        name: &str,
        span: Option<TimeSpan>,
        edit: impl FnOnce(Option<TimeSpan>) -> Edit,
    ) {
        let text = span.map(|span| format!("{} {}", span.value(), span.unit().words())).unwrap_or_default();
        self.value(ui, name, "such as 10 min or 2 d", &text, read_time, edit);
    }

    /// A length that somebody set, in points.
    pub fn length(
        &mut self,
        ui: &mut egui::Ui,
        name: &str,
        length: Option<Length>,
        edit: impl FnOnce(Option<Length>) -> Edit,
    ) {
        let text = length.map(|length| length.pt().to_string()).unwrap_or_default();
        self.value(ui, name, "as its content needs", &text, read_length, edit);
    }
}

/// What is selected to see a place.
pub fn selection_of(place: Target) -> crate::edit::Selection {
    match place {
        Target::Card(card) => crate::edit::Selection::card(card),
        Target::Step(step) => crate::edit::Selection::Step(step),
    }
}

/// The icon of a place in a list.
pub fn icon_of(place: Target) -> Icon {
    match place {
        Target::Card(_) => Icon::Note,
        Target::Step(_) => Icon::Columns,
    }
}

/// A list without one of its values.
pub fn without<T: Copy + PartialEq>(values: &[T], gone: &T) -> Vec<T> {
    values.iter().copied().filter(|value| value != gone).collect()
}

/// A square of a color that can be pressed.
pub fn swatch(ui: &mut egui::Ui, name: &str, color: egui::Color32, is_on: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(TARGET + 4.0, TARGET + 4.0), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_on, name));
    if ui.is_rect_visible(rect) {
        let look = Look::of(ui.ctx());
        paint_ground(ui, rect, &response, is_on);
        ui.painter().rect_filled(rect.shrink(5.0), 4.0, color);
        if is_on {
            let ring = egui::Stroke::new(2.0, look.accent);
            ui.painter().rect_stroke(rect.shrink(1.0), 6.0, ring, egui::StrokeKind::Inside);
        }
    }
    let words = name.rsplit(": ").next().unwrap_or(name).to_owned();
    response.on_hover_text(words).clicked()
}

fn read_date(text: &str) -> Result<Option<Date>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    Date::from_str(text).map(Some).map_err(|_| "Write the day as year-month-day, such as 2026-10-31.".to_owned())
}

/// A number with a unit; minutes where there is none.
fn read_time(text: &str) -> Result<Option<TimeSpan>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let units = TimeUnit::ALL.iter().map(|unit| unit.words()).collect::<Vec<_>>().join(", ");
    let error = || format!("Write a number and a unit ({units}), such as 10 min.");
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let number: f64 = number.replace(',', ".").parse().map_err(|_| error())?;
    let unit = match unit.trim() {
        "" => TimeUnit::Minutes,
        unit => *TimeUnit::ALL.iter().find(|known| known.words() == unit).ok_or_else(error)?,
    };
    TimeSpan::new(number, unit).map(Some).ok_or_else(error)
}

fn read_length(text: &str) -> Result<Option<Length>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let error = "Write a number of points from 20 to 5000, or nothing.";
    let pt: f64 = text.replace(',', ".").parse().map_err(|_| error.to_owned())?;
    Length::try_from(pt).map(Some).map_err(|_| error.to_owned())
}

/// A color as `#rrggbb`.
pub fn read_color(text: &str) -> Result<Option<Color>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let color = Color::from_str(text).ok().filter(|color| color.a == 255);
    color.map(Some).ok_or_else(|| "Write a color as #rrggbb, such as #1f3a5f.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_they_are_written() {
        let time = |text: &str| read_time(text).ok().flatten().map(|span| (span.value(), span.unit()));
        assert_eq!(time("10 min"), Some((10.0, TimeUnit::Minutes)));
        assert_eq!(time("2,5d"), Some((2.5, TimeUnit::Days)));
        assert_eq!(time("3"), Some((3.0, TimeUnit::Minutes)));
        for wrong in ["min", "3 parsecs", "-1 h", "1.2.3 h"] {
            assert!(read_time(wrong).is_err(), "{wrong}");
        }
        assert_eq!(read_time(" "), Ok(None));
        assert!(read_date("2026-02-30").is_err() && read_date("2026-02-28").is_ok_and(|date| date.is_some()));
        assert!(read_length("19").is_err() && read_length("120.5").is_ok_and(|length| length.is_some()));
        assert!(read_color("red").is_err() && read_color("#12345678").is_err() && read_color("#1f3a5f").is_ok());
    }
}
