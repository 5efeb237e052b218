//! The picture of a card, the portrait of a persona, the logo of the map.

use eframe::egui::{self, Rect, Sense, vec2};

use super::fields::Form;
use crate::app::command::Command;
use crate::app::look::{Look, heading};
use crate::app::steady::Steady as _;
use crate::app::text_input::at_screen;
use crate::edit::Edit;
use crate::geom;
use crate::model::Picture;
use crate::scene::{ImageItem, Item};

/// The height of what is shown of a picture, in points.
const HEIGHT: f32 = 96.0;

/// The edges of the shown part, in thousandths: left, top, right, bottom.
const WHOLE: (u16, u16, u16, u16) = (0, 0, 1_000, 1_000);

/// Shows the picture with what can be said of it and which part of it is seen.
pub fn show(
    ui: &mut egui::Ui,
    form: &mut Form<'_>,
    name: &str,
    picture: Option<&Picture>,
    edit: impl Fn(Option<Picture>) -> Edit,
) {
    heading(ui, name);
    if let Some(picture) = picture {
        thumbnail(ui, form, picture);
    }
    let buttons = |ui: &mut egui::Ui| {
        if ui.button("Choose a picture…").clicked() {
            form.commands.push(Command::ChoosePicture);
        }
        if picture.is_some() && ui.button("Remove the picture").clicked() {
            form.commands.push(Command::Edit(edit(None)));
        }
    };
    ui.steady((name, "buttons"), |ui| ui.horizontal_wrapped(buttons));
    let Some(picture) = picture else { return };
    form.lines(ui, "What it shows, for those who cannot see it", &picture.alt, |alt| {
        edit(Some(Picture { alt, ..picture.clone() }))
    });
    form.section(ui, "Part that is shown", picture.crop.is_some(), |ui, form| {
        let crop = picture.crop.unwrap_or(WHOLE);
        type Edge = fn(&mut (u16, u16, u16, u16)) -> &mut u16;
        let edges: [(&str, Edge); 4] = [
            ("Left edge in percent", |crop| &mut crop.0),
            ("Top edge in percent", |crop| &mut crop.1),
            ("Right edge in percent", |crop| &mut crop.2),
            ("Bottom edge in percent", |crop| &mut crop.3),
        ];
        for (name, edge) in edges {
            let text = (f64::from(*edge(&mut crop.clone())) / 10.0).to_string();
            let read = |text: &str| read_edge(text, crop, edge);
            form.value(ui, name, "", &text, read, |crop| edit(Some(Picture { crop, ..picture.clone() })));
        }
    });
}

fn thumbnail(ui: &mut egui::Ui, form: &mut Form<'_>, picture: &Picture) {
    let Some(bitmap) = form.session.pictures.get(&picture.file).cloned() else {
        ui.colored_label(Look::of(ui.ctx()).warning, "The picture's file is missing or cannot be read.");
        return;
    };
    let (left, top, right, bottom) = picture.crop.unwrap_or(WHOLE);
    let part = |thousandths: u16, of: u32| f64::from(thousandths) / 1_000.0 * f64::from(of);
    let crop = geom::Rect::new(
        part(left, bitmap.width),
        part(top, bitmap.height),
        part(right, bitmap.width),
        part(bottom, bitmap.height),
    );
    let proportion = (crop.width() / crop.height().max(1.0)) as f32;
    let size = vec2((HEIGHT * proportion).min(ui.available_width()), HEIGHT);
    let size = vec2(size.x, (size.x / proportion.max(0.01)).min(HEIGHT));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &picture.alt));
    let place = Rect::from_min_size(egui::Pos2::ZERO, size);
    let item = Item::Image(ImageItem {
        rect: geom::Rect::new(0.0, 0.0, place.width().into(), place.height().into()),
        radius: 4.0,
        bitmap,
        crop,
        alt: picture.alt.clone(),
    });
    if ui.is_rect_visible(rect) {
        form.kit.canvas.paint_items(ui.painter(), &[item], at_screen(rect.min), 1.0);
    }
}

/// A part with another edge; the whole picture counts as no part.
fn read_edge(
    text: &str,
    crop: (u16, u16, u16, u16),
    edge: impl Fn(&mut (u16, u16, u16, u16)) -> &mut u16,
) -> Result<Option<(u16, u16, u16, u16)>, String> {
    let percent: f64 = text.trim().replace(',', ".").parse().map_err(|_| "Write a number from 0 to 100.".to_owned())?;
    if !(0.0..=100.0).contains(&percent) {
        return Err("Write a number from 0 to 100.".to_owned());
    }
    let mut crop = crop;
    *edge(&mut crop) = (percent * 10.0).round() as u16;
    let (left, top, right, bottom) = crop;
    if left >= right || top >= bottom {
        return Err("Nothing would be left: left must be less than right, top less than bottom.".to_owned());
    }
    Ok((crop != WHOLE).then_some(crop))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_picture_is_never_empty() {
        let right = |text: &str, crop| read_edge(text, crop, |crop| &mut crop.2);
        assert_eq!(right("50", WHOLE), Ok(Some((0, 0, 500, 1_000))));
        assert_eq!(right("100", (0, 0, 500, 1_000)), Ok(None));
        for wrong in ["", "101", "-1", "NaN", "0"] {
            assert!(right(wrong, WHOLE).is_err(), "{wrong}");
        }
    }
}
