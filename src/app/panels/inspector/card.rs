//! The form of a card, or of several: what is set on several cards is set on all of them in one step.

use eframe::egui;

use super::common::Common;
use super::fields::Form;
use super::{arrows, experience, picture};
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::gesture::PaletteItem;
use crate::app::look::heading;
use crate::app::panels::palette::{capitalized, channels};
use crate::app::steady::Steady as _;
use crate::edit::{CardField, Edit};
use crate::icon::Icon;
use crate::model::{Card, CardId, CardKind, ChannelId, Evidence, Kano, Target};

/// What a card's place is about.
const MOVES: &str = "Move to another lane or step, over several steps or a whole stage, or onto the parking lot";

/// Shows the form.
pub fn show(ui: &mut egui::Ui, form: &mut Form<'_>, ids: &[CardId]) {
    let session = form.session;
    let cards: Vec<&Card> = ids.iter().filter_map(|card| session.map().cards.find(*card)).collect();
    let Some(lead) = cards.last().copied() else { return };
    ui.horizontal(|ui| {
        match &cards[..] {
            [card] => form.title(ui, &capitalized(card.kind.words()), ""),
            _ => form.title(ui, &format!("{} cards", cards.len()), ""),
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if form.kit.icons.button_with_tip(ui, Icon::ArrowBendUpRight, "Move to…", MOVES, false).clicked() {
                form.commands.push(Command::Action(Action::MoveTo));
            }
        });
    });
    if cards.len() > 1 {
        ui.weak("What is set here is set on all of them");
    }
    let set = |field: CardField| Edit::SetCards { cards: ids.to_vec(), field };
    form.shared_text(ui, "Title", text_of(&cards, |card| &card.title), true, |text| set(CardField::Title(text)));
    form.shared_text(ui, "Text", text_of(&cards, |card| &card.text), true, |text| set(CardField::Text(text)));
    let words = |kind: CardKind| capitalized(kind.words());
    form.choice(ui, "Kind", common(&cards, |card| card.kind), CardKind::ALL, words, |kind| set(CardField::Kind(kind)));
    channels_ui(ui, form, &cards, &set);
    form.shared_text(ui, "Owner", text_of(&cards, |card| &card.owner), false, |text| set(CardField::Owner(text)));
    let targets: Vec<Target> = ids.iter().copied().map(Target::Card).collect();
    experience::show(ui, form, &targets);
    form.section(ui, "Details", true, |ui, form| details(ui, form, &cards, &set));
    if let [card] = &cards[..] {
        form.section(ui, "Picture", card.picture.is_some(), |ui, form| {
            picture::show(ui, form, "Picture", card.picture.as_ref(), |picture| set(CardField::Picture(picture)));
        });
        form.section(ui, "Arrows", !card.links.is_empty(), |ui, form| arrows::show(ui, form, card));
    }
    let note = text_of(&cards, |card| &card.note);
    form.section(ui, "Private note", !lead.note.is_empty(), |ui, form| {
        form.shared_text(ui, "Printed only on request", note, true, |text| set(CardField::Note(text)));
    });
}

fn details(ui: &mut egui::Ui, form: &mut Form<'_>, cards: &[&Card], set: &impl Fn(CardField) -> Edit) {
    let personas = Common::of(cards.iter().map(|card| &card.personas[..])).unwrap_or(Common::Mixed);
    form.personas(ui, "Concerns", personas, |personas| set(CardField::Personas(personas)));
    let words = |evidence: Evidence| capitalized(evidence.words());
    let evidence = common(cards, |card| card.evidence);
    form.optional(ui, "Evidence", evidence, Evidence::ALL, words, |evidence| set(CardField::Evidence(evidence)));
    form.shared_text(ui, "Source", text_of(cards, |card| &card.source), false, |text| set(CardField::Source(text)));
    form.date(ui, "Date", common(cards, |card| card.date), |date| set(CardField::Date(date)));
    let words = |kano: Kano| capitalized(kano.words());
    let kano = common(cards, |card| card.kano);
    form.optional(ui, "Kano class", kano, Kano::ALL, words, |kano| set(CardField::Kano(kano)));
    form.hue(ui, "Color", common(cards, |card| card.hue), |hue| set(CardField::Hue(hue)));
    let tags = Common::of(cards.iter().map(|card| &card.tags[..])).unwrap_or(Common::Mixed);
    form.words(ui, "Tags, with commas between", tags, |tags| set(CardField::Tags(tags)));
    let language = text_of(cards, |card| &card.language);
    form.shared_text(ui, "Language, where it differs", language, false, |tag| set(CardField::Language(tag)));
}

/// The channels as buttons that are on or off, then those of a single card in their order.
fn channels_ui(ui: &mut egui::Ui, form: &mut Form<'_>, cards: &[&Card], set: &impl Fn(CardField) -> Edit) {
    heading(ui, "Channels");
    let buttons = |ui: &mut egui::Ui| {
        ui.spacing_mut().item_spacing = egui::vec2(2.0, 2.0);
        for (id, name, icon) in channels(form.session) {
            let is_on = form.session.cards_have_channel(id);
            let spoken = format!("Channel {name}");
            if form.kit.icons.button_with_tip(ui, icon, &spoken, &name, is_on).clicked() {
                form.commands.push(Command::Palette(PaletteItem::Channel(id)));
            }
        }
    };
    ui.steady("channels", |ui| ui.horizontal_wrapped(buttons));
    if let [Card { channels, .. }] = cards
        && channels.len() > 1
    {
        for (at, id) in channels.iter().enumerate() {
            let (name, icon) = form.session.map().channel(*id).unwrap_or(("Channel", "tag"));
            let (name, icon) = (name.to_owned(), Icon::named(icon).unwrap_or(Icon::Tag));
            let does = format!("{name} comes earlier");
            let moves =
                ui.steady(("order", id), |ui| form.kit.row_with_button(ui, icon, &name, Icon::ArrowUp, &does, at > 0));
            if moves {
                form.commands.push(Command::Edit(set(CardField::Channels(moved_up(channels, at)))));
            }
        }
    }
}

fn moved_up(channels: &[ChannelId], at: usize) -> Vec<ChannelId> {
    let mut moved = channels.to_vec();
    moved.swap(at, at.saturating_sub(1));
    moved
}

fn common<T: PartialEq>(cards: &[&Card], field: impl Fn(&Card) -> T) -> Common<T> {
    Common::of(cards.iter().map(|card| field(card))).unwrap_or(Common::Mixed)
}

fn text_of<'a>(cards: &[&'a Card], field: impl Fn(&'a Card) -> &'a String) -> Common<&'a str> {
    Common::of(cards.iter().map(|card| field(card).as_str())).unwrap_or(Common::Mixed)
}
