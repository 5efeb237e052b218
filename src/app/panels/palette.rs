//! The palette: kinds of card and channels, to drag onto a lane or to click.

use eframe::egui::{self, Sense};

use crate::app::command::Command;
use crate::app::explained::{explain, with_meaning};
use crate::app::gesture::PaletteItem;
use crate::app::kit::Kit;
use crate::app::look::{self, heading};
use crate::app::session::Session;
use crate::icon::Icon;
use crate::model::{BUILT_IN_CHANNELS, CardKind, ChannelId};

/// Shows the palette. The item that the pointer takes up is returned.
pub fn show(ui: &mut egui::Ui, session: &Session, kit: &mut Kit, commands: &mut Vec<Command>) -> Option<PaletteItem> {
    let mut taken = None;
    look::panel_area().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        heading(ui, "Cards");
        for kind in CardKind::ALL {
            item(ui, kit, PaletteItem::Kind(*kind), icon_of(*kind), capitalized(kind.words()), commands, &mut taken);
        }
        ui.add_space(8.0);
        heading(ui, "Channels");
        for (id, name, icon) in channels(session) {
            item(ui, kit, PaletteItem::Channel(id), icon, name, commands, &mut taken);
        }
    });
    taken
}

fn item(
    ui: &mut egui::Ui,
    kit: &mut Kit,
    item: PaletteItem,
    icon: Icon,
    name: String,
    commands: &mut Vec<Command>,
    taken: &mut Option<PaletteItem>,
) {
    let row = kit.row(ui, icon, &name, Sense::click_and_drag());
    if row.clicked() {
        commands.push(Command::Palette(item));
    }
    // A press and a move onto something else can come in one frame: what counts is where the press was.
    let is_grasped = ui.input(|input| input.pointer.primary_down() && input.pointer.is_decidedly_dragging());
    let pressed = ui.input(|input| input.pointer.press_origin()).filter(|_| is_grasped);
    if pressed.is_some_and(|at| row.interact_rect.contains(at) && ui.ctx().layer_id_at(at) == Some(row.layer_id)) {
        *taken = Some(item);
    }
    let what = match item {
        PaletteItem::Kind(_) => "Drag it into a lane, or click to add it to the selected cell.",
        PaletteItem::Channel(_) => "Drag it onto a card or into a lane, or click to add it to the selected card.",
    };
    explain(&row, &name);
    let row = with_meaning(row, &name);
    row.on_hover_text(what).on_hover_cursor(egui::CursorIcon::Grab);
}

/// The map's own channels and the built-in ones that none of them stands for.
pub fn channels(session: &Session) -> Vec<(ChannelId, String, Icon)> {
    let own = session.map().channels.iter().map(|channel| (channel.id, channel.name.clone(), channel.icon.as_str()));
    let built_in = BUILT_IN_CHANNELS
        .iter()
        .map(|channel| (channel.channel_id(), channel.name.to_owned(), channel.icon))
        .filter(|(id, ..)| !session.map().channels.contains(*id));
    own.chain(built_in).map(|(id, name, icon)| (id, name, Icon::named(icon).unwrap_or(Icon::Tag))).collect()
}

/// The icon of a kind of card.
pub fn icon_of(kind: CardKind) -> Icon {
    match kind {
        CardKind::Touchpoint => Icon::Handshake,
        CardKind::Action => Icon::Footprints,
        CardKind::Text => Icon::Note,
        CardKind::Quote => Icon::Quotes,
        CardKind::Picture => Icon::Image,
        CardKind::System => Icon::Stack,
        CardKind::Evidence => Icon::Receipt,
    }
}

/// The name that the palette shows for an item.
pub fn name_of(session: &Session, item: PaletteItem) -> (Icon, String) {
    match item {
        PaletteItem::Kind(kind) => (icon_of(kind), capitalized(kind.words())),
        PaletteItem::Channel(channel) => {
            let (name, icon) = session.map().channel(channel).unwrap_or(("Channel", "tag"));
            (Icon::named(icon).unwrap_or(Icon::Tag), name.to_owned())
        }
    }
}

/// A word with a capital letter at its start.
pub fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
