//! The form of a card, or of several.

use eframe::egui;

use super::experience;
use super::fields::{Form, title};
use crate::app::command::Command;
use crate::app::gesture::PaletteItem;
use crate::app::look::heading;
use crate::app::panels::palette::{capitalized, channels};
use crate::edit::{CardField, Edit};
use crate::model::{CardId, CardKind, Target};

pub fn show(ui: &mut egui::Ui, form: &mut Form<'_>, cards: &[CardId]) {
    let Some(card) = cards.last().and_then(|card| form.session.map().cards.find(*card)) else { return };
    let set = |field: CardField| Edit::SetCards { cards: cards.to_vec(), field };
    if cards.len() > 1 {
        title(ui, &format!("{} cards", cards.len()), "What is set here is set on all of them");
    } else {
        title(ui, &capitalized(card.kind.words()), "");
        form.lines(ui, "Title", &card.title, |text| set(CardField::Title(text)));
        form.lines(ui, "Text", &card.text, |text| set(CardField::Text(text)));
    }
    form.choice(
        ui,
        "Kind",
        card.kind,
        CardKind::ALL,
        |kind| capitalized(kind.words()),
        |kind| set(CardField::Kind(kind)),
    );
    channels_ui(ui, form);
    form.line(ui, "Owner", &card.owner, |text| set(CardField::Owner(text)));
    if let [one] = cards {
        experience::show(ui, form, Target::Card(*one));
        form.lines(ui, "Private note", &card.note, |text| set(CardField::Note(text)));
    } else {
        experience::marks(ui, form);
    }
}

/// The channels as buttons that are on or off.
fn channels_ui(ui: &mut egui::Ui, form: &mut Form<'_>) {
    heading(ui, "Channels");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(2.0, 2.0);
        for (id, name, icon) in channels(form.session) {
            let is_on = form.session.cards_have_channel(id);
            let spoken = format!("Channel {name}");
            if form.kit.icons.button_with_tip(ui, icon, &spoken, &name, is_on).clicked() {
                form.commands.push(Command::Palette(PaletteItem::Channel(id)));
            }
        }
    });
}
